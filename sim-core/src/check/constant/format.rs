//! Constants as error messages print them: numbers with six significant digits, strings quoted and shortened.

use super::Const;
use super::float::{BigFloat, Width};
use num_rational::BigRational;
use std::fmt;

impl fmt::Display for Const {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Const::Unknown => f.write_str("unknown"),
            Const::Bool(value) => write!(f, "{value}"),
            Const::Str(bytes) => f.write_str(&shortened(&quote(bytes))),
            Const::Int(value) => write!(f, "{value}"),
            Const::Rat(value) => f.write_str(&rational(value)),
            Const::Float(value) => f.write_str(&big(value)),
            Const::Complex(re, im) => write!(f, "({re} + {im}i)"),
        }
    }
}

fn rational(value: &BigRational) -> String {
    BigFloat::from_ratio(value.numer(), value.denom())
        .map_or_else(|| "unknown".to_string(), |value| big(&value))
}

/// Six digits; more for a fraction that would look like an integer; an approximation beyond the range of float64.
fn big(value: &BigFloat) -> String {
    let near = value.to_f64(Width::Double);
    let is_zero = value.sign() == num_bigint::Sign::NoSign;
    if is_zero == (near == 0.0) && near.is_finite() {
        let text = six_digits(near);
        return if !value.is_integer() && !text.contains('.') {
            shortest(near)
        } else {
            text
        };
    }
    let (mut mantissa, binary) = value.split();
    let decimal = binary as f64 * (std::f64::consts::LN_2 / std::f64::consts::LN_10);
    let mut exponent = decimal as i64;
    mantissa *= power_of_ten(decimal - exponent as f64);
    if mantissa.abs() < 1.0 - 0.5e-6 {
        mantissa *= 10.0;
        exponent -= 1;
    } else if mantissa.abs() >= 10.0 {
        mantissa /= 10.0;
        exponent += 1;
    }
    format!("{}e{exponent:+}", six_digits(mantissa))
}

/// `10^fraction` for |fraction| < 1, by its Taylor series: the same in every environment, unlike `powf`.
fn power_of_ten(fraction: f64) -> f64 {
    let x = fraction * std::f64::consts::LN_10;
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..40 {
        term *= x / f64::from(n);
        sum += term;
    }
    sum
}

/// C's `%.6g`, with Go's two digits of exponent at least.
pub fn six_digits(value: f64) -> String {
    general(&format!("{value:.5e}"), 6)
}

/// Go's `%g`: as few digits as tell the value from its neighbours.
pub fn shortest(value: f64) -> String {
    general(&format!("{value:e}"), 6)
}

/// Lays out `d.ddde±x` as `%g` does: with an exponent where that is below -4 or not below `limit`. Trailing zeros go.
fn general(scientific: &str, limit: i32) -> String {
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific.to_string();
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    if exponent < -4 || exponent >= limit {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let exponent_sign = if exponent < 0 { '-' } else { '+' };
        return format!(
            "{sign}{first}{point}{rest}e{exponent_sign}{:02}",
            exponent.abs()
        );
    }
    if exponent < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let whole = exponent as usize + 1;
    match digits.len() <= whole {
        true => format!("{sign}{digits}{}", "0".repeat(whole - digits.len())),
        false => format!("{sign}{}.{}", &digits[..whole], &digits[whole..]),
    }
}

/// At most 72 characters, the last three of a longer text replaced by dots (quote included).
fn shortened(quoted: &str) -> String {
    const CHARS_MAX: usize = 72;
    match quoted.chars().count() > CHARS_MAX {
        true => quoted
            .chars()
            .take(CHARS_MAX - 3)
            .chain("...".chars())
            .collect(),
        false => quoted.to_string(),
    }
}

/// A Go string literal for these bytes, as `strconv.Quote` writes it.
pub fn quote(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| quote_char(&mut out, c));
        chunk
            .invalid()
            .iter()
            .for_each(|byte| out.push_str(&format!("\\x{byte:02x}")));
    }
    out.push('"');
    out
}

fn quote_char(out: &mut String, c: char) {
    match c {
        '"' | '\\' => out.extend(['\\', c]),
        '\u{7}' => out.push_str("\\a"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{b}' => out.push_str("\\v"),
        ' ' => out.push(' '),
        c if (c as u32) < 0x80 && c.is_control() => out.push_str(&format!("\\x{:02x}", c as u32)),
        c if crate::syntax::is_printable(c) => out.push(c),
        c if (c as u32) < 0x10000 => out.push_str(&format!("\\u{:04x}", c as u32)),
        c => out.push_str(&format!("\\U{:08x}", c as u32)),
    }
}
