//! Orders: a program explored instead of run. The explorer's facade for the page and its worker, in plain data.
//!
//! Invariants:
//! - No call runs longer than its budget of executions, each of which is bounded by [`OrdersOptions::steps_max`].
//! - Every witness replays: [`super::Session::open_at`] with the same files and options accepts its schedule.
//! - The same files, options and budgets give the same views, natively and in wasm.

pub mod compare;
pub mod nearest;
mod start;
pub mod tree;
pub mod view;
pub mod walk;

use super::api::{FileText, Granularity, OpenError, Options};
use crate::explore::{self, Ending, Explorer, Found, OutcomeKind, Piece};
pub use crate::explore::{Branches, Loan};
use crate::schedule::Schedule;
use start::Start;
pub use view::{Bound, OrdersOptions, OrdersView, OutcomeRow, RaceRow, Search};

/// An exploration under way.
pub struct Orders {
    start: Start,
    explorer: Explorer,
    options: OrdersOptions,
}

impl Orders {
    /// Compiles a program and stands before its first order.
    pub fn open(
        files: &[FileText],
        options: &Options,
        orders: &OrdersOptions,
    ) -> Result<Orders, OpenError> {
        Orders::open_after(files, options, orders, &Schedule::default())
    }

    /// The same after some choices: only orders that begin with them are tried, and witnesses begin with them too, but their
    /// pre-emptions are counted from there.
    pub fn open_after(
        files: &[FileText],
        options: &Options,
        orders: &OrdersOptions,
        prefix: &Schedule,
    ) -> Result<Orders, OpenError> {
        let (start, machine) = Start::open(files, options, prefix)?;
        Ok(Orders {
            start,
            explorer: Explorer::new(machine, explorer_options(orders)),
            options: orders.clone(),
        })
    }

    /// Tries at most so many more orders; whether nothing is left to do.
    pub fn advance(&mut self, executions: u64) -> bool {
        let tried = self.tried();
        let left = self.options.executions_max.saturating_sub(tried);
        self.explorer.advance(executions.min(left)) || self.tried() >= self.options.executions_max
    }

    /// Lends pieces of the work to helpers, a batch for each; each opens the same exploration and does them by a [`Helper`]. None where
    /// the work is too little, has been lent already, or cannot be shared.
    pub fn lend(&mut self, helpers: usize) -> Vec<Vec<Loan>> {
        // A round is never more than this; near the end of the budget nothing is lent, so that it is kept.
        let left = self.options.executions_max.saturating_sub(self.tried());
        if helpers == 0 || left < LENDING_MIN {
            return Vec::new();
        }
        let mut loans = self.explorer.lend(helpers + 1);
        let batch = loans.len().div_ceil(helpers).max(1);
        let mut batches = Vec::new();
        while !loans.is_empty() {
            let rest = loans.split_off(batch.min(loans.len()));
            batches.push(std::mem::replace(&mut loans, rest));
        }
        batches
    }

    /// Takes what a helper has done.
    pub fn take_back(&mut self, loan: Loan) {
        self.explorer.take_back(loan);
    }

    /// Whether nothing can be done until a helper is done.
    pub fn is_waiting(&self) -> bool {
        self.explorer.is_waiting()
    }

    /// Becomes a helper of another exploration of the same.
    pub fn help(self) -> Helper {
        Helper {
            explorer: self.explorer,
            open: Vec::new(),
            done: Vec::new(),
        }
    }

    /// What is known so far.
    pub fn view(&self) -> OrdersView {
        let census = self.explorer.census();
        let complete = self.explorer.is_complete();
        // What goes wrong comes first, so that it is never what is left out.
        let mut all: Vec<(&Ending, &Found)> = census.outcomes.iter().collect();
        all.sort_by_key(|(ending, _)| ending.kind == OutcomeKind::Ok);
        let more = all.len().saturating_sub(view::OUTCOMES_MAX);
        let listed = all.into_iter().take(view::OUTCOMES_MAX);
        let outcomes = listed
            .map(|(ending, found)| self.start.row(ending, found))
            .collect();
        OrdersView {
            executions: census.executions,
            redundant: census.redundant,
            steps: census.steps,
            traces: (self.options.search != Search::Exhaustive).then_some(census.traces),
            complete,
            bounds: self.bounds(complete),
            branches: census.bounds.branches,
            outcomes,
            more_outcomes: more as u64,
            races: census
                .races
                .iter()
                .take(view::OUTCOMES_MAX)
                .map(|race| self.start.race(race))
                .collect(),
        }
    }

    /// Replays the witnesses of a view and marks those that end as their row says.
    pub fn verify(&self, view: &mut OrdersView) {
        self.start.verify(view);
    }

    fn tried(&self) -> u64 {
        let census = self.explorer.census();
        census.executions + census.redundant
    }

    fn bounds(&self, complete: bool) -> Vec<Bound> {
        let known = &self.explorer.census().bounds;
        let mut bounds = Vec::new();
        match self.options.search {
            Search::Exhaustive if complete => {}
            Search::Exhaustive => bounds.push(Bound::Unfinished),
            _ => bounds.push(Bound::Sampled),
        }
        bounds.extend(known.preemptions.map(Bound::Preemptions));
        match known.granularity {
            explore::Granularity::Access => {}
            explore::Granularity::Call => bounds.push(Bound::Calls),
            explore::Granularity::Statement => bounds.push(Bound::Statements),
        }
        if known.cut > 0 {
            bounds.push(Bound::Limit);
        }
        if known.fixed_choices {
            bounds.push(Bound::FixedChoices);
        }
        if known.misused {
            bounds.push(Bound::Misused);
        }
        bounds
    }
}

/// Executions that must be left of the budget for pieces to be lent: more than a round has.
const LENDING_MIN: u64 = 10_000;

/// Does pieces of an exploration for somebody else.
pub struct Helper {
    explorer: Explorer,
    open: Vec<Piece>,
    done: Vec<Loan>,
}

impl Helper {
    /// Takes pieces to be done.
    pub fn take(&mut self, loans: Vec<Loan>) {
        let borrow = |loan| self.explorer.borrow(loan);
        self.open.extend(loans.into_iter().filter_map(borrow));
    }

    /// Goes on for at most so many executions; whether all that was taken is done.
    pub fn advance(&mut self, executions: u64) -> bool {
        if self
            .open
            .last_mut()
            .is_some_and(|piece| piece.advance(executions))
        {
            self.done.extend(self.open.pop().map(Piece::give_back));
        }
        self.open.is_empty()
    }

    /// What is done, to be given back.
    pub fn give_back(&mut self) -> Vec<Loan> {
        std::mem::take(&mut self.done)
    }
}

fn explorer_options(orders: &OrdersOptions) -> explore::Options {
    explore::Options {
        policy: match orders.search {
            Search::Exhaustive => explore::Policy::Exhaustive,
            Search::Random => explore::Policy::Random,
            Search::Pct { depth } => explore::Policy::Pct { depth },
            Search::Pos => explore::Policy::Pos,
        },
        granularity: match orders.granularity {
            Granularity::Access => explore::Granularity::Access,
            Granularity::Call => explore::Granularity::Call,
            Granularity::Statement => explore::Granularity::Statement,
        },
        leaks: orders.leaks,
        races: orders.races,
        branches: orders.branches,
        preemptions: orders.preemptions,
        steps_max: orders.steps_max,
        seed: orders.seed,
        ..explore::Options::default()
    }
}
