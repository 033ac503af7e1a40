//! An operand: what checking an expression yields before its context is known, and how errors describe it.
//!
//! Invariants: `expr` is meaningful for values only and has type `ty`; a constant keeps its exact value in `val` and becomes an
//! [`ExprKind::Const`] when its final type is known ([`Checker::finish`]).

use gosyn::ast;

use super::checker::Checker;
use super::constant::{Const, represent};
use super::expr_text::expr_text;
use super::method_set::FoundMethod;
use super::object::{BuiltinId, ObjId};
use super::typed::{Expr, ExprKind, Value};
use super::types::{Type, TypeId};
use super::universe::builtin_name;
use crate::source::{Pos, Span};
use crate::versions;

/// What kind of thing an operand is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mode {
    /// An error was reported.
    Invalid,
    /// A call without results.
    NoValue,
    /// A predeclared function.
    Builtin(BuiltinId),
    /// A type.
    Type,
    /// A generic type that has not been instantiated.
    GenericType(ObjId),
    /// A constant.
    Const,
    /// An addressable place.
    Variable,
    /// `m[k]`: assignable, not addressable, may yield `ok`.
    MapIndex,
    /// A value.
    Value,
    /// The value `nil`.
    Nil,
    /// A value that may yield `ok` (receive, type assertion).
    CommaOk,
}

/// A generic function or method that has not been fully instantiated.
#[derive(Clone, Debug)]
pub(super) struct GenericFunc {
    /// The function.
    pub obj: ObjId,
    /// Explicit type arguments so far.
    pub args: Vec<TypeId>,
    /// Positions of those arguments.
    pub arg_pos: Vec<Pos>,
    /// For a method: how it was selected.
    pub method: Option<Box<MethodUse>>,
}

impl GenericFunc {
    /// Type arguments that the receiver gives.
    pub fn receiver_args(&self) -> &[TypeId] {
        self.method
            .as_ref()
            .map_or(&[], |method| &method.found.args)
    }
}

/// A method with type parameters of its own, selected but not instantiated.
#[derive(Clone, Debug)]
pub(super) struct MethodUse {
    /// What the selector found.
    pub found: FoundMethod,
    /// What it was selected from.
    pub from: MethodFrom,
}

/// What a method is selected from.
#[derive(Clone, Debug)]
pub(super) enum MethodFrom {
    /// A value: `x.M`.
    Value(Expr),
    /// A type: `T.M`.
    Type(TypeId),
}

/// The names of a function's parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelled<'a> {
    /// Parameters and results as they are declared.
    pub typ: &'a ast::FuncType,
    /// Of a method expression, whose first parameter is the receiver: the receiver's name.
    pub receiver: Option<&'a str>,
}

impl<'a> From<&'a ast::FuncType> for Spelled<'a> {
    fn from(typ: &'a ast::FuncType) -> Spelled<'a> {
        Spelled {
            typ,
            receiver: None,
        }
    }
}

/// How an expression may be used as a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A conversion.
    Conversion,
    /// A value that must be used.
    Expression,
    /// A call or receive, which may stand alone.
    Statement,
}

/// An operand.
#[derive(Clone, Debug)]
pub(super) struct Operand<'a> {
    /// What it is.
    pub mode: Mode,
    /// Its type; of a type operand, the type itself.
    pub ty: TypeId,
    /// Exact value of a constant.
    pub val: Option<Const>,
    /// Its syntax.
    pub ast: Option<&'a ast::Expression>,
    /// The name to print where there is no syntax.
    pub name: &'a str,
    /// Start of its syntax.
    pub start: Pos,
    /// The typed expression.
    pub expr: Expr,
    /// For a generic function without all its type arguments.
    pub generic: Option<GenericFunc>,
    /// For a reference to a declared function or a literal: its declaration, whose parameter names errors print.
    pub decl: Option<Spelled<'a>>,
    /// Whether it is a type named by a type parameter (conversions to it are never constant).
    pub is_param_type: bool,
    /// How it may stand as a statement.
    pub kind: Kind,
}

/// An expression of no meaning, for operands that are not values.
pub(super) fn no_expr(ty: TypeId) -> Expr {
    Expr {
        kind: ExprKind::Zero,
        ty,
        span: Span::default(),
    }
}

impl<'a> Operand<'a> {
    /// Whether an error was reported.
    pub fn is_invalid(&self) -> bool {
        self.mode == Mode::Invalid
    }

    /// Whether it is the untyped or typed `nil`.
    pub fn is_nil(&self) -> bool {
        self.mode == Mode::Nil
    }

    /// Whether it is a constant.
    pub fn is_const(&self) -> bool {
        self.mode == Mode::Const
    }

    /// The text of its syntax.
    pub fn text(&self) -> String {
        match self.ast {
            Some(ast) => expr_text(ast),
            None => self.name.to_string(),
        }
    }
}

/// What errors call the results of a call, from Go 1.27 on.
const RESULTS: [&str; 9] = [
    "1st function result",
    "2nd function result",
    "3rd function result",
    "4th function result",
    "5th function result",
    "6th function result",
    "7th function result",
    "8th function result",
    "9th function result",
];

impl<'a> Checker<'a> {
    /// Calls an operand by its number among the results of a call.
    pub fn number_result(&self, x: &mut Operand<'a>, index: usize) {
        if let Some(name) = RESULTS.get(index)
            && self.has(&versions::NUMBERED_RESULTS)
        {
            (x.ast, x.name) = (None, name);
        }
    }

    /// An operand for which an error was reported.
    pub fn invalid(&self, ast: Option<&'a ast::Expression>) -> Operand<'a> {
        let start = ast.map_or(Pos::NONE, |ast| self.start(ast));
        Operand {
            mode: Mode::Invalid,
            ty: self.t.invalid,
            val: None,
            ast,
            name: "",
            start,
            expr: no_expr(self.t.invalid),
            generic: None,
            decl: None,
            is_param_type: false,
            kind: Kind::Expression,
        }
    }

    /// A value of a given kind.
    pub fn operand(&self, mode: Mode, expr: Expr, ast: &'a ast::Expression) -> Operand<'a> {
        let ty = expr.ty;
        Operand {
            mode,
            ty,
            expr,
            ..self.invalid(Some(ast))
        }
    }

    /// A type operand.
    pub fn type_operand(&self, ty: TypeId, ast: &'a ast::Expression) -> Operand<'a> {
        Operand {
            mode: Mode::Type,
            ty,
            ..self.invalid(Some(ast))
        }
    }

    /// A constant operand.
    pub fn const_operand(&self, ty: TypeId, val: Const, ast: &'a ast::Expression) -> Operand<'a> {
        let expr = Expr {
            span: self.expr_span(ast),
            ..no_expr(ty)
        };
        Operand {
            mode: Mode::Const,
            ty,
            val: Some(val),
            expr,
            ..self.invalid(Some(ast))
        }
    }

    /// The typed expression of an operand whose type is final.
    pub fn finish(&mut self, x: Operand<'a>) -> Expr {
        let span = match x.ast {
            Some(ast) => self.expr_span(ast),
            None => x.expr.span,
        };
        match x.mode {
            Mode::Const if self.untyped(x.ty) => {
                let val = x.val.unwrap_or(Const::Unknown);
                self.untyped_const(val, x.ty, span)
            }
            Mode::Const => {
                let value = self.value_of(x.val.as_ref(), x.ty);
                Expr {
                    kind: ExprKind::Const(value),
                    ty: x.ty,
                    span,
                }
            }
            Mode::Nil => Expr {
                kind: ExprKind::Zero,
                ty: x.ty,
                span,
            },
            _ => x.expr,
        }
    }

    /// A constant as a typed value.
    pub fn value_of(&self, val: Option<&Const>, ty: TypeId) -> Value {
        let basic = self.basic_of(ty);
        match (val, basic) {
            (Some(val), Some(basic)) => {
                represent::machine_value(val, basic).unwrap_or(Value::Int(0))
            }
            _ => Value::Int(0),
        }
    }

    /// An operand as errors describe it: `x (variable of type int)`.
    pub fn describe(&self, x: &Operand<'a>) -> String {
        self.line_at_hand.set(x.start);
        if x.is_nil() {
            return match self.untyped(x.ty) {
                true => "nil".to_string(),
                false => format!("nil (of type {})", self.type_text(x.ty)),
            };
        }
        let text = match x.mode {
            Mode::Builtin(id) if x.ast.is_none() => builtin_name(id).to_string(),
            _ => x.text(),
        };
        let inner = self.describe_mode(x, &text);
        match text.is_empty() {
            true => inner,
            false => format!("{text} ({inner})"),
        }
    }

    fn describe_mode(&self, x: &Operand<'a>, text: &str) -> String {
        let mode = match x.mode {
            Mode::Invalid => return "invalid operand".to_string(),
            Mode::NoValue => return "no value".to_string(),
            Mode::Builtin(_) => return "built-in".to_string(),
            Mode::Type | Mode::GenericType(_) => return "type".to_string(),
            Mode::Const => "constant",
            Mode::Variable => "variable",
            Mode::MapIndex => "map index expression",
            Mode::CommaOk => "comma, ok expression",
            Mode::Value | Mode::Nil => "value",
        };
        let value = x
            .val
            .as_ref()
            .map(|val| val.to_string())
            .filter(|value| value != text);
        let value = value.map_or(String::new(), |value| format!(" {value}"));
        if self.untyped(x.ty) {
            return format!("{} {mode}{value}", self.type_text(x.ty));
        }
        if !self.valid(x.ty) {
            return format!("{mode}{value} with invalid type");
        }
        let ty = self.spelled_type_text(x.ty, x.decl);
        let constraint = match self.types.get(x.ty) {
            Type::Param(_) => {
                let constraint = self.constraint_text(x.ty, self.constraint_of(x.ty));
                let empty = self.param_terms(x.ty).is_some_and(|terms| terms.is_empty());
                let empty = if empty { " with empty type set" } else { "" };
                format!(" constrained by {constraint}{empty}")
            }
            _ => String::new(),
        };
        let kind = self.declared_kind(x.ty, &ty);
        format!("{mode}{value} of {kind}type {ty}{constraint}")
    }

    /// What kind of type a declared one is, where errors say so: `struct ` for a struct.
    fn declared_kind(&self, ty: TypeId, text: &str) -> String {
        let declared = matches!(self.types.get(ty), Type::Named(_)) || text == "any";
        if !declared || !self.has(&versions::DESCRIBES_KINDS) {
            return String::new();
        }
        let kind = self.kind_text(self.types.underlying_id(ty));
        format!("{kind} ")
    }
}
