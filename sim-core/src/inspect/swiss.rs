//! The inside of a Swiss map (Go 1.24 and later): header, directory, tables, groups of eight slots with their control bytes.
//!
//! Reads the prelude's own structs (`runtime.hmap[K,V]`, `table`, `group`, see `prelude/runtime/map_swiss.go`) by field name. Everything
//! is checked: a map in the middle of a racing write may hold anything. What goroutines are doing in the map comes from
//! `swiss_work.rs`.
//!
//! Invariant: at most [`MAX_GROUPS`] groups of a map are in its view, those of tables where something happens first.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::reader::{Reader, Words};
use super::record::Record;
use super::swiss_view::{
    ControlState, DirEntryView, GrowthView, IteratorView, ProbeView, SwissGroupView, SwissMapView,
    SwissSlotView, SwissTableView, TableRole,
};
use super::swiss_work::{Growth, Probe, Work};
use super::view::{Mark, ObjId};
use crate::bytecode::{RType, RTypeId};

/// Most groups of one map shown: a table that is being split, and its halves.
const MAX_GROUPS: u64 = 512;
/// Most places of the directory shown.
const MAX_DIRECTORY: u64 = 64;
/// Most tables shown.
const MAX_TABLES: usize = 32;

/// A control byte of a free slot, and of a tombstone (facts of Go's internal/runtime/maps/group.go).
const CONTROL_EMPTY: u8 = 0x80;
const CONTROL_DELETED: u8 = 0xfe;
/// The bits of a hash that a control byte holds.
const H2_BITS: u32 = 7;

/// Whether maps of this type are Swiss maps.
pub fn is_swiss(reader: &Reader<'_>, map_type: &RType) -> bool {
    map_type
        .hmap
        .and_then(|hmap| reader.rtype(hmap))
        .is_some_and(|hmap| hmap.fields.iter().any(|f| f.name == "dirLen"))
}

/// What is needed to read one map.
struct Inside<'r, 'm> {
    reader: &'r Reader<'m>,
    graph: &'r Graph,
    work: &'r Work,
    map: ObjId,
    header: Record<'m>,
    table_type: RTypeId,
    group_type: RTypeId,
}

/// The view of the map whose header of type `hmap` stands at `addr`.
pub fn map_view(
    reader: &Reader<'_>,
    graph: &Graph,
    work: &Work,
    addr: ObjId,
    map_type: &RType,
    label: &str,
) -> Option<SwissMapView> {
    let header = Record::at(reader, map_type.hmap?, addr)?;
    let dir_type = header.target(reader, "dir")?;
    let inside = Inside {
        reader,
        graph,
        work,
        map: addr,
        header,
        table_type: reader.rtype(dir_type)?.elem?,
        group_type: header.target(reader, "small")?,
    };
    let word = |name: &str| header.header(reader, name);
    let (directory, directory_more) = inside.directory();
    let (tables, tables_more) = inside.tables();
    let mut view = SwissMapView {
        id: addr,
        label: label.to_string(),
        ty: map_type.name.clone(),
        used: word("used"),
        seed: word("seed"),
        writing: word("writing"),
        dir_len: word("dirLen"),
        global_depth: word("globalDepth"),
        global_shift: word("globalShift"),
        tombstone_possible: word("tombstonePossible"),
        clear_seq: word("clearSeq"),
        small_mark: header.mark(reader, "small"),
        dir_mark: header.mark(reader, "dir"),
        small: inside.small(),
        directory,
        directory_more,
        tables,
        tables_more,
        growths: inside.growths(),
        probes: inside.probes(),
        iterators: inside.iterators(),
    };
    mark_moved(&mut view);
    Some(view)
}

impl<'m> Inside<'_, 'm> {
    fn my_growths(&self) -> impl Iterator<Item = &Growth> {
        self.work.growths.iter().filter(|g| g.map == self.map)
    }

    fn my_probes(&self) -> impl Iterator<Item = &Probe> {
        self.work.probes.iter().filter(|p| p.map == self.map)
    }

    /// The only group: while there is no directory, and as long as somebody moves its entries or looks into it.
    fn small(&self) -> Option<SwissGroupView> {
        let addr = self.header.word(self.reader, "small");
        let wanted = self.header.word(self.reader, "dirLen") == 0
            || self.my_growths().any(|g| g.from.is_none())
            || self.my_probes().any(|p| p.table.is_none());
        if addr == 0 || !wanted {
            return None;
        }
        Some(self.group(addr, 0))
    }

    /// Addresses of the directory's places.
    fn places(&self) -> (Words<'m>, u64) {
        let len = self.header.word(self.reader, "dirLen");
        let dir = self.header.word(self.reader, "dir");
        let words = self.reader.memory(dir, len.min(1 << 20));
        (words, words.words.len() as u64)
    }

    fn directory(&self) -> (Vec<DirEntryView>, u64) {
        let (words, len) = self.places();
        let shown = len.min(MAX_DIRECTORY);
        let entry = |i: u64| DirEntryView {
            index: i,
            table: Some(words.word(i as usize)).filter(|t| *t != 0),
            mark: self.reader.mark(words.addr.map(|a| a + i), 1),
        };
        ((0..shown).map(entry).collect(), len - shown)
    }

    /// Tables of the directory, then new ones, then others that somebody works with; and how many were left out.
    fn tables(&self) -> (Vec<SwissTableView>, u64) {
        let (words, _) = self.places();
        let mut listed: Vec<(u64, TableRole)> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut add = |addr: u64, role: TableRole| {
            if addr != 0 && seen.insert(addr) {
                listed.push((addr, role));
            }
        };
        for addr in words.words {
            add(*addr, TableRole::Present);
        }
        for addr in self.my_growths().flat_map(|g| &g.to) {
            add(*addr, TableRole::New);
        }
        let froms = self.my_growths().filter_map(|g| g.from);
        let probed = self.my_probes().filter_map(|p| p.table);
        let walked = self.work.iterators.iter().filter(|i| i.map == self.map);
        for addr in froms.chain(probed).chain(walked.filter_map(|i| i.table)) {
            add(addr, TableRole::Replaced);
        }
        let busy = self.busy();
        let more = listed.len().saturating_sub(MAX_TABLES) as u64;
        let keep = |at: usize, addr: u64| at < MAX_TABLES || busy.contains(&addr);
        let kept = listed
            .into_iter()
            .enumerate()
            .filter(|(at, (addr, _))| keep(*at, *addr))
            .map(|(_, table)| table);
        let mut views: Vec<SwissTableView> = kept
            .filter_map(|(addr, role)| self.table(addr, role))
            .collect();
        self.fill(&mut views, &busy);
        (views, more)
    }

    /// Tables in which somebody is at work.
    fn busy(&self) -> BTreeSet<u64> {
        let growing = self.my_growths();
        let moved = growing.flat_map(|g| g.to.iter().copied().chain(g.from));
        moved
            .chain(self.my_probes().filter_map(|p| p.table))
            .collect()
    }

    /// Reads groups as far as there is room, in busy tables first.
    fn fill(&self, tables: &mut [SwissTableView], busy: &BTreeSet<u64>) {
        let mut room = MAX_GROUPS;
        for wanted in [true, false] {
            for table in tables.iter_mut().filter(|t| busy.contains(&t.id) == wanted) {
                let shown = table.more.min(room);
                room -= shown;
                table.more -= shown;
                table.groups = self.groups(table.id, shown);
            }
        }
    }

    /// A table without its groups, which are all counted as left out.
    fn table(&self, addr: u64, role: TableRole) -> Option<SwissTableView> {
        let record = Record::at(self.reader, self.table_type, addr)?;
        let word = |name: &str| record.header(self.reader, name);
        let known = self.graph.nodes.get(&addr);
        let groups = record.word(self.reader, "groups");
        let count = record.word(self.reader, "lengthMask").saturating_add(1);
        Some(SwissTableView {
            id: addr,
            label: known.map_or_else(String::new, |n| n.label.clone()),
            role,
            index: word("index"),
            local_depth: word("localDepth"),
            capacity: word("capacity"),
            used: word("used"),
            growth_left: word("growthLeft"),
            groups_mark: record.mark(self.reader, "groups"),
            groups: Vec::new(),
            more: if groups == 0 { 0 } else { count },
        })
    }

    fn groups(&self, table: u64, count: u64) -> Vec<SwissGroupView> {
        let Some(record) = Record::at(self.reader, self.table_type, table) else {
            return Vec::new();
        };
        let start = record.word(self.reader, "groups");
        let size = self.reader.rtype(self.group_type).map_or(1, |t| t.words);
        (0..count)
            .map(|i| self.group(start + i * u64::from(size), i))
            .collect()
    }

    fn group(&self, addr: u64, index: u64) -> SwissGroupView {
        let record = Record::at(self.reader, self.group_type, addr);
        let control = record.and_then(|r| r.field(self.reader, "ctrl"));
        let at = control.and_then(|(_, words)| words.addr);
        SwissGroupView {
            id: addr,
            index,
            mark: at.and_then(|at| self.reader.touched.whole_mark(at)),
            slots: record.map_or_else(Vec::new, |r| self.slots(&r, at)),
        }
    }

    fn slots(&self, group: &Record<'m>, control_at: Option<u64>) -> Vec<SwissSlotView> {
        let control = group.word(self.reader, "ctrl").to_le_bytes();
        let Some((slots, words)) = group.field(self.reader, "slots") else {
            return Vec::new();
        };
        let Some(slot) = self.reader.rtype(slots).and_then(|t| t.elem) else {
            return Vec::new();
        };
        let size = self.reader.rtype(slot).map_or(0, |t| t.words);
        let control = control.into_iter().enumerate();
        control
            .filter_map(|(i, byte)| {
                let record = Record::of(self.reader, slot, words.part(i as u32 * size, size))?;
                let touched = &self.reader.touched;
                let mark = control_at.and_then(|at| touched.byte_mark(at, i as u32));
                Some(self.slot(&record, byte, mark))
            })
            .collect()
    }

    fn slot(&self, slot: &Record<'m>, control: u8, mark: Option<Mark>) -> SwissSlotView {
        let state = control_state(control);
        let item = |name: &str| {
            let (ty, words) = slot.field(self.reader, name)?;
            let view = self.reader.value(ty, words);
            // An empty slot is shown only at the moment its key or element is written.
            (state == ControlState::Full || view.mark.is_some()).then_some(view)
        };
        let key = item("key");
        let entry = match state {
            ControlState::Full => key.as_ref().map_or_else(String::new, |k| k.text.clone()),
            _ => String::new(),
        };
        SwissSlotView {
            control,
            state,
            mark,
            elem: item("elem"),
            key,
            moved: false,
            entry,
        }
    }

    fn growths(&self) -> Vec<GrowthView> {
        let view = |g: &Growth| GrowthView {
            goroutine: g.goroutine,
            kind: g.kind,
            from: g
                .from
                .unwrap_or_else(|| self.header.word(self.reader, "small")),
            to: g.to.clone(),
            group: g.group,
            moved: 0,
        };
        self.my_growths().map(view).collect()
    }

    fn probes(&self) -> Vec<ProbeView> {
        let view = |p: &Probe| ProbeView {
            goroutine: p.goroutine,
            purpose: p.purpose,
            table: p.table,
            key: p.key.clone(),
            hash: p.hash,
            h1: p.hash >> H2_BITS,
            h2: (p.hash & 0x7f) as u8,
            path: p.path.clone(),
            matches: (0..8)
                .filter(|i| p.matches >> (8 * i + 7) & 1 == 1)
                .collect(),
            slot: p.slot,
        };
        self.my_probes().map(view).collect()
    }

    fn iterators(&self) -> Vec<IteratorView> {
        let slots = |table: Option<u64>| {
            let record = Record::at(self.reader, self.table_type, table?)?;
            Some(record.word(self.reader, "capacity")).filter(|c| c.is_power_of_two())
        };
        let mine = self.work.iterators.iter().filter(|i| i.map == self.map);
        mine.map(|i| {
            let mask = slots(i.table).unwrap_or(8) - 1;
            IteratorView {
                goroutine: i.goroutine,
                table: i.table,
                next: i.entry_index.wrapping_add(i.entry_offset) & mask,
                start: i.entry_offset & mask,
                tables_done: i.tables_done,
            }
        })
        .collect()
    }
}

fn control_state(control: u8) -> ControlState {
    match control {
        0..CONTROL_EMPTY => ControlState::Full,
        CONTROL_DELETED => ControlState::Deleted,
        _ => ControlState::Empty,
    }
}

/// Marks entries that are already in the tables which will replace theirs, and counts them.
fn mark_moved(view: &mut SwissMapView) {
    for growth in &mut view.growths {
        let entries = |table: &SwissTableView| -> Vec<String> {
            let slots = table.groups.iter().flat_map(|g| &g.slots);
            slots
                .filter(|s| s.state == ControlState::Full)
                .map(|s| s.entry.clone())
                .collect()
        };
        let taking = view.tables.iter().filter(|t| growth.to.contains(&t.id));
        let there: BTreeSet<String> = taking.flat_map(entries).collect();
        let mut moved = 0;
        let small = view.small.iter_mut().filter(|g| g.id == growth.from);
        let table = view.tables.iter_mut().filter(|t| t.id == growth.from);
        let groups = small.chain(table.flat_map(|t| &mut t.groups));
        for slot in groups.flat_map(|g| &mut g.slots) {
            let is_there = slot.state == ControlState::Full && there.contains(&slot.entry);
            slot.moved |= is_there;
            moved += u64::from(is_there);
        }
        growth.moved = moved;
    }
}
