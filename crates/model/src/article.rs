//! Clean text of one snapshot, with its metadata and its claims.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{ArticleId, Claim, Digest, Excerpt, Moment, Span, span::joined};

/// Where something was published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The URL that was asked for, as it was written.
    pub url: String,
    /// The URL that the page names as its own, else the one that answered.
    pub canonical_url: Option<String>,
    /// Name of the publication.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Bylines, one person or agency each.
    #[serde(default)]
    pub authors: Vec<String>,
    /// When it was first published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// When the snapshot was fetched.
    pub fetched_at: Option<Moment>,
    /// SHA-256 of the snapshot.
    pub sha256: Option<Digest>,
}

/// What a block of text is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A headline or subheading.
    Heading,
    /// A block quotation.
    Quote,
    /// One item of a list.
    ListItem,
    /// A post or other matter taken in from elsewhere.
    Embed,
    /// The words under a picture.
    Caption,
}

/// One block of the text. Blocks are in order and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// Clean text of one snapshot with metadata, blocks and claims. Reading one from JSON proves every span and its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Article {
    /// Hash of URL, snapshot and version of the rules.
    pub id: ArticleId,
    /// Where it was published.
    pub source: Source,
    /// The text that every span points into.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// What is claimed in it, in the order of the text.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// `MinHash` signature of its word shingles, for finding copies; added by `link`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sketch: Vec<u32>,
}

/// A span that does not hold what the article says it holds.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
#[error("{place}: the article's text does not hold `{expected}` at {spans:?}")]
pub struct SpanMismatch {
    /// Which field, as a path (`claims[3].cue`).
    pub place: String,
    /// Its spans.
    pub spans: Vec<Span>,
    /// The text the field carries.
    pub expected: String,
}

impl Article {
    /// Proves every span of the article: on character boundaries, and covering the text that stands beside it.
    ///
    /// # Errors
    /// The first [`SpanMismatch`].
    pub fn prove(&self) -> Result<(), SpanMismatch> {
        let bare = |place: String, span: Span| match span.slice(&self.text) {
            Some(_) => Ok(()),
            None => Err(SpanMismatch { place, spans: vec![span], expected: String::new() }),
        };
        for (i, block) in self.blocks.iter().enumerate() {
            bare(format!("blocks[{i}]"), block.span)?;
        }
        for (i, claim) in self.claims.iter().enumerate() {
            let at = |field: &str| format!("claims[{i}].{field}");
            bare(at("sentence"), claim.sentence)?;
            self.covers(at("content"), &claim.content.spans, &claim.content.text)?;
            if let Some(cue) = &claim.cue {
                self.covers(at("cue"), &cue.spans, &cue.text)?;
            }
            for (field, excerpt) in [("speaker.mention", &claim.speaker.mention), ("target", &claim.target)] {
                if let Some(Excerpt { span, text }) = excerpt {
                    self.covers(at(field), &[*span], text)?;
                }
            }
            for quantity in &claim.quantities {
                self.covers(at("quantities"), &[quantity.span], &quantity.text)?;
            }
            for time in &claim.times {
                self.covers(at("times"), &[time.span], &time.text)?;
            }
            for place in &claim.places {
                self.covers(at("places"), &[place.span], &place.text)?;
            }
        }
        Ok(())
    }

    fn covers(&self, place: String, spans: &[Span], expected: &str) -> Result<(), SpanMismatch> {
        if joined(&self.text, spans).as_deref() == Some(expected) {
            return Ok(());
        }
        Err(SpanMismatch { place, spans: spans.to_vec(), expected: expected.to_owned() })
    }
}

impl Serialize for Article {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let article = Self::deserialize(deserializer)?;
        article.prove().map_err(serde::de::Error::custom)?;
        Ok(article)
    }
}
