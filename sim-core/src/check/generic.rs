//! Generic types and functions: type parameters, instances, substitution, and whether type arguments satisfy constraints.
//!
//! An instance is made by resolving the declaration again with the parameters' names bound to the arguments, so that no typed
//! tree ever has to be rewritten. Substitution ([`Checker::subst`]) is needed for types only: for inference and constraints.

use std::collections::BTreeMap;

use gosyn::ast::{self, TypeSpec};

use super::checker::{Checker, INSTANCES_MAX};
use super::later::Later;
use super::object::{ObjId, ObjKind, State, TypeObj};
use super::types::{Field, Interface, Method, Named, Signature, Term, Type, TypeId, TypeParam};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;
use crate::syntax::ast_pos;

/// Deepest nesting of type instances, as in `T[T[T[…]]]`.
const INSTANCE_DEPTH_MAX: usize = 60;

/// Which types replace which type parameters.
pub(super) type Subst = BTreeMap<u32, TypeId>;

/// How many type parameters a type declaration has.
pub(super) fn param_count(spec: Option<&TypeSpec>) -> usize {
    spec.map_or(0, |spec| names_of(&spec.params).len())
}

/// All names in a list of type parameters.
pub(super) fn names_of(list: &ast::FieldList) -> Vec<&ast::Ident> {
    list.list.iter().flat_map(|field| &field.name).collect()
}

impl<'a> Checker<'a> {
    /// Declares type parameters as [`Type::Param`] types in the innermost scope, constraints included.
    pub fn declare_params(&mut self, list: &'a ast::FieldList) -> Vec<TypeId> {
        let mut params = Vec::new();
        for name in names_of(list) {
            let index = self.types.params.len() as u32;
            self.types.params.push(TypeParam {
                name: name.name.clone(),
                constraint: self.t.any,
                literal: false,
                pos: self.pos(name.pos),
            });
            let ty = self.types.intern(Type::Param(index));
            params.push(ty);
            self.bind_type(name, ty, true);
        }
        let mut next = 0;
        for field in &list.list {
            let constraint = self.constraint(&field.typ);
            let literal = matches!(field.typ, ast::Expression::TypeInterface(_));
            for _ in &field.name {
                if let Some(&Type::Param(index)) = params.get(next).map(|&ty| self.types.get(ty)) {
                    self.types.params[index as usize].constraint = constraint;
                    self.types.params[index as usize].literal = literal;
                }
                next += 1;
            }
        }
        params
    }

    /// Binds a type parameter's name to a type in the innermost scope; where it is `new`, it may not be there yet.
    fn bind_type(&mut self, name: &'a ast::Ident, ty: TypeId, new: bool) {
        if name.name == "_" {
            return;
        }
        let pos = self.pos(name.pos);
        let obj = self.add_object(&name.name, pos, ObjKind::Type(TypeObj::bound(ty, true)));
        self.obj_mut(obj).state = State::Done;
        let first = match self.env.scopes.last_mut() {
            Some(scope) => scope.names.insert(&name.name, obj),
            None => None,
        };
        if let Some(first) = first.filter(|_| new) {
            let error = Diagnostic::new(pos, format!("{} redeclared in this block", name.name));
            let text = format!("other declaration of {}", name.name);
            self.report(error.with_note(self.obj(first).pos, text));
        }
    }

    /// Binds names, which have been declared, to type arguments in the innermost scope.
    pub fn bind_args(&mut self, names: &[&'a ast::Ident], args: &[TypeId]) {
        for (name, &arg) in names.iter().zip(args) {
            self.bind_type(name, arg, false);
        }
    }

    /// Declares the names that a receiver gives the type parameters of its base type; yields the parameters of these names. (In Weft's
    /// own Go they are the base type's, which saves an instance for each method.)
    pub fn declare_receiver_params(
        &mut self,
        names: &[&'a ast::Ident],
        base: Vec<TypeId>,
    ) -> Vec<TypeId> {
        let mut params = base;
        if !self.in_prelude() && names.len() == params.len() {
            let fresh = self.rename_params(&params, &Subst::new());
            for ((&param, name), &base) in fresh.iter().zip(names).zip(&params) {
                self.mono.note_same(param, base);
                if let &Type::Param(index) = self.types.get(param) {
                    let param = &mut self.types.params[index as usize];
                    param.name.clone_from(&name.name);
                    param.pos = ast_pos::ident_pos(name);
                }
            }
            params = fresh;
        }
        for (name, &param) in names.iter().zip(&params) {
            self.bind_type(name, param, true);
        }
        params
    }

    /// The instance of a generic type with these arguments.
    pub fn instantiate_type(&mut self, obj: ObjId, args: Vec<TypeId>, pos: Pos) -> TypeId {
        let key = (obj, args.clone());
        if let Some(&ty) = self.type_instances.get(&key) {
            return ty;
        }
        let Some(spec) = self.type_obj(obj).and_then(|ty| ty.spec) else {
            return self.t.invalid;
        };
        if self.instance_depth >= INSTANCE_DEPTH_MAX || self.type_instances.len() >= INSTANCES_MAX {
            let why = format!("too many instances of {}", spec.name.name);
            self.mono.refused.get_or_insert((pos, why));
            return self.t.invalid;
        }
        if spec.alias {
            return self.instantiate_alias(obj, spec, args);
        }
        let pkg = self.obj(obj).pkg.map(|pkg| &self.packages[pkg.0 as usize]);
        let outer_args = self.type_obj(obj).map(|ty| ty.outer_args.clone());
        let named = Named {
            name: spec.name.name.clone(),
            pkg: pkg.map_or("", |pkg| pkg.name).to_string(),
            path: pkg.map_or("", |pkg| pkg.path).to_string(),
            args: args.clone(),
            outer_args: outer_args.unwrap_or_default(),
            underlying: None,
            pos: self.obj(obj).pos,
            local_in: None,
        };
        let ty = self.add_named(named, obj);
        self.type_instances.insert(key, ty);
        self.instance_depth += 1;
        let file = self.obj(obj).file;
        let scopes = self.local_scopes.get(&obj).cloned().unwrap_or_default();
        // What only depends on the declaration is checked once, with its own parameters for arguments.
        let own = self.type_obj(obj).is_some_and(|ty| ty.params == args);
        let checks = self.later.len();
        self.in_file(file, |c| {
            c.env.scopes = scopes;
            c.env.type_instance = !own;
            c.in_scope(|c| {
                c.bind_args(&names_of(&spec.params), &args);
                let rhs = c.resolve_type(&spec.typ);
                c.complete_named(ty, rhs);
            });
        });
        self.instance_depth -= 1;
        if !own && checks <= self.later.len() {
            let added = self.later.split_off(checks);
            let keep =
                |check: &Later| !matches!(check, Later::MapKey { .. } | Later::TypeArgs { .. });
            self.later.extend(added.into_iter().filter(keep));
        }
        ty
    }

    /// What a generic alias stands for with these arguments.
    fn instantiate_alias(&mut self, obj: ObjId, spec: &'a TypeSpec, args: Vec<TypeId>) -> TypeId {
        self.instance_depth += 1;
        let file = self.obj(obj).file;
        let scopes = self.local_scopes.get(&obj).cloned().unwrap_or_default();
        let ty = self.in_file(file, |c| {
            c.env.scopes = scopes;
            c.in_scope(|c| {
                c.bind_args(&names_of(&spec.params), &args);
                c.resolve_type(&spec.typ)
            })
        });
        self.instance_depth -= 1;
        self.type_instances.insert((obj, args), ty);
        ty
    }

    /// Adds a defined type declared by `obj`.
    pub fn add_named(&mut self, named: Named, obj: ObjId) -> TypeId {
        self.named_objs.push(Some(obj));
        self.types.add_named(named)
    }

    /// Gives a defined type the underlying type of its right-hand side.
    pub fn complete_named(&mut self, ty: TypeId, rhs: TypeId) {
        let mut under = self.types.underlying_id(rhs);
        if self.is_param(rhs) || matches!(self.types.get(under), Type::Named(_)) {
            under = self.t.invalid;
        }
        if let Type::Named(id) = *self.types.get(ty) {
            self.types.named[id.0 as usize].underlying = Some(under);
        }
    }

    /// Replaces type parameters in a type.
    pub fn subst(&mut self, ty: TypeId, map: &Subst) -> TypeId {
        self.subst_cached(ty, map, &mut BTreeMap::new())
    }

    /// Replaces type parameters in a list of types.
    pub fn subst_list(&mut self, list: &[TypeId], map: &Subst) -> Vec<TypeId> {
        let mut done = BTreeMap::new();
        list.iter()
            .map(|&ty| self.subst_cached(ty, map, &mut done))
            .collect()
    }

    /// `done` holds results, so that a type that occurs many times is rebuilt once.
    fn subst_cached(
        &mut self,
        ty: TypeId,
        map: &Subst,
        done: &mut BTreeMap<TypeId, TypeId>,
    ) -> TypeId {
        if map.is_empty() || !self.has_params(ty) {
            return ty;
        }
        if let Some(&new) = done.get(&ty) {
            return new;
        }
        let mut go = |c: &mut Self, ty: TypeId| c.subst_cached(ty, map, done);
        let new = match self.types.get(ty).clone() {
            Type::Param(index) => return map.get(&index).copied().unwrap_or(ty),
            Type::Named(_) => return self.subst_named(ty, map, done),
            Type::Basic(basic) => Type::Basic(basic),
            Type::Pointer(elem) => Type::Pointer(go(self, elem)),
            Type::Slice(elem) => Type::Slice(go(self, elem)),
            Type::Array(elem, len) => Type::Array(go(self, elem), len),
            Type::Map(key, value) => Type::Map(go(self, key), go(self, value)),
            Type::Chan(dir, elem) => Type::Chan(dir, go(self, elem)),
            Type::Tuple(elems) => {
                Type::Tuple(elems.into_iter().map(|elem| go(self, elem)).collect())
            }
            Type::Func(sig) => Type::Func(Signature {
                params: sig.params.into_iter().map(|ty| go(self, ty)).collect(),
                results: sig.results.into_iter().map(|ty| go(self, ty)).collect(),
                variadic: sig.variadic,
            }),
            Type::Struct(fields) => {
                let subst_field = |field: Field| Field {
                    ty: go(self, field.ty),
                    ..field
                };
                Type::Struct(fields.into_iter().map(subst_field).collect())
            }
            Type::Interface(interface) => {
                Type::Interface(self.subst_interface(interface, map, done))
            }
        };
        let new = self.types.intern(new);
        done.insert(ty, new);
        new
    }

    fn subst_named(
        &mut self,
        ty: TypeId,
        map: &Subst,
        done: &mut BTreeMap<TypeId, TypeId>,
    ) -> TypeId {
        let Some((_, named)) = self.types.named_of(ty) else {
            return ty;
        };
        let (args, pos) = (named.args.clone(), named.pos);
        let Some(obj) = self.obj_of_named(ty) else {
            return ty;
        };
        let args = args
            .into_iter()
            .map(|arg| self.subst_cached(arg, map, done))
            .collect();
        let new = self.instantiate_type(obj, args, pos);
        done.insert(ty, new);
        new
    }

    fn subst_interface(
        &mut self,
        interface: Interface,
        map: &Subst,
        done: &mut BTreeMap<TypeId, TypeId>,
    ) -> Interface {
        let mut go = |c: &mut Self, ty: TypeId| c.subst_cached(ty, map, done);
        let methods = interface
            .methods
            .into_iter()
            .map(|method| Method {
                ty: go(self, method.ty),
                ..method
            })
            .collect();
        let subst_term = |term: Term| Term {
            ty: go(self, term.ty),
            ..term
        };
        let terms = interface
            .terms
            .map(|terms| terms.into_iter().map(subst_term).collect());
        Interface {
            methods,
            terms,
            comparable: interface.comparable,
        }
    }

    /// The substitution of parameters by arguments.
    pub fn subst_of(&self, params: &[TypeId], args: &[TypeId]) -> Subst {
        let index = |&ty: &TypeId| match self.types.get(ty) {
            Type::Param(index) => Some(*index),
            _ => None,
        };
        params
            .iter()
            .zip(args)
            .filter_map(|(param, &arg)| Some((index(param)?, arg)))
            .collect()
    }

    /// The declared type parameters of a generic type or function.
    pub fn params_of(&mut self, obj: ObjId) -> Vec<TypeId> {
        self.resolve_object(obj);
        match &self.obj(obj).kind {
            ObjKind::Type(ty) => ty.params.clone(),
            ObjKind::Func(func) => func.params.clone(),
            _ => Vec::new(),
        }
    }

    /// How many type parameters of a method are those of its receiver.
    pub fn receiver_params(&self, obj: ObjId) -> usize {
        match &self.obj(obj).kind {
            ObjKind::Func(func) => func.receiver_params(),
            _ => 0,
        }
    }

    /// The type parameters of a method's own, its receiver's arguments put in: `[P, Q any]`.
    pub fn own_params_text(&mut self, obj: ObjId, receiver_args: &[TypeId]) -> String {
        let params = self.params_of(obj);
        let map = self.subst_of(&params, receiver_args);
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for &param in params.get(receiver_args.len()..).unwrap_or_default() {
            let constraint = self.constraint_of(param);
            let (name, constraint) = (self.type_text(param), self.subst(constraint, &map));
            let constraint = self.constraint_text(param, constraint);
            match groups.last_mut() {
                Some((last, names)) if *last == constraint => names.push(name),
                _ => groups.push((constraint, vec![name])),
            }
        }
        let group = |(constraint, names): &(String, Vec<String>)| {
            format!("{} {constraint}", names.join(", "))
        };
        let groups: Vec<String> = groups.iter().map(group).collect();
        format!("[{}]", groups.join(", "))
    }

    /// The constraint of a type parameter, which may have been substituted, as messages print it.
    pub fn constraint_text(&self, param: TypeId, constraint: TypeId) -> String {
        let text = self.type_text(constraint);
        let literal = match self.types.get(param) {
            Type::Param(index) => self.types.params[*index as usize].literal,
            _ => false,
        };
        match literal && text != "any" && !text.starts_with("interface") {
            true => format!("interface{{{text}}}"),
            false => text,
        }
    }

    /// The constraint of a type parameter.
    pub fn constraint_of(&self, param: TypeId) -> TypeId {
        match self.types.get(param) {
            Type::Param(index) => self.types.params[*index as usize].constraint,
            _ => self.t.any,
        }
    }

    /// Reports the first argument that does not satisfy its constraint.
    pub fn verify_type_args(&mut self, obj: ObjId, args: &[TypeId], arg_pos: &[Pos]) {
        let params = self.params_of(obj);
        let checked = self.receiver_params(obj);
        let Some((index, why)) = self.unsatisfied(&params, args) else {
            let own = |list: &[TypeId]| list.get(checked..).unwrap_or_default().to_vec();
            let at = arg_pos.get(checked..).unwrap_or_default();
            self.note_instance(obj, &own(&params), &own(args), at);
            return;
        };
        if index >= checked {
            let pos = arg_pos.get(index).or(arg_pos.last()).copied();
            self.error(pos.unwrap_or(Pos::NONE), why);
        }
    }

    /// The first argument that does not satisfy its constraint, and why.
    pub fn unsatisfied(&mut self, params: &[TypeId], args: &[TypeId]) -> Option<(usize, String)> {
        let map = self.subst_of(params, args);
        for (i, &param) in params.iter().enumerate() {
            let &Type::Param(index) = self.types.get(param) else {
                continue;
            };
            let constraint = self.types.params[index as usize].constraint;
            let constraint = self.subst(constraint, &map);
            let arg = args.get(i).copied().unwrap_or(self.t.invalid);
            let text = self.constraint_text(param, constraint);
            if let Err(why) = self.implements_called(arg, constraint, &text, true) {
                return Some((i, why));
            }
        }
        None
    }

    /// A generic type with its parameter list, as messages print it: `List[T any]`.
    pub fn generic_type_text(&self, obj: ObjId) -> String {
        let object = self.obj(obj);
        let Some(spec) = self.type_obj(obj).and_then(|ty| ty.spec) else {
            return object.name.to_string();
        };
        let field = |field: &ast::Field| {
            let names: Vec<&str> = field.name.iter().map(|name| name.name.as_str()).collect();
            format!(
                "{} {}",
                names.join(", "),
                super::expr_text::expr_text(&field.typ)
            )
        };
        let params: Vec<String> = spec.params.list.iter().map(field).collect();
        format!("{}[{}]", object.name, params.join(", "))
    }

    /// Where a type parameter is declared.
    pub fn param_position(&self, param: TypeId) -> Pos {
        match self.types.get(param) {
            Type::Param(index) => {
                let param = self.types.params.get(*index as usize);
                param.map_or(Pos::NONE, |param| param.pos)
            }
            _ => Pos::NONE,
        }
    }

    /// Fresh type parameters with the constraints of others, so that a generic function may call itself; `known` goes into
    /// the constraints.
    pub fn rename_params(&mut self, params: &[TypeId], known: &Subst) -> Vec<TypeId> {
        let mut fresh = Vec::new();
        for &param in params {
            let old = match self.types.get(param) {
                Type::Param(index) => self.types.params[*index as usize].clone(),
                _ => continue,
            };
            self.types.params.push(old);
            let index = self.types.params.len() as u32 - 1;
            fresh.push(self.types.intern(Type::Param(index)));
        }
        let mut map = self.subst_of(params, &fresh);
        map.extend(known);
        for &param in &fresh {
            if let &Type::Param(index) = self.types.get(param) {
                let constraint = self.types.params[index as usize].constraint;
                let constraint = self.subst(constraint, &map);
                self.types.params[index as usize].constraint = constraint;
            }
        }
        fresh
    }
}
