//! What every backend of the record does, and the words it does it in.

use jiff::civil::Date;
use onrecord_model::{
    Article, ArticleId, Claim, ClaimId, Digest, Issue, Moment, Outcome, Request, Ruling, RunId, Snapshot,
    Source, Tally, Thread, ThreadId, Work,
};
use serde::Serialize;

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

/// A run as the record tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunRecord {
    /// Which.
    pub id: RunId,
    /// Its place among the runs of the record, from 1.
    pub number: u64,
    /// Hash of its configuration and of the version of onrecord that ran it.
    pub config: Digest,
    /// When it began.
    pub started: Moment,
    /// When it ended; none while it has not.
    pub ended: Option<Moment>,
    /// How many threads it left; none where the record does not know them: it has not come so far, or an onrecord ran
    /// it that did not keep them.
    pub threads: Option<u64>,
}

/// How an article was read last, as of some run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The article.
    pub article: ArticleId,
    /// Hash of its claims, without what was found on them; none where the record did not keep it yet. Another hash
    /// for the same article: the same bytes were read in another way.
    pub sha256: Option<Digest>,
}

/// One form of a page that the record holds in several: the same URL with other bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The article made of it.
    pub article: ArticleId,
    /// Number of the first run that got it.
    pub first: u64,
    /// Number of the last run that got it.
    pub last: u64,
    /// When it was fetched last.
    pub fetched_at: Option<Moment>,
}

/// Where claims, articles, threads, rulings and the state of every job are kept.
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

    /// Puts `threads` in the place of all threads, and keeps them as those that `run` left.
    ///
    /// # Errors
    /// [`StoreError::NoRun`]; [`StoreError::Dangling`] when one names a claim or an article that is not in the record.
    fn replace_threads(&mut self, run: &RunId, threads: &[Thread]) -> Result<(), StoreError>;

    /// Adds a ruling; one that is there already changes nothing. None is ever changed or removed.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when its id is not that of its content; [`StoreError::NoRuling`] and
    /// [`StoreError::Superseded`] when it is to take the place of one that is not there, or no longer stands.
    fn rule(&mut self, ruling: &Ruling) -> Result<(), StoreError>;

    /// Marks `run` as ended, so that the next one of its configuration is a new one.
    ///
    /// # Errors
    /// [`StoreError::NoRun`].
    fn finish(&mut self, run: &RunId, ended: &Moment) -> Result<(), StoreError>;

    /// The last run that was begun, if any.
    fn last_run(&self) -> Result<Option<RunId>, StoreError>;

    /// Every run, in the order in which they began.
    fn runs(&self) -> Result<Vec<RunRecord>, StoreError>;

    /// The threads that `run` left, by id; none where its [`RunRecord::threads`] is none.
    fn threads_of_run(&self, run: &RunId) -> Result<Vec<Thread>, StoreError>;

    /// Every article that `run` or one before it gave, by id, as it was read last until then.
    fn readings(&self, run: &RunId) -> Result<Vec<Reading>, StoreError>;

    /// Pages that the record holds in several forms, by URL: of each its forms, the newest last. Forms that the same run
    /// got, at the same time or at times not told, stand by id.
    fn pages_of_several_forms(&self) -> Result<Vec<Vec<Form>>, StoreError>;

    /// Every ruling, in the order of recording, those that were superseded too.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when one is not as it was recorded.
    fn rulings(&self) -> Result<Vec<Ruling>, StoreError>;

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
