//! What an operation's own past says about its dependence: WaitGroups that cannot become negative, read locks given back by their takers.
//!
//! Additions to a WaitGroup commute as long as no order of them makes the counter negative. That is so when every operation that counts
//! down can be matched with an addition of its own that happens before it. The matching is greedy, latest addition first, which finds one
//! whenever the additions form a chain, as with `wg.Add(1); go …` in a loop. And when a goroutine comes to a Wait is of no matter as long
//! as no addition that is not ordered with it leaves zero. A program that breaks either rule *misuses* the WaitGroup: the exploration
//! then begins anew and treats it with care, every addition as a write of the counter and every coming to a Wait as a look at it.

use super::clock::seen;
use super::dependence::{Access, Footprint, Mode};
use super::names::Cell;
use super::trail::{DeedAt, Event, NONE, Trail};
use super::world::{Deed, World};
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
            Deed::Group { group, old, new } if !trail.rules.careful => {
                count(trail, (at, g), group, (old, new));
            }
            Deed::Share { lock, by: -1 } if holds(trail, at, g, lock) => {
                relax(&mut event.footprint, lock, Mode::Write, Mode::Share);
            }
            _ => {}
        }
    }
    if trail.rules.careful {
        for g in trail.moved(event) {
            arrive(&trail.world, g, &mut event.footprint);
        }
    }
}

/// Adds to what a transition touches that it has brought a goroutine to a Wait, if so.
pub(super) fn arrive(world: &World, g: Gid, footprint: &mut Footprint) {
    if let Some(cell) = world.waits_for(g) {
        let (words, mode) = (1, Mode::Arrive);
        footprint.add(Access { cell, words, mode });
    }
}

/// Looks whether an addition is part of a proper use, as far as what came before it says.
fn count(trail: &mut Trail, (at, g): (usize, Gid), group: Cell, (old, new): (i64, i64)) {
    if new < old {
        match find_addition(trail, at, group, old - new) {
            Some(matched) => {
                if let Some(entry) = trail.deeds.get_mut(at) {
                    entry.matched = matched;
                }
            }
            None => trail.misused = true,
        }
    } else {
        // A Wait that has returned must come before what is added afterwards.
        trail.misused |= trail.deeds.iter().any(|other| {
            let apart = other.g != g && seen(&trail.base, other.g) <= other.position as usize;
            apart && other.deed == Deed::Passed(group)
        });
    }
}

/// Looks whether, in some equivalent order, an addition that is not ordered with a Wait leaves zero. To be asked after every transition;
/// its clock must be known.
pub(super) fn check_use(trail: &mut Trail) {
    let Some(event) = trail.events.last() else {
        return;
    };
    let deeds = trail.deeds.get(event.deeds()..).unwrap_or(&[]);
    let mut groups: Vec<Cell> = deeds
        .iter()
        .filter_map(|deed| match deed.deed {
            Deed::Group { group, .. } => Some(group),
            _ => None,
        })
        .collect();
    let moved = trail.moved(event);
    groups.extend(moved.iter().filter_map(|g| trail.world.waits_for(*g)));
    trail.misused |= groups.iter().any(|group| leaves_zero(trail, *group));
}

/// Whether an addition may leave zero while a goroutine stands at a Wait that is not ordered with it.
fn leaves_zero(trail: &Trail, group: Cell) -> bool {
    let all = 1..=trail.world.machine.goroutines().len() as u32;
    let waiting = all
        .map(Gid)
        .filter(|g| trail.world.waits_for(*g) == Some(group));
    let changes: Vec<(&DeedAt, i64)> = trail
        .deeds
        .iter()
        .filter_map(|deed| match deed.deed {
            Deed::Group {
                group: same,
                old,
                new,
            } if same == group => Some((deed, new - old)),
            _ => None,
        })
        .collect();
    let mut past = Vec::new();
    for g in waiting {
        trail.past(g, &mut past);
        let unordered = |add: &&(&DeedAt, i64)| {
            add.1 > 0 && add.0.g != g && seen(&past, add.0.g) <= add.0.position as usize
        };
        if changes
            .iter()
            .filter(unordered)
            .any(|add| sure(trail, &changes, add.0) < 1)
        {
            return true;
        }
    }
    false
}

/// What a counter is at least when an addition comes, in any equivalent order.
fn sure(trail: &Trail, changes: &[(&DeedAt, i64)], add: &DeedAt) -> i64 {
    let first = changes.first().map_or(0, |(first, _)| match first.deed {
        Deed::Group { old, .. } => old,
        _ => 0,
    });
    let comes_before = |a: &DeedAt, b: &DeedAt| {
        a.position < b.position
            && seen(trail.clocks.get(b.position as usize), a.g) > a.position as usize
    };
    let counted = changes.iter().filter(|(other, by)| match *by > 0 {
        true => comes_before(other, add),
        false => !comes_before(add, other),
    });
    first + counted.map(|(_, by)| by).sum::<i64>()
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
