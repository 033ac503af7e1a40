//! What to explore, and how: plain data that a command line or a page fills in.

use serde::{Deserialize, Serialize};

use crate::machine::Machine;

/// How orders are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Policy {
    /// Every order, each up to equivalence once.
    #[default]
    Exhaustive,
    /// Samples: uniformly among the enabled goroutines at each transition.
    Random,
    /// Samples by probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010).
    Pct {
        /// Number of ordering constraints of the bug aimed at.
        depth: u32,
    },
    /// Samples by partial order sampling (Yuan, Yang, Gu, CAV 2018).
    Pos,
}

/// Where another goroutine may come in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Granularity {
    /// Between any two accesses to shared memory.
    #[default]
    Access,
    /// Calls of the runtime and library run whole, as far as they do not block.
    Call,
    /// Statements run whole, as far as they do not block.
    Statement,
}

impl Granularity {
    /// As named on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Access => "access",
            Granularity::Call => "call",
            Granularity::Statement => "statement",
        }
    }
}

/// Which choices of the program, beside the order of its goroutines, are explored; the others have one value each, from the seed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Branches {
    /// Which ready case a select takes.
    pub select: bool,
    /// Numbers of math/rand below a bound of at most [`Branches::ALTERNATIVES_MAX`].
    pub random: bool,
    /// Where the iteration of a map starts.
    pub iteration: bool,
    /// The seed of a map's hash.
    pub hash_seed: bool,
}

impl Branches {
    /// Values tried of a choice among more, or among all words.
    pub const ALTERNATIVES_MAX: u64 = 8;

    /// No choice is explored.
    pub const NONE: Branches = Branches {
        select: false,
        random: false,
        iteration: false,
        hash_seed: false,
    };

    /// Whether a choice made in this function is explored; not for selects.
    pub fn explores(&self, machine: &Machine, func: u32) -> bool {
        let function = machine.program().functions.get(func as usize);
        let name = function.map_or("", |function| &function.name);
        if !name.starts_with("runtime.") {
            self.random
        } else if name.contains("iter") {
            self.iteration
        } else {
            self.hash_seed
        }
    }

    /// What has one value, from the seed, in words.
    pub fn fixed(&self) -> Vec<&'static str> {
        let all = [
            (self.select, "ready cases of selects"),
            (self.random, "random numbers"),
            (self.iteration, "starts of iteration"),
            (self.hash_seed, "hash seeds"),
        ];
        let fixed = all.into_iter().filter(|(explored, _)| !explored);
        fixed.map(|(_, name)| name).collect()
    }
}

impl Default for Branches {
    fn default() -> Branches {
        Branches {
            select: true,
            random: false,
            iteration: false,
            hash_seed: false,
        }
    }
}

/// What to explore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How orders are chosen.
    pub policy: Policy,
    /// Decides what is sampled, and every choice of the program that is not explored.
    pub seed: u64,
    /// Where another goroutine may come in.
    pub granularity: Granularity,
    /// At most so many pre-emptions; `None`: no bound.
    pub preemptions: Option<u32>,
    /// Transitions of one execution after which it counts as a limit.
    pub steps_max: u64,
    /// Leave out equivalent executions. Off only to check the reduction against plain enumeration.
    pub reduce: bool,
    /// Without reduction: of orders whose beginnings are equivalent only one goes on. So every trace is met once, by means that have
    /// nothing in common with the reduction.
    pub join: bool,
    /// Look for data races in every execution.
    pub races: bool,
    /// Whether main's return while another goroutine can never run again is a leak.
    pub leaks: bool,
    /// Choices of the program that are explored.
    pub branches: Branches,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            policy: Policy::Exhaustive,
            seed: 1,
            granularity: Granularity::Access,
            preemptions: None,
            steps_max: 30_000,
            reduce: true,
            join: false,
            races: true,
            leaks: false,
            branches: Branches::default(),
        }
    }
}
