//! Running code: one transition is a visible instruction and the invisible ones up to the next visible one.
//!
//! [`Cpu`] is the split borrow under which instructions run: the program is shared, one goroutine and the heap are exclusive. Each
//! instruction is one function, in the file of its concept; the dispatch in [`Cpu::run`] only names them. Operations that touch
//! other goroutines (channels, go) take the whole [`State`].
//!
//! Invariant: the loop trusts indices in the code (checked once by the bytecode's verifier) but stays defined without that trust:
//! a register or jump out of range reads 0, writes nothing or faults.

mod atomic;
mod calls;
pub mod chan;
pub mod chan_queue;
mod closures;
mod dispatch;
mod equal;
mod format;
mod goroutines;
pub mod hash;
mod iface;
mod memory;
mod native;
mod output;
mod panics;
mod registers;
mod rw_mutex;
mod select;
mod strings;
mod sync_ops;
mod values;
mod visible;
pub mod wait_group;
mod window;
mod words;

use super::enabled;
use super::event::{Event, Gid, Op};
use super::fault::Fault;
use super::goroutine::{Goroutine, Stand};
use super::heap::{AllocSite, Heap};
use super::{Config, HashMode, Scratch, State, Status, StepError};
use crate::bytecode::{CodePos, Instr, Program, RType};
use crate::limits::Limits;

pub(super) use goroutines::start_main;

/// What an instruction answers: nothing, or a fault to raise.
pub(super) type Done = Result<(), Box<Fault>>;

/// What is fixed while a machine steps.
#[derive(Clone, Copy)]
pub(super) struct Env<'a> {
    pub program: &'a Program,
    pub limits: &'a Limits,
    pub hash: &'a HashMode,
}

impl<'a> Env<'a> {
    /// From a machine's parts.
    #[inline]
    pub fn new(program: &'a Program, config: &'a Config) -> Env<'a> {
        Env {
            program,
            limits: &config.limits,
            hash: &config.hash,
        }
    }

    /// Invisible instructions that one transition may take.
    #[inline]
    pub fn budget(&self) -> u32 {
        self.limits.local_steps.max(1)
    }
}

/// One goroutine executing.
pub(super) struct Cpu<'a> {
    pub env: &'a Env<'a>,
    pub code: &'a [Instr],
    pub g: &'a mut Goroutine,
    pub heap: &'a mut Heap,
    pub nan_keys: &'a mut u64,
    pub scratch: &'a mut Scratch,
    pub now: i64,
    /// Next instruction.
    pub pc: usize,
    /// Start of the running frame's registers.
    pub fp: usize,
    /// Running function.
    pub func: u32,
    /// Invisible instructions left before a pause.
    pub budget: u32,
}

impl<'a> Cpu<'a> {
    /// The goroutine of an index, at its top frame.
    #[inline]
    pub fn new(state: &'a mut State, env: &'a Env<'a>, index: usize) -> Option<Cpu<'a>> {
        let State {
            heap,
            goroutines,
            nan_keys,
            scratch,
            now,
            ..
        } = state;
        let g = goroutines.get_mut(index)?;
        let frame = *g.frames.last()?;
        let code = env
            .program
            .functions
            .get(frame.func as usize)
            .map_or(&[][..], |function| &function.code);
        let (pc, fp) = (frame.pc as usize, frame.fp as usize);
        Some(Cpu {
            env,
            code,
            g,
            heap,
            nan_keys,
            scratch,
            now: *now,
            pc,
            fp,
            func: frame.func,
            budget: 0,
        })
    }

    /// Runs the instructions that concern registers and frames only, and takes over where they end: see [`window::run`].
    #[inline]
    pub fn run_window(&mut self) {
        let from = (self.fp as u32, self.pc as u32);
        window::run(self.env, self.g, self.code, from, &mut self.budget);
        self.reload();
    }

    /// Takes position and code from the top frame (after a call, a return or an unwinding).
    #[inline]
    pub fn reload(&mut self) {
        if let Some(frame) = self.g.frames.last() {
            self.pc = frame.pc as usize;
            self.fp = frame.fp as usize;
            self.func = frame.func;
            self.code = match self.env.program.functions.get(frame.func as usize) {
                Some(function) => &function.code,
                None => &[],
            };
        }
    }

    /// Writes the position back to the top frame.
    #[inline]
    pub fn save(&mut self) {
        let pc = self.pc as u32;
        if let Some(frame) = self.g.frames.last_mut() {
            frame.pc = pc;
        }
    }

    /// A register.
    #[inline(always)]
    pub fn get(&self, reg: u16) -> u64 {
        self.g
            .stack
            .get(self.fp + reg as usize)
            .copied()
            .unwrap_or(0)
    }

    /// Sets a register.
    #[inline(always)]
    pub fn set(&mut self, reg: u16, value: u64) {
        if let Some(slot) = self.g.stack.get_mut(self.fp + reg as usize) {
            *slot = value;
        }
    }

    /// Two registers in a row.
    #[inline(always)]
    pub fn pair(&self, reg: u16) -> (u64, u64) {
        (self.get(reg), self.get(reg.wrapping_add(1)))
    }

    /// Sets two registers in a row.
    #[inline(always)]
    pub fn set_pair(&mut self, reg: u16, (first, second): (u64, u64)) {
        self.set(reg, first);
        self.set(reg.wrapping_add(1), second);
    }

    /// Registers in a row; empty where they do not all exist.
    #[inline]
    pub fn regs(&self, reg: u16, count: usize) -> &[u64] {
        let start = self.fp + reg as usize;
        self.g.stack.get(start..start + count).unwrap_or(&[])
    }

    /// The operand instruction after the current one (which has been counted already).
    #[inline]
    pub fn operand(&mut self) -> Instr {
        let instr = self.code.get(self.pc).copied().unwrap_or(Instr::Nop);
        self.pc += 1;
        instr
    }

    /// Where the current instruction stands, for objects it allocates.
    #[inline]
    pub fn site(&self) -> AllocSite {
        AllocSite {
            by: self.g.id,
            at: self.current(),
        }
    }

    /// The instruction that is being executed (the program counter is already past it).
    #[inline]
    pub fn current(&self) -> CodePos {
        CodePos {
            func: self.func,
            pc: (self.pc as u32).saturating_sub(1),
        }
    }

    /// A runtime type, by index.
    #[inline]
    pub fn rtype(&self, ty: u32) -> Option<&'a RType> {
        self.env.program.rtypes.get(ty as usize)
    }

    /// The bytes of the string in two registers.
    pub fn string(&self, reg: u16) -> Result<&[u8], Box<Fault>> {
        let (addr, len) = self.pair(reg);
        match self.heap.string(self.env.program, addr, len) {
            Some(bytes) => Ok(bytes),
            None => Err(bad_string(addr)),
        }
    }
}

/// A string value that names no bytes.
#[cold]
pub(super) fn bad_string(addr: u64) -> Box<Fault> {
    Box::new(Fault::Bytes(addr))
}

/// One transition of a goroutine: see [`super::Machine::step`].
#[inline]
pub(super) fn step(state: &mut State, env: &Env, g: Gid, alt: u64) -> Result<Event, StepError> {
    if !matches!(state.status, Status::Running) {
        return Err(StepError::Ended);
    }
    let index = (g.0 as usize).wrapping_sub(1);
    let stand = state.goroutines.get(index).map(|goroutine| goroutine.stand);
    match stand {
        Some(Stand::Ready) => visible::step(state, env, index, alt),
        Some(_) => step_elsewhere(state, env, g, alt),
        None => Err(StepError::NotEnabled),
    }
}

/// A transition of a goroutine that does not stand where it can always go on.
#[inline(never)]
fn step_elsewhere(state: &mut State, env: &Env, g: Gid, alt: u64) -> Result<Event, StepError> {
    let index = (g.0 as usize).wrapping_sub(1);
    if !enabled::can_step(state, env.program, g) {
        return Err(StepError::NotEnabled);
    }
    match state.goroutines.get(index).map(|goroutine| goroutine.stand) {
        Some(Stand::Guarded) => visible::step(state, env, index, alt),
        _ => step_stand(state, env, index, alt),
    }
}

/// A transition that is a load or store: see [`super::Machine::step_access`].
#[inline]
pub(super) fn step_access(state: &mut State, env: &Env, g: Gid) -> Option<Event> {
    let index = (g.0 as usize).wrapping_sub(1);
    let ready = matches!(state.status, Status::Running)
        && matches!(state.goroutines.get(index)?.stand, Stand::Ready);
    match ready {
        true => visible::access(state, env, index).ok(),
        false => None,
    }
}

/// Steps a goroutine that does not stand at an instruction: a pause, its own end or the program's.
fn step_stand(state: &mut State, env: &Env, index: usize, alt: u64) -> Result<Event, StepError> {
    if alt != 0 {
        return Err(StepError::Alternative { alternatives: 1 });
    }
    let Some(goroutine) = state.goroutines.get_mut(index) else {
        return Err(StepError::NotEnabled);
    };
    let (id, at) = (goroutine.id, goroutine.at());
    let op = match std::mem::replace(&mut goroutine.stand, Stand::Ready) {
        Stand::Local => {
            goroutines::run(state, env, index, at.pc);
            Op::Local
        }
        Stand::End(reason) => {
            super::report::end_program(state, env, index, reason);
            Op::End
        }
        _ => {
            goroutine.finish();
            Op::Exit
        }
    };
    settle(state, env, index);
    Ok(Event {
        goroutine: id,
        at,
        op,
        alt,
    })
}

/// After a step that did not leave its goroutine ready: a program in which nothing can ever run again has ended.
#[inline(never)]
fn settle(state: &mut State, env: &Env, index: usize) {
    let program = env.program;
    if matches!(state.status, Status::Running)
        && !enabled::can_go(state, program, index)
        && !enabled::any_enabled(state, program)
    {
        super::report::deadlock(state);
    }
}
