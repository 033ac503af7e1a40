//! Bubbles of `testing/synctest`: groups of goroutines with a clock of their own, which advances when all of them are *durably blocked*,
//! that is, can be woken by nobody outside.
//!
//! A bubble is the address of its object, whose first two words are the virtual time at which it began, or [`OVER`], and its number. A
//! goroutine belongs to the bubble of whoever started it, a channel to that of whoever made it. Virtual time is one for the whole
//! program, so a bubble's clock is counted from its beginning.
//!
//! A timer is a goroutine here (see `prelude/time/timer.go`); asleep it counts for none.
//!
//! Invariant: this module only reads, but for [`close`] and the membership of WaitGroups.

use super::enabled::{can_go_on, instr_at, is_about_to_wait};
use super::event::Addr;
use super::exec::chan::ChanView;
use super::goroutine::{Goroutine, Stand};
use super::heap::ObjectKind;
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

/// The number of a goroutine's bubble, as traces show it.
pub(super) fn number(state: &State, goroutine: &Goroutine) -> Option<u64> {
    match goroutine.bubble {
        0 => None,
        bubble => state.heap.word(bubble + 1),
    }
}

/// Whether a goroutine, outside of the bubble in which a channel was made, must not use it.
pub(super) fn is_foreign(state: &State, goroutine: &Goroutine, ch: Addr) -> bool {
    let bubble = ChanView::bubble_of(&state.heap, ch);
    bubble != 0 && bubble != goroutine.bubble
}

/// The bubble of a WaitGroup.
fn group_of(state: &State, wg: Addr) -> Option<Addr> {
    let known = state.bubbled.iter().find(|(group, _)| *group == wg);
    known.map(|(_, bubble)| *bubble)
}

/// `wg.Add` by a goroutine. The first one in a bubble makes the WaitGroup the bubble's, package variables excepted; the error is that of
/// using it both there and elsewhere.
pub(super) fn add_to_group(state: &mut State, index: usize, wg: Addr) -> Result<(), &'static str> {
    let bubble = state.goroutines.get(index).map_or(0, |g| g.bubble);
    let object = state.heap.object_at(wg).map(|object| object.kind);
    match (bubble, group_of(state, wg)) {
        (0, None) => Ok(()),
        (0, Some(_)) => Err("inside and outside synctest bubble"),
        (_, Some(group)) if group == bubble => Ok(()),
        (_, Some(_)) => Err("multiple synctest bubbles"),
        (_, None) if matches!(object, Some(ObjectKind::Global(_))) => Ok(()),
        (_, None) if state.heap.word(wg) != Some(0) => Err("inside and outside synctest bubble"),
        (_, None) => {
            state.bubbled.push((wg, bubble));
            state.bubbled.sort_unstable();
            Ok(())
        }
    }
}

/// A WaitGroup belongs to no bubble any more: it is as new.
pub(super) fn leave_group(state: &mut State, wg: Addr) {
    state.bubbled.retain(|(group, _)| *group != wg);
}

/// Whether a goroutine of a bubble has ended, or can be woken only by another goroutine of it or by time.
pub(super) fn is_durably_blocked(state: &State, program: &Program, goroutine: &Goroutine) -> bool {
    match goroutine.stand {
        Stand::Dead | Stand::Forever => true,
        Stand::Parked => state
            .waiters
            .iter()
            .filter(|waiter| waiter.goroutine == goroutine.id)
            .all(|waiter| ChanView::bubble_of(&state.heap, waiter.ch) == goroutine.bubble),
        Stand::Guarded => match stands_at(program, goroutine) {
            Some((SyncOp::Sleep, _)) => is_asleep(state, program, goroutine),
            Some((SyncOp::BubbleRun, _)) => true,
            Some((SyncOp::CondWait, _)) => !can_go_on(state, program, goroutine),
            Some((SyncOp::WgWait, group)) => {
                // Who has yet to become a waiter counts as one: where all others are blocked nothing else can come of it.
                group_of(state, group) == Some(goroutine.bubble)
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
