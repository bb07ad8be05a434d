//! Stage: URLs, feeds, files and folders → snapshots.
//!
//! [`Fetch`] takes [`Work`] with a request and adds the snapshot, or what the request lists, or ends the job with a
//! reason. It follows robots.txt and the pace of each host, keeps every body under a cap, and tries again what may
//! pass. It keeps nothing between runs: what was fetched before is asked of the [`Archive`].

mod feed;
mod files;
mod given;
mod host;
mod http;
mod jitter;
mod lines;
mod listing;
mod media;
mod options;
mod retry_after;
mod robots;
mod trouble;

use std::{path::PathBuf, sync::Arc};

use onrecord_model::{Envelope, Message, Moment, Outcome, Request, Snapshot, Work};
use onrecord_pipeline::{Service, Stop};
use url::Url;

pub use crate::options::Options;
use crate::{
    feed::Base,
    files::Kind,
    http::{Http, Page, Want},
    listing::Listing,
};

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What earlier runs fetched.
pub trait Archive: Send + Sync {
    /// The last snapshot that was fetched for `url`, as it was asked for.
    fn last(&self, url: &str) -> Option<Snapshot>;
}

/// An archive without anything in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoArchive;

impl Archive for NoArchive {
    fn last(&self, _url: &str) -> Option<Snapshot> {
        None
    }
}

/// Why the stage can't be set up.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The HTTP client refuses its options, or the system has no certificates.
    #[error("the HTTP client can't be set up")]
    Client(#[source] reqwest::Error),
}

/// The stage `fetch`.
pub struct Fetch {
    http: Http,
    archive: Arc<dyn Archive>,
    max_bytes: u64,
    own: Vec<PathBuf>,
}

impl Fetch {
    /// The stage with these options.
    ///
    /// # Errors
    /// [`FetchError`] when the HTTP client can't be set up: a user agent that is no header value, no certificates.
    pub fn new(options: Options, archive: Arc<dyn Archive>, clock: Clock) -> Result<Self, FetchError> {
        let (max_bytes, own) = (options.max_bytes, options.own.clone());
        Ok(Self { http: Http::new(options, clock)?, archive, max_bytes, own })
    }

    /// Answers the request of `work`.
    async fn answer(&self, work: &mut Work) -> Result<(), Stop> {
        match work.request.clone() {
            Request::Url(address) => {
                work.snapshot = Some(self.page(work, &address, Want::Page).await?);
                Ok(())
            }
            Request::Feed(address) => self.feed(work, &address).await,
            Request::File(path) => self.file(work, &path).await,
            Request::Folder(path) => {
                let listing = files::list(&path, &self.own).await?;
                expand(work, listing, "empty_folder", &format!("the folder {path} holds no files"))
            }
            Request::Line { path, line, offset } => {
                let message = lines::read(&path, line, offset, self.max_line()).await?;
                self.take(work, message).await
            }
        }
    }

    /// A page from the web, or the archived one where nothing has changed since.
    async fn page(&self, work: &mut Work, address: &str, want: Want) -> Result<Snapshot, Stop> {
        let earlier = match self.archive.last(address) {
            // An archived snapshot that can't be proven is none.
            Some(earlier) => given::settle(earlier, self.max_bytes).await.ok(),
            None => None,
        };
        match self.http.get(address, want, earlier.as_ref()).await? {
            Page::Fresh(snapshot) => Ok(snapshot),
            Page::Unchanged(snapshot) => {
                // Not since when: that would make the reports of two runs differ.
                let message = format!("{address} has not changed since it was last fetched");
                work.note(self.name(), "not_modified", message);
                Ok(snapshot)
            }
        }
    }

    async fn feed(&self, work: &mut Work, address: &str) -> Result<(), Stop> {
        let from_web = address.contains("://");
        let snapshot = if from_web {
            self.page(work, address, Want::Feed).await?
        } else {
            files::snapshot(address, None, self.max_bytes).await?
        };
        let bytes = snapshot.body.bytes().map_err(|error| Stop::fail("io", error.to_string()))?;
        let url =
            Url::parse(snapshot.location()).map_err(|error| Stop::fail("bad_url", error.to_string()))?;
        let base = if from_web { Base::Web(&url) } else { Base::File(address) };
        let listing = feed::list(&base, &bytes)?;
        drop(bytes);
        work.snapshot = Some(snapshot);
        expand(work, listing, "empty_feed", &format!("the feed {address} lists nothing"))
    }

    async fn file(&self, work: &mut Work, path: &str) -> Result<(), Stop> {
        match Kind::of(path) {
            Kind::Page(media_type) => {
                let snapshot = files::snapshot(path, Some(media_type), self.max_bytes).await?;
                let bytes = snapshot.body.bytes().map_err(|error| Stop::fail("io", error.to_string()))?;
                media::expect_page(path, Some(media_type), &bytes)?;
                if bytes.is_empty() {
                    return Err(Stop::fail("empty_body", format!("the file {path} is empty")));
                }
                drop(bytes);
                work.snapshot = Some(snapshot);
                Ok(())
            }
            Kind::Lines => {
                let listing = lines::list(path).await?;
                expand(work, listing, "empty_file", &format!("the file {path} holds no lines"))
            }
            Kind::Other => Err(files::unknown(path).await),
        }
    }

    /// Takes over what a line carries.
    async fn take(&self, work: &mut Work, envelope: Envelope) -> Result<(), Stop> {
        match envelope.message {
            Message::Snapshot(snapshot) => {
                work.snapshot = Some(given::settle(snapshot, self.max_bytes).await?);
            }
            Message::Article(article) => work.article = Some(article),
            Message::Thread(_) => {
                let message = format!("{}: a thread is no input", work.request.label());
                return Err(Stop::fail("bad_line", message));
            }
        }
        work.issues.extend(envelope.issues);
        Ok(())
    }

    /// Longest line: a body of the allowed size as base64 or escaped text, with room for what goes along with it.
    fn max_line(&self) -> u64 {
        self.max_bytes.saturating_mul(2).saturating_add(1 << 20)
    }
}

/// Ends `work` as something that only listed other inputs.
fn expand(work: &mut Work, listing: Listing, empty: &str, message: &str) -> Result<(), Stop> {
    for (code, note) in &listing.notes {
        work.note("fetch", code, note);
    }
    work.discovered = listing.into_requests();
    if work.discovered.is_empty() {
        return Err(Stop::skip(empty, message));
    }
    work.outcome = Some(Outcome::Expanded { listed: work.discovered.len() });
    Ok(())
}

impl Service for Fetch {
    fn name(&self) -> &'static str {
        "fetch"
    }

    async fn call(&self, work: &mut Work) -> Result<(), Stop> {
        match work.snapshot.take() {
            Some(given) => work.snapshot = Some(given::settle(given, self.max_bytes).await?),
            None if work.article.is_some() => {}
            None => self.answer(work).await?,
        }
        Ok(())
    }
}
