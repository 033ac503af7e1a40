//! The scanner's part for literals: numbers, runes and strings, with the Go compiler's errors about each.

use super::scanner::{Scanner, describe, is_printable};
use super::token::{Literal, Tok, Token};

/// What the digits of a number looked like.
#[derive(Default)]
struct Digits {
    /// There was a digit.
    any: bool,
    /// There was an underscore.
    separated: bool,
    /// Offset of the first digit that the base does not have.
    invalid: Option<usize>,
}

impl Scanner<'_> {
    fn literal(&mut self, kind: Literal, start: usize) -> Token {
        self.line_end_counts = true;
        Token {
            literal: kind,
            ..Token::plain(Tok::Literal, start, self.at)
        }
    }

    /// A number; with `seen_point` the `.` before its first digit has been stepped over.
    pub(super) fn number(&mut self, start: usize, mut seen_point: bool) -> Token {
        let mut ok = true;
        let (mut base, mut prefix) = (10u32, None);
        let mut digits = Digits::default();
        if !seen_point {
            if self.ch == Some('0') {
                self.step();
                (base, prefix) = match self.ch.map(|ch| ch.to_ascii_lowercase()) {
                    Some('x') => (16, Some('x')),
                    Some('o') => (8, Some('o')),
                    Some('b') => (2, Some('b')),
                    _ => (8, Some('0')),
                };
                if prefix == Some('0') {
                    digits.any = true;
                } else {
                    self.step();
                }
            }
            self.digits(base, &mut digits);
            if self.ch == Some('.') {
                if matches!(prefix, Some('o' | 'b')) {
                    self.error_here(format!(
                        "invalid radix point in {} literal",
                        base_name(base)
                    ));
                    ok = false;
                }
                self.step();
                seen_point = true;
                self.digits(base, &mut digits);
            }
        } else {
            self.digits(base, &mut digits);
        }
        let mut kind = if seen_point {
            Literal::Float
        } else {
            Literal::Int
        };
        if !digits.any && ok {
            self.error_here(format!("{} literal has no digits", base_name(base)));
            ok = false;
        }
        self.exponent(prefix, &mut kind, &mut digits, &mut ok);
        if self.ch == Some('i') {
            kind = Literal::Imag;
            self.step();
        }
        self.check_number(start, kind, base, &digits, ok);
        self.literal(kind, start)
    }

    /// `e` or `p`, sign and digits.
    fn exponent(
        &mut self,
        prefix: Option<char>,
        kind: &mut Literal,
        digits: &mut Digits,
        ok: &mut bool,
    ) {
        let Some(letter @ ('e' | 'E' | 'p' | 'P')) = self.ch else {
            if prefix == Some('x') && *kind == Literal::Float && *ok {
                self.error_here("hexadecimal mantissa requires a 'p' exponent");
                *ok = false;
            }
            return;
        };
        let decimal = letter.eq_ignore_ascii_case(&'e');
        let required = match (decimal, prefix) {
            (true, Some('x' | 'o' | 'b')) => Some("decimal"),
            (false, prefix) if prefix != Some('x') => Some("hexadecimal"),
            _ => None,
        };
        if let (Some(required), true) = (required, *ok) {
            self.error_here(format!("'{letter}' exponent requires {required} mantissa"));
            *ok = false;
        }
        self.step();
        *kind = Literal::Float;
        if matches!(self.ch, Some('+' | '-')) {
            self.step();
        }
        let mut exponent = Digits::default();
        self.digits(10, &mut exponent);
        digits.separated |= exponent.separated;
        if !exponent.any && *ok {
            self.error_here("exponent has no digits");
            *ok = false;
        }
    }

    /// Digits and underscores; decimal digits are taken even where the base has fewer, and remembered.
    fn digits(&mut self, base: u32, digits: &mut Digits) {
        while let Some(ch) = self.ch {
            match ch {
                '_' => digits.separated = true,
                '0'..='9' => {
                    digits.any = true;
                    if base < 10 && ch as u32 - '0' as u32 >= base && digits.invalid.is_none() {
                        digits.invalid = Some(self.at);
                    }
                }
                _ if base == 16 && ch.is_ascii_hexdigit() => digits.any = true,
                _ => return,
            }
            self.step();
        }
    }

    /// Errors that are about the literal as a whole.
    fn check_number(&mut self, start: usize, kind: Literal, base: u32, digits: &Digits, ok: bool) {
        if let (Literal::Int, Some(at), true) = (kind, digits.invalid, ok) {
            let digit = self.text.get(at..at + 1).unwrap_or("");
            self.error_at(
                at,
                format!("invalid digit '{digit}' in {} literal", base_name(base)),
            );
            return;
        }
        if digits.separated && ok {
            let text = self.text.get(start..self.at).unwrap_or("");
            if let Some(index) = invalid_separator(text) {
                self.error_at(start + index, "'_' must separate successive digits");
            }
        }
    }

    pub(super) fn rune(&mut self, start: usize) -> Token {
        self.step();
        let (mut ok, mut count) = (true, 0);
        loop {
            match self.ch {
                Some('\'') => {
                    if ok && count == 0 {
                        self.error_here("empty rune literal or unescaped '");
                    } else if ok && count != 1 {
                        self.error_at(start, "more than one character in rune literal");
                    }
                    self.step();
                    break;
                }
                Some('\\') => {
                    self.step();
                    ok &= self.escape('\'');
                }
                Some('\n') => {
                    if ok {
                        self.error_here("newline in rune literal");
                    }
                    break;
                }
                None => {
                    if ok {
                        self.error_at(start, "rune literal not terminated");
                    }
                    break;
                }
                Some(_) => self.step(),
            }
            count += 1;
        }
        self.literal(Literal::Rune, start)
    }

    pub(super) fn string(&mut self, start: usize) -> Token {
        self.step();
        loop {
            match self.ch {
                Some('"') => {
                    self.step();
                    break;
                }
                Some('\\') => {
                    self.step();
                    self.escape('"');
                }
                Some('\n') => {
                    self.error_here("newline in string");
                    break;
                }
                None => {
                    self.error_at(start, "string not terminated");
                    break;
                }
                Some(_) => self.step(),
            }
        }
        self.literal(Literal::String, start)
    }

    pub(super) fn raw_string(&mut self, start: usize) -> Token {
        self.step();
        loop {
            match self.ch {
                Some('`') => {
                    self.step();
                    break;
                }
                None => {
                    self.error_at(start, "string not terminated");
                    break;
                }
                Some(_) => self.step(),
            }
        }
        self.literal(Literal::String, start)
    }

    /// What follows a backslash; says whether it is an escape.
    fn escape(&mut self, quote: char) -> bool {
        let (count, base, max) = match self.ch {
            Some(ch) if ch == quote || "abfnrtv\\".contains(ch) => {
                self.step();
                return true;
            }
            Some('0'..='7') => (3, 8, 255),
            Some('x') => (2, 16, 255),
            Some('u') => (4, 16, 0x10ffff),
            Some('U') => (8, 16, 0x10ffff),
            // The literal's own loop reports that it is not terminated.
            None => return true,
            Some(_) => {
                self.error_here("unknown escape");
                return false;
            }
        };
        if base == 16 {
            self.step();
        }
        self.escape_digits(count, base, max)
    }

    fn escape_digits(&mut self, count: u32, base: u32, max: u32) -> bool {
        let mut value = 0u32;
        for _ in 0..count {
            let Some(ch) = self.ch else { return true };
            let Some(digit) = ch.to_digit(base) else {
                let kind = base_name(base);
                let shown = quoted(ch);
                self.error_here(format!("invalid character {shown} in {kind} escape"));
                return false;
            };
            value = value.saturating_mul(base).saturating_add(digit);
            self.step();
        }
        if value > max && base == 8 {
            self.error_here(format!("octal escape value {value} > 255"));
            return false;
        }
        if value > max || (0xd800..0xe000).contains(&value) {
            let shown = char::from_u32(value).map_or_else(|| format!("U+{value:04X}"), describe);
            self.error_here(format!("escape is invalid Unicode code point {shown}"));
            return false;
        }
        true
    }
}

/// A character in quotes, as Go's `%q` shows it.
fn quoted(ch: char) -> String {
    match ch {
        '\u{7}' => "'\\a'".to_string(),
        '\u{8}' => "'\\b'".to_string(),
        '\u{c}' => "'\\f'".to_string(),
        '\u{b}' => "'\\v'".to_string(),
        '\n' => "'\\n'".to_string(),
        '\t' => "'\\t'".to_string(),
        '\r' => "'\\r'".to_string(),
        '\\' => "'\\\\'".to_string(),
        '\'' => "'\\''".to_string(),
        _ if is_printable(ch) => format!("'{ch}'"),
        _ if (ch as u32) < 0x80 => format!("'\\x{:02x}'", ch as u32),
        _ if (ch as u32) < 0x10000 => format!("'\\u{:04x}'", ch as u32),
        _ => format!("'\\U{:08x}'", ch as u32),
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        16 => "hexadecimal",
        _ => "decimal",
    }
}

/// The index of the first underscore that does not stand between two digits (a base prefix counts as a digit).
fn invalid_separator(literal: &str) -> Option<usize> {
    let bytes = literal.as_bytes();
    let marker = bytes
        .get(1)
        .map(u8::to_ascii_lowercase)
        .filter(|_| bytes.first() == Some(&b'0'));
    let prefixed = matches!(marker, Some(b'x' | b'o' | b'b'));
    let is_digit =
        |byte: u8| byte.is_ascii_digit() || (marker == Some(b'x') && byte.is_ascii_hexdigit());
    let (from, mut after_digit, mut after_separator) = if prefixed {
        (2, true, false)
    } else {
        (0, false, false)
    };
    for (index, &byte) in bytes.iter().enumerate().skip(from) {
        if byte == b'_' {
            if !after_digit {
                return Some(index);
            }
            (after_digit, after_separator) = (false, true);
        } else if is_digit(byte) {
            (after_digit, after_separator) = (true, false);
        } else {
            if after_separator {
                return Some(index - 1);
            }
            (after_digit, after_separator) = (false, false);
        }
    }
    after_separator.then(|| bytes.len() - 1)
}
