//! Unification: making a parameter's type and an argument's type equal by binding type parameters (Go spec, "Type unification").
//!
//! It is inexact at the top (a defined type matches a type literal with the same underlying type, channel directions are ignored, an
//! interface matches a type with its methods) and exact inside.

use super::checker::Checker;
use super::infer::Inference;
use super::method_set::Found;
use super::types::{ChanDir, Interface, Type, TypeId};
use crate::versions;

/// Deepest nesting that is followed.
const DEPTH_MAX: usize = 60;
/// Most steps for one call.
const STEPS_MAX: usize = 100_000;

impl<'a> Checker<'a> {
    /// Makes two types equal, binding type parameters; false when that is impossible.
    pub fn unify(
        &mut self,
        inf: &mut Inference,
        x: TypeId,
        y: TypeId,
        inexact: bool,
        depth: usize,
    ) -> bool {
        if x == y {
            return true;
        }
        inf.steps += 1;
        if depth > DEPTH_MAX || inf.steps > STEPS_MAX {
            return false;
        }
        match (inf.index_of(x), inf.index_of(y)) {
            (Some(i), _) => return self.bind(inf, i, y, inexact, depth),
            (None, Some(j)) => return self.bind(inf, j, x, inexact, depth),
            _ => {}
        }
        let (x, y) = self.without_outer_params(x, y);
        if inexact {
            if let Some(result) = self.unify_interfaces(inf, x, y, depth) {
                return result;
            }
            let (x, y) = self.same_level(x, y);
            return x == y || self.unify_structure(inf, x, y, true, depth);
        }
        x == y || self.unify_structure(inf, x, y, false, depth)
    }

    /// A type parameter of the surrounding function stands for its core type where it meets another kind of type.
    fn without_outer_params(&self, x: TypeId, y: TypeId) -> (TypeId, TypeId) {
        match (self.is_param(x), self.is_param(y)) {
            (true, false) => (self.core_type(x).unwrap_or(x), y),
            (false, true) => (x, self.core_type(y).unwrap_or(y)),
            _ => (x, y),
        }
    }

    fn unify_structure(
        &mut self,
        inf: &mut Inference,
        x: TypeId,
        y: TypeId,
        inexact: bool,
        depth: usize,
    ) -> bool {
        let both = (self.types.get(x).clone(), self.types.get(y).clone());
        match both {
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => {
                self.unify(inf, a, b, false, depth + 1)
            }
            (Type::Array(a, n), Type::Array(b, m)) => {
                n == m && self.unify(inf, a, b, false, depth + 1)
            }
            (Type::Map(a, c), Type::Map(b, d)) => {
                self.unify(inf, a, b, false, depth + 1) && self.unify(inf, c, d, false, depth + 1)
            }
            (Type::Chan(p, a), Type::Chan(q, b)) => {
                let directions = p == q || (inexact && (p == ChanDir::Both || q == ChanDir::Both));
                directions && self.unify(inf, a, b, false, depth + 1)
            }
            (Type::Func(a), Type::Func(b)) => {
                a.variadic == b.variadic
                    && self.unify_lists(inf, &a.params, &b.params, depth)
                    && self.unify_lists(inf, &a.results, &b.results, depth)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(&b).all(|(f, g)| {
                        f.name == g.name
                            && f.embedded == g.embedded
                            && self.unify(inf, f.ty, g.ty, false, depth + 1)
                    })
            }
            (Type::Interface(a), Type::Interface(b)) => {
                a.methods.len() == b.methods.len()
                    && a.methods.iter().zip(&b.methods).all(|(f, g)| {
                        f.name == g.name && self.unify(inf, f.ty, g.ty, false, depth + 1)
                    })
            }
            (Type::Named(_), Type::Named(_)) => self.unify_named(inf, x, y, depth),
            _ => false,
        }
    }

    fn unify_named(&mut self, inf: &mut Inference, x: TypeId, y: TypeId, depth: usize) -> bool {
        if !self.same_origin(x, y) {
            return false;
        }
        let args = |c: &Self, ty| {
            c.types
                .named_of(ty)
                .map(|(_, named)| named.args.clone())
                .unwrap_or_default()
        };
        let (a, b) = (args(self, x), args(self, y));
        self.unify_lists(inf, &a, &b, depth)
    }

    /// Whether two types are instances of one generic type.
    fn same_origin(&self, x: TypeId, y: TypeId) -> bool {
        self.obj_of_named(x).is_some() && self.obj_of_named(x) == self.obj_of_named(y)
    }

    fn unify_lists(
        &mut self,
        inf: &mut Inference,
        a: &[TypeId],
        b: &[TypeId],
        depth: usize,
    ) -> bool {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(&x, &y)| self.unify(inf, x, y, false, depth + 1))
    }

    /// An interface with methods and another type: the type (or the larger interface) must have them all. `None` where neither is
    /// such an interface, or both are instances of one.
    fn unify_interfaces(
        &mut self,
        inf: &mut Inference,
        x: TypeId,
        y: TypeId,
        depth: usize,
    ) -> Option<bool> {
        if !self.allows(&versions::WIDER_INFERENCE) || self.same_origin(x, y) {
            return None;
        }
        let interface = |c: &Self, ty: TypeId| match c.types.underlying(ty) {
            Type::Interface(interface) if interface.terms.is_none() && !c.is_param(ty) => {
                Some(interface.clone())
            }
            _ => None,
        };
        match (interface(self, x), interface(self, y)) {
            (Some(a), Some(b)) => Some(match a.methods.len() <= b.methods.len() {
                true => self.unify_methods(inf, &a, y, depth),
                false => self.unify_methods(inf, &b, x, depth),
            }),
            (Some(a), None) if !a.methods.is_empty() => Some(self.unify_methods(inf, &a, y, depth)),
            (None, Some(b)) if !b.methods.is_empty() => Some(self.unify_methods(inf, &b, x, depth)),
            _ => None,
        }
    }

    /// Whether a type has methods of the interface's names whose types can be made equal.
    pub fn unify_methods(
        &mut self,
        inf: &mut Inference,
        interface: &Interface,
        ty: TypeId,
        depth: usize,
    ) -> bool {
        interface.methods.iter().all(|method| {
            match self.lookup_member_from(ty, false, &method.name, &method.pkg, false) {
                Found::Method(found) if found.generic => false,
                Found::Method(found) => self.unify(inf, method.ty, found.ty, false, depth + 1),
                _ => false,
            }
        })
    }

    /// Where one type is defined and the other a literal, the underlying type takes the place of the defined one.
    fn same_level(&self, x: TypeId, y: TypeId) -> (TypeId, TypeId) {
        let named = |ty: TypeId| matches!(self.types.get(ty), Type::Named(_));
        match (named(x), named(y)) {
            (true, false) => (self.types.underlying_id(x), y),
            (false, true) => (x, self.types.underlying_id(y)),
            _ => (x, y),
        }
    }

    fn bind(
        &mut self,
        inf: &mut Inference,
        i: usize,
        y: TypeId,
        inexact: bool,
        depth: usize,
    ) -> bool {
        let Some(before) = inf.args[i] else {
            inf.args[i] = Some(y);
            return true;
        };
        if !self.unify(inf, before, y, inexact, depth + 1) {
            return false;
        }
        // Of a defined type and a literal the defined one is kept, of two channel types the one with a direction.
        let named = |ty: TypeId| matches!(self.types.get(ty), Type::Named(_));
        let directed =
            |ty: TypeId| matches!(self.types.get(ty), Type::Chan(dir, _) if *dir != ChanDir::Both);
        if (named(y) && !named(before)) || (directed(y) && !directed(before) && !named(before)) {
            inf.args[i] = Some(y);
        }
        true
    }
}
