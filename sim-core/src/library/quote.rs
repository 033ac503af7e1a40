//! Go's quoted forms of strings and runes (`strconv.Quote` and its kin), and back.

use super::search::{RUNE_ERROR, decode, encode};
use super::unicode::{is_graphic, is_print};

/// Which characters are written as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keep {
    /// Printable ones.
    Print,
    /// Printable ASCII only.
    Ascii,
    /// Printable ones and all spaces.
    Graphic,
}

/// Appends `s` between `quote`s, escaped.
pub fn quote(out: &mut Vec<u8>, s: &[u8], quote: u8, keep: Keep) {
    out.push(quote);
    let mut at = 0;
    while let Some((rune, width)) = decode(&s[at..]) {
        if rune == RUNE_ERROR && width == 1 {
            out.extend_from_slice(format!("\\x{:02x}", s[at]).as_bytes());
        } else {
            escape(out, rune, quote, keep);
        }
        at += width;
    }
    out.push(quote);
}

/// Appends `rune` in single quotes, escaped; what is no rune as U+FFFD.
pub fn quote_rune(out: &mut Vec<u8>, rune: u32, keep: Keep) {
    let rune = char::from_u32(rune).map_or(RUNE_ERROR, u32::from);
    out.push(b'\'');
    escape(out, rune, b'\'', keep);
    out.push(b'\'');
}

fn escape(out: &mut Vec<u8>, rune: u32, quote: u8, keep: Keep) {
    if rune == u32::from(quote) || rune == u32::from(b'\\') {
        out.push(b'\\');
        out.push(rune as u8);
        return;
    }
    let plain = match keep {
        Keep::Print => is_print(rune),
        Keep::Ascii => rune < 0x80 && is_print(rune),
        Keep::Graphic => is_graphic(rune),
    };
    let text = match rune {
        _ if plain => return encode(rune, out),
        0x07 => "\\a".to_string(),
        0x08 => "\\b".to_string(),
        0x0c => "\\f".to_string(),
        0x0a => "\\n".to_string(),
        0x0d => "\\r".to_string(),
        0x09 => "\\t".to_string(),
        0x0b => "\\v".to_string(),
        _ if rune < 0x20 || rune == 0x7f => format!("\\x{rune:02x}"),
        _ if rune < 0x10000 => format!("\\u{rune:04x}"),
        _ => format!("\\U{rune:08x}"),
    };
    out.extend_from_slice(text.as_bytes());
}

/// Whether `s` can stand unchanged between back quotes on one line.
pub fn can_backquote(s: &[u8]) -> bool {
    let mut at = 0;
    while let Some((rune, width)) = decode(&s[at..]) {
        let bad = match width {
            1 => {
                rune == RUNE_ERROR
                    || rune < 0x20 && rune != 0x09
                    || rune == u32::from(b'`')
                    || rune == 0x7f
            }
            _ => rune == 0xfeff,
        };
        if bad {
            return false;
        }
        at += width;
    }
    true
}

/// The value of one character or escape at the start of `s` within `quote`s: (its bytes, what is left). `None` if it is not valid.
pub fn unquote_char(s: &[u8], quote: u8) -> Option<(Vec<u8>, &[u8])> {
    let &first = s.first()?;
    if first == quote && (quote == b'\'' || quote == b'"') || first == b'\n' && quote != b'`' {
        return None;
    }
    if first != b'\\' {
        let (_, width) = decode(s)?;
        return Some((s[..width].to_vec(), &s[width..]));
    }
    let (&letter, rest) = s.get(1..)?.split_first()?;
    let byte = |byte: u8| Some((vec![byte], rest));
    match letter {
        b'a' => byte(0x07),
        b'b' => byte(0x08),
        b'f' => byte(0x0c),
        b'n' => byte(b'\n'),
        b'r' => byte(b'\r'),
        b't' => byte(b'\t'),
        b'v' => byte(0x0b),
        b'\\' => byte(b'\\'),
        b'\'' | b'"' if letter == quote => byte(letter),
        b'x' => number(rest, 2, 16)
            .and_then(|(value, rest)| Some((vec![u8::try_from(value).ok()?], rest))),
        b'u' => number(rest, 4, 16).and_then(rune_of),
        b'U' => number(rest, 8, 16).and_then(rune_of),
        b'0'..=b'7' => number(&s[1..], 3, 8)
            .and_then(|(value, rest)| Some((vec![u8::try_from(value).ok()?], rest))),
        _ => None,
    }
}

fn number(s: &[u8], digits: usize, base: u32) -> Option<(u32, &[u8])> {
    let text = std::str::from_utf8(s.get(..digits)?).ok()?;
    if !text.bytes().all(|byte| char::from(byte).is_digit(base)) {
        return None;
    }
    Some((u32::from_str_radix(text, base).ok()?, &s[digits..]))
}

fn rune_of((value, rest): (u32, &[u8])) -> Option<(Vec<u8>, &[u8])> {
    let mut bytes = vec![];
    encode(u32::from(char::from_u32(value)?), &mut bytes);
    Some((bytes, rest))
}

/// The value of a quoted literal (`"…"`, `'…'` or `` `…` ``), or `None` if it is not one.
pub fn unquote(s: &[u8]) -> Option<Vec<u8>> {
    let (&quote, rest) = s.split_first()?;
    let (&last, mut inner) = rest.split_last()?;
    if last != quote {
        return None;
    }
    if quote == b'`' {
        return (!inner.contains(&b'`')).then(|| {
            inner
                .iter()
                .copied()
                .filter(|&byte| byte != b'\r')
                .collect()
        });
    }
    if quote != b'"' && quote != b'\'' {
        return None;
    }
    let mut out = vec![];
    let mut count = 0;
    while !inner.is_empty() {
        let (bytes, rest) = unquote_char(inner, quote)?;
        out.extend(bytes);
        inner = rest;
        count += 1;
    }
    (quote == b'"' || count <= 1).then_some(out)
}
