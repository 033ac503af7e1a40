//! Locks, WaitGroup, Once, Cond, choices and the other synchronisation operations of one goroutine.
//!
//! Each is one transition. Where it may have to wait it is *enabled* only when it can succeed (`pending.rs` evaluates that), so
//! here it always succeeds. An object's words are those that its [`SyncOp`] documents.

use super::{Cpu, values};
use crate::bytecode::{Reg, SyncOp, Wrap};
use crate::machine::fault::Fault;

/// Operations that need more than their goroutine and the heap.
#[inline]
pub(super) fn is_wide(op: SyncOp) -> bool {
    use SyncOp::*;
    matches!(
        op,
        Sleep | Write | Exit | NumGoroutine | GoMaxProcs | Now | Goexit
    )
}

/// Alternatives of an operation with this first operand: 0 stands for any word.
#[inline]
pub(super) fn alternatives(op: SyncOp, operand: u64) -> u64 {
    match op {
        SyncOp::Choose => 0,
        SyncOp::ChooseN => (operand as i64).max(1) as u64,
        _ => 1,
    }
}

/// What a synchronisation operation tells: its object (0 where there is none), and its first word before and after.
pub(super) type Synced = Result<(u64, u64, u64), Box<Fault>>;

fn fatal(text: &str) -> Box<Fault> {
    Fault::Fatal(text.to_string()).into()
}

impl Cpu<'_> {
    /// Executes a synchronisation operation with its operands at `base`.
    #[inline]
    pub fn sync(&mut self, op: SyncOp, kind: Wrap, base: Reg, alt: u64) -> Synced {
        use SyncOp::*;
        match op {
            MutexLock | MutexTryLock | MutexUnlock => self.mutex(op, base),
            RwLockAnnounce | RwLock | RwTryLock | RwUnlock => self.rw_write(op, base),
            RwRLock | RwTryRLock | RwRUnlock => self.rw_read(op, base),
            WgAdd | WgWait => self.wait_group(op, base),
            OnceEnter | OnceDone => self.once(op, base),
            CondAdd | CondWait | CondSignal | CondBroadcast => self.cond(op, base),
            AtomicLoad | AtomicStore | AtomicAdd | AtomicSwap | AtomicCas | AtomicAnd
            | AtomicOr | StoreByte => self.atomic(op, kind, base),
            ValueLoad | ValueStore | ValueSwap | ValueCas => values::atomic_value(self, op, base),
            Choose | ChooseN => {
                self.set(base, alt);
                Ok((0, 0, alt))
            }
            RaceRead | RaceWrite => {
                let (obj, words) = self.pair(base);
                Ok((obj, words, words))
            }
            Throw => self.throw(base),
            Format => self.format(base),
            Gosched | Sleep | Write | Exit | Goexit | NumGoroutine | GoMaxProcs | Now => {
                Ok((0, 0, 0))
            }
        }
    }

    /// The first cell of the object at `base`, and its address.
    #[inline]
    fn object(&self, base: Reg) -> Result<(u64, u64), Box<Fault>> {
        let addr = self.get(base);
        Ok((addr, self.heap.load(addr)?))
    }

    /// Changes a cell of an object; the event tells of the first one.
    #[inline]
    fn update(&mut self, addr: u64, old: u64, new: u64) -> Synced {
        match self.heap.word_mut(addr) {
            Some(cell) => *cell = new,
            None => return Err(Fault::Address(addr).into()),
        }
        Ok((addr, old, new))
    }

    fn mutex(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.object(base)?;
        let mine = u64::from(self.g.id.0) + 1;
        match op {
            SyncOp::MutexUnlock if old == 0 => Err(fatal("sync: unlock of unlocked mutex")),
            SyncOp::MutexUnlock => self.update(addr, old, 0),
            SyncOp::MutexTryLock => {
                self.set(base, u64::from(old == 0));
                self.update(addr, old, if old == 0 { mine } else { old })
            }
            _ => self.update(addr, old, mine),
        }
    }

    /// The three words of the RWMutex at `base`: writer + 1, readers, announced writers.
    fn rw_object(&self, base: Reg) -> Result<(u64, [u64; 3]), Box<Fault>> {
        let addr = self.get(base);
        match self.heap.words(addr, 3) {
            Some(&[writer, readers, announced]) => Ok((addr, [writer, readers, announced])),
            _ => Err(Fault::Address(addr).into()),
        }
    }

    /// Writes the three words back.
    fn rw_update(&mut self, addr: u64, old: [u64; 3], new: [u64; 3]) -> Synced {
        if let Some(cells) = self.heap.words_mut(addr, 3) {
            cells.copy_from_slice(&new);
        }
        // The event shows the writer's word and, where that does not change, the readers.
        let (old, new) = if old[0] != new[0] {
            (old[0], new[0])
        } else {
            (old[1], new[1])
        };
        Ok((addr, old, new))
    }

    fn rw_write(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.rw_object(base)?;
        let mine = u64::from(self.g.id.0) + 1;
        let [writer, readers, announced] = old;
        let new = match op {
            SyncOp::RwLockAnnounce => [writer, readers, announced.wrapping_add(1)],
            SyncOp::RwLock => [mine, readers, announced.saturating_sub(1)],
            SyncOp::RwTryLock => {
                let free = old == [0; 3];
                self.set(base, u64::from(free));
                if free { [mine, 0, 0] } else { old }
            }
            _ if writer == 0 => return Err(fatal("sync: Unlock of unlocked RWMutex")),
            _ => [0, readers, announced],
        };
        self.rw_update(addr, old, new)
    }

    fn rw_read(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.rw_object(base)?;
        let [writer, readers, announced] = old;
        let new = match op {
            SyncOp::RwRLock => [writer, readers.wrapping_add(1), announced],
            SyncOp::RwTryRLock => {
                let free = writer == 0 && announced == 0;
                self.set(base, u64::from(free));
                if free {
                    [writer, readers.wrapping_add(1), announced]
                } else {
                    old
                }
            }
            _ if readers == 0 => return Err(fatal("sync: RUnlock of unlocked RWMutex")),
            _ => [writer, readers - 1, announced],
        };
        self.rw_update(addr, old, new)
    }

    fn wait_group(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.object(base)?;
        if op == SyncOp::WgWait {
            return Ok((addr, old, old));
        }
        // Go keeps the counter in 32 bits.
        let delta = self.get(base.wrapping_add(1)) as i32;
        let new = (old as i32).wrapping_add(delta);
        if new < 0 {
            self.update(addr, old, i64::from(new) as u64)?;
            return Err(Fault::Text("sync: negative WaitGroup counter".to_string()).into());
        }
        self.update(addr, old, new as u64)
    }

    fn once(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.object(base)?;
        if op == SyncOp::OnceDone {
            return self.update(addr, old, 2);
        }
        self.set(base, u64::from(old == 0));
        self.update(addr, old, if old == 0 { 1 } else { old })
    }

    /// The waiters' list of a Cond is two words: next ticket, tickets notified.
    fn cond(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, next) = self.object(base)?;
        let notified = self.heap.load(addr + 1)?;
        match op {
            SyncOp::CondAdd => {
                self.set(base, next);
                self.update(addr, next, next + 1)
            }
            SyncOp::CondWait => Ok((addr, next, next)),
            _ => {
                let all = op == SyncOp::CondBroadcast;
                let upto = if all || notified >= next {
                    next
                } else {
                    notified + 1
                };
                self.update(addr + 1, notified, upto)?;
                Ok((addr, notified, upto))
            }
        }
    }

    /// `throw(s)`.
    fn throw(&mut self, base: Reg) -> Synced {
        let text = String::from_utf8_lossy(self.string(base)?).into_owned();
        Err(Fault::Fatal(text).into())
    }

    /// The formatter of the library, over all memory.
    fn format(&mut self, base: Reg) -> Synced {
        self.format_call(base)?;
        Ok((0, 0, 0))
    }
}
