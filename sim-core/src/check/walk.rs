//! Walking over typed trees: which types a function's body uses.

use std::collections::BTreeSet;

use super::typed::{Call, Callee, Comm, Expr, ExprKind, Func, RangeOver, Stmt, StmtKind, Target};
use super::types::TypeId;

/// Adds the types of all variables and expressions of a function.
pub(super) fn types_of(func: &Func, types: &mut BTreeSet<TypeId>) {
    types.extend(func.locals.iter().map(|local| local.ty));
    let mut walk = Walk { types };
    walk.stmts(&func.body);
}

/// Adds the types of an expression and its parts.
pub(super) fn types_of_expr(expr: &Expr, types: &mut BTreeSet<TypeId>) {
    Walk { types }.expr(expr);
}

struct Walk<'t> {
    types: &'t mut BTreeSet<TypeId>,
}

impl Walk<'_> {
    fn stmts(&mut self, list: &[Stmt]) {
        list.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer(x) => self.expr(x),
            StmtKind::Define { targets, values } | StmtKind::Assign { targets, values } => {
                targets.iter().for_each(|target| self.target(target));
                self.exprs(values);
            }
            StmtKind::OpAssign { place, value, .. } => {
                self.expr(place);
                self.expr(value);
            }
            StmtKind::Block(list) => self.stmts(list),
            StmtKind::Return(values) => self.exprs(values),
            StmtKind::Send { chan, value } => {
                self.expr(chan);
                self.expr(value);
            }
            _ => self.compound(stmt),
        }
    }

    /// Statements with bodies; jumps and labels mention no types.
    fn compound(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::If {
                init,
                cond,
                then,
                els,
            } => {
                self.stmts(init);
                self.expr(cond);
                self.stmts(then);
                self.stmts(els);
            }
            StmtKind::For {
                init,
                cond,
                post,
                body,
                ..
            } => {
                self.stmts(init);
                self.exprs(cond.as_slice());
                self.stmts(post);
                self.stmts(body);
            }
            StmtKind::Range {
                over,
                key,
                value,
                body,
                ..
            } => {
                self.range(over);
                key.iter()
                    .chain(value)
                    .for_each(|target| self.target(target));
                self.stmts(body);
            }
            StmtKind::Switch {
                init, tag, cases, ..
            } => {
                self.stmts(init);
                tag.iter().for_each(|(_, tag)| self.expr(tag));
                for case in cases {
                    self.exprs(&case.values);
                    self.stmts(&case.body);
                }
            }
            StmtKind::TypeSwitch { init, x, cases, .. } => {
                self.stmts(init);
                self.expr(x);
                cases.iter().for_each(|case| self.stmts(&case.body));
            }
            StmtKind::Select { cases, .. } => {
                for case in cases {
                    self.comm(&case.comm);
                    self.stmts(&case.body);
                }
            }
            _ => {}
        }
    }

    fn target(&mut self, target: &Target) {
        if let Target::Place(place) = target {
            self.expr(place);
        }
    }

    fn comm(&mut self, comm: &Comm) {
        match comm {
            Comm::Send { chan, value } => {
                self.expr(chan);
                self.expr(value);
            }
            Comm::Recv { chan, value, ok } => {
                self.expr(chan);
                value
                    .iter()
                    .chain(ok)
                    .for_each(|target| self.target(target));
            }
            Comm::Default => {}
        }
    }

    fn range(&mut self, over: &RangeOver) {
        match over {
            RangeOver::Slice(x)
            | RangeOver::Array(x)
            | RangeOver::ArrayPtr(x)
            | RangeOver::String(x)
            | RangeOver::Map(x)
            | RangeOver::Chan(x)
            | RangeOver::Int(x)
            | RangeOver::Func(x) => self.expr(x),
        }
    }

    fn exprs(&mut self, list: &[Expr]) {
        list.iter().for_each(|x| self.expr(x));
    }

    fn expr(&mut self, expr: &Expr) {
        self.types.insert(expr.ty);
        match &expr.kind {
            ExprKind::Const(_)
            | ExprKind::Zero
            | ExprKind::Local(_)
            | ExprKind::Global(_)
            | ExprKind::Func(_)
            | ExprKind::Closure(_) => {}
            ExprKind::MethodValue { recv: x, .. }
            | ExprKind::Unary { x, .. }
            | ExprKind::Field { x, .. }
            | ExprKind::Deref(x)
            | ExprKind::AddrOf(x)
            | ExprKind::Convert { x, .. }
            | ExprKind::Recv { chan: x, .. } => self.expr(x),
            ExprKind::TypeAssert { x, to, .. } => {
                self.types.insert(*to);
                self.expr(x);
            }
            ExprKind::Binary { x, y, .. }
            | ExprKind::AndAnd(x, y)
            | ExprKind::OrOr(x, y)
            | ExprKind::Index { x, index: y }
            | ExprKind::MapIndex { map: x, key: y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            ExprKind::SliceExpr { x, lo, hi, max } => {
                self.expr(x);
                [lo, hi, max]
                    .into_iter()
                    .flatten()
                    .for_each(|bound| self.expr(bound));
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::StructLit(fields) => fields.iter().for_each(|(_, x)| self.expr(x)),
            ExprKind::ArrayLit { elems, .. } | ExprKind::SliceLit { elems, .. } => {
                elems.iter().for_each(|(_, x)| self.expr(x))
            }
            ExprKind::MapLit(entries) => {
                for (key, value) in entries {
                    self.expr(key);
                    self.expr(value);
                }
            }
        }
    }

    fn call(&mut self, call: &Call) {
        match &call.callee {
            Callee::Value(x) | Callee::Interface { recv: x, .. } => self.expr(x),
            Callee::Static(_) | Callee::Builtin(_) => {}
        }
        self.exprs(&call.args);
        self.types.extend(call.spread_params.iter().flatten());
    }
}
