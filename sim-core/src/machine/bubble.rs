//! Bubbles of `testing/synctest`: groups of goroutines with a clock of their own, which advances when all of them are *durably blocked*,
//! that is, can be woken by nobody outside.
//!
//! A bubble is the address of its object, one word: the virtual time at which it began, or [`OVER`]. A goroutine belongs to the bubble
//! of whoever started it. Virtual time is one for the whole program, so a bubble's clock is counted from its beginning.
//!
//! A timer is a goroutine here (see `prelude/time/timer.go`); asleep it counts for none.
//!
//! Invariant: this module only reads, but for [`close`].

use super::event::Addr;
use super::goroutine::{Goroutine, Stand};
use super::heap::ObjectKind;
use super::pending::{can_go_on, instr_at, is_about_to_wait};
use super::{Gid, State};
use crate::bytecode::{Instr, Program, SyncOp};

/// In place of its beginning: the bubble is over, and its timers never fire.
pub(super) const OVER: u64 = u64::MAX;

/// What a bubble's clock shows when it begins: midnight of 1 January 2000 (UTC), in nanoseconds after the beginning of a run.
const EPOCH: i64 = -311_209_200 * 1_000_000_000;

/// The function of a timer's goroutine.
const TIMER: &str = "time.(*alarm).wait";

/// The clock as a goroutine sees it.
pub(super) fn now(state: &State, goroutine: &Goroutine) -> i64 {
    match state.heap.word(goroutine.bubble) {
        Some(start) if goroutine.bubble != 0 => state.now.wrapping_sub(start as i64) + EPOCH,
        _ => state.now,
    }
}

/// The operation a goroutine stands at, and its first operand.
fn stands_at(program: &Program, goroutine: &Goroutine) -> Option<(SyncOp, u64)> {
    match instr_at(program, goroutine) {
        Some(Instr::Sync { op, base, .. }) if goroutine.stand == Stand::Guarded => {
            Some((op, goroutine.reg(base)))
        }
        _ => None,
    }
}

fn is_asleep(state: &State, program: &Program, goroutine: &Goroutine) -> bool {
    goroutine.deadline > state.now
        && stands_at(program, goroutine).is_some_and(|(op, _)| op == SyncOp::Sleep)
}

/// Whether a goroutine is a timer that has not fired.
fn is_timer(state: &State, program: &Program, goroutine: &Goroutine) -> bool {
    is_asleep(state, program, goroutine)
        && program
            .functions
            .get(goroutine.at().func as usize)
            .is_some_and(|function| function.name == TIMER)
}

/// Whether a channel was made in a bubble.
fn is_of(state: &State, ch: Addr, bubble: Addr) -> bool {
    let maker = state.heap.object_at(ch).map_or(Gid(0), |object| object.by);
    let maker = (maker.0 as usize).checked_sub(1);
    maker
        .and_then(|index| state.goroutines.get(index))
        .is_some_and(|maker| maker.bubble == bubble)
}

/// Whether a goroutine of a bubble has ended, or can be woken only by another goroutine of it or by time.
pub(super) fn is_durably_blocked(state: &State, program: &Program, goroutine: &Goroutine) -> bool {
    match goroutine.stand {
        Stand::Dead | Stand::Forever => true,
        Stand::Parked => state
            .waiters
            .iter()
            .filter(|waiter| waiter.goroutine == goroutine.id)
            .all(|waiter| is_of(state, waiter.ch, goroutine.bubble)),
        Stand::Guarded => match stands_at(program, goroutine) {
            Some((SyncOp::Sleep, _)) => is_asleep(state, program, goroutine),
            Some((SyncOp::BubbleRun, _)) => true,
            Some((SyncOp::CondWait, _)) => !can_go_on(state, program, goroutine),
            Some((SyncOp::WgWait, group)) => {
                let global = |kind| matches!(kind, ObjectKind::Global(_));
                let object = state.heap.object_at(group);
                // Who has yet to become a waiter counts as one: where all others are blocked nothing else can come of it.
                object.is_some_and(|object| !global(object.kind))
                    && (!can_go_on(state, program, goroutine)
                        || is_about_to_wait(state, program, goroutine.id))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether all goroutines of a bubble but one are durably blocked.
pub(super) fn is_quiet(state: &State, program: &Program, bubble: Addr, but: Gid) -> bool {
    let mut others = state
        .goroutines
        .iter()
        .filter(|other| other.bubble == bubble && other.id != but);
    others.all(|other| is_durably_blocked(state, program, other))
}

/// Whether time may pass for a goroutine of a bubble that sleeps.
pub(super) fn may_wake(state: &State, program: &Program, goroutine: &Goroutine) -> bool {
    let bubble = goroutine.bubble;
    bubble == 0
        || (state.heap.word(bubble) != Some(OVER) && is_quiet(state, program, bubble, goroutine.id))
}

/// Whether `synctest.Run` may come to its end: main (see `done`) is over, or time would wake nobody.
pub(super) fn may_end(state: &State, program: &Program, root: &Goroutine, done: Addr) -> bool {
    let over = state.heap.word(done).unwrap_or(0) != 0;
    let mut others = of(state, root);
    is_quiet(state, program, root.bubble, root.id)
        && (over || !others.any(|other| is_asleep(state, program, other)))
}

fn of<'a>(state: &'a State, root: &'a Goroutine) -> impl Iterator<Item = &'a Goroutine> {
    let others = state.goroutines.iter();
    others.filter(|other| other.bubble == root.bubble && other.id != root.id)
}

/// Ends a bubble; how many goroutines are left in it, timers not counted: these end here.
pub(super) fn close(state: &mut State, program: &Program, index: usize) -> u64 {
    let Some(root) = state.goroutines.get(index) else {
        return 0;
    };
    let bubble = root.bubble;
    let others = of(state, root).filter(|other| other.is_alive());
    let (timers, left): (Vec<&Goroutine>, Vec<&Goroutine>) =
        others.partition(|other| is_timer(state, program, other));
    let left = left.len() as u64;
    let timers: Vec<usize> = timers.iter().map(|g| g.id.0 as usize - 1).collect();
    for timer in timers {
        if let Some(goroutine) = state.goroutines.get_mut(timer) {
            goroutine.finish();
        }
    }
    if let Some(cell) = state.heap.word_mut(bubble) {
        *cell = OVER;
    }
    left
}
