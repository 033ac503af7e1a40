//! Operations that concern the program as a whole: output, virtual time, os.Exit and Goexit.

use super::visible::Visible;
use super::{Cpu, Env};
use crate::bytecode::{Reg, SyncOp};
use crate::machine::event::Op;
use crate::machine::fault::Fault;
use crate::machine::goroutine::{EndReason, Stand};
use crate::machine::{LimitKind, State, bubble, trace};

/// Executes an operation that takes the whole state.
pub(super) fn sync_wide(
    state: &mut State,
    env: &Env,
    index: usize,
    op: SyncOp,
    (base, alt): (Reg, u64),
) -> Visible {
    let Some(goroutine) = state.goroutines.get(index) else {
        return Visible::Alternative(1);
    };
    let operand = goroutine.reg(base);
    let deadline = goroutine.deadline;
    match op {
        SyncOp::Write => write(state, env, index, base),
        SyncOp::Exit => Visible::Exit(operand as i64),
        SyncOp::Goexit => goexit(state, env, index),
        SyncOp::WgAdd => super::wait_group::add(state, env, index, base, alt),
        SyncOp::WgWait => super::wait_group::wait(state, index, base),
        SyncOp::Sleep => {
            let old = state.now;
            state.now = old.max(deadline);
            Visible::Done(Op::Sync {
                op,
                obj: 0,
                old: old as u64,
                new: deadline as u64,
            })
        }
        SyncOp::NumGoroutine => {
            let alive = state
                .goroutines
                .iter()
                .filter(|goroutine| goroutine.is_alive())
                .count() as u64;
            answer(state, index, base, op, alive, alive)
        }
        SyncOp::GoMaxProcs => {
            let (old, wanted) = (state.gomaxprocs, operand as i64);
            state.gomaxprocs = if wanted >= 1 { wanted } else { old };
            let new = state.gomaxprocs as u64;
            answer(state, index, base, op, old as u64, new)
        }
        SyncOp::Stack => stack(state, env, index, (base, operand != 0)),
        SyncOp::BubbleEnter | SyncOp::BubbleLeave | SyncOp::Bubble | SyncOp::BubbleRun => {
            bubble_op(state, env, index, op, (base, operand))
        }
        _ => {
            let now = state
                .goroutines
                .get(index)
                .map_or(0, |goroutine| bubble::now(state, goroutine)) as u64;
            answer(state, index, base, op, now, now)
        }
    }
}

/// Puts a result into the register at `base`.
fn answer(state: &mut State, index: usize, base: Reg, op: SyncOp, old: u64, new: u64) -> Visible {
    set_result(state, index, base, old);
    Visible::Done(Op::Sync {
        op,
        obj: 0,
        old,
        new,
    })
}

/// Sets a register of the goroutine's running frame.
fn set_result(state: &mut State, index: usize, reg: Reg, value: u64) {
    if let Some(goroutine) = state.goroutines.get_mut(index) {
        let fp = goroutine.frames.last().map_or(0, |frame| frame.fp as usize);
        if let Some(slot) = goroutine.stack.get_mut(fp + reg as usize) {
            *slot = value;
        }
    }
}

/// (fd, string): fd 1 is standard output, all others standard error.
fn write(state: &mut State, env: &Env, index: usize, base: Reg) -> Visible {
    let State {
        heap,
        goroutines,
        stdout,
        stderr,
        ..
    } = state;
    let Some(goroutine) = goroutines.get(index) else {
        return Visible::Alternative(1);
    };
    let (fd, addr) = (goroutine.reg(base), goroutine.reg(base.wrapping_add(1)));
    let len = goroutine.reg(base.wrapping_add(2));
    let Some(bytes) = heap.string(env.program, addr, len) else {
        return Visible::Fault(Fault::Bytes(addr).into());
    };
    let written = stdout.len() + stderr.len();
    if written.saturating_add(bytes.len()) > env.limits.output_bytes {
        return Visible::Stand(Op::Local, Stand::End(EndReason::Limit(LimitKind::Output)));
    }
    let stream = if fd == 1 { stdout } else { stderr };
    let old = stream.len() as u64;
    stream.extend_from_slice(bytes);
    Visible::Done(Op::Sync {
        op: SyncOp::Write,
        obj: fd,
        old,
        new: stream.len() as u64,
    })
}

/// Who belongs to which bubble, and the end of one. The event's object is the bubble.
fn bubble_op(
    state: &mut State,
    env: &Env,
    index: usize,
    op: SyncOp,
    (base, operand): (Reg, u64),
) -> Visible {
    let now = state.now as u64;
    let Some(goroutine) = state.goroutines.get_mut(index) else {
        return Visible::Alternative(1);
    };
    let mut obj = goroutine.bubble;
    let mut result = None;
    match op {
        SyncOp::BubbleEnter => {
            (goroutine.bubble, obj) = (operand, operand);
            state.bubbles += 1;
            if let Some([start, number]) = state.heap.words_mut(operand, 2) {
                (*start, *number) = (now, state.bubbles);
            }
        }
        SyncOp::BubbleLeave => goroutine.bubble = 0,
        SyncOp::BubbleRun => result = Some(bubble::close(state, env.program, index)),
        _ => result = Some(obj),
    }
    if let Some(value) = result {
        set_result(state, index, base, value);
    }
    Visible::Done(Op::Sync {
        op,
        obj,
        old: 0,
        new: result.unwrap_or(0),
    })
}

/// The trace of the calling goroutine, or of all.
fn stack(state: &mut State, env: &Env, index: usize, (base, all): (Reg, bool)) -> Visible {
    let text = trace::stacks(state, env.program, index, all);
    let made = state.heap.new_string(env.program, text.as_bytes());
    match made {
        Ok((addr, len)) => {
            set_result(state, index, base, addr);
            set_result(state, index, base.saturating_add(1), len);
            Visible::Done(Op::Sync {
                op: SyncOp::Stack,
                obj: 0,
                old: 0,
                new: 0,
            })
        }
        Err(fault) => Visible::Fault(fault.into()),
    }
}

/// `runtime.Goexit()`.
fn goexit(state: &mut State, env: &Env, index: usize) -> Visible {
    let op = Op::Sync {
        op: SyncOp::Goexit,
        obj: 0,
        old: 0,
        new: 0,
    };
    match Cpu::new(state, env, index) {
        Some(mut cpu) => {
            cpu.pc += 1;
            let flow = cpu.start_goexit();
            Visible::Stand(op, cpu.flow_on(flow))
        }
        None => Visible::Alternative(1),
    }
}
