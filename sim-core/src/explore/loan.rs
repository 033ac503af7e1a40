//! A piece on its way to somebody with another copy of the same exploration, and back: plain data.
//!
//! It means something only to explorations of the same program and options, made by the same build.

use serde::{Deserialize, Serialize};

use super::census::{Bounds, Census, Ending, Found, OutcomeKind};
use super::races::FoundRace;
use super::stack::Stack;
use crate::race::Race;
use crate::schedule::Schedule;

/// See the module.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Loan {
    /// Which piece of which round.
    pub(super) number: usize,
    pub(super) round: u64,
    /// Executions left of its share.
    pub(super) left: u64,
    /// With rules that hold for WaitGroups that are misused.
    pub(super) careful: bool,
    pub(super) stack: Stack,
    /// What came of it; on its way back.
    pub(super) takings: Takings,
}

/// A census that travels.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Takings {
    outcomes: Vec<Outcome>,
    races: Vec<(Race, Witness)>,
    executions: u64,
    redundant: u64,
    steps: u64,
    cut: u64,
    fixed_choices: bool,
    misused: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Outcome {
    kind: OutcomeKind,
    message: String,
    stdout: String,
    witness: Witness,
}

/// Executions, pre-emptions and schedule.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Witness(u64, u32, String);

impl Witness {
    fn schedule(&self) -> Schedule {
        Schedule::parse(&self.2).unwrap_or_default()
    }
}

impl Takings {
    /// A census's.
    pub fn of(census: &Census) -> Takings {
        let outcome = |(ending, found): (&Ending, &Found)| Outcome {
            kind: ending.kind,
            message: ending.message.clone(),
            stdout: ending.stdout.clone(),
            witness: Witness(found.executions, found.preemptions, found.schedule.print()),
        };
        let race = |found: &FoundRace| {
            let witness = Witness(found.executions, found.preemptions, found.schedule.print());
            (found.race.clone(), witness)
        };
        Takings {
            outcomes: census.outcomes.iter().map(outcome).collect(),
            races: census.races.iter().map(race).collect(),
            executions: census.executions,
            redundant: census.redundant,
            steps: census.steps,
            cut: census.bounds.cut,
            fixed_choices: census.bounds.fixed_choices,
            misused: census.bounds.misused,
        }
    }

    /// The census again.
    pub fn census(self) -> Census {
        let outcome = |outcome: Outcome| {
            let found = Found {
                executions: outcome.witness.0,
                preemptions: outcome.witness.1,
                schedule: outcome.witness.schedule(),
            };
            let ending = Ending {
                kind: outcome.kind,
                message: outcome.message,
                stdout: outcome.stdout,
            };
            (ending, found)
        };
        let race = |(race, witness): (Race, Witness)| FoundRace {
            race,
            executions: witness.0,
            preemptions: witness.1,
            schedule: witness.schedule(),
        };
        Census {
            outcomes: self.outcomes.into_iter().map(outcome).collect(),
            races: self.races.into_iter().map(race).collect(),
            executions: self.executions,
            redundant: self.redundant,
            steps: self.steps,
            traces: self.executions,
            bounds: Bounds {
                cut: self.cut,
                fixed_choices: self.fixed_choices,
                misused: self.misused,
                ..Bounds::default()
            },
        }
    }
}
