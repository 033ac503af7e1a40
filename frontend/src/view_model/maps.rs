//! A classic map, ready to draw: header chips, and one or two tables of buckets of eight slots.
//!
//! Invariants:
//! - An entry's motion key stands on exactly one slot, the one where a lookup would find it: so an evacuated entry is seen to move.
//! - The chips have the names of the fields of `hmap`, in their order.

use std::collections::BTreeSet;

use sim_core::inspect::view::{
    BucketPartView, BucketView, CellView, HeaderField, MapView, Mark, ObjId, SlotState, TableView,
    ValueView,
};

use super::walk::mark_in;

/// How much room there is for a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// Tophash, key and element in full.
    Roomy,
    /// Smaller type.
    Compact,
    /// Only whether a slot is taken.
    Tiny,
}

/// Bucket parts up to which slots are drawn in full, and small.
const ROOMY_PARTS_MAX: usize = 12;
const COMPACT_PARTS_MAX: usize = 36;

/// A map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapModel {
    /// Identity.
    pub id: ObjId,
    /// Expression that leads here.
    pub label: String,
    /// `map[string]int`.
    pub ty: String,
    /// Header words.
    pub chips: Vec<Chip>,
    /// Room per slot.
    pub density: Density,
    /// Old table, during growth.
    pub old: Option<TableModel>,
    /// The table; `None` before the first write.
    pub table: Option<TableModel>,
    /// Growing to the same size.
    pub same_size: bool,
}

/// A word of the header.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// Field name.
    pub name: &'static str,
    /// Value.
    pub text: String,
    /// Touched just now.
    pub mark: Option<Mark>,
    /// Drawn as a warning light that is on.
    pub lit: bool,
}

/// A bucket array.
#[derive(Clone, Debug, PartialEq)]
pub struct TableModel {
    /// Identity.
    pub id: ObjId,
    /// Mark on the pointer that leads here.
    pub mark: Option<Mark>,
    /// Buckets.
    pub buckets: Vec<BucketModel>,
    /// Buckets left out.
    pub more: u64,
}

/// A bucket with its overflow chain.
#[derive(Clone, Debug, PartialEq)]
pub struct BucketModel {
    /// Index.
    pub index: u64,
    /// Its entries have moved.
    pub evacuated: bool,
    /// Next to be evacuated.
    pub is_next: bool,
    /// Eight slots each.
    pub parts: Vec<PartModel>,
}

/// One bucket of eight slots.
#[derive(Clone, Debug, PartialEq)]
pub struct PartModel {
    /// Identity.
    pub id: ObjId,
    /// Mark on its overflow pointer.
    pub overflow_mark: Option<Mark>,
    /// Slots.
    pub slots: Vec<Slot>,
}

/// One slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Identity for motion, where a lookup finds the entry.
    pub key: Option<String>,
    /// CSS class of its state.
    pub class: &'static str,
    /// Tophash in short: two hex digits, `·` empty, `×` empty with entries after it, `X` and `Y` moved.
    pub top: String,
    /// Mark on the tophash.
    pub top_mark: Option<Mark>,
    /// Key, unless empty.
    pub key_text: Option<String>,
    /// Mark on the key.
    pub key_mark: Option<Mark>,
    /// Element, unless empty.
    pub elem_text: Option<String>,
    /// Mark on the element.
    pub elem_mark: Option<Mark>,
}

impl Slot {
    /// The first mark on any of its parts.
    pub fn mark(&self) -> Option<Mark> {
        self.top_mark.or(self.key_mark).or(self.elem_mark)
    }
}

/// Prepares a map.
pub fn map_model(map: &MapView) -> MapModel {
    let live: BTreeSet<&str> = slots(&map.buckets)
        .filter(|cell| cell.state == SlotState::Full)
        .map(|cell| cell.entry.as_str())
        .collect();
    let parts = [&map.buckets, &map.old]
        .into_iter()
        .flatten()
        .flat_map(|table| &table.buckets)
        .map(|bucket| bucket.chain.len())
        .sum();
    let next = map.old.is_some().then_some(map.nevacuate.value);
    let empty = BTreeSet::new();
    MapModel {
        id: map.id,
        label: map.label.clone(),
        ty: map.ty.clone(),
        chips: chips(map),
        density: density(parts),
        old: map
            .old
            .as_ref()
            .map(|old| table(map.id, old, map.oldbuckets_mark, &live, next)),
        table: map
            .buckets
            .as_ref()
            .map(|new| table(map.id, new, map.buckets_mark, &empty, None)),
        same_size: map.same_size_grow,
    }
}

/// How much room there is for a slot among so many buckets or groups.
pub fn density(parts: usize) -> Density {
    match parts {
        _ if parts <= ROOMY_PARTS_MAX => Density::Roomy,
        _ if parts <= COMPACT_PARTS_MAX => Density::Compact,
        _ => Density::Tiny,
    }
}

fn slots(table: &Option<TableView>) -> impl Iterator<Item = &CellView> {
    table
        .iter()
        .flat_map(|table| &table.buckets)
        .flat_map(|bucket| &bucket.chain)
        .flat_map(|part| &part.cells)
}

fn chips(map: &MapView) -> Vec<Chip> {
    let number = |name, field: &HeaderField| Chip {
        name,
        text: field.value.to_string(),
        mark: field.mark,
        lit: false,
    };
    let flags = Chip {
        name: "flags",
        text: flags_text(map),
        mark: map.flags.mark,
        lit: map.writing,
    };
    let mut chips = vec![number("count", &map.count), flags, number("B", &map.b)];
    if map.noverflow.value > 0 || map.noverflow.mark.is_some() {
        chips.push(number("noverflow", &map.noverflow));
    }
    if map.hash0.value != 0 || map.hash0.mark.is_some() {
        // Two bytes tell seeds apart; the rest would only take room.
        let text = format!("…{:04x}", map.hash0.value & 0xffff);
        chips.push(Chip {
            text,
            ..number("hash0", &map.hash0)
        });
    }
    if map.old.is_some() || map.nevacuate.mark.is_some() {
        chips.push(number("nevacuate", &map.nevacuate));
    }
    chips
}

/// The flags that are set, by their names in the runtime.
fn flags_text(map: &MapView) -> String {
    let flags = [
        (map.writing, "hashWriting"),
        (map.iterator, "iterator"),
        (map.old_iterator, "oldIterator"),
        (map.same_size_grow, "sameSizeGrow"),
    ];
    let set: Vec<&str> = flags
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, name)| *name)
        .collect();
    if set.is_empty() {
        "0".to_owned()
    } else {
        set.join(" ")
    }
}

/// `elsewhere` holds the entries that a lookup finds in another table.
fn table(
    map: ObjId,
    table: &TableView,
    mark: Option<Mark>,
    elsewhere: &BTreeSet<&str>,
    next: Option<u64>,
) -> TableModel {
    let bucket = |bucket: &BucketView| BucketModel {
        index: bucket.index,
        evacuated: bucket.evacuated,
        is_next: next == Some(bucket.index),
        parts: bucket
            .chain
            .iter()
            .map(|part| part_model(map, part, elsewhere))
            .collect(),
    };
    TableModel {
        id: table.id,
        mark,
        buckets: table.buckets.iter().map(bucket).collect(),
        more: table.more,
    }
}

fn part_model(map: ObjId, part: &BucketPartView, elsewhere: &BTreeSet<&str>) -> PartModel {
    let slots = part
        .cells
        .iter()
        .map(|cell| slot(map, cell, elsewhere))
        .collect();
    PartModel {
        id: part.id,
        overflow_mark: part.overflow_mark,
        slots,
    }
}

fn slot(map: ObjId, cell: &CellView, elsewhere: &BTreeSet<&str>) -> Slot {
    let is_here = cell.state == SlotState::Full
        && !cell.entry.is_empty()
        && !elsewhere.contains(cell.entry.as_str());
    let text = |value: &Option<ValueView>| value.as_ref().map(|value| value.text.clone());
    let mark = |value: &Option<ValueView>| value.as_ref().and_then(mark_in);
    let (class, top) = match cell.state {
        SlotState::EmptyRest => ("slot-empty", "·".to_owned()),
        SlotState::EmptyOne => ("slot-empty", "×".to_owned()),
        SlotState::EmptyMoved => ("slot-empty", "–".to_owned()),
        SlotState::MovedX => ("slot-moved", "X".to_owned()),
        SlotState::MovedY => ("slot-moved", "Y".to_owned()),
        SlotState::Full => ("slot-full", format!("{:02x}", cell.tophash)),
    };
    Slot {
        key: is_here.then(|| format!("m{map}.{}", cell.entry)),
        class,
        top,
        top_mark: cell.mark,
        key_text: text(&cell.key),
        key_mark: mark(&cell.key),
        elem_text: text(&cell.elem),
        elem_mark: mark(&cell.elem),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{bucket, full, map, moved, table};
    use super::*;

    #[test]
    fn an_entry_has_one_place() {
        let mut view = map("m");
        view.old = Some(table(
            100,
            vec![bucket(0, vec![moved("a", SlotState::MovedY), full("b")])],
        ));
        view.buckets = Some(table(
            200,
            vec![bucket(0, vec![]), bucket(1, vec![full("a")])],
        ));
        let model = map_model(&view);
        let keys = |table: &TableModel| -> Vec<String> {
            table
                .buckets
                .iter()
                .flat_map(|b| &b.parts)
                .flat_map(|p| &p.slots)
                .filter_map(|s| s.key.clone())
                .collect()
        };
        assert_eq!(keys(model.old.as_ref().unwrap()), ["m1.b"]);
        assert_eq!(keys(model.table.as_ref().unwrap()), ["m1.a"]);
        let old = &model.old.unwrap().buckets[0];
        assert!(old.is_next);
        assert_eq!(old.parts[0].slots[0].top, "Y");
    }

    #[test]
    fn the_copy_is_the_place_as_soon_as_both_exist() {
        let mut view = map("m");
        view.old = Some(table(100, vec![bucket(0, vec![full("a")])]));
        view.buckets = Some(table(200, vec![bucket(0, vec![full("a")])]));
        let model = map_model(&view);
        assert_eq!(model.old.unwrap().buckets[0].parts[0].slots[0].key, None);
    }

    #[test]
    fn flags_have_their_names() {
        let mut view = map("m");
        assert_eq!(flags_text(&view), "0");
        (view.writing, view.iterator) = (true, true);
        assert_eq!(flags_text(&view), "hashWriting iterator");
        let chips = chips(&view);
        assert_eq!(
            chips.iter().map(|chip| chip.name).collect::<Vec<_>>(),
            ["count", "flags", "B", "hash0"]
        );
        assert!(chips[1].lit);
    }

    #[test]
    fn large_maps_are_drawn_smaller() {
        assert_eq!(
            [density(1), density(13), density(37)],
            [Density::Roomy, Density::Compact, Density::Tiny]
        );
    }
}
