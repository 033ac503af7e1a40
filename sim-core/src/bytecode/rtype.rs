//! INTERFACE. Runtime types: what the machine, the formatter and the inspector know of a Go type.
//!
//! Invariant: identical Go types have one [`RTypeId`], so a type word comparison decides type identity at run time.

/// Index into [`super::Program::rtypes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RTypeId(pub u32);

/// Kind of a runtime type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Kind {
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
    Pointer,
    Slice,
    Array,
    Map,
    Chan,
    Struct,
    Func,
    Interface,
}

/// A struct field with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RField {
    /// Name.
    pub name: String,
    /// Type.
    pub ty: RTypeId,
    /// Offset in words from the start of the struct.
    pub offset: u32,
    /// Offset in bytes as on amd64 (for nil-fault addresses).
    pub byte_offset: u64,
    /// Embedded.
    pub embedded: bool,
    /// Starts with an upper-case letter.
    pub exported: bool,
}

/// One method as an interface call finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RMethod {
    /// Index into [`super::Program::method_names`].
    pub name: u16,
    /// Function to call with the interface's data word as its first argument (a stub unboxes values of more than one word).
    pub func: u32,
}

/// A runtime type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RType {
    /// As `%T` prints it: `main.T`, `map[string]int`, `*sync.Mutex`, `struct { X int }`.
    pub name: String,
    /// Kind of the underlying type.
    pub kind: Kind,
    /// Whether it is a defined type (the name is its own), predeclared basics excluded.
    pub named: bool,
    /// Size in words of the machine.
    pub words: u32,
    /// Size in bytes on amd64.
    pub bytes: u64,
    /// Whether Go's garbage collector sees pointers in it.
    pub has_pointers: bool,
    /// Whether == is defined statically (interfaces are, and may panic).
    pub comparable: bool,
    /// Element of pointer, slice, array, channel, map.
    pub elem: Option<RTypeId>,
    /// Key of a map.
    pub key: Option<RTypeId>,
    /// Length of an array.
    pub len: u64,
    /// Fields of a struct.
    pub fields: Vec<RField>,
    /// For a map type: the struct `runtime.hmap[K,V]` it points to.
    pub hmap: Option<RTypeId>,
    /// Concrete type: its methods sorted by name index. Interface: the names it asks for (func unused).
    pub methods: Vec<RMethod>,
}
