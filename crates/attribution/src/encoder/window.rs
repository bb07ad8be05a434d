//! Windows: stretches of whole paragraphs that the network reads at once.

use std::ops::Range;

use onrecord_encoder::{END, OPEN};

use super::input::Piece;
use crate::features::Paragraph;

/// What the network reads at once: [`OPEN`], then the pieces of paragraphs, each closed by [`END`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// Its pieces.
    pub words: Vec<i32>,
    /// The sort of each piece.
    pub sorts: Vec<i32>,
    /// Its tokens, in the order of the text.
    pub tokens: Vec<Seen>,
}

/// A token of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Its first piece in the window.
    pub piece: usize,
}

impl Window {
    fn open() -> Self {
        Self { words: vec![OPEN], sorts: vec![0], tokens: Vec::new() }
    }

    fn add(&mut self, paragraph: usize, pieces: &[Piece]) {
        for piece in pieces {
            self.tokens.push(Seen { paragraph, piece: self.words.len() });
            self.words.extend(&piece.pieces);
            self.sorts.extend(std::iter::repeat_n(piece.sort, piece.pieces.len()));
        }
        self.words.push(END);
        self.sorts.push(0);
    }
}

/// The paragraphs packed in their order into windows of at most `limit` pieces. A paragraph that is longer than a window
/// is cut behind the last sentence that fits, or where it must be.
pub(super) fn windows(pieces: &[Vec<Piece>], paragraphs: &[&Paragraph<'_>], limit: usize) -> Vec<Window> {
    let mut found: Vec<Window> = Vec::new();
    for (number, (pieces, paragraph)) in pieces.iter().zip(paragraphs).enumerate() {
        for part in parts(pieces, &paragraph.sentences, limit - 2) {
            let part = pieces.get(part).unwrap_or_default();
            let fits = found.last().is_some_and(|window| window.words.len() + size(part) < limit);
            if !fits {
                found.push(Window::open());
            }
            if let Some(window) = found.last_mut() {
                window.add(number, part);
            }
        }
    }
    found
}

fn size(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.pieces.len()).sum()
}

/// The tokens of a paragraph in parts of at most `room` pieces.
fn parts(pieces: &[Piece], sentences: &[Range<usize>], room: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let mut left = room;
        let mut end = start;
        while let Some(piece) = pieces.get(end).filter(|piece| piece.pieces.len() <= left) {
            left -= piece.pieces.len();
            end += 1;
        }
        if end < pieces.len() {
            let whole = sentences[..sentences.partition_point(|sentence| sentence.end <= end)].last();
            end = whole.map(|sentence| sentence.end).filter(|&whole| whole > start).unwrap_or(end);
        }
        // No token is longer than a window, so that every part holds one.
        end = end.max(start + 1);
        found.push(start..end);
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Place;

    fn packed(texts: &[&str], limit: usize) -> Vec<Window> {
        let paragraphs: Vec<Paragraph<'_>> =
            texts.iter().map(|text| Paragraph::new(text, 0..text.len(), Place::Later)).collect();
        let pieces: Vec<Vec<Piece>> = paragraphs
            .iter()
            .map(|paragraph| paragraph.tokens.iter().map(|_| Piece { pieces: vec![7, 8], sort: 3 }).collect())
            .collect();
        windows(&pieces, &paragraphs.iter().collect::<Vec<_>>(), limit)
    }

    #[test]
    fn paragraphs_share_a_window_while_there_is_room() {
        let found = packed(&["One two.", "Three.", "Four five six."], 14);
        let of: Vec<Vec<usize>> =
            found.iter().map(|window| window.tokens.iter().map(|token| token.paragraph).collect()).collect();
        assert_eq!(of, [vec![0, 0, 0, 1, 1], vec![2, 2, 2, 2]]);
        assert!(
            found.iter().all(|window| window.words.len() <= 14 && window.words.len() == window.sorts.len())
        );
    }

    #[test]
    fn a_long_paragraph_is_cut_behind_a_sentence() {
        let found = packed(&["One two. Three four five. Six."], 16);
        let sizes: Vec<usize> = found.iter().map(|window| window.tokens.len()).collect();
        assert_eq!(sizes, [7, 2]);
    }

    #[test]
    fn a_sentence_without_end_is_cut_where_it_must_be() {
        let found = packed(&[&"word ".repeat(50)], 12);
        assert_eq!(found.iter().map(|window| window.tokens.len()).sum::<usize>(), 50);
        assert!(found.iter().all(|window| window.words.len() <= 12));
    }
}
