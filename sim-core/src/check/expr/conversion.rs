//! Explicit conversions `T(x)` (Go spec, "Conversions").

use gosyn::ast::{self, Expression};

use crate::check::assignable::explain;
use crate::check::checker::Checker;
use crate::check::constant::Const;
use crate::check::constant::represent::fit;
use crate::check::operand::{Kind, Mode, Operand};
use crate::check::predicates::{is_integer_kind, is_numeric_kind, is_string_kind};
use crate::check::typed::{Conv, Expr, ExprKind};
use crate::check::types::{Basic, Field, Type, TypeId};
use crate::versions;

impl<'a> Checker<'a> {
    /// `T(x)`; `ty` is the operand of `T`.
    pub(in crate::check) fn conversion_call(
        &mut self,
        ty: Operand<'a>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let target = ty.ty;
        let text = self.type_text(target);
        let [arg] = call.args.as_slice() else {
            match call.args.last() {
                None => self.error(
                    self.start(e),
                    format!("missing argument in conversion to {text}"),
                ),
                Some(last) => {
                    for arg in &call.args {
                        self.use_expr(arg);
                    }
                    self.error(
                        self.start(last),
                        format!("too many arguments in conversion to {text}"),
                    );
                }
            }
            return Operand {
                kind: Kind::Conversion,
                ..self.invalid(Some(e))
            };
        };
        let x = self.expr(arg);
        if x.is_invalid() {
            return Operand {
                kind: Kind::Conversion,
                ..self.invalid(Some(e))
            };
        }
        if let Type::Interface(interface) = self.types.underlying(target)
            && (interface.terms.is_some() || interface.comparable)
            && !self.is_param(target)
        {
            let text = format!(
                "cannot use interface {text} in conversion (contains specific type constraints or is comparable)"
            );
            self.error(ty.start, text);
            return Operand {
                kind: Kind::Conversion,
                ..self.invalid(Some(e))
            };
        }
        if call.dots.is_some() {
            self.error(
                x.start,
                format!("invalid use of ... in conversion to {text}"),
            );
            return Operand {
                kind: Kind::Conversion,
                ..self.invalid(Some(e))
            };
        }
        let mut x = self.convert(x, target, e);
        if ty.is_param_type && x.is_const() {
            // A conversion to a type parameter is never constant, whatever the instance.
            let expr = self.finish(x);
            x = self.operand(Mode::Value, expr, e);
        }
        Operand {
            kind: Kind::Conversion,
            ..x
        }
    }

    /// Converts an operand to a type, or reports that it cannot be.
    fn convert(&mut self, x: Operand<'a>, target: TypeId, e: &'a Expression) -> Operand<'a> {
        if x.is_const() && self.is_const_type(target) {
            return self.convert_const(x, target, e);
        }
        if x.is_const() && self.is_param(target) {
            return self.convert_const_to_param(x, target, e);
        }
        if let Err(cause) = self.convertible(&x, target) {
            let cause = if cause.is_empty() {
                cause
            } else {
                format!(": {cause}")
            };
            return self.cannot_convert(&x, target, &cause, e);
        }
        let x = if self.untyped(x.ty) {
            self.untyped_for_conversion(x, target)
        } else {
            x
        };
        if x.is_invalid() {
            return x;
        }
        if x.is_nil() {
            return Operand {
                ty: target,
                mode: Mode::Value,
                expr: Expr {
                    span: self.expr_span(e),
                    ..crate::check::operand::no_expr(target)
                },
                ..x
            };
        }
        let from = x.ty;
        let expr = self.finish(x);
        let conv = self.conversion_kind(from, target);
        if conv == Conv::ToInterface {
            self.note_to_interface(from);
        }
        let span = self.expr_span(e);
        self.operand(
            Mode::Value,
            Expr {
                kind: ExprKind::Convert {
                    x: Box::new(expr),
                    conv,
                },
                ty: target,
                span,
            },
            e,
        )
    }

    fn cannot_convert(
        &mut self,
        x: &Operand<'a>,
        target: TypeId,
        cause: &str,
        e: &'a Expression,
    ) -> Operand<'a> {
        let (operand, target) = (self.describe(x), self.type_text(target));
        self.error(
            x.start,
            format!("cannot convert {operand} to type {target}{cause}"),
        );
        self.invalid(Some(e))
    }

    fn convert_const(&mut self, x: Operand<'a>, target: TypeId, e: &'a Expression) -> Operand<'a> {
        let (from, to) = (
            self.basic_of(x.ty).unwrap_or(Basic::Invalid),
            self.basic_of(target).unwrap_or(Basic::Invalid),
        );
        let val = x.val.clone().unwrap_or(Const::Unknown);
        if val.is_unknown() {
            return self.const_operand(target, val, e);
        }
        if let Some(val) = fit(&val, to) {
            return self.const_operand(target, val, e);
        }
        if is_integer_kind(from) && is_string_kind(to) {
            let code = val
                .as_i64()
                .and_then(|code| u32::try_from(code).ok())
                .and_then(char::from_u32)
                .unwrap_or('\u{fffd}');
            return self.const_operand(target, Const::string(code.to_string().as_bytes()), e);
        }
        if is_integer_kind(from) && is_integer_kind(to) {
            let text = self.type_text(target);
            self.error(x.start, format!("constant {val} overflows {text}"));
            return self.invalid(Some(e));
        }
        self.cannot_convert(&x, target, "", e)
    }

    fn convert_const_to_param(
        &mut self,
        x: Operand<'a>,
        target: TypeId,
        e: &'a Expression,
    ) -> Operand<'a> {
        let param = self.type_text(target);
        let why = match self.param_terms(target).filter(|terms| !terms.is_empty()) {
            None => Some(format!("{param} does not contain specific types")),
            Some(terms) => terms
                .iter()
                .find_map(|&term| self.const_misfit(&x, term, &param)),
        };
        let span = self.expr_span(e);
        if let Some(why) = why {
            let start = x.start;
            // What is converted to a type parameter is not constant any more.
            let operand = self.describe(&Operand {
                mode: Mode::Value,
                ..x
            });
            let text = format!("cannot convert {operand} to type {param}: {why}");
            self.error(start, text);
            return self.invalid(Some(e));
        }
        let expr = crate::check::operand::no_expr(target);
        self.operand(Mode::Value, Expr { span, ..expr }, e)
    }

    /// Why a constant does not convert to a type of type parameter `param`, if it does not.
    fn const_misfit(&mut self, x: &Operand<'a>, term: TypeId, param: &str) -> Option<String> {
        let under = self.types.underlying_id(term);
        let bytes = matches!(self.types.get(under), &Type::Slice(elem) if self.is_text_elem(elem));
        let fits = match (self.basic_of(term), &x.val) {
            _ if self.all_string(x.ty) && bytes => true,
            (Some(basic), Some(val)) => {
                fit(val, basic).is_some() || (self.all_integer(x.ty) && is_string_kind(basic))
            }
            _ => false,
        };
        if fits {
            return None;
        }
        // gc looks at the underlying types.
        let text = self.type_text(under);
        let value = x.val.as_ref().map_or(String::new(), Const::to_string);
        Some(match self.all_integer(x.ty) && self.all_integer(under) {
            true => format!("constant {value} overflows {text} (in {param})"),
            false => {
                let operand = self.describe(x);
                format!("cannot convert {operand} to type {text} (in {param})")
            }
        })
    }

    /// Gives an untyped operand the type that it has before the conversion.
    fn untyped_for_conversion(&mut self, x: Operand<'a>, target: TypeId) -> Operand<'a> {
        let numeric_to_string = x.is_const() && self.all_integer(x.ty) && self.all_string(target);
        let keep = self.is_interface(target)
            || (x.is_const() && !self.is_const_type(target))
            || numeric_to_string;
        let ty = if keep && !x.is_nil() {
            self.default_type(x.ty)
        } else {
            target
        };
        match x.is_const() || x.is_nil() {
            true => self.convert_untyped(x, ty),
            false => self.with_type(x, ty, None),
        }
    }

    /// Whether a (non-constant, or constant to a type without constants) operand converts.
    ///
    /// # Errors
    /// The cause, possibly empty.
    fn convertible(&mut self, x: &Operand<'a>, target: TypeId) -> Result<(), String> {
        let mut cause = String::new();
        match self.convertible_because(x, target, &mut cause) {
            true => Ok(()),
            false => Err(cause),
        }
    }

    fn convertible_because(&mut self, x: &Operand<'a>, target: TypeId, cause: &mut String) -> bool {
        if self.assignable_because(x, target, cause) {
            return true;
        }
        if self.is_param(x.ty) || self.is_param(target) {
            return self.convertible_params(x, target, cause);
        }
        if !self.convertible_types(x.ty, target) {
            return false;
        }
        let to_array = matches!(
            (self.types.underlying(x.ty), self.types.underlying(target)),
            (Type::Slice(_), Type::Array(..))
        );
        let change = &versions::SLICE_TO_ARRAY;
        let too_early = to_array && !self.allows(change);
        if too_early {
            *cause = format!("conversion of slice to array {}", change.required());
        }
        !too_early
    }

    /// Every type of one type parameter must convert to the other type, or to every type of the other.
    fn convertible_params(&mut self, x: &Operand<'a>, target: TypeId, cause: &mut String) -> bool {
        let types = |c: &Self, ty: TypeId| match c.is_param(ty) {
            true => c.param_terms(ty).unwrap_or_default(),
            false => vec![ty],
        };
        let (froms, tos) = (types(self, x.ty), types(self, target));
        for &from in &froms {
            for &to in &tos {
                let one = Operand {
                    ty: from,
                    ..x.clone()
                };
                if self.convertible_because(&one, to, cause) {
                    continue;
                }
                let inside = |c: &Self, ty: TypeId, of: TypeId| match c.is_param(of) {
                    true => format!("{} (in {})", c.type_text(ty), c.type_text(of)),
                    false => c.type_text(ty),
                };
                let (from, to) = (inside(self, from, x.ty), inside(self, to, target));
                explain(cause, format!("cannot convert {from} to type {to}"));
                return false;
            }
        }
        !froms.is_empty() && !tos.is_empty()
    }

    fn convertible_types(&self, from: TypeId, to: TypeId) -> bool {
        let (from_under, to_under) = (self.types.underlying_id(from), self.types.underlying_id(to));
        if self.identical_ignoring_tags(from_under, to_under, 0) {
            return true;
        }
        if let (Type::Pointer(a), Type::Pointer(b)) = (self.types.get(from), self.types.get(to)) {
            let (a, b) = (self.types.underlying_id(*a), self.types.underlying_id(*b));
            if self.identical_ignoring_tags(a, b, 0) {
                return true;
            }
        }
        let (a, b) = (self.types.get(from_under), self.types.get(to_under));
        match (a, b) {
            (Type::Basic(a), Type::Basic(b)) => self.convertible_basics(*a, *b),
            (Type::Basic(a), Type::Slice(elem)) => is_string_kind(*a) && self.is_text_elem(*elem),
            (Type::Slice(elem), Type::Basic(b)) => is_string_kind(*b) && self.is_text_elem(*elem),
            (Type::Pointer(_), Type::Basic(Basic::UnsafePointer))
            | (Type::Basic(Basic::UnsafePointer), Type::Pointer(_)) => true,
            (Type::Slice(elem), Type::Array(other, _)) => elem == other,
            (Type::Slice(elem), Type::Pointer(array)) => {
                matches!(self.types.underlying(*array), Type::Array(other, _) if elem == other)
            }
            _ => false,
        }
    }

    fn convertible_basics(&self, from: Basic, to: Basic) -> bool {
        let real =
            |basic| is_numeric_kind(basic) && !crate::check::predicates::is_complex_kind(basic);
        let complex = crate::check::predicates::is_complex_kind;
        let pointer_size = |a, b| a == Basic::UnsafePointer && b == Basic::Uintptr;
        (real(from) && real(to))
            || (complex(from) && complex(to))
            || (is_string_kind(to) && is_integer_kind(from))
            || pointer_size(from, to)
            || pointer_size(to, from)
    }

    fn is_text_elem(&self, elem: TypeId) -> bool {
        matches!(self.basic_of(elem), Some(Basic::Uint8 | Basic::Int32))
    }

    /// Type identity that ignores struct tags.
    fn identical_ignoring_tags(&self, a: TypeId, b: TypeId, depth: usize) -> bool {
        if a == b {
            return true;
        }
        if depth > 50 {
            return false;
        }
        let same = |a: &Field, b: &Field| {
            a.name == b.name
                && a.pkg == b.pkg
                && a.embedded == b.embedded
                && self.identical_ignoring_tags(a.ty, b.ty, depth + 1)
        };
        match (self.types.get(a), self.types.get(b)) {
            (Type::Struct(x), Type::Struct(y)) => {
                x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(x, y))
            }
            (Type::Pointer(x), Type::Pointer(y)) | (Type::Slice(x), Type::Slice(y)) => {
                self.identical_ignoring_tags(*x, *y, depth + 1)
            }
            (Type::Array(x, n), Type::Array(y, m)) => {
                n == m && self.identical_ignoring_tags(*x, *y, depth + 1)
            }
            _ => false,
        }
    }

    /// Which conversion takes place between two types that convert.
    fn conversion_kind(&self, from: TypeId, to: TypeId) -> Conv {
        match (self.is_interface(from), self.is_interface(to)) {
            (false, true) => return Conv::ToInterface,
            (true, true) if self.types.underlying_id(from) != self.types.underlying_id(to) => {
                return Conv::InterfaceToInterface;
            }
            _ => {}
        }
        match (self.types.underlying(from), self.types.underlying(to)) {
            (Type::Basic(a), Type::Basic(b)) => basic_conversion(*a, *b),
            (Type::Basic(_), Type::Slice(elem)) => match self.basic_of(*elem) {
                Some(Basic::Uint8) => Conv::StringToBytes,
                _ => Conv::StringToRunes,
            },
            (Type::Slice(elem), Type::Basic(_)) => match self.basic_of(*elem) {
                Some(Basic::Uint8) => Conv::BytesToString,
                _ => Conv::RunesToString,
            },
            (Type::Slice(_), Type::Array(..)) => Conv::SliceToArray,
            (Type::Slice(_), Type::Pointer(_)) => Conv::SliceToArrayPtr,
            (Type::Pointer(_), Type::Basic(_)) | (Type::Basic(_), Type::Pointer(_)) => Conv::Unsafe,
            _ => Conv::Same,
        }
    }
}

fn basic_conversion(from: Basic, to: Basic) -> Conv {
    if from == to {
        return Conv::Same;
    }
    match (from, to) {
        (Basic::UnsafePointer, _) | (_, Basic::UnsafePointer) => Conv::Unsafe,
        (_, Basic::String) if is_integer_kind(from) => Conv::IntToString,
        _ if is_numeric_kind(from) && is_numeric_kind(to) => Conv::Numeric,
        _ => Conv::Same,
    }
}
