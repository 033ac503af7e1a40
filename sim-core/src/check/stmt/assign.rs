//! Assignments, definitions, variable declarations, `x op= y` and `x++` (Go spec, "Assignment statements", "Short variable
//! declarations").

mod define;

use crate::versions;
use gosyn::ast::{self, Expression};
use gosyn::token::Operator;

use crate::check::checker::Checker;
use crate::check::expr::binary::bin_op;
use crate::check::expr::unparen;
use crate::check::expr_text::{expr_text, op_text};
use crate::check::object::ObjKind;
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{BinOp, Expr, ExprKind, Stmt, StmtKind, Target, Value};
use crate::check::types::{Type, TypeId};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;

/// Values ready for their destinations.
#[derive(Default)]
pub(in crate::check) struct Inits {
    /// One per destination, or one tuple; empty after an error or when there are none.
    pub values: Vec<Expr>,
    /// The type of each destination.
    pub types: Vec<TypeId>,
}

impl<'a> Checker<'a> {
    /// Values for destinations of known (`Some`) or implied types. `return_at` is the position of a return statement.
    pub fn init_values(
        &mut self,
        types: &[Option<TypeId>],
        names: &[&str],
        values: &[&'a Expression],
        context: &str,
        return_at: Option<Pos>,
    ) -> Inits {
        // `var x = f()` wants a single value; everywhere else a call may yield several.
        let single = context == "variable declaration";
        let is_call =
            !single && matches!(values, [only] if matches!(unparen(only), Expression::Call(_)));
        if types.len() == values.len() && !is_call {
            return self.init_each(types, names, values, context);
        }
        let [only] = values else {
            return self.mismatched(types, values, return_at);
        };
        let x = self.multi_expr(only);
        if x.is_invalid() {
            return self.failed(types);
        }
        if let (Mode::Value, Type::Tuple(elems)) = (x.mode, self.types.get(x.ty).clone()) {
            if elems.len() == types.len() {
                return self.init_tuple(x, &elems, types, context);
            }
            match return_at {
                Some(_) => self.return_count(types, &elems, x.start),
                None => self.assign_count(values, types.len(), elems.len()),
            }
            return self.failed(types);
        }
        if types.len() == 2
            && return_at.is_none()
            && matches!(x.mode, Mode::MapIndex | Mode::CommaOk)
        {
            return self.init_comma_ok(x, types, context);
        }
        if types.len() == 1 {
            let x = self.init_value(x, types[0], context);
            return self.one(x);
        }
        match return_at {
            Some(at) => {
                let at = if types.is_empty() || types.len() > 1 {
                    x.start
                } else {
                    at
                };
                self.return_count(types, &[x.ty], at);
            }
            None => self.assign_count(values, types.len(), 1),
        }
        self.failed(types)
    }

    fn failed(&self, types: &[Option<TypeId>]) -> Inits {
        Inits {
            values: Vec::new(),
            types: types
                .iter()
                .map(|ty| ty.unwrap_or(self.t.invalid))
                .collect(),
        }
    }

    fn one(&mut self, x: Operand<'a>) -> Inits {
        let ty = x.ty;
        let values = if x.is_invalid() {
            Vec::new()
        } else {
            vec![self.finish(x)]
        };
        Inits {
            values,
            types: vec![ty],
        }
    }

    fn init_each(
        &mut self,
        types: &[Option<TypeId>],
        names: &[&str],
        values: &[&'a Expression],
        context: &str,
    ) -> Inits {
        let mut inits = Inits::default();
        let mut ok = true;
        for (i, value) in values.iter().enumerate() {
            let target = types[i].map(|ty| (ty, names.get(i).copied().unwrap_or("")));
            let x = self.expr_for(value, target);
            let x = self.init_value(x, types[i], context);
            ok &= !x.is_invalid();
            inits.types.push(if x.is_invalid() {
                types[i].unwrap_or(self.t.invalid)
            } else {
                x.ty
            });
            let expr = self.finish(x);
            inits.values.push(expr);
        }
        if !ok {
            inits.values.clear();
        }
        inits
    }

    /// One value for one destination.
    fn init_value(&mut self, x: Operand<'a>, ty: Option<TypeId>, context: &str) -> Operand<'a> {
        if x.is_invalid() || ty == Some(self.t.invalid) {
            return self.invalid(x.ast);
        }
        let target = match ty {
            Some(ty) => ty,
            None if x.is_nil() && self.untyped(x.ty) => {
                self.error(x.start, format!("use of untyped nil in {context}"));
                return self.invalid(x.ast);
            }
            None => self.default_type(x.ty),
        };
        self.assign_operand(x, Some(target), context)
    }

    /// The results of a call, each for one destination.
    fn init_tuple(
        &mut self,
        x: Operand<'a>,
        elems: &[TypeId],
        types: &[Option<TypeId>],
        context: &str,
    ) -> Inits {
        let mut inits = Inits::default();
        let mut ok = true;
        let context = match context {
            "assignment" if self.has(&versions::NUMBERED_RESULTS) => "multiple assignment",
            other => other,
        };
        for (index, (&elem, ty)) in elems.iter().zip(types).enumerate() {
            let mut value = Operand {
                ty: elem,
                expr: crate::check::operand::no_expr(elem),
                ..x.clone()
            };
            self.number_result(&mut value, index);
            let value = self.init_value(value, *ty, context);
            ok &= !value.is_invalid();
            let ty = ty.unwrap_or(elem);
            inits.types.push(ty);
        }
        if ok {
            inits.values.push(self.finish(x));
        }
        inits
    }

    /// `v, ok = …` of a map element, receive or type assertion.
    fn init_comma_ok(&mut self, x: Operand<'a>, types: &[Option<TypeId>], context: &str) -> Inits {
        let (elem, bool_type) = (x.ty, self.t.bool);
        let value = Operand {
            expr: crate::check::operand::no_expr(elem),
            mode: Mode::Value,
            ..x.clone()
        };
        let value = self.init_value(value, types[0], context);
        let untyped_bool = self.t.untyped_bool;
        let ok = Operand {
            ty: untyped_bool,
            expr: crate::check::operand::no_expr(untyped_bool),
            mode: Mode::Value,
            ..x.clone()
        };
        let ok = self.init_value(ok, types[1], context);
        let result = vec![types[0].unwrap_or(elem), types[1].unwrap_or(bool_type)];
        if value.is_invalid() || ok.is_invalid() {
            return Inits {
                values: Vec::new(),
                types: result,
            };
        }
        let expr = self.finish(x);
        Inits {
            values: vec![self.with_comma_ok(expr)],
            types: result,
        }
    }

    /// The same expression, yielding `(value, ok)`.
    pub(in crate::check) fn with_comma_ok(&mut self, mut expr: Expr) -> Expr {
        if let ExprKind::MapIndex { comma_ok, .. }
        | ExprKind::TypeAssert { comma_ok, .. }
        | ExprKind::Recv { comma_ok, .. } = &mut expr.kind
        {
            *comma_ok = true;
        }
        let bool_type = self.t.bool;
        expr.ty = self.tuple(vec![expr.ty, bool_type]);
        expr
    }

    fn mismatched(
        &mut self,
        types: &[Option<TypeId>],
        values: &[&'a Expression],
        return_at: Option<Pos>,
    ) -> Inits {
        let operands: Vec<Operand<'a>> = values.iter().map(|value| self.expr(value)).collect();
        if operands.iter().all(|x| !x.is_invalid()) {
            match return_at {
                Some(at) => {
                    let have: Vec<TypeId> = operands.iter().map(|x| x.ty).collect();
                    let at = match operands.get(types.len()) {
                        Some(extra) => extra.start,
                        None => operands.last().map_or(at, |last| last.start),
                    };
                    self.return_count(types, &have, at);
                }
                None => self.assign_count(values, types.len(), values.len()),
            }
        }
        self.failed(types)
    }

    fn return_count(&mut self, types: &[Option<TypeId>], have: &[TypeId], at: Pos) {
        let want: Vec<TypeId> = types.iter().filter_map(|ty| *ty).collect();
        let qualifier = if have.len() > want.len() {
            "too many"
        } else {
            "not enough"
        };
        let (have, want) = (
            self.types_summary(have, false),
            self.types_summary(&want, false),
        );
        self.report(Diagnostic::new(
            at,
            format!("{qualifier} return values\n\thave {have}\n\twant {want}"),
        ));
    }

    fn assign_count(&mut self, values: &[&'a Expression], left: usize, right: usize) {
        let measure = |count: usize, unit: &str| {
            format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
        };
        let (vars, vals) = (measure(left, "variable"), measure(right, "value"));
        let at = values.first().map_or(Pos::NONE, |value| self.start(value));
        let message = match values {
            [only] => match unparen(only) {
                Expression::Call(call) => format!(
                    "assignment mismatch: {vars} but {} returns {vals}",
                    expr_text(&call.func)
                ),
                _ => format!("assignment mismatch: {vars} but {vals}"),
            },
            _ => format!("assignment mismatch: {vars} but {vals}"),
        };
        self.error(at, message);
    }

    /// `a, b = x, y`, `a, b := x, y` and `a op= x`.
    pub(super) fn assign_stmt(
        &mut self,
        stmt: &'a ast::AssignStmt,
        _out: &mut Vec<Stmt>,
    ) -> Option<StmtKind> {
        match stmt.op {
            Operator::Define => self.define(stmt),
            Operator::Assign => self.assign(&stmt.left, &stmt.right),
            _ => self.op_assign(stmt),
        }
    }

    fn assign(&mut self, left: &'a [Expression], right: &'a [Expression]) -> Option<StmtKind> {
        let mut targets = Vec::new();
        let mut types = Vec::new();
        let mut ok = true;
        for e in left {
            match self.lhs_target(e) {
                Some((target, ty)) => {
                    targets.push(target);
                    types.push(ty);
                }
                None => {
                    ok = false;
                    types.push(Some(self.t.invalid));
                }
            }
        }
        let names: Vec<String> = left.iter().map(expr_text).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let values: Vec<&'a Expression> = right.iter().collect();
        let blank = targets.len() == 1 && matches!(targets[0], Target::Blank);
        let context = if blank {
            "assignment to _ identifier"
        } else {
            "assignment"
        };
        let inits = self.init_values(&types, &names, &values, context, None);
        if !ok || inits.values.is_empty() {
            return None;
        }
        Some(StmtKind::Assign {
            targets,
            values: inits.values,
        })
    }

    /// A place to assign to and its type (`None` for the blank identifier).
    pub(in crate::check) fn lhs_target(
        &mut self,
        e: &'a Expression,
    ) -> Option<(Target, Option<TypeId>)> {
        let ident = match unparen(e) {
            Expression::Ident(ident) => Some(ident),
            _ => None,
        };
        if ident.is_some_and(|ident| ident.name == "_") {
            return Some((Target::Blank, None));
        }
        // Assigning to a variable does not use it.
        let var = ident
            .and_then(|ident| self.lookup(&ident.name))
            .filter(|&obj| matches!(self.obj(obj).kind, ObjKind::Local { .. }));
        let used = var.map(|obj| self.obj(obj).used);
        let x = self.expr(e);
        if let (Some(var), Some(used)) = (var, used) {
            self.obj_mut(var).used = used;
        }
        match x.mode {
            Mode::Invalid => None,
            Mode::Variable | Mode::MapIndex => {
                let ty = x.ty;
                let place = self.finish(x);
                self.mark_assigned(&place);
                Some((Target::Place(place), Some(ty)))
            }
            _ => {
                self.not_assignable(&x, e);
                None
            }
        }
    }

    fn not_assignable(&mut self, x: &Operand<'a>, e: &'a Expression) {
        let text = expr_text(e);
        if let Expression::Selector(sel) = unparen(e)
            && self.expr(&sel.x).mode == Mode::MapIndex
        {
            self.error(
                x.start,
                format!("cannot assign to struct field {text} in map"),
            );
            return;
        }
        self.error(
            x.start,
            format!("cannot assign to {text} (neither addressable nor a map index expression)"),
        );
    }

    fn op_assign(&mut self, stmt: &'a ast::AssignStmt) -> Option<StmtKind> {
        let op = assign_operator(stmt.op);
        let (Some(left), Some(right), 1, 1) = (
            stmt.left.first(),
            stmt.right.first(),
            stmt.left.len(),
            stmt.right.len(),
        ) else {
            self.error(
                self.pos(stmt.pos),
                format!(
                    "assignment operation {} requires single-valued expressions",
                    op_text(stmt.op)
                ),
            );
            return None;
        };
        let x = self.binary(left, right, op, None, left);
        let (target, ty) = self.lhs_target(left)?;
        if x.is_invalid() {
            return None;
        }
        let value = match &x.expr.kind {
            ExprKind::Binary { y, .. } => (**y).clone(),
            _ => return None,
        };
        let x = self.assign_operand(x, ty, "assignment");
        let Target::Place(place) = target else {
            self.error(self.start(left), "cannot use _ as value");
            return None;
        };
        if x.is_invalid() {
            return None;
        }
        Some(StmtKind::OpAssign {
            place,
            op: bin_op(op)?,
            value,
        })
    }

    /// `x++` and `x--`.
    pub(super) fn inc_dec(&mut self, stmt: &'a ast::IncDecStmt) -> Option<StmtKind> {
        let x = self.expr(&stmt.expr);
        if x.is_invalid() {
            return None;
        }
        if !self.all_numeric(x.ty) {
            let (text, ty) = (expr_text(&stmt.expr), self.type_text(x.ty));
            self.error(
                x.start,
                format!(
                    "invalid operation: {text}{} (non-numeric type {ty})",
                    op_text(stmt.op)
                ),
            );
            return None;
        }
        let (target, _) = self.lhs_target(&stmt.expr)?;
        let Target::Place(place) = target else {
            return None;
        };
        let op = if stmt.op == Operator::Inc {
            BinOp::Add
        } else {
            BinOp::Sub
        };
        let one = match self.basic_of(place.ty) {
            Some(basic) if crate::check::predicates::is_float_kind(basic) => Value::Float(1.0),
            Some(basic) if crate::check::predicates::is_complex_kind(basic) => {
                Value::Complex(1.0, 0.0)
            }
            _ => Value::Int(1),
        };
        let value = Expr {
            kind: ExprKind::Const(one),
            ty: place.ty,
            span: place.span,
        };
        Some(StmtKind::OpAssign { place, op, value })
    }
}

/// The operator of an assignment operator: `+` of `+=`.
fn assign_operator(op: Operator) -> Operator {
    match op {
        Operator::AddAssign => Operator::Add,
        Operator::SubAssign => Operator::Sub,
        Operator::MulAssign => Operator::Star,
        Operator::QuoAssign => Operator::Quo,
        Operator::RemAssign => Operator::Rem,
        Operator::AndAssign => Operator::And,
        Operator::OrAssign => Operator::Or,
        Operator::XorAssign => Operator::Xor,
        Operator::ShlAssign => Operator::Shl,
        Operator::ShrAssign => Operator::Shr,
        Operator::AndNotAssign => Operator::AndNot,
        other => other,
    }
}
