//! Exploring all orders: what page and worker tell each other, and what is drawn of it.

pub mod census;
pub mod challenge;
pub mod errand;
