//! Which articles copy one another or one wire story, and how one knows.
//!
//! Candidates come from locality-sensitive hashing of the sketches (Leskovec, Rajaraman, Ullman, "Mining of Massive
//! Datasets", 3.4): articles meet where two numbers in a row of their sketches are equal, or one of those that credit one
//! newsroom, or where they quote the same. A pair is then a copy when the shorter text is contained in the longer to the share that the options ask for, or to a
//! lower one where one credits the other, or when all quotations of one stand in the other.

use std::collections::{BTreeMap, HashMap, HashSet};

use onrecord_model::{Article, ArticleId};

use crate::Options;
use crate::credit::{Name, Report, credits, newsroom_key, reports};
use crate::quotation::Quotations;
use crate::sketch::Sketch;
use crate::story::Lead;

/// Numbers of a sketch that must be equal together for two articles to be compared: two that share a quarter of all their
/// shingles (J = 0.25: a story and the third of it that another printed) meet with a probability of 0.98, at 0.15 with
/// 0.77, at a chance 0.01 with 0.006.
const BAND: usize = 2;

/// How many articles of one bucket a further one is compared with. A bucket is larger only where many copies of one
/// text meet, and those are joined through any of them.
const BUCKET: usize = 4;

/// What is kept of an article to find its copies and its story.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) id: ArticleId,
    pub(crate) outlet: String,
    /// The outlet by one key for all spellings.
    pub(crate) newsroom: String,
    /// Whom its claims are credited to.
    pub(crate) reports: Vec<Report>,
    /// What tells its story.
    pub(crate) lead: Lead,
    canonical_url: Option<String>,
    sketch: Sketch,
    quotations: Quotations,
    /// Whom the whole of it is credited to.
    credits: Vec<Name>,
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
        let outlet = source.outlet.clone().unwrap_or_else(|| source.url.clone());
        Self {
            id: article.id.clone(),
            newsroom: newsroom_key(&outlet),
            outlet,
            reports: reports(article),
            lead: Lead::of(article),
            canonical_url: source.canonical_url.clone(),
            sketch: Sketch::of(article),
            quotations: Quotations::of(article),
            credits: credits(article),
        }
    }

    /// Keys of whom the whole of it is credited to.
    fn credited(&self) -> impl Iterator<Item = &str> {
        self.credits.iter().map(|name| name.key.as_str())
    }

    /// The name by which one of the two credits the other, or both the same third.
    fn common_credit<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        if self.outlet == other.outlet {
            return None;
        }
        let credits = |page: &Self, key: &str| page.credits.iter().any(|own| own.key == key);
        let by_self =
            self.credits.iter().find(|name| name.key == other.newsroom || credits(other, &name.key));
        let by_other = || other.credits.iter().find(|name| name.key == self.newsroom);
        by_self.or_else(by_other).map(|name| name.written.as_str())
    }
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

/// Pairs worth comparing, each once. One band after the other, so that only one is held at a time.
fn candidates(pages: &[Page]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut urls: HashMap<&str, usize> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        if let Some(url) = page.canonical_url.as_deref() {
            let first = *urls.entry(url).or_insert(at);
            pairs.extend((first != at).then_some((first, at)));
        }
    }
    let bands = pages.iter().map(|page| page.sketch.minima.len() / BAND).max().unwrap_or_default();
    for band in 0..bands {
        let part = |page: &'_ Page| -> Option<[u32; BAND]> {
            page.sketch.minima.get(band * BAND..(band + 1) * BAND)?.try_into().ok()
        };
        meet(pages.iter().enumerate().filter_map(|(at, page)| Some((part(page)?, at))), &mut pairs);
    }
    // Where both credit one newsroom, or one the other, less has to be shared: one number.
    let credited: HashSet<&str> = pages.iter().flat_map(Page::credited).collect();
    let of_newsroom: Vec<(&str, usize)> = pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| page.credited().chain([page.newsroom.as_str()]).map(move |key| (key, at)))
        .filter(|(key, _)| credited.contains(key))
        .collect();
    for row in 0..bands * BAND {
        let least = |at: usize| pages.get(at).and_then(|page| page.sketch.minima.get(row));
        meet(of_newsroom.iter().filter_map(|(key, at)| Some(((key, least(*at)?), *at))), &mut pairs);
    }
    let quoted = pages.iter().enumerate();
    meet(quoted.flat_map(|(at, page)| page.quotations.hashes().map(move |hash| (hash, at))), &mut pairs);
    pairs
}

/// Adds the pairs of pages that have the same key: each with the first few of its key.
#[expect(
    clippy::stable_sort_primitive,
    reason = "what came before is sorted, and this one takes sorted runs as they are"
)]
fn meet<K: Ord>(keyed: impl Iterator<Item = (K, usize)>, pairs: &mut Vec<(usize, usize)>) {
    let mut keyed: Vec<(K, usize)> = keyed.collect();
    keyed.sort_unstable();
    for bucket in keyed.chunk_by(|(one, _), (other, _)| one == other) {
        for (turn, (_, at)) in bucket.iter().enumerate() {
            pairs.extend(bucket.iter().take(turn.min(BUCKET)).map(|(_, first)| (*first, *at)));
        }
    }
    pairs.sort();
    pairs.dedup();
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
    let mut why = if share >= least && (credit.is_some() || here.sketch.is_spread(&there.sketch)) {
        format!("{outlet} and {other} share about {:.0} % of the shorter text", share * 100.0)
    } else {
        let quotations = here.quotations.shared(&there.quotations)?;
        format!("{outlet} and {other} have {quotations} quotations of the same people, cut at the same words")
    };
    if let Some(name) = credit {
        why += ", and ";
        why += name;
        why += " is credited";
    }
    Some(Link { a, b, why, share })
}

#[cfg(test)]
mod tests {
    use onrecord_model::Stance;

    use super::*;
    use crate::testing::{Shape, article, claim};

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

    #[test]
    fn what_another_newsroom_found_out_is_no_second_origin() {
        let page = |outlet: &str, line: &str| {
            let mut page = article(outlet, "2025-07-23", line);
            claim(&mut page, "Lena Brack", Stance::Asserts, "12 people were injured in Dobrovka")
                .number("12 people")
                .place("Dobrovka");
            page
        };
        let origins = |other: Article| {
            let mut weaver = crate::Weaver::new();
            let first = "Lena Brack told the Harbour Post that 12 people were injured in Dobrovka.";
            weaver.add(&page("Harbour Post", first));
            weaver.add(&other);
            let threads = weaver.finish(&Options::default());
            assert_eq!(threads.len(), 1);
            threads[0].origins.clone()
        };
        for line in [
            "Lena Brack said 12 people were injured in Dobrovka, as first reported by the Harbour Post.",
            "The Harbour Post reported that 12 people were injured in Dobrovka.",
        ] {
            let told = origins(page("Ledger", line));
            assert_eq!(told.len(), 1, "{line}");
            assert!(told[0].why.starts_with("Ledger gives it as a report of"), "{}", told[0].why);
        }
        for line in [
            "Lena Brack said 12 people were injured in Dobrovka.",
            "Lena Brack said 12 people were injured in Dobrovka.\nIt was a bad week, the Harbour Post reported.",
            "Lena Brack told the Lowland Post that 12 people were injured in Dobrovka.",
        ] {
            assert_eq!(origins(page("Ledger", line)).len(), 2, "{line}");
        }
    }
}
