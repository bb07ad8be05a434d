//! The async runtime of a command, and Ctrl-C.

use anyhow::Context as _;
use onrecord_pipeline::Shutdown;

/// Runs `work` on a runtime of its own. Ctrl-C once drains, twice leaves.
pub(crate) fn block_on<T>(work: impl AsyncFnOnce(Shutdown) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .worker_threads(2)
        .build()
        .context("failed to start the runtime")?;
    let shutdown = Shutdown::default();
    let result = runtime.block_on(async {
        tokio::select! {
            result = work(shutdown.clone()) => result,
            // Never ends by itself: it only tells the run to.
            never = listen(&shutdown) => match never {},
        }
    });
    // Not waited for: a thread that hangs in a page must not hold the process.
    runtime.shutdown_background();
    result
}

async fn listen(shutdown: &Shutdown) -> std::convert::Infallible {
    loop {
        if tokio::signal::ctrl_c().await.is_err() {
            // No signals on this system: nothing to listen for.
            std::future::pending::<()>().await;
        }
        if shutdown.is_stopping() {
            shutdown.abort();
        } else {
            shutdown.stop();
        }
    }
}
