//! Shares a search among pieces that can be explored at the same time, each apart from the others.
//!
//! Rounds. At most so many pieces are under way ([`Division`]). In a round each is advanced for the same number of executions at most, in
//! any order or at once; then what they hand back is taken in, piece after piece, and where pieces are too few the widest are divided.
//! So the executions, their order in the census and every witness depend on nothing but the program and the options: not on the number of
//! threads, nor on who was quicker.
//!
//! What the pieces have above them is in `tops.rs`.
//!
//! Why that is optimal DPOR: each branch is explored with the sleep set and the wakeup tree that it has there, only that what earlier
//! branches add to the tree may come while it is under way. So every trace is explored in the first branch, in their order, that begins it.

use std::sync::Arc;

use super::census::Census;
use super::dpor::Moved;
use super::loan::Loan;
use super::piece::{Origin, Piece};
use super::round::{self, Part};
use super::stack::Stack;
use super::tops::Tops;
use super::trail::Trail;

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
            first: 2048,
            share: 256,
        }
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Share {
    origin: Arc<Origin>,
    division: Division,
    /// The top of the tree.
    tops: Tops,
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
            tops: Tops::default(),
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
        self.away |= !self.pieces.is_empty();
        round::hand_out(&mut self.pieces, executions)
    }

    /// Takes the pieces back, all of them.
    pub fn take_in(&mut self, pieces: Vec<Piece>, census: &mut Census) {
        self.pieces = round::take_in(pieces, census);
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
            self.tops.learn(piece.above, begun);
        }
        self.tops.settle_sleep();
        for piece in &mut pieces {
            for (position, sequence) in piece.stack_mut().take_outbox() {
                self.tops.add(piece.above, position, &sequence);
            }
        }
        for piece in pieces {
            if piece.stack().is_over() {
                self.tops.close(piece.above);
            } else {
                self.pieces.push(piece);
            }
        }
        self.tops.forget();
        self.divide();
        for (number, piece) in self.pieces.iter_mut().enumerate() {
            piece.left = self.division.share;
            piece.number = number;
            piece.round = self.round;
        }
    }

    /// Makes pieces until there are enough, nearest to the root first.
    fn divide(&mut self) {
        while self.pieces.len() < self.division.pieces {
            let wide = self.pieces.iter().enumerate();
            let wide = wide.filter_map(|(at, piece)| Some((piece.stack().divisible()?, at)));
            match (self.tops.nearest(), wide.min()) {
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

    /// Makes a piece of what is left of a shared node.
    fn give_out(&mut self, number: usize) {
        if let Some((above, stack)) = self.tops.give_out(number) {
            let piece = Piece::new(self.origin.clone(), stack, Some(above));
            self.pieces.push(piece);
        }
    }

    /// Makes the own nodes of a piece up to a position shared ones; it keeps the rest, if anything.
    fn share_nodes(&mut self, at: usize, position: usize) {
        let Some(piece) = self.pieces.get_mut(at) else {
            return;
        };
        let above = piece.above;
        piece.above = self.tops.share_nodes(piece.stack_mut(), above, position);
        if piece.stack().is_over() {
            self.pieces.remove(at);
        }
    }
}
