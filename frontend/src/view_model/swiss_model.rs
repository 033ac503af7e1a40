//! What a Swiss map is drawn from: plain data, made by [`super::swiss`].
//!
//! Invariants:
//! - An entry's motion key stands on exactly one slot: so an entry that is moved to another table is seen to move.
//! - Every table of the view is in exactly one row.

use std::rc::Rc;

use sim_core::inspect::view::{Mark, ObjId, TableRole};

use super::maps::{Chip, Density, Slot};

/// A map.
#[derive(Clone, Debug, PartialEq)]
pub struct SwissModel {
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
    /// Mark on the pointer to the directory.
    pub dir_mark: Option<Mark>,
    /// One row for each table (or the only group), with what replaces it.
    pub rows: Vec<Row>,
    /// Tables left out.
    pub more: u64,
    /// Who looks for what.
    pub probes: Vec<ProbeModel>,
}

/// A table or the only group, who points to it, and what is to replace it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Places of the directory that lead here.
    pub places: Vec<PlaceModel>,
    /// Places left out between the last two.
    pub places_more: usize,
    /// The table.
    pub table: TableModel,
    /// Its entries are being moved.
    pub growth: Option<GrowthModel>,
}

/// A place of the directory.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceModel {
    /// Number.
    pub index: u64,
    /// The hash bits that lead here, empty where there is but one place.
    pub bits: String,
    /// Touched just now.
    pub mark: Option<Mark>,
}

/// A move of entries.
#[derive(Clone, Debug, PartialEq)]
pub struct GrowthModel {
    /// Who moves.
    pub goroutine: u32,
    /// Message id that names the kind.
    pub title: &'static str,
    /// Entries moved, and all.
    pub moved: u64,
    /// See `moved`.
    pub of: u64,
    /// Tables that take them.
    pub to: Vec<TableModel>,
}

/// A table, or the only group of a small map.
#[derive(Clone, Debug, PartialEq)]
pub struct TableModel {
    /// Identity.
    pub id: ObjId,
    /// Path that leads here.
    pub label: String,
    /// Mark on the pointer that leads here.
    pub mark: Option<Mark>,
    /// Message id of what is to be said of it, if anything.
    pub note: Option<&'static str>,
    /// Words of its header; none for the only group.
    pub chips: Vec<Chip>,
    /// How full it is; `None` for the only group.
    pub load: Option<Load>,
    /// Being filled, or replaced.
    pub role: TableRole,
    /// Groups.
    pub groups: Vec<Rc<GroupModel>>,
    /// Groups left out.
    pub more: u64,
}

/// How full a table is: entries, tombstones, and slots that may be filled before it must grow. The rest stays empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Entries.
    pub used: u64,
    /// Slots that were deleted and count as filled.
    pub tombstones: u64,
    /// Slots that may still be filled.
    pub left: u64,
    /// All slots.
    pub capacity: u64,
}

/// A group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupModel {
    /// Address.
    pub id: ObjId,
    /// Number in its table.
    pub index: u64,
    /// Mark on its control word as a whole.
    pub mark: Option<Mark>,
    /// Who has probed here: goroutine, and the how-manieth group of its path this is (from 1).
    pub visits: Vec<(u32, usize)>,
    /// Somebody stands here now.
    pub is_now: bool,
    /// Its entries are being moved just now.
    pub is_moving: bool,
    /// Loops that go on here, with the slot.
    pub loops: Vec<(u32, u64)>,
    /// Slots.
    pub slots: Vec<SwissSlot>,
}

/// A slot and what a search has to do with it.
#[derive(Clone, Debug, PartialEq)]
pub struct SwissSlot {
    /// As drawn.
    pub slot: Slot,
    /// Its control byte is the H2 that somebody looks for.
    pub is_match: bool,
    /// The search compares it now, or has chosen it.
    pub is_chosen: bool,
    /// Message id of the word for its state.
    pub word: &'static str,
}

/// A search, for the line below the header.
#[derive(Clone, Debug, PartialEq)]
pub struct ProbeModel {
    /// Who.
    pub goroutine: u32,
    /// Message id: looks for, places, deletes, moves.
    pub title: &'static str,
    /// The key.
    pub key: String,
    /// H2 in hexadecimal.
    pub h2: String,
    /// Groups visited.
    pub path: String,
}

impl SwissModel {
    /// Groups drawn.
    pub fn groups(&self) -> usize {
        let new = |row: &Row| {
            row.growth
                .iter()
                .flat_map(|g| &g.to)
                .map(|t| t.groups.len())
                .sum::<usize>()
        };
        self.rows
            .iter()
            .map(|row| row.table.groups.len() + new(row))
            .sum()
    }

    /// Whether entries are being moved.
    pub fn is_growing(&self) -> bool {
        self.rows.iter().any(|row| row.growth.is_some())
    }
}
