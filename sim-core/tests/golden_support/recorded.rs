//! The hashes of a trace, in the form in which the machine looks them up.

use super::go_type::{GoType, STRING_PREFIX};
use super::trace::Trace;
use sim_core::bytecode::Program;
use std::collections::BTreeMap;

/// Hash of every key under every seed of the trace, by (seed, the machine's word for the key).
pub fn known_hashes<S>(
    program: &Program,
    trace: &Trace<S>,
    key: &GoType,
) -> BTreeMap<(u64, u64), u64> {
    let mut hashes = BTreeMap::new();
    let mut seed = trace.seed.0;
    for op in &trace.ops {
        if let (Some(k), Some(hash)) = (op.k, op.h) {
            hashes.insert((seed, recorded_key(program, key, k)), hash.0);
        }
        seed = op.reseed.map_or(seed, |word| word.0);
    }
    hashes
}

/// As `sim_core::machine::recorded_key` computes it from the value.
pub fn recorded_key(program: &Program, key: &GoType, number: i64) -> u64 {
    let leaves = leaves(program, key, Some(number));
    match <[u8; 8]>::try_from(leaves.as_slice()) {
        Ok(word) if key.words() == 1 => u64::from_le_bytes(word),
        _ => fnv(&leaves),
    }
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The leaves of a number's literal, or of the zero value.
fn leaves(program: &Program, ty: &GoType, number: Option<i64>) -> Vec<u8> {
    let word = |word: u64| word.to_le_bytes().to_vec();
    match (ty, number) {
        (GoType::Empty, _) | (GoType::String, None) => Vec::new(),
        (GoType::String, Some(number)) => format!("{STRING_PREFIX}{number}").into_bytes(),
        (GoType::Number("float64", _), Some(number)) => word((number as f64).to_bits()),
        (GoType::Number("float32", _), Some(number)) => word(u64::from((number as f32).to_bits())),
        (GoType::Number(..), _) => word(number.unwrap_or(0) as u64),
        (GoType::Interface(_), None) => word(0),
        (GoType::Interface(_), Some(number)) => [u64::from(program.known.int.0) + 1, number as u64]
            .map(word)
            .concat(),
        (GoType::Array(len, elem), _) => {
            let rest = leaves(program, elem, None).repeat(*len as usize - 1);
            [leaves(program, elem, number), rest].concat()
        }
        (GoType::Filler { .. }, _) => {
            let first = number.filter(|_| ty.holds_number()).unwrap_or(0);
            let rest = vec![0; 8 * (ty.words() as usize - 1)];
            [word(first as u64), rest].concat()
        }
    }
}
