//! How claims are put into words on the command line.

use onrecord_model::{Claim, Quantity, ResolvedBy, Speaker, SpeakerKind, Stance, Step};

/// Who, with the mention where it was resolved to a name.
pub(crate) fn speaker(speaker: &Speaker) -> String {
    let mention = speaker.mention.as_ref().map(|mention| mention.text.as_str());
    match (&speaker.name, mention) {
        (Some(name), Some(mention)) if name != mention => format!("{name} (“{mention}”)"),
        (Some(name), _) => name.clone(),
        (None, Some(mention)) => mention.to_owned(),
        (None, None) if speaker.kind == SpeakerKind::Outlet => "the outlet itself".to_owned(),
        (None, None) => "nobody named".to_owned(),
    }
}

/// What the speaker does.
pub(crate) fn stance(claim: &Claim) -> &'static str {
    match (claim.stance, claim.negated) {
        (Stance::Asserts, false) => "asserts",
        (Stance::Asserts, true) => "does not assert",
        (Stance::Denies, _) => "denies",
        (Stance::Accuses, _) => "accuses",
        (Stance::Confirms, false) => "confirms",
        (Stance::Confirms, true) => "does not confirm",
        (Stance::Rejects, _) => "rejects",
        (Stance::Promises, _) => "promises",
        (Stance::CallsFor, _) => "calls for",
        (Stance::Warns, _) => "warns",
        (Stance::Expects, _) => "expects",
        (Stance::Hopes, _) => "hopes",
        (Stance::Asks, _) => "asks",
        (Stance::Believes, _) => "believes",
        (Stance::Plans, _) => "plans",
    }
}

/// How the speaker's name was found.
pub(crate) fn resolved(how: ResolvedBy) -> &'static str {
    match how {
        ResolvedBy::Named => "named here",
        ResolvedBy::Alias => "another form of the name",
        ResolvedBy::Pronoun => "by pronoun",
        ResolvedBy::Nominal => "by description",
        ResolvedBy::Metonym => "a place that stands for a state",
        ResolvedBy::None => "not resolved",
    }
}

/// A number with its bounds.
pub(crate) fn quantity(quantity: &Quantity) -> String {
    let Quantity { text, value, low, high, unit, object, of, .. } = quantity;
    let bounds = match (low, high) {
        (Some(low), Some(high)) if low >= high => format!("= {value}"),
        (Some(low), Some(high)) => format!("= {value}, from {low} to {high}"),
        (Some(low), None) => format!("= {value}, {low} or more"),
        (None, Some(high)) => format!("= {value}, {high} or less"),
        (None, None) => format!("= {value}"),
    };
    let object = object.as_ref().map(|object| format!(", {object}")).unwrap_or_default();
    let whole = of.as_ref().map(|whole| format!(", of {}", whole.value)).unwrap_or_default();
    format!("“{text}” {bounds} ({unit}{object}{whole})")
}

/// How a speaker came to a figure.
pub(crate) fn step(step: &Step, first: bool, speaker: Option<&str>) -> String {
    let Some(revision) = &step.revises else {
        let other = "another figure; no relation tells that it revises the one before";
        return if first { "first stated" } else { other }.to_owned();
    };
    let whose = match revision.speaker.as_deref() {
        other if other == speaker => String::new(),
        Some(other) => format!(" of {other}"),
        None => " of the outlet itself".to_owned(),
    };
    format!("{} from “{}”{whose}", revision.way.words(), revision.figure)
}
