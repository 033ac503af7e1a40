//! Which objects the user's program can reach, and what to call them.
//!
//! A breadth-first walk from the user's variables gives every reachable object its shortest path as a label: `m`, `p.next`,
//! `m.buckets`. With labels, any address has a name in the user's terms: `m.buckets[1].keys[3]`, `s.len`.
//!
//! Invariants: roots are visited in a fixed order (globals, then goroutines ascending, outer frames first, and pointers after all
//! others), so a label depends on the machine's state alone; the walk is bounded by [`MAX_OBJECTS`] and [`MAX_WALK`].

mod place;

use std::collections::{BTreeMap, VecDeque};

use super::append_work::AppendWork;
use super::reader::{MAX_ELEMS, Reader, Words};
use super::roots::Root;
use super::swiss_work::{Held, Work};
use crate::bytecode::{Kind, RTypeId};
use crate::machine::ObjectKind;

/// Most objects given a label.
pub const MAX_OBJECTS: usize = 400;
/// Most values visited.
const MAX_WALK: usize = 40_000;

/// Fields of maps that point to an array, also where that has one element only.
const ARRAY_FIELDS: &[&str] = &[".buckets", ".oldbuckets", ".dir", ".groups"];

/// What an object is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The cell of a variable.
    Variable,
    /// A map's header; the type is the map type.
    Map,
    /// Inside a map: bucket arrays, overflow buckets and the like; drawn with the map.
    MapPart,
    /// Reached through a slice, or several values in a row.
    Array,
    /// A channel; the type is its element's.
    Chan,
    /// Anything else reached by pointer.
    Object,
}

/// A labelled object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Path from a variable.
    pub label: String,
    /// What it is.
    pub kind: NodeKind,
    /// Type of each value in it (for a map: the map type).
    pub ty: RTypeId,
    /// Number of values.
    pub count: u64,
    /// For an array reached by a slice: the index at which that slice begins.
    pub shift: u64,
}

impl Node {
    /// Whether its values are named by index: backing arrays, bucket arrays (also of one bucket), anything of several values.
    fn indexed(&self, count: u32) -> bool {
        count != 1
            || self.kind == NodeKind::Array
            || (self.kind == NodeKind::MapPart
                && ARRAY_FIELDS.iter().any(|f| self.label.ends_with(f)))
    }
}

/// A named place in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In the user's terms.
    pub text: String,
    /// Type of the innermost value that the cell belongs to.
    pub ty: Option<RTypeId>,
    /// Which of its words.
    pub word: u32,
}

/// Labels of all reachable objects, by address.
pub struct Graph {
    /// By the address of the first cell.
    pub nodes: BTreeMap<u64, Node>,
    /// Objects that did not fit.
    pub more: u64,
}

struct Item<'m> {
    ty: RTypeId,
    words: Words<'m>,
    label: String,
    in_map: bool,
}

struct Walker<'r, 'm> {
    reader: &'r Reader<'m>,
    graph: Graph,
    queue: VecDeque<Item<'m>>,
    visited: usize,
}

/// Walks from the user's variables.
pub fn walk<'m>(
    reader: &Reader<'m>,
    roots: &[Root<'m>],
    work: &Work,
    appends: &AppendWork<'m>,
) -> Graph {
    let graph = Graph {
        nodes: BTreeMap::new(),
        more: 0,
    };
    let mut walker = Walker {
        reader,
        graph,
        queue: VecDeque::new(),
        visited: 0,
    };
    for root in roots {
        if let Some(addr) = root.words.addr {
            let node = Node {
                label: root.name.clone(),
                kind: NodeKind::Variable,
                ty: root.ty,
                count: 1,
                shift: 0,
            };
            walker.graph.nodes.entry(addr).or_insert(node);
        }
    }
    // An array is better known by a slice of it than by a pointer to one of its elements: pointers come last.
    let is_pointer = |root: &&Root<'_>| {
        reader
            .rtype(root.ty)
            .is_some_and(|t| t.kind == Kind::Pointer)
    };
    let (pointers, others): (Vec<_>, Vec<_>) = roots.iter().partition(is_pointer);
    for root in others.into_iter().chain(pointers) {
        walker.queue.push_back(Item {
            ty: root.ty,
            words: root.words,
            label: root.name.clone(),
            in_map: false,
        });
    }
    walker.run();
    walker.appends(appends);
    // Tables that are not in their map's directory, not yet or no longer, are called as the runtime's variables are.
    // Tables first, and outer functions' variables first: `bigger` says more than the `t` that `add` has for it.
    for tables in [true, false] {
        for held in work.held.iter().filter(|h| h.table == tables) {
            if walker.graph.nodes.contains_key(&held.map) {
                walker.part(held);
                walker.run();
            }
        }
    }
    walker.graph
}

impl<'m> Walker<'_, 'm> {
    /// Visits what is queued, as far as the bound allows.
    fn run(&mut self) {
        while let Some(item) = self.queue.pop_front() {
            self.visited += 1;
            if self.visited > MAX_WALK {
                break;
            }
            self.visit(item);
        }
    }

    fn visit(&mut self, item: Item<'m>) {
        let Some(rtype) = self.reader.rtype(item.ty) else {
            return;
        };
        let first = item.words.word(0);
        match rtype.kind {
            Kind::Pointer => self.pointer(first, rtype.elem, item),
            Kind::Map => self.map(first, rtype.hmap, item),
            Kind::Chan => {
                let elem = rtype.elem.unwrap_or(item.ty);
                self.add(first, NodeKind::Chan, elem, 0, item.label);
            }
            Kind::Slice => self.slice(rtype.elem, item),
            Kind::Interface => self.interface(item),
            Kind::Struct
                if !super::sync::is_sync(rtype) && !super::sync_map::is_sync_map(rtype) =>
            {
                for f in &rtype.fields {
                    let words = item
                        .words
                        .part(f.offset, self.reader.rtype(f.ty).map_or(0, |t| t.words));
                    self.push(
                        f.ty,
                        words,
                        format!("{}.{}", item.label, f.name),
                        item.in_map,
                    );
                }
            }
            Kind::Array => self.elements(rtype.elem, rtype.len, 0, item),
            _ => {}
        }
    }

    /// Whether values of this type can lead anywhere.
    fn leads_on(&self, ty: RTypeId) -> bool {
        self.reader
            .rtype(ty)
            .is_some_and(|t| t.has_pointers && !matches!(t.kind, Kind::String | Kind::Func))
    }

    fn push(&mut self, ty: RTypeId, words: Words<'m>, label: String, in_map: bool) {
        if self.leads_on(ty) {
            self.queue.push_back(Item {
                ty,
                words,
                label,
                in_map,
            });
        }
    }

    /// Labels an object; true if it is new and should be walked.
    fn add(&mut self, addr: u64, kind: NodeKind, ty: RTypeId, shift: u64, label: String) -> bool {
        let Some(object) = self.reader.machine.heap().object_at(addr) else {
            return false;
        };
        let start = u64::from(object.start);
        if self.graph.nodes.contains_key(&start) {
            return false;
        }
        if self.graph.nodes.len() >= MAX_OBJECTS {
            self.graph.more += 1;
            return false;
        }
        let count = u64::from(object.count);
        self.graph.nodes.insert(
            start,
            Node {
                label,
                kind,
                ty,
                count,
                shift,
            },
        );
        true
    }

    fn pointer(&mut self, addr: u64, elem: Option<RTypeId>, item: Item<'m>) {
        let (Some(object), Some(_)) = (self.reader.machine.heap().object_at(addr).copied(), elem)
        else {
            return;
        };
        if !matches!(object.kind, ObjectKind::Values | ObjectKind::Global(_)) {
            return;
        }
        let kind = match (item.in_map, object.count) {
            (true, _) => NodeKind::MapPart,
            (_, 1) => NodeKind::Object,
            _ => NodeKind::Array,
        };
        if self.add(addr, kind, object.ty, 0, item.label.clone()) {
            let words = self
                .reader
                .memory(u64::from(object.start), u64::from(object.words));
            let indexed = (self.graph.nodes.get(&u64::from(object.start)))
                .is_some_and(|node| node.indexed(object.count));
            if indexed {
                let item = Item { words, ..item };
                self.elements(Some(object.ty), u64::from(object.count), 0, item);
            } else {
                self.push(object.ty, words, item.label, item.in_map);
            }
        }
    }

    /// Arrays that nothing but an append under way leads to.
    fn appends(&mut self, appends: &AppendWork<'m>) {
        for header in &appends.headers {
            self.queue.push_back(Item {
                ty: header.ty,
                words: header.words,
                label: header.name.clone(),
                in_map: false,
            });
        }
        self.run();
        for filled in &appends.arrays {
            let (kind, name) = (NodeKind::Array, filled.name.clone());
            self.add(filled.addr, kind, filled.elem, 0, name);
        }
    }

    /// A table or groups in a variable of the runtime, unless the map leads there; a pointer into the middle of groups names nothing.
    fn part(&mut self, held: &Held) {
        let object = self.reader.machine.heap().object_at(held.addr);
        if object.is_some_and(|o| u64::from(o.start) == held.addr) {
            let item = Item {
                ty: held.ty,
                words: Words {
                    words: &[],
                    addr: None,
                },
                label: held.name.clone(),
                in_map: true,
            };
            self.pointer(held.addr, Some(held.ty), item);
        }
    }

    fn map(&mut self, addr: u64, hmap: Option<RTypeId>, item: Item<'m>) {
        let Some(hmap) = hmap else { return };
        if self.add(addr, NodeKind::Map, item.ty, 0, item.label.clone()) {
            let size = self.reader.rtype(hmap).map_or(0, |t| t.words);
            self.push(
                hmap,
                self.reader.memory(addr, u64::from(size)),
                item.label,
                true,
            );
        }
    }

    fn slice(&mut self, elem: Option<RTypeId>, item: Item<'m>) {
        let Some(elem) = elem else { return };
        let size = self.reader.rtype(elem).map_or(0, |t| t.words);
        let view = self.reader.slice_view(size, item.words);
        if let Some(start) = view.array
            && self.add(
                start,
                NodeKind::Array,
                elem,
                view.offset,
                item.label.clone(),
            )
        {
            let count = self.graph.nodes.get(&start).map_or(0, |n| n.count);
            let words = self
                .reader
                .memory(start, count.saturating_mul(u64::from(size)));
            self.elements(Some(elem), count, view.offset, Item { words, ..item });
        }
    }

    fn elements(&mut self, elem: Option<RTypeId>, count: u64, shift: u64, item: Item<'m>) {
        let Some(elem) = elem.filter(|e| self.leads_on(*e)) else {
            return;
        };
        let size = self.reader.rtype(elem).map_or(0, |t| t.words);
        for i in 0..count.min(MAX_ELEMS) {
            let index = i as i64 - shift as i64;
            let words = item.words.part(i as u32 * size, size);
            self.push(elem, words, format!("{}[{index}]", item.label), item.in_map);
        }
    }

    fn interface(&mut self, item: Item<'m>) {
        let Some(ty) = item
            .words
            .word(0)
            .checked_sub(1)
            .and_then(|t| u32::try_from(t).ok())
            .map(RTypeId)
        else {
            return;
        };
        let words = match self.reader.rtype(ty).map(|t| t.words) {
            Some(1) => Words {
                words: item.words.part(1, 1).words,
                addr: None,
            },
            Some(n) if n > 1 => Words {
                addr: None,
                ..self.reader.memory(item.words.word(1), u64::from(n))
            },
            _ => return,
        };
        self.push(ty, words, item.label, item.in_map);
    }
}
