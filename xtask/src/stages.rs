//! The stages of `cargo xtask test`, in the order in which they run: cheap and telling first, the browser last.
//!
//! All of cargo's work except the page itself is done in the profile `fast`: unoptimised, so that the some two hundred
//! dependencies compile quickly, except sim-core and its parser, which the golden vectors keep busy. Overflow checks
//! and debug assertions are on. Clippy uses the same profile, so that procedural macros and build scripts are built once.
//! The page is tested as it ships, in the profile `release`.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::shell::{cannot_run, cargo, root, run, shown};
use crate::tools::{self, PageTools, WASM_TARGET};
use crate::{dist, oracle, tidy};

const PROFILE: [&str; 2] = ["--profile", "fast"];

/// One stage: what it is called, what it needs, what it does.
pub struct Stage {
    /// The word for `--only`.
    pub name: &'static str,
    /// What it checks, in a few words.
    pub title: &'static str,
    /// Needs rustfmt, clippy and the wasm target.
    pub rust_components: bool,
    /// Needs trunk and wasm-bindgen.
    pub page_tools: bool,
    /// Needs Chromium and its driver.
    pub browser: bool,
    /// Belongs to what `--fast` leaves out.
    pub needs_browser_run: bool,
    /// Does it. An error counts as one failure.
    pub run: fn(&Setting) -> Result<Outcome, String>,
}

/// What the stages run with.
pub struct Setting {
    /// Present when a chosen stage needs them.
    pub page_tools: Option<PageTools>,
    /// Only tests whose name contains this.
    pub filter: Option<String>,
}

/// How many checks a stage made. A stage that is not a test run counts as one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outcome {
    /// Those that held.
    pub passed: u32,
    /// Those that did not.
    pub failed: u32,
}

const CHECK: Stage = Stage {
    name: "",
    title: "",
    rust_components: false,
    page_tools: false,
    browser: false,
    needs_browser_run: false,
    run: |_| Ok(Outcome::default()),
};

/// All stages, in order.
pub const STAGES: &[Stage] = &[
    Stage {
        name: "format",
        title: "cargo fmt --check",
        rust_components: true,
        run: format,
        ..CHECK
    },
    Stage {
        name: "tidy",
        title: "layers, lengths, banned calls",
        run: tidy_tree,
        ..CHECK
    },
    Stage {
        name: "clippy",
        title: "every target, natively and for the page, warnings denied",
        rust_components: true,
        run: clippy,
        ..CHECK
    },
    Stage {
        name: "native",
        title: "tests of the workspace on this machine",
        run: native,
        ..CHECK
    },
    Stage {
        name: "oracle",
        title: "real Go as the judge, where there is one or pip can install it",
        run: oracle::stage,
        ..CHECK
    },
    Stage {
        name: "wasm",
        title: "tests compiled to WebAssembly, in headless Chromium",
        page_tools: true,
        browser: true,
        needs_browser_run: true,
        run: wasm,
        ..CHECK
    },
    Stage {
        name: "dist",
        title: "the release page",
        page_tools: true,
        needs_browser_run: true,
        run: build_site,
        ..CHECK
    },
    Stage {
        name: "page",
        title: "tests of the release page in Chromium",
        browser: true,
        needs_browser_run: true,
        run: page,
        ..CHECK
    },
];

fn format(_: &Setting) -> Result<Outcome, String> {
    run(cargo().args(["fmt", "--all", "--check"])).map(Outcome::one)
}

fn tidy_tree(_: &Setting) -> Result<Outcome, String> {
    tidy::command_line().map(Outcome::one)
}

/// The page tests are named apart because they are not among the targets that plain `cargo test` and `--all-targets` take.
fn clippy(_: &Setting) -> Result<Outcome, String> {
    let selections: [&[&str]; 3] = [
        &["--workspace", "--all-targets"],
        &["--workspace", "--test", "page"],
        &["-p", "frontend", "--all-targets", "--target", WASM_TARGET],
    ];
    for selection in selections {
        run(cargo()
            .arg("clippy")
            .args(PROFILE)
            .args(selection)
            .args(["--", "-D", "warnings"]))?;
    }
    Ok(Outcome::one(()))
}

fn native(setting: &Setting) -> Result<Outcome, String> {
    let mut test = cargo();
    test.arg("test")
        .args(PROFILE)
        .args(["--workspace", "--no-fail-fast"]);
    tests(test, setting.filter.as_deref())
}

/// The tests of the core, which compile as those of the whole workspace do: nothing is built twice.
pub fn sim_core_tests() -> Command {
    let mut test = cargo();
    test.arg("test")
        .args(PROFILE)
        .args(["--workspace", "--exclude", "frontend", "--exclude", "xtask"])
        .args(["--lib", "--tests", "--no-fail-fast"]);
    test
}

/// The tests of `frontend/tests/web` run natively first; what they find is built into the WebAssembly side to compare with.
fn wasm(setting: &Setting) -> Result<Outcome, String> {
    let tools = setting
        .page_tools
        .as_ref()
        .ok_or("the page's tools are missing")?;
    let fingerprints = root().join("target").join("fingerprints");
    let _ = std::fs::remove_file(&fingerprints);
    let mut native = cargo();
    native
        .arg("test")
        .args(PROFILE)
        .args(["--workspace", "--test", "web"]);
    native.env("WEFT_FINGERPRINTS_OUT", &fingerprints);
    let outcome = tests(native, setting.filter.as_deref())?;
    let mut test = cargo();
    test.arg("test").args(PROFILE);
    test.args([
        "-p",
        "frontend",
        "--target",
        WASM_TARGET,
        "--test",
        "web",
        "--no-fail-fast",
    ]);
    test.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        "wasm-bindgen-test-runner",
    );
    test.env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .env("PATH", &tools.path);
    if let Ok(prints) = std::fs::read_to_string(&fingerprints) {
        test.env("WEFT_NATIVE_FINGERPRINTS", prints);
    }
    Ok(outcome.and(tests(with_driver(test), setting.filter.as_deref())?))
}

fn build_site(_: &Setting) -> Result<Outcome, String> {
    dist::build().map(Outcome::one)
}

fn page(setting: &Setting) -> Result<Outcome, String> {
    let mut test = cargo();
    // The whole workspace is selected so that nothing compiled for the native tests is compiled again with other features.
    test.arg("test")
        .args(PROFILE)
        .args(["--workspace", "--test", "page", "--no-fail-fast"]);
    test.env("WEFT_DIST", root().join("dist"));
    tests(with_driver(test), setting.filter.as_deref())
}

fn with_driver(mut test: Command) -> Command {
    if let Some(driver) = tools::chromedriver() {
        test.env("CHROMEDRIVER", driver);
    }
    test
}

/// Runs a `cargo test`, shows its output as it comes, and adds up the closing lines of its test programs.
pub fn tests(mut test: Command, filter: Option<&str>) -> Result<Outcome, String> {
    if let Some(filter) = filter {
        test.arg("--").arg(filter);
    }
    let mut child = test
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_run(&test, &error))?;
    let mut outcome = Outcome::default();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|output| BufReader::new(output).lines())
        .map_while(Result::ok)
    {
        println!("{line}");
        outcome = outcome.and(Outcome::of_line(&line));
    }
    let status = child
        .wait()
        .map_err(|error| format!("{}: {error}", shown(&test)))?;
    if !status.success() && outcome.failed == 0 {
        // It did not compile, or a test program died before its closing line.
        eprintln!("`{}` ended with {status}", shown(&test));
        outcome.failed = 1;
    }
    Ok(outcome)
}

impl Outcome {
    fn one((): ()) -> Outcome {
        Outcome {
            passed: 1,
            failed: 0,
        }
    }

    /// One word for the report. A stage that checked nothing has said why.
    pub fn verdict(self) -> &'static str {
        match (self.passed, self.failed) {
            (0, 0) => "skipped",
            (_, 0) => "ok",
            _ => "FAILED",
        }
    }

    /// The sum of two.
    pub fn and(self, other: Outcome) -> Outcome {
        Outcome {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }

    /// What a test program's closing line counts; nothing for any other line.
    fn of_line(line: &str) -> Outcome {
        let Some(counts) = line.trim_start().strip_prefix("test result: ") else {
            return Outcome::default();
        };
        let count = |word: &str| {
            let before = counts
                .split(';')
                .find_map(|part| part.trim_end().strip_suffix(word))?;
            before.split_whitespace().last()?.parse().ok()
        };
        Outcome {
            passed: count(" passed").unwrap_or(0),
            failed: count(" failed").unwrap_or(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_test_programs_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.52s";
        assert_eq!(
            Outcome::of_line(line),
            Outcome {
                passed: 12,
                failed: 3
            }
        );
        assert_eq!(
            Outcome::of_line("test machine::steps ... ok"),
            Outcome::default()
        );
    }

    #[test]
    fn a_test_run_that_does_not_compile_is_a_failure() {
        let mut nothing = cargo();
        nothing
            .args(["test", "--no-such-option"])
            .stderr(Stdio::null());
        assert_eq!(
            tests(nothing, None).unwrap(),
            Outcome {
                passed: 0,
                failed: 1
            }
        );
    }
}
