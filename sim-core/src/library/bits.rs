//! Natives of package `math/bits`, and the powers of ten of `math`.

use super::native::{NativeCtx, NativeDef, NativeFault};

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("math/bits.LeadingZeros64", |ctx| {
        one(ctx, |x| u64::from(x.leading_zeros()))
    }),
    NativeDef("math/bits.TrailingZeros64", |ctx| {
        one(ctx, |x| u64::from(x.trailing_zeros()))
    }),
    NativeDef("math/bits.OnesCount64", |ctx| {
        one(ctx, |x| u64::from(x.count_ones()))
    }),
    NativeDef("math/bits.Reverse64", |ctx| one(ctx, u64::reverse_bits)),
    NativeDef("math/bits.ReverseBytes64", |ctx| one(ctx, u64::swap_bytes)),
    NativeDef("math/bits.Mul64", mul),
    NativeDef("math/bits.div64", div),
    NativeDef("math.pow10", pow10),
];

fn one(ctx: &mut NativeCtx<'_>, f: impl Fn(u64) -> u64) -> Done {
    let x = ctx.word(0);
    ctx.set(0, f(x));
    Ok(())
}

/// `Mul64(x, y uint64) (hi, lo uint64)`.
fn mul(ctx: &mut NativeCtx<'_>) -> Done {
    let product = u128::from(ctx.word(0)) * u128::from(ctx.word(1));
    ctx.set(0, (product >> 64) as u64);
    ctx.set(1, product as u64);
    Ok(())
}

/// `div64(hi, lo, y uint64) (quo, rem uint64)`, y checked by the caller to be larger than hi.
fn div(ctx: &mut NativeCtx<'_>) -> Done {
    let (number, y) = (
        u128::from(ctx.word(0)) << 64 | u128::from(ctx.word(1)),
        u128::from(ctx.word(2)).max(1),
    );
    ctx.set(0, (number / y) as u64);
    ctx.set(1, (number % y) as u64);
    Ok(())
}

/// `pow10(n int) float64`: the float nearest to 10ⁿ.
fn pow10(ctx: &mut NativeCtx<'_>) -> Done {
    let power = format!("1e{}", ctx.int(0)).parse().unwrap_or(f64::NAN);
    ctx.set_float(0, power);
    Ok(())
}
