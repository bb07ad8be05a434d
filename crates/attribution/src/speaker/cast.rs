//! Everybody an article names: people, bodies and states, with what it says of them.
//!
//! All runs of name-like words are gathered with the evidence around them; those with the same words make one cluster; what
//! a cluster is follows from its evidence all over the article; then short forms join the full ones.

use std::collections::BTreeMap;

use onrecord_model::SpeakerKind;

use super::{
    cluster::{self, Cluster},
    gather,
    names::{self, What},
};
use crate::{
    features::Paragraph,
    lexicon::{self, Gender, StateWord},
};

/// One named speaker.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    /// The fullest form of the name that the article gives.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Gender, where a name, title, noun or the pronouns around tell it.
    pub gender: Option<Gender>,
    /// Office, as the article gives it.
    pub role: Option<String>,
    /// For whom they speak.
    pub affiliation: Option<String>,
    /// Where it is named, in the order of the text.
    pub seen: Vec<Seen>,
    /// By what descriptions it can be called; for the index.
    pub(super) tags: Vec<String>,
    /// Age in years.
    pub(super) age: Option<u32>,
    /// Whether their name comes behind a noun that takes up somebody told of before: "the witness, NAME,".
    pub(super) given: bool,
    /// Whose they are said to be, as it is written: "his", "the family".
    pub(super) owner: Option<String>,
    /// The title of nobility before the name: "Lady".
    pub(super) styled: Option<String>,
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
    /// Whether it only tells whose something is.
    pub owner: bool,
}

/// All members, in the order in which they are first named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    /// They.
    pub members: Vec<Member>,
    by_name: BTreeMap<String, usize>,
    by_part: BTreeMap<String, Vec<usize>>,
    /// For each description, who is seen where that it fits; sorted by place.
    pub(super) timeline: BTreeMap<String, Vec<(Seen, usize)>>,
    /// Capitals that the article itself gives to states of its own.
    pub(super) capitals: BTreeMap<String, String>,
    /// Writings with an owner: noun, where, whose.
    pub(super) documents: BTreeMap<String, Vec<(usize, String)>>,
    /// Bodies in small letters that are no members, by head noun: where, and their words.
    pub(super) small: BTreeMap<String, Vec<(usize, String)>>,
    pub(super) vocabulary: names::Vocabulary,
}

/// The tag of everybody who is a person.
pub(super) const PERSON: &str = "#person";
/// The tag of every body and state.
pub(super) const BODY: &str = "#body";

impl Cast {
    /// Everybody named in the paragraphs of an article.
    pub(crate) fn of(paragraphs: &[Paragraph<'_>]) -> Self {
        let vocabulary = names::Vocabulary::of(paragraphs);
        let gathered = gather::gather(paragraphs, &vocabulary);
        let mut cast =
            Self { vocabulary, documents: gathered.documents, small: gathered.small, ..Self::default() };
        let mut clusters: BTreeMap<String, Cluster> = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        for sighting in gathered.sightings {
            let key = key(&sighting.text);
            if !clusters.contains_key(&key) {
                order.push(key.clone());
            }
            cluster::enter(&mut clusters, key, sighting);
        }
        cluster::share(&order, &mut clusters);
        order.sort_by_key(|key| std::cmp::Reverse(key.split(' ').count()));
        for key in order {
            if let Some(cluster) = clusters.remove(&key) {
                cast.settle(&key, cluster);
            }
        }
        cast.name_capitals(gathered.capitals);
        cast.style();
        cast.close();
        cast
    }

    /// A cluster of its own, or part of a fuller one that is there already.
    fn settle(&mut self, key: &str, cluster: Cluster) {
        if self.join(key, &cluster) {
            return;
        }
        let Some((kind, name)) = cluster::kind(&cluster) else { return };
        if let Some(&index) = self.by_name.get(&self::key(&name)) {
            self.by_name.insert(key.to_owned(), index);
            self.take(index, cluster);
            return;
        }
        let index = self.members.len();
        for form in [key.to_owned(), self::key(&name)] {
            self.by_name.insert(form, index);
        }
        for part in cluster::parts(&name, kind, cluster.evidence.acronym.as_deref()) {
            let known = self.by_part.entry(part).or_default();
            if known.last() != Some(&index) {
                known.push(index);
            }
        }
        let gender = (kind == SpeakerKind::Person).then(|| cluster::gender_of_name(&name)).flatten();
        let mut tags = vec![if kind == SpeakerKind::Person { PERSON } else { BODY }.to_owned()];
        if kind != SpeakerKind::Person {
            tags.extend(cluster::tags_of_body(&name, &cluster));
        }
        let affiliation =
            (kind != SpeakerKind::Person).then(|| cluster::state_of_body(&name)).flatten().map(str::to_owned);
        self.members.push(Member {
            name,
            kind,
            gender,
            role: None,
            affiliation,
            seen: Vec::new(),
            tags,
            age: None,
            given: false,
            owner: None,
            styled: None,
        });
        self.take(index, cluster);
    }

    /// Adds what a cluster tells to a member.
    fn take(&mut self, index: usize, cluster: Cluster) {
        let Some(member) = self.members.get_mut(index) else { return };
        let told = cluster.evidence;
        member.seen.extend(cluster.seen);
        let voted = match told.he {
            0 => None,
            he if he > 0 => Some(Gender::Male),
            _ => Some(Gender::Female),
        };
        if member.kind == SpeakerKind::Person {
            member.gender = told.gender.or(member.gender).or(voted);
        }
        if member.kind == SpeakerKind::Person {
            member.role = member.role.take().or(told.office.role);
        }
        member.affiliation = member.affiliation.take().or(told.office.affiliation);
        member.age = member.age.or(told.age);
        member.given |= told.given;
        member.owner = member.owner.take().or(told.owner);
        member.styled = member.styled.take().or(told.styled);
        for noun in told.nouns {
            if !member.tags.contains(&noun) {
                member.tags.push(noun);
            }
        }
    }

    /// Whether a cluster is a short form of a member; then it joins that one.
    fn join(&mut self, key: &str, cluster: &Cluster) -> bool {
        let Some(index) = self.fuller(key, cluster) else { return false };
        self.by_name.insert(key.to_owned(), index);
        self.take(index, cluster.clone());
        true
    }

    /// The member with a longer name that `key` is a short form of.
    fn fuller(&self, key: &str, cluster: &Cluster) -> Option<usize> {
        const MOST: usize = 8;
        let agrees = |index: &&usize| {
            let Some(member) = self.members.get(**index) else { return false };
            let gender = cluster.evidence.gender.is_none()
                || member.gender.is_none()
                || cluster.evidence.gender == member.gender;
            let told = &cluster.evidence;
            let fits = match (member.kind, cluster.what) {
                (_, What::State(_) | What::Place | What::Document) | (SpeakerKind::Person, What::Body(_)) => {
                    false
                }
                (SpeakerKind::Person, _) => gender && told.person + told.he.abs() + 2 >= told.body,
                (_, What::Person) => told.gender.is_none() && told.person == 0 && key.split(' ').count() == 1,
                _ => {
                    told.person < 3
                        && (told.place <= told.body + i32::from(told.speaks) || is_tail(key, &member.name))
                }
            };
            fits && key != self::key(&member.name)
        };
        let all = self.by_part.get(key)?;
        let fits: Vec<usize> = all.iter().take(MOST).filter(agrees).copied().collect();
        let people = |index: &&usize| {
            self.members.get(**index).is_some_and(|member| member.kind == SpeakerKind::Person)
        };
        let surname =
            |index: &&usize| self.members.get(**index).is_some_and(|member| is_tail(key, &member.name));
        match fits.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => {
                let tails: Vec<usize> = several.iter().filter(surname).copied().collect();
                match tails.as_slice() {
                    [only] => Some(*only),
                    [] if several.iter().all(|index| people(&index)) => None,
                    [] => several.iter().find(|index| !people(index)).copied(),
                    // Two of one family: whoever is named first in full carries the short name.
                    [first, ..] => Some(*first),
                }
            }
        }
    }

    /// "Tarn, the capital": the capital speaks for the state that the article is about there.
    fn name_capitals(&mut self, capitals: Vec<(String, usize, Option<String>)>) {
        for (capital, at, owner) in capitals {
            if lexicon::state(&capital).is_some() {
                continue;
            }
            let states = self.members.iter().filter(|member| {
                member.kind == SpeakerKind::Government && member.tags.iter().any(|tag| tag == "state")
            });
            let near = || {
                let before =
                    |member: &&Member| member.seen.iter().rev().find(|seen| seen.at < at).map(|seen| seen.at);
                let named = states.clone().filter(|member| member.name != capital);
                let nearest = named.clone().filter(|member| before(member).is_some()).max_by_key(before);
                nearest.or_else(|| named.clone().next()).map(|member| member.name.clone())
            };
            if let Some(state) = owner.or_else(near) {
                self.capitals.insert(key(&capital), state);
            }
        }
    }

    /// "Lady Farrow": whom the article gives no first name keeps the title of nobility.
    fn style(&mut self) {
        for (index, member) in self.members.iter_mut().enumerate() {
            let single = member.kind == SpeakerKind::Person && !member.name.contains(' ');
            let Some(title) = member.styled.as_ref().filter(|_| single) else { continue };
            member.name = format!("{title} {}", member.name);
            self.by_name.entry(key(&member.name)).or_insert(index);
        }
    }

    /// Sorts what was seen, and lists it by description.
    fn close(&mut self) {
        for (index, member) in self.members.iter_mut().enumerate() {
            member.seen.sort_by_key(|seen| seen.at);
            member.seen.dedup_by_key(|seen| seen.at);
            if let Some(age) = member.age {
                member.tags.push(format!("#{age}"));
            }
            for tag in &member.tags {
                let list = self.timeline.entry(tag.clone()).or_default();
                list.extend(member.seen.iter().map(|seen| (*seen, index)));
            }
        }
        for list in self.timeline.values_mut() {
            list.sort_by_key(|(seen, index)| (seen.at, *index));
            list.dedup();
        }
    }

    /// Number of the member that a full or short name leads to, preferring one named before byte `at`.
    pub(super) fn index(&self, name: &str, at: usize) -> Option<usize> {
        let key = key(name);
        if let Some(&index) = self.by_name.get(&key) {
            return Some(index);
        }
        let candidates = self.by_part.get(&key)?;
        let last_before = |index: &&usize| {
            let member = self.members.get(**index)?;
            member.before(at).next().map(|seen| seen.at)
        };
        candidates
            .iter()
            .take(8)
            .filter(|index| last_before(index).is_some())
            .max_by_key(last_before)
            .or_else(|| candidates.first())
            .copied()
    }

    /// The member that a full or short name leads to, preferring one named before byte `at`.
    pub(crate) fn find(&self, name: &str, at: usize) -> Option<&Member> {
        self.members.get(self.index(name, at)?)
    }

    /// "Mrs Sharrock", where the last name leads to Mr Sharrock: the other of that name, if her gender is the one told.
    pub(super) fn relative(&self, name: &str, gender: Gender, at: usize) -> Option<&Member> {
        let short = key(name);
        let first = self.find(name, at)?;
        if short.contains(' ') || first.gender.is_none_or(|told| told == gender) {
            return None;
        }
        let others = self.by_part.get(&short)?.iter().filter_map(|index| self.members.get(*index));
        others.into_iter().find(|other| is_tail(&short, &other.name) && other.gender == Some(gender))
    }

    /// Who a description fits, the nearest before byte `at` first, then those after it; no more than a few.
    pub(super) fn fitting<'c>(
        &'c self,
        tag: &str,
        at: usize,
    ) -> impl Iterator<Item = (&'c Seen, usize)> + use<'c> {
        const BACK: usize = 80;
        const ON: usize = 12;
        let list = self.timeline.get(tag).map(Vec::as_slice).unwrap_or_default();
        let place = list.partition_point(|(seen, _)| seen.at < at);
        let (before, after) = list.split_at(place);
        let all = before.iter().rev().take(BACK).chain(after.iter().take(ON));
        all.map(|(seen, index)| (seen, *index))
    }
}

impl Member {
    /// Where it is named before byte `at`, the nearest first.
    pub(crate) fn before(&self, at: usize) -> impl Iterator<Item = &Seen> {
        let end = self.seen.partition_point(|seen| seen.at < at);
        self.seen.get(..end).unwrap_or_default().iter().rev()
    }
}

/// A name as it is looked up: small letters, straight apostrophes, no article.
pub(super) fn key(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    lower.strip_prefix("the ").map_or(lower.clone(), str::to_owned)
}

fn is_tail(key: &str, name: &str) -> bool {
    self::key(name).strip_suffix(key).is_some_and(|rest| rest.ends_with([' ', '-']))
}

/// The tag of a class of bodies.
pub(super) fn class_tag(class: &str) -> String {
    format!("#{class}")
}

/// Whether a name stands for a state, and which.
pub(super) fn state_named(cast: &Cast, name: &str) -> Option<(String, bool)> {
    let known = lexicon::state(name).or_else(|| lexicon::state(&format!("the {name}")));
    if let Some(state) = known.filter(|state| state.by != StateWord::Demonym || names::is_acronym(name)) {
        return Some((state.name.to_owned(), state.by == StateWord::Metonym));
    }
    cast.capitals.get(&key(name)).map(|state| (state.clone(), true))
}
