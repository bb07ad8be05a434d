//! One page from the web: redirects by hand, so that every hop passes robots.txt and the pace of its host; tries
//! again what may pass; bodies under a cap.

use std::{collections::BTreeMap, time::Duration};

use onrecord_model::{Moment, Snapshot};
use onrecord_pipeline::Stop;
use reqwest::{
    Client, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER, SET_COOKIE},
    redirect::Policy,
};
use tokio::time::sleep;
use tracing::debug;
use url::Url;

pub(crate) use crate::trouble::Trouble;
use crate::{
    Clock, FetchError, Options,
    host::{Host, Hosts},
    jitter, media, retry_after,
    robots::{self, Rules},
    trouble::authority,
};

/// The web, as one polite client sees it.
pub(crate) struct Http {
    client: Client,
    hosts: Hosts,
    options: Options,
    clock: Clock,
}

/// What an answer is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    Page,
    Feed,
    Robots,
}

impl Want {
    fn accept(self) -> &'static str {
        match self {
            Self::Page => "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
            Self::Feed => "application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.1",
            Self::Robots => "text/plain,*/*;q=0.1",
        }
    }
}

/// What is asked for along all hops and tries.
struct Ask<'a> {
    want: Want,
    /// An earlier snapshot; what came from its final URL need not be sent again.
    earlier: Option<&'a Snapshot>,
}

/// An answer with its body, where the body was wanted.
pub(crate) struct Answer {
    url: Url,
    asked_at: Moment,
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// What came back for a page.
pub(crate) enum Page {
    /// These bytes.
    Fresh(Snapshot),
    /// Nothing new since this earlier snapshot.
    Unchanged(Snapshot),
}

impl Http {
    pub(crate) fn new(options: Options, clock: Clock) -> Result<Self, FetchError> {
        let client = Client::builder()
            .user_agent(&options.user_agent)
            .timeout(options.timeout)
            .connect_timeout(options.connect_timeout)
            .redirect(Policy::none())
            .referer(false)
            .build()
            .map_err(FetchError::Client)?;
        Ok(Self { client, hosts: Hosts::new(&options), options, clock })
    }

    /// Fetches `address`, following redirects.
    pub(crate) async fn get(
        &self,
        address: &str,
        want: Want,
        earlier: Option<&Snapshot>,
    ) -> Result<Page, Stop> {
        let ask = Ask { want, earlier };
        let mut url = parse(address)?;
        for _ in 0..=self.options.max_redirects {
            let host = self.hosts.of(&url);
            host.rules.get_or_init(|| self.rules(&host, &url)).await.check(&url)?;
            let answer = self.insist(&host, &url, &ask).await?;
            match answer.redirect()? {
                Some(next) => url = next,
                None => return answer.page(address, want, earlier),
            }
        }
        let limit = self.options.max_redirects;
        Err(Stop::fail("redirects", format!("{address} redirects more than {limit} times, at last to {url}")))
    }

    /// The rules of the host of `page`.
    async fn rules(&self, host: &Host, page: &Url) -> Rules {
        if !self.options.respect_robots {
            return Rules::Open;
        }
        let origin = page.origin().ascii_serialization();
        let came = self.robots_txt(&origin).await;
        let rules = Rules::read(&origin, self.options.product(), came);
        if let Some(delay) = rules.delay() {
            host.slow_down(delay);
        }
        rules
    }

    /// The robots.txt of `origin`, or the last answer on the way to it.
    async fn robots_txt(&self, origin: &str) -> Result<Answer, Trouble> {
        let ask = Ask { want: Want::Robots, earlier: None };
        let unusable = |_| Trouble::new("bad_url", format!("{origin} has no robots.txt address"));
        let mut url = Url::parse(&format!("{origin}/robots.txt")).map_err(unusable)?;
        let mut hops = 0;
        loop {
            let answer = self.insist(&self.hosts.of(&url), &url, &ask).await?;
            match answer.redirect() {
                Ok(Some(next)) if hops < robots::MAX_REDIRECTS => url = next,
                _ => return Ok(answer),
            }
            hops += 1;
        }
    }

    /// One hop: tries again as long as it may help and is allowed.
    async fn insist(&self, host: &Host, url: &Url, ask: &Ask<'_>) -> Result<Answer, Trouble> {
        let mut tries = 0;
        loop {
            let trouble = match self.attempt(host, url, ask).await {
                Ok(answer) => return Ok(answer),
                Err(trouble) => trouble,
            };
            if !trouble.passing || tries >= self.options.retries {
                return Err(trouble.after(tries + 1));
            }
            if let Some(wait) = trouble.stay_away {
                self.stay_away(host, url, wait)?;
            } else {
                sleep(self.back_off(url, tries)).await;
            }
            tries += 1;
            debug!(url = %url, tries, reason = trouble.message, "trying again");
        }
    }

    /// Leaves the host alone as long as it asks for.
    fn stay_away(&self, host: &Host, url: &Url, wait: Duration) -> Result<(), Trouble> {
        let limit = self.options.max_retry_after;
        if wait > limit {
            let message = format!(
                "{} asks to be left alone for {wait:?}, longer than the {limit:?} allowed (max_retry_after); \
                 run again later",
                authority(url)
            );
            return Err(Trouble::new("retry_after", message));
        }
        host.pause(wait);
        Ok(())
    }

    /// The wait before another try: doubling, and spread by the URL, so that jobs that failed together do not come
    /// back together, while a replay waits the same.
    fn back_off(&self, url: &Url, tries: usize) -> Duration {
        let factor = 1_u32.checked_shl(u32::try_from(tries).unwrap_or(u32::MAX)).unwrap_or(u32::MAX);
        let wait = self.options.backoff.saturating_mul(factor).min(self.options.max_retry_after);
        wait + wait.mul_f64(jitter::of(url.as_str()) / 2.0)
    }

    /// One request on the wire.
    async fn attempt(&self, host: &Host, url: &Url, ask: &Ask<'_>) -> Result<Answer, Trouble> {
        let _turn = self.hosts.turn(host).await;
        let asked_at = (self.clock)();
        let request = self.client.get(url.clone()).header(ACCEPT, ask.want.accept());
        let sent = request.headers(conditions(url, ask.earlier)).send().await;
        let response = sent.map_err(|error| Trouble::transport(&error, url, &self.options))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let trouble = Trouble::status(status, url);
        if trouble.passing {
            let value = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
            let stay_away = value.and_then(|value| retry_after::parse(value, asked_at.timestamp()));
            return Err(Trouble { stay_away, ..trouble });
        }
        let wanted = ask.want != Want::Page || media::may_be_page(declared(&headers));
        let body = if status.is_success() && wanted {
            self.body(response, url, ask.want).await?
        } else {
            Vec::new()
        };
        Ok(Answer { url: url.clone(), asked_at, status, headers, body })
    }

    /// The body, decompressed, never more of it in memory than the cap and one chunk.
    async fn body(&self, mut response: Response, url: &Url, want: Want) -> Result<Vec<u8>, Trouble> {
        let cap = if want == Want::Robots { robots::MAX_BYTES } else { self.options.max_bytes };
        let mut body = Vec::new();
        let broken = |error: reqwest::Error| Trouble::transport(&error, url, &self.options);
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            body.extend_from_slice(&chunk);
            if body.len() as u64 > cap {
                if want != Want::Robots {
                    return Err(Trouble::too_large(url.as_str(), cap));
                }
                body.truncate(usize::try_from(cap).unwrap_or(usize::MAX));
                break;
            }
        }
        Ok(body)
    }
}

/// The address as a URL that can be asked for.
fn parse(address: &str) -> Result<Url, Stop> {
    let bad = |why: String| Stop::fail("bad_url", format!("`{address}` is no web address: {why}"));
    let url = Url::parse(address.trim()).map_err(|error| match error {
        url::ParseError::RelativeUrlWithoutBase => bad(format!("is `https://{address}` meant?")),
        other => bad(other.to_string()),
    })?;
    web(url).map_err(|url| {
        bad(format!(
            "its scheme is `{}`, and only http and https are fetched; files are listed as files",
            url.scheme()
        ))
    })
}

/// The URL without its fragment, if it is one of the web's.
fn web(mut url: Url) -> Result<Url, Url> {
    url.set_fragment(None);
    if matches!(url.scheme(), "http" | "https") { Ok(url) } else { Err(url) }
}

/// What makes the server answer 304 when nothing changed since the earlier snapshot. Only asked of the URL that
/// answered then: a validator says nothing about another.
fn conditions(url: &Url, earlier: Option<&Snapshot>) -> HeaderMap {
    let headers =
        earlier.filter(|earlier| earlier.location() == url.as_str()).map(|earlier| &earlier.headers);
    let pairs = [("etag", "if-none-match"), ("last-modified", "if-modified-since")];
    pairs
        .into_iter()
        .filter_map(|(of, condition)| {
            Some((HeaderName::from_static(condition), headers?.get(of)?.parse().ok()?))
        })
        .collect()
}

fn declared(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}

impl Answer {
    /// Where the server sends us on to, if it does.
    fn redirect(&self) -> Result<Option<Url>, Stop> {
        if !self.status.is_redirection() || self.status == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        let Some(location) = self.headers.get(LOCATION) else { return Ok(None) };
        let location = String::from_utf8_lossy(location.as_bytes());
        let bad = || {
            Stop::fail(
                "bad_redirect",
                format!("{} redirects to `{location}`, which is no web address", self.url),
            )
        };
        let next = self.url.join(&location).map_err(|_| bad())?;
        web(next).map(Some).map_err(|_| bad())
    }

    /// The page that was asked for under `address`.
    fn page(self, address: &str, want: Want, earlier: Option<&Snapshot>) -> Result<Page, Stop> {
        if let (StatusCode::NOT_MODIFIED, Some(earlier)) = (self.status, earlier) {
            return Ok(Page::Unchanged(earlier.clone()));
        }
        if !self.status.is_success() {
            return Err(Trouble::status(self.status, &self.url).into());
        }
        let declared = declared(&self.headers).map(str::to_owned);
        if want == Want::Page {
            media::expect_page(self.url.as_str(), declared.as_deref(), &self.body)?;
        }
        if self.body.is_empty() {
            return Err(Stop::fail("empty_body", format!("{} has no content", self.url)));
        }
        Ok(Page::Fresh(Snapshot {
            final_url: Some(self.url.into()),
            status: Some(self.status.as_u16()),
            fetched_at: Some(self.asked_at),
            media_type: declared,
            headers: plain(&self.headers),
            ..Snapshot::of(address, self.body)
        }))
    }
}

/// The headers as a snapshot keeps them. Cookies are for us alone and stay out of an archive that others read.
fn plain(headers: &HeaderMap) -> BTreeMap<String, String> {
    headers
        .keys()
        .filter(|name| **name != SET_COOKIE)
        .map(|name| {
            let values: Vec<_> =
                headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
            (name.as_str().to_owned(), values.join(", "))
        })
        .collect()
}
