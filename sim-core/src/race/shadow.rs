//! Shadow memory: for each cell the last write and the reads since that no later read makes superfluous.
//!
//! After FastTrack (Flanagan, Freund, 2009): an access is an *epoch*, the goroutine and the step packed into one word; only cells with
//! reads that are not ordered among themselves keep a list. Two things differ. Epochs are steps (see `clocks.rs`), so there is no
//! "same epoch" case, and the newest of several accesses that are in order is kept, which is the one a reader wants to see.
//! And an atomic access conflicts only with those that are not: it never takes the place of a plain read.
//!
//! Invariants: the array is indexed by address; `Cell::read` is [`SHARED`] exactly when `read_site` heads a list of readers.

use std::hash::{Hash, Hasher};

use super::clocks::{Clocks, Row};
use crate::machine::Gid;

/// An access: goroutine (31 bits), step (32 bits), and in the top bit whether it was atomic; 0 for none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Epoch(u64);

const ATOMIC: u64 = 1 << 63;

/// In place of an epoch: see the list.
const SHARED: Epoch = Epoch(u64::MAX);

/// End of a list of readers.
const END: u32 = u32::MAX;

impl Epoch {
    /// Of an access.
    #[inline]
    pub fn new(g: Gid, step: u32, atomic: bool) -> Epoch {
        let mark = if atomic { ATOMIC } else { 0 };
        Epoch(u64::from(g.0 & 0x7fff_ffff) << 32 | u64::from(step) | mark)
    }

    /// Whose.
    pub fn goroutine(self) -> Gid {
        Gid((self.0 >> 32) as u32 & 0x7fff_ffff)
    }

    /// When.
    pub fn step(self) -> u32 {
        self.0 as u32
    }

    /// Whether it was atomic.
    pub fn is_atomic(self) -> bool {
        self.0 & ATOMIC != 0
    }
}

/// What is known of one cell.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    write: Epoch,
    read: Epoch,
    write_site: u32,
    read_site: u32,
}

/// One of several concurrent readers.
#[derive(Clone, Copy, Debug)]
struct Reader {
    epoch: Epoch,
    site: u32,
    next: u32,
}

/// Who accesses now.
#[derive(Clone, Copy)]
pub(super) struct Now {
    /// The access.
    pub epoch: Epoch,
    /// Where (see `sites.rs`).
    pub site: u32,
    /// The goroutine's clock.
    pub row: Row,
}

/// An earlier access that is not ordered with the present one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conflict {
    /// The access.
    pub epoch: Epoch,
    /// Where.
    pub site: u32,
    /// Whether it wrote.
    pub write: bool,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Shadow {
    cells: Vec<Cell>,
    readers: Vec<Reader>,
    free: Vec<u32>,
}

/// Whether an earlier access happens before the present one, or cannot conflict with it.
#[inline]
fn harmless(before: Epoch, now: &Now, clocks: &Clocks) -> bool {
    before.0 & now.epoch.0 & ATOMIC != 0 || ordered(before, now, clocks)
}

#[inline]
fn ordered(before: Epoch, now: &Now, clocks: &Clocks) -> bool {
    let g = before.goroutine().0;
    g == 0 || g == now.epoch.goroutine().0 || before.step() <= clocks.get(now.row, g as usize - 1)
}

impl Shadow {
    /// Forgets every access.
    pub fn clear(&mut self) {
        self.cells.clear();
        self.readers.clear();
        self.free.clear();
    }

    /// Whether there is room for an address.
    #[inline]
    pub fn covers(&self, addr: u64) -> bool {
        addr < self.cells.len() as u64
    }

    /// Makes room for the addresses below `cells`.
    #[inline]
    pub fn cover(&mut self, cells: usize) {
        if self.cells.len() < cells {
            self.cells.resize(cells, Cell::default());
        }
    }

    /// Hashes what is known of all cells. `ordinal` gives a step its number among those of its goroutine.
    pub fn hash_state(&self, ordinal: &dyn Fn(u32) -> u32, hasher: &mut impl Hasher) {
        let access = |epoch: Epoch, site: u32| {
            let who = (epoch.goroutine().0, epoch.is_atomic());
            (who, ordinal(epoch.step()), site)
        };
        for (addr, cell) in self.cells.iter().enumerate() {
            if cell.write == Epoch::default() && cell.read == Epoch::default() {
                continue;
            }
            addr.hash(hasher);
            access(cell.write, cell.write_site).hash(hasher);
            if cell.read != SHARED {
                access(cell.read, cell.read_site).hash(hasher);
                continue;
            }
            // In which order the readers came is of no matter.
            let mut readers = Vec::new();
            let mut at = cell.read_site;
            while let Some(reader) = self.readers.get(at as usize) {
                readers.push(access(reader.epoch, reader.site));
                at = reader.next;
            }
            readers.sort_unstable();
            readers.hash(hasher);
        }
    }

    /// Notes a read; conflicts are added to `out`.
    #[inline(always)]
    pub fn read(&mut self, addr: u64, now: Now, clocks: &Clocks, out: &mut Vec<Conflict>) {
        let Some(cell) = self.cells.get_mut(addr as usize) else {
            return;
        };
        if !harmless(cell.write, &now, clocks) {
            out.push(Conflict {
                epoch: cell.write,
                site: cell.write_site,
                write: true,
            });
        }
        if cell.read != SHARED && replaces(cell.read, &now, clocks) {
            (cell.read, cell.read_site) = (now.epoch, now.site);
        } else {
            self.share(addr, now, clocks);
        }
    }

    /// Notes a write; conflicts are added to `out`.
    #[inline(always)]
    pub fn write(&mut self, addr: u64, now: Now, clocks: &Clocks, out: &mut Vec<Conflict>) {
        let Some(cell) = self.cells.get_mut(addr as usize) else {
            return;
        };
        if !harmless(cell.write, &now, clocks) {
            out.push(Conflict {
                epoch: cell.write,
                site: cell.write_site,
                write: true,
            });
        }
        (cell.write, cell.write_site) = (now.epoch, now.site);
        if cell.read == Epoch::default() {
            return;
        }
        if cell.read == SHARED {
            self.write_over_readers(addr, now, clocks, out);
            return;
        }
        if !harmless(cell.read, &now, clocks) {
            out.push(Conflict {
                epoch: cell.read,
                site: cell.read_site,
                write: false,
            });
        }
        if !now.epoch.is_atomic() {
            (cell.read, cell.read_site) = (Epoch::default(), 0);
        }
    }

    /// Compares a write with a list of readers, and drops the list unless the write is atomic.
    fn write_over_readers(
        &mut self,
        addr: u64,
        now: Now,
        clocks: &Clocks,
        out: &mut Vec<Conflict>,
    ) {
        let Some(cell) = self.cells.get_mut(addr as usize) else {
            return;
        };
        let mut at = cell.read_site;
        let drop = !now.epoch.is_atomic();
        if drop {
            (cell.read, cell.read_site) = (Epoch::default(), 0);
        }
        while let Some(reader) = self.readers.get(at as usize).copied() {
            if !harmless(reader.epoch, &now, clocks) {
                out.push(Conflict {
                    epoch: reader.epoch,
                    site: reader.site,
                    write: false,
                });
            }
            if drop {
                self.free.push(at);
            }
            at = reader.next;
        }
    }

    /// Adds a reader to a cell's list, without those that it replaces.
    fn share(&mut self, addr: u64, now: Now, clocks: &Clocks) {
        let Some(cell) = self.cells.get(addr as usize).copied() else {
            return;
        };
        let mut kept = END;
        if cell.read == SHARED {
            let mut at = cell.read_site;
            while let Some(reader) = self.readers.get(at as usize).copied() {
                if replaces(reader.epoch, &now, clocks) {
                    self.free.push(at);
                } else {
                    if let Some(slot) = self.readers.get_mut(at as usize) {
                        slot.next = kept;
                    }
                    kept = at;
                }
                at = reader.next;
            }
        } else {
            kept = self.reader(cell.read, cell.read_site, END);
        }
        let head = self.reader(now.epoch, now.site, kept);
        if let Some(cell) = self.cells.get_mut(addr as usize) {
            (cell.read, cell.read_site) = (SHARED, head);
        }
    }

    fn reader(&mut self, epoch: Epoch, site: u32, next: u32) -> u32 {
        let reader = Reader { epoch, site, next };
        if let Some(at) = self.free.pop()
            && let Some(slot) = self.readers.get_mut(at as usize)
        {
            *slot = reader;
            return at;
        }
        self.readers.push(reader);
        self.readers.len() as u32 - 1
    }
}

/// Whether a read makes an earlier one superfluous: whatever conflicts with the earlier also conflicts with it.
#[inline]
fn replaces(before: Epoch, now: &Now, clocks: &Clocks) -> bool {
    before == Epoch::default()
        || ((!now.epoch.is_atomic() || before.is_atomic()) && ordered(before, now, clocks))
}
