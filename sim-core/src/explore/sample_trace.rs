//! A canonical hash of an execution's Mazurkiewicz trace: equal for executions that differ only in the order of independent transitions.
//!
//! Each transition gets a hash from its goroutine's transition before it, the alternative it took, and, for every object it touches,
//! what was done to that object before it and does not commute with it. The sum of those hashes is the key: it says which transitions
//! there were and how the dependent ones were ordered, not in which order independent ones happened to be executed. Two traces with one
//! key are as likely as two equal random 64-bit numbers.
//!
//! An object's past is kept in constant space. Operations fall into classes ([`Class`]) such that those of one class commute, and
//! those of two classes do not; `group` sums what was done in the latest class, `base` stands for all before that.
//!
//! Invariant: the relation is that of [`Footprint::depends_on`](super::Footprint::depends_on), which a test compares with this file on
//! generated programs.

use crate::bytecode::SyncOp;
use crate::machine::{Addr, Event, Op, PendingKind, PendingOp, Range};
use crate::schedule::mix;

/// Stand-ins for what has no address.
const GO: Addr = u64::MAX;
const OUTPUT: Addr = u64::MAX - 1;
const PROCESSORS: Addr = u64::MAX - 2;
const POPULATION: Addr = u64::MAX - 3;

/// Which operations on one object commute: those of the same class, unless it is `Alone`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    /// Commutes with nothing.
    Alone,
    /// Looks only.
    Read,
    /// A WaitGroup's addition, or a change of the number of goroutines.
    Up,
    /// A WaitGroup's countdown.
    Down,
    /// A reader takes a lock.
    Enter,
    /// A reader gives it back.
    Leave,
}

/// What has been done to one object.
#[derive(Clone, Copy, Debug)]
struct Past {
    addr: Addr,
    /// The execution it belongs to; others are free places.
    epoch: u32,
    class: Class,
    base: u64,
    group: u64,
}

/// Pasts by address: open addressing, emptied by counting up `epoch`.
#[derive(Clone, Debug)]
struct Table {
    places: Vec<Past>,
    used: usize,
    epoch: u32,
    /// Never used: the places are never empty.
    nowhere: Past,
}

const FREE: Past = Past {
    addr: 0,
    epoch: 0,
    class: Class::Alone,
    base: 0,
    group: 0,
};

impl Table {
    fn new() -> Table {
        Table {
            places: vec![FREE; 64],
            used: 0,
            epoch: 1,
            nowhere: FREE,
        }
    }

    fn clear(&mut self) {
        self.used = 0;
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 {
            self.places.fill(FREE);
            self.epoch = 1;
        }
    }

    /// The place of an address, made if need be.
    #[inline]
    fn place(&mut self, addr: Addr) -> &mut Past {
        if self.used * 2 >= self.places.len() {
            self.grow();
        }
        let mask = self.places.len() - 1;
        let mut index = (addr.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while let Some(past) = self.places.get(index)
            && past.epoch == self.epoch
            && past.addr != addr
        {
            index = (index + 1) & mask;
        }
        let epoch = self.epoch;
        let past = self.places.get_mut(index).unwrap_or(&mut self.nowhere);
        if past.epoch != epoch {
            self.used += 1;
            *past = Past {
                addr,
                epoch,
                ..FREE
            };
        }
        past
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![FREE; self.places.len() * 2];
        let old = std::mem::replace(&mut self.places, larger);
        self.used = 0;
        let epoch = self.epoch;
        for past in old.iter().filter(|past| past.epoch == epoch) {
            *self.place(past.addr) = *past;
        }
    }
}

/// The hash of one execution's trace, fed transition by transition.
#[derive(Clone, Debug)]
pub(super) struct TraceKey {
    table: Table,
    /// By goroutine: the hash of its latest transition.
    latest: Vec<u64>,
    /// What the transition under way touches.
    touched: Vec<(Addr, Class)>,
    /// The latest transition that is ordered with everything.
    barrier: u64,
    /// Sum of all that is ordered with a barrier.
    ordered: u64,
    /// Sum of all that wrote a cell.
    writes: u64,
    /// Sum of all that read every cell.
    surveys: u64,
    key: u64,
}

impl TraceKey {
    pub fn new() -> TraceKey {
        TraceKey {
            table: Table::new(),
            latest: Vec::new(),
            touched: Vec::new(),
            barrier: 0,
            ordered: 0,
            writes: 0,
            surveys: 0,
            key: 0,
        }
    }

    /// Begins another execution.
    pub fn clear(&mut self) {
        self.table.clear();
        self.latest.clear();
        (self.barrier, self.ordered) = (0, 0);
        (self.writes, self.surveys) = (0, 0);
        self.key = 0;
    }

    /// The hash of the transitions so far.
    pub fn value(&self) -> u64 {
        mix(self.key)
    }

    /// Adds a transition: what it was about to do, the channels of the select it stood at, and what it did.
    #[inline]
    pub fn add(&mut self, op: &PendingOp, channels: &[(Addr, bool)], event: &Event) {
        let index = (event.goroutine.0 as usize).wrapping_sub(1);
        if self.latest.len() <= index {
            self.extend(index);
        }
        let own = self.latest.get(index).copied().unwrap_or(0);
        let mut hash = own.wrapping_add(event.alt).wrapping_mul(MULTIPLIER);
        let private = match op.kind {
            PendingKind::Load => self.single(&mut hash, op.addr, Class::Read, false),
            PendingKind::Store { .. } => self.single(&mut hash, op.addr, Class::Alone, true),
            _ => self.other(&mut hash, op, channels, event),
        };
        if let Some(latest) = self.latest.get_mut(index) {
            *latest = hash;
        }
        // A program's end overtakes what only one goroutine notices; that it had happened makes no other trace.
        if !private {
            self.key = self.key.wrapping_add(hash);
        }
    }

    #[cold]
    fn extend(&mut self, index: usize) {
        let known = self.latest.len() as u64;
        self.latest.extend((known..=index as u64).map(mix));
    }

    /// A load or store of one cell, which is never private.
    #[inline]
    fn single(&mut self, hash: &mut u64, addr: Addr, class: Class, writes: bool) -> bool {
        let past = self.table.place(addr);
        past.turn(class);
        fold(hash, past.base);
        fold(hash, self.barrier);
        if writes {
            fold(hash, self.surveys);
        }
        *hash = mix(*hash);
        past.group = past.group.wrapping_add(*hash);
        self.ordered = self.ordered.wrapping_add(*hash);
        if writes {
            self.writes = self.writes.wrapping_add(*hash);
        }
        false
    }

    /// Anything else; whether it is private.
    fn other(
        &mut self,
        hash: &mut u64,
        op: &PendingOp,
        channels: &[(Addr, bool)],
        event: &Event,
    ) -> bool {
        self.touched.clear();
        let private = self.collect(op, channels, event);
        for (addr, class) in &self.touched {
            let past = self.table.place(*addr);
            past.turn(*class);
            fold(hash, past.base);
        }
        let barrier = is_barrier(op.kind, event);
        if !private {
            fold(hash, if barrier { self.ordered } else { self.barrier });
            fold(hash, if op.writes.words > 0 { self.surveys } else { 0 });
            fold(
                hash,
                if op.reads == Range::ALL {
                    self.writes
                } else {
                    0
                },
            );
        }
        *hash = mix(*hash);
        for (addr, _) in &self.touched {
            let past = self.table.place(*addr);
            past.group = past.group.wrapping_add(*hash);
        }
        if private {
            return true;
        }
        self.ordered = self.ordered.wrapping_add(*hash);
        if barrier {
            self.barrier = *hash;
        }
        if op.writes.words > 0 {
            self.writes = self.writes.wrapping_add(*hash);
        }
        if op.reads == Range::ALL {
            self.surveys = self.surveys.wrapping_add(*hash);
        }
        false
    }

    /// Lists the objects of a transition; whether it is one that only its goroutine notices.
    fn collect(&mut self, op: &PendingOp, channels: &[(Addr, bool)], event: &Event) -> bool {
        let touched = &mut self.touched;
        match op.kind {
            PendingKind::Exit => touched.push((POPULATION, Class::Up)),
            PendingKind::Go => touched.extend([(GO, Class::Alone), (POPULATION, Class::Up)]),
            PendingKind::End => touched.push((POPULATION, Class::Up)),
            PendingKind::Local => return true,
            PendingKind::Select => {
                touched.extend(channels.iter().map(|&(ch, _)| (ch, Class::Alone)));
            }
            PendingKind::Send | PendingKind::Recv | PendingKind::Close | PendingKind::ChanLen => {
                touched.push((op.addr, Class::Alone));
            }
            PendingKind::Sync(sync) => return self.collect_sync(sync, op, event),
            PendingKind::Load | PendingKind::Store { .. } => {}
        }
        op.kind == PendingKind::Exit
    }

    fn collect_sync(&mut self, sync: SyncOp, op: &PendingOp, event: &Event) -> bool {
        use SyncOp::{Choose, ChooseN, Gosched, RaceRead, RaceWrite};
        let touched = &mut self.touched;
        match sync {
            RaceRead | RaceWrite | Gosched | Choose | ChooseN => return true,
            SyncOp::Write => touched.push((OUTPUT, Class::Alone)),
            SyncOp::GoMaxProcs => touched.push((PROCESSORS, Class::Alone)),
            SyncOp::NumGoroutine => touched.push((POPULATION, Class::Read)),
            _ => {
                let class = class_of(sync, op, event);
                let range = if op.writes.words > 0 {
                    op.writes
                } else {
                    op.reads
                };
                if range != Range::ALL {
                    let cells = (0..u64::from(range.words)).map(|i| range.start.wrapping_add(i));
                    touched.extend(cells.map(|addr| (addr, class)));
                }
            }
        }
        false
    }
}

const MULTIPLIER: u64 = 0xff51_afd7_ed55_8ccd;

#[inline(always)]
fn fold(hash: &mut u64, value: u64) {
    *hash = (*hash ^ value).wrapping_mul(MULTIPLIER).rotate_left(29);
}

impl Past {
    /// Begins a new group unless the operation commutes with the present one.
    #[inline]
    fn turn(&mut self, class: Class) {
        if self.class != class || class == Class::Alone {
            if self.group != 0 {
                fold(&mut self.base, self.group);
                self.group = 0;
            }
            self.class = class;
        }
    }
}

/// Whether the transition is ordered with all others that are not private.
fn is_barrier(kind: PendingKind, event: &Event) -> bool {
    match kind {
        PendingKind::End => true,
        PendingKind::Sync(sync) => {
            matches!(sync, SyncOp::Throw | SyncOp::Exit | SyncOp::Sleep) || event.op == Op::End
        }
        _ => event.op == Op::End,
    }
}

/// The class of an operation on memory.
fn class_of(sync: SyncOp, op: &PendingOp, event: &Event) -> Class {
    match (sync, event.op) {
        (SyncOp::RwRLock, _) => Class::Enter,
        (SyncOp::RwRUnlock, _) => Class::Leave,
        (
            SyncOp::WgAdd,
            Op::Sync {
                op: SyncOp::WgAdd,
                old,
                new,
                ..
            },
        ) => match new < old {
            true => Class::Down,
            false => Class::Up,
        },
        _ if op.writes.words == 0 => Class::Read,
        _ => Class::Alone,
    }
}
