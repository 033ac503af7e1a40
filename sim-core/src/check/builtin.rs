//! Predeclared functions (Go spec, "Built-in functions"): which arguments they take and what they yield.

mod collections;

use gosyn::ast::{self, Expression};

use super::checker::Checker;
use super::expr_text::call_text;
use super::object::BuiltinId;
use super::operand::{Kind, Mode, Operand};
use super::typed::{Builtin, Call, Callee, Expr, ExprKind};
use super::types::TypeId;
use super::universe::builtin_name;
use crate::source::Pos;
use crate::versions;

/// Fewest arguments, whether more are allowed, and whether a call may stand alone as a statement.
fn shape(id: BuiltinId) -> (usize, bool, bool) {
    use BuiltinId::*;
    match id {
        Append => (1, true, false),
        Cap | Imag | Len | Real | New | Sizeof | Alignof | Offsetof => (1, false, false),
        Clear | Close | Panic => (1, false, true),
        Complex => (2, false, false),
        Copy | Delete => (2, false, true),
        Make => (1, true, false),
        Max | Min => (1, true, false),
        Print | Println => (0, true, true),
        Recover => (0, false, true),
    }
}

impl<'a> Checker<'a> {
    /// A call of a predeclared function.
    pub fn builtin_call(
        &mut self,
        id: BuiltinId,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let (_, _, stands_alone) = shape(id);
        let name = builtin_name(id);
        let x = if call.dots.is_some() && id != BuiltinId::Append {
            let bare = name.rsplit('.').next().unwrap_or(name);
            let pos = self.start(e);
            self.error(
                pos,
                format!("invalid operation: invalid use of ... with built-in {bare}"),
            );
            self.use_args(call);
            self.invalid(Some(e))
        } else if let Some(x) = self.builtin_by_type(id, call, e) {
            x
        } else {
            self.builtin_by_value(id, call, e)
        };
        if !x.is_invalid() && !x.is_const() {
            self.env.has_call = true;
        }
        let kind = if stands_alone {
            Kind::Statement
        } else {
            Kind::Expression
        };
        Operand { kind, ..x }
    }

    fn use_args(&mut self, call: &'a ast::Call) {
        call.args.iter().for_each(|arg| {
            self.use_expr(arg);
        });
    }

    /// Those whose first argument is a type or needs its syntax.
    fn builtin_by_type(
        &mut self,
        id: BuiltinId,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Option<Operand<'a>> {
        match id {
            BuiltinId::Make | BuiltinId::New | BuiltinId::Offsetof => {}
            _ => return None,
        }
        if !self.check_count(id, call, call.args.len(), e) {
            self.use_args(call);
            return Some(self.invalid(Some(e)));
        }
        let first = call.args.first()?;
        Some(match id {
            BuiltinId::New => self.new_builtin(first, call, e),
            BuiltinId::Make => self.make(first, call, e),
            _ => self.offset_of(first, e),
        })
    }

    /// `new(T)`, and since Go 1.26 `new(value)`.
    fn new_builtin(
        &mut self,
        first: &'a Expression,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        if self.has(&versions::NEW_OF_VALUE) {
            let x = self.expr_or_type(first);
            if !matches!(x.mode, Mode::Type | Mode::GenericType(_)) {
                let x = self.assign_operand(x, None, "argument to new");
                if x.is_invalid() {
                    return self.invalid(Some(e));
                }
                let value = self.finish(x);
                let ptr = self.pointer_to(value.ty);
                return self.builtin_value(Builtin::New, vec![value], ptr, call, e);
            }
        }
        let ty = self.var_type(first);
        if ty == self.t.invalid {
            return self.invalid(Some(e));
        }
        let ptr = self.pointer_to(ty);
        self.builtin_value(Builtin::New, Vec::new(), ptr, call, e)
    }

    /// Reports a wrong number of arguments.
    fn check_count(
        &mut self,
        id: BuiltinId,
        call: &'a ast::Call,
        count: usize,
        e: &'a Expression,
    ) -> bool {
        let (least, more, _) = shape(id);
        let why = match count {
            _ if count < least => "not enough",
            _ if count > least && !more => "too many",
            _ => return true,
        };
        let at = self.start(e);
        let text = call_text(call);
        self.error(
            at,
            format!(
                "invalid operation: {why} arguments for {text} (expected {least}, found {count})"
            ),
        );
        false
    }

    fn builtin_by_value(
        &mut self,
        id: BuiltinId,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let saved = std::mem::replace(&mut self.env.has_call, false);
        let args = self.call_args(&call.args);
        let calls_inside = std::mem::replace(&mut self.env.has_call, saved);
        self.env.has_call |= calls_inside;
        if args.list.iter().any(Operand::is_invalid)
            || !self.check_count(id, call, args.list.len(), e)
        {
            return self.invalid(Some(e));
        }
        let mut list = args.list;
        let Some(tuple) = args.tuple else {
            return self.builtin_of_values(id, list, calls_inside, call, e);
        };
        for (index, arg) in list.iter_mut().enumerate() {
            arg.expr.kind = ExprKind::Part(index);
            arg.expr.span = tuple.span;
            self.number_result(arg, index);
        }
        let x = self.builtin_of_values(id, list, calls_inside, call, e);
        let kind = ExprKind::Spread {
            tuple: Box::new(tuple),
            body: Box::new(x.expr.clone()),
        };
        let expr = Expr { kind, ..x.expr };
        Operand { expr, ..x }
    }

    fn builtin_of_values(
        &mut self,
        id: BuiltinId,
        args: Vec<Operand<'a>>,
        calls_inside: bool,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        match id {
            BuiltinId::Append => self.append(args, call, e),
            BuiltinId::Len | BuiltinId::Cap => self.len_or_cap(id, args, calls_inside, call, e),
            BuiltinId::Clear => self.clear(args, call, e),
            BuiltinId::Close => self.close(args, call, e),
            BuiltinId::Copy => self.copy(args, call, e),
            BuiltinId::Delete => self.delete(args, call, e),
            BuiltinId::Complex => self.complex(args, call, e),
            BuiltinId::Real | BuiltinId::Imag => self.real_or_imag(id, args, call, e),
            BuiltinId::Max | BuiltinId::Min => self.min_or_max(id, args, call, e),
            BuiltinId::Panic => self.panic_call(args, call, e),
            BuiltinId::Print | BuiltinId::Println => self.print(id, args, call, e),
            BuiltinId::Recover => {
                if let Some(func) = self.func() {
                    func.has_recover = true;
                }
                let any = self.t.any;
                self.builtin_value(Builtin::Recover, Vec::new(), any, call, e)
            }
            _ => self.size_of(id, args, e),
        }
    }

    /// The call as an expression of type `ty`.
    pub(super) fn builtin_value(
        &mut self,
        builtin: Builtin,
        args: Vec<Expr>,
        ty: TypeId,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let paren = self.pos(call.pos.0);
        let callee = Callee::Builtin(builtin);
        let built = Call {
            callee,
            args,
            spread_params: None,
            spread_variadic: false,
            paren,
        };
        let span = self.expr_span(e);
        let mode = if ty == self.t.empty_tuple {
            Mode::NoValue
        } else {
            Mode::Value
        };
        self.operand(
            mode,
            Expr {
                kind: ExprKind::Call(Box::new(built)),
                ty,
                span,
            },
            e,
        )
    }

    /// An invalid operand after reporting `invalid argument: …` at an argument.
    pub(super) fn bad_argument(&mut self, at: Pos, why: String, e: &'a Expression) -> Operand<'a> {
        self.error(at, format!("invalid argument: {why}"));
        self.invalid(Some(e))
    }

    fn panic_call(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        let any = self.t.any;
        let x = self.assign_operand(x, Some(any), "argument to panic");
        if x.is_invalid() {
            return x;
        }
        let x = self.finish(x);
        let none = self.t.empty_tuple;
        self.builtin_value(Builtin::Panic, vec![x], none, call, e)
    }

    fn print(
        &mut self,
        id: BuiltinId,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let space = match self.has(&versions::BUILTIN_SPACED) {
            true => " ",
            false => "",
        };
        let context = format!("argument to built-in{space}{}", builtin_name(id));
        let mut values = Vec::new();
        for arg in args {
            let arg = self.assign_operand(arg, None, &context);
            if arg.is_invalid() {
                return arg;
            }
            values.push(self.finish(arg));
        }
        let builtin = if id == BuiltinId::Print {
            Builtin::Print
        } else {
            Builtin::Println
        };
        let none = self.t.empty_tuple;
        self.builtin_value(builtin, values, none, call, e)
    }
}
