//! `for` loops and `range` (Go spec, "For statements").

use gosyn::ast::{self, Expression, Statement};
use gosyn::token::Operator;

use crate::check::checker::Checker;
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{LocalId, RangeOver, Stmt, StmtKind, Target};
use crate::check::types::{Basic, ChanDir, Type, TypeId};
use crate::versions;

/// What ranging over a type yields.
pub(super) struct Yields {
    /// Type of the first iteration variable.
    pub key: Option<TypeId>,
    /// Type of the second one.
    pub value: Option<TypeId>,
    /// The form.
    pub form: Form,
}

/// The forms of range.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Slice,
    Array,
    ArrayPtr,
    String,
    Map,
    Chan,
    Int,
    Func,
}

impl<'a> Checker<'a> {
    /// `for init; cond; post { … }`.
    pub(super) fn for_stmt(&mut self, stmt: &'a ast::ForStmt) -> StmtKind {
        let label = self.open_target(true);
        self.env.scopes.push(Default::default());
        let (mut init, mut post) = (Vec::new(), Vec::new());
        if let Some(simple) = &stmt.init {
            self.stmt(simple, &mut init);
        }
        let declared = declared_locals(&init);
        let cond = stmt.cond.as_deref().and_then(|cond| match cond {
            Statement::Expr(cond) => Some(self.condition(&cond.expr, "for")),
            Statement::Empty(_) => None,
            other => {
                let pos = crate::syntax::ast_pos::stmt_start(other);
                self.error(pos, "cannot use statement as value");
                Some(None)
            }
        });
        if let Some(simple) = &stmt.post {
            self.stmt(simple, &mut post);
        }
        let body = self.block(&stmt.body);
        self.env.scopes.pop();
        self.close_target();
        let per_iteration = if self.allows(&versions::LOOP_VARIABLES) {
            declared
        } else {
            Vec::new()
        };
        let cond = cond.map(|cond| cond.unwrap_or_else(|| self.no_value()));
        StmtKind::For {
            label,
            init,
            cond,
            post,
            body,
            per_iteration,
        }
    }

    /// What ranging over an operand yields.
    ///
    /// # Errors
    /// The cause, possibly empty.
    fn range_yields(&mut self, x: &Operand<'a>) -> Result<Yields, String> {
        let Some(core) = self.core_type(x.ty) else {
            return Err(self.no_core_text(x.ty));
        };
        let int = self.t.int;
        let yields = |key, value, form| Ok(Yields { key, value, form });
        match self.types.get(core).clone() {
            Type::Basic(basic) if crate::check::predicates::is_string_kind(basic) => {
                yields(Some(int), Some(self.t.rune), Form::String)
            }
            Type::Basic(basic) if crate::check::predicates::is_integer_kind(basic) => {
                match self.allows(&versions::RANGE_OVER_INT) {
                    true => yields(Some(x.ty), None, Form::Int),
                    false => Err(versions::RANGE_OVER_INT.required()),
                }
            }
            Type::Array(elem, _) => yields(Some(int), Some(elem), Form::Array),
            Type::Slice(elem) => yields(Some(int), Some(elem), Form::Slice),
            Type::Map(key, value) => yields(Some(key), Some(value), Form::Map),
            Type::Chan(ChanDir::SendOnly, _) => {
                let name = match self.has(&versions::NO_CORE_TYPES) {
                    true => format!(" {}", self.type_text(x.ty)),
                    false => String::new(),
                };
                Err(format!("receive from send-only channel{name}"))
            }
            Type::Chan(_, elem) => yields(Some(elem), None, Form::Chan),
            Type::Pointer(to) => match *self.types.underlying(to) {
                Type::Array(elem, _) => yields(Some(int), Some(elem), Form::ArrayPtr),
                _ => Err(String::new()),
            },
            Type::Func(sig) => self.range_func_yields(&sig),
            _ => Err(String::new()),
        }
    }

    /// Why a type parameter's types cannot be ranged over as one.
    fn no_core_text(&self, ty: TypeId) -> String {
        let terms = self.param_terms(ty).unwrap_or_default();
        let under = |ty: &TypeId| self.types.underlying_id(*ty);
        let first = terms.first().map(under);
        let other = terms.iter().map(under).find(|other| Some(*other) != first);
        match (self.has(&versions::NO_CORE_TYPES), first, other) {
            (true, Some(first), Some(other)) => format!(
                "{} and {} have different underlying types",
                self.type_text(first),
                self.type_text(other)
            ),
            _ => "no core type".to_string(),
        }
    }

    fn range_func_yields(
        &mut self,
        sig: &crate::check::types::Signature,
    ) -> Result<Yields, String> {
        if !self.allows(&versions::RANGE_OVER_FUNC) {
            return Err(versions::RANGE_OVER_FUNC.required());
        }
        let bad = |why: &str| Err(format!("func must be func(yield func(...) bool): {why}"));
        let [param] = sig.params.as_slice() else {
            return bad("wrong argument count");
        };
        let Some(Type::Func(yields)) = self
            .core_type(*param)
            .map(|core| self.types.get(core).clone())
        else {
            return bad("argument is not func");
        };
        if !sig.results.is_empty() {
            return bad("unexpected results");
        }
        if yields.params.len() > 2 {
            return bad("yield func has too many parameters");
        }
        let returns_bool =
            matches!(yields.results.as_slice(), [one] if self.basic_of(*one) == Some(Basic::Bool));
        if !returns_bool {
            return bad("yield func does not return bool");
        }
        Ok(Yields {
            key: yields.params.first().copied(),
            value: yields.params.get(1).copied(),
            form: Form::Func,
        })
    }

    /// `for k, v := range x { … }`.
    pub(super) fn range_stmt(
        &mut self,
        stmt: &'a ast::RangeStmt,
        out: &mut Vec<Stmt>,
    ) -> Option<StmtKind> {
        let pending = self.func().and_then(|func| func.pending_label.take());
        let saved = std::mem::replace(&mut self.env.has_call, false);
        let x = self.expr(&stmt.expr);
        let has_call = std::mem::replace(&mut self.env.has_call, saved);
        self.env.has_call |= has_call;
        let yields = self.checked_yields(&x, stmt);
        self.env.scopes.push(Default::default());
        if let Some(func) = self.func() {
            func.pending_label = pending;
        }
        let defines = matches!(stmt.op, Some((_, Operator::Define)));
        let kind = match (x.is_invalid(), yields) {
            (false, Some(yields)) if yields.form == Form::Func => {
                self.range_over_func(x, yields, stmt, defines, out)
            }
            (false, Some(yields)) => self.range_loop(x, yields, stmt, defines, has_call),
            _ => {
                self.range_of_invalid(stmt, defines);
                None
            }
        };
        self.env.scopes.pop();
        kind
    }

    /// Reports what cannot be ranged over, or has fewer iteration values than variables.
    fn checked_yields(&mut self, x: &Operand<'a>, stmt: &'a ast::RangeStmt) -> Option<Yields> {
        if x.is_invalid() {
            return None;
        }
        let operand = self.describe(x);
        match self.range_yields(x) {
            Err(cause) => {
                let colon = if cause.is_empty() { "" } else { ": " };
                self.error(
                    x.start,
                    format!("cannot range over {operand}{colon}{cause}"),
                );
                None
            }
            Ok(yields) => {
                let (key, value) = (stmt.key.as_ref(), stmt.value.as_ref());
                if let (Some(key), None) = (key, yields.key) {
                    self.error(
                        self.start(key),
                        format!("range over {operand} permits no iteration variables"),
                    );
                } else if let (Some(value), None) = (value, yields.value) {
                    self.error(
                        self.start(value),
                        format!("range over {operand} permits only one iteration variable"),
                    );
                } else {
                    return Some(yields);
                }
                self.wrong_range_vars = yields.key;
                None
            }
        }
    }

    /// After an error: declares the variables without types and checks the body.
    fn range_of_invalid(&mut self, stmt: &'a ast::RangeStmt, defines: bool) {
        let known = [self.wrong_range_vars.take(), None];
        for (e, ty) in [&stmt.key, &stmt.value].into_iter().zip(known) {
            if let (true, Some(Expression::Ident(ident))) = (defines, e) {
                let pos = self.pos(ident.pos);
                let (obj, _) = self.new_var(&ident.name, ty.unwrap_or(self.t.invalid), pos);
                self.obj_mut(obj).used = ty.is_none();
                self.declare_local(obj);
            }
        }
        self.open_target(true);
        self.block(&stmt.body);
        self.close_target();
    }

    fn range_loop(
        &mut self,
        x: Operand<'a>,
        yields: Yields,
        stmt: &'a ast::RangeStmt,
        defines: bool,
        has_call: bool,
    ) -> Option<StmtKind> {
        let is_int = yields.form == Form::Int;
        let (x, key_type) = if is_int {
            self.range_int(x, stmt, defines)?
        } else {
            (x, yields.key)
        };
        let value_used = stmt
            .value
            .as_ref()
            .is_some_and(|value| !matches!(value, Expression::Ident(ident) if ident.name == "_"));
        let over = self.range_over(x, yields.form, value_used, has_call);
        let targets = [(&stmt.key, key_type), (&stmt.value, yields.value)];
        let mut made: [Option<Target>; 2] = [None, None];
        if defines {
            made = self.range_defines(targets, stmt)?;
        } else {
            for (slot, (e, ty)) in made.iter_mut().zip(targets) {
                if let (Some(e), Some(ty)) = (e, ty) {
                    *slot = self.range_assigns(e, ty);
                }
            }
        }
        let label = self.open_target(true);
        let body = self.block(&stmt.body);
        self.close_target();
        let [key, value] = made;
        let per_iteration = defines && self.allows(&versions::LOOP_VARIABLES);
        Some(StmtKind::Range {
            label,
            over,
            key,
            value,
            body,
            per_iteration,
        })
    }

    /// `for i := range n`: the type of `n` and of `i`.
    fn range_int(
        &mut self,
        x: Operand<'a>,
        stmt: &'a ast::RangeStmt,
        defines: bool,
    ) -> Option<(Operand<'a>, Option<TypeId>)> {
        let target = match (&stmt.key, defines) {
            (Some(key), false) if !matches!(key, Expression::Ident(ident) if ident.name == "_") => {
                let (_, ty) = self.lhs_target(key)?;
                ty
            }
            _ => None,
        };
        let target = target.unwrap_or_else(|| self.default_type(x.ty));
        let x = self.assign_operand(x, Some(target), "range clause");
        if x.is_invalid() {
            self.range_of_invalid(stmt, defines);
            return None;
        }
        Some((x, Some(target)))
    }

    fn range_over(
        &mut self,
        x: Operand<'a>,
        form: Form,
        value_used: bool,
        has_call: bool,
    ) -> RangeOver {
        let x = self.defaulted(x);
        let expr = self.finish(x);
        let array_len = match (form, self.types.underlying(expr.ty)) {
            (Form::Array, Type::Array(_, len)) => Some(*len),
            (Form::ArrayPtr, Type::Pointer(to)) => match self.types.underlying(*to) {
                Type::Array(_, len) => Some(*len),
                _ => None,
            },
            _ => None,
        };
        // Without the elements an array's length is all that matters, and it is constant unless there is a call to make.
        if let (Some(len), false, false) = (array_len, value_used, has_call) {
            return RangeOver::Int(self.int_const(len as i64, expr.span));
        }
        match form {
            Form::Slice => RangeOver::Slice(expr),
            Form::Array => RangeOver::Array(expr),
            Form::ArrayPtr => RangeOver::ArrayPtr(expr),
            Form::String => RangeOver::String(expr),
            Form::Map => RangeOver::Map(expr),
            Form::Chan => RangeOver::Chan(expr),
            Form::Int => RangeOver::Int(expr),
            Form::Func => RangeOver::Func(expr),
        }
    }

    /// Declares the iteration variables.
    pub(super) fn range_defines(
        &mut self,
        targets: [(&'a Option<Expression>, Option<TypeId>); 2],
        stmt: &'a ast::RangeStmt,
    ) -> Option<[Option<Target>; 2]> {
        let mut made: [Option<Target>; 2] = [None, None];
        let (mut objs, mut any_name) = (Vec::new(), false);
        for (slot, (e, ty)) in made.iter_mut().zip(targets) {
            let (Some(e), Some(ty)) = (e, ty) else {
                continue;
            };
            let Expression::Ident(ident) = e else {
                self.error(
                    self.start(e),
                    format!(
                        "invalid syntax tree: cannot declare {}",
                        crate::check::expr_text::expr_text(e)
                    ),
                );
                continue;
            };
            any_name |= ident.name != "_";
            let (obj, id) = self.new_var(&ident.name, ty, self.pos(ident.pos));
            // Before Go 1.22 one variable serves all iterations, so closures must share it.
            if !self.allows(&versions::LOOP_VARIABLES)
                && let Some(func) = self.func()
            {
                func.facts[id.0 as usize].assigned = true;
            }
            objs.push(obj);
            *slot = Some(self.declare_target(&ident.name, id));
        }
        if !any_name {
            self.error(self.pos(stmt.pos.0), "no new variables on left side of :=");
        }
        objs.into_iter().for_each(|obj| self.declare_local(obj));
        Some(made)
    }

    /// Assigns an iteration value of type `ty` to an existing place.
    pub(super) fn range_assigns(&mut self, e: &'a Expression, ty: TypeId) -> Option<Target> {
        let (target, place_type) = self.lhs_target(e)?;
        let value = Operand {
            expr: crate::check::operand::no_expr(ty),
            ty,
            mode: Mode::Value,
            ..self.invalid(Some(e))
        };
        if let Some(place_type) = place_type {
            let x = self.assign_operand(value, Some(place_type), "assignment");
            if x.is_invalid() {
                return None;
            }
        }
        Some(target)
    }
}

/// The variables that an init statement declares.
fn declared_locals(init: &[Stmt]) -> Vec<LocalId> {
    let targets = init.iter().filter_map(|stmt| match &stmt.kind {
        StmtKind::Define { targets, .. } => Some(targets),
        _ => None,
    });
    let declared = targets.flatten().filter_map(|target| match target {
        Target::Declare(id) => Some(*id),
        Target::Place(_) | Target::Blank => None,
    });
    declared.collect()
}
