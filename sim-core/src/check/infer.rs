//! Type inference: the type arguments of generic functions, from the types of arguments and from constraints (Go spec, "Type inference").
//!
//! Types of arguments are unified with types of parameters ([`super::unify`]). Constraints with a core type add what that type says;
//! untyped constants come last.

use gosyn::ast;

use super::checker::Checker;
use super::generic::Subst;
use super::later::Later;
use super::method_set::FoundMethod;
use super::object::ObjKind;
use super::operand::{GenericFunc, MethodFrom, MethodUse, Mode, Operand, Spelled};
use super::typed::{Expr, ExprKind};
use super::types::{Signature, Type, TypeId};
use crate::source::Pos;
use crate::versions;

/// Type parameters to find, with what is known about each.
#[derive(Default)]
pub(super) struct Inference {
    /// The parameters, renamed apart from those of the surrounding function.
    pub params: Vec<TypeId>,
    /// Found so far.
    pub args: Vec<Option<TypeId>>,
    /// Steps of unification so far.
    pub steps: usize,
}

impl Inference {
    /// The parameter without an argument that parameter `i` is bound to, itself if it has none; nothing where it is settled.
    fn open_end(&self, mut i: usize) -> Option<usize> {
        for _ in 0..self.params.len() {
            match self.args[i] {
                Some(arg) => i = self.index_of(arg)?,
                None => return Some(i),
            }
        }
        None
    }

    /// The number of a parameter, if it is one to be found.
    pub fn index_of(&self, ty: TypeId) -> Option<usize> {
        self.params.iter().position(|&param| param == ty)
    }
}

impl<'a> Checker<'a> {
    /// Adds the (renamed) type parameters of a generic function, or of a method its own; yields the renaming.
    pub fn add_inferred(&mut self, inference: &mut Inference, generic: &GenericFunc) -> Subst {
        let mut params = self.params_of(generic.obj);
        let receiver_args = generic.receiver_args();
        let known = self.subst_of(&params, receiver_args);
        params.drain(..receiver_args.len().min(params.len()));
        let fresh = self.rename_params(&params, &known);
        for (i, &param) in fresh.iter().enumerate() {
            inference.params.push(param);
            inference.args.push(generic.args.get(i).copied());
        }
        self.subst_of(&params, &fresh)
    }

    /// Finds all type arguments.
    ///
    /// # Errors
    /// Where and why it is impossible, to be put after `in call to f, `; `None` when an error was reported.
    pub fn infer(
        &mut self,
        inf: &mut Inference,
        params: &[TypeId],
        args: &[Operand<'a>],
        pos: Pos,
    ) -> Result<Vec<TypeId>, Option<(Pos, String)>> {
        let mut untyped = Vec::new();
        let known = self.known(inf);
        let params = self.subst_list(params, &known);
        for (&param, arg) in params.iter().zip(args) {
            if !self.has_params(param) && arg.generic.is_none() {
                continue;
            }
            if self.untyped(arg.ty) {
                if inf.index_of(param).is_some() && !arg.is_nil() {
                    untyped.push((param, arg));
                }
                continue;
            }
            if !self.unify(inf, param, arg.ty, true, 0) {
                return Err(Some((arg.start, self.mismatch(inf, param, arg))));
            }
        }
        self.use_constraints(inf, pos)?;
        self.use_untyped(inf, &untyped)?;
        self.resolve_inferred(inf, pos)
    }

    fn mismatch(&mut self, inf: &Inference, param: TypeId, arg: &Operand<'a>) -> String {
        let (arg_type, text) = (self.type_text(arg.ty), arg.text());
        let param_text = self.type_text(param);
        let map = self.known(inf);
        let inferred = self.subst(param, &map);
        if inferred != param {
            let inferred = self.type_text(inferred);
            return format!(
                "type {arg_type} of {text} does not match inferred type {inferred} for {param_text}"
            );
        }
        let list = self.inferred_names(inf);
        format!("type {arg_type} of {text} does not match {param_text} (cannot infer {list})")
    }

    /// The names of the parameters to be found, as a phrase.
    fn inferred_names(&self, inf: &Inference) -> String {
        let names: Vec<String> = inf
            .params
            .iter()
            .map(|&param| self.type_text(param))
            .collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        }
    }

    /// What is known so far, as a substitution.
    fn known(&self, inf: &Inference) -> Subst {
        let (params, args): (Vec<TypeId>, Vec<TypeId>) = inf
            .params
            .iter()
            .zip(&inf.args)
            .filter_map(|(&param, arg)| Some((param, (*arg)?)))
            .unzip();
        self.subst_of(&params, &args)
    }

    /// Uses the core types of constraints until nothing new is found.
    fn use_constraints(
        &mut self,
        inf: &mut Inference,
        pos: Pos,
    ) -> Result<(), Option<(Pos, String)>> {
        for _ in 0..=inf.params.len() {
            let before = inf.args.clone();
            for i in 0..inf.params.len() {
                self.use_constraint(inf, i, pos)?;
            }
            if inf.args == before {
                break;
            }
        }
        Ok(())
    }

    fn use_constraint(
        &mut self,
        inf: &mut Inference,
        i: usize,
        pos: Pos,
    ) -> Result<(), Option<(Pos, String)>> {
        let param = inf.params[i];
        let terms = match self.under(param) {
            Type::Interface(interface) => interface.terms.clone().unwrap_or_default(),
            _ => Vec::new(),
        };
        let Some(core) = self.core_type(param).filter(|_| !terms.is_empty()) else {
            return self.use_methods(inf, i, pos);
        };
        match inf.args[i] {
            Some(arg) => {
                let tilde = terms.iter().any(|term| term.tilde);
                let arg_under = match tilde && !self.is_param(arg) {
                    true => self.types.underlying_id(arg),
                    false => arg,
                };
                if !self.unify(inf, core, arg_under, true, 0) {
                    let (param, arg) = (self.type_text(param), self.type_text(arg));
                    let constraint =
                        self.constraint_text(inf.params[i], self.constraint_of(inf.params[i]));
                    return Err(Some((
                        pos,
                        format!("{param} (type {arg}) does not satisfy {constraint}"),
                    )));
                }
            }
            None => {
                if let [only] = terms.as_slice()
                    && !only.tilde
                {
                    inf.args[i] = Some(only.ty);
                }
            }
        }
        Ok(())
    }

    /// Without a core type, a known argument must have the constraint's methods.
    fn use_methods(
        &mut self,
        inf: &mut Inference,
        i: usize,
        pos: Pos,
    ) -> Result<(), Option<(Pos, String)>> {
        let (Some(arg), Type::Interface(interface)) =
            (inf.args[i], self.under(inf.params[i]).clone())
        else {
            return Ok(());
        };
        if interface.methods.is_empty() || self.unify_methods(inf, &interface, arg, 0) {
            return Ok(());
        }
        let cause = self
            .missing_method(arg, arg, &interface, true)
            .unwrap_or_default();
        let (param, arg) = (self.type_text(inf.params[i]), self.type_text(arg));
        let constraint = self.constraint_text(inf.params[i], self.constraint_of(inf.params[i]));
        let text = format!("{param} (type {arg}) does not satisfy {constraint} {cause}");
        Err(Some((pos, text.trim_end().to_string())))
    }

    /// Whether a type mentions one of the parameters.
    fn mentions_any(&self, ty: TypeId, params: &[TypeId]) -> bool {
        self.mentions_param(ty, &|param| params.contains(&param))
    }

    /// Parameters that only untyped constants mention get the default type of the largest kind among them.
    fn use_untyped(
        &mut self,
        inf: &mut Inference,
        untyped: &[(TypeId, &Operand<'a>)],
    ) -> Result<(), Option<(Pos, String)>> {
        let mut largest: Vec<Option<TypeId>> = vec![None; inf.params.len()];
        for (param, arg) in untyped {
            let Some(i) = inf.index_of(*param).and_then(|i| inf.open_end(i)) else {
                continue;
            };
            largest[i] = match largest[i] {
                None => Some(arg.ty),
                Some(before) => match self.implicit_type(arg, before) {
                    Ok((ty, _)) => Some(ty),
                    Err(_) => {
                        let (a, b) = (self.type_text(before), self.type_text(arg.ty));
                        let param = self.type_text(*param);
                        return Err(Some((
                            arg.start,
                            format!("mismatched types {a} and {b} (cannot infer {param})"),
                        )));
                    }
                },
            };
        }
        for (i, ty) in largest.into_iter().enumerate() {
            if let Some(ty) = ty {
                inf.args[i] = Some(self.default_type(ty));
            }
        }
        Ok(())
    }

    /// Replaces parameters inside found arguments and reports the first that is not found.
    fn resolve_inferred(
        &mut self,
        inf: &mut Inference,
        pos: Pos,
    ) -> Result<Vec<TypeId>, Option<(Pos, String)>> {
        for _ in 0..inf.params.len() {
            let map = self.known(inf);
            for i in 0..inf.args.len() {
                if let Some(arg) = inf.args[i] {
                    inf.args[i] = Some(self.subst(arg, &map));
                }
            }
        }
        let mut types = Vec::new();
        for i in 0..inf.params.len() {
            let param = inf.params[i];
            match inf.args[i] {
                Some(arg) if !self.mentions_any(arg, &inf.params) => types.push(arg),
                _ => {
                    let name = self.type_text(param);
                    let place = self.sources.describe(self.param_position(param));
                    let declared = match self.has(&versions::CANNOT_INFER_DECLARED) {
                        true => "declared at ",
                        false => "",
                    };
                    return Err(Some((
                        pos,
                        format!("cannot infer {name} ({declared}{place})"),
                    )));
                }
            }
        }
        Ok(types)
    }

    /// A generic function with all its explicit type arguments.
    pub fn complete_instance(&mut self, x: Operand<'a>) -> Operand<'a> {
        let Some(generic) = x.generic.clone() else {
            return x;
        };
        let pos = generic.arg_pos.first().copied().unwrap_or(x.start);
        self.with_type_args(x, generic.args, pos)
    }

    /// The instance of a generic function or method operand, with arguments for all type parameters of its own.
    pub fn with_type_args(&mut self, x: Operand<'a>, own: Vec<TypeId>, pos: Pos) -> Operand<'a> {
        let Some(generic) = x.generic.clone() else {
            return x;
        };
        let args = [generic.receiver_args(), &own].concat();
        let sig = self.signature_of(generic.obj, &args);
        if !self.env.instance {
            let mut arg_pos = vec![pos; args.len() - own.len()];
            arg_pos.extend(&generic.arg_pos);
            arg_pos.resize(args.len(), pos);
            self.later.push(Later::TypeArgs {
                obj: generic.obj,
                args: args.clone(),
                arg_pos,
                file: self.env.file,
            });
        }
        let decl = match &self.obj(generic.obj).kind {
            ObjKind::Func(func) => Some((&func.decl.typ).into()),
            _ => None,
        };
        if let Some(method) = generic.method {
            return self.method_instance(x, *method, args, sig, decl);
        }
        let func = self.func_instance(generic.obj, args);
        let expr = Expr {
            kind: ExprKind::Func(func),
            ty: sig,
            span: x.expr.span,
        };
        Operand {
            mode: Mode::Value,
            ty: sig,
            expr,
            generic: None,
            decl,
            ..x
        }
    }

    /// The method value or method expression for a method with all its type arguments.
    fn method_instance(
        &mut self,
        x: Operand<'a>,
        method: MethodUse,
        args: Vec<TypeId>,
        sig: TypeId,
        decl: Option<Spelled<'a>>,
    ) -> Operand<'a> {
        let found = FoundMethod {
            ty: sig,
            args,
            generic: false,
            ..method.found
        };
        let span = x.expr.span;
        self.count_method_closure(&method.from, x.ast);
        let (kind, ty, decl) = match method.from {
            MethodFrom::Value(base) => {
                let (recv, callee) = self.bind_receiver(base, &found, span);
                let recv = Box::new(recv);
                (ExprKind::MethodValue { recv, callee }, sig, decl)
            }
            MethodFrom::Type(recv) => {
                let ty = self.with_receiver(recv, sig);
                let func = self.method_func(recv, &found);
                (ExprKind::Func(func), ty, self.with_receiver_name(found.obj))
            }
        };
        Operand {
            mode: Mode::Value,
            ty,
            expr: Expr { kind, ty, span },
            generic: None,
            decl,
            ..x
        }
    }

    /// gc makes a function literal around an instance of a generic method, unless it calls the method value `e`, and counts that
    /// literal among those of the function.
    fn count_method_closure(&mut self, from: &MethodFrom, e: Option<&'a ast::Expression>) {
        let called = |callee: &ast::Expression| {
            e.is_some_and(|e| std::ptr::eq(super::expr::unparen(e), callee))
        };
        if matches!(from, MethodFrom::Type(_)) || !self.env.callee.is_some_and(called) {
            self.closure_name();
        }
    }

    /// The type of a method expression: the receiver is the first parameter.
    pub fn with_receiver(&mut self, recv: TypeId, sig: TypeId) -> TypeId {
        let Type::Func(sig) = self.types.get(sig).clone() else {
            return self.t.invalid;
        };
        let mut params = vec![recv];
        params.extend(&sig.params);
        self.types.intern(Type::Func(Signature { params, ..sig }))
    }

    /// A generic function with some of its type arguments, where constraints must settle the others.
    pub fn complete_partial(&mut self, x: Operand<'a>) -> Operand<'a> {
        let Some(generic) = x.generic.clone() else {
            return x;
        };
        let mut inf = Inference::default();
        self.add_inferred(&mut inf, &generic);
        let pos = x.ast.map_or(x.start, crate::syntax::ast_pos::node_pos);
        match self.infer(&mut inf, &[], &[], pos) {
            Ok(types) => self.with_type_args(x, types, pos),
            Err(why) => {
                if let Some((pos, why)) = why {
                    let text = x.text();
                    self.error(pos, format!("in call to {text}, {why}"));
                }
                self.invalid(x.ast)
            }
        }
    }

    /// Settles a generic function by the function type that its context wants.
    pub fn instantiate_for(
        &mut self,
        x: Operand<'a>,
        target: Option<(TypeId, &str)>,
    ) -> Operand<'a> {
        let (Some(generic), Some((target, desc))) = (x.generic.clone(), target) else {
            return x;
        };
        let under = self.types.underlying_id(target);
        let pos = x.ast.map_or(x.start, crate::syntax::ast_pos::node_pos);
        if !matches!(self.types.get(under), Type::Func(_)) {
            return self.not_generic(x);
        }
        let mut inf = Inference::default();
        let map = self.add_inferred(&mut inf, &generic);
        let own = self.subst(x.ty, &map);
        if !self.unify(&mut inf, own, under, true, 0) {
            let (own_type, known) = (own, self.known(&inf));
            let inferred = self.subst(own_type, &known);
            let own = self.spelled_type_text(own, x.decl);
            let target = self.type_text(under);
            let text = match inferred == own_type {
                true => {
                    let names = self.inferred_names(&inf);
                    format!("type {target} of {desc} does not match {own} (cannot infer {names})")
                }
                false => {
                    let inferred = self.spelled_type_text(inferred, x.decl);
                    format!(
                        "inferred type {inferred} for {own} does not match type {target} of {desc}"
                    )
                }
            };
            self.error(pos, text);
            return self.invalid(x.ast);
        }
        let result = match self.use_constraints(&mut inf, pos) {
            Ok(()) => self.resolve_inferred(&mut inf, pos),
            Err(why) => Err(why),
        };
        match result {
            Ok(types) => self.with_type_args(x, types, pos),
            Err(why) => {
                if let Some((pos, why)) = why {
                    self.error(pos, why);
                }
                self.invalid(x.ast)
            }
        }
    }
}
