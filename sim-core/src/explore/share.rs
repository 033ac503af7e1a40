//! Shares a search among pieces that can be explored at the same time, each apart from the others.
//!
//! Rounds. At most so many pieces are under way ([`Division`]). In a round each is advanced for the same number of executions at most, in
//! any order or at once; then what they hand back is taken in, piece after piece, and where pieces are too few the widest are divided.
//! So the executions, their order in the census and every witness depend on nothing but the program and the options: not on the number of
//! threads, nor on who was quicker.
//!
//! The top of the tree. A node is *shared* when its branches are in different pieces, or when it lies above a shared one or on the way
//! that a wakeup tree prescribes to the beginning of a piece. Here are the shared nodes, each with its sleep set, its branches that were
//! given out, and the tree of those that were not. Branches of a node stand in one order, given out or not, whenever they are explored;
//! one sleeps in all that come after it. A piece begins where a wakeup tree has a leaf: there nothing sleeps any more.
//!
//! A sequence for a shared node that a piece hands back goes where it would go if nothing had been given out yet. An earlier branch than
//! the piece's own that covers it keeps it: it is found there. A later one passes it on to the node behind it, for that one's sleep set
//! relies on what the earlier branch finds: until the earlier branch is done, the nodes on the ways of the later one's wakeup trees are
//! kept, also those behind which all has been explored. Where a piece begins it ends, for below nothing relies on others.
//!
//! Why that is optimal DPOR: each branch is explored with the sleep set and the wakeup tree that it has there, only that what earlier
//! branches add to the tree may come while it is under way. So every trace is explored in the first branch, in their order, that begins it.
//!
//! Invariants: parents have smaller numbers than their children; positions rise by one from parent to child; a shared node is kept as long
//! as something is open or left below it, or a sequence may still be passed on to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::census::Census;
use super::dpor::Moved;
use super::loan::Loan;
use super::piece::{Origin, Piece};
use super::sleep::Sleep;
use super::stack::{Begin, Node, Stack};
use super::trail::Trail;
use super::wakeup::{Branch, Sequence, Step, Wakeup};

/// How a search is divided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Division {
    /// Pieces under way.
    pub pieces: usize,
    /// Executions of the first round, which has one piece: a smaller search is not divided at all.
    pub first: u64,
    /// Executions of a piece in any other round.
    pub share: u64,
}

impl Default for Division {
    fn default() -> Division {
        Division {
            pieces: 32,
            first: 512,
            share: 256,
        }
    }
}

/// A node whose branches are in different pieces.
#[derive(Clone, Debug)]
struct Top {
    /// The node above and the branch there that leads here.
    above: Option<(usize, usize)>,
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
#[derive(Clone, Debug)]
pub(super) struct Share {
    origin: Arc<Origin>,
    division: Division,
    /// Shared nodes, by number; parents before their children.
    tops: BTreeMap<usize, Top>,
    numbers: usize,
    /// The trees of the shared nodes.
    wakeup: Wakeup,
    /// Those of the present round, unless they have been handed out.
    pieces: Vec<Piece>,
    away: bool,
    /// The piece that was last gone on with to look at it.
    shown: usize,
    round: u64,
    /// Pieces of this round were lent: what has been found is told at its end, in the order of the pieces.
    lending: bool,
}

impl Share {
    /// Of a search that begins at the root.
    pub fn new(origin: Arc<Origin>, division: Division) -> Share {
        let mut whole = Piece::new(origin.clone(), Stack::root(), None);
        whole.left = division.first;
        Share {
            origin,
            division,
            tops: BTreeMap::new(),
            numbers: 0,
            wakeup: Wakeup::default(),
            pieces: vec![whole],
            away: false,
            shown: 0,
            round: 0,
            lending: false,
        }
    }

    /// Whether everything has been explored.
    pub fn is_over(&self) -> bool {
        self.pieces.is_empty() && !self.away
    }

    /// Goes on for so many executions, in the order of the pieces.
    pub fn advance(&mut self, mut executions: u64, census: &mut Census) {
        while executions > 0 {
            let mut own = self.pieces.iter_mut();
            let Some(piece) = own.find(|piece| !piece.lent && !piece.is_done()) else {
                break;
            };
            let before = piece.left;
            piece.advance(executions);
            executions -= (before - piece.left).min(executions);
            if !self.lending {
                census.append(piece.take_census());
            }
            if census.bounds.misused && !self.origin.rules.careful {
                break;
            }
            self.end_round_if_done(census);
        }
    }

    /// Goes on to the end of the next complete execution; whether there is one.
    pub fn next_execution(&mut self, census: &mut Census) -> bool {
        loop {
            self.end_round_if_done(census);
            let mut pieces = self.pieces.iter_mut().enumerate();
            let own = pieces.find(|(_, piece)| !piece.lent && !piece.is_done());
            let Some((at, piece)) = own else {
                return false;
            };
            let end = piece.next_execution();
            census.append(piece.take_census());
            if end == Some(Moved::Complete) {
                self.shown = at;
                return true;
            }
        }
    }

    /// The execution that [`Share::next_execution`] went to.
    pub fn trail(&self) -> Option<&Trail> {
        self.pieces.get(self.shown)?.trail()
    }

    /// Hands out the pieces of the round, with shares of at most so many executions together; none while they are out already.
    pub fn hand_out(&mut self, executions: u64) -> Vec<Piece> {
        if self.lending {
            return Vec::new();
        }
        let mut left = executions;
        for piece in &mut self.pieces {
            left -= piece.allow(left);
        }
        self.away |= !self.pieces.is_empty();
        std::mem::take(&mut self.pieces)
    }

    /// Takes the pieces back, all of them.
    pub fn take_in(&mut self, mut pieces: Vec<Piece>, census: &mut Census) {
        pieces.sort_by_key(|piece| piece.number);
        for piece in &mut pieces {
            piece.allow(u64::MAX);
            census.append(piece.take_census());
        }
        self.pieces = pieces;
        self.away = false;
        self.end_round_if_done(census);
    }

    /// Lends all but one of so many equal shares of the pieces, if the round has not begun.
    pub fn lend(&mut self, shares: usize) -> Vec<Loan> {
        let fresh = |piece: &Piece| !piece.lent && piece.left == self.division.share;
        if self.away || self.lending || self.round == 0 || !self.pieces.iter().all(fresh) {
            return Vec::new();
        }
        let kept = self.pieces.len().div_ceil(shares.max(1));
        let lent: Vec<Loan> = self.pieces.iter_mut().skip(kept).map(Piece::lend).collect();
        self.lending = !lent.is_empty();
        lent
    }

    /// Takes a loan back.
    pub fn take_back(&mut self, loan: Loan, census: &mut Census) {
        if loan.round == self.round
            && let Some(piece) = self.pieces.get_mut(loan.number)
            && piece.lent
        {
            piece.take_back(loan);
        }
        self.end_round_if_done(census);
    }

    /// Whether nothing can be done until a loan comes back.
    pub fn is_waiting(&self) -> bool {
        let mut own = self.pieces.iter();
        self.lending && !own.any(|piece| !piece.lent && !piece.is_done())
    }

    /// When all shares are done: takes in what the pieces hand back, and begins the next round.
    fn end_round_if_done(&mut self, census: &mut Census) {
        let is_done = |piece: &Piece| !piece.lent && piece.is_done();
        if self.away || !self.pieces.iter().all(is_done) {
            return;
        }
        self.lending = false;
        self.round += 1;
        let mut pieces = std::mem::take(&mut self.pieces);
        for piece in &mut pieces {
            census.append(piece.take_census());
            piece.pause();
            let begun = std::mem::take(&mut piece.stack_mut().begun);
            self.learn(piece.above, begun);
        }
        self.settle_sleep();
        for piece in &mut pieces {
            for (position, sequence) in piece.stack_mut().take_outbox() {
                self.add(piece.above, position, &sequence);
            }
        }
        for piece in pieces {
            if piece.stack().is_over() {
                self.close(piece.above);
            } else {
                self.pieces.push(piece);
            }
        }
        self.forget();
        self.divide();
        for (number, piece) in self.pieces.iter_mut().enumerate() {
            piece.left = self.division.share;
            piece.number = number;
            piece.round = self.round;
        }
    }

    fn given(&mut self, above: Option<(usize, usize)>) -> Option<&mut Given> {
        let (number, branch) = above?;
        self.tops.get_mut(&number)?.given.get_mut(branch)
    }

    /// What the transitions on the way to a piece touch has become known, those nearest to it.
    fn learn(&mut self, above: Option<(usize, usize)>, begun: Vec<Step>) {
        let mut above = above;
        for step in begun.into_iter().rev() {
            if let Some(given) = self.given(above) {
                (given.step, given.known) = (step, true);
            }
            above = above.and_then(|(number, _)| self.tops.get(&number)?.above);
        }
    }

    /// Completes the sleep sets of nodes whose way has become known.
    fn settle_sleep(&mut self) {
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
    fn add(&mut self, above: Option<(usize, usize)>, position: usize, sequence: &Sequence) {
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
    fn close(&mut self, above: Option<(usize, usize)>) {
        let mut above = above;
        while let Some(given) = self.given(above) {
            given.open = false;
            let top = above.and_then(|(number, _)| self.tops.get(&number));
            above = top.filter(|top| top.is_over()).and_then(|top| top.above);
        }
    }

    /// Drops the nodes below which all has been explored and to which no sequence can be passed on any more.
    fn forget(&mut self) {
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

    /// Makes pieces until there are enough, nearest to the root first.
    fn divide(&mut self) {
        while self.pieces.len() < self.division.pieces {
            let left = self.tops.iter().filter(|(_, top)| !top.tree.is_empty());
            let left = left.map(|(number, top)| (top.position, *number));
            let wide = self.pieces.iter().enumerate();
            let wide = wide.filter_map(|(at, piece)| Some((piece.stack().divisible()?, at)));
            match (left.min(), wide.min()) {
                (None, None) => return,
                (Some((position, number)), other)
                    if other.is_none_or(|(other, _)| position <= other) =>
                {
                    self.give_out(number);
                }
                (_, Some((position, at))) => self.share_nodes(at, position),
                (Some((_, number)), None) => self.give_out(number),
            }
        }
    }

    /// Makes a piece of what is left of a shared node: at the first leaf of its tree. The nodes on the way there become shared.
    fn give_out(&mut self, number: usize) {
        let mut number = number;
        while let Some(top) = self.tops.get_mut(&number) {
            if top.tree.is_empty() {
                return;
            }
            let branch = top.tree.remove(0);
            let Some((step, tree)) = self.wakeup.take(branch) else {
                return;
            };
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
                let stack = self.plan(above);
                let piece = Piece::new(self.origin.clone(), stack, Some(above));
                self.pieces.push(piece);
                return;
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
    }

    /// The stack of a piece that is to begin behind a branch.
    fn plan(&self, above: (usize, usize)) -> Stack {
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

    /// Makes the own nodes of a piece up to a position shared ones. The piece keeps what is below the branch it stands in, if any.
    fn share_nodes(&mut self, at: usize, position: usize) {
        let Some(piece) = self.pieces.get_mut(at) else {
            return;
        };
        let mut above = piece.above;
        let stack = piece.stack_mut();
        for place in stack.base..=position {
            let Some(node) = stack.nodes.get(place) else {
                return;
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
        if stack.is_over() {
            self.pieces.remove(at);
        } else {
            piece.above = above;
        }
    }
}
