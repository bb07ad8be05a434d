//! How well a partition of mentions fits the gold one: MUC, B³, `CEAFe` and their mean, the `CoNLL` F1.
//!
//! Definitions as in Pradhan et al., "Scoring coreference partitions of predicted mentions: a reference implementation"
//! (2014). Both partitions are of the same mentions, and singletons count.

use std::collections::{BTreeMap, BTreeSet};

/// Precision and recall, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
}

impl Score {
    /// Their harmonic mean.
    pub(crate) fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// The three measures.
pub(crate) struct Scores {
    pub(crate) muc: Score,
    pub(crate) b_cubed: Score,
    pub(crate) ceaf_e: Score,
}

impl Scores {
    /// Those of two partitions: for each mention, the number of its group in each.
    pub(crate) fn of(gold: &[usize], told: &[usize]) -> Self {
        let table = Table::new(gold, told);
        let turned = Table::new(told, gold);
        let aligned = table.aligned();
        Self {
            muc: Score { precision: turned.links(), recall: table.links() },
            b_cubed: Score { precision: turned.mentions(), recall: table.mentions() },
            ceaf_e: Score {
                precision: aligned / real(turned.sizes.len()),
                recall: aligned / real(table.sizes.len()),
            },
        }
    }

    /// The mean of the three F1.
    pub(crate) fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

/// How many mentions each group of one partition has, and has in common with each group of the other.
struct Table {
    sizes: BTreeMap<usize, usize>,
    other_sizes: BTreeMap<usize, usize>,
    common: BTreeMap<(usize, usize), usize>,
}

impl Table {
    fn new(own: &[usize], other: &[usize]) -> Self {
        let mut table =
            Self { sizes: BTreeMap::new(), other_sizes: BTreeMap::new(), common: BTreeMap::new() };
        for (own, other) in own.iter().zip(other) {
            *table.sizes.entry(*own).or_default() += 1;
            *table.other_sizes.entry(*other).or_default() += 1;
            *table.common.entry((*own, *other)).or_default() += 1;
        }
        table
    }

    /// MUC: of the links that hold the groups together, the share that the other partition has too.
    fn links(&self) -> f64 {
        let mentions: usize = self.sizes.values().sum();
        let (all, cut) = (mentions - self.sizes.len(), self.common.len() - self.sizes.len());
        if all == 0 { 0.0 } else { real(all - cut) / real(all) }
    }

    /// B³: the mean, over mentions, of the share of their group that the other partition leaves with them.
    fn mentions(&self) -> f64 {
        let mentions: usize = self.sizes.values().sum();
        let kept = self.common.iter().map(|((own, _), common)| real(common * common) / real(self.sizes[own]));
        kept.sum::<f64>() / real(mentions)
    }

    /// `CEAFe`: the highest sum of 2 |A ∩ B| / (|A| + |B|) that pairs each group with at most one of the other partition.
    fn aligned(&self) -> f64 {
        let mut total = 0.0;
        for (rows, columns) in self.parts() {
            let likeness = |row: &usize, column: &usize| {
                let common = self.common.get(&(*row, *column)).copied().unwrap_or_default();
                2.0 * real(common) / real(self.sizes[row] + self.other_sizes[column])
            };
            let table: Vec<Vec<f64>> =
                rows.iter().map(|row| columns.iter().map(|column| likeness(row, column)).collect()).collect();
            total += best_assignment(&table);
        }
        total
    }

    /// Groups of both partitions that have anything to do with one another: no pair leads out of such a part.
    fn parts(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut beside: (BTreeMap<usize, Vec<usize>>, BTreeMap<usize, Vec<usize>>) = Default::default();
        for (own, other) in self.common.keys() {
            beside.0.entry(*own).or_default().push(*other);
            beside.1.entry(*other).or_default().push(*own);
        }
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut parts = Vec::new();
        for first in beside.0.keys() {
            let (mut rows, mut columns, mut open) = (Vec::new(), BTreeSet::new(), vec![*first]);
            while let Some(row) = open.pop() {
                if seen.insert(row) {
                    rows.push(row);
                    let new = beside.0[&row].iter().filter(|column| columns.insert(**column));
                    open.extend(new.flat_map(|column| &beside.1[column]));
                }
            }
            if !rows.is_empty() {
                parts.push((rows, columns.into_iter().collect()));
            }
        }
        parts
    }
}

/// The highest sum of cells with at most one in each row and column: the Hungarian method with potentials (Kuhn 1955,
/// Munkres 1957), one row after the other.
fn best_assignment(table: &[Vec<f64>]) -> f64 {
    let size = table.len().max(table.first().map_or(0, Vec::len));
    let cost = |row: usize, column: usize| -table.get(row).and_then(|row| row.get(column)).unwrap_or(&0.0);
    // Row and column 0 stand for "none".
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let mut column = 0;
        let (mut least, mut before) = (vec![f64::INFINITY; size + 1], vec![0; size + 1]);
        let mut used = vec![false; size + 1];
        while row_of[column] != 0 {
            used[column] = true;
            let here = row_of[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for there in (1..=size).filter(|there| !used[*there]) {
                let reduced = cost(here - 1, there - 1) - of_row[here] - of_column[there];
                if reduced < least[there] {
                    (least[there], before[there]) = (reduced, column);
                }
                if least[there] < step {
                    (step, next) = (least[there], there);
                }
            }
            for there in 0..=size {
                if used[there] {
                    of_row[row_of[there]] += step;
                    of_column[there] -= step;
                } else {
                    least[there] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[before[column]];
            column = before[column];
        }
    }
    (1..=size).map(|column| -cost(row_of[column] - 1, column - 1)).sum()
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(score: Score, precision: f64, recall: f64) {
        assert!((score.precision - precision).abs() < 1e-12, "{score:?}");
        assert!((score.recall - recall).abs() < 1e-12, "{score:?}");
    }

    #[test]
    fn scores_are_those_worked_out_by_hand() {
        // Gold {a b c} {d e} {f}; told {a b} {c d e} {f}.
        let scores = Scores::of(&[0, 0, 0, 1, 1, 2], &[0, 0, 1, 1, 1, 2]);
        // Three links hold the groups in each; cutting {a b c} into two loses one, and so does {c d e}.
        near(scores.muc, 2.0 / 3.0, 2.0 / 3.0);
        // Recall: a, b keep 2 of 3, c 1 of 3, d, e and f all. Precision: a, b all, c 1 of 3, d, e 2 of 3, f all.
        near(scores.b_cubed, (2.0 + 1.0 / 3.0 + 4.0 / 3.0 + 1.0) / 6.0, (4.0 / 3.0 + 1.0 / 3.0 + 3.0) / 6.0);
        // {a b c} with {a b}: 4 / 5; {d e} with {c d e}: 4 / 5; {f}: 1.
        near(scores.ceaf_e, 2.6 / 3.0, 2.6 / 3.0);
        let mean = (2.0 / 3.0 + scores.b_cubed.f1() + 2.6 / 3.0) / 3.0;
        assert!((scores.conll() - mean).abs() < 1e-12);
    }

    #[test]
    fn singletons_count() {
        // Gold {a b} {c}; told each alone. Nothing is linked; c fits wholly, and one of a and b by 2 / 3: 5 / 3 in all.
        let scores = Scores::of(&[0, 0, 1], &[0, 1, 2]);
        near(scores.muc, 0.0, 0.0);
        near(scores.b_cubed, 1.0, 2.0 / 3.0);
        near(scores.ceaf_e, 5.0 / 9.0, 5.0 / 6.0);
    }

    #[test]
    fn the_best_assignment_is_not_the_greedy_one() {
        assert!((best_assignment(&[vec![0.9, 0.8], vec![0.7, 0.1]]) - 1.5).abs() < 1e-12);
        assert!((best_assignment(&[vec![0.5, 0.25, 1.0]]) - 1.0).abs() < 1e-12);
        assert!((best_assignment(&[vec![0.2], vec![0.6], vec![0.3]]) - 0.6).abs() < 1e-12);
    }

    #[test]
    fn a_partition_fits_itself() {
        let groups = [0, 1, 0, 2, 2, 3, 0];
        assert!((Scores::of(&groups, &groups).conll() - 1.0).abs() < 1e-12);
    }
}
