//! The last edge: a thread that owns the sink and gives it works in batches.

use std::{collections::BTreeMap, thread};

use onrecord_model::{Outcome, Work};
use tokio::sync::{mpsc, oneshot};

use crate::{
    scheduler::Kept,
    stage::{Sink, SinkError},
};

/// In which order the sink is given works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they come: nothing waits for a slow one.
    AsTheyCome,
    /// As they were handed out, so that a written stream does not depend on timing. Works that wait for an earlier
    /// one stay in flight, and so are bounded.
    AsHandedOut,
}

/// Starts the sink's thread. The receiver tells how it ended, once every work before it is through.
pub(crate) fn start(
    mut sink: Box<dyn Sink>,
    mut inlet: mpsc::Receiver<Work>,
    report: mpsc::Sender<Kept>,
    batch: usize,
    order: Order,
) -> std::io::Result<oneshot::Receiver<Result<(), SinkError>>> {
    let (tell, ended) = oneshot::channel();
    let work = move || {
        let result = pump(sink.as_mut(), &mut inlet, &report, batch, order);
        // Closed before the result is told, so that whoever waits on these sees the end first.
        drop((inlet, report, sink));
        drop(tell.send(result));
    };
    thread::Builder::new().name("onrecord-sink".to_owned()).spawn(work)?;
    Ok(ended)
}

fn pump(
    sink: &mut dyn Sink,
    inlet: &mut mpsc::Receiver<Work>,
    report: &mpsc::Sender<Kept>,
    batch: usize,
    order: Order,
) -> Result<(), SinkError> {
    let mut line = Line { waiting: BTreeMap::new(), next: 0, order };
    let mut came = Vec::new();
    while inlet.blocking_recv_many(&mut came, batch) > 0 {
        let ready = line.ready(came.drain(..));
        if ready.is_empty() {
            continue;
        }
        sink.keep(&ready)?;
        for work in ready {
            let Work { request, discovered, issues, outcome, .. } = work;
            let outcome = outcome.unwrap_or(Outcome::Done);
            if report.blocking_send(Kept { request, outcome, discovered, issues }).is_err() {
                // The scheduler has left: nothing more will come.
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Works in the order they are wanted.
struct Line {
    waiting: BTreeMap<u64, Work>,
    next: u64,
    order: Order,
}

impl Line {
    fn ready(&mut self, came: impl Iterator<Item = Work>) -> Vec<Work> {
        let came = came.map(|mut work| {
            work.outcome.get_or_insert(Outcome::Done);
            work
        });
        if self.order == Order::AsTheyCome {
            return came.collect();
        }
        self.waiting.extend(came.map(|work| (work.sequence, work)));
        let mut ready = Vec::new();
        while let Some(work) = self.waiting.remove(&self.next) {
            self.next += 1;
            ready.push(work);
        }
        ready
    }
}
