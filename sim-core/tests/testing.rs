//! `weft run --func TestX` beside what a test binary of real Go prints: `testing/NAME.want` for each test of `testing/x_test.go` (Go 1.23)
//! and `testing/bubble_test.go` (Go 1.27).
//!
//! To write the expectations anew: `go test -c`, then the binary with `-test.run '^NAME$'`, its standard output and its exit status.

use std::path::Path;
use std::process::Command;

/// Real Go measures time where Weft has a clock of its own; the figures agree only as far as sleeping goes.
fn check(test: &str) {
    check_in("x_test.go", "1.23", test);
}

fn check_in(file: &str, go: &str, test: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testing");
    let output = Command::new(env!("CARGO_BIN_EXE_weft"))
        .args(["run", "--go", go, "--func", test])
        .arg(folder.join(file))
        .output()
        .expect("weft runs");
    let got = format!(
        "{}exit {}\n",
        String::from_utf8_lossy(&output.stdout),
        output.status.code().unwrap_or(-1)
    );
    let want =
        std::fs::read_to_string(folder.join(test).with_extension("want")).expect("an expectation");
    assert_eq!(got, want, "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_test_that_passes() {
    check("TestPass");
}

#[test]
fn failures_subtests_and_cleanups() {
    check("TestFail");
}

#[test]
fn a_panic_in_a_subtest() {
    check("TestPanic");
}

#[test]
fn bubbles() {
    for test in [
        "TestClock",
        "TestWaits",
        "TestFails",
        "TestMainLeft",
        "TestNested",
        "TestPanics",
    ] {
        check_in("bubble_test.go", "1.27", test);
    }
}
