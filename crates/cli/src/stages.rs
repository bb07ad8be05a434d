//! One stage alone: the same stages and the same runner as in `run`, with JSON Lines at both ends.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, BufRead, BufReader, Write as _},
    path::Path,
    sync::{Arc, Mutex},
};

use anyhow::Context as _;
use onrecord_model::{Digest, Envelope, FindingKind, Message, Outcome, Reason, Request, Tally, Thread, Work};
use onrecord_pipeline::{Event, Lines, Observer, Options, Order, Plan, Shutdown, Sink, Transform};
use onrecord_settings::Settings;
use onrecord_store::{SqliteStore, Store};
use tokio::sync::mpsc;

use crate::{
    args,
    clock::Clock,
    configuration,
    exit::{EndsWith, Exit, usage},
    gaps, output,
    progress::Progress,
    run::{self, Recorder},
    runtime, wiring,
};

/// `onrecord fetch`
pub(crate) fn fetch(args: &args::Stage, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let settings = configuration::or_default(args.config.as_deref())?;
    let inputs = inputs(&args.inputs, true)?;
    let sink = output::JsonLines { out: output::open(args.output.as_deref())? };
    let line =
        Assembly { settings: &settings, transforms: Vec::new(), sink: Box::new(sink), strict: args.strict };
    let (tally, _) = line.run("fetch", inputs, clock, progress)?;
    Ok(ended(&tally, progress))
}

/// `onrecord extract`
pub(crate) fn extract(args: &args::Stage, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let settings = configuration::or_default(args.config.as_deref())?;
    let inputs = inputs(&args.inputs, false)?;
    let sink = output::JsonLines { out: output::open(args.output.as_deref())? };
    let transforms = vec![wiring::extract(&settings)?];
    let line = Assembly { settings: &settings, transforms, sink: Box::new(sink), strict: args.strict };
    let (tally, _) = line.run("extract", inputs, clock, progress)?;
    Ok(ended(&tally, progress))
}

/// `onrecord link`
pub(crate) fn link(args: &args::Stage, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let settings = configuration::or_default(args.config.as_deref())?;
    let (store, tally, _) = collect(args, &settings, vec![wiring::link()], clock, progress)?;
    let threads = onrecord_link::weave(&store, &wiring::weaving(&settings))?;
    write_record(&store, &threads, args.output.as_deref())?;
    Ok(ended(&tally, progress))
}

/// `onrecord check`
pub(crate) fn check(args: &args::Check, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let settings = configuration::or_default(args.stage.config.as_deref())?;
    let check = wiring::check(&settings, progress)?;
    let transform: Arc<dyn Transform> = Arc::<onrecord_check::Check>::clone(&check);
    let (store, tally, mut threads) = collect(&args.stage, &settings, vec![transform], clock, progress)?;
    if threads.is_empty() {
        progress.say("No threads came in, so only single claims are checked; `onrecord link` makes threads.");
    }
    check.review(&mut threads, &store)?;
    write_record(&store, &threads, args.stage.output.as_deref())?;
    let mut kinds: Vec<FindingKind> =
        threads.iter().flat_map(|thread| &thread.findings).map(|f| f.kind).collect();
    for id in store.article_ids()? {
        let claims = store.article(&id)?.map(|article| article.claims).unwrap_or_default();
        kinds.extend(claims.iter().flat_map(|claim| &claim.findings).map(|finding| finding.kind));
    }
    let exit = ended(&tally, progress);
    Ok(if exit == Exit::Ok { run::exit(&tally, &args.fail_on, kinds) } else { exit })
}

/// `onrecord report`
pub(crate) fn report(args: &args::Report, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let from_record = args.inputs.is_empty();
    let settings = if from_record {
        configuration::find_existing(args.config.as_deref())?
    } else {
        configuration::or_default(args.config.as_deref())?
    };
    let mut options = wiring::report(&settings);
    if let Some(dir) = &args.output {
        options.dir.clone_from(dir);
    }
    let (store, run, tally) = if from_record {
        let store = SqliteStore::open_readonly(&settings.record.path)?;
        let run = store.last_run()?.context("the record holds no run yet; `onrecord run` makes one")?;
        let tally = store.tally(&run)?;
        (store, run, tally)
    } else {
        let stage = args::Stage {
            inputs: args.inputs.clone(),
            output: None,
            config: args.config.clone(),
            strict: args.strict,
        };
        let (mut store, tally, threads) = collect(&stage, &settings, Vec::new(), clock, progress)?;
        let run = store.last_run()?.context("nothing came in")?;
        store.replace_threads(&run, &threads)?;
        (store, run, tally)
    };
    let summary = onrecord_report::write(&store, &run, &options).context("failed to write the report")?;
    let mut out = output::open(None)?;
    writeln!(out, "{}", summary.index.display())?;
    out.flush()?;
    Ok(if from_record { Exit::Ok } else { ended(&tally, progress) })
}

/// Reads articles and threads into a record in memory, each article through `transforms`.
fn collect(
    args: &args::Stage,
    settings: &Settings,
    transforms: Vec<Arc<dyn Transform>>,
    clock: &Clock,
    progress: &Progress,
) -> anyhow::Result<(SqliteStore, Tally, Vec<Thread>)> {
    let inputs = inputs(&args.inputs, false)?;
    if let Some(other) = inputs.iter().find_map(|input| match input {
        Input::Job(request) => Some(request.label()),
        Input::Lines(_) => None,
    }) {
        return Err(usage(format!("{other}: this stage reads JSON Lines (.jsonl files, or `-`)")));
    }
    let mut store = SqliteStore::in_memory()?;
    let run = store.begin(&Digest::of(b"one stage alone"), &[], &clock())?;
    let store = Arc::new(Mutex::new(store));
    let sink = Recorder { store: Arc::clone(&store), run: run.id };
    let line = Assembly { settings, transforms, sink: Box::new(sink), strict: args.strict };
    let (tally, threads) = line.run("read", inputs, clock, progress)?;
    let store = Arc::into_inner(store).context("the record is still in use")?;
    Ok((store.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner), tally, threads))
}

/// What a stage alone is given.
enum Input {
    /// Something for `fetch` to get.
    Job(Request),
    /// Messages, a line each: a file, or `-`.
    Lines(String),
}

/// Reads what was named on the command line. Whether a path exists is told when it is read, as one failed input.
fn inputs(named: &[String], urls: bool) -> anyhow::Result<Vec<Input>> {
    named.iter().map(|name| input(name, urls)).collect()
}

fn input(name: &str, urls: bool) -> anyhow::Result<Input> {
    let is_url = name.starts_with("http://") || name.starts_with("https://");
    let path = Path::new(name);
    let ends_with = |endings: &[&str]| {
        path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    };
    if is_url && !urls {
        return Err(usage(format!(
            "{name}: this stage reads no URLs; try `onrecord fetch {name} | onrecord extract -`"
        )));
    }
    Ok(if name == "-" || (!is_url && ends_with(&["jsonl"])) {
        Input::Lines(name.to_owned())
    } else if urls && ends_with(&["xml", "rss", "atom"]) {
        Input::Job(Request::Feed(name.to_owned()))
    } else if is_url {
        Input::Job(Request::Url(name.to_owned()))
    } else if path.is_dir() {
        Input::Job(Request::Folder(name.to_owned()))
    } else {
        Input::Job(Request::File(name.to_owned()))
    })
}

/// A line of stages with a sink of its own.
struct Assembly<'a> {
    settings: &'a Settings,
    transforms: Vec<Arc<dyn Transform>>,
    sink: Box<dyn Sink>,
    strict: bool,
}

impl Assembly<'_> {
    /// Runs `inputs` through. Returns the tally, and the threads that came in.
    fn run(
        self,
        what: &'static str,
        inputs: Vec<Input>,
        clock: &Clock,
        progress: &Progress,
    ) -> anyhow::Result<(Tally, Vec<Thread>)> {
        let plan = Plan {
            service: wiring::fetch(self.settings, None, Arc::clone(clock))?,
            transforms: self.transforms,
            sink: self.sink,
            known: HashSet::new(),
            run: None,
            options: Options { order: Order::AsHandedOut, ..wiring::pipeline(self.settings) },
        };
        let observer = telling(progress.observer(what), progress.clone());
        let strict = self.strict;
        let result = runtime::block_on(async move |shutdown: Shutdown| {
            let (send, seeds) = mpsc::channel(plan.options.channel_capacity.get());
            let (tell, read) = tokio::sync::oneshot::channel();
            // A thread of its own, since standard input blocks.
            std::thread::Builder::new().name("onrecord-read".to_owned()).spawn(move || {
                drop(tell.send(Reader { send, threads: Vec::new(), strict }.read(&inputs)));
            })?;
            let tally = onrecord_pipeline::run(plan, seeds, observer, shutdown.clone()).await?;
            if shutdown.is_stopping() {
                return Err(
                    EndsWith(Exit::Interrupted, "interrupted; the output ends early".to_owned()).into()
                );
            }
            Ok((tally, read.await.context("the reader panicked")??))
        });
        progress.clear();
        result
    }
}

/// Also tells each gap as it comes.
fn telling(mut bar: Observer, progress: Progress) -> Observer {
    Box::new(move |event| {
        if let Event::Finished { request, outcome, .. } = event {
            match outcome {
                Outcome::Done | Outcome::Expanded { .. } => {}
                Outcome::Skipped(reason) => progress.say(&gaps::gap("skipped", &request.label(), reason)),
                Outcome::Failed(reason) => progress.say(&gaps::gap("failed", &request.label(), reason)),
            }
        }
        bar(event);
    })
}

/// Makes works of what the command was given.
struct Reader {
    send: mpsc::Sender<Work>,
    threads: Vec<Thread>,
    strict: bool,
}

impl Reader {
    fn read(mut self, inputs: &[Input]) -> anyhow::Result<Vec<Thread>> {
        for input in inputs {
            match input {
                Input::Job(request) => self.send(Work::new(request.clone())),
                Input::Lines(name) if name == "-" => self.lines(name, io::stdin().lock())?,
                Input::Lines(name) => match File::open(name) {
                    Ok(file) => self.lines(name, BufReader::new(file))?,
                    // `fetch` tells why it can't be read, as of any other file.
                    Err(_) => self.send(Work::new(Request::File(name.clone()))),
                },
            }
        }
        Ok(self.threads)
    }

    fn lines(&mut self, path: &str, reader: impl BufRead) -> anyhow::Result<()> {
        for line in Lines::new(reader) {
            let line = line.with_context(|| format!("failed to read {path}"))?;
            let request = Request::Line { path: path.to_owned(), line: line.number, offset: line.offset };
            let mut work = Work::new(request);
            match line.message() {
                Ok(Envelope { issues, message, .. }) => {
                    work.issues = issues;
                    match message {
                        Message::Snapshot(snapshot) => work.snapshot = Some(snapshot),
                        Message::Article(article) => work.article = Some(article),
                        Message::Thread(thread) => {
                            self.threads.push(thread);
                            continue;
                        }
                    }
                }
                Err(error) if self.strict => {
                    let told = format!("{}: {error}", work.request.label());
                    return Err(EndsWith(Exit::Partial, told).into());
                }
                Err(error) => {
                    work.outcome = Some(Outcome::Failed(Reason {
                        stage: "read".to_owned(),
                        code: "bad_line".to_owned(),
                        message: error.to_string(),
                    }));
                }
            }
            self.send(work);
        }
        Ok(())
    }

    fn send(&self, work: Work) {
        // A run that has ended early takes nothing more; it tells why itself.
        drop(self.send.blocking_send(work));
    }
}

/// Writes the articles of a record, then its threads.
fn write_record(store: &dyn Store, threads: &[Thread], output: Option<&Path>) -> anyhow::Result<()> {
    let mut out = output::open(output)?;
    for id in store.article_ids()? {
        if let Some(article) = store.article(&id)? {
            output::write_line(out.as_mut(), &Message::Article(article).into())?;
        }
    }
    for thread in threads {
        output::write_line(out.as_mut(), &Message::Thread(thread.clone()).into())?;
    }
    Ok(out.flush()?)
}

/// Tells the counts, and the exit code they stand for.
fn ended(tally: &Tally, progress: &Progress) -> Exit {
    let Tally { done, skipped, failed, .. } = tally;
    let inputs = tally.inputs();
    progress.say(&format!("{inputs} inputs = {done} done + {skipped} skipped + {failed} failed"));
    if *failed > 0 { Exit::Partial } else { Exit::Ok }
}
