//! Natives of package `runtime`: what `print` and `println` make of a value, and `string(i)` of an integer.
//!
//! Declared nowhere in Go: the lowering calls them by name.

use super::float::{self, Precision};
use super::native::{FramePlace, NativeCtx, NativeDef, NativeFault};
use crate::versions;

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("runtime.callerPC", caller_pc),
    NativeDef("runtime.placeOf", place_of),
    NativeDef("testing.callerFrame", caller_frame),
    NativeDef("log.callerFrame", caller_frame),
    NativeDef("time.bubble", |ctx| {
        ctx.set(0, ctx.bubble());
        Ok(())
    }),
    NativeDef("runtime.intstring", int_string),
    NativeDef("runtime.printbool", |ctx| set(ctx, ctx.flag(0).to_string())),
    NativeDef("runtime.printint", |ctx| set(ctx, ctx.int(0).to_string())),
    NativeDef("runtime.printuint", |ctx| set(ctx, ctx.word(0).to_string())),
    NativeDef("runtime.printpointer", |ctx| {
        set(ctx, format!("{:#x}", ctx.word(0)))
    }),
    NativeDef("runtime.printfloat", |ctx| print_floats(ctx, 64, 1, LONG)),
    NativeDef("runtime.printfloat32", |ctx| print_floats(ctx, 32, 1, LONG)),
    NativeDef("runtime.printcomplex", |ctx| print_floats(ctx, 64, 2, LONG)),
    NativeDef("runtime.printcomplex64", |ctx| {
        print_floats(ctx, 32, 2, LONG)
    }),
    NativeDef("runtime.printshort", |ctx| print_floats(ctx, 64, 1, SHORT)),
    NativeDef("runtime.printshort32", |ctx| {
        print_floats(ctx, 32, 1, SHORT)
    }),
    NativeDef("runtime.printshortcomplex", |ctx| {
        print_floats(ctx, 64, 2, SHORT)
    }),
    NativeDef("runtime.printshortcomplex64", |ctx| {
        print_floats(ctx, 32, 2, SHORT)
    }),
    NativeDef("runtime.printslice", |ctx| {
        set(
            ctx,
            format!("[{}/{}]{:#x}", ctx.int(1), ctx.int(2), ctx.word(0)),
        )
    }),
    NativeDef("runtime.printeface", |ctx| {
        set(ctx, format!("({:#x},{:#x})", ctx.word(0), ctx.word(1)))
    }),
];

fn set(ctx: &mut NativeCtx<'_>, text: String) -> Done {
    ctx.set_str(0, text.as_bytes())
}

fn float32(word: u64) -> f64 {
    f64::from(f32::from_bits(word as u32))
}

/// `string(i)`: the UTF-8 form of a code point, U+FFFD for what is none.
fn int_string(ctx: &mut NativeCtx<'_>) -> Done {
    let rune = u32::try_from(ctx.int(0))
        .ok()
        .and_then(char::from_u32)
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    set(ctx, rune.to_string())
}

/// Versions on both sides of [`versions::SHORT_FLOATS`].
const SHORT: u32 = versions::SHORT_FLOATS.minor;
const LONG: u32 = SHORT - 1;

/// A float, or the two of a complex number.
fn print_floats(ctx: &mut NativeCtx<'_>, bits: u32, parts: usize, go_minor: u32) -> Done {
    let text = |part: usize| {
        let value = match bits {
            32 => float32(ctx.word(part)),
            _ => ctx.float(part),
        };
        print_float(value, bits, go_minor)
    };
    let text = match parts {
        1 => text(0),
        _ => complex_text(&text(0), &text(1)),
    };
    set(ctx, text)
}

/// A complex number of two printed floats: the second always has its sign.
pub fn complex_text(re: &str, im: &str) -> String {
    let sign = if im.starts_with(['+', '-']) { "" } else { "+" };
    format!("({re}{sign}{im}i)")
}

/// A float of 32 or 64 bits as the runtime of Go `1.go_minor` prints it.
pub fn print_float(value: f64, bits: u32, go_minor: u32) -> String {
    if !versions::SHORT_FLOATS.is_in(go_minor) {
        return float_text(value);
    }
    String::from_utf8_lossy(&float::format(value, b'g', Precision::Shortest, bits)).into_owned()
}

/// A float as the runtime prints it: sign, one digit, six more, an exponent of three digits. It scales by powers of ten with
/// rounding errors of its own, which are repeated here.
fn float_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_string();
    }
    const DIGITS: usize = 7;
    let sign = if value.is_sign_negative() { '-' } else { '+' };
    let mut value = value.abs();
    let mut exponent = 0i32;
    if value != 0.0 {
        while value >= 10.0 {
            exponent += 1;
            value /= 10.0;
        }
        while value < 1.0 {
            exponent -= 1;
            value *= 10.0;
        }
        let mut half = 5.0;
        for _ in 0..DIGITS {
            half /= 10.0;
        }
        value += half;
        if value >= 10.0 {
            exponent += 1;
            value /= 10.0;
        }
    }
    let mut text = String::from(sign);
    for index in 0..DIGITS {
        let digit = value as u8;
        text.push(char::from(b'0' + digit.min(9)));
        if index == 0 {
            text.push('.');
        }
        value = (value - f64::from(digit)) * 10.0;
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    text.push_str(&format!("e{sign}{:03}", exponent.abs()));
    text
}

/// `callerFrame(skip int) (function, file string, line int)`: where the function `skip` calls above the caller stands; line 0 beyond the
/// outermost.
fn caller_frame(ctx: &mut NativeCtx<'_>) -> Done {
    let depth = usize::try_from(ctx.int(0)).unwrap_or(usize::MAX);
    let place = ctx.frame(depth).unwrap_or_default();
    set_place(ctx, &place)
}

/// `callerPC(skip int) uintptr`: 0 beyond the outermost.
fn caller_pc(ctx: &mut NativeCtx<'_>) -> Done {
    let depth = usize::try_from(ctx.int(0)).unwrap_or(usize::MAX);
    let pc = ctx.frame(depth).map_or(0, |place| place.pc);
    ctx.set(0, pc);
    Ok(())
}

/// `placeOf(pc uintptr) (function, file string, line int)`: line 0 where `pc` stands for no place.
fn place_of(ctx: &mut NativeCtx<'_>) -> Done {
    let place = ctx.place(ctx.word(0)).unwrap_or_default();
    set_place(ctx, &place)
}

fn set_place(ctx: &mut NativeCtx<'_>, place: &FramePlace) -> Done {
    ctx.set_str(0, place.function.as_bytes())?;
    ctx.set_str(2, place.file.as_bytes())?;
    ctx.set_int(4, i64::from(place.line));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_print_as_in_the_runtime() {
        assert_eq!(float_text(1.0), "+1.000000e+000");
        assert_eq!(float_text(-0.0), "-0.000000e+000");
        assert_eq!(float_text(3.75e-200), "+3.750000e-200");
        assert_eq!(float_text(9.9999999), "+1.000000e+001");
        assert_eq!(
            complex_text(&float_text(1.5), &float_text(f64::NEG_INFINITY)),
            "(+1.500000e+000-Infi)"
        );
    }
}
