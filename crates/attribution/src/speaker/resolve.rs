//! From a mention to a speaker, in the order of the text.

use std::ops::Range;

use onrecord_model::{Excerpt, ResolvedBy, Speaker, SpeakerKind};

use super::{
    cast::{self, Cast, Member, words},
    mention::{self, Pronoun, Sort},
};
use crate::{
    features::Paragraph,
    lexicon::{self, Gender, StateWord},
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

/// Resolves mentions one after another; remembers who spoke.
#[derive(Debug)]
pub(crate) struct Resolver<'c> {
    cast: &'c Cast,
    text: &'c str,
    spoke: Vec<(usize, Speaker)>,
    /// The first sentence of the paragraph of each that spoke.
    paragraphs: Vec<usize>,
}

impl<'c> Resolver<'c> {
    /// A resolver for one article.
    pub(crate) fn new(cast: &'c Cast, text: &'c str) -> Self {
        Self { cast, text, spoke: Vec::new(), paragraphs: Vec::new() }
    }

    /// The speaker of a claim. Speakers of outermost claims are remembered for the pronouns that follow.
    pub(crate) fn resolve(&mut self, asked: &Asked<'_, '_>) -> Speaker {
        let Some(range) = asked.mention.clone() else {
            return speaker(None, None, SpeakerKind::Unknown, ResolvedBy::None);
        };
        let sentence = asked.sentences_before + asked.paragraph.sentence_of[range.start];
        let found = self.mention(asked, range, sentence);
        if asked.outer.is_none() {
            self.spoke.push((sentence, found.clone()));
            self.paragraphs.push(asked.sentences_before);
        }
        found
    }

    /// Whether these words are the name of a person, body or state that the article or everybody knows.
    pub(crate) fn knows(&self, tokens: &[Token<'_>]) -> bool {
        let name = words(tokens, 0..tokens.len());
        let short = name.strip_prefix("The ").unwrap_or(&name);
        self.cast.find(short, usize::MAX).is_some()
            || lexicon::state(short).is_some_and(|state| state.by != StateWord::Demonym)
    }

    /// The speaker of the last claim, for a quotation that goes on without a cue.
    pub(crate) fn continued(&self) -> Option<Speaker> {
        let (_, last) = self.spoke.last()?;
        Some(Speaker { mention: None, ..last.clone() })
    }

    fn mention(&self, asked: &Asked<'_, '_>, range: Range<usize>, sentence: usize) -> Speaker {
        let tokens = &asked.paragraph.tokens;
        let bytes = asked.paragraph.bytes(range.clone());
        let excerpt = bytes.and_then(|bytes| Excerpt::new(self.text, bytes).ok());
        let at = tokens[range.start].start;
        let resolved = match mention::sort(tokens, range.clone(), asked.paragraph.sentence(range.start)) {
            Sort::Unnamed => Some(speaker(None, None, SpeakerKind::Anonymous, ResolvedBy::None)),
            Sort::Group => Some(speaker(None, None, SpeakerKind::Group, ResolvedBy::None)),
            Sort::Name => Some(self.name(tokens, range, at)),
            Sort::Description => self.description(tokens, range, at),
            Sort::Pronoun(pronoun) => self.pronoun(asked, pronoun, range, sentence),
        };
        let unknown = || speaker(None, None, SpeakerKind::Unknown, ResolvedBy::None);
        Speaker { mention: excerpt, ..resolved.unwrap_or_else(unknown) }
    }

    fn name(&self, tokens: &[Token<'_>], range: Range<usize>, at: usize) -> Speaker {
        let plain = without_article(tokens, range.clone());
        let whole = words(tokens, plain.clone());
        if let Some(state) = lexicon::state(&whole).or_else(|| lexicon::state(&format!("the {whole}"))) {
            let by = if state.by == StateWord::Metonym { ResolvedBy::Metonym } else { ResolvedBy::Named };
            return speaker(
                Some(state.name.to_owned()),
                Some(state.name.to_owned()),
                SpeakerKind::Government,
                by,
            );
        }
        let head = cut_at_comma(tokens, plain.clone());
        // "The wife of President …": whoever is named behind "of" is somebody else.
        if let Some(end) = kept_apart(tokens, &head)
            && self.named(tokens, head.start..end, at).is_none()
        {
            let apposed = self.named(tokens, head.end..plain.end, at);
            return apposed
                .or_else(|| self.description(tokens, range.clone(), at))
                .unwrap_or_else(|| Speaker { kind: SpeakerKind::Person, ..Self::office(tokens, &head) });
        }
        let named =
            self.named(tokens, head.clone(), at).or_else(|| self.named(tokens, head.end..plain.end, at));
        let described = || {
            let by_office = head.clone().next_back().is_some_and(|last| lexicon::is_role(tokens[last].text));
            let is_office = by_office || owner_end(tokens, &head).is_some();
            is_office.then(|| {
                self.description(tokens, range.clone(), at).unwrap_or_else(|| Self::office(tokens, &head))
            })
        };
        named.or_else(described).unwrap_or_else(|| {
            let name = words(tokens, head.clone());
            let introduced = head.end < plain.end && (2..=3).contains(&head.len());
            let person = introduced && head.clone().all(|at| tokens[at].is_capitalised());
            let kind = match kind_by_words(&name) {
                SpeakerKind::Unknown if person => SpeakerKind::Person,
                kind => kind,
            };
            speaker(Some(name), None, kind, ResolvedBy::Named)
        })
    }

    /// Somebody told by office alone: "Kyiv’s negotiator".
    fn office(tokens: &[Token<'_>], range: &Range<usize>) -> Speaker {
        let office = cast::office(tokens, range.clone()).unwrap_or_default();
        Speaker {
            role: office.role,
            ..speaker(None, office.affiliation, SpeakerKind::Unknown, ResolvedBy::None)
        }
    }

    /// The first name in a stretch of tokens: one with a title or first name, or one that the article knows.
    fn named(&self, tokens: &[Token<'_>], range: Range<usize>, at: usize) -> Option<Speaker> {
        range.clone().find_map(|start| {
            let run = cast::run(tokens, start)?;
            let run = run.start..run.end.min(range.end);
            if start > range.start && tokens[start - 1].is_capitalised()
                || owner_end(tokens, &(start..range.end)) == Some(run.end)
            {
                return None;
            }
            if let Some(named) = cast::name_in(tokens, run.clone()) {
                let short = words(tokens, named.words.clone());
                let Some(member) = self.cast.find(&short, at) else {
                    let found = speaker(Some(short), named.office.affiliation, named.kind, ResolvedBy::Named);
                    return Some(Speaker { role: named.office.role, ..found });
                };
                let mut found = of_member(member, by_name(&short, &member.name));
                found.role = found.role.or(named.office.role);
                found.affiliation = found.affiliation.or(named.office.affiliation);
                return Some(found);
            }
            let short = words(tokens, run);
            let member = self.cast.find(&short, at)?;
            Some(of_member(member, by_name(&short, &member.name)))
        })
    }

    /// "the minister", "the Ukrainian chief negotiator", "the ministry": the last member before it that fits.
    fn description(&self, tokens: &[Token<'_>], range: Range<usize>, at: usize) -> Option<Speaker> {
        let plain = without_article(tokens, range.clone());
        let phrase = cut_at_comma(tokens, plain.clone());
        let preposition = phrase
            .clone()
            .skip(1)
            .find(|&i| matches!(tokens[i].text, "of" | "for" | "at" | "in" | "from" | "by"));
        let head = tokens.get(phrase.start..preposition.unwrap_or(phrase.end))?.last()?.text.to_lowercase();
        let affiliation = cast::office(tokens, plain.clone()).and_then(|office| office.affiliation);
        let indefinite =
            plain.start > range.start && tokens[range.start].text.to_lowercase().starts_with('a');
        let agrees = |member: &Member| match (&affiliation, &member.affiliation) {
            (Some(wanted), Some(given)) => wanted == given,
            _ => true,
        };
        let fits = |member: &&Member| {
            let role = member.role.as_deref().unwrap_or_default().to_lowercase();
            let by_role = member.kind == SpeakerKind::Person && role.split(' ').any(|word| word == head);
            let by_name = member.kind != SpeakerKind::Person && member.name.to_lowercase().ends_with(&head);
            (by_role || by_name) && agrees(member)
        };
        let last = |member: &&Member| member.before(at).next().map(|seen| seen.at);
        let nearest =
            self.cast.members.iter().filter(fits).filter(|member| last(member).is_some()).max_by_key(last);
        // Named only later: sure where one alone fits.
        let only = || {
            let mut all = self.cast.members.iter().filter(|member| !member.seen.is_empty()).filter(fits);
            all.next().filter(|_| all.next().is_none())
        };
        if let Some(member) = nearest.or_else(only).filter(|_| !indefinite) {
            return Some(of_member(member, ResolvedBy::Nominal));
        }
        let unnamed = self.spoke.iter().rev().find_map(|(_, spoke)| {
            let mention = spoke.mention.as_ref().filter(|_| spoke.kind == SpeakerKind::Anonymous)?;
            let same = mention.text.split(' ').any(|word| word.eq_ignore_ascii_case(&head));
            same.then(|| {
                speaker(Some(mention.text.clone()), None, SpeakerKind::Anonymous, ResolvedBy::Nominal)
            })
        });
        if unnamed.is_some() && !indefinite {
            return unnamed;
        }
        if lexicon::is_body(&head) {
            let government = lexicon::is_government_body(&head);
            let kind = if government { SpeakerKind::Government } else { SpeakerKind::Organization };
            return Some(speaker(None, affiliation, kind, ResolvedBy::None));
        }
        let office = cast::office(tokens, plain.clone())?;
        // "A minister" is kept unnamed; "the minister" and a spokesperson only happen to have no name here.
        let spokesperson = head.starts_with("spokes");
        let kind = if indefinite && !spokesperson { SpeakerKind::Anonymous } else { SpeakerKind::Person };
        Some(Speaker { role: office.role, ..speaker(None, office.affiliation, kind, ResolvedBy::None) })
    }

    fn pronoun(
        &self,
        asked: &Asked<'_, '_>,
        pronoun: Pronoun,
        range: Range<usize>,
        sentence: usize,
    ) -> Option<Speaker> {
        let at = asked.paragraph.tokens[range.start].start;
        match pronoun {
            Pronoun::One(gender) => self.person(gender, at, sentence, asked.outer.as_ref()),
            Pronoun::It => self.one_body(at, sentence),
            Pronoun::They => self.last_spoke(sentence, |s| {
                matches!(
                    s.kind,
                    SpeakerKind::Organization
                        | SpeakerKind::Government
                        | SpeakerKind::Group
                        | SpeakerKind::Anonymous
                )
            }),
            Pronoun::Speaker => asked.outer.clone().map(by_pronoun),
            Pronoun::Relative => self.antecedent(asked, range.start, at),
        }
    }

    /// He or she: the most salient person before it. A last resort is none.
    fn person(&self, gender: Gender, at: usize, sentence: usize, outer: Option<&Speaker>) -> Option<Speaker> {
        const REACH: usize = 6; // mentions of each person
        let spoke_last =
            self.spoke.iter().rev().find(|(_, s)| s.kind == SpeakerKind::Person && s.name.is_some());
        let score = |member: &Member| -> Option<i64> {
            let fits = member.kind == SpeakerKind::Person && member.gender.is_none_or(|g| g == gender);
            let best = member
                .before(at)
                .take(REACH)
                .map(|seen| {
                    let away = i64::try_from(sentence.saturating_sub(seen.sentence)).unwrap_or(i64::MAX / 8);
                    let place = if seen.subject { 25 } else { 0 } - if seen.quoted { 15 } else { 0 };
                    place - 10 * away.min(100)
                })
                .max()
                .filter(|_| fits)?;
            let is = |speaker: &Speaker| speaker.name.as_deref() == Some(member.name.as_str());
            let spoke = spoke_last.filter(|(_, s)| is(s)).map_or(0, |(when, _)| {
                let away = i64::try_from(sentence.saturating_sub(*when)).unwrap_or(100).min(100);
                (30 - 3 * away).max(0)
            });
            let sure = if member.gender.is_some() { 5 } else { 0 };
            Some(best + spoke + sure - if outer.is_some_and(is) { 5 } else { 0 })
        };
        let scored = self.cast.members.iter().filter_map(|member| Some((score(member)?, member)));
        let (score, member) = scored
            .max_by_key(|(score, member)| (*score, std::cmp::Reverse(member.seen.first().map(|s| s.at))))?;
        (score > -80).then(|| of_member(member, ResolvedBy::Pronoun))
    }

    /// It: the body or state that spoke last, if no other fits as well: none other spoke in that paragraph, and none
    /// other has been named since.
    fn one_body(&self, at: usize, sentence: usize) -> Option<Speaker> {
        let is_body = |kind: SpeakerKind| matches!(kind, SpeakerKind::Organization | SpeakerKind::Government);
        let last = self.last_spoke(sentence, |speaker| is_body(speaker.kind))?;
        let place = self.spoke.iter().rposition(|(_, speaker)| is_body(speaker.kind))?;
        let (when, paragraph) = (self.spoke.get(place)?.0, *self.paragraphs.get(place)?);
        let others = self.spoke.iter().zip(&self.paragraphs).rev().take_while(|(_, of)| **of == paragraph);
        let mut others = others.map(|((_, speaker), _)| speaker);
        let rival =
            others.any(|other| is_body(other.kind) && other.name.is_some() && other.name != last.name);
        let named_since = self.cast.members.iter().any(|member| {
            is_body(member.kind)
                && Some(&member.name) != last.name.as_ref()
                && member
                    .before(at)
                    .take_while(|seen| seen.sentence > when)
                    .any(|seen| seen.subject && seen.sentence < sentence)
        });
        (!rival && !named_since).then_some(last)
    }

    /// They: who of that kind spoke last, not far before.
    fn last_spoke(&self, sentence: usize, fits: impl Fn(&Speaker) -> bool) -> Option<Speaker> {
        let (_, found) =
            self.spoke.iter().rev().take_while(|(when, _)| when + 4 >= sentence).find(|(_, s)| fits(s))?;
        Some(by_pronoun(found.clone()))
    }

    /// Who, which: what stands just before.
    fn antecedent(&self, asked: &Asked<'_, '_>, token: usize, at: usize) -> Option<Speaker> {
        let tokens = &asked.paragraph.tokens;
        let stands_before = |member: &&Member| {
            let last = member.name.split(' ').next_back().unwrap_or_default().to_lowercase();
            member.before(at).take_while(|seen| at - seen.at < 80).any(|seen| {
                let between = self.text.get(seen.at..at).unwrap_or_default();
                between.trim_end().trim_end_matches(',').to_lowercase().ends_with(&last)
            })
        };
        let member = self.cast.members.iter().find(stands_before);
        if let Some(member) = member {
            return Some(of_member(member, ResolvedBy::Pronoun));
        }
        let before = tokens.get(token.checked_sub(1)?)?.text.to_lowercase();
        (before.ends_with('s') || before == "people")
            .then(|| speaker(None, None, SpeakerKind::Group, ResolvedBy::None))
    }
}

fn by_pronoun(found: Speaker) -> Speaker {
    let resolved_by = if found.name.is_some() { ResolvedBy::Pronoun } else { ResolvedBy::None };
    Speaker { mention: None, resolved_by, ..found }
}

fn speaker(name: Option<String>, affiliation: Option<String>, kind: SpeakerKind, by: ResolvedBy) -> Speaker {
    Speaker { mention: None, name, kind, role: None, affiliation, resolved_by: by }
}

fn of_member(member: &Member, by: ResolvedBy) -> Speaker {
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
    if short.eq_ignore_ascii_case(full) { ResolvedBy::Named } else { ResolvedBy::Alias }
}

/// Where the owner ends in "Ukraine ’s chief negotiator".
fn owner_end(tokens: &[Token<'_>], range: &Range<usize>) -> Option<usize> {
    range.clone().find(|&i| matches!(tokens[i].text, "’s" | "'s")).filter(|&mark| mark > range.start)
}

fn without_article(tokens: &[Token<'_>], range: Range<usize>) -> Range<usize> {
    let article =
        tokens.get(range.start).is_some_and(|t| matches!(t.text, "the" | "The" | "a" | "A" | "an" | "An"));
    if article && range.len() > 1 { range.start + 1..range.end } else { range }
}

/// Where the head of "wife of President NAME" or "spokesman for NAME" ends: a person told by another's name.
fn kept_apart(tokens: &[Token<'_>], head: &Range<usize>) -> Option<usize> {
    const KIN: &[&str] = &[
        "ally",
        "aunt",
        "boyfriend",
        "brother",
        "colleague",
        "cousin",
        "critic",
        "daughter",
        "father",
        "friend",
        "girlfriend",
        "granddaughter",
        "grandson",
        "husband",
        "mother",
        "neighbor",
        "neighbour",
        "nephew",
        "niece",
        "opponent",
        "parent",
        "relative",
        "rival",
        "sister",
        "son",
        "supporter",
        "uncle",
        "widow",
        "widower",
        "wife",
    ];
    let at = head.clone().skip(1).find(|&i| matches!(tokens[i].text, "of" | "for" | "to"))?;
    let word = tokens[at - 1].text;
    let plural = word.strip_suffix('s').unwrap_or(word);
    (KIN.contains(&word) || KIN.contains(&plural) || lexicon::is_role(word)).then_some(at)
}

fn cut_at_comma(tokens: &[Token<'_>], range: Range<usize>) -> Range<usize> {
    let cut =
        range.clone().skip(1).find(|&i| matches!(tokens[i].text, "," | "(" | "who" | "which" | "—" | "–"));
    range.start..cut.unwrap_or(range.end)
}

fn kind_by_words(name: &str) -> SpeakerKind {
    let heads: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    if heads.iter().any(|w| lexicon::is_government_body(w)) {
        SpeakerKind::Government
    } else if heads.iter().any(|w| lexicon::is_body(w)) {
        SpeakerKind::Organization
    } else {
        SpeakerKind::Unknown
    }
}
