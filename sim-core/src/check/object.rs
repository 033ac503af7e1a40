//! What an identifier can stand for: packages, constants, types, variables, functions, builtins and nil.
//!
//! Objects live in one table ([`super::checker::Checker::objs`]) and are named by [`ObjId`]. Package-level objects are resolved
//! on demand, so that they may be used before their declaration; [`State`] tells how far that has come and finds cycles.

use gosyn::ast::{Expression, FieldList, FuncDecl, TypeSpec};

use super::constant::Const;
use super::typed::{GlobalId, LocalId};
use super::types::TypeId;
use crate::source::Pos;

/// Index into the checker's table of objects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct ObjId(pub u32);

/// Index into the checker's table of packages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct PkgId(pub u32);

/// How far a package-level object has been resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    /// Not looked at yet.
    New,
    /// Being resolved: meeting it again is a cycle (legal for types behind a pointer and the like).
    Busy,
    /// Resolved.
    Done,
}

/// A named thing.
#[derive(Clone, Debug)]
pub(super) struct Object<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its identifier in the declaration; unknown for predeclared ones.
    pub pos: Pos,
    /// The package that declares it; `None` for predeclared ones.
    pub pkg: Option<PkgId>,
    /// The file (index into the checker's files) of its declaration.
    pub file: usize,
    /// What it is.
    pub kind: ObjKind<'a>,
    /// Whether it has been used (for imports and local variables).
    pub used: bool,
    /// How far it has been resolved.
    pub state: State,
}

/// The kinds of objects.
#[derive(Clone, Debug)]
pub(super) enum ObjKind<'a> {
    /// An imported package, in file scope.
    Package(PkgId),
    /// A constant.
    Const(ConstObj<'a>),
    /// A type name.
    Type(TypeObj<'a>),
    /// A package-level variable.
    Global {
        id: GlobalId,
        decl: usize,
        ty: TypeId,
    },
    /// A local variable: of the function at `level` in the stack of functions being built.
    Local {
        level: usize,
        id: LocalId,
        ty: TypeId,
    },
    /// A function or method.
    Func(Box<FuncObj<'a>>),
    /// A predeclared function, or one of package unsafe.
    Builtin(BuiltinId),
    /// The predeclared `nil`.
    Nil,
}

/// A constant's declaration and, once resolved, its value.
#[derive(Clone, Debug)]
pub(super) struct ConstObj<'a> {
    /// Declared type.
    pub typ: Option<&'a Expression>,
    /// Initialising expression, possibly that of an earlier line (implicit repetition).
    pub init: Option<&'a Expression>,
    /// Value of `iota` in it.
    pub iota: u64,
    /// Whether `init` was repeated implicitly: errors are then reported at the name.
    pub inherited: bool,
    /// Its type.
    pub ty: TypeId,
    /// Its value, when it is valid.
    pub val: Option<Const>,
}

/// A type's declaration.
#[derive(Clone, Debug)]
pub(super) struct TypeObj<'a> {
    /// The declaration; `None` for predeclared types and bound type parameters.
    pub spec: Option<&'a TypeSpec>,
    /// The type (for a generic type: not used).
    pub ty: TypeId,
    /// Methods declared for it, in source order: name and function.
    pub methods: Vec<(&'a str, ObjId)>,
    /// Type parameters as [`super::types::Type::Param`] types, once declared (generic types only).
    pub params: Vec<TypeId>,
    /// Whether this names a type parameter (possibly bound to a concrete type in an instance).
    pub is_param: bool,
    /// Whether it is declared inside a function.
    pub local: bool,
    /// Type arguments of that function's instance.
    pub outer_args: Vec<TypeId>,
}

impl<'a> TypeObj<'a> {
    /// A type name that stands for `ty` without a declaration of its own.
    pub fn bound(ty: TypeId, is_param: bool) -> TypeObj<'a> {
        TypeObj {
            spec: None,
            ty,
            methods: Vec::new(),
            params: Vec::new(),
            is_param,
            local: false,
            outer_args: Vec::new(),
        }
    }

    /// Whether it must be instantiated before use.
    pub fn is_generic(&self) -> bool {
        self.spec.is_some_and(|spec| !spec.params.list.is_empty())
    }
}

/// A function's or method's declaration.
#[derive(Clone, Debug)]
pub(super) struct FuncObj<'a> {
    /// The declaration.
    pub decl: &'a FuncDecl,
    /// For methods: the receiver.
    pub recv: Option<Receiver<'a>>,
    /// Type parameters as [`super::types::Type::Param`] types, once declared; for methods, those of the receiver, then
    /// the method's own.
    pub params: Vec<TypeId>,
    /// Signature in terms of `params` (without receiver), once resolved.
    pub sig: TypeId,
    /// Number that tells `init` functions of one package apart.
    pub init_number: usize,
}

impl<'a> FuncObj<'a> {
    /// The declaration's own type parameters.
    pub fn type_params(&self) -> &'a FieldList {
        &self.decl.typ.typ_params
    }

    /// How many of `params` are the receiver's.
    pub fn receiver_params(&self) -> usize {
        let own = super::generic::names_of(self.type_params()).len();
        self.params.len().saturating_sub(own)
    }
}

/// A method's receiver.
#[derive(Clone, Debug)]
pub(super) struct Receiver<'a> {
    /// The type whose method it is.
    pub base: ObjId,
    /// Whether the receiver is a pointer.
    pub pointer: bool,
    /// The names that it gives the base type's parameters.
    pub names: Vec<&'a gosyn::ast::Ident>,
}

/// Predeclared functions and those of package unsafe.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub(super) enum BuiltinId {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    Sizeof,
    Alignof,
    Offsetof,
}
