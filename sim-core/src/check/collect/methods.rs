//! Declaring methods: a receiver's type is found by its name, and its type parameters are named.

use gosyn::ast::{self, Expression};

use super::super::checker::Checker;
use super::super::expr_text::expr_text;
use super::super::generic;
use super::super::later::Later;
use super::super::object::{FuncObj, ObjId, ObjKind, Receiver};
use super::super::types::Named;
use crate::source::Pos;
use crate::versions;

impl<'a> Checker<'a> {
    /// Attaches a method to its receiver's type.
    pub(super) fn collect_method(&mut self, decl: &'a ast::FuncDecl) {
        let pos = self.pos(decl.name.pos);
        let Some(recv) = self.receiver(decl) else {
            return;
        };
        let base = recv.base;
        let func = FuncObj {
            decl,
            recv: Some(recv),
            params: Vec::new(),
            sig: self.t.invalid,
            init_number: 0,
        };
        let name: &'a str = &decl.name.name;
        let obj = self.add_object(name, pos, ObjKind::Func(Box::new(func)));
        let pkg = self.pkg().0 as usize;
        self.packages[pkg].decls.push(obj);
        if name == "_" {
            return;
        }
        let first = self.type_obj(base).and_then(|ty| {
            ty.methods
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, id)| *id)
        });
        if let Some(first) = first {
            let place = self.sources.describe(self.obj(first).pos);
            let base = self.obj(base).name;
            self.error(
                pos,
                format!("method {base}.{name} already declared at {place}"),
            );
            return;
        }
        if let ObjKind::Type(ty) = &mut self.obj_mut(base).kind {
            ty.methods.push((name, obj));
        }
    }

    /// The base type, pointer and parameter names of a method's receiver.
    fn receiver(&mut self, decl: &'a ast::FuncDecl) -> Option<Receiver<'a>> {
        let list = decl.recv.as_ref()?;
        let field = list.list.first()?;
        if list.list.len() > 1 || field.name.len() > 1 {
            let last = list
                .list
                .last()
                .map_or(Pos::NONE, crate::syntax::ast_pos::field_pos);
            self.error(last, "method must have exactly one receiver");
            return None;
        }
        let at = crate::syntax::ast_pos::field_pos(field);
        let Some((base, pointer, params)) = split_receiver(&field.typ) else {
            let text = expr_text(&field.typ);
            let at = match self.has(&versions::RECEIVER_BASE_POSITION) {
                true => self.start(&field.typ),
                false => at,
            };
            self.error(at, format!("invalid receiver type {text}"));
            return None;
        };
        if let Some(other) = params.iter().find(|param| ident_of(param).is_none()) {
            let text = expr_text(other);
            let text = format!("receiver type parameter {text} must be an identifier");
            self.error(self.start(other), text);
            return None;
        }
        let names: Vec<&'a ast::Ident> = params.iter().filter_map(ident_of).collect();
        let pos = self.pos(base.pos);
        let at = match self.has(&versions::RECEIVER_BASE_POSITION) {
            true => pos,
            false => at,
        };
        let Some(obj) = self.lookup(&base.name) else {
            self.error(pos, format!("undefined: {}", base.name));
            return None;
        };
        match &self.obj(obj).kind {
            ObjKind::Type(_) if self.obj(obj).pkg == Some(self.pkg()) => {
                let (base, alias_of_pointer) = self.local_base(obj, base, at)?;
                let pointer = pointer || alias_of_pointer;
                self.later.push(Later::Receiver {
                    base,
                    pointer,
                    pos: at,
                    file: self.env.file,
                });
                self.check_receiver_params(base, &names, pos);
                Some(Receiver {
                    base,
                    pointer,
                    names,
                })
            }
            ObjKind::Type(ty) => {
                let text = self.type_text(ty.ty);
                self.error(
                    at,
                    format!("cannot define new methods on non-local type {text}"),
                );
                None
            }
            _ => {
                self.no_type(obj, pos, &base.name);
                None
            }
        }
    }

    /// Reports a receiver that names too few or too many type parameters.
    fn check_receiver_params(&mut self, base: ObjId, names: &[&'a ast::Ident], pos: Pos) {
        let want = self
            .type_obj(base)
            .map_or(0, |ty| generic::param_count(ty.spec));
        if names.len() == want {
            return;
        }
        let name = self.obj(base).name;
        let message = match names.len() {
            0 => format!(
                "cannot use generic type {} without instantiation",
                self.generic_type_text(base)
            ),
            _ if want == 0 => format!("{name} is not a generic type"),
            have if self.has(&versions::RECEIVER_PARAMETERS) => format!(
                "receiver declares {have} type parameters, but receiver base type declares {want}"
            ),
            have => {
                let qualifier = if have < want {
                    "not enough"
                } else {
                    "too many"
                };
                format!("{qualifier} type arguments for type {name}: have {have}, want {want}")
            }
        };
        self.error(pos, message);
    }

    /// The declared type behind a receiver's name, through aliases, and whether they stand for a pointer to it.
    fn local_base(&mut self, obj: ObjId, base: &'a ast::Ident, pos: Pos) -> Option<(ObjId, bool)> {
        let spec = self.type_obj(obj)?.spec?;
        if !spec.alias {
            return Some((obj, false));
        }
        self.resolve_object(obj);
        let (ty, pointer) = self.deref(self.type_obj(obj)?.ty);
        let instance = |(_, named): (_, &Named)| !named.args.is_empty();
        if self.types.named_of(ty).is_some_and(instance) {
            let name = match self.has(&versions::RECEIVER_BASE_POSITION) {
                true => self.type_text(ty),
                false => base.name.clone(),
            };
            let text = format!("cannot define new methods on instantiated type {name}");
            self.error(pos, text);
            return None;
        }
        match self.obj_of_named(ty) {
            Some(target) => Some((target, pointer)),
            None => {
                self.error(
                    pos,
                    format!("cannot define new methods on non-local type {}", base.name),
                );
                None
            }
        }
    }
}

/// Splits a receiver's type into base name, whether it is a pointer, and type parameters, which should be names.
fn split_receiver(typ: &Expression) -> Option<(&ast::Ident, bool, &[Expression])> {
    let mut typ = typ;
    let mut pointer = false;
    for _ in 0..8 {
        typ = match typ {
            Expression::Paren(paren) => &paren.expr,
            Expression::TypePointer(inner) => {
                pointer = true;
                &inner.typ
            }
            Expression::Star(inner) => {
                pointer = true;
                &inner.right
            }
            Expression::Operation(inner) => {
                pointer = true;
                &inner.x
            }
            Expression::Ident(ident) => return Some((ident, pointer, &[])),
            Expression::Index(index) => {
                let params = std::slice::from_ref(index.index.as_ref());
                return Some((ident_of(&index.left)?, pointer, params));
            }
            Expression::IndexList(index) => {
                return Some((ident_of(&index.left)?, pointer, &index.indices));
            }
            _ => return None,
        };
    }
    None
}

fn ident_of(expr: &Expression) -> Option<&ast::Ident> {
    match expr {
        Expression::Ident(ident) => Some(ident),
        _ => None,
    }
}
