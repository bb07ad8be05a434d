//! What the model's words are called on a page.

use std::fmt::Write as _;

use jiff::civil::Date;
use onrecord_model::{
    Bound, Claim, FindingKind, Mode, Moment, Place, Quantity, RelationKind, ResolvedBy, Ruling, SpeakerKind,
    Stance, TimeRef,
};

use crate::escape::line;

/// What the speaker does with the content, as a verb.
pub(crate) fn stance(stance: Stance, negated: bool) -> &'static str {
    match (stance, negated) {
        (Stance::Asserts, false) => "says",
        (Stance::Asserts, true) => "does not say",
        (Stance::Denies, false) => "denies",
        (Stance::Denies, true) => "does not deny",
        (Stance::Accuses, false) => "accuses",
        (Stance::Accuses, true) => "does not accuse",
        (Stance::Confirms, false) => "confirms",
        (Stance::Confirms, true) => "does not confirm",
        (Stance::Rejects, false) => "rejects",
        (Stance::Rejects, true) => "does not reject",
        (Stance::Promises, false) => "promises",
        (Stance::Promises, true) => "does not promise",
        (Stance::CallsFor, false) => "calls for",
        (Stance::CallsFor, true) => "does not call for",
        (Stance::Warns, false) => "warns",
        (Stance::Warns, true) => "does not warn",
        (Stance::Expects, false) => "expects",
        (Stance::Expects, true) => "does not expect",
        (Stance::Hopes, false) => "hopes",
        (Stance::Hopes, true) => "does not hope",
        (Stance::Asks, false) => "asks",
        (Stance::Asks, true) => "does not ask",
        (Stance::Believes, false) => "is reported to believe",
        (Stance::Believes, true) => "is reported not to believe",
        (Stance::Plans, false) => "is reported to plan",
        (Stance::Plans, true) => "is reported not to plan",
    }
}

/// As [`stance`], with whom it is about where a reader can't do without.
pub(crate) fn does(claim: &Claim) -> String {
    let verb = stance(claim.stance, claim.negated);
    match &claim.target {
        Some(target) if claim.stance == Stance::Accuses => format!("{verb} {}", line(&target.text)),
        _ => verb.to_owned(),
    }
}

/// Whether the claim says that its content is not so.
pub(crate) fn is_denial(stance: Stance, negated: bool) -> bool {
    stance == Stance::Denies && !negated
}

pub(crate) fn resolved(by: ResolvedBy) -> &'static str {
    match by {
        ResolvedBy::Named => "named here",
        ResolvedBy::Alias => "a short or other form of the name",
        ResolvedBy::Pronoun => "a pronoun",
        ResolvedBy::Nominal => "a description",
        ResolvedBy::Metonym => "a place or building that stands for a state",
        ResolvedBy::None => "not resolved to a name",
    }
}

pub(crate) fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organization => "organization",
        SpeakerKind::Government => "state or authority",
        SpeakerKind::Group => "group",
        SpeakerKind::Anonymous => "source kept unnamed",
        SpeakerKind::Outlet => "the outlet’s own statement",
        SpeakerKind::Unknown => "not told",
    }
}

pub(crate) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct quotation",
        Mode::Indirect => "reported speech",
        Mode::Mixed => "reported speech, partly quoted",
    }
}

pub(crate) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::Over => "more than",
        Bound::AtLeast => "at least",
        Bound::Under => "less than",
        Bound::AtMost => "at most",
        Bound::About => "about",
        Bound::Between => "between",
    }
}

/// What `from` does to `to`.
pub(crate) fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Repeats => "repeats",
        RelationKind::Agrees => "agrees with",
        RelationKind::Updates => "updates",
        RelationKind::Contradicts => "contradicts",
        RelationKind::Denies => "denies",
    }
}

pub(crate) fn finding(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Origins => "origins counted",
        FindingKind::Denied => "denied",
        FindingKind::NumberDiffers => "figures contradict",
        FindingKind::Updated => "updated",
        FindingKind::NotComparable => "not comparable",
        FindingKind::Arithmetic => "sum does not fit",
        FindingKind::ReferenceMatches => "matches a reference table",
        FindingKind::ReferenceMatchesDerived => "matches a reference table only as a sum",
        FindingKind::ReferenceDiffers => "differs from a reference table",
        FindingKind::PublishedCheck => "published fact-check",
        FindingKind::NotChecked => "could not be checked",
    }
}

/// `Ann Lee ruled “False” on 24 July 2025`.
pub(crate) fn ruling(ruling: &Ruling) -> String {
    format!("{} ruled “{}” on {}", ruling.by, ruling.verdict, day(ruling.made.date()))
}

/// How loudly a finding is shown; also the name of its style.
pub(crate) fn tone(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Denied
        | FindingKind::NumberDiffers
        | FindingKind::Arithmetic
        | FindingKind::ReferenceDiffers => "strong",
        FindingKind::Updated | FindingKind::ReferenceMatchesDerived | FindingKind::PublishedCheck => {
            "notable"
        }
        FindingKind::ReferenceMatches
        | FindingKind::Origins
        | FindingKind::NotComparable
        | FindingKind::NotChecked => "quiet",
    }
}

/// `3 claims`, `1 claim`.
pub(crate) fn count(n: usize, one: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {one}{plural}", thousands(n as u64))
}

/// `12,345`.
pub(crate) fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `19,000`, `-2.5`.
fn number(value: f64) -> String {
    let text = value.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    match digits.parse() {
        Ok(whole) => format!("{sign}{}", thousands(whole)),
        Err(_) => text,
    }
}

/// `23 July 2025`.
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `22 to 24 July 2025`, as short as it can be said.
pub(crate) fn days(from: Option<Date>, to: Option<Date>) -> Option<String> {
    match (from, to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("from {}", day(from))),
        (None, Some(to)) => Some(format!("until {}", day(to))),
        (Some(from), Some(to)) if from == to => Some(day(from)),
        (Some(from), Some(to)) => {
            let short = if (from.year(), from.month()) == (to.year(), to.month()) {
                "%-d"
            } else if from.year() == to.year() {
                "%-d %B"
            } else {
                "%-d %B %Y"
            };
            Some(format!("{} to {}", from.strftime(short), day(to)))
        }
    }
}

/// `23 July 2025, 18:04 UTC`, in the publisher's own zone.
pub(crate) fn moment(moment: &Moment) -> String {
    let text = moment.as_str();
    let day = day(moment.date());
    let Some(time) = text.get(11..16) else {
        return day;
    };
    let rest = text.get(16..).unwrap_or_default();
    match rest.find(['Z', 'z', '+', '-']).and_then(|at| rest.get(at..)) {
        None | Some("Z" | "z") => format!("{day}, {time} UTC"),
        Some(offset) => format!("{day}, {time} (UTC{offset})"),
    }
}

/// `“over 19,000 children”: more than 19,000 children` in a form that tells how it was read.
pub(crate) fn quantity(quantity: &Quantity) -> String {
    let mut out = match (quantity.bound, quantity.low, quantity.high) {
        (Bound::Between, Some(low), Some(high)) => format!("between {} and {}", number(low), number(high)),
        (Bound::Exact, ..) => format!("exactly {}", number(quantity.value)),
        (other, ..) => format!("{} {}", bound(other), number(quantity.value)),
    };
    let object = quantity.object.as_deref();
    if quantity.unit != "count" {
        out.push(' ');
        out.push_str(&quantity.unit);
    }
    if let Some(object) = object {
        out.push_str(if quantity.unit == "count" { " " } else { " of " });
        out.push_str(object);
    }
    if let Some(whole) = &quantity.of {
        write!(out, ", part of {}", number(whole.value)).ok();
    }
    format!("“{}”, read as {out}", quantity.text)
}

/// `“overnight”, 22 to 23 July 2025`.
pub(crate) fn time(time: &TimeRef) -> String {
    match days(time.from, time.to) {
        Some(days) => format!("“{}”, {days}", time.text),
        None => format!("“{}”", time.text),
    }
}

/// `“Kharkiv region” (Kharkiv Oblast, UA)`.
pub(crate) fn place(place: &Place) -> String {
    let known: Vec<&str> = [&place.name, &place.country].into_iter().flatten().map(String::as_str).collect();
    if known.is_empty() {
        format!("“{}”", place.text)
    } else {
        format!("“{}” ({})", place.text, known.join(", "))
    }
}

/// How sure the extractor is, said so that nobody takes it for a measure of truth.
pub(crate) fn confidence(confidence: f64) -> String {
    format!(
        "{:.0} % (that speaker, cue and content are read rightly; it says nothing of whether the claim is true)",
        confidence * 100.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_shortly() {
        let say = |from: &str, to: &str| days(from.parse().ok(), to.parse().ok()).unwrap_or_default();
        assert_eq!(say("2025-07-22", "2025-07-24"), "22 to 24 July 2025");
        assert_eq!(say("2025-07-30", "2025-08-02"), "30 July to 2 August 2025");
        assert_eq!(say("2024-12-31", "2025-01-01"), "31 December 2024 to 1 January 2025");
        assert_eq!(say("2025-07-22", "2025-07-22"), "22 July 2025");
        assert_eq!(say("2025-07-22", ""), "from 22 July 2025");
        assert_eq!(say("", ""), "");
    }

    #[test]
    fn moments_keep_the_publishers_zone() {
        let say = |text: &str| moment(&Moment::parse(text).unwrap());
        assert_eq!(say("2025-07-23"), "23 July 2025");
        assert_eq!(say("2025-07-23T18:04:00Z"), "23 July 2025, 18:04 UTC");
        assert_eq!(say("2025-07-23T18:04:00.125+03:00"), "23 July 2025, 18:04 (UTC+03:00)");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([19000.0, -1234.5, 0.5, -5000.0].map(number), ["19,000", "-1234.5", "0.5", "-5,000"]);
        assert_eq!(count(1, "claim"), "1 claim");
        assert_eq!(count(1200, "claim"), "1,200 claims");
    }
}
