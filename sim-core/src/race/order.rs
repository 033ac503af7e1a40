//! What orders goroutines: the happens-before edges of everything but channels.
//!
//! They are those of Go's race detector, taken from the annotations of its runtime and library (1.27): a mutex orders each Unlock with
//! the next Lock; a read-write lock lets readers pass each other; `Done` orders with `Wait`, and the first `Add` reads what the first
//! `Wait` writes, so that misuse is a race; atomics order per variable, a store forgets what was stored before; a write to a file
//! orders with the next one. `Cond` orders only through its lock, a goroutine's end with nothing.

use super::clocks::Row;
use super::sites::Class;
use super::stacks::Held;
use super::{Detector, Way};
use crate::bytecode::{CodePos, Instr, SyncOp};
use crate::machine::{Addr, Event, FormatRead, Gid, Goroutine, Machine, Waiting};

/// A synchronisation event taken apart.
#[derive(Clone, Copy)]
struct Synced {
    g: Gid,
    at: CodePos,
    op: SyncOp,
    obj: Addr,
    old: u64,
    new: u64,
}

impl Detector {
    /// A `Sync` operation.
    pub(super) fn sync(
        &mut self,
        machine: &Machine,
        event: &Event,
        op: SyncOp,
        (obj, old, new): (Addr, u64, u64),
    ) {
        use SyncOp::*;
        let synced = Synced {
            g: event.goroutine,
            at: event.at,
            op,
            obj,
            old,
            new,
        };
        match op {
            RaceRead | RaceWrite => self.annotated(machine, synced),
            MutexLock | MutexTryLock | MutexUnlock => {
                self.touched(machine, synced);
                self.mutex(synced);
            }
            RwLock | RwTryLock | RwUnlock | RwRLock | RwREnter | RwTryRLock | RwRUnlock => {
                self.touched(machine, synced);
                self.rw_mutex(synced);
            }
            WgAdd | WgWait => self.wait_group(machine, synced),
            OnceEnter => {
                self.touched(machine, synced);
                self.acquire(synced.g, obj);
            }
            OnceDone => self.release(synced.g, obj),
            AtomicLoad | AtomicStore | AtomicAdd | AtomicSwap | AtomicCas | AtomicAnd
            | AtomicOr | ValueLoad | ValueStore | ValueSwap | ValueCas
                if self.sites.class(event.at.func) != Class::Runtime =>
            {
                self.atomic(machine, synced);
            }
            Copy => {
                self.access(machine, synced.g, synced.at, (old, new), Way::Read);
                self.access(machine, synced.g, synced.at, (obj, new), Way::Write);
            }
            StoreByte => self.access(machine, synced.g, synced.at, (obj, 1), Way::Write),
            Format => self.formatted(machine, synced),
            Write => self.written(machine, synced),
            RaceDisable | RaceEnable => self.switched(synced),
            BubbleWait | BubbleRun => self.bubble_is_quiet(machine, synced),
            _ => {}
        }
    }

    /// The runtime says that it reads or writes on behalf of its caller.
    fn annotated(&mut self, machine: &Machine, synced: Synced) {
        let way = if synced.op == SyncOp::RaceWrite {
            Way::AnnotatedWrite
        } else {
            Way::AnnotatedRead
        };
        self.access(machine, synced.g, synced.at, (synced.obj, synced.old), way);
    }

    /// A lock is itself an atomic variable: to overwrite or copy it meanwhile is a race.
    fn touched(&mut self, machine: &Machine, Synced { g, at, obj, .. }: Synced) {
        self.access(machine, g, at, (obj, 1), Way::AtomicWrite);
    }

    fn mutex(
        &mut self,
        Synced {
            g,
            op,
            obj,
            old,
            new,
            ..
        }: Synced,
    ) {
        let held = Held {
            lock: obj,
            shared: false,
        };
        match op {
            SyncOp::MutexUnlock => {
                self.release(g, obj);
                self.unlocked(g, held);
            }
            SyncOp::MutexTryLock if old == new => {}
            _ => {
                self.acquire(g, obj);
                self.locked(g, held);
            }
        }
    }

    /// Two clocks: at the lock's first cell what a writer released, at its second what readers did.
    fn rw_mutex(
        &mut self,
        Synced {
            g,
            op,
            obj,
            old,
            new,
            ..
        }: Synced,
    ) {
        let held = |shared| Held { lock: obj, shared };
        match op {
            SyncOp::RwUnlock => {
                self.release(g, obj);
                self.unlocked(g, held(false));
            }
            SyncOp::RwRUnlock => {
                self.release_merge(g, obj + 1);
                self.unlocked(g, held(true));
            }
            // A try that failed, a reader that must wait.
            SyncOp::RwTryLock | SyncOp::RwTryRLock | SyncOp::RwRLock if old == new => {}
            SyncOp::RwRLock | SyncOp::RwREnter | SyncOp::RwTryRLock => {
                self.acquire(g, obj);
                self.locked(g, held(true));
            }
            _ => {
                self.acquire(g, obj);
                self.acquire(g, obj + 1);
                self.locked(g, held(false));
            }
        }
    }

    fn wait_group(&mut self, machine: &Machine, synced: Synced) {
        let Synced {
            g,
            at,
            op,
            obj,
            old,
            new,
        } = synced;
        if op == SyncOp::WgWait && old == 0 {
            return self.acquire(g, obj);
        }
        if op == SyncOp::WgWait {
            let others = machine.goroutines().iter().filter(|other| other.id != g);
            // The first that waits for a counter writes.
            if others
                .filter(|other| is_waiter(machine, other, obj))
                .count()
                == 0
            {
                self.access(machine, g, at, (obj, 1), Way::Write);
            }
            return;
        }
        let delta = (new as i32).wrapping_sub(old as i32);
        if delta < 0 {
            self.release_merge(g, obj);
        }
        if delta > 0 && old as i32 == 0 {
            self.access(machine, g, at, (obj, 1), Way::Read);
        }
    }

    /// Ordered as Go's detector does it: a load learns before it is checked, a store and an exchange are checked first.
    fn atomic(&mut self, machine: &Machine, synced: Synced) {
        use SyncOp::*;
        let Synced {
            g,
            at,
            op,
            obj,
            old,
            new,
        } = synced;
        let words = match op {
            ValueLoad | ValueStore | ValueSwap | ValueCas => 2,
            _ => 1,
        };
        match op {
            AtomicLoad | ValueLoad => {
                self.acquire(g, obj);
                self.access(machine, g, at, (obj, words), Way::AtomicRead);
            }
            AtomicStore => {
                self.access(machine, g, at, (obj, words), Way::AtomicWrite);
                self.release(g, obj);
            }
            _ => {
                self.access(machine, g, at, (obj, words), Way::AtomicWrite);
                self.acquire(g, obj);
                if old != new || !matches!(op, AtomicCas | ValueCas) {
                    self.release(g, obj);
                }
            }
        }
    }

    /// What the formatter looked at.
    fn formatted(&mut self, machine: &Machine, Synced { g, at, .. }: Synced) {
        for read in machine.format_reads() {
            let (FormatRead::Cell(addr) | FormatRead::Map(addr)) = *read;
            self.access(machine, g, at, (addr, 1), Way::Read);
        }
    }

    /// Output through a file orders with the file's next use; `println` goes past all that.
    fn written(&mut self, machine: &Machine, Synced { g, at, obj, .. }: Synced) {
        let function = machine.program().functions.get(at.func as usize);
        if function.is_some_and(|function| function.prelude) {
            let row = self.file(obj);
            self.acquire_row(g, row);
            self.release_row(g, row);
        }
    }

    /// Goes deaf, or hears again.
    fn switched(&mut self, Synced { g, op, .. }: Synced) {
        if let Some(thread) = self.thread_mut(g) {
            thread.deaf = match op {
                SyncOp::RaceDisable => thread.deaf.saturating_add(1),
                _ => thread.deaf.saturating_sub(1),
            };
        }
    }

    /// All others of the bubble are blocked: what they did before happens before.
    fn bubble_is_quiet(&mut self, machine: &Machine, Synced { g, obj, .. }: Synced) {
        self.acquire(g, obj);
        let others = machine.goroutines().iter();
        for other in others.filter(|other| other.bubble == obj && other.id != g) {
            let row = self.row(other.id);
            self.acquire_row(g, row);
        }
    }

    /// What a goroutine of a bubble did until its end happens before whoever waits for the bubble to be quiet.
    pub(super) fn left_bubble(&mut self, machine: &Machine, g: Gid) {
        let bubble = machine.goroutine(g).map_or(0, |goroutine| goroutine.bubble);
        if bubble != 0 {
            self.release_merge(g, bubble);
        }
    }

    /// `g` learns what the object at an address knows.
    pub(super) fn acquire(&mut self, g: Gid, obj: Addr) {
        if let Some(row) = self.object(obj) {
            self.acquire_row(g, row);
        }
    }

    /// The object forgets, and knows what `g` does.
    pub(super) fn release(&mut self, g: Gid, obj: Addr) {
        let row = self.object_or_new(obj);
        self.release_row(g, row);
    }

    /// The object learns what `g` knows, and forgets nothing.
    fn release_merge(&mut self, g: Gid, obj: Addr) {
        let row = self.object_or_new(obj);
        let own = self.row(g);
        if own.exists() && row.exists() && !self.is_deaf(g) {
            self.clocks.join(row, own);
            self.released(row);
        }
    }

    pub(super) fn acquire_row(&mut self, g: Gid, row: Row) {
        let own = self.row(g);
        if own.exists() && row.exists() && !self.is_deaf(g) {
            self.acquired(g, row);
            self.clocks.join(own, row);
        }
    }

    pub(super) fn release_row(&mut self, g: Gid, row: Row) {
        let own = self.row(g);
        if own.exists() && row.exists() && !self.is_deaf(g) {
            self.clocks.assign(row, own);
            self.released(row);
        }
    }
}

/// Whether a goroutine counts as a waiter of a WaitGroup.
fn is_waiter(machine: &Machine, goroutine: &Goroutine, wg: Addr) -> bool {
    let at = goroutine.at();
    let function = machine.program().functions.get(at.func as usize);
    let instr = function.and_then(|function| function.code.get(at.pc as usize));
    goroutine.waiting == Waiting::Registered
        && matches!(instr, Some(Instr::Sync { op: SyncOp::WgWait, base, .. }) if goroutine.reg(*base) == wg)
}
