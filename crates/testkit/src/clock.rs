//! A clock that stands still.

use std::sync::Arc;

use onrecord_model::Moment;

/// The time that [`clock`] tells.
pub const NOON: &str = "2025-07-24T12:00:00Z";

/// The moment that `text` writes.
///
/// # Panics
/// When it writes none.
pub fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a moment in a test is well formed")
}

/// A clock that always tells [`NOON`].
pub fn clock() -> Arc<dyn Fn() -> Moment + Send + Sync> {
    Arc::new(|| moment(NOON))
}
