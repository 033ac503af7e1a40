//! Range over functions (Go spec, "For statements with range clause", Go 1.23): the loop body becomes a function literal that the
//! iterator calls for each round.
//!
//! The literal returns whether to go on. Whatever leaves the loop otherwise (a return, or a jump to a statement around it) is noted in
//! a variable `.next` beside the loop; the literal then returns false, and the jump is made after the iterator has returned. Results
//! of a return are stored in the function's result variables first. `range_state.rs` adds what finds out iterators that misbehave, and
//! where deferred calls go.

use gosyn::ast::{self, Expression, Statement};
use gosyn::token::Keyword;

use super::loops::Yields;
use super::range_state;
use crate::check::checker::Checker;
use crate::check::func_ctx::{FinishedClosure, FuncCtx};
use crate::check::operand::Operand;
use crate::check::typed::{
    BinOp, Call, Callee, Expr, ExprKind, LocalId, Stmt, StmtKind, Target, Value,
};
use crate::check::types::{Type, TypeId};
use crate::source::Span;
use crate::versions;

/// What `.next` says when the function around the loop is to return.
const RETURN: i64 = -1;

/// What a loop body that became a function literal knows about the loop around it.
#[derive(Clone, Debug)]
pub(in crate::check) struct LoopBody {
    /// The loop's label.
    label: Option<String>,
    /// Level and id of the loop's variable `.next`.
    next: (usize, LocalId),
    /// The same of its variable `.state`.
    pub(super) state: (usize, LocalId),
    /// Jumps out of the loop, numbered from 1.
    exits: Vec<(Keyword, Option<String>)>,
    /// Whether the body returns from the function.
    returns: bool,
}

impl<'a> Checker<'a> {
    /// `for k, v := range f { … }`.
    pub(super) fn range_over_func(
        &mut self,
        x: Operand<'a>,
        yields: Yields,
        stmt: &'a ast::RangeStmt,
        defines: bool,
        out: &mut Vec<Stmt>,
    ) -> Option<StmtKind> {
        let start = self.pos(stmt.pos.0);
        let span = Span {
            start,
            end: self.pos(stmt.body.pos.0),
        };
        let end = self.brace_span(stmt);
        let label = self
            .func()
            .and_then(|func| func.pending_label.take())
            .map(str::to_string);
        let iterator = self.finish(x);
        let yield_type = match self.core_type(iterator.ty).map(|core| self.types.get(core)) {
            Some(Type::Func(sig)) => *sig.params.first()?,
            _ => return None,
        };
        let next = self.define_int(".next", 0, span, out);
        let state = self.define_int(".state", range_state::READY, span, out);

        let declared_at = out.len();
        let level = self.env.funcs.len() - 1;
        let body = LoopBody {
            label,
            next: (level, next),
            state: (level, state),
            exits: Vec::new(),
            returns: false,
        };
        let (closure, body) = self.body_closure(body, yields, stmt, defines, yield_type, span)?;
        let callee = Callee::Value(Box::new(iterator));
        let call = Call {
            callee,
            args: vec![closure],
            spread_params: None,
            spread_variadic: false,
            paren: start,
        };
        let ty = self.t.empty_tuple;
        let call = Expr {
            kind: ExprKind::Call(Box::new(call)),
            ty,
            span,
        };
        out.push(Stmt {
            kind: StmtKind::Expr(call),
            span,
        });
        self.iterator_returned(state, span, end, out);
        self.jumps_after(&body, next, span, out);
        self.define_defer_token(declared_at, span, out);
        None
    }

    /// The loop body as a function literal, and what it does to the loop.
    fn body_closure(
        &mut self,
        body: LoopBody,
        yields: Yields,
        stmt: &'a ast::RangeStmt,
        defines: bool,
        yield_type: TypeId,
        span: Span,
    ) -> Option<(Expr, LoopBody)> {
        let id = (!self.env.generic).then(|| self.reserve_func());
        let name = self.range_body_name();
        let mut func = FuncCtx::new(id, name, true);
        func.range_func = Some(body);
        func.results = vec![self.t.bool];
        self.env.funcs.push(func);
        self.env.scopes.push(Default::default());
        let mut stmts = Vec::new();
        self.begin_round(span, &mut stmts);
        let params = self.body_params(yields, stmt, defines, yield_type, span, &mut stmts);
        let bool_type = self.t.bool;
        let result = self.new_local("", bool_type, span.start);
        if let Some(func) = self.func() {
            func.result_locals = vec![result];
            func.facts[result.0 as usize].is_result = true;
        }
        self.collect_declared_labels(&stmt.body.list);
        let rest = self.in_scope(|c| c.stmt_list(&stmt.body.list));
        stmts.extend(rest);
        let end_span = self.brace_span(stmt);
        let end = end_span.start;
        stmts.extend(self.end_round(true, end_span));
        self.env.scopes.pop();
        let mut func = self.env.funcs.pop()?;
        self.report_unused_vars(&func);
        let body = func.range_func.take()?;
        if let (Some(id), nested) = (id, func.nested.clone()) {
            let done = FinishedClosure { func: id, nested };
            self.store_func(func, yield_type, params, stmts, span.start, end);
            self.func()?.nested.push(done);
        }
        let kind = id.map_or(ExprKind::Zero, ExprKind::Closure);
        Some((
            Expr {
                kind,
                ty: yield_type,
                span,
            },
            body,
        ))
    }

    /// Declares what the iterator hands to the body: the iteration variables, or values to be assigned first thing.
    fn body_params(
        &mut self,
        yields: Yields,
        stmt: &'a ast::RangeStmt,
        defines: bool,
        yield_type: TypeId,
        span: Span,
        stmts: &mut Vec<Stmt>,
    ) -> Vec<LocalId> {
        let types = match self.types.underlying(yield_type) {
            Type::Func(sig) => sig.params.clone(),
            _ => Vec::new(),
        };
        let mut params = Vec::new();
        let vars = [(&stmt.key, yields.key), (&stmt.value, yields.value)];
        let mut objs = Vec::new();
        for (i, ty) in types.into_iter().enumerate() {
            let var = vars.get(i).and_then(|(var, _)| var.as_ref());
            let id = match var {
                Some(Expression::Ident(ident)) if defines => {
                    let (obj, id) = self.new_var(&ident.name, ty, self.pos(ident.pos));
                    objs.push(obj);
                    id
                }
                Some(place) if !defines => {
                    let id = self.new_local(".value", ty, span.start);
                    let value = Expr {
                        kind: ExprKind::Local(id),
                        ty,
                        span,
                    };
                    if let Some((target, place_type)) = self.lhs_target(place) {
                        let value = self.convert_expr(value, place_type.unwrap_or(ty));
                        let kind = StmtKind::Assign {
                            targets: vec![target],
                            values: vec![value],
                        };
                        stmts.push(Stmt { kind, span });
                    }
                    id
                }
                _ => self.new_local("_", ty, span.start),
            };
            self.mark_param(id);
            params.push(id);
        }
        objs.into_iter().for_each(|obj| self.declare_local(obj));
        params
    }

    /// Labels declared inside the body, for gotos inside it.
    fn collect_declared_labels(&mut self, list: &'a [Statement]) {
        for name in super::branches::declared_labels(list) {
            let id = self.new_label();
            if let Some(func) = self.func() {
                func.goto_labels.insert(name, id);
            }
        }
    }

    /// The closing brace of the loop.
    fn brace_span(&self, stmt: &'a ast::RangeStmt) -> Span {
        let start = self.pos(stmt.body.pos.1);
        Span {
            start,
            end: start.plus(1),
        }
    }

    pub(super) fn return_bool(&self, value: bool, span: Span) -> Stmt {
        let kind = ExprKind::Const(Value::Bool(value));
        let value = Expr {
            kind,
            ty: self.t.bool,
            span,
        };
        Stmt {
            kind: StmtKind::Return(vec![value]),
            span,
        }
    }

    /// `.next = code; return false` inside a body.
    fn leave_body(&mut self, code: i64, span: Span) -> Vec<Stmt> {
        let Some(next) = self
            .env
            .funcs
            .last()
            .and_then(|func| func.range_func.as_ref())
            .map(|body| body.next)
        else {
            return Vec::new();
        };
        let mut stmts = vec![self.assign_int(next, code, span)];
        stmts.extend(self.end_round(false, span));
        stmts
    }

    /// The jumps that the body asked for, after the iterator has returned.
    fn jumps_after(&mut self, body: &LoopBody, next: LocalId, span: Span, out: &mut Vec<Stmt>) {
        if body.returns {
            let then = self.return_results(span);
            out.push(self.when_int(next, BinOp::Eq, RETURN, then, span));
        }
        for (i, (key, label)) in body.exits.iter().enumerate() {
            let then = self.jump(*key, label.as_deref(), span);
            out.push(self.when_int(next, BinOp::Eq, i as i64 + 1, then, span));
        }
    }

    /// Level of the function that a return statement returns from.
    pub(super) fn returning_level(&self) -> Option<usize> {
        self.env
            .funcs
            .iter()
            .rposition(|func| func.range_func.is_none())
    }

    /// Returns from the function around the loop with the values in its result variables.
    fn return_results(&mut self, span: Span) -> Vec<Stmt> {
        if let Some(body) = self.func().and_then(|func| func.range_func.as_mut()) {
            body.returns = true;
            return self.leave_body(RETURN, span);
        }
        vec![Stmt {
            kind: StmtKind::Return(Vec::new()),
            span,
        }]
    }

    /// A return statement inside a body; `None` outside of one.
    pub(super) fn return_from_range_func(
        &mut self,
        stmt: &'a ast::ReturnStmt,
        out: &mut Vec<Stmt>,
    ) -> Option<Option<StmtKind>> {
        self.env.funcs.last()?.range_func.as_ref()?;
        let level = self.returning_level()?;
        let pos = self.pos(stmt.pos);
        let span = super::stmt_span_of_return(stmt);
        let func = &self.env.funcs[level];
        let (results, named) = (func.results.clone(), func.named_results.clone());
        let has_names = func.has_named_results;
        let ids = self.result_stores(level);
        if stmt.ret.is_empty() && has_names {
            self.check_results_in_scope(&named, pos);
        } else {
            let values: Vec<&'a Expression> = stmt.ret.iter().collect();
            let types: Vec<Option<TypeId>> = results.iter().map(|&ty| Some(ty)).collect();
            let names = vec!["result variable"; types.len()];
            let inits = self.init_values(&types, &names, &values, "return statement", Some(pos));
            let mut targets = Vec::new();
            for (&id, &ty) in ids.iter().zip(&results) {
                let place = self.local_expr(level, id, ty, span);
                self.mark_assigned(&place);
                targets.push(Target::Place(place));
            }
            if !inits.values.is_empty() {
                let kind = StmtKind::Assign {
                    targets,
                    values: inits.values,
                };
                out.push(Stmt { kind, span });
            }
        }
        let stmts = self.return_results(span);
        out.extend(stmts);
        Some(None)
    }

    /// The variables that hold the results of the function at `level` from a return on, as if they had names.
    fn result_stores(&mut self, level: usize) -> Vec<LocalId> {
        let func = &mut self.env.funcs[level];
        func.returns_from_loops = true;
        func.result_locals.clone()
    }

    /// A jump out of a body, if `label` (or, without label, the innermost loop) is not inside it.
    pub(super) fn jump_out_of_body(
        &mut self,
        key: Keyword,
        label: Option<&str>,
        span: Span,
    ) -> Option<Vec<Stmt>> {
        let func = self.env.funcs.last()?;
        let body = func.range_func.as_ref()?;
        let inside = match key {
            Keyword::Goto => label.is_some_and(|label| func.goto_labels.contains_key(label)),
            _ => super::find_target(func, label, key == Keyword::Continue).is_some(),
        };
        if inside {
            return None;
        }
        let own = key != Keyword::Goto && (label.is_none() || label == body.label.as_deref());
        if own {
            return Some(self.end_round(key == Keyword::Continue, span));
        }
        let exit = (key, label.map(str::to_string));
        let body = self.func()?.range_func.as_mut()?;
        let number = match body.exits.iter().position(|other| *other == exit) {
            Some(number) => number,
            None => {
                body.exits.push(exit);
                body.exits.len() - 1
            }
        };
        Some(self.leave_body(number as i64 + 1, span))
    }

    /// The name of a body as Go prints it.
    fn range_body_name(&mut self) -> String {
        let nested = self.has(&versions::RANGE_BODY_NAMES);
        let level = match nested {
            true => self.env.funcs.len().saturating_sub(1),
            false => self.returning_level().unwrap_or(0),
        };
        match self.env.funcs.get_mut(level) {
            Some(func) => {
                func.range_count += 1;
                format!("{}-range{}", func.name, func.range_count)
            }
            None => String::new(),
        }
    }
}
