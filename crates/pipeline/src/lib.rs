//! Channels, scheduler, pool, shutdown, events, JSON Lines in and out. Knows stages, not what they do.

mod stage;

pub use stage::{Service, Sink, SinkError, Stop, Transform};
