//! A Swiss map, ready to draw: header chips, then rows of directory places, their table, and the tables that will replace it.
//!
//! Invariants:
//! - Those of the model ([`super::swiss_model`]).
//! - The chips have the names of the fields of the prelude's structs, in their order.

use std::collections::BTreeSet;
use std::rc::Rc;

use sim_core::inspect::view::{
    ControlState, GrowthKind, GrowthView, HeaderField, ObjId, ProbePurpose, ProbeView,
    SwissGroupView, SwissMapView, SwissSlotView, SwissTableView, TableRole, ValueView,
};

use super::maps::{Chip, Slot, density};
use super::swiss_model::{
    GroupModel, GrowthModel, Load, PlaceModel, ProbeModel, Row, SwissModel, SwissSlot, TableModel,
};
use super::walk::mark_in;

/// Directory places listed by number in one row; of more, the first and last.
const PLACES_MAX: usize = 8;

/// Prepares a map.
pub fn swiss_model(map: &SwissMapView) -> SwissModel {
    let groups = map.tables.iter().map(|t| t.groups.len()).sum::<usize>();
    let density = density(groups + usize::from(map.small.is_some()));
    SwissModel {
        id: map.id,
        label: map.label.clone(),
        ty: map.ty.clone(),
        chips: chips(map),
        density,
        dir_mark: map.dir_mark,
        rows: rows(map),
        more: map.tables_more,
        probes: map.probes.iter().map(probe_model).collect(),
    }
}

fn chip(name: &'static str, field: &HeaderField) -> Chip {
    Chip {
        name,
        text: field.value.to_string(),
        mark: field.mark,
        lit: false,
    }
}

fn chips(map: &SwissMapView) -> Vec<Chip> {
    let mut chips = vec![chip("used", &map.used)];
    if map.seed.value != 0 || map.seed.mark.is_some() {
        // Two bytes tell seeds apart; the rest would only take room.
        let text = format!("…{:04x}", map.seed.value & 0xffff);
        chips.push(Chip {
            text,
            ..chip("seed", &map.seed)
        });
    }
    let table = map.dir_len.value > 0 || map.dir_len.mark.is_some();
    let rare = [
        ("dirLen", &map.dir_len, table),
        ("globalDepth", &map.global_depth, map.dir_len.value > 1),
        ("globalShift", &map.global_shift, false),
    ];
    let later = [
        ("tombstonePossible", &map.tombstone_possible, false),
        ("clearSeq", &map.clear_seq, map.clear_seq.value > 0),
    ];
    let shown = |(name, field, always): (&'static str, &HeaderField, bool)| {
        (always || field.mark.is_some()).then(|| chip(name, field))
    };
    chips.extend(rare.into_iter().filter_map(shown));
    chips.push(Chip {
        lit: map.writing.value != 0,
        ..chip("writing", &map.writing)
    });
    chips.extend(later.into_iter().filter_map(shown));
    chips
}

fn probe_model(probe: &ProbeView) -> ProbeModel {
    let path: Vec<String> = probe.path.iter().map(u64::to_string).collect();
    ProbeModel {
        goroutine: probe.goroutine,
        title: match probe.purpose {
            ProbePurpose::Find => "probe-find",
            ProbePurpose::Assign => "probe-assign",
            ProbePurpose::Delete => "probe-delete",
            ProbePurpose::Move => "probe-move",
        },
        key: probe.key.clone(),
        h2: format!("{:02x}", probe.h2),
        path: path.join(" → "),
    }
}

fn rows(map: &SwissMapView) -> Vec<Row> {
    let taking: BTreeSet<ObjId> = map.growths.iter().flat_map(|g| g.to.clone()).collect();
    let growth_from = |id: ObjId| map.growths.iter().find(|g| g.from == id);
    let small = map.small.iter().map(|group| Row {
        places: Vec::new(),
        places_more: 0,
        table: small_table(map, group),
        growth: growth_from(group.id).map(|g| growth_model(map, g)),
    });
    // A new table stands beside the one that it replaces, except where that is gone from the view.
    let beside = |t: &&SwissTableView| {
        t.role == TableRole::New
            && map.growths.iter().any(|g| {
                g.to.contains(&t.id)
                    && (map.tables.iter().any(|f| f.id == g.from)
                        || map.small.as_ref().is_some_and(|s| s.id == g.from))
            })
    };
    let tables = map.tables.iter().filter(|t| !beside(t)).map(|table| {
        let places: Vec<PlaceModel> = places(map, table.id);
        let growth = growth_from(table.id).map(|g| growth_model(map, g));
        let more = places.len().saturating_sub(PLACES_MAX);
        let shown = |(i, place): (usize, PlaceModel)| {
            (more == 0 || i < PLACES_MAX - 1 || i + 1 == more + PLACES_MAX).then_some(place)
        };
        Row {
            places: places.into_iter().enumerate().filter_map(shown).collect(),
            places_more: more,
            table: table_model(map, table, note(map, table, &taking)),
            growth,
        }
    });
    small.chain(tables).collect()
}

fn places(map: &SwissMapView, table: ObjId) -> Vec<PlaceModel> {
    let depth = map.global_depth.value.min(63) as usize;
    map.directory
        .iter()
        .filter(|place| place.table == Some(table))
        .map(|place| PlaceModel {
            index: place.index,
            bits: match depth {
                0 => String::new(),
                _ => format!("{:0depth$b}…", place.index),
            },
            mark: place.mark,
        })
        .collect()
}

/// What is to be said of a table besides its header.
fn note(
    map: &SwissMapView,
    table: &SwissTableView,
    taking: &BTreeSet<ObjId>,
) -> Option<&'static str> {
    let split = |g: &&GrowthView| g.kind == GrowthKind::Split;
    let half = map
        .growths
        .iter()
        .filter(split)
        .find_map(|g| g.to.iter().position(|id| *id == table.id));
    match (table.role, half) {
        (_, Some(0)) => Some("swiss-left"),
        (_, Some(_)) => Some("swiss-right"),
        (TableRole::Replaced, None) => Some("swiss-replaced"),
        (TableRole::New, None) if taking.contains(&table.id) => Some("swiss-new"),
        _ => None,
    }
}

fn growth_model(map: &SwissMapView, growth: &GrowthView) -> GrowthModel {
    let taking = growth.to.iter().copied().collect();
    let to = map
        .tables
        .iter()
        .filter(|t| t.role == TableRole::New && growth.to.contains(&t.id));
    let from = map.tables.iter().find(|t| t.id == growth.from);
    GrowthModel {
        goroutine: growth.goroutine,
        title: match growth.kind {
            GrowthKind::ToTable => "swiss-to-table",
            GrowthKind::Grow => "swiss-grow",
            GrowthKind::Split => "swiss-split",
        },
        moved: growth.moved,
        of: from.map_or(map.used.value, |t| t.used.value),
        to: to
            .map(|t| table_model(map, t, note(map, t, &taking)))
            .collect(),
    }
}

fn small_table(map: &SwissMapView, group: &SwissGroupView) -> TableModel {
    TableModel {
        id: group.id,
        label: format!("{}.small", map.label),
        mark: map.small_mark,
        note: None,
        chips: Vec::new(),
        load: None,
        role: TableRole::Present,
        groups: vec![Rc::new(group_model(map, None, group))],
        more: 0,
    }
}

fn table_model(
    map: &SwissMapView,
    table: &SwissTableView,
    note: Option<&'static str>,
) -> TableModel {
    let index = Chip {
        text: (table.index.value as i64).to_string(),
        ..chip("index", &table.index)
    };
    let mut chips = vec![
        chip("used", &table.used),
        chip("growthLeft", &table.growth_left),
        chip("capacity", &table.capacity),
    ];
    if map.global_depth.value > 0 || table.local_depth.value > 0 {
        chips.push(chip("localDepth", &table.local_depth));
    }
    if table.index.mark.is_some() || table.index.value as i64 == -1 {
        chips.push(index);
    }
    let groups = table.groups.iter();
    TableModel {
        id: table.id,
        label: table.label.clone(),
        mark: table.groups_mark,
        note,
        chips,
        load: Some(load(table)),
        role: table.role,
        groups: groups
            .map(|g| Rc::new(group_model(map, Some(table), g)))
            .collect(),
        more: table.more,
    }
}

fn load(table: &SwissTableView) -> Load {
    let deleted = |group: &SwissGroupView| {
        let dead = |s: &&SwissSlotView| s.state == ControlState::Deleted;
        group.slots.iter().filter(dead).count() as u64
    };
    Load {
        used: table.used.value,
        tombstones: table.groups.iter().map(deleted).sum(),
        left: table.growth_left.value,
        capacity: table.capacity.value.max(1),
    }
}

fn group_model(
    map: &SwissMapView,
    table: Option<&SwissTableView>,
    group: &SwissGroupView,
) -> GroupModel {
    let id = table.map(|t| t.id);
    let probes = || map.probes.iter().filter(move |p| p.table == id);
    let at = |p: &ProbeView| p.path.iter().position(|g| *g == group.index);
    let here = |p: &&ProbeView| p.path.last() == Some(&group.index);
    let loops = map
        .iterators
        .iter()
        .filter(|i| i.table == id && i.next / 8 == group.index);
    // Loops over a map that was one group when they began are not in any table.
    let loops = loops.filter(|_| id.is_some() || map.dir_len.value == 0);
    let from = id.unwrap_or(group.id);
    let replaced = table.is_some_and(|t| t.role == TableRole::Replaced)
        && !map.growths.iter().any(|g| Some(g.from) == id);
    let slot = |(i, slot): (usize, &SwissSlotView)| {
        let i = i as u32;
        SwissSlot {
            slot: slot_model(map.id, slot, replaced),
            is_match: probes().filter(here).any(|p| p.matches.contains(&i)),
            is_chosen: probes().filter(here).any(|p| p.slot == Some(i)),
            word: match slot.state {
                ControlState::Empty => "slot-empty",
                ControlState::Deleted => "slot-deleted",
                ControlState::Full => "slot-full",
            },
        }
    };
    GroupModel {
        id: group.id,
        index: group.index,
        mark: group.mark,
        visits: probes()
            .filter_map(|p| Some((p.goroutine, at(p)? + 1)))
            .collect(),
        is_now: probes().any(|p| here(&p)),
        is_moving: map
            .growths
            .iter()
            .any(|g| g.from == from && g.group == group.index),
        loops: loops.map(|i| (i.goroutine, i.next % 8)).collect(),
        slots: group.slots.iter().enumerate().map(slot).collect(),
    }
}

fn slot_model(map: ObjId, slot: &SwissSlotView, replaced: bool) -> Slot {
    let text = |value: &Option<ValueView>| value.as_ref().map(|value| value.text.clone());
    let mark = |value: &Option<ValueView>| value.as_ref().and_then(mark_in);
    let (class, top) = match slot.state {
        ControlState::Empty => ("slot-empty", "·".to_owned()),
        ControlState::Deleted => ("slot-tombstone", "†".to_owned()),
        ControlState::Full if slot.moved => ("slot-moved", format!("{:02x}✓", slot.control)),
        ControlState::Full => ("slot-full", format!("{:02x}", slot.control)),
    };
    let is_here = slot.state == ControlState::Full && !slot.moved && !replaced;
    Slot {
        key: (is_here && !slot.entry.is_empty()).then(|| format!("m{map}.{}", slot.entry)),
        class,
        top,
        top_mark: slot.mark,
        key_text: text(&slot.key),
        key_mark: mark(&slot.key),
        elem_text: text(&slot.elem),
        elem_mark: mark(&slot.elem),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::swiss;
    use super::*;

    fn keys(table: &TableModel) -> Vec<String> {
        let slots = table.groups.iter().flat_map(|g| &g.slots);
        slots.filter_map(|s| s.slot.key.clone()).collect()
    }

    #[test]
    fn an_entry_has_one_place_while_it_is_moved() {
        let model = swiss_model(&swiss());
        assert_eq!(
            model.rows.len(),
            1,
            "the new table stands beside the old one"
        );
        let row = &model.rows[0];
        let growth = row.growth.as_ref().unwrap();
        assert_eq!(keys(&row.table), ["m1.b"]);
        assert_eq!(keys(&growth.to[0]), ["m1.a"]);
        assert_eq!(
            (growth.title, growth.moved, growth.of),
            ("swiss-split", 1, 2)
        );
        assert_eq!(growth.to[0].note, Some("swiss-left"));
    }

    #[test]
    fn control_bytes_have_a_sign_and_a_word() {
        let model = swiss_model(&swiss());
        let group = &model.rows[0].table.groups[0];
        let signs: Vec<_> = group
            .slots
            .iter()
            .map(|s| (s.slot.top.as_str(), s.word))
            .collect();
        assert_eq!(
            signs,
            [
                ("5e✓", "slot-full"),
                ("5e", "slot-full"),
                ("†", "slot-deleted"),
                ("·", "slot-empty")
            ]
        );
    }

    #[test]
    fn the_way_of_a_search_is_numbered() {
        let model = swiss_model(&swiss());
        let groups = &model.rows[0].table.groups;
        assert_eq!(
            (groups[0].visits.clone(), groups[0].is_now),
            (vec![(2, 2)], true)
        );
        assert_eq!(
            (groups[1].visits.clone(), groups[1].is_now),
            (vec![(2, 1)], false)
        );
        assert!(groups[0].slots[1].is_match && groups[0].slots[1].is_chosen);
        assert_eq!(model.probes[0].path, "1 → 0");
    }

    #[test]
    fn a_table_lists_its_places_by_their_bits() {
        let model = swiss_model(&swiss());
        let places: Vec<_> = model.rows[0]
            .places
            .iter()
            .map(|p| p.bits.as_str())
            .collect();
        assert_eq!(places, ["0…", "1…"]);
    }
}
