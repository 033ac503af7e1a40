//! The maps and slices of real Go, vector by vector: `cargo test -p sim-core --test golden`.
//!
//! The vectors are in `tests/golden/`, or in the folder that `WEFT_GOLDEN_DIR` names.

mod golden_support;

use golden_support::{
    Tally, growslice, hmap, maps, swiss, syncmap, syncmap_trie, syncmap_two, vectors,
};
use std::io::Write;

/// How many wrong lines are told.
const TOLD_MAX: usize = 10;

/// The structure of a map after every operation, and the order of every iteration.
#[test]
fn classicmap() {
    tell(
        "classicmap",
        maps::replay_all::<hmap::State>(&vectors::folder()),
    );
}

/// The same for the maps of Go 1.24 and later.
#[test]
fn swissmap() {
    tell(
        "swissmap",
        maps::replay_all::<swiss::State>(&vectors::folder()),
    );
}

/// Read and dirty map of a sync.Map after every operation, and what it returned.
#[test]
fn syncmap() {
    tell(
        "syncmap",
        syncmap::replay_kind::<syncmap_two::State>("syncmap"),
    );
}

/// The tree of a sync.Map of Go 1.24 and later. These vectors are the project's own (`tests/golden_make`).
#[test]
fn hashtrie() {
    let files = vectors::files(&vectors::own_folder(), "hashtrie");
    tell(
        "hashtrie",
        files.and_then(syncmap::replay_all::<syncmap_trie::State>),
    );
}

/// The capacity after every append and every conversion of a string.
#[test]
fn growslice() {
    tell("growslice", growslice::replay_all(&vectors::folder()));
}

fn tell(kind: &str, result: Result<Tally, String>) {
    match result {
        Ok(Tally {
            operations,
            rows,
            wrong,
        }) => {
            say(&format!(
                "{kind}: {operations} operations of {rows} lines compared"
            ));
            let told = wrong.get(..TOLD_MAX).unwrap_or(&wrong).join("\n");
            assert!(
                wrong.is_empty(),
                "{} of {rows} lines are wrong:\n{told}",
                wrong.len()
            );
        }
        Err(error) => panic!("{error}"),
    }
}

/// Prints a line even where the test harness keeps back what passing tests print.
fn say(line: &str) {
    let told = writeln!(std::io::stdout(), "{line}");
    assert!(told.is_ok(), "standard output is closed");
}
