//! Operations on channels: what they touch, and which send met which receive.
//!
//! Sends to a channel are ordered among themselves by their coming, and so are receives; the n-th send meets the n-th receive, and with
//! a buffer of c elements it goes on after the receive c before that one. Here the partners are found by counting back over what was
//! done to the channel. A goroutine that waits has come, but does not count until it is let go on.

use super::dependence::{Access, Mode};
use super::names::Cell;
use super::trail::{DeedAt, Trail};
use super::world::{Deed, Done, Guard, Look, Source, World};
use crate::machine::{Addr, ChanEnd, Gid, PendingKind};
use crate::schedule::mix;

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

impl World {
    /// Whether a receive from a channel need not wait.
    pub(super) fn has_something(&self, ch: Addr) -> bool {
        let mut waiters = self.machine.waiters().iter();
        self.machine
            .channel(ch)
            .is_none_or(|view| view.closed || view.len > 0)
            || waiters.any(|waiter| waiter.ch == ch && waiter.send)
    }

    /// How a receive uses its channel.
    fn look_receive(&self, look: &mut Look, ch: Addr) -> Mode {
        let Some(flight) = &self.flight else {
            return Mode::Relieve;
        };
        (look.guard, look.fickle) = (Guard::Other, true);
        let Some(view) = self.machine.channel(ch) else {
            return Mode::Relieve;
        };
        if view.closed && view.len == 0 {
            return Mode::Drain;
        }
        let mut waiting = self.machine.waiters().iter();
        let first = waiting.find(|waiter| waiter.ch == ch && waiter.send);
        // What a waiting select offers has no name.
        if view.len > 0 || first.is_some_and(|waiter| waiter.case == u32::MAX) {
            look.value(flight.first(ch));
        }
        let place = u64::from(flight.received(ch)).saturating_add(view.cap);
        self.room(look, (ch, place as u32, 1), Mode::Room);
        Mode::Receive
    }

    /// Places in a channel, by the number of the send that takes them.
    fn room(&self, look: &mut Look, (ch, first, words): (Addr, u32, u32), mode: Mode) {
        let channel = self.names.cell(&self.machine, ch);
        let cell = Cell {
            object: mix(channel.object ^ u64::from(channel.offset) ^ 0x400d),
            offset: first,
        };
        look.footprint.add(Access { cell, words, mode });
    }

    pub(super) fn look_channel(&self, look: &mut Look, g: Gid) {
        let ch = look.op.addr;
        if ch == 0 {
            return;
        }
        let mode = match look.op.kind {
            PendingKind::Send => Mode::Send,
            PendingKind::Recv => self.look_receive(look, ch),
            PendingKind::Close => Mode::Close,
            _ => Mode::Length,
        };
        self.use_channel(look, ch, mode);
        match (look.op.kind, &self.flight) {
            (PendingKind::Send, Some(flight)) => look.value(flight.next(&self.names, g)),
            (PendingKind::Close, Some(flight)) => {
                look.fickle = true;
                self.room(look, (ch, 0, flight.sent(ch)), Mode::Settle);
            }
            _ => {}
        }
        if look.op.kind == PendingKind::ChanLen {
            return;
        }
        for waiter in self
            .machine
            .waiters()
            .iter()
            .filter(|waiter| waiter.ch == ch)
        {
            let meets = match look.op.kind {
                PendingKind::Send => !waiter.send,
                PendingKind::Recv => waiter.send,
                _ => true,
            };
            if meets {
                self.meet(look, waiter.goroutine, waiter.case != u32::MAX);
                look.waiting.push(waiter.goroutine);
                if look.op.kind != PendingKind::Close {
                    break;
                }
            }
        }
    }

    /// Completing a waiting select takes it out of the queues of all its channels.
    fn meet(&self, look: &mut Look, partner: Gid, selects: bool) {
        if selects {
            look.fickle = true;
            let mut cases = Vec::new();
            self.machine.select_channels(partner, &mut cases);
            for (ch, _) in cases {
                self.touch(look, ch, 1, Mode::Select);
            }
        }
    }

    pub(super) fn look_select(&self, look: &mut Look, g: Gid) {
        look.fickle = true;
        let mut cases = Vec::new();
        self.machine.select_channels(g, &mut cases);
        for &(ch, send) in &cases {
            self.use_channel(look, ch, Mode::Select);
            for waiter in self.machine.waiters() {
                if waiter.ch == ch && waiter.send != send && waiter.case != u32::MAX {
                    self.meet(look, waiter.goroutine, true);
                }
            }
        }
        look.cases = cases;
    }

    fn use_channel(&self, look: &mut Look, ch: Addr, mode: Mode) {
        self.touch(look, ch, 1, mode);
        if let Some(view) = self.machine.channel(ch) {
            look.channels.push((ch, view.len, view.cap));
        }
    }

    pub(super) fn settle_channel(
        &self,
        look: &Look,
        done: &mut Done,
        (ch, send, end): (Addr, bool, ChanEnd),
    ) {
        let g = done.event.goroutine;
        let (len, cap) = look
            .channels
            .iter()
            .find(|(other, ..)| *other == ch)
            .map_or((0, 0), |(_, len, cap)| (*len, *cap));
        let mut moved = true;
        match end {
            ChanEnd::Parked => {}
            ChanEnd::Panicked => moved = false,
            ChanEnd::With(partner) => {
                let mine = match send {
                    // A receive from a full buffer makes room for a sender that waits.
                    false if len > 0 => Source::Sent(ch, len),
                    // With a buffer a send would not have waited for the receiver.
                    true if cap > 0 => Source::Received(ch, cap),
                    _ => Source::Latest(partner),
                };
                done.ties.push((g, mine));
                done.ties.push((partner, Source::This));
            }
            ChanEnd::Done if send => done
                .ties
                .push((g, Source::Received(ch, cap - len.min(cap)))),
            ChanEnd::Done if len > 0 => done.ties.push((g, Source::Sent(ch, len))),
            ChanEnd::Done => {
                moved = false;
                done.ties.push((g, Source::Closed(ch)));
            }
        }
        done.deed = Some(Deed::Channel {
            ch,
            send,
            end,
            moved,
        });
    }
}
