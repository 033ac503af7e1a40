//! Floating-point numbers as text, digit for digit as Go writes them.
//!
//! The shortest digits that read back as the same number, and correctly rounded ones, are unique, so they are taken from the host's
//! own formatting; how they are laid out is Go's.

/// How many digits are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Precision {
    /// The fewest that read back as the same number (Go's precision -1).
    Shortest,
    /// This many: after the point, or in all for `%g`.
    Digits(usize),
}

impl Precision {
    /// From Go's convention.
    pub fn from_int(prec: i64) -> Precision {
        usize::try_from(prec).map_or(Precision::Shortest, Precision::Digits)
    }
}

/// Decimal digits of a finite, non-negative number: 0.d₁d₂… × 10^`point`, without trailing zeros (none at all for 0).
struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

/// No float64 has more significant digits than this, or more digits after the point than 1074.
const DIGITS_MAX: usize = 767;

impl Decimal {
    /// Parses the host's `{:e}` form.
    fn parse(text: &str) -> Decimal {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        let point = exponent.parse::<i32>().unwrap_or(0) + 1;
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        let point = if digits.is_empty() { 0 } else { point };
        Decimal { digits, point }
    }

    /// The fewest digits that name the value. Where two candidates of that length are equally near, the host takes the greater and
    /// Go the even one, which is what rounding to that length gives.
    fn shortest(value: f64, bits: u32) -> Decimal {
        let shortest = Decimal::parse(&if bits == 32 {
            format!("{:e}", value as f32)
        } else {
            format!("{value:e}")
        });
        let text = format!("{value:.*e}", shortest.digits.len().max(1) - 1);
        let same = match bits {
            32 => text.parse::<f32>().is_ok_and(|back| back == value as f32),
            _ => text.parse::<f64>().is_ok_and(|back| back == value),
        };
        if same {
            Decimal::parse(&text)
        } else {
            shortest
        }
    }

    /// Rounded to `n` significant digits (at least one), ties to even.
    fn significant(value: f64, n: usize) -> Decimal {
        Decimal::parse(&format!("{value:.*e}", n.clamp(1, DIGITS_MAX) - 1))
    }

    /// Rounded to `n` digits after the point.
    fn fraction(value: f64, n: usize) -> Decimal {
        let text = format!("{value:.*}", n.min(1074));
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let zeros = all.iter().take_while(|&&digit| digit == b'0').count();
        let mut digits = all[zeros..].to_vec();
        let point = if digits.is_empty() {
            0
        } else {
            whole.len() as i32 - zeros as i32
        };
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        Decimal { digits, point }
    }

    fn digit(&self, at: i64) -> u8 {
        usize::try_from(at)
            .ok()
            .and_then(|at| self.digits.get(at))
            .copied()
            .unwrap_or(b'0')
    }
}

/// Appends `value` in `layout` (one of `e E f g G b x X`; anything else as `%` and the letter, as Go does). `bits` is 32 or 64: the
/// precision that "shortest" refers to, and the mantissa's width for `b`.
pub fn append(out: &mut Vec<u8>, value: f64, layout: u8, prec: Precision, bits: u32) {
    let value = if bits == 32 {
        f64::from(value as f32)
    } else {
        value
    };
    let negative = value.is_sign_negative();
    let size = value.abs();
    if value.is_nan() {
        return out.extend_from_slice(b"NaN");
    }
    if size.is_infinite() {
        return out.extend_from_slice(if negative { b"-Inf" } else { b"+Inf" });
    }
    if negative
        && !matches!(
            layout,
            b'e' | b'E' | b'f' | b'g' | b'G' | b'b' | b'x' | b'X'
        )
    {
        return out.extend_from_slice(&[b'%', layout]);
    }
    if negative {
        out.push(b'-');
    }
    match layout {
        b'e' | b'E' => scientific_of(out, size, layout, prec, bits),
        b'f' => plain_of(out, size, prec, bits),
        b'g' | b'G' => general(out, size, layout, prec, bits),
        b'b' => binary(out, size, bits),
        b'x' | b'X' => hexadecimal(out, size, layout, prec, bits),
        _ => out.extend_from_slice(&[b'%', layout]),
    }
}

/// [`append`] to a new text.
pub fn format(value: f64, layout: u8, prec: Precision, bits: u32) -> Vec<u8> {
    let mut out = vec![];
    append(&mut out, value, layout, prec, bits);
    out
}

fn scientific_of(out: &mut Vec<u8>, size: f64, layout: u8, prec: Precision, bits: u32) {
    match prec {
        Precision::Shortest => {
            let decimal = Decimal::shortest(size, bits);
            scientific(
                out,
                &decimal,
                decimal.digits.len().saturating_sub(1),
                layout,
            );
        }
        Precision::Digits(n) => scientific(
            out,
            &Decimal::significant(size, n.saturating_add(1)),
            n,
            layout,
        ),
    }
}

fn plain_of(out: &mut Vec<u8>, size: f64, prec: Precision, bits: u32) {
    match prec {
        Precision::Shortest => {
            let decimal = Decimal::shortest(size, bits);
            let after = decimal.digits.len() as i64 - i64::from(decimal.point);
            plain(out, &decimal, usize::try_from(after).unwrap_or(0));
        }
        Precision::Digits(n) => plain(out, &Decimal::fraction(size, n), n),
    }
}

/// `%g`: scientific for exponents below -4 or not below the precision, plain else.
fn general(out: &mut Vec<u8>, size: f64, layout: u8, prec: Precision, bits: u32) {
    let (decimal, wanted, limit) = match prec {
        Precision::Shortest => {
            let decimal = Decimal::shortest(size, bits);
            let count = decimal.digits.len();
            // Go decides as if six digits had been asked for.
            (decimal, count, 6)
        }
        Precision::Digits(n) => {
            let wanted = n.max(1);
            (Decimal::significant(size, wanted), wanted, wanted)
        }
    };
    let count = decimal.digits.len();
    let mut limit = limit as i64;
    if prec != Precision::Shortest
        && limit > count as i64
        && count as i64 >= i64::from(decimal.point)
    {
        limit = count as i64;
    }
    let exponent = i64::from(decimal.point) - 1;
    if exponent < -4 || exponent >= limit {
        scientific(
            out,
            &decimal,
            wanted.min(count).saturating_sub(1),
            if layout == b'G' { b'E' } else { b'e' },
        );
    } else {
        plain(
            out,
            &decimal,
            usize::try_from(count as i64 - i64::from(decimal.point)).unwrap_or(0),
        );
    }
}

/// d.ddde±dd with `n` digits after the point.
fn scientific(out: &mut Vec<u8>, decimal: &Decimal, n: usize, e: u8) {
    out.push(decimal.digit(0));
    if n > 0 {
        out.push(b'.');
        let known = decimal.digits.len().min(n + 1);
        out.extend_from_slice(decimal.digits.get(1..known).unwrap_or(&[]));
        out.resize(out.len() + n + 1 - known.max(1), b'0');
    }
    let exponent = if decimal.digits.is_empty() {
        0
    } else {
        decimal.point - 1
    };
    let sign = if exponent < 0 { '-' } else { '+' };
    out.push(e);
    out.extend_from_slice(format!("{sign}{:02}", exponent.abs()).as_bytes());
}

/// ddd.ddd with `n` digits after the point.
fn plain(out: &mut Vec<u8>, decimal: &Decimal, n: usize) {
    if decimal.point > 0 {
        out.extend((0..i64::from(decimal.point)).map(|at| decimal.digit(at)));
    } else {
        out.push(b'0');
    }
    if n > 0 {
        out.push(b'.');
        out.extend((0..n as i64).map(|at| decimal.digit(i64::from(decimal.point) + at)));
    }
}

/// Mantissa and exponent with value = mantissa × 2^exponent, the mantissa being a whole number of the format's width.
fn parts(size: f64, bits: u32) -> (u64, i32, u32) {
    let (raw, mantissa_bits, bias) = match bits {
        32 => (u64::from((size as f32).to_bits()), 23, 127),
        _ => (size.to_bits(), 52, 1023),
    };
    let fraction = raw & ((1 << mantissa_bits) - 1);
    match (raw >> mantissa_bits) as i32 {
        0 => (fraction, 1 - bias - mantissa_bits, mantissa_bits as u32),
        exponent => (
            fraction | 1 << mantissa_bits,
            exponent - bias - mantissa_bits,
            mantissa_bits as u32,
        ),
    }
}

/// `%b`: decimal mantissa, `p`, binary exponent.
fn binary(out: &mut Vec<u8>, size: f64, bits: u32) {
    let (mantissa, exponent, _) = parts(size, bits);
    out.extend_from_slice(format!("{mantissa}p{exponent:+}").as_bytes());
}

/// `%x`: 0x1.yyyp±dd.
fn hexadecimal(out: &mut Vec<u8>, size: f64, layout: u8, prec: Precision, bits: u32) {
    let (mut mantissa, mut exponent, width) = parts(size, bits);
    exponent += width as i32;
    if mantissa == 0 {
        exponent = 0;
    } else {
        let shift = mantissa.leading_zeros() - 3;
        // Normalised so that the leading one is bit 60 and 15 hexadecimal digits follow it.
        exponent -= shift as i32 - (60 - width as i32);
        mantissa <<= shift;
    }
    let mut digits = 15;
    if let Precision::Digits(n) = prec {
        digits = n;
        if n < 15 {
            let drop = (15 - n) as u32 * 4;
            let (kept, rest, half) = (
                mantissa >> drop,
                mantissa & ((1 << drop) - 1),
                1_u64 << (drop - 1),
            );
            let up = rest > half || rest == half && kept & 1 == 1;
            mantissa = (kept + u64::from(up)) << drop;
            if mantissa >> 61 != 0 {
                mantissa >>= 1;
                exponent += 1;
            }
        }
    } else {
        let fraction = mantissa & ((1 << 60) - 1);
        digits -= (fraction.trailing_zeros().min(60) / 4) as usize;
    }
    let mut text = format!("0x{}", mantissa >> 60);
    if digits > 0 {
        text.push('.');
        let fraction = format!("{:015x}", mantissa & ((1 << 60) - 1));
        text.extend(fraction.chars().chain(std::iter::repeat('0')).take(digits));
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    text.push_str(&format!("p{sign}{:02}", exponent.abs()));
    if layout == b'X' {
        text.make_ascii_uppercase();
    }
    out.extend_from_slice(text.as_bytes());
}
