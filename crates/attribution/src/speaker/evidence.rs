//! What stands around a name and tells what it names: titles, appositions, ages, owners, verbs, pronouns.

use super::{
    apposition::{apposed_after, apposed_before, describe},
    names::{self, Name, What, is_name_part, is_possessive, lower, text, words},
    nouns::{self, Body},
    phrase::{self, Office, Start},
};
use crate::{
    features::Paragraph,
    lexicon::{self, Gender, Pos},
    tokens::Token,
};
use onrecord_model::SpeakerKind;

/// What speaks for what, in points; what is told of it.
#[expect(clippy::struct_excessive_bools, reason = "each is a thing told on its own")]
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// For somebody.
    pub person: i32,
    /// For a body.
    pub body: i32,
    /// For a place that does not speak.
    pub place: i32,
    /// For a state.
    pub state: i32,
    /// Whether it stands where a speaker stands.
    pub speaks: bool,
    /// Gender that a title or noun tells.
    pub gender: Option<Gender>,
    /// He against she, by the pronouns that follow.
    pub he: i32,
    /// Its age in years.
    pub age: Option<u32>,
    /// What it is said to be, by head nouns.
    pub nouns: Vec<String>,
    /// Office and affiliation.
    pub office: Office,
    /// Which body it is said to be.
    pub sort: Option<Body>,
    /// A short form that stands beside it.
    pub acronym: Option<String>,
    /// Whose it is said to be, by a pronoun or in small letters too: "his", "the family".
    pub owner: Option<String>,
    /// Whether it is named behind a noun that takes up somebody told of before: "the witness, NAME,".
    pub given: bool,
    /// The title of nobility before it: "Lady".
    pub styled: Option<String>,
    /// Whether a state owns it.
    pub owned: bool,
    /// Whether "the" stands before it: a body's sign where it speaks, no sign where it does not ("the Sun").
    pub articled: bool,
}

impl Evidence {
    /// Adds what another place tells.
    pub(super) fn add(&mut self, other: Self) {
        self.person += other.person;
        self.body += other.body;
        self.place += other.place;
        self.state += other.state;
        self.speaks |= other.speaks;
        self.gender = self.gender.or(other.gender);
        self.he += other.he;
        self.age = self.age.or(other.age);
        for noun in other.nouns {
            if self.nouns.len() < 24 && !self.nouns.contains(&noun) {
                self.nouns.push(noun);
            }
        }
        if self.office.role.is_none() {
            self.office.role = other.office.role;
        }
        if self.office.affiliation.is_none() {
            self.office.affiliation = other.office.affiliation;
        }
        self.sort = self.sort.or(other.sort);
        self.owner = self.owner.take().or(other.owner);
        self.given |= other.given;
        self.acronym = self.acronym.take().or(other.acronym);
        self.styled = self.styled.take().or(other.styled);
        self.owned |= other.owned;
        self.articled |= other.articled;
    }
}

/// What stands around `name` in its paragraph.
pub(super) fn around(paragraph: &Paragraph<'_>, name: &Name) -> Evidence {
    let tokens = &paragraph.tokens;
    let sentence = paragraph.sentence(name.words.start);
    let run = name.before.start..name.words.end;
    let mut found = Evidence::default();
    before(tokens, run.start, sentence.start, &mut found);
    // "The mayor of NAME, a volunteer": what stands behind the comma tells of the mayor.
    let of_office = run.start >= sentence.start + 2
        && text(tokens, run.start - 1) == "of"
        && nouns::noun(&lower(tokens, run.start - 2)).person;
    if !(of_office && text(tokens, run.end) == ",") {
        after(tokens, run.end, sentence.end, &mut found);
    }
    apposed_before(tokens, &run, sentence.start, &mut found);
    titles(tokens, name, &mut found);
    neighbours(tokens, &run, &mut found);
    let addressed = run.start.checked_sub(1).is_some_and(|at| text(tokens, at) == "told");
    // "The NAME tunnel … it": what is taken up is the tunnel.
    let qualifies = run.start > sentence.start
        && text(tokens, run.start - 1).eq_ignore_ascii_case("the")
        && is_common_noun(tokens, run.end);
    if !addressed && !qualifies && paragraph.quotation_of.get(name.words.start).copied().flatten().is_none() {
        pronouns(paragraph, run.end, sentence.end, &mut found);
    }
    let whole = words(tokens, name.words.clone());
    let brand = names::has_inner_capital(&whole)
        || name.words.len() == 1 && names::is_acronym(&whole) && whole.len() < 8;
    let brand = brand || whole.ends_with(" UK");
    if brand && name.what == What::Open {
        found.body += 2;
    }
    found
}

/// Whether a word in small letters stands at `at` that is a noun for neither people nor a body.
fn is_common_noun(tokens: &[Token<'_>], at: usize) -> bool {
    let word = text(tokens, at);
    let noun = nouns::noun(word);
    word.starts_with(char::is_lowercase)
        && matches!(lexicon::pos(word, word), Pos::Other | Pos::Plural)
        && lexicon::cue(word).is_none()
        && !noun.person
        && noun.body.is_none()
}

/// Mr., Captain, Finance Minister: what stands in the run before the name.
fn titles(tokens: &[Token<'_>], name: &Name, found: &mut Evidence) {
    let mut office = name.before.clone();
    for at in name.before.clone() {
        let word = text(tokens, at);
        let small = word.to_lowercase();
        let noun = nouns::noun(&small);
        found.gender = found.gender.or(lexicon::gender_of_title(&small)).or(noun.gender);
        if lexicon::is_title(word) || noun.person {
            found.person += 3;
            let head = word.split_once("-of-").map_or(word, |(head, _)| head);
            found.nouns.push(nouns::title_in_full(head));
        }
        if matches!(word, "Lord" | "Lady" | "Baroness" | "Viscount" | "Earl") && at + 1 == name.words.start {
            found.styled = Some(word.to_owned());
        }
        if noun == nouns::noun("neighbouring") {
            found.state += 2;
        }
        if matches!(
            small.trim_end_matches('.'),
            "mr" | "mrs" | "ms" | "dr" | "prof" | "sir" | "dame" | "miss"
        ) && at == office.start
        {
            office.start += 1;
        }
    }
    let told = office
        .clone()
        .any(|at| nouns::noun(&lower(tokens, at)).person || lexicon::is_title(text(tokens, at)));
    if told && let Some(phrase) = phrase::phrase(tokens, office) {
        let office = phrase.office(tokens);
        found.office.role = found.office.role.take().or(office.role);
        found.office.affiliation = found.office.affiliation.take().or(office.affiliation);
    }
}

/// "The winger NAME", "union boss NAME", "the magazine NAME": a noun just before the name.
fn before(tokens: &[Token<'_>], start: usize, sentence: usize, found: &mut Evidence) {
    let Some(last) = start.checked_sub(1).filter(|&last| last >= sentence) else { return };
    let word = lower(tokens, last);
    let noun = nouns::noun(&word);
    let pointed = last > sentence
        && matches!(phrase::start(tokens, last - 1), Start::Definite | Start::Indefinite | Start::Possessive);
    let verb = lexicon::is_speech_verb(&word) && !pointed;
    let small = (text(tokens, last).starts_with(char::is_lowercase) || last == sentence) && !verb;
    let person = names::run(tokens, start).is_some_and(|run| run.len() > 1);
    let office = phrase::over_complement(tokens, start, sentence).filter(|_| person && small);
    if let Some(phrase) = office.and_then(|range| phrase::phrase(tokens, range)) {
        describe(tokens, &phrase, found);
    } else if small && (noun.person || noun.body.is_some()) {
        if let Some(range) = phrase::phrase_before(tokens, start, sentence)
            && let Some(phrase) = phrase::phrase(tokens, range)
        {
            describe(tokens, &phrase, found);
        }
    } else if matches!(word.as_str(), "neighbouring" | "neighboring") {
        found.state += 2;
    }
}

/// ", 24,", ", who", ", the goalkeeper,", " (WHO)", "’s wife" behind a name.
fn after(tokens: &[Token<'_>], end: usize, sentence: usize, found: &mut Evidence) {
    match text(tokens, end) {
        "who" | "whose" => found.person += 2,
        "which" => found.body += 2,
        mark if is_possessive(mark) => owns(tokens, end + 1, found),
        "(" if matches!(text(tokens, end + 2), ")" | ",") && names::is_name_part_at(tokens, end + 1) => {
            found.acronym = Some(text(tokens, end + 1).to_owned());
        }
        "," | "—" | "–" => apposed_after(tokens, end + 1, sentence, found),
        _ => {}
    }
}

/// "NAME’s wife", "NAME’s chairman", "NAME’s ambassador".
fn owns(tokens: &[Token<'_>], from: usize, found: &mut Evidence) {
    const OF_STATES: &[&str] = &[
        "ambassador",
        "negotiator",
        "envoy",
        "delegation",
        "troops",
        "soldiers",
        "airspace",
        "minister",
        "president",
        "government",
        "army",
        "capital",
        "embassy",
        "parliament",
        "navy",
        "border",
        "foreign",
        "prime",
        "defence",
        "defense",
        "economy",
        "king",
        "queen",
        "ruling",
    ];
    const OF_BODIES: &[&str] = &[
        "board",
        "chair",
        "chairman",
        "chairwoman",
        "chief",
        "director",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "shareholders",
        "staff",
        "boss",
        "head",
        "coach",
        "manager",
        "members",
        "secretary",
        "headquarters",
        "website",
        "founder",
        "owner",
        "customers",
        "trustees",
    ];
    let (first, second) = (lower(tokens, from), lower(tokens, from + 1));
    let has = |list: &[&str]| list.contains(&first.as_str()) || list.contains(&second.as_str());
    let kin = nouns::noun(&first).kin && !nouns::noun(&first).source;
    if kin
        || matches!(
            first.as_str(),
            "lawyer" | "barrister" | "agent" | "client" | "lawsuit" | "rival" | "home"
        )
    {
        found.person += 2;
    } else if has(OF_STATES) {
        found.state += 2;
    } else if has(OF_BODIES) {
        found.body += 2;
    }
}

/// What sails under a name and does not speak: "the ferry NAME".
const VESSELS: &[&str] = &[
    "barge",
    "boat",
    "carrier",
    "cruiser",
    "cutter",
    "destroyer",
    "ferry",
    "freighter",
    "frigate",
    "liner",
    "lifeboat",
    "ship",
    "steamer",
    "submarine",
    "tanker",
    "trawler",
    "tug",
    "vessel",
    "warship",
    "yacht",
];

/// "Named the executive as NAME": what is told before.
fn named_as(tokens: &[Token<'_>], at: usize, found: &mut Evidence) {
    const REACH: usize = 6;
    // "Who gave her name only as NAME".
    let given = (at.saturating_sub(3)..at).find(|&at| text(tokens, at) == "name");
    if let Some(whose) = given.and_then(|name| name.checked_sub(1)) {
        found.person += 4;
        found.gender = found.gender.or(match text(tokens, whose) {
            "his" => Some(Gender::Male),
            "her" => Some(Gender::Female),
            _ => None,
        });
    }
    let verb =
        (at.saturating_sub(REACH)..at).rev().find(|&at| matches!(text(tokens, at), "named" | "identified"));
    let phrase = verb.and_then(|verb| phrase::phrase(tokens, verb + 1..at));
    if let Some(phrase) = phrase.filter(|phrase| phrase.noun(tokens).person) {
        found.person += 3;
        found.nouns.push(phrase.head_word(tokens));
    }
}

/// Those who play or work for the club that is named before them.
const PLAYERS: &[&str] = &[
    "winger",
    "striker",
    "midfielder",
    "defender",
    "goalkeeper",
    "keeper",
    "captain",
    "manager",
    "coach",
    "skipper",
    "forward",
    "fullback",
    "quarterback",
    "pitcher",
    "fans",
    "supporters",
    "players",
];

/// What one holds "in" a company.
const TRADED: &[&str] = &["shares", "stock", "stake", "holding", "interest", "investor", "investors"];

/// "The NAME union", "the NAME group": the noun behind a name, with an article before it, tells what sort of body it is.
fn sorted(tokens: &[Token<'_>], run: &std::ops::Range<usize>, found: &mut Evidence) {
    const SORTS: &[&str] = &["union", "group", "party", "company", "media", "bank", "club"];
    let article = run.start.checked_sub(1).is_some_and(|at| phrase::start(tokens, at) == Start::Definite);
    let noun = nouns::noun(text(tokens, run.end));
    let Some(body) = noun.body.filter(|body| article && SORTS.contains(&body.class)) else { return };
    let next = text(tokens, run.end + 1);
    let ends = phrase::phrase(tokens, run.end..run.end + 2).is_none_or(|phrase| phrase.head == run.end);
    if !noun.person && ends && !is_possessive(next) {
        found.body += 2;
        found.sort = found.sort.or(Some(body));
        found.nouns.push(text(tokens, run.end).to_owned());
    }
}

/// Prepositions, articles and verbs beside a name.
fn neighbours(tokens: &[Token<'_>], run: &std::ops::Range<usize>, found: &mut Evidence) {
    let before = run.start.checked_sub(1).map(|at| lower(tokens, at)).unwrap_or_default();
    let second = run.start.checked_sub(2).map(|at| lower(tokens, at)).unwrap_or_default();
    let next = text(tokens, run.end);
    let adjective = next.starts_with(char::is_lowercase)
        && matches!(lexicon::pos(next, next), Pos::Other | Pos::Plural | Pos::Role)
        && lexicon::cue(next).is_none();
    match before.as_str() {
        "told" | "by" if before == "told" && run.len() == 1 || nouns::noun(&second).document => {
            found.body += 1;
            // "Told NAME": most likely a newspaper or station.
            let media = Body { kind: SpeakerKind::Organization, class: "media" };
            found.sort = found.sort.or(Some(media).filter(|_| before == "told"));
        }
        "the" if !adjective && run.len() == 1 && !names::is_acronym(text(tokens, run.start)) => {
            found.articled = true;
        }
        "the" if !adjective => found.body += 2,
        "in" if TRADED.contains(&second.as_str()) => {
            found.body += 3;
            found.sort = found.sort.or(Some(Body { kind: SpeakerKind::Organization, class: "company" }));
        }
        "in" | "near" | "outside" | "across" => found.place += 2,
        // "Wrote on NAME": what carries the words does not say them.
        "on" if lexicon::is_speech_verb(&second) || nouns::noun(&second).document || second == "posted" => {
            found.place += 4;
        }
        "on" | "from" | "to" | "towards" | "around" => found.place += 1,
        "of" if matches!(
            second.as_str(),
            "mayor" | "governor" | "people" | "town" | "city" | "village" | "island" | "port"
        ) =>
        {
            found.place += 2;
        }
        "of" if nouns::noun(&second)
            .body
            .is_some_and(|body| matches!(body.class, "ministry" | "government" | "army")) =>
        {
            found.state += 2;
        }
        "of" | "at" if nouns::noun(&second).person => found.body += 2,
        vessel if VESSELS.contains(&vessel) => found.place += 4,
        "as" => named_as(tokens, run.start - 1, found),
        _ => {}
    }
    if PLAYERS.contains(&next) {
        found.body += 2;
        found.sort = found.sort.or(Some(Body { kind: SpeakerKind::Organization, class: "club" }));
    }
    sorted(tokens, run, found);
    let auxiliary = |at: usize| {
        let word = lower(tokens, at);
        matches!(
            lexicon::pos(&word, &word),
            Pos::Have | Pos::Do | Pos::Adverb | Pos::Negation | Pos::Be | Pos::Modal
        ) || word.ends_with("ly")
    };
    let verb = (run.end..run.end + 3).find(|&at| !auxiliary(at)).unwrap_or(run.end);
    let said = |at: usize| {
        let word = text(tokens, at);
        word.starts_with(char::is_lowercase) && lexicon::cue(word).is_some()
    };
    found.speaks = said(verb) || is_inverted(tokens, run.start);
}

/// Whether a verb of speech stands before `at` that has its subject behind it: at the start of its clause, behind a comma or
/// a closing mark, as in "…, said NAME". Elsewhere what follows such a verb is its object: "she called NAME".
pub(super) fn is_inverted(tokens: &[Token<'_>], at: usize) -> bool {
    let verb = at.checked_sub(1).filter(|&verb| lexicon::is_speech_verb(text(tokens, verb)));
    verb.is_some_and(|verb| {
        verb.checked_sub(1).is_none_or(|before| tokens.get(before).is_some_and(|token| !token.is_word()))
    })
}

/// Whether a verb of speech stands within a few words from `at`, before any mark.
fn says_behind(tokens: &[Token<'_>], at: usize) -> bool {
    const NEAR: usize = 5;
    let phrase = (at..at + NEAR).take_while(|&at| tokens.get(at).is_some_and(Token::is_word));
    phrase.into_iter().any(|at| lexicon::is_speech_verb(text(tokens, at)))
}

/// The first pronoun behind a name in its sentence, before any other name; the one with which the next sentence starts.
fn pronouns(paragraph: &Paragraph<'_>, from: usize, end: usize, found: &mut Evidence) {
    const REACH: usize = 25;
    let tokens = &paragraph.tokens;
    let mut count = |at: usize, points: i32| {
        // "NAME accused him", "NAME told her that": an object is somebody else than the subject.
        let next = text(tokens, at + 1);
        let owns = next.starts_with(char::is_alphabetic)
            && matches!(
                lexicon::pos(next, &next.to_lowercase()),
                Pos::Other
                    | Pos::Plural
                    | Pos::Role
                    | Pos::Name
                    | Pos::Gerund
                    | Pos::Past
                    | Pos::Title
                    | Pos::Number
            );
        match lower(tokens, at).as_str() {
            "him" => {}
            "her" if !owns => {}
            "he" | "his" | "himself" => found.he += points,
            "she" | "her" | "herself" => found.he -= points,
            // "The shop in NAME burned down, its owner said": what speaks, or owns who speaks, is the subject.
            "it" | "its" if text(tokens, at - 1) == "," && says_behind(tokens, at + 1) => {}
            "it" | "its" => found.body += 1,
            _ => return false,
        }
        true
    };
    let free = |at: &usize| paragraph.quotation_of.get(*at).copied().flatten().is_none();
    let plain = |at: &usize| !tokens.get(*at).is_some_and(is_name_part);
    let met = (from..end.min(from + REACH)).take_while(plain).filter(free).any(|at| count(at, 2));
    let nobody_else = (from..end.min(from + REACH)).all(|at| plain(&at));
    if !met && nobody_else {
        let next = (end..end + 3).find(|&at| tokens.get(at).is_some_and(Token::is_word));
        next.filter(free).map(|at| count(at, 1));
    }
}
