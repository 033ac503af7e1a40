//! What channels order.
//!
//! - Without a buffer, sender and receiver learn all of each other.
//! - With one, each place of it is a clock that a send or a receive exchanges with: a receive learns from its send, and the k-th receive
//!   happens before the (k+C)-th send completes, but not before earlier ones. Elements without size share one place in Go's detector, which
//!   then orders more; so it does here.
//! - A close is learnt by whoever receives because of it. It writes the channel and a send reads it: those two must be ordered.
//!
//! A goroutine that waits in a channel acts within the transition of the one that completes its operation.

use super::clocks::Row;
use super::{Detector, Way};
use crate::machine::{Addr, ChanEnd, Event, Gid, Machine, Stand};

/// What is known of one channel.
#[derive(Clone, Debug)]
pub(super) struct Channel {
    /// What its close released.
    closed: Row,
    /// Elements ever sent and received, which decide the place in the buffer.
    sent: u64,
    received: u64,
    /// Places of the buffer that were used, by number.
    places: Vec<Row>,
    cap: u64,
    sizeless: bool,
}

impl Channel {
    /// Elements ever sent and received.
    pub fn passed(&self) -> (u64, u64) {
        (self.sent, self.received)
    }

    /// All its clocks: of the close, then of the places.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        std::iter::once(self.closed).chain(self.places.iter().copied())
    }
}

impl Detector {
    /// The channel's record, made on first sight; `None` where there is no channel.
    fn channel(&mut self, machine: &Machine, ch: Addr) -> Option<usize> {
        if let Some(&index) = self.channel_index.get(&ch) {
            return Some(index);
        }
        let view = machine.channel(ch)?;
        let index = self.channels.len();
        self.channels.push(Channel {
            closed: Row::NONE,
            sent: 0,
            received: 0,
            places: Vec::new(),
            cap: view.cap,
            sizeless: view.elem_words == 0,
        });
        self.channel_index.insert(ch, index);
        Some(index)
    }

    /// `ch <- v`.
    pub(super) fn sent(&mut self, machine: &Machine, event: &Event, ch: Addr, end: ChanEnd) {
        let g = event.goroutine;
        self.access(machine, g, event.at, (ch, 1), Way::ChannelRead);
        self.send_done(machine, g, ch, end);
    }

    fn send_done(&mut self, machine: &Machine, g: Gid, ch: Addr, end: ChanEnd) {
        let Some(index) = self.channel(machine, ch) else {
            return;
        };
        match end {
            ChanEnd::Panicked => {}
            ChanEnd::Parked => self.park(g),
            ChanEnd::With(partner) if self.unbuffered(index) => self.meet(machine, g, partner),
            ChanEnd::With(partner) => {
                let place = self.next_place(index, true);
                self.next_place(index, false);
                self.pass(index, g, place);
                self.pass(index, partner, place);
                self.woken(machine, partner);
            }
            ChanEnd::Done => {
                let place = self.next_place(index, true);
                self.pass(index, g, place);
            }
        }
    }

    /// `<-ch`.
    pub(super) fn received(
        &mut self,
        machine: &Machine,
        g: Gid,
        ch: Addr,
        (end, ok): (ChanEnd, bool),
    ) {
        let Some(index) = self.channel(machine, ch) else {
            return;
        };
        match end {
            ChanEnd::Parked => self.park(g),
            ChanEnd::With(partner) if self.unbuffered(index) => self.meet(machine, g, partner),
            ChanEnd::With(partner) => {
                let place = self.next_place(index, false);
                self.next_place(index, true);
                self.pass(index, g, place);
                self.pass(index, partner, place);
                self.woken(machine, partner);
            }
            ChanEnd::Done if ok => {
                let place = self.next_place(index, false);
                self.pass(index, g, place);
            }
            ChanEnd::Panicked => {}
            ChanEnd::Done => {
                let closed = self.channels.get(index).map_or(Row::NONE, |ch| ch.closed);
                self.acquire_row(g, closed);
            }
        }
    }

    /// A case of a select, its default (no channel), or waiting in all of them.
    pub(super) fn selected(
        &mut self,
        machine: &Machine,
        event: &Event,
        (ch, send): (Addr, bool),
        end: ChanEnd,
    ) {
        let g = event.goroutine;
        if end == ChanEnd::Parked {
            let mut cases = Vec::new();
            machine.select_channels(g, &mut cases);
            for (ch, _) in cases.into_iter().filter(|(_, send)| *send) {
                self.access(machine, g, event.at, (ch, 1), Way::ChannelRead);
            }
            self.park(g);
        } else if ch != 0 && send {
            self.sent(machine, event, ch, end);
        } else if ch != 0 {
            // A receive that found a value has one to find; else the channel is closed.
            let ok = self.channel(machine, ch).is_some_and(|index| {
                let channel = self.channels.get(index);
                channel.is_some_and(|channel| channel.received < channel.sent)
            });
            self.received(machine, g, ch, (end, ok));
        }
    }

    /// `close(ch)`.
    pub(super) fn closed(&mut self, machine: &Machine, event: &Event, ch: Addr, woken: u32) {
        let g = event.goroutine;
        self.access(machine, g, event.at, (ch, 1), Way::ChannelWrite);
        let Some(index) = self.channel(machine, ch) else {
            return;
        };
        let closed = self.clocks.add();
        if let Some(channel) = self.channels.get_mut(index) {
            channel.closed = closed;
        }
        self.release_row(g, closed);
        if woken == 0 {
            return;
        }
        for goroutine in machine.goroutines() {
            let id = goroutine.id;
            let parked = self.thread_mut(id).is_some_and(|thread| thread.parked);
            if parked && goroutine.stand != Stand::Parked {
                self.acquire_row(id, closed);
                self.woken(machine, id);
            }
        }
    }

    fn unbuffered(&self, index: usize) -> bool {
        self.channels.get(index).is_none_or(|ch| ch.cap == 0)
    }

    fn park(&mut self, g: Gid) {
        if let Some(thread) = self.thread_mut(g) {
            thread.parked = true;
        }
    }

    /// A goroutine that waited in a channel has gone on, within this transition.
    fn woken(&mut self, machine: &Machine, g: Gid) {
        let step = self.step;
        if let Some(thread) = self.thread_mut(g) {
            thread.parked = false;
            thread.after = step;
        }
        self.follow(machine, g);
    }

    /// Sender and receiver meet.
    fn meet(&mut self, machine: &Machine, g: Gid, partner: Gid) {
        let (own, other) = (self.row(g), self.row(partner));
        if own.exists() && other.exists() {
            self.clocks.join(other, own);
            self.clocks.join(own, other);
            if let Some(thread) = self.thread(partner) {
                self.edge(thread.last);
            }
        }
        self.woken(machine, partner);
    }

    /// The clock of the place that the next element goes to or comes from; counts the element.
    fn next_place(&mut self, index: usize, send: bool) -> Row {
        let Some(channel) = self.channels.get_mut(index) else {
            return Row::NONE;
        };
        let count = if send {
            &mut channel.sent
        } else {
            &mut channel.received
        };
        let number = *count % channel.cap.max(1);
        *count += 1;
        let number = if channel.sizeless { 0 } else { number as usize };
        while channel.places.len() <= number {
            channel.places.push(self.clocks.add());
        }
        channel.places.get(number).copied().unwrap_or(Row::NONE)
    }

    /// An element goes through a place of the buffer by the hand of `g`.
    fn pass(&mut self, index: usize, g: Gid, place: Row) {
        let own = self.row(g);
        if !own.exists() || !place.exists() {
            return;
        }
        self.acquired(g, place);
        if self.channels.get(index).is_some_and(|ch| ch.sizeless) {
            self.clocks.join(own, place);
            self.clocks.assign(place, own);
        } else {
            self.clocks.exchange(place, own);
        }
        self.released(place);
    }
}
