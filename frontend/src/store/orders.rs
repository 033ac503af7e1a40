//! What the page knows of all orders: explorations under way and done, where the reader has been, and the challenge being played.
//!
//! Invariants:
//! - An exploration is shown only beside the program, Go version and test that it explored; opening another program ends it.
//! - A challenge is won only by the reader's own choices: a schedule that was loaded does not count.

use std::collections::BTreeSet;
use std::rc::Rc;

use sim_core::session::api::{OpenError, Options};
use sim_core::session::orders::compare::Comparison;
use sim_core::session::orders::tree::Tree;
use sim_core::session::orders::walk::{Classes, Walk};
use sim_core::session::orders::{Bound, OrdersOptions, OrdersView};

use super::Program;
use crate::view_model::link::Source;
use crate::view_model::orders::challenge::Challenge;
use crate::view_model::orders::errand::{Errand, Report, Role};

/// How long near witnesses are searched once all else is done, milliseconds.
const NEAR_MS: f64 = 2_000.0;

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
        let over = |report: &Option<Rc<Report>>| {
            let report = report.as_ref();
            report.is_some_and(|report| report.done || self.is_enough(report))
        };
        !self.stopped && !self.reports.iter().all(over)
    }

    /// Whether the search for near witnesses need not go on: it can find no better ones, or has had its time.
    fn is_enough(&self, report: &Report) -> bool {
        let outcomes = self.view.outcomes.iter().map(|row| row.preemptions).max();
        let races = self.view.races.iter().map(|row| row.preemptions).max();
        let is_best = |within: Option<u32>, most: Option<u32>| {
            within.is_some_and(|within| Some(within.saturating_add(1)) >= most)
        };
        let best = is_best(report.within, outcomes)
            && (races.is_none() || is_best(report.races_within, races));
        let whole = self.reports.iter().flatten();
        let mut whole = whole.filter(|report| report.role == Role::Whole);
        report.role == Role::Near
            && whole.all(|whole| whole.done)
            && (best || report.spent_ms > NEAR_MS)
    }

    /// Whether the work came to its end.
    pub fn is_done(&self) -> bool {
        !self.is_working() && !self.stopped
    }

    /// Executions per second of the exploration itself.
    pub fn rate(&self) -> u64 {
        let reports = self.reports.iter().flatten();
        let rate =
            |report: &Rc<Report>| report.view.executions as f64 * 1000.0 / report.spent_ms.max(1.0);
        let whole = reports.filter(|report| report.role == Role::Whole);
        whole.map(rate).sum::<f64>() as u64
    }

    /// Why it could not begin.
    pub fn failed(&self) -> Option<&OpenError> {
        let mut reports = self.reports.iter().flatten();
        reports.find_map(|report| report.failed.as_ref())
    }

    /// All orders with at most so many pre-emptions have been tried.
    pub fn within(&self) -> Option<u32> {
        let reports = self.reports.iter().flatten();
        let near = reports.filter_map(|report| report.within).max();
        // A search within a bound tries those with few first.
        let bounded = self.orders.preemptions.filter(|_| self.view.complete);
        near.max(bounded)
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

/// A challenge under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Playing {
    /// Which.
    pub challenge: Challenge,
    /// Pre-emptions up to the cursor.
    pub spent: u32,
    /// Pre-emptions with which it was won.
    pub reached: Option<u32>,
    /// Whether the reader had it shown.
    pub shown: bool,
}

impl Playing {
    /// At its beginning.
    pub fn new(challenge: Challenge) -> Playing {
        Playing {
            challenge,
            spent: 0,
            reached: None,
            shown: false,
        }
    }
}

/// Where the witnesses of a census part.
#[derive(Clone, Debug, PartialEq)]
pub struct Branching {
    /// The tree.
    pub tree: Tree,
    /// The witnesses, as the tree numbers them.
    pub witnesses: Vec<String>,
    /// Explorations of what is beneath each node, in their order.
    pub beneath: Vec<Exploration>,
    /// The output that is as it should be.
    pub usual: Option<String>,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orders {
    /// How the next exploration is made.
    pub options: OrdersOptions,
    /// The exploration of the open program.
    pub found: Option<Exploration>,
    /// Explorations of all versions of a scene.
    pub versions: Vec<Exploration>,
    /// Classes of the orders that the reader has gone through to their ends.
    pub walked: Rc<BTreeSet<Classes>>,
    /// Goroutines that the run shown leaves behind for ever; known once it has come to its end.
    pub left: Rc<Vec<u32>>,
    /// The challenge being played.
    pub playing: Option<Playing>,
    /// A challenge that a link asks for, until it is known whether there is one.
    pub asked: Option<String>,
    /// The comparison that was asked for last.
    pub comparison: Option<Rc<Comparison>>,
    /// The tree that was asked for last.
    pub branching: Option<Rc<Branching>>,
}

/// A change of [`Orders`].
#[derive(Clone, Debug, PartialEq)]
pub enum OrdersAction {
    /// An exploration begins.
    Begin(Box<Exploration>),
    /// Explorations of all versions of a scene begin.
    Versions(Vec<Exploration>),
    /// A worker has spoken.
    Heard(Box<Report>),
    /// No more work; what is known stays.
    Stop,
    /// Other options.
    Options(OrdersOptions),
    /// A run has come to its end.
    Walked {
        /// What it amounts to.
        walk: Box<Walk>,
        /// Whether the reader made its choices.
        own: bool,
    },
    /// A run has come to its end and left these goroutines behind.
    Left(Vec<u32>),
    /// Pre-emptions up to the cursor.
    Spent(u32),
    /// A challenge begins, or none is played any more.
    Challenge(Option<Challenge>),
    /// The reader has the challenge shown.
    Shown,
    /// The challenge that a link asked for is there, or never will be.
    Answered,
    /// The tree of choices.
    Branching(Rc<Branching>),
    /// Two orders have been compared.
    Compared(Rc<Comparison>),
}

impl Orders {
    /// How many of an exploration's orders the reader has gone through, told apart as it tells them apart.
    pub fn walked_of(&self, found: &Exploration) -> u64 {
        let misused = found.view.bounds.contains(&Bound::Misused);
        let numbers = self.walked.iter().map(|classes| classes.number(misused));
        numbers.collect::<BTreeSet<u64>>().len() as u64
    }

    /// The next state.
    pub fn reduce(&mut self, action: OrdersAction) {
        match action {
            OrdersAction::Begin(exploration) => self.found = Some(*exploration),
            OrdersAction::Versions(versions) => self.versions = versions,
            OrdersAction::Heard(report) => self.hear(*report),
            OrdersAction::Stop => {
                if let Some(found) = &mut self.found {
                    found.stopped = true;
                }
            }
            OrdersAction::Options(options) => self.options = options,
            OrdersAction::Walked { walk, own } => self.walk(&walk, own),
            OrdersAction::Left(left) => self.left = Rc::new(left),
            OrdersAction::Spent(spent) => {
                if let Some(playing) = &mut self.playing {
                    playing.spent = spent;
                }
            }
            OrdersAction::Challenge(challenge) => self.playing = challenge.map(Playing::new),
            OrdersAction::Shown => {
                if let Some(playing) = &mut self.playing {
                    playing.shown = true;
                }
            }
            OrdersAction::Answered => self.asked = None,
            OrdersAction::Branching(branching) => self.branching = Some(branching),
            OrdersAction::Compared(comparison) => self.comparison = Some(comparison),
        }
    }

    /// Another program may have been opened.
    pub fn opened(&mut self, before: Option<&Program>, program: &Program, options: &Options) {
        let same = |found: &Exploration| {
            found.program.text == program.text && found.go_minor == options.go_minor
        };
        let is_same = before.is_some_and(|before| before.text == program.text);
        self.found = self.found.take().filter(same);
        if is_same {
            return;
        }
        self.walked = Rc::default();
        (self.comparison, self.branching) = (None, None);
        // Who puts a program right edits it.
        let is_edit = matches!(program.source, Source::Code(_)) && before.is_some();
        let fixing = |playing: &Playing| is_edit && playing.challenge.is_fix();
        self.playing = self.playing.take().filter(fixing);
    }

    /// An order that reaches the goal with the fewest pre-emptions.
    pub fn witness_of(&self, challenge: &Challenge) -> Option<String> {
        let rows = self.found.as_ref()?.view.outcomes.iter();
        rows.filter(|row| challenge.is_reached_by(row))
            .min_by_key(|row| row.preemptions)
            .map(|row| row.schedule.clone())
    }

    fn hear(&mut self, report: Report) {
        let mut all = self.found.iter_mut().chain(&mut self.versions);
        if let Some(found) = all.find(|found| found.job == report.job && !found.stopped) {
            found.hear(report);
        } else if let Some(branching) = &mut self.branching {
            let beneath = &mut Rc::make_mut(branching).beneath;
            if let Some(found) = beneath.iter_mut().find(|found| found.job == report.job) {
                found.hear(report);
            }
        }
        if let (Some(found), Some(playing)) = (&self.found, &mut self.playing)
            && found.is_done()
            && playing.challenge.is_fixed_by(&found.view)
        {
            playing.reached = Some(0);
        }
    }

    fn walk(&mut self, walk: &Walk, own: bool) {
        Rc::make_mut(&mut self.walked).insert(walk.classes);
        let Some(playing) = self
            .playing
            .as_mut()
            .filter(|playing| own && !playing.shown)
        else {
            return;
        };
        if playing.challenge.is_won_by(walk) {
            let spent = walk.outcome.preemptions;
            let best = playing.reached.map_or(spent, |reached| reached.min(spent));
            playing.reached = Some(best);
        }
    }
}
