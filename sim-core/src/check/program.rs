//! From a checked set of packages to a [`Program`]: method tables, runtime instances, tests.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::method_set::Found;
use super::object::{ObjId, ObjKind, PkgId};
use super::typed::{
    FuncKind, MAP_RUNTIME, MapInstance, MethodEntry, PLAIN_RUNTIME, Program, RuntimeFunc,
    SLICE_RUNTIME,
};
use super::types::{Type, TypeId};
use crate::prelude;

/// Types of package runtime that run-time panics are values of (see `bytecode::KnownTypes`).
/// With each whether it is a pointer to the type.
const MACHINE_ERRORS: [(&str, bool); 5] = [
    ("errorString", false),
    ("boundsError", false),
    ("plainError", false),
    ("TypeAssertionError", true),
    ("PanicNilError", true),
];

/// What the user's package has for `go test`.
struct Tests {
    main: Option<super::typed::FuncId>,
    funcs: Vec<(String, super::typed::FuncId)>,
}

impl<'a> Checker<'a> {
    /// Checks everything that is still open and builds the program. `None` after errors.
    pub fn build_program(mut self) -> Result<Program, crate::diagnostic::Diagnostics> {
        let order = self.init_order.clone();
        let mut init: Vec<Vec<super::typed::Init>> = Vec::new();
        for &pkg in &order {
            // Makes the init functions part of the program; the order of variables is final only after all bodies are known.
            self.init_steps(pkg);
        }
        self.note_machine_errors();
        self.add_test_runner();
        let mut done = Tables::default();
        loop {
            self.check_pending();
            let before = (self.funcs.len(), done.runtime.len());
            if !self.errors.is_empty() {
                return Err(self.errors);
            }
            self.add_methods(&mut done);
            self.add_runtime(&mut done);
            if self.pending.is_empty()
                && self.delayed.is_empty()
                && before == (self.funcs.len(), done.runtime.len())
            {
                break;
            }
        }
        for &pkg in &order {
            init.push(self.init_steps(pkg));
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let main = self.main_func();
        let tests = Tests {
            main: self.test_main(),
            funcs: self.test_funcs(),
        };
        Ok(self.into_program(done, init.into_iter().flatten().collect(), main, tests))
    }

    fn into_program(
        self,
        mut done: Tables,
        init: Vec<super::typed::Init>,
        main: Option<super::typed::FuncId>,
        tests: Tests,
    ) -> Program {
        done.methods
            .sort_by(|a, b| (a.recv, &a.name, &a.pkg).cmp(&(b.recv, &b.name, &b.pkg)));
        done.runtime
            .sort_by(|a, b| (&a.name, &a.args).cmp(&(&b.name, &b.args)));
        done.maps.sort_by_key(|map| map.map);
        Program {
            types: self.types,
            funcs: self.funcs,
            globals: self.globals,
            init,
            main,
            tests: tests.funcs,
            test_main: tests.main,
            methods: done.methods,
            runtime: done.runtime,
            maps: done.maps,
            go_minor: self.options.go_minor,
        }
    }

    fn main_func(&mut self) -> Option<super::typed::FuncId> {
        let obj = *self.packages.first()?.scope.get("main")?;
        if self.packages.first()?.name != "main" || !matches!(self.obj(obj).kind, ObjKind::Func(_))
        {
            return None;
        }
        Some(self.func_instance(obj, Vec::new()))
    }

    /// `func TestXxx(t *testing.T)` of the user's package.
    fn test_funcs(&mut self) -> Vec<(String, super::typed::FuncId)> {
        let decls = self
            .packages
            .first()
            .map(|pkg| pkg.decls.clone())
            .unwrap_or_default();
        let mut tests = Vec::new();
        for obj in decls {
            if self.is_test(obj) {
                let name = self.obj(obj).name.to_string();
                let func = self.func_instance(obj, Vec::new());
                tests.push((name, func));
            }
        }
        tests
    }

    /// `testing.runTest` and `testing.runMain`, which nothing in Go calls: the entry of a test does.
    fn add_test_runner(&mut self) {
        let package = self.by_path.get("testing").map(|pkg| pkg.0 as usize);
        for runner in ["runTest", "runMain"] {
            if let Some(obj) = package.and_then(|pkg| self.packages[pkg].scope.get(runner).copied())
            {
                self.resolve_object(obj);
                self.func_instance(obj, Vec::new());
            }
        }
    }

    /// `func TestMain(m *testing.M)` of the user's package.
    fn test_main(&mut self) -> Option<super::typed::FuncId> {
        let obj = *self.packages.first()?.scope.get("TestMain")?;
        let ObjKind::Func(func) = &self.obj(obj).kind else {
            return None;
        };
        let Type::Func(sig) = self.types.get(func.sig) else {
            return None;
        };
        let takes_m =
            matches!(sig.params.as_slice(), [only] if self.type_text(*only) == "*testing.M");
        takes_m.then(|| self.func_instance(obj, Vec::new()))
    }

    fn is_test(&self, obj: ObjId) -> bool {
        let ObjKind::Func(func) = &self.obj(obj).kind else {
            return false;
        };
        let named = self
            .obj(obj)
            .name
            .strip_prefix("Test")
            .is_some_and(|rest| !rest.starts_with(char::is_lowercase));
        let Type::Func(sig) = self.types.get(func.sig) else {
            return false;
        };
        let takes_t =
            matches!(sig.params.as_slice(), [only] if self.type_text(*only) == "*testing.T");
        named && func.recv.is_none() && takes_t && sig.results.is_empty()
    }

    /// The machine makes values of the runtime's error types and calls their methods, whether the program's text does or not.
    fn note_machine_errors(&mut self) {
        let Some(&pkg) = self.by_path.get(prelude::RUNTIME) else {
            return;
        };
        for (name, pointer) in MACHINE_ERRORS {
            let Some(&obj) = self.packages[pkg.0 as usize].scope.get(name) else {
                continue;
            };
            self.resolve_object(obj);
            if let Some(ty) = self.type_obj(obj).map(|decl| decl.ty) {
                let ty = if pointer { self.pointer_to(ty) } else { ty };
                self.note_to_interface(ty);
            }
        }
    }

    /// Method tables of all types that reach an interface, directly or as a part of one that does.
    fn add_methods(&mut self, done: &mut Tables) {
        let mut queue: Vec<TypeId> = self.to_interface.iter().copied().collect();
        while let Some(ty) = queue.pop() {
            if !done.reached.insert(ty) {
                continue;
            }
            self.add_methods_of(ty, done);
            queue.extend(self.parts_of(ty));
        }
    }

    /// The types of the parts of a type's values.
    fn parts_of(&self, ty: TypeId) -> Vec<TypeId> {
        match self.types.underlying(ty) {
            Type::Pointer(elem)
            | Type::Slice(elem)
            | Type::Array(elem, _)
            | Type::Chan(_, elem) => vec![*elem],
            Type::Map(key, value) => vec![*key, *value],
            Type::Struct(fields) => fields.iter().map(|field| field.ty).collect(),
            _ => Vec::new(),
        }
    }

    fn add_methods_of(&mut self, ty: TypeId, done: &mut Tables) {
        if self.is_interface(ty) {
            return;
        }
        for (name, pkg) in self.method_names(ty) {
            if let Found::Method(method) = self.lookup_member_from(ty, false, &name, &pkg, false)
                && !method.generic
            {
                let func = self.method_func(ty, &method);
                done.methods.push(MethodEntry {
                    recv: ty,
                    name: method.name.clone(),
                    pkg: method.pkg.clone(),
                    func,
                    ty: method.ty,
                });
            }
        }
    }

    /// All method names that could be in a type's method set, with the packages of unexported ones.
    fn method_names(&self, ty: TypeId) -> BTreeSet<(String, String)> {
        let mut names = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut queue = vec![ty];
        while let Some(ty) = queue.pop() {
            let (base, _) = self.deref(ty);
            if !seen.insert(base) {
                continue;
            }
            if let Some(obj) = self.obj_of_named(base) {
                let pkg = self
                    .obj(obj)
                    .pkg
                    .map_or("", |pkg| self.packages[pkg.0 as usize].name);
                let methods = self
                    .type_obj(obj)
                    .map(|decl| decl.methods.clone())
                    .unwrap_or_default();
                names.extend(
                    methods
                        .iter()
                        .map(|(name, _)| (name.to_string(), pkg.to_string())),
                );
            }
            match self.types.underlying(base) {
                Type::Struct(fields) => queue.extend(
                    fields
                        .iter()
                        .filter(|field| field.embedded)
                        .map(|field| field.ty),
                ),
                Type::Interface(interface) => {
                    names.extend(
                        interface
                            .methods
                            .iter()
                            .map(|method| (method.name.clone(), method.pkg.clone())),
                    );
                }
                _ => {}
            }
        }
        names
    }

    /// Instances of runtime functions for all map and slice types of the program.
    fn add_runtime(&mut self, done: &mut Tables) {
        let Some(&pkg) = self.by_path.get(prelude::RUNTIME) else {
            return;
        };
        for name in PLAIN_RUNTIME {
            self.add_runtime_func(pkg, name, Vec::new(), done);
        }
        let mut used = BTreeSet::new();
        for func in self.funcs.iter().filter(|func| func.kind == FuncKind::Body) {
            super::walk::types_of(func, &mut used);
        }
        for var in &self.var_decls {
            var.value
                .iter()
                .for_each(|value| super::walk::types_of_expr(value, &mut used));
        }
        used.extend(self.globals.iter().map(|global| global.ty));
        let used = self.with_parts(used);
        for ty in used {
            match *self.types.underlying(ty) {
                Type::Map(key, value) => self.add_map(pkg, ty, key, value, done),
                Type::Slice(elem) => {
                    for name in SLICE_RUNTIME {
                        self.add_runtime_func(pkg, name, vec![elem], done);
                    }
                }
                _ => {}
            }
        }
    }

    /// The types and all types of their parts.
    fn with_parts(&self, types: BTreeSet<TypeId>) -> BTreeSet<TypeId> {
        let mut all = BTreeSet::new();
        let mut queue: Vec<TypeId> = types.into_iter().collect();
        while let Some(ty) = queue.pop() {
            if all.insert(ty) {
                queue.extend(self.parts_of(ty));
            }
        }
        all
    }

    fn add_map(&mut self, pkg: PkgId, ty: TypeId, key: TypeId, value: TypeId, done: &mut Tables) {
        for name in MAP_RUNTIME {
            self.add_runtime_func(pkg, name, vec![key, value], done);
        }
        let map = self.types.underlying_id(ty);
        if done.maps.iter().any(|other| other.map == map) {
            return;
        }
        if let Some(&obj) = self.packages[pkg.0 as usize].scope.get("hmap") {
            let pos = self.obj(obj).pos;
            let hmap = self.instantiate_type(obj, vec![key, value], pos);
            done.maps.push(MapInstance { map, hmap });
        }
    }

    fn add_runtime_func(&mut self, pkg: PkgId, name: &str, args: Vec<TypeId>, done: &mut Tables) {
        let key = (name.to_string(), args.clone());
        if done.runtime_keys.contains(&key) {
            return;
        }
        done.runtime_keys.insert(key);
        let Some(&obj) = self.packages[pkg.0 as usize].scope.get(name) else {
            return;
        };
        self.resolve_object(obj);
        let func = self.func_instance(obj, args.clone());
        done.runtime.push(RuntimeFunc {
            name: name.to_string(),
            args,
            func,
        });
    }
}

/// Tables of the program under construction.
#[derive(Default)]
struct Tables {
    methods: Vec<MethodEntry>,
    reached: BTreeSet<TypeId>,
    runtime: Vec<RuntimeFunc>,
    runtime_keys: BTreeSet<(String, Vec<TypeId>)>,
    maps: Vec<MapInstance>,
}
