//! Locks, WaitGroups and Onces: who holds them and who waits.
//!
//! Their words are those that `bytecode::SyncOp` documents; waiters are the goroutines whose pending operation is on the object
//! and cannot happen now.

use super::reader::{Reader, Words};
use super::view::SyncView;
use crate::bytecode::RType;

/// Whether a type is one of those drawn as a lock.
pub fn is_sync(rtype: &RType) -> bool {
    matches!(
        rtype.name.as_str(),
        "sync.Mutex" | "sync.RWMutex" | "sync.WaitGroup" | "sync.Once"
    )
}

/// Reads one.
pub fn sync_view(reader: &Reader<'_>, rtype: &RType, words: Words<'_>) -> SyncView {
    let kind = rtype.name.trim_start_matches("sync.").to_string();
    let (w0, w1) = (words.word(0), words.word(1));
    let mut view = SyncView {
        kind,
        addr: words.addr,
        holder: None,
        readers: 0,
        counter: 0,
        done: false,
        waiters: words
            .addr
            .map_or_else(Vec::new, |addr| waiters(reader, addr)),
    };
    let goroutine = |w: u64| w.checked_sub(1).and_then(|g| u32::try_from(g).ok());
    match rtype.name.as_str() {
        "sync.Mutex" => view.holder = goroutine(w0),
        "sync.RWMutex" => {
            view.holder = goroutine(w0);
            view.readers = w1;
        }
        "sync.WaitGroup" => view.counter = w0 as i64,
        _ => view.done = w0 == 2,
    }
    view
}

/// In a few characters: `held by 1`, `2 readers`, `3`, `done`, `free`.
pub fn text(view: &SyncView) -> String {
    match (view.kind.as_str(), view.holder) {
        (_, Some(g)) => format!("held by {g}"),
        ("WaitGroup", None) => view.counter.to_string(),
        ("Once", None) => if view.done { "done" } else { "fresh" }.to_string(),
        _ if view.readers > 0 => format!("{} reading", view.readers),
        _ => "free".to_string(),
    }
}

fn waiters(reader: &Reader<'_>, addr: u64) -> Vec<u32> {
    let machine = reader.machine;
    machine
        .goroutines()
        .iter()
        .map(|g| g.id)
        .filter(|g| !machine.is_enabled(*g))
        .filter(|g| machine.pending(*g).is_some_and(|p| p.op.addr == addr))
        .map(|g| g.0)
        .collect()
}
