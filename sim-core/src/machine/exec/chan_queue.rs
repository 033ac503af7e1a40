//! Who waits in channels, and the registers that a value is handed over between.
//!
//! Invariants: one list for all channels, sorted by channel, then by arrival, so that two states that differ only in the order of
//! unrelated arrivals are equal; a goroutine waits in the queues of one operation only.

use super::chan::ChanView;
use crate::bytecode::{Instr, Program, Reg};
use crate::machine::event::{Addr, Gid};
use crate::machine::{Goroutine, State};

/// [`Waiter::case`] of a plain send or receive.
pub(super) const NOT_SELECT: u32 = u32::MAX;

/// A goroutine parked in a channel's queue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Waiter {
    /// The channel.
    pub ch: Addr,
    /// Wants to send.
    pub send: bool,
    /// Who.
    pub goroutine: Gid,
    /// Which case of its select; `u32::MAX` for a plain operation.
    pub case: u32,
}

/// Where a goroutine's operation on a channel keeps its value, and what it is told.
#[derive(Clone, Copy)]
pub(super) struct Slots {
    /// Registers of the value.
    pub value: Reg,
    /// Register of ok (receives).
    pub ok: Option<Reg>,
    /// Register and number of the case (selects).
    pub case: Option<(Reg, u32)>,
}

impl Waiter {
    /// The words of the value a waiting sender offers.
    pub(in crate::machine) fn offered<'s>(
        &self,
        state: &'s State,
        program: &Program,
    ) -> Option<&'s [u64]> {
        let goroutine = state
            .goroutines
            .get((self.goroutine.0 as usize).checked_sub(1)?)?;
        let slots = self.slots(program, goroutine).filter(|_| self.send)?;
        let words = ChanView::at(&state.heap, program, self.ch)?.elem_words as usize;
        let start = goroutine.frames.last()?.fp as usize + usize::from(slots.value);
        goroutine.stack.get(start..start.checked_add(words)?)
    }

    /// The registers its operation names.
    pub(super) fn slots(&self, program: &Program, goroutine: &Goroutine) -> Option<Slots> {
        match crate::machine::enabled::instr_at(program, goroutine)? {
            Instr::Send { src, .. } => Some(Slots {
                value: src,
                ok: None,
                case: None,
            }),
            Instr::Recv { dst, ok, .. } => Some(Slots {
                value: dst,
                ok: Some(ok),
                case: None,
            }),
            Instr::Select { dst, desc } => {
                let case = program
                    .selects
                    .get(desc as usize)?
                    .cases
                    .get(self.case as usize)?;
                let ok = (!case.send).then_some(case.ok);
                Some(Slots {
                    value: case.value,
                    ok,
                    case: Some((dst, self.case)),
                })
            }
            _ => None,
        }
    }
}

/// The first goroutine waiting in a channel to send or to receive.
pub(super) fn first_waiter(state: &State, ch: Addr, send: bool) -> Option<Waiter> {
    let start = state.waiters.partition_point(|waiter| waiter.ch < ch);
    let queue = state
        .waiters
        .get(start..)?
        .iter()
        .take_while(|waiter| waiter.ch == ch);
    queue.copied().find(|waiter| waiter.send == send)
}

/// Puts a goroutine at the end of a channel's queue.
pub(super) fn enqueue(state: &mut State, waiter: Waiter) {
    let end = state.waiters.partition_point(|other| other.ch <= waiter.ch);
    state.waiters.insert(end, waiter);
}

/// A goroutine waits no longer, in any queue.
pub(super) fn dequeue(state: &mut State, g: Gid) {
    state.waiters.retain(|waiter| waiter.goroutine != g);
}

/// Index of a goroutine in the state.
pub(super) fn index_of(g: Gid) -> usize {
    (g.0 as usize).wrapping_sub(1)
}

/// Registers of the running frame from `reg` on.
pub(super) fn window(goroutine: &mut Goroutine, reg: Reg, words: u32) -> &mut [u64] {
    let fp = goroutine.frames.last().map_or(0, |frame| frame.fp as usize);
    let start = fp + reg as usize;
    goroutine
        .stack
        .get_mut(start..start + words as usize)
        .unwrap_or(&mut [])
}

/// Tells a goroutine how its operation ended.
pub(super) fn report(goroutine: &mut Goroutine, slots: Slots, ok: bool) {
    if let Some(reg) = slots.ok
        && let [slot] = window(goroutine, reg, 1)
    {
        *slot = u64::from(ok);
    }
    if let Some((reg, case)) = slots.case
        && let [slot] = window(goroutine, reg, 1)
    {
        *slot = u64::from(case);
    }
}

/// Copies as many words as both have.
pub(super) fn copy(from: &[u64], to: &mut [u64]) {
    if from.len() == to.len() {
        to.copy_from_slice(from);
    }
}

/// Copies a value between the registers of two goroutines.
pub(super) fn hand_over(state: &mut State, from: (usize, Reg), to: (usize, Reg), words: u32) {
    if let Ok([sender, receiver]) = state.goroutines.get_disjoint_mut([from.0, to.0]) {
        copy(window(sender, from.1, words), window(receiver, to.1, words));
    }
}
