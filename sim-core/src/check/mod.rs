//! The checker: from gosyn's syntax tree to a typed program, with gc's errors.
//!
//! [`check`] is the way in. It loads the user's files and what they import ([`packages`]), declares everything ([`collect`]), resolves
//! declared objects on demand ([`decl`]), checks bodies ([`func_body`], [`stmt`], [`expr`]) and builds the program ([`program`]).
//!
//! Where to find a rule: types from syntax in [`resolve_type`], [`interface_type`] and [`generic`]; selectors in [`method_set`];
//! assignability in [`assignable`]; untyped constants in [`untyped`]; calls in [`call`], predeclared functions in [`builtin`];
//! type inference in [`infer`] and [`unify`]; which closures share variables in [`func_body`]; the order of initialisation
//! in [`init_order`]; how errors describe things in [`operand`], [`type_text`] and [`expr_text`].

mod assignable;
mod builtin;
mod builtin_num;
mod call;
mod checker;
mod collect;
pub mod constant;
mod decl;
mod expr;
mod expr_text;
mod func_body;
mod func_ctx;
mod generic;
mod implements;
mod infer;
mod init_order;
mod instances;
mod interface_type;
mod later;
mod method_set;
mod mono;
mod object;
mod operand;
mod options;
mod packages;
mod predicates;
mod program;
mod resolve_type;
mod setup;
mod stmt;
mod type_text;
pub mod typed;
pub mod types;
mod unify;
mod universe;
mod untyped;
mod unused;
pub(crate) mod walk;
mod wrapper;

pub use options::Options;

use crate::diagnostic::Diagnostics;
use crate::source::SourceMap;

/// Checks a program: `files` are names and texts of the user's files.
///
/// # Errors
/// The errors that gc would report, with the sources they point into.
pub fn check(
    files: &[(&str, &str)],
    options: &Options,
) -> Result<(typed::Program, SourceMap), (Diagnostics, SourceMap)> {
    let loaded = packages::load(files, options.go_minor)?;
    match setup::run(&loaded, options) {
        Ok(program) => Ok((program, loaded.sources)),
        Err(errors) => Err((errors, loaded.sources)),
    }
}
