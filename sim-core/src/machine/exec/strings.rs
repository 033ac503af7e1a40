//! Strings: immutable bytes in the program's text or in the arena.

use super::{Cpu, Done, bad_string};
use crate::bytecode::{Cmp, Reg};
use crate::machine::fault::{self, Fault, SliceCheck};

/// What Go's decoding gives for bytes that are not UTF-8.
const REPLACEMENT: u32 = 0xfffd;

/// Decodes the rune at the start of some bytes: (rune, width); invalid bytes give U+FFFD and width 1, no bytes width 0.
pub(in crate::machine) fn decode_rune(bytes: &[u8]) -> (u32, u64) {
    let Some(&first) = bytes.first() else {
        return (REPLACEMENT, 0);
    };
    if first < 0x80 {
        return (u32::from(first), 1);
    }
    let head = bytes.get(..bytes.len().min(4)).unwrap_or(&[]);
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => head
            .get(..error.valid_up_to())
            .and_then(|part| std::str::from_utf8(part).ok())
            .unwrap_or(""),
    };
    match valid.chars().next() {
        Some(rune) => (rune as u32, rune.len_utf8() as u64),
        None => (REPLACEMENT, 1),
    }
}

impl Cpu<'_> {
    pub fn str_cat(&mut self, dst: Reg, a: Reg, b: Reg) -> Done {
        let (a, b) = (self.pair(a), self.pair(b));
        let string = self.heap.concat(self.env.program, a, b)?;
        self.set_pair(dst, string);
        Ok(())
    }

    pub fn str_cmp(&mut self, op: Cmp, dst: Reg, a: Reg, b: Reg) -> Done {
        let (x, y) = (self.pair(a), self.pair(b));
        let truth = match op {
            Cmp::Eq | Cmp::Ne if x.1 != y.1 => op == Cmp::Ne,
            Cmp::Eq | Cmp::Ne if x == y => op == Cmp::Eq,
            _ => {
                let (a, b) = (self.string(a)?, self.string(b)?);
                match op {
                    Cmp::Eq => a == b,
                    Cmp::Ne => a != b,
                    Cmp::Lt => a < b,
                    Cmp::Le => a <= b,
                }
            }
        };
        self.set(dst, u64::from(truth));
        Ok(())
    }

    pub fn str_index(&mut self, dst: Reg, s: Reg, index: Reg) -> Done {
        let ((addr, len), index) = (self.pair(s), self.get(index));
        if index >= len || (len as i64) < 0 {
            return Err(fault::index(index, len, self.unsigned_bounds() != 0).into());
        }
        let at = addr.wrapping_add(index);
        match self.heap.string(self.env.program, at, 1) {
            Some(&[byte]) => {
                self.set(dst, u64::from(byte));
                Ok(())
            }
            _ => Err(bad_string(at)),
        }
    }

    /// `dst(2) = s[lo:hi]`, both bounds given.
    pub fn str_slice(&mut self, dst: Reg, s: Reg, lo: Reg) -> Done {
        let ((addr, len), (lo, hi)) = (self.pair(s), self.pair(lo));
        let check = SliceCheck {
            array_or_string: true,
            lo: lo as i64,
            hi: hi as i64,
            hi_written: true,
            max: None,
            cap: len as i64,
            unsigned: 0,
        };
        self.in_bounds(check)?;
        let string = if lo == hi {
            (0, 0)
        } else {
            (addr.wrapping_add(lo), hi - lo)
        };
        self.set_pair(dst, string);
        Ok(())
    }

    /// `dst` = the rune at byte offset `at`, `dst+1` = its width, 0 at the end.
    pub fn str_rune(&mut self, dst: Reg, s: Reg, at: Reg) -> Done {
        let ((addr, len), at) = (self.pair(s), self.get(at));
        let left = len.saturating_sub(at).min(4);
        let start = addr.wrapping_add(at);
        let Some(bytes) = self.heap.string(self.env.program, start, left) else {
            return Err(Fault::Bytes(start).into());
        };
        let (rune, width) = decode_rune(bytes);
        self.set_pair(dst, (u64::from(rune), width));
        Ok(())
    }
}
