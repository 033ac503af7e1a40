//! Which goroutines can take a step.
//!
//! Invariant: this module only reads. A goroutine is enabled when it is ready, or when the guard of its operation holds; if none is, those
//! that sleep and wake first can step, for then time moves.

use super::event::{Addr, Event, Gid, Op};
use super::goroutine::{Goroutine, Stand, Waiting};
use super::{State, bubble};
use crate::bytecode::{Instr, Program, Reg, SyncOp};

/// The instruction a goroutine stands at.
#[inline]
pub(super) fn instr_at(program: &Program, goroutine: &Goroutine) -> Option<Instr> {
    let at = goroutine.frames.last()?;
    program
        .functions
        .get(at.func as usize)?
        .code
        .get(at.pc as usize)
        .copied()
}

pub(super) fn find(state: &State, g: Gid) -> Option<&Goroutine> {
    state.goroutines.get((g.0 as usize).checked_sub(1)?)
}

/// Collects the enabled goroutines.
pub(super) fn collect(state: &State, program: &Program, out: &mut Vec<Gid>) {
    let mut sleepers = false;
    for goroutine in &state.goroutines {
        match can_run(state, program, goroutine) {
            Readiness::Now => out.push(goroutine.id),
            Readiness::Asleep => sleepers = true,
            Readiness::No => {}
        }
    }
    if sleepers && out.is_empty() {
        self::sleepers(state, program, out);
    }
}

/// Adds the sleeping goroutines that wake first.
pub(super) fn sleepers(state: &State, program: &Program, out: &mut Vec<Gid>) {
    let asleep = |g: &&Goroutine| can_run(state, program, g) == Readiness::Asleep;
    let all = || state.goroutines.iter().filter(asleep);
    if let Some(first) = all().map(|g| g.deadline).min() {
        out.extend(all().filter(|g| g.deadline == first).map(|g| g.id));
    }
}

/// Whether one goroutine can step: it is enabled, or sleeps and wakes first.
#[inline]
pub(super) fn can_step(state: &State, program: &Program, g: Gid) -> bool {
    is_among(state, program, g, sleepers)
}

/// Whether one goroutine is enabled.
#[inline]
pub(super) fn is_enabled(state: &State, program: &Program, g: Gid) -> bool {
    is_among(state, program, g, collect)
}

/// Whether one goroutine can run now, or sleeps and is among those that `collect` finds.
#[inline]
fn is_among(
    state: &State,
    program: &Program,
    g: Gid,
    collect: fn(&State, &Program, &mut Vec<Gid>),
) -> bool {
    let Some(goroutine) = find(state, g) else {
        return false;
    };
    match can_run(state, program, goroutine) {
        Readiness::Now => true,
        Readiness::No => false,
        Readiness::Asleep => {
            let mut found = Vec::new();
            collect(state, program, &mut found);
            found.contains(&g)
        }
    }
}

/// Whether the same goroutines are enabled after a step as before it, as far as that is seen at a glance: a load, or a store to a cell
/// that nobody waits for, by a goroutine that is ready again. (While one is ready, sleepers do not count.)
#[inline]
pub(super) fn leaves_enabled(state: &State, program: &Program, event: &Event) -> bool {
    let ready = find(state, event.goroutine).is_some_and(|g| g.stand == Stand::Ready);
    ready
        && match event.op {
            Op::Load { .. } => true,
            Op::Store { addr, .. } => {
                let mut waiting = state
                    .goroutines
                    .iter()
                    .filter(|g| g.stand == Stand::Guarded);
                !waiting.any(|goroutine| guards(program, goroutine, addr))
            }
            _ => false,
        }
}

/// Whether a goroutine stands at a plain load or store.
#[inline]
pub(super) fn is_at_access(program: &Program, goroutine: &Goroutine) -> bool {
    goroutine.stand == Stand::Ready
        && matches!(
            instr_at(program, goroutine),
            Some(Instr::Load { .. } | Instr::Store { .. })
        )
}

/// Whether the goroutine of an index is enabled whatever others may do.
#[inline]
pub(super) fn can_go(state: &State, program: &Program, index: usize) -> bool {
    let goroutine = state.goroutines.get(index);
    goroutine.is_some_and(|goroutine| can_run(state, program, goroutine) == Readiness::Now)
}

/// Whether any goroutine is enabled.
pub(super) fn any_enabled(state: &State, program: &Program) -> bool {
    state
        .goroutines
        .iter()
        .any(|goroutine| can_run(state, program, goroutine) != Readiness::No)
}

/// Whether a goroutine could run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readiness {
    Now,
    /// Only if nothing else can.
    Asleep,
    No,
}

#[inline]
fn can_run(state: &State, program: &Program, goroutine: &Goroutine) -> Readiness {
    match goroutine.stand {
        Stand::Ready | Stand::Local | Stand::Exit | Stand::End(_) => Readiness::Now,
        Stand::Guarded => guard(state, program, goroutine),
        Stand::Parked | Stand::Forever | Stand::Dead => Readiness::No,
    }
}

/// Whether a goroutine could run at once.
pub(super) fn can_go_on(state: &State, program: &Program, goroutine: &Goroutine) -> bool {
    can_run(state, program, goroutine) == Readiness::Now
}

/// Evaluates the guard of the synchronisation operation a goroutine stands at. An object at a bad address is no obstacle: the
/// operation then happens and faults.
fn guard(state: &State, program: &Program, goroutine: &Goroutine) -> Readiness {
    let Some(Instr::Sync { op, base, .. }) = instr_at(program, goroutine) else {
        return Readiness::Now;
    };
    let addr = goroutine.reg(base);
    if op == SyncOp::MutexLock {
        return match state.heap.word(addr) {
            Some(holder) if holder != 0 => Readiness::No,
            _ => Readiness::Now,
        };
    }
    guard_other(state, program, goroutine, (op, base, addr))
}

/// The same for anything but a mutex, which is what most wait for.
#[inline(never)]
fn guard_other(
    state: &State,
    program: &Program,
    goroutine: &Goroutine,
    (op, base, addr): (SyncOp, Reg, Addr),
) -> Readiness {
    let cell = |offset: u64| state.heap.word(addr.wrapping_add(offset)).unwrap_or(0);
    if addr == 0 && op != SyncOp::Sleep {
        return Readiness::Now;
    }
    let now = match op {
        SyncOp::WgWait => goroutine.waiting != Waiting::Registered,
        SyncOp::OnceEnter => cell(0) != 1,
        SyncOp::RwLockAnnounce => cell(0) == 0 && cell(2) == 0,
        SyncOp::RwLock => cell(0) == 0 && cell(1) == 0,
        SyncOp::RwREnter => cell(4) > 0,
        SyncOp::CondWait => (goroutine.reg(base.saturating_add(1)) as i64) < cell(1) as i64,
        SyncOp::Sleep if goroutine.deadline > state.now => {
            let may_wake = bubble::may_wake(state, program, goroutine);
            return if may_wake {
                Readiness::Asleep
            } else {
                Readiness::No
            };
        }
        SyncOp::BubbleWait => bubble::is_quiet(state, program, addr, goroutine.id),
        SyncOp::BubbleRun => {
            let done = goroutine.reg(base.saturating_add(1));
            bubble::may_end(state, program, goroutine, done)
        }
        _ => true,
    };
    if now { Readiness::Now } else { Readiness::No }
}

/// Whether a goroutine stands at the Wait of a WaitGroup in which it will have to wait: its next step only makes it a waiter.
#[inline]
pub(super) fn is_about_to_wait(state: &State, program: &Program, g: Gid) -> bool {
    find(state, g).is_some_and(|goroutine| {
        goroutine.stand == Stand::Guarded
            && goroutine.waiting == Waiting::No
            && matches!(
                instr_at(program, goroutine),
                Some(Instr::Sync { op: SyncOp::WgWait, base, .. })
                    if state.heap.word(goroutine.reg(base)).is_some_and(|counter| counter != 0)
            )
    })
}

/// Words of the largest object that a guard looks at.
const GUARD_WORDS: u64 = 3;

/// Whether a cell may belong to the object that a goroutine's guard looks at.
fn guards(program: &Program, goroutine: &Goroutine, addr: Addr) -> bool {
    match instr_at(program, goroutine) {
        Some(Instr::Sync { base, .. }) => addr.wrapping_sub(goroutine.reg(base)) < GUARD_WORDS,
        _ => true,
    }
}

/// Whether a visible instruction needs [`guard`].
#[inline]
pub(super) fn is_guarded(instr: Instr) -> bool {
    matches!(
        instr,
        Instr::Sync {
            op: SyncOp::MutexLock
                | SyncOp::WgWait
                | SyncOp::OnceEnter
                | SyncOp::RwLockAnnounce
                | SyncOp::RwLock
                | SyncOp::RwREnter
                | SyncOp::CondWait
                | SyncOp::Sleep
                | SyncOp::BubbleWait
                | SyncOp::BubbleRun,
            ..
        }
    )
}

/// Whether a visible instruction is of a kind that can have more than one alternative.
#[inline]
pub(super) fn may_branch(instr: Instr) -> bool {
    matches!(
        instr,
        Instr::Select { .. }
            | Instr::Sync {
                op: SyncOp::Choose | SyncOp::ChooseN | SyncOp::WgAdd,
                ..
            }
    )
}
