//! What a data race looks like to others: plain data, with places as people read them.

use serde::{Deserialize, Serialize};

/// How an access touched its cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum AccessOp {
    Read,
    Write,
    AtomicRead,
    AtomicWrite,
}

impl AccessOp {
    /// Whether it wrote.
    pub fn is_write(self) -> bool {
        matches!(self, AccessOp::Write | AccessOp::AtomicWrite)
    }

    /// In a word or two, for messages.
    pub fn name(self) -> &'static str {
        match self {
            AccessOp::Read => "read",
            AccessOp::Write => "write",
            AccessOp::AtomicRead => "atomic read",
            AccessOp::AtomicWrite => "atomic write",
        }
    }
}

/// A place in the source.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    /// File as it was named; empty when unknown.
    pub file: String,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

impl Place {
    /// `file:line:column`, or `-`.
    pub fn text(&self) -> String {
        if self.file.is_empty() {
            return "-".to_string();
        }
        format!("{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One call of a stack.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct StackFrame {
    /// As Go prints it.
    pub function: String,
    /// The call, or the access itself.
    pub place: Place,
    /// The instruction's offset in its function, in Go's notation of four bytes each.
    pub offset: u64,
}

/// A lock that was held at an access.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct HeldLock {
    /// What it is called, or where it lives.
    pub name: String,
    /// Its cell.
    pub cell: u64,
    /// Held for reading only.
    pub shared: bool,
}

/// One of the two accesses.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Access {
    /// Who.
    pub goroutine: u32,
    /// How.
    pub op: AccessOp,
    /// Number of the transition, from 1.
    pub step: u64,
    /// Where, outside of the runtime.
    pub place: Place,
    /// In which function.
    pub function: String,
    /// Innermost first. Without stacks only the place itself.
    pub stack: Vec<StackFrame>,
    /// Stack of the go statement that started the goroutine; empty for main. Without stacks only that statement.
    pub created: Vec<StackFrame>,
    /// The goroutine had ended when the race was seen.
    pub finished: bool,
    /// Locks held. Known only with stacks.
    pub locks: Vec<HeldLock>,
}

/// What kind of thing was raced for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum LocationKind {
    Variable,
    Map,
    Channel,
    WaitGroup,
}

/// What was raced for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Location {
    /// Kind.
    pub kind: LocationKind,
    /// As the program would say it where that is known: `main.counter`, `s[2]`, `p.next`; else what and where it was made.
    pub name: String,
}

/// Two accesses to one cell that nothing orders, at least one of them a write.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Race {
    /// What.
    pub location: Location,
    /// The cell.
    pub cell: u64,
    /// The accesses, in the order in which they happened.
    pub accesses: [Access; 2],
    /// Both happened before `main` or the test began, while packages were initialised.
    pub initial: bool,
}

/// What makes two races one: the same places doing the same to the same kind of thing, in whatever order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RaceKey {
    kind: LocationKind,
    accesses: [(Place, AccessOp); 2],
}

impl Race {
    /// Equal for the same race found in different executions.
    pub fn key(&self) -> RaceKey {
        let of = |access: &Access| (access.place.clone(), access.op);
        let mut accesses = [of(&self.accesses[0]), of(&self.accesses[1])];
        accesses.sort();
        RaceKey {
            kind: self.location.kind,
            accesses,
        }
    }
}
