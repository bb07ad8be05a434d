//! Stage: threads, findings and rulings of the record → HTML, Markdown, JSON, CSV, an Atom feed and `ClaimReview`.
//!
//! [`write()`] reads the record through the [`Store`] trait and fills one folder. All that it writes is a function of
//! the archived bytes, so that two runs over the same input give the same report; only `provenance.csv` holds what
//! differs from fetch to fetch. What comes from pages is never trusted: no script, no outside
//! request, and every text escaped for the format it is written in.

mod escape;
mod feed;
mod gaps;
mod highlight;
mod json;
mod markdown;
mod output;
mod quote;
mod record;
mod review;
mod site;
mod tables;
mod words;

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use onrecord_model::{FindingKind, RunId, Tally};
use onrecord_store::{Store, StoreError};

pub use escape::csv_cell;

use crate::{output::Output, record::Record};

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A static site: `index.html`, `threads/`, `articles/`, `claims.html`, `gaps.html`, and its feed, `feed.xml`.
    Html,
    /// `report.md`.
    Markdown,
    /// `articles.json`, `threads.json`, `rulings.json`, `changes.json`, `gaps.json`; and `claimreview.jsonld` once somebody
    /// has ruled.
    Json,
    /// One table for each kind of row: `claims.csv`, `threads.csv`, …, and `provenance.csv`.
    Csv,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Json, Self::Csv];
}

/// What to write, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Title of the report.
    pub title: String,
    /// The folder to fill. It may hold files of others, which stay.
    pub dir: PathBuf,
    /// What to write.
    pub formats: Vec<Format>,
    /// Version of onrecord, for the foot of the pages.
    pub version: String,
    /// Where the folder is published, as a web address; none where it is not.
    pub url: Option<String>,
}

impl Options {
    /// The address of a file of the report: in full where it is known where the report is published, else from the
    /// report's folder.
    fn address(&self, place: &str) -> String {
        match &self.url {
            Some(url) => format!("{}/{place}", url.trim_end_matches('/')),
            None => place.to_owned(),
        }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The file to open first: `index.html` where HTML was asked for, else `report.md`, else `manifest.json`.
    pub index: PathBuf,
    /// How many files were written.
    pub files: usize,
    /// How many articles the record holds.
    pub articles: usize,
    /// How many claims.
    pub claims: usize,
    /// How many threads.
    pub threads: usize,
    /// How many findings of each kind, on threads and on single claims.
    pub findings: BTreeMap<FindingKind, usize>,
    /// How the run's inputs ended.
    pub tally: Tally,
}

/// Why the report could not be written. An earlier report in the folder is still whole, unless its files were already
/// being replaced; then writing again completes it.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The record can't be read.
    #[error("the record can't be read")]
    Store(#[from] StoreError),
    /// A file can't be written.
    #[error("{path} can't be written")]
    File {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A file that no report made stands where one has to go.
    #[error("{path} is in the way: no earlier report made it; move it away, or name another folder")]
    InTheWay {
        /// Which file.
        path: PathBuf,
    },
}

impl ReportError {
    fn file(path: &Path, source: impl Into<io::Error>) -> Self {
        Self::File { path: path.to_owned(), source: source.into() }
    }
}

/// Writes the report on the record in `store` and on how the inputs of `run` ended.
///
/// Files of an earlier report in the same folder are replaced, and those that this one no longer has are removed;
/// `manifest.json` tells which those are. Nothing else in the folder is touched.
///
/// # Errors
/// [`ReportError`] when the record can't be read, or a file can't be written or is in the way.
pub fn write(store: &dyn Store, run: &RunId, options: &Options) -> Result<Summary, ReportError> {
    let record = Record::load(store, run)?;
    let mut output = Output::begin(&options.dir)?;
    if let Err(error) = fill(&record, options, &mut output) {
        output.discard();
        return Err(error);
    }
    let files = output.publish(&options.version)?;
    let first = if options.formats.contains(&Format::Html) {
        "index.html"
    } else if options.formats.contains(&Format::Markdown) {
        "report.md"
    } else {
        output::MANIFEST
    };
    Ok(Summary {
        index: options.dir.join(first),
        files,
        articles: record.articles.len(),
        claims: record.claims,
        threads: record.threads.len(),
        findings: record.findings,
        tally: record.tally,
    })
}

fn fill(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    let wants = |format| options.formats.contains(&format);
    if wants(Format::Html) {
        site::write(record, options, output)?;
        feed::write(record, options, output)?;
    }
    if wants(Format::Markdown) {
        markdown::write(record, options, output)?;
    }
    if wants(Format::Json) {
        json::write(record, output)?;
        review::write(record, options, output)?;
    }
    if wants(Format::Csv) {
        tables::write(record, output)?;
    }
    Ok(())
}
