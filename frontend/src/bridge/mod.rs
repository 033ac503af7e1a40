//! Everything between the page and the browser: address, storage, clipboard, the host page, the frame's size, breakdowns.
//!
//! Invariant: nothing here fails. What the browser does not allow (storage in a sandboxed frame, say) is left out.

pub mod address;
pub mod breakdown;
pub mod crew;
pub mod host;
pub mod media;
pub mod storage;
