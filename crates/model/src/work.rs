//! One job and what the stages have made of it so far: the one thing that passes along every edge inside a run.

use serde::{Deserialize, Serialize};

use crate::{Article, Issue, JobId, Snapshot};

/// What to get.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// A page on the web.
    Url(String),
    /// An RSS or Atom feed: a web address or a path. Ends as [`Outcome::Expanded`].
    Feed(String),
    /// A file (`.html`, `.htm`, `.xhtml`, `.txt`, or snapshot JSON Lines, `.jsonl`), as a path.
    File(String),
    /// A folder, as a path; every file in it, folders in it included. Ends as [`Outcome::Expanded`].
    Folder(String),
    /// One line of a JSON Lines file.
    Line {
        /// Path of the file.
        path: String,
        /// Line, counted from 1.
        line: u64,
        /// Where the line starts, in bytes.
        offset: u64,
    },
}

impl Request {
    /// What a reader calls it: the URL or path, with the line where there is one.
    pub fn label(&self) -> String {
        match self {
            Self::Url(text) | Self::Feed(text) | Self::File(text) | Self::Folder(text) => text.clone(),
            Self::Line { path, line, .. } => format!("{path}:{line}"),
        }
    }

    /// The id of the job that answers it.
    pub fn id(&self) -> JobId {
        let kind = match self {
            Self::Url(_) => "url",
            Self::Feed(_) => "feed",
            Self::File(_) => "file",
            Self::Folder(_) => "folder",
            Self::Line { .. } => "line",
        };
        JobId::of(&[kind, &self.label()])
    }
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Outcome {
    /// It is an article of the record.
    Done,
    /// It only listed other inputs, which now stand for it. Not counted as an input.
    Expanded {
        /// How many it listed.
        listed: usize,
    },
    /// Left out on purpose.
    Skipped(Reason),
    /// Could not be done.
    Failed(Reason),
}

/// Why a job ended without an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The stage that ended it (`fetch`, `extract`, …).
    pub stage: String,
    /// A short name to branch on (`http_404`, `robots`, `panicked`).
    pub code: String,
    /// What happened and, where there is something to do, what to do next.
    pub message: String,
}

/// One job with what the stages have made of it so far. Each stage reads what it needs and adds its part; a stage
/// that ends the job sets `outcome`, and later stages pass it on untouched, so that every job leaves the last stage
/// exactly once.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Place in the order in which the scheduler handed jobs out, from 0.
    pub sequence: u64,
    /// What to get.
    pub request: Request,
    /// Added by `fetch`, or given.
    pub snapshot: Option<Snapshot>,
    /// Added by `extract`, enriched by `link` and `check`, or given.
    pub article: Option<Article>,
    /// What `fetch` found listed here.
    pub discovered: Vec<Request>,
    /// What the stages noticed.
    pub issues: Vec<Issue>,
    /// How it ended; none while it is under way.
    pub outcome: Option<Outcome>,
}

impl Work {
    /// Fresh work on `request`.
    pub fn new(request: Request) -> Self {
        Self {
            sequence: 0,
            request,
            snapshot: None,
            article: None,
            discovered: Vec::new(),
            issues: Vec::new(),
            outcome: None,
        }
    }

    /// Notes something that does not end the job.
    pub fn note(&mut self, stage: &str, code: &str, message: impl Into<String>) {
        self.issues.push(Issue { stage: stage.to_owned(), code: code.to_owned(), message: message.into() });
    }
}

/// How many inputs ended how: `inputs = done + skipped + failed` once nothing is pending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Articles in the record.
    pub done: u64,
    /// Left out on purpose.
    pub skipped: u64,
    /// Not done.
    pub failed: u64,
    /// Feeds, folders and files of lines that were replaced by what they list; not inputs.
    pub expanded: u64,
    /// Not ended yet.
    pub pending: u64,
}

impl Tally {
    /// Everything that was asked for.
    pub fn inputs(&self) -> u64 {
        self.done + self.skipped + self.failed + self.pending
    }

    /// Counts one more outcome.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Done => self.done += 1,
            Outcome::Expanded { .. } => self.expanded += 1,
            Outcome::Skipped(_) => self.skipped += 1,
            Outcome::Failed(_) => self.failed += 1,
        }
    }
}
