//! From what an extractor took back to the page: the extractor only chooses, the text is always the page's own.
//!
//! Extractors rebuild what they keep: they lose the space around an inline element ("to<b>15</b>"), drop a date in the
//! middle of a sentence, forget what was a quotation. A quote must be the quote, so their output is used as a mask: it
//! is laid over the page's own blocks, in order and with white space left out, and a block stays when enough of it is
//! covered.

use std::ops::Range;

use onrecord_model::BlockKind;

use crate::blocks::Blocks;

/// A piece at least so long (bytes without white space) is told from others by its text alone.
const TELLING: usize = 24;

/// The shortest stretch of a long piece that is looked for by itself, and how far behind the one before it (bytes).
const STRETCH: usize = 12;
const NEAR: usize = 512;

/// Of a block's bytes, so many of `WHOLE` must have been taken for the block to stay.
const COVERED: usize = 5;
const WHOLE: usize = 10;

/// Of the taken bytes, so many of `WHOLE` must be found on the page, else they came from elsewhere (say, from a script).
const FOUND: usize = 7;

/// The blocks of `page` that `taken` covers; none when `taken` is not to be found there.
pub(crate) fn trace(page: &Blocks, taken: &Blocks) -> Option<Blocks> {
    let mut mask = Mask::new(page);
    mask.lay(&squeezed(taken));
    mask.found().then(|| mask.kept(page))
}

/// Each block's text without white space.
fn squeezed(blocks: &Blocks) -> Vec<String> {
    blocks.iter().map(|(_, text)| squeeze(text)).collect()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The page without white space, and how much of each block is covered.
struct Mask {
    text: String,
    /// Where each block stands in `text`.
    blocks: Vec<Range<usize>>,
    covered: Vec<usize>,
    asked: usize,
}

impl Mask {
    fn new(page: &Blocks) -> Self {
        let mut text = String::with_capacity(page.text.len());
        let mut blocks = Vec::with_capacity(page.list.len());
        for (_, block) in page.iter() {
            let start = text.len();
            text.extend(block.chars().filter(|c| !c.is_whitespace()));
            blocks.push(start..text.len());
        }
        Self { covered: vec![0; blocks.len()], text, blocks, asked: 0 }
    }

    /// Long pieces first, each after the one before it if it stands there; then the short ones in the gaps between, as
    /// late as they fit, because a short line (a heading) goes with what follows it.
    fn lay(&mut self, pieces: &[String]) {
        let mut from = 0;
        let mut short: Vec<&str> = Vec::new();
        for piece in pieces {
            self.asked += piece.len();
            if piece.len() < TELLING {
                short.push(piece);
            } else if let Some(at) = self.place(piece, from) {
                self.lay_short(&short, self.block_at(from)..self.block_at(at.start), true);
                short.clear();
                from = at.end;
            }
        }
        self.lay_short(&short, self.block_at(from)..self.blocks.len(), false);
    }

    /// Covers a long piece: whole, or stretch by stretch where the extractor left something out of its middle. Looks
    /// behind `from` before it looks anywhere: one piece that also stands in a teaser further down must not lead the
    /// rest astray.
    fn place(&mut self, piece: &str, from: usize) -> Option<Range<usize>> {
        let whole =
            |from: usize| self.text.get(from..)?.find(piece).map(|at| from + at..from + at + piece.len());
        if let Some(at) = whole(from).or_else(|| whole(0)) {
            self.cover(at.clone());
            return Some(at);
        }
        self.place_stretches(piece, from).or_else(|| self.place_stretches(piece, 0))
    }

    fn place_stretches(&mut self, piece: &str, from: usize) -> Option<Range<usize>> {
        let mut placed: Option<Range<usize>> = None;
        let mut rest = piece;
        while !rest.is_empty() {
            // The first stretch may stand anywhere and must tell; the next ones stand close behind.
            let (shortest, from, to) = match &placed {
                None => (TELLING, from, self.text.len()),
                Some(before) => (STRETCH, before.end, before.end + NEAR),
            };
            let Some(at) = self.stretch(rest, shortest, from..to) else {
                rest = rest.get(rest.ceil_char_boundary(STRETCH)..).unwrap_or_default();
                continue;
            };
            rest = rest.get(at.len()..).unwrap_or_default();
            self.cover(at.clone());
            placed = Some(placed.map_or(at.start, |before| before.start)..at.end);
        }
        placed
    }

    /// Where the longest beginning of `piece`, of at least `shortest` bytes, stands in the part `within` of the page.
    fn stretch(&self, piece: &str, shortest: usize, within: Range<usize>) -> Option<Range<usize>> {
        let hay = self.text.get(within.start..self.text.ceil_char_boundary(within.end))?;
        let find = |len: usize| hay.find(piece.get(..len)?);
        let mut length = piece.ceil_char_boundary(shortest);
        let mut at = find(length).filter(|_| length >= shortest)?;
        let mut longest = piece.len();
        while length < longest {
            let middle = piece.ceil_char_boundary(length.midpoint(longest) + 1).min(longest);
            if let Some(found) = find(middle) {
                (length, at) = (middle, found);
            } else {
                longest = piece.floor_char_boundary(middle - 1);
            }
        }
        let start = within.start + at;
        Some(start..start + length)
    }

    /// Covers short pieces, each of which must be a block of its own among `blocks`.
    fn lay_short(&mut self, pieces: &[&str], mut blocks: Range<usize>, from_the_end: bool) {
        let mut pieces = pieces.to_vec();
        if from_the_end {
            pieces.reverse();
        }
        for piece in pieces {
            let is_it = |&i: &usize| {
                self.covered.get(i) == Some(&0)
                    && self.blocks.get(i).and_then(|range| self.text.get(range.clone())) == Some(piece)
            };
            let hit =
                if from_the_end { blocks.clone().rev().find(is_it) } else { blocks.clone().find(is_it) };
            let Some(range) = hit.and_then(|i| self.blocks.get(i)).cloned() else { continue };
            self.cover(range);
            if let Some(i) = hit {
                blocks = if from_the_end { blocks.start..i } else { i + 1..blocks.end };
            }
        }
    }

    /// The first block that ends after `offset`.
    fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.end <= offset)
    }

    fn cover(&mut self, range: Range<usize>) {
        let first = self.block_at(range.start);
        for (block, covered) in self.blocks.iter().zip(&mut self.covered).skip(first) {
            if block.start >= range.end {
                break;
            }
            *covered += block.end.min(range.end) - block.start.max(range.start);
        }
    }

    fn found(&self) -> bool {
        self.covered.iter().sum::<usize>() * WHOLE >= self.asked * FOUND
    }

    /// The covered blocks, and the headings right between two of them: an extractor that keeps the paragraphs on both
    /// sides of a subheading has the article there, whatever it thinks of headings.
    fn kept(&self, page: &Blocks) -> Blocks {
        let covered = |i: usize| {
            let (range, covered) = (&self.blocks[i], self.covered[i]);
            covered > 0 && covered * WHOLE >= range.len() * COVERED
        };
        let last = self.blocks.len().saturating_sub(1);
        let between = |i: usize| i > 0 && i < last && covered(i - 1) && covered(i + 1);
        let mut kept = Blocks::default();
        for (i, (kind, text)) in page.iter().enumerate() {
            if covered(i) || (kind == BlockKind::Heading && between(i)) {
                kept.push(kind, text);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, taken: &str, want: &str) {
        let traced = trace(&Blocks::of_html(page), &Blocks::of_html(taken)).expect("found");
        assert_eq!(traced.text, want);
    }

    #[test]
    fn words_that_an_extractor_glued_come_apart_again() {
        check(
            "<nav>Home</nav><p>The air force downed <b>45</b> of <i>71</i> drones overnight.</p><p>Share</p>",
            "<p>The air force downed<b>45</b>of<i>71</i>drones overnight.</p>",
            "The air force downed 45 of 71 drones overnight.",
        );
    }

    #[test]
    fn a_short_line_goes_with_what_follows_it() {
        check(
            "<ul><li>Denial<li>Reply</ul><p>A first paragraph that is long enough to be told by its text.</p>\
             <h2>Denial</h2><p>A second paragraph that is long enough to be told by its text.</p>",
            "<p>A first paragraph that is long enough to be told by its text.</p>\
             <h2>Denial</h2><p>A second paragraph that is long enough to be told by its text.</p>",
            "A first paragraph that is long enough to be told by its text.\n\nDenial\n\n\
             A second paragraph that is long enough to be told by its text.",
        );
    }

    #[test]
    fn what_was_dropped_inside_a_sentence_is_back() {
        check(
            "<p>Officials said in Istanbul on <time>Wednesday, 23 July</time> that the exchange of at least 1,200 \
             prisoners would go ahead.</p>",
            "<p>Officials said in Istanbul on that the exchange of at least 1,200 prisoners would go ahead.</p>",
            "Officials said in Istanbul on Wednesday, 23 July that the exchange of at least 1,200 prisoners would go \
             ahead.",
        );
    }

    #[test]
    fn a_first_match_too_far_down_does_not_lose_the_rest() {
        let lead = "Officials said that the exchange of prisoners would go ahead on Friday.";
        let rest = "A second paragraph that is long enough to be told by its text.";
        check(
            &format!("<p>{rest}</p><aside>{lead}</aside>"),
            &format!("<p>{lead}</p><p>{rest}</p>"),
            &format!("{rest}\n\n{lead}"),
        );
    }

    #[test]
    fn text_from_elsewhere_is_not_found() {
        let page = Blocks::of_html("<p>Please switch on scripts to read this page.</p>");
        let taken = Blocks::of_html("<p>The article's body, which only stood in a script of the page.</p>");
        assert_eq!(trace(&page, &taken), None);
    }
}
