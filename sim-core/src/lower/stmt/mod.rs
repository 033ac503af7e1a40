//! Statements: each kind by one function; loops, switches and assignments in files of their own.

mod assign;
mod parallel;
mod range;
mod select;
mod switch;

use super::body::{Body, Jumps, Var};
use super::body::{after, reg_of};
use crate::bytecode::{Instr, Reg};
use crate::check::typed::{Expr, ExprKind, LabelId, LocalId, RangeOver, Stmt, StmtKind, Target};
use crate::check::types::{Type, TypeId};

impl<'p> Body<'_, 'p> {
    /// Lowers statements one after the other, in the present block.
    pub(super) fn stmts(&mut self, stmts: &'p [Stmt]) {
        for stmt in stmts {
            if self.unit.has_failed() {
                return;
            }
            self.stmt(stmt);
        }
    }

    fn scope(&mut self, stmts: &'p [Stmt]) {
        self.block(|this| this.stmts(stmts));
    }

    /// The instructions that follow belong to this statement (again).
    fn at_stmt(&mut self, stmt: &Stmt) {
        (self.pos, self.stmt) = (stmt.span.start, stmt.span.start);
    }

    fn stmt(&mut self, stmt: &'p Stmt) {
        self.at_stmt(stmt);
        match &stmt.kind {
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Define { targets, values } | StmtKind::Assign { targets, values } => {
                self.assign(targets, values)
            }
            StmtKind::OpAssign { place, op, value } => self.op_assign(place, *op, value),
            StmtKind::Block(body) => self.scope(body),
            StmtKind::If {
                init,
                cond,
                then,
                els,
            } => self.block(|this| this.if_stmt(stmt, init, cond, then, els)),
            StmtKind::For {
                label,
                init,
                cond,
                post,
                body,
                per_iteration,
            } => {
                self.block(|this| {
                    this.for_stmt(
                        stmt,
                        *label,
                        (init, cond.as_ref(), post, body),
                        per_iteration,
                    )
                });
            }
            StmtKind::Range {
                label,
                over,
                key,
                value,
                body,
                per_iteration,
            } => {
                let vars = range::Vars {
                    key: key.as_ref(),
                    value: value.as_ref(),
                    fresh: *per_iteration,
                };
                self.block(|this| this.range_stmt(stmt, *label, over, vars, body));
            }
            StmtKind::Switch {
                label,
                init,
                tag,
                cases,
            } => {
                self.block(|this| this.switch_stmt(stmt, *label, init, tag.as_ref(), cases));
            }
            StmtKind::TypeSwitch {
                label,
                init,
                x,
                cases,
            } => {
                self.block(|this| this.type_switch_stmt(stmt, *label, init, x, cases));
            }
            StmtKind::Select { label, cases } => self.block(|this| this.select_stmt(*label, cases)),
            StmtKind::Go(call) => self.go_stmt(call),
            StmtKind::Defer(call) => self.defer_stmt(call, None),
            StmtKind::DeferAt(token, call) => self.defer_stmt(call, Some(token)),
            StmtKind::Return(values) => self.return_stmt(values),
            StmtKind::Break(label) => self.leave_to(*label, |jumps| Some(jumps.on_break)),
            StmtKind::Continue(label) => self.leave_to(*label, |jumps| jumps.on_continue),
            StmtKind::Goto(label) => {
                let label = self.goto_label(*label);
                self.jump(label);
            }
            StmtKind::Label(label) => {
                let label = self.goto_label(*label);
                self.bind(label);
            }
            StmtKind::Send { chan, value } => self.send_stmt(stmt, chan, value),
        }
    }

    fn expr_stmt(&mut self, e: &'p Expr) {
        let mark = self.mark();
        // A receive whose value nobody wants still needs a place for it; so does every other value.
        self.value(e, None);
        self.release(mark);
    }

    fn leave_to(
        &mut self,
        label: LabelId,
        choose: impl FnOnce(Jumps) -> Option<super::body::Label>,
    ) {
        match self.jumps(label).and_then(choose) {
            Some(target) => self.jump(target),
            None => self.fail("internal error: break or continue without a target"),
        }
    }

    fn send_stmt(&mut self, stmt: &Stmt, chan: &'p Expr, value: &'p Expr) {
        let mark = self.mark();
        self.hoist(chan);
        self.hoist(value);
        let ch = self.expr(chan, None);
        let src = self.expr(value, None);
        self.pos = stmt.span.start;
        self.emit(Instr::Send { ch, src });
        self.release(mark);
    }

    fn if_stmt(
        &mut self,
        stmt: &'p Stmt,
        init: &'p [Stmt],
        cond: &'p Expr,
        then: &'p [Stmt],
        els: &'p [Stmt],
    ) {
        self.stmts(init);
        self.at_stmt(stmt);
        let (no, end) = (self.label(), self.label());
        self.branch(cond, no, false);
        self.scope(then);
        if !els.is_empty() {
            self.jump(end);
        }
        self.bind(no);
        self.scope(els);
        self.bind(end);
    }

    fn for_stmt(
        &mut self,
        stmt: &'p Stmt,
        label: LabelId,
        (init, cond, post, body): (&'p [Stmt], Option<&'p Expr>, &'p [Stmt], &'p [Stmt]),
        per_iteration: &'p [LocalId],
    ) {
        let jumps = self.open_jumps(label, true);
        self.stmts(init);
        let (head, test) = (self.label(), self.label());
        // The condition stands behind the body: one jump per iteration.
        self.at_stmt(stmt);
        if cond.is_some() {
            self.jump(test);
        }
        self.bind(head);
        self.scope(body);
        if let Some(on_continue) = jumps.on_continue {
            self.bind(on_continue);
        }
        self.at_stmt(stmt);
        per_iteration.iter().for_each(|&id| self.renew(id));
        self.stmts(post);
        self.at_stmt(stmt);
        self.bind(test);
        match cond {
            Some(cond) => self.branch(cond, head, true),
            None => self.jump(head),
        }
        self.bind(jumps.on_break);
    }

    /// A loop variable in memory gets a cell of its own for the next iteration, with the value it has now.
    fn renew(&mut self, id: LocalId) {
        let (Var::Cell(cell), Some(local)) = (self.var(id), self.local(id)) else {
            return;
        };
        let mark = self.mark();
        let place = self.local_place(id);
        let value = self.load_place(place, local.ty, None);
        let fresh = self.alloc(1);
        self.emit_new(fresh, local.ty);
        let words = self.words(local.ty);
        self.init_words(fresh, 0, value, words);
        self.move_regs(cell, fresh, 1);
        self.release(mark);
    }

    fn return_stmt(&mut self, values: &'p [Expr]) {
        let mark = self.mark();
        let kept = self.epilogue.is_some() || self.results_in_memory();
        match (values, kept) {
            ([], _) => self.end_function(),
            (values, true) => {
                let results = self.results.clone();
                self.assign_results(&results, values);
                self.end_function();
            }
            ([value], false) => self.return_one(value),
            (values, false) => {
                let src = self.window(0);
                self.in_order(values);
                let n = (reg_of(self.mark())).saturating_sub(src);
                self.emit(Instr::Return { src, n });
            }
        }
        self.release(mark);
    }

    fn results_in_memory(&mut self) -> bool {
        let results = self.results.clone();
        results
            .into_iter()
            .any(|id| matches!(self.var(id), Var::Cell(_)))
    }

    /// Leaves the function with the result variables as they are.
    fn end_function(&mut self) {
        match self.epilogue {
            Some(epilogue) => self.jump(epilogue),
            None => self.return_results(),
        }
    }

    /// `return e`, where e is one value or the results of a call.
    fn return_one(&mut self, value: &'p Expr) {
        let src = self.value(value, None);
        let types = self.result_types();
        let Type::Tuple(parts) = self.unit.types.get(value.ty) else {
            let n = self.words(value.ty) as u16;
            return self.emit(Instr::Return { src, n });
        };
        let n = types.iter().map(|&ty| self.words(ty)).sum::<u32>();
        if *parts == types {
            return self.emit(Instr::Return { src, n: n as u16 });
        }
        let out = self.alloc(n);
        let (mut from, mut to) = (src, out);
        for (&part, &ty) in parts.iter().zip(&types) {
            self.convert_part(from, part, ty, to);
            from = after(from, self.words(part));
            to = after(to, self.words(ty));
        }
        self.emit(Instr::Return {
            src: out,
            n: n as u16,
        });
    }

    fn result_types(&self) -> Vec<TypeId> {
        let results = self.func.map_or(&[][..], |func| func.results.as_slice());
        results
            .iter()
            .filter_map(|&id| self.local(id))
            .map(|local| local.ty)
            .collect()
    }

    /// The local variable that an expression is, if it is in registers.
    fn register_local(&mut self, e: &Expr) -> Option<(LocalId, Reg)> {
        match &e.kind {
            ExprKind::Local(id) => match self.var(*id) {
                Var::Regs(reg) => Some((*id, reg)),
                Var::Cell(_) => None,
            },
            _ => None,
        }
    }
}

/// Whether a target is the blank identifier or missing.
fn is_blank(target: Option<&Target>) -> bool {
    matches!(target, None | Some(Target::Blank))
}

/// The operand of a range statement.
fn operand(over: &RangeOver) -> &Expr {
    match over {
        RangeOver::Slice(x)
        | RangeOver::Array(x)
        | RangeOver::ArrayPtr(x)
        | RangeOver::String(x) => x,
        RangeOver::Map(x) | RangeOver::Chan(x) | RangeOver::Int(x) | RangeOver::Func(x) => x,
    }
}
