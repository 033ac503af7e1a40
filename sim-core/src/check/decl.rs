//! Resolving declared objects on demand: constants, package-level variables, types, and signatures of functions.

use gosyn::ast;

use super::checker::Checker;
use super::constant::Const;
use super::object::{ConstObj, ObjId, ObjKind, State, TypeObj};
use super::operand::Operand;
use super::types::{Named, Type, TypeId};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;
use crate::versions::{self, Change};

impl<'a> Checker<'a> {
    /// Resolves a package-level object, unless it is resolved already; reports cycles that are not allowed.
    pub fn resolve_object(&mut self, obj: ObjId) {
        match self.obj(obj).state {
            State::Done => return,
            State::Busy => return self.meet_busy(obj),
            State::New => {}
        }
        let pos = self.obj(obj).pos;
        if matches!(
            self.obj(obj).kind,
            ObjKind::Local { .. } | ObjKind::Package(_)
        ) {
            return;
        }
        if !self.enter(pos) {
            return;
        }
        self.obj_mut(obj).state = State::Busy;
        self.busy.push(obj);
        let file = self.obj(obj).file;
        match self.obj(obj).kind.clone() {
            ObjKind::Const(decl) => self.in_file(file, |c| {
                c.env.decl = Some(obj);
                c.resolve_const(obj, &decl);
            }),
            ObjKind::Global { decl, .. } => self.in_file(file, |c| c.resolve_global(decl)),
            ObjKind::Type(decl) => self.in_file(file, |c| c.resolve_type_decl(obj, &decl)),
            ObjKind::Func(_) => self.in_file(file, |c| c.resolve_func(obj)),
            _ => {}
        }
        self.busy.pop();
        self.obj_mut(obj).state = State::Done;
        self.leave();
    }

    /// An object was needed while it was being resolved.
    fn meet_busy(&mut self, obj: ObjId) {
        let start = self
            .busy
            .iter()
            .rposition(|&other| other == obj)
            .unwrap_or(0);
        let cycle: Vec<ObjId> = self.busy[start..].to_vec();
        let is_value = |c: &Self, id: ObjId| {
            matches!(c.obj(id).kind, ObjKind::Const(_) | ObjKind::Global { .. })
        };
        let values = cycle.iter().filter(|&&id| is_value(self, id)).count();
        let defined = |c: &Self, id: ObjId| {
            c.type_obj(id)
                .is_some_and(|ty| ty.spec.is_some_and(|spec| !spec.alias))
        };
        let types = cycle.iter().filter(|&&id| defined(self, id)).count();
        match self.obj(obj).kind {
            // A variable whose declared type is known may be mentioned by its own initialiser's function literals.
            ObjKind::Global { ty, .. } if values == cycle.len() && ty != self.t.invalid => return,
            ObjKind::Func(_) => return,
            _ => {}
        }
        if values == cycle.len() {
            return self.init_cycle(&cycle);
        }
        if values == 0 && types > 0 {
            return;
        }
        self.cycle_error(&cycle);
    }

    fn init_cycle(&mut self, cycle: &[ObjId]) {
        let Some(&first) = cycle.iter().min_by_key(|&&id| self.obj(id).pos) else {
            return;
        };
        if self.reported_cycles.insert(first) {
            let start = cycle.iter().position(|&id| id == first).unwrap_or(0);
            let order: Vec<ObjId> = cycle[start..]
                .iter()
                .chain(&cycle[..start])
                .copied()
                .collect();
            self.report_init_cycle(&order);
        }
    }

    /// Reports `initialization cycle` along these objects, each referring to the next and the last to the first.
    pub fn report_init_cycle(&mut self, cycle: &[ObjId]) {
        let Some(&first) = cycle.first() else {
            return;
        };
        let (name, pos) = (self.obj(first).name, self.obj(first).pos);
        if cycle.len() == 1 {
            self.error(
                pos,
                format!("initialization cycle: {name} refers to itself"),
            );
            return;
        }
        let mut error = Diagnostic::new(pos, format!("initialization cycle for {name}"));
        let step = |&id: &ObjId| (self.obj(id).pos, self.obj(id).name.to_string());
        error = self.with_cycle(error, &cycle.iter().map(step).collect::<Vec<_>>());
        self.report(error);
    }

    fn cycle_error(&mut self, cycle: &[ObjId]) {
        let Some(&first) = cycle.iter().min_by_key(|&&id| self.obj(id).pos) else {
            return;
        };
        if !self.reported_cycles.insert(first) {
            return;
        }
        let is_type = self.type_obj(first).is_some();
        let (name, pos) = (self.obj(first).name, self.obj(first).pos);
        if cycle.len() == 1 {
            let what = if is_type {
                "invalid recursive type"
            } else {
                "invalid cycle in declaration"
            };
            self.error(pos, format!("{what}: {name} refers to itself"));
            return;
        }
        let what = if is_type {
            "invalid recursive type"
        } else {
            "invalid cycle in declaration of"
        };
        let start = cycle.iter().position(|&id| id == first).unwrap_or(0);
        let order: Vec<ObjId> = cycle[start..]
            .iter()
            .chain(&cycle[..start])
            .copied()
            .collect();
        let mut error = Diagnostic::new(pos, format!("{what} {name}"));
        let step = |&id: &ObjId| (self.obj(id).pos, self.obj(id).name.to_string());
        error = self.with_cycle(error, &order.iter().map(step).collect::<Vec<_>>());
        self.report(error);
    }

    /// Adds the steps of a cycle: positions and names.
    pub fn with_cycle(&self, mut error: Diagnostic, steps: &[(Pos, String)]) -> Diagnostic {
        let named = self.has(&versions::CYCLE_NAMED);
        for (index, (pos, name)) in steps.iter().enumerate() {
            let next = steps.get((index + 1) % steps.len());
            error = error.with_note(
                *pos,
                match next {
                    Some((_, next)) if named => format!("{name} refers to {next}"),
                    _ => format!("{name} refers to"),
                },
            );
        }
        match steps.first() {
            Some((pos, name)) if !named => error.with_note(*pos, name.clone()),
            _ => error,
        }
    }

    /// Resolves a constant, package-level or local.
    pub fn resolve_const(&mut self, obj: ObjId, decl: &ConstObj<'a>) {
        self.env.iota = Some(decl.iota);
        let declared = decl.typ.map(|typ| (self.resolve_type(typ), typ));
        if let Some((ty, typ)) = declared
            && !self.is_const_type(ty)
        {
            if self.valid(ty) {
                let text = self.type_text(ty);
                self.error(self.start(typ), format!("invalid constant type {text}"));
            }
            self.env.iota = None;
            return;
        }
        let name_pos = self.obj(obj).pos;
        let saved = self.env.error_pos;
        if decl.inherited {
            self.env.error_pos = Some(name_pos);
        }
        if let Some(init) = decl.init {
            let x = self.expr(init);
            self.set_const(obj, x, declared.map(|(ty, _)| ty));
        }
        self.env.error_pos = saved;
        self.env.iota = None;
    }

    fn set_const(&mut self, obj: ObjId, x: Operand<'a>, declared: Option<TypeId>) {
        let mut ty = declared.unwrap_or(x.ty);
        let mut val = Const::Unknown;
        if x.is_invalid() {
            ty = declared.unwrap_or(self.t.invalid);
        } else if x.is_const() {
            let x = self.assign_operand(x, Some(ty), "constant declaration");
            val = x.val.unwrap_or(Const::Unknown);
        } else {
            let text = self.describe(&x);
            self.error(x.start, format!("{text} is not constant"));
            ty = declared.unwrap_or(self.t.invalid);
        }
        if let ObjKind::Const(constant) = &mut self.obj_mut(obj).kind {
            constant.ty = ty;
            constant.val = Some(val);
        }
    }

    /// Resolves a package-level variable and the others declared with it.
    fn resolve_global(&mut self, decl: usize) {
        let var = self.var_decls[decl].clone();
        self.env.decl = var.objs.first().copied();
        self.env.global_init = true;
        self.env
            .funcs
            .push(super::func_ctx::FuncCtx::new(None, self.init_name(), false));
        if let Some(typ) = var.typ {
            let ty = self.var_type(typ);
            for &other in &var.objs {
                self.set_global_type(other, ty);
            }
        }
        if let Some(init) = var.init {
            let names: Vec<&'a str> = var.objs.iter().map(|&id| self.obj(id).name).collect();
            let types: Vec<Option<TypeId>> = match var.typ {
                Some(_) => var.objs.iter().map(|&id| self.global_type(id)).collect(),
                None => vec![None; var.objs.len()],
            };
            let context = if var.objs.len() == 1 {
                "variable declaration"
            } else {
                "assignment"
            };
            let result = self.init_values(&types, &names, &[init], context, None);
            for (i, &other) in var.objs.iter().enumerate() {
                self.set_global_type(
                    other,
                    result.types.get(i).copied().unwrap_or(self.t.invalid),
                );
                self.obj_mut(other).state = State::Done;
            }
            self.var_decls[decl].value = result.values.into_iter().next();
        }
        self.env.funcs.pop();
    }

    fn set_global_type(&mut self, obj: ObjId, new: TypeId) {
        if let ObjKind::Global { id, ty, .. } = &mut self.obj_mut(obj).kind {
            *ty = new;
            let id = *id;
            self.globals[id.0 as usize].ty = new;
        }
    }

    fn global_type(&self, obj: ObjId) -> Option<TypeId> {
        match self.obj(obj).kind {
            ObjKind::Global { ty, .. } => Some(ty),
            _ => None,
        }
    }

    /// Resolves a declared type; local types use the scope at hand.
    pub fn resolve_type_decl(&mut self, obj: ObjId, decl: &TypeObj<'a>) {
        let Some(spec) = decl.spec else {
            return;
        };
        if decl.is_generic() {
            self.resolve_generic_type(obj, spec);
            return;
        }
        if spec.alias {
            let ty = self.resolve_type(&spec.typ);
            self.set_type(obj, ty);
            return;
        }
        let pos = self.obj(obj).pos;
        let local_in = if decl.local {
            self.env.funcs.last().map(|func| func.name.clone())
        } else {
            None
        };
        let pkg = self.pkg_name().to_string();
        let named = Named {
            name: spec.name.name.clone(),
            pkg,
            path: self.pkg_path().to_string(),
            args: Vec::new(),
            outer_args: decl.outer_args.clone(),
            underlying: None,
            pos,
            local_in,
        };
        let ty = self.add_named(named, obj);
        self.set_type(obj, ty);
        let rhs = self.resolve_type(&spec.typ);
        if self.is_param(rhs) {
            self.error(
                self.start(&spec.typ),
                "cannot use a type parameter as RHS in type declaration",
            );
        }
        if matches!(
            self.types.get(self.types.underlying_id(rhs)),
            Type::Named(_)
        ) {
            let start = self
                .busy
                .iter()
                .rposition(|&other| Some(other) == self.obj_of_named(rhs));
            let cycle = self.busy[start.unwrap_or(0)..].to_vec();
            self.cycle_error(&cycle);
        }
        self.complete_named(ty, rhs);
        let name = self.obj(obj).name;
        self.later.push(super::later::Later::NotRecursive {
            obj,
            name,
            file: self.env.file,
        });
    }

    /// Declares a generic type's parameters and checks its body once with them.
    fn resolve_generic_type(&mut self, obj: ObjId, spec: &'a ast::TypeSpec) {
        let pos = self.start_of_params(&spec.params);
        if !self.allows(&versions::GENERICS) {
            self.version_error(pos, "type parameter", &versions::GENERICS);
        }
        if spec.alias && !self.allows(&versions::GENERIC_ALIAS) {
            match self.allows(&versions::RANGE_OVER_FUNC) {
                // Go 1.23 had them as an experiment.
                true => self.error(
                    self.pos(spec.name.pos),
                    "generic type alias requires GOEXPERIMENT=aliastypeparams",
                ),
                false => self.error(pos, "generic type alias requires go1.23 or later"),
            }
            return;
        }
        let params = self.in_scope(|c| c.declare_params(&spec.params));
        let is_param = |name: &str| {
            let names = super::generic::names_of(&spec.params);
            names.iter().any(|param| param.name == name)
        };
        if matches!(&spec.typ, ast::Expression::Ident(typ) if is_param(&typ.name)) {
            let text = match spec.alias {
                true => "cannot use type parameter declared in alias declaration as RHS",
                false => "cannot use a type parameter as RHS in type declaration",
            };
            self.error(self.start(&spec.typ), text);
        }
        if let ObjKind::Type(ty) = &mut self.obj_mut(obj).kind {
            ty.params = params.clone();
        }
        let ty = self.instantiate_type(obj, params, pos);
        self.set_type(obj, ty);
        if !spec.alias {
            self.later.push(super::later::Later::NotRecursive {
                obj,
                name: self.obj(obj).name,
                file: self.env.file,
            });
        }
    }

    /// Where the first type parameter is declared.
    pub fn start_of_params(&self, list: &ast::FieldList) -> Pos {
        super::generic::names_of(list)
            .first()
            .map_or(Pos::NONE, |name| self.pos(name.pos))
    }

    fn set_type(&mut self, obj: ObjId, new: TypeId) {
        if let ObjKind::Type(ty) = &mut self.obj_mut(obj).kind {
            ty.ty = new;
        }
    }

    /// Declares a function's type parameters and resolves its signature in terms of them.
    fn resolve_func(&mut self, obj: ObjId) {
        let ObjKind::Func(func) = &self.obj(obj).kind else {
            return;
        };
        let (decl, recv) = (func.decl, func.recv.clone());
        let list = &decl.typ.typ_params;
        if !list.list.is_empty() && !self.allows(&versions::GENERICS) {
            let pos = self.start_of_params(list);
            self.version_error(pos, "type parameter", &versions::GENERICS);
        }
        let (params, sig) = self.in_scope(|c| {
            let params = match &recv {
                Some(recv) => {
                    let base = c.params_of(recv.base);
                    let mut params = c.declare_receiver_params(&recv.names, base);
                    params.extend(c.declare_params(list));
                    params
                }
                None => c.declare_params(list),
            };
            (params, c.func_type(&decl.typ))
        });
        self.signatures.insert((obj, params.clone()), sig);
        if let ObjKind::Func(func) = &mut self.obj_mut(obj).kind {
            func.params = params;
            func.sig = sig;
        }
    }

    /// The signature of an instance of a function or method.
    pub fn signature_of(&mut self, obj: ObjId, args: &[TypeId]) -> TypeId {
        self.resolve_object(obj);
        if let Some(&sig) = self.signatures.get(&(obj, args.to_vec())) {
            return sig;
        }
        let ObjKind::Func(func) = &self.obj(obj).kind else {
            return self.t.invalid;
        };
        let (sig, params) = (func.sig, func.params.clone());
        let map = self.subst_of(&params, args);
        let sig = self.subst(sig, &map);
        self.signatures.insert((obj, args.to_vec()), sig);
        sig
    }

    /// Reports that something needs a later Go version than the selected one.
    pub fn version_error(&mut self, pos: Pos, what: &str, change: &Change) {
        self.error(pos, format!("{what} {}", change.required()));
    }
}
