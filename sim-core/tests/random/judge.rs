//! What a program does by real Go and by Weft, in one form, and whether that differs.

use crate::real_go::{self, Built, Go, Source};
use crate::tree::{Program, helpers};
use sim_core::limits::Limits;
use sim_core::machine::Status;
use sim_core::schedule::Schedule;
use sim_core::session::api::{FileText, OpenError, Options};
use sim_core::session::run;
use std::path::Path;

/// Programs that are built into one.
const BATCH: usize = 50;

/// Exit status, output, and what stands on standard error before the first stack trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It ran.
    Ended(i64, String, String),
    /// It was refused, or something else went wrong: in words.
    Failed(String),
}

impl Outcome {
    fn ended(code: i64, stdout: &[u8], stderr: &[u8]) -> Outcome {
        let stderr = String::from_utf8_lossy(stderr).into_owned();
        // The address of a fault depends on what was inlined, that of a stack on much more.
        let bare = |line: &str| {
            let line = line.split(" addr=0x").next().unwrap_or(line);
            line.split(" sp=0x").next().unwrap_or(line).to_string() + "\n"
        };
        let is_trace = |line: &&str| line.starts_with("goroutine ") || *line == "runtime stack:";
        let head = stderr.lines().take_while(|line| !is_trace(line));
        let head = head.map(bare).collect();
        Outcome::Ended(code, String::from_utf8_lossy(stdout).into_owned(), head)
    }

    /// In full, for a report.
    pub fn text(&self) -> String {
        match self {
            Outcome::Ended(code, stdout, stderr) => {
                format!("exit {code}\n{stdout}-- stderr\n{stderr}")
            }
            Outcome::Failed(why) => format!("{why}\n"),
        }
    }

    /// The first line at which two differ.
    pub fn first_difference(&self, other: &Outcome) -> String {
        let (a, b) = (self.text(), other.text());
        let mut pairs = a.lines().zip(b.lines());
        match pairs.find(|(a, b)| a != b) {
            Some((a, b)) => format!("Go:   {a}\nWeft: {b}"),
            None => "one says more than the other".to_string(),
        }
    }
}

/// What Weft makes of a program.
pub fn weft(program: &Program, go_minor: u32) -> Outcome {
    let files = [FileText {
        name: program.file(),
        text: program.whole(),
    }];
    let options = Options {
        go_minor,
        ..Options::default()
    };
    let limits = Limits {
        steps: 3_000_000,
        ..Limits::native()
    };
    let ran = run::compile_checked(&files, &options, &limits).and_then(|compiled| {
        let mut machine = run::start(&compiled, &options, &limits)?;
        let none = Schedule { choices: vec![] };
        run::run_to_end(&mut machine, &options, &limits, &none, |_, _| {})?;
        Ok(machine)
    });
    match ran {
        Ok(machine) => match machine.status() {
            Status::Ended(outcome) => {
                Outcome::ended(outcome.exit_code(), machine.stdout(), &machine.stderr())
            }
            Status::Running => Outcome::Failed("reached the limit of transitions".to_string()),
        },
        Err(OpenError::Compile(errors)) => {
            let first = errors.first();
            let first = first.map(|e| format!("{}:{}: {}", e.line, e.column, e.message));
            Outcome::Failed(format!("does not compile: {}", first.unwrap_or_default()))
        }
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

/// What real Go makes of programs with different numbers, built many at a time.
pub fn real(go: &Go, folder: &Path, programs: &[Program]) -> Vec<Outcome> {
    let batches: Vec<&[Program]> = programs.chunks(BATCH).collect();
    std::fs::write(
        folder.join("go.mod"),
        format!("module weft\n\ngo 1.{}\n", go.minor),
    )
    .expect("a file can be written");
    for (at, batch) in batches.iter().enumerate() {
        write_batch(&folder.join(format!("batch{at}")), batch);
    }
    std::fs::create_dir_all(folder.join("bin")).expect("a folder can be made");
    let arguments = ["build", "-ldflags=-s -w", "-o", "bin/", "./..."];
    let output = go.run(folder, &arguments);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let jobs: Vec<(usize, &Program)> = programs
        .iter()
        .enumerate()
        .map(|(at, p)| (at / BATCH, p))
        .collect();
    real_go::each(&jobs, |(batch, program)| {
        let path = folder
            .join("bin")
            .join(format!("batch{batch}{}", std::env::consts::EXE_SUFFIX));
        if !path.is_file() {
            return Outcome::Failed(format!("Go refuses a batch: {stderr}"));
        }
        match real_go::run(&path, &[&program.number.to_string()]) {
            Ok(did) => Outcome::ended(
                did.status.code().unwrap_or(-1).into(),
                &did.stdout,
                &did.stderr,
            ),
            Err(error) => Outcome::Failed(error),
        }
    })
}

/// A package of many programs; its first argument says which is run.
fn write_batch(folder: &Path, programs: &[Program]) {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let mut main =
        String::from("package main\n\nimport \"os\"\n\nfunc main() {\n\tswitch os.Args[1] {\n");
    for program in programs {
        std::fs::write(folder.join(program.file()), program.text()).expect("a file can be written");
        let number = program.number;
        main.push_str(&format!("\tcase \"{number}\":\n\t\tp{number}_main()\n"));
    }
    main.push_str("\t}\n}\n");
    std::fs::write(folder.join("helpers.go"), helpers()).expect("a file can be written");
    std::fs::write(folder.join("main.go"), main).expect("a file can be written");
}

/// The same for variants of one program, each built by itself: some do not compile.
pub fn real_variants(go: &Go, folder: &Path, variants: &[Program]) -> Vec<Outcome> {
    let source = |(at, program): (usize, &Program)| Source {
        name: format!("variant{at}"),
        file: program.file(),
        text: program.whole(),
    };
    let sources: Vec<Source> = variants.iter().enumerate().map(source).collect();
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let built = go.build(folder, go.minor, &sources);
    real_go::each(&built, |built| match built {
        Built::Errors(errors) => Outcome::Failed(errors.clone()),
        Built::Program(path) => match real_go::run(path, &[]) {
            Ok(did) => Outcome::ended(
                did.status.code().unwrap_or(-1).into(),
                &did.stdout,
                &did.stderr,
            ),
            Err(error) => Outcome::Failed(error),
        },
    })
}

/// Whether the two differ in a way that tells against Weft. What Go itself refuses, and what runs too long in either, does not.
pub fn differ(go: &Outcome, weft: &Outcome) -> bool {
    matches!(go, Outcome::Ended(..)) && go != weft
}
