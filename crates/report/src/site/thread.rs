//! One page for each thread.

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
};

use askama::Template;
use onrecord_model::{
    ArticleId, Claim, ClaimId, ClaimRef, Quantity, Relation, RelationKind, Slot, Source, Thread,
};
use onrecord_store::FiledClaim;

use super::figures::{self, FigureRow};
use super::ruling::RulingView;
use super::view::{
    EvidenceView, Fact, FindingView, Flag, Frame, Link, Links, When, article_page, claim_place, flags,
    original, shown, thread_page,
};
use crate::{
    Options, ReportError,
    escape::{line, name, text_fragment},
    output::Output,
    quote::{Piece, pieces, pieces_of},
    record::{Record, outlet, outlet_name, speaker, speaker_name, title},
    words::{self, count},
};

#[derive(Template)]
#[template(path = "thread.html")]
struct ThreadPage<'a> {
    frame: Frame<'a>,
    title: String,
    flags: Vec<Flag>,
    summary: String,
    slot: Vec<Fact>,
    untold: Option<String>,
    findings: Vec<FindingView>,
    rulings: Vec<RulingView>,
    figures: Vec<FigureRow>,
    claims: Vec<ClaimView>,
    relations: Vec<RelationView>,
    more_relations: Vec<RelationView>,
    more_label: String,
    origins: Vec<OriginView>,
    origins_line: String,
}

struct ClaimView {
    id: String,
    speaker: String,
    resolved: String,
    stance: String,
    denial: bool,
    quote: Vec<Piece>,
    opposed: Vec<Opposed>,
    /// What was found on it alone.
    findings: Vec<FindingView>,
    /// What became of it where its page was changed after it was read.
    changed: Option<String>,
    outlet: String,
    published: Option<When>,
    origin: Option<usize>,
    href: String,
    original: Option<String>,
    url: String,
}

/// A claim that stands against this one.
struct Opposed {
    label: &'static str,
    id: String,
    n: usize,
}

struct RelationView {
    from: Place,
    verb: &'static str,
    to: Place,
    why: String,
    strong: bool,
}

/// A claim of this page.
struct Place {
    id: String,
    text: String,
}

struct OriginView {
    id: String,
    why: String,
    articles: Vec<Link>,
}

pub(super) fn write(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    for thread in &record.threads {
        let page = view(record, thread, options)?;
        super::page(&thread_page(thread), &page, output)?;
    }
    Ok(())
}

fn view<'a>(
    record: &'a Record<'a>,
    thread: &'a Thread,
    options: &'a Options,
) -> Result<ThreadPage<'a>, ReportError> {
    let links = Links::of_thread(record, thread);
    let numbers = thread.claims.iter().enumerate().map(|(at, claim)| (&claim.id, at + 1)).collect();
    let origin_of = thread.origins.iter().enumerate();
    let origin_of = origin_of.flat_map(|(at, origin)| origin.articles.iter().map(move |id| (id, at + 1)));
    let builder = Builder { record, thread, numbers, origin_of: origin_of.collect() };
    let claims = thread.claims.iter().map(|claim| builder.claim(claim, &links)).collect::<Result<_, _>>()?;
    let (relations, more_relations): (Vec<_>, Vec<_>) =
        builder.relations(&links)?.into_iter().partition(|relation| relation.strong);
    let (slot, untold) = slot(&thread.slot);
    Ok(ThreadPage {
        frame: Frame::below(options, &line(&thread.title)),
        title: line(&thread.title),
        flags: flags(record, thread),
        summary: summary(thread),
        slot,
        untold,
        findings: thread.findings.iter().map(|one| links.finding(one)).collect::<Result<_, _>>()?,
        rulings: record.rulings.on(&thread.id).map(|one| RulingView::of(record, thread, one)).collect(),
        figures: figures::rows(thread),
        claims,
        more_label: format!(
            "{}: what agrees, repeats or updates",
            count(more_relations.len(), "more relation")
        ),
        relations,
        more_relations,
        origins: builder.origins(),
        origins_line: format!("{}.", from_origins(thread)),
    })
}

/// `5 articles, 2 origins`.
fn from_origins(thread: &Thread) -> String {
    let articles: BTreeSet<&ArticleId> = thread.claims.iter().map(|claim| &claim.article).collect();
    let articles = count(articles.len(), "article");
    match thread.origins.len() {
        0 => articles, // not grouped
        origins => format!("{articles}, {}", count(origins, "origin")),
    }
}

/// `7 claims of 3 speakers in 4 outlets: 5 articles, 2 origins.`
fn summary(thread: &Thread) -> String {
    let speakers: BTreeSet<&str> =
        thread.claims.iter().filter_map(|claim| claim.speaker.as_deref()).collect();
    let outlets: BTreeSet<String> =
        thread.claims.iter().map(|claim| outlet_name(claim.outlet.as_deref(), &claim.url)).collect();
    let mut out = count(thread.claims.len(), "claim");
    if !speakers.is_empty() {
        write!(out, " of {}", count(speakers.len(), "speaker")).ok();
    }
    format!("{out} in {}: {}.", count(outlets.len(), "outlet"), from_origins(thread))
}

/// What the claims speak about, and which parts of it they do not tell.
fn slot(slot: &Slot) -> (Vec<Fact>, Option<String>) {
    let unit = slot.unit.as_deref().map(|unit| if unit == "count" { "a count" } else { unit });
    let days = words::days(slot.from, slot.to);
    let parts = [
        ("Who did it or has it", "who", slot.actor.as_deref()),
        ("What was done or is measured", "what was done", slot.predicate.as_deref()),
        ("Of what", "of what", slot.object.as_deref()),
        ("Measured in", "the measure", unit),
        ("Where", "the place", slot.place.as_deref()),
        ("When", "the time", days.as_deref()),
    ];
    let facts = parts.iter().filter_map(|(label, _, text)| Some(Fact::new(label, (*text)?))).collect();
    let untold: Vec<&str> = parts.iter().filter(|part| part.2.is_none()).map(|part| part.1).collect();
    (facts, (!untold.is_empty()).then(|| format!("Not told by its claims: {}.", untold.join(", "))))
}

struct Builder<'a> {
    record: &'a Record<'a>,
    thread: &'a Thread,
    numbers: HashMap<&'a ClaimId, usize>,
    origin_of: HashMap<&'a ArticleId, usize>,
}

impl Builder<'_> {
    fn claim(&self, claim: &ClaimRef, links: &Links<'_>) -> Result<ClaimView, ReportError> {
        let found = self.record.found_on(&claim.id, self.thread);
        let view = match self.record.store.claim(&claim.id)? {
            Some(FiledClaim { claim: filed, source, .. }) => full(claim, &filed, &source),
            None => bare(claim),
        };
        Ok(ClaimView {
            opposed: self.opposed(&claim.id),
            changed: self.record.changes.of(&claim.id).map(|change| line(&change.says)),
            findings: found.map(|one| links.finding(one)).collect::<Result<_, _>>()?,
            origin: self.origin_of.get(&claim.article).copied(),
            ..view
        })
    }

    fn opposed(&self, id: &ClaimId) -> Vec<Opposed> {
        let against = |relation: &Relation| {
            let (label, other) = match relation.kind {
                RelationKind::Denies if relation.from == *id => ("denies", &relation.to),
                RelationKind::Denies if relation.to == *id => ("denied by", &relation.from),
                RelationKind::Contradicts if relation.from == *id => ("contradicts", &relation.to),
                RelationKind::Contradicts if relation.to == *id => ("contradicted by", &relation.from),
                _ => return None,
            };
            let n = *self.numbers.get(other)?;
            Some(Opposed { label, id: name(other.as_str()).into_owned(), n })
        };
        self.thread.relations.iter().filter_map(against).collect()
    }

    fn relations(&self, links: &Links<'_>) -> Result<Vec<RelationView>, ReportError> {
        let place = |id: &ClaimId| -> Result<Place, ReportError> {
            Ok(Place { id: name(id.as_str()).into_owned(), text: links.claim(id)?.text })
        };
        let view = |relation: &Relation| -> Result<RelationView, ReportError> {
            Ok(RelationView {
                from: place(&relation.from)?,
                verb: words::relation(relation.kind),
                to: place(&relation.to)?,
                why: line(&relation.why),
                strong: matches!(relation.kind, RelationKind::Contradicts | RelationKind::Denies),
            })
        };
        self.thread.relations.iter().map(view).collect()
    }

    fn origins(&self) -> Vec<OriginView> {
        let article = |id: &ArticleId| {
            let text = match self.record.card(id) {
                Some(card) => format!("{}: {}", outlet(&card.source), title(&card.source)),
                None => id.to_string(),
            };
            Link::inside(format!("../{}", article_page(id)), &text)
        };
        let origins = self.thread.origins.iter();
        origins
            .map(|origin| OriginView {
                id: name(origin.id.as_str()).into_owned(),
                why: line(&origin.why),
                articles: origin.articles.iter().map(article).collect(),
            })
            .collect()
    }
}

/// A claim as the record has it.
fn full(thread: &ClaimRef, claim: &Claim, source: &Source) -> ClaimView {
    let by = claim.speaker.resolved_by;
    let resolved = match &claim.speaker.mention {
        Some(mention) if claim.speaker.name.as_deref() == Some(mention.text.as_str()) => String::new(),
        Some(mention) => format!("from “{}”, {}", mention.text, words::resolved(by)),
        None => String::new(),
    };
    let numbers: Vec<_> = thread.quantity.iter().map(|quantity: &Quantity| quantity.span).collect();
    ClaimView {
        speaker: line(&speaker(claim, source)),
        resolved: line(&resolved),
        stance: words::does(claim),
        denial: words::is_denial(claim.stance, claim.negated),
        quote: shown(pieces(&claim.content, &numbers)),
        original: original(claim, source),
        ..bare(thread)
    }
}

/// A claim of which only the thread tells.
fn bare(claim: &ClaimRef) -> ClaimView {
    let outlet = outlet_name(claim.outlet.as_deref(), &claim.url);
    ClaimView {
        id: name(claim.id.as_str()).into_owned(),
        speaker: line(&speaker_name(claim.speaker.as_deref(), &outlet)),
        resolved: String::new(),
        stance: words::stance(claim.stance, false).to_owned(),
        denial: words::is_denial(claim.stance, false),
        quote: shown(pieces_of(claim)),
        opposed: Vec::new(),
        findings: Vec::new(),
        changed: None,
        outlet: line(&outlet),
        published: claim.published.as_ref().map(When::of),
        origin: None,
        href: format!("../{}", claim_place(&claim.article, &claim.id)),
        original: text_fragment(&claim.url, &[&claim.content]),
        url: line(&claim.url),
    }
}
