//! What a speaker does with the content: stance, negation, hedges, and to whom.
//!
//! The lemma of the cue decides, then its particle and what the content starts with. Words: `data/lexicon/cues.tsv`.

use std::ops::Range;

use onrecord_model::Stance;

use crate::{
    lexicon::{self, CueKind, Pos},
    link::Relation,
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
        return Reading {
            lemma,
            stance: content_stance(Stance::Asserts, content),
            kind: CueKind::Speech,
            negated,
        };
    };
    let after = |words: &[&str]| lower.get(index + 1).is_some_and(|next| words.contains(&next.as_str()));
    let towards = |particle: &str| after(&[particle]) || starts(particle);
    let stance = match word.lemma {
        "call" if towards("for") || towards("on") || towards("upon") => Stance::CallsFor,
        "call" if content.iter().take(8).any(|t| t.text == "to") && !has("it") => Stance::CallsFor,
        "agree" | "volunteer" if towards("to") => Stance::Promises,
        "rule" if !has("out") && !starts("out") => Stance::Asserts,
        "ask" | "tell" | "advise" | "remind" if asks_to_act(content) => Stance::CallsFor,
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

/// Verbs and adjectives whose "to …" does not happen.
const AVOIDING: &[&str] = &[
    "decline",
    "declined",
    "declines",
    "declining",
    "fail",
    "failed",
    "failing",
    "fails",
    "refuse",
    "refused",
    "refuses",
    "refusing",
    "unable",
    "unwilling",
    "yet",
];

/// The act that a cue leaves undone, where the cue ends before it: "declined | to confirm", as a range of `tokens`.
pub(crate) fn avoided_act(tokens: &[Token<'_>], cue: &Range<usize>) -> Option<Range<usize>> {
    let is = |at: usize, words: &[&str]| {
        tokens.get(at).is_some_and(|token| words.contains(&token.text.to_lowercase().as_str()))
    };
    let avoids = is(cue.end.checked_sub(1)?, AVOIDING) && is(cue.end, &["to"]);
    let act = tokens.get(cue.end + 1).and_then(|token| lexicon::cue(token.text));
    // What is left must be a content: "refused to comment." has none.
    let goes_on = tokens.get(cue.end + 2).is_some_and(Token::is_word);
    (avoids && goes_on && act.is_some_and(|word| word.kind == CueKind::Speech))
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
        AVOIDING.contains(&word)
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
        AVOIDING.contains(&pair[0].as_str())
            && pair[1] == "to"
            && tokens.get(lowest + at + 2).is_some_and(|token| lexicon::cue(token.text).is_some())
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

/// Whether the cue tells of a deed rather than of speech or thought: "agreed on a swap", "signed the text", "declined to
/// comment", "asked not to be named".
fn is_narrated(tokens: &[Token<'_>], relation: &Relation) -> bool {
    const DEEDS: &[&str] = &[
        " agree on ",
        " agreed on ",
        " agrees on ",
        " focus on ",
        " focused on ",
        " focuses on ",
        " listed ",
        " lists ",
        " nodded ",
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
    let cue = relation.cue.iter().flat_map(|cue| lower(cue, usize::MAX));
    let content: Vec<String> =
        relation.contents.first().map(|content| lower(content, OPENING)).unwrap_or_default();
    let silent = content.last().is_some_and(|word| word == "comment") && content.len() <= 2;
    let act: Vec<String> = cue.chain(content).collect();
    let act = format!(" {} ", act.join(" "));
    silent || DEEDS.iter().any(|deed| act.contains(deed))
}

fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "never" | "no" | "nor" | "neither" | "without")
        || lower.ends_with("n't")
        || lower.ends_with("n’t")
}

/// The attributing verb of a cue: the first one, but a verb of speech before any other.
fn head(lower: &[String]) -> Option<(lexicon::CueWord, usize)> {
    let words = || lower.iter().enumerate().filter_map(|(at, word)| Some((lexicon::cue(word)?, at)));
    // "Declined to confirm": what is left undone is the act.
    let avoided = lower.windows(2).rposition(|pair| AVOIDING.contains(&pair[0].as_str()) && pair[1] == "to");
    let act = avoided.and_then(|avoided| words().find(|(_, at)| *at == avoided + 2));
    act.or_else(|| words().find(|(word, _)| word.kind == CueKind::Speech)).or_else(|| words().next())
}

/// "told residents to leave": an addressee of a few words, then "to" and a verb, outside any quotation.
fn asks_to_act(content: &[Token<'_>]) -> bool {
    let opening: Vec<&Token<'_>> = content.iter().take(6).collect();
    opening.iter().position(|t| t.text == "to").is_some_and(|to| {
        opening[..to]
            .iter()
            .all(|t| t.is_word() && !matches!(t.text, "that" | "it" | "he" | "she" | "they" | "we"))
            && content.get(to + 1).is_some_and(|t| t.is_word() && t.text.chars().all(char::is_lowercase))
    })
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

/// "the claim was false", "the reports are not true", "there was no truth in it".
fn denies(words: &[String]) -> bool {
    const CLAIMS: &[&str] = &[
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "assertion",
        "charge",
        "charges",
        "claim",
        "claims",
        "it",
        "report",
        "reports",
        "rumours",
        "rumors",
        "story",
        "that",
        "these",
        "they",
        "this",
        "those",
    ];
    const FALSE: &[&str] = &[
        "absurd",
        "baseless",
        "disinformation",
        "fabricated",
        "fake",
        "false",
        "groundless",
        "lie",
        "lies",
        "nonsense",
        "unfounded",
        "untrue",
    ];
    let Some(copula) =
        words.iter().position(|w| matches!(w.as_str(), "is" | "are" | "was" | "were" | "been"))
    else {
        return false;
    };
    let (subject, rest) = words.split_at(copula);
    let of_a_claim = subject.iter().any(|w| CLAIMS.contains(&w.as_str()));
    let untrue = rest.iter().skip(1).take(3).any(|w| FALSE.contains(&w.as_str()))
        || rest.iter().skip(1).take(2).map(String::as_str).eq(["not", "true"])
        || rest.iter().skip(1).take(2).map(String::as_str).eq(["no", "truth"]);
    (of_a_claim || subject.iter().any(|w| w == "there")) && untrue && subject.len() <= 6
}

/// "we will hand over", "it would return": the speaker's own coming deed.
fn promises(words: &[String]) -> bool {
    const DEEDS: &[&str] = &[
        "build", "continue", "deliver", "exchange", "free", "give", "hand", "help", "pay", "provide",
        "rebuild", "release", "repay", "return", "send", "stop", "supply", "transfer", "withdraw",
    ];
    let start = usize::from(words.first().is_some_and(|w| w == "that"));
    let self_named =
        words.get(start).is_some_and(|w| matches!(w.as_str(), "we" | "i" | "it" | "he" | "she" | "they"));
    let coming = words.get(start + 1).is_some_and(|w| matches!(w.as_str(), "will" | "would"));
    let ready = words.get(start + 2).is_some_and(|w| matches!(w.as_str(), "ready" | "prepared"));
    let deed = words.get(start + 2).is_some_and(|w| DEEDS.contains(&w.as_str()));
    self_named && ((coming && deed) || ready)
}

/// Words of the cue and content that weaken the statement, each once, in the order of the text.
pub(crate) fn hedges<'t>(tokens: impl Iterator<Item = &'t Token<'t>>) -> Vec<String> {
    const HEDGES: &[&str] = &[
        "allegedly",
        "apparently",
        "could",
        "likely",
        "may",
        "maybe",
        "might",
        "perhaps",
        "possible",
        "possibly",
        "presumably",
        "probably",
        "purportedly",
        "reportedly",
        "seemingly",
        "supposedly",
        "unlikely",
    ];
    let mut found: Vec<String> = Vec::new();
    for token in tokens {
        let lower = token.text.to_lowercase();
        // "May" with its capital is the month or a name.
        if HEDGES.contains(&lower.as_str()) && token.text != "May" && !found.contains(&lower) {
            found.push(lower);
        }
    }
    found
}

/// The addressee or accused, as indices of `tokens`: what stands between the cue and the content ("told reporters
/// that", "urged Russia to"), or what the content starts with ("accused | Russia of …", "called on | Kyiv to …").
pub(crate) fn target(
    tokens: &[Token<'_>],
    reading: &Reading,
    cue: &Range<usize>,
    content: &Range<usize>,
) -> Option<Range<usize>> {
    const ADDRESSING: &[&str] = &[
        "accuse", "advise", "appeal", "ask", "assure", "blame", "call", "inform", "remind", "tell", "urge",
        "warn",
    ];
    if !ADDRESSING.contains(&reading.lemma.as_str()) {
        return None;
    }
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| words.contains(&t.text));
    let mut start = (cue.start..cue.end).find(|&at| lexicon::cue(tokens[at].text).is_some())? + 1;
    while is(start, &["on", "upon", "to", "for"]) {
        start += 1;
    }
    let stops = |at: usize| {
        let token = &tokens[at];
        !token.is_word() && !matches!(token.text, "’s" | "'s" | "-")
            || is(
                at,
                &[
                    "of",
                    "that",
                    "to",
                    "for",
                    "about",
                    "not",
                    "over",
                    "if",
                    "whether",
                    "how",
                    "why",
                    "what",
                    "when",
                    "in",
                    "at",
                    "during",
                    "on",
                    "after",
                    "against",
                    "last",
                    "this",
                    "earlier",
                    "yesterday",
                ],
            )
            || token.text.to_lowercase().ends_with("day") && token.is_capitalised()
    };
    let limit = tokens.len().min(start + 8);
    let end = (start..limit).find(|&at| stops(at))?;
    let plausible = match reading.lemma.as_str() {
        "accuse" => is(end, &["of"]),
        "blame" => is(end, &["for"]),
        "call" | "appeal" | "urge" => is(end, &["to", "not"]) && reading.stance == Stance::CallsFor,
        _ => content.start >= end || is(end, &["to", "that", "if", "whether", "of", "about"]),
    };
    let named = tokens.get(start).is_some_and(|t| t.is_word() && lexicon::cue(t.text).is_none());
    (plausible && named && start < end).then_some(start..end)
}
