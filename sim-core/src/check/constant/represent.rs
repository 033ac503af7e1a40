//! Whether a constant fits a basic type, its value there, and what gc says when it does not fit.

use super::{Const, Kind};
use crate::check::typed::Value;
use crate::check::types::Basic;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// Why a constant is not representable. The checker turns it into one of gc's texts, see [`Misfit::message`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A number with a fraction (or an imaginary part) where an integer is needed.
    Truncated,
    /// A number beyond the type's range.
    Overflows,
    /// Not a value of this kind at all.
    Kind,
}

impl Misfit {
    /// gc's general text for an operand (as gc prints operands) that does not convert to a type.
    pub fn message(self, operand: &str, target: &str) -> String {
        match self {
            Misfit::Truncated => format!("{operand} truncated to {target}"),
            Misfit::Overflows => format!("{operand} overflows {target}"),
            Misfit::Kind => format!("cannot convert {operand} to type {target}"),
        }
    }

    /// gc's suffix in `cannot use … as T value in …`.
    pub fn suffix(self) -> &'static str {
        match self {
            Misfit::Truncated => " (truncated)",
            Misfit::Overflows => " (overflows)",
            Misfit::Kind => "",
        }
    }
}

/// The value that `x` has as a constant of type `target`: an integer for integer types, rounded for floating-point types.
/// `from` is the type that `x` has now; it decides how a misfit is described. An unknown value fits everything.
///
/// # Errors
/// Why it does not fit.
pub fn represent(x: &Const, from: Basic, target: Basic) -> Result<Const, Misfit> {
    if x.is_unknown() {
        return Ok(Const::Unknown);
    }
    if let Some(value) = fit(x, target) {
        return Ok(value);
    }
    Err(match is_numeric(from) && is_numeric(target) {
        true if !is_integer(from) && is_integer(target) => Misfit::Truncated,
        true => Misfit::Overflows,
        false => Misfit::Kind,
    })
}

/// The value of `x` in a basic type, if it is representable there.
pub fn fit(x: &Const, target: Basic) -> Option<Const> {
    match target {
        _ if is_integer(target) => {
            let value = x.to_int();
            let Const::Int(int) = &value else { return None };
            in_range(int, target).then_some(value)
        }
        Basic::Float32 | Basic::Float64 | Basic::UntypedFloat => fit_float(x, target),
        Basic::Complex64 => fit_complex(x, Basic::Float32),
        Basic::Complex128 => fit_complex(x, Basic::Float64),
        Basic::UntypedComplex => Some(x.to_complex()).filter(|x| !x.is_unknown()),
        Basic::String | Basic::UntypedString => (x.kind() == Kind::Str).then(|| x.clone()),
        Basic::Bool | Basic::UntypedBool => (x.kind() == Kind::Bool).then(|| x.clone()),
        _ => None,
    }
}

fn fit_float(x: &Const, target: Basic) -> Option<Const> {
    let real = x.to_float();
    if real.is_unknown() {
        return None;
    }
    let rounded = match target {
        Basic::Float32 => f64::from(real.to_f32()?),
        Basic::Float64 => real.to_f64()?,
        _ => return Some(real),
    };
    // Constants have no negative zero.
    rounded.is_finite().then(|| Const::float(rounded + 0.0))
}

fn fit_complex(x: &Const, part: Basic) -> Option<Const> {
    match x.to_complex() {
        Const::Complex(re, im) => {
            Some(Const::complex(fit_float(&re, part)?, fit_float(&im, part)?))
        }
        _ => None,
    }
}

/// Bits and signedness of an integer type; `None` for untyped integers, which have no bound here.
pub fn integer_size(basic: Basic) -> Option<(u32, bool)> {
    Some(match basic {
        Basic::Int | Basic::Int64 => (64, true),
        Basic::Int8 => (8, true),
        Basic::Int16 => (16, true),
        Basic::Int32 => (32, true),
        Basic::Uint | Basic::Uint64 | Basic::Uintptr => (64, false),
        Basic::Uint8 => (8, false),
        Basic::Uint16 => (16, false),
        Basic::Uint32 => (32, false),
        _ => return None,
    })
}

fn in_range(value: &BigInt, target: Basic) -> bool {
    match integer_size(target) {
        None => true,
        Some((bits, true)) => {
            let limit = BigInt::from(1) << (bits - 1);
            -&limit <= *value && *value < limit
        }
        Some((bits, false)) => {
            value.sign() != num_bigint::Sign::Minus && value.bits() <= u64::from(bits)
        }
    }
}

/// Whether a basic type is an integer type, untyped ones included.
pub fn is_integer(basic: Basic) -> bool {
    integer_size(basic).is_some() || matches!(basic, Basic::UntypedInt | Basic::UntypedRune)
}

/// Whether a basic type is numeric, untyped ones included.
pub fn is_numeric(basic: Basic) -> bool {
    use Basic::*;
    is_integer(basic)
        || matches!(
            basic,
            Float32 | Float64 | Complex64 | Complex128 | UntypedFloat | UntypedComplex
        )
}

/// The machine value of a constant that fits a (typed) basic type; `None` when it does not or the type has no constants.
pub fn machine_value(x: &Const, basic: Basic) -> Option<Value> {
    let x = fit(x, basic)?;
    let real = |part: &Const| part.to_f64();
    match (&x, integer_size(basic)) {
        (Const::Int(value), Some((_, true))) => {
            value.to_i64().map(|value| Value::Int(value as u64))
        }
        (Const::Int(value), Some((_, false))) => value.to_u64().map(Value::Int),
        (Const::Bool(value), _) => Some(Value::Bool(*value)),
        (Const::Str(bytes), _) => Some(Value::Str(bytes.to_vec())),
        (Const::Rat(_) | Const::Float(_), _) => real(&x).map(Value::Float),
        (Const::Complex(re, im), _) => Some(Value::Complex(real(re)?, real(im)?)),
        _ => None,
    }
}
