//! Wakeup trees: the beginnings of executions that must still be explored from a node.
//!
//! Terms (Abdulla, Aronis, Jonsson, Sagonas: Source sets, JACM 64(4), 2017, section 4). A *wakeup sequence* leads from a node to an
//! execution that no explored one is equivalent to. The tree of a node joins its sequences; branches are explored in the order in which
//! they were added. A transition is a *weak initial* of a sequence when some execution that continues the sequence is equivalent to one
//! that begins with the transition: it is the first of its goroutine in the sequence and nothing there happens before it, or it is
//! independent of the whole sequence.
//!
//! Invariants: a branch is not a weak initial of any sequence added after it under the same parent, so exploring the one never blocks
//! the other. Branches of all nodes lie in one slab and refer to each other by number, so that deep trees need no recursion.

use serde::{Deserialize, Serialize};

use super::dependence::Footprint;
use super::names::Name;
use super::trail::Event;
use crate::schedule::mix;

/// A transition of a wakeup tree.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    pub name: Name,
    pub alt: u64,
    pub footprint: Footprint,
}

impl Step {
    /// The transition that an event was.
    pub fn of(event: &Event) -> Step {
        Step {
            name: event.name,
            alt: event.alt,
            footprint: event.footprint.clone(),
        }
    }
}

/// Number of a branch in the slab.
pub(super) type Branch = u32;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    step: Step,
    next: Vec<Branch>,
}

/// All branches of all wakeup trees.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Wakeup {
    entries: Vec<Option<Entry>>,
    free: Vec<Branch>,
}

/// A wakeup sequence to be added: its steps, and for each the earlier ones that happen before it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Sequence {
    pub steps: Vec<Step>,
    /// Pairs (i, j), i < j: i happens before j. Sorted by j.
    pub order: Vec<(u32, u32)>,
}

/// How a transition relates to a sequence whose weak initial it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Initial {
    /// It is this step.
    Step(usize),
    /// It is independent of all steps.
    Apart,
}

/// What is left of a sequence while following a tree.
pub(super) struct Rest<'s> {
    sequence: &'s Sequence,
    alive: Vec<bool>,
    left: usize,
}

impl Rest<'_> {
    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.left == 0
    }

    /// Whether a transition is a weak initial; what is left behind it is what remains then.
    pub fn follow(&mut self, step: &Step) -> bool {
        match self.initial(step) {
            None => false,
            Some(Initial::Apart) => true,
            Some(Initial::Step(at)) => {
                if let Some(alive) = self.alive.get_mut(at) {
                    *alive = false;
                    self.left -= 1;
                }
                true
            }
        }
    }

    /// Whether, and how, a transition is a weak initial.
    fn initial(&self, step: &Step) -> Option<Initial> {
        let steps = self.sequence.steps.iter().enumerate();
        let mut alive = steps.filter(|(at, _)| self.alive.get(*at) == Some(&true));
        let own = alive.clone().find(|(_, other)| other.name == step.name);
        match own {
            Some((at, other)) => {
                let after = |(i, j): &(u32, u32)| {
                    *j as usize == at && self.alive.get(*i as usize) == Some(&true)
                };
                let first = other.alt == step.alt && !self.sequence.order.iter().any(after);
                first.then_some(Initial::Step(at))
            }
            None => {
                let free = !alive.any(|(_, other)| other.footprint.depends_on(&step.footprint));
                free.then_some(Initial::Apart)
            }
        }
    }
}

impl Sequence {
    /// Whether a transition is a weak initial of the whole.
    pub fn has_initial(&self, step: &Step) -> bool {
        self.rest().initial(step).is_some()
    }

    /// Tells sequences for nodes at positions apart, by 128 bits.
    pub fn mark(&self, position: usize) -> (u64, u64) {
        let (mut low, mut high) = (position as u64, self.steps.len() as u64);
        let steps = self.steps.iter().map(|step| mix(step.name) ^ step.alt);
        let order = self.order.iter();
        for word in steps.chain(order.map(|(i, j)| u64::from(*i) << 32 | u64::from(*j))) {
            low = mix(low ^ word);
            high = mix(high.rotate_left(7) ^ mix(!word));
        }
        (low, high)
    }

    /// All of it.
    pub fn rest(&self) -> Rest<'_> {
        Rest {
            sequence: self,
            alive: vec![true; self.steps.len()],
            left: self.steps.len(),
        }
    }
}

impl Wakeup {
    /// Adds a sequence to the tree whose branches are in `roots`, unless the tree covers it; whether it was added.
    pub fn insert(&mut self, roots: &mut Vec<Branch>, sequence: &Sequence) -> bool {
        self.insert_rest(roots, sequence.rest())
    }

    /// The same with what is left of a sequence.
    pub fn insert_rest(&mut self, roots: &mut Vec<Branch>, mut rest: Rest<'_>) -> bool {
        let mut parent: Option<Branch> = None;
        loop {
            if rest.is_empty() {
                return false;
            }
            let branches = match parent {
                None => &*roots,
                Some(parent) => match self.entry(parent) {
                    // A leaf: all that continues from there will be explored.
                    Some(entry) if entry.next.is_empty() => return false,
                    Some(entry) => &entry.next,
                    None => return false,
                },
            };
            let mut branches = branches.iter();
            let found = branches.find(|branch| {
                let entry = self.entry(**branch);
                entry.is_some_and(|entry| rest.follow(&entry.step))
            });
            match found {
                Some(branch) => parent = Some(*branch),
                None => break,
            }
        }
        let steps = rest.sequence.steps.iter().zip(&rest.alive);
        for (step, _) in steps.filter(|(_, alive)| **alive) {
            let branch = self.add(step.clone());
            match parent.and_then(|parent| self.entries.get_mut(parent as usize)?.as_mut()) {
                None => roots.push(branch),
                Some(entry) => entry.next.push(branch),
            }
            parent = Some(branch);
        }
        true
    }

    /// A branch without continuation.
    pub fn add(&mut self, step: Step) -> Branch {
        let entry = Some(Entry {
            step,
            next: Vec::new(),
        });
        match self.free.pop() {
            Some(branch) => {
                if let Some(slot) = self.entries.get_mut(branch as usize) {
                    *slot = entry;
                }
                branch
            }
            None => {
                self.entries.push(entry);
                self.entries.len() as u32 - 1
            }
        }
    }

    fn entry(&self, branch: Branch) -> Option<&Entry> {
        self.entries.get(branch as usize)?.as_ref()
    }

    /// Takes a branch out of the slab, to explore it: its step, and the tree behind it.
    pub fn take(&mut self, branch: Branch) -> Option<(Step, Vec<Branch>)> {
        let entry = self.entries.get_mut(branch as usize)?.take()?;
        self.free.push(branch);
        Some((entry.step, entry.next))
    }

    /// The transition of a branch.
    pub fn step(&self, branch: Branch) -> Option<&Step> {
        Some(&self.entry(branch)?.step)
    }

    /// Copies a branch of another slab, and all behind it.
    pub fn graft(&mut self, from: &Wakeup, branch: Branch) -> Option<Branch> {
        let copy = self.add(from.step(branch)?.clone());
        let mut open = vec![(branch, copy)];
        while let Some((branch, copy)) = open.pop() {
            let next = from.entry(branch).map_or(&[][..], |entry| &entry.next);
            for &behind in next {
                let Some(step) = from.step(behind) else {
                    continue;
                };
                let grafted = self.add(step.clone());
                if let Some(Some(entry)) = self.entries.get_mut(copy as usize) {
                    entry.next.push(grafted);
                }
                open.push((behind, grafted));
            }
        }
        Some(copy)
    }

    /// Takes a branch out, and all behind it.
    pub fn prune(&mut self, branch: Branch) {
        let mut open = vec![branch];
        while let Some(branch) = open.pop() {
            if let Some((_, next)) = self.take(branch) {
                open.extend(next);
            }
        }
    }
}
