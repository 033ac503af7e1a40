//! The registers of a running frame, and the operations that need nothing else but, for a load or a store, the heap.
//!
//! Registers are numbered from the frame's first one. One that does not exist reads 0 and takes nothing.

use super::words::{compute, unary, wrap_word};
use crate::bytecode::{Alu, Program, Reg, SyncOp, Unary, Wrap};
use crate::machine::Gid;
use crate::machine::event::Op;
use crate::machine::heap::Heap;
use crate::machine::stack::Stack;

/// All words of a goroutine's stack from a frame's first register on.
pub(super) struct Registers<'s>(&'s mut [u64]);

impl<'s> Registers<'s> {
    /// Of the frame whose first register is word `fp` of the stack.
    #[inline(always)]
    pub fn of(stack: &'s mut Stack, fp: usize) -> Registers<'s> {
        Registers::at(stack.parts().0, fp)
    }

    /// The same in the words of a stack.
    #[inline(always)]
    pub fn at(words: &'s mut [u64], fp: usize) -> Registers<'s> {
        Registers(words.get_mut(fp..).unwrap_or(&mut []))
    }

    #[inline(always)]
    pub fn get(&self, reg: Reg) -> u64 {
        self.0.get(usize::from(reg)).copied().unwrap_or(0)
    }

    #[inline(always)]
    pub fn put(&mut self, reg: Reg, value: u64) {
        self.set(usize::from(reg), value);
    }

    #[inline(always)]
    fn set(&mut self, at: usize, value: u64) {
        if let Some(slot) = self.0.get_mut(at) {
            *slot = value;
        }
    }

    /// ◆ `dst = memory[a + off]`; `None` where that faults.
    #[inline(always)]
    pub fn load(&mut self, heap: &Heap, dst: Reg, a: Reg, off: u16) -> Option<Op> {
        let base = self.get(a);
        let addr = base.wrapping_add(u64::from(off));
        let value = heap.word(addr).filter(|_| base != 0)?;
        self.put(dst, value);
        Some(Op::Load { addr, value })
    }

    /// ◆ `memory[a + off] = src`; `None` where that faults.
    #[inline(always)]
    pub fn store(&mut self, heap: &mut Heap, a: Reg, off: u16, src: Reg) -> Option<Op> {
        let base = self.get(a);
        let (addr, new) = (base.wrapping_add(u64::from(off)), self.get(src));
        let cell = heap.word_mut(addr).filter(|_| base != 0)?;
        let old = std::mem::replace(cell, new);
        Some(Op::Store { addr, old, new })
    }

    /// ◆ Locks or unlocks the mutex at the address in `base`; `None` where that faults. Whoever locks could be sure that it is free.
    #[inline(always)]
    pub fn mutex(&mut self, heap: &mut Heap, op: SyncOp, base: Reg, by: Gid) -> Option<Op> {
        let obj = self.get(base);
        let holder = heap.word_mut(obj).filter(|_| obj != 0)?;
        let new = match op {
            SyncOp::MutexLock => u64::from(by.0) + 1,
            SyncOp::MutexUnlock if *holder != 0 => 0,
            _ => return None,
        };
        let old = std::mem::replace(holder, new);
        Some(Op::Sync { op, obj, old, new })
    }

    /// A constant of the program.
    #[inline(always)]
    pub fn word(&mut self, program: &Program, dst: Reg, index: u32) {
        let word = program.words.get(index as usize).copied().unwrap_or(0);
        self.put(dst, word);
    }

    /// A string constant: its address and length.
    #[inline(always)]
    pub fn str_const(&mut self, program: &Program, dst: Reg, index: u32) {
        let string = program.strings.get(index as usize).copied();
        let (offset, len) = string.unwrap_or((0, 0));
        self.put(dst, u64::from(offset));
        self.put(dst.wrapping_add(1), u64::from(len));
    }

    /// Copies n registers; nothing where one of them does not exist.
    #[inline(always)]
    pub fn move_n(&mut self, to: usize, from: usize, n: usize) {
        if from.max(to) + n > self.0.len() {
            return;
        }
        // Few words are copied sooner than somebody has been called to do it.
        match (n, self.0.get(from), self.0.get(from + 1)) {
            (1, Some(&word), _) => self.set(to, word),
            (2, Some(&first), Some(&second)) => {
                self.set(to, first);
                self.set(to + 1, second);
            }
            _ => self.0.copy_within(from..from + n, to),
        }
    }

    #[inline(always)]
    pub fn zero(&mut self, dst: Reg, n: u16) {
        let start = usize::from(dst);
        if let Some(registers) = self.0.get_mut(start..start + usize::from(n)) {
            registers.fill(0);
        }
    }

    /// Start and size of an element of an array in registers; a place outside of the stack for a wild index.
    #[inline(always)]
    pub fn element(&self, base: Reg, index: Reg, stride: u32) -> (usize, usize) {
        let n = stride as usize;
        let index = usize::try_from(self.get(index)).unwrap_or(usize::MAX);
        let offset = index.saturating_mul(n).min(u32::MAX as usize);
        (usize::from(base).saturating_add(offset), n)
    }

    /// `dst = a op b`; whether that has a result.
    #[inline(always)]
    pub fn alu(&mut self, op: Alu, dst: Reg, a: u64, b: u64) -> bool {
        let word = compute(op, a, b);
        word.is_some_and(|word| {
            self.put(dst, word);
            true
        })
    }

    #[inline(always)]
    pub fn unary(&mut self, op: Unary, dst: Reg, a: Reg) {
        self.put(dst, unary(op, self.get(a)));
    }

    #[inline(always)]
    pub fn wrap(&mut self, kind: Wrap, dst: Reg, a: Reg) {
        self.put(dst, wrap_word(kind, self.get(a)));
    }

    /// `dst = a + off`; whether `a` is not nil.
    #[inline(always)]
    pub fn field_addr(&mut self, dst: Reg, a: Reg, off: u16) -> bool {
        let a = self.get(a);
        if a != 0 {
            self.put(dst, a.wrapping_add(u64::from(off)));
        }
        a != 0
    }

    /// `dst = a + index * stride`, unchecked.
    #[inline(always)]
    pub fn elem_addr(&mut self, dst: Reg, a: Reg, index: Reg, stride: u32) {
        let offset = self.get(index).wrapping_mul(u64::from(stride));
        self.put(dst, self.get(a).wrapping_add(offset));
    }

    /// Whether a register is below a length that is not negative.
    #[inline(always)]
    pub fn is_below(&self, index: Reg, len: u64) -> bool {
        self.get(index) < len && len as i64 >= 0
    }
}
