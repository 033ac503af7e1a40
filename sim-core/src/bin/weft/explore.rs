//! `weft explore`: tries the orders of one program and prints the census.

use std::process::ExitCode;

use clap::Args;
use sim_core::limits::Limits;
use sim_core::session::api::Options;
use sim_core::session::run;

use crate::args::{Failure, Program};
use crate::drive::{self, Exploration};
use crate::report;
use crate::watch::Watch;

/// Arguments of `weft explore`.
#[derive(Args)]
pub struct ExploreArgs {
    #[command(flatten)]
    program: Program,
    /// Explore this test function instead of main.
    #[arg(long)]
    func: Option<String>,
    /// Report executions in which main returns while a goroutine can never run again.
    #[arg(long)]
    leaks: bool,
    #[command(flatten)]
    exploration: Exploration,
}

/// Explores and prints.
pub fn explore(args: &ExploreArgs) -> Result<ExitCode, Failure> {
    args.exploration.set_threads()?;
    let options = Options {
        go_minor: args.program.go_minor()?,
        seed: args.exploration.seed,
        test: args.func.clone(),
        ..Options::default()
    };
    // Every node of the current execution keeps a copy of the machine, so its memory is the page's, not the command line's.
    let limits = Limits::explored();
    let program = run::compile_checked(&args.program.read()?, &options, &limits)?;
    let machine = run::start(&program, &options, &limits)?;
    let wanted = args
        .exploration
        .options(args.leaks || args.func.is_some())?;
    let watch = Watch::new()?;
    let explored = drive::explore(machine, &args.exploration, wanted, &watch, "", |_| true);
    watch.finish();
    if args.exploration.json {
        println!("{}", report::census_json(&explored));
    } else {
        print!("{}", report::census_text(&explored));
    }
    Ok(ExitCode::SUCCESS)
}
