//! Where results go: standard output, or a file.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal as _, Write},
    path::Path,
};

use anyhow::Context as _;
use onrecord_model::{Envelope, Work};
use onrecord_pipeline::{Sink, SinkError, message_of};

/// A writer to `path`, or to standard output. Whoever writes to it flushes it.
pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Box<dyn Write + Send>> {
    match path {
        None => Ok(Box::new(BufWriter::new(io::stdout()))),
        Some(path) => {
            let file = File::create(path).with_context(|| format!("failed to write {}", path.display()))?;
            Ok(Box::new(BufWriter::new(file)))
        }
    }
}

/// Whether results go to a terminal.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether results may be coloured.
pub(crate) fn colour() -> bool {
    is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Writes one message a line.
pub(crate) fn write_line(out: &mut dyn Write, envelope: &Envelope) -> io::Result<()> {
    writeln!(out, "{}", envelope.to_line()?)
}

/// Writes the message of each work that was done as one line of JSON.
pub(crate) struct JsonLines {
    pub(crate) out: Box<dyn Write + Send>,
}

impl Sink for JsonLines {
    fn keep(&mut self, batch: &[Work]) -> Result<(), SinkError> {
        for work in batch {
            if let Some(message) = message_of(work) {
                let envelope = Envelope { run: None, issues: work.issues.clone(), message };
                write_line(self.out.as_mut(), &envelope)?;
            }
        }
        Ok(self.out.flush()?)
    }
}

/// Text of a page for a terminal: control characters and those that turn the writing direction could hide or rewrite
/// what is shown.
pub(crate) fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}
