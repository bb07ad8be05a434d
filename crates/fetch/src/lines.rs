//! JSON Lines: listed without reading them into memory, then read one by one.

use std::path::Path;

use onrecord_model::{Envelope, Request};
use onrecord_pipeline::Stop;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncSeekExt, BufReader};

use crate::{files, listing::Listing};

/// Bytes looked at in one go.
const CHUNK: usize = 64 << 10;

/// Every line of a file that is not blank.
pub(crate) async fn list(path: &str) -> Result<Listing, Stop> {
    let (mut file, _) = files::open(Path::new(path)).await?;
    let mut listing = Listing::default();
    let mut chunk = vec![0; CHUNK];
    let (mut line, mut start, mut offset, mut blank) = (1, 0, 0, true);
    let mut end = |line: u64, start: u64, blank: bool| {
        if !blank {
            listing.push(Request::Line { path: path.to_owned(), line, offset: start });
        }
    };
    loop {
        let read = file.read(&mut chunk).await.map_err(|error| broken(path, &error))?;
        if read == 0 {
            end(line, start, blank);
            return Ok(listing);
        }
        for byte in chunk.iter().take(read) {
            offset += 1;
            if *byte == b'\n' {
                end(line, start, blank);
                (line, start, blank) = (line + 1, offset, true);
            } else if !byte.is_ascii_whitespace() {
                blank = false;
            }
        }
    }
}

/// The message on one line of at most `max_bytes`.
pub(crate) async fn read(path: &str, line: u64, offset: u64, max_bytes: u64) -> Result<Envelope, Stop> {
    let bad = |why: String| Stop::fail("bad_line", format!("{path}:{line}: {why}"));
    let (mut file, _) = files::open(Path::new(path)).await?;
    file.seek(std::io::SeekFrom::Start(offset)).await.map_err(|error| broken(path, &error))?;
    let mut bytes = Vec::new();
    let mut rest = BufReader::new(file).take(max_bytes.saturating_add(1));
    rest.read_until(b'\n', &mut bytes).await.map_err(|error| broken(path, &error))?;
    if bytes.len() as u64 > max_bytes {
        return Err(bad(format!("the line is longer than {max_bytes} bytes")));
    }
    let text = String::from_utf8(bytes).map_err(|_| bad("not UTF-8".to_owned()))?;
    Envelope::parse(text.trim_start_matches('\u{feff}')).map_err(|error| bad(error.to_string()))
}

fn broken(path: &str, error: &std::io::Error) -> Stop {
    Stop::fail("io", format!("the file {path} can't be read: {error}"))
}
