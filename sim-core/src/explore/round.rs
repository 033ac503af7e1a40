//! One round of a divided search: parts that can be gone on with at the same time, each as far as its share of executions goes. The
//! pieces of the search without a bound ([`super::share`]) and the tasks of an enumeration ([`super::prefixes`]) go round alike.
//!
//! Invariant: what parts have found is counted in the order of their numbers, whoever was quicker.

use super::census::Census;

/// A part of a search.
pub(super) trait Part {
    /// Its place among the parts of the round.
    fn number(&self) -> usize;
    /// Whether nothing is left to look for.
    fn is_over(&self) -> bool;
    /// Executions left of its share, and those set aside for later.
    fn left(&mut self) -> (&mut u64, &mut u64);
    /// What it has found since the last time.
    fn take_census(&mut self) -> Census;

    /// Lets it have so many executions of its share, or all that are left; how many it may use.
    fn allow(&mut self, executions: u64) -> u64 {
        let is_over = self.is_over();
        let (left, aside) = self.left();
        let all = if is_over { 0 } else { *left + *aside };
        *left = all.min(executions);
        *aside = all - *left;
        *left
    }
}

/// Hands out all parts, with shares of at most so many executions together.
pub(super) fn hand_out<P: Part>(parts: &mut Vec<P>, executions: u64) -> Vec<P> {
    let mut left = executions;
    for part in parts.iter_mut() {
        left -= part.allow(left);
    }
    std::mem::take(parts)
}

/// Puts parts that come back in order, gives them what was set aside, and counts what they have found.
pub(super) fn take_in<P: Part>(mut parts: Vec<P>, census: &mut Census) -> Vec<P> {
    parts.sort_by_key(Part::number);
    for part in &mut parts {
        part.allow(u64::MAX);
        census.append(part.take_census());
    }
    parts
}
