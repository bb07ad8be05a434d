//! Which statements speak about the same thing, whatever the order in which they came.
//!
//! Statements that say the same are one cell. Cells that are tied (same place, same days, same figure, same accused) are
//! joined, best ties first, unless something forbids it: another unit, side, place, time, or plan against deed. Ties come
//! from blocking keys, and each cell looks at a bounded number of neighbours in its block, so the cost stays near linear
//! in the number of claims. Everything is sorted by content before it is joined; ids are only a tie-break.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use onrecord_model::Stance;

use crate::frame::{Fit, TermKind};
use crate::predicate::{OPEN, Trait};
use crate::sets::Sets;
use crate::slot::{Count, Statement};
use crate::unit::dimension;

/// How far apart two statements of one event may have been made, in days.
const WINDOW: i32 = 7;

/// The same for totals that go on ("since the outbreak began"), which are told anew for weeks.
const LONG_WINDOW: i32 = 35;

fn goes_on(statement: &Statement) -> bool {
    statement.is_open() && statement.count == Count::Running
}

/// How many neighbours of its block a cell is compared with.
const NEIGHBOURS: usize = 48;

/// What the statements of a cluster have in common, as far as any of them tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) unit: Option<String>,
    pub(crate) actor: Option<String>,
    owner: Option<String>,
    pub(crate) place: Option<String>,
    narrowed_by: Option<Vec<String>>,
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
            unit: slot.unit.as_deref().map(|unit| dimension(unit).to_owned()),
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

/// Statements that say the same in every respect that matters for joining.
struct Cell {
    members: Vec<usize>,
    bounds: Bounds,
}

/// What ties two cells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Tie {
    Place(String),
    Days(Date, Date),
    /// Bits of the value; the unit with it. Never enough where the figures differ.
    Figure(u64, String),
    /// The side that is said to have done it: for accusations and their denials.
    Deed(String),
    /// A name in the clause, or a state and what is measured: for figures whose verb stands in no class.
    Name(String),
}

/// What kind of thing is counted: no tie leads from one to another.
pub(crate) type Kind<'a> = (&'static str, &'a str);

pub(crate) fn kind(statement: &Statement) -> Kind<'_> {
    // What such a figure is about is told by its clause alone, whose nouns have no fixed place in it.
    if statement.is_open() {
        return (OPEN.name, "");
    }
    (statement.class.map_or("", |class| class.name), statement.slot.object.as_deref().unwrap_or(""))
}

fn ties(statement: &Statement) -> Vec<Tie> {
    let mut ties = Vec::new();
    let slot = &statement.slot;
    if statement.is_open() {
        let object = slot.object.as_deref().unwrap_or_default();
        let frame = &statement.frame;
        return frame
            .terms
            .iter()
            .filter_map(|term| match term.kind {
                TermKind::Name => Some(Tie::Name(term.text.clone())),
                TermKind::State => Some(Tie::Name(format!("{} {object}", term.text))),
                TermKind::Core | TermKind::Around | TermKind::Title if frame.dateline.is_empty() => None,
                TermKind::Core | TermKind::Around | TermKind::Title => {
                    Some(Tie::Name(format!("{}: {}", frame.dateline, term.text)))
                }
            })
            .collect();
    }
    let deed = statement.class.is_some_and(|class| class.is(Trait::Bare)) && slot.place.is_none();
    ties.extend(slot.place.clone().map(Tie::Place));
    if let (Some(from), Some(to)) = (slot.from, slot.to) {
        ties.push(Tie::Days(from, to));
    }
    if let Some(quantity) = &statement.claim.quantity {
        ties.push(Tie::Figure(quantity.value.to_bits(), quantity.unit.clone()));
    }
    if deed || statement.denies() || statement.claim.stance == Stance::Accuses {
        ties.extend(slot.actor.clone().map(Tie::Deed));
    }
    ties
}

/// The statements, put together; each cluster in the order of the statements, clusters by their first one.
pub(crate) fn clusters(statements: &[Statement]) -> Vec<(Vec<&Statement>, Bounds)> {
    let cells = cells(statements);
    let mut sets = Sets::new(cells.len());
    let mut bounds: Vec<Bounds> = cells.iter().map(|cell| cell.bounds.clone()).collect();
    for (_, a, b) in edges(statements, &cells) {
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
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        members.entry(sets.root(at)).or_default().extend(&cell.members);
    }
    members
        .into_iter()
        .filter_map(|(root, mut held)| {
            held.sort_unstable();
            let held = held.into_iter().filter_map(|at| statements.get(at)).collect();
            Some((held, bounds.get(root)?.clone()))
        })
        .collect()
}

fn cells(statements: &[Statement]) -> Vec<Cell> {
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut cells: Vec<Cell> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let bounds = Bounds::of(statement);
        let figure = statement.claim.quantity.as_ref().map(|q| (q.value.to_bits(), q.bound));
        // The speaker is no part of it: who says the same does not matter for what is spoken about.
        let words = statement.is_open().then_some(&statement.frame.terms);
        let key = format!("{:?}|{bounds:?}|{figure:?}|{:?}|{words:?}", kind(statement), ties(statement));
        let cell = *by_key.entry(key).or_insert_with(|| {
            cells.push(Cell { members: Vec::new(), bounds });
            cells.len() - 1
        });
        if let Some(cell) = cells.get_mut(cell) {
            cell.members.push(at);
        }
    }
    cells
}

/// The day of a cell and its index.
type Dated = (Option<Date>, usize);

/// Pairs of tied cells with the number of their ties, strongest first.
fn edges(statements: &[Statement], cells: &[Cell]) -> Vec<(usize, usize, usize)> {
    let mut blocks: BTreeMap<(Kind<'_>, Tie), Vec<Dated>> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some(first) = cell.members.first().and_then(|at| statements.get(*at)) else { continue };
        for tie in ties(first) {
            blocks.entry((kind(first), tie)).or_default().push((first.anchor(), at));
        }
    }
    let mut strength: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for ((_, tie), mut block) in blocks {
        block.sort_unstable();
        let weight = if matches!(tie, Tie::Figure(..)) { 1 } else { 2 };
        for (i, (here, a)) in block.iter().enumerate() {
            // In the order of days: after the first that is too far, all are.
            let close =
                block.iter().skip(i + 1).take(NEIGHBOURS).take_while(|(there, _)| near(*here, *there));
            for (_, b) in close {
                if !fit(statements, cells, (*a, *b)) {
                    continue;
                }
                *strength.entry((*a.min(b), *a.max(b))).or_default() += weight;
            }
        }
    }
    let mut edges: Vec<(usize, usize, usize)> =
        strength.into_iter().map(|((a, b), weight)| (weight, a, b)).collect();
    edges.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    edges
}

/// Whether two cells may be about one thing as far as their clauses tell; those of a known class always may.
fn fit(statements: &[Statement], cells: &[Cell], (a, b): (usize, usize)) -> bool {
    let first = |at: usize| cells.get(at)?.members.first().and_then(|at| statements.get(*at));
    let Some((a, b)) = first(a).zip(first(b)) else { return false };
    let close = within_either(a.anchor(), b.anchor(), WINDOW) || goes_on(a) && goes_on(b);
    if !a.is_open() || !close {
        return close;
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
    within_either(a, b, LONG_WINDOW)
}

fn within_either(a: Option<Date>, b: Option<Date>, days: i32) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => within(a.min(b), a.max(b), days),
        (None, None) => true,
        _ => false,
    }
}
