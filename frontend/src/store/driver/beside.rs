//! The open program under another Go version beside the run: chosen, brought along, put in front.

use std::rc::Rc;

use sim_core::session::Session;
use sim_core::session::api::{Command, OpenError};
use sim_core::session::beside::Beside;

use super::{Driver, Open, trouble, why};
use crate::store::state::{Action, BesideRun, Message, Notice, Shown, Tone};
use crate::view_model::link::go_label;
use crate::view_model::stage::stage_model;

/// Transitions that are followed at once; the page goes on with the rest in slices.
const FOLLOW_AT_ONCE: u64 = 5_000;

/// What stands beside the run.
pub(super) enum Side {
    /// The program, following.
    Runs(Box<Beside>),
    /// It does not compile under that version, or cannot be opened there.
    Refused(BesideRun),
}

impl Driver {
    /// Puts another version beside the run, or none.
    pub(super) fn with(&mut self, with: Option<u32>) -> Vec<Action> {
        self.with = with;
        let hint = self.set_side();
        let chosen = std::iter::once(Action::With(self.with));
        let moved = self.moved().map(Action::Shown);
        chosen
            .chain(moved)
            .chain(self.behind())
            .chain(hint)
            .collect()
    }

    /// The version beside comes to the front, at the moment where it stands, and the other one beside it.
    pub(super) fn swap(&mut self) -> Vec<Action> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let Some(Side::Runs(beside)) = open.side.take() else {
            return Vec::new();
        };
        let options = open.session.options().clone();
        let mut front = beside.into_session();
        front.command(Command::SetPolicy {
            policy: options.policy,
            seed: options.seed,
        });
        front.command(Command::SetGranularity {
            granularity: options.granularity,
        });
        open.session = front;
        (open.loaded, open.walked) = (None, None);
        self.with = Some(options.go_minor);
        self.set_side();
        let Some(run) = self.moved() else {
            return Vec::new();
        };
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let opened = Action::Opened {
            program: open.program.clone(),
            options: open.session.options().clone(),
            files: Rc::new(open.session.files()),
            run,
        };
        let first = [opened, Action::With(self.with)];
        first.into_iter().chain(self.behind()).collect()
    }

    /// Opens the program beside under the wanted version. A version that is in front already is nothing to compare with: says so.
    pub(super) fn set_side(&mut self) -> Option<Action> {
        let open = self.open.as_mut()?;
        open.side = None;
        let with = self.with?;
        if with == open.session.options().go_minor {
            self.with = None;
            let message = Message::with("beside-same-version", "go", go_label(with));
            return Some(Action::Notice(Notice {
                message,
                tone: Tone::Hint,
            }));
        }
        let opened = Beside::open(&open.session, &open.program.files(), with);
        let refused = |errors| {
            Side::Refused(BesideRun {
                go_minor: with,
                shown: Shown::Refused(Rc::new(errors)),
            })
        };
        match opened {
            Ok(beside) => open.side = Some(Side::Runs(Box::new(beside))),
            Err(OpenError::Compile(errors)) => open.side = Some(refused(errors)),
            Err(problem) => {
                open.side = Some(refused(Vec::new()));
                return Some(trouble(why(&problem)));
            }
        }
        None
    }

    /// Whether the run beside has yet to come along: then the page goes on with it in slices.
    pub(super) fn behind(&self) -> Option<Action> {
        let open = self.open.as_ref().filter(|open| open.is_behind)?;
        Some(Action::Working(open.session.step()))
    }
}

impl Open {
    /// Brings the run beside along, for at most so many transitions.
    pub(super) fn keep_up(&mut self, budget: u64) {
        self.is_behind = match &mut self.side {
            Some(Side::Runs(beside)) => !beside.keep_up(&self.session, budget),
            _ => false,
        };
    }

    /// What stands beside the run at the cursor.
    pub(super) fn beside(&mut self) -> Option<Rc<BesideRun>> {
        self.keep_up(FOLLOW_AT_ONCE);
        match &mut self.side {
            None => None,
            Some(Side::Refused(run)) => Some(Rc::new(run.clone())),
            Some(Side::Runs(beside)) => Some(Rc::new(shown(beside, &self.session))),
        }
    }
}

fn shown(beside: &mut Beside, front: &Session) -> BesideRun {
    let moment = beside.view(front);
    BesideRun {
        go_minor: moment.go_minor,
        shown: Shown::Runs {
            stage: Rc::new(stage_model(&moment.view.stage)),
            view: Rc::new(moment.view),
            parting: moment.parting,
        },
    }
}
