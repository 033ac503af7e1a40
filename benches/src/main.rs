//! The measurements' command: `cargo xtask bench`, or `cargo run --release` in this folder.

#[cfg(not(target_arch = "wasm32"))]
mod tables;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    tables::main()
}

/// In a browser `tests/browser.rs` measures.
#[cfg(target_arch = "wasm32")]
fn main() {}
