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
    let mut labels: Vec<u64> = Vec::with_capacity(trail.len());
    let (mut low, mut high) = (0u64, 0u64);
    for (position, event) in trail.events.iter().enumerate() {
        let own = trail.events.iter().take(position);
        let count = own.filter(|other| other.g == event.g).count() as u64;
        let label = mix(event.name ^ mix(count) ^ mix(event.alt ^ 0x5bd1));
        labels.push(label);
        // Sums do not depend on the order in which the pairs are met.
        let mut add = |kind: u64, before: u64| {
            let pair = mix(mix(before ^ kind) ^ label.rotate_left(17));
            low = low.wrapping_add(pair);
            high = high.wrapping_add(mix(pair ^ 0xa5a5));
        };
        add(1, 0);
        for (other, before) in trail.events.iter().zip(&labels).take(position) {
            if other.g != event.g && other.footprint.depends_on(&event.footprint) {
                add(2, *before);
            }
        }
        for source in trail.tied(position) {
            if let Some(before) = labels.get(source) {
                add(3, *before);
            }
        }
    }
    (low, high)
}
