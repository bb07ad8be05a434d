//! How a number binds the true value: "over", "at least", "up to", "about".

use onrecord_model::Bound;

use crate::{
    lexicon::Tags,
    token::{Kind, Line},
};

/// How far "about" may be off, as a part of the number.
const ABOUT: f64 = 0.1;

/// What words around a number make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// One of the model's bounds.
    Is(Bound),
    /// "nearly": about, and not above.
    Nearly,
}

impl Limit {
    pub(crate) fn bound(self) -> Bound {
        match self {
            Self::Is(bound) => bound,
            Self::Nearly => Bound::About,
        }
    }

    /// Least and greatest value that `value` under this limit allows.
    pub(crate) fn interval(self, value: f64) -> (Option<f64>, Option<f64>) {
        let off = value.abs() * ABOUT;
        match self {
            Self::Is(Bound::Exact | Bound::Between) => (Some(value), Some(value)),
            Self::Is(Bound::Over | Bound::AtLeast) => (Some(value), None),
            Self::Is(Bound::Under | Bound::AtMost) => (None, Some(value)),
            Self::Is(Bound::About) => (Some(value - off), Some(value + off)),
            Self::Nearly => (Some(value - off), Some(value)),
        }
    }
}

const OVER: Limit = Limit::Is(Bound::Over);
const AT_LEAST: Limit = Limit::Is(Bound::AtLeast);
const UNDER: Limit = Limit::Is(Bound::Under);
const AT_MOST: Limit = Limit::Is(Bound::AtMost);
const AROUND: Limit = Limit::Is(Bound::About);
const EXACT: Limit = Limit::Is(Bound::Exact);

/// Phrases before a number; of those that end alike the longer one stands first.
const BEFORE: &[(&[&str], Limit)] = &[
    (&["no", "more", "than"], AT_MOST),
    (&["not", "more", "than"], AT_MOST),
    (&["no", "greater", "than"], AT_MOST),
    (&["no", "higher", "than"], AT_MOST),
    (&["no", "fewer", "than"], AT_LEAST),
    (&["not", "fewer", "than"], AT_LEAST),
    (&["no", "less", "than"], AT_LEAST),
    (&["not", "less", "than"], AT_LEAST),
    (&["more", "than"], OVER),
    (&["greater", "than"], OVER),
    (&["higher", "than"], OVER),
    (&["larger", "than"], OVER),
    (&["bigger", "than"], OVER),
    (&["longer", "than"], OVER),
    (&["less", "than"], UNDER),
    (&["fewer", "than"], UNDER),
    (&["lower", "than"], UNDER),
    (&["smaller", "than"], UNDER),
    (&["shorter", "than"], UNDER),
    (&["in", "excess", "of"], OVER),
    (&["upwards", "of"], OVER),
    (&["upward", "of"], OVER),
    (&["a", "minimum", "of"], AT_LEAST),
    (&["minimum", "of"], AT_LEAST),
    (&["a", "maximum", "of"], AT_MOST),
    (&["maximum", "of"], AT_MOST),
    (&["in", "the", "region", "of"], AROUND),
    (&["in", "the", "order", "of"], AROUND),
    (&["on", "the", "order", "of"], AROUND),
    (&["an", "estimate", "of"], AROUND),
    (&["a", "total", "of"], EXACT),
    (&["as", "many", "as"], AT_MOST),
    (&["as", "much", "as"], AT_MOST),
    (&["as", "high", "as"], AT_MOST),
    (&["as", "long", "as"], AT_MOST),
    (&["as", "far", "as"], AT_MOST),
    (&["as", "few", "as"], AT_LEAST),
    (&["as", "little", "as"], AT_LEAST),
    (&["as", "low", "as"], AT_LEAST),
    (&["at", "the", "very", "least"], AT_LEAST),
    (&["at", "the", "least"], AT_LEAST),
    (&["plus", "or", "minus"], AROUND),
    (&["at", "least"], AT_LEAST),
    (&["at", "the", "most"], AT_MOST),
    (&["at", "most"], AT_MOST),
    (&["up", "to"], AT_MOST),
    (&["close", "to"], AROUND),
    (&["not", "exceeding"], AT_MOST),
    (&["not", "exceed"], AT_MOST),
    (&["not", "over"], AT_MOST),
    (&["over"], OVER),
    (&["above"], OVER),
    (&["exceeding"], OVER),
    (&["exceed"], OVER),
    (&["exceeds"], OVER),
    (&["exceeded"], OVER),
    (&["surpassing"], OVER),
    (&["surpassed"], OVER),
    (&["topping"], OVER),
    (&["topped"], OVER),
    (&["under"], UNDER),
    (&["below"], UNDER),
    (&["maximum"], AT_MOST),
    (&["minimum"], AT_LEAST),
    (&["an", "estimated"], AROUND),
    (&["estimated"], AROUND),
    (&["approx", "."], AROUND),
    (&["about"], AROUND),
    (&["around"], AROUND),
    (&["roughly"], AROUND),
    (&["approximately"], AROUND),
    (&["approx"], AROUND),
    (&["some"], AROUND),
    (&["circa"], AROUND),
    (&["nearly"], Limit::Nearly),
    (&["almost"], Limit::Nearly),
    (&["nearing"], Limit::Nearly),
    (&["approaching"], Limit::Nearly),
    (&["exactly"], EXACT),
    (&["precisely"], EXACT),
    (&["another"], EXACT),
    (&["~"], AROUND),
    (&["≈"], AROUND),
    (&["±"], AROUND),
    (&[">", "="], AT_LEAST),
    (&["≥"], AT_LEAST),
    (&[">"], OVER),
    (&["<", "="], AT_MOST),
    (&["≤"], AT_MOST),
    (&["<"], UNDER),
];

/// Words that may stand before a bound without changing it.
const DEGREE: &[&[&str]] = &[
    &["just"],
    &["well"],
    &["far"],
    &["slightly"],
    &["significantly"],
    &["considerably"],
    &["much"],
    &["a", "little"],
    &["a", "bit"],
];

/// Words that an "over" after them belongs to: "hand over 3,000 bodies", "a dispute over 3 islands".
const OVER_PARTICLE: &[&str] = &[
    "hand",
    "handed",
    "handing",
    "hands",
    "turn",
    "turned",
    "turning",
    "turns",
    "sign",
    "signed",
    "signing",
    "control",
    "dispute",
    "disputes",
    "clash",
    "clashes",
    "talks",
    "row",
    "fight",
    "concern",
    "concerns",
    "fears",
    "sovereignty",
    "victory",
    "advantage",
    "lead",
    "prevail",
    "left",
    "all",
    "voting",
    "presided",
    "hover",
    "hovered",
    "watch",
];

/// Words after which "up to" is a movement: "goes up to 15 euros".
const GOES_UP: &[&str] = &[
    "go", "goes", "went", "gone", "going", "moved", "moves", "pushed", "crept", "climbed", "ticked", "edged",
    "inched", "nudged", "shot", "rose", "jumped", "driven", "drove", "bumped", "bid", "rounded",
];

/// The bound whose words end right before token `i`, and its first token; nothing before `floor` is looked at.
pub(crate) fn before(line: &Line, i: usize, floor: usize) -> Option<(usize, Limit)> {
    let last = i.checked_sub(1).filter(|last| *last >= floor)?;
    if is_least_price(line, last, i) {
        return Some((last, AT_LEAST));
    }
    if !line.has(last, Tags::BOUND) && !matches!(line.kind(last), Kind::Other | Kind::Stop) {
        return None;
    }
    let (start, limit) = BEFORE.iter().find_map(|(words, limit)| Some((line.ends(i, words)?, *limit)))?;
    if start < floor || line.joins(start.wrapping_sub(1)) {
        return None; // "a four-under 68"
    }
    if line.is(last, "over") && start > floor && line.any(start - 1, OVER_PARTICLE) {
        return None;
    }
    // "averaged 47mpg over 600 miles": it sets one quantity beside another.
    let thing = line.has(i + 1, Tags::UNIT) || crate::object::is_plural(line.word(i + 1));
    let beside = line.is(last, "over") && start == last && last == floor && last > 0 && thing;
    if beside || line.is(last, "over") && start == last && is_preposition(line, last, floor) {
        return None;
    }
    let goes_up = line.starts(start, &["up", "to"]) && start > floor && line.any(start - 1, GOES_UP);
    if goes_up {
        return None;
    }
    let degree = DEGREE.iter().find_map(|words| line.ends(start, words)).filter(|at| *at >= floor);
    Some((degree.unwrap_or(start), limit))
}

/// "costs from €46,900", "priced from": what the cheapest one costs.
fn is_least_price(line: &Line, from: usize, i: usize) -> bool {
    let money = matches!(line.kind(i), Kind::Currency) || line.kind(i + 1) == Kind::Currency;
    let priced = from.checked_sub(1).is_some_and(|at| line.any(at, PRICES));
    line.is(from, "from") && money && priced && !(i + 1..i + 4).any(|at| line.any(at, &["to", "until"]))
}

/// Words before "from" and a price.
const PRICES: &[&str] = &[
    "cost",
    "costs",
    "costing",
    "priced",
    "prices",
    "price",
    "start",
    "starts",
    "starting",
    "sale",
    "fares",
    "tickets",
    "rooms",
    "available",
    "sells",
    "range",
];

/// Words that make an "over" after them a bound also before a few days or places: "lasted over two weeks".
const BEFORE_BOUND: &[&str] = &[
    "last",
    "lasts",
    "lasted",
    "lasting",
    "take",
    "takes",
    "took",
    "taken",
    "taking",
    "spend",
    "spent",
    "spending",
    "wait",
    "waited",
    "waiting",
    "served",
    "require",
    "requires",
    "required",
    "seized",
    "captured",
    "liberated",
    "just",
    "well",
    "slightly",
    "significantly",
    "considerably",
    "little",
    "bit",
    "far",
    "hit",
];

const STRETCHES: &[&str] = &["hours", "days", "weeks", "months", "years"];

const AREAS: &[&str] = &["regions", "countries", "villages", "towns"];

/// Whether the "over" is one of time or place: "fell over three days", "flew over six Russian regions". It is where a
/// small number follows, and neither a preposition nor a verb of lasting or taking stands before it.
fn is_preposition(line: &Line, over: usize, floor: usize) -> bool {
    let number = over + 1;
    let figures = line.kind(number) == Kind::Number && line.raw(number).len() == 1;
    if !figures && (!line.has(number, Tags::NUMBER) || line.has(number, Tags::SCALE)) {
        return false;
    }
    let before = over.checked_sub(1).filter(|at| *at >= floor);
    if before.is_some_and(|at| line.has(at, Tags::FUNCTION) || line.any(at, BEFORE_BOUND)) {
        return false;
    }
    let mut at = number + 1;
    if line.joins(at) && line.has(at + 1, Tags::NUMBER) {
        at += 2; // "twenty-five"
    }
    line.any(at, STRETCHES)
        || (at..at + 3)
            .take_while(|at| line.is_word(*at) && !line.has(*at, Tags::FUNCTION | Tags::SCALE))
            .any(|at| line.any(at, AREAS))
}

/// The bound that stands after a number or after what it counts: "20 or more", "500+", "30-odd", "or so".
pub(crate) fn after(line: &Line, i: usize) -> Option<(usize, Limit)> {
    if line.is(i, "+") {
        return Some((i + 1, AT_LEAST));
    }
    let at = if line.joins(i) { i + 1 } else { i };
    match line.word(at) {
        "plus" if line.has(at + 1, Tags::NUMBER) || line.kind(at + 1) == Kind::Number => None,
        "plus" if at > i => Some((at + 1, AT_LEAST)),
        "odd" => Some((at + 1, AROUND)),
        "or" | "and" => alternative(line, i),
        "at" => at_least(line, i),
        _ => None,
    }
}

/// "at least", "at the very least" behind a number, where nothing more follows.
fn at_least(line: &Line, i: usize) -> Option<(usize, Limit)> {
    let last = i + 1 + usize::from(line.is(i + 1, "the"));
    let last = last + usize::from(line.is(last, "very"));
    let limit = match line.word(last) {
        "least" => AT_LEAST,
        "most" => AT_MOST,
        _ => return None,
    };
    ends_clause(line, last + 1).then_some((last + 1, limit))
}

fn alternative(line: &Line, i: usize) -> Option<(usize, Limit)> {
    let limit = match (line.word(i), line.word(i + 1)) {
        ("or", "more" | "greater" | "higher" | "longer" | "over") | ("and", "over" | "above" | "more") => {
            AT_LEAST
        }
        ("or", "above") if ends_clause(line, i + 2) => AT_LEAST,
        ("or", "less" | "fewer" | "lower" | "under" | "below") => AT_MOST,
        ("or", "so") => AROUND,
        _ => return None,
    };
    let compares = line.any(i + 2, &["than"]);
    (!compares && (line.is(i, "or") || ends_clause(line, i + 2))).then_some((i + 2, limit))
}

fn ends_clause(line: &Line, i: usize) -> bool {
    i >= line.len() || matches!(line.kind(i), Kind::Comma | Kind::Stop | Kind::Close | Kind::Quote)
}
