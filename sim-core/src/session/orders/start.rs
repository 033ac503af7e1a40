//! Where an exploration starts: the program's start, some choices that are made before, and how what is found from there is told.

use super::super::api::{FileText, OpenError, Options};
use super::super::run;
use super::view::{self, OrdersView, OutcomeRow, RaceRow};
use crate::explore::{Ending, Found, FoundRace, left_by};
use crate::limits::Limits;
use crate::machine::Machine;
use crate::race::Access;
use crate::schedule::Schedule;

/// See the module.
pub(super) struct Start {
    /// The program's start.
    machine: Machine,
    prefix: Schedule,
}

impl Start {
    /// Compiles a program; the machine is the one that has made the choices.
    pub fn open(
        files: &[FileText],
        options: &Options,
        prefix: &Schedule,
    ) -> Result<(Start, Machine), OpenError> {
        let limits = Limits::default();
        let program = run::compile_checked(files, options, &limits)?;
        let start = run::start(&program, options, &limits)?;
        let mut machine = start.clone();
        for (i, choice) in prefix.choices.iter().enumerate() {
            machine
                .step(choice.goroutine, choice.alt)
                .map_err(|e| run::fit_error(i, *choice, e))?;
        }
        let start = Start {
            machine: start,
            prefix: prefix.clone(),
        };
        Ok((start, machine))
    }

    /// An outcome; its witness begins with the choices that were made before.
    pub fn row(&self, ending: &Ending, found: &Found) -> OutcomeRow {
        OutcomeRow {
            schedule: self.whole(&found.schedule),
            ..row(ending, found)
        }
    }

    /// A data race, likewise.
    pub fn race(&self, found: &FoundRace) -> RaceRow {
        let [first, second] = &found.race.accesses;
        let access = |access: &Access| (access.op.name().to_string(), access.place.text());
        RaceRow {
            name: found.race.location.name.clone(),
            accesses: [access(first), access(second)],
            executions: found.executions,
            preemptions: found.preemptions,
            schedule: self.whole(&found.schedule),
            step: second.step + self.prefix.choices.len() as u64,
        }
    }

    fn whole(&self, schedule: &Schedule) -> String {
        let mut whole = self.prefix.clone();
        whole.choices.extend_from_slice(&schedule.choices);
        whole.print()
    }

    /// Replays the witnesses of a view and marks those that end as their row says.
    pub fn verify(&self, view: &mut OrdersView) {
        for row in &mut view.outcomes {
            let Ok(schedule) = Schedule::parse(&row.schedule) else {
                row.verified = false;
                continue;
            };
            // Goroutines left behind are no ending of the machine's own.
            let leaks = row.kind == "leak" && !left_by(&self.machine, &schedule.choices).is_empty();
            let ending = replayed(self.machine.clone(), &schedule);
            row.verified = ending.is_some_and(|ending| {
                let same = ending.kind.name() == row.kind && ending.message == row.message;
                (same || leaks) && ending.stdout.starts_with(&row.stdout)
            });
        }
    }
}

/// How a schedule ends.
fn replayed(mut machine: Machine, schedule: &Schedule) -> Option<Ending> {
    for choice in &schedule.choices {
        machine.step(choice.goroutine, choice.alt).ok()?;
    }
    Some(Ending::of(&machine))
}

/// An outcome as it is, with its own witness.
pub(super) fn row(ending: &Ending, found: &Found) -> OutcomeRow {
    let mut stdout = ending.stdout.clone();
    if stdout.len() > view::STDOUT_MAX {
        let end = (0..=view::STDOUT_MAX)
            .rev()
            .find(|at| stdout.is_char_boundary(*at));
        stdout.truncate(end.unwrap_or(0));
    }
    OutcomeRow {
        kind: ending.kind.name().to_string(),
        message: ending.message.clone(),
        stdout,
        executions: found.executions,
        preemptions: found.preemptions,
        schedule: found.schedule.print(),
        verified: false,
    }
}
