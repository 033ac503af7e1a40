//! `select`.
//!
//! Which of several ready cases is taken is a recorded choice: the alternatives are the ready cases in source order. With none
//! ready the default is taken, or the goroutine parks in the queues of all its channels at once; whoever completes one case takes
//! it out of all of them.

use super::Env;
use super::chan::{self, Attempt, ChanView};
use super::chan_queue::{self, Waiter};
use super::visible::Visible;
use crate::bytecode::{Program, Reg, SelectCase, SelectDesc};
use crate::machine::event::{ChanEnd, Gid, Op};
use crate::machine::goroutine::Stand;
use crate::machine::{Goroutine, State};

/// How many cases of the select are ready: 0 means default or parking.
pub(in crate::machine) fn ready_cases(
    state: &State,
    program: &Program,
    goroutine: &Goroutine,
    desc: u32,
) -> u64 {
    let Some(desc) = program.selects.get(desc as usize) else {
        return 0;
    };
    desc.cases
        .iter()
        .filter(|case| is_ready(state, program, goroutine, case))
        .count() as u64
}

/// Whether a case can happen now. One on a channel that is none "can": it faults.
fn is_ready(state: &State, program: &Program, goroutine: &Goroutine, case: &SelectCase) -> bool {
    let ch = goroutine.reg(case.ch);
    if ch == 0 {
        return false;
    }
    let Some(view) = ChanView::at(&state.heap, program, ch) else {
        return true;
    };
    let room = if case.send {
        view.len < view.cap
    } else {
        view.len > 0
    };
    view.closed || room || chan_queue::first_waiter(state, ch, !case.send).is_some()
}

/// Executes a select.
pub(super) fn select(
    state: &mut State,
    env: &Env,
    index: usize,
    (dst, desc): (Reg, u32),
    alt: u64,
) -> Visible {
    let program = env.program;
    let (Some(goroutine), Some(desc)) = (
        state.goroutines.get(index),
        program.selects.get(desc as usize),
    ) else {
        return Visible::Alternative(1);
    };
    // Go makes a select of one case an ordinary operation.
    let what = |case: &SelectCase| match (desc.cases.len(), case.send) {
        (1, true) => "send on",
        (1, false) => "receive on",
        _ => "select on",
    };
    let foreign =
        |case: &SelectCase| chan::foreign(state, index, goroutine.reg(case.ch), what(case));
    if let Some(fatal) = desc.cases.iter().find_map(foreign) {
        return fatal;
    }
    let ready = desc
        .cases
        .iter()
        .enumerate()
        .filter(|(_, case)| is_ready(state, program, goroutine, case));
    let count = ready.clone().count() as u64;
    if alt >= count.max(1) {
        return Visible::Alternative(count.max(1));
    }
    match ready
        .map(|(number, case)| (number, *case))
        .nth(alt as usize)
    {
        Some((number, case)) => take(state, env, index, dst, (number as u32, case)),
        None if desc.default => {
            set(state, index, dst, desc.cases.len() as u64);
            Visible::Done(Op::Select {
                case: desc.cases.len() as u32,
                ch: 0,
                send: false,
                end: ChanEnd::Done,
            })
        }
        None => park(state, index, desc),
    }
}

/// Executes a ready case.
fn take(
    state: &mut State,
    env: &Env,
    index: usize,
    dst: Reg,
    (number, case): (u32, SelectCase),
) -> Visible {
    let ch = state
        .goroutines
        .get(index)
        .map_or(0, |goroutine| goroutine.reg(case.ch));
    let attempt = if case.send {
        chan::try_send(state, env, index, ch, case.value)
    } else {
        chan::try_recv(state, env, index, ch, case.value)
    };
    match attempt {
        Attempt::Done { end, ok } => {
            set(state, index, dst, u64::from(number));
            if !case.send {
                set(state, index, case.ok, u64::from(ok));
            }
            chan::resume_partner(state, env, end);
            Visible::Done(Op::Select {
                case: number,
                ch,
                send: case.send,
                end,
            })
        }
        Attempt::Blocked => Visible::Alternative(1),
        Attempt::Closed => {
            let op = Op::Select {
                case: number,
                ch,
                send: case.send,
                end: ChanEnd::Panicked,
            };
            Visible::Raise(op, chan::closed_send().into())
        }
        Attempt::Fault(fault) => Visible::Fault(fault),
    }
}

/// Waits in the queues of all cases.
fn park(state: &mut State, index: usize, desc: &SelectDesc) -> Visible {
    let goroutine = Gid(index as u32 + 1);
    let mut queued = false;
    for (number, case) in desc.cases.iter().enumerate() {
        let ch = state
            .goroutines
            .get(index)
            .map_or(0, |goroutine| goroutine.reg(case.ch));
        if ch != 0 {
            chan_queue::enqueue(
                state,
                Waiter {
                    ch,
                    send: case.send,
                    goroutine,
                    case: number as u32,
                },
            );
            queued = true;
        }
    }
    let op = Op::Select {
        case: desc.cases.len() as u32,
        ch: 0,
        send: false,
        end: ChanEnd::Parked,
    };
    Visible::Stand(
        op,
        if queued {
            Stand::Parked
        } else {
            Stand::Forever
        },
    )
}

fn set(state: &mut State, index: usize, reg: Reg, word: u64) {
    if let Some(goroutine) = state.goroutines.get_mut(index) {
        let fp = goroutine.frames.last().map_or(0, |frame| frame.fp as usize);
        if let Some(slot) = goroutine.stack.get_mut(fp + reg as usize) {
            *slot = word;
        }
    }
}
