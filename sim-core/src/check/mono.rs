//! Endless instantiation: type parameters that, from call to call, get ever larger types (Go spec, "Instantiations").
//!
//! A program can only be compiled instance by instance if there are finitely many. That is decided on a graph: its vertices are the
//! user's type parameters, and the types that are declared inside generic functions, which depend on the parameters around them. An
//! edge leads from each of these that a type argument mentions to the parameter that gets the argument; it weighs 1 where the
//! argument is more than what it mentions, else 0. There are infinitely many instances exactly if a cycle has a positive weight. (The
//! idea, and which cycle is reported and how, are those of types2/mono.go.)
//!
//! Invariant: edges are added in the order in which gc adds them, or nearly so, for that decides which cycle is reported.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::object::{ObjId, PkgId};
use super::types::{Type, TypeId};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;

/// Deepest nesting of a type argument that is looked at.
const DEPTH_MAX: usize = 100;

/// The graph.
#[derive(Debug, Default)]
pub(super) struct Mono {
    vertices: Vec<Vertex>,
    edges: Vec<Edge>,
    /// The vertex of a type parameter or of a type declared in a generic function.
    numbers: BTreeMap<TypeId, usize>,
    /// For the type parameters of receivers, those of their base types.
    same: BTreeMap<TypeId, TypeId>,
    /// The type parameters that are visible where a type is declared inside a function.
    ambient: BTreeMap<ObjId, Vec<TypeId>>,
    /// Instances that were refused because they are nested too deeply, or too many: where and why.
    pub refused: Option<(Pos, String)>,
}

#[derive(Debug)]
struct Vertex {
    ty: TypeId,
    /// Weight and length of the heaviest known path to here, and its last edge.
    weight: usize,
    len: usize,
    last: usize,
}

#[derive(Debug)]
struct Edge {
    to: usize,
    from: usize,
    weight: usize,
    pos: Pos,
    /// The argument.
    ty: TypeId,
}

impl<'a> Checker<'a> {
    /// Notes the type parameters around a type that is being declared inside a function.
    pub fn note_ambient(&mut self, obj: ObjId) {
        if !self.env.generic {
            return;
        }
        let mut params = Vec::new();
        for scope in self.env.scopes.iter().rev() {
            let types = scope.names.values().filter_map(|&id| self.type_obj(id));
            params.extend(types.filter(|ty| ty.is_param).map(|ty| ty.ty));
        }
        self.mono.ambient.insert(obj, params);
    }

    /// Notes that type parameters got arguments at these places.
    pub fn note_instance(&mut self, obj: ObjId, params: &[TypeId], args: &[TypeId], at: &[Pos]) {
        let foreign = |pkg: PkgId| self.packages[pkg.0 as usize].prelude;
        if self.obj(obj).pkg.is_none_or(foreign) {
            return;
        }
        for (i, (&param, &arg)) in params.iter().zip(args).enumerate() {
            let pos = at.get(i).or(at.last()).copied().unwrap_or(Pos::NONE);
            self.note_argument(param, arg, arg, pos, 0);
        }
    }

    /// Adds the edges for what `part` of the argument `arg` mentions.
    fn note_argument(&mut self, param: TypeId, arg: TypeId, part: TypeId, pos: Pos, depth: usize) {
        if depth > DEPTH_MAX {
            return;
        }
        let parts = match self.types.get(part) {
            Type::Basic(_) => return,
            Type::Param(_) => return self.flow(param, arg, part, pos),
            Type::Named(id) => {
                let args = self.types.named[id.0 as usize].args.clone();
                if self.is_ambient_type(part) {
                    self.flow(param, arg, part, pos);
                }
                args
            }
            Type::Pointer(elem)
            | Type::Slice(elem)
            | Type::Array(elem, _)
            | Type::Chan(_, elem) => vec![*elem],
            Type::Map(key, elem) => vec![*key, *elem],
            Type::Tuple(elems) => elems.clone(),
            Type::Func(sig) => [sig.params.as_slice(), &sig.results].concat(),
            Type::Struct(fields) => fields.iter().map(|field| field.ty).collect(),
            Type::Interface(interface) => interface.methods.iter().map(|m| m.ty).collect(),
        };
        for part in parts {
            self.note_argument(param, arg, part, pos, depth + 1);
        }
    }

    /// Adds an edge.
    fn flow(&mut self, param: TypeId, arg: TypeId, part: TypeId, pos: Pos) {
        let (to, from) = (self.mono.number(param), self.mono.number(part));
        self.mono.edges.push(Edge {
            to,
            from,
            weight: usize::from(arg != part),
            pos,
            ty: arg,
        });
    }

    /// Whether a defined type depends on type parameters around its declaration; the edges that say so are added when it is first met.
    fn is_ambient_type(&mut self, ty: TypeId) -> bool {
        if self.mono.numbers.contains_key(&ty) {
            return true;
        }
        let Some(obj) = self.obj_of_named(ty) else {
            return false;
        };
        let params = self.mono.ambient.get(&obj).cloned().unwrap_or_default();
        for &param in &params {
            let (to, from) = (self.mono.number(ty), self.mono.number(param));
            self.mono.edges.push(Edge {
                to,
                from,
                weight: 1,
                pos: self.obj(obj).pos,
                ty: param,
            });
        }
        !params.is_empty()
    }

    /// Reports endless instantiation, to be called once all generic bodies are checked.
    pub fn check_instantiation(&mut self) {
        if let Some(cycle) = self.mono.heavy_cycle() {
            let error = self.instance_cycle(&cycle);
            self.report(error);
        } else if let Some((pos, why)) = self.mono.refused.take() {
            self.error(pos, why);
        }
    }

    /// The error about a cycle, given by its vertices from the last to the first.
    fn instance_cycle(&self, cycle: &[usize]) -> Diagnostic {
        let vertices = &self.mono.vertices;
        let first = cycle.first().map_or(Pos::NONE, |&v| self.vertex_pos(v));
        let mut error = Diagnostic::new(first, "instantiation cycle:");
        for &v in cycle {
            let edge = &self.mono.edges[vertices[v].last];
            let ty = vertices[v].ty;
            let (name, arg) = (self.type_text(ty), self.type_text(edge.ty));
            let verb = match self.is_param(ty) {
                true => "instantiated as",
                false => "implicitly parameterized by",
            };
            error = error.with_note(edge.pos, format!("{name} {verb} {arg}"));
        }
        error
    }

    fn vertex_pos(&self, v: usize) -> Pos {
        let ty = self.mono.vertices[v].ty;
        match self.types.named_of(ty) {
            Some((_, named)) => named.pos,
            None => self.param_position(ty),
        }
    }
}

impl Mono {
    /// Notes that a type parameter of a receiver is one of its base type.
    pub fn note_same(&mut self, param: TypeId, base: TypeId) {
        self.same.insert(param, base);
    }

    /// The number of a type's vertex.
    fn number(&mut self, ty: TypeId) -> usize {
        let ty = self.same.get(&ty).copied().unwrap_or(ty);
        let next = self.vertices.len();
        let number = *self.numbers.entry(ty).or_insert(next);
        if number == next {
            self.vertices.push(Vertex {
                ty,
                weight: 0,
                len: 0,
                last: 0,
            });
        }
        number
    }

    /// A cycle of positive weight, its vertices from the last to the first: paths are made heavier (as Bellman and Ford make them
    /// shorter) until nothing changes or one is as long as there are vertices.
    fn heavy_cycle(&mut self) -> Option<Vec<usize>> {
        loop {
            let mut changed = false;
            for (number, edge) in self.edges.iter().enumerate() {
                let from = &self.vertices[edge.from];
                let (weight, len) = (from.weight + edge.weight, from.len + 1);
                let longest = self.vertices.len();
                let to = &mut self.vertices[edge.to];
                if weight <= to.weight {
                    continue;
                }
                (to.last, to.len) = (number, len);
                if len >= longest {
                    return Some(self.cycle_before(edge.to));
                }
                to.weight = weight;
                changed = true;
            }
            if !changed {
                return None;
            }
        }
    }

    /// The cycle on the path that ends in `v`.
    fn cycle_before(&self, mut v: usize) -> Vec<usize> {
        let mut path = Vec::new();
        while !path.contains(&v) {
            path.push(v);
            v = self.edges[self.vertices[v].last].from;
        }
        let start = path.iter().position(|&other| other == v).unwrap_or(0);
        path.split_off(start)
    }
}
