//! What every backend of the record does, and the words it does it in.

use jiff::civil::Date;
use onrecord_model::{
    Article, ArticleId, Claim, ClaimId, Digest, Issue, Moment, Outcome, Request, RunId, Snapshot, Source,
    Tally, Thread, ThreadId, Work,
};

use crate::StoreError;

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
    /// A number that one of the quantities (of a thread: those by which its claims stand in it) names, also as the
    /// whole that it is a part of, or that its bounds take in.
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
    pub issues: Vec<Issue>,
}

/// Where claims, articles, threads and the state of every job are kept.
///
/// Writing is for one owner at a time. What [`Store::commit`] is given is kept wholly or not at all, results and job
/// states together, so that a killed run continues where it stopped. To write the same again changes nothing. Every
/// list comes in an order that its content fixes, whatever the order of writing.
///
/// # Errors
/// Every method fails with [`StoreError::Backend`] when the backend does, and with [`StoreError::Form`] when a stored
/// message is not of this version's form. Further errors stand with their method.
#[expect(clippy::missing_errors_doc, reason = "what all methods share is said once, above")]
pub trait Store: Send {
    /// Continues the last unfinished run of this configuration, or begins a new one; then adds those of `seeds` that
    /// it does not know. Jobs of a continued run that ended stay ended, skipped and failed ones too.
    fn begin(&mut self, config: &Digest, seeds: &[Request], started: &Moment) -> Result<Run, StoreError>;

    /// The requests of `run` that have not ended: seeds in their order, then what jobs listed, by the label of what
    /// listed them and the place in it.
    fn pending(&self, run: &RunId) -> Result<Vec<Request>, StoreError>;

    /// Keeps a batch: snapshots, articles with their claims, job states, and what the jobs discovered as pending jobs.
    ///
    /// The article of a job is kept where its outcome is [`Outcome::Done`]; its snapshot always. An article takes the
    /// place of one with its id, and of those that earlier runs made of the same page and bytes under other ids. Work
    /// on a request that the run does not know adds its job.
    ///
    /// A work with an article that could not be read back as it is, or with a snapshot without its bytes or with
    /// others, is kept as failed (stage `store`, code `refused`), without that article or snapshot; the others are
    /// kept as they are.
    ///
    /// # Errors
    /// [`StoreError::NoRun`]; nothing of the batch is then in any list.
    fn commit(&mut self, run: &RunId, batch: &[Work]) -> Result<(), StoreError>;

    /// Puts `threads` in the place of all threads.
    ///
    /// # Errors
    /// [`StoreError::Dangling`] when one names a claim or an article that is not in the record.
    fn replace_threads(&mut self, threads: &[Thread]) -> Result<(), StoreError>;

    /// Marks `run` as ended, so that the next one of its configuration is a new one.
    ///
    /// # Errors
    /// [`StoreError::NoRun`].
    fn finish(&mut self, run: &RunId, ended: &Moment) -> Result<(), StoreError>;

    /// The last run that was begun, if any.
    fn last_run(&self) -> Result<Option<RunId>, StoreError>;

    /// How the jobs of `run` ended, by label of the request.
    fn jobs(&self, run: &RunId) -> Result<Vec<JobRecord>, StoreError>;

    /// How many jobs of `run` ended how.
    fn tally(&self, run: &RunId) -> Result<Tally, StoreError>;

    /// The snapshot of `url` that was fetched last, with its bytes, hash and size.
    ///
    /// # Errors
    /// [`StoreError::Altered`] when the archived bytes are no longer those that were kept.
    fn last_snapshot(&self, url: &str) -> Result<Option<Snapshot>, StoreError>;

    /// The snapshot with this hash, as it was first fetched, with its bytes, hash and size.
    ///
    /// # Errors
    /// [`StoreError::Altered`] when the archived bytes are no longer those that were kept.
    fn snapshot(&self, sha256: &Digest) -> Result<Option<Snapshot>, StoreError>;

    /// Every article's id, in order.
    fn article_ids(&self) -> Result<Vec<ArticleId>, StoreError>;

    /// One article with its claims, equal to the one that was committed.
    ///
    /// # Errors
    /// [`StoreError::Span`] when its spans no longer hold what they say.
    fn article(&self, id: &ArticleId) -> Result<Option<Article>, StoreError>;

    /// One claim.
    fn claim(&self, id: &ClaimId) -> Result<Option<FiledClaim>, StoreError>;

    /// Claims by publication, then article and place in it. Those of unknown date come last.
    fn claims(&self, query: &Query) -> Result<Vec<FiledClaim>, StoreError>;

    /// Threads by id: those with a claim that meets the whole query.
    fn threads(&self, query: &Query) -> Result<Vec<Thread>, StoreError>;

    /// One thread.
    fn thread(&self, id: &ThreadId) -> Result<Option<Thread>, StoreError>;

    /// Full-text search for all of `words` over claims and articles, best first. Nothing in `words` is syntax.
    fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError>;
}
