//! The history of a thread's number, speaker by speaker: who gave it first, who moved it which way, and when.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::{ClaimId, ClaimRef, Moment, Quantity, RelationKind, Stance, Thread};

/// The figures that one speaker gave in a thread, in the order of publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Who; the outlet where the words are its own.
    pub speaker: Option<String>,
    /// The figures, each once until the speaker gives another.
    pub steps: Vec<Step>,
}

/// One figure of one speaker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The claim that gave it first.
    pub claim: ClaimId,
    /// The number, as written.
    pub figure: String,
    /// When that was published.
    pub published: Option<Moment>,
    /// Where it was published.
    pub outlet: Option<String>,
    /// The earlier figure that it takes the place of. None for a first figure, and for one of which no relation tells
    /// that it revises another.
    pub revises: Option<Revision>,
    /// Later claims of the speaker with the same figure.
    pub again: Vec<ClaimId>,
}

/// Which figure was moved, and which way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// The claim that gave the earlier figure.
    pub of: ClaimId,
    /// The earlier figure, as written.
    pub figure: String,
    /// Who gave it; none for the outlet itself.
    pub speaker: Option<String>,
    /// Which way it went.
    pub way: Way,
}

/// Which way a figure was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// To a higher value.
    Up,
    /// To a lower value.
    Down,
    /// To the same value with another bound ("4", then "at least 4").
    Restated,
}

impl Way {
    /// What a reader is told: "revised up".
    pub fn words(self) -> &'static str {
        match self {
            Self::Up => "revised up",
            Self::Down => "revised down",
            Self::Restated => "restated",
        }
    }
}

impl Thread {
    /// The history of its number: by speaker, the one who gave a figure first coming first. A figure counts as revised
    /// only where the thread has an `updates` relation for it, that is where the two were found to be comparable.
    pub fn figures(&self) -> Vec<Figures> {
        let numbers: HashMap<&ClaimId, (&ClaimRef, &Quantity)> = self
            .claims
            .iter()
            .filter_map(|claim| Some((&claim.id, (claim, claim.quantity.as_ref()?))))
            .collect();
        let mut found: Vec<Figures> = Vec::new();
        let mut by_speaker: BTreeMap<String, usize> = BTreeMap::new();
        for claim in &self.claims {
            let Some(quantity) = claim.quantity.as_ref().filter(|_| gives(claim.stance)) else { continue };
            let at = *by_speaker.entry(key(claim)).or_insert_with(|| {
                found.push(Figures { speaker: claim.speaker.clone(), steps: Vec::new() });
                found.len() - 1
            });
            let Some(figures) = found.get_mut(at) else { continue };
            let same = |step: &Step| {
                numbers.get(&step.claim).is_some_and(|(_, known)| figure(known) == figure(quantity))
            };
            let revises = self.revision(claim, quantity, &numbers);
            // Who comes back to an earlier figure has revised the last one only where a relation says so; else it is
            // the earlier one told again.
            let last = figures.steps.len().checked_sub(1);
            let known = figures.steps.iter().rposition(same);
            match known
                .filter(|at| revises.is_none() || Some(*at) == last)
                .and_then(|at| figures.steps.get_mut(at))
            {
                Some(step) => step.again.push(claim.id.clone()),
                None => figures.steps.push(Step {
                    claim: claim.id.clone(),
                    figure: quantity.text.clone(),
                    published: claim.published.clone(),
                    outlet: claim.outlet.clone(),
                    revises,
                    again: Vec::new(),
                }),
            }
        }
        found
    }

    /// What `claim` updates: a figure of its own speaker before that of another, then the latest.
    fn revision(
        &self,
        claim: &ClaimRef,
        quantity: &Quantity,
        numbers: &HashMap<&ClaimId, (&ClaimRef, &Quantity)>,
    ) -> Option<Revision> {
        let updated = self
            .relations
            .iter()
            .filter(|relation| relation.kind == RelationKind::Updates && relation.from == claim.id)
            .filter_map(|relation| numbers.get(&relation.to));
        let (earlier, before) = updated
            .max_by_key(|(earlier, _)| (key(earlier) == key(claim), &earlier.published, &earlier.id))?;
        let way = match quantity.value.total_cmp(&before.value) {
            std::cmp::Ordering::Greater => Way::Up,
            std::cmp::Ordering::Less => Way::Down,
            std::cmp::Ordering::Equal => Way::Restated,
        };
        Some(Revision {
            of: earlier.id.clone(),
            figure: before.text.clone(),
            speaker: earlier.speaker.clone(),
            way,
        })
    }
}

/// Whether who takes this stance gives the figure as theirs.
fn gives(stance: Stance) -> bool {
    !matches!(stance, Stance::Denies | Stance::Rejects | Stance::Asks)
}

/// One speaker's name in all its cases; an outlet's own word is not that of a speaker of its name.
fn key(claim: &ClaimRef) -> String {
    match &claim.speaker {
        Some(speaker) => {
            let folded = speaker.to_lowercase();
            format!("speaker {}", folded.strip_prefix("the ").unwrap_or(&folded))
        }
        None => format!("outlet {}", claim.outlet.as_deref().unwrap_or(&claim.url).to_lowercase()),
    }
}

/// What makes two figures one.
fn figure(quantity: &Quantity) -> (u64, crate::Bound, &str) {
    (quantity.value.to_bits(), quantity.bound, &quantity.unit)
}
