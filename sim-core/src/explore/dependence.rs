//! Which transitions commute.
//!
//! Two transitions of different goroutines are *dependent* when their order can matter: they touch a common cell and one writes it, use a
//! common channel, both write output, both start goroutines (their numbers follow the order) … The relation is symmetric and errs on
//! the side of dependence, which costs executions but never an outcome. Finer rules, with their reason, are in [`commute`].

use crate::bytecode::{Instr, SyncOp};
use crate::machine::{Addr, Event, Gid, Machine, Op, PendingKind, Range};

/// What a transition touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footprint {
    kind: PendingKind,
    reads: Range,
    writes: Range,
    channels: Vec<Addr>,
    /// Ends the program or moves time: ordered with everything.
    global: bool,
    /// An addition to a WaitGroup that does not panic: whether it counts down.
    counts: Option<bool>,
}

impl Footprint {
    /// What the pending operation of a goroutine would touch; `None` when it has none.
    pub fn of(machine: &Machine, g: Gid) -> Option<Footprint> {
        let op = machine.pending(g)?.op;
        let mut channels = Vec::new();
        match op.kind {
            PendingKind::Send | PendingKind::Recv | PendingKind::Close | PendingKind::ChanLen
                if op.addr != 0 =>
            {
                channels.push(op.addr);
            }
            PendingKind::Select => {
                let mut cases = Vec::new();
                machine.select_channels(g, &mut cases);
                channels.extend(cases.iter().map(|case| case.0));
            }
            _ => {}
        }
        let global = match op.kind {
            PendingKind::End => true,
            PendingKind::Sync(sync) => matches!(sync, SyncOp::Throw | SyncOp::Exit | SyncOp::Sleep),
            _ => false,
        };
        let counts = (op.kind == PendingKind::Sync(SyncOp::WgAdd))
            .then(|| count_down(machine, g, op.addr))
            .flatten();
        Some(Footprint {
            kind: op.kind,
            reads: op.reads,
            writes: op.writes,
            channels,
            global,
            counts,
        })
    }

    /// The same once the transition has been executed: one that ended the program is ordered with everything.
    pub fn executed(mut self, event: &Event) -> Footprint {
        self.global |= event.op == Op::End;
        match event.op {
            Op::Sync {
                op: SyncOp::WgAdd,
                old,
                new,
                ..
            } => self.counts = Some(new < old),
            _ => self.counts = None,
        }
        self
    }

    /// Whether the transition touches nothing that another goroutine could see or be kept from.
    pub(super) fn is_private(&self) -> bool {
        match self.kind {
            PendingKind::Exit | PendingKind::Local => true,
            PendingKind::Sync(op) => {
                matches!(
                    op,
                    SyncOp::RaceRead
                        | SyncOp::RaceWrite
                        | SyncOp::Gosched
                        | SyncOp::Choose
                        | SyncOp::ChooseN
                )
            }
            _ => false,
        }
    }

    /// Whether the order of the two can matter.
    pub fn depends_on(&self, other: &Footprint) -> bool {
        if self.counts_goroutines(other) || other.counts_goroutines(self) {
            return true;
        }
        if self.is_private() || other.is_private() {
            return false;
        }
        if self.global || other.global {
            return true;
        }
        if commute(self.kind, other.kind) || (self.counts.is_some() && self.counts == other.counts)
        {
            return false;
        }
        self.both(other, |kind| kind == PendingKind::Go)
            || self.both(other, |kind| kind == PendingKind::Sync(SyncOp::Write))
            || self.both(other, |kind| kind == PendingKind::Sync(SyncOp::GoMaxProcs))
            || self.channels.iter().any(|ch| other.channels.contains(ch))
            || self.writes.overlaps(other.writes)
            || self.writes.overlaps(other.reads)
            || self.reads.overlaps(other.writes)
    }

    /// `runtime.NumGoroutine` against what changes its answer.
    fn counts_goroutines(&self, other: &Footprint) -> bool {
        self.kind == PendingKind::Sync(SyncOp::NumGoroutine)
            && matches!(
                other.kind,
                PendingKind::Go | PendingKind::Exit | PendingKind::End
            )
    }

    fn both(&self, other: &Footprint, is: impl Fn(PendingKind) -> bool) -> bool {
        is(self.kind) && is(other.kind)
    }
}

/// Whether a pending addition to a WaitGroup counts down; `None` where it would not leave room for another to do so.
fn count_down(machine: &Machine, g: Gid, wg: Addr) -> Option<bool> {
    let goroutine = machine.goroutine(g)?;
    let at = goroutine.at();
    let instr = machine
        .program()
        .functions
        .get(at.func as usize)?
        .code
        .get(at.pc as usize)?;
    let Instr::Sync { base, .. } = instr else {
        return None;
    };
    let delta = i64::from(goroutine.reg(base.wrapping_add(1)) as i32);
    match delta {
        0.. => Some(false),
        _ => (machine.word(wg)? as i64 + 2 * delta >= 0).then_some(true),
    }
}

/// Operations on one object that commute although both change it: readers of a read-write lock come and go in any order. (Additions to a
/// WaitGroup of one sign do, too, as long as none panics: `Footprint::counts`.)
fn commute(a: PendingKind, b: PendingKind) -> bool {
    use SyncOp::{RwRLock, RwRUnlock};
    match (a, b) {
        (PendingKind::Sync(a), PendingKind::Sync(b)) => {
            matches!((a, b), (RwRLock, RwRLock) | (RwRUnlock, RwRUnlock))
        }
        _ => false,
    }
}
