//! Exit codes: they are an interface, so they stand in one place.

use std::{fmt, process::ExitCode};

use onrecord_pipeline::RunError;
use onrecord_settings::Problems;

/// How the process ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Ok = 0,
    /// Findings of a kind named by `--fail-on` were made, or a quote could not be proven.
    Findings = 1,
    /// The command line is wrong.
    Usage = 2,
    /// Some inputs could not be done; they are listed.
    Partial = 3,
    /// The configuration is invalid.
    Config = 4,
    /// Something could not be read or written.
    Io = 74,
    /// Interrupted; what was kept stays.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error that ends with the exit code it names.
#[derive(Debug)]
pub(crate) struct EndsWith(pub(crate) Exit, pub(crate) String);

impl fmt::Display for EndsWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

impl std::error::Error for EndsWith {}

/// An error in how the command was called.
pub(crate) fn usage(message: impl Into<String>) -> anyhow::Error {
    EndsWith(Exit::Usage, message.into()).into()
}

/// The exit code an error stands for. A reader that went away (`| head`) is no error.
pub(crate) fn of(error: &anyhow::Error) -> Exit {
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(closed) {
        Exit::Ok
    } else if error.chain().any(<dyn std::error::Error>::is::<Problems>) {
        Exit::Config
    } else if error.chain().any(|cause| matches!(cause.downcast_ref(), Some(RunError::Aborted))) {
        Exit::Interrupted
    } else if let Some(EndsWith(exit, _)) = error.chain().find_map(|cause| cause.downcast_ref()) {
        *exit
    } else {
        Exit::Io
    }
}
