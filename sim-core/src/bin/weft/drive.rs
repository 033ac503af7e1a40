//! Driving an exploration from the terminal: what the user may choose, budgets, threads.
//!
//! Invariant: without a limit of time and without Ctrl-C the census is the same whatever the number of threads. Samples are drawn in
//! ranges of indices, each by an explorer of its own, and merging them is associative; a search of all orders goes in rounds of pieces
//! that do not depend on each other, and the explorer joins them in an order of its own.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use sim_core::explore::{
    self, Branches, Census, Ending, Explorer, Granularity, Options, Policy, Task,
};
use sim_core::machine::Machine;

use crate::args::Failure;
use crate::watch::{Clock, Watch};

/// Executions of a search, or of a piece of it, between two looks at the clock.
const SLICE: u64 = 64;
/// Executions that one thread samples between two looks at the clock.
const SAMPLES: u64 = 1024;
/// Transitions of the search for witnesses with fewer pre-emptions: a fraction of a second.
const WITNESS_TRANSITIONS: u64 = 400_000;

/// What `explore` and `test` let the user choose. Budgets hold for one program or test.
#[derive(Args)]
pub struct Exploration {
    /// Every inequivalent order, or so many sampled ones.
    #[arg(long, value_enum, default_value_t = PolicyArg::Exhaustive)]
    policy: PolicyArg,
    /// Seed of sampling and of random numbers.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where goroutines can be switched: at every shared access, around whole runtime calls, between statements.
    #[arg(long, value_enum, default_value_t = GranularityArg::Access)]
    granularity: GranularityArg,
    /// At most so many pre-emptions, or none for no bound.
    #[arg(long, default_value = "none")]
    preemptions: String,
    /// Choices of the program to explore beside the order of its goroutines, separated by commas; the others have one value each, from
    /// the seed.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "select")]
    explore: Vec<BranchArg>,
    /// Stop after so many executions.
    #[arg(long, default_value_t = 1_000_000)]
    max_executions: u64,
    /// Stop after so many seconds.
    #[arg(long, default_value_t = 60.0)]
    max_seconds: f64,
    /// Transitions after which one execution is given up as a limit.
    #[arg(long, default_value_t = 30_000)]
    max_steps: u64,
    /// Threads; 0 for as many as there are cores.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Names of the ways to choose orders.
#[derive(Clone, Copy, ValueEnum)]
enum PolicyArg {
    Exhaustive,
    Random,
    Pct,
    Pos,
}

/// Names of the masks on scheduling points.
#[derive(Clone, Copy, ValueEnum)]
enum GranularityArg {
    Access,
    Call,
    Statement,
}

/// Names of the choices that can be explored.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BranchArg {
    /// Which ready case a select takes.
    Select,
    /// Numbers of math/rand.
    Random,
    /// Where the iteration of a map starts.
    Iteration,
    /// The seed of a map's hash.
    Hash,
    /// Nothing more.
    None,
}

/// Bug depth that PCT aims at.
const PCT_DEPTH: u32 = 3;

impl Exploration {
    /// As the core takes them. `leaks`: whether goroutines left behind count as an outcome of their own.
    pub fn options(&self, leaks: bool) -> Result<Options, Failure> {
        let preemptions = match self.preemptions.as_str() {
            "none" => None,
            text => Some(text.parse().map_err(|_| {
                Failure::usage(format!(
                    "--preemptions {text} is no number: give a number or none"
                ))
            })?),
        };
        if self.max_seconds.is_nan() || self.max_seconds < 0.0 {
            let seconds = self.max_seconds;
            return Err(Failure::usage(format!(
                "--max-seconds {seconds} is no span of time: give 0 or more"
            )));
        }
        let explores = |branch| self.explore.contains(&branch);
        Ok(Options {
            branches: Branches {
                select: explores(BranchArg::Select),
                random: explores(BranchArg::Random),
                iteration: explores(BranchArg::Iteration),
                hash_seed: explores(BranchArg::Hash),
            },
            policy: match self.policy {
                PolicyArg::Exhaustive => Policy::Exhaustive,
                PolicyArg::Random => Policy::Random,
                PolicyArg::Pct => Policy::Pct { depth: PCT_DEPTH },
                PolicyArg::Pos => Policy::Pos,
            },
            granularity: match self.granularity {
                GranularityArg::Access => Granularity::Access,
                GranularityArg::Call => Granularity::Call,
                GranularityArg::Statement => Granularity::Statement,
            },
            seed: self.seed,
            preemptions,
            steps_max: self.max_steps,
            leaks,
            ..Options::default()
        })
    }

    /// Sets the number of threads for the whole command.
    pub fn set_threads(&self) -> Result<(), Failure> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build_global()
            .map_err(|e| Failure::usage(format!("--threads {}: {e}", self.threads)))
    }
}

/// What an exploration came to.
pub struct Explored {
    /// Everything found.
    pub census: Census,
    /// Whether all that was asked for was explored.
    pub complete: bool,
    /// Wall time.
    pub seconds: f64,
}

impl Explored {
    /// How far the census reaches, in words.
    pub fn extent(&self) -> String {
        let Census {
            executions,
            traces,
            bounds,
            ..
        } = &self.census;
        let seconds = self.seconds;
        let mut limits = Vec::new();
        if let Some(bound) = bounds.preemptions {
            limits.push(format!("with at most {bound} pre-emptions"));
        }
        if bounds.granularity != Granularity::Access {
            limits.push(format!(
                "switching only between {}s",
                bounds.granularity.name()
            ));
        }
        if bounds.cut > 0 {
            limits.push(format!("{} of them cut off at a limit", bounds.cut));
        }
        if bounds.fixed_choices {
            let fixed = bounds.branches.fixed();
            limits.push(match fixed.is_empty() {
                false => format!("with {} fixed by the seed", fixed.join(", ")),
                true => format!(
                    "with {} values of each random choice",
                    Branches::ALTERNATIVES_MAX
                ),
            });
        }
        if bounds.misused {
            limits.push("a WaitGroup is misused".to_string());
        }
        let limits = limits
            .iter()
            .map(|limit| format!(", {limit}"))
            .collect::<String>();
        match self.complete {
            true => format!("all orders: {executions} executions in {seconds:.2} s{limits}"),
            false => format!(
                "not exhaustive: {executions} executions, {traces} distinct traces seen, {seconds:.2} s{limits}"
            ),
        }
    }
}

/// Explores until everything is done, a budget is spent or Ctrl-C; then looks for witnesses with fewer pre-emptions of those endings
/// that matter. `name` stands before the progress line.
pub fn explore(
    machine: Machine,
    wanted: &Exploration,
    options: Options,
    watch: &Watch,
    name: &str,
    matters: impl Fn(&Ending) -> bool,
) -> Explored {
    let start = machine.clone();
    let clock = watch.start(name, wanted.max_executions, wanted.max_seconds);
    let explorer = Explorer::new(machine, options.clone());
    let explorer = match options.policy {
        Policy::Exhaustive => search(explorer, wanted.max_executions, &clock),
        Policy::Random | Policy::Pct { .. } | Policy::Pos => {
            sample(explorer, wanted.max_executions, &clock)
        }
    };
    let mut census = explorer.census().clone();
    if !clock.is_over() {
        explore::improve(&start, &options, &mut census, matters, WITNESS_TRANSITIONS);
    }
    Explored {
        complete: explorer.is_complete(),
        census,
        seconds: clock.seconds(),
    }
}

/// All orders, in rounds: the pieces of a round are shared among the threads.
fn search(mut explorer: Explorer, executions_max: u64, clock: &Clock<'_>) -> Explorer {
    loop {
        let census = explorer.census();
        let left = executions_max.saturating_sub(census.executions + census.redundant);
        if explorer.is_complete() || left == 0 || clock.is_over() {
            return explorer;
        }
        let pieces = explorer.split(left);
        if pieces.is_empty() {
            explorer.advance(SLICE.min(left));
        } else {
            let known = explorer.census();
            let more = AtomicU64::new(0);
            let advance = |mut piece: Task| {
                // A few at first, so that long executions do not keep the clock from being looked at.
                let mut slice = 1;
                while !clock.is_over() && !piece.is_done() {
                    let before = piece.executions();
                    piece.advance(slice);
                    slice = SLICE.min(slice * 2);
                    let done = piece.executions() - before;
                    clock.show(known, more.fetch_add(done, Ordering::Relaxed) + done);
                }
                piece
            };
            let pieces = pieces.into_par_iter().map(advance).collect();
            explorer.join(pieces);
        }
        clock.show(explorer.census(), 0);
    }
}

/// Executions 0..`executions_max` of a sampling policy, each thread a range at a time.
fn sample(fresh: Explorer, executions_max: u64, clock: &Clock<'_>) -> Explorer {
    let mut all = fresh.clone();
    let mut next = 0;
    let mut size = 1;
    while next < executions_max && !clock.is_over() {
        let ranges = ranges(next, executions_max, size);
        // Small ranges at first, so that long executions do not keep the clock from being looked at.
        size = SAMPLES.min(size * 2);
        next = ranges.last().map_or(executions_max, |range| range.end);
        let draw = |range: Range<u64>| {
            let mut part = fresh.clone();
            part.seek(range.start);
            part.advance(range.end - range.start);
            part
        };
        let parts: Vec<Explorer> = ranges.into_par_iter().map(draw).collect();
        parts.into_iter().for_each(|part| all.merge(part));
        clock.show(all.census(), 0);
    }
    all
}

/// A range of `size` indices for every thread.
fn ranges(from: u64, to: u64, size: u64) -> Vec<Range<u64>> {
    let threads = rayon::current_num_threads() as u64;
    (0..threads)
        .map(|thread| from + thread * size)
        .filter(|start| *start < to)
        .map(|start| start..to.min(start + size))
        .collect()
}
