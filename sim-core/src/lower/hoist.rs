//! Order of evaluation within one statement.
//!
//! Go fixes the order of calls, receives and logical operators only; when a variable is read is left open. The Go compiler
//! (cmd/compile, `walk/order.go`) moves everything that may have an effect in front of the expression, in lexical order, and reads
//! variables afterwards: in `x + f()` an escaping `x` is read after the call. Since such reads are steps here, the lowering does
//! the same: [`Body::value`] first computes what must be moved into temporaries, then the rest of the expression.

use super::body::Body;
use crate::bytecode::Reg;
use crate::check::typed::{Callee, Conv, Expr, ExprKind};

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
        ExprKind::Call(_) | ExprKind::AndAnd(..) | ExprKind::OrOr(..) | ExprKind::Recv { .. } => {
            true
        }
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

/// Calls `f` for each operand, in order of evaluation.
pub(super) fn for_operands<'p>(e: &'p Expr, f: &mut dyn FnMut(&'p Expr)) {
    match &e.kind {
        ExprKind::Const(_) | ExprKind::Zero | ExprKind::Local(_) | ExprKind::Global(_) => {}
        ExprKind::Func(_) | ExprKind::Closure(_) => {}
        ExprKind::MethodValue { recv, .. } => f(recv),
        ExprKind::Unary { x, .. }
        | ExprKind::Field { x, .. }
        | ExprKind::Deref(x)
        | ExprKind::AddrOf(x) => f(x),
        ExprKind::Convert { x, .. } | ExprKind::TypeAssert { x, .. } => f(x),
        ExprKind::Binary { x, y, .. } | ExprKind::AndAnd(x, y) | ExprKind::OrOr(x, y) => {
            f(x);
            f(y);
        }
        ExprKind::Index { x, index } => {
            f(x);
            f(index);
        }
        ExprKind::MapIndex { map, key, .. } => {
            f(map);
            f(key);
        }
        ExprKind::SliceExpr { x, lo, hi, max } => {
            f(x);
            [lo, hi, max]
                .into_iter()
                .flatten()
                .for_each(|bound| f(bound));
        }
        ExprKind::Call(call) => {
            match &call.callee {
                Callee::Value(callee) => f(callee),
                Callee::Interface { recv, .. } => f(recv),
                Callee::Static(_) | Callee::Builtin(_) => {}
            }
            call.args.iter().for_each(f);
        }
        ExprKind::Recv { chan, .. } => f(chan),
        ExprKind::StructLit(fields) => fields.iter().for_each(|(_, value)| f(value)),
        ExprKind::ArrayLit { elems, .. } | ExprKind::SliceLit { elems, .. } => {
            elems.iter().for_each(|(_, value)| f(value))
        }
        ExprKind::MapLit(entries) => {
            for (key, value) in entries {
                f(key);
                f(value);
            }
        }
    }
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
