//! Running the stage on one request.

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use onrecord_fetch::{Archive, Fetch, NoArchive, Options};
use onrecord_model::{Outcome, Request, Snapshot, Work};
use onrecord_pipeline::Service;
use onrecord_testkit::clock;

/// Options that hurry.
pub(crate) fn options() -> Options {
    Options {
        concurrency: NonZeroUsize::new(4).unwrap(),
        per_host: NonZeroUsize::new(2).unwrap(),
        delay: Duration::ZERO,
        timeout: Duration::from_secs(5),
        connect_timeout: Duration::from_secs(5),
        max_redirects: 5,
        max_bytes: 64 << 10,
        retries: 2,
        backoff: Duration::from_millis(2),
        ..Options::default()
    }
}

/// The stage without an archive.
pub(crate) fn stage(options: Options) -> Fetch {
    Fetch::new(options, Arc::new(NoArchive), clock()).unwrap()
}

/// An archive of one snapshot.
pub(crate) struct One(pub(crate) Snapshot);

impl Archive for One {
    fn last(&self, url: &str) -> Option<Snapshot> {
        (self.0.url == url).then(|| self.0.clone())
    }
}

/// What the stage makes of `work`, with the reason it stopped for as its outcome.
pub(crate) async fn run_on(fetch: &Fetch, mut work: Work) -> Work {
    if let Err(stop) = fetch.call(&mut work).await {
        work.outcome = Some(stop.outcome(fetch.name()));
    }
    work
}

/// What the stage makes of `request`.
pub(crate) async fn run(fetch: &Fetch, request: Request) -> Work {
    run_on(fetch, Work::new(request)).await
}

/// What the stage with hurried options makes of the page at `url`.
pub(crate) async fn get(url: &str) -> Work {
    run(&stage(options()), Request::Url(url.to_owned())).await
}

/// The text of the snapshot.
#[track_caller]
pub(crate) fn text(work: &Work) -> String {
    let snapshot = work.snapshot.as_ref().unwrap_or_else(|| panic!("no snapshot: {:?}", work.outcome));
    String::from_utf8(snapshot.body.bytes().unwrap().into_owned()).unwrap()
}

/// Proves that the job failed so.
#[track_caller]
pub(crate) fn failed(work: &Work, code: &str, message: &str) {
    match &work.outcome {
        Some(Outcome::Failed(reason)) => {
            assert_eq!((reason.code.as_str(), reason.message.as_str()), (code, message));
        }
        other => panic!("expected a failure with {code}, got {other:?}"),
    }
}

/// Proves that the job was left out so.
#[track_caller]
pub(crate) fn skipped(work: &Work, code: &str, message: &str) {
    match &work.outcome {
        Some(Outcome::Skipped(reason)) => {
            assert_eq!((reason.code.as_str(), reason.message.as_str()), (code, message));
        }
        other => panic!("expected it skipped with {code}, got {other:?}"),
    }
}

/// Proves that the job only listed these.
#[track_caller]
pub(crate) fn lists(work: &Work, expected: &[Request]) {
    assert_eq!(work.discovered, expected, "{:?}", work.outcome);
    assert_eq!(work.outcome, Some(Outcome::Expanded { listed: expected.len() }));
}

/// The codes of the issues.
pub(crate) fn codes(work: &Work) -> Vec<&str> {
    work.issues.iter().map(|issue| issue.code.as_str()).collect()
}
