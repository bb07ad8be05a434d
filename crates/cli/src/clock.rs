//! The one place that reads the wall clock.

use std::sync::Arc;

use jiff::Timestamp;
use onrecord_model::Moment;

/// Tells the present time.
pub(crate) type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The wall clock, or a clock that stands still at `fixed`.
pub(crate) fn clock(fixed: Option<Moment>) -> Clock {
    match fixed {
        Some(moment) => Arc::new(move || moment.clone()),
        None => Arc::new(wall_clock),
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place where the wall clock comes in")]
fn wall_clock() -> Moment {
    Moment::from(Timestamp::now())
}
