//! Reference tables: CSV files whose columns the configuration explains.

use std::path::PathBuf;

use jiff::civil::Date;

/// A table as the configuration declares it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableSpec {
    /// Its name in the report.
    pub name: String,
    /// The CSV file; its first line names the columns.
    pub path: PathBuf,
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
}

/// A file that can't be used at all.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A table can't be opened or read.
    #[error("table `{table}`: {path} can't be read")]
    Table {
        /// Its name.
        table: String,
        /// Its file.
        path: PathBuf,
        /// Why.
        #[source]
        source: csv::Error,
    },
    /// A declared column is not there.
    #[error("table `{table}`: {path} has no column `{column}`")]
    Column {
        /// Its name.
        table: String,
        /// Its file.
        path: PathBuf,
        /// The column.
        column: String,
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
}

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Name of the table.
    pub table: String,
    /// Line of the file, counted from 1 with its header.
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
    /// The number in `column`.
    pub(crate) fn value(&self, column: &str) -> Option<f64> {
        self.values.iter().find(|(name, _)| name == column).and_then(|(_, value)| *value)
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
    pub(crate) rows: Vec<Row>,
    pub(crate) bad: Vec<BadRow>,
    /// Rows whose period can't be read: nobody can tell which claims they speak about.
    pub(crate) undated: usize,
}

impl Table {
    fn load(spec: &TableSpec) -> Result<Self, CheckError> {
        let unreadable =
            |source| CheckError::Table { table: spec.name.clone(), path: spec.path.clone(), source };
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).from_path(&spec.path).map_err(unreadable)?;
        let columns = Columns::find(spec, reader.headers().map_err(unreadable)?)?;
        let mut table = Self { spec: spec.clone(), rows: Vec::new(), bad: Vec::new(), undated: 0 };
        for record in reader.records() {
            match record {
                Ok(record) => table.take(&columns, &record),
                Err(error) if error.is_io_error() => return Err(unreadable(error)),
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    table.undated += 1;
                    table.refuse(line, error.to_string());
                }
            }
        }
        Ok(table)
    }

    fn refuse(&mut self, line: u64, why: String) {
        self.bad.push(BadRow { table: self.spec.name.clone(), line, why });
    }

    fn take(&mut self, columns: &Columns, record: &csv::StringRecord) {
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        if !columns.filters.iter().all(|(at, pattern)| fits(cell(*at), pattern)) {
            return;
        }
        let (name_from, from) = (&self.spec.from, cell(columns.from));
        let to = columns.to.map_or(from, cell);
        let (Some(start), Some(end)) = (point(from), point(to)) else {
            self.undated += 1;
            return self.refuse(line, format!("no period can be read from `{from}` to `{to}`"));
        };
        let mut period = vec![format!("{name_from}={from}")];
        period.extend(self.spec.to.as_ref().map(|name| format!("{name}={to}")));
        let values: Vec<(String, Option<f64>)> =
            columns.values.iter().map(|(name, at)| (name.clone(), numeric(cell(*at)))).collect();
        for (name, _) in values.iter().filter(|(_, value)| value.is_none()) {
            self.refuse(line, format!("no number in column `{name}`"));
        }
        self.rows.push(Row { line, from: start, to: end, values, period });
    }
}

/// Where the declared columns stand.
struct Columns {
    from: usize,
    to: Option<usize>,
    filters: Vec<(usize, String)>,
    values: Vec<(String, usize)>,
}

impl Columns {
    fn find(spec: &TableSpec, headers: &csv::StringRecord) -> Result<Self, CheckError> {
        let find = |column: &str| {
            headers.iter().position(|header| header.trim() == column).ok_or_else(|| CheckError::Column {
                table: spec.name.clone(),
                path: spec.path.clone(),
                column: column.to_owned(),
            })
        };
        let mut values = Vec::new();
        for column in spec.measures.iter().flat_map(|measure| &measure.columns) {
            values.push((column.clone(), find(column)?));
        }
        values.sort();
        values.dedup();
        let filters: Result<Vec<_>, _> =
            spec.filters.iter().map(|(column, pattern)| Ok((find(column)?, pattern.clone()))).collect();
        Ok(Self {
            from: find(&spec.from)?,
            to: spec.to.as_deref().map(find).transpose()?,
            filters: filters?,
            values,
        })
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

fn numeric(cell: &str) -> Option<f64> {
    cell.replace(',', "").parse().ok().filter(|value: &f64| value.is_finite())
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
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, b"day,n\n2025-07-01,4\nsoon,5\n2025-07-03,many\n").unwrap();
        let spec = TableSpec {
            name: "t".to_owned(),
            path: file.path().to_owned(),
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
                (4, "no number in column `n`".to_owned())
            ]
        );
        let missing = TableSpec { from: "date".to_owned(), ..spec };
        assert!(matches!(Tables::load(&[missing]), Err(CheckError::Column { .. })));
    }
}
