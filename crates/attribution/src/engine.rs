//! How a text is read: by the encoder, or by the linear tagger alone.

use onrecord_encoder::{EncoderError, ModelError};

use crate::{
    complete,
    encoder::Encoder,
    features::Paragraph,
    linear::{Linear, Tagging},
    link::{self, Relation},
    weights,
};

/// What reads the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The encoder: as good as it gets.
    #[default]
    Full,
    /// The linear tagger alone: many times faster, and it finds less.
    Fast,
}

/// Texts of more bytes are read by the linear tagger alone: no article is so long, and a machine that is ten times slower
/// than a laptop of today still reads them within the default time limit.
const LONGEST_TEXT: usize = 128 * 1024;

/// An engine with its weights.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    linear: &'static Linear,
    encoder: Option<&'static Encoder>,
}

impl Reader {
    pub(crate) fn new(engine: Engine) -> Result<Self, ModelError> {
        let encoder = match engine {
            Engine::Full => Some(weights::encoder()?),
            Engine::Fast => None,
        };
        Ok(Self { linear: weights::linear()?, encoder })
    }

    /// Whether it would read `text` by the linear tagger though it has the encoder.
    pub(crate) fn falls_back(&self, text: &str) -> bool {
        self.encoder.is_some() && text.len() > LONGEST_TEXT
    }

    /// The reader for `text`.
    pub(crate) fn of(&self, text: &str) -> Self {
        Self { encoder: self.encoder.filter(|_| !self.falls_back(text)), ..*self }
    }

    /// The attributions of each of these paragraphs, which stand one after another in the text.
    ///
    /// # Errors
    /// [`EncoderError`] where the network can't be run.
    pub(crate) fn read(&self, paragraphs: &[&Paragraph<'_>]) -> Result<Vec<Vec<Relation>>, EncoderError> {
        let taggings: Vec<Tagging> = paragraphs.iter().map(|paragraph| self.linear.tag(paragraph)).collect();
        let asks = |at: &usize| self.encoder.is_some() && !is_settled(&taggings[*at]);
        let passed: Vec<usize> = (0..paragraphs.len()).filter(asks).collect();
        let read = match self.encoder {
            Some(encoder) => {
                let asked = passed.iter().map(|&at| paragraphs[at]).collect::<Vec<_>>();
                encoder.read(&asked)?
            }
            None => Vec::new(),
        };
        let mut read = passed.into_iter().zip(read).peekable();
        let settle = |(at, tagging): (usize, Tagging)| match read.next_if(|(passed, _)| *passed == at) {
            Some((_, relations)) => relations,
            None => link::link(paragraphs[at], &complete::complete(paragraphs[at], tagging.spans)),
        };
        Ok(taggings.into_iter().enumerate().map(settle).collect())
    }
}

/// The gate: whether the linear tagger is so sure of a paragraph that the encoder need not read it. On `PolNeAR` dev it keeps
/// the encoder off a fourth of the text, and joint F1 is no worse than without it.
fn is_settled(tagging: &Tagging) -> bool {
    const SURE_OF_NONE: f64 = 0.8;
    const SURE_OF_SPANS: f64 = 0.97;
    tagging.least > if tagging.spans.is_empty() { SURE_OF_NONE } else { SURE_OF_SPANS }
}
