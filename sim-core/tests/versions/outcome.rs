//! What a program comes to, in words that do not depend on addresses: ours and real Go's.

use std::process::Command;
use std::sync::Arc;

use sim_core::check::{self, Options};
use sim_core::limits::Limits;
use sim_core::lower::{self, Entry};
use sim_core::machine::{Config, Machine, Status};

const FILE: &str = "prog.go";

/// In Weft, as Go 1.`go_minor`.
pub fn of(text: &str, go_minor: u32) -> String {
    let checked = check::check(&[(FILE, text)], &Options { go_minor });
    let (typed, sources) = match checked {
        Ok(done) => done,
        Err((errors, sources)) => return errors.render(&sources),
    };
    let code = match lower::lower(&typed, sources.clone(), Entry::Main) {
        Ok(code) => code,
        Err(errors) => return errors.render(&sources),
    };
    if text.starts_with("// weft: files") {
        return runtime_files(&code);
    }
    let config = Config {
        limits: Limits::native(),
        ..Config::default()
    };
    let mut machine = Machine::new(Arc::new(code), &config);
    let mut enabled = vec![];
    while *machine.status() == Status::Running {
        machine.enabled(&mut enabled);
        machine.step(enabled[0], 0).expect("enabled");
    }
    let Status::Ended(outcome) = machine.status() else {
        return String::new();
    };
    let stdout = String::from_utf8_lossy(machine.stdout());
    let stderr = machine.stderr();
    let stderr = String::from_utf8_lossy(&stderr);
    words(&stdout, &stderr, outcome.exit_code())
}

/// Which files of the runtime a program's maps come from: what no output tells.
fn runtime_files(code: &sim_core::bytecode::Program) -> String {
    let mut names: Vec<&str> = code
        .sources
        .files()
        .iter()
        .map(|file| file.name.as_str())
        .filter(|name| name.contains("map"))
        .collect();
    names.sort_unstable();
    names.iter().map(|name| format!("{name}\n")).collect()
}

/// By a real Go of that version.
pub fn of_real(go: &str, text: &str, go_minor: u32) -> String {
    let folder = std::env::temp_dir().join(format!("weft-versions-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    let module = format!("module prog\n\ngo 1.{go_minor}\n");
    std::fs::write(folder.join("go.mod"), module).expect("writable");
    std::fs::write(folder.join(FILE), text).expect("writable");
    let run = |program: &std::path::Path, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .current_dir(&folder)
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "-mod=mod")
            .output()
            .expect("it runs")
    };
    let built = run(std::path::Path::new(go), &["build", "-o", "prog", "."]);
    let result = if built.status.success() {
        let ran = run(&folder.join("prog"), &[]);
        let (stdout, stderr) = (
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr),
        );
        words(&stdout, &stderr, i64::from(ran.status.code().unwrap_or(-1)))
    } else {
        let stderr = String::from_utf8_lossy(&built.stderr);
        let lines = stderr.lines().filter(|line| !line.starts_with("# "));
        lines
            .map(|line| line.replace("./prog.go", FILE) + "\n")
            .collect()
    };
    std::fs::remove_dir_all(&folder).expect("removable");
    result
}

/// The minor version of a go command.
pub fn minor_of(go: &str) -> u32 {
    let output = Command::new(go)
        .args(["env", "GOVERSION"])
        .env("GOTOOLCHAIN", "local")
        .output()
        .expect("Go runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let minor = text
        .trim()
        .trim_start_matches("go1.")
        .split('.')
        .next()
        .unwrap_or_default();
    minor.parse().expect("a version")
}

/// Output, then what was said on dying without positions, addresses and the runtime's own frames, then the status.
fn words(stdout: &str, stderr: &str, exit: i64) -> String {
    let mut text = stdout.to_string();
    for line in stderr.lines() {
        let dropped = line.is_empty()
            || line.starts_with('\t')
            || line.starts_with("exit status")
            || line.starts_with("[signal")
            || line.starts_with("runtime.")
            || line.starts_with("sync.")
            || line.starts_with("internal/")
            || line.starts_with("panic(");
        if dropped {
            continue;
        }
        let frame = line.ends_with(')') && line.starts_with("main.");
        let line = if frame {
            line.split('(').next().unwrap_or(line)
        } else {
            line
        };
        text.push_str(&unnumbered(line));
        text.push('\n');
    }
    format!("{text}exit {exit}\n")
}

/// `goroutine 18 [running]:` without the number of any goroutine but the first: numbers are chance.
fn unnumbered(line: &str) -> String {
    match line
        .strip_prefix("goroutine ")
        .and_then(|rest| rest.split_once(' '))
    {
        Some((number, rest)) if number != "1" => format!("goroutine N {rest}"),
        _ => line.to_string(),
    }
}
