//! The lists of all threads, articles and claims, in parts that a browser can bear.

use askama::Template;
use onrecord_model::{Article, Span};

use super::view::{ArticleRow, Frame, ThreadRow, When, claim_place, shown};
use crate::{
    Options, ReportError,
    escape::line,
    output::Output,
    quote::{Piece, pieces},
    record::{Record, outlet, speaker},
    words::{self, count},
};

/// How many rows one part has.
const ROWS: usize = 500;

/// Where a part stands in its list.
struct Pager {
    part: usize,
    of: usize,
    /// Number of its first row.
    first: usize,
    earlier: Option<String>,
    later: Option<String>,
}

impl Pager {
    fn new(stem: &str, part: usize, rows: usize) -> Self {
        let of = rows.div_ceil(ROWS).max(1);
        Self {
            part,
            of,
            first: (part - 1) * ROWS + 1,
            earlier: (part > 1).then(|| file(stem, part - 1)),
            later: (part < of).then(|| file(stem, part + 1)),
        }
    }
}

/// `claims.html`, `claims-2.html`, …
fn file(stem: &str, part: usize) -> String {
    if part == 1 { format!("{stem}.html") } else { format!("{stem}-{part}.html") }
}

/// The parts of a list, numbered from 1; one empty part for an empty list.
fn in_parts<T>(items: &[T]) -> impl Iterator<Item = (usize, &[T])> {
    let empty = items.is_empty().then_some(items);
    empty.into_iter().chain(items.chunks(ROWS)).enumerate().map(|(at, part)| (at + 1, part))
}

#[derive(Template)]
#[template(path = "threads.html")]
struct ThreadsPage<'a> {
    frame: Frame<'a>,
    lead: String,
    pager: Pager,
    threads: Vec<ThreadRow>,
}

pub(super) fn write_threads(
    record: &Record<'_>,
    options: &Options,
    output: &mut Output,
) -> Result<(), ReportError> {
    for (part, threads) in in_parts(&record.threads) {
        let page = ThreadsPage {
            frame: Frame::top(options, "Threads", "threads.html"),
            lead: format!("{}, the most telling first.", count(record.threads.len(), "thread")),
            pager: Pager::new("threads", part, record.threads.len()),
            threads: threads.iter().map(|thread| ThreadRow::of(record, thread)).collect(),
        };
        super::page(&file("threads", part), &page, output)?;
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "articles.html")]
struct ArticlesPage<'a> {
    frame: Frame<'a>,
    lead: String,
    pager: Pager,
    articles: Vec<ArticleRow>,
}

pub(super) fn write_articles(
    record: &Record<'_>,
    options: &Options,
    output: &mut Output,
) -> Result<(), ReportError> {
    for (part, articles) in in_parts(&record.articles) {
        let page = ArticlesPage {
            frame: Frame::top(options, "Articles", "articles.html"),
            lead: record.covers(),
            pager: Pager::new("articles", part, record.articles.len()),
            articles: articles.iter().map(ArticleRow::of).collect(),
        };
        super::page(&file("articles", part), &page, output)?;
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage<'a> {
    frame: Frame<'a>,
    lead: String,
    pager: Pager,
    claims: Vec<ClaimRow>,
}

struct ClaimRow {
    href: String,
    speaker: String,
    stance: String,
    denial: bool,
    quote: Vec<Piece>,
    outlet: String,
    published: Option<When>,
}

/// The list of claims, filled article by article.
pub(super) struct Claims<'a> {
    record: &'a Record<'a>,
    options: &'a Options,
    part: usize,
    rows: Vec<ClaimRow>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(record: &'a Record<'a>, options: &'a Options) -> Self {
        Self { record, options, part: 1, rows: Vec::new() }
    }

    pub(super) fn add(&mut self, article: &Article, output: &mut Output) -> Result<(), ReportError> {
        for claim in &article.claims {
            if self.rows.len() == ROWS {
                self.write_part(output)?;
            }
            let numbers: Vec<Span> = claim.quantities.iter().map(|quantity| quantity.span).collect();
            self.rows.push(ClaimRow {
                href: claim_place(&article.id, &claim.id),
                speaker: line(&speaker(claim, &article.source)),
                stance: words::does(claim),
                denial: words::is_denial(claim.stance, claim.negated),
                quote: shown(pieces(&claim.content, &numbers)),
                outlet: line(&outlet(&article.source)),
                published: article.source.published.as_ref().map(When::of),
            });
        }
        Ok(())
    }

    /// Writes what is left, and an empty list where there was nothing.
    pub(super) fn end(mut self, output: &mut Output) -> Result<(), ReportError> {
        self.write_part(output)
    }

    fn write_part(&mut self, output: &mut Output) -> Result<(), ReportError> {
        let page = ClaimsPage {
            frame: Frame::top(self.options, "Claims", "claims.html"),
            lead: format!(
                "{} in {}, in order of publication.",
                count(self.record.claims, "claim"),
                count(self.record.articles.len(), "article")
            ),
            pager: Pager::new("claims", self.part, self.record.claims),
            claims: std::mem::take(&mut self.rows),
        };
        super::page(&file("claims", self.part), &page, output)?;
        self.part += 1;
        Ok(())
    }
}
