//! Puts number, bound, unit, object, whole and trend together into quantities.

use onrecord_model::{Bound, Quantity, Trend, Whole};

use crate::{
    bound::{self, Limit},
    lexicon::Tags,
    number::{self, Amount, Form},
    object::{self, Sought},
    part, refuse,
    token::{Kind, Line},
    trend, unit,
};

/// All quantities of the line, in its order, none over another.
pub(crate) fn find(line: &Line) -> Vec<Quantity> {
    let mut reader = Reader { line, floor: 0, found: Vec::new(), last_count: None };
    let mut i = 0;
    while i < line.len() {
        i = reader.step(i).max(i + 1);
    }
    reader.found
}

/// A counted thing earlier in the sentence, which "of which 45" speaks of.
#[derive(Clone)]
struct Counted {
    value: f64,
    object: Option<String>,
}

struct Reader<'l, 't> {
    line: &'l Line<'t>,
    /// First token after the last quantity: nothing before it is looked at.
    floor: usize,
    found: Vec<Quantity>,
    last_count: Option<Counted>,
}

impl Reader<'_, '_> {
    /// Looks for a quantity at token `i`; gives the token to go on with.
    fn step(&mut self, i: usize) -> usize {
        let line = self.line;
        match line.kind(i) {
            Kind::Stop => self.last_count = None,
            Kind::Number | Kind::Fraction if !line.is_taken(i) => return self.number(i),
            Kind::Word if !line.is_taken(i) && may_begin(line, i) => return self.number(i),
            _ => {}
        }
        i + 1
    }

    fn number(&mut self, i: usize) -> usize {
        let line = self.line;
        if let Some(end) = refuse::skip(line, i) {
            return end;
        }
        if line.any(i, &["none", "neither"]) {
            return self.none_of(i);
        }
        let Some(figure) = figure(line, i, self.floor) else { return i + 1 };
        let draft = Draft::new(line, figure, self.floor);
        let end = draft.end;
        if draft.is_quantity(line, i) && self.push(draft) {
            return end;
        }
        // What was read of the number is not read again, so that no input is gone over twice.
        figure_end(line, i)
    }

    /// "none of the five".
    fn none_of(&mut self, i: usize) -> usize {
        let Some((_, whole)) = part::whole(self.line, i + 1, 0.0) else { return i + 1 };
        let figure =
            Figure { first: i, end: i + 1, value: 0.0, low: 0.0, high: 0.0, ..Figure::of(i, &whole) };
        let draft = Draft::new(self.line, figure, self.floor);
        let end = draft.end;
        if self.push(draft) { end } else { i + 1 }
    }

    fn push(&mut self, draft: Draft) -> bool {
        let trend = trend::of(self.line, draft.first, draft.end, &draft.unit);
        let floor = draft.end;
        let Some(mut quantity) = draft.finish(self.line, trend) else { return false };
        self.relate(&mut quantity, floor);
        self.found.push(quantity);
        self.floor = floor;
        true
    }

    /// "71 drones, of which 45": gives the part its whole.
    fn relate(&mut self, quantity: &mut Quantity, end: usize) {
        if quantity.unit != unit::COUNT {
            return;
        }
        let before = self.line.any(end, &["of"]) && self.line.any(end + 1, &["which", "whom", "them"]);
        let part = before || self.of_which_before(quantity);
        if let Some(whole) = self.last_count.clone().filter(|whole| part && whole.value >= quantity.value) {
            quantity.object = quantity.object.take().or_else(|| whole.object.clone());
            quantity.of = Some(Whole { value: whole.value, object: whole.object });
            return;
        }
        self.last_count = Some(Counted { value: quantity.value, object: quantity.object.clone() });
    }

    fn of_which_before(&self, quantity: &Quantity) -> bool {
        let line = self.line;
        let first = (self.floor..line.len())
            .take(12)
            .find(|at| line.span(*at, at + 1).is_some_and(|span| span.start() >= quantity.span.start()));
        first.is_some_and(|first| {
            ["which", "whom", "them"].iter().any(|word| line.ends(first, &["of", word]).is_some())
        })
    }
}

/// Whether a number in words may begin at `i`.
fn may_begin(line: &Line, i: usize) -> bool {
    line.has(i, Tags::NUMBER | Tags::VAGUE)
        || match line.word(i) {
            "a" | "an" => {
                line.has(i + 1, Tags::SCALE | Tags::FRACTION) || line.any(i + 1, &["few", "couple"])
            }
            "half" | "none" | "neither" => true,
            "several" | "few" | "many" => line.has(i + 1, Tags::SCALE),
            _ => false,
        }
}

/// The end of the number at `i`, whether or not it is a quantity.
fn figure_end(line: &Line, i: usize) -> usize {
    number::read(line, i, false).map_or(i + 1, |amount| amount.end)
}

/// A number or a range with its unit.
#[derive(Clone, Debug)]
struct Figure {
    first: usize,
    end: usize,
    value: f64,
    low: f64,
    high: f64,
    form: Form,
    /// First token of the number itself, and the number, for the checks on names and years.
    number: usize,
    amount: Amount,
    unit: Option<String>,
    /// The unit is hyphened to the number: "30-day".
    joined: bool,
    limit: Option<Limit>,
}

impl Figure {
    fn of(i: usize, amount: &Amount) -> Self {
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

    fn is_range(&self) -> bool {
        self.limit == Some(Limit::Is(Bound::Between)) && self.form != Form::Vague
    }
}

/// The number at token `i` with currency, unit and range.
fn figure(line: &Line, i: usize, floor: usize) -> Option<Figure> {
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
    if let Some((end, limit)) = bound::after(line, figure.end).filter(|_| figure.limit.is_none()) {
        (figure.end, figure.limit) = (end, Some(limit));
        if figure.unit.is_none() {
            add_unit(line, &mut figure);
        }
        return Some(figure);
    }
    Some(range(line, &figure, floor).or_else(|| tolerance(line, &figure)).unwrap_or(figure))
}

fn add_unit(line: &Line, figure: &mut Figure) {
    let of = usize::from(figure.form == Form::Vague && line.is(figure.end, "of"));
    let article = usize::from(figure.form == Form::Words && line.any(figure.end, &["a", "an"]));
    let Some(found) = unit::read(line, figure.end + of + article) else { return };
    let pounds = found.name == "lb" && figure.amount.exponent >= 6;
    figure.unit = Some(if pounds { "GBP".to_owned() } else { found.name });
    figure.end = found.end;
    figure.joined = found.joined;
}

/// "-20", "minus 20".
fn negate(line: &Line, figure: &mut Figure, floor: usize) {
    let Some(sign) = figure.first.checked_sub(1).filter(|sign| *sign >= floor) else { return };
    let dash = line.kind(sign) == Kind::Dash && line.glued(figure.first) && !line.glued(sign);
    let either = sign.checked_sub(1).is_some_and(|before| line.is(before, "or"));
    if dash || (line.is(sign, "minus") && !either) {
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
    (to || or || line.joins(i)).then_some(Joint { next: i + 1, to, or })
}

/// Whether a verb of change stands before "from 10 to 20": then these are two quantities, not a range.
fn moves(line: &Line, first: usize) -> bool {
    (2..=6)
        .filter_map(|back| first.checked_sub(back))
        .take_while(|at| !matches!(line.kind(*at), Kind::Stop | Kind::Comma))
        .any(|at| {
            line.has(at, Tags::UP | Tags::DOWN)
                || line.any(at, &["went", "moved", "changed", "shifted", "widened", "narrowed"])
        })
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

/// A figure with what stands around it.
struct Draft {
    first: usize,
    end: usize,
    figure: Figure,
    limit: Option<Limit>,
    unit: String,
    object: Option<(usize, usize)>,
    whole: Option<f64>,
    whole_object: Option<(usize, usize)>,
}

impl Draft {
    fn new(line: &Line, figure: Figure, floor: usize) -> Self {
        let unit = figure.unit.clone().unwrap_or_else(|| default_unit(&figure).to_owned());
        let (first, end, limit) = (figure.first, figure.end, figure.limit);
        let mut draft =
            Self { first, end, figure, limit, unit, object: None, whole: None, whole_object: None };
        draft.read_before(line, floor);
        draft.read_whole(line);
        draft.read_after(line);
        draft
    }

    /// The bound before the number, and "all".
    fn read_before(&mut self, line: &Line, floor: usize) {
        if let Some((start, limit)) = bound::before(line, self.first, floor) {
            self.first = start;
            let free = self.limit.is_none() || self.figure.form == Form::Vague;
            let exact = limit == Limit::Is(Bound::Exact);
            if free && !exact {
                self.limit = Some(limit);
            }
        }
        let all = self.first.checked_sub(1).filter(|at| *at >= floor && line.is(*at, "all"));
        if let Some(at) = all.filter(|_| self.figure.unit.is_none() && self.limit.is_none()) {
            self.first = at;
            self.whole = Some(self.figure.value);
        }
    }

    /// "of 71 drones", "drones out of 71", "in five people".
    fn read_whole(&mut self, line: &Line) {
        let counted = matches!(self.unit.as_str(), unit::COUNT | unit::SHARE | "%");
        if !counted || self.whole.is_some() || self.figure.joined {
            return;
        }
        let part = if self.unit == unit::COUNT { self.figure.value } else { 0.0 };
        let direct = part::whole(line, self.end, part).or_else(|| part::one_in(line, self.end, part));
        let found = direct.or_else(|| {
            self.read_object(line);
            part::whole(line, self.end, part).filter(|_| self.object.is_some())
        });
        let Some((_, amount)) = found else { return };
        self.whole = Some(amount.value);
        self.end = amount.end;
        self.whole_object = object::phrase(line, past_more(line, amount.end), Sought::Many)
            .map(|end| (past_more(line, amount.end), end));
        if let Some((_, end)) = self.whole_object {
            self.end = end;
        }
        self.object = self.object.or(self.whole_object);
        self.whole_object = self.whole_object.or(self.object);
    }

    /// Object, rate and the bound that follows it all.
    fn read_after(&mut self, line: &Line) {
        if self.object.is_none() && self.whole.is_none_or(|_| self.whole_object.is_none()) {
            self.read_object(line);
        }
        if self.whole.is_some() && self.whole_object.is_none() {
            self.whole_object = self.object;
        }
        if let Some((end, limit)) = bound::after(line, self.end).filter(|_| self.limit.is_none()) {
            (self.end, self.limit) = (end, Some(limit));
        }
        let priced = unit::is_money(&self.unit).then(|| unit::price_of(line, self.end)).flatten();
        if let Some(period) = unit::rate(line, self.end).or(priced).filter(|_| !self.figure.joined) {
            self.unit = format!("{}/{}", self.unit, period.name);
            self.end = period.end;
        }
    }

    fn read_object(&mut self, line: &Line) {
        let Some((start, sought)) = self.object_place(line) else { return };
        let start = past_more(line, start);
        if let Some(end) = object::phrase(line, start, sought) {
            self.object = Some((start, end));
            self.end = end;
        }
    }

    /// Where the counted thing is to be looked for, and as what.
    fn object_place(&self, line: &Line) -> Option<(usize, Sought)> {
        let end = self.end;
        let measured = self.figure.unit.is_some();
        let share = self.figure.form == Form::Share && !measured;
        if line.is(end, "of") {
            let noun = part::of_unnumbered(line, end)?;
            let many = !measured && !share;
            let owned = noun > end + 1;
            let bare_count = many && !owned && self.figure.form != Form::Vague;
            let pronoun = line.any(noun, &["them", "us", "which", "whom", "it"]);
            return (!bare_count && !pronoun)
                .then_some((noun, if many { Sought::Many } else { Sought::Mass }));
        }
        if share {
            let article = usize::from(line.has(end, Tags::FUNCTION));
            return Some((end + article, Sought::Mass));
        }
        if measured {
            return self.measured_place(line);
        }
        let one = self.figure.value.to_bits() == 1.0_f64.to_bits()
            && !self.figure.is_range()
            && self.figure.form != Form::Vague;
        Some((end, if one { Sought::One } else { Sought::Many }))
    }

    /// What a measure measures: "30-day ceasefire", "$5 million in aid", "$2bn worth of grain".
    fn measured_place(&self, line: &Line) -> Option<(usize, Sought)> {
        let end = self.end;
        if self.figure.joined {
            return Some((end, Sought::Mass));
        }
        if !unit::is_money(&self.unit) {
            return None;
        }
        let after = match line.word(end) {
            "in" => end + 1,
            "worth" if line.is(end + 1, "of") => end + 2,
            _ => return None,
        };
        let stuff = line.is_word(after)
            && !line.capital(after)
            && !line.is_taken(after)
            && !line.has(after, Tags::FUNCTION);
        stuff.then_some((after, Sought::Mass))
    }

    /// Whether what was read is a quantity at all.
    fn is_quantity(&self, line: &Line, i: usize) -> bool {
        if self.figure.unit.is_some() {
            return !self.is_indefinite_day(line);
        }
        let plural = self.object.is_some_and(|(start, end)| {
            !line.capital(start) && object::is_plural(line.word(end.saturating_sub(1)))
        });
        if self.limit.is_none() && refuse::is_label(line, self.figure.number, &self.figure.amount, plural) {
            return false;
        }
        if refuse::is_year(line, i) && self.limit.is_none() {
            return false;
        }
        if self.unit == unit::SHARE
            && self.object.is_some_and(|(_, end)| line.has(end.saturating_sub(1), Tags::UNIT))
        {
            return false; // "a quarter of a century"
        }
        if self.is_age_limit(line) {
            return false;
        }
        self.figure.amount.form != Form::Words || self.counts_in_words(line)
    }

    /// "people under 30".
    fn is_age_limit(&self, line: &Line) -> bool {
        let limited = self.limit.is_some() && self.object.is_none() && self.figure.value < 100.0;
        let people =
            ["people", "children", "adults", "those", "anyone", "women", "men", "voters", "kids", "everyone"];
        limited
            && line.any(self.figure.number.wrapping_sub(1), &["under", "over"])
            && line.any(self.first.wrapping_sub(1), &people)
    }

    /// "one day he will": no duration.
    fn is_indefinite_day(&self, line: &Line) -> bool {
        let one = line.is(self.figure.number, "one") && self.unit == "day" && self.limit.is_none();
        one && (line.kind(self.end) == Kind::Comma || line.has(self.end, Tags::FUNCTION))
    }

    /// Small numbers in words are pronouns as often as counts: "one of the reasons", "the two met".
    fn counts_in_words(&self, line: &Line) -> bool {
        let before = self.first.wrapping_sub(1);
        if self.whole.is_some() || self.limit.is_some() {
            return true;
        }
        let hurt = ["kill", "injur", "wound", "hurt"].iter().any(|stem| line.word(before).starts_with(stem));
        let one = line.is(self.figure.number, "one") && self.figure.amount.end == self.figure.number + 1;
        if one {
            let pronoun = line.any(
                before,
                &[
                    "no", "any", "every", "some", "this", "that", "the", "each", "which", "another", "at",
                    "by",
                ],
            ) || line.any(self.end, &["another"])
                || line.is(self.figure.end, "of");
            let thing = self.object.is_some_and(|(start, _)| {
                !line.any(start, &["thing", "way", "side", "time", "hand", "point"])
            });
            return !pronoun && (thing || hurt) && !line.joins(self.figure.end);
        }
        let determined = line.any(
            before,
            &[
                "the", "these", "those", "no", "any", "last", "first", "other", "this", "that", "every",
                "between",
            ],
        );
        let compound = line.joins(self.figure.end) || line.joins(before); // "five-star", "high-five"
        (self.object.is_some() || !determined) && !compound
    }

    fn finish(self, line: &Line, trend: Option<Trend>) -> Option<Quantity> {
        let span = line.span(self.first, self.end)?;
        let figure = &self.figure;
        let written =
            |range: Option<(usize, usize)>| range.map(|(start, end)| line.written(start, end).to_owned());
        let (low, high) = self.interval();
        let finite =
            figure.value.is_finite() && low.is_none_or(f64::is_finite) && high.is_none_or(f64::is_finite);
        let object = written(self.object);
        let whole_object = written(self.whole_object);
        finite.then(|| Quantity {
            span,
            text: line.written(self.first, self.end).to_owned(),
            value: figure.value,
            low,
            high,
            bound: self.limit.map_or(Bound::Exact, Limit::bound),
            unit: self.unit,
            object,
            of: self.whole.map(|value| Whole { value, object: whole_object }),
            trend,
        })
    }

    fn interval(&self) -> (Option<f64>, Option<f64>) {
        let figure = &self.figure;
        match self.limit {
            None | Some(Limit::Is(Bound::Between)) => (Some(figure.low), Some(figure.high)),
            Some(limit) if figure.form == Form::Vague => {
                let (low, high) = limit.interval(figure.value);
                (low.map(|_| figure.low), high.map(|_| figure.high))
            }
            Some(limit) => limit.interval(figure.value),
        }
    }
}

fn default_unit(figure: &Figure) -> &'static str {
    if figure.form == Form::Share { unit::SHARE } else { unit::COUNT }
}

/// Past "more" and its like between number and noun: "two more people".
fn past_more(line: &Line, i: usize) -> usize {
    let more = line.has(i, Tags::MORE) && line.is_word(i + 1) && !line.has(i + 1, Tags::FUNCTION);
    if more { i + 1 } else { i }
}
