//! Predeclared functions about numbers and sizes: len, cap, make, min, max, complex, real, imag, and those of package unsafe.

use std::collections::BTreeMap;

use gosyn::ast::{self, Expression};

use super::checker::Checker;
use super::constant::{Const, ops};
use super::expr_text::expr_text;
use super::object::BuiltinId;
use super::operand::{Mode, Operand};
use super::predicates::{is_complex_kind, is_float_kind};
use super::typed::{Builtin, Expr};
use super::types::{Basic, Type, TypeId};
use super::universe::builtin_name;
use crate::versions;

impl<'a> Checker<'a> {
    /// `len(x)` and `cap(x)`: constant for constant strings, and for arrays without calls or receives inside.
    pub(super) fn len_or_cap(
        &mut self,
        id: BuiltinId,
        args: Vec<Operand<'a>>,
        has_call: bool,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        let is_len = id == BuiltinId::Len;
        let under = match self.is_param(x.ty) {
            true => self.under_id(x.ty),
            false => self.array_behind_pointer(self.types.underlying_id(x.ty)),
        };
        let int = self.t.int;
        let known = match self.types.get(under).clone() {
            Type::Basic(basic) if is_len && super::predicates::is_string_kind(basic) => {
                let len = x
                    .val
                    .as_ref()
                    .filter(|_| x.is_const())
                    .and_then(|val| val.as_bytes().map(<[u8]>::len));
                len.map(|len| len as u64)
            }
            Type::Array(_, len) if !has_call => Some(len),
            Type::Array(..) | Type::Slice(_) | Type::Chan(..) => None,
            Type::Map(..) if is_len => None,
            Type::Interface(_) if self.is_param(x.ty) && self.all_have_len(x.ty, is_len) => None,
            _ => {
                let operand = self.describe(&x);
                return self.bad_argument(
                    x.start,
                    format!("{operand} for built-in {}", builtin_name(id)),
                    e,
                );
            }
        };
        if let Some(len) = known {
            return self.const_operand(int, Const::int(len), e);
        }
        let x = self.defaulted(x);
        let x = self.finish(x);
        let builtin = if is_len { Builtin::Len } else { Builtin::Cap };
        self.builtin_value(builtin, vec![x], int, call, e)
    }

    fn array_behind_pointer(&self, ty: TypeId) -> TypeId {
        match self.types.get(ty) {
            Type::Pointer(elem) if matches!(self.types.underlying(*elem), Type::Array(..)) => {
                self.types.underlying_id(*elem)
            }
            _ => ty,
        }
    }

    fn all_have_len(&self, param: TypeId, is_len: bool) -> bool {
        let has = |&ty: &TypeId| match self
            .types
            .get(self.array_behind_pointer(self.types.underlying_id(ty)))
        {
            Type::Basic(basic) => is_len && super::predicates::is_string_kind(*basic),
            Type::Map(..) => is_len,
            Type::Array(..) | Type::Slice(_) | Type::Chan(..) => true,
            _ => false,
        };
        self.param_terms(param)
            .is_some_and(|terms| !terms.is_empty() && terms.iter().all(has))
    }

    /// `make(T, sizes…)`.
    pub(super) fn make(
        &mut self,
        typ: &'a Expression,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let ty = self.var_type(typ);
        if ty == self.t.invalid {
            call.args[1..].iter().for_each(|arg| {
                self.use_expr(arg);
            });
            return self.invalid(Some(e));
        }
        let text = expr_text(typ);
        let pos = self.start(typ);
        let least = match self.core_type(ty).map(|core| self.types.get(core)) {
            Some(Type::Slice(_)) => 2,
            Some(Type::Map(..) | Type::Chan(..)) => 1,
            None => return self.bad_argument(pos, format!("cannot make {text}: no core type"), e),
            Some(_) => {
                let sign = match self.has(&versions::NO_CORE_TYPES) {
                    true => ':',
                    false => ';',
                };
                let why = format!("cannot make {text}{sign} type must be slice, map, or channel");
                return self.bad_argument(pos, why, e);
            }
        };
        let count = call.args.len();
        if count < least || count > least + 1 {
            let (whole, more) = (expr_text(e), least + 1);
            self.error(
                self.start(e),
                format!(
                    "invalid operation: {whole} expects {least} or {more} arguments; found {count}"
                ),
            );
            return self.invalid(Some(e));
        }
        let mut sizes = Vec::new();
        let mut values = Vec::new();
        for arg in &call.args[1..] {
            let Some((size, value)) = self.size_operand(arg) else {
                continue;
            };
            sizes.push(size);
            values.extend(value);
        }
        if let [len, cap] = values.as_slice()
            && len > cap
        {
            self.error(
                self.start(&call.args[1]),
                "invalid argument: length and capacity swapped",
            );
        }
        self.builtin_value(Builtin::Make, sizes, ty, call, e)
    }

    /// A length or capacity: like an index, but constants such as 1e3 are integers, too.
    fn size_operand(&mut self, arg: &'a Expression) -> Option<(Expr, Option<u64>)> {
        self.index_operand(arg, None, "index")
    }

    /// `min(x, y…)` and `max(x, y…)`.
    pub(super) fn min_or_max(
        &mut self,
        id: BuiltinId,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        if !self.allows(&versions::NEW_BUILTINS) {
            let what = format!("built-in {}", builtin_name(id));
            self.version_error(self.start(&call.func), &what, &versions::NEW_BUILTINS);
        }
        for arg in &args {
            if !self.all_ordered(arg.ty) {
                let operand = self.describe(arg);
                return self.bad_argument(arg.start, format!("{operand} cannot be ordered"), e);
            }
        }
        let mut list = args.into_iter();
        let Some(mut x) = list.next() else {
            return self.invalid(Some(e));
        };
        let mut values = vec![x.clone()];
        for mut y in list {
            if !self.match_types(&mut x, &mut y) {
                return self.invalid(Some(e));
            }
            if x.ty != y.ty {
                let (a, b, text) = (self.type_text(x.ty), self.type_text(y.ty), y.text());
                let why =
                    format!("mismatched types {a} (previous argument) and {b} (type of {text})");
                return self.bad_argument(y.start, why, e);
            }
            if let (true, true, Some(a), Some(b)) = (x.is_const(), y.is_const(), &x.val, &y.val) {
                let op = if id == BuiltinId::Min {
                    gosyn::token::Operator::Less
                } else {
                    gosyn::token::Operator::Greater
                };
                if ops::compare(b, op, a) {
                    x.val = y.val.clone();
                }
            } else {
                x.mode = Mode::Value;
            }
            values.push(y);
        }
        if x.is_const() {
            let val = x.val.clone().unwrap_or(Const::Unknown);
            return self.const_operand(x.ty, val, e);
        }
        let ty = if self.untyped(x.ty) {
            self.default_type(x.ty)
        } else {
            x.ty
        };
        let Some(exprs) = self.all_of_type(values, ty) else {
            return self.invalid(Some(e));
        };
        let builtin = match id {
            BuiltinId::Min => Builtin::Min,
            _ => Builtin::Max,
        };
        self.builtin_value(builtin, exprs, ty, call, e)
    }

    /// Operands as expressions, untyped ones converted to a type; `None` after reporting an error.
    fn all_of_type(&mut self, values: Vec<Operand<'a>>, ty: TypeId) -> Option<Vec<Expr>> {
        let mut exprs = Vec::new();
        for value in values {
            let value = match self.untyped(value.ty) {
                true => self.convert_untyped(value, ty),
                false => value,
            };
            if value.is_invalid() {
                return None;
            }
            exprs.push(self.finish(value));
        }
        Some(exprs)
    }

    /// `complex(re, im)`.
    pub(super) fn complex(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let mut list = args.into_iter();
        let (Some(mut x), Some(mut y)) = (list.next(), list.next()) else {
            return self.invalid(Some(e));
        };
        if !self.match_types(&mut x, &mut y) {
            return self.invalid(Some(e));
        }
        if x.ty != y.ty && self.untyped(x.ty) {
            let shown = |c: &Self, ty: TypeId| match c.all_numeric(ty) {
                true => "untyped float".to_string(),
                false => c.type_text(ty),
            };
            let (text, a, b) = (expr_text(e), shown(self, x.ty), shown(self, y.ty));
            self.error(
                x.start,
                format!("invalid operation: {text} (mismatched types {a} and {b})"),
            );
            return self.invalid(Some(e));
        }
        if x.is_const() && y.is_const() && self.untyped(x.ty) {
            let (re, im) = (
                x.val.clone().unwrap_or(Const::Unknown),
                y.val.clone().unwrap_or(Const::Unknown),
            );
            return self.const_operand(
                self.t.untyped_complex,
                Const::complex(re.to_float(), im.to_float()),
                e,
            );
        }
        let float64 = self.t.float64;
        if self.untyped(x.ty) {
            x = self.convert_untyped(x, float64);
            y = self.convert_untyped(y, float64);
        }
        if x.is_invalid() || y.is_invalid() {
            return self.invalid(Some(e));
        }
        if x.ty != y.ty {
            let (text, a, b) = (expr_text(e), self.type_text(x.ty), self.type_text(y.ty));
            self.error(
                x.start,
                format!("invalid operation: {text} (mismatched types {a} and {b})"),
            );
            return self.invalid(Some(e));
        }
        let ty = match self.basic_of(x.ty) {
            Some(Basic::Float32) => self.basic(Basic::Complex64),
            Some(Basic::Float64) => self.t.complex128,
            _ => {
                let text = self.type_text(x.ty);
                return self.bad_argument(
                    x.start,
                    format!("arguments have type {text}, expected floating-point"),
                    e,
                );
            }
        };
        if let (true, true, Some(re), Some(im)) = (x.is_const(), y.is_const(), &x.val, &y.val) {
            let val = Const::complex(re.to_float(), im.to_float());
            return self.const_operand(ty, val, e);
        }
        let values = vec![self.finish(x), self.finish(y)];
        self.builtin_value(Builtin::Complex, values, ty, call, e)
    }

    /// `real(c)` and `imag(c)`.
    pub(super) fn real_or_imag(
        &mut self,
        id: BuiltinId,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        let real = id == BuiltinId::Real;
        let part = |val: &Const| if real { val.real() } else { val.imag() };
        if x.is_const() && self.untyped(x.ty) && self.all_numeric(x.ty) {
            let val = x.val.as_ref().map_or(Const::Unknown, part);
            return self.const_operand(self.t.untyped_float, val, e);
        }
        if self.untyped(x.ty) && !self.all_numeric(x.ty) {
            let text = self.type_text(x.ty);
            return self.bad_argument(
                x.start,
                format!("argument has type {text}, expected complex type"),
                e,
            );
        }
        let complex128 = self.t.complex128;
        let x = if self.untyped(x.ty) {
            self.convert_untyped(x, complex128)
        } else {
            x
        };
        if x.is_invalid() {
            return x;
        }
        let ty = match self.basic_of(x.ty) {
            Some(Basic::Complex64) => self.basic(Basic::Float32),
            Some(Basic::Complex128) => self.t.float64,
            _ => {
                let text = self.type_text(x.ty);
                return self.bad_argument(
                    x.start,
                    format!("argument has type {text}, expected complex type"),
                    e,
                );
            }
        };
        if let (true, Some(val)) = (x.is_const(), &x.val) {
            let val = part(val);
            return self.const_operand(ty, val, e);
        }
        let x = self.finish(x);
        let builtin = if real { Builtin::Real } else { Builtin::Imag };
        self.builtin_value(builtin, vec![x], ty, call, e)
    }

    /// `unsafe.Sizeof(x)` and `unsafe.Alignof(x)`.
    pub(super) fn size_of(
        &mut self,
        id: BuiltinId,
        args: Vec<Operand<'a>>,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        let x = self.assign_operand(x, None, "argument to unsafe.Sizeof");
        if x.is_invalid() {
            return x;
        }
        let (size, align) = self.layout(x.ty);
        let value = if id == BuiltinId::Sizeof { size } else { align };
        self.const_operand(self.t.uintptr, Const::int(value), e)
    }

    /// `unsafe.Offsetof(x.f)`.
    pub(super) fn offset_of(&mut self, arg: &'a Expression, e: &'a Expression) -> Operand<'a> {
        let Expression::Selector(sel) = super::expr::unparen(arg) else {
            let text = expr_text(arg);
            return self.bad_argument(
                self.start(arg),
                format!("{text} is not a selector expression"),
                e,
            );
        };
        let x = self.expr(&sel.x);
        if x.is_invalid() {
            return x;
        }
        let (base, _) = self.deref(x.ty);
        let offset = match self.types.underlying(base).clone() {
            Type::Struct(fields) => {
                let index = fields.iter().position(|field| field.name == sel.sel.name);
                index.map(|index| self.offsets(&fields, &mut BTreeMap::new()).0[index])
            }
            _ => None,
        };
        match offset {
            Some(offset) => self.const_operand(self.t.uintptr, Const::int(offset), e),
            None => {
                let (text, name) = (self.type_text(base), &sel.sel.name);
                self.bad_argument(
                    self.start(arg),
                    format!("{text} has no single field {name}"),
                    e,
                )
            }
        }
    }

    /// Size and alignment in bytes on a 64-bit machine.
    pub fn layout(&self, ty: TypeId) -> (u64, u64) {
        self.layout_in(ty, &mut BTreeMap::new())
    }

    /// `done` holds the types that were measured already: each one once, whatever the shape of the type.
    fn layout_in(&self, ty: TypeId, done: &mut Layouts) -> (u64, u64) {
        if let Some(&layout) = done.get(&ty) {
            return layout;
        }
        // Whatever a type that contains itself yields does not matter: that is an error.
        done.insert(ty, (8, 8));
        let layout = match self.types.underlying(ty) {
            Type::Basic(basic) => basic_layout(*basic),
            Type::Slice(_) => (24, 8),
            Type::Interface(_) => (16, 8),
            Type::Array(elem, len) => {
                let (size, align) = self.layout_in(*elem, done);
                (size.saturating_mul(*len), align)
            }
            Type::Struct(fields) => {
                let (_, size, align) = self.offsets(fields, done);
                (size, align)
            }
            _ => (8, 8),
        };
        done.insert(ty, layout);
        layout
    }

    /// The offset of each field, and size and alignment of the whole.
    fn offsets(&self, fields: &[super::types::Field], done: &mut Layouts) -> (Vec<u64>, u64, u64) {
        let (mut offset, mut max_align, mut offsets) = (0u64, 1, Vec::new());
        let mut last_size = 1;
        for field in fields {
            let (size, align) = self.layout_in(field.ty, done);
            offset = offset.checked_next_multiple_of(align).unwrap_or(u64::MAX);
            offsets.push(offset);
            offset = offset.saturating_add(size);
            max_align = align.max(max_align);
            last_size = size;
        }
        // A last field without size gets a byte, so that its address stays inside.
        if last_size == 0 && offset > 0 {
            offset = offset.saturating_add(1);
        }
        (
            offsets,
            offset
                .checked_next_multiple_of(max_align)
                .unwrap_or(u64::MAX),
            max_align,
        )
    }
}

/// Size and alignment of types measured so far.
type Layouts = BTreeMap<TypeId, (u64, u64)>;

fn basic_layout(basic: Basic) -> (u64, u64) {
    use Basic::*;
    match basic {
        Bool | Int8 | Uint8 => (1, 1),
        Int16 | Uint16 => (2, 2),
        Int32 | Uint32 | Float32 => (4, 4),
        Complex64 => (8, 4),
        Complex128 => (16, 8),
        String => (16, 8),
        _ if is_float_kind(basic) || is_complex_kind(basic) => (8, 8),
        _ => (8, 8),
    }
}
