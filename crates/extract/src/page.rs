//! A snapshot's bytes → clean text.

use onrecord_article::{ArticleError, Clean, clean, decode, plain};
use onrecord_model::{Issue, Snapshot};
use onrecord_pipeline::Stop;

/// The name of this stage.
pub(crate) const STAGE: &str = "extract";

/// How bytes are to be read.
enum Kind {
    Html,
    Text,
}

/// The text and metadata of a snapshot, with what was noticed.
///
/// # Errors
/// [`Stop`] for bytes that are no page, and for pages without an article.
pub(crate) fn read(snapshot: &Snapshot, bytes: &[u8]) -> Result<(Clean, Option<Issue>), Stop> {
    let url = snapshot.location();
    if let Some(status) = snapshot.status.filter(|status| *status >= 400) {
        return Err(Stop::fail(format!("http_{status}"), format!("the server answered {status} for {url}")));
    }
    let media_type = snapshot.media_type.as_deref();
    match kind(url, media_type, bytes)? {
        Kind::Html => {
            let (html, _) = decode(bytes, media_type);
            let page =
                clean(&html, url).map_err(|error| Stop::fail(code(&error), format!("{url}: {error}")))?;
            Ok((page, None))
        }
        Kind::Text => {
            let (text, issue) = text(url, media_type, bytes);
            let blocks = plain(&text);
            Ok((Clean { text, blocks, ..Clean::default() }, issue))
        }
    }
}

fn code(error: &ArticleError) -> &'static str {
    match error {
        ArticleError::Empty { .. } => "no_text",
        ArticleError::TooDeep { .. } => "too_deep",
        ArticleError::TooLarge { .. } => "too_large",
    }
}

/// By the declared type; where that tells nothing that we know, by what the bytes look like.
fn kind(url: &str, media_type: Option<&str>, bytes: &[u8]) -> Result<Kind, Stop> {
    let essence = media_type.map(|declared| essence(declared).to_ascii_lowercase());
    match essence.as_deref() {
        Some("text/html" | "application/xhtml+xml") => Ok(Kind::Html),
        Some("text/plain") => Ok(Kind::Text),
        _ if looks_like_html(bytes, essence.is_none()) => Ok(Kind::Html),
        None if !looks_binary(bytes) => Ok(Kind::Text),
        essence => {
            let kind = essence.unwrap_or("no text");
            Err(Stop::skip("media_type", format!("not a page: {url} is {kind}")))
        }
    }
}

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn head(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase()
}

/// `bare`: whether a piece of HTML without its frame will do, because nothing else is declared.
fn looks_like_html(bytes: &[u8], bare: bool) -> bool {
    let head = head(bytes);
    let starts_with_tag = head.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    starts_with_tag && (bare || ["<!doctype html", "<html", "<body"].iter().any(|tag| head.contains(tag)))
}

fn looks_binary(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF") || bytes.iter().take(1024).any(|byte| *byte == 0)
}

/// Plain text, byte for byte where it is UTF-8.
fn text(url: &str, media_type: Option<&str>, bytes: &[u8]) -> (String, Option<Issue>) {
    let other_charset = media_type.is_some_and(|declared| {
        let declared = declared.to_ascii_lowercase();
        declared.contains("charset=") && !declared.contains("utf-8") && !declared.contains("utf8")
    });
    if let (false, Ok(text)) = (other_charset, str::from_utf8(bytes)) {
        return (text.to_owned(), None);
    }
    let (text, encoding) = decode(bytes, media_type);
    let issue = (text.as_bytes() != bytes).then(|| Issue {
        stage: STAGE.to_owned(),
        code: "decoded".to_owned(),
        message: format!("{url} is not UTF-8 and was read as {encoding}"),
    });
    (text, issue)
}
