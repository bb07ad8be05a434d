//! What the page shows: microdata, `<time>`, bylines, `<html lang>`.

use onrecord_model::Moment;
use trafilatura::dom::{Document, NodeId};

use super::{Facts, author, date, language, line};

/// A byline or a date stands alone; longer texts only mention one (characters).
pub(super) const SHORT: usize = 120;

/// Parts of a page that speak of other pages or other people: by tag, and by words in class and id.
const ASIDE_TAGS: [&str; 4] = ["footer", "aside", "nav", "form"];
const ASIDE_MARKS: [&str; 9] =
    ["comment", "sidebar", "related", "recommend", "footer", "teaser", "widget", "popular", "trending"];

/// Parts of an address behind which a site keeps its authors.
const AUTHOR_PATHS: [&str; 6] =
    ["/author/", "/authors/", "/autor/", "/auteur/", "/contributor/", "/contributors/"];

/// What the body tells.
pub(super) struct Shown {
    /// In words that leave no doubt what is meant.
    pub(super) marked: Facts,
    /// By its look.
    pub(super) guessed: Facts,
}

/// Facts from the body.
pub(super) fn read(document: &Document) -> Shown {
    let mut seen = Seen::default();
    visit(document, document.root(), &mut seen);
    let lang = document
        .iter(document.root(), &["html"])
        .into_iter()
        .find_map(|id| document.get_attribute(id, "lang"));
    Shown {
        marked: Facts {
            title: seen.headline,
            authors: author::all(seen.author),
            published: seen.published,
            modified: seen.modified,
            language: lang.and_then(|tag| language(&tag)),
            ..Facts::default()
        },
        guessed: Facts {
            authors: author::all(seen.byline.or(seen.profile)),
            published: seen.time.or(seen.dated),
            ..Facts::default()
        },
    }
}

/// The first of each kind.
#[derive(Default)]
struct Seen {
    headline: Option<String>,
    author: Option<String>,
    byline: Option<String>,
    profile: Option<String>,
    published: Option<Moment>,
    modified: Option<Moment>,
    time: Option<Moment>,
    dated: Option<Moment>,
}

/// Recurses; how deep is bounded by [`crate::MAX_DEPTH`].
fn visit(document: &Document, id: NodeId, seen: &mut Seen) {
    let tag = document.tag_name(id);
    if matches!(tag, "head" | "script" | "style" | "noscript" | "svg") {
        return;
    }
    let marks = format!("{} {}", document.class_name(id), document.id_attr(id)).to_ascii_lowercase();
    let is_aside = ASIDE_TAGS.contains(&tag) || ASIDE_MARKS.iter().any(|mark| marks.contains(mark));
    // What holds the headline is no aside, whatever it is called ("has-sidebar").
    if is_aside && document.iter(id, &["h1"]).is_empty() {
        return;
    }
    Look { document, id, tag, marks: &marks }.into(seen);
    for child in document.children(id) {
        visit(document, child, seen);
    }
}

/// One element.
struct Look<'a> {
    document: &'a Document,
    id: NodeId,
    tag: &'a str,
    marks: &'a str,
}

impl Look<'_> {
    fn into(self, seen: &mut Seen) {
        let property = self.attribute("itemprop").unwrap_or_default();
        match property.as_str() {
            "headline" => keep(&mut seen.headline, || self.shown()),
            "author" | "author name" => keep(&mut seen.author, || self.shown()),
            "datePublished" => keep(&mut seen.published, || self.stated()),
            "dateModified" => keep(&mut seen.modified, || self.stated()),
            _ => {}
        }
        if self.attribute("rel").is_some_and(|rel| rel == "author") {
            keep(&mut seen.author, || self.shown());
        }
        if self.tag == "time" && property.is_empty() {
            keep(&mut seen.time, || self.stated());
        }
        if self.is_called(&["byline", "author"]) {
            keep(&mut seen.byline, || {
                self.shown().filter(|byline| !author::all([byline.clone()]).is_empty())
            });
        }
        if self.tag == "a"
            && self.attribute("href").is_some_and(|to| AUTHOR_PATHS.iter().any(|path| to.contains(path)))
        {
            keep(&mut seen.profile, || self.shown());
        }
        if self.is_called(&["date", "time", "publish", "posted", "meta"]) {
            keep(&mut seen.dated, || self.shown().as_deref().and_then(date::shown));
        }
    }

    fn is_called(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.marks.contains(name))
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.document.get_attribute(self.id, name).filter(|value| !value.trim().is_empty())
    }

    fn shown(&self) -> Option<String> {
        Some(line(self.document, self.id)).filter(|text| !text.is_empty() && text.chars().count() <= SHORT)
    }

    fn stated(&self) -> Option<Moment> {
        let attribute = ["datetime", "content"].iter().find_map(|name| date::stated(&self.attribute(name)?));
        attribute.or_else(|| date::shown(&self.shown()?))
    }
}

/// Fills what is still empty.
fn keep<T>(place: &mut Option<T>, value: impl FnOnce() -> Option<T>) {
    if place.is_none() {
        *place = value();
    }
}
