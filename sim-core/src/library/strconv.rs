//! Natives of package `strconv`: numbers and quoted texts.
//!
//! A native that parses returns a code beside its value; the package's Go makes the `NumError` of it.

use super::float::{self, Precision};
use super::native::{NativeCtx, NativeDef, NativeFault};
use super::quote::{self, Keep};
use super::unicode;

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("strconv.formatInt", format_int),
    NativeDef("strconv.formatUint", format_uint),
    NativeDef("strconv.formatFloat", format_float),
    NativeDef("strconv.parseInt", parse_int),
    NativeDef("strconv.parseUint", parse_uint),
    NativeDef("strconv.parseFloat", parse_float),
    NativeDef("strconv.Quote", |ctx| quote_with(ctx, Keep::Print)),
    NativeDef("strconv.QuoteToASCII", |ctx| quote_with(ctx, Keep::Ascii)),
    NativeDef("strconv.QuoteToGraphic", |ctx| {
        quote_with(ctx, Keep::Graphic)
    }),
    NativeDef("strconv.QuoteRune", |ctx| quote_rune_with(ctx, Keep::Print)),
    NativeDef("strconv.QuoteRuneToASCII", |ctx| {
        quote_rune_with(ctx, Keep::Ascii)
    }),
    NativeDef("strconv.QuoteRuneToGraphic", |ctx| {
        quote_rune_with(ctx, Keep::Graphic)
    }),
    NativeDef("strconv.CanBackquote", can_backquote),
    NativeDef("strconv.IsPrint", |ctx| is(ctx, unicode::is_print)),
    NativeDef("strconv.IsGraphic", |ctx| is(ctx, unicode::is_graphic)),
    NativeDef("strconv.unquote", unquote),
];

fn is(ctx: &mut NativeCtx<'_>, test: impl Fn(u32) -> bool) -> Done {
    let rune = ctx.word(0) as u32;
    ctx.set_flag(0, test(rune));
    Ok(())
}

/// Digits of `size` in `base` (2 to 36).
fn digits(mut size: u64, base: u64, negative: bool) -> Vec<u8> {
    let mut text = vec![];
    loop {
        text.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(size % base) as usize]);
        size /= base;
        if size == 0 {
            break;
        }
    }
    if negative {
        text.push(b'-');
    }
    text.reverse();
    text
}

/// `formatInt(i int64, base int) string`, the base checked by the caller.
fn format_int(ctx: &mut NativeCtx<'_>) -> Done {
    let (value, base) = (ctx.int(0), ctx.word(1).clamp(2, 36));
    ctx.set_str(0, &digits(value.unsigned_abs(), base, value < 0))
}

fn format_uint(ctx: &mut NativeCtx<'_>) -> Done {
    let (value, base) = (ctx.word(0), ctx.word(1).clamp(2, 36));
    ctx.set_str(0, &digits(value, base, false))
}

/// `formatFloat(f float64, fmt byte, prec, bitSize int) string`.
fn format_float(ctx: &mut NativeCtx<'_>) -> Done {
    let (value, layout, prec, bits) = (ctx.float(0), ctx.word(1) as u8, ctx.int(2), ctx.word(3));
    ctx.reserve(usize::try_from(prec).unwrap_or(0))?;
    let text = float::format(
        value,
        layout,
        Precision::from_int(prec),
        if bits == 32 { 32 } else { 64 },
    );
    ctx.set_str(0, &text)
}

fn quote_with(ctx: &mut NativeCtx<'_>, keep: Keep) -> Done {
    let mut text = vec![];
    quote::quote(&mut text, ctx.str(0)?, b'"', keep);
    ctx.set_str(0, &text)
}

fn quote_rune_with(ctx: &mut NativeCtx<'_>, keep: Keep) -> Done {
    let mut text = vec![];
    quote::quote_rune(&mut text, ctx.word(0) as u32, keep);
    ctx.set_str(0, &text)
}

fn can_backquote(ctx: &mut NativeCtx<'_>) -> Done {
    let s = ctx.str(0)?;
    let (can, cost) = (quote::can_backquote(s), s.len());
    ctx.charge(cost as u64);
    ctx.set_flag(0, can);
    Ok(())
}

/// `unquote(s string) (t string, ok bool)`.
fn unquote(ctx: &mut NativeCtx<'_>) -> Done {
    let text = quote::unquote(ctx.str(0)?);
    ctx.set_flag(2, text.is_some());
    ctx.set_str(0, &text.unwrap_or_default())
}

/// What parsing comes to; numbers as in `prelude/strconv/parse.go`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Code {
    Ok,
    Syntax,
    Range,
    Base,
    Bits,
}

fn set_parsed(ctx: &mut NativeCtx<'_>, cost: usize, (value, code): (u64, Code)) -> Done {
    ctx.charge(cost as u64);
    ctx.set(0, value);
    ctx.set(1, code as u64);
    Ok(())
}

/// `parseUint(s string, base, bitSize int) (n uint64, code int)`.
fn parse_uint(ctx: &mut NativeCtx<'_>) -> Done {
    let s = ctx.str(0)?;
    let (result, cost) = (unsigned(s, ctx.int(2), ctx.int(3)), s.len());
    set_parsed(ctx, cost, result)
}

/// `parseInt(s string, base, bitSize int) (n int64, code int)`.
fn parse_int(ctx: &mut NativeCtx<'_>) -> Done {
    let s = ctx.str(0)?;
    let (result, cost) = (signed(s, ctx.int(2), ctx.int(3)), s.len());
    set_parsed(ctx, cost, result)
}

fn signed(s: &[u8], base: i64, bits: i64) -> (u64, Code) {
    let (negative, rest) = match s {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, s),
    };
    if s.is_empty() {
        return (0, Code::Syntax);
    }
    let (size, code) = unsigned(rest, base, bits);
    if !matches!(code, Code::Ok | Code::Range) {
        return (0, code);
    }
    let limit = 1_u64 << (if bits == 0 { 64 } else { bits } - 1);
    match negative {
        false if size >= limit => (limit - 1, Code::Range),
        true if size > limit => (limit.wrapping_neg(), Code::Range),
        false => (size, Code::Ok),
        true => (size.wrapping_neg(), Code::Ok),
    }
}

fn unsigned(s: &[u8], base: i64, bits: i64) -> (u64, Code) {
    if s.is_empty() {
        return (0, Code::Syntax);
    }
    let (base, digits, underscores) = match (base, s) {
        (2..=36, _) => (base as u64, s, false),
        (0, [b'0', b'x' | b'X', rest @ ..]) if !rest.is_empty() => (16, rest, true),
        (0, [b'0', b'b' | b'B', rest @ ..]) if !rest.is_empty() => (2, rest, true),
        (0, [b'0', b'o' | b'O', rest @ ..]) if !rest.is_empty() => (8, rest, true),
        (0, [b'0', rest @ ..]) => (8, rest, true),
        (0, _) => (10, s, true),
        _ => return (0, Code::Base),
    };
    if !(0..=64).contains(&bits) {
        return (0, Code::Bits);
    }
    let max = if bits == 0 || bits == 64 {
        u64::MAX
    } else {
        (1 << bits) - 1
    };
    let mut value = 0_u64;
    for &byte in digits {
        if byte == b'_' && underscores {
            continue;
        }
        let Some(digit) = char::from(byte)
            .to_digit(36)
            .filter(|&digit| u64::from(digit) < base)
        else {
            return (0, Code::Syntax);
        };
        match value
            .checked_mul(base)
            .and_then(|value| value.checked_add(u64::from(digit)))
        {
            Some(sum) if sum <= max => value = sum,
            _ => return (max, Code::Range),
        }
    }
    if digits.contains(&b'_') && !underscores_ok(s) {
        (0, Code::Syntax)
    } else {
        (value, Code::Ok)
    }
}

/// Underscores stand only between digits, or between a base prefix and a digit. `s` has no sign.
fn underscores_ok(s: &[u8]) -> bool {
    let (mut after_digit, hex, rest) = match s {
        [b'0', b'x' | b'X', rest @ ..] => (true, true, rest),
        [b'0', b'b' | b'B' | b'o' | b'O', rest @ ..] => (true, false, rest),
        _ => (false, false, s),
    };
    let mut after_underscore = false;
    for &byte in rest {
        let digit = byte.is_ascii_digit() || hex && byte.is_ascii_hexdigit();
        if byte == b'_' && !after_digit || !digit && byte != b'_' && after_underscore {
            return false;
        }
        after_underscore = byte == b'_';
        after_digit = digit;
    }
    !after_underscore
}

/// `parseFloat(s string, bitSize int) (f float64, code int)`.
fn parse_float(ctx: &mut NativeCtx<'_>) -> Done {
    let (s, bits) = (ctx.str(0)?, if ctx.word(2) == 32 { 32 } else { 64 });
    let cost = s.len();
    let (value, code) = float_of(s, bits);
    set_parsed(ctx, cost, (value.to_bits(), code))
}

fn float_of(s: &[u8], bits: u32) -> (f64, Code) {
    let (negative, size) = match s {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, s),
    };
    let lower = size.to_ascii_lowercase();
    let sign = if negative { -1.0 } else { 1.0 };
    match lower.as_slice() {
        b"inf" | b"infinity" => return (sign * f64::INFINITY, Code::Ok),
        // A sign before NaN is not allowed.
        b"nan" if size.len() == s.len() => return (f64::NAN, Code::Ok),
        _ => {}
    }
    let Some(number) = Scanned::new(&lower) else {
        return (0.0, Code::Syntax);
    };
    let value = if number.hex {
        number.hex_value(bits)
    } else {
        number.decimal_value(bits)
    };
    (
        sign * value,
        if value.is_infinite() {
            Code::Range
        } else {
            Code::Ok
        },
    )
}

/// A number's digits with the point taken out, and what its exponent says.
struct Scanned {
    hex: bool,
    digits: Vec<u8>,
    /// Digits after the point.
    fraction: usize,
    exponent: i64,
}

impl Scanned {
    /// From text in lower case without sign; `None` if it is no number.
    fn new(s: &[u8]) -> Option<Scanned> {
        let hex = s.len() > 2 && s.starts_with(b"0x");
        let mut at = if hex { 2 } else { 0 };
        let mut number = Scanned {
            hex,
            digits: vec![],
            fraction: 0,
            exponent: 0,
        };
        let mut point = false;
        while let Some(&byte) = s.get(at) {
            match byte {
                b'_' => {}
                b'.' if !point => point = true,
                b'0'..=b'9' => number.push(byte, point),
                b'a'..=b'f' if hex => number.push(byte, point),
                _ => break,
            }
            at += 1;
        }
        if number.digits.is_empty() {
            return None;
        }
        if s.get(at) == Some(&if hex { b'p' } else { b'e' }) {
            at = number.read_exponent(s, at + 1)?;
        } else if hex {
            return None;
        }
        let underscores_fine = !s.contains(&b'_') || underscores_ok(s);
        (at == s.len() && underscores_fine).then_some(number)
    }

    fn push(&mut self, digit: u8, after_point: bool) {
        self.digits.push(digit);
        self.fraction += usize::from(after_point);
    }

    /// Reads the exponent from `at` on; an absurd one is cut off, as nothing changes beyond.
    fn read_exponent(&mut self, s: &[u8], mut at: usize) -> Option<usize> {
        let negative = s.get(at) == Some(&b'-');
        at += usize::from(matches!(s.get(at), Some(b'+' | b'-')));
        if !s.get(at)?.is_ascii_digit() {
            return None;
        }
        while let Some(&byte) = s
            .get(at)
            .filter(|&&byte| byte.is_ascii_digit() || byte == b'_')
        {
            if byte != b'_' && self.exponent < 10_000 {
                self.exponent = self.exponent * 10 + i64::from(byte - b'0');
            }
            at += 1;
        }
        if negative {
            self.exponent = -self.exponent;
        }
        Some(at)
    }

    fn decimal_value(&self, bits: u32) -> f64 {
        let digits = String::from_utf8_lossy(&self.digits);
        let text = format!("{digits}e{}", self.exponent - self.fraction as i64);
        match bits {
            32 => text.parse::<f32>().map_or(0.0, f64::from),
            _ => text.parse().unwrap_or(0.0),
        }
    }

    /// Rounded once, ties to even, also below the normal range.
    fn hex_value(&self, bits: u32) -> f64 {
        let (width, least) = if bits == 32 {
            (24_i64, -149_i64)
        } else {
            (53, -1074)
        };
        let (mut mantissa, mut exponent, mut sticky) =
            (0_u128, self.exponent - 4 * self.fraction as i64, false);
        for &digit in &self.digits {
            if mantissa >> 100 == 0 {
                mantissa = mantissa << 4 | u128::from(char::from(digit).to_digit(16).unwrap_or(0));
            } else {
                sticky |= digit != b'0';
                exponent += 4;
            }
        }
        if mantissa == 0 {
            return 0.0;
        }
        let length = 128 - i64::from(mantissa.leading_zeros());
        let drop = (length - width).max(least - exponent);
        if drop > 0 {
            let drop = drop.min(127);
            let rest = mantissa & ((1 << drop) - 1);
            let half = 1_u128 << (drop - 1);
            let kept = mantissa >> drop;
            let up = rest > half || rest == half && (sticky || kept & 1 == 1);
            mantissa = kept + u128::from(up);
            exponent += drop;
        }
        if mantissa == 0 {
            return 0.0;
        }
        let top = exponent + 127 - i64::from(mantissa.leading_zeros());
        if top > if bits == 32 { 127 } else { 1023 } {
            return f64::INFINITY;
        }
        scale(mantissa as f64, exponent)
    }
}

/// `value` × 2^`exponent`, exact because the result has room for all of value's bits.
fn scale(mut value: f64, mut exponent: i64) -> f64 {
    while exponent != 0 {
        let step = exponent.clamp(-1000, 1000);
        value *= f64::from_bits(((1023 + step) as u64) << 52);
        exponent -= step;
    }
    value
}
