//! The record: a trait, its `SQLite` backend, migrations, and one conformance suite for every backend.
//!
//! [`Store`] is all that stages and reports know of it. [`SqliteStore`] keeps it in one `SQLite` file, with the bytes of
//! the snapshots in a folder beside it. What a second backend has to hold to stands in [`store_suite!`].
//!
//! What follows from the record alone stands here too, whatever the backend: [`Changes`] of pages, where each of the
//! [`Rulings`] stands, and the [`Diff`] of two runs.
//!
//! Nothing here decides what is worth keeping, knows a clock, or reads anything but the record.

mod archive;
mod change;
#[doc(hidden)]
pub mod conformance;
mod diff;
mod error;
mod record;
mod rulings;
mod sqlite;

pub use change::{Change, ChangeKind, Changes};
pub use diff::{ClaimDiff, Diff, Held, ThreadDiff, ThreadDiffKind};
pub use error::StoreError;
pub use record::{FiledClaim, Form, Hit, JobRecord, Query, Reading, Run, RunRecord, Store};
pub use rulings::Rulings;
pub use sqlite::SqliteStore;
