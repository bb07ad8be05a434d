//! The run: stages joined by bounded channels, supervised, ended in order.

use std::{
    collections::HashMap, collections::HashSet, num::NonZeroUsize, path::PathBuf, sync::Arc, time::Duration,
};

use onrecord_model::{JobId, Outcome, Reason, RunId, Tally, Work};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
};

use crate::{
    event::Observer,
    pool::{Lost, Pool},
    scheduler::{Ends, Kept, Scheduler},
    shutdown::Shutdown,
    sink::{self, Order},
    stage::{Service, Sink, SinkError, Stop, Transform},
    tap::{Tap, TapError},
};

/// The numbers of a run.
#[derive(Clone, Debug)]
pub struct Options {
    /// CPU threads.
    pub workers: NonZeroUsize,
    /// How many messages wait between two stages.
    pub channel_capacity: NonZeroUsize,
    /// How many jobs are anywhere between the scheduler and the sink.
    pub in_flight: NonZeroUsize,
    /// How many works the sink is given at once, at most.
    pub batch: NonZeroUsize,
    /// How long one job may hold a CPU thread in one stage.
    pub time_limit: Duration,
    /// In which order the sink is given works.
    pub order: Order,
    /// Folder that takes a copy of every message on every edge.
    pub tap: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        let number = |n| NonZeroUsize::new(n).unwrap_or(NonZeroUsize::MIN);
        Self {
            workers: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            channel_capacity: number(16),
            in_flight: number(64),
            batch: number(64),
            time_limit: Duration::from_secs(30),
            order: Order::AsTheyCome,
            tap: None,
        }
    }
}

/// What a run is made of: the stages in their order, and the numbers.
pub struct Plan<S> {
    /// Where every job begins.
    pub service: S,
    /// The CPU stages, in order.
    pub transforms: Vec<Arc<dyn Transform>>,
    /// Where every job ends.
    pub sink: Box<dyn Sink>,
    /// Jobs of this run that have ended before it was taken up again.
    pub known: HashSet<JobId>,
    /// The run, as taps name it.
    pub run: Option<RunId>,
    /// The numbers.
    pub options: Options,
}

/// Why a run ended before its work did. What was kept until then stays.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The sink gave up.
    #[error("the results can't be kept")]
    Sink(#[source] SinkError),
    /// A stage itself panicked, outside any job.
    #[error("stage `{0}` panicked")]
    Panicked(&'static str),
    /// A tap can't be written.
    #[error(transparent)]
    Tap(#[from] TapError),
    /// No thread could be had.
    #[error("no thread could be started")]
    Thread(#[source] std::io::Error),
    /// Somebody asked to leave at once.
    #[error("interrupted; what was kept until then stays")]
    Aborted,
}

/// Runs `plan` over `seeds` until nothing is left, or until `shutdown`. The tally's `pending` tells what an early end
/// has left.
///
/// # Errors
/// The first cause that ended the run early, after everything else has ended.
pub async fn run<S: Service>(
    plan: Plan<S>,
    seeds: mpsc::Receiver<Work>,
    observer: Observer,
    shutdown: Shutdown,
) -> Result<Tally, RunError> {
    let Plan { service, transforms, sink, known, run, options } = plan;
    let capacity = options.channel_capacity.get();
    let in_flight = options.in_flight.get();
    let pool = Pool::new(options.workers).map_err(RunError::Thread)?;
    // A run that is taken up again adds to what its taps hold.
    let again = !known.is_empty();
    let open_tap =
        |stage| options.tap.as_deref().map(|dir| Tap::open(dir, stage, run.clone(), again)).transpose();

    let mut stages = Stages::default();
    let (first, inlet) = mpsc::channel(capacity);

    let name = service.name();
    let service = Arc::new(service);
    let fetching = move |mut work: Work| {
        let service = Arc::clone(&service);
        async move {
            let stopped = service.call(&mut work).await;
            Ok(settle(work, name, stopped))
        }
    };
    let (outlet, mut edge) = mpsc::channel(capacity);
    stages.add(name, drive(name, inlet, outlet, in_flight, fetching, open_tap(name)?), &shutdown);

    for transform in transforms {
        let name = transform.name();
        let (outlet, next) = mpsc::channel(capacity);
        let pool = pool.clone();
        let limit = options.time_limit;
        let threads = pool.threads().get();
        let working = move |work: Work| on_pool(pool.clone(), Arc::clone(&transform), work, limit);
        stages.add(name, drive(name, edge, outlet, threads, working, open_tap(name)?), &shutdown);
        edge = next;
    }

    // Never more than `in_flight` jobs exist, so a report to the scheduler never waits, and the cycle can't lock up.
    let (report, kept) = mpsc::channel::<Kept>(in_flight);
    let sunk =
        sink::start(sink, edge, report, options.batch.get(), options.order).map_err(RunError::Thread)?;

    let scheduler = Scheduler::new(in_flight, known, observer);
    let (tally, whole) = scheduler.run(Ends { seeds, out: first, kept }, &shutdown).await;
    if !whole {
        // What is in flight has nowhere to go: nobody waits for it.
        shutdown.abort();
    }
    finish(stages, sunk, &shutdown).await?;
    Ok(tally)
}

/// Waits for every stage, then for the sink, and tells the first cause.
async fn finish(
    mut stages: Stages,
    sunk: oneshot::Receiver<Result<(), SinkError>>,
    shutdown: &Shutdown,
) -> Result<(), RunError> {
    let stages_ended = stages.join(shutdown).await;
    match sunk.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return Err(RunError::Sink(error)),
        Err(_) => return Err(RunError::Panicked("sink")),
    }
    stages_ended?;
    if shutdown.is_aborting() { Err(RunError::Aborted) } else { Ok(()) }
}

/// The stages' tasks. A stage ends when its inlet ends; one that fails makes all others leave.
#[derive(Default)]
struct Stages {
    tasks: JoinSet<Result<(), RunError>>,
    names: HashMap<tokio::task::Id, &'static str>,
}

impl Stages {
    fn add(
        &mut self,
        name: &'static str,
        stage: impl Future<Output = Result<(), RunError>> + Send + 'static,
        shutdown: &Shutdown,
    ) {
        let shutdown = shutdown.clone();
        let handle = self.tasks.spawn(async move {
            tokio::select! {
                ended = stage => ended,
                () = shutdown.aborting() => Ok(()),
            }
        });
        self.names.insert(handle.id(), name);
    }

    async fn join(&mut self, shutdown: &Shutdown) -> Result<(), RunError> {
        let mut first = Ok(());
        while let Some(ended) = self.tasks.join_next_with_id().await {
            let ended = match ended {
                Ok((_, ended)) => ended,
                Err(error) => {
                    Err(RunError::Panicked(self.names.get(&error.id()).copied().unwrap_or("unknown")))
                }
            };
            if ended.is_err() && first.is_ok() {
                first = ended;
                shutdown.abort();
            }
        }
        first
    }
}

/// One stage: takes works, has up to `limit` of them under way, hands each on as it gets ready. Work that has ended
/// passes untouched.
async fn drive<F, W>(
    name: &'static str,
    mut inlet: mpsc::Receiver<Work>,
    outlet: mpsc::Sender<Work>,
    limit: usize,
    begin: F,
    tap: Option<Tap>,
) -> Result<(), RunError>
where
    F: Fn(Work) -> W + Send + 'static,
    W: Future<Output = Result<Work, Lost>> + Send + 'static,
{
    let mut under_way = UnderWay::default();
    let mut open = true;
    while open || !under_way.is_empty() {
        let ready = tokio::select! {
            work = inlet.recv(), if open && under_way.len() < limit => match work {
                Some(work) if work.outcome.is_some() => Some(work),
                Some(work) => { under_way.begin(work, &begin); None }
                None => { open = false; None }
            },
            Some(work) = under_way.next(name), if !under_way.is_empty() => Some(work),
        };
        let Some(work) = ready else { continue };
        if let Some(tap) = &tap {
            tap.copy(&work).await;
        }
        if outlet.send(work).await.is_err() {
            // The next stage is gone: it owns the reason.
            break;
        }
    }
    if let Some(tap) = tap {
        tap.close()?;
    }
    Ok(())
}

/// Jobs of one stage that are under way, each with a copy as it came, so that one whose task panics is not lost with
/// what earlier stages made of it.
#[derive(Default)]
struct UnderWay {
    tasks: JoinSet<Result<Work, Lost>>,
    stubs: HashMap<tokio::task::Id, Work>,
}

impl UnderWay {
    fn begin<W>(&mut self, work: Work, begin: impl Fn(Work) -> W)
    where
        W: Future<Output = Result<Work, Lost>> + Send + 'static,
    {
        let stub = work.clone();
        let handle = self.tasks.spawn(begin(work));
        self.stubs.insert(handle.id(), stub);
    }

    async fn next(&mut self, stage: &str) -> Option<Work> {
        let (id, ended) = match self.tasks.join_next_with_id().await? {
            Ok((id, ended)) => (id, ended),
            Err(error) => (error.id(), Err(Lost::Panicked(error.to_string()))),
        };
        let stub = self.stubs.remove(&id)?;
        Some(ended.unwrap_or_else(|why| lost(stub, stage, &why)))
    }

    fn len(&self) -> usize {
        self.tasks.len()
    }

    fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }
}

/// Applies `transform` on the pool.
async fn on_pool(
    pool: Pool,
    transform: Arc<dyn Transform>,
    mut work: Work,
    limit: Duration,
) -> Result<Work, Lost> {
    let job = move || {
        let stopped = transform.apply(&mut work);
        settle(work, transform.name(), stopped)
    };
    pool.run(limit, job).await
}

fn settle(mut work: Work, stage: &str, stopped: Result<(), Stop>) -> Work {
    if let Err(stop) = stopped {
        work.outcome = Some(stop.outcome(stage));
    }
    work
}

fn lost(mut stub: Work, stage: &str, why: &Lost) -> Work {
    let (code, hint) = match why {
        Lost::Panicked(_) => ("panicked", "; please report this page as a bug"),
        Lost::TimedOut(_) => {
            ("time_limit", "; extract.time_limit in the configuration sets how long it may take")
        }
        Lost::NoThread(_) => ("no_thread", ""),
    };
    stub.outcome = Some(Outcome::Failed(Reason {
        stage: stage.to_owned(),
        code: code.to_owned(),
        message: format!("{why}{hint}"),
    }));
    stub
}
