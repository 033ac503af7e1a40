//! `weft test`: explores every test function of a package, and says for each what can happen in it.
//!
//! Findings are `race`, `deadlock`, `leak`, `panic`, `fatal`, `fail` and `limit`; a test with none is `ok`. Each finding comes with the
//! schedule of its witness. The exit status is 0 when every test is `ok`, 1 when one has a finding or cannot run.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde_json::json;
use sim_core::bytecode;
use sim_core::explore::{FoundRace, OutcomeKind};
use sim_core::limits::Limits;
use sim_core::session::api::{FileText, OpenError, Options};
use sim_core::session::run;

use crate::args::{Failure, Program};
use crate::drive::{self, Exploration, Explored};
use crate::watch::Watch;

/// Arguments of `weft test`.
#[derive(Args)]
pub struct TestArgs {
    #[command(flatten)]
    program: Program,
    /// Only tests whose name contains this.
    #[arg(long, default_value = "")]
    func: String,
    #[command(flatten)]
    exploration: Exploration,
}

/// What came of one test.
struct Tested {
    name: String,
    result: Result<Explored, String>,
}

/// Explores the tests one after the other and prints a line for each, or all as JSON.
pub fn test(args: &TestArgs) -> Result<ExitCode, Failure> {
    args.exploration.set_threads()?;
    let options = Options {
        go_minor: args.program.go_minor()?,
        seed: args.exploration.seed,
        ..Options::default()
    };
    let (files, limits) = (args.program.read()?, Limits::explored());
    let tested = match run::compile_tests(&files, &options, &limits) {
        Ok(program) => explore_all(args, &options, &limits, &program)?,
        Err(error @ OpenError::Compile(_)) if args.exploration.json => {
            cannot_run(&files, &error.to_string())
        }
        Err(OpenError::NoTest { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let tested: Vec<Tested> = tested
        .into_iter()
        .filter(|test| test.name.contains(&args.func))
        .collect();
    if args.exploration.json {
        let rows: Vec<serde_json::Value> = tested.iter().map(Tested::json).collect();
        println!("{}", serde_json::Value::from(rows));
    } else if tested.is_empty() {
        println!("no tests to run");
    }
    let good = tested.iter().all(Tested::is_ok);
    Ok(ExitCode::from(u8::from(!good)))
}

fn explore_all(
    args: &TestArgs,
    options: &Options,
    limits: &Limits,
    program: &Arc<bytecode::Program>,
) -> Result<Vec<Tested>, Failure> {
    let watch = Watch::new()?;
    let mut tested = Vec::new();
    let names = program.tests.iter().map(|(name, _)| name);
    for name in names.filter(|name| name.contains(&args.func)) {
        let options = Options {
            test: Some(name.clone()),
            ..options.clone()
        };
        let machine = run::start(program, &options, limits)?;
        let wanted = args.exploration.options(true)?;
        let explored = drive::explore(machine, &args.exploration, wanted, &watch, name, |ending| {
            ending.kind != OutcomeKind::Ok
        });
        let test = Tested {
            name: name.clone(),
            result: Ok(explored),
        };
        if !args.exploration.json {
            watch.finish();
            println!("{}", test.line());
        }
        tested.push(test);
        if watch.stopped() {
            break;
        }
    }
    watch.finish();
    Ok(tested)
}

/// The tests of a package that does not compile, by the look of their first lines.
fn cannot_run(files: &[FileText], error: &str) -> Vec<Tested> {
    let lines = files.iter().flat_map(|file| file.text.lines());
    let names = lines.filter_map(|line| line.strip_prefix("func ")?.split('(').next());
    names
        .filter(|name| name.starts_with("Test") && *name != "TestMain")
        .map(|name| Tested {
            name: name.trim().to_string(),
            result: Err(error.trim_end().to_string()),
        })
        .collect()
}

impl Tested {
    fn is_ok(&self) -> bool {
        self.result
            .as_ref()
            .is_ok_and(|explored| findings(explored).is_empty())
    }

    fn json(&self) -> serde_json::Value {
        match &self.result {
            Err(error) => json!({"test": self.name, "error": error}),
            Ok(explored) => {
                let found = findings(explored);
                json!({
                    "test": self.name,
                    "findings": found.keys().collect::<Vec<_>>(),
                    "complete": explored.complete,
                    "executions": explored.census.executions,
                    "seconds": explored.seconds,
                    "witnesses": found,
                })
            }
        }
    }

    fn line(&self) -> String {
        let name = &self.name;
        match &self.result {
            Err(error) => format!("error {name}: {error}"),
            Ok(explored) => {
                let extent = explored.extent();
                let found = findings(explored);
                let kinds: Vec<&str> = found.keys().copied().collect();
                let verdict = if kinds.is_empty() {
                    "ok".to_string()
                } else {
                    kinds.join(",")
                };
                let mut line = format!("{verdict:<8} {name}: {extent}");
                for (kind, schedule) in found {
                    line.push_str(&format!("\n         {kind}: --schedule {schedule}"));
                }
                line
            }
        }
    }
}

/// Each finding with the schedule of its witness: of several outcomes of a kind, the one with the fewest pre-emptions.
fn findings(explored: &Explored) -> BTreeMap<&'static str, String> {
    let mut best: BTreeMap<&'static str, (u32, String)> = BTreeMap::new();
    let mut add = |kind: &'static str, preemptions: u32, schedule: String| {
        let better = best.get(kind).is_none_or(|(least, _)| preemptions < *least);
        if better {
            best.insert(kind, (preemptions, schedule));
        }
    };
    for (ending, found) in &explored.census.outcomes {
        let kind = match ending.kind {
            OutcomeKind::Ok => continue,
            OutcomeKind::Exit => "fail",
            kind => kind.name(),
        };
        add(kind, found.preemptions, found.schedule.print());
    }
    // What already races while packages are initialised is no finding of a test.
    let races = explored.census.races.iter();
    for found in races.filter(|found| !found.race.initial) {
        add("race", found.preemptions, found.schedule.print());
    }
    // What races while packages are initialised is no test's doing.
    let own = |found: &&FoundRace| !found.race.initial;
    for race in explored.census.races.iter().filter(own) {
        add("race", race.preemptions, race.schedule.print());
    }
    best.into_iter()
        .map(|(kind, (_, schedule))| (kind, schedule))
        .collect()
}
