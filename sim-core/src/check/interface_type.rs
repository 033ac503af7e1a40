//! Interface types and constraints: methods, embedding, unions, and the type set they make (Go spec, "Interface types").

use std::collections::BTreeMap;

use gosyn::ast::{self, Expression};
use gosyn::token::Operator;

use super::checker::Checker;
use super::types::{Interface, Method, Term, Type, TypeId};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;

impl<'a> Checker<'a> {
    /// An interface type with its embedded elements.
    pub fn interface_type(&mut self, list: &'a ast::FieldList) -> TypeId {
        let mut interface = Interface::default();
        // Where the interface gets each method.
        let mut places: BTreeMap<String, Pos> = BTreeMap::new();
        for field in &list.list {
            if let (Some(name), Expression::TypeFunction(func)) = (field.name.first(), &field.typ) {
                self.add_method(&mut interface, &mut places, name, func);
            }
        }
        for field in list.list.iter().filter(|field| field.name.is_empty()) {
            self.embed(&mut interface, &mut places, &field.typ);
        }
        interface.methods.sort();
        self.types.intern(Type::Interface(interface))
    }

    fn add_method(
        &mut self,
        interface: &mut Interface,
        places: &mut BTreeMap<String, Pos>,
        name: &'a ast::Ident,
        func: &'a ast::FuncType,
    ) {
        let pos = self.pos(name.pos);
        if name.name == "_" {
            self.error(pos, "methods must have a unique non-blank name");
            return;
        }
        if let Some(&first) = places.get(&name.name) {
            return self.duplicate_method(&name.name, pos, first);
        }
        places.insert(name.name.clone(), pos);
        let ty = self.func_type(func);
        let pkg = self.pkg_of_name(&name.name);
        interface.methods.push(Method {
            name: name.name.clone(),
            pkg,
            ty,
        });
    }

    fn duplicate_method(&mut self, name: &str, pos: Pos, first: Pos) {
        let error = Diagnostic::new(pos, format!("duplicate method {name}"));
        self.report(error.with_note(first, format!("other declaration of method {name}")));
    }

    /// Adds an embedded element: an interface, a type, or a union. A method that is there already must be identical.
    fn embed(
        &mut self,
        interface: &mut Interface,
        places: &mut BTreeMap<String, Pos>,
        typ: &'a Expression,
    ) {
        let pos = self.start(typ);
        let element = self.constraint_element(typ);
        let Some(element) = element else {
            return;
        };
        for method in element.methods {
            let same = |other: &&Method| other.name == method.name && other.pkg == method.pkg;
            match interface.methods.iter().find(same) {
                Some(other) if other.ty != method.ty => {
                    let first = places.get(&method.name).copied().unwrap_or(pos);
                    self.duplicate_method(&method.name, pos, first);
                }
                Some(_) => {}
                None => {
                    places.insert(method.name.clone(), pos);
                    interface.methods.push(method);
                }
            }
        }
        interface.comparable |= element.comparable;
        interface.terms = match (interface.terms.take(), element.terms) {
            (None, terms) | (terms, None) => terms,
            (Some(a), Some(b)) => Some(self.intersect(&a, &b)),
        };
    }

    /// A constraint in a type parameter list: an interface, or any element that makes an implicit one.
    pub fn constraint(&mut self, typ: &'a Expression) -> TypeId {
        if !is_union(typ) {
            let ty = self.resolve_type(typ);
            if ty == self.t.invalid || matches!(self.types.underlying(ty), Type::Interface(_)) {
                return ty;
            }
            if self.is_param(ty) {
                self.error(self.start(typ), "cannot use a type parameter as constraint");
                return self.t.invalid;
            }
            let terms = Some(vec![Term { tilde: false, ty }]);
            return self.types.intern(Type::Interface(Interface {
                terms,
                ..Interface::default()
            }));
        }
        match self.constraint_element(typ) {
            Some(interface) => self.types.intern(Type::Interface(interface)),
            None => self.t.invalid,
        }
    }

    /// The type set of one element.
    fn constraint_element(&mut self, typ: &'a Expression) -> Option<Interface> {
        if !is_union(typ) {
            let ty = self.resolve_type(typ);
            let pos = self.start(typ);
            return self.element_of_type(ty, pos, false);
        }
        let mut all: Option<Vec<Term>> = Some(Vec::new());
        let mut plain: Vec<Term> = Vec::new();
        for (term, tilde, whole) in union_terms(typ) {
            let at = self.start(whole);
            let ty = self.resolve_type(term);
            let element = self.element_of_type(ty, at, tilde)?;
            let pos = at;
            if !element.methods.is_empty() {
                let text = self.type_text(ty);
                self.error(
                    pos,
                    format!("cannot use {text} in union ({text} contains methods)"),
                );
                return None;
            }
            if element.comparable {
                self.error(pos, "cannot use comparable in union");
                return None;
            }
            all = match (all, element.terms) {
                (Some(mut list), Some(terms)) => {
                    if !matches!(self.types.underlying(ty), Type::Interface(_)) {
                        self.check_overlap(&plain, &terms, pos);
                        plain.extend(&terms);
                    }
                    list.extend(terms);
                    Some(list)
                }
                _ => None,
            };
        }
        Some(Interface {
            terms: all,
            ..Interface::default()
        })
    }

    fn check_overlap(&mut self, list: &[Term], terms: &[Term], pos: Pos) {
        if self.env.type_instance {
            return;
        }
        for term in terms {
            if let Some(other) = list.iter().find(|other| self.overlap(other, term)) {
                let text = |term: &Term| {
                    format!(
                        "{}{}",
                        if term.tilde { "~" } else { "" },
                        self.type_text(term.ty)
                    )
                };
                let message = format!("overlapping terms {} and {}", text(term), text(other));
                self.error(pos, message);
                return;
            }
        }
    }

    fn overlap(&self, a: &Term, b: &Term) -> bool {
        let (mut x, mut y) = (a.ty, b.ty);
        if b.tilde {
            x = self.types.underlying_id(x);
        }
        if a.tilde {
            y = self.types.underlying_id(y);
        }
        x == y
    }

    fn element_of_type(&mut self, ty: TypeId, pos: Pos, tilde: bool) -> Option<Interface> {
        if ty == self.t.invalid {
            return None;
        }
        if self.is_param(ty) {
            let text = self.type_text(ty);
            self.error(
                pos,
                match tilde {
                    true => format!("type in term ~{text} cannot be a type parameter"),
                    false => "term cannot be a type parameter".to_string(),
                },
            );
            return None;
        }
        let under = self.types.underlying_id(ty);
        match self.types.get(under) {
            Type::Interface(_) if tilde => {
                let text = self.type_text(ty);
                self.error(pos, format!("invalid use of ~ ({text} is an interface)"));
                None
            }
            Type::Interface(interface) => Some(interface.clone()),
            Type::Named(_) => self.incomplete_interface(ty, pos),
            _ => {
                if tilde && under != ty {
                    let (text, under) = (self.type_text(ty), self.type_text(under));
                    self.error(
                        pos,
                        format!("invalid use of ~ (underlying type of {text} is {under})"),
                    );
                    return None;
                }
                Some(Interface {
                    terms: Some(vec![Term { tilde, ty }]),
                    ..Interface::default()
                })
            }
        }
    }

    /// The interface behind a defined type whose declaration is being resolved: its methods are looked at again, which is harmless
    /// since they only name types. An interface that embeds itself is an error.
    fn incomplete_interface(&mut self, ty: TypeId, pos: Pos) -> Option<Interface> {
        let obj = self.obj_of_named(ty)?;
        let decl = self.type_obj(obj)?;
        let (spec, local) = (decl.spec?, decl.local);
        let Expression::TypeInterface(syntax) = &spec.typ else {
            let text = self.type_text(ty);
            self.error(
                pos,
                format!("invalid recursive type: {text} refers to itself"),
            );
            return None;
        };
        if self.embedding.contains(&obj) {
            let (name, at) = (self.obj(obj).name, self.obj(obj).pos);
            if self.reported_cycles.insert(obj) {
                self.error(
                    at,
                    format!("invalid recursive type: {name} refers to itself"),
                );
            }
            return None;
        }
        self.embedding.push(obj);
        let file = self.obj(obj).file;
        let interface = match local || !spec.params.list.is_empty() {
            true => self.interface_type(&syntax.methods),
            false => self.in_file(file, |c| c.interface_type(&syntax.methods)),
        };
        self.embedding.pop();
        match self.types.get(interface) {
            Type::Interface(interface) => Some(interface.clone()),
            _ => None,
        }
    }

    /// The terms in both lists.
    fn intersect(&self, a: &[Term], b: &[Term]) -> Vec<Term> {
        let mut terms = Vec::new();
        for x in a {
            for y in b {
                if self.overlap(x, y) {
                    let narrow = if x.tilde { *y } else { *x };
                    terms.push(narrow);
                }
            }
        }
        terms
    }

    /// Whether a type is in the type set of the terms.
    pub fn in_terms(&self, ty: TypeId, terms: &[Term]) -> bool {
        terms.iter().any(|term| {
            term.ty == ty
                || (term.tilde && self.types.underlying_id(ty) == self.types.underlying_id(term.ty))
        })
    }
}

/// Whether an element is written with `|` or `~`.
fn is_union(typ: &Expression) -> bool {
    matches!(typ, Expression::Operation(op) if op.op == Operator::Or || op.op == Operator::Tiled)
}

/// The terms of a union in source order: the type, whether it has `~`, and the whole term.
fn union_terms(typ: &Expression) -> Vec<(&Expression, bool, &Expression)> {
    let mut terms = Vec::new();
    let mut stack = vec![typ];
    while let Some(expr) = stack.pop() {
        match expr {
            Expression::Operation(op) if op.op == Operator::Or && op.y.is_some() => {
                stack.extend(op.y.as_deref());
                stack.push(&op.x);
            }
            Expression::Operation(op) if op.op == Operator::Tiled => {
                terms.push((&*op.x, true, expr))
            }
            _ => terms.push((expr, false, expr)),
        }
    }
    terms
}
