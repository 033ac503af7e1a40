//! Driving an exploration from the terminal: budgets, threads, a progress line, and Ctrl-C, which gives what is known so far.
//!
//! Invariant: without a limit of time and without Ctrl-C the census is the same whatever the number of threads. The exploration is
//! divided into parts by the core, in a way that depends on the program alone; rounds hand every unfinished part a slice of
//! executions in the order of the parts, and what the parts found is merged in that order.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use sim_core::explore::{Census, Ending, Explorer, Granularity, Options, Policy};
use sim_core::machine::Machine;

use crate::args::Failure;

/// Executions one part makes before the clock and Ctrl-C are looked at.
const SLICE: u64 = 64;
/// Between two pictures of the progress line.
const TICK: Duration = Duration::from_millis(100);
/// Exit status of a command ended by a second Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

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
    /// Stop after so many executions.
    #[arg(long, default_value_t = 1_000_000)]
    max_executions: u64,
    /// Stop after so many seconds.
    #[arg(long, default_value_t = 60.0)]
    max_seconds: f64,
    /// Transitions after which one execution is given up as a limit.
    #[arg(long, default_value_t = 5_000)]
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
        Ok(Options {
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
        if !self.complete {
            return format!(
                "not exhaustive: {executions} executions, {traces} distinct traces seen, {seconds:.2} s"
            );
        }
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
            limits.push("with random choices fixed by the seed".to_string());
        }
        let limits = limits
            .iter()
            .map(|limit| format!(", {limit}"))
            .collect::<String>();
        format!("all orders: {executions} executions in {seconds:.2} s{limits}")
    }
}

/// What can end an exploration early and where its progress is shown.
pub struct Watch {
    stop: Arc<AtomicBool>,
    bar: ProgressBar,
}

impl Watch {
    /// A progress line on stderr where that is a terminal. The first Ctrl-C asks for what is known so far, the second ends the command.
    pub fn new() -> Result<Watch, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::SeqCst) {
                std::process::exit(INTERRUPTED);
            }
        })
        .map_err(|e| Failure::usage(format!("cannot listen to Ctrl-C: {e}")))?;
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        Ok(Watch { stop, bar })
    }

    /// Whether Ctrl-C was pressed.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Takes the progress line away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn show(&self, progress: &Progress<'_>) {
        let (executions, endings) = (progress.executions, progress.endings.len());
        let rate = executions as f64 / progress.seconds.max(1e-3);
        let (time, left) = (progress.seconds, progress.left);
        let name = progress.name;
        let kinds: BTreeSet<&str> = progress.endings.iter().map(|e| e.kind.name()).collect();
        let kinds = kinds.into_iter().collect::<Vec<_>>().join(" ");
        self.bar.set_message(format!(
            "{name}{executions} executions, {endings} outcomes ({kinds}), {rate:.0}/s, {time:.0} s; left: {left} executions, {:.0} s",
            progress.seconds_left
        ));
        self.bar.tick();
    }
}

/// What the progress line says.
struct Progress<'a> {
    name: &'a str,
    executions: u64,
    endings: BTreeSet<&'a Ending>,
    seconds: f64,
    left: u64,
    seconds_left: f64,
}

/// Explores until everything is done, a budget is spent or Ctrl-C. `name` stands before the progress line.
pub fn explore(
    machine: Machine,
    wanted: &Exploration,
    options: Options,
    watch: &Watch,
    name: &str,
) -> Explored {
    let start = Instant::now();
    let mut parts = vec![Explorer::new(machine, options)];
    let mut left = wanted.max_executions;
    let mut shown = start;
    loop {
        let seconds = start.elapsed().as_secs_f64();
        let slices = hand_out(&mut parts, &mut left);
        if slices.is_empty() || seconds >= wanted.max_seconds || watch.stopped() {
            break;
        }
        left += slices.into_par_iter().map(run_slice).sum::<u64>();
        if shown.elapsed() >= TICK {
            shown = Instant::now();
            watch.show(&Progress {
                name,
                executions: parts.iter().map(|part| part.census().executions).sum(),
                endings: parts
                    .iter()
                    .flat_map(|part| part.census().outcomes.keys())
                    .collect(),
                seconds,
                left,
                seconds_left: (wanted.max_seconds - seconds).max(0.0),
            });
        }
    }
    let complete = parts.iter().all(Explorer::is_complete);
    let census = parts
        .first()
        .map_or_else(Census::default, |part| part.census().clone());
    Explored {
        census,
        complete,
        seconds: start.elapsed().as_secs_f64(),
    }
}

/// Gives every unfinished part a slice of the executions that are left.
fn hand_out<'a>(parts: &'a mut [Explorer], left: &mut u64) -> Vec<(&'a mut Explorer, u64)> {
    let mut slices = Vec::new();
    for part in parts.iter_mut().filter(|part| !part.is_complete()) {
        let slice = SLICE.min(*left);
        if slice > 0 {
            *left -= slice;
            slices.push((part, slice));
        }
    }
    slices
}

/// Carries out a slice; how many executions of it were not needed.
fn run_slice((part, slice): (&mut Explorer, u64)) -> u64 {
    let done = |part: &Explorer| part.census().executions + part.census().redundant;
    let before = done(part);
    part.advance(slice);
    slice.saturating_sub(done(part) - before)
}
