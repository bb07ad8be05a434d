//! The record in one `SQLite` file: write-ahead log, one writer, strict tables, foreign keys.
//!
//! `open` makes a connection and proves whose file it is, `write` and `threads` fill it, `read` and `query` ask it.

mod open;
mod query;
mod read;
mod rows;
mod rulings;
#[cfg(test)]
mod tests;
mod threads;
mod write;

use std::path::{Path, PathBuf};

use onrecord_model::{
    Article, ArticleId, ClaimId, Digest, Moment, Request, Ruling, RunId, Snapshot, Tally, Thread, ThreadId,
    Work,
};
use rusqlite::Connection;

use crate::{
    FiledClaim, Form, Hit, JobRecord, Query, Reading, Run, RunRecord, Store, StoreError,
    archive::{Archive, Beside},
};

/// The record in one `SQLite` file, with the bytes of the snapshots in the folder `snapshots` beside it.
///
/// One process at a time writes; any number read while it does.
pub struct SqliteStore {
    db: Connection,
    path: PathBuf,
    archive: Archive,
    /// Held while this store may write; the system lets go of it when the process ends, however it ends.
    _lock: Option<std::fs::File>,
}

impl SqliteStore {
    /// Opens the record at `path` for writing; makes it, and the folders above it, where there is none.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another process has it open for writing; [`StoreError::Foreign`] and
    /// [`StoreError::Newer`] when the file is not for this onrecord; else what the disk or `SQLite` say.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let lock = open::lock(path)?;
        let beside = Beside::of(path);
        beside.sweep()?;
        let db = open::writer(path).map_err(|fault| fault.at(path))?;
        Ok(Self { db, path: path.to_owned(), archive: Archive::Folder(beside), _lock: Some(lock) })
    }

    /// Opens the record at `path` for reading, also while another process writes. One that an earlier onrecord made is
    /// brought to this version first.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is none; else as [`SqliteStore::open`].
    pub fn open_readonly(path: &Path) -> Result<Self, StoreError> {
        if open::is_older(path).map_err(|fault| fault.at(path))? {
            drop(Self::open(path)?);
        }
        let db = open::reader(path).map_err(|fault| fault.at(path))?;
        Ok(Self { db, path: path.to_owned(), archive: Archive::Folder(Beside::of(path)), _lock: None })
    }

    /// A record that ends with the process, snapshots included.
    ///
    /// # Errors
    /// When `SQLite` can't be used at all.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let db = open::memory().map_err(|fault| fault.at(&path))?;
        Ok(Self { db, path, archive: Archive::Memory(std::collections::BTreeMap::new()), _lock: None })
    }

    fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        ask(&self.db).map_err(|fault| fault.at(&self.path))
    }

    fn write<T>(&mut self, act: impl FnOnce(&mut Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        self.writable()?;
        act(&mut self.db).map_err(|fault| fault.at(&self.path))
    }

    fn writable(&self) -> Result<(), StoreError> {
        match self.db.is_readonly(rusqlite::MAIN_DB) {
            Ok(false) => Ok(()),
            Ok(true) => Err(StoreError::ReadOnly { path: self.path.clone() }),
            Err(error) => Err(Fault::from(error).at(&self.path)),
        }
    }

    fn with_bytes(&self, bare: Option<Snapshot>) -> Result<Option<Snapshot>, StoreError> {
        let Some(mut snapshot) = bare else { return Ok(None) };
        if let Some(sha256) = &snapshot.sha256 {
            snapshot.body = onrecord_model::Body::from_bytes(self.archive.read(sha256)?);
        }
        Ok(Some(snapshot))
    }
}

impl Store for SqliteStore {
    fn begin(&mut self, config: &Digest, seeds: &[Request], started: &Moment) -> Result<Run, StoreError> {
        self.write(|db| write::begin(db, config, seeds, started))
    }

    fn pending(&self, run: &RunId) -> Result<Vec<Request>, StoreError> {
        self.read(|db| read::pending(db, run))
    }

    fn commit(&mut self, run: &RunId, batch: &[Work]) -> Result<(), StoreError> {
        self.writable()?;
        let (kept, blobs) = write::judge(batch);
        self.archive.keep(blobs)?;
        self.write(|db| write::commit(db, run, &kept))
    }

    fn replace_threads(&mut self, run: &RunId, threads: &[Thread]) -> Result<(), StoreError> {
        self.write(|db| threads::replace(db, run, threads))
    }

    fn rule(&mut self, ruling: &Ruling) -> Result<(), StoreError> {
        self.write(|db| rulings::add(db, ruling))
    }

    fn finish(&mut self, run: &RunId, ended: &Moment) -> Result<(), StoreError> {
        self.write(|db| write::finish(db, run, ended))
    }

    fn last_run(&self) -> Result<Option<RunId>, StoreError> {
        self.read(read::last_run)
    }

    fn runs(&self) -> Result<Vec<RunRecord>, StoreError> {
        self.read(read::runs)
    }

    fn threads_of_run(&self, run: &RunId) -> Result<Vec<Thread>, StoreError> {
        self.read(|db| read::threads_of_run(db, run))
    }

    fn readings(&self, run: &RunId) -> Result<Vec<Reading>, StoreError> {
        self.read(|db| read::readings(db, run))
    }

    fn pages_of_several_forms(&self) -> Result<Vec<Vec<Form>>, StoreError> {
        self.read(read::pages_of_several_forms)
    }

    fn rulings(&self) -> Result<Vec<Ruling>, StoreError> {
        self.read(rulings::all)
    }

    fn jobs(&self, run: &RunId) -> Result<Vec<JobRecord>, StoreError> {
        self.read(|db| read::jobs(db, run))
    }

    fn tally(&self, run: &RunId) -> Result<Tally, StoreError> {
        self.read(|db| read::tally(db, run))
    }

    fn last_snapshot(&self, url: &str) -> Result<Option<Snapshot>, StoreError> {
        self.with_bytes(self.read(|db| read::last_retrieval(db, url))?)
    }

    fn snapshot(&self, sha256: &Digest) -> Result<Option<Snapshot>, StoreError> {
        self.with_bytes(self.read(|db| read::first_retrieval(db, sha256))?)
    }

    fn article_ids(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.read(read::article_ids)
    }

    fn article(&self, id: &ArticleId) -> Result<Option<Article>, StoreError> {
        self.read(|db| read::article(db, id))
    }

    fn claim(&self, id: &ClaimId) -> Result<Option<FiledClaim>, StoreError> {
        self.read(|db| read::claim(db, id))
    }

    fn claims(&self, query: &Query) -> Result<Vec<FiledClaim>, StoreError> {
        self.read(|db| query::claims(db, query))
    }

    fn threads(&self, query: &Query) -> Result<Vec<Thread>, StoreError> {
        self.read(|db| query::threads(db, query))
    }

    fn thread(&self, id: &ThreadId) -> Result<Option<Thread>, StoreError> {
        self.read(|db| read::thread(db, id))
    }

    fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        self.read(|db| query::search(db, words, limit))
    }
}

/// What goes wrong in here, before it is said of which record.
#[derive(Debug)]
enum Fault {
    Sqlite(rusqlite::Error),
    Store(StoreError),
}

impl Fault {
    fn at(self, path: &Path) -> StoreError {
        match self {
            Self::Sqlite(error) => StoreError::Backend { path: path.to_owned(), source: error.into() },
            Self::Store(error) => error,
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
