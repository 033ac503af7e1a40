//! Arithmetic and comparison of constants. The checker has made sure that the operator is defined for the operands' types
//! and that divisors are not zero; where it is not so, the result is unknown rather than a panic.

use super::float::BigFloat;
use super::{Const, STRING_BYTES_MAX};
use gosyn::token::Operator;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use std::cmp::Ordering;

/// `op x`. For `^` of a value of an unsigned type, `unsigned_bits` is the type's size: the result is cut to it.
pub fn unary(op: Operator, x: &Const, unsigned_bits: Option<u32>) -> Const {
    match (op, x) {
        (Operator::Add, Const::Int(_) | Const::Rat(_) | Const::Float(_) | Const::Complex(..)) => {
            x.clone()
        }
        (Operator::Sub, Const::Int(value)) => Const::Int(-value),
        (Operator::Sub, Const::Rat(value)) => Const::Rat(-value),
        (Operator::Sub, Const::Float(value)) => Const::Float(value.neg()),
        (Operator::Sub, Const::Complex(re, im)) => Const::complex(
            unary(Operator::Sub, re, None),
            unary(Operator::Sub, im, None),
        ),
        (Operator::Xor, Const::Int(value)) => {
            let flipped = !value;
            Const::Int(match unsigned_bits {
                Some(bits) => flipped & ((BigInt::from(1) << bits.min(64)) - 1),
                None => flipped,
            })
        }
        (Operator::Not, Const::Bool(value)) => Const::Bool(!value),
        _ => Const::Unknown,
    }
}

/// `x op y` for all binary operators but shifts and comparisons. `integer_division` makes `/` of two integers truncate, as it
/// does when both operands have integer type; without it the result is a fraction.
pub fn binary(x: &Const, op: Operator, y: &Const, integer_division: bool) -> Const {
    match matched(x, y) {
        (Const::Bool(x), Const::Bool(y)) => match op {
            Operator::AndAnd => Const::Bool(x && y),
            Operator::OrOr => Const::Bool(x || y),
            _ => Const::Unknown,
        },
        (Const::Str(x), Const::Str(y)) if op == Operator::Add => concat(&x, &y),
        (Const::Int(x), Const::Int(y)) => integers(x, op, y, integer_division),
        (Const::Rat(x), Const::Rat(y)) => rationals(x, op, y),
        (Const::Float(x), Const::Float(y)) => floats(&x, op, &y),
        (Const::Complex(a, b), Const::Complex(c, d)) => complexes((&a, &b), op, (&c, &d)),
        _ => Const::Unknown,
    }
}

fn concat(x: &[u8], y: &[u8]) -> Const {
    match x.len() + y.len() <= STRING_BYTES_MAX {
        true => Const::Str([x, y].concat().into()),
        false => Const::Unknown,
    }
}

fn integers(x: BigInt, op: Operator, y: BigInt, integer_division: bool) -> Const {
    if matches!(op, Operator::Quo | Operator::Rem) && y.is_zero() {
        return Const::Unknown;
    }
    Const::Int(match op {
        Operator::Add => x + y,
        Operator::Sub => x - y,
        Operator::Star => x * y,
        Operator::Quo if integer_division => x / y,
        Operator::Quo => return Const::rational(BigRational::new(x, y)),
        Operator::Rem => x % y,
        Operator::And => x & y,
        Operator::Or => x | y,
        Operator::Xor => x ^ y,
        Operator::AndNot => x & !y,
        _ => return Const::Unknown,
    })
}

fn rationals(x: BigRational, op: Operator, y: BigRational) -> Const {
    Const::rational(match op {
        Operator::Add => x + y,
        Operator::Sub => x - y,
        Operator::Star => x * y,
        Operator::Quo if !y.is_zero() => x / y,
        _ => return Const::Unknown,
    })
}

fn floats(x: &BigFloat, op: Operator, y: &BigFloat) -> Const {
    Const::big(match op {
        Operator::Add => x.add(y),
        Operator::Sub => x.sub(y),
        Operator::Star => x.mul(y),
        Operator::Quo => x.div(y),
        _ => None,
    })
}

/// `(a + bi) op (c + di)`.
fn complexes((a, b): (&Const, &Const), op: Operator, (c, d): (&Const, &Const)) -> Const {
    let add = |x: &Const, y: &Const| binary(x, Operator::Add, y, false);
    let sub = |x: &Const, y: &Const| binary(x, Operator::Sub, y, false);
    let mul = |x: &Const, y: &Const| binary(x, Operator::Star, y, false);
    let quo = |x: &Const, y: &Const| binary(x, Operator::Quo, y, false);
    match op {
        Operator::Add => Const::complex(add(a, c), add(b, d)),
        Operator::Sub => Const::complex(sub(a, c), sub(b, d)),
        Operator::Star => Const::complex(sub(&mul(a, c), &mul(b, d)), add(&mul(b, c), &mul(a, d))),
        Operator::Quo => {
            let norm = add(&mul(c, c), &mul(d, d));
            let re = add(&mul(a, c), &mul(b, d));
            let im = sub(&mul(b, c), &mul(a, d));
            Const::complex(quo(&re, &norm), quo(&im, &norm))
        }
        _ => Const::Unknown,
    }
}

/// `x << count` or `x >> count` of an integer; unknown beyond a count of 10 000 to the left.
pub fn shift(x: &Const, op: Operator, count: u64) -> Const {
    const COUNT_MAX: u64 = 10_000;
    match (x, op) {
        (Const::Int(value), Operator::Shl) if count <= COUNT_MAX && value.bits() <= COUNT_MAX => {
            Const::Int(value << count)
        }
        (Const::Int(value), Operator::Shr) => Const::Int(value >> count.min(COUNT_MAX * 2 + 1)),
        _ => Const::Unknown,
    }
}

/// `x op y` for the six comparisons; false when an operand is unknown or the comparison is not defined.
pub fn compare(x: &Const, op: Operator, y: &Const) -> bool {
    let ordering = match matched(x, y) {
        (Const::Bool(x), Const::Bool(y)) => x.cmp(&y),
        (Const::Str(x), Const::Str(y)) => x.cmp(&y),
        (Const::Int(x), Const::Int(y)) => x.cmp(&y),
        (Const::Rat(x), Const::Rat(y)) => x.cmp(&y),
        (Const::Float(x), Const::Float(y)) => x.compare(&y),
        (Const::Complex(a, b), Const::Complex(c, d)) => {
            let equal = compare(&a, Operator::Equal, &c) && compare(&b, Operator::Equal, &d);
            if equal {
                Ordering::Equal
            } else {
                Ordering::Greater
            }
        }
        _ => return false,
    };
    match op {
        Operator::Equal => ordering.is_eq(),
        Operator::NotEqual => ordering.is_ne(),
        Operator::Less => ordering.is_lt(),
        Operator::LessEqual => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        Operator::GreaterEqual => ordering.is_ge(),
        _ => false,
    }
}

/// Both operands in the larger of their two representations.
fn matched(x: &Const, y: &Const) -> (Const, Const) {
    let target = rank(x).max(rank(y));
    (raised(x, target), raised(y, target))
}

/// The order of representations among numbers; 0 for what is no number.
fn rank(x: &Const) -> u8 {
    match x {
        Const::Int(_) => 1,
        Const::Rat(_) => 2,
        Const::Float(_) => 3,
        Const::Complex(..) => 4,
        _ => 0,
    }
}

fn raised(x: &Const, target: u8) -> Const {
    match (x, target) {
        (Const::Int(value), 2) => Const::Rat(BigRational::from_integer(value.clone())),
        (Const::Int(value), 3) => Const::big(BigFloat::from_int(value)),
        (Const::Rat(value), 3) => Const::big(BigFloat::from_ratio(value.numer(), value.denom())),
        (Const::Int(_) | Const::Rat(_) | Const::Float(_), 4) => x.to_complex(),
        _ => x.clone(),
    }
}
