//! Compile errors: each broken program in `cases/` must be rejected with exactly the lines that the real Go compiler prints.
//!
//! A case is `=== go1.N` (the version of its go.mod), the program, `---`, and what Go 1.23.9 printed, with the file called `prog.go`.
//! `cargo xtask oracle -- compile_errors` compares the expectations with real Go. After adding cases write them:
//! `WEFT_GO=/path/to/go1.23 WEFT_BLESS=1 cargo test -p sim-core --test check_errors real_go`.

#[path = "../real_go/mod.rs"]
mod real_go;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use real_go::{Built, Go, Source};
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

/// The recorded lines are those of Go 1.23.
#[test]
fn real_go_compile_errors() {
    let found = real_go::all_or_say("compile errors were not compared with real Go");
    let Some(go) = found.iter().find(|go| go.minor == 23) else {
        return;
    };
    let topics: Vec<(PathBuf, Vec<Case>)> = topics()
        .into_iter()
        .map(|path| (path.clone(), cases(&path)))
        .collect();
    let all: Vec<&Case> = topics.iter().flat_map(|(_, cases)| cases).collect();
    let mut said = real(go, &all).into_iter();
    let mut wrong = Vec::new();
    for (path, cases) in &topics {
        let mut text = String::new();
        for case in cases {
            let expected = said.next().unwrap_or_default();
            if expected != case.expected {
                wrong.push(format!(
                    "{}---\n{expected}instead of\n{}",
                    case.program, case.expected
                ));
            }
            text += &format!("=== go1.{}\n{}---\n{expected}", case.go_minor, case.program);
        }
        if std::env::var_os("WEFT_BLESS").is_some() {
            std::fs::write(path, text).expect("writable");
        }
    }
    println!(
        "Go {}: {} of {} programs are refused as recorded",
        go.release,
        all.len() - wrong.len(),
        all.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What real Go says about each program, those of one version of the language at a time.
fn real(go: &Go, cases: &[&Case]) -> Vec<String> {
    let mut by_version: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        by_version.entry(case.go_minor).or_default().push(at);
    }
    let mut said = vec![String::new(); cases.len()];
    for (version, places) in by_version {
        let source = |at: &usize| Source {
            name: format!("case{at}"),
            file: FILE.to_string(),
            text: cases[*at].program.clone(),
        };
        let sources: Vec<Source> = places.iter().map(source).collect();
        let folder = real_go::scratch(&format!("check_errors-{version}"));
        for (at, built) in places.iter().zip(go.build(&folder, version, &sources)) {
            if let Built::Errors(lines) = built {
                said[*at] = lines;
            }
        }
        let _ = std::fs::remove_dir_all(folder);
    }
    said
}
