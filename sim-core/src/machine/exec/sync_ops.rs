//! Mutex, Once, Cond, choices and the other synchronisation operations of one goroutine. RWMutex and WaitGroup are next door.
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
        Sleep
            | Write
            | Exit
            | NumGoroutine
            | GoMaxProcs
            | Now
            | Goexit
            | WgAdd
            | WgWait
            | Stack
            | BubbleEnter
            | BubbleLeave
            | Bubble
            | BubbleRun
    )
}

/// Alternatives of an operation with this first operand: 0 stands for any word.
#[inline]
pub(super) fn alternatives(op: SyncOp, operand: u64) -> u64 {
    match op {
        SyncOp::Choose => 0,
        SyncOp::ChooseN => (operand as i64).max(1) as u64,
        // It looks at other goroutines, and checks the alternative itself.
        SyncOp::WgAdd => 0,
        _ => 1,
    }
}

/// What a synchronisation operation tells: its object (0 where there is none), and its first word before and after.
pub(super) type Synced = Result<(u64, u64, u64), Box<Fault>>;

pub(super) fn fatal(text: &str) -> Box<Fault> {
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
            RwRLock | RwREnter | RwTryRLock | RwRUnlock => self.rw_read(op, base),
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
            Copy => self.copy_words(base),
            BubbleWait => Ok((self.get(base), 0, 0)),
            Gosched | Sleep | Write | Exit | Goexit | NumGoroutine | GoMaxProcs | Now | WgAdd
            | WgWait | Stack | RaceDisable | RaceEnable | BubbleEnter | BubbleLeave | Bubble
            | BubbleRun => Ok((0, 0, 0)),
        }
    }

    /// The first cell of the object at `base`, and its address.
    #[inline]
    pub(super) fn object(&self, base: Reg) -> Result<(u64, u64), Box<Fault>> {
        let addr = self.get(base);
        Ok((addr, self.heap.load(addr)?))
    }

    /// Changes a cell of an object; the event tells of the first one.
    #[inline]
    pub(super) fn update(&mut self, addr: u64, old: u64, new: u64) -> Synced {
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

    fn once(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.object(base)?;
        if op == SyncOp::OnceDone {
            return self.update(addr, old, 2);
        }
        self.set(base, u64::from(old == 0));
        self.update(addr, old, if old == 0 { 1 } else { old })
    }

    /// The waiters' list of a Cond is three words: next ticket, tickets notified, its address.
    fn cond(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, next) = self.object(base)?;
        let notified = self.heap.load(addr + 1)?;
        if op == SyncOp::CondWait {
            return Ok((addr, next, next));
        }
        match self.heap.load(addr + 2)? {
            0 => self.update(addr + 2, 0, addr)?,
            own if own != addr => return Err(Fault::Text("sync.Cond is copied".to_string()).into()),
            own => (addr, own, own),
        };
        if op == SyncOp::CondAdd {
            self.set(base, next);
            return self.update(addr, next, next + 1);
        }
        let upto = match op {
            SyncOp::CondSignal if notified < next => notified + 1,
            _ => next,
        };
        self.update(addr + 1, notified, upto)?;
        Ok((addr, notified, upto))
    }

    /// `*to = *from` for a large value; the event tells where from and how many words.
    #[cold]
    fn copy_words(&mut self, base: Reg) -> Synced {
        let ((to, from), words) = (self.pair(base), self.get(base + 2));
        for addr in [from, to] {
            if self.heap.words(addr, words).is_none() {
                return Err(Fault::Address(addr).into());
            }
        }
        self.heap.copy_words(to, from, words);
        Ok((to, from, words))
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
