//! Expressions: the dispatch over their syntax, names, and the general rules about how they may be used.

pub(super) mod binary;
pub(super) mod composite;
mod conversion;
mod index;
mod keyed;
mod literal;
mod selector;
mod unary;

use gosyn::ast::{self, Expression};
use gosyn::token::Operator;

pub(super) use unary::unparen;

use super::checker::Checker;
use super::constant::Const;
use super::object::{ObjId, ObjKind};
use super::operand::{GenericFunc, Kind, Mode, Operand};
use super::typed::{Expr, ExprKind};
use super::types::{Type, TypeId};

impl<'a> Checker<'a> {
    /// A single value.
    pub fn expr(&mut self, e: &'a Expression) -> Operand<'a> {
        self.expr_for(e, None)
    }

    /// A single value for a destination of type `target`, which may settle the type arguments of a generic function.
    pub fn expr_for(&mut self, e: &'a Expression, target: Option<(TypeId, &str)>) -> Operand<'a> {
        let x = self.raw_expr(e, None, target.is_some());
        let x = self.instantiate_for(x, target);
        let x = self.only_values(x, false);
        self.single_value(x)
    }

    /// A value inside a composite literal whose element type is `hint`.
    pub fn expr_with_hint(&mut self, e: &'a Expression, hint: TypeId) -> Operand<'a> {
        let x = self.raw_expr(e, Some(hint), false);
        let x = self.only_values(x, false);
        self.single_value(x)
    }

    /// A value, or several as a tuple.
    pub fn multi_expr(&mut self, e: &'a Expression) -> Operand<'a> {
        let x = self.raw_expr(e, None, false);
        self.only_values(x, false)
    }

    /// A single value, where a generic function may stand without its type arguments.
    pub fn generic_expr(&mut self, e: &'a Expression) -> Operand<'a> {
        let x = self.raw_expr(e, None, true);
        let x = self.only_values(x, false);
        self.single_value(x)
    }

    /// A value (or several) or a type.
    pub fn expr_or_type(&mut self, e: &'a Expression) -> Operand<'a> {
        let x = self.raw_expr(e, None, false);
        let x = self.only_values(x, true);
        self.single_value(x)
    }

    /// Evaluates an expression for its errors and uses only; false if there was an error.
    pub fn use_expr(&mut self, e: &'a Expression) -> bool {
        if matches!(e, Expression::Ident(ident) if ident.name == "_") {
            return true;
        }
        !self.raw_expr(e, None, true).is_invalid()
    }

    /// Rejects what is not a value (or, with `types_too`, neither a value nor a type).
    pub fn only_values(&mut self, x: Operand<'a>, types_too: bool) -> Operand<'a> {
        let why = match x.mode {
            Mode::NoValue if types_too => "used as value or type",
            Mode::NoValue => "used as value",
            Mode::Builtin(_) if !types_too => "must be called",
            Mode::Type | Mode::GenericType(_) if !types_too => "is not an expression",
            _ => return x,
        };
        let text = self.describe(&x);
        self.error(x.start, format!("{text} {why}"));
        self.invalid(x.ast)
    }

    /// Any expression, in any mode.
    pub fn raw_expr(
        &mut self,
        e: &'a Expression,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> Operand<'a> {
        let pos = self.start(e);
        if !self.enter(pos) {
            return self.invalid(Some(e));
        }
        let mut x = self.expr_inner(e, hint, allow_generic);
        self.leave();
        x.ast = Some(e);
        x.start = pos;
        if !allow_generic {
            x = self.not_generic(x);
        }
        x
    }

    /// Rejects what is generic, unless explicit type arguments and constraints settle the rest.
    pub fn not_generic(&mut self, x: Operand<'a>) -> Operand<'a> {
        let what = match (&x.mode, &x.generic) {
            (Mode::GenericType(_), _) => "type",
            (_, Some(generic)) if !generic.args.is_empty() => return self.complete_partial(x),
            (_, Some(_)) => "function",
            _ => return x,
        };
        let text = x.text();
        self.error(
            x.start,
            format!("cannot use generic {what} {text} without instantiation"),
        );
        self.invalid(x.ast)
    }

    fn expr_inner(
        &mut self,
        e: &'a Expression,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> Operand<'a> {
        match e {
            Expression::Ident(ident) => self.ident(ident, e),
            Expression::BasicLit(lit) => self.basic_lit(lit, e),
            Expression::FuncLit(lit) => self.func_lit(lit, e),
            Expression::CompositeLit(lit) => self.composite_lit(Some(&lit.typ), &lit.val, hint, e),
            Expression::Paren(paren) => self.raw_expr(&paren.expr, None, allow_generic),
            Expression::Selector(sel) => self.selector(sel, e),
            Expression::Index(index) => {
                self.index_expr(&index.left, std::slice::from_ref(&*index.index), e)
            }
            Expression::IndexList(index) => self.index_expr(&index.left, &index.indices, e),
            Expression::Slice(slice) => self.slice_expr(slice, e),
            Expression::TypeAssert(assert) => self.type_assertion_expr(assert, e),
            Expression::Call(call) => self.call_expr(call, e),
            Expression::Star(star) => self.star(&star.right, e),
            Expression::Operation(op) => match &op.y {
                None if op.op == Operator::Star => self.star(&op.x, e),
                None => self.unary(op, e),
                Some(y) => self.binary(&op.x, y, op.op, Some(op.pos), e),
            },
            Expression::Ellipsis(_) => {
                self.error(self.start(e), "invalid use of '...'");
                self.invalid(Some(e))
            }
            Expression::List(_) | Expression::Range(_) => {
                self.error(self.start(e), "unexpected list of expressions");
                self.invalid(Some(e))
            }
            _ => self.type_expr(e),
        }
    }

    fn type_expr(&mut self, e: &'a Expression) -> Operand<'a> {
        let ty = self.resolve_type(e);
        match ty == self.t.invalid {
            true => self.invalid(Some(e)),
            false => self.type_operand(ty, e),
        }
    }

    fn ident(&mut self, ident: &'a ast::Ident, e: &'a Expression) -> Operand<'a> {
        let pos = self.pos(ident.pos);
        let Some(obj) = self.lookup(&ident.name) else {
            let message = match ident.name.as_str() {
                "_" => "cannot use _ as value or type".to_string(),
                name => format!("undefined: {name}"),
            };
            self.error(pos, message);
            return self.invalid(Some(e));
        };
        if let ObjKind::Package(_) = self.obj(obj).kind {
            self.error(
                pos,
                format!("use of package {} not in selector", ident.name),
            );
            return self.invalid(Some(e));
        }
        if ident.name == "iota" && self.obj(obj).pkg.is_none() {
            return self.iota(e);
        }
        self.object_operand(obj, e)
    }

    fn iota(&mut self, e: &'a Expression) -> Operand<'a> {
        match self.env.iota {
            Some(value) => self.const_operand(self.t.untyped_int, Const::int(value), e),
            None => {
                self.error(
                    self.start(e),
                    "cannot use iota outside constant declaration",
                );
                self.invalid(Some(e))
            }
        }
    }

    /// The operand that a name stands for.
    pub fn object_operand(&mut self, obj: ObjId, e: &'a Expression) -> Operand<'a> {
        self.resolve_object(obj);
        self.obj_mut(obj).used = true;
        let span = self.expr_span(e);
        match &self.obj(obj).kind {
            ObjKind::Const(constant) => match (constant.ty, constant.val.clone()) {
                (ty, Some(val)) if ty != self.t.invalid => self.const_operand(ty, val, e),
                _ => self.invalid(Some(e)),
            },
            ObjKind::Type(decl) if decl.is_generic() => {
                let ty = decl.ty;
                Operand {
                    mode: Mode::GenericType(obj),
                    ty,
                    ..self.invalid(Some(e))
                }
            }
            ObjKind::Type(decl) => {
                let (ty, is_param_type) = (decl.ty, decl.is_param);
                match ty == self.t.invalid {
                    true => self.invalid(Some(e)),
                    false => Operand {
                        is_param_type,
                        ..self.type_operand(ty, e)
                    },
                }
            }
            &ObjKind::Global { id, ty, .. } => {
                self.add_dep(obj);
                self.variable(
                    Expr {
                        kind: ExprKind::Global(id),
                        ty,
                        span,
                    },
                    e,
                )
            }
            &ObjKind::Local { level, id, ty } => {
                let expr = self.local_expr(level, id, ty, span);
                self.variable(expr, e)
            }
            ObjKind::Func(_) => self.func_operand(obj, e),
            &ObjKind::Builtin(id) => Operand {
                mode: Mode::Builtin(id),
                ..self.invalid(Some(e))
            },
            ObjKind::Nil => Operand {
                mode: Mode::Nil,
                ty: self.t.untyped_nil,
                ..self.invalid(Some(e))
            },
            ObjKind::Package(_) => self.invalid(Some(e)),
        }
    }

    fn variable(&mut self, expr: Expr, e: &'a Expression) -> Operand<'a> {
        match expr.ty == self.t.invalid {
            true => self.invalid(Some(e)),
            false => self.operand(Mode::Variable, expr, e),
        }
    }

    /// A declared function as a value; a generic one waits for its type arguments.
    fn func_operand(&mut self, obj: ObjId, e: &'a Expression) -> Operand<'a> {
        self.add_dep(obj);
        let ObjKind::Func(func) = &self.obj(obj).kind else {
            return self.invalid(Some(e));
        };
        let (sig, decl, generic) = (func.sig, &func.decl.typ, !func.params.is_empty());
        if sig == self.t.invalid {
            return self.invalid(Some(e));
        }
        let span = self.expr_span(e);
        let kind = match generic {
            true => ExprKind::Zero,
            false => ExprKind::Func(self.func_instance(obj, Vec::new())),
        };
        let generic = generic.then(|| GenericFunc {
            obj,
            args: Vec::new(),
            arg_pos: Vec::new(),
            method: None,
        });
        let x = self.operand(
            Mode::Value,
            Expr {
                kind,
                ty: sig,
                span,
            },
            e,
        );
        Operand {
            generic,
            decl: Some(decl.into()),
            ..x
        }
    }

    /// `x.(T)`.
    fn type_assertion_expr(
        &mut self,
        assert: &'a ast::TypeAssertion,
        e: &'a Expression,
    ) -> Operand<'a> {
        let x = self.expr(&assert.left);
        if x.is_invalid() {
            return x;
        }
        let Some(right) = &assert.right else {
            self.error(
                self.start(e),
                "invalid syntax tree: use of .(type) outside type switch",
            );
            return self.invalid(Some(e));
        };
        let operand = self.describe(&x);
        if self.is_param(x.ty) {
            self.error(
                x.start,
                format!(
                    "invalid operation: cannot use type assertion on type parameter value {operand}"
                ),
            );
            return self.invalid(Some(e));
        }
        if !self.is_interface(x.ty) {
            self.error(
                x.start,
                format!("invalid operation: {operand} is not an interface"),
            );
            return self.invalid(Some(e));
        }
        let to = self.var_type(right);
        if to == self.t.invalid {
            return self.invalid(Some(e));
        }
        if let Some(cause) = self.impossible_assertion(x.ty, to) {
            let (text, target, from) = (
                super::expr_text::expr_text(e),
                self.type_text(to),
                self.type_text(x.ty),
            );
            let message = format!(
                "impossible type assertion: {text}\n\t{target} does not implement {from} {cause}"
            );
            self.error(self.start(e), message);
        }
        let x = self.finish(x);
        let kind = ExprKind::TypeAssert {
            x: Box::new(x),
            to,
            comma_ok: false,
        };
        let span = self.expr_span(e);
        self.operand(Mode::CommaOk, Expr { kind, ty: to, span }, e)
    }

    /// Why a value of interface type `from` can never have the dynamic type `to`, if so.
    pub fn impossible_assertion(&mut self, from: TypeId, to: TypeId) -> Option<String> {
        if matches!(self.under(to), Type::Interface(_)) {
            return None;
        }
        match self.types.underlying(from).clone() {
            Type::Interface(interface) => self.missing_method(to, from, &interface, false),
            _ => None,
        }
    }

    /// Marks an operand as allowed to stand alone as a statement.
    pub fn statement(&self, x: Operand<'a>) -> Operand<'a> {
        Operand {
            kind: Kind::Statement,
            ..x
        }
    }
}
