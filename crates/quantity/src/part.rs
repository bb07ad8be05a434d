//! "45 of 71 drones": the whole that a number is a part of.

use crate::{
    bound,
    lexicon::Tags,
    number::{self, Amount, Form},
    object,
    token::{Kind, Line},
    unit,
};

/// Words that may stand between "of" and the number of the whole.
const BETWEEN: &[&str] = &[
    "the",
    "these",
    "those",
    "its",
    "their",
    "his",
    "her",
    "our",
    "my",
    "your",
    "all",
    "a",
    "total",
    "about",
    "some",
    "roughly",
    "around",
    "approximately",
    "nearly",
    "almost",
    "over",
    "more",
    "than",
    "at",
    "least",
    "estimated",
    "an",
    "other",
    "up",
    "to",
    "possible",
    "required",
    "original",
    "initial",
    "last",
    "first",
    "every",
    "each",
    "both",
    "remaining",
    "past",
    "previous",
    "own",
    "nearby",
    "existing",
    "close",
    "virtually",
    "fewer",
    "less",
    "current",
    "top",
    "so",
    "far",
    "just",
    "only",
];

/// The number of a whole.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) value: f64,
    /// First token after it and its unit.
    pub(crate) end: usize,
    /// "km" of "six of the 10 km".
    pub(crate) unit: Option<String>,
    /// The unit is hyphened to the number: "six years of a 10-year sentence".
    pub(crate) joined: bool,
}

impl Found {
    fn of(line: &Line, at: usize, amount: &Amount) -> Self {
        if let Some((_, code)) = unit::money_before(line, at) {
            return Self { value: amount.value, end: amount.end, unit: Some(code.to_owned()), joined: false };
        }
        if let Some(end) = strength(line, amount.end) {
            return Self { value: amount.value, end, unit: None, joined: false };
        }
        // Nights are counted as things are: hotel nights, concerts.
        let unit = unit::read(line, amount.end).filter(|unit| unit.name != "night");
        let bounded = bound::after(line, amount.end).map_or(amount.end, |(end, _)| end);
        let end = unit.as_ref().map_or(bounded, |unit| unit.end);
        let joined = unit.as_ref().is_some_and(|unit| unit.joined);
        Self { value: amount.value, end, unit: unit.map(|unit| unit.name), joined }
    }
}

/// Past "-strong" and its like, which make a number of heads of a number: "the 22-strong crew".
fn strength(line: &Line, i: usize) -> Option<usize> {
    let counts = line.joins(i) && line.any(i + 1, &["strong", "man", "woman", "person", "member", "seat"]);
    counts.then_some(i + 2)
}

/// The number of the whole after "of", "out of" or "from a herd of" at `i`. It may be less than the part: that is for who
/// checks the numbers to say.
pub(crate) fn whole(line: &Line, i: usize) -> Option<Found> {
    let mut at = after_of(line, i)?;
    for _ in 0..9 {
        let money = line.kind(at) == Kind::Currency;
        at += usize::from(money);
        if let Some(amount) = number_at(line, at, money) {
            return Some(Found::of(line, at, &amount));
        }
        at = if is_group(line, at) { at + 2 } else { skip_one(line, at)? };
    }
    None
}

/// "a crew of 12", "a series of 10": one noun that stands for its members.
fn is_group(line: &Line, i: usize) -> bool {
    let noun = line.is_word(i)
        && !line.has(i, Tags::FUNCTION | Tags::NUMBER | Tags::VAGUE | Tags::SCALE)
        && (line.is(i, "total")
            || !object::is_plural(line.word(i))
            || line.any(i, &["staff", "crew", "series"]));
    let number = line.kind(i + 2) == Kind::Number
        || line.has(i + 2, Tags::NUMBER)
        || (line.any(i + 2, &["about", "some", "around", "nearly", "almost", "over", "roughly", "just"]));
    noun && line.is(i + 1, "of") && number
}

/// "half the club's 42,000 tickets": a whole without an "of".
pub(crate) fn owned_whole(line: &Line, i: usize) -> Option<Found> {
    let start = past_determiner(line, i);
    let amount = number_at(line, start, false).filter(|_| start > i)?;
    Some(Found::of(line, start, &amount))
}

fn after_of(line: &Line, i: usize) -> Option<usize> {
    if line.starts(i, &["out", "of"]) || line.starts(i, &["from", "among"]) {
        return Some(i + 2);
    }
    let determined = line.any(i + 1, &["the", "its", "their", "his", "her", "a", "an"]);
    let among = line.is(i, "among") && determined;
    let drawn = line.is(i, "from") && determined && is_group(line, i + 2);
    (among || drawn || line.is(i, "of")).then_some(i + 1)
}

/// A number at `i` that can be a whole.
fn number_at(line: &Line, i: usize, money: bool) -> Option<Amount> {
    if line.is(i, "dozen") {
        return Some(Amount { value: 12.0, ..Amount::one(i + 1) }); // "half of the dozen jurors"
    }
    let amount = number::read(line, i, money)?;
    let article = line.any(i, &["a", "an", "all", "half"]) && !line.is(i + 1, "dozen");
    let year_alone =
        amount.form == Form::Bare && line.raw(i).len() == 4 && line.raw(i).starts_with(['1', '2']);
    let follows = line.is_word(amount.end) && !line.has(amount.end, Tags::FUNCTION);
    let compound = line.joins(amount.end)
        && strength(line, amount.end).is_none()
        && !line.has(amount.end + 1, Tags::UNIT)
        && !line.any(amount.end + 1, &["odd", "plus"]); // "the seven-member panel"
    let usable =
        !matches!(amount.form, Form::Share | Form::Vague) && !article && !compound && !line.is_taken(i);
    (usable && (follows || !year_alone)).then_some(amount)
}

/// Past one determiner or owner: "the", "Russia's".
fn skip_one(line: &Line, i: usize) -> Option<usize> {
    // "the planned 36", "the starting 11", "the surviving 12"
    let planned = (line.word(i).ends_with("ed") || line.word(i).ends_with("ing"))
        && line.is_word(i)
        && matches!(line.kind(i + 1), Kind::Number | Kind::Currency);
    if line.any(i, BETWEEN) || line.kind(i) == Kind::Possessive || planned {
        return Some(i + 1);
    }
    let in_genitive = (i..i + 5)
        .take_while(|at| {
            line.is_word(*at) && !line.has(*at, Tags::FUNCTION)
                || line.kind(*at) == Kind::Name
                || line.joins(*at)
        })
        .any(|at| line.kind(at + 1) == Kind::Possessive);
    in_genitive.then_some(i + 1)
}

/// Past "of" and the determiners or the owner after it, where no number follows: "two of its soldiers".
pub(crate) fn of_unnumbered(line: &Line, i: usize) -> Option<usize> {
    let mut at = after_of(line, i)?;
    for _ in 0..7 {
        match skip_one(line, at) {
            Some(next)
                if !line.any(at, &["about", "some", "around", "more", "than", "at", "least", "up", "to"]) =>
            {
                at = next;
            }
            _ => break,
        }
    }
    Some(at)
}

/// Past the owner of what follows: "the club's 42,000 tickets".
pub(crate) fn past_owner(line: &Line, i: usize) -> usize {
    (i + 1..i + 4)
        .take_while(|at| line.is_word(*at) || line.kind(*at) == Kind::Possessive)
        .find(|at| line.kind(*at) == Kind::Possessive)
        .map_or(i, |at| at + 1)
}

/// "1 in 5 people", "nine in ten", "three out of every ten": the number that a share is told out of.
pub(crate) fn one_in(line: &Line, i: usize, part: f64) -> Option<Found> {
    if !line.is(i, "in") || !(1.0..10.0).contains(&part) || part.fract() != 0.0 {
        return None;
    }
    let at = i + 1 + usize::from(line.is(i + 1, "every"));
    let amount = number_at(line, at, false).filter(|amount| amount.value > part && amount.value <= 1e6)?;
    let measured = line.has(amount.end, Tags::UNIT | Tags::MONTH) || line.kind(amount.end) == Kind::Percent;
    let round = part.to_bits() == 1.0_f64.to_bits() || amount.value <= 10.0;
    (!measured && round).then(|| Found::of(line, at, &amount))
}

/// Past the determiner or owner of what follows: "its", "Russia's", "of the three".
pub(crate) fn past_determiner(line: &Line, i: usize) -> usize {
    let mut at = i;
    for _ in 0..7 {
        match skip_one(line, at) {
            Some(next) if !line.any(at, &["at", "to", "up", "more", "than", "over", "last", "first"]) => {
                at = next;
            }
            _ => break,
        }
    }
    at
}
