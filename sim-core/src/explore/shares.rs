//! What an operation's own past says about its dependence: read locks given back by their takers.
//!
//! A read lock that a goroutine took itself it may give back in any order with the others: to give it back is an access that commutes
//! with theirs, where to give back one that was not taken is none.

use super::dependence::{Footprint, Mode};
use super::names::Cell;
use super::trail::{DeedAt, Event, Trail};
use super::world::Deed;
use crate::machine::Gid;

/// Refines the footprint of the newest transition.
pub(super) fn refine(trail: &Trail, event: &mut Event) {
    for at in event.deeds()..trail.deeds.len() {
        if let Some(&DeedAt { deed, g, .. }) = trail.deeds.get(at)
            && let Deed::Share { lock, by: -1 } = deed
            && holds(trail, at, g, lock)
        {
            relax(&mut event.footprint, lock, Mode::Write, Mode::Share);
        }
    }
}

/// Refines the footprint of an operation that has not been executed.
pub(super) fn refine_pending(trail: &Trail, footprint: &mut Footprint, g: Gid) {
    let all = trail.deeds.len();
    let accesses: Vec<(Cell, Mode)> = footprint.accesses().map(|a| (a.cell, a.mode)).collect();
    for (cell, mode) in accesses {
        if mode == Mode::Write && holds(trail, all, g, cell) {
            relax(footprint, cell, Mode::Write, Mode::Share);
        }
    }
}

fn relax(footprint: &mut Footprint, cell: Cell, from: Mode, to: Mode) {
    for access in footprint.accesses_mut() {
        if access.cell == cell && access.mode == from {
            access.mode = to;
        }
    }
}

/// Whether a goroutine has taken a read lock more often than given back, by its deeds before one.
fn holds(trail: &Trail, before: usize, g: Gid, lock: Cell) -> bool {
    let deeds = trail.deeds.get(..before).unwrap_or(&[]);
    let own = deeds.iter().filter(|other| other.g == g);
    let held = own.map(|other| match other.deed {
        Deed::Share { lock: other, by } if other == lock => by,
        _ => 0,
    });
    held.sum::<i32>() > 0
}
