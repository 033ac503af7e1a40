//! Elementary functions, bit for bit as Go computes them on amd64.
//!
//! None of them is correctly rounded, so the result depends on the algorithm: Cephes for the circular functions, FreeBSD's for
//! logarithm and cube root, a Taylor series with squarings and fused multiply-adds for `exp` (what Go's assembly does on any recent
//! amd64). The host's own functions are never used. Coefficients are written highest power first.

mod bessel;
mod circular;
mod error;
mod gamma;
mod logarithms;

pub use bessel::{j0, j1, y0, y1};
pub use circular::{asin, atan, atan2, cos, reduce_by_pi, sin, tan};
pub use error::{erf, erfc, erfinv};
pub use gamma::{gamma, lgamma};
pub use logarithms::{acosh, asinh, atanh, ilogb, log1p, logb};

use std::f64::consts::LOG2_E;

/// Horner's rule, highest power first.
fn poly(x: f64, coefficients: &[f64]) -> f64 {
    let mut coefficients = coefficients.iter();
    let first = coefficients.next().copied().unwrap_or(0.0);
    coefficients.fold(first, |sum, c| sum * x + c)
}

/// 2^`exponent` for a normal result.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// Fraction in [½, 1) and exponent with x = fraction × 2^exponent.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, extra) = if x.abs() < f64::MIN_POSITIVE {
        (x * power_of_two(52), -52)
    } else {
        (x, 0)
    };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1022;
    (
        f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52),
        exponent + extra,
    )
}

/// fraction × 2^exponent.
pub fn ldexp(fraction: f64, exponent: i64) -> f64 {
    if fraction == 0.0 || !fraction.is_finite() {
        return fraction;
    }
    let (half, own) = frexp(fraction);
    // `half` is in [½, 1), so the value's own exponent is one less.
    let exponent = exponent.saturating_add(own - 1);
    if exponent < -1075 {
        return 0.0_f64.copysign(fraction);
    }
    if exponent > 1023 {
        return f64::INFINITY.copysign(fraction);
    }
    let one_to_two = half * 2.0;
    match exponent {
        ..-1022 => power_of_two(-53) * (one_to_two * power_of_two(exponent + 53)),
        _ => one_to_two * power_of_two(exponent),
    }
}

/// Whole and fractional part, both with the sign of `x`.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (x, f64::NAN);
    }
    let whole = x.trunc();
    (
        whole,
        if x == whole {
            0.0_f64.copysign(x)
        } else {
            x - whole
        },
    )
}

/// eˣ.
pub fn exp(x: f64) -> f64 {
    const TAYLOR: [f64; 8] = [
        2.480_158_730_158_73e-5,
        1.984_126_984_126_984e-4,
        1.388_888_888_888_889e-3,
        8.333_333_333_333_333e-3,
        4.166_666_666_666_666_4e-2,
        1.666_666_666_666_666_6e-1,
        0.5,
        1.0,
    ];
    const LN2_UPPER: f64 = 0.693_147_180_559_662_956_511_601_805_686_950_683_593_75;
    const LN2_LOWER: f64 = 0.282_352_905_630_315_771_225_884_481_750_134_360_255_254_120_68e-12;
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x == f64::NEG_INFINITY {
        return 0.0;
    }
    if x > 7.097_827_128_933_84e2 {
        return f64::INFINITY;
    }
    let exponent = (x * LOG2_E).round_ties_even() as i32;
    let k = f64::from(exponent);
    let r = (-LN2_LOWER).mul_add(k, (-LN2_UPPER).mul_add(k, x)) * 0.0625;
    let series = TAYLOR[1..]
        .iter()
        .fold(TAYLOR[0], |sum, &c| sum.mul_add(r, c));
    // e^r - 1, then four squarings: (1+y)² - 1 = y(2+y).
    let mut y = r * series;
    for _ in 0..3 {
        y *= y + 2.0;
    }
    let y = y.mul_add(y + 2.0, 1.0);
    let biased = i64::from(exponent) + 1023;
    match biased {
        ..-52 => 0.0,
        -52..=0 => y * f64::from_bits(((biased + 1022) as u64) << 52) * f64::MIN_POSITIVE,
        1..2047 => y * f64::from_bits((biased as u64) << 52),
        _ => f64::INFINITY,
    }
}

const LN2_HI: f64 = 6.931_471_803_691_238e-1;
const LN2_LO: f64 = 1.908_214_929_270_587_7e-10;

/// 2ˣ.
pub fn exp2(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x > 1_023.999_999_999_999_9 {
        return f64::INFINITY;
    }
    if x < -1074.0 {
        return 0.0;
    }
    let k = if x > 0.0 { x + 0.5 } else { x - 0.5 }.trunc();
    let t = x - k;
    let (hi, lo) = (t * LN2_HI, -t * LN2_LO);
    let r = hi - lo;
    let t = r * r;
    let p = [
        4.138_136_797_057_238_5e-8,
        -1.653_390_220_546_525_2e-6,
        6.613_756_321_437_934e-5,
        -2.777_777_777_701_559_3e-3,
        1.666_666_666_666_666_6e-1,
    ];
    let c = r - t * poly(t, &p);
    ldexp(1.0 - ((lo - (r * c) / (2.0 - c)) - hi), k as i64)
}

/// Natural logarithm. (Subnormal arguments are taken as they stand, as Go's assembly does.)
pub fn log(x: f64) -> f64 {
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x < 0.0 {
        return f64::NAN;
    }
    let bits = x.to_bits();
    let mut k = ((bits >> 52) as i64 - 1022) as f64;
    let mut f = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 1022 << 52);
    if f <= std::f64::consts::FRAC_1_SQRT_2 {
        k -= 1.0;
        f *= 2.0;
    }
    f -= 1.0;
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let odd = [
        1.479_819_860_511_658_6e-1,
        1.818_357_216_161_805e-1,
        2.857_142_874_366_239e-1,
        6.666_666_666_666_735e-1,
    ];
    let even = [
        1.531_383_769_920_937_3e-1,
        2.222_219_843_214_978_4e-1,
        3.999_999_999_940_942e-1,
    ];
    let r = s2 * poly(s4, &odd) + s4 * poly(s4, &even);
    let half = 0.5 * f * f;
    k * LN2_HI - ((half - (s * (half + r) + k * LN2_LO)) - f)
}

/// Binary logarithm, exact for powers of two.
pub fn log2(x: f64) -> f64 {
    let (fraction, exponent) = frexp(x);
    if fraction == 0.5 {
        (exponent - 1) as f64
    } else {
        log(fraction) * LOG2_E + exponent as f64
    }
}

/// Hyperbolic sine.
pub fn sinh(x: f64) -> f64 {
    const P: [f64; 4] = [
        -0.263_056_321_339_749_7e2,
        -0.289_421_135_598_956_4e4,
        -0.899_127_202_203_950_9e5,
        -0.630_767_364_049_771_7e6,
    ];
    const Q: [f64; 4] = [
        1.0,
        -0.173_678_953_558_233_7e3,
        0.152_151_737_879_001_9e5,
        -0.630_767_364_049_771_7e6,
    ];
    let size = if x < 0.0 { -x } else { x };
    let y = if size > 21.0 {
        exp(size) * 0.5
    } else if size > 0.5 {
        let e = exp(size);
        (e - 1.0 / e) * 0.5
    } else {
        let square = size * size;
        poly(square, &P) * size / poly(square, &Q)
    };
    if x < 0.0 { -y } else { y }
}

/// Hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    let e = exp(x.abs());
    if x.abs() > 21.0 {
        e * 0.5
    } else {
        (e + 1.0 / e) * 0.5
    }
}

/// Hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    const P: [f64; 3] = [
        -9.643_991_794_250_523e-1,
        -9.928_772_310_019_185e1,
        -1.614_687_684_417_084_5e3,
    ];
    const Q: [f64; 4] = [
        1.0,
        1.128_116_784_916_329_3e2,
        2.235_488_390_601_004_5e3,
        4.844_063_053_251_255e3,
    ];
    let size = x.abs();
    if size > 0.5 * 8.802_969_193_111_305e1 {
        return 1.0_f64.copysign(x);
    }
    if size >= 0.625 {
        let y = 1.0 - 2.0 / (exp(2.0 * size) + 1.0);
        return if x < 0.0 { -y } else { y };
    }
    if x == 0.0 {
        return x;
    }
    let s = x * x;
    x + x * s * poly(s, &P) / poly(s, &Q)
}

/// Cube root.
pub fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let size = x.abs();
    let mut t = f64::from_bits(size.to_bits() / 3 + (715_094_163 << 32));
    if size < f64::MIN_POSITIVE {
        t = f64::from_bits((power_of_two(54) * size).to_bits() / 3 + (696_219_795 << 32));
    }
    // 5 bits; then 23; then those cut to 22 and one step of Newton's method.
    let r = t * t / size;
    let s = 5.428_571_428_571_428e-1 + r * t;
    t *= 3.571_428_571_428_571_5e-1
        + 1.607_142_857_142_857_2 / (s + 1.414_285_714_285_714_4 + -7.053_061_224_489_796e-1 / s);
    t = f64::from_bits((t.to_bits() & (0xf_ffff_fffc << 28)).wrapping_add(1 << 30));
    let r = size / (t * t);
    let r = (r - t) / (t + t + r);
    let t = t + t * r;
    if x < 0.0 { -t } else { t }
}

/// √(x² + y²) without undue overflow.
pub fn hypot(x: f64, y: f64) -> f64 {
    if x.is_infinite() || y.is_infinite() {
        return f64::INFINITY;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let (large, small) = (x.abs().max(y.abs()), x.abs().min(y.abs()));
    if large == 0.0 {
        return 0.0;
    }
    let ratio = small / large;
    large * (ratio * ratio + 1.0).sqrt()
}

fn is_odd(x: f64) -> bool {
    x.abs() < 9_007_199_254_740_992.0 && x == x.trunc() && (x as i64) & 1 == 1
}

/// xʸ.
pub fn pow(x: f64, y: f64) -> f64 {
    if let Some(result) = special_pow(x, y) {
        return result;
    }
    let (mut whole, mut fraction) = modf(y.abs());
    if fraction != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= 9_223_372_036_854_775_808.0 {
        return match (x.abs() < 1.0) == (y > 0.0) {
            _ if x == -1.0 => 1.0,
            true => 0.0,
            false => f64::INFINITY,
        };
    }
    let mut result = 1.0;
    if fraction != 0.0 {
        if fraction > 0.5 {
            fraction -= 1.0;
            whole += 1.0;
        }
        result = exp(fraction * log(x));
    }
    // Successive squarings of fraction and exponent apart.
    let (mut square, mut square_exp) = frexp(x);
    let mut exponent = 0;
    let mut n = whole as i64;
    while n != 0 {
        if !(-4096..=4096).contains(&square_exp) {
            exponent += square_exp;
            break;
        }
        if n & 1 == 1 {
            result *= square;
            exponent += square_exp;
        }
        square *= square;
        square_exp *= 2;
        if square < 0.5 {
            square += square;
            square_exp -= 1;
        }
        n >>= 1;
    }
    if y < 0.0 {
        ldexp(1.0 / result, -exponent)
    } else {
        ldexp(result, exponent)
    }
}

/// The cases of [`pow`] that need no arithmetic.
fn special_pow(x: f64, y: f64) -> Option<f64> {
    Some(match () {
        () if y == 0.0 || x == 1.0 => 1.0,
        () if y == 1.0 => x,
        () if x.is_nan() || y.is_nan() => f64::NAN,
        () if x == 0.0 && y < 0.0 => {
            if is_odd(y) {
                f64::INFINITY.copysign(x)
            } else {
                f64::INFINITY
            }
        }
        () if x == 0.0 => {
            if is_odd(y) {
                x
            } else {
                0.0
            }
        }
        () if y.is_infinite() && x == -1.0 => 1.0,
        () if y.is_infinite() => {
            if (x.abs() < 1.0) == (y > 0.0) {
                0.0
            } else {
                f64::INFINITY
            }
        }
        () if x == f64::NEG_INFINITY => pow(-0.0, -y),
        () if x == f64::INFINITY => {
            if y < 0.0 {
                0.0
            } else {
                f64::INFINITY
            }
        }
        () if y == 0.5 => x.sqrt(),
        () if y == -0.5 => 1.0 / x.sqrt(),
        () => return None,
    })
}
