//! Rules for what the tagger leaves undone and grammar makes sure: a verb of speech with its subject has a complement.

use std::ops::Range;

use onrecord_model::Stance;

use crate::{
    features::Paragraph,
    labels::{Role, Tagged},
    lexicon::{self, CueKind, Pos},
    speaker,
    tokens::Token,
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
        let sourceless = within.iter().all(|span| span.role != Role::Source);
        let silent = within.is_empty();
        let found = according(paragraph, sentence, within)
            .or_else(|| trailing(paragraph, sentence, within))
            .or_else(|| statement(paragraph, sentence).filter(|_| sourceless))
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

/// "A said | B had told C …": where somebody else's act follows a cue, that act is its content, to be read once more.
fn others_act(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
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

/// "The government called on both sides to talk": what stands before a verb with its object and is no clause did it.
fn misread_subject(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut [Tagged]) {
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

/// "…, and | Russia denies aiming at civilians": a second statement in a sentence, of which the tagger saw the first alone.
fn beside(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
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

/// "The minister | was quoted by the agency as saying | that …".
fn quoted_as(paragraph: &Paragraph<'_>, sentence: &Range<usize>, within: &[Tagged]) -> Option<Vec<Tagged>> {
    const AGENT: usize = 8; // tokens of "by the state news agency"
    let quoted = sentence.clone().skip(2).find(|&at| is(paragraph, at, &["quoted", "cited", "reported"]))?;
    let limit = sentence.end.min(quoted + 2 + AGENT);
    let telling = (quoted + 2..limit)
        .find(|&at| is(paragraph, at, &["saying", "telling", "warning"]) && is(paragraph, at - 1, &["as"]))?;
    let passive = pos(paragraph, quoted - 1) == Pos::Be;
    let start = (sentence.start..quoted - 1)
        .rev()
        .find(|&at| is(paragraph, at, &[","]))
        .map_or(sentence.start, |at| at + 1);
    let start = start + usize::from(is(paragraph, start, &["while", "and", "but"]));
    let subject = start..quoted - 1 - usize::from(pos(paragraph, quoted - 2) == Pos::Have);
    let free = |at: usize| paragraph.quotation_of[at].is_none() && !is_clausal(paragraph, at);
    let rest = content(paragraph, telling + 1..sentence.end)?;
    let goes_on = !is(paragraph, rest.start, &["by"]) && rest.end - rest.start > 1;
    (passive && goes_on && !subject.is_empty() && subject.clone().all(free)).then(|| {
        let before = within.iter().filter(|span| span.end <= subject.start).copied();
        let cue = by_rule(Role::Cue, quoted - 1..telling + 1);
        before.chain([by_rule(Role::Source, subject.clone()), cue, rest]).collect()
    })
}

/// "He set fire to the yard, | a court heard.": told before a body by nobody who is named.
fn heard(paragraph: &Paragraph<'_>, sentence: &Range<usize>) -> Option<Vec<Tagged>> {
    const BODIES: &[&str] =
        &["court", "hearing", "inquest", "inquiry", "jurors", "jury", "panel", "tribunal"];
    const VERBS: &[&str] = &["hears", "heard", "told"];
    let verb = sentence.clone().rev().find(|&at| paragraph.tokens[at].is_word())?;
    let body = (sentence.start..verb).rev().find(|&at| is(paragraph, at, BODIES))?;
    let helped = (body + 1..verb).all(|at| matches!(pos(paragraph, at), Pos::Be | Pos::Have));
    let comma = (sentence.start..body).rev().find(|&at| is(paragraph, at, &[","]))?;
    let short = body - comma <= 4 && comma > sentence.start;
    (is(paragraph, verb, VERBS) && helped && short)
        .then(|| vec![by_rule(Role::Content, sentence.start..comma), by_rule(Role::Cue, body + 1..verb + 1)])
}

/// "The man | allegedly | took the car": told by nobody at all.
fn hearsay(paragraph: &Paragraph<'_>, sentence: &Range<usize>) -> Option<Vec<Tagged>> {
    const LONGEST_SUBJECT: usize = 10;
    let free = |at: &usize| paragraph.quotation_of[*at].is_none();
    let limit = sentence.end.min(sentence.start + LONGEST_SUBJECT);
    let adverb = (sentence.start + 1..limit).find(|&at| is(paragraph, at, &["allegedly", "reportedly"]))?;
    let subject = sentence.start..adverb;
    let plain = subject.clone().all(|at| {
        paragraph.tokens[at].is_word()
            && !matches!(pos(paragraph, at), Pos::Subordinator | Pos::Wh | Pos::Preposition)
    });
    let rest = content(paragraph, adverb + 1..sentence.end)?;
    (plain && sentence.clone().all(|at| free(&at))).then(|| {
        vec![
            by_rule(Role::Content, subject),
            by_rule(Role::Cue, adverb..adverb + 1),
            Tagged { start: adverb + 1, ..rest },
        ]
    })
}

/// "put | the damage at 40 million": a figure that somebody names.
fn figure(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &mut Vec<Tagged>) {
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
        let mark = !paragraph.tokens[*at].is_word() && !is(paragraph, *at, &["'s", "’s"]);
        !mark && !is_clausal(paragraph, *at)
    };
    let amount = |at: usize| {
        let next = paragraph.tokens.get(at + 1).map(|token| token.text);
        let number = next.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        number
            || is(paragraph, at + 1, ROUGHLY)
            || (at + 1 < sentence.end && pos(paragraph, at + 1) == Pos::Determiner)
    };
    let at = object.take_while(nominal).find(|&at| is(paragraph, at, &["at"]) && amount(at));
    if at.is_none_or(|at| at == verb + 1) {
        return;
    }
    let mut cue = verb;
    while cue > sentence.start + 1 && matches!(pos(paragraph, cue - 1), Pos::Have | Pos::Adverb | Pos::Modal)
    {
        cue -= 1;
    }
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

/// Who says what the next paragraphs hold, and how: "The ministry said in a statement:", "Dan Gray, the leader, added:",
/// "Lena Marsh made the following comment:".
pub(crate) fn announced(paragraph: &Paragraph<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let sentence = paragraph.sentences.last()?.clone();
    let colon = paragraph.tokens.len().checked_sub(1).filter(|&at| is(paragraph, at, &[":"]))?;
    let act = announcing_act(paragraph, sentence.start + 1..colon)?;
    // "In a statement, | the ministry", "On July 6, 2025, | Marsh": what tells the occasion stands before its comma.
    let occasion =
        matches!(pos(paragraph, sentence.start), Pos::Preposition | Pos::Gerund | Pos::Wh | Pos::Speech);
    let ends = |at: &usize| is(paragraph, *at, &[","]) && pos(paragraph, at + 1) != Pos::Number;
    let comma = (sentence.start..act.start).find(ends);
    let start = comma.filter(|_| occasion).map_or(sentence.start, |comma| comma + 1);
    let end = if is(paragraph, act.start - 1, &[","]) { act.start - 1 } else { act.start };
    let subject = start..(start..end).find(|&at| pos(paragraph, at) == Pos::Have).unwrap_or(end);
    let whole = subject.clone().all(|at| !is_clausal(paragraph, at) && paragraph.quotation_of[at].is_none());
    (whole && !subject.is_empty()).then_some((subject, act))
}

/// The words among `tokens` that say something before the colon at their end: a verb of speech, or one that says no more
/// than that something is brought forth, with a noun that names words.
fn announcing_act(paragraph: &Paragraph<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    const LONGEST_TAIL: usize = 12;
    const BRINGING: &[&str] = &["gave", "had", "issued", "made", "offered", "released", "sent", "shared"];
    let plain = |at: &usize| paragraph.quotation_of[*at].is_none() && !paragraph.tokens[*at].is_capitalised();
    let near = tokens.end.saturating_sub(LONGEST_TAIL).max(tokens.start)..tokens.end;
    // "this reply", "the following comment": a noun.
    let noun = |at: usize| {
        matches!(pos(paragraph, at - 1), Pos::Determiner | Pos::Possessive)
            || is(paragraph, at - 1, &["following", "brief", "short", "written"])
    };
    let speaks = |at: &usize| lexicon::is_speech_verb(paragraph.tokens[*at].text) && plain(at);
    let names_words = |at: &usize| {
        let said = noun(*at) || is(paragraph, at - 1, &["to"]);
        plain(at) && (speaker::is_writing(paragraph.tokens[*at].text) || said && speaks(at))
    };
    if let Some(bringing) = near.clone().find(|&at| is(paragraph, at, BRINGING) && plain(&at))
        && let Some(object) = (bringing + 1..near.end).find(names_words)
    {
        return Some(bringing..object + 1);
    }
    near.clone().find(|at| speaks(at) && !noun(*at)).map(|verb| verb..verb + 1)
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

/// A transcript ("PENCE: …" at the start of a paragraph) or a signed quotation ("“…” — Jane Roe" is all of it).
fn signed(paragraph: &Paragraph<'_>) -> Option<Vec<Tagged>> {
    const LONGEST_NAME: usize = 4;
    let count = paragraph.tokens.len();
    let capitals =
        |at: usize| paragraph.tokens[at].text.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let start = usize::from(is(paragraph, 0, &["\"", "“"]));
    let colon = (start + 1..=start + LONGEST_NAME).find(|&at| is(paragraph, at, &[":"]));
    if let Some(colon) = colon.filter(|&at| at + 1 < count)
        && (start..colon).all(capitals)
        && paragraph.tokens[start].text.len() > 2
    {
        return Some(vec![
            by_rule(Role::Source, start..colon),
            by_rule(Role::Cue, colon..colon + 1),
            by_rule(Role::Content, colon + 1..count),
        ]);
    }
    let quotation = paragraph.quotations.first().filter(|quotation| quotation.open == 0)?;
    let dash = quotation.close + 1;
    let name = dash + 1..count;
    let signs = is(paragraph, dash, &["—", "–", "―", "--"])
        && (1..=LONGEST_NAME).contains(&name.len())
        && name.clone().all(|at| paragraph.tokens[at].is_capitalised());
    signs.then(|| {
        vec![by_rule(Role::Content, 0..dash), by_rule(Role::Cue, dash..dash + 1), by_rule(Role::Source, name)]
    })
}

/// "According to X, …" at the start of a sentence: all that follows X and its apposition is the content. "…, according to
/// X." at its end, where the tagger did not see it.
fn according(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &[Tagged]) -> Option<[Tagged; 3]> {
    let at =
        sentence.clone().find(|&at| is(paragraph, at, &["according"]) && is(paragraph, at + 1, &["to"]))?;
    if paragraph.quotation_of[at].is_some() || (at > sentence.start && is_read(spans, at)) {
        return None;
    }
    let cue = by_rule(Role::Cue, at..at + 2);
    if at > sentence.start {
        let source = at + 2..source_end(paragraph, at + 2, sentence.end);
        let before = if paragraph.tokens[at - 1].text == "," { at - 1 } else { at };
        let complete = !source.is_empty() && sentence.start < before;
        return complete
            .then(|| [by_rule(Role::Content, sentence.start..before), by_rule(Role::Source, source), cue]);
    }
    let tagged = spans.iter().find(|span| span.role == Role::Source && span.start == at + 2);
    let comma = |from: usize| (from..sentence.end).find(|&i| paragraph.tokens[i].text == ",");
    let source = match tagged {
        Some(source) if !runs_on(paragraph, source.end) => *source,
        // A source that runs into the verb has taken the subject of the content along.
        Some(source) => {
            let last = (source.start + 1..source.end).rev().find(|&i| paragraph.tokens[i].text == ",");
            Tagged { end: last.unwrap_or(source.end), ..*source }
        }
        None => by_rule(Role::Source, at + 2..comma(at + 3)?),
    };
    let source = Tagged { end: name_behind(paragraph, source.end, sentence.end), ..source };
    let start = if is(paragraph, source.end, &[","]) { source.end + 1 } else { source.end };
    let content = content(paragraph, start..sentence.end)?;
    let cue = Tagged { probability: source.probability, ..cue };
    Some([cue, source, Tagged { probability: source.probability, ..content }])
}

/// "His counterpart|, Jane Roe, …": where a name ends that stands in commas behind a description ending at `end`.
fn name_behind(paragraph: &Paragraph<'_>, end: usize, sentence_end: usize) -> usize {
    const LONGEST_NAME: usize = 4;
    let described = end > 0 && !paragraph.tokens[end - 1].is_capitalised();
    let name = end + 1..sentence_end.min(end + 2 + LONGEST_NAME);
    let stop = name.clone().find(|&at| !paragraph.tokens[at].is_capitalised()).unwrap_or(end);
    let named = described && is(paragraph, end, &[","]) && stop > end + 1 && is(paragraph, stop, &[","]);
    if named { stop } else { end }
}

/// Whether what the tagger has of the "according to" at `at` is to be left: it has the source behind it and a content
/// before it, or another cue in the sentence.
fn is_read(spans: &[Tagged], at: usize) -> bool {
    let cue = |span: &Tagged| span.role == Role::Cue;
    let here = |span: &Tagged| cue(span) && (span.start..span.end).contains(&at);
    let source = |span: &Tagged| span.role == Role::Source && (at + 2..at + 4).contains(&span.start);
    let content = |span: &Tagged| span.role == Role::Content && span.start < at;
    spans.iter().any(|span| cue(span) && !here(span))
        || (spans.iter().any(here) && spans.iter().any(source) && spans.iter().any(content))
}

/// Where a source that starts at `start` ends: at a comma, unless a name follows it to the end ("the mayor, Ann Lee.").
fn source_end(paragraph: &Paragraph<'_>, start: usize, sentence_end: usize) -> usize {
    const LONGEST_NAME: usize = 4;
    let stop = |from: usize, stops: &[&str]| {
        (from..sentence_end).find(|&i| stops.contains(&paragraph.tokens[i].text)).unwrap_or(sentence_end)
    };
    let comma = stop(start, &[",", ".", ";", "—"]);
    let end = stop(comma + 1, &[",", ".", ";", "—"]);
    let name = comma + 1..end;
    let named = is(paragraph, comma, &[","])
        && (1..=LONGEST_NAME).contains(&name.len())
        && !is(paragraph, end, &[","])
        && name.clone().all(|at| paragraph.tokens[at].is_capitalised());
    if named { end } else { comma }
}

/// Whether a finite verb stands at `at`.
fn runs_on(paragraph: &Paragraph<'_>, at: usize) -> bool {
    at < paragraph.tokens.len()
        && matches!(
            pos(paragraph, at),
            Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Past | Pos::Speech | Pos::Mind
        )
}

/// "…, two Ukrainian officials said." or "…, its negotiator, Jane Roe, said in Kyiv." at the end of a sentence that
/// the tagger did not read so.
fn trailing(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &[Tagged]) -> Option<[Tagged; 3]> {
    const LONGEST_SUBJECT: usize = 8;
    const LONGEST_TAIL: usize = 8;
    let lowest = sentence.end.saturating_sub(LONGEST_TAIL + 2).max(sentence.start);
    let verb = (lowest..sentence.end)
        .rev()
        .find(|&at| is(paragraph, at, &["said", "says", "found", "shows", "showed"]))?;
    let quoted = (sentence.start..sentence.end).any(|at| paragraph.quotation_of[at].is_some());
    let told_after = (verb + 1..sentence.end - 1).any(|at| !in_adverbial(paragraph, at));
    let bare_after = paragraph.tokens.get(verb + 1).is_some_and(Token::is_word)
        && pos(paragraph, verb + 1) != Pos::Preposition
        && pos(paragraph, verb + 1) != Pos::Month;
    if quoted || told_after || bare_after {
        return None;
    }
    let comma_before = |end: usize| {
        let lowest = end.saturating_sub(LONGEST_SUBJECT).max(sentence.start + 1);
        (lowest..end).rev().find(|&at| !paragraph.tokens[at].is_word() && !is(paragraph, at, &["'s", "’s"]))
    };
    let is_comma = |at: usize| paragraph.tokens[at].text == ",";
    if verb <= sentence.start {
        return None;
    }
    let end = if is_comma(verb - 1) { verb - 1 } else { verb };
    let mut comma = comma_before(end).filter(|&at| is_comma(at))?;
    if end < verb {
        comma = comma_before(comma).filter(|&at| is_comma(at))?;
    }
    let subject = comma + 1..verb;
    let verbal = |at: usize| {
        matches!(pos(paragraph, at), Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Speech | Pos::To)
    };
    // What starts with a content is read rightly already: "The dam will hold, she said".
    let seen = spans.first().is_some_and(|span| span.role == Role::Content);
    if seen || subject.is_empty() || subject.clone().any(verbal) {
        return None;
    }
    Some([
        by_rule(Role::Content, sentence.start..comma),
        by_rule(Role::Source, subject),
        by_rule(Role::Cue, verb..verb + 1),
    ])
}

/// Whether a token can be in a phrase of time or place behind the verb.
fn in_adverbial(paragraph: &Paragraph<'_>, at: usize) -> bool {
    matches!(
        pos(paragraph, at),
        Pos::Preposition
            | Pos::Determiner
            | Pos::Name
            | Pos::Month
            | Pos::Other
            | Pos::Number
            | Pos::Adverb
            | Pos::Plural
    )
}

fn by_rule(role: Role, range: Range<usize>) -> Tagged {
    Tagged { role, start: range.start, end: range.end, probability: BY_RULE }
}

/// "Warned against hopes of | a quick result": a cue that ran on into its complement gives it back.
fn shorten(paragraph: &Paragraph<'_>, spans: &mut [Tagged]) {
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

fn pos(paragraph: &Paragraph<'_>, at: usize) -> Pos {
    let text = paragraph.tokens.get(at).map_or("", |token| token.text);
    lexicon::pos(text, &text.to_lowercase())
}

fn is(paragraph: &Paragraph<'_>, at: usize, words: &[&str]) -> bool {
    paragraph.tokens.get(at).is_some_and(|token| words.contains(&token.text.to_lowercase().as_str()))
}

/// The source of an active cue in whose sentence the tagger found none: its subject, "Jane Roe, the Borvian envoy," before
/// "offered".
fn subject(paragraph: &Paragraph<'_>, spans: &[Tagged], cue: usize) -> Option<Tagged> {
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

/// "The losses, according to the audit, | came to 2 million": what goes on behind a source and cue between commas.
fn resumed(paragraph: &Paragraph<'_>, sentence: &Range<usize>, spans: &[Tagged]) -> Option<Tagged> {
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
fn real_end(paragraph: &Paragraph<'_>, spans: &[Tagged], at: usize) -> usize {
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
            && !lower.ends_with("day")
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
    let extends = this.role == Role::Content && led && alone && !quoted && phrase && rest.clone().all(plain);
    // "to retire | – but the gran was having none of it": the outlet goes on behind a dash.
    let turn = |at: &usize| {
        is(paragraph, *at, &["–", "—", "--", "-"])
            && paragraph.quotation_of[*at].is_none()
            && is(paragraph, at + 1, &["but", "though", "although", "while", "yet"])
    };
    let turns = (this.start + 1..this.end).find(turn).filter(|_| this.role == Role::Content && led);
    if extends { end } else { turns.unwrap_or(this.end) }
}

/// The content of a cue of speech that has none: what follows it in its sentence, up to the next source or cue.
fn complement(paragraph: &Paragraph<'_>, spans: &[Tagged], cue: usize) -> Option<Tagged> {
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

/// Nouns as often as verbs, if not in the past.
const HOMOGRAPHS: &[&str] = &[
    "claim", "demand", "estimate", "fear", "hope", "offer", "plan", "pledge", "promise", "report", "state",
    "suspect", "want",
];

/// Subject, verb of speech and complement of a plain sentence in which the tagger found nothing.
fn statement(paragraph: &Paragraph<'_>, sentence: &Range<usize>) -> Option<[Tagged; 3]> {
    const LONGEST_SUBJECT: usize = 8;
    const LONGEST_APPOSED: usize = 12;
    const VERBS: &[&str] = &[
        "accuse",
        "acknowledge",
        "admit",
        "allege",
        "announce",
        "argue",
        "beg",
        "believe",
        "blame",
        "claim",
        "complain",
        "concede",
        "condemn",
        "confirm",
        "demand",
        "denounce",
        "deny",
        "dismiss",
        "estimate",
        "expect",
        "fear",
        "hope",
        "insist",
        "intend",
        "offer",
        "plan",
        "plead",
        "pledge",
        "predict",
        "promise",
        "reckon",
        "reject",
        "report",
        "say",
        "state",
        "suspect",
        "tell",
        "think",
        "threaten",
        "urge",
        "vow",
        "want",
        "warn",
    ];
    if sentence.clone().any(|at| paragraph.quotation_of[at].is_some()) {
        return None;
    }
    let calls =
        |at: usize| is(paragraph, at, &["call", "calls", "called"]) && is(paragraph, at + 1, &["for", "on"]);
    let start = after_adverbial(paragraph, sentence);
    let limit = sentence.end.min(start + LONGEST_APPOSED + 4);
    let verb = (start + 1..limit).find(|&at| {
        let lemma = lexicon::cue(paragraph.tokens[at].text).map(|cue| cue.lemma);
        lemma.is_some_and(|lemma| VERBS.contains(&lemma)) || (lemma == Some("call") && calls(at))
    })?;
    let end = verb + 1 + usize::from(calls(verb));
    let mut cue = verb;
    while cue > start + 1
        && (matches!(pos(paragraph, cue - 1), Pos::Have | Pos::Do | Pos::Negation | Pos::Modal)
            || is(paragraph, cue - 1, &["also", "again", "later", "repeatedly", "already"]))
    {
        cue -= 1;
    }
    let after_article =
        matches!(pos(paragraph, cue - 1), Pos::Determiner | Pos::Possessive | Pos::Preposition);
    let lemma = lexicon::cue(paragraph.tokens[verb].text).map_or("", |cue| cue.lemma);
    let past = paragraph.tokens[verb].text.ends_with("ed");
    let governs = past
        || !HOMOGRAPHS.contains(&lemma)
        || (end < sentence.end
            && paragraph.tokens[end].is_word()
            && !matches!(
                pos(paragraph, end),
                Pos::Be | Pos::Have | Pos::Modal | Pos::Preposition | Pos::Coordinator
            ));
    let is_finite = !after_article
        && governs
        && !paragraph.tokens[verb].text.ends_with("ing")
        && !paragraph.tokens[verb].is_capitalised();
    let subject = start..cue;
    // "Jane Roe, the Borvian envoy, offered": a name with what it is, between two commas.
    let commas = subject.clone().filter(|&at| is(paragraph, at, &[","])).count();
    let apposed = commas == 2 && is(paragraph, cue - 1, &[","]);
    let longest = if apposed { LONGEST_APPOSED } else { LONGEST_SUBJECT };
    let closed = |at: usize| {
        let preposition = pos(paragraph, at) == Pos::Preposition && !is(paragraph, at, &["of", "for"]);
        let word = paragraph.tokens[at].is_word() || (apposed && is(paragraph, at, &[","]));
        is_clausal(paragraph, at) || preposition || !word
    };
    let named = paragraph.tokens[subject.clone()].iter().any(Token::is_capitalised)
        || pos(paragraph, start) == Pos::Determiner;
    if !is_finite || !named || subject.len() > longest || subject.clone().any(closed) {
        return None;
    }
    let content = content(paragraph, end..sentence.end)?;
    let source = subject.start..subject.end - usize::from(apposed);
    Some([by_rule(Role::Source, source), by_rule(Role::Cue, cue..end), content])
}
