//! What went wrong between us and a server, in one sentence, and whether it is worth another try.

use std::{error::Error, io, time::Duration};

use onrecord_pipeline::Stop;
use reqwest::StatusCode;
use url::Url;

use crate::Options;

/// Why a request came to nothing.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) code: String,
    pub(crate) message: String,
    /// Whether another try may help.
    pub(crate) passing: bool,
    /// Whether the host was never spoken to.
    pub(crate) no_contact: bool,
    /// How long the server asks us to stay away.
    pub(crate) stay_away: Option<Duration>,
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::fail(trouble.code, trouble.message)
    }
}

impl Trouble {
    /// Something that another try would not change.
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            passing: false,
            no_contact: false,
            stay_away: None,
        }
    }

    /// The same, told after `tries` tries.
    pub(crate) fn after(self, tries: usize) -> Self {
        if tries == 1 {
            return self;
        }
        Self { message: format!("{} in {tries} tries", self.message), ..self }
    }

    /// An answer that is no page.
    pub(crate) fn status(status: StatusCode, url: &Url) -> Self {
        let name = status.canonical_reason().map(|name| format!(" {name}")).unwrap_or_default();
        Self {
            passing: status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS,
            ..Self::new(
                format!("http_{}", status.as_u16()),
                format!("the server answered {}{name} for {url}", status.as_u16()),
            )
        }
    }

    /// A body over the cap.
    pub(crate) fn too_large(what: &str, max_bytes: u64) -> Self {
        Self::new("too_large", format!("{what} is larger than the {max_bytes} bytes allowed (max_bytes)"))
    }

    /// What the HTTP client reports for `url`: its chain of causes, led back to one sentence.
    pub(crate) fn transport(error: &reqwest::Error, url: &Url, options: &Options) -> Self {
        let host = authority(url);
        let cause = root_cause(error);
        let contact = |code, message| Self { passing: true, no_contact: true, ..Self::new(code, message) };
        if error.is_timeout() {
            let (what, limit) = if error.is_connect() {
                ("connection to", options.connect_timeout)
            } else {
                ("whole answer from", options.timeout)
            };
            return contact("timeout", format!("no {what} {host} within {limit:?}"));
        }
        if mentions(error, "dns error") {
            let name = url.host_str().unwrap_or_default();
            return contact("dns", format!("the name {name} could not be resolved ({cause})"));
        }
        if mentions(error, "certificate") {
            let message = format!("no secure connection to {host} ({cause})");
            return Self { no_contact: true, ..Self::new("tls", message) };
        }
        if error.is_connect() {
            return contact("connect", format!("no connection to {host} ({cause})"));
        }
        if error.is_body() || error.is_decode() {
            let message = format!("the answer broke off for {url} ({cause})");
            return Self { passing: true, ..Self::new("broken_body", message) };
        }
        Self { passing: true, ..Self::new("http", format!("no usable answer for {url} ({cause})")) }
    }
}

/// Host and port, as in `127.0.0.1:8080`.
pub(crate) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port_or_known_default().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn chain<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}

/// Whether a link of the chain says `words`. The client's own error types can't be named from outside.
fn mentions(error: &reqwest::Error, words: &str) -> bool {
    chain(error).any(|link| link.to_string().contains(words))
}

/// The last link of the chain; a system error in plain words, without its number.
fn root_cause(error: &reqwest::Error) -> String {
    let Some(last) = chain(error).last() else { return error.to_string() };
    match last.downcast_ref::<io::Error>() {
        Some(io) if io.raw_os_error().is_some() => io.kind().to_string(),
        _ => last.to_string(),
    }
}
