//! The words of the clause around a number, or of a whole charge, that tell what it is about: its frame.

use std::sync::Arc;

use jiff::civil::Date;
use onrecord_model::{Quantity, SpeakerKind, Stance, TimeRef};

use super::reader::Reader;
use crate::frame::{self, Frame, Side, Term, TermKind};
use crate::party::is_capital;
use crate::predicate::{self, Hit, Trait};
use crate::unit;
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
        let shell = (start..from)
            .rev()
            .find(|at| self.text(*at) == "that" && *at > start && frame::is_known_by(self.text(*at - 1)))
            .map(|at| at + 1);
        let colon = (start + 1..=from).rev().find(|at| self.follows_colon(*at));
        let rest = (to..end)
            .find(|at| matches!(self.text(*at), "and" | "but") && frame::begins_clause(self.text(*at + 1)));
        let comment = (to..end).find(|at| {
            self.words.get(*at).is_some_and(|word| word.gap == Gap::Clause && frame::comments(&word.text))
        });
        let end = rest.unwrap_or(end).min(comment.unwrap_or(end));
        (shell.max(colon).unwrap_or(start), end)
    }

    /// "Organiser Ilir Daka was content: 3,000 cars …".
    fn follows_colon(&self, at: usize) -> bool {
        let pair = at.checked_sub(1).and_then(|before| self.words.get(before)).zip(self.words.get(at));
        pair.filter(|(_, word)| word.gap == Gap::Clause)
            .and_then(|(before, word)| self.page.article.text.get(before.end..word.start))
            .is_some_and(|between| between.contains(':'))
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
        let clause = self.clause_of(from, to);
        let mut terms = self.terms(clause, &scope);
        leave_out_measuring(&mut terms, quantity);
        if let Some(observed) = self.observed_at(clause.0, from) {
            let shell = self.terms((clause.0, observed + 1), &scope);
            terms.retain(|term| term.kind == TermKind::Name || !shell.contains(term));
        }
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
        let (voice, joined) = (self.voice(clause), self.is_joined(clause));
        let mut own = self.own_names();
        if terms.iter().all(|term| term.kind != TermKind::Name) {
            // "…, said the director of the Lister clinic": who speaks tells where, too.
            own.extend(self.page.names_in(self.claim.sentence).map(frame::form));
        }
        let frame = Frame::new(terms, own, self.told()).at(&self.page.dateline);
        Frame { days, told_anew, voice, joined, deed: self.deed_after(to), ..frame }
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
        let mut side = None;
        let mut terms: Vec<Term> = Vec::new();
        let subject = self.subject_until((start, end), scope.number.0);
        let mut idle = start;
        for (at, word) in self.words.iter().enumerate().take(end).skip(start) {
            idle = idle.max(at + frame::idle(self.words.get(at..end).unwrap_or_default()));
            if at < idle {
                continue;
            }
            let holds = |(from, to): &(usize, usize)| (*from..*to).contains(&at);
            let of_hit = |hit: &Hit| (hit.first..=hit.last).contains(&at);
            if frame::opens(&word.text) {
                let of_number = at > 0 && at == scope.number.1;
                opened = !of_number || frame::tells_where(&word.text);
                side = self.side_at(at);
                terms.extend(self.is_still_to(at).then(|| Term::of_class(&frame::form("will"), "to")));
            } else if let Some(hit) = scope.hit.filter(of_hit) {
                (opened, side) = (false, None);
                terms.extend((at == hit.first).then(|| Term::of_class(hit.class.name, &word.text)));
            } else if let Some(time) = self.time_of(word) {
                // "At the end of May the club owed …": a time closes its own phrase.
                side = side.filter(|side| !matches!(side, Side::At | Side::In));
                // The days stand in the slot; what is left are parts of a day.
                // "By Monday night" tells as of when, not which of two events it is.
                let as_of = time.from.is_none();
                let clock = words(&time.text, 0).iter().any(|word| word.text == "m");
                let part =
                    frame::is_part_of_day(&word.text) && (clock || !word.text.starts_with(char::is_numeric));
                terms.extend((part && !as_of).then(|| Term::of_class(&word.text, &word.text)));
            } else if self.is_of_figure(at, word, scope) {
                // "the freighter Saint Cado": what a name is besides its name.
                let named = self.is_title(at);
                let term = if let Some(usual) = self.of_two(at) {
                    idle = at + 2;
                    Some(Term::of_class(usual, &word.text))
                } else if self.is_where(at) {
                    Some(Term { kind: TermKind::Name, ..Term::of_class(&word.text, &word.text) })
                } else {
                    frame::term(word, opened && !holds(&scope.number), at == start)
                };
                let side = if subject.is_some_and(|verb| at < verb) { Some(Side::Subject) } else { side };
                let titled =
                    |term: Term| Term { side, kind: if named { TermKind::Title } else { term.kind }, ..term };
                terms.extend(term.map(titled));
            }
        }
        terms
    }

    /// Whether a word says something of the figure: not how it is told, and not of another number.
    fn is_of_figure(&self, at: usize, word: &Word, scope: &Scope) -> bool {
        let holds = |(from, to): &(usize, usize)| (*from..*to).contains(&at);
        let tells_it = self.is_trend(at) || at + 1 == scope.number.0 && frame::leaves(&word.text);
        let verb_of_other = scope.hits_of_others.iter().any(|hit| (hit.first..=hit.last).contains(&at));
        let other = scope.others.iter().find(|other| holds(other));
        let bare =
            holds(&scope.number) && !scope.object.contains(&word.text) && !frame::tells_which(&word.text);
        !(tells_it || verb_of_other || bare) && other.is_none_or(|(from, _)| self.is_opened(*from))
    }

    /// "Was to cost 46 million": what was only planned.
    fn is_still_to(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        self.words.get(at).is_some_and(|word| word.text == "to")
            && before.is_some_and(|word| predicate::is_be(&word.text))
    }

    /// The side that the preposition at word `at` tells of what follows. "Before it was put out" is the whole time.
    fn side_at(&self, at: usize) -> Option<Side> {
        let word = self.words.get(at)?;
        let next = self.words.get(at + 1).map_or("", |next| next.text.as_str());
        Side::of(&word.text).filter(|_| !matches!(next, "it" | "they" | "he" | "she"))
    }

    /// The usual form of the verb that words `at` and the next are together.
    fn of_two(&self, at: usize) -> Option<&'static str> {
        let next = self.words.get(at + 1).filter(|next| next.gap == Gap::None)?;
        frame::form_of_two(&self.words.get(at)?.text, &next.text)
    }

    /// Whether a word is what a name is besides its name: "the freighter Saint Cado", "the shipping line Argolis".
    fn is_title(&self, at: usize) -> bool {
        let is = |at: usize, test: &dyn Fn(&Word) -> bool| self.words.get(at).is_some_and(test);
        let joined = |at: usize| is(at, &|word| word.gap == Gap::None);
        let name = |at: usize| joined(at) && is(at, &|word| word.capital);
        let lower = |at: usize| is(at, &|word| !word.capital);
        let plain = |at: usize| {
            let holds = |word: &Word| {
                frame::is_empty(&word.text) || frame::opens(&word.text) || frame::is_past(&word.text)
            };
            lower(at) && !is(at, &holds)
        };
        let article = |at: usize| is(at, &|word| is_article(&word.text));
        // "The island of Coron".
        let of_name = is(at, &|word| frame::is_kind_of_place(&word.text))
            && is(at + 1, &|word| word.text == "of")
            && name(at + 2);
        let two = plain(at) && plain(at + 1) && joined(at + 1) && name(at + 2);
        of_name || lower(at) && (name(at + 1) || two && at.checked_sub(1).is_some_and(article))
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
        (start..end).any(|at| {
            ANEW.contains(&self.text(at)) || self.text(at + 1) == "to" && frame::is_trend(self.text(at))
        })
    }

    /// "had grown to 37", "the number of": says how a figure is told.
    pub(super) fn is_trend(&self, at: usize) -> bool {
        match self.text(at + 1) {
            // "Came to 4 percent", and not "came to the match".
            "to" => {
                let sum = matches!(self.text(at), "came" | "comes" | "amounted" | "amounts");
                frame::is_trend(self.text(at))
                    || sum && self.text(at + 2).starts_with(|first: char| first.is_ascii_digit())
            }
            "of" => self.text(at) == "number",
            _ => matches!(self.text(at), "reached" | "stands" | "stood"),
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
        let at =
            (start..self.words.len()).find(|at| self.words.get(*at).is_some_and(|word| word.text != "that"));
        // "Its ship Alma": the name tells which.
        let named = at.is_some_and(|at| (at + 1..at + 3).any(|next| self.is_title(next)));
        let subject = at.and_then(|at| self.words.get(at)).filter(|_| !named);
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

/// What tells no more of a figure than its unit does: "it took 50 minutes to …", "41 millimetres of rain fell", "the
/// unemployment rate was 5 percent", "got nine years in prison". Land that burned was destroyed.
fn leave_out_measuring(terms: &mut Vec<Term>, quantity: &Quantity) {
    let dimension = unit::dimension(&quantity.unit);
    let prison = dimension == "yr" && terms.iter().any(|term| term.text == frame::form("prison"));
    let idle = |term: &Term| match (dimension, term.written.as_str()) {
        ("yr", "sentenced" | "given" | "got" | "received" | "jailed" | "imprisoned") => prison,
        ("m", "fell" | "fallen") => matches!(quantity.object.as_deref(), Some("rain" | "snow" | "hail")),
        (dimension, word) => {
            matches!(
                (dimension, word),
                ("°C", "hit") | ("min", "took" | "takes" | "taken" | "lasted") | ("%", "rate")
            )
        }
    };
    terms.retain(|term| !idle(term));
    for term in terms.iter_mut().filter(|_| dimension == "ha") {
        term.text = frame::form_of_land(&term.text).to_owned();
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "its" | "their" | "his" | "her")
}

/// A word by which speakers mean themselves.
fn is_own(word: &str) -> bool {
    matches!(word, "it" | "its" | "we" | "our" | "they" | "their" | "he" | "his" | "she" | "her" | "him")
}
