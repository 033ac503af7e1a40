//! Whether a WaitGroup is *misused*, so that the rules by which its operations commute do not hold.
//!
//! Two things are misuse. The counter can become negative; or an addition can leave zero while a goroutine stands at a Wait, which may
//! then have been let go on, or have to wait once more. Both are asked of the trace and not of the order in which it is executed: of all
//! the *beginnings* of the trace, the sets of transitions that contain with each one all that happens before it. So equivalent executions
//! agree, and who has met misuse meets it in whatever comes after.
//!
//! How far the counter can fall in any beginning is a question of closures (Picard 1976): a subtraction can be had only with the
//! additions that happen before it, so what the subtractions gain beyond them is what cannot flow from subtractions to additions before
//! them, each as wide as its amount. The network is small and the flow is found by augmenting paths; where a sum over everything that
//! could count shows already that nothing can fall so far, it is not asked.

use std::collections::VecDeque;

use super::clock::seen;
use super::names::Cell;
use super::trail::{DeedAt, Event, Trail};
use super::world::Deed;
use crate::machine::Gid;

/// A change of a counter.
#[derive(Clone, Copy, Debug)]
struct Change {
    /// Its number among all deeds, and the transition's.
    number: usize,
    position: usize,
    g: Gid,
    by: i64,
}

/// Looks whether the newest transition makes something a misuse. Its clock must be known.
pub(super) fn check(trail: &mut Trail) {
    let Some(event) = trail.events.last() else {
        return;
    };
    let mut groups: Vec<Cell> = Vec::new();
    for deed in trail.deeds.get(event.deeds()..).unwrap_or(&[]) {
        if let Deed::Group { group, .. } = deed.deed
            && !groups.contains(&group)
        {
            groups.push(group);
        }
    }
    let changed = groups.len();
    come_to_wait(trail, event, &mut groups);
    let misused = groups.iter().enumerate().any(|(at, group)| {
        let (changes, first) = changes(trail, *group);
        (at < changed && falls_below(trail, &changes, first))
            || leaves_zero(trail, &changes, first, *group)
    });
    trail.misused |= misused;
}

/// The WaitGroups to whose Waits the newest transition has brought goroutines.
fn come_to_wait(trail: &Trail, event: &Event, groups: &mut Vec<Cell>) {
    for g in trail.moved(event) {
        if let Some(group) = trail.world.waits_for(g)
            && !groups.contains(&group)
        {
            groups.push(group);
        }
    }
}

/// The changes of a WaitGroup's counter so far, and what it was before them.
fn changes(trail: &Trail, group: Cell) -> (Vec<Change>, i64) {
    let mut first = None;
    let of = |(number, deed): (usize, &DeedAt)| match deed.deed {
        Deed::Group {
            group: same,
            old,
            new,
        } if same == group => {
            first.get_or_insert(old);
            Some(Change {
                number,
                position: deed.position as usize,
                g: deed.g,
                by: new - old,
            })
        }
        _ => None,
    };
    let changes = trail.deeds.iter().enumerate().filter_map(of).collect();
    (changes, first.unwrap_or(0))
}

fn comes_before(trail: &Trail, a: &Change, b: &Change) -> bool {
    match a.position == b.position {
        true => a.number < b.number,
        false => a.position < b.position && seen(trail.clocks.get(b.position), a.g) > a.position,
    }
}

/// Whether some beginning that ends with the newest change has a negative counter.
fn falls_below(trail: &Trail, changes: &[Change], first: i64) -> bool {
    let Some(last) = changes.last().filter(|last| last.by < 0) else {
        return false;
    };
    let counts = |other: &&Change| other.by < 0 || comes_before(trail, other, last);
    let least: i64 = changes.iter().filter(counts).map(|other| other.by).sum();
    first + least < 0 && fall(trail, changes) > first
}

/// Whether in some beginning an addition leaves zero while a goroutine stands at a Wait.
fn leaves_zero(trail: &Trail, changes: &[Change], first: i64, group: Cell) -> bool {
    let all = 1..=trail.world.machine.goroutines().len() as u32;
    let mut waiting = all
        .map(Gid)
        .filter(|g| trail.world.waits_for(*g) == Some(group));
    let mut past = Vec::new();
    waiting.any(|g| {
        if changes.iter().all(|change| change.by <= 0 || change.g == g) {
            return false;
        }
        trail.past(g, &mut past);
        let is_past = |change: &Change| seen(&past, change.g) > change.position;
        let apart = |add: &&Change| add.by > 0 && add.g != g && !is_past(add);
        changes.iter().filter(apart).any(|add| {
            let needed = |c: &Change| is_past(c) || comes_before(trail, c, add);
            least_at(trail, changes, add, needed) + first <= 0
        })
    })
}

/// How low an addition can find the counter, counted from its first value, in a beginning that has all that is `needed`.
fn least_at(
    trail: &Trail,
    changes: &[Change],
    add: &Change,
    needed: impl Fn(&Change) -> bool,
) -> i64 {
    let before: i64 = changes.iter().filter(|c| needed(c)).map(|c| c.by).sum();
    let is_free = |change: &&Change| {
        change.number != add.number && !needed(change) && !comes_before(trail, add, change)
    };
    let free: Vec<Change> = changes.iter().filter(is_free).copied().collect();
    before - fall(trail, &free)
}

/// The most by which subtractions outweigh additions in a set that contains with each subtraction the additions before it.
fn fall(trail: &Trail, changes: &[Change]) -> i64 {
    let (takes, gives): (Vec<Change>, Vec<Change>) = changes
        .iter()
        .filter(|change| change.by != 0)
        .partition(|change| change.by < 0);
    let edges = takes.iter().map(|take| {
        let before = |give: &(usize, &Change)| comes_before(trail, give.1, take);
        let gives = gives.iter().enumerate().rev().filter(before);
        gives.map(|(give, _)| give).collect()
    });
    let mut flow = Flow {
        edges: edges.collect(),
        sent: vec![vec![0; gives.len()]; takes.len()],
        room: gives.iter().map(|give| give.by).collect(),
    };
    let lacking = |(take, change): (usize, &Change)| {
        let mut left = -change.by;
        while left > 0 {
            match flow.augment(take, left) {
                0 => break,
                sent => left -= sent,
            }
        }
        left
    };
    takes.iter().enumerate().map(lacking).sum()
}

/// What flows from subtractions to additions.
struct Flow {
    /// By subtraction: the additions before it, latest first.
    edges: Vec<Vec<usize>>,
    /// By subtraction and addition.
    sent: Vec<Vec<i64>>,
    /// What more each addition takes.
    room: Vec<i64>,
}

impl Flow {
    fn sent(&self, take: usize, give: usize) -> i64 {
        let row = self.sent.get(take);
        row.and_then(|row| row.get(give)).copied().unwrap_or(0)
    }

    /// Sends more from a subtraction along the shortest way there is, at most so much; how much.
    fn augment(&mut self, from: usize, most: i64) -> i64 {
        // By addition: the subtraction from which the way comes to it. By subtraction: the addition that it takes something back from.
        let mut reached: Vec<Option<usize>> = vec![None; self.room.len()];
        let mut back: Vec<Option<usize>> = vec![None; self.edges.len()];
        let mut queue = VecDeque::from([from]);
        while let Some(take) = queue.pop_front() {
            for &give in self.edges.get(take).into_iter().flatten() {
                match reached.get_mut(give) {
                    Some(slot @ None) => *slot = Some(take),
                    _ => continue,
                }
                if self.room.get(give).is_some_and(|room| *room > 0) {
                    return self.send((from, give), (&reached, &back), most);
                }
                for other in 0..self.edges.len() {
                    if other != from
                        && self.sent(other, give) > 0
                        && let Some(slot @ None) = back.get_mut(other)
                    {
                        *slot = Some(give);
                        queue.push_back(other);
                    }
                }
            }
        }
        0
    }

    /// Sends what can go along a way that has been found.
    fn send(
        &mut self,
        (from, to): (usize, usize),
        (reached, back): (&[Option<usize>], &[Option<usize>]),
        most: i64,
    ) -> i64 {
        let mut amount = most.min(self.room.get(to).copied().unwrap_or(0));
        let mut way = Vec::new();
        let mut give = to;
        while let Some(take) = reached.get(give).copied().flatten() {
            way.push((take, give, 1));
            let Some(other) = back.get(take).copied().flatten().filter(|_| take != from) else {
                break;
            };
            amount = amount.min(self.sent(take, other));
            way.push((take, other, -1));
            give = other;
        }
        for (take, give, sign) in way {
            if let Some(slot) = self.sent.get_mut(take).and_then(|row| row.get_mut(give)) {
                *slot += sign * amount;
            }
        }
        if let Some(room) = self.room.get_mut(to) {
            *room -= amount;
        }
        amount
    }
}
