//! Claims written by hand, for the tests of this crate.

use onrecord_model::{
    Bound, Claim, ClaimId, Content, Mode, Quantity, ResolvedBy, Span, Speaker, SpeakerKind, Stance, TimeRef,
    Whole,
};

/// A claim whose content is the whole text.
pub(crate) fn claim(text: &str) -> Claim {
    let span = Span::new(text, 0..text.len()).unwrap();
    Claim {
        id: ClaimId::of(&[text]),
        speaker: Speaker {
            mention: None,
            name: Some("Ukrainian Air Force".to_owned()),
            kind: SpeakerKind::Organization,
            role: None,
            affiliation: Some("Ukraine".to_owned()),
            resolved_by: ResolvedBy::Named,
        },
        cue: None,
        content: Content::new(text, vec![span]).unwrap(),
        mode: Mode::Indirect,
        stance: Stance::Asserts,
        negated: false,
        hedges: vec![],
        inside: None,
        target: None,
        quantities: vec![],
        times: vec![],
        places: vec![],
        sentence: span,
        confidence: 1.0,
        slots: vec![],
        findings: vec![],
    }
}

pub(crate) fn quantity(text: &str, part: &str, value: f64, of: Option<f64>, unit: &str) -> Quantity {
    let at = text.find(part).unwrap();
    Quantity {
        span: Span::new(text, at..at + part.len()).unwrap(),
        text: part.to_owned(),
        value,
        low: Some(value),
        high: Some(value),
        precision: None,
        bound: Bound::Exact,
        unit: unit.to_owned(),
        object: part.split_once("drones").map(|_| "drones".to_owned()),
        of: of.map(|value| Whole { value, object: Some("drones".to_owned()), predicate: None }),
        predicate: None,
        trend: None,
    }
}

pub(crate) fn time(text: &str, part: &str, from: &str, to: &str) -> TimeRef {
    let at = text.find(part).unwrap();
    TimeRef {
        span: Span::new(text, at..at + part.len()).unwrap(),
        text: part.to_owned(),
        from: from.parse().ok(),
        to: to.parse().ok(),
    }
}
