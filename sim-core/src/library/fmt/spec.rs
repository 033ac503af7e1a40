//! How one value is laid out: flags, width and precision, and the basic values written under them.
//!
//! The quirks are Go's and on purpose: a zero flag pads strings with zeros, too, a precision on an integer switches it off, and `%#v`
//! and `%+v` turn their flag into another one that is passed down to the parts.

use crate::library::float::{self, Precision};
use crate::library::quote::{self, Keep};
use crate::library::search::{decode, encode};
use crate::library::unicode::is_print;

/// What stands between `%` and the verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spec {
    /// In runes.
    pub width: Option<usize>,
    /// Digits or runes, by verb.
    pub precision: Option<usize>,
    /// `-`
    pub minus: bool,
    /// `+`
    pub plus: bool,
    /// `#`
    pub sharp: bool,
    /// ` `
    pub space: bool,
    /// `0`
    pub zero: bool,
    /// `%+v`
    pub plus_v: bool,
    /// `%#v`
    pub sharp_v: bool,
}

/// Digits in lower or upper case, by their tenth letter on.
const LOWER: &[u8; 17] = b"0123456789abcdefx";
const UPPER: &[u8; 17] = b"0123456789ABCDEFX";

fn rune_count(bytes: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    while let Some((_, width)) = decode(&bytes[at..]) {
        count += 1;
        at += width;
    }
    count
}

impl Spec {
    /// As it stands after `%`, for a `Format` method's State: the flags of `%+v` and `%#v` count as flags again.
    pub fn text(&self, verb: u32) -> Vec<u8> {
        let flags = [
            (self.minus, b'-'),
            (self.plus || self.plus_v, b'+'),
            (self.sharp || self.sharp_v, b'#'),
            (self.space, b' '),
            (self.zero, b'0'),
        ];
        let mut text: Vec<u8> = flags
            .iter()
            .filter(|flag| flag.0)
            .map(|flag| flag.1)
            .collect();
        if let Some(width) = self.width {
            text.extend_from_slice(width.to_string().as_bytes());
        }
        if let Some(precision) = self.precision {
            text.extend_from_slice(format!(".{precision}").as_bytes());
        }
        encode(verb, &mut text);
        text
    }

    /// `n` bytes of padding: zeros only to the left.
    fn fill(&self, out: &mut Vec<u8>, n: usize) {
        let byte = if self.zero && !self.minus { b'0' } else { b' ' };
        out.resize(out.len() + n, byte);
    }

    /// Appends `bytes`, padded to the width.
    pub fn pad(&self, out: &mut Vec<u8>, bytes: &[u8]) {
        let n = self
            .width
            .map_or(0, |width| width.saturating_sub(rune_count(bytes)));
        if !self.minus {
            self.fill(out, n);
        }
        out.extend_from_slice(bytes);
        if self.minus {
            self.fill(out, n);
        }
    }

    /// [`Spec::pad`] with spaces whatever the zero flag.
    fn pad_spaces(&self, out: &mut Vec<u8>, bytes: &[u8]) {
        Spec {
            zero: false,
            ..*self
        }
        .pad(out, bytes);
    }

    /// At most `precision` runes of `s`.
    fn truncate<'a>(&self, s: &'a [u8]) -> &'a [u8] {
        let Some(limit) = self.precision else {
            return s;
        };
        let mut at = 0;
        for _ in 0..limit {
            match decode(&s[at..]) {
                Some((_, width)) => at += width,
                None => break,
            }
        }
        &s[..at]
    }

    /// `%t`
    pub fn boolean(&self, out: &mut Vec<u8>, value: bool) {
        self.pad(out, if value { b"true" } else { b"false" });
    }

    /// `%s`
    pub fn string(&self, out: &mut Vec<u8>, s: &[u8]) {
        self.pad(out, self.truncate(s));
    }

    /// `%q` of a string.
    pub fn quoted(&self, out: &mut Vec<u8>, s: &[u8]) {
        let s = self.truncate(s);
        let mut text = vec![];
        if self.sharp && quote::can_backquote(s) {
            text.push(b'`');
            text.extend_from_slice(s);
            text.push(b'`');
        } else {
            quote::quote(
                &mut text,
                s,
                b'"',
                if self.plus { Keep::Ascii } else { Keep::Print },
            );
        }
        self.pad(out, &text);
    }

    /// `%x` and `%X` of a string's bytes.
    pub fn hex(&self, out: &mut Vec<u8>, s: &[u8], upper: bool) {
        let digits = if upper { UPPER } else { LOWER };
        let s = &s[..self.precision.map_or(s.len(), |limit| limit.min(s.len()))];
        if s.is_empty() {
            return self.fill(out, self.width.unwrap_or(0));
        }
        let mut text = vec![];
        for (at, byte) in s.iter().enumerate() {
            if self.space && at > 0 {
                text.push(b' ');
            }
            if self.sharp && (self.space || at == 0) {
                text.extend_from_slice(&[b'0', digits[16]]);
            }
            text.extend_from_slice(&[
                digits[usize::from(byte >> 4)],
                digits[usize::from(byte & 15)],
            ]);
        }
        self.pad(out, &text);
    }

    /// `%c`
    pub fn character(&self, out: &mut Vec<u8>, value: u64) {
        let mut text = vec![];
        encode(u32::try_from(value).unwrap_or(u32::MAX), &mut text);
        self.pad(out, &text);
    }

    /// `%q` of an integer.
    pub fn quoted_rune(&self, out: &mut Vec<u8>, value: u64) {
        let mut text = vec![];
        let keep = if self.plus { Keep::Ascii } else { Keep::Print };
        quote::quote_rune(&mut text, u32::try_from(value).unwrap_or(u32::MAX), keep);
        self.pad(out, &text);
    }

    /// `%U`: U+0041, and with `#` the character.
    pub fn unicode(&self, out: &mut Vec<u8>, value: u64) {
        let digits = self.precision.unwrap_or(0).max(4);
        let mut text = b"U+".to_vec();
        text.extend(digits_of(value, 16, UPPER, digits));
        if let (true, Ok(rune)) = (self.sharp, u32::try_from(value))
            && is_print(rune)
        {
            text.extend_from_slice(b" '");
            encode(rune, &mut text);
            text.push(b'\'');
        }
        self.pad_spaces(out, &text);
    }

    /// An integer in base 2, 8, 10 or 16; `octal` is the verb `O`.
    pub fn integer(
        &self,
        out: &mut Vec<u8>,
        value: u64,
        signed: bool,
        base: u64,
        upper: bool,
        octal: bool,
    ) {
        let negative = signed && (value as i64) < 0;
        let size = if negative {
            value.wrapping_neg()
        } else {
            value
        };
        let sign = if negative {
            Some(b'-')
        } else if self.plus {
            Some(b'+')
        } else {
            self.space.then_some(b' ')
        };
        let least = match (self.precision, self.width) {
            (Some(0), width) if size == 0 => {
                return out.resize(out.len() + width.unwrap_or(0), b' ');
            }
            (Some(precision), _) => precision,
            (None, Some(width)) if self.zero && !self.minus => {
                width - usize::from(sign.is_some() && width > 0)
            }
            _ => 0,
        };
        let digits = digits_of(size, base, if upper { UPPER } else { LOWER }, least);
        let mut text: Vec<u8> = sign.into_iter().collect();
        if octal {
            text.extend_from_slice(b"0o");
        }
        match base {
            2 if self.sharp => text.extend_from_slice(b"0b"),
            8 if self.sharp && digits.first() != Some(&b'0') => text.push(b'0'),
            16 if self.sharp => text.extend_from_slice(&[b'0', if upper { b'X' } else { b'x' }]),
            _ => {}
        }
        text.extend_from_slice(&digits);
        self.pad_spaces(out, &text);
    }

    /// `0x…`, or without the prefix: pointers and `%#v` of unsigned integers.
    pub fn hex_word(&self, out: &mut Vec<u8>, value: u64, prefix: bool) {
        Spec {
            sharp: prefix,
            ..*self
        }
        .integer(out, value, false, 16, false, false);
    }

    /// A float under one of strconv's layouts; `digits` is the verb's own precision.
    pub fn float(&self, out: &mut Vec<u8>, value: f64, bits: u32, verb: u8, digits: Precision) {
        let digits = self.precision.map_or(digits, Precision::Digits);
        let mut text = float::format(value, verb, digits, bits);
        if !matches!(text.first(), Some(b'-' | b'+')) {
            text.insert(0, b'+');
        }
        if self.space && text[0] == b'+' && !self.plus {
            text[0] = b' ';
        }
        if matches!(text.get(1), Some(b'I' | b'N')) {
            let unsigned = text[1] == b'N' && !self.space && !self.plus;
            return self.pad_spaces(out, &text[usize::from(unsigned)..]);
        }
        if self.sharp && verb != b'b' {
            text = with_point(&text, verb, digits);
        }
        if !self.plus && text[0] == b'+' {
            return self.pad(out, &text[1..]);
        }
        match self.width {
            // The sign stands before the zeros.
            Some(width) if self.zero && !self.minus && width > text.len() => {
                out.push(text[0]);
                self.fill(out, width - text.len());
                out.extend_from_slice(&text[1..]);
            }
            _ => self.pad(out, &text),
        }
    }
}

/// At least `least` digits of `size`.
fn digits_of(mut size: u64, base: u64, digits: &[u8; 17], least: usize) -> Vec<u8> {
    let mut text = vec![];
    loop {
        text.push(digits[(size % base) as usize]);
        size /= base;
        if size == 0 {
            break;
        }
    }
    if text.len() < least {
        text.resize(least, b'0');
    }
    text.reverse();
    text
}

/// The `#` flag: a decimal point always, and the zeros that `%g` drops. `text` begins with its sign.
fn with_point(text: &[u8], verb: u8, precision: Precision) -> Vec<u8> {
    let is_exponent = |&byte: &u8| match verb {
        b'x' | b'X' => matches!(byte, b'p' | b'P'),
        _ => matches!(byte, b'e' | b'E' | b'p' | b'P'),
    };
    let cut = text
        .iter()
        .skip(1)
        .position(is_exponent)
        .map_or(text.len(), |at| at + 1);
    let (number, tail) = text.split_at(cut);
    let mut wanted = match (verb, precision) {
        (b'g' | b'G' | b'x', Precision::Digits(n)) => n as i64,
        (b'g' | b'G' | b'x', Precision::Shortest) => 6,
        _ => 0,
    };
    let significant = number
        .iter()
        .skip(1)
        .filter(|&&byte| byte != b'.')
        .skip_while(|&&byte| byte == b'0')
        .count();
    wanted -= significant as i64;
    let mut out = number.to_vec();
    if !number.contains(&b'.') {
        if number.len() == 2 && number[1] == b'0' {
            wanted -= 1;
        }
        out.push(b'.');
    }
    out.resize(out.len() + usize::try_from(wanted).unwrap_or(0), b'0');
    out.extend_from_slice(tail);
    out
}
