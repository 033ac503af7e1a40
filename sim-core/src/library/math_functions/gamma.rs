//! Gamma and its logarithm, as Go has them from Cephes and from FreeBSD's msun. Coefficients are written highest power first.

use super::{cos, exp, log, modf, poly, pow, sin};
use std::f64::consts::PI;

/// Stirling's series, in 1/x.
const STIRLING: [f64; 5] = [
    0.000_787_311_395_793_093_7,
    -0.000_229_549_961_613_378_13,
    -0.002_681_326_178_057_812_4,
    0.003_472_222_216_054_586_6,
    0.083_333_333_333_348_22,
];
/// Gamma from 2 to 3.
const GAMMA_P: [f64; 7] = [
    0.000_160_119_522_476_751_85,
    0.001_191_351_470_065_863_8,
    0.010_421_379_756_176_158,
    0.047_636_780_045_713_72,
    0.207_448_227_648_435_98,
    0.494_214_826_801_497_1,
    1.0,
];
const GAMMA_Q: [f64; 8] = [
    -2.315_818_733_241_201_4e-5,
    0.000_539_605_580_493_303_4,
    -0.004_456_419_138_517_973,
    0.011_813_978_522_206_043,
    0.035_823_639_860_549_865,
    -0.234_591_795_718_243_35,
    0.071_430_491_703_027_3,
    1.0,
];

/// Stirling's formula, as two factors of which one may be too large.
fn stirling(x: f64) -> (f64, f64) {
    const ROOT_OF_TWO_PI: f64 = 2.506_628_274_631_000_7;
    if x > 200.0 {
        return (f64::INFINITY, 1.0);
    }
    let w = 1.0 / x;
    let series = 1.0 + w * poly(w, &STIRLING);
    let shrunk = exp(x);
    if x > 143.016_08 {
        let half = pow(x, 0.5 * x - 0.25);
        return (half, ROOT_OF_TWO_PI * series * (half / shrunk));
    }
    (pow(x, x - 0.5) / shrunk, ROOT_OF_TWO_PI * series)
}

/// The gamma function.
pub fn gamma(x: f64) -> f64 {
    if x.is_nan() || x == f64::NEG_INFINITY || x < 0.0 && modf(x).1 == 0.0 {
        return f64::NAN;
    }
    if x == 0.0 || x == f64::INFINITY {
        return f64::INFINITY.copysign(x);
    }
    if x.abs() <= 33.0 {
        return gamma_near(x);
    }
    let (first, second) = stirling(x.abs());
    if x > 0.0 {
        return first * second;
    }
    gamma_reflected(-x, first, second)
}

/// Gamma of -x for an x above 33, given Stirling's factors for x.
fn gamma_reflected(x: f64, first: f64, second: f64) -> f64 {
    let mut whole = x.floor();
    let sign = if whole as i64 & 1 == 0 { -1.0 } else { 1.0 };
    let mut rest = x - whole;
    if rest > 0.5 {
        whole += 1.0;
        rest = x - whole;
    }
    let sine = (x * sin(PI * rest)).abs();
    if sine == 0.0 {
        return f64::INFINITY.copysign(sign);
    }
    let below = sine * first * second;
    let value = if below.is_infinite() {
        PI / sine / first / second
    } else {
        PI / below
    };
    sign * value
}

/// Gamma of |x| up to 33: the argument is brought between 2 and 3, the product of the steps kept.
fn gamma_near(mut x: f64) -> f64 {
    const EULER: f64 = 0.577_215_664_901_532_9;
    let mut product = 1.0;
    while x >= 3.0 {
        x -= 1.0;
        product *= x;
    }
    while x < 2.0 {
        if x > -1e-9 && x < 1e-9 {
            return if x == 0.0 {
                f64::INFINITY
            } else {
                product / ((1.0 + EULER * x) * x)
            };
        }
        product /= x;
        x += 1.0;
    }
    if x == 2.0 {
        return product;
    }
    product * poly(x - 2.0, &GAMMA_P) / poly(x - 2.0, &GAMMA_Q)
}

/// Logarithm of gamma near 2, by the distance from it: even and odd powers.
const LOG_EVEN: [f64; 6] = [
    2.521_445_654_512_573_3e-5,
    0.000_220_862_790_713_908_39,
    0.001_192_707_631_833_620_7,
    0.007_385_550_860_814_029,
    0.067_352_301_053_129_27,
    0.077_215_664_901_532_87,
];
const LOG_ODD: [f64; 6] = [
    4.486_409_496_189_151_6e-5,
    0.000_108_011_567_247_583_94,
    0.000_510_069_792_153_511_3,
    0.002_890_513_836_734_156_3,
    0.020_580_808_432_516_733,
    0.322_467_033_424_113_6,
];
/// Near its least value: powers by their remainder modulo 3.
const LOG_LEAST_0: [f64; 5] = [
    0.000_315_632_070_903_625_95,
    -0.001_403_464_699_892_328_4,
    0.006_100_538_702_462_913,
    -0.032_788_541_075_985_965,
    0.483_836_122_723_810_05,
];
const LOG_LEAST_1: [f64; 5] = [
    -0.000_312_754_168_375_120_86,
    0.000_881_081_882_437_654,
    -0.003_684_520_167_811_382_6,
    0.017_970_675_081_182_04,
    -0.147_587_722_994_593_9,
];
const LOG_LEAST_2: [f64; 5] = [
    0.000_335_529_192_635_519_1,
    -0.000_538_595_305_356_740_5,
    0.002_259_647_809_006_124_7,
    -0.010_314_224_129_834_144,
    0.064_624_940_239_133_39,
];
/// Near 1.
const LOG_ONE_P: [f64; 6] = [
    0.013_381_091_853_678_766,
    0.228_963_728_064_692_45,
    0.977_717_527_963_372_7,
    1.454_922_501_372_347_7,
    0.632_827_064_025_093_4,
    -0.077_215_664_901_532_87,
];
const LOG_ONE_Q: [f64; 6] = [
    0.003_217_092_422_824_239,
    0.104_222_645_593_369_13,
    0.769_285_150_456_672_8,
    2.128_489_763_798_934,
    2.455_977_937_130_411_3,
    1.0,
];
/// From 2 to 3.
const LOG_FEW_P: [f64; 7] = [
    3.194_753_265_841_009e-5,
    0.001_840_284_514_073_377_2,
    0.026_642_270_303_363_86,
    0.146_350_472_652_464_45,
    0.325_778_796_408_931,
    0.214_982_415_960_608_85,
    -0.077_215_664_901_532_87,
];
const LOG_FEW_Q: [f64; 7] = [
    7.326_684_307_446_256e-6,
    0.000_777_942_496_381_893_6,
    0.018_645_919_171_565_29,
    0.171_933_865_632_803_08,
    0.721_935_547_567_138_1,
    1.392_005_334_676_210_5,
    1.0,
];
/// From 8 on: powers of 1/x² from the first on.
const LOG_MANY: [f64; 6] = [
    -0.001_630_929_340_965_752_7,
    0.000_836_339_918_996_282_1,
    -0.000_595_187_557_450_34,
    0.000_793_650_558_643_019_6,
    -0.002_777_777_777_287_755_4,
    0.083_333_333_333_332_97,
];

/// sin(-πx).
fn sin_pi(x: f64) -> f64 {
    if x < 0.25 {
        return -sin(PI * x);
    }
    // The part of the circle, in eighths from 0, and x within the circle.
    let (eighth, x) = if x.floor() != x {
        let x = x % 2.0;
        ((x * 4.0) as i64, x)
    } else {
        let odd = if x < 9_007_199_254_740_992.0 {
            x % 2.0
        } else {
            0.0
        };
        (odd as i64 * 4, odd)
    };
    -match eighth {
        0 => sin(PI * x),
        1 | 2 => cos(PI * (0.5 - x)),
        3 | 4 => sin(PI * (1.0 - x)),
        5 | 6 => -cos(PI * (x - 1.5)),
        _ => sin(PI * (x - 2.0)),
    }
}

/// The logarithm of |gamma|, and the sign of gamma.
pub fn lgamma(x: f64) -> (f64, i64) {
    if !x.is_finite() {
        return (x, 1);
    }
    if x == 0.0 {
        return (f64::INFINITY, 1);
    }
    let size = x.abs();
    if size < 1.0 / (1u128 << 70) as f64 {
        return (-log(size), if x < 0.0 { -1 } else { 1 });
    }
    if x > 0.0 {
        return (lgamma_positive(x), 1);
    }
    let sine = sin_pi(size);
    if size >= 4_503_599_627_370_496.0 || sine == 0.0 {
        return (f64::INFINITY, 1);
    }
    let reflected = log(PI / (sine * size).abs()) - lgamma_positive(size);
    (reflected, if sine < 0.0 { -1 } else { 1 })
}

fn lgamma_positive(x: f64) -> f64 {
    if x == 1.0 || x == 2.0 {
        0.0
    } else if x < 2.0 {
        lgamma_below_2(x)
    } else if x < 8.0 {
        lgamma_below_8(x)
    } else if x < 288_230_376_151_711_744.0 {
        let z = 1.0 / x;
        let series = 0.418_938_533_204_672_7 + z * poly(z * z, &LOG_MANY);
        (x - 0.5) * (log(x) - 1.0) + series
    } else {
        x * (log(x) - 1.0)
    }
}

/// From 0 to 2: around 2, the least value, or 1, where up to 0.9 the value for x + 1 is taken and brought down.
fn lgamma_below_2(x: f64) -> f64 {
    const LEAST_AT: f64 = 1.461_632_144_968_362_2;
    const LEAST: f64 = -0.121_486_290_535_849_61;
    const LEAST_REST: f64 = -3.638_676_997_039_505e-18;
    let (start, moved) = if x <= 0.9 { (-log(x), 1.0) } else { (0.0, 0.0) };
    let from = |edge: f64| x >= LEAST_AT - moved + edge;
    if from(0.27) {
        let y = 2.0 - moved - x;
        let z = y * y;
        let p = y * poly(z, &LOG_EVEN) + z * poly(z, &LOG_ODD);
        return start + (p - 0.5 * y);
    }
    if from(-0.27) {
        let y = x - (LEAST_AT - moved);
        let z = y * y;
        let w = z * y;
        let inner = poly(w, &LOG_LEAST_1) + y * poly(w, &LOG_LEAST_2);
        let p = z * poly(w, &LOG_LEAST_0) - (LEAST_REST - w * inner);
        return start + (LEAST + p);
    }
    let y = x - (1.0 - moved);
    start + (-0.5 * y + y * poly(y, &LOG_ONE_P) / poly(y, &LOG_ONE_Q))
}

/// From 2 to 8: the fraction's value above 2, and the logarithm of the steps up from there.
fn lgamma_below_8(x: f64) -> f64 {
    let whole = x as i64;
    let y = x - whole as f64;
    let value = 0.5 * y + y * poly(y, &LOG_FEW_P) / poly(y, &LOG_FEW_Q);
    if whole < 3 {
        return value;
    }
    let steps = (2..whole).rev().fold(1.0, |z, step| z * (y + step as f64));
    value + log(steps)
}
