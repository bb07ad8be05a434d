//! Politeness: how many requests run at once, and how soon one host is asked again.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{OnceCell, Semaphore, SemaphorePermit},
    time::{Instant, sleep_until},
};
use url::Url;

use crate::{Options, robots::Rules};

/// Every host that was asked so far, and what holds for all of them together.
pub(crate) struct Hosts {
    all: Semaphore,
    per_host: usize,
    delay: Duration,
    known: Mutex<HashMap<String, Arc<Host>>>,
}

/// One origin: scheme, host and port, because that is what a robots.txt speaks for.
pub(crate) struct Host {
    slots: Semaphore,
    pace: Mutex<Pace>,
    /// What its robots.txt says; fetched once.
    pub(crate) rules: OnceCell<Rules>,
}

struct Pace {
    /// No request starts earlier.
    next: Instant,
    delay: Duration,
}

/// The right to have one request under way, until it is dropped.
pub(crate) struct Turn<'a> {
    _slot: Option<SemaphorePermit<'a>>,
    _all: Option<SemaphorePermit<'a>>,
}

impl Hosts {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            all: Semaphore::new(options.concurrency.get()),
            per_host: options.per_host.get(),
            delay: options.delay,
            known: Mutex::default(),
        }
    }

    /// The host of `url`.
    pub(crate) fn of(&self, url: &Url) -> Arc<Host> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let host = known.entry(url.origin().ascii_serialization()).or_insert_with(|| {
            Arc::new(Host {
                slots: Semaphore::new(self.per_host),
                pace: Mutex::new(Pace { next: Instant::now(), delay: self.delay }),
                rules: OnceCell::new(),
            })
        });
        Arc::clone(host)
    }

    /// Waits for a turn on `host`. The pace is claimed only once nothing else is to be waited for, so that requests
    /// that waited together do not start together.
    pub(crate) async fn turn<'a>(&'a self, host: &'a Host) -> Turn<'a> {
        // Neither semaphore is ever closed, so neither permit is ever none.
        let slot = host.slots.acquire().await.ok();
        loop {
            let next = host.pace().next;
            sleep_until(next).await;
            let all = self.all.acquire().await.ok();
            if host.claim() {
                return Turn { _slot: slot, _all: all };
            }
        }
    }
}

impl Host {
    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn claim(&self) -> bool {
        let mut pace = self.pace();
        let now = Instant::now();
        let free = pace.next <= now;
        if free {
            pace.next = now + pace.delay;
        }
        free
    }

    /// Leaves the host alone for `wait`.
    pub(crate) fn pause(&self, wait: Duration) {
        let mut pace = self.pace();
        pace.next = pace.next.max(Instant::now() + wait);
    }

    /// Asks the host no faster than once in `delay`.
    pub(crate) fn slow_down(&self, delay: Duration) {
        let mut pace = self.pace();
        pace.delay = pace.delay.max(delay);
        pace.next += delay;
    }
}
