//! Executing the visible instruction a goroutine stands at, and running it on.
//!
//! Loads, stores and most synchronisation need only the goroutine and the heap and take the short way; operations that touch other
//! goroutines, output or time take the whole state.

use super::{Cpu, Env, chan, goroutines, output, select, settle, sync_ops};
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
    /// It panics, having done something that others could notice.
    Raise(Op, Box<Fault>),
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
    let Some(mut cpu) = Cpu::new(state, env, index) else {
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
    // Each arm builds its own event, so that the hot ones go from registers to the result in one piece.
    let fault = match instr {
        Instr::Load { dst, a, off } => match cpu.load(dst, a, off) {
            Ok((addr, value)) => {
                let ready = cpu.run_on();
                if !ready {
                    settle(state, env);
                }
                let op = Op::Load { addr, value };
                return Ok(Event {
                    goroutine,
                    at,
                    op,
                    alt,
                });
            }
            Err(fault) => fault,
        },
        Instr::Store { a, off, src } => match cpu.store(a, off, src) {
            Ok((addr, old, new)) => {
                let ready = cpu.run_on();
                if !ready {
                    settle(state, env);
                }
                let op = Op::Store { addr, old, new };
                return Ok(Event {
                    goroutine,
                    at,
                    op,
                    alt,
                });
            }
            Err(fault) => fault,
        },
        Instr::Sync { op, kind, base } if !sync_ops::is_wide(op) => {
            match cpu.sync(op, kind, base, alt) {
                Ok((obj, old, new)) => {
                    let ready = cpu.run_on();
                    if !ready {
                        settle(state, env);
                    }
                    let op = Op::Sync { op, obj, old, new };
                    return Ok(Event {
                        goroutine,
                        at,
                        op,
                        alt,
                    });
                }
                Err(fault) => fault,
            }
        }
        _ => return step_wide(state, env, index, instr, alt, at),
    };
    let op = fail(state, env, index, *fault);
    settle(state, env);
    Ok(Event {
        goroutine,
        at,
        op,
        alt,
    })
}

/// Raises a fault of a visible operation. One that cannot be recovered kills the program in this very step.
#[cold]
fn fail(state: &mut State, env: &Env, index: usize, fault: Fault) -> Op {
    goroutines::fail(state, env, index, fault);
    match state.goroutines.get(index).map(|goroutine| goroutine.stand) {
        Some(Stand::End(reason @ (EndReason::Fatal | EndReason::BadAddress))) => {
            report::end_program(state, env, index, reason);
            Op::End
        }
        _ => Op::Local,
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
        Instr::Sync { op, base, .. } => output::sync_wide(state, env, index, op, (base, alt)),
        _ => return Err(StepError::NotEnabled),
    };
    let op = match visible {
        Visible::Done(op) => {
            goroutines::resume(state, env, index);
            op
        }
        Visible::Stand(op, stand) => {
            let now = state.now;
            if let Some(goroutine) = state.goroutines.get_mut(index) {
                (goroutine.stand, goroutine.since) = (stand, now);
            }
            op
        }
        Visible::Fault(fault) => fail(state, env, index, *fault),
        Visible::Raise(op, fault) => match fail(state, env, index, *fault) {
            Op::Local => op,
            end => end,
        },
        Visible::Exit(code) => {
            report::exit(state, code);
            Op::End
        }
        Visible::Alternative(alternatives) => return Err(StepError::Alternative { alternatives }),
    };
    settle(state, env);
    Ok(Event {
        goroutine: id,
        at,
        op,
        alt,
    })
}

impl Cpu<'_> {
    /// ◆ `dst = memory[a + off]`.
    #[inline(always)]
    pub fn load(&mut self, dst: Reg, a: Reg, off: u16) -> Result<(u64, u64), Box<Fault>> {
        let base = self.get(a);
        if base == 0 {
            return Err(Fault::Address(0).into());
        }
        let addr = base.wrapping_add(u64::from(off));
        let value = self.heap.load(addr)?;
        self.set(dst, value);
        Ok((addr, value))
    }

    /// ◆ `memory[a + off] = src`.
    #[inline(always)]
    pub fn store(&mut self, a: Reg, off: u16, src: Reg) -> Result<(u64, u64, u64), Box<Fault>> {
        let base = self.get(a);
        if base == 0 {
            return Err(Fault::Address(0).into());
        }
        let (addr, new) = (base.wrapping_add(u64::from(off)), self.get(src));
        match self.heap.word_mut(addr) {
            Some(cell) => {
                let old = std::mem::replace(cell, new);
                Ok((addr, old, new))
            }
            None => Err(Fault::Address(addr).into()),
        }
    }
}
