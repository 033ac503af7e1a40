//! Arithmetic on words: what the instructions of [`super::window`] compute, and complex numbers.
//!
//! Floating point is IEEE 754 in the form that every target computes alike: a NaN result is made canonical, for its bits differ between
//! machines. Float to integer conversion truncates, and gives amd64's result (the smallest integer) out of range.

use super::{Cpu, Done};
use crate::bytecode::{Alu, Reg, Unary, Wrap};
use crate::machine::fault::Fault;

/// One NaN for all.
#[inline]
fn bits64(value: f64) -> u64 {
    if value.is_nan() {
        0x7ff8_0000_0000_0001
    } else {
        value.to_bits()
    }
}

/// One NaN for all.
#[inline]
fn bits32(value: f32) -> u64 {
    if value.is_nan() {
        0x7fc0_0000
    } else {
        u64::from(value.to_bits())
    }
}

#[inline]
fn f64_of(word: u64) -> f64 {
    f64::from_bits(word)
}

#[inline]
fn f32_of(word: u64) -> f32 {
    f32::from_bits(word as u32)
}

/// Truncation toward zero as amd64's instruction does it.
fn to_i64(value: f64) -> u64 {
    let in_range = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value);
    if in_range {
        value as i64 as u64
    } else {
        i64::MIN as u64
    }
}

/// Conversion to uint64 as Go's compiler does it on amd64: two signed conversions.
fn to_u64(value: f64) -> u64 {
    const HALF: f64 = 9_223_372_036_854_775_808.0;
    if value < HALF {
        to_i64(value)
    } else {
        to_i64(value - HALF) ^ (1 << 63)
    }
}

/// The word that `kind` wraps to.
#[inline(always)]
pub(super) fn wrap_word(kind: Wrap, word: u64) -> u64 {
    match kind {
        Wrap::I8 => word as i8 as u64,
        Wrap::I16 => word as i16 as u64,
        Wrap::I32 => word as i32 as u64,
        Wrap::U8 => word as u8 as u64,
        Wrap::U16 => word as u16 as u64,
        Wrap::U32 => word as u32 as u64,
        Wrap::I64 | Wrap::U64 => word,
    }
}

/// `a op b` where that is a comparison of integers.
#[inline(always)]
pub(super) fn compare(op: Alu, a: u64, b: u64) -> Option<bool> {
    let signed = (a as i64, b as i64);
    Some(match op {
        Alu::Eq => a == b,
        Alu::Ne => a != b,
        Alu::LtS => signed.0 < signed.1,
        Alu::LeS => signed.0 <= signed.1,
        Alu::LtU => a < b,
        Alu::LeU => a <= b,
        _ => return None,
    })
}

/// `a op b`; `None` for a division by zero.
#[inline(always)]
pub(super) fn compute(op: Alu, a: u64, b: u64) -> Option<u64> {
    let signed = (a as i64, b as i64);
    Some(match op {
        Alu::Add => a.wrapping_add(b),
        Alu::Sub => a.wrapping_sub(b),
        Alu::Mul => a.wrapping_mul(b),
        Alu::DivS | Alu::DivU | Alu::RemS | Alu::RemU => return divide(op, a, b),
        Alu::And => a & b,
        Alu::Or => a | b,
        Alu::Xor => a ^ b,
        Alu::AndNot => a & !b,
        Alu::Shl => a.checked_shl(b.min(64) as u32).unwrap_or(0),
        Alu::ShrU => a.checked_shr(b.min(64) as u32).unwrap_or(0),
        Alu::ShrS => (signed.0 >> b.min(63)) as u64,
        _ => match compare(op, a, b) {
            Some(truth) => u64::from(truth),
            None => float(op, a, b),
        },
    })
}

fn divide(op: Alu, a: u64, b: u64) -> Option<u64> {
    if b == 0 {
        return None;
    }
    Some(match op {
        Alu::DivS => (a as i64).wrapping_div(b as i64) as u64,
        Alu::DivU => a / b,
        Alu::RemS => (a as i64).wrapping_rem(b as i64) as u64,
        _ => a % b,
    })
}

/// `op a`.
#[inline(always)]
pub(super) fn unary(op: Unary, a: u64) -> u64 {
    match op {
        Unary::Neg => a.wrapping_neg(),
        Unary::BitNot => !a,
        Unary::Not => u64::from(a == 0),
        _ => unary_float(op, a),
    }
}

fn unary_float(op: Unary, a: u64) -> u64 {
    match op {
        Unary::F64Neg => a ^ (1 << 63),
        Unary::F32Neg => u64::from((a as u32) ^ (1 << 31)),
        Unary::I64ToF64 => bits64(a as i64 as f64),
        Unary::U64ToF64 => bits64(a as f64),
        Unary::I64ToF32 => bits32(a as i64 as f32),
        Unary::U64ToF32 => bits32(a as f32),
        Unary::F64ToI64 => to_i64(f64_of(a)),
        Unary::F64ToU64 => to_u64(f64_of(a)),
        Unary::F32ToI64 => to_i64(f64::from(f32_of(a))),
        Unary::F32ToU64 => to_u64(f64::from(f32_of(a))),
        Unary::F64ToF32 => bits32(f64_of(a) as f32),
        Unary::F32ToF64 => bits64(f64::from(f32_of(a))),
        Unary::Neg | Unary::BitNot | Unary::Not => a,
    }
}

fn float(op: Alu, a: u64, b: u64) -> u64 {
    let (x, y) = (f64_of(a), f64_of(b));
    let (p, q) = (f32_of(a), f32_of(b));
    match op {
        Alu::F64Add => bits64(x + y),
        Alu::F64Sub => bits64(x - y),
        Alu::F64Mul => bits64(x * y),
        Alu::F64Div => bits64(x / y),
        Alu::F64Eq => u64::from(x == y),
        Alu::F64Ne => u64::from(x != y),
        Alu::F64Lt => u64::from(x < y),
        Alu::F64Le => u64::from(x <= y),
        Alu::F32Add => bits32(p + q),
        Alu::F32Sub => bits32(p - q),
        Alu::F32Mul => bits32(p * q),
        Alu::F32Div => bits32(p / q),
        Alu::F32Eq => u64::from(p == q),
        Alu::F32Ne => u64::from(p != q),
        Alu::F32Lt => u64::from(p < q),
        Alu::F32Le => u64::from(p <= q),
        _ => 0,
    }
}

/// Complex quotient as Go's runtime computes it: infinities and NaNs are sorted out before the scaled division.
fn complex_div((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    let (re, im) = if c.abs() >= d.abs() {
        let ratio = d / c;
        let denominator = c + ratio * d;
        ((a + b * ratio) / denominator, (b - a * ratio) / denominator)
    } else {
        let ratio = c / d;
        let denominator = d + ratio * c;
        ((a * ratio + b) / denominator, (b * ratio - a) / denominator)
    };
    if !(re.is_nan() && im.is_nan()) {
        return (re, im);
    }
    let unit = |value: f64| {
        if value.is_infinite() {
            1f64.copysign(value)
        } else {
            0f64.copysign(value)
        }
    };
    if c == 0.0 && d == 0.0 && !(a.is_nan() && b.is_nan()) {
        return (f64::INFINITY.copysign(c) * a, f64::INFINITY.copysign(c) * b);
    }
    if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        return (
            f64::INFINITY * (a * c + b * d),
            f64::INFINITY * (b * c - a * d),
        );
    }
    if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        return (0.0 * (a * c + b * d), 0.0 * (b * c - a * d));
    }
    (re, im)
}

impl Cpu<'_> {
    /// A division by zero.
    #[cold]
    pub fn divide_by_zero(&self) -> Done {
        Err(Fault::Runtime("integer divide by zero".to_string()).into())
    }

    /// A shift by a negative amount.
    #[cold]
    pub fn negative_shift(&self) -> Done {
        Err(Fault::Runtime("negative shift amount".to_string()).into())
    }

    /// complex128: add, subtract, multiply, divide, compare.
    pub fn complex(&mut self, op: Alu, dst: Reg, a: Reg, b: Reg) -> Done {
        let ((ar, ai), (br, bi)) = (self.pair(a), self.pair(b));
        let (a, b) = ((f64_of(ar), f64_of(ai)), (f64_of(br), f64_of(bi)));
        match complex_op(op, a, b) {
            Ok((re, im)) => self.set_pair(dst, (bits64(re), bits64(im))),
            Err(truth) => self.set(dst, u64::from(truth)),
        }
        Ok(())
    }

    /// complex64: products are rounded to float32 part by part; a quotient is computed in float64, as Go does.
    pub fn complex_f32(&mut self, op: Alu, dst: Reg, a: Reg, b: Reg) -> Done {
        let ((ar, ai), (br, bi)) = (self.pair(a), self.pair(b));
        let (a, b) = ((f32_of(ar), f32_of(ai)), (f32_of(br), f32_of(bi)));
        let (re, im) = match op {
            Alu::F64Mul | Alu::F32Mul | Alu::Mul => (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0),
            _ => match complex_op(op, (a.0.into(), a.1.into()), (b.0.into(), b.1.into())) {
                Ok((re, im)) => (re as f32, im as f32),
                Err(truth) => {
                    self.set(dst, u64::from(truth));
                    return Ok(());
                }
            },
        };
        self.set_pair(dst, (bits32(re), bits32(im)));
        Ok(())
    }
}

/// A complex result, or a comparison's truth.
fn complex_op(op: Alu, a: (f64, f64), b: (f64, f64)) -> Result<(f64, f64), bool> {
    match op {
        Alu::F64Add | Alu::F32Add | Alu::Add => Ok((a.0 + b.0, a.1 + b.1)),
        Alu::F64Sub | Alu::F32Sub | Alu::Sub => Ok((a.0 - b.0, a.1 - b.1)),
        Alu::F64Mul | Alu::F32Mul | Alu::Mul => Ok((a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)),
        Alu::F64Div | Alu::F32Div | Alu::DivS | Alu::DivU => Ok(complex_div(a, b)),
        Alu::Ne | Alu::F64Ne | Alu::F32Ne => Err(!(a.0 == b.0 && a.1 == b.1)),
        _ => Err(a.0 == b.0 && a.1 == b.1),
    }
}
