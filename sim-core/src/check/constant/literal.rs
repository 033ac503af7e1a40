//! The value of a literal. The scanner has checked its form; what it cannot check (an exponent out of range, a literal too
//! long to be worth the work) makes the value unknown.

use super::Const;
use super::float::BigFloat;
use gosyn::token::LitKind;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

/// The longest number or rune literal that is read, in bytes: the checker reports longer ones as excessively long.
pub const NUMBER_BYTES_MAX: usize = 10_000;

/// The value of a literal as it stands in the source.
pub fn value(kind: LitKind, text: &str) -> Const {
    if kind != LitKind::String && text.len() > NUMBER_BYTES_MAX {
        return Const::Unknown;
    }
    match kind {
        LitKind::Integer => integer(text).map_or(Const::Unknown, Const::Int),
        LitKind::Float => float(text).unwrap_or(Const::Unknown),
        LitKind::Imag => imaginary(text).unwrap_or(Const::Unknown),
        LitKind::Char => rune(text).map_or(Const::Unknown, Const::int),
        LitKind::String => string(text).map_or(Const::Unknown, |bytes| Const::string(&bytes)),
        LitKind::Ident => Const::Unknown,
    }
}

/// `0b…`, `0o…`, `0…`, `0x…` or decimal, with underscores.
fn integer(text: &str) -> Option<BigInt> {
    let (radix, digits) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &text[2..]),
        [b'0', b'o' | b'O', ..] => (8, &text[2..]),
        [b'0', b'b' | b'B', ..] => (2, &text[2..]),
        [b'0', _, ..] => (8, &text[1..]),
        _ => (10, text),
    };
    let digits: Vec<u8> = digits.bytes().filter(|byte| *byte != b'_').collect();
    BigInt::parse_bytes(&digits, radix)
}

/// A decimal or hexadecimal float (or an integer in the place of one).
fn float(text: &str) -> Option<Const> {
    let text: String = text.chars().filter(|c| *c != '_').collect();
    match text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        Some(rest) => hexadecimal(rest),
        None => decimal(&text),
    }
}

/// Splits `whole.fraction` and counts the digits of the fraction.
fn digits(mantissa: &str, radix: u32) -> Option<(BigInt, i64)> {
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = BigInt::parse_bytes(format!("0{whole}{fraction}").as_bytes(), radix)?;
    Some((digits, fraction.len() as i64))
}

/// An exponent; one that does not fit is as good as the largest (or smallest) of all.
fn exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let size = is_number.then(|| {
        digits
            .parse::<i64>()
            .unwrap_or(i64::MAX)
            .min(i64::from(i32::MAX))
    })?;
    Some(if negative { -size } else { size })
}

fn decimal(text: &str) -> Option<Const> {
    let (mantissa, exp) = text
        .split_once(['e', 'E'])
        .map_or((text, Some(0)), |(m, e)| (m, exponent(e)));
    let (digits, fraction) = digits(mantissa, 10)?;
    let exp = exp? - fraction;
    let big = BigFloat::from_decimal(digits.clone(), exp);
    let Some(size) = big.as_ref().map(BigFloat::magnitude) else {
        return Some(Const::Unknown);
    };
    // Fractions of moderate size are exact. What is not zero and has a moderate size has a moderate exponent, too, since
    // the number of digits is bounded.
    let is_zero = big.as_ref().is_some_and(|big| big.sign() == Sign::NoSign);
    let power = u32::try_from(exp.unsigned_abs()).unwrap_or(0);
    Some(match size.unsigned_abs() < super::RATIONAL_BITS_MAX {
        _ if is_zero => Const::Rat(BigRational::from_integer(BigInt::ZERO)),
        true if exp >= 0 => Const::Rat(BigRational::from_integer(
            digits * BigInt::from(10).pow(power),
        )),
        true => Const::Rat(BigRational::new(digits, BigInt::from(10).pow(power))),
        false => Const::big(big),
    })
}

fn hexadecimal(text: &str) -> Option<Const> {
    let (mantissa, exp) = text
        .split_once(['p', 'P'])
        .map_or((text, Some(0)), |(m, e)| (m, exponent(e)));
    let (digits, fraction) = digits(mantissa, 16)?;
    let big = BigFloat::new(digits, exp?.checked_sub(4 * fraction)?);
    let exact = big
        .as_ref()
        .filter(|big| big.magnitude().unsigned_abs() < super::RATIONAL_BITS_MAX);
    Some(exact.map_or_else(|| Const::big(big.clone()), |big| Const::Rat(big.to_ratio())))
}

/// `…i`: for backward compatibility decimal digits with leading zeros are decimal here.
fn imaginary(text: &str) -> Option<Const> {
    let text = text.strip_suffix('i')?;
    let prefixed = matches!(
        text.as_bytes(),
        [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B', ..]
    );
    let im = match prefixed && !text.contains(['.', 'p', 'P']) {
        true => Const::Rat(BigRational::from_integer(integer(text)?)),
        false => float(text)?,
    };
    Some(Const::complex(Const::int(0), im))
}

/// The code point of a rune literal.
fn rune(text: &str) -> Option<u32> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut rest = inner;
    let code = match take(&mut rest)? {
        Piece::Char(c) => c as u32,
        Piece::Byte(byte) => u32::from(byte),
    };
    rest.is_empty().then_some(code)
}

/// The bytes of a string literal, interpreted or raw; `None` when it is malformed.
pub fn string(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        return Some(
            raw.strip_suffix('`')?
                .bytes()
                .filter(|byte| *byte != b'\r')
                .collect(),
        );
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        match take(&mut rest)? {
            Piece::Char(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Piece::Byte(byte) => bytes.push(byte),
        }
    }
    Some(bytes)
}

/// What one character or escape stands for.
enum Piece {
    /// A character, in a string its UTF-8 encoding.
    Char(char),
    /// A single byte (`\x` and octal escapes).
    Byte(u8),
}

/// Takes one character or escape from the front of `rest`.
fn take(rest: &mut &str) -> Option<Piece> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    if first != '\\' {
        *rest = chars.as_str();
        return Some(Piece::Char(first));
    }
    let escape = chars.next()?;
    let digits = |from: usize, count: usize, radix: u32| {
        let text = rest.get(from..from + count)?;
        text.bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(text, radix).ok())
            .flatten()
    };
    let (piece, length) = match escape {
        'a' => (Piece::Char('\u{7}'), 2),
        'b' => (Piece::Char('\u{8}'), 2),
        'f' => (Piece::Char('\u{c}'), 2),
        'n' => (Piece::Char('\n'), 2),
        'r' => (Piece::Char('\r'), 2),
        't' => (Piece::Char('\t'), 2),
        'v' => (Piece::Char('\u{b}'), 2),
        '\\' | '\'' | '"' => (Piece::Char(escape), 2),
        'x' => (Piece::Byte(u8::try_from(digits(2, 2, 16)?).ok()?), 4),
        'u' => (Piece::Char(char::from_u32(digits(2, 4, 16)?)?), 6),
        'U' => (Piece::Char(char::from_u32(digits(2, 8, 16)?)?), 10),
        '0'..='7' => (Piece::Byte(u8::try_from(digits(1, 3, 8)?).ok()?), 4),
        _ => return None,
    };
    *rest = rest.get(length..)?;
    Some(piece)
}
