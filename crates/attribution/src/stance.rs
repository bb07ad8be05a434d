//! What a speaker does with the content: stance, negation, hedges, and to whom.
//!
//! The lemma of the cue decides, then its particle and what the content starts with. Words: `data/lexicon/cues.tsv` and `acts.tsv`.

use std::ops::Range;

use onrecord_model::Stance;

use crate::{
    lexicon::{self, Act, CueKind, Pos},
    link::Relation,
    speaker,
    tokens::Token,
};

/// How an attribution is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Dictionary form of the cue.
    pub lemma: String,
    /// What the speaker does.
    pub stance: Stance,
    /// What the cue reports.
    pub kind: CueKind,
    /// Whether the act itself is negated.
    pub negated: bool,
}

/// Reads a cue with the content it governs; both as tokens.
pub(crate) fn read(cue: &[Token<'_>], content: &[Token<'_>]) -> Reading {
    let lower: Vec<String> = cue.iter().map(|token| token.text.to_lowercase()).collect();
    let has = |word: &str| lower.iter().any(|l| l == word);
    let starts =
        |word: &str| content.iter().find(|t| t.is_word()).is_some_and(|t| t.text.eq_ignore_ascii_case(word));
    let negated = lower.iter().any(|l| is_negation(l));
    if has("according") {
        return Reading {
            lemma: "according to".to_owned(),
            stance: Stance::Asserts,
            kind: CueKind::Speech,
            negated,
        };
    }
    let Some((word, index)) = head(&lower) else {
        let lemma = lower.last().cloned().unwrap_or_default();
        let accused = lemma == "allegedly";
        let waved_off = lower.windows(2).any(|pair| is_waved_off(&pair[0], &pair[1]));
        let stance = match (waved_off, accused) {
            (true, _) => Stance::Rejects,
            (_, true) => Stance::Accuses,
            _ => Stance::Asserts,
        };
        return Reading { lemma, stance: content_stance(stance, content), kind: CueKind::Speech, negated };
    };
    let after = |words: &[&str]| lower.get(index + 1).is_some_and(|next| words.contains(&next.as_str()));
    let towards = |particle: &str| after(&[particle]) || starts(particle);
    let to_know = |words: &[&str]| words.windows(2).any(|pair| pair == ["to", "know"]);
    let all: Vec<&str> =
        lower.iter().map(String::as_str).chain(content.iter().take(2).map(|t| t.text)).collect();
    let stance = match word.lemma {
        "demand" | "want" | "like" | "ask" if to_know(&all) => Stance::Asks,
        "call" if towards("for") || towards("on") || towards("upon") || starts("to") => Stance::CallsFor,
        "plead" if content.iter().take(3).any(|t| t.text == "guilty") => {
            if starts("not") {
                Stance::Denies
            } else {
                Stance::Confirms
            }
        }
        "brand" | "call" | "denounce" | "describe" | "label" if turns_down(content) => Stance::Rejects,
        "agree" | "volunteer" if towards("to") => Stance::Promises,
        "rule" if !has("out") && !starts("out") => Stance::Asserts,
        "advise" | "ask" | "caution" | "remind" | "tell" | "warn" if asks_to_act(content) => Stance::CallsFor,
        // "declined to give": what is left undone is no refusal of something said.
        "decline" | "refuse"
            if lower
                .windows(3)
                .any(|act| act[0].starts_with(word.lemma.trim_end_matches('e')) && act[1] == "to") =>
        {
            Stance::Asserts
        }
        "ask" if towards("for") || starts("that") => Stance::CallsFor,
        "project" | "order" if index == 0 && lower.len() == 1 && content.is_empty() => Stance::Asserts,
        "prepare" | "decide" | "resolve" | "plan" => Stance::Plans,
        _ => word.stance,
    };
    Reading {
        lemma: word.lemma.to_owned(),
        stance: content_stance(stance, content),
        kind: word.kind,
        negated,
    }
}

/// The act that a cue leaves undone, where the cue ends before it: "declined | to confirm", as a range of `tokens`.
pub(crate) fn avoided_act(tokens: &[Token<'_>], cue: &Range<usize>) -> Option<Range<usize>> {
    let is = |at: usize, words: &[&str]| {
        tokens.get(at).is_some_and(|token| words.contains(&token.text.to_lowercase().as_str()))
    };
    let last = tokens.get(cue.end.checked_sub(1)?)?.text.to_lowercase();
    let avoids = lexicon::acts(Act::Avoiding, &last) && is(cue.end, &["to"]);
    let act = tokens.get(cue.end + 1).and_then(|token| lexicon::cue(token.text));
    // What is left must be a content: "refused to comment." has none.
    let goes_on = tokens.get(cue.end + 2).is_some_and(Token::is_word);
    let gives = is(cue.end + 1, &["give", "identify", "name", "offer", "provide", "share"]);
    (avoids && goes_on && (gives || act.is_some_and(|word| word.kind == CueKind::Speech)))
        .then_some(cue.end..cue.end + 2)
}

/// Whether the act is not done: "did not say", "failed to confirm", "has yet to say", "not able to confirm". Looks at
/// the cue and at the verbs right before it, not before the token `lowest`.
pub(crate) fn is_withheld(tokens: &[Token<'_>], lowest: usize, cue: &Range<usize>) -> bool {
    let lower: Vec<String> = tokens
        .get(lowest..cue.end)
        .unwrap_or_default()
        .iter()
        .map(|token| token.text.to_lowercase())
        .collect();
    let own = cue.start.saturating_sub(lowest);
    let helps = |at: usize| {
        let word = lower[at].as_str();
        lexicon::acts(Act::Avoiding, word)
            || word == "able"
            || is_negation(word)
            || matches!(
                lexicon::pos(tokens[lowest + at].text, word),
                Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Negation | Pos::To | Pos::Adverb
            )
    };
    let start = (0..own).rev().take_while(|&at| helps(at)).last().unwrap_or(own);
    let Some(words) = lower.get(start..) else { return false };
    let avoids = words.windows(2).zip(start..).any(|(pair, at)| {
        lexicon::acts(Act::Avoiding, &pair[0])
            && pair[1] == "to"
            && tokens.get(lowest + at + 2).is_some_and(|token| token.text != "be")
    });
    avoids || words.iter().take(own.saturating_sub(start)).any(|word| is_negation(word))
}

/// Whether somebody is told to have said it: not "no one said", "if the mayor says", "critics could say", "contrary to
/// what he said", "asked whether …, he said". `sentence` is where the act stands.
pub(crate) fn is_said(tokens: &[Token<'_>], sentence: Range<usize>, relation: &Relation) -> bool {
    const NOBODY: &[&str] = &["anybody", "anyone", "contrary", "nobody", "none", "whoever"];
    const POSSIBLE: &[&str] = &["could", "may", "might"];
    let lower = |at: usize| tokens.get(at).map(|token| token.text.to_lowercase()).unwrap_or_default();
    let is = |at: usize, words: &[&str]| words.contains(&lower(at).as_str());
    let before = |at: usize, words: &[&str]| at > sentence.start && is(at - 1, words);
    if let Some(source) = &relation.source {
        let start = source.start;
        let nobody = is(start, NOBODY) || (is(start, &["no"]) && source.len() > 1);
        let supposed = |at: usize| is(at, &["if", "unless"]) && !before(at, &["as"]);
        let conditional = supposed(start) || (start > sentence.start && supposed(start - 1));
        let contrary =
            (sentence.start..start).rev().take(4).any(|at| is(at, &["contrary"]) && is(at + 1, &["to"]));
        if nobody || conditional || contrary {
            return false;
        }
    }
    let Some(cue) = &relation.cue else { return true };
    if is_narrated(tokens, relation) {
        return false;
    }
    let negated = cue.clone().chain(cue.start.saturating_sub(2)..cue.start).any(|at| is_negation(&lower(at)));
    let modal = |at: usize| is(at, POSSIBLE) && tokens[at].text != "May";
    let possible = cue.clone().any(modal) || (cue.start > sentence.start && modal(cue.start - 1));
    let Some(asked) = cue.clone().find(|&at| is(at, &["asked", "pressed", "questioned"])) else {
        return !possible || negated;
    };
    let passive = before(asked, &["am", "are", "be", "been", "being", "is", "was", "were", "when"]);
    let participle = asked == sentence.start && tokens[asked].is_capitalised();
    !(passive || participle) && (!possible || negated)
}

/// What a clause starts with that somebody can say, ask or tell.
const OPENERS: &[&str] = &["how", "if", "that", "what", "when", "where", "whether", "which", "who", "why"];

/// Whether a content that starts with `word` is a clause.
pub(crate) fn opens_clause(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// Whether a token is a mark of quotation.
fn is_mark(token: &Token<'_>) -> bool {
    matches!(token.text, "“" | "\"" | "‘" | "'" | "«" | "»" | "``" | "„")
}

/// Whether the cue tells of a deed rather than of speech or thought: "agreed on a swap", "signed the text", "declined to
/// comment", "asked not to be named".
fn is_narrated(tokens: &[Token<'_>], relation: &Relation) -> bool {
    const DEEDS: &[&str] = &[
        " agree on ",
        " agreed on ",
        " agrees on ",
        " asked to be ",
        " asks to be ",
        " focus on ",
        " focused on ",
        " focuses on ",
        " listed ",
        " lists ",
        " nodded ",
        " so-called ",
        " to be identified ",
        " to be named ",
        " not to be identified ",
        " not to be named ",
        " signed ",
        " signs ",
        " voted ",
        " votes ",
    ];
    const OPENING: usize = 4; // tokens of the content
    let lower = |range: &Range<usize>, most: usize| -> Vec<String> {
        let words = tokens.get(range.clone()).unwrap_or_default().iter().take(most);
        words.map(|token| token.text.to_lowercase()).collect()
    };
    let cue: Vec<String> = relation.cue.iter().flat_map(|cue| lower(cue, usize::MAX)).collect();
    let first = relation.contents.first();
    let content: Vec<String> = first.map(|content| lower(content, OPENING)).unwrap_or_default();
    let mut parts = relation.contents.iter().filter_map(|range| tokens.get(range.clone()));
    let quoted = parts.any(|part| part.iter().any(is_mark));
    // "one known as “the Cat”": a name is nobody's word.
    let name = relation.source.is_none()
        && cue.iter().any(|word| {
            matches!(word.as_str(), "called" | "dubbed" | "known" | "named" | "nicknamed" | "titled")
        });
    // "Eleven judges voted for it, she said": the act is in the cue, or right behind it.
    let verb = format!(" {}", cue.join(" "));
    let follows = first.zip(relation.cue.as_ref()).is_some_and(|(content, cue)| cue.end <= content.start);
    let rest = if follows { content.join(" ") } else { String::new() };
    let act = format!("{verb} {rest} ");
    let is_in_act = |deed: &str| act.find(deed).is_some_and(|at| at <= verb.len());
    name || is_silence(&cue, &content)
        || is_deed(&cue, &content, quoted)
        || is_done_to_people(&cue, &content)
        || DEEDS.iter().any(|deed| is_in_act(deed))
}

/// "Declined | to comment", "did not answer | our questions", "did not want | her name published".
fn is_silence(cue: &[String], content: &[String]) -> bool {
    let has = |words: &[&str]| cue.iter().any(|word| words.contains(&word.as_str()));
    let negated = cue.iter().any(|word| is_negation(word) || lexicon::acts(Act::Avoiding, word));
    let speechless = content.last().is_some_and(|word| word == "comment") && content.len() <= 2;
    let answers = has(&["answer", "reply", "respond", "return"]);
    let unnamed = has(&["want", "wanted", "wish"]) && content.iter().any(|word| word == "name");
    speechless || (negated && (answers || unnamed))
}

/// "Appears | to collapse", "accepted | the resignation", "posting | a profit": words for speech that tell of deeds, where
/// no clause and, with verbs that put things out, no quotation is their object.
fn is_deed(cue: &[String], content: &[String], quoted: bool) -> bool {
    let has = |words: &[&str]| cue.iter().any(|word| words.contains(&word.as_str()));
    let first = content.first().map_or("", String::as_str);
    let clause = OPENERS.contains(&first) || !first.chars().any(char::is_alphanumeric);
    let asked = content.iter().any(|word| matches!(word.as_str(), "to" | "that" | "not"));
    let speaks = cue.iter().any(|word| lexicon::is_speech_verb(word));
    let seems =
        has(&["appear", "appeared", "appears", "seem", "seemed", "seems"]) && !speaks && first == "to";
    let takes = has(&["accept", "accepted", "accepting", "accepts"]) && !clause && !first.ends_with("ing");
    let puts_out =
        cue.iter().any(|word| lexicon::acts(Act::Publishing, word)) && !clause && !asked && !quoted;
    seems || takes || puts_out
}

/// "Dismissed | 340 workers", "admitted | 4,300 new students", "some 610 workers | were dismissed | by": with a count of people for
/// its object the verb is no word of speech.
fn is_done_to_people(cue: &[String], told: &[String]) -> bool {
    let done =
        cue.iter().any(|word| matches!(word.as_str(), "admitted" | "admits" | "dismissed" | "dismisses"));
    let counted = told.iter().position(|word| is_count(word)).map_or(0, |at| at + 1);
    let people = told.iter().skip(counted).any(|word| speaker::is_person(word));
    let by = told.iter().map(String::as_str).eq(["by"]);
    done && (counted > 0 && people || by)
}

/// Whether a word is a number, in digits or letters.
fn is_count(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit()) || lexicon::pos(lower, lower) == Pos::Number
}

fn is_helping(lower: &str) -> bool {
    matches!(
        lexicon::pos(lower, lower),
        Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Adverb | Pos::Negation
    )
}

/// "shrugged off", "brushed aside", "hit back".
fn is_waved_off(verb: &str, particle: &str) -> bool {
    const VERBS: &[&str] = &["brush", "fire", "fired", "hit", "laugh", "push", "shrug", "wave"];
    VERBS.iter().any(|start| verb.starts_with(start)) && matches!(particle, "aside" | "away" | "back" | "off")
}

fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "never" | "no" | "nor" | "neither" | "without")
        || lower.ends_with("n't")
        || lower.ends_with("n’t")
}

/// The attributing verb of a cue: the first one, but a verb of speech before any other, and the last of several clauses
/// before all: "has written to the mayor, asking".
fn head(lower: &[String]) -> Option<(lexicon::CueWord, usize)> {
    let words = || lower.iter().enumerate().filter_map(|(at, word)| Some((lexicon::cue(word)?, at)));
    // A participle apart from the verb before it, which it would follow in "denied saying" and "quoted as saying".
    let apart = |at: usize| {
        at > 2
            && lower[at].ends_with("ing")
            && lower[at - 1] != "as"
            && lexicon::cue(&lower[at - 1]).is_none()
            && !is_helping(&lower[at - 1])
    };
    let last = words().find(|(word, at)| apart(*at) && word.kind == CueKind::Speech);
    if last.is_some() {
        return last;
    }
    // "Declined to confirm": what is left undone is the act.
    let avoided =
        lower.windows(2).rposition(|pair| lexicon::acts(Act::Avoiding, &pair[0]) && pair[1] == "to");
    let act = avoided.and_then(|avoided| words().find(|(_, at)| *at == avoided + 2));
    act.or_else(|| words().find(|(word, _)| word.kind == CueKind::Speech)).or_else(|| words().next())
}

/// "told residents | to leave": a content that starts with "to" or "not to".
fn asks_to_act(content: &[Token<'_>]) -> bool {
    let mut words = content.iter().filter(|t| t.is_word()).map(|t| t.text);
    match words.next() {
        Some("not") => words.next() == Some("to"),
        first => first == Some("to"),
    }
}

/// What the content itself does, where the cue only says that something was said.
fn content_stance(stance: Stance, content: &[Token<'_>]) -> Stance {
    if stance != Stance::Asserts {
        return stance;
    }
    let words: Vec<String> =
        content.iter().filter(|t| t.is_word()).take(16).map(|t| t.text.to_lowercase()).collect();
    if denies(&words) {
        return Stance::Denies;
    }
    if promises(&words) {
        return Stance::Promises;
    }
    stance
}

/// "the allegations “absurd”", "it a carnival story": what others say, called something; an object with what it is called.
fn turns_down(content: &[Token<'_>]) -> bool {
    let words: Vec<String> =
        content.iter().filter(|t| t.is_word()).take(12).map(|t| t.text.to_lowercase()).collect();
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let object = content.iter().take_while(|t| t.is_word()).count().min(4).min(words.len());
    let of_a_claim = words[..object].iter().any(|word| lexicon::acts(Act::Claim, word));
    let pronoun = words.first().is_some_and(|word| is(word, &["it", "that", "this", "them", "these"]));
    of_a_claim || (pronoun && words.iter().any(|word| lexicon::acts(Act::Untrue, word)))
}

/// "the claim was false", "the reports are not true", "there was no truth in it".
fn denies(words: &[String]) -> bool {
    const THAT: &[&str] = &["it", "that", "these", "they", "this", "those"];
    let Some(copula) =
        words.iter().position(|w| matches!(w.as_str(), "is" | "are" | "was" | "were" | "been"))
    else {
        return false;
    };
    let (subject, rest) = words.split_at(copula);
    let of_a_claim = subject.iter().any(|w| lexicon::acts(Act::Claim, w) || THAT.contains(&w.as_str()));
    let untrue = rest.iter().skip(1).take(3).any(|w| lexicon::acts(Act::Untrue, w))
        || rest.iter().skip(1).take(2).map(String::as_str).eq(["not", "true"])
        || rest.iter().skip(1).take(2).map(String::as_str).eq(["no", "truth"]);
    (of_a_claim || subject.iter().any(|w| w == "there")) && untrue && subject.len() <= 6
}

/// "we will hand over", "it would return": the speaker's own coming deed.
fn promises(words: &[String]) -> bool {
    let start = usize::from(words.first().is_some_and(|w| w == "that"));
    let self_named =
        words.get(start).is_some_and(|w| matches!(w.as_str(), "we" | "i" | "it" | "he" | "she" | "they"));
    let coming = words.get(start + 1).is_some_and(|w| matches!(w.as_str(), "will" | "would"));
    let ready = words.get(start + 2).is_some_and(|w| matches!(w.as_str(), "ready" | "prepared"));
    let deed = words.get(start + 2).is_some_and(|w| lexicon::acts(Act::Deed, w));
    self_named && ((coming && deed) || ready)
}

/// Words of the cue and content that weaken the statement, each once, in the order of the text.
pub(crate) fn hedges<'t>(tokens: impl Iterator<Item = &'t Token<'t>>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for token in tokens {
        let lower = token.text.to_lowercase();
        // "May" with its capital is the month or a name.
        if lexicon::acts(Act::Hedge, &lower) && token.text != "May" && !found.contains(&lower) {
            found.push(lower);
        }
    }
    found
}
