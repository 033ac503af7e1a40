//! `weft explore`: tries the orders of one program and prints the census.

use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use sim_core::explore::{self, Explorer};
use sim_core::limits::Limits;
use sim_core::session::api::Options;
use sim_core::session::run;

use crate::args::{Failure, Program};

/// Arguments of `weft explore`.
#[derive(Args)]
pub struct ExploreArgs {
    #[command(flatten)]
    program: Program,
    /// Explore this test function instead of main.
    #[arg(long)]
    func: Option<String>,
    /// Seed of random numbers, which are the same in every execution.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// At most so many pre-emptions, or none for no bound.
    #[arg(long, default_value = "none")]
    preemptions: String,
    /// Stop after so many executions.
    #[arg(long, default_value_t = 1_000_000)]
    max_executions: u64,
    /// Stop after so many seconds.
    #[arg(long, default_value_t = 60.0)]
    max_seconds: f64,
    /// Transitions after which one execution is given up as a limit.
    #[arg(long, default_value_t = 5_000)]
    max_steps: u64,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Executions between two looks at the clock.
const SLICE: u64 = 32;

/// Explores and prints.
pub fn explore_program(args: &ExploreArgs) -> Result<ExitCode, Failure> {
    let preemptions = match args.preemptions.as_str() {
        "none" => None,
        text => Some(
            text.parse()
                .map_err(|_| Failure::usage(format!("--preemptions {text} is no number")))?,
        ),
    };
    let options = Options {
        go_minor: args.program.go_minor()?,
        seed: args.seed,
        test: args.func.clone(),
        ..Options::default()
    };
    // Every node of the current execution keeps a copy of the machine, so its memory is the page's, not the command line's.
    let limits = Limits::default();
    let program = run::compile_checked(&args.program.read()?, &options, &limits)?;
    let machine = run::start(&program, &options, &limits)?;
    let wanted = explore::Options {
        preemptions,
        steps_max: args.max_steps,
        seed: args.seed,
        ..explore::Options::default()
    };
    let mut explorer = Explorer::new(machine, wanted);
    let start = Instant::now();
    let done = |explorer: &Explorer| explorer.census().executions + explorer.census().redundant;
    while !explorer.is_complete()
        && start.elapsed().as_secs_f64() < args.max_seconds
        && done(&explorer) < args.max_executions
    {
        explorer.advance(SLICE.min(args.max_executions - done(&explorer)));
    }
    let seconds = start.elapsed().as_secs_f64();
    if args.json {
        println!("{}", census_json(&explorer, seconds));
    } else {
        print!("{}", census_text(&explorer, seconds));
    }
    Ok(ExitCode::SUCCESS)
}

/// Races are not looked for yet: `null`, not an empty list.
fn census_json(explorer: &Explorer, seconds: f64) -> serde_json::Value {
    let census = explorer.census();
    let outcomes: Vec<serde_json::Value> = census
        .outcomes
        .iter()
        .map(|(ending, found)| {
            serde_json::json!({
                "kind": ending.kind.name(),
                "message": ending.message,
                "stdout": ending.stdout,
                "executions": found.executions,
                "preemptions": found.preemptions,
                "schedule": found.schedule.print(),
            })
        })
        .collect();
    serde_json::json!({
        "complete": explorer.is_complete(),
        "executions": census.executions,
        "redundant": census.redundant,
        "steps": census.steps,
        "seconds": seconds,
        "outcomes": outcomes,
        "races": null,
    })
}

fn census_text(explorer: &Explorer, seconds: f64) -> String {
    let census = explorer.census();
    let extent = if explorer.is_complete() {
        "all orders"
    } else {
        "not exhaustive"
    };
    let mut text = format!(
        "{extent}: {} executions in {seconds:.2} s\n",
        census.executions
    );
    for (ending, found) in &census.outcomes {
        let (kind, count, preemptions) = (ending.kind.name(), found.executions, found.preemptions);
        let said = format!("{} {}", ending.message, ending.stdout.trim_end());
        let said = said.trim().replace('\n', "\\n");
        text.push_str(&format!(
            "{count:8} {kind:8} {said}\n         pre-emptions {preemptions}, --schedule {}\n",
            found.schedule.print()
        ));
    }
    text
}
