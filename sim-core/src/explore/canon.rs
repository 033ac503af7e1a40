//! The Mazurkiewicz trace of an execution, told apart from others without any of the machinery that explores them.
//!
//! An execution's trace is the set of its transitions, each named by its goroutine and how many that one had made before, with the
//! order of every dependent pair. Here that order is taken from the footprints pair by pair and from the ties, and hashed; two
//! executions are equivalent exactly if the hashes are equal (up to collisions of 128 bits).

use super::trail::Trail;
use crate::schedule::mix;

/// A trace, as a hash.
pub type Trace = (u64, u64);

/// The trace of a trail.
pub(super) fn trace(trail: &Trail) -> Trace {
    let mut growing = Growing::default();
    (0..trail.len()).for_each(|_| growing.push(trail));
    growing.trace()
}

/// The trace of an execution that grows and shrinks.
#[derive(Clone, Debug, Default)]
pub(super) struct Growing {
    /// By position: the transition's label, and the trace up to and with it.
    known: Vec<(u64, Trace)>,
}

impl Growing {
    /// The trace of what has been pushed.
    pub fn trace(&self) -> Trace {
        self.known.last().map_or((0, 0), |(_, trace)| *trace)
    }

    /// Takes the newest transition back.
    pub fn pop(&mut self) {
        self.known.pop();
    }

    /// Adds the next transition of the trail.
    pub fn push(&mut self, trail: &Trail) {
        let position = self.known.len();
        let Some(event) = trail.events.get(position) else {
            return;
        };
        let earlier = || trail.events.iter().zip(&self.known);
        let count = earlier().filter(|(other, _)| other.g == event.g).count() as u64;
        let label = mix(event.name ^ mix(count) ^ mix(event.alt ^ 0x5bd1));
        let (mut low, mut high) = self.trace();
        // Sums do not depend on the order in which the pairs are met.
        let mut add = |kind: u64, before: u64| {
            let pair = mix(mix(before ^ kind) ^ label.rotate_left(17));
            low = low.wrapping_add(pair);
            high = high.wrapping_add(mix(pair ^ 0xa5a5));
        };
        add(1, 0);
        for (other, (before, _)) in earlier() {
            if other.g != event.g && other.footprint.depends_on(&event.footprint) {
                add(2, *before);
            }
        }
        for source in trail.tied(position) {
            if let Some((before, _)) = self.known.get(source) {
                add(3, *before);
            }
        }
        self.known.push((label, (low, high)));
    }
}
