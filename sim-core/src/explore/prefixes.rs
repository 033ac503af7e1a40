//! An enumeration within a bound on pre-emptions, shared among tasks that can be gone on with at the same time.
//!
//! First come the executions without pre-emption, then those with exactly one …: each number is enumerated for itself from the root
//! (`plain.rs`), and each enumeration goes in rounds as the search without a bound does (`share.rs`). In a round each task makes so many
//! executions at most, at any time and in any order; then what they found is counted, task after task, and where there are too few the
//! widest is divided: half of what is left to try at its node nearest to the root becomes a task behind it. Tasks know nothing of each
//! other, for an enumeration has nothing to hand back.
//!
//! Invariants: tasks stand in the order in which one enumeration would come to them; no execution is in two; what is counted, and in
//! which order, depends on nothing but program, options and [`Division`].

use std::sync::Arc;

use super::census::Census;
use super::count::Counter;
use super::dpor::Moved;
use super::piece::Origin;
use super::plain::Plain;
use super::round::{self, Part};
use super::share::Division;
use super::trail::Trail;

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Prefixes {
    origin: Arc<Origin>,
    division: Division,
    bound: u32,
    /// Pre-emptions of the executions that are counted now.
    preemptions: u32,
    /// Some execution has more.
    more: bool,
    tasks: Vec<Prefix>,
    away: bool,
    /// The task that was last gone on with to look at it.
    shown: usize,
}

/// A task: what is left to enumerate behind one beginning, or several.
#[derive(Clone, Debug)]
pub struct Prefix {
    origin: Arc<Origin>,
    plain: Plain,
    counter: Counter,
    /// Executions left of its share, and those set aside for later. Those that an earlier enumeration has counted are among them.
    left: u64,
    aside: u64,
    number: usize,
}

impl Prefix {
    fn new(origin: &Arc<Origin>, preemptions: u32, left: u64) -> Prefix {
        Prefix {
            plain: Plain::new(origin.trail(), Some(preemptions)),
            counter: origin.counter.clone(),
            origin: origin.clone(),
            left,
            aside: 0,
            number: 0,
        }
    }

    /// Goes on for so many executions, but not beyond its share; whether the share is done.
    pub fn advance(&mut self, executions: u64) -> bool {
        let keep = self.left.saturating_sub(executions);
        while self.left > keep && self.next_execution().is_some() {}
        self.is_done()
    }

    /// Whether nothing is left of the share, or nothing is left to enumerate.
    pub fn is_done(&self) -> bool {
        self.left == 0 || self.plain.is_over()
    }

    /// Executions counted since it was handed out.
    pub fn executions(&self) -> u64 {
        self.counter.executions()
    }

    /// Goes on to the end of the next execution of the share; whether that one counts.
    fn next_execution(&mut self) -> Option<bool> {
        if self.is_done() {
            return None;
        }
        let passed = self.plain.passed;
        loop {
            let counts = match self.plain.turn() {
                Moved::Complete => true,
                Moved::On if self.plain.passed > passed => false,
                Moved::On => continue,
                Moved::Redundant | Moved::Over => return None,
            };
            if counts {
                self.counter.complete(&self.origin.start, &self.plain.trail);
            }
            self.left -= 1;
            return Some(counts);
        }
    }

    /// Gives half of what is left to try at its node nearest to the root to another task.
    fn divide(&mut self) -> Option<Prefix> {
        let plain = self.plain.divide()?;
        Some(Prefix {
            plain,
            origin: self.origin.clone(),
            counter: self.counter.clone(),
            left: 0,
            aside: 0,
            number: 0,
        })
    }
}

impl Part for Prefix {
    fn number(&self) -> usize {
        self.number
    }

    fn is_over(&self) -> bool {
        self.plain.is_over()
    }

    fn left(&mut self) -> (&mut u64, &mut u64) {
        (&mut self.left, &mut self.aside)
    }

    fn take_census(&mut self) -> Census {
        self.counter.take(&self.origin.start, &self.plain.trail)
    }
}

impl Prefixes {
    /// Of all executions with at most so many pre-emptions.
    pub fn new(origin: Arc<Origin>, bound: u32, division: Division) -> Prefixes {
        Prefixes {
            tasks: vec![Prefix::new(&origin, 0, division.first)],
            origin,
            division,
            bound,
            preemptions: 0,
            more: false,
            away: false,
            shown: 0,
        }
    }

    /// Whether everything has been enumerated.
    pub fn is_over(&self) -> bool {
        self.tasks.is_empty() && !self.away
    }

    /// Goes on for so many executions, in the order of the tasks.
    pub fn advance(&mut self, mut executions: u64, census: &mut Census) {
        while executions > 0 {
            let Some(task) = self.tasks.iter_mut().find(|task| !task.is_done()) else {
                break;
            };
            let before = task.left;
            task.advance(executions);
            executions -= (before - task.left).min(executions);
            census.append(task.take_census());
            if census.bounds.misused && !self.origin.rules.careful {
                break;
            }
            self.end_round_if_done(census);
        }
    }

    /// Goes on to the end of the next execution that counts; whether there is one.
    pub fn next_execution(&mut self, census: &mut Census) -> bool {
        loop {
            self.end_round_if_done(census);
            let mut tasks = self.tasks.iter_mut().enumerate();
            let Some((at, task)) = tasks.find(|(_, task)| !task.is_done()) else {
                return false;
            };
            let end = task.next_execution();
            census.append(task.take_census());
            if end == Some(true) {
                self.shown = at;
                return true;
            }
        }
    }

    /// The execution that [`Prefixes::next_execution`] went to.
    pub fn trail(&self) -> Option<&Trail> {
        Some(&self.tasks.get(self.shown)?.plain.trail)
    }

    /// Hands out the tasks of the round, with shares of at most so many executions together.
    pub fn hand_out(&mut self, executions: u64) -> Vec<Prefix> {
        self.away |= !self.tasks.is_empty();
        round::hand_out(&mut self.tasks, executions)
    }

    /// Takes the tasks back, all of them.
    pub fn take_in(&mut self, tasks: Vec<Prefix>, census: &mut Census) {
        self.tasks = round::take_in(tasks, census);
        self.away = false;
        self.end_round_if_done(census);
    }

    /// When all shares are done: begins the next round, or the next number of pre-emptions.
    fn end_round_if_done(&mut self, census: &mut Census) {
        if self.away || !self.tasks.iter().all(Prefix::is_done) {
            return;
        }
        for task in &mut self.tasks {
            census.append(task.take_census());
            self.more |= task.plain.more;
        }
        self.tasks.retain(|task| !task.plain.is_over());
        if self.tasks.is_empty() {
            return self.deepen();
        }
        self.divide();
        for (number, task) in self.tasks.iter_mut().enumerate() {
            (task.left, task.number) = (self.division.share, number);
        }
    }

    /// All with this number of pre-emptions have been counted: goes on to the next, if there is something and the bound allows it.
    fn deepen(&mut self) {
        if self.more && self.preemptions < self.bound {
            self.preemptions += 1;
            self.more = false;
            let whole = Prefix::new(&self.origin, self.preemptions, self.division.first);
            self.tasks.push(whole);
        }
    }

    /// Makes tasks until there are enough, from that with the node nearest to the root first.
    fn divide(&mut self) {
        while self.tasks.len() < self.division.pieces {
            let tasks = self.tasks.iter().enumerate();
            let widest = tasks.filter_map(|(at, task)| Some((task.plain.divisible()?, at)));
            let Some((_, at)) = widest.min() else {
                return;
            };
            let Some(task) = self.tasks.get_mut(at).and_then(Prefix::divide) else {
                return;
            };
            self.tasks.insert(at + 1, task);
        }
    }
}
