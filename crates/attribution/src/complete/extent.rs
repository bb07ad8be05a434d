//! How far a span reaches: the subject before a cue, the complement behind it, a content to its real end.

use std::ops::Range;

use super::{after_adverbial, by_rule, content, in_sentence, is, is_clausal, pos};
use crate::{
    features::Paragraph,
    labels::{Role, Tagged},
    lexicon::{self, Pos},
};

/// The source of an active cue in whose sentence the tagger found none: its subject, "Jane Roe, the Borvian envoy," before
/// "offered".
pub(super) fn subject(paragraph: &Paragraph<'_>, spans: &[Tagged], cue: usize) -> Option<Tagged> {
    const LONGEST_SUBJECT: usize = 14;
    let this = spans[cue];
    let verb = (this.start..this.end).find(|&at| lexicon::cue(paragraph.tokens[at].text).is_some())?;
    let passive = (this.start..verb).any(|at| pos(paragraph, at) == Pos::Be);
    let sentence = paragraph.sentence(this.start);
    let start = after_adverbial(paragraph, &sentence);
    let range = start..this.start;
    let within = spans.get(in_sentence(spans, &sentence)).unwrap_or_default();
    let blocked = |span: &Tagged| span.role == Role::Source || span.start < range.end;
    if this.role != Role::Cue
        || passive
        || range.is_empty()
        || range.len() > LONGEST_SUBJECT
        || within.iter().any(|span| *span != this && blocked(span))
    {
        return None;
    }
    let opens = paragraph.tokens[start].is_capitalised();
    let nominal = |at: usize| {
        paragraph.quotation_of[at].is_none()
            && !matches!(paragraph.tokens[at].text, ":" | ";" | "—" | "–" | "?" | "!" | ".")
            && !is_clausal(paragraph, at)
            && pos(paragraph, at) != Pos::Mind
    };
    let end = if is(paragraph, range.end - 1, &[","]) { range.end - 1 } else { range.end };
    (opens && start < end && range.clone().all(nominal)).then(|| by_rule(Role::Source, start..end))
}

/// The content of a cue of speech that has none: what follows it in its sentence, up to the next source or cue.
pub(super) fn complement(paragraph: &Paragraph<'_>, spans: &[Tagged], cue: usize) -> Option<Tagged> {
    let this = spans[cue];
    let verb = (this.start..this.end).find(|&at| lexicon::is_speech_verb(paragraph.tokens[at].text))?;
    if this.role != Role::Cue || paragraph.quotation_of[verb].is_some() {
        return None;
    }
    let sentence = paragraph.sentence(this.start);
    // “…,” said NAME: what follows the cue is its subject.
    if this.start > sentence.start && paragraph.quotation_of[this.start - 1].is_some() {
        return None;
    }
    let before = spans[..cue].iter().rev().take_while(|span| span.end > sentence.start);
    let after = spans[cue + 1..].iter().take_while(|span| span.start < sentence.end);
    if before.chain(after.clone()).any(|span| span.role == Role::Content) {
        return None;
    }
    let end = after.map(|span| span.start).find(|&start| start > this.end).unwrap_or(sentence.end);
    content(paragraph, this.end..end)
}

/// "The losses, according to the audit, | came to 2 million": what goes on behind a source and cue between commas.
pub(super) fn resumed(
    paragraph: &Paragraph<'_>,
    sentence: &Range<usize>,
    spans: &[Tagged],
) -> Option<Tagged> {
    let [before, one, other, more @ ..] = spans.get(in_sentence(spans, sentence))? else { return None };
    // A subject alone is waiting for its verb, whoever acts in the rest: "Her bosses, she claims, told her to wait".
    let verbless = !before.range().any(|at| is_clausal(paragraph, at));
    let roles = (before.role, one.role, other.role);
    let told =
        matches!(roles, (Role::Content, Role::Cue, Role::Source) | (Role::Content, Role::Source, Role::Cue));
    let comma = |at: usize| is(paragraph, at, &[","]);
    let enclosed = comma(one.start.checked_sub(1)?) && other.start <= one.end + 1 && comma(other.end);
    let quoted = (before.start..other.end).any(|at| paragraph.quotation_of[at].is_some());
    let quoted =
        quoted || (more.is_empty() && sentence.clone().any(|at| paragraph.quotation_of[at].is_some()));
    let rest = content(paragraph, other.end + 1..sentence.end)?;
    let free = more.is_empty() || (verbless && before.start == sentence.start);
    (told && enclosed && !quoted && free && rest.end - rest.start > 1).then_some(rest)
}

/// Where a content behind its cue ends: with the phrase that ends its sentence, "a meeting | before the end of August",
/// unless a mark, another span or the occasion of the speech ("in a statement") comes first.
pub(super) fn real_end(paragraph: &Paragraph<'_>, spans: &[Tagged], at: usize) -> usize {
    const LONGEST_PHRASE: usize = 9;
    const OCCASION: &[&str] = &[
        "address",
        "article",
        "briefing",
        "call",
        "column",
        "conference",
        "debate",
        "email",
        "interview",
        "letter",
        "meeting",
        "memo",
        "message",
        "post",
        "press",
        "rally",
        "release",
        "report",
        "speech",
        "statement",
        "telegram",
        "tweet",
        "twitter",
        "facebook",
        "video",
    ];
    let this = spans[at];
    let sentence = paragraph.sentence(this.end - 1);
    let led = at > 0 && spans[at - 1].role == Role::Cue && spans[at - 1].start >= sentence.start;
    let alone = spans.get(at + 1).is_none_or(|next| next.start >= sentence.end);
    let end =
        (this.end..sentence.end).rev().find(|&i| paragraph.tokens[i].is_word()).map_or(this.end, |i| i + 1);
    let rest = this.end..end;
    let plain = |i: usize| {
        let lower = paragraph.tokens[i].text.to_lowercase();
        paragraph.quotation_of[i].is_none()
            && (paragraph.tokens[i].is_word() || matches!(lower.as_str(), "'s" | "’s" | "$" | "%"))
            && !OCCASION.contains(&lower.as_str())
            && !matches!(
                pos(paragraph, i),
                Pos::Be
                    | Pos::Have
                    | Pos::Do
                    | Pos::Modal
                    | Pos::Subordinator
                    | Pos::Wh
                    | Pos::Pronoun
                    | Pos::Speech
            )
    };
    let phrase = rest.len() <= LONGEST_PHRASE
        && !rest.is_empty()
        && matches!(pos(paragraph, rest.start), Pos::Preposition | Pos::Past)
        && !is(paragraph, rest.start, &["after", "as", "at", "during", "on", "since", "when", "while"]);
    let quoted = paragraph.quotation_of[this.end - 1].is_some();
    let dated = |i: usize| paragraph.tokens[i].text.to_lowercase().ends_with("day");
    let phrase = phrase && !rest.clone().any(dated);
    // "leaked at the creek on | Monday": no content ends in a preposition.
    let open = pos(paragraph, this.end - 1) == Pos::Preposition
        && !rest.is_empty()
        && rest.len() <= LONGEST_PHRASE
        && paragraph.tokens[rest.start].is_word();
    let extends =
        this.role == Role::Content && led && alone && !quoted && (phrase || open) && rest.clone().all(plain);
    // "to retire | – but the gran was having none of it": the outlet goes on behind a dash.
    let turn = |at: &usize| {
        is(paragraph, *at, &["–", "—", "--", "-"])
            && paragraph.quotation_of[*at].is_none()
            && is(paragraph, at + 1, &["but", "though", "although", "while", "yet"])
    };
    let turns = (this.start + 1..this.end).find(turn).filter(|_| this.role == Role::Content && led);
    if extends { end } else { turns.unwrap_or(this.end) }
}
