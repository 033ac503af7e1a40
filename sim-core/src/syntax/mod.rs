//! From Go text to a syntax tree that is safe to walk.
//!
//! [`parse`] is the only way in. It uses the gosyn crate for the tree and adds what a compiler's front end needs around it:
//! syntax errors in the Go compiler's words and at its positions, positions in bytes over all files, and bounds on every
//! input so that no later pass can overflow its stack or run for ever. The steps:
//!
//! text → `scanner` (tokens) → `recogniser` (is it Go? errors, height of the tree) → `canonical` (the same tokens laid out for
//! gosyn) → gosyn (the tree) → `tidy` (positions and spelling of the source, one form for one meaning).
//!
//! [`ast_pos`] then answers where a node is, in the three ways that gc's messages need.

pub mod ast_pos;
mod canonical;
mod literals;
mod recogniser;
mod scanner;
#[cfg(test)]
mod tests;
mod tidy;
mod token;

pub use recogniser::HEIGHT_MAX;
pub use scanner::is_printable;

use crate::diagnostic::Diagnostics;
use crate::source::Pos;
use canonical::Canonical;
use tidy::Positions;

/// The longest source that is accepted, in bytes.
pub const SOURCE_BYTES_MAX: usize = 1 << 20;

/// What depends on the Go version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// Errors say of a keyword that it is one: `keyword else`, not `else`.
    pub names_keywords: bool,
    /// Of a list of parameters of which only some have names, errors say what is missing.
    pub names_missing: bool,
    /// The parser reports a `...` in the wrong place, and goes on without it.
    pub early_dots: bool,
    /// Methods may have type parameters.
    pub generic_methods: bool,
}

/// A file that is syntactically well-formed, but for the insides of literals.
pub struct Parsed {
    /// The tree.
    pub file: gosyn::ast::File,
    /// What is wrong inside literals; gc goes on checking.
    pub errors: Diagnostics,
    /// Where the literals begin that are wrong.
    pub bad_literals: Vec<Pos>,
}

/// Parses a file whose first byte is at `base`.
///
/// The tree's height is at most about [`HEIGHT_MAX`] (each level of grammar counts once), so recursion over it is safe.
///
/// # Errors
/// The syntax errors, in gc's wording and at gc's positions, in the order in which gc finds them.
pub fn parse(text: &str, base: Pos, dialect: Dialect) -> Result<Parsed, Diagnostics> {
    if text.len() > SOURCE_BYTES_MAX {
        return Err(Diagnostics::one(
            base,
            format!("source is too long (more than {SOURCE_BYTES_MAX} bytes)"),
        ));
    }
    let recognised = recogniser::recognise(text, base, dialect)?;
    let canonical = Canonical::new(text, base, &recognised);
    match gosyn::parse_source(&canonical.text) {
        Ok(mut file) => {
            tidy::tidy(&mut file, &canonical);
            let literals = recognised.tokens.iter();
            let bad = literals.filter(|token| token.bad && token.tok == token::Tok::Literal);
            Ok(Parsed {
                file,
                bad_literals: bad.map(|token| base.plus(token.start)).collect(),
                errors: recognised.errors,
            })
        }
        Err(error) => Err(refusal(&canonical, error.downcast_ref::<gosyn::Error>())),
    }
}

/// The error for valid Go that gosyn refuses: beyond its limit of nesting, or (none are known) a form that it does not take.
fn refusal(canonical: &Canonical, error: Option<&gosyn::Error>) -> Diagnostics {
    let (offset, reason) = match error {
        Some(gosyn::Error::Else {
            location, reason, ..
        }) => (location.1, reason.as_str()),
        Some(gosyn::Error::UnexpectedToken { location, .. }) => {
            (location.1, "a token that was not expected")
        }
        _ => (0, "no reason given"),
    };
    let pos = ast_pos::at(canonical.global(offset));
    Diagnostics::one(
        pos,
        match reason {
            "too many depth" => "program is nested too deeply".to_string(),
            _ => format!("syntax error: this form is valid Go, but Weft cannot read it ({reason})"),
        },
    )
}
