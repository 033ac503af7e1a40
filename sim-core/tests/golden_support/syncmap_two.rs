//! The inside of a `sync.Map` up to Go 1.23: its read and its dirty map.

use super::hmap::{number, offset, offsets, rtype, word};
use super::syncmap::Inside;
use serde::Deserialize;
use sim_core::bytecode::{RType, RTypeId};
use sim_core::library::mapread;
use sim_core::machine::Machine;
use std::collections::BTreeMap;

/// As recorded (`FORMAT.md`, syncmap).
#[derive(Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct State {
    read: Option<Vec<String>>,
    amended: bool,
    dirty: Option<Vec<String>>,
    misses: u64,
}

/// Addresses of the entries, by key.
type Entries = BTreeMap<i64, u64>;

impl Inside for State {
    const RANGE_ORDER: bool = false;

    fn read(machine: &Machine, ty: RTypeId, addr: u64) -> Result<State, String> {
        let program = machine.program();
        let fields = offsets(rtype(program, ty)?);
        let field = |name: &str| word(machine, addr + offset(&fields, name)?);
        let (mut read, mut amended) = (None, false);
        let read_only = field("read")?;
        if read_only != 0 {
            let object = machine.object_at(read_only).ok_or("read points nowhere")?;
            let parts = rtype(program, object.ty)?;
            let map = word(machine, read_only + offset(&offsets(parts), "m")?)?;
            read = entries(machine, parts, "m", map)?;
            amended = word(machine, read_only + offset(&offsets(parts), "amended")?)? != 0;
        }
        let dirty = entries(machine, rtype(program, ty)?, "dirty", field("dirty")?)?;
        Ok(State {
            read: described(machine, read.as_ref(), dirty.as_ref())?,
            amended,
            dirty: described(machine, dirty.as_ref(), read.as_ref())?,
            misses: field("misses")?,
        })
    }
}

/// What a map holds; the map's type is that of a field.
fn entries(machine: &Machine, ty: &RType, name: &str, map: u64) -> Result<Option<Entries>, String> {
    if map == 0 {
        return Ok(None);
    }
    let program = machine.program();
    let field = ty.fields.iter().find(|field| field.name == name);
    let map_type = rtype(program, field.ok_or("no such field")?.ty)?;
    let (key, header) = (
        map_type.key.ok_or("no map")?,
        map_type.hmap.ok_or("no map")?,
    );
    let peek = |addr| machine.word(addr);
    let found =
        mapread::read(&peek, &program.rtypes, header, map).ok_or("not readable as a map")?;
    let pair = |&(k, e): &(u64, u64)| Ok((number(machine, key, k)?, word(machine, e)?));
    found
        .entries
        .iter()
        .map(pair)
        .collect::<Result<Entries, String>>()
        .map(Some)
}

/// `key=value`, `key=nil` or `key=expunged`, and `&` where the other map has the very same entry.
fn described(
    machine: &Machine,
    own: Option<&Entries>,
    other: Option<&Entries>,
) -> Result<Option<Vec<String>>, String> {
    let global = machine
        .program()
        .globals
        .iter()
        .find(|global| global.name == "sync.expunged");
    let expunged = word(
        machine,
        u64::from(global.ok_or("no variable expunged")?.addr),
    )?;
    let describe = |(key, entry): (&i64, &u64)| {
        let value = match word(machine, *entry)? {
            0 => "nil".to_string(),
            at if at == expunged => "expunged".to_string(),
            at => (word(machine, at + 1)? as i64).to_string(),
        };
        let shared = other.is_some_and(|other| other.get(key) == Some(entry));
        Ok(format!("{key}={value}{}", if shared { "&" } else { "" }))
    };
    own.map(|own| own.iter().map(describe).collect())
        .transpose()
}
