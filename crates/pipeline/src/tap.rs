//! Writes what passes along an edge as JSON Lines, as it passes.

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
};

use onrecord_model::{Envelope, Message, RunId, Work};
use tokio::sync::mpsc;

/// Lines that may wait for the disk.
const WAITING: usize = 16;

/// A file that takes a copy of every message on one edge. Written by a thread of its own.
pub(crate) struct Tap {
    lines: mpsc::Sender<String>,
    writer: JoinHandle<std::io::Result<()>>,
    path: PathBuf,
    run: Option<RunId>,
}

/// A tap that could not be opened or written.
#[derive(Debug, thiserror::Error)]
#[error("{path} can't be written")]
pub struct TapError {
    /// The tap's file.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub source: std::io::Error,
}

impl Tap {
    /// Opens `DIR/<stage>.jsonl`, anew or to add to it.
    pub(crate) fn open(dir: &Path, stage: &str, run: Option<RunId>, add: bool) -> Result<Self, TapError> {
        let path = dir.join(format!("{stage}.jsonl"));
        let fail = |source| TapError { path: path.clone(), source };
        std::fs::create_dir_all(dir).map_err(fail)?;
        let mut file = BufWriter::new(
            File::options().create(true).write(true).append(add).truncate(!add).open(&path).map_err(fail)?,
        );
        let (lines, mut inlet) = mpsc::channel::<String>(WAITING);
        let writer = thread::Builder::new()
            .name(format!("tap-{stage}"))
            .spawn(move || {
                while let Some(line) = inlet.blocking_recv() {
                    writeln!(file, "{line}")?;
                    if inlet.is_empty() {
                        file.flush()?;
                    }
                }
                file.flush()
            })
            .map_err(fail)?;
        Ok(Self { lines, writer, path, run })
    }

    /// Copies the message that `work` carries after this stage: its article, else its snapshot.
    pub(crate) async fn copy(&self, work: &Work) {
        let Some(line) = message_of(work).and_then(|message| {
            Envelope { run: self.run.clone(), issues: work.issues.clone(), message }.to_line().ok()
        }) else {
            return;
        };
        // A writer that is gone has an error, which `close` tells.
        drop(self.lines.send(line).await);
    }

    /// Waits until everything is written.
    pub(crate) fn close(self) -> Result<(), TapError> {
        let Self { lines, writer, path, .. } = self;
        drop(lines);
        let written = writer.join().unwrap_or_else(|_| Err(std::io::Error::other("the writer panicked")));
        written.map_err(|source| TapError { path, source })
    }
}

/// The message that a work carries after the stages it has passed: its article, else its snapshot; none once it has
/// failed or was skipped.
pub fn message_of(work: &Work) -> Option<Message> {
    match &work.outcome {
        None | Some(onrecord_model::Outcome::Done) => {}
        Some(_) => return None,
    }
    let article = work.article.clone().map(Message::Article);
    article.or_else(|| work.snapshot.clone().map(Message::Snapshot))
}
