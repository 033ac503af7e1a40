//! The inside of a `sync.Map`: its read and dirty maps up to Go 1.23, its tree from 1.24 on.
//!
//! Reads the prelude's own structs (`prelude/sync/map_two.go`, `map_trie.go`) by field name. What an atomic pointer points to is known by
//! the type of the object there. Everything is bounded: a map in the middle of a change may hold anything.

use super::reader::{Reader, Words};
use super::record::Record;
use super::sync::{holder, waiters};
use super::view::{
    ReadDirtyView, SyncEntryState, SyncEntryView, SyncMapView, TrieChild, TrieNodeView,
    TrieSlotView,
};
use crate::bytecode::{RType, RTypeId};
use crate::library::mapread;
use crate::machine::Addr;

/// Most entries shown of one map, and of one chain.
const ENTRIES_MAX: usize = 64;
/// Most nodes shown of a tree.
const NODES_MAX: usize = 64;
/// 64 bits of hash, four to a level.
const LEVELS_MAX: usize = 16;
const CHILDREN: u32 = 16;

/// Whether a type is `sync.Map`.
pub fn is_sync_map(rtype: &RType) -> bool {
    rtype.name == "sync.Map"
}

/// Reads one.
pub fn sync_map_view<'m>(reader: &Reader<'m>, rtype: &'m RType, words: Words<'m>) -> SyncMapView {
    let map = Record::new(rtype, words);
    if rtype.fields.iter().any(|field| field.name == "root") {
        let mut budget = NODES_MAX;
        SyncMapView::Trie(node(
            reader,
            map.word(reader, "root"),
            LEVELS_MAX,
            &mut budget,
        ))
    } else {
        SyncMapView::ReadDirty(read_dirty(reader, &map))
    }
}

/// In a few characters.
pub fn text(view: &SyncMapView) -> String {
    let count = |entries: &Option<Vec<SyncEntryView>>| entries.as_ref().map_or(0, Vec::len);
    match view {
        SyncMapView::ReadDirty(maps) => {
            format!(
                "read {} dirty {} misses {}",
                count(&maps.read),
                count(&maps.dirty),
                maps.misses
            )
        }
        SyncMapView::Trie(None) => "empty".to_string(),
        SyncMapView::Trie(Some(root)) => format!("{} slots in use", root.slots.len()),
    }
}

/// The struct that the object at an address is.
fn object<'m>(reader: &Reader<'m>, addr: Addr) -> Option<Record<'m>> {
    let object = reader.machine.heap().object_at(addr)?;
    Record::at(reader, object.ty, addr)
}

fn read_dirty(reader: &Reader<'_>, map: &Record<'_>) -> ReadDirtyView {
    let read_only = map.word(reader, "read");
    let published = object(reader, read_only);
    let read = published
        .as_ref()
        .and_then(|read| entry_addresses(reader, read, "m"));
    let dirty = entry_addresses(reader, map, "dirty");
    let mu = map.field(reader, "mu").map(|(_, words)| words);
    let lock = mu.and_then(|words| words.addr);
    ReadDirtyView {
        amended: published
            .as_ref()
            .is_some_and(|read| read.word(reader, "amended") != 0),
        misses: map.word(reader, "misses"),
        read_mark: map.mark(reader, "read"),
        dirty_mark: map.mark(reader, "dirty"),
        misses_mark: map.mark(reader, "misses"),
        lock_mark: map.mark(reader, "mu"),
        holder: holder(mu.map_or(0, |words| words.word(0))),
        waiters: lock.map_or_else(Vec::new, |lock| waiters(reader, lock)),
        read: read
            .as_ref()
            .map(|own| entries(reader, own, dirty.as_ref())),
        dirty: dirty
            .as_ref()
            .map(|own| entries(reader, own, read.as_ref())),
    }
}

/// Keys and entry addresses of the map in a field, `None` where it is nil.
struct Held<'m> {
    key: RTypeId,
    pairs: Vec<(Words<'m>, Addr)>,
}

fn entry_addresses<'m>(reader: &Reader<'m>, record: &Record<'m>, field: &str) -> Option<Held<'m>> {
    let (ty, words) = record.field(reader, field)?;
    let (ty, header) = (reader.rtype(ty)?, words.word(0));
    if header == 0 {
        return None;
    }
    let key = ty.key?;
    let peek = |addr| reader.machine.heap().word(addr);
    let found = mapread::read(&peek, &reader.program.rtypes, ty.hmap?, header)?;
    let size = u64::from(reader.rtype(key)?.words);
    let pair = |&(key, elem): &(u64, u64)| Some((reader.memory(key, size), peek(elem)?));
    let pairs = found
        .entries
        .iter()
        .take(ENTRIES_MAX)
        .filter_map(pair)
        .collect();
    Some(Held { key, pairs })
}

fn entries(reader: &Reader<'_>, own: &Held<'_>, other: Option<&Held<'_>>) -> Vec<SyncEntryView> {
    let expunged = reader
        .program
        .globals
        .iter()
        .find(|global| global.name == "sync.expunged");
    let expunged = expunged.and_then(|global| reader.machine.heap().word(u64::from(global.addr)));
    let view = |(key, entry): &(Words<'_>, Addr)| {
        let at = reader.machine.heap().word(*entry).unwrap_or(0);
        let state = match at {
            0 => SyncEntryState::Deleted,
            _ if Some(at) == expunged => SyncEntryState::Expunged,
            _ => SyncEntryState::Live,
        };
        let live = state == SyncEntryState::Live;
        let value = |own: &Held<'_>| reader.inner_text(own.key, reader.memory(at, 2));
        SyncEntryView {
            id: *entry,
            key: plain(&reader.inner_text(own.key, *key)),
            value: if live {
                plain(&value(own))
            } else {
                String::new()
            },
            state,
            shared: other.is_some_and(|other| other.pairs.iter().any(|(_, e)| e == entry)),
            mark: reader.mark(Some(*entry), 1),
        }
    };
    let mut views: Vec<SyncEntryView> = own.pairs.iter().map(view).collect();
    views.sort_by(|a, b| (a.key.len(), &a.key).cmp(&(b.key.len(), &b.key)));
    views
}

/// `string("a")` and `int(1)` without the type, which every reader can tell.
fn plain(text: &str) -> String {
    let inner = ["string(", "int("]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix));
    inner
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(text)
        .to_string()
}

fn node(
    reader: &Reader<'_>,
    addr: Addr,
    levels: usize,
    budget: &mut usize,
) -> Option<TrieNodeView> {
    *budget = budget.checked_sub(1)?;
    let record = object(reader, addr)?;
    let (_, slots) = record.field(reader, "children")?;
    let lock = record.field(reader, "mu").map(|(_, words)| words)?;
    let mut view = TrieNodeView {
        id: addr,
        dead: record.word(reader, "dead") != 0,
        holder: holder(lock.word(0)),
        waiters: lock
            .addr
            .map_or_else(Vec::new, |lock| waiters(reader, lock)),
        slots: Vec::new(),
        mark: record.mark(reader, "mu").or(record.mark(reader, "dead")),
    };
    for slot in 0..CHILDREN {
        let at = slots.part(slot, 1);
        let mark = reader.mark(at.addr, 1);
        let child = match object(reader, at.word(0)) {
            _ if at.word(0) == 0 => None,
            Some(child) if child.field(reader, "children").is_none() => {
                Some(TrieChild::Chain(chain(reader, at.word(0))))
            }
            _ if levels == 0 => Some(TrieChild::More),
            _ => Some(
                node(reader, at.word(0), levels - 1, budget)
                    .map_or(TrieChild::More, |child| TrieChild::Node(Box::new(child))),
            ),
        };
        if child.is_some() || mark.is_some() {
            view.slots.push(TrieSlotView {
                slot: slot as u8,
                child: child.unwrap_or(TrieChild::Nil),
                mark,
            });
        }
    }
    Some(view)
}

/// The entries of one hash.
fn chain(reader: &Reader<'_>, mut addr: Addr) -> Vec<SyncEntryView> {
    let mut found: Vec<SyncEntryView> = Vec::new();
    while addr != 0 && found.len() < ENTRIES_MAX {
        let Some(record) = object(reader, addr) else {
            break;
        };
        let text = |name: &str| {
            let (ty, words) = record.field(reader, name)?;
            Some(plain(&reader.inner_text(ty, words)))
        };
        found.push(SyncEntryView {
            id: addr,
            key: text("key").unwrap_or_default(),
            value: text("value").unwrap_or_default(),
            state: SyncEntryState::Live,
            shared: false,
            mark: record.mark(reader, "overflow"),
        });
        addr = record.word(reader, "overflow");
    }
    found
}
