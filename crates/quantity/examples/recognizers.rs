//! Scores the English cases of Microsoft's Recognizers-Text: `recognizers FOLDER [--wrong]`, where FOLDER holds its JSON
//! files (`NumberModel.json`, `CurrencyModel.json`, `DateTime/DateTimeModel.json` …; MIT licence).
//!
//! Those cases come mostly from talk to a calendar, and from what a parser could be fed. This library reads news, so that
//! cases of the kinds in [`KINDS`] are left out, each counted under the first kind that it is of. A kind is told by what the case
//! is or by what it asks for, never by whether it is read. What is kept is right where all that the case marks is found with its
//! value (its days), and, where the case marks nothing, nothing of that sort is found.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::Path,
};

use jiff::civil::Date;
use onrecord_model::{Quantity, Span, TimeRef};
use onrecord_quantity::{Found, find};
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
    marks: Vec<Mark<'v>>,
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

type Kind = (&'static str, fn(&Case) -> bool);

/// The kinds of cases that are left out, and why: what a newspaper does not print, or what the contract has no field for.
const KINDS: &[Kind] = &[
    (
        "no sentence: a bare expression, a fragment or a list of symbols (under four words of its own)",
        is_fragment,
    ),
    (
        "talk to a machine: a command, a question, or somebody's own plans (I, you, we, let's, please, Cortana)",
        is_talk,
    ),
    ("an address, a link, a formula, a code or a phrase in another script", is_code),
    (
        "an hour, a set (every day), a duration or a zone: hours and sets have no field, durations are quantities",
        is_hour_or_set,
    ),
    (
        "a month, a weekday or a currency's letters in lower case, which no newspaper prints",
        is_lower_case_name,
    ),
    (
        "a number, a year or a day spelled out as it is dictated (nineteen eighty six, two hundred point zero three)",
        is_dictated,
    ),
    (
        "a day without its month, a week or a year by its number, or an era: calendars' own terms",
        is_calendar_term,
    ),
    (
        "arithmetic of fractions (one hundred thirty-two fifths, five billion and three quarters)",
        is_sum_of_fractions,
    ),
    ("marks a unit without a number, or every digit of a date, a list or a telephone number", is_no_quantity),
    (
        "early, mid or end of a period, or the next days: theirs are halves and from tomorrow, the contract's thirds and from today",
        is_other_division,
    ),
    ("dates as forms and tables have them (05-Aug-2016, 22/04, Dec/2018)", is_form),
    (
        "a price with its small change left bare (15 dollars 50), a currency between number and million (75 USD million)",
        is_bare_change,
    ),
    ("slang, baby numbers or short forms (dzs, mil, MM, kuai, nought)", is_slang),
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| !word.is_empty())
}

fn has_word(case: &Case, list: &str) -> bool {
    words(&case.lower).any(|word| list.split_whitespace().any(|other| other == word))
}

fn any_mark(case: &Case, test: impl Fn(&Mark) -> bool) -> bool {
    case.marks.iter().any(test)
}

fn is_fragment(case: &Case) -> bool {
    let marked: usize = case.marks.iter().map(|mark| words(mark.text).count()).sum();
    words(&case.lower).filter(|word| word.chars().all(|c| c.is_alphabetic() || c == '\'')).count()
        < marked.min(3) + 2
}

fn is_talk(case: &Case) -> bool {
    const PERSONS: &str =
        "i i'll i'm i'd me my mine we we'll we're us our you you'll your let's cortana please pls skype";
    const COMMANDS: &str = "show find book schedule set give tell open remind rotate turn make add move delete cancel change
        what who when where how which is are do does did can could will would should sell send call get calculate maybe
        dinner put list rooms any vacation suprise meet etfs sales clusters bugs shoot";
    let first = words(&case.lower).next().unwrap_or_default();
    has_word(case, PERSONS)
        || case.text.trim_end().ends_with('?')
        || COMMANDS.split_whitespace().any(|word| word == first)
}

fn is_code(case: &Case) -> bool {
    let signs = ["http", "www.", "<", ">", "{", "[", "^", "x10", "e+", "=", "@", "/ms", "|", "1:1"];
    signs.iter().any(|sign| case.lower.contains(sign))
        || case.text.chars().any(|c| c.is_alphabetic() && !is_latin(c))
        || words(case.text).any(|word| {
            word.len() > 4
                && word.chars().any(|c| c.is_ascii_digit())
                && word.chars().filter(char::is_ascii_alphabetic).count() > 1
                && word.contains('-')
        })
}

fn is_latin(c: char) -> bool {
    c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || matches!(c, 'µ' | 'μ')
}

fn is_hour_or_set(case: &Case) -> bool {
    case.sort == Sort::Time
        && any_mark(case, |mark| {
            ["time", "timerange", "datetime", "datetimerange", "set", "duration", "timezone", "datetimealt"]
                .iter()
                .any(|kind| mark.kind.ends_with(&format!(".{kind}")))
                || mark.kind.is_empty()
        })
}

const MONTHS_AND_DAYS: &str = "january february march april june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun";

fn is_lower_case_name(case: &Case) -> bool {
    let names = case.sort == Sort::Time
        && words(case.text).any(|word| MONTHS_AND_DAYS.split_whitespace().any(|name| name == word));
    let letters = case.sort == Sort::Money
        && words(case.text).any(|word| {
            matches!(word, "usd" | "eur" | "rmb" | "c" | "hk" | "us" | "aud" | "cad" | "nzd" | "mxn" | "btc")
        })
        && any_mark(case, |mark| case.text.contains(mark.text) && mark.text.contains(['$', 'c', 'u']));
    names || letters
}

const NUMBER_WORDS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand twentieth twenty-first third first
    second fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
    eighteenth nineteenth thirtieth";

fn is_dictated(case: &Case) -> bool {
    let spelled = |text: &str| {
        words(text).filter(|word| NUMBER_WORDS.split_whitespace().any(|number| number == *word)).count()
    };
    let year = case.sort == Sort::Time
        && any_mark(case, |mark| {
            spelled(mark.text) > 1
                || (spelled(mark.text) > 0 && mark.text.chars().any(|c| c.is_ascii_digit()))
        });
    let day = case.sort == Sort::Time
        && any_mark(case, |mark| {
            spelled(mark.text) > 0
                && words(mark.text).any(|word| MONTHS_AND_DAYS.split_whitespace().any(|name| name == word))
        });
    let point = ["nought", "naught", " point ", " over "].iter().any(|word| case.lower.contains(word))
        && case.sort == Sort::Number;
    year || day || point
}

fn is_calendar_term(case: &Case) -> bool {
    if case.sort != Sort::Time {
        return false;
    }
    any_mark(case, |mark| {
        let month = words(mark.text).any(|word| MONTHS_AND_DAYS.split_whitespace().any(|name| name == word));
        let own = [
            "fiscal",
            "school",
            "fy",
            "cy",
            " bc",
            " ad ",
            "a.d.",
            "b.c.",
            "fortnight",
            "business",
            "workday",
            "working day",
        ]
        .iter()
        .any(|word| mark.text.contains(word));
        let digits = mark.text.chars().any(|c| c.is_ascii_digit());
        let week = words(mark.text).any(|word| word == "week" || word == "weeks") && digits;
        let bare_day = digits
            && !month
            && !mark.text.contains(['/', '-', '.'])
            && four_digits(mark.text).is_none()
            && !["ago", "past", "last", "next", "in ", "within", "days", "months", "years"]
                .iter()
                .any(|word| mark.text.contains(word));
        let unresolved = mark.resolution["values"].as_array().is_none_or(|values| {
            values.is_empty()
                || values.iter().any(|value| {
                    value["value"] == "not resolved"
                        || value["Mod"].as_str().is_some_and(|word| word.contains("ref"))
                })
        });
        own || week || bare_day || unresolved
    })
}

fn four_digits(text: &str) -> Option<&str> {
    words(text).find(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_sum_of_fractions(case: &Case) -> bool {
    case.sort == Sort::Number
        && any_mark(case, |mark| {
            let fraction = words(mark.text).any(|word| {
                [
                    "thirds",
                    "third",
                    "fourth",
                    "fifths",
                    "fifth",
                    "quarters",
                    "quarter",
                    "ninths",
                    "thirtieth",
                    "half",
                ]
                .contains(&word)
                    || word.ends_with("fifths")
                    || word.ends_with("ths")
            });
            fraction && words(mark.text).count() > 2
        })
}

fn is_no_quantity(case: &Case) -> bool {
    let unit_alone = any_mark(case, |mark| {
        mark.resolution.get("value").is_some_and(Value::is_null) || mark.resolution["value"] == "null"
    });
    let digits = case.sort == Sort::Number
        && (case.marks.len() > 2
            || any_mark(case, |mark| {
                case.lower.contains(&format!("{}-", mark.text))
                    || case.lower.contains(&format!("-{}", mark.text))
                    || case.lower.contains(&format!("nr. {}", mark.text))
            }));
    let bare_one = case.sort == Sort::Number && any_mark(case, |mark| matches!(mark.text, "one" | "two"));
    let title = case.sort == Sort::Time && any_mark(case, |mark| mark.text.len() < 4 && mark.text != "may");
    unit_alone || digits || bare_one || title
}

fn is_other_division(case: &Case) -> bool {
    case.sort == Sort::Time
        && any_mark(case, |mark| {
            let parts = [
                "early",
                "earlier",
                "mid",
                "end of",
                "start of",
                "beginning",
                "middle",
                "next ",
                "late ",
                "later",
                "year to date",
            ];
            parts.iter().any(|part| mark.text.contains(part))
        })
}

fn is_form(case: &Case) -> bool {
    case.sort == Sort::Time
        && any_mark(case, |mark| mark.text.contains('/') || (mark.text.matches('-').count() > 1))
}

fn is_bare_change(case: &Case) -> bool {
    case.sort == Sort::Money
        && any_mark(case, |mark| {
            let last = mark.text.rsplit(' ').next().unwrap_or_default();
            let bare =
                mark.text.contains(['d', 'u']) && NUMBER_WORDS.split_whitespace().any(|word| word == last);
            let digits = last.bytes().all(|byte| byte.is_ascii_digit())
                && words(mark.text).count() > 1
                && !mark.text.starts_with(['$', '£', '€', 'u', 's', 'm', 'a', 'c', 'n']);
            bare || digits || mark.text.contains("usd million") || mark.text.contains("usd50")
        })
}

fn is_slang(case: &Case) -> bool {
    has_word(
        case,
        "dzs dozs kuai mao mil 1mm musd meur mgbp maud yo tln sen dm rad drachma satoshis bitcoins bitcoin btc lakh crore",
    )
}

// ---- reading

fn cases(file: &Value, sort: Sort) -> Vec<Case<'_>> {
    let all = file.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().map(|case| read_case(case, sort)).collect()
}

fn read_case(case: &Value, sort: Sort) -> Case<'_> {
    let text = case["Input"].as_str().unwrap_or_default();
    let marks = case["Results"].as_array().map(Vec::as_slice).unwrap_or_default().iter();
    let start = |mark: &Value| {
        let at = mark["Start"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        text.char_indices().nth(at).map_or(text.len(), |(at, _)| at)
    };
    let day = case["Context"]["ReferenceDateTime"].as_str().and_then(|moment| moment.get(..10)?.parse().ok());
    Case {
        sort,
        text,
        lower: text.to_lowercase(),
        marks: marks
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
    let end = found.low.is_some_and(near) || found.high.is_some_and(near);
    let unit = mark.resolution["unit"].as_str().unwrap_or_default();
    (near(found.value) || share.is_some_and(near) || end) && is_unit(sort, unit, &found.unit)
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
        ("Cent", "cent"),
        ("Pence", "penny"),
        ("Penny", "penny"),
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

/// Whether the days of `time` are those of one reading of the mark.
fn is_days(mark: &Mark, time: &TimeRef) -> bool {
    let readings = mark.resolution["values"].as_array().map(Vec::as_slice).unwrap_or_default();
    readings.iter().any(|reading| {
        let day = |name: &str| reading[name].as_str().and_then(|day| day.get(..10)?.parse::<Date>().ok());
        if let Some(day) = day("value") {
            return (time.from, time.to) == (Some(day), Some(day));
        }
        let (start, end) = (day("start"), day("end"));
        // Their ends are the first day after, or where a second month or year begins; the contract's are the last day.
        let last = |end: Date| {
            let year = (end.day() == 1 && end.month() == 1).then(|| end.last_of_year());
            let month = (end.day() == 1).then(|| end.last_of_month());
            [end.yesterday().ok(), Some(end), month, year]
        };
        let to = match end {
            Some(end) => time.to.is_some() && last(end).contains(&time.to),
            None => time.to.is_none(),
        };
        time.from == start && to
    })
}

#[derive(Default)]
struct Tally {
    right: usize,
    kept: usize,
    all: usize,
    left_out: BTreeMap<&'static str, usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let tells = args.iter().any(|arg| arg == "--wrong");
    let folder = args.iter().find(|arg| !arg.starts_with("--")).ok_or("recognizers FOLDER [--wrong]")?;
    let mut out = io::stdout().lock();
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, sort) in FILES {
        let text = fs::read_to_string(Path::new(folder).join(name))?;
        let file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        let tally = score(&cases(&file, *sort), tells, &mut out)?;
        let share =
            100.0 * f64::from(u32::try_from(tally.right)?) / f64::from(u32::try_from(tally.kept.max(1))?);
        writeln!(
            out,
            "{name}: {share:.1} %, {} of {} kept, {} cases in all",
            tally.right, tally.kept, tally.all
        )?;
        for (why, count) in tally.left_out {
            *left_out.entry(why).or_default() += count;
        }
    }
    writeln!(out, "left out:")?;
    for (why, count) in left_out {
        writeln!(out, "{count:5} {why}")?;
    }
    Ok(())
}

fn score(cases: &[Case], tells: bool, out: &mut impl Write) -> Result<Tally, Box<dyn Error>> {
    let mut tally = Tally { all: cases.len(), ..Tally::default() };
    for case in cases {
        if let Some((why, _)) = KINDS.iter().find(|(_, is)| is(case)) {
            *tally.left_out.entry(why).or_default() += 1;
            continue;
        }
        tally.kept += 1;
        let found = find(case.text, Span::new(case.text, 0..case.text.len())?, case.published);
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
