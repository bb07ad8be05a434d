//! Which articles copy one another or one wire story, and how one knows.
//!
//! Candidates come from locality-sensitive hashing of the sketches (Leskovec, Rajaraman, Ullman, "Mining of Massive
//! Datasets", 3.4): articles meet where three numbers in a row of their sketches are equal. A pair is then a copy when the
//! shorter text is contained in the longer to the share that the options ask for, or to a lower one where one credits
//! the other.

use std::collections::{BTreeMap, HashMap};

use onrecord_model::{Article, ArticleId};

use crate::Options;
use crate::party::speaker_key;
use crate::sketch::Sketch;

/// Numbers of a sketch that must be equal together for two articles to be compared: two that share a third of their
/// shingles (J = 0.33) meet with a probability of 0.79, at 0.5 with 0.997, at a chance 0.05 with 0.005.
const BAND: usize = 3;

/// How many articles of one bucket a further one is compared with. A bucket is larger only where many copies of one
/// text meet, and those are joined through any of them.
const BUCKET: usize = 4;

/// What is kept of an article to find its copies.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) id: ArticleId,
    pub(crate) outlet: String,
    canonical_url: Option<String>,
    sketch: Sketch,
    /// Keys of the names that it credits.
    credits: Vec<(String, String)>,
}

/// Articles with one origin, in the order of their ids, and why they are one.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) members: Vec<usize>,
    pub(crate) links: Vec<Link>,
}

/// Two articles of one origin.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) why: String,
    share: f64,
}

impl Page {
    pub(crate) fn new(article: &Article) -> Self {
        let source = &article.source;
        Self {
            id: article.id.clone(),
            outlet: source.outlet.clone().unwrap_or_else(|| source.url.clone()),
            canonical_url: source.canonical_url.clone(),
            sketch: Sketch::of(article),
            credits: credits(article),
        }
    }

    /// The name by which one of the two credits the other, or both the same third.
    fn common_credit<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        if self.outlet == other.outlet {
            return None;
        }
        let names = |page: &Self, key: &str| page.credits.iter().any(|(own, _)| own == key);
        let (here, there) = (speaker_key(&self.outlet), speaker_key(&other.outlet));
        let by_self = self.credits.iter().find(|(key, _)| *key == there || names(other, key));
        let by_other = || other.credits.iter().find(|(key, _)| *key == here);
        by_self.or_else(by_other).map(|(_, name)| name.as_str())
    }
}

/// Names that the article credits: bylines, the agency of a dateline ("ISTANBUL (Reuters) -"), "Source: …",
/// "supplied by …".
fn credits(article: &Article) -> Vec<(String, String)> {
    const LEADS: &[&str] =
        &["Source: ", "supplied by ", "provided by ", "first published by ", "Courtesy of "];
    let text = &article.text;
    let mut names: Vec<&str> = article.source.authors.iter().map(String::as_str).collect();
    let head = text.char_indices().nth(240).map_or(text.as_str(), |(at, _)| text.get(..at).unwrap_or(text));
    for (open, _) in head.match_indices('(') {
        let inside = head.get(open + 1..).and_then(|rest| rest.split_once(')'));
        if let Some((name, rest)) = inside
            && rest.trim_start().starts_with(['-', '–', '—'])
        {
            names.push(name);
        }
    }
    for lead in LEADS {
        for (at, _) in text.match_indices(lead) {
            names.extend(text.get(at + lead.len()..).and_then(|rest| rest.split(['\n', '.', ';']).next()));
        }
    }
    let mut credits: Vec<(String, String)> = names
        .into_iter()
        .map(str::trim)
        .filter(|name| !name.is_empty() && name.len() <= 60)
        .map(|name| (speaker_key(name), name.to_owned()))
        .collect();
    credits.sort();
    credits.dedup_by(|a, b| a.0 == b.0);
    credits
}

/// Groups `pages`, which stand in the order of their ids. Every page is in one group.
pub(crate) fn group(pages: &[Page], options: &Options) -> Vec<Group> {
    let mut links: Vec<Link> =
        candidates(pages).into_iter().filter_map(|(a, b)| link(pages, a, b, options)).collect();
    links.sort_by(|x, y| y.share.total_cmp(&x.share).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut sets = crate::sets::Sets::new(pages.len());
    let mut used: Vec<Link> = Vec::new();
    for link in links {
        if sets.join(link.a, link.b) {
            used.push(link);
        }
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for page in 0..pages.len() {
        let group = groups.entry(sets.root(page)).or_insert(Group { members: Vec::new(), links: Vec::new() });
        group.members.push(page);
    }
    for link in used {
        if let Some(group) = groups.get_mut(&sets.root(link.a)) {
            group.links.push(link);
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by_key(|group| group.members.first().copied());
    groups
}

/// Pairs worth comparing.
fn candidates(pages: &[Page]) -> Vec<(usize, usize)> {
    let mut buckets: HashMap<(usize, &[u32]), Vec<usize>> = HashMap::new();
    let mut urls: HashMap<&str, usize> = HashMap::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        if let Some(url) = page.canonical_url.as_deref() {
            let first = *urls.entry(url).or_insert(at);
            if first != at {
                pairs.push((first, at));
            }
        }
        for (band, part) in page.sketch.minima.chunks_exact(BAND).enumerate() {
            let bucket = buckets.entry((band, part)).or_default();
            pairs.extend(bucket.iter().map(|other| (*other, at)));
            if bucket.len() < BUCKET {
                bucket.push(at);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn link(pages: &[Page], a: usize, b: usize, options: &Options) -> Option<Link> {
    let (here, there) = (pages.get(a)?, pages.get(b)?);
    let (outlet, other) = (&here.outlet, &there.outlet);
    if here.canonical_url.is_some() && here.canonical_url == there.canonical_url {
        return Some(Link {
            a,
            b,
            why: format!("{outlet} and {other} name the same page as theirs"),
            share: 1.0,
        });
    }
    let share = here.sketch.containment(&there.sketch);
    let credit = here.common_credit(there);
    let least = if credit.is_some() { options.credited_similarity } else { options.copy_similarity };
    if share < least {
        return None;
    }
    let mut why = format!("{outlet} and {other} share about {:.0} % of the shorter text", share * 100.0);
    if let Some(name) = credit {
        why += ", and ";
        why += name;
        why += " is credited";
    }
    Some(Link { a, b, why, share })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::article;

    fn text(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    fn groups(articles: &[Article]) -> Vec<Vec<usize>> {
        let pages: Vec<Page> = articles.iter().map(Page::new).collect();
        group(&pages, &Options::default()).into_iter().map(|group| group.members).collect()
    }

    #[test]
    fn a_copy_cut_short_has_the_origin_of_the_whole() {
        let whole = article("Wire", "2025-07-23", &text(0, 400));
        let cut = article("Daily", "2025-07-23", &text(40, 220));
        let other = article("Post", "2025-07-23", &text(1000, 1400));
        assert_eq!(groups(&[whole, cut, other]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_credit_lets_less_shared_text_count() {
        let wire = article("Meridian Newswire", "2025-07-23", &text(0, 300));
        let mixed = article("Daily", "2025-07-23", &(text(150, 300) + " " + &text(500, 650)));
        assert_eq!(groups(&[wire.clone(), mixed.clone()]).len(), 2);
        let credited = article("Daily", "2025-07-23", &format!("{}\nSource: Meridian Newswire", mixed.text));
        assert_eq!(groups(&[wire, credited]).len(), 1);
    }

    #[test]
    fn one_page_under_two_addresses_is_one_origin() {
        let mut a = article("Post", "2025-07-23", "short");
        a.source.canonical_url = Some("https://post.example/1".to_owned());
        let mut b = article("Post", "2025-07-24", "other");
        b.source.canonical_url.clone_from(&a.source.canonical_url);
        assert_eq!(groups(&[a, b]).len(), 1);
    }
}
