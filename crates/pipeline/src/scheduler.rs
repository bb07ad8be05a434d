//! Owns what is still to be done, what was seen and what is in flight, and alone decides when the run is over.

use std::collections::{HashSet, VecDeque};

use onrecord_model::{JobId, Outcome, Request, Tally, Work};
use tokio::sync::mpsc;

use crate::{
    event::{Event, Observer},
    shutdown::Shutdown,
};

/// A job that has left the last stage and is kept: what the scheduler needs of it.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) request: Request,
    pub(crate) outcome: Outcome,
    pub(crate) discovered: Vec<Request>,
    pub(crate) issues: Vec<onrecord_model::Issue>,
}

/// The scheduler's ends of the channels.
pub(crate) struct Ends {
    /// What the run begins with, in order.
    pub(crate) seeds: mpsc::Receiver<Work>,
    /// To the first stage.
    pub(crate) out: mpsc::Sender<Work>,
    /// From the last stage.
    pub(crate) kept: mpsc::Receiver<Kept>,
}

pub(crate) struct Scheduler {
    /// Found by jobs of this run. Handed out after the seeds, so that the order depends on nothing but the inputs.
    frontier: VecDeque<Request>,
    /// Every job that was ever known, so that nothing is done twice.
    seen: HashSet<JobId>,
    in_flight: usize,
    limit: usize,
    sequence: u64,
    tally: Tally,
    observer: Observer,
}

/// What the loop woke up for.
#[expect(
    clippy::large_enum_variant,
    reason = "lives for one turn of the loop; a box would only add an allocation"
)]
enum Turn<'a> {
    Room(mpsc::Permit<'a, Work>, Work),
    Kept(Kept),
    Draining,
    Leave,
}

impl Scheduler {
    /// At most `limit` jobs are in flight. `known` are jobs that an earlier process of this run has ended: what a
    /// listing finds again of them is not done again.
    pub(crate) fn new(limit: usize, known: HashSet<JobId>, observer: Observer) -> Self {
        Self {
            frontier: VecDeque::new(),
            seen: known,
            in_flight: 0,
            limit,
            sequence: 0,
            tally: Tally::default(),
            observer,
        }
    }

    /// Runs until everything is done, or until `shutdown` and what is in flight is done.
    /// Tells whether it came to its end, or left because a stage or the sink was gone.
    pub(crate) async fn run(mut self, mut ends: Ends, shutdown: &Shutdown) -> (Tally, bool) {
        let mut draining = false;
        let mut seeds_open = true;
        let mut next: Option<Work> = None;
        loop {
            while next.is_none() && !draining && self.in_flight < self.limit {
                if seeds_open {
                    // Seeds come first; waiting for one must not keep kept jobs from being seen.
                    tokio::select! {
                        biased;
                        () = shutdown.stopping() => break,
                        Some(kept) = ends.kept.recv(), if self.in_flight > 0 => self.take(kept),
                        seed = ends.seeds.recv() => match seed {
                            Some(seed) => next = self.admit(seed),
                            None => seeds_open = false,
                        },
                    }
                } else {
                    let Some(request) = self.frontier.pop_front() else { break };
                    next = Some(Work::new(request));
                }
            }
            if self.in_flight == 0 && (draining || next.is_none()) && (draining || !seeds_open) {
                break;
            }
            match Self::turn(&mut ends, &mut next, self.in_flight > 0, draining, shutdown).await {
                Turn::Room(permit, work) => self.hand_out(permit, work),
                Turn::Kept(kept) => self.take(kept),
                Turn::Draining => {
                    draining = true;
                    (self.observer)(&Event::Draining);
                }
                Turn::Leave => return (self.tally, false),
            }
        }
        (self.tally, true)
    }

    /// Waits for the next thing to do. Nothing is taken off the frontier before there is room for it.
    async fn turn<'a>(
        ends: &'a mut Ends,
        next: &mut Option<Work>,
        flying: bool,
        draining: bool,
        shutdown: &Shutdown,
    ) -> Turn<'a> {
        let Ends { out, kept, .. } = ends;
        tokio::select! {
            biased;
            () = shutdown.aborting() => Turn::Leave,
            () = shutdown.stopping(), if !draining => Turn::Draining,
            done = kept.recv(), if flying => done.map_or(Turn::Leave, Turn::Kept),
            room = out.reserve(), if next.is_some() && !draining => match (room, next.take()) {
                (Ok(permit), Some(work)) => Turn::Room(permit, work),
                // The first stage is gone: it owns the reason.
                _ => Turn::Leave,
            },
        }
    }

    /// Takes a seed in, unless it was seen before.
    fn admit(&mut self, seed: Work) -> Option<Work> {
        if !self.seen.insert(seed.request.id()) {
            return None;
        }
        self.tally.pending += 1;
        Some(seed)
    }

    fn hand_out(&mut self, permit: mpsc::Permit<'_, Work>, mut work: Work) {
        work.sequence = self.sequence;
        self.sequence += 1;
        self.in_flight += 1;
        (self.observer)(&Event::Started { request: work.request.clone() });
        permit.send(work);
    }

    fn take(&mut self, kept: Kept) {
        self.in_flight -= 1;
        self.tally.pending = self.tally.pending.saturating_sub(1);
        self.tally.add(&kept.outcome);
        for request in kept.discovered {
            if self.seen.insert(request.id()) {
                self.tally.pending += 1;
                self.frontier.push_back(request);
            }
        }
        let Kept { request, outcome, issues, .. } = kept;
        (self.observer)(&Event::Finished { request, outcome, issues, tally: self.tally });
    }
}
