//! Noun phrases in small letters: what their head is, whose it is, what office they tell.

use std::ops::Range;

use super::{
    names::{self, is_name_part, is_possessive, lower, text, words},
    nouns::{self, Noun},
};
use crate::{
    lexicon::{self, Pos, StateWord},
    tokens::Token,
};

/// What a description says: "Ukraine’s chief negotiator".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Office {
    /// "chief negotiator".
    pub role: Option<String>,
    /// "Ukraine".
    pub affiliation: Option<String>,
}

/// With what a phrase starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// The, this.
    Definite,
    /// A, an, another.
    Indefinite,
    /// His, her, its, their.
    Possessive,
    /// A number, "several".
    Number,
    /// None of these.
    Bare,
}

/// A noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// With what it starts.
    pub start: Start,
    /// The words in front of "’s", or the possessive pronoun.
    pub owner: Option<Range<usize>>,
    /// First token of the words that describe.
    pub from: usize,
    /// The head noun.
    pub head: usize,
    /// Past the last token.
    pub end: usize,
}

/// How a phrase starts that begins at token `at`.
pub(super) fn start(tokens: &[Token<'_>], at: usize) -> Start {
    let word = lower(tokens, at);
    match word.as_str() {
        "the" | "this" | "that" | "these" | "those" | "both" => Start::Definite,
        "a" | "an" | "another" | "any" | "every" | "each" | "one" => Start::Indefinite,
        "his" | "her" | "its" | "their" | "our" | "my" => Start::Possessive,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "twelve"
        | "several" | "some" | "many" | "few" | "most" | "all" | "dozens" | "hundreds" | "thousands"
        | "no" => Start::Number,
        _ if is_fraction(&word) => Start::Number,
        _ if word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains('-') => Start::Number,
        _ => Start::Bare,
    }
}

/// "Two-thirds", "one-quarter": a part of many, counted.
pub(super) fn is_fraction(lower: &str) -> bool {
    const PARTS: &[&str] =
        &["half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"];
    let parts = lower.split_once('-');
    parts.is_some_and(|(count, part)| {
        PARTS.contains(&part) && matches!(count, "one" | "two" | "three" | "four" | "nine")
    })
}

/// The phrase that fills `range` up to its first comma; `None` where it has no words.
pub(super) fn phrase(tokens: &[Token<'_>], range: Range<usize>) -> Option<Phrase> {
    let mut from = range.start;
    while from < range.end && is_idle(tokens, from) {
        from += 1;
    }
    let end = (from + 1..range.end)
        .find(|&at| matches!(text(tokens, at), "," | "(" | ";" | "—" | "–"))
        .unwrap_or(range.end);
    if from >= end {
        return None;
    }
    let begins = start(tokens, from);
    let mut owner = (begins == Start::Possessive).then_some(from..from + 1);
    if begins != Start::Bare && from + 1 < end {
        from += 1;
    }
    let before_of = (from + 1..end).find(|&at| is_complement(tokens, at)).unwrap_or(end);
    let mark =
        (from + 1..before_of).find(|&at| is_possessive(text(tokens, at)) || is_plural_mark(tokens, at));
    if let Some(mark) = mark.filter(|mark| mark + 1 < end) {
        // "The teachers’ union": whose union it is, is its name.
        if is_possessive(text(tokens, mark)) || text(tokens, from).starts_with(char::is_uppercase) {
            owner = Some(from..mark);
            from = mark + 1;
        }
    }
    let cut = (from + 1..end)
        .find(|&at| is_complement(tokens, at) || is_participle_after(tokens, from, at))
        .unwrap_or(end);
    let known = |at: &usize| is_known(&lower(tokens, *at));
    let head = (from..cut).rev().find(known).unwrap_or(cut - 1);
    Some(Phrase { start: begins, owner, from, head, end })
}

impl Phrase {
    /// What its head names.
    pub(super) fn noun(&self, tokens: &[Token<'_>]) -> Noun {
        nouns::noun(&lower(tokens, self.head))
    }

    /// Its head noun in small letters; the first part of "mum-of-two".
    pub(super) fn head_word(&self, tokens: &[Token<'_>]) -> String {
        let word = lower(tokens, self.head);
        word.split_once("-of-").map_or(word.clone(), |(head, _)| head.to_owned())
    }

    /// The words in front of the first "of", "for", "at" …, without article and owner.
    pub(super) fn core(&self) -> Range<usize> {
        self.from..self.head + 1
    }

    /// What stands behind the head: "of Linha Azul".
    pub(super) fn complement(&self) -> Range<usize> {
        (self.head + 1).min(self.end)..self.end
    }

    /// Office and affiliation, as the phrase tells them.
    pub(super) fn office(&self, tokens: &[Token<'_>]) -> Office {
        const LONGEST: usize = 8;
        let aged = lower(tokens, self.from).ends_with("-year-old") && self.from < self.head;
        let mut from = self.from + usize::from(aged);
        let named = |range: Range<usize>| {
            let name = words(tokens, range);
            let plain = name.strip_prefix("the ").unwrap_or(&name).to_owned();
            lexicon::state(&plain).map_or(plain, |state| state.name.to_owned())
        };
        let owner = self
            .owner
            .clone()
            .filter(|owner| owner.clone().any(|at| text(tokens, at).starts_with(char::is_uppercase)));
        let owner = owner.filter(|_| self.start != Start::Possessive);
        let mut affiliation = owner.map(named);
        for len in [2, 1] {
            let end = from + len;
            if affiliation.is_none()
                && end <= self.head
                && lexicon::state(&words(tokens, from..end)).is_some()
            {
                affiliation = Some(named(from..end));
                from = end;
            }
        }
        // "The Calder Rovers coach": the name in front of the noun is for whom they speak.
        if affiliation.is_none()
            && self.noun(tokens).person
            && let Some(run) = names::run(tokens, from).filter(|run| run.end <= self.head)
            // A capital at the start of a sentence tells nothing: "Former champion".
            && (run.len() > 1
                || from > 0 && tokens.get(from - 1).is_some_and(Token::is_word) && !is_adjective(text(tokens, from))
                || names::is_acronym(text(tokens, from)))
            && text(tokens, self.head).starts_with(char::is_lowercase)
        {
            affiliation = Some(named(run));
        }
        let mut end = self.end.min(from + LONGEST).max(self.head + 1);
        let of = self.complement();
        if matches!(text(tokens, of.start), "of" | "for" | "at") && of.len() > 1 {
            let place = named(of.start + 1..of.end);
            let is_state = lexicon::state(&place).is_some();
            if affiliation.is_none() && (is_state || place.starts_with(char::is_uppercase)) {
                affiliation = Some(place);
            }
            if is_state {
                end = of.start;
            }
        }
        Office { role: Some(words(tokens, from..end)), affiliation }
    }

    /// The state that an adjective or owner in it tells: "the Ukrainian negotiator".
    pub(super) fn state(&self, tokens: &[Token<'_>]) -> Option<&'static str> {
        let adjective = (self.from..=self.head).find_map(|at| lexicon::state(text(tokens, at)));
        let owner = self.owner.clone().and_then(|owner| lexicon::state(&words(tokens, owner)));
        adjective.or(owner).map(|state| state.name)
    }
}

/// Words in front of a phrase that are no part of it.
fn is_idle(tokens: &[Token<'_>], at: usize) -> bool {
    let word = lower(tokens, at);
    !tokens.get(at).is_some_and(Token::is_word)
        || matches!(
            word.as_str(),
            "and"
                | "but"
                | "or"
                | "while"
                | "as"
                | "according"
                | "to"
                | "by"
                | "from"
                | "even"
                | "only"
                | "both"
        ) && !text(tokens, at).is_empty()
}

/// Whether a capitalised word ends like an adjective: "Olympic", "Catholic", "Bavarian".
pub(super) fn is_adjective(word: &str) -> bool {
    ["ic", "an", "ish", "ese", "al"].iter().any(|ending| word.ends_with(ending))
}

/// Where the words behind the head begin.
fn is_complement(tokens: &[Token<'_>], at: usize) -> bool {
    opens_complement(&lower(tokens, at))
}

/// Whether a word in small letters stands behind the head of a phrase rather than in front of it.
pub(super) fn opens_complement(word: &str) -> bool {
    matches!(
        lexicon::pos(word, word),
        Pos::Preposition
            | Pos::To
            | Pos::Wh
            | Pos::Be
            | Pos::Have
            | Pos::Do
            | Pos::Modal
            | Pos::Coordinator
            | Pos::Subordinator
    ) || matches!(word, "who" | "that" | "familiar" | "close" | "briefed" | "speaking")
}

/// "Filed" behind "lawsuit", "obtained" behind "emails": a participle behind a noun.
fn is_participle_after(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    let word = text(tokens, at);
    let participle = word.starts_with(char::is_lowercase)
        && (word.ends_with("ed")
            || word.ends_with("ing")
            || matches!(word, "sent" | "written" | "seen" | "held" | "led" | "run"));
    participle && (from..at).any(|at| is_known(&lower(tokens, at))) && !is_known(word)
}

/// "Nurses’ union": the mark behind a plural owner.
pub(super) fn is_plural_mark(tokens: &[Token<'_>], at: usize) -> bool {
    let mark = tokens.get(at).is_some_and(|token| matches!(token.text, "’" | "'") && !token.spaced);
    mark && text(tokens, at.wrapping_sub(1)).ends_with('s') && tokens.get(at + 1).is_some_and(Token::is_word)
}

/// Whether a noun, or its singular, is in the lists.
pub(super) fn is_known(lower: &str) -> bool {
    let names = |noun: Noun| noun.person || noun.body.is_some() || noun.document || noun.people;
    names(nouns::noun(lower)) || nouns::singular(lower).is_some_and(|one| names(nouns::noun(&one)))
}

/// The phrase that ends just before token `end`, at most ten tokens long: small-letter words, owners and adjectives of
/// states back to an article, a possessive, a mark or a verb.
pub(super) fn phrase_before(tokens: &[Token<'_>], end: usize, sentence: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 10;
    let lowest = sentence.max(end.saturating_sub(LONGEST));
    let mut from = end;
    while from > lowest {
        let token = tokens.get(from - 1)?;
        let word = token.text.to_lowercase();
        let pos = lexicon::pos(&word, &word);
        if matches!(pos, Pos::Determiner | Pos::Possessive) && !is_possessive(token.text) {
            from -= 1;
            break;
        }
        let inside = is_possessive(token.text)
            || is_plural_mark(tokens, from - 1)
            || is_name_part(token)
            || token.is_word() && (is_known(&word) || !stops(&word, pos));
        if !inside {
            break;
        }
        from -= 1;
    }
    (from < end).then_some(from..end)
}

/// "Counsel to the inquiry | NAME", "Head of the Karvo region | NAME": the phrase for somebody whose complement ends just before
/// a person’s name at `end`. That name is its own; but "a lawyer for the actor NAME" is named nowhere, nor "a clerk at the
/// retailer NAME".
pub(super) fn over_complement(tokens: &[Token<'_>], end: usize, sentence: usize) -> Option<Range<usize>> {
    let inner = phrase_before(tokens, end, sentence)?;
    let joins = |at: usize| matches!(text(tokens, at), "of" | "for" | "to" | "at" | "in" | "on");
    let outer = match inner.start.checked_sub(1).filter(|&at| at > sentence && joins(at)) {
        Some(at) => phrase_before(tokens, at, sentence)?.start..end,
        None => inner.clone(),
    };
    let whole = phrase(tokens, outer.clone())?;
    let last = nouns::noun(&lower(tokens, end - 1));
    let named = last.person && (inner == outer || whole.start == Start::Indefinite)
        || last.body.is_some_and(|body| matches!(body.class, "company" | "media" | "club" | "party"))
        || last.body.is_some_and(|body| body.class == "group")
            && !nouns::is_audience(&lower(tokens, end - 1));
    let word = text(tokens, end - 1);
    let plain = word.starts_with(char::is_lowercase)
        && matches!(lexicon::pos(word, word), Pos::Other | Pos::Plural | Pos::Role);
    (plain && !named && whole.noun(tokens).person && whole.head + 1 < end).then_some(outer)
}

fn stops(word: &str, pos: Pos) -> bool {
    let joins = matches!(
        pos,
        Pos::Other | Pos::Plural | Pos::Role | Pos::Title | Pos::Name | Pos::Past | Pos::Gerund | Pos::Number
    );
    let inside = matches!(word, "of" | "for");
    !(joins || inside) || lexicon::cue(word).is_some() || word.ends_with("ed") && word.len() < 6
}

/// Whether a word is the adjective of a state.
pub(super) fn is_demonym(word: &str) -> bool {
    lexicon::state(word).is_some_and(|state| state.by == StateWord::Demonym)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn read(line: &str) -> (String, Option<String>, Option<String>) {
        let tokens = tokens::tokenize(line, 0..line.len());
        let phrase = phrase(&tokens, 0..tokens.len()).unwrap();
        let office = phrase.office(&tokens);
        (phrase.head_word(&tokens), office.role, office.affiliation)
    }

    #[test]
    fn heads_offices_and_owners() {
        let told = |head: &str, role: &str, of: Option<&str>| {
            (head.to_owned(), Some(role.to_owned()), of.map(str::to_owned))
        };
        assert_eq!(read("Norway’s chief envoy"), told("envoy", "chief envoy", Some("Norway")));
        assert_eq!(read("the Norwegian chief envoy"), told("envoy", "chief envoy", Some("Norway")));
        assert_eq!(read("the head of Mar Bravo"), told("head", "head of Mar Bravo", Some("Mar Bravo")));
        assert_eq!(read("a report seen by many").0, "report");
        assert_eq!(read("two officials familiar with it").0, "officials");
        assert_eq!(read("the dockers’ union").0, "union");
    }
}
