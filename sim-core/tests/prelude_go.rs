//! The prelude's runtime, compiled by a real Go toolchain and checked there: `cargo test -p sim-core --test prelude_go`.
//!
//! Real Go is not needed to build or to run Weft. Where there is no `go` command, this says so and does nothing.

use std::process::Command;

/// Runs the tests of `tests/prelude_go`: the vectors, and the rules of the language, on the very files of the prelude.
#[test]
fn with_real_go() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/prelude_go");
    let go = |arguments: &[&str]| {
        Command::new("go")
            .args(arguments)
            .current_dir(folder)
            .env("GOTOOLCHAIN", "local")
            .output()
    };
    if !go(&["version"]).is_ok_and(|output| output.status.success()) {
        println!("no go command: the prelude was not compiled with real Go");
        return;
    }
    let tests = [
        "test",
        "-v",
        "-vet=off",
        "-overlay",
        "overlay.json",
        "./...",
    ];
    let Ok(output) = go(&tests) else {
        panic!("go test does not start")
    };
    let (stdout, stderr) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    println!("{stdout}");
    assert!(output.status.success(), "{stdout}{stderr}");
}
