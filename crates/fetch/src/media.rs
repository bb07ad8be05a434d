//! What kind of bytes something is: by its declared media type, and by a look at its beginning.

use onrecord_pipeline::Stop;

/// The media type without its parameters, in lower case.
fn essence(declared: &str) -> String {
    declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Types that are pages, or texts that we read like one.
const PAGES: [&str; 3] = ["text/html", "application/xhtml+xml", "text/plain"];

/// Families of types that are never a page, whatever their bytes look like.
const NEVER: [&str; 4] = ["image/", "audio/", "video/", "font/"];

/// Whether a body of this type is worth its transfer when a page is wanted.
pub(crate) fn may_be_page(declared: Option<&str>) -> bool {
    let Some(declared) = declared else { return true };
    let essence = essence(declared);
    !NEVER.iter().any(|family| essence.starts_with(family)) && essence != "application/pdf"
}

/// Refuses bytes that are no page. What is declared as a page must be text; what is declared as something else, or
/// as nothing, must look like HTML.
///
/// # Errors
/// [`Stop`] that skips the job and names the type.
pub(crate) fn expect_page(what: &str, declared: Option<&str>, bytes: &[u8]) -> Result<(), Stop> {
    let seen = Seen::of(bytes);
    let ok = match declared.map(essence) {
        Some(essence) if PAGES.contains(&essence.as_str()) => seen.is_text(),
        Some(essence) => may_be_page(Some(&essence)) && seen == Seen::Html,
        None => seen.is_text(),
    };
    if ok {
        return Ok(());
    }
    let kind = match (declared, seen) {
        (Some(declared), Seen::Pdf | Seen::Binary | Seen::Feed)
            if PAGES.contains(&essence(declared).as_str()) =>
        {
            format!("{} (declared as {})", seen.name(), essence(declared))
        }
        (_, Seen::Feed) => format!("{}; list it as a feed", seen.name()),
        (Some(declared), _) => essence(declared),
        (None, _) => seen.name().to_owned(),
    };
    Err(Stop::skip("media_type", format!("not a page: {what} is {kind}")))
}

/// What some bytes look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Nothing,
    Html,
    Feed,
    Xml,
    Json,
    Text,
    Pdf,
    Binary,
}

impl Seen {
    /// Looks at the first bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..1024).unwrap_or(bytes);
        let text = String::from_utf8_lossy(head).to_ascii_lowercase();
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if head.starts_with(b"%PDF") {
            Self::Pdf
        } else if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            Self::Text
        } else if head.contains(&0) {
            Self::Binary
        } else if text.is_empty() {
            Self::Nothing
        } else if text.starts_with('<') && ["<rss", "<feed", "<rdf:rdf"].iter().any(|tag| text.contains(tag))
        {
            Self::Feed
        } else if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| text.contains(tag)) {
            Self::Html
        } else if text.starts_with("<?xml") || text.starts_with('<') {
            Self::Xml
        } else if text.starts_with('{') || text.starts_with('[') {
            Self::Json
        } else {
            Self::Text
        }
    }

    fn is_text(self) -> bool {
        !matches!(self, Self::Pdf | Self::Binary | Self::Feed)
    }

    /// What a reader calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nothing => "empty",
            Self::Html => "an HTML page",
            Self::Feed => "an RSS or Atom feed",
            Self::Xml => "XML of another kind",
            Self::Json => "JSON",
            Self::Text => "plain text",
            Self::Pdf => "application/pdf",
            Self::Binary => "no text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(declared: Option<&str>, bytes: &[u8], refused: Option<&str>) {
        let expected = refused.map(|kind| Stop::skip("media_type", format!("not a page: U is {kind}")));
        assert_eq!(expect_page("U", declared, bytes).err(), expected);
    }

    #[test]
    fn pages_and_what_is_none() {
        check(Some("text/html; charset=utf-8"), b"<p>Hello", None);
        check(Some("Text/Plain"), b"Hello", None);
        check(Some("application/octet-stream"), b"\n<!DOCTYPE html><p>Hello", None);
        check(None, b"<html><p>Hello", None);
        check(Some("text/html"), b"\xff\xfe<\0h\0", None);
        check(Some("application/pdf"), b"", Some("application/pdf"));
        check(None, b"%PDF-1.7", Some("application/pdf"));
        check(Some("text/html"), b"%PDF-1.7", Some("application/pdf (declared as text/html)"));
        check(Some("text/html"), b"PK\x03\x04\0", Some("no text (declared as text/html)"));
        check(Some("application/xml"), b"<?xml?><rss>", Some("an RSS or Atom feed; list it as a feed"));
        check(Some("image/png"), b"<html>", Some("image/png"));
        check(Some("application/json; x=1"), b"{}", Some("application/json"));
    }
}
