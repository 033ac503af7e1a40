//! Sine, cosine, tangent and their inverses: Cephes' polynomials over an eighth of the circle, as Go has them.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use super::poly;

const SIN: [f64; 6] = [
    1.589_623_015_765_465_7e-10,
    -2.505_074_776_285_780_7e-8,
    2.755_731_362_138_572_2e-6,
    -1.984_126_982_958_954e-4,
    8.333_333_333_322_118e-3,
    -1.666_666_666_666_663e-1,
];
const COS: [f64; 6] = [
    -1.135_853_652_138_768_2e-11,
    2.087_570_084_197_473e-9,
    -2.755_731_417_929_674e-7,
    2.480_158_728_885_170_4e-5,
    -1.388_888_888_887_305_6e-3,
    4.166_666_666_666_659_3e-2,
];

/// Octant (0, 2, 4 or 6) and remainder of a non-negative angle, in eighths of the circle.
fn octant(x: f64) -> (u64, f64) {
    if x >= (1_u64 << 29) as f64 {
        return far_octant(x);
    }
    let mut j = (x * (4.0 / PI)) as u64;
    j += j & 1;
    let y = j as f64;
    let parts = [
        7.853_981_256_484_985e-1,
        3.774_894_707_930_798e-8,
        2.695_151_429_079_059_5e-15,
    ];
    (j & 7, ((x - y * parts[0]) - y * parts[1]) - y * parts[2])
}

/// Binary digits of 4/π, the first word being its whole part.
const FOUR_OVER_PI: [u64; 20] = [
    0x0000_0000_0000_0001,
    0x45f3_06dc_9c88_2a53,
    0xf84e_afa3_ea69_bb81,
    0xb6c5_2b32_7887_2083,
    0xfca2_c757_bd77_8ac3,
    0x6e48_dc74_849b_a5c0,
    0x0c92_5dd4_13a3_2439,
    0xfc3b_d639_6253_4e7d,
    0xd104_6bea_5d76_8909,
    0xd338_e04d_68be_fc82,
    0x7323_ac73_06a6_73e9,
    0x3908_bf17_7bf2_5076,
    0x3ff1_2fff_bc0b_301f,
    0xde5e_2316_b414_da3e,
    0xda6c_fd9e_4f96_136e,
    0x9e8c_7ecd_3cbf_d45a,
    0xea4f_758f_d7cb_e2f6,
    0x7a0e_73ef_14a5_25d4,
    0xd7f6_bf62_3f1a_ba10,
    0xac06_608d_f8f6_d757,
];

/// x · 4/π modulo 8, with 125 binary digits behind the point, for a large x (Payne and Hanek).
fn far_eighths(x: f64) -> u128 {
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as usize + 61 - 1023 - 52;
    let mantissa = u128::from(bits & ((1 << 52) - 1) | 1 << 52);
    let (word, shift) = (exponent / 64, exponent % 64);
    let digits = |at: usize| {
        let pair = u128::from(FOUR_OVER_PI[at]) << 64 | u128::from(FOUR_OVER_PI[at + 1]);
        u128::from((pair >> (64 - shift)) as u64)
    };
    let high = digits(word).wrapping_mul(mantissa) << 64;
    high.wrapping_add(digits(word + 1) * mantissa)
        .wrapping_add((digits(word + 2) * mantissa) >> 64)
}

/// The float of a binary fraction, of which the leading digits are taken.
fn from_fraction(fraction: u128) -> f64 {
    let zeros = u64::from(((fraction >> 64) as u64).leading_zeros());
    let bits = ((fraction << (zeros + 1)) >> 76) as u64;
    f64::from_bits(bits | (1022 - zeros) << 52)
}

/// [`octant`] of a large angle.
fn far_octant(x: f64) -> (u64, f64) {
    let product = far_eighths(x);
    let j = (product >> 125) as u64;
    let mut z = from_fraction(product << 3);
    if j & 1 == 1 {
        z -= 1.0;
    }
    ((j + (j & 1)) & 7, z * FRAC_PI_4)
}

/// x less the nearest multiple of π.
pub fn reduce_by_pi(x: f64) -> f64 {
    const PARTS: [f64; 3] = [
        3.141_592_502_593_994,
        1.509_957_883_172_319_3e-7,
        1.078_060_571_631_623_8e-14,
    ];
    if !x.is_finite() {
        return f64::NAN;
    }
    if x.abs() >= (1_u64 << 30) as f64 {
        let z = from_fraction(far_eighths(x.abs()) << 1);
        return PI * if z > 0.5 { z - 1.0 } else { z };
    }
    let multiple = (x / PI + 0.5).trunc();
    ((x - multiple * PARTS[0]) - multiple * PARTS[1]) - multiple * PARTS[2]
}

fn sin_part(z: f64) -> f64 {
    let zz = z * z;
    z + z * zz * poly(zz, &SIN)
}

fn cos_part(z: f64) -> f64 {
    let zz = z * z;
    1.0 - 0.5 * zz + zz * zz * poly(zz, &COS)
}

/// Sine.
pub fn sin(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (j, z) = octant(x.abs());
    let y = if j & 3 == 2 { cos_part(z) } else { sin_part(z) };
    if (x < 0.0) != (j > 3) { -y } else { y }
}

/// Cosine.
pub fn cos(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (j, z) = octant(x.abs());
    let y = if j & 3 == 2 { sin_part(z) } else { cos_part(z) };
    if j == 2 || j == 4 { -y } else { y }
}

/// Tangent.
pub fn tan(x: f64) -> f64 {
    const P: [f64; 3] = [
        -1.309_369_391_813_837_8e4,
        1.153_516_648_385_874_2e6,
        -1.795_652_519_764_848_8e7,
    ];
    const Q: [f64; 5] = [
        1.0,
        1.368_129_634_706_929_5e4,
        -1.320_892_344_402_109_7e6,
        2.500_838_018_233_579e7,
        -5.386_957_559_294_546_4e7,
    ];
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (j, z) = octant(x.abs());
    let zz = z * z;
    let mut y = if zz > 1e-14 {
        z + z * (zz * poly(zz, &P) / poly(zz, &Q))
    } else {
        z
    };
    if j & 2 == 2 {
        y = -1.0 / y;
    }
    if x < 0.0 { -y } else { y }
}

/// Arc tangent of an argument up to 0.66.
fn small_atan(x: f64) -> f64 {
    const P: [f64; 5] = [
        -8.750_608_600_031_904e-1,
        -1.615_753_718_733_365_2e1,
        -7.500_855_792_314_705e1,
        -1.228_866_684_490_136_1e2,
        -6.485_021_904_942_025e1,
    ];
    const Q: [f64; 6] = [
        1.0,
        2.485_846_490_142_306_2e1,
        1.650_270_098_316_988_6e2,
        4.328_810_604_912_902_6e2,
        4.853_903_996_359_137e2,
        1.945_506_571_482_614e2,
    ];
    let z = x * x;
    x * (z * poly(z, &P) / poly(z, &Q)) + x
}

/// Arc tangent of a positive argument.
fn positive_atan(x: f64) -> f64 {
    const PI_2_LOW: f64 = 6.123_233_995_736_766e-17;
    if x <= 0.66 {
        small_atan(x)
    } else if x > 2.414_213_562_373_095 {
        FRAC_PI_2 - small_atan(1.0 / x) + PI_2_LOW
    } else {
        FRAC_PI_4 + small_atan((x - 1.0) / (x + 1.0)) + 0.5 * PI_2_LOW
    }
}

/// Arc tangent.
pub fn atan(x: f64) -> f64 {
    if x == 0.0 {
        x
    } else if x > 0.0 {
        positive_atan(x)
    } else {
        -positive_atan(-x)
    }
}

/// Arc sine.
pub fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let size = x.abs();
    if size > 1.0 {
        return f64::NAN;
    }
    let root = (1.0 - size * size).sqrt();
    let y = if size > 0.7 {
        FRAC_PI_2 - positive_atan(root / size)
    } else {
        positive_atan(size / root)
    };
    if x < 0.0 { -y } else { y }
}

/// Angle of the point (x, y).
pub fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let size = match (y == 0.0, x == 0.0, y.is_infinite(), x.is_infinite()) {
        (true, _, _, _) => {
            if x.is_sign_positive() {
                0.0
            } else {
                PI
            }
        }
        (_, true, _, _) => FRAC_PI_2,
        (_, _, true, true) => {
            if x > 0.0 {
                FRAC_PI_4
            } else {
                3.0 * FRAC_PI_4
            }
        }
        (_, _, true, false) => FRAC_PI_2,
        (_, _, false, true) => {
            if x > 0.0 {
                0.0
            } else {
                PI
            }
        }
        _ => {
            let q = atan(y / x);
            return match (x < 0.0, q <= 0.0) {
                (true, true) => q + PI,
                (true, false) => q - PI,
                _ => q,
            };
        }
    };
    f64::copysign(size, y)
}
