//! Which send met which receive.
//!
//! Sends to a channel are ordered among themselves by their coming, and so are receives; the n-th send meets the n-th receive, and with
//! a buffer of c elements it goes on after the receive c before that one. Here the partners are found by counting back over what was
//! done to the channel. A goroutine that waits has come, but does not count until it is let go on.

use super::trail::{DeedAt, Trail};
use super::world::{Deed, Source};
use crate::machine::{Addr, ChanEnd, Gid};

impl Trail {
    /// The position of the transition whose clock is meant; `position` is that of the newest one.
    pub(super) fn find(&self, source: Source, position: u32) -> Option<u32> {
        match source {
            Source::This => Some(position),
            Source::Latest(g) => self.last(g).map(|at| at as u32),
            Source::Sent(ch, n) => nth(&self.deeds, ch, true, n),
            Source::Received(ch, n) => nth(&self.deeds, ch, false, n),
            Source::Closed(ch) => self
                .deeds
                .iter()
                .rev()
                .find(|other| other.deed == Deed::Close(ch))
                .map(|other| other.position),
        }
    }
}

/// The n-th completed send (or receive) back from now.
fn nth(deeds: &[DeedAt], channel: Addr, sends: bool, n: u64) -> Option<u32> {
    // Goroutines known to have been let go on by a partner that came later.
    let mut met: Vec<Gid> = Vec::new();
    let mut left = n;
    if n == 0 {
        return None;
    }
    for other in deeds.iter().rev() {
        let counts = match other.deed {
            Deed::Channel {
                ch,
                send,
                end,
                moved,
            } if ch == channel => {
                if let ChanEnd::With(partner) = end
                    && send != sends
                {
                    met.push(partner);
                }
                let waited = end == ChanEnd::Parked;
                send == sends && moved && (!waited || take(&mut met, other.g))
            }
            Deed::Waits => take(&mut met, other.g),
            _ => false,
        };
        left -= u64::from(counts);
        if left == 0 {
            return Some(other.position);
        }
    }
    None
}

fn take(met: &mut Vec<Gid>, g: Gid) -> bool {
    let found = met.iter().position(|other| *other == g);
    found.map(|at| met.swap_remove(at)).is_some()
}
