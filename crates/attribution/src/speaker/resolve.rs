//! From a mention to a speaker, in the order of the text.

use std::{collections::BTreeMap, ops::Range};

use onrecord_model::{Excerpt, ResolvedBy, Speaker, SpeakerKind};

use super::{
    cast::{self, Cast, Member, PERSON},
    cluster, describe,
    mention::{self, Number, Pronoun},
    names::{self, Name, What, lower, text, words},
    nouns,
    phrase::{self, Start},
    salience::{self, Place, Sought},
};
use crate::{
    features::Paragraph,
    lexicon::{self, Gender, Pos, StateWord},
    tokens::Token,
};

/// Where a mention stands.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'p, 'a> {
    /// Its paragraph.
    pub paragraph: &'p Paragraph<'a>,
    /// Running number of the paragraph's first sentence.
    pub sentences_before: usize,
    /// Its tokens; none where the cue names nobody.
    pub mention: Option<Range<usize>>,
    /// The speaker of the claim that this one is nested in.
    pub outer: Option<Speaker>,
}

/// Somebody who spoke.
#[derive(Clone, Debug)]
pub(super) struct Spoke {
    /// Running number of the sentence.
    pub sentence: usize,
    /// First sentence of the paragraph.
    pub paragraph: usize,
    /// Who.
    pub speaker: Speaker,
    /// Whether a writing or a body is mentioned, so that "it" can take it up.
    pub thing: bool,
    /// Whether several are mentioned.
    pub several: bool,
    /// What is told of one unnamed person, if it is one.
    pub unnamed: Option<Unnamed>,
}

/// One person without a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unnamed {
    /// Gender that the mention tells.
    pub gender: Option<Gender>,
}

/// Resolves mentions one after another; remembers who spoke.
#[derive(Debug)]
pub(crate) struct Resolver<'c> {
    pub(super) cast: &'c Cast,
    pub(super) text: &'c str,
    pub(super) spoke: Vec<Spoke>,
    /// Gender of the people who were taken up by a pronoun, where nothing else tells it.
    pub(super) learned: BTreeMap<String, Gender>,
}

/// What a mention turned out to be.
pub(super) struct Found {
    /// Who.
    pub speaker: Speaker,
    /// Whether it is a writing or a body.
    pub thing: bool,
    /// Whether it is several.
    pub several: bool,
}

impl Found {
    /// One person, body or state.
    pub(super) fn one(speaker: Speaker) -> Self {
        let thing = matches!(
            speaker.kind,
            SpeakerKind::Organization | SpeakerKind::Government | SpeakerKind::Unknown
        );
        Self { speaker, thing, several: false }
    }

    /// A writing.
    pub(super) fn document(speaker: Speaker) -> Self {
        Self { speaker, thing: true, several: false }
    }

    /// Several who stay unnamed.
    pub(super) fn several(kind: SpeakerKind) -> Self {
        Self { speaker: nobody(kind), thing: false, several: true }
    }
}

impl<'c> Resolver<'c> {
    /// A resolver for one article.
    pub(crate) fn new(cast: &'c Cast, text: &'c str) -> Self {
        Self { cast, text, spoke: Vec::new(), learned: BTreeMap::new() }
    }

    /// The speaker of a claim. Speakers of outermost claims are remembered for the pronouns that follow.
    pub(crate) fn resolve(&mut self, asked: &Asked<'_, '_>) -> Speaker {
        let Some(range) =
            asked.mention.clone().filter(|range| range.start < range.end.min(asked.paragraph.tokens.len()))
        else {
            if asked.outer.is_none() {
                self.remember(
                    asked,
                    Place { at: 0, sentence: asked.sentences_before, nested: false, behind: false },
                    Found::one(nobody(SpeakerKind::Unknown)),
                    None,
                );
            }
            return nobody(SpeakerKind::Unknown);
        };
        let bytes = asked.paragraph.bytes(range.clone());
        let excerpt = bytes.and_then(|bytes| Excerpt::new(self.text, bytes).ok());
        let place = place(asked, range.start);
        let found = self.mention(asked, range.clone(), place);
        let told = gender_told(&asked.paragraph.tokens, &range);
        if let (Some(gender), Some(name)) = (told, &found.speaker.name)
            && found.speaker.resolved_by == ResolvedBy::Pronoun
        {
            self.learned.entry(name.clone()).or_insert(gender);
        }
        let speaker = Speaker { mention: excerpt, ..found.speaker };
        if asked.outer.is_none() {
            self.remember(asked, place, Found { speaker: speaker.clone(), ..found }, told);
        }
        speaker
    }

    fn remember(&mut self, asked: &Asked<'_, '_>, place: Place, found: Found, gender: Option<Gender>) {
        let Found { speaker, thing, several } = found;
        let person = matches!(speaker.kind, SpeakerKind::Anonymous | SpeakerKind::Person);
        let unnamed = (person && !thing && !several && speaker.resolved_by == ResolvedBy::None)
            .then_some(Unnamed { gender });
        self.spoke.push(Spoke {
            sentence: place.sentence,
            paragraph: asked.sentences_before,
            speaker,
            thing,
            several,
            unnamed,
        });
    }

    /// Whether these words are the name of a person, body or state that the article or everybody knows, or an office that
    /// the article gives to one of them.
    pub(crate) fn knows(&self, tokens: &[Token<'_>]) -> bool {
        let name = words(tokens, 0..tokens.len());
        if nouns::noun(&name.to_lowercase()).kicker {
            return false;
        }
        let short = name.strip_prefix("The ").unwrap_or(&name);
        let office = || {
            let word = short.to_lowercase();
            let noun = nouns::noun(&word);
            (noun.person || noun.body.is_some()) && self.cast.fitting(&word, usize::MAX).next().is_some()
        };
        let member =
            self.cast.find(short, usize::MAX).is_some_and(|member| member.kind != SpeakerKind::Unknown);
        member || lexicon::state(short).is_some_and(|state| state.by != StateWord::Demonym) || office()
    }

    /// The speaker of the last claim, for a quotation that goes on without a cue.
    pub(crate) fn continued(&self) -> Option<Speaker> {
        let last = self.spoke.last()?;
        Some(Speaker { mention: None, ..last.speaker.clone() })
    }

    fn mention(&self, asked: &Asked<'_, '_>, range: Range<usize>, place: Place) -> Found {
        let tokens = &asked.paragraph.tokens;
        // "NAME’s | claim": whose it is, without the mark.
        let owns = range.len() > 1 && names::is_possessive(text(tokens, range.end - 1));
        let range = if owns { range.start..range.end - 1 } else { range };
        if let Some(pronoun) = mention::whole_pronoun(tokens, &range) {
            return self.pronoun(asked, pronoun, range.start, place);
        }
        let known = |word: &str| self.cast.index(word, place.at).is_some();
        if mention::joins_several(asked.paragraph, &range, &self.cast.vocabulary, known) {
            return Found::several(SpeakerKind::Group);
        }
        let segments = mention::segments(tokens, range.clone());
        self.segments(asked, &segments, place).unwrap_or_else(|| Found::one(nobody(SpeakerKind::Unknown)))
    }

    /// The first part of a mention that is a name tells who it is, unless the parts before it tell of others.
    fn segments(&self, asked: &Asked<'_, '_>, segments: &[Range<usize>], place: Place) -> Option<Found> {
        let paragraph = asked.paragraph;
        let tokens = &paragraph.tokens;
        let first = segments.first()?;
        let shouted = is_shouted(tokens, first, names::is_loud(paragraph));
        let loud = names::is_loud(paragraph) || shouted;
        if loud && let Some(found) = self.loud(tokens, first, place) {
            return Some(found);
        }
        let phrase = phrase::phrase(tokens, first.clone())?;
        // "The report, by NAME": whose it is, its description finds.
        let written = phrase.noun(tokens).document && !phrase.noun(tokens).person;
        let parts = if written { 1 } else { segments.len() };
        for (number, segment) in segments.iter().enumerate().take(parts) {
            let apposed = number == 0 || may_name(tokens, first, &phrase, segment);
            let Some(name) = mention::name_of(paragraph, segment, &self.cast.vocabulary, |word| {
                self.cast.index(word, place.at).is_some()
            })
            .filter(|_| apposed && !shouted) else {
                continue;
            };
            // "Germany’s regulator, the BFA": the name behind the comma comes before what it is called in small letters.
            let small = text(tokens, name.words.end - 1).starts_with(char::is_lowercase);
            let apposed = segments.get(1).filter(|_| number == 0 && small && name.words.end == segment.end);
            if let Some(body) = apposed.and_then(|next| self.apposed_body(paragraph, next, place)) {
                return Some(body);
            }
            // "A spokesman for the operator, NAME": what stands behind the comma is the operator.
            let speaks_for = number > 0 && phrase.noun(tokens).person && !phrase.complement().is_empty();
            if speaks_for && !self.is_somebody(tokens, &name, place) {
                continue;
            }
            if number == 0 || !matches!(name.what, What::Place) {
                return Some(self.name(paragraph, &name, &phrase, place));
            }
        }
        if let Some(found) = self.given_name(tokens, segments, place) {
            return Some(found);
        }
        Some(self.description(asked, first, &phrase, place))
    }

    /// The body that a segment behind a comma names and nothing else.
    fn apposed_body(&self, paragraph: &Paragraph<'_>, segment: &Range<usize>, place: Place) -> Option<Found> {
        let plain = without_article(&paragraph.tokens, segment.clone());
        let name = mention::name_of(paragraph, &plain, &self.cast.vocabulary, |_| true)?;
        let member = self.cast.find(&words(&paragraph.tokens, name.words.clone()), place.at)?;
        let whole = name.words == plain && member.kind != SpeakerKind::Person;
        whole.then(|| Found::one(of_member(member, ResolvedBy::Named)))
    }

    /// Whether a name is that of a person.
    fn is_somebody(&self, tokens: &[Token<'_>], name: &Name, place: Place) -> bool {
        let member = self.cast.find(&words(tokens, name.words.clone()), place.at);
        member.map_or(name.what == What::Person, is_person)
    }

    /// "A student who gave his name only as NAME".
    fn given_name(&self, tokens: &[Token<'_>], segments: &[Range<usize>], place: Place) -> Option<Found> {
        const REACH: usize = 10;
        let (from, to) = (segments.first()?.start, segments.last()?.end);
        if let Some(member) = self.apposed_behind(tokens, to, place) {
            return Some(Found::one(of_member(member, ResolvedBy::Named)));
        }
        // "One | , who asked to be called NAME,": the mention may end before.
        let behind = to + usize::from(text(tokens, to) == ",");
        let clause = matches!(text(tokens, behind.wrapping_sub(1)), ",")
            && (text(tokens, behind) == "who" || phrase::start(tokens, behind) == Start::Indefinite);
        let to = if clause {
            (behind..behind + REACH).find(|&at| text(tokens, at) == ",").unwrap_or(to)
        } else {
            to
        };
        let named = (from..to)
            .find(|&at| matches!(lower(tokens, at).as_str(), "named" | "called" | "name" | "identified"))?;
        let at = (named + 1..to).find(|&at| names::run(tokens, at).is_some())?;
        let run = names::run(tokens, at)?;
        let name = words(tokens, run.start..run.end.min(to));
        let found = self.cast.find(&name, place.at).map(|member| of_member(member, ResolvedBy::Named));
        Some(Found::one(
            found.unwrap_or_else(|| speaker(Some(name), None, SpeakerKind::Person, ResolvedBy::Named)),
        ))
    }

    /// "One of them | , NAME, said": the person named between commas just behind a mention that names nobody.
    fn apposed_behind(&self, tokens: &[Token<'_>], end: usize, place: Place) -> Option<&'c Member> {
        let run = names::run(tokens, end + 1).filter(|_| text(tokens, end) == ",")?;
        let closed = text(tokens, run.end) == "," && lexicon::cue(text(tokens, run.end + 1)).is_some();
        let member = self.cast.find(&words(tokens, run), place.at)?;
        (closed && is_person(member)).then_some(member)
    }

    /// In a headline of capitals a name is found by its words alone.
    fn loud(&self, tokens: &[Token<'_>], range: &Range<usize>, place: Place) -> Option<Found> {
        let plain = without_article(tokens, range.clone());
        let whole = words(tokens, plain.clone());
        if let Some(found) = self.by_words(&whole, place.at) {
            return Some(Found::one(found));
        }
        let last = text(tokens, plain.end.checked_sub(1)?);
        if nouns::noun(&last.to_lowercase()) != nouns::Noun::default() {
            return None;
        }
        let member = self.cast.find(last, place.at)?;
        Some(Found::one(of_member(member, ResolvedBy::Alias)))
    }

    fn by_words(&self, name: &str, at: usize) -> Option<Speaker> {
        if let Some((state, metonym)) = cast::state_named(self.cast, name) {
            let by = if metonym { ResolvedBy::Metonym } else { ResolvedBy::Named };
            return Some(speaker(Some(state.clone()), Some(state), SpeakerKind::Government, by));
        }
        let member = self.cast.find(name, at)?;
        Some(of_member(member, by_name(name, &member.name)))
    }

    /// Whom a name leads to.
    pub(super) fn name(
        &self,
        paragraph: &Paragraph<'_>,
        name: &Name,
        phrase: &phrase::Phrase,
        place: Place,
    ) -> Found {
        let tokens = &paragraph.tokens;
        let written = words(tokens, name.words.clone());
        let title = name.before.clone().find_map(|at| lexicon::gender_of_title(&lower(tokens, at)));
        if let Some(member) = title.and_then(|gender| self.cast.relative(&written, gender, place.at)) {
            return Found::one(of_member(member, ResolvedBy::Alias));
        }
        if let Some(found) = self.by_words(&written, place.at) {
            let document = found.kind == SpeakerKind::Unknown;
            return if document { Found::document(found) } else { Found::one(found) };
        }
        // A name with an owner that the article knows without: "Ireland’s Audit Office".
        if let Some(mark) = name.words.clone().find(|&at| names::is_possessive(text(tokens, at)))
            && let Some(member) = self.cast.find(&words(tokens, mark + 1..name.words.end), place.at)
            && member.kind != SpeakerKind::Person
        {
            return Found::one(of_member(member, ResolvedBy::Named));
        }
        let kind = match name.what {
            What::Person => SpeakerKind::Person,
            What::Body(body) => body.kind,
            What::State(_) => SpeakerKind::Government,
            What::Document => SpeakerKind::Unknown,
            What::Place | What::Open if self.is_seat(name, &written, place) => SpeakerKind::Government,
            What::Place | What::Open => cluster::kind_alone(paragraph, name),
        };
        let office = (kind == SpeakerKind::Person)
            .then(|| phrase.office(tokens))
            .filter(|_| phrase.noun(tokens).person);
        let found = speaker(
            Some(written),
            office.as_ref().and_then(|office| office.affiliation.clone()),
            kind,
            ResolvedBy::Named,
        );
        Found::one(Speaker { role: office.and_then(|office| office.role), ..found })
    }

    /// Whether a word that nothing else is told of speaks beside a state of the article whose capital is not named: then it
    /// is the seat of a government.
    fn is_seat(&self, name: &Name, written: &str, place: Place) -> bool {
        let brand = names::is_acronym(written) || names::has_inner_capital(written);
        if name.words.len() != 1 || name.what != What::Open || brand || lexicon::is_first_name(written) {
            return false;
        }
        let near =
            self.cast.fitting("state", place.at).filter(|(seen, _)| seen.sentence + 4 > place.sentence);
        near.filter_map(|(_, index)| self.cast.members.get(index)).any(|member| {
            lexicon::state(&member.name).is_none()
                && self.cast.capitals.values().all(|state| *state != member.name)
        })
    }

    /// The most salient person, for descriptions that tell nothing else: "the 54-year-old".
    pub(super) fn salient_person(&self, place: Place, gender: Option<Gender>) -> Option<&'c Member> {
        let last = self.last(|spoke| spoke.speaker.kind == SpeakerKind::Person);
        let spoken = self.spoken(place);
        let sought = Sought { gender, last, spoken: &spoken, outer: None, learned: &self.learned };
        salience::people(self.cast, place, &sought).first().copied()
    }

    /// The most salient person who `fits`, named or heard in the last few sentences.
    pub(super) fn salient(
        &self,
        place: Place,
        gender: Option<Gender>,
        reach: usize,
        fits: impl Fn(&Member) -> bool,
    ) -> Option<&'c Member> {
        let last = self.last(|spoke| spoke.speaker.kind == SpeakerKind::Person);
        let spoken = self.spoken(place);
        let sought = Sought { gender, last, spoken: &spoken, outer: None, learned: &self.learned };
        salience::people(self.cast, place, &sought).into_iter().find(|member| {
            let heard = spoken.iter().any(|(index, seen)| {
                seen.sentence + reach >= place.sentence
                    && self.cast.members.get(*index).is_some_and(|heard| heard.name == member.name)
            });
            let named = || member.before(place.at).any(|seen| seen.sentence + reach >= place.sentence);
            fits(member) && (heard || named())
        })
    }

    /// Whoever a possessive pronoun at `token` stands for.
    pub(super) fn owner(&self, tokens: &[Token<'_>], token: usize, place: Place) -> Option<&'c Member> {
        match mention::pronoun(text(tokens, token))? {
            Pronoun::One(gender) => self.salient_person(place, Some(gender)),
            pronoun @ (Pronoun::It | Pronoun::They) => {
                let they = || Some(self.they(place)).filter(|found| !found.several);
                let found = if pronoun == Pronoun::It { self.it(place)? } else { they()? };
                self.cast.find(found.speaker.name.as_deref()?, place.at)
            }
            _ => None,
        }
    }

    /// A description in small letters.
    pub(super) fn description(
        &self,
        asked: &Asked<'_, '_>,
        segment: &Range<usize>,
        phrase: &phrase::Phrase,
        place: Place,
    ) -> Found {
        describe::description(self, asked, segment, phrase, place)
    }
}

/// Whether a name in a later part of a mention can be that of its first part.
fn may_name(
    tokens: &[Token<'_>],
    first: &Range<usize>,
    phrase: &phrase::Phrase,
    segment: &Range<usize>,
) -> bool {
    let one_of = matches!(lower(tokens, first.start).as_str(), "one" | "another");
    let noun = phrase.noun(tokens);
    let single = mention::number(tokens, first, phrase) == Number::One || one_of;
    let plain = !matches!(
        lower(tokens, segment.start).as_str(),
        "in" | "at" | "from" | "of" | "near" | "speaking" | "citing"
    );
    let hidden = noun.source && phrase.start == Start::Indefinite;
    single && plain && !hidden
}

/// The gender that a mention tells: that of its pronoun, or of the first noun in it that tells one.
fn gender_told(tokens: &[Token<'_>], mention: &Range<usize>) -> Option<Gender> {
    if let Some(pronoun) = mention::whole_pronoun(tokens, mention) {
        return match pronoun {
            Pronoun::One(gender) => Some(gender),
            _ => None,
        };
    }
    let first = mention::segments(tokens, mention.clone()).into_iter().next()?;
    let phrase = phrase::phrase(tokens, first)?;
    phrase.noun(tokens).gender
}

/// Where a token stands.
pub(super) fn place(asked: &Asked<'_, '_>, token: usize) -> Place {
    let sentence = asked.paragraph.sentence_of.get(token).copied().unwrap_or(0);
    let at = asked.paragraph.tokens.get(token).map_or(0, |token| token.start);
    let behind = is_behind_content(asked.paragraph, token);
    Place { at, sentence: asked.sentences_before + sentence, nested: asked.outer.is_some(), behind }
}

/// Whether a comma and a clause that is none of the time, place or occasion stand before token `at` in its sentence, and a
/// verb of speech behind it.
fn is_behind_content(paragraph: &Paragraph<'_>, at: usize) -> bool {
    let tokens = &paragraph.tokens;
    let start = paragraph.sentence(at).start;
    let comma = at.checked_sub(1).is_some_and(|before| before > start && text(tokens, before) == ",");
    let first = lower(tokens, start);
    let pos = lexicon::pos(&first, &first);
    let occasion = matches!(
        pos,
        Pos::Preposition
            | Pos::Subordinator
            | Pos::Gerund
            | Pos::Wh
            | Pos::Past
            | Pos::Speech
            | Pos::To
            | Pos::Adverb
    );
    comma && !occasion && lexicon::is_speech_verb(text(tokens, at + 1))
}

/// A speaker who stays unnamed.
pub(super) fn nobody(kind: SpeakerKind) -> Speaker {
    speaker(None, None, kind, ResolvedBy::None)
}

/// The same speaker, by a pronoun.
pub(super) fn by_pronoun(found: Speaker) -> Speaker {
    let resolved_by = if found.name.is_some() { ResolvedBy::Pronoun } else { ResolvedBy::None };
    Speaker { mention: None, resolved_by, ..found }
}

/// A speaker without an office.
pub(super) fn speaker(
    name: Option<String>,
    affiliation: Option<String>,
    kind: SpeakerKind,
    by: ResolvedBy,
) -> Speaker {
    Speaker { mention: None, name, kind, role: None, affiliation, resolved_by: by }
}

/// A member as a speaker.
pub(super) fn of_member(member: &Member, by: ResolvedBy) -> Speaker {
    Speaker {
        mention: None,
        name: Some(member.name.clone()),
        kind: member.kind,
        role: member.role.clone(),
        affiliation: member.affiliation.clone(),
        resolved_by: by,
    }
}

fn by_name(short: &str, full: &str) -> ResolvedBy {
    if cast::key(short) == cast::key(full) { ResolvedBy::Named } else { ResolvedBy::Alias }
}

fn without_article(tokens: &[Token<'_>], range: Range<usize>) -> Range<usize> {
    let article = matches!(lower(tokens, range.start).as_str(), "the" | "a" | "an");
    if article && range.len() > 1 { range.start + 1..range.end } else { range }
}

/// Whether all words of a mention are in capitals: "FURIOUS TRUCKERS".
fn is_shouted(tokens: &[Token<'_>], range: &Range<usize>, loud: bool) -> bool {
    const LONGEST_ACRONYM: usize = 6;
    let mut all = tokens.get(range.clone()).unwrap_or_default().iter().filter(|token| token.is_word());
    let long = all.clone().any(|token| token.text.chars().count() > LONGEST_ACRONYM);
    (loud || long) && all.all(|token| names::is_acronym(token.text))
}

/// Whether a member is a person.
pub(super) fn is_person(member: &Member) -> bool {
    member.tags.iter().any(|tag| tag == PERSON)
}
