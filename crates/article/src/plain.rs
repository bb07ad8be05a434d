//! Blocks of plain text, which stays byte for byte.

use onrecord_model::{Block, BlockKind, Span};

/// Between these widths (in characters) lines may have been wrapped by a program; above, a line is a paragraph.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=100;

/// The paragraphs of a plain text, in order, their spans without the white space around them.
///
/// Blank lines part paragraphs. Between two of them each line is a paragraph of its own, unless the lines look wrapped:
/// no line is wider than 100 characters, and nearly every line is so full that the next line's first word would not
/// have fitted.
pub fn plain(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in groups(text) {
        if is_wrapped(&group) {
            let whole = group
                .first()
                .zip(group.last())
                .and_then(|(first, last)| Span::new(text, first.start()..last.end()).ok());
            blocks.extend(whole);
        } else {
            blocks.extend(group.iter().map(|line| line.span));
        }
    }
    blocks.into_iter().map(|span| Block { kind: BlockKind::Paragraph, span }).collect()
}

/// One line without the white space around it.
struct Line<'a> {
    text: &'a str,
    span: Span,
}

impl Line<'_> {
    fn start(&self) -> usize {
        self.span.start()
    }

    fn end(&self) -> usize {
        self.span.end()
    }

    fn width(&self) -> usize {
        self.text.chars().count()
    }

    fn first_word_width(&self) -> usize {
        self.text.split_whitespace().next().map_or(0, |word| word.chars().count())
    }
}

/// Runs of lines that are not blank.
fn groups(text: &str) -> Vec<Vec<Line<'_>>> {
    let mut groups = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let start = at + line.len() - bare.len();
        let bare = bare.trim_end();
        at += line.len();
        match (Span::new(text, start..start + bare.len()), groups.last_mut()) {
            (Ok(span), Some(group)) if !bare.is_empty() => group.push(Line { text: bare, span }),
            _ => groups.push(Vec::new()),
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let width = lines.iter().map(Line::width).max().unwrap_or_default();
    if lines.len() < 2 || !WRAPPED.contains(&width) {
        return false;
    }
    let full = lines.windows(2).filter(|pair| match pair {
        [line, next] => line.width() + 1 + next.first_word_width() > width,
        _ => false,
    });
    full.count() * 5 >= (lines.len() - 1) * 4
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let got: Vec<&str> = plain(text).iter().filter_map(|block| block.span.slice(text)).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("  One.\n\nTwo.\r\n \t\r\nThree. \n", &["One.", "Two.", "Three."]);
        check("", &[]);
        check(" \n\n", &[]);
    }

    #[test]
    fn lines_are_paragraphs_where_nothing_is_wrapped() {
        let long = "word ".repeat(40);
        let long = long.trim();
        check(&format!("{long}\n{long}\nShort."), &[long, long, "Short."]);
        check("Kyiv\nMoscow\nMinsk", &["Kyiv", "Moscow", "Minsk"]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The Ukrainian Air Force reported downing 45 of 71 drones\nand decoys launched overnight by Russian forces, while the\n\
                    ministry in Moscow spoke of a wholly different number and\nnamed no source.";
        check(text, &[text]);
    }

    proptest! {
        #[test]
        fn blocks_are_in_order_trimmed_and_hold_every_word(text in "[a-zé .\r\n\u{a0}]{0,300}") {
            let blocks = plain(&text);
            let parts: Vec<&str> = blocks.iter().filter_map(|block| block.span.slice(&text)).collect();
            prop_assert!(blocks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
            prop_assert!(parts.iter().all(|part| !part.is_empty() && part.trim() == *part));
            let words: Vec<&str> = parts.iter().flat_map(|part| part.split_whitespace()).collect();
            prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
        }
    }
}
