//! Type expressions (Go spec, "Types").

use gosyn::ast::{self, Expression};

use super::checker::Checker;
use super::constant::{Const, literal};
use super::expr_text::expr_text;
use super::later::Later;
use super::object::{ObjId, ObjKind};
use super::types::{ChanDir, Field, Signature, Type, TypeId};
use crate::source::Pos;
use crate::versions;

/// Longest array, in elements.
const ARRAY_LEN_MAX: u64 = 1 << 40;

impl<'a> Checker<'a> {
    /// The type of a variable, field or element: any type but a constraint.
    pub fn var_type(&mut self, expr: &'a Expression) -> TypeId {
        let ty = self.resolve_type(expr);
        let pos = self.start(expr);
        self.later.push(Later::NotConstraint {
            ty,
            pos,
            file: self.env.file,
        });
        ty
    }

    /// The type that an expression denotes; reports an error and yields the invalid type when it is none.
    pub fn resolve_type(&mut self, expr: &'a Expression) -> TypeId {
        let pos = self.start(expr);
        if !self.enter(pos) {
            return self.t.invalid;
        }
        let ty = self.resolve_inner(expr);
        self.leave();
        ty
    }

    fn resolve_inner(&mut self, expr: &'a Expression) -> TypeId {
        match expr {
            Expression::Ident(ident) => self.type_name(ident, expr),
            Expression::Selector(sel) => self.qualified_type(sel, expr),
            Expression::Paren(paren) => self.resolve_type(&paren.expr),
            Expression::Index(index) => {
                self.instance_type(&index.left, std::slice::from_ref(&*index.index), expr)
            }
            Expression::IndexList(index) => self.instance_type(&index.left, &index.indices, expr),
            Expression::Star(star) => self.pointer_type(&star.right),
            Expression::TypePointer(pointer) => self.pointer_type(&pointer.typ),
            Expression::Operation(op)
                if op.y.is_none() && op.op == gosyn::token::Operator::Star =>
            {
                self.pointer_type(&op.x)
            }
            Expression::TypeSlice(slice) => {
                let elem = self.var_type(&slice.typ);
                self.types.intern(Type::Slice(elem))
            }
            Expression::TypeArray(array) => self.array_type(array),
            Expression::TypeMap(map) => self.map_type(map),
            Expression::TypeChannel(chan) => self.chan_type(chan),
            Expression::TypeFunction(func) => self.func_type(func),
            Expression::TypeStruct(ty) => self.struct_type(&ty.fields),
            Expression::TypeInterface(ty) => self.interface_type(&ty.methods),
            Expression::Ellipsis(_) => {
                self.error(self.start(expr), "invalid use of '...'");
                self.t.invalid
            }
            _ => self.not_a_type(expr),
        }
    }

    fn not_a_type(&mut self, expr: &'a Expression) -> TypeId {
        let text = expr_text(expr);
        let pos = self.start(expr);
        self.use_expr(expr);
        self.error(pos, format!("{text} is not a type"));
        self.t.invalid
    }

    fn type_name(&mut self, ident: &'a ast::Ident, expr: &'a Expression) -> TypeId {
        let pos = self.pos(ident.pos);
        let Some(obj) = self.lookup(&ident.name) else {
            let text = match ident.name.as_str() {
                "_" => "cannot use _ as value or type".to_string(),
                name => format!("undefined: {name}"),
            };
            self.error(pos, text);
            return self.t.invalid;
        };
        if ident.name == "any" && self.obj(obj).pkg.is_none() && !self.allows(&versions::GENERICS) {
            self.version_error(pos, "predeclared any", &versions::GENERICS);
        }
        self.type_of_object(obj, expr)
    }

    /// The type that an object names.
    pub fn type_of_object(&mut self, obj: ObjId, expr: &'a Expression) -> TypeId {
        self.obj_mut(obj).used = true;
        self.resolve_object(obj);
        let pos = self.start(expr);
        let Some(ty) = self.type_obj(obj) else {
            self.no_type(obj, pos, &expr_text(expr));
            return self.t.invalid;
        };
        if ty.is_generic() {
            let text = self.generic_type_text(obj);
            self.error(
                pos,
                format!("cannot use generic type {text} without instantiation"),
            );
            return self.t.invalid;
        }
        ty.ty
    }

    /// Reports a name that does not stand for a type.
    pub fn no_type(&mut self, obj: ObjId, pos: Pos, text: &str) {
        let kind = match self.has(&versions::NOT_A_TYPE_KIND) {
            true => format!(" ({})", self.object_kind(obj)),
            false => String::new(),
        };
        self.error(pos, format!("{text}{kind} is not a type"));
    }

    /// What an object is, in the compiler's words.
    fn object_kind(&self, obj: ObjId) -> &'static str {
        match &self.obj(obj).kind {
            ObjKind::Package(_) => "package name",
            ObjKind::Const(_) => "constant",
            ObjKind::Type(_) => "defined type",
            ObjKind::Global { .. } => "package-level variable",
            ObjKind::Local { level, id, .. } => self.local_kind(*level, *id),
            ObjKind::Func(_) => "function",
            ObjKind::Builtin(_) => "built-in function",
            ObjKind::Nil => "untyped nil",
        }
    }

    fn qualified_type(&mut self, sel: &'a ast::Selector, expr: &'a Expression) -> TypeId {
        if let Some(member) = self.unsafe_member(sel, expr) {
            return if member.mode == super::operand::Mode::Type {
                member.ty
            } else {
                self.t.invalid
            };
        }
        match self.package_member(sel) {
            Some(Some(obj)) if self.type_obj(obj).is_none() => {
                let x = self.object_operand(obj, expr);
                let text = self.describe(&x);
                self.error(self.start(expr), format!("{text} is not a type"));
                self.t.invalid
            }
            Some(Some(obj)) => self.type_of_object(obj, expr),
            Some(None) => self.t.invalid,
            None => {
                if !self.expr_or_type(&sel.x).is_invalid() {
                    let text = expr_text(expr);
                    self.error(self.pos(sel.sel.pos), format!("{text} is not a type"));
                }
                self.t.invalid
            }
        }
    }

    fn pointer_type(&mut self, elem: &'a Expression) -> TypeId {
        let elem = self.var_type(elem);
        if elem == self.t.invalid {
            elem
        } else {
            self.pointer_to(elem)
        }
    }

    fn array_type(&mut self, array: &'a ast::ArrayType) -> TypeId {
        if let Expression::Ellipsis(_) = &*array.len {
            let pos = self.pos(array.pos.0);
            self.error(
                pos,
                "invalid use of [...] array (outside a composite literal)",
            );
            self.var_type(&array.typ);
            return self.t.invalid;
        }
        let len = self.array_len(&array.len);
        let elem = self.var_type(&array.typ);
        match len {
            Some(len) => self.types.intern(Type::Array(elem, len)),
            None => self.t.invalid,
        }
    }

    /// The length in an array type.
    fn array_len(&mut self, expr: &'a Expression) -> Option<u64> {
        let pos = self.start(expr);
        if let Expression::Ident(ident) = expr {
            let Some(obj) = self.lookup(&ident.name) else {
                self.error(
                    pos,
                    format!(
                        "undefined array length {} or missing type constraint",
                        ident.name
                    ),
                );
                return None;
            };
            if !matches!(self.obj(obj).kind, ObjKind::Const(_)) {
                self.obj_mut(obj).used = true;
                self.error(pos, format!("invalid array length {}", ident.name));
                return None;
            }
        }
        let x = self.expr(expr);
        if x.is_invalid() {
            return None;
        }
        if !x.is_const() {
            let text = self.describe(&x);
            self.error(pos, format!("array length {text} must be constant"));
            return None;
        }
        let value = x.val.clone().unwrap_or(Const::Unknown).to_int();
        let text = self.describe(&x);
        if value.is_unknown() || !(self.untyped(x.ty) || self.all_integer(x.ty)) {
            self.error(pos, format!("array length {text} must be integer"));
            return None;
        }
        match value.as_u64().filter(|&len| len <= ARRAY_LEN_MAX) {
            Some(len) => Some(len),
            None => {
                self.error(pos, format!("invalid array length {text}"));
                None
            }
        }
    }

    fn map_type(&mut self, map: &'a ast::MapType) -> TypeId {
        let key = self.var_type(&map.key);
        let value = self.var_type(&map.val);
        let pos = self.start(&map.key);
        self.later.push(Later::MapKey {
            key,
            pos,
            file: self.env.file,
        });
        self.types.intern(Type::Map(key, value))
    }

    fn chan_type(&mut self, chan: &'a ast::ChannelType) -> TypeId {
        let elem = self.var_type(&chan.typ);
        let dir = match chan.dir {
            None => ChanDir::Both,
            Some(ast::ChanMode::Send) => ChanDir::SendOnly,
            Some(ast::ChanMode::Recv) => ChanDir::RecvOnly,
        };
        self.types.intern(Type::Chan(dir, elem))
    }

    /// A function type.
    pub fn func_type(&mut self, func: &'a ast::FuncType) -> TypeId {
        let sig = self.signature(func);
        self.types.intern(Type::Func(sig))
    }

    /// The parameter and result types of a function type.
    pub fn signature(&mut self, func: &'a ast::FuncType) -> Signature {
        let (params, variadic) = self.param_types(&func.params, true);
        let (results, _) = self.param_types(&func.result, false);
        Signature {
            params,
            results,
            variadic,
        }
    }

    /// One type per parameter of a list; whether the last one is variadic (then it is the slice type).
    fn param_types(&mut self, list: &'a ast::FieldList, variadic_ok: bool) -> (Vec<TypeId>, bool) {
        let mut types = Vec::new();
        let mut variadic = false;
        for (i, field) in list.list.iter().enumerate() {
            let ty = match &field.typ {
                Expression::Ellipsis(dots) => {
                    let last = i + 1 == list.list.len() && field.name.len() <= 1;
                    if !(variadic_ok && last) {
                        let pos = self.pos(dots.pos);
                        self.error(pos, "can only use ... with final parameter in list");
                    }
                    variadic = variadic_ok && last;
                    let elem = dots
                        .elt
                        .as_ref()
                        .map_or(self.t.invalid, |elt| self.var_type(elt));
                    self.types.intern(Type::Slice(elem))
                }
                typ => self.var_type(typ),
            };
            types.extend(std::iter::repeat_n(ty, field.name.len().max(1)));
        }
        (types, variadic)
    }

    /// A struct type.
    fn struct_type(&mut self, fields: &'a [ast::Field]) -> TypeId {
        let mut list: Vec<Field> = Vec::new();
        let mut seen: std::collections::BTreeMap<&str, crate::source::Pos> =
            std::collections::BTreeMap::new();
        for field in fields {
            let ty = self.var_type(&field.typ);
            let tag = field.tag.as_ref().map(|tag| unquote(&tag.value));
            let names: Vec<(&'a str, usize)> = match field.name.is_empty() {
                false => field
                    .name
                    .iter()
                    .map(|name| (name.name.as_str(), name.pos))
                    .collect(),
                true => embedded_name(&field.typ).into_iter().collect(),
            };
            for (name, offset) in names {
                let pos = self.pos(offset);
                if name != "_"
                    && let Some(&first) = seen.get(name)
                {
                    let error =
                        crate::diagnostic::Diagnostic::new(pos, format!("{name} redeclared"));
                    self.report(error.with_note(first, format!("other declaration of {name}")));
                    continue;
                }
                seen.insert(name, pos);
                let embedded = field.name.is_empty();
                if embedded {
                    let pos = self.start(&field.typ);
                    self.later.push(Later::Embedded {
                        ty,
                        pos,
                        file: self.env.file,
                    });
                }
                let pkg = self.pkg_of_name(name);
                list.push(Field {
                    name: name.to_string(),
                    ty,
                    embedded,
                    tag: tag.clone(),
                    pkg,
                });
            }
        }
        self.types.intern(Type::Struct(list))
    }

    /// The package that qualifies a name declared here: empty for exported ones.
    pub fn pkg_of_name(&self, name: &str) -> String {
        match is_exported(name) {
            true => String::new(),
            false => self.pkg_name().to_string(),
        }
    }

    /// An instance `G[A, B]` of a generic type.
    fn instance_type(
        &mut self,
        left: &'a Expression,
        args: &'a [Expression],
        expr: &'a Expression,
    ) -> TypeId {
        let Some(obj) = self.generic_type_object(left, args) else {
            return self.t.invalid;
        };
        let pos = self.start(expr);
        if !self.allows(&versions::GENERICS) {
            self.version_error(pos, "type instantiation", &versions::GENERICS);
        }
        let types: Vec<TypeId> = args.iter().map(|arg| self.resolve_type(arg)).collect();
        if types.contains(&self.t.invalid) {
            return self.t.invalid;
        }
        let want = self
            .type_obj(obj)
            .map_or(0, |ty| super::generic::param_count(ty.spec));
        if types.len() != want {
            let qualifier = if types.len() < want {
                "not enough"
            } else {
                "too many"
            };
            let at = pos;
            let name = self.obj(obj).name;
            self.error(
                at,
                format!(
                    "{qualifier} type arguments for type {name}: have {}, want {want}",
                    types.len()
                ),
            );
            return self.t.invalid;
        }
        let arg_pos = args.iter().map(|arg| self.start(arg)).collect();
        let ty = self.instantiate_type(obj, types.clone(), pos);
        if !self.env.instance {
            self.later.push(Later::TypeArgs {
                obj,
                args: types,
                arg_pos,
                file: self.env.file,
            });
        }
        ty
    }

    /// The generic type that an instantiation names, or an error.
    fn generic_type_object(
        &mut self,
        left: &'a Expression,
        args: &'a [Expression],
    ) -> Option<ObjId> {
        let obj = match left {
            Expression::Ident(ident) => match self.lookup(&ident.name) {
                Some(obj) => obj,
                None => {
                    self.error(self.pos(ident.pos), format!("undefined: {}", ident.name));
                    return None;
                }
            },
            Expression::Selector(sel) => self.package_member(sel).flatten()?,
            _ => {
                self.not_a_type(left);
                return None;
            }
        };
        self.obj_mut(obj).used = true;
        let text = expr_text(left);
        match self.type_obj(obj) {
            Some(ty) if ty.is_generic() => Some(obj),
            Some(_) => {
                let args: Vec<String> = args.iter().map(expr_text).collect();
                let instance = format!("{text}[{}]", args.join(", "));
                self.error(
                    self.start(left),
                    format!("invalid operation: {instance} ({text} is not a generic type)"),
                );
                None
            }
            None => {
                self.no_type(obj, self.start(left), &text);
                None
            }
        }
    }
}

/// Whether a name is exported.
pub(super) fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// The name of an embedded field, from its type's syntax, with its parser offset.
fn embedded_name(typ: &Expression) -> Option<(&str, usize)> {
    let mut typ = typ;
    for _ in 0..8 {
        typ = match typ {
            Expression::Ident(ident) => return Some((&ident.name, ident.pos)),
            Expression::Selector(sel) => return Some((&sel.sel.name, sel.sel.pos)),
            Expression::TypePointer(pointer) => &pointer.typ,
            Expression::Star(star) => &star.right,
            Expression::Operation(op) => &op.x,
            Expression::Paren(paren) => &paren.expr,
            Expression::Index(index) => &index.left,
            Expression::IndexList(index) => &index.left,
            _ => return None,
        };
    }
    None
}

/// The text of a string literal, as well as UTF-8 can hold it.
fn unquote(literal: &str) -> String {
    literal::string(literal).map_or(String::new(), |bytes| {
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
