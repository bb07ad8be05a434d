//! `onrecord verify`: every stored quote proven anew against its stored snapshot.
//!
//! Each snapshot's bytes are held against their hash and read again, through the same stages as in a run. So a source
//! that was changed in the archive, and an onrecord that reads the same bytes otherwise, are told apart.

use std::{
    collections::HashSet,
    io::Write as _,
    sync::{Arc, Mutex},
};

use anyhow::Context as _;
use onrecord_attribution::Engine;
use onrecord_model::{Article, ArticleId, Outcome, Request, Snapshot, Work};
use onrecord_pipeline::{Plan, Shutdown, Sink, SinkError};
use onrecord_settings::Settings;
use onrecord_store::{SqliteStore, Store, StoreError};
use serde::Serialize;
use tokio::sync::mpsc;

use crate::{
    args::{self, Form},
    clock::Clock,
    exit::{EndsWith, Exit},
    output,
    progress::Progress,
    query,
    run::lock,
    runtime, wiring,
};

/// Why the quotes of an article are not proven as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// The archived bytes are not those that were kept.
    SourceChanged,
    /// The archive does not have the bytes, or they can't be read.
    SourceMissing,
    /// The record itself does not bear out its quotes.
    RecordChanged,
    /// The bytes are the same and give another text now; every quote still stands in it.
    ReadOtherwise,
    /// The bytes are the same and give another text now, in which quotes are missing.
    QuoteMissing,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::SourceChanged => "source changed",
            Self::SourceMissing => "source missing",
            Self::RecordChanged => "record changed",
            Self::ReadOtherwise => "read otherwise",
            Self::QuoteMissing => "quote missing",
        }
    }
}

/// An article whose quotes are not proven as they stand.
#[derive(Clone, Debug, Serialize)]
struct Unproven {
    id: String,
    kind: Kind,
    says: String,
}

/// What was proven, and what not.
#[derive(Debug, Default, Serialize)]
struct Proof {
    articles: usize,
    claims: usize,
    /// Articles whose text and quotes are byte for byte what their snapshots give.
    proven: usize,
    unproven: Vec<Unproven>,
}

impl Proof {
    fn lacks(&mut self, id: &impl ToString, kind: Kind, says: impl Into<String>) {
        self.unproven.push(Unproven { id: id.to_string(), kind, says: says.into() });
    }

    fn exit(&self) -> Exit {
        let any = |kinds: &[Kind]| self.unproven.iter().any(|one| kinds.contains(&one.kind));
        if any(&[Kind::SourceChanged, Kind::RecordChanged, Kind::QuoteMissing]) {
            Exit::Findings
        } else if any(&[Kind::SourceMissing]) {
            Exit::Partial
        } else {
            Exit::Ok
        }
    }
}

/// Proves every quote of the record.
pub(crate) fn verify(args: &args::Verify, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let path = query::path(&args.place)?;
    let store = SqliteStore::open_readonly(&path)?;
    let proof = Arc::new(Mutex::new(Proof::default()));
    if let Err(error) = store.rulings() {
        lock(&proof).lacks(&"rulings", Kind::RecordChanged, altered(error)?);
    }
    let sink = Prover { store: SqliteStore::open_readonly(&path)?, proof: Arc::clone(&proof) };
    read_again(store, Box::new(sink), &proof, clock, progress)?;
    let mut proof = std::mem::take(&mut *lock(&proof));
    proof.unproven.sort_by(|a, b| a.id.cmp(&b.id));
    tell(&proof, args.form.form())?;
    Ok(proof.exit())
}

/// Passes the archived bytes of every article through the stages that make articles, into `sink`.
fn read_again(
    store: SqliteStore,
    sink: Box<dyn Sink>,
    proof: &Arc<Mutex<Proof>>,
    clock: &Clock,
    progress: &Progress,
) -> anyhow::Result<()> {
    let settings = Settings::default();
    let plan = Plan {
        service: wiring::fetch(&settings, None, Arc::clone(clock))?,
        transforms: vec![wiring::text(Engine::Fast)?],
        sink,
        known: HashSet::new(),
        run: None,
        options: wiring::pipeline(&settings),
    };
    let observer = progress.observer("verify");
    let proof = Arc::clone(proof);
    let ended = runtime::block_on(async move |shutdown: Shutdown| {
        let (send, seeds) = mpsc::channel(plan.options.channel_capacity.get());
        let (tell, read) = tokio::sync::oneshot::channel();
        // A thread of its own, since files block.
        std::thread::Builder::new().name("onrecord-read".to_owned()).spawn(move || {
            drop(tell.send(give(&store, &send, &proof)));
        })?;
        onrecord_pipeline::run(plan, seeds, observer, shutdown.clone()).await?;
        if shutdown.is_stopping() {
            return Err(
                EndsWith(Exit::Interrupted, "interrupted; not everything was verified".to_owned()).into()
            );
        }
        read.await.context("the reader panicked")?
    });
    progress.clear();
    ended
}

/// Sends the snapshot of every article, each under the article's id; tells those that have none.
fn give(store: &SqliteStore, send: &mpsc::Sender<Work>, proof: &Mutex<Proof>) -> anyhow::Result<()> {
    for id in store.article_ids()? {
        let article = match store.article(&id) {
            Ok(Some(article)) => article,
            Ok(None) => continue,
            Err(error) => {
                let says = altered(error)?;
                lock(proof).lacks(&id, Kind::RecordChanged, says);
                continue;
            }
        };
        {
            let mut proof = lock(proof);
            proof.articles += 1;
            proof.claims += article.claims.len();
        }
        match snapshot(store, &article) {
            Ok(Some(snapshot)) => {
                let work = Work { snapshot: Some(snapshot), ..Work::new(Request::Url(id.to_string())) };
                if send.blocking_send(work).is_err() {
                    break;
                }
            }
            Ok(None) => {
                lock(proof).lacks(&id, Kind::SourceMissing, "the record was never given its snapshot");
            }
            Err(error @ StoreError::Altered { .. }) => {
                lock(proof).lacks(&id, Kind::SourceChanged, error.to_string());
            }
            Err(error @ StoreError::File { .. }) => {
                lock(proof).lacks(&id, Kind::SourceMissing, format!("{:#}", anyhow::Error::from(error)));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The bytes that an article was made of, as they were got for its page.
fn snapshot(store: &SqliteStore, article: &Article) -> Result<Option<Snapshot>, StoreError> {
    let Some(sha256) = &article.source.sha256 else { return Ok(None) };
    let url = &article.source.url;
    // The same bytes may have been got from another address first.
    let elsewhere = |snapshot: &Snapshot| snapshot.url != *url;
    Ok(store.snapshot(sha256)?.map(|snapshot| {
        let final_url = snapshot.final_url.clone().filter(|_| !elsewhere(&snapshot));
        Snapshot { url: url.clone(), final_url, ..snapshot }
    }))
}

/// What an error says, where it says that the record is not as it was written; else the error.
fn altered(error: StoreError) -> anyhow::Result<String> {
    match error {
        StoreError::Span { .. } | StoreError::Form { .. } | StoreError::Tampered { .. } => {
            Ok(format!("{:#}", anyhow::Error::from(error)))
        }
        other => Err(other.into()),
    }
}

/// Holds what is read now against what the record has.
struct Prover {
    store: SqliteStore,
    proof: Arc<Mutex<Proof>>,
}

impl Sink for Prover {
    fn keep(&mut self, batch: &[Work]) -> Result<(), SinkError> {
        for work in batch {
            let Some(id) = ArticleId::parse(&work.request.label()) else { continue };
            let Some(stored) = self.store.article(&id)? else { continue };
            let mut proof = lock(&self.proof);
            match (&work.article, &work.outcome) {
                (_, Some(Outcome::Failed(reason) | Outcome::Skipped(reason))) => {
                    let says = format!("the bytes are the same, but give no article now: {}", reason.message);
                    proof.lacks(&id, Kind::QuoteMissing, says);
                }
                (Some(read), _) if read.text == stored.text => proof.proven += 1,
                (Some(read), _) => {
                    let (kind, says) = otherwise(&stored, &read.text);
                    proof.lacks(&id, kind, says);
                }
                (None, _) => {
                    proof.lacks(&id, Kind::QuoteMissing, "the bytes are the same, but give no article now");
                }
            }
        }
        Ok(())
    }
}

/// What of an article's quotes stands in the text that its bytes give now.
fn otherwise(stored: &Article, text: &str) -> (Kind, String) {
    let stands =
        |span: &onrecord_model::Span| span.slice(&stored.text).is_some_and(|quote| text.contains(quote));
    let all = stored.claims.len();
    let standing = stored.claims.iter().filter(|claim| claim.content.spans.iter().all(stands)).count();
    let kind = if standing == all { Kind::ReadOtherwise } else { Kind::QuoteMissing };
    let says = "the bytes are the same, but this onrecord takes another text out of them";
    (kind, format!("{says}; {standing} of {all} quotes stand in it"))
}

fn tell(proof: &Proof, form: Form) -> anyhow::Result<()> {
    let rows: Vec<Vec<String>> = proof
        .unproven
        .iter()
        .map(|one| vec![one.id.clone(), one.kind.name().to_owned(), one.says.clone()])
        .collect();
    let mut out = output::open(None)?;
    if form == Form::Json {
        serde_json::to_writer_pretty(&mut out, proof)?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    if form == Form::Table {
        let Proof { articles, claims, proven, .. } = proof;
        writeln!(
            out,
            "{proven} of {articles} articles proven, byte for byte, with all their quotes ({claims} claims in all)"
        )?;
        out.flush()?;
        if rows.is_empty() {
            return Ok(());
        }
    }
    query::list(form, &rows, &["id", "what", "says"], rows.iter().cloned()).map(|_| ())
}
