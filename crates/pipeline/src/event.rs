//! Everything that a run tells while it goes on, in one closed list. Progress bars, logs and tests read these.

use onrecord_model::{Issue, Outcome, Request, Tally};

/// Something that happened in a run. Told by the scheduler alone, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A job was handed to the first stage.
    Started {
        /// What is to be got.
        request: Request,
    },
    /// A job has left the last stage and is kept.
    Finished {
        /// What was to be got.
        request: Request,
        /// How it ended.
        outcome: Outcome,
        /// What the stages noticed.
        issues: Vec<Issue>,
        /// The counts as they stand now; `pending` counts what is known and not yet ended.
        tally: Tally,
    },
    /// Nothing new is handed out any more; what is in flight is being finished.
    Draining,
}

/// Takes the events of a run. Called from the scheduler's task: it must not block.
pub type Observer = Box<dyn FnMut(&Event) + Send>;
