//! What the page knows of all orders: explorations under way and done.
//!
//! Invariant: an exploration is shown only beside the program, Go version and test that it explored; opening another program ends it.

use std::rc::Rc;

use sim_core::session::api::{OpenError, Options};
use sim_core::session::orders::{OrdersOptions, OrdersView};

use super::Program;
use crate::view_model::orders::errand::{Errand, Report, Role};

/// One exploration of one program.
#[derive(Clone, Debug, PartialEq)]
pub struct Exploration {
    /// Number of the job.
    pub job: u32,
    /// What is explored.
    pub program: Rc<Program>,
    /// Its Go version.
    pub go_minor: u32,
    /// How.
    pub orders: OrdersOptions,
    /// The pieces of work.
    pub errands: Rc<Vec<Errand>>,
    /// The last report of each piece.
    pub reports: Vec<Option<Rc<Report>>>,
    /// All reports together.
    pub view: Rc<OrdersView>,
    /// Whether the reader stopped it.
    pub stopped: bool,
}

impl Exploration {
    /// Before anything is known.
    pub fn new(program: Rc<Program>, errands: Vec<Errand>) -> Exploration {
        let first = errands.first();
        let orders = first.map(|errand| errand.orders.clone());
        Exploration {
            job: first.map_or(0, |errand| errand.job),
            program,
            go_minor: first.map_or(0, |errand| errand.options.go_minor),
            orders: orders.unwrap_or_default(),
            reports: vec![None; errands.len()],
            errands: Rc::new(errands),
            view: Rc::default(),
            stopped: false,
        }
    }

    /// Whether work is under way.
    pub fn is_working(&self) -> bool {
        let done = |report: &Option<Rc<Report>>| report.as_ref().is_some_and(|report| report.done);
        !self.stopped && !self.reports.iter().all(done)
    }

    /// Executions per second of the exploration itself.
    pub fn rate(&self) -> u64 {
        let whole = self.reports.iter().flatten();
        let rate =
            |report: &Rc<Report>| report.view.executions as f64 * 1000.0 / report.spent_ms.max(1.0);
        whole
            .filter(|report| report.role == Role::Whole)
            .map(rate)
            .sum::<f64>() as u64
    }

    /// Why it could not begin.
    pub fn failed(&self) -> Option<&OpenError> {
        self.reports
            .iter()
            .flatten()
            .find_map(|report| report.failed.as_ref())
    }

    /// All orders with at most so many pre-emptions have been tried.
    pub fn within(&self) -> Option<u32> {
        let reports = self.reports.iter().flatten();
        reports.filter_map(|report| report.within).max()
    }

    fn hear(&mut self, report: Report) {
        if let Some(place) = self.reports.get_mut(report.piece as usize) {
            *place = Some(Rc::new(report));
        }
        let mut view: Option<OrdersView> = None;
        for role in [Role::Whole, Role::Near] {
            let reports = self.reports.iter().flatten();
            for report in reports.filter(|report| report.role == role) {
                match &mut view {
                    None => view = Some(report.view.clone()),
                    Some(view) => view.join(&report.view, role == Role::Whole),
                }
            }
        }
        self.view = Rc::new(view.unwrap_or_default());
    }
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orders {
    /// How the next exploration is made.
    pub options: OrdersOptions,
    /// The exploration of the open program.
    pub found: Option<Exploration>,
}

/// A change of [`Orders`].
#[derive(Clone, Debug, PartialEq)]
pub enum OrdersAction {
    /// An exploration begins.
    Begin(Box<Exploration>),
    /// A worker has spoken.
    Heard(Box<Report>),
    /// No more work; what is known stays.
    Stop,
    /// Other options.
    Options(OrdersOptions),
}

impl Orders {
    /// The next state.
    pub fn reduce(&mut self, action: OrdersAction) {
        match action {
            OrdersAction::Begin(exploration) => self.found = Some(*exploration),
            OrdersAction::Heard(report) => self.hear(*report),
            OrdersAction::Stop => {
                if let Some(found) = &mut self.found {
                    found.stopped = true;
                }
            }
            OrdersAction::Options(options) => self.options = options,
        }
    }

    /// Another program may have been opened.
    pub fn opened(&mut self, program: &Program, options: &Options) {
        let same = |found: &Exploration| {
            found.program.text == program.text && found.go_minor == options.go_minor
        };
        self.found = self.found.take().filter(same);
    }

    fn hear(&mut self, report: Report) {
        if let Some(found) = self
            .found
            .as_mut()
            .filter(|found| found.job == report.job && !found.stopped)
        {
            found.hear(report);
        }
    }
}
