//! Reading the entries of a map out of memory, by the field names of the prelude's own structures.
//!
//! For whoever must see a map from outside: the formatter now, inspection as well. The map may be in the middle of anything:
//! during a growth an entry is in the old array until its bucket is evacuated, and in the new one then, so each is found once.
//!
//! Bounded: never more buckets are visited than the map's own `B` and a fixed bound allow, and overflow chains that do not end stop
//! at it, too.

use crate::bytecode::{RType, RTypeId};

/// Bits of `hmap.flags` (see `prelude/runtime/map_classic.go`).
const HASH_WRITING: u64 = 4;
/// Values of a tophash byte below which a cell holds no entry.
const MIN_TOP_HASH: u64 = 5;
/// Buckets visited at most.
const BUCKETS_MAX: u64 = 1 << 22;

/// What a map holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MapEntries {
    /// A goroutine is writing to it.
    pub writing: bool,
    /// Addresses of key and element of each entry.
    pub entries: Vec<(u64, u64)>,
}

/// Reads the map whose header of type `header` is at `addr`. `None` when memory or types are not as expected.
pub fn read(
    peek: &dyn Fn(u64) -> Option<u64>,
    rtypes: &[RType],
    header: RTypeId,
    addr: u64,
) -> Option<MapEntries> {
    let hmap = Struct {
        peek,
        rtypes,
        rtype: rtypes.get(header.0 as usize)?,
        addr,
    };
    match hmap.field("dirLen") {
        Some(_) => read_swiss(hmap),
        None => read_buckets(hmap),
    }
}

/// Go up to 1.23: `map_classic.go`.
fn read_buckets(hmap: Struct<'_>) -> Option<MapEntries> {
    let mut found = MapEntries {
        writing: hmap.word("flags")? & HASH_WRITING != 0,
        entries: vec![],
    };
    let new_size = 1_u64.checked_shl(u32::try_from(hmap.word("B")?).ok()?)?;
    let same_size = hmap.word("flags")? & 8 != 0;
    let old_size = if same_size { new_size } else { new_size / 2 };
    let mut budget = BUCKETS_MAX;
    for (array, size) in [("oldbuckets", old_size), ("buckets", new_size)] {
        let first = hmap.word(array)?;
        if first == 0 {
            continue;
        }
        let bucket = hmap.pointee(array)?;
        for index in 0..size {
            let addr = first.checked_add(index.checked_mul(u64::from(bucket.words))?)?;
            Struct {
                rtype: bucket,
                addr,
                ..hmap
            }
            .chain(&mut found.entries, &mut budget)?;
        }
    }
    Some(found)
}

/// Go from 1.24 on: `map_swiss.go`. A table stands at neighbouring places of the directory and is visited once.
fn read_swiss(hmap: Struct<'_>) -> Option<MapEntries> {
    let mut found = MapEntries {
        writing: hmap.word("writing")? != 0,
        entries: vec![],
    };
    let mut budget = BUCKETS_MAX;
    let small = hmap.word("small")?;
    // The small group is the map only as long as there are no tables.
    if small != 0 && hmap.word("dirLen")? == 0 {
        let rtype = hmap.pointee("small")?;
        Struct {
            rtype,
            addr: small,
            ..hmap
        }
        .group(&mut found.entries)?;
    }
    let (dir, tables) = (hmap.word("dir")?, hmap.word("dirLen")?);
    let table = hmap.rtype_of(hmap.pointee("dir")?.elem?)?;
    let mut last = 0;
    for place in 0..tables {
        budget = budget.checked_sub(1)?;
        let addr = (hmap.peek)(dir.checked_add(place)?)?;
        if addr != last {
            Struct {
                rtype: table,
                addr,
                ..hmap
            }
            .table(&mut found.entries, &mut budget)?;
        }
        last = addr;
    }
    Some(found)
}

/// A struct of the runtime in memory.
#[derive(Clone, Copy)]
struct Struct<'a> {
    peek: &'a dyn Fn(u64) -> Option<u64>,
    rtypes: &'a [RType],
    rtype: &'a RType,
    addr: u64,
}

impl<'a> Struct<'a> {
    fn rtype_of(&self, id: RTypeId) -> Option<&'a RType> {
        self.rtypes.get(id.0 as usize)
    }

    /// Address and type of a field.
    fn field(&self, name: &str) -> Option<(u64, &'a RType)> {
        let field = self.rtype.fields.iter().find(|field| field.name == name)?;
        Some((
            self.addr + u64::from(field.offset),
            self.rtype_of(field.ty)?,
        ))
    }

    fn word(&self, name: &str) -> Option<u64> {
        (self.peek)(self.field(name)?.0)
    }

    fn pointee(&self, name: &str) -> Option<&'a RType> {
        self.rtype_of(self.field(name)?.1.elem?)
    }

    /// Adds the entries of a Swiss table.
    fn table(self, entries: &mut Vec<(u64, u64)>, budget: &mut u64) -> Option<()> {
        let (first, rtype) = (self.word("groups")?, self.pointee("groups")?);
        for index in 0..=self.word("lengthMask")? {
            *budget = budget.checked_sub(1)?;
            let addr = first.checked_add(index.checked_mul(u64::from(rtype.words))?)?;
            Struct {
                rtype,
                addr,
                ..self
            }
            .group(entries)?;
        }
        Some(())
    }

    /// Adds the entries of a group: the slots whose control byte has no top bit.
    fn group(self, entries: &mut Vec<(u64, u64)>) -> Option<()> {
        let ctrl = self.word("ctrl")?;
        let (slots, array) = self.field("slots")?;
        let slot = self.rtype_of(array.elem?)?;
        for at in 0..array.len.min(8) {
            if ctrl >> (8 * at) & 0x80 == 0 {
                let addr = slots + at * u64::from(slot.words);
                let slot = Struct {
                    rtype: slot,
                    addr,
                    ..self
                };
                entries.push((slot.field("key")?.0, slot.field("elem")?.0));
            }
        }
        Some(())
    }

    /// Adds the entries of this bucket and its overflow buckets.
    fn chain(mut self, entries: &mut Vec<(u64, u64)>, budget: &mut u64) -> Option<()> {
        while self.addr != 0 {
            *budget = budget.checked_sub(1)?;
            let (tophash, cells) = self.field("tophash")?;
            let (keys, key_array) = self.field("keys")?;
            let (elems, elem_array) = self.field("elems")?;
            let key_words = u64::from(self.rtype_of(key_array.elem?)?.words);
            let elem_words = u64::from(self.rtype_of(elem_array.elem?)?.words);
            for cell in 0..cells.len {
                if (self.peek)(tophash + cell)? >= MIN_TOP_HASH {
                    entries.push((keys + cell * key_words, elems + cell * elem_words));
                }
            }
            self.addr = self.word("overflow")?;
        }
        Some(())
    }
}
