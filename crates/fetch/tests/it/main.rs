//! The stage `fetch` against a small hostile server on loopback and real files. Nothing leaves this machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

mod files;
mod stage;
mod web;
