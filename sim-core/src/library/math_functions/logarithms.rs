//! Logarithms near 1 and the inverse hyperbolic functions made of them, as Go has them from FreeBSD's msun.

use super::{LN2_HI, LN2_LO, log, poly};
use std::f64::consts::LN_2;

/// The logarithm of (2+f)/(2-f) less f, in (f/(2+f))².
const LOG1P: [f64; 7] = [
    0.147_981_986_051_165_86,
    0.153_138_376_992_093_73,
    0.181_835_721_616_180_5,
    0.222_221_984_321_497_84,
    0.285_714_287_436_623_9,
    0.399_999_999_994_094_2,
    0.666_666_666_666_673_5,
];

/// log(1 + x), exact for small x.
pub fn log1p(x: f64) -> f64 {
    if x.is_nan() || x < -1.0 {
        return f64::NAN;
    }
    if x == -1.0 || x == f64::INFINITY {
        return if x < 0.0 { f64::NEG_INFINITY } else { x };
    }
    let size = x.abs();
    if size < 1.0 / 18_014_398_509_481_984.0 {
        return x;
    }
    if size < 1.0 / 536_870_912.0 {
        return x - x * x * 0.5;
    }
    if size < 0.414_213_562_373_095_03 && x > -0.292_893_218_813_452_5 {
        return log1p_of(0.0, x, 0.0, false);
    }
    // 1 + x = 2^k (1 + f), and what rounding 1 + x has lost.
    let sum = if size < 9_007_199_254_740_992.0 {
        1.0 + x
    } else {
        x
    };
    let mut k = (sum.to_bits() >> 52) as i64 - 1023;
    let lost = if size >= 9_007_199_254_740_992.0 {
        0.0
    } else if k > 0 {
        (1.0 - (sum - x)) / sum
    } else {
        (x - (sum - 1.0)) / sum
    };
    let bits = sum.to_bits() & 0x000f_ffff_ffff_ffff;
    let (near, f) = if bits < 0x0006_a09e_667f_3bcd {
        (bits == 0, f64::from_bits(bits | 1023 << 52) - 1.0)
    } else {
        k += 1;
        let above = (1 << 52) - bits;
        (above >> 2 == 0, f64::from_bits(bits | 1022 << 52) - 1.0)
    };
    log1p_of(k as f64, f, lost, near)
}

/// k log 2 + log(1 + f) + lost, where f is hardly more than 0 if `near`.
fn log1p_of(k: f64, f: f64, lost: f64, near: bool) -> f64 {
    let half = 0.5 * f * f;
    if near {
        if f == 0.0 {
            return if k == 0.0 {
                0.0
            } else {
                k * LN2_HI + (lost + k * LN2_LO)
            };
        }
        let r = half * (1.0 - 0.666_666_666_666_666_7 * f);
        return if k == 0.0 {
            f - r
        } else {
            k * LN2_HI - ((r - (k * LN2_LO + lost)) - f)
        };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * poly(z, &LOG1P);
    if k == 0.0 {
        return f - (half - s * (half + r));
    }
    k * LN2_HI - ((half - (s * (half + r) + (k * LN2_LO + lost))) - f)
}

/// Inverse hyperbolic cosine.
pub fn acosh(x: f64) -> f64 {
    if x < 1.0 || x.is_nan() {
        f64::NAN
    } else if x >= 268_435_456.0 {
        log(x) + LN_2
    } else if x > 2.0 {
        log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()))
    } else {
        let t = x - 1.0;
        log1p(t + (2.0 * t + t * t).sqrt())
    }
}

/// Inverse hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < 1.0 / 268_435_456.0 {
        return x;
    }
    let value = if size > 268_435_456.0 {
        log(size) + LN_2
    } else if size > 2.0 {
        log(2.0 * size + 1.0 / ((size * size + 1.0).sqrt() + size))
    } else {
        log1p(size + size * size / (1.0 + (1.0 + size * size).sqrt()))
    };
    value.copysign(x)
}

/// Inverse hyperbolic tangent.
pub fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if size > 1.0 || x.is_nan() {
        return f64::NAN;
    }
    if size == 1.0 {
        return f64::INFINITY.copysign(x);
    }
    if size < 1.0 / 268_435_456.0 {
        return x;
    }
    let value = if size < 0.5 {
        let twice = size + size;
        0.5 * log1p(twice + twice * size / (1.0 - size))
    } else {
        0.5 * log1p((size + size) / (1.0 - size))
    };
    value.copysign(x)
}

/// The exponent of x where its fraction is in [1, 2).
pub fn ilogb(x: f64) -> i64 {
    if x == 0.0 {
        i64::from(i32::MIN)
    } else if x.is_finite() {
        super::frexp(x).1 - 1
    } else {
        i64::from(i32::MAX)
    }
}

/// [`ilogb`] as a float, with infinities.
pub fn logb(x: f64) -> f64 {
    if x == 0.0 {
        f64::NEG_INFINITY
    } else if x.is_finite() {
        ilogb(x) as f64
    } else {
        x.abs()
    }
}
