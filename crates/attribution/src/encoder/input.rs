//! What the encoder sees of a paragraph: for each token its word pieces and its sort, which tells what an uncased
//! vocabulary can't: capitals, quotation, headline.

use onrecord_encoder::Vocabulary;

use crate::{features::Paragraph, tokens::Token};

/// How many sorts of tokens there are: four shapes, in a quotation or not, in a headline or not.
pub const SORTS: usize = 16;

/// The pieces and the sort of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its word pieces, at least one.
    pub pieces: Vec<i32>,
    /// Its sort, below [`SORTS`].
    pub sort: i32,
}

/// Every token of a paragraph as the encoder sees it.
pub fn pieces(vocabulary: &Vocabulary, paragraph: &Paragraph<'_>) -> Vec<Piece> {
    let heading = if paragraph.is_heading() { 8 } else { 0 };
    let mut found = Vec::with_capacity(paragraph.tokens.len());
    for (at, token) in paragraph.tokens.iter().enumerate() {
        // Every kind of quotation mark looks the same, so that what was learnt of one holds for all.
        let (text, quoted) = match paragraph.quotation(at) {
            Some(quotation) if at == quotation.open => ("“", 4),
            Some(quotation) if at == quotation.close && quotation.closed => ("”", 4),
            Some(_) => (token.text, 4),
            None => (token.text, 0),
        };
        let mut pieces = Vec::new();
        vocabulary.cut(text, &mut pieces);
        found.push(Piece { pieces, sort: heading + quoted + shape(token) });
    }
    found
}

/// Small letters, capitalised, all capitals, or no letters at all.
fn shape(token: &Token<'_>) -> i32 {
    let mut letters = token.text.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        None => 3,
        Some(first) if !first.is_uppercase() => 0,
        Some(_) => {
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) { 2 } else { 1 }
        }
    }
}
