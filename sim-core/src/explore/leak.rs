//! Goroutines left behind: main has returned, and they can never run again.
//!
//! Whether a goroutine can ever run again is asked of the state just before the end: the others go on without main, in two different
//! orders, until nothing moves. A goroutine that is still blocked in both is lost. One that only needed time, or that goes on for long,
//! is not.

use crate::machine::{Gid, Goroutine, Machine, Outcome, Stand, Status};
use crate::schedule::{Choice, mix};

/// Steps in which the goroutines left must come to rest; one that does not is no leak.
const STEPS_MAX: u32 = 4_000;

/// Whether a machine has stopped because main returned, and left goroutines behind: only then is there anything to ask.
pub(super) fn may_leak(after: &Machine) -> bool {
    let mut others = after.goroutines().iter().skip(1);
    *after.status() == Status::Ended(Outcome::Exit(0)) && others.any(Goroutine::is_alive)
}

/// Whether some goroutine can never run again, given the machine just before main's end.
pub(super) fn leaks(before: &Machine) -> bool {
    !left_behind(before).is_empty()
}

/// The goroutines that an execution leaves behind for ever, given where it began and its choices; none where main did not return.
pub fn left_by(start: &Machine, choices: &[Choice]) -> Vec<Gid> {
    let mut machine = start.clone();
    let Some((last, made)) = choices.split_last() else {
        return Vec::new();
    };
    for choice in made {
        if machine.step(choice.goroutine, choice.alt).is_err() {
            return Vec::new();
        }
    }
    let mut after = machine.clone();
    match after.step(last.goroutine, last.alt) {
        Ok(_) if may_leak(&after) => left_behind(&machine),
        _ => Vec::new(),
    }
}

/// The goroutines that can never run again, given the machine just before main's end.
fn left_behind(before: &Machine) -> Vec<Gid> {
    let mut others = before.goroutines().iter().skip(1);
    if !others.any(Goroutine::is_alive) {
        return Vec::new();
    }
    let mut first = lost(before, false);
    if !first.is_empty() {
        let second = lost(before, true);
        first.retain(|g| second.contains(g));
    }
    first
}

/// The goroutines that are blocked once the others have come to rest.
fn lost(before: &Machine, backwards: bool) -> Vec<Gid> {
    let mut machine = before.clone();
    let mut enabled = Vec::new();
    for count in 0..STEPS_MAX {
        machine.enabled(&mut enabled);
        enabled.retain(|g| *g != Gid(1));
        let at = (count as usize) % enabled.len().max(1);
        let next = if backwards {
            enabled.iter().rev().nth(at)
        } else {
            enabled.first()
        };
        let Some(&g) = next else {
            return blocked(&machine);
        };
        let alternatives = machine.pending(g).map_or(1, |pending| pending.alternatives);
        let alt = match alternatives {
            0 => mix(u64::from(count)),
            n => mix(u64::from(count)) % n,
        };
        if machine.step(g, alt).is_err() {
            break;
        }
    }
    Vec::new()
}

fn blocked(machine: &Machine) -> Vec<Gid> {
    let others = machine.goroutines().iter().skip(1);
    let waits = |stand: Stand| matches!(stand, Stand::Parked | Stand::Forever | Stand::Guarded);
    let lost = others.filter(|goroutine| waits(goroutine.stand));
    lost.map(|goroutine| goroutine.id).collect()
}
