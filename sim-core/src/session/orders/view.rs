//! What an exploration says: plain data for the page, its worker, and links.
//!
//! Invariants: lists are bounded and sorted by what they say, never by chance; every schedule replays with the same program and options.

use serde::{Deserialize, Serialize};

use crate::explore::Branches;
use crate::session::api::Granularity;

/// How orders are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// Every order, one of each class of equivalent ones.
    #[default]
    Exhaustive,
    /// Uniformly random choices.
    Random,
    /// Random priorities with this many change points less one (Burckhardt et al., ASPLOS 2010).
    Pct {
        /// Number of ordering constraints that the bug needs.
        depth: u32,
    },
    /// A random priority for each operation (Yuan, Yang, Gu, CAV 2018).
    Pos,
}

/// What to explore.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersOptions {
    /// How orders are chosen.
    pub search: Search,
    /// Seed of random numbers and random choices.
    pub seed: u64,
    /// Where goroutines may change.
    pub granularity: Granularity,
    /// At most so many pre-emptions in one order.
    pub preemptions: Option<u32>,
    /// Whether to look for data races.
    pub races: bool,
    /// Whether goroutines that are left over when main returns count as an outcome of their own.
    pub leaks: bool,
    /// Choices of the program that are tried beside the order of its goroutines.
    pub branches: Branches,
    /// Transitions of one execution after which it counts as a limit.
    pub steps_max: u64,
    /// Executions after which the exploration stops.
    pub executions_max: u64,
}

impl Default for OrdersOptions {
    fn default() -> OrdersOptions {
        OrdersOptions {
            search: Search::Exhaustive,
            seed: 1,
            granularity: Granularity::Access,
            preemptions: None,
            races: true,
            leaks: false,
            branches: Branches::default(),
            steps_max: 30_000,
            executions_max: 1_000_000,
        }
    }
}

/// What stands between "found" and "every order".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bound {
    /// Not all orders have been tried yet, or the exploration was stopped.
    Unfinished,
    /// Orders were drawn, not enumerated.
    Sampled,
    /// Only orders with at most so many pre-emptions.
    Preemptions(u32),
    /// Goroutines changed only between runtime calls.
    Calls,
    /// Goroutines changed only between statements.
    Statements,
    /// Some executions were given up at a limit.
    Limit,
    /// Random numbers, starts of iteration or hash seeds were met and kept one value each.
    FixedChoices,
    /// Nothing: but a WaitGroup was used against its rules, so that its operations were not taken to commute.
    Misused,
}

/// One way to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// `ok`, `exit`, `panic`, `fatal`, `deadlock`, `leak`, `fail`, `limit`.
    pub kind: String,
    /// Panic text, fatal error, exit status or name of the limit, without Go's `panic:` or `fatal error:`.
    pub message: String,
    /// Standard output, cut off at [`STDOUT_MAX`] bytes.
    pub stdout: String,
    /// Executions that ended so.
    pub executions: u64,
    /// Pre-emptions of the witness.
    pub preemptions: u32,
    /// The witness: the order with the fewest pre-emptions that was found.
    pub schedule: String,
    /// Whether the witness has been replayed and ended so ([`super::Orders::verify`]).
    pub verified: bool,
}

impl OutcomeRow {
    /// Whether a program may end so: normally, with status 0.
    pub fn is_good(&self) -> bool {
        self.kind == "ok"
    }

    /// Whether it says nothing about the program, only about a bound.
    pub fn is_limit(&self) -> bool {
        self.kind == "limit"
    }

    /// What tells outcomes apart.
    pub fn key(&self) -> (&str, &str, &str) {
        (&self.kind, &self.message, &self.stdout)
    }
}

/// One data race: two accesses that nothing orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceRow {
    /// What was raced for, as the program would say it.
    pub name: String,
    /// The accesses, in the order of the witness: what they do, and `file:line:column`.
    pub accesses: [(String, String); 2],
    /// Executions that had it.
    pub executions: u64,
    /// Pre-emptions of the witness.
    pub preemptions: u32,
    /// The witness.
    pub schedule: String,
    /// The transition of the witness that makes the second access.
    pub step: u64,
}

impl RaceRow {
    fn is_same(&self, other: &RaceRow) -> bool {
        let sorted = |row: &RaceRow| {
            let mut accesses = row.accesses.clone();
            accesses.sort();
            accesses
        };
        sorted(self) == sorted(other)
    }
}

/// The state of an exploration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersView {
    /// Orders tried to their end.
    pub executions: u64,
    /// Orders given up because all that could follow had been tried.
    pub redundant: u64,
    /// Transitions executed.
    pub steps: u64,
    /// Different classes of equivalent orders seen, where orders are sampled.
    pub traces: Option<u64>,
    /// Whether nothing is left to try within the bounds.
    pub complete: bool,
    /// What the verdict is bounded by.
    pub bounds: Vec<Bound>,
    /// Which choices of the program were explored.
    pub branches: Branches,
    /// At most [`OUTCOMES_MAX`] outcomes.
    pub outcomes: Vec<OutcomeRow>,
    /// Outcomes left out of the list.
    pub more_outcomes: u64,
    /// At most [`OUTCOMES_MAX`] data races.
    pub races: Vec<RaceRow>,
}

/// Most outcomes in a view.
pub const OUTCOMES_MAX: usize = 200;
/// Most bytes of standard output in a view's row.
pub const STDOUT_MAX: usize = 2_000;

impl OrdersView {
    /// Whether every order has been tried, without any bound on orders.
    pub fn is_proof(&self) -> bool {
        self.complete
            && self
                .bounds
                .iter()
                .all(|bound| matches!(bound, Bound::FixedChoices | Bound::Misused))
    }

    /// The outcome with that key.
    pub fn find(&self, key: (&str, &str, &str)) -> Option<&OutcomeRow> {
        self.outcomes.iter().find(|row| row.key() == key)
    }

    /// Joins what another exploration of the same program has found. Of two witnesses the one with fewer pre-emptions stays; with
    /// `counted` the other's executions are new ones and count too, as when the work of sampling is shared.
    pub fn join(&mut self, other: &OrdersView, counted: bool) {
        if counted {
            self.executions += other.executions;
            self.redundant += other.redundant;
            self.complete &= other.complete;
        }
        self.steps += other.steps;
        for race in &other.races {
            self.join_race(race, counted);
        }
        for row in &other.outcomes {
            let executions = if counted { row.executions } else { 0 };
            self.join_row(OutcomeRow {
                executions,
                ..row.clone()
            });
        }
    }

    fn join_race(&mut self, race: &RaceRow, counted: bool) {
        let executions = if counted { race.executions } else { 0 };
        if let Some(known) = self.races.iter_mut().find(|known| known.is_same(race)) {
            let executions = known.executions + executions;
            if race.preemptions < known.preemptions {
                known.clone_from(race);
            }
            known.executions = executions;
        } else if self.races.len() < OUTCOMES_MAX {
            self.races.push(RaceRow {
                executions,
                ..race.clone()
            });
        }
    }

    fn join_row(&mut self, row: OutcomeRow) {
        let cost = |row: &OutcomeRow| (row.preemptions, row.schedule.len());
        match self
            .outcomes
            .iter()
            .position(|known| known.key() == row.key())
        {
            Some(at) => {
                if let Some(known) = self.outcomes.get_mut(at) {
                    known.executions += row.executions;
                    if cost(&row) < cost(known) {
                        (known.preemptions, known.schedule) = (row.preemptions, row.schedule);
                        known.verified = row.verified;
                    }
                }
            }
            None if self.outcomes.len() < OUTCOMES_MAX => self.outcomes.push(row),
            None => {}
        }
    }
}
