//! Trying all orders depth first: dynamic partial-order reduction over the machine.
//!
//! Terms. An *execution* is a sequence of transitions to the program's end. Two executions are equivalent when one becomes the other by
//! swapping neighbours that are independent ([`dependence`]); equivalent executions end alike, so one of each class (a Mazurkiewicz
//! trace) is enough. The *happens-before* order of an execution is the smallest order that keeps dependent transitions, and those of
//! one goroutine, as they are. Two dependent transitions *race* when nothing orders them but their own conflict and the later could
//! have come first.
//!
//! Algorithm: source-DPOR with sleep sets (Abdulla, Aronis, Jonsson, Sagonas: Optimal dynamic partial order reduction, POPL 2014),
//! depth first, with a snapshot of the machine at each node instead of re-execution. Whenever the transition about to be executed races
//! with an earlier one, the node before that one gets a goroutine to try that begins the reversed order (`reversal.rs`). A node's
//! *sleep set* holds the goroutines whose next transition has been explored from there, as long as nothing dependent on it happens.
//!
//! Blocking operations (locks, waits) race not with the release that enables them but with the operation they compete with; goroutines
//! that are still blocked or not yet done at the end of an execution are looked at as if they went on.
//!
//! What is not explored: random numbers, hash seeds and starts of iteration (`Choose`, `ChooseN`) have fixed values from the seed.
//! Which ready case a select takes is explored.
//!
//! With a bound on pre-emptions (Musuvathi, Qadeer: Iterative context bounding, PLDI 2007) all orders within the bound are enumerated
//! without reduction, for reduction and bound do not go together without further care.

use super::census::{Bounds, Census, Ending};
use super::dependence::Footprint;
use super::options::Options;
use super::reversal;
use crate::bytecode::SyncOp;
use crate::machine::{Event, Gid, Machine, Op, PendingKind, Stand, Status};
use crate::schedule::{Choice, Schedule, mix};

/// Words of memory that the copies of the machine along one execution may have together; beyond it the execution is given up as a limit.
const WORDS_MAX: usize = 64 << 20;

/// For each goroutine how many transitions of the execution, counted from its start, happen before here at most: position of the last
/// one + 1.
pub(super) type Clock = Vec<u32>;

/// A transition that leads from a node to the next.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) g: Gid,
    pub(super) alt: u64,
    /// How many alternatives it has (1 when they are not explored).
    pub(super) alternatives: u64,
    pub(super) footprint: Footprint,
    pub(super) clock: Clock,
    /// Gives way of its own accord.
    pub(super) yields: bool,
}

/// A state on the current execution.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) machine: Machine,
    /// What happens before each goroutine's next transition, by number − 1.
    pub(super) clocks: Vec<Clock>,
    pub(super) enabled: Vec<Gid>,
    /// Goroutines explored from here, or asleep on arrival.
    pub(super) sleep: Vec<Gid>,
    /// Goroutines to explore from here.
    pub(super) backtrack: Vec<Gid>,
    pub(super) taken: Option<Taken>,
    /// Pre-emptions on the way here.
    pub(super) preemptions: u32,
}

/// An exploration that can be continued.
#[derive(Clone, Debug)]
pub(super) struct Search {
    options: Options,
    stack: Vec<Node>,
    census: Census,
}

impl Search {
    /// Starts at a machine's present state.
    pub fn new(machine: Machine, options: Options) -> Search {
        let clocks = vec![Vec::new(); machine.goroutines().len()];
        let census = Census {
            bounds: Bounds::of(&options),
            ..Census::default()
        };
        let mut search = Search {
            options,
            stack: Vec::new(),
            census,
        };
        search.push(machine, clocks, Vec::new(), 0);
        search
    }

    /// Goes on for so many executions; whether everything has been explored.
    pub fn advance(&mut self, executions: u64) -> bool {
        let goal = self
            .census
            .executions
            .saturating_add(self.census.redundant)
            .saturating_add(executions);
        while !self.stack.is_empty() && self.census.executions + self.census.redundant < goal {
            self.turn();
        }
        self.stack.is_empty()
    }

    /// What has been found so far.
    pub fn census(&self) -> &Census {
        &self.census
    }

    /// Whether everything has been explored.
    pub fn is_complete(&self) -> bool {
        self.stack.is_empty()
    }

    /// Whether equivalent executions are left out.
    fn reduces(&self) -> bool {
        self.options.reduce && self.options.preemptions.is_none()
    }

    /// One move: a transition forward, or the end of an execution, or a node given up.
    fn turn(&mut self) {
        let depth = self.stack.len();
        let Some(node) = self.stack.last() else {
            return;
        };
        let ended = *node.machine.status() != Status::Running;
        let words = node.machine.heap().cells().len().saturating_mul(depth);
        if ended || depth as u64 > self.options.steps_max || words > WORDS_MAX {
            self.finish_execution();
            self.stack.pop();
            return;
        }
        match self.next_choice() {
            Some((g, alt)) => self.take(g, alt),
            None => {
                let dead_end = self.stack.last().is_some_and(|node| node.taken.is_none());
                self.census.redundant += u64::from(dead_end);
                self.stack.pop();
            }
        }
    }

    /// Counts the execution that leads to the top, and looks at what others would have done next.
    fn finish_execution(&mut self) {
        let Some(node) = self.stack.last() else {
            return;
        };
        let (ending, preemptions) = (Ending::of(&node.machine), node.preemptions);
        let stack = &self.stack;
        self.census.add(ending, preemptions, || schedule(stack));
        if self.reduces() {
            reversal::unfinished(&mut self.stack);
        }
    }

    /// What to try next from the top node, if anything is left.
    fn next_choice(&mut self) -> Option<(Gid, u64)> {
        let previous = self
            .stack
            .len()
            .checked_sub(2)
            .and_then(|below| self.stack.get(below)?.taken.as_ref().map(|taken| taken.g));
        let (reduce, bound) = (self.reduces(), self.options.preemptions);
        let voluntary = self.left_voluntarily();
        let node = self.stack.last_mut()?;
        match &node.taken {
            Some(taken) if taken.alt + 1 < taken.alternatives => {
                return Some((taken.g, taken.alt + 1));
            }
            Some(taken) => node.sleep.push(taken.g),
            None => {
                let awake = |g: &Gid| !node.sleep.contains(g);
                let mut first: Vec<Gid> = node.enabled.iter().copied().filter(awake).collect();
                first.sort_by_key(|g| Some(*g) != previous);
                if reduce {
                    first.truncate(1);
                }
                node.backtrack = first;
            }
        }
        let preempts = |g: Gid| {
            let enabled =
                previous.is_some_and(|previous| previous != g && node.enabled.contains(&previous));
            u32::from(enabled && !voluntary)
        };
        let within = |g: Gid| bound.is_none_or(|bound| node.preemptions + preempts(g) <= bound);
        let open = |g: &&Gid| !node.sleep.contains(g) && within(**g);
        node.backtrack.iter().find(open).map(|g| (*g, 0))
    }

    /// Whether the goroutine that made the last transition gave way: by Gosched, or because all it has left is to end.
    fn left_voluntarily(&self) -> bool {
        let Some(below) = self
            .stack
            .len()
            .checked_sub(2)
            .and_then(|below| self.stack.get(below))
        else {
            return true;
        };
        let (Some(taken), Some(node)) = (&below.taken, self.stack.last()) else {
            return true;
        };
        let stand = node
            .machine
            .goroutine(taken.g)
            .map(|goroutine| goroutine.stand);
        taken.yields || matches!(stand, Some(Stand::Exit | Stand::Dead))
    }

    /// Executes a transition from the top node.
    fn take(&mut self, g: Gid, alt: u64) {
        let voluntary = self.left_voluntarily();
        let previous = self
            .stack
            .len()
            .checked_sub(2)
            .and_then(|below| self.stack.get(below)?.taken.as_ref().map(|taken| taken.g));
        let depth = self.stack.len() as u32 - 1;
        let Some(node) = self.stack.last() else {
            return;
        };
        let (Some(pending), Some(footprint)) =
            (node.machine.pending(g), Footprint::of(&node.machine, g))
        else {
            return;
        };
        // A WaitGroup's addition has two where it meets one that was woken and has not gone on.
        let explored = matches!(
            pending.op.kind,
            PendingKind::Select | PendingKind::Sync(SyncOp::WgAdd)
        );
        let alternatives = if explored { pending.alternatives } else { 1 };
        let chosen = match pending.alternatives {
            _ if explored => alt,
            1 => 0,
            n => {
                // A function of the goroutine and its own past, so that equivalent executions draw the same numbers.
                let own = self
                    .stack
                    .iter()
                    .rev()
                    .skip(1)
                    .filter(|node| node.taken.as_ref().is_some_and(|taken| taken.g == g));
                let number = mix(self.options.seed ^ mix(u64::from(g.0)) ^ own.count() as u64);
                if n == 0 { number } else { number % n }
            }
        };
        let mut machine = node.machine.clone();
        let Ok(event) = machine.step(g, chosen) else {
            // An enabled goroutine with an alternative in range always steps.
            self.drop_choice(g);
            return;
        };
        self.census.steps += 1;
        let footprint = footprint.executed(&event);
        let preempted = previous
            .is_some_and(|previous| previous != g && node.enabled.contains(&previous))
            && !voluntary;
        let preemptions = node.preemptions + u32::from(preempted);
        let sleep = node
            .sleep
            .iter()
            .copied()
            .filter(|q| independent(&node.machine, *q, &footprint))
            .collect();
        if self.reduces() {
            reversal::executed(&mut self.stack, g, &footprint);
        }
        let mut clock = reversal::clock_of(&self.stack, g, &footprint);
        set(&mut clock, g, depth + 1);
        let Some(node) = self.stack.last_mut() else {
            return;
        };
        let clocks = clocks_after(node, &machine, &event, &clock);
        let yields = matches!(
            event.op,
            Op::Sync {
                op: SyncOp::Gosched,
                ..
            }
        );
        node.taken = Some(Taken {
            g,
            alt: chosen,
            alternatives,
            footprint,
            clock,
            yields,
        });
        self.push(machine, clocks, sleep, preemptions);
    }

    /// Gives up a choice that turned out to be none.
    fn drop_choice(&mut self, g: Gid) {
        if let Some(node) = self.stack.last_mut() {
            node.backtrack.retain(|other| *other != g);
            node.taken = None;
            node.sleep.push(g);
        }
    }

    fn push(&mut self, machine: Machine, clocks: Vec<Clock>, sleep: Vec<Gid>, preemptions: u32) {
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        let sleep = if self.reduces() { sleep } else { Vec::new() };
        self.stack.push(Node {
            machine,
            clocks,
            enabled,
            sleep,
            backtrack: Vec::new(),
            taken: None,
            preemptions,
        });
    }
}

/// Whether what a sleeping goroutine would do is independent of a transition.
fn independent(machine: &Machine, q: Gid, footprint: &Footprint) -> bool {
    Footprint::of(machine, q).is_some_and(|sleeping| !sleeping.depends_on(footprint))
}

/// The clocks of all goroutines after a transition: its own, that of a goroutine it started, and those it woke.
fn clocks_after(node: &Node, machine: &Machine, event: &Event, clock: &Clock) -> Vec<Clock> {
    let mut clocks = node.clocks.clone();
    clocks.resize(machine.goroutines().len(), Vec::new());
    let parked = |machine: &Machine, index: usize| {
        machine
            .goroutines()
            .get(index)
            .is_none_or(|goroutine| goroutine.stand == Stand::Parked)
    };
    for (index, entry) in clocks.iter_mut().enumerate() {
        let own = index + 1 == event.goroutine.0 as usize;
        let woken = parked(&node.machine, index) && !parked(machine, index);
        if own || woken || index >= node.clocks.len() {
            join(entry, clock);
        }
    }
    clocks
}

/// How far a clock has seen a goroutine.
pub(super) fn get(clock: &Clock, g: Gid) -> u32 {
    clock
        .get((g.0 as usize).wrapping_sub(1))
        .copied()
        .unwrap_or(0)
}

fn set(clock: &mut Clock, g: Gid, value: u32) {
    let index = (g.0 as usize).wrapping_sub(1);
    if clock.len() <= index {
        clock.resize(index + 1, 0);
    }
    if let Some(entry) = clock.get_mut(index) {
        *entry = value;
    }
}

pub(super) fn join(clock: &mut Clock, other: &Clock) {
    if clock.len() < other.len() {
        clock.resize(other.len(), 0);
    }
    for (entry, value) in clock.iter_mut().zip(other) {
        *entry = (*entry).max(*value);
    }
}

/// The choices that lead to the top node.
fn schedule(stack: &[Node]) -> Schedule {
    let taken = stack.iter().filter_map(|node| node.taken.as_ref());
    Schedule {
        choices: taken
            .map(|taken| Choice {
                goroutine: taken.g,
                alt: taken.alt,
            })
            .collect(),
    }
}
