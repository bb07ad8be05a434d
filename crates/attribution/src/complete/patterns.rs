//! Sentences whose grammar alone tells who says what: "According to …", "…, the ministry said", a signed quotation, an announcement.

use std::ops::Range;

use super::{after_adverbial, by_rule, content, is, is_clausal, pos};
use crate::{
    features::Paragraph,
    labels::{Role, Tagged},
    lexicon::{self, Pos},
    speaker,
    tokens::Token,
};

/// "The minister | was quoted by the agency as saying | that …".
pub(super) fn quoted_as(
    paragraph: &Paragraph<'_>,
    sentence: &Range<usize>,
    within: &[Tagged],
) -> Option<Vec<Tagged>> {
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
pub(super) fn heard(paragraph: &Paragraph<'_>, sentence: &Range<usize>) -> Option<Vec<Tagged>> {
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
pub(super) fn hearsay(paragraph: &Paragraph<'_>, sentence: &Range<usize>) -> Option<Vec<Tagged>> {
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

/// Who says what the next paragraphs hold, and how: "The ministry said in a statement:", "Dan Gray, the leader, added:",
/// "Lena Marsh made the following comment:".
pub(crate) fn announced(paragraph: &Paragraph<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let sentence = paragraph.sentences.last()?.clone();
    let colon = paragraph.tokens.len().checked_sub(1).filter(|&at| is(paragraph, at, &[":"]))?;
    // "In a statement, | the ministry", "On July 6, 2025, | Marsh": what tells the occasion stands before its comma.
    let occasion =
        matches!(pos(paragraph, sentence.start), Pos::Preposition | Pos::Gerund | Pos::Wh | Pos::Speech);
    let act = announcing_act(paragraph, sentence.start + 1..colon, occasion)?;
    let ends = |at: &usize| is(paragraph, *at, &[","]) && pos(paragraph, at + 1) != Pos::Number;
    let comma = (sentence.start..act.start).find(ends);
    let start = comma.filter(|_| occasion).map_or(sentence.start, |comma| comma + 1);
    let end = if is(paragraph, act.start - 1, &[","]) { act.start - 1 } else { act.start };
    let subject = start..(start..end).find(|&at| pos(paragraph, at) == Pos::Have).unwrap_or(end);
    let whole = subject.clone().all(|at| !is_clausal(paragraph, at) && paragraph.quotation_of[at].is_none());
    (whole && !subject.is_empty()).then_some((subject, act))
}

/// The words among `tokens` that say something before the colon at their end: a verb of speech, or one that says no more
/// than that something is brought forth, with a noun that names words. `occasion`: the sentence opens with one, which may
/// hold a verb of its own ("In a letter posted online, the mayor wrote:").
fn announcing_act(paragraph: &Paragraph<'_>, tokens: Range<usize>, occasion: bool) -> Option<Range<usize>> {
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
    let mut verbs = near.filter(|at| speaks(at) && !noun(*at));
    let verb = if occasion { verbs.next_back() } else { verbs.next() };
    verb.map(|verb| verb..verb + 1)
}

/// A transcript ("PENCE: …" at the start of a paragraph) or a signed quotation ("“…” — Jane Roe" is all of it).
pub(super) fn signed(paragraph: &Paragraph<'_>) -> Option<Vec<Tagged>> {
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
pub(super) fn according(
    paragraph: &Paragraph<'_>,
    sentence: &Range<usize>,
    spans: &[Tagged],
) -> Option<[Tagged; 3]> {
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
pub(super) fn trailing(
    paragraph: &Paragraph<'_>,
    sentence: &Range<usize>,
    spans: &[Tagged],
) -> Option<[Tagged; 3]> {
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

/// "NAME saw 30 attacks, said the group NAME." where the tagger took the subject of the first clause for who says it: nobody
/// speaks before the comma, and a verb of speech with its subject ends the sentence.
pub(super) fn inverted(
    paragraph: &Paragraph<'_>,
    sentence: &Range<usize>,
    spans: &[Tagged],
) -> Option<[Tagged; 3]> {
    const LONGEST_SUBJECT: usize = 10;
    let comma = |at: usize| is(paragraph, at, &[","]);
    let said = |at: &usize| comma(at - 1) && is(paragraph, *at, &["said", "says"]);
    let verb = sentence.clone().skip(2).find(said)?;
    let end = (verb..sentence.end).rev().find(|&at| paragraph.tokens[at].is_word())? + 1;
    let subject = verb + 1..end;
    let misread = spans.first().is_some_and(|span| span.role == Role::Source && span.end < verb);
    let spoken = spans.iter().any(|span| span.role == Role::Cue && span.start < verb);
    let free = sentence.clone().all(|at| paragraph.quotation_of[at].is_none());
    let plain = subject.clone().all(|at| !comma(at) && !is_clausal(paragraph, at));
    let short = (1..=LONGEST_SUBJECT).contains(&subject.len());
    (misread && !spoken && free && plain && short).then(|| {
        [
            by_rule(Role::Content, sentence.start..verb - 1),
            by_rule(Role::Cue, verb..verb + 1),
            by_rule(Role::Source, subject),
        ]
    })
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

/// Nouns as often as verbs, if not in the past.
const HOMOGRAPHS: &[&str] = &[
    "claim", "demand", "estimate", "fear", "hope", "offer", "plan", "pledge", "promise", "report", "state",
    "suspect", "want",
];

/// Subject, verb of speech and complement of a plain sentence in which the tagger found nothing.
pub(super) fn statement(paragraph: &Paragraph<'_>, sentence: &Range<usize>) -> Option<[Tagged; 3]> {
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
