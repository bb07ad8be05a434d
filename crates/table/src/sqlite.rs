//! Rows of a database, which is opened to be read only.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Statement};

use crate::{Part, Row, Selection, Source, TableError, numbered, places};

pub(crate) fn columns(source: &Source) -> Result<Vec<String>, TableError> {
    let database = open(source)?;
    let statement = prepare(source, &database)?;
    Ok(names(&statement))
}

pub(crate) fn rows(source: &Source, wanted: &[&str]) -> Result<Vec<Row>, TableError> {
    let database = open(source)?;
    let mut statement = prepare(source, &database)?;
    let places = places(source, &names(&statement), wanted)?;
    let broken = |error| TableError::broken(source, "SQLite", error);
    let mut found = statement.query([]).map_err(broken)?;
    let mut rows = Vec::new();
    while let Some(row) = found.next().map_err(broken)? {
        let line = rows.len() as u64 + 1;
        let cells: Result<Vec<String>, TableError> = places
            .iter()
            .zip(wanted)
            .map(|(at, column)| cell(source, line, column, row.get_ref(*at).map_err(broken)?))
            .collect();
        rows.push(cells?);
    }
    Ok(numbered(rows.into_iter()))
}

fn open(source: &Source) -> Result<Connection, TableError> {
    // SQLite's own error for a file that is not there says no more than "unable to open".
    std::fs::metadata(&source.path).map_err(|error| TableError::io(source, &error))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(&source.path, flags)
        .map_err(|error| TableError::broken(source, "SQLite", error))?;
    tables(&database).map_err(|error| TableError::broken(source, "SQLite", error))?;
    Ok(database)
}

/// The names of tables and views.
fn tables(database: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name";
    database.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

fn prepare<'a>(source: &Source, database: &'a Connection) -> Result<Statement<'a>, TableError> {
    let tables = tables(database).unwrap_or_default().join(", ");
    let fault = |what: String, advice: String| TableError::new(source, Part::Selection, what, advice);
    let known = format!("its tables are: {tables}");
    let sql = match &source.selection {
        None => {
            let advice = format!("name one of its tables as `table`, or write a `query`; {known}");
            return Err(fault("is a database, and which of its rows to read is not said".to_owned(), advice));
        }
        Some(Selection::Table(name)) => format!("SELECT * FROM \"{}\"", name.replace('"', "\"\"")),
        Some(Selection::Query(query)) => query.clone(),
    };
    let statement = database.prepare(&sql).map_err(|error| match &source.selection {
        Some(Selection::Table(name)) => fault(format!("has no table `{name}`"), known.clone()),
        _ => fault(format!("can't run the query: {error}"), known.clone()),
    })?;
    if statement.column_count() == 0 || !statement.readonly() {
        return Err(fault("the query gives no rows to read".to_owned(), "write one `SELECT`".to_owned()));
    }
    Ok(statement)
}

fn names(statement: &Statement<'_>) -> Vec<String> {
    statement.column_names().map(str::to_owned).collect()
}

fn cell(source: &Source, line: u64, column: &str, value: ValueRef<'_>) -> Result<String, TableError> {
    Ok(match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).trim().to_owned(),
        ValueRef::Blob(_) => return Err(TableError::nested(source, line, column, "raw bytes")),
    })
}
