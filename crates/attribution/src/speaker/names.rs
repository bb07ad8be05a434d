//! Runs of name-like words, and what in them is the name: titles, offices and other words before it are not.

use std::{collections::HashSet, ops::Range};

use super::{
    bodies::{body, heads_body, is_part_of_body},
    nouns::{self, Body},
    phrase,
};
use crate::{
    features::Paragraph,
    lexicon::{self, Pos, State, StateWord},
    tokens::Token,
};

/// The words that an article writes in small letters: where a sentence starts with one of them, it is no name.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    /// That of all paragraphs.
    pub(super) fn of(paragraphs: &[Paragraph<'_>]) -> Self {
        let small = |token: &&Token<'_>| token.text.starts_with(char::is_lowercase);
        let all = paragraphs.iter().flat_map(|paragraph| &paragraph.tokens).filter(small);
        Self(all.map(|token| token.text.to_owned()).collect())
    }

    pub(super) fn has(&self, lower: &str) -> bool {
        self.0.contains(lower)
    }
}

/// What a run of name-like words names, as far as its own words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Somebody.
    Person,
    /// A body.
    Body(Body),
    /// A state, by name or metonym.
    State(State),
    /// A writing with a name of its own.
    Document,
    /// A place that does not speak.
    Place,
    /// Only what stands around it can tell.
    Open,
}

/// A name where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Titles, offices and other words before it.
    pub before: Range<usize>,
    /// The name itself.
    pub words: Range<usize>,
    /// What it names.
    pub what: What,
}

/// The words of a range, with one space between words and none before a possessive ending.
pub(super) fn words(tokens: &[Token<'_>], range: Range<usize>) -> String {
    let mut text = String::new();
    for token in tokens.get(range).unwrap_or_default() {
        if !text.is_empty() && token.spaced {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    text
}

/// Words for whoever it may be.
const ANYBODY: &[&str] = &[
    "anybody",
    "anyone",
    "anything",
    "everybody",
    "everyone",
    "everything",
    "nobody",
    "none",
    "nothing",
    "somebody",
    "someone",
    "something",
    "whoever",
    "neither",
    "either",
    "half",
    "part",
    "word",
];

/// Whether a capitalised word at the start of a sentence is a word of the language rather than a name.
pub(super) fn is_common(word: &str, vocabulary: &Vocabulary) -> bool {
    let lower = word.to_lowercase();
    let pos = lexicon::pos(&lower, &lower);
    !lexicon::is_first_name(word)
        && (ANYBODY.contains(&lower.as_str())
            || phrase::is_fraction(&lower)
            || vocabulary.has(&lower)
            || nouns::noun(&lower) != nouns::Noun::default()
            || nouns::singular(&lower).is_some()
            || lower.strip_suffix('s').is_some_and(|one| one.len() > 4 && nouns::is_agent(one))
            || !matches!(pos, Pos::Other | Pos::Plural | Pos::Past)
            || lower.ends_with("ing"))
}

/// The text of token `at`; nothing outside.
pub(super) fn text<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.text)
}

/// The same in small letters.
pub(super) fn lower(tokens: &[Token<'_>], at: usize) -> String {
    text(tokens, at).to_lowercase()
}

/// Whether `word` is the ending of a possessive.
pub(super) fn is_possessive(word: &str) -> bool {
    matches!(word, "’s" | "'s" | "’S" | "'S")
}

/// Two or more capitals, and nothing in small letters: "WHO", "U.S.", "B2B".
pub(super) fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && !word.chars().any(char::is_lowercase)
}

/// Whether a word in capitals is no acronym: a common noun or word of the article that opens it in capitals ("SHOPKEEPERS in
/// Ashby have …").
pub(super) fn is_drop_cap(word: &str, vocabulary: &Vocabulary) -> bool {
    const SHORTEST: usize = 5;
    let lower = word.to_lowercase();
    let known = nouns::noun(&lower) != nouns::Noun::default() || nouns::singular(&lower).is_some();
    is_acronym(word) && word.chars().count() >= SHORTEST && (known || vocabulary.has(&lower))
}

/// Capitals inside a word, as brands and acronyms have them, but not `McKay` or `O’Neil`.
pub(super) fn has_inner_capital(word: &str) -> bool {
    const SURNAMES: &[&str] =
        &["Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Fitz", "Van", "Von", "O’", "O'", "D’", "D'"];
    let part = |part: &str| {
        let rest = SURNAMES.iter().find_map(|prefix| part.strip_prefix(prefix)).unwrap_or(part);
        rest.chars().skip(1).any(char::is_uppercase) && rest.chars().any(char::is_lowercase)
    };
    word.split([' ', '-', '&', '\'', '’']).any(part)
}

/// Whether a paragraph writes most of its words with capitals, so that they tell no names.
pub(super) fn is_loud(paragraph: &Paragraph<'_>) -> bool {
    const LONGEST: usize = 60;
    if !paragraph.is_heading() || paragraph.tokens.len() > LONGEST {
        return false;
    }
    let long = |token: &&Token<'_>| token.is_word() && token.text.chars().count() > 3;
    let (mut all, mut capital) = (0_usize, 0_usize);
    for token in paragraph.tokens.iter().filter(long) {
        all += 1;
        capital += usize::from(token.is_capitalised());
    }
    all >= 3 && capital * 10 >= all * 7
}

/// Whether token `at` is the first word of a sentence, a quotation or a list item.
pub(super) fn is_start(paragraph: &Paragraph<'_>, at: usize) -> bool {
    let start = paragraph.sentence(at).start;
    let before = at.checked_sub(1).map_or("", |before| text(&paragraph.tokens, before));
    at == start
        || paragraph.tokens.get(start..at).unwrap_or_default().iter().take(3).all(|token| !token.is_word())
            && at - start <= 3
        || matches!(before, ":" | "“" | "‘" | "«" | "»" | "„" | "•" | "–" | "—")
        || paragraph.quotation(at).is_some_and(|quotation| quotation.open + 1 == at)
}

/// Closed-class words, which are part of a name only in special places.
fn is_closed(text: &str) -> bool {
    matches!(
        lexicon::pos(text, &text.to_lowercase()),
        Pos::Determiner
            | Pos::Preposition
            | Pos::Pronoun
            | Pos::Possessive
            | Pos::Be
            | Pos::Have
            | Pos::Do
            | Pos::Modal
            | Pos::Coordinator
            | Pos::Subordinator
            | Pos::Wh
            | Pos::Negation
            | Pos::To
            | Pos::Adverb
            | Pos::Month
    )
}

/// Whether a token can be part of a name.
pub(super) fn is_name_part(token: &Token<'_>) -> bool {
    let capital = token.is_capitalised() && !is_compound_adjective(token.text);
    token.is_word()
        && (capital && (is_acronym(token.text) || !is_closed(token.text)) || has_particle(token.text))
}

/// "al-Jabal", "el-Sisi": a small particle grown together with a name.
fn has_particle(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(particle, name)| PARTICLES.contains(&particle) && name.starts_with(char::is_uppercase))
}

/// "Eindhoven-based", "London-born": what starts with a name and is none.
pub(super) fn is_compound_adjective(word: &str) -> bool {
    const LAST: &[&str] = &[
        "based",
        "born",
        "backed",
        "owned",
        "led",
        "run",
        "style",
        "listed",
        "bred",
        "built",
        "made",
        "trained",
        "educated",
        "era",
        "wide",
        "occupied",
        "controlled",
        "speaking",
        "flagged",
        "registered",
        "funded",
        "linked",
        "aligned",
        "held",
        "bound",
    ];
    word.rsplit_once('-').is_some_and(|(_, last)| LAST.contains(&last))
}

pub(super) fn is_name_part_at(tokens: &[Token<'_>], at: usize) -> bool {
    is_part(tokens, at)
}

fn is_part(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(is_name_part)
}

fn is_ordinal(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending))
}

/// The run of name-like words that starts at `at`: capitals, and the small words inside names. Also the small-letter
/// name of a body after the state it belongs to ("Russia’s defence ministry", "Ukrainian air force").
pub(super) fn run(tokens: &[Token<'_>], at: usize) -> Option<Range<usize>> {
    const LIMIT: usize = 14;
    let first = tokens.get(at)?;
    let numbered = || lexicon::state(&words(tokens, at..at + 2)).is_some();
    if first.text.starts_with("No")
        && text(tokens, at + 1).starts_with(|c: char| c.is_ascii_digit())
        && numbered()
    {
        return Some(at..at + 2);
    }
    let begins = is_name_part(first)
        || is_ordinal(first.text) && is_part(tokens, at + 1)
        || is_month_name(tokens, at)
        || is_closed_name(tokens, at);
    if !begins {
        return None;
    }
    let mut end = at + 1;
    while end < tokens.len() && end - at < LIMIT {
        match joined(tokens, at, end) {
            0 => break,
            more => end += more,
        }
    }
    end = end.min(tokens.len());
    // "The New | York-based group".
    let adjective =
        |token: &Token<'_>| token.spaced && token.is_capitalised() && is_compound_adjective(token.text);
    if tokens.get(end).is_some_and(adjective) {
        return None;
    }
    Some(at..body_end(tokens, at, end).unwrap_or(end))
}

/// Small words inside the names of people.
const PARTICLES: &[&str] = &[
    "de", "del", "den", "der", "van", "von", "al", "bin", "bint", "ibn", "el", "la", "da", "das", "dos",
    "do", "di", "du", "le", "ten", "ter", "zu", "af", "av", "y", "e",
];

/// How many tokens from `end` on belong to the run that starts at `start`.
fn joined(tokens: &[Token<'_>], start: usize, end: usize) -> usize {
    let Some(token) = tokens.get(end).filter(|token| !token.broken) else { return 0 };
    let before = lower(tokens, end - 1);
    let kind = nouns::noun(&before);
    let heads = kind.body.is_some() || kind.ending.is_some() || lexicon::is_title(text(tokens, end - 1));
    let next = is_part(tokens, end + 1);
    match token.text {
        "of" if next && (heads || kind.person || kind.document) => 2,
        "of" if text(tokens, end + 1) == "the" && is_part(tokens, end + 2) && kind.body.is_some() => 3,
        "for" if next && kind.body.is_some() => 2,
        "&" if next => 2,
        "\"" | "“" | "‘" | "'" if token.spaced && end == start + 1 => nickname(tokens, end).unwrap_or(0),
        "," if matches!(text(tokens, end + 1), "Inc." | "Inc" | "Ltd" | "Ltd." | "LLC" | "Corp.") => 2,
        "’" | "'" if !token.spaced && before.ends_with('s') => {
            to_body(tokens, end + 1).map_or(0, |body| body - end)
        }
        "and"
            if text(tokens, start.wrapping_sub(1)).eq_ignore_ascii_case("the")
                || text(tokens, start + 1) == "of" =>
        {
            let open = kind.body.is_none() && kind.ending.is_none();
            to_body(tokens, end + 1)
                .filter(|_| open || text(tokens, start + 1) == "of")
                .map_or(0, |body| body - end)
        }
        small if PARTICLES.contains(&small) && next => 1,
        small
            if PARTICLES.contains(&small)
                && PARTICLES.contains(&text(tokens, end + 1))
                && is_part(tokens, end + 2) =>
        {
            2
        }
        _ if is_name_part(token) => usize::from(token.spaced || token.text.starts_with('-')),
        _ if !token.is_capitalised() => 0,
        name if lexicon::is_first_name(text(tokens, end - 1)) && is_month_or_modal(name) => 1,
        _ if is_month_name(tokens, end) || is_closed_name(tokens, end) => 2,
        inner if next && is_inner(inner) => 2,
        _ => 0,
    }
}

/// A nickname in quotation marks inside a name, with the name behind it: how many tokens, from its opening mark on.
fn nickname(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let close = (open + 2..open + 3 + LONGEST)
        .find(|&at| matches!(text(tokens, at), "\"" | "”" | "’" | "'"))
        .filter(|&close| (open + 1..close).all(|at| tokens.get(at).is_some_and(Token::is_capitalised)))?;
    is_part(tokens, close + 1).then_some(close + 2 - open)
}

/// "Per Moen", "Will Stone": a first name that is a word of a closed class too, inside a sentence.
fn is_closed_name(tokens: &[Token<'_>], at: usize) -> bool {
    let name = matches!(text(tokens, at), "Per" | "Will" | "An" | "Don");
    let inside = at.checked_sub(1).is_some_and(|before| {
        let word = text(tokens, before);
        word == "," || word.starts_with(char::is_lowercase) || lexicon::is_title(word)
    });
    name && inside && is_part(tokens, at + 1)
}

/// "June Airey", "April Stone": a month in front of a last name, where no time is told.
fn is_month_name(tokens: &[Token<'_>], at: usize) -> bool {
    let month = matches!(text(tokens, at), "April" | "May" | "June" | "August");
    let before = at.checked_sub(1).map(|before| lower(tokens, before)).unwrap_or_default();
    let timed = matches!(lexicon::pos(&before, &before), Pos::Preposition | Pos::Determiner | Pos::Month);
    let last = is_part(tokens, at + 1)
        && !is_part(tokens, at + 2)
        && nouns::noun(&lower(tokens, at + 1)) == nouns::Noun::default();
    let body = nouns::noun(text(tokens, at + 2)) != nouns::Noun::default();
    month && last && !timed && !body && !before.starts_with(|c: char| c.is_ascii_digit())
}

fn is_month_or_modal(word: &str) -> bool {
    matches!(word, "May" | "Will" | "March" | "Might" | "Day" | "Friday" | "June" | "August")
}

/// A closed-class word with a capital in the middle of a name: "Doctors Without Borders".
fn is_inner(word: &str) -> bool {
    matches!(lexicon::pos(word, &word.to_lowercase()), Pos::Preposition | Pos::Determiner | Pos::Coordinator)
}

/// Where name-like words from `start` on end with the head noun of a body.
fn to_body(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let start = if matches!(text(tokens, start), "and" | "&") { start + 1 } else { start };
    let part = |at: &usize| {
        is_part(tokens, *at) || matches!(text(tokens, *at), "’" | "'" | "’s" | "'s") && *at > start
    };
    let end = (start..start + 5).take_while(part).last()? + 1;
    let head = nouns::noun(&lower(tokens, end - 1));
    (head.body.is_some() || head.ending.is_some()).then_some(end)
}

/// Where the name of a body ends that starts with its state: "Russia ’s defence ministry", "Ukraine ’s General Staff".
fn body_end(tokens: &[Token<'_>], start: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let whole = words(tokens, start..end);
    let possessive = is_possessive(text(tokens, end));
    let adjective = end == start + 1
        && ["ian", "ese", "ish"].iter().any(|ending| whole.ends_with(ending))
        && !lexicon::is_first_name(&whole);
    match lexicon::state(&whole) {
        Some(state) if !possessive && state.by == StateWord::Metonym => return None,
        None if possessive || !adjective => return None,
        _ => {}
    }
    let from = if possessive { end + 1 } else { end };
    let fits = |at: &usize| {
        tokens.get(*at).is_some_and(|t| {
            t.is_word()
                && (is_name_part(t) || t.text.chars().all(|c| c.is_lowercase() || c == '-'))
                && !stops(t.text)
        })
    };
    let reach = (from..from + LONGEST).take_while(fits).last()?;
    let head = (from..=reach).rev().find(|&at| is_body_head(tokens, at))?;
    Some(head + 1)
}

/// Whether the head noun at `at` is one by which a body speaks, not a person's trade.
fn is_body_head(tokens: &[Token<'_>], at: usize) -> bool {
    let noun = nouns::noun(&lower(tokens, at));
    // "The Belgian firm" is a description, "the Belgian army" a name.
    let small = text(tokens, at).starts_with(char::is_lowercase);
    let names = |class: &str| {
        !small
            || !matches!(
                class,
                "company" | "bank" | "club" | "media" | "union" | "group" | "party" | "school"
            )
    };
    noun.body.is_some_and(|body| body.class != "state" && body.class != "city" && names(body.class))
        && !noun.person
        || matches!(lower(tokens, at).as_str(), "staff" | "command" | "forces")
}

fn stops(word: &str) -> bool {
    let lower = word.to_lowercase();
    let verb = lexicon::cue(word).is_some() && nouns::noun(&lower).body.is_none();
    verb || matches!(
        lexicon::pos(word, &lower),
        Pos::Be
            | Pos::Have
            | Pos::Do
            | Pos::Modal
            | Pos::Preposition
            | Pos::To
            | Pos::Coordinator
            | Pos::Wh
            | Pos::Adverb
    )
}

/// What a run names; `None` where it is an office or a word of the language and no name. `starts`: whether it starts a
/// sentence, so that its first capital tells nothing.
pub(super) fn read(
    tokens: &[Token<'_>],
    run: Range<usize>,
    starts: bool,
    vocabulary: &Vocabulary,
) -> Option<Name> {
    // "The Devon MP": a seat and no name.
    let last = text(tokens, run.end - 1);
    let seat = run.len() == 2 && is_acronym(last) && nouns::noun(&last.to_lowercase()).person;
    if seat && is_behind_article(tokens, run.start) {
        return None;
    }
    let run = without_letters_after(tokens, run);
    if let Some(state) = state(tokens, &run) {
        return named_state(tokens, run, state);
    }
    let start = without_words_before(tokens, &run, starts, vocabulary);
    let name = |words: Range<usize>, what| Some(Name { before: run.start..words.start, words, what });
    let words = start..run.end;
    if start > run.start
        && let Some(state) = state(tokens, &words)
    {
        return Some(Name { before: run.start..start, ..named_state(tokens, words, state)? });
    }
    let (first, title) = person_marks(tokens, &words);
    let body = body(tokens, &words);
    // "The Duke of Ashby": the title is the name.
    let noble = nouns::noun(&lower(tokens, words.start)).noble && text(tokens, words.start + 1) == "of";
    if noble && words.len() > 2 {
        return name(words, What::Person);
    }
    if let Some(title) = title.filter(|_| body.is_none()) {
        let of = title + 1 + if text(tokens, title + 1) == "of" { 2 } else { 0 };
        let from = first.filter(|&first| first > title).unwrap_or(of);
        let rest = from..words.end;
        // "Lt. Cdr": two titles and no name.
        let last = lower(tokens, words.end - 1);
        let titles = rest.len() == 1 && nouns::title_in_full(&last) != last;
        // "Deputy Liberal | leader NAME": an office of which the run holds a part.
        let next = text(tokens, run.end);
        let goes_on =
            nouns::noun(next).person && lexicon::cue(next).is_none() && is_part(tokens, run.end + 1);
        let fits = !titles
            && !goes_on
            && !rest.is_empty()
            && rest.len() <= 4
            && !rest.clone().any(|at| is_part_of_body(tokens, at));
        return if fits { name(rest, What::Person) } else { None };
    }
    if let Some(first) = first.filter(|_| {
        let company = is_company_form(&lower(tokens, words.end - 1));
        words.len() <= 6
            && (body.is_none() || words.len() == 2 && !company && !heads_body(tokens, words.end - 1))
    }) {
        let before = words.start..first;
        let apart = before.clone().all(|at| stands_before(tokens, at, vocabulary));
        return name(if apart { first } else { words.start }..words.end, What::Person);
    }
    if let Some(body) = body {
        return name(words, What::Body(body));
    }
    let last = nouns::noun(&lower(tokens, words.end - 1));
    let initial = words.clone().any(|at| is_initial(text(tokens, at)));
    let demonym =
        lexicon::state(text(tokens, words.start)).is_some_and(|state| state.by == StateWord::Demonym);
    match words.len() {
        1 if lexicon::is_title(text(tokens, words.start))
            || ANYBODY.contains(&lower(tokens, words.start).as_str())
            || last.proper && is_behind_article(tokens, words.start) =>
        {
            None
        }
        1 => name(words, What::Open),
        _ if last.people || last.person && !last.proper => None,
        _ if initial => name(words, What::Person),
        _ if last.document => name(words, What::Document),
        _ if last.place => name(words, What::Place),
        _ if demonym && !is_acronym(text(tokens, words.start)) => {
            name(words.start + 1..words.end, What::Open)
        }
        _ => name(words, What::Open),
    }
}

fn is_behind_article(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(lower(tokens, before).as_str(), "the" | "a" | "an"))
}

fn state(tokens: &[Token<'_>], run: &Range<usize>) -> Option<State> {
    let whole = words(tokens, run.clone());
    lexicon::state(&whole).or_else(|| lexicon::state(&format!("the {whole}")))
}

fn named_state(tokens: &[Token<'_>], run: Range<usize>, state: State) -> Option<Name> {
    let adjective = state.by == StateWord::Demonym && !is_acronym(text(tokens, run.start));
    let name = Name { before: run.start..run.start, words: run, what: What::State(state) };
    (!adjective).then_some(name)
}

/// "Tobias Wren | KC": letters for honours and seats are no part of a name.
fn without_letters_after(tokens: &[Token<'_>], run: Range<usize>) -> Range<usize> {
    const LETTERS: &[&str] =
        &["KC", "QC", "SC", "MP", "MEP", "MSP", "TD", "MD", "PhD", "OBE", "CBE", "MBE", "KBE", "JP"];
    let honoured = run.len() > 2 && LETTERS.contains(&text(tokens, run.end - 1));
    if honoured { run.start..run.end - 1 } else { run }
}

/// Where a run starts without the words that only stand before a name: "Fuming", "Neighbouring".
fn without_words_before(
    tokens: &[Token<'_>],
    run: &Range<usize>,
    starts: bool,
    vocabulary: &Vocabulary,
) -> usize {
    let mut start = run.start;
    while start + 1 < run.end {
        let word = lower(tokens, start);
        let known = lexicon::is_first_name(text(tokens, start)) || lexicon::is_title(text(tokens, start));
        let noun = nouns::noun(&word);
        let first = starts && start == run.start && !known;
        let participle = word.len() > 5 && (word.ends_with("ing") || word.ends_with("ed"));
        // "County Hall": what is left would be no name.
        let last = lower(tokens, run.end - 1);
        let bare = start + 2 == run.end && (nouns::noun(&last).place || vocabulary.has(&last));
        // "Water UK": a body calls itself after its country.
        let country = start + 2 == run.end && matches!(text(tokens, start + 1), "UK" | "USA");
        let common = vocabulary.has(&word) && !bare && !country && body(tokens, &(start..run.end)).is_none();
        let party = noun.proper && !known && run.end - start > 2 && body(tokens, &(start..run.end)).is_none();
        // "The Independent Office": behind an article a capital belongs to the name of a body.
        let named = is_behind_article(tokens, run.start) && body(tokens, &(start..run.end)).is_some();
        let before = party || !named && noun.before && (first || !known && noun == nouns::noun("fuming"));
        if !(before || first && (participle || common) && !noun.person) {
            break;
        }
        start += 1;
    }
    start
}

/// Whether the word at `at` stands before a person's name and tells something else than the name.
fn stands_before(tokens: &[Token<'_>], at: usize, vocabulary: &Vocabulary) -> bool {
    let word = lower(tokens, at);
    let noun = nouns::noun(&word);
    noun.person
        || noun.before
        || noun.body.is_some()
        || vocabulary.has(&word)
        || lexicon::is_title(text(tokens, at))
        || lexicon::state(text(tokens, at)).is_some()
        || is_acronym(text(tokens, at))
        || nouns::is_agent(&word)
}

/// The first word that is a first name, and the last title or office before it, each with words after it.
fn person_marks(tokens: &[Token<'_>], run: &Range<usize>) -> (Option<usize>, Option<usize>) {
    let inner = run.start..run.end.saturating_sub(1);
    let office = |at: &usize| {
        let word = text(tokens, *at);
        // "Dean Hewlett", "Rector"? A word that is both is a first name where a last name alone follows.
        if lexicon::first_name(word).is_some() && at + 2 == run.end {
            return false;
        }
        let noun = nouns::noun(&word.to_lowercase());
        word != "St."
            && (lexicon::is_title(word)
                || noun.person && !noun.proper && noun.body.is_none_or(|_| noun.gender.is_none()))
    };
    let first = inner.clone().find(|at| lexicon::is_first_name(text(tokens, *at)) && !office(at));
    let title = (inner.start..first.unwrap_or(inner.end)).rev().find(office);
    (first, title)
}

/// "Ltd", "plc": what makes a company of any name.
fn is_company_form(lower: &str) -> bool {
    let plain = lower.trim_end_matches('.');
    matches!(
        plain,
        "ltd" | "plc" | "inc" | "llc" | "llp" | "corp" | "co" | "gmbh" | "ag" | "group" | "holdings"
    )
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
}
