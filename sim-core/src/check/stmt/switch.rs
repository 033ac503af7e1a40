//! Expression switches and type switches (Go spec, "Switch statements").

use std::collections::BTreeMap;

use gosyn::ast::{self, Expression, Statement};
use gosyn::token::{Keyword, Operator};

use crate::check::checker::Checker;
use crate::check::constant::{Const, Kind};
use crate::check::expr::binary::Comparing;
use crate::check::expr::composite::key_id;
use crate::check::expr_text::expr_text;
use crate::check::object::ObjKind;
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{Case, Expr, ExprKind, LocalId, Stmt, StmtKind, TypeCase};
use crate::check::types::TypeId;
use crate::diagnostic::Diagnostic;
use crate::source::Pos;

/// Constant case values seen so far: by value, with type and position.
type Seen = BTreeMap<String, Vec<(TypeId, Pos)>>;

/// The tag of a switch: its operand, the text of its syntax, and the variable that holds it.
struct Tag<'a> {
    operand: Operand<'a>,
    text: String,
    local: Option<(LocalId, Expr)>,
}

impl<'a> Checker<'a> {
    /// `switch init; tag { … }`.
    pub(super) fn switch_stmt(&mut self, stmt: &'a ast::SwitchStmt) -> StmtKind {
        let label = self.open_target(false);
        self.env.scopes.push(Default::default());
        let mut init = Vec::new();
        if let Some(simple) = &stmt.init {
            self.stmt(simple, &mut init);
        }
        let tag = stmt.tag.as_ref().map(|tag| self.switch_tag(tag));
        self.check_defaults(
            stmt.block
                .body
                .iter()
                .map(|clause| (clause.tok, clause.pos.0)),
        );
        let mut seen = Seen::new();
        let mut cases = Vec::new();
        for clause in &stmt.block.body {
            let values: Vec<Expr> = clause
                .list
                .iter()
                .filter_map(|e| self.case_value(e, tag.as_ref(), &mut seen))
                .collect();
            let body = self.in_scope(|c| c.stmt_list(&clause.body));
            let fallthrough = matches!(clause.body.last(), Some(Statement::Branch(branch)) if branch.key == Keyword::FallThrough);
            let (is_default, pos) = (clause.tok == Keyword::Default, self.pos(clause.pos.0));
            cases.push(Case {
                values,
                is_default,
                body,
                fallthrough,
                pos,
            });
        }
        self.env.scopes.pop();
        self.close_target();
        StmtKind::Switch {
            label,
            init,
            tag: tag.and_then(|tag| tag.local),
            cases,
        }
    }

    fn switch_tag(&mut self, e: &'a Expression) -> Tag<'a> {
        let x = self.expr(e);
        let x = self.assign_operand(x, None, "switch expression");
        let text = expr_text(e);
        if x.is_invalid() {
            return Tag {
                operand: x,
                text,
                local: None,
            };
        }
        if !self.comparable(x.ty, false) && !self.has_nil(x.ty) {
            let (operand, ty) = (self.describe(&x), self.type_text(x.ty));
            self.error(
                x.start,
                format!("cannot switch on {operand} ({ty} is not comparable)"),
            );
            return Tag {
                operand: self.invalid(Some(e)),
                text,
                local: None,
            };
        }
        let id = self.new_local(".tag", x.ty, x.start);
        let value = self.finish(x.clone());
        Tag {
            operand: x,
            text,
            local: Some((id, value)),
        }
    }

    /// One case value as a boolean expression.
    fn case_value(
        &mut self,
        e: &'a Expression,
        tag: Option<&Tag<'a>>,
        seen: &mut Seen,
    ) -> Option<Expr> {
        let v = self.expr(e);
        let Some(tag) = tag else {
            return self.bool_case(v, e, seen);
        };
        if v.is_invalid() || tag.operand.is_invalid() {
            return None;
        }
        let mut v = v;
        let mut x = tag.operand.clone();
        x.mode = Mode::Value;
        x.val = None;
        if let Some((id, value)) = &tag.local {
            x.expr = Expr {
                kind: ExprKind::Local(*id),
                ty: x.ty,
                span: value.span,
            };
        }
        if self.untyped(v.ty) {
            v = self.convert_untyped(v, x.ty);
            if v.is_invalid() {
                return None;
            }
        }
        let constant = v.val.clone().filter(|_| v.is_const());
        let (ty, described) = (v.ty, v.clone());
        let result = self.comparison(v, x, Comparing::Case(&tag.text), e);
        if result.is_invalid() {
            return None;
        }
        if let Some(val) = constant {
            self.check_duplicate(&val, ty, &described, seen);
        }
        let result = self.defaulted(result);
        Some(self.swap_to_tag_first(result))
    }

    /// The comparison as an expression.
    fn swap_to_tag_first(&mut self, result: Operand<'a>) -> Expr {
        let mut expr = self.finish(result);
        if let ExprKind::Binary { x, y, .. } = &mut expr.kind {
            std::mem::swap(x, y);
        }
        expr
    }

    /// A case of a switch without tag.
    fn bool_case(&mut self, v: Operand<'a>, e: &'a Expression, seen: &mut Seen) -> Option<Expr> {
        if v.is_invalid() {
            return None;
        }
        let bool_type = self.t.bool;
        let v = match self.untyped(v.ty) {
            true => self.convert_untyped(v, bool_type),
            false => v,
        };
        if v.is_invalid() {
            return None;
        }
        if v.ty != bool_type {
            let (text, ty) = (expr_text(e), self.type_text(v.ty));
            let why = format!("mismatched types {ty} and bool");
            self.error(
                v.start,
                format!("invalid case {text} in switch on true ({why})"),
            );
            return None;
        }
        if let Some(val) = v.val.clone().filter(|_| v.is_const()) {
            self.check_duplicate(&val, v.ty, &v, seen);
        }
        Some(self.finish(v))
    }

    fn check_duplicate(&mut self, val: &Const, ty: TypeId, v: &Operand<'a>, seen: &mut Seen) {
        if matches!(val.kind(), Kind::Bool | Kind::Complex) {
            return;
        }
        let key = key_id(val);
        let entries = seen.entry(key).or_default();
        if let Some(&(_, first)) = entries.iter().find(|(other, _)| *other == ty) {
            let text = self.describe(v);
            let error = Diagnostic::new(
                v.start,
                format!("duplicate case {text} in expression switch"),
            );
            self.report(error.with_note(first, "previous case"));
            return;
        }
        entries.push((ty, v.start));
    }

    /// Reports a second `default`.
    pub(super) fn check_defaults(&mut self, clauses: impl Iterator<Item = (Keyword, usize)>) {
        let mut first: Option<usize> = None;
        for (_, pos) in clauses.filter(|(tok, _)| *tok == Keyword::Default) {
            match first {
                Some(first) => {
                    let place = self.sources.describe(self.pos(first));
                    self.error(
                        self.pos(pos),
                        format!("multiple defaults (first at {place})"),
                    );
                }
                None => first = Some(pos),
            }
        }
    }

    /// `switch v := x.(type) { … }`.
    pub(super) fn type_switch_stmt(&mut self, stmt: &'a ast::TypeSwitchStmt) -> Option<StmtKind> {
        let label = self.open_target(false);
        self.env.scopes.push(Default::default());
        let mut init = Vec::new();
        if let Some(simple) = &stmt.init {
            self.stmt(simple, &mut init);
        }
        let kind = self.type_switch(stmt, label, init);
        self.env.scopes.pop();
        self.close_target();
        kind
    }

    fn type_switch(
        &mut self,
        stmt: &'a ast::TypeSwitchStmt,
        label: crate::check::typed::LabelId,
        init: Vec<Stmt>,
    ) -> Option<StmtKind> {
        let (mut var, subject) = guard(stmt.tag.as_deref()?)?;
        if let Some(name) = var.filter(|name| name.name == "_") {
            self.error(self.pos(name.pos), "no new variable on left side of :=");
            var = None;
        }
        let x = self.expr(subject);
        let x = self.interface_operand(x);
        self.check_defaults(
            stmt.block
                .body
                .iter()
                .map(|clause| (clause.tok, clause.pos.0)),
        );
        let mut seen: Vec<(Option<TypeId>, Pos)> = Vec::new();
        let mut cases = Vec::new();
        let mut var_used = false;
        for clause in &stmt.block.body {
            let types = self.case_types(&clause.list, &x, &mut seen);
            self.env.scopes.push(Default::default());
            let local = var.map(|name| self.clause_var(name, &types, clause.list.len(), &x));
            let body = self.stmt_list(&clause.body);
            if let Some((obj, _)) = local {
                var_used |= self.obj(obj).used;
                self.obj_mut(obj).used = true;
            }
            self.env.scopes.pop();
            let (is_default, pos) = (clause.tok == Keyword::Default, self.pos(clause.pos.0));
            cases.push(TypeCase {
                types,
                is_default,
                var: local.map(|(_, id)| id),
                body,
                pos,
            });
        }
        if let Some(name) = var.filter(|_| !var_used && !self.env.instance) {
            self.error(
                self.pos(name.pos),
                format!("{} declared and not used", name.name),
            );
        }
        if x.is_invalid() {
            return None;
        }
        let x = self.finish(x);
        Some(StmtKind::TypeSwitch {
            label,
            init,
            x,
            cases,
        })
    }

    fn interface_operand(&mut self, x: Operand<'a>) -> Operand<'a> {
        if x.is_invalid() {
            return x;
        }
        let operand = self.describe(&x);
        if self.is_param(x.ty) {
            self.error(
                x.start,
                format!("cannot use type switch on type parameter value {operand}"),
            );
            return self.invalid(x.ast);
        }
        if !self.is_interface(x.ty) {
            self.error(x.start, format!("{operand} is not an interface"));
            return self.invalid(x.ast);
        }
        x
    }

    /// The types of a clause; `None` is `nil`.
    fn case_types(
        &mut self,
        list: &'a [Expression],
        x: &Operand<'a>,
        seen: &mut Vec<(Option<TypeId>, Pos)>,
    ) -> Vec<Option<TypeId>> {
        let mut types = Vec::new();
        for e in list {
            let pos = self.start(e);
            let ty = match self.is_nil_name(e) {
                true => None,
                false => {
                    let ty = self.var_type(e);
                    if ty == self.t.invalid {
                        continue;
                    }
                    Some(ty)
                }
            };
            if let Some(&(_, first)) = seen.iter().find(|(other, _)| *other == ty) {
                if !self.env.instance {
                    let text = ty.map_or("nil".to_string(), |ty| self.type_text(ty));
                    let error =
                        Diagnostic::new(pos, format!("duplicate case {text} in type switch"));
                    self.report(error.with_note(first, "previous case"));
                }
                continue;
            }
            seen.push((ty, pos));
            if let (Some(ty), false, false) = (ty, x.is_invalid(), self.env.instance)
                && let Some(cause) = self.impossible_assertion(x.ty, ty)
            {
                let (text, operand, target) = (expr_text(e), self.describe(x), self.type_text(ty));
                let message = format!(
                    "impossible type switch case: {text}\n\t{operand} cannot have dynamic type {target} {cause}"
                );
                self.error(pos, message);
            }
            types.push(ty);
        }
        types
    }

    fn is_nil_name(&self, e: &Expression) -> bool {
        match crate::check::expr::unparen(e) {
            Expression::Ident(ident) => self
                .lookup(&ident.name)
                .is_some_and(|obj| matches!(self.obj(obj).kind, ObjKind::Nil)),
            _ => false,
        }
    }

    /// The variable of one clause: of the clause's type if it has exactly one, else of the type of `x`.
    fn clause_var(
        &mut self,
        name: &'a ast::Ident,
        types: &[Option<TypeId>],
        count: usize,
        x: &Operand<'a>,
    ) -> (crate::check::object::ObjId, LocalId) {
        let ty = match types {
            [Some(only)] if count == 1 => *only,
            _ => x.ty,
        };
        let pos = self.pos(name.pos);
        let id = self.new_local(&name.name, ty, pos);
        let level = self.env.funcs.len().saturating_sub(1);
        let obj = self.add_object(&name.name, pos, ObjKind::Local { level, id, ty });
        self.declare_local(obj);
        (obj, id)
    }
}

/// The variable and the operand of `v := x.(type)`.
fn guard(stmt: &Statement) -> Option<(Option<&ast::Ident>, &Expression)> {
    let (var, value) = match stmt {
        Statement::Assign(assign) if assign.op == Operator::Define => {
            match (assign.left.first()?, assign.right.first()?) {
                (Expression::Ident(ident), value) => (Some(ident), value),
                _ => return None,
            }
        }
        Statement::Expr(stmt) => (None, &stmt.expr),
        _ => return None,
    };
    match value {
        Expression::TypeAssert(assert) => Some((var, &assert.left)),
        _ => None,
    }
}
