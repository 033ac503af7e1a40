//! What the last transition read or wrote, so that views can mark it, once, with who did it.

use super::view::Mark;
use crate::bytecode::SyncOp;
use crate::machine::{Event, Op};

/// Cells touched by one transition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    from: u64,
    to: u64,
    mark: Option<Mark>,
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
        Touched {
            from: addr,
            to: addr + words,
            mark: Some(Mark {
                goroutine: event.goroutine.0,
                write,
            }),
        }
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
