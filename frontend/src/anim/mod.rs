//! Motion that explains: what has moved in memory is seen to move on the stage, and what has changed is in sight.

mod flip;
mod sight;

pub use flip::use_flip;
pub use sight::use_sight;
