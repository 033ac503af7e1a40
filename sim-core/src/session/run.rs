//! Starting programs and making choices: what sessions and the command line share.

use std::sync::Arc;

use super::api::{FileText, OpenError, Options, Policy};
use crate::bytecode::Program;
use crate::limits::Limits;
use crate::machine::{Gid, Machine, Status, StepError};
use crate::schedule::policy::{self, PolicyKind, Situation};
use crate::schedule::{Choice, Schedule};

/// PCT's bug depth and assumed run length.
const PCT: PolicyKind = PolicyKind::Pct {
    depth: 3,
    horizon: 500,
};

/// Compiles within the limits.
pub fn compile_checked(
    files: &[FileText],
    options: &Options,
    limits: &Limits,
) -> Result<Arc<Program>, OpenError> {
    check_length(files, limits)?;
    super::compile::compile(files, options)
}

/// Compiles a program for its tests, whose names are in [`Program::tests`]; [`start`] takes one of them by [`Options::test`].
pub fn compile_tests(
    files: &[FileText],
    options: &Options,
    limits: &Limits,
) -> Result<Arc<Program>, OpenError> {
    check_length(files, limits)?;
    super::compile::compile_tests(files, options)
}

/// Finds what the compiler has against a program or a package of tests.
pub fn check(files: &[FileText], options: &Options, limits: &Limits) -> Result<(), OpenError> {
    check_length(files, limits)?;
    super::compile::check(files, options)
}

fn check_length(files: &[FileText], limits: &Limits) -> Result<(), OpenError> {
    let bytes: usize = files.iter().map(|f| f.text.len()).sum();
    if bytes > limits.source_bytes {
        return Err(OpenError::TooLong {
            bytes,
            max: limits.source_bytes,
        });
    }
    Ok(())
}

/// A machine at the program's start, or at the start of the chosen test.
pub fn start(
    program: &Arc<Program>,
    options: &Options,
    limits: &Limits,
) -> Result<Machine, OpenError> {
    let config = options.config(limits);
    let entry = |name: &String| {
        program
            .tests
            .iter()
            .find(|(test, _)| test == name)
            .map(|(_, entry)| *entry)
    };
    match (&options.test, options.test.as_ref().and_then(entry)) {
        (_, Some(entry)) => Ok(Machine::with_entry(program.clone(), &config, entry)),
        (None, None) => Ok(Machine::new(program.clone(), &config)),
        (Some(name), None) => Err(OpenError::NoTest {
            name: name.clone(),
            known: Vec::new(),
        }),
    }
}

/// What the policy would do now; `None` when nothing is enabled.
pub fn pick(machine: &Machine, options: &Options, history: &[Choice]) -> Option<Choice> {
    let mut enabled = Vec::new();
    machine.enabled(&mut enabled);
    enabled.first()?;
    let goroutine = policy_of(options).pick(Situation {
        history,
        enabled: &enabled,
    });
    Some(choice_for(machine, options, history, goroutine))
}

/// Goroutine `g` with the alternative the policy draws for it.
pub fn choice_for(machine: &Machine, options: &Options, history: &[Choice], g: Gid) -> Choice {
    let alternatives = machine.pending(g).map_or(1, |p| p.alternatives);
    Choice {
        goroutine: g,
        alt: policy_of(options).alternative(history.len() as u64, alternatives),
    }
}

fn policy_of(options: &Options) -> policy::Policy {
    let kind = match options.policy {
        Policy::RoundRobin => PolicyKind::RoundRobin,
        Policy::Random => PolicyKind::Random,
        Policy::Sequential => PolicyKind::Sequential,
        Policy::Pct => PCT,
    };
    policy::Policy {
        kind,
        seed: options.seed,
    }
}

/// Why a schedule's choice (0-based `index`) could not be taken.
pub fn fit_error(index: usize, choice: Choice, error: StepError) -> OpenError {
    let message = match error {
        StepError::Ended => "the program has already ended there".to_string(),
        StepError::NotEnabled => "that goroutine cannot go on there".to_string(),
        StepError::Alternative { alternatives } => {
            format!("it takes alternative {} of {alternatives}", choice.alt)
        }
    };
    OpenError::ScheduleFit {
        choice: index as u64 + 1,
        goroutine: choice.goroutine.0,
        message,
    }
}

/// A whole run without recording events: follows `schedule` first, then the policy, and hands every event to `observe`.
/// Returns the schedule that was run; the machine is left at the end (or at the limit of transitions).
pub fn run_to_end(
    machine: &mut Machine,
    options: &Options,
    limits: &Limits,
    schedule: &Schedule,
    mut observe: impl FnMut(&Machine, &crate::machine::Event),
) -> Result<Schedule, OpenError> {
    let mut history: Vec<Choice> = Vec::new();
    while *machine.status() == Status::Running && (history.len() as u64) < limits.steps {
        let planned = schedule.choices.get(history.len()).copied();
        let Some(choice) = planned.or_else(|| pick(machine, options, &history)) else {
            break;
        };
        let event = machine
            .step(choice.goroutine, choice.alt)
            .map_err(|e| fit_error(history.len(), choice, e))?;
        history.push(choice);
        observe(machine, &event);
    }
    match schedule.choices.get(history.len()) {
        Some(choice) if *machine.status() != Status::Running => {
            Err(fit_error(history.len(), *choice, StepError::Ended))
        }
        _ => Ok(Schedule { choices: history }),
    }
}
