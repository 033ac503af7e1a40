//! Counts executions: what they come to, and which data races they have.

use super::census::{Bounds, Census, Ending, OutcomeKind};
use super::options::Options;
use super::races::Tally;
use super::trail::Trail;
use super::witness;
use crate::machine::Machine;
use crate::schedule::Schedule;

/// The message of a leak.
pub(super) const LEAK: &str = "a goroutine can never run again";

/// The message of an execution that nothing goes on in but loops.
pub(super) const WAITS: &str = "goroutines wait in loops for ever";

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Counter {
    /// What has been found since it was last taken.
    census: Census,
    races: Option<Box<Tally>>,
    /// Steps of the trail that have been counted.
    steps: u64,
}

impl Counter {
    /// For executions that begin at a machine's present state.
    pub fn new(start: &Machine, options: &Options) -> Counter {
        Counter {
            census: Census {
                bounds: Bounds::of(options),
                ..Census::default()
            },
            races: options.races.then(|| Box::new(Tally::new(start))),
            steps: 0,
        }
    }

    /// Counts a complete execution.
    pub fn complete(&mut self, start: &Machine, trail: &Trail) {
        let mut ending = Ending::of(&trail.world.machine);
        if trail.only_waits() {
            ending.message = WAITS.to_string();
        }
        if trail.leaks() {
            ending.kind = OutcomeKind::Leak;
            ending.message = LEAK.to_string();
        }
        let preemptions = trail.preemptions();
        if let Some(races) = &mut self.races {
            observe(races, start, &witness::schedule(trail), preemptions);
        }
        self.census
            .add(ending, preemptions, || witness::schedule(trail));
    }

    /// Counts an execution that was given up.
    pub fn redundant(&mut self) {
        self.census.redundant += 1;
    }

    /// What has been found since the last time.
    pub fn take(&mut self, start: &Machine, trail: &Trail) -> Census {
        if let Some(races) = &mut self.races {
            races.settle(start, &mut self.census.races);
        }
        self.census.steps = trail.steps - self.steps;
        self.census.bounds.fixed_choices |= trail.fixed_choices;
        self.census.bounds.misused |= trail.misused;
        self.steps = trail.steps;
        let empty = Census {
            bounds: Bounds {
                cut: 0,
                ..self.census.bounds
            },
            ..Census::default()
        };
        std::mem::replace(&mut self.census, empty)
    }

    /// Complete executions since the last time.
    pub fn executions(&self) -> u64 {
        self.census.executions
    }
}

/// Shows the race detector an execution. It is made once more for that: the search goes back and forth, the detector only forth.
fn observe(races: &mut Tally, start: &Machine, schedule: &Schedule, preemptions: u32) {
    let mut machine = start.clone();
    let detector = races.detector();
    detector.restart(&machine);
    for choice in &schedule.choices {
        let Ok(event) = machine.step(choice.goroutine, choice.alt) else {
            break;
        };
        detector.observe(&machine, &event);
    }
    races.count(preemptions, &schedule.choices);
}
