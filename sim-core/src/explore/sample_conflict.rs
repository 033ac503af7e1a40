//! Which transitions of a sampled execution are dependent: the plain relation over what operations touch.
//!
//! It errs on the side of dependence where the exhaustive search uses finer rules that look at an execution's past; a trace of that
//! search may so be several here, never the other way round.
//!
//! Invariant: symmetric, and the same as the one that [`super::sample_trace`] hashes.

use crate::bytecode::SyncOp;
use crate::machine::{Addr, Event, Op, PendingKind, PendingOp};

/// An operation and the channels of the select it is, where it is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touch<'a> {
    pub op: &'a PendingOp,
    pub channels: &'a [(Addr, bool)],
}

impl Touch<'_> {
    /// Whether the order of a transition that has just been made and another goroutine's next one can matter.
    pub fn conflicts(&self, event: &Event, next: &Touch) -> bool {
        let (a, b) = (self.op, next.op);
        if counts(a.kind, b.kind) || counts(b.kind, a.kind) {
            return true;
        }
        if is_private(a.kind) || is_private(b.kind) {
            return false;
        }
        if is_barrier(a.kind) || is_barrier(b.kind) || event.op == Op::End {
            return true;
        }
        if commute(a.kind, b.kind) {
            return false;
        }
        both(a.kind, b.kind)
            || self.meets(next)
            || a.writes.overlaps(b.writes)
            || a.writes.overlaps(b.reads)
            || a.reads.overlaps(b.writes)
    }

    /// Whether the two use a channel in common, one of them in a select.
    fn meets(&self, other: &Touch) -> bool {
        let uses = |touch: &Touch, ch: Addr| {
            touch.channels.iter().any(|(other, _)| *other == ch)
                || (is_channel(touch.op.kind) && touch.op.addr == ch)
        };
        let own = self.channels.iter().any(|(ch, _)| uses(other, *ch));
        own || other.channels.iter().any(|(ch, _)| uses(self, *ch))
    }
}

/// Whether the operation touches nothing that another goroutine could see or be kept from.
pub(super) fn is_private(kind: PendingKind) -> bool {
    use SyncOp::{Choose, ChooseN, Gosched, RaceRead, RaceWrite};
    match kind {
        PendingKind::Exit | PendingKind::Local => true,
        PendingKind::Sync(sync) => {
            matches!(sync, RaceRead | RaceWrite | Gosched | Choose | ChooseN)
        }
        _ => false,
    }
}

/// Whether it is ordered with all that is not private.
pub(super) fn is_barrier(kind: PendingKind) -> bool {
    match kind {
        PendingKind::End => true,
        PendingKind::Sync(sync) => matches!(
            sync,
            SyncOp::Throw
                | SyncOp::Exit
                | SyncOp::Sleep
                | SyncOp::Stack
                | SyncOp::BubbleWait
                | SyncOp::BubbleRun
        ),
        _ => false,
    }
}

fn is_channel(kind: PendingKind) -> bool {
    matches!(
        kind,
        PendingKind::Send | PendingKind::Recv | PendingKind::Close | PendingKind::ChanLen
    )
}

/// `runtime.NumGoroutine` against what changes its answer.
fn counts(a: PendingKind, b: PendingKind) -> bool {
    a == PendingKind::Sync(SyncOp::NumGoroutine)
        && matches!(b, PendingKind::Go | PendingKind::Exit | PendingKind::End)
}

/// Operations of one kind that share something without an address: numbers of goroutines, the output, GOMAXPROCS.
fn both(a: PendingKind, b: PendingKind) -> bool {
    let shared = matches!(
        a,
        PendingKind::Go | PendingKind::Sync(SyncOp::Write | SyncOp::GoMaxProcs)
    );
    shared && a == b
}

/// Operations on one object that commute although they change it: readers of a read-write lock come, or go. Additions to a WaitGroup
/// do too where they have one sign, which is not known before they happen.
fn commute(a: PendingKind, b: PendingKind) -> bool {
    a == b && matches!(a, PendingKind::Sync(SyncOp::RwRLock | SyncOp::RwRUnlock))
}
