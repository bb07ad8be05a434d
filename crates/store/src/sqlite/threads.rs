//! Threads with all that hangs on them. They are made anew from the whole record, so the old ones go first.

use onrecord_model::{ClaimRef, Digest, Finding, RunId, Thread};
use rusqlite::{Connection, ErrorCode, TransactionBehavior, named_params, params};

use super::{
    Fault,
    rows::{act, integer, json, name},
};
use crate::StoreError;

pub(super) fn replace(db: &mut Connection, run: &RunId, threads: &[Thread]) -> Result<(), Fault> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let count = "UPDATE runs SET threads = ?2 WHERE id = ?1";
    if act(&step, count, params![run.as_str(), integer(threads.len())])? == 0 {
        return Err(StoreError::NoRun { run: run.clone() }.into());
    }
    act(&step, "DELETE FROM threads", [])?;
    act(&step, "DELETE FROM run_threads WHERE run_id = ?1", [run.as_str()])?;
    for thread in threads {
        let message = json(thread.id.as_str(), thread)?;
        put(&step, thread, &message).map_err(|fault| told(fault, thread))?;
        put_form(&step, run, thread, &message)?;
    }
    Ok(step.commit()?)
}

/// Keeps a thread as `run` left it. A form that an earlier run left is there already.
fn put_form(db: &Connection, run: &RunId, thread: &Thread, message: &str) -> Result<(), Fault> {
    let sha256 = Digest::of(message.as_bytes());
    let form = "INSERT INTO thread_forms (sha256, message) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    act(db, form, params![sha256.as_str(), message])?;
    act(
        db,
        "INSERT INTO run_threads (run_id, thread_id, form)
         SELECT ?1, ?2, form FROM thread_forms WHERE sha256 = ?3",
        params![run.as_str(), thread.id.as_str(), sha256.as_str()],
    )?;
    Ok(())
}

/// A foreign key that does not hold, in words.
fn told(fault: Fault, thread: &Thread) -> Fault {
    match fault {
        Fault::Sqlite(rusqlite::Error::SqliteFailure(error, _))
            if error.code == ErrorCode::ConstraintViolation
                && error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY =>
        {
            StoreError::Dangling { thread: thread.id.clone() }.into()
        }
        other => other,
    }
}

fn put(db: &Connection, thread: &Thread, message: &str) -> Result<(), Fault> {
    let id = thread.id.as_str();
    let slot = &thread.slot;
    act(
        db,
        "INSERT INTO threads
           (id, title, actor, predicate, object, unit, place, first_day, last_day, message)
         VALUES
           (:id, :title, :actor, :predicate, :object, :unit, :place, :first_day, :last_day, :message)",
        named_params! {
            ":id": id,
            ":title": thread.title,
            ":actor": slot.actor,
            ":predicate": slot.predicate,
            ":object": slot.object,
            ":unit": slot.unit,
            ":place": slot.place,
            ":first_day": slot.from.map(|day| day.to_string()),
            ":last_day": slot.to.map(|day| day.to_string()),
            ":message": message,
        },
    )?;
    for (position, claim) in thread.claims.iter().enumerate() {
        put_claim(db, id, claim, position)?;
    }
    put_relations(db, thread)?;
    put_origins(db, thread)?;
    for (position, finding) in thread.findings.iter().enumerate() {
        put_finding(db, (Some(id), None), finding, position)?;
    }
    Ok(())
}

fn put_claim(db: &Connection, thread: &str, claim: &ClaimRef, position: usize) -> Result<(), Fault> {
    let quantity = claim.quantity.as_ref();
    act(
        db,
        "INSERT INTO thread_claims (thread_id, position, claim_id, quantity, value, low, high, of_value)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            thread,
            integer(position),
            claim.id.as_str(),
            quantity.map(|quantity| &quantity.text),
            quantity.map(|quantity| quantity.value),
            quantity.and_then(|quantity| quantity.low),
            quantity.and_then(|quantity| quantity.high),
            quantity.and_then(|quantity| quantity.of.as_ref()).map(|whole| whole.value),
        ],
    )?;
    Ok(())
}

fn put_relations(db: &Connection, thread: &Thread) -> Result<(), Fault> {
    let id = thread.id.as_str();
    for (position, relation) in thread.relations.iter().enumerate() {
        act(
            db,
            "INSERT INTO relations (thread_id, position, from_claim_id, kind, to_claim_id, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id,
                integer(position),
                relation.from.as_str(),
                name(id, &relation.kind)?,
                relation.to.as_str(),
                relation.why,
            ],
        )?;
    }
    Ok(())
}

fn put_origins(db: &Connection, thread: &Thread) -> Result<(), Fault> {
    let id = thread.id.as_str();
    for origin in &thread.origins {
        let origin_id = origin.id.as_str();
        act(
            db,
            "INSERT INTO origins (thread_id, id, why) VALUES (?1, ?2, ?3)",
            params![id, origin_id, origin.why],
        )?;
        for article in &origin.articles {
            act(
                db,
                "INSERT INTO origin_articles (thread_id, origin_id, article_id) VALUES (?1, ?2, ?3)",
                params![id, origin_id, article.as_str()],
            )?;
        }
    }
    Ok(())
}

/// Adds a finding about a thread or about one claim: one of the two ids of `about`.
pub(super) fn put_finding(
    db: &Connection,
    about: (Option<&str>, Option<&str>),
    finding: &Finding,
    position: usize,
) -> Result<(), Fault> {
    let (thread, claim) = about;
    let what = thread.or(claim).unwrap_or_default();
    act(
        db,
        "INSERT INTO findings (thread_id, claim_id, position, kind, says, claims, evidence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            thread,
            claim,
            integer(position),
            name(what, &finding.kind)?,
            finding.says,
            json(what, &finding.claims)?,
            json(what, &finding.evidence)?,
        ],
    )?;
    Ok(())
}
