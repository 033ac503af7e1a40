//! Policies: who goes next when the reader does not say.
//!
//! Each is a pure function of its seed, the choices made so far and what is enabled now; see the invariant in [`super`].

use super::{Choice, mix};
use crate::machine::Gid;

/// A policy with its seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Kind.
    pub kind: PolicyKind,
    /// Seed of its random decisions and of every random number of the program.
    pub seed: u64,
}

/// Kinds of policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyKind {
    /// Each goroutine one transition in turn.
    RoundRobin,
    /// Uniformly among the enabled ones.
    Random,
    /// The goroutine that ran last goes on while it can; then the lowest-numbered.
    Sequential,
    /// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010): random priorities, and at `depth - 1`
    /// random transitions among the first `horizon` the running goroutine falls below all others.
    Pct {
        /// Bug depth aimed at.
        depth: u32,
        /// Assumed length of the run in transitions.
        horizon: u64,
    },
}

/// What a policy sees before a choice.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Choices made so far.
    pub history: &'a [Choice],
    /// Goroutines that can go, ascending; never empty.
    pub enabled: &'a [Gid],
}

impl Policy {
    /// Which of the enabled goroutines goes next.
    pub fn pick(&self, now: Situation<'_>) -> Gid {
        let last = now.history.last().map_or(Gid(0), |c| c.goroutine);
        let first = now.enabled.first().copied().unwrap_or(Gid(1));
        match self.kind {
            PolicyKind::RoundRobin => now
                .enabled
                .iter()
                .copied()
                .find(|g| *g > last)
                .unwrap_or(first),
            PolicyKind::Sequential => now
                .enabled
                .iter()
                .copied()
                .find(|g| *g == last)
                .unwrap_or(first),
            PolicyKind::Random => {
                let r = self.random(now.history.len() as u64, 1);
                now.enabled
                    .get((r % now.enabled.len().max(1) as u64) as usize)
                    .copied()
                    .unwrap_or(first)
            }
            PolicyKind::Pct { depth, horizon } => {
                let rank = |g: Gid| self.pct_priority(g, depth, horizon.max(1), now.history);
                now.enabled
                    .iter()
                    .copied()
                    .max_by_key(|g| rank(*g))
                    .unwrap_or(first)
            }
        }
    }

    /// Which alternative a transition takes: `alternatives` 1 gives 0, n gives 0..n, 0 gives any number.
    pub fn alternative(&self, step: u64, alternatives: u64) -> u64 {
        match alternatives {
            1 => 0,
            0 => self.random(step, 2),
            n => self.random(step, 2) % n,
        }
    }

    fn random(&self, step: u64, purpose: u64) -> u64 {
        mix(mix(self.seed ^ mix(purpose)) ^ step)
    }

    /// Higher goes first. Priorities given at birth are above `depth`; change point j lowers whoever made transition c_j to j.
    fn pct_priority(&self, g: Gid, depth: u32, horizon: u64, history: &[Choice]) -> u64 {
        let lowered = (0..u64::from(depth.saturating_sub(1)))
            .filter(|j| {
                let at = mix(self.seed ^ mix(100 + j)) % horizon;
                history.get(at as usize).is_some_and(|c| c.goroutine == g)
            })
            .min();
        lowered.unwrap_or_else(|| {
            u64::from(depth) + (mix(self.seed ^ mix(1000 + u64::from(g.0))) >> 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(kind: PolicyKind, seed: u64, n: usize) -> Vec<u32> {
        let policy = Policy { kind, seed };
        let enabled = [Gid(1), Gid(2), Gid(3)];
        let mut history = Vec::new();
        for _ in 0..n {
            let goroutine = policy.pick(Situation {
                history: &history,
                enabled: &enabled,
            });
            history.push(Choice { goroutine, alt: 0 });
        }
        history.iter().map(|c| c.goroutine.0).collect()
    }

    #[test]
    fn round_robin_takes_turns_and_sequential_stays() {
        assert_eq!(run(PolicyKind::RoundRobin, 1, 6), [1, 2, 3, 1, 2, 3]);
        assert_eq!(run(PolicyKind::Sequential, 1, 4), [1, 1, 1, 1]);
    }

    #[test]
    fn random_is_fixed_by_its_seed_and_reaches_all() {
        let a = run(PolicyKind::Random, 7, 60);
        assert_eq!(a, run(PolicyKind::Random, 7, 60));
        assert_ne!(a, run(PolicyKind::Random, 8, 60));
        assert!((1..=3).all(|g| a.contains(&g)));
    }

    #[test]
    fn pct_changes_goroutine_at_most_depth_minus_one_times() {
        for seed in 0..50 {
            let a = run(
                PolicyKind::Pct {
                    depth: 3,
                    horizon: 20,
                },
                seed,
                40,
            );
            let switches = a.windows(2).filter(|w| w[0] != w[1]).count();
            assert!(switches <= 2, "{a:?}");
        }
        let some_switch = (0..50).any(|seed| {
            run(
                PolicyKind::Pct {
                    depth: 3,
                    horizon: 20,
                },
                seed,
                40,
            )
            .windows(2)
            .any(|w| w[0] != w[1])
        });
        assert!(some_switch);
    }

    #[test]
    fn alternatives_stay_in_range() {
        let p = Policy {
            kind: PolicyKind::Random,
            seed: 3,
        };
        assert_eq!(p.alternative(5, 1), 0);
        assert!((0..100).all(|s| p.alternative(s, 3) < 3));
        assert!((0..10).any(|s| p.alternative(s, 0) > 1 << 40));
    }
}
