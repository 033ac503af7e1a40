//! Predeclared functions (Go spec, "Built-in functions"): which arguments they take and what they yield.

use gosyn::ast::{self, Expression};

use super::checker::Checker;
use super::expr_text::call_text;
use super::object::BuiltinId;
use super::operand::{Kind, Mode, Operand};
use super::typed::{Builtin, Call, Callee, Expr, ExprKind};
use super::types::{Signature, Type, TypeId};
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

    fn append(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let mut rest = args.into_iter();
        let Some(slice) = rest.next() else {
            return self.invalid(Some(e));
        };
        let ty = slice.ty;
        let elem = self.core_type(ty).map(|core| self.types.get(core).clone());
        let Some(Type::Slice(elem)) = elem else {
            let operand = self.describe(&slice);
            let have = match slice.is_nil() {
                true => "have untyped nil".to_string(),
                false if self.is_param(ty) => format!("{operand} has no core type"),
                false => format!("have {operand}"),
            };
            let what = match self.has(&versions::NO_CORE_TYPES) {
                true => "invalid append: argument",
                false => "first argument to append",
            };
            self.error(slice.start, format!("{what} must be a slice; {have}"));
            return self.invalid(Some(e));
        };
        let spread = call.dots.is_some();
        let mut rest: Vec<Operand<'a>> = rest.collect();
        if let (true, [tail]) = (spread, rest.as_mut_slice()) {
            let bytes = self.types.underlying_id(elem) == self.t.byte;
            if bytes
                && self
                    .core_string(tail.ty)
                    .is_some_and(|core| self.all_string(core))
            {
                let tail = self.defaulted(tail.clone());
                let values = vec![self.finish(slice), self.finish(tail)];
                return self.builtin_value(Builtin::Append { spread }, values, ty, call, e);
            }
        }
        // As for a function of type func(S, ...E) S.
        let elems = self.slice_of(elem);
        let sig = Signature {
            params: vec![ty, elems],
            results: vec![ty],
            variadic: true,
        };
        let mut list = vec![slice];
        list.append(&mut rest);
        let args = super::call::Args { list, tuple: None };
        let Some(params) = self.expanded_params(&sig, &args, call, "append") else {
            return self.invalid(Some(e));
        };
        let (mut values, mut valid) = (Vec::new(), true);
        for (arg, target) in args.list.into_iter().zip(params) {
            let arg = self.instantiate_for(arg, Some((target, "element")));
            let arg = self.assign_operand(arg, Some(target), "argument to append");
            if arg.is_invalid() {
                valid = false;
                continue;
            }
            values.push(self.finish(arg));
        }
        if !valid {
            return self.invalid(Some(e));
        }
        self.builtin_value(Builtin::Append { spread }, values, ty, call, e)
    }

    fn clear(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        if !self.allows(&versions::NEW_BUILTINS) {
            self.version_error(self.start(&call.func), "clear", &versions::NEW_BUILTINS);
        }
        let core = self
            .core_type(x.ty)
            .map(|core| self.types.get(core).clone());
        let terms = self.param_terms(x.ty).unwrap_or_default();
        let each =
            |c: &Self, ty: TypeId| matches!(c.types.underlying(ty), Type::Map(..) | Type::Slice(_));
        let all_terms =
            self.is_param(x.ty) && !terms.is_empty() && terms.iter().all(|&term| each(self, term));
        if !(matches!(core, Some(Type::Map(..) | Type::Slice(_))) || all_terms) {
            let operand = self.describe(&x);
            let why = format!(
                "cannot clear {operand}: argument must be (or constrained by) map or slice"
            );
            return self.bad_argument(x.start, why, e);
        }
        let x = self.finish(x);
        let none = self.t.empty_tuple;
        self.builtin_value(Builtin::Clear, vec![x], none, call, e)
    }

    fn close(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        use super::types::ChanDir;
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        let types = match self.is_param(x.ty) {
            true => self.param_terms(x.ty).unwrap_or_default(),
            false => vec![x.ty],
        };
        let wrong = |&ty: &TypeId| match self.types.underlying(ty) {
            Type::Chan(ChanDir::RecvOnly, _) => Some("receive-only channel"),
            Type::Chan(..) => None,
            _ => Some("non-channel"),
        };
        let wrong = match types.is_empty() {
            true => Some("non-channel"),
            false => types.iter().find_map(wrong),
        };
        if let Some(what) = wrong {
            let text = format!(
                "invalid operation: cannot close {what} {}",
                self.describe(&x)
            );
            self.error(x.start, text);
            return self.invalid(Some(e));
        }
        let x = self.finish(x);
        let none = self.t.empty_tuple;
        self.builtin_value(Builtin::Close, vec![x], none, call, e)
    }

    fn copy(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let mut args = args.into_iter();
        let (Some(dst), Some(src)) = (args.next(), args.next()) else {
            return self.invalid(Some(e));
        };
        let slice_elem = |c: &Self, ty: TypeId| match c.core_type(ty).map(|core| c.types.get(core))
        {
            Some(Type::Slice(elem)) => Some(*elem),
            _ => None,
        };
        let dst_elem = slice_elem(self, dst.ty);
        let from_string = self
            .core_string(src.ty)
            .is_some_and(|core| self.all_string(core));
        let src_elem = if from_string {
            Some(self.t.byte)
        } else {
            slice_elem(self, src.ty)
        };
        let (Some(a), Some(b)) = (dst_elem, src_elem) else {
            return self.bad_copy(&dst, &src, dst_elem.is_none(), e);
        };
        if a != b && !(from_string && self.types.underlying_id(a) == b) {
            let (d, s, a, b) = (
                self.describe(&dst),
                self.describe(&src),
                self.type_text(a),
                self.type_text(b),
            );
            let what = match self.has(&versions::NO_CORE_TYPES) {
                true => "invalid copy: arguments",
                false => "invalid argument: arguments to copy",
            };
            let text = format!("{what} {d} and {s} have different element types {a} and {b}");
            self.error(dst.start, text);
            return self.invalid(Some(e));
        }
        let src = self.defaulted(src);
        let values = vec![self.finish(dst), self.finish(src)];
        let int = self.t.int;
        self.builtin_value(Builtin::Copy, values, int, call, e)
    }

    /// A `copy` of something that is no slice.
    fn bad_copy(
        &mut self,
        dst: &Operand<'a>,
        src: &Operand<'a>,
        of_dst: bool,
        e: &'a Expression,
    ) -> Operand<'a> {
        let (d, s) = (self.describe(dst), self.describe(src));
        let text = match (self.has(&versions::NO_CORE_TYPES), of_dst) {
            (true, true) => format!("invalid copy: argument must be a slice; have {d}"),
            (true, false) => format!("invalid copy: argument must be a slice; have {s}"),
            (false, _) => {
                format!("invalid argument: copy expects slice arguments; found {d} and {s}")
            }
        };
        self.error(dst.start, text);
        self.invalid(Some(e))
    }

    fn delete(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let mut args = args.into_iter();
        let (Some(map), Some(key)) = (args.next(), args.next()) else {
            return self.invalid(Some(e));
        };
        let Some(Type::Map(key_type, _)) = self
            .core_type(map.ty)
            .map(|core| self.types.get(core).clone())
        else {
            let operand = self.describe(&map);
            return self.bad_argument(map.start, format!("{operand} is not a map"), e);
        };
        let key = self.assign_operand(key, Some(key_type), "argument to delete");
        if key.is_invalid() {
            return self.invalid(Some(e));
        }
        let values = vec![self.finish(map), self.finish(key)];
        let none = self.t.empty_tuple;
        self.builtin_value(Builtin::Delete, values, none, call, e)
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
