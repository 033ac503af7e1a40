//! Untyped constant arithmetic, as the Go compiler does it (package `go/constant`).
//!
//! A [`Const`] is a value without a type; the checker knows its type. Numbers are exact as long as that is reasonable:
//! integers always, fractions while numerator and denominator stay below [`RATIONAL_BITS_MAX`] bits, and beyond that binary
//! floats with a mantissa of [`float::PRECISION`] bits, like the compiler's. Once a number has become such a float it stays
//! one, since pretending otherwise would promise an exactness that is gone.
//!
//! Invariants:
//! - operations never fail: what has no result is [`Const::Unknown`], which absorbs everything that touches it;
//! - the cost of every operation is bounded: shifts, exponents, literal lengths and string lengths have limits below;
//! - `Rat` holds fractions within the bound, `Float` is never an infinity, and neither is ever a negative zero.
//!
//! Where to look: [`literal`] reads literals, [`ops`] calculates and compares, [`represent`] fits values to basic types
//! (with the reason why one does not fit), [`format`] prints as error messages do, [`float`] is the arithmetic of big floats.

pub mod float;
pub mod format;
pub mod literal;
pub mod ops;
pub mod represent;
#[cfg(test)]
mod tests;

use float::BigFloat;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::rc::Rc;

/// Fractions whose parts have fewer bits than this stay exact.
pub const RATIONAL_BITS_MAX: u64 = 4096;
/// Integers of untyped constants may have at most this many bits; beyond is `constant … overflow`.
pub const UNTYPED_INT_BITS_MAX: u64 = 512;
/// The largest count of a constant shift (the checker reports larger ones as invalid).
pub const SHIFT_MAX: u64 = 1023 - 1 + 52;
/// The longest string that concatenation of constants makes, in bytes.
pub const STRING_BYTES_MAX: usize = 1 << 16;

/// The value of a constant expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// No value: the result of an operation that has none, or of an error already reported.
    Unknown,
    /// A boolean.
    Bool(bool),
    /// The bytes of a string; they need not be UTF-8.
    Str(Rc<[u8]>),
    /// An integer.
    Int(BigInt),
    /// A fraction of moderate size.
    Rat(BigRational),
    /// A float that is too large, too small or too fine for a fraction.
    Float(BigFloat),
    /// Real and imaginary part, each `Int`, `Rat` or `Float`.
    Complex(Box<Const>, Box<Const>),
}

/// The kind of a constant's value, whatever its representation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Unknown,
    Bool,
    Str,
    Int,
    Float,
    Complex,
}

impl Const {
    /// The kind.
    pub fn kind(&self) -> Kind {
        match self {
            Const::Unknown => Kind::Unknown,
            Const::Bool(_) => Kind::Bool,
            Const::Str(_) => Kind::Str,
            Const::Int(_) => Kind::Int,
            Const::Rat(_) | Const::Float(_) => Kind::Float,
            Const::Complex(..) => Kind::Complex,
        }
    }

    /// Whether there is no value.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Const::Unknown)
    }

    /// An integer constant.
    pub fn int(value: impl Into<BigInt>) -> Const {
        Const::Int(value.into())
    }

    /// A string constant.
    pub fn string(bytes: &[u8]) -> Const {
        Const::Str(Rc::from(bytes))
    }

    /// The value of a float64; unknown for infinities and NaN.
    pub fn float(value: f64) -> Const {
        match BigRational::from_float(value) {
            Some(rational) => Const::rational(rational),
            None => Const::Unknown,
        }
    }

    /// A fraction, or its nearest big float when its parts are too large.
    pub fn rational(value: BigRational) -> Const {
        let small = |part: &BigInt| part.bits() < RATIONAL_BITS_MAX;
        match small(value.numer()) && small(value.denom()) {
            true => Const::Rat(value),
            false => Const::big(BigFloat::from_ratio(value.numer(), value.denom())),
        }
    }

    /// A big float; unknown when it does not fit its exponent.
    pub fn big(value: Option<BigFloat>) -> Const {
        value.map_or(Const::Unknown, Const::Float)
    }

    /// A complex number of two real parts; unknown when a part is.
    pub fn complex(re: Const, im: Const) -> Const {
        match re.is_unknown() || im.is_unknown() {
            true => Const::Unknown,
            false => Const::Complex(Box::new(re), Box::new(im)),
        }
    }

    /// The value as an integer, if it is one (for floats: up to rounding errors of earlier operations), else unknown.
    pub fn to_int(&self) -> Const {
        match self {
            Const::Int(_) => self.clone(),
            Const::Rat(value) if value.is_integer() => Const::Int(value.to_integer()),
            Const::Float(value) if value.magnitude().unsigned_abs() < RATIONAL_BITS_MAX => {
                value.to_integer().map_or(Const::Unknown, Const::Int)
            }
            Const::Complex(..) => match self.to_float() {
                real @ (Const::Rat(_) | Const::Float(_)) => real.to_int(),
                _ => Const::Unknown,
            },
            _ => Const::Unknown,
        }
    }

    /// The value as a float, if it is a real number, else unknown.
    pub fn to_float(&self) -> Const {
        match self {
            Const::Int(value) => Const::rational(BigRational::from_integer(value.clone())),
            Const::Rat(_) | Const::Float(_) => self.clone(),
            Const::Complex(re, im) if im.sign() == 0 => re.to_float(),
            _ => Const::Unknown,
        }
    }

    /// The value as a complex number, if it is a number, else unknown.
    pub fn to_complex(&self) -> Const {
        match self {
            Const::Int(_) | Const::Rat(_) | Const::Float(_) => {
                Const::complex(self.clone(), Const::int(0))
            }
            Const::Complex(..) => self.clone(),
            _ => Const::Unknown,
        }
    }

    /// The real part of a number.
    pub fn real(&self) -> Const {
        match self {
            Const::Int(_) | Const::Rat(_) | Const::Float(_) => self.clone(),
            Const::Complex(re, _) => re.as_ref().clone(),
            _ => Const::Unknown,
        }
    }

    /// The imaginary part of a number.
    pub fn imag(&self) -> Const {
        match self {
            Const::Int(_) | Const::Rat(_) | Const::Float(_) => Const::int(0),
            Const::Complex(_, im) => im.as_ref().clone(),
            _ => Const::Unknown,
        }
    }

    /// -1, 0 or 1 for negative, zero and positive numbers (complex: 0 only for zero); 1 where there is no number, so that
    /// an unknown value is not taken for a zero.
    pub fn sign(&self) -> i32 {
        let of = |sign: Sign| match sign {
            Sign::Minus => -1,
            Sign::NoSign => 0,
            Sign::Plus => 1,
        };
        match self {
            Const::Int(value) => of(value.sign()),
            Const::Rat(value) => of(value.numer().sign()),
            Const::Float(value) => of(value.sign()),
            Const::Complex(re, im) => re.sign() | im.sign(),
            _ => 1,
        }
    }

    /// The number of bits of an integer's absolute value; 0 for others.
    pub fn bit_len(&self) -> u64 {
        match self {
            Const::Int(value) => value.bits(),
            _ => 0,
        }
    }

    /// A boolean's value.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Const::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A string's bytes.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Const::Str(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// An integer (see [`Const::to_int`]) that fits `i64`.
    pub fn as_i64(&self) -> Option<i64> {
        match self.to_int() {
            Const::Int(value) => value.to_i64(),
            _ => None,
        }
    }

    /// An integer (see [`Const::to_int`]) that fits `u64`.
    pub fn as_u64(&self) -> Option<u64> {
        match self.to_int() {
            Const::Int(value) => value.to_u64(),
            _ => None,
        }
    }

    /// The nearest float64 of a real number (ties to even; infinite when too large).
    pub fn to_f64(&self) -> Option<f64> {
        let real = self.to_float();
        match &real {
            Const::Rat(value) => Some(float::ratio_to_f64(
                value.numer(),
                value.denom(),
                float::Width::Double,
            )),
            Const::Float(value) => Some(value.to_f64(float::Width::Double)),
            _ => None,
        }
    }

    /// The nearest float32 of a real number, rounded once (ties to even; infinite when too large).
    pub fn to_f32(&self) -> Option<f32> {
        let real = self.to_float();
        match &real {
            Const::Rat(value) => {
                Some(float::ratio_to_f64(value.numer(), value.denom(), float::Width::Single) as f32)
            }
            Const::Float(value) => Some(value.to_f64(float::Width::Single) as f32),
            _ => None,
        }
    }

    /// Whether this is the number zero.
    pub fn is_zero_number(&self) -> bool {
        matches!(self.kind(), Kind::Int | Kind::Float | Kind::Complex) && self.sign() == 0
    }
}
