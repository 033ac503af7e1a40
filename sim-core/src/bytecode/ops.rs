//! INTERFACE. The operations that instructions name: arithmetic, comparisons, and the visible ones on locks, output and choices.
//!
//! One byte each, so that an instruction keeps to eight.

/// Two-operand operations on single words. Integer results are wrapped by a following [`super::Instr::Wrap`] where the type is narrower
/// than 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Alu {
    Add,
    Sub,
    Mul,
    /// Signed/unsigned division and remainder: a zero divisor panics `integer divide by zero`.
    DivS,
    DivU,
    RemS,
    RemU,
    And,
    Or,
    Xor,
    AndNot,
    /// Counts of 64 or more give 0 (or the sign). The count is unsigned; a signed count is checked first by [`super::Instr::CheckShift`].
    Shl,
    ShrS,
    ShrU,
    Eq,
    Ne,
    LtS,
    LeS,
    LtU,
    LeU,
    F64Add,
    F64Sub,
    F64Mul,
    F64Div,
    F64Eq,
    F64Ne,
    F64Lt,
    F64Le,
    F32Add,
    F32Sub,
    F32Mul,
    F32Div,
    F32Eq,
    F32Ne,
    F32Lt,
    F32Le,
}

/// One-operand operations on single words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Unary {
    Neg,
    BitNot,
    /// Boolean not.
    Not,
    F64Neg,
    F32Neg,
    /// Conversions; float to integer truncates toward zero with amd64's result when out of range.
    I64ToF64,
    U64ToF64,
    I64ToF32,
    U64ToF32,
    F64ToI64,
    F64ToU64,
    F32ToI64,
    F32ToU64,
    F64ToF32,
    F32ToF64,
}

/// Integer width to which a word is wrapped and re-extended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Wrap {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// Comparison of strings.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Cmp {
    Eq,
    Ne,
    Lt,
    Le,
}

/// Which bounds fault a [`super::Instr::Bounds`]-like check raises; the texts are in `machine/fault.rs`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum SliceOf {
    /// "with capacity": slices.
    Slice,
    /// "with length": arrays and strings.
    ArrayOrString,
}

/// Faults raised by [`super::Instr::Fault`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum FaultCode {
    /// `cannot convert slice with length <a> to array or pointer to array with length <a+1>`.
    SliceToArray,
    /// The nil dereference fault (a method value of a nil interface, for instance).
    Nil,
    /// An iterator misuses the body of a loop: a says how (see `check/stmt/range_state.rs`).
    Range,
}

/// Visible operations on synchronisation objects and other shared things: operands at `base..`, results at `base..`.
/// One place per package maps qualified names to these (`lower/intrinsic.rs`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum SyncOp {
    /// (mu): enabled when unlocked. The mutex is one word: 0, or holder's goroutine id + 1.
    MutexLock,
    /// (mu) → bool.
    MutexTryLock,
    /// (mu): fatal `sync: unlock of unlocked mutex`.
    MutexUnlock,
    /// (rw): announces a waiting writer, which holds off new readers; enabled when no other writer holds it or is announced. The RWMutex is
    /// five words: writer + 1, readers inside, announced writers, readers that wait, readers let in that have not gone on yet.
    RwLockAnnounce,
    /// (rw): enabled when no reader and no writer holds it.
    RwLock,
    /// (rw) → bool.
    RwTryLock,
    /// (rw): lets in all readers that wait; fatal `sync: Unlock of unlocked RWMutex`.
    RwUnlock,
    /// (rw) → bool "you must wait": goes in when no writer holds it or is announced, else joins the readers that wait.
    RwRLock,
    /// (rw): the end of that wait; enabled once readers have been let in.
    RwREnter,
    /// (rw) → bool.
    RwTryRLock,
    /// (rw).
    RwRUnlock,
    /// (wg, delta): panics `sync: negative WaitGroup counter`; reaching 0 wakes the waiters. The WaitGroup is one word, the counter.
    /// Alternatives 2 where it leaves 0 before they have gone on: 1 panics that Add was called concurrently with Wait.
    WgAdd,
    /// (wg): goes on when the counter is 0, else becomes a waiter and stays; as a waiter enabled once woken, and panics if the counter
    /// is not 0 any more then.
    WgWait,
    /// (once) → bool "you are first": enabled unless another goroutine is inside. The Once is one word: 0 fresh, 1 running, 2 done.
    OnceEnter,
    /// (once).
    OnceDone,
    /// (addr) → word.
    AtomicLoad,
    /// (addr, word).
    AtomicStore,
    /// (addr, delta) → new word, wrapped.
    AtomicAdd,
    /// (addr, word) → old.
    AtomicSwap,
    /// (addr, old, new) → bool.
    AtomicCas,
    /// (addr, mask) → old.
    AtomicAnd,
    /// (addr, mask) → old.
    AtomicOr,
    /// (addr, index, byte): writes one byte of the word, 0 the lowest. An ordinary store, not an atomic of the program.
    StoreByte,
    /// (addr) → interface (2 words); and the same set for `atomic.Value` with its two type panics.
    ValueLoad,
    /// (addr, iface): panics on nil or on another type than before.
    ValueStore,
    /// (addr, iface) → old iface.
    ValueSwap,
    /// (addr, old iface, new iface) → bool.
    ValueCas,
    /// (): lets others run; always enabled.
    Gosched,
    /// () → virtual time in nanoseconds since the run began.
    Now,
    /// () → number of goroutines that have not ended.
    NumGoroutine,
    /// (nanoseconds): enabled only when nothing else can run; virtual time then advances to the earliest deadline.
    Sleep,
    /// () → word: one recorded choice among 2^64 (alternatives 0).
    Choose,
    /// (n) → word in 0..n: one recorded choice.
    ChooseN,
    /// (addr, words): the race detector's read annotation of an object.
    RaceRead,
    /// (addr, words): the write annotation.
    RaceWrite,
    /// (fd, string): writes to the program's stdout (1) or stderr (2).
    Write,
    /// (string): `fatal error: …`, not recoverable. Kills the program.
    Throw,
    /// (code): os.Exit.
    Exit,
    /// (): ends this goroutine after its deferred calls.
    Goexit,
    /// (format ptr,len; args slice 3 words; done slice of strings 3 words; mode) → (string 2 words, needed iface 2 words, method kind): see
    /// `library/fmt`. Reads every cell the value reaches, as one transition.
    Format,
    /// (cond) → ticket: joins the waiters. The Cond's list is three words: next ticket, tickets notified, its own address once used: where
    /// that is another one, `sync.Cond is copied` is the panic of this and of the two that notify.
    CondAdd,
    /// (cond, ticket): enabled once the ticket has been notified.
    CondWait,
    /// (cond): notifies the earliest ticket that has not been.
    CondSignal,
    /// (cond): notifies all.
    CondBroadcast,
    /// (n) → old: runtime.GOMAXPROCS; n < 1 only asks.
    GoMaxProcs,
    /// (to, from, words): copies a large value from place to place.
    Copy,
    /// (all) → string: the calling goroutine's trace, or everybody's.
    Stack,
    /// (): from here on the calling goroutine's synchronisation orders nothing for the race detector.
    RaceDisable,
    /// (): undoes one RaceDisable.
    RaceEnable,
    /// (bubble): the calling goroutine, and those that it starts, belong to a bubble of `testing/synctest` from here on. The bubble is one
    /// word: when it began.
    BubbleEnter,
    /// (): the calling goroutine leaves its bubble.
    BubbleLeave,
    /// () → address of the calling goroutine's bubble, 0 outside.
    Bubble,
    /// (bubble): enabled when all other goroutines of the bubble are durably blocked.
    BubbleWait,
    /// (bubble, address of "main is over") → goroutines left: the end of `synctest.Run`, enabled when all others of the bubble are durably
    /// blocked and either main is over or time cannot wake any.
    BubbleRun,
}
