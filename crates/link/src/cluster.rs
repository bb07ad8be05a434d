//! Which statements speak about the same thing, whatever the order in which they came.
//!
//! Statements that say the same are one cell. Cells that are tied (same place, same days, same figure, same accused) are
//! joined, best ties first, unless something forbids it: another unit, side, place, time, or plan against deed. Ties come
//! from blocking keys, and each cell looks at a bounded number of neighbours in its block, so the cost stays near linear
//! in the number of claims. Everything is sorted by content before it is joined; ids are only a tie-break.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use onrecord_model::{Count, Stance};

use crate::frame::{Fit, Term, TermKind};
use crate::party::is_state;
use crate::predicate::{OPEN, Trait};
use crate::sets::Sets;
use crate::slot::Statement;
use crate::unit::dimension;

/// How far apart two statements of one event may have been made, in days.
const WINDOW: i32 = 7;

/// The same for totals that go on ("since the outbreak began"), which are told anew for weeks.
const LONG_WINDOW: i32 = 35;

/// The same for totals that one body tells anew, as far as a year.
const YEAR: i32 = 366;

/// The unit of its dimension, shared where it is the same.
fn dimension_of(unit: &Arc<str>) -> Arc<str> {
    let base = dimension(unit);
    if base == &**unit { Arc::clone(unit) } else { base.into() }
}

fn goes_on(statement: &Statement) -> bool {
    statement.charge.is_none() && (statement.count == Count::Running || statement.frame.told_anew)
}

/// How far apart in days two statements may have been made that one thread is to hold.
fn window(a: &Statement, b: &Statement) -> i32 {
    match goes_on(a) && goes_on(b) {
        true if a.is_of_speaker_of(b) => YEAR,
        true => LONG_WINDOW,
        false => WINDOW,
    }
}

/// How many neighbours of its block a cell is compared with.
const NEIGHBOURS: usize = 48;

/// What the statements of a cluster have in common, as far as any of them tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Bounds {
    /// The unit in which its figures are laid beside each other.
    pub(crate) unit: Option<Arc<str>>,
    pub(crate) actor: Option<Arc<str>>,
    owner: Option<Arc<str>>,
    pub(crate) place: Option<Arc<str>>,
    narrowed_by: Option<Box<[String]>>,
    pub(crate) planned: Option<bool>,
    /// The narrowest and the widest stretch of days told.
    pub(crate) days: Option<Stretch>,
    /// Where the count starts from, where it is open to the day it was made.
    pub(crate) since: Option<Date>,
    /// First and last day by which they are laid next to each other.
    anchors: Option<(Date, Date)>,
    /// One event, not a state of things that goes on.
    event: bool,
}

impl Bounds {
    fn of(statement: &Statement) -> Self {
        let slot = &statement.slot;
        let (days, since) = match (slot.from, slot.to) {
            (Some(from), Some(to)) => (Some(((from, to), (from, to))), None),
            (Some(from), None) => (None, Some(from)),
            _ => (None, None),
        };
        Self {
            unit: slot.unit.as_ref().map(dimension_of),
            actor: slot.actor.clone(),
            owner: statement.owner.clone(),
            place: slot.place.clone(),
            narrowed_by: Some(statement.narrowed_by.clone())
                .filter(|words| !words.is_empty() && !statement.is_open()),
            planned: (!statement.denies()).then_some(statement.planned),
            days,
            since,
            anchors: statement.anchor().map(|day| (day, day)),
            event: statement.class.is_some_and(|class| !class.is(Trait::Bare)) && !goes_on(statement),
        }
    }

    /// What both have in common; none where something forbids to put them together.
    fn with(&self, other: &Self) -> Option<Self> {
        let merged = Self {
            unit: either(self.unit.as_ref(), other.unit.as_ref())?,
            actor: either(self.actor.as_ref(), other.actor.as_ref())?,
            owner: either(self.owner.as_ref(), other.owner.as_ref())?,
            place: either(self.place.as_ref(), other.place.as_ref())?,
            narrowed_by: either(self.narrowed_by.as_ref(), other.narrowed_by.as_ref())?,
            planned: either(self.planned.as_ref(), other.planned.as_ref())?,
            days: common_days(self.days, other.days)?,
            since: either(self.since.as_ref(), other.since.as_ref())?,
            anchors: hull(self.anchors, other.anchors),
            event: self.event || other.event,
        };
        let open_and_closed = merged.since.is_some() && merged.days.is_some();
        let too_wide =
            merged.event && merged.anchors.is_some_and(|(first, last)| !within(first, last, WINDOW));
        (!open_and_closed && !too_wide).then_some(merged)
    }
}

#[expect(clippy::option_option, reason = "none forbids; some(none) is not told by either")]
fn either<T: Clone + PartialEq>(a: Option<&T>, b: Option<&T>) -> Option<Option<T>> {
    match (a, b) {
        (Some(x), Some(y)) if x != y => None,
        (Some(x), _) | (_, Some(x)) => Some(Some(x.clone())),
        (None, None) => Some(None),
    }
}

pub(crate) type Stretch = ((Date, Date), (Date, Date));

/// One stretch of days must hold the other: "on Tuesday" fits "this week", and no night fits the next one.
#[expect(clippy::option_option, reason = "none forbids; some(none) is not told by either")]
fn common_days(a: Option<Stretch>, b: Option<Stretch>) -> Option<Option<Stretch>> {
    let (Some((inner_a, outer_a)), Some((inner_b, outer_b))) = (a, b) else { return Some(a.or(b)) };
    let holds = |wide: (Date, Date), narrow: (Date, Date)| wide.0 <= narrow.0 && narrow.1 <= wide.1;
    let nested = |x, y| holds(x, y) || holds(y, x);
    let fits = nested(inner_a, inner_b)
        && nested(outer_a, outer_b)
        && nested(inner_a, outer_b)
        && nested(outer_a, inner_b);
    let inner = if holds(inner_a, inner_b) { inner_b } else { inner_a };
    let outer = if holds(outer_a, outer_b) { outer_a } else { outer_b };
    fits.then_some(Some((inner, outer)))
}

fn hull(a: Option<(Date, Date)>, b: Option<(Date, Date)>) -> Option<(Date, Date)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        _ => a.or(b),
    }
}

pub(crate) fn within(first: Date, last: Date, days: i32) -> bool {
    let step: Span = days.days();
    first.checked_add(step).is_ok_and(|limit| last <= limit)
}

/// What ties two cells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Tie<'a> {
    Place(&'a str),
    Days(Date, Date),
    /// Bits of the value; the unit with it. Never enough where the figures differ.
    Figure(u64, &'a str),
    /// The side that is said to have done it: for accusations and their denials.
    Deed(&'a str),
    /// Who says which figure, in bits, of which unit: he may say it again in other words.
    Said(&'a str, u64, &'a str),
    /// A story and who says something in it, or who or what is named: for what is told without a figure.
    Story(Option<usize>, &'a str),
    /// A name in the clause, or a state and what is measured: for figures whose verb stands in no class.
    Name(Cow<'a, str>),
}

/// What kind of thing is counted: no tie leads from one to another.
pub(crate) type Kind<'a> = (&'static str, &'a str);

pub(crate) fn kind(statement: &Statement) -> Kind<'_> {
    // What such a figure is about is told by its clause alone, whose nouns have no fixed place in it.
    if statement.is_open() {
        return (statement.class.map_or(OPEN.name, |class| class.name), "");
    }
    (statement.class.map_or("", |class| class.name), statement.slot.object.as_deref().unwrap_or(""))
}

fn ties(statement: &Statement) -> Vec<Tie<'_>> {
    let mut ties = Vec::new();
    let slot = &statement.slot;
    if let Some(charge) = &statement.charge {
        return charge.keys().map(|word| Tie::Name(word.into())).collect();
    }
    if statement.is_told() {
        let is_name = |term: &&Arc<Term>| matches!(term.kind, TermKind::Name | TermKind::State);
        let names = statement.frame.terms.iter().filter(is_name).map(|term| term.text.as_str());
        let speaker = statement.speaker.iter().flat_map(|key| key.split(' '));
        let words: BTreeSet<&str> = names.chain(speaker).collect();
        return words.into_iter().map(|word| Tie::Story(statement.story, word)).collect();
    }
    if statement.is_open() {
        let object = slot.object.as_deref().unwrap_or_default();
        let frame = &statement.frame;
        let setting = statement.setting.iter().map(|name| Tie::Name(name.into()));
        // "Inflation was 6 percent", says a state's own bureau.
        let own = frame.own.iter().filter(|name| is_state(name));
        let of_state = own.map(|state| Tie::Name(format!("{state} {object}").into()));
        return frame
            .terms
            .iter()
            .filter_map(|term| match term.kind {
                TermKind::Name => Some(Tie::Name((&term.text).into())),
                TermKind::State => Some(Tie::Name(format!("{} {object}", term.text).into())),
                TermKind::Core | TermKind::Around | TermKind::Title if frame.dateline.is_empty() => None,
                TermKind::Core | TermKind::Around | TermKind::Title => {
                    Some(Tie::Name(format!("{}: {}", frame.dateline, term.text).into()))
                }
            })
            .chain(setting)
            .chain(of_state)
            .collect();
    }
    let deed = statement.class.is_some_and(|class| class.is(Trait::Bare)) && slot.place.is_none();
    ties.extend(slot.place.as_deref().map(Tie::Place));
    let toll = statement.class.is_some_and(|class| class.is(Trait::Toll));
    let nowhere = slot.place.is_none() && (toll || goes_on(statement) || slot.to.is_none());
    if nowhere {
        let names = statement.frame.terms.iter().filter(|term| term.kind == TermKind::Name);
        ties.extend(names.map(|term| Tie::Name((&term.written).into())));
        ties.extend(statement.setting.iter().map(|name| Tie::Name(name.into())));
    }
    if let (Some(from), Some(to)) = (slot.from, slot.to) {
        ties.push(Tie::Days(from, to));
    }
    if let Some(quantity) = &statement.claim.quantity {
        ties.push(Tie::Figure(quantity.value.to_bits(), &quantity.unit));
    }
    if deed || goes_on(statement) || statement.denies() || statement.claim.stance == Stance::Accuses {
        ties.extend(slot.actor.as_deref().map(Tie::Deed));
    }
    ties
}

/// A cluster: the statements in it by their numbers, in order, and what they have in common.
pub(crate) type Cluster = (Vec<usize>, Bounds);

/// The statements, put together; each cluster in the order of the statements, clusters by their first one.
pub(crate) fn clusters(statements: &[Statement]) -> Vec<Cluster> {
    let (members, mut bounds) = cells(statements);
    let first: Vec<&Statement> =
        members.iter().filter_map(|held| held.first().and_then(|at| statements.get(*at))).collect();
    let mut sets = Sets::new(members.len());
    // No tie leads from one kind to another, so that only the ties of one kind are held at a time.
    let mut kinds: BTreeMap<Kind<'_>, Vec<usize>> = BTreeMap::new();
    for (at, statement) in first.iter().enumerate() {
        kinds.entry(kind(statement)).or_default().push(at);
    }
    for of_kind in kinds.into_values() {
        join(&mut sets, &mut bounds, edges(&first, by_ties(&first, &of_kind)));
    }
    join(&mut sets, &mut bounds, edges(&first, by_speaker(statements, &members, &first)));
    let mut joined: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, members) in members.into_iter().enumerate() {
        joined.entry(sets.root(at)).or_default().extend(members);
    }
    joined
        .into_iter()
        .filter_map(|(root, mut held)| {
            held.sort_unstable();
            Some((held, bounds.get_mut(root).map(std::mem::take)?))
        })
        .collect()
}

/// Puts tied cells together, in the order of `edges`, where nothing that they have in common forbids it.
fn join(sets: &mut Sets, bounds: &mut [Bounds], edges: Vec<(usize, usize, usize)>) {
    for (a, b, _) in edges {
        let (a, b) = (sets.root(a), sets.root(b));
        if a == b {
            continue;
        }
        let merged = bounds.get(a).zip(bounds.get(b)).and_then(|(x, y)| x.with(y));
        if let Some(merged) = merged {
            sets.join(a, b);
            if let Some(slot) = bounds.get_mut(a.min(b)) {
                *slot = merged;
            }
        }
    }
}

/// Statements that say the same in every respect that matters for joining: the numbers of the members of each cell, and
/// what they have in common.
fn cells(statements: &[Statement]) -> (Vec<Vec<usize>>, Vec<Bounds>) {
    let mut by_key: HashMap<[u64; 2], usize> = HashMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut all_bounds: Vec<Bounds> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let bounds = Bounds::of(statement);
        let figure = statement.claim.quantity.as_ref().map(|q| (q.value.to_bits(), q.bound));
        // The speaker is no part of it: who says the same does not matter for what is spoken about.
        let words = statement.is_open().then_some(&statement.frame.terms);
        let body = goes_on(statement).then_some(&statement.speaker);
        let key = fingerprint(&(
            (kind(statement), &bounds, figure, ties(statement)),
            (words, &statement.charge, body),
        ));
        let cell = *by_key.entry(key).or_insert(members.len());
        if let Some(held) = members.get_mut(cell) {
            held.push(at);
        } else {
            members.push(vec![at]);
            all_bounds.push(bounds);
        }
    }
    (members, all_bounds)
}

/// Two hashes instead of the thing itself: for millions of statements it is far smaller, and no two things share both.
fn fingerprint(thing: &impl Hash) -> [u64; 2] {
    [0_u8, 1].map(|turn| {
        let mut hasher = DefaultHasher::new();
        (turn, thing).hash(&mut hasher);
        hasher.finish()
    })
}

/// The day of a cell and its number.
type Dated = (Option<Date>, usize);

/// The cells under each of their ties.
type Blocks<'a> = BTreeMap<Tie<'a>, Vec<Dated>>;

/// The cells `of_kind` under what they are about. `first`: the first statement of each cell.
fn by_ties<'a>(first: &[&'a Statement], of_kind: &[usize]) -> Blocks<'a> {
    let mut blocks = Blocks::new();
    for (at, statement) in of_kind.iter().filter_map(|at| Some((*at, first.get(*at)?))) {
        for tie in ties(statement) {
            blocks.entry(tie).or_default().push((statement.anchor(), at));
        }
    }
    blocks
}

/// The cells of all kinds under the speakers of their figures.
fn by_speaker<'a>(statements: &'a [Statement], members: &[Vec<usize>], first: &[&Statement]) -> Blocks<'a> {
    let mut blocks = Blocks::new();
    for (at, (held, first)) in members.iter().zip(first).enumerate() {
        for tie in held.iter().filter_map(|member| said(statements.get(*member)?)) {
            let block = blocks.entry(tie).or_default();
            if block.last().is_none_or(|(_, last)| *last != at) {
                block.push((first.anchor(), at));
            }
        }
    }
    blocks
}

/// Pairs of cells with the weight of their ties, strongest first.
fn edges(first: &[&Statement], blocks: Blocks<'_>) -> Vec<(usize, usize, usize)> {
    let mut tied: Vec<(usize, usize, usize)> = Vec::new();
    for (tie, mut block) in blocks {
        block.sort_unstable();
        let weight = if matches!(tie, Tie::Figure(..)) { 1 } else { 2 };
        for (i, (here, a)) in block.iter().enumerate() {
            // In the order of days: after the first that is too far, all are.
            let close =
                block.iter().skip(i + 1).take(NEIGHBOURS).take_while(|(there, _)| near(*here, *there));
            let fits = if matches!(tie, Tie::Said(..)) { is_said_again } else { fit };
            let fitting =
                close.filter(|(_, b)| first.get(*a).zip(first.get(*b)).is_some_and(|(a, b)| fits(a, b)));
            tied.extend(fitting.map(|(_, b)| (*a.min(b), *a.max(b), weight)));
        }
    }
    tied.sort_unstable();
    tied.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        kept.2 += if same { next.2 } else { 0 };
        same
    });
    tied.sort_unstable_by_key(|(a, b, weight)| (Reverse(*weight), *a, *b));
    tied
}

/// The figure of a speaker, where it is one of its own and not any two or three.
fn said(statement: &Statement) -> Option<Tie<'_>> {
    const LEAST: f64 = 10.0;
    let quantity = statement.claim.quantity.as_ref().filter(|quantity| quantity.value.abs() >= LEAST)?;
    let speaker = statement.speaker.as_deref().filter(|_| statement.commits())?;
    Some(Tie::Said(speaker, quantity.value.to_bits(), &quantity.unit))
}

/// Whether two cells with one speaker's figure say it of the same thing in other words: "600 families left the quarter",
/// "the quarter lost 600 families". Two known verbs are two things.
fn is_said_again(a: &Statement, b: &Statement) -> bool {
    const COMMON: usize = 3;
    const COMMON_WITHOUT_NAME: usize = 4;
    let one_verb = a.class == b.class || a.is_open() || b.is_open();
    let counted = a.slot.object == b.slot.object || a.slot.unit.as_deref() != Some("count");
    let same_way = a.count == b.count && a.planned == b.planned;
    one_verb
        && counted
        && same_way
        && a.frame.common(&b.frame) >= if a.shares_name(b) { COMMON } else { COMMON_WITHOUT_NAME }
        && within_either(a.anchor(), b.anchor(), WINDOW)
}

/// Whether two cells may be about one thing as far as their clauses tell; those of a known class always may.
fn fit(a: &Statement, b: &Statement) -> bool {
    let close = within_either(a.anchor(), b.anchor(), window(a, b)) && !a.is_set_elsewhere(b);
    if !a.is_open() || !close {
        return close;
    }
    if let (Some(x), Some(y)) = (&a.charge, &b.charge) {
        return x.answers(y) || y.answers(x);
    }
    if a.is_told() {
        return a.tells_as(b);
    }
    let figures = a.claim.quantity.is_some() && b.claim.quantity.is_some();
    if !figures {
        return a.shares_name(b) && a.frame.shares_deed(&b.frame);
    }
    let counted = a.slot.unit.as_deref() == Some("count");
    (!counted || a.slot.object == b.slot.object) && a.frame.fit(&b.frame) != Fit::Far
}

/// Whether two cells of one block may be close enough; [`fit`] looks closer.
fn near(a: Option<Date>, b: Option<Date>) -> bool {
    within_either(a, b, YEAR)
}

fn within_either(a: Option<Date>, b: Option<Date>, days: i32) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => within(a.min(b), a.max(b), days),
        (None, None) => true,
        _ => false,
    }
}
