//! A hash of events that is equal natively and in wasm.
//!
//! `derive(Hash)` feeds enum discriminants as `isize`; this hasher widens every integer to 64 bits, so the pointer width of the
//! target does not matter. FNV-1a over whole words with a final mix.

use std::hash::{Hash, Hasher};

use crate::machine::Event;
use crate::schedule::mix;

/// Hash of a sequence of events.
pub fn trace_hash(events: &[Event]) -> u64 {
    let mut hash = TraceHash::default();
    events.iter().for_each(|e| hash.add(e));
    hash.value()
}

/// The hash of the events of a run, fed one by one.
pub struct TraceHash(Portable);

impl Default for TraceHash {
    fn default() -> TraceHash {
        TraceHash(Portable(0xcbf2_9ce4_8422_2325))
    }
}

impl TraceHash {
    /// Adds the next event.
    pub fn add(&mut self, event: &Event) {
        event.hash(&mut self.0);
    }

    /// The hash so far.
    pub fn value(&self) -> u64 {
        self.0.finish()
    }
}

struct Portable(u64);

impl Hasher for Portable {
    fn finish(&self) -> u64 {
        mix(self.0)
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.write_u64(u64::from(*b));
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0 ^ n)
            .wrapping_mul(0x0000_0100_0000_01b3)
            .rotate_left(23);
    }
    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }
    fn write_u16(&mut self, n: u16) {
        self.write_u64(u64::from(n));
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as i64 as u64);
    }
    fn write_i64(&mut self, n: i64) {
        self.write_u64(n as u64);
    }
}
