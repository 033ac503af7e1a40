//! Untyped values finding their types (Go spec, "Constants", "Constant expressions").
//!
//! A constant keeps its exact value until its type is known. An untyped value that is not constant (a comparison, a shift of an
//! untyped constant by a variable count) is a typed tree whose nodes still have an untyped type; [`Checker::retype`] gives them
//! their final one.

use super::checker::Checker;
use super::constant::represent::{Misfit, machine_value, represent};
use super::constant::{Const, Kind};
use super::operand::{Mode, Operand};
use super::predicates::{is_boolean_kind, is_numeric_kind, is_string_kind};
use super::typed::{BinOp, Expr, ExprKind, Value};
use super::types::{Basic, Type, TypeId};
use crate::source::Span;

/// Order of untyped numeric kinds: of two, the later one is the common kind.
fn rank(basic: Basic) -> Option<u8> {
    Some(match basic {
        Basic::UntypedInt => 0,
        Basic::UntypedRune => 1,
        Basic::UntypedFloat => 2,
        Basic::UntypedComplex => 3,
        _ => return None,
    })
}

impl<'a> Checker<'a> {
    /// The type that an untyped operand gets where `target` is expected, with the constant's value there.
    ///
    /// # Errors
    /// Why there is none.
    pub fn implicit_type(
        &self,
        x: &Operand<'a>,
        target: TypeId,
    ) -> Result<(TypeId, Option<Const>), Misfit> {
        if x.is_invalid() || !self.untyped(x.ty) || !self.valid(target) {
            return Ok((x.ty, x.val.clone()));
        }
        if self.untyped(target) {
            return self
                .common_untyped(x.ty, target)
                .map(|ty| (ty, x.val.clone()))
                .ok_or(Misfit::Kind);
        }
        if x.is_nil() {
            return if self.has_nil(target) {
                Ok((target, None))
            } else {
                Err(Misfit::Kind)
            };
        }
        if self.is_param(target) {
            let terms = self
                .param_terms(target)
                .filter(|terms| !terms.is_empty())
                .ok_or(Misfit::Kind)?;
            for term in terms {
                self.implicit_type(x, term).map_err(|_| Misfit::Kind)?;
            }
            return Ok((target, x.val.clone()));
        }
        match self.types.underlying(target) {
            Type::Basic(basic) => self.implicit_basic(x, target, *basic),
            Type::Interface(interface) if interface.methods.is_empty() => {
                let ty = self.default_type(x.ty);
                self.implicit_type(x, ty)
            }
            _ => Err(Misfit::Kind),
        }
    }

    fn implicit_basic(
        &self,
        x: &Operand<'a>,
        target: TypeId,
        basic: Basic,
    ) -> Result<(TypeId, Option<Const>), Misfit> {
        let from = self.basic_of(x.ty).unwrap_or(Basic::Invalid);
        if let (true, Some(val)) = (x.is_const(), &x.val) {
            return Ok((target, Some(represent(val, from, basic)?)));
        }
        let fits = match from {
            Basic::UntypedBool => is_boolean_kind(basic),
            Basic::UntypedString => is_string_kind(basic),
            Basic::UntypedInt
            | Basic::UntypedRune
            | Basic::UntypedFloat
            | Basic::UntypedComplex => is_numeric_kind(basic),
            _ => false,
        };
        if fits {
            Ok((target, None))
        } else {
            Err(Misfit::Kind)
        }
    }

    /// The common kind of two untyped types.
    fn common_untyped(&self, a: TypeId, b: TypeId) -> Option<TypeId> {
        if a == b {
            return Some(a);
        }
        let (x, y) = (rank(self.basic_of(a)?)?, rank(self.basic_of(b)?)?);
        Some(if x > y { a } else { b })
    }

    /// Converts an untyped operand to the type that `target` implies; reports an error when there is none.
    pub fn convert_untyped(&mut self, x: Operand<'a>, target: TypeId) -> Operand<'a> {
        match self.implicit_type(&x, target) {
            Ok((ty, val)) => self.with_type(x, ty, val),
            Err(misfit) => {
                let target = if self.is_param(target) {
                    target
                } else {
                    self.types.underlying_id(target)
                };
                let (operand, target) = (self.describe(&x), self.type_text(target));
                self.error(x.start, misfit.message(&operand, &target));
                self.invalid(x.ast)
            }
        }
    }

    /// Gives an operand its type: the constant's value changes with it, an untyped tree is retyped.
    pub fn with_type(&mut self, mut x: Operand<'a>, ty: TypeId, val: Option<Const>) -> Operand<'a> {
        if x.ty == ty {
            return x;
        }
        x.ty = ty;
        match x.mode {
            Mode::Const => x.val = val.or(x.val),
            Mode::Nil => {}
            _ => {
                let mut expr = std::mem::replace(&mut x.expr, super::operand::no_expr(ty));
                if !self.retype(&mut expr, ty) {
                    return self.invalid(x.ast);
                }
                x.expr = expr;
            }
        }
        x
    }

    /// A constant without type inside a tree that is not constant; its exact value waits in a table for [`Checker::retype`].
    pub fn untyped_const(&mut self, val: Const, ty: TypeId, span: Span) -> Expr {
        self.untyped_consts.push(val);
        let index = self.untyped_consts.len() as u64 - 1;
        Expr {
            kind: ExprKind::Const(Value::Int(index)),
            ty,
            span,
        }
    }

    /// Gives all untyped nodes of a tree their type; false after reporting an error.
    fn retype(&mut self, expr: &mut Expr, ty: TypeId) -> bool {
        if !self.untyped(expr.ty) {
            return true;
        }
        let from = expr.ty;
        expr.ty = ty;
        match &mut expr.kind {
            ExprKind::Const(value) => self.retype_const(value, from, ty, expr.span),
            ExprKind::Unary { x, .. } => self.retype(x, ty),
            ExprKind::AndAnd(x, y) | ExprKind::OrOr(x, y) => {
                self.retype(x, ty) & self.retype(y, ty)
            }
            ExprKind::Binary { op, x, y } => match op {
                BinOp::Eq | BinOp::Ne | BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge => true,
                BinOp::Shl | BinOp::Shr => {
                    if !self.untyped(ty) && !self.all_integer(ty) {
                        let (operand, text) =
                            (self.sources.text(x.span).to_string(), self.type_text(ty));
                        let why =
                            format!("shifted operand {operand} (type {text}) must be integer");
                        self.error(x.span.start, format!("invalid operation: {why}"));
                        return false;
                    }
                    self.retype(x, ty)
                }
                _ => self.retype(x, ty) & self.retype(y, ty),
            },
            _ => true,
        }
    }

    /// Replaces a waiting constant by its value in the final type; another untyped type leaves it waiting.
    fn retype_const(&mut self, value: &mut Value, from: TypeId, ty: TypeId, span: Span) -> bool {
        let (Value::Int(index), false) = (&*value, self.untyped(ty)) else {
            return true;
        };
        let val = self
            .untyped_consts
            .get(*index as usize)
            .cloned()
            .unwrap_or(Const::Unknown);
        let Some(basic) = self.basic_of(ty) else {
            return true;
        };
        let kind = self.basic_of(from).unwrap_or(Basic::Invalid);
        match represent(&val, kind, basic) {
            Ok(val) => {
                *value = machine_value(&val, basic).unwrap_or(Value::Int(0));
                true
            }
            Err(misfit) => {
                let text = self.sources.text(span).to_string();
                let number = val.to_string();
                let shown = if number == text {
                    String::new()
                } else {
                    format!(" {number}")
                };
                let operand = format!("{text} ({} constant{shown})", self.type_text(from));
                self.error(
                    span.start,
                    misfit.message(&operand, super::type_text::basic_text(basic)),
                );
                false
            }
        }
    }

    /// Gives two operands of a binary operation a common type where one or both are untyped; false when it was reported that
    /// this is impossible.
    pub fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) -> bool {
        if !self.may_convert(x, y) {
            return true;
        }
        let (xty, yty) = (x.ty, y.ty);
        let new_x = self.convert_untyped(x.clone(), yty);
        if new_x.is_invalid() {
            return false;
        }
        let target = if self.untyped(xty) { new_x.ty } else { xty };
        *x = new_x;
        *y = self.convert_untyped(y.clone(), target);
        !y.is_invalid()
    }

    fn may_convert(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if !self.untyped(x.ty) && !self.untyped(y.ty) {
            return false;
        }
        if self.is_interface(x.ty) || self.is_interface(y.ty) {
            return true;
        }
        if self.all_boolean(x.ty) != self.all_boolean(y.ty)
            || self.all_string(x.ty) != self.all_string(y.ty)
        {
            return false;
        }
        if x.is_nil() {
            return self.has_nil(y.ty);
        }
        if y.is_nil() {
            return self.has_nil(x.ty);
        }
        let pointer = |ty| matches!(self.types.underlying(ty), Type::Pointer(_));
        !pointer(x.ty) && !pointer(y.ty)
    }

    /// Reports when a constant does not fit its own type after an operation.
    pub fn check_overflow(
        &mut self,
        x: Operand<'a>,
        op_pos: crate::source::Pos,
        op_name: &str,
    ) -> Operand<'a> {
        let Some(val) = x.val.clone() else {
            return x;
        };
        if val.is_unknown() {
            self.error(op_pos, "constant result is not representable");
            return x;
        }
        if !self.untyped(x.ty) {
            let Some(basic) = self.basic_of(x.ty) else {
                return x;
            };
            return self.representable(x, basic);
        }
        if val.kind() == Kind::Int && val.bit_len() > super::constant::UNTYPED_INT_BITS_MAX {
            let space = if op_name.is_empty() { "" } else { " " };
            self.error(op_pos, format!("constant {op_name}{space}overflow"));
            return Operand {
                val: Some(Const::Unknown),
                ..x
            };
        }
        x
    }

    /// The constant's value in a basic type; reports when it does not fit.
    pub fn representable(&mut self, mut x: Operand<'a>, basic: Basic) -> Operand<'a> {
        let from = self.basic_of(x.ty).unwrap_or(Basic::Invalid);
        let val = x.val.clone().unwrap_or(Const::Unknown);
        match represent(&val, from, basic) {
            Ok(val) => {
                x.val = Some(val);
                x
            }
            Err(misfit) => {
                let operand = self.describe(&x);
                let target = match self.basic_of(x.ty) == Some(basic) {
                    true => self.type_text(x.ty),
                    false => super::type_text::basic_text(basic).to_string(),
                };
                self.error(x.start, misfit.message(&operand, &target));
                self.invalid(x.ast)
            }
        }
    }
}
