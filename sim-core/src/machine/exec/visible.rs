//! Executing the visible instruction a goroutine stands at, and running it on.
//!
//! Loads, stores and most synchronisation need only the goroutine and the heap and take the short way; operations that touch other
//! goroutines, output or time take the whole state.

use super::registers::Registers;
use super::window::End;
use super::{Cpu, Env, chan, goroutines, output, select, settle, sync_ops, window};
use crate::bytecode::{CodePos, Instr, Reg, SyncOp};
use crate::machine::event::{Event, Op};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{EndReason, Frame, Stand};
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
    match short::<true>(state, env, index, alt) {
        Ok(event) => Ok(event),
        Err(_) => step_any(state, env, index, alt),
    }
}

/// A transition that is a load or a store; an error where it is another operation or faults, and nothing has happened then.
#[inline]
pub(super) fn access(state: &mut State, env: &Env, index: usize) -> Result<Event, StepError> {
    short::<false>(state, env, index, 0)
}

/// The short way of most transitions: a load, a store or, with `LOCKS`, what is done to a mutex. An error as in [`access`].
#[inline]
fn short<const LOCKS: bool>(
    state: &mut State,
    env: &Env,
    index: usize,
    alt: u64,
) -> Result<Event, StepError> {
    const OTHER: StepError = StepError::NotEnabled;
    let goroutine = state.goroutines.get_mut(index).ok_or(OTHER)?;
    let &Frame { func, pc, fp, .. } = goroutine.frames.last().ok_or(OTHER)?;
    let function = env.program.functions.get(func as usize).ok_or(OTHER)?;
    let code = function.code.as_slice();
    let instr = *code.get(pc as usize).ok_or(OTHER)?;
    let is_short = match instr {
        Instr::Load { .. } | Instr::Store { .. } => true,
        Instr::Sync { op, .. } => LOCKS && matches!(op, SyncOp::MutexLock | SyncOp::MutexUnlock),
        _ => false,
    };
    if alt != 0 || !is_short {
        return Err(OTHER);
    }
    let id = goroutine.id;
    let mut registers = Registers::of(&mut goroutine.stack, fp as usize);
    let op = match instr {
        Instr::Load { dst, a, off } => registers.load(&state.heap, dst, a, off),
        Instr::Store { a, off, src } => registers.store(&mut state.heap, a, off, src),
        Instr::Sync { op, base, .. } => registers.mutex(&mut state.heap, op, base, id),
        _ => None,
    };
    let event = Event {
        goroutine: id,
        at: CodePos { func, pc },
        op: op.ok_or(OTHER)?,
        alt,
    };
    let mut budget = env.budget();
    let ready = match window::run(env, goroutine, code, (fp, pc + 1), &mut budget) {
        End::Far => goroutines::go_on(state, env, index, budget),
        end => goroutines::stand(goroutine, end),
    };
    if !ready {
        settle(state, env, index);
    }
    Ok(event)
}

/// The other operations, and the faults of loads and stores.
#[inline(never)]
fn step_any(state: &mut State, env: &Env, index: usize, alt: u64) -> Result<Event, StepError> {
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
    let done = match instr {
        Instr::Load { a, off, .. } | Instr::Store { a, off, .. } => Err(cpu.bad_access(a, off)),
        Instr::Sync { op, kind, base } if !sync_ops::is_wide(op) => cpu
            .sync(op, kind, base, alt)
            .map(|(obj, old, new)| Op::Sync { op, obj, old, new }),
        _ => return step_wide(state, env, index, instr, alt, at),
    };
    let (op, ready) = match done {
        Ok(op) => (op, goroutines::run(state, env, index, at.pc + 1)),
        Err(fault) => (fail(state, env, index, *fault), false),
    };
    if !ready {
        settle(state, env, index);
    }
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
    at: CodePos,
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
            chan::close(state, env, index, ch)
        }
        Instr::ChanLen { dst, ch } => {
            let ch = reg(ch);
            chan::len(state, env, index, ch, dst)
        }
        Instr::Select { dst, desc } => select::select(state, env, index, (dst, desc), alt),
        Instr::Sync { op, base, .. } => output::sync_wide(state, env, index, op, (base, alt)),
        _ => return Err(StepError::NotEnabled),
    };
    let mut ready = false;
    let op = match visible {
        Visible::Done(op) => {
            ready = goroutines::resume(state, env, index);
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
    if !ready {
        settle(state, env, index);
    }
    Ok(Event {
        goroutine: id,
        at,
        op,
        alt,
    })
}

impl Cpu<'_> {
    /// The fault of a load or store at an address that does not exist.
    #[cold]
    fn bad_access(&self, a: Reg, off: u16) -> Box<Fault> {
        let base = self.get(a);
        let off = if base == 0 { 0 } else { u64::from(off) };
        Fault::Address(base.wrapping_add(off)).into()
    }
}
