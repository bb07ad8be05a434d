//! Spans → relations: which content belongs to which cue, and whose cue it is.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    features::Paragraph,
    labels::{Role, Tagged},
};

/// One attribution of a paragraph, as ranges of its tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Relation {
    /// Who.
    pub source: Option<Range<usize>>,
    /// How.
    pub cue: Option<Range<usize>>,
    /// What, in the order of the text; at least one.
    pub contents: Vec<Range<usize>>,
    /// How sure the tagger is of its spans, between 0 and 1.
    pub probability: f64,
}

/// Joins the spans of one paragraph by distance alone: a content goes to the cue nearest to it in its sentences, else to
/// the last cue before it.
pub(crate) fn link(paragraph: &Paragraph<'_>, spans: &[Tagged]) -> Vec<Relation> {
    let cues: Vec<Tagged> = spans.iter().filter(|span| span.role == Role::Cue).copied().collect();
    join(paragraph, spans, |content| nearest_cue(paragraph, &cues, content))
}

/// Joins the spans of one paragraph, where `cue_of` tells the cue of a content by its number among the cues. A cue takes
/// the source nearest to it in its sentence, else the source of the cue before.
pub(crate) fn join(
    paragraph: &Paragraph<'_>,
    spans: &[Tagged],
    cue_of: impl Fn(&Tagged) -> Option<usize>,
) -> Vec<Relation> {
    let of = |role: Role| spans.iter().filter(move |s| s.role == role).copied().collect::<Vec<_>>();
    let (sources, cues) = (of(Role::Source), of(Role::Cue));
    let mut found: Vec<Relation> = Vec::new();
    let mut relation_of: BTreeMap<usize, usize> = BTreeMap::new();
    for content in spans.iter().filter(|span| span.role == Role::Content) {
        let owner = cue_of(content);
        let known = owner.and_then(|owner| relation_of.get(&owner).copied());
        if let Some(relation) = known.and_then(|known| found.get_mut(known)) {
            relation.contents.push(content.range());
            relation.probability = relation.probability.min(content.probability);
            continue;
        }
        relation_of.extend(owner.map(|owner| (owner, found.len())));
        let cue = owner.map(|owner| cues[owner]);
        let source = owner.and_then(|owner| source_for(paragraph, &sources, &cues, owner));
        let others = [cue, source].into_iter().flatten().map(|span| span.probability);
        found.push(Relation {
            source: source.map(|span| span.range()),
            cue: cue.map(|span| span.range()),
            contents: vec![content.range()],
            probability: others.fold(content.probability, f64::min),
        });
    }
    found
}

/// Tokens between two spans.
fn gap(a: &Tagged, b: &Tagged) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

fn nearest_cue(paragraph: &Paragraph<'_>, cues: &[Tagged], content: &Tagged) -> Option<usize> {
    let first = paragraph.sentence(content.start).start;
    let last = paragraph.sentence(content.end - 1).end;
    let near = cues.partition_point(|cue| cue.start < first)..cues.partition_point(|cue| cue.start < last);
    near.min_by_key(|&cue| gap(&cues[cue], content))
        .or_else(|| cues.partition_point(|cue| cue.end <= content.start).checked_sub(1))
}

fn source_for(paragraph: &Paragraph<'_>, sources: &[Tagged], cues: &[Tagged], cue: usize) -> Option<Tagged> {
    let sentence = paragraph.sentence(cues[cue].start);
    let near = sources.partition_point(|s| s.start < sentence.start)
        ..sources.partition_point(|s| s.start < sentence.end);
    let found = sources.get(near)?.iter().min_by_key(|source| gap(source, &cues[cue])).copied();
    let before = || (0..cue).rev().take(1).find_map(|before| source_for(paragraph, sources, cues, before));
    found.or_else(before)
}
