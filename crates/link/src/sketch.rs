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

/// A stable hash of a text.
pub(crate) fn text_hash(text: &str) -> u64 {
    fnv(text.as_bytes(), FNV_START)
}

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

/// Hash functions by which two blocks are held against each other.
const BLOCK_SIZE: usize = 4;

/// Of those, how many must have the same minimum. Blocks that share four in five of their shingles pass with a
/// probability of 0.97, at half 0.69, at a chance 0.05 with 0.01.
const BLOCK_EQUAL: usize = 2;

/// The sketch of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// The minima over all shingles; empty for a text of fewer words than a shingle has.
    pub(crate) minima: Vec<u32>,
    /// How many shingles they stand for.
    shingles: usize,
    /// The first minima of each block that has shingles.
    blocks: Vec<[u32; BLOCK_SIZE]>,
}

fn shingles(text: &str) -> HashSet<u64> {
    let row = words(text, 0);
    row.windows(SHINGLE)
        .map(|window| window.iter().fold(FNV_START, |hash, word| fnv(b" ", fnv(word.text.as_bytes(), hash))))
        .collect()
}

fn minima_of(set: &HashSet<u64>, size: usize) -> Vec<u32> {
    if set.is_empty() {
        return Vec::new();
    }
    let mut minima = vec![u32::MAX; size];
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
        Self::read(&article.sketch).unwrap_or_else(|| Self::new(article))
    }

    /// A fresh sketch of `article`.
    pub(crate) fn new(article: &Article) -> Self {
        let all = shingles(&article.text);
        let texts = article.blocks.iter().filter_map(|block| block.span.slice(&article.text));
        let blocks = texts.filter_map(|text| minima_of(&shingles(text), BLOCK_SIZE).try_into().ok());
        Self { minima: minima_of(&all, SIZE), shingles: all.len(), blocks: blocks.collect() }
    }

    /// As it is kept with its article: minima, number of shingles, minima of the blocks.
    pub(crate) fn kept(&self) -> Vec<u32> {
        let count = u32::try_from(self.shingles).unwrap_or(u32::MAX);
        let blocks = self.blocks.iter().flatten();
        if self.minima.is_empty() {
            return Vec::new();
        }
        self.minima.iter().chain([&count]).chain(blocks).copied().collect()
    }

    /// Reads one that was kept; none where it is of another form.
    fn read(kept: &[u32]) -> Option<Self> {
        let (minima, rest) = kept.split_at_checked(SIZE)?;
        let (count, rest) = rest.split_first()?;
        let (blocks, left) = rest.as_chunks::<BLOCK_SIZE>();
        let shingles = usize::try_from(*count).ok()?;
        left.is_empty().then(|| Self { minima: minima.to_vec(), shingles, blocks: blocks.to_vec() })
    }

    /// The estimated share of the shorter text's shingles that the longer has too. `MinHash` gives the resemblance
    /// `r = |A∩B| / |A∪B|`; containment follows from it and the two sizes.
    pub(crate) fn containment(&self, other: &Self) -> f64 {
        let least = self.shingles.min(other.shingles);
        if least == 0 || self.minima.len() != other.minima.len() {
            return 0.0;
        }
        let equal = equal(&self.minima, &other.minima);
        let resemblance = real(equal) / real(self.minima.len());
        let common = resemblance / (1.0 + resemblance) * real(self.shingles + other.shingles);
        (common / real(least)).min(1.0)
    }

    /// Whether what the two share is spread over the shorter text: over more than half of its blocks. A common paragraph
    /// of background and a note that stands under every page are not.
    pub(crate) fn is_spread(&self, other: &Self) -> bool {
        let (short, long) = if self.shingles <= other.shingles { (self, other) } else { (other, self) };
        let is_shared =
            |block: &&[u32; BLOCK_SIZE]| long.blocks.iter().any(|there| equal(*block, there) >= BLOCK_EQUAL);
        let shared = short.blocks.iter().filter(is_shared).count();
        short.blocks.len() < 2 || shared * 2 > short.blocks.len()
    }
}

/// How many hash functions have the same minimum in both.
fn equal(a: &[u32], b: &[u32]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a == b).count()
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::article;

    fn sketch(text: &str) -> Sketch {
        Sketch::new(&article("Post", "2025-07-23", text))
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
    fn a_sketch_comes_back_as_it_was_kept() {
        let whole = sketch(&format!("{}\n{}\ntoo short", text(0..40), text(40..90)));
        assert_eq!(whole.blocks.len(), 2);
        assert_eq!(Sketch::read(&whole.kept()).as_ref(), Some(&whole));
        assert_eq!(sketch("too short").kept(), Vec::<u32>::new());
        for broken in [&[][..], &whole.minima[..], &whole.kept()[..SIZE + 3]] {
            assert_eq!(Sketch::read(broken), None);
        }
    }

    #[test]
    fn one_common_paragraph_is_no_copy() {
        let page = |own: u32| sketch(&format!("{}\n{}", text(own..own + 40), text(0..60)));
        let (a, b) = (page(1000), page(2000));
        assert!(a.containment(&b) > 0.4 && !a.is_spread(&b));
        let whole = sketch(&format!("{}\n{}\n{}", text(0..60), text(60..90), text(90..120)));
        let cut = sketch(&format!("{}\n{}", text(0..60), text(90..120)));
        assert!(whole.is_spread(&cut) && cut.is_spread(&whole));
    }

    #[test]
    fn the_hash_functions_stay_the_same() {
        // Sketches are stored: another set of functions would part old articles from new ones.
        let minima = |text| sketch(text).minima;
        assert_eq!(minima("one two three four five"), minima("One, two three: four “five”"));
        assert_eq!(minima("one two three four five")[..2], [1_856_824_814, 371_060_711]);
        assert_eq!(word_hash("market"), 0xf894_de3a);
    }
}
