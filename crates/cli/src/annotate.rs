//! `onrecord annotate`: the language part alone.

use std::{
    fs,
    io::{self, Read as _, Write},
    path::Path,
};

use anyhow::Context as _;
use jiff::civil::Date;
use onrecord_attribution::{Attributor, Document, Engine, supports};
use onrecord_model::{ArticleId, Claim, Issue, Place, Quantity, Span, TimeRef};
use onrecord_quantity::Found;
use serde::Serialize;

use crate::{args, exit::Exit, output, wiring};

/// Everything found in one text.
#[derive(Serialize)]
struct Annotated<'a> {
    text: &'a str,
    quantities: Vec<Quantity>,
    times: Vec<TimeRef>,
    places: Vec<Place>,
    claims: Vec<Claim>,
    /// Why there are no claims, where the text is in a language that none are taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<Issue>,
    /// Numerals too long to be read as numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    overflows: Vec<Span>,
}

/// Annotates a text, or each line of one.
pub(crate) fn annotate(args: &args::Annotate) -> anyhow::Result<Exit> {
    let text = read(&args.file)?;
    let attributor = wiring::attributor(if args.fast { Engine::Fast } else { Engine::Full })?;
    let mut out = output::open(None)?;
    let texts: Vec<&str> = if args.lines { text.lines().collect() } else { vec![&text] };
    for text in texts {
        let annotated = annotated(text, args.published, &attributor)?;
        writeln!(out, "{}", serde_json::to_string(&annotated)?)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn read(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).context("failed to read standard input")?;
    } else {
        bytes = fs::read(path).with_context(|| format!("failed to read {}", path.display()))?;
    }
    Ok(onrecord_article::decode(&bytes, Some("text/plain")).0)
}

fn annotated<'a>(
    text: &'a str,
    published: Option<Date>,
    attributor: &Attributor,
) -> anyhow::Result<Annotated<'a>> {
    let blocks = onrecord_article::plain(text);
    let article = ArticleId::of(&["annotate", text]);
    let document = Document { article: &article, text, blocks: &blocks, published, outlet: None };
    let issue = unread(text);
    let claims = if issue.is_none() { attributor.claims(&document)? } else { Vec::new() };
    let Found { quantities, times, places, overflows } =
        onrecord_quantity::find(text, Span::new(text, 0..text.len())?, published);
    Ok(Annotated { text, quantities, times, places, claims, issue, overflows })
}

/// What is to be told of a text in another language. A line of a few words is taken as it is: they can't tell.
fn unread(text: &str) -> Option<Issue> {
    const LEAST: usize = 8; // words
    let long = text.split_whitespace().nth(LEAST - 1).is_some();
    let language = onrecord_extract::language_of(text).filter(|language| long && !supports(language))?;
    Some(Issue {
        stage: "annotate".to_owned(),
        code: "language_not_supported".to_owned(),
        message: format!("the text is in `{language}`; claims are taken from English"),
    })
}
