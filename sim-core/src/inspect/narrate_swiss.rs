//! Accesses inside Swiss maps in words: control bytes, searches, tombstones, moves, the directory.
//!
//! What a search is after is read off the goroutine's frames (`swiss_work.rs`) as they stand after the transition. Where it has left
//! the search with it, the sentence says what was read and no more.

use super::graph::{Graph, NodeKind};
use super::narrate::Say;
use super::reader::Reader;
use super::record::Record;
use super::swiss_view::ProbePurpose;
use super::swiss_work::{Probe, Work, is_runtime};
use super::view::Sentence;
use crate::bytecode::RTypeId;
use crate::machine::Gid;

const CONTROL_EMPTY: u64 = 0x80;
const CONTROL_DELETED: u64 = 0xfe;
/// One in every byte, and the top bit of every byte.
const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const TOP_BITS: u64 = 0x8080_8080_8080_8080;

/// One access of one cell.
#[derive(Clone, Copy)]
pub struct Access {
    /// Who.
    pub g: Gid,
    /// Where.
    pub addr: u64,
    /// What was there before a write; `None` for a read.
    pub old: Option<u64>,
    /// What is there now.
    pub new: u64,
}

/// The sentence for an access to a Swiss map's own fields that has one.
pub fn access(reader: &Reader<'_>, graph: &Graph, work: &Work, access: Access) -> Option<Sentence> {
    let object = reader.machine.heap().object_at(access.addr)?;
    let place = graph.place(reader, access.addr).text;
    match graph.nodes.get(&u64::from(object.start)).map(|n| n.kind) {
        Some(NodeKind::Map) => header(&place, access),
        Some(NodeKind::MapPart) if place.ends_with(']') => directory(&place, access),
        Some(NodeKind::MapPart) if place.ends_with(".ctrl") => {
            control(reader, work, &place, object.ty, access)
        }
        // A table that was replaced just now: nothing of the map leads there any more.
        _ if is_runtime(reader.rtype(object.ty)?, "table") => replaced(&place, access),
        _ => None,
    }
}

/// The flag of writers, and the length of the directory.
fn header(place: &str, Access { g, old, new, .. }: Access) -> Option<Sentence> {
    if let Some(map) = place.strip_suffix(".dirLen")
        && old.is_some()
    {
        let say = Say::new("narrate-directory-length", g).arg("map", map);
        return Some(say.arg("value", new).done());
    }
    let map = place.strip_suffix(".writing")?;
    let id = match (old, new) {
        (Some(_), 0) => "narrate-writing-clear",
        (Some(_), _) => "narrate-writing-set",
        (None, 0) => "narrate-writing-idle",
        (None, _) => "narrate-writing-seen",
    };
    Some(Say::new(id, g).arg("map", map).done())
}

/// A table gets its place in the directory.
fn directory(place: &str, Access { g, old, .. }: Access) -> Option<Sentence> {
    let (dir, _) = place.rsplit_once('[')?;
    let stored = old.is_some() && dir.ends_with(".dir");
    stored.then(|| Say::new("narrate-table-in", g).arg("place", place).done())
}

/// A table learns that it is not in the directory any more.
fn replaced(place: &str, Access { g, old, new, .. }: Access) -> Option<Sentence> {
    let gone = place.ends_with(".index") && old.is_some() && new as i64 == -1;
    gone.then(|| Say::new("narrate-table-out", g).done())
}

/// A control word is read, or one of its bytes written.
fn control(
    reader: &Reader<'_>,
    work: &Work,
    place: &str,
    group_type: RTypeId,
    access: Access,
) -> Option<Sentence> {
    let group = place.strip_suffix(".ctrl")?;
    let g = access.g.0;
    let Some(old) = access.old else {
        let probe = work.probes.iter().find(|p| p.goroutine == g);
        return Some(probed(group, probe, access));
    };
    let moves = work.growths.iter().any(|growth| growth.goroutine == g);
    let key = |slot: u32| key_text(reader, group_type, access.addr, slot).filter(|_| moves);
    written(group, key, access, old)
}

/// The key in a slot of the group whose control word lies at `addr`, in front.
fn key_text(reader: &Reader<'_>, group_type: RTypeId, addr: u64, slot: u32) -> Option<String> {
    let group = Record::at(reader, group_type, addr)?;
    let (slots, words) = group.field(reader, "slots")?;
    let slot_type = reader.rtype(slots)?.elem?;
    let size = reader.rtype(slot_type)?.words;
    let record = Record::of(reader, slot_type, words.part(slot * size, size))?;
    let (key, words) = record.field(reader, "key")?;
    Some(reader.value(key, words).text)
}

fn probed(group: &str, probe: Option<&Probe>, Access { g, new, .. }: Access) -> Sentence {
    let say = |id: &'static str| Say::new(id, g).arg("place", group);
    let looks = probe.filter(|p| p.purpose != ProbePurpose::Move);
    let Some(probe) = looks else {
        return say("narrate-control-read")
            .arg("value", control_text(new))
            .done();
    };
    let h2 = probe.hash & 0x7f;
    let matches = matching(new, h2);
    let slots: Vec<String> = (0..8u32)
        .filter(|i| matches >> (8 * i + 7) & 1 == 1)
        .map(|i| i.to_string())
        .collect();
    let id = match (slots.is_empty(), has_empty(new)) {
        (false, _) => "narrate-probe-match",
        (true, _) if probe.table.is_none() => "narrate-probe-none",
        (true, true) => "narrate-probe-end",
        (true, false) => "narrate-probe-on",
    };
    say(id)
        .arg("h2", format!("{h2:02x}"))
        .arg("value", slots.join(", "))
        .done()
}

/// The sentence for a byte that was written alone, or for a new group. `moved` is the key in a slot while entries are being moved.
fn written(
    group: &str,
    moved: impl Fn(u32) -> Option<String>,
    Access { g, new, .. }: Access,
    old: u64,
) -> Option<Sentence> {
    let changed = old ^ new;
    let slot = changed.trailing_zeros() / 8;
    if changed == 0 || changed & !(0xff << (8 * slot)) != 0 {
        let empty = || Say::new("narrate-group-empty", g).arg("place", group);
        return (new == TOP_BITS).then(|| empty().done());
    }
    let byte = |word: u64| word >> (8 * slot) & 0xff;
    let say = |id: &'static str| Say::new(id, g).arg("place", format!("{group}.slots[{slot}]"));
    Some(match (byte(old), byte(new)) {
        (CONTROL_DELETED, CONTROL_EMPTY) => say("narrate-tombstone-gone").done(),
        (_, CONTROL_EMPTY) => say("narrate-slot-empty").done(),
        (_, CONTROL_DELETED) => say("narrate-tombstone").done(),
        (CONTROL_DELETED, h2) => say("narrate-tombstone-taken")
            .arg("h2", format!("{h2:02x}"))
            .done(),
        (_, h2) => match moved(slot) {
            Some(key) => say("narrate-entry-moved").arg("value", key).done(),
            None => say("narrate-slot-taken")
                .arg("h2", format!("{h2:02x}"))
                .done(),
        },
    })
}

/// The top bit of each byte that the runtime takes for `h2`: its own trick, with its rare byte too many.
fn matching(control: u64, h2: u64) -> u64 {
    let v = control ^ LOW_BITS.wrapping_mul(h2);
    v.wrapping_sub(LOW_BITS) & !v & TOP_BITS
}

fn has_empty(control: u64) -> bool {
    control & !(control << 6) & TOP_BITS != 0
}

/// Eight bytes, slot 0 first: `5e · † …`.
fn control_text(control: u64) -> String {
    let sign = |byte: u8| match u64::from(byte) {
        CONTROL_EMPTY => "·".to_string(),
        CONTROL_DELETED => "†".to_string(),
        _ => format!("{byte:02x}"),
    };
    control.to_le_bytes().map(sign).join(" ")
}
