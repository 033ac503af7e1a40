//! Compile errors: each broken program in `cases/` must be rejected with exactly the lines that the real Go compiler prints.
//!
//! A case is `=== go1.N` (the version of its go.mod), the program, `---`, and what Go 1.23.9 printed, with the file called `prog.go`.
//! After adding cases write their expectations with
//! `WEFT_GO=/path/to/go cargo test -p sim-core --test check_errors -- --ignored bless`.

use std::path::{Path, PathBuf};
use std::process::Command;

use sim_core::check::{self, Options};

/// Name of every program's file.
const FILE: &str = "prog.go";

/// One broken program and what is said about it.
struct Case {
    go_minor: u32,
    program: String,
    expected: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_errors/cases")
}

fn topics() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the cases are there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    files
}

fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("readable");
    let parts = text.split("=== go1.").skip(1);
    let case = |part: &str| {
        let (version, rest) = part.split_once('\n').expect("a version line");
        let (program, expected) = rest.split_once("---\n").expect("an end of the program");
        Case {
            go_minor: version.trim().parse().expect("a minor version"),
            program: program.to_string(),
            expected: expected.to_string(),
        }
    };
    parts.map(case).collect()
}

fn ours(case: &Case) -> String {
    let options = Options {
        go_minor: case.go_minor,
    };
    match check::check(&[(FILE, case.program.as_str())], &options) {
        Ok(_) => String::new(),
        Err((errors, sources)) => errors.render(&sources),
    }
}

#[test]
fn errors_are_those_of_gc() {
    let (mut count, mut failures) = (0, Vec::new());
    for path in topics() {
        for (i, case) in cases(&path).iter().enumerate() {
            let got = ours(case);
            count += 1;
            if got != case.expected {
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                failures.push(format!(
                    "{name} case {}:\n{}want:\n{}have:\n{got}",
                    i + 1,
                    case.program,
                    case.expected
                ));
            }
        }
    }
    assert!(count >= 200, "only {count} cases");
    assert!(
        failures.is_empty(),
        "{} of {count} differ\n\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// What real Go says about a program.
fn real(go: &str, case: &Case, scratch: &Path) -> String {
    let module = format!("module prog\n\ngo 1.{}\n", case.go_minor);
    std::fs::write(scratch.join("go.mod"), module).expect("writable");
    std::fs::write(scratch.join(FILE), &case.program).expect("writable");
    let output = Command::new(go)
        .args(["build", "-o", "/dev/null", "."])
        .current_dir(scratch)
        .env("GOTOOLCHAIN", "local")
        .env("GOFLAGS", "-mod=mod")
        .output()
        .expect("Go runs");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines = text.lines().filter(|line| !line.starts_with("# "));
    let full = format!("{}/", scratch.display());
    let short = |line: &str| line.replace("./prog.go", FILE).replace(&full, "");
    lines.map(|line| short(line) + "\n").collect()
}

#[test]
#[ignore = "needs a real Go, named by WEFT_GO"]
fn bless() {
    let go = std::env::var("WEFT_GO").expect("WEFT_GO names a go command");
    let scratch = std::env::temp_dir().join(format!("weft-check-errors-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).expect("a scratch folder");
    for path in topics() {
        let mut text = String::new();
        for case in cases(&path) {
            let expected = real(&go, &case, &scratch);
            text.push_str(&format!(
                "=== go1.{}\n{}---\n{expected}",
                case.go_minor, case.program
            ));
        }
        std::fs::write(&path, text).expect("writable");
    }
    std::fs::remove_dir_all(&scratch).expect("removable");
}
