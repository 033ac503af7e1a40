//! Loops that only wait.
//!
//! A goroutine that reads, changes nothing and comes back to the very state it was in before will do so for ever, unless another
//! goroutine changes what it reads. Such a loop is explored once round; then the goroutine counts as blocked until one of the cells it
//! read has another value (await detection; compare Kokologiannakis, Ren, Vafeiadis: Dynamic partial order reductions for spinloops,
//! FMCAD 2021). So `for !flag.Load() {}` ends in every exploration without any notion of fairness, and when nobody is left to change
//! what it reads the program waits for ever.
//!
//! Invariant: only operations that leave memory as it was are *watched*; any other one ends the round.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::dependence::{Access, Footprint, Mode};
use super::trail::{Event, Trail};
use super::world::{Look, World};
use crate::bytecode::SyncOp;
use crate::machine::{Addr, ChanEnd, Gid, Machine, Op};

/// A round of a loop may have so many operations.
const ROUND_MAX: usize = 16;

/// Frames whose position is looked at to see whether a goroutine is in a loop.
const FRAMES_MAX: usize = 8;

/// What an operation that changed nothing looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Seen {
    /// A cell with this value.
    Cell(Addr, u64),
    /// A channel of this length.
    Length(Addr, u64),
    /// A channel on which a select could not send, or receive.
    Case(Addr, bool),
}

/// An operation that changed nothing, and its goroutine's own state behind it.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    seen: Vec<Seen>,
    local: u64,
}

/// What a goroutine waits for that goes round in a loop.
#[derive(Clone, Debug)]
pub(super) struct Await {
    seen: Vec<Seen>,
}

/// Whether an operation is one by which a goroutine gives way.
pub(super) fn gives_way(event: &crate::machine::Event) -> bool {
    let op = SyncOp::Gosched;
    matches!(event.op, Op::Sync { op: done, .. } if done == op)
}

impl Watch {
    /// Of an operation just executed; `None` if it changed anything or is in no loop.
    pub fn of(trail: &Trail, look: &Look, event: &crate::machine::Event) -> Option<Watch> {
        use SyncOp::{AtomicCas, AtomicLoad, Gosched, MutexTryLock};
        if !in_loop(trail, event.goroutine) {
            return None;
        }
        let seen = match event.op {
            Op::Load { addr, value } => vec![Seen::Cell(addr, value)],
            Op::Sync {
                op: AtomicLoad | AtomicCas | MutexTryLock,
                obj,
                old,
                new,
            } if old == new => vec![Seen::Cell(obj, old)],
            Op::ChanLen { ch, len } => vec![Seen::Length(ch, len)],
            Op::Select {
                ch: 0,
                end: ChanEnd::Done,
                ..
            } => look
                .cases()
                .iter()
                .map(|(ch, send)| Seen::Case(*ch, *send))
                .collect(),
            Op::Local | Op::Sync { op: Gosched, .. } => Vec::new(),
            _ => return None,
        };
        Some(Watch { seen, local: 0 })
    }
}

/// Completes the watch of the newest transition, and finds out whether its goroutine has gone round a loop.
pub(super) fn settle(trail: &Trail, event: &mut Event) {
    let before = event.previous();
    let (Some(goroutine), Some(watch)) =
        (trail.world.machine.goroutine(event.g), event.watch.as_mut())
    else {
        return;
    };
    let mut hasher = FxHasher::default();
    goroutine.hash(&mut hasher);
    watch.local = hasher.finish();
    let (mut seen, mut at) = (watch.seen.clone(), before);
    for _ in 0..ROUND_MAX {
        let previous = at.and_then(|at| trail.events.get(at));
        let Some((previous, before)) =
            previous.and_then(|previous| Some((previous, previous.watch.as_ref()?)))
        else {
            return;
        };
        if previous.g != event.g {
            return;
        }
        if before.local == watch.local {
            event.awaits = Some(Box::new(Await { seen }));
            return;
        }
        seen.extend_from_slice(&before.seen);
        at = previous.previous();
    }
}

impl Await {
    /// Whether all is as the goroutine saw it.
    pub fn holds(&self, machine: &Machine) -> bool {
        self.seen.iter().all(|seen| match *seen {
            Seen::Cell(addr, value) => machine.word(addr) == Some(value),
            Seen::Length(ch, len) => machine.channel(ch).is_none_or(|view| view.len == len),
            Seen::Case(ch, send) => machine.channel(ch).is_none_or(|view| {
                let room = if send {
                    view.len < view.cap
                } else {
                    view.len > 0
                };
                let partner =
                    |waiter: &crate::machine::Waiter| waiter.ch == ch && waiter.send != send;
                !view.closed && !room && !machine.waiters().iter().any(partner)
            }),
        })
    }

    /// What ended the wait comes before what the goroutine does next.
    pub fn touch(&self, world: &World, footprint: &mut Footprint) {
        for seen in &self.seen {
            let (addr, mode) = match *seen {
                Seen::Cell(addr, _) => (addr, Mode::Read),
                Seen::Length(ch, _) => (ch, Mode::Length),
                Seen::Case(ch, _) => (ch, Mode::Select),
            };
            let cell = world.names.cell(&world.machine, addr);
            let access = Access {
                cell,
                words: 1,
                mode,
            };
            if !footprint.accesses().any(|other| *other == access) {
                footprint.add(access);
            }
        }
    }
}

/// Whether a goroutine stands inside a loop, its own or a caller's.
fn in_loop(trail: &Trail, g: Gid) -> bool {
    let Some(goroutine) = trail.world.machine.goroutine(g) else {
        return false;
    };
    let facts = &trail.world.machine.program().facts;
    let frames = goroutine.frames.iter().rev().take(FRAMES_MAX);
    let mut places = frames.map(|frame| (frame.func, frame.pc));
    places.any(|(func, pc)| facts.is_in_loop(func, pc))
}
