//! What went missing, told on stderr; and the names of findings.

use onrecord_model::{FindingKind, Outcome, Reason};
use onrecord_store::JobRecord;

use crate::progress::Progress;

/// How many gaps are told one by one; the report has them all.
const TOLD: usize = 20;

/// Findings worth a line in a summary, with what they are called there.
pub(crate) const FINDINGS: &[(FindingKind, &str)] = &[
    (FindingKind::NumberDiffers, "comparable figures differ"),
    (FindingKind::Denied, "denied by somebody"),
    (FindingKind::Updated, "updated later"),
    (FindingKind::ReferenceDiffers, "differ from a reference table"),
    (FindingKind::ReferenceMatchesDerived, "match a reference table only as a sum or a difference"),
    (FindingKind::ReferenceMatches, "match a reference table"),
    (FindingKind::Arithmetic, "do not add up"),
    (FindingKind::PublishedCheck, "were looked at by a published fact-check"),
    (FindingKind::NotComparable, "look alike but can't be compared"),
    (FindingKind::NotChecked, "could not be checked"),
];

/// Tells each input that was skipped or failed.
pub(crate) fn tell(jobs: &[JobRecord], progress: &Progress) {
    let gaps: Vec<String> = jobs.iter().filter_map(line).collect();
    for gap in gaps.iter().take(TOLD) {
        progress.say(gap);
    }
    if gaps.len() > TOLD {
        progress.say(&format!("… and {} more: the gaps page of the report has them all", gaps.len() - TOLD));
    }
}

fn line(job: &JobRecord) -> Option<String> {
    let label = job.request.label();
    match job.outcome.as_ref()? {
        Outcome::Done | Outcome::Expanded { .. } => None,
        Outcome::Skipped(reason) => Some(gap("skipped", &label, reason)),
        Outcome::Failed(reason) => Some(gap("failed", &label, reason)),
    }
}

/// One gap in a line.
pub(crate) fn gap(how: &str, label: &str, reason: &Reason) -> String {
    let Reason { stage, code, message } = reason;
    format!("{how}: {label}: {message} [{stage}/{code}]")
}
