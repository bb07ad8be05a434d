//! Cleans pages from standard input, one JSON object `{"url", "html"}` a line, into `{"text", "title", …}` a line: for
//! looking at the library alone.

use std::error::Error;
use std::io::{BufRead, Write, stdin, stdout};

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let page: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| page.get(name).and_then(Value::as_str).unwrap_or_default();
        let body = match onrecord_article::clean(field("html"), field("url")) {
            Ok(clean) => json!({
                "url": field("url"), "text": clean.text, "blocks": clean.blocks, "title": clean.title,
                "authors": clean.authors, "published": clean.published, "modified": clean.modified,
                "outlet": clean.outlet, "language": clean.language, "canonical_url": clean.canonical_url,
            }),
            Err(error) => json!({ "url": field("url"), "error": error.to_string() }),
        };
        writeln!(out, "{body}")?;
    }
    Ok(())
}
