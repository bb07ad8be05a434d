//! Every run of name-like words in an article, with what stands around it; bodies named in small letters; whose a report is.

use std::collections::BTreeMap;

use super::{
    bodies,
    cast::Seen,
    evidence::{self, Evidence},
    names::{self, Name, Vocabulary, What, is_name_part, is_possessive, lower, text, words},
    nouns, phrase,
};
use crate::{
    features::Paragraph,
    lexicon::{self, Pos, StateWord},
    tokens::Token,
};

/// A name in one place.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    /// Its words.
    pub text: String,
    /// What it names, as far as its own words tell.
    pub what: What,
    /// What stands around it.
    pub evidence: Evidence,
    /// Where it stands; none where it is only a place there.
    pub seen: Option<Seen>,
    /// Whether its capital tells that it is a name.
    pub sure: bool,
}

/// What the text of an article holds.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Names, in the order of the text.
    pub sightings: Vec<Sighting>,
    /// Writings with an owner: noun, where, whose.
    pub documents: BTreeMap<String, Vec<(usize, String)>>,
    /// Bodies in small letters that nothing else tells of, by head noun: where, and their words.
    pub small: BTreeMap<String, Vec<(usize, String)>>,
    /// Capitals: name, where, and of which state where that is told.
    pub capitals: Vec<(String, usize, Option<String>)>,
}

/// All of it.
pub(super) fn gather(paragraphs: &[Paragraph<'_>], vocabulary: &Vocabulary) -> Gathered {
    let mut found = Gathered::default();
    let mut sentences_before = 0;
    for paragraph in paragraphs {
        if !names::is_loud(paragraph) {
            Gatherer { paragraph, vocabulary, sentences_before, found: &mut found }.all();
        }
        sentences_before += paragraph.sentences.len();
    }
    found
}

struct Gatherer<'g, 'p> {
    paragraph: &'g Paragraph<'p>,
    vocabulary: &'g Vocabulary,
    sentences_before: usize,
    found: &'g mut Gathered,
}

impl Gatherer<'_, '_> {
    fn all(&mut self) {
        let tokens = &self.paragraph.tokens;
        let mut at = 0;
        while at < tokens.len() {
            if let Some(run) = names::run(tokens, at) {
                at = run.end;
                let starts = names::is_start(self.paragraph, run.start);
                self.owned_body(&run);
                if self.is_apposed(&run) {
                    continue;
                }
                if let Some(name) = names::read(tokens, run, starts, self.vocabulary) {
                    self.name(&name, starts);
                }
                continue;
            }
            self.small_body(at);
            self.document(at);
            at += 1;
        }
    }

    /// "Helen and Paul Sharrock": the first of a couple has the last name of the second.
    fn couple(&mut self, name: &Name) {
        let tokens = &self.paragraph.tokens;
        let first = name.words.start;
        let firsts = first >= 2
            && name.words.len() == 2
            && text(tokens, first - 1) == "and"
            && lexicon::is_first_name(text(tokens, first - 2))
            && lexicon::is_first_name(text(tokens, first));
        let alone = first < 3 || !tokens.get(first - 3).is_some_and(is_name_part);
        if !firsts || !alone || name.what != What::Person {
            return;
        }
        let seen = seen(self.paragraph, first - 2..first - 1, self.sentences_before);
        let whole = format!("{} {}", text(tokens, first - 2), text(tokens, first + 1));
        let evidence = Evidence { person: 4, ..Evidence::default() };
        self.found.sightings.push(Sighting {
            text: whole,
            what: What::Person,
            evidence,
            seen: Some(seen),
            sure: true,
        });
    }

    fn name(&mut self, name: &Name, starts: bool) {
        self.couple(name);
        let tokens = &self.paragraph.tokens;
        let whole = words(tokens, name.words.clone());
        let evidence = evidence::around(self.paragraph, name);
        let sure = !(starts && name.before.is_empty() && name.words.len() == 1)
            || names::has_inner_capital(&whole)
            || names::is_acronym(&whole) && !(starts && names::is_drop_cap(&whole, self.vocabulary));
        if name.what == What::Open
            && name.words.len() == 1
            && !sure
            && names::is_common(&whole, self.vocabulary)
            // "Inquest, a charity that …": what it is told to be makes it a name.
            && !(evidence.body >= 3 && text(tokens, name.words.end) == ",")
            || self.is_scare_quoted(name)
        {
            return;
        }
        self.capital(name, &whole);
        let placed = match name.what {
            What::State(state) => evidence.place > 0 || state.by == StateWord::Metonym && !evidence.speaks,
            _ => false,
        };
        if placed {
            return;
        }
        let seen = seen(self.paragraph, name.words.clone(), self.sentences_before);
        self.found.sightings.push(Sighting {
            text: whole,
            what: name.what,
            evidence,
            seen: Some(seen),
            sure,
        });
    }

    /// "NAME, the Dutch market regulator,": what a body in small letters tells of the name before it.
    fn is_apposed(&self, run: &std::ops::Range<usize>) -> bool {
        let tokens = &self.paragraph.tokens;
        let small = run.len() > 1 && text(tokens, run.end - 1).starts_with(char::is_lowercase);
        small
            && run.start >= 3
            && text(tokens, run.start - 1) == "the"
            && text(tokens, run.start - 2) == ","
            && tokens.get(run.start - 3).is_some_and(is_name_part)
            && text(tokens, run.end) == ","
    }

    /// Whether a name fills a few words in quotation marks: a nickname or a title, nobody who speaks.
    fn is_scare_quoted(&self, name: &Name) -> bool {
        const LONGEST: usize = 4;
        let quotation = self.paragraph.quotation(name.words.start);
        quotation.is_some_and(|quotation| quotation.closed && quotation.len() <= LONGEST)
    }

    /// "Tarn, the capital", "the capital, Tarn", "the capital of Ostrana, Tarn".
    fn capital(&mut self, name: &Name, whole: &str) {
        let tokens = &self.paragraph.tokens;
        let (start, end) = (name.words.start, name.words.end);
        let is = |at: usize, word: &str| text(tokens, at).eq_ignore_ascii_case(word);
        let after = is(end, ",") && is(end + 1, "the") && (is(end + 2, "capital") || is(end + 3, "capital"));
        let before =
            start >= 2 && (is(start - 1, ",") && is(start - 2, "capital") || is(start - 1, "capital"));
        if !(after || before) || !matches!(name.what, What::Open) {
            return;
        }
        let owner =
            (before && is(start - 1, "capital") && start >= 3 && is_possessive(text(tokens, start - 2)))
                .then(|| words(tokens, start - 3..start - 2));
        let at = tokens.get(start).map_or(0, |token| token.start);
        self.found.capitals.push((whole.to_owned(), at, owner));
    }

    /// "The cantonal hazards office", "the health ministry of Kasunda": a body named in small letters, where it speaks.
    fn small_body(&mut self, at: usize) {
        const LONGEST: usize = 5;
        let tokens = &self.paragraph.tokens;
        if !text(tokens, at).eq_ignore_ascii_case("the") {
            return;
        }
        let Some(name) = small_body(tokens, at + 1, LONGEST) else { return };
        let name = Name { before: name.start..name.start, words: name, what: What::Open };
        let evidence = evidence::around(self.paragraph, &name);
        let apposed = text(tokens, name.words.end) == ","
            && tokens
                .get(name.words.end + 1..name.words.end + 3)
                .unwrap_or_default()
                .iter()
                .any(is_name_part);
        let according = at >= 2 && text(tokens, at - 1) == "to" && lower(tokens, at - 2) == "according";
        let told = evidence.speaks || according || self.is_subject(&name.words);
        if told && !apposed {
            self.body(name.words, evidence);
        } else if let (Some(token), false) = (tokens.get(name.words.start), apposed) {
            let head = name.words.clone().rev().find(|&at| nouns::noun(&lower(tokens, at)).body.is_some());
            let known = self.found.small.entry(lower(tokens, head.unwrap_or(at))).or_default();
            known.push((token.start, words(tokens, name.words)));
        }
    }

    /// Whether a body opens its clause before a verb, so that what follows can take it up: "The pilots’ union was …: it …".
    fn is_subject(&self, name: &std::ops::Range<usize>) -> bool {
        let next = text(&self.paragraph.tokens, name.end);
        let verb = matches!(lexicon::pos(next, next), Pos::Be | Pos::Have | Pos::Do | Pos::Modal);
        verb && seen(self.paragraph, name.clone(), self.sentences_before).subject
    }

    /// "Ardania’s defence ministry": a body in small letters behind the owner of which it is.
    fn owned_body(&mut self, owner: &std::ops::Range<usize>) {
        const LONGEST: usize = 4;
        let tokens = &self.paragraph.tokens;
        if !is_possessive(text(tokens, owner.end)) {
            return;
        }
        let Some(core) = small_body(tokens, owner.end + 1, LONGEST) else { return };
        let name = Name { before: owner.start..owner.start, words: owner.start..core.end, what: What::Open };
        let evidence = evidence::around(self.paragraph, &name);
        if evidence.speaks {
            self.body(name.words, evidence);
        }
    }

    /// A body by its head noun.
    fn body(&mut self, name: std::ops::Range<usize>, mut evidence: Evidence) {
        let tokens = &self.paragraph.tokens;
        let head =
            name.clone().rev().find_map(|at| nouns::noun(&lower(tokens, at)).body.map(|body| (at, body)));
        let Some((head, body)) = head else { return };
        let kind = bodies::kind_of_body(tokens, &(name.start..head + 1), body);
        (evidence.person, evidence.state, evidence.place) = (0, 0, 0);
        let seen = seen(self.paragraph, name.clone(), self.sentences_before);
        self.found.sightings.push(Sighting {
            text: words(tokens, name),
            what: What::Body(nouns::Body { kind, ..body }),
            evidence,
            seen: Some(seen),
            sure: true,
        });
    }

    /// "A report by NAME": whose it is.
    fn document(&mut self, at: usize) {
        let tokens = &self.paragraph.tokens;
        let word = lower(tokens, at);
        if !nouns::noun(&word).document {
            return;
        }
        let sentence = self.paragraph.sentence(at);
        let owner =
            owner_behind(tokens, at + 1, sentence.end).or_else(|| owner_before(tokens, at, sentence.start));
        if let (Some(owner), Some(token)) = (owner, tokens.get(at)) {
            self.found.documents.entry(word).or_default().push((token.start, words(tokens, owner)));
        }
    }
}

/// The name behind "by" in "a report by the consultants NAME", "a survey carried out in May by the NAME".
pub(super) fn owner_behind(tokens: &[Token<'_>], from: usize, end: usize) -> Option<std::ops::Range<usize>> {
    const REACH: usize = 6;
    const BETWEEN: usize = 12; // tokens from the writing to "by"
    const MADE: &[&str] = &[
        "written",
        "published",
        "produced",
        "prepared",
        "released",
        "issued",
        "compiled",
        "conducted",
        "commissioned",
        "carried",
        "signed",
        "filed",
        "drafted",
        "made",
        "done",
        "sent",
    ];
    // "A poll for ECHO by NAME": whom it is for stands between.
    let from = from + usize::from(text(tokens, from) == ",");
    let client = (text(tokens, from) == "for").then(|| names::run(tokens, from + 1)).flatten();
    let from = client.map_or(from, |client| client.end);
    let is_by = |at: usize| matches!(text(tokens, at), "by" | "from");
    let clausal = |at: &usize| {
        let word = text(tokens, *at);
        matches!(lexicon::pos(word, word), Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Wh)
            || matches!(word, "that" | "." | ";" | ":" | "who")
    };
    // ", conducted | by NAME": the making may stand apart.
    let made = (from..end.min(from + BETWEEN)).take_while(|at| !clausal(at));
    let made = made.into_iter().find(|&at| MADE.contains(&text(tokens, at)));
    let reach = |made: usize| {
        // "Commissioned from NAME and seen by …": whoever saw it did not write it.
        let words = (made + 1..end.min(made + BETWEEN)).take_while(|at| !clausal(at));
        let mut words = words.take_while(|&at| !matches!(text(tokens, at), "seen" | "obtained" | "reviewed"));
        words.find(|&at| {
            text(tokens, at) == "by" || text(tokens, made) == "commissioned" && text(tokens, at) == "from"
        })
    };
    let by = if is_by(from) { from } else { made.and_then(reach)? };
    let start = (by + 1..end.min(by + REACH))
        .take_while(|&at| tokens.get(at).is_some_and(Token::is_word))
        .find(|&at| names::run(tokens, at).is_some())?;
    let run = names::run(tokens, start)?;
    // "By the retired judge Dame | NAME": without the title.
    Some(names::read(tokens, run.clone(), false, &Vocabulary::default()).map_or(run, |name| name.words))
}

/// The name before a writing: "NAME’s lawsuit", "a NAME situation report".
pub(super) fn owner_before(
    tokens: &[Token<'_>],
    at: usize,
    sentence: usize,
) -> Option<std::ops::Range<usize>> {
    const REACH: usize = 4;
    let lowest = sentence.max(at.saturating_sub(REACH));
    let last = (lowest..at).rev().take_while(|&i| {
        let word = text(tokens, i);
        let pos = lexicon::pos(word, &word.to_lowercase());
        !matches!(
            pos,
            Pos::Punctuation | Pos::Preposition | Pos::Be | Pos::Have | Pos::Speech | Pos::Determiner
        ) || is_possessive(word)
    });
    let last = last.into_iter().find(|&i| tokens.get(i).is_some_and(is_name_part))?;
    let first = (lowest..=last).rev().take_while(|&i| tokens.get(i).is_some_and(is_name_part)).last()?;
    // "Leaked | memo": a participle with which a headline starts owns nothing.
    let participle = first == sentence && first == last && text(tokens, first).ends_with("ed");
    let idle = participle
        || phrase::is_demonym(text(tokens, last)) && first == last && !names::is_acronym(text(tokens, last));
    (!idle).then_some(first..last + 1)
}

/// The small-letter name of a body that starts at `from`, behind its article; with at least one word before its head, or a
/// name behind "of".
pub(super) fn small_body(
    tokens: &[Token<'_>],
    from: usize,
    longest: usize,
) -> Option<std::ops::Range<usize>> {
    const IDLE: &[&str] = &[
        "same", "other", "new", "old", "whole", "entire", "first", "second", "third", "last", "next",
        "local", "big", "biggest", "largest", "main", "only", "former", "two", "three", "current",
        "previous", "own", "such",
    ];
    let small = |at: &usize| {
        let word = text(tokens, *at);
        let pos = lexicon::pos(word, word);
        word.starts_with(char::is_lowercase)
            && (matches!(pos, Pos::Other | Pos::Plural | Pos::Role | Pos::Adverb)
                || nouns::noun(word).body.is_some())
            && !IDLE.contains(&word)
    };
    // "The pilots’ union": the mark of a plural owner stands inside.
    let inside = |at: &usize| small(at) || *at > from && phrase::is_plural_mark(tokens, *at);
    let end = (from..from + longest).take_while(inside).last()? + 1;
    let classed = |at: &usize| {
        let noun = nouns::noun(text(tokens, *at));
        noun.body.is_some_and(|body| !matches!(body.class, "company" | "city" | "state" | "club"))
            && !noun.person
    };
    let head = (from..end).rev().find(classed)?;
    let of = text(tokens, head + 1) == "of" && tokens.get(head + 2).is_some_and(is_name_part);
    if of {
        return Some(from..names::run(tokens, head + 2)?.end);
    }
    (head > from).then_some(from..head + 1)
}

/// How a name stands in its sentence.
fn seen(paragraph: &Paragraph<'_>, name: std::ops::Range<usize>, sentences_before: usize) -> Seen {
    let tokens = &paragraph.tokens;
    let token = name.start;
    let sentence = paragraph.sentence(token);
    let verb = |at: usize| {
        let word = text(tokens, at);
        let pos = lexicon::pos(word, &word.to_lowercase());
        matches!(pos, Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Speech | Pos::Mind)
            && !nouns::noun(&word.to_lowercase()).person
    };
    let governs = |at: usize| lexicon::pos(text(tokens, at), &lower(tokens, at)) == Pos::Preposition;
    let quoted = paragraph.quotation_of.get(token).copied().flatten().is_some();
    // What a quotation holds before the name is no part of the clause.
    let quote =
        (sentence.start..token).rev().find(|&at| paragraph.quotation_of.get(at).copied().flatten().is_some());
    let before = quote.map_or(sentence.start, |quote| quote + 1)..token;
    let after_cue = evidence::is_inverted(tokens, token);
    let next = text(tokens, name.end);
    let tail =
        token.checked_sub(1).is_some_and(|at| text(tokens, at) == ",") && lexicon::is_speech_verb(next);
    let short = before.len() < 12;
    let governed = before.clone().rev().take_while(|&at| text(tokens, at) != ",").any(governs);
    Seen {
        at: tokens.get(token).map_or(0, |token| token.start),
        sentence: sentences_before + paragraph.sentence_of.get(token).copied().unwrap_or(0),
        subject: !quoted && (short && !governed && !before.clone().any(verb) || after_cue || tail),
        quoted,
        owner: is_possessive(next),
    }
}
