//! What the driver does with all orders: begins explorations, goes to what they found, and judges the reader's own runs.

use std::rc::Rc;

use sim_core::session::api::{Options, Policy};
use sim_core::session::orders::OrdersOptions;
use sim_core::session::orders::compare::compare;
use sim_core::session::orders::tree::tree;

use super::{Driver, Opening, resolved, trouble, why};
use crate::store::orders::{Branching, Exploration, OrdersAction};
use crate::store::state::{Action, Dialog};
use crate::view_model::link::Source;
use crate::view_model::orders::challenge::Challenge;
use crate::view_model::orders::errand::errands;
use crate::view_model::scenes;

/// Most versions of a scene that are explored side by side.
const VERSIONS_MAX: usize = 6;
/// Orders counted beneath one branch of the tree of choices.
const BENEATH_MAX: u64 = 20_000;

impl Driver {
    /// Begins an exploration of the open program; workers go on with it.
    pub(super) fn explore(&mut self, orders: &OrdersOptions) -> Vec<Action> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        self.jobs += 1;
        let files = open.program.files();
        let pieces = errands(self.jobs, &files, open.session.options(), orders);
        let begun = Exploration::new(open.program.clone(), pieces);
        vec![Action::Orders(OrdersAction::Begin(Box::new(begun)))]
    }

    /// Explores every version of the open scene, without the search for near witnesses.
    pub(super) fn versions(&mut self) -> Vec<Action> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let Source::Scene { id, .. } = &open.program.source else {
            return Vec::new();
        };
        let files = scenes::find(id).map_or(&[][..], |scene| scene.files);
        let mut begun = Vec::new();
        for (name, _) in files.iter().take(VERSIONS_MAX) {
            let source = Source::Scene {
                id: id.clone(),
                file: Some((*name).to_owned()),
            };
            let Ok((program, _)) = resolved(&source) else {
                continue;
            };
            self.jobs += 1;
            let orders = OrdersOptions::default();
            let mut pieces = errands(self.jobs, &program.files(), open.session.options(), &orders);
            pieces.truncate(1);
            begun.push(Exploration::new(Rc::new(program), pieces));
        }
        vec![
            Action::Orders(OrdersAction::Versions(begun)),
            Action::Dialog(Some(Dialog::Versions)),
        ]
    }

    pub(super) fn tree(&mut self, witnesses: Vec<String>, usual: Option<String>) -> Vec<Action> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let (files, options) = (open.program.files(), open.session.options());
        let tree = match tree(&files, options, &witnesses) {
            Ok(tree) => tree,
            Err(problem) => return vec![trouble(why(&problem))],
        };
        let mut beneath = Vec::new();
        for node in &tree.nodes {
            self.jobs += 1;
            let orders = OrdersOptions {
                executions_max: BENEATH_MAX,
                ..OrdersOptions::default()
            };
            let mut pieces = errands(self.jobs, &files, options, &orders);
            pieces.truncate(1);
            for piece in &mut pieces {
                piece.prefix = Some(node.prefix.clone());
            }
            beneath.push(Exploration::new(open.program.clone(), pieces));
        }
        let branching = Branching {
            tree,
            witnesses,
            beneath,
            usual,
        };
        vec![
            Action::Orders(OrdersAction::Branching(Rc::new(branching))),
            Action::Dialog(Some(Dialog::Tree)),
        ]
    }

    pub(super) fn compare(&self, left: &str, right: &str) -> Vec<Action> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let files = open.program.files();
        match compare(&files, open.session.options(), left, right) {
            Ok(comparison) => vec![Action::Orders(OrdersAction::Compared(Rc::new(comparison)))],
            Err(problem) => vec![trouble(why(&problem))],
        }
    }

    /// A challenge begins at the program's start, with a scheduler that pre-empts nobody by itself.
    pub(super) fn challenge(&mut self, challenge: Option<Challenge>) -> Vec<Action> {
        self.counts = challenge.is_some();
        let is_fix = challenge.as_ref().is_none_or(Challenge::is_fix);
        let begun = Action::Orders(OrdersAction::Challenge(challenge));
        let Some(open) = self.open.as_ref().filter(|_| !is_fix) else {
            return vec![begun];
        };
        let options = Options {
            policy: Policy::Sequential,
            ..open.session.options().clone()
        };
        let opening = Opening {
            options: Some(options),
            ..Opening::start(open.program.source.clone())
        };
        let mut actions = self.open(&opening);
        actions.push(begun);
        actions
    }

    /// Opens the same program, or another version of it, with an order as its recording.
    pub(super) fn witness(
        &mut self,
        source: Option<Source>,
        schedule: String,
        step: u64,
    ) -> Vec<Action> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let opening = Opening {
            options: Some(open.session.options().clone()),
            schedule: Some(schedule),
            step,
            ..Opening::start(source.unwrap_or_else(|| open.program.source.clone()))
        };
        self.open(&opening)
    }

    /// Where the run stands among all orders: its pre-emptions while a challenge is played, and what it amounts to at its end.
    pub(super) fn progress(&mut self) -> Vec<Action> {
        let (Some(open), Some(run)) = (&mut self.open, &self.run) else {
            return Vec::new();
        };
        let mut actions = Vec::new();
        if let Some(spent) = open.session.preemptions().filter(|_| self.counts) {
            actions.push(Action::Orders(OrdersAction::Spent(spent)));
        }
        let at_end = run.view.outcome.is_some() && run.view.step == run.view.recorded;
        let schedule = at_end.then(|| open.session.schedule());
        if schedule.is_none() || open.walked == schedule {
            return actions;
        }
        let own = open.loaded != schedule;
        open.walked = schedule;
        let left = open.session.left_behind();
        actions.push(Action::Orders(OrdersAction::Left(left)));
        if let Some(walk) = open.session.walk() {
            let walk = Box::new(walk);
            actions.push(Action::Orders(OrdersAction::Walked { walk, own }));
        }
        actions
    }
}
