//! Schedules: the list of choices that fixes a run, and the policies that make choices when nobody else does.
//!
//! All nondeterminism of a run is here: which goroutine takes the next transition and, where that transition offers
//! alternatives (a select with several ready cases, a random number, a map's hash seed), which one.
//!
//! Invariant: `program + Go version + schedule` fixes the trace. A policy is a pure function of (seed, history, what is enabled), so
//! a run can be cut anywhere and continued with the same result.

pub mod policy;
pub mod text;

use crate::machine::Gid;

/// One choice: this goroutine takes its next transition, with this alternative (0 where there is only one).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Choice {
    /// Who.
    pub goroutine: Gid,
    /// Which alternative.
    pub alt: u64,
}

impl Choice {
    /// Goroutine `g` with its first alternative.
    pub fn plain(g: u32) -> Choice {
        Choice {
            goroutine: Gid(g),
            alt: 0,
        }
    }
}

/// A list of choices from the start of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// In order.
    pub choices: Vec<Choice>,
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014): a bijective mix.
pub fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
