//! Tokens and sentences of one stretch of text (a paragraph), each in one pass.
//!
//! A token is a word with its inner hyphens, apostrophes, decimal points and the full stop of its abbreviation, a
//! possessive ending on its own, or one mark of punctuation. Method: longest match by hand-written rules, as in the
//! Penn Treebank tokenizer, but without changing a byte.

use std::ops::Range;

use crate::lexicon;

/// One word or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// First byte in the whole text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there.
    pub text: &'a str,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether a line break stands before it.
    pub broken: bool,
}

impl Token<'_> {
    /// Whether it holds a letter or digit.
    pub fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    /// Whether it starts with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it ends a sentence when what follows agrees.
    fn is_terminal(&self) -> bool {
        matches!(self.text, "." | "!" | "?" | "…")
            || (self.text.len() > 1 && self.text.bytes().all(|b| b == b'.'))
    }

    /// Whether it can stand after the full stop of its sentence.
    fn is_closer(&self) -> bool {
        matches!(self.text, "”" | "\"" | "’" | "'" | "''" | "»" | ")" | "]")
    }
}

/// The tokens in the bytes `within` of `text`; none where the range is not one of `text`.
pub fn tokenize(text: &str, within: Range<usize>) -> Vec<Token<'_>> {
    let Some(part) = text.get(within.clone()) else { return Vec::new() };
    let mut tokens = Vec::with_capacity(part.len() / 5);
    let (mut at, mut spaced, mut broken) = (0, true, false);
    while let Some(rest) = part.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() || is_invisible(first) {
            spaced = true;
            broken |= first == '\n';
            at += first.len_utf8();
            continue;
        }
        let len = token_len(rest, first, spaced);
        if let Some(found) = rest.get(..len) {
            let start = within.start + at;
            tokens.push(Token { start, end: start + len, text: found, spaced, broken });
        }
        at += len.max(1);
        (spaced, broken) = (false, false);
    }
    tokens
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}')
}

fn token_len(rest: &str, first: char, spaced: bool) -> usize {
    if first.is_alphanumeric() {
        return word_len(rest);
    }
    if matches!(first, '\'' | '’') && !spaced {
        let clitic = possessive_len(rest);
        if clitic > 0 {
            return clitic;
        }
    }
    let run = |mark: char| rest.chars().take_while(|&c| c == mark).count();
    match first {
        '.' => run('.'),
        '-' => run('-'),
        '\'' if rest.starts_with("''") => 2,
        '`' if rest.starts_with("``") => 2,
        _ => first.len_utf8(),
    }
}

/// Bytes of a possessive ending at the start of `rest`, or nought.
fn possessive_len(rest: &str) -> usize {
    let mut chars = rest.chars();
    let (Some(mark), Some('s' | 'S')) = (chars.next(), chars.next()) else { return 0 };
    let ends = matches!(mark, '\'' | '’') && chars.next().is_none_or(|c| !c.is_alphanumeric());
    if ends { mark.len_utf8() + 1 } else { 0 }
}

fn word_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let (mut end, mut previous, mut letters, mut initials) = (0, ' ', 0_u32, true);
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            letters += 1;
            end = at + c.len_utf8();
        } else {
            let next = chars.peek().map(|&(_, n)| n);
            let joins = match c {
                '\'' | '’' => rest.get(at..).is_some_and(|tail| possessive_len(tail) == 0),
                '.' => previous.is_ascii_digit() || letters == 1 || next.is_some_and(char::is_lowercase),
                ',' => previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
                '-' | '\u{2010}' | '\u{2011}' | '&' | '@' | '_' => true,
                '/' => previous.is_ascii_digit(),
                _ => false,
            };
            if !joins || !next.is_some_and(char::is_alphanumeric) {
                break;
            }
            initials &= c == '.' && letters == 1;
            letters = 0;
        }
        previous = c;
    }
    let word = rest.get(..end).unwrap_or_default();
    let dotted = rest.get(end..).is_some_and(|tail| tail.starts_with('.') && !tail.starts_with(".."));
    let initial = initials && letters == 1 && previous.is_uppercase();
    if dotted && (initial || lexicon::is_abbreviation(word)) { end + 1 } else { end }
}

/// No sentence is longer, so that work on each sentence stays bounded in texts without full stops.
const LONGEST_SENTENCE: usize = 400;

/// The sentences of `tokens`, as ranges of indices that follow one another without a gap.
pub fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < tokens.len() {
        let token = &tokens[at];
        let mut after = at + 1;
        let abbreviated = token.text.len() > 1 && token.text.ends_with('.') && token.is_word();
        if token.is_terminal() || abbreviated {
            while tokens.get(after).is_some_and(|t| closes(t, tokens.get(after + 1))) {
                after += 1;
            }
        }
        let ends = tokens.get(after).is_none_or(|next| {
            next.broken
                || after - start >= LONGEST_SENTENCE
                || (token.is_terminal() && starts_sentence(tokens, after))
                || (abbreviated && next.spaced && ends_after_abbreviation(token, tokens, after))
        });
        if ends {
            found.push(start..after);
            start = after;
        }
        at = after;
    }
    found
}

/// A closing mark stands close to what goes before; an opening one has its space before it.
fn closes(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    token.is_closer() && !token.broken && (!token.spaced || next.is_none_or(|n| n.spaced))
}

fn starts_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(first) = tokens.get(at) else { return true };
    let opens = !first.is_word();
    let word = if opens { tokens.get(at + 1) } else { Some(first) };
    let fresh = word.is_some_and(|w| w.is_capitalised() || w.text.starts_with(|c: char| c.is_ascii_digit()));
    let dash = matches!(first.text, "—" | "–" | "-" | "--" | "," | ";" | ":");
    // “Why?” Smith asked: the question belongs to the sentence that tells who asked it.
    let asked = at >= 2
        && matches!(tokens[at - 2].text, "?" | "!")
        && tokens[at - 1].is_closer()
        && tokens.iter().skip(at).take(4).any(|t| lexicon::is_speech_verb(t.text));
    fresh && !dash && !asked && (first.spaced || opens)
}

fn ends_after_abbreviation(token: &Token<'_>, tokens: &[Token<'_>], after: usize) -> bool {
    let next = tokens.get(after).map_or("", |t| t.text);
    let closed = tokens[after - 1].text != token.text && starts_sentence(tokens, after);
    closed || (!lexicon::is_title(token.text) && lexicon::starts_sentences(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text, 0..text.len()).iter().map(|t| t.text).collect()
    }

    fn split(text: &str) -> Vec<&str> {
        let tokens = tokenize(text, 0..text.len());
        sentences(&tokens)
            .into_iter()
            .map(|s| text.get(tokens[s.start].start..tokens[s.end - 1].end).unwrap())
            .collect()
    }

    #[test]
    fn words_keep_their_inner_marks() {
        assert_eq!(
            words("Mr. O’Neil’s U.S. team paid $4.5m, i.e. 19,000 a well-known 'un..."),
            [
                "Mr.",
                "O’Neil",
                "’s",
                "U.S.",
                "team",
                "paid",
                "$",
                "4.5m",
                ",",
                "i.e.",
                "19,000",
                "a",
                "well-known",
                "'",
                "un",
                "..."
            ]
        );
    }

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(
            split("Mr. J. Smith left the U.S. He was 4.5 years late. “Why?” Smith asked. “No.” She left."),
            [
                "Mr. J. Smith left the U.S.",
                "He was 4.5 years late.",
                "“Why?” Smith asked.",
                "“No.”",
                "She left."
            ]
        );
    }
}
