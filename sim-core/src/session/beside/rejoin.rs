//! Two runs at different statements: looking shortly ahead for one where they meet again.
//!
//! A statement may touch nothing shared under one version, so that the goroutine passes it without a transition, and yet be a visit
//! under another (an `append` that grows only there). Such visits are passed over, a few at a time; what does not meet has parted.

use super::place::{Ground, Stand, is_next};
use crate::machine::{Gid, Machine};
use crate::session::api::Options;
use crate::session::run;
use crate::timeline::Place;

/// How many visits one run may have that the other has not.
const EXTRA_MAX: usize = 4;
/// Most transitions looked ahead.
const TRANSITIONS_MAX: u64 = 2_000;

/// The statements that a goroutine would visit from here on if it ran alone, the present one first.
pub fn ahead(machine: &Machine, options: &Options, ground: &Ground, g: Gid) -> Vec<Stand> {
    let mut machine = machine.clone();
    let mut start = Place::of(&machine, g);
    let mut stands = vec![ground.stand(&start)];
    for _ in 0..TRANSITIONS_MAX {
        if stands.len() > EXTRA_MAX + 1 || !machine.is_enabled(g) {
            break;
        }
        let choice = run::choice_for(&machine, options, &[], g);
        if machine.step(g, choice.alt).is_err() {
            break;
        }
        let now = Place::of(&machine, g);
        if is_next(&start, &now) {
            stands.push(ground.stand(&now));
            start = now;
        }
    }
    stands
}

/// How many visits of the first and of the second list come before the nearest statement where both meet, and go on alike as far as
/// is known.
pub fn meeting(a: &[Stand], b: &[Stand]) -> Option<(usize, usize)> {
    let pairs = (1..=2 * EXTRA_MAX).flat_map(|sum| (0..=sum).map(move |skip| (sum - skip, skip)));
    let meets = |(i, j): &(usize, usize)| {
        let here = a.get(*i).zip(b.get(*j)).is_some_and(|(x, y)| x == y);
        let next = a.get(i + 1).zip(b.get(j + 1));
        here && next.is_none_or(|(x, y)| x == y)
    };
    pairs
        .filter(|(i, j)| *i <= EXTRA_MAX && *j <= EXTRA_MAX)
        .find(meets)
}
