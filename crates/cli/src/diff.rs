//! `onrecord diff`: what changed from one run to another.

use std::io::Write as _;

use onrecord_model::{ClaimRef, Finding, Relation, RelationKind, ThreadId};
use onrecord_store::{
    ChangeKind, ClaimDiff, Diff, Held, RunRecord, SqliteStore, Store as _, ThreadDiff, ThreadDiffKind,
};

use crate::{
    args::{self, Form},
    exit::{Exit, usage},
    output, query,
};

/// How many runs an error names at most.
const NAMED: usize = 8;

/// Tells what changed.
pub(crate) fn diff(args: &args::Diff) -> anyhow::Result<Exit> {
    let store = query::record(&args.place)?;
    let (from, to) = runs(&store, args)?;
    let diff = Diff::of(&store, &from, &to)?;
    let form = args.form.form();
    if form == Form::Json {
        let mut out = output::open(None)?;
        serde_json::to_writer_pretty(&mut out, &diff)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(Exit::Ok);
    }
    if form == Form::Table {
        let mut out = output::open(None)?;
        writeln!(out, "From {} to {}", named(&from), named(&to))?;
        if from.config != to.config {
            writeln!(
                out,
                "(other settings or another version of onrecord: not all that changed did so in the news)"
            )?;
        }
        out.flush()?;
    }
    let rows = rows(&diff);
    query::list(form, &rows, &["id", "what", "says"], rows.iter().cloned())
}

/// The two runs that were named, the earlier one first.
fn runs(store: &SqliteStore, args: &args::Diff) -> anyhow::Result<(RunRecord, RunRecord)> {
    let all = store.runs()?;
    let ended: Vec<&RunRecord> =
        all.iter().filter(|run| run.ended.is_some() && run.threads.is_some()).collect();
    let find = |text: &str| {
        let found = all.iter().find(|run| run.id.as_str() == text || run.number.to_string() == text);
        let Some(run) = found else {
            return Err(usage(format!("{text}: no run of this record, which has {}", listed(&all))));
        };
        match (&run.ended, run.threads) {
            (None, _) => Err(usage(format!("{}: has not ended; `onrecord run` goes on with it", named(run)))),
            (_, None) => {
                let why = "was made by an earlier onrecord, which did not keep what a run left";
                Err(usage(format!("{}: {why}; compare later runs", named(run))))
            }
            _ => Ok(run.clone()),
        }
    };
    let (from, to) = match (&args.from, &args.to, &ended[..]) {
        (Some(from), Some(to), _) => (find(from)?, find(to)?),
        (Some(from), None, [.., last]) => (find(from)?, (*last).clone()),
        (None, _, [.., before, last]) => ((*before).clone(), (*last).clone()),
        _ => {
            let why = "two runs that have ended are needed to compare";
            return Err(usage(format!("{why}; this record has {}", listed(&all))));
        }
    };
    if from.id == to.id {
        return Err(usage(format!(
            "{} is the same run as itself; name another one: {}",
            named(&from),
            listed(&all)
        )));
    }
    Ok(if from.number < to.number { (from, to) } else { (to, from) })
}

fn named(run: &RunRecord) -> String {
    format!("run {} ({}, begun {})", run.number, run.id, run.started)
}

fn listed(runs: &[RunRecord]) -> String {
    let last: Vec<String> = runs.iter().rev().take(NAMED).map(named).collect();
    match last.len() {
        0 => "none".to_owned(),
        shown if shown < runs.len() => format!("{}, and {} before", last.join(", "), runs.len() - shown),
        _ => last.join(", "),
    }
}

fn row(id: &impl ToString, what: &str, says: &str) -> Vec<String> {
    vec![id.to_string(), what.to_owned(), says.to_owned()]
}

/// One row for each change: what pages changed, then threads, then new claims, rulings and what was read anew.
fn rows(diff: &Diff) -> Vec<Vec<String>> {
    let (changed, came): (Vec<_>, Vec<_>) = diff.claims.iter().partition(|claim| claim.change.is_some());
    let mut rows: Vec<Vec<String>> = changed.into_iter().map(claim).collect();
    rows.extend(diff.threads.iter().flat_map(thread));
    rows.extend(came.into_iter().map(claim));
    for ruling in &diff.rulings {
        rows.push(row(
            &ruling.id,
            "ruling",
            &format!("{}: {}, on {}", ruling.by, ruling.verdict, ruling.title),
        ));
    }
    for article in &diff.read_anew {
        rows.push(row(article, "read anew", "the same bytes, read otherwise by another version of onrecord"));
    }
    rows
}

fn claim(diff: &ClaimDiff) -> Vec<String> {
    let Some(change) = &diff.change else { return row(&diff.claim.id, "new claim", &told(&diff.claim)) };
    let what = match change.kind {
        ChangeKind::Gone => "claim gone",
        ChangeKind::Figure => "figure corrected",
        ChangeKind::Speaker => "speaker corrected",
        ChangeKind::Words => "claim reworded",
    };
    let outlet = diff.claim.outlet.as_deref().unwrap_or(&diff.claim.url);
    row(&diff.claim.id, what, &format!("{outlet}: {}", change.says))
}

fn told(claim: &ClaimRef) -> String {
    let outlet = claim.outlet.as_deref().unwrap_or(&claim.url);
    let who = claim.speaker.as_deref().unwrap_or("the outlet itself");
    let day = claim.published.as_ref().map(|day| format!("{} ", day.date())).unwrap_or_default();
    format!("{day}{outlet}: {who}: {}", claim.content)
}

fn thread(diff: &ThreadDiff) -> Vec<Vec<String>> {
    let ThreadDiff { id, was, title, kind, new, gone } = diff;
    let grown = format!("{title} ({} new, {} gone of its claims)", new.claims.len(), gone.claims.len());
    let was = was.as_ref().map(|was| format!(", {was} before")).unwrap_or_default();
    let (what, says) = match kind {
        ThreadDiffKind::New => ("new thread", format!("{title} ({} claims)", new.claims.len())),
        ThreadDiffKind::Gone => ("thread gone", title.clone()),
        ThreadDiffKind::Changed => ("thread changed", format!("{grown}{was}")),
    };
    let mut rows = vec![row(id, what, &says)];
    rows.extend(held(id, new, ""));
    if *kind != ThreadDiffKind::Gone {
        rows.extend(held(id, gone, "no longer "));
    }
    rows
}

/// The relations and findings worth a line: what only repeats or agrees is in the JSON.
fn held(id: &ThreadId, held: &Held, prefix: &str) -> Vec<Vec<String>> {
    let relation = |relation: &Relation| {
        let what = match relation.kind {
            RelationKind::Contradicts => "contradicts",
            RelationKind::Denies => "denies",
            RelationKind::Updates => "updates",
            RelationKind::Repeats | RelationKind::Agrees => return None,
        };
        Some(row(id, &format!("{prefix}{what}"), &relation.why))
    };
    let finding = |finding: &Finding| row(id, &format!("{prefix}found"), &finding.says);
    held.relations.iter().filter_map(relation).chain(held.findings.iter().map(finding)).collect()
}
