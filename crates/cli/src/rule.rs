//! `onrecord rule`: a person's verdict, recorded for good.

use std::io::Write as _;

use onrecord_model::{ClaimId, Ruling, RulingId, Thread, ThreadId};
use onrecord_store::{Query, SqliteStore, Store};

use crate::{
    args,
    clock::Clock,
    exit::{Exit, usage},
    output,
    progress::Progress,
    query,
};

/// Records a ruling.
pub(crate) fn rule(args: &args::Rule, clock: &Clock, progress: &Progress) -> anyhow::Result<Exit> {
    let texts = Texts::read(args)?;
    let path = query::path(&args.place)?;
    // Opened for reading first: a record that is not there is not to be made.
    drop(SqliteStore::open_readonly(&path)?);
    let mut store = SqliteStore::open(&path)?;
    let thread = thread(&store, &args.thread)?;
    let claim = args.claim.as_deref().map(|claim| claim_of(&thread, claim)).transpose()?;
    let supersedes = args.supersedes.as_deref().map(|earlier| ruling_id(&store, earlier)).transpose()?;
    let mut ruling = Ruling {
        id: RulingId::of(&[]),
        thread: thread.id.clone(),
        claim,
        verdict: texts.verdict,
        reasons: texts.reasons,
        by: texts.by,
        evidence: texts.evidence,
        made: clock(),
        supersedes,
        after: store.last_run()?,
        title: thread.title.clone(),
        claims: thread.claims.clone(),
    };
    ruling.id = ruling.proper_id();
    store.rule(&ruling)?;
    tell(&ruling, args.json)?;
    let others = query::Context::load(&store)?;
    let standing =
        |other: &&Ruling| other.id != ruling.id && others.rulings.superseded_by(&other.id).is_none();
    for other in others.rulings.on(&thread.id).filter(standing) {
        let (id, by, verdict) = (&other.id, &other.by, &other.verdict);
        progress.say(&format!(
            "{id} of {by} (“{verdict}”) stands on this thread too; --supersedes {id} would correct it"
        ));
    }
    progress.say("`onrecord report` writes it to the report.");
    Ok(Exit::Ok)
}

/// What a person wrote, with nothing missing.
struct Texts {
    verdict: String,
    reasons: String,
    by: String,
    evidence: Vec<String>,
}

impl Texts {
    fn read(args: &args::Rule) -> anyhow::Result<Self> {
        let text = |option: &str, text: &str| match text.trim() {
            "" => Err(usage(format!("{option} is empty: a ruling has a verdict, reasons and a name"))),
            text => Ok(text.to_owned()),
        };
        let verdict = text("--verdict", &args.verdict)?;
        if !verdict.contains(char::is_alphabetic) {
            return Err(usage(format!(
                "--verdict {verdict}: a verdict is words (“False”, “Missing context”); onrecord keeps no scores of truth"
            )));
        }
        let evidence = args.evidence.iter().map(|url| address(url)).collect::<anyhow::Result<_>>()?;
        Ok(Self {
            verdict,
            reasons: text("--reasons", &args.reasons)?,
            by: text("--by", &args.by)?,
            evidence,
        })
    }
}

fn address(text: &str) -> anyhow::Result<String> {
    let url = url::Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let Some(url) = url.filter(url::Url::has_host) else {
        return Err(usage(format!("--evidence {text}: not an address on the web (https://…)")));
    };
    Ok(url.into())
}

fn thread(store: &dyn Store, text: &str) -> anyhow::Result<Thread> {
    let Some(id) = ThreadId::parse(text) else {
        return Err(unknown(store, text)?);
    };
    match store.thread(&id)? {
        Some(thread) => Ok(thread),
        None => Err(unknown(store, text)?),
    }
}

fn claim_of(thread: &Thread, text: &str) -> anyhow::Result<ClaimId> {
    let found = thread.claims.iter().find(|claim| claim.id.as_str() == text);
    found.map(|claim| claim.id.clone()).ok_or_else(|| {
        let id = &thread.id;
        usage(format!("--claim {text}: not a claim of {id}; `onrecord show {id}` lists its claims"))
    })
}

fn ruling_id(store: &dyn Store, text: &str) -> anyhow::Result<RulingId> {
    let all = store.rulings()?;
    let Some(found) = all.iter().find(|ruling| ruling.id.as_str() == text) else {
        let known: Vec<&str> = all.iter().rev().take(NAMED).map(|ruling| ruling.id.as_str()).collect();
        let known = if known.is_empty() {
            "it has none".to_owned()
        } else {
            format!("the last are {}", known.join(", "))
        };
        return Err(usage(format!("--supersedes {text}: no ruling of this record; {known}")));
    };
    if let Some(later) = all.iter().find(|ruling| ruling.supersedes.as_ref() == Some(&found.id)) {
        return Err(usage(format!(
            "--supersedes {text}: {} of {} has superseded it already; supersede that one",
            later.id, later.by
        )));
    }
    Ok(found.id.clone())
}

/// How many ids an error names at most.
const NAMED: usize = 3;

/// In how many characters an id that somebody mistyped may differ from the one that was meant.
const SLIPS: usize = 3;

/// The error for an id that the record does not hold, with what may have been meant.
pub(crate) fn unknown(store: &dyn Store, text: &str) -> anyhow::Result<anyhow::Error> {
    let threads = store.threads(&Query::default())?;
    if threads.is_empty() && store.article_ids()?.is_empty() {
        return Ok(usage(format!("{text}: not in this record, which is empty; `onrecord run` fills it")));
    }
    let near = |id: &str| {
        let slips =
            id.chars().zip(text.chars()).filter(|(a, b)| a != b).count() + id.len().abs_diff(text.len());
        slips <= SLIPS || (text.len() > "thr_".len() && id.starts_with(text))
    };
    let meant = threads.iter().filter(|thread| near(thread.id.as_str())).take(NAMED).collect::<Vec<_>>();
    let held = ClaimId::parse(text).map(|claim| {
        threads
            .iter()
            .filter(|thread| thread.claims.iter().any(|one| one.id == claim))
            .take(NAMED)
            .collect::<Vec<_>>()
    });
    let (why, meant) = match held {
        Some(threads) if !threads.is_empty() => ("a claim, not a thread; it stands in", threads),
        _ if !meant.is_empty() => ("not in this record; did you mean", meant),
        _ => match former(store, text, &threads)? {
            Some(thread) => ("a thread of an earlier run; what it held now stands in", vec![thread]),
            None => {
                return Ok(usage(format!(
                    "{text}: not in this record; `onrecord threads WORDS` finds threads by words"
                )));
            }
        },
    };
    let named: Vec<String> = meant.iter().map(|thread| format!("{} ({})", thread.id, thread.title)).collect();
    Ok(usage(format!("{text}: {why} {}", named.join(", "))))
}

/// The thread that holds most of what a thread of an earlier run held.
fn former<'a>(store: &dyn Store, text: &str, threads: &'a [Thread]) -> anyhow::Result<Option<&'a Thread>> {
    for run in store.runs()?.iter().rev() {
        let before = store.threads_of_run(&run.id)?.into_iter().find(|thread| thread.id.as_str() == text);
        if let Some(before) = before {
            let shared = |thread: &Thread| {
                thread
                    .claims
                    .iter()
                    .filter(|claim| before.claims.iter().any(|one| one.id == claim.id))
                    .count()
            };
            let best =
                threads.iter().map(|thread| (shared(thread), thread)).max_by_key(|(shared, _)| *shared);
            return Ok(best.filter(|(shared, _)| *shared > 0).map(|(_, thread)| thread));
        }
    }
    Ok(None)
}

fn tell(ruling: &Ruling, json: bool) -> anyhow::Result<()> {
    let mut out = output::open(None)?;
    if json {
        serde_json::to_writer_pretty(&mut out, ruling)?;
        writeln!(out)?;
    } else {
        let Ruling { id, thread, title, verdict, by, made, .. } = ruling;
        let line = format!("{id}  {made}  {by}: {verdict}\n{thread}  {title}");
        writeln!(out, "{}", output::printable(&line))?;
    }
    Ok(out.flush()?)
}
