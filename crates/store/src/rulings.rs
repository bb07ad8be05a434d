//! Which thread each ruling stands on. Every run makes threads anew, and one that grew may have another id.

use std::collections::HashMap;

use onrecord_model::{Ruling, RulingId, RunId, Thread, ThreadId};

use crate::{Change, Changes, RunRecord, Store, StoreError};

/// All rulings of a record, each at its place.
#[derive(Clone, Debug, Default)]
pub struct Rulings {
    all: Vec<Ruling>,
    by_thread: HashMap<ThreadId, Vec<usize>>,
    adrift: Vec<usize>,
    superseded_by: HashMap<RulingId, RulingId>,
    /// Number of each run.
    runs: HashMap<RunId, u64>,
}

impl Rulings {
    /// The rulings of `store` on its `threads`, all of them.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn load(store: &dyn Store, threads: &[Thread]) -> Result<Self, StoreError> {
        let all = store.rulings()?;
        if all.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self::of(all, threads, &store.runs()?))
    }

    /// `all` rulings on `threads`: each on the thread that it names; where that is gone, on the one that holds the most
    /// of the claims that the person saw, if that is at least half of them.
    pub fn of(all: Vec<Ruling>, threads: &[Thread], runs: &[RunRecord]) -> Self {
        let runs = runs.iter().map(|run| (run.id.clone(), run.number)).collect();
        let mut placed = Self { runs, ..Self::default() };
        for (at, ruling) in all.iter().enumerate() {
            match place(ruling, threads) {
                Some(thread) => placed.by_thread.entry(thread.id.clone()).or_default().push(at),
                None => placed.adrift.push(at),
            }
            if let Some(earlier) = &ruling.supersedes {
                placed.superseded_by.insert(earlier.clone(), ruling.id.clone());
            }
        }
        Self { all, ..placed }
    }

    /// Whether nobody has ruled yet.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every ruling, in the order of recording.
    pub fn all(&self) -> &[Ruling] {
        &self.all
    }

    /// The rulings on a thread, in the order of recording.
    pub fn on<'a>(&'a self, thread: &ThreadId) -> impl Iterator<Item = &'a Ruling> + use<'a> {
        let at = self.by_thread.get(thread).map(Vec::as_slice).unwrap_or_default();
        at.iter().filter_map(|at| self.all.get(*at))
    }

    /// Those whose thread is no longer in the record, nor one like it.
    pub fn adrift(&self) -> impl Iterator<Item = &Ruling> {
        self.adrift.iter().filter_map(|at| self.all.get(*at))
    }

    /// The ruling that took the place of this one; none while it stands.
    pub fn superseded_by(&self, ruling: &RulingId) -> Option<&RulingId> {
        self.superseded_by.get(ruling)
    }
}

impl Rulings {
    /// What became, after a ruling was made, of the claims that it judges: what its maker could not know.
    pub fn outdated_by<'a>(
        &self,
        ruling: &'a Ruling,
        changes: &'a Changes,
    ) -> impl Iterator<Item = &'a Change> {
        let made = ruling.after.as_ref().and_then(|run| self.runs.get(run)).copied().unwrap_or_default();
        let became = ruling.judged().filter_map(|claim| changes.of(&claim.id));
        became.filter(move |change| change.since > made)
    }
}

fn place<'a>(ruling: &Ruling, threads: &'a [Thread]) -> Option<&'a Thread> {
    if let Some(same) = threads.iter().find(|thread| thread.id == ruling.thread) {
        return Some(same);
    }
    let shared = threads.iter().map(|thread| (ruling.shares(thread), thread));
    let enough = shared.filter(|(shared, _)| *shared > 0 && shared * 2 >= ruling.claims.len());
    let best = enough.min_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.id.cmp(&y.id)));
    best.map(|(_, thread)| thread)
}
