//! HTML → clean text blocks and metadata. A library: no tokio, no clock, no network.

use onrecord_model::{Block, Moment};

/// Clean text and metadata of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clean {
    /// The text; blocks joined by blank lines.
    pub text: String,
    /// Its blocks, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// The URL that the page names as its own.
    pub canonical_url: Option<String>,
    /// Name of the publication.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Bylines, one person or agency each.
    pub authors: Vec<String>,
    /// When it was first published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// ISO 639-1 code, as the page declares it.
    pub language: Option<String>,
}
