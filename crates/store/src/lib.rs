//! The record: a trait, its `SQLite` backend, migrations, and one conformance suite for every backend.
//!
//! [`Store`] is all that stages and reports know of it. [`SqliteStore`] keeps it in one `SQLite` file, with the bytes of
//! the snapshots in a folder beside it. What a second backend has to hold to stands in [`store_suite!`].
//!
//! Nothing here decides what is worth keeping, knows a clock, or reads anything but the record.

mod archive;
#[doc(hidden)]
pub mod conformance;
mod error;
mod record;
mod sqlite;

pub use error::StoreError;
pub use record::{FiledClaim, Hit, JobRecord, Query, Run, Store};
pub use sqlite::SqliteStore;
