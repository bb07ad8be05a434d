//! Average linkage: groups of things of which each is, in the mean, close to all others of its group.
//!
//! Sokal and Michener, "A statistical method for evaluating systematic relationships" (1958). Only pairs that are at all
//! alike are given; all others count as nothing. So the cost grows with the number of pairs, not with its square.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::sets::Sets;

/// Two things by their numbers, and how alike they are (above 0).
pub type Pair = (usize, usize, f64);

/// A candidate to be joined: its mean likeness as ordered bits, then the two groups, smallest first.
type Candidate = (u64, Reverse<(usize, usize)>);

/// What is known of the groups while they grow.
struct Groups {
    /// How many things each holds.
    sizes: Vec<usize>,
    /// The sum of the likenesses between a group and each other one.
    sums: Vec<BTreeMap<usize, f64>>,
    least: f64,
}

impl Groups {
    /// The two as a candidate, where their mean likeness is enough. The bits of positive numbers have their order.
    fn candidate(&self, a: usize, b: usize) -> Option<Candidate> {
        let sum = self.sums.get(a)?.get(&b)?;
        let pairs = self.sizes.get(a)?.checked_mul(*self.sizes.get(b)?)?;
        let mean = sum / f64::from(u32::try_from(pairs).ok()?);
        (mean >= self.least).then_some((mean.to_bits(), Reverse((a.min(b), a.max(b)))))
    }

    /// Adds to the sum between two groups, on both sides.
    fn add(&mut self, a: usize, b: usize, sum: f64) {
        for (here, there) in [(a, b), (b, a)] {
            if let Some(sums) = self.sums.get_mut(here) {
                *sums.entry(there).or_default() += sum;
            }
        }
    }

    /// Puts group `gone` into group `kept`, and tells the groups that are now beside it.
    fn merge(&mut self, kept: usize, gone: usize) -> Vec<usize> {
        let moved = self.sums.get_mut(gone).map(std::mem::take).unwrap_or_default();
        for (other, sum) in moved {
            if let Some(sums) = self.sums.get_mut(other) {
                sums.remove(&gone);
            }
            if other != kept {
                self.add(kept, other, sum);
            }
        }
        let held = self.sizes.get_mut(gone).map(std::mem::take).unwrap_or_default();
        if let Some(size) = self.sizes.get_mut(kept) {
            *size += held;
        }
        self.sums.get(kept).map(|sums| sums.keys().copied().collect()).unwrap_or_default()
    }
}

/// Groups `count` things: for each, the number of the first thing of its group. The two groups with the highest mean
/// likeness of their members are joined, as long as it is at least `least` (above 0). Each pair is given once; the order of
/// the pairs changes nothing.
pub fn average_linkage(count: usize, alike: &[Pair], least: f64) -> Vec<usize> {
    let mut groups = Groups { sizes: vec![1; count], sums: vec![BTreeMap::new(); count], least };
    for (a, b, likeness) in alike.iter().filter(|(a, b, _)| a != b && *a.max(b) < count) {
        groups.add(*a, *b, *likeness);
    }
    let mut waiting: BinaryHeap<Candidate> =
        alike.iter().filter_map(|(a, b, _)| groups.candidate(*a, *b)).collect();
    let mut sets = Sets::new(count);
    while let Some(next) = waiting.pop() {
        let Reverse((a, b)) = next.1;
        // What was joined since has another mean.
        if groups.candidate(a, b) != Some(next) {
            continue;
        }
        let beside = |group: usize| groups.sums.get(group).map_or(0, BTreeMap::len);
        let (kept, gone) = if beside(a) >= beside(b) { (a, b) } else { (b, a) };
        sets.join(a, b);
        for other in groups.merge(kept, gone) {
            waiting.extend(groups.candidate(kept, other));
        }
    }
    (0..count).map(|at| sets.root(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_likes_is_no_group() {
        let chain = [(0, 1, 0.9), (1, 2, 0.8), (2, 3, 0.9), (4, 5, 0.2)];
        // The mean between {0, 1} and {2, 3} is 0.8 / 4.
        assert_eq!(average_linkage(6, &chain, 0.3), [0, 0, 2, 2, 4, 5]);
        assert_eq!(average_linkage(6, &chain, 0.2), [0, 0, 0, 0, 4, 4]);
    }

    #[test]
    fn the_order_of_the_pairs_changes_nothing() {
        let mut pairs: Vec<Pair> = (0..30_u32)
            .flat_map(|a| (a + 1..30).map(move |b| (a, b)))
            .filter(|(a, b)| (a * 7 + b * 5) % 11 < 4)
            .map(|(a, b)| (a as usize, b as usize, f64::from((a * 13 + b * 17) % 10 + 1) / 10.0))
            .collect();
        let first = average_linkage(30, &pairs, 0.25);
        pairs.reverse();
        assert_eq!(average_linkage(30, &pairs, 0.25), first);
        assert!(first.iter().any(|group| *group != first[0]) && first[1..].contains(&first[0]));
    }
}
