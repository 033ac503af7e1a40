//! The driver and the state together, over real sessions.
