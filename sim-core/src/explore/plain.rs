//! Every order, one by one: enumeration without reduction, to compare with, and within a bound on pre-emptions.
//!
//! A bound and partial-order reduction do not go together without further care (Coons, Musuvathi, McKinley: Bounded partial-order
//! reduction, OOPSLA 2013): the one execution that stands for a trace may exceed the bound while an equivalent one does not. So with a
//! bound all orders within it are enumerated (Musuvathi, Qadeer: Iterative context bounding, PLDI 2007): first those without
//! pre-emption, then those with exactly one …, each once. One enumeration counts those with one number; `prefixes.rs` has all of them.
//!
//! Joined, orders that begin with equivalent transitions go on only once: a beginning is known by its trace (`canon.rs`), and the states
//! behind equivalent beginnings must be equal.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::canon::{Growing, Trace};
use super::dpor::Moved;
use super::trail::Trail;
use crate::machine::Gid;

/// A state on the way of the current execution: what is still to be tried from it, last first.
type Node = Option<Vec<(Gid, u64)>>;

/// The enumeration.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    pub trail: Trail,
    nodes: Vec<Node>,
    /// Pre-emptions that an execution has which counts.
    exactly: Option<u32>,
    /// Something was left out because it pre-empts once more.
    pub more: bool,
    /// Executions passed over because they have fewer.
    pub passed: u64,
    races: Vec<usize>,
    joined: Option<Box<Joined>>,
}

/// The beginnings met so far.
#[derive(Clone, Debug, Default)]
struct Joined {
    growing: Growing,
    /// By trace: a hash of the state behind it.
    known: FxHashMap<Trace, u64>,
    differing: u64,
    /// Cells there were at the start.
    cells: usize,
}

impl Joined {
    /// Whether the trail, grown by a transition, is equivalent to a beginning met before.
    fn is_known(&mut self, trail: &Trail) -> bool {
        self.growing.push(trail);
        let mut hasher = FxHasher::default();
        let machine = &trail.world.machine;
        (machine.status(), machine.stdout(), machine.waiters()).hash(&mut hasher);
        machine.heap().cells().get(..self.cells).hash(&mut hasher);
        for goroutine in machine.goroutines() {
            (goroutine.stand, goroutine.at(), goroutine.waiting).hash(&mut hasher);
        }
        let state = hasher.finish();
        let known = self.known.len();
        let first = *self.known.entry(self.growing.trace()).or_insert(state);
        self.differing += u64::from(first != state);
        self.known.len() == known
    }
}

impl Plain {
    /// From the present state of a trail without transitions.
    pub fn new(trail: Trail, exactly: Option<u32>) -> Plain {
        Plain {
            trail,
            nodes: vec![None],
            exactly,
            more: false,
            passed: 0,
            races: Vec::new(),
            joined: None,
        }
    }

    /// The same, with equivalent beginnings joined.
    pub fn joined(trail: Trail) -> Plain {
        let joined = Joined {
            cells: trail.world.machine.heap().cells().len(),
            ..Joined::default()
        };
        Plain {
            joined: Some(Box::new(joined)),
            ..Plain::new(trail, None)
        }
    }

    /// Equivalent beginnings that led to states which are not the same: in the memory there was at the start, and where goroutines stand.
    pub fn differing(&self) -> u64 {
        self.joined.as_ref().map_or(0, |joined| joined.differing)
    }

    /// Whether everything has been enumerated.
    pub fn is_over(&self) -> bool {
        self.nodes.is_empty()
    }

    /// One move.
    pub fn turn(&mut self) -> Moved {
        match self.nodes.last() {
            None => return Moved::Over,
            // Before the machine is put where nothing is left to do.
            Some(Some(left)) if left.is_empty() => return self.leave(),
            Some(_) => self.trail.restore(),
        }
        match self.nodes.last_mut() {
            None | Some(Some(_)) => {}
            Some(untouched) => {
                let choices = choices(&self.trail);
                let ended = choices.is_empty();
                *untouched = Some(choices);
                if ended {
                    self.trail.finish();
                    return self.complete();
                }
            }
        }
        match self.nodes.last_mut() {
            Some(Some(choices)) => match choices.pop() {
                Some((g, alt)) => self.take(g, alt),
                None => self.leave(),
            },
            _ => Moved::Over,
        }
    }

    /// Position of the node nearest to the root at which something is left to try; none where giving half of it away would leave nothing.
    pub fn divisible(&self) -> Option<usize> {
        let left = |node: &Node| node.as_ref().map_or(1, Vec::len);
        let at = self.nodes.iter().position(|node| left(node) > 0)?;
        let all: usize = self.nodes.get(at..)?.iter().map(left).sum();
        (all > 1 && self.nodes.get(at)?.is_some()).then_some(at)
    }

    /// Gives away half of what is left to try at the node nearest to the root: what would have been tried last.
    pub fn divide(&mut self) -> Option<Plain> {
        let at = self.divisible()?;
        let mut below = self.nodes.get(at + 1..)?.iter();
        let below = below.any(|node| node.as_ref().is_none_or(|choices| !choices.is_empty()));
        let choices = self.nodes.get_mut(at)?.as_mut()?;
        // Something is to be left here where nothing is below.
        let count = choices.len().saturating_add(usize::from(below)) / 2;
        let given: Vec<(Gid, u64)> = choices.drain(..count).collect();
        let mut other = self.clone();
        while other.trail.len() > at {
            other.trail.pop();
        }
        other.nodes.truncate(at);
        other.nodes.fill(Some(Vec::new()));
        other.nodes.push(Some(given));
        Some(other)
    }

    /// An execution that an earlier enumeration has counted is passed over.
    fn complete(&mut self) -> Moved {
        match self.exactly {
            Some(exactly) if self.trail.preemptions() < exactly => {
                self.passed += 1;
                Moved::On
            }
            _ => Moved::Complete,
        }
    }

    fn take(&mut self, g: Gid, alt: u64) -> Moved {
        if let Some(exactly) = self.exactly
            && self.trail.preempts(g)
            && self.trail.preemptions() >= exactly
        {
            self.more = true;
            return Moved::On;
        }
        if self.trail.execute(g, alt) {
            // Only so that footprints are what they are in a reduced search (`shares.rs`).
            super::reversal::order(&mut self.trail, &mut self.races);
            self.nodes.push(None);
            if let Some(joined) = &mut self.joined
                && joined.is_known(&self.trail)
            {
                return self.leave();
            }
        }
        Moved::On
    }

    fn leave(&mut self) -> Moved {
        self.nodes.pop();
        self.trail.pop();
        if let Some(joined) = &mut self.joined {
            joined.growing.pop();
        }
        Moved::On
    }
}

/// All that can be done next, the goroutine that went last at the end; nothing when the execution is complete.
fn choices(trail: &Trail) -> Vec<(Gid, u64)> {
    let mut choices = Vec::new();
    if trail.ended() || trail.choices.len() as u64 >= trail.rules.steps_max {
        return choices;
    }
    let mut enabled = Vec::new();
    trail.enabled(&mut enabled);
    let previous = trail.events.last().map(|event| event.g);
    enabled.sort_by_key(|g| (Some(*g) == previous, std::cmp::Reverse(*g)));
    for g in enabled {
        let alternatives = trail.rules.alternatives(&trail.world.machine, g);
        choices.extend((0..alternatives).rev().map(|alt| (g, alt)));
    }
    choices
}
