//! What is the same for all claims of an article, and the words of one claim.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use onrecord_model::{Article, Claim, Moment, Span};

use super::Publication;
use crate::context::context_of;
use crate::frame;
use crate::place::{is_region, place_mentions};
use crate::words::{Gap, Word, words};

/// What is the same for all claims of an article.
pub(super) struct Page<'a> {
    pub(super) article: &'a Article,
    pub(super) publication: Arc<Publication>,
    pub(super) published: Option<Date>,
    /// Mentions of places smaller than a state, in the order of the text.
    pub(super) places: Vec<(usize, String)>,
    /// Hashes of the words of their names, sorted: a town is not what tells two events in it apart.
    pub(super) place_words: Vec<u32>,
    pub(super) title: Vec<u32>,
    /// Names in the text with where they start, in order.
    names: Vec<(usize, String)>,
    /// Names in the headline.
    title_names: Vec<String>,
    /// Where it was written, as the text begins with it ("SUMY — …").
    pub(super) dateline: Arc<str>,
    told: Told,
    /// The bytes that tell it.
    before_text: Range<usize>,
    /// The margin of error that the article tells of its shares, in percentage points.
    pub(super) margin: Option<f64>,
}

impl<'a> Page<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let title = article.source.title.as_deref().map(context_of).unwrap_or_default();
        let places = place_mentions(article);
        let mut place_words: Vec<u32> = places.iter().flat_map(|(_, name)| context_of(name)).collect();
        place_words.sort_unstable();
        let published = article.source.published.as_ref().map(Moment::date);
        let (dateline, before_text) = frame::dateline(&article.text, &article.blocks);
        let speakers = article.claims.iter().filter_map(|claim| claim.speaker.name.as_deref());
        let speakers = speakers.flat_map(|name| words(name, 0)).map(|word| word.text).collect();
        let (before, after) = article.text.split_at_checked(before_text.end).unwrap_or_default();
        let mut names = names_in(&words(before, 0), &speakers, &dateline);
        names.extend(names_in(&words(after, before_text.end), &speakers, &dateline));
        let headline = words(article.source.title.as_deref().unwrap_or_default(), 0);
        let headline = if is_in_title_case(&headline) { Vec::new() } else { headline };
        let title_names = names_in(&headline, &speakers, &dateline).into_iter().map(|(_, name)| name);
        let title_names = title_names.take(NAMES).collect();
        let source = &article.source;
        let publication = Arc::new(Publication {
            article: article.id.clone(),
            outlet: source.outlet.clone(),
            url: source.canonical_url.clone().unwrap_or_else(|| source.url.clone()),
            address: source.url.clone(),
            published: source.published.clone(),
        });
        Self {
            article,
            publication,
            published,
            places,
            place_words,
            title,
            names,
            title_names,
            dateline: dateline.into(),
            told: Told::new(article),
            before_text,
            margin: margin_of_error(&article.text),
        }
    }

    /// Hashes of the words of the headline and of the paragraph that holds `sentence`, sorted.
    pub(super) fn told(&self, sentence: Span) -> Arc<[u32]> {
        self.told.around(sentence)
    }

    /// The place named last before `at`, in the same paragraph or the one before it; a town goes before its region.
    pub(super) fn place_before(&self, at: usize) -> Option<String> {
        let blocks = &self.article.blocks;
        let here = blocks.iter().rposition(|block| block.span.start() <= at).unwrap_or(0);
        let from = blocks.get(here.saturating_sub(1)).map_or(0, |block| block.span.start());
        let mut near = self.places.iter().rev().filter(|(start, _)| *start < at && *start >= from);
        let last = near.clone().find(|(_, name)| !is_region(name)).or_else(|| near.next())?;
        Some(last.1.clone())
    }

    /// Names in a part of the text.
    pub(super) fn names_in(&self, part: Span) -> impl Iterator<Item = &str> {
        let from = self.names.partition_point(|(start, _)| *start < part.start());
        self.names
            .iter()
            .skip(from)
            .take_while(move |(start, _)| *start < part.end())
            .map(|(_, name)| name.as_str())
    }

    /// Names in the headline and those between the paragraph before and byte `at`, the last of them.
    pub(super) fn names_before(&self, at: usize) -> Vec<String> {
        let blocks = &self.article.blocks;
        let here = blocks.iter().rposition(|block| block.span.start() <= at).unwrap_or(0);
        let from = blocks.get(here.saturating_sub(1)).map_or(0, |block| block.span.start());
        let end = self.names.partition_point(|(start, _)| *start < at);
        let before = self.names.iter().take(end).rev().take_while(|(start, _)| *start >= from).take(NAMES);
        let mut names: Vec<String> = before.map(|(_, name)| name.clone()).collect();
        names.extend(self.title_names.iter().cloned());
        names.sort();
        names.dedup();
        names
    }
}

/// Names in a text with where they start: words with a capital inside a sentence that are no state, no day and no
/// `speaker`'s.
fn names_in(text: &[Word], speakers: &HashSet<String>, dateline: &str) -> Vec<(usize, String)> {
    text.iter()
        .skip(1)
        .filter(|word| word.capital && word.gap < Gap::Sentence && word.text.chars().count() > 2)
        .filter(|word| frame::is_name(word) && !dateline.contains(word.text.as_str()))
        .filter(|word| !speakers.contains(&word.text))
        .map(|word| (word.start, word.text.clone()))
        .collect()
}

/// How many names before a claim are kept.
const NAMES: usize = 8;

/// Whether a headline has its small words only in lower case, so that its capitals tell nothing.
fn is_in_title_case(title: &[Word]) -> bool {
    let telling = title.iter().skip(1).filter(|word| word.text.chars().count() > 4);
    let (capitals, small): (Vec<&Word>, Vec<&Word>) = telling.partition(|word| word.capital);
    small.len() < capitals.len()
}

/// Words of the content, each with its place in the article's text. Parts of a split quotation are kept apart.
pub(super) fn content_words(page: &Page<'_>, claim: &Claim) -> Vec<Word> {
    let article = page.article;
    let mut row: Vec<Word> = Vec::new();
    let mut last_end = 0;
    for span in &claim.content.spans {
        let Some(part) = span.slice(&article.text) else { continue };
        let before = row.len();
        row.extend(words(part, span.start()));
        let between = article.text.get(last_end..span.start()).unwrap_or_default();
        if before > 0
            && !between.chars().all(char::is_whitespace)
            && let Some(first) = row.get_mut(before)
        {
            // What goes on neither with a sentence nor with a phrase ("…, who has a list") is said about something else.
            let ended = first.capital && between.contains(['.', '!', '?'])
                || !first.capital && !frame::opens(&first.text) && !between.contains(['"', '”', '\'']);
            first.gap = first.gap.max(if ended { Gap::Sentence } else { Gap::Clause });
        }
        last_end = span.end();
    }
    row.retain(|word| !page.before_text.contains(&word.start));
    row
}

/// Hashes of the words that a report tells around its claims.
#[derive(Debug)]
struct Told {
    /// Of each paragraph with a claim: its words and those of the headline.
    by_paragraph: Vec<(Span, Arc<[u32]>)>,
    by_title: Arc<[u32]>,
}

impl Told {
    fn new(article: &Article) -> Self {
        let title = words(article.source.title.as_deref().unwrap_or_default(), 0);
        let mut sentences: Vec<Span> = article.claims.iter().map(|claim| claim.sentence).collect();
        sentences.sort_unstable_by_key(|sentence| (sentence.start(), sentence.end()));
        let mut by_paragraph = Vec::new();
        for span in article.blocks.iter().map(|block| block.span) {
            let first = sentences.partition_point(|sentence| sentence.start() < span.start());
            if sentences.get(first).is_some_and(|sentence| span.contains(*sentence)) {
                let paragraph = words(span.slice(&article.text).unwrap_or_default(), 0);
                by_paragraph.push((span, frame::hashes(title.iter().chain(&paragraph)).into()));
            }
        }
        Self { by_paragraph, by_title: frame::hashes(title.iter()).into() }
    }

    /// Around `sentence`; in no paragraph, those of the headline alone.
    fn around(&self, sentence: Span) -> Arc<[u32]> {
        let after = self.by_paragraph.partition_point(|(span, _)| span.start() <= sentence.start());
        let before = after.checked_sub(1).and_then(|at| self.by_paragraph.get(at));
        let paragraph = before.filter(|(span, _)| span.contains(sentence));
        Arc::clone(paragraph.map_or(&self.by_title, |(_, told)| told))
    }
}

/// "The margin of error was three percentage points", "plus or minus 2.5 points": the number that the sentence tells beside
/// such words, in percentage points.
fn margin_of_error(text: &str) -> Option<f64> {
    const PHRASE: &str = "margin of error";
    const MOST: f64 = 50.0;
    const SMALL: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let at = text.find(PHRASE)?;
    let after = text.get(at + PHRASE.len()..)?.split(['\n', ';']).next()?.split(". ").next()?;
    let before = text.get(..at)?.rsplit(['\n', ';']).next()?.rsplit(". ").next()?;
    let points = |word: &str| {
        let spelt = SMALL.iter().zip(1_u8..).find(|(name, _)| **name == word);
        let number: Option<f64> = spelt.map(|(_, value)| f64::from(value)).or_else(|| word.parse().ok());
        number.filter(|points| (0.0..MOST).contains(points))
    };
    let told = |part: &str| {
        let row: Vec<&str> =
            part.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        let unit = |word: &str| word.starts_with("percent") || word.starts_with("point");
        row.windows(2).find_map(|pair| match pair {
            [number, next] if unit(next) => points(number),
            _ => None,
        })
    };
    told(after).or_else(|| told(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_margin_of_error_is_read_before_and_after_its_name() {
        for (text, margin) in [
            ("The margin of error was three percentage points.", Some(3.0)),
            ("a poll with a margin of error of 2.5 points", Some(2.5)),
            ("with a margin of error of plus or minus 4 percent", Some(4.0)),
            ("It has a 3 point margin of error", Some(3.0)),
            ("The margin of error was not told. Turnout rose by 3 points", None),
            ("They won by three points", None),
        ] {
            assert_eq!(margin_of_error(text), margin, "{text}");
        }
    }
}
