//! Races of an execution, and where their reversal must be tried.

use super::{Clock, Footprint, Node, get, join};
use crate::machine::{Gid, Stand};

/// A transition of the execution, by its position in the stack.
#[derive(Clone, Copy)]
struct Next<'a> {
    g: Gid,
    footprint: &'a Footprint,
}

/// Looks for the races of a transition that is about to be executed from the top node.
pub(super) fn executed(stack: &mut [Node], g: Gid, footprint: &Footprint) {
    let guarded = stack
        .last()
        .and_then(|node| node.machine.goroutine(g))
        .is_some_and(|g| g.stand == Stand::Guarded);
    reverse(stack, Next { g, footprint }, guarded);
}

/// Looks for the races of what goroutines would do next at the end of an execution: blocked ones, and those that the end overtook.
pub(super) fn unfinished(stack: &mut [Node]) {
    let Some(node) = stack.last() else { return };
    let alive = node
        .machine
        .goroutines()
        .iter()
        .map(|goroutine| goroutine.id);
    let pending: Vec<(Gid, Footprint)> = alive
        .filter_map(|g| Some((g, Footprint::of(&node.machine, g)?)))
        .collect();
    let last = stack
        .len()
        .checked_sub(2)
        .and_then(|below| stack.get(below)?.taken.as_ref().map(|taken| taken.g));
    for (g, footprint) in pending {
        if Some(g) != last {
            reverse(
                stack,
                Next {
                    g,
                    footprint: &footprint,
                },
                true,
            );
        }
    }
}

/// What happens before a transition executed from the top node.
pub(super) fn clock_of(stack: &[Node], g: Gid, footprint: &Footprint) -> Clock {
    let mut clock = before(stack, g);
    // The top node's own choice, if it has one, is the one tried there before.
    for node in stack.iter().rev().skip(1) {
        if let Some(taken) = &node.taken
            && taken.footprint.depends_on(footprint)
        {
            join(&mut clock, &taken.clock);
        }
    }
    clock
}

/// What happens before a goroutine's next transition because of what it has done itself.
fn before(stack: &[Node], g: Gid) -> Clock {
    let own = stack
        .last()
        .and_then(|node| node.clocks.get((g.0 as usize).wrapping_sub(1)));
    own.cloned().unwrap_or_default()
}

/// Finds the races of `next` and adds to the nodes before them. A guarded transition competes with the latest one that it could have come
/// before; any other races with all that nothing else orders before it.
fn reverse(stack: &mut [Node], next: Next, guarded: bool) {
    let top = stack.len() - 1;
    let mut seen = before(stack, next.g);
    for position in (0..top).rev() {
        let Some(taken) = stack.get(position).and_then(|node| node.taken.as_ref()) else {
            continue;
        };
        let ordered = taken.g == next.g || get(&seen, taken.g) > position as u32;
        if ordered || !taken.footprint.depends_on(next.footprint) {
            continue;
        }
        let clock = taken.clock.clone();
        let sequence = not_after(stack, position);
        let possible = !guarded || can_come_first(stack, position, &sequence, next.g);
        if possible {
            try_from(stack, position, &sequence, next);
        }
        match guarded {
            true if possible => return,
            true => {}
            false => join(&mut seen, &clock),
        }
    }
}

/// The transitions behind a position that do not happen after the one there.
fn not_after(stack: &[Node], position: usize) -> Vec<usize> {
    let Some(first) = stack.get(position).and_then(|node| node.taken.as_ref()) else {
        return Vec::new();
    };
    let later = stack.iter().enumerate().skip(position + 1);
    later
        .filter(|(_, node)| {
            node.taken.as_ref().is_some_and(|taken| {
                taken.g != first.g && get(&taken.clock, first.g) <= position as u32
            })
        })
        .map(|(index, _)| index)
        .collect()
}

/// Whether a goroutine can make its next transition once the sequence has been executed from the node at a position.
fn can_come_first(stack: &[Node], position: usize, sequence: &[usize], g: Gid) -> bool {
    let Some(node) = stack.get(position) else {
        return false;
    };
    let mut machine = node.machine.clone();
    for index in sequence {
        let Some(taken) = stack.get(*index).and_then(|node| node.taken.as_ref()) else {
            return false;
        };
        if machine.step(taken.g, taken.alt).is_err() {
            return false;
        }
    }
    machine.is_enabled(g)
}

/// Has the node at a position try an order in which the sequence, then `next`, come first, unless it tries one already.
fn try_from(stack: &mut [Node], position: usize, sequence: &[usize], next: Next) {
    let initials = initials(stack, sequence, next);
    let Some(node) = stack.get_mut(position) else {
        return;
    };
    let covered = |g: &Gid| node.backtrack.contains(g) || node.sleep.contains(g);
    if initials.iter().any(covered) {
        return;
    }
    if let Some(&g) = initials.iter().find(|g| node.enabled.contains(g)) {
        node.backtrack.push(g);
    }
}

/// The goroutines that can begin the sequence followed by `next`: those whose first transition in it nothing in it happens before.
fn initials(stack: &[Node], sequence: &[usize], next: Next) -> Vec<Gid> {
    let mut seen: Vec<Gid> = Vec::new();
    let mut initials = Vec::new();
    let mut earlier: Vec<(Gid, u32)> = Vec::new();
    for &index in sequence {
        let Some(taken) = stack.get(index).and_then(|node| node.taken.as_ref()) else {
            continue;
        };
        if !seen.contains(&taken.g) {
            seen.push(taken.g);
            if !earlier
                .iter()
                .any(|(g, position)| get(&taken.clock, *g) > *position)
            {
                initials.push(taken.g);
            }
        }
        earlier.push((taken.g, index as u32));
    }
    if !seen.contains(&next.g) {
        let mut clock = before(stack, next.g);
        for &index in sequence {
            if let Some(taken) = stack.get(index).and_then(|node| node.taken.as_ref())
                && taken.footprint.depends_on(next.footprint)
            {
                join(&mut clock, &taken.clock);
            }
        }
        if !earlier
            .iter()
            .any(|(g, position)| get(&clock, *g) > *position)
        {
            initials.push(next.g);
        }
    }
    initials
}
