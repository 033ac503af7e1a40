//! Calls: of functions, methods and function values, with their arguments (Go spec, "Calls", "Passing arguments to ... parameters").

use gosyn::ast::{self, Expression};

use super::checker::Checker;
use super::expr_text::expr_text;
use super::infer::Inference;
use super::operand::{Mode, Operand};
use super::typed::{Call, Callee, Expr, ExprKind, MethodCallee};
use super::types::{Signature, Type, TypeId};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;
use crate::versions;

/// The arguments of a call: operands of one value each, or the values of one call.
pub(super) struct Args<'a> {
    /// One operand per value.
    pub list: Vec<Operand<'a>>,
    /// When all come from one call with several results: that call.
    pub tuple: Option<Expr>,
}

impl<'a> Checker<'a> {
    /// `f(args)`: a call, a conversion or a predeclared function.
    pub fn call_expr(&mut self, call: &'a ast::Call, e: &'a Expression) -> Operand<'a> {
        let outer = self.env.callee.replace(super::expr::unparen(&call.func));
        let callee = self.raw_expr(&call.func, None, true);
        self.env.callee = outer;
        let callee = self.only_values(callee, true);
        match callee.mode {
            Mode::Invalid => {
                call.args.iter().for_each(|arg| {
                    self.use_expr(arg);
                });
                let x = self.invalid(Some(e));
                return self.statement(x);
            }
            Mode::GenericType(_) => {
                let text = callee.text();
                self.error(
                    callee.start,
                    format!("cannot use generic type {text} without instantiation"),
                );
                return self.invalid(Some(e));
            }
            Mode::Type => return self.conversion_call(callee, call, e),
            Mode::Builtin(id) => return self.builtin_call(id, call, e),
            _ => {}
        }
        let callee = self.single_value(callee);
        let sig = self
            .core_type(callee.ty)
            .map(|core| self.types.get(core).clone());
        let Some(Type::Func(sig)) = sig else {
            if !callee.is_invalid() {
                let operand = self.describe(&callee);
                let why = match self.has(&versions::NO_CORE_TYPES) {
                    true => format!("{operand}: {} is not a function", self.type_text(callee.ty)),
                    false => format!("non-function {operand}"),
                };
                self.error(
                    callee.start,
                    format!("invalid operation: cannot call {why}"),
                );
            }
            // gc does not look at the arguments of such a call.
            let x = self.invalid(Some(e));
            return self.statement(x);
        };
        let args = self.call_args(&call.args);
        self.env.has_call = true;
        let x = self.call_with(callee, sig, args, call, e);
        self.statement(x)
    }

    /// Evaluates arguments; a single call with several results spreads.
    pub fn call_args(&mut self, args: &'a [Expression]) -> Args<'a> {
        if let [only] = args {
            let x = self.raw_expr(only, None, true);
            let x = self.only_values(x, false);
            if let (Mode::Value, Type::Tuple(types)) = (x.mode, self.types.get(x.ty).clone()) {
                let list = types
                    .iter()
                    .map(|&ty| Operand {
                        ty,
                        expr: super::operand::no_expr(ty),
                        ..x.clone()
                    })
                    .collect();
                return Args {
                    list,
                    tuple: Some(x.expr),
                };
            }
            return Args {
                list: vec![x],
                tuple: None,
            };
        }
        Args {
            list: args.iter().map(|arg| self.generic_expr(arg)).collect(),
            tuple: None,
        }
    }

    fn call_with(
        &mut self,
        callee: Operand<'a>,
        sig: Signature,
        mut args: Args<'a>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let text = expr_text(&call.func);
        let params = self.expanded_params(&sig, &args, call, &text);
        let invalid = args.list.iter().any(Operand::is_invalid);
        let Some(params) = params.filter(|_| !invalid) else {
            return self.call_result_of_invalid(callee, &sig, e);
        };
        let (callee, sig, params) = if callee.generic.is_some()
            || args.list.iter().any(|arg| arg.generic.is_some())
        {
            let Some(inferred) = self.infer_call(callee, &params, &mut args, call, &text) else {
                return self.invalid(Some(e));
            };
            let Type::Func(sig) = self.types.get(inferred.ty).clone() else {
                return self.invalid(Some(e));
            };
            let Some(params) = self.expanded_params(&sig, &args, call, &text) else {
                return self.invalid(Some(e));
            };
            (inferred, sig, params)
        } else {
            (callee, sig, params)
        };
        let context = format!("argument to {text}");
        let decl = callee.decl;
        let span = self.expr_span(e);
        let paren = self.pos(call.pos.0);
        let mut built = self.build_callee(callee, paren);
        if let Some(tuple) = args.tuple {
            for (arg, &param) in args.list.into_iter().zip(&params) {
                let ty = arg.ty;
                let arg = self.assign_operand(arg, Some(param), &context);
                if arg.is_invalid() {
                    return self.call_value(None, &sig, e);
                }
                if ty != param && self.is_interface(param) {
                    self.note_to_interface(ty);
                }
            }
            built.args.push(tuple);
            built.spread_params = Some(sig.params.clone());
            built.spread_variadic = sig.variadic;
        } else {
            let mut values = Vec::new();
            for (arg, &param) in args.list.into_iter().zip(&params) {
                let arg = self.assign_operand(arg, Some(param), &context);
                values.push(self.finish(arg));
            }
            let packed = self.pack_variadic(values, &sig, call.dots.is_some(), span);
            built.args.extend(packed);
        }
        let expr = Expr {
            kind: ExprKind::Call(Box::new(built)),
            ty: self.t.invalid,
            span,
        };
        let x = self.call_value(Some(expr), &sig, e);
        Operand {
            decl: decl.filter(|_| sig.results.len() > 1),
            ..x
        }
    }

    /// After an error in the arguments, a call still has its result types, if they do not depend on type arguments.
    fn call_result_of_invalid(
        &mut self,
        callee: Operand<'a>,
        sig: &Signature,
        e: &'a Expression,
    ) -> Operand<'a> {
        match callee.generic {
            Some(_) => self.invalid(Some(e)),
            None => self.call_value(None, sig, e),
        }
    }

    /// The operand that a call yields.
    fn call_value(
        &mut self,
        expr: Option<Expr>,
        sig: &Signature,
        e: &'a Expression,
    ) -> Operand<'a> {
        let ty = match sig.results.as_slice() {
            [one] => *one,
            many => self.tuple(many.to_vec()),
        };
        let mode = if sig.results.is_empty() {
            Mode::NoValue
        } else {
            Mode::Value
        };
        let expr = match expr {
            Some(expr) => Expr { ty, ..expr },
            None => super::operand::no_expr(ty),
        };
        self.operand(mode, expr, e)
    }

    /// The type that each argument value must have, with a variadic tail expanded; reports a wrong number.
    pub fn expanded_params(
        &mut self,
        sig: &Signature,
        args: &Args<'a>,
        call: &'a ast::Call,
        text: &str,
    ) -> Option<Vec<TypeId>> {
        let (count, dots) = (args.list.len(), call.dots.is_some());
        let mut params = sig.params.clone();
        let mut wanted = params.len();
        if sig.variadic {
            if dots {
                if call.args.len() == 1 && count > 1 {
                    let arg = call.args.first().map_or(String::new(), expr_text);
                    let pos = self.start(&call.args[0]);
                    self.error(pos, format!("cannot use ... with {count}-valued {arg}"));
                    return None;
                }
            } else if count + 1 >= wanted {
                let last = params.pop().unwrap_or(self.t.invalid);
                let elem = match self.types.get(last) {
                    Type::Slice(elem) => *elem,
                    _ => self.t.invalid,
                };
                params.resize(count, elem);
                wanted = count;
            } else {
                wanted -= 1;
            }
        } else if dots {
            let pos = self.start(&call.func);
            self.error(
                pos,
                format!("cannot use ... in call to non-variadic {text}"),
            );
            return None;
        }
        if count == wanted {
            return Some(params);
        }
        self.wrong_count(sig, args, call, text, wanted);
        None
    }

    fn wrong_count(
        &mut self,
        sig: &Signature,
        args: &Args<'a>,
        call: &'a ast::Call,
        text: &str,
        wanted: usize,
    ) {
        let (qualifier, at) = match args.list.get(wanted) {
            Some(extra) => ("too many", extra.start),
            None => (
                "not enough",
                args.list
                    .last()
                    .map_or(self.start(&call.func), |last| last.start),
            ),
        };
        let have: Vec<TypeId> = args.list.iter().map(|arg| arg.ty).collect();
        let mut have = self.types_summary(&have, false);
        if call.dots.is_some() && self.has(&versions::DOTS_SHOWN) {
            have.insert_str(have.len() - 1, "...");
        }
        let want = self.types_summary(&sig.params, sig.variadic);
        let error = Diagnostic::new(
            at,
            format!("{qualifier} arguments in call to {text}\n\thave {have}\n\twant {want}"),
        );
        self.report(error);
    }

    /// A list of types as in `have (number, string)`.
    pub fn types_summary(&self, types: &[TypeId], variadic: bool) -> String {
        let mut texts = Vec::new();
        for (i, &ty) in types.iter().enumerate() {
            texts.push(match self.types.get(ty) {
                _ if !self.valid(ty) => "unknown type".to_string(),
                Type::Basic(_) if self.untyped(ty) => match self.all_numeric(ty) {
                    true => "number".to_string(),
                    false => self.type_text(ty).replace("untyped ", ""),
                },
                Type::Slice(elem) if variadic && i + 1 == types.len() => {
                    format!("...{}", self.type_text(*elem))
                }
                _ => self.type_text(ty),
            });
        }
        format!("({})", texts.join(", "))
    }

    /// Packs the values beyond the fixed parameters of a variadic function into a slice.
    fn pack_variadic(
        &mut self,
        mut values: Vec<Expr>,
        sig: &Signature,
        dots: bool,
        span: crate::source::Span,
    ) -> Vec<Expr> {
        let Some(&last) = sig.params.last().filter(|_| sig.variadic && !dots) else {
            return values;
        };
        let fixed = sig.params.len() - 1;
        let tail: Vec<Expr> = values.split_off(fixed.min(values.len()));
        let kind = match tail.is_empty() {
            true => ExprKind::Zero,
            false => {
                let len = tail.len() as u64;
                ExprKind::SliceLit {
                    elems: (0u64..).zip(tail).collect(),
                    len,
                }
            }
        };
        values.push(Expr {
            kind,
            ty: last,
            span,
        });
        values
    }

    /// Who is called, with the receiver as first argument.
    fn build_callee(&mut self, callee: Operand<'a>, paren: Pos) -> Call {
        let expr = self.finish(callee);
        let (callee, args) = match expr.kind {
            ExprKind::Func(func) => (Callee::Static(func), Vec::new()),
            ExprKind::MethodValue {
                recv,
                callee: MethodCallee::Static(func),
            } => (Callee::Static(func), vec![*recv]),
            ExprKind::MethodValue {
                recv,
                callee: MethodCallee::Interface { name, pkg },
            } => (Callee::Interface { recv, name, pkg }, Vec::new()),
            kind => (Callee::Value(Box::new(Expr { kind, ..expr })), Vec::new()),
        };
        Call {
            callee,
            args,
            spread_params: None,
            spread_variadic: false,
            paren,
        }
    }

    /// Settles the type arguments of a generic callee and of generic functions among the arguments.
    fn infer_call(
        &mut self,
        callee: Operand<'a>,
        params: &[TypeId],
        args: &mut Args<'a>,
        call: &'a ast::Call,
        text: &str,
    ) -> Option<Operand<'a>> {
        let paren = self.pos(call.pos.0);
        if callee.generic.is_some() && !self.allows(&versions::GENERICS) {
            self.version_error(
                self.start(&call.func),
                "implicit function instantiation",
                &versions::GENERICS,
            );
        }
        let mut inference = Inference::default();
        let own = callee.generic.clone();
        let mut map = Default::default();
        if let Some(generic) = &own {
            map = self.add_inferred(&mut inference, generic);
        }
        let params: Vec<TypeId> = self.subst_list(params, &map);
        let mut generic_args = Vec::new();
        if let Some(arg) = args.list.iter().find(|arg| arg.generic.is_some())
            && !self.allows(&versions::WIDER_INFERENCE)
        {
            let what = "implicitly instantiated function as argument";
            self.version_error(arg.start, what, &versions::WIDER_INFERENCE);
        }
        for (i, arg) in args.list.iter_mut().enumerate() {
            if let Some(generic) = arg.generic.clone() {
                let from = inference.params.len();
                let map = self.add_inferred(&mut inference, &generic);
                arg.ty = self.subst(arg.ty, &map);
                generic_args.push((i, from));
            }
        }
        let types = match self.infer(&mut inference, &params, &args.list, paren) {
            Ok(types) => types,
            Err(Some((pos, why))) => {
                self.error(pos, format!("in call to {text}, {why}"));
                return None;
            }
            Err(None) => return None,
        };
        for (i, from) in generic_args {
            let arg = args.list[i].clone();
            let count = arg
                .generic
                .as_ref()
                .map_or(0, |generic| self.own_params(generic.obj));
            let arg = self.with_type_args(arg, types[from..from + count].to_vec(), paren);
            args.list[i] = arg;
        }
        match own {
            Some(generic) => {
                let count = self.own_params(generic.obj);
                let outer = self.env.callee.replace(super::expr::unparen(&call.func));
                let callee = self.with_type_args(callee, types[..count].to_vec(), paren);
                self.env.callee = outer;
                Some(callee)
            }
            None => Some(callee),
        }
    }

    /// How many type parameters a function has, not counting those of its receiver.
    pub fn own_params(&mut self, obj: super::object::ObjId) -> usize {
        self.params_of(obj).len() - self.receiver_params(obj)
    }
}
