//! Tests of the page as it ships, in real Chromium: what a reader can see, press and share.
//!
//! Not among the targets of plain `cargo test`, because they need the built site, Chromium and its driver.
//! `cargo xtask test` runs them last; `cargo xtask test --only dist,page` runs only them; after a first
//! `cargo xtask dist`, `cargo xtask test --only page -- NAME` runs those tests whose name contains NAME, in seconds.
//! The quickest loop leaves `trunk serve` running in another terminal and tests the debug page that it keeps building:
//!
//! ```text
//! WEFT_DIST=target/trunk cargo test --profile fast --workspace --test page -- NAME
//! ```
//!
//! Screenshots are left in `target/screenshots/`, that of a failing test under the test's own name.

mod beside;
mod challenges;
mod claims;
mod editing;
mod embed;
mod files;
mod harness;
mod look;
mod moments;
mod opening;
mod orders;
mod races;
mod reading;
mod stepping;
mod swiss;
mod syncmap;
mod trouble;
