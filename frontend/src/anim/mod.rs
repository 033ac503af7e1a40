//! Motion that explains: what has moved in memory is seen to move on the stage.

mod flip;

pub use flip::use_flip;
