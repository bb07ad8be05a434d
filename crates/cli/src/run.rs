//! `onrecord run`: the whole pipeline, wired in one place.

use std::{
    collections::HashSet,
    io::Write as _,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::Context as _;
use onrecord_check::Check;
use onrecord_model::{FindingKind, JobId, Message, RunId, Tally, Work};
use onrecord_pipeline::{Plan, Shutdown, Sink, SinkError, Transform};
use onrecord_report::Summary;
use onrecord_settings::Settings;
use onrecord_store::{Query, Run, SqliteStore, Store};
use tokio::sync::mpsc;

use crate::{
    args, clock::Clock, configuration, exit::Exit, gaps, output, progress::Progress, runtime, wiring,
};

/// Runs the pipeline of a configuration from its sources to its report.
pub(crate) fn run(args: &args::Run, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let settings = configuration::find(args.config.as_deref(), progress)?;
    settings.require_sources()?;
    let path = &settings.record.path;
    let mut store =
        SqliteStore::open(path).with_context(|| format!("failed to open the record {}", path.display()))?;
    let check = wiring::check(&settings, progress)?;

    let run = store.begin(&wiring::digest(&settings)?, &wiring::seeds(&settings), &clock())?;
    if run.resumed {
        progress.say("Continuing the run that was interrupted.");
    }
    let store = Arc::new(Mutex::new(store));
    pass(args, &settings, &run, &store, &check, clock, progress)?;
    let mut store = lock(&store);
    let tally = store.tally(&run.id)?;
    if tally.pending > 0 {
        progress.clear();
        let kept = tally.done + tally.skipped + tally.failed;
        progress.say(&format!(
            "Interrupted: {kept} of {} inputs are kept, {} are left. Run it again to go on.",
            tally.inputs(),
            tally.pending
        ));
        return Ok(Exit::Interrupted);
    }
    conclude(&mut *store, &run.id, &settings, &check, progress)?;
    if let Some(dir) = &args.tap {
        tap_threads(&*store, &dir.join("threads.jsonl"))?;
    }
    let summary = {
        let _phase = progress.phase("writing the report");
        onrecord_report::write(&*store, &run.id, &wiring::report(&settings))
            .context("failed to write the report")?
    };
    store.finish(&run.id, &clock())?;
    progress.clear();
    gaps::tell(&store.jobs(&run.id)?, progress);
    tell(&summary, &settings)?;
    Ok(exit(&tally, &args.fail_on, summary.findings.keys().copied()))
}

/// Passes every pending document through fetch, extract, link and check into the record, until none is left or
/// somebody asks to stop.
fn pass(
    args: &args::Run,
    settings: &Settings,
    run: &Run,
    store: &Arc<Mutex<SqliteStore>>,
    check: &Arc<Check>,
    clock: &Clock,
    progress: &Progress,
) -> anyhow::Result<()> {
    let (pending, known) = {
        let store = lock(store);
        let jobs = store.jobs(&run.id)?;
        let ended = jobs.iter().filter(|job| job.outcome.is_some()).map(|job| job.request.id());
        (store.pending(&run.id)?, ended.collect::<HashSet<JobId>>())
    };
    let archive = SqliteStore::open_readonly(&settings.record.path)?;
    let check: Arc<dyn Transform> = Arc::<Check>::clone(check);
    let plan = Plan {
        service: wiring::fetch(settings, Some(archive), Arc::clone(clock))?,
        transforms: vec![wiring::extract(settings)?, wiring::link(), check],
        sink: Box::new(Recorder { store: Arc::clone(store), run: run.id.clone() }),
        known,
        run: Some(run.id.clone()),
        options: onrecord_pipeline::Options { tap: args.tap.clone(), ..wiring::pipeline(settings) },
    };
    let observer = progress.observer("run");
    runtime::block_on(async move |shutdown: Shutdown| {
        let (send, seeds) = mpsc::channel(plan.options.channel_capacity.get());
        let feed = async move {
            for request in pending {
                if send.send(Work::new(request)).await.is_err() {
                    break;
                }
            }
        };
        let (ended, ()) = tokio::join!(onrecord_pipeline::run(plan, seeds, observer, shutdown), feed);
        ended?;
        Ok(())
    })
}

/// What can only be done over the whole record: threads, and the findings between their claims.
fn conclude(
    store: &mut dyn Store,
    run: &RunId,
    settings: &Settings,
    check: &Check,
    progress: &Progress,
) -> anyhow::Result<()> {
    let mut threads = {
        let _phase = progress.phase("joining claims to threads");
        onrecord_link::weave(store, &wiring::weaving(settings)).context("failed to join claims to threads")?
    };
    let _phase = progress.phase("checking threads");
    check.review(&mut threads, store).context("failed to check threads")?;
    Ok(store.replace_threads(run, &threads)?)
}

/// Writes the threads with their findings as the stages alone would.
fn tap_threads(store: &dyn Store, path: &Path) -> anyhow::Result<()> {
    let mut out = output::open(Some(path))?;
    for thread in store.threads(&Query::default())? {
        output::write_line(out.as_mut(), &Message::Thread(thread).into())?;
    }
    Ok(out.flush()?)
}

/// Gives the record each batch of works.
pub(crate) struct Recorder<S> {
    pub(crate) store: Arc<Mutex<S>>,
    pub(crate) run: RunId,
}

impl<S: Store + 'static> Sink for Recorder<S> {
    fn keep(&mut self, batch: &[Work]) -> Result<(), SinkError> {
        Ok(lock(&self.store).commit(&self.run, batch)?)
    }
}

/// The store. A thread that panicked while it held it left no half-done transaction behind.
pub(crate) fn lock<S>(store: &Mutex<S>) -> MutexGuard<'_, S> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says on standard output where the report is and what was found.
fn tell(summary: &Summary, settings: &Settings) -> anyhow::Result<()> {
    let mut out = output::open(None)?;
    let Tally { done, skipped, failed, expanded, .. } = summary.tally;
    let inputs = summary.tally.inputs();
    writeln!(out, "Report   {}", summary.index.display())?;
    writeln!(out, "Record   {}", settings.record.path.display())?;
    write!(out, "Inputs   {inputs} = {done} done + {skipped} skipped + {failed} failed")?;
    if expanded > 0 {
        write!(out, " (listed by {expanded} feeds, folders and files of lines)")?;
    }
    writeln!(out)?;
    let Summary { claims, articles, threads, .. } = summary;
    writeln!(out, "Found    {claims} claims in {articles} articles, {threads} threads")?;
    for (kind, label) in gaps::FINDINGS {
        if let Some(count) = summary.findings.get(kind) {
            writeln!(out, "         {count:>4} {label}")?;
        }
    }
    Ok(out.flush()?)
}

/// The exit code of a run that came to its end with findings of these kinds.
pub(crate) fn exit(
    tally: &Tally,
    fail_on: &args::FailOn,
    kinds: impl IntoIterator<Item = FindingKind>,
) -> Exit {
    if tally.failed > 0 {
        Exit::Partial
    } else if kinds.into_iter().any(|kind| fail_on.fail_on.contains(&kind)) {
        Exit::Findings
    } else {
        Exit::Ok
    }
}
