//! One page for each article: what it is, its text with the claims marked, and each claim in detail.

use askama::Template;
use onrecord_model::{Article, Claim, Finding, Source, Span, Thread};

use super::view::{
    EvidenceView, Fact, FindingView, Frame, Link, Links, article_page, original, shown, thread_page,
};
use crate::{
    Options, ReportError,
    escape::{self, line, name},
    highlight,
    output::Output,
    quote::{Piece, pieces},
    record::{Record, address, outlet, same, speaker, title},
    words::{self, count},
};

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage<'a> {
    frame: Frame<'a>,
    title: String,
    facts: Vec<Fact>,
    address_label: &'static str,
    link: Link,
    language: Option<&'a str>,
    /// HTML, escaped by [`highlight`].
    text: String,
    claims_heading: String,
    claims: Vec<ClaimView>,
}

struct ClaimView {
    id: String,
    speaker: String,
    stance: String,
    denial: bool,
    quote: Vec<Piece>,
    /// HTML, escaped by [`highlight`].
    sentence: String,
    original: Option<String>,
    facts: Vec<Fact>,
    inside: Option<Link>,
    findings: Vec<FindingView>,
    /// What became of it where the page was changed after it was read.
    changed: Option<String>,
    threads: Vec<InThread>,
}

/// A thread that a claim is in, with what was found there on this claim.
struct InThread {
    href: String,
    title: String,
    findings: Vec<FindingView>,
}

pub(super) fn write(
    record: &Record<'_>,
    article: &Article,
    options: &Options,
    output: &mut Output,
) -> Result<(), ReportError> {
    let source = &article.source;
    let links = Links::of_article(record, &article.claims, source);
    let claims = article.claims.iter().map(|claim| view(record, article, claim, &links));
    let address = address(source);
    let page = ArticlePage {
        frame: Frame::below(options, &line(title(source))),
        title: line(title(source)),
        facts: facts(source),
        address_label: if address == source.url { "Address" } else { "Address that the page names" },
        link: Link::outside(address),
        language: source.language.as_deref().and_then(escape::language),
        text: highlight::article(article),
        claims_heading: count(article.claims.len(), "claim"),
        claims: claims.collect::<Result<_, _>>()?,
    };
    super::page(&article_page(&article.id), &page, output)
}

fn facts(source: &Source) -> Vec<Fact> {
    let code = |label, text: &str| Fact { code: true, ..Fact::new(label, text) };
    let mut facts = vec![Fact::new("Outlet", &outlet(source))];
    if !source.authors.is_empty() {
        facts.push(Fact::new("Authors", &source.authors.join(", ")));
    }
    let published = source.published.as_ref().map_or_else(|| "not told".to_owned(), words::moment);
    facts.push(Fact::new("Published", &published));
    facts.extend(source.modified.as_ref().map(|modified| Fact::new("Changed", &words::moment(modified))));
    facts.push(Fact::new("Language", source.language.as_deref().unwrap_or("not told")));
    facts.extend(source.sha256.as_ref().map(|digest| code("SHA-256 of the snapshot", digest.as_str())));
    if address(source) != source.url {
        facts.push(code("Read from", &source.url));
    }
    facts
}

fn view(
    record: &Record<'_>,
    article: &Article,
    claim: &Claim,
    links: &Links<'_>,
) -> Result<ClaimView, ReportError> {
    let numbers: Vec<Span> = claim.quantities.iter().map(|quantity| quantity.span).collect();
    let threads = record.threads_of(&claim.id).map(|thread| in_thread(thread, claim));
    Ok(ClaimView {
        id: name(claim.id.as_str()).into_owned(),
        speaker: line(&speaker(claim, &article.source)),
        stance: words::does(claim),
        denial: words::is_denial(claim.stance, claim.negated),
        quote: shown(pieces(&claim.content, &numbers)),
        sentence: highlight::sentence(&article.text, claim),
        original: original(claim, &article.source),
        facts: details(claim),
        inside: claim.inside.as_ref().map(|id| links.claim(id)).transpose()?,
        findings: claim.findings.iter().map(|one| links.finding(one)).collect::<Result<_, _>>()?,
        changed: record.changes.of(&claim.id).map(|change| line(&change.says)),
        threads: threads.collect(),
    })
}

fn in_thread(thread: &Thread, claim: &Claim) -> InThread {
    let on_this = |finding: &&Finding| {
        let here = finding.claims.is_empty() || finding.claims.contains(&claim.id);
        here && !claim.findings.iter().any(|own| same(own, finding))
    };
    let says = |finding: &Finding| FindingView {
        flag: finding.kind.into(),
        says: line(&finding.says),
        about: Vec::new(),
        evidence: Vec::new(),
        changed: Vec::new(),
    };
    InThread {
        href: format!("../{}", thread_page(thread)),
        title: line(&thread.title),
        findings: thread.findings.iter().filter(on_this).map(says).collect(),
    }
}

/// How the claim was read, each part under its name.
fn details(claim: &Claim) -> Vec<Fact> {
    let speaker = &claim.speaker;
    let mut facts = Vec::new();
    let mut add = |label, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            facts.push(Fact::new(label, &text));
        }
    };
    let list = |items: Vec<String>| (!items.is_empty()).then(|| items.join("; "));
    add("Speaker", Some(resolution(claim)));
    add("Kind of speaker", Some(words::speaker_kind(speaker.kind).to_owned()));
    add("Role", speaker.role.clone());
    add("Speaks for", speaker.affiliation.clone());
    add("Cue", claim.cue.as_ref().map(|cue| format!("“{}”", cue.text)));
    add("Stance", Some(words::stance(claim.stance, claim.negated).to_owned()));
    add("Negated", claim.negated.then(|| "yes: the act itself is denied (“did not …”)".to_owned()));
    add("Form", Some(words::mode(claim.mode).to_owned()));
    add("Weakened by", list(claim.hedges.iter().map(|hedge| format!("“{hedge}”")).collect()));
    add("Towards", claim.target.as_ref().map(|target| target.text.clone()));
    add("Numbers", list(claim.quantities.iter().map(words::quantity).collect()));
    add("Times", list(claim.times.iter().map(words::time).collect()));
    add("Places", list(claim.places.iter().map(words::place).collect()));
    add("Sure of this reading", Some(words::confidence(claim.confidence)));
    facts
}

/// `“He” → Rustem Umerov (a pronoun)`.
fn resolution(claim: &Claim) -> String {
    let speaker = &claim.speaker;
    let by = words::resolved(speaker.resolved_by);
    match (&speaker.mention, &speaker.name) {
        (Some(mention), Some(name)) if mention.text == *name => format!("{name}, {by}"),
        (Some(mention), Some(name)) => format!("“{}” → {name} ({by})", mention.text),
        (Some(mention), None) => format!("“{}”, {by}", mention.text),
        (None, Some(name)) => format!("{name}; no words here name the speaker"),
        (None, None) => "not named".to_owned(),
    }
}
