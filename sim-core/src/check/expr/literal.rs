//! Basic literals: numbers, runes and strings become untyped constants.

use gosyn::ast::{self, Expression};
use gosyn::token::LitKind;

use crate::check::checker::Checker;
use crate::check::constant::literal;
use crate::check::operand::Operand;

/// Longest number in a source.
const NUMBER_CHARS_MAX: usize = 10_000;

impl<'a> Checker<'a> {
    /// A number, rune or string.
    pub(super) fn basic_lit(&mut self, lit: &'a ast::BasicLit, e: &'a Expression) -> Operand<'a> {
        let pos = self.pos(lit.pos);
        let ty = match lit.kind {
            LitKind::Integer => self.t.untyped_int,
            LitKind::Float => self.t.untyped_float,
            LitKind::Imag => self.t.untyped_complex,
            LitKind::Char => self.t.untyped_rune,
            _ => self.t.untyped_string,
        };
        if lit.kind != LitKind::String && lit.value.len() > NUMBER_CHARS_MAX {
            let start: String = lit.value.chars().take(10).collect();
            self.error(
                pos,
                format!(
                    "excessively long constant: {start}... ({} chars)",
                    lit.value.len()
                ),
            );
            return self.invalid(Some(e));
        }
        if self.bad_literals.contains(&pos) {
            return self.invalid(Some(e));
        }
        let val = literal::value(lit.kind, &lit.value);
        if val.is_unknown() {
            self.error(pos, format!("malformed constant: {}", lit.value));
            return self.invalid(Some(e));
        }
        let x = self.const_operand(ty, val, e);
        self.check_overflow(x, pos, "")
    }
}
