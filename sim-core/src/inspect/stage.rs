//! The stage: everything the user's program can reach in memory, drawn as what it is.

use super::graph::{Graph, Node, NodeKind};
use super::reader::{MAX_ELEMS, Reader, Words};
use super::roots::Root;
use super::swiss_work::Work;
use super::view::{ArrayView, ChanView, ObjectView, StageView};
use crate::bytecode::RTypeId;

/// The view of all reachable memory.
pub fn stage<'r, 'm: 'r>(
    reader: &Reader<'m>,
    roots: impl Iterator<Item = &'r Root<'m>>,
    graph: &Graph,
    work: &Work,
) -> StageView {
    let mut view = StageView {
        vars: roots.map(|r| r.view(reader)).collect(),
        maps: Vec::new(),
        swiss: Vec::new(),
        arrays: Vec::new(),
        objects: Vec::new(),
        chans: Vec::new(),
        more: graph.more,
    };
    for (addr, node) in &graph.nodes {
        match node.kind {
            NodeKind::Variable | NodeKind::MapPart => {}
            NodeKind::Map => match reader.rtype(node.ty) {
                Some(t) if super::swiss::is_swiss(reader, t) => view.swiss.extend(
                    super::swiss::map_view(reader, graph, work, *addr, t, &node.label),
                ),
                Some(t) => view
                    .maps
                    .extend(super::maps::map_view(reader, *addr, t, &node.label)),
                None => {}
            },
            NodeKind::Array => view.arrays.push(array(reader, *addr, node)),
            NodeKind::Chan => view.chans.extend(chan(reader, *addr, node)),
            NodeKind::Object => view.objects.push(object(reader, *addr, node)),
        }
    }
    view
}

fn object(reader: &Reader<'_>, addr: u64, node: &Node) -> ObjectView {
    let size = reader.rtype(node.ty).map_or(0, |t| t.words);
    let value = reader.value(node.ty, reader.memory(addr, u64::from(size)));
    ObjectView {
        id: addr,
        label: node.label.clone(),
        value,
    }
}

fn array(reader: &Reader<'_>, addr: u64, node: &Node) -> ArrayView {
    // An array object reached by a slice may be one value of array type or `count` values of the element type.
    let object = reader.machine.heap().object_at(addr);
    let rtype = object.and_then(|o| reader.rtype(o.ty));
    let (elem, count) = match (object, rtype.and_then(|t| t.elem)) {
        (Some(o), Some(elem)) if o.count == 1 && rtype.is_some_and(|t| t.len > 0) => {
            (elem, rtype.map_or(0, |t| t.len))
        }
        (Some(o), _) => (o.ty, u64::from(o.count)),
        (None, _) => (node.ty, node.count),
    };
    let size = reader.rtype(elem).map_or(0, |t| t.words);
    let words = reader.memory(addr, count.saturating_mul(u64::from(size)));
    let (elems, more) = reader.elements(elem, count, words, 1);
    ArrayView {
        id: addr,
        label: node.label.clone(),
        elem: reader
            .rtype(elem)
            .map_or_else(String::new, |t| t.name.clone()),
        elems,
        more,
        allocated_by: object.map_or(0, |o| o.by.0),
    }
}

fn chan(reader: &Reader<'_>, addr: u64, node: &Node) -> Option<ChanView> {
    let channel = reader.machine.channel(addr)?;
    let elem: RTypeId = channel.elem;
    let size = reader.rtype(elem).map_or(0, |t| t.words);
    let value = |at: u64| reader.value(elem, reader.memory(at, u64::from(size)));
    let queue = |send: bool| {
        reader
            .machine
            .waiters()
            .iter()
            .filter(move |w| w.ch == addr && w.send == send)
    };
    let offered = |w| {
        reader.machine.offered(w).map_or_else(String::new, |words| {
            reader.value(elem, Words { words, addr: None }).text
        })
    };
    Some(ChanView {
        id: addr,
        label: node.label.clone(),
        elem: reader
            .rtype(elem)
            .map_or_else(String::new, |t| t.name.clone()),
        cap: channel.cap,
        buffer: (0..channel.len.min(MAX_ELEMS))
            .map(|i| value(channel.slot(i)))
            .collect(),
        closed: channel.closed,
        receivers: queue(false).map(|w| w.goroutine.0).collect(),
        senders: queue(true).map(|w| (w.goroutine.0, offered(w))).collect(),
        mark: reader.mark(Some(addr), 1),
    })
}
