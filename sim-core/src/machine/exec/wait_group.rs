//! WaitGroup: a counter, and who waits for it to become 0.
//!
//! A goroutine that stands at Wait counts as one that waits. The addition that brings the counter to 0 wakes those, which for a proper
//! use makes no difference: they could go on anyway. But if the counter leaves 0 again before they have, Go panics, in one of two ways:
//! the woken goroutine finds that the WaitGroup was reused, or, if it had not quite been woken, the one that adds finds a waiter.
//! Both can happen at that point, so the addition has two alternatives then.

use super::sync_ops::Synced;
use super::visible::Visible;
use super::{Cpu, Env};
use crate::bytecode::{Instr, Program, Reg, SyncOp};
use crate::machine::State;
use crate::machine::event::{Addr, Op};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{Goroutine, Stand};
use crate::machine::pending::instr_at;

fn panic(text: &str) -> Box<Fault> {
    Fault::Text(format!("sync: {text}")).into()
}

/// Whether a goroutine stands at Wait of the WaitGroup at `wg`.
fn waits(program: &Program, goroutine: &Goroutine, wg: Addr) -> bool {
    goroutine.stand == Stand::Guarded
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
    let late = |g: &Goroutine| g.woken && waits(program, g, wg);
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
    // Go keeps the counter in 32 bits.
    let new = (old as i32).wrapping_add(delta as i32);
    if let Some(cell) = state.heap.word_mut(wg) {
        *cell = i64::from(new) as u64;
    }
    if new < 0 {
        return Visible::Fault(panic("negative WaitGroup counter"));
    }
    if alt == 1 {
        for goroutine in &mut state.goroutines {
            goroutine.woken &= !waits(env.program, goroutine, wg);
        }
        return Visible::Fault(panic("WaitGroup misuse: Add called concurrently with Wait"));
    }
    if new == 0 && old != 0 {
        for goroutine in &mut state.goroutines {
            goroutine.woken |= waits(env.program, goroutine, wg);
        }
    }
    Visible::Done(Op::Sync {
        op: SyncOp::WgAdd,
        obj: wg,
        old,
        new: new as u64,
    })
}

impl Cpu<'_> {
    /// `wg.Wait()`, once it can go on.
    pub(super) fn wait(&mut self, base: Reg) -> Synced {
        let (addr, counter) = self.object(base)?;
        if std::mem::take(&mut self.g.woken) && counter != 0 {
            return Err(panic(
                "WaitGroup is reused before previous Wait has returned",
            ));
        }
        Ok((addr, counter, counter))
    }
}
