//! What a stage is: something that takes one [`Work`], adds its part, and hands it on.

use onrecord_model::{Outcome, Reason, Work};

/// Why a stage ended a job. Ends that one job; the run goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    skipped: bool,
    code: String,
    message: String,
}

impl Stop {
    /// The job is left out on purpose. `code` is a short name to branch on, `message` what a reader is told.
    pub fn skip(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { skipped: true, code: code.into(), message: message.into() }
    }

    /// The job can't be done.
    pub fn fail(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { skipped: false, code: code.into(), message: message.into() }
    }

    /// The outcome it makes of a job in `stage`.
    pub fn outcome(self, stage: &str) -> Outcome {
        let reason = Reason { stage: stage.to_owned(), code: self.code, message: self.message };
        if self.skipped { Outcome::Skipped(reason) } else { Outcome::Failed(reason) }
    }
}

/// A stage of asynchronous IO, many jobs in flight: `fetch`.
pub trait Service: Send + Sync + 'static {
    /// The stage's name, as reasons and taps carry it.
    fn name(&self) -> &'static str;

    /// Adds this stage's part to `work`. Not called on work that has ended.
    ///
    /// # Errors
    /// [`Stop`] ends this one job.
    fn call(&self, work: &mut Work) -> impl Future<Output = Result<(), Stop>> + Send;
}

/// A stage of pure CPU work: `extract`, `link`, `check`. Runs on the pool; a panic or a run over the time limit ends
/// the one job.
pub trait Transform: Send + Sync + 'static {
    /// The stage's name, as reasons and taps carry it.
    fn name(&self) -> &'static str;

    /// Adds this stage's part to `work`. Not called on work that has ended.
    ///
    /// # Errors
    /// [`Stop`] ends this one job.
    fn apply(&self, work: &mut Work) -> Result<(), Stop>;
}

/// The end of the line: owns a resource on a thread of its own and takes work in batches.
pub trait Sink: Send + 'static {
    /// Keeps what the batch carries, wholly or not at all. Every work of it has an outcome.
    ///
    /// # Errors
    /// Anything here ends the run; what earlier batches kept stays.
    fn keep(&mut self, batch: &[Work]) -> Result<(), SinkError>;
}

/// Why a sink gave up: its own error, which ends the run.
pub type SinkError = Box<dyn std::error::Error + Send + Sync>;
