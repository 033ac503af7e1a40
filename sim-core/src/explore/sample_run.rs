//! One sampled execution: its machine, what it has chosen, and how it makes the transition that was drawn.
//!
//! For speed one machine is brought back to the start before each execution, into the buffers that it has, and most transitions, which
//! are loads and stores, have a way of their own.

use super::rules::Rules;
use super::sample_conflict::Touch;
use super::sample_policy::Picker;
use super::sample_tally::Mark;
use super::sample_trace::TraceKey;
use crate::bytecode::SyncOp;
use crate::machine::{Addr, Event, Gid, Machine, Op, Pending, PendingKind, Stand};
use crate::race::Detector;
use crate::schedule::{Choice, mix};

/// Transitions before the first decision that are made once for all executions.
const FORCED_MAX: u64 = 1 << 12;

/// One execution; its buffers serve the next.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub machine: Machine,
    pub choices: Vec<Choice>,
    pub preemptions: u32,
    /// Who made the last transition, unless it gave way or is done.
    previous: Option<Gid>,
    pub enabled: Vec<Gid>,
    channels: Vec<(Addr, bool)>,
    pub trace: TraceKey,
    /// A choice of the program kept the value that the seed gives it.
    pub fixed: bool,
    /// What its end is beside what the machine says.
    pub mark: Mark,
}

/// What came of making a transition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Made {
    /// It could not be made.
    Nothing,
    /// The same as for everybody who is in that state and lets that goroutine go.
    Plain,
    /// It drew an alternative, or gave way.
    Drawn,
}

impl Run {
    pub fn new(start: &Machine) -> Run {
        Run {
            machine: start.clone(),
            choices: Vec::new(),
            preemptions: 0,
            previous: None,
            enabled: Vec::new(),
            channels: Vec::new(),
            trace: TraceKey::new(),
            fixed: false,
            mark: Mark::Plain,
        }
    }

    /// Back to where executions part.
    pub fn begin(&mut self, start: &Machine, prefix: &[Choice]) {
        self.machine.clone_from(start);
        self.choices.clear();
        self.choices.extend_from_slice(prefix);
        self.preemptions = 0;
        self.mark = Mark::Plain;
        self.trace.clear();
        self.arrive();
    }

    /// Back to where another execution has been.
    pub fn go_back(&mut self, head: &Run) {
        self.machine.clone_from(&head.machine);
        self.choices.clone_from(&head.choices);
        (self.preemptions, self.previous) = (head.preemptions, head.previous);
        self.mark = Mark::Plain;
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
    pub fn begin_watched(&mut self, origin: &Machine, prefix: &[Choice], detector: &mut Detector) {
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
    pub fn go_to(&mut self, g: Gid) {
        let preempts = self
            .previous
            .is_some_and(|previous| previous != g && self.enabled.contains(&previous));
        self.preemptions += u32::from(preempts);
    }

    /// Makes the transition of a goroutine that stands at a load or store, the quick way of most transitions; whether it stands there.
    #[inline]
    pub fn access(&mut self, g: Gid, detector: &mut Option<&mut Detector>) -> bool {
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
    pub fn operation(
        &mut self,
        g: Gid,
        picker: &mut Picker,
        rules: &Rules,
        detector: &mut Option<&mut Detector>,
    ) -> Made {
        let Some(pending) = self.machine.pending(g) else {
            return Made::Nothing;
        };
        let alt = match pending.alternatives {
            1 => 0,
            _ => self.alternative(picker, rules, g, &pending),
        };
        let Some(event) = self.perform(g, alt, &pending, detector) else {
            return Made::Nothing;
        };
        if picker.ranks_transitions() {
            let touch = Touch {
                op: &pending.op,
                channels: &self.channels,
            };
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

    /// Makes a transition, and shows it to who counts.
    #[inline]
    fn perform(
        &mut self,
        g: Gid,
        alt: u64,
        pending: &Pending,
        detector: &mut Option<&mut Detector>,
    ) -> Option<Event> {
        self.channels.clear();
        if pending.op.kind == PendingKind::Select {
            self.machine.select_channels(g, &mut self.channels);
        }
        let event = self.machine.step(g, alt).ok()?;
        match pending.op.kind {
            PendingKind::Load | PendingKind::Store { .. } => self.trace.add_access(&event),
            _ if becomes_waiter(&event) => {}
            _ => {
                let touch = Touch {
                    op: &pending.op,
                    channels: &self.channels,
                };
                self.trace.add(touch, &event);
            }
        }
        if let Some(detector) = detector {
            detector.observe(&self.machine, &event);
        }
        Some(event)
    }

    /// Makes an execution once more that was drawn elsewhere, to count what is in it.
    pub fn repeat(
        &mut self,
        origin: &Machine,
        choices: &[Choice],
        detector: &mut Option<&mut Detector>,
    ) {
        self.begin(origin, &[]);
        if let Some(detector) = detector {
            detector.restart(origin);
        }
        for choice in choices {
            let g = choice.goroutine;
            if self.access(g, detector) {
                continue;
            }
            let Some(pending) = self.machine.pending(g) else {
                break;
            };
            let Some(event) = self.perform(g, choice.alt, &pending, detector) else {
                break;
            };
            self.note(&event, false);
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
        rules: &Rules,
        g: Gid,
        pending: &Pending,
    ) -> u64 {
        if rules.alternatives(&self.machine, g) > 1 {
            return picker.alternative(pending.alternatives);
        }
        self.fixed = true;
        let own = self.choices.iter().filter(|choice| choice.goroutine == g);
        let number = mix(rules.seed ^ mix(u64::from(g.0)) ^ own.count() as u64);
        match pending.alternatives {
            0 => number,
            n => number % n,
        }
    }

    /// Whether all that is left to a goroutine is to end, or all that it could do is to wait for a WaitGroup.
    #[inline]
    fn is_done(&self, g: Gid) -> bool {
        match self.machine.goroutine(g).map(|goroutine| goroutine.stand) {
            None | Some(Stand::Exit | Stand::Dead) => true,
            Some(Stand::Guarded) => self.machine.is_about_to_wait(g),
            Some(_) => false,
        }
    }
}

/// The transitions that a program begins with whoever decides, and the machine behind them. One by which a goroutine gives way is not
/// among them, nor is one that has an alternative.
pub(super) fn forced(origin: &Machine, steps_max: u64) -> (Machine, Vec<Choice>) {
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

/// Whether a goroutine has only become a waiter of a WaitGroup: when it does is of no matter, unless that is misused.
fn becomes_waiter(event: &Event) -> bool {
    let op = SyncOp::WgWait;
    matches!(event.op, Op::Sync { op: done, old, .. } if done == op && old != 0)
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
