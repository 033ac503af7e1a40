//! One executed transition, and what it did.

use super::super::awaits::{Await, Watch};
use super::super::dependence::Footprint;
use super::super::names::Name;
use super::super::world::{Deed, Guard};
use crate::machine::Gid;

/// A position that does not exist.
pub(in crate::explore) const NONE: u32 = u32::MAX;

/// One executed transition.
#[derive(Clone, Debug)]
pub(in crate::explore) struct Event {
    pub g: Gid,
    pub name: Name,
    pub alt: u64,
    pub footprint: Footprint,
    pub guard: Guard,
    /// Its footprint may be another one where other transitions have gone before.
    pub fickle: bool,
    /// More than one operation of the goroutine that others can notice.
    pub long: bool,
    /// Nothing could have come before it: time moved.
    pub fixed: bool,
    /// It ended the program, which was not to be foreseen.
    pub sudden: bool,
    /// Where its choices, deeds and ties begin.
    pub choices: u32,
    pub(super) deeds: u32,
    pub(super) ties: u32,
    /// The same goroutine's transition before it, or the one that started it.
    pub(super) previous: u32,
    /// Goroutines before it.
    pub goroutines: u32,
    /// Pre-emptions up to it.
    pub preemptions: u32,
    /// The goroutine gave way of its own accord at the end.
    pub voluntary: bool,
    /// What it looked at without changing anything, for [`super::super::awaits`].
    pub watch: Option<Watch>,
    /// The wait in a loop that it ended.
    pub released: Option<Box<Await>>,
    /// What the goroutine waits for behind it, if it only goes round in a loop.
    pub awaits: Option<Box<Await>>,
}

impl Event {
    /// Index of its first deed.
    pub fn deeds(&self) -> usize {
        self.deeds as usize
    }

    /// Position of the transition before it of the same goroutine, or of the one that started that.
    pub fn previous(&self) -> Option<usize> {
        (self.previous != NONE).then_some(self.previous as usize)
    }
}

/// What the transition at a position did to an object.
#[derive(Clone, Copy, Debug)]
pub(in crate::explore) struct DeedAt {
    pub position: u32,
    pub g: Gid,
    pub deed: Deed,
}
