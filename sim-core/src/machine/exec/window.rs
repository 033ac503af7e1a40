//! The instructions that concern nothing but a goroutine's registers and frames: most of those that run.
//!
//! They have a loop of their own, whose few variables stay in registers of the processor. The loop ends at the first instruction that it
//! does not know, or that would fault; [`super::Cpu`] executes that one.
//!
//! Some instructions nearly always come together: a comparison and its jump, the checks before an element's address. Who executes the
//! first looks whether the others follow and does them as well, which saves finding each of them. Nothing else knows of that: a sequence
//! that is entered in its middle, or for which the budget is too small, is executed one by one.
//!
//! Invariant: an instruction either does its work, or has changed nothing and the loop ends before it.

use super::Env;
use super::hash::of_word;
use super::registers::Registers;
use super::words::compare;
use crate::bytecode::{Alu, Instr, Reg, SyncOp};
use crate::machine::enabled::is_guarded;
use crate::machine::goroutine::{Frame, FrameKind, Goroutine};

/// What a loop has ended before; the goroutine's top frame stands there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A visible instruction that can always happen.
    Ready,
    /// A visible instruction that can happen only in some states.
    Guarded,
    /// Any other: it is not for here, or no budget is left for it.
    Far,
}

/// Executes a goroutine's instructions from `pc` on in its top frame, which has that code and first register, for as long as they are
/// for here and within the budget, of which it leaves the rest.
#[inline(never)]
pub(super) fn run(
    env: &Env,
    g: &mut Goroutine,
    code: &[Instr],
    (fp, pc): (u32, u32),
    budget: &mut u32,
) -> End {
    let (words, top) = g.stack.parts();
    let mut window = Window {
        env,
        words,
        top,
        frames: &mut g.frames,
        code,
        fp: fp as usize,
        pc: pc as usize,
        budget: *budget,
    };
    window.run();
    *budget = window.budget;
    let (code, pc) = (window.code, window.pc);
    if let Some(frame) = g.frames.last_mut() {
        frame.pc = pc as u32;
    }
    code.get(pc).map_or(End::Far, End::before)
}

impl End {
    #[inline(always)]
    fn before(instr: &Instr) -> End {
        match instr {
            // Something has to be done when a goroutine comes to stand there.
            Instr::Sync {
                op: SyncOp::Sleep, ..
            } => End::Far,
            instr if !instr.is_visible() => End::Far,
            instr if is_guarded(*instr) => End::Guarded,
            _ => End::Ready,
        }
    }
}

/// A goroutine's stack and frames while they change.
struct Window<'p, 's> {
    env: &'p Env<'p>,
    /// Registers of all frames, and room for more.
    words: &'s mut [u64],
    /// How many of them are in use.
    top: &'s mut usize,
    frames: &'s mut Vec<Frame>,
    code: &'p [Instr],
    fp: usize,
    pc: usize,
    budget: u32,
}

impl Window<'_, '_> {
    #[inline(always)]
    fn run(&mut self) {
        loop {
            self.run_frame();
            let goes_on = self.budget > 0
                && match self.code.get(self.pc) {
                    Some(&Instr::Call { func, base }) => self.call(func, base),
                    Some(&Instr::Return { src, n }) => self.ret(src, n),
                    _ => false,
                };
            if !goes_on {
                return;
            }
            self.budget -= 1;
        }
    }

    /// Executes instructions up to one that leaves the frame or is not for here.
    #[inline(always)]
    fn run_frame(&mut self) {
        let mut running = Running {
            env: self.env,
            code: self.code,
            registers: Registers::at(self.words, self.fp),
        };
        let (mut pc, mut budget) = (self.pc, self.budget);
        while budget > 0
            && let Some(instr) = self.code.get(pc)
            && let Some(Went { to, spent }) = running.execute(instr, pc, budget)
        {
            pc = to;
            budget -= spent;
        }
        (self.pc, self.budget) = (pc, budget);
    }

    /// Enters a function whose first argument is at register `base`, unless the stack has to grow or a bound is reached.
    #[inline(always)]
    fn call(&mut self, func: u32, base: Reg) -> bool {
        let limits = self.env.limits;
        let Some(function) = self.env.program.functions.get(func as usize) else {
            return false;
        };
        let fp = self.fp + usize::from(base);
        let end = fp + usize::from(function.regs);
        let frames = self.frames.len();
        if end > self.words.len().min(limits.stack_words)
            || frames >= self.frames.capacity().min(limits.frames)
        {
            return false;
        }
        if let Some(caller) = self.frames.last_mut() {
            caller.pc = self.pc as u32;
        }
        if let Some(fresh) = self.words.get_mut(*self.top..end) {
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
        let Some(function) = self.env.program.functions.get(caller.func as usize) else {
            return false;
        };
        let (fp, pc) = (caller.fp as usize, caller.pc as usize + 1);
        let top = fp + usize::from(function.regs);
        if frame.kind != FrameKind::Call || top > *self.top {
            return false;
        }
        let mut registers = Registers::at(self.words, self.fp);
        registers.move_n(0, usize::from(src), usize::from(n));
        self.frames.pop();
        *self.top = top;
        (self.code, self.fp, self.pc) = (&function.code, fp, pc);
        true
    }
}

/// Where execution goes on, and how many instructions that was.
#[derive(Clone, Copy)]
struct Went {
    to: usize,
    spent: u32,
}

/// One frame executing.
struct Running<'p, 's> {
    env: &'p Env<'p>,
    code: &'p [Instr],
    registers: Registers<'s>,
}

impl Running<'_, '_> {
    /// Executes the instruction at `pc` and perhaps others behind it, if it is one for here.
    #[inline(always)]
    fn execute(&mut self, instr: &Instr, pc: usize, budget: u32) -> Option<Went> {
        let r = &mut self.registers;
        let mut to = pc + 1;
        match *instr {
            Instr::Nop
            | Instr::Stride { .. }
            | Instr::TypeOperand { .. }
            | Instr::ClosureFunc { .. } => {}
            Instr::Int { dst, value } => r.put(dst, i64::from(value) as u64),
            Instr::Word { dst, index } => r.word(self.env.program, dst, index),
            Instr::Str { dst, index } => r.str_const(self.env.program, dst, index),
            Instr::Move { dst, src } => r.put(dst, r.get(src)),
            Instr::MoveN { dst, src, n } => r.move_n(dst.into(), src.into(), n.into()),
            Instr::Zero { dst, n } => r.zero(dst, n),
            Instr::GetAt { dst, base, index } => to += self.get_at(pc, (dst, base, index)),
            Instr::SetAt { base, index, src } => to += self.set_at(pc, (base, index, src)),
            Instr::Alu { op, dst, a, b } => {
                let (a, b) = (r.get(a), r.get(b));
                return self.alu(op, dst, (a, b), pc, budget);
            }
            Instr::AluImm { op, dst, a, imm } => {
                let (a, b) = (r.get(a), i64::from(imm) as u64);
                return self.alu(op, dst, (a, b), pc, budget);
            }
            Instr::Unary { op, dst, a } => r.unary(op, dst, a),
            Instr::Wrap { kind, dst, a } => r.wrap(kind, dst, a),
            Instr::CheckShift { a } if r.get(a) as i64 >= 0 => {}
            Instr::Jump { to: target } => to = target as usize,
            Instr::JumpIf { cond, to: target } if r.get(cond) != 0 => to = target as usize,
            Instr::JumpIfNot { cond, to: target } if r.get(cond) == 0 => to = target as usize,
            Instr::JumpIf { .. } | Instr::JumpIfNot { .. } => {}
            Instr::Switch { index, n } => to += r.get(index).min(u64::from(n)) as usize,
            Instr::GlobalAddr { dst, addr } => r.put(dst, u64::from(addr)),
            Instr::FieldAddr { dst, a, off } if r.field_addr(dst, a, off) => {}
            Instr::ElemAddr { dst, a, index } => to += self.elem_addr(pc, (dst, a, index)),
            Instr::NilCheck { a } if r.get(a) != 0 => return Some(self.checked(pc, budget)),
            Instr::Bounds { index, len } if r.is_below(index, r.get(len)) => {}
            Instr::BoundsImm { index, len } if r.get(index) < u64::from(len) => {}
            Instr::IsType { dst, a, ty } => {
                r.put(dst, u64::from(r.get(a) == u64::from(ty) + 1));
            }
            Instr::HashType { dst, a, b } => to += self.hash(pc, (dst, a, b))?,
            _ => return None,
        }
        Some(Went { to, spent: 1 })
    }

    /// Computes, and jumps if it was a comparison for the jump behind it.
    #[inline(always)]
    fn alu(
        &mut self,
        op: Alu,
        dst: Reg,
        (a, b): (u64, u64),
        pc: usize,
        budget: u32,
    ) -> Option<Went> {
        if let Some(truth) = compare(op, a, b) {
            self.registers.put(dst, u64::from(truth));
            return Some(self.branch(dst, truth, pc, budget));
        }
        let computed = self.registers.alu(op, dst, a, b);
        computed.then_some(Went {
            to: pc + 1,
            spent: 1,
        })
    }

    /// Follows the jump behind a comparison, where there is one.
    #[inline(always)]
    fn branch(&self, cond: Reg, truth: bool, pc: usize, budget: u32) -> Went {
        let (target, jumps) = match self.code.get(pc + 1) {
            Some(&Instr::JumpIf { cond: c, to }) if c == cond && budget > 1 => (to, truth),
            Some(&Instr::JumpIfNot { cond: c, to }) if c == cond && budget > 1 => (to, !truth),
            _ => {
                return Went {
                    to: pc + 1,
                    spent: 1,
                };
            }
        };
        Went {
            to: if jumps { target as usize } else { pc + 2 },
            spent: 2,
        }
    }

    /// Behind a nil check that went well: the check of an index and the address of the element, where they follow.
    #[inline(always)]
    fn checked(&mut self, pc: usize, budget: u32) -> Went {
        let r = &mut self.registers;
        let mut went = Went {
            to: pc + 1,
            spent: 1,
        };
        let inside = match self.code.get(pc + 1) {
            Some(&Instr::BoundsImm { index, len }) => r.get(index) < u64::from(len),
            Some(&Instr::Bounds { index, len }) => r.is_below(index, r.get(len)),
            _ => false,
        };
        if inside
            && budget > 2
            && let Some(&Instr::ElemAddr { dst, a, index }) = self.code.get(pc + 2)
        {
            went.to = pc + 3 + self.elem_addr(pc + 2, (dst, a, index));
            went.spent = 3;
        }
        went
    }

    /// The operand instruction behind the one at `pc`.
    #[inline(always)]
    fn stride(&self, pc: usize) -> u32 {
        match self.code.get(pc + 1) {
            Some(Instr::Stride { n }) => *n,
            _ => 0,
        }
    }

    /// `dst.. = base[index]` within registers. This and the next ones answer how many operands they have.
    #[inline(always)]
    fn get_at(&mut self, pc: usize, (dst, base, index): (Reg, Reg, Reg)) -> usize {
        let (from, n) = self.registers.element(base, index, self.stride(pc));
        self.registers.move_n(usize::from(dst), from, n);
        1
    }

    /// The reverse of [`Running::get_at`].
    #[inline(always)]
    fn set_at(&mut self, pc: usize, (base, index, src): (Reg, Reg, Reg)) -> usize {
        let (to, n) = self.registers.element(base, index, self.stride(pc));
        self.registers.move_n(to, usize::from(src), n);
        1
    }

    /// The address of an element whose index has been checked.
    #[inline(always)]
    fn elem_addr(&mut self, pc: usize, (dst, a, index): (Reg, Reg, Reg)) -> usize {
        self.registers.elem_addr(dst, a, index, self.stride(pc));
        1
    }

    /// `dst = hash of a` under the seed in `b`, where `a` is one plain word.
    #[inline(always)]
    fn hash(&mut self, pc: usize, (dst, a, b): (Reg, Reg, Reg)) -> Option<usize> {
        let &Instr::TypeOperand { ty } = self.code.get(pc + 1)? else {
            return None;
        };
        let (word, seed) = (self.registers.get(a), self.registers.get(b));
        self.registers.put(dst, of_word(self.env, ty, word, seed)?);
        Some(1)
    }
}
