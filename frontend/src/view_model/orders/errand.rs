//! Work of an exploration as it travels to a worker, and what comes back. The same code does the work inside the page where there is
//! no worker.
//!
//! Invariants:
//! - A slice ends as soon as its time is up, however long one execution takes: executions are tried in small portions.
//! - Messages are plain text of this very build; a page never talks to a worker of another build ([`BUILD`]).

use serde::{Deserialize, Serialize};
use sim_core::schedule::Schedule;
use sim_core::session::api::{FileText, OpenError, Options};
use sim_core::session::orders::nearest::Nearest;
use sim_core::session::orders::{Helper, Loan, Orders, OrdersOptions, OrdersView};

/// Tells builds apart: a worker from the browser's cache may be older than the page.
pub const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "/", env!("WEFT_BUILD"));

/// What a piece of work is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The exploration itself; its executions count.
    Whole,
    /// Witnesses with few pre-emptions, those first that need none.
    Near,
    /// Pieces that the exploration itself has lent.
    Help,
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
    /// For [`Role::Whole`]: among how many the work may be shared besides.
    pub helpers: usize,
    /// For [`Role::Help`]: the pieces, as text.
    pub loans: String,
}

/// What a worker is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// To do this.
    Errand(Box<Errand>),
    /// That a helper has done these pieces.
    Back(String),
}

/// What a worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Word {
    /// Ready for an errand; from this build.
    Ready(String),
    /// How far it got.
    Report(Box<Report>),
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
    /// For [`Role::Near`]: all endings that need at most so many pre-emptions have been found.
    pub within: Option<u32>,
    /// The same for all data races.
    pub races_within: Option<u32>,
    /// For [`Role::Whole`]: pieces that helpers may do, a batch each, as text; for [`Role::Help`]: those done.
    pub loans: Vec<String>,
    /// Milliseconds spent.
    pub spent_ms: f64,
    /// Whether the work is over.
    pub done: bool,
    /// Why it could not begin.
    pub failed: Option<OpenError>,
}

/// Transitions that the search for near witnesses may take, for endings and for races.
const NEAR_TRANSITIONS: u64 = 2_000_000;
/// Executions between two looks at the clock.
const PORTION: u64 = 1;
/// Transitions between two looks at the clock.
const NEAR_PORTION: u64 = 100;

/// Work under way.
pub struct Task {
    errand: Errand,
    state: Result<Work, OpenError>,
    done: bool,
    /// Whether a report has said that it is done.
    told: bool,
    /// Batches of pieces to be told of.
    loans: Vec<String>,
    spent_ms: f64,
}

enum Work {
    Whole(Box<Orders>),
    Help(Box<Helper>),
    Near {
        search: Box<Nearest>,
        transitions: u64,
    },
}

impl Work {
    fn open(errand: &Errand) -> Result<Work, OpenError> {
        let prefix = match &errand.prefix {
            None => Schedule::default(),
            Some(text) => Schedule::parse(text).map_err(|problem| OpenError::ScheduleText {
                message: problem.to_string(),
            })?,
        };
        let (files, options, orders) = (&errand.files, &errand.options, &errand.orders);
        Ok(match errand.role {
            Role::Whole => Work::Whole(Box::new(Orders::open_after(
                files, options, orders, &prefix,
            )?)),
            Role::Help => {
                let orders = Orders::open_after(files, options, orders, &prefix)?;
                Work::Help(Box::new(orders.help()))
            }
            Role::Near => Work::Near {
                search: Box::new(Nearest::open(files, options, orders, &prefix)?),
                transitions: 0,
            },
        })
    }

    /// Goes on a little; whether it is over.
    fn advance(&mut self) -> bool {
        match self {
            Work::Whole(orders) => orders.advance(PORTION),
            Work::Help(helper) => helper.advance(PORTION),
            Work::Near {
                search,
                transitions,
            } => {
                *transitions += NEAR_PORTION;
                search.advance(NEAR_PORTION) || *transitions >= NEAR_TRANSITIONS
            }
        }
    }

    /// What is known; witnesses are replayed where that is not too often.
    fn view(&self, done: bool) -> OrdersView {
        match self {
            Work::Whole(orders) => {
                let mut view = orders.view();
                if done {
                    orders.verify(&mut view);
                }
                view
            }
            Work::Help(_) => OrdersView::default(),
            Work::Near { search, .. } => {
                let mut view = search.view();
                search.verify(&mut view);
                view
            }
        }
    }

    fn within(&self) -> [Option<u32>; 2] {
        match self {
            Work::Whole(_) | Work::Help(_) => [None, None],
            Work::Near { search, .. } => search.within(),
        }
    }
}

impl Task {
    /// Compiles the program; a failure is told by the first report.
    pub fn open(errand: Errand) -> Task {
        let state = Work::open(&errand);
        let mut task = Task {
            done: state.is_err(),
            state,
            told: false,
            loans: Vec::new(),
            spent_ms: 0.0,
            errand,
        };
        task.borrow();
        task
    }

    /// Whether another errand is more of the same, which need not be opened anew; then it is begun.
    pub fn goes_on(&mut self, errand: &Errand) -> bool {
        let same = self.errand.role == Role::Help
            && errand.role == Role::Help
            && errand.job == self.errand.job
            && self.state.is_ok();
        if same {
            self.errand.clone_from(errand);
            (self.done, self.told) = (false, false);
            self.borrow();
        }
        same
    }

    /// Takes the pieces that a helper's errand is about.
    fn borrow(&mut self) {
        if let Ok(Work::Help(helper)) = &mut self.state {
            helper.take(serde_json::from_str(&self.errand.loans).unwrap_or_default());
        }
    }

    /// Takes what a helper has done.
    pub fn take_back(&mut self, loans: &str) {
        let loans: Vec<Loan> = serde_json::from_str(loans).unwrap_or_default();
        if let Ok(Work::Whole(orders)) = &mut self.state {
            loans.into_iter().for_each(|loan| orders.take_back(loan));
        }
    }

    /// Lends what helpers may do; whether there is something to tell them.
    fn lend(&mut self) -> bool {
        if let Ok(Work::Whole(orders)) = &mut self.state {
            let batches = orders.lend(self.errand.helpers);
            let text = |batch: &Vec<Loan>| serde_json::to_string(batch).unwrap_or_default();
            self.loans.extend(batches.iter().map(text));
        }
        !self.loans.is_empty()
    }

    /// Whether there is nothing to do, nor anything to say, until helpers are done.
    pub fn is_waiting(&self) -> bool {
        let waits = matches!(&self.state, Ok(Work::Whole(orders)) if orders.is_waiting());
        waits && self.loans.is_empty() && !self.done
    }

    /// Works until the clock (milliseconds) says `until`, or the work is done; whether it is done.
    pub fn slice(&mut self, clock: &dyn Fn() -> f64, until: f64) -> bool {
        let start = clock();
        while !self.done && clock() < until {
            if self.lend() || self.is_waiting() {
                break;
            }
            let Ok(work) = &mut self.state else { break };
            self.done = work.advance();
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
        let mut loans = std::mem::take(&mut self.loans);
        if let Ok(Work::Help(helper)) = &mut self.state {
            loans.push(serde_json::to_string(&helper.give_back()).unwrap_or_default());
        }
        let state = self.state.as_ref();
        let view = state.map(|work| work.view(self.done));
        let [within, races_within] = state.map_or([None, None], Work::within);
        Report {
            job: self.errand.job,
            piece: self.errand.piece,
            role: self.errand.role,
            view: view.unwrap_or_default(),
            within,
            races_within,
            loans,
            spent_ms: self.spent_ms,
            done: self.done,
            failed: state.err().cloned(),
        }
    }
}

/// The pieces of an exploration: itself, and beside it the search for witnesses with few pre-emptions where there is one.
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
        helpers: 0,
        loans: String::new(),
    };
    let mut errands = vec![errand(0, Role::Whole)];
    if Nearest::applies(orders) {
        errands.push(errand(1, Role::Near));
    }
    errands
}

impl Errand {
    /// A helper's: one batch of pieces that this exploration has lent.
    pub fn help(&self, loans: String) -> Errand {
        Errand {
            role: Role::Help,
            loans,
            helpers: 0,
            ..self.clone()
        }
    }
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
    fn helpers_find_what_the_exploration_finds_alone() {
        let body = "\t\tgo func() {\n\t\t\tx++\n\t\t\tx++\n\t\t\tx++\n\t\t\tx++\n\t\t\tdone <- true\n\t\t}()\n";
        let text = format!(
            "package main\n\nvar x int\n\nfunc main() {{\n\tdone := make(chan bool)\n\tfor range 2 {{\n{body}\t}}\n\
             \t<-done\n\t<-done\n}}\n"
        );
        let files = FileText::main(&text);
        let pieces = errands(7, &files, &Options::default(), &OrdersOptions::default());
        let alone = run(pieces[0].clone());
        let shared = Errand {
            helpers: 2,
            ..pieces[0].clone()
        };
        let (mut owner, mut helper) = (Task::open(shared.clone()), None::<Task>);
        let clock = || 0.0;
        let mut batches = 0;
        while !owner.slice(&clock, 1.0) {
            for loans in owner.report().loans {
                batches += 1;
                let errand = shared.help(loans);
                let again = helper.as_mut().is_some_and(|task| task.goes_on(&errand));
                let known = helper.take().filter(|_| again);
                let mut task = known.unwrap_or_else(|| Task::open(errand));
                while !task.slice(&clock, 1.0) {}
                let report = task.report();
                assert!(report.done && task.is_done());
                report.loans.iter().for_each(|loans| owner.take_back(loans));
                helper = Some(task);
            }
        }
        assert!(batches > 2);
        assert_eq!(owner.report().view, alone.view);
    }

    #[test]
    fn a_program_that_does_not_compile_fails_at_once() {
        let files = FileText::main("package main\nfunc main() { x }\n");
        let pieces = errands(1, &files, &Options::default(), &OrdersOptions::default());
        let report = run(pieces[0].clone());
        assert!(report.done && matches!(report.failed, Some(OpenError::Compile(_))));
    }
}
