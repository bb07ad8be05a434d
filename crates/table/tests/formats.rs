//! The same rows out of each kind of file, and one clear error for each way in which a file can be wrong.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onrecord_table::{Format, Part, Selection, Source, TableError, columns, rows};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use tempfile::TempDir;

const CSV: &str = "day,at,kind,count,share\n\
    2025-07-22,2025-07-22 20:00:00,drone,1200,2.5\n\
    2025-07-23,,,,\n";
const JSON: &str = r#"[
    {"day": "2025-07-22", "at": "2025-07-22 20:00:00", "kind": "drone", "count": 1200, "share": 2.5, "more": [1]},
    {"day": "2025-07-23", "at": null, "kind": " "}
]"#;
const SCHEMA: &str = "message table {
    REQUIRED INT32 day (DATE);
    OPTIONAL INT64 at (TIMESTAMP(NANOS, true));
    OPTIONAL BYTE_ARRAY kind (UTF8);
    OPTIONAL INT64 count;
    OPTIONAL DOUBLE share;
    OPTIONAL INT32 hour (TIME_MILLIS);
    REPEATED INT32 more;
}";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Source {
        fs::write(self.path(name), content).unwrap();
        Source { path: self.path(name), selection: None }
    }

    /// A database with a table, a view and bytes.
    fn database(&self) -> Source {
        let path = self.path("t.sqlite");
        let sql = "
            CREATE TABLE \"the nights\" (day TEXT, at TEXT, kind TEXT, count INTEGER, share REAL, more BLOB);
            INSERT INTO \"the nights\" VALUES ('2025-07-22', '2025-07-22 20:00:00', 'drone', 1200, 2.5, x'ff');
            INSERT INTO \"the nights\" VALUES ('2025-07-23', NULL, ' ', NULL, NULL, NULL);
            CREATE VIEW few AS SELECT day FROM \"the nights\";";
        rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        Source { path, selection: Some(Selection::Table("the nights".to_owned())) }
    }

    fn parquet(&self) -> Source {
        let path = self.path("t.parquet");
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let mut writer =
            SerializedFileWriter::new(File::create(&path).unwrap(), schema, Arc::default()).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let some = Some(&[1_i16, 0][..]);
        let nanos = 1_753_214_400_000_000_000; // 2025-07-22 20:00 UTC
        column(&mut group, |column| column.typed::<Int32Type>().write_batch(&[20_291, 20_292], None, None));
        column(&mut group, |column| column.typed::<Int64Type>().write_batch(&[nanos], some, None));
        column(&mut group, |column| {
            column.typed::<ByteArrayType>().write_batch(&[ByteArray::from("drone")], some, None)
        });
        column(&mut group, |column| column.typed::<Int64Type>().write_batch(&[1200], some, None));
        column(&mut group, |column| column.typed::<DoubleType>().write_batch(&[2.5], some, None));
        column(&mut group, |column| column.typed::<Int32Type>().write_batch(&[1], some, None));
        column(&mut group, |column| {
            column.typed::<Int32Type>().write_batch(&[1, 2], Some(&[1, 1]), Some(&[0, 0]))
        });
        group.close().unwrap();
        writer.close().unwrap();
        Source { path, selection: None }
    }
}

fn column(
    group: &mut SerializedRowGroupWriter<'_, File>,
    write: impl FnOnce(&mut parquet::file::writer::SerializedColumnWriter<'_>) -> parquet::errors::Result<usize>,
) {
    let mut column = group.next_column().unwrap().unwrap();
    write(&mut column).unwrap();
    column.close().unwrap();
}

#[test]
fn every_format_gives_the_same_cells() {
    let folder = Folder::new();
    let first = ["2025-07-22", "2025-07-22 20:00:00", "drone", "1200", "2.5"];
    let second = ["2025-07-23", "", "", "", ""];
    for (source, lines) in [
        (folder.file("t.csv", CSV), [2, 3]),
        (folder.file("t.TSV", CSV.replace(',', "\t")), [2, 3]),
        (folder.file("semicolons.csv", CSV.replace(',', ";")), [2, 3]),
        (folder.file("t.json", JSON), [1, 2]),
        (folder.database(), [1, 2]),
        (folder.parquet(), [1, 2]),
    ] {
        let all = columns(&source).unwrap();
        assert!(first.len() <= all.len() && all.iter().any(|name| name == "share"), "{all:?}");
        let found = rows(&source, &["day", "at", "kind", "count", "share", "day"]).unwrap();
        let cells: Vec<&[String]> = found.iter().map(|row| &row.cells[..5]).collect();
        assert_eq!(cells, [&first[..], &second[..]], "{}", source.path.display());
        assert_eq!(found[0].cells[5], first[0], "a column may be asked for twice");
        assert_eq!(found.iter().map(|row| row.line).collect::<Vec<_>>(), lines);
    }
}

#[test]
fn a_view_and_a_query_are_tables_too() {
    let folder = Folder::new();
    let database = folder.database();
    let with = |selection| Source { selection: Some(selection), ..database.clone() };
    let view = rows(&with(Selection::Table("few".to_owned())), &["day"]).unwrap();
    assert_eq!(view.len(), 2);
    let query = "SELECT day AS date, count * 2 AS twice FROM \"the nights\" WHERE count > 0";
    let query = with(Selection::Query(query.to_owned()));
    assert_eq!(columns(&query).unwrap(), ["date", "twice"]);
    assert_eq!(rows(&query, &["twice"]).unwrap()[0].cells, ["2400"]);
}

/// The mistake without its folder.
#[track_caller]
fn mistake(found: Result<Vec<onrecord_table::Row>, TableError>, folder: &Folder) -> (Part, String) {
    let error = found.unwrap_err();
    (error.part, error.to_string().replace(&format!("{}/", folder.0.path().display()), ""))
}

#[test]
fn each_mistake_says_where_and_what_to_do() {
    let folder = Folder::new();
    let database = folder.database();
    let parquet = folder.parquet();
    let read = |source: &Source, column: &str| mistake(rows(source, &[column]), &folder);
    let with = |selection| Source { selection, ..database.clone() };
    let table = |name: &str| with(Some(Selection::Table(name.to_owned())));
    let query = |sql: &str| with(Some(Selection::Query(sql.to_owned())));
    let (json, csv) = (folder.file("t.json", JSON), folder.file("t.csv", CSV));
    let known = "its tables are: few, the nights";
    for ((part, says), expected) in [
        (read(&csv, "days"), "t.csv: has no column `days` (its columns are: day, at, kind, count, share)"),
        (
            read(&json, "more"),
            "t.json: row 1 has a list in column `more` (name a column of plain values, or flatten the file)",
        ),
        (
            read(&database, "more"),
            "t.sqlite: row 1 has raw bytes in column `more` (name a column of plain values, or flatten the file)",
        ),
        (
            read(&parquet, "more"),
            "t.parquet: column `more` holds lists or objects (name a column of numbers, texts, days or times)",
        ),
        (
            read(&parquet, "hour"),
            "t.parquet: column `hour` holds times of a day without the day (name a column of numbers, texts, days or times)",
        ),
    ] {
        assert_eq!((part, says.as_str()), (Part::Content, expected));
    }
    for ((part, says), expected) in [
        (
            read(&with(None), "day"),
            format!(
                "t.sqlite: is a database, and which of its rows to read is not said (name one of its tables as `table`, or write a `query`; {known})"
            ),
        ),
        (read(&table("night"), "day"), format!("t.sqlite: has no table `night` ({known})")),
        (
            read(&query("DELETE FROM \"the nights\""), "day"),
            "t.sqlite: the query gives no rows to read (write one `SELECT`)".to_owned(),
        ),
        (
            read(&Source { selection: table("x").selection, ..csv }, "day"),
            "t.csv: is no database, of which a part could be asked for (leave `table` and `query` out)"
                .to_owned(),
        ),
    ] {
        assert_eq!((part, says), (Part::Selection, expected));
    }
    let (part, says) = read(&query("SELECT missing FROM few"), "day");
    assert!(
        part == Part::Selection && says.starts_with("t.sqlite: can't run the query: no such column"),
        "{says}"
    );
    for (name, content, says) in [
        (
            "t.xlsx",
            "",
            "t.xlsx: is no kind of table that is known (its name must end in one of: .csv, .tsv, ",
        ),
        ("empty.csv", "", "empty.csv: has no line of column names ("),
        ("empty.json", "[]", "empty.json: has no rows ("),
        ("bad.json", "[{\"a\": 1},\n 7]", "bad.json: is no JSON array of objects file, or a broken one: "),
        ("bad.sqlite", "no database at all, but text", "bad.sqlite: is no SQLite file, or a broken one: "),
        ("bad.parquet", "PAR1", "bad.parquet: is no Parquet file, or a broken one: "),
    ] {
        let source = folder.file(name, content);
        let (part, found) = mistake(rows(&source, &["a"]), &folder);
        assert!(part == Part::File && found.starts_with(says), "{found}");
    }
    for name in ["none.csv", "none.json", "none.sqlite", "none.parquet"] {
        let (part, says) = read(&Source { path: folder.path(name), selection: None }, "a");
        assert!(part == Part::File && says.contains("check that the file is there"), "{says}");
    }
}

#[test]
fn a_database_is_left_as_it_is() {
    let folder = Folder::new();
    let database = folder.database();
    let before = fs::read(&database.path).unwrap();
    rows(&database, &["day"]).unwrap();
    assert_eq!(fs::read(&database.path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1, "nothing was written beside it");
}

/// Damaged files are refused or read, whatever is broken in them.
#[test]
fn a_damaged_file_ends_in_an_error_at_worst() {
    let folder = Folder::new();
    for source in
        [folder.parquet(), folder.database(), folder.file("t.json", JSON), folder.file("t.csv", CSV)]
    {
        let whole = fs::read(&source.path).unwrap();
        let step = whole.len() / 150 + 1;
        for at in (0..whole.len()).step_by(step) {
            for damaged in [whole[..at].to_vec(), flipped(&whole, at)] {
                fs::write(&source.path, damaged).unwrap();
                if let Ok(rows) = rows(&source, &["day", "count"]) {
                    assert!(rows.len() <= 1000, "{} at {at}", source.path.display());
                }
            }
        }
    }
}

fn flipped(whole: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    bytes[at] ^= 0x55;
    bytes
}

#[test]
fn endings_tell_the_format() {
    for (name, format) in [
        ("a/b.CSV", Some(Format::Delimited)),
        ("b.pq", Some(Format::Parquet)),
        ("b.db", Some(Format::Sqlite)),
        ("b.json", Some(Format::Json)),
        ("csv", None),
        ("b.jsonl", None),
    ] {
        assert_eq!(Format::of(Path::new(name)), format, "{name}");
    }
}
