//! INTERFACE. The typed program: what the checker hands to the lowering.
//!
//! Names are resolved, every expression has its final type, implicit conversions are explicit, generics are instantiated
//! (each instance is a [`Func`] of its own), constants are folded, methods promoted through embedding are explicit field
//! paths, variadic arguments are packed. The lowering decides only storage, order of operations and instructions.
//!
//! Invariants:
//! - An operand assigned, passed, returned, sent, stored in a literal or compared has exactly the type of its destination: the checker
//!   wraps it in [`ExprKind::Convert`] where Go converts implicitly (concrete to interface, untyped nil, bidirectional to directional
//!   channel …).
//! - [`ExprKind::Const`] carries a typed constant; untyped ones have received their default or context type.
//! - Every [`LocalId`] of a function is declared once (in params, results or a statement) before it is used; a closure refers to
//!   variables of enclosing functions through its own `captures`.
//! - Expression nesting is bounded by the parser (see `parse.rs`), so recursion over this tree is safe.

mod stmt;

pub use stmt::*;

use super::types::{TypeId, Types};
use crate::source::{Pos, Span};

/// Index into [`Program::funcs`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FuncId(pub u32);
/// Index into [`Program::globals`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GlobalId(pub u32);
/// Index into [`Func::locals`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalId(pub u32);
/// A loop, switch or select (for break/continue) or a label (for goto), unique within a function.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LabelId(pub u32);

/// A whole checked program: user packages, the library packages they import, and the runtime prelude instances they need.
#[derive(Clone, Debug)]
pub struct Program {
    /// All types.
    pub types: Types,
    /// All functions: declared, methods, closures, instances.
    pub funcs: Vec<Func>,
    /// Package-level variables of all packages.
    pub globals: Vec<Global>,
    /// Initialisation in order: library packages by import order, then main by dependency (Go spec, "Package initialization").
    pub init: Vec<Init>,
    /// `main.main`, when the program has one.
    pub main: Option<FuncId>,
    /// `func TestXxx(t *testing.T)` in source order.
    pub tests: Vec<(String, FuncId)>,
    /// `func TestMain(m *testing.M)`, when the program has one.
    pub test_main: Option<FuncId>,
    /// Method sets of every concrete type that is ever converted to an interface (directly or as a part of one that is, so
    /// that `%v` and assertions see it). Sorted by type, then by name.
    pub methods: Vec<MethodEntry>,
    /// Functions of the runtime prelude instantiated for this program: `(name, type arguments) → function`, sorted. The checker
    /// adds all of [`MAP_RUNTIME`] for every map type and [`SLICE_RUNTIME`] for every slice type of any function body.
    pub runtime: Vec<RuntimeFunc>,
    /// For each (underlying) map type of the program the runtime's `hmap[K, V]`: a map value is a pointer to that. Sorted by map type.
    pub maps: Vec<MapInstance>,
    /// Selected Go version's minor number, e.g. 23.
    pub go_minor: u32,
}

/// Prelude functions (package `runtime`) the lowering needs for each `map[K]V` that occurs, with type arguments `[K, V]`.
///
/// Their signatures are in `prelude/runtime/map_classic*.go`. Keys are passed by value, and so is the iterator, which lives in registers:
/// `it = mapiterinit(m)`, `it = mapiternext(it)`, the loop ends when `it.key` (its first word) is nil, and `*it.key` and `*it.elem`
/// (second word) are loaded each time.
pub const MAP_RUNTIME: &[&str] = &[
    "makemap",
    "mapaccess1",
    "mapaccess2",
    "mapassign",
    "mapdelete",
    "mapclear",
    "mapiterinit",
    "mapiternext",
];
/// Prelude functions the lowering needs for each `[]T` that is appended to or copied, with type argument `[T]`.
pub const SLICE_RUNTIME: &[&str] = &["growslice", "slicecopy", "makeslice"];
/// Prelude functions without type arguments that the lowering may call: string conversions that allocate, and the like.
pub const PLAIN_RUNTIME: &[&str] = &[
    "stringtoslicebyte",
    "constslicebyte",
    "stringtoslicerune",
    "slicebytetostring",
    "slicerunetostring",
    "slicecopystring",
];

/// One method of one concrete type, as interface tables need it.
#[derive(Clone, Debug)]
pub struct MethodEntry {
    /// The concrete type T or *T.
    pub recv: TypeId,
    /// Method name.
    pub name: String,
    /// Package of an unexported name, else "".
    pub pkg: String,
    /// The function, taking a receiver of exactly type `recv` (a wrapper where the method is promoted or declared on the value type).
    pub func: FuncId,
    /// Method type without receiver.
    pub ty: TypeId,
}

/// A map type and the runtime type that its values point to.
#[derive(Clone, Copy, Debug)]
pub struct MapInstance {
    /// The map type `map[K]V` (never a defined type).
    pub map: TypeId,
    /// `runtime.hmap[K, V]`.
    pub hmap: TypeId,
}

/// An instance of a runtime prelude function.
#[derive(Clone, Debug)]
pub struct RuntimeFunc {
    /// Name in package `runtime`.
    pub name: String,
    /// Type arguments.
    pub args: Vec<TypeId>,
    /// The instance.
    pub func: FuncId,
}

/// A package-level variable.
#[derive(Clone, Debug)]
pub struct Global {
    /// Qualified name, `main.counter`.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// Declaration.
    pub pos: Pos,
}

/// One initialisation step.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Init {
    /// `var a, b = value` (several targets only when `value` is a call with several results; `None` is the blank identifier).
    Vars {
        /// Name of the package.
        package: String,
        targets: Vec<Option<GlobalId>>,
        value: Expr,
    },
    /// An `init` function.
    Call(FuncId),
}

/// What kind of function this is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum FuncKind {
    /// Has a body.
    Body,
    /// Declared without a body in the prelude: an intrinsic or native, by qualified name such as `strings.Index` or
    /// `sync.(*Mutex).Lock`, with its type arguments.
    Native { type_args: Vec<TypeId> },
}

/// A function, method, closure or instance.
#[derive(Clone, Debug)]
pub struct Func {
    /// As Go prints it: `main.main`, `main.(*T).M`, `main.main.func1`, `main.Map[...]`.
    pub name: String,
    /// Kind.
    pub kind: FuncKind,
    /// Position of the declaration (`func` keyword); unknown for methods that the checker makes (promoted ones and the like).
    pub pos: Pos,
    /// Closing brace: where the implicit return stands.
    pub end: Pos,
    /// Whether it belongs to the prelude (runtime or library Go): stepping over skips it.
    pub prelude: bool,
    /// All variables; parameters (receiver first) and results among them.
    pub locals: Vec<Local>,
    /// Receiver (if a method) and parameters, in order.
    pub params: Vec<LocalId>,
    /// Results, in order, named or not.
    pub results: Vec<LocalId>,
    /// Whether the results are variables from the start: they have names, or a loop over a function returns from it.
    pub named_results: bool,
    /// For a closure: enclosing variables it uses.
    pub captures: Vec<Capture>,
    /// Statements.
    pub body: Vec<Stmt>,
    /// Contains `defer`.
    pub has_defer: bool,
    /// Contains a call of `recover`.
    pub has_recover: bool,
    /// Signature type without receiver.
    pub ty: TypeId,
}

/// A local variable.
#[derive(Clone, Debug)]
pub struct Local {
    /// Name; "" or "_" for anonymous ones, compiler-made names start with '.'.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// Declaration.
    pub pos: Pos,
    /// `&x` taken (also implicitly: method call with pointer receiver, slicing an array).
    pub address_taken: bool,
    /// Captured by a closure by reference. By-value captures (never assigned after initialisation, not address-taken, as gc does) do not
    /// set it.
    pub captured_by_ref: bool,
    /// A parameter or a captured copy.
    pub is_param: bool,
}

impl Local {
    /// Whether the variable lives in memory (shared, each access a visible operation) rather than in registers.
    pub fn escapes(&self) -> bool {
        self.address_taken || self.captured_by_ref
    }
}

/// A variable of an enclosing function used in a closure.
#[derive(Clone, Debug)]
pub struct Capture {
    /// The variable in the directly enclosing function (itself possibly a captured one there).
    pub outer: LocalId,
    /// The closure's own local standing for it (it has the same type; when `by_ref` it lives in the outer's memory cell).
    pub inner: LocalId,
    /// By reference (shares the cell) or by value (copied when the closure is made).
    pub by_ref: bool,
}

/// A constant's value, already of its type's kind.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Value {
    Bool(bool),
    /// Any integer type: two's complement bits, sign-extended for signed types.
    Int(u64),
    /// Float32 (already rounded) or float64.
    Float(f64),
    Complex(f64, f64),
    /// String bytes (need not be UTF-8).
    Str(Vec<u8>),
}

/// An expression with its type and source range.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type: single, or a [`super::types::Type::Tuple`] for calls with zero or several results and comma-ok forms.
    pub ty: TypeId,
    /// Source range.
    pub span: Span,
}

/// Unary operators on values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum UnOp {
    Neg,
    Not,
    BitNot,
}

/// Binary operators on two operands of one type (shifts: the count has any integer type).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    Xor,
    AndNot,
    Shl,
    Shr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Builtin functions that are not plain operations of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Builtin {
    /// `append(s, args...)`: args are elements (already converted); with `spread` the one arg is a slice (or string for []byte).
    Append {
        spread: bool,
    },
    Cap,
    Clear,
    Close,
    Complex,
    /// `copy(dst, src)`; src may be a string.
    Copy,
    Delete,
    /// Names the call under way, for [`StmtKind::DeferAt`].
    DeferToken,
    Imag,
    Len,
    /// `make(T, args…)`: the expression's type is T.
    Make,
    Max,
    Min,
    /// `new(T)`; the expression's type is *T.
    New,
    Panic,
    Print,
    Println,
    /// Panics because an iterator misuses the body of a loop: the argument says how.
    RangeFault,
    Real,
    Recover,
}

/// Kinds of value conversion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Conv {
    /// Same representation (named ↔ underlying, channel direction, nil of another type …).
    Same,
    /// Between integer, float and complex types.
    Numeric,
    /// Concrete value → interface.
    ToInterface,
    /// Interface → interface with a subset of methods (statically known to hold; nil stays nil).
    InterfaceToInterface,
    IntToString,
    BytesToString,
    RunesToString,
    StringToBytes,
    StringToRunes,
    SliceToArray,
    SliceToArrayPtr,
    /// `unsafe.Pointer` ↔ pointer ↔ uintptr.
    Unsafe,
}

/// Who is called.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Callee {
    /// A known function or method (its receiver is the first argument).
    Static(FuncId),
    /// A function value.
    Value(Box<Expr>),
    /// A method of an interface value.
    Interface {
        recv: Box<Expr>,
        name: String,
        pkg: String,
    },
    Builtin(Builtin),
}

/// A call: arguments already converted and, for a variadic callee, already packed.
#[derive(Clone, Debug)]
pub struct Call {
    /// Who.
    pub callee: Callee,
    /// Arguments. A single argument of tuple type spreads over all parameters (`f(g())`), elements converted per `spread_conv`.
    pub args: Vec<Expr>,
    /// Only when `args` is one tuple: the conversion of each element to its parameter's type, and the parameters' types
    /// (for a variadic callee the elements beyond the fixed parameters are packed into a slice of the last type).
    pub spread_params: Option<Vec<TypeId>>,
    /// Whether the callee is variadic and receives the packed tail of a spread tuple.
    pub spread_variadic: bool,
    /// Position of the call's opening parenthesis; Go reports this line in stack traces.
    pub paren: Pos,
}

/// What an expression is. "Place" marks the forms that can be assigned to or have their address taken.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum ExprKind {
    Const(Value),
    /// The zero value of its type: nil, or an empty composite literal's rest.
    Zero,
    /// Place.
    Local(LocalId),
    /// Place.
    Global(GlobalId),
    /// A declared function used as a value.
    Func(FuncId),
    /// A function literal.
    Closure(FuncId),
    /// A method value `x.M`: receiver evaluated now, of exactly the method's receiver type (or an interface).
    MethodValue {
        recv: Box<Expr>,
        callee: MethodCallee,
    },
    Unary {
        op: UnOp,
        x: Box<Expr>,
    },
    Binary {
        op: BinOp,
        x: Box<Expr>,
        y: Box<Expr>,
    },
    AndAnd(Box<Expr>, Box<Expr>),
    OrOr(Box<Expr>, Box<Expr>),
    /// Field `index` of struct-typed `x`. A place if `x` is a place. Through a pointer `x` is a [`ExprKind::Deref`].
    Field {
        x: Box<Expr>,
        index: usize,
    },
    /// `*p`. Place.
    Deref(Box<Expr>),
    /// `&place`, or `&T{…}` where the operand is a composite literal (allocates).
    AddrOf(Box<Expr>),
    /// Array, slice or string element. A place for slices (and for arrays that are places).
    Index {
        x: Box<Expr>,
        index: Box<Expr>,
    },
    /// `m[k]`; a place for assignment only. With `comma_ok` its type is a tuple (V, bool).
    MapIndex {
        map: Box<Expr>,
        key: Box<Expr>,
        comma_ok: bool,
    },
    /// `x[lo:hi:max]` of a slice, string, or place of array type (the checker makes `(*p)[…]` explicit for array pointers).
    SliceExpr {
        x: Box<Expr>,
        lo: Option<Box<Expr>>,
        hi: Option<Box<Expr>>,
        max: Option<Box<Expr>>,
    },
    Call(Box<Call>),
    Convert {
        x: Box<Expr>,
        conv: Conv,
    },
    /// `x.(T)`: the expression's type is T, or (T, bool) with `comma_ok`; `to` is T.
    TypeAssert {
        x: Box<Expr>,
        to: TypeId,
        comma_ok: bool,
    },
    /// `<-c`; with `comma_ok` the type is (T, bool).
    Recv {
        chan: Box<Expr>,
        comma_ok: bool,
    },
    /// Struct literal: given fields by index in source order, others zero.
    StructLit(Vec<(usize, Expr)>),
    /// Array or slice literal: given elements by index in source order; `len` of the whole.
    ArrayLit {
        elems: Vec<(u64, Expr)>,
        len: u64,
    },
    SliceLit {
        elems: Vec<(u64, Expr)>,
        len: u64,
    },
    MapLit(Vec<(Expr, Expr)>),
    /// `body`, in which [`ExprKind::Part`] stands for the values of the call `tuple`: a predeclared function over which a call with
    /// several results is spread.
    Spread {
        tuple: Box<Expr>,
        body: Box<Expr>,
    },
    /// The value with this number of the innermost [`ExprKind::Spread`] around.
    Part(usize),
}

/// The method of a method value or deferred method call.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum MethodCallee {
    Static(FuncId),
    Interface { name: String, pkg: String },
}
