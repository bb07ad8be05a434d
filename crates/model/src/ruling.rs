//! What a person ruled. Nothing in onrecord makes one by itself.

use serde::{Deserialize, Serialize};

use crate::{ClaimId, ClaimRef, Moment, RulingId, RunId, Thread, ThreadId};

/// A verdict that a person recorded on a thread or on one claim of it. It is never changed and never removed: whoever
/// corrects it records another one that supersedes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    /// Hash of all that stands below, but for what the thread said.
    pub id: RulingId,
    /// What it is about.
    pub thread: ThreadId,
    /// The one claim it is about; none for the thread as a whole.
    pub claim: Option<ClaimId>,
    /// The verdict, in the person's own words ("False", "Missing context").
    pub verdict: String,
    /// Why.
    pub reasons: String,
    /// Who ruled.
    pub by: String,
    /// URLs of what it rests on, beside the claims.
    pub evidence: Vec<String>,
    /// When it was recorded.
    pub made: Moment,
    /// The ruling that this one takes the place of.
    pub supersedes: Option<RulingId>,
    /// The last run of the record when it was made: what later runs brought, the person had not seen.
    pub after: Option<RunId>,
    /// Title of the thread as the person saw it. Threads are made anew by every run; this stays.
    pub title: String,
    /// The claims of the thread as the person saw them.
    pub claims: Vec<ClaimRef>,
}

impl Ruling {
    /// The id that its content gives.
    pub fn proper_id(&self) -> RulingId {
        let ids = self.claims.iter().map(|claim| claim.id.as_str());
        let maybe = |id: Option<&str>| id.unwrap_or_default().to_owned();
        let mut parts = vec![
            self.thread.as_str().to_owned(),
            maybe(self.claim.as_ref().map(ClaimId::as_str)),
            self.verdict.clone(),
            self.reasons.clone(),
            self.by.clone(),
            self.made.as_str().to_owned(),
            maybe(self.supersedes.as_ref().map(RulingId::as_str)),
            maybe(self.after.as_ref().map(RunId::as_str)),
            self.evidence.len().to_string(),
        ];
        parts.extend(self.evidence.iter().cloned());
        parts.extend(ids.map(str::to_owned));
        RulingId::of(&parts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// How many of the claims that the person saw stand in `thread`, by the same number.
    pub fn shares(&self, thread: &Thread) -> usize {
        let number = |claim: &ClaimRef| claim.quantity.as_ref().map(|quantity| quantity.span);
        let stands = |seen: &&ClaimRef| {
            thread.claims.iter().any(|claim| claim.id == seen.id && number(claim) == number(seen))
        };
        self.claims.iter().filter(stands).count()
    }

    /// The claims that it judges: the one it names, else all that the person saw.
    pub fn judged(&self) -> impl Iterator<Item = &ClaimRef> {
        self.claims.iter().filter(|seen| self.claim.as_ref().is_none_or(|claim| *claim == seen.id))
    }
}
