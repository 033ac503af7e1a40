//! Which transitions commute.
//!
//! Two transitions of different goroutines are *dependent* when their order can matter. What a transition touches is its *footprint*: a
//! list of accesses, each to a run of cells of one object in one [`Mode`]; two footprints are dependent when an access of the one
//! conflicts with an access of the other. The table of conflicts ([`Mode::conflicts`]) is symmetric.
//!
//! Rules, and why they are sound:
//! - Two reads of a cell commute; so do two operations that found nothing to change (a compare-and-swap or TryLock that failed, a Once
//!   that is done): they read.
//! - Additions to a WaitGroup commute as long as none can make the counter negative. One that counts down is *covered* when it can be
//!   matched with an addition that happens before it and that no other one needs (`groups.rs`); an uncovered one commutes with nothing.
//! - Readers of a read-write lock come and go in any order, as long as each gives back a lock that it took itself.
//! - On a channel the n-th send meets the n-th receive whoever comes first, so sends and receives commute with one another and only
//!   sends with sends and receives with receives do not. A close commutes with receives. A select looks who is there: it commutes with
//!   nothing on its channels, and neither does an operation that completes a waiting select.
//! - Starting goroutines and making objects commute although numbers and addresses follow the order: [`super::names`] names both by
//!   their origin.
//! - What ends the program or moves time commutes with nothing at all.

use serde::{Deserialize, Serialize};

use super::names::Cell;

/// How a run of cells is touched.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[repr(u8)]
pub enum Mode {
    /// Looked at.
    Read,
    /// Looked at and changed.
    Write,
    /// Adds to a WaitGroup without being able to make it negative.
    Count,
    /// Counts a WaitGroup down below what is known to be there.
    CountOpen,
    /// Waits for a WaitGroup.
    Wait,
    /// Takes a read lock, or gives back its own.
    Share,
    /// Comes to a channel to send.
    Send,
    /// Comes to a channel to receive.
    Receive,
    /// Closes a channel.
    Close,
    /// A select on the channel, or what completes one.
    Select,
    /// Asks for a channel's length.
    Length,
}

impl Mode {
    const COUNT: usize = 11;

    /// Whether accesses of two modes to one cell conflict.
    #[inline]
    pub fn conflicts(self, other: Mode) -> bool {
        CONFLICTS[self as usize] & (1 << other as u16) != 0
    }
}

/// For each mode the set of those it conflicts with.
const CONFLICTS: [u16; Mode::COUNT] = {
    const fn bit(mode: Mode) -> u16 {
        1 << mode as u16
    }
    const ALL: u16 = (1 << Mode::COUNT) - 1;
    let counts = bit(Mode::Count) | bit(Mode::CountOpen);
    [
        // Read
        ALL & !bit(Mode::Read),
        // Write
        ALL,
        // Count
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::CountOpen) | bit(Mode::Wait),
        // CountOpen
        bit(Mode::Read) | bit(Mode::Write) | counts | bit(Mode::Wait),
        // Wait
        bit(Mode::Read) | bit(Mode::Write) | counts,
        // Share
        bit(Mode::Read) | bit(Mode::Write),
        // Send
        bit(Mode::Read)
            | bit(Mode::Write)
            | bit(Mode::Send)
            | bit(Mode::Close)
            | bit(Mode::Select)
            | bit(Mode::Length),
        // Receive
        bit(Mode::Read)
            | bit(Mode::Write)
            | bit(Mode::Receive)
            | bit(Mode::Select)
            | bit(Mode::Length),
        // Close
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::Send) | bit(Mode::Close) | bit(Mode::Select),
        // Select
        bit(Mode::Read)
            | bit(Mode::Write)
            | bit(Mode::Send)
            | bit(Mode::Receive)
            | bit(Mode::Close)
            | bit(Mode::Select)
            | bit(Mode::Length),
        // Length
        bit(Mode::Read)
            | bit(Mode::Write)
            | bit(Mode::Send)
            | bit(Mode::Receive)
            | bit(Mode::Select),
    ]
};

/// One access of a footprint.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Access {
    /// First cell.
    pub cell: Cell,
    /// Number of cells.
    pub words: u32,
    /// How.
    pub mode: Mode,
}

impl Access {
    /// Whether the order of the two can matter.
    #[inline]
    pub fn conflicts(&self, other: &Access) -> bool {
        self.cell.object == other.cell.object
            && self.mode.conflicts(other.mode)
            && self.cell.offset < other.cell.offset.saturating_add(other.words)
            && other.cell.offset < self.cell.offset.saturating_add(self.words)
    }
}

/// What a transition touches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footprint {
    first: Option<Access>,
    rest: Vec<Access>,
    /// Ends the program or moves time: ordered with everything.
    pub global: bool,
    /// May read any cell.
    pub reads_all: bool,
}

impl Footprint {
    /// Adds an access.
    #[inline]
    pub fn add(&mut self, access: Access) {
        match self.first {
            None => self.first = Some(access),
            Some(_) => self.rest.push(access),
        }
    }

    /// Adds what another operation of the same transition touches.
    pub fn merge(&mut self, other: Footprint) {
        self.global |= other.global;
        self.reads_all |= other.reads_all;
        for access in other.accesses() {
            if !self.accesses().any(|own| own == access) {
                self.add(*access);
            }
        }
    }

    /// All accesses.
    pub fn accesses(&self) -> impl Iterator<Item = &Access> {
        self.first.iter().chain(&self.rest)
    }

    /// All accesses, to refine them.
    pub fn accesses_mut(&mut self) -> impl Iterator<Item = &mut Access> {
        self.first.iter_mut().chain(&mut self.rest)
    }

    /// Whether the order of the two can matter, if they are of different goroutines.
    #[inline]
    pub fn depends_on(&self, other: &Footprint) -> bool {
        if let (Some(a), Some(b)) = (&self.first, &other.first)
            && a.conflicts(b)
        {
            return true;
        }
        if self.rest.is_empty() && other.rest.is_empty() && !self.is_wide() && !other.is_wide() {
            return false;
        }
        self.depends_widely(other)
    }

    fn is_wide(&self) -> bool {
        self.global || self.reads_all
    }

    fn depends_widely(&self, other: &Footprint) -> bool {
        self.global
            || other.global
            || (self.reads_all && other.changes_memory())
            || (other.reads_all && self.changes_memory())
            || self
                .accesses()
                .any(|a| other.accesses().any(|b| a.conflicts(b)))
    }

    fn changes_memory(&self) -> bool {
        self.accesses().any(|access| access.mode != Mode::Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_symmetric() {
        let has = |a: usize, b: usize| CONFLICTS.get(a).is_some_and(|set| set & (1 << b) != 0);
        for pair in 0..Mode::COUNT * Mode::COUNT {
            let (a, b) = (pair / Mode::COUNT, pair % Mode::COUNT);
            assert_eq!(has(a, b), has(b, a), "{a} {b}");
        }
    }
}
