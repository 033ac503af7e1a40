//! Which class of equivalent orders a run belongs to, as one number.
//!
//! Each transition gets a hash of who made it, of which alternative it took, and of the hashes of all earlier transitions that it depends
//! on. Equivalent executions have the same transitions with the same dependences, so the same hashes; the sum over all transitions is
//! the class's number whatever order they came in. Different classes have different numbers up to a collision of 64 bits.
//!
//! The relation is the explorer's own ([`Footprint::depends_on`]), so the numbers count exactly what the explorer counts. The cost is
//! quadratic in the length of the run.

use super::Footprint;
use crate::machine::{Event, Gid, Machine, PendingKind};
use crate::schedule::mix;

/// The class of a run, told one transition after the other.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    done: Vec<(Gid, Footprint, u64)>,
    sum: u64,
}

/// A transition that is about to be made.
pub struct Coming {
    g: Gid,
    alt: u64,
    footprint: Footprint,
}

impl Coming {
    /// What a goroutine would do now, with that alternative; `None` when it can do nothing.
    pub fn of(machine: &Machine, g: Gid, alt: u64) -> Option<Coming> {
        let pending = machine.pending(g)?;
        // Random numbers are not orders.
        let alt = if pending.op.kind == PendingKind::Select {
            alt
        } else {
            0
        };
        let footprint = Footprint::of(machine, g)?;
        Some(Coming { g, alt, footprint })
    }
}

impl Identity {
    /// The next transition has been made.
    pub fn observe(&mut self, coming: Coming, event: &Event) {
        let Coming { g, alt, footprint } = coming;
        let footprint = footprint.executed(event);
        // Whether a goroutine still returns before main ends the program is no difference.
        if footprint.is_private() {
            return;
        }
        let before = self
            .done
            .iter()
            .filter(|(other, earlier, _)| *other == g || earlier.depends_on(&footprint))
            .fold(0_u64, |sum, (_, _, hash)| sum.wrapping_add(*hash));
        let hash =
            mix(mix(u64::from(g.0)) ^ mix(alt.wrapping_add(1)).rotate_left(17) ^ mix(before));
        self.sum = self.sum.wrapping_add(hash);
        self.done.push((g, footprint, hash));
    }

    /// The number.
    pub fn value(&self) -> u64 {
        mix(self.sum)
    }
}
