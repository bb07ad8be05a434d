//! Channels, scheduler, pool, shutdown, events, JSON Lines in and out. Knows stages, not what they do.
//!
//! A run is a fixed line: the scheduler hands [`Work`](onrecord_model::Work) to the [`Service`], from there it passes
//! through each [`Transform`] to the [`Sink`], over channels of a fixed capacity. What a job discovers goes back to
//! the scheduler only once the job is kept, so that forward channels may be as small as 1 and never lock up.

mod event;
mod jsonl;
mod pool;
mod run;
mod scheduler;
mod shutdown;
mod sink;
mod stage;
mod tap;

pub use event::{Event, Observer};
pub use jsonl::{Line, LineError, Lines, MAX_LINE};
pub use pool::{Lost, Pool};
pub use run::{Options, Plan, RunError, run};
pub use shutdown::Shutdown;
pub use sink::Order;
pub use stage::{Service, Sink, SinkError, Stop, Transform};
pub use tap::{TapError, message_of};
