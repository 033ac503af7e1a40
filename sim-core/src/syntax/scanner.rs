//! From text to tokens, with lexical errors in the Go compiler's words.
//!
//! gosyn has a scanner of its own, but its errors are not gc's, it gives up at the first, and it does not say where it put
//! the semicolons that Go inserts at line ends. This one decides what the tokens are; gosyn only ever sees text made from
//! them (see `canonical`). It always makes progress and ends with [`Tok::Eof`].

use super::token::{Semi, Tok, Token};
use unic_ucd_category::GeneralCategory;

/// The scanner's state. `at` is the offset of `ch`, the next character to read.
pub struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) ch: Option<char>,
    /// Whether a line end here would end a statement.
    pub(super) line_end_counts: bool,
    /// Lexical errors found so far: offset and message, in the order in which they were found.
    pub errors: Vec<(usize, String)>,
}

/// Byte order mark: allowed, and ignored, as the first character only.
const BOM: char = '\u{feff}';

impl<'a> Scanner<'a> {
    /// A scanner at the start of a text.
    pub fn new(text: &'a str) -> Scanner<'a> {
        let mut scanner = Scanner {
            text,
            at: 0,
            ch: None,
            line_end_counts: false,
            errors: Vec::new(),
        };
        scanner.read();
        scanner
    }

    /// Looks at the character at `at`, skipping what may not be in a source at all.
    fn read(&mut self) {
        loop {
            self.ch = self
                .text
                .get(self.at..)
                .and_then(|rest| rest.chars().next());
            match self.ch {
                Some('\0') => self.error_here("invalid NUL character"),
                Some(BOM) if self.at > 0 => {
                    self.error_here("invalid BOM in the middle of the file")
                }
                Some(BOM) => {}
                _ => return,
            }
            self.at += self.ch.map_or(1, char::len_utf8);
        }
    }

    /// Moves on to the next character.
    pub(super) fn step(&mut self) {
        if let Some(ch) = self.ch {
            self.at += ch.len_utf8();
            self.read();
        }
    }

    pub(super) fn error_here(&mut self, message: impl Into<String>) {
        self.error_at(self.at, message);
    }

    pub(super) fn error_at(&mut self, offset: usize, message: impl Into<String>) {
        self.errors.push((offset, message.into()));
    }

    /// Steps over `expected` if it is next.
    fn follow(&mut self, expected: char) -> bool {
        let found = self.ch == Some(expected);
        if found {
            self.step();
        }
        found
    }

    /// The next token.
    pub fn next(&mut self) -> Token {
        let line_end_counts = std::mem::take(&mut self.line_end_counts);
        loop {
            while matches!(self.ch, Some(' ' | '\t' | '\r'))
                || (self.ch == Some('\n') && !line_end_counts)
            {
                self.step();
            }
            let start = self.at;
            let Some(ch) = self.ch else {
                let tok = if line_end_counts { Tok::Semi } else { Tok::Eof };
                return Token {
                    semi: Semi::Eof,
                    ..Token::plain(tok, start, start)
                };
            };
            let token = match ch {
                _ if is_letter(ch) || (!ch.is_ascii() && self.in_name(ch, true)) => {
                    Some(self.name(start))
                }
                '0'..='9' => Some(self.number(start, false)),
                '"' => Some(self.string(start)),
                '`' => Some(self.raw_string(start)),
                '\'' => Some(self.rune(start)),
                '\n' => {
                    self.step();
                    Some(Token {
                        semi: Semi::Newline,
                        ..Token::plain(Tok::Semi, start, start)
                    })
                }
                '/' => self.slash(start, line_end_counts),
                _ => self.punctuation(start, ch),
            };
            if let Some(token) = token {
                return token;
            }
        }
    }

    fn token(&self, tok: Tok, start: usize) -> Token {
        Token::plain(tok, start, self.at)
    }

    fn name(&mut self, start: usize) -> Token {
        self.step();
        while self.ch.is_some_and(|ch| self.in_name(ch, false)) {
            self.step();
        }
        let text = self.text.get(start..self.at).unwrap_or("");
        let tok = Tok::keyword(text).unwrap_or(Tok::Name);
        self.line_end_counts = matches!(
            tok,
            Tok::Name | Tok::Break | Tok::Continue | Tok::Fallthrough | Tok::Return
        );
        self.token(tok, start)
    }

    /// Whether a character continues (or begins) a name; says so where only the compiler's tolerance lets it.
    fn in_name(&mut self, ch: char, first: bool) -> bool {
        if is_letter(ch) || is_unicode_letter(ch) || ch.is_ascii_digit() {
            return true;
        }
        if is_unicode_digit(ch) {
            if first {
                self.error_here(format!(
                    "identifier cannot begin with digit {}",
                    describe(ch)
                ));
            }
            return true;
        }
        if !ch.is_ascii() {
            self.error_here(format!("invalid character {} in identifier", describe(ch)));
            return true;
        }
        false
    }

    /// A comment (no token, unless it spans a line end that counts) or a division.
    fn slash(&mut self, start: usize, line_end_counts: bool) -> Option<Token> {
        self.step();
        if self.follow('/') {
            while self.ch.is_some_and(|ch| ch != '\n') {
                self.step();
            }
            return None;
        }
        if !self.follow('*') {
            return Some(self.operator(start, "/", 5));
        }
        let mut multi_line = false;
        loop {
            match self.ch {
                None => {
                    self.error_at(start, "comment not terminated");
                    break;
                }
                Some('*') => {
                    self.step();
                    if self.follow('/') {
                        break;
                    }
                }
                Some(ch) => {
                    multi_line |= ch == '\n';
                    self.step();
                }
            }
        }
        let ends_statement = multi_line && line_end_counts;
        ends_statement.then(|| Token {
            semi: Semi::Newline,
            ..Token::plain(Tok::Semi, start, start)
        })
    }

    /// `op` or `op=`.
    fn operator(&mut self, start: usize, op: &'static str, precedence: u8) -> Token {
        let tok = if self.follow('=') {
            Tok::AssignOp
        } else {
            Tok::Operator
        };
        Token {
            op,
            precedence,
            ..self.token(tok, start)
        }
    }

    /// An operator that has no assigning form.
    fn plain_operator(&self, start: usize, op: &'static str, precedence: u8) -> Token {
        Token {
            op,
            precedence,
            ..self.token(Tok::Operator, start)
        }
    }

    fn punctuation(&mut self, start: usize, ch: char) -> Option<Token> {
        self.step();
        let tok = match ch {
            '(' => Tok::Lparen,
            '[' => Tok::Lbrack,
            '{' => Tok::Lbrace,
            ',' => Tok::Comma,
            ';' => Tok::Semi,
            ')' => Tok::Rparen,
            ']' => Tok::Rbrack,
            '}' => Tok::Rbrace,
            ':' if self.follow('=') => Tok::Define,
            ':' => Tok::Colon,
            '.' => return Some(self.dot(start)),
            '=' if !self.follow('=') => Tok::Assign,
            '=' => return Some(self.plain_operator(start, "==", 3)),
            '<' if self.follow('-') => Tok::Arrow,
            _ => return self.operators(start, ch),
        };
        self.line_end_counts = matches!(tok, Tok::Rparen | Tok::Rbrack | Tok::Rbrace);
        Some(self.token(tok, start))
    }

    fn dot(&mut self, start: usize) -> Token {
        if self.ch.is_some_and(|ch| ch.is_ascii_digit()) {
            return self.number(start, true);
        }
        if self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(".."))
        {
            self.step();
            self.step();
            return self.token(Tok::DotDotDot, start);
        }
        self.token(Tok::Dot, start)
    }

    /// Operators; `ch` has been stepped over.
    fn operators(&mut self, start: usize, ch: char) -> Option<Token> {
        Some(match ch {
            '+' | '-' => {
                let op = if ch == '+' { "+" } else { "-" };
                if self.follow(ch) {
                    self.line_end_counts = true;
                    return Some(Token {
                        op,
                        precedence: 4,
                        ..self.token(Tok::IncOp, start)
                    });
                }
                self.operator(start, op, 4)
            }
            '*' => {
                let token = self.operator(start, "*", 5);
                let tok = if token.tok == Tok::Operator {
                    Tok::Star
                } else {
                    token.tok
                };
                Token { tok, ..token }
            }
            '%' => self.operator(start, "%", 5),
            '&' if self.follow('&') => self.plain_operator(start, "&&", 2),
            '&' if self.follow('^') => self.operator(start, "&^", 5),
            '&' => self.operator(start, "&", 5),
            '|' if self.follow('|') => self.plain_operator(start, "||", 1),
            '|' => self.operator(start, "|", 4),
            '^' => self.operator(start, "^", 4),
            '<' if self.follow('=') => self.plain_operator(start, "<=", 3),
            '<' if self.follow('<') => self.operator(start, "<<", 5),
            '<' => self.plain_operator(start, "<", 3),
            '>' if self.follow('=') => self.plain_operator(start, ">=", 3),
            '>' if self.follow('>') => self.operator(start, ">>", 5),
            '>' => self.plain_operator(start, ">", 3),
            '!' if self.follow('=') => self.plain_operator(start, "!=", 3),
            '!' => self.plain_operator(start, "!", 0),
            '~' => self.plain_operator(start, "~", 0),
            other => {
                self.error_at(start, format!("invalid character {}", describe(other)));
                return None;
            }
        })
    }
}

/// A character as messages show it: `U+0040 '@'`, without the glyph where there is none to show.
pub(super) fn describe(ch: char) -> String {
    let code = format!("U+{:04X}", ch as u32);
    if is_printable(ch) {
        format!("{code} '{ch}'")
    } else {
        code
    }
}

/// Whether a character has a glyph of its own (Go's `strconv.IsPrint`).
pub fn is_printable(ch: char) -> bool {
    match GeneralCategory::of(ch) {
        // Newer than the table: the standard library's is newer, but takes combining marks out, too.
        GeneralCategory::Unassigned => ch.escape_debug().count() == 1,
        category => ch == ' ' || !(category.is_other() || category.is_separator()),
    }
}

/// `_` and the letters of ASCII.
fn is_letter(ch: char) -> bool {
    ch == '_' || ch.is_ascii_alphabetic()
}

fn is_unicode_letter(ch: char) -> bool {
    match GeneralCategory::of(ch) {
        GeneralCategory::Unassigned => ch.is_alphabetic(),
        category => !ch.is_ascii() && category.is_letter(),
    }
}

fn is_unicode_digit(ch: char) -> bool {
    !ch.is_ascii() && GeneralCategory::of(ch) == GeneralCategory::DecimalNumber
}
