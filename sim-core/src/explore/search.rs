//! Exhaustive exploration: a search, and what its executions come to.

use super::canon::{self, Trace};
use super::census::{Bounds, Census, Ending, OutcomeKind};
use super::dpor::{Dpor, Moved};
use super::options::Options;
use super::plain::Plain;
use super::races::Tally;
use super::rules::Rules;
use super::trail::Trail;
use super::witness;
use crate::machine::Machine;
use crate::schedule::Schedule;

/// An exhaustive exploration that can be continued.
#[derive(Clone, Debug)]
pub(super) struct Search {
    order: Order,
    census: Census,
    start: Machine,
    races: Option<Box<Tally>>,
}

/// A complete execution.
#[derive(Clone, Copy, Debug)]
pub struct Execution<'e> {
    /// Its Mazurkiewicz trace.
    pub trace: Trace,
    /// The machine at its end.
    pub machine: &'e Machine,
}

#[derive(Clone, Debug)]
enum Order {
    Reduced(Box<Dpor>),
    Plain(Box<Plain>),
}

impl Search {
    /// Starts at a machine's present state.
    pub fn new(machine: Machine, options: &Options) -> Search {
        let rules = Rules::new(&machine, options);
        let trail = Trail::new(machine.clone(), rules);
        let order = match (options.reduce, options.preemptions) {
            (true, None) => Order::Reduced(Box::new(Dpor::new(trail))),
            (_, bound) => Order::Plain(Box::new(Plain::new(trail, bound))),
        };
        Search {
            order,
            census: Census {
                bounds: Bounds::of(options),
                ..Census::default()
            },
            races: options.races.then(|| Box::new(Tally::new(&machine))),
            start: machine,
        }
    }

    /// Goes on for so many executions; whether everything has been explored.
    pub fn advance(&mut self, executions: u64) -> bool {
        let done = |census: &Census| census.executions.saturating_add(census.redundant);
        let goal = done(&self.census).saturating_add(executions);
        while !self.is_complete() && done(&self.census) < goal {
            match self.turn() {
                Moved::On | Moved::Over => {}
                Moved::Complete => self.count(),
                Moved::Redundant => self.census.redundant += 1,
            }
        }
        let trail = self.trail();
        let (steps, fixed) = (trail.steps, trail.fixed_choices);
        self.census.steps = steps;
        self.census.bounds.fixed_choices = fixed;
        if let Some(races) = &mut self.races {
            races.settle(&self.start, &mut self.census.races);
        }
        self.is_complete()
    }

    fn turn(&mut self) -> Moved {
        match &mut self.order {
            Order::Reduced(dpor) => dpor.turn(),
            Order::Plain(plain) => plain.turn(),
        }
    }

    fn trail(&self) -> &Trail {
        match &self.order {
            Order::Reduced(dpor) => &dpor.trail,
            Order::Plain(plain) => &plain.trail,
        }
    }

    /// Counts the execution that is complete.
    fn count(&mut self) {
        let trail = match &self.order {
            Order::Reduced(dpor) => &dpor.trail,
            Order::Plain(plain) => &plain.trail,
        };
        let mut ending = Ending::of(&trail.world.machine);
        if trail.only_waits() {
            ending.message = "goroutines wait in loops for ever".to_string();
        }
        if trail.leaks() {
            ending.kind = OutcomeKind::Leak;
            ending.message = "a goroutine can never run again".to_string();
        }
        let preemptions = trail.preemptions();
        if let Some(races) = &mut self.races {
            observe(races, &self.start, &witness::schedule(trail), preemptions);
        }
        self.census
            .add(ending, preemptions, || witness::schedule(trail));
    }

    /// What has been found so far.
    pub fn census(&self) -> &Census {
        &self.census
    }

    /// Whether everything has been explored.
    pub fn is_complete(&self) -> bool {
        match &self.order {
            Order::Reduced(dpor) => dpor.is_over(),
            Order::Plain(plain) => plain.is_over(),
        }
    }

    /// Goes on to the end of the next execution.
    pub fn next_execution(&mut self) -> Option<Execution<'_>> {
        loop {
            match self.turn() {
                Moved::On => {}
                Moved::Over => return None,
                Moved::Redundant => self.census.redundant += 1,
                Moved::Complete => {
                    self.count();
                    let trail = self.trail();
                    return Some(Execution {
                        trace: canon::trace(trail),
                        machine: &trail.world.machine,
                    });
                }
            }
        }
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
