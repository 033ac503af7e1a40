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
//! Invariant: the relation is that of [`super::sample_conflict`], with additions to a WaitGroup of one sign commuting; a test compares
//! it with a direct one on generated programs.

use super::sample_conflict::{Touch, is_barrier, is_private};
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
            // Few, for the states that samples begin with are copied whole.
            places: vec![FREE; 16],
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
#[derive(Debug)]
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

impl Clone for TraceKey {
    fn clone(&self) -> TraceKey {
        TraceKey {
            table: self.table.clone(),
            latest: self.latest.clone(),
            touched: Vec::new(),
            ..*self
        }
    }

    /// Into the buffers that are there.
    fn clone_from(&mut self, source: &TraceKey) {
        self.table.places.clone_from(&source.table.places);
        (self.table.used, self.table.epoch) = (source.table.used, source.table.epoch);
        self.latest.clone_from(&source.latest);
        (self.barrier, self.ordered) = (source.barrier, source.ordered);
        (self.writes, self.surveys) = (source.writes, source.surveys);
        self.key = source.key;
    }
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

    /// Adds a load or store that has been made; any other event is [`TraceKey::add`]'s.
    #[inline]
    pub fn add_access(&mut self, event: &Event) {
        let hash = self.begin(event);
        let hash = match event.op {
            Op::Load { addr, .. } => self.load(hash, addr),
            Op::Store { addr, .. } => self.store(hash, addr),
            // It faulted: there is no such cell, so nobody else can touch it.
            _ => mix(join(hash, self.barrier)),
        };
        self.ordered = self.ordered.wrapping_add(hash);
        self.end(event, hash, false);
    }

    /// Adds a transition: what it was about to do and what it did.
    pub fn add(&mut self, touch: Touch, event: &Event) {
        let op = touch.op;
        let mut hash = self.begin(event);
        self.touched.clear();
        self.collect(touch, event);
        for (addr, class) in &self.touched {
            let past = self.table.place(*addr);
            past.turn(*class);
            hash = join(hash, past.base);
        }
        let (private, barrier) = (
            is_private(op.kind),
            is_barrier(op.kind) || event.op == Op::End,
        );
        let (writes, surveys) = (op.writes.words > 0, op.reads == Range::ALL);
        if !private {
            hash = join(hash, if barrier { self.ordered } else { self.barrier });
            hash = join(hash, if writes { self.surveys } else { 0 });
            hash = join(hash, if surveys { self.writes } else { 0 });
        }
        hash = mix(hash);
        for (addr, _) in &self.touched {
            let past = self.table.place(*addr);
            past.group = past.group.wrapping_add(hash);
        }
        if !private {
            self.ordered = self.ordered.wrapping_add(hash);
            self.barrier = if barrier { hash } else { self.barrier };
            self.writes = self.writes.wrapping_add(if writes { hash } else { 0 });
            self.surveys = self.surveys.wrapping_add(if surveys { hash } else { 0 });
        }
        self.end(event, hash, private);
    }

    /// The hash of a transition as far as its own goroutine goes.
    #[inline]
    fn begin(&mut self, event: &Event) -> u64 {
        let index = (event.goroutine.0 as usize).wrapping_sub(1);
        if self.latest.len() <= index {
            self.extend(index);
        }
        let own = self.latest.get(index).copied().unwrap_or(0);
        own.wrapping_add(event.alt).wrapping_mul(MULTIPLIER)
    }

    /// Adds a transition's hash to the key. A program's end overtakes what only one goroutine notices; whether that had happened makes
    /// no other trace.
    #[inline]
    fn end(&mut self, event: &Event, hash: u64, private: bool) {
        let index = (event.goroutine.0 as usize).wrapping_sub(1);
        if let Some(latest) = self.latest.get_mut(index) {
            *latest = hash;
        }
        if !private {
            self.key = self.key.wrapping_add(hash);
        }
    }

    #[cold]
    fn extend(&mut self, index: usize) {
        let known = self.latest.len() as u64;
        self.latest.extend((known..=index as u64).map(mix));
    }

    #[inline]
    fn load(&mut self, hash: u64, addr: Addr) -> u64 {
        let past = self.table.place(addr);
        past.turn(Class::Read);
        let hash = mix(join(join(hash, past.base), self.barrier));
        past.group = past.group.wrapping_add(hash);
        hash
    }

    #[inline]
    fn store(&mut self, hash: u64, addr: Addr) -> u64 {
        let past = self.table.place(addr);
        past.turn(Class::Alone);
        let hash = mix(join(
            join(join(hash, past.base), self.barrier),
            self.surveys,
        ));
        past.group = past.group.wrapping_add(hash);
        self.writes = self.writes.wrapping_add(hash);
        hash
    }

    /// Lists the objects of a transition.
    fn collect(&mut self, Touch { op, channels }: Touch, event: &Event) {
        let touched = &mut self.touched;
        match op.kind {
            PendingKind::Load => touched.push((op.addr, Class::Read)),
            PendingKind::Store { .. } => touched.push((op.addr, Class::Alone)),
            PendingKind::Exit | PendingKind::End => touched.push((POPULATION, Class::Up)),
            PendingKind::Go => touched.extend([(GO, Class::Alone), (POPULATION, Class::Up)]),
            PendingKind::Select => {
                touched.extend(channels.iter().map(|&(ch, _)| (ch, Class::Alone)));
            }
            PendingKind::Send | PendingKind::Recv | PendingKind::Close | PendingKind::ChanLen => {
                touched.push((op.addr, Class::Alone));
            }
            PendingKind::Sync(SyncOp::Write) => touched.push((OUTPUT, Class::Alone)),
            PendingKind::Sync(SyncOp::GoMaxProcs) => touched.push((PROCESSORS, Class::Alone)),
            PendingKind::Sync(SyncOp::NumGoroutine) => touched.push((POPULATION, Class::Read)),
            PendingKind::Sync(sync) if !is_private(op.kind) && op.reads != Range::ALL => {
                let class = class_of(sync, op, event);
                let range = match op.writes.words {
                    0 => op.reads,
                    _ => op.writes,
                };
                let cells = (0..u64::from(range.words)).map(|i| range.start.wrapping_add(i));
                touched.extend(cells.map(|addr| (addr, class)));
            }
            _ => {}
        }
    }
}

const MULTIPLIER: u64 = 0xff51_afd7_ed55_8ccd;

#[inline(always)]
fn join(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(MULTIPLIER).rotate_left(29)
}

impl Past {
    /// Begins a new group unless the operation commutes with the present one.
    #[inline]
    fn turn(&mut self, class: Class) {
        if self.class != class || class == Class::Alone {
            if self.group != 0 {
                self.base = join(self.base, self.group);
                self.group = 0;
            }
            self.class = class;
        }
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
