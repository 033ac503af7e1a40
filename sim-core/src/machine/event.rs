//! INTERFACE. Events: what one transition did, for every observer (recorder, race detector, narrator, explorer).
//!
//! Invariant: an event is plain, copyable data of fixed-width integers, so its hash is equal natively and in wasm.

use crate::bytecode::{CodePos, SyncOp};

/// A goroutine's number: 1 is main, as in Go's stack traces; others in order of creation from 2 (the page shows these numbers).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Gid(pub u32);

/// Address of a memory cell (in words); 0 is nil.
pub type Addr = u64;

/// One executed transition.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Event {
    /// Who.
    pub goroutine: Gid,
    /// Where the visible instruction stands.
    pub at: CodePos,
    /// What it did.
    pub op: Op,
    /// Which alternative was taken (0 where there was only one).
    pub alt: u64,
}

/// How a channel operation ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum ChanEnd {
    /// Through the buffer, or a receive from a closed channel.
    Done,
    /// Handed over directly to or from this waiting goroutine, which is ready again.
    With(Gid),
    /// Now waiting in the channel's queue.
    Parked,
    /// A send on a closed channel: the goroutine panics.
    Panicked,
}

/// What a transition did.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Op {
    Load {
        addr: Addr,
        value: u64,
    },
    Store {
        addr: Addr,
        old: u64,
        new: u64,
    },
    /// Atomics, locks, WaitGroup, Once, annotations, choices, Gosched, Sleep …: `obj` is the object's address where there is one;
    /// `old`/`new` its first word before and after (for Choose: the value; for Write: the output's length before and after; for Sleep:
    /// time before and deadline).
    Sync {
        op: SyncOp,
        obj: Addr,
        old: u64,
        new: u64,
    },
    Go {
        child: Gid,
    },
    Send {
        ch: Addr,
        end: ChanEnd,
    },
    Recv {
        ch: Addr,
        end: ChanEnd,
        ok: bool,
    },
    Close {
        ch: Addr,
        woken: u32,
    },
    ChanLen {
        ch: Addr,
        len: u64,
    },
    /// `case` is the number of cases for default; `ch` 0 then.
    Select {
        case: u32,
        ch: Addr,
        send: bool,
        end: ChanEnd,
    },
    /// The goroutine returned from its function.
    Exit,
    /// Paused inside a long computation that touches nothing shared (bounded by `Limits::local_steps`).
    Local,
    /// The program ended here: main returned, a panic reached the top, a fatal error, os.Exit.
    End,
}
