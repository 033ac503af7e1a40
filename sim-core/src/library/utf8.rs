//! Natives of package `unicode/utf8`.

use super::native::{NativeCtx, NativeDef, NativeFault};
use super::search::{RUNE_ERROR, decode, decode_last};

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("unicode/utf8.DecodeRuneInString", |ctx| {
        rune_and_size(ctx, decode)
    }),
    NativeDef("unicode/utf8.DecodeLastRuneInString", |ctx| {
        rune_and_size(ctx, decode_last)
    }),
    NativeDef("unicode/utf8.RuneCountInString", rune_count),
    NativeDef("unicode/utf8.ValidString", valid),
    NativeDef("unicode/utf8.FullRuneInString", full_rune),
];

/// `(s string) (r rune, size int)`; RuneError and 0 for the empty string.
fn rune_and_size(ctx: &mut NativeCtx<'_>, decode: impl Fn(&[u8]) -> Option<(u32, usize)>) -> Done {
    let (rune, size) = decode(ctx.str(0)?).unwrap_or((RUNE_ERROR, 0));
    ctx.set_int(0, i64::from(rune));
    ctx.set_int(1, size as i64);
    Ok(())
}

fn rune_count(ctx: &mut NativeCtx<'_>) -> Done {
    let s = ctx.str(0)?;
    let (mut count, mut at) = (0, 0);
    while let Some((_, width)) = decode(&s[at..]) {
        count += 1;
        at += width;
    }
    ctx.charge(at as u64);
    ctx.set_int(0, count);
    Ok(())
}

fn valid(ctx: &mut NativeCtx<'_>) -> Done {
    let s = ctx.str(0)?;
    let (valid, cost) = (std::str::from_utf8(s).is_ok(), s.len());
    ctx.charge(cost as u64);
    ctx.set_flag(0, valid);
    Ok(())
}

/// Whether `s` begins with a whole encoding; an invalid one is whole, since it decodes as an error of width 1.
fn full_rune(ctx: &mut NativeCtx<'_>) -> Done {
    let s = ctx.str(0)?;
    let head = &s[..s.len().min(4)];
    let full = match std::str::from_utf8(head) {
        Ok(text) => !text.is_empty(),
        Err(error) => error.valid_up_to() > 0 || error.error_len().is_some(),
    };
    ctx.set_flag(0, full);
    Ok(())
}
