//! INTERFACE. Go types, interned: two types are identical (Go spec, "Type identity") exactly when their [`TypeId`]s are equal.
//!
//! Invariants:
//! - A `TypeId` is an index into one [`Types`] table and never dangles; the table only grows.
//! - Composite types are interned structurally; a named (defined) type is identical only to itself, and an instance of a
//!   generic named type is interned by (origin, type arguments).
//! - Types that reach the lowering never contain [`Type::Param`] or untyped basics (except untyped nil and untyped bool that
//!   the checker has already converted): every function body is checked once per instantiation with parameters replaced.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Pos;

/// Index of a type in [`Types`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(pub u32);

/// Index of a named (defined) type in [`Types::named`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NamedId(pub u32);

/// Predeclared basic types, with the untyped kinds that only constants, nil and comparisons have.
/// `byte` and `rune` are aliases of `Uint8` and `Int32` (their spelling is kept by the checker for messages only).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Basic {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

/// Direction of a channel type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum ChanDir {
    Both,
    SendOnly,
    RecvOnly,
}

/// One struct field. An embedded field's name is its type's unqualified name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Field {
    /// Field name; `_` is allowed more than once.
    pub name: String,
    /// Field type.
    pub ty: TypeId,
    /// Whether the field is embedded.
    pub embedded: bool,
    /// The tag's unquoted text, part of type identity.
    pub tag: Option<String>,
    /// Package that declares it when the name is not exported ("" otherwise): part of identity.
    pub pkg: String,
}

/// A function type: no names, since they are not part of identity.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Signature {
    /// Parameter types; with `variadic` the last is the slice type `[]T`.
    pub params: Vec<TypeId>,
    /// Result types.
    pub results: Vec<TypeId>,
    /// Whether the last parameter is `...T`.
    pub variadic: bool,
}

/// One method of an interface type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Method {
    /// Method name.
    pub name: String,
    /// Package that declares it when the name is not exported ("" otherwise).
    pub pkg: String,
    /// Type of the method, without receiver: always a [`Type::Func`].
    pub ty: TypeId,
}

/// One term of a type set: `T` or `~T`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Term {
    /// Whether all types with this underlying type are meant.
    pub tilde: bool,
    /// The type.
    pub ty: TypeId,
}

/// An interface type with embedding already flattened: methods sorted by name; a type set only in constraints.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Interface {
    /// All methods, sorted by (name, pkg).
    pub methods: Vec<Method>,
    /// The union of terms when restricted (intersection already taken).
    pub terms: Option<Vec<Term>>,
    /// Whether `comparable` is embedded.
    pub comparable: bool,
}

/// A Go type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Type {
    Basic(Basic),
    Named(NamedId),
    Pointer(TypeId),
    Slice(TypeId),
    Array(TypeId, u64),
    Map(TypeId, TypeId),
    Chan(ChanDir, TypeId),
    Struct(Vec<Field>),
    Func(Signature),
    Interface(Interface),
    /// Several results of one call; never the type of a variable.
    Tuple(Vec<TypeId>),
    /// A type parameter: only while a generic body is checked for errors. Index into [`Types::params`].
    Param(u32),
}

/// A defined type.
#[derive(Clone, Debug)]
pub struct Named {
    /// Unqualified name, e.g. `Mutex` or `Pair`.
    pub name: String,
    /// Package name that qualifies it in texts (`main`, `sync`); "" for predeclared `error`, `comparable`, `any`.
    pub pkg: String,
    /// Import path of that package: names inside brackets have it at run time.
    pub path: String,
    /// Type arguments when it is an instance of a generic type.
    pub args: Vec<TypeId>,
    /// Type arguments of the function instance in which it is declared.
    pub outer_args: Vec<TypeId>,
    /// Underlying type; never itself a `Named`. `None` while it is being resolved.
    pub underlying: Option<TypeId>,
    /// Where it is declared.
    pub pos: Pos,
    /// Set for types declared inside functions, to tell two of one name apart.
    pub local_in: Option<String>,
}

/// A type parameter under generic checking.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// Its name.
    pub name: String,
    /// Its constraint: a type whose underlying type is an interface.
    pub constraint: TypeId,
    /// Whether the constraint is written as `interface{…}`, which messages repeat.
    pub literal: bool,
    /// Where it is declared.
    pub pos: Pos,
}

/// The table of all types.
#[derive(Clone, Debug, Default)]
pub struct Types {
    list: Vec<Type>,
    index: BTreeMap<Type, TypeId>,
    /// Defined types, by [`NamedId`].
    pub named: Vec<Named>,
    /// Type parameters, by the number in [`Type::Param`].
    pub params: Vec<TypeParam>,
    /// Where the user's functions declare types (no aliases): Go numbers these by their order in the source.
    pub local_decls: BTreeSet<Pos>,
}

impl Types {
    /// Interns `ty`.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.index.get(&ty) {
            return id;
        }
        let id = TypeId(self.list.len() as u32);
        self.list.push(ty.clone());
        self.index.insert(ty, id);
        id
    }

    /// Adds a defined type and returns the type that names it.
    pub fn add_named(&mut self, named: Named) -> TypeId {
        let id = NamedId(self.named.len() as u32);
        self.named.push(named);
        self.intern(Type::Named(id))
    }

    /// The type itself.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.list[id.0 as usize]
    }

    /// The id of an already interned type, if any.
    pub fn find(&self, ty: &Type) -> Option<TypeId> {
        self.index.get(ty).copied()
    }

    /// The underlying type's id (Go spec, "Underlying types"); a type still being resolved is its own.
    pub fn underlying_id(&self, id: TypeId) -> TypeId {
        match self.get(id) {
            Type::Named(n) => self.named[n.0 as usize].underlying.unwrap_or(id),
            _ => id,
        }
    }

    /// The underlying type.
    pub fn underlying(&self, id: TypeId) -> &Type {
        self.get(self.underlying_id(id))
    }

    /// The defined type behind `id`, if it is one.
    pub fn named_of(&self, id: TypeId) -> Option<(NamedId, &Named)> {
        match self.get(id) {
            Type::Named(n) => Some((*n, &self.named[n.0 as usize])),
            _ => None,
        }
    }

    /// Number of types in the table.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
