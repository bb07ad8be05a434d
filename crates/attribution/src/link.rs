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
/// the last cue before it; a cue takes the source nearest to it in its sentence, else the source of the cue before.
pub(crate) fn link(paragraph: &Paragraph<'_>, spans: &[Tagged]) -> Vec<Relation> {
    let cues = of(spans, Role::Cue);
    join(spans, |span, among| match span.role {
        Role::Content => nearest_cue(paragraph, among, span),
        _ => nearest_source(
            paragraph,
            among,
            &cues,
            cues.binary_search_by_key(&span.start, |cue| cue.start).ok()?,
        ),
    })
}

/// Joins the spans of one paragraph, where `to` tells which of the cues a content belongs to, and which of the sources a
/// cue, by its number among them.
pub(crate) fn join(spans: &[Tagged], to: impl Fn(&Tagged, &[Tagged]) -> Option<usize>) -> Vec<Relation> {
    let (sources, cues) = (of(spans, Role::Source), of(spans, Role::Cue));
    let mut found: Vec<Relation> = Vec::new();
    let mut relation_of: BTreeMap<usize, usize> = BTreeMap::new();
    for content in spans.iter().filter(|span| span.role == Role::Content) {
        let owner = to(content, &cues);
        let known = owner.and_then(|owner| relation_of.get(&owner).copied());
        if let Some(relation) = known.and_then(|known| found.get_mut(known)) {
            relation.contents.push(content.range());
            relation.probability = relation.probability.min(content.probability);
            continue;
        }
        relation_of.extend(owner.map(|owner| (owner, found.len())));
        let cue = owner.map(|owner| cues[owner]);
        let source = cue.and_then(|cue| to(&cue, &sources)).map(|source| sources[source]);
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

fn of(spans: &[Tagged], role: Role) -> Vec<Tagged> {
    spans.iter().filter(|span| span.role == role).copied().collect()
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

fn nearest_source(
    paragraph: &Paragraph<'_>,
    sources: &[Tagged],
    cues: &[Tagged],
    cue: usize,
) -> Option<usize> {
    const REACH: usize = 16; // cues back: without an end, a text of cues alone would take the square of its length
    (0..=cue).rev().take(REACH).find_map(|cue| {
        let sentence = paragraph.sentence(cues[cue].start);
        let near = sources.partition_point(|s| s.start < sentence.start)
            ..sources.partition_point(|s| s.start < sentence.end);
        near.min_by_key(|&source| gap(&sources[source], &cues[cue]))
    })
}
