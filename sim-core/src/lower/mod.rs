//! Lowering: the typed program becomes bytecode.
//!
//! Read in this order: [`layout`] (how many words a value has, in which order they are stored), [`unit`] (what all functions of
//! a program share), [`body`] (one function under construction: registers, labels, lines), [`place`] (where a value lives), then
//! `expr/` and `stmt/`, and the files named after a concept (`call`, `append`, `map`, `closure`, `defer` …).
//!
//! Invariants:
//! - A variable lives in memory exactly when the checker says that it escapes (or when it is larger than
//!   [`body::REGISTER_WORDS_MAX`] words); temporaries never do. So every visible instruction belongs to something the user wrote.
//! - Order of evaluation is the Go compiler's: calls, receives and what else it moves to statements of their own happen in
//!   lexical order, plain loads of variables after them ([`hoist`]).
//! - Lowering never panics. A program that cannot be lowered (too many registers, a body-less function nobody implements) gives
//!   one diagnostic; after the first failure code goes on being produced but is thrown away.
//! - Only functions that can be reached from the entry points are lowered.

mod append;
mod body;
mod builtin;
mod call;
mod closure;
mod defer;
mod entry;
mod expr;
mod hoist;
mod intrinsic;
mod layout;
mod map;
mod place;
mod print;
mod rtypes;
mod stack_slice;
mod stmt;
mod stub;
mod typename;
mod unit;

#[cfg(test)]
mod tests;

use crate::bytecode;
use crate::check::typed;
use crate::diagnostic::Diagnostics;
use crate::source::SourceMap;

/// Where the program starts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// `main.main`.
    Main,
    /// A test function by name, as `go test -run '^Name$'` would run it.
    Test(String),
}

/// Lowers `program`. Fails, with one diagnostic, on limits of the encoding, on a missing entry point and on functions without a
/// body that neither the machine nor the library knows.
pub fn lower(
    program: &typed::Program,
    sources: SourceMap,
    entry: Entry,
) -> Result<bytecode::Program, Diagnostics> {
    let mut unit = unit::Unit::new(program, sources);
    entry::lower_entries(&mut unit, &entry);
    unit.lower_pending();
    unit.finish()
}
