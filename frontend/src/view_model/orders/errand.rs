//! Work of an exploration as it travels to a worker, and what comes back. The same code does the work inside the page where there is
//! no worker.
//!
//! Invariants:
//! - A slice ends as soon as its time is up, however long one execution takes: executions are tried in small portions.
//! - Messages are plain text of this very build; a page never talks to a worker of another build ([`BUILD`]).

use serde::{Deserialize, Serialize};
use sim_core::schedule::Schedule;
use sim_core::session::api::{FileText, OpenError, Options};
use sim_core::session::orders::{Orders, OrdersOptions, OrdersView, Search};

/// Tells builds apart: a worker from the browser's cache may be older than the page.
pub const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "/", env!("WEFT_BUILD"));

/// What a piece of work is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The exploration itself; its executions count.
    Whole,
    /// Orders with few pre-emptions first, for witnesses: bound 0, then 1, then 2 …
    Near,
}

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errand {
    /// Which exploration it belongs to.
    pub job: u32,
    /// Which piece of it.
    pub piece: u32,
    /// What for.
    pub role: Role,
    /// The program.
    pub files: Vec<FileText>,
    /// Go version, test.
    pub options: Options,
    /// What to explore.
    pub orders: OrdersOptions,
    /// Only orders that begin with this schedule.
    pub prefix: Option<String>,
}

/// What a worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Word {
    /// Ready for an errand; from this build.
    Ready(String),
    /// How far it got.
    Report(Report),
}

/// How far a piece of work has got.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Which exploration.
    pub job: u32,
    /// Which piece of it.
    pub piece: u32,
    /// What for.
    pub role: Role,
    /// What is known.
    pub view: OrdersView,
    /// For [`Role::Near`]: all orders with at most so many pre-emptions have been tried.
    pub within: Option<u32>,
    /// Milliseconds spent.
    pub spent_ms: f64,
    /// Whether the work is over.
    pub done: bool,
    /// Why it could not begin.
    pub failed: Option<OpenError>,
}

/// Most pre-emptions that the search for near witnesses goes up to.
const NEAR_MAX: u32 = 4;
/// Executions that it may take together.
const NEAR_EXECUTIONS: u64 = 60_000;
/// Executions between two looks at the clock.
const PORTION: u64 = 1;

/// Work under way.
pub struct Task {
    errand: Errand,
    state: Result<Orders, OpenError>,
    /// Results of the bounds that are done.
    near: OrdersView,
    within: Option<u32>,
    done: bool,
    /// Whether a report has said that it is done.
    told: bool,
    spent_ms: f64,
}

impl Task {
    /// Compiles the program; a failure is told by the first report.
    pub fn open(errand: Errand) -> Task {
        let orders = match errand.role {
            Role::Whole => errand.orders.clone(),
            Role::Near => near_options(&errand.orders, 0),
        };
        let state = open(&errand, &orders);
        Task {
            done: state.is_err(),
            state,
            near: OrdersView::default(),
            within: None,
            told: false,
            spent_ms: 0.0,
            errand,
        }
    }

    /// Works until the clock (milliseconds) says `until`, or the work is done; whether it is done.
    pub fn slice(&mut self, clock: &dyn Fn() -> f64, until: f64) -> bool {
        let start = clock();
        while !self.done && clock() < until {
            let Ok(orders) = &mut self.state else { break };
            if orders.advance(PORTION) {
                self.next();
            }
        }
        self.spent_ms += clock() - start;
        self.done
    }

    /// Whether the work is over; the first report of a failure is still to be made.
    pub fn is_done(&self) -> bool {
        self.done && self.told
    }

    /// What is known now.
    pub fn report(&mut self) -> Report {
        self.told |= self.done;
        let present = self.state.as_ref().map(Orders::view).unwrap_or_default();
        let mut view = match self.errand.role {
            Role::Whole => present,
            Role::Near if self.done => self.near.clone(),
            Role::Near => joined(&self.near, &present),
        };
        let is_near = self.errand.role == Role::Near;
        if let (true, Ok(orders)) = (self.done || is_near, &self.state) {
            orders.verify(&mut view);
        }
        Report {
            job: self.errand.job,
            piece: self.errand.piece,
            role: self.errand.role,
            view,
            within: self.within,
            spent_ms: self.spent_ms,
            done: self.done,
            failed: self.state.as_ref().err().cloned(),
        }
    }

    /// An exploration is over: the work is, unless the next bound is to be tried.
    fn next(&mut self) {
        let Ok(orders) = &self.state else { return };
        if self.errand.role == Role::Whole {
            self.done = true;
            return;
        }
        let view = orders.view();
        self.near = joined(&self.near, &view);
        let bound = self.within.map_or(0, |within| within + 1);
        let left = NEAR_EXECUTIONS.saturating_sub(self.near.executions);
        if view.complete {
            self.within = Some(bound);
        }
        if !view.complete || bound >= NEAR_MAX || left == 0 {
            self.done = true;
            return;
        }
        let orders = OrdersOptions {
            executions_max: left,
            ..near_options(&self.errand.orders, bound + 1)
        };
        self.state = open(&self.errand, &orders);
        self.done = self.state.is_err();
    }
}

fn open(errand: &Errand, orders: &OrdersOptions) -> Result<Orders, OpenError> {
    let Some(prefix) = &errand.prefix else {
        return Orders::open(&errand.files, &errand.options, orders);
    };
    let prefix = Schedule::parse(prefix).map_err(|problem| OpenError::ScheduleText {
        message: problem.to_string(),
    })?;
    Orders::open_after(&errand.files, &errand.options, orders, &prefix)
}

fn near_options(orders: &OrdersOptions, bound: u32) -> OrdersOptions {
    OrdersOptions {
        search: Search::Exhaustive,
        races: false,
        preemptions: Some(bound),
        executions_max: NEAR_EXECUTIONS,
        ..orders.clone()
    }
}

fn joined(known: &OrdersView, other: &OrdersView) -> OrdersView {
    let mut joined = known.clone();
    joined.join(other, true);
    joined
}

/// The pieces of an exploration. Where no bound is set, orders with few pre-emptions are searched beside it, for witnesses.
pub fn errands(
    job: u32,
    files: &[FileText],
    options: &Options,
    orders: &OrdersOptions,
) -> Vec<Errand> {
    let errand = |piece, role| Errand {
        job,
        piece,
        role,
        files: files.to_vec(),
        options: options.clone(),
        orders: orders.clone(),
        prefix: None,
    };
    let mut errands = vec![errand(0, Role::Whole)];
    if orders.preemptions.is_none() {
        errands.push(errand(1, Role::Near));
    }
    errands
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::view_model::scenes;

    fn scene(id: &str) -> Vec<FileText> {
        FileText::main(scenes::find(id).expect("a scene").files[0].1)
    }

    fn run(errand: Errand) -> Report {
        let mut task = Task::open(errand);
        let now = Cell::new(0.0);
        let clock = || {
            now.set(now.get() + 1.0);
            now.get()
        };
        for _ in 0..100_000 {
            let until = now.get() + 20.0;
            if task.slice(&clock, until) {
                let report = task.report();
                // It travels as text.
                let text = serde_json::to_string(&report).expect("it is plain");
                assert_eq!(
                    serde_json::from_str::<Report>(&text).expect("it is plain"),
                    report
                );
                return report;
            }
        }
        panic!("it never ends");
    }

    #[test]
    fn pieces_together_find_all_with_the_fewest_preemptions() {
        let files = scene("lost-update");
        let pieces = errands(7, &files, &Options::default(), &OrdersOptions::default());
        let reports: Vec<Report> = pieces.into_iter().map(run).collect();
        assert_eq!(reports.len(), 2);
        let whole = &reports[0];
        assert!(whole.view.is_proof() && whole.done && whole.job == 7);
        assert!(reports[1].within.is_some_and(|within| within >= 1));
        let mut all = whole.view.clone();
        all.join(&reports[1].view, false);
        assert_eq!(all.executions, whole.view.executions);
        assert_eq!(all.outcomes.len(), 3);
        assert!(all.outcomes.iter().all(|row| row.preemptions <= 1));
    }

    #[test]
    fn a_program_that_does_not_compile_fails_at_once() {
        let files = FileText::main("package main\nfunc main() { x }\n");
        let pieces = errands(1, &files, &Options::default(), &OrdersOptions::default());
        let report = run(pieces[0].clone());
        assert!(report.done && matches!(report.failed, Some(OpenError::Compile(_))));
    }
}
