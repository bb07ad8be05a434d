//! The trained weights that are built in. `data/models/README.md` tells where they come from and what they can do.

use std::sync::LazyLock;

use onrecord_encoder::{ModelError, VOCABULARY};

use crate::{encoder::Encoder, linear::Linear};

/// The linear tagger.
pub(crate) fn linear() -> Result<&'static Linear, ModelError> {
    static BYTES: &[u8] = include_bytes!("../../../data/models/attribution-linear.bin");
    static READ: LazyLock<Result<Linear, ModelError>> = LazyLock::new(|| Linear::from_bytes(BYTES));
    READ.as_ref().map_err(Clone::clone)
}

/// The encoder.
pub(crate) fn encoder() -> Result<&'static Encoder, ModelError> {
    static BYTES: &[u8] = include_bytes!("../../../data/models/attribution-encoder.onnx");
    static SHA256: &str = include_str!("../../../data/models/attribution-encoder.sha256");
    static READ: LazyLock<Result<Encoder, ModelError>> =
        LazyLock::new(|| Encoder::new(BYTES, SHA256, VOCABULARY));
    READ.as_ref().map_err(Clone::clone)
}
