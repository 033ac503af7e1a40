//! A classic map's whole structure, read from the machine's memory by the layouts of the runtime's own types.

use super::maps::Structure;
use super::trace::Op;
use serde::Deserialize;
use sim_core::bytecode::{Kind, Program, RType, RTypeId};
use sim_core::machine::Machine;
use std::collections::BTreeMap;

/// The structure of a map.
#[derive(Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// count.
    #[serde(rename = "c")]
    pub count: u64,
    /// flags.
    #[serde(rename = "f")]
    pub flags: u64,
    /// B.
    #[serde(rename = "B")]
    pub b: u64,
    /// noverflow.
    #[serde(rename = "no")]
    pub noverflow: u64,
    /// nevacuate.
    #[serde(rename = "ne")]
    pub nevacuate: u64,
    /// Index of the next spare overflow bucket, -1 without.
    #[serde(rename = "nx")]
    pub next_spare: i64,
    /// Length of the bucket array with spare buckets, 0 without an array.
    #[serde(rename = "nt")]
    pub total: u64,
    /// Chains.
    #[serde(rename = "b")]
    pub buckets: Option<Vec<String>>,
    /// Chains of the old array.
    #[serde(rename = "o")]
    pub old: Option<Vec<String>>,
}

impl Structure for State {
    const KIND: &'static str = "classicmap";
    type Layout = Layout;

    fn layout(program: &Program, map: RTypeId) -> Result<Layout, String> {
        Layout::of(program, map)
    }

    fn read(layout: &Layout, machine: &Machine, map: u64) -> Result<State, String> {
        layout.state(machine, map)
    }

    fn entries(&self) -> u64 {
        self.count
    }

    /// One number: its low B bits are the bucket, the next three the cell.
    fn iteration(&self, op: &Op<State>) -> Vec<u64> {
        vec![op.start.unwrap_or(0) | op.off.unwrap_or(0) << self.b]
    }
}

/// Where the parts of `hmap[K, V]` and `bmap[K, V]` are, in words.
pub struct Layout {
    header: BTreeMap<String, u64>,
    bucket: BTreeMap<String, u64>,
    bucket_words: u64,
    next_overflow: u64,
    key: RTypeId,
    key_words: u64,
}

const CELLS: u64 = 8;
const MIN_TOP_HASH: u64 = 5;
const SAME_SIZE_GROW: u64 = 8;

impl Layout {
    /// Of a map type.
    fn of(program: &Program, map: RTypeId) -> Result<Layout, String> {
        let map = rtype(program, map)?;
        let header = rtype(program, map.hmap.ok_or("not a map type")?)?;
        let bucket = pointee(program, header, "buckets")?;
        let extra = pointee(program, header, "extra")?;
        let key = map.key.ok_or("a map without a key type")?;
        Ok(Layout {
            header: offsets(header),
            bucket: offsets(bucket),
            bucket_words: u64::from(bucket.words),
            next_overflow: offset(&offsets(extra), "nextOverflow")?,
            key,
            key_words: u64::from(rtype(program, key)?.words),
        })
    }

    /// The structure of the map at `hmap`.
    fn state(&self, machine: &Machine, hmap: u64) -> Result<State, String> {
        let field = |name: &str| word(machine, hmap + offset(&self.header, name)?);
        let mut state = State {
            count: field("count")?,
            flags: field("flags")?,
            b: field("B")?,
            noverflow: field("noverflow")?,
            nevacuate: field("nevacuate")?,
            next_spare: -1,
            total: 0,
            buckets: None,
            old: None,
        };
        let buckets = field("buckets")?;
        if buckets == 0 {
            return Ok(state);
        }
        state.total = self.array_len(machine, buckets)?;
        let extra = field("extra")?;
        if extra != 0 {
            let next = word(machine, extra + self.next_overflow)?;
            if next != 0 {
                state.next_spare = self.index_in(buckets, next).unwrap_or(-2);
            }
        }
        state.buckets = Some(self.chains(machine, buckets, 1 << state.b)?);
        let old = field("oldbuckets")?;
        if old != 0 {
            let same_size = state.flags & SAME_SIZE_GROW != 0;
            state.old = Some(self.chains(
                machine,
                old,
                1 << if same_size { state.b } else { state.b - 1 },
            )?);
        }
        Ok(state)
    }

    fn array_len(&self, machine: &Machine, array: u64) -> Result<u64, String> {
        let object = machine
            .object_at(array)
            .ok_or("buckets points to no object")?;
        Ok(u64::from(object.count))
    }

    fn index_in(&self, array: u64, bucket: u64) -> Option<i64> {
        i64::try_from(bucket.checked_sub(array)? / self.bucket_words).ok()
    }

    fn chains(&self, machine: &Machine, array: u64, count: u64) -> Result<Vec<String>, String> {
        (0..count)
            .map(|i| self.chain(machine, array, array + i * self.bucket_words))
            .collect()
    }

    fn chain(&self, machine: &Machine, array: u64, first: u64) -> Result<String, String> {
        let len = self.array_len(machine, array)?;
        let mut text = self.bucket(machine, first)?;
        let mut parts = 1;
        let overflow = offset(&self.bucket, "overflow")?;
        let mut bucket = word(machine, first + overflow)?;
        while bucket != 0 {
            let own = self
                .index_in(array, bucket)
                .filter(|&i| (0..len as i64).contains(&i));
            let place = own.map_or("*".to_string(), |i| i.to_string());
            text.push_str(&format!(">{place}@{}", self.bucket(machine, bucket)?));
            bucket = word(machine, bucket + overflow)?;
            parts += 1;
            if parts > 10_000 {
                return Err("an endless chain of buckets".to_string());
            }
        }
        Ok(if parts == 1 && text == "0000000000000000:" {
            String::new()
        } else {
            text
        })
    }

    fn bucket(&self, machine: &Machine, bucket: u64) -> Result<String, String> {
        let (tophash, keys) = (
            offset(&self.bucket, "tophash")?,
            offset(&self.bucket, "keys")?,
        );
        let mut marks = String::new();
        let mut ids = Vec::new();
        for cell in 0..CELLS {
            let top = word(machine, bucket + tophash + cell)?;
            marks.push_str(&format!("{top:02x}"));
            if top >= MIN_TOP_HASH {
                ids.push(
                    number(machine, self.key, bucket + keys + cell * self.key_words)?.to_string(),
                );
            }
        }
        Ok(format!("{marks}:{}", ids.join(",")))
    }
}

/// The number that a value in memory stands for (see `go_type`).
pub fn number(machine: &Machine, ty: RTypeId, addr: u64) -> Result<i64, String> {
    let program = machine.program();
    let ty = rtype(program, ty)?;
    match ty.kind {
        Kind::Array => number(
            machine,
            ty.elem.ok_or("an array without an element type")?,
            addr,
        ),
        Kind::Struct => {
            let field = ty.fields.first().ok_or("a struct without a field")?;
            number(machine, field.ty, addr + u64::from(field.offset))
        }
        Kind::String => {
            let bytes = machine
                .string(word(machine, addr)?, word(machine, addr + 1)?)
                .ok_or("not a string")?;
            last_number(&String::from_utf8_lossy(bytes))
                .ok_or_else(|| "a string without a number".to_string())
        }
        Kind::Float64 => Ok(f64::from_bits(word(machine, addr)?) as i64),
        Kind::Float32 => Ok(f32::from_bits(word(machine, addr)? as u32) as i64),
        Kind::Interface => Ok(word(machine, addr + 1)? as i64),
        _ => Ok(word(machine, addr)? as i64),
    }
}

/// The number after the prefix of a string, or the whole text.
pub fn last_number(text: &str) -> Option<i64> {
    text.strip_prefix(super::go_type::STRING_PREFIX)
        .unwrap_or(text)
        .parse()
        .ok()
}

/// A cell of memory.
pub fn word(machine: &Machine, addr: u64) -> Result<u64, String> {
    machine
        .word(addr)
        .ok_or_else(|| format!("no memory at {addr}"))
}

pub fn rtype(program: &Program, id: RTypeId) -> Result<&RType, String> {
    program
        .rtypes
        .get(id.0 as usize)
        .ok_or_else(|| "a type that does not exist".to_string())
}

pub fn offsets(ty: &RType) -> BTreeMap<String, u64> {
    ty.fields
        .iter()
        .map(|field| (field.name.clone(), u64::from(field.offset)))
        .collect()
}

pub fn offset(offsets: &BTreeMap<String, u64>, name: &str) -> Result<u64, String> {
    offsets
        .get(name)
        .copied()
        .ok_or_else(|| format!("no field {name}"))
}

/// The type that a pointer field points to.
pub fn pointee<'a>(program: &'a Program, ty: &RType, name: &str) -> Result<&'a RType, String> {
    let field = ty
        .fields
        .iter()
        .find(|field| field.name == name)
        .ok_or_else(|| format!("no field {name}"))?;
    let pointer = rtype(program, field.ty)?;
    rtype(
        program,
        pointer
            .elem
            .ok_or_else(|| format!("{name} is no pointer"))?,
    )
}
