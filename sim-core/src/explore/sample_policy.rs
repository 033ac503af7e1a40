//! Who goes next when orders are drawn at random instead of enumerated.
//!
//! - *Random*: each enabled goroutine with equal chance.
//! - *PCT* (Burckhardt, Kothari, Musuvathi, Nagarakatte: A randomized scheduler with probabilistic guarantees of finding bugs, ASPLOS
//!   2010): goroutines have random priorities and the highest goes; at depth − 1 random transitions the running one falls below all
//!   that have not fallen. Finds a bug of that depth among n goroutines and k transitions with a chance of at least 1 / (n · k^(depth−1)).
//! - *POS* (Yuan, Yang, Gu: Partial order aware concurrency sampling, CAV 2018): each *transition* has a random priority and the highest
//!   goes; those that it conflicts with draw anew, so that each order of two dependent transitions stays as likely as the other.
//!
//! Two rules of our own keep strict priorities from starving a program that waits by spinning: a goroutine that gives way falls below
//! all others, and so does one that has gone on for [`TURN_MAX`] transitions while others could.
//!
//! Invariant: what is drawn depends on nothing but seed, index and the program.

use crate::machine::Gid;
use crate::schedule::mix;

/// Transitions in a row after which a goroutine with the highest priority loses it.
const TURN_MAX: u32 = 256;

/// A way to draw orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Draw {
    Random,
    Pct {
        depth: u32,
        /// The first transition at which anybody decides.
        first: u64,
        /// Length of an execution, in transitions, as far as known.
        horizon: u64,
    },
    Pos,
}

/// Random numbers: SplitMix64.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// The numbers of one execution.
    pub fn new(seed: u64, index: u64) -> Chance {
        Chance(mix(mix(seed).wrapping_add(index)))
    }

    /// Any number.
    #[inline]
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `n`, evenly enough for an `n` far below 2^32; 0 where there is none.
    #[inline]
    pub fn below(&mut self, n: u64) -> u64 {
        if n > u64::from(u32::MAX) {
            return self.word() % n;
        }
        ((self.word() >> 32) * n) >> 32
    }
}

/// One execution's decisions.
#[derive(Clone, Debug)]
pub(super) struct Picker {
    draw: Draw,
    chance: Chance,
    /// By goroutine: its rank (PCT), or its next transition's (POS). 0 stands for none yet.
    ranks: Vec<i64>,
    /// Transitions at which the running goroutine falls, ascending.
    falls: Vec<u64>,
    /// Rank of the next goroutine that falls for giving way.
    lowest: i64,
    last: Gid,
    turn: u32,
}

impl Picker {
    pub fn new(draw: Draw) -> Picker {
        Picker {
            draw,
            chance: Chance(0),
            ranks: Vec::new(),
            falls: Vec::new(),
            lowest: 0,
            last: Gid(0),
            turn: 0,
        }
    }

    /// Begins execution `index`.
    pub fn begin(&mut self, seed: u64, index: u64) {
        self.chance = Chance::new(seed, index);
        self.ranks.clear();
        self.falls.clear();
        (self.lowest, self.last, self.turn) = (0, Gid(0), 0);
        if let Draw::Pct {
            depth,
            first,
            horizon,
        } = self.draw
        {
            for _ in 1..depth {
                let at = first + self.chance.below(horizon.saturating_sub(first).max(1));
                self.falls.push(at);
            }
            self.falls.sort_unstable();
        }
    }

    /// A number below `alternatives`, or any number where that is 0.
    pub fn alternative(&mut self, alternatives: u64) -> u64 {
        match alternatives {
            0 => self.chance.word(),
            n => self.chance.below(n),
        }
    }

    /// The goroutine that makes transition `step`.
    #[inline]
    pub fn pick(&mut self, step: u64, enabled: &[Gid]) -> Gid {
        match (self.draw, enabled) {
            (Draw::Random, [only]) => *only,
            (Draw::Random, _) => {
                let index = self.chance.below(enabled.len() as u64) as usize;
                enabled.get(index).copied().unwrap_or(Gid(1))
            }
            _ => self.pick_by_rank(step, enabled),
        }
    }

    #[inline(never)]
    fn pick_by_rank(&mut self, step: u64, enabled: &[Gid]) -> Gid {
        let mut first = self.highest(enabled);
        if let Draw::Pct { depth, .. } = self.draw {
            let before = self.falls.partition_point(|at| *at < step);
            let upto = self.falls.partition_point(|at| *at <= step);
            if before < upto {
                // Those that fall earlier end higher, all of them below those that never fall.
                self.set_rank(first, i64::from(depth) - before as i64);
                first = self.highest(enabled);
            }
        }
        self.turn = if first == self.last { self.turn + 1 } else { 0 };
        self.last = first;
        if self.turn >= TURN_MAX && enabled.len() > 1 {
            self.give_way(first);
            self.turn = 0;
        }
        first
    }

    /// The goroutine falls below all others.
    pub fn give_way(&mut self, g: Gid) {
        self.lowest -= 1;
        self.set_rank(g, self.lowest);
    }

    /// Whether ranks belong to single transitions.
    pub fn ranks_transitions(&self) -> bool {
        self.draw == Draw::Pos
    }

    /// The goroutine's next transition draws a rank of its own.
    pub fn redraw(&mut self, g: Gid) {
        self.set_rank(g, 0);
    }

    fn highest(&mut self, enabled: &[Gid]) -> Gid {
        let mut best = (Gid(1), i64::MIN);
        for &g in enabled {
            let rank = self.rank(g);
            if rank > best.1 {
                best = (g, rank);
            }
        }
        best.0
    }

    fn rank(&mut self, g: Gid) -> i64 {
        match self.ranks.get((g.0 as usize).wrapping_sub(1)) {
            Some(&rank) if rank != 0 => rank,
            _ => {
                // Above every rank that falling gives.
                let rank = (self.chance.word() >> 2) as i64 + (1 << 32);
                self.set_rank(g, rank);
                rank
            }
        }
    }

    fn set_rank(&mut self, g: Gid, rank: i64) {
        let index = (g.0 as usize).wrapping_sub(1);
        if self.ranks.len() <= index {
            self.ranks.resize(index + 1, 0);
        }
        if let Some(entry) = self.ranks.get_mut(index) {
            *entry = rank;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(draw: Draw, index: u64, goroutines: u32, steps: u64) -> Vec<u32> {
        let enabled: Vec<Gid> = (1..=goroutines).map(Gid).collect();
        let mut picker = Picker::new(draw);
        picker.begin(1, index);
        (0..steps)
            .map(|step| picker.pick(step, &enabled).0)
            .collect()
    }

    #[test]
    fn an_execution_is_fixed_by_seed_and_index() {
        let draws = [
            Draw::Random,
            Draw::Pct {
                depth: 3,
                first: 0,
                horizon: 20,
            },
        ];
        for draw in draws {
            assert_eq!(run(draw, 5, 3, 60), run(draw, 5, 3, 60));
            assert!((0..20).any(|index| run(draw, index, 3, 60) != run(draw, 5, 3, 60)));
        }
    }

    #[test]
    fn pct_changes_goroutine_depth_minus_one_times() {
        let pct = |depth| Draw::Pct {
            depth,
            first: 0,
            horizon: 20,
        };
        let switches = |depth, index| {
            let run = run(pct(depth), index, 4, 40);
            run.windows(2).filter(|pair| pair[0] != pair[1]).count()
        };
        assert!((0..100).all(|index| switches(1, index) == 0));
        assert!((0..100).all(|index| switches(3, index) <= 2));
        assert!((0..100).any(|index| switches(3, index) == 2));
    }

    #[test]
    fn nobody_is_starved_for_ever() {
        let pct = Draw::Pct {
            depth: 1,
            first: 0,
            horizon: 1,
        };
        assert!((1..=3).all(|g| run(pct, 1, 3, 2000).contains(&g)));
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let mut chance = Chance::new(3, 4);
        for n in [1, 2, 3, 1000, 1 << 33] {
            assert!((0..200).all(|_| chance.below(n) < n));
        }
        assert_eq!(chance.below(0), 0);
    }
}
