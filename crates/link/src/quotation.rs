//! What an article quotes, word for word, to see that another quotes the same.

use std::collections::BTreeSet;

use onrecord_model::Article;

use crate::party::speaker_key;
use crate::sketch::text_hash;
use crate::words::words;

/// Words of a quotation that is kept. Shorter ones are phrases that many take from one speech.
const WORDS: usize = 6;

/// So many common quotations make two articles one.
const SHARED: usize = 2;

/// Hash of a quotation's words, and of who says it, where it is told.
type Quotation = (u64, Option<u64>);

/// The quotations of an article, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quotations(Vec<Quotation>);

impl Quotations {
    pub(crate) fn of(article: &Article) -> Self {
        let speaker = |from: usize, to: usize| {
            let said = |span: &&onrecord_model::Span| span.start() < to && from < span.end();
            let claim = article.claims.iter().find(|claim| claim.content.spans.iter().any(|s| said(&s)))?;
            claim.speaker.name.as_deref().map(|name| text_hash(&speaker_key(name)))
        };
        let mut all: Vec<Quotation> = Vec::new();
        for (from, text) in quoted(&article.text) {
            let row: Vec<String> = words(text, 0).into_iter().map(|word| word.text).collect();
            if row.len() >= WORDS {
                all.push((text_hash(&row.join(" ")), speaker(from, from + text.len())));
            }
        }
        all.sort_unstable();
        all.dedup_by_key(|(words, _)| *words);
        Self(all)
    }

    /// What stands for each quotation.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|(words, _)| *words)
    }

    /// How many quotations the two have in common, where they are those of copies: nearly all that one of them has, and
    /// of two speakers or more. Two reporters seldom hear two people say the same and cut both at the same word.
    pub(crate) fn shared(&self, other: &Self) -> Option<usize> {
        let there = |words: u64| other.0.binary_search_by_key(&words, |(words, _)| *words).ok();
        let mut speakers: BTreeSet<Option<u64>> = BTreeSet::new();
        let mut shared = 0;
        for (words, speaker) in &self.0 {
            if let Some((_, theirs)) = there(*words).and_then(|at| other.0.get(at)) {
                shared += 1;
                speakers.insert(speaker.or(*theirs));
            }
        }
        let least = self.0.len().min(other.0.len());
        (shared >= SHARED && shared * 4 >= least * 3 && speakers.len() >= 2).then_some(shared)
    }
}

/// What stands between quotation marks, each with its first byte. A mark that is never closed ends with its paragraph.
fn quoted(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    // An apostrophe has the same sign as a closing mark, but for the comma or full stop before it.
    let mut ended = false;
    for (at, mark) in text.char_indices() {
        open = match (open, mark) {
            (_, '\n') => None,
            (None, '“' | '"' | '«' | '‘') => Some((at + mark.len_utf8(), closing(mark))),
            (Some((from, close)), _) if mark == close && (mark != '’' || ended) => {
                found.extend(text.get(from..at).map(|part| (from, part)));
                None
            }
            (open, _) => open,
        };
        ended = matches!(mark, ',' | '.' | '!' | '?' | '…');
    }
    found
}

fn closing(mark: char) -> char {
    match mark {
        '“' => '”',
        '«' => '»',
        '‘' => '’',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use onrecord_model::Stance;

    use super::*;
    use crate::testing::{article, claim};

    const MAYOR: &str = "we will build it again and in stone";
    const TRADER: &str = "my scales were in there for sixty years";
    const OTHER: &str = "nobody has told us where we can go now";

    fn page(quotes: &[(&str, &str)]) -> Quotations {
        let lines: Vec<String> = quotes.iter().map(|(who, says)| format!("“{says},” said {who}.")).collect();
        let mut page = article("Post", "2025-07-23", &lines.join("\n"));
        for (who, says) in quotes {
            claim(&mut page, who, Stance::Asserts, says);
        }
        Quotations::of(&page)
    }

    #[test]
    fn all_quotations_of_two_speakers_make_two_articles_one() {
        let one = page(&[("Hakim Sabri", MAYOR), ("Umm Nadir", TRADER)]);
        assert_eq!(one.shared(&page(&[("Umm Nadir", TRADER), ("Hakim Sabri", MAYOR)])), Some(2));
        let with_own = page(&[
            ("Hakim Sabri", MAYOR),
            ("Umm Nadir", TRADER),
            ("Lia Conte", OTHER),
            ("Eva Mala", "too short"),
        ]);
        assert_eq!(one.shared(&with_own), Some(2));
    }

    #[test]
    fn all_marks_quote() {
        for text in
            ["“it’s ours,” he said", "\"it’s ours,\" he said", "«it’s ours,» he said", "‘it’s ours,’ he said"]
        {
            assert_eq!(quoted(text).into_iter().map(|(_, part)| part).collect::<Vec<_>>(), ["it’s ours,"]);
        }
        assert!(quoted("“never closed\nthe workers’ homes").is_empty());
    }

    #[test]
    fn one_speech_heard_by_two_does_not() {
        let speech = page(&[("Hakim Sabri", MAYOR), ("Hakim Sabri", TRADER)]);
        assert_eq!(speech.shared(&speech), None, "one speaker");
        let one = page(&[("Hakim Sabri", MAYOR), ("Umm Nadir", OTHER)]);
        assert_eq!(
            one.shared(&page(&[("Hakim Sabri", MAYOR), ("Umm Nadir", TRADER)])),
            None,
            "one in common"
        );
    }
}
