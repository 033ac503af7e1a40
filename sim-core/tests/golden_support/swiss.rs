//! A Swiss map's whole structure, read from the machine's memory by the layouts of the runtime's own types.

use super::hmap::{number, offset, offsets, pointee, rtype, word};
use super::maps::Structure;
use super::trace::Op;
use serde::Deserialize;
use sim_core::bytecode::{Program, RTypeId};
use sim_core::machine::Machine;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

const SLOTS: u64 = 8;
const EMPTY_GROUP: u64 = 0x8080_8080_8080_8080;

/// The structure of a map.
#[derive(Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct State {
    u: u64,
    dl: u64,
    gd: u64,
    gs: u64,
    w: u64,
    tp: bool,
    cs: u64,
    small: Option<String>,
    dir: Option<Vec<usize>>,
    tabs: Option<Vec<Table>>,
}

/// One table.
#[derive(Deserialize, Clone, Debug, PartialEq, Eq)]
struct Table {
    u: u64,
    cap: u64,
    gl: u64,
    ld: u64,
    ix: i64,
    g: Vec<String>,
}

/// Where the parts of the header, of a table and of a group are, in words.
pub struct Layout {
    header: BTreeMap<String, u64>,
    table: BTreeMap<String, u64>,
    ctrl: u64,
    slots: u64,
    group_words: u64,
    slot_words: u64,
    key: RTypeId,
}

impl Structure for State {
    const KIND: &'static str = "swissmap";
    type Layout = Layout;

    fn layout(program: &Program, map: RTypeId) -> Result<Layout, String> {
        let map = rtype(program, map)?;
        let header = rtype(program, map.hmap.ok_or("not a map type")?)?;
        let group = pointee(program, header, "small")?;
        let table = rtype(
            program,
            pointee(program, header, "dir")?.elem.ok_or("no tables")?,
        )?;
        let parts = offsets(group);
        let slots = offset(&parts, "slots")?;
        Ok(Layout {
            header: offsets(header),
            table: offsets(table),
            ctrl: offset(&parts, "ctrl")?,
            slots,
            group_words: u64::from(group.words),
            slot_words: (u64::from(group.words) - slots) / SLOTS,
            key: map.key.ok_or("a map without a key type")?,
        })
    }

    fn read(layout: &Layout, machine: &Machine, map: u64) -> Result<State, String> {
        let field = |name: &str| word(machine, map + offset(&layout.header, name)?);
        let mut state = State {
            u: field("used")?,
            dl: field("dirLen")?,
            gd: field("globalDepth")?,
            gs: field("globalShift")?,
            w: field("writing")?,
            tp: field("tombstonePossible")? != 0,
            cs: field("clearSeq")?,
            small: None,
            dir: None,
            tabs: None,
        };
        let small = field("small")?;
        if state.dl == 0 {
            state.small = (small != 0)
                .then(|| layout.group(machine, small))
                .transpose()?;
            return Ok(state);
        }
        let directory = field("dir")?;
        let (mut places, mut tables, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
        for index in 0..state.dl {
            let table = word(machine, directory + index)?;
            let place = match seen.entry(table) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    tables.push(layout.table(machine, table)?);
                    *new.insert(tables.len() - 1)
                }
            };
            places.push(place);
        }
        (state.dir, state.tabs) = (Some(places), Some(tables));
        Ok(state)
    }

    fn entries(&self) -> u64 {
        self.u
    }

    fn iteration(&self, op: &Op<State>) -> Vec<u64> {
        [op.eo, op.directory]
            .iter()
            .flatten()
            .map(|word| word.0)
            .collect()
    }
}

impl Layout {
    fn table(&self, machine: &Machine, table: u64) -> Result<Table, String> {
        let field = |name: &str| word(machine, table + offset(&self.table, name)?);
        let (groups, last) = (field("groups")?, field("lengthMask")?);
        let group = |n: u64| self.group(machine, groups + n * self.group_words);
        Ok(Table {
            u: field("used")?,
            cap: field("capacity")?,
            gl: field("growthLeft")?,
            ld: field("localDepth")?,
            ix: field("index")? as i64,
            g: (0..=last).map(group).collect::<Result<_, _>>()?,
        })
    }

    fn group(&self, machine: &Machine, group: u64) -> Result<String, String> {
        let ctrl = word(machine, group + self.ctrl)?;
        if ctrl == EMPTY_GROUP {
            return Ok(String::new());
        }
        let mut ids = Vec::new();
        let mut bytes = String::new();
        for (slot, byte) in ctrl.to_le_bytes().into_iter().enumerate() {
            bytes.push_str(&format!("{byte:02x}"));
            if byte < 0x80 {
                let key = group + self.slots + slot as u64 * self.slot_words;
                ids.push(number(machine, self.key, key)?.to_string());
            }
        }
        Ok(format!("{bytes}:{}", ids.join(",")))
    }
}
