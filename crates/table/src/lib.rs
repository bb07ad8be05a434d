//! Library: CSV, JSON, Parquet and `SQLite` files → named columns, and rows of them as text.
//!
//! A table is flat: a cell holds a number, a text, a day or a time, or nothing. Whatever the file, a number reads as
//! `45` or `2.5`, a day as `2025-07-22` and a time as `2025-07-22 20:00:00`. What these mean is the caller's business.

mod delimited;
mod json;
mod parquet;
mod sqlite;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A kind of file, known by how its name ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.csv`, `.tsv`, `.tab`: a line of column names, then a line for each row. What parts the cells (`,`, `;` or a tab) is
    /// taken from the first line.
    Delimited,
    /// `.json`: an array of flat objects.
    Json,
    /// `.parquet`, `.pq`.
    Parquet,
    /// `.sqlite`, `.sqlite3`, `.db`.
    Sqlite,
}

/// The endings of names, and what they stand for.
const ENDINGS: &[(&str, Format)] = &[
    ("csv", Format::Delimited),
    ("tsv", Format::Delimited),
    ("tab", Format::Delimited),
    ("json", Format::Json),
    ("parquet", Format::Parquet),
    ("pq", Format::Parquet),
    ("sqlite", Format::Sqlite),
    ("sqlite3", Format::Sqlite),
    ("db", Format::Sqlite),
];

impl Format {
    /// The format of the file called `path`; none where its ending is not known.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension().and_then(OsStr::to_str)?;
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
    }
}

/// Which rows of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// All of the table or view of this name.
    Table(String),
    /// What this `SELECT` gives.
    Query(String),
}

/// A file with rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    /// Which of its rows: for databases, which need it, and for nothing else.
    pub selection: Option<Selection>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of a CSV file, counted from 1 with the column names; of any other, the row, counted from 1.
    pub line: u64,
    /// The cells of the columns that were asked for, in their order; an empty text where there is nothing.
    pub cells: Vec<String>,
}

/// What is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The file as a whole.
    File,
    /// Which of its rows were asked for.
    Selection,
    /// What stands in it.
    Content,
}

/// A table that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {what} ({advice})", path.display())]
pub struct TableError {
    /// The file.
    pub path: PathBuf,
    /// What is at fault.
    pub part: Part,
    /// What is wrong, and in which row and column.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

impl TableError {
    fn new(source: &Source, part: Part, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { path: source.path.clone(), part, what: what.into(), advice: advice.into() }
    }

    /// A file that can't be opened.
    fn io(source: &Source, error: &std::io::Error) -> Self {
        Self::new(source, Part::File, error.to_string(), "check that the file is there and may be read")
    }

    /// A file that is not what its name says.
    fn broken(source: &Source, kind: &str, error: impl std::fmt::Display) -> Self {
        let what = format!("is no {kind} file, or a broken one: {error}");
        Self::new(source, Part::File, what, "check how it was written, or get it anew")
    }

    /// A cell that is no plain value.
    fn nested(source: &Source, line: u64, column: &str, what: &str) -> Self {
        let what = format!("row {line} has {what} in column `{column}`");
        Self::new(source, Part::Content, what, "name a column of plain values, or flatten the file")
    }

    /// A column that is no plain value in any row.
    fn odd(source: &Source, column: &str, what: &str) -> Self {
        let what = format!("column `{column}` holds {what}");
        Self::new(source, Part::Content, what, "name a column of numbers, texts, days or times")
    }
}

/// The names of the columns, in the order of the file; those of a JSON file by the alphabet.
///
/// # Errors
/// [`TableError`] when the file can't be read, or names no columns.
pub fn columns(source: &Source) -> Result<Vec<String>, TableError> {
    match format(source)? {
        Format::Delimited => delimited::columns(source),
        Format::Json => json::columns(source),
        Format::Parquet => parquet::columns(source),
        Format::Sqlite => sqlite::columns(source),
    }
}

/// All rows, with the cells of `wanted`.
///
/// # Errors
/// [`TableError`] when the file can't be read, lacks one of these columns, or has anything but plain values in them.
pub fn rows(source: &Source, wanted: &[&str]) -> Result<Vec<Row>, TableError> {
    match format(source)? {
        Format::Delimited => delimited::rows(source, wanted),
        Format::Json => json::rows(source, wanted),
        Format::Parquet => parquet::rows(source, wanted),
        Format::Sqlite => sqlite::rows(source, wanted),
    }
}

fn format(source: &Source) -> Result<Format, TableError> {
    let Some(format) = Format::of(&source.path) else {
        let endings: Vec<String> = ENDINGS.iter().map(|(ending, _)| format!(".{ending}")).collect();
        let advice = format!("its name must end in one of: {}", endings.join(", "));
        return Err(TableError::new(source, Part::File, "is no kind of table that is known", advice));
    };
    if format != Format::Sqlite && source.selection.is_some() {
        return Err(TableError::new(
            source,
            Part::Selection,
            "is no database, of which a part could be asked for",
            "leave `table` and `query` out",
        ));
    }
    Ok(format)
}

/// Where each of `wanted` stands in `columns`.
fn places(source: &Source, columns: &[String], wanted: &[&str]) -> Result<Vec<usize>, TableError> {
    let place = |name: &&str| {
        columns.iter().position(|column| column == name).ok_or_else(|| {
            let advice = format!("its columns are: {}", columns.join(", "));
            TableError::new(source, Part::Content, format!("has no column `{name}`"), advice)
        })
    };
    wanted.iter().map(place).collect()
}

/// The rows' numbers, counted from 1.
fn numbered(rows: impl Iterator<Item = Vec<String>>) -> Vec<Row> {
    (1..).zip(rows).map(|(line, cells)| Row { line, cells }).collect()
}
