//! What is fixed for an exploration: which choices of the program branch, and where another goroutine may come in.

use super::dependence::Mode;
use super::options::{Branches, Granularity, Options};
use crate::bytecode::{CodePos, Instr, SyncOp};
use crate::machine::{Gid, Goroutine, Machine, PendingKind, Stand};
use crate::schedule::mix;
use crate::source::Pos;

/// The options as far as a single execution depends on them, and what the program makes of them.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub seed: u64,
    pub granularity: Granularity,
    pub branches: Branches,
    pub steps_max: u64,
    /// Main's return with goroutines left behind that can never run again is a leak.
    pub leaks: bool,
    /// The program asks for the number of goroutines, so that their beginnings and ends can be noticed.
    pub counts_goroutines: bool,
    /// Receives count as blocked until there is something for them. Not where a send of a select that does not wait could tell, nor
    /// where pre-emptions are counted: to go on to where one waits costs none. Nor in a bubble of testing/synctest, which asks who waits.
    pub guarded: bool,
    /// A WaitGroup is misused, so that of its operations none commute ([`super::misuse`]).
    pub careful: bool,
}

impl Rules {
    /// For a machine's program.
    pub fn new(machine: &Machine, options: &Options) -> Rules {
        let facts = &machine.program().facts;
        Rules {
            seed: options.seed,
            granularity: options.granularity,
            branches: options.branches,
            steps_max: options.steps_max,
            leaks: options.leaks || is_test(machine),
            counts_goroutines: facts.counts_goroutines,
            guarded: options.preemptions.is_none() && !facts.looks_who_waits,
            careful: false,
        }
    }

    /// The same, where a WaitGroup is misused.
    pub fn for_misuse(self) -> Rules {
        Rules {
            careful: true,
            ..self
        }
    }

    /// Whether it is a transition to come to the Wait of a WaitGroup and have to wait. Only an addition that misuses the WaitGroup can
    /// notice it.
    pub fn counts_arrivals(&self) -> bool {
        self.careful
    }

    /// How an operation touches a WaitGroup that is used so if it is used properly.
    pub fn group_mode(&self, proper: Mode) -> Mode {
        if self.careful { Mode::Write } else { proper }
    }

    /// How many alternatives of a goroutine's pending operation are explored: 1 for all but selects and the choices that branch.
    pub fn alternatives(&self, machine: &Machine, g: Gid) -> u64 {
        if !machine.may_branch(g) {
            return 1;
        }
        let Some(pending) = machine.pending(g) else {
            return 1;
        };
        let branches = match pending.op.kind {
            PendingKind::Select => {
                return if self.branches.select {
                    pending.alternatives.max(1)
                } else {
                    1
                };
            }
            // A WaitGroup's addition has two where it meets a goroutine that was woken and has not gone on.
            PendingKind::Sync(SyncOp::WgAdd) => return pending.alternatives.max(1),
            PendingKind::Sync(SyncOp::Choose | SyncOp::ChooseN) => {
                self.branches.explores(machine, pending.at.func)
            }
            _ => return 1,
        };
        match (branches, pending.alternatives) {
            (false, _) => 1,
            (true, 0) => Branches::ALTERNATIVES_MAX,
            (true, n) => n.min(Branches::ALTERNATIVES_MAX),
        }
    }

    /// Whether a goroutine's next operation concerns nobody else, so that it may as well happen at once.
    pub fn is_private(&self, machine: &Machine, g: Gid) -> bool {
        let Some(goroutine) = machine.goroutine(g) else {
            return false;
        };
        match goroutine.stand {
            // A computation that goes on for long may be a loop that only waits (`awaits.rs`).
            Stand::Local => goroutine.pauses <= 2,
            Stand::Exit => !self.counts_goroutines,
            Stand::Ready | Stand::Guarded => match machine.instr(g) {
                Some(Instr::Sync { op, .. }) => self.is_private_sync(machine, goroutine, op),
                Some(Instr::Send { ch, .. } | Instr::Recv { ch, .. }) => goroutine.reg(ch) == 0,
                _ => false,
            },
            _ => false,
        }
    }

    fn is_private_sync(&self, machine: &Machine, goroutine: &Goroutine, op: SyncOp) -> bool {
        use SyncOp::{
            Bubble, BubbleEnter, BubbleLeave, Choose, ChooseN, Goexit, Gosched, Now, RaceDisable,
            RaceEnable, RaceRead, RaceWrite, Sleep,
        };
        match op {
            RaceRead | RaceWrite | RaceDisable | RaceEnable | Gosched | Now | Goexit | Bubble
            | BubbleEnter | BubbleLeave => true,
            Sleep => goroutine.deadline <= machine.now(),
            Choose | ChooseN => self.alternatives(machine, goroutine.id) == 1,
            _ => false,
        }
    }

    /// The machine's alternative for the explorer's, and whether others were passed over. `draw` identifies a draw that does not branch:
    /// the same in equivalent executions.
    pub fn value(&self, machine: &Machine, g: Gid, alt: u64, draw: u64) -> (u64, bool) {
        let Some(pending) = machine.pending(g) else {
            return (alt, false);
        };
        let explored = self.alternatives(machine, g);
        let fixed = mix(self.seed ^ mix(draw));
        match pending.alternatives {
            1 => (alt, false),
            0 if explored > 1 => (mix(self.seed ^ alt), true),
            0 => (fixed, true),
            n if explored > 1 || n == 1 => (alt, explored < n),
            n => (fixed % n, true),
        }
    }
}

/// Whether a machine runs a test.
pub(super) fn is_test(machine: &Machine) -> bool {
    let entry = machine.goroutine(Gid(1)).map(|main| main.created_at.func);
    let tests = &machine.program().tests;
    entry.is_some_and(|entry| tests.iter().any(|(_, func)| *func == entry))
}

/// Where a goroutine stands, as far as granularity cares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// Number of user frames, statement in the innermost one, whether runtime or library runs above it.
    depth: u32,
    stmt: Pos,
    runtime: bool,
    at: CodePos,
}

impl Rules {
    /// Where a goroutine begins a transition; `None` when every access is a point where another one may come in.
    pub fn place(&self, machine: &Machine, g: Gid) -> Option<Place> {
        (self.granularity != Granularity::Access).then(|| place(machine, g))
    }

    /// Whether a goroutine that began a transition at a place is still inside the call or statement.
    pub fn is_inside(&self, machine: &Machine, g: Gid, start: Place) -> bool {
        let now = place(machine, g);
        match self.granularity {
            Granularity::Access => false,
            Granularity::Call => now.runtime,
            Granularity::Statement => {
                let same = now.depth == start.depth && now.stmt == start.stmt;
                (now.depth > start.depth || same) && now != start
            }
        }
    }
}

fn place(machine: &Machine, g: Gid) -> Place {
    let mut place = Place {
        depth: 0,
        stmt: Pos(0),
        runtime: false,
        at: CodePos::default(),
    };
    let Some(goroutine) = machine.goroutine(g) else {
        return place;
    };
    place.at = goroutine.at();
    for frame in &goroutine.frames {
        let Some(function) = machine.program().functions.get(frame.func as usize) else {
            continue;
        };
        place.runtime = function.prelude && !function.wrapper;
        if !function.prelude && !function.wrapper {
            place.depth += 1;
            place.stmt = function.line_at(frame.pc).map_or(Pos(0), |line| line.stmt);
        }
    }
    place
}
