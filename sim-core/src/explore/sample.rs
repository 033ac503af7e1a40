//! Drawing orders at random where there are too many to try.
//!
//! An execution is fixed by (seed, index), so any one can be drawn again, and a census over a range of indices is the same however the
//! range is cut into parts: parts are merged, and merging is associative.
//!
//! How one execution goes is in `sample_run.rs`, where options bound it in `sample_bounded.rs`, who goes next in `sample_policy.rs`, and
//! what executions came to is counted in `sample_tally.rs`.

use rustc_hash::FxHashSet;

use super::census::{Bounds, Census};
use super::leak;
use super::options::{Options, Policy};
use super::races;
use super::rules::Rules;
use super::sample_bounded::Bounded;
use super::sample_heads::Heads;
use super::sample_policy::{Draw, Picker};
use super::sample_run::{Made, Run, forced};
use super::sample_tally::{Ledger, Mark};
use crate::machine::{Machine, Status};
use crate::schedule::{Choice, Schedule};

/// Distinct traces that are told apart; more are not counted.
pub const TRACES_MAX: usize = 1 << 22;

/// Executions that are drawn to learn how long one is, before PCT places its changes.
const TRIALS: u64 = 8;

/// Draws executions of one program.
#[derive(Clone, Debug)]
pub(super) struct Sampler {
    origin: Machine,
    /// What every execution begins with, because only one goroutine can go and it has nothing to choose …
    prefix: Vec<Choice>,
    /// … and the machine behind that.
    start: Machine,
    /// The states that executions begin with from there.
    heads: Heads,
    options: Options,
    rules: Rules,
    /// The way to draw where options bound it.
    bounded: Option<Box<Bounded>>,
    /// Index of the next execution.
    next: u64,
    picker: Picker,
    run: Run,
    traces: FxHashSet<u64>,
    ledger: Ledger,
    /// The race detector's part, where it is wanted.
    races: Option<Box<races::Tally>>,
    census: Census,
}

impl Sampler {
    /// Draws executions that begin at a machine's present state.
    pub fn new(start: Machine, options: Options) -> Sampler {
        let census = Census {
            bounds: Bounds::of(&options),
            ..Census::default()
        };
        let origin = start;
        let rules = Rules::new(&origin, &options);
        let bounded = Bounded::of(&origin, &options, &rules);
        let (start, prefix) = match bounded {
            Some(_) => (origin.clone(), Vec::new()),
            None => forced(&origin, options.steps_max),
        };
        let mut run = Run::new(&start);
        run.begin(&start, &prefix);
        let mut sampler = Sampler {
            heads: Heads::new(&run),
            run,
            origin,
            prefix,
            start,
            picker: Picker::new(Draw::Random),
            options,
            rules,
            bounded,
            next: 0,
            traces: FxHashSet::default(),
            ledger: Ledger::default(),
            races: None,
            census,
        };
        let draw = match sampler.options.policy {
            Policy::Pct { depth } => Draw::Pct {
                depth,
                first: sampler.prefix.len() as u64,
                horizon: sampler.longest_trial(),
            },
            Policy::Pos => Draw::Pos,
            Policy::Random | Policy::Exhaustive => Draw::Random,
        };
        sampler.picker = Picker::new(draw);
        if sampler.options.races {
            sampler.races = Some(Box::new(races::Tally::new(&sampler.origin)));
        }
        sampler
    }

    /// Transitions of the longest of a few executions.
    fn longest_trial(&mut self) -> u64 {
        let lengths = (0..TRIALS).map(|index| self.execute(index));
        lengths.max().unwrap_or(1)
    }

    /// Draws the next executions.
    pub fn advance(&mut self, executions: u64) {
        for _ in 0..executions {
            self.execute(self.next);
            self.next = self.next.wrapping_add(1);
            self.count();
        }
        self.settle();
    }

    /// Sets the index of the next execution.
    pub fn seek(&mut self, index: u64) {
        self.next = index;
    }

    /// The choices of one execution.
    pub fn schedule(&mut self, index: u64) -> Schedule {
        self.execute(index);
        Schedule {
            choices: self.run.choices.clone(),
        }
    }

    /// What has been found so far.
    pub fn census(&self) -> &Census {
        &self.census
    }

    /// Takes over what another sampler of the same program has found in other executions.
    pub fn merge(&mut self, other: Sampler) {
        self.traces.extend(other.traces);
        self.census.merge(other.census);
        self.census.traces = self.traces.len().min(TRACES_MAX) as u64;
    }

    /// Runs execution `index` to its end; how far it counts in the picker's steps.
    fn execute(&mut self, index: u64) -> u64 {
        self.picker.begin(self.options.seed, index);
        if self.bounded.is_none() {
            self.execute_plain();
            return self.run.choices.len() as u64;
        }
        self.execute_bounded()
    }

    /// Within bounds.
    fn execute_bounded(&mut self) -> u64 {
        let Some(bounded) = &mut self.bounded else {
            return 0;
        };
        let drawn = bounded.draw(&mut self.picker);
        let mut detector = self.races.as_deref_mut().map(races::Tally::detector);
        let choices = &drawn.schedule.choices;
        self.run.repeat(&self.origin, choices, &mut detector);
        self.run.preemptions = drawn.preemptions;
        self.run.fixed |= drawn.fixed;
        self.run.mark = drawn.mark;
        drawn.draws
    }

    /// With a goroutine drawn at every step.
    fn execute_plain(&mut self) {
        let Sampler {
            origin,
            prefix,
            start,
            heads,
            options,
            rules,
            picker,
            run,
            races,
            ..
        } = self;
        let mut detector = races.as_deref_mut().map(races::Tally::detector);
        // What has to see every transition, or to draw for each, finds no ways that were gone before.
        let mut head = match &mut detector {
            Some(detector) => {
                run.begin_watched(origin, prefix, detector);
                None
            }
            None if picker.ranks_transitions() || !matches!(start.status(), Status::Running) => {
                run.begin(start, prefix);
                None
            }
            None => Some(Heads::START),
        };
        for step in prefix.len() as u64..options.steps_max {
            let g = match head {
                Some(head) => picker.pick(step, heads.enabled(head)),
                None if !matches!(run.machine.status(), Status::Running) => break,
                None => picker.pick(step, &run.enabled),
            };
            if let Some(next) = head.and_then(|head| heads.next(head, g)) {
                head = Some(next);
                continue;
            }
            let left = head.take();
            if let Some(head) = left {
                heads.leave(head, run);
            }
            run.go_to(g);
            let quick = !picker.ranks_transitions() && run.access(g, &mut detector);
            let made = match quick {
                true => Made::Plain,
                false => run.operation(g, picker, rules, &mut detector),
            };
            match (made, left) {
                (Made::Nothing, _) => break,
                (Made::Plain, Some(head)) => heads.learn(head, g, run),
                _ => {}
            }
        }
        if let Some(head) = head {
            heads.leave(head, run);
        }
    }

    /// Counts the execution just made.
    fn count(&mut self) {
        self.census.steps += (self.run.choices.len() - self.prefix.len()) as u64;
        if self.traces.len() < TRACES_MAX {
            self.traces.insert(self.run.trace.value());
        }
        if let Some(races) = &mut self.races {
            races.count(self.run.preemptions, &self.run.choices);
        }
        if self.rules.leaks
            && self.bounded.is_none()
            && leak::may_leak(&self.run.machine)
            && !leak::left_by(&self.origin, &self.run.choices).is_empty()
        {
            self.run.mark = Mark::Leaks;
        }
        if self.ledger.is_full() {
            self.settle();
        }
        self.ledger.count(&self.run);
    }

    /// Hands what has been counted to the census.
    fn settle(&mut self) {
        let mut part = Census::default();
        part.bounds.fixed_choices = self.run.fixed;
        if let Some(races) = &mut self.races {
            races.settle(&self.origin, &mut part.races);
        }
        self.ledger.settle(&mut part);
        self.census.merge(part);
        self.census.traces = self.traces.len() as u64;
    }
}
