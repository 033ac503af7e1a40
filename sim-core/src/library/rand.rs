//! Natives of `math/rand` and `math/rand/v2`: the parts of Go's generators that are pure functions.
//!
//! - The source of `rand.NewSource` is an additive lagged Fibonacci generator (Mitchell and Reeds): each word is the sum of the words 607
//!   and 273 before it. [`first_word`] is any of the 607 words that it starts from, so that a generator can be seeded lazily.
//! - ChaCha8 (the C2SP specification chacha8rand): [`chacha8`] is any of the 128 words that one seed stands for.
//! - Normal and exponential numbers come by Marsaglia and Tsang's ziggurat ("The Ziggurat Method for Generating Random Variables", 2000).
//!   Its layers are computed as in the paper, from the outermost down to the one that is asked for, instead of being kept in tables.

use super::math_functions::{exp, log};
use super::native::{NativeCtx, NativeDef, NativeFault};
use super::rand_words::AFTER_WARMUP;

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("math/rand.firstWord", |ctx| {
        let (seed, at) = (ctx.int(0), ctx.word(1));
        ctx.set(0, first_word(seed, at));
        Ok(())
    }),
    NativeDef("math/rand.normalLayer", |ctx| layer(ctx, NORMAL)),
    NativeDef("math/rand.exponentialLayer", |ctx| layer(ctx, EXPONENTIAL)),
    NativeDef("math/rand/v2.chacha8", |ctx| {
        let seed = [ctx.word(0), ctx.word(1), ctx.word(2), ctx.word(3)];
        let at = ctx.word(4) as u32;
        ctx.charge(128);
        ctx.set(0, chacha8(seed, at));
        Ok(())
    }),
    NativeDef("math/rand/v2.normalLayer", |ctx| layer(ctx, NORMAL)),
    NativeDef("math/rand/v2.exponentialLayer", |ctx| {
        layer(ctx, EXPONENTIAL)
    }),
];

/// "expand 32-byte k": how every block of ChaCha begins.
const CHACHA_BEGIN: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];
/// Which of a block's words a double round mixes: the columns, then the diagonals.
const CHACHA_QUARTERS: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

/// Block `counter` of ChaCha with eight rounds and no nonce; of the words that it started from, only the key is added.
fn chacha8_block(key: [u64; 4], counter: u32) -> [u32; 16] {
    let mut block = [0u32; 16];
    block[..4].copy_from_slice(&CHACHA_BEGIN);
    for (pair, word) in block[4..12].chunks_mut(2).zip(key) {
        pair[0] = word as u32;
        pair[1] = (word >> 32) as u32;
    }
    block[12] = counter;
    let start = block;
    for _ in 0..4 {
        for [a, b, c, d] in CHACHA_QUARTERS {
            for (turn_d, turn_b) in [(16, 12), (8, 7)] {
                block[a] = block[a].wrapping_add(block[b]);
                block[d] = (block[d] ^ block[a]).rotate_left(turn_d);
                block[c] = block[c].wrapping_add(block[d]);
                block[b] = (block[b] ^ block[c]).rotate_left(turn_b);
            }
        }
    }
    for at in 4..12 {
        block[at] = block[at].wrapping_add(start[at]);
    }
    block
}

/// Word `at` of the 128 that a seed stands for: four blocks at a time lie interleaved, 32 bits of each in turn.
fn chacha8(seed: [u64; 4], at: u32) -> u64 {
    let (group, within) = (at / 32, at % 32);
    let half = |block: u32| chacha8_block(seed, 4 * group + block)[(within / 2) as usize % 16];
    let block = within % 2 * 2;
    u64::from(half(block)) | u64::from(half(block + 1)) << 32
}

/// The generator that a seed is spread with: a power of this factor, modulo a Mersenne prime (Park and Miller).
const FACTOR: u64 = 48_271;
const MODULUS: i64 = (1 << 31) - 1;
/// What a seed of 0 stands for.
const SEED_OF_ZERO: i64 = 89_482_311;
/// Numbers that are thrown away before the first word.
const SKIPPED: u64 = 20;

/// A seed as the spreading generator takes it.
fn spread_seed(seed: i64) -> u64 {
    match seed.rem_euclid(MODULUS) {
        0 => SEED_OF_ZERO as u64,
        seed => seed as u64,
    }
}

/// The spreading generator's number `count` after `seed`.
fn spread(seed: u64, mut count: u64) -> u64 {
    let (mut number, mut power) = (seed, FACTOR);
    while count > 0 {
        if count & 1 != 0 {
            number = number * power % MODULUS as u64;
        }
        power = power * power % MODULUS as u64;
        count >>= 1;
    }
    number
}

/// Three numbers in a row after `seed`, each shifted further than the next by `shift` bits.
fn spread_word(seed: u64, at: u64, shift: u32) -> u64 {
    let number = |i: u64| spread(seed, SKIPPED + 3 * at + 1 + i);
    number(0) << (2 * shift) ^ number(1) << shift ^ number(2)
}

/// Word `at` of the 607 that the lagged Fibonacci generator of this seed starts from.
fn first_word(seed: i64, at: u64) -> u64 {
    let Some(warm) = usize::try_from(at).ok().and_then(|at| AFTER_WARMUP.get(at)) else {
        return 0;
    };
    spread_word(spread_seed(seed), at, 20) ^ warm
}

/// A ziggurat: equal areas under a falling curve.
#[derive(Clone, Copy)]
struct Ziggurat {
    /// How many layers it has.
    layers: u64,
    /// Where the lowest layer's tail begins, and the area of each layer.
    tail: f64,
    area: f64,
    /// What a random integer is measured against: one more than the largest.
    scale: f64,
    curve: fn(f64) -> f64,
    inverse: fn(f64) -> f64,
}

const NORMAL: Ziggurat = Ziggurat {
    layers: 128,
    tail: 3.442_619_855_899,
    area: 9.912_563_035_262_17e-3,
    scale: 2_147_483_648.0,
    curve: |x| exp(-0.5 * x * x),
    inverse: |y| (-2.0 * log(y)).sqrt(),
};

const EXPONENTIAL: Ziggurat = Ziggurat {
    layers: 256,
    tail: 7.697_117_470_131_05,
    area: 3.949_659_822_581_572e-3,
    scale: 4_294_967_296.0,
    curve: |x| exp(-x),
    inverse: |y| -log(y),
};

impl Ziggurat {
    /// Of layer `at`: below which integer the point lies under the curve for certain, the integer's scale, and the curve's height.
    fn layer(&self, at: u64) -> (u32, f32, f32) {
        let inner = |narrow: f64, wide: f64| (narrow / wide * self.scale) as u32;
        if at == 0 {
            let base = self.area / (self.curve)(self.tail);
            return (inner(self.tail, base), (base / self.scale) as f32, 1.0);
        }
        let mut edge = self.tail;
        for _ in at..self.layers - 1 {
            edge = (self.inverse)(self.area / edge + (self.curve)(edge));
        }
        let above = (self.inverse)(self.area / edge + (self.curve)(edge));
        let certain = if at == 1 { 0 } else { inner(above, edge) };
        (
            certain,
            (edge / self.scale) as f32,
            (self.curve)(edge) as f32,
        )
    }
}

/// `layer(i uint32) (certain uint32, scale, height float32)`.
fn layer(ctx: &mut NativeCtx<'_>, ziggurat: Ziggurat) -> Done {
    let (certain, scale, height) = ziggurat.layer(ctx.word(0) % ziggurat.layers);
    ctx.charge(ziggurat.layers);
    ctx.set(0, u64::from(certain));
    ctx.set(1, u64::from(scale.to_bits()));
    ctx.set(2, u64::from(height.to_bits()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: usize = 607;
    const LAG: usize = 273;

    type Polynomial = Vec<u64>;

    /// The product modulo x^607 - x^334 - 1, which is how the generator's words depend on each other; coefficients modulo 2^64.
    fn product(a: &Polynomial, b: &Polynomial) -> Polynomial {
        let mut long = vec![0u64; 2 * LENGTH];
        for (i, &x) in a.iter().enumerate() {
            for (j, &y) in b.iter().enumerate() {
                long[i + j] = long[i + j].wrapping_add(x.wrapping_mul(y));
            }
        }
        for high in (LENGTH..2 * LENGTH).rev() {
            let carried = long[high];
            for low in [high - LENGTH, high - LAG] {
                long[low] = long[low].wrapping_add(carried);
            }
        }
        long.truncate(LENGTH);
        long
    }

    /// The words as they stand after so many draws, from those that the seed 1 is spread to by shifts of 10 bits.
    fn after(draws: u64) -> Vec<u64> {
        // The word that draw n leaves lies at (333 - n) mod 607; the first 607 count as draws before 0.
        let place = |n: usize| (333 + LENGTH - n % LENGTH) % LENGTH;
        let first: Vec<u64> = (0..LENGTH as u64)
            .map(|at| spread_word(1, at, 10))
            .collect();
        let mut words: Vec<u64> = (0..LENGTH).map(|n| first[place(n)]).collect();
        for n in LENGTH..2 * LENGTH {
            words.push(words[n - LENGTH].wrapping_add(words[n - LAG]));
        }
        let mut ahead = vec![0; LENGTH];
        ahead[0] = 1;
        let mut x = vec![0; LENGTH];
        x[1] = 1;
        for bit in (0..u64::BITS - draws.leading_zeros()).rev() {
            ahead = product(&ahead, &ahead);
            if draws >> bit & 1 != 0 {
                ahead = product(&ahead, &x);
            }
        }
        let mut found = vec![0; LENGTH];
        for n in 0..LENGTH {
            let word = (0..LENGTH).fold(0u64, |sum, i| {
                sum.wrapping_add(ahead[i].wrapping_mul(words[n + i]))
            });
            found[place((draws % LENGTH as u64) as usize + n)] = word;
        }
        found
    }

    #[test]
    fn the_table_is_the_generator_after_its_long_warm_up() {
        let words = after(7_800_000_000_000);
        assert_eq!(words, AFTER_WARMUP);
    }
}
