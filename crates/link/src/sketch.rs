//! `MinHash` signatures of word shingles: how much text two articles share, from 128 numbers each.
//!
//! Broder, "On the resemblance and containment of documents" (1997): the share of equal minima under many hash functions
//! estimates the Jaccard similarity of the sets. Hash functions are multiply-add-shift (Dietzfelbinger 1996).

use std::collections::HashSet;
use std::sync::LazyLock;

use onrecord_model::Article;

use crate::words::words;

/// Numbers in a sketch. The estimate has a standard error of at most 1/(2·√128) = 4.4 points.
pub(crate) const SIZE: usize = 128;

/// Words in a shingle. Five in a row are rarely shared by chance, and short enough to survive light editing.
const SHINGLE: usize = 5;

/// FNV-1a, 64 bits.
fn fnv(bytes: &[u8], seed: u64) -> u64 {
    bytes.iter().fold(seed, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// A short stable hash of one word.
pub(crate) fn word_hash(word: &str) -> u32 {
    let hash = fnv(word.as_bytes(), FNV_START);
    u32::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or_default()
}

/// Multiplier and addend of each hash function, from `SplitMix64` with a fixed seed.
static FUNCTIONS: LazyLock<Vec<(u64, u64)>> = LazyLock::new(|| {
    let mut state: u64 = 0x6f6e_7265_636f_7264;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    (0..SIZE).map(|_| (next() | 1, next())).collect()
});

/// The sketch of an article, and how many shingles it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sketch {
    pub(crate) minima: Vec<u32>,
    pub(crate) shingles: usize,
}

fn shingles(text: &str) -> HashSet<u64> {
    let row = words(text, 0);
    row.windows(SHINGLE)
        .map(|window| window.iter().fold(FNV_START, |hash, word| fnv(b" ", fnv(word.text.as_bytes(), hash))))
        .collect()
}

/// The minima over the shingles of `text`; empty for a text of fewer words than a shingle has.
pub(crate) fn minima(text: &str) -> Vec<u32> {
    minima_of(&shingles(text))
}

fn minima_of(set: &HashSet<u64>) -> Vec<u32> {
    if set.is_empty() {
        return Vec::new();
    }
    let mut minima = vec![u32::MAX; SIZE];
    for shingle in set {
        for (least, (multiplier, addend)) in minima.iter_mut().zip(FUNCTIONS.iter()) {
            let hash = shingle.wrapping_mul(*multiplier).wrapping_add(*addend) >> 32;
            *least = (*least).min(u32::try_from(hash).unwrap_or(u32::MAX));
        }
    }
    minima
}

impl Sketch {
    /// The sketch of `article`: the stored one where it is whole, else a fresh one.
    pub(crate) fn of(article: &Article) -> Self {
        let set = shingles(&article.text);
        let stored = article.sketch.len() == SIZE;
        let minima = if stored { article.sketch.clone() } else { minima_of(&set) };
        Self { minima, shingles: set.len() }
    }

    /// The estimated share of the shorter text's shingles that the longer has too. `MinHash` gives the resemblance
    /// `r = |A∩B| / |A∪B|`; containment follows from it and the two sizes.
    pub(crate) fn containment(&self, other: &Self) -> f64 {
        let least = self.shingles.min(other.shingles);
        if least == 0 || self.minima.len() != other.minima.len() {
            return 0.0;
        }
        let equal = self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b).count();
        let resemblance = real(equal) / real(self.minima.len());
        let common = resemblance / (1.0 + resemblance) * real(self.shingles + other.shingles);
        (common / real(least)).min(1.0)
    }
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch { minima: minima(text), shingles: shingles(text).len() }
    }

    /// Text of numbered words, so that shares are known exactly.
    fn text(range: std::ops::Range<u32>) -> String {
        range.map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn containment_is_estimated_well() {
        for (a, b, truth) in
            [(0..400, 0..400, 1.0), (0..400, 0..200, 1.0), (0..400, 200..600, 0.495), (0..400, 400..800, 0.0)]
        {
            let got = sketch(&text(a)).containment(&sketch(&text(b)));
            assert!((got - truth).abs() < 0.12, "{got} for {truth}");
        }
    }

    #[test]
    fn the_hash_functions_stay_the_same() {
        // Sketches are stored: another set of functions would part old articles from new ones.
        assert_eq!(&minima("one two three four five")[..3], &minima("One, two three: four “five”")[..3]);
        assert_eq!(word_hash("market"), 0xf894_de3a);
    }
}
