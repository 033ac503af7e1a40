//! Source as error messages quote it: tokens with gc's spacing, the insides of blocks left out.

use super::Recogniser;
use super::expr::{Expr, Kind};
use crate::syntax::token::Tok;

impl Recogniser<'_> {
    /// An expression as messages quote it.
    pub(super) fn render(&self, x: &Expr) -> String {
        self.render_tokens(x.from, x.to)
    }

    /// The same, with parentheses around a binary operation.
    pub(super) fn render_emphasised(&self, x: &Expr) -> String {
        let text = self.render(x);
        if x.kind == Kind::Binary && !x.parenthesised {
            format!("({text})")
        } else {
            text
        }
    }

    /// Consumed tokens `from..to` as messages quote them.
    pub(super) fn render_tokens(&self, from: usize, to: usize) -> String {
        let tokens = self.tokens.get(from..to).unwrap_or(&[]);
        let (mut out, mut braces) = (String::new(), 0u32);
        let mut previous: Option<Tok> = None;
        for token in tokens {
            let text = self.scanner.text.get(token.start..token.end).unwrap_or("");
            if token.tok == Tok::Rbrace {
                braces = braces.saturating_sub(1);
            }
            if braces == 0 {
                let operand_before = matches!(
                    previous,
                    Some(Tok::Name | Tok::Literal | Tok::Rparen | Tok::Rbrack | Tok::Rbrace)
                );
                let binary = match token.tok {
                    Tok::Assign | Tok::Define | Tok::AssignOp => true,
                    Tok::Operator | Tok::Star | Tok::Arrow => operand_before,
                    _ => false,
                };
                let apart = previous == Some(Tok::Comma)
                    || (matches!(previous, Some(Tok::Chan)) && token.tok != Tok::Arrow)
                    || (token.tok == Tok::Lbrace && previous == Some(Tok::Rparen))
                    || (operand_before
                        && matches!(token.tok, Tok::Name | Tok::Literal)
                        && previous != Some(Tok::Rbrack));
                if binary || apart {
                    out.push(' ');
                }
                out.push_str(text);
                if binary {
                    out.push(' ');
                }
            } else if previous == Some(Tok::Lbrace) && braces == 1 {
                out.push('…');
            }
            if token.tok == Tok::Lbrace {
                braces += 1;
            }
            previous = Some(token.tok);
        }
        out
    }
}
