//! Connections: locked, proven to be a record's, brought to this version.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior, functions::FunctionFlags};

use super::Fault;
use crate::StoreError;

/// Every step of the schema, in order; `user_version` counts those a record has taken. A step that was released is
/// never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_record.sql"),
    include_str!("../../migrations/0002_rulings_and_runs.sql"),
];

/// Marks a `SQLite` file as a record; migration 1 sets it. The letters `onrc`.
const APPLICATION: i64 = 0x6f6e_7263;

/// How long a statement waits for another process. Writers lock each other out before; what is left is short.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pages of the writer in memory: 32 MiB (in KiB, below nothing). A batch of long articles then fits; at the 2 MiB of
/// the default it goes out to the log and is read back before it is committed.
const CACHE: i64 = -32 * 1024;

/// Room for every statement of this backend.
const STATEMENTS: usize = 64;

/// Makes the folders of the record at `path` and takes the lock of its writer. The lock's file stays: to remove it
/// would let two processes lock two files of one name.
pub(super) fn lock(path: &Path) -> Result<File, StoreError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|source| StoreError::File { path: folder.to_owned(), source })?;
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let file = File::options().create(true).truncate(false).write(true).open(&name);
    let file = file.map_err(|source| StoreError::File { path: name.clone(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy { path: path.to_owned() }),
        Err(TryLockError::Error(source)) => Err(StoreError::File { path: name, source }),
    }
}

pub(super) fn writer(path: &Path) -> Result<Connection, Fault> {
    let mut db = prepared(Connection::open(path)?)?;
    version(&db, path)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    // A power cut may take the last commits with it, never the record: their jobs are then done again.
    db.pragma_update(None, "synchronous", "normal")?;
    db.pragma_update(None, "cache_size", CACHE)?;
    migrate(&mut db, path)?;
    Ok(db)
}

pub(super) fn reader(path: &Path) -> Result<Connection, Fault> {
    let missing = || StoreError::Missing { path: path.to_owned() };
    if !path.exists() {
        return Err(missing().into());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = prepared(Connection::open_with_flags(path, flags)?)?;
    if version(&db, path)? == 0 { Err(missing().into()) } else { Ok(db) }
}

/// Whether there is a record at `path` that lacks steps of the schema.
pub(super) fn is_older(path: &Path) -> Result<bool, Fault> {
    let found = if path.exists() { version(&reader(path)?, path)? } else { return Ok(false) };
    Ok(usize::try_from(found).unwrap_or_default() < MIGRATIONS.len())
}

pub(super) fn memory() -> Result<Connection, Fault> {
    let mut db = prepared(Connection::open_in_memory()?)?;
    migrate(&mut db, Path::new(":memory:"))?;
    Ok(db)
}

fn prepared(db: Connection) -> Result<Connection, Fault> {
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.pragma_update(None, "foreign_keys", true)?;
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function("folded", 1, pure, |call| {
        Ok(call.get::<Option<String>>(0)?.map(|text| text.to_lowercase()))
    })?;
    Ok(db)
}

/// How many migrations the record has taken.
fn version(db: &Connection, path: &Path) -> Result<i64, Fault> {
    let number = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0));
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found = number("SELECT user_version FROM pragma_user_version")?;
    let application = number("SELECT application_id FROM pragma_application_id")?;
    if application != APPLICATION && number("SELECT count(*) FROM sqlite_schema")? > 0 {
        return Err(StoreError::Foreign { path: path.to_owned() }.into());
    }
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known }.into());
    }
    Ok(found)
}

fn migrate(db: &mut Connection, path: &Path) -> Result<(), Fault> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = usize::try_from(version(&step, path)?).unwrap_or_default();
    for migration in MIGRATIONS.iter().skip(taken) {
        step.execute_batch(migration)?;
    }
    step.pragma_update(None, "user_version", i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX))?;
    Ok(step.commit()?)
}
