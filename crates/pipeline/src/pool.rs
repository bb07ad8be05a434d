//! Threads for CPU work. A job that panics or runs over its limit is lost alone: its thread is replaced, the rest
//! goes on.
//!
//! Our own and not rayon's, because a thread that is stuck in one page must be given up and replaced, and because
//! parsers of deep pages need a larger stack than an async runtime's threads have.

use std::{
    any::Any,
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use tokio::sync::oneshot;

/// Stack of one thread, in bytes. Parsers recurse into the page's elements; only touched pages of it cost memory.
const STACK: usize = 64 << 20;

/// A job, and the mark that says its thread was given up on.
type Job = (Box<dyn FnOnce() + Send>, Arc<AtomicBool>);

/// A fixed number of threads that run jobs in the order they come.
///
/// The queue has no bound of its own: whoever submits awaits the result, and the stages keep no more jobs in flight
/// than there are threads.
#[derive(Clone, Debug)]
pub struct Pool {
    submit: mpsc::Sender<Job>,
    queue: Arc<Mutex<mpsc::Receiver<Job>>>,
    threads: NonZeroUsize,
}

/// Why a job gave no result.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
pub enum Lost {
    /// It panicked.
    #[error("panicked: {0}")]
    Panicked(String),
    /// It ran longer than it may.
    #[error("ran longer than {} s", .0.as_secs_f64())]
    TimedOut(Duration),
    /// No thread could be had.
    #[error("no thread could be started: {0}")]
    NoThread(String),
}

impl Pool {
    /// A pool of `threads` threads.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(threads: NonZeroUsize) -> std::io::Result<Self> {
        let (submit, queue) = mpsc::channel();
        let pool = Self { submit, queue: Arc::new(Mutex::new(queue)), threads };
        for _ in 0..threads.get() {
            pool.start_thread()?;
        }
        Ok(pool)
    }

    /// How many jobs run at a time.
    pub fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// Runs `job` on a thread of the pool. `limit` counts from when it starts, not from when it was submitted.
    ///
    /// # Errors
    /// [`Lost`] when there is no result; the pool is whole again by then.
    pub async fn run<T: Send + 'static>(
        &self,
        limit: Duration,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Lost> {
        let (started, start) = oneshot::channel();
        let (give, result) = oneshot::channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let task = Box::new(move || {
            // A receiver that is gone means nobody waits for the result any more.
            if started.send(()).is_ok() {
                drop(give.send(catch_unwind(AssertUnwindSafe(job))));
            }
        });
        let gone = || Lost::NoThread("the pool has ended".to_owned());
        self.submit.send((task, Arc::clone(&given_up))).map_err(|_| gone())?;
        start.await.map_err(|_| gone())?;
        match tokio::time::timeout(limit, result).await {
            Ok(Ok(Ok(value))) => Ok(value),
            Ok(Ok(Err(payload))) => Err(Lost::Panicked(message(payload.as_ref()))),
            Ok(Err(_)) => Err(gone()),
            Err(_) => {
                given_up.store(true, Ordering::Release);
                self.start_thread().map_err(|error| Lost::NoThread(error.to_string()))?;
                Err(Lost::TimedOut(limit))
            }
        }
    }

    /// Starts one thread. It ends when the pool is dropped, or after a job that was given up on.
    fn start_thread(&self) -> std::io::Result<()> {
        let queue = Arc::clone(&self.queue);
        let work = move || {
            loop {
                let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((job, given_up)) = next else { return };
                job();
                if given_up.load(Ordering::Acquire) {
                    return;
                }
            }
        };
        thread::Builder::new().name("onrecord-cpu".to_owned()).stack_size(STACK).spawn(work).map(drop)
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}
