//! The phases of a check, in order.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use gosyn::ast::{Declaration, Expression};

use super::checker::{Checker, LoadedFile, Package};
use super::object::{ObjId, ObjKind, PkgId};
use super::options::Options;
use super::packages::Loaded;
use super::stmt::check_branches;
use super::typed::Program;
use super::universe::Universe;
use crate::diagnostic::Diagnostics;
use crate::syntax::ast_pos;

/// Checks everything that was loaded.
pub(super) fn run(loaded: &Loaded, options: &Options) -> Result<Program, Diagnostics> {
    let mut checker = new_checker(loaded, options);
    // gc finds these while it parses, so they come first; they do not keep it from checking.
    checker.errors = loaded.errors.clone();
    checker.errors.append(branch_errors(loaded));
    let order = checker.init_order.clone();
    for &pkg in &order {
        checker.collect_package(pkg);
    }
    for &pkg in &order {
        checker.resolve_package(pkg);
    }
    checker.check_user_bodies();
    checker.check_init_cycles();
    checker.report_unused_imports();
    if checker.errors.is_empty() {
        checker.check_instantiation();
    }
    if checker.errors.is_empty() {
        checker.report_missing_bodies();
    }
    if !checker.errors.is_empty() {
        return Err(checker.errors);
    }
    checker.build_program()
}

/// Errors about jumps in the user's functions, which gc reports before it looks at types.
fn branch_errors(loaded: &Loaded) -> Diagnostics {
    let mut errors = Diagnostics::new();
    for file in loaded
        .files
        .iter()
        .filter(|file| !loaded.packages[file.package].prelude)
    {
        for decl in &file.ast.decl {
            if let Declaration::Function(func) = decl
                && let Some(body) = &func.body
            {
                check_branches(
                    &body.list,
                    ast_pos::at(body.pos.0),
                    &loaded.sources,
                    &mut errors,
                );
            }
        }
    }
    errors
}

fn new_checker<'a>(loaded: &'a Loaded, options: &'a Options) -> Checker<'a> {
    let universe = Universe::build();
    let mut packages: Vec<Package<'a>> = loaded
        .packages
        .iter()
        .map(|package| Package {
            path: &package.path,
            prelude: package.prelude,
            ..Package::default()
        })
        .collect();
    let mut files = Vec::new();
    for (i, file) in loaded.files.iter().enumerate() {
        let package = &mut packages[file.package];
        package.files.push(i);
        package.name = &file.ast.pkg_name.name;
        files.push(LoadedFile {
            ast: &file.ast,
            id: file.id,
            pkg: PkgId(file.package as u32),
            imports: BTreeMap::new(),
            import_objs: Vec::new(),
        });
    }
    let by_path = packages
        .iter()
        .enumerate()
        .map(|(i, package)| (package.path, PkgId(i as u32)))
        .collect();
    Checker {
        sources: &loaded.sources,
        options,
        dots_used: Default::default(),
        imports_runtime: false,
        files,
        packages,
        by_path,
        init_order: loaded
            .init_order
            .iter()
            .map(|&package| PkgId(package as u32))
            .collect(),
        objs: universe.objs,
        universe: universe.names,
        bad_literals: &loaded.bad_literals,
        types: universe.types,
        t: universe.common,
        named_objs: universe.named_objs,
        type_instances: BTreeMap::new(),
        instance_depth: 0,
        func_instances: BTreeMap::new(),
        signatures: BTreeMap::new(),
        wrappers: BTreeMap::new(),
        funcs: Vec::new(),
        too_many_instances: false,
        shared_vars: BTreeMap::new(),
        pending: VecDeque::new(),
        delayed: VecDeque::new(),
        globals: Vec::new(),
        global_objs: Vec::new(),
        var_decls: Vec::new(),
        deps: BTreeMap::new(),
        init_closures: 0,
        to_interface: BTreeSet::new(),
        mono: Default::default(),
        later: Vec::new(),
        embedding: Vec::new(),
        wrong_range_vars: None,
        local_scopes: BTreeMap::new(),
        line_at_hand: Default::default(),
        untyped_consts: Vec::new(),
        busy: Vec::new(),
        reported_cycles: BTreeSet::new(),
        errors: Diagnostics::new(),
        env: Default::default(),
        depth: 0,
    }
}

impl<'a> Checker<'a> {
    /// Resolves all package-level objects: types first, so that methods are known, then the rest in source order. A variable of the
    /// prelude is resolved when something mentions it, and is no part of a program that does not.
    fn resolve_package(&mut self, pkg: PkgId) {
        let mut decls = self.packages[pkg.0 as usize].decls.clone();
        if self.packages[pkg.0 as usize].prelude {
            decls.retain(|&obj| !matches!(self.obj(obj).kind, ObjKind::Global { .. }));
        }
        let (types, others): (Vec<ObjId>, Vec<ObjId>) = decls
            .into_iter()
            .partition(|&obj| matches!(self.obj(obj).kind, ObjKind::Type(_)));
        for obj in types.into_iter().chain(others) {
            self.init_closures = 0;
            self.resolve_object(obj);
        }
        self.run_later();
        self.check_method_names(pkg);
    }

    /// Reports methods that have the name of a field.
    fn check_method_names(&mut self, pkg: PkgId) {
        use super::types::Type;
        let decls = self.packages[pkg.0 as usize].decls.clone();
        for obj in decls {
            let Some(decl) = self.type_obj(obj) else {
                continue;
            };
            let (methods, ty) = (decl.methods.clone(), decl.ty);
            let Type::Struct(fields) = self.types.underlying(ty).clone() else {
                continue;
            };
            for (name, method) in methods {
                if fields.iter().any(|field| field.name == name) {
                    let pos = self.obj(method).pos;
                    let at = self.field_pos(obj, name).unwrap_or(pos);
                    let error = crate::diagnostic::Diagnostic::new(
                        pos,
                        format!("field and method with the same name {name}"),
                    );
                    self.report(error.with_note(at, format!("other declaration of {name}")));
                }
            }
        }
    }

    /// Where a field of a declared struct type is declared.
    fn field_pos(&self, obj: ObjId, name: &str) -> Option<crate::source::Pos> {
        let Expression::TypeStruct(ty) = &self.type_obj(obj)?.spec?.typ else {
            return None;
        };
        let mut names = ty.fields.iter().flat_map(|field| &field.name);
        names
            .find(|ident| ident.name == name)
            .map(ast_pos::ident_pos)
    }

    /// Packages that are not part of Weft.
    fn user_packages(&self) -> Vec<PkgId> {
        self.init_order
            .iter()
            .copied()
            .filter(|pkg| !self.packages[pkg.0 as usize].prelude)
            .collect()
    }

    /// Reports variables that need themselves to be initialised.
    fn check_init_cycles(&mut self) {
        for pkg in self.user_packages() {
            self.var_order(pkg);
        }
    }

    /// Reports functions without body; gc does so when all else is well.
    fn report_missing_bodies(&mut self) {
        for pkg in self.user_packages() {
            let decls = self.packages[pkg.0 as usize].decls.clone();
            for obj in decls {
                if matches!(&self.obj(obj).kind, ObjKind::Func(func) if func.decl.body.is_none()) {
                    self.error(self.obj(obj).pos, "missing function body");
                }
            }
        }
    }

    /// Checks all bodies of the user's packages: generic ones for their errors, the others into the program.
    fn check_user_bodies(&mut self) {
        for pkg in self.user_packages() {
            let decls = self.packages[pkg.0 as usize].decls.clone();
            for obj in decls {
                let ObjKind::Func(func) = &self.obj(obj).kind else {
                    continue;
                };
                let params = func.params.clone();
                if params.is_empty() {
                    self.func_instance(obj, Vec::new());
                } else {
                    self.declared_body(None, obj, &params);
                }
            }
        }
        self.check_user_pending();
    }

    /// Checks the bodies of the user's own functions that are waiting, before any of the library's.
    fn check_user_pending(&mut self) {
        while let Some(delayed) = self.delayed.pop_front() {
            self.check_delayed(delayed);
        }
        let waiting = std::mem::take(&mut self.pending);
        let prelude = |c: &Self, obj: ObjId| {
            c.obj(obj)
                .pkg
                .is_none_or(|pkg| c.packages[pkg.0 as usize].prelude)
        };
        for next in waiting {
            if prelude(self, next.obj)
                || !next.args.is_empty()
                || self.obj(next.obj).file == usize::MAX
            {
                self.pending.push_back(next);
            } else {
                self.declared_body(Some(next.func), next.obj, &next.args);
            }
        }
    }
}
