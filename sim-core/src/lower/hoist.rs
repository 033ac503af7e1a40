//! Order of evaluation within one statement.
//!
//! Go fixes the order of calls, receives and logical operators only; when a variable is read is left open. The Go compiler
//! (cmd/compile, `walk/order.go`) moves everything that may have an effect in front of the expression, in lexical order, and reads
//! variables afterwards: in `x + f()` an escaping `x` is read after the call. Since such reads are steps here, the lowering does
//! the same: [`Body::value`] first computes what must be moved into temporaries, then the rest of the expression.

use super::body::Body;
use crate::bytecode::Reg;
use crate::check::typed::{Conv, Expr, ExprKind};
use crate::check::walk::for_operands;

impl<'p> Body<'_, 'p> {
    /// The value of an expression, with the compiler's order of evaluation, in `dst` or wherever it is.
    pub(super) fn value(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        if is_moved(e) || !has_moved(e) {
            return self.expr(e, dst);
        }
        let dst = self.dst_or_alloc(dst, e.ty);
        let mark = self.mark();
        self.hoist(e);
        let reg = self.expr(e, Some(dst));
        self.release(mark);
        reg
    }

    /// Computes in advance what the compiler would move in front of `e`.
    pub(super) fn hoist(&mut self, e: &'p Expr) {
        if is_moved(e) {
            if !self.hoisted.contains_key(&std::ptr::from_ref(e)) {
                let reg = self.expr(e, None);
                self.hoisted.insert(std::ptr::from_ref(e), reg);
            }
            return;
        }
        for_operands(e, &mut |operand| self.hoist(operand));
    }

    /// The value of `e` if it has been computed in advance.
    pub(super) fn hoisted_value(&self, e: &Expr) -> Option<Reg> {
        self.hoisted.get(&std::ptr::from_ref(e)).copied()
    }
}

/// Whether the compiler moves this node in front of the expression it is part of.
pub(super) fn is_moved(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Call(_) | ExprKind::Recv { .. } | ExprKind::Spread { .. } => true,
        ExprKind::AndAnd(..) | ExprKind::OrOr(..) => true,
        ExprKind::TypeAssert { .. } | ExprKind::MapLit(_) | ExprKind::SliceExpr { .. } => true,
        ExprKind::Convert { conv, .. } => matches!(conv, Conv::StringToBytes | Conv::StringToRunes),
        _ => false,
    }
}

/// Whether anything below `e` (or itself) would be moved. A closure's body is another function and does not count.
pub(super) fn has_moved(e: &Expr) -> bool {
    if is_moved(e) {
        return true;
    }
    let mut found = false;
    for_operands(e, &mut |operand| found = found || has_moved(operand));
    found
}

/// Whether evaluating `e` reads the given local variable (closures read by reference do not count: such variables are in memory).
pub(super) fn mentions(e: &Expr, id: crate::check::typed::LocalId) -> bool {
    match &e.kind {
        ExprKind::Local(other) => *other == id,
        ExprKind::Closure(_) => true,
        _ => {
            let mut found = false;
            for_operands(e, &mut |operand| found = found || mentions(operand, id));
            found
        }
    }
}
