//! One map trace as it stands in a file (`FORMAT.md`, classicmap and swissmap), and how its types are chosen.

use super::go_type::GoType;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A trace: a map's type, and operations with the whole structure `S` after each.
#[derive(Deserialize)]
pub struct Trace<S> {
    /// Number in its file.
    pub id: u64,
    /// Script that made it.
    pub name: String,
    /// Key type, as Go writes it.
    pub key: String,
    /// Element type.
    pub elem: String,
    /// Classic: the bucket type has pointers in it.
    #[serde(default)]
    pub ptrs: bool,
    /// Keys are behind a pointer.
    pub indk: bool,
    /// Elements are.
    pub inde: bool,
    /// Classic: bytes of a bucket.
    pub bsize: Option<u64>,
    /// Swiss: offset of the keys, distance of two keys, of the elements, of two elements, of the element in its slot.
    pub layout: Option<[u64; 5]>,
    /// `make(map[K]V, hint)`.
    pub hint: i64,
    /// 1: the state stands after each operation unless it stayed the same.
    pub every: u64,
    /// Hash seed.
    pub seed: Word,
    /// After make.
    pub init: S,
    /// What was done.
    pub ops: Vec<Op<S>>,
    /// Keys and values left.
    #[serde(rename = "final")]
    pub left: Vec<(i64, i64)>,
}

/// One operation.
#[derive(Deserialize)]
pub struct Op<S> {
    /// `set`, `get`, `del`, `clear`, `iter`, `next`.
    pub op: String,
    /// Iterator.
    pub it: Option<usize>,
    /// Key.
    pub k: Option<i64>,
    /// Hash of the key.
    pub h: Option<Word>,
    /// Value stored or found.
    pub v: Option<i64>,
    /// Found, or visited.
    pub ok: Option<bool>,
    /// Classic: bucket and cell where an iterator starts.
    pub start: Option<u64>,
    /// See `start`.
    pub off: Option<u64>,
    /// Swiss: slot and place in the directory where an iterator starts.
    pub eo: Option<Word>,
    /// See `eo`.
    #[serde(rename = "do")]
    pub directory: Option<Word>,
    /// New hash seed.
    pub reseed: Option<Word>,
    /// State afterwards.
    pub s: Option<S>,
}

/// A 64-bit number: decimal where it is a JSON number, hexadecimal where it is a string.
#[derive(Clone, Copy)]
pub struct Word(pub u64);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
        struct Read;
        impl Visitor<'_> for Read {
            type Value = Word;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or a string in hexadecimal")
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Word, E> {
                Ok(Word(number))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Word, E> {
                u64::from_str_radix(text, 16).map(Word).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Read)
    }
}

impl<S> Trace<S> {
    /// Key and element type: those named, or stand-ins that give the same buckets.
    pub fn types(&self) -> (GoType, GoType) {
        let bucket = self.bsize.map(|bytes| (bytes - 16) / 8);
        let slots = bucket.or(self.layout.map(|layout| layout[1])).unwrap_or(16);
        let parsed = (GoType::parse(&self.key), GoType::parse(&self.elem));
        let slot = |ty: &GoType, indirect| if indirect { 8 } else { ty.bytes() };
        let plain = self.ptrs && !self.indk && !self.inde;
        match parsed {
            (Some(key), Some(elem)) => (key, elem),
            (Some(key), None) => {
                let bytes = slots - slot(&key, self.indk);
                let pointer = plain && !key.has_pointers();
                let elem = stand_in(bytes, self.inde, pointer);
                (key, elem)
            }
            (None, Some(elem)) => {
                let bytes = slots - slot(&elem, self.inde);
                let pointer = plain && !elem.has_pointers();
                (stand_in(bytes, self.indk, pointer), elem)
            }
            (None, None) => {
                let key = stand_in(8, self.indk, false);
                (key, stand_in(slots - 8, self.inde, plain))
            }
        }
    }
}

fn stand_in(slot: u64, indirect: bool, pointer: bool) -> GoType {
    GoType::filler(if indirect { 160 } else { slot }, pointer)
}
