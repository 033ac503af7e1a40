//! What each goroutine would do next, and what it waits for if it cannot (whether it can: `enabled.rs`).
//!
//! Invariant: this module only reads. A [`Pending`] is enough to decide dependence (object, cells read and written) and to tell the
//! step in words before it happens.

use super::enabled::{can_go_on, find, instr_at};
use super::event::{Addr, Gid};
use super::exec::{chan, wait_group};
use super::goroutine::{Goroutine, Stand};
use super::heap::Heap;
use super::{State, trace};
use crate::bytecode::{CodePos, Instr, Program, SyncOp};
use crate::versions;

/// A run of cells; empty where `words` is 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Range {
    /// First cell.
    pub start: Addr,
    /// How many; `u32::MAX` from 0 on stands for all of memory.
    pub words: u32,
}

impl Range {
    /// No cell.
    pub const NONE: Range = Range { start: 0, words: 0 };
    /// Any cell.
    pub const ALL: Range = Range {
        start: 0,
        words: u32::MAX,
    };

    fn new(start: Addr, words: u32) -> Range {
        Range { start, words }
    }

    /// Whether two ranges share a cell.
    pub fn overlaps(self, other: Range) -> bool {
        self.words != 0
            && other.words != 0
            && (self == Range::ALL
                || other == Range::ALL
                || (self.start < other.start.saturating_add(u64::from(other.words))
                    && other.start < self.start.saturating_add(u64::from(self.words))))
    }
}

/// Kinds of pending operation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum PendingKind {
    Load,
    /// With the value it would store.
    Store {
        new: u64,
    },
    Sync(SyncOp),
    Go,
    Send,
    Recv,
    Close,
    ChanLen,
    Select,
    /// The goroutine's own end.
    Exit,
    /// Goes on computing.
    Local,
    /// The end of the program.
    End,
}

/// A pending operation and what it touches.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PendingOp {
    /// Kind.
    pub kind: PendingKind,
    /// The object: cell of a load or store, lock, atomic, channel …; 0 where there is none or several (select).
    pub addr: Addr,
    /// Cells it would read.
    pub reads: Range,
    /// Cells it would write.
    pub writes: Range,
}

/// What a goroutine would do next.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pending {
    /// The operation.
    pub op: PendingOp,
    /// 1: nothing to choose; n: alternatives 0..n; 0: any 64-bit number.
    pub alternatives: u64,
    /// Where.
    pub at: CodePos,
}

/// Why a goroutine cannot go on, in the words of Go's stack traces.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum WaitReason {
    ChanReceive,
    ChanSend,
    ChanReceiveNil,
    ChanSendNil,
    Select,
    SelectNoCases,
    MutexLock,
    RwMutexLock,
    RwMutexRLock,
    WaitGroup,
    CondWait,
    Once,
    Sleep,
    Coroutine,
    SynctestRun,
    SynctestWait,
}

impl WaitReason {
    /// As Go `1.minor` prints it in `goroutine N [...]`.
    pub fn text(self, go_minor: u32) -> &'static str {
        let named_locks = versions::NAMED_LOCK_WAITS.is_in(go_minor);
        match self {
            WaitReason::ChanReceive => "chan receive",
            WaitReason::ChanSend => "chan send",
            WaitReason::ChanReceiveNil => "chan receive (nil chan)",
            WaitReason::ChanSendNil => "chan send (nil chan)",
            WaitReason::Select => "select",
            WaitReason::SelectNoCases => "select (no cases)",
            WaitReason::MutexLock | WaitReason::Once if named_locks => "sync.Mutex.Lock",
            WaitReason::RwMutexLock if named_locks => "sync.RWMutex.Lock",
            WaitReason::RwMutexRLock if named_locks => "sync.RWMutex.RLock",
            WaitReason::WaitGroup if versions::NAMED_WAIT_GROUP_WAIT.is_in(go_minor) => {
                "sync.WaitGroup.Wait"
            }
            WaitReason::CondWait => "sync.Cond.Wait",
            WaitReason::Sleep => "sleep",
            WaitReason::Coroutine => "coroutine",
            WaitReason::SynctestRun => "synctest.Run",
            WaitReason::SynctestWait => "synctest.Wait",
            _ => "semacquire",
        }
    }
}

/// What a goroutine would do next.
pub(super) fn pending(state: &State, program: &Program, g: Gid) -> Option<Pending> {
    let goroutine = find(state, g)?;
    let at = goroutine.at();
    let plain = |kind| {
        let op = PendingOp {
            kind,
            addr: 0,
            reads: Range::NONE,
            writes: Range::NONE,
        };
        Some(Pending {
            op,
            alternatives: 1,
            at,
        })
    };
    match &goroutine.stand {
        Stand::Dead | Stand::Parked | Stand::Forever => None,
        Stand::Local => plain(PendingKind::Local),
        Stand::Exit => plain(PendingKind::Exit),
        Stand::End(_) => plain(PendingKind::End),
        Stand::Ready | Stand::Guarded => {
            let instr = instr_at(program, goroutine)?;
            let op = pending_op(&state.heap, goroutine, instr)?;
            let alternatives = match instr {
                Instr::Sync {
                    op: SyncOp::Choose, ..
                } => 0,
                Instr::Sync {
                    op: SyncOp::ChooseN,
                    base,
                    ..
                } => (goroutine.reg(base) as i64).max(1) as u64,
                Instr::Sync {
                    op: SyncOp::WgAdd,
                    base,
                    ..
                } => wait_group::alternatives(state, program, goroutine, base),
                Instr::Select { desc, .. } => {
                    chan::ready_cases(state, program, goroutine, desc).max(1)
                }
                _ => 1,
            };
            Some(Pending {
                op,
                alternatives,
                at,
            })
        }
    }
}

/// Object and footprint of a visible instruction.
fn pending_op(heap: &Heap, goroutine: &Goroutine, instr: Instr) -> Option<PendingOp> {
    let reg = |r: u16| goroutine.reg(r);
    let op = |kind, addr, reads, writes| {
        Some(PendingOp {
            kind,
            addr,
            reads,
            writes,
        })
    };
    let whole = |ch: Addr| Range::new(ch, heap.object_at(ch).map_or(0, |object| object.words));
    match instr {
        Instr::Load { a, off, .. } => {
            let addr = reg(a).wrapping_add(u64::from(off));
            op(PendingKind::Load, addr, Range::new(addr, 1), Range::NONE)
        }
        Instr::Store { a, off, src } => {
            let addr = reg(a).wrapping_add(u64::from(off));
            op(
                PendingKind::Store { new: reg(src) },
                addr,
                Range::NONE,
                Range::new(addr, 1),
            )
        }
        Instr::Go { .. } => op(PendingKind::Go, 0, Range::NONE, Range::NONE),
        Instr::Send { ch, .. } => op(PendingKind::Send, reg(ch), whole(reg(ch)), whole(reg(ch))),
        Instr::Recv { ch, .. } => op(PendingKind::Recv, reg(ch), whole(reg(ch)), whole(reg(ch))),
        Instr::Close { ch } => op(PendingKind::Close, reg(ch), whole(reg(ch)), whole(reg(ch))),
        Instr::ChanLen { ch, .. } => op(PendingKind::ChanLen, reg(ch), whole(reg(ch)), Range::NONE),
        Instr::Select { .. } => op(PendingKind::Select, 0, Range::NONE, Range::NONE),
        Instr::Sync { op: sync, base, .. } => {
            let (words, reads, writes) = sync_footprint(sync);
            let addr = if words == 0 { 0 } else { reg(base) };
            let range = |touched: bool| {
                if touched {
                    Range::new(addr, words)
                } else {
                    Range::NONE
                }
            };
            let reads = if sync == SyncOp::Format {
                Range::ALL
            } else {
                range(reads)
            };
            if sync == SyncOp::Copy {
                let word = |at: u16| reg(base.saturating_add(at));
                let words = u32::try_from(word(2)).unwrap_or(0);
                let (to, from) = (Range::new(word(0), words), Range::new(word(1), words));
                return op(PendingKind::Sync(sync), to.start, from, to);
            }
            let addr = if is_annotation(sync) { reg(base) } else { addr };
            op(PendingKind::Sync(sync), addr, reads, range(writes))
        }
        _ => None,
    }
}

/// Words of a RWMutex.
pub(super) const RW_WORDS: u32 = 5;

/// Whether an operation only tells the race detector something.
pub(super) fn is_annotation(op: SyncOp) -> bool {
    matches!(op, SyncOp::RaceRead | SyncOp::RaceWrite)
}

/// Words of the object a synchronisation operation works on, and whether it reads and writes them.
pub(super) fn sync_footprint(op: SyncOp) -> (u32, bool, bool) {
    use SyncOp::*;
    match op {
        MutexLock | MutexTryLock | MutexUnlock | WgAdd | OnceEnter | OnceDone => (1, true, true),
        WgWait | AtomicLoad => (1, true, false),
        RwLockAnnounce | RwLock | RwTryLock | RwUnlock | RwRLock | RwREnter | RwTryRLock
        | RwRUnlock => (RW_WORDS, true, true),
        AtomicStore => (1, false, true),
        AtomicAdd | AtomicSwap | AtomicCas | AtomicAnd | AtomicOr | StoreByte => (1, true, true),
        ValueLoad => (2, true, false),
        ValueStore | ValueSwap | ValueCas => (2, true, true),
        CondAdd | CondSignal | CondBroadcast => (3, true, true),
        CondWait => (2, true, false),
        Gosched | Sleep | Choose | ChooseN | RaceRead | RaceWrite | Write | Throw | Exit
        | Goexit | Format | NumGoroutine | GoMaxProcs | Now | Stack | RaceDisable | RaceEnable
        | BubbleEnter | BubbleLeave | Bubble | BubbleWait | BubbleRun | Copy => (0, false, false),
    }
}

/// The channels of the select a goroutine stands at.
pub(super) fn select_channels(
    state: &State,
    program: &Program,
    g: Gid,
    out: &mut Vec<(Addr, bool)>,
) {
    let Some(goroutine) = find(state, g) else {
        return;
    };
    if let Some(Instr::Select { desc, .. }) = instr_at(program, goroutine)
        && let Some(desc) = program.selects.get(desc as usize)
    {
        let channels = desc
            .cases
            .iter()
            .map(|case| (goroutine.reg(case.ch), case.send));
        out.extend(channels.filter(|&(ch, _)| ch != 0));
    }
}

/// Why a goroutine cannot go on; `None` when it can, or has ended.
pub(super) fn wait_reason(state: &State, program: &Program, g: Gid) -> Option<WaitReason> {
    let goroutine = find(state, g)?;
    if can_go_on(state, program, goroutine) || goroutine.stand == Stand::Dead {
        return None;
    }
    let forever = goroutine.stand == Stand::Forever;
    if goroutine.stand == Stand::Parked && trace::is_in_coroutine(program, goroutine) {
        return Some(WaitReason::Coroutine);
    }
    match instr_at(program, goroutine)? {
        Instr::Recv { .. } if forever => Some(WaitReason::ChanReceiveNil),
        Instr::Send { .. } if forever => Some(WaitReason::ChanSendNil),
        Instr::Recv { .. } => Some(WaitReason::ChanReceive),
        Instr::Send { .. } => Some(WaitReason::ChanSend),
        Instr::Select { desc, .. } => match program.selects.get(desc as usize) {
            Some(desc) if !desc.cases.is_empty() => Some(WaitReason::Select),
            _ => Some(WaitReason::SelectNoCases),
        },
        Instr::Sync { op, .. } => match op {
            SyncOp::MutexLock | SyncOp::RwLockAnnounce => Some(WaitReason::MutexLock),
            SyncOp::RwLock => Some(WaitReason::RwMutexLock),
            SyncOp::RwREnter => Some(WaitReason::RwMutexRLock),
            SyncOp::WgWait => Some(WaitReason::WaitGroup),
            SyncOp::OnceEnter => Some(WaitReason::Once),
            SyncOp::CondWait => Some(WaitReason::CondWait),
            SyncOp::Sleep => Some(WaitReason::Sleep),
            SyncOp::BubbleRun => Some(WaitReason::SynctestRun),
            SyncOp::BubbleWait => Some(WaitReason::SynctestWait),
            _ => None,
        },
        _ => None,
    }
}
