//! The words of the clause around a number, or of a whole charge, that tell what it is about: its frame.

use std::sync::Arc;

use jiff::civil::Date;
use onrecord_model::{Quantity, SpeakerKind, Stance, TimeRef};

use super::reader::Reader;
use crate::frame::{self, Frame, Term, TermKind};
use crate::party::is_capital;
use crate::predicate::{self, Hit, Trait};
use crate::words::{Gap, Word, words};

impl Reader<'_> {
    /// Words `[from, to)` of the sentence that holds word `at`.
    pub(super) fn sentence_of(&self, at: usize) -> (usize, usize) {
        let ends = |word: &Word| word.gap == Gap::Sentence;
        let start = self.words.iter().take(at + 1).rposition(ends).unwrap_or(0);
        let end =
            self.words.iter().skip(at + 1).position(ends).map_or(self.words.len(), |next| at + 1 + next);
        (start, end)
    }

    /// The sentence of a number without what only tells how it is known ("a survey found that …") before it, or goes on
    /// with something else ("… and that all others left") after it.
    pub(super) fn clause_of(&self, from: usize, to: usize) -> (usize, usize) {
        let (start, end) = self.sentence_of(from);
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        let shell = (start..from)
            .rev()
            .find(|at| text(*at) == "that" && *at > start && frame::is_known_by(text(*at - 1)));
        let rest =
            (to..end).find(|at| matches!(text(*at), "and" | "but") && frame::begins_clause(text(*at + 1)));
        let comment = (to..end).find(|at| {
            self.words.get(*at).is_some_and(|word| word.gap == Gap::Clause && frame::comments(&word.text))
        });
        let end = rest.unwrap_or(end).min(comment.unwrap_or(end));
        (shell.map_or(start, |at| at + 1), end)
    }

    /// The words of the clause around the number in words `[from, to)` that tell what it is a figure of.
    pub(super) fn frame(
        &self,
        number: Option<usize>,
        quantity: &Quantity,
        hit: Option<Hit>,
        hits: &[Hit],
    ) -> Frame {
        let (from, to) = self.word_range(quantity.span);
        let own = quantity.object.as_deref().unwrap_or_default();
        let others = || {
            let rest = self.claim.quantities.iter().enumerate().filter(|(at, _)| Some(*at) != number);
            rest.map(|(_, other)| self.word_range(other.span))
        };
        let scope = Scope {
            number: (from, to),
            object: words(own, 0).into_iter().map(|word| word.text).collect(),
            others: others().collect(),
            hit,
            hits_of_others: others()
                .filter_map(|(from, to)| predicate::of_number(&self.words, hits, from, to))
                .filter(|other| hit.is_none_or(|hit| hit.first != other.first))
                .collect(),
        };
        let mut terms = self.terms(self.clause_of(from, to), &scope);
        let clause = self.clause_of(from, to);
        let by_actor = hit.is_some_and(|hit| hit.class.is(Trait::ByActor));
        if !by_actor && self.speaks_of_own(clause.0, (from, to)) {
            let own = self.speaker_terms().into_iter().filter(|term| term.kind != TermKind::Around);
            terms.extend(own.map(|term| Term { kind: TermKind::Core, ..term }));
        }
        if self.claim.stance == Stance::Accuses || self.claim.stance == Stance::Denies {
            terms.extend(self.terms_of_charge().into_iter().filter(|term| term.kind == TermKind::Name));
        }
        // Whose deed it is, the slot tells.
        if hit.is_some_and(|hit| hit.class.is(Trait::ByActor)) {
            terms.retain(|term| term.kind != TermKind::State);
        }
        let days = self.days_in(clause).into();
        let told_anew = self.is_told_anew(clause);
        Frame { days, told_anew, ..Frame::new(terms, self.own_names(), self.told()).at(&self.page.dateline) }
    }

    /// The words of a charge or a denial, with who is charged.
    pub(super) fn frame_of_charge(&self) -> Frame {
        Frame::new(self.terms_of_charge(), self.own_names(), self.told())
    }

    fn terms_of_charge(&self) -> Vec<Term> {
        let mut terms = self.terms((0, self.words.len()), &Scope::default());
        let target = self.claim.target.as_ref().map(|target| words(&target.text, 0)).unwrap_or_default();
        if self.claim.stance == Stance::Accuses {
            let named = target.iter().filter_map(|word| frame::term(word, true, false));
            terms.extend(named.filter(|term| term.kind != TermKind::Around));
        } else {
            terms.extend(self.speaker_terms());
        }
        terms
    }

    pub(super) fn terms(&self, (start, end): (usize, usize), scope: &Scope) -> Vec<Term> {
        let mut opened = false;
        let mut terms = Vec::new();
        for (at, word) in self.words.iter().enumerate().take(end).skip(start) {
            let holds = |(from, to): &(usize, usize)| (*from..*to).contains(&at);
            let of_hit = |hit: &Hit| (hit.first..=hit.last).contains(&at);
            if frame::opens(&word.text) {
                opened = true;
            } else if let Some(hit) = scope.hit.filter(of_hit) {
                opened = false;
                terms.extend((at == hit.first).then(|| Term::of_class(hit.class.name, &word.text)));
            } else if let Some(time) = self.time_of(word) {
                // The days stand in the slot; what is left are parts of a day.
                // "By Monday night" tells as of when, not which of two events it is.
                let as_of = time.from.is_none();
                let clock = words(&time.text, 0).iter().any(|word| word.text == "m");
                let part =
                    frame::is_part_of_day(&word.text) && (clock || !word.text.starts_with(char::is_numeric));
                terms.extend((part && !as_of).then(|| Term::of_class(&word.text, &word.text)));
            } else if !self.is_trend(at)
                && !scope.hits_of_others.iter().any(of_hit)
                && scope
                    .others
                    .iter()
                    .find(|other| holds(other))
                    .is_none_or(|(from, _)| self.is_opened(*from))
                && (!holds(&scope.number) || scope.object.contains(&word.text))
            {
                // "the freighter Saint Cado": what a name is besides its name.
                let named = !word.capital
                    && self.words.get(at + 1).is_some_and(|next| next.capital && next.gap == Gap::None);
                let term = if self.is_where(at) {
                    Some(Term { text: word.text.clone(), written: word.text.clone(), kind: TermKind::Name })
                } else {
                    frame::term(word, opened && !holds(&scope.number), at == start)
                };
                terms.extend(
                    term.map(|term| if named { Term { kind: TermKind::Title, ..term } } else { term }),
                );
            }
        }
        terms
    }

    /// "in Beirut": the city, and not the state that it often stands for.
    fn is_where(&self, at: usize) -> bool {
        const WHERE: &[&str] = &["in", "near", "outside", "around", "at"];
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        before.is_some_and(|before| WHERE.contains(&before.text.as_str()))
            && self.words.get(at).is_some_and(is_capital)
    }

    /// Whether word `at` follows a preposition: "in 14 villages" tells where, and is no other count.
    pub(super) fn is_opened(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.words.get(before))
            .is_some_and(|word| frame::opens(&word.text))
    }

    /// "had risen to 37", "has now arrested 37": the figure takes the place of an earlier one.
    pub(super) fn is_told_anew(&self, (start, end): (usize, usize)) -> bool {
        const ANEW: &[&str] = &["now", "revised", "corrected", "updated", "withdrew"];
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        (start..end).any(|at| ANEW.contains(&text(at)) || text(at + 1) == "to" && frame::is_trend(text(at)))
    }

    /// "had grown to 37", "the number of": says how a figure is told.
    pub(super) fn is_trend(&self, at: usize) -> bool {
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        match text(at + 1) {
            "to" => frame::is_trend(text(at)),
            "of" => text(at) == "number",
            _ => matches!(text(at), "reached" | "stands" | "stood"),
        }
    }

    /// The time that the word is a part of, where it tells a day.
    pub(super) fn time_of(&self, word: &Word) -> Option<&TimeRef> {
        let known = self.claim.times.iter().filter(|time| time.from.is_some() || time.to.is_some());
        known.into_iter().find(|time| time.span.start() <= word.start && word.end <= time.span.end())
    }

    /// The days that words `[from, to)` tell, sorted.
    pub(super) fn days_in(&self, (from, to): (usize, usize)) -> Vec<(Option<Date>, Option<Date>)> {
        let part = self.words.get(from..to).unwrap_or_default();
        let times = part.iter().filter_map(|word| self.time_of(word));
        let mut days: Vec<_> = times.map(|time| (time.from, time.to)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// "34 of its trains", "it cancelled 34 trains": whose they are is part of what is counted. Where something else was
    /// named before, "its" may be that: "the dam held 71 percent of its water".
    pub(super) fn speaks_of_own(&self, start: usize, (from, to): (usize, usize)) -> bool {
        let phrase = self.words.get(from..to).unwrap_or_default();
        let subject = self.words.iter().skip(start).find(|word| word.text != "that");
        let body = matches!(self.claim.speaker.kind, SpeakerKind::Organization | SpeakerKind::Government);
        let before = self.words.get(start..from).unwrap_or_default();
        let first = before.iter().all(|word| frame::is_empty(&word.text) || frame::opens(&word.text));
        first && phrase.iter().any(|word| is_own(&word.text))
            || body && subject.is_some_and(|word| matches!(word.text.as_str(), "it" | "its" | "we" | "our"))
    }

    pub(super) fn speaker_terms(&self) -> Vec<Term> {
        let speaker = self.named_speaker().unwrap_or_default();
        words(&speaker, 0).iter().filter_map(|word| frame::term(word, true, false)).collect()
    }

    /// What "it" and "its" stand for, and what a body that speaks of itself leaves out: the speaker.
    pub(super) fn own_names(&self) -> Vec<String> {
        self.speaker_terms().into_iter().map(|term| term.text).collect()
    }

    /// The words of headline and paragraph.
    pub(super) fn told(&self) -> Arc<[u32]> {
        self.page.told(self.claim.sentence)
    }
}

/// What a reader of words about a number must know of the others around it.
#[derive(Default)]
pub(super) struct Scope {
    /// The words of the number itself.
    number: (usize, usize),
    /// The nouns among them.
    object: Vec<String>,
    /// Words of the other numbers.
    others: Vec<(usize, usize)>,
    /// The verb of the number.
    hit: Option<Hit>,
    /// The verbs of other numbers.
    hits_of_others: Vec<Hit>,
}

/// A word by which speakers mean themselves.
fn is_own(word: &str) -> bool {
    matches!(word, "it" | "its" | "we" | "our" | "they" | "their" | "he" | "his" | "she" | "her" | "him")
}
