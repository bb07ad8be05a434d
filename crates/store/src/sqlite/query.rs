//! What a reporter asks: by speaker, outlet, number, time and words.

use onrecord_model::Thread;
use rusqlite::{Connection, params, params_from_iter, types::Value};

use super::{
    Fault,
    read::{CLAIM_COLUMNS, filed_claim, message},
    rows::{all, integer, maybe, source, source_columns, text},
};
use crate::{FiledClaim, Hit, Query};

pub(super) fn claims(db: &Connection, query: &Query) -> Result<Vec<FiledClaim>, Fault> {
    let Filter { sql, values } = claims_filter(query);
    all(db, &sql, params_from_iter(values), filed_claim)
}

pub(super) fn threads(db: &Connection, query: &Query) -> Result<Vec<Thread>, Fault> {
    let Filter { sql, values } = threads_filter(query);
    all(db, &sql, params_from_iter(values), message)
}

/// A statement and the values of its parameters.
pub(super) struct Filter {
    pub(super) sql: String,
    values: Vec<Value>,
}

impl Filter {
    fn new() -> Self {
        Self { sql: String::new(), values: Vec::new() }
    }

    /// Adds a condition, which says `?` for `value` wherever it needs it.
    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.sql.push_str(if self.values.len() == 1 { " WHERE " } else { " AND " });
        self.sql.push_str(&condition.replace('?', &format!("?{}", self.values.len())));
    }

    /// Puts `head` before the conditions, and order and limit after them.
    fn within(mut self, head: &str, tail: &str, limit: Option<usize>) -> Self {
        // Below nothing, SQLite reads a limit as none.
        self.values.push(Value::Integer(limit.map_or(-1, integer)));
        self.sql = format!("{head}{}{tail} LIMIT ?{}", self.sql, self.values.len());
        self
    }
}

/// The statement that lists claims.
pub(super) fn claims_filter(query: &Query) -> Filter {
    let number =
        "EXISTS (SELECT 1 FROM quantities q WHERE q.claim_id = c.id AND (q.value = ? OR q.of_value = ?
         OR ((q.low IS NOT NULL OR q.high IS NOT NULL) AND (q.low IS NULL OR q.low <= ?)
         AND (q.high IS NULL OR q.high >= ?))))";
    // Read in the order of the list, one claim after the other, unless words say which few to read.
    let tables = match query.words {
        Some(_) => "claims c JOIN articles a",
        None => "articles a CROSS JOIN claims c",
    };
    conditions(query, number).within(
        &format!("{CLAIM_COLUMNS} FROM {tables} ON a.id = c.article_id"),
        " ORDER BY a.published_utc IS NULL, a.published_utc, a.id, c.position",
        query.limit,
    )
}

/// The statement that lists threads: those of which one claim meets all the conditions.
pub(super) fn threads_filter(query: &Query) -> Filter {
    let number = "(t.value = ? OR t.of_value = ?
         OR ((t.low IS NOT NULL OR t.high IS NOT NULL) AND (t.low IS NULL OR t.low <= ?)
         AND (t.high IS NULL OR t.high >= ?)))";
    let filter = conditions(query, number);
    if filter.values.is_empty() {
        return filter.within("SELECT id, message FROM threads", " ORDER BY id", query.limit);
    }
    filter.within(
        "SELECT id, message FROM threads WHERE id IN (SELECT t.thread_id FROM thread_claims t
         JOIN claims c ON c.id = t.claim_id JOIN articles a ON a.id = c.article_id",
        ") ORDER BY id",
        query.limit,
    )
}

/// What `query` asks of a claim `c` in an article `a`; `number` says how a number is asked for.
fn conditions(query: &Query, number: &str) -> Filter {
    let mut filter = Filter::new();
    if let Some(speaker) = part(query.speaker.as_deref()) {
        filter.and("(instr(folded(c.speaker), ?) OR instr(folded(c.mention), ?))", speaker);
    }
    if let Some(outlet) = part(query.outlet.as_deref()) {
        filter.and("instr(folded(a.outlet), ?)", outlet);
    }
    if let Some(value) = query.number {
        filter.and(number, value);
    }
    if let Some(day) = query.from {
        filter.and("a.published_day >= ?", day.to_string());
    }
    if let Some(day) = query.to {
        filter.and("a.published_day <= ?", day.to_string());
    }
    if let Some(words) = query.words.as_deref().and_then(all_of) {
        filter.and(
            "c.search_row IN (SELECT rowid FROM claims_search WHERE claims_search MATCH ?)",
            format!("content : ({words})"),
        );
    }
    filter
}

/// A part to look for, folded; none where there is nothing to look for.
fn part(text: Option<&str>) -> Option<String> {
    text.map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty())
}

/// A full-text expression for all the words of `text`, each in quotation marks, so that nothing in them is syntax;
/// none where `text` holds no words.
fn all_of(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Claims first find their rows in order, then excerpts are cut for the few that are left.
pub(super) const CLAIM_HITS: &str = concat!(
    "WITH best AS MATERIALIZED (
       SELECT f.rowid AS search_row, f.rank AS rank, c.id AS claim_id, c.article_id AS article_id
       FROM claims_search f JOIN claims c ON c.search_row = f.rowid
       WHERE claims_search MATCH ?1 ORDER BY f.rank, c.id LIMIT ?2)
     SELECT best.rank, best.article_id, best.claim_id,
       (SELECT snippet(claims_search, -1, '⟦', '⟧', '…', 32) FROM claims_search
        WHERE claims_search MATCH ?1 AND rowid = best.search_row), ",
    source_columns!(),
    " FROM best JOIN articles a ON a.id = best.article_id ORDER BY best.rank, best.claim_id"
);
/// As [`CLAIM_HITS`], for articles.
pub(super) const ARTICLE_HITS: &str = concat!(
    "WITH best AS MATERIALIZED (
       SELECT f.rowid AS search_row, f.rank AS rank, a.id AS article_id
       FROM articles_search f JOIN articles a ON a.search_row = f.rowid
       WHERE articles_search MATCH ?1 ORDER BY f.rank, a.id LIMIT ?2)
     SELECT best.rank, best.article_id, NULL,
       (SELECT snippet(articles_search, -1, '⟦', '⟧', '…', 32) FROM articles_search
        WHERE articles_search MATCH ?1 AND rowid = best.search_row), ",
    source_columns!(),
    " FROM best JOIN articles a ON a.id = best.article_id ORDER BY best.rank, best.article_id"
);

pub(super) fn search(db: &Connection, words: &str, limit: usize) -> Result<Vec<Hit>, Fault> {
    let Some(words) = all_of(words) else { return Ok(Vec::new()) };
    let mut hits: Vec<(f64, Hit)> = Vec::new();
    for sql in [CLAIM_HITS, ARTICLE_HITS] {
        hits.extend(all(db, sql, params![words, integer(limit)], hit)?);
    }
    hits.sort_by(|(a, x), (b, y)| {
        a.total_cmp(b).then_with(|| (&x.article, &x.claim).cmp(&(&y.article, &y.claim)))
    });
    Ok(hits.into_iter().take(limit).map(|(_, hit)| hit).collect())
}

/// A hit with its rank; the lower, the better.
fn hit(row: &rusqlite::Row<'_>) -> Result<(f64, Hit), Fault> {
    let hit = Hit {
        article: text("article id", row.get(1)?)?,
        claim: maybe("claim id", row.get(2)?)?,
        source: source(row, 4)?,
        excerpt: row.get(3)?,
    };
    Ok((row.get(0)?, hit))
}
