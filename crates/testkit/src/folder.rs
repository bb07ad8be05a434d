//! Folders that vanish with the test.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

/// A folder that is deleted when this is dropped.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Folder {
    /// A fresh empty folder.
    ///
    /// # Panics
    /// When the system gives none.
    #[expect(clippy::new_without_default, reason = "it makes a folder on disk, which no default should do")]
    pub fn new() -> Self {
        Self(TempDir::with_prefix("onrecord-").expect("the system has room for a folder"))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The path of something in it, as text.
    ///
    /// # Panics
    /// When the path is not UTF-8.
    pub fn join(&self, relative: &str) -> String {
        self.path().join(relative).into_os_string().into_string().expect("a test's folder has a UTF-8 name")
    }

    /// Writes a file into it, with the folders that lead to it, and gives back its path.
    ///
    /// # Panics
    /// When it can't be written.
    pub fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = PathBuf::from(self.join(relative));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("a test's folder can be made");
        }
        fs::write(&path, bytes).expect("a test's file can be written");
        self.join(relative)
    }
}
