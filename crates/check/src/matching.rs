//! Which of many published fact-checks a statement is about.
//!
//! Two steps. BM25 (Robertson and Zaragoza 2009) over stemmed words picks [`CANDIDATES`]; each of them is then weighed by a
//! few features of the wording and by how near the meaning of both is ([`Meaning`]). The network knows nothing of fact-checks;
//! what the features weigh was learnt as one softmax over the candidates of a statement (listwise, Cao et al. 2007) from the
//! train part of `CheckThat!` 2020, task 2 (`crates/check/training`). There is nothing random in it.
//!
//! The network takes twenty times as long as the words, so it reads a fact-check once, when a statement first comes near it,
//! and where matches are to be told, only what is near enough by its wording ([`Floor`]).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use jiff::civil::Date;
use onrecord_encoder::{EncoderError, ModelError};
use rust_stemmers::{Algorithm, Stemmer};

use crate::meaning::{Meaning, Vector};
use crate::published::Review;

/// How many fact-checks are looked at closely, and how many of them the network reads: those whose wording is nearest.
const CANDIDATES: usize = 70;
const READ: usize = 30;
/// How fast a word that is repeated stops counting, and how much a long text is held back: BM25's usual names.
const K1: f64 = 0.9;
const B: f64 = 0.4;
/// Length of the runs of letters that are compared, with `<` and `>` at the ends of a word.
const GRAM: usize = 4;
/// The sum of the features at which a score is 0.5, and how fast the score grows with it: logistic regression on the train
/// part, the best match where it is right against the best one that is wrong.
const EVEN: f64 = 19.627;
const SLOPE: f64 = 0.542;

/// Number of fact-checks from which on they alone tell how rare a word is, and the share of them in which a word is taken
/// to stand where they are fewer: about the median of the words that two texts share.
const FULL: usize = 1_000;
const FILLED: f64 = 0.02;

/// Words that carry no content. Ordered.
const FUNCTION: &[&str] = &[
    "a", "about", "after", "all", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being",
    "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her",
    "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "may", "me", "might",
    "more", "most", "my", "no", "not", "of", "on", "or", "our", "out", "over", "said", "says", "she",
    "should", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "up", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will",
    "with", "would", "you", "your",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What somebody says, to be matched.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statement<'a> {
    /// The words.
    pub text: &'a str,
    /// Whose they are.
    pub speaker: Option<&'a str>,
    /// The day on which they were published.
    pub day: Option<Date>,
}

/// A fact-check that speaks about a statement.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// The fact-check.
    pub review: &'a Review,
    /// How sure it is that both are about the same, from 0 to 1; nothing about what is true.
    pub score: f64,
    /// The words of the statement that the fact-check has too, in alphabetical order.
    pub shared: Vec<String>,
    /// What the score is made of.
    pub features: Features,
}

/// Fact-checks by their words.
#[derive(Clone, Default)]
pub(crate) struct Index {
    /// Told where there is any fact-check.
    meaning: Option<&'static Meaning>,
    entries: Vec<Entry>,
    /// Stems by number.
    ids: HashMap<String, usize>,
    /// Whether a stem is a number.
    is_number: Vec<bool>,
    /// Of each stem, the fact-checks that have it, each with its BM25 weight.
    held: Vec<Vec<(usize, f64)>>,
    /// Runs of letters by number.
    gram_ids: HashMap<String, usize>,
    /// In how many fact-checks each stands.
    grams: Vec<usize>,
    /// Mean number of runs in a fact-check.
    mean_grams: f64,
}

/// A fact-check with the stems of its parts.
#[derive(Clone, Debug)]
struct Entry {
    review: Review,
    claim: BTreeSet<usize>,
    title: BTreeSet<usize>,
    /// Its runs of letters in order, each as often as it stands there.
    grams: Vec<u32>,
    /// What it means, from when it is first asked for.
    meaning: OnceLock<Vector>,
}

/// A statement as the index sees it.
struct Query<'a> {
    statement: &'a Statement<'a>,
    /// Its words and its speaker.
    text: String,
    /// Its stems that the index knows, by number, each with the words as written that have it.
    words: BTreeMap<usize, BTreeSet<String>>,
    /// What all its stems weigh.
    weight: f64,
    /// The runs of letters that the index knows.
    grams: BTreeSet<usize>,
}

/// What tells whether a fact-check is about a statement, each with its learnt weight. Shares are of weights, words weighed
/// by how rare they are among the fact-checks; sums are in units of the rarest word.
pub const FEATURES: [(&str, f64); 11] = [
    // BM25 over stems.
    ("words", 0.226),
    // BM25 over runs of letters: names in other spellings, compounds, other endings.
    ("grams", 0.290),
    // How rare the rarest common word is.
    ("rarest", 4.697),
    // Share of the reviewed claim that the statement has.
    ("claim", 1.584),
    // Share of the statement that the fact-check has.
    ("statement", 4.860),
    // Share of the fact-check's title that the statement has.
    ("title", 1.546),
    // How many numbers of the reviewed claim the statement has, and how many it has not.
    ("numbers", 0.617),
    ("missing numbers", -0.417),
    // Whether the fact-check names the year of the statement, or says that the claim is of that year.
    ("year", 0.762),
    // The same of the month with its year.
    ("month", 2.333),
    // The cosine of what both mean. It stands last.
    ("meaning", 17.739),
];

/// The features of a statement and a fact-check, in the order of [`FEATURES`].
pub type Features = [f64; FEATURES.len()];

/// Where the cosine stands in them.
const MEANING: usize = FEATURES.len() - 1;

/// What a match must reach.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Floor {
    /// Words in common.
    pub(crate) words: usize,
    /// The sum of its features before the network has read it.
    pub(crate) wording: f64,
    /// Its score.
    pub(crate) score: f64,
}

/// The features by their learnt weights.
fn sum(features: &Features) -> f64 {
    features.iter().zip(FEATURES).map(|(feature, (_, weight))| feature * weight).sum()
}

/// The logistic curve over their sum.
fn score(features: &Features) -> f64 {
    1.0 / (1.0 + (SLOPE * (EVEN - sum(features))).exp())
}

impl Index {
    /// Of these, in this order.
    ///
    /// # Errors
    /// [`ModelError`] where the weights that were built in are damaged.
    pub(crate) fn new(reviews: impl IntoIterator<Item = Review>) -> Result<Self, ModelError> {
        let mut index = Self::default();
        let stemmer = Stemmer::create(Algorithm::English);
        let mut lengths: Vec<usize> = Vec::new();
        let mut all_grams = 0;
        for review in reviews {
            let [claim, title, speaker] = review.parts().map(|part| index.numbers(&stemmer, part));
            let all: Vec<usize> = [&*claim, &title, &speaker].concat();
            for (id, count) in counted(all.iter().copied()) {
                index.held[id].push((lengths.len(), real(count)));
            }
            let grams = index.gram_numbers(&review.parts().join(" "));
            all_grams += grams.len();
            lengths.push(all.len());
            let (claim, title) = (claim.into_iter().collect(), title.into_iter().collect());
            index.entries.push(Entry { review, claim, title, grams, meaning: OnceLock::new() });
        }
        let mean = |sum: usize| real(sum) / real(lengths.len().max(1));
        let mean_length = mean(lengths.iter().sum());
        index.mean_grams = mean(all_grams);
        for held in &mut index.held {
            let rarity = rarity(held.len(), lengths.len());
            for (at, weight) in held {
                *weight = rarity * saturated(*weight, real(lengths[*at]) / mean_length);
            }
        }
        if !index.entries.is_empty() {
            index.meaning = Some(Meaning::built_in()?);
        }
        Ok(index)
    }

    /// All fact-checks, in its order.
    #[cfg(test)]
    pub(crate) fn reviews(&self) -> impl Iterator<Item = &Review> {
        self.entries.iter().map(|entry| &entry.review)
    }

    /// How many fact-checks it holds.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The fact-checks that reach the floor, the best first.
    ///
    /// # Errors
    /// [`EncoderError`] where the network can't be run.
    pub(crate) fn ranked(
        &self,
        statement: &Statement<'_>,
        floor: Floor,
    ) -> Result<Vec<Match<'_>>, EncoderError> {
        let Some(network) = self.meaning else { return Ok(Vec::new()) };
        let query = Query::new(self, statement);
        let near = self.near(&query, floor);
        if near.is_empty() {
            return Ok(Vec::new());
        }
        let meant = network.of(read(&query.text))?;
        let mut matches: Vec<(usize, Match<'_>)> = Vec::new();
        for (at, mut features) in near {
            let entry = &self.entries[at];
            features[MEANING] = meant.cosine(entry.meaning(network)?);
            let score = score(&features);
            if score >= floor.score {
                matches.push((
                    at,
                    Match { review: &entry.review, score, shared: query.shared(entry), features },
                ));
            }
        }
        // Equal scores stay in the order of the index, so that the same input gives the same list.
        matches.sort_by(|(a, one), (b, other)| other.score.total_cmp(&one.score).then(a.cmp(b)));
        Ok(matches.into_iter().map(|(_, found)| found).collect())
    }

    /// Those that the network has to read, with all features but the cosine, for which nought stands.
    fn near(&self, query: &Query<'_>, floor: Floor) -> Vec<(usize, Features)> {
        let mut near = Vec::new();
        for (at, bm25) in self.candidates(query) {
            let entry = &self.entries[at];
            let features = self.wording(query, entry, bm25);
            if sum(&features) >= floor.wording && query.shared(entry).len() >= floor.words {
                near.push((at, features));
            }
        }
        near.sort_by(|(a, one), (b, other)| sum(other).total_cmp(&sum(one)).then(a.cmp(b)));
        near.truncate(READ);
        near
    }

    /// The numbers of the stems in a text, in its order. A stem that is new gets one.
    fn numbers(&mut self, stemmer: &Stemmer, text: &str) -> Vec<usize> {
        let stems = content(text).into_iter().map(|word| stemmer.stem(&word).into_owned());
        stems
            .map(|stem| {
                let next = self.held.len();
                let is_number = stem.contains(|c: char| c.is_ascii_digit());
                let id = *self.ids.entry(stem).or_insert(next);
                if id == next {
                    self.held.push(Vec::new());
                    self.is_number.push(is_number);
                }
                id
            })
            .collect()
    }

    /// The numbers of the runs of letters in a text, in order. A run that is new gets one, and each is counted once more.
    fn gram_numbers(&mut self, text: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        for gram in grams(text) {
            let next = self.gram_ids.len();
            numbers.push(*self.gram_ids.entry(gram).or_insert(next));
        }
        numbers.sort_unstable();
        self.grams.resize(self.gram_ids.len(), 0);
        for same in numbers.chunk_by(PartialEq::eq) {
            self.grams[same[0]] += 1;
        }
        numbers.into_iter().filter_map(|number| u32::try_from(number).ok()).collect()
    }

    /// The best by BM25, with what it gives.
    fn candidates(&self, query: &Query<'_>) -> Vec<(usize, f64)> {
        let mut sums = vec![0.0; self.entries.len()];
        let mut touched = Vec::new();
        for (at, weight) in query.words.keys().flat_map(|id| &self.held[*id]) {
            if sums[*at] == 0.0 {
                touched.push(*at);
            }
            sums[*at] += weight;
        }
        let best_first = |a: &usize, b: &usize| sums[*b].total_cmp(&sums[*a]).then(a.cmp(b));
        if touched.len() > CANDIDATES {
            touched.select_nth_unstable_by(CANDIDATES, best_first);
            touched.truncate(CANDIDATES);
        }
        touched.into_iter().map(|at| (at, sums[at])).collect()
    }

    /// All features but the cosine.
    fn wording(&self, query: &Query<'_>, entry: &Entry, words: f64) -> Features {
        let rarest = rarity(1, self.entries.len().max(FULL));
        let both: BTreeSet<usize> = entry.claim.union(&entry.title).copied().collect();
        let rarities = |ids: &BTreeSet<usize>| ids.iter().map(|id| self.rarity_of_stem(*id)).sum::<f64>();
        let common =
            |ids: &BTreeSet<usize>| ids.iter().filter(|id| query.words.contains_key(id)).copied().collect();
        let share = |ids: &BTreeSet<usize>| {
            let all = rarities(ids);
            if all > 0.0 { rarities(&common(ids)) / all } else { 0.0 }
        };
        let claim = share(&entry.claim);
        let shared = common(&both);
        let numbers = entry.claim.iter().filter(|id| self.is_number[**id]);
        let (said, unsaid): (Vec<usize>, Vec<usize>) = numbers.partition(|id| query.words.contains_key(id));
        let [year, month] = query.dates(&entry.review);
        [
            words / rarest,
            self.gram_score(query, entry) / rarest,
            shared.iter().map(|id| self.rarity_of_stem(*id)).fold(0.0, f64::max) / rarest,
            claim,
            rarities(&shared) / query.weight,
            // Where there is no title, the reviewed claim stands for it.
            if entry.title.is_empty() { claim } else { share(&entry.title) },
            real(said.len()),
            real(unsaid.len()),
            year,
            month,
            0.0,
        ]
    }

    /// BM25 over runs of letters.
    fn gram_score(&self, query: &Query<'_>, entry: &Entry) -> f64 {
        let length = real(entry.grams.len()) / self.mean_grams;
        let runs = entry.grams.chunk_by(PartialEq::eq).map(|same| (same[0] as usize, same.len()));
        let common = runs.filter(|(gram, _)| query.grams.contains(gram));
        common.map(|(gram, count)| self.rarity_of(self.grams[gram]) * saturated(real(count), length)).sum()
    }

    fn rarity_of(&self, held: usize) -> f64 {
        rarity(held, self.entries.len())
    }

    fn rarity_of_stem(&self, id: usize) -> f64 {
        self.rarity_of(self.held[id].len())
    }
}

impl Entry {
    /// What its words mean; read once.
    fn meaning(&self, network: &Meaning) -> Result<&Vector, EncoderError> {
        if let Some(meaning) = self.meaning.get() {
            return Ok(meaning);
        }
        let meaning = network.of(read(&self.review.parts().join(" ")))?;
        Ok(self.meaning.get_or_init(|| meaning))
    }
}

impl<'a> Query<'a> {
    fn new(index: &Index, statement: &'a Statement<'a>) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let text = format!("{} {}", statement.text, statement.speaker.unwrap_or_default());
        let mut stems: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for word in content(&text) {
            stems.entry(stemmer.stem(&word).into_owned()).or_default().insert(word);
        }
        let mut words = BTreeMap::new();
        let mut weight = 0.0;
        for (stem, written) in stems {
            let id = index.ids.get(&stem).copied();
            // A word that no fact-check has is as rare as can be.
            weight += id.map_or(index.rarity_of(1), |id| index.rarity_of_stem(id));
            words.extend(id.map(|id| (id, written)));
        }
        let grams = grams(&text).filter_map(|gram| index.gram_ids.get(&gram).copied()).collect();
        Self { statement, text, words, weight, grams }
    }

    /// Words that the fact-check's claim or title has too, as the statement writes them.
    fn shared(&self, entry: &Entry) -> Vec<String> {
        let ids = self.words.iter().filter(|(id, _)| entry.claim.contains(id) || entry.title.contains(id));
        let words: BTreeSet<&String> = ids.flat_map(|(_, words)| words).collect();
        words.into_iter().cloned().collect()
    }

    /// Whether the fact-check names the statement's year or says that the claim is of that year, and the same of the month
    /// with it: 1 or 0.
    fn dates(&self, review: &Review) -> [f64; 2] {
        let Some(day) = self.statement.day else { return [0.0, 0.0] };
        let has = |name: &str| review.parts().iter().any(|part| tokens(part).any(|token| token == name));
        let claimed: Option<Date> = review.claimed.as_ref().and_then(|day| day.get(..10)?.parse().ok());
        let claimed_then = |same_month: bool| {
            claimed
                .is_some_and(|then| then.year() == day.year() && (!same_month || then.month() == day.month()))
        };
        let name = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at));
        let year = has(&day.year().to_string()) || claimed_then(false);
        let month = name.is_some_and(|name| has(name)) || claimed_then(true);
        [year, year && month].map(|is| f64::from(u8::from(is)))
    }
}

/// How rare what `held` of `all` have is: inverse document frequency as BM25 has it, never below zero. A short list can't
/// tell which words are common, so it is filled up to [`FULL`] fact-checks, in which every word is [`FILLED`] often.
fn rarity(held: usize, all: usize) -> f64 {
    let missing = real(FULL.saturating_sub(all));
    let (held, all) = (real(held) + FILLED * missing, real(all) + missing);
    (1.0 + (all - held + 0.5) / (held + 0.5)).ln()
}

/// What a count is worth in a text that is `length` times as long as the mean.
fn saturated(count: f64, length: f64) -> f64 {
    count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn counted<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

/// Letters and digits in a row, apostrophes inside; addresses left out.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let before_address = |word| {
        let starts =
            ["http", "www.", "pic.twitter.com"].into_iter().filter_map(|start| str::find(word, start));
        starts.min().and_then(|at| word.get(..at)).unwrap_or(word)
    };
    text.split_whitespace()
        .map(before_address)
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')))
        .map(|token| token.trim_matches(['\'', '’']))
        .filter(|token| !token.is_empty())
}

/// What the network reads of a text: its words alone, names written in one taken apart. So a copy that differs in its
/// marks of quotation only means the same.
fn read(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).flat_map(parts)
}

/// Words that carry the content, in lower case and without `'s`. A name written in one with capitals inside
/// (`FreePress`, `McCain`) also gives its parts.
fn content(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens(text) {
        let parts = parts(token);
        if parts.len() > 1 {
            words.push(plain(token));
        }
        words.extend(parts.into_iter().map(plain));
    }
    words.retain(|word| !word.is_empty() && FUNCTION.binary_search(&word.as_str()).is_err());
    words
}

fn plain(token: &str) -> String {
    let lower = token.to_lowercase().replace('’', "'");
    lower.strip_suffix("'s").unwrap_or(&lower).replace('\'', "")
}

/// Cut before each capital or digit that follows a small letter.
fn parts(token: &str) -> Vec<&str> {
    let pairs = token.chars().zip(token.char_indices().skip(1));
    let starts =
        pairs.filter(|(before, (_, c))| before.is_lowercase() && (c.is_uppercase() || c.is_ascii_digit()));
    let mut from = 0;
    let mut parts = Vec::new();
    for to in starts.map(|(_, (at, _))| at).chain([token.len()]) {
        parts.extend(token.get(from..to));
        from = to;
    }
    parts
}

/// Runs of letters of the words that carry the content.
fn grams(text: &str) -> impl Iterator<Item = String> {
    content(text).into_iter().flat_map(|word| {
        let letters: Vec<char> = format!("<{word}>").chars().collect();
        let runs = letters.windows(GRAM.min(letters.len())).map(|run| run.iter().collect());
        runs.collect::<Vec<String>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_in_order() {
        assert!(FUNCTION.is_sorted());
    }

    #[test]
    fn words_are_cut_as_they_are_read() {
        for (text, words) in [
            (
                "The mayor's #SaveOurPark2030 plan",
                vec!["mayor", "saveourpark2030", "save", "our", "park", "2030", "plan"],
            ),
            (
                "McCain: don’t look, see http://a.example/x-y",
                vec!["mccain", "mc", "cain", "dont", "look", "see"],
            ),
            ("45 of 71 drones—all of them", vec!["45", "71", "drones"]),
            ("", vec![]),
        ] {
            let words: Vec<&str> = words.into_iter().filter(|word| *word != "our").collect();
            assert_eq!(content(text), words, "{text}");
        }
    }
}
