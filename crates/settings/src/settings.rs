//! What the program runs on: plain, validated values with their units, and the defaults.
//!
//! The field docs are what a user reads in the JSON schema. Every value of these types that [`parse`](crate::parse)
//! hands out has been checked; nothing here reads a file.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use onrecord_table::Source;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_json::json;

use url::Url;

use crate::problem::{Problem, Problems};
use crate::table::source;
use crate::value;

/// Settings of onrecord. Every key is optional; a key left out has its default.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Settings {
    /// Heading of the report.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What to read.
    pub sources: Sources,
    /// Where the record is kept.
    pub record: Record,
    /// How pages are fetched from the web.
    pub fetch: Fetch,
    /// How articles and claims are taken out of pages.
    pub extract: Extract,
    /// How much runs at the same time.
    pub pipeline: Pipeline,
    /// How claims of different articles are brought together.
    pub link: Link,
    /// What claims are checked against.
    pub check: Check,
    /// What is written for readers.
    pub report: Report,
    /// The folder that relative paths of the file started from; the paths in here already include it.
    #[serde(skip)]
    pub base: PathBuf,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "onrecord".to_owned(),
            sources: Sources::default(),
            record: Record::default(),
            fetch: Fetch::default(),
            extract: Extract::default(),
            pipeline: Pipeline::default(),
            link: Link::default(),
            check: Check::default(),
            report: Report::default(),
            base: PathBuf::new(),
        }
    }
}

/// What to read. A source that can't be read is one failed input of the run, not a mistake in the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Sources {
    /// Pages on the web (http or https).
    #[schemars(with = "Vec<String>")]
    pub urls: Vec<Url>,
    /// RSS or Atom feeds: web addresses, or paths relative to this file.
    #[schemars(with = "Vec<String>")]
    pub feeds: Vec<Location>,
    /// Files (.html, .htm, .xhtml, .txt, snapshots as .jsonl) and folders of them, relative to this file.
    pub files: Vec<PathBuf>,
}

impl Sources {
    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.urls.is_empty() && self.feeds.is_empty() && self.files.is_empty()
    }
}

/// A web address or a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Location {
    /// On the web (http or https).
    Url(Url),
    /// On this machine.
    Path(PathBuf),
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => url.fmt(f),
            Self::Path(path) => path.display().fmt(f),
        }
    }
}

/// Where the record is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Record {
    /// The database file; snapshots are kept beside it.
    pub path: PathBuf,
}

impl Default for Record {
    fn default() -> Self {
        Self { path: "onrecord-out/record.sqlite".into() }
    }
}

/// How pages are fetched from the web.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Fetch {
    /// The name given to web servers.
    #[schemars(length(min = 1))]
    pub user_agent: String,
    /// Pages fetched at the same time, over all hosts.
    #[schemars(range(min = 1, max = 1024))]
    pub concurrency: NonZeroUsize,
    /// Pages fetched at the same time from one host; at most `concurrency`.
    #[schemars(range(min = 1, max = 1024))]
    pub per_host: NonZeroUsize,
    /// Time between two requests to one host.
    #[serde(serialize_with = "value::duration_text")]
    #[schemars(schema_with = "value::duration_schema")]
    pub delay: Duration,
    /// Time one request may take, body included.
    #[serde(serialize_with = "value::duration_text")]
    #[schemars(schema_with = "value::duration_schema")]
    pub timeout: Duration,
    /// Time to connect to a server.
    #[serde(serialize_with = "value::duration_text")]
    #[schemars(schema_with = "value::duration_schema")]
    pub connect_timeout: Duration,
    /// Redirects followed from one address.
    #[schemars(range(min = 0, max = 50))]
    pub max_redirects: usize,
    /// Greatest size of a page in bytes, before and after decompression.
    #[schemars(range(min = 1024, max = 1_073_741_824))]
    pub max_bytes: usize,
    /// Further attempts after one that failed for a passing reason.
    #[schemars(range(min = 0, max = 20))]
    pub retries: u32,
    /// Time before the first further attempt; doubles with each.
    #[serde(serialize_with = "value::duration_text")]
    #[schemars(schema_with = "value::duration_schema")]
    pub backoff: Duration,
    /// Longest Retry-After of a server that is waited for; beyond it the page has failed.
    #[serde(serialize_with = "value::duration_text")]
    #[schemars(schema_with = "value::duration_schema")]
    pub max_retry_after: Duration,
    /// Whether robots.txt is kept to.
    pub respect_robots: bool,
}

impl Default for Fetch {
    fn default() -> Self {
        Self {
            user_agent: concat!("onrecord/", env!("CARGO_PKG_VERSION"), " (+https://onrecord.example/bot)")
                .to_owned(),
            concurrency: nonzero(16),
            per_host: nonzero(2),
            delay: Duration::from_secs(1),
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_redirects: 10,
            max_bytes: 20 * 1024 * 1024,
            retries: 3,
            backoff: Duration::from_secs(1),
            max_retry_after: Duration::from_mins(2),
            respect_robots: true,
        }
    }
}

/// How articles and claims are taken out of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Extract {
    /// CPU time one page may take.
    #[serde(serialize_with = "value::duration_text")]
    #[schemars(schema_with = "value::duration_schema")]
    pub time_limit: Duration,
    /// Languages (ISO 639-1) that claims are taken from; articles in another are kept without claims.
    #[schemars(length(min = 1), inner(regex(pattern = "^[a-z]{2}$")))]
    pub languages: Vec<String>,
    /// Words below which a page counts as empty.
    #[schemars(range(min = 0, max = 10_000))]
    pub min_words: usize,
    /// What finds the claims.
    pub engine: Engine,
}

/// What finds the claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// The encoder: as good as it gets.
    Full,
    /// The linear tagger alone: many times faster, and it finds less.
    Fast,
}

impl Default for Extract {
    fn default() -> Self {
        Self {
            time_limit: Duration::from_secs(30),
            languages: vec!["en".to_owned()],
            min_words: 20,
            engine: Engine::Full,
        }
    }
}

/// How much runs at the same time. Nothing here changes a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Pipeline {
    /// CPU threads; 0 is one per core.
    #[schemars(range(min = 0, max = 1024))]
    pub workers: usize,
    /// Documents that may wait between two stages.
    #[schemars(range(min = 1, max = 65_536))]
    pub channel_capacity: NonZeroUsize,
    /// Documents under way at the same time, over all stages.
    #[schemars(range(min = 1, max = 65_536))]
    pub in_flight: NonZeroUsize,
    /// Documents written to the record in one transaction, at most.
    #[schemars(range(min = 1, max = 65_536))]
    pub batch: NonZeroUsize,
}

impl Default for Pipeline {
    fn default() -> Self {
        Self { workers: 0, channel_capacity: nonzero(16), in_flight: nonzero(64), batch: nonzero(64) }
    }
}

/// How claims of different articles are brought together.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Link {
    /// Share of common text, 0 to 1, from which two articles count as one origin.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub copy_similarity: f64,
}

impl Default for Link {
    fn default() -> Self {
        Self { copy_similarity: 0.6 }
    }
}

/// What claims are checked against.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Check {
    /// Tables of reference figures.
    pub table: Vec<Table>,
    /// Files of published fact-checks.
    pub published: Vec<Published>,
}

/// One table of reference figures, one row per event.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Table {
    /// Name in the report; no two tables share one.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The file, relative to this file: CSV with a first line of column names (`.csv`, `.tsv`), a JSON array of flat objects
    /// (`.json`), Parquet (`.parquet`) or `SQLite` (`.sqlite`, `.db`).
    pub path: PathBuf,
    /// The table or view of a `SQLite` file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub table: Option<String>,
    /// A `SELECT` whose rows are read from a `SQLite` file, in place of `table`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub query: Option<String>,
    /// Where the table comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub url: Option<Url>,
    /// Column with the day or time at which a row's period starts.
    pub from: String,
    /// Column with the day or time at which it ends; without one the row is about the day of `from`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Difference, as a share of the table's figure, up to which a claim agrees with it.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub tolerance: f64,
    /// Column = value that a row must have; `*` at an end of the value stands for anything.
    #[serde(default)]
    pub filter: BTreeMap<String, String>,
    /// What the table measures.
    #[schemars(length(min = 1))]
    pub measure: Vec<Measure>,
}

/// One figure of a reference table, with the claims that it is to be compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Measure {
    /// Name in the report; no two measures of a table share one.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The columns whose sum is the figure; written as one column or as a sum ("destroyed + lost").
    #[serde(serialize_with = "sum_text")]
    #[schemars(with = "String", length(min = 1))]
    pub value: Vec<String>,
    /// What is counted, as claims name it.
    #[schemars(length(min = 1))]
    pub objects: Vec<String>,
    /// The classes of verbs by which claims tell of it, such as `down`, `launch`, `kill`.
    #[schemars(length(min = 1))]
    pub predicates: Vec<String>,
    /// Whose deeds it counts, as names of states; empty where the table does not tell.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Unit of the figure; `count` for things that are counted.
    #[serde(default = "count")]
    #[schemars(length(min = 1))]
    pub unit: String,
    /// Whether a row has the total from the table's beginning up to its day, in place of what its own period adds.
    #[serde(default)]
    pub running: bool,
}

impl Table {
    /// The file, and which of its rows.
    pub fn source(&self) -> Source {
        source(self.path.clone(), self.table.as_ref(), self.query.as_ref())
    }
}

impl Measure {
    /// Whether the figure is worked out from several columns instead of standing in the table.
    pub fn is_derived(&self) -> bool {
        self.value.len() > 1
    }
}

/// One file of published fact-checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Published {
    /// JSON file of schema.org `ClaimReview` objects, relative to this file.
    pub path: PathBuf,
}

/// What is written for readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Report {
    /// The folder that reports are written to.
    pub dir: PathBuf,
    /// What is written.
    #[schemars(length(min = 1))]
    pub formats: Vec<Format>,
    /// Where the folder is published, for the addresses in the feed and in the `ClaimReview` export.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub url: Option<Url>,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            dir: "onrecord-out/report".into(),
            formats: vec![Format::Html, Format::Markdown, Format::Json, Format::Csv],
            url: None,
        }
    }
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A static web site.
    Html,
    /// One Markdown file.
    Markdown,
    /// One JSON file.
    Json,
    /// CSV tables.
    Csv,
}

impl Settings {
    /// Checks that there is something to read: what a run needs and a file need not have.
    ///
    /// # Errors
    /// One problem, if no source is named.
    pub fn require_sources(&self) -> Result<(), Problems> {
        if !self.sources.is_empty() {
            return Ok(());
        }
        Err(Problems::from(
            Problem::new("there is nothing to read: no source is named")
                .with_hint("name pages, feeds or files under `[sources]`, or give them on the command line"),
        ))
    }

    /// Everything that changes results, as canonical JSON, for the identity of a run. Output paths, numbers of
    /// threads, timing and the order of sources are left out, and paths stand as seen from the settings' folder,
    /// so that moving that folder changes nothing. What the named files contain is not in it.
    pub fn digest_input(&self) -> String {
        let path = |path: &Path| -> String {
            path.strip_prefix(&self.base).unwrap_or(path).to_string_lossy().into_owned()
        };
        let tables: Vec<_> = self
            .check
            .table
            .iter()
            .map(|table| Table { path: path(&table.path).into(), ..table.clone() })
            .collect();
        json!({
            "sources": {
                "urls": sorted(self.sources.urls.iter().map(Url::to_string)),
                "feeds": sorted(self.sources.feeds.iter().map(|feed| match feed {
                    Location::Url(url) => url.to_string(),
                    Location::Path(file) => path(file),
                })),
                "files": sorted(self.sources.files.iter().map(|file| path(file))),
            },
            "fetch": {
                "max_redirects": self.fetch.max_redirects,
                "max_bytes": self.fetch.max_bytes,
                "respect_robots": self.fetch.respect_robots,
            },
            "extract": {
                "languages": sorted(self.extract.languages.iter().cloned()),
                "min_words": self.extract.min_words,
                "engine": self.extract.engine,
            },
            "link": self.link,
            "check": {
                "table": tables,
                "published": sorted(self.check.published.iter().map(|file| path(&file.path))),
            },
        })
        .to_string()
    }
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts.dedup();
    texts
}

fn sum_text<S: Serializer>(columns: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&columns.join(" + "))
}

fn count() -> String {
    "count".to_owned()
}

/// `n`, or 1 for 0.
pub(crate) const fn nonzero(n: usize) -> NonZeroUsize {
    NonZeroUsize::MIN.saturating_add(n.saturating_sub(1))
}
