//! Which of a page's titles is the headline, and where the name of the site ends it.

use std::collections::BTreeSet;

use trafilatura::dom::Document;
use url::Url;

use super::line;
use crate::text::bare;

/// What sites put between headline and their name; with spaces around it.
const SEPARATORS: [&str; 12] =
    [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « ", " / ", " ‹ ", " › "];

/// The headings a page shows and its `<title>`.
pub(super) struct Headings {
    h1: Vec<String>,
    title: Option<String>,
}

impl Headings {
    pub(super) fn of(document: &Document) -> Self {
        let all = |tag: &str| -> Vec<String> {
            let ids = document.iter(document.root(), &[tag]);
            ids.into_iter().map(|id| line(document, id)).filter(|text| !text.is_empty()).collect()
        };
        Self { h1: all("h1"), title: all("title").into_iter().next() }
    }

    /// Whether `h1` is what the `<title>` ends with after a separator: the name of the site, then, and no headline.
    fn ends_title(&self, h1: &str) -> bool {
        self.title.as_deref().and_then(split_last).is_some_and(|(_, tail)| bare(tail) == bare(h1))
    }
}

/// The headline as the page shows it: the `<h1>` that has a word in common with the titles `told` elsewhere (best
/// first) or with its `<title>`, because those are often rewritten for search engines; else the first of these titles;
/// without the name of the site.
pub(super) fn choose(
    told: &[&Option<String>],
    headings: &Headings,
    outlet: Option<&str>,
    url: Option<&Url>,
) -> Option<String> {
    let site = Site::of(outlet, url);
    let told: Vec<&String> = told.iter().filter_map(|title| title.as_ref()).chain(&headings.title).collect();
    let shown = || headings.h1.iter().filter(|h1| !site.is_named(h1) && !headings.ends_title(h1));
    let likeness = |h1: &str| told.iter().map(|title| words_shared(h1, title)).max().unwrap_or_default();
    // The first of the most alike: `max_by_key` takes the last.
    let alike = shown().rev().max_by_key(|h1| likeness(h1)).filter(|h1| likeness(h1) > 0);
    let told_first = told.iter().copied().find(|title| !site.is_named(title));
    let title = match (alike, told_first) {
        (Some(shown), Some(told)) => {
            let told = site.cut(told, headings);
            // The heading may hold a kicker or a date besides.
            let is_inside = told.split(' ').count() > 2 && bare(shown).contains(&bare(&told));
            if is_inside { told } else { site.cut(shown, headings) }
        }
        (Some(title), None) | (None, Some(title)) => site.cut(title, headings),
        (None, None) => site.cut(shown().next()?, headings),
    };
    Some(title)
}

/// How many telling words two titles have in common.
fn words_shared(a: &str, b: &str) -> usize {
    let words = |text: &str| -> BTreeSet<String> {
        text.split_whitespace().map(bare).filter(|word| word.chars().count() > 3).collect()
    };
    words(a).intersection(&words(b)).count()
}

/// What the site calls itself, and its host.
struct Site {
    names: Vec<String>,
}

impl Site {
    fn of(outlet: Option<&str>, url: Option<&Url>) -> Self {
        let host = url.and_then(Url::host_str).map(|host| host.trim_start_matches("www."));
        let label = host.and_then(|host| host.split('.').next());
        let names = [outlet, host, label].into_iter().flatten().map(bare).filter(|name| !name.is_empty());
        Self { names: names.collect() }
    }

    fn is_named(&self, text: &str) -> bool {
        let text = bare(text);
        self.names.contains(&text)
    }

    /// Whether `part` of a title is the site's name, perhaps with a section beside it.
    fn ends_with_name(&self, part: &str) -> bool {
        let part = bare(part);
        self.names.iter().any(|name| {
            name.len() > 2
                && (*name == part
                    || part.starts_with(name.as_str())
                    || part.ends_with(name.as_str())
                    || (part.len() > 3 && name.starts_with(&part)))
        })
    }

    /// `title` without the site's name before or after a separator. A heading that says the same as the rest proves the
    /// cut where the name is not known.
    fn cut(&self, title: &str, headings: &Headings) -> String {
        let mut title = title;
        while let Some((head, tail)) = split_last(title) {
            if self.ends_with_name(tail) || headings.h1.iter().any(|h1| bare(h1) == bare(head)) {
                title = head;
            } else {
                break;
            }
        }
        if let Some((head, tail)) = split_first(title)
            && (self.is_named(head) || headings.h1.iter().any(|h1| bare(h1) == bare(tail)))
        {
            title = tail;
        }
        title.to_owned()
    }
}

fn split_last(title: &str) -> Option<(&str, &str)> {
    SEPARATORS.iter().filter_map(|by| title.rsplit_once(by)).max_by_key(|(head, _)| head.len())
}

fn split_first(title: &str) -> Option<(&str, &str)> {
    SEPARATORS.iter().filter_map(|by| title.split_once(by)).min_by_key(|(head, _)| head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, outlet: Option<&str>, h1: &[&str], want: &str) {
        let headings = Headings { h1: h1.iter().map(|&h1| h1.to_owned()).collect(), title: None };
        let url = Url::parse("https://www.kyivherald.example/a").ok();
        assert_eq!(
            choose(&[&Some(title.to_owned())], &headings, outlet, url.as_ref()).as_deref(),
            Some(want)
        );
    }

    #[test]
    fn the_name_of_the_site_is_cut() {
        check("Drones downed – official | Kyiv Herald", None, &[], "Drones downed – official");
        check("Drones downed - World - The Paper", Some("The Paper"), &[], "Drones downed - World");
        check("The Paper: Drones downed - The Paper", Some("The Paper"), &[], "The Paper: Drones downed");
        check("Drones downed | Some Name", None, &["Drones downed"], "Drones downed");
        check("Kyiv: 45 of 71 drones downed", Some("Kyiv Herald"), &[], "Kyiv: 45 of 71 drones downed");
    }

    #[test]
    fn the_sites_name_alone_is_no_headline() {
        check("Kyiv Herald", None, &["Drones downed"], "Drones downed");
    }
}
