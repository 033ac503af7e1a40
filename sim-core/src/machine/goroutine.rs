//! A goroutine: its stack of frames, its registers, its deferred calls and panics, and where it stands.
//!
//! Invariants:
//! - Between steps a goroutine that can go on stands at a visible operation (or at its own end): [`Stand`] says which kind, so that asking
//!   "who can run" needs no look at the code for most goroutines.
//! - The registers of frame i are `stack[fp_i ..][.. regs of its function]`; the stack ends with the running frame's window.
//! - `defers` is a stack: the entries of a frame lie above those of its callers.

use super::{Gid, LimitKind, Stack};
use crate::bytecode::CodePos;

/// What a frame is for; all but `Call` need attention when they return.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum FrameKind {
    /// An ordinary call.
    Call,
    /// A deferred function called on the way out of its frame; it returns to the instruction that called it.
    Defer,
    /// A deferred function called by a panic or by Goexit.
    PanicDefer,
    /// `Error` or `String` of a panic value, called to print it: the panic's index.
    PrintPanic,
}

/// One call.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Frame {
    /// Index into [`crate::bytecode::Program::functions`].
    pub func: u32,
    /// Where the frame stands: its next instruction, or for all but the top frame the call it is in.
    pub pc: u32,
    /// First register in the goroutine's stack.
    pub fp: u32,
    /// Kind.
    pub kind: FrameKind,
    /// Address of the running closure object, 0 where there is none.
    pub closure: u64,
}

impl Frame {
    /// The instruction it stands at.
    pub fn at(&self) -> CodePos {
        CodePos {
            func: self.func,
            pc: self.pc,
        }
    }
}

/// A deferred call that has not run yet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Deferred {
    /// Index of the frame that deferred it.
    pub frame: u32,
    /// The closure.
    pub closure: u64,
}

/// A panic (or a Goexit) under way.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Panicking {
    /// Its value: type word and data word.
    pub value: (u64, u64),
    /// Number of frames when it was raised.
    pub depth: u32,
    /// Index of the frame of the deferred call it is running now, where it is.
    pub deferred: u32,
    /// Index of the frame that deferred that call.
    pub owner: u32,
    /// A Goexit, which no recover stops.
    pub goexit: bool,
    /// recover() has been called.
    pub recovered: bool,
    /// The value is that of the panic before it (Go 1.24 and later print it once).
    pub repanicked: bool,
    /// Its value has been asked for its text.
    pub asked: bool,
    /// Text of an error or Stringer value, once asked for.
    pub text: Option<(u64, u64)>,
}

/// Why the program ends when the goroutine's pending end is stepped; [`Goroutine::detail`] has the rest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EndReason {
    /// main returned.
    MainReturned,
    /// A panic reached the top.
    Panic,
    /// A fatal error; the detail is its text.
    Fatal,
    /// The stack outgrew its bound.
    StackOverflow,
    /// An address that does not exist was used; the detail is the address in hexadecimal.
    BadAddress,
    /// A bound of the product was reached.
    Limit(LimitKind),
}

/// Where a goroutine stands between steps.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stand {
    /// At a visible operation that can always happen.
    Ready,
    /// At a visible operation that can happen only in some states (a lock, a wait, a sleep).
    Guarded,
    /// Inside a long computation.
    Local,
    /// In the queue of one channel or several.
    Parked,
    /// In an operation that can never happen: a nil channel, `select {}`.
    Forever,
    /// At its own end.
    Exit,
    /// At the end of the program.
    End(EndReason),
    /// Over.
    Dead,
}

/// How far a goroutine has come in the Wait of a WaitGroup at which it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Waiting {
    /// It has not looked at the counter.
    #[default]
    No,
    /// It saw that the counter was not 0, and counts as a waiter.
    Registered,
    /// The counter has become 0 since.
    Woken,
}

/// The fault signal Go would report with the panic under way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Signal {
    /// The byte address that was accessed.
    pub addr: u64,
    /// The instruction.
    pub at: CodePos,
}

/// A goroutine.
#[derive(PartialEq, Eq, Hash, Debug)]
pub struct Goroutine {
    /// Number.
    pub id: Gid,
    /// Who started it; 0 for main.
    pub parent: Gid,
    /// The go statement.
    pub created_at: CodePos,
    /// Where it stands.
    pub stand: Stand,
    /// Calls, outermost first. Empty once it is over.
    pub frames: Vec<Frame>,
    /// Registers of all frames.
    pub stack: Stack,
    /// Deferred calls.
    pub defers: Vec<Deferred>,
    /// Panics, oldest first.
    pub panics: Vec<Panicking>,
    /// In the Wait of a WaitGroup, if it stands at one.
    pub waiting: Waiting,
    /// Virtual time (nanoseconds) at which the sleep it stands at is over.
    pub deadline: i64,
    /// Virtual time at which it came to stand where it cannot always go on.
    pub since: i64,
    /// Its bubble of `testing/synctest` (see `bubble.rs`), 0 outside.
    pub bubble: u64,
    /// Pauses in a row inside one computation that touched nothing shared.
    pub pauses: u32,
    /// main ended by Goexit, or any goroutine did.
    pub goexited: bool,
    /// More about the end it stands at.
    pub detail: Option<Box<str>>,
    /// The fault behind the newest panic.
    pub signal: Option<Signal>,
}

impl Clone for Goroutine {
    fn clone(&self) -> Goroutine {
        let mut copy = Goroutine::new(None, self.id, self.parent, self.created_at);
        copy.clone_from(self);
        copy
    }

    fn clone_from(&mut self, source: &Goroutine) {
        let Goroutine {
            id,
            parent,
            created_at,
            stand,
            frames,
            stack,
            defers,
            panics,
            deadline,
            since,
            bubble,
            pauses,
            waiting,
            goexited,
            detail,
            signal,
        } = source;
        (self.id, self.parent, self.created_at) = (*id, *parent, *created_at);
        self.stand = *stand;
        self.frames.clone_from(frames);
        self.stack.clone_from(stack);
        self.defers.clone_from(defers);
        self.panics.clone_from(panics);
        (self.deadline, self.pauses, self.waiting) = (*deadline, *pauses, *waiting);
        (self.since, self.bubble) = (*since, *bubble);
        self.goexited = *goexited;
        self.detail.clone_from(detail);
        self.signal = *signal;
    }
}

/// Elements for which an ended goroutine's buffer keeps room, for the next goroutine that takes it over.
const KEPT_MAX: usize = 1 << 10;

/// Empties a buffer, and gives its memory back where it is large.
fn release<T>(buffer: &mut Vec<T>) {
    if buffer.capacity() > KEPT_MAX {
        *buffer = Vec::new();
    }
    buffer.clear();
}

impl Goroutine {
    /// A goroutine without a frame, in the buffers of one that is no longer needed.
    pub(super) fn new(
        spare: Option<Goroutine>,
        id: Gid,
        parent: Gid,
        created_at: CodePos,
    ) -> Goroutine {
        let (frames, stack, defers, panics) = match spare {
            Some(mut spare) => {
                spare.finish();
                (spare.frames, spare.stack, spare.defers, spare.panics)
            }
            None => (Vec::new(), Stack::default(), Vec::new(), Vec::new()),
        };
        Goroutine {
            id,
            parent,
            created_at,
            stand: Stand::Ready,
            frames,
            stack,
            defers,
            panics,
            waiting: Waiting::No,
            deadline: 0,
            since: 0,
            bubble: 0,
            pauses: 0,
            goexited: false,
            detail: None,
            signal: None,
        }
    }

    /// Where it stands in the code; the default position once it is over.
    pub fn at(&self) -> CodePos {
        self.frames.last().map_or(CodePos::default(), Frame::at)
    }

    /// Whether it has not ended.
    pub fn is_alive(&self) -> bool {
        self.stand != Stand::Dead
    }

    /// A register of the running frame; 0 where there is none.
    #[inline(always)]
    pub fn reg(&self, reg: u16) -> u64 {
        let fp = self.frames.last().map_or(0, |frame| frame.fp as usize);
        self.stack.get(fp + reg as usize).copied().unwrap_or(0)
    }

    /// The registers of a frame.
    pub fn registers(&self, frame: usize, regs: u16) -> &[u64] {
        let Some(start) = self.frames.get(frame).map(|frame| frame.fp as usize) else {
            return &[];
        };
        let end = (start + regs as usize).min(self.stack.len());
        self.stack.get(start..end).unwrap_or(&[])
    }

    /// Ends it.
    pub(super) fn finish(&mut self) {
        self.stand = Stand::Dead;
        release(&mut self.frames);
        self.stack.release(KEPT_MAX);
        release(&mut self.defers);
        release(&mut self.panics);
    }
}
