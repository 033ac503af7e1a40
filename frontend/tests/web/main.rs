//! Tests that run as WebAssembly in headless Chromium: what could differ from the machine that built it.
#![cfg(target_arch = "wasm32")]

use sim_core::source::{Origin, SourceMap};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn positions_count_bytes_here_too() {
    let mut sources = SourceMap::new();
    let file = sources
        .add("main.go", "package main\n// 织\nvar x int\n", Origin::User)
        .and_then(|id| sources.file(id).cloned());
    let place = file.map(|file| sources.describe(file.base.plus(17 + "织".len())));
    assert_eq!(place.as_deref(), Some("main.go:3:1"));
}
