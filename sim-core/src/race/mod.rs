//! The race detector: an observer of a machine that finds accesses to one cell which nothing orders.
//!
//! It gives the verdict of Go's own race detector (`go run -race`): the same edges, the same accesses instrumented, the runtime's own
//! left out. How each part works is said in its file: vector clocks (`clocks.rs`), shadow memory (`shadow.rs`), what counts as an access
//! (`sites.rs`), what orders (`order.rs`, `channels.rs`).
//!
//! ```text
//! Detector::new(&machine)                       before the first step of the run
//! detector.observe(&machine, &event)            after each step, the machine as the step left it
//! detector.races() -> &[Race]                   each pair of places once, in the order found
//! ```
//! Invariants: the detector never looks at anything but machine and event, so equal runs give equal races; `observe` must see every
//! event of the run; a clone is a detector of the same run up to here.
//!
//! Without [`Settings::stacks`] it is as fast as possible, and a race has places but neither stacks nor locks; to get them, replay the
//! schedule with a detector that has them.

mod advice;
mod again;
mod channels;
mod clocks;
mod describe;
mod found;
mod location;
mod order;
mod report;
mod shadow;
mod sites;
mod stacks;
mod state;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub use advice::{Advice, advise};
pub use found::{
    Access, AccessOp, HeldLock, Location, LocationKind, Place, Race, RaceKey, StackFrame,
};
pub use report::{Reporter, footer};

use crate::bytecode::CodePos;
use crate::machine::{Addr, Event, Gid, Goroutine, Machine, Op};
use again::Again;
use channels::Channel;
use clocks::{Clocks, Row};
use shadow::{Conflict, Epoch, Now, Shadow};
use sites::{Class, Sites};
use stacks::{Held, Stacks};

/// Goroutines alive at once beyond which the detector gives up, as Go's does.
pub const GOROUTINES_MAX: usize = 8128;

/// What the detector is to note.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Stacks and held locks with each race.
    pub stacks: bool,
    /// The runtime's own accesses count, too: conflicts inside maps and slices' growth.
    pub everything: bool,
    /// Keep the list of edges.
    pub edges: bool,
}

/// A happens-before edge between two transitions of different goroutines, by their numbers from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edge {
    /// Happens before …
    pub from: u32,
    /// … this.
    pub to: u32,
}

/// How an access is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Read,
    Write,
    AtomicRead,
    AtomicWrite,
    /// By the runtime on behalf of its caller.
    AnnotatedRead,
    AnnotatedWrite,
    /// Of the channel as such, by a send and by a close.
    ChannelRead,
    ChannelWrite,
}

impl Way {
    #[inline]
    fn is_write(self) -> bool {
        matches!(
            self,
            Way::Write | Way::AtomicWrite | Way::AnnotatedWrite | Way::ChannelWrite
        )
    }

    #[inline]
    fn is_atomic(self) -> bool {
        matches!(self, Way::AtomicRead | Way::AtomicWrite)
    }
}

/// What is known of one goroutine.
#[derive(Clone, Copy, Debug)]
struct Thread {
    row: Row,
    /// Waits in a channel.
    parked: bool,
    /// Where the runtime was called from, while it is inside it.
    caller: u32,
    /// The transition that started it or made it go on, until its own next one; 0 for none.
    after: u32,
    /// Its last transition.
    last: u32,
    /// How often it has called RaceDisable more than RaceEnable: its synchronisation orders nothing.
    deaf: u32,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Detector {
    settings: Settings,
    sites: Arc<Sites>,
    /// Transitions seen.
    step: u32,
    clocks: Clocks,
    threads: Vec<Thread>,
    /// Those that have not ended.
    alive: usize,
    shadow: Shadow,
    /// Clocks of synchronisation objects, by address.
    objects: Vec<Row>,
    /// Clocks of open files, by number.
    files: [Row; 3],
    channels: Vec<Channel>,
    channel_index: FxHashMap<Addr, usize>,
    stacks: Option<Box<Stacks>>,
    edges: Vec<Edge>,
    /// For each row the transition that released to it last; kept only with edges.
    releases: FxHashMap<u32, u32>,
    conflicts: Vec<Conflict>,
    seen: FxHashSet<(u32, u32)>,
    races: Arc<Vec<Race>>,
    /// Those of this run, and where each pair of places is among all: see `again.rs`.
    again: Again,
    gave_up: bool,
    /// Packages are still being initialised.
    initialising: bool,
}

impl Detector {
    /// A fast detector for a machine at its start.
    pub fn new(machine: &Machine) -> Detector {
        Detector::with(machine, Settings::default())
    }

    /// A detector for a machine at its start.
    pub fn with(machine: &Machine, settings: Settings) -> Detector {
        let mut detector = Detector {
            settings,
            sites: Sites::new(machine.program(), settings.everything),
            step: 0,
            clocks: Clocks::new(),
            threads: Vec::new(),
            alive: 0,
            shadow: Shadow::default(),
            objects: Vec::new(),
            files: [Row::NONE; 3],
            channels: Vec::new(),
            channel_index: FxHashMap::default(),
            stacks: settings.stacks.then(|| Box::new(Stacks::new())),
            edges: Vec::new(),
            releases: FxHashMap::default(),
            conflicts: Vec::new(),
            seen: FxHashSet::default(),
            races: Arc::new(Vec::new()),
            again: Again::default(),
            gave_up: false,
            initialising: true,
        };
        for goroutine in machine.goroutines() {
            detector.add_thread(goroutine.id);
            detector.follow(machine, goroutine.id);
        }
        detector
    }

    /// What was found so far, each pair of places once, in the order found.
    pub fn races(&self) -> &[Race] {
        &self.races
    }

    /// The edges so far, where they are kept.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Too many goroutines: nothing more is looked for.
    pub fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// All goroutines seen.
    pub fn goroutines(&self) -> impl Iterator<Item = Gid> {
        (1..=self.threads.len() as u32).map(Gid)
    }

    /// What a goroutine knows: for each goroutine, by number from 1, the last transition that happens before. Empty once it has ended.
    pub fn clock(&self, g: Gid) -> &[u32] {
        let known = self.threads.len();
        let row = self.row(g);
        let entries = if row.exists() {
            self.clocks.row(row)
        } else {
            &[]
        };
        entries.get(..known.min(entries.len())).unwrap_or(entries)
    }

    /// Takes in one transition; the machine is as it left it.
    pub fn observe(&mut self, machine: &Machine, event: &Event) {
        if self.gave_up {
            return;
        }
        self.step += 1;
        let (g, step) = (event.goroutine, self.step);
        let index = (g.0 as usize).wrapping_sub(1);
        let Some(thread) = self.threads.get_mut(index) else {
            return;
        };
        thread.last = step;
        let (row, after) = (thread.row, std::mem::take(&mut thread.after));
        if after != 0 {
            self.edge(after);
        }
        self.clocks.set(row, index, step);
        match event.op {
            Op::Load { addr, .. } => self.plain(machine, event, addr, (row, Way::Read)),
            Op::Store { addr, .. } => self.plain(machine, event, addr, (row, Way::Write)),
            _ => self.other(machine, event),
        }
        self.follow(machine, g);
    }

    /// A transition that is no ordinary load or store.
    #[inline(never)]
    fn other(&mut self, machine: &Machine, event: &Event) {
        let (g, at) = (event.goroutine, event.at);
        match event.op {
            Op::Sync { op, obj, old, new } => self.sync(machine, event, op, (obj, old, new)),
            Op::Go { child } => self.started(machine, g, at, child),
            Op::Send { ch, end } => self.sent(machine, event, ch, end),
            Op::Recv { ch, end, ok } => self.received(machine, g, ch, (end, ok)),
            Op::Close { ch, woken } => self.closed(machine, event, ch, woken),
            Op::Select { ch, send, end, .. } => self.selected(machine, event, (ch, send), end),
            Op::Exit => self.ended(machine, g),
            Op::Load { .. } | Op::Store { .. } => {}
            Op::ChanLen { .. } | Op::Local | Op::End => {}
        }
    }

    /// An ordinary load or store, if it is one of the program.
    #[inline(always)]
    fn plain(&mut self, machine: &Machine, event: &Event, addr: Addr, (row, way): (Row, Way)) {
        let (g, at) = (event.goroutine, event.at);
        let (class, number) = self.sites.of(at);
        if class != Class::Program {
            return;
        }
        let now = Now {
            epoch: Epoch::new(g, self.step, false),
            site: match &mut self.stacks {
                Some(stacks) => stacks.site(g, at),
                None => number,
            },
            row,
        };
        if !self.shadow.covers(addr) {
            self.shadow.cover(machine.heap().cells().len());
        }
        self.touch(machine, addr, now, way);
    }

    /// An access to one cell.
    #[inline(always)]
    fn touch(&mut self, machine: &Machine, cell: Addr, now: Now, way: Way) {
        if way.is_write() {
            self.shadow
                .write(cell, now, &self.clocks, &mut self.conflicts);
        } else {
            self.shadow
                .read(cell, now, &self.clocks, &mut self.conflicts);
        }
        if !self.conflicts.is_empty() {
            self.conflict(machine, cell, now, way);
        }
    }

    /// An access to consecutive cells.
    #[inline]
    fn access(
        &mut self,
        machine: &Machine,
        g: Gid,
        at: CodePos,
        (addr, words): (Addr, u64),
        way: Way,
    ) {
        let site = self.site(g, at);
        let now = Now {
            epoch: Epoch::new(g, self.step, way.is_atomic()),
            site,
            row: self.row(g),
        };
        // A torn slice header may name cells that do not exist.
        let cells = machine.heap().cells().len();
        self.shadow.cover(cells);
        for cell in addr..addr.saturating_add(words).min(cells as u64) {
            self.touch(machine, cell, now, way);
        }
    }

    /// The site of an operation of `g` that is being observed.
    #[inline]
    fn site(&mut self, g: Gid, at: CodePos) -> u32 {
        if let Some(stacks) = &mut self.stacks {
            return stacks.site(g, at);
        }
        match self.sites.of(at) {
            (Class::Runtime, number) => self.thread(g).map_or(number, |thread| thread.caller),
            (_, number) => number,
        }
    }

    /// A goroutine has moved to its next operation: notes where it stands.
    #[inline(always)]
    fn follow(&mut self, machine: &Machine, g: Gid) {
        let Some(goroutine) = machine.goroutine(g) else {
            return;
        };
        if self.initialising && g.0 == 1 {
            self.initialising = !self.sites.has_begun(machine.program(), goroutine);
        }
        if let Some(stacks) = &mut self.stacks {
            stacks.follow(goroutine);
        } else if self.sites.is_runtime(goroutine) && !machine.is_at_access(goroutine) {
            // At its loads and stores, which are nobody's, it does not matter who called.
            self.note_caller(goroutine);
        }
    }

    /// A goroutine stands inside the runtime, at something that may be its caller's.
    #[inline(never)]
    fn note_caller(&mut self, goroutine: &Goroutine) {
        if let Some(caller) = self.sites.caller(goroutine)
            && let Some(thread) = self.thread_mut(goroutine.id)
        {
            thread.caller = caller;
        }
    }

    /// `go`: all that the parent did happens before all that the child does.
    fn started(&mut self, machine: &Machine, g: Gid, at: CodePos, child: Gid) {
        if self.alive >= GOROUTINES_MAX {
            self.gave_up = true;
            return;
        }
        self.add_thread(child);
        let (parent, own) = (self.row(g), self.row(child));
        if parent.exists() && own.exists() {
            self.clocks.assign(own, parent);
        }
        let step = self.step;
        if let Some(thread) = self.thread_mut(child) {
            thread.after = step;
        }
        if let Some(stacks) = &mut self.stacks {
            stacks.started(g, at, child);
        }
        self.follow(machine, child);
    }

    /// A goroutine's end happens before nothing.
    fn ended(&mut self, machine: &Machine, g: Gid) {
        self.left_bubble(machine, g);
        if let Some(thread) = self.thread_mut(g) {
            let row = std::mem::replace(&mut thread.row, Row::NONE);
            self.clocks.remove(row);
            self.alive = self.alive.saturating_sub(1);
        }
    }

    fn add_thread(&mut self, g: Gid) {
        let index = g.0 as usize - 1;
        self.clocks.cover(index);
        while self.threads.len() <= index {
            let row = self.clocks.add();
            self.alive += 1;
            self.threads.push(Thread {
                row,
                parked: false,
                caller: 0,
                after: 0,
                last: 0,
                deaf: 0,
            });
        }
    }

    #[inline]
    fn thread(&self, g: Gid) -> Option<&Thread> {
        self.threads.get((g.0 as usize).wrapping_sub(1))
    }

    #[inline]
    fn thread_mut(&mut self, g: Gid) -> Option<&mut Thread> {
        self.threads.get_mut((g.0 as usize).wrapping_sub(1))
    }

    /// Whether a goroutine's synchronisation orders nothing now.
    fn is_deaf(&self, g: Gid) -> bool {
        self.thread(g).is_some_and(|thread| thread.deaf > 0)
    }

    /// The clock of a goroutine.
    #[inline]
    fn row(&self, g: Gid) -> Row {
        self.thread(g).map_or(Row::NONE, |thread| thread.row)
    }

    /// The clock of the object at an address, where it has one.
    fn object(&self, obj: Addr) -> Option<Row> {
        let row = self.objects.get(obj as usize).copied()?;
        row.exists().then_some(row)
    }

    fn object_or_new(&mut self, obj: Addr) -> Row {
        if let Some(row) = self.object(obj) {
            return row;
        }
        let index = obj as usize;
        // An address that is no cell cannot come from an operation that succeeded.
        if self.objects.len() <= index {
            self.objects.resize(index + 1, Row::NONE);
        }
        let row = self.clocks.add();
        if let Some(slot) = self.objects.get_mut(index) {
            *slot = row;
        }
        row
    }

    /// The clock of a file.
    fn file(&mut self, fd: u64) -> Row {
        let Some(slot) = self.files.get_mut(fd as usize) else {
            return Row::NONE;
        };
        if !slot.exists() {
            *slot = self.clocks.add();
        }
        *slot
    }

    fn locked(&mut self, g: Gid, held: Held) {
        if let Some(stacks) = &mut self.stacks {
            stacks.locked(g, held);
        }
    }

    fn unlocked(&mut self, g: Gid, held: Held) {
        if let Some(stacks) = &mut self.stacks {
            stacks.unlocked(g, held);
        }
    }

    /// The present transition released to a clock.
    #[inline]
    fn released(&mut self, row: Row) {
        if self.settings.edges {
            self.releases.insert(row.number(), self.step);
        }
    }

    /// The present transition learns from a clock on behalf of `g`.
    #[inline]
    fn acquired(&mut self, g: Gid, row: Row) {
        if !self.settings.edges {
            return;
        }
        if let Some(&from) = self.releases.get(&row.number())
            && self
                .thread(g)
                .is_some_and(|thread| thread.last == self.step)
        {
            self.edge(from);
        }
    }

    /// An edge from an earlier transition to the present one.
    fn edge(&mut self, from: u32) {
        if self.settings.edges && from != 0 && from != self.step {
            self.edges.push(Edge {
                from,
                to: self.step,
            });
        }
    }
}
