//! Weft's part of the measurements.

use std::sync::Arc;

use sim_core::bytecode::Program;
use sim_core::explore::{Explorer, Options, Policy};
use sim_core::machine::{Config, Machine};
use sim_core::{check, lower};

/// What came of exploring one program for a while.
#[derive(Clone, Copy, Debug)]
pub struct Explored {
    /// Executions made.
    pub executions: u64,
    /// Whether there are no others.
    pub complete: bool,
    /// Transitions made, where the tool counts them.
    pub steps: u64,
}

/// A program's bytecode.
///
/// # Panics
/// Where the text is not a Go program: those of this crate are.
pub fn compile(text: &str) -> Arc<Program> {
    let checked = check::check(&[("main.go", text)], &check::Options::default());
    let (typed, sources) =
        checked.unwrap_or_else(|(errors, sources)| panic!("{}\n{text}", errors.render(&sources)));
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

/// An explorer of a program, at its start.
pub fn explorer(program: Arc<Program>, policy: Policy, races: bool) -> Explorer {
    let options = Options {
        policy,
        races,
        ..Options::default()
    };
    Explorer::new(Machine::new(program, &Config::default()), options)
}

/// Explores until everything has been, so many executions have been made, or `late` says so.
pub fn explore(explorer: &mut Explorer, executions: u64, late: &dyn Fn() -> bool) -> Explored {
    const SLICE: u64 = 2_000;
    let made = |explorer: &Explorer| explorer.census().executions;
    while made(explorer) < executions && !late() {
        let left = executions - made(explorer);
        if explorer.advance(left.min(SLICE)) {
            break;
        }
    }
    Explored {
        executions: made(explorer),
        complete: explorer.is_complete(),
        steps: explorer.census().steps,
    }
}
