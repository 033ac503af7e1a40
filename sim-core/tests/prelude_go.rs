//! The prelude's runtime and its sync.Map, compiled by real Go and compared with what our machine makes of it: `cargo xtask oracle -- prelude`.
//!
//! Two comparisons. `tests/prelude_go` runs the very files of the prelude, with a small shim of intrinsics in Go, against the recorded
//! vectors. Then it does random operations of its own, with random hashes, and writes the whole structure after each; an ordinary program on
//! our machine does the same with the same hashes, and its structures must be equal.

mod golden_support;
mod real_go;

use golden_support::{
    Tally, growslice, hmap, maps, swiss, syncmap, syncmap_trie, syncmap_two, vectors,
};
use real_go::Go;
use std::path::{Path, PathBuf};

/// The first Go whose maps are Swiss tables, and whose sync.Map is a hash-trie.
const SWISS_MINOR: u32 = 24;

#[test]
fn real_go_prelude() {
    for go in real_go::all_or_say("the prelude was not compiled with real Go") {
        let traces = real_go::scratch(&format!("prelude-{}", go.release));
        vectors_agree(&go, &traces);
        if go.minor < SWISS_MINOR {
            tell(
                "classic maps",
                &go,
                maps::replay_all::<hmap::State>(&traces),
            );
            let files = vectors::files(&traces, "syncmap");
            let replayed = files.and_then(syncmap::replay_all::<syncmap_two::State>);
            tell("sync.Maps of two maps", &go, replayed);
        } else {
            tell("Swiss maps", &go, maps::replay_all::<swiss::State>(&traces));
            let files = vectors::files(&traces, "hashtrie");
            let replayed = files.and_then(syncmap::replay_all::<syncmap_trie::State>);
            tell("hash-tries of sync.Map", &go, replayed);
        }
        tell("appends", &go, growslice::replay_all(&traces));
    }
}

/// Runs the tests of `prelude_go`: the vectors, and the rules of the language. They leave fresh traces in a folder.
fn vectors_agree(go: &Go, traces: &Path) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/prelude_go"));
    let arguments = [
        "test",
        "-count=1",
        "-v",
        "-vet=off",
        "-overlay",
        "overlay.json",
        "./...",
    ];
    let mut test = go.command(&folder, &arguments);
    test.env("WEFT_TRACES", traces);
    let output = test.output().expect("go starts");
    let (stdout, stderr) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success(),
        "Go {}:\n{stdout}{stderr}",
        go.release
    );
    for line in stdout.lines().filter(|line| line.ends_with(" compared")) {
        let (_, figures) = line.trim().split_once(": ").unwrap_or(("", line));
        println!("Go {}, recorded {figures}", go.release);
    }
}

fn tell(what: &str, go: &Go, replayed: Result<Tally, String>) {
    let tally = replayed.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        tally.wrong.is_empty(),
        "{what}, Go {}:\n{}",
        go.release,
        tally.wrong.join("\n")
    );
    println!(
        "Go {}, fresh {what}: {} operations of {} traces compared with our machine's",
        go.release, tally.operations, tally.rows
    );
}
