//! INTERFACE. Views of a Swiss map (Go 1.24 and later): header, directory, tables, groups, and who is doing what in them.
//!
//! The invariants are those of `view.rs`. Two things are not memory but read off the goroutines' frames: the probing path of a
//! goroutine that looks for a key, and how far a table's entries have been moved.

use serde::{Deserialize, Serialize};

use super::view::{HeaderField, Mark, ObjId, ValueView};

/// A Swiss map's inside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwissMapView {
    /// Identity: the hmap's address.
    pub id: ObjId,
    /// Shortest path that leads here: `m`, `cache.items`.
    pub label: String,
    /// `map[string]int`.
    pub ty: String,
    /// Number of entries.
    pub used: HeaderField,
    /// Hash seed.
    pub seed: HeaderField,
    /// 1 while somebody writes.
    pub writing: HeaderField,
    /// Places of the directory; 0 while the map is one group.
    pub dir_len: HeaderField,
    /// Bits of the hash that choose the place in the directory.
    pub global_depth: HeaderField,
    /// 64 less that.
    pub global_shift: HeaderField,
    /// A deletion has left a tombstone.
    pub tombstone_possible: HeaderField,
    /// Number of clears.
    pub clear_seq: HeaderField,
    /// Mark on the pointer to the only group.
    pub small_mark: Option<Mark>,
    /// Mark on the pointer to the directory.
    pub dir_mark: Option<Mark>,
    /// The only group of a map without directory, also while its entries are being moved to a table.
    pub small: Option<SwissGroupView>,
    /// The directory.
    pub directory: Vec<DirEntryView>,
    /// Places of the directory left out.
    pub directory_more: u64,
    /// Tables of the directory in its order, then those that are being filled, then replaced ones that somebody still walks.
    pub tables: Vec<SwissTableView>,
    /// Tables left out.
    pub tables_more: u64,
    /// Moves of entries under way.
    pub growths: Vec<GrowthView>,
    /// Searches under way, one for each goroutine.
    pub probes: Vec<ProbeView>,
    /// Loops over the map.
    pub iterators: Vec<IteratorView>,
}

/// A place of the directory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DirEntryView {
    /// Its number: the top `global_depth` bits of the hashes that lead here.
    pub index: u64,
    /// The table, `None` for nil.
    pub table: Option<ObjId>,
    /// Touched by the last transition.
    pub mark: Option<Mark>,
}

/// What a table is to its map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableRole {
    /// In the directory.
    Present,
    /// Being filled, not in the directory yet.
    New,
    /// No longer in the directory, but somebody still works with it.
    Replaced,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwissTableView {
    /// Identity.
    pub id: ObjId,
    /// Path that leads here: `m.dir[0]`, or the runtime's variable that holds it, `bigger`.
    pub label: String,
    /// What it is to the map.
    pub role: TableRole,
    /// First place in the directory as the table has it, a signed number: -1 when it was replaced.
    pub index: HeaderField,
    /// Bits of the hash that all its keys share.
    pub local_depth: HeaderField,
    /// Slots.
    pub capacity: HeaderField,
    /// Entries.
    pub used: HeaderField,
    /// Empty slots that may be filled before it must grow.
    pub growth_left: HeaderField,
    /// Mark on the pointer to the groups.
    pub groups_mark: Option<Mark>,
    /// Groups.
    pub groups: Vec<SwissGroupView>,
    /// Groups left out.
    pub more: u64,
}

/// Eight slots and their control word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwissGroupView {
    /// Address.
    pub id: ObjId,
    /// Number in its table.
    pub index: u64,
    /// Mark on the control word where all of it was read or written at once.
    pub mark: Option<Mark>,
    /// Slots.
    pub slots: Vec<SwissSlotView>,
}

/// What a control byte says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ControlState {
    /// 0x80: free, and probing ends here.
    Empty,
    /// 0xfe: free, but probing goes on. A tombstone.
    Deleted,
    /// 0 to 0x7f: the low 7 bits of the key's hash.
    Full,
}

/// One slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwissSlotView {
    /// Control byte.
    pub control: u8,
    /// Its meaning.
    pub state: ControlState,
    /// Mark on the control byte where it alone was written.
    pub mark: Option<Mark>,
    /// Key, where there is one or it was touched just now.
    pub key: Option<ValueView>,
    /// Element, likewise.
    pub elem: Option<ValueView>,
    /// The entry is already in a table that will replace this one.
    pub moved: bool,
    /// Identity of the entry across tables: equal for the old and new place of one key. Empty where there is none.
    pub entry: String,
}

/// Why a goroutine probes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProbePurpose {
    /// To read an entry.
    Find,
    /// To find an entry or a slot for it.
    Assign,
    /// To delete an entry.
    Delete,
    /// To find a slot for a key that is moved from another table.
    Move,
}

/// A search under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProbeView {
    /// Who.
    pub goroutine: u32,
    /// Why.
    pub purpose: ProbePurpose,
    /// Table; `None` in a map that is one group.
    pub table: Option<ObjId>,
    /// The key's text.
    pub key: String,
    /// Its hash.
    pub hash: u64,
    /// Hash without its low 7 bits.
    pub h1: u64,
    /// Its low 7 bits.
    pub h2: u8,
    /// Groups visited so far, the present one last.
    pub path: Vec<u64>,
    /// Slots of the present group whose control byte is H2 and whose keys are still to be compared.
    pub matches: Vec<u32>,
    /// Slot of the present group that it looks at or has chosen.
    pub slot: Option<u32>,
}

/// How entries get into other tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GrowthKind {
    /// The only group's, into the first table.
    ToTable,
    /// Into a table of twice the size.
    Grow,
    /// Into two tables, by one more bit of the hash.
    Split,
}

/// A move of entries under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GrowthView {
    /// Who moves them.
    pub goroutine: u32,
    /// How.
    pub kind: GrowthKind,
    /// Table (or only group) that they come from.
    pub from: ObjId,
    /// Tables that take them, as far as these exist already: left before right in a split.
    pub to: Vec<ObjId>,
    /// Group that is being moved.
    pub group: u64,
    /// Entries moved.
    pub moved: u64,
}

/// A loop over the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IteratorView {
    /// Whose.
    pub goroutine: u32,
    /// Table that it walks; `None` between tables, and in a map that was one group when the loop began.
    pub table: Option<ObjId>,
    /// Slot at which it goes on, counted from the table's first: group 8 of it, then slot in the group.
    pub next: u64,
    /// Slot at which it began in every table.
    pub start: u64,
    /// Places of the directory behind it.
    pub tables_done: u64,
}
