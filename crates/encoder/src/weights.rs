//! Weights that are built in. `data/models/README.md` tells where they come from and what they can do.

use onrecord_model::Digest;

/// Why a file of weights can't be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
pub enum ModelError {
    /// Its hash is not the one that is stated for it.
    #[error("the weights are damaged: their hash is {found}, it should be {stated}")]
    Damaged {
        /// Hash of what stands there.
        found: String,
        /// Hash that is stated for it.
        stated: String,
    },
    /// It is something else, or of another version.
    #[error("no weights of this version: {0}")]
    Foreign(&'static str),
}

/// Proves weights against their SHA-256.
///
/// # Errors
/// [`ModelError::Damaged`] where they have another.
pub fn prove(bytes: &[u8], sha256: &str) -> Result<(), ModelError> {
    let found = Digest::of(bytes);
    if found.as_str() == sha256 {
        return Ok(());
    }
    Err(ModelError::Damaged { found: found.as_str().to_owned(), stated: sha256.to_owned() })
}

/// The pieces that all our encoders spell words with, one a line.
pub static VOCABULARY: &str = include_str!("../../../data/models/minilm-vocabulary.txt");
