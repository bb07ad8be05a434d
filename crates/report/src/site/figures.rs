//! The history of a thread's figure, as its page shows it.

use onrecord_model::{Figures, Revision, Thread};

use super::view::When;
use crate::{
    escape::{line, name},
    record::{outlet_name, speaker_name},
    words::count,
};

/// One figure of one speaker.
pub(crate) struct FigureRow {
    pub(crate) speaker: String,
    pub(crate) id: String,
    pub(crate) figure: String,
    pub(crate) outlet: String,
    pub(crate) published: Option<When>,
    pub(crate) how: String,
}

/// The rows of a thread's history; none where only one claim gives a figure, for then there is nothing to follow.
pub(crate) fn rows(thread: &Thread) -> Vec<FigureRow> {
    let figures = thread.figures();
    let given: usize = figures.iter().flat_map(|one| &one.steps).map(|step| 1 + step.again.len()).sum();
    if given < 2 {
        return Vec::new();
    }
    figures.iter().flat_map(|one| of_speaker(one, thread)).collect()
}

fn of_speaker(figures: &Figures, thread: &Thread) -> Vec<FigureRow> {
    let mut rows = Vec::new();
    for (at, step) in figures.steps.iter().enumerate() {
        let Some(claim) = thread.claims.iter().find(|claim| claim.id == step.claim) else { continue };
        let outlet = outlet_name(claim.outlet.as_deref(), &claim.url);
        let mut how = match &step.revises {
            Some(revision) => revised(revision, figures.speaker.as_deref()),
            None if at == 0 => "first stated".to_owned(),
            None => "another figure; no relation tells that it revises the one before".to_owned(),
        };
        if !step.again.is_empty() {
            how = format!("{how}; again in {}", count(step.again.len(), "claim"));
        }
        rows.push(FigureRow {
            speaker: line(&speaker_name(figures.speaker.as_deref(), &outlet)),
            id: name(step.claim.as_str()).into_owned(),
            figure: line(&step.figure),
            outlet: line(&outlet),
            published: step.published.as_ref().map(When::of),
            how: line(&how),
        });
    }
    rows
}

/// `revised up from “four people”`, and whose that was where it is another's.
pub(crate) fn revised(revision: &Revision, speaker: Option<&str>) -> String {
    let whose = match revision.speaker.as_deref() {
        other if other == speaker => String::new(),
        Some(other) => format!(", the figure of {other}"),
        None => ", the outlet’s own figure".to_owned(),
    };
    format!("{} from “{}”{whose}", revision.way.words(), revision.figure)
}
