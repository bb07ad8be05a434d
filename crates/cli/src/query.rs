//! `onrecord claims`, `threads` and `search`: questions to the record.

use std::{io::Write as _, path::PathBuf};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets};
use onrecord_model::{Figures, Moment, Ruling, RulingId, Source, Thread};
use onrecord_store::{Change, Changes, FiledClaim, Hit, Query, Rulings, SqliteStore, Store};
use serde::Serialize;

use crate::{
    args::{self, Form},
    configuration,
    exit::Exit,
    output, words,
};

/// Width of a table, in columns, where there is no terminal to ask.
const WIDTH: u16 = 160;

/// The record that a command asks.
pub(crate) fn record(place: &args::Where) -> anyhow::Result<SqliteStore> {
    Ok(SqliteStore::open_readonly(&path(place)?)?)
}

/// Where the record lies that a command is about.
pub(crate) fn path(place: &args::Where) -> anyhow::Result<PathBuf> {
    match &place.record {
        Some(path) => Ok(path.clone()),
        None => Ok(configuration::find_existing(place.config.as_deref())?.record.path),
    }
}

fn query(args: &args::List) -> Query {
    Query {
        speaker: args.speaker.clone(),
        outlet: args.outlet.clone(),
        number: args.number,
        from: args.from,
        to: args.to,
        words: Some(args.words.join(" ")).filter(|words| !words.is_empty()),
        limit: args.limit,
    }
}

/// `onrecord claims`
pub(crate) fn claims(args: &args::List) -> anyhow::Result<Exit> {
    let found = record(&args.place)?.claims(&query(args))?;
    let rows = found.iter().map(claim_row);
    let found: Vec<_> = found.iter().map(FiledJson::of).collect();
    list(
        args.form.form(),
        &found,
        &["id", "published", "outlet", "speaker", "stance", "content", "number"],
        rows,
    )
}

/// `onrecord threads`
pub(crate) fn threads(args: &args::List) -> anyhow::Result<Exit> {
    let store = record(&args.place)?;
    let found = store.threads(&query(args))?;
    let context = Context::load(&store)?;
    let rows = found.iter().map(|thread| thread_row(thread, &context));
    let found: Vec<_> = found.iter().map(|thread| context.json(thread)).collect();
    list(args.form.form(), &found, &["id", "title", "claims", "origins", "rulings", "findings"], rows)
}

/// What later events put to threads: rulings, and changes of the pages behind their claims.
pub(crate) struct Context {
    pub(crate) rulings: Rulings,
    pub(crate) changes: Changes,
}

impl Context {
    pub(crate) fn load(store: &dyn Store) -> anyhow::Result<Self> {
        let threads = store.threads(&Query::default())?;
        Ok(Self { rulings: Rulings::load(store, &threads)?, changes: Changes::load(store)? })
    }

    /// A thread with all of it, as JSON.
    pub(crate) fn json<'a>(&'a self, thread: &'a Thread) -> ThreadJson<'a> {
        let changes = thread.claims.iter().filter_map(|claim| self.changes.of(&claim.id));
        ThreadJson {
            thread,
            figures: thread.figures(),
            rulings: self.rulings.on(&thread.id).map(|ruling| self.ruling(ruling)).collect(),
            changes: changes.collect(),
        }
    }

    pub(crate) fn ruling<'a>(&'a self, ruling: &'a Ruling) -> RulingJson<'a> {
        RulingJson {
            ruling,
            superseded_by: self.rulings.superseded_by(&ruling.id).map(RulingId::as_str),
            outdated_by: self.rulings.outdated_by(ruling, &self.changes).collect(),
        }
    }
}

/// A thread with the history of its figure, what persons ruled on it, and what became of its claims.
#[derive(Serialize)]
pub(crate) struct ThreadJson<'a> {
    #[serde(flatten)]
    thread: &'a Thread,
    figures: Vec<Figures>,
    rulings: Vec<RulingJson<'a>>,
    changes: Vec<&'a Change>,
}

/// A ruling with what came after it.
#[derive(Serialize)]
pub(crate) struct RulingJson<'a> {
    #[serde(flatten)]
    ruling: &'a Ruling,
    superseded_by: Option<&'a str>,
    outdated_by: Vec<&'a Change>,
}

/// `onrecord search`
pub(crate) fn search(args: &args::Search) -> anyhow::Result<Exit> {
    let found = record(&args.place)?.search(&args.words.join(" "), args.limit)?;
    let rows = found.iter().map(hit_row);
    let found: Vec<_> = found.iter().map(HitJson::of).collect();
    list(args.form.form(), &found, &["id", "published", "outlet", "excerpt", "url"], rows)
}

/// A claim with where it stands, as JSON.
#[derive(Serialize)]
pub(crate) struct FiledJson<'a> {
    article: &'a str,
    source: &'a Source,
    claim: &'a onrecord_model::Claim,
}

impl<'a> FiledJson<'a> {
    pub(crate) fn of(filed: &'a FiledClaim) -> Self {
        Self { article: filed.article.as_str(), source: &filed.source, claim: &filed.claim }
    }
}

/// A hit, as JSON.
#[derive(Serialize)]
struct HitJson<'a> {
    article: &'a str,
    claim: Option<&'a str>,
    source: &'a Source,
    excerpt: &'a str,
}

impl<'a> HitJson<'a> {
    fn of(hit: &'a Hit) -> Self {
        let Hit { article, claim, source, excerpt } = hit;
        Self {
            article: article.as_str(),
            claim: claim.as_ref().map(onrecord_model::ClaimId::as_str),
            source,
            excerpt,
        }
    }
}

fn day(moment: Option<&Moment>) -> String {
    moment.map(|moment| moment.date().to_string()).unwrap_or_default()
}

fn claim_row(filed: &FiledClaim) -> Vec<String> {
    let FiledClaim { claim, source, .. } = filed;
    let numbers: Vec<&str> = claim.quantities.iter().map(|quantity| quantity.text.as_str()).collect();
    vec![
        claim.id.to_string(),
        day(source.published.as_ref()),
        source.outlet.clone().unwrap_or_default(),
        words::speaker(&claim.speaker),
        words::stance(claim).to_owned(),
        claim.content.text.clone(),
        numbers.join("; "),
    ]
}

fn thread_row(thread: &Thread, context: &Context) -> Vec<String> {
    let standing =
        context.rulings.on(&thread.id).filter(|one| context.rulings.superseded_by(&one.id).is_none());
    let rulings: Vec<String> = standing.map(|one| format!("{} ({})", one.verdict, one.by)).collect();
    let says: Vec<&str> = thread.findings.iter().map(|finding| finding.says.as_str()).collect();
    vec![
        thread.id.to_string(),
        thread.title.clone(),
        thread.claims.len().to_string(),
        thread.origins.len().to_string(),
        rulings.join("\n"),
        says.join("\n"),
    ]
}

fn hit_row(hit: &Hit) -> Vec<String> {
    let id = hit.claim.as_ref().map_or_else(|| hit.article.to_string(), ToString::to_string);
    vec![
        id,
        day(hit.source.published.as_ref()),
        hit.source.outlet.clone().unwrap_or_default(),
        hit.excerpt.clone(),
        hit.source.url.clone(),
    ]
}

/// Writes a list in the form that was asked for.
pub(crate) fn list(
    form: Form,
    found: &[impl Serialize],
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> anyhow::Result<Exit> {
    let mut out = output::open(None)?;
    match form {
        Form::Json => {
            serde_json::to_writer_pretty(&mut out, found)?;
            writeln!(out)?;
        }
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(columns)?;
            for row in rows {
                csv.write_record(row.iter().map(|cell| onrecord_report::csv_cell(cell)))?;
            }
            csv.flush()?;
        }
        Form::Table => {
            let mut table = Table::new();
            if !output::is_terminal() {
                table.set_width(WIDTH);
            }
            table
                .load_style(presets::UTF8_HORIZONTAL_ONLY)
                .set_content_arrangement(ContentArrangement::Dynamic);
            table.set_header(columns);
            // Ids stay whole, so that they can be copied.
            if let Some(ids) = table.column_mut(0) {
                ids.set_constraint(ColumnConstraint::ContentWidth);
            }
            for row in rows {
                table.add_row(row.iter().map(|cell| output::printable(cell)));
            }
            if found.is_empty() {
                writeln!(out, "nothing found")?;
            } else {
                writeln!(out, "{table}")?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Ok)
}
