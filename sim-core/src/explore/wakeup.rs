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

use super::dependence::Footprint;
use super::names::Name;

/// A transition of a wakeup tree.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub name: Name,
    pub alt: u64,
    pub footprint: Footprint,
}

/// Number of a branch in the slab.
pub(super) type Branch = u32;

#[derive(Clone, Debug)]
struct Entry {
    step: Step,
    next: Vec<Branch>,
}

/// All branches of all wakeup trees.
#[derive(Clone, Debug, Default)]
pub(super) struct Wakeup {
    entries: Vec<Option<Entry>>,
    free: Vec<Branch>,
}

/// A wakeup sequence to be added: its steps, and for each the earlier ones that happen before it.
#[derive(Clone, Debug, Default)]
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
struct Rest<'s> {
    sequence: &'s Sequence,
    alive: Vec<bool>,
}

impl Rest<'_> {
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

    fn rest(&self) -> Rest<'_> {
        Rest {
            sequence: self,
            alive: vec![true; self.steps.len()],
        }
    }
}

impl Wakeup {
    /// Adds a sequence to the tree whose branches are in `roots`, unless the tree covers it; whether it was added.
    pub fn insert(&mut self, roots: &mut Vec<Branch>, sequence: &Sequence) -> bool {
        let mut rest = sequence.rest();
        let mut left = sequence.steps.len();
        let mut parent: Option<Branch> = None;
        loop {
            if left == 0 {
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
            let found = branches.iter().find_map(|branch| {
                let initial = rest.initial(&self.entry(*branch)?.step)?;
                Some((*branch, initial))
            });
            let Some((branch, initial)) = found else {
                break;
            };
            if let Initial::Step(at) = initial
                && let Some(alive) = rest.alive.get_mut(at)
            {
                *alive = false;
                left -= 1;
            }
            parent = Some(branch);
        }
        let alive = rest.alive;
        for (step, _) in sequence
            .steps
            .iter()
            .zip(&alive)
            .filter(|(_, alive)| **alive)
        {
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
}
