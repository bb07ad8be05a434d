//! The record: a trait, its SQLite backend, migrations, and one conformance suite for every backend.

use jiff::civil::Date;
use onrecord_model::{
    Article, ArticleId, Claim, ClaimId, Digest, Moment, Outcome, Request, RunId, Snapshot, Source, Tally,
    Thread, ThreadId, Work,
};

/// One run over a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Hash of the configuration and of how many runs it had before.
    pub id: RunId,
    /// Whether an earlier process began it and did not end it.
    pub resumed: bool,
}

/// A claim with the article it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledClaim {
    /// The claim.
    pub claim: Claim,
    /// Its article.
    pub article: ArticleId,
    /// Where that was published.
    pub source: Source,
}

/// Which claims or threads to list. Empty fields ask for nothing; texts match parts, without case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Part of the speaker's name or mention.
    pub speaker: Option<String>,
    /// Part of the outlet's name.
    pub outlet: Option<String>,
    /// A number that one of the quantities names or whose bounds take it in.
    pub number: Option<f64>,
    /// Published on this day or later.
    pub from: Option<Date>,
    /// Published on this day or earlier.
    pub to: Option<Date>,
    /// Words that the content (or, for threads, a content) holds, all of them.
    pub words: Option<String>,
    /// How many at most.
    pub limit: Option<usize>,
}

/// What a full-text search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// The claim, when it was found in one rather than in the article's text.
    pub claim: Option<ClaimId>,
    /// Where it was published.
    pub source: Source,
    /// The text around the words, which stand between `⟦` and `⟧`.
    pub excerpt: String,
}

/// How one job of a run ended, or that it has not.
#[derive(Clone, Debug, PartialEq)]
pub struct JobRecord {
    /// What was asked for.
    pub request: Request,
    /// What listed it; none for what the configuration names.
    pub listed_by: Option<String>,
    /// How it ended; none while pending.
    pub outcome: Option<Outcome>,
    /// The article it gave.
    pub article: Option<ArticleId>,
    /// What was noticed on the way.
    pub issues: Vec<onrecord_model::Issue>,
}

/// Where claims, articles, threads and the state of every job are kept.
///
/// Writing is for one owner at a time. What [`Store::commit`] is given is kept wholly or not at all, results and job
/// states together, so that a killed run continues where it stopped. Every list comes in a fixed order that does not
/// depend on the order of writing.
pub trait Store: Send {
    /// Continues the unfinished run of this configuration, or begins a new one with `seeds`.
    ///
    /// # Errors
    /// As every method here: [`StoreError`] when the backend fails.
    fn begin(&mut self, config: &Digest, seeds: &[Request], started: &Moment) -> Result<Run, StoreError>;

    /// The requests of `run` that have not ended, in the order they were asked for.
    fn pending(&self, run: &RunId) -> Result<Vec<Request>, StoreError>;

    /// Keeps a batch: snapshots, articles, claims, job states, and what the jobs discovered as pending jobs.
    fn commit(&mut self, run: &RunId, batch: &[Work]) -> Result<(), StoreError>;

    /// Puts `threads` in the place of all threads.
    fn replace_threads(&mut self, threads: &[Thread]) -> Result<(), StoreError>;

    /// Marks `run` as ended.
    fn finish(&mut self, run: &RunId, ended: &Moment) -> Result<(), StoreError>;

    /// The last run that was begun, if any.
    fn last_run(&self) -> Result<Option<RunId>, StoreError>;

    /// How the jobs of `run` ended, by label of the request.
    fn jobs(&self, run: &RunId) -> Result<Vec<JobRecord>, StoreError>;

    /// How many jobs of `run` ended how.
    fn tally(&self, run: &RunId) -> Result<Tally, StoreError>;

    /// The last snapshot of `url`, with its bytes.
    fn last_snapshot(&self, url: &str) -> Result<Option<Snapshot>, StoreError>;

    /// The snapshot with this hash, with its bytes.
    fn snapshot(&self, sha256: &Digest) -> Result<Option<Snapshot>, StoreError>;

    /// Every article's id, in order.
    fn article_ids(&self) -> Result<Vec<ArticleId>, StoreError>;

    /// One article with its claims.
    fn article(&self, id: &ArticleId) -> Result<Option<Article>, StoreError>;

    /// One claim.
    fn claim(&self, id: &ClaimId) -> Result<Option<FiledClaim>, StoreError>;

    /// Claims by publication, then article and place in it.
    fn claims(&self, query: &Query) -> Result<Vec<FiledClaim>, StoreError>;

    /// Threads by id.
    fn threads(&self, query: &Query) -> Result<Vec<Thread>, StoreError>;

    /// One thread.
    fn thread(&self, id: &ThreadId) -> Result<Option<Thread>, StoreError>;

    /// Full-text search over claims and articles, best first.
    fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError>;
}

/// Why the record could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("the record can't be used")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored message can't be read back.
    #[error("a row of the record can't be read")]
    Row(#[from] serde_json::Error),
    /// A file beside the record can't be read or written.
    #[error("{path} can't be used")]
    File {
        /// Which file.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The record was written by a later onrecord.
    #[error("the record has version {found}; this onrecord reads up to {known}")]
    Newer {
        /// Version of the record.
        found: i64,
        /// Latest version this onrecord knows.
        known: i64,
    },
}
