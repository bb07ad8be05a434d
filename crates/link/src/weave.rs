//! Threads: statements that speak about the same thing, put together whatever the order in which they came.
//!
//! How statements are put together is in `cluster.rs`; what holds between two of them, in `relation.rs`.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use onrecord_model::{
    Article, ArticleId, ClaimId, ClaimRef, Evidence, Finding, FindingKind, Relation, RelationKind, Slot,
    Thread, ThreadId,
};

use crate::Options;
use crate::cluster::{Bounds, clusters, kind, within};
use crate::frame::Term;
use crate::gate::{Reason, Verdict, gate, overlap};
use crate::object::{Object, plural};
use crate::once::Once;
use crate::origin::Page;
use crate::predicate::{Class, Trait};
use crate::relation::{Between, between, repetition};
use crate::slot::{About, Said, Standing, Statement, order, statements};
use crate::sources::Sources;
use crate::story::{Lead, stories};
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
    shared: Shared,
}

/// What many statements have in common.
#[derive(Debug, Default)]
struct Shared {
    terms: Once<Term>,
    lists: Once<[String]>,
    names: Once<str>,
}

impl Shared {
    fn share(&mut self, statement: &mut Statement) {
        for term in &mut statement.frame.terms {
            self.terms.share(term);
        }
        self.lists.share(&mut statement.frame.own);
        let Statement { slot, owner, speaker, party, claim, .. } = statement;
        let About { actor, object, unit, place, .. } = slot;
        let names = [actor, object, unit, place, owner, speaker, party, &mut claim.speaker];
        for name in names.into_iter().flatten() {
            self.names.share(name);
        }
    }
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
        for mut statement in told {
            self.shared.share(&mut statement);
            self.statements.push(statement);
        }
    }

    /// The threads of all articles taken, by id.
    pub fn finish(mut self, options: &Options) -> Vec<Thread> {
        self.pages.sort_by(|a, b| a.id.cmp(&b.id));
        self.pages.dedup_by(|a, b| a.id == b.id);
        drop(self.shared);
        let leads: Vec<&Lead> = self.pages.iter().map(|page| &page.lead).collect();
        let stories: HashMap<&ArticleId, usize> =
            self.pages.iter().map(|page| &page.id).zip(stories(&leads)).collect();
        for statement in &mut self.statements {
            statement.story = stories.get(&statement.claim.page.article).copied();
        }
        let sources = Sources::new(&self.pages, options);
        let mut threads = threads_of(self.statements, &sources);
        give_ids(&mut threads);
        threads.sort_by(|a, b| a.id.cmp(&b.id));
        threads
    }
}

/// The threads of all statements, without their ids.
fn threads_of(mut statements: Vec<Statement>, sources: &Sources<'_>) -> Vec<Thread> {
    put_in_order(&mut statements);
    statements.dedup_by(|a, b| order(a) == order(b));
    let mut woven: Vec<Woven> = clusters(&statements)
        .into_iter()
        .filter_map(|(members, bounds)| Woven::new(&members, &bounds, &statements, sources))
        .collect();
    leave_out_told_twice(&mut woven, &statements);
    look_alikes(&mut woven, &statements);
    // From here on, only the claims of the statements are needed.
    let mut claims: Vec<Option<Said>> = statements.into_iter().map(|s| Some(s.claim)).collect();
    claims.shrink_to_fit();
    woven.into_iter().map(|woven| woven.finish(&mut claims)).collect()
}

/// Sorts without a second list of them: they are most of what is held.
fn put_in_order(statements: &mut [Statement]) {
    let mut by_order: Vec<(usize, &Statement)> = statements.iter().enumerate().collect();
    by_order.sort_by(|(_, a), (_, b)| order(a).cmp(&order(b)));
    let from: Vec<usize> = by_order.into_iter().map(|(at, _)| at).collect();
    for at in 0..statements.len() {
        // What stood there may have been put further back already: follow it.
        let mut source = at;
        loop {
            source = from.get(source).copied().unwrap_or(at);
            if source >= at {
                break;
            }
        }
        statements.swap(at, source);
    }
}

/// A cluster that is worth a thread, with what holds inside it; all but its claims.
struct Woven {
    /// The numbers of its statements.
    members: Vec<usize>,
    /// That of the statement that stands for its figure.
    figure: Option<usize>,
    thread: Thread,
}

impl Woven {
    fn new(
        cluster: &[usize],
        bounds: &Bounds,
        statements: &[Statement],
        sources: &Sources<'_>,
    ) -> Option<Self> {
        let mut seen: BTreeSet<&ClaimId> = BTreeSet::new();
        let mut numbered: Vec<(usize, &Statement)> =
            cluster.iter().filter_map(|at| Some((*at, statements.get(*at)?))).collect();
        // A claim stands in a thread once: by a number, where it has one here.
        numbered.sort_by_key(|(at, s)| (s.claim.quantity.is_none(), *at));
        numbered.retain(|(_, s)| seen.insert(&s.claim.id));
        numbered.sort_by_key(|(at, _)| *at);
        let members: Vec<&Statement> = numbered.iter().map(|(_, s)| *s).collect();
        let first = *members.iter().find(|s| s.claim.quantity.is_some()).or(members.first())?;
        let alone =
            members.len() == 1 && !(first.claim.quantity.is_some() && first.standing == Standing::Full);
        if alone {
            return None;
        }
        let slot = slot(first, bounds);
        let Relations { told: relations, apart, left_out } = relations(&members, sources);
        let nothing = relations.is_empty() && apart.is_empty();
        if first.is_open()
            && (nothing || members.iter().all(|s| s.claim.page.article == first.claim.page.article))
        {
            return None;
        }
        let stated = members
            .iter()
            .filter(|s| s.place_stated && s.slot.place.as_deref() == slot.place.as_deref())
            .count();
        let shown =
            Slot { place: slot.place.clone().filter(|_| stated * 2 >= members.len()), ..slot.clone() };
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
            claims: Vec::new(),
            relations,
            origins: sources.origins(&members),
            findings: apart
                .into_iter()
                .map(|(reason, a, b)| not_comparable(reason, a, b))
                .chain(left_out)
                .collect(),
        };
        let figure = numbered.iter().find(|(_, s)| s.claim.quantity.is_some() && s.commits());
        let figure = figure.map(|(at, _)| *at);
        Some(Self { members: numbered.iter().map(|(at, _)| *at).collect(), figure, thread })
    }

    /// The thread with its claims, taken from those of all statements.
    fn finish(self, claims: &mut [Option<Said>]) -> Thread {
        let mut thread = self.thread;
        thread.claims =
            self.members.iter().filter_map(|at| claims.get_mut(*at)?.take()).map(ClaimRef::from).collect();
        thread.findings.sort_by(|a, b| (&a.says, &a.claims).cmp(&(&b.says, &b.claims)));
        thread.findings.dedup();
        thread
    }
}

/// Leaves out the threads of charges as such whose denials a thread of the deed tells already.
fn leave_out_told_twice(woven: &mut Vec<Woven>, statements: &[Statement]) {
    let is_charge = |one: &Woven| {
        one.members.iter().filter_map(|at| statements.get(*at)).any(|statement| statement.charge.is_some())
    };
    let denials = |one: &Woven| -> Vec<ClaimId> {
        let told = one.thread.relations.iter().filter(|relation| relation.kind == RelationKind::Denies);
        told.map(|relation| relation.from.clone()).collect()
    };
    let told: BTreeSet<ClaimId> = woven.iter().filter(|one| !is_charge(one)).flat_map(denials).collect();
    woven.retain(|one| !is_charge(one) || denials(one).iter().any(|denial| !told.contains(denial)));
}

fn slot(first: &Statement, bounds: &Bounds) -> Slot {
    let about = About {
        actor: bounds.actor.clone(),
        predicate: first.slot.predicate,
        object: first.slot.object.clone(),
        unit: bounds.unit.clone(),
        place: bounds.place.clone(),
        from: bounds.days.map(|((from, _), _)| from).or(bounds.since),
        to: bounds.days.map(|((_, to), _)| to),
    };
    about.into()
}

/// What was found between the statements of a thread.
struct Relations<'a> {
    told: Vec<Relation>,
    /// For each reason why figures can't be compared, the first two.
    apart: Vec<(Reason, &'a Statement, &'a Statement)>,
    /// Where not all voices were laid beside each other: what says so.
    left_out: Option<Finding>,
}

/// What holds between the statements of a thread. Repetitions point to the first of their kind; the rest is told
/// between those first ones only, so that a hundred copies do not make five thousand relations.
fn relations<'a>(members: &[&'a Statement], sources: &Sources<'_>) -> Relations<'a> {
    let (voices, mut relations) = repetitions(members, sources);
    let by_figure = by_figure(members);
    let mut apart: Vec<(Reason, &'a Statement, &'a Statement)> = Vec::new();
    let mut reasons: BTreeSet<Reason> = BTreeSet::new();
    let mut updates: Vec<(Relation, Option<Date>)> = Vec::new();
    for (i, a) in voices.iter().enumerate() {
        for b in voices.iter().skip(i + 1).take(VOICES) {
            match between(a, b, sources.same(a, b)) {
                Between::Related(relation) if relation.kind == RelationKind::Updates => {
                    let earlier = if relation.to == a.claim.id { a } else { b };
                    updates.push((relation, earlier.as_of));
                }
                Between::Related(relation) => relations.push(relation),
                Between::Apart(reason) => {
                    let told = (reason == Reason::Words).then(|| in_other_words(a, b, &by_figure, sources));
                    match told.flatten() {
                        Some(relation) => relations.push(relation),
                        None => apart.extend(reasons.insert(reason).then_some((reason, *a, *b))),
                    }
                }
                Between::Nothing => {}
            }
        }
    }
    // An update replaces the figure of the last day before it, not each one ever given.
    let mut last: HashMap<ClaimId, Option<Date>> = HashMap::new();
    for (relation, day) in &updates {
        let known = last.entry(relation.from.clone()).or_default();
        *known = (*known).max(*day);
    }
    let kept = updates.into_iter().filter(|(relation, day)| last.get(&relation.from) == Some(day));
    let kept: Vec<Relation> = kept.map(|(relation, _)| relation).collect();
    relations.extend(kept);
    relations.sort();
    relations.dedup();
    Relations { told: relations, apart, left_out: left_out(&voices) }
}

/// How many sentences of a voice are tried where its first says something that the other's does not.
const SENTENCES: usize = 4;

/// In which article who gives which figure.
type Figure<'a> = (&'a ArticleId, Option<&'a str>, Option<u64>);

fn figure(statement: &Statement) -> Figure<'_> {
    let value = statement.claim.quantity.as_ref().map(|quantity| quantity.value.to_bits());
    (&statement.claim.page.article, statement.speaker.as_deref(), value)
}

/// The first sentences in which a speaker gives the same figure in the same article.
fn by_figure<'a>(members: &[&'a Statement]) -> HashMap<Figure<'a>, Vec<&'a Statement>> {
    let mut sentences: HashMap<Figure<'_>, Vec<&Statement>> = HashMap::new();
    for statement in members {
        let known = sentences.entry(figure(statement)).or_default();
        if known.len() < SENTENCES {
            known.push(statement);
        }
    }
    sentences
}

/// A contradiction between other sentences in which the two speakers give the same figures in the same articles.
fn in_other_words<'a>(
    a: &'a Statement,
    b: &'a Statement,
    sentences: &HashMap<Figure<'a>, Vec<&'a Statement>>,
    sources: &Sources<'_>,
) -> Option<Relation> {
    let again = |first: &'a Statement| sentences.get(&figure(first)).map(Vec::as_slice).unwrap_or_default();
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
        let origin = sources.group(statement);
        let same_words = (origin, plain(&statement.claim.content));
        let figure = statement.claim.quantity.as_ref().map(|q| (q.value.to_bits(), q.bound, q.unit.as_str()));
        // Who denies two charges in other words does not repeat himself.
        let voice = statement.speaker.as_ref().filter(|_| statement.charge.is_none()).map(|key| {
            // A denial of another day is one of its own: it may answer what was said between.
            let denied = statement.denies().then_some(statement.as_of);
            format!("{key}|{figure:?}|{denied:?}|{}|{}", statement.commits(), statement.planned)
        });
        let copied = by_words
            .get(&same_words)
            .filter(|first| first.speaker == statement.speaker && first.negated == statement.negated);
        let said = voice.as_ref().and_then(|voice| by_voice.get(voice));
        // In a few words of one's own, much can be said: only what was said before is said again.
        let said = said.filter(|first| !statement.is_told() || first.tells_as(statement));
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

/// What look-alikes share: the class of their verb, and what is counted in its widest sense.
type Family<'a> = (&'static str, &'a str);

fn family(statement: &Statement) -> Family<'_> {
    let (class, object) = kind(statement);
    (class, Object::family(object))
}

/// Adds to each thread what it tells of its neighbours: threads of its family whose figures look as if they contradicted one
/// another and can't be compared. A few days apart, another unit, day or side.
fn look_alikes(woven: &mut [Woven], statements: &[Statement]) {
    let figure_of = |thread: &Woven| statements.get(thread.figure?);
    let mut figures: Vec<(Family<'_>, Option<Date>, usize, &Statement)> = woven
        .iter()
        .enumerate()
        .filter_map(|(at, thread)| figure_of(thread).map(|figure| (family(figure), figure.as_of, at, figure)))
        .collect();
    figures.sort_unstable_by_key(|(family, day, at, _)| (*family, *day, *at));
    let mut told = vec![0_usize; woven.len()];
    for (i, (kin, here, a, one)) in figures.iter().enumerate() {
        let close = |(other, there, ..): &&(Family<'_>, Option<Date>, usize, &Statement)| {
            kin == other && here.zip(*there).is_some_and(|(x, y)| within(x, y, 3))
        };
        for (.., b, other) in figures.iter().skip(i + 1).take(NEIGHBOURS).take_while(close) {
            let full = |at: usize| told.get(at).is_none_or(|told| *told >= LOOK_ALIKES);
            let finding = (!full(*a) && !full(*b)).then(|| look_alike(one, other)).flatten();
            for at in [*a, *b] {
                if let Some(((finding, told), woven)) =
                    finding.as_ref().zip(told.get_mut(at)).zip(woven.get_mut(at))
                {
                    *told += 1;
                    woven.thread.findings.push(finding.clone());
                }
            }
        }
    }
}

fn look_alike(a: &Statement, b: &Statement) -> Option<Finding> {
    let (x, y) = (a.claim.quantity.as_ref()?, b.claim.quantity.as_ref()?);
    let elsewhere = a.slot.place.is_some() && b.slot.place.is_some() && a.slot.place != b.slot.place;
    let same_value = x.value.to_bits() == y.value.to_bits();
    let differ = x.unit != y.unit || !overlap(x, y);
    // What one report sets side by side is a breakdown.
    let one_report = a.claim.page.article == b.claim.page.article && a.speaker == b.speaker;
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

/// The first words of what is said behind its "of" or "that", where no table has a name for it.
fn opening(content: &str) -> String {
    const WORDS: usize = 12;
    let content = ["of ", "that "].iter().find_map(|joint| content.strip_prefix(joint)).unwrap_or(content);
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
