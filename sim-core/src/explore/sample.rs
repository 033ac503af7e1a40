//! Drawing orders at random where there are too many to try.
//!
//! An execution is fixed by (seed, index), so any one can be drawn again, and a census over a range of indices is the same however the
//! range is cut into parts: parts are merged, and merging is associative.
//!
//! For speed one machine is brought back to the start before each execution, into the buffers that it has, and outcomes are told apart
//! by what they are made of before they are turned into text.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

use super::census::{Bounds, Census, Ending, Found, OutcomeKind};
use super::options::{Options, Policy};
use super::races;
use super::sample_conflict::Touch;
use super::sample_heads::Heads;
use super::sample_policy::{Draw, Picker};
use super::sample_trace::TraceKey;
use crate::bytecode::SyncOp;
use crate::machine::{Addr, Event, Gid, Machine, Pending, PendingKind, Stand, Status};
use crate::race::Detector;
use crate::schedule::{Choice, Schedule, mix};

/// Distinct traces that are told apart; more are not counted.
pub const TRACES_MAX: usize = 1 << 22;

/// Executions that are drawn to learn how long one is, before PCT places its changes.
const TRIALS: u64 = 8;

/// Tallies kept before they are handed to the census.
const TALLIES_MAX: usize = 1 << 10;

/// Transitions before the first decision that are made once for all executions.
const FORCED_MAX: u64 = 1 << 12;

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
    /// Index of the next execution.
    next: u64,
    picker: Picker,
    run: Run,
    traces: FxHashSet<u64>,
    tallies: Vec<Tally>,
    /// Tallies by the hash of what they count.
    by_ending: FxHashMap<u64, usize>,
    /// The race detector's part, where it is wanted.
    races: Option<Box<races::Tally>>,
    census: Census,
}

/// One execution; its buffers serve the next.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub machine: Machine,
    choices: Vec<Choice>,
    preemptions: u32,
    /// Who made the last transition, unless it gave way or is done.
    previous: Option<Gid>,
    pub enabled: Vec<Gid>,
    channels: Vec<(Addr, bool)>,
    trace: TraceKey,
    /// A choice of the program kept the value that the seed gives it.
    fixed: bool,
}

/// What came of making a transition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Made {
    /// It could not be made.
    Nothing,
    /// The same as for everybody who is in that state and lets that goroutine go.
    Plain,
    /// It drew an alternative, or gave way.
    Drawn,
}

/// Executions that ended alike.
#[derive(Clone, Debug)]
struct Tally {
    status: Status,
    ending: Ending,
    found: Found,
}

impl Sampler {
    /// Draws executions that begin at a machine's present state.
    pub fn new(start: Machine, options: Options) -> Sampler {
        let census = Census {
            bounds: Bounds::of(&options),
            ..Census::default()
        };
        let origin = start;
        let (start, prefix) = forced(&origin, options.steps_max);
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
            next: 0,
            traces: FxHashSet::default(),
            tallies: Vec::new(),
            by_ending: FxHashMap::default(),
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
        let lengths = (0..TRIALS).map(|index| {
            self.execute(index);
            self.run.choices.len() as u64
        });
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

    /// Runs execution `index` to its end.
    fn execute(&mut self, index: u64) {
        let Sampler {
            origin,
            prefix,
            start,
            heads,
            options,
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
        picker.begin(options.seed, index);
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
                false => run.operation(g, picker, options, &mut detector),
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
        let (status, stdout) = (self.run.machine.status(), self.run.machine.stdout());
        let mut hasher = FxHasher::default();
        (status, stdout).hash(&mut hasher);
        let place = self.by_ending.get(&hasher.finish());
        let tally = place.and_then(|place| self.tallies.get_mut(*place));
        match tally {
            Some(tally) if tally.is_of(&self.run.machine) => tally.add(&self.run),
            _ => {
                if self.tallies.len() >= TALLIES_MAX {
                    self.settle();
                }
                self.by_ending.insert(hasher.finish(), self.tallies.len());
                self.tallies.push(Tally::new(&self.run));
            }
        }
    }

    /// Hands the tallies to the census.
    fn settle(&mut self) {
        self.by_ending.clear();
        let mut part = Census::default();
        part.bounds.fixed_choices = self.run.fixed;
        if let Some(races) = &mut self.races {
            races.settle(&self.origin, &mut part.races);
        }
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
        self.census.merge(part);
        self.census.traces = self.traces.len() as u64;
    }
}

impl Tally {
    fn new(run: &Run) -> Tally {
        let schedule = Schedule {
            choices: run.choices.clone(),
        };
        Tally {
            status: run.machine.status().clone(),
            ending: Ending::of(&run.machine),
            found: Found {
                executions: 1,
                preemptions: run.preemptions,
                schedule,
            },
        }
    }

    /// Whether the execution ended as those that are counted here.
    fn is_of(&self, machine: &Machine) -> bool {
        self.status == *machine.status() && self.ending.stdout.as_bytes() == machine.stdout()
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

impl Run {
    fn new(start: &Machine) -> Run {
        Run {
            machine: start.clone(),
            choices: Vec::new(),
            preemptions: 0,
            previous: None,
            enabled: Vec::new(),
            channels: Vec::new(),
            trace: TraceKey::new(),
            fixed: false,
        }
    }

    /// Back to where executions part.
    fn begin(&mut self, start: &Machine, prefix: &[Choice]) {
        self.machine.clone_from(start);
        self.choices.clear();
        self.choices.extend_from_slice(prefix);
        self.preemptions = 0;
        self.trace.clear();
        self.arrive();
    }

    /// Back to where another execution has been.
    pub fn go_back(&mut self, head: &Run) {
        self.machine.clone_from(&head.machine);
        self.choices.clone_from(&head.choices);
        (self.preemptions, self.previous) = (head.preemptions, head.previous);
        self.enabled.clone_from(&head.enabled);
        self.trace.clone_from(&head.trace);
    }

    /// Looks who can go and who went last.
    fn arrive(&mut self) {
        self.machine.enabled(&mut self.enabled);
        let last = self.choices.last().map(|choice| choice.goroutine);
        self.previous = last.filter(|g| !self.is_done(*g));
    }

    /// The same with a detector, which has to see everything.
    fn begin_watched(&mut self, origin: &Machine, prefix: &[Choice], detector: &mut Detector) {
        self.begin(origin, prefix);
        detector.restart(origin);
        for choice in prefix {
            if let Ok(event) = self.machine.step(choice.goroutine, choice.alt) {
                detector.observe(&self.machine, &event);
            }
        }
        self.arrive();
    }

    /// Counts a pre-emption where another goroutine than the one that could go on is next.
    #[inline]
    fn go_to(&mut self, g: Gid) {
        let preempts = self
            .previous
            .is_some_and(|previous| previous != g && self.enabled.contains(&previous));
        self.preemptions += u32::from(preempts);
    }

    /// Makes the transition of a goroutine that stands at a load or store, the quick way of most transitions; whether it stands there.
    #[inline]
    fn access(&mut self, g: Gid, detector: &mut Option<&mut Detector>) -> bool {
        let Some(event) = self.machine.step_access(g) else {
            return false;
        };
        self.trace.add_access(&event);
        if let Some(detector) = detector {
            detector.observe(&self.machine, &event);
        }
        self.note(&event, false);
        true
    }

    /// Makes any other transition.
    fn operation(
        &mut self,
        g: Gid,
        picker: &mut Picker,
        options: &Options,
        detector: &mut Option<&mut Detector>,
    ) -> Made {
        let Some(pending) = self.machine.pending(g) else {
            return Made::Nothing;
        };
        self.channels.clear();
        if pending.op.kind == PendingKind::Select {
            self.machine.select_channels(g, &mut self.channels);
        }
        let alt = match pending.alternatives {
            1 => 0,
            _ => self.alternative(picker, options, g, &pending),
        };
        let Ok(event) = self.machine.step(g, alt) else {
            return Made::Nothing;
        };
        let touch = Touch {
            op: &pending.op,
            channels: &self.channels,
        };
        match pending.op.kind {
            PendingKind::Load | PendingKind::Store { .. } => self.trace.add_access(&event),
            _ => self.trace.add(touch, &event),
        }
        if let Some(detector) = detector {
            detector.observe(&self.machine, &event);
        }
        if picker.ranks_transitions() {
            redraw(picker, &self.machine, touch, &event);
        }
        let yields = yields(pending.op.kind);
        if yields {
            picker.give_way(g);
        }
        self.note(&event, yields);
        match yields || pending.alternatives != 1 {
            true => Made::Drawn,
            false => Made::Plain,
        }
    }

    /// Takes down the transition just made.
    #[inline]
    fn note(&mut self, event: &Event, yields: bool) {
        let g = event.goroutine;
        self.choices.push(Choice {
            goroutine: g,
            alt: event.alt,
        });
        self.previous = (!yields && !self.is_done(g)).then_some(g);
        self.machine.enabled_after(event, &mut self.enabled);
    }

    /// Which alternative a transition takes: a random one where such choices are explored, else the one that the seed and the
    /// goroutine's own past give.
    fn alternative(
        &mut self,
        picker: &mut Picker,
        options: &Options,
        g: Gid,
        pending: &Pending,
    ) -> u64 {
        let explored = match pending.op.kind {
            PendingKind::Select => options.branches.select,
            _ => options.branches.explores(&self.machine, pending.at.func),
        };
        if explored {
            return picker.alternative(pending.alternatives);
        }
        self.fixed = true;
        let own = self.choices.iter().filter(|choice| choice.goroutine == g);
        let number = mix(options.seed ^ mix(u64::from(g.0)) ^ own.count() as u64);
        match pending.alternatives {
            0 => number,
            n => number % n,
        }
    }

    /// Whether all that is left to a goroutine is to end.
    #[inline]
    fn is_done(&self, g: Gid) -> bool {
        let goroutine = self.machine.goroutine(g);
        goroutine.is_none_or(|goroutine| matches!(goroutine.stand, Stand::Exit | Stand::Dead))
    }
}

/// The transitions that a program begins with whoever decides, and the machine behind them. One by which a goroutine gives way is not
/// among them, nor is one that has an alternative.
fn forced(origin: &Machine, steps_max: u64) -> (Machine, Vec<Choice>) {
    let mut machine = origin.clone();
    let (mut prefix, mut enabled) = (Vec::new(), Vec::new());
    while (prefix.len() as u64) < steps_max.min(FORCED_MAX) {
        machine.enabled(&mut enabled);
        let &[goroutine] = enabled.as_slice() else {
            break;
        };
        let plain = machine
            .pending(goroutine)
            .is_some_and(|pending| pending.alternatives == 1 && !yields(pending.op.kind));
        if !plain || machine.step(goroutine, 0).is_err() {
            break;
        }
        prefix.push(Choice { goroutine, alt: 0 });
    }
    (machine, prefix)
}

/// Whether an operation only gives way.
fn yields(kind: PendingKind) -> bool {
    kind == PendingKind::Sync(SyncOp::Gosched)
}

/// Has the transitions that conflict with the one just made draw anew, and that of the goroutine that made it.
fn redraw(picker: &mut Picker, machine: &Machine, made: Touch, event: &Event) {
    let mut channels = Vec::new();
    for other in machine.goroutines().iter().map(|goroutine| goroutine.id) {
        if other == event.goroutine {
            picker.redraw(other);
            continue;
        }
        let Some(pending) = machine.pending(other) else {
            continue;
        };
        channels.clear();
        if pending.op.kind == PendingKind::Select {
            machine.select_channels(other, &mut channels);
        }
        let next = Touch {
            op: &pending.op,
            channels: &channels,
        };
        if made.conflicts(event, &next) {
            picker.redraw(other);
        }
    }
}
