//! The async runtime of a command, and Ctrl-C.

use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use onrecord_pipeline::Shutdown;

use crate::exit::Exit;

/// The run that Ctrl-C is meant for, while there is one.
static RUNNING: Mutex<Option<Shutdown>> = Mutex::new(None);

fn set_running(shutdown: Option<Shutdown>) {
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = shutdown;
}

/// Runs `work` on a runtime of its own. Ctrl-C once drains it, twice leaves it.
pub(crate) fn block_on<T>(work: impl AsyncFnOnce(Shutdown) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .worker_threads(2)
        .build()
        .context("failed to start the runtime")?;
    let shutdown = Shutdown::default();
    set_running(Some(shutdown.clone()));
    let result = runtime.block_on(work(shutdown));
    set_running(None);
    // Not waited for: a thread that hangs in a page must not hold the process.
    runtime.shutdown_background();
    result
}

/// Listens for Ctrl-C on a thread of its own as long as the process lives: a run is told to drain, then to leave;
/// anything else is left at once, which the record bears as it bears being killed.
pub(crate) fn listen() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let listen = move || {
        runtime.block_on(async {
            while tokio::signal::ctrl_c().await.is_ok() {
                match RUNNING.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                    Some(shutdown) if !shutdown.is_stopping() => shutdown.stop(),
                    Some(shutdown) if !shutdown.is_aborting() => shutdown.abort(),
                    _ => leave(),
                }
            }
        });
    };
    std::thread::Builder::new().name("onrecord-ctrl-c".to_owned()).spawn(listen)?;
    Ok(())
}

#[expect(clippy::exit, reason = "Ctrl-C outside a run, or a third time: there is nobody left to ask")]
fn leave() {
    std::process::exit(Exit::Interrupted as i32);
}
