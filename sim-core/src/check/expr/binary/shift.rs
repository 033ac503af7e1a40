//! Shifts: what may be shifted, and by how much.

use gosyn::ast::Expression;
use gosyn::token::Operator;

use crate::check::checker::Checker;
use crate::check::constant::{Const, Kind, SHIFT_MAX, ops};
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{BinOp, Expr, ExprKind};
use crate::check::types::Basic;
use crate::source::Pos;

impl<'a> Checker<'a> {
    /// `x << y` and `x >> y` (Go spec, "Operators", on shifts of untyped constants).
    pub(super) fn shift(
        &mut self,
        x: Operand<'a>,
        y: Operand<'a>,
        op: Operator,
        pos: Pos,
        e: &'a Expression,
    ) -> Operand<'a> {
        let int_value = x
            .val
            .as_ref()
            .filter(|_| x.is_const())
            .map(Const::to_int)
            .filter(|val| val.kind() == Kind::Int);
        if !(self.all_integer(x.ty) || (self.untyped(x.ty) && int_value.is_some())) {
            let operand = self.describe(&x);
            self.error(
                x.start,
                format!("invalid operation: shifted operand {operand} must be integer"),
            );
            return self.invalid(Some(e));
        }
        let Some(y) = self.shift_count(y) else {
            return self.invalid(Some(e));
        };
        if let (Some(value), true) = (&int_value, y.is_const()) {
            return self.const_shift(&x, value, &y, op, pos, e);
        }
        let bin = if op == Operator::Shl {
            BinOp::Shl
        } else {
            BinOp::Shr
        };
        let ty = x.ty;
        // The constant operand of a shift by a variable count waits for the context to give it a type.
        let left = match (int_value, self.untyped(ty)) {
            (Some(value), true) => {
                let span = x.ast.map_or(x.expr.span, |ast| self.expr_span(ast));
                self.untyped_const(value, ty, span)
            }
            _ => self.finish(x),
        };
        let uint = self.t.uint;
        let y = if self.untyped(y.ty) {
            self.convert_untyped(y, uint)
        } else {
            y
        };
        let right = self.finish(y);
        let kind = ExprKind::Binary {
            op: bin,
            x: Box::new(left),
            y: Box::new(right),
        };
        let span = self.expr_span(e);
        self.operand(Mode::Value, Expr { kind, ty, span }, e)
    }

    /// Checks a shift count and gives an untyped one its type.
    fn shift_count(&mut self, y: Operand<'a>) -> Option<Operand<'a>> {
        let operand = self.describe(&y);
        if y.is_const() {
            let value = y.val.as_ref().map_or(Const::Unknown, Const::to_int);
            if value.kind() == Kind::Int && value.sign() < 0 {
                self.error(
                    y.start,
                    format!("invalid operation: negative shift count {operand}"),
                );
                return None;
            }
            if self.untyped(y.ty) {
                let y = self.representable(y, Basic::Uint);
                return (!y.is_invalid()).then_some(y);
            }
            if value.kind() == Kind::Int {
                let ty = if self.all_integer(y.ty) {
                    y.ty
                } else {
                    self.t.uint
                };
                return Some(Operand { ty, ..y });
            }
        } else if self.all_integer(y.ty) && !self.untyped(y.ty) {
            return Some(y);
        } else if self.untyped(y.ty) {
            let uint = self.t.uint;
            let y = self.convert_untyped(y, uint);
            return (!y.is_invalid()).then_some(y);
        }
        self.error(
            y.start,
            format!("invalid operation: shift count {operand} must be integer"),
        );
        None
    }

    fn const_shift(
        &mut self,
        x: &Operand<'a>,
        value: &Const,
        y: &Operand<'a>,
        op: Operator,
        pos: Pos,
        e: &'a Expression,
    ) -> Operand<'a> {
        let count = y
            .val
            .as_ref()
            .and_then(Const::as_u64)
            .filter(|&count| count <= SHIFT_MAX);
        let Some(count) = count else {
            let operand = self.describe(y);
            self.error(
                y.start,
                format!("invalid operation: invalid shift count {operand}"),
            );
            return self.invalid(Some(e));
        };
        let integer = self
            .basic_of(x.ty)
            .is_some_and(crate::check::predicates::is_integer_kind);
        let ty = if integer { x.ty } else { self.t.untyped_int };
        let val = ops::shift(value, op, count);
        let x = self.const_operand(ty, val, e);
        self.check_overflow(x, pos, "shift")
    }
}
