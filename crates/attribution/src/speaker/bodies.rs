//! The names of bodies: by which words a run tells that it is one, and whether it speaks for a state.

use std::ops::Range;

use onrecord_model::SpeakerKind;

use super::{
    names::{lower, text},
    nouns::{self, Body},
};
use crate::{
    lexicon::{self, StateWord},
    tokens::Token,
};

/// Whether the word at `at` is the head noun of a body.
pub(super) fn heads_body(tokens: &[Token<'_>], at: usize) -> bool {
    let noun = nouns::noun(&lower(tokens, at));
    noun.body.is_some() && !noun.person
}

/// Whether the word at `at` is one of the name of a body.
pub(super) fn is_part_of_body(tokens: &[Token<'_>], at: usize) -> bool {
    heads_body(tokens, at) || text(tokens, at) == "&"
}

/// The body that a run names, if its words are those of one.
pub(super) fn body(tokens: &[Token<'_>], run: &Range<usize>) -> Option<Body> {
    let at = |at: usize| nouns::noun(&lower(tokens, at));
    let last = at(run.end - 1);
    let kind = |body: Body| Some(Body { kind: kind_of_body(tokens, run, body), ..body });
    let of = run.clone().skip(1).find(|&at| matches!(text(tokens, at), "of" | "for"));
    if let Some(body) = of.and_then(|of| at(of - 1).body) {
        return kind(body);
    }
    let company = Body { kind: SpeakerKind::Organization, class: "company" };
    if run.clone().skip(1).any(|at| text(tokens, at) == "&") {
        return Some(company);
    }
    if run.len() < 2 {
        return None;
    }
    // "The Daily Globe", "the Evening Star".
    let paper = matches!(lower(tokens, run.start).as_str(), "daily" | "evening" | "morning" | "weekly");
    if paper && run.len() == 2 {
        return Some(Body { kind: SpeakerKind::Organization, class: "media" });
    }
    let town = last.body.is_some_and(|body| matches!(body.class, "city" | "state"));
    match (last.body, last.ending) {
        _ if town => None,
        (Some(body), _) if !last.person => kind(body),
        (_, Some(class)) => Some(Body { class, ..company }),
        _ if matches!(lower(tokens, run.end - 1).as_str(), "staff" | "command") => {
            Some(Body { kind: SpeakerKind::Government, class: "army" })
        }
        _ => None,
    }
}

/// Whether a body speaks for a state: by its head noun, unless the world owns it; a bank or a force where it is that of a
/// state.
pub(super) fn kind_of_body(tokens: &[Token<'_>], run: &Range<usize>, body: Body) -> SpeakerKind {
    const NATIONAL: &[&str] = &["national", "central", "federal", "reserve", "state"];
    const ARMED: &[&str] =
        &["armed", "defence", "defense", "air", "security", "ground", "naval", "special", "police"];
    let has = |list: &[&str]| run.clone().any(|at| list.contains(&lower(tokens, at).as_str()));
    let worldly = run.clone().any(|at| nouns::noun(&lower(tokens, at)).worldly);
    let of_state = (run.start..run.end)
        .any(|at| lexicon::state(text(tokens, at)).is_some_and(|state| state.by != StateWord::Metonym));
    let last = lower(tokens, run.end - 1);
    match body.kind {
        SpeakerKind::Government if worldly => SpeakerKind::Organization,
        SpeakerKind::Organization if body.class == "bank" && has(NATIONAL) => SpeakerKind::Government,
        SpeakerKind::Organization
            if matches!(last.as_str(), "force" | "forces") && (has(ARMED) || of_state) =>
        {
            SpeakerKind::Government
        }
        SpeakerKind::Organization if last == "commission" && of_state => SpeakerKind::Government,
        kind => kind,
    }
}
