//! INTERFACE. The machine: a Go program's whole state as one plain value, advanced one transition at a time.
//!
//! The public surface, which drivers rely on (bodies live in `exec/`, `heap.rs`, `goroutine.rs`, `fault.rs` …):
//! ```text
//! Machine::new(Arc<Program>, &Config) -> Machine          runs main's invisible prefix; nothing visible has happened yet
//! machine.status() -> &Status                             Running, or Ended(Outcome)
//! machine.enabled(&mut Vec<Gid>)                          goroutines whose pending operation can happen now, ascending
//! machine.pending(g) -> Option<Pending>                   what g would do next; None when g has ended, is parked, or does not exist
//! machine.step(g, alt) -> Result<Event, StepError>   executes it; Err leaves the machine unchanged (not enabled, alt out of range, ended)
//! ```
//! Invariants:
//! - No screen, schedule, clock or randomness is known here; every choice comes in through `step`. `Clone + Eq + Hash`.
//! - While the status is `Running` at least one goroutine is enabled: a deadlock ends the program at the end of the step that made it.
//! - Program, limits and hash mode are fixed for a machine's life; equality and hash look at the state only.
//! - The number of steps is not counted here: drivers bound it (`Limits::steps`).

mod bubble;
mod enabled;
pub mod event;
mod exec;
pub mod fault;
pub mod goroutine;
pub mod heap;
pub mod pending;
mod report;
mod stack;
mod state;
mod trace;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

pub use event::{Addr, ChanEnd, Event, Gid, Op};
pub use exec::chan::ChanView;
pub use exec::chan_queue::Waiter;
pub use exec::hash::recorded_key;
pub use fault::Fault;
pub use goroutine::{EndReason, Frame, Goroutine, Stand, Waiting};
pub use heap::{Heap, Object, ObjectKind};
pub use pending::{Pending, PendingKind, PendingOp, Range, WaitReason};
pub use report::{code_address, display_address};
pub use stack::Stack;
pub(crate) use state::{Scratch, State};

use crate::bytecode::{Instr, Program};
use crate::limits::Limits;

/// How the keys of maps are hashed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum HashMode {
    /// A hash of our own, equal on every target (see `exec/hash.rs`).
    #[default]
    Model,
    /// Hashes recorded from real Go, by (seed, [`recorded_key`]); a key that is missing is hashed by the model.
    Recorded(Arc<BTreeMap<(u64, u64), u64>>),
}

/// What is fixed for one run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// Bounds.
    pub limits: Limits,
    /// Hashing of map keys.
    pub hash: HashMode,
    /// What `runtime.GOMAXPROCS` answers.
    pub gomaxprocs: u32,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            limits: Limits::default(),
            hash: HashMode::Model,
            gomaxprocs: 4,
        }
    }
}

/// Which bound ended the run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LimitKind {
    /// `Limits::heap_words`.
    Heap,
    /// `Limits::string_bytes`.
    Strings,
    /// `Limits::goroutines`.
    Goroutines,
    /// `Limits::output_bytes`.
    Output,
    /// A computation that touches nothing shared went on too long (`Limits::local_steps` times [`LOCAL_PAUSES_MAX`]).
    Local,
}

impl LimitKind {
    /// One word or two, for messages.
    pub fn name(self) -> &'static str {
        match self {
            LimitKind::Heap => "heap memory",
            LimitKind::Strings => "string memory",
            LimitKind::Goroutines => "goroutines",
            LimitKind::Output => "output",
            LimitKind::Local => "computation",
        }
    }
}

/// Pauses in a row after which an endless computation ends the run.
pub const LOCAL_PAUSES_MAX: u32 = 200;

/// How the program ended. `stderr` holds all that Go would print.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// main returned, or os.Exit.
    Exit(i64),
    /// An uncaught panic: its text after `panic: ` (all causes), and who.
    Panic {
        /// Text.
        message: String,
        /// Goroutine.
        goroutine: Gid,
    },
    /// A fatal error other than a deadlock: its text after `fatal error: `, and who.
    Fatal {
        /// Text.
        message: String,
        /// Goroutine.
        goroutine: Gid,
    },
    /// Nothing can ever run again.
    Deadlock {
        /// Text after `fatal error: `.
        message: String,
    },
    /// A bound was reached.
    Limit(LimitKind),
}

impl Outcome {
    /// The exit status Go's program would have (75 for a limit).
    pub fn exit_code(&self) -> i64 {
        match self {
            Outcome::Exit(code) => *code,
            Outcome::Limit(_) => 75,
            _ => 2,
        }
    }
}

/// Whether the program still runs.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// Some goroutine is enabled.
    Running,
    /// It is over; no step is possible.
    Ended(Outcome),
}

/// Why a step was refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StepError {
    /// The program is over.
    Ended,
    /// No such goroutine, or it has ended, is parked, or its operation cannot happen now.
    NotEnabled,
    /// The alternative is not below the number of alternatives.
    Alternative {
        /// How many there are.
        alternatives: u64,
    },
}

/// Something the formatter looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormatRead {
    /// A cell, read as the program would.
    Cell(Addr),
    /// A map, by its header's address; its cells are read as the runtime does.
    Map(Addr),
}

/// A Go program at one moment.
pub struct Machine {
    program: Arc<Program>,
    config: Arc<Config>,
    state: State,
}

impl Clone for Machine {
    fn clone(&self) -> Machine {
        Machine {
            program: self.program.clone(),
            config: self.config.clone(),
            state: self.state.clone(),
        }
    }

    /// Takes over another machine's state into its own buffers: an explorer that returns to a state a million times allocates nothing.
    fn clone_from(&mut self, source: &Machine) {
        if !Arc::ptr_eq(&self.program, &source.program) {
            self.program = source.program.clone();
        }
        if !Arc::ptr_eq(&self.config, &source.config) {
            self.config = source.config.clone();
        }
        self.state.clone_from(&source.state);
    }
}

impl fmt::Debug for Machine {
    /// The state only: the program is large and shared.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(f)
    }
}

impl PartialEq for Machine {
    fn eq(&self, other: &Machine) -> bool {
        Arc::ptr_eq(&self.program, &other.program) && self.state == other.state
    }
}

impl Eq for Machine {}

impl Hash for Machine {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.state.hash(hasher);
    }
}

impl Machine {
    /// The program at its first visible operation.
    pub fn new(program: Arc<Program>, config: &Config) -> Machine {
        let entry = program.entry;
        Machine::with_entry(program, config, entry)
    }

    /// The same, starting in another function without parameters (an entry of [`Program::tests`]).
    pub fn with_entry(program: Arc<Program>, config: &Config, entry: u32) -> Machine {
        let state = State {
            heap: Heap::new(&program, &config.limits),
            goroutines: Vec::new(),
            waiters: Vec::new(),
            stdout: Vec::new(),
            stderr: Vec::new(),
            now: 0,
            nan_keys: 0,
            bubbles: 0,
            bubbled: Vec::new(),
            gomaxprocs: i64::from(config.gomaxprocs),
            scratch: Scratch::default(),
            status: Status::Running,
        };
        let mut machine = Machine {
            program,
            config: Arc::new(config.clone()),
            state,
        };
        exec::start_main(
            &mut machine.state,
            &exec::Env::new(&machine.program, &machine.config),
            entry,
        );
        machine
    }

    /// Running, or how it ended.
    pub fn status(&self) -> &Status {
        &self.state.status
    }

    /// The goroutines whose pending operation can happen now, ascending; empty once the program has ended.
    pub fn enabled(&self, out: &mut Vec<Gid>) {
        out.clear();
        if self.state.status == Status::Running {
            enabled::collect(&self.state, &self.program, out);
        }
    }

    /// The sleeping goroutines that wake first. They are enabled only when no other one is, but can be stepped at any time: then time
    /// passes while the others could go on.
    pub fn sleepers(&self, out: &mut Vec<Gid>) {
        out.clear();
        if self.state.status == Status::Running {
            enabled::sleepers(&self.state, &self.program, out);
        }
    }

    /// Brings a list of enabled goroutines that was right before a step up to date; quicker than asking anew.
    #[inline]
    pub fn enabled_after(&self, event: &Event, list: &mut Vec<Gid>) {
        if !enabled::leaves_enabled(&self.state, &self.program, event) {
            self.enabled(list);
        }
    }

    /// Whether a goroutine stands at a plain load or store, which has one alternative and touches the one cell that its event names.
    #[inline]
    pub fn is_at_access(&self, goroutine: &Goroutine) -> bool {
        enabled::is_at_access(&self.program, goroutine)
    }

    /// Whether one goroutine can step now.
    pub fn is_enabled(&self, g: Gid) -> bool {
        self.state.status == Status::Running && enabled::is_enabled(&self.state, &self.program, g)
    }

    /// Whether all that a goroutine would do next is to become a waiter of a WaitGroup: it has come to a Wait whose counter is not 0.
    #[inline]
    pub fn is_about_to_wait(&self, g: Gid) -> bool {
        enabled::is_about_to_wait(&self.state, &self.program, g)
    }

    /// What a goroutine would do next, enabled or not; `None` when it has ended, is parked, or does not exist.
    pub fn pending(&self, g: Gid) -> Option<Pending> {
        pending::pending(&self.state, &self.program, g)
    }

    /// The visible instruction that a goroutine stands at; quicker than [`Machine::pending`].
    #[inline]
    pub fn instr(&self, g: Gid) -> Option<Instr> {
        let goroutine = self.goroutine(g)?;
        match goroutine.stand {
            Stand::Ready | Stand::Guarded => enabled::instr_at(&self.program, goroutine),
            _ => None,
        }
    }

    /// Whether a goroutine stands at an operation of a kind that can have more than one alternative.
    #[inline]
    pub fn may_branch(&self, g: Gid) -> bool {
        self.instr(g).is_some_and(enabled::may_branch)
    }

    /// The channels a goroutine standing at a select would touch: (channel, is a send), nil ones left out.
    pub fn select_channels(&self, g: Gid, out: &mut Vec<(Addr, bool)>) {
        out.clear();
        pending::select_channels(&self.state, &self.program, g, out);
    }

    /// Executes the pending operation of a goroutine and runs it on to its next one. `alt` chooses among its alternatives (0 where
    /// there is one).
    #[inline]
    pub fn step(&mut self, g: Gid, alt: u64) -> Result<Event, StepError> {
        exec::step(
            &mut self.state,
            &exec::Env::new(&self.program, &self.config),
            g,
            alt,
        )
    }

    /// Makes the transition of a goroutine that stands at a plain load or store, of which its event says all that there is to know. `None`,
    /// and nothing has happened, where it stands at something else or the access faults.
    #[inline]
    pub fn step_access(&mut self, g: Gid) -> Option<Event> {
        let env = exec::Env::new(&self.program, &self.config);
        exec::step_access(&mut self.state, &env, g)
    }

    /// The program it runs.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The bounds and modes it runs with.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Memory.
    pub fn heap(&self) -> &Heap {
        &self.state.heap
    }

    /// A memory cell; `None` where there is none (nil included).
    pub fn word(&self, addr: Addr) -> Option<u64> {
        self.state.heap.word(addr)
    }

    /// All objects, by address.
    pub fn objects(&self) -> &[Object] {
        self.state.heap.objects()
    }

    /// The object a cell belongs to.
    pub fn object_at(&self, addr: Addr) -> Option<&Object> {
        self.state.heap.object_at(addr)
    }

    /// The bytes of a string value.
    pub fn string(&self, addr: u64, len: u64) -> Option<&[u8]> {
        self.state.heap.string(&self.program, addr, len)
    }

    /// All goroutines ever started, by number; the first is main.
    pub fn goroutines(&self) -> &[Goroutine] {
        &self.state.goroutines
    }

    /// A goroutine by number.
    pub fn goroutine(&self, g: Gid) -> Option<&Goroutine> {
        self.state.goroutines.get((g.0 as usize).checked_sub(1)?)
    }

    /// What a goroutine waits for, where it cannot go on.
    pub fn wait_reason(&self, g: Gid) -> Option<WaitReason> {
        pending::wait_reason(&self.state, &self.program, g)
    }

    /// A channel object, decoded; `None` where there is none.
    pub fn channel(&self, addr: Addr) -> Option<ChanView> {
        ChanView::at(&self.state.heap, &self.program, addr)
    }

    /// Goroutines parked in channels, sorted by channel, then by arrival.
    pub fn waiters(&self) -> &[Waiter] {
        &self.state.waiters
    }

    /// The words of the value a goroutine waiting to send offers.
    pub fn offered(&self, waiter: &Waiter) -> Option<&[u64]> {
        waiter.offered(&self.state, &self.program)
    }

    /// What the program has written to standard output.
    pub fn stdout(&self) -> &[u8] {
        &self.state.stdout
    }

    /// What the program has written to standard error, and the runtime once it is over.
    pub fn stderr(&self) -> Cow<'_, [u8]> {
        let written = &self.state.stderr;
        let report = report::report(&self.state, &self.program);
        match report.is_empty() {
            true => Cow::Borrowed(written),
            false => Cow::Owned([written, report.as_bytes()].concat()),
        }
    }

    /// What the formatter looked at in the last step that was a `Format` operation; ask right after that step.
    pub fn format_reads(&self) -> &[FormatRead] {
        &self.state.scratch.reads
    }

    /// Virtual time since the start, in nanoseconds.
    pub fn now(&self) -> i64 {
        self.state.now
    }
}
