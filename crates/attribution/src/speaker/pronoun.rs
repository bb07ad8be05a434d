//! Whom a pronoun leads to, by what sort of pronoun it is.

use onrecord_model::{ResolvedBy, Speaker, SpeakerKind};

use super::{
    cast::{self, Seen},
    mention::Pronoun,
    names::{self, text},
    phrase,
    resolve::{Asked, Found, Resolver, Spoke, by_pronoun, nobody, of_member},
    salience::{self, Place},
};

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
            Pronoun::One(gender) => {
                let last = self.last(|spoke| {
                    spoke.speaker.kind == SpeakerKind::Person && spoke.speaker.name.is_some() && !spoke.thing
                });
                let member = salience::person(
                    self.cast,
                    Some(gender),
                    place,
                    last,
                    &self.spoken(place),
                    asked.outer.as_ref(),
                );
                member.map(|member| Found::one(of_member(member, ResolvedBy::Pronoun)))
            }
            Pronoun::It => self.it(place),
            Pronoun::They => Some(self.they(place)),
            Pronoun::Speaker => asked.outer.clone().map(|outer| Found::one(by_pronoun(outer))),
            Pronoun::Relative => self.antecedent(asked, token, place),
        };
        found.unwrap_or_else(|| Found::one(nobody(SpeakerKind::Unknown)))
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
            let mut others = same.filter(|spoke| spoke.thing && spoke.sentence < last.sentence);
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
        let near = self.spoke.iter().rev().take(8).take_while(|spoke| spoke.sentence + 4 >= place.sentence);
        let fits =
            |spoke: &&Spoke| spoke.several || spoke.thing && spoke.speaker.kind != SpeakerKind::Unknown;
        match near.clone().find(fits) {
            Some(spoke) if spoke.several => Found::several(spoke.speaker.kind),
            Some(spoke) => Found::one(by_pronoun(spoke.speaker.clone())),
            None => Found::several(SpeakerKind::Group),
        }
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
