//! Two runs of a record laid side by side: what the later one has that the earlier had not, and the other way round.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use onrecord_model::{
    ArticleId, Claim, ClaimId, ClaimRef, Digest, Finding, Moment, Relation, Ruling, RunId, Source, Thread,
    ThreadId,
};
use serde::Serialize;

use crate::{Change, Changes, RunRecord, Store, StoreError};

/// What changed from one run to a later one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// The earlier run.
    pub from: RunRecord,
    /// The later run.
    pub to: RunRecord,
    /// Threads that are new, gone, or say something else, by id.
    pub threads: Vec<ThreadDiff>,
    /// Claims that came with new pages and new forms of pages, and those that pages no longer carry, by publication.
    pub claims: Vec<ClaimDiff>,
    /// Rulings that were recorded after the earlier run and before the later one, and stood on what the former left.
    pub rulings: Vec<Ruling>,
    /// Articles whose bytes are the same and whose claims are not: another version of onrecord read them. Their claims are
    /// not among [`Diff::claims`].
    pub read_anew: Vec<ArticleId>,
}

/// What became of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadDiffKind {
    /// There was none like it.
    New,
    /// It says more, less or something else.
    Changed,
    /// There is none like it any more.
    Gone,
}

/// A thread in which something changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThreadDiff {
    /// The thread; as the earlier run had it where it is gone.
    pub id: ThreadId,
    /// The id that it had before, where it has another now.
    pub was: Option<ThreadId>,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub kind: ThreadDiffKind,
    /// What it has now and had not.
    pub new: Held,
    /// What it had and has no longer.
    pub gone: Held,
}

/// A part of what a thread holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Held {
    /// Claims.
    pub claims: Vec<ClaimRef>,
    /// What holds between claims.
    pub relations: Vec<Relation>,
    /// What the checks found.
    pub findings: Vec<Finding>,
}

impl Held {
    fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.relations.is_empty() && self.findings.is_empty()
    }
}

/// A claim that came, changed or went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimDiff {
    /// The claim; as it was before where its page was changed.
    pub claim: ClaimRef,
    /// What its page did with it; none for a claim that is new.
    pub change: Option<Change>,
}

impl Diff {
    /// What changed from `from` to `to`, which began later.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn of(store: &dyn Store, from: &RunRecord, to: &RunRecord) -> Result<Self, StoreError> {
        let changes = Changes::load(store)?;
        let (before, after) = (readings(store, from)?, readings(store, to)?);
        let read_anew = after.iter().filter(|(article, sha256)| {
            let earlier = before.get(*article).and_then(Option::as_ref);
            earlier.zip(sha256.as_ref()).is_some_and(|(earlier, now)| earlier != now)
        });
        let read_anew: Vec<ArticleId> = read_anew.map(|(article, _)| article.clone()).collect();
        let came: Vec<&ArticleId> = after.keys().filter(|article| !before.contains_key(article)).collect();
        let mut claims = new_claims(store, &came, &changes)?;
        let within = |change: &&Change| from.number < change.since && change.since <= to.number;
        for change in changes.all().iter().filter(within) {
            if let Some(claim) = listed(store, &change.was)? {
                claims.push(ClaimDiff { claim, change: Some(change.clone()) });
            }
        }
        claims.sort_by_cached_key(|diff| key(&diff.claim));
        Ok(Self {
            threads: threads(&store.threads_of_run(&from.id)?, &store.threads_of_run(&to.id)?),
            claims,
            rulings: rulings(store, from, to)?,
            read_anew,
            from: from.clone(),
            to: to.clone(),
        })
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.threads.is_empty()
            && self.claims.is_empty()
            && self.rulings.is_empty()
            && self.read_anew.is_empty()
    }
}

fn key(claim: &ClaimRef) -> (bool, Option<Moment>, ClaimId) {
    (claim.published.is_none(), claim.published.clone(), claim.id.clone())
}

fn readings(store: &dyn Store, run: &RunRecord) -> Result<BTreeMap<ArticleId, Option<Digest>>, StoreError> {
    Ok(store.readings(&run.id)?.into_iter().map(|reading| (reading.article, reading.sha256)).collect())
}

/// The claims of articles that came, but for those that an older form of their page has too.
fn new_claims(
    store: &dyn Store,
    came: &[&ArticleId],
    changes: &Changes,
) -> Result<Vec<ClaimDiff>, StoreError> {
    let mut found = Vec::new();
    for id in came {
        let Some(article) = store.article(id)? else { continue };
        let fresh = article.claims.iter().filter(|claim| !changes.is_carried_over(&claim.id));
        found.extend(
            fresh.map(|claim| ClaimDiff {
                claim: as_listed(claim, &article.id, &article.source),
                change: None,
            }),
        );
    }
    Ok(found)
}

fn listed(store: &dyn Store, id: &ClaimId) -> Result<Option<ClaimRef>, StoreError> {
    Ok(store.claim(id)?.map(|filed| as_listed(&filed.claim, &filed.article, &filed.source)))
}

fn as_listed(claim: &Claim, article: &ArticleId, source: &Source) -> ClaimRef {
    let mention = claim.speaker.mention.as_ref().map(|mention| &mention.text);
    ClaimRef {
        id: claim.id.clone(),
        article: article.clone(),
        speaker: claim.speaker.name.as_ref().or(mention).cloned(),
        outlet: source.outlet.clone(),
        url: source.url.clone(),
        published: source.published.clone(),
        stance: claim.stance,
        content: claim.content.text.clone(),
        quantity: claim.quantities.first().cloned(),
    }
}

fn rulings(store: &dyn Store, from: &RunRecord, to: &RunRecord) -> Result<Vec<Ruling>, StoreError> {
    let mut between = store.runs()?;
    between.retain(|run| (from.number..to.number).contains(&run.number));
    let between: HashSet<RunId> = between.into_iter().map(|run| run.id).collect();
    let made = |ruling: &Ruling| ruling.after.as_ref().is_some_and(|run| between.contains(run));
    Ok(store.rulings()?.into_iter().filter(made).collect())
}

/// Threads of two runs laid beside each other: the same by id, else by the claims that they share.
fn threads(before: &[Thread], after: &[Thread]) -> Vec<ThreadDiff> {
    let known: BTreeMap<&ThreadId, &Thread> = before.iter().map(|thread| (&thread.id, thread)).collect();
    let kept: BTreeSet<&ThreadId> = after.iter().map(|thread| &thread.id).collect();
    let mut lost = Lost::new(before.iter().filter(|thread| !kept.contains(&thread.id)));
    let mut diffs: Vec<ThreadDiff> = after
        .iter()
        .filter_map(|thread| match known.get(&thread.id).copied().or_else(|| lost.take_like(thread)) {
            Some(earlier) => changed(earlier, thread),
            None => Some(whole(thread, ThreadDiffKind::New)),
        })
        .collect();
    diffs.extend(lost.threads.into_values().map(|thread| whole(thread, ThreadDiffKind::Gone)));
    diffs.sort_by(|a, b| a.id.cmp(&b.id));
    diffs
}

/// Threads of the earlier run whose ids the later one does not have.
struct Lost<'a> {
    threads: BTreeMap<&'a ThreadId, &'a Thread>,
    by_claim: HashMap<&'a ClaimId, Vec<&'a ThreadId>>,
}

impl<'a> Lost<'a> {
    fn new(threads: impl Iterator<Item = &'a Thread>) -> Self {
        let mut lost = Self { threads: BTreeMap::new(), by_claim: HashMap::new() };
        for thread in threads {
            lost.threads.insert(&thread.id, thread);
            for claim in &thread.claims {
                lost.by_claim.entry(&claim.id).or_default().push(&thread.id);
            }
        }
        lost
    }

    /// Takes out the thread that became `thread`: the one of which it holds the most claims, at least half.
    fn take_like(&mut self, thread: &Thread) -> Option<&'a Thread> {
        let mut shared: BTreeMap<&ThreadId, usize> = BTreeMap::new();
        for claim in &thread.claims {
            let ids = self.by_claim.get(&claim.id).map(Vec::as_slice).unwrap_or_default();
            for id in ids.iter().filter(|id| self.threads.contains_key(*id)) {
                *shared.entry(id).or_default() += 1;
            }
        }
        let enough = |(id, shared): &(&ThreadId, usize)| {
            self.threads.get(id).is_some_and(|lost| shared * 2 >= lost.claims.len())
        };
        let best = shared.into_iter().filter(enough).max_by(|(x, a), (y, b)| a.cmp(b).then(y.cmp(x)));
        let id = best.map(|(id, _)| id.clone())?;
        self.threads.remove(&id)
    }
}

/// A thread that is new or gone, with all that it holds.
fn whole(thread: &Thread, kind: ThreadDiffKind) -> ThreadDiff {
    let Thread { id, title, claims, relations, findings, .. } = thread.clone();
    let all = Held { claims, relations, findings };
    let (new, gone) = match kind {
        ThreadDiffKind::Gone => (Held::default(), all),
        _ => (all, Held::default()),
    };
    ThreadDiff { id, was: None, title, kind, new, gone }
}

/// What of a thread is not as it was; none where all is.
fn changed(before: &Thread, after: &Thread) -> Option<ThreadDiff> {
    let new = beyond(after, before);
    let gone = beyond(before, after);
    let was = (before.id != after.id).then(|| before.id.clone());
    let changed = !new.is_empty() || !gone.is_empty();
    changed.then(|| ThreadDiff {
        id: after.id.clone(),
        was,
        title: after.title.clone(),
        kind: ThreadDiffKind::Changed,
        new,
        gone,
    })
}

/// What `thread` holds and `other` does not.
fn beyond(thread: &Thread, other: &Thread) -> Held {
    let claims: HashSet<&ClaimId> = other.claims.iter().map(|claim| &claim.id).collect();
    let relations: BTreeSet<&Relation> = other.relations.iter().collect();
    let found: HashSet<_> = other.findings.iter().map(|finding| (finding.kind, &finding.says)).collect();
    Held {
        claims: thread.claims.iter().filter(|claim| !claims.contains(&claim.id)).cloned().collect(),
        relations: thread.relations.iter().filter(|one| !relations.contains(one)).cloned().collect(),
        findings: thread
            .findings
            .iter()
            .filter(|one| !found.contains(&(one.kind, &one.says)))
            .cloned()
            .collect(),
    }
}
