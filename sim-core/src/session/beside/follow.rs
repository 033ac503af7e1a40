//! One transition in front, and what it makes the run beside do.

use super::parting::location;
use super::place::{Track, is_next};
use super::rejoin::{ahead, meeting};
use super::{Beside, Difference};
use crate::machine::{Gid, PendingKind, Status};
use crate::schedule::Choice;
use crate::session::run;
use crate::timeline::Place;

/// Most transitions that finish a statement beside.
const STATEMENT_MAX: u64 = 50_000;

/// What the run beside did when asked to move.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moved {
    /// It is at another statement, or has ended.
    Left,
    /// It is in the same statement.
    Within,
    /// It cannot go on.
    Stuck,
}

impl Beside {
    /// Repeats a choice of the run in front, and brings the run beside to the same place.
    pub(super) fn follow(&mut self, choice: Choice) {
        let g = choice.goroutine;
        let before = Place::of(&self.front, g);
        let pending = self.front.pending(g);
        let is_new = self.tracks.get(g).is_none();
        if is_new && self.other.machine().goroutine(g).is_none() {
            self.make_way(g);
        }
        let beside = Place::of(self.other.machine(), g);
        self.tracks.of(g, &before, &beside);
        if self.front.step(g, choice.alt).is_err() {
            return;
        }
        self.followed.push(choice);
        if is_new && !self.tracks.is_loose {
            self.compare_places(g, &before);
        }
        let after = Place::of(&self.front, g);
        let ended = *self.front.status() != Status::Running;
        let is_user = !before.prelude && pending.is_some_and(|p| p.op.kind != PendingKind::Local);
        let left = self.note(g, &after, pending.map_or(1, |p| p.alternatives), choice.alt);
        if left || ended {
            self.leave(g, &after);
            self.compare_all();
        } else {
            self.go_within(g, is_user);
        }
        self.marks.push(self.other.timeline.cursor());
    }

    /// Whether the goroutine in front has left its statement; its track then begins the next one.
    fn note(&mut self, g: Gid, after: &Place, alternatives: u64, alt: u64) -> bool {
        let Some(track) = self.tracks.get(g) else {
            return false;
        };
        if alternatives != 1 {
            track.alternatives.push_back(alt);
        }
        let left = is_next(&track.front, after);
        if left {
            track.front = *after;
        }
        left
    }

    /// The goroutine in front has left its statement: so does the one beside, and both should be at the same one now.
    fn leave(&mut self, g: Gid, after: &Place) {
        let Some(track) = self.tracks.get(g) else {
            return;
        };
        if track.owed > 0 {
            track.owed -= 1;
        } else if self.finish_statement(g) == Moved::Stuck {
            self.part_stuck(g);
        }
        let Some(track) = self.tracks.get(g) else {
            return;
        };
        track.waits = false;
        track.alternatives.clear();
        if track.owed == 0 && !self.tracks.is_loose {
            self.compare_places(g, after);
        }
    }

    /// One transition within a statement: of the user's own operations one each, of the runtime's as many, as long as there are any.
    fn go_within(&mut self, g: Gid, is_user: bool) {
        let Some(track) = self.tracks.get(g) else {
            return;
        };
        if track.waits || track.owed > 0 || self.tracks.is_loose {
            return;
        }
        for _ in 0..STATEMENT_MAX {
            let place = Place::of(self.other.machine(), g);
            if !is_user && !place.prelude {
                return;
            }
            let is_last = !is_user || !place.prelude;
            if self.step_within(g) != Moved::Within || is_last {
                return;
            }
        }
    }

    /// One transition beside, unless it is the statement's last one: that one waits until the run in front leaves the statement too.
    fn step_within(&mut self, g: Gid) -> Moved {
        let track = self.tracks.get(g).cloned();
        let cursor = self.other.timeline.cursor();
        let moved = self.step_beside(g);
        if moved == Moved::Left {
            self.other.timeline.seek(cursor);
            if let (Some(known), Some(track)) = (self.tracks.get(g), track) {
                *known = Track {
                    waits: true,
                    ..track
                };
            }
        }
        moved
    }

    fn finish_statement(&mut self, g: Gid) -> Moved {
        for _ in 0..STATEMENT_MAX {
            match self.step_beside(g) {
                Moved::Within => {}
                Moved::Stuck if self.make_way(g) => {}
                moved => return moved,
            }
        }
        Moved::Stuck
    }

    /// Goroutine `g` cannot go on beside, or is not there yet, perhaps only because another one is less far inside a call into the
    /// runtime than it is in front: it may hold a lock of the runtime's own, or have to start `g`. Lets those go on inside their calls.
    fn make_way(&mut self, g: Gid) -> bool {
        let others = self.tracks.goroutines();
        for other in others.into_iter().filter(|other| *other != g) {
            for _ in 0..STATEMENT_MAX {
                let waits = |track: &mut Track| track.waits || track.owed > 0;
                let is_inside = Place::of(self.other.machine(), other).prelude;
                if !is_inside || self.tracks.get(other).is_none_or(waits) {
                    break;
                }
                let moved = self.step_within(other);
                if self.other.machine().is_enabled(g) {
                    return true;
                }
                if moved != Moved::Within {
                    break;
                }
            }
        }
        false
    }

    /// One transition beside.
    fn step_beside(&mut self, g: Gid) -> Moved {
        let machine = self.other.machine();
        if self.other.outcome().is_some() || !machine.is_enabled(g) {
            return Moved::Stuck;
        }
        let alternatives = machine.pending(g).map_or(1, |p| p.alternatives);
        let usual = run::choice_for(
            machine,
            &self.other.options,
            self.other.timeline.history(),
            g,
        );
        let Some(track) = self.tracks.get(g) else {
            return Moved::Stuck;
        };
        let same = (alternatives != 1).then(|| track.alternatives.pop_front());
        let choice = Choice {
            goroutine: g,
            alt: match (same.flatten(), alternatives) {
                (None, _) => usual.alt,
                (Some(alt), 0) => alt,
                (Some(alt), count) => alt % count,
            },
        };
        let start = track.other;
        if self.other.timeline.step(choice).is_err() {
            return Moved::Stuck;
        }
        let now = Place::of(self.other.machine(), g);
        let left = is_next(&start, &now);
        if let Some(track) = self.tracks.get(g).filter(|_| left) {
            track.other = now;
        }
        if left || self.other.outcome().is_some() {
            return Moved::Left;
        }
        Moved::Within
    }

    /// Both should be at the same statement; if not, looks for one shortly ahead where they meet.
    fn compare_places(&mut self, g: Gid, front: &Place) {
        let is_over = *self.front.status() != Status::Running || self.other.outcome().is_some();
        let other = Place::of(self.other.machine(), g);
        let [a, b] = self.tracks.stands(front, &other);
        if a == b || is_over {
            return;
        }
        let [ground, ground_beside] = &self.tracks.grounds;
        let options = &self.other.options;
        let in_front = ahead(&self.front, options, ground, g);
        let beside = ahead(self.other.machine(), options, ground_beside, g);
        match meeting(&in_front, &beside) {
            Some((owed, extra)) => {
                for _ in 0..extra {
                    self.finish_statement(g);
                }
                if let Some(track) = self.tracks.get(g) {
                    track.owed = owed;
                }
            }
            None => {
                let at = [
                    location(&self.front, front),
                    location(self.other.machine(), &other),
                ];
                self.part(Difference::Place { goroutine: g.0, at });
                self.tracks.is_loose = true;
            }
        }
    }
}
