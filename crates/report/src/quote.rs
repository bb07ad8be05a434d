//! A claim's content in pieces: what is quoted, which number counts, and where words were left out between two parts.

use onrecord_model::{ClaimRef, Content, Span};

/// One piece of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// Words as they stand in the article.
    Words,
    /// The same, and a number.
    Number,
    /// Between two parts stand words that are not content, the cue most often.
    Gap,
}

impl Piece {
    pub(crate) fn is_number(&self) -> bool {
        self.kind == PieceKind::Number
    }

    pub(crate) fn is_gap(&self) -> bool {
        self.kind == PieceKind::Gap
    }
}

/// The parts of a content, as they stand in the article.
pub(crate) fn parts(content: &Content) -> Vec<(Span, &str)> {
    let mut at = 0;
    let mut parts = Vec::with_capacity(content.spans.len());
    for span in &content.spans {
        match content.text.get(at..at + span.len()) {
            Some(part) => parts.push((*span, part)),
            None => return Vec::new(),
        }
        at += span.len() + 1; // parts are joined by one space
    }
    parts
}

/// The content with the numbers that stand at `numbers` in the article.
pub(crate) fn pieces(content: &Content, numbers: &[Span]) -> Vec<Piece> {
    let parts = parts(content);
    if parts.is_empty() {
        return vec![Piece { kind: PieceKind::Words, text: content.text.clone() }];
    }
    let mut pieces = Vec::new();
    for (at, (span, text)) in parts.into_iter().enumerate() {
        if at > 0 {
            pieces.push(Piece { kind: PieceKind::Gap, text: " […] ".to_owned() });
        }
        cut(span, text, numbers, &mut pieces);
    }
    pieces
}

/// Cuts the part that stands at `span` where numbers begin and end.
fn cut(span: Span, text: &str, numbers: &[Span], pieces: &mut Vec<Piece>) {
    let inside = |at: usize| at.clamp(span.start(), span.end()) - span.start();
    let mut push = |range: std::ops::Range<usize>, kind| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            pieces.push(Piece { kind, text: text.to_owned() });
        }
    };
    let mut numbers: Vec<Span> = numbers.iter().copied().filter(|number| number.overlaps(span)).collect();
    numbers.sort_unstable();
    let mut done = 0;
    for number in numbers {
        let (start, end) = (inside(number.start()).max(done), inside(number.end()).max(done));
        push(done..start, PieceKind::Words);
        push(start..end, PieceKind::Number);
        done = end;
    }
    push(done..text.len(), PieceKind::Words);
}

/// The content of a claim of which only the thread tells, with the number by which it stands there.
pub(crate) fn pieces_of(claim: &ClaimRef) -> Vec<Piece> {
    let words = |text: &str| Piece { kind: PieceKind::Words, text: text.to_owned() };
    let number =
        claim.quantity.as_ref().map(|quantity| quantity.text.as_str()).filter(|text| !text.is_empty());
    let Some((number, (before, after))) =
        number.and_then(|number| Some((number, claim.content.split_once(number)?)))
    else {
        return vec![words(&claim.content)];
    };
    let mut pieces =
        vec![words(before), Piece { kind: PieceKind::Number, text: number.to_owned() }, words(after)];
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(content: &Content, numbers: &[Span]) -> String {
        let show = |piece: &Piece| match piece.kind {
            PieceKind::Number => format!("<{}>", piece.text),
            _ => piece.text.clone(),
        };
        pieces(content, numbers).iter().map(show).collect()
    }

    #[test]
    fn a_split_quotation_shows_its_gap_and_its_number() {
        let text = "“The goal,” he said, “is 45 of 71 drones.”";
        let span = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(text, start..start + part.len()).unwrap()
        };
        let content = Content::new(text, vec![span("The goal,"), span("is 45 of 71 drones.")]).unwrap();
        assert_eq!(shown(&content, &[span("45 of 71 drones")]), "The goal, […] is <45 of 71 drones>.");
        assert_eq!(shown(&content, &[span("of 71"), span("45 of")]), "The goal, […] is <45 of>< 71> drones.");
        assert_eq!(shown(&content, &[]), "The goal, […] is 45 of 71 drones.");
    }
}
