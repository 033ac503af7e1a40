//! Replay of vectors that real Go has written (`tests/golden/FORMAT.md` has the formats).

#![allow(dead_code, reason = "each test program uses a part")]

pub mod calls;
pub mod compile;
pub mod go_type;
pub mod growslice;
pub mod hmap;
pub mod maps;
pub mod recorded;
pub mod swiss;
pub mod syncmap;
pub mod syncmap_trie;
pub mod syncmap_two;
pub mod trace;
pub mod vectors;

/// What came of a replay of all vectors of a kind.
#[derive(Default)]
pub struct Tally {
    /// Operations that were compared.
    pub operations: u64,
    /// Lines of the files.
    pub rows: u64,
    /// What was wrong, by line.
    pub wrong: Vec<String>,
}

impl Tally {
    /// Counts a line, given how many operations of it were compared or what was wrong, and which line it is.
    pub fn count(&mut self, result: Result<u64, String>, about: impl FnOnce() -> String) {
        self.rows += 1;
        match result {
            Ok(operations) => self.operations += operations,
            Err(error) => self.wrong.push(format!("{}: {error}", about())),
        }
    }
}
