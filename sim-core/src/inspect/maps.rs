//! The inside of a classic map: header, bucket arrays, overflow chains.
//!
//! Reads the prelude's own structs (`runtime.hmap[K,V]`, `runtime.bmap[K,V]`, see `prelude/runtime/map_classic.go`) by field name, so
//! the order of their fields may change without touching this file. Everything is checked: a map in the middle of a racing write may
//! hold anything.

use super::reader::{Reader, Words};
use super::record::Record;
use super::view::{BucketPartView, BucketView, CellView, MapView, ObjId, SlotState, TableView};
use crate::bytecode::{RType, RTypeId};

/// Most buckets of one table shown.
const MAX_BUCKETS: u64 = 128;
/// Longest overflow chain shown.
const MAX_CHAIN: usize = 16;

/// Flag bits of hmap.flags (facts of Go's runtime/map.go).
const ITERATOR: u64 = 1;
const OLD_ITERATOR: u64 = 2;
const HASH_WRITING: u64 = 4;
const SAME_SIZE_GROW: u64 = 8;

/// The view of the map whose header of type `hmap` stands at `addr`.
pub fn map_view(
    reader: &Reader<'_>,
    addr: ObjId,
    map_type: &RType,
    label: &str,
) -> Option<MapView> {
    let h = Record::at(reader, map_type.hmap?, addr)?;
    let header = |name: &str| h.header(reader, name);
    let flags = h.word(reader, "flags");
    let b = h.word(reader, "B").min(62);
    let same_size = flags & SAME_SIZE_GROW != 0;
    let bucket = h.target(reader, "buckets");
    let old_count = if same_size {
        1u64 << b
    } else {
        1u64 << b.saturating_sub(1)
    };
    Some(MapView {
        id: addr,
        label: label.to_string(),
        ty: map_type.name.clone(),
        count: header("count"),
        flags: header("flags"),
        b: header("B"),
        noverflow: header("noverflow"),
        hash0: header("hash0"),
        nevacuate: header("nevacuate"),
        buckets_mark: h.mark(reader, "buckets"),
        oldbuckets_mark: h.mark(reader, "oldbuckets"),
        writing: flags & HASH_WRITING != 0,
        iterator: flags & ITERATOR != 0,
        old_iterator: flags & OLD_ITERATOR != 0,
        same_size_grow: same_size,
        buckets: table(reader, bucket, h.word(reader, "buckets"), 1 << b),
        old: table(reader, bucket, h.word(reader, "oldbuckets"), old_count),
    })
}

fn table(reader: &Reader<'_>, bucket: Option<RTypeId>, addr: u64, count: u64) -> Option<TableView> {
    let bucket = bucket?;
    if addr == 0 {
        return None;
    }
    let size = u64::from(reader.rtype(bucket)?.words);
    let shown = count.min(MAX_BUCKETS);
    let buckets = (0..shown)
        .map(|index| bucket_view(reader, bucket, addr + index * size, index))
        .collect();
    Some(TableView {
        id: addr,
        buckets,
        more: count - shown,
    })
}

fn bucket_view(reader: &Reader<'_>, bucket: RTypeId, addr: u64, index: u64) -> BucketView {
    let mut chain: Vec<BucketPartView> = Vec::new();
    let mut at = addr;
    while at != 0 && chain.len() < MAX_CHAIN && chain.iter().all(|part| part.id != at) {
        let Some(b) = Record::at(reader, bucket, at) else {
            break;
        };
        chain.push(BucketPartView {
            id: at,
            cells: cells(reader, &b),
            overflow_mark: b.mark(reader, "overflow"),
        });
        at = b.word(reader, "overflow");
    }
    let first = chain
        .first()
        .and_then(|p| p.cells.first())
        .map_or(SlotState::EmptyRest, |c| c.state);
    let evacuated = matches!(
        first,
        SlotState::MovedX | SlotState::MovedY | SlotState::EmptyMoved
    );
    BucketView {
        index,
        chain,
        evacuated,
    }
}

fn cells(reader: &Reader<'_>, b: &Record<'_>) -> Vec<CellView> {
    let Some((_, tops)) = b.field(reader, "tophash") else {
        return Vec::new();
    };
    (0..8).map(|i| cell(reader, b, tops, i)).collect()
}

fn cell<'m>(reader: &Reader<'m>, b: &Record<'m>, tops: Words<'m>, i: u32) -> CellView {
    let top = tops.part(i, 1);
    let state = slot_state(top.word(0));
    let stored = !matches!(
        state,
        SlotState::EmptyRest | SlotState::EmptyOne | SlotState::EmptyMoved
    );
    let item = |name: &str| {
        let (array, words) = b.field(reader, name)?;
        let elem = reader.rtype(array)?.elem?;
        let size = reader.rtype(elem)?.words;
        let view = reader.value(elem, words.part(i * size, size));
        // An empty slot is shown only at the moment its key or element is written.
        (stored || view.mark.is_some()).then_some(view)
    };
    let key = item("keys");
    let entry = if stored {
        key.as_ref().map_or_else(String::new, |k| k.text.clone())
    } else {
        String::new()
    };
    CellView {
        tophash: top.word(0) as u8,
        state,
        elem: item("elems"),
        key,
        mark: reader.mark(top.addr, 1),
        entry,
    }
}

fn slot_state(tophash: u64) -> SlotState {
    match tophash {
        0 => SlotState::EmptyRest,
        1 => SlotState::EmptyOne,
        2 => SlotState::MovedX,
        3 => SlotState::MovedY,
        4 => SlotState::EmptyMoved,
        _ => SlotState::Full,
    }
}
