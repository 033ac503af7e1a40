//! Witnesses with few pre-emptions, looked for beside an exploration: every ending and every race, those first that need none.
//!
//! Not beside a bound on pre-emptions, which itself tries those orders first that have few; [`Nearest::applies`] says so.

use super::super::api::{FileText, OpenError, Options};
use super::start::Start;
use super::view::{self, OrdersOptions, OrdersView};
use crate::explore::{Ending, Fewest, Found, OutcomeKind};
use crate::schedule::Schedule;

/// A search for witnesses under way.
pub struct Nearest {
    start: Start,
    search: Fewest,
}

impl Nearest {
    /// Whether an exploration's witnesses can be found so.
    pub fn applies(orders: &OrdersOptions) -> bool {
        orders.preemptions.is_none()
    }

    /// Compiles a program, makes some choices and stands before the first state.
    pub fn open(
        files: &[FileText],
        options: &Options,
        orders: &OrdersOptions,
        prefix: &Schedule,
    ) -> Result<Nearest, OpenError> {
        let (start, machine) = Start::open(files, options, prefix)?;
        let search = Fewest::of_all(&machine, &super::explorer_options(orders));
        Ok(Nearest { start, search })
    }

    /// Goes on for about so many transitions; whether nothing is left to do.
    pub fn advance(&mut self, transitions: u64) -> bool {
        self.search.advance(transitions)
    }

    /// Every ending that needs at most so many pre-emptions has been found; and every race.
    pub fn within(&self) -> [Option<u32>; 2] {
        self.search.within()
    }

    /// What has been found; nothing is counted.
    pub fn view(&self) -> OrdersView {
        let mut all: Vec<(&Ending, &Found)> = self.search.endings().collect();
        all.sort_by_key(|(ending, _)| ending.kind == OutcomeKind::Ok);
        let outcomes = all.into_iter().take(view::OUTCOMES_MAX);
        let races = self.search.races().take(view::OUTCOMES_MAX);
        OrdersView {
            outcomes: outcomes.map(|(e, f)| self.start.row(e, f)).collect(),
            races: races.map(|race| self.start.race(race)).collect(),
            ..OrdersView::default()
        }
    }

    /// Replays the witnesses of a view and marks those that end as their row says.
    pub fn verify(&self, view: &mut OrdersView) {
        self.start.verify(view);
    }
}
