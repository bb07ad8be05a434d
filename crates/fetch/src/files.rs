//! Files and folders of this machine.

use std::{
    fs::Metadata,
    io::{Error, ErrorKind},
    path::{Path, PathBuf, absolute},
};

use jiff::Timestamp;
use onrecord_model::{Request, Snapshot};
use onrecord_pipeline::Stop;
use tokio::{
    fs::{self, File},
    io::AsyncReadExt,
};
use url::Url;

use crate::{listing::Listing, trouble::Trouble};

/// What the name of a file says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page of this media type.
    Page(&'static str),
    /// JSON Lines.
    Lines,
    /// Nothing we know.
    Other,
}

/// The kinds of files that can be read, for messages.
const KNOWN: &str = ".html, .htm, .xhtml, .txt, .jsonl";

impl Kind {
    pub(crate) fn of(path: &str) -> Self {
        let extension =
            Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" => Self::Page("text/html"),
            "xhtml" => Self::Page("application/xhtml+xml"),
            "txt" => Self::Page("text/plain"),
            "jsonl" => Self::Lines,
            _ => Self::Other,
        }
    }
}

/// Why a file of [`Kind::Other`] is left out, if it is there at all.
pub(crate) async fn unknown(path: &str) -> Stop {
    match open(Path::new(path)).await {
        Ok(_) => Stop::skip("file_type", format!("{path} is no kind of file that is read here ({KNOWN})")),
        Err(stop) => stop,
    }
}

/// Opens a file that must be a regular one.
pub(crate) async fn open(path: &Path) -> Result<(File, Metadata), Stop> {
    let lossy = |error: Error| unreadable("file", path, &error);
    // Asked before it is opened: opening a pipe would wait for its writer.
    let metadata = fs::metadata(path).await.map_err(lossy)?;
    if metadata.is_dir() {
        let message = format!("{} is a folder, not a file; list it as a folder", path.display());
        return Err(Stop::fail("not_a_file", message));
    }
    if !metadata.is_file() {
        return Err(Stop::fail("not_a_file", format!("{} is no regular file", path.display())));
    }
    Ok((File::open(path).await.map_err(lossy)?, metadata))
}

/// The bytes of a file of at most `max_bytes`.
pub(crate) async fn read(path: &Path, max_bytes: u64) -> Result<(Vec<u8>, Metadata), Stop> {
    let (file, metadata) = open(path).await?;
    let mut bytes = Vec::new();
    let cap = max_bytes.saturating_add(1);
    file.take(cap).read_to_end(&mut bytes).await.map_err(|error| unreadable("file", path, &error))?;
    if bytes.len() as u64 > max_bytes {
        return Err(Trouble::too_large(&path.display().to_string(), max_bytes).into());
    }
    Ok((bytes, metadata))
}

/// A file as a snapshot, dated by its last change.
pub(crate) async fn snapshot(path: &str, media_type: Option<&str>, max_bytes: u64) -> Result<Snapshot, Stop> {
    let (bytes, metadata) = read(Path::new(path), max_bytes).await?;
    let changed = metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    Ok(Snapshot {
        fetched_at: changed.map(Into::into),
        media_type: media_type.map(str::to_owned),
        ..Snapshot::of(url(path)?, bytes)
    })
}

/// The `file://` URL of a path. Parsed once more, which resolves `..` as every other reader of it would.
pub(crate) fn url(path: &str) -> Result<Url, Stop> {
    let url = absolute(path).ok().and_then(|path| Url::from_file_path(path).ok());
    let url = url.and_then(|url| Url::parse(url.as_str()).ok());
    url.ok_or_else(|| Stop::fail("bad_path", format!("`{path}` is no path that can be written as a URL")))
}

/// Everything in a folder and the folders in it, sorted by path. What starts with a dot is passed over, and so is what
/// is our `own`; both are noted.
pub(crate) async fn list(folder: &str, own: &[PathBuf]) -> Result<Listing, Stop> {
    let mut listing = Listing::default();
    let own: Vec<PathBuf> = own.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut files = entries(Path::new(folder), &own, &mut listing)
        .await
        .map_err(|error| unreadable("folder", Path::new(folder), &error))?;
    let mut found = Vec::new();
    while let Some((path, is_folder)) = files.pop() {
        if !is_folder {
            found.push((path, Request::File as fn(String) -> Request));
        } else if let Ok(more) = entries(&path, &own, &mut listing).await {
            files.extend(more);
        } else {
            // On its own it fails with its own reason.
            found.push((path, Request::Folder));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    for (path, request) in found {
        listing.push(request(path.to_string_lossy().into_owned()));
    }
    listing.notes.sort();
    Ok(listing)
}

/// What a folder holds, and whether that is a folder again.
async fn entries(
    folder: &Path,
    own: &[PathBuf],
    listing: &mut Listing,
) -> Result<Vec<(PathBuf, bool)>, Error> {
    let mut found = Vec::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            listing.note("hidden", format!("{} starts with a dot and was passed over", path.display()));
            continue;
        }
        if !own.is_empty() && fs::canonicalize(&path).await.is_ok_and(|path| own.contains(&path)) {
            listing
                .note("own_output", format!("{} is written by onrecord and was passed over", path.display()));
            continue;
        }
        let kind = entry.file_type().await?;
        if kind.is_symlink() && fs::metadata(&path).await.is_ok_and(|target| target.is_dir()) {
            listing.note(
                "link_not_followed",
                format!("{} is a link to a folder and was not followed", path.display()),
            );
        } else {
            found.push((path, kind.is_dir()));
        }
    }
    Ok(found)
}

/// Why a file or folder can't be read, in words.
fn unreadable(what: &str, path: &Path, error: &Error) -> Stop {
    let name = path.display();
    match error.kind() {
        // Names that are not UTF-8 arrive here with this mark in their place.
        ErrorKind::NotFound if name.to_string().contains('\u{fffd}') => {
            Stop::fail("file_name", format!("the name of the {what} {name} is not UTF-8; rename it"))
        }
        ErrorKind::NotFound => {
            Stop::fail("not_found", format!("there is no {what} {name}; check how it is spelled"))
        }
        ErrorKind::PermissionDenied => {
            Stop::fail("permission", format!("the {what} {name} may not be read by this user"))
        }
        ErrorKind::NotADirectory => {
            Stop::fail("not_a_folder", format!("{name} is no folder; list it as a file"))
        }
        _ => Stop::fail("io", format!("the {what} {name} can't be read: {error}")),
    }
}
