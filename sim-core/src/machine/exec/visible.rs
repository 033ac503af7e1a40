//! Executing the visible instruction a goroutine stands at, and running it on.
//!
//! Loads, stores and most synchronisation need only the goroutine and the heap and take the short way; operations that touch other
//! goroutines, output or time take the whole state.

use super::{Cpu, Env, chan, goroutines, output, select, sync_ops};
use crate::bytecode::{Instr, Reg};
use crate::machine::event::{Event, Op};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{EndReason, Stand};
use crate::machine::{State, StepError, report};

/// How a visible operation that takes the whole state went.
pub(super) enum Visible {
    /// The goroutine goes on.
    Done(Op),
    /// It stands here now.
    Stand(Op, Stand),
    /// It panics, or the program dies.
    Fault(Box<Fault>),
    /// There is no such alternative; nothing has happened.
    Alternative(u64),
    /// os.Exit.
    Exit(i64),
}

/// Executes the visible instruction that goroutine `index` stands at.
#[inline]
pub(super) fn step(
    state: &mut State,
    env: &Env,
    index: usize,
    alt: u64,
) -> Result<Event, StepError> {
    let Some(mut cpu) = Cpu::new(state, *env, index) else {
        return Err(StepError::NotEnabled);
    };
    let Some(&instr) = cpu.code.get(cpu.pc) else {
        return Err(StepError::NotEnabled);
    };
    let alternatives = match instr {
        Instr::Sync { op, base, .. } => sync_ops::alternatives(op, cpu.get(base)),
        Instr::Select { .. } => 0,
        _ => 1,
    };
    if alternatives != 0 && alt >= alternatives {
        return Err(StepError::Alternative { alternatives });
    }
    cpu.pc += 1;
    let at = cpu.current();
    let goroutine = cpu.g.id;
    let result = match instr {
        Instr::Load { dst, a, off } => cpu.load(dst, a, off),
        Instr::Store { a, off, src } => cpu.store(a, off, src),
        Instr::Sync { op, kind, base } if !sync_ops::is_wide(op) => cpu.sync(op, kind, base, alt),
        _ => return step_wide(state, env, index, instr, alt, at),
    };
    let (op, stand) = match result {
        Ok(op) => (op, cpu.run()),
        Err(fault) => match end_reason(&fault) {
            Some(reason) => {
                cpu.g.stand = Stand::Dead;
                report::end_program(state, env, index, &reason);
                return Ok(Event {
                    goroutine,
                    at,
                    op: Op::End,
                    alt,
                });
            }
            None => (Op::Local, cpu.fail(*fault)),
        },
    };
    cpu.g.stand = stand;
    Ok(Event {
        goroutine,
        at,
        op,
        alt,
    })
}

/// A fault that kills the program where it happens.
fn end_reason(fault: &Fault) -> Option<EndReason> {
    match fault {
        Fault::Fatal(text) => Some(EndReason::Fatal(text.clone())),
        Fault::Address(addr) | Fault::Bytes(addr) if *addr != 0 => {
            Some(EndReason::BadAddress(*addr))
        }
        _ => None,
    }
}

/// The visible operations that take the whole state.
#[inline(never)]
fn step_wide(
    state: &mut State,
    env: &Env,
    index: usize,
    instr: Instr,
    alt: u64,
    at: crate::bytecode::CodePos,
) -> Result<Event, StepError> {
    let Some(goroutine) = state.goroutines.get(index) else {
        return Err(StepError::NotEnabled);
    };
    let id = goroutine.id;
    let reg = |reg: Reg| goroutine.reg(reg);
    let visible = match instr {
        Instr::Go { f } => {
            let closure = reg(f);
            goroutines::go(state, env, index, closure)
        }
        Instr::Send { ch, src } => {
            let ch = reg(ch);
            chan::send(state, env, index, ch, src)
        }
        Instr::Recv { ch, dst, ok } => {
            let ch = reg(ch);
            chan::recv(state, env, index, ch, (dst, ok))
        }
        Instr::Close { ch } => {
            let ch = reg(ch);
            chan::close(state, env, ch)
        }
        Instr::ChanLen { dst, ch } => {
            let ch = reg(ch);
            chan::len(state, env, index, ch, dst)
        }
        Instr::Select { dst, desc } => select::select(state, env, index, (dst, desc), alt),
        Instr::Sync { op, base, .. } => output::sync_wide(state, env, index, op, base),
        _ => return Err(StepError::NotEnabled),
    };
    let event = |op| {
        Ok(Event {
            goroutine: id,
            at,
            op,
            alt,
        })
    };
    match visible {
        Visible::Done(op) => {
            goroutines::resume(state, *env, index);
            event(op)
        }
        Visible::Stand(op, stand) => {
            if let Some(goroutine) = state.goroutines.get_mut(index) {
                goroutine.stand = stand;
            }
            event(op)
        }
        Visible::Fault(fault) => match end_reason(&fault) {
            Some(reason) => {
                report::end_program(state, env, index, &reason);
                event(Op::End)
            }
            None => {
                goroutines::fail(state, *env, index, fault);
                event(Op::Local)
            }
        },
        Visible::Exit(code) => {
            report::exit(state, code);
            event(Op::End)
        }
        Visible::Alternative(alternatives) => Err(StepError::Alternative { alternatives }),
    }
}

impl Cpu<'_> {
    /// ◆ `dst = memory[a + off]`.
    #[inline(always)]
    pub fn load(&mut self, dst: Reg, a: Reg, off: u16) -> Result<Op, Box<Fault>> {
        let base = self.get(a);
        if base == 0 {
            return Err(Fault::Address(0).into());
        }
        let addr = base.wrapping_add(u64::from(off));
        let value = self.heap.load(addr)?;
        self.set(dst, value);
        Ok(Op::Load { addr, value })
    }

    /// ◆ `memory[a + off] = src`.
    #[inline(always)]
    pub fn store(&mut self, a: Reg, off: u16, src: Reg) -> Result<Op, Box<Fault>> {
        let base = self.get(a);
        if base == 0 {
            return Err(Fault::Address(0).into());
        }
        let (addr, new) = (base.wrapping_add(u64::from(off)), self.get(src));
        match self.heap.word_mut(addr) {
            Some(cell) => {
                let old = std::mem::replace(cell, new);
                Ok(Op::Store { addr, old, new })
            }
            None => Err(Fault::Address(addr).into()),
        }
    }
}
