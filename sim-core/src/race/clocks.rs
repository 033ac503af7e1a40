//! Vector clocks, all of them rows of one matrix.
//!
//! An entry is a *step*: the number (from 1) of the last transition of that goroutine known to its owner. A transition of g at step
//! s therefore happens before an owner exactly if `owner[g] >= s`, and no counter has to be advanced at releases.
//!
//! Invariants: a row has `stride` entries, enough for all goroutines seen: a power of two, or for many a multiple of [`STRIDE_STEP`];
//! row numbers stay good until they are given back; nothing is allocated while the number of goroutines and of rows does not grow.

/// By how many entries rows grow once they are long.
const STRIDE_STEP: usize = 1024;

/// A row of the matrix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Row(u32);

impl Row {
    /// Stands for "no clock".
    pub const NONE: Row = Row(u32::MAX);

    /// Whether there is one.
    pub fn exists(self) -> bool {
        self != Row::NONE
    }

    /// Its number.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Clocks {
    entries: Vec<u32>,
    stride: usize,
    free: Vec<Row>,
}

impl Clocks {
    /// No rows, room for a few goroutines.
    pub fn new() -> Clocks {
        Clocks {
            entries: Vec::new(),
            stride: 8,
            free: Vec::new(),
        }
    }

    /// Gives all rows back.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.free.clear();
    }

    /// A new row of zeros.
    pub fn add(&mut self) -> Row {
        if let Some(row) = self.free.pop() {
            self.row_mut(row).fill(0);
            return row;
        }
        let row = Row((self.entries.len() / self.stride) as u32);
        self.entries.resize(self.entries.len() + self.stride, 0);
        row
    }

    /// Gives a row back.
    pub fn remove(&mut self, row: Row) {
        if row.exists() {
            self.free.push(row);
        }
    }

    /// Makes room for goroutines up to this index.
    pub fn cover(&mut self, index: usize) {
        if index < self.stride {
            return;
        }
        let stride = match index + 1 {
            few @ ..=STRIDE_STEP => few.next_power_of_two(),
            many => many.next_multiple_of(STRIDE_STEP),
        };
        let rows = self.entries.len() / self.stride;
        let mut entries = vec![0; rows * stride];
        for (old, new) in self
            .entries
            .chunks_exact(self.stride)
            .zip(entries.chunks_exact_mut(stride))
        {
            if let Some(head) = new.get_mut(..self.stride) {
                head.copy_from_slice(old);
            }
        }
        (self.entries, self.stride) = (entries, stride);
    }

    /// What a row knows of the goroutine of an index.
    #[inline]
    pub fn get(&self, row: Row, index: usize) -> u32 {
        self.entries
            .get(row.0 as usize * self.stride + index)
            .copied()
            .unwrap_or(0)
    }

    /// Sets one entry.
    #[inline]
    pub fn set(&mut self, row: Row, index: usize, step: u32) {
        if let Some(entry) = self.entries.get_mut(row.0 as usize * self.stride + index) {
            *entry = step;
        }
    }

    /// A whole row.
    pub fn row(&self, row: Row) -> &[u32] {
        let start = (row.0 as usize).saturating_mul(self.stride);
        self.entries
            .get(start..start.saturating_add(self.stride))
            .unwrap_or(&[])
    }

    fn row_mut(&mut self, row: Row) -> &mut [u32] {
        let start = row.0 as usize * self.stride;
        self.entries
            .get_mut(start..start + self.stride)
            .unwrap_or(&mut [])
    }

    fn pair(&mut self, a: Row, b: Row) -> Option<(&mut [u32], &mut [u32])> {
        let start = |row: Row| row.0 as usize * self.stride;
        let (a, b, n) = (start(a), start(b), self.stride);
        let [a, b] = self.entries.get_disjoint_mut([a..a + n, b..b + n]).ok()?;
        Some((a, b))
    }

    /// `into` learns all that `from` knows.
    #[inline]
    pub fn join(&mut self, into: Row, from: Row) {
        if let Some((into, from)) = self.pair(into, from) {
            for (entry, &step) in into.iter_mut().zip(from.iter()) {
                *entry = (*entry).max(step);
            }
        }
    }

    /// `into` becomes equal to `from`.
    #[inline]
    pub fn assign(&mut self, into: Row, from: Row) {
        if let Some((into, from)) = self.pair(into, from) {
            into.copy_from_slice(from);
        }
    }

    /// `object` becomes what `goroutine` knew, and `goroutine` learns what `object` knew before.
    #[inline]
    pub fn exchange(&mut self, object: Row, goroutine: Row) {
        if let Some((object, goroutine)) = self.pair(object, goroutine) {
            for (object, entry) in object.iter_mut().zip(goroutine.iter_mut()) {
                let before = *object;
                *object = *entry;
                *entry = (*entry).max(before);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_entries_when_more_goroutines_come() {
        let mut clocks = Clocks::new();
        let (a, b) = (clocks.add(), clocks.add());
        clocks.set(a, 7, 3);
        clocks.set(b, 0, 9);
        clocks.cover(8);
        clocks.set(b, 8, 1);
        clocks.join(a, b);
        assert_eq!(
            (clocks.get(a, 0), clocks.get(a, 7), clocks.get(a, 8)),
            (9, 3, 1)
        );
        assert_eq!(clocks.row(a).len(), 16);
    }

    #[test]
    fn an_exchange_gives_what_was_known_before() {
        let mut clocks = Clocks::new();
        let (slot, g) = (clocks.add(), clocks.add());
        clocks.set(slot, 0, 5);
        clocks.set(g, 1, 6);
        clocks.exchange(slot, g);
        assert_eq!(&clocks.row(slot)[..2], &[0, 6]);
        assert_eq!(&clocks.row(g)[..2], &[5, 6]);
    }
}
