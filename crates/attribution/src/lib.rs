//! Text → who said what: tagger, linker, speaker resolution, stance. A library: no tokio, no clock, no network.
//!
//! [`Attributor::claims`] is the whole interface for users; the modules below it are open so that training, which
//! lives beside the crate, sees a text exactly as tagging does.

mod addressee;
mod claims;
mod complete;
pub mod encoder;
mod engine;
pub mod features;
pub mod labels;
pub mod lexicon;
pub mod linear;
mod link;
pub mod quote;
mod speaker;
mod stance;
pub mod tokens;
pub mod weights;

use std::ops::Range;

use jiff::civil::Date;
use onrecord_encoder::{EncoderError, ModelError};
use onrecord_model::{ArticleId, Block, BlockKind, Claim};

pub use crate::engine::Engine;
use crate::engine::Reader;

/// Version of these rules and weights; part of every claim's id.
pub const RULES_VERSION: &str = "attribution-3";

/// One article's text, as attribution reads it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The article the claims belong to; part of their ids.
    pub article: &'a ArticleId,
    /// Its text.
    pub text: &'a str,
    /// Its blocks, in order.
    pub blocks: &'a [Block],
    /// The day of publication, from which "overnight" counts.
    pub published: Option<Date>,
    /// Name of the publication.
    pub outlet: Option<&'a str>,
}

/// Finds claims. Made once, used from many threads.
#[derive(Clone)]
pub struct Attributor {
    reader: Reader,
}

impl Attributor {
    /// An attributor with the built-in weights, which are read and checked once.
    ///
    /// # Errors
    /// [`ModelError`] where the weights that were built in are damaged.
    pub fn new(engine: Engine) -> Result<Self, ModelError> {
        Ok(Self { reader: Reader::new(engine)? })
    }

    /// Whether `text` is so long that [`Engine::Fast`] reads it in any case.
    pub fn falls_back(&self, text: &str) -> bool {
        self.reader.falls_back(text)
    }

    /// Every claim of the document, in the order of its text.
    ///
    /// # Errors
    /// [`EncoderError`] where the network can't be run.
    pub fn claims(&self, document: &Document<'_>) -> Result<Vec<Claim>, EncoderError> {
        claims::find(&self.reader.of(document.text), document)
    }
}

/// Whether claims can be found in texts of this language (ISO 639-1). The weights and word lists know English only.
pub fn supports(language: &str) -> bool {
    language == "en" || language.starts_with("en-")
}

/// The paragraphs of a plain text: its lines that hold anything.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            found.push(start..start + line.len());
        }
        start += line.len();
    }
    found
}

/// The paragraphs of a document with their kinds: its blocks, or the lines of its text where it has none.
fn blocks(document: &Document<'_>) -> Vec<(Range<usize>, BlockKind)> {
    let kinds: Vec<(Range<usize>, BlockKind)> = if document.blocks.is_empty() {
        vec![(0..document.text.len(), BlockKind::Paragraph)]
    } else {
        document.blocks.iter().map(|block| (block.span.range(), block.kind)).collect()
    };
    let mut found = Vec::new();
    for (range, kind) in kinds {
        let Some(part) = document.text.get(range.clone()) else { continue };
        let lines =
            paragraphs(part).into_iter().map(|line| (range.start + line.start..range.start + line.end, kind));
        found.extend(lines);
    }
    found
}
