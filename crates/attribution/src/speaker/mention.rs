//! What sort of words a mention is made of.

use std::ops::Range;

use super::{
    names::{self, Name, Vocabulary, is_possessive, lower, text},
    nouns,
    phrase::{self, Phrase, Start},
};
use crate::{
    features::Paragraph,
    lexicon::{self, Gender, Pos},
    tokens::Token,
};

/// A pronoun, by whom it can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// He, she.
    One(Gender),
    /// It.
    It,
    /// They.
    They,
    /// Who, which, that: what stands just before.
    Relative,
    /// I, we: whoever speaks.
    Speaker,
}

/// The pronoun that a word is.
pub(super) fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word.to_lowercase().as_str() {
        "he" | "his" | "him" | "himself" => Pronoun::One(Gender::Male),
        "she" | "her" | "hers" | "herself" => Pronoun::One(Gender::Female),
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "their" | "them" | "theirs" | "themselves" => Pronoun::They,
        "who" | "which" | "that" | "whose" => Pronoun::Relative,
        "i" | "we" | "my" | "our" | "us" | "me" => Pronoun::Speaker,
        _ => return None,
    })
}

/// The pronoun that a whole mention is.
pub(super) fn whole_pronoun(tokens: &[Token<'_>], range: &Range<usize>) -> Option<Pronoun> {
    let only = (range.len() == 1 || range.len() == 2 && text(tokens, range.start + 1) == ",")
        .then_some(range.start)?;
    // "US", "WHO", "IT": a name in capitals.
    let word = text(tokens, only);
    if names::is_acronym(word) && !matches!(word, "HE" | "SHE" | "THEY" | "IT" | "WE") {
        return None;
    }
    pronoun(word)
}

/// The parts of a mention between its top-level commas, brackets, dashes and relative pronouns.
pub(super) fn segments(tokens: &[Token<'_>], range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = range.start;
    for at in range.clone() {
        let parts = matches!(text(tokens, at), "," | "(" | ")" | "—" | "–" | ";" | ":")
            || matches!(text(tokens, at), "who" | "which" | "whose" | "that" | "where") && at > range.start;
        if parts {
            if at > from {
                found.push(from..at);
            }
            from = at + 1;
        }
    }
    if range.end > from {
        found.push(from..range.end);
    }
    found
}

/// The name that heads a segment: not an owner, not behind a preposition, not an adjective of a common noun.
pub(super) fn name_of(
    paragraph: &Paragraph<'_>,
    segment: &Range<usize>,
    vocabulary: &Vocabulary,
    is_member: impl Fn(&str) -> bool,
) -> Option<Name> {
    let tokens = &paragraph.tokens;
    let mut at = segment.start;
    // "17 of 19 in a NAME poll": some of many, whoever counted them.
    let digits = text(tokens, at).starts_with(|c: char| c.is_ascii_digit());
    if digits && matches!(text(tokens, at + 1), "of" | "in") {
        return None;
    }
    while at < segment.end {
        let word = lower(tokens, at);
        let pos = lexicon::pos(&word, &word);
        let Some(run) = names::run(tokens, at).map(|run| run.start..run.end.min(segment.end)) else {
            let leaves = at > segment.start
                && matches!(pos, Pos::Preposition | Pos::To | Pos::Be | Pos::Have | Pos::Do | Pos::Modal);
            if leaves && !is_leading(tokens, segment.start, at) {
                return name_behind_complement(paragraph, segment, vocabulary);
            }
            at += 1;
            continue;
        };
        at = run.end;
        let next = text(tokens, run.end);
        let heads = run.end >= segment.end || !is_noun_behind(tokens, run.end);
        let owns = is_possessive(next) || phrase::is_plural_mark(tokens, run.end);
        if owns && run.end < segment.end || !heads {
            continue;
        }
        let starts = names::is_start(paragraph, run.start);
        let word = text(tokens, run.start);
        if run.len() == 1 && starts && is_member(word) && !names::is_drop_cap(word, vocabulary) {
            return Some(Name { before: run.start..run.start, words: run, what: names::What::Open });
        }
        if run.len() == 1
            && starts
            && names::is_common(word, vocabulary)
            && (!names::has_inner_capital(word) || nouns::noun(&word.to_lowercase()).people)
            && (!names::is_acronym(word) || names::is_drop_cap(word, vocabulary))
        {
            continue;
        }
        if let Some(name) = names::read(tokens, run, starts, vocabulary) {
            return Some(name);
        }
    }
    None
}

/// The name of a person that ends a segment behind an office and its complement: "counsel to the inquiry NAME".
fn name_behind_complement(
    paragraph: &Paragraph<'_>,
    segment: &Range<usize>,
    vocabulary: &Vocabulary,
) -> Option<Name> {
    let tokens = &paragraph.tokens;
    let runs = segment.clone().filter_map(|at| names::run(tokens, at));
    let run = runs.into_iter().find(|run| run.end == segment.end)?;
    let name = names::read(tokens, run.clone(), false, vocabulary)?;
    let person =
        matches!(name.what, names::What::Person) || name.what == names::What::Open && name.words.len() > 1;
    let office = phrase::over_complement(tokens, run.start, segment.start)?;
    (person && office.start == segment.start).then_some(name)
}

/// Whether a mention names several: "Onishi and her colleague Takumi Arai", "He and Chiara", "Neil Castleton, 61, and his
/// wife". An "and" inside the name of a body, an office or a complement joins nobody.
pub(super) fn joins_several(
    paragraph: &Paragraph<'_>,
    range: &Range<usize>,
    vocabulary: &Vocabulary,
    is_member: impl Fn(&str) -> bool,
) -> bool {
    let tokens = &paragraph.tokens;
    let clause = (range.clone()).find(|&at| matches!(text(tokens, at), "who" | "which" | "whose"));
    let end = clause.unwrap_or(range.end);
    let in_run = |at: usize| {
        (range.start..at).filter_map(|from| names::run(tokens, from)).any(|run| run.contains(&at))
    };
    let somebody = |part: &Range<usize>| {
        whole_pronoun(tokens, part).is_some() || name_of(paragraph, part, vocabulary, &is_member).is_some()
    };
    (range.start + 1..end).filter(|&at| matches!(text(tokens, at), "and" | "nor") && !in_run(at)).any(|at| {
        let left = segments(tokens, range.start..at);
        let (Some(first), Some(last)) = (left.first(), left.last()) else { return false };
        let closed = text(tokens, at - 1) == ",";
        let right = segments(tokens, at + 1..end);
        let Some(right) = right.first() else { return false };
        let named = name_of(paragraph, right, vocabulary, &is_member)
            .is_some_and(|name| name.words.len() > 1 || is_known(tokens, &name, &is_member));
        let described = phrase::phrase(tokens, right.clone()).is_some_and(|phrase| {
            let noun = phrase.noun(tokens);
            matches!(phrase.start, Start::Possessive | Start::Number | Start::Definite)
                && (noun.person || noun.people || nouns::is_plural(&phrase.head_word(tokens)))
        });
        somebody(first)
            && (first == last || closed)
            && (named || described || whole_pronoun(tokens, right).is_some())
    })
}

/// Whether a single word that follows "and" is a name for sure: "Department of Trade and Industry" has none.
fn is_known(tokens: &[Token<'_>], name: &Name, is_member: impl Fn(&str) -> bool) -> bool {
    let word = text(tokens, name.words.start);
    is_member(word) || names::is_acronym(word) || lexicon::state(word).is_some()
}

/// "According to", "Last Tuesday", "In Oslo" at the start of a mention: what comes behind still is its head.
fn is_leading(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    at <= start + 1 && matches!(lower(tokens, start).as_str(), "according" | "but" | "and")
}

/// Whether a common noun stands behind a name, so that the name only qualifies it: "a Rovers insider".
fn is_noun_behind(tokens: &[Token<'_>], at: usize) -> bool {
    // "The FTSE 250 company": a number belongs to the name before it.
    let numbered = text(tokens, at).starts_with(|c: char| c.is_ascii_digit());
    let at = at + usize::from(numbered);
    // "The NAME warning centre": a gerund before the noun belongs to it.
    let qualifies = text(tokens, at).ends_with("ing") && phrase::is_known(text(tokens, at + 1));
    let word = text(tokens, at + usize::from(qualifies));
    let pos = lexicon::pos(word, word);
    word.starts_with(char::is_lowercase)
        && (phrase::is_known(word)
            || matches!(pos, Pos::Other | Pos::Plural | Pos::Role) && lexicon::cue(word).is_none())
        && !matches!(
            word,
            "neither" | "nor" | "alike" | "alone" | "herself" | "himself" | "itself" | "reportedly"
        )
}

/// Whether the sentence tells that its source wants to stay unnamed.
pub(super) fn asks_for_no_name(tokens: &[Token<'_>], sentence: Range<usize>) -> bool {
    const WORDS: &[&[&str]] = &[
        &["not", "to", "be", "named"],
        &["not", "to", "be", "identified"],
        &["condition", "of", "anonymity"],
        &["not", "be", "named"],
        &["not", "be", "identified"],
        &["declined", "to", "be", "named"],
        &["spoke", "anonymously"],
        &["speaking", "anonymously"],
        &["not", "allowed", "to", "speak"],
        &["not", "authorised", "to", "speak"],
        &["not", "authorized", "to", "speak"],
    ];
    let lower: Vec<String> =
        tokens.get(sentence).unwrap_or_default().iter().map(|t| t.text.to_lowercase()).collect();
    WORDS.iter().any(|words| lower.windows(words.len()).any(|w| w.iter().zip(*words).all(|(a, b)| a == b)))
}

/// How many a phrase tells of, and whether they have reason to stay unnamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// One.
    One,
    /// Several, counted or kept unnamed: "two officials".
    Unnamed,
    /// Several people described: "residents".
    Group,
}

/// How many a description tells of.
pub(super) fn number(tokens: &[Token<'_>], segment: &Range<usize>, phrase: &Phrase) -> Number {
    let first = lower(tokens, segment.start);
    let second = lower(tokens, segment.start + 1);
    if matches!(first.as_str(), "one" | "another") && second == "of" {
        return Number::Unnamed;
    }
    if matches!(second.as_str(), "of" | "in")
        && (phrase::start(tokens, segment.start) == Start::Number
            || matches!(first.as_str(), "many" | "both" | "half"))
    {
        return if matches!(lower(tokens, segment.start + 2).as_str(), "them" | "those") {
            Number::Unnamed
        } else {
            Number::Group
        };
    }
    if matches!(first.as_str(), "those" | "these") {
        return Number::Group;
    }
    let head = phrase.head_word(tokens);
    let noun = nouns::noun(&head);
    if phrase.start == Start::Number
        && (noun == nouns::Noun::default() || noun.people)
        && !nouns::is_plural(&head)
    {
        return Number::Group;
    }
    if !nouns::is_plural(&head) && !matches!(head.as_str(), "authorities" | "others") {
        return Number::One;
    }
    let one = nouns::singular(&head).map(|one| nouns::noun(&one)).unwrap_or_default();
    let told = phrase.complement().chain(segment.end..segment.end + 4);
    let told = told
        .into_iter()
        .any(|at| matches!(lower(tokens, at).as_str(), "familiar" | "briefed" | "close" | "knowledge"));
    let adjective = (phrase.from..phrase.head).any(|at| phrase::is_demonym(text(tokens, at)));
    let definite = matches!(phrase.start, Start::Definite | Start::Possessive);
    let counted = phrase.start == Start::Number
        && !matches!(
            first.as_str(),
            "many" | "most" | "some" | "several" | "all" | "dozens" | "hundreds" | "thousands"
        )
        && !first.starts_with(|c: char| c.is_ascii_digit());
    let source = one.source && !adjective && !definite;
    if told || source || counted || first == "some" && one.source { Number::Unnamed } else { Number::Group }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{features::Place, speaker::names::words};

    fn head(line: &str) -> Option<String> {
        let paragraph = Paragraph::new(line, 0..line.len(), Place::Later);
        let vocabulary = Vocabulary::of(std::slice::from_ref(&paragraph));
        let name = name_of(&paragraph, &(0..paragraph.tokens.len()), &vocabulary, |_| false)?;
        Some(words(&paragraph.tokens, name.words))
    }

    fn count(line: &str) -> Number {
        let paragraph = Paragraph::new(line, 0..line.len(), Place::Later);
        let range = 0..paragraph.tokens.len();
        let phrase = phrase::phrase(&paragraph.tokens, range.clone()).unwrap();
        number(&paragraph.tokens, &range, &phrase)
    }

    #[test]
    fn the_head_of_a_mention_is_its_name() {
        assert_eq!(head("the striker Ivo Lindqvist").as_deref(), Some("Ivo Lindqvist"));
        assert_eq!(head("Ivo Lindqvist of Tarnbank").as_deref(), Some("Ivo Lindqvist"));
        assert_eq!(head("a clerk at Tarnbank"), None);
        assert_eq!(head("a Tarnbank clerk"), None);
        assert_eq!(head("Lindqvist’s mother"), None);
    }

    #[test]
    fn counted_sources_stay_unnamed() {
        assert_eq!(count("three envoys"), Number::Unnamed);
        assert_eq!(count("officials"), Number::Unnamed);
        assert_eq!(count("gardeners"), Number::Group);
        assert_eq!(count("the gardener"), Number::One);
    }
}
