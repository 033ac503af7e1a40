//! Functions of the program: one per declared function, method or instance, made when it is first mentioned, its body checked later.

use super::checker::{Checker, INSTANCES_MAX, PendingFunc};
use super::object::{ObjId, ObjKind};
use super::typed::{Func, FuncId, FuncKind};
use super::types::TypeId;
use crate::source::Pos;
use crate::syntax::ast_pos;

/// What generic bodies, which are checked for errors only, mention in place of functions.
const NO_FUNC: FuncId = FuncId(u32::MAX);

impl<'a> Checker<'a> {
    /// A function without body yet.
    pub fn reserve_func(&mut self) -> FuncId {
        let ty = self.t.invalid;
        self.funcs.push(Func {
            name: String::new(),
            kind: FuncKind::Body,
            pos: Pos::NONE,
            end: Pos::NONE,
            prelude: self.in_prelude(),
            locals: Vec::new(),
            params: Vec::new(),
            results: Vec::new(),
            named_results: false,
            captures: Vec::new(),
            body: Vec::new(),
            has_defer: false,
            has_recover: false,
            ty,
        });
        FuncId(self.funcs.len() as u32 - 1)
    }

    /// The function for a declaration with type arguments (of the function; of a method's receiver, then of the method).
    pub fn func_instance(&mut self, obj: ObjId, args: Vec<TypeId>) -> FuncId {
        if self.env.generic {
            return NO_FUNC;
        }
        let key = (obj, args.clone());
        if let Some(&id) = self.func_instances.get(&key) {
            return id;
        }
        let pos = self.obj(obj).pos;
        if self.func_instances.len() >= INSTANCES_MAX
            || args.iter().any(|&arg| self.type_depth(arg, 0) > 40)
        {
            if !self.too_many_instances {
                self.too_many_instances = true;
                let name = self.obj(obj).name;
                self.error(pos, format!("too many instances of {name}"));
            }
            return NO_FUNC;
        }
        let id = self.reserve_func();
        self.func_instances.insert(key, id);
        self.describe_func(id, obj, &args);
        self.pending.push_back(PendingFunc {
            func: id,
            obj,
            args,
        });
        id
    }

    /// How deep a type's arguments and elements are nested.
    fn type_depth(&self, ty: TypeId, depth: usize) -> usize {
        use super::types::Type;
        if depth > 60 {
            return depth;
        }
        match self.types.get(ty) {
            Type::Named(id) => {
                let args = &self.types.named[id.0 as usize].args;
                args.iter()
                    .map(|&arg| self.type_depth(arg, depth + 1))
                    .max()
                    .unwrap_or(depth)
            }
            Type::Pointer(elem)
            | Type::Slice(elem)
            | Type::Array(elem, _)
            | Type::Chan(_, elem)
            | Type::Map(_, elem) => self.type_depth(*elem, depth + 1),
            _ => depth,
        }
    }

    /// Fills in what is known of a function without its body.
    fn describe_func(&mut self, id: FuncId, obj: ObjId, args: &[TypeId]) {
        let ty = self.signature_of(obj, args);
        let name = self.func_name(obj);
        let prelude = self
            .obj(obj)
            .pkg
            .is_some_and(|pkg| self.packages[pkg.0 as usize].prelude);
        let ObjKind::Func(decl) = &self.obj(obj).kind else {
            return;
        };
        let (has_body, pos) = (decl.decl.body.is_some(), ast_pos::at(decl.decl.typ.pos));
        let func = &mut self.funcs[id.0 as usize];
        func.name = name;
        func.ty = ty;
        func.pos = pos;
        func.prelude = prelude;
        if !has_body {
            func.kind = FuncKind::Native {
                type_args: args.to_vec(),
            };
        }
    }

    /// A declared function's name as Go prints it in stack traces: qualified by its package's import path.
    pub fn func_name(&self, obj: ObjId) -> String {
        let object = self.obj(obj);
        let pkg = object
            .pkg
            .map_or("", |pkg| self.packages[pkg.0 as usize].path);
        let ObjKind::Func(func) = &object.kind else {
            return format!("{pkg}.{}", object.name);
        };
        let Some(recv) = &func.recv else {
            return match (
                object.name,
                func.params.is_empty() && func.type_params().list.is_empty(),
            ) {
                ("init", _) => format!("{pkg}.init.{}", func.init_number),
                (name, true) => format!("{pkg}.{name}"),
                (name, false) => format!("{pkg}.{name}[...]"),
            };
        };
        let base = self.obj(recv.base).name;
        let dots = if self.type_obj(recv.base).is_some_and(|ty| ty.is_generic()) {
            "[...]"
        } else {
            ""
        };
        let own = match func.type_params().list.is_empty() {
            true => "",
            false => "[...]",
        };
        match recv.pointer {
            true => format!("{pkg}.(*{base}{dots}).{}{own}", object.name),
            false => format!("{pkg}.{base}{dots}.{}{own}", object.name),
        }
    }

    /// Checks the bodies of all functions mentioned so far, and of those they mention.
    pub fn check_pending(&mut self) {
        loop {
            if let Some(delayed) = self.delayed.pop_front() {
                self.check_delayed(delayed);
            } else if let Some(next) = self.pending.pop_front() {
                if matches!(self.funcs[next.func.0 as usize].kind, FuncKind::Body) {
                    self.declared_body(Some(next.func), next.obj, &next.args);
                }
            } else {
                break;
            }
        }
    }
}
