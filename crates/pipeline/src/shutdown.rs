//! Two ways to end early: drain, or leave at once.

use tokio_util::sync::CancellationToken;

/// Asks a run to end early. Clones share the state.
#[derive(Clone, Debug, Default)]
pub struct Shutdown {
    stop: CancellationToken,
    abort: CancellationToken,
}

impl Shutdown {
    /// Hand out nothing new; finish and keep what is in flight.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Leave now; what is kept stays kept.
    pub fn abort(&self) {
        self.stop.cancel();
        self.abort.cancel();
    }

    /// Whether [`Shutdown::stop`] or [`Shutdown::abort`] was called.
    pub fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Whether [`Shutdown::abort`] was called.
    pub fn is_aborting(&self) -> bool {
        self.abort.is_cancelled()
    }

    pub(crate) async fn stopping(&self) {
        self.stop.cancelled().await;
    }

    pub(crate) async fn aborting(&self) {
        self.abort.cancelled().await;
    }
}
