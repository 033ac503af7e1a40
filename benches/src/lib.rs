//! Measurements: Weft's explorer beside shuttle and loom on the same programs, and what the machine's own operations cost.
//!
//! `src/main.rs` runs them natively, `tests/browser.rs` in a browser.

pub mod operations;
#[cfg(not(target_arch = "wasm32"))]
pub mod others;
pub mod weft;
pub mod workload;
