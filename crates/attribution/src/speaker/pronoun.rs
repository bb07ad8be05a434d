//! Whom a pronoun leads to, by what sort of pronoun it is.

use onrecord_model::{ResolvedBy, Speaker, SpeakerKind};

use super::{
    cast::{self, PERSON, Seen},
    mention::Pronoun,
    names::{self, is_name_part, is_name_part_at, text},
    nouns,
    phrase::{self, Phrase, Start},
    resolve::{Asked, Found, Resolver, Spoke, by_pronoun, nobody, of_member},
    salience::{self, Place, Sought},
};
use crate::lexicon::{self, Gender};

impl Resolver<'_> {
    /// Whom a pronoun stands for.
    pub(super) fn pronoun(
        &self,
        asked: &Asked<'_, '_>,
        pronoun: Pronoun,
        token: usize,
        place: Place,
    ) -> Found {
        let found = match pronoun {
            Pronoun::One(gender) => self
                .unnamed(gender, place)
                .or_else(|| self.described(asked, gender, token, place))
                .or_else(|| {
                    let last = self.last(|spoke| {
                        spoke.speaker.kind == SpeakerKind::Person
                            && spoke.speaker.name.is_some()
                            && !spoke.thing
                    });
                    let (gender, spoken) = (Some(gender), self.spoken(place));
                    let outer = asked.outer.as_ref();
                    let sought = Sought { gender, last, spoken: &spoken, outer, learned: &self.learned };
                    let people = salience::people(self.cast, place, &sought);
                    people.first().map(|member| Found::one(of_member(member, ResolvedBy::Pronoun)))
                }),
            Pronoun::It => self.it(place),
            Pronoun::They => Some(self.they(place)),
            Pronoun::Speaker => asked.outer.clone().map(|outer| Found::one(by_pronoun(outer))),
            Pronoun::Relative => self.antecedent(asked, token, place),
        };
        found.unwrap_or_else(|| Found::one(nobody(SpeakerKind::Unknown)))
    }

    /// He, she: the unnamed one who spoke just before, unless somebody named is the subject of a sentence since.
    fn unnamed(&self, gender: Gender, place: Place) -> Option<Found> {
        const NEAR: usize = 2; // sentences
        let last = self.spoke.last().filter(|spoke| spoke.sentence + NEAR >= place.sentence)?;
        let told = last.unnamed?.gender;
        let newer =
            self.cast.fitting(PERSON, place.at).take_while(|(seen, _)| seen.sentence >= last.sentence);
        let mut newer =
            newer.filter(|(seen, _)| seen.at < place.at && seen.subject && seen.sentence > last.sentence);
        let fits = !place.nested && told.is_none_or(|told| told == gender);
        (fits && newer.next().is_none()).then(|| Found::one(nobody(last.speaker.kind)))
    }

    /// He, she: whoever the subject of the sentence before describes without a name: "Her mother watched. She said …".
    fn described(&self, asked: &Asked<'_, '_>, gender: Gender, token: usize, place: Place) -> Option<Found> {
        const LONGEST: usize = 8;
        if place.nested {
            return None;
        }
        let tokens = &asked.paragraph.tokens;
        let here = *asked.paragraph.sentence_of.get(token)?;
        let before = asked.paragraph.sentences.get(here.checked_sub(1)?)?.clone();
        let start = phrase::start(tokens, before.start);
        let range = before.start..before.end.min(before.start + LONGEST);
        let verb = |at: &usize| {
            let word = text(tokens, *at);
            lexicon::is_speech_verb(word)
                || phrase::start(tokens, *at) != Start::Bare
                || is_name_part(&tokens[*at])
        };
        let end = (range.start + 1..range.end).find(verb).unwrap_or(range.end);
        let phrase = phrase::phrase(tokens, range.start..end)?;
        let noun = phrase.noun(tokens);
        let told = noun.gender.is_none_or(|told| told == gender);
        let points = matches!(start, Start::Possessive | Start::Indefinite | Start::Definite)
            && noun.person
            && noun.body.is_none()
            && !nouns::is_plural(&phrase.head_word(tokens));
        // "The patient, former postman NAME, …": named there.
        let behind = (phrase.head + 2..before.end.min(phrase.head + 2 + LONGEST))
            .take_while(|&at| !matches!(text(tokens, at), "," | "who" | "whose"));
        let apposed =
            text(tokens, phrase.head + 1) == "," && behind.into_iter().any(|at| is_name_part_at(tokens, at));
        if !points || !told || apposed || is_name_part_at(tokens, phrase.head + 1) {
            return None;
        }
        let segment = range.start..phrase.head + 1;
        let whole = Phrase { end: phrase.head + 1, ..phrase };
        let found = self.description(
            asked,
            &segment,
            &whole,
            Place { at: tokens[range.start].start, sentence: place.sentence.saturating_sub(1), ..place },
        );
        let person = matches!(found.speaker.kind, SpeakerKind::Person | SpeakerKind::Anonymous);
        let member = found.speaker.name.as_deref().and_then(|name| self.cast.find(name, place.at));
        let theirs =
            member.and_then(|member| member.gender.or_else(|| self.learned.get(&member.name).copied()));
        let fits = theirs.is_none_or(|theirs| theirs == gender);
        let other = || Found::one(nobody(SpeakerKind::Person));
        person.then(|| if fits { Found { speaker: by_pronoun(found.speaker), ..found } } else { other() })
    }

    /// The last who spoke of those that fit, with its sentence.
    pub(super) fn last(&self, fits: impl Fn(&Spoke) -> bool) -> Option<(usize, &Speaker)> {
        const BACK: usize = 24;
        let spoke = self.spoke.iter().rev().take(BACK).find(|spoke| fits(spoke))?;
        Some((spoke.sentence, &spoke.speaker))
    }

    /// The people who spoke under a pronoun or a description, as if they had been named there.
    pub(super) fn spoken(&self, place: Place) -> Vec<(usize, Seen)> {
        const BACK: usize = 8;
        let by_other = |spoke: &&Spoke| {
            spoke.speaker.kind == SpeakerKind::Person
                && matches!(spoke.speaker.resolved_by, ResolvedBy::Pronoun | ResolvedBy::Nominal)
        };
        let found = self.spoke.iter().rev().take(BACK).filter(by_other).filter_map(|spoke| {
            let index = self.cast.index(spoke.speaker.name.as_deref()?, place.at)?;
            let sentence = spoke.sentence;
            Some((index, Seen { at: 0, sentence, subject: true, quoted: false, owner: false }))
        });
        found.collect()
    }

    /// It: the writing or body that spoke in the sentence before, else the most salient body; nobody where two bodies have
    /// just spoken one after the other.
    pub(super) fn it(&self, place: Place) -> Option<Found> {
        let last = self.spoke.last().filter(|spoke| {
            spoke.thing && spoke.speaker.mention.is_some() && spoke.sentence + 2 >= place.sentence
        });
        let rival = last.is_some_and(|last| {
            let same =
                self.spoke.iter().rev().skip(1).take(4).take_while(|spoke| spoke.paragraph == last.paragraph);
            let mut others = same.filter(|spoke| spoke.thing && spoke.sentence + 1 == last.sentence);
            others.any(|other| {
                other.speaker.name.is_some()
                    && other.speaker.name != last.speaker.name
                    && other.speaker.kind == last.speaker.kind
            })
        });
        let by_body = || {
            let spoke = self.last(|spoke| spoke.thing && spoke.speaker.name.is_some());
            salience::body(self.cast, place, spoke)
                .map(|member| Found::one(of_member(member, ResolvedBy::Pronoun)))
        };
        match last {
            // What the last sentence was about takes it up, unless another body is its subject since.
            Some(last) => {
                let subject =
                    self.cast.fitting(cast::BODY, place.at).next().filter(|(seen, _)| seen.at < place.at);
                let newer = subject.and_then(|(seen, index)| Some((seen, self.cast.members.get(index)?)));
                let newer = newer.filter(|(seen, member)| {
                    seen.subject
                        && seen.sentence > last.sentence
                        && Some(&member.name) != last.speaker.name.as_ref()
                });
                newer.map_or_else(
                    || (!rival).then(|| Found::document(by_pronoun(last.speaker.clone()))),
                    |(_, member)| Some(Found::one(of_member(member, ResolvedBy::Pronoun))),
                )
            }
            None => by_body(),
        }
    }

    /// They: those who spoke last, not far before, or a body.
    pub(super) fn they(&self, place: Place) -> Found {
        if let Some(found) = self.body_as_they(place) {
            return found;
        }
        let near = self.spoke.iter().rev().take(8).take_while(|spoke| spoke.sentence + 4 >= place.sentence);
        let fits =
            |spoke: &&Spoke| spoke.several || spoke.thing && spoke.speaker.kind != SpeakerKind::Unknown;
        match near.clone().find(fits) {
            Some(spoke) if spoke.several => Found::several(spoke.speaker.kind),
            Some(spoke) => Found::one(by_pronoun(spoke.speaker.clone())),
            None => Found::several(SpeakerKind::Group),
        }
    }

    /// They: the body that is the subject of the sentence before, where nobody has spoken since.
    fn body_as_they(&self, place: Place) -> Option<Found> {
        let (seen, index) = self.cast.fitting(cast::BODY, place.at).find(|(seen, _)| seen.at < place.at)?;
        let member =
            self.cast.members.get(index).filter(|member| member.kind == SpeakerKind::Organization)?;
        let near = seen.subject && !seen.owner && seen.sentence + 1 == place.sentence;
        let later = self.spoke.last().is_some_and(|spoke| spoke.sentence >= seen.sentence);
        (near && !later).then(|| Found::one(of_member(member, ResolvedBy::Pronoun)))
    }

    /// Who, which: what stands just before.
    fn antecedent(&self, asked: &Asked<'_, '_>, token: usize, place: Place) -> Option<Found> {
        const LONGEST: usize = 14;
        let tokens = &asked.paragraph.tokens;
        let sentence = asked.paragraph.sentence(token);
        let before = token.checked_sub(1).filter(|&at| at >= sentence.start)?;
        let end = if matches!(text(tokens, before), "," | "”" | "\"" | "’" | "'" | "»") {
            before
        } else {
            token
        };
        // "The minister himself, who …".
        let end = if text(tokens, end.wrapping_sub(1)).ends_with("self") { end - 1 } else { end };
        let lowest = sentence.start.max(end.saturating_sub(LONGEST));
        let name = (lowest..end).find_map(|at| names::run(tokens, at).filter(|run| run.end == end));
        if let Some(name) = name.and_then(|run| names::read(tokens, run, false, &self.cast.vocabulary)) {
            let phrase = phrase::phrase(tokens, name.words.clone())?;
            let found = self.name(asked.paragraph, &name, &phrase, place);
            return Some(Found { speaker: by_pronoun(found.speaker), ..found });
        }
        let range = phrase::phrase_before(tokens, end, sentence.start)?;
        let phrase = phrase::phrase(tokens, range.clone())?;
        let found = self.description(asked, &range, &phrase, place);
        Some(Found { speaker: by_pronoun(found.speaker), ..found })
    }
}
