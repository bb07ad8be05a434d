//! A network in ONNX.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueView};
use rten_tensor::{NdTensor, prelude::*};

use crate::weights::{ModelError, prove};

thread_local! {
    /// A pool of one thread for each thread that asks, so that the pipeline alone decides how many cores are at work.
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// A network that reads rows of numbers and tells rows of numbers. Made once, used from many threads.
pub struct Network {
    model: Model,
    inputs: Vec<NodeId>,
    output: NodeId,
}

/// Why a network could not be run: memory, or a network of another shape.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// The engine failed.
    #[error("the network can't be run")]
    Run(#[from] rten::RunError),
    /// What came out is not what was asked for.
    #[error("the network gives scores of another shape")]
    Shape,
}

impl Network {
    /// Reads a network in ONNX whose inputs and output have these names. `sha256` may be a line of `sha256sum`.
    ///
    /// # Errors
    /// [`ModelError`] where the hash of the network is another, or it is no network of this shape.
    pub fn new(onnx: &'static [u8], sha256: &str, inputs: &[&str], output: &str) -> Result<Self, ModelError> {
        prove(onnx, sha256.split(' ').next().unwrap_or_default())?;
        // Weights laid out for the products once, not for every run.
        let model = ModelOptions::with_all_ops()
            .prepack_weights(true)
            .load_static_slice(onnx)
            .map_err(|_| ModelError::Foreign("it is no ONNX network"))?;
        let node = |name: &str| {
            model.find_node(name).ok_or(ModelError::Foreign("its inputs and outputs have other names"))
        };
        let nodes = inputs.iter().map(|name| node(name)).collect::<Result<_, _>>()?;
        let output = node(output)?;
        Ok(Self { model, inputs: nodes, output })
    }

    /// What its file says under `key`.
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.model.metadata().get(key)
    }

    /// What it tells of one text: all numbers of its output, one row after another. One row for each input.
    ///
    /// # Errors
    /// [`EncoderError`] where it can't be run.
    pub fn run(&self, rows: &[&[i32]]) -> Result<Vec<f32>, EncoderError> {
        let rows: Vec<NdTensor<i32, 2>> =
            rows.iter().map(|row| NdTensor::from_data([1, row.len()], row.to_vec())).collect();
        let views = rows.iter().map(|row| ValueView::from(row.view()).into());
        let inputs = self.inputs.iter().copied().zip(views).collect();
        let options = RunOptions::default().with_thread_pool(Some(POOL.with(Arc::clone)));
        let [output] = self.model.run_n(inputs, [self.output], Some(options))?;
        let output: NdTensor<f32, 3> = output.try_into().map_err(|_| EncoderError::Shape)?;
        Ok(output.into_data())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_network_is_refused() {
        let sha256 = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9  weights.onnx";
        let read = |bytes| Network::new(bytes, sha256, &[], "out").err();
        assert!(matches!(read(b"1"), Some(ModelError::Damaged { .. })));
        assert!(matches!(read(b"0"), Some(ModelError::Foreign(_))));
    }
}
