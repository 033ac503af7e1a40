//! All that changes while a machine runs, and how it is copied: an explorer goes back to a state a million times, so a state that is
//! copied over another uses the other's buffers.
//!
//! Invariant: equality and hash see everything but [`Scratch`].

use std::hash::{Hash, Hasher};

use super::{Addr, FormatRead, Goroutine, Heap, Status, Waiter};

/// What the last step leaves for observers, and buffers to use again. It is no part of the state: all are equal, and a clone has none.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) reads: Vec<FormatRead>,
    /// Goroutines that a restored state no longer has, for their buffers.
    pub(crate) spare: Vec<Goroutine>,
}

impl Clone for Scratch {
    fn clone(&self) -> Scratch {
        Scratch::default()
    }
}

impl PartialEq for Scratch {
    fn eq(&self, _: &Scratch) -> bool {
        true
    }
}

impl Eq for Scratch {}

impl Hash for Scratch {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// All that changes.
#[derive(PartialEq, Eq, Hash, Debug)]
pub(crate) struct State {
    pub(crate) heap: Heap,
    pub(crate) goroutines: Vec<Goroutine>,
    /// Goroutines parked in channels, sorted by channel, then by arrival.
    pub(crate) waiters: Vec<Waiter>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
    /// Virtual time in nanoseconds.
    pub(crate) now: i64,
    /// NaN keys hashed so far: each hashes differently, as in Go.
    pub(crate) nan_keys: u64,
    /// Bubbles of `testing/synctest` so far.
    pub(crate) bubbles: u64,
    /// Which WaitGroups belong to which bubble.
    pub(crate) bubbled: Vec<(Addr, Addr)>,
    /// What GOMAXPROCS answers.
    pub(crate) gomaxprocs: i64,
    pub(crate) scratch: Scratch,
    /// Running or over.
    pub(crate) status: Status,
}

impl Clone for State {
    fn clone(&self) -> State {
        State {
            heap: self.heap.clone(),
            goroutines: self.goroutines.clone(),
            waiters: self.waiters.clone(),
            stdout: self.stdout.clone(),
            stderr: self.stderr.clone(),
            now: self.now,
            nan_keys: self.nan_keys,
            bubbles: self.bubbles,
            bubbled: self.bubbled.clone(),
            gomaxprocs: self.gomaxprocs,
            scratch: Scratch::default(),
            status: self.status.clone(),
        }
    }

    /// Every buffer is used again, those of goroutines that the source does not have included.
    fn clone_from(&mut self, source: &State) {
        let State {
            heap,
            goroutines,
            waiters,
            stdout,
            stderr,
            now,
            nan_keys,
            bubbles,
            bubbled,
            gomaxprocs,
            scratch: _,
            status,
        } = source;
        self.heap.clone_from(heap);
        let common = goroutines.len().min(self.goroutines.len());
        self.scratch.spare.extend(self.goroutines.drain(common..));
        for (index, goroutine) in goroutines.iter().enumerate() {
            if index == self.goroutines.len() {
                let spare = self.scratch.spare.pop();
                self.goroutines
                    .push(spare.unwrap_or_else(|| goroutine.clone()));
            }
            if let Some(own) = self.goroutines.get_mut(index) {
                own.clone_from(goroutine);
            }
        }
        self.waiters.clone_from(waiters);
        self.stdout.clone_from(stdout);
        self.stderr.clone_from(stderr);
        self.scratch.reads.clear();
        (self.now, self.nan_keys, self.gomaxprocs) = (*now, *nan_keys, *gomaxprocs);
        self.bubbles = *bubbles;
        self.bubbled.clone_from(bubbled);
        self.status.clone_from(status);
    }
}
