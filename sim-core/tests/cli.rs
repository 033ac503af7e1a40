//! The command line as a user meets it: output, exit status, messages.

use std::path::PathBuf;
use std::process::{Command, Output};

fn weft(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_weft"))
        .args(args)
        .output()
        .unwrap()
}

/// Writes a program to a file of its own and returns its path.
fn program(name: &str, text: &str) -> String {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&dir).unwrap();
    let path = dir.join("main.go");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn runs_a_program_with_its_output_and_status() {
    let path = program(
        "hello",
        "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello\", 1+2)\n}\n",
    );
    let out = weft(&["run", &path]);
    assert_eq!(
        (text(&out.stdout).as_str(), out.status.code()),
        ("hello 3\n", Some(0))
    );
    let path = program(
        "exit",
        "package main\n\nimport \"os\"\n\nfunc main() {\n\tos.Exit(3)\n}\n",
    );
    assert_eq!(weft(&["run", &path]).status.code(), Some(3));
    let path = program(
        "panic",
        "package main\n\nfunc main() {\n\tpanic(\"boom\")\n}\n",
    );
    let out = weft(&["run", &path]);
    assert_eq!(out.status.code(), Some(2));
    assert!(
        text(&out.stderr).starts_with("panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n"),
        "{}",
        text(&out.stderr)
    );
}

#[test]
fn compile_errors_are_gcs() {
    let path = program("broken", "package main\n\nfunc main() {\n\tx := 1\n}\n");
    for verb in ["check", "run"] {
        let out = weft(&[verb, &path]);
        assert_eq!(out.status.code(), Some(1));
        assert_eq!(
            text(&out.stderr),
            format!("{path}:4:2: declared and not used: x\n")
        );
    }
}

#[test]
fn a_printed_schedule_reproduces_the_run() {
    let scene = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenes/two-writers/main.go");
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let first = weft(&[
            "run",
            scene,
            "--policy",
            "random",
            "--seed",
            seed,
            "--trace-hash",
            "--print-schedule",
        ]);
        let err = text(&first.stderr);
        let schedule = err
            .lines()
            .find_map(|l| l.strip_prefix("schedule "))
            .unwrap();
        let again = weft(&[
            "run",
            scene,
            "--schedule",
            schedule,
            "--trace-hash",
            "--print-schedule",
        ]);
        assert_eq!(text(&again.stderr), err);
        assert_eq!(
            (again.status.code(), again.stdout),
            (first.status.code(), first.stdout)
        );
        let words = weft(&["fmt-schedule", schedule]);
        assert!(
            text(&words.stdout).starts_with("transition"),
            "{}",
            text(&words.stdout)
        );
    }
}

#[test]
fn wrong_usage_is_64_with_one_clear_sentence() {
    let path = program("fine", "package main\n\nfunc main() {}\n");
    for (args, message) in [
        (vec!["run", "/nowhere/at/all.go"], "cannot read"),
        (vec!["run", &path, "--go", "1.4"], "Go 1.4 is not on offer"),
        (vec!["run", &path, "--schedule", "junk"], "not a schedule"),
        (vec!["run", &path, "--func", "TestX"], "no test TestX"),
        (vec!["run"], "required"),
        (vec!["frobnicate"], "unrecognized"),
    ] {
        let out = weft(&args);
        assert_eq!(out.status.code(), Some(64), "{args:?}");
        assert!(
            text(&out.stderr).contains(message),
            "{args:?}: {}",
            text(&out.stderr)
        );
    }
}

#[test]
fn traces_as_text_and_as_json_lines() {
    let path = program(
        "trace",
        "package main\n\nvar x int\n\nfunc main() {\n\tx = 7\n}\n",
    );
    let out = text(&weft(&["trace", &path]).stdout);
    assert!(
        out.contains("main.go:6:4  goroutine 1 writes x: 0 → 7")
            || out.contains("goroutine 1 writes x: 0 → 7"),
        "{out}"
    );
    let json = text(&weft(&["trace", &path, "--format", "json"]).stdout);
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(
        (first["goroutine"].as_u64(), first["kind"].as_str()),
        (Some(1), Some("Write"))
    );
}

#[test]
fn runs_a_test_function() {
    let path = program(
        "test",
        "package main\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {\n\tif 1+1 != 3 {\n\t\tt.Error(\"no\")\n\t}\n}\n",
    );
    let out = weft(&["run", &path, "--func", "TestA"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(
        text(&out.stdout).contains("--- FAIL: TestA"),
        "{}",
        text(&out.stdout)
    );
}
