//! Rulings: added, read, and nothing else; triggers of the schema see to it that nobody does.

use onrecord_model::{ClaimId, Moment, Ruling, RulingId, RunId};
use rusqlite::{Connection, TransactionBehavior, named_params};

use super::{
    Fault, read,
    rows::{act, first, json, text},
};
use crate::StoreError;

pub(super) const RULINGS: &str = "SELECT id, message FROM rulings ORDER BY number";
pub(super) const RULING: &str = "SELECT id, message FROM rulings WHERE id = ?1";
pub(super) const SUPERSEDED_BY: &str = "SELECT id FROM rulings WHERE supersedes = ?1";

pub(super) fn all(db: &Connection) -> Result<Vec<Ruling>, Fault> {
    let rulings: Vec<Ruling> = super::rows::all(db, RULINGS, [], read::message)?;
    rulings.iter().try_for_each(proper)?;
    Ok(rulings)
}

fn proper(ruling: &Ruling) -> Result<(), StoreError> {
    if ruling.id == ruling.proper_id() {
        Ok(())
    } else {
        Err(StoreError::Tampered { ruling: ruling.id.clone() })
    }
}

pub(super) fn add(db: &mut Connection, ruling: &Ruling) -> Result<(), Fault> {
    proper(ruling)?;
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_there(&step, &ruling.id)? {
        return Ok(());
    }
    if let Some(earlier) = &ruling.supersedes {
        if !is_there(&step, earlier)? {
            return Err(StoreError::NoRuling { ruling: earlier.clone() }.into());
        }
        let by = first(&step, SUPERSEDED_BY, [earlier.as_str()], |row| Ok(text("ruling id", row.get(0)?)?))?;
        if let Some(by) = by {
            return Err(StoreError::Superseded { ruling: earlier.clone(), by }.into());
        }
    }
    put(&step, ruling)?;
    Ok(step.commit()?)
}

fn is_there(db: &Connection, id: &RulingId) -> Result<bool, Fault> {
    Ok(first(db, RULING, [id.as_str()], |_| Ok(()))?.is_some())
}

fn put(db: &Connection, ruling: &Ruling) -> Result<(), Fault> {
    let id = ruling.id.as_str();
    act(
        db,
        "INSERT INTO rulings
           (id, number, thread_id, claim_id, verdict, reasons, person, evidence, made, supersedes, after_run_id, message)
         VALUES
           (:id, (SELECT coalesce(max(number), 0) + 1 FROM rulings), :thread, :claim, :verdict, :reasons, :person,
            :evidence, :made, :supersedes, :after, :message)",
        named_params! {
            ":id": id,
            ":thread": ruling.thread.as_str(),
            ":claim": ruling.claim.as_ref().map(ClaimId::as_str),
            ":verdict": ruling.verdict,
            ":reasons": ruling.reasons,
            ":person": ruling.by,
            ":evidence": json(id, &ruling.evidence)?,
            ":made": Moment::as_str(&ruling.made),
            ":supersedes": ruling.supersedes.as_ref().map(RulingId::as_str),
            ":after": ruling.after.as_ref().map(RunId::as_str),
            ":message": json(id, ruling)?,
        },
    )?;
    Ok(())
}
