//! Keeps the list of WebAssembly features in the stripped page.
//!
//! Stripping removes every custom section, and with it `target_features`, by which later tools know that the code uses
//! more than the first version of WebAssembly. Without it wasm-bindgen warns and wasm-opt, where somebody runs it, fails.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--keep-section=target_features");
    }
}
