//! What a detector knows of a run, to be hashed: the same for runs that differ only in the order of what commutes.
//!
//! Steps are numbers of transitions in the run and so differ between such runs; here each counts among those of its own goroutine.
//! What only words a report, as stacks and edges do, is left out.

use std::hash::{Hash, Hasher};

use super::Detector;
use super::clocks::Row;
use crate::machine::Addr;

impl Detector {
    /// Hashes all that decides which races the run can still have. `ordinals`: of each transition seen, its number from 1 among those of
    /// its goroutine.
    pub fn hash_state(&self, ordinals: &[u32], hasher: &mut impl Hasher) {
        let ordinal = |step: u32| match step.checked_sub(1) {
            Some(at) => ordinals.get(at as usize).copied().unwrap_or(0),
            None => 0,
        };
        let row = |row: Row, hasher: &mut dyn Hasher| {
            let entries = self.clocks.row(row).iter().take(self.threads.len());
            hasher.write_u8(u8::from(row.exists()));
            entries.for_each(|step| hasher.write_u32(ordinal(*step)));
        };
        self.initialising.hash(hasher);
        for thread in &self.threads {
            (thread.parked, thread.caller, thread.deaf).hash(hasher);
            row(thread.row, hasher);
        }
        for (addr, object) in self.objects.iter().enumerate() {
            if object.exists() {
                addr.hash(hasher);
                row(*object, hasher);
            }
        }
        self.files.iter().for_each(|file| row(*file, hasher));
        let mut channels: Vec<(Addr, usize)> = self
            .channel_index
            .iter()
            .map(|(addr, at)| (*addr, *at))
            .collect();
        channels.sort_unstable();
        for (addr, at) in channels {
            addr.hash(hasher);
            if let Some(channel) = self.channels.get(at) {
                channel.passed().hash(hasher);
                channel.rows().for_each(|place| row(place, hasher));
            }
        }
        self.shadow.hash_state(&ordinal, hasher);
    }
}
