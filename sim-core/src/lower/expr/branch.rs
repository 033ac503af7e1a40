//! Conditions: jumps instead of values.

use super::super::body::{Body, Label};
use crate::bytecode::Reg;
use crate::check::typed::{BinOp, Expr, ExprKind, UnOp, Value};
use crate::check::types::Type;

impl<'p> Body<'_, 'p> {
    /// Jumps to `target` when the condition is `when`; else goes on.
    pub(in super::super) fn branch(&mut self, e: &'p Expr, target: Label, when: bool) {
        match &e.kind {
            _ if self.hoisted_value(e).is_some() => {
                let cond = self.expr(e, None);
                self.jump_on(cond, target, when);
            }
            ExprKind::Const(Value::Bool(value)) => {
                if *value == when {
                    self.jump(target);
                }
            }
            ExprKind::Unary { op: UnOp::Not, x } => self.branch(x, target, !when),
            ExprKind::AndAnd(x, y) => self.branch_both(x, y, target, when),
            ExprKind::OrOr(x, y) => self.branch_either(x, y, target, when),
            ExprKind::Binary { op, x, y } if is_comparison(*op) => {
                let mark = self.mark();
                self.hoist(x);
                self.hoist(y);
                let dst = self.alloc(1);
                let inverse = self.compare_or_inverse(*op, x, y, dst);
                self.jump_on(dst, target, when != inverse);
                self.release(mark);
            }
            _ => {
                let mark = self.mark();
                let cond = self.value(e, None);
                self.jump_on(cond, target, when);
                self.release(mark);
            }
        }
    }

    fn jump_on(&mut self, cond: Reg, target: Label, when: bool) {
        if when {
            self.jump_if(cond, target);
        } else {
            self.jump_if_not(cond, target);
        }
    }

    fn branch_both(&mut self, x: &'p Expr, y: &'p Expr, target: Label, when: bool) {
        if when {
            let no = self.label();
            self.branch(x, no, false);
            self.branch(y, target, true);
            self.bind(no);
        } else {
            self.branch(x, target, false);
            self.branch(y, target, false);
        }
    }

    fn branch_either(&mut self, x: &'p Expr, y: &'p Expr, target: Label, when: bool) {
        if when {
            self.branch(x, target, true);
            self.branch(y, target, true);
        } else {
            let yes = self.label();
            self.branch(x, yes, true);
            self.branch(y, target, false);
            self.bind(yes);
        }
    }

    /// `x && y` or `x || y` as a value.
    pub(super) fn logical(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        let (x, y, short) = match &e.kind {
            ExprKind::AndAnd(x, y) => (x, y, false),
            ExprKind::OrOr(x, y) => (x, y, true),
            _ => return self.expr(e, dst),
        };
        debug_assert!(matches!(self.unit.underlying(e.ty), Type::Basic(_)));
        let fresh = dst.is_none();
        self.with_dst(e.ty, dst, |this, dst| {
            let end = this.label();
            // `dst` may belong to a variable that y reads: the value comes together in a register of its own.
            let value = if fresh { dst } else { this.alloc(1) };
            this.value(x, Some(value));
            this.jump_on(value, end, short);
            this.value(y, Some(value));
            this.bind(end);
            this.move_regs(dst, value, 1);
        })
    }
}

fn is_comparison(op: BinOp) -> bool {
    matches!(
        op,
        BinOp::Eq | BinOp::Ne | BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge
    )
}
