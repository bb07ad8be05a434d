//! Rulings as pages show them.

use onrecord_model::{Ruling, Thread};

use super::view::{Link, When, thread_page};
use crate::{
    escape::{line, name},
    record::Record,
    words::count,
};

/// A ruling on the page of its thread.
pub(crate) struct RulingView {
    pub(crate) id: String,
    pub(crate) verdict: String,
    pub(crate) by: String,
    pub(crate) made: When,
    /// The claim it is about, where it names one.
    pub(crate) about: Option<Link>,
    pub(crate) reasons: String,
    pub(crate) evidence: Vec<Link>,
    /// The ruling that took its place.
    pub(crate) superseded: Option<Link>,
    /// The ruling whose place it took.
    pub(crate) supersedes: Option<Link>,
    /// What its maker could not know.
    pub(crate) since: Vec<String>,
}

impl RulingView {
    pub(crate) fn of(record: &Record<'_>, thread: &Thread, ruling: &Ruling) -> Self {
        let number = |id: &onrecord_model::ClaimId| thread.claims.iter().position(|claim| claim.id == *id);
        let about = ruling.claim.as_ref().map(|id| match number(id) {
            Some(at) => Link::inside(format!("#{}", name(id.as_str())), &format!("claim {}", at + 1)),
            None => Link::words(id.as_str()),
        });
        let here =
            |id: &onrecord_model::RulingId, text| Link::inside(format!("#{}", name(id.as_str())), text);
        Self {
            id: name(ruling.id.as_str()).into_owned(),
            verdict: line(&ruling.verdict),
            by: line(&ruling.by),
            made: When::of(&ruling.made),
            about,
            reasons: line(&ruling.reasons),
            evidence: ruling.evidence.iter().map(|url| Link::outside(url)).collect(),
            superseded: record.rulings.superseded_by(&ruling.id).map(|later| here(later, "a later ruling")),
            supersedes: ruling.supersedes.as_ref().map(|earlier| here(earlier, "an earlier ruling")),
            since: since(record, thread, ruling).iter().map(|says| line(says)).collect(),
        }
    }
}

/// What happened to a thread after a ruling on it was made.
pub(crate) fn since(record: &Record<'_>, thread: &Thread, ruling: &Ruling) -> Vec<String> {
    let called = |id: &onrecord_model::ClaimId| {
        let at = thread.claims.iter().position(|claim| claim.id == *id);
        at.map_or_else(|| id.to_string(), |at| (at + 1).to_string())
    };
    let outdated = record.rulings.outdated_by(ruling, &record.changes);
    let mut since: Vec<String> = outdated
        .map(|change| {
            format!("This ruling was made before claim {} changed. {}", called(&change.was), change.says)
        })
        .collect();
    let joined =
        thread.claims.iter().filter(|claim| !ruling.claims.iter().any(|seen| seen.id == claim.id)).count();
    if joined > 0 {
        since.push(format!("{} joined this thread after the ruling was made.", count(joined, "claim")));
    }
    since
}

/// A ruling in the list on the first page.
pub(crate) struct RulingRow {
    pub(crate) verdict: String,
    pub(crate) by: String,
    pub(crate) made: When,
    pub(crate) thread: Link,
}

impl RulingRow {
    /// Every ruling that stands, in the order of recording.
    pub(crate) fn all(record: &Record<'_>) -> Vec<Self> {
        let row = |ruling: &Ruling, thread| Self {
            verdict: line(&ruling.verdict),
            by: line(&ruling.by),
            made: When::of(&ruling.made),
            thread,
        };
        let mut rows = Vec::new();
        for thread in &record.threads {
            let place = |ruling: &Ruling| format!("{}#{}", thread_page(thread), name(ruling.id.as_str()));
            rows.extend(
                record.standing(thread).map(|ruling| row(ruling, Link::inside(place(ruling), &thread.title))),
            );
        }
        let adrift = record.rulings.adrift();
        let adrift = adrift.filter(|ruling| record.rulings.superseded_by(&ruling.id).is_none());
        rows.extend(adrift.map(|ruling| {
            row(ruling, Link::words(&format!("{} (no longer a thread of this record)", ruling.title)))
        }));
        rows
    }
}
