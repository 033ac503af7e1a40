//! WaitGroup: a counter, and who waits for it to become 0.
//!
//! A goroutine that comes to Wait goes on at once if the counter is 0. Otherwise it becomes a waiter, in a step of its own: until it has
//! made that, it has not seen the counter, and nobody knows that it is there. The addition that brings the counter to 0 wakes the
//! waiters, which for a proper use makes no difference: they could go on anyway. But if the counter leaves 0 again before they have, Go
//! panics, in one of two ways: the woken goroutine finds that the WaitGroup was reused, or, if it had not quite been woken, the one that
//! adds finds a waiter. Both can happen at that point, so the addition has two alternatives then.

use super::Env;
use super::visible::Visible;
use crate::bytecode::{Instr, Program, Reg, SyncOp};
use crate::machine::enabled::instr_at;
use crate::machine::event::{Addr, Op};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{Goroutine, Stand, Waiting};
use crate::machine::{State, bubble};

fn panic(text: &str) -> Box<Fault> {
    Fault::Text(format!("sync: {text}")).into()
}

/// Whether a goroutine has come so far in the Wait of the WaitGroup at `wg`.
fn is_in(program: &Program, goroutine: &Goroutine, wg: Addr, waiting: Waiting) -> bool {
    goroutine.stand == Stand::Guarded
        && goroutine.waiting == waiting
        && matches!(instr_at(program, goroutine), Some(Instr::Sync { op: SyncOp::WgWait, base, .. }) if goroutine.reg(base) == wg)
}

/// Alternatives of the addition a goroutine stands at.
pub(in crate::machine) fn alternatives(
    state: &State,
    program: &Program,
    goroutine: &Goroutine,
    base: Reg,
) -> u64 {
    let (wg, delta) = (goroutine.reg(base), goroutine.reg(base.wrapping_add(1)));
    let leaves_zero = delta as i32 > 0 && state.heap.word(wg) == Some(0);
    let late = |g: &Goroutine| is_in(program, g, wg, Waiting::Woken);
    if leaves_zero && state.goroutines.iter().any(late) {
        2
    } else {
        1
    }
}

/// `wg.Add(delta)`.
pub(super) fn add(state: &mut State, env: &Env, index: usize, base: Reg, alt: u64) -> Visible {
    let Some(goroutine) = state.goroutines.get(index) else {
        return Visible::Alternative(1);
    };
    let alternatives = alternatives(state, env.program, goroutine, base);
    if alt >= alternatives {
        return Visible::Alternative(alternatives);
    }
    let (wg, delta) = (goroutine.reg(base), goroutine.reg(base.wrapping_add(1)));
    let old = match state.heap.load(wg) {
        Ok(old) => old,
        Err(fault) => return Visible::Fault(fault.into()),
    };
    if let Err(places) = bubble::add_to_group(state, index, wg) {
        let text = format!("sync: WaitGroup.Add called from {places}");
        return Visible::Fault(Fault::Fatal(text).into());
    }
    // Go keeps the counter in 32 bits.
    let new = (old as i32).wrapping_add(delta as i32);
    if let Some(cell) = state.heap.word_mut(wg) {
        *cell = i64::from(new) as u64;
    }
    if new < 0 {
        return Visible::Fault(panic("negative WaitGroup counter"));
    }
    if alt == 1 {
        turn(state, env, wg, (Waiting::Woken, Waiting::Registered));
        return Visible::Fault(panic("WaitGroup misuse: Add called concurrently with Wait"));
    }
    let turned =
        new == 0 && old != 0 && turn(state, env, wg, (Waiting::Registered, Waiting::Woken));
    if turned {
        bubble::leave_group(state, wg);
    }
    Visible::Done(Op::Sync {
        op: SyncOp::WgAdd,
        obj: wg,
        old,
        new: new as u64,
    })
}

/// Lets all goroutines that have come so far in the Wait of a WaitGroup come to another point of it; whether there are any.
fn turn(state: &mut State, env: &Env, wg: Addr, (from, to): (Waiting, Waiting)) -> bool {
    let mut any = false;
    for goroutine in &mut state.goroutines {
        if is_in(env.program, goroutine, wg, from) {
            goroutine.waiting = to;
            any = true;
        }
    }
    any
}

/// `wg.Wait()`: goes on, or becomes a waiter and stays. The event tells the counter that it saw.
pub(super) fn wait(state: &mut State, index: usize, base: Reg) -> Visible {
    let Some(goroutine) = state.goroutines.get_mut(index) else {
        return Visible::Alternative(1);
    };
    let wg = goroutine.reg(base);
    let counter = match state.heap.load(wg) {
        Ok(counter) => counter,
        Err(fault) => return Visible::Fault(fault.into()),
    };
    let op = Op::Sync {
        op: SyncOp::WgWait,
        obj: wg,
        old: counter,
        new: counter,
    };
    match (std::mem::take(&mut goroutine.waiting), counter) {
        (_, 0) => {
            bubble::leave_group(state, wg);
            Visible::Done(op)
        }
        (Waiting::Woken, _) => Visible::Fault(panic(
            "WaitGroup is reused before previous Wait has returned",
        )),
        _ => {
            goroutine.waiting = Waiting::Registered;
            Visible::Stand(op, Stand::Guarded)
        }
    }
}
