//! Snapshots that somebody hands us: their bytes are brought in, and what is said of them is proven.

use onrecord_model::{Body, Digest, Snapshot};
use onrecord_pipeline::Stop;

use crate::files;

/// Brings the bytes into memory and proves hash and size, or adds them.
///
/// # Errors
/// When the bytes can't be read, or are not those that the snapshot speaks of.
pub(crate) async fn settle(mut snapshot: Snapshot, max_bytes: u64) -> Result<Snapshot, Stop> {
    if let Body::Path(path) = &snapshot.body {
        let (bytes, _) = files::read(path, max_bytes).await?;
        snapshot.body = Body::from_bytes(bytes);
    }
    let bytes = snapshot.body.bytes().map_err(|error| Stop::fail("io", error.to_string()))?;
    let (sha256, size) = (Digest::of(&bytes), bytes.len() as u64);
    let url = &snapshot.url;
    if let Some(stated) = snapshot.sha256.as_ref().filter(|stated| **stated != sha256) {
        let message = format!("the bytes of {url} have SHA-256 {sha256}, but the snapshot says {stated}");
        return Err(Stop::fail("sha256", message));
    }
    if let Some(stated) = snapshot.size.filter(|stated| *stated != size) {
        let message = format!("the snapshot of {url} has {size} bytes, but says {stated}");
        return Err(Stop::fail("size", message));
    }
    drop(bytes);
    snapshot.sha256 = Some(sha256);
    snapshot.size = Some(size);
    Ok(snapshot)
}
