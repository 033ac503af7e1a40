//! Which class of equivalent orders a run belongs to, as one number.
//!
//! The run is made again as the explorer makes its executions, with the same footprints and ties, and its trace is hashed (`canon.rs`):
//! so the numbers count exactly what the explorer counts. Different classes have different numbers up to a collision of 64 bits. The
//! cost is quadratic in the length of the run. A receive that waited in the run is made when there is something for it, as the explorer
//! does.

use serde::{Deserialize, Serialize};

use super::options::Options;
use super::rules::Rules;
use super::trail::Trail;
use super::{canon, reversal};
use crate::machine::{Gid, Machine};
use crate::schedule::{Schedule, mix};

/// The class of a run, by both rules: which hold is known once all orders have been tried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Classes {
    /// Where no order of the program misuses a WaitGroup.
    pub proper: u64,
    /// Where one does, this one or another, so that of its operations none commute.
    pub misused: u64,
}

impl Classes {
    /// The class by the rules that hold.
    pub fn number(&self, misused: bool) -> u64 {
        if misused { self.misused } else { self.proper }
    }
}

/// The class of a run from a machine's present state; `None` where the schedule does not fit.
pub fn classes_of(start: &Machine, schedule: &Schedule) -> Option<Classes> {
    let number = |trail: &Trail| {
        let (low, high) = canon::trace(trail);
        mix(low ^ mix(high))
    };
    let rules = Rules::new(start, &Options::default());
    let plain = trace_of(start, schedule, rules.clone())?;
    let proper = number(&plain);
    let misused = match start.program().facts.has_wait_groups {
        true => number(&trace_of(start, schedule, rules.for_misuse())?),
        false => proper,
    };
    Some(Classes { proper, misused })
}

/// The run without those choices by which a goroutine only becomes a waiter of a WaitGroup.
fn without_arrivals(start: &Machine, schedule: &Schedule) -> Option<Schedule> {
    let mut machine = start.clone();
    let mut choices = Vec::with_capacity(schedule.choices.len());
    for choice in &schedule.choices {
        if !machine.is_about_to_wait(choice.goroutine) {
            choices.push(*choice);
        }
        machine.step(choice.goroutine, choice.alt).ok()?;
    }
    Some(Schedule { choices })
}

/// The run as the explorer would make it.
fn trace_of(start: &Machine, schedule: &Schedule, rules: Rules) -> Option<Trail> {
    let schedule = &match rules.counts_arrivals() {
        true => schedule.clone(),
        false => without_arrivals(start, schedule)?,
    };
    let mut trail = Trail::scripted(start.clone(), rules, schedule);
    let mut waiting: Vec<Gid> = Vec::new();
    for (at, choice) in schedule.choices.iter().enumerate() {
        let g = choice.goroutine;
        let before = schedule.choices.iter().take(at);
        let own = before.filter(|other| other.goroutine == g).count();
        // What concerns nobody else has been done already.
        if trail.own(g) > own || trail.ended() {
            continue;
        }
        if trail.world.waits_to_receive(g) {
            waiting.push(g);
            continue;
        }
        let branches = trail.rules.alternatives(&trail.world.machine, g) > 1;
        follow(&mut trail, g, if branches { choice.alt } else { 0 })?;
        while let Some(first) = waiting.iter().position(|g| trail.world.can_go(*g)) {
            let g = waiting.remove(first);
            follow(&mut trail, g, 0)?;
        }
    }
    Some(trail)
}

/// Makes one transition of the run.
fn follow(trail: &mut Trail, g: Gid, alt: u64) -> Option<()> {
    if !trail.execute(g, alt) {
        return None;
    }
    reversal::order(trail, &mut Vec::new());
    Some(())
}
