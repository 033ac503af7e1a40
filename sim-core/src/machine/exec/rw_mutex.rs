//! RWMutex: any number of readers or one writer, and a writer that waits holds off new readers.
//!
//! It is five words: writer + 1, readers inside, announced writers (0 or 1), readers that wait, readers that were let in and have not
//! gone on yet. As in Go, a writer's Unlock lets in all readers that wait at that moment: they count as inside at once, so that the
//! next writer has to wait for them, whether they have run by then or not. Which of them goes on first is free, and a reader that
//! has just come may take the place of one that was let in.
//!
//! Simplified: Go's Lock takes the writers' own mutex and then announces itself, its Unlock lets readers in and then gives that mutex
//! back; here each is one step.

use super::Cpu;
use super::sync_ops::{Synced, fatal};
use crate::bytecode::{Reg, SyncOp};
use crate::machine::event::Addr;
use crate::machine::fault::Fault;
use crate::machine::pending::RW_WORDS;

/// Its words.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Words {
    writer: u64,
    readers: u64,
    announced: u64,
    waiting: u64,
    admitted: u64,
}

impl Words {
    /// Neither held for writing nor about to be.
    fn no_writer(self) -> bool {
        self.writer == 0 && self.announced == 0
    }
}

impl Cpu<'_> {
    fn rw_object(&self, base: Reg) -> Result<(Addr, Words), Box<Fault>> {
        let addr = self.get(base);
        match self.heap.words(addr, u64::from(RW_WORDS)) {
            Some(&[writer, readers, announced, waiting, admitted]) => {
                let words = Words {
                    writer,
                    readers,
                    announced,
                    waiting,
                    admitted,
                };
                Ok((addr, words))
            }
            _ => Err(Fault::Address(addr).into()),
        }
    }

    /// Writes the words back. The event shows the writer's word and, where that does not change, the readers inside.
    fn rw_update(&mut self, addr: Addr, old: Words, new: Words) -> Synced {
        if let Some(cells) = self.heap.words_mut(addr, u64::from(RW_WORDS)) {
            let words = [
                new.writer,
                new.readers,
                new.announced,
                new.waiting,
                new.admitted,
            ];
            cells.copy_from_slice(&words);
        }
        if old.writer != new.writer {
            Ok((addr, old.writer, new.writer))
        } else {
            Ok((addr, old.readers, new.readers))
        }
    }

    /// A writer's operations.
    pub(super) fn rw_write(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.rw_object(base)?;
        let mine = u64::from(self.g.id.0) + 1;
        let mut new = old;
        match op {
            SyncOp::RwLockAnnounce => new.announced = 1,
            SyncOp::RwLock => (new.writer, new.announced) = (mine, 0),
            SyncOp::RwTryLock => {
                let free = old.no_writer() && old.readers == 0;
                self.set(base, u64::from(free));
                if free {
                    new.writer = mine;
                }
            }
            _ if old.writer == 0 => return Err(fatal("sync: Unlock of unlocked RWMutex")),
            _ => {
                new.writer = 0;
                new.readers = old.readers.wrapping_add(old.waiting);
                new.admitted = old.admitted.wrapping_add(old.waiting);
                new.waiting = 0;
            }
        }
        self.rw_update(addr, old, new)
    }

    /// A reader's operations.
    pub(super) fn rw_read(&mut self, op: SyncOp, base: Reg) -> Synced {
        let (addr, old) = self.rw_object(base)?;
        let mut new = old;
        match op {
            SyncOp::RwRLock => {
                self.set(base, u64::from(!old.no_writer()));
                if old.no_writer() {
                    new.readers = old.readers.wrapping_add(1);
                } else {
                    new.waiting = old.waiting.wrapping_add(1);
                }
            }
            SyncOp::RwREnter => new.admitted = old.admitted.saturating_sub(1),
            SyncOp::RwTryRLock => {
                self.set(base, u64::from(old.no_writer()));
                if old.no_writer() {
                    new.readers = old.readers.wrapping_add(1);
                }
            }
            _ if old.readers > 0 => new.readers = old.readers - 1,
            // Go counts the readers inside and those that wait in one number, and does not notice.
            _ if old.waiting > 0 => new.waiting = old.waiting - 1,
            _ => return Err(fatal("sync: RUnlock of unlocked RWMutex")),
        }
        self.rw_update(addr, old, new)
    }
}
