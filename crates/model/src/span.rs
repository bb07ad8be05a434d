//! Places in a text. A [`Span`] made from a text can't lie off a character boundary of it.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Half-open range `[start, end)` in UTF-8 bytes of an article's text; JSON: `[start, end]`.
///
/// [`Span::new`] is the way to make one: it refuses what does not lie on character boundaries of the text. A span
/// read from JSON is only known to be ordered; [`crate::Article`] proves its spans against its text when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

/// Why a range is no span of a text.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
pub enum SpanError {
    /// The range ends before it starts.
    #[error("span [{start}, {end}) ends before it starts")]
    Reversed {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// An end lies outside the text or inside a character.
    #[error("span [{start}, {end}) is not on character boundaries of a text of {len} bytes")]
    OffBoundary {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// Length of the text in bytes.
        len: usize,
    },
}

impl Span {
    /// The span of `range` (bytes) in `text`.
    ///
    /// # Errors
    /// [`SpanError`] when the range is reversed, outside the text, or off a character boundary.
    pub fn new(text: &str, range: Range<usize>) -> Result<Self, SpanError> {
        let Range { start, end } = range;
        if start > end {
            return Err(SpanError::Reversed { start, end });
        }
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return Err(SpanError::OffBoundary { start, end, len: text.len() });
        }
        Ok(Self { start, end })
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes it covers, as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The part of `text` it covers; `None` when `text` is not the text it was made from and it does not fit.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [start, end] = <[usize; 2]>::deserialize(deserializer)?;
        if start > end {
            return Err(serde::de::Error::custom(SpanError::Reversed { start, end }));
        }
        Ok(Self { start, end })
    }
}

/// A span with the text it covers, so that a reader can prove it without the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Where it stands.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

impl Excerpt {
    /// The excerpt of `range` (bytes) in `text`.
    ///
    /// # Errors
    /// As [`Span::new`].
    pub fn new(text: &str, range: Range<usize>) -> Result<Self, SpanError> {
        let span = Span::new(text, range)?;
        Ok(Self::of(text, span))
    }

    /// The excerpt that `span` covers; empty where `span` does not belong to `text`.
    pub fn of(text: &str, span: Span) -> Self {
        Self { span, text: span.slice(text).unwrap_or_default().to_owned() }
    }
}

/// The text that several spans cover, in their order, joined by one space: the `text` of a cue or a content.
pub(crate) fn joined(text: &str, spans: &[Span]) -> Option<String> {
    let parts: Option<Vec<&str>> = spans.iter().map(|span| span.slice(text)).collect();
    Some(parts?.join(" "))
}
