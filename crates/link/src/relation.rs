//! What holds between two statements of one thread.

use onrecord_model::{Relation, RelationKind};

use crate::gate::{Reason, Verdict, gate, interval, overlap};
use crate::predicate::Trait;
use crate::slot::{Count, Statement};
use crate::wording::{cited, days, figure, voice};

/// What two statements are to one another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Between {
    /// A relation.
    Related(Relation),
    /// Their figures differ, and can't be compared.
    Apart(Reason),
    /// Nothing to tell.
    Nothing,
}

/// What holds between `a` and `b`, of which `b` stands later in the thread. `copied`: they have one origin.
pub(crate) fn between(a: &Statement, b: &Statement, copied: bool) -> Between {
    if a.denies() || b.denies() {
        return denial(a, b);
    }
    if !a.commits() || !b.commits() {
        return Between::Nothing;
    }
    let verdict = gate(a, b);
    let (Some(x), Some(y)) = (&a.claim.quantity, &b.claim.quantity) else {
        return without_number(a, b, copied);
    };
    if x.unit == y.unit && overlap(x, y) {
        let open = match verdict {
            Verdict::Comparable => true,
            Verdict::NotComparable(reason) => reason.is_doubt() && reason != Reason::SameSpeaker,
        };
        return if open && is_other_voice(a, b, copied) { agreement(a, b) } else { Between::Nothing };
    }
    match verdict {
        Verdict::Comparable => contradiction(a, b),
        Verdict::NotComparable(Reason::Day) => update(a, b).unwrap_or(Between::Apart(Reason::Day)),
        Verdict::NotComparable(reason @ (Reason::PlaceUnknown | Reason::Event | Reason::TimeUnknown)) => {
            update(a, b).unwrap_or(Between::Apart(reason))
        }
        Verdict::NotComparable(reason) => Between::Apart(reason),
    }
}

fn is_other_voice(a: &Statement, b: &Statement, copied: bool) -> bool {
    let same_voice = a.speaker.is_some() && a.speaker == b.speaker;
    !same_voice && !copied && a.claim.article != b.claim.article
        || (both_named(a, b) && a.speaker != b.speaker)
}

fn both_named(a: &Statement, b: &Statement) -> bool {
    a.speaker.is_some() && b.speaker.is_some()
}

fn related(from: &Statement, to: &Statement, kind: RelationKind, why: String) -> Between {
    Between::Related(Relation { from: from.claim.id.clone(), to: to.claim.id.clone(), kind, why })
}

/// `from` says what `to` said, or what its copy did.
pub(crate) fn repetition(from: &Statement, to: &Statement, copied: bool) -> Relation {
    let why = if copied {
        format!("the same words as {} in a report of the same origin", cited(to))
    } else if to.claim.quantity.is_some() {
        format!("{} again, with the same figure as {}", voice(from), cited(to))
    } else {
        format!("{} again: “{}”", voice(from), from.claim.content)
    };
    Relation { from: from.claim.id.clone(), to: to.claim.id.clone(), kind: RelationKind::Repeats, why }
}

fn denial(a: &Statement, b: &Statement) -> Between {
    let (denial, claim) = if b.denies() { (b, a) } else { (a, b) };
    let own = (denial.speaker.is_some() && denial.speaker == claim.speaker)
        || (denial.party.is_some() && denial.party == claim.party);
    if own || !claim.commits() {
        return Between::Nothing;
    }
    let what = match &claim.claim.quantity {
        Some(_) => format!("{} says {}", voice(claim), figure(claim)),
        None => format!("{} says “{}”", voice(claim), claim.claim.content),
    };
    let when = days(denial.as_of, denial.as_of);
    let why = format!("{what}; {} denies “{}”, {when}", voice(denial), denial.claim.content);
    related(denial, claim, RelationKind::Denies, why)
}

fn without_number(a: &Statement, b: &Statement, copied: bool) -> Between {
    let both_bare = a.claim.quantity.is_none() && b.claim.quantity.is_none();
    if !both_bare || a.planned != b.planned || !is_other_voice(a, b, copied) || !both_named(a, b) {
        return Between::Nothing;
    }
    let why = format!("{} and {} both say it, without a figure", voice(a), voice(b));
    related(b, a, RelationKind::Agrees, why)
}

fn agreement(a: &Statement, b: &Statement) -> Between {
    related(b, a, RelationKind::Agrees, format!("{} fits {}", cited(b), cited(a)))
}

fn contradiction(a: &Statement, b: &Statement) -> Between {
    let when = match (b.slot.from, b.slot.to) {
        (None, None) => days(b.as_of, b.as_of),
        (from, to) => days(from, to),
    };
    let place = b.slot.place.as_deref().map(|place| format!(" in {place}")).unwrap_or_default();
    let why = format!("{} and {} count the same{place}, {when}, and can't both be right", cited(a), cited(b));
    related(b, a, RelationKind::Contradicts, why)
}

/// A toll or running total that was given anew on a later day. The gate has let them through up to the day.
fn update(a: &Statement, b: &Statement) -> Option<Between> {
    let (earlier, later) = if a.as_of <= b.as_of { (a, b) } else { (b, a) };
    let (then, now) = (earlier.as_of?, later.as_of?);
    if then == now || earlier.hedged || later.hedged {
        return None;
    }
    let same_place = earlier.slot.place.is_some() && earlier.slot.place == later.slot.place;
    let same_days =
        earlier.slot.to.is_some() && (earlier.slot.from, earlier.slot.to) == (later.slot.from, later.slot.to);
    let grows = later.class.is_some_and(|class| class.is(Trait::Toll)) || later.count == Count::Running;
    let same_voice = earlier.speaker.is_some() && earlier.speaker == later.speaker;
    if !(grows && (same_place || same_days) || same_days && same_voice) {
        return None;
    }
    let (_, most_then) = interval(earlier.claim.quantity.as_ref()?);
    let (least_now, _) = interval(later.claim.quantity.as_ref()?);
    let rose = most_then < least_now;
    if !rose && !same_voice {
        return None;
    }
    let verb = if rose { "raises" } else { "lowers" };
    let why = format!(
        "{} {verb} {} to {}, {}",
        voice(later),
        cited(earlier),
        figure(later),
        days(Some(now), Some(now))
    );
    Some(related(later, earlier, RelationKind::Updates, why))
}
