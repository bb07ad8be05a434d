//! A record in memory: only what a report reads.

use std::collections::BTreeMap;

use onrecord_model::{
    Article, ArticleId, ClaimId, Digest, Moment, Request, Ruling, RunId, Snapshot, Tally, Thread, ThreadId,
    Work,
};
use onrecord_store::{FiledClaim, Form, Hit, JobRecord, Query, Reading, Run, RunRecord, Store, StoreError};

#[derive(Clone, Default)]
pub(crate) struct Fake {
    pub(crate) articles: BTreeMap<ArticleId, Article>,
    pub(crate) threads: Vec<Thread>,
    pub(crate) jobs: Vec<JobRecord>,
    pub(crate) snapshots: Vec<Snapshot>,
    pub(crate) rulings: Vec<Ruling>,
    pub(crate) runs: Vec<RunRecord>,
    pub(crate) forms: Vec<Vec<Form>>,
}

impl Fake {
    /// Adds an article as a job that was done.
    pub(crate) fn add(&mut self, article: Article) {
        self.jobs.push(JobRecord {
            request: Request::Url(article.source.url.clone()),
            listed_by: None,
            outcome: Some(onrecord_model::Outcome::Done),
            article: Some(article.id.clone()),
            issues: Vec::new(),
        });
        article.prove().unwrap();
        self.articles.insert(article.id.clone(), article);
    }
}

impl Store for Fake {
    fn begin(&mut self, _: &Digest, _: &[Request], _: &Moment) -> Result<Run, StoreError> {
        unimplemented!("a report writes nothing to the record")
    }

    fn pending(&self, _: &RunId) -> Result<Vec<Request>, StoreError> {
        unimplemented!("jobs tell it")
    }

    fn commit(&mut self, _: &RunId, _: &[Work]) -> Result<(), StoreError> {
        unimplemented!("a report writes nothing to the record")
    }

    fn replace_threads(&mut self, _: &RunId, _: &[Thread]) -> Result<(), StoreError> {
        unimplemented!("a report writes nothing to the record")
    }

    fn rule(&mut self, _: &Ruling) -> Result<(), StoreError> {
        unimplemented!("a report writes nothing to the record")
    }

    fn finish(&mut self, _: &RunId, _: &Moment) -> Result<(), StoreError> {
        unimplemented!("a report writes nothing to the record")
    }

    fn last_run(&self) -> Result<Option<RunId>, StoreError> {
        unimplemented!("the caller names the run")
    }

    fn runs(&self) -> Result<Vec<RunRecord>, StoreError> {
        Ok(self.runs.clone())
    }

    fn threads_of_run(&self, _: &RunId) -> Result<Vec<Thread>, StoreError> {
        unimplemented!("a report is on the record as it is")
    }

    fn readings(&self, _: &RunId) -> Result<Vec<Reading>, StoreError> {
        unimplemented!("a report is on the record as it is")
    }

    fn pages_of_several_forms(&self) -> Result<Vec<Vec<Form>>, StoreError> {
        Ok(self.forms.clone())
    }

    fn rulings(&self) -> Result<Vec<Ruling>, StoreError> {
        Ok(self.rulings.clone())
    }

    fn jobs(&self, _: &RunId) -> Result<Vec<JobRecord>, StoreError> {
        let mut jobs = self.jobs.clone();
        jobs.sort_by_key(|job| job.request.label());
        Ok(jobs)
    }

    fn tally(&self, _: &RunId) -> Result<Tally, StoreError> {
        let mut tally = Tally::default();
        for job in &self.jobs {
            match &job.outcome {
                Some(outcome) => tally.add(outcome),
                None => tally.pending += 1,
            }
        }
        Ok(tally)
    }

    fn last_snapshot(&self, url: &str) -> Result<Option<Snapshot>, StoreError> {
        Ok(self.snapshots.iter().rfind(|snapshot| snapshot.url == url).cloned())
    }

    fn snapshot(&self, sha256: &Digest) -> Result<Option<Snapshot>, StoreError> {
        Ok(self.snapshots.iter().find(|snapshot| snapshot.sha256.as_ref() == Some(sha256)).cloned())
    }

    fn article_ids(&self) -> Result<Vec<ArticleId>, StoreError> {
        Ok(self.articles.keys().cloned().collect())
    }

    fn article(&self, id: &ArticleId) -> Result<Option<Article>, StoreError> {
        Ok(self.articles.get(id).cloned())
    }

    fn claim(&self, id: &ClaimId) -> Result<Option<FiledClaim>, StoreError> {
        let filed = self.articles.values().find_map(|article| {
            let claim = article.claims.iter().find(|claim| claim.id == *id)?;
            Some(FiledClaim {
                claim: claim.clone(),
                article: article.id.clone(),
                source: article.source.clone(),
            })
        });
        Ok(filed)
    }

    fn claims(&self, _: &Query) -> Result<Vec<FiledClaim>, StoreError> {
        unimplemented!("a report reads claims with their article")
    }

    fn threads(&self, query: &Query) -> Result<Vec<Thread>, StoreError> {
        assert_eq!(*query, Query::default());
        Ok(self.threads.clone())
    }

    fn thread(&self, _: &ThreadId) -> Result<Option<Thread>, StoreError> {
        unimplemented!("a report reads all threads")
    }

    fn search(&self, _: &str, _: usize) -> Result<Vec<Hit>, StoreError> {
        unimplemented!("a report does not search")
    }
}
