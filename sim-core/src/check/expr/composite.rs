//! Composite literals (Go spec, "Composite literals").

use std::collections::BTreeMap;

use gosyn::ast::{Element, Expression, LiteralValue};

use crate::check::checker::Checker;
use crate::check::constant::{Const, Kind};
use crate::check::expr_text::expr_text;
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{Expr, ExprKind};
use crate::check::types::{Field, Type, TypeId};
use crate::source::{Pos, Span};
use crate::syntax::ast_pos;
use crate::versions;

/// Largest index in an array or slice literal: the literal is built element by element.
const LITERAL_LEN_MAX: u64 = 1 << 20;

impl<'a> Checker<'a> {
    /// `T{…}`, or `{…}` inside another literal whose elements have type `hint`.
    pub(super) fn composite_lit(
        &mut self,
        typ: Option<&'a Expression>,
        val: &'a LiteralValue,
        hint: Option<TypeId>,
        e: &'a Expression,
    ) -> Operand<'a> {
        let span = self.expr_span(e);
        if let Some(Expression::TypeArray(array)) = typ
            && let Expression::Ellipsis(_) = &*array.len
        {
            let elem = self.var_type(&array.typ);
            let (elems, len) = self.elements(val, elem, None);
            let ty = self.types.intern(Type::Array(elem, len));
            return self.operand(
                Mode::Value,
                Expr {
                    kind: ExprKind::ArrayLit { elems, len },
                    ty,
                    span,
                },
                e,
            );
        }
        let ty = match (typ, hint) {
            (Some(typ), _) => self.resolve_type(typ),
            (None, Some(hint)) => hint,
            (None, None) => {
                self.error(span.start, "missing type in composite literal");
                return self.invalid(Some(e));
            }
        };
        if ty == self.t.invalid {
            self.use_elements(val);
            return self.invalid(Some(e));
        }
        if typ.is_some() && matches!(self.types.underlying(ty), Type::Pointer(_)) {
            self.use_elements(val);
            let text = self.type_text(ty);
            self.error(span.start, format!("invalid composite literal type {text}"));
            return self.invalid(Some(e));
        }
        match self.literal_value(ty, ty, val, span) {
            Some(expr) => self.operand(Mode::Value, expr, e),
            None => self.invalid(Some(e)),
        }
    }

    /// A literal of type `ty`; for a pointer type (elided `&T`) the address of one.
    /// Errors call it `shown`.
    fn literal_value(
        &mut self,
        ty: TypeId,
        shown: TypeId,
        val: &'a LiteralValue,
        span: Span,
    ) -> Option<Expr> {
        let core = self.core_type(ty)?;
        let kind = match self.types.get(core).clone() {
            Type::Struct(fields) => self.struct_literal(shown, &fields, val),
            Type::Array(elem, len) => {
                let (elems, _) = self.elements(val, elem, Some(len));
                ExprKind::ArrayLit { elems, len }
            }
            Type::Slice(elem) => {
                let (elems, len) = self.elements(val, elem, None);
                ExprKind::SliceLit { elems, len }
            }
            Type::Map(key, value) => self.map_literal(key, value, val),
            Type::Pointer(to) if self.is_literal_type(to) => {
                let under = self.types.underlying_id(to);
                let x = self.literal_value(to, under, val, span)?;
                let pointer = self.pointer_to(to);
                let kind = ExprKind::AddrOf(Box::new(x));
                let x = Expr {
                    kind,
                    ty: pointer,
                    span,
                };
                return Some(self.convert_expr(x, ty));
            }
            _ => {
                self.use_elements(val);
                if !self.valid(ty) {
                    return None;
                }
                let text = self.type_text(ty);
                self.error(span.start, format!("invalid composite literal type {text}"));
                return None;
            }
        };
        Some(Expr { kind, ty, span })
    }

    fn is_literal_type(&self, ty: TypeId) -> bool {
        let core = self.core_type(ty).map(|core| self.types.get(core));
        matches!(
            core,
            Some(Type::Struct(_) | Type::Array(..) | Type::Slice(_) | Type::Map(..))
        )
    }

    /// Evaluates all elements for their errors and uses only.
    fn use_elements(&mut self, val: &'a LiteralValue) {
        for element in &val.values {
            if let Element::Expr(value) = &element.val {
                self.use_expr(value);
            }
        }
    }

    /// One element of type `ty`, ready for assignment.
    fn element_value(
        &mut self,
        element: &'a Element,
        ty: TypeId,
        context: &str,
    ) -> Option<(Expr, Option<Const>, Pos)> {
        let pos = ast_pos::element_start(element);
        match element {
            Element::Expr(e) => {
                let x = match e {
                    Expression::CompositeLit(_) => self.expr_with_hint(e, ty),
                    _ => self.expr_for(e, Some((ty, "element"))),
                };
                let x = self.assign_operand(x, Some(ty), context);
                if x.is_invalid() {
                    return None;
                }
                let val = x.val.clone().filter(|_| x.is_const());
                Some((self.finish(x), val, pos))
            }
            Element::LitValue(val) => {
                let end = self.pos(val.pos.1).plus(1);
                if !self.enter(pos) {
                    return None;
                }
                // Up to Go 1.23 gc names the underlying type where the literal leaves its type out.
                let shown = match self.has(&versions::LITERAL_TYPE_NAMED) {
                    true => ty,
                    false => self.types.underlying_id(ty),
                };
                let value = self.literal_value(ty, shown, val, Span { start: pos, end });
                self.leave();
                Some((value?, None, pos))
            }
        }
    }

    fn struct_literal(&mut self, ty: TypeId, fields: &[Field], val: &'a LiteralValue) -> ExprKind {
        let keyed = val.values.first().is_some_and(|first| first.key.is_some());
        let elems = match keyed {
            true => self.keyed_fields(ty, fields, val),
            false => self.positional_fields(ty, fields, val),
        };
        ExprKind::StructLit(elems)
    }

    /// A field's value: unlike other elements it cannot leave out the type of a literal.
    pub(super) fn field_value(
        &mut self,
        element: &'a Element,
        ty: TypeId,
    ) -> Option<(Expr, Option<Const>, Pos)> {
        if let Element::LitValue(_) = element {
            self.error(
                ast_pos::element_start(element),
                "missing type in composite literal",
            );
            return None;
        }
        self.element_value(element, ty, "struct literal")
    }

    pub(super) fn use_element(&mut self, element: &'a Element) {
        if let Element::Expr(e) = element {
            self.use_expr(e);
        }
    }

    /// The index of a field that the package at hand may name.
    pub(super) fn field_index(&self, fields: &[Field], name: &str) -> Option<usize> {
        let here = self.pkg_name();
        fields.iter().position(|field| {
            field.name == name && name != "_" && (field.pkg.is_empty() || field.pkg == here)
        })
    }

    fn positional_fields(
        &mut self,
        ty: TypeId,
        fields: &[Field],
        val: &'a LiteralValue,
    ) -> Vec<(usize, Expr)> {
        let text = self.type_text(ty);
        let mut elems = Vec::new();
        for (i, element) in val.values.iter().enumerate() {
            let pos = ast_pos::element_start(&element.val);
            if element.key.is_some() {
                let pos = element.key.as_ref().map_or(pos, ast_pos::element_start);
                self.error(
                    pos,
                    "mixture of field:value and value elements in struct literal",
                );
                continue;
            }
            let Some(field) = fields.get(i) else {
                self.use_element(&element.val);
                self.error(
                    pos,
                    format!("too many values in struct literal of type {text}"),
                );
                break;
            };
            if !field.pkg.is_empty() && field.pkg != self.pkg_name() {
                self.use_element(&element.val);
                let message = format!(
                    "implicit assignment to unexported field {} in struct literal of type {text}",
                    field.name
                );
                self.error(pos, message);
                continue;
            }
            let value = self.field_value(&element.val, field.ty);
            elems.extend(value.map(|(value, ..)| (i, value)));
        }
        if !val.values.is_empty() && val.values.len() < fields.len() {
            self.error(
                self.pos(val.pos.1),
                format!("too few values in struct literal of type {text}"),
            );
        }
        elems
    }

    /// The elements of an array or slice literal with their indices, and its length.
    fn elements(
        &mut self,
        val: &'a LiteralValue,
        elem: TypeId,
        bound: Option<u64>,
    ) -> (Vec<(u64, Expr)>, u64) {
        let mut elems = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let (mut next, mut len) = (0u64, 0u64);
        for element in &val.values {
            let at = element.key.as_ref().map_or_else(
                || ast_pos::element_start(&element.val),
                ast_pos::element_start,
            );
            let mut valid = false;
            if let Some(key) = &element.key {
                if let Some(index) = self.literal_index(key, bound) {
                    next = index;
                    valid = true;
                }
            } else if bound.is_some_and(|bound| next >= bound) {
                let bound = bound.unwrap_or(0);
                self.error(at, format!("index {next} is out of bounds (>= {bound})"));
            } else {
                valid = true;
            }
            if valid && !seen.insert(next) {
                self.error(
                    at,
                    format!("duplicate index {next} in array or slice literal"),
                );
            }
            let value = self.element_value(&element.val, elem, "array or slice literal");
            elems.extend(value.filter(|_| valid).map(|(value, ..)| (next, value)));
            next += 1;
            len = len.max(next);
        }
        (elems, len)
    }

    /// A constant index in a literal.
    fn literal_index(&mut self, key: &'a Element, bound: Option<u64>) -> Option<u64> {
        let Element::Expr(e) = key else {
            return None;
        };
        let x = self.expr(e);
        if x.is_invalid() {
            return None;
        }
        let (start, is_const) = (x.start, x.is_const());
        if is_const {
            let x = self.integer_index(x, "index", false)?;
            let index = x.val.as_ref().and_then(Const::as_u64)?;
            if bound.is_some_and(|bound| index >= bound) {
                let text = x.val.as_ref().map_or(String::new(), Const::to_string);
                self.error(
                    start,
                    format!(
                        "invalid argument: index {text} out of bounds [0:{}]",
                        bound.unwrap_or(0)
                    ),
                );
                return None;
            }
            if index >= LITERAL_LEN_MAX {
                self.error(
                    start,
                    format!(
                        "index {index} of a literal is too large for Weft (limit {LITERAL_LEN_MAX})"
                    ),
                );
                return None;
            }
            return Some(index);
        }
        self.error(
            start,
            format!("index {} must be integer constant", expr_text(e)),
        );
        None
    }

    fn map_literal(&mut self, key: TypeId, value: TypeId, val: &'a LiteralValue) -> ExprKind {
        let mut elems = Vec::new();
        let mut seen: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for element in &val.values {
            let Some(k) = &element.key else {
                self.error(
                    ast_pos::element_start(&element.val),
                    "missing key in map literal",
                );
                continue;
            };
            let Some((key_expr, key_val, pos)) = self.map_key(k, key) else {
                continue;
            };
            if let Some((constant, ty)) = key_val {
                let types = seen.entry(key_id(&constant)).or_default();
                if types.contains(&ty) {
                    self.error(pos, format!("duplicate key {constant} in map literal"));
                    continue;
                }
                types.push(ty);
            }
            let Some((value_expr, ..)) = self.element_value(&element.val, value, "map literal")
            else {
                continue;
            };
            elems.push((key_expr, value_expr));
        }
        ExprKind::MapLit(elems)
    }

    /// A key of a map literal, with its constant value and that value's type.
    fn map_key(&mut self, element: &'a Element, ty: TypeId) -> Option<MapKey> {
        let Element::Expr(e) = element else {
            return self
                .element_value(element, ty, "map literal")
                .map(|(expr, _, pos)| (expr, None, pos));
        };
        let x = match e {
            Expression::CompositeLit(_) => self.expr_with_hint(e, ty),
            _ => self.expr(e),
        };
        let dynamic = if self.untyped(x.ty) && self.is_interface(ty) {
            self.default_type(x.ty)
        } else {
            x.ty
        };
        let constant = x.val.clone().filter(|_| x.is_const());
        let (pos, interface) = (x.start, self.is_interface(ty));
        let x = self.assign_operand(x, Some(ty), "map literal");
        if x.is_invalid() {
            return None;
        }
        let constant = if interface {
            constant
        } else {
            x.val.clone().filter(|_| x.is_const())
        };
        let key_type = if interface { dynamic } else { ty };
        Some((self.finish(x), constant.map(|val| (val, key_type)), pos))
    }
}

/// A key of a map literal: expression, constant value with its type, position.
type MapKey = (Expr, Option<(Const, TypeId)>, Pos);

/// A text that is equal for equal constants.
pub(in crate::check) fn key_id(val: &Const) -> String {
    match val.kind() {
        Kind::Str => format!("s{:?}", val.as_bytes().unwrap_or_default()),
        Kind::Bool => format!("b{val}"),
        _ => match val.to_int() {
            Const::Int(int) => format!("n{int}"),
            _ => {
                let bits = |part: Const| part.to_f64().map(f64::to_bits);
                format!("f{:?} {:?}", bits(val.real()), bits(val.imag()))
            }
        },
    }
}

pub(super) fn element_text(element: &Element) -> String {
    match element {
        Element::Expr(e) => expr_text(e),
        Element::LitValue(_) => "{…}".to_string(),
    }
}
