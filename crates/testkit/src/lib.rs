//! What tests need and releases must not have: a small hostile web server on loopback, a clock that stands still,
//! and folders that vanish.
//!
//! Everything here panics instead of returning errors: a test that can't set its stage has failed.

mod clock;
mod folder;
mod reply;
mod site;

pub use clock::{NOON, clock, moment};
pub use folder::Folder;
pub use reply::Reply;
pub use site::{Seen, Site, dead_origin};
