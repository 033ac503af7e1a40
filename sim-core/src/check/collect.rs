//! Declaring what a package declares: imports, constants, types, variables, functions and methods (`collect/methods.rs`), without
//! resolving them.

mod methods;

use gosyn::ast::{self, Declaration, Expression};

use super::checker::{Checker, VarDecl};
use super::object::{ConstObj, FuncObj, ObjId, ObjKind, PkgId, TypeObj};
use super::packages::import_path;
use super::typed::{Global, GlobalId};
use crate::diagnostic::Diagnostic;
use crate::source::Pos;

/// The packages whose import brings no other package called `atomic` along with `sync/atomic`.
const WITHOUT_RUNTIME: &[&str] = &[
    "cmp",
    "container/list",
    "container/ring",
    "math",
    "math/bits",
    "math/cmplx",
    "sync/atomic",
    "unicode",
    "unicode/utf8",
    "unsafe",
];

impl<'a> Checker<'a> {
    /// Declares everything in a package.
    pub fn collect_package(&mut self, pkg: PkgId) {
        let files = self.packages[pkg.0 as usize].files.clone();
        let mut methods = Vec::new();
        for &file in &files {
            self.in_file(file, |c| {
                c.collect_imports(file);
                for decl in &c.files[file].ast.decl {
                    c.collect_decl(decl, &mut methods);
                }
            });
        }
        for (file, decl) in methods {
            self.in_file(file, |c| c.collect_method(decl));
        }
        for &file in &files {
            self.in_file(file, |c| c.check_import_conflicts(file));
        }
    }

    fn collect_imports(&mut self, file: usize) {
        let ast = self.files[file].ast;
        for import in &ast.imports {
            let path = import_path(import);
            let Some(&pkg) = self.by_path.get(path.as_str()) else {
                continue;
            };
            let path = self.packages[pkg.0 as usize].path;
            self.imports_runtime |= !WITHOUT_RUNTIME.contains(&path) && !self.in_prelude();
            let name = import
                .name
                .as_ref()
                .map_or(self.packages[pkg.0 as usize].name, |name| {
                    name.name.as_str()
                });
            let pos = match &import.name {
                Some(name) => self.pos(name.pos),
                None => self.pos(import.path.pos),
            };
            if name == "init" {
                self.error(pos, "cannot import package as init - init must be a func");
                continue;
            }
            if name == "_" {
                continue;
            }
            let obj = self.add_object(name, pos, ObjKind::Package(pkg));
            self.files[file].import_objs.push((obj, import));
            if name == "." {
                self.dot_import(file, pkg);
                continue;
            }
            if let Some(&first) = self.files[file].imports.get(name) {
                let first = self.obj(first).pos;
                let error = Diagnostic::new(pos, format!("{name} redeclared in this block"));
                self.report(error.with_note(first, format!("other declaration of {name}")));
                continue;
            }
            self.files[file].imports.insert(name, obj);
        }
    }

    /// Makes the exported names of a package visible without qualifier.
    fn dot_import(&mut self, file: usize, pkg: PkgId) {
        let names: Vec<(&'a str, ObjId)> = self.packages[pkg.0 as usize]
            .scope
            .iter()
            .map(|(&name, &obj)| (name, obj))
            .collect();
        for (name, obj) in names
            .into_iter()
            .filter(|(name, _)| super::resolve_type::is_exported(name))
        {
            self.files[file].imports.insert(name, obj);
        }
    }

    fn check_import_conflicts(&mut self, file: usize) {
        let imports: Vec<(&'a str, ObjId)> = self.files[file]
            .imports
            .iter()
            .map(|(&name, &obj)| (name, obj))
            .collect();
        for (name, import) in imports {
            let pkg = self.files[file].pkg;
            let Some(&other) = self.packages[pkg.0 as usize].scope.get(name) else {
                continue;
            };
            if let ObjKind::Package(imported) = self.obj(import).kind {
                let path = self.packages[imported.0 as usize].path;
                let name_of = self.packages[imported.0 as usize].name;
                let message = format!(
                    "{name} already declared through import of package {name_of} (\"{path}\")"
                );
                let error = Diagnostic::new(self.obj(other).pos, message);
                let pos = self.obj(import).pos;
                self.report(error.with_note(pos, format!("other declaration of {name}")));
            }
        }
    }

    fn collect_decl(
        &mut self,
        decl: &'a Declaration,
        methods: &mut Vec<(usize, &'a ast::FuncDecl)>,
    ) {
        match decl {
            Declaration::Const(decl) => {
                for (name, constant) in self.const_specs(&decl.specs) {
                    let pos = self.pos(name.pos);
                    let obj = self.add_object(&name.name, pos, ObjKind::Const(constant));
                    self.declare_global(obj);
                }
            }
            Declaration::Type(decl) => {
                for spec in &decl.specs {
                    let pos = self.pos(spec.name.pos);
                    let ty = self.new_type_obj(spec, false);
                    let obj = self.add_object(&spec.name.name, pos, ObjKind::Type(ty));
                    self.declare_global(obj);
                }
            }
            Declaration::Variable(decl) => {
                decl.specs.iter().for_each(|spec| self.collect_vars(spec))
            }
            Declaration::Function(decl) if decl.recv.is_some() => {
                methods.push((self.env.file, decl))
            }
            Declaration::Function(decl) => self.collect_func(decl),
        }
    }

    /// A type declaration that has not been resolved.
    pub fn new_type_obj(&self, spec: &'a ast::TypeSpec, local: bool) -> TypeObj<'a> {
        TypeObj {
            spec: Some(spec),
            local,
            ..TypeObj::bound(self.t.invalid, false)
        }
    }

    /// The constants of a declaration, with implicit repetition and `iota`; reports wrong numbers of values.
    pub fn const_specs(
        &mut self,
        specs: &'a [ast::ConstSpec],
    ) -> Vec<(&'a ast::Ident, ConstObj<'a>)> {
        let mut constants = Vec::new();
        let mut last: Option<&'a ast::ConstSpec> = None;
        for (iota, spec) in specs.iter().enumerate() {
            let inherited = spec.typ.is_none() && spec.values.is_empty();
            if !inherited {
                last = Some(spec);
            }
            let typ = last.and_then(|last| last.typ.as_ref());
            let values: &'a [Expression] = last.map_or(&[], |last| &last.values);
            for (i, name) in spec.name.iter().enumerate() {
                let init = values.get(i);
                let constant = ConstObj {
                    typ,
                    init,
                    iota: iota as u64,
                    inherited,
                    ty: self.t.invalid,
                    val: None,
                };
                constants.push((name, constant));
            }
            let at = self.pos(spec.name.first().map_or(0, |name| name.pos));
            self.check_arity(at, &spec.name, values, true, inherited);
        }
        constants
    }

    /// Reports missing or extra values of a declaration.
    pub fn check_arity(
        &mut self,
        at: Pos,
        names: &'a [ast::Ident],
        values: &'a [Expression],
        constant: bool,
        inherited: bool,
    ) {
        if let Some(extra) = values.get(names.len()) {
            let pos = self.start(extra);
            match inherited {
                true => {
                    let place = self.sources.describe(pos);
                    self.error(at, format!("extra init expr at {place}"));
                }
                false => {
                    let text = super::expr_text::expr_text(extra);
                    self.error(pos, format!("extra init expr {text}"));
                }
            }
        } else if let Some(name) = names.get(values.len())
            && (constant || values.len() != 1)
        {
            self.error(
                self.pos(name.pos),
                format!("missing init expr for {}", name.name),
            );
        }
    }

    fn collect_vars(&mut self, spec: &'a ast::VarSpec) {
        let joint = spec.values.len() == 1 && spec.name.len() > 1;
        let mut objs = Vec::new();
        for (i, name) in spec.name.iter().enumerate() {
            let decl = if joint {
                self.var_decls.len()
            } else {
                self.var_decls.len() + i
            };
            let pos = self.pos(name.pos);
            let id = GlobalId(self.globals.len() as u32);
            let qualified = format!("{}.{}", self.pkg_name(), name.name);
            self.globals.push(Global {
                name: qualified,
                ty: self.t.invalid,
                pos,
            });
            let obj = self.add_object(
                &name.name,
                pos,
                ObjKind::Global {
                    id,
                    decl,
                    ty: self.t.invalid,
                },
            );
            self.global_objs.push(obj);
            self.declare_global(obj);
            objs.push(obj);
        }
        let typ = spec.typ.as_ref();
        if joint {
            self.var_decls.push(VarDecl {
                objs,
                typ,
                init: spec.values.first(),
                value: None,
            });
        } else {
            for (i, &obj) in objs.iter().enumerate() {
                self.var_decls.push(VarDecl {
                    objs: vec![obj],
                    typ,
                    init: spec.values.get(i),
                    value: None,
                });
            }
        }
        if !(spec.values.is_empty() && typ.is_some()) {
            let at = self.pos(spec.name.first().map_or(0, |name| name.pos));
            self.check_arity(at, &spec.name, &spec.values, false, false);
        }
    }

    fn collect_func(&mut self, decl: &'a ast::FuncDecl) {
        let name: &'a str = &decl.name.name;
        let pos = self.pos(decl.name.pos);
        let pkg = self.pkg().0 as usize;
        let func = FuncObj {
            decl,
            recv: None,
            params: Vec::new(),
            sig: self.t.invalid,
            init_number: self.packages[pkg].inits.len(),
        };
        let obj = self.add_object(name, pos, ObjKind::Func(Box::new(func)));
        let is_main = name == "main" && self.packages[pkg].name == "main";
        if name == "init" || is_main {
            let typ = &decl.typ;
            if !typ.typ_params.list.is_empty() {
                let at = self.start_of_params(&typ.typ_params);
                self.error(at, format!("func {name} must have no type parameters"));
            }
            if !typ.params.list.is_empty() || !typ.result.list.is_empty() {
                self.error(
                    pos,
                    format!("func {name} must have no arguments and no return values"),
                );
            }
        }
        if name == "init" {
            self.packages[pkg].inits.push(obj);
            self.packages[pkg].decls.push(obj);
            return;
        }
        self.declare_global(obj);
    }

    /// Enters a package-level object into its package's scope.
    fn declare_global(&mut self, obj: ObjId) {
        let (name, pos) = (self.obj(obj).name, self.obj(obj).pos);
        let pkg = self.pkg().0 as usize;
        self.packages[pkg].decls.push(obj);
        if name == "_" {
            return;
        }
        let is_func = matches!(self.obj(obj).kind, ObjKind::Func(_));
        if !is_func && (name == "init" || (name == "main" && self.packages[pkg].name == "main")) {
            self.error(pos, format!("cannot declare {name} - must be func"));
            return;
        }
        if let Some(&first) = self.packages[pkg].scope.get(name) {
            let first = self.obj(first).pos;
            let error = Diagnostic::new(pos, format!("{name} redeclared in this block"));
            self.report(error.with_note(first, format!("other declaration of {name}")));
            return;
        }
        self.packages[pkg].scope.insert(name, obj);
    }
}
