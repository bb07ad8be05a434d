//! Whom a description leads to: "the minister", "the 54-year-old", "the ministry", "a report by NAME", "residents".

use std::ops::Range;

use onrecord_model::{ResolvedBy, Speaker, SpeakerKind};

use super::{
    bodies,
    cast::{self, BODY, Member, Seen},
    gather,
    mention::{self, Number},
    names::{self, lower, text, words},
    nouns::{self, Body, Noun},
    phrase::{self, Office, Phrase, Start},
    resolve::{Asked, Found, Resolver, Spoke, is_person, nobody, of_member, speaker},
    salience::Place,
};
use crate::{lexicon, tokens::Token};

/// A description, with all that resolving it needs.
#[derive(Clone)]
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
            _ => Found::one(nobody(SpeakerKind::Anonymous)),
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
        // "The operator": where nobody is called so, the company that has been heard.
        let fresh = self.resolver.cast.fitting(&self.head, self.place.at).next().is_none();
        if fresh && self.noun.before && self.phrase.start == Start::Definite {
            return self.noun.body.and_then(|body| self.heard(body)).is_some();
        }
        let mut fits = self.resolver.cast.fitting(&self.head, self.place.at);
        fits.next()
            .and_then(|(_, index)| self.resolver.cast.members.get(index))
            .is_some_and(|member| !is_person(member))
    }

    /// A writing leads to its owner, in the phrase itself or where the article introduces it.
    fn writing(&self) -> Found {
        let nobody = || Found::document(nobody(SpeakerKind::Unknown));
        let sentence = self.asked.paragraph.sentence(self.segment.start);
        let behind = gather::owner_behind(self.tokens, self.phrase.head + 1, sentence.end);
        let before = || gather::owner_before(self.tokens, self.phrase.head, self.segment.start);
        // "Exit polls": the first word has its capital for nothing, unless the article knows it.
        let known = |owner: &Range<usize>| {
            let name = words(self.tokens, owner.clone());
            let starts = owner.start == sentence.start && owner.len() == 1 && !names::is_acronym(&name);
            !starts || self.resolver.cast.find(&name, self.place.at).is_some()
        };
        if let Some(owner) = behind.or_else(|| before().filter(known)) {
            return self.owned_by(&words(self.tokens, owner));
        }
        if let (Start::Possessive, Some(owner)) = (self.phrase.start, &self.phrase.owner) {
            let owner = self.resolver.owner(self.tokens, owner.start, self.place);
            return owner
                .map_or_else(nobody, |member| Found::document(of_member(member, ResolvedBy::Nominal)));
        }
        if let Some(found) = self.written_by_body() {
            return found;
        }
        let behind_head = !self.phrase.complement().is_empty();
        // In the first lines "a survey" is the one that the next ones tell of.
        let common = |at: usize| text(self.tokens, at).starts_with(char::is_lowercase);
        let plain = self.place.sentence < 3 && (self.phrase.from..self.phrase.head).all(common);
        let open = match self.phrase.start {
            Start::Definite | Start::Bare => !behind_head || text(self.tokens, self.phrase.head + 1) == "of",
            Start::Indefinite => plain && !behind_head,
            _ => false,
        };
        let owner = Some(()).filter(|()| open).and_then(|()| self.introduced());
        owner.map_or_else(nobody, |owner| self.owned_by(&owner))
    }

    /// "The council’s own report", "a government report", "police figures": a writing of a body told of in small letters.
    fn written_by_body(&self) -> Option<Found> {
        let owner = self.phrase.owner.clone().filter(|_| self.phrase.start != Start::Possessive);
        let head = match &owner {
            Some(owner) => owner.end.checked_sub(1)?,
            None => {
                (self.phrase.from..self.phrase.head).rev().find(|&at| bodies::heads_body(self.tokens, at))?
            }
        };
        let body = nouns::noun(&lower(self.tokens, head)).body?;
        let phrase =
            phrase::phrase(self.tokens, owner.map_or(self.phrase.from, |owner| owner.start)..head + 1)?;
        let official = !matches!(body.class, "company" | "media" | "city" | "state" | "group" | "school");
        let pointed = self.phrase.owner.is_some();
        if !official && !pointed {
            return None;
        }
        let phrase = Phrase { start: Start::Definite, ..phrase };
        let told = Description {
            phrase: &phrase,
            head: phrase.head_word(self.tokens),
            noun: phrase.noun(self.tokens),
            ..self.clone()
        };
        let found = told.body(body);
        found.speaker.name.is_some().then(|| Found::document(found.speaker))
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
            let after = list.get(place).filter(|_| self.phrase.start != Start::Definite);
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
            // Whom the quotation before the mention names is somebody else than who says it.
            .filter(|(seen, _)| !seen.quoted || seen.sentence != self.place.sentence)
            .find_map(|(_, index)| member(index));
        before.or_else(|| all().find_map(|(_, index)| member(index)))
    }

    /// The nearest person before the mention who fits.
    fn nearest_before(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        let cast = self.resolver.cast;
        let before = cast.fitting(cast::PERSON, self.place.at).filter(|(seen, _)| seen.at < self.place.at);
        let before = before.filter(|(seen, _)| !seen.quoted || seen.sentence != self.place.sentence);
        before.filter_map(|(_, index)| cast.members.get(index)).find(|member| fits(member))
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
        if let Some(found) = self.local_body(body) {
            return found;
        }
        if let Some(member) = self.body_meant(body) {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        if body.class == "city" || body.class == "state" {
            return Found::one(nobody(SpeakerKind::Government));
        }
        if let Some(found) = self.ministry_of_minister(body) {
            return found;
        }
        // Which company is meant only its name tells; a council or union is told apart by what it is.
        let several = self.phrase.head > self.phrase.from;
        let of = text(self.tokens, self.phrase.head + 1) == "of";
        let many = matches!(body.class, "company" | "bank" | "media" | "club");
        let named = several || of || !many && self.phrase.complement().is_empty();
        let end = if of { self.phrase.end } else { self.phrase.head + 1 };
        // "The opposition | Labour party".
        let capital = |at: &usize| text(self.tokens, *at).starts_with(char::is_uppercase);
        let start = (self.phrase.from..self.phrase.head).find(capital).filter(|_| body.class == "party");
        let start = start.unwrap_or(self.phrase.from);
        let name = named.then(|| self.told_in_full().unwrap_or_else(|| words(self.tokens, start..end)));
        let by = if named { ResolvedBy::Named } else { ResolvedBy::None };
        let office = self.phrase.office(self.tokens);
        Found::one(speaker(name, office.affiliation, body.kind, by))
    }

    /// "The Fairview school board", "the Hale administration": a body told apart by the place or person of which it is.
    fn local_body(&self, body: Body) -> Option<Found> {
        let core = self.phrase.core();
        let place = names::run(self.tokens, core.start).filter(|run| run.end <= self.phrase.head)?;
        let name = words(self.tokens, place.clone());
        let adjective = lexicon::state(&name).is_some() || phrase::is_adjective(&name);
        let general = matches!(
            body.class,
            "company" | "bank" | "club" | "media" | "party" | "agency" | "city" | "state"
        ) || body.class == "group" && !nouns::is_audience(&self.head) && self.head != "board";
        let owner = self.resolver.cast.find(&name, self.place.at);
        let starts = names::is_start(self.asked.paragraph, place.start);
        if adjective
            || general
            || starts
            || names::is_acronym(&name)
            || owner.is_some_and(|owner| !is_person(owner))
        {
            return None;
        }
        let whole = words(self.tokens, core);
        let fuller = |member: &Member| !is_person(member) && member.name.contains(&name);
        let found = self.nearest(&self.head, fuller).map(|member| of_member(member, ResolvedBy::Nominal));
        Some(Found::one(found.unwrap_or_else(|| speaker(Some(whole), None, body.kind, ResolvedBy::Named))))
    }

    /// The body of the article that a description of a body fits.
    fn body_meant(&self, body: Body) -> Option<&'c Member> {
        const FIRST_SENTENCES: usize = 4;
        let fits = |member: &Member| !is_person(member) && self.agrees(member) && self.is_as_worldly(member);
        let class = cast::class_tag(body.class);
        let several = self.phrase.head > self.phrase.from;
        // "The finance ministry" is not the defence ministry, but "the Belgian firm" is whichever firm was told of. "The
        // chamber of commerce" is no other body of its class.
        let of = text(self.tokens, self.phrase.head + 1) == "of";
        let general = !self.is_of_others()
            && (!several
                || (self.phrase.start == Start::Definite || self.is_headline_body())
                    && body.kind == SpeakerKind::Organization);
        // Who is named later only, and not by the words of the description, is another body of that sort.
        let named = |member: &Member| {
            fits(member)
                && (!several || self.place.sentence == 0 || self.is_known(member) || self.shares(member))
        };
        if let Some(member) = self.nearest(&self.head, named) {
            return Some(member);
        }
        if several && let Some(member) = self.sharing_words() {
            return Some(member);
        }
        if !general || of {
            return None;
        }
        let heard = || Some(()).filter(|()| !several).and_then(|()| self.heard(body));
        let of_class = || self.nearest(&class, |member| fits(member) && self.is_known(member));
        // Whoever comes later is meant in the first lines only.
        let later = || Some(()).filter(|()| self.place.sentence < FIRST_SENTENCES);
        heard()
            .or_else(of_class)
            .or_else(|| self.general(body))
            .or_else(|| later().and_then(|()| self.nearest(&class, fits)))
    }

    /// "The buyer’s bank", "the group’s council": told apart by people or a body in small letters, of which it is.
    fn is_of_others(&self) -> bool {
        let pointed = self.phrase.start != Start::Possessive;
        let owner = self.phrase.owner.clone().filter(|_| pointed).and_then(Iterator::last);
        owner.map(|last| nouns::noun(&lower(self.tokens, last))).is_some_and(|noun| {
            noun.person || noun.body.is_some_and(|body| !matches!(body.class, "city" | "state"))
        })
    }

    /// "Aid group" in a headline: the one that the article names.
    fn is_headline_body(&self) -> bool {
        self.place.sentence == 0
            && self.phrase.start == Start::Bare
            && matches!(self.head.as_str(), "group" | "charity" | "union" | "firm" | "company" | "club")
    }

    /// Whether a word before the head is one of the name of a body.
    fn shares(&self, member: &Member) -> bool {
        let name = member.name.to_lowercase();
        (self.phrase.from..self.phrase.head)
            .any(|at| name.split(' ').any(|word| word == lower(self.tokens, at)))
    }

    /// "The UN agency" is one whose name tells that the world owns it.
    fn is_as_worldly(&self, member: &Member) -> bool {
        let ours =
            (self.phrase.from..self.phrase.head).any(|at| matches!(text(self.tokens, at), "UN" | "U.N."));
        let worldly = |word: &str| nouns::noun(word).worldly || word.starts_with("un");
        !ours || member.name.to_lowercase().split(' ').any(worldly)
    }

    /// "The ministry", where only its minister is named: that of the minister who spoke last, by the field of the office.
    fn ministry_of_minister(&self, body: Body) -> Option<Found> {
        const NEAR: usize = 6; // sentences
        let alone = self.phrase.core().len() == 1 && self.phrase.start != Start::Possessive;
        if !alone || body.class != "ministry" || self.told_in_full().is_some() {
            return None;
        }
        let recent =
            self.resolver.spoke.iter().rev().take_while(|spoke| spoke.sentence + NEAR >= self.place.sentence);
        let office = recent.into_iter().find_map(|spoke| ministry(&spoke.speaker, &self.head))?;
        Some(Found::one(speaker(Some(office), None, body.kind, ResolvedBy::Nominal)))
    }

    /// "The ministry": as the article has called it before, "transport ministry".
    fn told_in_full(&self) -> Option<String> {
        let list = self.resolver.cast.small.get(&self.head).filter(|_| self.phrase.core().len() == 1)?;
        let before = list.partition_point(|(at, _)| *at < self.place.at).checked_sub(1)?;
        list.get(before).map(|(_, name)| name.clone())
    }

    /// A body that the article names in small letters: "the health ministry of Kasunda".
    fn named_body(&self) -> Option<Found> {
        let core = gather::small_body(self.tokens, self.phrase.from, 5)
            .filter(|core| core.end <= self.segment.end)?;
        let name = words(self.tokens, core);
        let member = self.resolver.cast.find(&name, self.place.at).filter(|member| !is_person(member))?;
        if let Some(before) = self.taken_up(member) {
            return Some(Found::one(before));
        }
        let by =
            if cast::key(&name) == cast::key(&member.name) { ResolvedBy::Named } else { ResolvedBy::Nominal };
        Some(Found::one(of_member(member, by)))
    }

    /// "The press freedom group", told of for the first time: the body with a name that has just spoken.
    fn taken_up(&self, described: &Member) -> Option<Speaker> {
        const NEAR: usize = 2; // sentences
        let small = described.name.starts_with(char::is_lowercase);
        let class =
            described.tags.iter().find_map(|tag| tag.strip_prefix('#').filter(|class| *class != "body"));
        let general = matches!(class, Some("group" | "party" | "media" | "club" | "company"));
        let spoke =
            self.resolver.spoke.last().filter(|spoke| spoke.sentence + NEAR >= self.place.sentence)?;
        let named = spoke.speaker.name.as_deref().is_some_and(|name| name.starts_with(char::is_uppercase));
        let fits = named && spoke.speaker.kind == SpeakerKind::Organization;
        // "The nonpartisan agency": an authority with a name.
        let authority = || {
            let spoken =
                spoke.speaker.name.as_deref().and_then(|name| self.resolver.cast.find(name, self.place.at));
            class == Some("agency")
                && spoken.is_some_and(|member| named && member.tags.iter().any(|tag| tag == "#agency"))
        };
        let definite = self.phrase.start == Start::Definite && !self.is_known(described);
        let taken = small && definite && (general && fits || authority());
        taken.then(|| Speaker { mention: None, resolved_by: ResolvedBy::Nominal, ..spoke.speaker.clone() })
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
            // "Its union" speaks for those who work there.
            if body.kind != SpeakerKind::Government && self.head != "union" {
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
        if let Some(found) = self.office_of_holder(&owner, body) {
            return Some(found);
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

    /// "The mayor’s office", "the attorney general’s office": what the holder of an office is called is its name, unless the
    /// article gives a fuller one.
    fn office_of_holder(&self, owner: &Range<usize>, body: Body) -> Option<Found> {
        let holder = owner.end.checked_sub(1)?;
        let small = text(self.tokens, holder).starts_with(char::is_lowercase);
        let word = lower(self.tokens, holder);
        let office = nouns::noun(&word).person || lexicon::is_role(&word);
        if !small || !office || self.head != "office" {
            return None;
        }
        let fuller = |member: &Member| !is_person(member) && member.name.to_lowercase().contains(&word);
        if let Some(member) = self.nearest(&self.head, fuller) {
            return Some(Found::one(of_member(member, ResolvedBy::Nominal)));
        }
        let name = words(self.tokens, owner.start..self.phrase.head + 1);
        Some(Found::one(speaker(Some(name), None, body.kind, ResolvedBy::Named)))
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

    /// Whether a general noun such as "the agency" or "the company" fits a body of which nothing else is told; for nouns
    /// that are no general ones, none.
    fn may_be_any(&self, body: Body) -> Option<impl Fn(&Member) -> bool> {
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
            "mission",
            "force",
        ];
        let company = matches!(body.class, "company" | "bank");
        let class = cast::class_tag(body.class);
        if !ANY.contains(&self.head.as_str()) && !company {
            return None;
        }
        Some(move |member: &Member| {
            let has = |class: &str| member.tags.iter().any(|tag| tag == class);
            // "The group": in a story about business a company.
            let grouped = self.head == "group" && has("#company");
            let business = ["#company", "#bank", "#club", "#party"].into_iter().any(has)
                || member.kind == SpeakerKind::Government
                    && matches!(self.head.as_str(), "group" | "charity" | "organisation" | "organization");
            let named = matches!(self.head.as_str(), "union" | "club") && (has("#group") || has("#party"));
            let loose = !matches!(self.head.as_str(), "union" | "club") && !business;
            let open = has("#any")
                || has(&class)
                || grouped
                || if company { has("#company") || has("#bank") } else { named || loose };
            !is_person(member) && !has("state") && open && self.agrees(member)
        })
    }

    /// "The agency", "the company": whoever spoke last of those that fit, or the body for which they spoke.
    fn heard(&self, body: Body) -> Option<&'c Member> {
        const BACK: usize = 6;
        const NEAR: usize = 8; // sentences
        let fits = self.may_be_any(body)?;
        let business = matches!(body.class, "company" | "bank");
        if let Some(member) = Some(()).filter(|()| business).and_then(|()| self.at_hand(&fits)) {
            return Some(member);
        }
        if let Some(member) = self.house_of_last(&fits) {
            return Some(member);
        }
        if let Some(member) = self.first_of_sentence(&fits) {
            return Some(member);
        }
        let spoke = self.resolver.spoke.iter().rev().take(BACK);
        let find = |name: &Option<String>| self.resolver.cast.find(name.as_deref()?, self.place.at);
        let theirs = |spoke: &Spoke| {
            let speaker = &spoke.speaker;
            let bodies = [find(&speaker.name), find(&speaker.affiliation)];
            bodies.into_iter().flatten().find(|member| fits(member))
        };
        spoke.filter(|spoke| spoke.sentence + NEAR >= self.place.sentence).find_map(theirs)
    }

    /// "Analysts at NAME expect … The broker …": the body of which those spoke who spoke last without a name.
    fn house_of_last(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        let last = self.resolver.spoke.last().filter(|spoke| spoke.sentence + 1 >= self.place.sentence)?;
        let mention = last.speaker.mention.as_ref().filter(|_| last.speaker.name.is_none())?;
        let cast = self.resolver.cast;
        let within = |seen: &Seen| (mention.span.start()..mention.span.end()).contains(&seen.at);
        let mut bodies = cast.fitting(BODY, self.place.at).filter(|(seen, _)| within(seen));
        bodies.find_map(|(_, index)| cast.members.get(index).filter(|member| fits(member)))
    }

    /// "NAME’s director will leave, the group said": the body with which the sentence starts.
    fn first_of_sentence(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        let cast = self.resolver.cast;
        let here = cast
            .fitting(BODY, self.place.at)
            .filter(|(seen, _)| seen.at < self.place.at)
            .take_while(|(seen, _)| seen.sentence == self.place.sentence);
        let (seen, index) = here.filter(|(seen, _)| !seen.quoted).last()?;
        cast.members.get(index).filter(|member| (seen.subject || seen.owner) && fits(member))
    }

    /// The body named in the sentences just before, unless it is only for whom somebody spoke there.
    fn at_hand(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        const NEAR: usize = 2; // sentences
        let cast = self.resolver.cast;
        let near = cast
            .fitting(BODY, self.place.at)
            .filter(|(seen, _)| seen.at < self.place.at && !seen.quoted)
            .take_while(|(seen, _)| seen.sentence + NEAR >= self.place.sentence);
        let spoken_for = |member: &Member| {
            let recent = self.resolver.spoke.iter().rev().take(4);
            recent
                .filter_map(|spoke| cast.find(spoke.speaker.affiliation.as_deref()?, self.place.at))
                .any(|body| body.name == member.name)
        };
        let mut members = near.filter_map(|(_, index)| cast.members.get(index));
        members.find(|member| member.seen.len() > 1 && fits(member) && !spoken_for(member))
    }

    /// The nearest body that a general noun fits.
    fn general(&self, body: Body) -> Option<&'c Member> {
        self.nearest(BODY, self.may_be_any(body)?)
    }

    /// "His lawyer" is not the lawyer of somebody else, nor he himself.
    fn is_theirs(&self, member: &Member) -> bool {
        let Some(owner) = self.phrase.owner.clone().filter(|_| self.phrase.start == Start::Possessive) else {
            return true;
        };
        let pronoun = lower(self.tokens, owner.start);
        let Some(whose) = self.resolver.owner(self.tokens, owner.start, self.place) else { return true };
        let theirs = match member.owner.as_deref() {
            Some(told) if mention::pronoun(told).is_some() => told.eq_ignore_ascii_case(&pronoun),
            Some(told) => {
                let other = self.resolver.cast.find(told, self.place.at);
                other.map_or(!is_person(whose), |other| other.name == whose.name)
            }
            None => true,
        };
        theirs && member.name != whose.name
    }

    /// "The president", in the mouth of somebody who speaks for a state, is not that of another.
    fn is_abroad(&self, member: &Member) -> bool {
        let state = |name: &Option<String>| {
            cast::state_named(self.resolver.cast, name.as_deref()?).map(|(state, _)| state)
        };
        let ours = self.asked.outer.as_ref().and_then(|outer| state(&outer.affiliation));
        let plain = self.phrase.start == Start::Definite && self.phrase.core().len() == 1;
        let theirs = state(&member.affiliation);
        self.noun.office && plain && ours.is_some() && theirs.is_some() && ours != theirs
    }

    /// A person by role, kin, age or trade.
    fn somebody(&self) -> Found {
        let indefinite = self.phrase.start == Start::Indefinite;
        let fits = |member: &Member| {
            let gender =
                self.noun.gender.is_none() || member.gender.is_none() || self.noun.gender == member.gender;
            is_person(member)
                && gender
                && self.agrees(member)
                && !self.has_other_field(member)
                && !self.is_abroad(member)
                && self.is_theirs(member)
        };
        let office = || {
            if self.noun.person && !self.noun.source {
                self.phrase.office(self.tokens)
            } else {
                Office::default()
            }
        };
        if indefinite {
            if let Some(member) = self.introduced_next(fits) {
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
        if let Some(client) = self.client() {
            return Found::one(of_member(client, ResolvedBy::Nominal));
        }
        if self.phrase.start == Start::Possessive && self.is_told_anew() {
            return self.nobody_known(office());
        }
        if let Some(member) = self.aged(fits) {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        let apart = !self.phrase.complement().is_empty() && self.noun.kin;
        let alike: Vec<&str> = nouns::alike(&self.head).collect();
        // "The minister" may be a secretary, "the finance minister" is none of another field.
        let plain = self.field().iter().all(|word| nouns::noun(word).body.is_some());
        let may_be = |member: &Member| {
            let owned = self.phrase.owner.is_none() || member.affiliation.is_some();
            plain && owned && fits(member) && member.tags.iter().any(|tag| alike.contains(&tag.as_str()))
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
        // In the first lines somebody new who comes at once is meant rather than who holds a like office further on.
        let opening = || self.introduced_after(fits).filter(|_| self.nearest_before(may_be).is_none());
        let could_be = || opening().or_else(|| self.nearest_before(may_be)).or_else(countryman);
        if !apart && let Some(member) = could_be() {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        let opens = self.place.sentence == 0 || self.place.sentence < 3 && self.is_of_body();
        let in_headline = || Some(()).filter(|()| opens).and_then(|()| self.introduced_next(fits));
        let later =
            || Some(()).filter(|()| !self.place.nested).and_then(|()| self.nearest(cast::PERSON, may_be));
        if let Some(member) =
            self.told_anew(fits).or_else(later).or_else(|| self.introduced_after(fits)).or_else(in_headline)
        {
            return Found::one(of_member(member, ResolvedBy::Nominal));
        }
        self.nobody_known(office())
    }

    /// "His client", where he is somebody’s lawyer or agent: that somebody.
    fn client(&self) -> Option<&'c Member> {
        let owner = self.phrase.owner.clone().filter(|_| self.phrase.start == Start::Possessive)?;
        if self.head != "client" {
            return None;
        }
        let outer = self.asked.outer.as_ref().and_then(|outer| outer.name.as_deref());
        let adviser = outer
            .and_then(|name| self.resolver.cast.find(name, self.place.at))
            .or_else(|| self.resolver.owner(self.tokens, owner.start, self.place))?;
        let client = self.resolver.cast.find(adviser.owner.as_deref()?, self.place.at)?;
        (is_person(client) && client.name != adviser.name).then_some(client)
    }

    /// Somebody without a name, in an office.
    fn nobody_known(&self, office: Office) -> Found {
        let kind = match (self.noun.source, self.noun.person) {
            (true, _) => SpeakerKind::Anonymous,
            (_, true) => SpeakerKind::Person,
            _ => SpeakerKind::Unknown,
        };
        Found::one(Speaker { role: office.role, ..speaker(None, office.affiliation, kind, ResolvedBy::None) })
    }

    /// "The prosecutor, a family friend,": who is told of anew is no one of before.
    fn is_told_anew(&self) -> bool {
        text(self.tokens, self.segment.end) == ","
            && phrase::start(self.tokens, self.segment.end + 1) == Start::Indefinite
    }

    /// "The hairdresser", "the mother of three", "the Hungarian": what is told of whoever the text is about just there, without
    /// having been told before; not of somebody else whom the text has called so without a name. "The family’s doctor" is the
    /// family’s, and "NAME was hit twice, the doctor said" is of another than NAME.
    fn told_anew(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        const NEAR: usize = 3;
        if let Some(member) = self.official_before(&fits) {
            return Some(member);
        }
        let definite =
            self.phrase.start == Start::Definite && (self.noun.person || nouns::is_agent(&self.head));
        if !definite
            || self.is_told_anew()
            || self.noun.source
            || self.place.nested
            || !self.is_whole()
            || self.is_told_before()
            || self.phrase.owner.is_some()
            || self.is_of_body()
        {
            return None;
        }
        let last = self.resolver.spoke.last().and_then(|spoke| spoke.speaker.name.as_deref());
        let told_of = |member: &Member| {
            let here = |seen: &Seen| seen.sentence == self.place.sentence && !seen.quoted;
            last != Some(member.name.as_str()) && member.before(self.place.at).any(here)
        };
        let fits = |member: &Member| fits(member) && !told_of(member) && !self.holds_other_office(member);
        self.resolver.salient(self.place, self.noun.gender, NEAR, fits)
    }

    /// "The official": whoever spoke in the sentence before in the same paragraph, where that one has a name and an office.
    fn official_before(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        let plain = self.phrase.start == Start::Definite && self.phrase.core().len() == 1;
        if !plain || !matches!(self.head.as_str(), "official" | "diplomat" | "aide") || self.place.nested {
            return None;
        }
        let last = self.resolver.spoke.last()?;
        let here = last.paragraph == self.asked.sentences_before && last.sentence + 1 >= self.place.sentence;
        let member = self.resolver.cast.find(last.speaker.name.as_deref()?, self.place.at)?;
        (here && member.role.is_some() && fits(member)).then_some(member)
    }

    /// "The chamber’s chief economist": an office in a body is told where its holder is first named, so that whoever the text is
    /// about is not meant.
    fn is_of_body(&self) -> bool {
        // "The jury foreman": somebody of those who hear evidence.
        let hears =
            (self.phrase.from..self.phrase.head).any(|at| nouns::is_audience(&lower(self.tokens, at)));
        hears
            || self.phrase.owner.clone().and_then(Iterator::last).is_some_and(|last| {
                let owner = self.phrase.start != Start::Possessive;
                owner && nouns::noun(&lower(self.tokens, last)).body.is_some()
            })
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
        // "The Labour councillor": a party is no field; the first word of a headline has its capital for nothing.
        let party = |at: &usize| {
            let capital = text(self.tokens, *at).starts_with(char::is_uppercase);
            capital && (*at > self.segment.start && self.phrase.start != Start::Bare)
        };
        let words =
            (self.phrase.from..self.phrase.head).filter(|at| !party(at)).map(|at| lower(self.tokens, at));
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

    /// "Gran, 82": whoever is of that age.
    fn aged(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        let age = text(self.tokens, self.segment.end + 1);
        let aged = text(self.tokens, self.segment.end) == "," && age.parse::<u32>().is_ok();
        aged.then(|| self.nearest(&format!("#{age}"), fits)).flatten()
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
            // Its head noun is the last before "of", "who", a comma.
            let words =
                mention.text.split(' ').take_while(|word| !phrase::opens_complement(&word.to_lowercase()));
            let head = words.last().map(|word| word.trim_end_matches(','));
            let same = head.is_some_and(|word| word.eq_ignore_ascii_case(&self.head));
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

    /// "A former dock manager told …" in the first lines leads to whom the next ones name as such or, where they name somebody
    /// new as the subject of a sentence without telling who that is, to that one.
    fn introduced_next(&self, fits: impl Fn(&Member) -> bool) -> Option<&'c Member> {
        const FIRST_SENTENCES: usize = 4;
        const NEAR: usize = 3; // sentences
        if self.noun.source || self.noun.mouthpiece || !self.noun.person {
            return None;
        }
        let (cast, place) = (self.resolver.cast, self.place);
        if place.sentence > FIRST_SENTENCES {
            return None;
        }
        let after = cast.fitting(cast::PERSON, place.at).filter(|(seen, _)| seen.at >= place.at);
        let fresh = after.filter_map(|(seen, index)| Some((seen, cast.members.get(index)?)));
        let fresh =
            fresh.filter(|(seen, member)| member.seen.first().is_some_and(|first| first.at == seen.at));
        let fresh: Vec<(&Seen, &Member)> = fresh.filter(|(_, member)| fits(member)).collect();
        if let Some((_, member)) =
            fresh.iter().find(|(seen, member)| seen.at > place.at && member.tags.contains(&self.head))
        {
            return Some(member);
        }
        let mut later = fresh.into_iter().filter(|_| !place.nested);
        let (seen, member) = later.find(|(seen, _)| seen.sentence > place.sentence)?;
        let plain = member.role.is_none() && member.tags.iter().all(|tag| tag.starts_with('#'));
        let near = seen.subject && seen.sentence <= place.sentence + NEAR;
        let opens = member.age.is_some() && seen.sentence == place.sentence + 1;
        (near && (plain || member.given || opens)).then_some(member)
    }
}

/// "Foreign ministry", from "foreign minister": the ministry that a minister holds.
fn ministry(minister: &Speaker, head: &str) -> Option<String> {
    let role = minister.role.as_deref()?.to_lowercase();
    let field = role.strip_suffix(" minister").or_else(|| role.strip_suffix(" secretary"))?;
    let field = field.strip_prefix("deputy ").unwrap_or(field);
    let last =
        field.rsplit(' ').next().filter(|word| !matches!(*word, "prime" | "junior" | "general" | "press"))?;
    Some(match &minister.affiliation {
        Some(state) => format!("{state}’s {last} {head}"),
        None => format!("{last} {head}"),
    })
}

/// Whether a word before the noun of an office tells its field, rather than a state or a time.
fn is_field(lower: &str) -> bool {
    !nouns::noun(lower).before && !phrase::is_demonym(&nouns::capitalised(lower))
}
