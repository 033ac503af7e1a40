//! The `weft` command: runs, checks, traces and explores Go programs on the simulator.
//!
//! Exit status: the program's own for `run` (2 for panics and fatal errors); 1 for compile errors; 64 for wrong usage, an unreadable
//! file or a schedule that does not fit; 66 for `run --race` that saw a race; 1 for `test` with findings; 75 when a limit was reached.
//!
//! One file per verb or family of verbs; what they share is in [`args`].

mod args;
mod drive;
mod explore;
mod report;
mod run;
mod test;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use args::USAGE;

/// Runs small Go programs on a deterministic scheduler and shows how their goroutines interleave.
#[derive(Parser)]
#[command(name = "weft", version)]
struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Runs a program once; its exit status is the program's.
    Run(run::RunArgs),
    /// Prints compile errors only, as gc would.
    Check(args::Program),
    /// Prints every transition of a run.
    Trace(run::TraceArgs),
    /// Tries every order of the goroutines and counts how the program ends.
    Explore(explore::ExploreArgs),
    /// Explores every test function and says what can happen in it.
    Test(test::TestArgs),
    /// Prints a schedule in words.
    FmtSchedule {
        /// Schedule string.
        schedule: String,
    },
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    let result = match cli.command {
        Verb::Run(args) => run::run_program(&args),
        Verb::Check(program) => run::check(&program),
        Verb::Trace(args) => run::trace(&args),
        Verb::Explore(args) => explore::explore(&args),
        Verb::Test(args) => test::test(&args),
        Verb::FmtSchedule { schedule } => run::fmt_schedule(&schedule),
    };
    result.unwrap_or_else(|failure| {
        eprintln!("{}", failure.text.trim_end());
        ExitCode::from(failure.status)
    })
}
