//! CSV (RFC 4180): one table for each kind of row, safe to open in a spreadsheet.

use std::collections::BTreeSet;

use onrecord_model::{
    Article, Claim, Content, Digest, Evidence, Finding, Quantity, RelationKind, Request, Snapshot, Source,
    Span, Thread,
};

use onrecord_store::StoreError;

use crate::{
    ReportError,
    escape::csv_cell,
    gaps::Gaps,
    output::{Output, Sink},
    quote::pieces,
    record::Record,
    words,
};

pub(crate) fn write(record: &Record<'_>, output: &mut Output) -> Result<(), ReportError> {
    articles_and_claims(record, output)?;
    threads(record, output)?;
    rulings(record, output)?;
    gaps(record, output)?;
    provenance(record, output)
}

/// One table being written.
struct Table {
    csv: csv::Writer<Sink>,
    /// Where it lies, for errors.
    name: &'static str,
}

impl Table {
    fn new(name: &'static str, columns: &[&str], output: &Output) -> Result<Self, ReportError> {
        let sink = output.create(name)?;
        let csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(sink);
        let mut table = Self { csv, name };
        table.row(columns)?;
        Ok(table)
    }

    fn row<C: AsRef<str>>(&mut self, cells: &[C]) -> Result<(), ReportError> {
        self.csv
            .write_record(cells.iter().map(AsRef::as_ref))
            .map_err(|error| ReportError::file(self.name.as_ref(), error))
    }

    fn end(self) -> Result<Sink, ReportError> {
        let Self { csv, name } = self;
        csv.into_inner().map_err(|error| ReportError::file(name.as_ref(), error.into_error()))
    }
}

/// The cells of one row.
#[derive(Default)]
struct Row(Vec<String>);

impl Row {
    /// A text, from a page or not.
    fn text(mut self, text: &str) -> Self {
        self.0.push(csv_cell(text));
        self
    }

    fn maybe(self, text: Option<&str>) -> Self {
        self.text(text.unwrap_or_default())
    }

    /// A value of our own making, such as a number, which stays one even where it is negative.
    fn value(mut self, value: &impl ToString) -> Self {
        self.0.push(value.to_string());
        self
    }

    fn maybe_value(self, value: Option<impl ToString>) -> Self {
        self.value(&value.map(|value| value.to_string()).unwrap_or_default())
    }

    fn list<T: AsRef<str>>(self, items: impl IntoIterator<Item = T>, between: &str) -> Self {
        let items: Vec<T> = items.into_iter().collect();
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        self.text(&items.join(between))
    }
}

/// The name that an enum of the model has in JSON.
fn code(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

const ARTICLES: [&str; 11] = [
    "article",
    "outlet",
    "title",
    "authors",
    "published",
    "modified",
    "language",
    "url",
    "canonical_url",
    "sha256",
    "claims",
];

const CLAIMS: [&str; 28] = [
    "claim",
    "article",
    "outlet",
    "url",
    "published",
    "speaker",
    "mention",
    "resolved_by",
    "speaker_kind",
    "role",
    "affiliation",
    "cue",
    "stance",
    "negated",
    "mode",
    "content",
    "content_spans",
    "target",
    "hedges",
    "quantities",
    "times",
    "places",
    "confidence",
    "inside",
    "threads",
    "findings",
    "sentence",
    "sentence_span",
];

const QUANTITIES: [&str; 14] = [
    "claim",
    "article",
    "speaker",
    "text",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "object",
    "of_value",
    "of_object",
    "trend",
    "span",
];

const FINDINGS: [&str; 5] = ["kind", "says", "thread", "claims", "evidence"];

fn articles_and_claims(record: &Record<'_>, output: &mut Output) -> Result<(), ReportError> {
    let mut articles = Table::new("articles.csv", &ARTICLES, output)?;
    let mut claims = Table::new("claims.csv", &CLAIMS, output)?;
    let mut quantities = Table::new("quantities.csv", &QUANTITIES, output)?;
    let mut findings = Table::new("findings.csv", &FINDINGS, output)?;
    for thread in &record.threads {
        for finding in &thread.findings {
            findings.row(&finding_row(finding, thread.id.as_str(), None).0)?;
        }
    }
    for article in record.each_article() {
        let article = article?;
        articles.row(&article_row(&article).0)?;
        for claim in &article.claims {
            claims.row(&claim_row(record, &article, claim).0)?;
            for quantity in &claim.quantities {
                quantities.row(&quantity_row(&article, claim, quantity).0)?;
            }
            for finding in record.told_nowhere(&claim.id, &claim.findings) {
                findings.row(&finding_row(finding, "", Some(claim)).0)?;
            }
        }
    }
    for table in [articles, claims, quantities, findings] {
        output.keep(table.end()?)?;
    }
    Ok(())
}

fn article_row(article: &Article) -> Row {
    let Source { url, canonical_url, outlet, title, authors, published, modified, language, sha256, .. } =
        &article.source;
    Row::default()
        .value(&article.id)
        .maybe(outlet.as_deref())
        .maybe(title.as_deref())
        .list(authors, "; ")
        .maybe_value(published.as_ref())
        .maybe_value(modified.as_ref())
        .maybe(language.as_deref())
        .text(url)
        .maybe(canonical_url.as_deref())
        .maybe_value(sha256.as_ref())
        .value(&article.claims.len())
}

fn claim_row(record: &Record<'_>, article: &Article, claim: &Claim) -> Row {
    let speaker = &claim.speaker;
    let span = |span: &Span| format!("{}-{}", span.start(), span.end());
    let threads: Vec<&str> = record.threads_of(&claim.id).map(|thread| thread.id.as_str()).collect();
    Row::default()
        .text(claim.id.as_str())
        .text(article.id.as_str())
        .maybe(article.source.outlet.as_deref())
        .text(&article.source.url)
        .maybe_value(article.source.published.as_ref())
        .maybe(speaker.name.as_deref())
        .maybe(speaker.mention.as_ref().map(|mention| mention.text.as_str()))
        .value(&code(speaker.resolved_by))
        .value(&code(speaker.kind))
        .maybe(speaker.role.as_deref())
        .maybe(speaker.affiliation.as_deref())
        .maybe(claim.cue.as_ref().map(|cue| cue.text.as_str()))
        .value(&code(claim.stance))
        .value(&claim.negated)
        .value(&code(claim.mode))
        .text(&quoted(&claim.content))
        .list(claim.content.spans.iter().map(span), " ")
        .maybe(claim.target.as_ref().map(|target| target.text.as_str()))
        .list(&claim.hedges, "; ")
        .list(claim.quantities.iter().map(|quantity| &quantity.text), "; ")
        .list(claim.times.iter().map(words::time), "; ")
        .list(claim.places.iter().map(|place| place.name.as_ref().unwrap_or(&place.text)), "; ")
        .value(&claim.confidence)
        .maybe(claim.inside.as_ref().map(onrecord_model::ClaimId::as_str))
        .list(threads, " ")
        .list(claim.findings.iter().map(|finding| &finding.says), " ")
        .maybe(claim.sentence.slice(&article.text))
        .value(&span(&claim.sentence))
}

/// The content, with a mark where two of its parts do not stand together in the text.
fn quoted(content: &Content) -> String {
    pieces(content, &[]).into_iter().map(|piece| piece.text).collect()
}

fn quantity_row(article: &Article, claim: &Claim, quantity: &Quantity) -> Row {
    Row::default()
        .text(claim.id.as_str())
        .text(article.id.as_str())
        .maybe(claim.speaker.name.as_deref())
        .text(&quantity.text)
        .value(&quantity.value)
        .maybe_value(quantity.low)
        .maybe_value(quantity.high)
        .value(&code(quantity.bound))
        .text(&quantity.unit)
        .maybe(quantity.object.as_deref())
        .maybe_value(quantity.of.as_ref().map(|whole| whole.value))
        .maybe(quantity.of.as_ref().and_then(|whole| whole.object.as_deref()))
        .maybe_value(quantity.trend.map(code))
        .value(&format_args!("{}-{}", quantity.span.start(), quantity.span.end()))
}

fn finding_row(finding: &Finding, thread: &str, claim: Option<&Claim>) -> Row {
    let claims = finding.claims.iter().chain(claim.map(|claim| &claim.id));
    let claims: BTreeSet<&str> = claims.map(onrecord_model::ClaimId::as_str).collect();
    Row::default()
        .value(&code(finding.kind))
        .text(&finding.says)
        .text(thread)
        .list(claims, " ")
        .list(finding.evidence.iter().map(evidence), " | ")
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Claim(id) => id.to_string(),
        Evidence::Origin(id) => id.to_string(),
        Evidence::Row { table, line, cells } => format!("{table}:{line} {}", cells.join(", ")),
        Evidence::Check { url, reviewed, rating, publisher } => {
            let [rating, publisher] = [rating, publisher].map(|text| text.as_deref().unwrap_or("not told"));
            format!("{url} ({publisher}) on “{reviewed}”: {rating}")
        }
    }
}

const THREADS: [&str; 16] = [
    "thread",
    "title",
    "actor",
    "predicate",
    "object",
    "unit",
    "place",
    "from",
    "to",
    "claims",
    "articles",
    "outlets",
    "origins",
    "contradictions",
    "denials",
    "findings",
];

fn threads(record: &Record<'_>, output: &mut Output) -> Result<(), ReportError> {
    let mut threads = Table::new("threads.csv", &THREADS, output)?;
    let mut members = Table::new(
        "thread_claims.csv",
        &["thread", "position", "claim", "article", "quantity", "value"],
        output,
    )?;
    let mut relations = Table::new("relations.csv", &["thread", "from", "kind", "to", "why"], output)?;
    let mut origins = Table::new("origins.csv", &["thread", "origin", "article", "why"], output)?;
    for thread in &record.threads {
        let id = thread.id.as_str();
        threads.row(&thread_row(thread).0)?;
        for (at, claim) in thread.claims.iter().enumerate() {
            let row =
                Row::default().text(id).value(&(at + 1)).text(claim.id.as_str()).text(claim.article.as_str());
            let quantity = claim.quantity.as_ref();
            let row = row.maybe(quantity.map(|quantity| quantity.text.as_str()));
            members.row(&row.maybe_value(quantity.map(|quantity| quantity.value)).0)?;
        }
        for relation in &thread.relations {
            let row = Row::default().text(id).text(relation.from.as_str()).value(&code(relation.kind));
            relations.row(&row.text(relation.to.as_str()).text(&relation.why).0)?;
        }
        for origin in &thread.origins {
            for article in &origin.articles {
                let row = Row::default().text(id).text(origin.id.as_str()).text(article.as_str());
                origins.row(&row.text(&origin.why).0)?;
            }
        }
    }
    for table in [threads, members, relations, origins] {
        output.keep(table.end()?)?;
    }
    Ok(())
}

fn thread_row(thread: &Thread) -> Row {
    let slot = &thread.slot;
    let related = |kind| thread.relations.iter().filter(|relation| relation.kind == kind).count();
    let articles: BTreeSet<&str> = thread.claims.iter().map(|claim| claim.article.as_str()).collect();
    let outlets: BTreeSet<&str> = thread.claims.iter().filter_map(|claim| claim.outlet.as_deref()).collect();
    let kinds: BTreeSet<_> = thread.findings.iter().map(|finding| finding.kind).collect();
    Row::default()
        .text(thread.id.as_str())
        .text(&thread.title)
        .maybe(slot.actor.as_deref())
        .maybe(slot.predicate.as_deref())
        .maybe(slot.object.as_deref())
        .maybe(slot.unit.as_deref())
        .maybe(slot.place.as_deref())
        .maybe_value(slot.from)
        .maybe_value(slot.to)
        .value(&thread.claims.len())
        .value(&articles.len())
        .value(&outlets.len())
        .value(&thread.origins.len())
        .value(&related(RelationKind::Contradicts))
        .value(&related(RelationKind::Denies))
        .list(kinds.into_iter().map(code), " ")
}

const RULINGS: [&str; 10] = [
    "ruling",
    "thread",
    "claim",
    "verdict",
    "reasons",
    "by",
    "evidence",
    "made",
    "supersedes",
    "superseded_by",
];

fn rulings(record: &Record<'_>, output: &mut Output) -> Result<(), ReportError> {
    let mut rulings = Table::new("rulings.csv", &RULINGS, output)?;
    for ruling in record.rulings.all() {
        let row = Row::default()
            .value(&ruling.id)
            .value(&ruling.thread)
            .maybe_value(ruling.claim.as_ref())
            .text(&ruling.verdict)
            .text(&ruling.reasons)
            .text(&ruling.by)
            .list(&ruling.evidence, " ")
            .value(&ruling.made)
            .maybe_value(ruling.supersedes.as_ref())
            .maybe_value(record.rulings.superseded_by(&ruling.id));
        rulings.row(&row.0)?;
    }
    output.keep(rulings.end()?)?;

    let mut changes =
        Table::new("changes.csv", &["kind", "claim", "now", "article", "newer_article", "says"], output)?;
    for change in record.changes.all() {
        let row = Row::default()
            .value(&code(change.kind))
            .value(&change.was)
            .maybe_value(change.now.as_ref())
            .value(&change.before)
            .value(&change.after)
            .text(&change.says);
        changes.row(&row.0)?;
    }
    output.keep(changes.end()?)
}

fn gaps(record: &Record<'_>, output: &mut Output) -> Result<(), ReportError> {
    let gaps = Gaps::of(record);
    let mut table =
        Table::new("gaps.csv", &["state", "input", "stage", "code", "reason", "listed_by"], output)?;
    for (state, ended) in [("skipped", &gaps.skipped), ("failed", &gaps.failed)] {
        for gap in ended {
            let row =
                Row::default().value(&state).text(&gap.input).text(&gap.reason.stage).text(&gap.reason.code);
            table.row(&row.text(&gap.reason.message).maybe(gap.listed_by).0)?;
        }
    }
    for input in &gaps.pending {
        let row = Row::default().value(&"pending").text(input).text("").text("");
        table.row(&row.text("The run has not come to it yet.").text("").0)?;
    }
    output.keep(table.end()?)?;

    let mut issues = Table::new("issues.csv", &["input", "stage", "code", "message"], output)?;
    for noted in &gaps.issues {
        let row = Row::default().text(&noted.input).text(&noted.issue.stage).text(&noted.issue.code);
        issues.row(&row.text(&noted.issue.message).0)?;
    }
    output.keep(issues.end()?)
}

const PROVENANCE: [&str; 7] = ["url", "final_url", "status", "fetched_at", "sha256", "size", "proof"];

/// What was fetched, from where and when, and whether the archived bytes are still those: for every article, and for
/// every input that gave none. Times of fetching stand here alone.
fn provenance(record: &Record<'_>, output: &mut Output) -> Result<(), ReportError> {
    let mut table = Table::new("provenance.csv", &PROVENANCE, output)?;
    let mut urls = BTreeSet::new();
    for card in &record.articles {
        urls.insert((card.source.url.clone(), card.source.sha256.clone()));
    }
    for job in record.jobs.iter().filter(|job| job.article.is_none()) {
        if let Request::Url(url) | Request::Feed(url) = &job.request {
            urls.insert((url.clone(), None));
        }
    }
    for (url, sha256) in &urls {
        let row = Row::default().text(url);
        let row = match snapshot(record, url, sha256.as_ref()) {
            Ok(Some(snapshot)) => row
                .maybe(snapshot.final_url.as_deref())
                .maybe_value(snapshot.status)
                .maybe_value(snapshot.fetched_at.as_ref())
                .maybe_value(snapshot.sha256.as_ref())
                .maybe_value(snapshot.size)
                .text("the archived bytes have this hash"),
            Ok(None) => continue,
            // The report must not be lost with one file of the archive; it must not hide the loss either.
            Err(lost @ (StoreError::Altered { .. } | StoreError::File { .. })) => {
                let proof = format!("NOT PROVEN: {lost}");
                row.text("").text("").text("").maybe_value(sha256.as_ref()).text("").text(&proof)
            }
            Err(error) => return Err(error.into()),
        };
        table.row(&row.0)?;
    }
    output.keep_unhashed(table.end()?)
}

/// The last snapshot of `url`, where it has these bytes; else one that has them.
fn snapshot(record: &Record<'_>, url: &str, sha256: Option<&Digest>) -> Result<Option<Snapshot>, StoreError> {
    let last = record.store.last_snapshot(url)?;
    match (last, sha256) {
        (Some(last), Some(wanted)) if last.sha256.as_ref() != Some(wanted) => {
            Ok(record.store.snapshot(wanted)?.or(Some(last)))
        }
        (None, Some(wanted)) => Ok(record.store.snapshot(wanted)?),
        (last, _) => Ok(last),
    }
}
