//! Which origins stand behind the articles of a thread, and why.
//!
//! What holds for whole articles is found once for the record, in `origin.rs`. Two things hold in a thread only: that two
//! articles are of one newsroom, and that one of them credits the other, or both a third, for what the thread is about.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use onrecord_model::{ArticleId, Origin, OriginId};

use crate::Options;
use crate::credit::{Name, is_agency};
use crate::origin::{self, Group, Link, Page};
use crate::sets::Sets;
use crate::slot::Statement;

/// A part of a thread's articles that tells what a newsroom found out: the page, and the name that it credits; none for the
/// newsroom itself.
type Teller<'a> = (usize, &'a Page, Option<&'a Name>);

/// Which origin each article has.
pub(crate) struct Sources<'a> {
    pages: &'a [Page],
    groups: Vec<Group>,
    group_of: HashMap<&'a ArticleId, usize>,
    /// Keys of all outlets of the record.
    newsrooms: HashSet<&'a str>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(pages: &'a [Page], options: &Options) -> Self {
        let groups = origin::group(pages, options);
        let mut group_of = HashMap::new();
        for (at, group) in groups.iter().enumerate() {
            group_of.extend(group.members.iter().filter_map(|page| Some((&pages.get(*page)?.id, at))));
        }
        let newsrooms = pages.iter().map(|page| page.newsroom.as_str()).collect();
        Self { pages, groups, group_of, newsrooms }
    }

    pub(crate) fn same(&self, a: &Statement, b: &Statement) -> bool {
        let of = |s: &Statement| self.group_of.get(&s.claim.page.article);
        of(a).is_some() && of(a) == of(b)
    }

    /// The origins of the articles of some statements: each lists those of them that it holds.
    pub(crate) fn origins(&self, members: &[&Statement]) -> Vec<Origin> {
        let mut by_group: BTreeMap<usize, BTreeSet<&ArticleId>> = BTreeMap::new();
        for statement in members {
            if let Some(group) = self.group_of.get(&statement.claim.page.article) {
                by_group.entry(*group).or_default().insert(&statement.claim.page.article);
            }
        }
        let parts: Vec<(usize, Vec<&ArticleId>)> =
            by_group.into_iter().map(|(group, held)| (group, held.into_iter().collect())).collect();
        let mut sets = Sets::new(parts.len());
        let mut whys: Vec<(usize, String)> = Vec::new();
        // Two reports of one newsroom are no two origins.
        let mut by_outlet: HashMap<&str, usize> = HashMap::new();
        for (at, (_, held)) in parts.iter().enumerate() {
            if let Some(outlet) = self.only_outlet(held) {
                sets.join(*by_outlet.entry(outlet).or_insert(at), at);
            }
        }
        for (one, other, why) in self.credited(members, &parts) {
            if sets.join(one, other) {
                whys.push((one, why));
            }
        }
        let mut merged: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..parts.len() {
            merged.entry(sets.root(at)).or_default().push(at);
        }
        let mut credited: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (at, why) in whys {
            credited.entry(sets.root(at)).or_default().push(why);
        }
        let mut origins: Vec<Origin> = merged
            .into_iter()
            .map(|(root, held)| {
                let parts = held.iter().filter_map(|at| parts.get(*at));
                self.origin(parts, credited.remove(&root).unwrap_or_default())
            })
            .collect();
        origins.sort_by(|a, b| a.articles.cmp(&b.articles));
        origins
    }

    /// Which of `parts` tell what another of them, or the same third newsroom, found out.
    fn credited(
        &self,
        members: &[&Statement],
        parts: &[(usize, Vec<&ArticleId>)],
    ) -> Vec<(usize, usize, String)> {
        let part_of = |article: &ArticleId| {
            let group = self.group_of.get(article)?;
            parts.binary_search_by_key(group, |(group, _)| *group).ok()
        };
        let mut told: BTreeMap<&str, Vec<Teller<'a>>> = BTreeMap::new();
        for statement in members {
            let Some((page, part)) =
                self.page(&statement.claim.page.article).zip(part_of(&statement.claim.page.article))
            else {
                continue;
            };
            for report in page.reports.iter().filter(|report| report.claim == statement.index) {
                // Who "reported" may be an army; only what is known as a newsroom is one.
                if report.sure
                    || self.newsrooms.contains(report.name.key.as_str())
                    || is_agency(&report.name.key)
                {
                    told.entry(&report.name.key).or_default().push((part, page, Some(&report.name)));
                }
            }
            told.entry(&page.newsroom).or_default().push((part, page, None));
        }
        let mut ties = Vec::new();
        for mut all in told.into_values() {
            all.sort_by_key(|(part, page, name)| (name.is_some(), *part, &page.id));
            let Some((first, rest)) = all.split_first() else { continue };
            for (part, page, name) in rest {
                if let Some(name) = name {
                    ties.push((
                        first.0,
                        *part,
                        format!("{} gives it as a report of {}", page.outlet, name.written),
                    ));
                }
            }
        }
        ties
    }

    /// The number of the statement's origin.
    pub(crate) fn group(&self, statement: &Statement) -> usize {
        self.group_of.get(&statement.claim.page.article).copied().unwrap_or(usize::MAX)
    }

    fn page(&self, id: &ArticleId) -> Option<&'a Page> {
        self.pages.binary_search_by(|page| page.id.cmp(id)).ok().and_then(|at| self.pages.get(at))
    }

    /// The outlet of all these articles, where they have the same.
    fn only_outlet(&self, articles: &[&ArticleId]) -> Option<&'a str> {
        let mut outlets = articles.iter().map(|id| self.page(id).map(|page| page.outlet.as_str()));
        let first = outlets.next()??;
        outlets.all(|outlet| outlet == Some(first)).then_some(first)
    }

    /// One origin of parts of some groups, held together by their texts and by what `credited` says.
    fn origin<'p>(
        &self,
        parts: impl Iterator<Item = &'p (usize, Vec<&'p ArticleId>)>,
        credited: Vec<String>,
    ) -> Origin {
        let mut held: Vec<&ArticleId> = Vec::new();
        let mut links: Vec<&Link> = Vec::new();
        for (group, articles) in parts {
            held.extend(articles);
            links
                .extend(self.groups.get(*group).filter(|_| articles.len() > 1).iter().flat_map(|g| &g.links));
        }
        held.sort();
        let ids: Vec<&str> = held.iter().map(|id| id.as_str()).collect();
        let id = OriginId::of(&ids);
        let is_held =
            |page: usize| self.pages.get(page).is_some_and(|page| held.binary_search(&&page.id).is_ok());
        let inside = links.iter().filter(|link| is_held(link.a) && is_held(link.b));
        let mut whys: Vec<String> = inside.map(|link| link.why.clone()).collect();
        whys.extend(credited);
        let why = match (held.len(), self.only_outlet(&held)) {
            (1, _) => "no other article of this thread has its text".to_owned(),
            (_, Some(outlet)) if whys.is_empty() => format!("all of them are reports of {outlet}"),
            _ if whys.is_empty() => some(links.iter().map(|link| link.why.as_str())),
            _ => some(whys.iter().map(String::as_str)),
        };
        Origin { id, articles: held.into_iter().cloned().collect(), why }
    }
}

/// The first few reasons, and how many there are besides: a story of an agency has hundreds of copies.
fn some<'w>(mut whys: impl Iterator<Item = &'w str>) -> String {
    const TOLD: usize = 12;
    let mut told: Vec<String> = whys.by_ref().take(TOLD).map(str::to_owned).collect();
    let more = whys.count();
    told.extend((more > 0).then(|| format!("and {more} more like these")));
    told.join("; ")
}
