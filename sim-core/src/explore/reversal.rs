//! Races of an execution, and the orders that reverse them.
//!
//! Terms. Two dependent transitions *race* when they are of different goroutines, nothing orders them but their own conflict, and the
//! later one could have come first. To reverse a race is to explore an execution that begins, from the node before the earlier one,
//! with all that does not happen after it, followed by the later one.
//!
//! What can wait (a lock, a Wait) races not with the release that lets it go on but with what it competes with. For such a *guarded*
//! transition every earlier dependent one that its own goroutine's past does not contain is a candidate, and the guard decides whether
//! the reversal is possible: for a mutex its last Lock, for a WaitGroup arithmetic on the counter, for the rest the machine is asked.

use super::awaits::Await;
use super::clock::{join, seen};
use super::dependence::Footprint;
use super::names::Cell;
use super::trail::{Event, Trail};
use super::wakeup::{Sequence, Step};
use super::world::{Deed, Guard, World};
use crate::machine::Gid;

/// What comes first in a reversal: the later transition of a race, executed or not.
pub(super) struct Late<'a> {
    pub g: Gid,
    pub footprint: &'a Footprint,
    pub guard: Guard,
    /// What happens before it because of its own goroutine's past.
    pub base: &'a [u32],
    /// Transitions before it.
    pub position: usize,
    /// It may touch something else, or have other alternatives, when it comes first.
    pub fickle: bool,
    /// It ended the program where it came, but need not do so elsewhere.
    pub sudden: bool,
    /// It ended a wait in a loop.
    pub released: Option<&'a Await>,
}

/// A reversal to try: from the node at a position.
pub(super) struct Reversal {
    pub position: usize,
    pub sequences: Vec<Sequence>,
}

/// Computes the clock of the newest transition; and the positions it may race with, unless it is guarded.
pub(super) fn order(trail: &mut Trail, races: &mut Vec<usize>) {
    races.clear();
    let Some(event) = trail.events.last() else {
        return;
    };
    let position = trail.events.len() - 1;
    let mut clock = std::mem::take(&mut trail.newest);
    clock.clone_from(&trail.base);
    clock.resize(trail.clocks.width(), 0);
    scan(
        trail,
        position,
        (event.g, &event.footprint),
        &mut clock,
        races,
    );
    if event.guard != Guard::None {
        races.clear();
    }
    if let Some(entry) = clock.get_mut(super::names::index(event.g)) {
        *entry = position as u32 + 1;
    }
    trail.clocks.push(&clock);
    trail.newest = clock;
    let (long, careful) = (event.long, trail.rules.careful);
    if long {
        trail.join_own_ties(position);
    }
    if !careful {
        super::misuse::check(trail);
    }
}

/// Joins into a clock what happens before a transition with a footprint; collects what it directly depends on.
pub(super) fn scan(
    trail: &Trail,
    upto: usize,
    (g, footprint): (Gid, &Footprint),
    clock: &mut [u32],
    races: &mut Vec<usize>,
) {
    // Nothing is to be found where all that others have done is known to come before.
    let mut others = (1..=trail.world.machine.goroutines().len() as u32).map(Gid);
    let known = |other: Gid| {
        trail
            .last(other)
            .is_none_or(|last| seen(clock, other) > last)
    };
    let begun = |other: Gid| {
        let last = trail.last(other).and_then(|at| trail.events.get(at));
        last.is_some_and(|event| event.g == other)
    };
    if others.all(|other| other == g || !begun(other) || known(other)) {
        return;
    }
    for (position, event) in trail.events.iter().enumerate().take(upto).rev() {
        if event.g == g || seen(clock, event.g) > position || !event.footprint.depends_on(footprint)
        {
            continue;
        }
        races.push(position);
        join(clock, trail.clocks.get(position));
    }
}

/// The positions that a guarded transition may have to come before.
pub(super) fn candidates(trail: &Trail, late: &Late<'_>, positions: &mut Vec<usize>) {
    let events = trail.events.iter().enumerate().take(late.position).rev();
    let apart = events.filter(|(position, event)| {
        event.g != late.g
            && !event.fixed
            && seen(late.base, event.g) <= *position
            && event.footprint.competes_with(late.footprint)
    });
    positions.clear();
    positions.extend(apart.map(|(position, _)| position));
    let Guard::Mutex(mutex) = late.guard else {
        return;
    };
    // The holders of a mutex follow one another, so the last Lock stands for the earlier ones.
    let locks = |at: usize| {
        trail
            .deeds_at(at)
            .any(|deed| deed.deed == Deed::Lock(mutex))
    };
    let last = positions.iter().copied().find(|at| locks(*at));
    positions.retain(|at| trail.is_global(*at));
    positions.splice(..0, last);
}

/// The reversal of a race, if the later transition can come first.
pub(super) fn reverse(trail: &Trail, position: usize, late: &Late<'_>) -> Option<Reversal> {
    let mut reversal = reverse_pair(trail, position, late)?;
    end_after(trail, position, &mut reversal);
    // What comes first may be another thing than before, and commute with the one it was to be exchanged with.
    let first = trail.events.get(position).map(Step::of)?;
    reversal
        .sequences
        .retain(|sequence| !sequence.has_initial(&first));
    Some(reversal)
}

fn reverse_pair(trail: &Trail, position: usize, late: &Late<'_>) -> Option<Reversal> {
    let first = trail.events.get(position)?;
    if first.fixed {
        return None;
    }
    let apart: Vec<usize> = (position + 1..late.position)
        .filter(|at| {
            trail.events.get(*at).is_some_and(|event| {
                event.g != first.g && seen(trail.clocks.get(*at), first.g) <= position
            })
        })
        .collect();
    let exact = is_exact(trail);
    let upto = match late.guard {
        Guard::None if !late.fickle && !exact => apart.len(),
        Guard::Mutex(_) if !exact && !first.footprint.global => apart.len(),
        Guard::Group(group) if !exact && !first.footprint.global => {
            counts_to_zero(trail, position, &apart, group, late)?
        }
        _ => return probe(trail, position, &apart, late),
    };
    let apart = apart.get(..upto)?;
    let mut last = (late.footprint.clone(), 0);
    if late.sudden {
        last.0.global = false;
        last.0.global = !last.0.depends_on(&first.footprint);
    }
    Some(Reversal {
        position,
        sequences: vec![sequence(trail, apart, late, last)],
    })
}

/// A transition that ended the program but need not have, an unlock for instance, commutes with others where it does not end it. What
/// was overtaken by the end comes first now, and then the end as before: said in full, or else it would count as covered by whatever
/// never happens because of the end.
fn end_after(trail: &Trail, position: usize, reversal: &mut Reversal) {
    let Some(end) = trail.events.get(position).filter(|event| event.sudden) else {
        return;
    };
    for sequence in &mut reversal.sequences {
        let mut own = end.footprint.clone();
        own.global = false;
        if sequence
            .steps
            .iter()
            .any(|step| step.footprint.depends_on(&own))
        {
            continue;
        }
        let last = sequence.steps.len() as u32;
        sequence
            .order
            .extend((0..last).map(|before| (before, last)));
        sequence.steps.push(Step {
            name: end.name,
            alt: end.alt,
            footprint: end.footprint.clone(),
        });
    }
}

/// Whether what a transition touches is to be seen only from the state before it, because it is more than one operation.
fn is_exact(trail: &Trail) -> bool {
    trail.rules.granularity != super::options::Granularity::Access
}

/// How many of the transitions must come before a Wait, for the counter to be zero then: all of them if that does, else the fewest.
fn counts_to_zero(
    trail: &Trail,
    position: usize,
    apart: &[usize],
    group: Cell,
    late: &Late<'_>,
) -> Option<usize> {
    let change = |at: usize| -> i64 {
        let deeds = trail.deeds_at(at).map(|deed| match deed.deed {
            Deed::Group {
                group: other,
                old,
                new,
            } if other == group => new - old,
            _ => 0,
        });
        deeds.sum()
    };
    let first = trail.deeds_at(position).find_map(|deed| match deed.deed {
        Deed::Group {
            group: other, old, ..
        } if other == group => Some(old),
        _ => None,
    });
    let start = first?;
    let all: i64 = apart.iter().map(|at| change(*at)).sum();
    if start + all == 0 {
        return Some(apart.len());
    }
    let least = needed(trail, apart, late);
    let mut count = start;
    for (index, at) in apart.iter().enumerate() {
        if index >= least && count == 0 {
            return Some(index);
        }
        count += change(*at);
    }
    None
}

/// How many of the transitions the late one's own past requires.
fn needed(trail: &Trail, apart: &[usize], late: &Late<'_>) -> usize {
    let required = |at: &usize| {
        trail
            .events
            .get(*at)
            .is_some_and(|event| seen(late.base, event.g) > *at)
    };
    apart.iter().rposition(required).map_or(0, |last| last + 1)
}

/// Asks the machine: executes the transitions from the node at the position, and looks at what the late one would be there.
fn probe(trail: &Trail, position: usize, apart: &[usize], late: &Late<'_>) -> Option<Reversal> {
    let mut world = trail.world_at(position);
    let name = trail.world.names.name(late.g);
    let least = needed(trail, apart, late);
    let mut renamed = Renamed::default();
    let mut found: Option<(usize, World)> = None;
    for upto in 0..=apart.len() {
        let enabled = || {
            let g = world.names.find(name);
            let waits = late
                .released
                .is_some_and(|awaits| awaits.holds(&world.machine));
            !waits && g.is_some_and(|g| world.can_go(g))
        };
        // All of them if possible, else as few as possible.
        let fits = upto >= least && (found.is_none() || upto == apart.len()) && enabled();
        let Some(at) = apart.get(upto) else {
            if fits {
                found = Some((upto, world));
            }
            break;
        };
        if fits {
            found = Some((upto, world.clone()));
        }
        if !repeat(trail, *at, &mut world, &mut renamed) {
            break;
        }
    }
    let (upto, world) = found?;
    let apart = apart.get(..upto)?;
    let g = world.names.find(name)?;
    let alternatives = trail.rules.alternatives(&world.machine, g);
    let mut sequences = Vec::new();
    let mut there = (late.fickle || is_exact(trail)).then_some(world);
    for alt in 0..alternatives {
        let world = match alt + 1 == alternatives {
            true => there.take(),
            false => there.clone(),
        };
        let footprint = match world {
            Some(world) => footprint_in(trail, world, g, alt),
            None => late.footprint.clone(),
        };
        sequences.push(sequence(trail, apart, late, (footprint, alt)));
    }
    Some(Reversal {
        position,
        sequences,
    })
}

/// What a goroutine's transition would touch in another state.
pub(super) fn footprint_in(trail: &Trail, mut world: World, g: Gid, alt: u64) -> Footprint {
    let start = trail.rules.place(&world.machine, g);
    let mut all = Footprint::default();
    for _ in 0..trail.rules.steps_max {
        let Some(mut look) = world.look(g, &trail.rules) else {
            break;
        };
        let draw = world.names.name(g);
        let (value, _) = trail.rules.value(&world.machine, g, alt, draw);
        if world.step(g, value, &mut look).is_err() {
            break;
        }
        all.merge(look.footprint);
        let goes_on = start.is_some_and(|start| {
            trail.rules.is_inside(&world.machine, g, start)
                && world.can_go(g)
                && trail.rules.alternatives(&world.machine, g) == 1
        });
        if !goes_on {
            break;
        }
    }
    all
}

/// Goroutines that have another number where fewer were started before.
#[derive(Default)]
struct Renamed {
    pairs: Vec<(Gid, Gid)>,
}

/// Repeats the transition at a position in another machine.
fn repeat(trail: &Trail, at: usize, world: &mut World, renamed: &mut Renamed) -> bool {
    let Some(event) = trail.events.get(at) else {
        return false;
    };
    let before = world.machine.goroutines().len() as u32;
    let after = trail
        .events
        .get(at + 1)
        .map_or(trail.world.machine.goroutines().len() as u32, |next| {
            next.goroutines
        });
    for (count, number) in (event.goroutines..after).enumerate() {
        let (old, new) = (Gid(number + 1), Gid(before + count as u32 + 1));
        renamed.pairs.push((old, new));
    }
    let choices = trail.choices_at(at)..trail.choices_at(at + 1);
    for choice in trail.choices.get(choices).unwrap_or(&[]) {
        let pair = renamed
            .pairs
            .iter()
            .find(|(old, _)| *old == choice.goroutine);
        let g = pair.map_or(choice.goroutine, |(_, new)| *new);
        if world.repeat(g, choice.alt).is_err() {
            return false;
        }
    }
    true
}

/// The wakeup sequence of some transitions followed by the late one.
fn sequence(
    trail: &Trail,
    apart: &[usize],
    late: &Late<'_>,
    (footprint, alt): (Footprint, u64),
) -> Sequence {
    let mut sequence = Sequence::default();
    let events: Vec<(usize, &Event)> = apart
        .iter()
        .filter_map(|at| Some((*at, trail.events.get(*at)?)))
        .collect();
    for (j, (at, event)) in events.iter().enumerate() {
        let clock = trail.clocks.get(*at);
        for (i, (before, other)) in events.iter().enumerate().take(j) {
            if seen(clock, other.g) > *before {
                sequence.order.push((i as u32, j as u32));
            }
        }
        sequence.steps.push(Step {
            name: event.name,
            alt: event.alt,
            footprint: event.footprint.clone(),
        });
    }
    let mut clock = late.base.to_vec();
    for (at, event) in &events {
        if event.footprint.depends_on(&footprint) {
            join(&mut clock, trail.clocks.get(*at));
        }
    }
    let j = events.len() as u32;
    for (i, (at, event)) in events.iter().enumerate() {
        if event.g == late.g || seen(&clock, event.g) > *at {
            sequence.order.push((i as u32, j));
        }
    }
    sequence.steps.push(Step {
        name: trail.world.names.name(late.g),
        alt,
        footprint,
    });
    sequence
}
