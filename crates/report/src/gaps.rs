//! What of the inputs is not in the record, and why: every input that did not become an article stands here once.

use std::fmt::Write as _;

use onrecord_model::{Issue, Outcome, Reason, Tally};
use onrecord_store::JobRecord;
use serde::Serialize;

use crate::record::Record;

/// The inputs of a run that are no articles, and what was noticed on those that are.
#[derive(Serialize)]
pub(crate) struct Gaps<'a> {
    pub(crate) inputs: u64,
    pub(crate) tally: Tally,
    pub(crate) skipped: Vec<Ended<'a>>,
    pub(crate) failed: Vec<Ended<'a>>,
    pub(crate) pending: Vec<String>,
    pub(crate) expanded: Vec<Expanded>,
    pub(crate) issues: Vec<Noted<'a>>,
}

/// An input that ended without an article.
#[derive(Serialize)]
pub(crate) struct Ended<'a> {
    pub(crate) input: String,
    /// The feed or folder that listed it.
    pub(crate) listed_by: Option<&'a str>,
    #[serde(flatten)]
    pub(crate) reason: &'a Reason,
}

/// An input that only listed others.
#[derive(Serialize)]
pub(crate) struct Expanded {
    pub(crate) input: String,
    pub(crate) listed: usize,
}

/// Something noticed that stopped nothing.
#[derive(Serialize)]
pub(crate) struct Noted<'a> {
    pub(crate) input: String,
    #[serde(flatten)]
    pub(crate) issue: &'a Issue,
}

impl<'a> Gaps<'a> {
    /// The gaps of the record's run, in the order of the inputs' labels.
    pub(crate) fn of(record: &'a Record<'_>) -> Self {
        let mut gaps = Self {
            inputs: record.tally.inputs(),
            tally: record.tally,
            skipped: Vec::new(),
            failed: Vec::new(),
            pending: Vec::new(),
            expanded: Vec::new(),
            issues: Vec::new(),
        };
        for job in &record.jobs {
            gaps.add(job);
        }
        gaps
    }

    fn add(&mut self, job: &'a JobRecord) {
        let input = || job.request.label();
        let ended = |reason| Ended { input: input(), listed_by: job.listed_by.as_deref(), reason };
        match &job.outcome {
            Some(Outcome::Done) => {}
            Some(Outcome::Expanded { listed }) => {
                self.expanded.push(Expanded { input: input(), listed: *listed });
            }
            Some(Outcome::Skipped(reason)) => self.skipped.push(ended(reason)),
            Some(Outcome::Failed(reason)) => self.failed.push(ended(reason)),
            None => self.pending.push(input()),
        }
        self.issues.extend(job.issues.iter().map(|issue| Noted { input: input(), issue }));
    }

    /// Whether every input is an article of the record.
    pub(crate) fn nothing_is_missing(&self) -> bool {
        self.skipped.is_empty() && self.failed.is_empty() && self.pending.is_empty()
    }

    /// `inputs 20 = 18 done + 1 skipped + 1 failed`.
    pub(crate) fn tally_line(&self) -> String {
        let Tally { done, skipped, failed, pending, .. } = self.tally;
        let mut line = format!("inputs {} = {done} done + {skipped} skipped + {failed} failed", self.inputs);
        if pending > 0 {
            write!(line, " + {pending} not ended").ok();
        }
        line
    }
}
