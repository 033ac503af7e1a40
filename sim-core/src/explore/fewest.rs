//! The fewest pre-emptions with which an ending can be reached.
//!
//! The execution that stands for a Mazurkiewicz trace need not be the one of its class that pre-empts least, nor need the best trace be
//! the first one met. So what an exploration has found is looked for once more, over states instead of traces: round `k` visits every
//! state that can be reached with exactly `k` pre-emptions and with no fewer (iterative context bounding: Musuvathi, Qadeer, PLDI
//! 2007). Going on with the goroutine that went last costs nothing, nor does taking over from one that cannot go on, has given way or has
//! only its end before it. A state counts as visited with the goroutine whose turn it was.
//!
//! Invariants: the first witness met in round `k` has `k` pre-emptions, and when the search has not been cut off none has fewer. It is
//! the same from run to run. Draws of the program (hash seeds, random numbers) have the values of the known witness.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

use super::census::{Census, Ending, OutcomeKind};
use super::options::{Granularity, Options};
use super::rules::Rules;
use crate::bytecode::SyncOp;
use crate::machine::{Gid, Machine, Op, Stand, Status};
use crate::schedule::{Choice, Schedule};

/// Words of memory that the states kept for later may have together.
const WORDS_MAX: usize = 16 << 20;

/// Where a way to a state came from: the number of the way before, and the choice.
type Step = (usize, Choice);

/// The number of the empty way.
const START: usize = usize::MAX;

/// A state to go on from.
struct Node {
    machine: Machine,
    /// Who went last, if leaving it would be a pre-emption while it can go on.
    last: Option<Gid>,
    way: usize,
    length: u64,
}

/// The search.
struct Fewest<'c> {
    rules: Rules,
    census: &'c mut Census,
    /// Endings still looked for, with what they need to beat.
    wanted: BTreeMap<Ending, u32>,
    /// Values of the program's draws, by goroutine and in order.
    draws: Vec<Choice>,
    visited: FxHashSet<u64>,
    ways: Vec<Step>,
    /// Of the next round.
    later: Vec<Node>,
    words: usize,
    transitions_left: u64,
}

/// Replaces the witnesses of those endings that matter by ones with fewer pre-emptions where there are such. Makes at most so many
/// transitions; whether that was enough to be sure. Only for exploration down to single accesses.
pub fn improve(
    start: &Machine,
    options: &Options,
    census: &mut Census,
    matters: impl Fn(&Ending) -> bool,
    transitions_max: u64,
) -> bool {
    let found = census.outcomes.iter();
    // Leaks, limits and loops that wait for ever are no endings of the machine's own.
    let wanted: BTreeMap<Ending, u32> = found
        .filter(|(ending, found)| found.preemptions > 0 && is_own(ending) && matters(ending))
        .map(|(ending, found)| (ending.clone(), found.preemptions))
        .collect();
    if options.granularity != Granularity::Access {
        return false;
    }
    let known = census.outcomes.values().next();
    let mut search = Fewest {
        rules: Rules::new(start, options),
        draws: known.map_or_else(Vec::new, |found| draws(start, &found.schedule)),
        wanted,
        census,
        visited: FxHashSet::default(),
        ways: Vec::new(),
        later: Vec::new(),
        words: 0,
        transitions_left: transitions_max,
    };
    search.run(start)
}

fn is_own(ending: &Ending) -> bool {
    !matches!(ending.kind, OutcomeKind::Leak | OutcomeKind::Limit)
}

/// What a run drew.
fn draws(start: &Machine, schedule: &Schedule) -> Vec<Choice> {
    let mut machine = start.clone();
    let mut draws = Vec::new();
    for choice in &schedule.choices {
        let many = machine
            .pending(choice.goroutine)
            .is_some_and(|pending| pending.alternatives != 1);
        if many {
            draws.push(*choice);
        }
        if machine.step(choice.goroutine, choice.alt).is_err() {
            break;
        }
    }
    draws
}

impl Fewest<'_> {
    fn run(&mut self, start: &Machine) -> bool {
        self.later.push(Node {
            machine: start.clone(),
            last: None,
            way: START,
            length: 0,
        });
        for round in 0.. {
            self.wanted.retain(|_, known| *known > round);
            let mut nodes = std::mem::take(&mut self.later);
            self.words = 0;
            if self.wanted.is_empty() || nodes.is_empty() {
                return true;
            }
            nodes.reverse();
            while let Some(node) = nodes.pop() {
                if !self.go_on(node, round, &mut nodes) {
                    return false;
                }
            }
        }
        true
    }

    /// Goes on from a state without a pre-emption as far as one goroutine leads, and leaves the other ways for later. False when the
    /// bounds are reached.
    fn go_on(&mut self, mut node: Node, round: u32, nodes: &mut Vec<Node>) -> bool {
        let mut enabled = Vec::new();
        loop {
            if *node.machine.status() != Status::Running || node.length >= self.rules.steps_max {
                self.arrived(&node, round);
                return true;
            }
            if self.transitions_left == 0 || self.words > WORDS_MAX {
                return false;
            }
            if !self.visited.insert(key(&node)) {
                return true;
            }
            node.machine.enabled(&mut enabled);
            let free = node.last.filter(|last| enabled.contains(last));
            let mut first = None;
            for &g in &enabled {
                for alt in 0..self.rules.alternatives(&node.machine, g) {
                    let now = free.is_none_or(|last| last == g);
                    match (now, first) {
                        (true, None) => first = Some((g, alt)),
                        (true, Some(_)) => nodes.extend(self.after(&node, g, alt)),
                        (false, _) => {
                            let next = self.after(&node, g, alt);
                            self.words += node.machine.heap().cells().len();
                            self.later.extend(next);
                        }
                    }
                }
            }
            match first.and_then(|(g, alt)| self.after(&node, g, alt)) {
                Some(next) => node = next,
                None => return true,
            }
        }
    }

    /// The state after a goroutine's next transition.
    fn after(&mut self, node: &Node, g: Gid, alt: u64) -> Option<Node> {
        self.transitions_left = self.transitions_left.saturating_sub(1);
        let mut machine = node.machine.clone();
        let alt = self.value(&machine, g, alt);
        let event = machine.step(g, alt).ok()?;
        let gave_way = matches!(
            event.op,
            Op::Sync {
                op: SyncOp::Gosched,
                ..
            }
        );
        let stand = machine.goroutine(g).map(|goroutine| goroutine.stand);
        let done = matches!(stand, None | Some(Stand::Exit | Stand::Dead));
        self.ways.push((node.way, Choice { goroutine: g, alt }));
        Some(Node {
            machine,
            last: (!gave_way && !done).then_some(g),
            way: self.ways.len() - 1,
            length: node.length + 1,
        })
    }

    /// The machine's alternative: a draw that does not branch has the value that the known witness gave it.
    fn value(&self, machine: &Machine, g: Gid, alt: u64) -> u64 {
        let alternatives = machine.pending(g).map_or(1, |pending| pending.alternatives);
        if alternatives == 1 || self.rules.alternatives(machine, g) > 1 {
            return alt;
        }
        let mine = self.draws.iter().find(|draw| draw.goroutine == g);
        let value = mine.or(self.draws.first()).map_or(0, |draw| draw.alt);
        match alternatives {
            0 => value,
            n => value % n,
        }
    }

    /// Notes a way to an ending that is better than what is known.
    fn arrived(&mut self, node: &Node, round: u32) {
        if *node.machine.status() == Status::Running {
            return;
        }
        let ending = Ending::of(&node.machine);
        if self.wanted.remove(&ending).is_none() {
            return;
        }
        let schedule = self.schedule(node.way);
        if let Some(found) = self.census.outcomes.get_mut(&ending) {
            (found.preemptions, found.schedule) = (round, schedule);
        }
    }

    fn schedule(&self, way: usize) -> Schedule {
        let mut choices = Vec::new();
        let mut at = self.ways.get(way);
        while let Some((before, choice)) = at {
            choices.push(*choice);
            at = self.ways.get(*before);
        }
        choices.reverse();
        Schedule { choices }
    }
}

/// A state with whose turn it was.
fn key(node: &Node) -> u64 {
    let mut hasher = FxHasher::default();
    node.machine.hash(&mut hasher);
    node.last.hash(&mut hasher);
    hasher.finish()
}
