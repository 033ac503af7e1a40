//! The error function and its inverse as Go has them from FreeBSD's msun, on top of our own `exp` and `log`, for results that
//! are equal bit by bit. (The crate libm has the same functions upon other elementary ones: one result in a hundred differs.)
//!
//! Coefficients are written highest power first.

use super::{exp, log, poly};
use std::f64::consts::{LN_2, SQRT_2};

/// erf(x)/x - 1 below 0.84375, in x².
const ERF_P: [f64; 5] = [
    -2.376_301_665_665_016_3e-5,
    -0.005_770_270_296_489_442,
    -0.028_481_749_575_598_51,
    -0.325_042_107_247_001_5,
    0.128_379_167_095_512_56,
];
const ERF_Q: [f64; 6] = [
    -3.960_228_278_775_368e-6,
    0.000_132_494_738_004_321_64,
    0.005_081_306_281_875_766,
    0.065_022_249_988_767_3,
    0.397_917_223_959_155_35,
    1.0,
];
/// erf(x) from 0.84375 to 1.25, in x - 1.
const ERF_MIDDLE_P: [f64; 7] = [
    -0.002_166_375_594_868_791,
    0.035_478_304_325_618_236,
    -0.110_894_694_282_396_68,
    0.318_346_619_901_161_75,
    -0.372_207_876_035_701_3,
    0.414_856_118_683_748_33,
    -0.002_362_118_560_752_659_4,
];
const ERF_MIDDLE_Q: [f64; 7] = [
    0.011_984_499_846_799_107,
    0.013_637_083_912_029_05,
    0.126_171_219_808_761_64,
    0.071_828_654_414_196_27,
    0.540_397_917_702_171,
    0.106_420_880_400_844_23,
    1.0,
];
/// erfc(x) from 1.25 to 1/0.35, in 1/x².
const ERFC_P: [f64; 8] = [
    -9.814_329_344_169_145,
    -81.287_435_506_306_6,
    -184.605_092_906_711_04,
    -162.396_669_462_573_47,
    -62.375_332_450_326_006,
    -10.558_626_225_323_291,
    -0.693_858_572_707_181_8,
    -0.009_864_944_034_847_148,
];
const ERFC_Q: [f64; 9] = [
    -0.060_424_415_214_858_1,
    6.570_249_770_319_282,
    108.635_005_541_779_44,
    429.008_140_027_567_83,
    645.387_271_733_267_9,
    434.565_877_475_229_23,
    137.657_754_143_519_04,
    19.651_271_667_439_257,
    1.0,
];
/// erfc(x) above.
const ERFC_FAR_P: [f64; 7] = [
    -483.519_191_608_651_4,
    -1_025.095_131_611_077_2,
    -637.566_443_368_389_6,
    -160.636_384_855_821_92,
    -17.757_954_917_754_752,
    -0.799_283_237_680_523,
    -0.009_864_942_924_700_1,
];
const ERFC_FAR_Q: [f64; 8] = [
    -22.440_952_446_585_82,
    474.528_541_206_955_37,
    2_553.050_406_433_164_4,
    3_199.858_219_508_595_5,
    1_536.729_586_084_437,
    325.792_512_996_573_9,
    30.338_060_743_482_46,
    1.0,
];
const ERF_AT_MIDDLE: f64 = 0.845_062_911_510_467_5;
/// 2/√π - 1, and eight times that.
const ERF_SLOPE: f64 = 0.128_379_167_095_512_6;
const ERF_SLOPE_8: f64 = 1.027_033_336_764_100_7;

/// erf(x)/x - 1 for a small x.
fn erf_small(x: f64) -> f64 {
    let square = x * x;
    poly(square, &ERF_P) / poly(square, &ERF_Q)
}

/// erf(x) less its value in the middle, where |x| is from 0.84375 to 1.25.
fn erf_middle(x: f64) -> f64 {
    poly(x - 1.0, &ERF_MIDDLE_P) / poly(x - 1.0, &ERF_MIDDLE_Q)
}

/// erfc(x) for x from 1.25: e^(-x²) in two factors, the first of them exact.
fn erfc_tail(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    let ratio = if x < 1.0 / 0.35 {
        poly(s, &ERFC_P) / poly(s, &ERFC_Q)
    } else {
        poly(s, &ERFC_FAR_P) / poly(s, &ERFC_FAR_Q)
    };
    let short = f64::from_bits(x.to_bits() & 0xffff_ffff_0000_0000);
    exp(-short * short - 0.5625) * exp((short - x) * (short + x) + ratio) / x
}

/// The error function.
pub fn erf(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let size = x.abs();
    let value = if size < 2.848_094_538_889_218e-306 {
        0.125 * (8.0 * size + ERF_SLOPE_8 * size)
    } else if size < 1.0 / 268_435_456.0 {
        size + ERF_SLOPE * size
    } else if size < 0.84375 {
        size + size * erf_small(size)
    } else if size < 1.25 {
        ERF_AT_MIDDLE + erf_middle(size)
    } else if size < 6.0 {
        1.0 - erfc_tail(size)
    } else {
        1.0
    };
    value.copysign(x)
}

/// 1 - erf(x), exact where that is small.
pub fn erfc(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let (size, negative) = (x.abs(), x < 0.0);
    if size < 0.84375 {
        let value = if size < 1.0 / 72_057_594_037_927_936.0 {
            size
        } else if size < 0.25 {
            size + size * erf_small(size)
        } else {
            0.5 + (size * erf_small(size) + (size - 0.5))
        };
        return if negative { 1.0 + value } else { 1.0 - value };
    }
    if size < 1.25 {
        return if negative {
            1.0 + ERF_AT_MIDDLE + erf_middle(size)
        } else {
            1.0 - ERF_AT_MIDDLE - erf_middle(size)
        };
    }
    match negative {
        true if size > 6.0 => 2.0,
        true => 2.0 - erfc_tail(size),
        false if size < 28.0 => erfc_tail(size),
        false => 0.0,
    }
}

/// The inverse up to 0.85 (Wichura, algorithm AS 241), then by the distance from 1.
const INVERSE_P: [f64; 8] = [
    887.094_069_625_455_2,
    11_819.493_347_062_295,
    23_782.041_382_114_385,
    16_235.862_515_167_575,
    4_854.886_889_384_388,
    697.062_665_343_896,
    47.072_688_112_383_98,
    1.197_532_311_567_091_3,
];
const INVERSE_Q: [f64; 8] = [
    5_226.495_278_852_854,
    28_729.085_735_721_943,
    39_307.895_800_092_71,
    21_213.794_301_586_597,
    5_394.196_021_424_751,
    687.187_007_492_057_9,
    42.313_330_701_600_91,
    1.0,
];
const INVERSE_NEAR_P: [f64; 8] = [
    0.000_774_545_014_278_341_4,
    0.022_723_844_989_269_184,
    0.241_780_725_177_450_6,
    1.270_458_252_452_368_4,
    3.647_848_324_763_204_5,
    5.769_497_221_460_691,
    4.630_337_846_156_546,
    1.423_437_110_749_683_5,
];
const INVERSE_NEAR_Q: [f64; 8] = [
    1.485_985_001_984_035_5e-9,
    0.000_774_414_590_651_577_1,
    0.021_494_160_384_252_878,
    0.209_450_652_105_127_5,
    0.975_478_320_017_874_3,
    2.370_766_162_602_453_4,
    2.903_651_444_541_994_8,
    SQRT_2,
];
const INVERSE_FAR_P: [f64; 8] = [
    2.010_334_399_292_288_1e-7,
    2.711_555_568_743_487_6e-5,
    0.001_242_660_947_388_078_4,
    0.026_532_189_526_576_124,
    0.296_560_571_828_504_87,
    1.784_826_539_917_291_3,
    5.463_784_911_164_114,
    6.657_904_643_501_103,
];
const INVERSE_FAR_Q: [f64; 8] = [
    2.891_024_605_872_965_5e-15,
    2.010_321_207_683_943e-7,
    2.611_088_405_080_593_5e-5,
    0.001_112_800_997_078_859_7,
    0.021_036_937_682_720_69,
    0.193_648_094_695_065_91,
    0.848_290_841_659_516_4,
    SQRT_2,
];

/// The inverse of [`erf`].
pub fn erfinv(x: f64) -> f64 {
    let size = x.abs();
    if size == 1.0 {
        return f64::INFINITY.copysign(x);
    }
    if size > 1.0 || x.is_nan() {
        return f64::NAN;
    }
    let value = if size <= 0.85 {
        let r = 0.180_625 - 0.25 * size * size;
        size * poly(r, &INVERSE_P) / poly(r, &INVERSE_Q)
    } else {
        let r = (LN_2 - log(1.0 - size)).sqrt();
        if r <= 5.0 {
            poly(r - 1.6, &INVERSE_NEAR_P) / poly(r - 1.6, &INVERSE_NEAR_Q)
        } else {
            poly(r - 5.0, &INVERSE_FAR_P) / poly(r - 5.0, &INVERSE_FAR_Q)
        }
    };
    value.copysign(x)
}
