//! Whether the verbs around a time tell of what was or of what is on the calendar.

use crate::{
    lexicon::Tags,
    token::{Kind, Line},
};

/// How many tokens are looked at.
const REACH: usize = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// A form that is past tense and nothing else: "was", "took".
    Was,
    /// A form that may be a participle too: "signed", "met".
    Did,
    /// "meet", "begins".
    Does,
}

const WAS: &[&str] = &[
    "was", "were", "had", "did", "took", "went", "came", "gave", "fell", "rose", "began", "wrote", "spoke",
    "saw", "flew", "drew", "grew", "broke", "became", "chose", "drove", "shook", "stole", "threw", "wore",
];

const DID: &[&str] = &[
    "met", "lost", "left", "led", "held", "kept", "found", "fought", "brought", "bought", "built", "caught",
    "got", "made", "paid", "sent", "sold", "shot", "struck", "stood", "sat", "fled", "swept", "won", "ran",
];

const DOES: &[&str] =
    &["meet", "meets", "begin", "begins", "start", "starts", "resume", "resumes", "open", "opens"];

/// Words between which and a verb form no other word stands, where the form is a present tense.
const SUBJECTS: &[&str] = &["they", "we", "it", "he", "she", "who", "which", "that", "and", "also", "both"];

/// The tense of the verb before the time at `i` in its sentence; where the time opens the sentence, of the one after it.
pub(crate) fn around(line: &Line, i: usize) -> Option<Tense> {
    let mut weak = None;
    let mut seen = false;
    for at in (i.saturating_sub(REACH)..i).rev() {
        if line.kind(at) == Kind::Stop {
            break;
        }
        if line.has(at, Tags::SPEECH) {
            return weak.or((!seen).then_some(Tense::Did));
        }
        seen |= line.is_word(at) && !line.any(at, &["in", "on", "the"]);
        if line.has(at, Tags::AHEAD) || line.any(at, &["be", "to"]) && weak.is_some() {
            return None;
        }
        match of_verb(line, at) {
            Some(Tense::Was) => return Some(Tense::Was),
            Some(Tense::Does) => return weak.or(Some(Tense::Does)),
            Some(Tense::Did) => weak = Some(Tense::Did),
            None => {}
        }
    }
    if seen || weak.is_some() {
        return weak;
    }
    // "In September the talks resume", "In November, troops entered the town".
    (i + 1..i + 1 + REACH)
        .take_while(|at| line.kind(*at) != Kind::Stop && !line.has(*at, Tags::AHEAD))
        .find_map(|at| of_verb(line, at))
}

/// Whether the word at `i` is a verb in the past tense: what follows it, a "will" too, is told of what was.
pub(crate) fn is_past(line: &Line, i: usize) -> bool {
    matches!(of_verb(line, i), Some(Tense::Was | Tense::Did))
}

fn of_verb(line: &Line, i: usize) -> Option<Tense> {
    if line.capital(i) || !line.is_word(i) {
        return None;
    }
    let word = line.word(i);
    if WAS.contains(&word) {
        return Some(Tense::Was);
    }
    let before = i.checked_sub(1);
    if DOES.contains(&word) {
        let subject = before.is_some_and(|at| !line.has(at, Tags::FUNCTION) || line.any(at, SUBJECTS));
        return subject.then_some(Tense::Does);
    }
    let past = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed");
    let adjective = before.is_some_and(|at| line.any(at, &["the", "a", "an", "of", "its", "their"]));
    ((past || DID.contains(&word)) && !adjective).then_some(Tense::Did)
}
