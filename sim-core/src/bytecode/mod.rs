//! INTERFACE. Bytecode: what the lowering produces and the machine runs.
//!
//! Invariants:
//! - A [`Program`] is immutable once lowered and shared by all machines that run it.
//! - Every register, jump target, function, type and constant index in the code is in range (checked once by `verify`), so the
//!   machine may trust indices but never addresses or values.
//! - Addresses below [`Program::image`]`.len()` are the static image: word 0 is never used (nil), then globals, then zero words that
//!   nobody writes (what `m[k]` of a missing key reads), then one word per function used as a value, holding its index. The heap follows.

pub mod disasm;
pub mod facts;
pub mod instr;
pub mod ops;
pub mod rtype;
pub mod verify;

pub use facts::Facts;
pub use instr::{Instr, Reg, Target};
pub use ops::{Alu, Cmp, FaultCode, SliceOf, SyncOp, Unary, Wrap};
pub use rtype::{Kind, RField, RMethod, RType, RTypeId};

use crate::source::{Pos, SourceMap};

/// A place in the code: function and instruction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct CodePos {
    /// Index into [`Program::functions`].
    pub func: u32,
    /// Index into its code.
    pub pc: u32,
}

/// A program ready to run.
#[derive(Clone, Debug)]
pub struct Program {
    /// All functions.
    pub functions: Vec<Function>,
    /// Function that initialises packages and calls main (or the chosen test).
    pub entry: u32,
    /// 64-bit constants.
    pub words: Vec<u64>,
    /// Bytes of all string constants; string addresses below `text.len()` point here, others into the machine's string arena.
    pub text: Vec<u8>,
    /// String constants as (offset, length) in `text`.
    pub strings: Vec<(u32, u32)>,
    /// Initial memory: see the module's invariants.
    pub image: Vec<u64>,
    /// Named, typed objects of the image (globals), by start address.
    pub globals: Vec<GlobalInfo>,
    /// Runtime types.
    pub rtypes: Vec<RType>,
    /// Names for interface calls; unexported ones are qualified `pkg.name`.
    pub method_names: Vec<String>,
    /// Select statements.
    pub selects: Vec<SelectDesc>,
    /// Sources, for positions.
    pub sources: SourceMap,
    /// Selected Go version's minor number.
    pub go_minor: u32,
    /// Well-known types the machine needs to make values of.
    pub known: KnownTypes,
    /// Tests of the program, by name, with the entry function that runs each (`weft run --func`).
    pub tests: Vec<(String, u32)>,
    /// What its code has in it.
    pub facts: Facts,
}

/// Types the machine itself makes values of.
#[derive(Clone, Copy, Debug)]
pub struct KnownTypes {
    /// `string`.
    pub string: RTypeId,
    /// `int`.
    pub int: RTypeId,
    /// `error` (interface).
    pub error: RTypeId,
    /// `runtime.errorString`-like struct of one string that implements `runtime.Error` in the prelude: the value of run-time panics. Its
    /// `Error` puts `runtime error: ` in front of the string.
    pub runtime_error: RTypeId,
    /// `runtime.plainError`: a run-time panic that is not prefixed `runtime error: `.
    pub plain_error: RTypeId,
    /// `runtime.boundsError`: like `runtime_error`, of an index or a slice's bounds.
    pub bounds_error: RTypeId,
    /// `*runtime.TypeAssertionError`: a pointer to a struct of one string, the whole text.
    pub type_assertion_error: RTypeId,
    /// `*runtime.PanicNilError`, likewise.
    pub panic_nil_error: RTypeId,
    /// `interface { Error() string }` method index and `String` method index in [`Program::method_names`], where present.
    pub error_method: Option<u16>,
    /// See `error_method`.
    pub string_method: Option<u16>,
    /// `GoString` of `fmt.GoStringer`, likewise.
    pub go_string_method: Option<u16>,
    /// `Format` of `fmt.Formatter`, likewise.
    pub format_method: Option<u16>,
}

/// A global variable in the image.
#[derive(Clone, Debug)]
pub struct GlobalInfo {
    /// Qualified name.
    pub name: String,
    /// First word.
    pub addr: u32,
    /// Type.
    pub ty: RTypeId,
    /// Belongs to the prelude.
    pub prelude: bool,
}

/// A function's code and all that is known about it.
#[derive(Clone, Debug)]
pub struct Function {
    /// As Go prints it.
    pub name: String,
    /// Instructions; the last cannot fall off the end.
    pub code: Vec<Instr>,
    /// Registers of a frame, in words; callees' windows begin inside, at their call's base.
    pub regs: u16,
    /// Words of parameters (receiver included).
    pub params: u16,
    /// Words of results.
    pub results: u16,
    /// Source ranges: sorted by pc; an entry holds until the next.
    pub lines: Vec<Line>,
    /// Variables for inspection.
    pub locals: Vec<LocalInfo>,
    /// Belongs to the prelude: "step over" hides it.
    pub prelude: bool,
    /// Made by the compiler (go/defer thunk, method stub, promoted method): hidden in stack traces, transparent to recover.
    pub wrapper: bool,
    /// Where to go on after a recovered panic: runs remaining defers and returns the results as they are. 0 when there is no defer.
    pub epilogue: Target,
    /// Instructions whose nil fault has a non-zero address: (pc, byte offset).
    pub fault_bytes: Vec<(u32, u64)>,
    /// Checks of unsigned indexes, by instruction, in order: bits 1 for an index or low bound, 2 for the high bound, 4 for the third.
    pub unsigned_bounds: Vec<(u32, u8)>,
    /// Declaration.
    pub pos: Pos,
}

impl Function {
    /// The source stretch an instruction belongs to.
    pub fn line_at(&self, pc: u32) -> Option<&Line> {
        let after = self.lines.partition_point(|line| line.pc <= pc);
        self.lines.get(after.checked_sub(1)?)
    }
}

/// A stretch of code of one source position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First instruction.
    pub pc: u32,
    /// Most exact position (of the operation: index, call …).
    pub pos: Pos,
    /// Start of the source statement it belongs to: two instructions are in one statement if these agree.
    pub stmt: Pos,
}

/// Where a variable lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Storage {
    /// In registers from here.
    Regs(Reg),
    /// In memory; this register holds the address.
    Cell(Reg),
}

/// Name of the header that `append` has in registers until it is stored, and the array it leads to may be led to by nothing else.
pub const APPENDED: &str = ".append";

/// A local variable, for inspection. A name that begins with a dot is the compiler's own.
#[derive(Clone, Debug)]
pub struct LocalInfo {
    /// Name.
    pub name: String,
    /// Type.
    pub ty: RTypeId,
    /// Where.
    pub storage: Storage,
    /// Valid from this instruction …
    pub from: u32,
    /// … up to this one.
    pub to: u32,
    /// Declaration.
    pub pos: Pos,
}

/// A select statement.
#[derive(Clone, Debug)]
pub struct SelectDesc {
    /// Cases in source order, the default left out.
    pub cases: Vec<SelectCase>,
    /// Has a default.
    pub default: bool,
}

/// One case of a select.
#[derive(Clone, Copy, Debug)]
pub struct SelectCase {
    /// Send or receive.
    pub send: bool,
    /// Register of the channel.
    pub ch: Reg,
    /// Registers of the value sent, or where the received value goes.
    pub value: Reg,
    /// Receive: register of ok.
    pub ok: Reg,
}
