//! Stage: claims and threads → findings.
//!
//! Per document, [`Check`] adds to each claim what can be found on it alone: numbers that do not add up, figures of
//! reference tables, fact-checks that others have published. When the frontier is empty, [`Check::review`] adds to each
//! thread what it shows as a whole. A finding is typed and carries its evidence; nothing here is a score of truth, and a
//! check that could not run says so.

mod arithmetic;
mod matching;
mod meaning;
mod published;
mod reference;
mod review;
mod table;
#[cfg(test)]
mod testing;
mod wording;

use std::collections::BTreeMap;

use jiff::civil::Date;
use onrecord_encoder::EncoderError;
use onrecord_model::{Claim, ClaimId, Finding, Moment, Quantity, Thread, Work};
use onrecord_pipeline::{Stop, Transform};
use onrecord_store::{Store, StoreError};

pub use matching::{FEATURES, Features, Match, Statement};
pub use published::{Published, Review};
pub use table::{BadRow, CheckError, Measure, TableSpec, Tables};

/// Why threads could not be reviewed.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The record can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network that reads fact-checks can't be run.
    #[error(transparent)]
    Encoder(#[from] EncoderError),
}

/// The stage that passes over each document, with everything that claims are checked against.
#[derive(Clone, Default)]
pub struct Check {
    tables: Tables,
    published: Published,
}

impl Check {
    /// Checks against `tables` and `published`.
    pub fn new(tables: Tables, published: Published) -> Self {
        Self { tables, published }
    }

    /// What can be found on `claim` alone, which was published on `day`, in a fixed order. Needs its slots.
    ///
    /// # Errors
    /// [`EncoderError`] where the network that reads fact-checks can't be run.
    pub fn findings(&self, claim: &Claim, day: Option<Date>) -> Result<Vec<Finding>, EncoderError> {
        self.findings_of(claim, day, None)
    }

    /// The same, of figures only `number`, as a thread lists it.
    fn findings_of(
        &self,
        claim: &Claim,
        day: Option<Date>,
        number: Option<&Quantity>,
    ) -> Result<Vec<Finding>, EncoderError> {
        let mut findings = arithmetic::findings(claim);
        findings.extend(reference::findings(claim, day, &self.tables, number));
        findings.extend(self.published.findings(claim, day)?);
        findings.sort_by(|a, b| (a.kind, &a.says).cmp(&(b.kind, &b.says)));
        Ok(findings)
    }

    /// Adds to each thread what it shows as a whole, and what is found on its claims. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`ReviewError`] when the record can't be read, or the network can't be run.
    pub fn review(&self, threads: &mut [Thread], store: &dyn Store) -> Result<(), ReviewError> {
        for thread in threads {
            let mut claims: BTreeMap<ClaimId, Claim> = BTreeMap::new();
            for reference in &thread.claims {
                if let Some(mut filed) = store.claim(&reference.id)? {
                    // Found anew: only on the number that stands in this thread, and by the tables of today.
                    let day = filed.source.published.as_ref().map(Moment::date);
                    filed.claim.findings =
                        self.findings_of(&filed.claim, day, reference.quantity.as_ref())?;
                    claims.insert(filed.claim.id.clone(), filed.claim);
                }
            }
            review::review(thread, &claims);
        }
        Ok(())
    }
}

impl Transform for Check {
    fn name(&self) -> &'static str {
        "check"
    }

    fn apply(&self, work: &mut Work) -> Result<(), Stop> {
        if let Some(article) = &mut work.article {
            let day = article.source.published.as_ref().map(Moment::date);
            for claim in &mut article.claims {
                let found = self.findings(claim, day);
                claim.findings = found.map_err(|error| Stop::fail("check", error.to_string()))?;
            }
        }
        Ok(())
    }
}
