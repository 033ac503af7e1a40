//! Select statements (Go spec, "Select statements").

use gosyn::ast::{self, Expression, Statement};
use gosyn::token::Operator;

use crate::check::checker::Checker;
use crate::check::expr::unparen;
use crate::check::operand::{Mode, Operand, no_expr};
use crate::check::typed::{Comm, CommCase, Expr, ExprKind, StmtKind, Target};
use crate::check::types::TypeId;
use crate::syntax::ast_pos;

impl<'a> Checker<'a> {
    /// `select { … }`.
    pub(super) fn select_stmt(&mut self, stmt: &'a ast::SelectStmt) -> StmtKind {
        let label = self.open_target(false);
        self.check_defaults(
            stmt.body
                .body
                .iter()
                .map(|clause| (clause.tok, clause.pos.0)),
        );
        let mut cases = Vec::new();
        for clause in &stmt.body.body {
            self.env.scopes.push(Default::default());
            let comm = match clause.comm.as_deref() {
                None => Some(Comm::Default),
                Some(comm) => self.communication(comm),
            };
            let body = self.stmt_list(&clause.body);
            self.env.scopes.pop();
            let pos = self.pos(clause.pos.0);
            cases.extend(comm.map(|comm| CommCase { comm, body, pos }));
        }
        self.close_target();
        StmtKind::Select { label, cases }
    }

    fn communication(&mut self, stmt: &'a Statement) -> Option<Comm> {
        match stmt {
            Statement::Send(send) => {
                let (chan, value) = self.send(send)?;
                Some(Comm::Send { chan, value })
            }
            Statement::Expr(expr) if is_receive(&expr.expr) => {
                let x = self.expr(&expr.expr);
                let chan = self.received(x)?.0;
                Some(Comm::Recv {
                    chan,
                    value: None,
                    ok: None,
                })
            }
            Statement::Assign(assign) => match assign.right.as_slice() {
                [right] if is_receive(right) => self.receive_into(assign, right),
                _ => self.bad_communication(stmt),
            },
            _ => self.bad_communication(stmt),
        }
    }

    fn bad_communication(&mut self, stmt: &'a Statement) -> Option<Comm> {
        let pos = ast_pos::stmt_start(stmt);
        self.error(
            pos,
            "select case must be send or receive (possibly with assignment)",
        );
        None
    }

    /// The channel of a receive, and the type it yields.
    fn received(&mut self, x: Operand<'a>) -> Option<(Expr, TypeId)> {
        if x.is_invalid() {
            return None;
        }
        let ty = x.ty;
        match x.expr.kind {
            ExprKind::Recv { chan, .. } => Some((*chan, ty)),
            _ => None,
        }
    }

    /// `v, ok = <-c` or `v, ok := <-c`.
    fn receive_into(&mut self, assign: &'a ast::AssignStmt, right: &'a Expression) -> Option<Comm> {
        let x = self.expr(right);
        let Some((chan, elem)) = self.received(x) else {
            // The variables exist all the same, without a type.
            if assign.op == Operator::Define {
                let none = [self.t.invalid; 2];
                self.receive_defines(assign, &none, &mut [None, None]);
            }
            return None;
        };
        if assign.left.len() > 2 {
            let count = assign.left.len();
            self.error(
                self.start(right),
                format!("assignment mismatch: {count} variables but 1 value"),
            );
            return None;
        }
        let bool_type = self.t.bool;
        let types = [elem, bool_type];
        let mut made: [Option<Target>; 2] = [None, None];
        if assign.op == Operator::Define {
            self.receive_defines(assign, &types, &mut made);
        } else {
            for ((slot, e), ty) in made.iter_mut().zip(&assign.left).zip(types) {
                *slot = self.receive_assigns(e, ty);
            }
        }
        let [value, ok] = made;
        Some(Comm::Recv { chan, value, ok })
    }

    fn receive_defines(
        &mut self,
        assign: &'a ast::AssignStmt,
        types: &[TypeId; 2],
        made: &mut [Option<Target>; 2],
    ) {
        let mut objs = Vec::new();
        let mut any_new = false;
        for ((slot, e), &ty) in made.iter_mut().zip(&assign.left).zip(types) {
            let Expression::Ident(ident) = e else {
                let text = crate::check::expr_text::expr_text(e);
                self.error(self.start(e), format!("non-name {text} on left side of :="));
                continue;
            };
            any_new |= ident.name != "_";
            let (obj, id) = self.new_var(&ident.name, ty, self.pos(ident.pos));
            objs.push(obj);
            *slot = Some(self.declare_target(&ident.name, id));
        }
        if !any_new {
            self.error(self.pos(assign.pos), "no new variables on left side of :=");
        }
        objs.into_iter().for_each(|obj| self.declare_local(obj));
    }

    fn receive_assigns(&mut self, e: &'a Expression, ty: TypeId) -> Option<Target> {
        let (target, place) = self.lhs_target(e)?;
        if let Some(place) = place {
            let value = Operand {
                mode: Mode::Value,
                ty,
                expr: no_expr(ty),
                ..self.invalid(Some(e))
            };
            if self
                .assign_operand(value, Some(place), "assignment")
                .is_invalid()
            {
                return None;
            }
        }
        Some(target)
    }
}

/// Whether an expression is a receive.
fn is_receive(e: &Expression) -> bool {
    matches!(unparen(e), Expression::Operation(op) if op.op == Operator::Arrow && op.y.is_none())
}
