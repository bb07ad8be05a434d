//! What every encoder of ours needs: the vocabulary of word pieces, and a network in ONNX that `rten` runs in eight-bit
//! integers. A library: no tokio, no clock, no network but the neural one.

mod network;
mod weights;
mod wordpiece;

pub use network::{EncoderError, Network};
pub use weights::{ModelError, VOCABULARY, prove};
pub use wordpiece::{END, OPEN, UNKNOWN, Vocabulary};
