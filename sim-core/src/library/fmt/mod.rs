//! INTERFACE. Formatting values as package `fmt` does: the work behind `SyncOp::Format`.
//!
//! `fmt` reads whatever its arguments reach, so it is one visible operation, and it may have to call methods of the program
//! (`Error`, `String`, `GoString`, `Format`), which only Go can. Hence a conversation with the prelude (`fmt/print.go`): `format`
//! walks the arguments in a fixed order and either finishes or names the first method call whose text it lacks. The prelude makes the
//! call, adds the text to `done`, and asks again; the walk consumes those texts in order. Memory may have changed between two walks; the
//! worst that follows is a text in another value's place, as in any racy program.
//!
//! A text in `done` begins with a byte that says what it is: `m` what the method returned, to be laid out under the verb; `r` a text to
//! write as it is (the receiver was nil, or it was `Format` that wrote it); `p` that of a panic, likewise.
//!
//! Invariants: reading goes through [`Heap`] only, so the footprint is exact; output, depth and the number of loads are bounded.

mod directive;
pub(super) mod natives;
mod print;
mod sort;
mod spec;
mod value;

pub use directive::wrapped_args;
pub use print::shown_address;

use crate::bytecode::{Program, RTypeId};

/// What the formatter sees of memory.
pub trait Heap {
    /// Reads a cell as the program would: part of the operation's footprint. `None` for an address that is no cell.
    fn load(&self, addr: u64) -> Option<u64>;
    /// Reads a cell of a map's own structure: seen by nobody but the runtime, as Go's race detector has it.
    fn peek(&self, addr: u64) -> Option<u64>;
    /// Says that the map whose header is at `addr` is read (the race detector's annotation).
    fn map_read(&self, addr: u64);
    /// The bytes of a string; the empty string whatever `addr` when `len` is 0. `None` if it reaches out of the string space.
    fn text(&self, addr: u64, len: u64) -> Option<&[u8]>;
}

/// The operands of one `SyncOp::Format`, as they stand in registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Call {
    /// Address and length of the format string.
    pub format: (u64, u64),
    /// Address and length of the arguments, a slice of interfaces.
    pub args: (u64, u64),
    /// Address and length of the texts got so far, a slice of strings.
    pub done: (u64, u64),
    /// What to do: see [`Mode`].
    pub mode: u64,
}

impl Call {
    /// From the nine words at the operation's base: format (2), args (3), done (3), mode (1).
    pub fn from_words(words: &[u64; 9]) -> Call {
        Call {
            format: (words[0], words[1]),
            args: (words[2], words[3]),
            done: (words[5], words[6]),
            mode: words[8],
        }
    }
}

/// What a call of [`format`] comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Formatted {
    /// All done: results are this string, a nil interface and 0.
    Text(Vec<u8>),
    /// A method must be called first: results are `spec` as a string, an interface of the value, and `method`.
    Need {
        /// Dynamic type of the value.
        ty: RTypeId,
        /// Its words: the machine makes the interface of them, boxing when there is more than one.
        words: Vec<u64>,
        /// Which method: 1 Error, 2 String, 3 GoString, 4 Format.
        method: u64,
        /// Flags, width, precision and verb, in the form in which they stand after `%`, for Format.
        spec: Vec<u8>,
    },
    /// `fatal error: concurrent map iteration and map write`.
    MapWriting,
    /// A torn header or an address that is no cell: the nil-dereference fault.
    BadAddress,
    /// A slice or map that holds itself: Go's `fmt` goes on until the stack overflows.
    Endless,
    /// The text or the nesting is larger than allowed: the `limit` outcome "strings".
    Limit,
}

/// What kind of call: the value of `mode`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// By format string.
    Format,
    /// `Print`: spaces between operands when neither is a string.
    Print,
    /// `Println`: spaces always, and a newline.
    Println,
    /// By format string where `%w` means `%v` of an error.
    Errorf,
}

/// Why the walk ended early.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Stop {
    Need {
        ty: RTypeId,
        words: Vec<u64>,
        method: u64,
        spec: Vec<u8>,
    },
    MapWriting,
    BadAddress,
    Endless,
    Limit,
}

/// Carries out one `SyncOp::Format`. The text may have up to `text_max` bytes.
pub fn format(heap: &dyn Heap, program: &Program, call: &Call, text_max: usize) -> Formatted {
    let reader = value::Reader { heap, program };
    match print::Printer::new(reader, *call, text_max).run() {
        Ok(text) => Formatted::Text(text),
        Err(Stop::Need {
            ty,
            words,
            method,
            spec,
        }) => Formatted::Need {
            ty,
            words,
            method,
            spec,
        },
        Err(Stop::MapWriting) => Formatted::MapWriting,
        Err(Stop::BadAddress) => Formatted::BadAddress,
        Err(Stop::Endless) => Formatted::Endless,
        Err(Stop::Limit) => Formatted::Limit,
    }
}
