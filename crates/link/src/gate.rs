//! The comparability gate: whether two figures measure the same thing, so that a difference between them would be a
//! contradiction. It lets through little: every doubt is a reason not to compare, and the reason is told.

use std::sync::Arc;

use onrecord_model::{Bound, Count, Quantity};

use crate::cluster::within;
use crate::frame::{Fit, is_telling};
use crate::party::is_state;
use crate::predicate::Trait;
use crate::slot::Statement;
use crate::unit::{dimension, in_base};
use crate::wording::{days, outlet, state};

/// What the gate says of two statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They measure the same.
    Comparable,
    /// They do not, or it can't be told.
    NotComparable(Reason),
}

/// Why two figures can't be compared. The order is that of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reason {
    /// One has no number.
    NoNumber,
    /// One speaker does not stand for the figure: denies it, asks, hopes.
    NotAsserted,
    /// Tonnes and hectares.
    Unit,
    /// Killed and injured.
    Predicate,
    /// Civilians and people.
    Object,
    /// Whose deed.
    Actor,
    /// Who did it is not told by one.
    ActorUnknown,
    /// Promised and done.
    Plan,
    /// Some of them and all.
    Part,
    /// So far and on one day.
    Count,
    /// Where.
    Place,
    /// One does not name the place itself.
    PlaceUnknown,
    /// When it happened.
    Period,
    /// One does not tell when.
    TimeUnknown,
    /// Said on different days.
    Day,
    /// Tolls published hours apart: a toll grows within a day.
    Hours,
    /// One is told as taking the place of an earlier figure.
    Revised,
    /// Nothing shows that they speak of one event.
    Event,
    /// One clause says something that the other does not.
    Words,
    /// One speaker gives both.
    SameSpeaker,
    /// One outlet's own word, or two versions or copies of one text: one may replace the other.
    SameSource,
    /// One is only about right.
    Rounded,
}

impl Reason {
    /// The reason in words, for the two it was found between.
    pub(crate) fn words(self, a: &Statement, b: &Statement) -> String {
        let or = |text: &Option<Arc<str>>, none: &str| text.as_deref().unwrap_or(none).to_owned();
        let pair = |x: String, y: String| format!("{x} and {y}");
        match self {
            Self::NoNumber => "one of them gives no number".to_owned(),
            Self::NotAsserted => "one speaker does not stand for the figure".to_owned(),
            Self::Unit => {
                format!("the units differ ({})", pair(or(&a.slot.unit, "none"), or(&b.slot.unit, "none")))
            }
            Self::Predicate => "they measure different acts".to_owned(),
            Self::Object => {
                let name = |s: &Statement| {
                    let mut parts = s.narrowed_by.to_vec();
                    parts.push(or(&s.slot.object, "not told"));
                    format!("“{}”", parts.join(" "))
                };
                format!("they count different things ({})", pair(name(a), name(b)))
            }
            Self::Actor => {
                let side = |s: &Statement| state(s.slot.actor.as_deref().or(s.owner.as_deref()));
                format!("they are about different sides ({})", pair(side(a), side(b)))
            }
            Self::ActorUnknown => "one of them does not tell whose deed it counts".to_owned(),
            Self::Plan => "one is promised or planned, the other is reported as done".to_owned(),
            Self::Count => {
                "they count in different ways (one event, a running total, an addition or a rate)".to_owned()
            }
            Self::Part => "one counts only a part".to_owned(),
            Self::Place => {
                format!("the places differ ({})", pair(or(&a.slot.place, "none"), or(&b.slot.place, "none")))
            }
            Self::PlaceUnknown => "one of them does not name the place itself".to_owned(),
            Self::Period => format!(
                "the days differ ({})",
                pair(days(a.slot.from, a.slot.to), days(b.slot.from, b.slot.to))
            ),
            Self::TimeUnknown => "one of them does not tell which days it covers".to_owned(),
            Self::Day => format!(
                "they were given on different days ({})",
                pair(days(a.as_of, a.as_of), days(b.as_of, b.as_of))
            ),
            Self::Hours => "they are as of different hours, and a toll grows".to_owned(),
            Self::Revised => "one is told as a change of an earlier figure".to_owned(),
            Self::Event => "nothing shows that they speak of the same event".to_owned(),
            Self::Words => match a.frame.fit(&b.frame) {
                Fit::Near(words) => format!(
                    "only one of them speaks of {}",
                    words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ")
                ),
                Fit::Same | Fit::Far => "their words have too little in common".to_owned(),
            },
            Self::SameSpeaker => {
                "one speaker gives both, so they count different things or one is a slip".to_owned()
            }
            Self::SameSource => {
                "both are one outlet's word or stand in versions of one text, so one may replace the other"
                    .to_owned()
            }
            Self::Rounded => "one is only an approximate or hedged figure".to_owned(),
        }
    }
}

/// One check of the gate: whether it keeps two statements apart, and why.
type Check = fn(&Statement, &Statement) -> Option<Reason>;

/// All of them, in order.
const CHECKS: &[Check] = &[
    number, asserted, unit, predicate, object, actor, plan, part, count, place, period, day, hours,
    overtaken, revised, event, whole, words, speaker, source, rounded,
];

/// Whether `a` and `b` can be compared.
pub(crate) fn gate(a: &Statement, b: &Statement) -> Verdict {
    CHECKS.iter().find_map(|check| check(a, b)).map_or(Verdict::Comparable, Verdict::NotComparable)
}

/// How far apart in days two statements without days, or about the same days, may be given and still agree.
const AGREE_WITHIN: i32 = 3;

/// On what footing equal figures agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Footing {
    /// The gate lets them through.
    Comparable,
    /// It would, were they given on one day: they tell the same days.
    SameDays,
    /// It would, but for the time: neither tells days, and they were given within three days.
    Undated,
}

/// Whether `a` and `b` may agree: what the gate refuses for anything but the time does not.
pub(crate) fn footing(a: &Statement, b: &Statement) -> Option<Footing> {
    let told = |s: &Statement| s.slot.from.is_some() || s.slot.to.is_some();
    let undated = !told(a) && !told(b);
    let mut footing = Footing::Comparable;
    for reason in CHECKS.iter().filter_map(|check| check(a, b)) {
        footing = match reason {
            // Other words make no other figure where the figures are the same and nothing narrows one of them.
            Reason::Revised => footing,
            Reason::Words if is_loose_fit(a, b) || !a.is_open() && !is_less_sure(a, b) => footing,
            Reason::Rounded if !a.hedged && !b.hedged => footing,
            Reason::TimeUnknown | Reason::Day | Reason::Hours if undated => Footing::Undated,
            Reason::Day | Reason::Hours if told(a) && told(b) => Footing::SameDays,
            _ => return None,
        };
    }
    let (x, y) = (a.as_of?, b.as_of?);
    within(x.min(y), x.max(y), AGREE_WITHIN).then_some(footing)
}

/// Whether one of two clauses tells what is only feared or expected.
fn is_less_sure(a: &Statement, b: &Statement) -> bool {
    const UNSURE: &[&str] =
        &["feared", "suspected", "possible", "likely", "presumed", "expected", "projected", "planned"];
    matches!(a.frame.fit(&b.frame), Fit::Near(words) if words.iter().any(|word| UNSURE.contains(&word.as_str())))
}

/// Whether two clauses differ only in words that narrow nothing.
pub(crate) fn is_loose_fit(a: &Statement, b: &Statement) -> bool {
    if a.frame.has_other_names(&b.frame) {
        return false;
    }
    match a.frame.fit(&b.frame) {
        Fit::Same => true,
        Fit::Near(words) => !words.iter().any(|word| is_telling(word)),
        Fit::Far => false,
    }
}

fn refuse(when: bool, reason: Reason) -> Option<Reason> {
    when.then_some(reason)
}

fn number(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(a.claim.quantity.is_none() || b.claim.quantity.is_none(), Reason::NoNumber)
}

fn asserted(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(!a.commits() || !b.commits(), Reason::NotAsserted)
}

fn unit(a: &Statement, b: &Statement) -> Option<Reason> {
    let of = |s: &Statement| s.slot.unit.as_deref().map(|unit| dimension(unit).to_owned());
    refuse(of(a) != of(b), Reason::Unit)
}

fn predicate(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(a.class.is_none() || a.class != b.class, Reason::Predicate)
}

fn object(a: &Statement, b: &Statement) -> Option<Reason> {
    if a.is_open() && a.slot.unit.as_deref() != Some("count") {
        return None; // its clause tells what is measured
    }
    let narrowed = !a.is_open() && a.narrowed_by != b.narrowed_by;
    let same = a.slot.object.is_some() && a.slot.object == b.slot.object && !narrowed;
    refuse(!same, Reason::Object)
}

fn actor(a: &Statement, b: &Statement) -> Option<Reason> {
    let differ = |x: &Option<Arc<str>>, y: &Option<Arc<str>>| x.is_some() && y.is_some() && x != y;
    // "Seven French soldiers" may be some of "19 soldiers".
    let some_of = |x: &Statement, y: &Statement| {
        y.owner.is_none() && x.owner.as_ref().is_some_and(|state| !y.frame.has(state))
    };
    let by_actor = a.class.is_some_and(|class| class.is(Trait::ByActor));
    let owned = !by_actor && (some_of(a, b) || some_of(b, a));
    if differ(&a.slot.actor, &b.slot.actor) || differ(&a.owner, &b.owner) || owned {
        return Some(Reason::Actor);
    }
    // "Five jets were shot down in the battle", say both: whoever did it, they count the same.
    let one_side = a.owner.is_some() && a.owner == b.owner;
    let untold = (a.slot.actor.is_none() && b.slot.actor.is_none() || one_side) && a.shares_name(b);
    refuse(by_actor && !untold && (a.slot.actor.is_none() || b.slot.actor.is_none()), Reason::ActorUnknown)
}

fn plan(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(a.planned != b.planned, Reason::Plan)
}

fn count(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(a.count != b.count, Reason::Count)
}

fn part(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(a.count == Count::Part || b.count == Count::Part, Reason::Part)
}

/// "3 of 400" and "26 of 900" are parts of two things.
fn whole(a: &Statement, b: &Statement) -> Option<Reason> {
    let of = |s: &Statement| Some(s.claim.quantity.as_ref()?.of.as_ref()?.value.to_bits());
    refuse(of(a).zip(of(b)).is_some_and(|(x, y)| x != y), Reason::Part)
}

fn place(a: &Statement, b: &Statement) -> Option<Reason> {
    match (&a.slot.place, &b.slot.place) {
        (Some(here), Some(there)) if here != there => Some(Reason::Place),
        (Some(_), Some(_)) => {
            refuse(!(a.place_stated && b.place_stated || a.shares_name(b)), Reason::PlaceUnknown)
        }
        (None, None) => refuse(is_local(a) && !a.shares_name(b), Reason::PlaceUnknown),
        _ => refuse(!a.shares_name(b), Reason::PlaceUnknown),
    }
}

/// Tolls and the like happen at one place; nightly counts and promises need none.
fn is_local(statement: &Statement) -> bool {
    statement.class.is_some_and(|class| class.is(Trait::Toll))
}

fn period(a: &Statement, b: &Statement) -> Option<Reason> {
    let span = |s: &Statement| (s.slot.from, s.slot.to);
    let told = |s: &Statement| s.slot.from.is_some() || s.slot.to.is_some();
    match (told(a), told(b)) {
        (true, true) => refuse(span(a) != span(b) || a.frame.has_other_days(&b.frame), Reason::Period),
        // A thing with a name ("the ship Isarog") is told apart by it; a night or a month is not.
        (false, false) => refuse(
            !(is_local(a) || a.is_open() && a.shares_name(b) || is_since(a) && is_since(b)),
            Reason::TimeUnknown,
        ),
        (true, false) => period_of_one(a, b),
        (false, true) => period_of_one(b, a),
    }
}

/// "Since the invasion began": from then on to the day it was said; that it is the same beginning, the words must tell.
fn is_since(statement: &Statement) -> bool {
    statement.count == Count::Running && statement.frame.terms.iter().any(|term| term.written == "since")
}

/// One tells the days: the other's toll may be the same where it was given on one of them or the day after.
fn period_of_one(told: &Statement, other: &Statement) -> Option<Reason> {
    let (Some(from), Some(to), Some(day)) = (told.slot.from, told.slot.to, other.as_of) else {
        return Some(Reason::TimeUnknown);
    };
    let fits = from <= day && to.tomorrow().is_ok_and(|after| day <= after);
    refuse(!(is_local(told) && fits), Reason::TimeUnknown)
}

fn day(a: &Statement, b: &Statement) -> Option<Reason> {
    match (a.as_of, b.as_of) {
        (Some(x), Some(y)) => refuse(x != y && !(is_settled(a) && is_settled(b)), Reason::Day),
        _ => Some(Reason::TimeUnknown),
    }
}

/// Tolls of one day, published three hours or more apart, unless both say as of when ("as of noon").
fn hours(a: &Statement, b: &Statement) -> Option<Reason> {
    let time = |s: &Statement| Some(s.claim.page.time()?.as_second());
    let (x, y) = (time(a)?, time(b)?);
    let hour = hour_told(&a.claim.content);
    let same_hour = hour.is_some() && hour == hour_told(&b.claim.content);
    let nought = |s: &Statement| s.claim.quantity.as_ref().is_some_and(|quantity| quantity.value == 0.0);
    let of_class = |s: &Statement, quality| s.class.is_some_and(|class| class.is(quality));
    let grows = |s: &Statement| {
        let ends = is_local(s) || s.is_open() || of_class(s, Trait::Ends);
        nought(s) || ends && !is_over(s) || !ends && of_class(s, Trait::Grows)
    };
    refuse((grows(a) || grows(b)) && x.abs_diff(y) >= 3 * 60 * 60 && !same_hour, Reason::Hours)
}

/// Whether no hour adds to what is measured: the time it covers was over the day before it was said, of what is counted two
/// days before, and of a toll a month.
fn is_over(statement: &Statement) -> bool {
    let late = if is_local(statement) { MONTH } else { i32::from(is_counted(statement)) };
    let ended = statement.slot.to.zip(statement.as_of);
    let over = ended.is_some_and(|(to, said)| to < said && !within(to, said, late));
    over && statement.count != Count::Running
}

/// Whether more and more of what its unit measures may be found.
fn is_counted(statement: &Statement) -> bool {
    statement.slot.unit.as_deref().is_some_and(|unit| matches!(dimension(unit), "count" | "t" | "ha"))
}

/// Whether no day adds to it either: a share, a price or a length of a time that is over, a count of a long one, a toll.
fn is_settled(statement: &Statement) -> bool {
    let long = statement.slot.from.zip(statement.slot.to).is_some_and(|(from, to)| !within(from, to, LONG));
    let of_open = statement.is_open() && (long || !is_counted(statement));
    (of_open || is_local(statement)) && is_over(statement)
}

/// "Four are missing", and then "all were rescued": both were true. What only follows from the words stands against later
/// ones alone.
fn overtaken(a: &Statement, b: &Statement) -> Option<Reason> {
    let time = |s: &Statement| s.claim.page.time();
    let before = |implied: &Statement, other: &Statement| implied.implied && time(other) < time(implied);
    refuse(before(a, b) || before(b, a), Reason::Revised)
}

/// "Has risen to 11": the other may be the figure before.
fn revised(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(a.frame.told_anew || b.frame.told_anew, Reason::Revised)
}

/// "noon" of "as of noon, 12 people …".
fn hour_told(content: &str) -> Option<String> {
    let lower = content.to_lowercase();
    let (_, after) = lower.split_once("as of ")?;
    let told = after.split([',', ';', '.']).next().unwrap_or(after).trim();
    (!told.is_empty()).then(|| told.to_owned())
}

/// After so many days a toll grows no more.
const MONTH: i32 = 30;

/// More days than these are a period and no event.
const LONG: i32 = 26;

fn event(a: &Statement, b: &Statement) -> Option<Reason> {
    let by_words = a.shares_name(b) && a.frame.shares_surroundings(&b.frame);
    // "In Ukraine in 2025": so long a time and so wide a place are not those of one event among several.
    let long = a.slot.from.zip(a.slot.to).is_some_and(|(from, to)| !within(from, to, LONG));
    let by_period = long && a.frame.shares_state(&b.frame);
    let same_days = a.slot.from.is_some() && (a.slot.from, a.slot.to) == (b.slot.from, b.slot.to);
    let by_states = same_days && a.frame.is_of_states_of(&b.frame);
    let known = if a.is_open() {
        a.shares_name(b) || by_period || by_states
    } else {
        a.shares_context(b) || by_words || by_period
    };
    refuse((is_local(a) || a.is_open()) && !known, Reason::Event)
}

/// A word that only one of two clauses has may narrow what it counts.
fn words(a: &Statement, b: &Statement) -> Option<Reason> {
    let exceeds = is_part_beyond(a, b) || is_part_beyond(b, a);
    refuse(a.frame.fit(&b.frame) != Fit::Same && !exceeds, Reason::Words)
}

/// Whether one figure counts only some of what the other counts, and yet more: "hunters shot 61 foxes" and "19 foxes were
/// shot". What narrows it then is no reason why they differ.
fn is_part_beyond(part: &Statement, whole: &Statement) -> bool {
    let least = part.claim.quantity.as_ref().and_then(|quantity| in_base(quantity).low);
    let most = whole.claim.quantity.as_ref().and_then(|quantity| in_base(quantity).high);
    let beyond = least.zip(most).is_some_and(|(least, most)| least > most);
    beyond && is_counted(part) && part.frame.narrows(&whole.frame)
}

fn speaker(a: &Statement, b: &Statement) -> Option<Reason> {
    refuse(a.is_of_speaker_of(b) || may_stand_for(a, b) || may_stand_for(b, a), Reason::SameSpeaker)
}

/// "Sweden" and "the statistics office": a state may be named where one of its offices speaks.
fn may_stand_for(state: &Statement, office: &Statement) -> bool {
    let unnamed = |name: &str| !name.chars().any(char::is_uppercase);
    state.speaker.as_deref().is_some_and(is_state)
        && office.party.is_none()
        && office.claim.speaker.as_deref().is_some_and(unnamed)
}

/// Two named speakers may contradict each other on one page; whoever is not named may be the page, corrected.
fn source(a: &Statement, b: &Statement) -> Option<Reason> {
    let one_outlet = a.speaker.is_none() && b.speaker.is_none() && outlet(a) == outlet(b);
    let both_named = a.speaker.is_some() && b.speaker.is_some();
    refuse(one_outlet || !both_named && a.is_on_page_of(b), Reason::SameSource)
}

/// "About 80 percent" may be 70, and not 30.
fn rounded(a: &Statement, b: &Statement) -> Option<Reason> {
    /// How far from the truth, as a share of it, somebody may be who says "about".
    const LOOSE: f64 = 1.0 / 3.0;
    let about = |q: &Quantity| q.bound == Bound::About;
    let loosely = |q: &Quantity| spread(q, if about(q) { q.value.abs() * LOOSE } else { 0.0 });
    let figures = a.claim.quantity.as_ref().zip(b.claim.quantity.as_ref());
    let near = figures.is_none_or(|(x, y)| (about(x) || about(y)) && overlap(&loosely(x), &loosely(y)));
    refuse(a.hedged || b.hedged || near, Reason::Rounded)
}

/// The figure with so much more room on both sides, in its unit.
pub(crate) fn spread(quantity: &Quantity, room: f64) -> Quantity {
    Quantity {
        low: quantity.low.map(|low| low.min(quantity.value - room)),
        high: quantity.high.map(|high| high.max(quantity.value + room)),
        ..quantity.clone()
    }
}

/// Whether two figures allow a common value, each read at the precision it is stated with: "3,000" allows 2,500 to
/// 3,500, "3,012" only itself.
pub(crate) fn overlap(a: &Quantity, b: &Quantity) -> bool {
    if a.unit != b.unit {
        return dimension(&a.unit) == dimension(&b.unit) && fits(&in_base(a), &in_base(b));
    }
    let (low_a, high_a) = interval(a);
    let (low_b, high_b) = interval(b);
    low_a <= high_b && low_b <= high_a
}

/// Whether two figures allow a common value, as they are stated: "3,000" is 3,000, and "over 3,000" is more.
pub(crate) fn fits(a: &Quantity, b: &Quantity) -> bool {
    if a.unit != b.unit {
        return overlap(a, b);
    }
    let below = |a: &Quantity, b: &Quantity| {
        let (Some(low), Some(high)) = (a.low, b.high) else { return true };
        low < high || low <= high && a.bound != Bound::Over && b.bound != Bound::Under
    };
    below(a, b) && below(b, a)
}

/// Least and greatest value that a figure allows.
pub(crate) fn interval(quantity: &Quantity) -> (f64, f64) {
    let slack =
        slack(quantity.value).max(if quantity.unit == "count" { 0.0 } else { precision(quantity.value) });
    let low = quantity.low.map_or(f64::NEG_INFINITY, |low| low - slack);
    let high = quantity.high.map_or(f64::INFINITY, |high| high + slack);
    (low, high)
}

/// Half a unit of the last decimal that is told, of what is measured and not counted: "20 percent" may be 19.6.
fn precision(value: f64) -> f64 {
    let decimals = (0..4).find(|digits| (value * 10_f64.powi(*digits)).fract().abs() < 1e-9).unwrap_or(4);
    if value.abs() >= 1000.0 { 0.0 } else { 0.5 * 10_f64.powi(-decimals) }
}

/// Half a unit of the last digit that is not nought, for numbers of a hundred and more that end in noughts.
fn slack(value: f64) -> f64 {
    let value = value.abs();
    if value < 100.0 || value.fract() != 0.0 {
        return 0.0;
    }
    let mut unit = 1.0;
    while unit * 10.0 <= value && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    if unit > 1.0 { unit / 2.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use onrecord_model::{Article, Stance};

    use super::*;
    use crate::slot::statements;
    use crate::testing::{Shape, article, claim};

    /// One report: who, on which day, says what; the number in it; days of the event; where; headline.
    #[derive(Clone, Copy)]
    struct Said {
        who: &'static str,
        on: &'static str,
        stance: Stance,
        says: &'static str,
        number: &'static str,
        when: Option<(&'static str, &'static str, &'static str)>,
        place: &'static str,
        title: &'static str,
        negated: bool,
    }

    const MAYOR: Said = Said {
        who: "Iryna Shevchuk",
        on: "2025-07-24",
        stance: Stance::Asserts,
        says: "12 people were injured in Lypivtsi",
        number: "12 people",
        when: None,
        place: "Lypivtsi",
        title: "Missiles hit market",
        negated: false,
    };
    const GOVERNOR: Said = Said {
        who: "Serhiy Kostenko",
        says: "31 people were injured in Lypivtsi",
        number: "31 people",
        title: "Strike on market",
        ..MAYOR
    };
    const NIGHT: Said = Said {
        who: "Ukrainian Air Force",
        says: "it downed 45 drones overnight",
        number: "45 drones",
        when: Some(("overnight", "2025-07-22", "2025-07-23")),
        place: "",
        title: "",
        on: "2025-07-23",
        stance: Stance::Asserts,
        negated: false,
    };
    const STAFF: Said = Said {
        who: "Ukraine's General Staff",
        says: "it downed 60 drones overnight",
        number: "60 drones",
        ..NIGHT
    };

    fn page(said: Said) -> Article {
        let mut page =
            article(&format!("Paper of {}", said.who), said.on, &format!("{}, it was said.", said.says));
        page.source.title = Some(said.title.to_owned());
        let claim = claim(&mut page, said.who, said.stance, said.says).number(said.number);
        claim.negated = said.negated;
        if let Some((words, from, to)) = said.when {
            claim.time(words, from, to);
        }
        if !said.place.is_empty() {
            claim.place(said.place);
        }
        page
    }

    fn verdict(a: Said, b: Said) -> Verdict {
        let (a, b) = (statements(&page(a)).remove(0), statements(&page(b)).remove(0));
        let there = gate(&a, &b);
        assert_eq!(there, gate(&b, &a), "the gate depends on the side");
        there
    }

    #[test]
    fn what_measures_the_same_is_let_through() {
        let of_day = |said, words| Said { when: Some((words, "2025-07-24", "2025-07-24")), ..said };
        let on = |said: Said, says| Said { says, ..of_day(said, "on Thursday") };
        let at = |said, on| Said { on, ..said };
        let noon = |said: Said| Said {
            says: if said.number == "12 people" {
                "As of noon, 12 people were injured in Lypivtsi"
            } else {
                "31 people were injured in Lypivtsi as of noon"
            },
            ..said
        };
        for (a, b) in [
            (MAYOR, GOVERNOR),
            (NIGHT, STAFF),
            (
                on(MAYOR, "12 people were injured in Lypivtsi on Thursday"),
                on(GOVERNOR, "31 people were injured in Lypivtsi on Thursday"),
            ),
            (on(MAYOR, "12 people were injured in Lypivtsi on Thursday"), GOVERNOR),
            // who did it is left out, or counts fewer than there are
            (Said { says: "Gunmen injured 12 people in Lypivtsi", ..MAYOR }, GOVERNOR),
            (MAYOR, Said { says: "Foreigners injured 31 people in Lypivtsi", ..GOVERNOR }),
            // "about", and far from it
            (
                Said { says: "about 12 people were injured in Lypivtsi", number: "about 12 people", ..MAYOR },
                GOVERNOR,
            ),
            (at(MAYOR, "2025-07-24T08:00:00Z"), at(GOVERNOR, "2025-07-24T10:30:00Z")),
            (at(noon(MAYOR), "2025-07-24T13:00:00Z"), at(noon(GOVERNOR), "2025-07-24T19:00:00Z")),
        ] {
            assert_eq!(verdict(a, b), Verdict::Comparable, "{} / {}", a.says, b.says);
        }
    }

    /// Pairs that look like contradictions and are none.
    #[test]
    fn what_only_looks_the_same_is_refused_with_the_reason() {
        let mayor = |says, number| Said { says, number, ..MAYOR };
        let staff = |says, number| Said { says, number, ..STAFF };
        let moscow = |says, number| Said { who: "Russia's defence ministry", says, number, ..NIGHT };
        for (a, b, reason) in [
            // another measure
            (mayor("12 people were killed in Lypivtsi", "12 people"), GOVERNOR, Reason::Predicate),
            (mayor("12 civilians were injured in Lypivtsi", "12 civilians"), GOVERNOR, Reason::Object),
            (mayor("12 children were injured in Lypivtsi", "12 children"), GOVERNOR, Reason::Object),
            (
                mayor("12 elderly people were injured in Lypivtsi", "12 elderly people"),
                GOVERNOR,
                Reason::Object,
            ),
            (staff("it downed 60 missiles overnight", "60 missiles"), NIGHT, Reason::Object),
            (mayor("12 French people were injured in Lypivtsi", "12 French people"), GOVERNOR, Reason::Actor),
            // some of them
            (mayor("Foreigners injured 12 people in Lypivtsi", "12 people"), GOVERNOR, Reason::Words),
            (mayor("12 people were injured by foreigners in Lypivtsi", "12 people"), GOVERNOR, Reason::Words),
            (mayor("12 people with burns were injured in Lypivtsi", "12 people"), GOVERNOR, Reason::Words),
            // another side of one event
            (
                mayor("12 people were injured before the match in Lypivtsi", "12 people"),
                Said { says: "31 people were injured after the match in Lypivtsi", ..GOVERNOR },
                Reason::Words,
            ),
            // another kind of count
            (mayor("Another 12 people were injured in Lypivtsi", "12 people"), GOVERNOR, Reason::Count),
            (mayor("12 people were injured in Lypivtsi since January", "12 people"), GOVERNOR, Reason::Count),
            (mayor("12 people a day were injured in Lypivtsi", "12 people"), GOVERNOR, Reason::Count),
            (mayor("including 12 people who were injured in Lypivtsi", "12 people"), GOVERNOR, Reason::Part),
            (staff("60 drones in total were downed overnight", "60 drones"), NIGHT, Reason::Count),
            // another place
            (
                Said { says: "12 people were injured in Sumy", place: "Sumy", ..MAYOR },
                GOVERNOR,
                Reason::Place,
            ),
            (
                Said { says: "12 people were injured in Sumy region", place: "Sumy region", ..MAYOR },
                Said { says: "31 people were injured in Sumy", place: "Sumy", ..GOVERNOR },
                Reason::Place,
            ),
            (Said { says: "12 people were injured", place: "", ..MAYOR }, GOVERNOR, Reason::PlaceUnknown),
            (
                Said { says: "it downed 60 drones over Sumy overnight", place: "Sumy", ..STAFF },
                NIGHT,
                Reason::PlaceUnknown,
            ),
            // another time
            (Said { on: "2025-07-25", ..MAYOR }, GOVERNOR, Reason::Day),
            (Said { when: Some(("overnight", "2025-07-21", "2025-07-22")), ..STAFF }, NIGHT, Reason::Period),
            (Said { when: Some(("overnight", "2025-07-22", "2025-07-22")), ..STAFF }, NIGHT, Reason::Period),
            (Said { when: None, ..STAFF }, NIGHT, Reason::TimeUnknown),
            (Said { when: None, ..STAFF }, Said { when: None, ..NIGHT }, Reason::TimeUnknown),
            (Said { on: "2025-07-24", ..STAFF }, NIGHT, Reason::Day),
            (
                Said { on: "2025-07-24T08:00:00Z", ..MAYOR },
                Said { on: "2025-07-24T11:00:00Z", ..GOVERNOR },
                Reason::Hours,
            ),
            // another event of the same kind, place and day
            (Said { title: "Drone hits school", ..MAYOR }, GOVERNOR, Reason::Event),
            (Said { title: "", ..MAYOR }, GOVERNOR, Reason::Event),
            // another side
            (
                moscow("its air defences downed 60 Ukrainian drones overnight", "60 Ukrainian drones"),
                NIGHT,
                Reason::Actor,
            ),
            (moscow("its air defences downed 60 drones overnight", "60 drones"), NIGHT, Reason::Actor),
            (
                Said { who: "Reuters", says: "60 drones were downed overnight", ..STAFF },
                NIGHT,
                Reason::ActorUnknown,
            ),
            // not said, not done, not sure
            (Said { stance: Stance::Denies, ..MAYOR }, GOVERNOR, Reason::NotAsserted),
            (Said { stance: Stance::Confirms, negated: true, ..MAYOR }, GOVERNOR, Reason::NotAsserted),
            (Said { stance: Stance::Denies, negated: true, ..MAYOR }, GOVERNOR, Reason::NotAsserted),
            (Said { stance: Stance::Expects, ..MAYOR }, GOVERNOR, Reason::NotAsserted),
            (Said { stance: Stance::Promises, ..STAFF }, NIGHT, Reason::Plan),
            (staff("it will down 60 drones overnight", "60 drones"), NIGHT, Reason::Predicate),
            (mayor("about 25 people were injured in Lypivtsi", "about 25 people"), GOVERNOR, Reason::Rounded),
            // one voice
            (Said { who: "Serhiy Kostenko", ..MAYOR }, GOVERNOR, Reason::SameSpeaker),
            (Said { who: "Air Force of Ukraine", ..STAFF }, NIGHT, Reason::SameSpeaker),
        ] {
            assert_eq!(verdict(a, b), Verdict::NotComparable(reason), "{} / {}", a.says, b.says);
        }
    }

    #[test]
    fn units_are_never_mixed() {
        let grain = |says, number| Said { says, number, place: "", ..MAYOR };
        let tonnes = grain("Fires destroyed 3,000 tonnes of grain", "3,000 tonnes of grain");
        let hectares = grain("Fires destroyed 3,000 hectares of grain", "3,000 hectares of grain");
        assert_eq!(verdict(tonnes, Said { who: "B", ..hectares }), Verdict::NotComparable(Reason::Unit));
    }

    #[test]
    fn an_outlet_is_not_set_against_itself() {
        let own = |outlet: &str, url: &str, who: &str, number: &str| {
            let line = format!("{number} were injured in Lypivtsi");
            let mut page = article(outlet, "2025-07-24", &line);
            page.source.title = Some("Missiles hit market".to_owned());
            page.source.url = format!("https://news.example/{url}");
            claim(&mut page, who, Stance::Asserts, &line).number(number).place("Lypivtsi");
            statements(&page).remove(0)
        };
        let refused = Verdict::NotComparable(Reason::SameSource);
        for (a, b, there) in [
            (own("Post", "live", "", "12 people"), own("Post", "live", "", "31 people"), &refused),
            (own("Post", "1", "", "12 people"), own("Post", "2", "", "31 people"), &refused),
            (own("Post", "1", "", "12 people"), own("Post online", "1", "", "31 people"), &refused),
            (own("Post", "1", "", "12 people"), own("Post", "1", "Mayor", "31 people"), &refused),
            (
                own("Post", "1", "Chief", "12 people"),
                own("Post", "1", "Mayor", "31 people"),
                &Verdict::Comparable,
            ),
            (own("Post", "1", "", "12 people"), own("Ledger", "2", "", "31 people"), &Verdict::Comparable),
        ] {
            assert_eq!(gate(&a, &b), *there, "{} / {}", a.claim.page.url, b.claim.page.url);
        }
    }

    #[test]
    fn figures_are_read_at_their_precision() {
        let figure = |number| {
            let said = Said { says: number, number, place: "", ..MAYOR };
            statements(&page(said)).remove(0).claim.quantity.unwrap()
        };
        for (a, b, near, same) in [
            ("3,000 drones", "3,012 drones", true, false),
            ("3,000 drones", "3,000 drones", true, true),
            ("3,000 drones", "3,600 drones", false, false),
            ("1,000 drones", "1,400 drones", true, false),
            ("19,546 names", "over 19,000 names", true, true),
            ("19,000 names", "over 19,000 names", true, false),
            ("19,000 names", "at least 19,000 names", true, true),
            ("45 drones", "46 drones", false, false),
            ("1,200 drones", "1,260 drones", false, false),
            ("up to 48 drones", "24 drones", true, true),
            ("at least 50 drones", "24 drones", false, false),
        ] {
            assert_eq!(overlap(&figure(a), &figure(b)), near, "{a} / {b}");
            assert_eq!(fits(&figure(a), &figure(b)), same, "{a} / {b}");
            assert_eq!(fits(&figure(b), &figure(a)), same, "{b} / {a}");
        }
    }
}
