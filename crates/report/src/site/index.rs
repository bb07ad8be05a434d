//! The first page: what the record covers, and what in it is worth reading first.

use askama::Template;

use super::ruling::RulingRow;
use super::view::{ArticleRow, Flag, Frame, ThreadRow};
use crate::{
    Options, ReportError,
    gaps::Gaps,
    output::Output,
    record::Record,
    words::{count, thousands},
};

/// How many threads the first page shows; `threads.html` has them all.
const THREADS: usize = 60;
/// How many articles the first page shows; `articles.html` has them all.
const ARTICLES: usize = 100;

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    frame: Frame<'a>,
    covers: String,
    tally: String,
    complete: bool,
    earlier: Option<String>,
    threads: Vec<ThreadRow>,
    all_threads: String,
    rulings: Vec<RulingRow>,
    findings: Vec<(Flag, String)>,
    articles: Vec<ArticleRow>,
    more_articles: bool,
    all_articles: String,
}

pub(super) fn write(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    let gaps = Gaps::of(record);
    let worth = record.threads.iter().filter(|thread| record.is_worth_telling(thread));
    let findings = record.findings.iter().map(|(kind, n)| ((*kind).into(), thousands(*n as u64)));
    let index = Index {
        frame: Frame::top(options, "Overview", "index.html"),
        covers: record.covers(),
        tally: gaps.tally_line(),
        complete: gaps.nothing_is_missing(),
        earlier: record.earlier(),
        threads: worth.take(THREADS).map(|thread| ThreadRow::of(record, thread)).collect(),
        all_threads: format!("All {}", count(record.threads.len(), "thread")),
        rulings: RulingRow::all(record),
        findings: findings.collect(),
        articles: record.articles.iter().take(ARTICLES).map(ArticleRow::of).collect(),
        more_articles: record.articles.len() > ARTICLES,
        all_articles: format!("All {}", count(record.articles.len(), "article")),
    };
    super::page("index.html", &index, output)
}
