//! Hashes of map keys.
//!
//! The model hash starts from the map's seed and mixes in every leaf word of the value (for a string its bytes and length, for an
//! interface the dynamic type and value) by a multiply and a fold, and ends with a full avalanche, so that the low bits (bucket,
//! H1) and the high byte (tophash) are both good. It uses 64-bit integers only and is equal on every target. As in Go, +0 and -0
//! hash alike, every NaN hashes differently each time (here by a counter of the machine, so that a replay repeats it), and a value
//! that cannot be hashed panics.
//!
//! For checks against real Go the hashes of a run can be given instead: [`HashMode::Recorded`].

use super::equal::{VALUES_MAX, View, is_plain_word};
use super::{Cpu, Done, Env};
use crate::bytecode::{Instr, Kind, Program, RField, RType, RTypeId, Reg};
use crate::machine::HashMode;
use crate::machine::fault::Fault;
use crate::machine::heap::Heap;

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline]
fn mix(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word).wrapping_mul(GOLDEN);
    (product ^ (product >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// Spreads every bit over the whole word.
#[inline]
fn finish(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The model's hash of a value that is one plain word; `None` for other types, and where hashes are recorded.
#[inline]
pub(super) fn of_word(env: &Env, ty: u32, word: u64, seed: u64) -> Option<u64> {
    let ty = env.program.rtypes.get(ty as usize)?;
    let is_plain = ty.words == 1 && is_plain_word(ty.kind) && *env.hash == HashMode::Model;
    is_plain.then(|| finish(mix(seed, word)))
}

/// Mixes in bytes, eight at a time, and their number.
fn mix_bytes(mut hash: u64, bytes: &[u8]) -> u64 {
    for chunk in bytes.chunks(8) {
        let word = chunk
            .iter()
            .rev()
            .fold(0u64, |word, &byte| (word << 8) | u64::from(byte));
        hash = mix(hash, word);
    }
    mix(hash, bytes.len() as u64)
}

/// The word under which a recorded hash is looked up: a value of one word is itself; any other value, FNV-1a over its leaves in order:
/// the bytes of a string, eight bytes (little endian) for any other word. Of an interface these are its type word and what it holds.
pub fn recorded_key(program: &Program, heap: &Heap, ty: &RType, words: &[u64]) -> u64 {
    if let &[word] = words {
        return word;
    }
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    let mut tasks = vec![(ty, words)];
    let rtype = |id: RTypeId| program.rtypes.get(id.0 as usize);
    for _ in 0..VALUES_MAX {
        let Some((ty, words)) = tasks.pop() else {
            break;
        };
        match (ty.kind, words) {
            (Kind::Array, _) => {
                let elem = ty.elem.and_then(rtype);
                let parts = words.rchunks(elem.map_or(1, |elem| elem.words.max(1) as usize));
                tasks.extend(parts.filter_map(|part| Some((elem?, part))));
            }
            (Kind::Struct, _) => {
                let part = |field: &RField| {
                    let ty = rtype(field.ty)?;
                    let start = field.offset as usize;
                    Some((ty, words.get(start..start + ty.words as usize)?))
                };
                tasks.extend(ty.fields.iter().rev().filter_map(part));
            }
            (Kind::String, &[addr, len]) => add(heap.string(program, addr, len).unwrap_or(&[])),
            (Kind::Interface, [held, data]) => {
                add(&held.to_le_bytes());
                let dynamic = held.checked_sub(1).and_then(|id| rtype(RTypeId(id as u32)));
                tasks.extend(dynamic.and_then(|ty| match ty.words {
                    1 => Some((ty, std::slice::from_ref(data))),
                    count => Some((ty, heap.words(*data, u64::from(count))?)),
                }));
            }
            _ => words.iter().for_each(|word| add(&word.to_le_bytes())),
        }
    }
    hash
}

/// Hashes a value of any type.
fn values(
    view: &View,
    ty: &RType,
    value: &[u64],
    seed: u64,
    nan_keys: &mut u64,
) -> Result<u64, Box<Fault>> {
    let mut tasks = vec![(ty, 1u64, value)];
    let mut hash = seed;
    let mut budget = VALUES_MAX;
    while let Some((ty, count, value)) = tasks.pop() {
        budget = budget.checked_sub(1).ok_or(Fault::WorkLimit)?;
        if count == 0 {
            continue;
        }
        let Some((value, rest)) = value.split_at_checked(ty.words as usize) else {
            return Err(Fault::Address(0).into());
        };
        if count > 1 && ty.words > 0 {
            tasks.push((ty, count - 1, rest));
        }
        match ty.kind {
            Kind::Array => {
                if let Some(elem) = ty.elem {
                    tasks.push((view.rtype(elem)?, ty.len, value));
                }
            }
            Kind::Struct => {
                for field in ty.fields.iter().rev().filter(|field| field.name != "_") {
                    tasks.push((
                        view.rtype(field.ty)?,
                        1,
                        value.get(field.offset as usize..).unwrap_or(&[]),
                    ));
                }
            }
            Kind::Interface if value.first() == Some(&0) => hash = mix(hash, 0),
            Kind::Interface => {
                let (dynamic, inner) = view.dynamic(value)?;
                check_hashable(dynamic)?;
                hash = mix(hash, value.first().copied().unwrap_or(0));
                tasks.push((dynamic, 1, inner));
            }
            kind => hash = leaf(view, kind, value, hash, nan_keys)?,
        }
    }
    Ok(finish(hash))
}

fn check_hashable(ty: &RType) -> Done {
    if ty.comparable {
        return Ok(());
    }
    Err(Fault::Runtime(format!("hash of unhashable type {}", ty.name)).into())
}

/// Mixes in a value that has no parts.
fn leaf(
    view: &View,
    kind: Kind,
    value: &[u64],
    mut hash: u64,
    nan_keys: &mut u64,
) -> Result<u64, Box<Fault>> {
    match kind {
        Kind::String => {
            let &[addr, len] = value else { return Ok(hash) };
            match view.heap.string(view.program, addr, len) {
                Some(bytes) => return Ok(mix_bytes(hash, bytes)),
                None => return Err(Fault::Bytes(addr).into()),
            }
        }
        Kind::Float32 | Kind::Float64 | Kind::Complex64 | Kind::Complex128 => {
            for &word in value {
                let wide = matches!(kind, Kind::Float64 | Kind::Complex128);
                let number = if wide {
                    f64::from_bits(word)
                } else {
                    f64::from(f32::from_bits(word as u32))
                };
                let word = if number == 0.0 { 0 } else { word };
                if number.is_nan() {
                    *nan_keys = nan_keys.wrapping_add(1);
                    hash = mix(hash, *nan_keys);
                }
                hash = mix(hash, word);
            }
        }
        _ => {
            for &word in value {
                hash = mix(hash, word);
            }
        }
    }
    Ok(hash)
}

impl<'a> Cpu<'a> {
    /// `dst = hash of a..` as a value of the type in the operand that follows, under the seed in `b`.
    pub fn hash_type(&mut self, dst: Reg, a: Reg, b: Reg) -> Done {
        let ty = self.hashed_type()?;
        let seed = self.get(b);
        let words = ty.words as usize;
        let hash = match self.recorded(ty, self.regs(a, words), seed) {
            Some(hash) => hash,
            None if words == 1 && is_plain_word(ty.kind) => finish(mix(seed, self.get(a))),
            None => {
                let mut nan_keys = *self.nan_keys;
                let hash = values(&self.view(), ty, self.regs(a, words), seed, &mut nan_keys)?;
                *self.nan_keys = nan_keys;
                hash
            }
        };
        self.set(dst, hash);
        Ok(())
    }

    /// Panics if the value at a.. cannot be hashed.
    pub fn check_key(&mut self, a: Reg) -> Done {
        let ty = self.hashed_type()?;
        let mut nan_keys = *self.nan_keys;
        let value = self.regs(a, ty.words as usize);
        match values(&self.view(), ty, value, 0, &mut nan_keys) {
            Ok(_) => Ok(()),
            Err(fault) => Err(match *fault {
                Fault::Runtime(text) => Fault::Plain(text.replace("type ", "type: ")),
                other => other,
            }
            .into()),
        }
    }

    fn hashed_type(&mut self) -> Result<&'a RType, Box<Fault>> {
        let Instr::TypeOperand { ty } = self.operand() else {
            return Err(Fault::Fatal("malformed hash".to_string()).into());
        };
        let ty = self.rtype(ty);
        ty.ok_or_else(|| Fault::Fatal("malformed hash".to_string()).into())
    }

    /// The hash that was recorded for a key, where hashes are.
    fn recorded(&self, ty: &RType, value: &[u64], seed: u64) -> Option<u64> {
        let HashMode::Recorded(hashes) = self.env.hash else {
            return None;
        };
        let key = recorded_key(self.env.program, self.heap, ty, value);
        hashes.get(&(seed, key)).copied()
    }
}
