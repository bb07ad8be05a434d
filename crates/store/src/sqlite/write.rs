//! Runs, and the batches of their jobs. Everything is an upsert: to write the same again changes nothing, and in which
//! order two works of a run come makes no difference.

use std::{borrow::Cow, collections::HashSet, error::Error as _, fmt::Write as _};

use onrecord_model::{
    Article, ArticleId, Claim, Digest, JobId, Moment, Outcome, Reason, Request, RunId, Snapshot, Work,
};
use rusqlite::{Connection, Transaction, TransactionBehavior, named_params, params};

use super::{
    Fault,
    rows::{act, all, first, integer, json, name, sortable},
};
use crate::{
    Run, StoreError,
    archive::{Archive, Blobs},
};

pub(super) fn begin(
    db: &mut Connection,
    config: &Digest,
    seeds: &[Request],
    started: &Moment,
) -> Result<Run, Fault> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let unfinished = first(
        &step,
        "SELECT id FROM runs WHERE config_sha256 = ?1 AND ended IS NULL ORDER BY number DESC LIMIT 1",
        [config.as_str()],
        |row| Ok(super::rows::text("run id", row.get(0)?)?),
    )?;
    let run = match unfinished {
        Some(id) => Run { id, resumed: true },
        None => Run { id: new_run(&step, config, started)?, resumed: false },
    };
    for (position, seed) in seeds.iter().enumerate() {
        put_seed(&step, &run.id, seed, position)?;
    }
    step.commit()?;
    Ok(run)
}

fn new_run(db: &Connection, config: &Digest, started: &Moment) -> Result<RunId, Fault> {
    let count = "SELECT count(*) + 1 FROM runs WHERE config_sha256 = ?1";
    let ordinal: i64 = db.prepare_cached(count)?.query_row([config.as_str()], |row| row.get(0))?;
    let id = RunId::of(&[config.as_str(), &ordinal.to_string()]);
    act(
        db,
        "INSERT INTO runs (id, number, config_sha256, started)
         VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM runs), ?2, ?3)",
        params![id.as_str(), config.as_str(), started.as_str()],
    )?;
    Ok(id)
}

pub(super) fn finish(db: &mut Connection, run: &RunId, ended: &Moment) -> Result<(), Fault> {
    let changed = act(db, "UPDATE runs SET ended = ?2 WHERE id = ?1", params![run.as_str(), ended.as_str()])?;
    if changed == 0 { Err(StoreError::NoRun { run: run.clone() }.into()) } else { Ok(()) }
}

/// A work, and what of it the record takes.
pub(super) struct Judged<'a> {
    work: &'a Work,
    /// Hash and size of the bytes of its snapshot.
    bytes: Option<(Digest, usize)>,
    /// Why the record refuses it.
    refused: Option<StoreError>,
}

/// Tells what could be read back as it is, and the bytes of the snapshots to keep. What is wrong with one work is no
/// matter of the others in its batch.
pub(super) fn judge(batch: &[Work]) -> (Vec<Judged<'_>>, Blobs<'_>) {
    let mut blobs = Blobs::new();
    let judged = batch.iter().map(|work| {
        let mut judged = Judged { work, bytes: None, refused: kept_article(work).and_then(flaw) };
        match work.snapshot.as_ref().map(proven).transpose() {
            Ok(Some((sha256, bytes))) => {
                judged.bytes = Some((sha256.clone(), bytes.len()));
                blobs.insert(sha256, bytes);
            }
            Ok(None) => {}
            Err(error) => judged.refused = Some(error),
        }
        judged
    });
    (judged.collect(), blobs)
}

/// What would keep an article from being read back as it is.
fn flaw(article: &Article) -> Option<StoreError> {
    if let Err(source) = article.prove() {
        return Some(StoreError::Span { article: article.id.clone(), source });
    }
    let mut ids = HashSet::new();
    article.claims.iter().find_map(|claim| {
        if !ids.insert(&claim.id) {
            Some(claim_twice(claim, article))
        } else if !is_finite(claim) {
            Some(StoreError::NotFinite { claim: claim.id.clone() })
        } else {
            None
        }
    })
}

fn is_finite(claim: &Claim) -> bool {
    claim.confidence.is_finite()
        && claim.quantities.iter().all(|quantity| {
            let whole = quantity.of.as_ref().map(|whole| whole.value);
            let numbers = [Some(quantity.value), quantity.low, quantity.high, whole];
            numbers.into_iter().flatten().all(f64::is_finite)
        })
}

fn claim_twice(claim: &Claim, article: &Article) -> StoreError {
    StoreError::ClaimTwice { claim: claim.id.clone(), article: article.id.clone() }
}

/// The article of a job that is done; that of a job which a later stage gave up is not for the record.
fn kept_article(work: &Work) -> Option<&Article> {
    work.article.as_ref().filter(|_| matches!(work.outcome, Some(Outcome::Done)))
}

/// The bytes of a snapshot, under the hash that it has or that they give.
fn proven(snapshot: &Snapshot) -> Result<(Digest, Cow<'_, [u8]>), StoreError> {
    let bytes = snapshot.body.bytes();
    let bytes = bytes.map_err(|source| StoreError::Unread { url: snapshot.url.clone(), source })?;
    let found = Digest::of(&bytes);
    match &snapshot.sha256 {
        Some(expected) if *expected != found => {
            Err(StoreError::Altered { expected: expected.clone(), found })
        }
        _ => Ok((found, bytes)),
    }
}

pub(super) fn commit(db: &mut Connection, run: &RunId, batch: &[Judged<'_>]) -> Result<(), Fault> {
    let mut step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if first(&step, "SELECT 1 FROM runs WHERE id = ?1", [run.as_str()], |_| Ok(()))?.is_none() {
        return Err(StoreError::NoRun { run: run.clone() }.into());
    }
    for Judged { work, bytes, refused } in batch {
        if let (Some(snapshot), Some(bytes)) = (&work.snapshot, bytes) {
            put_snapshot(&step, snapshot, bytes)?;
        }
        match refused {
            Some(error) => put_refused(&step, run, work, error)?,
            None => put_work(&mut step, run, work)?,
        }
        for (position, request) in work.discovered.iter().enumerate() {
            put_listed(&step, run, request, &work.request.label(), position)?;
        }
    }
    Ok(step.commit()?)
}

/// Writes what a job gave; where its article can't be kept, nothing of it but that it was refused.
fn put_work(step: &mut Transaction<'_>, run: &RunId, work: &Work) -> Result<(), Fault> {
    let Some(article) = kept_article(work) else { return put_job(step, run, work, work.outcome.as_ref()) };
    let part = step.savepoint()?;
    match put_article(&part, run, article) {
        Ok(()) => {
            put_job(&part, run, work, work.outcome.as_ref())?;
            Ok(part.commit()?)
        }
        Err(Fault::Store(error)) => {
            part.finish()?;
            put_refused(step, run, work, &error)
        }
        Err(fault) => Err(fault),
    }
}

fn put_refused(db: &Connection, run: &RunId, work: &Work, error: &StoreError) -> Result<(), Fault> {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(message, ": {error}").ok();
        cause = error.source();
    }
    let reason = Reason { stage: "store".to_owned(), code: "refused".to_owned(), message };
    put_job(db, run, work, Some(&Outcome::Failed(reason)))
}

fn put_snapshot(db: &Connection, snapshot: &Snapshot, (sha256, size): &(Digest, usize)) -> Result<(), Fault> {
    act(
        db,
        "INSERT INTO snapshots (sha256, size, file) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![sha256.as_str(), integer(*size), Archive::file(sha256)],
    )?;
    let Snapshot { url, final_url, status, fetched_at, media_type, headers, .. } = snapshot;
    let row = json(url, &(url, final_url, status, fetched_at, media_type, headers, sha256))?;
    act(
        db,
        "INSERT INTO retrievals
           (id, url, final_url, status, fetched_at, fetched_utc, media_type, headers, sha256)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        params![
            Digest::of(row.as_bytes()).as_str(),
            url,
            final_url,
            status,
            fetched_at.as_ref().map(Moment::as_str),
            fetched_at.as_ref().map(sortable),
            media_type,
            json(url, headers)?,
            sha256.as_str(),
        ],
    )?;
    Ok(())
}

fn put_article(db: &Connection, run: &RunId, article: &Article) -> Result<(), Fault> {
    let message_sha256 = Digest::of(json(article.id.as_str(), article)?.as_bytes());
    let stored: Option<(String, String)> = first(
        db,
        "SELECT last_run_id, message_sha256 FROM articles WHERE id = ?1",
        [article.id.as_str()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if let Some((last_run, kept)) = stored {
        if kept == message_sha256.as_str() {
            let sql = "UPDATE articles SET last_run_id = ?2 WHERE id = ?1";
            act(db, sql, params![article.id.as_str(), run.as_str()])?;
            return Ok(());
        }
        // Of two works of one run that give one article in two forms, the same one stays whichever comes first.
        if last_run == run.as_str() && *kept < *message_sha256.as_str() {
            return Ok(());
        }
        forget_claims(db, article)?;
    }
    put_article_row(db, run, article, &message_sha256)?;
    replace_older(db, run, article)?;
    for (position, claim) in article.claims.iter().enumerate() {
        put_claim(db, article, claim, position)?;
    }
    Ok(())
}

/// Removes what the new form of the article does not have. Claims that stay keep their row, for threads point to them.
fn forget_claims(db: &Connection, article: &Article) -> Result<(), Fault> {
    let id = article.id.as_str();
    let ids: Vec<&str> = article.claims.iter().map(|claim| claim.id.as_str()).collect();
    act(
        db,
        "DELETE FROM claims WHERE article_id = ?1 AND id NOT IN (SELECT value FROM json_each(?2))",
        params![id, json(id, &ids)?],
    )?;
    let of_claims = "claim_id IN (SELECT id FROM claims WHERE article_id = ?1)";
    act(db, &format!("DELETE FROM quantities WHERE {of_claims}"), [id])?;
    act(db, &format!("DELETE FROM findings WHERE {of_claims}"), [id])?;
    Ok(())
}

fn put_article_row(
    db: &Connection,
    run: &RunId,
    article: &Article,
    message_sha256: &Digest,
) -> Result<(), Fault> {
    let id = article.id.as_str();
    let source = &article.source;
    act(
        db,
        "INSERT INTO articles
           (id, url, canonical_url, outlet, title, authors, published, published_day, published_utc, modified,
            language, fetched_at, snapshot_sha256, text, blocks, sketch, message_sha256, last_run_id, search_row)
         VALUES
           (:id, :url, :canonical_url, :outlet, :title, :authors, :published, :published_day, :published_utc, :modified,
            :language, :fetched_at, :snapshot_sha256, :text, :blocks, :sketch, :message_sha256, :run,
            (SELECT coalesce(max(search_row), 0) + 1 FROM articles))
         ON CONFLICT (id) DO UPDATE SET
           url = excluded.url, canonical_url = excluded.canonical_url, outlet = excluded.outlet,
           title = excluded.title, authors = excluded.authors, published = excluded.published,
           published_day = excluded.published_day, published_utc = excluded.published_utc,
           modified = excluded.modified, language = excluded.language, fetched_at = excluded.fetched_at,
           snapshot_sha256 = excluded.snapshot_sha256, text = excluded.text, blocks = excluded.blocks,
           sketch = excluded.sketch, message_sha256 = excluded.message_sha256, last_run_id = excluded.last_run_id",
        named_params! {
            ":id": id,
            ":url": source.url,
            ":canonical_url": source.canonical_url,
            ":outlet": source.outlet,
            ":title": source.title,
            ":authors": json(id, &source.authors)?,
            ":published": source.published.as_ref().map(Moment::as_str),
            ":published_day": source.published.as_ref().map(|published| published.date().to_string()),
            ":published_utc": source.published.as_ref().map(sortable),
            ":modified": source.modified.as_ref().map(Moment::as_str),
            ":language": source.language,
            ":fetched_at": source.fetched_at.as_ref().map(Moment::as_str),
            ":snapshot_sha256": source.sha256.as_ref().map(Digest::as_str),
            ":text": article.text,
            ":blocks": json(id, &article.blocks)?,
            ":sketch": json(id, &article.sketch)?,
            ":message_sha256": message_sha256.as_str(),
            ":run": run.as_str(),
        },
    )?;
    Ok(())
}

/// Lets `article` take the place of articles that an older version of the rules made of the same page and bytes.
fn replace_older(db: &Connection, run: &RunId, article: &Article) -> Result<(), Fault> {
    let Some(sha256) = &article.source.sha256 else { return Ok(()) };
    let older = all(
        db,
        "SELECT id FROM articles WHERE url = ?1 AND snapshot_sha256 = ?2 AND id <> ?3 AND last_run_id <> ?4",
        params![article.source.url, sha256.as_str(), article.id.as_str(), run.as_str()],
        |row| Ok(row.get::<_, String>(0)?),
    )?;
    for older in older {
        act(
            db,
            "UPDATE jobs SET article_id = ?2 WHERE article_id = ?1",
            params![older, article.id.as_str()],
        )?;
        act(db, "DELETE FROM articles WHERE id = ?1", [older])?;
    }
    Ok(())
}

fn put_claim(db: &Connection, article: &Article, claim: &Claim, position: usize) -> Result<(), Fault> {
    let id = claim.id.as_str();
    let mention = claim.speaker.mention.as_ref().map(|mention| &mention.text);
    let changed = act(
        db,
        "INSERT INTO claims
           (id, article_id, position, speaker, speaker_kind, mention, role, affiliation, resolved_by, cue, content,
            mode, stance, negated, target, inside, sentence, confidence, message, search_row)
         VALUES
           (:id, :article, :position, :speaker, :speaker_kind, :mention, :role, :affiliation, :resolved_by, :cue,
            :content, :mode, :stance, :negated, :target, :inside, :sentence, :confidence, :message,
            (SELECT coalesce(max(search_row), 0) + 1 FROM claims))
         ON CONFLICT (id) DO UPDATE SET
           position = excluded.position, speaker = excluded.speaker, speaker_kind = excluded.speaker_kind,
           mention = excluded.mention, role = excluded.role, affiliation = excluded.affiliation,
           resolved_by = excluded.resolved_by, cue = excluded.cue, content = excluded.content, mode = excluded.mode,
           stance = excluded.stance, negated = excluded.negated, target = excluded.target, inside = excluded.inside,
           sentence = excluded.sentence, confidence = excluded.confidence, message = excluded.message
         WHERE article_id = excluded.article_id",
        named_params! {
            ":id": id,
            ":article": article.id.as_str(),
            ":position": integer(position),
            ":speaker": claim.speaker.name.as_ref().or(mention),
            ":speaker_kind": name(id, &claim.speaker.kind)?,
            ":mention": mention,
            ":role": claim.speaker.role,
            ":affiliation": claim.speaker.affiliation,
            ":resolved_by": name(id, &claim.speaker.resolved_by)?,
            ":cue": claim.cue.as_ref().map(|cue| &cue.text),
            ":content": claim.content.text,
            ":mode": name(id, &claim.mode)?,
            ":stance": name(id, &claim.stance)?,
            ":negated": claim.negated,
            ":target": claim.target.as_ref().map(|target| &target.text),
            ":inside": claim.inside.as_ref().map(onrecord_model::ClaimId::as_str),
            ":sentence": claim.sentence.slice(&article.text),
            ":confidence": claim.confidence,
            ":message": json(id, claim)?,
        },
    )?;
    if changed == 0 {
        return Err(claim_twice(claim, article).into());
    }
    put_quantities(db, claim)?;
    for (position, finding) in claim.findings.iter().enumerate() {
        super::threads::put_finding(db, (None, Some(id)), finding, position)?;
    }
    Ok(())
}

fn put_quantities(db: &Connection, claim: &Claim) -> Result<(), Fault> {
    let id = claim.id.as_str();
    for (position, quantity) in claim.quantities.iter().enumerate() {
        act(
            db,
            "INSERT INTO quantities
               (claim_id, position, text, value, low, high, bound, unit, object, of_value, of_object, trend)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                id,
                integer(position),
                quantity.text,
                quantity.value,
                quantity.low,
                quantity.high,
                name(id, &quantity.bound)?,
                quantity.unit,
                quantity.object,
                quantity.of.as_ref().map(|whole| whole.value),
                quantity.of.as_ref().and_then(|whole| whole.object.as_ref()),
                quantity.trend.map(|trend| name(id, &trend)).transpose()?,
            ],
        )?;
    }
    Ok(())
}

/// How a job stands, as columns.
#[derive(Default)]
struct State<'a> {
    name: &'static str,
    listed: Option<i64>,
    reason: Option<&'a Reason>,
}

fn state(outcome: Option<&Outcome>) -> State<'_> {
    match outcome {
        None => State { name: "pending", ..State::default() },
        Some(Outcome::Done) => State { name: "done", ..State::default() },
        Some(Outcome::Expanded { listed }) => {
            State { name: "expanded", listed: Some(integer(*listed)), ..State::default() }
        }
        Some(Outcome::Skipped(reason)) => State { name: "skipped", reason: Some(reason), ..State::default() },
        Some(Outcome::Failed(reason)) => State { name: "failed", reason: Some(reason), ..State::default() },
    }
}

/// Writes how a job ended. One that is new to the run was given to it from outside, or what lists it is still to come.
fn put_job(db: &Connection, run: &RunId, work: &Work, outcome: Option<&Outcome>) -> Result<(), Fault> {
    let id = work.request.id();
    let state = state(outcome);
    let article = kept_article(work).filter(|_| matches!(outcome, Some(Outcome::Done)));
    act(
        db,
        "INSERT INTO jobs
           (run_id, id, label, request, state, listed, stage, code, reason, article_id, reading_sha256)
         VALUES (:run, :id, :label, :request, :state, :listed, :stage, :code, :reason, :article, :reading)
         ON CONFLICT (run_id, id) DO UPDATE SET
           state = excluded.state, listed = excluded.listed, stage = excluded.stage, code = excluded.code,
           reason = excluded.reason, article_id = excluded.article_id, reading_sha256 = excluded.reading_sha256
         WHERE excluded.state <> 'pending'",
        named_params! {
            ":run": run.as_str(),
            ":id": id.as_str(),
            ":label": work.request.label(),
            ":request": json(id.as_str(), &work.request)?,
            ":state": state.name,
            ":listed": state.listed,
            ":stage": state.reason.map(|reason| &reason.stage),
            ":code": state.reason.map(|reason| &reason.code),
            ":reason": state.reason.map(|reason| &reason.message),
            ":article": article.map(|article| ArticleId::as_str(&article.id)),
            ":reading": article.map(reading).transpose()?.as_ref().map(Digest::as_str),
        },
    )?;
    put_issues(db, run, &id, work)
}

/// Hash of how an article was read: who says what, with which numbers. What was found on the claims, and what they are
/// about, is no matter of reading.
fn reading(article: &Article) -> Result<Digest, StoreError> {
    let read: Vec<_> = article
        .claims
        .iter()
        .map(|claim| {
            (&claim.id, &claim.speaker, &claim.content, claim.stance, claim.negated, &claim.quantities)
        })
        .collect();
    Ok(Digest::of(json(article.id.as_str(), &read)?.as_bytes()))
}

fn put_issues(db: &Connection, run: &RunId, job: &JobId, work: &Work) -> Result<(), Fault> {
    act(db, "DELETE FROM issues WHERE run_id = ?1 AND job_id = ?2", params![run.as_str(), job.as_str()])?;
    for (position, issue) in work.issues.iter().enumerate() {
        act(
            db,
            "INSERT INTO issues (run_id, job_id, position, stage, code, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![run.as_str(), job.as_str(), integer(position), issue.stage, issue.code, issue.message],
        )?;
    }
    Ok(())
}

/// Adds a job that the configuration names. Of two places in it the first counts; over a listing it always does.
fn put_seed(db: &Connection, run: &RunId, request: &Request, position: usize) -> Result<(), Fault> {
    put_request(
        db,
        "INSERT INTO jobs (run_id, id, label, request, listed_by, position, state)
         VALUES (:run, :id, :label, :request, :listed_by, :position, 'pending')
         ON CONFLICT (run_id, id) DO UPDATE SET listed_by = NULL, position = excluded.position
         WHERE listed_by IS NOT NULL OR position IS NULL",
        &Place { run, request, listed_by: None, position },
    )
}

/// Adds a job that another one listed. Of several listings the least by label and place counts, so that the order in
/// which they come makes no difference.
fn put_listed(
    db: &Connection,
    run: &RunId,
    request: &Request,
    listed_by: &str,
    position: usize,
) -> Result<(), Fault> {
    put_request(
        db,
        "INSERT INTO jobs (run_id, id, label, request, listed_by, position, state)
         VALUES (:run, :id, :label, :request, :listed_by, :position, 'pending')
         ON CONFLICT (run_id, id) DO UPDATE SET listed_by = excluded.listed_by, position = excluded.position
         WHERE position IS NULL
            OR (listed_by IS NOT NULL AND (excluded.listed_by, excluded.position) < (listed_by, position))",
        &Place { run, request, listed_by: Some(listed_by), position },
    )
}

/// Where a request was asked for.
struct Place<'a> {
    run: &'a RunId,
    request: &'a Request,
    listed_by: Option<&'a str>,
    position: usize,
}

fn put_request(db: &Connection, sql: &str, place: &Place<'_>) -> Result<(), Fault> {
    let id = place.request.id();
    act(
        db,
        sql,
        named_params! {
            ":run": place.run.as_str(),
            ":id": id.as_str(),
            ":label": place.request.label(),
            ":request": json(id.as_str(), place.request)?,
            ":listed_by": place.listed_by,
            ":position": integer(place.position),
        },
    )?;
    Ok(())
}
