//! Unary operators: `&x`, `*p`, `<-c`, and `+ - ! ^` (Go spec, "Arithmetic operators", "Address operators", "Receive operator").

use gosyn::ast::{self, Expression};
use gosyn::token::Operator;

use crate::check::checker::Checker;
use crate::check::constant::represent::integer_size;
use crate::check::constant::{Const, ops};
use crate::check::expr_text::op_text;
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{Expr, ExprKind, UnOp};
use crate::check::types::{ChanDir, Type, TypeId};
use crate::versions;

impl<'a> Checker<'a> {
    /// `*x`: an indirection, or a pointer type.
    pub(super) fn star(&mut self, inner: &'a Expression, e: &'a Expression) -> Operand<'a> {
        let x = self.expr_or_type(inner);
        match x.mode {
            Mode::Invalid => return x,
            Mode::Type => {
                let ty = self.pointer_to(x.ty);
                return self.type_operand(ty, e);
            }
            Mode::Nil => {
                self.error(x.start, "invalid operation: cannot indirect nil");
                return self.invalid(Some(e));
            }
            _ => {}
        }
        let Some(elem) = self.pointer_elem(x.ty) else {
            let operand = self.describe(&x);
            self.error(
                x.start,
                format!("invalid operation: cannot indirect {operand}"),
            );
            return self.invalid(Some(e));
        };
        let span = self.expr_span(e);
        let x = self.finish(x);
        self.operand(
            Mode::Variable,
            Expr {
                kind: ExprKind::Deref(Box::new(x)),
                ty: elem,
                span,
            },
            e,
        )
    }

    /// What a pointer type (or every type of a type parameter) points to.
    fn pointer_elem(&self, ty: TypeId) -> Option<TypeId> {
        let core = self.core_type(ty)?;
        match self.types.get(core) {
            Type::Pointer(elem) => Some(*elem),
            _ => None,
        }
    }

    /// Any other unary operator.
    pub(super) fn unary(&mut self, op: &'a ast::Operation, e: &'a Expression) -> Operand<'a> {
        match op.op {
            Operator::And => self.address_of(&op.x, e),
            Operator::Arrow => self.receive(&op.x, e),
            Operator::Tiled => {
                let x = self.expr(&op.x);
                let hint = if !x.is_invalid() && self.all_integer(x.ty) {
                    " (use ^ for bitwise complement)"
                } else {
                    ""
                };
                self.error(
                    self.start(e),
                    format!("cannot use ~ outside of interface or type constraint{hint}"),
                );
                self.invalid(Some(e))
            }
            _ => self.arithmetic_unary(op, e),
        }
    }

    fn address_of(&mut self, inner: &'a Expression, e: &'a Expression) -> Operand<'a> {
        let x = self.expr(inner);
        if x.is_invalid() {
            return x;
        }
        let literal = matches!(unparen(inner), Expression::CompositeLit(_));
        if !literal && x.mode != Mode::Variable {
            let operand = self.describe(&x);
            self.error(
                x.start,
                format!("invalid operation: cannot take address of {operand}"),
            );
            return self.invalid(Some(e));
        }
        let x = self.finish(x);
        if !literal {
            self.mark_address_taken(&x);
        }
        let ty = self.pointer_to(x.ty);
        let span = self.expr_span(e);
        self.operand(
            Mode::Value,
            Expr {
                kind: ExprKind::AddrOf(Box::new(x)),
                ty,
                span,
            },
            e,
        )
    }

    fn receive(&mut self, inner: &'a Expression, e: &'a Expression) -> Operand<'a> {
        let x = self.expr(inner);
        if x.is_invalid() {
            return x;
        }
        let operand = self.describe(&x);
        let why = match self
            .core_type(x.ty)
            .map(|core| self.types.get(core).clone())
        {
            None => format!("cannot receive from {operand} (no core type)"),
            Some(Type::Chan(ChanDir::SendOnly, _)) => {
                let ty = self.channel_named(x.ty);
                format!("cannot receive from send-only channel {ty}{operand}")
            }
            Some(Type::Chan(_, elem)) => {
                self.env.has_call = true;
                let chan = Box::new(self.finish(x));
                let span = self.expr_span(e);
                let expr = Expr {
                    kind: ExprKind::Recv {
                        chan,
                        comma_ok: false,
                    },
                    ty: elem,
                    span,
                };
                let x = self.operand(Mode::CommaOk, expr, e);
                return self.statement(x);
            }
            Some(_) => {
                let ty = self.channel_named(x.ty);
                format!("cannot receive from non-channel {ty}{operand}")
            }
        };
        self.error(x.start, format!("invalid operation: {why}"));
        self.invalid(Some(e))
    }

    /// The type of what is no channel to send to or receive from, where errors name it before the operand.
    pub fn channel_named(&self, ty: TypeId) -> String {
        match self.has(&versions::NO_CORE_TYPES) {
            true => format!("{} ", self.type_text(ty)),
            false => String::new(),
        }
    }

    fn arithmetic_unary(&mut self, op: &'a ast::Operation, e: &'a Expression) -> Operand<'a> {
        let x = self.expr(&op.x);
        if x.is_invalid() {
            return x;
        }
        let (defined, un_op) = match op.op {
            Operator::Add => (self.all_numeric(x.ty), None),
            Operator::Sub => (self.all_numeric(x.ty), Some(UnOp::Neg)),
            Operator::Xor => (self.all_integer(x.ty), Some(UnOp::BitNot)),
            _ => (self.all_boolean(x.ty), Some(UnOp::Not)),
        };
        if !defined {
            let operand = self.describe(&x);
            self.error(
                x.start,
                format!(
                    "invalid operation: operator {} not defined on {operand}",
                    op_text(op.op)
                ),
            );
            return self.invalid(Some(e));
        }
        if x.is_const() {
            let bits = self
                .basic_of(x.ty)
                .and_then(integer_size)
                .filter(|(_, signed)| !signed)
                .map(|(bits, _)| bits);
            let val = ops::unary(op.op, x.val.as_ref().unwrap_or(&Const::Unknown), bits);
            let name = if op.op == Operator::Xor {
                "bitwise complement"
            } else {
                ""
            };
            let x = self.const_operand(x.ty, val, e);
            return self.check_overflow(x, self.pos(op.pos), name);
        }
        let ty = x.ty;
        let x = self.finish(x);
        let span = self.expr_span(e);
        let expr = match un_op {
            Some(op) => Expr {
                kind: ExprKind::Unary { op, x: Box::new(x) },
                ty,
                span,
            },
            None => x,
        };
        self.operand(Mode::Value, expr, e)
    }
}

/// An expression without the parentheses around it.
pub(in crate::check) fn unparen(e: &Expression) -> &Expression {
    let mut e = e;
    while let Expression::Paren(paren) = e {
        e = &paren.expr;
    }
    e
}
