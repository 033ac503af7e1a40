//! The text that gosyn gets: the program's own tokens, one space apart, rewritten where gosyn cannot take the original.
//!
//! Only the tokens count in Go, so the text may be laid out at will. That buys three things: every inserted semicolon is
//! written out and gosyn never has to guess one; literals and unusual names are replaced by plain stand-ins (and put back by
//! `tidy`), so that gosyn's scanner meets nothing unusual; and the edits that the recogniser asks for
//! go in without disturbing positions, because every token remembers where it came from.

use super::recogniser::{Edit, GenericMethod, Recognised};
use super::tidy::Positions;
use super::token::{Literal, Tok, Token};
use crate::source::Pos;
use std::iter::Peekable;
use std::ops::Range;

/// A text for gosyn and where its tokens come from.
pub struct Canonical<'a> {
    /// What gosyn parses; ASCII only, so that its offsets are bytes.
    pub text: String,
    source: &'a str,
    base: Pos,
    /// For every token of `text`, in order: its offset there.
    starts: Vec<usize>,
    /// For every token of `text`: the token it comes from, or where an inserted one stands.
    origins: Vec<Origin>,
}

/// Where a token of the text comes from.
#[derive(Clone, Copy, Debug)]
enum Origin {
    /// A token of the source.
    Token(Token),
    /// Nowhere: it was inserted before the token at this offset of the source.
    Inserted(usize),
}

impl<'a> Canonical<'a> {
    /// Lays out what the recogniser has read from `source`, whose first byte is at `base`.
    pub fn new(source: &'a str, base: Pos, recognised: &Recognised) -> Canonical<'a> {
        let capacity = source.len() + recognised.tokens.len();
        let mut canonical = Canonical {
            text: String::with_capacity(capacity),
            source,
            base,
            starts: Vec::new(),
            origins: Vec::new(),
        };
        let mut next = 0;
        for method in &recognised.generic_methods {
            canonical.lay_out(recognised, next..method.func);
            canonical.declare_params(recognised, method);
            canonical.lay_out(recognised, method.func..method.open);
            next = method.after;
        }
        canonical.lay_out(recognised, next..recognised.tokens.len() + 1);
        canonical
    }

    /// Writes the tokens in a range of indices and the edits that go before them.
    fn lay_out(&mut self, recognised: &Recognised, range: Range<usize>) {
        let from = recognised
            .edits
            .partition_point(|(before, _)| *before < range.start);
        let edits = recognised.edits.iter().skip(from);
        let mut edits = edits.copied().peekable();
        for index in range {
            let token = recognised.tokens.get(index);
            let start = token.map_or(self.source.len(), |token| token.start);
            let replaced = self.insert(&mut edits, index, start);
            if let Some(token) = token {
                let text = replaced.unwrap_or_else(|| self.stand_in(token));
                self.push(text, Origin::Token(*token));
            }
        }
    }

    /// Writes a method's type parameters as those of a function before it: `tidy` gives them back to the method.
    fn declare_params(&mut self, recognised: &Recognised, method: &GenericMethod) {
        let start = |index: usize| recognised.tokens.get(index).map_or(0, |token| token.start);
        let before = Origin::Inserted(start(method.func));
        self.push("func", before);
        self.push("m", before);
        self.lay_out(recognised, method.open..method.after);
        for text in ["(", ")", ";"] {
            self.push(text, before);
        }
    }

    /// Writes the edits that go before the token at `index`; returns what replaces it, if something does.
    fn insert(
        &mut self,
        edits: &mut Peekable<impl Iterator<Item = (usize, Edit)>>,
        index: usize,
        offset: usize,
    ) -> Option<&'static str> {
        let mut replaced = None;
        while let Some((_, edit)) = edits.next_if(|(before, _)| *before <= index) {
            let texts: &[&'static str] = match edit {
                Edit::Semi => &[";"],
                Edit::Open => &["("],
                Edit::Close => &[")"],
                Edit::OpenConstraint => &["interface", "{"],
                Edit::CloseConstraint => &["}"],
                Edit::Call => &["(", ")"],
                Edit::Pad => &[",", "_"],
                Edit::Drop => {
                    replaced = Some("");
                    &[]
                }
                Edit::Assign => {
                    replaced = Some("=");
                    &[]
                }
            };
            texts
                .iter()
                .for_each(|text| self.push(text, Origin::Inserted(offset)));
        }
        replaced
    }

    fn push(&mut self, text: &str, origin: Origin) {
        self.starts.push(self.text.len());
        self.origins.push(origin);
        self.text.push_str(text);
        self.text.push(' ');
    }

    /// What gosyn sees of a token.
    fn stand_in(&self, token: &Token) -> &'a str {
        let spelling = self.source.get(token.start..token.end).unwrap_or("");
        match (token.tok, token.literal) {
            (Tok::Semi, _) => ";",
            (Tok::Literal, Literal::Int) => "0",
            (Tok::Literal, Literal::Float) => "0.0",
            (Tok::Literal, Literal::Imag) => "0i",
            (Tok::Literal, Literal::Rune) => "'a'",
            (Tok::Literal, Literal::String) => "\"\"",
            (Tok::Name, _) if !spelling.is_ascii() => "x",
            _ => spelling,
        }
    }

    /// The index of the token at (or around) an offset of the text.
    fn index(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1)
    }

    fn offset(&self, index: usize) -> usize {
        let offset = match self.origins.get(index) {
            Some(Origin::Token(token)) => token.start,
            Some(Origin::Inserted(offset)) => *offset,
            None => self.source.len(),
        };
        self.base.0 as usize + offset
    }
}

impl Positions for Canonical<'_> {
    fn global(&self, gosyn_pos: usize) -> usize {
        self.offset(self.index(gosyn_pos))
    }

    fn global_of_previous(&self, gosyn_pos: usize) -> usize {
        self.offset(self.index(gosyn_pos).saturating_sub(1))
    }

    fn spelling(&self, gosyn_pos: usize) -> Option<&str> {
        match self.origins.get(self.index(gosyn_pos)) {
            Some(Origin::Token(token)) => self.source.get(token.start..token.end),
            _ => None,
        }
    }

    fn is_inserted(&self, gosyn_pos: usize) -> bool {
        matches!(
            self.origins.get(self.index(gosyn_pos)),
            Some(Origin::Inserted(_))
        )
    }
}
