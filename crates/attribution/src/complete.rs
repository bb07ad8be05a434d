//! Rules for what the tagger leaves undone and grammar makes sure: a verb of speech with its subject has a complement.

mod extent;
mod mend;
mod patterns;

use std::ops::Range;

pub(crate) use self::patterns::announced;
use self::{
    extent::{complement, real_end, resumed, subject},
    mend::{beside, figure, misread_subject, others_act, second_act, shorten, whole_name},
    patterns::{according, heard, hearsay, inverted, quoted_as, signed, statement, trailing},
};
use crate::{
    features::Paragraph,
    labels::{Role, Tagged},
    lexicon::{self, Pos},
};

/// How sure a span is that a rule made.
const BY_RULE: f64 = 0.6;

/// The spans of a tagger, with what the rules add and mend, in the order of the text.
pub(crate) fn complete(paragraph: &Paragraph<'_>, spans: Vec<Tagged>) -> Vec<Tagged> {
    let mut spans = signed(paragraph).unwrap_or(spans);
    shorten(paragraph, &mut spans);
    for sentence in &paragraph.sentences {
        let held = in_sentence(&spans, sentence);
        let within = spans.get(held.clone()).unwrap_or_default();
        let lacks = |role: Role| within.iter().all(|span| span.role != role);
        let unread = lacks(Role::Source) || lacks(Role::Cue);
        let silent = within.is_empty();
        let found = according(paragraph, sentence, within)
            .or_else(|| trailing(paragraph, sentence, within))
            .or_else(|| inverted(paragraph, sentence, within))
            .or_else(|| statement(paragraph, sentence).filter(|_| unread))
            .map(Vec::from)
            .or_else(|| quoted_as(paragraph, sentence, within))
            .or_else(|| heard(paragraph, sentence))
            .or_else(|| hearsay(paragraph, sentence).filter(|_| silent));
        if let Some(found) = found {
            spans.splice(held, found);
        }
    }
    for sentence in &paragraph.sentences {
        misread_subject(paragraph, sentence, &mut spans);
        others_act(paragraph, sentence, &mut spans);
        second_act(paragraph, sentence, &mut spans);
        whole_name(paragraph, sentence, &mut spans);
        beside(paragraph, sentence, &mut spans);
        figure(paragraph, sentence, &mut spans);
    }
    let cues = 0..spans.len();
    let subjects: Vec<Tagged> = cues.clone().filter_map(|cue| subject(paragraph, &spans, cue)).collect();
    let contents: Vec<Tagged> = cues.filter_map(|cue| complement(paragraph, &spans, cue)).collect();
    spans.extend(subjects.into_iter().chain(contents));
    spans.sort_by_key(|span| span.start);
    let rests: Vec<Tagged> =
        paragraph.sentences.iter().filter_map(|sentence| resumed(paragraph, sentence, &spans)).collect();
    for rest in rests {
        spans.retain(|span| span.end <= rest.start || rest.end <= span.start);
        spans.push(rest);
    }
    spans.sort_by_key(|span| span.start);
    for at in 0..spans.len() {
        spans[at].end = real_end(paragraph, &spans, at);
    }
    spans
}

/// Which of the spans, in the order of their sentences, touch `sentence`.
fn in_sentence(spans: &[Tagged], sentence: &Range<usize>) -> Range<usize> {
    let first = spans.partition_point(|span| span.end <= sentence.start);
    first..first.max(spans.partition_point(|span| span.start < sentence.end))
}

/// Whether a word stands at `at` that the subject of a plain clause does not hold: a verb, or what opens another clause.
fn is_clausal(paragraph: &Paragraph<'_>, at: usize) -> bool {
    matches!(
        pos(paragraph, at),
        Pos::Be
            | Pos::Have
            | Pos::Do
            | Pos::Modal
            | Pos::Wh
            | Pos::Subordinator
            | Pos::To
            | Pos::Past
            | Pos::Speech
    )
}

fn by_rule(role: Role, range: Range<usize>) -> Tagged {
    Tagged { role, start: range.start, end: range.end, probability: BY_RULE }
}

fn pos(paragraph: &Paragraph<'_>, at: usize) -> Pos {
    let text = paragraph.tokens.get(at).map_or("", |token| token.text);
    lexicon::pos(text, &text.to_lowercase())
}

fn is(paragraph: &Paragraph<'_>, at: usize, words: &[&str]) -> bool {
    paragraph.tokens.get(at).is_some_and(|token| words.contains(&token.text.to_lowercase().as_str()))
}

/// A content by rule: the clause behind an addressee, or all of it, without its full stop.
fn content(paragraph: &Paragraph<'_>, rest: Range<usize>) -> Option<Tagged> {
    const OPENERS: &[&str] = &["that", "when", "whether", "how", "why", "what", "to", "if", "where", "who"];
    let near = rest.start..rest.end.min(rest.start + 6);
    let addressed = |&at: &usize| {
        (rest.start..at).all(|i| {
            paragraph.tokens[i].is_word()
                && !matches!(
                    pos(paragraph, i),
                    Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Mind | Pos::Speech
                )
        })
    };
    let start = near.filter(|&at| is(paragraph, at, OPENERS)).find(addressed).unwrap_or(rest.start);
    let mut end = rest.end;
    while end > start && !paragraph.tokens[end - 1].is_word() && paragraph.quotation_of[end - 1].is_none() {
        end -= 1;
    }
    (start < end).then_some(by_rule(Role::Content, start..end))
}

/// Where a sentence starts behind "On Tuesday" or "In Kyiv,".
fn after_adverbial(paragraph: &Paragraph<'_>, sentence: &Range<usize>) -> usize {
    const LONGEST: usize = 4;
    if pos(paragraph, sentence.start) != Pos::Preposition {
        return sentence.start;
    }
    let limit = sentence.end.min(sentence.start + 1 + LONGEST);
    let end = (sentence.start + 1..limit)
        .find(|&at| !matches!(pos(paragraph, at), Pos::Name | Pos::Month | Pos::Number));
    match end {
        Some(at) if at > sentence.start + 1 && paragraph.tokens[at].text == "," => at + 1,
        Some(at) if at > sentence.start + 1 => at,
        _ => sentence.start,
    }
}
