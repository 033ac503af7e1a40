//! What the last transition read or wrote, so that views can mark it, once, with who did it.

use super::view::Mark;
use crate::bytecode::SyncOp;
use crate::machine::{Event, Op, Pending};

/// Cells touched by one transition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    from: u64,
    to: u64,
    mark: Option<Mark>,
    /// Bits of the cell that a write has changed; all of them where that is not known.
    changed: u64,
}

impl Touched {
    /// Nothing: the start of a program.
    pub fn nothing() -> Touched {
        Touched::default()
    }

    /// The cells of an event.
    pub fn by(event: &Event) -> Touched {
        let (addr, words, write) = match event.op {
            Op::Load { addr, .. } => (addr, 1, false),
            Op::Store { addr, .. } => (addr, 1, true),
            // The number of a write is its stream's, not an address.
            Op::Sync {
                op: SyncOp::Write, ..
            } => (0, 0, false),
            Op::Sync { obj, old, new, .. } => (obj, 1, old != new),
            Op::Send { ch, .. } | Op::Recv { ch, .. } | Op::Close { ch, .. } => (ch, 1, true),
            Op::Select { ch, .. } => (ch, 1, true),
            Op::ChanLen { ch, .. } => (ch, 1, false),
            Op::Go { .. } | Op::Exit | Op::Local | Op::End => (0, 0, false),
        };
        if addr == 0 {
            return Touched::nothing();
        }
        let changed = match event.op {
            Op::Store { old, new, .. } | Op::Sync { old, new, .. } if old != new => old ^ new,
            _ => u64::MAX,
        };
        Touched {
            changed,
            from: addr,
            to: addr + words,
            mark: Some(Mark {
                goroutine: event.goroutine.0,
                write,
            }),
        }
    }

    /// The cells that a goroutine's next transition would touch.
    pub fn next(goroutine: u32, pending: &Pending) -> Touched {
        let write = pending.op.writes.words > 0;
        let range = if write {
            pending.op.writes
        } else {
            pending.op.reads
        };
        if range.start == 0 || range.words == 0 {
            return Touched::nothing();
        }
        Touched {
            from: range.start,
            to: range.start.saturating_add(u64::from(range.words)),
            mark: Some(Mark { goroutine, write }),
            changed: u64::MAX,
        }
    }

    /// The mark of byte `i` of a cell (0 the lowest), if a write has changed it and left other bytes alone.
    pub fn byte_mark(&self, addr: u64, i: u32) -> Option<Mark> {
        let byte = 0xffu64.checked_shl(8 * i).unwrap_or(0);
        let alone = self.changed & byte != 0 && self.changed & !byte == 0;
        self.mark(addr, 1).filter(|_| alone)
    }

    /// The mark of a cell that was read, or of which more than one byte was written.
    pub fn whole_mark(&self, addr: u64) -> Option<Mark> {
        let alone = |i: u32| self.byte_mark(addr, i).is_some();
        self.mark(addr, 1).filter(|_| !(0..8).any(alone))
    }

    /// The mark of `count` cells from `addr`, if any of them was touched.
    pub fn mark(&self, addr: u64, count: u64) -> Option<Mark> {
        if addr < self.to && self.from < addr.saturating_add(count) {
            self.mark
        } else {
            None
        }
    }
}
