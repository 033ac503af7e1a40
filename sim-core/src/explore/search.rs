//! Exhaustive exploration: a search, and what its executions come to.

use std::sync::Arc;

use super::canon::{self, Trace};
use super::census::{Bounds, Census};
use super::count::Counter;
use super::dpor::Moved;
use super::loan::Loan;
use super::options::Options;
use super::piece::{Origin, Piece};
use super::plain::Plain;
use super::prefixes::Prefixes;
use super::share::{Division, Share};
use super::task::Task;
use super::trail::Trail;
use crate::machine::Machine;
use crate::schedule::Choice;

/// An exhaustive exploration that can be continued.
#[derive(Clone, Debug)]
pub(super) struct Search {
    order: Order,
    census: Census,
    origin: Arc<Origin>,
    options: Options,
    division: Division,
}

/// A complete execution.
#[derive(Clone, Copy, Debug)]
pub struct Execution<'e> {
    /// Its Mazurkiewicz trace.
    pub trace: Trace,
    /// The machine at its end.
    pub machine: &'e Machine,
    /// What was chosen.
    pub choices: &'e [Choice],
}

#[derive(Clone, Debug)]
enum Order {
    Reduced(Box<Share>),
    Bounded(Box<Prefixes>),
    Plain(Box<(Plain, Counter)>),
}

impl Order {
    /// From the start.
    fn new(origin: &Arc<Origin>, options: &Options, division: Division) -> Order {
        let plain = match (options.reduce, options.preemptions) {
            (true, None) => {
                return Order::Reduced(Box::new(Share::new(origin.clone(), division)));
            }
            (_, Some(bound)) => {
                let all = Prefixes::new(origin.clone(), bound, division);
                return Order::Bounded(Box::new(all));
            }
            (false, None) if options.join => Plain::joined(origin.trail()),
            (false, None) => Plain::new(origin.trail(), None),
        };
        Order::Plain(Box::new((plain, origin.counter.clone())))
    }
}

impl Search {
    /// Starts at a machine's present state.
    pub fn new(machine: Machine, options: &Options, division: Division) -> Search {
        let origin = Origin::new(machine, options);
        Search {
            order: Order::new(&origin, options, division),
            options: options.clone(),
            division,
            census: Census {
                bounds: Bounds::of(options),
                ..Census::default()
            },
            origin,
        }
    }

    /// Begins anew where a WaitGroup turns out to be misused, with rules that hold in that case too; whether it has.
    fn restart_if_misused(&mut self) -> bool {
        if !self.census.bounds.misused || self.origin.rules.careful {
            return false;
        }
        self.origin = Origin::careful(&self.origin);
        self.order = Order::new(&self.origin, &self.options, self.division);
        self.census = Census {
            bounds: Bounds {
                cut: 0,
                ..self.census.bounds
            },
            ..Census::default()
        };
        true
    }

    /// Equivalent beginnings that led to different states.
    pub fn differing(&self) -> u64 {
        match &self.order {
            Order::Reduced(_) | Order::Bounded(_) => 0,
            Order::Plain(plain) => plain.0.differing(),
        }
    }

    /// Goes on for so many executions; whether everything has been explored.
    pub fn advance(&mut self, executions: u64) -> bool {
        match &mut self.order {
            Order::Reduced(share) => share.advance(executions, &mut self.census),
            Order::Bounded(all) => all.advance(executions, &mut self.census),
            Order::Plain(plain) => {
                let (plain, counter) = plain.as_mut();
                let start = &self.origin.start;
                for _ in 0..executions {
                    if enumerate(plain, counter, start) == Moved::Over || plain.trail.misused {
                        break;
                    }
                }
                self.census.append(counter.take(start, &plain.trail));
            }
        }
        self.restart_if_misused();
        self.is_complete()
    }

    /// What has been found so far.
    pub fn census(&self) -> &Census {
        &self.census
    }

    /// Whether everything has been explored.
    pub fn is_complete(&self) -> bool {
        match &self.order {
            Order::Reduced(share) => share.is_over(),
            Order::Bounded(all) => all.is_over(),
            Order::Plain(plain) => plain.0.is_over(),
        }
    }

    /// Goes on to the end of the next complete execution.
    pub fn next_execution(&mut self) -> Option<Execution<'_>> {
        loop {
            let census = &mut self.census;
            let complete = match &mut self.order {
                Order::Reduced(share) => share.next_execution(census),
                Order::Bounded(all) => all.next_execution(census),
                Order::Plain(plain) => {
                    let (plain, counter) = plain.as_mut();
                    let end = enumerate(plain, counter, &self.origin.start);
                    census.append(counter.take(&self.origin.start, &plain.trail));
                    end != Moved::Over
                }
            };
            if !self.restart_if_misused() {
                return if complete {
                    self.trail().map(execution)
                } else {
                    None
                };
            }
        }
    }

    /// The execution just completed.
    fn trail(&self) -> Option<&Trail> {
        match &self.order {
            Order::Reduced(share) => share.trail(),
            Order::Bounded(all) => all.trail(),
            Order::Plain(plain) => Some(&plain.0.trail),
        }
    }

    /// Hands out the parts of what is to be explored next.
    pub fn split(&mut self, executions: u64) -> Vec<Task> {
        match &mut self.order {
            Order::Reduced(share) => {
                let pieces = share.hand_out(executions).into_iter();
                pieces.map(|piece| Task::Piece(Box::new(piece))).collect()
            }
            Order::Bounded(all) => {
                let prefixes = all.hand_out(executions).into_iter();
                prefixes
                    .map(|prefix| Task::Prefix(Box::new(prefix)))
                    .collect()
            }
            Order::Plain(_) => Vec::new(),
        }
    }

    /// Takes the parts back.
    pub fn join(&mut self, tasks: Vec<Task>) {
        let (mut pieces, mut prefixes) = (Vec::new(), Vec::new());
        for task in tasks {
            match task {
                Task::Piece(piece) => pieces.push(*piece),
                Task::Prefix(prefix) => prefixes.push(*prefix),
            }
        }
        match &mut self.order {
            Order::Reduced(share) => share.take_in(pieces, &mut self.census),
            Order::Bounded(all) => all.take_in(prefixes, &mut self.census),
            Order::Plain(_) => {}
        }
        self.restart_if_misused();
    }

    /// Lends pieces to somebody else.
    pub fn lend(&mut self, shares: usize) -> Vec<Loan> {
        match &mut self.order {
            Order::Reduced(share) => share.lend(shares),
            Order::Bounded(_) | Order::Plain(_) => Vec::new(),
        }
    }

    /// A piece lent by another search of the same.
    pub fn borrow(&self, loan: Loan) -> Piece {
        let origin = match loan.careful && !self.origin.rules.careful {
            true => Origin::careful(&self.origin),
            false => self.origin.clone(),
        };
        Piece::borrowed(origin, loan)
    }

    /// Takes a loan back.
    pub fn take_back(&mut self, loan: Loan) {
        if let Order::Reduced(share) = &mut self.order {
            share.take_back(loan, &mut self.census);
        }
        self.restart_if_misused();
    }

    /// Whether nothing can be done until a loan comes back.
    pub fn is_waiting(&self) -> bool {
        match &self.order {
            Order::Reduced(share) => share.is_waiting(),
            Order::Bounded(_) | Order::Plain(_) => false,
        }
    }
}

fn execution(trail: &Trail) -> Execution<'_> {
    Execution {
        trace: canon::trace(trail),
        machine: &trail.world.machine,
        choices: &trail.choices,
    }
}

/// Goes on to the end of the next execution of an enumeration.
fn enumerate(plain: &mut Plain, counter: &mut Counter, start: &Machine) -> Moved {
    loop {
        match plain.turn() {
            Moved::On => {}
            Moved::Complete => {
                counter.complete(start, &plain.trail);
                return Moved::Complete;
            }
            end => return end,
        }
    }
}
