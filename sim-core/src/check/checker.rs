//! The checker's state: tables that live for the whole check, and the environment of the declaration at hand.
//!
//! Invariants:
//! - `env` describes exactly one declaration; resolving another one on demand swaps it out and back ([`Checker::in_file`]).
//! - A generic body is checked once with [`Env::generic`] set, for its errors only: nothing made then reaches the program. For each
//!   instance it is checked again with [`Env::instance`] set, where an error is a fault of the checker and says so.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use gosyn::ast;

use super::func_ctx::FuncCtx;
use super::object::{ObjId, ObjKind, Object, PkgId, State, TypeObj};
use super::options::Options;
use super::typed::{Expr, Func, FuncId, Global};
use super::types::{Basic, Type, TypeId, Types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Pos, SourceMap, Span};
use crate::syntax::ast_pos;
use crate::versions::Change;

/// A package under check.
#[derive(Clone, Debug, Default)]
pub(super) struct Package<'a> {
    /// Name in its package clause.
    pub name: &'a str,
    /// Import path; `main` for the user's program.
    pub path: &'a str,
    /// Whether it is part of Weft.
    pub prelude: bool,
    /// Package-level names.
    pub scope: BTreeMap<&'a str, ObjId>,
    /// Its files (indices into [`Checker::files`]).
    pub files: Vec<usize>,
    /// All objects in order of declaration, methods and `init` functions among them.
    pub decls: Vec<ObjId>,
    /// `init` functions in source order.
    pub inits: Vec<ObjId>,
}

/// A parsed file and its place in the offset space.
pub(super) struct LoadedFile<'a> {
    /// Its syntax tree, with global positions.
    pub ast: &'a ast::File,
    /// Its number among the sources.
    pub id: FileId,
    /// Its package.
    pub pkg: PkgId,
    /// Imports: name in this file → object.
    pub imports: BTreeMap<&'a str, ObjId>,
    /// All imports with their declarations.
    pub import_objs: Vec<(ObjId, &'a ast::Import)>,
}

/// One package-level variable declaration with its initialiser.
#[derive(Clone, Debug)]
pub(super) struct VarDecl<'a> {
    /// The variables declared together by one value (one, unless the value is a call with several results).
    pub objs: Vec<ObjId>,
    /// Declared type.
    pub typ: Option<&'a ast::Expression>,
    /// Initialising expression.
    pub init: Option<&'a ast::Expression>,
    /// The checked initialiser.
    pub value: Option<Expr>,
}

/// Names declared in one block.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope<'a> {
    /// Names and what they stand for.
    pub names: BTreeMap<&'a str, ObjId>,
}

/// What the declaration at hand can see and is.
#[derive(Default)]
pub(super) struct Env<'a> {
    /// The file whose imports are visible.
    pub file: usize,
    /// Local scopes, innermost last.
    pub scopes: Vec<Scope<'a>>,
    /// Functions under construction, outermost first.
    pub funcs: Vec<FuncCtx<'a>>,
    /// Value of `iota`, inside constant declarations.
    pub iota: Option<u64>,
    /// Where errors of an implicitly repeated constant expression are reported.
    pub error_pos: Option<Pos>,
    /// Checking a generic body for errors: what is built is thrown away.
    pub generic: bool,
    /// Checking an instance of a generic body.
    pub instance: bool,
    /// Resolving a declared generic type with other arguments than its own parameters.
    pub type_instance: bool,
    /// The type arguments of that instance.
    pub type_args: Vec<TypeId>,
    /// The declaration whose references are recorded for the order of initialisation.
    pub decl: Option<ObjId>,
    /// Whether the expression at hand contains a call or a receive (for `len` of arrays).
    pub has_call: bool,
    /// What the innermost call calls, while that is being checked.
    pub callee: Option<&'a ast::Expression>,
    /// Inside a package-level initialiser: bodies of function literals wait.
    pub global_init: bool,
}

/// A function literal in a package-level initialiser, whose body is checked after all declarations.
pub(super) struct DelayedClosure<'a> {
    /// Its function.
    pub func: FuncId,
    /// The literal.
    pub lit: &'a ast::FuncLit,
    /// Name.
    pub name: String,
    /// File.
    pub file: usize,
    /// Declaration that contains it.
    pub decl: Option<ObjId>,
    /// `iota` there.
    pub iota: Option<u64>,
}

/// A function instance whose body is still to be checked.
pub(super) struct PendingFunc {
    /// The instance.
    pub func: FuncId,
    /// Its declaration.
    pub obj: ObjId,
    /// Type arguments; for methods, those of the receiver's type.
    pub args: Vec<TypeId>,
}

/// Types often needed.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub(super) struct Common {
    pub invalid: TypeId,
    pub bool: TypeId,
    pub int: TypeId,
    pub uint: TypeId,
    pub uintptr: TypeId,
    pub byte: TypeId,
    pub rune: TypeId,
    pub float64: TypeId,
    pub complex128: TypeId,
    pub string: TypeId,
    pub untyped_bool: TypeId,
    pub untyped_int: TypeId,
    pub untyped_rune: TypeId,
    pub untyped_float: TypeId,
    pub untyped_complex: TypeId,
    pub untyped_string: TypeId,
    pub untyped_nil: TypeId,
    pub any: TypeId,
    pub error: TypeId,
    pub empty_tuple: TypeId,
}

/// The checker.
pub(super) struct Checker<'a> {
    /// All sources.
    pub sources: &'a SourceMap,
    /// Where the literals begin that were reported while parsing.
    pub bad_literals: &'a BTreeSet<Pos>,
    /// Options.
    pub options: &'a Options,
    /// All files of all packages.
    pub files: Vec<LoadedFile<'a>>,
    /// All packages; 0 is the user's.
    pub packages: Vec<Package<'a>>,
    /// Packages by import path.
    pub by_path: BTreeMap<&'a str, PkgId>,
    /// Packages in order of initialisation (imported ones first).
    pub init_order: Vec<PkgId>,
    /// All objects.
    pub objs: Vec<Object<'a>>,
    /// Predeclared names.
    pub universe: BTreeMap<&'static str, ObjId>,
    /// Types.
    pub types: Types,
    /// Types often needed.
    pub t: Common,
    /// Declaring object of each defined type, by [`super::types::NamedId`].
    pub named_objs: Vec<Option<ObjId>>,
    /// Instances of generic types.
    pub type_instances: BTreeMap<(ObjId, Vec<TypeId>), TypeId>,
    /// Depth of nested type instantiation.
    pub instance_depth: usize,
    /// Instances of functions and methods.
    pub func_instances: BTreeMap<(ObjId, Vec<TypeId>), FuncId>,
    /// Signatures of instances.
    pub signatures: BTreeMap<(ObjId, Vec<TypeId>), TypeId>,
    /// Synthesised wrappers, by a key that names what they do.
    pub wrappers: BTreeMap<super::wrapper::WrapperKey, FuncId>,
    /// Functions so far.
    pub funcs: Vec<Func>,
    /// Whether it was reported that there are too many instances.
    pub too_many_instances: bool,
    /// Which variables of a finished function closures must share, until captures are settled.
    pub shared_vars: BTreeMap<FuncId, Vec<bool>>,
    /// Bodies to check.
    pub pending: VecDeque<PendingFunc>,
    /// Function literals of package-level initialisers.
    pub delayed: VecDeque<DelayedClosure<'a>>,
    /// Package-level variables.
    pub globals: Vec<Global>,
    /// Object of each package-level variable.
    pub global_objs: Vec<ObjId>,
    /// Package-level variable declarations.
    pub var_decls: Vec<VarDecl<'a>>,
    /// Package-level variables and functions that each declaration mentions.
    pub deps: BTreeMap<ObjId, BTreeSet<ObjId>>,
    /// Number of function literals per package initialiser so far.
    pub init_closures: u32,
    /// Types converted to interfaces.
    pub to_interface: BTreeSet<TypeId>,
    /// Which type parameters get which types.
    pub mono: super::mono::Mono,
    /// Checks that wait until types are complete.
    pub later: Vec<super::later::Later<'a>>,
    /// Interfaces being embedded while their own declaration is incomplete.
    pub embedding: Vec<ObjId>,
    /// Type of the first iteration variable of a range that has too many variables.
    pub wrong_range_vars: Option<TypeId>,
    /// What is visible at generic types that are declared inside functions.
    pub local_scopes: BTreeMap<ObjId, Vec<Scope<'a>>>,
    /// A place on the line that errors are about to describe.
    pub line_at_hand: std::cell::Cell<Pos>,
    /// Exact values of constants without type inside expressions that are not constant.
    pub untyped_consts: Vec<super::constant::Const>,
    /// Objects being resolved, outermost first.
    pub busy: Vec<ObjId>,
    /// Cycles that were reported, by their first object.
    pub reported_cycles: BTreeSet<ObjId>,
    /// Errors.
    pub errors: Diagnostics,
    /// Files and packages whose names they use without a qualifier, thanks to `import .`.
    pub dots_used: std::cell::RefCell<BTreeSet<(usize, PkgId)>>,
    /// Whether the program imports a package that brings Go's `internal/runtime/atomic` along.
    pub imports_runtime: bool,
    /// The declaration at hand.
    pub env: Env<'a>,
    /// How deep expressions, types and declarations are nested right now.
    pub depth: usize,
}

/// Deepest nesting of anything that is checked recursively.
pub(super) const DEPTH_MAX: usize = 400;
/// Most instances of generic functions and types together.
pub(super) const INSTANCES_MAX: usize = 4000;

impl<'a> Checker<'a> {
    /// Adds an object.
    pub fn add_object(&mut self, name: &'a str, pos: Pos, kind: ObjKind<'a>) -> ObjId {
        let pkg = self.files.get(self.env.file).map(|file| file.pkg);
        self.objs.push(Object {
            name,
            pos,
            pkg,
            file: self.env.file,
            kind,
            used: false,
            state: State::New,
        });
        ObjId(self.objs.len() as u32 - 1)
    }

    /// An object.
    pub fn obj(&self, id: ObjId) -> &Object<'a> {
        &self.objs[id.0 as usize]
    }

    /// An object, to be changed.
    pub fn obj_mut(&mut self, id: ObjId) -> &mut Object<'a> {
        &mut self.objs[id.0 as usize]
    }

    /// The type declaration behind an object, if it is a type.
    pub fn type_obj(&self, id: ObjId) -> Option<&TypeObj<'a>> {
        match &self.obj(id).kind {
            ObjKind::Type(ty) => Some(ty),
            _ => None,
        }
    }

    /// The package of the declaration at hand.
    pub fn pkg(&self) -> PkgId {
        self.files
            .get(self.env.file)
            .map_or(PkgId(0), |file| file.pkg)
    }

    /// Name of the package of the declaration at hand.
    pub fn pkg_name(&self) -> &'a str {
        self.packages
            .get(self.pkg().0 as usize)
            .map_or("", |pkg| pkg.name)
    }

    /// Import path of the package of the declaration at hand.
    pub fn pkg_path(&self) -> &'a str {
        self.packages
            .get(self.pkg().0 as usize)
            .map_or("", |pkg| pkg.path)
    }

    /// Whether the declaration at hand is part of Weft rather than the user's.
    pub fn in_prelude(&self) -> bool {
        self.packages
            .get(self.pkg().0 as usize)
            .is_some_and(|pkg| pkg.prelude)
    }

    /// Whether the selected Go version has this.
    pub fn has(&self, change: &Change) -> bool {
        change.is_in(self.options.go_minor)
    }

    /// Whether the declaration at hand may use this: Weft's own Go always may.
    pub fn allows(&self, change: &Change) -> bool {
        self.in_prelude() || self.has(change)
    }

    /// The position that the syntax tree stores.
    pub fn pos(&self, offset: usize) -> Pos {
        ast_pos::at(offset)
    }

    /// Where the leftmost part of an expression begins.
    pub fn start(&self, expr: &ast::Expression) -> Pos {
        ast_pos::start_pos(expr)
    }

    /// The source range of an expression.
    pub fn expr_span(&self, expr: &ast::Expression) -> Span {
        Span {
            start: ast_pos::start_pos(expr),
            end: ast_pos::end_pos(expr),
        }
    }

    /// Reports an error.
    pub fn error(&mut self, pos: Pos, message: impl Into<String>) {
        self.report(Diagnostic::new(pos, message));
    }

    /// Reports an error of several lines.
    pub fn report(&mut self, mut error: Diagnostic) {
        let follows_up =
            error.message.contains("invalid operand") || error.message.contains("invalid type");
        if follows_up && !self.errors.is_empty() {
            return;
        }
        if error.message.contains(" requires go1.") && error.message.ends_with(" or later") {
            let selected = self.options.go_minor;
            let flag = format!(" (-lang was set to go1.{selected}; check go.mod)");
            error.message.push_str(&flag);
        }
        if let Some(pos) = self.env.error_pos {
            error.span = Span {
                start: pos,
                end: pos,
            };
        }
        if self.env.instance {
            error.message = format!(
                "internal compiler error: instance of a generic function: {}",
                error.message
            );
        }
        self.errors.push(error);
    }

    /// Runs `work` in a fresh environment for the package level of `file`.
    pub fn in_file<R>(&mut self, file: usize, work: impl FnOnce(&mut Self) -> R) -> R {
        let fresh = Env {
            file,
            ..Env::default()
        };
        let saved = std::mem::replace(&mut self.env, fresh);
        let result = work(self);
        self.env = saved;
        result
    }

    /// Runs `work` in a new innermost scope.
    pub fn in_scope<R>(&mut self, work: impl FnOnce(&mut Self) -> R) -> R {
        self.env.scopes.push(Scope::default());
        let result = work(self);
        self.env.scopes.pop();
        result
    }

    /// Counts one level of nesting; reports and returns false when there are too many. Pair with [`Checker::leave`].
    pub fn enter(&mut self, pos: Pos) -> bool {
        if self.depth >= DEPTH_MAX {
            self.error(pos, "nesting depth limit exceeded");
            return false;
        }
        self.depth += 1;
        true
    }

    /// Ends a level of nesting.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Finds what a name stands for, innermost scope first.
    pub fn lookup(&self, name: &str) -> Option<ObjId> {
        let local = self
            .env
            .scopes
            .iter()
            .rev()
            .find_map(|scope| scope.names.get(name));
        local.copied().or_else(|| self.lookup_global(name))
    }

    /// Finds what a name stands for outside all functions.
    pub fn lookup_global(&self, name: &str) -> Option<ObjId> {
        let file = self.files.get(self.env.file)?;
        let pkg = self.packages.get(file.pkg.0 as usize)?;
        if let Some(&own) = pkg.scope.get(name) {
            return Some(own);
        }
        let Some(&imported) = file.imports.get(name) else {
            return self.universe.get(name).copied();
        };
        if let Some(package) = self.obj(imported).pkg {
            self.dots_used.borrow_mut().insert((self.env.file, package));
        }
        Some(imported)
    }

    /// Records that the declaration at hand mentions a package-level variable or function.
    pub fn add_dep(&mut self, obj: ObjId) {
        if let Some(decl) = self.env.decl {
            self.deps.entry(decl).or_default().insert(obj);
        }
    }

    /// Interns a basic type.
    pub fn basic(&mut self, basic: Basic) -> TypeId {
        self.types.intern(Type::Basic(basic))
    }

    /// Interns a pointer type.
    pub fn pointer_to(&mut self, elem: TypeId) -> TypeId {
        self.types.intern(Type::Pointer(elem))
    }

    /// Interns a slice type.
    pub fn slice_of(&mut self, elem: TypeId) -> TypeId {
        self.types.intern(Type::Slice(elem))
    }

    /// Interns a tuple.
    pub fn tuple(&mut self, elems: Vec<TypeId>) -> TypeId {
        self.types.intern(Type::Tuple(elems))
    }

    /// The object of a defined type.
    pub fn obj_of_named(&self, ty: TypeId) -> Option<ObjId> {
        let (id, _) = self.types.named_of(ty)?;
        self.named_objs.get(id.0 as usize).copied().flatten()
    }
}
