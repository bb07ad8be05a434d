//! Reference tables: their keys, checked against the columns that the CSV file has.

use std::path::Path;

use crate::read;
use crate::section::Section;
use crate::settings::{Measure, Table};
use crate::value::{self, Fault};

/// One `[[check.table]]`; `names` are those of the tables before it.
pub(crate) fn table(section: &mut Section, names: &mut Vec<String>) -> Option<Table> {
    let name = name(section, names);
    section.require("path");
    let path = read::path(section, "path");
    let columns = match path.as_deref().map(Columns::of) {
        Some(Ok(columns)) => columns,
        Some(Err(fault)) => {
            section.fault("path", fault);
            Columns::default()
        }
        None => Columns::default(),
    };
    let url = section.text("url", value::url);
    let from = section.required("from", |text| columns.one(text));
    let to = section.text("to", |text| columns.one(text));
    let tolerance = section.real("tolerance", 0.0..=1.0).unwrap_or(0.0);
    let filter = section.map("filter", |column| columns.one(column).map(drop), value::pattern);
    section.require("measure");
    section.not_empty("measure");
    let mut measures = Vec::new();
    let measure = section.tables("measure", |section| measure(section, &mut measures, &columns));
    Some(Table { name: name?, path: path?, url, from: from?, to, tolerance, filter, measure })
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
    Some(Measure { name: name?, value: value?, objects: objects?, predicates: predicates?, actors, unit })
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

/// The columns of a CSV file; none where they are not known, and then every name is right.
#[derive(Default)]
struct Columns(Option<Vec<String>>);

impl Columns {
    /// Reads the header of the file at `path`.
    fn of(path: &Path) -> Result<Self, Fault> {
        let cannot = |error: csv::Error| {
            Fault::new(format!("names a table that can't be read: {}: {error}", path.display()))
        };
        let mut reader = csv::Reader::from_path(path).map_err(cannot)?;
        let header = reader.headers().map_err(cannot)?;
        if header.is_empty() {
            return Err(Fault::new(format!(
                "names a file without a line of column names: {}",
                path.display()
            )));
        }
        Ok(Self(Some(header.iter().map(str::to_owned).collect())))
    }

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
