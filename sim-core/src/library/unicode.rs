//! Natives of package `unicode`: categories and simple case mapping of runes, after Unicode 15.0.0 whatever the Go version
//! (Go 1.17 to 1.20 had 13.0.0: newer letters count as letters here).

use super::native::{NativeCtx, NativeDef, NativeFault};
use super::unicode_cases::{CASES, ORBITS};
use super::unicode_sets::SETS;
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
    NativeDef("unicode.SimpleFold", |ctx| map(ctx, simple_fold)),
    NativeDef("unicode.caseRange", case_range),
    NativeDef("unicode.rangesOf", ranges_of),
    NativeDef("unicode.rangeAt", range_at),
    NativeDef("unicode.inSet", in_set),
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
    // No more than four are equal.
    let orbit = std::iter::successors(Some(rune), |&rune| Some(simple_fold(rune)));
    orbit.take(4).min().unwrap_or(rune)
}

/// The next larger rune that is equal but for case, or after the largest the least.
fn simple_fold(rune: u32) -> u32 {
    if let Ok(at) = ORBITS.binary_search_by_key(&rune, |entry| entry.0) {
        return ORBITS[at].1;
    }
    let lower = to_lower(rune);
    if lower != rune { lower } else { to_upper(rune) }
}

/// `caseRange(i int) (lo, hi uint32, upper, lower, title rune)`; zeros behind the last.
fn case_range(ctx: &mut NativeCtx<'_>) -> Done {
    let run = usize::try_from(ctx.int(0))
        .ok()
        .and_then(|at| CASES.get(at));
    let (first, last, mut distances) = match run {
        Some(&(first, last, upper, lower, title)) => (first, last, [upper, lower, title]),
        None => (0, 0, [0; 3]),
    };
    if distances == [1; 3] {
        distances = [0x11_0000; 3];
    }
    ctx.set(0, u64::from(first));
    ctx.set(1, u64::from(last));
    for (at, distance) in distances.into_iter().enumerate() {
        ctx.set_int(2 + at, i64::from(distance));
    }
    Ok(())
}

/// Names of general categories, by their numbers.
const NAMES: [&str; 30] = [
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe",
    "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs",
];

/// Whether a rune of general category `number` is in the set that Go calls `set`, where that is one of categories.
fn of_category(set: &str, number: u32) -> Option<bool> {
    let name = NAMES.get(number as usize).copied().unwrap_or_default();
    match set {
        "LC" => Some(matches!(name, "Lu" | "Ll" | "Lt")),
        "C" => Some(name.starts_with('C') && name != "Cn"),
        "C and Cn" => Some(name.starts_with('C')),
        "L" | "M" | "N" | "P" | "S" | "Z" => Some(name.starts_with(set)),
        _ if NAMES.contains(&set) => Some(name == set),
        _ => None,
    }
}

/// The runs of consecutive runes of a packed set: first and last.
fn runs(packed: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let mut bytes = packed.iter();
    let mut number = move || {
        let (mut value, mut shift) = (0u32, 0);
        for &byte in bytes.by_ref() {
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
            shift += 7;
        }
        None
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = from + number()?;
        let last = first + number()?;
        from = last + 1;
        Some((first, last))
    })
}

fn packed(set: &str) -> &'static [u8] {
    let found = SETS.binary_search_by_key(&set, |entry| entry.0);
    found.map_or(&[], |at| SETS[at].1)
}

/// `inSet(set string, r rune) bool`.
fn in_set(ctx: &mut NativeCtx<'_>) -> Done {
    let rune = ctx.word(2) as u32;
    let set = String::from_utf8_lossy(ctx.str(0)?).into_owned();
    let found = match of_category(&set, category(rune)) {
        // What is beyond the last rune is in no set, not even in that of what is not assigned.
        Some(found) => found && rune <= 0x10_ffff,
        None => {
            let packed = packed(&set);
            ctx.charge(packed.len() as u64);
            runs(packed).any(|(first, last)| (first..=last).contains(&rune))
        }
    };
    ctx.set_flag(0, found);
    Ok(())
}

/// All runes of a set, in order.
fn members(set: &str) -> Vec<u32> {
    if of_category(set, 0).is_none() {
        return runs(packed(set))
            .flat_map(|(first, last)| first..=last)
            .collect();
    }
    let is_member = |&rune: &u32| of_category(set, category(rune)) == Some(true);
    (0..=0x10_ffff).filter(is_member).collect()
}

/// Ranges of runes with equal distances, as Go makes them of sorted runes: a range goes on as its first two runes begin, and none
/// crosses from 16 bits to more.
fn strided(runes: &[u32]) -> Vec<(u32, u32, u32)> {
    let mut ranges: Vec<(u32, u32, u32)> = Vec::new();
    for &rune in runes {
        match ranges.last_mut() {
            Some((first, last, stride))
                if (*first > 0xffff || rune <= 0xffff)
                    && (first == last || rune - *last == *stride) =>
            {
                (*stride, *last) = (rune - *last, rune);
            }
            _ => ranges.push((rune, rune, 1)),
        }
    }
    ranges
}

/// `rangesOf(set string) (packed string, n, narrow, latin int)`: how many ranges there are, of 16 bits, and below U+0100.
fn ranges_of(ctx: &mut NativeCtx<'_>) -> Done {
    let set = String::from_utf8_lossy(ctx.str(0)?).into_owned();
    ctx.charge(0x11_0000 / 8);
    let ranges = strided(&members(&set));
    let words = ranges
        .iter()
        .flat_map(|&(first, last, stride)| [first, last, stride]);
    let packed: Vec<u8> = words.flat_map(u32::to_le_bytes).collect();
    let below = |end: u32| ranges.iter().filter(|range| range.1 < end).count() as i64;
    ctx.set_str(0, &packed)?;
    ctx.set_int(2, ranges.len() as i64);
    ctx.set_int(3, below(0x1_0000));
    ctx.set_int(4, below(0x100));
    Ok(())
}

/// `rangeAt(packed string, i int) (lo, hi, stride uint32)`.
fn range_at(ctx: &mut NativeCtx<'_>) -> Done {
    let at = usize::try_from(ctx.int(2)).unwrap_or(usize::MAX);
    let from = at.saturating_mul(12);
    let bytes = ctx.str(0)?;
    let mut words = [0u64; 3];
    for (i, word) in words.iter_mut().enumerate() {
        let byte = |k: usize| bytes.get(from.saturating_add(4 * i + k)).copied();
        *word = (0..4).fold(0, |sum, k| sum | u64::from(byte(k).unwrap_or(0)) << (8 * k));
    }
    for (i, word) in words.into_iter().enumerate() {
        ctx.set(i, word);
    }
    Ok(())
}
