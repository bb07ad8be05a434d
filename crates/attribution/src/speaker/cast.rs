//! Everybody an article names: people, bodies and states, with what it says of them.

use std::{collections::BTreeMap, ops::Range};

use onrecord_model::SpeakerKind;

use crate::{
    features::Paragraph,
    lexicon::{self, Gender, Pos, StateWord},
    tokens::Token,
};

/// One named speaker.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    /// The fullest form of the name that the article gives.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Gender, where a name or title tells it.
    pub gender: Option<Gender>,
    /// Office, as the article gives it.
    pub role: Option<String>,
    /// For whom they speak.
    pub affiliation: Option<String>,
    /// Where it is named, in the order of the text.
    pub seen: Vec<Seen>,
}

/// One place where a member is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// First byte.
    pub at: usize,
    /// Running number of its sentence.
    pub sentence: usize,
    /// Whether it stands where the subject of a sentence stands.
    pub subject: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

/// All members, in the order in which they are first named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    /// They.
    pub members: Vec<Member>,
    by_name: BTreeMap<String, usize>,
    by_last_word: BTreeMap<String, Vec<usize>>,
}

/// What a description says: "Ukraine’s chief negotiator".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Office {
    /// "chief negotiator".
    pub role: Option<String>,
    /// "Ukraine".
    pub affiliation: Option<String>,
}

/// A name as it stands in one place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// The words of the name itself, without title, office or state before it.
    pub words: Range<usize>,
    /// What it names.
    pub kind: SpeakerKind,
    /// What stands around it.
    pub office: Office,
    /// Gender, where it tells it.
    pub gender: Option<Gender>,
}

impl Cast {
    /// Everybody named in the paragraphs of an article.
    pub(crate) fn of(paragraphs: &[Paragraph<'_>]) -> Self {
        let mut cast = Self::default();
        let mut short: Vec<(String, Seen)> = Vec::new();
        let mut sentence = 0;
        for paragraph in paragraphs {
            let mut at = 0;
            while at < paragraph.tokens.len() {
                let Some(run) = run(&paragraph.tokens, at) else {
                    at += 1;
                    continue;
                };
                at = run.end;
                match name_in(&paragraph.tokens, run.clone()) {
                    Some(named) => {
                        let seen = seen(paragraph, named.words.start, sentence);
                        cast.add(&paragraph.tokens, &named, seen);
                    }
                    None => short
                        .push((words(&paragraph.tokens, run.clone()), seen(paragraph, run.start, sentence))),
                }
            }
            sentence += paragraph.sentences.len();
        }
        cast.join_short_names();
        for (name, seen) in short {
            if let Some(index) = cast.index(&name, seen.at) {
                cast.members[index].seen.push(seen);
            }
        }
        for member in &mut cast.members {
            member.seen.sort_by_key(|seen| seen.at);
        }
        cast
    }

    fn add(&mut self, tokens: &[Token<'_>], named: &Named, seen: Seen) {
        let name = words(tokens, named.words.clone());
        let index = match self.by_name.get(&name.to_lowercase()) {
            Some(&index) => index,
            None => self.enter(name, named.kind),
        };
        let member = &mut self.members[index];
        member.seen.push(seen);
        member.gender = member.gender.or(named.gender);
        member.role = member.role.take().or_else(|| named.office.role.clone());
        member.affiliation = member.affiliation.take().or_else(|| named.office.affiliation.clone());
    }

    fn enter(&mut self, name: String, kind: SpeakerKind) -> usize {
        let index = self.members.len();
        self.by_name.insert(name.to_lowercase(), index);
        self.by_last_word.entry(last_word(&name)).or_default().push(index);
        self.members.push(Member {
            name,
            kind,
            gender: None,
            role: None,
            affiliation: None,
            seen: Vec::new(),
        });
        index
    }

    /// "Putin" joins "Vladimir Putin"; "Air Force" joins "Ukrainian Air Force".
    fn join_short_names(&mut self) {
        for short in 0..self.members.len() {
            let Some(full) = self.fuller(short) else { continue };
            let joined = std::mem::take(&mut self.members[short].seen);
            let (role, affiliation) =
                (self.members[short].role.take(), self.members[short].affiliation.take());
            let gender = self.members[short].gender;
            let target = &mut self.members[full];
            target.seen.extend(joined);
            target.seen.sort_by_key(|seen| seen.at);
            target.role = target.role.take().or(role);
            target.affiliation = target.affiliation.take().or(affiliation);
            target.gender = target.gender.or(gender);
            let key = self.members[short].name.to_lowercase();
            self.by_name.insert(key, full);
        }
    }

    /// The one member with a longer name that ends like that of `short`.
    fn fuller(&self, short: usize) -> Option<usize> {
        let member = &self.members[short];
        let agree = |other: &Member| {
            other.kind == member.kind
                && (member.gender.is_none() || other.gender.is_none() || member.gender == other.gender)
        };
        let mut fits = self.longer(&member.name).filter(|&index| agree(&self.members[index]));
        let first = fits.next()?;
        fits.next().is_none().then_some(first)
    }

    /// Members with a longer name that ends in `name`, in the order in which they are first named.
    fn longer(&self, name: &str) -> impl Iterator<Item = usize> {
        let tail = format!(" {}", name.to_lowercase());
        let ends_alike = self.by_last_word.get(&last_word(name)).map(Vec::as_slice).unwrap_or_default();
        ends_alike.iter().copied().filter(move |&index| {
            let other = &self.members[index];
            !other.seen.is_empty() && other.name.to_lowercase().ends_with(&tail)
        })
    }

    fn index(&self, name: &str, at: usize) -> Option<usize> {
        if let Some(&index) = self.by_name.get(&name.to_lowercase()) {
            return Some(index);
        }
        let last_before = |&index: &usize| self.members[index].before(at).next().map(|seen| seen.at);
        let before = self.longer(name).filter(|index| last_before(index).is_some()).max_by_key(last_before);
        before.or_else(|| self.longer(name).next())
    }

    /// The member that a full or short name leads to, preferring one named before byte `at`.
    pub(crate) fn find(&self, name: &str, at: usize) -> Option<&Member> {
        self.members.get(self.index(name, at)?)
    }
}

impl Member {
    /// Where it is named before byte `at`, the nearest first.
    pub(crate) fn before(&self, at: usize) -> impl Iterator<Item = &Seen> {
        let end = self.seen.partition_point(|seen| seen.at < at);
        self.seen.get(..end).unwrap_or_default().iter().rev()
    }
}

fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

fn seen(paragraph: &Paragraph<'_>, token: usize, sentences_before: usize) -> Seen {
    let sentence = paragraph.sentence(token);
    let verb = |at: usize| {
        let text = paragraph.tokens[at].text;
        let pos = lexicon::pos(text, &text.to_lowercase());
        matches!(pos, Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Speech | Pos::Mind | Pos::Preposition)
    };
    let quoted = paragraph.quotation_of[token].is_some();
    let before = sentence.start..token;
    let after_cue =
        token.checked_sub(1).is_some_and(|before| lexicon::is_speech_verb(paragraph.tokens[before].text));
    Seen {
        at: paragraph.tokens[token].start,
        sentence: sentences_before + paragraph.sentence_of[token],
        subject: !quoted && ((before.len() < 12 && !before.clone().any(verb)) || after_cue),
        quoted,
    }
}

/// The words of a range, with one space between words and none before a possessive ending.
pub(crate) fn words(tokens: &[Token<'_>], range: Range<usize>) -> String {
    let mut text = String::new();
    for token in tokens.get(range).unwrap_or_default() {
        if !text.is_empty() && token.spaced {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    text
}

/// Whether a token can be part of a name.
fn is_name_part(token: &Token<'_>) -> bool {
    if !token.is_word() || !token.is_capitalised() {
        return false;
    }
    let lower = token.text.to_lowercase();
    !matches!(
        lexicon::pos(token.text, &lower),
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

/// The run of name-like words that starts at `at`: capitals, and the small words inside names. Also the small-letter
/// name of a body after the state it belongs to ("Russia’s defence ministry", "Ukrainian air force").
pub(crate) fn run(tokens: &[Token<'_>], at: usize) -> Option<Range<usize>> {
    const LIMIT: usize = 12;
    if !is_name_part(tokens.get(at)?) {
        return None;
    }
    let mut end = at + 1;
    while end < tokens.len() && end - at < LIMIT {
        let (token, next) = (&tokens[end], tokens.get(end + 1));
        let capital_next = next.is_some_and(is_name_part);
        let before = tokens[end - 1].text.to_lowercase();
        let joins = match token.text {
            "of" => {
                capital_next
                    && (lexicon::is_body(&before)
                        || lexicon::is_role(&before)
                        || lexicon::is_title(tokens[end - 1].text))
            }
            "de" | "van" | "von" | "der" | "al" | "bin" | "el" | "la" | "da" | "dos" | "for" => {
                capital_next && (token.text != "for" || lexicon::is_body(&before))
            }
            "May" | "Will" => lexicon::first_name(tokens[end - 1].text).is_some(),
            _ => is_name_part(token) && !token.broken,
        };
        if !joins {
            break;
        }
        end += 1;
    }
    Some(at..body_end(tokens, at, end).unwrap_or(end))
}

/// Where the name of a body ends that starts with its state: "Russia ’s defence ministry", "Ukraine ’s General Staff".
fn body_end(tokens: &[Token<'_>], start: usize, end: usize) -> Option<usize> {
    let state = lexicon::state(&words(tokens, start..end))?;
    let possessive = tokens.get(end).is_some_and(|t| matches!(t.text, "’s" | "'s"));
    if !possessive && state.by == StateWord::Metonym {
        return None;
    }
    let from = if possessive { end + 1 } else { end };
    let fits = |t: &Token<'_>| {
        t.is_word() && (is_name_part(t) || t.text.chars().all(|c| c.is_lowercase() || c == '-'))
    };
    let stops = |t: &Token<'_>| {
        lexicon::cue(t.text).is_some()
            || matches!(
                lexicon::pos(t.text, t.text),
                Pos::Be
                    | Pos::Have
                    | Pos::Do
                    | Pos::Modal
                    | Pos::Preposition
                    | Pos::To
                    | Pos::Coordinator
                    | Pos::Wh
            )
    };
    let limit = tokens.len().min(from + 4);
    let reach = (from..limit).find(|&i| !fits(&tokens[i]) || stops(&tokens[i])).unwrap_or(limit);
    let head = (from..reach).rev().find(|&i| {
        let lower = tokens[i].text.to_lowercase();
        lexicon::is_body(&lower)
    })?;
    Some(head + 1)
}

/// What a run of name-like words names, with title and apposition.
pub(crate) fn name_in(tokens: &[Token<'_>], run: Range<usize>) -> Option<Named> {
    let text = |i: usize| tokens[i].text;
    if run.len() > 1 && lexicon::is_body(&text(run.end - 1).to_lowercase()) {
        return Some(body(tokens, run));
    }
    if let Some(state) = lexicon::state(&words(tokens, run.clone())) {
        let name = state.by == StateWord::Name;
        return name.then(|| Named {
            words: run,
            kind: SpeakerKind::Government,
            office: Office { role: None, affiliation: Some(state.name.to_owned()) },
            gender: None,
        });
    }
    person(tokens, run)
}

fn body(tokens: &[Token<'_>], run: Range<usize>) -> Named {
    let head = tokens[run.end - 1].text.to_lowercase();
    let kind =
        if lexicon::is_government_body(&head) { SpeakerKind::Government } else { SpeakerKind::Organization };
    let state = (run.start + 1..=run.end).find_map(|end| lexicon::state(&words(tokens, run.start..end)));
    let before = run.start.checked_sub(1).and_then(|i| lexicon::state(tokens[i].text));
    let affiliation = state.or(before).map(|s| s.name.to_owned());
    Named { words: run, kind, office: Office { role: None, affiliation }, gender: None }
}

fn person(tokens: &[Token<'_>], run: Range<usize>) -> Option<Named> {
    let text = |i: usize| tokens[i].text;
    let is_office = |i: usize| lexicon::is_title(text(i)) || lexicon::is_role(&text(i).to_lowercase());
    let first =
        run.clone().find(|&i| i + 1 < run.end && lexicon::first_name(text(i)).is_some() && !is_office(i));
    let title = run.clone().rev().find(|&i| i + 1 < run.end && is_office(i));
    let after = apposition_after(tokens, run.end);
    let before = office_before(tokens, run.start);
    let start = match (first, title) {
        (Some(first), _) => first,
        (None, Some(title)) => title + 1,
        (None, None) if run.len() >= 2 && run.len() <= 3 && (after.is_some() || before.is_some()) => {
            run.start
        }
        _ => return None,
    };
    let name = start..run.end;
    if name.len() > 4 || name.clone().any(|i| lexicon::is_body(&text(i).to_lowercase()) || is_office(i)) {
        return None;
    }
    let titles = run.start..start;
    let title_office = (!titles.is_empty()).then(|| office(tokens, titles.clone())).flatten();
    let title_gender = titles
        .chain(run.start.checked_sub(1))
        .find_map(|i| lexicon::gender_of_title(&text(i).to_lowercase()));
    let office_gender = [&after, &before].into_iter().flatten().find_map(gender_of_office);
    Some(Named {
        gender: lexicon::first_name(text(name.start))
            .filter(|_| name.len() > 1)
            .or(title_gender)
            .or(office_gender),
        words: name,
        kind: SpeakerKind::Person,
        office: [title_office, after, before]
            .into_iter()
            .flatten()
            .find(|o| o.role.is_some())
            .unwrap_or_default(),
    })
}

fn gender_of_office(office: &Office) -> Option<Gender> {
    office.role.as_deref()?.split(' ').find_map(|word| lexicon::gender_of_title(&word.to_lowercase()))
}

/// The office in ", the Ukrainian chief negotiator," after a name.
fn apposition_after(tokens: &[Token<'_>], end: usize) -> Option<Office> {
    if tokens.get(end)?.text != "," {
        return None;
    }
    let limit = tokens.len().min(end + 14);
    let close = (end + 1..limit).find(|&i| {
        matches!(
            tokens[i].text,
            "," | "." | ";" | ":" | "—" | "–" | "(" | "”" | "\"" | "who" | "whose" | "which"
        ) || (lexicon::is_speech_verb(tokens[i].text) && !lexicon::is_role(tokens[i].text))
    })?;
    office(tokens, end + 1..close)
}

/// The office before a name: "Russia’s chief negotiator, NAME", "the spokesman NAME".
fn office_before(tokens: &[Token<'_>], start: usize) -> Option<Office> {
    let mut end = start;
    if end.checked_sub(1).is_some_and(|i| tokens[i].text == ",") {
        end -= 1;
    }
    let head = end.checked_sub(1)?;
    if !lexicon::is_role(&tokens[head].text.to_lowercase())
        && !matches!(tokens[head].text, "counterpart" | "member")
    {
        return None;
    }
    let lowest = end.saturating_sub(8);
    let begin = (lowest..end).rev().find(|&i| {
        !tokens[i].is_word() && !matches!(tokens[i].text, "’s" | "'s")
            || lexicon::is_speech_verb(tokens[i].text)
            || (tokens[i].text != "of"
                && matches!(
                    lexicon::pos(tokens[i].text, tokens[i].text),
                    Pos::Preposition | Pos::Be | Pos::Coordinator
                ))
    });
    office(tokens, begin.map_or(lowest, |i| i + 1)..end)
}

/// What a description says of office and affiliation; `None` where no office is in it.
pub(crate) fn office(tokens: &[Token<'_>], range: Range<usize>) -> Option<Office> {
    const LONGEST: usize = 8;
    let lower = |i: usize| tokens[i].text.to_lowercase();
    // "According to Prime Minister …": the cue is no part of the office.
    let cue = range.clone().rev().find(|&i| lower(i) == "according");
    let mut start = cue.map_or(range.start, |i| range.end.min(i + 2));
    while start < range.end
        && matches!(lexicon::pos(tokens[start].text, &lower(start)), Pos::Determiner | Pos::Possessive)
    {
        start += 1;
    }
    let mut affiliation = None;
    let possessive = (start..range.end.min(start + 5)).find(|&i| matches!(tokens[i].text, "’s" | "'s"));
    if let Some(mark) = possessive {
        let owner = words(tokens, start..mark);
        affiliation = Some(lexicon::state(&owner).map_or(owner, |state| state.name.to_owned()));
        start = mark + 1;
    } else if let Some((state, len)) = [2, 1].into_iter().find_map(|n| {
        let end = (start + n).min(range.end);
        Some((lexicon::state(&words(tokens, start..end))?, end - start))
    }) {
        affiliation = Some(state.name.to_owned());
        start += len;
    }
    let head = (start..range.end).find(|&i| {
        lexicon::is_role(&lower(i))
            || lexicon::is_title(tokens[i].text)
            || matches!(tokens[i].text, "counterpart" | "member")
    })?;
    if head >= start + 6 {
        return None;
    }
    let mut end = range.end.min(start + LONGEST).max(head + 1);
    if let Some(of) = (head + 1..end).find(|&i| matches!(tokens[i].text, "of" | "for" | "at")) {
        let from = if tokens.get(of + 1).is_some_and(|t| t.text == "the") { of + 2 } else { of + 1 };
        let place = words(tokens, from..end);
        if let Some(state) = lexicon::state(&place) {
            affiliation = affiliation.or(Some(state.name.to_owned()));
            end = of;
        } else if affiliation.is_none() && tokens.get(from).is_some_and(Token::is_capitalised) {
            affiliation = Some(place);
        }
    }
    Some(Office { role: Some(words(tokens, start..end)), affiliation })
}
