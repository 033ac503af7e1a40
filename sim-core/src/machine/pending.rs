//! What each goroutine would do next, whether it can, and if not, what it waits for.
//!
//! Invariant: this module only reads. A [`Pending`] is enough to decide dependence (object, cells read and written) and to tell the
//! step in words before it happens.

use super::event::{Addr, Event, Gid, Op};
use super::exec::{chan, wait_group};
use super::goroutine::{Goroutine, Stand, Waiting};
use super::heap::Heap;
use super::{State, bubble, trace};
use crate::bytecode::{CodePos, Instr, Program, Reg, SyncOp};
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

/// The instruction a goroutine stands at.
#[inline]
pub(super) fn instr_at(program: &Program, goroutine: &Goroutine) -> Option<Instr> {
    let at = goroutine.frames.last()?;
    program
        .functions
        .get(at.func as usize)?
        .code
        .get(at.pc as usize)
        .copied()
}

fn find(state: &State, g: Gid) -> Option<&Goroutine> {
    state.goroutines.get((g.0 as usize).checked_sub(1)?)
}

/// Collects the enabled goroutines.
pub(super) fn enabled(state: &State, program: &Program, out: &mut Vec<Gid>) {
    let mut sleepers = false;
    for goroutine in &state.goroutines {
        match can_run(state, program, goroutine) {
            Readiness::Now => out.push(goroutine.id),
            Readiness::Asleep => sleepers = true,
            Readiness::No => {}
        }
    }
    if sleepers && out.is_empty() {
        self::sleepers(state, program, out);
    }
}

/// Adds the sleeping goroutines that wake first.
pub(super) fn sleepers(state: &State, program: &Program, out: &mut Vec<Gid>) {
    let asleep = |g: &&Goroutine| can_run(state, program, g) == Readiness::Asleep;
    let all = || state.goroutines.iter().filter(asleep);
    if let Some(first) = all().map(|g| g.deadline).min() {
        out.extend(all().filter(|g| g.deadline == first).map(|g| g.id));
    }
}

/// Whether one goroutine can step: it is enabled, or sleeps and wakes first.
#[inline]
pub(super) fn can_step(state: &State, program: &Program, g: Gid) -> bool {
    is_among(state, program, g, sleepers)
}

/// Whether one goroutine is enabled.
#[inline]
pub(super) fn is_enabled(state: &State, program: &Program, g: Gid) -> bool {
    is_among(state, program, g, enabled)
}

/// Whether one goroutine can run now, or sleeps and is among those that `collect` finds.
#[inline]
fn is_among(
    state: &State,
    program: &Program,
    g: Gid,
    collect: fn(&State, &Program, &mut Vec<Gid>),
) -> bool {
    let Some(goroutine) = find(state, g) else {
        return false;
    };
    match can_run(state, program, goroutine) {
        Readiness::Now => true,
        Readiness::No => false,
        Readiness::Asleep => {
            let mut found = Vec::new();
            collect(state, program, &mut found);
            found.contains(&g)
        }
    }
}

/// Whether the same goroutines are enabled after a step as before it, as far as that is seen at a glance: a load, or a store to a cell
/// that nobody waits for, by a goroutine that is ready again. (While one is ready, sleepers do not count.)
#[inline]
pub(super) fn leaves_enabled(state: &State, program: &Program, event: &Event) -> bool {
    let ready = find(state, event.goroutine).is_some_and(|g| g.stand == Stand::Ready);
    ready
        && match event.op {
            Op::Load { .. } => true,
            Op::Store { addr, .. } => {
                let mut waiting = state
                    .goroutines
                    .iter()
                    .filter(|g| g.stand == Stand::Guarded);
                !waiting.any(|goroutine| guards(program, goroutine, addr))
            }
            _ => false,
        }
}

/// Whether a goroutine stands at a plain load or store.
#[inline]
pub(super) fn is_at_access(program: &Program, goroutine: &Goroutine) -> bool {
    goroutine.stand == Stand::Ready
        && matches!(
            instr_at(program, goroutine),
            Some(Instr::Load { .. } | Instr::Store { .. })
        )
}

/// Whether the goroutine of an index is enabled whatever others may do.
#[inline]
pub(super) fn can_go(state: &State, program: &Program, index: usize) -> bool {
    let goroutine = state.goroutines.get(index);
    goroutine.is_some_and(|goroutine| can_run(state, program, goroutine) == Readiness::Now)
}

/// Whether any goroutine is enabled.
pub(super) fn any_enabled(state: &State, program: &Program) -> bool {
    state
        .goroutines
        .iter()
        .any(|goroutine| can_run(state, program, goroutine) != Readiness::No)
}

/// Whether a goroutine could run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readiness {
    Now,
    /// Only if nothing else can.
    Asleep,
    No,
}

#[inline]
fn can_run(state: &State, program: &Program, goroutine: &Goroutine) -> Readiness {
    match goroutine.stand {
        Stand::Ready | Stand::Local | Stand::Exit | Stand::End(_) => Readiness::Now,
        Stand::Guarded => guard(state, program, goroutine),
        Stand::Parked | Stand::Forever | Stand::Dead => Readiness::No,
    }
}

/// Whether a goroutine could run at once.
pub(super) fn can_go_on(state: &State, program: &Program, goroutine: &Goroutine) -> bool {
    can_run(state, program, goroutine) == Readiness::Now
}

/// Evaluates the guard of the synchronisation operation a goroutine stands at. An object at a bad address is no obstacle: the
/// operation then happens and faults.
fn guard(state: &State, program: &Program, goroutine: &Goroutine) -> Readiness {
    let Some(Instr::Sync { op, base, .. }) = instr_at(program, goroutine) else {
        return Readiness::Now;
    };
    let addr = goroutine.reg(base);
    if op == SyncOp::MutexLock {
        return match state.heap.word(addr) {
            Some(holder) if holder != 0 => Readiness::No,
            _ => Readiness::Now,
        };
    }
    guard_other(state, program, goroutine, (op, base, addr))
}

/// The same for anything but a mutex, which is what most wait for.
#[inline(never)]
fn guard_other(
    state: &State,
    program: &Program,
    goroutine: &Goroutine,
    (op, base, addr): (SyncOp, Reg, Addr),
) -> Readiness {
    let cell = |offset: u64| state.heap.word(addr.wrapping_add(offset)).unwrap_or(0);
    if addr == 0 && op != SyncOp::Sleep {
        return Readiness::Now;
    }
    let now = match op {
        SyncOp::WgWait => goroutine.waiting != Waiting::Registered,
        SyncOp::OnceEnter => cell(0) != 1,
        SyncOp::RwLockAnnounce => cell(0) == 0 && cell(2) == 0,
        SyncOp::RwLock => cell(0) == 0 && cell(1) == 0,
        SyncOp::RwREnter => cell(4) > 0,
        SyncOp::CondWait => (goroutine.reg(base.saturating_add(1)) as i64) < cell(1) as i64,
        SyncOp::Sleep if goroutine.deadline > state.now => {
            let may_wake = bubble::may_wake(state, program, goroutine);
            return if may_wake {
                Readiness::Asleep
            } else {
                Readiness::No
            };
        }
        SyncOp::BubbleWait => bubble::is_quiet(state, program, addr, goroutine.id),
        SyncOp::BubbleRun => {
            let done = goroutine.reg(base.saturating_add(1));
            bubble::may_end(state, program, goroutine, done)
        }
        _ => true,
    };
    if now { Readiness::Now } else { Readiness::No }
}

/// Whether a goroutine stands at the Wait of a WaitGroup in which it will have to wait: its next step only makes it a waiter.
#[inline]
pub(super) fn is_about_to_wait(state: &State, program: &Program, g: Gid) -> bool {
    find(state, g).is_some_and(|goroutine| {
        goroutine.stand == Stand::Guarded
            && goroutine.waiting == Waiting::No
            && matches!(
                instr_at(program, goroutine),
                Some(Instr::Sync { op: SyncOp::WgWait, base, .. })
                    if state.heap.word(goroutine.reg(base)).is_some_and(|counter| counter != 0)
            )
    })
}

/// Words of the largest object that a guard looks at.
const GUARD_WORDS: u64 = 3;

/// Whether a cell may belong to the object that a goroutine's guard looks at.
fn guards(program: &Program, goroutine: &Goroutine, addr: Addr) -> bool {
    match instr_at(program, goroutine) {
        Some(Instr::Sync { base, .. }) => addr.wrapping_sub(goroutine.reg(base)) < GUARD_WORDS,
        _ => true,
    }
}

/// Whether a visible instruction needs [`guard`].
#[inline]
pub(super) fn is_guarded(instr: Instr) -> bool {
    matches!(
        instr,
        Instr::Sync {
            op: SyncOp::MutexLock
                | SyncOp::WgWait
                | SyncOp::OnceEnter
                | SyncOp::RwLockAnnounce
                | SyncOp::RwLock
                | SyncOp::RwREnter
                | SyncOp::CondWait
                | SyncOp::Sleep
                | SyncOp::BubbleWait
                | SyncOp::BubbleRun,
            ..
        }
    )
}

/// Whether a visible instruction is of a kind that can have more than one alternative.
#[inline]
pub(super) fn may_branch(instr: Instr) -> bool {
    matches!(
        instr,
        Instr::Select { .. }
            | Instr::Sync {
                op: SyncOp::Choose | SyncOp::ChooseN | SyncOp::WgAdd,
                ..
            }
    )
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
    let readiness = can_run(state, program, goroutine);
    if readiness == Readiness::Now || goroutine.stand == Stand::Dead {
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
