//! How sampled executions begin: a small tree of the states behind the first decisions.
//!
//! Executions of one program share their first transitions with many others. A state is kept with what the sampler knows of the way there,
//! so that an execution that decides as an earlier one did needs no machine until their ways part. Only transitions without a choice of
//! their own and without effect on the scheduler are kept.
//!
//! Invariant: an execution is the same with and without the tree, which only saves making its first transitions.

use super::sample_run::Run;
use crate::machine::{Gid, Status};

/// States kept: a processor's cache should hold them.
const HEADS_MAX: usize = 256;

/// Words of memory that they may have together.
const WORDS_MAX: usize = 1 << 17;

/// A state on the way of an execution, by number.
pub(super) type Head = usize;

/// A state, and where it leads.
#[derive(Clone, Debug)]
struct Node {
    run: Run,
    next: Vec<(Gid, Head)>,
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    nodes: Vec<Node>,
    words: usize,
}

impl Heads {
    /// The start, where its program has not ended there.
    pub const START: Head = 0;

    /// Only the start.
    pub fn new(start: &Run) -> Heads {
        let mut heads = Heads {
            nodes: Vec::new(),
            words: 0,
        };
        heads.keep(start);
        heads
    }

    /// Who can go in a state.
    #[inline]
    pub fn enabled(&self, head: Head) -> &[Gid] {
        self.nodes.get(head).map_or(&[], |node| &node.run.enabled)
    }

    /// The state behind a goroutine's next transition, where it is known.
    #[inline]
    pub fn next(&self, head: Head, g: Gid) -> Option<Head> {
        let next = &self.nodes.get(head)?.next;
        let found = next.iter().find(|(other, _)| *other == g);
        found.map(|(_, next)| *next)
    }

    /// Puts a run into a state.
    pub fn leave(&self, head: Head, run: &mut Run) {
        if let Some(node) = self.nodes.get(head) {
            run.go_back(&node.run);
        }
    }

    /// Notes the state that a goroutine's transition has led to, while there is room.
    pub fn learn(&mut self, head: Head, g: Gid, run: &Run) {
        let room = self.nodes.len() < HEADS_MAX && self.words < WORDS_MAX;
        if !room || !matches!(run.machine.status(), Status::Running) {
            return;
        }
        let next = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(head) {
            node.next.push((g, next));
            self.keep(run);
        }
    }

    fn keep(&mut self, run: &Run) {
        self.words += run.machine.heap().cells().len();
        self.nodes.push(Node {
            run: run.clone(),
            next: Vec::new(),
        });
    }
}
