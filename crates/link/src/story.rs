//! Which articles tell the same story, from the words of their leads.
//!
//! A lead is a vector of words weighted by (1 + ln tf) · ln(1 + N / df), after Manning, Raghavan and Schütze, "Introduction
//! to Information Retrieval" (2008), 6.4; stories are the groups of average linkage over the cosines. Only articles that
//! share a rare word and were published at most a week apart are compared, each with a bounded number of others, so the
//! cost stays near linear in the number of articles. The order in which the articles are given changes nothing but the
//! order of the result.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord_model::{Article, Moment};

use crate::cluster::within;
use crate::frame::{form, is_empty, opens};
use crate::linkage::{Pair, average_linkage};
use crate::sketch::word_hash;
use crate::words::words;

/// How many words of a text are its lead: news tell first what happened, to whom and where.
const LEAD: usize = 150;

/// The mean cosine from which two groups of articles tell one story: best on ECB+ train.
const LEAST: f64 = 0.16;

/// What a word counts that no other article has: it tells nothing of what two share, only how much of their own they have.
const ALONE: f64 = 0.5;

/// Two articles less alike than that are not alike at all: such pairs are many and hold no story together.
const ALIKE: f64 = 0.04;

/// How many of its rarest words an article is found by, and how many of them two must share to be compared.
const RARE: usize = 24;
const SHARED: usize = 2;

/// How many articles after it, in the order of days, an article meets for each of its rare words.
const NEIGHBOURS: usize = 32;

/// How far apart two articles of one story are published, in days.
const WINDOW: i32 = 7;

/// What of an article tells its story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// The day of publication.
    day: Option<Date>,
    /// Hashes of the words, sorted; one that stands there twice is there twice.
    words: Box<[u32]>,
}

impl Lead {
    /// That of a text, published on `day`.
    pub fn new(text: &str, day: Option<Date>) -> Self {
        let telling = words(text, 0).into_iter().filter(|word| !is_empty(&word.text) && !opens(&word.text));
        let mut words: Box<[u32]> = telling.take(LEAD).map(|word| word_hash(&form(&word.text))).collect();
        words.sort_unstable();
        Self { day, words }
    }

    /// That of an article: its headline, then its text.
    pub(crate) fn of(article: &Article) -> Self {
        let title = article.source.title.as_deref().unwrap_or_default();
        let day = article.source.published.as_ref().map(Moment::date);
        Self::new(&[title, &article.text].join("\n"), day)
    }

    /// Each word with how often it stands there.
    fn counted(&self) -> impl Iterator<Item = (u32, usize)> {
        self.words.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, same.len())))
    }
}

/// A lead as a vector of length 1: words and weights, in the order of the words.
type Vector = Vec<(u32, f64)>;

/// For each article, the number of the first article of its story.
pub fn stories(leads: &[&Lead]) -> Vec<usize> {
    let mut articles_of: HashMap<u32, usize> = HashMap::new();
    for (word, _) in leads.iter().flat_map(|lead| lead.counted()) {
        *articles_of.entry(word).or_default() += 1;
    }
    let vectors: Vec<Vector> = leads.iter().map(|lead| vector(lead, &articles_of, leads.len())).collect();
    average_linkage(leads.len(), &pairs(leads, &vectors, &articles_of), LEAST)
}

/// The vector of a lead.
fn vector(lead: &Lead, articles_of: &HashMap<u32, usize>, articles: usize) -> Vector {
    let weight = |(word, times): (u32, usize)| {
        let of = articles_of.get(&word).copied().unwrap_or(1);
        let share = if of > 1 { 1.0 } else { ALONE };
        (word, share * (1.0 + real(times).ln()) * (real(articles) / real(of)).ln_1p())
    };
    let mut vector: Vector = lead.counted().map(weight).collect();
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    for (_, weight) in &mut vector {
        *weight /= length;
    }
    vector
}

/// The rarest words of an article that another has too.
fn rarest(vector: &Vector, articles_of: &HashMap<u32, usize>) -> Vec<u32> {
    let articles = |word: &u32| articles_of.get(word).copied().unwrap_or_default();
    let mut words: Vec<u32> =
        vector.iter().map(|(word, _)| *word).filter(|word| articles(word) > 1).collect();
    words.sort_unstable_by_key(|word| (articles(word), *word));
    words.truncate(RARE);
    words
}

/// The pairs of articles that are alike.
fn pairs(leads: &[&Lead], vectors: &[Vector], articles_of: &HashMap<u32, usize>) -> Vec<Pair> {
    let rarest: Vec<Vec<u32>> = vectors.iter().map(|vector| rarest(vector, articles_of)).collect();
    let mut holders: HashMap<u32, Vec<(Option<Date>, usize)>> = HashMap::new();
    for (at, (lead, words)) in leads.iter().zip(&rarest).enumerate() {
        for word in words {
            holders.entry(*word).or_default().push((lead.day, at));
        }
    }
    for held in holders.values_mut() {
        held.sort_unstable();
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, (lead, words)) in leads.iter().zip(&rarest).enumerate() {
        let mut met: Vec<usize> = Vec::new();
        for held in words.iter().filter_map(|word| holders.get(word)) {
            let after = held.partition_point(|other| *other <= (lead.day, at));
            let next = held.iter().skip(after).take(NEIGHBOURS);
            met.extend(next.take_while(|(day, _)| is_near(lead.day, *day)).map(|(_, other)| *other));
        }
        met.sort_unstable();
        let often = met.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED);
        let alike = often.filter_map(|same| {
            let other = *same.first()?;
            Some((at, other, cosine(vectors.get(at)?, vectors.get(other)?)))
        });
        pairs.extend(alike.filter(|(_, _, alike)| *alike >= ALIKE));
    }
    pairs
}

fn is_near(first: Option<Date>, last: Option<Date>) -> bool {
    match (first, last) {
        (Some(first), Some(last)) => within(first, last, WINDOW),
        (first, last) => first == last,
    }
}

fn cosine(a: &Vector, b: &Vector) -> f64 {
    let in_b = |word: &u32| b.binary_search_by_key(word, |(word, _)| *word).ok().and_then(|at| b.get(at));
    a.iter().filter_map(|(word, weight)| Some(weight * in_b(word)?.1)).sum()
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = [
        "The harbour of Olesna was closed after a ferry hit the northern mole, port master Ida Brand said. Divers search the hull.",
        "A ferry rammed the mole of Olesna harbour in fog. Port master Ida Brand closed the harbour; divers looked at the hull.",
        "Farmers of Zarghun burned straw before the ministry, asking for the water that the new dam keeps from their fields.",
        "Straw burned before the ministry: farmers from Zarghun want water from the dam for their dry fields.",
        "The national orchestra begins its season with a symphony by a composer whom nobody had played for ninety years.",
        "Chess: the champion lost his title in a game of six hours after he had overlooked a pawn.",
    ];

    fn leads(texts: &[&str], day: &str) -> Vec<Lead> {
        texts.iter().map(|text| Lead::new(text, day.parse().ok())).collect()
    }

    fn stories_of(leads: &[Lead]) -> Vec<usize> {
        stories(&leads.iter().collect::<Vec<_>>())
    }

    #[test]
    fn two_reports_of_one_thing_are_one_story() {
        assert_eq!(stories_of(&leads(&TEXTS, "2026-03-04")), [0, 0, 2, 2, 4, 5]);
        assert_eq!(stories_of(&leads(&TEXTS[..2], "")), [0, 0], "in a record of two articles, too");
    }

    #[test]
    fn the_order_of_arrival_changes_nothing() {
        let mut turned = leads(&TEXTS, "");
        turned.reverse();
        assert_eq!(stories_of(&turned), [0, 1, 2, 2, 4, 4]);
    }

    #[test]
    fn weeks_apart_is_another_story() {
        let mut all = leads(&TEXTS, "2026-03-04");
        all.extend(leads(&TEXTS[..2], "2026-05-04"));
        assert_eq!(stories_of(&all), [0, 0, 2, 2, 4, 5, 6, 6]);
    }

    #[test]
    fn what_has_no_words_is_no_story() {
        assert_eq!(stories_of(&leads(&["", "", "the of"], "")), [0, 1, 2]);
        assert!(stories_of(&[]).is_empty());
    }
}
