//! Going back: the machine is restored from the nearest snapshot below and what lies between is repeated. To repeat a transition costs
//! less than to copy a machine, so snapshots are sparse.
//!
//! Invariant: the start has a snapshot; a trail that has lost transitions is stale until it is restored.

use super::super::names::index;
use super::super::world::World;
use super::{Event, Trail};

/// Transitions between snapshots, at least, and words of memory for each more: all snapshots together stay small.
const SNAPSHOT_DISTANCE: usize = 12;
const SNAPSHOT_WORDS: usize = 64;

impl Trail {
    /// Keeps the state behind the newest transition if the last one kept is far.
    pub(super) fn take_snapshot(&mut self) {
        let cells = self.world.machine.heap().cells().len();
        let distance = SNAPSHOT_DISTANCE + cells / SNAPSHOT_WORDS;
        let near = self.snapshots.iter().rev().take(distance);
        let due = near.flatten().next().is_none();
        let snapshot = due.then(|| Box::new(self.world.clone()));
        self.snapshots.push(snapshot);
    }

    /// Takes the last transition back.
    pub fn pop(&mut self) -> Option<Event> {
        let event = self.events.pop()?;
        self.choices.truncate(event.choices as usize);
        self.deeds.truncate(event.deeds as usize);
        self.ties.truncate(event.ties as usize);
        self.last.truncate(event.goroutines as usize);
        if let Some(last) = self.last.get_mut(index(event.g)) {
            *last = event.previous;
        }
        self.clocks.truncate(self.events.len());
        self.snapshots.truncate(self.events.len() + 1);
        self.stale = true;
        Some(event)
    }

    /// The state before the transition at a position.
    pub fn world_at(&self, position: usize) -> World {
        let Some((snapshot, at)) = nearest(&self.snapshots, position) else {
            // The start always has one.
            return self.world.clone();
        };
        let mut world = snapshot.clone();
        let between = self.choices_at(at)..self.choices_at(position);
        world.go_along(self.choices.get(between).unwrap_or(&[]));
        world
    }

    /// Puts the machine where the events end.
    pub fn restore(&mut self) {
        if self.stale {
            let (snapshots, choices) = (&self.snapshots, &self.choices);
            if let Some((snapshot, at)) = nearest(snapshots, self.events.len()) {
                let begin = self.choices_at(at);
                self.world.clone_from(snapshot);
                self.world.go_along(choices.get(begin..).unwrap_or(&[]));
            }
            self.stale = false;
        }
    }
}

/// The nearest snapshot at or before a position, and its own position.
fn nearest(snapshots: &[Option<Box<World>>], position: usize) -> Option<(&World, usize)> {
    let upto = snapshots.get(..=position).unwrap_or(snapshots);
    let mut kept = upto.iter().enumerate().rev();
    kept.find_map(|(at, kept)| Some((kept.as_deref()?, at)))
}
