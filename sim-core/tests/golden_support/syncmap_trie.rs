//! The inside of a `sync.Map` from Go 1.24 on: the tree.

use super::hmap::{offset, offsets, rtype, word};
use super::syncmap::Inside;
use serde::Deserialize;
use sim_core::bytecode::RTypeId;
use sim_core::machine::Machine;
use std::collections::BTreeMap;

const CHILDREN: u64 = 16;
/// Longest chain of entries believed.
const CHAIN_MAX: usize = 1000;

/// As recorded (`FORMAT.md`, hashtrie); `None` before the first use.
#[derive(Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(transparent)]
pub struct State(Option<String>);

impl Inside for State {
    const RANGE_ORDER: bool = true;

    fn read(machine: &Machine, ty: RTypeId, addr: u64) -> Result<State, String> {
        let fields = offsets(rtype(machine.program(), ty)?);
        let root = word(machine, addr + offset(&fields, "root")?)?;
        if root == 0 {
            return Ok(State(None));
        }
        indirect(machine, root, 0, 0).map(|text| State(Some(text)))
    }
}

/// Fields of the struct at an address.
fn parts(machine: &Machine, addr: u64) -> Result<BTreeMap<String, u64>, String> {
    let object = machine.object_at(addr).ok_or("a pointer to nothing")?;
    Ok(offsets(rtype(machine.program(), object.ty)?))
}

fn indirect(machine: &Machine, addr: u64, parent: u64, depth: u64) -> Result<String, String> {
    let fields = parts(machine, addr)?;
    let field = |name: &str| word(machine, addr + offset(&fields, name)?);
    if depth > CHILDREN || field("parent")? != parent || field("dead")? != 0 || field("mu")? != 0 {
        return Err(format!(
            "a node at depth {depth} whose parent, mark or lock is wrong"
        ));
    }
    let mut children = Vec::new();
    for slot in 0..CHILDREN {
        let child = word(machine, addr + offset(&fields, "children")? + slot)?;
        if child == 0 {
            continue;
        }
        let text = match parts(machine, child)?.contains_key("children") {
            true => indirect(machine, child, addr, depth + 1)?,
            false => chain(machine, child)?,
        };
        children.push(format!("{slot:x}:{text}"));
    }
    Ok(format!("[{}]", children.join(",")))
}

fn chain(machine: &Machine, mut addr: u64) -> Result<String, String> {
    let mut texts = Vec::new();
    while addr != 0 && texts.len() < CHAIN_MAX {
        let fields = parts(machine, addr)?;
        // The second word of an interface that holds an int is the int.
        let held = |name: &str| {
            Ok::<i64, String>(word(machine, addr + offset(&fields, name)? + 1)? as i64)
        };
        texts.push(format!("{}={}", held("key")?, held("value")?));
        addr = word(machine, addr + offset(&fields, "overflow")?)?;
    }
    Ok(texts.join(">"))
}
