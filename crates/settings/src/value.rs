//! Single values: from the text of a leaf to what it means, and back. No places here; a fault says what the value
//! "must be", and the reader knows which key and where.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use jiff::fmt::friendly::{Designator, SpanParser, SpanPrinter};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Serializer;
use url::Url;

use crate::settings::{Engine, Format, Location};

/// What is wrong with a value: the rest of a sentence that starts with the name of its key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl Fault {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A number within `range`.
pub(crate) fn number<T: FromStr + PartialOrd + Display>(
    text: &str,
    range: &RangeInclusive<T>,
) -> Result<T, Fault> {
    text.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
        Fault::new(format!("must be a number from {} to {}, not `{text}`", range.start(), range.end()))
    })
}

/// `true` or `false`.
pub(crate) fn boolean(text: &str) -> Result<bool, Fault> {
    text.parse().map_err(|_| Fault::new(format!("must be `true` or `false`, not `{text}`")))
}

/// A text with something in it.
pub(crate) fn filled(text: &str) -> Result<String, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("must not be empty"));
    }
    Ok(text.to_owned())
}

/// A text that can stand in an HTTP header.
pub(crate) fn header(text: &str) -> Result<String, Fault> {
    let text = filled(text)?;
    if !text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return Err(Fault::new("must be plain ASCII on one line: it is sent to web servers in a header"));
    }
    Ok(text)
}

/// A duration such as "30s", no longer than a day.
pub(crate) fn duration(text: &str) -> Result<Duration, Fault> {
    const LONGEST: Duration = Duration::from_hours(24);
    let fault = |message: String| Err(Fault::new(message).with_hint("write `500ms`, `30s`, `2m` or `1h`"));
    match SpanParser::new().parse_unsigned_duration(text) {
        Err(_) => fault(format!("must be a duration with its unit, not `{text}`")),
        Ok(duration) if duration > LONGEST => fault(format!("must be a day at most, not `{text}`")),
        Ok(duration) => Ok(duration),
    }
}

/// A duration above zero.
pub(crate) fn time_limit(text: &str) -> Result<Duration, Fault> {
    let limit = duration(text)?;
    if limit.is_zero() { Err(Fault::new(format!("must be longer than `{text}`"))) } else { Ok(limit) }
}

/// An address on the web.
pub(crate) fn url(text: &str) -> Result<Url, Fault> {
    const HINT: &str = "write the whole address, such as `https://example.org/news`";
    let url =
        Url::parse(text).map_err(|error| Fault::new(bad_url(text, &error.to_string())).with_hint(HINT))?;
    if !matches!(url.scheme(), "http" | "https") {
        let fault = Fault::new(bad_url(text, &format!("`{}` is neither http nor https", url.scheme())));
        return Err(if url.scheme() == "file" {
            fault.with_hint("name files as plain paths in `sources.files`")
        } else {
            fault.with_hint(HINT)
        });
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(Fault::new(bad_url(text, "it names no host")).with_hint(HINT));
    }
    Ok(url)
}

fn bad_url(text: &str, why: &str) -> String {
    format!("must be a web address, not `{text}`: {why}")
}

/// Whether a text was meant as a web address rather than a path.
pub(crate) fn looks_like_url(text: &str) -> bool {
    text.contains("://") || text.starts_with("http:") || text.starts_with("https:")
}

/// A path, as written.
pub(crate) fn path(text: &str) -> Result<std::path::PathBuf, Fault> {
    if looks_like_url(text) {
        return Err(Fault::new(format!("must be a path, not the address `{text}`"))
            .with_hint("pages on the web go into `sources.urls`, feeds into `sources.feeds`"));
    }
    if text.contains('\0') {
        return Err(Fault::new("must be a path; no path has a NUL character in it"));
    }
    filled(text).map(Into::into)
}

/// A web address or a path.
pub(crate) fn location(text: &str) -> Result<Location, Fault> {
    if looks_like_url(text) { url(text).map(Location::Url) } else { path(text).map(Location::Path) }
}

/// A two-letter language code.
pub(crate) fn language(text: &str) -> Result<String, Fault> {
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(text.to_owned());
    }
    Err(Fault::new(format!("must be a language's two-letter code, not `{text}`"))
        .with_hint("ISO 639-1, in small letters: `en` for English"))
}

/// `full` or `fast`.
pub(crate) fn engine(text: &str) -> Result<Engine, Fault> {
    match text {
        "full" => Ok(Engine::Full),
        "fast" => Ok(Engine::Fast),
        _ => Err(Fault::new(format!("must be `full` or `fast`, not `{text}`"))),
    }
}

/// A form of the report.
pub(crate) fn format(text: &str) -> Result<Format, Fault> {
    match text {
        "html" => Ok(Format::Html),
        "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        "csv" => Ok(Format::Csv),
        _ => Err(Fault::new(format!("must be a known format, not `{text}`"))
            .with_hint(choose(text, ["html", "markdown", "json", "csv"]))),
    }
}

/// The value of a filter: `*` may stand at either end.
pub(crate) fn pattern(text: &str) -> Result<String, Fault> {
    let inner = text.strip_prefix('*').unwrap_or(text);
    if inner.strip_suffix('*').unwrap_or(inner).contains('*') {
        return Err(Fault::new(format!("must have `*` only at its start or end, not as in `{text}`")));
    }
    Ok(text.to_owned())
}

/// "did you mean …?" for what stands near, else everything there is to choose from.
pub(crate) fn choose<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(given, &known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there is: {}", known.join(", ")),
    }
}

/// What `given` was probably meant to be: a third of it may be mistyped.
pub(crate) fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let typos = given.chars().count().max(3) / 3;
    let near = known.iter().map(|name| (strsim::damerau_levenshtein(given, name), *name)).min();
    near.filter(|(distance, _)| *distance <= typos).map(|(_, name)| name)
}

/// Puts the values of the environment in for every `${NAME}`; the fault comes with the `${…}` that it is about.
pub(crate) fn interpolate(
    text: &str,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<String, (String, Fault)> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            return Err(("${".to_owned(), Fault::new("has a `${` without its `}`")));
        };
        let Some(value) = env(name) else {
            return Err((
                format!("${{{name}}}"),
                Fault::new(format!("names the environment variable `{name}`, which is not set"))
                    .with_hint("set it, or write the value here"),
            ));
        };
        out.push_str(&value);
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

/// Writes a duration as [`duration`] reads it.
pub(crate) fn duration_text<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    let printer = SpanPrinter::new().designator(Designator::Compact);
    serializer.serialize_str(&printer.unsigned_duration_to_string(duration))
}

/// A duration in the JSON schema.
pub(crate) fn duration_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "examples": ["500ms", "30s", "2m"] })
}
