//! The report as one Markdown file: the same story, compact.

use std::fmt::Write as _;

use onrecord_model::{ArticleId, ClaimId, ClaimRef, Evidence, Finding, Origin, RelationKind, Thread};
use onrecord_store::FiledClaim;

use crate::{
    Options, ReportError,
    escape::{href, markdown as plain, text_fragment},
    gaps::{Ended, Gaps},
    output::{Output, Sink},
    quote::{Piece, parts, pieces, pieces_of},
    record::{Card, Record, address, outlet, outlet_name, speaker, speaker_name, title},
    site::{revised, since},
    words::{self, count},
};

const FILE: &str = "report.md";

pub(crate) fn write(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    let gaps = Gaps::of(record);
    let mut sink = output.create(FILE)?;
    sink.text(&head(record, options, &gaps))?;
    threads(record, &mut sink)?;
    articles(record, &mut sink)?;
    sink.text(&missing(&gaps))?;
    sink.text(&format!("\nMade by onrecord {} from archived pages.\n", plain(&options.version)))?;
    output.keep(sink)
}

fn head(record: &Record<'_>, options: &Options, gaps: &Gaps<'_>) -> String {
    format!(
        "# {}\n\n{}\n\n{}. {}{}\n\nA claim is what somebody is reported to have said. A finding is the result of one \
         check, with its evidence; it is no verdict on who is right.\n",
        plain(&options.title),
        plain(&record.covers()),
        gaps.tally_line(),
        if gaps.nothing_is_missing() { "Nothing is missing." } else { "What is missing stands under Gaps." },
        record.earlier().map(|earlier| format!(" {earlier}")).unwrap_or_default(),
    )
}

fn threads(record: &Record<'_>, sink: &mut Sink) -> Result<(), ReportError> {
    let (worth, single): (Vec<_>, Vec<_>) =
        record.threads.iter().partition(|thread| record.is_worth_telling(thread));
    sink.text("\n## Threads\n")?;
    if worth.is_empty() {
        sink.text("\nNo two claims of this record speak about the same thing.\n")?;
    }
    for one in worth {
        sink.text(&thread(record, one)?)?;
    }
    if single.is_empty() {
        return Ok(());
    }
    sink.text("\n## Threads of one claim\n\n")?;
    for one in single {
        for claim in &one.claims {
            sink.text(&format!("- {}\n", line(record, claim)?))?;
            for finding in record.found_on(&claim.id, one) {
                sink.text(&format!("  {}", told(finding, one)))?;
            }
        }
    }
    Ok(())
}

fn thread(record: &Record<'_>, thread: &Thread) -> Result<String, ReportError> {
    let mut out = format!("\n### {}\n\n", plain(&thread.title));
    for finding in &thread.findings {
        out.push_str(&told(finding, thread));
    }
    if !thread.findings.is_empty() {
        out.push('\n');
    }
    out.push_str(&rulings(record, thread));
    for (at, claim) in thread.claims.iter().enumerate() {
        writeln!(out, "{}. {}", at + 1, line(record, claim)?).ok();
        if let Some(change) = record.changes.of(&claim.id) {
            writeln!(out, "   - **changed**: {}", plain(&change.says)).ok();
        }
        for finding in record.found_on(&claim.id, thread) {
            write!(out, "   {}", told(finding, thread)).ok();
        }
    }
    out.push_str(&figures(thread));
    let mut related = String::new();
    for relation in &thread.relations {
        if let (Some(from), Some(to)) = (number(thread, &relation.from), number(thread, &relation.to)) {
            let verb = words::relation(relation.kind);
            let strong = matches!(relation.kind, RelationKind::Contradicts | RelationKind::Denies);
            let verb = if strong { format!("**{verb}**") } else { verb.to_owned() };
            writeln!(related, "- {from} {verb} {to}: {}", plain(&relation.why)).ok();
        }
    }
    if !related.is_empty() {
        write!(out, "\nRelations:\n\n{related}").ok();
    }
    if !thread.origins.is_empty() {
        write!(out, "\n{}:\n\n", count(thread.origins.len(), "origin")).ok();
    }
    for (at, origin) in thread.origins.iter().enumerate() {
        writeln!(out, "{}. {}", at + 1, whence(record, origin)).ok();
    }
    Ok(out)
}

/// What persons ruled on a thread.
fn rulings(record: &Record<'_>, thread: &Thread) -> String {
    let mut out = String::new();
    for ruling in record.rulings.on(&thread.id) {
        let about = ruling.claim.as_ref().and_then(|id| number(thread, id));
        let about = about.map(|number| format!(", on claim {number}")).unwrap_or_default();
        let superseded = record.rulings.superseded_by(&ruling.id);
        let stands =
            superseded.map(|_| " (no longer stands: a later ruling took its place)").unwrap_or_default();
        let [says, reasons] = [words::ruling(ruling), ruling.reasons.clone()].map(|text| plain(&text));
        writeln!(out, "- **ruling**: {says}{about}{stands}: {reasons}").ok();
        for url in &ruling.evidence {
            writeln!(out, "  - evidence: {}", link(url, url)).ok();
        }
        for says in since(record, thread, ruling) {
            writeln!(out, "  - {}", plain(&says)).ok();
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// How a thread's figure was moved: only the steps that are revisions, for the claims tell the rest.
fn figures(thread: &Thread) -> String {
    let mut out = String::new();
    for figures in thread.figures() {
        for step in &figures.steps {
            let (Some(revision), Some(number)) = (&step.revises, number(thread, &step.claim)) else {
                continue;
            };
            let how = revised(revision, figures.speaker.as_deref());
            writeln!(out, "- claim {number}: “{}”, {}", plain(&step.figure), plain(&how)).ok();
        }
    }
    if out.is_empty() { out } else { format!("\nThe figure:\n\n{out}") }
}

/// The number of a claim in its thread.
fn number(thread: &Thread, id: &ClaimId) -> Option<usize> {
    thread.claims.iter().position(|claim| claim.id == *id).map(|at| at + 1)
}

/// A finding with its evidence.
fn told(finding: &Finding, thread: &Thread) -> String {
    let evidence: Vec<String> = finding
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Claim(id) => number(thread, id).map(|number| format!("claim {number}")),
            Evidence::Origin(id) => {
                let at = thread.origins.iter().position(|origin| origin.id == *id)?;
                Some(format!("origin {}", at + 1))
            }
            Evidence::Row { table, line, cells } => {
                Some(format!("{}, line {line} ({})", plain(table), plain(&cells.join(", "))))
            }
            Evidence::Check { url, reviewed, rating, publisher } => {
                let rating = rating.as_deref().unwrap_or("not told");
                let publisher = publisher.as_deref().unwrap_or(url);
                Some(format!(
                    "{}: “{}”, rated by it: {}",
                    link(url, publisher),
                    plain(reviewed),
                    plain(rating)
                ))
            }
        })
        .collect();
    let evidence = if evidence.is_empty() { String::new() } else { format!(" ({})", evidence.join("; ")) };
    format!("- **{}**: {}{evidence}\n", words::finding(finding.kind), plain(&finding.says))
}

/// One claim on one line.
fn line(record: &Record<'_>, claim: &ClaimRef) -> Result<String, ReportError> {
    let published =
        claim.published.as_ref().map_or_else(|| "day not told".to_owned(), |at| words::day(at.date()));
    let outlet_here = outlet_name(claim.outlet.as_deref(), &claim.url);
    let (who, does, denial, quote, original) = match record.store.claim(&claim.id)? {
        Some(FiledClaim { claim: filed, source, .. }) => {
            let numbers: Vec<_> = claim.quantity.iter().map(|quantity| quantity.span).collect();
            let words: Vec<&str> = parts(&filed.content).into_iter().map(|(_, text)| text).collect();
            (
                speaker(&filed, &source),
                words::does(&filed),
                words::is_denial(filed.stance, filed.negated),
                pieces(&filed.content, &numbers),
                text_fragment(address(&source), &words),
            )
        }
        None => (
            speaker_name(claim.speaker.as_deref(), &outlet_here),
            words::stance(claim.stance, false).to_owned(),
            words::is_denial(claim.stance, false),
            pieces_of(claim),
            text_fragment(&claim.url, &[&claim.content]),
        ),
    };
    let place = match original {
        Some(url) => format!("[{}]({})", plain(&outlet_here), target(&url)),
        None => plain(&outlet_here),
    };
    let (who, does, quote) = (plain(&who), plain(&does), quoted(&quote));
    let does = if denial { format!("**{does}**") } else { does };
    Ok(format!("**{who}** {does}: {quote} ({place}, {published})"))
}

/// The quotation with its number in bold.
fn quoted(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let inner = plain(&piece.text);
        let edges = |at_start: bool| {
            let edge = if at_start { piece.text.chars().next() } else { piece.text.chars().last() };
            edge.is_some_and(char::is_whitespace)
        };
        if edges(true) {
            out.push(' ');
        }
        if piece.is_number() && !inner.is_empty() {
            write!(out, "**{inner}**").ok();
        } else {
            out.push_str(&inner);
        }
        if edges(false) && !inner.is_empty() {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

fn whence(record: &Record<'_>, origin: &Origin) -> String {
    let article = |id: &ArticleId| record.card(id).map_or_else(|| id.to_string(), named);
    let articles: Vec<String> = origin.articles.iter().map(article).collect();
    format!("{}: {}", plain(origin.why.trim_end_matches('.')), articles.join("; "))
}

fn named(card: &Card) -> String {
    let Card { source, .. } = card;
    format!("{}, {}", plain(&outlet(source)), link(address(source), title(source)))
}

/// A link to the web, or the words alone.
fn link(url: &str, words: &str) -> String {
    match href(url) {
        Some(url) => format!("[{}]({})", plain(words), target(&url)),
        None => plain(words),
    }
}

/// The target of a link: an address is percent-encoded, so it can't end the brackets it stands in.
fn target(url: &str) -> String {
    format!("<{}>", url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C"))
}

fn articles(record: &Record<'_>, sink: &mut Sink) -> Result<(), ReportError> {
    sink.text("\n## Articles\n\n")?;
    for card in &record.articles {
        let day = card.source.published.as_ref().map(|at| words::day(at.date()));
        let day = day.unwrap_or_else(|| "day not told".to_owned());
        sink.text(&format!("- {}, {day}: {}\n", named(card), count(card.claims, "claim")))?;
    }
    Ok(())
}

fn missing(gaps: &Gaps<'_>) -> String {
    let mut out = String::from("\n## Gaps\n\n");
    if gaps.nothing_is_missing() {
        out.push_str("Nothing is missing: every input is an article of the record.\n");
    }
    let mut list = |state: &str, ended: &[Ended<'_>]| {
        for Ended { input, reason, .. } in ended {
            let [input, stage, code, why] =
                [input, &reason.stage, &reason.code, &reason.message].map(|text| plain(text));
            writeln!(out, "- **{state}** {input} ({stage}, {code}): {why}").ok();
        }
    };
    list("failed", &gaps.failed);
    list("skipped", &gaps.skipped);
    for input in &gaps.pending {
        writeln!(out, "- **not ended** {}", plain(input)).ok();
    }
    if !gaps.issues.is_empty() {
        out.push_str("\nNoted on the way:\n\n");
    }
    for noted in &gaps.issues {
        let [input, code, message] =
            [&noted.input, &noted.issue.code, &noted.issue.message].map(|text| plain(text));
        writeln!(out, "- {input} ({code}): {message}").ok();
    }
    out
}
