//! Binary operators: arithmetic, shifts, comparisons, logic (Go spec, "Operators").

mod shift;

use crate::versions;
use gosyn::ast::Expression;
use gosyn::token::Operator;

use crate::check::checker::Checker;
use crate::check::constant::{Const, ops};
use crate::check::expr_text::{expr_text, op_text};
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{BinOp, Expr, ExprKind};
use crate::check::types::{Type, TypeId};
use crate::source::Pos;

/// How a comparison is worded when it is wrong.
pub(in crate::check) enum Comparing<'s> {
    /// `x op y`.
    Operator(Operator),
    /// A case of a switch.
    Case(&'s str),
}

impl<'a> Checker<'a> {
    /// `left op right`; `e` is the whole expression, or for `x op= y` the left side with `op_pos` unknown.
    pub(in crate::check) fn binary(
        &mut self,
        left: &'a Expression,
        right: &'a Expression,
        op: Operator,
        op_pos: Option<usize>,
        e: &'a Expression,
    ) -> Operand<'a> {
        let x = self.expr(left);
        let y = self.expr(right);
        if x.is_invalid() || y.is_invalid() {
            return self.invalid(Some(e));
        }
        let text = match op_pos {
            Some(_) => expr_text(e),
            None => format!("{} {}= {}", expr_text(left), op_text(op), expr_text(right)),
        };
        let pos = op_pos.map_or(x.start, |pos| self.pos(pos));
        if matches!(op, Operator::Shl | Operator::Shr) {
            return self.shift(x, y, op, pos, e);
        }
        self.matched_binary(x, y, op, pos, &text, e)
    }

    fn matched_binary(
        &mut self,
        mut x: Operand<'a>,
        mut y: Operand<'a>,
        op: Operator,
        pos: Pos,
        text: &str,
        e: &'a Expression,
    ) -> Operand<'a> {
        if !self.matching(&mut x, &mut y, is_comparison(op), text) {
            return self.invalid(Some(e));
        }
        if is_comparison(op) {
            return self.comparison(x, y, Comparing::Operator(op), e);
        }
        if x.ty != y.ty {
            if self.valid(x.ty) && self.valid(y.ty) {
                let (tx, ty) = (self.type_text(x.ty), self.type_text(y.ty));
                self.error(
                    x.start,
                    format!("invalid operation: {text} (mismatched types {tx} and {ty})"),
                );
            }
            return self.invalid(Some(e));
        }
        if !self.op_defined(op, x.ty) {
            let operand = self.describe(&x);
            self.error(
                x.start,
                format!(
                    "invalid operation: operator {} not defined on {operand}",
                    op_text(op)
                ),
            );
            return self.invalid(Some(e));
        }
        if matches!(op, Operator::Quo | Operator::Rem) && self.zero_divisor(&x, &y) {
            self.error(y.start, "invalid operation: division by zero");
            return self.invalid(Some(e));
        }
        if x.is_const() && y.is_const() {
            return self.const_binary(x, y, op, pos, e);
        }
        let ty = x.ty;
        let (x, y) = (Box::new(self.finish(x)), Box::new(self.finish(y)));
        let kind = match bin_op(op) {
            Some(op) => ExprKind::Binary { op, x, y },
            None if op == Operator::AndAnd => ExprKind::AndAnd(x, y),
            None => ExprKind::OrOr(x, y),
        };
        let span = self.expr_span(e);
        self.operand(Mode::Value, Expr { kind, ty, span }, e)
    }

    fn zero_divisor(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let zero = y.is_const() && y.val.as_ref().is_some_and(Const::is_zero_number);
        zero && (x.is_const() || self.all_integer(x.ty))
    }

    fn op_defined(&self, op: Operator, ty: TypeId) -> bool {
        match op {
            Operator::Add => self.all_numeric_or_string(ty),
            Operator::Sub | Operator::Star | Operator::Quo => self.all_numeric(ty),
            Operator::Rem | Operator::And | Operator::Or | Operator::Xor | Operator::AndNot => {
                self.all_integer(ty)
            }
            _ => self.all_boolean(ty),
        }
    }

    fn const_binary(
        &mut self,
        x: Operand<'a>,
        y: Operand<'a>,
        op: Operator,
        pos: Pos,
        e: &'a Expression,
    ) -> Operand<'a> {
        let unknown = Const::Unknown;
        let (a, b) = (
            x.val.as_ref().unwrap_or(&unknown),
            y.val.as_ref().unwrap_or(&unknown),
        );
        if a.is_unknown() || b.is_unknown() {
            return self.const_operand(x.ty, Const::Unknown, e);
        }
        let val = ops::binary(a, op, b, self.all_integer(x.ty));
        let name = match op {
            Operator::Add => "addition",
            Operator::Sub => "subtraction",
            Operator::Xor => "bitwise XOR",
            Operator::Star => "multiplication",
            _ => "",
        };
        let x = self.const_operand(x.ty, val, e);
        self.check_overflow(x, pos, name)
    }

    /// A comparison of two operands whose untyped types have been matched.
    pub(in crate::check) fn comparison(
        &mut self,
        x: Operand<'a>,
        y: Operand<'a>,
        how: Comparing<'_>,
        e: &'a Expression,
    ) -> Operand<'a> {
        if !self.valid(x.ty) || !self.valid(y.ty) {
            return self.invalid(Some(e));
        }
        let op = match how {
            Comparing::Operator(op) => op,
            Comparing::Case(_) => Operator::Equal,
        };
        if let Err((at, cause)) = self.comparable_operands(&x, &y, op) {
            let message = match how {
                Comparing::Operator(op) => format!(
                    "invalid operation: {} {} {} ({cause})",
                    x.text(),
                    op_text(op),
                    y.text()
                ),
                Comparing::Case(tag) => {
                    format!("invalid case {} in switch on {tag} ({cause})", x.text())
                }
            };
            let at = if matches!(how, Comparing::Case(_)) {
                x.start
            } else {
                at
            };
            self.error(at, message);
            return self.invalid(Some(e));
        }
        if let (true, true, Some(a), Some(b)) = (x.is_const(), y.is_const(), &x.val, &y.val) {
            let val = Const::Bool(ops::compare(a, op, b));
            return self.const_operand(self.t.untyped_bool, val, e);
        }
        let (x, y) = (self.defaulted(x), self.defaulted(y));
        if x.is_invalid() || y.is_invalid() {
            return self.invalid(Some(e));
        }
        let (x, y) = self.same_interface(x, y);
        let (x, y) = (Box::new(self.finish(x)), Box::new(self.finish(y)));
        let kind = ExprKind::Binary {
            op: bin_op(op).unwrap_or(BinOp::Eq),
            x,
            y,
        };
        let span = self.expr_span(e);
        self.operand(
            Mode::Value,
            Expr {
                kind,
                ty: self.t.untyped_bool,
                span,
            },
            e,
        )
    }

    /// Gives an untyped operand its default type.
    pub(in crate::check) fn defaulted(&mut self, x: Operand<'a>) -> Operand<'a> {
        if !self.untyped(x.ty) || x.is_nil() {
            return x;
        }
        let ty = self.default_type(x.ty);
        self.convert_untyped(x, ty)
    }

    /// Brings an interface operand and a concrete one to the interface's type, and `nil` to the other's type.
    fn same_interface(&mut self, x: Operand<'a>, y: Operand<'a>) -> (Operand<'a>, Operand<'a>) {
        let (tx, ty) = (x.ty, y.ty);
        if tx == ty {
            return (x, y);
        }
        if x.is_nil() || (self.is_interface(ty) && !self.is_interface(tx)) {
            return (self.coerced(x, ty), y);
        }
        if y.is_nil() || (self.is_interface(tx) && !self.is_interface(ty)) {
            return (x, self.coerced(y, tx));
        }
        match self.assignable(&y, tx) {
            Ok(()) => (x, self.coerced(y, tx)),
            Err(_) => (self.coerced(x, ty), y),
        }
    }

    /// Gives operands a common type where one is untyped. From Go 1.26 on an error names the untyped operand's own type, where the other
    /// is of no basic type.
    fn matching(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        comparing: bool,
        text: &str,
    ) -> bool {
        let (tx, ty) = (x.ty, y.ty);
        let typed = if self.untyped(tx) { ty } else { tx };
        let basic = match self.is_param(typed) {
            true => self.all_numeric(typed),
            false => matches!(self.types.underlying(typed), Type::Basic(_)),
        };
        let renamed = self.has(&versions::UNTYPED_MISMATCH)
            && self.untyped(tx) != self.untyped(ty)
            && self.all_numeric(if self.untyped(tx) { tx } else { ty })
            && !basic;
        if !renamed {
            return self.match_types(x, y);
        }
        let before = self.errors.clone();
        let matched = self.match_types(x, y);
        if matched && (comparing || x.ty == y.ty) {
            return true;
        }
        self.errors = before;
        let at = if comparing { y.start } else { x.start };
        let (tx, ty) = (self.type_text(tx), self.type_text(ty));
        let text = format!("invalid operation: {text} (mismatched types {tx} and {ty})");
        self.error(at, text);
        false
    }

    /// Whether two operands can be compared; else where to report what cause.
    fn comparable_operands(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: Operator,
    ) -> Result<(), (Pos, String)> {
        if self.assignable(x, y.ty).is_err() && self.assignable(y, x.ty).is_err() {
            let cause = format!(
                "mismatched types {} and {}",
                self.type_text(x.ty),
                self.type_text(y.ty)
            );
            return Err((y.start, cause));
        }
        let equality = matches!(op, Operator::Equal | Operator::NotEqual);
        let (at, why) = if equality {
            if x.is_nil() || y.is_nil() {
                let ty = if x.is_nil() { y.ty } else { x.ty };
                if self.has_nil(ty) {
                    return Ok(());
                }
                (y, None)
            } else if !self.comparable(x.ty, false) {
                (x, self.incomparable_cause(x.ty))
            } else if !self.comparable(y.ty, false) {
                (y, self.incomparable_cause(y.ty))
            } else {
                return Ok(());
            }
        } else if !self.all_ordered(x.ty) {
            (x, None)
        } else if !self.all_ordered(y.ty) {
            (y, None)
        } else {
            return Ok(());
        };
        let cause = why.unwrap_or_else(|| self.undefined_cause(x, y, at.ty, op));
        Err((at.start, cause))
    }

    fn undefined_cause(
        &self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        at: TypeId,
        op: Operator,
    ) -> String {
        if self.is_param(x.ty) || self.is_param(y.ty) {
            let ty = if self.is_param(x.ty) { at } else { y.ty };
            return format!(
                "type parameter {} is not comparable with {}",
                self.type_text(ty),
                op_text(op)
            );
        }
        format!(
            "operator {} not defined on {}",
            op_text(op),
            self.kind_text(at)
        )
    }

    /// Why a type's values cannot be compared.
    fn incomparable_cause(&self, ty: TypeId) -> Option<String> {
        let text = self.type_text(ty);
        match self.under(ty) {
            Type::Slice(_) | Type::Func(_) | Type::Map(..) => Some(format!(
                "{} can only be compared to nil",
                self.kind_text(ty)
            )),
            Type::Struct(fields) => {
                let field = fields
                    .iter()
                    .find(|field| !self.comparable(field.ty, false))?;
                Some(format!(
                    "struct containing {} cannot be compared",
                    self.type_text(field.ty)
                ))
            }
            Type::Array(..) => Some(format!("{text} cannot be compared")),
            _ if self.is_param(ty) => Some("incomparable types in type set".to_string()),
            _ => None,
        }
    }
}

/// Whether an operator compares.
pub(in crate::check) fn is_comparison(op: Operator) -> bool {
    use Operator::*;
    matches!(
        op,
        Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual
    )
}

/// The typed operator; `None` for `&&` and `||`.
pub(in crate::check) fn bin_op(op: Operator) -> Option<BinOp> {
    Some(match op {
        Operator::Add => BinOp::Add,
        Operator::Sub => BinOp::Sub,
        Operator::Star => BinOp::Mul,
        Operator::Quo => BinOp::Div,
        Operator::Rem => BinOp::Rem,
        Operator::And => BinOp::And,
        Operator::Or => BinOp::Or,
        Operator::Xor => BinOp::Xor,
        Operator::AndNot => BinOp::AndNot,
        Operator::Shl => BinOp::Shl,
        Operator::Shr => BinOp::Shr,
        Operator::Equal => BinOp::Eq,
        Operator::NotEqual => BinOp::Ne,
        Operator::Less => BinOp::Lt,
        Operator::LessEqual => BinOp::Le,
        Operator::Greater => BinOp::Gt,
        Operator::GreaterEqual => BinOp::Ge,
        _ => return None,
    })
}
