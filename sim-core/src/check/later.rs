//! Checks that must wait until the types they look at are complete.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::object::ObjId;
use super::types::{Type, TypeId};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;

/// Longest chain of types inside one another that is followed.
const RECURSION_MAX: usize = 100;

/// One waiting check. All carry the file whose package names types in messages.
#[derive(Clone, Debug)]
pub(super) enum Later<'a> {
    /// `ty` is used for a variable: it may not be a constraint.
    NotConstraint { ty: TypeId, pos: Pos, file: usize },
    /// `key` is the key of a map type.
    MapKey { key: TypeId, pos: Pos, file: usize },
    /// `ty` is embedded in a struct.
    Embedded { ty: TypeId, pos: Pos, file: usize },
    /// `args` instantiate the generic type or function `obj`.
    TypeArgs {
        obj: ObjId,
        args: Vec<TypeId>,
        arg_pos: Vec<Pos>,
        file: usize,
    },
    /// `base` has a method: it may be neither a pointer nor an interface.
    Receiver {
        base: ObjId,
        pointer: bool,
        pos: Pos,
        file: usize,
    },
    /// The declared type `obj` may not contain itself.
    NotRecursive {
        obj: ObjId,
        name: &'a str,
        file: usize,
    },
}

impl<'a> Checker<'a> {
    /// Runs all waiting checks.
    pub fn run_later(&mut self) {
        let mut rounds = 0;
        while !self.later.is_empty() && rounds < 100 {
            for check in std::mem::take(&mut self.later) {
                self.run_one(check);
            }
            rounds += 1;
        }
        self.later.clear();
    }

    fn run_one(&mut self, check: Later<'a>) {
        let file = std::mem::replace(&mut self.env.file, check.file());
        match check {
            Later::NotConstraint { ty, pos, .. } => self.check_not_constraint(ty, pos),
            Later::MapKey { key, pos, .. } => self.check_map_key(key, pos),
            Later::Embedded { ty, pos, .. } => self.check_embedded(ty, pos),
            Later::TypeArgs {
                obj, args, arg_pos, ..
            } => self.verify_type_args(obj, &args, &arg_pos),
            Later::Receiver {
                base, pointer, pos, ..
            } => self.check_receiver(base, pointer, pos),
            Later::NotRecursive { obj, name, .. } => self.check_not_recursive(obj, name),
        }
        self.env.file = file;
    }

    fn check_not_constraint(&mut self, ty: TypeId, pos: Pos) {
        if self.is_param(ty) {
            return;
        }
        let Type::Interface(interface) = self.types.underlying(ty) else {
            return;
        };
        let why = match (interface.terms.is_some(), interface.comparable) {
            (true, _) => "interface contains type constraints",
            (false, true) => "interface is (or embeds) comparable",
            _ => return,
        };
        let mut text = self.type_text(ty);
        if text.starts_with('~') {
            text = format!("interface{{{text}}}");
        }
        self.error(
            pos,
            format!("cannot use type {text} outside a type constraint: {why}"),
        );
    }

    fn check_map_key(&mut self, key: TypeId, pos: Pos) {
        if !self.valid(key) || self.comparable(key, false) {
            return;
        }
        let text = self.type_text(key);
        let why = if self.is_param(key) {
            " (missing comparable constraint)"
        } else {
            ""
        };
        self.error(pos, format!("invalid map key type {text}{why}"));
    }

    fn check_embedded(&mut self, ty: TypeId, pos: Pos) {
        let base = match self.types.get(ty) {
            Type::Pointer(elem) => *elem,
            _ => ty,
        };
        let pointer = base != ty;
        if self.is_param(base) {
            self.error(
                pos,
                "embedded field type cannot be a (pointer to a) type parameter",
            );
        } else if pointer && matches!(self.types.underlying(base), Type::Interface(_)) {
            self.error(
                pos,
                "embedded field type cannot be a pointer to an interface",
            );
        } else if matches!(self.types.underlying(base), Type::Pointer(_)) {
            self.error(pos, "embedded field type cannot be a pointer");
        }
    }

    fn check_receiver(&mut self, base: ObjId, pointer: bool, pos: Pos) {
        self.resolve_object(base);
        let Some(ty) = self.type_obj(base).map(|ty| ty.ty) else {
            return;
        };
        if matches!(
            self.types.underlying(ty),
            Type::Pointer(_) | Type::Interface(_)
        ) {
            let star = if pointer { "*" } else { "" };
            let text = self.type_text(ty);
            self.error(
                pos,
                format!("invalid receiver type {star}{text} (pointer or interface type)"),
            );
        }
    }

    /// Reports a type that contains itself by value.
    fn check_not_recursive(&mut self, obj: ObjId, name: &'a str) {
        let Some(ty) = self.type_obj(obj).map(|ty| ty.ty) else {
            return;
        };
        let mut path = Vec::new();
        if !self.contains_itself(ty, ty, &mut path, &mut BTreeSet::new()) {
            return;
        }
        // An instance on the way is where it is used, not where its generic type is declared.
        let declared = |other: &&TypeId| {
            let named = self.types.named_of(**other);
            named.is_some_and(|(_, named)| named.args.is_empty())
        };
        let first_in_source = path
            .iter()
            .filter(declared)
            .all(|&other| self.named_pos(other) >= self.named_pos(ty));
        if !first_in_source {
            return;
        }
        let pos = self.obj(obj).pos;
        if path.len() == 1 {
            self.error(
                pos,
                format!("invalid recursive type: {name} refers to itself"),
            );
            return;
        }
        let error = Diagnostic::new(pos, format!("invalid recursive type {name}"));
        let step = |&at: &TypeId| (self.named_pos(at), self.type_text(at));
        let error = self.with_cycle(error, &path.iter().map(step).collect::<Vec<_>>());
        self.report(error);
    }

    fn named_pos(&self, ty: TypeId) -> Pos {
        self.types
            .named_of(ty)
            .map_or(Pos::NONE, |(_, named)| named.pos)
    }

    /// Whether `ty` holds a value of the defined type `target` inside itself; `path` gets the defined types between, `failed` those
    /// that lead nowhere.
    fn contains_itself(
        &self,
        ty: TypeId,
        target: TypeId,
        path: &mut Vec<TypeId>,
        failed: &mut BTreeSet<TypeId>,
    ) -> bool {
        match self.types.get(ty) {
            Type::Named(_) => {
                if ty == target && !path.is_empty() {
                    return true;
                }
                if path.contains(&ty) || failed.contains(&ty) || path.len() > RECURSION_MAX {
                    return false;
                }
                path.push(ty);
                let under = self.types.underlying_id(ty);
                let found = under != ty && self.contains_itself(under, target, path, failed);
                if !found {
                    path.pop();
                    failed.insert(ty);
                }
                found
            }
            Type::Array(elem, _) => self.contains_itself(*elem, target, path, failed),
            Type::Struct(fields) => fields
                .iter()
                .any(|field| self.contains_itself(field.ty, target, path, failed)),
            _ => false,
        }
    }
}

impl Later<'_> {
    fn file(&self) -> usize {
        match self {
            Later::NotConstraint { file, .. }
            | Later::MapKey { file, .. }
            | Later::Embedded { file, .. }
            | Later::TypeArgs { file, .. }
            | Later::Receiver { file, .. }
            | Later::NotRecursive { file, .. } => *file,
        }
    }
}
