//! Walking over typed trees. One place knows which parts a statement or an expression has; whoever looks for something in a
//! function says in a [`Walk`] what it does at the nodes that matter to it.
//!
//! Invariants: each part is visited once, in order of evaluation where Go fixes one; the body of a function literal belongs to
//! another function and is not visited. How deep a walk goes is bounded by the nesting that the parser admits.

use std::collections::BTreeSet;

use super::typed::{Callee, Comm, Expr, ExprKind, Func, RangeOver, Stmt, StmtKind, Target};
use super::types::TypeId;

/// What is done at each kind of node. What is not overridden goes on to the parts.
pub(crate) trait Walk {
    /// An expression. [`for_operands`] leads to its parts.
    fn expr(&mut self, e: &Expr);

    /// A statement.
    fn stmt(&mut self, stmt: &Stmt)
    where
        Self: Sized,
    {
        parts_of_stmt(self, stmt);
    }

    /// `targets = values` or `targets := values`.
    fn assign(&mut self, targets: &[Target], values: &[Expr]) {
        targets.iter().for_each(|target| self.target(target));
        self.exprs(values);
    }

    /// A place that a value goes to.
    fn target(&mut self, target: &Target) {
        if let Target::Place(place) = target {
            self.expr(place);
        }
    }

    /// What a loop runs over.
    fn range(&mut self, over: &RangeOver) {
        parts_of_range(self, over);
    }

    /// Expressions, one after the other.
    fn exprs(&mut self, list: &[Expr]) {
        list.iter().for_each(|e| self.expr(e));
    }

    /// Statements, one after the other.
    fn stmts(&mut self, list: &[Stmt])
    where
        Self: Sized,
    {
        list.iter().for_each(|stmt| self.stmt(stmt));
    }
}

/// Visits what a loop runs over.
pub(crate) fn parts_of_range<W: Walk + ?Sized>(walk: &mut W, over: &RangeOver) {
    match over {
        RangeOver::Slice(x)
        | RangeOver::Array(x)
        | RangeOver::ArrayPtr(x)
        | RangeOver::String(x)
        | RangeOver::Map(x)
        | RangeOver::Chan(x)
        | RangeOver::Int(x)
        | RangeOver::Func(x) => walk.expr(x),
    }
}

/// Visits the parts of a statement.
pub(crate) fn parts_of_stmt<W: Walk>(walk: &mut W, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer(x) => walk.expr(x),
        StmtKind::DeferAt(token, x) => {
            walk.expr(token);
            walk.expr(x);
        }
        StmtKind::Define { targets, values } | StmtKind::Assign { targets, values } => {
            walk.assign(targets, values)
        }
        StmtKind::OpAssign { place, value, .. } => {
            walk.expr(place);
            walk.expr(value);
        }
        StmtKind::Block(list) => walk.stmts(list),
        StmtKind::Return(values) => walk.exprs(values),
        StmtKind::Send { chan, value } => {
            walk.expr(chan);
            walk.expr(value);
        }
        _ => parts_of_compound(walk, stmt),
    }
}

/// Statements with bodies; jumps and labels have no parts.
fn parts_of_compound<W: Walk>(walk: &mut W, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::If {
            init,
            cond,
            then,
            els,
        } => {
            walk.stmts(init);
            walk.expr(cond);
            walk.stmts(then);
            walk.stmts(els);
        }
        StmtKind::For {
            init,
            cond,
            post,
            body,
            ..
        } => {
            walk.stmts(init);
            walk.exprs(cond.as_slice());
            walk.stmts(post);
            walk.stmts(body);
        }
        StmtKind::Range {
            over,
            key,
            value,
            body,
            ..
        } => {
            walk.range(over);
            key.iter()
                .chain(value)
                .for_each(|target| walk.target(target));
            walk.stmts(body);
        }
        _ => parts_of_choice(walk, stmt),
    }
}

/// Statements with cases.
fn parts_of_choice<W: Walk>(walk: &mut W, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::Switch {
            init, tag, cases, ..
        } => {
            walk.stmts(init);
            tag.iter().for_each(|(_, tag)| walk.expr(tag));
            for case in cases {
                walk.exprs(&case.values);
                walk.stmts(&case.body);
            }
        }
        StmtKind::TypeSwitch { init, x, cases, .. } => {
            walk.stmts(init);
            walk.expr(x);
            cases.iter().for_each(|case| walk.stmts(&case.body));
        }
        StmtKind::Select { cases, .. } => {
            for case in cases {
                parts_of_comm(walk, &case.comm);
                walk.stmts(&case.body);
            }
        }
        _ => {}
    }
}

fn parts_of_comm<W: Walk>(walk: &mut W, comm: &Comm) {
    match comm {
        Comm::Send { chan, value } => {
            walk.expr(chan);
            walk.expr(value);
        }
        Comm::Recv { chan, value, ok } => {
            walk.expr(chan);
            value
                .iter()
                .chain(ok)
                .for_each(|target| walk.target(target));
        }
        Comm::Default => {}
    }
}

/// Calls `f` for each operand, in order of evaluation.
pub(crate) fn for_operands<'p>(e: &'p Expr, f: &mut dyn FnMut(&'p Expr)) {
    match &e.kind {
        ExprKind::Const(_) | ExprKind::Zero | ExprKind::Local(_) | ExprKind::Global(_) => {}
        ExprKind::Func(_) | ExprKind::Closure(_) | ExprKind::Part(_) => {}
        ExprKind::Spread { tuple, body } => {
            f(tuple);
            f(body);
        }
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

/// Collects types.
struct Types<'t> {
    types: &'t mut BTreeSet<TypeId>,
}

impl Walk for Types<'_> {
    fn expr(&mut self, e: &Expr) {
        self.types.insert(e.ty);
        match &e.kind {
            ExprKind::TypeAssert { to, .. } => {
                self.types.insert(*to);
            }
            ExprKind::Call(call) => self.types.extend(call.spread_params.iter().flatten()),
            _ => {}
        }
        for_operands(e, &mut |part| self.expr(part));
    }
}

/// Adds the types of all variables and expressions of a function.
pub(super) fn types_of(func: &Func, types: &mut BTreeSet<TypeId>) {
    types.extend(func.locals.iter().map(|local| local.ty));
    Types { types }.stmts(&func.body);
}

/// Adds the types of an expression and its parts.
pub(super) fn types_of_expr(e: &Expr, types: &mut BTreeSet<TypeId>) {
    Types { types }.expr(e);
}
