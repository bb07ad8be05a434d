//! What a user may set.

use std::{num::NonZeroUsize, path::PathBuf, time::Duration};

/// How fetching behaves towards the web and towards this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What we call ourselves. Its first word up to a `/` is the name that robots.txt is asked about.
    pub user_agent: String,
    /// Requests under way at once, all hosts together.
    pub concurrency: NonZeroUsize,
    /// Requests under way at once on one host.
    pub per_host: NonZeroUsize,
    /// Least time between the starts of two requests to one host.
    pub delay: Duration,
    /// Longest time for one request, its body included.
    pub timeout: Duration,
    /// Longest time for a connection to come about.
    pub connect_timeout: Duration,
    /// Redirects followed for one page.
    pub max_redirects: usize,
    /// Most bytes of one body after decompression, of one file, and of what a snapshot's `path` names.
    pub max_bytes: u64,
    /// Further tries after a 429, a 5xx, a failed connection, a timeout or a cut body.
    pub retries: usize,
    /// Wait before the first further try; doubles with each.
    pub backoff: Duration,
    /// Longest wait that a server may ask for with Retry-After, and longest wait between two tries.
    pub max_retry_after: Duration,
    /// Whether robots.txt is asked for and obeyed.
    pub respect_robots: bool,
    /// Files and folders that no folder lists: what this very run writes.
    pub own: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("onrecord/", env!("CARGO_PKG_VERSION")).to_owned(),
            concurrency: NonZeroUsize::MIN.saturating_add(15),
            per_host: NonZeroUsize::MIN.saturating_add(1),
            delay: Duration::from_secs(1),
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_redirects: 10,
            max_bytes: 20 << 20,
            retries: 3,
            backoff: Duration::from_secs(1),
            max_retry_after: Duration::from_mins(2),
            respect_robots: true,
            own: Vec::new(),
        }
    }
}

impl Options {
    /// The name that robots.txt knows us by.
    pub(crate) fn product(&self) -> &str {
        self.user_agent.split(['/', ' ']).next().unwrap_or_default()
    }
}
