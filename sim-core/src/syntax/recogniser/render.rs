//! Source as error messages quote it: tokens with gc's spacing, the insides of blocks left out.

use super::Recogniser;
use super::expr::{Expr, Kind};
use crate::syntax::token::{Tok, Token};

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
        let mut text = Quoted::default();
        let mut index = from;
        while index < to {
            if let Some(&(_, end)) = self.bad.iter().find(|(start, _)| *start == index) {
                text.missing();
                if end > index {
                    index = end;
                    continue;
                }
            }
            let Some(token) = self.tokens.get(index) else {
                break;
            };
            text.token(token, self.text().get(token.start..token.end).unwrap_or(""));
            index += 1;
        }
        if index == to && self.bad.contains(&(to, to)) {
            text.missing();
        }
        text.out
    }
}

/// Text under construction.
#[derive(Default)]
struct Quoted {
    out: String,
    /// Open braces: what is inside is left out.
    braces: u32,
    previous: Option<Tok>,
}

impl Quoted {
    /// An expression that is not there.
    fn missing(&mut self) {
        let gap = matches!(self.previous, Some(Tok::Chan | Tok::Comma));
        self.out
            .push_str(if gap { " <bad expr>" } else { "<bad expr>" });
        self.previous = Some(Tok::Name);
    }

    fn token(&mut self, token: &Token, text: &str) {
        if token.tok == Tok::Rbrace {
            self.braces = self.braces.saturating_sub(1);
        }
        if self.braces == 0 {
            let binary = self.is_binary(token.tok);
            if binary || self.stands_apart(token.tok) {
                self.out.push(' ');
            }
            self.out.push_str(text);
            if binary {
                self.out.push(' ');
            }
        } else if self.previous == Some(Tok::Lbrace) && self.braces == 1 {
            self.out.push('…');
        }
        if token.tok == Tok::Lbrace {
            self.braces += 1;
        }
        self.previous = Some(token.tok);
    }

    /// Whether the previous token ends an operand.
    fn after_operand(&self) -> bool {
        matches!(
            self.previous,
            Some(Tok::Name | Tok::Literal | Tok::Rparen | Tok::Rbrack | Tok::Rbrace)
        )
    }

    /// Whether an operator has spaces around it.
    fn is_binary(&self, tok: Tok) -> bool {
        match tok {
            Tok::Assign | Tok::Define | Tok::AssignOp => true,
            Tok::Operator | Tok::Star | Tok::Arrow => self.after_operand(),
            _ => false,
        }
    }

    /// Whether there is a space before a token that is no operator.
    fn stands_apart(&self, tok: Tok) -> bool {
        match self.previous {
            Some(Tok::Comma) => true,
            Some(Tok::Chan) => tok != Tok::Arrow,
            Some(Tok::Rparen) if tok == Tok::Lbrace => true,
            Some(Tok::Rbrack) => false,
            _ => self.after_operand() && matches!(tok, Tok::Name | Tok::Literal),
        }
    }
}
