//! Operations of package sync and of the runtime: what they touch, and what is known of it only afterwards.

use super::super::dependence::{Access, Mode};
use super::super::names::Cell;
use super::super::rules::Rules;
use super::{Deed, Done, GOROUTINES, Guard, Look, OUTPUT, PROCS, RW_WORDS, World};
use crate::bytecode::SyncOp;
use crate::machine::{Addr, Gid, Waiting};

impl World {
    /// What a synchronisation operation would touch, and what it waits for.
    pub(super) fn look_sync(&self, look: &mut Look, (g, sync): (Gid, SyncOp), rules: &Rules) {
        use SyncOp::*;
        let addr = look.op.addr;
        let word = |offset: u64| self.machine.word(addr.wrapping_add(offset)).unwrap_or(0);
        let if_free = |free: bool, mode| if free { mode } else { Mode::Read };
        match sync {
            MutexLock => {
                look.guard = Guard::Mutex(self.names.cell(&self.machine, addr));
                self.touch(look, addr, 1, Mode::Write);
            }
            MutexTryLock => self.touch(look, addr, 1, if_free(word(0) == 0, Mode::Write)),
            RwRLock => {
                // With a writer there it joins the readers that wait.
                look.shares = word(0) | word(2) == 0;
                self.touch(look, addr, RW_WORDS, Mode::Share);
            }
            RwREnter => self.touch(look, addr, RW_WORDS, Mode::Share),
            RwRUnlock => self.touch(look, addr, RW_WORDS, Mode::Write),
            RwTryRLock => {
                let free = word(0) | word(2) == 0;
                self.touch(look, addr, RW_WORDS, if_free(free, Mode::Share));
            }
            RwTryLock => {
                let free = word(0) | word(1) | word(2) == 0;
                self.touch(look, addr, RW_WORDS, if_free(free, Mode::Write));
            }
            RwLockAnnounce | RwLock | RwUnlock => self.touch(look, addr, RW_WORDS, Mode::Write),
            WgAdd => {
                look.delta = self.operand(g, 1) as i32;
                // It has alternatives where it meets a goroutine that has been woken.
                look.fickle = rules.careful && look.delta > 0;
                self.touch(look, addr, 1, rules.group_mode(Mode::Count));
            }
            WgWait => {
                look.guard = self.wait_guard(g, addr, rules);
                self.touch(look, addr, 1, rules.group_mode(Mode::Wait));
            }
            OnceEnter => self.touch(look, addr, 1, if_free(word(0) != 2, Mode::Write)),
            CondAdd => self.touch(look, addr, 1, Mode::Write),
            CondWait => self.ticket(look, addr, self.operand(g, 1), 1, Mode::Read),
            CondSignal | CondBroadcast => self.look_notify(look, sync == CondBroadcast),
            Sleep | Throw | Exit | BubbleWait | BubbleRun | Stack => look.footprint.global = true,
            Write => look.special(
                Cell::special(OUTPUT + self.operand(g, 0).min(3)),
                Mode::Write,
            ),
            Format => look.footprint.reads_all = true,
            Copy => {
                let (from, to) = (look.op.reads, look.op.writes);
                self.touch(look, from.start, from.words, Mode::Read);
                self.touch(look, to.start, to.words, Mode::Write);
            }
            NumGoroutine => look.special(GOROUTINES, Mode::Read),
            GoMaxProcs => look.special(PROCS, Mode::Write),
            Gosched | Now | Choose | ChooseN | RaceRead | RaceWrite | RaceDisable | RaceEnable
            | Goexit | Bubble | BubbleEnter | BubbleLeave => {}
            MutexUnlock | OnceDone | AtomicLoad | AtomicStore | AtomicAdd | AtomicSwap
            | AtomicCas | AtomicAnd | AtomicOr | StoreByte | ValueLoad | ValueStore | ValueSwap
            | ValueCas => {
                let changes = look.op.writes.words != 0;
                let words = look.op.reads.words.max(look.op.writes.words);
                self.touch(look, addr, words, if_free(changes, Mode::Write));
            }
        }
        let guarded = matches!(
            sync,
            RwREnter
                | RwLock
                | RwLockAnnounce
                | OnceEnter
                | CondWait
                | Sleep
                | BubbleWait
                | BubbleRun
        );
        if guarded {
            look.guard = Guard::Other;
        }
        look.fickle |= matches!(
            sync,
            MutexTryLock | RwTryLock | RwTryRLock | OnceEnter | CondSignal | CondBroadcast | Format
        );
    }

    /// What a goroutine at a Wait waits for, which is nothing where coming to it is a transition of its own.
    fn wait_guard(&self, g: Gid, addr: Addr, rules: &Rules) -> Guard {
        let goroutine = self.machine.goroutine(g);
        let comes = goroutine.is_none_or(|goroutine| goroutine.waiting == Waiting::No);
        match (rules.counts_arrivals(), comes) {
            (false, _) => Guard::Group(self.names.cell(&self.machine, addr)),
            (true, true) => Guard::None,
            (true, false) => Guard::Other,
        }
    }

    /// Tickets of a Cond are cells of their own: a waiter depends on the one notification that lets it go on.
    fn ticket(&self, look: &mut Look, cond: Addr, first: u64, count: u64, mode: Mode) {
        let object = self.names.cell(&self.machine, cond);
        let cell = Cell {
            object: crate::schedule::mix(object.object ^ u64::from(object.offset)),
            offset: first as u32,
        };
        let words = count as u32;
        look.footprint.add(Access { cell, words, mode });
    }

    fn look_notify(&self, look: &mut Look, all: bool) {
        let addr = look.op.addr;
        let word = |offset: u64| self.machine.word(addr.wrapping_add(offset)).unwrap_or(0);
        let (next, notified) = (word(0), word(1));
        self.touch(look, addr, 1, Mode::Read);
        self.touch(look, addr.wrapping_add(1), 1, Mode::Write);
        let waiting = next.saturating_sub(notified);
        let count = if all { waiting } else { waiting.min(1) };
        self.ticket(look, addr, notified, count, Mode::Write);
    }

    /// What it has done.
    pub(super) fn settle_sync(
        &self,
        look: &mut Look,
        done: &mut Done,
        op: SyncOp,
        (old, new): (u64, u64),
    ) {
        let cell = self.names.cell(&self.machine, look.op.addr);
        match op {
            SyncOp::MutexLock => done.deed = Some(Deed::Lock(cell)),
            SyncOp::MutexTryLock if old != new => done.deed = Some(Deed::Lock(cell)),
            SyncOp::WgAdd => {
                done.deed = Some(Deed::Group {
                    group: cell,
                    old: old as i64,
                    new: new as i64,
                });
            }
            SyncOp::RwRLock if !look.shares => {}
            SyncOp::RwRLock | SyncOp::RwREnter => {
                done.deed = Some(Deed::Share { lock: cell, by: 1 });
            }
            SyncOp::RwTryRLock if old != new => {
                done.deed = Some(Deed::Share { lock: cell, by: 1 });
            }
            SyncOp::RwRUnlock => done.deed = Some(Deed::Share { lock: cell, by: -1 }),
            // One that found another value has only looked.
            SyncOp::AtomicCas if old == new => {
                for access in look.footprint.accesses_mut() {
                    access.mode = Mode::Read;
                }
            }
            SyncOp::Format => self.settle_format(look),
            _ => {}
        }
    }
}
