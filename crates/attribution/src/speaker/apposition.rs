//! What a phrase beside a name says of it: "the goalkeeper, NAME", "NAME, 24", "NAME, the company that …".

use super::{
    bodies,
    evidence::Evidence,
    names::{self, lower, text, words},
    nouns::{self, Body},
    phrase::{self, Phrase, Start},
};
use crate::{
    lexicon::{self, Pos},
    tokens::Token,
};

/// What a phrase that stands beside a name says of it.
pub(super) fn describe(tokens: &[Token<'_>], phrase: &Phrase, found: &mut Evidence) {
    let word = phrase.head_word(tokens);
    let noun = nouns::noun(&word);
    if !noun.person && nouns::is_plural(&word) && noun.body.is_none() {
        return;
    }
    // "The broker", "the owner": somebody or a company.
    let both = noun.person && noun.body.is_some();
    match (noun.person, noun.body) {
        (true, body) => {
            found.person += if both { 1 } else { 3 };
            found.body += i32::from(both);
            found.sort = found.sort.or(body);
            found.gender = found.gender.or(noun.gender);
            let office = phrase.office(tokens);
            found.owner =
                found.owner.take().or_else(|| phrase.owner.clone().map(|owner| words(tokens, owner)));
            found.office.role = found.office.role.take().or(office.role);
            found.office.affiliation = found.office.affiliation.take().or(office.affiliation);
        }
        (false, Some(body)) => {
            found.body += 3;
            let core = phrase.from..phrase.head + 1;
            let owned = phrase.owner.clone().is_some_and(|owner| is_state_owner(tokens, owner));
            let kind = bodies::kind_of_body(tokens, &core, body);
            found.owned |= owned || core.clone().any(|at| lower(tokens, at) == "state");
            found.sort = found.sort.or(Some(Body { kind, ..body }));
            if body.class == "city" || body.class == "state" && word != "capital" {
                (found.body, found.place) = (found.body - 3, found.place + 2);
                found.state += i32::from(body.class == "state");
            }
        }
        _ if word.ends_with("app") || word.ends_with("group") => found.body += 2,
        _ => {}
    }
    found.nouns.push(word);
}

/// "The country’s agency", "Germany’s agency".
fn is_state_owner(tokens: &[Token<'_>], owner: std::ops::Range<usize>) -> bool {
    let name = words(tokens, owner);
    matches!(name.to_lowercase().as_str(), "country" | "the country" | "state" | "nation" | "government")
        || lexicon::state(&name).is_some()
}

/// ", 24,", ", who", ", the goalkeeper," behind a name, from `from` on.
pub(super) fn apposed_after(tokens: &[Token<'_>], from: usize, sentence: usize, found: &mut Evidence) {
    const LONGEST: usize = 16;
    let first = lower(tokens, from);
    let ends = |at: usize| {
        matches!(
            text(tokens, at),
            "," | "." | ";" | ":" | ")" | "—" | "–" | "”" | "\"" | "" | "’" | "'" | "»" | "«"
        ) || matches!(lower(tokens, at).as_str(), "and" | "from" | "of" | "who" | "a" | "an")
    };
    match first.as_str() {
        "who" => {
            found.person += 3;
            heads(tokens, from + 1, sentence, found);
        }
        // "NAME, of the Academy of Sciences,".
        "of" if (from + 1..from + 4).any(|at| names::is_name_part_at(tokens, at)) => found.person += 2,
        "whose" | "whom" => found.person += 1,
        "which" => found.body += 2,
        "or" | "known" => {
            let name = (from + 1..from + 5).find(|&at| names::is_acronym(text(tokens, at)));
            found.acronym = name.map(|at| text(tokens, at).to_owned());
        }
        age if age.len() <= 3 && age.parse::<u32>().is_ok_and(|age| age < 120) && ends(from + 1) => {
            found.person += 4;
            found.age = age.parse().ok();
            if text(tokens, from + 1) == "," && !text(tokens, from + 2).is_empty() && from < sentence {
                apposed_after(tokens, from + 2, sentence, found);
            }
        }
        _ => {
            let short = if first == "the" { from + 1 } else { from };
            if names::is_acronym(text(tokens, short))
                && matches!(text(tokens, short + 1), "," | "." | ")" | "")
            {
                found.acronym = Some(text(tokens, short).to_owned());
                return;
            }
            let limit = sentence.min(from + LONGEST).min(tokens.len());
            let close = (from..limit).find(|&at| {
                at > from
                    && (matches!(
                        text(tokens, at),
                        "," | "." | ";" | ":" | "—" | "–" | "(" | "”" | "\"" | "»"
                    ) || matches!(text(tokens, at), "who" | "whose" | "which"))
            });
            let close = close.unwrap_or(limit);
            if let Some(phrase) = phrase::phrase(tokens, from..close)
                && is_apposition(tokens, from, &phrase)
                && !speaks(tokens, phrase.head + 1..close)
            {
                describe(tokens, &phrase, found);
            }
        }
    }
}

/// "It burned in NAME, | the mayor said": whether a phrase behind a name goes on to say something, so that it tells of
/// somebody else. "The man said to be their leader" says nothing.
fn speaks(tokens: &[Token<'_>], behind: std::ops::Range<usize>) -> bool {
    let passive = |verb: usize| matches!(text(tokens, verb + 1), "to" | "of" | "by" | "as");
    behind.into_iter().any(|at| lexicon::is_speech_verb(text(tokens, at)) && !passive(at))
}

/// "Who leads NAME": an office told by its verb.
fn heads(tokens: &[Token<'_>], verb: usize, sentence: usize, found: &mut Evidence) {
    const REACH: usize = 4;
    let office = match text(tokens, verb) {
        "leads" | "led" => "leader",
        "heads" | "headed" => "head",
        "chairs" | "chaired" => "chair",
        "runs" | "ran" => "manager",
        "founded" | "co-founded" => "founder",
        "owns" | "owned" => "owner",
        "coaches" | "coached" => "coach",
        "represents" => "lawyer",
        _ => return,
    };
    found.nouns.push(office.to_owned());
    let body = (verb + 1..sentence.min(verb + REACH))
        .take_while(|&at| tokens.get(at).is_some_and(Token::is_word))
        .find_map(|at| names::run(tokens, at));
    if let Some(body) = body.filter(|_| found.office.affiliation.is_none()) {
        found.office.affiliation = Some(words(tokens, body));
    }
}

/// Whether a phrase behind a comma tells what stands before it: no verb up to its head, and a head that can tell.
fn is_apposition(tokens: &[Token<'_>], from: usize, phrase: &Phrase) -> bool {
    let word = phrase.head_word(tokens);
    let noun = nouns::noun(&word);
    let known = noun.person || noun.body.is_some();
    let small = text(tokens, phrase.head).starts_with(char::is_lowercase);
    let plain = (from..phrase.head).all(|at| {
        let small = lower(tokens, at);
        let pos = lexicon::pos(&small, &small);
        let acts = lexicon::cue(&small).is_some()
            || small.ends_with("ed") && phrase::start(tokens, at + 1) != Start::Bare;
        nouns::noun(&small) != nouns::Noun::default()
            || !acts
                && !matches!(
                    pos,
                    Pos::Preposition
                        | Pos::Speech
                        | Pos::Be
                        | Pos::Have
                        | Pos::Do
                        | Pos::Modal
                        | Pos::Pronoun
                        | Pos::Coordinator
                        | Pos::To
                        | Pos::Subordinator
                )
    });
    // "NAME, | lost his daughter", "NAME, | accused them of": a verb with its object is no apposition.
    let article = (from + 1..phrase.head).find(|&at| phrase::start(tokens, at) != Start::Bare);
    let adverb = |at: usize| {
        let small = lower(tokens, at);
        lexicon::pos(&small, &small) == Pos::Adverb || small.ends_with("self") || small.ends_with("ly")
    };
    let verbal = phrase.start == Start::Bare
        && (article.is_some_and(|article| !(from..article).all(adverb))
            || lexicon::is_speech_verb(text(tokens, from)) && text(tokens, from).ends_with("ed"));
    plain
        && !verbal
        && (known || small && matches!(phrase.start, Start::Indefinite | Start::Definite))
        && phrase.head < from + 8
}

/// "Its chairman, NAME,", "The owner, NAME": what stands before a comma before the name.
pub(super) fn apposed_before(
    tokens: &[Token<'_>],
    run: &std::ops::Range<usize>,
    sentence: usize,
    found: &mut Evidence,
) {
    // "The owner, Piraeus-based NAME".
    let start = (0..run.start).rev().find(|&at| !names::is_compound_adjective(text(tokens, at)));
    let Some(comma) = start.filter(|&at| at > sentence && text(tokens, at) == ",") else {
        return;
    };
    let next = text(tokens, run.end);
    if lexicon::is_speech_verb(next) && nouns::noun(next) == nouns::Noun::default() {
        return;
    }
    let Some(range) = phrase::phrase_before(tokens, comma, sentence) else { return };
    // "The mayor of Ashby, NAME": on over the complement to its own article.
    let behind_of = matches!(text(tokens, range.start.wrapping_sub(1)), "of" | "for" | "at" | "in");
    let range = if behind_of {
        // "A spokesman for the operator, NAME" tells of the operator.
        let outer = |head: &std::ops::Range<usize>| {
            let inner =
                phrase::phrase(tokens, range.clone()).is_some_and(|inner| inner.noun(tokens).body.is_some());
            !(inner && phrase::start(tokens, head.start) == Start::Indefinite)
        };
        phrase::phrase_before(tokens, range.start - 1, sentence)
            .filter(outer)
            .map_or(range.clone(), |head| head.start..comma)
    } else {
        range
    };
    let opens = range.start == sentence || {
        let word = lower(tokens, range.start - 1);
        !matches!(
            word.as_str(),
            "in" | "at" | "on" | "with" | "for" | "of" | "near" | "after" | "before" | "into" | "over"
        )
    };
    if !opens {
        return;
    }
    if let Some(phrase) = phrase::phrase(tokens, range.clone()) {
        let known = phrase.noun(tokens);
        let small = text(tokens, phrase.head).starts_with(char::is_lowercase)
            || phrase.start != Start::Bare && phrase.head > range.start;
        let points = matches!(phrase.start, Start::Definite | Start::Possessive | Start::Indefinite)
            || phrase.owner.is_some();
        if small
            && (known.person
                || known.body.is_some()
                || points && phrase.start == Start::Definite && range.start == sentence && next == ",")
        {
            found.given |= phrase.start == Start::Definite
                && phrase.owner.is_none()
                && phrase.complement().is_empty()
                && phrase.core().len() == 1;
            describe(tokens, &phrase, found);
        }
    }
}
