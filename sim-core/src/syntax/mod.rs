//! From Go text to a syntax tree that is safe to walk.
//!
//! [`parse`] is the only way in. It uses the gosyn crate for the tree and adds what a compiler's front end needs around it:
//! positions in bytes over all files, syntax errors in the Go compiler's words, and bounds on every input so that no later
//! pass can overflow its stack or run for ever.

pub mod ast_pos;
mod tidy;

use crate::diagnostic::Diagnostics;
use crate::source::Pos;
use tidy::Positions;

/// The longest source that is accepted, in bytes.
pub const SOURCE_BYTES_MAX: usize = 1 << 20;

/// Parses a file whose first byte is at `base`.
///
/// # Errors
/// The syntax errors, in gc's wording and at gc's positions.
pub fn parse(text: &str, base: Pos) -> Result<gosyn::ast::File, Diagnostics> {
    if text.len() > SOURCE_BYTES_MAX {
        return Err(Diagnostics::one(
            base,
            format!("source is too long (more than {SOURCE_BYTES_MAX} bytes)"),
        ));
    }
    match gosyn::parse_source(text) {
        Ok(mut file) => {
            let positions = Plain {
                offsets: text.char_indices().map(|(at, _)| at).collect(),
                text,
                base,
            };
            tidy::tidy(&mut file, &positions);
            Ok(file)
        }
        Err(error) => Err(Diagnostics::one(base, format!("syntax error: {error}"))),
    }
}

/// Positions of a text that gosyn parsed as it was.
struct Plain<'a> {
    offsets: Vec<usize>,
    text: &'a str,
    base: Pos,
}

impl Positions for Plain<'_> {
    fn global(&self, gosyn_pos: usize) -> usize {
        self.base.0 as usize
            + self
                .offsets
                .get(gosyn_pos)
                .copied()
                .unwrap_or(self.text.len())
    }

    fn global_of_previous(&self, gosyn_pos: usize) -> usize {
        let offset = self.offsets.get(gosyn_pos).copied().unwrap_or(0);
        let before = self.text.get(..offset).unwrap_or("").trim_end();
        let keyword = before.len()
            - before
                .chars()
                .rev()
                .take_while(char::is_ascii_lowercase)
                .count();
        self.base.0 as usize + keyword
    }
}
