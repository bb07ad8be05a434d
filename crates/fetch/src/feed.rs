//! RSS, Atom and JSON feeds: what they list.

use std::path::{Path, absolute};

use feed_rs::{
    model::{Entry, Link},
    parser::Builder,
};
use onrecord_model::Request;
use onrecord_pipeline::Stop;
use url::Url;

use crate::{listing::Listing, media::Seen};

/// Where a feed came from: what its links are relative to, and where they may lead.
pub(crate) enum Base<'a> {
    /// From the web, at this URL. Its links lead into the web only.
    Web(&'a Url),
    /// From this file. Its links lead into the web, and to files in its own folder.
    File(&'a str),
}

/// The pages that a feed lists, in its order.
pub(crate) fn list(base: &Base<'_>, bytes: &[u8]) -> Result<Listing, Stop> {
    let name = base.name();
    let parser = Builder::new().base_uri(base.url().map(Url::as_str)).build();
    let feed = parser.parse(bytes).map_err(|error| {
        let seen = Seen::of(bytes).name();
        Stop::fail("not_a_feed", format!("{name} can't be read as a feed: it is {seen} ({error})"))
    })?;
    let mut listing = Listing::default();
    for entry in &feed.entries {
        let Some(link) = link(entry) else {
            let title = entry.title.as_ref().map_or("without a title", |title| title.content.as_str());
            listing.note("entry_without_link", format!("an entry of {name} links nowhere: {title}"));
            continue;
        };
        if let Some(request) = base.request(link) {
            listing.push(request);
        } else {
            listing.note("link_not_followed", format!("{name} lists {link}, which it may not lead to"));
        }
    }
    Ok(listing)
}

/// The link to the page of an entry; its id where that is an address of the web.
fn link(entry: &Entry) -> Option<&str> {
    let is_page =
        |link: &&Link| link.target.is_none() && link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(is_page).map(|link| link.href.as_str());
    let id = Some(entry.id.as_str()).filter(|id| id.starts_with("http://") || id.starts_with("https://"));
    link.filter(|link| !link.is_empty()).or(id)
}

impl<'a> Base<'a> {
    fn url(&self) -> Option<&'a Url> {
        match self {
            Self::Web(url) => Some(url),
            Self::File(_) => None,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Web(url) => url.as_str(),
            Self::File(path) => path,
        }
    }

    fn request(&self, link: &str) -> Option<Request> {
        let url = match self {
            Self::Web(url) => url.join(link),
            Self::File(_) => Url::parse(link),
        };
        match (self, url) {
            (_, Ok(url)) if matches!(url.scheme(), "http" | "https") => Some(Request::Url(url.into())),
            (Self::File(path), Err(url::ParseError::RelativeUrlWithoutBase)) => beside(path, link),
            _ => None,
        }
    }
}

/// The file that a relative link of the feed in the file `feed` means, if it lies in the feed's folder.
fn beside(feed: &str, link: &str) -> Option<Request> {
    let feed = Path::new(feed);
    let whole = absolute(feed).ok()?;
    let target = Url::from_file_path(&whole).ok()?.join(link).ok()?.to_file_path().ok()?;
    let relative = target.strip_prefix(whole.parent()?).ok()?;
    let path = feed.parent()?.join(relative);
    Some(Request::File(path.into_os_string().into_string().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_of_a_file() {
        let file = |path: &str| Some(Request::File(path.to_owned()));
        assert_eq!(beside("demo/feed.xml", "pages/a%20b.html#top"), file("demo/pages/a b.html"));
        assert_eq!(beside("feed.xml", "./a.html?x=1"), file("a.html"));
        assert_eq!(beside("config/../demo/feed.xml", "a.html"), file("config/../demo/a.html"));
        assert_eq!(beside("demo/feed.xml", "../secret.html"), None);
        assert_eq!(beside("demo/feed.xml", "x/../../secret.html"), None);
        assert_eq!(beside("demo/feed.xml", "/etc/passwd"), None);
        assert_eq!(beside("demo/feed.xml", "//host/a.html"), None);
    }
}
