//! Reference tables: their keys, checked against the columns that the file has.

use std::path::{Path, PathBuf};

use onrecord_table::{Part, Selection, Source};

use crate::read;
use crate::section::Section;
use crate::settings::{Measure, Table};
use crate::value::{self, Fault};

/// One `[[check.table]]`; `names` are those of the tables before it.
pub(crate) fn table(section: &mut Section, names: &mut Vec<String>) -> Option<Table> {
    let name = name(section, names);
    section.require("path");
    let path = read::path(section, "path");
    let rows =
        Rows { table: section.text("table", value::filled), query: section.text("query", value::filled) };
    let columns = path.as_deref().map(|path| columns(section, path, &rows)).unwrap_or_default();
    let url = section.text("url", value::url);
    let from = section.required("from", |text| columns.one(text));
    let to = section.text("to", |text| columns.one(text));
    let tolerance = section.real("tolerance", 0.0..=1.0).unwrap_or(0.0);
    let filter = section.map("filter", |column| columns.one(column).map(drop), value::pattern);
    section.require("measure");
    section.not_empty("measure");
    let mut measures = Vec::new();
    let measure = section.tables("measure", |section| measure(section, &mut measures, &columns));
    let Rows { table, query } = rows;
    Some(Table { name: name?, path: path?, table, query, url, from: from?, to, tolerance, filter, measure })
}

/// Which rows of a database are asked for.
struct Rows {
    table: Option<String>,
    query: Option<String>,
}

/// The columns of the file at `path`; its faults are noted at the key that they belong to.
fn columns(section: &Section, path: &Path, rows: &Rows) -> Columns {
    if rows.table.is_some() && rows.query.is_some() {
        section.fault(
            "query",
            Fault::new("must not stand beside `table`: one of them tells which rows to read"),
        );
        return Columns::default();
    }
    let source = source(path.to_owned(), rows.table.as_ref(), rows.query.as_ref());
    let error = match onrecord_table::columns(&source) {
        Ok(columns) => return Columns(Some(columns)),
        Err(error) => error,
    };
    let key = match (error.part, rows) {
        (Part::Selection, Rows { table: Some(_), .. }) => "table",
        (Part::Selection, Rows { query: Some(_), .. }) => "query",
        _ => "path",
    };
    let what = format!("names a table that can't be read: {}: {}", path.display(), error.what);
    section.fault(key, Fault::new(what).with_hint(error.advice));
    Columns::default()
}

/// The file of a table, and which of its rows.
pub(crate) fn source(path: PathBuf, table: Option<&String>, query: Option<&String>) -> Source {
    let selection = table.cloned().map(Selection::Table).or_else(|| query.cloned().map(Selection::Query));
    Source { path, selection }
}

fn measure(section: &mut Section, names: &mut Vec<String>, columns: &Columns) -> Option<Measure> {
    let name = name(section, names);
    let value = section.required("value", |text| columns.sum(text));
    section.require("objects");
    let objects = section.filled_list("objects", value::filled);
    section.require("predicates");
    let predicates = section.filled_list("predicates", value::filled);
    let actors = section.list("actors", value::filled).unwrap_or_default();
    let unit = section.text("unit", value::filled).unwrap_or_else(|| "count".to_owned());
    let running = section.boolean("running").unwrap_or(false);
    Some(Measure {
        name: name?,
        value: value?,
        objects: objects?,
        predicates: predicates?,
        actors,
        unit,
        running,
    })
}

/// The `name` of a table or measure, unlike all before it.
fn name(section: &mut Section, names: &mut Vec<String>) -> Option<String> {
    let name = section.required("name", value::filled)?;
    if names.contains(&name) {
        section.fault("name", Fault::new(format!("must be used once; there is another `{name}` above")));
    }
    names.push(name.clone());
    Some(name)
}

/// The columns of a table; none where they are not known, and then every name is right.
#[derive(Default)]
struct Columns(Option<Vec<String>>);

impl Columns {
    /// The name of one column.
    fn one(&self, name: &str) -> Result<String, Fault> {
        let name = value::filled(name)?;
        let Some(columns) = &self.0 else { return Ok(name) };
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        match columns.iter().filter(|column| **column == name).count() {
            1 => Ok(name),
            0 => {
                let meant = value::nearest(&name, &columns)
                    .map_or_else(String::new, |near| format!("did you mean `{near}`? "));
                Err(Fault::new(format!("names a column that the table does not have: `{name}`"))
                    .with_hint(format!("{meant}its columns are: {}", columns.join(", "))))
            }
            _ => Err(Fault::new(format!("names a column that the table has more than once: `{name}`"))),
        }
    }

    /// One column or a sum of columns.
    fn sum(&self, text: &str) -> Result<Vec<String>, Fault> {
        let columns: Vec<&str> = text.split('+').map(str::trim).collect();
        if columns.contains(&"") {
            return Err(Fault::new(format!("must be a column or a sum such as `a + b`, not `{text}`")));
        }
        columns.into_iter().map(|column| self.one(column)).collect()
    }
}
