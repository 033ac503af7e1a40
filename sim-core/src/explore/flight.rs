//! Values on their way: sent, and not yet received.
//!
//! A receive comes after the send whose value it gets. Values leave a channel in the order in which their senders came, so the senders
//! are kept here in that order, by channel: first those of what is in the buffer, then those that wait. A value has a name that follows
//! from its sender's own past, so it is the same in equivalent executions.
//!
//! A close panics the senders that wait. The n-th receive makes room for send n + capacity, so it comes before the close if that send
//! has come; for that, sends and receives are counted.
//!
//! Invariant: of a waiting select nothing is known here; where its value enters a buffer it has the name 0, which stands for none.

use std::collections::BTreeMap;

use super::names::Names;
use crate::machine::{Addr, ChanEnd, Event, Gid, Machine, ObjectKind, Op};
use crate::schedule::mix;

/// A value's name and its sender.
#[derive(Clone, Copy, Debug)]
struct Value {
    name: u64,
    sender: Gid,
}

/// What came to a channel.
#[derive(Clone, Debug, Default)]
struct Traffic {
    values: Vec<Value>,
    /// Sends that have come, and values received.
    sent: u32,
    received: u32,
}

/// What is on its way in all channels.
#[derive(Clone, Debug, Default)]
pub(super) struct Flight {
    channels: BTreeMap<Addr, Traffic>,
    /// Sends made by each goroutine.
    sent: Vec<u32>,
}

impl Flight {
    /// At a machine's present state: what is on its way there was sent before everything.
    pub fn new(machine: &Machine) -> Flight {
        let mut flight = Flight::default();
        let channels = machine.objects().iter();
        for object in channels.filter(|object| object.kind == ObjectKind::Chan) {
            let ch = Addr::from(object.start);
            let buffered = (0..length(machine, ch)).map(|_| Gid(0));
            let waiting = machine.waiters().iter();
            let plain =
                waiting.filter(|other| other.ch == ch && other.send && other.case == u32::MAX);
            let senders = buffered.chain(plain.map(|waiter| waiter.goroutine));
            let values: Vec<Value> = senders.map(|sender| Value { name: 0, sender }).collect();
            if !values.is_empty() {
                let (sent, received) = (values.len() as u32, 0);
                let traffic = Traffic {
                    values,
                    sent,
                    received,
                };
                flight.channels.insert(ch, traffic);
            }
        }
        flight
    }

    /// The name of the value that a goroutine sends next.
    pub fn next(&self, names: &Names, sender: Gid) -> u64 {
        let count = self.sent.get(super::names::index(sender)).copied();
        mix(names.name(sender) ^ mix(u64::from(count.unwrap_or(0)) ^ 0x5e4d)) | 1
    }

    /// The name of the value that a channel gives away next; 0 when it is not known.
    pub fn first(&self, ch: Addr) -> u64 {
        let traffic = self.channels.get(&ch);
        let first = traffic.and_then(|traffic| traffic.values.first());
        first.map_or(0, |value| value.name)
    }

    /// Sends that have come to a channel.
    pub fn sent(&self, ch: Addr) -> u32 {
        self.channels.get(&ch).map_or(0, |traffic| traffic.sent)
    }

    /// Values received from a channel.
    pub fn received(&self, ch: Addr) -> u32 {
        self.channels.get(&ch).map_or(0, |traffic| traffic.received)
    }

    /// Follows what a goroutine has just done.
    pub fn follow(&mut self, machine: &Machine, names: &Names, event: &Event) {
        let g = event.goroutine;
        match event.op {
            Op::Send { ch, end } => {
                let name = self.next(names, g);
                let index = super::names::index(g);
                if self.sent.len() <= index {
                    self.sent.resize(index + 1, 0);
                }
                if let Some(sent) = self.sent.get_mut(index) {
                    *sent += 1;
                }
                let traffic = self.traffic(ch);
                match end {
                    ChanEnd::Done | ChanEnd::Parked => traffic.send(Value { name, sender: g }),
                    ChanEnd::With(_) => traffic.pass(),
                    ChanEnd::Panicked => {}
                }
            }
            Op::Select {
                ch,
                send: true,
                end: ChanEnd::Done,
                ..
            } => {
                let (name, sender) = (0, g);
                self.traffic(ch).send(Value { name, sender });
            }
            Op::Select {
                ch,
                send: true,
                end: ChanEnd::With(_),
                ..
            } => self.traffic(ch).pass(),
            Op::Recv { ch, end, ok } => self.receive(machine, (ch, end, ok)),
            Op::Select {
                ch,
                send: false,
                end,
                ..
            } if ch != 0 => self.receive(machine, (ch, end, true)),
            Op::Close { ch, .. } => {
                let len = length(machine, ch);
                self.traffic(ch).values.truncate(len);
            }
            _ => {}
        }
    }

    fn receive(&mut self, machine: &Machine, (ch, end, ok): (Addr, ChanEnd, bool)) {
        let len = length(machine, ch);
        let traffic = self.traffic(ch);
        traffic.received += u32::from(ok && end != ChanEnd::Parked);
        let values = &mut traffic.values;
        match end {
            ChanEnd::Done if ok => pop(values),
            ChanEnd::With(partner) if len > 0 => {
                // The oldest one goes, and the one that waited enters the buffer.
                pop(values);
                let last = len - 1;
                let known = values.get(last);
                if last <= values.len() && known.is_none_or(|value| value.sender != partner) {
                    let (name, sender) = (0, partner);
                    values.insert(last, Value { name, sender });
                    traffic.sent += 1;
                }
            }
            ChanEnd::With(partner) => {
                let plain = values.first().is_some_and(|value| value.sender == partner);
                match plain {
                    true => pop(values),
                    false => traffic.sent += 1,
                }
            }
            _ => {}
        }
    }

    fn traffic(&mut self, ch: Addr) -> &mut Traffic {
        self.channels.entry(ch).or_default()
    }
}

impl Traffic {
    fn send(&mut self, value: Value) {
        self.values.push(value);
        self.sent += 1;
    }

    /// A value goes directly to one that waits.
    fn pass(&mut self) {
        self.sent += 1;
        self.received += 1;
    }
}

fn length(machine: &Machine, ch: Addr) -> usize {
    machine.channel(ch).map_or(0, |view| view.len as usize)
}

fn pop(values: &mut Vec<Value>) {
    if !values.is_empty() {
        values.remove(0);
    }
}
