//! Byte-string helpers that several packages share: substring search and Go's UTF-8 decoding.
//!
//! Strings are bytes here. An invalid encoding decodes as U+FFFD of width 1, as everywhere in Go.

/// U+FFFD, what an invalid encoding decodes to.
pub const RUNE_ERROR: u32 = 0xfffd;

/// First position of `needle` in `hay`, in time linear in both (Knuth, Morris, Pratt).
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => return Some(0),
        [byte] => return hay.iter().position(|b| b == byte),
        _ if needle.len() > hay.len() => return None,
        _ => {}
    }
    let border = borders(needle);
    let mut matched = 0;
    for (at, &byte) in hay.iter().enumerate() {
        while matched > 0 && needle[matched] != byte {
            matched = border[matched - 1];
        }
        matched += usize::from(needle[matched] == byte);
        if matched == needle.len() {
            return Some(at + 1 - matched);
        }
    }
    None
}

/// For each prefix of `needle` the length of its longest proper prefix that is also its suffix.
fn borders(needle: &[u8]) -> Vec<usize> {
    let mut border = vec![0; needle.len()];
    let mut matched = 0;
    for at in 1..needle.len() {
        while matched > 0 && needle[matched] != needle[at] {
            matched = border[matched - 1];
        }
        matched += usize::from(needle[matched] == needle[at]);
        border[at] = matched;
    }
    border
}

/// Last position of `needle` in `hay`.
pub fn find_last(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<_>>();
    let at = find(&reversed(hay), &reversed(needle))?;
    Some(hay.len() - at - needle.len())
}

/// The first rune of `s` and its width; `None` at the end.
pub fn decode(s: &[u8]) -> Option<(u32, usize)> {
    let &first = s.first()?;
    if first < 0x80 {
        return Some((u32::from(first), 1));
    }
    let width = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some((RUNE_ERROR, 1)),
    };
    // The host's own check knows surrogates, overlong forms and the upper bound.
    let rune = s
        .get(..width)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .and_then(|text| text.chars().next());
    Some(rune.map_or((RUNE_ERROR, 1), |rune| (u32::from(rune), width)))
}

/// The last rune of `s` and its width; `None` when `s` is empty.
pub fn decode_last(s: &[u8]) -> Option<(u32, usize)> {
    let len = s.len();
    for back in 1..=len.min(4) {
        let start = len - back;
        if s[start] & 0xc0 != 0x80 {
            return match decode(&s[start..]) {
                Some((rune, width)) if width == back => Some((rune, width)),
                _ => Some((RUNE_ERROR, 1)),
            };
        }
    }
    (len > 0).then_some((RUNE_ERROR, 1))
}

/// Appends the encoding of `rune`; what is no Unicode scalar value is written as U+FFFD.
pub fn encode(rune: u32, out: &mut Vec<u8>) {
    let rune = char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(rune.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_agrees_with_the_naive_one() {
        let hay = b"abacabadabacabaeabab";
        for from in 0..hay.len() {
            for to in from..=hay.len() {
                let needle = &hay[from..to];
                let naive =
                    (0..=hay.len() - needle.len()).find(|&at| hay[at..].starts_with(needle));
                assert_eq!(find(hay, needle), naive);
                let naive = (0..=hay.len() - needle.len())
                    .rev()
                    .find(|&at| hay[at..].starts_with(needle));
                assert_eq!(find_last(hay, needle), naive);
            }
        }
        assert_eq!(find(b"aab", b"b"), Some(2));
        assert_eq!(find(b"", b"ab"), None);
    }

    #[test]
    fn decoding_is_the_same_from_both_ends_and_invalid_bytes_stand_alone() {
        assert_eq!(decode("é".as_bytes()), Some((0xe9, 2)));
        assert_eq!(decode(b"\xed\xa0\x80"), Some((RUNE_ERROR, 1)), "surrogate");
        assert_eq!(decode(b"\xe4\xb8"), Some((RUNE_ERROR, 1)), "cut short");
        assert_eq!(decode_last("a世".as_bytes()), Some((0x4e16, 3)));
        assert_eq!(decode_last(b"a\x80"), Some((RUNE_ERROR, 1)));
        assert_eq!(decode_last(b""), None);
    }
}
