//! One map trace as it stands in a file (`FORMAT.md`, classicmap), and how its types are chosen.

use super::go_type::GoType;
use serde::Deserialize;

/// A trace: a map's type, and operations with the whole structure after each.
#[derive(Deserialize)]
pub struct Trace {
    /// Number in its file.
    pub id: u64,
    /// Script that made it.
    pub name: String,
    /// Key type, as Go writes it.
    pub key: String,
    /// Element type.
    pub elem: String,
    /// The bucket type has pointers in it.
    pub ptrs: bool,
    /// Keys are behind a pointer.
    pub indk: bool,
    /// Elements are.
    pub inde: bool,
    /// Bytes of a bucket.
    pub bsize: u64,
    /// `make(map[K]V, hint)`.
    pub hint: i64,
    /// 1: the state stands after each operation unless it stayed the same.
    pub every: u64,
    /// hash0.
    pub seed: u32,
    /// After make.
    pub init: State,
    /// What was done.
    pub ops: Vec<Op>,
    /// Keys and values left.
    #[serde(rename = "final")]
    pub left: Vec<(i64, i64)>,
}

/// The structure of a map.
#[derive(Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// count.
    #[serde(rename = "c")]
    pub count: u64,
    /// flags.
    #[serde(rename = "f")]
    pub flags: u64,
    /// B.
    #[serde(rename = "B")]
    pub b: u64,
    /// noverflow.
    #[serde(rename = "no")]
    pub noverflow: u64,
    /// nevacuate.
    #[serde(rename = "ne")]
    pub nevacuate: u64,
    /// Index of the next spare overflow bucket, -1 without.
    #[serde(rename = "nx")]
    pub next_spare: i64,
    /// Length of the bucket array with spare buckets, 0 without an array.
    #[serde(rename = "nt")]
    pub total: u64,
    /// Chains.
    #[serde(rename = "b")]
    pub buckets: Option<Vec<String>>,
    /// Chains of the old array.
    #[serde(rename = "o")]
    pub old: Option<Vec<String>>,
}

/// One operation.
#[derive(Deserialize)]
pub struct Op {
    /// `set`, `get`, `del`, `clear`, `iter`, `next`.
    pub op: String,
    /// Iterator.
    pub it: Option<usize>,
    /// Key.
    pub k: Option<i64>,
    /// Hash of the key, in hex.
    pub h: Option<String>,
    /// Value stored or found.
    pub v: Option<i64>,
    /// Found, or visited.
    pub ok: Option<bool>,
    /// Bucket where an iterator starts.
    pub start: Option<u64>,
    /// Cell where it starts.
    pub off: Option<u64>,
    /// New hash0.
    pub reseed: Option<u32>,
    /// State afterwards.
    pub s: Option<State>,
}

impl Trace {
    /// Key and element type: those named, or stand-ins that give the same buckets.
    pub fn types(&self) -> (GoType, GoType) {
        let slots = (self.bsize - 16) / 8;
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
