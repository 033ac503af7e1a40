//! Beside: the same program under another Go version, brought along so that both runs stand at the same place.
//!
//! The run in front is recorded as ever and knows nothing of this. The other one follows it, goroutine by goroutine and *statement by
//! statement of the user's program*, because the runtime's own transitions are not the same: a classic map and a Swiss map take
//! different ways through an assignment. Inside a call into the runtime the two go transition by transition, and who is through first
//! waits before the statement's last transition; where the run in front leaves a statement, the other one does so too. So a goroutine
//! that was pre-empted in the middle of a map's growth stands in the middle of it in both.
//!
//! Where the two no longer do the same is a [`Parting`]: said once, with the transition of the run in front, and never hidden. After a
//! parting of places the other run still follows the choices of goroutines, a statement at a time, as far as it can.
//!
//! Invariants:
//! - What stands beside a moment is a function of the two programs and of the choices that led to the moment.
//! - `marks[i]` is how many transitions the other run has made when the run in front has made `i + 1`.
//! - No call follows more transitions than its budget, but for the last one, whose statement is finished.

mod follow;
mod parting;
mod place;
mod rejoin;

use serde::{Deserialize, Serialize};

use super::Session;
use super::api::{FileText, OpenError, Options};
use crate::inspect::view::{LocationView, OutcomeView, View};
use crate::machine::Machine;
use crate::schedule::Choice;
use place::Tracks;

/// Transitions of the run in front between two kept states, at first; doubled when there are too many of them.
const FIRST_SPACING: usize = 256;
/// Most states kept.
const FRAMES_MAX: usize = 24;

/// Where two runs of one program part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parting {
    /// The transition of the run in front after which it shows.
    pub step: u64,
    /// In what.
    pub what: Difference,
}

/// What is not the same. The first of a pair is the run in front, the second the one beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Difference {
    /// A goroutine goes on at another statement; `None` where it has ended, or never was.
    Place {
        /// Who.
        goroutine: u32,
        /// Where each stands.
        at: [Option<LocationView>; 2],
    },
    /// A goroutine can go on in only one of them.
    Waits {
        /// Who.
        goroutine: u32,
        /// For what it waits, in Go's words, where it does.
        reasons: [Option<String>; 2],
    },
    /// Something else is printed: the first lines that differ.
    Output {
        /// The lines; empty where there is none yet.
        lines: [String; 2],
    },
    /// Only one of them has ended, or they end in different ways.
    Ending {
        /// The endings.
        outcomes: [Option<OutcomeView>; 2],
    },
}

/// The run beside at a moment of the run in front.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BesideView {
    /// Its Go version.
    pub go_minor: u32,
    /// Everything about its moment.
    pub view: View,
    /// Where the two part first, if it is known; perhaps later than this moment.
    pub parting: Option<Parting>,
}

/// A program under another version, following.
pub struct Beside {
    other: Session,
    /// The run in front, repeated as far as it has been followed.
    front: Machine,
    followed: Vec<Choice>,
    marks: Vec<u64>,
    tracks: Tracks,
    /// What is equal of both outputs, standard output and standard error, bytes.
    compared: [usize; 2],
    partings: Vec<Parting>,
    frames: Vec<Frame>,
    spacing: usize,
}

/// A state to go back to when the recording in front is cut off.
struct Frame {
    front: Machine,
    followed: usize,
    tracks: Tracks,
    compared: [usize; 2],
}

impl Beside {
    /// Compiles the program of `front` under another version.
    pub fn open(front: &Session, files: &[FileText], go_minor: u32) -> Result<Beside, OpenError> {
        let options = Options {
            go_minor,
            ..front.options().clone()
        };
        let other = Session::open_with(files, &options, &front.limits)?;
        let machine = front.timeline.machine_at(0);
        let tracks = Tracks::new(&machine, other.machine());
        Ok(Beside {
            frames: vec![Frame {
                front: machine.clone(),
                followed: 0,
                tracks: tracks.clone(),
                compared: [0; 2],
            }],
            other,
            front: machine,
            followed: Vec::new(),
            marks: Vec::new(),
            tracks,
            compared: [0; 2],
            partings: Vec::new(),
            spacing: FIRST_SPACING,
        })
    }

    /// The Go version beside.
    pub fn go_minor(&self) -> u32 {
        self.other.options().go_minor
    }

    /// The session beside, as it stands.
    pub fn session(&self) -> &Session {
        &self.other
    }

    /// The session beside alone, where it stands.
    pub fn into_session(self) -> Session {
        self.other
    }

    /// Follows the recording in front for at most `budget` of its transitions; whether it has got as far as the cursor there.
    pub fn keep_up(&mut self, front: &Session, budget: u64) -> bool {
        let choices = front.timeline.choices();
        self.forget_after(common(&self.followed, choices));
        let end = self.marks.last().copied().unwrap_or(0);
        self.other.timeline.seek(end);
        let ahead = choices.get(self.followed.len()..).unwrap_or_default();
        for choice in ahead.iter().take(budget.min(usize::MAX as u64) as usize) {
            self.follow(*choice);
            self.keep_frame();
        }
        self.followed.len() as u64 >= front.timeline.cursor()
    }

    /// The moment beside, for the cursor in front (or as far as it has been followed).
    pub fn view(&mut self, front: &Session) -> BesideView {
        let at = (front.timeline.cursor() as usize).min(self.marks.len());
        let mark = at.checked_sub(1).and_then(|at| self.marks.get(at));
        self.other.timeline.seek(mark.copied().unwrap_or(0));
        BesideView {
            go_minor: self.go_minor(),
            view: self.other.view(),
            parting: self.partings.iter().min_by_key(|p| p.step).cloned(),
        }
    }

    /// Takes back what was followed beyond `keep` transitions of the run in front.
    fn forget_after(&mut self, keep: usize) {
        if keep >= self.followed.len() {
            return;
        }
        self.frames.retain(|frame| frame.followed <= keep);
        let Some(frame) = self.frames.last() else {
            return;
        };
        let again: Vec<Choice> = self
            .followed
            .get(frame.followed..keep)
            .unwrap_or_default()
            .to_vec();
        self.front = frame.front.clone();
        self.tracks = frame.tracks.clone();
        self.compared = frame.compared;
        self.followed.truncate(frame.followed);
        self.marks.truncate(frame.followed);
        let step = frame.followed as u64;
        self.partings.retain(|parting| parting.step <= step);
        self.other
            .timeline
            .seek(self.marks.last().copied().unwrap_or(0));
        for choice in again {
            self.follow(choice);
        }
    }

    fn keep_frame(&mut self) {
        let followed = self.followed.len();
        if !followed.is_multiple_of(self.spacing) {
            return;
        }
        self.frames.push(Frame {
            front: self.front.clone(),
            followed,
            tracks: self.tracks.clone(),
            compared: self.compared,
        });
        if self.frames.len() > FRAMES_MAX {
            self.spacing = self.spacing.saturating_mul(2);
            let spacing = self.spacing;
            self.frames
                .retain(|frame| frame.followed.is_multiple_of(spacing));
        }
    }
}

/// How many choices two lists begin with in common.
fn common(a: &[Choice], b: &[Choice]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
