//! Answers by id, and whole lists. Every list has an order that its content fixes.

use std::collections::BTreeMap;

use onrecord_model::{
    Article, ArticleId, Body, ClaimId, Digest, Issue, Outcome, Reason, Request, RunId, Snapshot, Tally,
    Thread, ThreadId,
};
use rusqlite::{Connection, Row};

use super::{
    Fault,
    rows::{SOURCE_WIDTH, all, first, maybe, parse, source, source_columns, text},
};
use crate::{FiledClaim, Form, JobRecord, Reading, RunRecord, StoreError};

pub(super) const PENDING: &str = "SELECT id, request FROM jobs WHERE run_id = ?1 AND state = 'pending'
     ORDER BY listed_by IS NOT NULL, listed_by, position, id";
pub(super) const LAST_RUN: &str = "SELECT id FROM runs ORDER BY number DESC LIMIT 1";
pub(super) const JOBS: &str = "SELECT id, request, listed_by, state, listed, stage, code, reason, article_id
     FROM jobs WHERE run_id = ?1 ORDER BY label, id";
pub(super) const ISSUES: &str = "SELECT job_id, stage, code, message FROM issues WHERE run_id = ?1
     ORDER BY job_id, position";
pub(super) const TALLY: &str = "SELECT state, count(*) FROM jobs WHERE run_id = ?1 GROUP BY state";
pub(super) const LAST_RETRIEVAL: &str =
    "SELECT r.url, r.final_url, r.status, r.fetched_at, r.media_type, r.headers,
     r.sha256, s.size FROM retrievals r JOIN snapshots s ON s.sha256 = r.sha256
     WHERE r.url = ?1 ORDER BY r.fetched_utc DESC, r.id DESC LIMIT 1";
pub(super) const FIRST_RETRIEVAL: &str =
    "SELECT r.url, r.final_url, r.status, r.fetched_at, r.media_type, r.headers,
     r.sha256, s.size FROM retrievals r JOIN snapshots s ON s.sha256 = r.sha256
     WHERE r.sha256 = ?1 ORDER BY r.fetched_utc, r.id LIMIT 1";
pub(super) const ARTICLE_IDS: &str = "SELECT id FROM articles ORDER BY id";
pub(super) const ARTICLE: &str =
    concat!("SELECT ", source_columns!(), ", a.text, a.blocks, a.sketch FROM articles a WHERE a.id = ?1");
pub(super) const CLAIMS_OF: &str = "SELECT id, message FROM claims WHERE article_id = ?1 ORDER BY position";
pub(super) const CLAIM_COLUMNS: &str = concat!("SELECT c.id, c.message, c.article_id, ", source_columns!());
pub(super) const CLAIM: &str = concat!(
    "SELECT c.id, c.message, c.article_id, ",
    source_columns!(),
    " FROM claims c JOIN articles a ON a.id = c.article_id WHERE c.id = ?1"
);
pub(super) const THREAD: &str = "SELECT id, message FROM threads WHERE id = ?1";

pub(super) const RUNS: &str =
    "SELECT id, number, config_sha256, started, ended, threads FROM runs ORDER BY number";
pub(super) const THREADS_OF_RUN: &str = "SELECT r.thread_id, f.message FROM run_threads r
     JOIN thread_forms f ON f.form = r.form WHERE r.run_id = ?1 ORDER BY r.thread_id";
/// Beside `max`, the other columns are those of the row that has it.
pub(super) const READINGS: &str = "SELECT j.article_id, j.reading_sha256, max(r.number) FROM jobs j
     JOIN runs r ON r.id = j.run_id
     WHERE j.article_id IS NOT NULL AND r.number <= (SELECT number FROM runs WHERE id = ?1)
     GROUP BY j.article_id ORDER BY j.article_id";
pub(super) const SEVERAL_FORMS: &str = "SELECT a.url, a.id, a.fetched_at, last.number,
       (SELECT min(r.number) FROM jobs j JOIN runs r ON r.id = j.run_id WHERE j.article_id = a.id)
     FROM articles a JOIN runs last ON last.id = a.last_run_id
     WHERE a.url IN (SELECT url FROM articles GROUP BY url HAVING count(*) > 1) ORDER BY a.url, a.id";

pub(super) fn pending(db: &Connection, run: &RunId) -> Result<Vec<Request>, Fault> {
    all(db, PENDING, [run.as_str()], message)
}

pub(super) fn last_run(db: &Connection) -> Result<Option<RunId>, Fault> {
    first(db, LAST_RUN, [], |row| Ok(text("run id", row.get(0)?)?))
}

pub(super) fn runs(db: &Connection) -> Result<Vec<RunRecord>, Fault> {
    all(db, RUNS, [], |row| {
        Ok(RunRecord {
            id: text("run id", row.get(0)?)?,
            number: row.get::<_, i64>(1)?.unsigned_abs(),
            config: text("config_sha256", row.get(2)?)?,
            started: text("started", row.get(3)?)?,
            ended: maybe("ended", row.get(4)?)?,
            threads: row.get::<_, Option<i64>>(5)?.map(i64::unsigned_abs),
        })
    })
}

pub(super) fn threads_of_run(db: &Connection, run: &RunId) -> Result<Vec<Thread>, Fault> {
    all(db, THREADS_OF_RUN, [run.as_str()], message)
}

pub(super) fn readings(db: &Connection, run: &RunId) -> Result<Vec<Reading>, Fault> {
    all(db, READINGS, [run.as_str()], |row| {
        Ok(Reading {
            article: text("article id", row.get(0)?)?,
            sha256: maybe("reading_sha256", row.get(1)?)?,
        })
    })
}

pub(super) fn pages_of_several_forms(db: &Connection) -> Result<Vec<Vec<Form>>, Fault> {
    let mut pages: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    let rows = all(db, SEVERAL_FORMS, [], |row| {
        let last = row.get::<_, i64>(3)?.unsigned_abs();
        let form = Form {
            article: text("article id", row.get(1)?)?,
            first: row.get::<_, Option<i64>>(4)?.map_or(last, i64::unsigned_abs),
            last,
            fetched_at: maybe("fetched_at", row.get(2)?)?,
        };
        Ok((row.get::<_, String>(0)?, form))
    })?;
    for (url, form) in rows {
        pages.entry(url).or_default().push(form);
    }
    let mut pages: Vec<Vec<Form>> = pages.into_values().collect();
    for forms in &mut pages {
        forms.sort_by(|a, b| {
            let key = |form: &Form| (form.last, form.fetched_at.clone());
            key(a).cmp(&key(b)).then_with(|| a.article.cmp(&b.article))
        });
    }
    Ok(pages)
}

pub(super) fn jobs(db: &Connection, run: &RunId) -> Result<Vec<JobRecord>, Fault> {
    let mut issues: BTreeMap<String, Vec<Issue>> = BTreeMap::new();
    for (job, issue) in all(db, ISSUES, [run.as_str()], issue)? {
        issues.entry(job).or_default().push(issue);
    }
    let jobs = all(db, JOBS, [run.as_str()], job)?;
    Ok(jobs
        .into_iter()
        .map(|(id, job)| JobRecord { issues: issues.remove(&id).unwrap_or_default(), ..job })
        .collect())
}

fn issue(row: &Row<'_>) -> Result<(String, Issue), Fault> {
    Ok((row.get(0)?, Issue { stage: row.get(1)?, code: row.get(2)?, message: row.get(3)? }))
}

fn job(row: &Row<'_>) -> Result<(String, JobRecord), Fault> {
    let id: String = row.get(0)?;
    let request = parse(&id, &row.get::<_, String>(1)?)?;
    let record = JobRecord {
        request,
        listed_by: row.get(2)?,
        outcome: outcome(row)?,
        article: maybe("article id", row.get(8)?)?,
        issues: Vec::new(),
    };
    Ok((id, record))
}

fn outcome(row: &Row<'_>) -> Result<Option<Outcome>, Fault> {
    let reason = || -> Result<Reason, Fault> {
        Ok(Reason { stage: row.get(5)?, code: row.get(6)?, message: row.get(7)? })
    };
    Ok(match row.get::<_, String>(3)?.as_str() {
        "done" => Some(Outcome::Done),
        "expanded" => {
            Some(Outcome::Expanded { listed: row.get::<_, i64>(4)?.try_into().unwrap_or_default() })
        }
        "skipped" => Some(Outcome::Skipped(reason()?)),
        "failed" => Some(Outcome::Failed(reason()?)),
        _ => None,
    })
}

pub(super) fn tally(db: &Connection, run: &RunId) -> Result<Tally, Fault> {
    let mut tally = Tally::default();
    let counts = all(db, TALLY, [run.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (state, count) in counts {
        let (state, count): (String, i64) = (state, count);
        let place = match state.as_str() {
            "done" => &mut tally.done,
            "skipped" => &mut tally.skipped,
            "failed" => &mut tally.failed,
            "expanded" => &mut tally.expanded,
            _ => &mut tally.pending,
        };
        *place = count.unsigned_abs();
    }
    Ok(tally)
}

pub(super) fn last_retrieval(db: &Connection, url: &str) -> Result<Option<Snapshot>, Fault> {
    first(db, LAST_RETRIEVAL, [url], retrieval)
}

pub(super) fn first_retrieval(db: &Connection, sha256: &Digest) -> Result<Option<Snapshot>, Fault> {
    first(db, FIRST_RETRIEVAL, [sha256.as_str()], retrieval)
}

/// A snapshot, its bytes still to be added.
fn retrieval(row: &Row<'_>) -> Result<Snapshot, Fault> {
    Ok(Snapshot {
        url: row.get(0)?,
        final_url: row.get(1)?,
        status: row.get(2)?,
        fetched_at: maybe("fetched_at", row.get(3)?)?,
        media_type: row.get(4)?,
        headers: parse("headers", &row.get::<_, String>(5)?)?,
        sha256: maybe("sha256", row.get(6)?)?,
        size: Some(row.get::<_, i64>(7)?.unsigned_abs()),
        body: Body::Text(String::new()),
    })
}

pub(super) fn article_ids(db: &Connection) -> Result<Vec<ArticleId>, Fault> {
    all(db, ARTICLE_IDS, [], |row| Ok(text("article id", row.get(0)?)?))
}

pub(super) fn article(db: &Connection, id: &ArticleId) -> Result<Option<Article>, Fault> {
    let read = |row: &Row<'_>| {
        Ok(Article {
            id: id.clone(),
            source: source(row, 0)?,
            text: row.get(SOURCE_WIDTH)?,
            blocks: parse("blocks", &row.get::<_, String>(SOURCE_WIDTH + 1)?)?,
            sketch: parse("sketch", &row.get::<_, String>(SOURCE_WIDTH + 2)?)?,
            claims: all(db, CLAIMS_OF, [id.as_str()], message)?,
        })
    };
    let Some(article) = first(db, ARTICLE, [id.as_str()], read)? else { return Ok(None) };
    article.prove().map_err(|source| StoreError::Span { article: id.clone(), source })?;
    Ok(Some(article))
}

pub(super) fn claim(db: &Connection, id: &ClaimId) -> Result<Option<FiledClaim>, Fault> {
    first(db, CLAIM, [id.as_str()], filed_claim)
}

pub(super) fn thread(db: &Connection, id: &ThreadId) -> Result<Option<Thread>, Fault> {
    first(db, THREAD, [id.as_str()], message)
}

/// A row of id and message.
pub(super) fn message<T: serde::de::DeserializeOwned>(row: &Row<'_>) -> Result<T, Fault> {
    Ok(parse(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?)?)
}

/// A row of claim id, message, article id and the columns of the source.
pub(super) fn filed_claim(row: &Row<'_>) -> Result<FiledClaim, Fault> {
    Ok(FiledClaim {
        claim: message(row)?,
        article: text("article id", row.get(2)?)?,
        source: source(row, 3)?,
    })
}
