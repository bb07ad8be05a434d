//! Which blocks of a page are its article: two extractors, and a rule for whom to believe.

use std::collections::HashSet;

use dom_smoothie::Readability;
use trafilatura::dom::Document;
use trafilatura::{ExtractionFocus, HtmlDateMode, Metadata, Options};

use crate::blocks::Blocks;
use crate::trace::trace;

/// The second opinion is taken when it has more than so many tenths of the words of the first: trafilatura in precision
/// mode errs by leaving out, Readability by taking in, so a longer second text is a gap in the first more often than
/// noise, while a shorter one says nothing.
const LONGER: usize = 12;
const SAME: usize = 10;

/// Below so many words both may have missed the article, and trafilatura is asked again without its caution.
const FEW_WORDS: usize = 150;

/// A block at least so long (bytes) that stands on the page twice is kept once.
const REPEATED: usize = 40;

/// The article's blocks out of `page`, all blocks of a document, and what trafilatura made of its metadata.
pub(crate) fn article(html: &str, document: Document, page: &Blocks) -> (Blocks, Metadata) {
    let spare = document.clone_document();
    let first = trafilatura::extract_document(document, &options(ExtractionFocus::FavorPrecision, false));
    let (first, metadata) = first.map(|found| (found.content_html, found.metadata)).unwrap_or_default();
    let mut taken = Blocks::of_html(&first);
    taken = longer(taken, readability(html));
    if taken.words() < FEW_WORDS {
        let third = trafilatura::extract_document(spare, &options(ExtractionFocus::Balanced, true));
        taken = longer(taken, third.map(|found| Blocks::of_html(&found.content_html)).unwrap_or_default());
    }
    (once(&trace(page, &taken).unwrap_or(taken)), metadata)
}

fn longer(first: Blocks, second: Blocks) -> Blocks {
    if second.words() * SAME > first.words() * LONGER { second } else { first }
}

/// Comments off; no deduplication, which is not about one page; no dates, because the crate's look at the clock and at
/// the machine's time zone.
fn options(focus: ExtractionFocus, fallback: bool) -> Options {
    Options::default()
        .with_focus(focus)
        .with_fallback(fallback)
        .with_exclude_comments(true)
        .with_deduplicate(false)
        .with_html_date_mode(HtmlDateMode::Disabled)
}

fn readability(html: &str) -> Blocks {
    let config = dom_smoothie::Config { disable_json_ld: true, ..Default::default() };
    Readability::new(html, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|article| Blocks::of_html(&article.content))
        .unwrap_or_default()
}

/// Without the later copies of long blocks: a page carries them for other screen sizes, or as pull quotes.
fn once(blocks: &Blocks) -> Blocks {
    let mut seen = HashSet::new();
    let mut kept = Blocks::default();
    for (kind, text) in blocks.iter() {
        if text.len() < REPEATED || seen.insert(text) {
            kept.push(kind, text);
        }
    }
    kept
}
