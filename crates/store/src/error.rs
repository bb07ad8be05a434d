//! Why the record could not be read or written.

use std::{error::Error, io, path::PathBuf};

use onrecord_model::{ArticleId, BodyError, ClaimId, Digest, RulingId, RunId, SpanMismatch, ThreadId};

/// Why the record could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is nothing to read yet.
    #[error("no record at {} (run `onrecord run` first)", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Another process writes to the record.
    #[error("another onrecord is writing to {} (wait until it has ended)", path.display())]
    Busy {
        /// The record.
        path: PathBuf,
    },
    /// The file is a database, but not a record.
    #[error("{} is not a record but a database of another program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The record was written by a later onrecord.
    #[error("{} has version {found}, but this onrecord reads up to {known}", path.display())]
    Newer {
        /// The record.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// Latest version this onrecord knows.
        known: i64,
    },
    /// Something was to be written through a record that was opened for reading.
    #[error("{} was opened for reading only", path.display())]
    ReadOnly {
        /// The record.
        path: PathBuf,
    },
    /// The database said no.
    #[error("the record {} can't be used", path.display())]
    Backend {
        /// The record.
        path: PathBuf,
        /// What it said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// A file beside the record can't be read or written.
    #[error("{} can't be used", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A message can't be written to the record, or not be read back from it.
    #[error("{what} is not of the form that this onrecord keeps")]
    Form {
        /// What it is: an id, or the name of a column.
        what: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The bytes in the archive are not those that were kept.
    #[error("the archived bytes of snapshot {expected} have changed: they now hash to {found}")]
    Altered {
        /// The hash under which they were kept.
        expected: Digest,
        /// The hash of what lies there.
        found: Digest,
    },
    /// The snapshot does not carry its bytes.
    #[error("the snapshot of {url} can't be kept")]
    Unread {
        /// What was fetched.
        url: String,
        /// Why.
        source: BodyError,
    },
    /// A span of the article does not hold what the article says it holds.
    #[error("article {article} does not bear out its own quotes")]
    Span {
        /// The article.
        article: ArticleId,
        /// Which span.
        source: SpanMismatch,
    },
    /// A number of the claim is infinite or none at all, which no JSON can carry.
    #[error("claim {claim} carries a number that is not finite")]
    NotFinite {
        /// The claim.
        claim: ClaimId,
    },
    /// Two claims have one id.
    #[error("claim {claim} of article {article} has the id of another claim")]
    ClaimTwice {
        /// The id.
        claim: ClaimId,
        /// The article that came second.
        article: ArticleId,
    },
    /// A thread names a claim or an article that is not in the record.
    #[error("thread {thread} names a claim or an article that is not in the record")]
    Dangling {
        /// The thread.
        thread: ThreadId,
    },
    /// The run was never begun.
    #[error("run {run} is not in the record")]
    NoRun {
        /// The run.
        run: RunId,
    },
    /// A ruling was to supersede one that is not there.
    #[error("ruling {ruling} is not in the record (`onrecord show` on its thread lists the rulings)")]
    NoRuling {
        /// The one that is not there.
        ruling: RulingId,
    },
    /// A ruling was to supersede one that another has superseded.
    #[error("ruling {ruling} no longer stands: {by} superseded it, so supersede that one")]
    Superseded {
        /// The one that no longer stands.
        ruling: RulingId,
        /// The one that took its place.
        by: RulingId,
    },
    /// A ruling does not have the id that its content gives.
    #[error("ruling {ruling} is not as it was recorded: its content gives another id")]
    Tampered {
        /// The ruling.
        ruling: RulingId,
    },
}
