//! `cargo xtask bench`: the measurements of `benches/`, natively or in a browser.
//!
//! That crate is a workspace of its own, so that only who measures builds what it compares with.

use crate::shell::{cargo, root, run, say};
use crate::tools::{self, WASM_TARGET};

/// Runs the command.
pub fn command_line(args: &[String]) -> Result<(), String> {
    let manifest = root().join("benches").join("Cargo.toml");
    let mut measure = cargo();
    match args.first().map(String::as_str) {
        Some("browser") => {
            let tools = tools::page_tools()?;
            tools::browser()?;
            measure.args(["test", "--release", "--target", WASM_TARGET]);
            measure.args(["--test", "browser", "--manifest-path"]);
            measure
                .arg(manifest)
                .args(["--", "--nocapture"])
                .current_dir(root().join("benches"))
                .env(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                    "wasm-bindgen-test-runner",
                )
                .env("WASM_BINDGEN_TEST_TIMEOUT", "600")
                .env("PATH", &tools.path);
            if let Some(driver) = tools::chromedriver() {
                measure.env("CHROMEDRIVER", driver);
            }
        }
        _ => {
            measure.args(["run", "--release", "--manifest-path"]);
            measure.arg(manifest).arg("--").args(args);
        }
    }
    say("measuring (some minutes; the machine should have nothing else to do)");
    run(&mut measure)
}
