//! What tests need and releases must not have: a small hostile web server on loopback, a clock that stands still,
//! folders that vanish, and the gold of attribution and of quantities with their scorers.
//!
//! Everything here panics instead of returning errors: a test that can't set its stage has failed.

mod clock;
mod folder;
pub mod gold;
pub mod quantities;
mod reply;
mod site;

pub use clock::{NOON, clock, moment};
pub use folder::Folder;
pub use reply::Reply;
pub use site::{Seen, Site, dead_origin};
