//! Natives of package `strings`: searching, trimming, replacing and case, over bytes that need not be UTF-8.
//!
//! A string operand is two words, so an `(s, t string)` function has `s` at 0 and `t` at 2.

use super::native::{NativeCtx, NativeDef, NativeFault};
use super::search::{decode, find, find_last};
use super::unicode;

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("strings.Index", index),
    NativeDef("strings.LastIndex", last_index),
    NativeDef("strings.IndexByte", index_byte),
    NativeDef("strings.LastIndexByte", last_index_byte),
    NativeDef("strings.IndexAny", index_any),
    NativeDef("strings.LastIndexAny", last_index_any),
    NativeDef("strings.Count", count),
    NativeDef("strings.Compare", compare),
    NativeDef("strings.EqualFold", equal_fold),
    NativeDef("strings.repeat", repeat),
    NativeDef("strings.Replace", replace),
    NativeDef("strings.replacePairs", replace_pairs),
    NativeDef("strings.packPair", pack_pair),
    NativeDef("strings.ToUpper", to_upper),
    NativeDef("strings.ToLower", to_lower),
    NativeDef("strings.ToTitle", to_title),
    NativeDef("strings.ToValidUTF8", to_valid_utf8),
    NativeDef("strings.TrimSpace", trim_space),
    NativeDef("strings.TrimLeft", trim_left),
    NativeDef("strings.TrimRight", trim_right),
    NativeDef("strings.Trim", trim),
    NativeDef("strings.countFields", count_fields),
    NativeDef("strings.nextField", next_field),
];

/// Go's "position or -1".
fn position(found: Option<usize>) -> i64 {
    found.map_or(-1, |at| at as i64)
}

/// Reads the two string operands at 0 and 2, charges their length, and sets the one-word result.
fn of_two(ctx: &mut NativeCtx<'_>, f: impl Fn(&[u8], &[u8]) -> i64) -> Done {
    let (s, t) = (ctx.str(0)?, ctx.str(2)?);
    let (result, cost) = (f(s, t), s.len() + t.len());
    ctx.charge(cost as u64);
    ctx.set_int(0, result);
    Ok(())
}

fn index(ctx: &mut NativeCtx<'_>) -> Done {
    of_two(ctx, |s, t| position(find(s, t)))
}

fn last_index(ctx: &mut NativeCtx<'_>) -> Done {
    of_two(ctx, |s, t| position(find_last(s, t)))
}

fn index_byte(ctx: &mut NativeCtx<'_>) -> Done {
    let wanted = ctx.word(2) as u8;
    of_one(ctx, |s| position(s.iter().position(|&byte| byte == wanted)))
}

fn last_index_byte(ctx: &mut NativeCtx<'_>) -> Done {
    let wanted = ctx.word(2) as u8;
    of_one(ctx, |s| {
        position(s.iter().rposition(|&byte| byte == wanted))
    })
}

fn of_one(ctx: &mut NativeCtx<'_>, f: impl Fn(&[u8]) -> i64) -> Done {
    let s = ctx.str(0)?;
    let (result, cost) = (f(s), s.len());
    ctx.charge(cost as u64);
    ctx.set_int(0, result);
    Ok(())
}

/// The runes of a set of characters. As in Go, an invalid byte of `chars` stands for U+FFFD, which matches any invalid byte.
struct CharSet(Vec<u32>);

impl CharSet {
    fn new(chars: &[u8]) -> CharSet {
        let mut runes: Vec<u32> = Runes(chars, 0).map(|(_, rune, _)| rune).collect();
        runes.sort_unstable();
        CharSet(runes)
    }

    fn has(&self, rune: u32) -> bool {
        self.0.binary_search(&rune).is_ok()
    }
}

/// Runes of a byte string: (position, rune, width).
struct Runes<'a>(&'a [u8], usize);

impl Iterator for Runes<'_> {
    type Item = (usize, u32, usize);
    fn next(&mut self) -> Option<Self::Item> {
        let (rune, width) = decode(self.0.get(self.1..)?)?;
        let at = self.1;
        self.1 += width;
        Some((at, rune, width))
    }
}

/// The runes of `s` from its end, as Go's `DecodeLastRuneInString` finds them.
fn runes_backwards(s: &[u8]) -> impl Iterator<Item = (usize, u32, usize)> {
    let mut end = s.len();
    std::iter::from_fn(move || {
        let (rune, width) = super::search::decode_last(&s[..end])?;
        end -= width;
        Some((end, rune, width))
    })
}

fn index_any(ctx: &mut NativeCtx<'_>) -> Done {
    of_two(ctx, |s, chars| {
        let set = CharSet::new(chars);
        position(
            Runes(s, 0)
                .find(|&(_, rune, _)| set.has(rune))
                .map(|(at, _, _)| at),
        )
    })
}

fn last_index_any(ctx: &mut NativeCtx<'_>) -> Done {
    of_two(ctx, |s, chars| {
        let set = CharSet::new(chars);
        position(
            runes_backwards(s)
                .find(|&(_, rune, _)| set.has(rune))
                .map(|(at, _, _)| at),
        )
    })
}

fn count(ctx: &mut NativeCtx<'_>) -> Done {
    of_two(ctx, |s, t| {
        if t.is_empty() {
            return Runes(s, 0).count() as i64 + 1;
        }
        let (mut n, mut rest) = (0, s);
        while let Some(at) = find(rest, t) {
            n += 1;
            rest = &rest[at + t.len()..];
        }
        n
    })
}

fn compare(ctx: &mut NativeCtx<'_>) -> Done {
    of_two(ctx, |s, t| s.cmp(t) as i64)
}

fn equal_fold(ctx: &mut NativeCtx<'_>) -> Done {
    of_two(ctx, |s, t| {
        let fold = |(_, rune, _): (usize, u32, usize)| unicode::fold_key(rune);
        i64::from(Runes(s, 0).map(fold).eq(Runes(t, 0).map(fold)))
    })
}

/// `repeat(s string, count int) string`, count checked by the caller.
fn repeat(ctx: &mut NativeCtx<'_>) -> Done {
    let (s, n) = (ctx.str(0)?, usize::try_from(ctx.int(2)).unwrap_or(0));
    ctx.reserve(s.len().saturating_mul(n))?;
    let result = s.repeat(n);
    ctx.set_str(0, &result)
}

/// `Replace(s, old, new string, n int) string`.
fn replace(ctx: &mut NativeCtx<'_>) -> Done {
    let (s, old, new) = (ctx.str(0)?, ctx.str(2)?, ctx.str(4)?);
    let limit = usize::try_from(ctx.int(6)).unwrap_or(usize::MAX);
    let mut out = vec![];
    let mut from = 0;
    for done in 0..limit {
        // An empty `old` matches before each rune and at the end.
        let skip = if old.is_empty() && done > 0 {
            decode(&s[from..]).map_or(0, |(_, width)| width)
        } else {
            0
        };
        if old.is_empty() && done > 0 && skip == 0 {
            break;
        }
        let Some(at) = find(&s[from + skip..], old) else {
            break;
        };
        out.extend_from_slice(&s[from..from + skip + at]);
        out.extend_from_slice(new);
        ctx.reserve(out.len())?;
        from += skip + at + old.len();
    }
    if from == 0 && out.is_empty() {
        let (addr, len) = (ctx.word(0), s.len());
        ctx.charge(len as u64);
        ctx.set_part(0, addr, 0, len);
        return Ok(());
    }
    out.extend_from_slice(&s[from..]);
    ctx.set_str(0, &out)
}

/// `packPair(packed, old, new string) string`: a replacer's pairs as one string, each text behind its length in eight bytes.
fn pack_pair(ctx: &mut NativeCtx<'_>) -> Done {
    let mut out = ctx.str(0)?.to_vec();
    for at in [2, 4] {
        let text = ctx.str(at)?;
        out.extend_from_slice(&(text.len() as u64).to_le_bytes());
        out.extend_from_slice(text);
    }
    ctx.set_str(0, &out)
}

/// The texts of a packed string, in order.
fn unpack(packed: &[u8]) -> Vec<&[u8]> {
    let (mut texts, mut rest) = (vec![], packed);
    while let Some((head, tail)) = rest.split_first_chunk::<8>() {
        let len = usize::try_from(u64::from_le_bytes(*head))
            .unwrap_or(usize::MAX)
            .min(tail.len());
        let (text, after) = tail.split_at(len);
        texts.push(text);
        rest = after;
    }
    texts
}

/// `replacePairs(s, packed string) string`: at each place the first pair whose old text stands there is applied; an empty old text
/// matches, too, but not right after it has.
fn replace_pairs(ctx: &mut NativeCtx<'_>) -> Done {
    let (s, packed) = (ctx.str(0)?, ctx.str(2)?);
    let texts = unpack(packed);
    let (mut out, mut at, mut last, mut after_empty, mut tried) = (vec![], 0, 0, false, 0_u64);
    while at <= s.len() {
        let hit = texts.chunks_exact(2).find(|pair| {
            tried += 1 + pair[0].len() as u64;
            s[at..].starts_with(pair[0]) && !(after_empty && pair[0].is_empty())
        });
        after_empty = false;
        if let Some(&[old, new]) = hit {
            out.extend_from_slice(&s[last..at]);
            out.extend_from_slice(new);
            ctx.reserve(out.len())?;
            at += old.len();
            last = at;
            after_empty = old.is_empty();
        } else {
            at += 1;
        }
    }
    out.extend_from_slice(&s[last..]);
    ctx.charge(tried);
    ctx.set_str(0, &out)
}

/// Maps each rune; invalid bytes become U+FFFD, as in Go, when anything changes at all.
fn map_runes(ctx: &mut NativeCtx<'_>, map: impl Fn(u32) -> u32) -> Done {
    let s = ctx.str(0)?;
    let mut out = Vec::with_capacity(s.len());
    for (_, rune, _) in Runes(s, 0) {
        super::search::encode(map(rune), &mut out);
    }
    ctx.set_str(0, &out)
}

fn to_upper(ctx: &mut NativeCtx<'_>) -> Done {
    map_runes(ctx, unicode::to_upper)
}

fn to_lower(ctx: &mut NativeCtx<'_>) -> Done {
    map_runes(ctx, unicode::to_lower)
}

fn to_title(ctx: &mut NativeCtx<'_>) -> Done {
    map_runes(ctx, unicode::to_title)
}

/// `ToValidUTF8(s, replacement string) string`: each run of invalid bytes becomes the replacement.
fn to_valid_utf8(ctx: &mut NativeCtx<'_>) -> Done {
    let (s, replacement) = (ctx.str(0)?, ctx.str(2)?);
    let (mut out, mut invalid) = (Vec::with_capacity(s.len()), false);
    for (at, rune, width) in Runes(s, 0) {
        let bad = rune == 0xfffd && width == 1;
        if !bad {
            out.extend_from_slice(&s[at..at + width]);
        } else if !invalid {
            out.extend_from_slice(replacement);
            ctx.reserve(out.len())?;
        }
        invalid = bad;
    }
    ctx.set_str(0, &out)
}

/// The part of `s` left when runes that satisfy `cut` are taken off the chosen ends, as (from, to).
fn trimmed(s: &[u8], left: bool, right: bool, cut: impl Fn(u32) -> bool) -> (usize, usize) {
    let from = match left {
        true => Runes(s, 0)
            .find(|&(_, rune, _)| !cut(rune))
            .map_or(s.len(), |(at, _, _)| at),
        false => 0,
    };
    let to = match right {
        true => runes_backwards(&s[from..])
            .find(|&(_, rune, _)| !cut(rune))
            .map_or(0, |(at, _, width)| at + width),
        false => s.len() - from,
    };
    (from, from + to)
}

fn trim_ends(ctx: &mut NativeCtx<'_>, left: bool, right: bool, cut: impl Fn(u32) -> bool) -> Done {
    let (addr, s) = (ctx.word(0), ctx.str(0)?);
    let ((from, to), cost) = (trimmed(s, left, right, cut), s.len());
    ctx.charge(cost as u64);
    ctx.set_part(0, addr, from, to - from);
    Ok(())
}

fn trim_space(ctx: &mut NativeCtx<'_>) -> Done {
    trim_ends(ctx, true, true, unicode::is_space)
}

fn trim_set(ctx: &mut NativeCtx<'_>, left: bool, right: bool) -> Done {
    let set = CharSet::new(ctx.str(2)?);
    trim_ends(ctx, left, right, |rune| set.has(rune))
}

fn trim_left(ctx: &mut NativeCtx<'_>) -> Done {
    trim_set(ctx, true, false)
}

fn trim_right(ctx: &mut NativeCtx<'_>) -> Done {
    trim_set(ctx, false, true)
}

fn trim(ctx: &mut NativeCtx<'_>) -> Done {
    trim_set(ctx, true, true)
}

/// The first run of runes that are not white space, from byte `at` on.
fn field_from(s: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = Runes(s, at)
        .find(|&(_, rune, _)| !unicode::is_space(rune))?
        .0;
    let end = Runes(s, start)
        .find(|&(_, rune, _)| unicode::is_space(rune))
        .map_or(s.len(), |(at, _, _)| at);
    Some((start, end))
}

fn count_fields(ctx: &mut NativeCtx<'_>) -> Done {
    of_one(ctx, |s| {
        let (mut n, mut at) = (0, 0);
        while let Some((_, end)) = field_from(s, at) {
            n += 1;
            at = end;
        }
        n
    })
}

/// `nextField(s string, at int) (start, end int)`; both the length of `s` when there is none.
fn next_field(ctx: &mut NativeCtx<'_>) -> Done {
    let (s, at) = (ctx.str(0)?, usize::try_from(ctx.int(2)).unwrap_or(0));
    let (start, end) = field_from(s, at).unwrap_or((s.len(), s.len()));
    ctx.charge((end.saturating_sub(at)) as u64);
    ctx.set_int(0, start as i64);
    ctx.set_int(1, end as i64);
    Ok(())
}
