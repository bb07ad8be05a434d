//! A number with its currency or unit, and ranges of two.

use onrecord_model::Bound;

use crate::{
    bound::{self, Limit},
    lexicon::Tags,
    number::{self, Amount, Form},
    token::{Kind, Line},
    unit,
};

/// A number or a range with its unit.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) form: Form,
    /// First token of the number itself, and the number, for the checks on names and years.
    pub(crate) number: usize,
    pub(crate) amount: Amount,
    pub(crate) unit: Option<String>,
    /// The unit is hyphened to the number: "30-day".
    pub(crate) joined: bool,
    pub(crate) limit: Option<Limit>,
}

impl Figure {
    pub(crate) fn of(i: usize, amount: &Amount) -> Self {
        let vague = (amount.form == Form::Vague).then_some(Limit::Is(Bound::Between));
        Self {
            first: i,
            end: amount.end,
            value: amount.value,
            low: amount.low,
            high: amount.high,
            form: amount.form,
            number: i,
            amount: *amount,
            unit: None,
            joined: false,
            limit: vague,
        }
    }

    /// Makes it the range from its number to `high`.
    pub(crate) fn span_to(&mut self, high: &Amount) {
        (self.low, self.high, self.end) = (self.value, high.value, high.end);
        self.value = f64::midpoint(self.low, self.high);
        self.limit = Some(Limit::Is(Bound::Between));
        self.form = Form::Digits;
    }

    /// Gives its number the power of ten `exponent`, where it has none of its own.
    fn scale(&mut self, exponent: i32) {
        if exponent > 0 && self.amount.exponent == 0 {
            self.amount = self.amount.scaled(exponent);
            (self.value, self.low, self.high) = (self.amount.value, self.amount.value, self.amount.value);
        }
    }

    pub(crate) fn is_range(&self) -> bool {
        self.limit == Some(Limit::Is(Bound::Between)) && self.form != Form::Vague
    }
}

/// The number at token `i` with currency, unit and range.
pub(crate) fn read(line: &Line, i: usize, floor: usize) -> Option<Figure> {
    measured(line, i, floor).map(in_whole_money)
}

/// Pence and cents as the money that they are parts of: "145.20p" is 1.452 GBP.
fn in_whole_money(mut figure: Figure) -> Figure {
    if let Some(code) = figure.unit.as_deref().and_then(unit::hundredth_of) {
        figure.unit = Some(code.to_owned());
        figure.value = number::power(figure.value, -2);
        figure.low = number::power(figure.low, -2);
        figure.high = number::power(figure.high, -2);
        figure.amount.exponent -= 2;
    }
    figure
}

fn measured(line: &Line, i: usize, floor: usize) -> Option<Figure> {
    let money = unit::money_before(line, i).filter(|(start, _)| *start >= floor);
    let amount = number::read(line, i, money.is_some())?;
    let mut figure = Figure::of(i, &amount);
    if let Some((start, code)) = money {
        figure.first = start;
        figure.unit = Some(code.to_owned());
    } else {
        add_unit(line, &mut figure);
        negate(line, &mut figure, floor);
    }
    if figure.unit.is_none()
        && figure.amount.exponent > 4
        && let Some((start, code)) = unit::money_word_before(line, i)
    {
        // "rupees 5 crore"
        if start >= floor {
            figure.first = start;
            figure.unit = Some(code.to_owned());
        }
    }
    if figure.unit.is_none()
        && let Some((start, code, exponent)) =
            unit::scaled_money_before(line, i).filter(|(start, ..)| *start >= floor)
    {
        figure.first = start;
        figure.unit = Some(code.to_owned());
        figure.scale(exponent);
    }
    if let Some((end, limit)) = bound::after(line, figure.end).filter(|_| figure.limit.is_none()) {
        (figure.end, figure.limit) = (end, Some(limit));
        if figure.unit.is_none() {
            add_unit(line, &mut figure);
        }
        return Some(figure);
    }
    let whole = range(line, &figure, floor).or_else(|| tolerance(line, &figure));
    Some(whole.or_else(|| with_smaller(line, &figure)).unwrap_or(figure))
}

/// "3min 21.04sec", "5 feet 2 inches", "15 dollars 50", "an hour and a half": one measure told in two units or three, as so
/// many of the smallest; money and feet as so many of the greatest.
fn with_smaller(line: &Line, figure: &Figure) -> Option<Figure> {
    let greater = figure.unit.as_deref().filter(|_| figure.value.fract() == 0.0)?;
    if figure.joined {
        return foot_and_inches(line, figure).filter(|_| greater == "ft");
    }
    let whole = |end: usize, part: f64| {
        let value = figure.value + part;
        Figure { end, value, low: value, high: value, ..figure.clone() }
    };
    if let Some((part, end)) = number::and_part(line, figure.end).filter(|_| !unit::is_money(greater)) {
        return Some(whole(end, part));
    }
    let at = figure.end + usize::from(line.is(figure.end, "and"));
    let rest = number::read(line, at, false)?;
    if let Some(part) =
        small_change(line, &rest).filter(|_| unit::is_money(greater) && figure.first == figure.number)
    {
        return Some(whole(rest.end, part));
    }
    if greater == "ft" && line.is(rest.end, "in") && rest.value < 12.0 {
        return Some(whole(rest.end + 1, rest.value / 12.0));
    }
    let smaller = unit::read(line, rest.end).filter(|unit| !unit.joined)?;
    let parts = unit::parts(greater, &smaller.name).filter(|parts| rest.value < *parts)?;
    if unit::is_money(greater) || greater == "ft" {
        return Some(whole(smaller.end, rest.value / parts));
    }
    let told = in_smaller(figure, parts, &rest, smaller.end, &smaller.name);
    Some(with_smaller(line, &told).unwrap_or(told))
}

/// The hundredths after "15 dollars": a number under a hundred that ends the clause.
fn small_change(line: &Line, rest: &Amount) -> Option<f64> {
    let ends = rest.end >= line.len() || line.kind(rest.end) == Kind::Stop;
    let small = rest.value < 100.0 && rest.value.fract() == 0.0 && rest.value > 0.0;
    (ends && small && matches!(rest.form, Form::Bare | Form::Words)).then_some(rest.value / 100.0)
}

/// "6-foot-5".
fn foot_and_inches(line: &Line, figure: &Figure) -> Option<Figure> {
    let inches = number::read(line, figure.end + 1, false).filter(|_| line.joins(figure.end))?;
    let fits = inches.value < 12.0 && line.kind(figure.end + 1) == Kind::Number;
    let value = figure.value + inches.value / 12.0;
    fits.then(|| Figure { end: inches.end, value, low: value, high: value, ..figure.clone() })
}

/// `figure` and `rest`, of which `parts` make one of its unit, as so many of the smaller unit.
fn in_smaller(figure: &Figure, parts: f64, rest: &Amount, end: usize, unit: &str) -> Figure {
    let value = figure.value * parts + rest.value;
    let amount = Amount { value, mantissa: value, ..*rest };
    Figure { end, value, low: value, high: value, amount, unit: Some(unit.to_owned()), ..figure.clone() }
}

fn add_unit(line: &Line, figure: &mut Figure) {
    let of = usize::from(figure.form == Form::Vague && line.is(figure.end, "of"));
    let article = usize::from(figure.form == Form::Words && line.any(figure.end, &["a", "an"]));
    let Some(found) = unit::read(line, figure.end + of + article) else {
        figure.unit = unit_of_sides(line, figure);
        return;
    };
    let pounds = found.name == "lb" && figure.amount.exponent >= 6;
    figure.unit = Some(if pounds { "GBP".to_owned() } else { found.name });
    figure.end = found.end;
    figure.joined = found.joined;
    figure.scale(found.exponent);
    let scale =
        number::long_power(line, figure.end).filter(|_| figure.unit.as_deref().is_some_and(unit::is_money));
    if let Some(exponent) = scale.filter(|_| figure.amount.exponent == 0 && !found.joined) {
        figure.scale(exponent); // "75 USD million"
        figure.end += 1;
    }
}

/// "2,400 x 1,080 pixels", "30 by 20 metres": the unit that the last side is told in.
fn unit_of_sides(line: &Line, figure: &Figure) -> Option<String> {
    let mut end = figure.end;
    for _ in 0..2 {
        let sides = line.any(end, &["x", "×", "by"]) && line.kind(end + 1) == Kind::Number;
        let other = number::read(line, end + 1, false).filter(|_| sides && figure.value >= 10.0)?;
        end = other.end;
        if let Some(unit) = unit::read(line, end) {
            let side = !unit.joined && !unit::is_money(&unit.name) && unit.name != "%";
            return side.then_some(unit.name);
        }
    }
    None
}

/// "-20", "minus 20".
fn negate(line: &Line, figure: &mut Figure, floor: usize) {
    let Some(sign) = figure.first.checked_sub(1).filter(|sign| *sign >= floor) else { return };
    // Wires set the sign apart too: "- 20 degrees".
    let degrees = figure.unit.as_deref().is_some_and(|unit| unit.starts_with('°')) && !line.joins(sign);
    let counted = sign.checked_sub(1).is_some_and(|before| line.kind(before) == Kind::Number);
    let dash = line.kind(sign) == Kind::Dash
        && !line.glued(sign)
        && (line.glued(figure.first) || (degrees && !counted && line.is(sign, "-")));
    let either = sign.checked_sub(1).is_some_and(|before| line.is(before, "or"));
    let negative = line.is(sign, "negative")
        && sign.checked_sub(1).is_none_or(|before| line.any(before, &["is", "of", "at", "to", "by", "and"]));
    if dash || negative || (line.is(sign, "minus") && !either) {
        figure.first = sign;
        (figure.value, figure.low, figure.high) = (-figure.value, -figure.high, -figure.low);
    }
}

/// "45 ± 3".
fn tolerance(line: &Line, figure: &Figure) -> Option<Figure> {
    if !line.is(figure.end, "±") {
        return None;
    }
    let off = number::read(line, figure.end + 1, false)?;
    let mut figure = Figure { end: off.end, ..figure.clone() };
    (figure.low, figure.high) = (figure.value - off.value, figure.value + off.value);
    figure.limit = Some(Limit::Is(Bound::Between));
    if figure.unit.is_none() {
        add_unit(line, &mut figure);
    }
    Some(figure)
}

/// "10-20", "10 to 20", "between 10 and 20", "$1.2-1.5bn", "two or three".
fn range(line: &Line, low: &Figure, floor: usize) -> Option<Figure> {
    if matches!(low.form, Form::Vague | Form::Share) || low.value < 0.0 {
        return None;
    }
    let opening = low.first.checked_sub(1).filter(|at| *at >= floor);
    let between = opening.is_some_and(|at| line.is(at, "between"));
    let from = opening.is_some_and(|at| line.is(at, "from"));
    if from && moves(line, low.first) {
        return None;
    }
    let joint = joint(line, low.end, between)?;
    let symbol = usize::from(line.kind(joint.next) == Kind::Currency);
    let amount = number::read(line, joint.next + symbol, low.unit.is_some() || symbol > 0)?;
    let mut high = Figure::of(joint.next + symbol, &amount);
    add_unit(line, &mut high);
    if symbol > 0 {
        high.unit = unit::money_before(line, joint.next + 1).map(|(_, code)| code.to_owned());
    }
    let by = opening.is_some_and(|at| line.is(at, "by"));
    let greater = high.value > low.value * 3.0 && high.unit.as_deref() != Some("%");
    let bare_end = high.unit.is_none() || greater || by;
    if joint.to && bare_end && changes(line, low.first) {
        return None; // "rose by 12 to 97", "fell 7% to 1,200"
    }
    let measured = low.unit.as_deref().is_some_and(|unit| !unit::is_money(unit));
    if (joint.to || low.joined) && measured && high.unit.is_none() {
        return None; // "raised by two years to 67", "6-foot-8"
    }
    let low = share_scale(low, &amount);
    let same_unit = low.unit.is_none() || high.unit.is_none() || low.unit == high.unit;
    let near = !joint.or || (high.value - low.value <= 2.0 && high.value <= 20.0);
    if !same_unit || !near || low.value >= high.value || matches!(amount.form, Form::Vague | Form::Share) {
        return None;
    }
    let first = if between || (from && joint.to) { low.first - 1 } else { low.first };
    let (bottom, top) = (low.value, high.value);
    Some(Figure {
        first,
        end: high.end,
        value: f64::midpoint(bottom, top),
        low: bottom,
        high: top,
        unit: high.unit.or(low.unit.clone()),
        joined: high.joined,
        limit: Some(Limit::Is(Bound::Between)),
        form: Form::Digits,
        ..low
    })
}

struct Joint {
    next: usize,
    to: bool,
    or: bool,
}

fn joint(line: &Line, i: usize, between: bool) -> Option<Joint> {
    if between {
        return line.is(i, "and").then_some(Joint { next: i + 1, to: false, or: false });
    }
    let to = line.is(i, "to");
    let or = line.is(i, "or");
    (to || or || line.joins(i) || is_loose_dash(line, i)).then_some(Joint { next: i + 1, to, or })
}

/// "75 -300mm": a dash with a gap before it, and a unit that only the second number has.
fn is_loose_dash(line: &Line, i: usize) -> bool {
    let numbers = i > 0 && line.kind(i - 1) == Kind::Number && line.kind(i + 1) == Kind::Number;
    let dash = line.kind(i) == Kind::Dash && line.glued(i + 1);
    let measured = || {
        unit::read(line, i + 2).is_some_and(|unit| line.glued(i + 2) && !unit.name.starts_with(['%', '°']))
    };
    numbers && dash && measured()
}

/// Whether a verb of change stands before "from 10 to 20": then these are two quantities, not a range.
fn moves(line: &Line, first: usize) -> bool {
    (2..=6)
        .filter_map(|back| first.checked_sub(back))
        .take_while(|at| !matches!(line.kind(*at), Kind::Stop | Kind::Comma))
        .any(|at| {
            line.has(at, Tags::UP | Tags::DOWN)
                || line.any(at, &["went", "moved", "changed", "shifted", "gone"])
        })
}

/// Whether a verb or a noun of change stands right before the number at `first`, past "by" and "another".
fn changes(line: &Line, first: usize) -> bool {
    (1..=4)
        .filter_map(|back| first.checked_sub(back))
        .take_while(|at| line.is_word(*at))
        .any(|at| line.has(at, Tags::UP | Tags::DOWN) && !line.is(at, "up"))
}

/// "1.2" of "1.2-1.5bn" is told in billions too.
fn share_scale(low: &Figure, high: &Amount) -> Figure {
    let shares = low.amount.exponent == 0 && high.exponent > 0 && low.amount.mantissa <= high.mantissa;
    if !shares {
        return low.clone();
    }
    let amount = low.amount.scaled(high.exponent);
    Figure { value: amount.value, low: amount.value, high: amount.value, amount, ..low.clone() }
}
