//! Between rows and messages: the one place that knows how a value stands in a column.

use onrecord_model::{Moment, Source};
use rusqlite::{Connection, Params, Row};
use serde::{
    Serialize,
    de::{DeserializeOwned, IntoDeserializer, value::StringDeserializer},
};

use super::Fault;
use crate::StoreError;

/// The columns that [`source`] reads, of a table called `a`.
macro_rules! source_columns {
    () => {
        "a.url, a.canonical_url, a.outlet, a.title, a.authors, a.published, a.modified, a.language, a.fetched_at, \
         a.snapshot_sha256"
    };
}
pub(super) use source_columns;

/// How many columns `source_columns` names.
pub(super) const SOURCE_WIDTH: usize = 10;

/// Every row that `sql` gives, as `read` reads it.
pub(super) fn all<T>(
    db: &Connection,
    sql: &str,
    values: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The first row that `sql` gives.
pub(super) fn first<T>(
    db: &Connection,
    sql: &str,
    values: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    rows.next()?.map(read).transpose()
}

/// Does `sql`, and says how many rows it changed.
pub(super) fn act(db: &Connection, sql: &str, values: impl Params) -> Result<usize, Fault> {
    Ok(db.prepare_cached(sql)?.execute(values)?)
}

/// A value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(what: &str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| form(what, source))
}

/// The name that a variant of an enumeration has in JSON.
pub(super) fn name<T: Serialize>(what: &str, value: &T) -> Result<String, StoreError> {
    let value = serde_json::to_value(value).map_err(|source| form(what, source))?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// The value that a column holds as JSON.
pub(super) fn parse<T: DeserializeOwned>(what: &str, json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|source| form(what, source))
}

/// The value whose JSON is the string that a column holds: an id, a hash, a moment, a variant.
pub(super) fn text<T: DeserializeOwned>(what: &str, text: String) -> Result<T, StoreError> {
    let text: StringDeserializer<serde_json::Error> = text.into_deserializer();
    T::deserialize(text).map_err(|source| form(what, source))
}

/// As [`text`], for a column that may be empty.
pub(super) fn maybe<T: DeserializeOwned>(
    what: &str,
    column: Option<String>,
) -> Result<Option<T>, StoreError> {
    column.map(|column| text(what, column)).transpose()
}

fn form(what: &str, source: serde_json::Error) -> StoreError {
    StoreError::Form { what: what.to_owned(), source }
}

/// A moment as a text that sorts as time does. A bare day comes before every time of that day.
pub(super) fn sortable(moment: &Moment) -> String {
    moment.timestamp().map_or_else(|| moment.as_str().to_owned(), |instant| format!("{instant:.9}"))
}

/// A count as `SQLite` holds it.
pub(super) fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The source whose columns begin at `at`.
pub(super) fn source(row: &Row<'_>, at: usize) -> Result<Source, Fault> {
    Ok(Source {
        url: row.get(at)?,
        canonical_url: row.get(at + 1)?,
        outlet: row.get(at + 2)?,
        title: row.get(at + 3)?,
        authors: parse("authors", &row.get::<_, String>(at + 4)?)?,
        published: maybe("published", row.get(at + 5)?)?,
        modified: maybe("modified", row.get(at + 6)?)?,
        language: row.get(at + 7)?,
        fetched_at: maybe("fetched_at", row.get(at + 8)?)?,
        sha256: maybe("snapshot_sha256", row.get(at + 9)?)?,
    })
}
