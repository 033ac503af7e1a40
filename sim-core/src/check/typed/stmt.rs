//! INTERFACE. The statements of the typed program; its expressions and functions are in the module above.

use super::*;

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Source range; its start is the "statement" that the statement step stops at.
    pub span: Span,
}

/// One clause of a switch.
#[derive(Clone, Debug)]
pub struct Case {
    /// Values; empty together with `is_default`.
    pub values: Vec<Expr>,
    /// `default:`.
    pub is_default: bool,
    /// Body.
    pub body: Vec<Stmt>,
    /// Body ends in `fallthrough`.
    pub fallthrough: bool,
    /// Position of `case`/`default`.
    pub pos: Pos,
}

/// One clause of a type switch.
#[derive(Clone, Debug)]
pub struct TypeCase {
    /// Types; `None` is `case nil`.
    pub types: Vec<Option<TypeId>>,
    /// `default:`.
    pub is_default: bool,
    /// The clause's own variable (`switch v := x.(type)`), with the clause's type.
    pub var: Option<LocalId>,
    /// Body.
    pub body: Vec<Stmt>,
    /// Position of `case`/`default`.
    pub pos: Pos,
}

/// One clause of a select.
#[derive(Clone, Debug)]
pub struct CommCase {
    /// The communication.
    pub comm: Comm,
    /// Body.
    pub body: Vec<Stmt>,
    /// Position of `case`/`default`.
    pub pos: Pos,
}

/// The communication of a select clause.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Comm {
    Send {
        chan: Expr,
        value: Expr,
    },
    /// `lhs = <-c` (places, converted per element type = destination type), or declared locals, or nothing.
    Recv {
        chan: Expr,
        value: Option<Target>,
        ok: Option<Target>,
    },
    Default,
}

/// Where a value goes.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Target {
    /// The blank identifier.
    Blank,
    /// A variable declared here.
    Declare(LocalId),
    /// An existing place.
    Place(Expr),
}

/// The forms of `for range`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum RangeOver {
    Slice(Expr),
    /// An array value (copied first when the value variable is used).
    Array(Expr),
    /// A pointer to an array, or an addressable array ranged by index only.
    ArrayPtr(Expr),
    String(Expr),
    Map(Expr),
    Chan(Expr),
    /// `for i := range n`.
    Int(Expr),
    /// Range over function: `f(yield)`, with the body as closure `yield`. The checker has made the body a function literal.
    Func(Expr),
}

/// What a statement is.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum StmtKind {
    Expr(Expr),
    /// `var a, b T` / `a, b := …`: declared locals, each zero or initialised; targets mix declared, blank and (for :=) existing.
    /// `values.len() == targets.len()`, or one tuple value, or none (all zero).
    Define {
        targets: Vec<Target>,
        values: Vec<Expr>,
    },
    /// Parallel assignment; same counting rule. Elements of a tuple value are converted to each target's type by the lowering
    /// (concrete to interface or the like): assignability is already checked.
    Assign {
        targets: Vec<Target>,
        values: Vec<Expr>,
    },
    /// `x op= y`, `x++` (y is constant 1): the place is evaluated once.
    OpAssign {
        place: Expr,
        op: BinOp,
        value: Expr,
    },
    Block(Vec<Stmt>),
    If {
        init: Vec<Stmt>,
        cond: Expr,
        then: Vec<Stmt>,
        els: Vec<Stmt>,
    },
    /// `per_iteration`: variables copied for each iteration (Go 1.22 and later).
    For {
        label: LabelId,
        init: Vec<Stmt>,
        cond: Option<Expr>,
        post: Vec<Stmt>,
        body: Vec<Stmt>,
        per_iteration: Vec<LocalId>,
    },
    /// Range; declared variables are fresh each iteration when `per_iteration`.
    Range {
        label: LabelId,
        over: RangeOver,
        key: Option<Target>,
        value: Option<Target>,
        body: Vec<Stmt>,
        per_iteration: bool,
    },
    /// `tag` is `None` for `switch { case cond: }` (values are booleans); else each value is a comparison partner of the tag:
    /// the checker has already built `values` as boolean expressions over the local `tag_var`, which holds the tag.
    Switch {
        label: LabelId,
        init: Vec<Stmt>,
        tag: Option<(LocalId, Expr)>,
        cases: Vec<Case>,
    },
    TypeSwitch {
        label: LabelId,
        init: Vec<Stmt>,
        x: Expr,
        cases: Vec<TypeCase>,
    },
    Select {
        label: LabelId,
        cases: Vec<CommCase>,
    },
    Go(Expr),
    Defer(Expr),
    /// A defer in the body of a loop over a function: the token of the call that it waits for, and the deferred call.
    DeferAt(Expr, Expr),
    /// Values as for Assign: one per result, or one tuple, or none (named results as they are).
    Return(Vec<Expr>),
    Break(LabelId),
    Continue(LabelId),
    Goto(LabelId),
    /// A label that a goto may target, before the statement that follows.
    Label(LabelId),
    Send {
        chan: Expr,
        value: Expr,
    },
}
