//! The top of a search's tree, whose branches are in different pieces ([`super::share`]).
//!
//! A node is *shared* when its branches are in different pieces, or when it lies above a shared one or on the way that a wakeup tree
//! prescribes to the beginning of a piece. Here are the shared nodes, each with its sleep set, its branches that were given out, and the
//! tree of those that were not. Branches of a node stand in one order, given out or not, whenever they are explored; one sleeps in all
//! that come after it. A piece begins where a wakeup tree has a leaf: there nothing sleeps any more.
//!
//! A sequence for a shared node that a piece hands back goes where it would go if nothing had been given out yet. An earlier branch than
//! the piece's own that covers it keeps it: it is found there. A later one passes it on to the node behind it, for that one's sleep set
//! relies on what the earlier branch finds: until the earlier branch is done, the nodes on the ways of the later one's wakeup trees are
//! kept, also those behind which all has been explored. Where a piece begins it ends, for below nothing relies on others.
//!
//! Invariants: parents have smaller numbers than their children; positions rise by one from parent to child; a shared node is kept as long
//! as something is open or left below it, or a sequence may still be passed on to it.

use std::collections::BTreeMap;

use super::sleep::Sleep;
use super::stack::{Begin, Node, Stack};
use super::wakeup::{Branch, Sequence, Step, Wakeup};

/// A branch of a shared node: the node's number, and which of those given out.
pub(super) type Way = (usize, usize);

/// A node whose branches are in different pieces.
#[derive(Clone, Debug)]
struct Top {
    /// The node above and the branch there that leads here.
    above: Option<Way>,
    position: usize,
    sleep: Sleep,
    /// Whether the sleep set is known from having executed the way here.
    known: bool,
    /// Branches given out, in order.
    given: Vec<Given>,
    /// Branches that are left, in order.
    tree: Vec<Branch>,
}

/// A branch that was given out.
#[derive(Clone, Debug)]
struct Given {
    step: Step,
    /// Whether what the transition touches is known from having executed it here.
    known: bool,
    /// Something is left to explore behind it.
    open: bool,
    /// The shared node behind it, if sequences are passed on to that.
    behind: Option<usize>,
}

impl Top {
    /// Whether nothing is open or left from here.
    fn is_over(&self) -> bool {
        self.tree.is_empty() && !self.given.iter().any(|given| given.open)
    }

    /// What sleeps when a branch is taken.
    fn sleep_before(&self, branch: usize) -> Sleep {
        let mut sleep = self.sleep.clone();
        let before = self.given.iter().take(branch);
        before.for_each(|given| sleep.push(given.step.clone()));
        sleep
    }
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Tops {
    /// By number; parents before their children.
    tops: BTreeMap<usize, Top>,
    numbers: usize,
    /// Their trees.
    wakeup: Wakeup,
}

impl Tops {
    /// The nearest to the root of which something is left that was not given out: its position and number.
    pub fn nearest(&self) -> Option<(usize, usize)> {
        let left = self.tops.iter().filter(|(_, top)| !top.tree.is_empty());
        left.map(|(number, top)| (top.position, *number)).min()
    }

    fn given(&mut self, above: Option<Way>) -> Option<&mut Given> {
        let (number, branch) = above?;
        self.tops.get_mut(&number)?.given.get_mut(branch)
    }

    /// What the transitions on the way to a piece touch has become known, those nearest to it.
    pub fn learn(&mut self, above: Option<Way>, begun: Vec<Step>) {
        let mut above = above;
        for step in begun.into_iter().rev() {
            if let Some(given) = self.given(above) {
                (given.step, given.known) = (step, true);
            }
            above = above.and_then(|(number, _)| self.tops.get(&number)?.above);
        }
    }

    /// Completes the sleep sets of nodes whose way has become known.
    pub fn settle_sleep(&mut self) {
        let unsettled = self.tops.iter().filter(|(_, top)| !top.known);
        let unsettled: Vec<usize> = unsettled.map(|(number, _)| *number).collect();
        for number in unsettled {
            let above = self.tops.get(&number).and_then(|top| top.above);
            let sleep = above.and_then(|(number, branch)| {
                let top = self.tops.get(&number)?;
                let step = &top.given.get(branch)?.step;
                Some(top.sleep_before(branch).after(step.name, &step.footprint))
            });
            if let (Some(sleep), Some(top)) = (sleep, self.tops.get_mut(&number)) {
                (top.sleep, top.known) = (sleep, true);
            }
        }
    }

    /// Takes in a sequence for the shared node at a position on the way to a piece.
    pub fn add(&mut self, above: Option<Way>, position: usize, sequence: &Sequence) {
        let mut above = above;
        let (mut number, mut way) = loop {
            let Some((number, way)) = above else {
                return;
            };
            match self.tops.get(&number) {
                None => return,
                Some(top) if top.position == position => break (number, Some(way)),
                Some(top) => above = top.above,
            }
        };
        let mut rest = sequence.rest();
        while let Some(top) = self.tops.get_mut(&number) {
            if way.is_some() && top.sleep.covers(sequence) {
                return;
            }
            let mut given = top.given.iter().enumerate();
            let found = given.find(|(at, given)| Some(*at) != way && rest.follow(&given.step));
            let Some((at, given)) = found else {
                self.wakeup.insert_rest(&mut top.tree, rest);
                self.reopen(number);
                return;
            };
            match given.behind {
                Some(behind) if way.is_none_or(|way| at > way) && !rest.is_empty() => {
                    (number, way) = (behind, None);
                }
                _ => return,
            }
        }
    }

    /// Something may be left again below a node.
    fn reopen(&mut self, number: usize) {
        let mut above = self.tops.get(&number).and_then(|top| top.above);
        while let Some(given) = self.given(above) {
            given.open = true;
            above = above.and_then(|(number, _)| self.tops.get(&number)?.above);
        }
    }

    /// A branch has been explored to its end, and so may have been the nodes above.
    pub fn close(&mut self, above: Option<Way>) {
        let mut above = above;
        while let Some(given) = self.given(above) {
            given.open = false;
            let top = above.and_then(|(number, _)| self.tops.get(&number));
            above = top.filter(|top| top.is_over()).and_then(|top| top.above);
        }
    }

    /// Drops the nodes below which all has been explored and to which no sequence can be passed on any more.
    pub fn forget(&mut self) {
        let over = self.tops.iter().filter(|(_, top)| top.is_over());
        let over: Vec<usize> = over.map(|(number, _)| *number).collect();
        for number in over {
            if !self.is_awaited(number)
                && let Some(top) = self.tops.remove(&number)
                && let Some(given) = self.given(top.above)
            {
                given.behind = None;
            }
        }
    }

    /// Whether a sequence may be passed on to a node: from a branch that comes before the one that leads to it.
    fn is_awaited(&self, number: usize) -> bool {
        let mut number = number;
        while let Some((above, branch)) = self.tops.get(&number).and_then(|top| top.above) {
            let Some(top) = self.tops.get(&above) else {
                return false;
            };
            let passes = |given: &Given| given.behind == Some(number);
            if !top.given.get(branch).is_some_and(passes) {
                return false;
            }
            if top.given.iter().take(branch).any(|given| given.open) {
                return true;
            }
            number = above;
        }
        false
    }

    /// Gives out what is left of a shared node at the first leaf of its tree: the branch, and the stack of the piece that is to begin
    /// behind it. The nodes on the way there become shared.
    pub fn give_out(&mut self, number: usize) -> Option<(Way, Stack)> {
        let mut number = number;
        while let Some(top) = self.tops.get_mut(&number) {
            if top.tree.is_empty() {
                return None;
            }
            let branch = top.tree.remove(0);
            let (step, tree) = self.wakeup.take(branch)?;
            let above = (number, top.given.len());
            let position = top.position + 1;
            let behind = (!tree.is_empty()).then_some(self.numbers);
            top.given.push(Given {
                step,
                known: false,
                open: true,
                behind,
            });
            let Some(behind) = behind else {
                return Some((above, self.plan(above)));
            };
            let top = Top {
                above: Some(above),
                position,
                sleep: Sleep::default(),
                known: false,
                given: Vec::new(),
                tree,
            };
            self.tops.insert(behind, top);
            self.numbers += 1;
            number = behind;
        }
        None
    }

    /// The stack of a piece that is to begin behind a branch.
    fn plan(&self, above: Way) -> Stack {
        let mut stack = Stack::default();
        let mut way = Some(above);
        while let Some((number, branch)) = way {
            let Some(top) = self.tops.get(&number) else {
                break;
            };
            let Some(given) = top.given.get(branch) else {
                break;
            };
            stack.base = stack.base.max(top.position + 1);
            if given.known {
                stack.steps.push(given.step.clone());
                stack.nodes.push(Node::resting(top.sleep_before(branch)));
            } else {
                let before = top.given.iter().take(branch);
                let (known, unknown): (Vec<&Given>, Vec<&Given>) = before.partition(|g| g.known);
                let step = |given: &Given| given.step.clone();
                stack.begin.push(Begin {
                    known: known.into_iter().map(step).collect(),
                    unknown: unknown.into_iter().map(step).collect(),
                    step: given.step.clone(),
                });
                // Behind another unknown one the node is made on the way.
                if top.known {
                    stack.nodes.push(Node::resting(top.sleep.clone()));
                }
            }
            way = top.above;
        }
        stack.nodes.reverse();
        stack.steps.reverse();
        stack.begin.reverse();
        stack
    }

    /// Makes the own nodes of a piece's stack up to a position shared ones; what leads to the stack then. It keeps what is below the
    /// branch it stands in, if any.
    pub fn share_nodes(
        &mut self,
        stack: &mut Stack,
        above: Option<Way>,
        position: usize,
    ) -> Option<Way> {
        let mut above = above;
        for place in stack.base..=position {
            let Some(node) = stack.nodes.get(place) else {
                return above;
            };
            let given = stack.steps.get(place).map(|step| Given {
                step: step.clone(),
                known: true,
                open: true,
                behind: None,
            });
            let left = node.tree.iter();
            let left = left.filter_map(|branch| self.wakeup.graft(&stack.wakeup, *branch));
            let top = Top {
                above,
                position: place,
                sleep: node.sleep.clone(),
                known: true,
                given: given.into_iter().collect(),
                tree: left.collect(),
            };
            self.tops.insert(self.numbers, top);
            above = Some((self.numbers, 0));
            self.numbers += 1;
        }
        stack.give_up(position + 1);
        above
    }
}
