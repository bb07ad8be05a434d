//! What holds between two statements of one thread.

use std::borrow::Cow;

use onrecord_model::{Bound, Count, Quantity, Relation, RelationKind};

use crate::frame::Fit;
use crate::gate::{Footing, Reason, Verdict, fits, footing, gate, interval, is_loose_fit, overlap, spread};
use crate::predicate::Trait;
use crate::slot::{Margin, Statement};
use crate::wording::{cited, days, figure, outlet, voice};

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
    if let (Some(x), Some(y)) = (&a.charge, &b.charge) {
        return if x.answers(y) || y.answers(x) { denial(a, b) } else { Between::Nothing };
    }
    if a.denies() || b.denies() {
        return denial(a, b);
    }
    if !a.commits() || !b.commits() {
        return Between::Nothing;
    }
    let (Some(stated_a), Some(stated_b)) = (&a.claim.quantity, &b.claim.quantity) else {
        return without_number(a, b, copied);
    };
    let (x, y) = (&*within_margin(stated_a, a.margin), &*within_margin(stated_b, b.margin));
    // "Fewer than 20" does not say what "nobody" says, though it leaves room for it.
    if overlap(x, y) && (is_nought(x) != is_nought(y)) {
        return Between::Nothing;
    }
    // The same voice under a shorter or a longer name.
    let same_figure = x.value.to_bits() == y.value.to_bits() && x.unit == y.unit && x.bound == y.bound;
    if same_figure && a.is_of_speaker_of(b) && a.count == b.count && a.planned == b.planned {
        return Between::Related(repetition(b, a, copied));
    }
    if overlap(x, y) {
        // What only the usual margin of a poll lets fit neither agrees nor contradicts.
        let told = [a, b].iter().all(|s| s.margin.is_none_or(|margin| margin.told));
        let (x, y) = if told { (x, y) } else { (stated_a, stated_b) };
        let footing =
            footing(a, b).filter(|_| (fits(x, y) || rounds_to(x, y)) && is_other_voice(a, b, copied));
        return footing.map_or(Between::Nothing, |footing| agreement(a, b, footing));
    }
    match gate(a, b) {
        Verdict::Comparable if copied && !both_named(a, b) => Between::Apart(Reason::SameSource),
        Verdict::Comparable => contradiction(a, b),
        Verdict::NotComparable(
            reason @ (Reason::Day | Reason::Hours | Reason::TimeUnknown | Reason::Revised),
        ) => update(a, b).unwrap_or(Between::Apart(reason)),
        Verdict::NotComparable(
            reason @ (Reason::SameSpeaker | Reason::Words | Reason::Count | Reason::Period),
        ) if a.is_of_speaker_of(b) => update(a, b).unwrap_or(Between::Apart(reason)),
        Verdict::NotComparable(reason) => Between::Apart(reason),
    }
}

/// The figure, with the margin of error that it has as that of a poll.
fn within_margin(quantity: &Quantity, margin: Option<Margin>) -> Cow<'_, Quantity> {
    match margin {
        Some(margin) => Cow::Owned(spread(quantity, margin.points)),
        None => Cow::Borrowed(quantity),
    }
}

fn is_nought(quantity: &Quantity) -> bool {
    quantity.value == 0.0
}

/// Whether one figure is the other, rounded: "4,700" and "4,682".
fn rounds_to(x: &Quantity, y: &Quantity) -> bool {
    const CLOSE: f64 = 0.02;
    let exact = |q: &Quantity| q.bound == Bound::Exact;
    exact(x) && exact(y) && (x.value - y.value).abs() <= CLOSE * x.value.abs().max(y.value.abs())
}

/// Whether they are two voices: two named speakers, or two outlets that do not copy each other.
fn is_other_voice(a: &Statement, b: &Statement, copied: bool) -> bool {
    if both_named(a, b) {
        return !a.is_of_speaker_of(b);
    }
    let one_outlet = a.speaker.is_none() && b.speaker.is_none() && outlet(a) == outlet(b);
    !copied && !one_outlet && !a.is_on_page_of(b)
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
    // Who denies 31 has not denied 12, and nobody denies what is said only later.
    let other_figure = denial
        .claim
        .quantity
        .as_ref()
        .zip(claim.claim.quantity.as_ref())
        .is_some_and(|(x, y)| !overlap(x, y));
    let later = denial.as_of.zip(claim.as_of).is_some_and(|(denied, said)| said > denied);
    // Where only the words tell what is denied, they must tell whom and what it is about.
    let elsewhere = claim.is_open()
        && claim.charge.is_none()
        && !(denial.shares_name(claim) && denial.frame.shares_deed(&claim.frame));
    if own || other_figure || later || elsewhere || !claim.commits() {
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
    let two_voices = is_other_voice(a, b, copied) && both_named(a, b);
    if !both_bare || a.planned != b.planned || !two_voices || a.is_told() && !a.tells_as(b) {
        return Between::Nothing;
    }
    let why = format!("{} and {} both say it, without a figure", voice(a), voice(b));
    related(b, a, RelationKind::Agrees, why)
}

fn agreement(a: &Statement, b: &Statement, footing: Footing) -> Between {
    let footing = match footing {
        Footing::Comparable => "",
        Footing::SameDays => "; given at different times, of the same days",
        Footing::Undated => "; neither tells the days it covers, and they were given within three days",
    };
    related(b, a, RelationKind::Agrees, format!("{} fits {}{footing}", cited(b), cited(a)))
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

/// Whether a body tells a figure again that goes on growing: "by noon", "so far", "has risen to". A running total of a
/// place may be open at its end; it is then told again, not of another event.
fn is_told_again(earlier: &Statement, later: &Statement) -> bool {
    let both = earlier.count == Count::Running && later.count == Count::Running;
    let goes_on = both || later.frame.told_anew && earlier.count != Count::Rate;
    let known = earlier.shares_name(later) || earlier.frame.fit(&later.frame) == Fit::Same;
    goes_on && known && is_loose_fit(earlier, later)
}

/// Whether the two begin on other days, or are of two stretches of days that both have an end.
fn other_days(a: &Statement, b: &Statement) -> bool {
    let closed = |s: &Statement| s.slot.from.is_some() && s.slot.to.is_some();
    let from = a.slot.from.is_some() && b.slot.from.is_some() && a.slot.from != b.slot.from;
    from || closed(a) && closed(b) && a.slot.to != b.slot.to
}

/// A toll or running total that was given anew: on a later day, or by the same speaker hours later. The gate ends at
/// its first doubt, so what it asks after the days (the same event) is asked here again.
fn update(a: &Statement, b: &Statement) -> Option<Between> {
    let key = |s: &Statement| (s.as_of, s.claim.page.time());
    let (earlier, later) = if key(a) <= key(b) { (a, b) } else { (b, a) };
    let (then, now) = (earlier.as_of?, later.as_of?);
    let same_voice = earlier.is_of_speaker_of(later);
    if (then == now && !(same_voice && key(a).1 != key(b).1)) || earlier.hedged || later.hedged {
        return None;
    }
    let toll = later.class.is_some_and(|class| class.is(Trait::Toll));
    let same_place = earlier.slot.place.is_some()
        && earlier.slot.place == later.slot.place
        && earlier.place_stated
        && later.place_stated;
    if other_days(earlier, later) {
        return None;
    }
    let told_again = same_voice && is_told_again(earlier, later);
    let same_days =
        earlier.slot.to.is_some() && (earlier.slot.from, earlier.slot.to) == (later.slot.from, later.slot.to);
    let same_event = if earlier.count != later.count {
        told_again
    } else if toll {
        told_again
            || (same_place || earlier.shares_name(later))
                && (earlier.shares_context(later) || later.tells_rise)
    } else {
        let total = later.count == Count::Running;
        let same_words = earlier.frame.fit(&later.frame) == Fit::Same;
        told_again || (same_days || total && same_place) && (total || same_voice) && same_words
    };
    if !same_event {
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
