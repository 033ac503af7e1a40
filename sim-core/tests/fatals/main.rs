//! How programs die: each program in `programs/` is run, and what it prints to standard error up to the first goroutine's trace, its exit
//! status, the states of its goroutines and its output are compared with what real Go printed (`tests/golden/fatals.*`).
//!
//! Programs that only die in some orders are run under random schedules until one dies as recorded. `cargo xtask oracle -- fatals` has real Go
//! die again, where the order does not matter.

#[path = "../real_go/mod.rs"]
mod real_go;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use real_go::{Built, Source};
use sim_core::bytecode::Program;
use sim_core::check::{self, Options};
use sim_core::lower::{self, Entry};
use sim_core::machine::{Config, Machine, Status};

/// Schedules tried for a program that dies in some orders only.
const TRIES: u64 = 300;
const STEPS_MAX: u32 = 100_000;

/// What real Go did.
struct Recorded {
    exit: i64,
    head: String,
    status: Vec<String>,
    stdout: String,
}

fn golden(go: &str) -> BTreeMap<String, Recorded> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/fatals.{go}.jsonl"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let string = |value: &serde_json::Value| value.as_str().unwrap_or("").to_string();
    rows.filter(|row| row["case"].is_string())
        .map(|row| {
            let status = row["status"]
                .as_array()
                .map(|lines| lines.iter().map(string).collect())
                .unwrap_or_default();
            let exit = row["exit"].as_i64().expect("exit");
            let recorded = Recorded {
                exit,
                head: string(&row["head"]),
                status,
                stdout: string(&row["stdout"]),
            };
            (string(&row["case"]), recorded)
        })
        .collect()
}

fn compile(name: &str, go_minor: u32) -> Result<Arc<Program>, String> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fatals/programs/{name}.go"));
    let text = std::fs::read_to_string(&path).expect("program");
    let options = Options { go_minor };
    let file = format!("{name}.go");
    let (typed, sources) = check::check(&[(file.as_str(), text.as_str())], &options)
        .map_err(|(errors, sources)| errors.render(&sources).to_string())?;
    let program = lower::lower(&typed, sources.clone(), Entry::Main)
        .map_err(|errors| errors.render(&sources).to_string())?;
    Ok(Arc::new(program))
}

/// What a run came to, in the form of the recording.
fn run(program: &Arc<Program>, mut seed: u64) -> Recorded {
    let mut machine = Machine::new(program.clone(), &Config::default());
    let mut enabled = vec![];
    for _ in 0..STEPS_MAX {
        machine.enabled(&mut enabled);
        let Some(&first) = enabled.first() else { break };
        let g = match seed {
            0 => first,
            _ => {
                seed = seed
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                enabled[(seed >> 33) as usize % enabled.len()]
            }
        };
        machine.step(g, 0).expect("enabled");
    }
    let exit = match machine.status() {
        Status::Ended(outcome) => outcome.exit_code(),
        Status::Running => -1,
    };
    let text = String::from_utf8_lossy(&machine.stderr()).into_owned();
    let status = statuses(&text);
    let stdout = String::from_utf8_lossy(machine.stdout()).into_owned();
    Recorded {
        exit,
        head: head(&text),
        status,
        stdout,
    }
}

fn statuses(stderr: &str) -> Vec<String> {
    let lines = stderr.lines();
    lines
        .filter(|line| line.starts_with("goroutine ") && line.ends_with(':'))
        .map(str::to_string)
        .collect()
}

/// Standard error up to the first trace, with long addresses replaced, as the recording has it.
fn head(text: &str) -> String {
    let mut head = text;
    if let Some(at) = find_line(head, "goroutine ") {
        head = &head[..at];
    }
    if let Some(at) = head.find("\nruntime stack:") {
        head = &head[..at];
    }
    let mut out = String::new();
    let mut rest = head;
    while let Some(at) = rest.find("0x") {
        let digits = rest[at + 2..]
            .bytes()
            .take_while(u8::is_ascii_hexdigit)
            .count();
        out.push_str(&rest[..at]);
        out.push_str(if digits >= 5 {
            "0xADDR"
        } else {
            &rest[at..at + 2 + digits]
        });
        rest = &rest[at + 2 + digits..];
    }
    out + rest
}

fn find_line(text: &str, prefix: &str) -> Option<usize> {
    if text.starts_with(prefix) {
        Some(0)
    } else {
        text.find(&format!("\n{prefix}")).map(|at| at + 1)
    }
}

/// `goroutine 18 [chan send]:` → `chan send`. Which goroutines run at the moment of a race varies, so `runnable` ones are left out; the
/// runtime's own goroutines are not simulated.
fn states(lines: &[String]) -> Vec<String> {
    let state = |line: &String| {
        line.split_once('[')
            .map_or("", |(_, state)| state)
            .trim_end_matches("]:")
            .to_string()
    };
    let own = [
        "runnable",
        "force gc (idle)",
        "GC sweep wait",
        "GC scavenge wait",
        "finalizer wait",
        "cleanup wait",
        "GC worker (idle)",
        "GOMAXPROCS updater (idle)",
    ];
    // One of the runtime's own may be asleep.
    let lists_own = lines.iter().any(|line| line.contains(own[1]));
    lines
        .iter()
        .map(state)
        .filter(|state| !(own.contains(&state.as_str()) || lists_own && state == "sleep"))
        .collect()
}

/// The differences between a run and the recording, in words.
fn difference(got: &Recorded, want: &Recorded) -> Option<String> {
    let mut all = vec![];
    if got.exit != want.exit {
        all.push(format!("exit {} instead of {}", got.exit, want.exit));
    }
    if got.head != want.head {
        all.push(format!("prints {:?} instead of {:?}", got.head, want.head));
    }
    if states(&got.status) != states(&want.status) {
        all.push(format!(
            "shows {:?} instead of {:?}",
            got.status, want.status
        ));
    }
    if got.stdout != want.stdout {
        all.push(format!(
            "stdout {:?} instead of {:?}",
            got.stdout, want.stdout
        ));
    }
    (!all.is_empty()).then(|| all.join("; "))
}

/// Whether a program dies in some orders only.
fn is_racy(name: &str) -> bool {
    name.starts_with("map-concurrent")
        || [
            "map-read-and-write",
            "map-iteration-and-write",
            "map-fatal-recover",
        ]
        .contains(&name)
}

/// A case's failure: the schedule in program order must die as recorded, or, where the order matters, some random one.
fn failure(name: &str, want: &Recorded, go_minor: u32) -> Option<String> {
    let program = match compile(name, go_minor) {
        Ok(program) => program,
        Err(errors) => return Some(format!("{name}: {errors}")),
    };
    let first = difference(&run(&program, 0), want)?;
    let found =
        is_racy(name) && (1..TRIES).any(|seed| difference(&run(&program, seed), want).is_none());
    (!found).then(|| format!("{name}: {first}"))
}

fn names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fatals/programs");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("programs")
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_string()))
        .collect();
    names.sort();
    names
}

fn check_all(go: &str, go_minor: u32) {
    let golden = golden(go);
    let names = names();
    let mut failures = vec![];
    for name in &names {
        let want = golden
            .get(name)
            .unwrap_or_else(|| panic!("{name} was not recorded"));
        failures.extend(failure(name, want, go_minor));
    }
    println!(
        "{go}: {} of {} programs die as recorded",
        names.len() - failures.len(),
        names.len()
    );
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        names.len(),
        failures.join("\n")
    );
}

#[test]
fn as_in_go_1_23() {
    check_all("go1.23.9", 23);
}

#[test]
fn as_in_go_1_27() {
    check_all("go1.27.3", 27);
}

/// What was recorded is what real Go does.
#[test]
fn real_go_fatals() {
    for go in real_go::all_or_say("the ways to die were not compared with real Go") {
        let golden = golden(&format!("go{}", go.release));
        let names: Vec<String> = names().into_iter().filter(|name| !is_racy(name)).collect();
        let source = |name: &String| {
            let path = format!("tests/fatals/programs/{name}.go");
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            Source {
                name: name.clone(),
                file: format!("{name}.go"),
                text: std::fs::read_to_string(path).expect("program"),
            }
        };
        let sources: Vec<Source> = names.iter().map(source).collect();
        // The recordings were made in this version of the language.
        let built = go.build(
            &real_go::scratch(&format!("fatals-{}", go.release)),
            21,
            &sources,
        );
        let did = real_go::each(&built, |built| match built {
            Built::Program(program) => real_go::run(program, &[]),
            Built::Errors(errors) => Err(errors.clone()),
        });
        let mut wrong = vec![];
        for (name, did) in names.iter().zip(did) {
            let did = did.unwrap_or_else(|error| panic!("{name}: {error}"));
            let stderr = String::from_utf8_lossy(&did.stderr);
            let got = Recorded {
                exit: did.status.code().unwrap_or(-1).into(),
                head: head(&stderr),
                status: statuses(&stderr),
                stdout: String::from_utf8_lossy(&did.stdout).into_owned(),
            };
            wrong.extend(difference(&got, &golden[name]).map(|text| format!("{name}: {text}")));
        }
        println!(
            "Go {}: {} of {} programs die as recorded",
            go.release,
            names.len() - wrong.len(),
            names.len()
        );
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
