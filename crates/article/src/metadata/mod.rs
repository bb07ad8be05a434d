//! What a page says of itself: headline, authors, outlet, dates, language, address.
//!
//! Each place is read into its own [`Facts`], and they are laid over each other in the order of trust: JSON-LD, the
//! `<meta>` tags, the address, microdata, the lines around the headline, `<time>` and what is classed as a byline. The
//! extractor's own reading comes last; its dates are not taken, because it asks the clock and guesses.

mod author;
mod date;
mod json_ld;
mod lines;
mod meta_tags;
mod shown;
mod title;

use onrecord_model::Moment;
use trafilatura::dom::{Document, NodeId};
use url::Url;

use crate::blocks::Blocks;
use crate::text::{bare, fold};

/// What one place of a page, or all of them together, say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) canonical_url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<Moment>,
    pub(crate) modified: Option<Moment>,
    pub(crate) language: Option<String>,
}

impl Facts {
    /// These facts, and where they are silent those of `other`.
    fn or(self, other: Self) -> Self {
        Self {
            canonical_url: self.canonical_url.or(other.canonical_url),
            outlet: self.outlet.or(other.outlet),
            title: self.title.or(other.title),
            authors: if self.authors.is_empty() { other.authors } else { self.authors },
            published: self.published.or(other.published),
            modified: self.modified.or(other.modified),
            language: self.language.or(other.language),
        }
    }
}

/// Reads the metadata of a page. `blocks` is all that it shows, `url` where it was found; a date in its path counts.
pub(crate) fn read(document: &Document, blocks: &Blocks, url: &str) -> Facts {
    let url = Url::parse(url).ok();
    let (linked, meta, shown) = (json_ld::read(document), meta_tags::read(document), shown::read(document));
    let headings = title::Headings::of(document);
    let outlet = linked.outlet.as_deref().or(meta.outlet.as_deref());
    let told = [&meta.title, &linked.title, &shown.marked.title];
    let title = title::choose(&told, &headings, outlet, url.as_ref());
    let lines = lines::read(blocks, title.as_deref());
    let by_url = Facts { published: url.as_ref().and_then(date::of_url), ..Facts::default() };
    let language = shown.marked.language.clone();
    let first = Facts { title, language, ..Facts::default() };
    let facts = [linked, meta, by_url, shown.marked, lines, shown.guessed].into_iter().fold(first, Facts::or);
    finish(facts, url.as_ref())
}

/// The text of an element on one line.
fn line(document: &Document, id: NodeId) -> String {
    fold(&Blocks::of_node(document, id).text)
}

/// Takes what trafilatura found where `facts` are silent.
pub(crate) fn complete(facts: Facts, found: &trafilatura::Metadata) -> Facts {
    let some = |text: &str| Some(fold(text)).filter(|text| !text.is_empty());
    let rest = Facts {
        outlet: some(&found.sitename),
        title: some(&found.title),
        language: language(&found.language),
        ..Facts::default()
    };
    facts.or(rest)
}

fn finish(facts: Facts, url: Option<&Url>) -> Facts {
    let canonical_url = facts.canonical_url.as_deref().and_then(|link| absolute(link, url));
    let outlet = facts.outlet.as_deref().map(bare);
    let is_outlet = |name: &String| outlet.as_ref() == Some(&bare(name));
    let authors = facts.authors.iter().filter(|name| !is_outlet(name)).cloned().collect();
    Facts { canonical_url, authors, ..facts }
}

/// `link` as an absolute address; only the web's own schemes count.
fn absolute(link: &str, base: Option<&Url>) -> Option<String> {
    let link = match base {
        Some(base) => base.join(link.trim()).ok()?,
        None => Url::parse(link.trim()).ok()?,
    };
    matches!(link.scheme(), "http" | "https").then(|| link.into())
}

/// The ISO 639-1 code of a language tag: `en_GB` → `en`.
fn language(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}
