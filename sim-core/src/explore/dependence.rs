//! Which transitions commute.
//!
//! Two transitions of different goroutines are *dependent* when their order can matter. What a transition touches is its *footprint*: a
//! list of accesses, each to a run of cells of one object in one [`Mode`]; two footprints are dependent when an access of the one
//! conflicts with an access of the other. The table of conflicts ([`Mode::conflicts`]) is symmetric.
//!
//! Rules, and why they are sound:
//! - Two reads of a cell commute; so do two operations that found nothing to change (a compare-and-swap or TryLock that failed, a Once
//!   that is done): they read.
//! - Additions to a WaitGroup commute as long as none can make the counter negative, and nothing but a Wait asks for it. When a
//!   goroutine comes to a Wait is of no matter as long as no addition can leave zero meanwhile: it goes on when the counter is 0, and
//!   to become a waiter is no transition. Once a misuse has been seen that breaks this (`misuse.rs`), the program is explored anew with
//!   rules that hold in any case: every addition writes the WaitGroup, and so does every coming to a Wait and every going on from it.
//! - Readers of a read-write lock come and go in any order, as long as each gives back a lock that it took itself.
//! - On a channel the n-th send meets the n-th receive. A receive counts as blocked until there is something for it: nobody can tell
//!   whether it came before, except a send of a select that does not wait (see [`super::rules::Rules::guarded`]). So receives that find
//!   the channel closed and empty commute; one that gets a value comes after its send and commutes with all the others. Sends do not
//!   commute with sends, nor receives that get a value with receives. A close commutes with a receive, but not with one that makes
//!   room for a send which has come before the close and would panic otherwise. A select looks who is there: it commutes with nothing on
//!   its channels, and neither does an operation that completes a waiting select.
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
    /// Waits for a WaitGroup.
    Wait,
    /// Takes a read lock, or gives back its own.
    Share,
    /// Comes to a channel to send.
    Send,
    /// Comes to a channel to receive.
    Receive,
    /// Receives, where it is not known whether that lets a sender go on who would panic at a close.
    Relieve,
    /// Receives from a channel that is closed and empty.
    Drain,
    /// A value's way from its send to its receive.
    Value,
    /// Makes room for a send.
    Room,
    /// Closes a channel to which so many sends have come.
    Settle,
    /// Closes a channel.
    Close,
    /// A select on the channel, or what completes one.
    Select,
    /// Asks for a channel's length.
    Length,
}

impl Mode {
    const COUNT: usize = 15;

    /// Whether accesses of two modes to one cell conflict.
    #[inline]
    pub fn conflicts(self, other: Mode) -> bool {
        CONFLICTS[self as usize] & (1 << other as u32) != 0
    }
}

/// For each mode the set of those it conflicts with.
const CONFLICTS: [u32; Mode::COUNT] = {
    const fn bit(mode: Mode) -> u32 {
        1 << mode as u32
    }
    const ALL: u32 = (1 << Mode::COUNT) - 1;
    let values = bit(Mode::Receive) | bit(Mode::Relieve);
    let receives = values | bit(Mode::Drain);
    [
        // Read
        ALL & !bit(Mode::Read),
        // Write
        ALL,
        // Count
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::Wait),
        // Wait
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::Count),
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
        bit(Mode::Read) | bit(Mode::Write) | receives | bit(Mode::Select) | bit(Mode::Length),
        // Relieve
        bit(Mode::Read)
            | bit(Mode::Write)
            | receives
            | bit(Mode::Close)
            | bit(Mode::Select)
            | bit(Mode::Length),
        // Drain
        bit(Mode::Read) | bit(Mode::Write) | values | bit(Mode::Close) | bit(Mode::Select),
        // Value
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::Value),
        // Room
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::Settle),
        // Settle
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::Room),
        // Close
        bit(Mode::Read)
            | bit(Mode::Write)
            | bit(Mode::Send)
            | bit(Mode::Relieve)
            | bit(Mode::Drain)
            | bit(Mode::Close)
            | bit(Mode::Select),
        // Select
        bit(Mode::Read)
            | bit(Mode::Write)
            | bit(Mode::Send)
            | receives
            | bit(Mode::Close)
            | bit(Mode::Select)
            | bit(Mode::Length),
        // Length
        bit(Mode::Read) | bit(Mode::Write) | bit(Mode::Send) | values | bit(Mode::Select),
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

    /// Whether the two compete, which a receive does not with the send that it gets its value from.
    pub fn competes_with(&self, other: &Footprint) -> bool {
        let competes = |a: &Access| {
            a.mode != Mode::Value
                && other
                    .accesses()
                    .any(|b| b.mode != Mode::Value && a.conflicts(b))
        };
        self.depends_on(other)
            && (self.is_wide() || other.is_wide() || self.accesses().any(competes))
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
