//! What a text means, as a vector: texts that say much the same in other words lie close together (sentence embeddings,
//! Reimers and Gurevych 2019). `data/models/README.md` tells where the network comes from.

use std::sync::LazyLock;

use onrecord_encoder::{END, EncoderError, ModelError, Network, OPEN, VOCABULARY, Vocabulary};

/// Word pieces that are read of a text, as in training.
const MOST_PIECES: usize = 80;

/// The network and its vocabulary.
pub(crate) struct Meaning {
    network: Network,
    vocabulary: Vocabulary,
}

/// A vector of length 1.
#[derive(Clone, Debug)]
pub(crate) struct Vector(Vec<f32>);

impl Meaning {
    /// The network that is built in, read and checked once.
    pub(crate) fn built_in() -> Result<&'static Self, ModelError> {
        static BYTES: &[u8] = include_bytes!("../../../data/models/sentence-encoder.onnx");
        static SHA256: &str = include_str!("../../../data/models/sentence-encoder.sha256");
        static READ: LazyLock<Result<Meaning, ModelError>> = LazyLock::new(|| {
            let network = Network::new(BYTES, SHA256, &["words"], "meaning")?;
            Ok(Meaning { network, vocabulary: Vocabulary::new(VOCABULARY) })
        });
        READ.as_ref().map_err(Clone::clone)
    }

    /// What these words mean in this order. One text at a time: eight-bit activations are scaled by what they stand beside.
    pub(crate) fn of<'a>(&self, words: impl Iterator<Item = &'a str>) -> Result<Vector, EncoderError> {
        let mut pieces = vec![OPEN];
        for word in words {
            if pieces.len() >= MOST_PIECES {
                break;
            }
            self.vocabulary.cut(word, &mut pieces);
        }
        pieces.truncate(MOST_PIECES - 1);
        pieces.push(END);
        Ok(Vector(self.network.run(&[&pieces])?))
    }
}

impl Vector {
    /// The cosine of the angle between both: 1 where they are the same.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        self.0.iter().zip(&other.0).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(text: &str) -> Vector {
        Meaning::built_in().unwrap().of(text.split(' ')).unwrap()
    }

    #[test]
    fn the_same_in_other_words_is_near() {
        let said = vector("The doctor healed the child");
        let near = said.cosine(&vector("A physician cured the kid"));
        let far = said.cosine(&vector("The council raised the bus fare"));
        assert!(near > 0.6 && far < 0.3, "{near} {far}");
        assert!((said.cosine(&said) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_text_of_any_length_is_read() {
        let long = "drone ".repeat(1_000);
        for text in ["", &*long, &*"x".repeat(10_000)] {
            assert!(vector(text).cosine(&vector(text)) > 0.99, "{text}");
        }
    }
}
