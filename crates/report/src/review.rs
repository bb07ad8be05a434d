//! Rulings as schema.org `ClaimReview` objects (<https://schema.org/ClaimReview>), in JSON-LD.
//!
//! Only what a person ruled gets here, and only while it stands. The rating is the person's own words
//! (`alternateName`): there is no `ratingValue`, for nothing here puts truth into numbers.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{ClaimId, ClaimRef, RelationKind, Ruling, SpeakerKind, Thread};
use serde_json::{Value, json};

use crate::{
    Options, ReportError,
    escape::{href, name},
    output::Output,
    record::{Record, address, title},
    site::thread_page,
};

const FILE: &str = "claimreview.jsonld";

/// Writes the rulings that stand; no file where there are none.
pub(crate) fn write(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    let mut reviews = Vec::new();
    for thread in &record.threads {
        for ruling in record.standing(thread) {
            reviews.push(review(record, ruling, Some(thread), options)?);
        }
    }
    let adrift = record.rulings.adrift().filter(|ruling| record.rulings.superseded_by(&ruling.id).is_none());
    for ruling in adrift {
        reviews.push(review(record, ruling, None, options)?);
    }
    if reviews.is_empty() {
        return Ok(());
    }
    let mut text = format!("{:#}", json!({"@context": "https://schema.org", "@graph": reviews}));
    text.push('\n');
    output.write(FILE, &text)
}

/// One ruling. Fields that nothing is known for are left out.
fn review(
    record: &Record<'_>,
    ruling: &Ruling,
    thread: Option<&Thread>,
    options: &Options,
) -> Result<Value, ReportError> {
    let claims = reviewed(ruling, thread);
    let mut review = json!({
        "@type": "ClaimReview",
        "claimReviewed": words(&claims, ruling),
        "datePublished": ruling.made,
        "author": {"@type": "Person", "name": ruling.by},
        "reviewBody": ruling.reasons,
        "reviewRating": {"@type": "Rating", "alternateName": ruling.verdict, "ratingExplanation": ruling.reasons},
        "itemReviewed": item(record, &claims)?,
    });
    if let Some(thread) = thread {
        let place = format!("{}#{}", thread_page(thread), name(ruling.id.as_str()));
        review["url"] = options.address(&place).into();
    }
    let evidence: Vec<String> = ruling.evidence.iter().filter_map(|url| href(url)).collect();
    if !evidence.is_empty() {
        review["citation"] = evidence.into();
    }
    Ok(review)
}

/// The claims that a ruling is on: the one it names with those that repeat it, or all that its maker saw.
fn reviewed<'a>(ruling: &'a Ruling, thread: Option<&Thread>) -> Vec<&'a ClaimRef> {
    let Some(claim) = &ruling.claim else { return ruling.claims.iter().collect() };
    let relations = thread.map(|thread| thread.relations.as_slice()).unwrap_or_default();
    let repeats = relations.iter().filter(|relation| relation.kind == RelationKind::Repeats);
    let first: BTreeMap<&ClaimId, &ClaimId> =
        repeats.map(|relation| (&relation.from, &relation.to)).collect();
    let root = |id| first.get(id).copied().unwrap_or(id);
    ruling.claims.iter().filter(|seen| root(&seen.id) == root(claim)).collect()
}

/// What is reviewed, in one line: the words of the claim, or what the thread is about where they are many.
fn words<'a>(claims: &[&'a ClaimRef], ruling: &'a Ruling) -> &'a str {
    let named = ruling.claim.as_ref().and_then(|id| claims.iter().find(|claim| claim.id == *id));
    match (named, claims) {
        (Some(claim), _) | (None, [claim]) => &claim.content,
        _ => &ruling.title,
    }
}

/// The `Claim`, with who made it where it was one, and where it appeared, first and then.
fn item(record: &Record<'_>, claims: &[&ClaimRef]) -> Result<Value, ReportError> {
    let mut item = json!({"@type": "Claim"});
    let speakers: BTreeSet<Option<&str>> = claims.iter().map(|claim| claim.speaker.as_deref()).collect();
    if let (1, Some(claim)) = (speakers.len(), claims.first()) {
        item["author"] = author(record, claim)?;
    }
    let mut by_day: Vec<&&ClaimRef> = claims.iter().collect();
    by_day.sort_by_key(|claim| (claim.published.is_none(), claim.published.clone(), claim.id.clone()));
    let mut seen = BTreeSet::new();
    by_day.retain(|claim| seen.insert(&claim.article));
    let appearances: Vec<Value> = by_day.iter().map(|claim| appearance(record, claim)).collect();
    if let Some(first) = by_day.first().and_then(|claim| claim.published.as_ref()) {
        item["datePublished"] = json!(first);
    }
    if let Some(first) = appearances.first() {
        item["firstAppearance"] = first.clone();
        item["appearance"] = appearances.into();
    }
    Ok(item)
}

/// Who made the claim, as a person or a body as far as the text tells.
fn author(record: &Record<'_>, claim: &ClaimRef) -> Result<Value, ReportError> {
    let kind = record.store.claim(&claim.id)?.map(|filed| filed.claim.speaker.kind);
    let kind = match kind.unwrap_or(SpeakerKind::Unknown) {
        SpeakerKind::Person | SpeakerKind::Anonymous => "Person",
        SpeakerKind::Organization | SpeakerKind::Government | SpeakerKind::Group | SpeakerKind::Outlet => {
            "Organization"
        }
        SpeakerKind::Unknown => "Thing",
    };
    let name = claim.speaker.as_deref().or(claim.outlet.as_deref()).unwrap_or(&claim.url);
    Ok(json!({"@type": kind, "name": name}))
}

fn appearance(record: &Record<'_>, claim: &ClaimRef) -> Value {
    let card = record.card(&claim.article);
    let mut work = json!({"@type": "NewsArticle"});
    let url = card.map_or(claim.url.as_str(), |card| address(&card.source));
    for (key, value) in [
        ("url", href(url)),
        ("headline", card.map(|card| title(&card.source).to_owned())),
        ("datePublished", claim.published.as_ref().map(ToString::to_string)),
    ] {
        if let Some(value) = value {
            work[key] = value.into();
        }
    }
    if let Some(outlet) = &claim.outlet {
        work["publisher"] = json!({"@type": "Organization", "name": outlet});
    }
    work
}
