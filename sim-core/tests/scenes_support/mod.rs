//! What the check of the scenes is made of: reading a scene's folder, and a search for outcomes.

pub mod scene;
pub mod search;
