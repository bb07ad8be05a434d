//! Scores the English cases of Microsoft's Recognizers-Text: `recognizers FOLDER [--wrong]`, where FOLDER holds its JSON
//! files (`NumberModel.json`, `CurrencyModel.json`, `DateTime/DateTimeModel.json` …; MIT licence).
//!
//! Those cases come partly from news, partly from talk to a calendar and from tests of a parser. What is left out is told by
//! [`KINDS`]: a few kinds, each told by what the case is or asks for, never by whether it is read; bare expressions ("two
//! thirds", "next Friday") are kept. Each case left out is counted under the first kind that it is of.
//!
//! A case is right where all that it marks is found with its value (its days), and, where it marks nothing, nothing of that
//! sort is found. A mark without a number (a bare "dollar") is not asked for. Where theirs and the contract say one thing in two
//! ways, they are compared by what they mean:
//! - their ends are the first day after, or the first of the last month or year ("from 2014 to 2018" ends on 2018-01-01);
//!   the contract's is the last day;
//! - their "next 3 days" begin tomorrow, the contract's on the day of publication; their "after 1 March" begins on that day, the
//!   contract's on the next;
//! - a date without a year has two readings there, the last and the next; either is right;
//! - durations are quantities here, and their length is compared in seconds, with 30 days to a month and 365 to a year as
//!   theirs have.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::Path,
};

use jiff::civil::Date;
use onrecord_model::{Bound, Quantity, Span, TimeRef};
use onrecord_quantity::{Found, find, in_base_unit};
use serde_json::Value;

/// What a file is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Money,
    Measure,
    Heat,
    Percent,
    Age,
    Time,
}

const FILES: &[(&str, Sort)] = &[
    ("NumberModel.json", Sort::Number),
    ("CurrencyModel.json", Sort::Money),
    ("DimensionModel.json", Sort::Measure),
    ("TemperatureModel.json", Sort::Heat),
    ("PercentModel.json", Sort::Percent),
    ("AgeModel.json", Sort::Age),
    ("DateTime/DateTimeModel.json", Sort::Time),
];

/// One case of a file.
struct Case<'v> {
    sort: Sort,
    text: &'v str,
    lower: String,
    /// What it asks for.
    marks: Vec<Mark<'v>>,
    /// Whether all that it marks is a unit without a number.
    only_units: bool,
    published: Option<Date>,
}

/// One thing that a case marks.
struct Mark<'v> {
    text: &'v str,
    /// Of the whole input, in bytes.
    start: usize,
    kind: &'v str,
    resolution: &'v Value,
}

impl Mark<'_> {
    fn readings(&self) -> &[Value] {
        self.resolution["values"].as_array().map(Vec::as_slice).unwrap_or_default()
    }

    fn is(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| self.kind.rsplit('.').next() == Some(kind))
    }
}

type Kind = (&'static str, fn(&Case) -> bool);

/// The kinds of cases that are left out, and why.
const KINDS: &[Kind] = &[
    ("no field in the contract: an hour of the clock, a set (every day), a time zone", has_no_field),
    ("no field in the contract: a unit without a number", |case| case.only_units),
    (
        "no answer in the case: not resolved there, told from another text, a national day without its nation",
        has_no_answer,
    ),
    (
        "talk to an assistant: a command (show, schedule, Cortana, please), a query of a table (year greater than 2012)",
        is_talk,
    ),
    (
        "a string of signs: an address, a code, a formula, digits of a longer string, short forms, another script",
        is_string,
    ),
    ("dictation: fractions of several words, one over three, days and years in cardinal words", is_dictated),
    (
        "otherwise in our rules: early, mid, late, end of a period are thirds here, halves there",
        is_part_of_period,
    ),
    (
        "otherwise in our rules: a date in figures that may be read as day or month first stays open",
        is_open_date,
    ),
    (
        "otherwise in our rules: weeks by the calendar's number; fiscal, school and business terms",
        is_calendar_term,
    ),
    (
        "otherwise in our rules: a bare or vague period (the month, all day, a few hours) is no time",
        is_bare_period,
    ),
    (
        "otherwise in our rules: told from a day named before (the day before, a week later), open without one",
        is_told_apart,
    ),
    ("otherwise in our rules: 'percent of ten' is a part of ten, not 10 %", is_part_of_number),
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| !word.is_empty())
}

fn among(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|other| other == word)
}

fn any_mark(case: &Case, test: impl Fn(&Mark) -> bool) -> bool {
    case.marks.iter().any(test)
}

fn has_no_field(case: &Case) -> bool {
    any_mark(case, |mark| {
        mark.is(&["time", "timerange", "datetime", "datetimerange", "datetimealt", "set", "timezone"])
            || (case.sort == Sort::Time && mark.kind.is_empty())
    })
}

fn has_no_answer(case: &Case) -> bool {
    case.sort == Sort::Time
        && any_mark(case, |mark| {
            let open = |value: &Value| {
                value["value"] == "not resolved"
                    || value["Mod"].as_str().is_some_and(|word| word.contains("ref"))
            };
            mark.readings().is_empty()
                || mark.readings().iter().any(open)
                || mark.text.contains("independence day")
        })
}

/// Verbs that open a command.
const COMMANDS: &str = "show find book schedule set give tell open remind rotate turn make add move delete cancel change send
    call get calculate put list sell convert keep raise let let's meet listen play create start stop rows etfs query";

fn is_talk(case: &Case) -> bool {
    let opens = |sentence: &str| words(sentence).next().is_some_and(|word| among(word, COMMANDS));
    words(&case.lower).any(|word| among(word, "cortana please pls"))
        || case.lower.contains("greater")
        || case.lower.split(['.', '!', '?', ';']).any(opens)
}

fn is_string(case: &Case) -> bool {
    let signs = ["http", "www.", "<", ">", "{", "[", "^", "x10", "=", "|", "~", "_"];
    let foreign = |c: char| {
        c.is_alphabetic() && !(c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || matches!(c, 'µ' | 'μ'))
    };
    signs.iter().any(|sign| case.lower.contains(sign))
        || case.text.chars().any(foreign)
        || case.text.split_whitespace().any(is_code)
        || (case.sort == Sort::Number && any_mark(case, |mark| is_piece(case, mark)))
        || (case.sort == Sort::Number
            && any_mark(case, |mark| words(mark.text).any(|word| among(word, "g 10g dzs dozs"))))
        || (case.sort == Sort::Time && any_mark(case, is_short_form))
}

/// "24703L202", "1.3e6", "138-2010-2015", "192.168.1.2", "SCP-173": letters among digits, or three groups of digits that make no
/// date.
fn is_code(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let signs: Vec<bool> =
        word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.is_ascii_digit()).collect();
    let falls = signs.windows(2).any(|two| two[0] && !two[1]);
    let rises = signs.windows(2).any(|two| !two[0] && two[1]);
    let dated = words(&word).any(|part| among(part, MONTHS) || among(part, "q1 q2 q3 q4 h1 h2"));
    let groups: Vec<&str> = word.split(['-', '.', '/']).collect();
    let figures = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let date = groups.iter().all(|group| group.len() < 3 || group.len() == 4)
        && groups.iter().filter(|group| group.len() == 4).count() == 1;
    (word.len() > 3 && falls && rises && !dated)
        || word.starts_with("scp")
        || (groups.len() > 2 && groups.iter().all(figures) && !date)
}

/// "10D", "mar3", "20200701", "otd": a time in a short form that no text has.
fn is_short_form(mark: &Mark) -> bool {
    let glued = |word: &str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let letters = word.trim_start_matches(|c: char| c.is_alphabetic());
        let behind = digits.len() < word.len() && !digits.is_empty() && !among(digits, "st nd rd th s");
        let before = letters.len() < word.len() && !letters.is_empty() && !word.starts_with(['q', 'h']);
        (behind || before) && word.chars().all(char::is_alphanumeric) && word.is_ascii()
    };
    let dense = |word: &str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit());
    words(mark.text).any(|word| glued(word) || dense(word) || among(word, "otd eoy w"))
}

/// Whether a number is only a piece of a longer string: a day of a date, a number of a list, a part of a label.
fn is_piece(case: &Case, mark: &Mark) -> bool {
    let end = mark.start + mark.text.len();
    let before = case.text.get(..mark.start).unwrap_or_default();
    let after = case.text.get(end..).unwrap_or_default();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let linked = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '-' | '.' | ',' | ':'));
    let (mut back, mut ahead) = (before.chars().rev(), after.chars());
    (linked(back.next()) && back.next().is_some_and(char::is_alphanumeric))
        || (linked(ahead.next()) && digit(ahead.next()))
}

const MONTHS: &str = "january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec";

/// Denominators in words, without their plural ending.
const PARTS: &str =
    "half third quarter fourth fifth sixth seventh eighth ninth tenth twelfth twentieth hundredth thousandth";

fn is_dictated(case: &Case) -> bool {
    match case.sort {
        Sort::Number => any_mark(case, |mark| {
            mark.text.contains(" over ") || is_sum(mark.text) || mark.text.contains("-nought")
        }),
        Sort::Time => any_mark(case, |mark| !mark.is(&["duration"]) && has_cardinals(mark.text)),
        _ => false,
    }
}

/// Whether a date holds a day or a year in cardinal words: "May twenty nine", "nineteen eighty six", "fifteen August".
fn has_cardinals(text: &str) -> bool {
    const TENS: &str = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
        sixty seventy eighty ninety hundred thousand";
    const UNITS: &str = "one two three four five six seven eight nine";
    let all: Vec<&str> = words(text).collect();
    let month = all.iter().any(|word| among(word, MONTHS));
    all.windows(2).any(|two| {
        let first = among(two[0], TENS) || among(two[0], UNITS);
        first && (among(two[1], TENS) || (among(two[0], TENS) && among(two[1], UNITS)))
    }) || (month && all.iter().any(|word| among(word, TENS)))
}

/// Whether a fraction is more than "two thirds" or "three and a fifth": its numerator or denominator has several words.
fn is_sum(text: &str) -> bool {
    let last = text.rsplit(" and ").next().unwrap_or(text);
    let parts: Vec<&str> = words(last).collect();
    let is_part = |word: &&str| {
        let one = word.strip_suffix('s').unwrap_or(word);
        among(one, PARTS)
            || one.ends_with("ths")
            || (one.ends_with("th") && one.len() > 4)
            || one.ends_with("first")
    };
    let small = "a an one two three four five six seven eight nine";
    parts.last().is_some_and(is_part)
        && !parts.first().is_some_and(|word| among(word, "half quarter"))
        && !(parts.len() == 2 && among(parts[0], small))
        || parts.iter().filter(|word| is_part(word)).count() > 1
}

fn is_part_of_period(case: &Case) -> bool {
    case.sort == Sort::Time
        && any_mark(case, |mark| {
            words(mark.text)
                .any(|word| among(word, "early earlier mid late later beginning middle remaining"))
                && !mark.text.ends_with("later")
                || ["end of", "start of"].iter().any(|part| mark.text.contains(part))
        })
}

/// "7/6", "5.12", "10/1/2018", "5/1-5/7/2020".
fn is_open_date(case: &Case) -> bool {
    let open = |date: &str| {
        let signs = if date.contains('/') { ['/', '/'] } else { ['-', '.'] };
        let parts: Vec<u16> = date.split(signs).map_while(|part| part.parse().ok()).collect();
        let small = |at: usize| parts.get(at).is_some_and(|part| *part < 13);
        matches!(parts.len(), 2 | 3) && small(0) && small(1)
    };
    let dates = |word: &str| if word.contains('/') { word.split('-').any(open) } else { open(word) };
    case.sort == Sort::Time && any_mark(case, |mark| mark.text.split([' ', '~']).any(dates))
}

fn is_calendar_term(case: &Case) -> bool {
    const TERMS: &str = "fiscal school fy sy cy business workday workweek working";
    const ORDINALS: &str = "first second third fourth last 1st 2nd 3rd 4th 9th";
    let numbered = |text: &str| {
        let all: Vec<&str> = words(text).collect();
        all.windows(2).any(|two| two[0] == "week" && two[1].parse::<u8>().is_ok())
            || (["week of", "weeks of", "month of", "months of", "days of"]
                .iter()
                .any(|part| text.contains(part))
                && all.iter().any(|word| among(word, ORDINALS)))
    };
    case.sort == Sort::Time
        && any_mark(case, |mark| words(mark.text).any(|word| among(word, TERMS)) || numbered(mark.text))
}

fn is_bare_period(case: &Case) -> bool {
    const PERIODS: &str = "the a an all another whole few some several hour hours minutes day days week weeks weekend month months
        quarter fortnight year years";
    case.sort == Sort::Time && any_mark(case, |mark| words(mark.text).all(|word| among(word, PERIODS)))
}

fn is_told_apart(case: &Case) -> bool {
    case.sort == Sort::Time
        && any_mark(case, |mark| {
            mark.text.ends_with(" later")
                || mark.text.ends_with(" earlier")
                || ["previous", "following", "the day before", "the day after"]
                    .iter()
                    .any(|part| mark.text.starts_with(part))
                || mark.text.contains("the following")
        })
}

fn is_part_of_number(case: &Case) -> bool {
    case.sort == Sort::Percent && any_mark(case, |mark| mark.text.contains(" of "))
}

// ---- reading

fn cases(file: &Value, sort: Sort) -> Vec<Case<'_>> {
    let all = file.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().map(|case| read_case(case, sort)).collect()
}

fn read_case(case: &Value, sort: Sort) -> Case<'_> {
    let text = case["Input"].as_str().unwrap_or_default();
    let marks = case["Results"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_unit = |mark: &&Value| {
        matches!(&mark["Resolution"]["value"], Value::Null) && mark["Resolution"].get("value").is_some()
            || mark["Resolution"]["value"] == "null"
    };
    let start = |mark: &Value| {
        let at = mark["Start"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        text.char_indices().nth(at).map_or(text.len(), |(at, _)| at)
    };
    let day = case["Context"]["ReferenceDateTime"].as_str().and_then(|moment| moment.get(..10)?.parse().ok());
    Case {
        sort,
        text,
        lower: text.to_lowercase(),
        only_units: !marks.is_empty() && marks.iter().all(|mark| is_unit(&mark)),
        marks: marks
            .iter()
            .filter(|mark| !is_unit(mark))
            .map(|mark| Mark {
                text: mark["Text"].as_str().unwrap_or_default(),
                start: start(mark),
                kind: mark["TypeName"].as_str().unwrap_or_default(),
                resolution: &mark["Resolution"],
            })
            .collect(),
        published: day,
    }
}

// ---- judging

fn is_right(case: &Case, found: &Found) -> bool {
    if case.marks.is_empty() {
        return is_empty(case.sort, found);
    }
    case.marks.iter().all(|mark| match case.sort {
        Sort::Time if mark.is(&["duration"]) => {
            found.quantities.iter().any(|one| overlaps(mark, one.span) && is_length(mark, one))
        }
        Sort::Time => found.times.iter().any(|time| overlaps(mark, time.span) && is_days(mark, time)),
        sort => found.quantities.iter().any(|one| overlaps(mark, one.span) && is_amount(sort, mark, one)),
    })
}

fn is_empty(sort: Sort, found: &Found) -> bool {
    let money =
        |one: &Quantity| one.unit.len() == 3 && one.unit.bytes().all(|byte| byte.is_ascii_uppercase());
    match sort {
        Sort::Time => found.times.is_empty(),
        Sort::Number => found.quantities.iter().all(|one| one.unit != "count"),
        Sort::Money => found.quantities.iter().all(|one| !money(one)),
        Sort::Percent => found.quantities.iter().all(|one| one.unit != "%"),
        Sort::Age => found.quantities.iter().all(|one| one.unit != "age"),
        Sort::Heat => found.quantities.iter().all(|one| !one.unit.starts_with('°')),
        Sort::Measure => {
            found.quantities.iter().all(|one| one.unit.starts_with('°') || !is_measure(&one.unit))
        }
    }
}

fn is_measure(unit: &str) -> bool {
    UNITS.iter().any(|(_, symbol)| *symbol == unit)
}

fn overlaps(mark: &Mark, span: Span) -> bool {
    span.start() < mark.start + mark.text.len() && mark.start < span.end()
}

fn is_amount(sort: Sort, mark: &Mark, found: &Quantity) -> bool {
    let told = mark.resolution["value"].as_str().unwrap_or_default().trim_end_matches('%');
    let Ok(value) = told.parse::<f64>() else { return false };
    let share = found.of.as_ref().map(|whole| found.value / whole.value);
    let near = |one: f64| (one - value).abs() <= 1e-6 * value.abs().max(1e-9);
    let ends = [found.low, found.high].into_iter().flatten();
    let end = found.bound == Bound::Between && ends.into_iter().any(near);
    let unit = mark.resolution["unit"].as_str().unwrap_or_default();
    // Hundredth parts of money are told in the money itself here.
    let value = if matches!(unit, "Cent" | "Pence" | "Penny") { value / 100.0 } else { value };
    let near = |one: f64| (one - value).abs() <= 1e-6 * value.abs().max(1e-9);
    // "five out of three": they mark two numbers, which are a part and its whole here.
    let whole = found.of.as_ref().is_some_and(|whole| sort == Sort::Number && near(whole.value));
    (near(found.value) || share.is_some_and(near) || end || whole) && is_unit(sort, unit, &found.unit)
}

/// Whether our unit says the same as theirs, by its name.
fn is_unit(sort: Sort, theirs: &str, ours: &str) -> bool {
    let ours = ours.split('/').next().filter(|_| !theirs.contains(" per ")).unwrap_or(ours);
    match sort {
        Sort::Number | Sort::Time => true,
        Sort::Percent => ours == "%",
        Sort::Money => is_currency(theirs, ours),
        Sort::Age => matches!(
            (theirs, ours),
            ("Year", "age" | "yr") | ("Age", "age") | ("Month", "mo") | ("Week", "wk") | ("Day", "d")
        ),
        Sort::Measure | Sort::Heat => UNITS.iter().any(|(name, symbol)| *name == theirs && *symbol == ours),
    }
}

fn is_currency(theirs: &str, ours: &str) -> bool {
    let codes = [
        ("Dollar", "USD"),
        ("Pound", "GBP"),
        ("Euro", "EUR"),
        ("Japanese yen", "JPY"),
        ("Franc", "CHF"),
        ("Chinese yuan", "CNY"),
        ("Swiss franc", "CHF"),
        ("Australian dollar", "AUD"),
        ("Canadian dollar", "CAD"),
        ("United States dollar", "USD"),
        ("Hong Kong dollar", "HKD"),
        ("British pound", "GBP"),
        ("Mexican peso", "MXN"),
        ("Cent", "USD"),
        ("Pence", "GBP"),
        ("Penny", "GBP"),
        ("New Zealand dollar", "NZD"),
        ("Indian rupee", "INR"),
        ("Georgian lari", "GEL"),
        ("Costa Rican colón", "CRC"),
        ("Lao kip", "LAK"),
        ("Peseta", "ESP"),
        ("Netherlands guilder", "NLG"),
        ("Finnish markka", "FIM"),
        ("Turkish lira", "TRY"),
        ("Rupee", "INR"),
        ("Bitcoin", "XBT"),
    ];
    codes.iter().any(|(name, code)| *name == theirs && *code == ours)
}

const UNITS: &[(&str, &str)] = &[
    ("Pound", "lb"),
    ("Milliliter", "ml"),
    ("Inch", "in"),
    ("Mile", "mi"),
    ("Barrel", "bbl"),
    ("Decimeter", "dm"),
    ("Radian", "rad"),
    ("Foot", "ft"),
    ("Ounce", "oz"),
    ("Acre", "acre"),
    ("Gallon", "gal"),
    ("Cubic foot", "ft3"),
    ("Square meter", "m2"),
    ("Ton", "ton"),
    ("Ton", "t"),
    ("Metric ton", "t"),
    ("Bit", "bit"),
    ("Mile per hour", "mph"),
    ("Meter", "m"),
    ("Kilometer", "km"),
    ("Millimeter", "mm"),
    ("Square kilometer", "km2"),
    ("Megabit", "Mbit"),
    ("Megabyte", "MB"),
    ("Kilometer per hour", "km/h"),
    ("Kilogram", "kg"),
    ("Microgram", "µg"),
    ("Degree", "°"),
    ("C", "°C"),
    ("F", "°F"),
    ("Tablespoon", "tbsp"),
    ("Teaspoon", "tsp"),
    ("Cup", "cup"),
    ("Gram", "g"),
    ("K", "K"),
];

/// Whether the quantity is as long as one reading of the mark.
fn is_length(mark: &Mark, found: &Quantity) -> bool {
    let seconds = match in_base_unit(found.value, &found.unit) {
        Some((value, "s")) => value,
        Some((value, "night")) => value * 86_400.0,
        Some((value, "mo")) => value * 30.0 * 86_400.0,
        Some((value, "yr")) => value * 365.0 * 86_400.0,
        _ => return false,
    };
    mark.readings().iter().any(|reading| {
        let told = reading["value"].as_str().and_then(|value| value.parse::<f64>().ok());
        told.is_some_and(|told| (told - seconds).abs() < 1.0)
    })
}

/// Whether the days of `time` are those of one reading of the mark.
fn is_days(mark: &Mark, time: &TimeRef) -> bool {
    mark.readings().iter().any(|reading| {
        let day = |name: &str| reading[name].as_str().and_then(|day| day.get(..10)?.parse::<Date>().ok());
        if let Some(day) = day("value") {
            return (time.from, time.to) == (Some(day), Some(day));
        }
        let to = match day("end") {
            Some(end) => time.to.is_some() && last_days(mark, end).contains(&time.to),
            None => time.to.is_none(),
        };
        first_days(mark, reading, day("start")).contains(&time.from) && to
    })
}

/// The days that the contract may begin on, where theirs is `start`.
fn first_days(mark: &Mark, reading: &Value, start: Option<Date>) -> [Option<Date>; 2] {
    let next = words(mark.text).any(|word| among(word, "next upcoming coming following"))
        && words(mark.text).any(|word| among(word, "days weeks months years"));
    let after = reading["Mod"] == "after";
    let other = match start {
        Some(start) if next => start.yesterday().ok(),
        Some(start) if after => start.tomorrow().ok(),
        _ => start,
    };
    [start, other]
}

/// The days that the contract may end on, where theirs is `end`.
fn last_days(mark: &Mark, end: Date) -> [Option<Date>; 5] {
    let first = end.day() == 1;
    let year = (first && end.month() == 1).then(|| end.last_of_year());
    let quarter = first && words(mark.text).any(|word| among(word, "q1 q2 q3 q4"));
    let quarter =
        quarter.then(|| Date::new(end.year(), end.month() + 2, 1).ok().map(Date::last_of_month)).flatten();
    [end.yesterday().ok(), Some(end), first.then(|| end.last_of_month()), quarter, year]
}

#[derive(Default)]
struct Tally {
    right: usize,
    kept: usize,
    all: usize,
    /// Right ones among those left out.
    right_elsewhere: usize,
    left_out: BTreeMap<&'static str, usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let tells = args.iter().any(|arg| arg == "--wrong");
    let folder = args.iter().find(|arg| !arg.starts_with("--")).ok_or("recognizers FOLDER [--wrong]")?;
    let mut out = io::stdout().lock();
    let mut left_out: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (name, sort) in FILES {
        let text = fs::read_to_string(Path::new(folder).join(name))?;
        let file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        let tally = score(&cases(&file, *sort), tells, &mut out)?;
        let percent = |part: usize, whole: usize| -> Result<f64, Box<dyn Error>> {
            Ok(100.0 * f64::from(u32::try_from(part)?) / f64::from(u32::try_from(whole.max(1))?))
        };
        let right = tally.right + tally.right_elsewhere;
        writeln!(
            out,
            "{name}: kept {} of {}; right {} of them ({:.1} %), {right} of all ({:.1} %)",
            tally.kept,
            tally.all,
            tally.right,
            percent(tally.right, tally.kept)?,
            percent(right, tally.all)?
        )?;
        for (why, count) in tally.left_out {
            left_out.entry(why).or_default().insert(name, count);
        }
    }
    writeln!(out, "left out:")?;
    for (why, _) in KINDS {
        let Some(files) = left_out.get(why) else { continue };
        let each: Vec<String> = files.iter().map(|(name, count)| format!("{} {count}", stem(name))).collect();
        writeln!(out, "{:5} {why} ({})", files.values().sum::<usize>(), each.join(", "))?;
    }
    Ok(())
}

/// "Number" of "NumberModel.json".
fn stem(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name).trim_end_matches("Model.json")
}

fn score(cases: &[Case], tells: bool, out: &mut impl Write) -> Result<Tally, Box<dyn Error>> {
    let mut tally = Tally { all: cases.len(), ..Tally::default() };
    for case in cases {
        let found = find(case.text, Span::new(case.text, 0..case.text.len())?, case.published);
        if let Some((why, _)) = KINDS.iter().find(|(_, is)| is(case)) {
            *tally.left_out.entry(why).or_default() += 1;
            tally.right_elsewhere += usize::from(is_right(case, &found));
            continue;
        }
        tally.kept += 1;
        if is_right(case, &found) {
            tally.right += 1;
        } else if tells {
            let marks: Vec<_> =
                case.marks.iter().map(|mark| format!("{} {}", mark.text, mark.resolution)).collect();
            let quantities: Vec<_> = found
                .quantities
                .iter()
                .map(|one| format!("{} = {} {}", one.text, one.value, one.unit))
                .collect();
            let times: Vec<_> = found
                .times
                .iter()
                .map(|time| format!("{} = {:?} {:?}", time.text, time.from, time.to))
                .collect();
            let told = if case.sort == Sort::Time { times } else { quantities };
            writeln!(out, "{:?} {}\n    {marks:?}\n    {told:?}", case.published, case.text)?;
        }
    }
    Ok(tally)
}
