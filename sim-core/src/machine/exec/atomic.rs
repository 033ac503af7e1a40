//! Atomic operations on one cell, at the width of their type, and the store of one byte of it.

use super::Cpu;
use super::sync_ops::Synced;
use super::words::wrap_word;
use crate::bytecode::{Reg, SyncOp, Wrap};
use crate::machine::fault::Fault;

impl Cpu<'_> {
    /// (addr, operand, operand) → result at `base`.
    #[inline]
    pub fn atomic(&mut self, op: SyncOp, kind: Wrap, base: Reg) -> Synced {
        let addr = self.get(base);
        let (first, second) = self.pair(base.wrapping_add(1));
        let Some(cell) = self.heap.word_mut(addr) else {
            return Err(Fault::Address(addr).into());
        };
        let old = *cell;
        let (new, result) = match op {
            SyncOp::AtomicStore => (first, 0),
            SyncOp::AtomicAdd => {
                let sum = wrap_word(kind, old.wrapping_add(first));
                (sum, sum)
            }
            SyncOp::AtomicSwap => (first, old),
            SyncOp::AtomicCas if old == first => (second, 1),
            SyncOp::AtomicCas => (old, 0),
            SyncOp::AtomicAnd => (wrap_word(kind, old & first), old),
            SyncOp::AtomicOr => (wrap_word(kind, old | first), old),
            SyncOp::StoreByte => {
                let shift = 8 * (first & 7);
                (old & !(0xff << shift) | (second & 0xff) << shift, 0)
            }
            _ => (old, old),
        };
        *cell = new;
        if !matches!(op, SyncOp::AtomicStore | SyncOp::StoreByte) {
            self.set(base, result);
        }
        Ok((addr, old, new))
    }
}
