//! Sightings of the same words: what they are by all that stands around them, and by which short forms they are called.

use std::collections::BTreeMap;

use onrecord_model::SpeakerKind;

use super::{
    cast::{Seen, class_tag, key},
    evidence::{self, Evidence},
    gather::Sighting,
    names::{self, What},
    nouns::{self, Body},
};
use crate::{
    features::Paragraph,
    lexicon::{self, Gender, Pos, StateWord},
};

/// Sightings of the same words.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Its words.
    pub text: String,
    /// What it names, as far as its words tell.
    pub what: What,
    /// What stands around it, everywhere.
    pub evidence: Evidence,
    /// Where it stands.
    pub seen: Vec<Seen>,
    /// It stands with a capital where small letters are usual.
    pub sure: bool,
}

/// Adds a sighting to those of the same words.
pub(super) fn enter(clusters: &mut BTreeMap<String, Cluster>, key: String, sighting: Sighting) {
    let fresh = || Cluster {
        text: sighting.text.clone(),
        what: sighting.what,
        evidence: Evidence::default(),
        seen: Vec::new(),
        sure: false,
    };
    let cluster = clusters.entry(key).or_insert_with(fresh);
    if cluster.what == What::Open {
        cluster.what = sighting.what;
    }
    if !names::is_acronym(&sighting.text) && names::is_acronym(&cluster.text) && cluster.text.contains(' ') {
        cluster.text = sighting.text;
    }
    cluster.sure |= sighting.sure;
    cluster.evidence.add(sighting.evidence);
    cluster.seen.extend(sighting.seen);
}

/// What is told of a last name alone tells of the full name too, and what is told of the first word alone.
pub(super) fn share(order: &[String], clusters: &mut BTreeMap<String, Cluster>) {
    for key in order {
        let Some((first, rest)) = key.split_once(' ') else { continue };
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let open = clusters.get(key).is_some_and(|cluster| cluster.what == What::Open);
        if !open {
            continue;
        }
        let told = |word: &str| {
            let cluster =
                clusters.get(word).filter(|cluster| matches!(cluster.what, What::Open | What::Person))?;
            let sure = if cluster.what == What::Person { 3 } else { 0 };
            Some((cluster.evidence.person + sure, cluster.evidence.body, cluster.evidence.he))
        };
        let (by_last, by_first) = (told(last), told(first));
        let Some(cluster) = clusters.get_mut(key) else { continue };
        if let Some((person, body, he)) = by_last {
            cluster.evidence.person += person + 1;
            cluster.evidence.body += body;
            cluster.evidence.he += he;
        } else if let Some((person, body, _)) = by_first {
            cluster.evidence.person += person;
            cluster.evidence.body += body + 1;
        }
    }
}

/// What a cluster is, and by what name; `None` where it is nobody who can speak.
pub(super) fn kind(cluster: &Cluster) -> Option<(SpeakerKind, String)> {
    let told = &cluster.evidence;
    let name = || cluster.text.clone();
    let several = cluster.text.contains(' ');
    let owned = |kind: SpeakerKind, class: &str| {
        let state_work = matches!(class, "agency" | "group" | "police" | "army" | "company");
        if told.owned && state_work && class != "company" { SpeakerKind::Government } else { kind }
    };
    match cluster.what {
        What::State(state) => Some((SpeakerKind::Government, state.name.to_owned())),
        What::Person => Some((SpeakerKind::Person, name())),
        What::Body(body) => Some((owned(body.kind, body.class), name())),
        What::Document => Some((SpeakerKind::Unknown, name())),
        What::Place => None,
        What::Open => {
            let body = told.body + if is_named_by_phrase(&cluster.text) { 4 } else { 0 };
            let body = body + if told.articled && (told.speaks || told.body > 0) { 2 } else { 0 };
            let first = lexicon::is_first_name(cluster.text.split(' ').next().unwrap_or_default());
            let followed = told.speaks || several && told.he.abs() >= 2;
            let pronouns = if followed { told.he.abs().min(2) } else { 0 };
            let person = told.person + pronouns + if first { 2 } else { 0 };
            let state = told.state >= 2 && told.state + told.place >= person.max(body);
            let spoken = told.speaks && (cluster.sure || several || told.person + body > 0);
            if state && !several || told.state >= 3 {
                return Some((SpeakerKind::Government, name()));
            }
            if body > 0 && body >= person && body >= told.place {
                return Some((
                    told.sort.map_or(SpeakerKind::Organization, |body| owned(body.kind, body.class)),
                    name(),
                ));
            }
            if person > 0 && (several || first || person > body) && person >= told.place {
                return Some((SpeakerKind::Person, name()));
            }
            if told.place > 0 {
                return None;
            }
            match (spoken, several) {
                (true, true) => Some((SpeakerKind::Person, name())),
                (true, false) => Some((SpeakerKind::Organization, name())),
                _ => None,
            }
        }
    }
}

/// "Reporters Beyond Walls", "Friends of the Arle": several people or a capital preposition, as bodies call themselves.
fn is_named_by_phrase(name: &str) -> bool {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default().to_lowercase();
    let people = nouns::singular(&first).is_some_and(|one| nouns::noun(&one).person);
    let inner = |word: &str| {
        let lower = word.to_lowercase();
        word.starts_with(char::is_uppercase) && lexicon::pos(&lower, &lower) == Pos::Preposition
    };
    words.clone().next().is_some() && (people || words.any(inner))
}

/// The forms by which a name may be called for short: its last words, its first ones, its initials, a given acronym.
pub(super) fn parts(name: &str, kind: SpeakerKind, acronym: Option<&str>) -> Vec<String> {
    const SMALL: &[&str] = &["of", "the", "for", "and", "&", "de", "in", "on"];
    let name = key(name);
    let all: Vec<&str> = name.split(' ').collect();
    let mut found: Vec<String> = (1..all.len())
        .filter(|&from| {
            kind == SpeakerKind::Person || all.iter().take(from).all(|word| !matches!(*word, "of" | "for"))
        })
        .filter_map(|from| Some(all.get(from..)?.join(" ")))
        .collect();
    if kind == SpeakerKind::Person {
        let single = all.iter().rev().skip(1).rev().filter(|word| word.chars().count() > 2);
        found.extend(single.map(|word| (*word).to_owned()));
        found.extend(all.first().map(|first| (*first).to_owned()));
        if let [first, .., last] = all.as_slice()
            && all.len() > 2
        {
            found.push(format!("{first} {last}"));
        }
    } else {
        let whole = |to: &usize| all.get(to - 1).is_some_and(|word| !word.ends_with("'s"));
        found.extend((1..all.len()).filter(whole).filter_map(|to| Some(all.get(..to)?.join(" "))));
        let initials = |skip: &[&str]| -> String {
            let words = all.iter().filter(|word| !skip.contains(word)).flat_map(|word| word.split('-'));
            words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).collect()
        };
        found.extend([initials(SMALL), initials(&[])].into_iter().filter(|short| short.chars().count() > 1));
        found.extend(acronym.map(key));
    }
    found.retain(|part| part.chars().count() > 1 && !SMALL.contains(&part.as_str()));
    found
}

/// The state that a body belongs to by its name: "Russia’s defence ministry", "Bank of Finland"; a state belongs to itself.
pub(super) fn state_of_body(name: &str) -> Option<&'static str> {
    let plain = name.replace('’', "'");
    let known = |words: &str| lexicon::state(words).filter(|state| state.by != StateWord::Metonym);
    let owner = plain.split_once("'s ").and_then(|(owner, _)| known(owner));
    let mut words = plain.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let start = || known(&format!("{first} {second}")).or_else(|| known(first));
    let end = || plain.rsplit_once(" of ").and_then(|(_, place)| known(place));
    known(&plain).or(owner).or_else(start).or_else(end).map(|state| state.name)
}

/// The gender that the first name tells.
pub(super) fn gender_of_name(name: &str) -> Option<Gender> {
    let mut words = name.split(' ').filter(|word| !word.ends_with('.'));
    let first = words.next()?;
    lexicon::first_name(first).or_else(|| lexicon::first_name(first.split('-').next()?))
}

/// By what a body can be called: its head nouns and its class.
pub(super) fn tags_of_body(name: &str, cluster: &Cluster) -> Vec<String> {
    let mut tags = Vec::new();
    let state =
        matches!(cluster.what, What::State(_)) || cluster.what == What::Open && cluster.evidence.state >= 2;
    if state {
        tags.extend(["state", "country"].map(str::to_owned));
    }
    for word in name.to_lowercase().split(' ') {
        let noun = nouns::noun(word);
        if noun.body.is_some() || matches!(word, "staff" | "survey") {
            tags.push(word.to_owned());
        }
    }
    // "Solar Partners" is a company, "Financial Regulator" none.
    let ending = name.to_lowercase().split(' ').next_back().map(nouns::noun).unwrap_or_default();
    let told = ending.body.is_some() || cluster.evidence.sort.is_none_or(|sort| sort.class == "company");
    tags.extend(ending.ending.filter(|_| told).map(class_tag));
    let sort: Option<Body> = match cluster.what {
        // "The charity Hands United": what it is told to be, rather than what its last word may tell.
        What::Body(_) if !told => cluster.evidence.sort,
        What::Body(body) => Some(body),
        _ => cluster.evidence.sort,
    };
    tags.push(sort.map_or_else(
        || if state { class_tag("state") } else { class_tag("any") },
        |body| class_tag(body.class),
    ));
    tags
}

/// What stands around a name that is in nobody's cast.
pub(super) fn kind_alone(paragraph: &Paragraph<'_>, name: &names::Name) -> SpeakerKind {
    let evidence = evidence::around(paragraph, name);
    let text = names::words(&paragraph.tokens, name.words.clone());
    let cluster = Cluster { text, what: name.what, evidence, seen: Vec::new(), sure: true };
    kind(&cluster).map_or(SpeakerKind::Organization, |(kind, _)| kind)
}
