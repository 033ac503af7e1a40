//! The fewest pre-emptions with which an ending can be reached, or a data race be met.
//!
//! The execution that stands for a Mazurkiewicz trace need not be the one of its class that pre-empts least, nor need the best trace be the
//! first one met. So what an exploration has found is looked for once more, over states instead of traces: round `k` visits every state
//! that can be reached with exactly `k` pre-emptions and with no fewer (iterative context bounding: Musuvathi, Qadeer, PLDI 2007). Going on
//! with the goroutine that went last costs nothing, nor does taking over from one that cannot go on, has given way, has only its end before
//! it or is about to wait for a WaitGroup. A state counts as visited with the goroutine whose turn it was; where races are looked for, with
//! what the race detector knows there, too.
//!
//! Invariants: the first witness met in round `k` has `k` pre-emptions, and when the search has not been cut off none has fewer. It is
//! the same from run to run. Draws of the program that are not explored (hash seeds, random numbers) have the values that the explorer
//! gives them.

use std::collections::BTreeMap;

use super::census::{Census, Ending, OutcomeKind};
use super::hunt::{Aim, Hunt, Quarry};
use super::options::Options;
use super::races::{self, FoundRace};
use crate::machine::Machine;
use crate::race::RaceKey;

/// See the module.
#[derive(Clone, Debug)]
pub struct Fewest {
    /// For endings, then for races; one that is not asked for is over from the start.
    hunts: [Hunt; 2],
}

/// Replaces the witnesses of those endings that matter, and of races, by ones with fewer pre-emptions where there are such. Makes at most
/// so many transitions for the ones and for the others; whether that was enough to be sure. Goroutines change only where the options'
/// granularity lets them.
pub fn improve(
    start: &Machine,
    options: &Options,
    census: &mut Census,
    matters: impl Fn(&Ending) -> bool,
    transitions_max: u64,
) -> bool {
    let mut search = Fewest::of(start, options, census, matters);
    search.advance(transitions_max);
    search.improve(census);
    search.is_sure()
}

impl Fewest {
    /// Looks for better witnesses of what a census has.
    pub fn of(
        start: &Machine,
        options: &Options,
        census: &Census,
        matters: impl Fn(&Ending) -> bool,
    ) -> Fewest {
        let found = census.outcomes.iter();
        // Limits and loops that wait for ever are no endings of the machine's own.
        let endings: BTreeMap<Ending, u32> = found
            .filter(|(ending, _)| ending.kind != OutcomeKind::Limit && matters(ending))
            .map(|(ending, found)| (ending.clone(), found.preemptions))
            .collect();
        let races = census.races.iter();
        let races: BTreeMap<RaceKey, u32> = races
            .map(|found| (found.race.key(), found.preemptions))
            .collect();
        let hunts = [
            Quarry::endings(Aim::Known(endings)),
            Quarry::races(Aim::Known(races)),
        ];
        Fewest {
            hunts: hunts.map(|quarry| Hunt::new(start, options, quarry)),
        }
    }

    /// Looks for witnesses of all that there is.
    pub fn of_all(start: &Machine, options: &Options) -> Fewest {
        let races = match options.races {
            true => Aim::Any,
            false => Aim::Known(BTreeMap::new()),
        };
        let hunts = [Quarry::endings(Aim::Any), Quarry::races(races)];
        Fewest {
            hunts: hunts.map(|quarry| Hunt::new(start, options, quarry)),
        }
    }

    /// Goes on for about so many transitions with each; whether nothing is left to do.
    pub fn advance(&mut self, transitions: u64) -> bool {
        let mut over = true;
        for hunt in &mut self.hunts {
            over &= hunt.advance(transitions);
        }
        over
    }

    /// Whether no witness can have fewer pre-emptions than those found.
    pub fn is_sure(&self) -> bool {
        self.hunts.iter().all(Hunt::is_sure)
    }

    /// Every ending that can be reached with at most so many pre-emptions has been found; and every race.
    pub fn within(&self) -> [Option<u32>; 2] {
        self.hunts.each_ref().map(Hunt::within)
    }

    /// The endings found, each with its pre-emptions and witness.
    pub fn endings(&self) -> impl Iterator<Item = (&Ending, &super::Found)> {
        self.hunts.iter().flat_map(Hunt::endings)
    }

    /// The races found, sorted by their places; each counts as one execution.
    pub fn races(&self) -> impl Iterator<Item = &FoundRace> {
        self.hunts.iter().flat_map(Hunt::races)
    }

    /// Puts the better witnesses in the place of a census's own.
    pub fn improve(&self, census: &mut Census) {
        for (ending, better) in self.endings() {
            if let Some(found) = census.outcomes.get_mut(ending)
                && better.preemptions < found.preemptions
            {
                found.preemptions = better.preemptions;
                found.schedule.clone_from(&better.schedule);
            }
        }
        for better in self.races() {
            races::replace(&mut census.races, better);
        }
    }
}
