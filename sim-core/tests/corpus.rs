//! Small Go programs, run by `weft run` and compared with what real Go printed: `corpus/NAME.go` beside `corpus/NAME.want`.
//!
//! A `.want` file is the exit status, stdout and stderr of the program built by Go 1.23 (`-gcflags=-l`, so that no frame is inlined
//! away). Texts are compared after [`normalize`] has taken out what no simulator can know: addresses, argument words, folders.
//! After adding a program, write its expectation with
//! `WEFT_GO=/path/to/go cargo test -p sim-core --test corpus -- --ignored bless`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn programs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the corpus is there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    files
}

/// What a run looked like, as it stands in a `.want` file.
fn describe(output: &Output) -> String {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = normalize(&String::from_utf8_lossy(&output.stderr));
    let code = output.status.code().unwrap_or(-1);
    format!("exit {code}\n-- stdout --\n{stdout}-- stderr --\n{stderr}")
}

/// Takes out of a panic report what depends on the machine: program counters, offsets, argument words, folders, the numbers of
/// goroutines other than main (real Go starts some of its own), lines of Go's own files, and frames of package sync (whose
/// operations are single instructions here).
fn normalize(stderr: &str) -> String {
    let mut out = String::new();
    let mut in_trace = false;
    let mut in_sync = false;
    for line in stderr.lines() {
        in_trace |= line.starts_with("goroutine ");
        in_sync = in_trace && (line.starts_with("sync.") || in_sync && line.starts_with('\t'));
        if in_sync {
            continue;
        }
        let line = match line.strip_prefix('\t') {
            Some(path) if in_trace => format!("\t{}", normalize_path(path)),
            _ if in_trace => normalize_frame(line),
            _ => line.split(" pc=0x").next().unwrap_or(line).to_string(),
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn normalize_path(path: &str) -> String {
    let path = path.split(" +0x").next().unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.strip_prefix("panic.go:") {
        Some(_) => "panic.go".to_string(),
        None => name.to_string(),
    }
}

fn normalize_frame(line: &str) -> String {
    if let Some(rest) = line.strip_prefix("goroutine ") {
        let (number, state) = rest.split_once(' ').unwrap_or((rest, ""));
        let number = if number == "1" { "1" } else { "N" };
        return format!("goroutine {number} {state}");
    }
    if let Some(at) = line.find(" in goroutine ") {
        return format!("{} in goroutine", &line[..at]);
    }
    // The arguments begin at the last parenthesis that is not inside them.
    let mut depth = 0;
    for (at, byte) in line.bytes().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return if line.ends_with(')') {
                format!("{}(...)", &line[..at])
            } else {
                line.to_string()
            };
        }
    }
    line.to_string()
}

#[test]
fn programs_do_what_real_go_does() {
    let only = std::env::var("WEFT_CORPUS").ok();
    let mut failures = Vec::new();
    let mut count = 0;
    for path in programs() {
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or("")
            .to_string();
        if only
            .as_ref()
            .is_some_and(|only| !name.contains(only.as_str()))
        {
            continue;
        }
        count += 1;
        let want = std::fs::read_to_string(path.with_extension("want"))
            .unwrap_or_else(|_| panic!("{name} has no .want file"));
        let output = Command::new(env!("CARGO_BIN_EXE_weft"))
            .arg("run")
            .arg(&path)
            .output()
            .expect("weft runs");
        let got = describe(&output);
        if got != want {
            failures.push(format!("== {name}\n-- want --\n{want}\n-- got --\n{got}\n"));
        }
    }
    assert!(count > 0, "no program was run");
    assert!(
        failures.is_empty(),
        "{} of {count} programs differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Writes the expectations with a real Go, named by `WEFT_GO`.
#[test]
#[ignore = "needs a Go toolchain; writes into the corpus"]
fn bless() {
    let go = std::env::var("WEFT_GO").expect("WEFT_GO names the go command");
    let temp = std::env::temp_dir().join("weft-corpus");
    std::fs::create_dir_all(&temp).expect("temporary folder");
    for path in programs() {
        let program = temp.join("program");
        let built = Command::new(&go)
            .args(["build", "-gcflags=-l", "-o"])
            .arg(&program)
            .arg(&path)
            .env("GOTOOLCHAIN", "local")
            .output()
            .expect("go runs");
        assert!(
            built.status.success(),
            "{}: {}",
            path.display(),
            String::from_utf8_lossy(&built.stderr)
        );
        let output = Command::new(&program).output().expect("the program runs");
        std::fs::write(path.with_extension("want"), describe(&output)).expect("written");
    }
}
