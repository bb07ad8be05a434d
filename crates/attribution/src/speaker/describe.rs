//! Whom a description leads to: "the minister", "the 54-year-old", "the ministry", "a report by NAME", "residents".

use std::ops::Range;

use onrecord_model::{ResolvedBy, Speaker, SpeakerKind};

use super::{
    bodies,
    cast::{self, BODY, Member},
    gather,
    mention::{self, Number},
    names::{lower, text, words},
    nouns::{self, Body, Noun},
    phrase::{self, Office, Phrase, Start},
    resolve::{Asked, Found, Resolver, Spoke, is_person, nobody, of_member, speaker},
    salience::Place,
};
use crate::{lexicon, tokens::Token};

/// A description, with all that resolving it needs.
struct Description<'d, 'r, 'c, 'p, 'a> {
    resolver: &'r Resolver<'c>,
    asked: &'d Asked<'p, 'a>,
    tokens: &'d [Token<'a>],
    segment: &'d Range<usize>,
    phrase: &'d Phrase,
    place: Place,
    head: String,
    noun: Noun,
}

/// Whom a description leads to.
pub(super) fn description(
    resolver: &Resolver<'_>,
    asked: &Asked<'_, '_>,
    segment: &Range<usize>,
    phrase: &Phrase,
    place: Place,
) -> Found {
    let tokens = asked.paragraph.tokens.as_slice();
    let head = match (text(tokens, phrase.head + 1), text(tokens, phrase.head + 2)) {
        ("of", of @ ("state" | "government")) => format!("{}-of-{of}", phrase.head_word(tokens)),
        _ => phrase.head_word(tokens),
    };
    // "The Hungarian": somebody, told by their state alone.
    let people = phrase::is_demonym(text(tokens, phrase.head)) && phrase.start == Start::Definite;
    let noun = nouns::noun(&head);
    let noun = Noun { person: noun.person || people, ..noun };
    Description { resolver, asked, tokens, segment, phrase, place, head, noun }.found()
}

impl<'c> Description<'_, '_, 'c, '_, '_> {
    fn found(&self) -> Found {
        let bare_start = lower(self.tokens, self.segment.start);
        if self.segment.len() == 1 && matches!(bare_start.as_str(), "another" | "one") {
            return self.another();
        }
        let sentence = self.asked.paragraph.sentence(self.segment.start);
        let person = self.noun.person || self.noun == Noun::default() && !self.is_writing();
        let number = mention::number(self.tokens, self.segment, self.phrase);
        if (person || number != Number::One)
            && mention::asks_for_no_name(self.tokens, sentence)
            && self.phrase.start != Start::Possessive
        {
            return Found::one(nobody(SpeakerKind::Anonymous));
        }
        if self.is_writing() {
            return self.writing();
        }
        match number {
            Number::Unnamed => return Found::several(SpeakerKind::Anonymous),
            Number::Group if self.head == "others" => return self.others(),
            Number::Group => return Found::several(SpeakerKind::Group),
            Number::One => {}
        }
        if let Some(body) = self.noun.body.filter(|_| !self.noun.person || self.is_body_here()) {
            return self.body(body);
        }
        self.somebody()
    }

    /// "Another": of the kind that spoke last.
    fn another(&self) -> Found {
        let last = self.resolver.spoke.last();
        match last.map(|spoke| spoke.speaker.kind) {
            Some(SpeakerKind::Unknown) => Found::document(nobody(SpeakerKind::Unknown)),
            Some(SpeakerKind::Group) => Found::several(SpeakerKind::Group),
            _ => Found::several(SpeakerKind::Anonymous),
        }
    }

    /// "Others", "two others": unnamed like those who spoke last, else some of many.
    fn others(&self) -> Found {
        let last = self.resolver.spoke.last();
        let unnamed = last.is_some_and(|spoke| spoke.speaker.kind == SpeakerKind::Anonymous);
        Found::several(if unnamed { SpeakerKind::Anonymous } else { SpeakerKind::Group })
    }

    fn is_writing(&self) -> bool {
        let one = nouns::singular(&self.head).map(|one| nouns::noun(&one)).unwrap_or_default();
        // "Guide", "paper": a writing unless the article has somebody or a body of that sort.
        let taken = |noun: Noun| {
            (noun.person || noun.body.is_some())
                && self.resolver.cast.fitting(&self.head, self.place.at).next().is_some()
        };
        let written = |noun: Noun| noun.document && !taken(noun);
        written(self.noun) || self.noun == Noun::default() && written(one)
    }

    /// For a noun that can name somebody or a body, such as "owner": what the article has.
    fn is_body_here(&self) -> bool {
        let mut fits = self.resolver.cast.fitting(&self.head, self.place.at);
        fits.next()
            .and_then(|(_, index)| self.resolver.cast.members.get(index))
            .is_some_and(|member| !is_person(member))
    }

    /// A writing leads to its owner, in the phrase itself or where the article introduces it.
    fn writing(&self) -> Found {
        let nobody = || Found::document(nobody(SpeakerKind::Unknown));
        let sentence = self.asked.paragraph.sentence(self.segment.start);
        let behind =
            gather::owner_behind(self.tokens, self.phrase.head + 1, sentence.end.min(self.segment.end));
        let before = || gather::owner_before(self.tokens, self.phrase.head, self.segment.start);
        if let Some(owner) = behind.or_else(before) {
            return self.owned_by(&words(self.tokens, owner));
        }
        if let (Start::Possessive, Some(owner)) = (self.phrase.start, &self.phrase.owner) {
            let owner = self.resolver.owner(self.tokens, owner.start, self.place);
            return owner
                .map_or_else(nobody, |member| Found::document(of_member(member, ResolvedBy::Nominal)));
        }
        let behind_head = !self.phrase.complement().is_empty();
        let open = matches!(self.phrase.start, Start::Definite | Start::Bare) && !behind_head;
        let owner = Some(()).filter(|()| open).and_then(|()| self.introduced());
        owner.map_or_else(nobody, |owner| self.owned_by(&owner))
    }

    /// Whose the writing is by the place that introduces it: the nearest before, else the first after.
    fn introduced(&self) -> Option<String> {
        const ALIKE: &[(&str, &str)] = &[
            ("suit", "lawsuit"),
            ("claim", "lawsuit"),
            ("study", "paper"),
            ("report", "study"),
            ("survey", "poll"),
        ];
        let other = ALIKE.iter().find(|(short, _)| *short == self.head).map(|(_, long)| *long);
        [Some(self.head.as_str()), other].into_iter().flatten().find_map(|noun| {
            let list = self.resolver.cast.documents.get(noun)?;
            let place = list.partition_point(|(at, _)| *at < self.place.at);
            let before = place.checked_sub(1).and_then(|before| list.get(before));
            let after = list.get(place).filter(|_| self.phrase.start == Start::Bare);
            before.or(after).map(|(_, owner)| owner.clone())
        })
    }

    fn owned_by(&self, owner: &str) -> Found {
        if let Some((state, _)) = cast::state_named(self.resolver.cast, owner) {
            return Found::document(speaker(
                Some(state.clone()),
                Some(state),
                SpeakerKind::Government,
                ResolvedBy::Nominal,
            ));
        }
        let member = self.resolver.cast.find(owner, self.place.at);
        let fallback = || speaker(Some(owner.to_owned()), None, SpeakerKind::Organization, ResolvedBy::Named);
        Found::document(member.map_or_else(fallback, |member| of_member(member, ResolvedBy::Nominal)))
    }

    /// The nearest who fits `tag` and is not excluded: before the mention, else the first after it.
    fn nearest(&self, tag: &str, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        let cast = self.resolver.cast;
        let member = |index: usize| cast.members.get(index).filter(|member| fits(member));
        let all = || cast.fitting(tag, self.place.at);
        let own = self.segment.clone();
        let here = |at: usize| self.tokens.get(own.start).is_some_and(|token| token.start == at);
        let before = all()
            .filter(|(seen, _)| seen.at < self.place.at && !here(seen.at))
            .find_map(|(_, index)| member(index));
        before.or_else(|| all().find_map(|(_, index)| member(index)))
    }

    /// Whether the text has a member before the mention.
    fn is_known(&self, member: &Member) -> bool {
        member.before(self.place.at).next().is_some()
    }

    /// Whether a member speaks for the state or owner that the description tells.
    fn agrees(&self, member: &Member) -> bool {
        let wanted = self.phrase.state(self.tokens).map(str::to_owned).or_else(|| {
            let owner = self.phrase.owner.clone().filter(|_| self.phrase.start != Start::Possessive)?;
            let name = words(self.tokens, owner);
            Some(self.resolver.cast.find(&name, self.place.at).map_or(name, |member| member.name.clone()))
        });
        let given = member.affiliation.as_ref().map(|given| {
            self.resolver
                .cast
                .find(given, self.place.at)
                .map_or_else(|| given.clone(), |member| member.name.clone())
        });
        match (wanted, given) {
            (Some(wanted), Some(given)) => {
                cast::key(&wanted) == cast::key(&given) || member.name.contains(&wanted)
            }
            (Some(wanted), None) if !is_person(member) => {
                let adjective =
                    lexicon::state(member.name.split([' ', '’', '\'']).next().unwrap_or_default());
                adjective.is_none_or(|state| state.name == wanted)
            }
            _ => true,
        }
    }

    fn body(&self, body: Body) -> Found {
        let body = Body { kind: bodies::kind_of_body(self.tokens, &self.phrase.core(), body), ..body };
        if self.phrase.start == Start::Indefinite {
            let office = self.phrase.office(self.tokens);
            return Found::one(Speaker { affiliation: office.affiliation, ..nobody(body.kind) });
        }
        if let Some(found) = self.named_body() {
            return found;
        }
        if let Some(owner) = self.owned_body(body) {
            return owner;
        }
        let fits = |member: &Member| !is_person(member) && self.agrees(member);
        let class = cast::class_tag(body.class);
        let several = self.phrase.head > self.phrase.from;
        // "The finance ministry" is not the defence ministry, but "the Belgian firm" is whichever firm was told of.
        let open = !several || self.phrase.start == Start::Definite && body.kind == SpeakerKind::Organization;
        let known = self.nearest(&self.head, fits);
        let of_class = |fits: &dyn Fn(&Member) -> bool| {
            Some(()).filter(|()| open).and_then(|()| self.nearest(&class, fits))
        };
        let by_class = || of_class(&|member| fits(member) && self.is_known(member));
        let general = || Some(()).filter(|()| open).and_then(|()| self.general(body));
        let by_words = || Some(()).filter(|()| several).and_then(|()| self.sharing_words());
        if let Some(member) =
            known.or_else(by_words).or_else(by_class).or_else(general).or_else(|| of_class(&fits))
        {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        if body.class == "city" || body.class == "state" {
            return Found::one(nobody(SpeakerKind::Government));
        }
        let named = several || body.kind == SpeakerKind::Government && self.phrase.complement().is_empty();
        let end = if text(self.tokens, self.phrase.head + 1) == "of" {
            self.phrase.end
        } else {
            self.phrase.head + 1
        };
        let name = named.then(|| words(self.tokens, self.phrase.from..end));
        let by = if named { ResolvedBy::Named } else { ResolvedBy::None };
        let office = self.phrase.office(self.tokens);
        Found::one(speaker(name, office.affiliation, body.kind, by))
    }

    /// A body that the article names in small letters: "the health ministry of Kasunda".
    fn named_body(&self) -> Option<Found> {
        let core = gather::small_body(self.tokens, self.phrase.from, 5)
            .filter(|core| core.end <= self.segment.end)?;
        let name = words(self.tokens, core);
        let member = self.resolver.cast.find(&name, self.place.at).filter(|member| !is_person(member))?;
        let by =
            if cast::key(&name) == cast::key(&member.name) { ResolvedBy::Named } else { ResolvedBy::Nominal };
        Some(Found::one(of_member(member, by)))
    }

    /// "Its board", "Russia’s ministry": a part of its owner.
    fn owned_body(&self, body: Body) -> Option<Found> {
        let owner = self.phrase.owner.clone()?;
        let core = words(self.tokens, self.phrase.core());
        if self.phrase.start == Start::Possessive {
            let member = self.resolver.owner(self.tokens, owner.start, self.place)?;
            if is_person(member) {
                return Some(self.body_of(member, body));
            }
            if body.kind != SpeakerKind::Government {
                return Some(Found::one(of_member(member, ResolvedBy::Nominal)));
            }
            let name = format!("{}’s {core}", member.name);
            let known = self
                .resolver
                .cast
                .find(&name, self.place.at)
                .map(|member| of_member(member, ResolvedBy::Nominal));
            let affiliation = Some(member.name.clone());
            return Some(Found::one(
                known.unwrap_or_else(|| speaker(Some(name), affiliation, body.kind, ResolvedBy::Nominal)),
            ));
        }
        let name = words(self.tokens, owner);
        let general =
            matches!(name.to_lowercase().as_str(), "country" | "city" | "state" | "town" | "nation");
        if general || !name.starts_with(char::is_uppercase) {
            return None;
        }
        let affiliation =
            self.resolver.cast.find(&name, self.place.at).map_or(name.clone(), |member| member.name.clone());
        Some(Found::one(speaker(
            Some(format!("{name}’s {core}")),
            Some(affiliation),
            body.kind,
            ResolvedBy::Named,
        )))
    }

    /// A body whose name holds a word that describes it: "the risk agency" is the National Risk Secretariat.
    fn sharing_words(&self) -> Option<&'c Member> {
        const SHORTEST: usize = 4;
        let described = self.phrase.from..self.phrase.head;
        if described.clone().any(|at| text(self.tokens, at).starts_with(char::is_uppercase)) {
            return None;
        }
        let own: Vec<String> = described
            .map(|at| lower(self.tokens, at))
            .filter(|word| word.chars().count() >= SHORTEST && lexicon::state(word).is_none())
            .collect();
        let shares = |member: &Member| {
            !is_person(member)
                && member.name.to_lowercase().split(' ').any(|word| own.iter().any(|own| own == word))
                && self.agrees(member)
        };
        self.nearest(BODY, shares)
    }

    /// "His party": the body for which somebody speaks, where it is of that sort.
    fn body_of(&self, member: &Member, body: Body) -> Found {
        let theirs =
            member.affiliation.as_ref().and_then(|name| self.resolver.cast.find(name, self.place.at));
        let sort = cast::class_tag(body.class);
        let fits = |theirs: &&Member| {
            theirs.tags.iter().any(|tag| *tag == sort || *tag == self.head || tag == "#any")
        };
        if let Some(theirs) = theirs.filter(fits) {
            return Found::one(of_member(theirs, ResolvedBy::Nominal));
        }
        let name = format!("{}’s {}", member.name, words(self.tokens, self.phrase.core()));
        let name = Some(name).filter(|_| body.kind == SpeakerKind::Government);
        Found::one(speaker(name, member.affiliation.clone(), body.kind, ResolvedBy::Nominal))
    }

    /// "The agency", "the company": a general noun that fits any body of which nothing else is told.
    fn general(&self, body: Body) -> Option<&'c Member> {
        const ANY: &[&str] = &[
            "agency",
            "organisation",
            "organization",
            "body",
            "group",
            "charity",
            "union",
            "club",
            "service",
        ];
        let company = matches!(body.class, "company" | "bank");
        if !ANY.contains(&self.head.as_str()) && !company {
            return None;
        }
        let fits = |member: &Member| {
            let has = |class: &str| member.tags.iter().any(|tag| tag == class);
            let business = ["#company", "#bank", "#club", "#party"].into_iter().any(has);
            let named = matches!(self.head.as_str(), "union" | "club") && has("#group");
            let loose = !matches!(self.head.as_str(), "union" | "club") && !business;
            let open = has("#any") || if company { has("#company") || has("#bank") } else { named || loose };
            !is_person(member) && !has("state") && open && self.agrees(member)
        };
        let spoke = self
            .resolver
            .spoke
            .iter()
            .rev()
            .take(6)
            .filter(|spoke| spoke.sentence + 8 >= self.place.sentence);
        // Whoever spoke, or the body for which they spoke.
        let find = |name: &Option<String>| self.resolver.cast.find(name.as_deref()?, self.place.at);
        let theirs = |spoke: &Spoke| {
            let speaker = &spoke.speaker;
            [find(&speaker.name), find(&speaker.affiliation)]
                .into_iter()
                .flatten()
                .find(|member| fits(member))
        };
        let spoken = spoke.into_iter().find_map(theirs);
        spoken.or_else(|| self.nearest(BODY, fits))
    }

    /// A person by role, kin, age or trade.
    fn somebody(&self) -> Found {
        let indefinite = self.phrase.start == Start::Indefinite;
        let fits = |member: &Member| {
            let gender =
                self.noun.gender.is_none() || member.gender.is_none() || self.noun.gender == member.gender;
            is_person(member) && gender && self.agrees(member) && !self.has_other_field(member)
        };
        let office = || {
            if self.noun.person && !self.noun.source {
                self.phrase.office(self.tokens)
            } else {
                Office::default()
            }
        };
        if indefinite {
            if let Some(member) = self.introduced_next() {
                return Found::one(of_member(member, ResolvedBy::Nominal));
            }
            let office = office();
            let kind = if self.noun.person || self.noun == Noun::default() {
                SpeakerKind::Anonymous
            } else {
                SpeakerKind::Unknown
            };
            return Found::one(Speaker {
                role: office.role,
                ..speaker(None, office.affiliation, kind, ResolvedBy::None)
            });
        }
        if let Some(age) = self.age() {
            let member = self.nearest(&format!("#{age}"), fits).or_else(|| {
                self.resolver.salient_person(self.place, None).filter(|member| member.age.is_none())
            });
            return Found::one(member.map_or_else(
                || nobody(SpeakerKind::Person),
                |member| of_member(member, ResolvedBy::Nominal),
            ));
        }
        let apart = !self.phrase.complement().is_empty() && self.noun.kin;
        let alike: Vec<&str> = nouns::alike(&self.head).collect();
        // "The minister" may be a secretary, "the finance minister" is none of another field.
        let plain = self.field().iter().all(|word| nouns::noun(word).body.is_some());
        let may_be = |member: &Member| {
            plain && fits(member) && member.tags.iter().any(|tag| alike.contains(&tag.as_str()))
        };
        let state = phrase::is_demonym(text(self.tokens, self.phrase.head))
            .then(|| self.phrase.state(self.tokens))
            .flatten();
        let from_there = |member: &Member| fits(member) && member.affiliation.as_deref() == state;
        if !apart && let Some(member) = self.nearest(&self.head, fits) {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        // Whoever was called just that comes before those who could be.
        if let Some(found) = self.unnamed_before() {
            return found;
        }
        let countryman = || state.and_then(|_| self.nearest(cast::PERSON, from_there));
        let could_be = || self.nearest(cast::PERSON, may_be).or_else(countryman);
        if !apart && let Some(member) = could_be() {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        if let Some(member) = self.told_anew(fits).or_else(|| self.introduced_after(fits)) {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        let office = office();
        let kind = match (self.noun.source, self.noun.person) {
            (true, _) => SpeakerKind::Anonymous,
            (_, true) => SpeakerKind::Person,
            _ => SpeakerKind::Unknown,
        };
        Found::one(Speaker { role: office.role, ..speaker(None, office.affiliation, kind, ResolvedBy::None) })
    }

    /// "The hairdresser", "the mother of three", "the Hungarian": what is told of whoever the text is about just there, without
    /// having been told before; not of somebody else whom the text has called so without a name.
    fn told_anew(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        const NEAR: usize = 3;
        let definite =
            self.phrase.start == Start::Definite && (self.noun.person || nouns::is_agent(&self.head));
        if !definite || self.noun.source || self.place.nested || !self.is_whole() || self.is_told_before() {
            return None;
        }
        let fits = |member: &Member| fits(member) && !self.holds_other_office(member);
        self.resolver.salient(self.place, self.noun.gender, NEAR, fits)
    }

    /// Whether nothing behind the head tells of others: "the mother of two", but not "the mother of a worker".
    fn is_whole(&self) -> bool {
        let behind = self.phrase.complement();
        let count = lower(self.tokens, behind.start + 1);
        let counted = phrase::start(self.tokens, behind.start + 1) == Start::Number;
        behind.is_empty() || counted || matches!(count.as_str(), "state" | "government")
    }

    /// Whether the text has the head before, in small letters: then it is somebody without a name, or it would be a tag.
    fn is_told_before(&self) -> bool {
        let before = self.resolver.text.get(..self.place.at).unwrap_or_default();
        before
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| word == self.head || word.strip_suffix('s') == Some(self.head.as_str()))
    }

    /// "The finance minister" is not the prime minister: whether both offices have words before the same head, and none in
    /// common.
    fn has_other_field(&self, member: &Member) -> bool {
        let role = member.role.as_deref().unwrap_or_default().to_lowercase();
        let theirs: Vec<&str> =
            role.split(' ').take_while(|word| *word != self.head).filter(|word| is_field(word)).collect();
        let own = self.field();
        let same_head = role.split(' ').any(|word| word == self.head);
        self.noun.office
            && same_head
            && !own.is_empty()
            && !theirs.is_empty()
            && !own.iter().any(|word| theirs.contains(&word.as_str()))
    }

    /// The words before the head that tell a field: "finance" in "the outgoing Danish finance minister".
    fn field(&self) -> Vec<String> {
        let words = (self.phrase.from..self.phrase.head).map(|at| lower(self.tokens, at));
        words.filter(|word| is_field(word)).collect()
    }

    /// Whether a person is told to hold an office that is not the one of the description.
    fn holds_other_office(&self, member: &Member) -> bool {
        self.noun.office && member.tags.iter().any(|tag| nouns::noun(tag).office)
    }

    /// "The mayor said", in the first lines: whoever is named there first, before anybody else, and told to be nothing else.
    fn introduced_after(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        const FIRST_SENTENCES: usize = 4;
        let points = matches!(self.phrase.start, Start::Definite | Start::Bare);
        if !points || !self.noun.office || self.noun.source || self.place.sentence >= FIRST_SENTENCES {
            return None;
        }
        let cast = self.resolver.cast;
        let (seen, index) = cast.fitting(cast::PERSON, 0).next()?;
        let member = cast.members.get(index).filter(|member| fits(member))?;
        let plain =
            member.age.is_none() && member.role.as_ref().is_none_or(|role| role.starts_with("former"));
        let near = seen.at > self.place.at && seen.sentence <= FIRST_SENTENCES && seen.subject;
        (plain && near && !self.holds_other_office(member)).then_some(member)
    }

    /// "The 54-year-old".
    fn age(&self) -> Option<u32> {
        let word = lower(self.tokens, self.phrase.head);
        word.strip_suffix("-year-old").and_then(|age| age.parse().ok())
    }

    /// The unnamed source of before that "the official" takes up.
    fn unnamed_before(&self) -> Option<Found> {
        const BACK: usize = 24;
        self.resolver.spoke.iter().rev().take(BACK).find_map(|spoke| {
            let mention =
                spoke.speaker.mention.as_ref().filter(|_| spoke.speaker.kind == SpeakerKind::Anonymous)?;
            let same = mention.text.split(' ').any(|word| word.eq_ignore_ascii_case(&self.head));
            same.then(|| {
                Found::one(speaker(
                    Some(mention.text.clone()),
                    None,
                    SpeakerKind::Anonymous,
                    ResolvedBy::Nominal,
                ))
            })
        })
    }

    /// "A former dock manager told …" in the first lines leads to whom the next paragraph starts with, by name and age; "a
    /// shipping executive" to whom the text names as him.
    fn introduced_next(&self) -> Option<&'c Member> {
        const FIRST_SENTENCES: usize = 4;
        if self.noun.source || !self.noun.person {
            return None;
        }
        let cast = self.resolver.cast;
        let after = || cast.fitting(cast::PERSON, self.place.at).filter(|(seen, _)| seen.at >= self.place.at);
        let tagged = || {
            after().filter_map(|(_, index)| cast.members.get(index)).find(|member| {
                member.tags.contains(&self.head)
                    && member.seen.first().is_some_and(|seen| seen.at > self.place.at)
            })
        };
        if self.place.sentence > FIRST_SENTENCES {
            return None;
        }
        let (seen, index) = after().next()?;
        let member = cast.members.get(index)?;
        let fresh = member.seen.first().is_some_and(|first| first.at == seen.at);
        let opens = seen.subject && seen.sentence == self.place.sentence + 1 && fresh && member.age.is_some();
        let here = !self.place.nested && opens;
        tagged().or(Some(member).filter(|_| here))
    }
}

/// Whether a word before the noun of an office tells its field, rather than a state or a time.
fn is_field(lower: &str) -> bool {
    !nouns::noun(lower).before && !phrase::is_demonym(&nouns::capitalised(lower))
}
