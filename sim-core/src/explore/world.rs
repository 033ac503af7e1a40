//! A machine with the names of what is in it, and what each of its operations touches.
//!
//! One operation at a time: [`World::look`] says before it happens what it would touch, [`World::step`] executes it and completes that
//! with what can be known only afterwards. What happened before the present state is not known here (`trail.rs` does).
//!
//! Invariant: what an operation touches is a function of its goroutine's past and of the objects it touches, named so that equivalent
//! executions agree ([`super::names`]).

mod sync;

use super::dependence::{Access, Footprint, Mode};
use super::flight::Flight;
use super::names::{Cell, Names};
use super::rules::Rules;
use crate::bytecode::{Instr, SyncOp};
use crate::machine::{
    Addr, ChanEnd, Event, FormatRead, Gid, Machine, Op, PendingKind, PendingOp, StepError,
};
use crate::schedule::Choice;

/// Output to stdout or stderr (by number), the number of goroutines, GOMAXPROCS: what is touched though it is no memory.
const OUTPUT: u64 = 2;
const GOROUTINES: Cell = Cell::special(1);
const PROCS: Cell = Cell::special(8);

/// Words of a RWMutex.
const RW_WORDS: u32 = 5;

/// A machine and the names of its goroutines and objects.
#[derive(Debug)]
pub(super) struct World {
    pub machine: Machine,
    pub names: Names,
    /// Values on their way, where receives count as blocked until there is one.
    pub(super) flight: Option<Flight>,
    /// Coming to the Wait of a WaitGroup counts as nothing: whoever stands there goes on when the counter is 0.
    joins: bool,
}

/// A synchronisation that later reasoning must find again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Deed {
    /// Took a mutex.
    Lock(Cell),
    /// Added to a WaitGroup.
    Group { group: Cell, old: i64, new: i64 },
    /// Took (1) or gave back (-1) a read lock.
    Share { lock: Cell, by: i32 },
    /// Came to a channel.
    Channel {
        ch: Addr,
        send: bool,
        end: ChanEnd,
        /// A send, or a receive that got a value.
        moved: bool,
    },
    /// A select that waits.
    Waits,
    /// Closed a channel.
    Close(Addr),
}

/// Whose past a goroutine's next transition comes after, beside its own: where the clock to be joined is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    /// The operation itself.
    This,
    /// The latest transition of a goroutine before it.
    Latest(Gid),
    /// The n-th send to a channel, counted back from now; those that still wait not counted.
    Sent(Addr, u64),
    /// The n-th receive, likewise.
    Received(Addr, u64),
    /// The channel's close.
    Closed(Addr),
}

/// What must hold for an operation to be possible.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Guard {
    /// Nothing.
    #[default]
    None,
    /// The mutex is free.
    Mutex(Cell),
    /// The WaitGroup's counter is zero.
    Group(Cell),
    /// Something that only the machine can tell.
    Other,
}

/// An operation before it is executed.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) op: PendingOp,
    pub footprint: Footprint,
    pub guard: Guard,
    /// The footprint may be another one where other transitions have gone before.
    pub fickle: bool,
    /// Channels it uses: address, elements, capacity.
    pub(super) channels: Vec<(Addr, u64, u64)>,
    /// Goroutines that it meets in its channel.
    pub(super) waiting: Vec<Gid>,
    /// The cases of a select: channel, whether it sends.
    pub(super) cases: Vec<(Addr, bool)>,
    /// What it adds to a WaitGroup.
    delta: i32,
    /// It takes a read lock at once.
    shares: bool,
}

/// What an operation did.
#[derive(Clone, Debug)]
pub(super) struct Done {
    pub event: Event,
    pub deed: Option<Deed>,
    /// Clocks to join into those of goroutines.
    pub ties: Vec<(Gid, Source)>,
}

impl Clone for World {
    fn clone(&self) -> World {
        World {
            machine: self.machine.clone(),
            names: self.names.clone(),
            flight: self.flight.clone(),
            joins: self.joins,
        }
    }

    /// Into the buffers that are there.
    fn clone_from(&mut self, source: &World) {
        self.machine.clone_from(&source.machine);
        self.names.clone_from(&source.names);
        self.flight.clone_from(&source.flight);
        self.joins = source.joins;
    }
}

impl World {
    /// Makes choices again, as far as they can be made.
    pub fn go_along(&mut self, choices: &[Choice]) {
        for choice in choices {
            if self.repeat(choice.goroutine, choice.alt).is_err() {
                break;
            }
        }
    }

    /// At a machine's present state.
    pub fn new(machine: Machine, rules: &Rules) -> World {
        World {
            names: Names::new(&machine),
            flight: rules.guarded.then(|| Flight::new(&machine)),
            joins: !rules.counts_arrivals(),
            machine,
        }
    }

    /// Whether a goroutine can go on, a receive for which there is nothing being no way to, nor a Wait.
    pub fn can_go(&self, g: Gid) -> bool {
        self.machine.is_enabled(g) && !self.will_wait(g)
    }

    /// Whether all that a goroutine could do is to wait, where that is no transition.
    pub fn will_wait(&self, g: Gid) -> bool {
        self.waits_to_receive(g) || self.will_register(g)
    }

    /// Whether all that a goroutine could do is to become a waiter of a WaitGroup, where that is no transition.
    fn will_register(&self, g: Gid) -> bool {
        self.joins && self.machine.is_about_to_wait(g)
    }

    /// Makes all those waiters who could do nothing else; the choices that this took.
    pub fn register_all(&mut self) -> Vec<Choice> {
        let all = (1..=self.machine.goroutines().len() as u32).map(Gid);
        all.filter(|g| self.will_register(*g) && self.repeat(*g, 0).is_ok())
            .map(|goroutine| Choice { goroutine, alt: 0 })
            .collect()
    }

    /// Whether a goroutine is about to wait in a receive.
    pub fn waits_to_receive(&self, g: Gid) -> bool {
        if self.flight.is_none() {
            return false;
        }
        let channel = match (self.machine.instr(g), self.machine.goroutine(g)) {
            (Some(Instr::Recv { ch, .. }), Some(goroutine)) => goroutine.reg(ch),
            _ => return false,
        };
        channel != 0 && !self.has_something(channel)
    }

    /// The WaitGroup whose Wait a goroutine stands at.
    pub fn waits_for(&self, g: Gid) -> Option<Cell> {
        match self.machine.instr(g)? {
            Instr::Sync {
                op: SyncOp::WgWait,
                base,
                ..
            } => {
                let group = self.machine.goroutine(g)?.reg(base);
                Some(self.names.cell(&self.machine, group))
            }
            _ => None,
        }
    }

    /// Makes a goroutine's choice again.
    pub fn repeat(&mut self, g: Gid, alt: u64) -> Result<(), StepError> {
        let event = self.machine.step(g, alt)?;
        self.names.extend(&self.machine);
        if let Some(flight) = &mut self.flight {
            flight.follow(&self.machine, &self.names, &event);
        }
        Ok(())
    }

    /// What a goroutine's pending operation would touch; `None` when it has none.
    pub fn look(&self, g: Gid, rules: &Rules) -> Option<Look> {
        let op = self.machine.pending(g)?.op;
        let mut look = Look {
            op,
            footprint: Footprint::default(),
            guard: Guard::None,
            fickle: false,
            channels: Vec::new(),
            waiting: Vec::new(),
            cases: Vec::new(),
            delta: 0,
            shares: false,
        };
        match op.kind {
            PendingKind::Load => self.touch(&mut look, op.addr, 1, Mode::Read),
            PendingKind::Store { .. } => self.touch(&mut look, op.addr, 1, Mode::Write),
            PendingKind::Sync(sync) => self.look_sync(&mut look, (g, sync), rules),
            PendingKind::Send | PendingKind::Recv | PendingKind::Close | PendingKind::ChanLen => {
                self.look_channel(&mut look, g);
            }
            PendingKind::Select => self.look_select(&mut look, g),
            PendingKind::Go | PendingKind::Exit if rules.counts_goroutines => {
                look.special(GOROUTINES, Mode::Share);
            }
            PendingKind::End => look.footprint.global = true,
            PendingKind::Go | PendingKind::Exit | PendingKind::Local => {}
        }
        Some(look)
    }

    /// A register of the synchronisation operation a goroutine stands at, counted from its first operand.
    fn operand(&self, g: Gid, number: u16) -> u64 {
        let program = self.machine.program();
        let Some(goroutine) = self.machine.goroutine(g) else {
            return 0;
        };
        let at = goroutine.at();
        let instr = program
            .functions
            .get(at.func as usize)
            .and_then(|function| function.code.get(at.pc as usize));
        match instr {
            Some(Instr::Sync { base, .. }) => goroutine.reg(base.wrapping_add(number)),
            _ => 0,
        }
    }

    pub(super) fn touch(&self, look: &mut Look, addr: Addr, words: u32, mode: Mode) {
        // What has no address is nobody else's.
        if addr != 0 {
            let cell = self.names.cell(&self.machine, addr);
            look.footprint.add(Access { cell, words, mode });
        }
    }

    /// Whether a goroutine's next operation concerns nobody else, so that it may as well happen at once.
    pub fn is_private(&self, g: Gid, rules: &Rules) -> bool {
        rules.is_private(&self.machine, g)
    }

    /// Executes the operation looked at.
    pub fn step(&mut self, g: Gid, alt: u64, look: &mut Look) -> Result<Done, StepError> {
        let event = self.machine.step(g, alt)?;
        self.names.extend(&self.machine);
        if let Some(flight) = &mut self.flight {
            flight.follow(&self.machine, &self.names, &event);
        }
        look.footprint.global |= event.op == Op::End;
        let mut done = Done {
            event,
            deed: None,
            ties: Vec::new(),
        };
        self.settle(look, &mut done);
        Ok(done)
    }

    /// Completes what is known of an operation with what it did.
    fn settle(&self, look: &mut Look, done: &mut Done) {
        match done.event.op {
            Op::Sync { op, old, new, .. } => self.settle_sync(look, done, op, (old, new)),
            Op::Send { ch, end } => self.settle_channel(look, done, (ch, true, end)),
            Op::Recv { ch, end, .. } => self.settle_channel(look, done, (ch, false, end)),
            Op::Select { ch, send, end, .. } if ch != 0 => {
                self.settle_channel(look, done, (ch, send, end));
            }
            Op::Select {
                end: ChanEnd::Parked,
                ..
            } => done.deed = Some(Deed::Waits),
            Op::Close { ch, .. } => {
                done.deed = Some(Deed::Close(ch));
                let woken = look.waiting.iter().map(|g| (*g, Source::This));
                done.ties.extend(woken);
            }
            // An addition that made the counter negative.
            Op::Local if look.op.kind == PendingKind::Sync(SyncOp::WgAdd) => {
                for access in look.footprint.accesses_mut() {
                    access.mode = Mode::Write;
                }
                let new = self.machine.word(look.op.addr).unwrap_or(0) as i64;
                done.deed = Some(Deed::Group {
                    group: self.names.cell(&self.machine, look.op.addr),
                    old: new - i64::from(look.delta),
                    new,
                });
            }
            _ => {}
        }
    }

    /// What the formatter looked at, unless it walked a map.
    fn settle_format(&self, look: &mut Look) {
        let reads = self.machine.format_reads();
        let cells = reads.iter().map(|read| match read {
            FormatRead::Cell(addr) => Some(*addr),
            FormatRead::Map(_) => None,
        });
        let Some(cells) = cells.collect::<Option<Vec<Addr>>>() else {
            return;
        };
        look.footprint.reads_all = false;
        for addr in cells {
            self.touch(look, addr, 1, Mode::Read);
        }
    }
}

impl Look {
    /// The cases of a select: channel, whether it sends.
    pub fn cases(&self) -> &[(Addr, bool)] {
        &self.cases
    }

    /// A value that is sent or received.
    pub(super) fn value(&mut self, name: u64) {
        if name != 0 {
            let cell = Cell {
                object: name,
                offset: 0,
            };
            self.footprint.add(Access {
                cell,
                words: 1,
                mode: Mode::Value,
            });
        }
    }

    fn special(&mut self, cell: Cell, mode: Mode) {
        self.footprint.add(Access {
            cell,
            words: 1,
            mode,
        });
    }
}
