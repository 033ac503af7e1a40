//! Statements: blocks, declarations, expression statements, return, go, defer, labels; the rest in the files of this folder.

mod assign;
mod branches;
mod loops;
pub(super) mod range_func;
mod range_state;
mod select;
mod switch;
pub(super) mod terminating;

use gosyn::ast::{self, DeclStmt, Expression, Statement};
use gosyn::token::Keyword;

pub(super) use branches::check_branches;

use super::checker::Checker;
use super::func_ctx::{FuncCtx, Target as Jump};
use super::object::{ObjId, ObjKind, State};
use super::operand::{Kind, Mode};
use super::typed::{LabelId, Stmt, StmtKind, Target};
use crate::diagnostic::Diagnostic;
use crate::source::{Pos, Span};
use crate::syntax::ast_pos;

impl<'a> Checker<'a> {
    /// The statements of a list, in the innermost scope.
    pub fn stmt_list(&mut self, list: &'a [Statement]) -> Vec<Stmt> {
        let mut out = Vec::new();
        for stmt in list {
            self.stmt(stmt, &mut out);
        }
        out
    }

    /// The statements of a block, in a scope of their own.
    pub fn block(&mut self, block: &'a ast::BlockStmt) -> Vec<Stmt> {
        self.in_scope(|c| c.stmt_list(&block.list))
    }

    /// One statement, appended to `out`.
    pub fn stmt(&mut self, stmt: &'a Statement, out: &mut Vec<Stmt>) {
        let span = stmt_span(stmt);
        if !self.enter(span.start) {
            return;
        }
        if let Some(kind) = self.stmt_kind(stmt, out) {
            out.push(Stmt { kind, span });
        }
        if self.env.funcs.len() <= 1 {
            self.run_later();
        }
        self.leave();
    }

    fn stmt_kind(&mut self, stmt: &'a Statement, out: &mut Vec<Stmt>) -> Option<StmtKind> {
        match stmt {
            Statement::Empty(_) => None,
            Statement::Expr(stmt) => self.expr_stmt(&stmt.expr),
            Statement::Assign(stmt) => self.assign_stmt(stmt, out),
            Statement::IncDec(stmt) => self.inc_dec(stmt),
            Statement::Declaration(decl) => {
                self.decl_stmt(decl, stmt_span(stmt), out);
                None
            }
            Statement::Block(block) => Some(StmtKind::Block(self.block(block))),
            Statement::If(stmt) => Some(self.if_stmt(stmt)),
            Statement::For(stmt) => Some(self.for_stmt(stmt)),
            Statement::Range(stmt) => self.range_stmt(stmt, out),
            Statement::Switch(stmt) => Some(self.switch_stmt(stmt)),
            Statement::TypeSwitch(stmt) => self.type_switch_stmt(stmt),
            Statement::Select(stmt) => Some(self.select_stmt(stmt)),
            Statement::Return(stmt) => self.return_stmt(stmt, out),
            Statement::Branch(stmt) => {
                self.branch_stmt(stmt, out);
                None
            }
            Statement::Label(stmt) => {
                self.label_stmt(stmt, out);
                None
            }
            Statement::Go(stmt) => self.suspended_call(&stmt.call, "go"),
            Statement::Defer(stmt) => self.suspended_call(&stmt.call, "defer"),
            Statement::Send(stmt) => self.send_stmt(stmt),
        }
    }

    fn expr_stmt(&mut self, e: &'a Expression) -> Option<StmtKind> {
        let x = self.raw_expr(e, None, false);
        let why = match x.mode {
            Mode::Invalid => return None,
            Mode::Builtin(_) => "must be called",
            Mode::Type | Mode::GenericType(_) => "is not an expression",
            _ if x.kind == Kind::Statement => {
                let x = if self.untyped(x.ty) {
                    self.defaulted(x)
                } else {
                    x
                };
                let expr = self.finish(x);
                return Some(StmtKind::Expr(expr));
            }
            _ => "is not used",
        };
        let text = self.describe(&x);
        self.error(x.start, format!("{text} {why}"));
        None
    }

    fn send_stmt(&mut self, stmt: &'a ast::SendStmt) -> Option<StmtKind> {
        let (chan, value) = self.send(stmt)?;
        Some(StmtKind::Send { chan, value })
    }

    /// Channel and value of a send.
    fn send(
        &mut self,
        stmt: &'a ast::SendStmt,
    ) -> Option<(super::typed::Expr, super::typed::Expr)> {
        use super::types::{ChanDir, Type};
        let chan = self.expr(&stmt.chan);
        let start = chan.start;
        let elem = match self
            .core_type(chan.ty)
            .map(|core| self.types.get(core).clone())
        {
            _ if chan.is_invalid() => {
                self.use_expr(&stmt.value);
                return None;
            }
            Some(Type::Chan(ChanDir::RecvOnly, _)) => Err("cannot send to receive-only channel "),
            Some(Type::Chan(_, elem)) => Ok(elem),
            Some(_) => Err("cannot send to non-channel "),
            None => Err("cannot send to "),
        };
        match elem {
            Ok(elem) => {
                let value = self.expr_for(&stmt.value, Some((elem, "send")));
                let value = self.assign_operand(value, Some(elem), "send");
                if value.is_invalid() {
                    return None;
                }
                Some((self.finish(chan), self.finish(value)))
            }
            Err(why) => {
                let value = self.expr(&stmt.value);
                if !value.is_invalid() {
                    let operand = self.describe(&chan);
                    let (ty, tail) = match why == "cannot send to " {
                        true => (String::new(), ": no core type"),
                        false => (self.channel_named(chan.ty), ""),
                    };
                    self.error(
                        start,
                        format!("invalid operation: {why}{ty}{operand}{tail}"),
                    );
                }
                None
            }
        }
    }

    /// `go f(x)` and `defer f(x)`.
    fn suspended_call(&mut self, call: &'a ast::Call, keyword: &str) -> Option<StmtKind> {
        if keyword == "defer"
            && let Some(func) = self.func()
            && func.range_func.is_none()
        {
            func.has_defer = true;
        }
        if ast_pos::is_no_call(call) {
            self.error(
                self.start(&call.func),
                format!("expression in {keyword} must be function call"),
            );
            self.use_expr(&call.func);
            return None;
        }
        let x = self.call_expr(call, &call.func);
        if x.is_invalid() {
            return None;
        }
        let why = match x.kind {
            Kind::Conversion => "requires function call, not conversion",
            Kind::Expression => "discards result of",
            Kind::Statement => {
                let mut expr = self.finish(x);
                expr.span.end = self.pos(call.pos.1).plus(1);
                return Some(if keyword == "go" {
                    StmtKind::Go(expr)
                } else {
                    self.defer_stmt(expr)
                });
            }
        };
        let call_text = super::expr_text::call_text(call);
        let operand = self.describe(&x).replacen(&x.text(), &call_text, 1);
        self.error(x.start, format!("{keyword} {why} {operand}"));
        None
    }

    fn decl_stmt(&mut self, decl: &'a DeclStmt, span: Span, out: &mut Vec<Stmt>) {
        match decl {
            DeclStmt::Variable(decl) => {
                for spec in &decl.specs {
                    self.local_vars(spec, span, out);
                }
            }
            DeclStmt::Const(decl) => self.local_consts(&decl.specs),
            DeclStmt::Type(decl) => decl.specs.iter().for_each(|spec| self.local_type(spec)),
        }
    }

    /// Constants of a function; those of one line are declared together, after their values.
    fn local_consts(&mut self, specs: &'a [ast::ConstSpec]) {
        let mut line: Vec<ObjId> = Vec::new();
        let mut last_iota = 0;
        for (name, constant) in self.const_specs(specs) {
            if constant.iota != last_iota {
                last_iota = constant.iota;
                line.drain(..).for_each(|obj| self.declare_local(obj));
            }
            let pos = self.pos(name.pos);
            let obj = self.add_object(&name.name, pos, ObjKind::Const(constant.clone()));
            let saved = self.env.iota;
            self.resolve_const(obj, &constant);
            self.env.iota = saved;
            self.obj_mut(obj).state = State::Done;
            line.push(obj);
        }
        line.into_iter().for_each(|obj| self.declare_local(obj));
    }

    fn local_type(&mut self, spec: &'a ast::TypeSpec) {
        let pos = self.pos(spec.name.pos);
        let mut ty = self.new_type_obj(spec, true);
        ty.outer_args.clone_from(&self.env.type_args);
        if !spec.alias && !self.in_prelude() {
            self.types.local_decls.insert(pos);
        }
        let obj = self.add_object(&spec.name.name, pos, ObjKind::Type(ty.clone()));
        self.obj_mut(obj).state = State::Busy;
        self.note_ambient(obj);
        self.declare_local(obj);
        if ty.is_generic() {
            self.local_scopes.insert(obj, self.env.scopes.clone());
        }
        self.busy.push(obj);
        self.resolve_type_decl(obj, &ty);
        self.busy.pop();
        self.obj_mut(obj).state = State::Done;
    }

    /// Enters a local object into the innermost scope.
    pub fn declare_local(&mut self, obj: ObjId) {
        let (name, pos) = (self.obj(obj).name, self.obj(obj).pos);
        if name == "_" {
            return;
        }
        let Some(scope) = self.env.scopes.last_mut() else {
            return;
        };
        if let Some(&first) = scope.names.get(name) {
            self.obj_mut(obj).used = true;
            let first = self.obj(first).pos;
            let error = Diagnostic::new(pos, format!("{name} redeclared in this block"));
            self.report(error.with_note(first, format!("other declaration of {name}")));
            return;
        }
        scope.names.insert(name, obj);
    }

    fn if_stmt(&mut self, stmt: &'a ast::IfStmt) -> StmtKind {
        self.env.scopes.push(Default::default());
        let mut init = Vec::new();
        if let Some(simple) = &stmt.init {
            self.stmt(simple, &mut init);
        }
        let cond = self.condition(&stmt.cond, "if");
        let then = self.block(&stmt.body);
        let mut els = Vec::new();
        match stmt.else_.as_deref() {
            Some(Statement::Block(block)) => els = self.block(block),
            Some(other) => self.stmt(other, &mut els),
            None => {}
        }
        self.env.scopes.pop();
        StmtKind::If {
            init,
            cond: cond.unwrap_or_else(|| self.no_value()),
            then,
            els,
        }
    }

    /// A condition, of any boolean type.
    pub(super) fn condition(
        &mut self,
        e: &'a Expression,
        what: &str,
    ) -> Option<super::typed::Expr> {
        let x = self.expr(e);
        if x.is_invalid() {
            return None;
        }
        if !self.all_boolean(x.ty) {
            self.error(
                self.start(e),
                format!("non-boolean condition in {what} statement"),
            );
            return None;
        }
        let x = self.defaulted(x);
        Some(self.finish(x))
    }

    fn return_stmt(&mut self, stmt: &'a ast::ReturnStmt, out: &mut Vec<Stmt>) -> Option<StmtKind> {
        let pos = self.pos(stmt.pos);
        if let Some(kind) = self.return_from_range_func(stmt, out) {
            return kind;
        }
        let func = self.env.funcs.last()?;
        let (results, named) = (func.results.clone(), func.named_results.clone());
        if stmt.ret.is_empty() && func.has_named_results {
            self.check_results_in_scope(&named, pos);
            return Some(StmtKind::Return(Vec::new()));
        }
        let values: Vec<&'a Expression> = stmt.ret.iter().collect();
        let types: Vec<Option<super::types::TypeId>> = results.iter().map(|&ty| Some(ty)).collect();
        let names = vec!["result variable"; types.len()];
        let inits = self.init_values(&types, &names, &values, "return statement", Some(pos));
        Some(StmtKind::Return(inits.values))
    }

    /// Reports a bare return where a result is hidden by another variable.
    pub(super) fn check_results_in_scope(&mut self, named: &[ObjId], pos: Pos) {
        for &result in named {
            let name = self.obj(result).name;
            if let Some(other) = self.lookup(name)
                && other != result
                && name != "_"
            {
                let at = self.obj(other).pos;
                let error = Diagnostic::new(
                    pos,
                    format!("result parameter {name} not in scope at return"),
                );
                let text = match self.obj(result).kind {
                    ObjKind::Local { ty, .. } => {
                        format!("inner declaration of var {name} {}", self.type_text(ty))
                    }
                    _ => format!("inner declaration of {name}"),
                };
                self.report(error.with_note(at, text));
            }
        }
    }

    fn branch_stmt(&mut self, stmt: &'a ast::BranchStmt, out: &mut Vec<Stmt>) {
        if stmt.key == Keyword::FallThrough {
            return;
        }
        let label = stmt.ident.as_ref().map(|ident| ident.name.as_str());
        let word: &str = stmt.key.into();
        let start = self.pos(stmt.pos);
        let end = stmt
            .ident
            .as_ref()
            .map_or(start.plus(word.len()), ast_pos::ident_end);
        let stmts = self.jump(stmt.key, label, Span { start, end });
        out.extend(stmts);
    }

    /// A break, continue or goto.
    fn jump(&mut self, key: Keyword, label: Option<&str>, span: Span) -> Vec<Stmt> {
        if let Some(stmts) = self.jump_out_of_body(key, label, span) {
            return stmts;
        }
        let Some(func) = self.env.funcs.last() else {
            return Vec::new();
        };
        let kind = match key {
            Keyword::Goto => label
                .and_then(|label| func.goto_labels.get(label))
                .map(|&id| StmtKind::Goto(id)),
            Keyword::Break => find_target(func, label, false).map(StmtKind::Break),
            _ => find_target(func, label, true).map(StmtKind::Continue),
        };
        kind.into_iter().map(|kind| Stmt { kind, span }).collect()
    }

    fn label_stmt(&mut self, stmt: &'a ast::LabeledStmt, out: &mut Vec<Stmt>) {
        let name: &'a str = &stmt.name.name;
        let start = self.pos(stmt.name.pos);
        if let Some(func) = self.func() {
            func.pending_label = Some(name);
            if let Some(&id) = func.goto_labels.get(name) {
                out.push(Stmt {
                    kind: StmtKind::Label(id),
                    span: Span {
                        start,
                        end: start.plus(name.len()),
                    },
                });
            }
        }
        self.stmt(&stmt.stmt, out);
        if let Some(func) = self.func() {
            func.pending_label = None;
        }
    }

    /// Opens a statement that `break` (and, for loops, `continue`) may leave; pair with [`Checker::close_target`].
    pub(super) fn open_target(&mut self, is_loop: bool) -> LabelId {
        let id = self.new_label();
        if let Some(func) = self.func() {
            let name = func.pending_label.take();
            func.targets.push(Jump { name, id, is_loop });
        }
        id
    }

    /// Closes what [`Checker::open_target`] opened.
    pub(super) fn close_target(&mut self) {
        if let Some(func) = self.func() {
            func.targets.pop();
        }
    }

    /// Gives every label that a goto names its id.
    pub fn collect_labels(&mut self, list: &'a [Statement]) {
        for name in branches::goto_labels(list) {
            let id = self.new_label();
            if let Some(func) = self.func() {
                func.goto_labels.insert(name, id);
            }
        }
    }

    /// Reports local variables that are never used.
    pub fn report_unused_vars(&mut self, func: &FuncCtx<'a>) {
        if self.env.instance {
            return;
        }
        for &obj in &func.declared {
            let object = self.obj(obj);
            if !object.used {
                let (name, pos) = (object.name, object.pos);
                let message = format!("declared and not used: {name}");
                self.error(pos, message);
            }
        }
    }

    /// A target that declares a variable, or nothing for the blank identifier.
    pub(super) fn declare_target(&self, name: &str, id: super::typed::LocalId) -> Target {
        if name == "_" {
            Target::Blank
        } else {
            Target::Declare(id)
        }
    }
}

/// The statement that a break or continue leaves.
fn find_target(func: &FuncCtx<'_>, name: Option<&str>, loops_only: bool) -> Option<LabelId> {
    let fits = |target: &&Jump<'_>| match name {
        Some(_) => target.name == name,
        None => !loops_only || target.is_loop,
    };
    func.targets.iter().rev().find(fits).map(|target| target.id)
}

/// The source range of a return statement.
fn stmt_span_of_return(stmt: &ast::ReturnStmt) -> Span {
    let start = ast_pos::at(stmt.pos);
    let end = stmt
        .ret
        .last()
        .map_or(start.plus("return".len()), ast_pos::end_pos);
    Span { start, end }
}

/// The source range of a statement.
pub(super) fn stmt_span(stmt: &Statement) -> Span {
    Span {
        start: ast_pos::stmt_start(stmt),
        end: ast_pos::stmt_end(stmt),
    }
}
