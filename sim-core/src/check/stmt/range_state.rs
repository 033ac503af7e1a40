//! Range over functions: the checks that find out an iterator that misuses the body of the loop, and `defer` in such a body.
//!
//! As in Go (cmd/compile/internal/rangefunc, runtime `panicrangestate`), a variable `.state` beside the loop says whether the body may be
//! called: a round sets it to [`PANIC`] and, when it ends, to [`READY`] or [`DONE`]; the loop sets it to [`EXHAUSTED`] after the iterator
//! has returned. A body that is called in another state than ready panics, and so does the loop where a round has not ended.
//!
//! A deferred call belongs to the function around the loop. A variable `.defers` beside the outermost loop names that call of the
//! function; the body hands it on ([`StmtKind::DeferAt`]).

use crate::check::checker::Checker;
use crate::check::typed::{
    BinOp, Builtin, Call, Callee, Expr, ExprKind, LocalId, Stmt, StmtKind, Target,
};
use crate::check::types::TypeId;
use crate::source::Span;

/// The body has returned false.
const DONE: i64 = 0;
/// The body may be called.
pub(super) const READY: i64 = 1;
/// The body is running, or has panicked.
const PANIC: i64 = 2;
/// The iterator has returned.
const EXHAUSTED: i64 = 3;
/// The iterator has returned although the body panicked.
const MISSING_PANIC: i64 = 4;

impl<'a> Checker<'a> {
    /// `name := value`, an int variable that the user does not see.
    pub(super) fn define_int(
        &mut self,
        name: &str,
        value: i64,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> LocalId {
        let int = self.t.int;
        let id = self.new_local(name, int, span.start);
        let value = self.int_const(value, span);
        out.push(define(id, value, span));
        id
    }

    /// `var = value` for an int variable of the function at a level.
    pub(super) fn assign_int(&mut self, var: (usize, LocalId), value: i64, span: Span) -> Stmt {
        let int = self.t.int;
        let place = self.local_expr(var.0, var.1, int, span);
        self.mark_assigned(&place);
        let value = self.int_const(value, span);
        let kind = StmtKind::Assign {
            targets: vec![Target::Place(place)],
            values: vec![value],
        };
        Stmt { kind, span }
    }

    /// `if var op value { then }` for an int variable of the innermost function.
    pub(super) fn when_int(
        &mut self,
        var: LocalId,
        op: BinOp,
        value: i64,
        then: Vec<Stmt>,
        span: Span,
    ) -> Stmt {
        let x = Box::new(Expr {
            kind: ExprKind::Local(var),
            ty: self.t.int,
            span,
        });
        let y = Box::new(self.int_const(value, span));
        let cond = Expr {
            kind: ExprKind::Binary { op, x, y },
            ty: self.t.bool,
            span,
        };
        let kind = StmtKind::If {
            init: Vec::new(),
            cond,
            then,
            els: Vec::new(),
        };
        Stmt { kind, span }
    }

    /// What a body does first: it panics unless it may be called.
    pub(super) fn begin_round(&mut self, span: Span, out: &mut Vec<Stmt>) {
        let Some(state) = self.loop_state() else {
            return;
        };
        let int = self.t.int;
        let read = self.local_expr(state.0, state.1, int, span);
        if let ExprKind::Local(here) = read.kind {
            let fault = self.range_fault(read, span);
            out.push(self.when_int(here, BinOp::Ne, READY, vec![fault], span));
        }
        out.push(self.assign_int(state, PANIC, span));
    }

    /// A body's end: on to the next round, or no more.
    pub(super) fn end_round(&mut self, go_on: bool, span: Span) -> Vec<Stmt> {
        let Some(state) = self.loop_state() else {
            return Vec::new();
        };
        let next = if go_on { READY } else { DONE };
        vec![
            self.assign_int(state, next, span),
            self.return_bool(go_on, span),
        ]
    }

    /// After the iterator has returned to the loop.
    pub(super) fn iterator_returned(
        &mut self,
        state: LocalId,
        start: Span,
        end: Span,
        out: &mut Vec<Stmt>,
    ) {
        let missing = self.int_const(MISSING_PANIC, start);
        let fault = self.range_fault(missing, start);
        out.push(self.when_int(state, BinOp::Eq, PANIC, vec![fault], end));
        let level = self.env.funcs.len().saturating_sub(1);
        out.push(self.assign_int((level, state), EXHAUSTED, end));
    }

    fn loop_state(&self) -> Option<(usize, LocalId)> {
        let body = self.env.funcs.last()?.range_func.as_ref()?;
        Some(body.state)
    }

    /// The panic of an iterator that misuses the body, as the state says.
    fn range_fault(&self, state: Expr, span: Span) -> Stmt {
        let ty = self.t.empty_tuple;
        let call = hidden_call(Builtin::RangeFault, vec![state], ty, span);
        Stmt {
            kind: StmtKind::Expr(call),
            span,
        }
    }

    /// A defer statement: where it stands in the body of a loop over a function, the call waits for the function around it.
    pub(super) fn defer_stmt(&mut self, call: Expr) -> StmtKind {
        let innermost = self.env.funcs.len().saturating_sub(1);
        let (int, span) = (self.t.int, call.span);
        let Some(level) = self.returning_level().filter(|&level| level < innermost) else {
            return StmtKind::Defer(call);
        };
        let func = &mut self.env.funcs[level];
        func.has_defer = true;
        let id = match func.defer_token {
            Some(id) => id,
            None => func.add_local(".defers", int, span.start),
        };
        func.defer_token = Some(id);
        let token = self.local_expr(level, id, int, span);
        StmtKind::DeferAt(token, call)
    }

    /// Declares the variable `.defers` before a loop that needed it, once no loop is around that.
    pub(super) fn define_defer_token(&mut self, at: usize, span: Span, out: &mut Vec<Stmt>) {
        if let Some(id) = self.func().and_then(|func| func.defer_token.take()) {
            let value = hidden_call(Builtin::DeferToken, Vec::new(), self.t.int, span);
            out.insert(at, define(id, value, span));
        }
    }
}

fn define(id: LocalId, value: Expr, span: Span) -> Stmt {
    let kind = StmtKind::Define {
        targets: vec![Target::Declare(id)],
        values: vec![value],
    };
    Stmt { kind, span }
}

/// A call that is not in the source.
fn hidden_call(builtin: Builtin, args: Vec<Expr>, ty: TypeId, span: Span) -> Expr {
    let call = Call {
        callee: Callee::Builtin(builtin),
        args,
        spread_params: None,
        spread_variadic: false,
        paren: span.start,
    };
    Expr {
        kind: ExprKind::Call(Box::new(call)),
        ty,
        span,
    }
}
