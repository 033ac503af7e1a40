//! `weft run --func TestX` beside what a test binary of real Go prints: `testing/NAME.want` for each test of `testing/x_test.go` and
//! `testing/report_test.go` and `testing/main_test.go` (Go 1.23) and `testing/bubble_test.go` (Go 1.27); how tests of
//! `testing/deaths_test.go` die is in `testing/deaths.want`.
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
fn a_main_of_tests_and_its_environment() {
    for test in ["TestBegun", "TestBegunFails", "TestConflict"] {
        check_in("main_test.go", "1.23", test);
    }
}

#[test]
fn failures_subtests_and_cleanups() {
    check("TestFail");
}

#[test]
fn a_panic_in_a_subtest() {
    check("TestPanic");
}

/// Where lines go, what cleanups do, and what a panic leaves behind.
#[test]
fn reports() {
    for test in [
        "TestReportLogs",
        "TestReportCleanups",
        "TestReportPanics",
        "TestReportPanicSub",
        "TestReportLogAfter",
        "TestReportFatalInGoroutine",
        "TestReportExitInRun",
        "TestReportTempDirNone",
        "TestReportParallelTwice",
        "TestReportCleanupPanics",
        "TestReportNested",
    ] {
        check_in("report_test.go", "1.23", test);
    }
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

/// A death: exit status, first line, and how the goroutines stand that are listed.
fn death(test: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testing");
    let output = Command::new(env!("CARGO_BIN_EXE_weft"))
        .args(["run", "--go", "1.27", "--func", test])
        .arg(folder.join("deaths_test.go"))
        .output()
        .expect("weft runs");
    let mut text = format!("{test}: exit {}\n", output.status.code().unwrap_or(-1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    let states = stderr
        .lines()
        .filter_map(|line| line.strip_prefix("goroutine ")?.split_once(' '))
        .map(|(_, state)| state);
    for line in stderr.lines().take(1).chain(states) {
        text.push_str(&format!("  {line}\n"));
    }
    text
}

/// `testing/deaths.want` holds what real Go 1.27 does.
#[test]
fn deaths_in_bubbles() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testing/deaths.want");
    let want = std::fs::read_to_string(path).expect("an expectation");
    let tests = want
        .lines()
        .filter_map(|line| Some(line.split_once(": exit")?.0))
        .filter(|name| name.starts_with("Test"));
    let got: String = tests.map(death).collect();
    assert_eq!(got, want);
}
