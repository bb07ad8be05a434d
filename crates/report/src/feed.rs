//! What happened in the record, as an Atom feed (RFC 4287): threads that are new or grew, figures that contradict, are
//! denied or were updated, pages that were changed, and rulings.
//!
//! The feed tells what the record holds, dated by when it was published or ruled, and not when a run came by it. So the
//! same record gives the same bytes, and a reader's program, which knows what it has shown, finds what is new.

use std::fmt::Write as _;

use jiff::Timestamp;
use onrecord_model::{
    ClaimId, ClaimRef, Digest, FindingKind, Moment, Relation, RelationKind, Ruling, Thread,
};
use onrecord_store::Change;

use crate::{
    Options, ReportError,
    escape::{html, line, name},
    output::Output,
    record::{Record, outlet_name, speaker_name},
    site::{article_page, thread_page},
    words::{self, count},
};

pub(crate) const FILE: &str = "feed.xml";

/// How many entries the feed has at most, the newest.
const ENTRIES: usize = 200;

/// One thing that happened.
struct Entry {
    /// What makes it this one, as long as it is the same.
    key: String,
    /// When; none where nothing that it speaks of is dated.
    at: Option<Timestamp>,
    /// What kind of thing.
    term: &'static str,
    title: String,
    says: String,
    /// Its place in the report.
    place: String,
}

pub(crate) fn write(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    let mut entries: Vec<Entry> = Vec::new();
    for thread in record.threads.iter().filter(|thread| record.is_worth_telling(thread)) {
        entries.push(grown(thread));
        entries.extend(thread.relations.iter().filter_map(|relation| related(thread, relation)));
        entries.extend(record.rulings.on(&thread.id).map(|ruling| ruled(thread, ruling)));
    }
    for change in record.changes.all() {
        entries.extend(changed(record, change)?);
    }
    // What has no date is not news: it comes last.
    entries.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.key.cmp(&b.key)));
    entries.truncate(ENTRIES);
    output.write(FILE, &feed(&entries, options))
}

/// A thread with its latest claim: the entry is renewed whenever the thread grows.
fn grown(thread: &Thread) -> Entry {
    let latest = thread.claims.iter().max_by_key(|claim| (claim.published.clone(), claim.id.clone()));
    // What could not be compared or checked is no news.
    let silent = [FindingKind::NotComparable, FindingKind::NotChecked];
    let findings = thread.findings.iter().filter(|finding| !silent.contains(&finding.kind));
    let findings = findings.map(|finding| line(&finding.says));
    let mut says = vec![format!("{}.", count(thread.claims.len(), "claim"))];
    says.extend(latest.map(|claim| format!("The latest: {}.", told(claim))));
    says.extend(findings);
    Entry {
        key: format!("thread {}", thread.id),
        at: latest.and_then(|claim| at(claim.published.as_ref())),
        term: "thread",
        title: line(&thread.title),
        says: says.join(" "),
        place: thread_page(thread),
    }
}

/// A relation worth an entry of its own.
fn related(thread: &Thread, relation: &Relation) -> Option<Entry> {
    let term = match relation.kind {
        RelationKind::Contradicts => "contradiction",
        RelationKind::Denies => "denial",
        RelationKind::Updates => "update",
        RelationKind::Repeats | RelationKind::Agrees => return None,
    };
    let claim = |id: &ClaimId| thread.claims.iter().find(|claim| claim.id == *id);
    let (from, to) = (claim(&relation.from)?, claim(&relation.to)?);
    let does = words::relation(relation.kind);
    let what = if who(from) == who(to) {
        format!("{} {does} its own figure", who(from))
    } else {
        format!("{} {does} {}", who(from), who(to))
    };
    Some(Entry {
        key: format!("{term} {} {} {}", thread.id, relation.from, relation.to),
        at: at(from.published.as_ref()).max(at(to.published.as_ref())),
        term,
        title: format!("{what}: {}", line(&thread.title)),
        says: format!("{}. {}. {}.", line(relation.why.trim_end_matches('.')), told(from), told(to)),
        place: format!("{}#{}", thread_page(thread), name(from.id.as_str())),
    })
}

fn ruled(thread: &Thread, ruling: &Ruling) -> Entry {
    Entry {
        key: format!("ruling {}", ruling.id),
        at: at(Some(&ruling.made)),
        term: "ruling",
        title: format!("{} ruled “{}”: {}", line(&ruling.by), line(&ruling.verdict), line(&thread.title)),
        says: line(&ruling.reasons),
        place: format!("{}#{}", thread_page(thread), name(ruling.id.as_str())),
    }
}

fn changed(record: &Record<'_>, change: &Change) -> Result<Option<Entry>, ReportError> {
    let Some(was) = record.store.claim(&change.was)? else { return Ok(None) };
    let source = record.card(&change.after).map(|card| &card.source);
    let dated = source.and_then(|source| source.modified.as_ref().or(source.published.as_ref()));
    let outlet = outlet_name(was.source.outlet.as_deref(), &was.source.url);
    Ok(Some(Entry {
        key: format!("change {} {}", change.was, change.after),
        at: at(dated),
        term: "correction",
        title: format!("{} changed its page: {}", line(&outlet), line(crate::record::title(&was.source))),
        says: line(&change.says),
        place: article_page(&change.after),
    }))
}

fn at(moment: Option<&Moment>) -> Option<Timestamp> {
    moment.map(Moment::instant)
}

fn who(claim: &ClaimRef) -> String {
    line(&speaker_name(claim.speaker.as_deref(), &outlet_name(claim.outlet.as_deref(), &claim.url)))
}

fn told(claim: &ClaimRef) -> String {
    let outlet = outlet_name(claim.outlet.as_deref(), &claim.url);
    let does = words::stance(claim.stance, false);
    format!("{} {does}: “{}” ({})", who(claim), line(&claim.content), line(&outlet))
}

fn feed(entries: &[Entry], options: &Options) -> String {
    let updated = entries.iter().filter_map(|entry| entry.at).max().unwrap_or_default();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
    );
    element(&mut out, "id", &uuid(&format!("feed {}", options.title)));
    element(&mut out, "title", &line(&options.title));
    element(&mut out, "updated", &updated.to_string());
    let author = format!("onrecord {}", options.version);
    out.push_str("<author>");
    element(&mut out, "name", &author);
    out.push_str("</author>\n");
    if options.url.is_some() {
        link(&mut out, "self", &options.address(FILE));
    }
    link(&mut out, "alternate", &options.address("index.html"));
    for entry in entries {
        out.push_str("<entry>\n");
        element(&mut out, "id", &uuid(&format!("{} {}", options.title, entry.key)));
        element(&mut out, "title", &entry.title);
        element(&mut out, "updated", &entry.at.unwrap_or_default().to_string());
        writeln!(out, "<category term=\"{}\"/>", entry.term).ok();
        link(&mut out, "alternate", &options.address(&entry.place));
        element(&mut out, "summary", &entry.says);
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

fn element(out: &mut String, tag: &str, text: &str) {
    write!(out, "<{tag}>").ok();
    // Two characters that XML 1.0 has no place for.
    html(&text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"), out);
    writeln!(out, "</{tag}>").ok();
}

fn link(out: &mut String, rel: &str, address: &str) {
    write!(out, "<link rel=\"{rel}\" href=\"").ok();
    html(address, out);
    out.push_str("\"/>\n");
}

/// A UUID of version 8 (RFC 9562) that `key` alone gives.
fn uuid(key: &str) -> String {
    let digest = Digest::of(key.as_bytes());
    let hex = |range: std::ops::Range<usize>| digest.as_str().get(range).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", hex(0..8), hex(8..12), hex(13..16), hex(17..20), hex(20..32))
}
