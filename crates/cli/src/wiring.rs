//! From settings to stages: the one place that knows both.

use std::{
    num::NonZeroUsize,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread::available_parallelism,
};

use anyhow::Context as _;
use onrecord_attribution::{Attributor, Engine};
use onrecord_check::{BadRow, Check, Tables};
use onrecord_extract::Extract;
use onrecord_fetch::{Archive, Fetch, NoArchive};
use onrecord_link::Link;
use onrecord_model::{Digest, Request, Snapshot};
use onrecord_pipeline::{Order, Transform};
use onrecord_report::Format;
use onrecord_settings::{Settings, settings};
use onrecord_store::{SqliteStore, Store as _};

use crate::{clock::Clock, progress::Progress};

/// The stage `fetch`, with `archive` for what was fetched before.
pub(crate) fn fetch(
    settings: &Settings,
    archive: Option<SqliteStore>,
    clock: Clock,
) -> anyhow::Result<Fetch> {
    let given = &settings.fetch;
    let options = onrecord_fetch::Options {
        user_agent: given.user_agent.clone(),
        concurrency: given.concurrency,
        per_host: given.per_host,
        delay: given.delay,
        timeout: given.timeout,
        connect_timeout: given.connect_timeout,
        max_redirects: given.max_redirects,
        max_bytes: given.max_bytes as u64,
        retries: given.retries as usize,
        backoff: given.backoff,
        max_retry_after: given.max_retry_after,
        respect_robots: given.respect_robots,
        own: own(settings),
    };
    let archive: Arc<dyn Archive> = match archive {
        Some(store) => Arc::new(Archived(Mutex::new(store))),
        None => Arc::new(NoArchive),
    };
    Fetch::new(options, archive, clock).context("failed to set up fetching")
}

/// What a run writes itself, which no folder among the sources may list as news.
fn own(settings: &Settings) -> Vec<PathBuf> {
    let record = &settings.record.path;
    let beside = |ending: &str| {
        let mut name = record.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let mut own: Vec<PathBuf> = ["", "-wal", "-shm", ".lock"].into_iter().map(beside).collect();
    own.push(record.with_file_name("snapshots"));
    own.push(settings.report.dir.clone());
    own
}

/// What the record holds of earlier fetches.
struct Archived(Mutex<SqliteStore>);

impl Archive for Archived {
    fn last(&self, url: &str) -> Option<Snapshot> {
        let store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        store.last_snapshot(url).unwrap_or_else(|error| {
            tracing::warn!(url, %error, "what was fetched before can't be read; fetching anew");
            None
        })
    }
}

/// The stage `extract`.
pub(crate) fn extract(settings: &Settings) -> anyhow::Result<Arc<dyn Transform>> {
    let options = onrecord_extract::Options {
        languages: settings.extract.languages.clone(),
        min_words: settings.extract.min_words,
    };
    let engine = match settings.extract.engine {
        settings::Engine::Full => Engine::Full,
        settings::Engine::Fast => Engine::Fast,
    };
    Ok(Arc::new(Extract::new(options, Arc::new(attributor(engine)?))))
}

/// The stage `extract` for the text alone: it takes claims of no language.
pub(crate) fn text(engine: Engine) -> anyhow::Result<Arc<dyn Transform>> {
    let options = onrecord_extract::Options { languages: Vec::new(), min_words: 1 };
    Ok(Arc::new(Extract::new(options, Arc::new(attributor(engine)?))))
}

/// The attribution engine with its weights.
pub(crate) fn attributor(engine: Engine) -> anyhow::Result<Attributor> {
    Attributor::new(engine).context("failed to read the attribution model")
}

/// The stage `link`, document by document.
pub(crate) fn link() -> Arc<dyn Transform> {
    Arc::new(Link)
}

/// How claims are woven into threads.
pub(crate) fn weaving(settings: &Settings) -> onrecord_link::Options {
    onrecord_link::Options {
        copy_similarity: settings.link.copy_similarity,
        ..onrecord_link::Options::default()
    }
}

/// The stage `check`, with its reference tables and published checks read in. Rows that can't be used are told.
pub(crate) fn check(settings: &Settings, progress: &Progress) -> anyhow::Result<Arc<Check>> {
    let tables: Vec<_> = settings.check.table.iter().map(table).collect();
    let tables = Tables::load(&tables).context("failed to read the reference tables")?;
    for BadRow { table, line, why } in tables.bad_rows() {
        progress.say(&format!("left out: table “{table}”, line {line}: {why}"));
    }
    let published: Vec<_> = settings.check.published.iter().map(|file| file.path.clone()).collect();
    let published =
        onrecord_check::Published::load(&published).context("failed to read the published checks")?;
    Ok(Arc::new(Check::new(tables, published)))
}

fn table(table: &settings::Table) -> onrecord_check::TableSpec {
    onrecord_check::TableSpec {
        name: table.name.clone(),
        source: table.source(),
        url: table.url.as_ref().map(ToString::to_string),
        from: table.from.clone(),
        to: table.to.clone(),
        tolerance: table.tolerance,
        filters: table.filter.iter().map(|(column, pattern)| (column.clone(), pattern.clone())).collect(),
        measures: table.measure.iter().map(measure).collect(),
    }
}

fn measure(measure: &settings::Measure) -> onrecord_check::Measure {
    onrecord_check::Measure {
        name: measure.name.clone(),
        columns: measure.value.clone(),
        actors: measure.actors.clone(),
        objects: measure.objects.clone(),
        predicates: measure.predicates.clone(),
        unit: measure.unit.clone(),
        running: measure.running,
    }
}

/// The numbers of a run.
pub(crate) fn pipeline(settings: &Settings) -> onrecord_pipeline::Options {
    let workers = NonZeroUsize::new(settings.pipeline.workers)
        .unwrap_or_else(|| available_parallelism().unwrap_or(NonZeroUsize::MIN));
    onrecord_pipeline::Options {
        workers,
        channel_capacity: settings.pipeline.channel_capacity,
        in_flight: settings.pipeline.in_flight,
        batch: settings.pipeline.batch,
        time_limit: settings.extract.time_limit,
        order: Order::AsTheyCome,
        tap: None,
    }
}

/// The report's options.
pub(crate) fn report(settings: &Settings) -> onrecord_report::Options {
    let format = |format: &settings::Format| match format {
        settings::Format::Html => Format::Html,
        settings::Format::Markdown => Format::Markdown,
        settings::Format::Json => Format::Json,
        settings::Format::Csv => Format::Csv,
    };
    onrecord_report::Options {
        title: settings.title.clone(),
        dir: settings.report.dir.clone(),
        formats: settings.report.formats.iter().map(format).collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        url: settings.report.url.as_ref().map(ToString::to_string),
    }
}

/// What a run is: everything in the configuration that changes results, and the files it is checked against.
pub(crate) fn digest(settings: &Settings) -> anyhow::Result<Digest> {
    let mut input = settings.digest_input();
    input.push_str(env!("CARGO_PKG_VERSION"));
    let tables = settings.check.table.iter().map(|table| &table.path);
    for path in tables.chain(settings.check.published.iter().map(|file| &file.path)) {
        let bytes = std::fs::read(path).with_context(|| format!("failed to read {}", path.display()))?;
        input.push_str(Digest::of(&bytes).as_str());
    }
    Ok(Digest::of(input.as_bytes()))
}

/// What the configuration asks for, in a fixed order: the same sources in another order are the same run.
pub(crate) fn seeds(settings: &Settings) -> Vec<Request> {
    let sources = &settings.sources;
    let urls = sources.urls.iter().map(|url| Request::Url(url.to_string()));
    let feeds = sources.feeds.iter().map(|feed| Request::Feed(feed.to_string()));
    let files = sources.files.iter().map(|path| {
        let text = path.to_string_lossy().into_owned();
        if path.is_dir() { Request::Folder(text) } else { Request::File(text) }
    });
    let mut seeds: Vec<Request> = urls.chain(feeds).chain(files).collect();
    seeds.sort();
    seeds.dedup();
    seeds
}
