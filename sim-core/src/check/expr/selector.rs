//! Selectors `x.f`: members of packages, fields, methods, method values and method expressions (Go spec, "Selectors").

use gosyn::ast::{self, Expression};

use crate::check::checker::Checker;
use crate::check::expr_text::expr_text;
use crate::check::method_set::{Found, FoundMethod};
use crate::check::object::PkgId;
use crate::check::object::{BuiltinId, ObjId, ObjKind};
use crate::check::operand::{GenericFunc, MethodFrom, MethodUse, Mode, Operand, Spelled};
use crate::check::typed::{Expr, ExprKind, MethodCallee};
use crate::check::types::{Type, TypeId};
use crate::prelude;
use crate::source::Span;
use crate::versions;

impl<'a> Checker<'a> {
    /// If `sel` selects from an imported package: its member, or `Some(None)` after reporting that there is none.
    pub fn package_member(&mut self, sel: &'a ast::Selector) -> Option<Option<ObjId>> {
        let Expression::Ident(ident) = &*sel.x else {
            return None;
        };
        let import = self.lookup(&ident.name)?;
        let ObjKind::Package(pkg) = self.obj(import).kind else {
            return None;
        };
        self.obj_mut(import).used = true;
        let name = &sel.sel.name;
        let pos = self.pos(sel.sel.pos);
        let package = &self.packages[pkg.0 as usize];
        let here = package
            .scope
            .get(name.as_str())
            .filter(|_| self.is_there_yet(package.path, name));
        let Some(&member) = here else {
            let missing = self.is_missing(self.packages[pkg.0 as usize].path, name);
            self.error(
                pos,
                match missing {
                    true => format!("{}.{name} is not supported by Weft", ident.name),
                    false => format!(
                        "undefined: {}.{name}{}",
                        ident.name,
                        self.exported_like(pkg, name)
                    ),
                },
            );
            return Some(None);
        };
        if !crate::check::resolve_type::is_exported(name) {
            let package = self.packages[pkg.0 as usize].name;
            self.error(
                pos,
                format!("name {name} not exported by package {package}"),
            );
            return Some(None);
        }
        Some(Some(member))
    }

    /// `x.name`.
    pub(super) fn selector(&mut self, sel: &'a ast::Selector, e: &'a Expression) -> Operand<'a> {
        if let Some(member) = self.unsafe_member(sel, e) {
            return member;
        }
        match self.package_member(sel) {
            Some(Some(member)) => return self.object_operand(member, e),
            Some(None) => return self.invalid(Some(e)),
            None => {}
        }
        if sel.sel.name == "_" {
            self.error(
                self.pos(sel.sel.pos),
                "cannot refer to blank field or method",
            );
            return self.invalid(Some(e));
        }
        let x = self.expr_or_type(&sel.x);
        match x.mode {
            Mode::Invalid => x,
            Mode::Builtin(_) => {
                let operand = self.describe(&x);
                self.error(self.pos(sel.pos), format!("cannot select on {operand}"));
                self.invalid(Some(e))
            }
            Mode::Type => self.method_expr(x, sel, e),
            _ => self.member(x, sel, e),
        }
    }

    /// `unsafe.Sizeof` and the like.
    pub(in crate::check) fn unsafe_member(
        &mut self,
        sel: &'a ast::Selector,
        e: &'a Expression,
    ) -> Option<Operand<'a>> {
        let Expression::Ident(ident) = &*sel.x else {
            return None;
        };
        let imported = |file: &super::super::checker::LoadedFile<'a>| {
            file.ast
                .imports
                .iter()
                .any(|import| import.path.value.trim_matches('"') == "unsafe")
        };
        if ident.name != "unsafe"
            || self.lookup("unsafe").is_some()
            || !self.files.get(self.env.file).is_some_and(imported)
        {
            return None;
        }
        if let Some(function) = self.unsafe_function(&sel.sel.name) {
            return Some(self.object_operand(function, e));
        }
        Some(match sel.sel.name.as_str() {
            "Pointer" => {
                let ty = self.basic(crate::check::types::Basic::UnsafePointer);
                self.type_operand(ty, e)
            }
            "Sizeof" => Operand {
                mode: Mode::Builtin(BuiltinId::Sizeof),
                ..self.invalid(Some(e))
            },
            "Alignof" => Operand {
                mode: Mode::Builtin(BuiltinId::Alignof),
                ..self.invalid(Some(e))
            },
            "Offsetof" => Operand {
                mode: Mode::Builtin(BuiltinId::Offsetof),
                ..self.invalid(Some(e))
            },
            name => {
                let text = match crate::prelude::is_missing("unsafe", name) {
                    true => format!("unsafe.{name} is not supported by Weft"),
                    false => format!("undefined: unsafe.{name}"),
                };
                self.error(self.pos(sel.sel.pos), text);
                self.invalid(Some(e))
            }
        })
    }

    /// The function of the runtime that carries out one of package unsafe.
    fn unsafe_function(&self, name: &str) -> Option<ObjId> {
        let ours = match name {
            "Slice" => "unsafeSlice",
            "SliceData" => "unsafeSliceData",
            "String" => "unsafeString",
            "StringData" => "unsafeStringData",
            _ => return None,
        };
        if !self.is_there_yet("unsafe", name) {
            return None;
        }
        let runtime = self.by_path.get(prelude::RUNTIME)?;
        let package = self.packages.get(runtime.0 as usize)?;
        package.scope.get(ours).copied()
    }

    /// A field or method of a value.
    fn member(&mut self, x: Operand<'a>, sel: &'a ast::Selector, e: &'a Expression) -> Operand<'a> {
        if !x.is_nil() && !self.valid(x.ty) {
            return self.invalid(Some(e));
        }
        if x.is_nil() || self.untyped(x.ty) {
            let (left, name) = (expr_text(&sel.x), &sel.sel.name);
            let ty = if x.is_nil() {
                "untyped nil".to_string()
            } else {
                self.type_text(x.ty)
            };
            let text = format!("{left}.{name} undefined (type {ty} has no field or method {name})");
            self.error(self.pos(sel.sel.pos), text);
            return self.invalid(Some(e));
        }
        let found = self.lookup_member(x.ty, x.mode == Mode::Variable, &sel.sel.name);
        let span = self.expr_span(e);
        match found {
            Found::Method(method) if !self.is_method_there_yet(&method) => {
                self.missing_member(&x, Found::Missing, sel, e)
            }
            Found::Field {
                path, ty, indirect, ..
            } => {
                let mode = if x.mode == Mode::Variable || indirect {
                    Mode::Variable
                } else {
                    Mode::Value
                };
                let base = self.finish(x);
                let expr = self.follow(base, &path, span);
                let expr = Expr { ty, ..expr };
                self.operand(mode, expr, e)
            }
            Found::Method(method) => {
                let base = self.finish(x);
                self.method_value(base, method, e)
            }
            other => self.missing_member(&x, other, sel, e),
        }
    }

    /// ` (but have Println)` for println.
    fn exported_like(&self, pkg: PkgId, name: &str) -> String {
        let package = &self.packages[pkg.0 as usize];
        let alike = |other: &&&str| {
            other.eq_ignore_ascii_case(name)
                && crate::check::resolve_type::is_exported(other)
                && self.is_there_yet(package.path, other)
        };
        match package.scope.keys().find(alike) {
            Some(other) if self.has(&versions::EXPORTED_SPELLING) => {
                format!(" (but have {other})")
            }
            _ => String::new(),
        }
    }

    fn missing_member(
        &mut self,
        x: &Operand<'a>,
        found: Found,
        sel: &'a ast::Selector,
        e: &'a Expression,
    ) -> Operand<'a> {
        let pos = self.pos(sel.sel.pos);
        let (left, name, ty) = (expr_text(&sel.x), &sel.sel.name, self.type_text(x.ty));
        let message = match found {
            Found::Ambiguous => format!("ambiguous selector {left}.{name}"),
            Found::NeedsPointer if x.mode == Mode::Type => {
                format!(
                    "invalid method expression {ty}.{name} (needs pointer receiver (*{ty}).{name})"
                )
            }
            Found::NeedsPointer => format!("cannot call pointer method {name} on {ty}"),
            _ if self.is_missing_member(x.ty, name) => {
                let ty = ty.trim_start_matches('*');
                format!("{left}.{name}: {ty}.{name} is not supported by Weft")
            }
            _ => {
                let why = match self.is_interface_ptr(x.ty) {
                    true => self.interface_ptr_text(x.ty),
                    false => self.lookup_error(x.ty, name),
                };
                format!("{left}.{name} undefined ({why})")
            }
        };
        self.error(pos, message);
        self.invalid(Some(e))
    }

    /// Whether real Go's type has this method, and Weft's has not.
    fn is_missing_member(&self, ty: TypeId, name: &str) -> bool {
        let (base, _) = self.deref(ty);
        self.member_name(base, name)
            .is_some_and(|(path, name)| self.is_missing(path, &name))
    }

    /// Whether the selected version of real Go has a name in a package, and Weft has not.
    fn is_missing(&self, path: &str, name: &str) -> bool {
        self.is_there_yet(path, name) && prelude::is_missing(path, name)
    }

    /// Whether the selected version has a name of the library; Weft's own Go may use what its files have.
    fn is_there_yet(&self, path: &str, name: &str) -> bool {
        let minor = self.options.go_minor;
        self.in_prelude() || versions::since(path, name).is_none_or(|since| minor >= since)
    }

    /// The same of a method.
    fn is_method_there_yet(&self, method: &FoundMethod) -> bool {
        let (base, _) = self.deref(method.recv);
        self.member_name(base, &method.name)
            .is_none_or(|(path, name)| self.is_there_yet(path, &name))
    }

    /// The import path of a type's package, and a member of it as lists of names have it: `Type.Member`.
    fn member_name(&self, ty: TypeId, member: &str) -> Option<(&'a str, String)> {
        let (_, named) = self.types.named_of(ty)?;
        let pkg = self.obj(self.obj_of_named(ty)?).pkg?;
        let path = self.packages.get(pkg.0 as usize)?.path;
        Some((path, format!("{}.{member}", named.name)))
    }

    /// The place reached from `base` through fields, with pointers on the way made explicit.
    pub(in crate::check) fn follow(&mut self, base: Expr, path: &[usize], span: Span) -> Expr {
        let mut expr = base;
        for &index in path {
            expr = self.through_pointer(expr);
            let ty = match self.core_type(expr.ty).map(|core| self.types.get(core)) {
                Some(Type::Struct(fields)) => {
                    fields.get(index).map_or(self.t.invalid, |field| field.ty)
                }
                _ => self.t.invalid,
            };
            expr = Expr {
                kind: ExprKind::Field {
                    x: Box::new(expr),
                    index,
                },
                ty,
                span,
            };
        }
        expr
    }

    /// `*x` if `x` is a pointer, else `x`.
    pub(in crate::check) fn through_pointer(&self, x: Expr) -> Expr {
        match *self.types.underlying(x.ty) {
            Type::Pointer(elem) => {
                let span = x.span;
                Expr {
                    kind: ExprKind::Deref(Box::new(x)),
                    ty: elem,
                    span,
                }
            }
            _ => x,
        }
    }

    /// A method bound to its receiver.
    fn method_value(&mut self, base: Expr, method: FoundMethod, e: &'a Expression) -> Operand<'a> {
        let span = self.expr_span(e);
        if method.generic {
            return self.generic_method(method, MethodFrom::Value(base), e);
        }
        let (recv, callee) = self.bind_receiver(base, &method, span);
        let decl = method.obj.and_then(|obj| match &self.obj(obj).kind {
            ObjKind::Func(func) => Some((&func.decl.typ).into()),
            _ => None,
        });
        let kind = ExprKind::MethodValue {
            recv: Box::new(recv),
            callee,
        };
        let x = self.operand(
            Mode::Value,
            Expr {
                kind,
                ty: method.ty,
                span,
            },
            e,
        );
        Operand { decl, ..x }
    }

    /// How errors spell the type of a method expression.
    pub(in crate::check) fn with_receiver_name(
        &self,
        method: Option<ObjId>,
    ) -> Option<Spelled<'a>> {
        let ObjKind::Func(func) = &self.obj(method?).kind else {
            return None;
        };
        let typ = &func.decl.typ;
        let receiver = func.decl.recv.as_ref().and_then(|list| list.list.first());
        let receiver = receiver.and_then(|field| field.name.first());
        let named = typ.params.list.iter().any(|field| !field.name.is_empty());
        let receiver = match receiver {
            Some(name) => Some(name.name.as_str()),
            None => named.then_some("_"),
        };
        Some(Spelled { typ, receiver })
    }

    /// A method that waits for its type arguments.
    fn generic_method(
        &mut self,
        found: FoundMethod,
        from: MethodFrom,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(obj) = found.obj else {
            return self.invalid(Some(e));
        };
        self.add_dep(obj);
        let (ty, decl) = match (&from, &self.obj(obj).kind) {
            (&MethodFrom::Type(recv), _) => {
                let ty = self.with_receiver(recv, found.ty);
                (ty, self.with_receiver_name(found.obj))
            }
            (_, ObjKind::Func(func)) => (found.ty, Some((&func.decl.typ).into())),
            _ => (found.ty, None),
        };
        let generic = GenericFunc {
            obj,
            args: Vec::new(),
            arg_pos: Vec::new(),
            method: Some(Box::new(MethodUse { found, from })),
        };
        let (kind, span) = (ExprKind::Zero, self.expr_span(e));
        let x = self.operand(Mode::Value, Expr { kind, ty, span }, e);
        Operand {
            generic: Some(generic),
            decl,
            ..x
        }
    }

    /// The receiver that a method needs, starting from `base`, and the method itself.
    pub(in crate::check) fn bind_receiver(
        &mut self,
        base: Expr,
        method: &FoundMethod,
        span: Span,
    ) -> (Expr, MethodCallee) {
        let mut recv = self.follow(base, &method.path, span);
        let Some(obj) = method.obj else {
            let callee = MethodCallee::Interface {
                name: method.name.clone(),
                pkg: method.pkg.clone(),
            };
            return (recv, callee);
        };
        let is_pointer = matches!(self.types.get(recv.ty), Type::Pointer(_));
        if method.pointer && !is_pointer {
            self.mark_address_taken(&recv);
            let ty = self.pointer_to(recv.ty);
            recv = Expr {
                kind: ExprKind::AddrOf(Box::new(recv)),
                ty,
                span,
            };
        } else if !method.pointer && is_pointer {
            recv = self.through_pointer(recv);
        }
        self.add_dep(obj);
        let func = self.func_instance(obj, method.args.clone());
        (recv, MethodCallee::Static(func))
    }

    /// `T.M`: a function whose first parameter is the receiver.
    fn method_expr(
        &mut self,
        x: Operand<'a>,
        sel: &'a ast::Selector,
        e: &'a Expression,
    ) -> Operand<'a> {
        let name = &sel.sel.name;
        match self.lookup_member(x.ty, false, name) {
            Found::Method(method) if !self.is_method_there_yet(&method) => {
                self.missing_member(&x, Found::Missing, sel, e)
            }
            Found::Method(method) if method.generic => {
                self.generic_method(method, MethodFrom::Type(x.ty), e)
            }
            Found::Method(method) => {
                if let Some(obj) = method.obj {
                    self.add_dep(obj);
                }
                let ty = self.with_receiver(x.ty, method.ty);
                let func = self.method_func(x.ty, &method);
                let (kind, span) = (ExprKind::Func(func), self.expr_span(e));
                let decl = self.with_receiver_name(method.obj);
                let x = self.operand(Mode::Value, Expr { kind, ty, span }, e);
                Operand { decl, ..x }
            }
            Found::Field { .. } => {
                let (left, ty) = (expr_text(&sel.x), self.type_text(x.ty));
                let (pos, text) = match self.has(&versions::FIELD_OF_TYPE) {
                    true => (
                        self.start(&sel.x),
                        format!("operand for field selector {name} must be value of type {ty}"),
                    ),
                    false => (
                        self.pos(sel.sel.pos),
                        format!("{left}.{name} undefined (type {ty} has no method {name})"),
                    ),
                };
                self.error(pos, text);
                self.invalid(Some(e))
            }
            other => self.missing_member(&x, other, sel, e),
        }
    }
}
