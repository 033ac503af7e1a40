//! Sleep sets: transitions that need not be taken from a node.
//!
//! A transition explored from a node sleeps in all that is explored from there afterwards, until something that it depends on happens:
//! before that, every execution that takes it is equivalent to one already explored (Godefroid: Partial-order methods for the
//! verification of concurrent systems, LNCS 1032, chapter 5). With wakeup trees no execution ever ends with all that could go asleep.

use serde::{Deserialize, Serialize};

use super::dependence::Footprint;
use super::names::Name;
use super::wakeup::{Sequence, Step};

/// The sleeping transitions of a node.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Sleep {
    asleep: Vec<Step>,
}

impl Sleep {
    /// What still sleeps after a transition.
    pub fn after(&self, name: Name, footprint: &Footprint) -> Sleep {
        let mut after = Sleep::default();
        after.set_after(self, name, footprint);
        after
    }

    /// Becomes what still sleeps of another set after a transition.
    pub fn set_after(&mut self, before: &Sleep, name: Name, footprint: &Footprint) {
        let stays = |step: &&Step| step.name != name && !step.footprint.depends_on(footprint);
        self.asleep.clear();
        self.asleep
            .extend(before.asleep.iter().filter(stays).cloned());
    }

    /// Puts an explored transition to sleep.
    pub fn push(&mut self, step: Step) {
        self.asleep.push(step);
    }

    /// Whether this alternative of a goroutine sleeps.
    pub fn contains(&self, name: Name, alt: u64) -> bool {
        let is = |step: &Step| step.name == name && step.alt == alt;
        self.asleep.iter().any(is)
    }

    /// Whether all that begins with the sequence has been explored, up to equivalence, or will be found from there.
    pub fn covers(&self, sequence: &Sequence) -> bool {
        self.asleep.iter().any(|step| sequence.has_initial(step))
    }
}
