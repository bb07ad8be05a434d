//! Threads: statements that speak about the same thing, put together whatever the order in which they came.
//!
//! How statements are put together is in `cluster.rs`; what holds between two of them, in `relation.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use onrecord_model::{
    Article, ArticleId, ClaimId, Evidence, Finding, FindingKind, Origin, OriginId, Relation, RelationKind,
    Slot, Thread, ThreadId,
};

use crate::Options;
use crate::cluster::{Bounds, clusters, kind, within};
use crate::gate::{Reason, Verdict, gate, overlap};
use crate::object::{Object, plural};
use crate::origin::{self, Group, Page};
use crate::predicate::{Class, Trait};
use crate::relation::{Between, between, repetition};
use crate::slot::{Standing, Statement, order, statements};
use crate::wording::{cited, days};

/// Version of the rules, in every thread's id: another version makes other threads.
const VERSION: &str = "2";

/// How many threads of its kind a thread is laid beside to find look-alikes.
const NEIGHBOURS: usize = 48;

/// With how many voices after it each voice of a thread is compared.
const VOICES: usize = 64;

/// How many look-alikes a thread names.
const LOOK_ALIKES: usize = 3;

/// Takes articles one by one, in any order, and keeps of each what threads are woven from.
#[derive(Debug, Default)]
pub struct Weaver {
    pages: Vec<Page>,
    statements: Vec<Statement>,
}

impl Weaver {
    /// One that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what `article` says.
    pub fn add(&mut self, article: &Article) {
        self.pages.push(Page::new(article));
        let told = statements(article).into_iter().filter(|s| {
            s.standing != Standing::Retold && s.class.is_some() && (s.slot.object.is_some() || s.is_open())
        });
        self.statements.extend(told);
    }

    /// The threads of all articles taken, by id.
    pub fn finish(mut self, options: &Options) -> Vec<Thread> {
        self.pages.sort_by(|a, b| a.id.cmp(&b.id));
        self.pages.dedup_by(|a, b| a.id == b.id);
        self.statements.sort_by(|a, b| order(a).cmp(&order(b)));
        self.statements.dedup_by(|a, b| order(a) == order(b));
        let sources = Sources::new(&self.pages, options);
        let clusters = clusters(&self.statements);
        let woven: Vec<Woven<'_>> = clusters
            .into_iter()
            .filter_map(|(members, bounds)| Woven::new(&members, &bounds, &sources))
            .collect();
        let apart = look_alikes(&woven);
        let mut threads: Vec<Thread> = woven
            .into_iter()
            .enumerate()
            .map(|(at, woven)| woven.finish(apart.get(&at).cloned().unwrap_or_default()))
            .collect();
        give_ids(&mut threads);
        threads.sort_by(|a, b| a.id.cmp(&b.id));
        threads
    }
}

/// Which origin each article has.
struct Sources<'a> {
    pages: &'a [Page],
    groups: Vec<Group>,
    group_of: HashMap<&'a ArticleId, usize>,
}

impl<'a> Sources<'a> {
    fn new(pages: &'a [Page], options: &Options) -> Self {
        let groups = origin::group(pages, options);
        let mut group_of = HashMap::new();
        for (at, group) in groups.iter().enumerate() {
            group_of.extend(group.members.iter().filter_map(|page| Some((&pages.get(*page)?.id, at))));
        }
        Self { pages, groups, group_of }
    }

    fn same(&self, a: &Statement, b: &Statement) -> bool {
        let of = |s: &Statement| self.group_of.get(&s.claim.article);
        of(a).is_some() && of(a) == of(b)
    }

    /// The origins of some articles: each lists those of them that it holds.
    fn origins(&self, articles: &BTreeSet<&ArticleId>) -> Vec<Origin> {
        let mut by_group: BTreeMap<usize, Vec<&ArticleId>> = BTreeMap::new();
        for article in articles {
            if let Some(group) = self.group_of.get(*article) {
                by_group.entry(*group).or_default().push(article);
            }
        }
        let mut merged: Vec<(usize, Vec<&ArticleId>)> = Vec::new();
        let mut by_outlet: HashMap<&str, usize> = HashMap::new();
        for (group, held) in by_group {
            // Two reports of one newsroom are no two origins.
            match self.only_outlet(&held).map(|outlet| (outlet, by_outlet.get(outlet).copied())) {
                Some((_, Some(at))) => merged.get_mut(at).map_or((), |(_, all)| all.extend(held)),
                Some((outlet, None)) => {
                    by_outlet.insert(outlet, merged.len());
                    merged.push((group, held));
                }
                None => merged.push((group, held)),
            }
        }
        let mut origins: Vec<Origin> = merged.into_iter().map(|(at, held)| self.origin(at, held)).collect();
        origins.sort_by(|a, b| a.articles.cmp(&b.articles));
        origins
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

    fn origin(&self, group: usize, mut held: Vec<&ArticleId>) -> Origin {
        held.sort();
        let parts: Vec<&str> = held.iter().map(|id| id.as_str()).collect();
        let id = OriginId::of(&parts);
        let links = self.groups.get(group).map_or(&[][..], |group| &group.links);
        let is_held = |page: usize| self.pages.get(page).is_some_and(|page| held.contains(&&page.id));
        let whys: Vec<&str> = links
            .iter()
            .filter(|link| is_held(link.a) && is_held(link.b))
            .map(|link| link.why.as_str())
            .collect();
        let why = match (held.len(), self.only_outlet(&held)) {
            (1, _) => "no other article of this thread has its text".to_owned(),
            (_, Some(outlet)) if whys.is_empty() => format!("all of them are reports of {outlet}"),
            _ if whys.is_empty() => links.iter().map(|link| link.why.as_str()).collect::<Vec<_>>().join("; "),
            _ => whys.join("; "),
        };
        Origin { id, articles: held.into_iter().cloned().collect(), why }
    }
}

/// A cluster that is worth a thread, with what holds inside it.
struct Woven<'a> {
    members: Vec<&'a Statement>,
    thread: Thread,
    apart: Vec<(Reason, &'a Statement, &'a Statement)>,
    /// Where not all voices were laid beside each other: what says so.
    left_out: Option<Finding>,
}

impl<'a> Woven<'a> {
    fn new(cluster: &[&'a Statement], bounds: &Bounds, sources: &Sources<'_>) -> Option<Self> {
        let mut seen: BTreeSet<&ClaimId> = BTreeSet::new();
        let mut members = cluster.to_vec();
        // A claim stands in a thread once: by a number, where it has one here.
        members.sort_by_key(|s| (s.claim.quantity.is_none(), order(s)));
        members.retain(|s| seen.insert(&s.claim.id));
        members.sort_by_key(|s| order(s));
        let first = members.iter().find(|s| s.claim.quantity.is_some()).or(members.first())?;
        let alone =
            members.len() == 1 && !(first.claim.quantity.is_some() && first.standing == Standing::Full);
        if alone {
            return None;
        }
        let slot = slot(first, bounds);
        let Relations { told: relations, apart, left_out } = relations(&members, sources);
        let nothing = relations.is_empty() && apart.is_empty();
        if first.is_open() && (nothing || members.iter().all(|s| s.claim.article == first.claim.article)) {
            return None;
        }
        let stated = members.iter().filter(|s| s.place_stated && s.slot.place == slot.place).count();
        let shown =
            Slot { place: slot.place.clone().filter(|_| stated * 2 >= members.len()), ..slot.clone() };
        let articles: BTreeSet<&ArticleId> = members.iter().map(|s| &s.claim.article).collect();
        let thread = Thread {
            id: ThreadId::of(&[]),
            title: if first.is_open() {
                opening(&first.claim.content)
            } else {
                title(
                    first.class,
                    &shown,
                    bounds.planned == Some(true) && slot.predicate.as_deref() != Some("propose"),
                )
            },
            slot,
            claims: members.iter().map(|s| s.claim.clone()).collect(),
            relations,
            origins: sources.origins(&articles),
            findings: Vec::new(),
        };
        Some(Self { members, thread, apart, left_out })
    }

    fn finish(self, look_alikes: Vec<Finding>) -> Thread {
        let mut thread = self.thread;
        let mut told: BTreeSet<Reason> = BTreeSet::new();
        let inside = self.apart.into_iter().filter(|(reason, ..)| told.insert(*reason));
        thread.findings = inside.map(|(reason, a, b)| not_comparable(reason, a, b)).collect();
        thread.findings.extend(self.left_out);
        thread.findings.extend(look_alikes);
        thread.findings.sort_by(|a, b| (&a.says, &a.claims).cmp(&(&b.says, &b.claims)));
        thread.findings.dedup();
        thread
    }
}

fn slot(first: &Statement, bounds: &Bounds) -> Slot {
    Slot {
        actor: bounds.actor.clone(),
        predicate: first.slot.predicate.clone(),
        object: first.slot.object.clone(),
        unit: bounds.unit.clone(),
        place: bounds.place.clone(),
        from: bounds.days.map(|((from, _), _)| from).or(bounds.since),
        to: bounds.days.map(|((_, to), _)| to),
    }
}

/// What was found between the statements of a thread.
struct Relations<'a> {
    told: Vec<Relation>,
    apart: Vec<(Reason, &'a Statement, &'a Statement)>,
    left_out: Option<Finding>,
}

/// What holds between the statements of a thread. Repetitions point to the first of their kind; the rest is told
/// between those first ones only, so that a hundred copies do not make five thousand relations.
fn relations<'a>(members: &[&'a Statement], sources: &Sources<'_>) -> Relations<'a> {
    let (voices, mut relations) = repetitions(members, sources);
    let mut apart = Vec::new();
    let mut updates: Vec<(Relation, Option<Date>)> = Vec::new();
    for (i, a) in voices.iter().enumerate() {
        for b in voices.iter().skip(i + 1).take(VOICES) {
            match between(a, b, sources.same(a, b)) {
                Between::Related(relation) if relation.kind == RelationKind::Updates => {
                    let earlier = if relation.to == a.claim.id { a } else { b };
                    updates.push((relation, earlier.as_of));
                }
                Between::Related(relation) => relations.push(relation),
                Between::Apart(Reason::Words) => match in_other_words(a, b, members, sources) {
                    Some(relation) => relations.push(relation),
                    None => apart.push((Reason::Words, *a, *b)),
                },
                Between::Apart(reason) => apart.push((reason, *a, *b)),
                Between::Nothing => {}
            }
        }
    }
    // An update replaces the figure of the last day before it, not each one ever given.
    let last = |claim: &ClaimId| {
        updates.iter().filter(|(r, _)| r.from == *claim).map(|(_, day)| *day).max().flatten()
    };
    let kept: Vec<Relation> = updates
        .iter()
        .filter(|(relation, day)| *day == last(&relation.from))
        .map(|(r, _)| r.clone())
        .collect();
    relations.extend(kept);
    relations.sort();
    relations.dedup();
    Relations { told: relations, apart, left_out: left_out(&voices) }
}

/// How many sentences of a voice are tried where its first says something that the other's does not.
const SENTENCES: usize = 4;

/// A contradiction between other sentences in which the two speakers give the same figures in the same articles.
fn in_other_words(
    a: &Statement,
    b: &Statement,
    members: &[&Statement],
    sources: &Sources<'_>,
) -> Option<Relation> {
    let again = |first: &Statement| -> Vec<&Statement> {
        let value = |s: &Statement| s.claim.quantity.as_ref().map(|quantity| quantity.value.to_bits());
        let same = |s: &&&Statement| {
            s.claim.article == first.claim.article && s.speaker == first.speaker && value(s) == value(first)
        };
        members.iter().filter(same).copied().take(SENTENCES).collect()
    };
    let (mine, theirs) = (again(a), again(b));
    let pairs = mine.iter().flat_map(|x| theirs.iter().map(move |y| (*x, *y)));
    pairs.into_iter().find_map(|(x, y)| match between(x, y, sources.same(x, y)) {
        Between::Related(relation) if relation.kind == RelationKind::Contradicts => Some(relation),
        _ => None,
    })
}

/// That a thread has more voices than are compared each with each.
fn left_out(voices: &[&Statement]) -> Option<Finding> {
    let far = voices.len().checked_sub(VOICES + 1).filter(|far| *far > 0)?;
    let mut claims: Vec<ClaimId> =
        voices.first().into_iter().chain(voices.last()).map(|s| s.claim.id.clone()).collect();
    claims.sort();
    Some(Finding {
        kind: FindingKind::NotComparable,
        evidence: claims.iter().cloned().map(Evidence::Claim).collect(),
        claims,
        says: format!(
            "Not compared: {} pairs of the {} voices of this thread, because each is laid beside {VOICES} others and not all.",
            far * (far + 1) / 2,
            voices.len()
        ),
    })
}

/// The statements that say something for the first time, and how the others repeat them.
fn repetitions<'a>(members: &[&'a Statement], sources: &Sources<'_>) -> (Vec<&'a Statement>, Vec<Relation>) {
    let mut voices: Vec<&Statement> = Vec::new();
    let mut relations = Vec::new();
    let mut by_words: HashMap<(usize, String), &Statement> = HashMap::new();
    let mut by_voice: HashMap<String, &Statement> = HashMap::new();
    for statement in members {
        let origin = sources.group_of.get(&statement.claim.article).copied().unwrap_or(usize::MAX);
        let same_words = (origin, plain(&statement.claim.content));
        let figure = statement.claim.quantity.as_ref().map(|q| (q.value.to_bits(), q.bound, q.unit.as_str()));
        let voice = statement.speaker.as_ref().map(|key| {
            // A denial of another day is one of its own: it may answer what was said between.
            let denied = statement.denies().then_some(statement.as_of);
            format!("{key}|{figure:?}|{denied:?}|{}|{}", statement.commits(), statement.planned)
        });
        let copied = by_words
            .get(&same_words)
            .filter(|first| first.speaker == statement.speaker && first.negated == statement.negated);
        let said = voice.as_ref().and_then(|voice| by_voice.get(voice));
        match (copied, said) {
            (Some(first), _) => relations.push(repetition(statement, first, true)),
            (None, Some(first)) => relations.push(repetition(statement, first, false)),
            (None, None) => voices.push(statement),
        }
        by_words.entry(same_words).or_insert(statement);
        if let Some(voice) = voice {
            by_voice.entry(voice).or_insert(statement);
        }
    }
    (voices, relations)
}

fn plain(text: &str) -> String {
    crate::words::words(text, 0).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// The day of a thread and its index.
type Dated = (Option<Date>, usize);

/// Threads whose figures look as if they contradicted one another and can't be compared: same kind of thing, a few
/// days apart, another unit, day or side. For each thread, what it tells of its neighbours.
fn look_alikes(woven: &[Woven<'_>]) -> HashMap<usize, Vec<Finding>> {
    let mut blocks: BTreeMap<(&str, &str), Vec<Dated>> = BTreeMap::new();
    for (at, thread) in woven.iter().enumerate() {
        if let Some(first) = figure_of(thread) {
            let (class, object) = kind(first);
            blocks.entry((class, Object::family(object))).or_default().push((first.as_of, at));
        }
    }
    let mut found: HashMap<usize, Vec<Finding>> = HashMap::new();
    for mut block in blocks.into_values() {
        block.sort_unstable();
        for (i, (here, a)) in block.iter().enumerate() {
            let close = |(there, _): &&Dated| here.zip(*there).is_some_and(|(x, y)| within(x, y, 3));
            for (_, b) in block.iter().skip(i + 1).take(NEIGHBOURS).take_while(close) {
                let full = |at: &usize| found.get(at).is_some_and(|list| list.len() >= LOOK_ALIKES);
                if full(a) || full(b) {
                    continue;
                }
                if let Some(finding) = look_alike(woven.get(*a), woven.get(*b)) {
                    found.entry(*a).or_default().push(finding.clone());
                    found.entry(*b).or_default().push(finding);
                }
            }
        }
    }
    found
}

/// The statement that stands for a thread's figure.
fn figure_of<'a>(thread: &Woven<'a>) -> Option<&'a Statement> {
    thread.members.iter().copied().find(|s| s.claim.quantity.is_some() && s.commits())
}

fn look_alike(a: Option<&Woven<'_>>, b: Option<&Woven<'_>>) -> Option<Finding> {
    let (a, b) = (figure_of(a?)?, figure_of(b?)?);
    let (x, y) = (a.claim.quantity.as_ref()?, b.claim.quantity.as_ref()?);
    let elsewhere = a.slot.place.is_some() && b.slot.place.is_some() && a.slot.place != b.slot.place;
    let same_value = x.value.to_bits() == y.value.to_bits();
    let differ = x.unit != y.unit || !overlap(x, y);
    // What one report sets side by side is a breakdown.
    let one_report = a.claim.article == b.claim.article && a.speaker == b.speaker;
    if one_report || !differ || (elsewhere && !same_value) {
        return None;
    }
    match gate(a, b) {
        Verdict::NotComparable(reason) => Some(not_comparable(reason, a, b)),
        Verdict::Comparable => None,
    }
}

fn not_comparable(reason: Reason, a: &Statement, b: &Statement) -> Finding {
    let (a, b) = if order(a) <= order(b) { (a, b) } else { (b, a) };
    let mut claims = vec![a.claim.id.clone(), b.claim.id.clone()];
    claims.sort();
    claims.dedup();
    Finding {
        kind: FindingKind::NotComparable,
        evidence: claims.iter().cloned().map(Evidence::Claim).collect(),
        claims,
        says: format!("Not comparable: {} and {}, because {}.", cited(a), cited(b), reason.words(a, b)),
    }
}

/// The first words of what is said, where no table has a name for it.
fn opening(content: &str) -> String {
    const WORDS: usize = 12;
    let mut line = content.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
    if content.split_whitespace().nth(WORDS).is_some() {
        line += " …";
    }
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Drones downed, 22–23 July 2025".
fn title(class: Option<&Class>, slot: &Slot, planned: bool) -> String {
    let object = slot.object.as_deref().unwrap_or_default();
    let done = class.map_or("", |class| class.done);
    let one = slot.unit.is_none() && class.is_some_and(|class| class.name == "capture");
    let mut line = match (one, &slot.place) {
        (true, Some(place)) => format!("{place} {done}"),
        _ if planned => format!("{} to be {done}", plural(object)),
        _ => format!("{} {done}", plural(object)),
    };
    if let Some(unit) = slot.unit.as_deref().filter(|unit| *unit != "count") {
        line += " (";
        line += unit;
        line += ")";
    }
    if let Some(actor) = slot.actor.as_deref().filter(|_| class.is_some_and(|class| class.is(Trait::ByActor)))
    {
        line += " by ";
        line += actor;
    }
    if let Some(place) = slot.place.as_deref().filter(|_| !one) {
        line += " in ";
        line += place;
    }
    if slot.from.is_some() || slot.to.is_some() {
        line += ", ";
        line += &days(slot.from, slot.to);
    }
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Ids from the slots. Two threads whose slots tell the same are numbered by their first claims.
fn give_ids(threads: &mut [Thread]) {
    let mut order: Vec<usize> = (0..threads.len()).collect();
    order.sort_by_key(|at| {
        threads.get(*at).and_then(|t| t.claims.first()).map(|c| (c.published.clone(), c.id.clone()))
    });
    let mut seen: HashMap<String, usize> = HashMap::new();
    for at in order {
        let Some(thread) = threads.get_mut(at) else { continue };
        let Slot { actor, predicate, object, unit, place, from, to } = &thread.slot;
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let day = |part: &Option<Date>| part.map(|date| date.to_string()).unwrap_or_default();
        let key = [text(actor), text(predicate), text(object), text(unit), text(place), day(from), day(to)]
            .join("\u{1f}");
        let turn = seen.entry(key.clone()).and_modify(|turn| *turn += 1).or_insert(0);
        thread.id = ThreadId::of(&[VERSION, &key, &turn.to_string()]);
        // By publication, then id: as a reader expects them.
        thread.claims.sort_by(|a, b| (&a.published, &a.id).cmp(&(&b.published, &b.id)));
    }
}
