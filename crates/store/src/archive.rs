//! The bytes of snapshots, kept under their own hash: in a folder beside the record, or in memory.
//!
//! What was kept is never written again, and reading proves it against its hash.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
    thread,
};

use onrecord_model::Digest;

use crate::StoreError;

/// How many files are written at once. Each waits for the disk, and a disk serves waiting writers together.
const WRITERS: usize = 8;

/// How many digits the hash in a file's name has.
const HEX: usize = 64;

/// Bytes to keep, by their hash.
pub(crate) type Blobs<'a> = BTreeMap<Digest, Cow<'a, [u8]>>;

/// Where the bytes are.
pub(crate) enum Archive {
    /// In `snapshots/` of a folder.
    Folder(Beside),
    /// In memory.
    Memory(BTreeMap<Digest, Vec<u8>>),
}

/// A folder with a record.
pub(crate) struct Beside {
    folder: PathBuf,
    /// What follows the hash in the name of a file that this record's writer has not ended.
    part: String,
}

impl Beside {
    /// The folder of the record at `record`.
    pub(crate) fn of(record: &Path) -> Self {
        let name = record.file_name().unwrap_or_default().to_string_lossy();
        Self { folder: record.parent().unwrap_or(Path::new("")).to_owned(), part: format!(".{name}.part") }
    }

    /// Removes the files that a killed process did not end. Only for who holds the lock of the record's writer.
    pub(crate) fn sweep(&self) -> Result<(), StoreError> {
        for folder in listed(&self.folder.join("snapshots"))? {
            for file in listed(&folder)? {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                if name.get(HEX..) == Some(&self.part) {
                    fs::remove_file(&file).map_err(at(&file))?;
                }
            }
        }
        Ok(())
    }
}

/// What lies in `folder`; nothing where it is none.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry.map_err(at(folder))?.path())).collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        Err(error) => Err(at(folder)(error)),
    }
}

impl Archive {
    /// Where the bytes with this hash lie, from the archive's folder: `snapshots/ab/abcdef….bin`. The ending keeps a
    /// browser from opening, at a click, a page that nobody has cleaned.
    pub(crate) fn file(sha256: &Digest) -> String {
        let hex = sha256.as_str();
        format!("snapshots/{}/{hex}.bin", hex.get(..2).unwrap_or_default())
    }

    /// Keeps `blobs`. When this returns they are on the disk, power cut or not.
    pub(crate) fn keep(&mut self, blobs: Blobs<'_>) -> Result<(), StoreError> {
        match self {
            Self::Folder(beside) => keep_files(beside, &blobs),
            Self::Memory(kept) => {
                for (sha256, bytes) in blobs {
                    kept.entry(sha256).or_insert_with(|| bytes.into_owned());
                }
                Ok(())
            }
        }
    }

    /// The bytes with this hash.
    pub(crate) fn read(&self, sha256: &Digest) -> Result<Vec<u8>, StoreError> {
        let bytes = match self {
            Self::Folder(Beside { folder, .. }) => {
                let path = folder.join(Self::file(sha256));
                fs::read(&path).map_err(|source| StoreError::File { path, source })?
            }
            Self::Memory(kept) => kept.get(sha256).cloned().unwrap_or_default(),
        };
        let found = Digest::of(&bytes);
        if found == *sha256 {
            Ok(bytes)
        } else {
            Err(StoreError::Altered { expected: sha256.clone(), found })
        }
    }
}

/// Writes the files that are not there yet, and waits until the disk has them.
fn keep_files(beside: &Beside, blobs: &Blobs<'_>) -> Result<(), StoreError> {
    let Beside { folder, part } = beside;
    let new: Vec<(PathBuf, &[u8])> = blobs
        .iter()
        .map(|(sha256, bytes)| (folder.join(Archive::file(sha256)), &**bytes))
        .filter(|(path, _)| !path.exists())
        .collect();
    let folders: BTreeSet<&Path> = new.iter().filter_map(|(path, _)| path.parent()).collect();
    each(&folders.iter().copied().collect::<Vec<_>>(), |folder| {
        fs::create_dir_all(folder).map_err(at(folder))
    })?;
    each(&new, |(path, bytes)| write(path, part, bytes).map_err(at(path)))?;
    let snapshots = folder.join("snapshots");
    let folders: Vec<&Path> = folders.into_iter().chain([&*snapshots, folder.as_path()]).collect();
    if new.is_empty() { Ok(()) } else { each(&folders, |folder| sync_folder(folder).map_err(at(folder))) }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    move |source| StoreError::File { path: path.to_owned(), source }
}

/// Does `act` with each item, several at once; the first error by place is the one told.
fn each<T: Sync>(items: &[T], act: impl Fn(&T) -> Result<(), StoreError> + Sync) -> Result<(), StoreError> {
    let act = &act;
    let chunk = items.len().div_ceil(WRITERS).max(1);
    thread::scope(|scope| {
        let writers: Vec<_> =
            items.chunks(chunk).map(|chunk| scope.spawn(move || chunk.iter().try_for_each(act))).collect();
        writers
            .into_iter()
            .try_for_each(|writer| writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Writes under another name first, so that a killed process leaves no half file under this one. That name
/// carries the record's, for two records in one folder may get the same page at the same time.
fn write(path: &Path, part: &str, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension(part.trim_start_matches('.'));
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path)
}

/// Makes the names in `folder` last; only Unix has folders that can be synced.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
