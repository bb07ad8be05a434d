//! Tokens → word pieces of a fixed vocabulary, as BERT cuts them: small letters without accents, then the longest piece
//! that fits, again and again (`WordPiece`, Wu et al. 2016).

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The piece for what the vocabulary can't spell.
pub const UNKNOWN: i32 = 100;
/// The piece that opens a window.
pub const OPEN: i32 = 101;
/// The piece that ends a paragraph.
pub const END: i32 = 102;

/// A token gets no more pieces, so that one endless string of letters can't fill a window.
const MOST_PIECES: usize = 8;
/// No piece of the vocabulary is longer, in bytes.
const LONGEST_PIECE: usize = 64;

/// Pieces by their spelling; those that go on within a word start with "##".
#[derive(Clone, Debug)]
pub struct Vocabulary {
    pieces: FxHashMap<&'static str, i32>,
}

impl Vocabulary {
    /// A vocabulary of one piece a line; its number is that of the line.
    pub fn new(lines: &'static str) -> Self {
        Self { pieces: lines.lines().zip(0..).collect() }
    }

    /// Appends the pieces of one token to `out`: at least one.
    pub fn cut(&self, token: &str, out: &mut Vec<i32>) {
        let plain: String =
            token.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
        let first = out.len();
        let mut word_start = 0;
        // BERT parts words at every mark: "chief-of-staff" is five words.
        for (at, c) in plain.char_indices() {
            if !c.is_alphanumeric() {
                self.word(plain.get(word_start..at).unwrap_or_default(), out);
                word_start = at + c.len_utf8();
                self.word(plain.get(at..word_start).unwrap_or_default(), out);
            }
        }
        self.word(plain.get(word_start..).unwrap_or_default(), out);
        if out.len() == first {
            out.push(UNKNOWN);
        }
        out.truncate(first + MOST_PIECES);
    }

    fn word(&self, word: &str, out: &mut Vec<i32>) {
        let first = out.len();
        let mut spelling = String::with_capacity(LONGEST_PIECE);
        let mut start = 0;
        while start < word.len() && out.len() - first < MOST_PIECES {
            let longest = (start + 1..=word.len().min(start + LONGEST_PIECE)).rev().find_map(|end| {
                let part = word.get(start..end)?;
                spelling.clear();
                if start > 0 {
                    spelling.push_str("##");
                }
                spelling.push_str(part);
                self.pieces.get(spelling.as_str()).map(|&piece| (piece, end))
            });
            let Some((piece, end)) = longest else {
                out.truncate(first);
                out.push(UNKNOWN);
                return;
            };
            out.push(piece);
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        let vocabulary = Vocabulary::new("zero\nmini\n##bus\n##es\n-\ncafe");
        for (token, pieces) in [
            ("Minibuses", vec![1, 2, 3]),
            ("mini-bus", vec![1, 4, UNKNOWN]),
            ("CAFÉ", vec![5]),
            ("", vec![UNKNOWN]),
        ] {
            let mut found = vec![0];
            vocabulary.cut(token, &mut found);
            assert_eq!(found.split_off(1), pieces, "{token}");
        }
    }

    #[test]
    fn a_token_without_end_gets_few_pieces() {
        let mut pieces = Vec::new();
        Vocabulary::new("a\n##a").cut(&"a".repeat(100_000), &mut pieces);
        assert_eq!(pieces.len(), MOST_PIECES);
    }
}
