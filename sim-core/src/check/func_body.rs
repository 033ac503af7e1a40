//! Bodies of functions, methods and function literals: parameters, statements, and what is decided once a body is known.

use gosyn::ast::{self, Expression, FuncLit};

use super::checker::{Checker, DelayedClosure, Env, Scope};
use super::func_ctx::{FinishedClosure, FuncCtx};
use super::object::{ObjId, ObjKind};
use super::operand::{Mode, Operand};
use super::stmt::check_branches;
use super::typed::{Expr, ExprKind, Func, FuncId, FuncKind, LocalId, Stmt};
use super::types::{Type, TypeId};
use crate::source::Pos;
use crate::syntax::ast_pos;
use crate::versions;

/// Largest variable that a closure copies, in bytes; larger ones are shared, as gc does.
const BY_VALUE_BYTES_MAX: u64 = 128;

/// A function to be checked: its declared type and body.
pub(super) struct Body<'a> {
    /// Parameters and results.
    pub typ: &'a ast::FuncType,
    /// The receiver, for methods.
    pub recv: Option<(&'a ast::Field, TypeId)>,
    /// Statements.
    pub block: &'a ast::BlockStmt,
    /// Signature without receiver.
    pub sig: TypeId,
}

impl<'a> Checker<'a> {
    /// A function literal.
    pub(super) fn func_lit(&mut self, lit: &'a FuncLit, e: &'a Expression) -> Operand<'a> {
        if !self.env.instance {
            let start = ast_pos::at(lit.body.pos.0);
            check_branches(&lit.body.list, start, self.sources, &mut self.errors);
        }
        let sig = self.func_type(&lit.typ);
        let span = self.expr_span(e);
        let id = (!self.env.generic).then(|| self.reserve_func());
        let name = self.closure_name();
        if self.env.global_init {
            if let Some(func) = id {
                let (file, decl, iota) = (self.env.file, self.env.decl, self.env.iota);
                self.delayed.push_back(DelayedClosure {
                    func,
                    lit,
                    name,
                    file,
                    decl,
                    iota,
                });
            }
        } else {
            let body = Body {
                typ: &lit.typ,
                recv: None,
                block: &lit.body,
                sig,
            };
            self.closure_body(id, name, body);
        }
        let kind = match id {
            Some(id) => ExprKind::Closure(id),
            None => ExprKind::Zero,
        };
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
            decl: Some((&lit.typ).into()),
            ..x
        }
    }

    /// The next function literal's name as Go prints it.
    pub fn closure_name(&mut self) -> String {
        if self.env.global_init {
            self.init_closures += 1;
            let number = self.init_closures;
            let pkg = self.pkg_name();
            return match self.has(&versions::INIT_CLOSURE_NAMES) {
                true => format!("{pkg}.init.func{number}"),
                false => format!("{pkg}.glob..func{number}"),
            };
        }
        // Up to Go 1.23, literals in the body of a range over a function count for the function around it.
        let by_itself = self.has(&versions::RANGE_BODY_NAMES);
        let outer = |func: &FuncCtx<'a>| by_itself || func.range_func.is_none();
        let level = self.env.funcs.iter().rposition(outer);
        match level.and_then(|level| self.env.funcs.get_mut(level)) {
            Some(func) => {
                func.closure_count += 1;
                let dot = if func.is_closure { "." } else { ".func" };
                format!("{}{dot}{}", func.name, func.closure_count)
            }
            None => String::new(),
        }
    }

    /// The name of the function that initialises package variables.
    pub fn init_name(&self) -> String {
        format!("{}.init", self.pkg_name())
    }

    /// Checks a function literal's body inside the function at hand.
    pub fn closure_body(&mut self, id: Option<FuncId>, name: String, body: Body<'a>) {
        let saved_call = self.env.has_call;
        self.env.funcs.push(FuncCtx::new(id, name, true));
        let finished = self.function_body(body);
        self.env.has_call = saved_call;
        if let (Some(done), Some(func)) = (finished, self.func()) {
            func.nested.push(done);
        }
    }

    /// Checks the body of a function literal of a package-level initialiser.
    pub fn check_delayed(&mut self, delayed: DelayedClosure<'a>) {
        self.in_file(delayed.file, |c| {
            c.env.decl = delayed.decl;
            c.env.iota = delayed.iota;
            let sig = c.func_type(&delayed.lit.typ);
            let body = Body {
                typ: &delayed.lit.typ,
                recv: None,
                block: &delayed.lit.body,
                sig,
            };
            c.env
                .funcs
                .push(FuncCtx::new(Some(delayed.func), delayed.name, true));
            let finished = c.function_body(body);
            c.settle_captures(finished);
        });
    }

    /// Checks a declared function's body: `id` is `None` for a generic one that is checked for errors only.
    pub fn declared_body(&mut self, id: Option<FuncId>, obj: ObjId, args: &[TypeId]) {
        let ObjKind::Func(func) = &self.obj(obj).kind else {
            return;
        };
        let (decl, recv, file) = (func.decl, func.recv.clone(), self.obj(obj).file);
        let receiver_params = func.receiver_params();
        let Some(block) = &decl.body else {
            return;
        };
        let sig = self.signature_of(obj, args);
        let name = self.func_name(obj);
        let env = Env {
            file,
            generic: id.is_none(),
            instance: id.is_some() && !args.is_empty(),
            type_args: args.to_vec(),
            decl: Some(obj),
            ..Env::default()
        };
        let saved = std::mem::replace(&mut self.env, env);
        self.env.scopes.push(Scope::default());
        let (of_recv, own) = args.split_at(receiver_params.min(args.len()));
        let recv_type = recv
            .as_ref()
            .map(|recv| self.receiver_type(recv.base, recv.pointer, of_recv));
        if let Some(recv) = &recv {
            self.bind_args(&recv.names, of_recv);
        }
        self.bind_args(&super::generic::names_of(&decl.typ.typ_params), own);
        let field = decl.recv.as_ref().and_then(|list| list.list.first());
        if let (Some(field), Some(recv), false) = (field, &recv, self.env.instance) {
            self.check_receiver_base(recv.base, ast_pos::field_pos(field));
        }
        let recv = field.zip(recv_type);
        self.env.funcs.push(FuncCtx::new(id, name, false));
        let finished = self.function_body(Body {
            typ: &decl.typ,
            recv,
            block,
            sig,
        });
        self.settle_captures(finished);
        self.run_later();
        self.env = saved;
    }

    /// The base type of a receiver at `pos` must not be a pointer or an interface.
    fn check_receiver_base(&mut self, base: ObjId, pos: Pos) {
        let Some(ty) = self.type_obj(base).map(|ty| ty.ty) else {
            return;
        };
        if matches!(
            self.types.underlying(ty),
            Type::Pointer(_) | Type::Interface(_)
        ) {
            let name = self.obj(base).name;
            let text = format!("invalid receiver type {name} (pointer or interface type)");
            self.error(pos, text);
        }
    }

    /// The receiver's type for type arguments of its base type.
    pub fn receiver_type(&mut self, base: ObjId, pointer: bool, args: &[TypeId]) -> TypeId {
        self.resolve_object(base);
        let pos = self.obj(base).pos;
        let ty = match args.is_empty() {
            true => self.type_obj(base).map_or(self.t.invalid, |ty| ty.ty),
            false => self.instantiate_type(base, args.to_vec(), pos),
        };
        if pointer { self.pointer_to(ty) } else { ty }
    }

    /// Checks parameters and statements of the innermost function, which is then taken off and stored in the program.
    fn function_body(&mut self, body: Body<'a>) -> Option<FinishedClosure> {
        self.env.scopes.push(Scope::default());
        let outer_generic_iota = self.env.iota;
        let params = self.declare_signature(&body);
        self.collect_labels(&body.block.list);
        let stmts = self.stmt_list(&body.block.list);
        let end = ast_pos::block_end(body.block);
        let has_results = !self
            .env
            .funcs
            .last()
            .map(|func| func.results.is_empty())
            .unwrap_or(true);
        if has_results && !super::stmt::terminating::block_terminates(&body.block.list) {
            self.error(end, "missing return");
        }
        self.env.scopes.pop();
        self.env.iota = outer_generic_iota;
        let func = self.env.funcs.pop()?;
        self.report_unused_vars(&func);
        let finished = func.id.map(|id| FinishedClosure {
            func: id,
            nested: func.nested.clone(),
        });
        self.store_func(func, body.sig, params, stmts, self.pos(body.typ.pos), end);
        finished
    }

    /// Declares receiver, parameters and results.
    fn declare_signature(&mut self, body: &Body<'a>) -> Vec<LocalId> {
        let mut params = Vec::new();
        if let Some((field, ty)) = body.recv {
            let (id, _) = self.declare_param(field.name.first(), ty, ast_pos::field_pos(field));
            if let Some(func) = self.func() {
                func.facts[id.0 as usize].is_receiver = true;
            }
            params.push(id);
        }
        let Type::Func(sig) = self.types.get(body.sig).clone() else {
            return params;
        };
        params.extend(self.declare_fields(&body.typ.params, &sig.params).0);
        let (results, objs) = self.declare_fields(&body.typ.result, &sig.results);
        let named = body
            .typ
            .result
            .list
            .iter()
            .any(|field| !field.name.is_empty());
        if let Some(func) = self.func() {
            for &id in &results {
                func.facts[id.0 as usize].is_result = true;
            }
            func.results = sig.results;
            func.result_locals = results;
            func.has_named_results = named;
            func.named_results = objs;
        }
        params
    }

    /// Parameters or results; and the objects of those that have names.
    fn declare_fields(
        &mut self,
        list: &'a ast::FieldList,
        types: &[TypeId],
    ) -> (Vec<LocalId>, Vec<ObjId>) {
        let (mut ids, mut objs) = (Vec::new(), Vec::new());
        let mut types = types.iter().copied();
        for field in &list.list {
            let pos = ast_pos::field_pos(field);
            if field.name.is_empty() {
                ids.extend(types.next().map(|ty| self.declare_param(None, ty, pos).0));
            }
            for name in &field.name {
                let Some(ty) = types.next() else {
                    break;
                };
                let (id, obj) = self.declare_param(Some(name), ty, pos);
                ids.push(id);
                objs.extend(obj);
            }
        }
        (ids, objs)
    }

    /// A parameter or result; it counts as used.
    fn declare_param(
        &mut self,
        name: Option<&'a ast::Ident>,
        ty: TypeId,
        pos: Pos,
    ) -> (LocalId, Option<ObjId>) {
        let Some(name) = name else {
            let id = self.new_local("", ty, pos);
            self.mark_param(id);
            return (id, None);
        };
        let (obj, id) = self.new_var(&name.name, ty, self.pos(name.pos));
        self.obj_mut(obj).used = true;
        self.mark_param(id);
        self.declare_local(obj);
        (id, Some(obj))
    }

    /// Marks a variable as a parameter.
    pub fn mark_param(&mut self, id: LocalId) {
        if let Some(func) = self.func() {
            func.locals[id.0 as usize].is_param = true;
        }
    }

    /// Puts a finished function into the program, unless it was checked for errors only.
    pub fn store_func(
        &mut self,
        func: FuncCtx<'a>,
        ty: TypeId,
        params: Vec<LocalId>,
        body: Vec<Stmt>,
        pos: Pos,
        end: Pos,
    ) {
        let Some(id) = func.id else {
            return;
        };
        self.note_facts(id, &func);
        self.funcs[id.0 as usize] = Func {
            name: func.name,
            kind: FuncKind::Body,
            pos,
            end,
            prelude: self.in_prelude(),
            locals: func.locals,
            params,
            results: func.result_locals,
            named_results: func.has_named_results || func.returns_from_loops,
            captures: func.captures,
            body,
            has_defer: func.has_defer,
            has_recover: func.has_recover,
            ty,
        };
    }

    /// Keeps which variables closures must share until captures are settled.
    fn note_facts(&mut self, id: FuncId, func: &FuncCtx<'a>) {
        let shared = func.facts.iter().zip(&func.locals).map(|(facts, local)| {
            facts.assigned
                || facts.is_result
                || local.address_taken
                || self.layout(local.ty).0 > BY_VALUE_BYTES_MAX
        });
        let shared = shared.collect();
        self.shared_vars.insert(id, shared);
    }

    /// Decides for an outermost function and all literals inside which captures are by reference (see [`super::typed::Capture`]).
    fn settle_captures(&mut self, outermost: Option<FinishedClosure>) {
        let mut queue: Vec<FinishedClosure> = outermost.into_iter().collect();
        while let Some(done) = queue.pop() {
            let outer_shared = self.shared_vars.remove(&done.func).unwrap_or_default();
            for inner in &done.nested {
                self.settle_one(done.func, inner.func, &outer_shared);
            }
            queue.extend(done.nested);
        }
    }

    fn settle_one(&mut self, outer: FuncId, inner: FuncId, outer_shared: &[bool]) {
        let mut captures = std::mem::take(&mut self.funcs[inner.0 as usize].captures);
        for capture in &mut captures {
            capture.by_ref = outer_shared
                .get(capture.outer.0 as usize)
                .copied()
                .unwrap_or(true);
            if capture.by_ref {
                self.funcs[outer.0 as usize].locals[capture.outer.0 as usize].captured_by_ref =
                    true;
                self.funcs[inner.0 as usize].locals[capture.inner.0 as usize].captured_by_ref =
                    true;
            }
            if let Some(shared) = self
                .shared_vars
                .get_mut(&inner)
                .and_then(|shared| shared.get_mut(capture.inner.0 as usize))
            {
                *shared = capture.by_ref;
            }
        }
        self.funcs[inner.0 as usize].captures = captures;
    }
}
