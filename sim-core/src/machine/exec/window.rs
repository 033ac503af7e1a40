//! The instructions that concern nothing but a goroutine's registers and frames: most of those that run.
//!
//! They have a loop of their own, around a [`Window`] whose few fields stay in registers of the processor. The loop ends at
//! the first instruction that it does not know, or that would fault; [`super::Cpu`] executes that one.
//!
//! Invariant: an instruction either does its work and answers `true`, or has changed nothing and answers `false`.

use super::Env;
use super::words::{compute, unary, wrap_word};
use crate::bytecode::{Alu, Instr, Program, Reg, SyncOp, Target, Unary, Wrap};
use crate::limits::Limits;
use crate::machine::Gid;
use crate::machine::event::Op;
use crate::machine::goroutine::{Frame, FrameKind};
use crate::machine::heap::Heap;
use crate::machine::stack::Stack;

/// A goroutine's stack and code.
pub(super) struct Window<'p, 's> {
    program: &'p Program,
    limits: &'p Limits,
    /// Registers of all frames, and room for more.
    stack: &'s mut [u64],
    /// How many of them are in use.
    top: &'s mut usize,
    frames: &'s mut Vec<Frame>,
    /// The running function.
    pub code: &'p [Instr],
    /// The running frame's first register.
    pub fp: usize,
    /// The next instruction.
    pub pc: usize,
    /// Invisible instructions left before a pause.
    pub budget: u32,
}

impl<'p, 's> Window<'p, 's> {
    /// On the top frame, with the whole budget of a transition.
    #[inline(always)]
    pub fn new(
        env: &Env<'p>,
        (stack, frames): (&'s mut Stack, &'s mut Vec<Frame>),
        code: &'p [Instr],
        (fp, pc): (usize, usize),
    ) -> Window<'p, 's> {
        let (stack, top) = stack.parts();
        Window {
            program: env.program,
            limits: env.limits,
            stack,
            top,
            frames,
            code,
            fp,
            pc,
            budget: env.limits.local_steps.max(1),
        }
    }

    /// Executes instructions for as long as they are for here and within the budget. The one after them; `None` where the code ends.
    #[inline(never)]
    pub fn run(&mut self) -> Option<Instr> {
        let mut window = Window {
            stack: &mut *self.stack,
            top: &mut *self.top,
            frames: &mut *self.frames,
            ..*self
        };
        let next = loop {
            let at = window.pc;
            let Some(&instr) = window.code.get(at) else {
                break None;
            };
            window.pc += 1;
            if window.budget == 0 || !window.execute(instr) {
                window.pc = at;
                break Some(instr);
            }
            window.budget -= 1;
        };
        let (code, fp) = (window.code, window.fp);
        (self.pc, self.budget) = (window.pc, window.budget);
        (self.code, self.fp) = (code, fp);
        next
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

    /// Executes an instruction, if it is one for here.
    #[inline(always)]
    fn execute(&mut self, instr: Instr) -> bool {
        match instr {
            Instr::Nop
            | Instr::Stride { .. }
            | Instr::TypeOperand { .. }
            | Instr::ClosureFunc { .. } => true,
            Instr::Int { dst, value } => self.put(dst, i64::from(value) as u64),
            Instr::Word { dst, index } => self.word(dst, index),
            Instr::Move { dst, src } => self.put(dst, self.get(src)),
            Instr::MoveN { dst, src, n } => {
                self.move_n(usize::from(dst), usize::from(src), n.into())
            }
            Instr::Zero { dst, n } => self.zero(dst, n),
            Instr::GetAt { dst, base, index } => self.get_at(dst, base, index),
            Instr::SetAt { base, index, src } => self.set_at(base, index, src),
            Instr::Alu { op, dst, a, b } => self.alu(op, dst, self.get(a), self.get(b)),
            Instr::AluImm { op, dst, a, imm } => {
                self.alu(op, dst, self.get(a), i64::from(imm) as u64)
            }
            Instr::Unary { op, dst, a } => self.unary(op, dst, a),
            Instr::Wrap { kind, dst, a } => self.wrap(kind, dst, a),
            Instr::CheckShift { a } => self.get(a) as i64 >= 0,
            Instr::Jump { to } => self.jump(to),
            Instr::JumpIf { cond, to } => self.get(cond) == 0 || self.jump(to),
            Instr::JumpIfNot { cond, to } => self.get(cond) != 0 || self.jump(to),
            Instr::Switch { index, n } => self.switch(index, n),
            Instr::Call { func, base } => self.call(func, base),
            Instr::Return { src, n } => self.ret(src, n),
            Instr::GlobalAddr { dst, addr } => self.put(dst, u64::from(addr)),
            Instr::FieldAddr { dst, a, off } => self.field_addr(dst, a, off),
            Instr::ElemAddr { dst, a, index } => self.elem_addr(dst, a, index),
            Instr::NilCheck { a } => self.get(a) != 0,
            Instr::Bounds { index, len } => self.is_below(self.get(index), self.get(len)),
            Instr::BoundsImm { index, len } => self.get(index) < u64::from(len),
            Instr::IsType { dst, a, ty } => {
                self.put(dst, u64::from(self.get(a) == u64::from(ty) + 1))
            }
            _ => false,
        }
    }

    #[inline(always)]
    fn get(&self, reg: Reg) -> u64 {
        self.stack
            .get(self.fp + usize::from(reg))
            .copied()
            .unwrap_or(0)
    }

    #[inline(always)]
    fn put(&mut self, reg: Reg, value: u64) -> bool {
        if let Some(slot) = self.stack.get_mut(self.fp + usize::from(reg)) {
            *slot = value;
        }
        true
    }

    #[inline(always)]
    fn word(&mut self, dst: Reg, index: u32) -> bool {
        let word = self.program.words.get(index as usize).copied().unwrap_or(0);
        self.put(dst, word)
    }

    #[inline(always)]
    fn move_n(&mut self, to: usize, from: usize, n: usize) -> bool {
        let (from, to) = (self.fp + from, self.fp + to);
        if from.max(to) + n <= self.stack.len() {
            self.stack.copy_within(from..from + n, to);
        }
        true
    }

    #[inline(always)]
    fn zero(&mut self, dst: Reg, n: u16) -> bool {
        let start = self.fp + usize::from(dst);
        if let Some(regs) = self.stack.get_mut(start..start + usize::from(n)) {
            regs.fill(0);
        }
        true
    }

    /// `dst.. = base[index]` within registers, with the stride in the operand that follows.
    #[inline(always)]
    fn get_at(&mut self, dst: Reg, base: Reg, index: Reg) -> bool {
        let (from, n) = self.element(base, index);
        self.move_n(usize::from(dst), from, n)
    }

    /// The reverse of [`Window::get_at`].
    #[inline(always)]
    fn set_at(&mut self, base: Reg, index: Reg, src: Reg) -> bool {
        let (to, n) = self.element(base, index);
        self.move_n(to, usize::from(src), n)
    }

    /// Start and size of an element of an array in registers; a place outside of the stack for a wild index.
    #[inline(always)]
    fn element(&mut self, base: Reg, index: Reg) -> (usize, usize) {
        let n = self.stride() as usize;
        let index = usize::try_from(self.get(index)).unwrap_or(usize::MAX);
        let offset = index.saturating_mul(n).min(u32::MAX as usize);
        (usize::from(base).saturating_add(offset), n)
    }

    /// The operand instruction after the present one.
    #[inline(always)]
    fn stride(&mut self) -> u32 {
        let operand = self.code.get(self.pc);
        self.pc += 1;
        match operand {
            Some(Instr::Stride { n }) => *n,
            _ => 0,
        }
    }

    #[inline(always)]
    fn alu(&mut self, op: Alu, dst: Reg, a: u64, b: u64) -> bool {
        compute(op, a, b).is_some_and(|word| self.put(dst, word))
    }

    #[inline(always)]
    fn unary(&mut self, op: Unary, dst: Reg, a: Reg) -> bool {
        let word = unary(op, self.get(a));
        self.put(dst, word)
    }

    #[inline(always)]
    fn wrap(&mut self, kind: Wrap, dst: Reg, a: Reg) -> bool {
        let word = wrap_word(kind, self.get(a));
        self.put(dst, word)
    }

    #[inline(always)]
    fn jump(&mut self, to: Target) -> bool {
        self.pc = to as usize;
        true
    }

    /// Steps into the jump table behind the instruction.
    #[inline(always)]
    fn switch(&mut self, index: Reg, n: u16) -> bool {
        self.pc += self.get(index).min(u64::from(n)) as usize;
        true
    }

    /// Enters a function whose first argument is at register `base`, unless the stack has to grow or a bound is reached.
    #[inline(always)]
    fn call(&mut self, func: u32, base: Reg) -> bool {
        let limits = self.limits;
        let Some(function) = self.program.functions.get(func as usize) else {
            return false;
        };
        let fp = self.fp + usize::from(base);
        let end = fp + usize::from(function.regs);
        let frames = self.frames.len();
        if end > self.stack.len().min(limits.stack_words)
            || frames >= self.frames.capacity().min(limits.frames)
        {
            return false;
        }
        if let Some(caller) = self.frames.last_mut() {
            caller.pc = self.pc as u32 - 1;
        }
        if let Some(fresh) = self.stack.get_mut(*self.top..end) {
            fresh.fill(0);
            *self.top = end;
        }
        self.frames.push(Frame {
            func,
            pc: 0,
            fp: fp as u32,
            kind: FrameKind::Call,
            closure: 0,
        });
        (self.code, self.fp, self.pc) = (&function.code, fp, 0);
        true
    }

    /// Returns n words from register `src` to another function's call, unless that may be the goroutine's end.
    #[inline(always)]
    fn ret(&mut self, src: Reg, n: u16) -> bool {
        let [_, .., caller, frame] = self.frames.as_slice() else {
            return false;
        };
        let Some(function) = self.program.functions.get(caller.func as usize) else {
            return false;
        };
        let (fp, pc) = (caller.fp as usize, caller.pc as usize + 1);
        let top = fp + usize::from(function.regs);
        if frame.kind != FrameKind::Call || top > *self.top {
            return false;
        }
        match n {
            1 => self.put(0, self.get(src)),
            _ => self.move_n(0, usize::from(src), usize::from(n)),
        };
        self.frames.pop();
        *self.top = top;
        (self.code, self.fp, self.pc) = (&function.code, fp, pc);
        true
    }

    #[inline(always)]
    fn field_addr(&mut self, dst: Reg, a: Reg, off: u16) -> bool {
        let a = self.get(a);
        a != 0 && self.put(dst, a.wrapping_add(u64::from(off)))
    }

    /// `dst = a + index * stride`, unchecked; the stride is in the operand that follows.
    #[inline(always)]
    fn elem_addr(&mut self, dst: Reg, a: Reg, index: Reg) -> bool {
        let stride = u64::from(self.stride());
        let addr = self
            .get(a)
            .wrapping_add(self.get(index).wrapping_mul(stride));
        self.put(dst, addr)
    }

    #[inline(always)]
    fn is_below(&self, index: u64, len: u64) -> bool {
        index < len && len as i64 >= 0
    }
}
