//! The folder of a report: files are written aside, hashed on the way, and put in place together at the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use onrecord_model::Digest;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::ReportError;

/// The list of what a report wrote: its proof, and what tells its files from those of others.
pub(crate) const MANIFEST: &str = "manifest.json";
/// Where files lie until all of them are written.
const ASIDE: &str = ".onrecord-partial";
const MADE_BY: &str = "onrecord report";
/// Folders that a report makes.
const FOLDERS: [&str; 2] = ["articles", "threads"];

#[derive(Serialize, Deserialize)]
struct Manifest {
    made_by: String,
    version: String,
    files: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    path: String,
    /// None for the one file that differs from run to run.
    sha256: Option<Digest>,
}

/// A report being written.
pub(crate) struct Output {
    dir: PathBuf,
    aside: PathBuf,
    /// What an earlier report in the folder wrote.
    earlier: BTreeSet<String>,
    files: BTreeMap<String, Option<Digest>>,
}

/// One file being written.
pub(crate) struct Sink {
    name: String,
    path: PathBuf,
    writer: BufWriter<File>,
    hasher: Sha256,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Sink {
    /// The error that says that this file can't be written.
    pub(crate) fn error(&self, source: impl Into<io::Error>) -> ReportError {
        ReportError::file(&self.path, source)
    }

    /// Writes `text`.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), ReportError> {
        self.write_all(text.as_bytes()).map_err(|source| self.error(source))
    }
}

impl Output {
    /// Makes the folder, with room aside for the files to come.
    pub(crate) fn begin(dir: &Path) -> Result<Self, ReportError> {
        let earlier = earlier(dir)?;
        let aside = dir.join(ASIDE);
        match fs::remove_dir_all(&aside) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(ReportError::file(&aside, source));
            }
            _ => {}
        }
        for folder in FOLDERS {
            create_dir(&aside.join(folder))?;
        }
        Ok(Self { dir: dir.to_owned(), aside, earlier, files: BTreeMap::new() })
    }

    /// Opens a file; [`Output::keep`] takes it back.
    pub(crate) fn create(&self, name: &str) -> Result<Sink, ReportError> {
        let path = self.aside.join(name);
        let file = File::create(&path).map_err(|source| ReportError::file(&path, source))?;
        Ok(Sink { name: name.to_owned(), path, writer: BufWriter::new(file), hasher: Sha256::new() })
    }

    /// Closes a file and lists it with its hash.
    pub(crate) fn keep(&mut self, sink: Sink) -> Result<(), ReportError> {
        self.close(sink, true)
    }

    /// Closes a file that differs from run to run, and lists it without a hash, so that the manifest does not.
    pub(crate) fn keep_unhashed(&mut self, sink: Sink) -> Result<(), ReportError> {
        self.close(sink, false)
    }

    /// Writes a whole file.
    pub(crate) fn write(&mut self, name: &str, text: &str) -> Result<(), ReportError> {
        let mut sink = self.create(name)?;
        sink.text(text)?;
        self.keep(sink)
    }

    fn close(&mut self, mut sink: Sink, hashed: bool) -> Result<(), ReportError> {
        sink.flush().map_err(|source| sink.error(source))?;
        let Sink { name, hasher, .. } = sink;
        let digest = hashed.then(|| Digest::parse(&HEXLOWER.encode(&hasher.finalize()))).flatten();
        self.files.insert(name, digest);
        Ok(())
    }

    /// Drops what was written so far.
    pub(crate) fn discard(self) {
        fs::remove_dir_all(&self.aside).ok();
    }

    /// Puts all files in place, and tells how many they are.
    pub(crate) fn publish(mut self, version: &str) -> Result<usize, ReportError> {
        let placed = self.place(version);
        self.discard();
        placed
    }

    /// Old files go first, then comes the manifest, then the files it lists: whenever this is killed, the manifest
    /// lists every file of a report that is in the folder.
    fn place(&mut self, version: &str) -> Result<usize, ReportError> {
        if let Some(path) = self.in_the_way() {
            return Err(ReportError::InTheWay { path });
        }
        for name in self.earlier.iter().filter(|name| !self.files.contains_key(*name)) {
            remove(&self.dir.join(name))?;
        }
        for folder in FOLDERS {
            create_dir(&self.dir.join(folder))?;
        }
        let names: Vec<String> = self.files.keys().cloned().collect();
        self.write_manifest(version)?;
        for name in std::iter::once(MANIFEST).chain(names.iter().map(String::as_str)) {
            let to = self.dir.join(name);
            fs::rename(self.aside.join(name), &to).map_err(|source| ReportError::file(&to, source))?;
        }
        for folder in FOLDERS {
            fs::remove_dir(self.dir.join(folder)).ok(); // stays where it holds something
        }
        Ok(names.len() + 1)
    }

    /// A file that no report made, where one of ours has to go.
    fn in_the_way(&self) -> Option<PathBuf> {
        let foreign = self.files.keys().filter(|name| !self.earlier.contains(*name));
        foreign.map(|name| self.dir.join(name)).find(|path| path.symlink_metadata().is_ok())
    }

    fn write_manifest(&mut self, version: &str) -> Result<(), ReportError> {
        let entry =
            |(path, sha256): (&String, &Option<Digest>)| Entry { path: path.clone(), sha256: sha256.clone() };
        let manifest = Manifest {
            made_by: MADE_BY.to_owned(),
            version: version.to_owned(),
            files: self.files.iter().map(entry).collect(),
        };
        let mut text =
            serde_json::to_string_pretty(&manifest).map_err(|error| ReportError::file(&self.dir, error))?;
        text.push('\n');
        self.write(MANIFEST, &text)
    }
}

/// What an earlier report in `dir` wrote.
fn earlier(dir: &Path) -> Result<BTreeSet<String>, ReportError> {
    let path = dir.join(MANIFEST);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(source) => return Err(ReportError::file(&path, source)),
    };
    match serde_json::from_slice::<Manifest>(&bytes) {
        Ok(manifest) if manifest.made_by == MADE_BY => {
            Ok(manifest.files.into_iter().map(|entry| entry.path).filter(|name| is_ours(name)).collect())
        }
        _ => Err(ReportError::InTheWay { path }),
    }
}

/// Whether a report can have written a file of this name: a manifest that was tampered with must not lead elsewhere.
fn is_ours(name: &str) -> bool {
    let file = match name.split_once('/') {
        Some((folder, file)) if FOLDERS.contains(&folder) => file,
        Some(_) => return false,
        None => name,
    };
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'.');
    !file.is_empty() && !file.starts_with('.') && file.bytes().all(plain)
}

fn create_dir(path: &Path) -> Result<(), ReportError> {
    fs::create_dir_all(path).map_err(|source| ReportError::file(path, source))
}

fn remove(path: &Path) -> Result<(), ReportError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(ReportError::file(path, source)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn a_manifest_leads_nowhere_else() {
        for name in ["index.html", "threads/thr_0123456789abcdef.html", "claims-2.html"] {
            assert!(is_ours(name), "{name}");
        }
        for name in [
            "../x",
            "/etc/passwd",
            "threads/../../x",
            "other/x.html",
            ".git",
            "threads/.x",
            "threads/",
            "",
            "a\\b",
        ] {
            assert!(!is_ours(name), "{name}");
        }
    }
}
