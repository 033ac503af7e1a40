//! What sampled executions came to, counted before it is turned into text: most end as others did.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use super::census::{Census, Ending, Found, OutcomeKind, compare};
use super::count::{LEAK, WAITS};
use super::sample_run::Run;
use crate::machine::{Machine, Status};
use crate::schedule::Schedule;

/// Tallies kept before they are handed to the census.
const TALLIES_MAX: usize = 1 << 10;

/// Executions by how they ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    tallies: Vec<Tally>,
    /// Tallies by the hash of what they count.
    by_ending: FxHashMap<u64, usize>,
}

/// What an execution's end is beside what the machine says of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) enum Mark {
    /// Nothing more.
    #[default]
    Plain,
    /// Main has left goroutines behind that can never run again.
    Leaks,
    /// Nothing is left to go but goroutines that go round in loops.
    Waits,
}

impl Mark {
    /// How an execution with that mark ended.
    pub fn ending(self, machine: &Machine) -> Ending {
        let mut ending = Ending::of(machine);
        match self {
            Mark::Plain => {}
            Mark::Leaks => (ending.kind, ending.message) = (OutcomeKind::Leak, LEAK.to_string()),
            Mark::Waits => ending.message = WAITS.to_string(),
        }
        ending
    }
}

/// Executions that ended alike.
#[derive(Clone, Debug)]
struct Tally {
    status: Status,
    mark: Mark,
    ending: Ending,
    found: Found,
}

impl Ledger {
    /// Whether it is time to hand it to the census.
    pub fn is_full(&self) -> bool {
        self.tallies.len() >= TALLIES_MAX
    }

    /// Counts an execution that has ended.
    pub fn count(&mut self, run: &Run) {
        let (status, stdout) = (run.machine.status(), run.machine.stdout());
        let mut hasher = FxHasher::default();
        (status, stdout, run.mark).hash(&mut hasher);
        let place = self.by_ending.get(&hasher.finish());
        let tally = place.and_then(|place| self.tallies.get_mut(*place));
        match tally {
            Some(tally) if tally.is_of(run) => tally.add(run),
            _ => {
                self.by_ending.insert(hasher.finish(), self.tallies.len());
                self.tallies.push(Tally::new(run));
            }
        }
    }

    /// Adds to a census what has been counted since the last time.
    pub fn settle(&mut self, part: &mut Census) {
        self.by_ending.clear();
        for tally in self.tallies.drain(..) {
            let executions = tally.found.executions;
            part.executions += executions;
            if tally.ending.kind == OutcomeKind::Limit {
                part.bounds.cut += executions;
            }
            // Two statuses may read alike; each then has a tally of its own.
            match part.outcomes.get_mut(&tally.ending) {
                Some(found) => found.merge(tally.found),
                None => {
                    part.outcomes.insert(tally.ending, tally.found);
                }
            }
        }
    }
}

impl Tally {
    fn new(run: &Run) -> Tally {
        let schedule = Schedule {
            choices: run.choices.clone(),
        };
        Tally {
            status: run.machine.status().clone(),
            mark: run.mark,
            ending: run.mark.ending(&run.machine),
            found: Found {
                executions: 1,
                preemptions: run.preemptions,
                schedule,
            },
        }
    }

    /// Whether the execution ended as those that are counted here.
    fn is_of(&self, run: &Run) -> bool {
        self.status == *run.machine.status()
            && self.mark == run.mark
            && compare(self.ending.stdout.as_bytes(), run.machine.stdout()).is_eq()
    }

    /// Counts an execution; its choices are the witness if they are better (see [`Found::merge`]).
    fn add(&mut self, run: &Run) {
        let found = &mut self.found;
        found.executions += 1;
        let witness = &mut found.schedule.choices;
        let rank = (run.preemptions, run.choices.len());
        let best = (found.preemptions, witness.len());
        if rank < best || (rank == best && run.choices < *witness) {
            found.preemptions = run.preemptions;
            witness.clone_from(&run.choices);
        }
    }
}
