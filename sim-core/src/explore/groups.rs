//! What an operation's own past says about its dependence: WaitGroups that cannot become negative, read locks given back by their takers.
//!
//! Counting down commutes with other additions to a WaitGroup as long as no order of them makes the counter negative. That is so when
//! every such operation can be matched with an addition of its own that happens before it. The matching is greedy, latest addition
//! first, which finds one whenever the additions form a chain, as with `wg.Add(1); go …` in a loop.

use super::clock::seen;
use super::dependence::{Footprint, Mode};
use super::names::Cell;
use super::trail::{DeedAt, Event, NONE, Trail};
use super::world::Deed;
use crate::machine::Gid;

/// Matched with what the counter was before the exploration began.
const INITIAL: u32 = NONE - 1;

/// Refines the footprint of the newest transition.
pub(super) fn refine(trail: &mut Trail, event: &mut Event) {
    for at in event.deeds()..trail.deeds.len() {
        let Some(&DeedAt { deed, g, .. }) = trail.deeds.get(at) else {
            return;
        };
        match deed {
            Deed::Group { group, old, new } if new < old => {
                let matched = find_addition(trail, at, group, old - new);
                if let (Some(matched), Some(entry)) = (matched, trail.deeds.get_mut(at)) {
                    entry.matched = matched;
                    relax(&mut event.footprint, group, Mode::CountOpen, Mode::Count);
                }
            }
            Deed::Share { lock, by: -1 } if holds(trail, at, g, lock) => {
                relax(&mut event.footprint, lock, Mode::Write, Mode::Share);
            }
            _ => {}
        }
    }
}

/// Refines the footprint of an operation that has not been executed; `base` is what happens before it.
pub(super) fn refine_pending(
    trail: &mut Trail,
    footprint: &mut Footprint,
    g: Gid,
    base: &mut Vec<u32>,
) {
    let all = trail.deeds.len();
    let accesses: Vec<(Cell, Mode)> = footprint.accesses().map(|a| (a.cell, a.mode)).collect();
    for (cell, mode) in accesses {
        match mode {
            Mode::CountOpen => {
                std::mem::swap(&mut trail.base, base);
                let covered = find_addition(trail, all, cell, 1).is_some();
                std::mem::swap(&mut trail.base, base);
                if covered {
                    relax(footprint, cell, Mode::CountOpen, Mode::Count);
                }
            }
            Mode::Write if holds(trail, all, g, cell) => {
                relax(footprint, cell, Mode::Write, Mode::Share);
            }
            _ => {}
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

/// The latest addition that happens before and still has as many units.
fn find_addition(trail: &Trail, before: usize, group: Cell, units: i64) -> Option<u32> {
    let deeds = trail.deeds.get(..before)?;
    let used = |addition: u32| -> i64 {
        let matched = deeds.iter().filter(|other| other.matched == addition);
        let sizes = matched.map(|other| match other.deed {
            Deed::Group {
                group: other,
                old,
                new,
            } if other == group => old - new,
            _ => 0,
        });
        sizes.sum()
    };
    let mut initial = None;
    for (at, other) in deeds.iter().enumerate().rev() {
        let Deed::Group {
            group: same,
            old,
            new,
        } = other.deed
        else {
            continue;
        };
        if same != group {
            continue;
        }
        initial = Some(old);
        let before = seen(&trail.base, other.g) > other.position as usize;
        if new > old && before && new - old - used(at as u32) >= units {
            return Some(at as u32);
        }
    }
    let initial = match (initial, trail.deeds.get(before)?.deed) {
        (Some(old), _) => old,
        (None, Deed::Group { old, .. }) => old,
        _ => return None,
    };
    (initial - used(INITIAL) >= units).then_some(INITIAL)
}
