//! The record as the report sees it: light tables in the order of the pages; articles are read one at a time.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use jiff::Timestamp;
use onrecord_model::{
    Article, ArticleId, Claim, ClaimId, Finding, FindingKind, Moment, RelationKind, Ruling, RunId, Source,
    SpeakerKind, Tally, Thread,
};
use onrecord_store::{Changes, JobRecord, Query, Rulings, Store};

use crate::{
    ReportError,
    words::{self, count},
};

/// One article without its text.
pub(crate) struct Card {
    pub(crate) id: ArticleId,
    pub(crate) source: Source,
    pub(crate) claims: usize,
}

/// What the pages are made from.
pub(crate) struct Record<'a> {
    pub(crate) store: &'a dyn Store,
    /// By publication, then id.
    pub(crate) articles: Vec<Card>,
    /// The most telling first.
    pub(crate) threads: Vec<Thread>,
    /// By label of the request.
    pub(crate) jobs: Vec<JobRecord>,
    pub(crate) tally: Tally,
    pub(crate) claims: usize,
    pub(crate) findings: BTreeMap<FindingKind, usize>,
    pub(crate) rulings: Rulings,
    /// What became of claims whose pages were changed.
    pub(crate) changes: Changes,
    /// What was found on single claims.
    on_claims: HashMap<ClaimId, Vec<Finding>>,
    by_article: HashMap<ArticleId, usize>,
    by_claim: HashMap<ClaimId, Vec<usize>>,
}

impl<'a> Record<'a> {
    /// Reads everything but the texts.
    pub(crate) fn load(store: &'a dyn Store, run: &RunId) -> Result<Self, ReportError> {
        let threads = store.threads(&Query::default())?;
        let mut record = Self {
            store,
            articles: Vec::new(),
            rulings: Rulings::load(store, &threads)?,
            changes: Changes::load(store)?,
            threads,
            jobs: store.jobs(run)?,
            tally: store.tally(run)?,
            claims: 0,
            findings: BTreeMap::new(),
            on_claims: HashMap::new(),
            by_article: HashMap::new(),
            by_claim: HashMap::new(),
        };
        for id in store.article_ids()? {
            if let Some(article) = store.article(&id)? {
                record.add(article);
            }
        }
        record.articles.sort_by_cached_key(|card| (when(card.source.published.as_ref()), card.id.clone()));
        let mut threads = std::mem::take(&mut record.threads);
        threads.sort_by_cached_key(|thread| {
            let telling = Reverse(record.telling(thread).len());
            (telling, Reverse(thread.claims.len()), thread.title.clone(), thread.id.clone())
        });
        record.threads = threads;
        record.index();
        Ok(record)
    }

    fn add(&mut self, article: Article) {
        let Article { id, source, claims, .. } = article;
        self.claims += claims.len();
        self.articles.push(Card { id, source, claims: claims.len() });
        for claim in claims.into_iter().filter(|claim| !claim.findings.is_empty()) {
            self.on_claims.insert(claim.id, claim.findings);
        }
    }

    fn index(&mut self) {
        self.by_article = self.articles.iter().enumerate().map(|(at, card)| (card.id.clone(), at)).collect();
        for (at, thread) in self.threads.iter().enumerate() {
            for claim in &thread.claims {
                let threads = self.by_claim.entry(claim.id.clone()).or_default();
                if threads.last() != Some(&at) {
                    threads.push(at);
                }
            }
        }
        self.findings = self.count_findings();
    }

    fn count_findings(&self) -> BTreeMap<FindingKind, usize> {
        let on_threads = self.threads.iter().flat_map(|thread| &thread.findings);
        let on_claims = self.on_claims.iter().flat_map(|(claim, found)| self.told_nowhere(claim, found));
        let mut counts = BTreeMap::new();
        for finding in on_threads.chain(on_claims) {
            *counts.entry(finding.kind).or_default() += 1;
        }
        counts
    }

    /// What is known of an article without reading its text.
    pub(crate) fn card(&self, id: &ArticleId) -> Option<&Card> {
        self.by_article.get(id).and_then(|at| self.articles.get(*at))
    }

    /// The threads that a claim stands in.
    pub(crate) fn threads_of<'r>(
        &'r self,
        claim: &ClaimId,
    ) -> impl Iterator<Item = &'r Thread> + use<'r, 'a> {
        let at = self.by_claim.get(claim).map(Vec::as_slice).unwrap_or_default();
        at.iter().filter_map(|at| self.threads.get(*at))
    }

    /// What was found on one claim and stands in none of its threads.
    pub(crate) fn told_nowhere<'r>(
        &'r self,
        claim: &'r ClaimId,
        found: &'r [Finding],
    ) -> impl Iterator<Item = &'r Finding> {
        let told = |finding: &Finding| self.threads_of(claim).any(|thread| tells(thread, finding));
        found.iter().filter(move |finding| !told(finding))
    }

    /// What was found on one claim of a thread and is not among the thread's findings.
    pub(crate) fn found_on<'r>(
        &'r self,
        claim: &ClaimId,
        thread: &'r Thread,
    ) -> impl Iterator<Item = &'r Finding> + use<'r, 'a> {
        let findings = self.on_claims.get(claim).map(Vec::as_slice).unwrap_or_default();
        findings.iter().filter(|finding| !tells(thread, finding))
    }

    /// What was found on a thread and on its claims, each once.
    pub(crate) fn found_in<'r>(&'r self, thread: &'r Thread) -> impl Iterator<Item = &'r Finding> {
        let on_claims = thread.claims.iter().flat_map(|claim| self.found_on(&claim.id, thread));
        thread.findings.iter().chain(on_claims)
    }

    /// What makes a thread worth reading first.
    pub(crate) fn telling(&self, thread: &Thread) -> BTreeSet<FindingKind> {
        use FindingKind::{Arithmetic, Denied, NumberDiffers, PublishedCheck, ReferenceDiffers};
        let mut kinds: BTreeSet<FindingKind> = self.found_in(thread).map(|finding| finding.kind).collect();
        kinds.retain(|kind| {
            matches!(kind, Denied | NumberDiffers | ReferenceDiffers | Arithmetic | PublishedCheck)
        });
        for relation in &thread.relations {
            match relation.kind {
                RelationKind::Contradicts => kinds.insert(NumberDiffers),
                RelationKind::Denies => kinds.insert(Denied),
                _ => false,
            };
        }
        kinds
    }

    /// Whether a thread tells more than its one claim does.
    pub(crate) fn is_worth_telling(&self, thread: &Thread) -> bool {
        thread.claims.len() > 1
            || !self.telling(thread).is_empty()
            || self.rulings.on(&thread.id).next().is_some()
    }

    /// The rulings on a thread that stand.
    pub(crate) fn standing<'r>(&'r self, thread: &Thread) -> impl Iterator<Item = &'r Ruling> + use<'r, 'a> {
        self.rulings.on(&thread.id).filter(|ruling| self.rulings.superseded_by(&ruling.id).is_none())
    }

    /// `18 articles of 7 outlets, published 22 to 24 July 2025, with 96 claims in 31 threads.`
    pub(crate) fn covers(&self) -> String {
        let outlets: BTreeSet<String> = self.articles.iter().map(|card| outlet(&card.source)).collect();
        let published: BTreeSet<_> =
            self.articles.iter().filter_map(|card| Some(card.source.published.as_ref()?.date())).collect();
        let days = words::days(published.first().copied(), published.last().copied());
        format!(
            "{} of {}{}, with {} in {}.",
            count(self.articles.len(), "article"),
            count(outlets.len(), "outlet"),
            days.map(|days| format!(", published {days}")).unwrap_or_default(),
            count(self.claims, "claim"),
            count(self.threads.len(), "thread"),
        )
    }

    /// Which articles the inputs of the run do not account for; none where they account for all.
    pub(crate) fn earlier(&self) -> Option<String> {
        let of_run: BTreeSet<_> = self.jobs.iter().filter_map(|job| job.article.as_ref()).collect();
        let earlier = self.articles.iter().filter(|card| !of_run.contains(&card.id)).count();
        let told = || {
            format!("The inputs are those of the last run; earlier runs gave {}.", count(earlier, "article"))
        };
        (earlier > 0).then(told)
    }

    /// Reads every article in the order of publication, one at a time. When its bytes were fetched is left out: that
    /// differs from run to run.
    pub(crate) fn each_article(&self) -> impl Iterator<Item = Result<Article, ReportError>> {
        self.articles.iter().filter_map(|card| match self.store.article(&card.id) {
            Ok(article) => article.map(|mut article| {
                article.source.fetched_at = None;
                Ok(article)
            }),
            Err(error) => Some(Err(error.into())),
        })
    }
}

/// Whether a thread's findings say what was found on one of its claims.
pub(crate) fn tells(thread: &Thread, finding: &Finding) -> bool {
    thread.findings.iter().any(|told| same(told, finding))
}

/// Whether two findings say the same.
pub(crate) fn same(a: &Finding, b: &Finding) -> bool {
    a.kind == b.kind && a.says == b.says
}

/// Orders by the instant of publication; what has none comes last.
fn when(published: Option<&Moment>) -> (bool, Timestamp) {
    (published.is_none(), published.map(Moment::instant).unwrap_or_default())
}

/// Who speaks, for a reader: the resolved name, else the words of the text, else the outlet itself.
pub(crate) fn speaker(claim: &Claim, source: &Source) -> String {
    let mention = claim.speaker.mention.as_ref().map(|mention| mention.text.as_str());
    match claim.speaker.name.as_deref().or(mention) {
        None if claim.speaker.kind != SpeakerKind::Outlet => "Speaker not told".to_owned(),
        name => speaker_name(name, &outlet(source)),
    }
}

/// As [`speaker`], from what a thread tells.
pub(crate) fn speaker_name(name: Option<&str>, outlet: &str) -> String {
    name.map_or_else(|| format!("{outlet} (the outlet itself)"), str::to_owned)
}

/// Where something was published, for a reader: the outlet, else the host, else the address.
pub(crate) fn outlet(source: &Source) -> String {
    outlet_name(source.outlet.as_deref(), &source.url)
}

/// As [`outlet`], from what a thread tells.
pub(crate) fn outlet_name(outlet: Option<&str>, url: &str) -> String {
    let host = || url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    outlet.map(str::to_owned).or_else(host).unwrap_or_else(|| url.to_owned())
}

/// The headline, else the address.
pub(crate) fn title(source: &Source) -> &str {
    source.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&source.url)
}

/// The address that a reader can open: where it was fetched, else the one that the page names as its own.
pub(crate) fn address(source: &Source) -> &str {
    let on_the_web = |url: &&str| crate::escape::href(url).is_some();
    let canonical = source.canonical_url.as_deref();
    Some(source.url.as_str()).filter(on_the_web).or(canonical.filter(on_the_web)).unwrap_or(&source.url)
}
