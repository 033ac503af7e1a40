//! What an address is called: the object it lies in, and the part of it.

use super::super::reader::{Reader, address_text};
use super::{Graph, NodeKind, Place};
use crate::bytecode::{Kind, RTypeId};
use crate::machine::ObjectKind;

impl Graph {
    /// The label of the object at `addr`, or the address.
    pub fn object_name(&self, reader: &Reader<'_>, addr: u64) -> String {
        self.place(reader, addr).text
    }

    /// What a pointer to `addr` points to: an object, or an element or field in it, named without going into it further.
    pub fn target_name(&self, reader: &Reader<'_>, addr: u64) -> Option<String> {
        let (start, node) = self.nodes.range(..=addr).next_back()?;
        let object = reader
            .machine
            .heap()
            .object_at(addr)
            .filter(|o| u64::from(o.start) == *start)?;
        let size = u64::from(reader.rtype(object.ty).map_or(1, |t| t.words).max(1));
        let (index, rest) = ((addr - start) / size, (addr - start) % size);
        Some(match rest {
            0 if node.indexed(object.count) => {
                format!("{}[{}]", node.label, index as i64 - node.shift as i64)
            }
            0 if index == 0 => node.label.clone(),
            _ => self.place(reader, addr).text,
        })
    }

    /// The name of one cell.
    pub fn place(&self, reader: &Reader<'_>, addr: u64) -> Place {
        let unnamed = || unlabelled(reader, addr);
        let Some((start, node)) = self.nodes.range(..=addr).next_back() else {
            return unnamed();
        };
        let Some(object) = reader
            .machine
            .heap()
            .object_at(addr)
            .filter(|o| u64::from(o.start) == *start)
        else {
            return unnamed();
        };
        let offset = (addr - start) as u32;
        match node.kind {
            NodeKind::Chan => Place {
                text: node.label.clone(),
                ty: None,
                word: offset,
            },
            NodeKind::Map => descend(reader, object.ty, offset, node.label.clone()),
            _ if !node.indexed(object.count) => {
                descend(reader, object.ty, offset, node.label.clone())
            }
            _ => {
                let size = reader.rtype(object.ty).map_or(1, |t| t.words).max(1);
                let index = i64::from(offset / size) - node.shift as i64;
                descend(
                    reader,
                    object.ty,
                    offset % size,
                    format!("{}[{index}]", node.label),
                )
            }
        }
    }
}

/// The name of a cell that no variable of the user leads to: a global of the library by its name, a struct by its type (`os.File.fd`),
/// anything else by its address.
fn unlabelled(reader: &Reader<'_>, addr: u64) -> Place {
    let object = reader.machine.heap().object_at(addr);
    let label = object.and_then(|o| match o.kind {
        ObjectKind::Global(index) => reader
            .program
            .globals
            .get(index as usize)
            .map(|g| g.name.clone()),
        ObjectKind::Values if o.count == 1 => {
            let rtype = reader
                .rtype(o.ty)
                .filter(|t| t.kind == Kind::Struct && t.named)?;
            Some(rtype.name.clone())
        }
        _ => None,
    });
    match (object, label) {
        (Some(o), Some(label)) => descend(reader, o.ty, (addr - u64::from(o.start)) as u32, label),
        _ => Place {
            text: address_text(addr),
            ty: None,
            word: 0,
        },
    }
}

/// The path to word `offset` inside a value of type `ty` named `label`.
fn descend(reader: &Reader<'_>, ty: RTypeId, offset: u32, label: String) -> Place {
    let (mut ty, mut offset, mut label) = (ty, offset, label);
    // Types nest finitely; the bound only guards against a broken table.
    for _ in 0..64 {
        let Some(rtype) = reader.rtype(ty) else { break };
        match rtype.kind {
            Kind::Struct if !super::super::sync::is_sync(rtype) => {
                let inside = |f: &&crate::bytecode::RField| {
                    f.offset <= offset
                        && offset < f.offset + reader.rtype(f.ty).map_or(0, |t| t.words)
                };
                let Some(f) = rtype.fields.iter().find(inside) else {
                    break;
                };
                label = format!("{label}.{}", f.name);
                (ty, offset) = (f.ty, offset - f.offset);
            }
            Kind::Array => {
                let Some(elem) = rtype.elem else { break };
                let size = reader.rtype(elem).map_or(1, |t| t.words).max(1);
                label = format!("{label}[{}]", offset / size);
                (ty, offset) = (elem, offset % size);
            }
            kind => {
                let parts: &[&str] = match kind {
                    Kind::String => &[".ptr", ".len"],
                    Kind::Slice => &[".ptr", ".len", ".cap"],
                    Kind::Interface => &[".type", ".data"],
                    _ => &[],
                };
                label.push_str(parts.get(offset as usize).copied().unwrap_or_default());
                break;
            }
        }
    }
    Place {
        text: label,
        ty: Some(ty),
        word: offset,
    }
}
