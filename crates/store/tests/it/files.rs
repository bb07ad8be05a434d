//! What only a record in files can show: locks, killed processes, readers, versions, the archive.

use std::{error::Error as _, fs, path::Path};

use onrecord_model::{Digest, Moment, Request, RunId, Work};
use onrecord_store::{
    Query, SqliteStore, Store, StoreError,
    conformance::{dump, page},
};
use rusqlite::Connection;
use tempfile::TempDir;

fn works() -> Vec<Work> {
    (0..6).map(|i| page(&format!("https://a.test/{i}"), None, &[("Umerov", "so it is", None)])).collect()
}

fn begin(store: &mut SqliteStore) -> onrecord_store::Run {
    let seeds: Vec<Request> = works().into_iter().map(|work| work.request).collect();
    store.begin(&Digest::of(b"config"), &seeds, &Moment::parse("2025-07-24").unwrap()).unwrap()
}

fn finish(store: &mut SqliteStore, run: &RunId) {
    store.finish(run, &Moment::parse("2025-07-25").unwrap()).unwrap();
}

fn home() -> (TempDir, std::path::PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("record.sqlite");
    (home, path)
}

fn files(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() { files(&path) } else { vec![path.file_name().unwrap().display().to_string()] }
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_run_that_stopped_anywhere_ends_the_same() {
    let (_home, path) = home();
    let mut store = SqliteStore::open(&path).unwrap();
    let run = begin(&mut store).id;
    store.commit(&run, &works()).unwrap();
    finish(&mut store, &run);
    let want = dump(&store, &run).unwrap();

    for stop in 0..works().len() {
        let (_home, path) = self::home();
        let mut store = SqliteStore::open(&path).unwrap();
        let run = begin(&mut store).id;
        store.commit(&run, &works()[..stop]).unwrap();
        drop(store);
        let mut store = SqliteStore::open(&path).unwrap();
        assert!(begin(&mut store).resumed);
        let pending = store.pending(&run).unwrap();
        let rest: Vec<Work> = works().into_iter().filter(|work| pending.contains(&work.request)).collect();
        assert_eq!(rest.len(), works().len() - stop);
        store.commit(&run, &rest).unwrap();
        finish(&mut store, &run);
        assert_eq!(dump(&store, &run).unwrap(), want);
    }
}

#[test]
fn one_process_writes_at_a_time() {
    let (_home, path) = home();
    let store = SqliteStore::open(&path).unwrap();
    let busy = SqliteStore::open(&path).err().unwrap();
    assert!(matches!(&busy, StoreError::Busy { path: told } if *told == path));
    assert_eq!(
        busy.to_string(),
        format!("another onrecord is writing to {} (wait until it has ended)", path.display())
    );
    drop(store);
    SqliteStore::open(&path).unwrap();
}

#[test]
fn readers_read_while_one_writes() {
    let (_home, path) = home();
    let missing = SqliteStore::open_readonly(&path).err().unwrap();
    assert_eq!(missing.to_string(), format!("no record at {} (run `onrecord run` first)", path.display()));
    assert!(!path.exists());

    let mut store = SqliteStore::open(&path).unwrap();
    let mut reader = SqliteStore::open_readonly(&path).unwrap();
    let run = begin(&mut store).id;
    assert_eq!(reader.article_ids().unwrap(), []);
    store.commit(&run, &works()).unwrap();
    assert_eq!(dump(&reader, &run).unwrap(), dump(&store, &run).unwrap());
    assert!(matches!(reader.commit(&run, &works()), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(reader.replace_threads(&run, &[]), Err(StoreError::ReadOnly { .. })));
    drop(store);
    assert_eq!(reader.claims(&Query::default()).unwrap().len(), 6);
    assert_eq!(SqliteStore::open_readonly(&path).unwrap().article_ids().unwrap().len(), 6);
}

#[test]
fn only_records_of_known_versions_are_opened() {
    let (_home, path) = home();
    drop(SqliteStore::open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for opened in [SqliteStore::open(&path), SqliteStore::open_readonly(&path)] {
        assert!(matches!(opened.err(), Some(StoreError::Newer { found: 99, known: 2, .. })));
    }

    let (_home, path) = self::home();
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (x); PRAGMA user_version = 1")
        .unwrap();
    for opened in [SqliteStore::open(&path), SqliteStore::open_readonly(&path)] {
        assert!(matches!(opened.err(), Some(StoreError::Foreign { .. })));
    }

    let (_home, path) = self::home();
    fs::write(&path, "not a database at all, and longer than the header of one would be, so that it is read")
        .unwrap();
    let error = SqliteStore::open(&path).err().unwrap();
    assert_eq!(error.to_string(), format!("the record {} can't be used", path.display()));
    assert!(error.source().unwrap().to_string().contains("not a database"));
}

#[test]
fn an_empty_file_becomes_a_record() {
    let (_home, path) = home();
    fs::write(&path, "").unwrap();
    assert!(matches!(SqliteStore::open_readonly(&path).err(), Some(StoreError::Missing { .. })));
    drop(SqliteStore::open(&path).unwrap());
    let version = |path: &Path| -> i64 {
        let db = Connection::open(path).unwrap();
        db.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(version(&path), 2);
    drop(SqliteStore::open(&path).unwrap());
    assert_eq!(version(&path), 2);
}

#[test]
fn the_archive_keeps_each_bytes_once_and_proves_them() {
    let (home, path) = home();
    let mut store = SqliteStore::open(&path).unwrap();
    let run = begin(&mut store).id;
    let mut works = works();
    let copy = Work { request: Request::Url("copy".to_owned()), ..works[0].clone() };
    works.push(copy);
    store.commit(&run, &works).unwrap();
    let snapshots = home.path().join("snapshots");
    let sha256 = works[0].snapshot.as_ref().unwrap().sha256.clone().unwrap();
    assert_eq!(files(&snapshots), [format!("{sha256}.bin")], "six pages of the same bytes, and no half file");

    let file = snapshots.join(sha256.as_str().get(..2).unwrap()).join(format!("{sha256}.bin"));
    fs::write(&file, "altered").unwrap();
    let altered = store.snapshot(&sha256).unwrap_err();
    assert!(matches!(&altered, StoreError::Altered { expected, found }
        if *expected == sha256 && *found == Digest::of(b"altered")));
    fs::remove_file(&file).unwrap();
    let gone = store.last_snapshot("https://a.test/0").unwrap_err();
    assert_eq!(gone.to_string(), format!("{} can't be used", file.display()));
}

#[test]
fn what_a_killed_writer_left_goes_when_its_record_is_opened() {
    let (home, path) = home();
    let folder = home.path().join("snapshots/ab");
    fs::create_dir_all(&folder).unwrap();
    let hex = format!("ab{}", "0".repeat(62));
    for left in ["record.sqlite.part", "other.record.sqlite.part", "bin"] {
        fs::write(folder.join(format!("{hex}.{left}")), "half").unwrap();
    }
    drop(SqliteStore::open(&path).unwrap());
    let mut kept = files(&folder);
    kept.sort();
    assert_eq!(kept, [format!("{hex}.bin"), format!("{hex}.other.record.sqlite.part")]);
}
