//! Text → who said what: tagger, linker, speaker resolution, stance. A library: no tokio, no clock, no network.

use jiff::civil::Date;
use onrecord_model::{ArticleId, Block, Claim};

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
#[derive(Debug)]
pub struct Attributor {}

impl Attributor {
    /// Every claim of the document, in the order of its text.
    pub fn claims(&self, document: &Document<'_>) -> Vec<Claim> {
        let _ = (self, document);
        Vec::new()
    }
}
