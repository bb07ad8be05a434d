//! HTML → clean text blocks and metadata. A library: no tokio, no clock, no network.
//!
//! Two extractors choose which blocks of a page are its article ([trafilatura](https://crates.io/crates/trafilatura) in
//! precision mode, with Mozilla's Readability as a second opinion); the text of a block is always the page's own. The
//! same page gives the same bytes.

mod blocks;
mod decode;
mod depth;
mod extract;
mod metadata;
mod plain;
mod text;
mod trace;

use onrecord_model::{Block, Moment};
use trafilatura::dom::Document;

use crate::blocks::Blocks;
pub use crate::decode::decode;
pub use crate::depth::MAX_DEPTH;
pub use crate::plain::plain;

/// The longest page that is read, in bytes of UTF-8. The longest of two thousand real news pages has 1.8 MB, and
/// parsing takes some twenty times a page's size of memory.
pub const MAX_SIZE: usize = 10 * 1024 * 1024;

/// Clean text and metadata of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clean {
    /// The text: blocks joined by blank lines, the headline first where the page has one. Inside a block white space is folded; a line break (`<br>`) is `\n`, and
    /// a tab parts the cells of a table's row.
    pub text: String,
    /// Its blocks, in order, not overlapping, none empty; together they cover all of the text but the blank lines.
    pub blocks: Vec<Block>,
    /// The URL that the page names as its own.
    pub canonical_url: Option<String>,
    /// Name of the publication.
    pub outlet: Option<String>,
    /// Headline, without the name of the site.
    pub title: Option<String>,
    /// Bylines, one person or agency each.
    pub authors: Vec<String>,
    /// When it was first published; a date alone where the page tells no offset.
    pub published: Option<Moment>,
    /// When it was last changed; a date alone where the page tells no offset.
    pub modified: Option<Moment>,
    /// ISO 639-1 code: as the page declares it, else as its text reads.
    pub language: Option<String>,
}

/// Why a page gives no article.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
pub enum ArticleError {
    /// Hardly any text was found.
    #[error(
        "page holds no article: {words} words of article text in a page of {size} bytes that shows {shown} words{hint}"
    )]
    Empty {
        /// Words of article text found.
        words: usize,
        /// Words that the page shows in all.
        shown: usize,
        /// Length of the page in bytes.
        size: usize,
        /// A likely reason, starting with a comma; empty where none is seen.
        hint: &'static str,
    },
    /// Elements nest deeper than parsers can bear.
    #[error("page nests {depth} elements deep, more than the {MAX_DEPTH} that are read")]
    TooDeep {
        /// Depth that was seen.
        depth: usize,
    },
    /// More bytes than are read.
    #[error("page of {size} bytes is longer than the {MAX_SIZE} that are read")]
    TooLarge {
        /// Length of the page in bytes.
        size: usize,
    },
}

/// Fewer words than this are no article: a consent wall, a redirect notice, a page filled by scripts.
const MIN_WORDS: usize = 10;

/// Finds the article and its metadata in a page. `url` is where the page was found.
///
/// # Errors
/// [`ArticleError`] for a page without article text, and for one too large or too deep to be parsed safely.
pub fn clean(html: &str, url: &str) -> Result<Clean, ArticleError> {
    if html.len() > MAX_SIZE {
        return Err(ArticleError::TooLarge { size: html.len() });
    }
    let tags = depth::nesting(html);
    if tags > MAX_DEPTH {
        return Err(ArticleError::TooDeep { depth: tags });
    }
    let document = Document::parse(html);
    let depth = depth::of_tree(&document);
    if depth > MAX_DEPTH {
        return Err(ArticleError::TooDeep { depth });
    }
    let page = Blocks::of(&document);
    let facts = metadata::read(&document, &page, url);
    let shown = page.words();
    let (article, found) = extract::article(html, document, &page);
    let words = article.words();
    if words < MIN_WORDS {
        let hint = if html.contains("<script") && shown < MIN_WORDS { ", and runs scripts" } else { "" };
        return Err(ArticleError::Empty { words, shown, size: html.len(), hint });
    }
    let facts = metadata::complete(facts, &found);
    let article = article.headed(facts.title.as_deref().unwrap_or_default());
    Ok(Clean {
        text: article.text,
        blocks: article.list,
        canonical_url: facts.canonical_url,
        outlet: facts.outlet,
        title: facts.title,
        authors: facts.authors,
        published: facts.published,
        modified: facts.modified,
        language: facts.language,
    })
}
