//! `<meta>` and `<link>` of the head.

use trafilatura::dom::Document;

use super::{Facts, author, date, language};
use crate::text::fold;

/// Keys by field, the more trustworthy first. Open Graph, Twitter, Dublin Core, Highwire (`citation_`), and the tags of
/// analytics services, which newsrooms fill with care.
const TITLE: [&str; 9] = [
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
    "headline",
    "title",
];
const AUTHOR: [&str; 12] = [
    "citation_author",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc:creator",
    "og:article:author",
    "article:author_name",
    "byl",
    "creator",
];
const OUTLET: [&str; 6] = [
    "og:site_name",
    "application-name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
];
const PUBLISHED: [&str; 28] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article:publicationdate",
    "datepublished",
    "date_published",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "published-date",
    "publication_date",
    "originalpublicationdate",
    "dc.date",
    "dcterms.date",
    "date",
];
const MODIFIED: [&str; 9] = [
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "last-modified",
    "lastmod",
];
const LANGUAGE: [&str; 5] = ["content-language", "dc.language", "dcterms.language", "language", "og:locale"];

/// Facts from the head.
pub(super) fn read(document: &Document) -> Facts {
    let tags = Tags::of(document);
    let authors = AUTHOR.iter().map(|key| author::all(tags.all(key))).find(|names| !names.is_empty());
    Facts {
        canonical_url: canonical(document).or_else(|| tags.first(&["og:url"])),
        outlet: tags.first(&OUTLET),
        title: tags.first(&TITLE),
        authors: authors.unwrap_or_default(),
        published: tags.find(&PUBLISHED, date::stated),
        modified: tags.find(&MODIFIED, date::stated),
        language: tags.find(&LANGUAGE, language),
    }
}

/// Every `<meta>` as a lower-case key and its content, in the order of the page.
struct Tags(Vec<(String, String)>);

impl Tags {
    fn of(document: &Document) -> Self {
        let mut tags = Vec::new();
        for id in document.iter(document.root(), &["meta"]) {
            let content = fold(&document.get_attribute(id, "content").unwrap_or_default());
            if content.is_empty() {
                continue;
            }
            for attribute in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(key) = document.get_attribute(id, attribute) {
                    tags.push((key.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Self(tags)
    }

    fn all(&self, key: &str) -> impl Iterator<Item = String> {
        self.0.iter().filter(move |(known, _)| known == key).map(|(_, content)| content.clone())
    }

    /// The first content that `read` can make sense of.
    fn find<T>(&self, keys: &[&str], read: fn(&str) -> Option<T>) -> Option<T> {
        keys.iter().find_map(|key| {
            self.0.iter().filter(|(known, _)| known == key).find_map(|(_, content)| read(content))
        })
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        self.find(keys, |content| Some(content.to_owned()))
    }
}

fn canonical(document: &Document) -> Option<String> {
    let is_canonical =
        |rel: String| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"));
    document
        .iter(document.root(), &["link"])
        .into_iter()
        .find(|&id| document.get_attribute(id, "rel").is_some_and(is_canonical))
        .and_then(|id| document.get_attribute(id, "href"))
        .filter(|href| !href.trim().is_empty())
}
