//! What is on screen of the run: which part of lanes and trace, and what the pointer is over.

use std::rc::Rc;

use super::Driver;
use crate::store::state::Action;
use crate::view_model::stage::stage_model;

impl Driver {
    pub(super) fn resize_lanes(&mut self, capacity: u64) -> Vec<Action> {
        if capacity == self.window.capacity {
            return Vec::new();
        }
        self.window.capacity = capacity;
        if let Some(run) = &self.run {
            self.window = self.window.following(run.view.step, run.view.recorded);
        }
        self.show_again()
    }

    pub(super) fn scroll_lanes(&mut self, first: u64) -> Vec<Action> {
        self.window = self.window.moved_to(first);
        self.show_again()
    }

    pub(super) fn scroll_rows(&mut self, from: u64, to: u64) -> Vec<Action> {
        if (from, to) == self.rows || to < from {
            return Vec::new();
        }
        self.rows = (from, to);
        self.show_again()
    }

    pub(super) fn watch_races(&mut self, wanted: bool) -> Vec<Action> {
        self.races = wanted;
        self.show_again()
    }

    pub(super) fn hover(&self, step: Option<u64>) -> Vec<Action> {
        let session = self.open.as_ref().map(|open| &open.session);
        let (Some(session), Some(step)) = (session, step) else {
            return vec![Action::Hover(None), Action::Point(None)];
        };
        let line = session.trace(step, step).pop();
        let stage = session.stage_touched_by(step);
        let pointed = stage.map(|stage| Rc::new(stage_model(&stage)));
        vec![Action::Hover(line.map(Rc::new)), Action::Point(pointed)]
    }

    pub(super) fn hover_next(&self, goroutine: u32) -> Vec<Action> {
        let session = self.open.as_ref().map(|open| &open.session);
        let stage = session.and_then(|session| session.stage_touched_next(goroutine));
        vec![Action::Point(
            stage.map(|stage| Rc::new(stage_model(&stage))),
        )]
    }

    fn show_again(&self) -> Vec<Action> {
        self.shown().map(Action::Shown).into_iter().collect()
    }
}
