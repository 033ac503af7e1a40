//! Natives of package `math`: the functions that are exact, and the table for those that are not (`math_functions.rs`).

use super::math_functions as functions;
use super::native::{NativeCtx, NativeDef, NativeFault};

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    // A float and its bits are one word.
    NativeDef("math.Float64bits", |_| Ok(())),
    NativeDef("math.Float64frombits", |_| Ok(())),
    NativeDef("math.Float32bits", |_| Ok(())),
    NativeDef("math.Float32frombits", |_| Ok(())),
    NativeDef("math.Abs", |ctx| one(ctx, f64::abs)),
    NativeDef("math.Floor", |ctx| one(ctx, f64::floor)),
    NativeDef("math.Ceil", |ctx| one(ctx, f64::ceil)),
    NativeDef("math.Trunc", |ctx| one(ctx, f64::trunc)),
    NativeDef("math.Round", |ctx| one(ctx, f64::round)),
    NativeDef("math.RoundToEven", |ctx| one(ctx, f64::round_ties_even)),
    NativeDef("math.Sqrt", |ctx| one(ctx, f64::sqrt)),
    NativeDef("math.Exp", |ctx| one(ctx, functions::exp)),
    NativeDef("math.Exp2", |ctx| one(ctx, functions::exp2)),
    NativeDef("math.Log", |ctx| one(ctx, functions::log)),
    NativeDef("math.Log2", |ctx| one(ctx, functions::log2)),
    NativeDef("math.Log10", |ctx| {
        one(ctx, |x| functions::log(x) * std::f64::consts::LOG10_E)
    }),
    NativeDef("math.Sin", |ctx| one(ctx, functions::sin)),
    NativeDef("math.Cos", |ctx| one(ctx, functions::cos)),
    NativeDef("math.Tan", |ctx| one(ctx, functions::tan)),
    NativeDef("math.Asin", |ctx| one(ctx, functions::asin)),
    NativeDef("math.Acos", |ctx| {
        one(ctx, |x| std::f64::consts::FRAC_PI_2 - functions::asin(x))
    }),
    NativeDef("math.Atan", |ctx| one(ctx, functions::atan)),
    NativeDef("math.Sinh", |ctx| one(ctx, functions::sinh)),
    NativeDef("math.Cosh", |ctx| one(ctx, functions::cosh)),
    NativeDef("math.Tanh", |ctx| one(ctx, functions::tanh)),
    NativeDef("math.Cbrt", |ctx| one(ctx, functions::cbrt)),
    NativeDef("math.Acosh", |ctx| one(ctx, functions::acosh)),
    NativeDef("math.Asinh", |ctx| one(ctx, functions::asinh)),
    NativeDef("math.Atanh", |ctx| one(ctx, functions::atanh)),
    NativeDef("math.Log1p", |ctx| one(ctx, functions::log1p)),
    NativeDef("math.Expm1", |ctx| one(ctx, libm::expm1)),
    NativeDef("math.Erf", |ctx| one(ctx, functions::erf)),
    NativeDef("math.Erfc", |ctx| one(ctx, functions::erfc)),
    NativeDef("math.Erfinv", |ctx| one(ctx, functions::erfinv)),
    NativeDef("math.Gamma", |ctx| one(ctx, functions::gamma)),
    NativeDef("math.Logb", |ctx| one(ctx, functions::logb)),
    NativeDef("math.Remainder", |ctx| two(ctx, libm::remainder)),
    NativeDef("math.J0", |ctx| one(ctx, functions::j0)),
    NativeDef("math.J1", |ctx| one(ctx, functions::j1)),
    NativeDef("math.Y0", |ctx| one(ctx, functions::y0)),
    NativeDef("math.Y1", |ctx| one(ctx, functions::y1)),
    NativeDef("math.Ilogb", |ctx| {
        let exponent = functions::ilogb(ctx.float(0));
        ctx.set_int(0, exponent);
        Ok(())
    }),
    NativeDef("math.Lgamma", |ctx| {
        let (value, sign) = functions::lgamma(ctx.float(0));
        ctx.set_float(0, value);
        ctx.set_int(1, sign);
        Ok(())
    }),
    NativeDef("math.Atan2", |ctx| two(ctx, functions::atan2)),
    NativeDef("math.Hypot", |ctx| two(ctx, functions::hypot)),
    NativeDef("math.Pow", |ctx| two(ctx, functions::pow)),
    NativeDef("math.Mod", |ctx| two(ctx, modulo)),
    NativeDef("math.Copysign", |ctx| two(ctx, f64::copysign)),
    NativeDef("math/cmplx.reduce", |ctx| one(ctx, functions::reduce_by_pi)),
    NativeDef("math.FMA", fma),
    NativeDef("math.Frexp", frexp),
    NativeDef("math.Ldexp", ldexp),
    NativeDef("math.Modf", modf),
];

fn one(ctx: &mut NativeCtx<'_>, f: impl Fn(f64) -> f64) -> Done {
    let x = ctx.float(0);
    ctx.set_float(0, f(x));
    Ok(())
}

fn two(ctx: &mut NativeCtx<'_>, f: impl Fn(f64, f64) -> f64) -> Done {
    let (x, y) = (ctx.float(0), ctx.float(1));
    ctx.set_float(0, f(x, y));
    Ok(())
}

fn fma(ctx: &mut NativeCtx<'_>) -> Done {
    let (x, y, z) = (ctx.float(0), ctx.float(1), ctx.float(2));
    ctx.set_float(0, x.mul_add(y, z));
    Ok(())
}

/// The exact remainder, with the sign of `x`.
fn modulo(x: f64, y: f64) -> f64 {
    if y == 0.0 || x.is_infinite() {
        f64::NAN
    } else {
        x % y
    }
}

fn frexp(ctx: &mut NativeCtx<'_>) -> Done {
    let (fraction, exponent) = functions::frexp(ctx.float(0));
    ctx.set_float(0, fraction);
    ctx.set_int(1, exponent);
    Ok(())
}

fn ldexp(ctx: &mut NativeCtx<'_>) -> Done {
    let (fraction, exponent) = (ctx.float(0), ctx.int(1));
    ctx.set_float(0, functions::ldexp(fraction, exponent));
    Ok(())
}

/// `Modf(f float64) (int float64, frac float64)`.
fn modf(ctx: &mut NativeCtx<'_>) -> Done {
    let (whole, fraction) = functions::modf(ctx.float(0));
    ctx.set_float(0, whole);
    ctx.set_float(1, fraction);
    Ok(())
}
