//! A figure with what stands around it: bound, object, whole, rate. What needs the rest of the sentence comes later.

use onrecord_model::{Bound, Quantity, Trend, Whole};

use crate::{
    bound::{self, Limit},
    figure::Figure,
    lexicon::Tags,
    number::Form,
    object::{self, Sought},
    part,
    predicate::{self, Deed},
    refuse,
    token::{Kind, Line},
    trend, unit,
    verb::Forms,
};

/// What is counted: words of the text, or people where the text says only "others".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    /// Tokens from the first to before the second.
    At(usize, usize),
    People,
}

impl Noun {
    /// The words for it.
    pub(crate) fn written(self, line: &Line) -> String {
        match self {
            Self::At(first, end) => line.written(first, end).to_owned(),
            Self::People => "people".to_owned(),
        }
    }

    /// Its last word in lower case.
    pub(crate) fn head<'l>(self, line: &'l Line) -> &'l str {
        match self {
            Self::At(_, end) => line.word(end.saturating_sub(1)),
            Self::People => "people",
        }
    }
}

/// The whole of a part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Total {
    pub(crate) value: f64,
    pub(crate) object: Option<Noun>,
}

/// A quantity on its way.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) figure: Figure,
    pub(crate) limit: Option<Limit>,
    pub(crate) unit: String,
    pub(crate) object: Option<Noun>,
    pub(crate) whole: Option<Total>,
    pub(crate) deed: Option<Deed>,
    pub(crate) whole_deed: Option<Deed>,
    pub(crate) trend: Option<Trend>,
    /// Stands inside the words of the item before it.
    pub(crate) nested: bool,
    /// "the other six", "the remaining five": what is left of a whole.
    pub(crate) rest: bool,
    /// "of them", "of which": the whole was told before.
    pub(crate) anaphor: bool,
    /// First token after the words that belong to it but are not its own: "of which".
    pub(crate) tail: usize,
}

impl Item {
    /// An item of these words with nothing around them.
    pub(crate) fn bare(first: usize, end: usize, figure: Figure, unit: &str) -> Self {
        let limit = figure.limit;
        Self {
            first,
            end,
            figure,
            limit,
            unit: unit.to_owned(),
            object: None,
            whole: None,
            deed: None,
            whole_deed: None,
            trend: None,
            nested: false,
            rest: false,
            anaphor: false,
            tail: end,
        }
    }

    /// The figure with all that its own phrase says.
    pub(crate) fn read(line: &Line, figure: Figure, floor: usize) -> Self {
        let unit = figure.unit.clone().unwrap_or_else(|| default_unit(&figure).to_owned());
        let (first, end) = (figure.first, figure.end);
        let mut item = Self::bare(first, end, figure, &unit);
        item.read_before(line, floor);
        item.read_whole(line);
        item.read_after(line);
        item.tail = item.end;
        item.read_anaphor(line);
        item.read_multiple(line);
        item
    }

    pub(crate) fn is_count(&self) -> bool {
        self.unit == unit::COUNT
    }

    /// What its trend is asked for by.
    pub(crate) fn asked(&self, line: &Line) -> trend::Asked<'_> {
        let relative = self.is_count()
            && self.object.is_some_and(|object| matches!(object.head(line), "points" | "point"));
        trend::Asked { first: self.first, end: self.end, unit: &self.unit, relative }
    }

    /// Whether it may be a part of, or the whole of, something that is counted or weighed.
    pub(crate) fn is_amount(&self) -> bool {
        !matches!(self.unit.as_str(), unit::AGE | unit::SCORE | unit::SHARE | "%" | "pp" | "bp")
    }

    /// The bound before the number, and "all", "the other".
    fn read_before(&mut self, line: &Line, floor: usize) {
        if let Some((start, limit)) = bound::before(line, self.first, floor) {
            self.first = start;
            let free = self.limit.is_none() || self.figure.form == Form::Vague;
            let exact = limit == Limit::Is(Bound::Exact);
            if free && !exact {
                self.limit = Some(limit);
            }
        }
        let before = self.first.checked_sub(1).filter(|at| *at >= floor);
        let Some(at) = before.filter(|_| self.figure.unit.is_none() && self.limit.is_none()) else { return };
        if line.is(at, "all") {
            self.whole = Some(Total { value: self.figure.value, object: None });
        }
        let article =
            at.checked_sub(1).is_some_and(|at| line.any(at, &["the", "its", "their", "his", "her"]));
        self.rest = line.is(at, "remaining") || (line.is(at, "other") && article);
    }

    /// "of 71 drones", "drones out of 71", "in five people".
    fn read_whole(&mut self, line: &Line) {
        if self.whole.is_some() || self.figure.joined || self.unit == unit::AGE {
            return;
        }
        let share = matches!(self.unit.as_str(), unit::SHARE | "%");
        let part = if share { 0.0 } else { self.figure.value };
        let owned = (self.unit == unit::SHARE).then(|| part::owned_whole(line, self.end)).flatten();
        let more = self.end + usize::from(line.any(self.end, &["more", "others"])); // "two more of the 11"
        let in_words = (self.figure.form == Form::Vague && line.is(self.end - 1, "of"))
            .then(|| part::whole(line, self.end - 1)); // "a couple of the 30 wells"
        let direct = part::whole(line, more)
            .or(in_words.flatten())
            .or(owned)
            .or_else(|| part::one_in(line, self.end, part).filter(|_| self.is_count()));
        let found = direct.or_else(|| {
            self.read_object(line);
            let one =
                || part::one_in(line, self.end, part).filter(|whole| self.is_told_out_of(line, whole.end));
            let whole = part::whole(line, self.end)
                .filter(|whole| whole.value >= part || line.is(self.end, "out"))
                .or_else(one);
            whole.filter(|_| self.object.is_some())
        });
        let Some(found) = found.filter(|found| self.is_part_of_unit(found)) else { return };
        let money = found.unit.as_deref().is_some_and(unit::is_money);
        let other_money = unit::is_money(&self.unit) && found.unit.as_deref() != Some(&self.unit);
        if other_money || (money && (self.is_count() || self.object.is_some())) {
            return;
        }
        self.end = found.end;
        let own = found.unit.as_deref();
        if let Some(unit) = own.filter(|_| self.is_count()) {
            unit.clone_into(&mut self.unit);
        }
        let object = whole_object(line, &found, own.is_some());
        if let Some(Noun::At(_, end)) = object {
            self.end = self.end.max(end);
        }
        self.object = self.object.or(object);
        self.whole = Some(Total { value: found.value, object: object.or(self.object) });
    }

    /// Whether the object is one word in the singular, "one child in five", or nothing is counted by the number that ends
    /// before `end`: "nine children in ten".
    fn is_told_out_of(&self, line: &Line, end: usize) -> bool {
        let one = matches!(self.object, Some(Noun::At(start, end)) if end == start + 1 && !object::is_plural(line.word(start)));
        let bare = !line.is_word(end) || line.has(end, Tags::FUNCTION);
        self.is_count() && (one || (bare && !line.joins(end)))
    }

    /// Whether a part in its unit may be told of a whole in `whole`: "300 km of the 1,200 km", "40 tonnes of the 53".
    fn is_part_of_unit(&self, whole: &part::Found) -> bool {
        let measured = !matches!(self.unit.as_str(), unit::COUNT | unit::SHARE | "%");
        let same = whole.unit.as_deref().is_none_or(|unit| unit == self.unit);
        if measured { same } else { !whole.joined }
    }

    /// Object, rate and the bound that follows it all.
    fn read_after(&mut self, line: &Line) {
        if self.object.is_none()
            && self.whole.is_none_or(|whole| {
                whole.object.is_none() && whole.value.to_bits() == self.figure.value.to_bits()
            })
        {
            self.read_object(line);
        }
        if let Some(whole) = self.whole.as_mut().filter(|whole| whole.object.is_none()) {
            whole.object = self.object;
        }
        if let Some((end, limit)) = bound::after(line, self.end).filter(|_| self.limit.is_none()) {
            (self.end, self.limit) = (end, Some(limit));
        }
        let priced = unit::is_money(&self.unit).then(|| unit::price_of(line, self.end)).flatten();
        let whole = !self.figure.joined && !line.is_taken(self.end);
        if let Some(period) = unit::rate(line, self.end).or(priced).filter(|_| whole) {
            self.unit = format!("{}/{}", self.unit, period.name);
            self.end = period.end;
        }
    }

    /// "of them", "of which" right after the number or its unit.
    fn read_anaphor(&mut self, line: &Line) {
        if self.whole.is_some() || !line.is(self.end, "of") {
            return;
        }
        let it = (self.figure.form == Form::Share || self.figure.unit.is_some())
            && line.any(self.end + 1, &["it", "that"])
            && self.object.is_none();
        if (it || line.any(self.end + 1, &["them", "which", "whom", "those", "these"]))
            && !(line.any(self.end + 1, &["those", "these"]) && self.object.is_some())
        {
            self.anaphor = true;
            self.tail = self.end + 2;
            if line.is(self.end + 1, "them") && self.object.is_none() {
                self.read_members(line);
            }
        }
    }

    /// "three times as many": a ratio, not a count of times.
    fn read_multiple(&mut self, line: &Line) {
        let times = self.is_count() && self.object.is_some_and(|object| object.head(line) == "times");
        let longer = line.word(self.end).ends_with("er") && line.is(self.end + 1, "than");
        let part = self.figure.value.fract() != 0.0; // nothing happens 2.4 times
        let thing = !longer && line.any(self.end, MULTIPLIED);
        if times && (thing || line.any(self.end, COMPARED) || longer || part) {
            unit::SHARE.clone_into(&mut self.unit);
            let of_what = self.end + usize::from(line.is(self.end, "the"));
            self.object = None;
            if let Some(end) = object::phrase(line, of_what, Sought::Mass).filter(|_| thing) {
                (self.object, self.end) = (Some(Noun::At(of_what, end)), end);
            }
        }
    }

    /// "five of them pensioners": what the part is.
    fn read_members(&mut self, line: &Line) {
        let start = self.tail;
        let Some(end) = object::phrase(line, start, Sought::Many) else { return };
        let bare = !line.has(start, Tags::VERB | Tags::UP | Tags::DOWN) && line.kind(end) != Kind::Dash;
        let ends = end >= line.len() || !line.is_word(end) || line.has(end, Tags::FUNCTION);
        if bare && ends && object::is_noun_phrase(line, start, end) {
            self.object = Some(Noun::At(start, end));
            (self.end, self.tail) = (end, end);
        }
    }

    fn read_object(&mut self, line: &Line) {
        let Some((start, sought)) = self.object_place(line) else { return };
        let start = past_more(line, start);
        if line.joins(start.wrapping_sub(1)) && start == self.end + 1 {
            self.object = Some(Noun::At(start, start + 1)); // "a 12-point deficit"
            self.end = start + 1;
        } else if let Some(end) = object::phrase(line, start, sought) {
            self.object = Some(Noun::At(start, end));
            self.end = end;
        }
    }

    /// Where the counted thing is to be looked for, and as what.
    fn object_place(&self, line: &Line) -> Option<(usize, Sought)> {
        let end = self.end;
        let measured = self.figure.unit.is_some();
        let share = self.figure.form == Form::Share && !measured;
        if measured && line.is(end, "of") && line.is(self.first.wrapping_sub(1), "within") {
            return None; // "within 30 km of the border"
        }
        if line.is(end, "of") {
            let noun = part::of_unnumbered(line, end)?;
            let many = !measured && !share;
            let owned = noun > end + 1;
            let bare_count = many && !owned && self.figure.form != Form::Vague;
            let those = line.any(noun - 1, &["those", "these"]) && is_participle(line, noun);
            if those {
                return None; // "a third of those asked"
            }
            let demonstrative = many && line.any(noun, &["those", "these"]) && line.is_word(noun + 1);
            let pronoun =
                line.any(noun, &["them", "us", "which", "whom", "it", "those", "these"]) && !demonstrative;
            return (!bare_count && !pronoun)
                .then_some((noun, if many { Sought::Many } else { Sought::Mass }));
        }
        if share
            && line.any(end, &["lower", "higher", "less", "more", "fewer", "larger", "smaller", "cheaper"])
        {
            return None;
        }
        if share {
            let article = usize::from(line.has(end, Tags::FUNCTION) && !predicate::follows(line, end));
            let owner = part::past_owner(line, end + article);
            return Some((owner, Sought::Mass));
        }
        if measured {
            return self.measured_place(line);
        }
        if line.joins(end) && line.any(end + 1, COUNTED_BEFORE_NOUN) {
            return Some((end + 1, Sought::One)); // cut short to the word by `read_object`
        }
        let one = self.figure.value.to_bits() == 1.0_f64.to_bits()
            && !self.figure.is_range()
            && self.figure.form != Form::Vague;
        Some((end, if one { Sought::One } else { Sought::Many }))
    }

    /// What a measure measures: "30-day ceasefire", "a $60bn package", "$5 million in aid", "$2bn worth of grain".
    fn measured_place(&self, line: &Line) -> Option<(usize, Sought)> {
        let end = self.end;
        let before = self.first.wrapping_sub(1);
        let record = usize::from(
            line.any(before, &["record", "further", "new", "estimated", "additional", "proposed"]),
        );
        let article = line.any(
            before.wrapping_sub(record),
            &["a", "an", "the", "this", "its", "their", "his", "her", "that"],
        ) || line.kind(before.wrapping_sub(record)) == Kind::Possessive;
        let adjective = article
            && line.is_word(end)
            && (!line.capital(end) || is_acronym(line, end))
            && !line.is_taken(end)
            && !line.has(end, Tags::FUNCTION | Tags::VERB | Tags::MORE | Tags::UNIT | Tags::NUMBER)
            && !trend::is_noun(line.word(end))
            && !line.any(end, DIMENSIONS)
            && crate::verb::read(line.word(end))
                .is_none_or(|verb| !verb.forms.any(Forms::PARTICIPLE) || verb.forms.any(Forms::PLAIN));
        if self.figure.joined || adjective {
            let movement = trend::is_noun(line.word(end));
            return (!movement).then_some((end, Sought::Mass));
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

    /// "was one of the 11 climbers": no count of one.
    fn is_membership(&self, line: &Line, beside: bool) -> bool {
        let one = line.is(self.figure.number, "one") && self.limit.is_none();
        let before = self.first.wrapping_sub(1);
        let of = line.is(self.figure.end, "of");
        let pronoun = of && line.any(self.figure.end + 1, &["them", "which", "whom", "those", "these", "us"]);
        let copula =
            line.any(before, &["was", "is", "be", "become", "became", "as", "being", "been", "remains"]);
        let apposed = line.kind(before) == Kind::Comma
            && !predicate::follows(line, self.end)
            && (self.end..self.end + 8).any(|at| line.kind(at) == Kind::Comma);
        one && of && (copula || if pronoun { !beside } else { apposed })
    }

    /// Whether what was read is a quantity at all.
    pub(crate) fn is_quantity(&self, line: &Line, i: usize, beside: bool) -> bool {
        if self.is_membership(line, beside) || refuse::is_title(line, self.figure.number, self.figure.joined)
        {
            return false;
        }
        if self.figure.unit.is_some() {
            return !self.is_indefinite_day(line);
        }
        let plural = match self.object {
            Some(Noun::At(start, end)) => {
                !line.capital(start) && object::is_plural(line.word(end.saturating_sub(1)))
            }
            _ => false,
        };
        if self.limit.is_none() && refuse::is_label(line, self.figure.number, &self.figure.amount, plural) {
            return false;
        }
        if refuse::is_year(line, i) && self.limit.is_none() {
            return false;
        }
        if self.unit == unit::SHARE
            && self.object.is_some_and(|object| crate::lexicon::tags(object.head(line)).any(Tags::UNIT))
        {
            return false; // "a quarter of a century"
        }
        self.figure.amount.form != Form::Words
            || self.counts_in_words(line)
            || (beside && self.is_one_more(line))
    }

    /// "three are Danish, one is Dutch": a "one" beside other numbers.
    fn is_one_more(&self, line: &Line) -> bool {
        let one = line.is(self.figure.number, "one") && self.figure.end == self.figure.number + 1;
        let before = self.first.wrapping_sub(1);
        let opens = line.kind(before) == Kind::Comma
            || line.any(before, &["and", "but"])
            || line.has(before, Tags::VERB);
        let closes = matches!(line.kind(self.figure.end), Kind::Comma | Kind::Stop)
            || line.any(self.figure.end, &["is", "was", "has", "had", "and"])
            || self.happens(line);
        one && opens && closes
    }

    /// "one later died": a verb that takes no object follows.
    fn happens(&self, line: &Line) -> bool {
        let end = self.figure.end;
        let past = |at: usize| {
            crate::verb::read(line.word(at)).is_some_and(|verb| {
                verb.intransitive && verb.forms.any(Forms::PAST) && !verb.forms.any(Forms::PLAIN)
            }) && !line.is(at + 1, "by")
        };
        past(end) || (line.is_word(end) && past(end + 1))
    }

    /// "one day he will": no duration.
    fn is_indefinite_day(&self, line: &Line) -> bool {
        let one = line.is(self.figure.number, "one") && self.unit == "d" && self.limit.is_none();
        one && (line.kind(self.end) == Kind::Comma || line.has(self.end, Tags::FUNCTION))
    }

    /// Small numbers in words are pronouns as often as counts: "one of the reasons", "the two met".
    fn counts_in_words(&self, line: &Line) -> bool {
        let before = self.first.wrapping_sub(1);
        let topic = line.ends(self.first, &["of", "the"]).is_some_and(|of| line.opens_sentence(of))
            && line.kind(self.end) == Kind::Comma;
        if self.whole.is_some()
            || self.limit.is_some()
            || self.anaphor
            || self.rest
            || topic
            || self.figure.value < 0.0
        {
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
            let thing = match self.object {
                Some(Noun::At(start, _)) => {
                    !line.any(start, &["thing", "way", "side", "time", "hand", "point"])
                }
                _ => false,
            };
            return !pronoun && (thing || hurt) && !line.joins(self.figure.end); // "one-man show"
        }
        let determined = line.any(
            before,
            &[
                "the", "these", "those", "no", "any", "last", "first", "other", "this", "that", "every",
                "between",
            ],
        );
        let counted = line.any(self.figure.end + 1, COUNTED_BEFORE_NOUN);
        let compound = (line.joins(self.figure.end) && !counted) || line.joins(before); // "five-star", "high-five"
        (self.object.is_some() || !determined) && !compound
    }

    /// The quantity that it is; none where its value is too great to be held.
    pub(crate) fn finish(self, line: &Line) -> Option<Quantity> {
        let span = line.span(self.first, self.end)?;
        let value = self.figure.value;
        let (low, high) = self.interval();
        let precision = self.precision();
        let finite = value.is_finite() && low.is_none_or(f64::is_finite) && high.is_none_or(f64::is_finite);
        let name = |deed: Option<Deed>| deed.map(|deed| deed.name);
        finite.then(|| Quantity {
            span,
            text: line.written(self.first, self.end).to_owned(),
            value,
            low,
            high,
            precision,
            bound: self.limit.map_or(Bound::Exact, Limit::bound),
            object: self.object.map(|object| object.written(line)),
            predicate: name(self.deed),
            of: self.whole.map(|whole| Whole {
                value: whole.value,
                object: whole.object.map(|object| object.written(line)),
                predicate: name(self.whole_deed),
            }),
            trend: self.trend,
            unit: self.unit,
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

    /// Half of the place of the last digit that says something.
    fn precision(&self) -> Option<f64> {
        let figure = &self.figure;
        if figure.is_range() || matches!(figure.form, Form::Vague | Form::Share) {
            return None;
        }
        figure.amount.precision(self.is_count() || matches!(self.unit.as_str(), unit::AGE | unit::SCORE))
    }
}

/// Words after "times" that compare: "three times as many", "four times higher".
const COMPARED: &[&str] = &[
    "as", "more", "higher", "larger", "greater", "bigger", "faster", "less", "fewer", "lower", "stronger",
    "likelier", "its", "their", "what", "longer",
];

/// Words after "times" that the thing which is multiplied follows, or that are it: "three times the limit", "14 times earnings".
const MULTIPLIED: &[&str] = &[
    "the", "annual", "average", "normal", "usual", "expected", "earnings", "sales", "revenue", "revenues",
    "ebitda", "profit", "profits", "income",
];

/// What is counted in the singular with a hyphen before it, as a mark of the noun that follows: "a six-speed gearbox", "a
/// two-goal lead".
const COUNTED_BEFORE_NOUN: &[&str] = &[
    "speed", "door", "seat", "cylinder", "gear", "core", "lens", "goal", "set", "point", "run", "shot",
    "stroke", "wicket", "game", "match", "race", "lap", "hole", "over", "man", "woman", "member", "person",
    "storey", "story", "room", "bedroom", "page", "part", "party", "nation", "team", "club", "vote", "car",
    "vehicle", "item", "question", "course", "dose", "drug", "patient", "try", "hit", "yard",
];

/// Words after a measure that say of what it is one, and are no nouns that it measures.
const DIMENSIONS: &[&str] = &[
    "high",
    "long",
    "wide",
    "deep",
    "tall",
    "thick",
    "away",
    "old",
    "higher",
    "lower",
    "apart",
    "worth",
    "ago",
    "later",
    "earlier",
    "short",
    "off",
    "north",
    "south",
    "east",
    "west",
    "inland",
    "offshore",
    "downstream",
    "upstream",
    "underground",
];

/// The counted thing of a whole: "71 drones", "10 km of pipeline", "$100 million charge".
fn whole_object(line: &Line, found: &part::Found, measured: bool) -> Option<Noun> {
    let start = if line.is(found.end, "new") { found.end } else { past_more(line, found.end) };
    if measured && line.is(start, "of") {
        return object::phrase(line, start + 1, Sought::Mass).map(|end| Noun::At(start + 1, end));
    }
    let participle =
        crate::verb::read(line.word(start)).is_some_and(|verb| verb.forms.any(Forms::PARTICIPLE));
    let charge = measured && (line.has(start, Tags::FUNCTION | Tags::VERB) || participle);
    let strong = line.joins(found.end.wrapping_sub(2)); // "the seven-member panel"
    let sought = if measured || strong { Sought::Mass } else { Sought::Many };
    let in_stuff = found.unit.as_deref().is_some_and(unit::is_money) && line.is(start, "in");
    if in_stuff && line.is_word(start + 1) && !line.is_taken(start + 1) && !line.capital(start + 1) {
        return object::phrase(line, start + 1, Sought::Mass).map(|end| Noun::At(start + 1, end));
    }
    let of_many = !measured && line.is(start, "of");
    let start = if of_many { part::of_unnumbered(line, start)? } else { start };
    if charge || (of_many && line.any(start, &["them", "those", "these", "which", "whom"])) {
        return None;
    }
    object::phrase(line, start, sought).map(|end| Noun::At(start, end))
}

/// A participle that no noun follows: "those asked agreed".
fn is_participle(line: &Line, i: usize) -> bool {
    let participle = crate::verb::read(line.word(i)).is_some_and(|verb| verb.forms.any(Forms::PARTICIPLE));
    participle && !object::is_plural(line.word(i)) && !object::is_plural(line.word(i + 1))
}

/// "a 120Hz OLED panel", "a $60bn EU package": capitals before the noun that is measured.
fn is_acronym(line: &Line, i: usize) -> bool {
    let capitals = line.raw(i).len() > 1 && line.raw(i).bytes().all(|byte| byte.is_ascii_uppercase());
    capitals && line.is_word(i + 1) && !line.capital(i + 1) && !line.has(i + 1, Tags::FUNCTION | Tags::VERB)
}

fn default_unit(figure: &Figure) -> &'static str {
    if figure.form == Form::Share { unit::SHARE } else { unit::COUNT }
}

/// Past "more" and its like between number and noun: "two more people".
fn past_more(line: &Line, i: usize) -> usize {
    let more = line.has(i, Tags::MORE) && line.is_word(i + 1) && !line.has(i + 1, Tags::FUNCTION);
    if more { i + 1 } else { i }
}
