//! INTERFACE. The library's native part: functions of Go's standard library carried out in Rust.
//!
//! A library package of Weft is Go text under `prelude/<import path>/`. Most of it is ordinary Go, so that every access to
//! shared memory in it is a step. A function declared there *without a body* is one of two things:
//! - an operation on a synchronisation object, which `lower/intrinsic.rs` maps to a visible `SyncOp`; or
//! - a **native** of this module: one invisible instruction that reads and writes registers and strings, *never a memory cell*.
//!
//! Anything that touches shared memory, or calls back into the program, must therefore be Go.
//!
//! **To add a function** `p.F`: declare it in `prelude/p/*.go`, with a body if Go can say it (a file that begins with
//! `//go:build go1.N` is there from that version on). Without a body: write `fn f(ctx: &mut NativeCtx) -> Result<(), NativeFault>`
//! in `library/p.rs` and add `NativeDef("p.F", f)` to its `TABLE`. Names are path-qualified, as in Go's symbol table: `math/bits.Len64`.
//! A new package needs its files listed in `prelude/mod.rs` and its table in [`TABLES`] here. Then add rows to the tests
//! that compare with real Go.
//!
//! Operands lie from word 0 of the context's window in the order of the parameters, results overwrite them from word 0 on:
//! a native reads all its operands before it sets a result.
//!
//! Invariants: natives are pure functions of their operands (the same on every target), they never panic, and their time is bounded
//! by the bytes they are given plus the bytes they make, which they report by [`NativeCtx::cost`].

mod bits;
mod errors;
pub mod float;
pub mod fmt;
pub mod mapread;
mod math;
mod math_functions;
pub mod native;
mod quote;
mod rand;
mod rand_words;
mod runtime;
mod search;
mod sort;
mod strconv;
mod strings;
#[cfg(test)]
mod tests;
mod time;
mod unicode;
mod unicode_cases;
mod unicode_sets;
mod unicode_table;
mod utf8;

pub use native::{FramePlace, Frames, NativeCtx, NativeDef, NativeFault, Text};
pub use runtime::{complex_text, print_float};

/// All natives; the index of a table and of a row in it make up a native's number.
const TABLES: &[&[NativeDef]] = &[
    bits::TABLE,
    errors::TABLE,
    fmt::natives::TABLE,
    math::TABLE,
    rand::TABLE,
    runtime::TABLE,
    sort::TABLE,
    strconv::TABLE,
    strings::TABLE,
    time::TABLE,
    unicode::TABLE,
    utf8::TABLE,
];

/// The number of a native by its qualified name (`strings.Index`, `math/bits.Len64` or `bits.Len64`), for
/// [`crate::bytecode::Instr::Native`].
pub fn lookup(name: &str) -> Option<u16> {
    let name = without_folders(name);
    TABLES.iter().enumerate().find_map(|(table, rows)| {
        let row = rows.iter().position(|def| without_folders(def.0) == name)?;
        Some((table << 8 | row) as u16)
    })
}

/// A name qualified by the package's name alone.
fn without_folders(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, short)| short)
}

/// The qualified name of a native, for disassembly.
pub fn name(id: u16) -> Option<&'static str> {
    def(id).map(|def| def.0)
}

/// Carries out a native on the window of `ctx`. An unknown number is a fault of the program's maker, not of the host.
pub fn run(id: u16, ctx: &mut NativeCtx<'_>) -> Result<(), NativeFault> {
    match def(id) {
        Some(def) => def.1(ctx),
        None => Err(NativeFault::Unknown),
    }
}

fn def(id: u16) -> Option<&'static NativeDef> {
    TABLES
        .get(usize::from(id >> 8))?
        .get(usize::from(id & 0xff))
}
