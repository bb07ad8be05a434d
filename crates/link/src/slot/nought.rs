//! "No one", "not one rider", "none of the passengers", "no prisoner", "there were no deaths": counts of nought that have no number.

use onrecord_model::{Bound, Quantity, Span};

use super::reader::Reader;
use crate::frame;
use crate::predicate::{Hit, is_be};
use crate::words::Gap;

/// How many words the subject of such a sentence may have before its verb.
const LONGEST: usize = 6;

impl Reader<'_> {
    /// The counts of nought, as quantities whose words are the negation and what it negates.
    pub(super) fn noughts(&self, hits: &[Hit]) -> Vec<Quantity> {
        (0..self.words.len()).filter_map(|at| self.nought(at, hits)).collect()
    }

    fn nought(&self, at: usize, hits: &[Hit]) -> Option<Quantity> {
        let (object, to) = match (self.text(at), self.text(at + 1)) {
            ("nobody", _) => ("people".to_owned(), at + 1),
            ("no", "one") => ("people".to_owned(), at + 2),
            ("none", "of") if matches!(self.text(at + 2), "the" | "its" | "their" | "his" | "her") => {
                self.noun_phrase(at + 3, hits)?
            }
            ("not", "one") => self.noun_phrase(at + 2, hits)?,
            ("not", "a") if self.text(at + 2) == "single" => self.noun_phrase(at + 3, hits)?,
            ("no", next)
                if !is_no_count(next) && self.words.get(at).is_some_and(|word| !word.capital || at == 0) =>
            {
                self.noun_phrase(at + 1, hits)?
            }
            _ => return None,
        };
        let there = (1..=3).any(|back| at.checked_sub(back).is_some_and(|at| self.text(at) == "there"));
        if !there && !self.is_subject_until(to, hits) {
            return None;
        }
        let (first, last) = (self.words.get(at)?, self.words.get(to.checked_sub(1)?)?);
        let span = Span::new(&self.page.article.text, first.start..last.end).ok()?;
        Some(Quantity {
            span,
            text: span.slice(&self.page.article.text)?.to_owned(),
            value: 0.0,
            low: Some(0.0),
            high: Some(0.0),
            precision: None,
            bound: Bound::Exact,
            unit: "count".to_owned(),
            object: Some(object),
            of: None,
            predicate: None,
            trend: None,
        })
    }

    /// The words of a noun phrase that begins at word `at`, and the word after it.
    fn noun_phrase(&self, at: usize, hits: &[Hit]) -> Option<(String, usize)> {
        const MOST: usize = 3;
        let ends = |at: usize| {
            let word = self.words.get(at);
            word.is_none_or(|word| word.gap > Gap::None)
                || frame::is_empty(self.text(at))
                || frame::opens(self.text(at))
                || hit_at(hits, at).is_some_and(|hit| !self.is_noun_hit(hit))
        };
        let to = (at..=at + MOST).find(|to| *to > at && ends(*to))?;
        let phrase: Vec<&str> = (at..to).map(|at| self.text(at)).collect();
        Some((phrase.join(" "), to))
    }

    /// "no deaths": a word of a class that is itself what is counted.
    fn is_noun_hit(&self, hit: Hit) -> bool {
        matches!(self.text(hit.first), "deaths" | "injuries" | "fatalities" | "arrests" | "casualties")
    }

    /// Whether the subject that ends at word `to` is followed by its verb, at once or after where it was.
    fn is_subject_until(&self, to: usize, hits: &[Hit]) -> bool {
        let verb = |at: usize| {
            is_be(self.text(at))
                || matches!(self.text(at), "had" | "has" | "have")
                || hit_at(hits, at).is_some()
        };
        // "No inmates of the prison were", "no pupil at the school was".
        let goes_on = self.text(to) == "of" || frame::opens(self.text(to));
        let reach = if goes_on { LONGEST } else { 0 };
        (to..=to + reach)
            .take_while(|at| self.words.get(*at).is_some_and(|word| word.gap == Gap::None))
            .any(verb)
    }
}

/// The verb that begins at word `at`.
fn hit_at(hits: &[Hit], at: usize) -> Option<Hit> {
    hits.binary_search_by_key(&at, |hit| hit.first).ok().and_then(|found| hits.get(found)).copied()
}

/// Words after "no" with which it counts nothing.
fn is_no_count(word: &str) -> bool {
    const NOT: &[&str] = &[
        "longer",
        "more",
        "fewer",
        "less",
        "other",
        "others",
        "further",
        "new",
        "such",
        "matter",
        "doubt",
        "need",
        "plan",
        "plans",
        "reason",
        "way",
        "evidence",
        "sign",
        "signs",
        "comment",
        "idea",
        "question",
        "word",
        "choice",
        "change",
        "decision",
        "agreement",
        "information",
        "details",
        "later",
        "earlier",
    ];
    NOT.contains(&word) || word.is_empty()
}
