//! The run at its boundaries: small channels, jobs that find jobs, stages that fail, ends that come early.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::{
    collections::HashSet,
    num::NonZeroUsize,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use onrecord_model::{Article, ArticleId, Outcome, Request, Snapshot, Source, Tally, Work};
use onrecord_pipeline::{
    Event, Options, Order, Plan, RunError, Service, Shutdown, Sink, SinkError, Stop, Transform, run,
};
use tokio::sync::mpsc;

/// Numbers name pages; page n lists 4n+1 … 4n+4 below `pages`.
struct Tree {
    pages: u64,
}

impl Service for Tree {
    fn name(&self) -> &'static str {
        "fetch"
    }

    async fn call(&self, work: &mut Work) -> Result<(), Stop> {
        let n = number(work);
        work.snapshot = Some(Snapshot::of(n.to_string(), n.to_string().into_bytes()));
        work.discovered = (4 * n + 1..=4 * n + 4).filter(|m| *m < self.pages).map(page).collect();
        // Uneven steps, so that jobs overtake one another.
        for _ in 0..n % 7 {
            tokio::task::yield_now().await;
        }
        if n % 50 == 13 { Err(Stop::fail("http_404", "gone")) } else { Ok(()) }
    }
}

fn page(n: u64) -> Request {
    Request::Url(n.to_string())
}

fn number(work: &Work) -> u64 {
    work.request.label().parse().unwrap()
}

/// Makes an article of a page; what happens on the way is up to `mishap`.
struct Extract {
    mishap: fn(u64),
}

impl Transform for Extract {
    fn name(&self) -> &'static str {
        "extract"
    }

    fn apply(&self, work: &mut Work) -> Result<(), Stop> {
        let n = number(work);
        (self.mishap)(n);
        if n % 50 == 21 {
            return Err(Stop::skip("no_text", "nothing to read"));
        }
        work.article = Some(Article {
            id: ArticleId::of(&[&n.to_string()]),
            source: Source::default(),
            text: n.to_string(),
            blocks: Vec::new(),
            claims: Vec::new(),
            sketch: Vec::new(),
        });
        Ok(())
    }
}

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<(u64, Outcome)>>>);

impl Kept {
    fn sorted(&self) -> Vec<u64> {
        let mut all: Vec<u64> = self.0.lock().unwrap().iter().map(|(n, _)| *n).collect();
        all.sort_unstable();
        all
    }

    fn in_order(&self) -> Vec<u64> {
        self.0.lock().unwrap().iter().map(|(n, _)| *n).collect()
    }

    fn outcome(&self, n: u64) -> Outcome {
        self.0.lock().unwrap().iter().find(|(m, _)| *m == n).unwrap().1.clone()
    }
}

impl Sink for Kept {
    fn keep(&mut self, batch: &[Work]) -> Result<(), SinkError> {
        let rows = batch.iter().map(|work| (number(work), work.outcome.clone().unwrap()));
        self.0.lock().unwrap().extend(rows);
        Ok(())
    }
}

fn ones() -> Options {
    Options {
        workers: NonZeroUsize::new(2).unwrap(),
        channel_capacity: NonZeroUsize::MIN,
        in_flight: NonZeroUsize::new(8).unwrap(),
        batch: NonZeroUsize::new(4).unwrap(),
        ..Options::default()
    }
}

struct Case {
    pages: u64,
    mishap: fn(u64),
    options: Options,
    shutdown: Shutdown,
    observer: onrecord_pipeline::Observer,
    known: HashSet<onrecord_model::JobId>,
}

impl Case {
    fn new(pages: u64) -> Self {
        Self {
            pages,
            mishap: |_| {},
            options: ones(),
            shutdown: Shutdown::default(),
            observer: Box::new(|_| {}),
            known: HashSet::new(),
        }
    }

    async fn run(self, sink: impl Sink) -> Result<Tally, RunError> {
        let (send, seeds) = mpsc::channel(1);
        send.send(Work::new(page(0))).await.unwrap();
        drop(send);
        let plan = Plan {
            service: Tree { pages: self.pages },
            transforms: vec![Arc::new(Extract { mishap: self.mishap })],
            sink: Box::new(sink),
            known: self.known,
            run: None,
            options: self.options,
        };
        run(plan, seeds, self.observer, self.shutdown).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_job_is_kept_once_with_every_channel_at_one() {
    let kept = Kept::default();
    let tally = Case::new(1500).run(kept.clone()).await.unwrap();
    // A page that failed in fetch still told what it listed.
    assert_eq!(kept.sorted(), (0..1500).collect::<Vec<_>>());
    assert_eq!(tally, Tally { done: 1440, skipped: 30, failed: 30, expanded: 0, pending: 0 });
    assert_eq!(tally.inputs(), 1500);
}

#[tokio::test]
async fn it_ends_on_a_single_thread_too() {
    let kept = Kept::default();
    Case::new(300).run(kept.clone()).await.unwrap();
    assert_eq!(kept.sorted().len(), 300);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_order_means_in_the_order_handed_out() {
    let kept = Kept::default();
    let mut case = Case::new(400);
    case.options.order = Order::AsHandedOut;
    case.run(kept.clone()).await.unwrap();
    // Breadth first, since each page lists the next ones in order.
    assert_eq!(kept.in_order(), (0..400).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_panics_or_hangs_fails_alone() {
    static OVER: AtomicBool = AtomicBool::new(false);
    let kept = Kept::default();
    let mut case = Case::new(100);
    // Far more than any other job of this test needs, on the slowest machine.
    case.options.time_limit = Duration::from_secs(2);
    case.mishap = |n| match n {
        5 => panic!("five"),
        6 => {
            while !OVER.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        _ => {}
    };
    let tally = case.run(kept.clone()).await.unwrap();
    OVER.store(true, Ordering::SeqCst);
    assert_eq!(tally.inputs(), 100);
    assert_eq!(tally.failed, 2 + 2);
    let Outcome::Failed(why) = kept.outcome(5) else { panic!("{:?}", kept.outcome(5)) };
    assert_eq!((why.stage.as_str(), why.code.as_str()), ("extract", "panicked"));
    assert!(why.message.contains("five"), "{}", why.message);
    let Outcome::Failed(why) = kept.outcome(6) else { panic!("{:?}", kept.outcome(6)) };
    assert_eq!(why.code, "time_limit");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_known_as_ended_are_not_done_again() {
    let kept = Kept::default();
    let mut case = Case::new(20);
    case.known = [page(2).id(), page(3).id()].into();
    case.run(kept.clone()).await.unwrap();
    let left: Vec<u64> = (0..20).filter(|n| ![2, 3].contains(n) && !(9..17).contains(n)).collect();
    assert_eq!(kept.sorted(), left);
}

struct Fails(Kept, usize);

impl Sink for Fails {
    fn keep(&mut self, batch: &[Work]) -> Result<(), SinkError> {
        self.1 = self.1.checked_sub(batch.len()).ok_or("disk full")?;
        self.0.keep(batch)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sink_that_fails_ends_the_run_with_its_reason() {
    let kept = Kept::default();
    let error = Case::new(1500).run(Fails(kept.clone(), 40)).await.unwrap_err();
    let RunError::Sink(cause) = error else { panic!("{error}") };
    assert_eq!(cause.to_string(), "disk full");
    assert!(kept.sorted().len() <= 40);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stop_drains_and_keeps_what_is_in_flight() {
    let shutdown = Shutdown::default();
    let kept = Kept::default();
    let started = Arc::new(AtomicUsize::new(0));
    let mut case = Case::new(1500);
    case.shutdown = shutdown.clone();
    case.observer = Box::new({
        let started = Arc::clone(&started);
        move |event| {
            if let Event::Started { .. } = event
                && started.fetch_add(1, Ordering::SeqCst) == 99
            {
                shutdown.stop();
            }
        }
    });
    let tally = case.run(kept.clone()).await.unwrap();
    assert_eq!(started.load(Ordering::SeqCst), 100, "nothing is handed out after the stop");
    assert_eq!(kept.sorted().len(), 100, "everything handed out is kept");
    assert!(tally.pending > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn abort_leaves_at_once() {
    let shutdown = Shutdown::default();
    let mut case = Case::new(1500);
    case.shutdown = shutdown.clone();
    case.observer = Box::new(move |event| {
        if let Event::Finished { tally, .. } = event
            && tally.done > 50
        {
            shutdown.abort();
        }
    });
    let kept = Kept::default();
    let error = case.run(kept.clone()).await.unwrap_err();
    assert!(matches!(error, RunError::Aborted), "{error}");
    assert!(kept.sorted().len() < 1500);
}

/// A sink that takes `n` works and then no more, until it is told to.
struct Full(usize, std::sync::mpsc::Receiver<()>);

impl Sink for Full {
    fn keep(&mut self, batch: &[Work]) -> Result<(), SinkError> {
        self.0 = self.0.saturating_sub(batch.len());
        if self.0 == 0 {
            assert!(self.1.recv().is_err(), "nobody sends: the end of the sender lets go");
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_sink_holds_the_scheduler_back() {
    let (release, hold) = std::sync::mpsc::channel();
    let started = Arc::new(AtomicUsize::new(0));
    let mut case = Case::new(1500);
    case.options.batch = NonZeroUsize::MIN;
    // Fewer than the places there are in stages and channels, so that this and no other bound holds.
    case.options.in_flight = NonZeroUsize::new(4).unwrap();
    case.observer = Box::new({
        let started = Arc::clone(&started);
        move |event| {
            if matches!(event, Event::Started { .. }) {
                started.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    let running = tokio::task::JoinSet::from_iter([case.run(Full(30, hold))]);
    // 29 are kept, the sink holds the 30th, and no more than `in_flight` are anywhere.
    while started.load(Ordering::SeqCst) < 29 + 4 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(started.load(Ordering::SeqCst), 29 + 4);
    drop(release);
    for ended in running.join_all().await {
        ended.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taps_hold_every_message_of_their_edge() {
    let dir = tempfile::tempdir().unwrap();
    let mut case = Case::new(60);
    case.options.tap = Some(dir.path().to_owned());
    case.run(Kept::default()).await.unwrap();
    let count = |stage: &str, kind: &str| {
        let text = std::fs::read_to_string(dir.path().join(format!("{stage}.jsonl"))).unwrap();
        let all: Vec<_> = text.lines().map(|line| onrecord_model::Envelope::parse(line).unwrap()).collect();
        assert!(all.iter().all(|envelope| envelope.message.kind() == kind));
        all.len()
    };
    assert_eq!(count("fetch", "snapshot"), 59);
    assert_eq!(count("extract", "article"), 58);
}
