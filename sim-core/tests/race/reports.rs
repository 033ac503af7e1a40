//! Reports against those of real Go (`tests/golden/race_reports.jsonl`), for the order in which Go ran the program: each goroutine to its
//! end, in order of creation.
//!
//! Compared is what is not a number of the machine: addresses, offsets and goroutine numbers are replaced, "running" and "finished" are
//! told apart by Go's timing only, and of a frame of the runtime the name up to its variant for the key's type is compared.

use sim_core::limits::Limits;
use sim_core::race::{Detector, Reporter, Settings, footer};
use sim_core::schedule::Schedule;
use sim_core::session::api::{FileText, Options, Policy};
use sim_core::session::run;

const PROGRAM: &str = include_str!("programs/claims.go");

/// What Go printed for a case.
fn recorded(case: &str, go: &str) -> (i64, String) {
    let text = include_str!("../golden/race_reports.jsonl");
    for row in text.lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("JSON");
        if row["case"] == case && row["go"] == go {
            let text = row["text"].as_str().expect("text");
            return (row["exit"].as_i64().expect("exit"), text.to_string());
        }
    }
    panic!("no record of {case} by {go}");
}

/// The program with its argument in place of `os.Args[1]`, in the same line.
fn program(case: &str) -> String {
    let word = case.trim_start_matches("race-");
    let text = PROGRAM.replace("os.Args[1]", &format!("\"{word}\""));
    text.replace("\t\"os\"\n", "\t_ \"os\"\n")
}

/// What Weft prints, reports only, and its exit status.
fn reported(case: &str) -> (i64, String) {
    let files = [FileText {
        name: "race/main.go".to_string(),
        text: program(case),
    }];
    let options = Options {
        policy: Policy::Sequential,
        ..Options::default()
    };
    let limits = Limits::native();
    let program = run::compile_checked(&files, &options, &limits).expect("compiles");
    let mut machine = run::start(&program, &options, &limits).expect("starts");
    let settings = Settings {
        stacks: true,
        ..Settings::default()
    };
    let mut detector = Detector::with(&machine, settings);
    run::run_to_end(
        &mut machine,
        &options,
        &limits,
        &Schedule::default(),
        |machine, event| detector.observe(machine, event),
    )
    .expect("runs");
    let mut reporter = Reporter::new();
    let reports = detector.races().iter();
    let mut text: String = reports.filter_map(|race| reporter.report(race)).collect();
    if reporter.count() == 0 {
        return (0, text);
    }
    text.push_str(&footer(reporter.count()));
    (66, text)
}

/// Replaces what is the machine's own.
fn normal(text: &str) -> String {
    let mut out = String::new();
    let mut in_runtime = false;
    for line in text.lines() {
        if in_runtime {
            // The file and line inside of the runtime.
            in_runtime = false;
            continue;
        }
        let line = line.split(" +0x").next().unwrap_or(line);
        if let Some(function) = line.strip_prefix("  runtime.") {
            in_runtime = true;
            let name = function.split(['_', '(']).next().unwrap_or(function);
            out.push_str(&format!("  runtime.{name}\n"));
            continue;
        }
        let words = line.split(' ').map(|word| match word {
            _ if word.starts_with("0x") => "ADDR",
            "(running)" | "(finished)" => "(…)",
            _ => word,
        });
        out.push_str(&words.collect::<Vec<_>>().join(" "));
        out.push('\n');
    }
    numbered(&out)
}

/// Goroutines by the order in which they are mentioned.
fn numbered(text: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut out = Vec::new();
    let mut after_goroutine = false;
    for word in text.split(' ') {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        if after_goroutine && !digits.is_empty() {
            let index = seen.iter().position(|known| *known == digits);
            let index = index.unwrap_or_else(|| {
                seen.push(digits.clone());
                seen.len() - 1
            });
            out.push(format!("#{index}{}", &word[digits.len()..]));
        } else {
            out.push(word.to_string());
        }
        after_goroutine = word.ends_with("goroutine") || word.ends_with("Goroutine");
    }
    out.join(" ")
}

fn check(case: &str, go: &str) {
    let (exit, text) = recorded(case, go);
    let (own_exit, own_text) = reported(case);
    assert_eq!(own_exit, exit, "{case} {go}");
    // What the program itself prints comes in between.
    let text: String = text
        .lines()
        .filter(|line| !matches!(*line, "1" | "no report"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(normal(&own_text), normal(&text), "{case} {go}");
}

#[test]
fn a_variable() {
    check("race-var", "go1.23.9");
    check("race-var", "go1.27.3");
}

#[test]
fn a_map() {
    check("race-map", "go1.23.9");
}

#[test]
fn reads_only() {
    check("race-read", "go1.23.9");
    check("race-read", "go1.27.3");
}
