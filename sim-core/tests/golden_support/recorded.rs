//! The hashes of a trace, in the form in which the machine looks them up.

use super::go_type::{GoType, STRING_PREFIX};
use super::trace::Trace;
use sim_core::bytecode::Program;
use std::collections::BTreeMap;

/// Hash of every key under every seed of the trace, by (seed, the machine's word for the key).
pub fn known_hashes(
    program: &Program,
    trace: &Trace,
    key: &GoType,
) -> Result<BTreeMap<(u64, u64), u64>, String> {
    let mut hashes = BTreeMap::new();
    let mut seed = u64::from(trace.seed);
    for op in &trace.ops {
        if let (Some(k), Some(hash)) = (op.k, &op.h) {
            let hash = u64::from_str_radix(hash, 16).map_err(|error| error.to_string())?;
            hashes.insert((seed, recorded_key(program, key, k)), hash);
        }
        seed = op.reseed.map_or(seed, u64::from);
    }
    Ok(hashes)
}

/// As `sim_core::machine::recorded_key` computes it from the value: the bytes of a string, a single word, or all words of the value.
fn recorded_key(program: &Program, key: &GoType, number: i64) -> u64 {
    if *key == GoType::String {
        return fnv(format!("{STRING_PREFIX}{number}").bytes());
    }
    let words = words(program, key, number);
    match words[..] {
        [word] => word,
        _ => fnv(words.iter().flat_map(|word| word.to_le_bytes())),
    }
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The machine's words for a number's literal.
fn words(program: &Program, ty: &GoType, number: i64) -> Vec<u64> {
    match ty {
        GoType::Number("float64", _) => vec![(number as f64).to_bits()],
        GoType::Number("float32", _) => vec![u64::from((number as f32).to_bits())],
        GoType::Number(..) => vec![number as u64],
        GoType::Interface(_) => vec![u64::from(program.known.int.0) + 1, number as u64],
        GoType::Array(len, elem) => {
            let mut all = words(program, elem, number);
            all.resize(all.len() * *len as usize, 0);
            all
        }
        GoType::Filler { .. } => {
            let mut all = vec![0; ty.words() as usize];
            if let (Some(first), true) = (all.first_mut(), ty.holds_number()) {
                *first = number as u64;
            }
            all
        }
        GoType::String | GoType::Empty => Vec::new(),
    }
}
