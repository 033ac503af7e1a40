//! The timeline: one recorded run, a cursor in it, and the machine as it is at the cursor.
//!
//! A run is its schedule. To stand at any transition again, the timeline keeps a few whole machines (keyframes) and replays from
//! the nearest one before: the machine is deterministic, so replay gives the same state.
//!
//! Invariants:
//! - `machine` is exactly the state after `cursor` choices of `choices`.
//! - `events[i]` is what choice `i` did; `marks[i]` is where its goroutine stood before it.
//! - Keyframes are sorted by step, the first is step 0; their total size stays within [`KEYFRAME_WORDS`] by thinning out.

pub mod group;
pub mod hash;

use crate::machine::{Event, Machine, StepError};
use crate::schedule::{Choice, Schedule};

pub use group::Place;

/// Budget of all keyframes together, in words of machine state.
const KEYFRAME_WORDS: usize = 8 << 20;
/// Transitions between keyframes at first; doubled whenever the budget is used up.
const FIRST_SPACING: u64 = 64;

/// A recorded run with a cursor.
#[derive(Clone)]
pub struct Timeline {
    choices: Vec<Choice>,
    events: Vec<Event>,
    places: Vec<Place>,
    keyframes: Vec<(u64, Machine)>,
    spacing: u64,
    machine: Machine,
    cursor: u64,
}

impl Timeline {
    /// A run that starts with `machine` as it is.
    pub fn new(machine: Machine) -> Timeline {
        Timeline {
            choices: Vec::new(),
            events: Vec::new(),
            places: Vec::new(),
            keyframes: vec![(0, machine.clone())],
            spacing: FIRST_SPACING,
            machine,
            cursor: 0,
        }
    }

    /// The machine at the cursor.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Transitions before the cursor.
    pub fn cursor(&self) -> u64 {
        self.cursor
    }

    /// Transitions recorded.
    pub fn len(&self) -> u64 {
        self.choices.len() as u64
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// The choices made up to the cursor.
    pub fn history(&self) -> &[Choice] {
        self.choices
            .get(..self.cursor as usize)
            .unwrap_or(&self.choices)
    }

    /// All recorded choices.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The recorded events.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Where the goroutine of each recorded transition stood before it.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The whole recording as a schedule.
    pub fn schedule(&self) -> Schedule {
        Schedule {
            choices: self.choices.clone(),
        }
    }

    /// The recorded choice at the cursor, if there is more recording.
    pub fn next_choice(&self) -> Option<Choice> {
        self.choices.get(self.cursor as usize).copied()
    }

    /// Takes one transition at the cursor. The same choice as recorded replays; another one cuts off the recording from here.
    pub fn step(&mut self, choice: Choice) -> Result<Event, StepError> {
        let place = Place::of(&self.machine, choice.goroutine);
        let event = self.machine.step(choice.goroutine, choice.alt)?;
        if self.next_choice() != Some(choice) {
            self.cut();
            self.choices.push(choice);
            self.events.push(event);
            self.places.push(place);
        }
        self.cursor += 1;
        if self.cursor.is_multiple_of(self.spacing) {
            self.keep_keyframe();
        }
        Ok(event)
    }

    /// Replays one recorded transition; `false` at the end of the recording.
    pub fn replay_one(&mut self) -> bool {
        match self.next_choice() {
            Some(choice) => self.step(choice).is_ok(),
            None => false,
        }
    }

    /// Moves the cursor to `target` (at most the end of the recording).
    pub fn seek(&mut self, target: u64) {
        let target = target.min(self.len());
        let frame = self
            .keyframes
            .partition_point(|(step, _)| *step <= target)
            .saturating_sub(1);
        if let Some((step, machine)) = self.keyframes.get(frame)
            && (target < self.cursor || *step > self.cursor)
        {
            self.machine = machine.clone();
            self.cursor = *step;
        }
        while self.cursor < target && self.replay_one() {}
    }

    /// The machine after `target` recorded transitions, without moving the cursor.
    pub fn machine_at(&self, target: u64) -> Machine {
        let target = target.min(self.len());
        let frame = self
            .keyframes
            .partition_point(|(step, _)| *step <= target)
            .saturating_sub(1);
        let (mut step, mut machine) = self
            .keyframes
            .get(frame)
            .map_or((self.cursor, self.machine.clone()), |(s, m)| {
                (*s, m.clone())
            });
        while step < target {
            let Some(choice) = self.choices.get(step as usize) else {
                break;
            };
            if machine.step(choice.goroutine, choice.alt).is_err() {
                break;
            }
            step += 1;
        }
        machine
    }

    /// Forgets what is recorded after the cursor. At the end of the recording, where most transitions are made, it costs nothing:
    /// no keyframe is later than the recording.
    fn cut(&mut self) {
        let keep = self.cursor as usize;
        if keep >= self.choices.len() {
            return;
        }
        self.choices.truncate(keep);
        self.events.truncate(keep);
        self.places.truncate(keep);
        self.keyframes.retain(|(step, _)| *step <= self.cursor);
    }

    fn keep_keyframe(&mut self) {
        match self
            .keyframes
            .binary_search_by_key(&self.cursor, |(step, _)| *step)
        {
            Ok(_) => return,
            Err(at) => self
                .keyframes
                .insert(at, (self.cursor, self.machine.clone())),
        }
        let size: usize = self.keyframes.iter().map(|(_, m)| size_in_words(m)).sum();
        if size > KEYFRAME_WORDS && self.keyframes.len() > 2 {
            self.spacing = self.spacing.saturating_mul(2);
            let spacing = self.spacing;
            self.keyframes
                .retain(|(step, _)| step.is_multiple_of(spacing));
        }
    }
}

/// Roughly what one keyframe costs.
fn size_in_words(machine: &Machine) -> usize {
    let heap = machine.heap();
    let stacks: usize = machine
        .goroutines()
        .iter()
        .map(|g| g.stack.len() + 32)
        .sum();
    heap.cells().len()
        + 4 * heap.objects().len()
        + heap.string_bytes() / 8
        + stacks
        + machine.stdout().len() / 8
}
