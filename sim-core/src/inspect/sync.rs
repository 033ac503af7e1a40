//! Locks and their relatives: who holds them and who waits.
//!
//! Their words are those that `bytecode::SyncOp` documents; waiters are the goroutines whose pending operation is on the object
//! and cannot happen now. A Cond is shown where its list of waiters is, a Pool by what lies in it.

use super::reader::{Reader, Words};
use super::record::Record;
use super::view::SyncView;
use crate::bytecode::{RType, SyncOp};
use crate::machine::{Addr, Gid, PendingKind};

/// Most values of a Pool shown.
const POOL_MAX: usize = 32;

/// Type names and what is shown of them as.
const KINDS: &[(&str, &str)] = &[
    ("sync.Mutex", "Mutex"),
    ("sync.RWMutex", "RWMutex"),
    ("sync.WaitGroup", "WaitGroup"),
    ("sync.Once", "Once"),
    ("sync.notifyList", "Cond"),
    ("sync.Pool", "Pool"),
];

/// Whether a type is one of those drawn as a lock.
pub fn is_sync(rtype: &RType) -> bool {
    kind(rtype).is_some()
}

/// Whether it is one that holds values.
pub fn is_pool(rtype: &RType) -> bool {
    kind(rtype) == Some("Pool")
}

fn kind(rtype: &RType) -> Option<&'static str> {
    let found = KINDS.iter().find(|(name, _)| *name == rtype.name);
    found.map(|(_, kind)| *kind)
}

/// Reads one.
pub fn sync_view<'m>(reader: &Reader<'m>, rtype: &'m RType, words: Words<'m>) -> SyncView {
    let w0 = words.word(0);
    let mut view = SyncView {
        kind: kind(rtype).unwrap_or_default().to_string(),
        addr: words.addr,
        ..SyncView::default()
    };
    if let Some(addr) = words.addr {
        let reads = |g: &u32| {
            let next = reader.machine.pending(Gid(*g));
            next.is_some_and(|next| next.op.kind == PendingKind::Sync(SyncOp::RwREnter))
        };
        (view.readers_waiting, view.waiters) = waiters(reader, addr).into_iter().partition(reads);
    }
    match view.kind.as_str() {
        "Mutex" => view.holder = holder(w0),
        "RWMutex" => {
            view.holder = holder(w0);
            view.readers = words.word(1);
            view.writer_pending = words.word(2) != 0;
        }
        "WaitGroup" => view.counter = w0 as i64,
        "Once" => view.done = w0 == 2,
        "Pool" => view.contents = pool(reader, &Record::new(rtype, words)),
        _ => {}
    }
    view
}

/// In a few characters: `held by 1`, `2 reading`, `3`, `done`, `free`.
pub fn text(view: &SyncView) -> String {
    match (view.kind.as_str(), view.holder) {
        (_, Some(g)) => format!("held by {g}"),
        ("WaitGroup", None) => view.counter.to_string(),
        ("Once", None) => if view.done { "done" } else { "fresh" }.to_string(),
        ("Cond", None) => format!("{} waiting", view.waiters.len()),
        ("Pool", None) => format!("[{}]", view.contents.join(" ")),
        _ if view.readers > 0 => format!("{} reading", view.readers),
        _ => "free".to_string(),
    }
}

/// The goroutine that a lock's word names.
pub fn holder(word: u64) -> Option<u32> {
    word.checked_sub(1).and_then(|g| u32::try_from(g).ok())
}

/// Goroutines that stand at an operation on the object and cannot go on.
pub fn waiters(reader: &Reader<'_>, addr: Addr) -> Vec<u32> {
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

/// The values of a Pool: the private one, then the stack from its top.
fn pool(reader: &Reader<'_>, pool: &Record<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for first in ["private", "shared"] {
        let mut addr = pool.word(reader, first);
        while addr != 0 && found.len() < POOL_MAX {
            let object = reader.machine.heap().object_at(addr);
            let item = object.and_then(|object| Record::at(reader, object.ty, addr));
            let Some((item, (ty, value))) =
                item.and_then(|item| Some((item, item.field(reader, "value")?)))
            else {
                break;
            };
            found.push(reader.inner_text(ty, value));
            addr = if first == "shared" {
                item.word(reader, "next")
            } else {
                0
            };
        }
    }
    found
}
