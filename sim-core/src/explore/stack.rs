//! Where a depth-first search stands, as plain data: what is left to explore from the nodes on the way of the current execution.
//!
//! The machine is not part of it: the steps lead there again. So a stack can travel to another thread, or to another worker of a page.
//!
//! Terms. A search may begin below a node of somebody else's: the nodes from [`Stack::base`] on are its own, those before are *foreign*.
//! What is to be explored from a foreign node is not for this search to explore: sequences for it lie in the *outbox*, for whoever owns
//! the node. They are not joined into a tree here, for only the owner knows which branches are really explored: a sequence may be dropped
//! only for such a branch, not for another sequence that was dropped itself. So all are handed back that are not the very same.
//!
//! Invariant: while a search pauses there is a node before each of the steps and one after the last, and the last node has a branch
//! left, or is the root before anything has been explored, or the search is over.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::reversal::Reversal;
use super::sleep::Sleep;
use super::trail::Event;
use super::wakeup::{Branch, Sequence, Step, Wakeup};

/// A state on the way of the current execution.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Node {
    pub sleep: Sleep,
    /// Branches to explore, in order.
    pub tree: Vec<Branch>,
    /// Nothing has been explored from here, and nothing is prescribed.
    pub fresh: bool,
}

impl Node {
    /// From which nothing is to be explored here.
    pub fn resting(sleep: Sleep) -> Node {
        Node {
            sleep,
            ..Node::default()
        }
    }
}

/// A transition at the end of the way to the first own node, of which it is not known yet what it touches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Begin {
    /// Transitions that sleep, too, of which that is known; and others.
    pub known: Vec<Step>,
    pub unknown: Vec<Step>,
    pub step: Step,
}

/// See the module.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Stack {
    pub nodes: Vec<Node>,
    /// Number of foreign nodes.
    pub base: usize,
    /// The transitions between the nodes; only while the search pauses.
    pub steps: Vec<Step>,
    pub wakeup: Wakeup,
    /// The rest of the way to the first own node, until the search has begun.
    pub begin: Vec<Begin>,
    /// The same, once the search has begun.
    pub begun: Vec<Step>,
    /// Sequences for foreign nodes, with the node's position.
    pub outbox: Vec<(usize, Sequence)>,
    /// Marks of those in the outbox.
    #[serde(skip)]
    sent: FxHashSet<(u64, u64)>,
    /// Nodes that were left, for their buffers: most of what a short way would cost is to ask for memory.
    #[serde(skip)]
    spare: Vec<Node>,
}

impl Stack {
    /// Of a search that begins at the root.
    pub fn root() -> Stack {
        Stack {
            nodes: vec![Node {
                fresh: true,
                ..Node::default()
            }],
            ..Stack::default()
        }
    }

    /// Whether nothing is left to explore.
    pub fn is_over(&self) -> bool {
        self.nodes.len() <= self.base && self.begin.is_empty()
    }

    /// Whether the last node is an own one from which nothing is left to explore.
    pub fn leaves_last(&self) -> bool {
        let last = self.nodes.last();
        self.nodes.len() > self.base && last.is_some_and(|node| node.tree.is_empty())
    }

    /// Leaves the last node.
    pub fn leave(&mut self) {
        self.spare.extend(self.nodes.pop());
    }

    /// Goes on to the node behind a transition from the last one, with a tree that is prescribed there.
    pub fn enter(&mut self, event: &Event, tree: Vec<Branch>) {
        let mut node = self.spare.pop().unwrap_or_default();
        node.fresh = tree.is_empty();
        if node.fresh {
            node.tree.clear();
        } else {
            node.tree = tree;
        }
        match self.nodes.last() {
            Some(before) => node
                .sleep
                .set_after(&before.sleep, event.name, &event.footprint),
            None => node.sleep = Sleep::default(),
        }
        self.nodes.push(node);
    }

    /// Takes the next branch to explore from the last node, if that is an own one.
    pub fn next_branch(&mut self) -> Option<Branch> {
        if self.is_over() {
            return None;
        }
        let node = self.nodes.last_mut()?;
        (!node.tree.is_empty()).then(|| node.tree.remove(0))
    }

    /// Adds the sequences of a reversal to the tree of their node, or to the outbox, unless they are covered.
    pub fn add(&mut self, reversal: Reversal) {
        let Some(node) = self.nodes.get_mut(reversal.position) else {
            return;
        };
        for sequence in reversal.sequences {
            if node.sleep.covers(&sequence) {
                continue;
            }
            if reversal.position >= self.base {
                self.wakeup.insert(&mut node.tree, &sequence);
            } else if self.sent.insert(sequence.mark(reversal.position)) {
                self.outbox.push((reversal.position, sequence));
            }
        }
    }

    /// Takes out what is for foreign nodes.
    pub fn take_outbox(&mut self) -> Vec<(usize, Sequence)> {
        self.sent.clear();
        std::mem::take(&mut self.outbox)
    }

    /// Makes the nodes before a position foreign ones. Their branches are explored by others.
    pub fn give_up(&mut self, base: usize) {
        for node in self.nodes.iter_mut().take(base).skip(self.base) {
            let tree = std::mem::take(&mut node.tree);
            tree.into_iter()
                .for_each(|branch| self.wakeup.prune(branch));
        }
        self.base = base;
    }

    /// Position of the own node nearest to the root that has branches to give away: more than the search would go on with itself.
    pub fn divisible(&self) -> Option<usize> {
        let own = self.nodes.iter().enumerate().skip(self.base);
        let (position, node) = own.clone().find(|(_, node)| !node.tree.is_empty())?;
        let deeper = position + 1 < self.nodes.len();
        (deeper || node.tree.len() > 1).then_some(position)
    }
}
