//! Natives of package `unicode`: categories and simple case mapping of runes, after Unicode 15.0.0 whatever the Go version
//! (Go 1.17 to 1.20 had 13.0.0: newer letters count as letters here).

use super::native::{NativeCtx, NativeDef, NativeFault};
use super::unicode_cases::{CASES, FOLDS};
use super::unicode_table::CATEGORIES;

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("unicode.IsLetter", |ctx| test(ctx, is_letter)),
    NativeDef("unicode.IsUpper", |ctx| {
        test(ctx, |rune| category(rune) == UPPER)
    }),
    NativeDef("unicode.IsLower", |ctx| {
        test(ctx, |rune| category(rune) == LOWER)
    }),
    NativeDef("unicode.IsTitle", |ctx| {
        test(ctx, |rune| category(rune) == TITLE)
    }),
    NativeDef("unicode.IsDigit", |ctx| {
        test(ctx, |rune| category(rune) == DIGIT)
    }),
    NativeDef("unicode.IsNumber", |ctx| {
        test(ctx, |rune| (DIGIT..=DIGIT + 2).contains(&category(rune)))
    }),
    NativeDef("unicode.IsMark", |ctx| {
        test(ctx, |rune| (MARK..DIGIT).contains(&category(rune)))
    }),
    NativeDef("unicode.IsPunct", |ctx| {
        test(ctx, |rune| (PUNCT..SYMBOL).contains(&category(rune)))
    }),
    NativeDef("unicode.IsSymbol", |ctx| {
        test(ctx, |rune| (SYMBOL..SPACE).contains(&category(rune)))
    }),
    NativeDef("unicode.IsControl", |ctx| {
        test(ctx, |rune| category(rune) == CONTROL)
    }),
    NativeDef("unicode.IsSpace", |ctx| test(ctx, is_space)),
    NativeDef("unicode.IsPrint", |ctx| test(ctx, is_print)),
    NativeDef("unicode.IsGraphic", |ctx| test(ctx, is_graphic)),
    NativeDef("unicode.ToUpper", |ctx| map(ctx, to_upper)),
    NativeDef("unicode.ToLower", |ctx| map(ctx, to_lower)),
    NativeDef("unicode.ToTitle", |ctx| map(ctx, to_title)),
];

// Numbers of general categories in `CATEGORIES`: 0 unassigned, then Lu Ll Lt Lm Lo, Mn Mc Me, Nd Nl No, Pc Pd Ps Pe Pi Pf Po,
// Sm Sc Sk So, Zs Zl Zp, Cc Cf Co Cs.
const UPPER: u32 = 1;
const LOWER: u32 = 2;
const TITLE: u32 = 3;
const MARK: u32 = 6;
const DIGIT: u32 = 9;
const PUNCT: u32 = 12;
const SYMBOL: u32 = 19;
const SPACE: u32 = 23;
const CONTROL: u32 = 26;
/// A run of pairs, upper case then lower case.
const PAIRS: u32 = 30;

fn test(ctx: &mut NativeCtx<'_>, is: impl Fn(u32) -> bool) -> Done {
    let rune = ctx.word(0) as u32;
    ctx.set_flag(0, is(rune));
    Ok(())
}

fn map(ctx: &mut NativeCtx<'_>, to: impl Fn(u32) -> u32) -> Done {
    let rune = ctx.word(0) as u32;
    ctx.set_int(0, i64::from(to(rune) as i32));
    Ok(())
}

/// The general category's number; 0 for what is no rune.
fn category(rune: u32) -> u32 {
    if rune > 0x10_ffff {
        return 0;
    }
    let run = CATEGORIES
        .partition_point(|entry| entry >> 8 <= rune)
        .saturating_sub(1);
    let (start, category) = CATEGORIES
        .get(run)
        .map_or((0, 0), |entry| (entry >> 8, entry & 0xff));
    match category {
        PAIRS if (rune - start).is_multiple_of(2) => UPPER,
        PAIRS => LOWER,
        _ => category,
    }
}

fn is_letter(rune: u32) -> bool {
    (UPPER..MARK).contains(&category(rune))
}

/// White space: in the Latin-1 range as `isspace` and NEL and NBSP, above by the White_Space property.
pub fn is_space(rune: u32) -> bool {
    matches!(rune, 0x09..=0x0d | 0x20 | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000)
}

/// Letters, marks, numbers, punctuation, symbols and the ASCII space.
pub fn is_print(rune: u32) -> bool {
    rune == 0x20 || (UPPER..SPACE).contains(&category(rune))
}

/// What prints, and all space characters.
pub fn is_graphic(rune: u32) -> bool {
    (UPPER..=SPACE).contains(&category(rune))
}

/// Distances to upper, lower and title case.
fn cases(rune: u32) -> (i32, i32, i32) {
    let run = CASES
        .partition_point(|entry| entry.0 <= rune)
        .checked_sub(1)
        .and_then(|at| CASES.get(at));
    match run {
        Some(&(first, last, 1, 1, 1)) if rune <= last => match (rune - first) % 2 {
            0 => (0, 1, 0),
            _ => (-1, 0, -1),
        },
        Some(&(_, last, upper, lower, title)) if rune <= last => (upper, lower, title),
        _ => (0, 0, 0),
    }
}

/// Simple upper case.
pub fn to_upper(rune: u32) -> u32 {
    rune.wrapping_add_signed(cases(rune).0)
}

/// Simple lower case.
pub fn to_lower(rune: u32) -> u32 {
    rune.wrapping_add_signed(cases(rune).1)
}

/// Simple title case.
pub fn to_title(rune: u32) -> u32 {
    rune.wrapping_add_signed(cases(rune).2)
}

/// One rune for all that are equal under simple folding: the least of them.
pub fn fold_key(rune: u32) -> u32 {
    match FOLDS.binary_search_by_key(&rune, |entry| entry.0) {
        Ok(at) => FOLDS[at].1,
        Err(_) => rune.min(to_upper(rune)).min(to_lower(rune)),
    }
}
