//! What sort of words a mention is made of.

use std::ops::Range;

use crate::{
    lexicon::{self, Gender, Pos},
    tokens::Token,
};

/// A pronoun, by whom it can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
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

/// The sort of a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A pronoun.
    Pronoun(Pronoun),
    /// People or sources kept unnamed.
    Unnamed,
    /// It holds capitals: a name, maybe with a title.
    Name,
    /// A description in small letters: "the minister", "the Ukrainian chief negotiator".
    Description,
    /// Several people described.
    Group,
}

/// The sort of the mention in `range`; `sentence` is where it stands.
pub(crate) fn sort(tokens: &[Token<'_>], range: Range<usize>, sentence: Range<usize>) -> Sort {
    let mention = tokens.get(range).unwrap_or_default();
    if let [only] | [only, _] = mention
        && let Some(pronoun) = pronoun(only.text)
        && (mention.len() == 1 || mention[1].text == ",")
    {
        return Sort::Pronoun(pronoun);
    }
    let described = mention.iter().any(|t| {
        t.text.chars().all(char::is_lowercase)
            && matches!(lexicon::pos(t.text, t.text), Pos::Role | Pos::Plural | Pos::Other)
    });
    if (described && asks_for_no_name(tokens.get(sentence).unwrap_or_default())) || is_unnamed(mention) {
        return Sort::Unnamed;
    }
    if has_name(mention) {
        return Sort::Name;
    }
    if is_plural(mention) { Sort::Group } else { Sort::Description }
}

fn pronoun(word: &str) -> Option<Pronoun> {
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

fn asks_for_no_name(sentence: &[Token<'_>]) -> bool {
    let lower: Vec<String> = sentence.iter().map(|t| t.text.to_lowercase()).collect();
    let holds = |words: &[&str]| lower.windows(words.len()).any(|w| w.iter().zip(words).all(|(a, b)| a == b));
    holds(&["not", "to", "be", "named"])
        || holds(&["condition", "of", "anonymity"])
        || holds(&["not", "be", "named"])
        || holds(&["declined", "to", "be", "named"])
        || holds(&["spoke", "anonymously"])
        || holds(&["not", "allowed", "to", "speak"])
        || holds(&["not", "authorised", "to", "speak"])
        || holds(&["not", "authorized", "to", "speak"])
}

/// "Two officials familiar with the talks", "a source", "a senior Western diplomat": a noun for a source, no article
/// that points at somebody known, and no name.
fn is_unnamed(mention: &[Token<'_>]) -> bool {
    let lower: Vec<String> = mention.iter().map(|t| t.text.to_lowercase()).collect();
    if lower.iter().any(|w| matches!(w.as_str(), "unnamed" | "anonymous" | "unidentified")) {
        return true;
    }
    if matches!(lower.as_slice(), [_, of, them] if of == "of" && (them == "them" || them == "those")) {
        return true;
    }
    let Some(head) = lower.iter().position(|w| lexicon::is_unnamed_source(w)) else { return false };
    let definite = matches!(
        lower.first().map(String::as_str),
        Some("the" | "this" | "that" | "his" | "her" | "its" | "their")
    );
    let indefinite = matches!(lower.first().map(String::as_str), Some("a" | "an" | "another" | "one"));
    let people = matches!(lower[head].as_str(), "people" | "person" | "officer" | "officers");
    let told =
        lower.iter().skip(head).any(|w| matches!(w.as_str(), "familiar" | "briefed" | "close" | "knowledge"));
    let named_after = mention.iter().skip(head + 1).any(|t| lexicon::first_name(t.text).is_some());
    !named_after
        && (told || (indefinite && mention[..head].iter().all(|t| t.text != "of")) || (!definite && !people))
}

fn has_name(mention: &[Token<'_>]) -> bool {
    mention.iter().enumerate().any(|(index, token)| {
        let lower = token.text.to_lowercase();
        let pos = lexicon::pos(token.text, &lower);
        token.is_capitalised()
            && token.is_word()
            && !lexicon::state(token.text).is_some_and(|s| s.by == lexicon::StateWord::Demonym)
            && !matches!(
                pos,
                Pos::Determiner | Pos::Preposition | Pos::Possessive | Pos::Coordinator | Pos::Adverb
            )
            && (index > 0 || !matches!(pos, Pos::Role) || mention.len() == 1 && !lower.ends_with('s'))
            && (index > 0 || mention.len() > 1 || !is_common_plural(&lower))
    })
}

fn is_common_plural(lower: &str) -> bool {
    lower.ends_with('s') && (lexicon::is_role(lower) || lexicon::is_unnamed_source(lower))
        || matches!(lower, "residents" | "locals" | "witnesses" | "experts")
}

fn is_plural(mention: &[Token<'_>]) -> bool {
    let cut = mention
        .iter()
        .position(|t| matches!(t.text, "of" | "in" | "at" | "for" | "from" | "who" | "with" | ","));
    let head = mention.get(..cut.unwrap_or(mention.len())).and_then(<[Token<'_>]>::last);
    head.is_some_and(|t| {
        let lower = t.text.to_lowercase();
        matches!(lower.as_str(), "people" | "police" | "men" | "women" | "children" | "authorities")
            || (lower.ends_with('s')
                && !lower.ends_with("ss")
                && lexicon::pos(&lower, &lower) != Pos::Possessive)
            || matches!(lower.as_str(), "many" | "some" | "others" | "both" | "several")
    })
}
