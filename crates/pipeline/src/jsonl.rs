//! JSON Lines in: one line at a time, with where it stands, whatever it holds.

use std::io::{self, BufRead, Read as _};

use onrecord_model::{Envelope, MessageError};

/// Longest line that is read, in bytes: a snapshot of the largest page that is fetched, as base64 with its headers.
pub const MAX_LINE: u64 = 64 << 20;

/// One line that is not blank.
#[derive(Debug)]
pub struct Line {
    /// Counted from 1.
    pub number: u64,
    /// Where it starts, in bytes.
    pub offset: u64,
    /// What it holds.
    pub text: Result<String, LineError>,
}

/// Why a line is no message.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// Longer than [`MAX_LINE`].
    #[error("longer than {MAX_LINE} bytes")]
    TooLong,
    /// Not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// Not a message.
    #[error(transparent)]
    Message(#[from] MessageError),
}

/// The lines of a reader. Ends with the reader, or with its first error.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    number: u64,
    offset: u64,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `reader`, which stands at its beginning.
    pub fn new(reader: R) -> Self {
        Self { reader, number: 0, offset: 0 }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let offset = self.offset;
        let mut bytes = Vec::new();
        let taken = (&mut self.reader).take(MAX_LINE + 1).read_until(b'\n', &mut bytes)? as u64;
        if taken == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.offset += taken;
        let too_long = taken > MAX_LINE && bytes.last() != Some(&b'\n');
        if too_long {
            self.offset += self.reader.skip_until(b'\n')? as u64;
        }
        let text = if too_long {
            Err(LineError::TooLong)
        } else {
            String::from_utf8(bytes)
                .map_err(|_| LineError::NotUtf8)
                .map(|line| line.trim_start_matches('\u{feff}').trim().to_owned())
        };
        Ok(Some(Line { number: self.number, offset, text }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.read().transpose()? {
                Ok(line) if line.text.as_ref().is_ok_and(String::is_empty) => {}
                other => return Some(other),
            }
        }
    }
}

impl Line {
    /// Reads the message it holds.
    ///
    /// # Errors
    /// [`LineError`] when it holds none.
    pub fn message(self) -> Result<Envelope, LineError> {
        Ok(Envelope::parse(&self.text?)?)
    }
}
