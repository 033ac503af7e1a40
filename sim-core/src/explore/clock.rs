//! Vector clocks of one execution.
//!
//! A clock says of each goroutine how much of it happens before: the position of its last such transition + 1, by index of the
//! goroutine. Clocks of all transitions lie in one array, so that making one allocates nothing.

use crate::machine::Gid;

use super::names::index;

/// The clocks of an execution's transitions, by position.
#[derive(Clone, Debug)]
pub(super) struct Clocks {
    words: Vec<u32>,
    stride: usize,
}

/// How far a clock has seen a goroutine.
#[inline]
pub(super) fn seen(clock: &[u32], g: Gid) -> usize {
    clock.get(index(g)).copied().unwrap_or(0) as usize
}

/// What happens before either happens before both.
#[inline]
pub(super) fn join(clock: &mut [u32], other: &[u32]) {
    for (entry, value) in clock.iter_mut().zip(other) {
        *entry = (*entry).max(*value);
    }
}

impl Clocks {
    /// None yet, but room for so many.
    pub fn with_room(clocks: usize) -> Clocks {
        let stride = 4;
        Clocks {
            words: Vec::with_capacity(clocks * stride),
            stride,
        }
    }

    /// Entries of a clock.
    pub fn width(&self) -> usize {
        self.stride
    }

    /// Makes room for so many goroutines.
    pub fn widen(&mut self, goroutines: usize) {
        let old = self.stride;
        while self.stride < goroutines {
            self.stride *= 2;
        }
        if self.stride != old {
            let mut words = Vec::with_capacity(self.words.len() / old * self.stride);
            for clock in self.words.chunks(old) {
                words.extend_from_slice(clock);
                words.resize(words.len() + self.stride - old, 0);
            }
            self.words = words;
        }
    }

    /// The clock of a transition.
    #[inline]
    pub fn get(&self, position: usize) -> &[u32] {
        let start = position * self.stride;
        self.words.get(start..start + self.stride).unwrap_or(&[])
    }

    /// Joins the clock of an earlier transition into that of a later one.
    pub fn join(&mut self, later: usize, earlier: usize) {
        let (start, end) = (later * self.stride, earlier * self.stride);
        let Some((before, after)) = self.words.split_at_mut_checked(start) else {
            return;
        };
        if let Some(other) = before.get(end..end + self.stride) {
            join(after, other);
        }
    }

    /// Appends that of the next transition.
    pub fn push(&mut self, clock: &[u32]) {
        self.words.extend_from_slice(clock);
        let end = self.words.len().next_multiple_of(self.stride);
        self.words.resize(end, 0);
    }

    /// Forgets all from a position on.
    pub fn truncate(&mut self, positions: usize) {
        self.words.truncate(positions * self.stride);
    }
}
