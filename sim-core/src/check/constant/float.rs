//! Binary floating point with a long mantissa, rounded to nearest even: what constants become when a fraction would grow
//! out of hand. It does what Go's `math/big.Float` does at a precision of 512 bits, restricted to what constants need.
//!
//! A value is `mantissa × 2^exponent`. Invariants: the mantissa has at most [`PRECISION`] bits; zero has exponent 0; the
//! exponent of the leading bit stays within `i32`, as in Go (larger is an error, smaller is zero). No operation builds
//! a number of more than a few thousand bits on the way, whatever the exponents.

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Bits of the mantissa.
pub const PRECISION: u64 = 512;
/// Extra bits for intermediate results of [`BigFloat::from_decimal`].
const GUARD: u64 = 128;

/// `mantissa × 2^exponent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BigFloat {
    mantissa: BigInt,
    exponent: i64,
}

/// Which machine float to round to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// float32.
    Single,
    /// float64.
    Double,
}

impl BigFloat {
    /// Zero.
    pub fn zero() -> BigFloat {
        BigFloat {
            mantissa: BigInt::zero(),
            exponent: 0,
        }
    }

    /// `mantissa × 2^exponent` rounded to [`PRECISION`] bits; `None` when the exponent is too large.
    pub fn new(mantissa: BigInt, exponent: i64) -> Option<BigFloat> {
        BigFloat::rounded(mantissa, exponent, false, PRECISION)
    }

    /// An integer, rounded.
    pub fn from_int(value: &BigInt) -> Option<BigFloat> {
        BigFloat::new(value.clone(), 0)
    }

    /// A quotient, rounded once; `None` for a zero denominator.
    pub fn from_ratio(numer: &BigInt, denom: &BigInt) -> Option<BigFloat> {
        let shift = (PRECISION + 2 + denom.bits()).saturating_sub(numer.bits());
        let (quotient, inexact) = divide(&(numer << shift), denom)?;
        BigFloat::rounded(quotient, -(shift as i64), inexact, PRECISION)
    }

    /// `digits × 10^exponent`, rounded (the last bit may be off when the exponent is far from 0, as in Go).
    pub fn from_decimal(digits: BigInt, exponent: i64) -> Option<BigFloat> {
        // What is far beyond the range of exponents is decided without any arithmetic.
        const BITS_PER_DIGIT: f64 = std::f64::consts::LOG2_10;
        let magnitude = digits.bits() as f64 + exponent as f64 * BITS_PER_DIGIT;
        if digits.is_zero() || magnitude < f64::from(i32::MIN) {
            return Some(BigFloat::zero());
        }
        if magnitude > f64::from(i32::MAX) + 8.0 {
            return None;
        }
        let precision = PRECISION + GUARD;
        let mut power = BigFloat {
            mantissa: BigInt::one(),
            exponent: 0,
        };
        let mut base = BigFloat {
            mantissa: BigInt::from(5),
            exponent: 0,
        };
        let mut left = exponent.unsigned_abs();
        while left > 0 {
            if left & 1 == 1 {
                power = power.times(&base, precision)?;
            }
            left >>= 1;
            if left > 0 {
                base = base.times(&base, precision)?;
            }
        }
        // 10^e = 5^e × 2^e; dividing by 5^-e where e is negative.
        let digits = BigFloat {
            mantissa: digits,
            exponent: 0,
        };
        let scaled = match exponent >= 0 {
            true => digits.times(&power, precision)?,
            false => digits.over(&power, precision)?,
        };
        BigFloat::rounded(
            scaled.mantissa,
            scaled.exponent.saturating_add(exponent),
            false,
            PRECISION,
        )
    }

    /// Rounds to `precision` bits (to nearest, ties to even); `inexact` says that bits below were already dropped.
    fn rounded(mantissa: BigInt, exponent: i64, inexact: bool, precision: u64) -> Option<BigFloat> {
        if mantissa.is_zero() {
            return Some(BigFloat::zero());
        }
        let (sign, magnitude) = mantissa.into_parts();
        let (magnitude, dropped) = round_bits(magnitude, precision, inexact);
        let exponent = exponent.checked_add(dropped as i64)?;
        let top = exponent.checked_add(magnitude.bits() as i64)?;
        if top > i64::from(i32::MAX) {
            return None;
        }
        if top < i64::from(i32::MIN) {
            return Some(BigFloat::zero());
        }
        Some(BigFloat {
            mantissa: BigInt::from_biguint(sign, magnitude),
            exponent,
        })
    }

    /// The sign.
    pub fn sign(&self) -> Sign {
        self.mantissa.sign()
    }

    /// The exponent `e` of `0.5 ≤ |m| < 1, value = m × 2^e`; 0 for zero.
    pub fn magnitude(&self) -> i64 {
        if self.mantissa.is_zero() {
            0
        } else {
            self.exponent + self.mantissa.bits() as i64
        }
    }

    /// Whether the value is a whole number.
    pub fn is_integer(&self) -> bool {
        let zeros = self.mantissa.trailing_zeros().unwrap_or(0) as i64;
        self.mantissa.is_zero() || self.exponent + zeros >= 0
    }

    /// The value as an integer when it is one, or when dropping the last four bits of precision makes it one: rounding errors
    /// of earlier operations should not turn `10.0` into something that is no integer.
    ///
    /// The caller bounds [`BigFloat::magnitude`].
    pub fn to_integer(&self) -> Option<BigInt> {
        if self.is_integer() {
            return Some(self.truncated());
        }
        const DELTA: u64 = 4;
        let bits = self.mantissa.bits();
        let drop = bits.saturating_sub(PRECISION - DELTA);
        if drop == 0 {
            return None;
        }
        let (sign, magnitude) = self.mantissa.clone().into_parts();
        let down: BigUint = &magnitude >> drop;
        [down.clone(), down + 1u32]
            .into_iter()
            .find_map(|mantissa| {
                let near = BigFloat {
                    mantissa: BigInt::from_biguint(sign, mantissa),
                    exponent: self.exponent + drop as i64,
                };
                near.is_integer().then(|| near.truncated())
            })
    }

    /// The exact fraction; the caller bounds the magnitude.
    pub fn to_ratio(&self) -> BigRational {
        let power = BigInt::one() << self.exponent.unsigned_abs();
        match self.exponent >= 0 {
            true => BigRational::from_integer(&self.mantissa * power),
            false => BigRational::new(self.mantissa.clone(), power),
        }
    }

    /// The integer part; the caller bounds the magnitude.
    fn truncated(&self) -> BigInt {
        let (sign, magnitude) = self.mantissa.clone().into_parts();
        let shift = self.exponent.unsigned_abs();
        let magnitude = if self.exponent >= 0 {
            magnitude << shift
        } else {
            magnitude >> shift
        };
        BigInt::from_biguint(sign, magnitude)
    }

    /// The negation.
    pub fn neg(&self) -> BigFloat {
        BigFloat {
            mantissa: -&self.mantissa,
            exponent: self.exponent,
        }
    }

    /// The sum.
    pub fn add(&self, other: &BigFloat) -> Option<BigFloat> {
        if self.mantissa.is_zero() || other.mantissa.is_zero() {
            return Some(if self.mantissa.is_zero() {
                other.clone()
            } else {
                self.clone()
            });
        }
        let (high, low) = if self.magnitude() >= other.magnitude() {
            (self, other)
        } else {
            (other, self)
        };
        // A number below the last bit of the other (and its guard bits) only decides the rounding.
        if high.magnitude() - low.magnitude() > 2 * PRECISION as i64 + 4 {
            let wide = BigInt::from(4u32) * (&high.mantissa << PRECISION);
            let nudge = if low.mantissa.is_negative() {
                -BigInt::one()
            } else {
                BigInt::one()
            };
            return BigFloat::new(wide + nudge, high.exponent - PRECISION as i64 - 2);
        }
        let exponent = high.exponent.min(low.exponent);
        let align = |x: &BigFloat| &x.mantissa << (x.exponent - exponent).unsigned_abs();
        BigFloat::new(align(high) + align(low), exponent)
    }

    /// The difference.
    pub fn sub(&self, other: &BigFloat) -> Option<BigFloat> {
        self.add(&other.neg())
    }

    /// The product.
    pub fn mul(&self, other: &BigFloat) -> Option<BigFloat> {
        self.times(other, PRECISION)
    }

    /// The quotient; `None` for a zero divisor.
    pub fn div(&self, other: &BigFloat) -> Option<BigFloat> {
        self.over(other, PRECISION)
    }

    fn times(&self, other: &BigFloat, precision: u64) -> Option<BigFloat> {
        BigFloat::rounded(
            &self.mantissa * &other.mantissa,
            self.exponent + other.exponent,
            false,
            precision,
        )
    }

    fn over(&self, other: &BigFloat, precision: u64) -> Option<BigFloat> {
        let shift = (precision + 2 + other.mantissa.bits()).saturating_sub(self.mantissa.bits());
        let (quotient, inexact) = divide(&(&self.mantissa << shift), &other.mantissa)?;
        BigFloat::rounded(
            quotient,
            self.exponent - other.exponent - shift as i64,
            inexact,
            precision,
        )
    }

    /// The order of two values.
    pub fn compare(&self, other: &BigFloat) -> Ordering {
        let difference = self.sub(other).map(|difference| difference.sign());
        match difference {
            Some(Sign::Minus) => Ordering::Less,
            Some(Sign::NoSign) => Ordering::Equal,
            Some(Sign::Plus) => Ordering::Greater,
            // The difference is too large for the exponent: then its sign is that of the larger one.
            None if self.magnitude() >= other.magnitude() => self.sign().cmp(&Sign::NoSign),
            None => Sign::NoSign.cmp(&other.sign()),
        }
    }

    /// The nearest machine float, as a float64 (infinite when too large).
    pub fn to_f64(&self, width: Width) -> f64 {
        let (sign, magnitude) = self.mantissa.clone().into_parts();
        to_machine(sign, magnitude, self.exponent, false, width)
    }

    /// Mantissa in `0.5 ≤ |m| < 1` (as a float64) and exponent; (0, 0) for zero.
    pub fn split(&self) -> (f64, i64) {
        let scaled = BigFloat {
            mantissa: self.mantissa.clone(),
            exponent: -(self.mantissa.bits() as i64),
        };
        (scaled.to_f64(Width::Double), self.magnitude())
    }
}

/// Truncated quotient and whether something was left over; `None` for a zero divisor.
fn divide(numer: &BigInt, denom: &BigInt) -> Option<(BigInt, bool)> {
    if denom.is_zero() {
        return None;
    }
    let quotient = numer / denom;
    let rest = numer - &quotient * denom;
    Some((quotient, !rest.is_zero()))
}

/// Rounds a magnitude to at most `bits` bits, to nearest and ties to even; returns it and how many bits were dropped.
/// `inexact` says that something nonzero was already dropped below the last bit.
fn round_bits(magnitude: BigUint, bits: u64, inexact: bool) -> (BigUint, u64) {
    let drop = magnitude.bits().saturating_sub(bits);
    if drop == 0 {
        return (magnitude, 0);
    }
    let kept: BigUint = &magnitude >> drop;
    let half = magnitude.bit(drop - 1);
    let below = inexact
        || magnitude
            .trailing_zeros()
            .is_some_and(|zeros| zeros < drop - 1);
    let up = half && (below || kept.bit(0));
    (if up { kept + 1u32 } else { kept }, drop)
}

/// The nearest machine float of a quotient, as a float64 (infinite when too large); NaN for a zero denominator.
pub fn ratio_to_f64(numer: &BigInt, denom: &BigInt, width: Width) -> f64 {
    let shift = (66 + denom.bits()).saturating_sub(numer.bits());
    let Some((quotient, inexact)) = divide(&(numer << shift), denom) else {
        return f64::NAN;
    };
    let (sign, magnitude) = quotient.into_parts();
    to_machine(sign, magnitude, -(shift as i64), inexact, width)
}

/// Rounds `±magnitude × 2^exponent` (plus something below, when `inexact`) once to a machine float.
fn to_machine(sign: Sign, magnitude: BigUint, exponent: i64, inexact: bool, width: Width) -> f64 {
    // Bits of the mantissa, exponent of the smallest subnormal's bit, exponent beyond which all is infinite.
    let (bits, lowest, highest) = match width {
        Width::Single => (24i64, -149i64, 128i64),
        Width::Double => (53, -1074, 1024),
    };
    let signed = |value: f64| if sign == Sign::Minus { -value } else { value };
    let top = exponent.saturating_add(magnitude.bits() as i64);
    if magnitude.is_zero() || top < lowest {
        return signed(0.0);
    }
    if top > highest {
        return signed(f64::INFINITY);
    }
    let keep = bits.min(top - lowest).max(0) as u64;
    // With no bit to keep, the value lies in [half, 1) of the smallest subnormal, and exactly half rounds to even, 0.
    let (mantissa, dropped) = match keep {
        0 => (
            u64::from(inexact || magnitude.trailing_zeros() != Some(magnitude.bits() - 1)),
            magnitude.bits(),
        ),
        _ => {
            let (rounded, dropped) = round_bits(magnitude, keep, inexact);
            (rounded.to_u64().unwrap_or(u64::MAX), dropped)
        }
    };
    let scale = (exponent + dropped as i64) as i32;
    // The mantissa is exact in a float64; scale it in two steps, since 2^scale itself may be subnormal.
    let value = mantissa as f64 * 2f64.powi(scale / 2) * 2f64.powi(scale - scale / 2);
    let overflow = width == Width::Single && value >= 2f64.powi(128);
    signed(if overflow { f64::INFINITY } else { value })
}
