//! Whom a pronoun stands for: who is near, subject, not quoted, spoke last (after Lappin and Leass 1994, without a
//! parser).

use std::{cmp::Reverse, collections::BTreeMap};

use onrecord_model::{Speaker, SpeakerKind};

use super::cast::{BODY, Cast, Member, PERSON, Seen};
use crate::lexicon::Gender;

/// Where a pronoun stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its first byte.
    pub at: usize,
    /// Running number of its sentence.
    pub sentence: usize,
    /// Whether it stands inside what somebody else says.
    pub nested: bool,
    /// Whether what stands before it in its sentence is what it says: "NAME was late, she said".
    pub behind: bool,
}

/// Sentences within which a pronoun may look back.
const REACH: usize = 12;

/// How near a name is to a pronoun, and how prominent.
fn prominence(seen: &Seen, place: Place) -> i32 {
    let away = i32::try_from(place.sentence.saturating_sub(seen.sentence)).unwrap_or(i32::MAX / 64);
    let owner = if seen.owner { 14 } else { 0 };
    let told = place.behind && seen.sentence == place.sentence;
    let quoted = if seen.quoted || told { 40 } else { 0 };
    100 - 15 * away + if seen.subject { 20 } else { 0 } - owner - quoted
}

/// Points for having spoken just before.
fn spoke(last: Option<(usize, &Speaker)>, member: &Member, place: Place) -> i32 {
    let Some((when, _)) = last.filter(|(_, speaker)| speaker.name.as_deref() == Some(member.name.as_str()))
    else {
        return 0;
    };
    let away = i32::try_from(place.sentence.saturating_sub(when)).unwrap_or(1000);
    (16 - 4 * away).max(0)
}

/// The best of those in `cast` with `tag` that `fits`, with points; the first named of two that are equal.
fn best<'c>(
    cast: &'c Cast,
    tag: &str,
    place: Place,
    spoke: &[(usize, Seen)],
    points: impl Fn(&Member, &Seen) -> Option<i32>,
) -> Vec<(i32, &'c Member)> {
    let mut found: BTreeMap<usize, i32> = BTreeMap::new();
    for (index, seen) in spoke {
        let Some(points) = cast.members.get(*index).and_then(|member| points(member, seen)) else { continue };
        let best = found.entry(*index).or_insert(points);
        *best = points.max(*best);
    }
    for (seen, index) in cast.fitting(tag, place.at).take_while(|(seen, _)| seen.at < place.at) {
        if seen.sentence + REACH < place.sentence {
            break;
        }
        let Some(points) = cast.members.get(index).and_then(|member| points(member, seen)) else { continue };
        let best = found.entry(index).or_insert(points);
        *best = points.max(*best);
    }
    let mut found: Vec<(i32, &Member)> =
        found.into_iter().filter_map(|(index, points)| Some((points, cast.members.get(index)?))).collect();
    found.sort_by_key(|(points, member)| (Reverse(*points), member.seen.first().map(|seen| seen.at)));
    found
}

/// Whom a pronoun or description looks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'s> {
    /// Of this gender.
    pub gender: Option<Gender>,
    /// Who spoke last, and when.
    pub last: Option<(usize, &'s Speaker)>,
    /// People taken up by a pronoun or description, with where.
    pub spoken: &'s [(usize, Seen)],
    /// The one who tells of it, a last resort.
    pub outer: Option<&'s Speaker>,
    /// Gender that pronouns have told of people, by name.
    pub learned: &'s BTreeMap<String, Gender>,
}

/// The people before a place whom he or she can be, the most salient first: named or taken up by a pronoun or description.
pub(super) fn people<'c>(cast: &'c Cast, place: Place, sought: &Sought<'_>) -> Vec<&'c Member> {
    let gender = sought.gender;
    let points = |member: &Member, seen: &Seen| {
        let theirs = member.gender.or_else(|| sought.learned.get(&member.name).copied());
        let fits = gender.is_none() || theirs.is_none() || theirs == gender;
        let sure = if gender.is_some() && theirs.is_some() { 8 } else { 0 };
        let outer = sought.outer.is_some_and(|outer| outer.name.as_deref() == Some(member.name.as_str()));
        let quoted = if seen.quoted && place.nested { 40 } else { 0 };
        fits.then(|| {
            prominence(seen, place) + quoted + sure + spoke(sought.last, member, place)
                - if outer { 30 } else { 0 }
        })
    };
    best(cast, PERSON, place, sought.spoken, points).into_iter().map(|(_, member)| member).collect()
}

/// It: the most salient body before it; nobody where two fit alike.
pub(super) fn body<'c>(cast: &'c Cast, place: Place, last: Option<(usize, &Speaker)>) -> Option<&'c Member> {
    const ALIKE: i32 = 2;
    let points = |member: &Member, seen: &Seen| {
        let state = member.tags.iter().any(|tag| tag == "state") && !seen.subject;
        let document = member.kind == SpeakerKind::Unknown;
        (!document).then(|| prominence(seen, place) + spoke(last, member, place) - if state { 12 } else { 0 })
    };
    let found = best(cast, BODY, place, &[], points);
    let (first, member) = found.first()?;
    let rival = found.get(1).is_some_and(|(second, _)| second + ALIKE >= *first);
    (*first > 55 && !rival).then_some(member)
}
