//! A piece of a search: what is below one branch of one node, explored apart from all else.
//!
//! A piece is advanced for a share of executions, by anyone and at any time, and then given back to the search it is of
//! ([`super::share`]). Pieces know nothing of each other, so what a piece comes to depends on nothing but its stack and its share.

use std::sync::Arc;

use super::census::Census;
use super::count::Counter;
use super::dpor::{Dpor, Moved};
use super::loan::{Loan, Takings};
use super::options::Options;
use super::round::Part;
use super::rules::Rules;
use super::stack::Stack;
use super::trail::Trail;
use crate::machine::Machine;

/// Where all pieces of a search start, and what they have in common.
#[derive(Debug)]
pub(super) struct Origin {
    pub start: Machine,
    pub rules: Rules,
    /// To be copied: it has counted nothing yet.
    pub counter: Counter,
}

impl Origin {
    /// A search's.
    pub fn new(machine: Machine, options: &Options) -> Arc<Origin> {
        Arc::new(Origin {
            rules: Rules::new(&machine, options),
            counter: Counter::new(&machine, options),
            start: machine,
        })
    }

    /// The same, with rules that hold for WaitGroups that are misused.
    pub fn careful(origin: &Origin) -> Arc<Origin> {
        Arc::new(Origin {
            rules: origin.rules.clone().for_misuse(),
            counter: origin.counter.clone(),
            start: origin.start.clone(),
        })
    }

    /// No transition has been made.
    pub fn trail(&self) -> Trail {
        Trail::new(self.start.clone(), self.rules.clone())
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Piece {
    origin: Arc<Origin>,
    /// Where it begins, until it has.
    planned: Stack,
    begun: Option<Box<Begun>>,
    /// Executions left of its share, and those set aside for later.
    pub(super) left: u64,
    aside: u64,
    /// Its place among the pieces of the round, and the round.
    pub(super) number: usize,
    pub(super) round: u64,
    /// It is with somebody else.
    pub(super) lent: bool,
    /// What somebody else has found in it.
    found: Option<Census>,
    /// The node and its branch that lead to the piece; none for a search of all.
    pub(super) above: Option<(usize, usize)>,
}

/// A piece with a machine in it.
#[derive(Clone, Debug)]
struct Begun {
    dpor: Dpor,
    counter: Counter,
}

impl Piece {
    /// Not begun.
    pub(super) fn new(origin: Arc<Origin>, stack: Stack, above: Option<(usize, usize)>) -> Piece {
        Piece {
            origin,
            planned: stack,
            begun: None,
            left: 0,
            aside: 0,
            number: 0,
            round: 0,
            lent: false,
            found: None,
            above,
        }
    }

    /// Goes on for so many executions, but not beyond its share; whether the share is done.
    pub fn advance(&mut self, executions: u64) -> bool {
        let keep = self.left.saturating_sub(executions);
        while self.left > keep && self.next_execution().is_some() {}
        self.is_done()
    }

    /// Whether nothing is left of the share, or nothing is left to explore.
    pub fn is_done(&self) -> bool {
        self.left == 0 || self.stack().is_over()
    }

    /// Complete executions since it was handed out.
    pub fn executions(&self) -> u64 {
        let begun = self.begun.as_ref();
        begun.map_or(0, |begun| begun.counter.executions())
    }

    /// Goes on to the end of the next execution of the share: that it is complete, or was given up.
    pub(super) fn next_execution(&mut self) -> Option<Moved> {
        if self.is_done() {
            return None;
        }
        self.begin();
        let start = &self.origin.start;
        let Begun { dpor, counter } = self.begun.as_deref_mut()?;
        loop {
            match dpor.turn() {
                Moved::On => {}
                Moved::Over => return None,
                end => {
                    match end {
                        Moved::Complete => counter.complete(start, &dpor.trail),
                        _ => counter.redundant(),
                    }
                    self.left -= 1;
                    return Some(end);
                }
            }
        }
    }

    /// Puts the machine where the piece stands, if that has not been done.
    fn begin(&mut self) {
        if self.begun.is_none() {
            let stack = std::mem::take(&mut self.planned);
            self.begun = Some(Box::new(Begun {
                dpor: Dpor::new(self.origin.trail(), stack),
                counter: self.origin.counter.clone(),
            }));
        }
    }

    /// The execution it stands in.
    pub(super) fn trail(&self) -> Option<&Trail> {
        Some(&self.begun.as_ref()?.dpor.trail)
    }

    /// Makes the stack say where the piece stands, after an execution.
    pub(super) fn pause(&mut self) {
        if let Some(begun) = &mut self.begun {
            begun.dpor.pause();
        }
    }

    /// Where it stands.
    pub(super) fn stack(&self) -> &Stack {
        match &self.begun {
            Some(begun) => &begun.dpor.stack,
            None => &self.planned,
        }
    }

    /// Where it stands, to take something from it.
    pub(super) fn stack_mut(&mut self) -> &mut Stack {
        match &mut self.begun {
            Some(begun) => &mut begun.dpor.stack,
            None => &mut self.planned,
        }
    }

    /// Lends it.
    pub(super) fn lend(&mut self) -> Loan {
        self.lent = true;
        Loan {
            number: self.number,
            round: self.round,
            left: self.left,
            careful: self.origin.rules.careful,
            stack: self.stack().clone(),
            takings: Takings::default(),
        }
    }

    /// Of another search of the same.
    pub(super) fn borrowed(origin: Arc<Origin>, loan: Loan) -> Piece {
        Piece {
            number: loan.number,
            round: loan.round,
            left: loan.left,
            ..Piece::new(origin, loan.stack, None)
        }
    }

    /// Ends the loan.
    pub fn give_back(mut self) -> Loan {
        self.pause();
        let census = self.take_census();
        Loan {
            number: self.number,
            round: self.round,
            left: self.left,
            careful: self.origin.rules.careful,
            stack: std::mem::take(self.stack_mut()),
            takings: Takings::of(&census),
        }
    }

    /// It has come back.
    pub(super) fn take_back(&mut self, loan: Loan) {
        self.lent = false;
        self.left = loan.left;
        self.found = Some(loan.takings.census());
        self.planned = loan.stack;
        self.begun = None;
    }
}

impl Part for Piece {
    fn number(&self) -> usize {
        self.number
    }

    fn is_over(&self) -> bool {
        self.stack().is_over()
    }

    fn left(&mut self) -> (&mut u64, &mut u64) {
        (&mut self.left, &mut self.aside)
    }

    fn take_census(&mut self) -> Census {
        if let Some(found) = self.found.take() {
            return found;
        }
        let start = &self.origin.start;
        let taken = |begun: &mut Box<Begun>| begun.counter.take(start, &begun.dpor.trail);
        self.begun.as_mut().map(taken).unwrap_or_default()
    }
}
