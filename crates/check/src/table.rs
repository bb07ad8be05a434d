//! Reference tables, whose columns the configuration explains.

use std::path::PathBuf;

use jiff::civil::Date;
use onrecord_encoder::ModelError;
use onrecord_table::{Row as Cells, Source, TableError};

/// A table as the configuration declares it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableSpec {
    /// Its name in the report.
    pub name: String,
    /// The file, and which of its rows.
    pub source: Source,
    /// Where it comes from.
    pub url: Option<String>,
    /// Column with the day or time at which a row's period starts.
    pub from: String,
    /// Column with the day or time at which it ends; none where a row is about the day of `from`.
    pub to: Option<String>,
    /// Share of the table's figure by which a claim may differ and still agree.
    pub tolerance: f64,
    /// Column and pattern that a row must have; `*` at an end of the pattern stands for anything.
    pub filters: Vec<(String, String)>,
    /// What it measures.
    pub measures: Vec<Measure>,
}

/// One figure of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Its name in the report.
    pub name: String,
    /// The columns whose sum it is. One column is a figure of the table, several are a derived sum.
    pub columns: Vec<String>,
    /// What is counted, as claims name it.
    pub objects: Vec<String>,
    /// The classes of verbs by which claims tell of it (`down`, `launch`).
    pub predicates: Vec<String>,
    /// `count`, a unit or a currency.
    pub unit: String,
    /// Whose deeds it counts, as names of states; empty where the table does not tell.
    pub actors: Vec<String>,
    /// Whether a row has the total from the table's beginning up to its day, in place of what its own period adds.
    pub running: bool,
}

/// A file that can't be used at all.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A table can't be read, or lacks a declared column.
    #[error("table `{table}` can't be read")]
    Table {
        /// Its name.
        table: String,
        /// Why.
        #[source]
        source: TableError,
    },
    /// A file of published fact-checks can't be read.
    #[error("{path} can't be read")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file of published fact-checks is not JSON.
    #[error("{path} is not JSON")]
    Json {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The network that reads them is damaged.
    #[error("the published fact-checks can't be read by the sentence encoder")]
    Model(#[source] ModelError),
}

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Name of the table.
    pub table: String,
    /// Line of a CSV file, counted from 1 with its header; of other files the row, counted from 1.
    pub line: u64,
    /// Why, in words.
    pub why: String,
}

/// All reference tables, read.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    pub(crate) tables: Vec<Table>,
}

impl Tables {
    /// Reads the tables. Rows that can't be used are kept in mind: see [`Tables::bad_rows`].
    ///
    /// # Errors
    /// [`CheckError`] when a file can't be read or lacks a declared column.
    pub fn load(specs: &[TableSpec]) -> Result<Self, CheckError> {
        let tables: Result<Vec<Table>, CheckError> = specs.iter().map(Table::load).collect();
        Ok(Self { tables: tables? })
    }

    /// The rows that could not be used. A check that would need one of them reads "not checked".
    pub fn bad_rows(&self) -> Vec<BadRow> {
        self.tables.iter().flat_map(|table| table.bad.iter().cloned()).collect()
    }
}

/// A point in time of a row: a day, and the hour where the table gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) day: Date,
    pub(crate) hour: Option<u8>,
}

/// One row that passes the filters.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) from: Point,
    pub(crate) to: Point,
    /// Numbers by column of the table's measures; none where the cell holds none.
    values: Vec<(String, Option<f64>)>,
    /// The cells of the period, as `column=value`.
    period: Vec<String>,
}

impl Row {
    fn value(&self, column: &str) -> Option<f64> {
        self.values.iter().find(|(name, _)| name == column).and_then(|(_, value)| *value)
    }

    /// The number in `column`, else what to say of its absence.
    pub(crate) fn number(&self, column: &str) -> Result<f64, String> {
        self.value(column).ok_or_else(|| format!("line {} has no number in `{column}`", self.line))
    }

    /// The period and the cells of `columns`, as `column=value`.
    pub(crate) fn cells(&self, columns: &[&str]) -> Vec<String> {
        let used = columns.iter().filter_map(|column| Some(format!("{column}={}", self.value(column)?)));
        self.period.iter().cloned().chain(used).collect()
    }
}

/// A table, read.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) spec: TableSpec,
    /// By their ends.
    pub(crate) rows: Vec<Row>,
    pub(crate) bad: Vec<BadRow>,
    /// Rows whose period can't be read: nobody can tell which claims they speak about.
    pub(crate) undated: usize,
}

impl Table {
    fn load(spec: &TableSpec) -> Result<Self, CheckError> {
        let columns = Columns::of(spec);
        let names: Vec<&str> = columns.names.iter().map(String::as_str).collect();
        let rows = onrecord_table::rows(&spec.source, &names)
            .map_err(|source| CheckError::Table { table: spec.name.clone(), source })?;
        let mut table = Self { spec: spec.clone(), rows: Vec::new(), bad: Vec::new(), undated: 0 };
        for row in &rows {
            table.take(&columns, row);
        }
        table.rows.sort_by_key(|row| (row.to.day, row.to.hour, row.line));
        Ok(table)
    }

    fn refuse(&mut self, line: u64, why: String) {
        self.bad.push(BadRow { table: self.spec.name.clone(), line, why });
    }

    fn take(&mut self, columns: &Columns, row: &Cells) {
        let line = row.line;
        let cell = |column: &str| columns.cell(row, column);
        if !self.spec.filters.iter().all(|(column, pattern)| fits(cell(column), pattern)) {
            return;
        }
        let (name_from, name_to) = (&self.spec.from, self.spec.to.as_ref());
        let from = cell(name_from);
        let to = name_to.map_or(from, |name| cell(name));
        let (Some(start), Some(end)) = (point(from), point(to)) else {
            self.undated += 1;
            return self.refuse(line, format!("no period can be read from `{from}` to `{to}`"));
        };
        let mut period = vec![format!("{name_from}={from}")];
        period.extend(name_to.map(|name| format!("{name}={to}")));
        let read = |name: &String| (name.clone(), numeric(cell(name)));
        let values: Vec<(String, Option<f64>)> = columns.values.iter().map(read).collect();
        for (name, value) in &values {
            // An empty cell is a figure that nobody gave; anything else is a mistake.
            if value.is_none() && !is_empty(cell(name)) {
                self.refuse(line, format!("`{}` in column `{name}` is no number", cell(name)));
            }
        }
        self.rows.push(Row { line, from: start, to: end, values, period });
    }
}

/// The declared columns.
struct Columns {
    /// All of them, in the order in which they are read.
    names: Vec<String>,
    /// Those of the measures.
    values: Vec<String>,
}

impl Columns {
    fn of(spec: &TableSpec) -> Self {
        let mut values: Vec<String> =
            spec.measures.iter().flat_map(|measure| &measure.columns).cloned().collect();
        values.sort();
        values.dedup();
        let mut names = vec![spec.from.clone()];
        names.extend(spec.to.clone());
        names.extend(spec.filters.iter().map(|(column, _)| column.clone()));
        names.extend(values.iter().cloned());
        Self { names, values }
    }

    fn cell<'a>(&self, row: &'a Cells, column: &str) -> &'a str {
        let at = self.names.iter().position(|name| name == column);
        at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }
}

/// Whether a cell fits a pattern, without case; `*` at an end stands for anything.
fn fits(cell: &str, pattern: &str) -> bool {
    let (cell, pattern) = (cell.to_lowercase(), pattern.to_lowercase());
    let middle = pattern.trim_matches('*');
    match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (true, true) => cell.contains(middle),
        (true, false) => cell.ends_with(middle),
        (false, true) => cell.starts_with(middle),
        (false, false) => cell == pattern,
    }
}

/// "2025-07-22", "2025-07-22 20:00", "2025-07-22T20:00:00Z".
fn point(text: &str) -> Option<Point> {
    let day = text.get(..10)?.parse().ok()?;
    let hour = text.get(11..13).and_then(|hour| hour.parse().ok()).filter(|hour| *hour < 24);
    Some(Point { day, hour })
}

/// "1234.5" and "1,234.5". A comma that does not part thousands may be a decimal one: no number.
fn numeric(cell: &str) -> Option<f64> {
    let mut groups = cell.split('.').next().unwrap_or_default().split(',').skip(1);
    let grouped = groups.all(|group| group.len() == 3);
    cell.replace(',', "").parse().ok().filter(|value: &f64| grouped && value.is_finite())
}

/// Nothing, or a word by which programs write it.
fn is_empty(cell: &str) -> bool {
    const NOTHING: &[&str] = &["", "-", "–", "nan", "na", "n/a", "null", "none"];
    NOTHING.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything_at_the_ends() {
        assert!(fits("Shahed-136/131 and decoys", "shahed*"));
        assert!(!fits("Kh-101", "shahed*"));
        assert!(fits("x decoys", "*decoys") && fits("abc", "*b*") && fits("same", "same"));
    }

    #[test]
    fn bad_rows_are_told_with_their_line() {
        let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
        let rows = "day,n\n2025-07-01,4\nsoon,5\n2025-07-03,many\n2025-07-04,\n";
        std::io::Write::write_all(&mut file, rows.as_bytes()).unwrap();
        let spec = TableSpec {
            name: "t".to_owned(),
            source: Source { path: file.path().to_owned(), selection: None },
            from: "day".to_owned(),
            measures: vec![Measure { columns: vec!["n".to_owned()], ..Measure::default() }],
            ..TableSpec::default()
        };
        let tables = Tables::load(std::slice::from_ref(&spec)).unwrap();
        let bad: Vec<(u64, String)> = tables.bad_rows().into_iter().map(|row| (row.line, row.why)).collect();
        assert_eq!(
            bad,
            [
                (3, "no period can be read from `soon` to `soon`".to_owned()),
                (4, "`many` in column `n` is no number".to_owned())
            ]
        );
        let missing = TableSpec { from: "date".to_owned(), ..spec };
        assert!(matches!(Tables::load(&[missing]), Err(CheckError::Table { .. })));
    }

    #[test]
    fn a_comma_parts_thousands_or_makes_no_number() {
        for (cell, number) in [
            ("1,234.5", Some(1234.5)),
            ("1234", Some(1234.0)),
            ("-0.5", Some(-0.5)),
            ("12,5", None),
            ("1,2345", None),
            ("", None),
            ("inf", None),
        ] {
            assert_eq!(numeric(cell), number, "{cell}");
        }
    }
}
