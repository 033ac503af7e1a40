//! What the executions came to: outcomes, how often each, and for each the witness with the fewest pre-emptions.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};

use super::options::{Branches, Granularity, Options, Policy};
use super::races::{self, FoundRace};
use super::rules::is_test;
use crate::machine::{Machine, Outcome, Status};
use crate::schedule::{Choice, Schedule};

/// Kinds of outcome, as `weft explore` names them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum OutcomeKind {
    Ok,
    Exit,
    Panic,
    Fatal,
    Deadlock,
    /// main returned while another goroutine can never run again.
    Leak,
    /// A test failed.
    Fail,
    Limit,
}

impl OutcomeKind {
    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            OutcomeKind::Ok => "ok",
            OutcomeKind::Exit => "exit",
            OutcomeKind::Panic => "panic",
            OutcomeKind::Fatal => "fatal",
            OutcomeKind::Deadlock => "deadlock",
            OutcomeKind::Leak => "leak",
            OutcomeKind::Fail => "fail",
            OutcomeKind::Limit => "limit",
        }
    }
}

/// How an execution ended, and what it printed.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Ending {
    /// Kind.
    pub kind: OutcomeKind,
    /// Panic text, fatal error, exit status or name of the limit.
    pub message: String,
    /// Standard output.
    pub stdout: String,
}

impl Ending {
    /// Of a machine that has stopped; one that still runs has reached the bound of one execution.
    pub fn of(machine: &Machine) -> Ending {
        let (kind, message) = match machine.status() {
            Status::Running => (
                OutcomeKind::Limit,
                "steps or memory of one execution".to_string(),
            ),
            Status::Ended(Outcome::Exit(0)) => (OutcomeKind::Ok, String::new()),
            Status::Ended(Outcome::Exit(1)) if is_test(machine) => {
                (OutcomeKind::Fail, "the test failed".to_string())
            }
            Status::Ended(Outcome::Exit(code)) => {
                (OutcomeKind::Exit, format!("exit status {code}"))
            }
            Status::Ended(Outcome::Panic { message, .. }) => (OutcomeKind::Panic, message.clone()),
            Status::Ended(Outcome::Fatal { message, .. }) => (OutcomeKind::Fatal, message.clone()),
            Status::Ended(Outcome::Deadlock { message }) => {
                (OutcomeKind::Deadlock, message.clone())
            }
            Status::Ended(Outcome::Limit(limit)) => (OutcomeKind::Limit, limit.name().to_string()),
        };
        Ending {
            kind,
            message,
            stdout: String::from_utf8_lossy(machine.stdout()).into_owned(),
        }
    }
}

impl Ord for Ending {
    /// By kind, message and output.
    fn cmp(&self, other: &Ending) -> Ordering {
        let texts = |a: &str, b: &str| compare(a.as_bytes(), b.as_bytes());
        self.kind
            .cmp(&other.kind)
            .then_with(|| texts(&self.message, &other.message))
            .then_with(|| texts(&self.stdout, &other.stdout))
    }
}

impl PartialOrd for Ending {
    fn partial_cmp(&self, other: &Ending) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares two texts. Mostly both are empty, and an empty vector's address is no address: a `memcmp` of no bytes that is made of masked
/// loads, as glibc's with AVX-512 is, is right about that but takes as long as a tenth of an execution.
pub(super) fn compare(a: &[u8], b: &[u8]) -> Ordering {
    match a.is_empty() || b.is_empty() {
        true => a.len().cmp(&b.len()),
        false => a.cmp(b),
    }
}

/// One line of the census.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Executions that ended so.
    pub executions: u64,
    /// Pre-emptions of the witness.
    pub preemptions: u32,
    /// The witness: among those with the fewest pre-emptions the shortest, then the first found.
    pub schedule: Schedule,
}

/// All outcomes found so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Census {
    /// By ending.
    pub outcomes: BTreeMap<Ending, Found>,
    /// Data races, sorted by their places.
    pub races: Vec<FoundRace>,
    /// Complete executions.
    pub executions: u64,
    /// Executions given up because all that could happen had been explored elsewhere.
    pub redundant: u64,
    /// Transitions executed.
    pub steps: u64,
    /// Distinct Mazurkiewicz traces among the executions; of samples at most [`TRACES_MAX`](super::TRACES_MAX) are told apart.
    pub traces: u64,
    /// What was left out.
    pub bounds: Bounds,
}

/// What an exploration leaves out even when it is complete; the verdict says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bounds {
    /// Executions with more pre-emptions.
    pub preemptions: Option<u32>,
    /// Orders that part calls or statements.
    pub granularity: Granularity,
    /// Executions cut off after too many transitions or too much memory.
    pub cut: u64,
    /// Other values of choices that were met but not explored: random numbers, starts of iteration, hash seeds.
    pub fixed_choices: bool,
    /// Which choices were explored.
    pub branches: Branches,
    /// Nothing: but a WaitGroup was misused, so that its operations were not taken to commute.
    pub misused: bool,
    /// All orders but those that were drawn at random.
    pub sampled: bool,
}

impl Bounds {
    /// Those that options set from the start.
    pub(super) fn of(options: &Options) -> Bounds {
        Bounds {
            preemptions: options.preemptions,
            granularity: options.granularity,
            branches: options.branches,
            sampled: options.policy != Policy::Exhaustive,
            ..Bounds::default()
        }
    }
}

impl Found {
    /// Takes over executions that ended alike. Of two witnesses the one with fewer pre-emptions stays, then the shorter one, then the one
    /// that comes first as a list, so the order of merging is of no matter.
    pub(super) fn merge(&mut self, other: Found) {
        self.executions += other.executions;
        if other.rank() < self.rank() {
            (self.preemptions, self.schedule) = (other.preemptions, other.schedule);
        }
    }

    fn append(&mut self, later: Found) {
        self.executions += later.executions;
        if later.preemptions < self.preemptions {
            (self.preemptions, self.schedule) = (later.preemptions, later.schedule);
        }
    }

    fn rank(&self) -> (u32, usize, &[Choice]) {
        let choices = &self.schedule.choices;
        (self.preemptions, choices.len(), choices)
    }
}

impl Census {
    /// Takes over what was found in other executions; distinct traces are the caller's to count.
    pub(super) fn merge(&mut self, other: Census) {
        self.executions += other.executions;
        self.redundant += other.redundant;
        self.steps += other.steps;
        self.bounds.cut += other.bounds.cut;
        self.bounds.fixed_choices |= other.bounds.fixed_choices;
        for race in other.races {
            races::add(&mut self.races, race);
        }
        for (ending, found) in other.outcomes {
            match self.outcomes.entry(ending) {
                Entry::Vacant(place) => {
                    place.insert(found);
                }
                Entry::Occupied(mut place) => place.get_mut().merge(found),
            }
        }
    }

    /// Takes over what the same search has found later: of two witnesses with as many pre-emptions the earlier one stays.
    pub(super) fn append(&mut self, later: Census) {
        self.executions += later.executions;
        self.traces += later.traces;
        self.redundant += later.redundant;
        self.steps += later.steps;
        self.bounds.cut += later.bounds.cut;
        self.bounds.fixed_choices |= later.bounds.fixed_choices;
        self.bounds.misused |= later.bounds.misused;
        for race in later.races {
            races::add(&mut self.races, race);
        }
        for (ending, found) in later.outcomes {
            match self.outcomes.entry(ending) {
                Entry::Vacant(place) => {
                    place.insert(found);
                }
                Entry::Occupied(mut place) => place.get_mut().append(found),
            }
        }
    }

    /// Counts an execution.
    pub(super) fn add(
        &mut self,
        ending: Ending,
        preemptions: u32,
        schedule: impl FnOnce() -> Schedule,
    ) {
        self.executions += 1;
        self.traces += 1;
        self.bounds.cut += u64::from(ending.kind == OutcomeKind::Limit);
        match self.outcomes.get_mut(&ending) {
            None => {
                let found = Found {
                    executions: 1,
                    preemptions,
                    schedule: schedule(),
                };
                self.outcomes.insert(ending, found);
            }
            Some(found) => {
                found.executions += 1;
                if preemptions < found.preemptions {
                    (found.preemptions, found.schedule) = (preemptions, schedule());
                }
            }
        }
    }
}
