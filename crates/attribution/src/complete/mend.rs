//! What the tagger took for something else: a subject for a content, a statement of a second speaker for one of the first.

use std::ops::Range;

use onrecord_model::Stance;

use super::{after_adverbial, by_rule, content, in_sentence, is, is_clausal, patterns::statement, pos};
use crate::{
    features::Paragraph,
    labels::{Role, Tagged},
    lexicon::{self, CueKind, Pos},
    tokens::Token,
};

/// "Warned against hopes of | a quick result": a cue that ran on into its complement gives it back.
pub(super) fn shorten(paragraph: &Paragraph<'_>, spans: &mut [Tagged]) {
    for at in 1..spans.len() {
        let [cue, content] = [spans[at - 1], spans[at]];
        if cue.role != Role::Cue || content.role != Role::Content || cue.end != content.start {
            continue;
        }
        let verb = (cue.start..cue.end).rev().find(|&i| lexicon::is_speech_verb(paragraph.tokens[i].text));
        let Some(verb) = verb.filter(|_| is(paragraph, cue.end - 1, &["of"])) else { continue };
        let particle = is(paragraph, verb + 1, &["against", "for", "on", "to", "about"]);
        let end = verb + 1 + usize::from(particle);
        if end + 1 < cue.end {
            spans[at - 1].end = end;
            spans[at].start = end;
        }
    }
}

/// "The government called on both sides to talk": what stands before a verb with its object and is no clause did it.
pub(super) fn misread_subject(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut [Tagged]) {
    let held = in_sentence(spans, sentence);
    let Some(within) = spans.get_mut(held) else { return };
    let [first, cue, ..] = within else { return };
    let verb = (cue.start..cue.end).find(|&at| lexicon::is_speech_verb(paragraph.tokens[at].text));
    let active = verb.is_some_and(|verb| !(cue.start..verb).any(|at| pos(paragraph, at) == Pos::Be));
    let goes_on = (cue.end + 1..sentence.end).len() > 2;
    let nominal = |at: usize| {
        let token = &paragraph.tokens[at];
        paragraph.quotation_of[at].is_none() && (token.is_word() || matches!(token.text, "," | "'s" | "’s"))
    };
    let verbless =
        (first.start..first.end).all(|at| nominal(at) && !matches!(pos(paragraph, at), Pos::Modal | Pos::To));
    let adjacent = first.end == cue.start || (first.end + 1 == cue.start && is(paragraph, first.end, &[","]));
    let roles = (first.role, cue.role) == (Role::Content, Role::Cue);
    let opens = first.start == after_adverbial(paragraph, sentence);
    let closed = is(paragraph, cue.start.saturating_sub(1), &[","])
        == (first.start..first.end).any(|at| paragraph.tokens[at].text == ",");
    if roles && active && goes_on && verbless && adjacent && opens && closed {
        first.role = Role::Source;
    }
}

/// "A said | B had told C …": where somebody else's act follows a cue, that act is its content, to be read once more.
pub(super) fn others_act(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
    let held = in_sentence(spans, sentence);
    let within = spans.get(held.clone()).unwrap_or_default();
    let Some(cue) = (1..within.len()).find(|&at| within[at].role == Role::Cue) else { return };
    let [source, this] = [within[cue - 1], within[cue]];
    let Some((other, rest)) = within[cue + 1..].split_first() else { return };
    // Verbs with a person for their object have no clause right behind them: "accused | Moscow | of breaking".
    let told = |at: usize| {
        let word = lexicon::cue(paragraph.tokens[at].text);
        let clausal = |word: lexicon::CueWord| {
            word.kind == CueKind::Speech && !matches!(word.stance, Stance::Accuses | Stance::CallsFor)
        };
        paragraph.quotation_of[at].is_none() && word.is_some_and(clausal)
    };
    let follows =
        other.start == this.end || (other.start == this.end + 1 && is(paragraph, this.end, &["that"]));
    let acts = other.role == Role::Source && rest.first().is_some_and(|next| next.role == Role::Cue);
    let leads = cue == 1 && source.role == Role::Source && source.end + 2 > this.start;
    if !(leads && acts && follows && this.range().any(told)) {
        return;
    }
    // "…, while Moscow said": the act of a third on the level of the first.
    let beside = |span: &&Tagged| {
        let before = span.start.saturating_sub(2);
        span.role == Role::Source
            && is(paragraph, before, &[",", ";"])
            && is(paragraph, before + 1, &["and", "but", "while", "whereas", "though"])
    };
    let next = rest.iter().position(|span| beside(&span)).map(|at| rest[at].start);
    let end = next.map_or(sentence.end, |start| start - 2);
    let Some(content) = content(paragraph, this.end..end) else { return };
    spans.retain(|span| span.end <= content.start || content.end <= span.start);
    spans.push(content);
    spans.sort_by_key(|span| span.start);
}

/// "…, and | Russia denies aiming at civilians": a second statement in a sentence, of which the tagger saw the first alone.
pub(super) fn beside(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
    let within = spans.get(in_sentence(spans, sentence)).unwrap_or_default();
    let Some(first) = within.first() else { return };
    let last = within.iter().map(|span| span.end).max().unwrap_or(first.end);
    let joins = |at: &usize| {
        is(paragraph, at - 1, &[",", ";"]) && is(paragraph, *at, &["and", "but", "while", "whereas", "as"])
    };
    let Some(join) = (last.max(sentence.start + 1)..sentence.end).find(joins) else { return };
    let range = join + 1..sentence.end;
    let named = paragraph.tokens.get(range.start).is_some_and(Token::is_capitalised);
    let determined = range.start < range.end && pos(paragraph, range.start) == Pos::Determiner;
    if let Some(found) = statement(paragraph, &range).filter(|_| named || determined) {
        spans.extend(found);
        spans.sort_by_key(|span| span.start);
    }
}

/// "put | the damage at 40 million": a figure that somebody names.
pub(super) fn figure(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
    const LONGEST_OBJECT: usize = 12;
    const ROUGHLY: &[&str] = &[
        "$", "£", "€", "about", "almost", "around", "at", "between", "just", "less", "more", "nearly",
        "over", "up",
    ];
    let free = |at: &usize| {
        let told = |span: &Tagged| span.role == Role::Content && *at < span.end && span.start < sentence.end;
        paragraph.quotation_of[*at].is_none() && !spans.iter().any(told)
    };
    let verb = sentence.clone().skip(1).find(|&at| is(paragraph, at, &["put", "puts", "putting"]));
    let Some(verb) = verb.filter(free) else { return };
    let object = verb + 1..sentence.end.min(verb + LONGEST_OBJECT);
    let nominal = |at: &usize| {
        let token = &paragraph.tokens[*at];
        // "The budget’s deficit": the mark of an owner is no "is".
        is(paragraph, *at, &["'s", "’s"]) || token.is_word() && !is_clausal(paragraph, *at)
    };
    let amount = |at: usize| {
        let next = paragraph.tokens.get(at + 1).map(|token| token.text);
        let number = next.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()))
            || at + 1 < sentence.end && pos(paragraph, at + 1) == Pos::Number;
        number
            || is(paragraph, at + 1, ROUGHLY)
            || (at + 1 < sentence.end && pos(paragraph, at + 1) == Pos::Determiner)
    };
    let at = object.take_while(nominal).find(|&at| is(paragraph, at, &["at"]) && amount(at));
    let Some(at) = at.filter(|&at| at > verb + 1) else { return };
    let mut cue = verb;
    while cue > sentence.start + 1 && matches!(pos(paragraph, cue - 1), Pos::Have | Pos::Adverb | Pos::Modal)
    {
        cue -= 1;
    }
    // What the tagger has of the object may end before the amount.
    spans.retain(|span| span.role != Role::Content || span.start <= verb || span.start > at);
    let behind = spans.iter().map(|span| span.start).find(|&start| start > verb).unwrap_or(sentence.end);
    let end = (verb..behind.min(sentence.end))
        .rev()
        .find(|&at| paragraph.tokens[at].is_word())
        .map_or(verb, |at| at + 1);
    let start = after_adverbial(paragraph, sentence);
    let subject = start..cue;
    spans.retain(|span| !(span.role == Role::Cue && span.start <= verb && verb < span.end));
    let known =
        spans.get(in_sentence(spans, sentence)).unwrap_or_default().iter().any(|span| span.start < verb);
    let whole = subject.clone().all(|at| !is_clausal(paragraph, at) && paragraph.quotation_of[at].is_none());
    if !known && (subject.is_empty() || !whole) {
        return;
    }
    if !known {
        spans.push(by_rule(Role::Source, subject));
    }
    spans.extend([by_rule(Role::Cue, cue..verb + 1), by_rule(Role::Content, verb + 1..end)]);
    spans.sort_by_key(|span| span.start);
}

/// "The board accepts that mistakes were made | but denies a cover-up": a second act of the same speaker, which the tagger
/// left inside the content of the first. A verb of speech in the same form joins on, where the content tells of no speech.
pub(super) fn second_act(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
    let held = in_sentence(spans, sentence);
    let Some([cue, whole, ..]) = spans.get(held).map(|within| {
        let first = within.iter().position(|span| span.role == Role::Cue).unwrap_or(within.len());
        &within[first..]
    }) else {
        return;
    };
    let (cue, whole) = (*cue, *whole);
    let plain = |at: &usize| paragraph.quotation_of[*at].is_none();
    let Some(form) = cue.range().filter(plain).find_map(|at| finite_speech(paragraph, at)) else { return };
    let speech = |at: usize| plain(&at).then(|| finite_speech(paragraph, at)).flatten();
    let verb = |join: usize| {
        let behind = (join + 1..whole.end).find(|&at| pos(paragraph, at) != Pos::Adverb)?;
        (speech(behind) == Some(form) && behind + 1 < whole.end).then_some(behind)
    };
    let joins = |at: &usize| {
        let comma = is(paragraph, at - 1, &[","]);
        plain(at) && (is(paragraph, *at, &["but"]) || comma && is(paragraph, *at, &["and"]))
    };
    let told = (whole.start..whole.end).filter(joins).find_map(|at| Some((at, verb(at)?)));
    let Some((join, verb)) = told.filter(|_| whole.role == Role::Content && whole.start >= cue.end) else {
        return;
    };
    if (whole.start..join).any(|at| speech(at).is_some()) {
        return;
    }
    let end = if is(paragraph, join - 1, &[","]) { join - 1 } else { join };
    let Some(second) = content(paragraph, verb + 1..whole.end).filter(|_| whole.start < end) else { return };
    let first = Tagged { end, ..whole };
    spans.retain(|span| *span != whole);
    spans.extend([first, by_rule(Role::Cue, verb..verb + 1), second]);
    spans.sort_by_key(|span| span.start);
}

/// In which form a finite verb of speech stands at `at`: plain, third person, or past.
fn finite_speech(paragraph: &Paragraph<'_>, at: usize) -> Option<u8> {
    let text = paragraph.tokens[at].text;
    let cue = lexicon::cue(text).filter(|cue| cue.kind == CueKind::Speech && !text.ends_with("ing"))?;
    Some(match text {
        _ if text == cue.lemma => 0,
        _ if text.ends_with('s') => 1,
        _ => 2,
    })
}

/// "counsel to the inquiry | Jane Roe | said", "The | city | plans": the name between a source and its cue is the source's,
/// and so is all that a lone article, possessive or title stands before.
pub(super) fn whole_name(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
    const LONGEST: usize = 6; // tokens between
    let plain = |at: usize| paragraph.tokens[at].is_word() && paragraph.quotation_of[at].is_none();
    let held = in_sentence(spans, sentence);
    for at in held.start..held.end.saturating_sub(1) {
        let source = spans[at];
        let behind = spans[at + 1..held.end].iter();
        let cue = behind.take_while(|span| span.role != Role::Content).find(|span| span.role == Role::Cue);
        let between = source.end..cue.map_or(source.end, |cue| cue.start);
        if source.role != Role::Source || !(1..=LONGEST).contains(&between.len()) {
            continue;
        }
        let opens = matches!(pos(paragraph, source.start), Pos::Determiner | Pos::Possessive | Pos::Title);
        let named = between.clone().all(|at| plain(at) && paragraph.tokens[at].is_capitalised());
        let headed = source.end - source.start == 1
            && opens
            && between.clone().all(|at| plain(at) && !is_clausal(paragraph, at));
        if named || headed {
            spans[at].end = between.end;
            spans.retain(|span| span.start < between.start || between.end <= span.start);
            return;
        }
    }
}
