//! Dates, months, seasons, quarters, years and decades as written.

use jiff::civil::Date;

use crate::{
    calendar::{self, Days, Lean},
    lexicon::Tags,
    refuse,
    time::{Hit, Reader, hit},
    token::{Kind, Line},
};

/// A date or a named period of the calendar at token `i`.
pub(crate) fn read(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    full_day(reader, i, lean)
        .or_else(|| named_month(reader, i, lean))
        .or_else(|| season_of_year(reader.line, i))
        .or_else(|| part_of_year(reader, i, lean))
        .or_else(|| century(reader.line, i))
        .or_else(|| years(reader.line, i))
}

/// A day, or days of one month: "23 July 2025", "July 22-23", "2025-07-23".
pub(crate) fn full_day(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    if i > 0 && line.kind(i - 1) == Kind::Currency {
        return None; // "$12 December"
    }
    numeric(line, i)
        .or_else(|| with_signs(line, i))
        .or_else(|| month_slash_day(reader, i, lean))
        .or_else(|| day_month(reader, i, lean))
        .or_else(|| month_day(reader, i, lean))
        .or_else(|| without_year(reader, i, lean))
}

// ---- in figures

fn numeric(line: &Line, i: usize) -> Option<Hit> {
    if line.kind(i) != Kind::Number {
        return None;
    }
    iso(line, i).or_else(|| slashes(line, i)).or_else(|| points(line, i)).or_else(|| month_year(line, i))
}

fn figures(line: &Line, i: usize, most: usize) -> Option<i16> {
    let raw = line.raw(i);
    let fits =
        line.kind(i) == Kind::Number && raw.len() <= most && raw.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| raw.parse().ok()).flatten()
}

/// The tokens `i`, `i + 2`, `i + 4` as numbers, joined by `sign`.
fn triple(line: &Line, i: usize, sign: &str) -> Option<[i16; 3]> {
    let signs =
        [i + 1, i + 3].into_iter().all(|at| line.is(at, sign) && line.glued(at) && line.glued(at + 1));
    if !signs {
        return None;
    }
    Some([figures(line, i, 4)?, figures(line, i + 2, 2)?, figures(line, i + 4, 4)?])
}

/// "2025-07-23".
fn iso(line: &Line, i: usize) -> Option<Hit> {
    if line.raw(i).len() != 4 {
        return None;
    }
    let [year, month, day] = triple(line, i, "-").or_else(|| triple(line, i, "/"))?;
    Some(hit(i + 5, Some(Days::day(civil(year, month, day)?))))
}

/// "23/07/2025": told only where the day can't be the month.
fn slashes(line: &Line, i: usize) -> Option<Hit> {
    let [first, second, year] = triple(line, i, "/").or_else(|| triple(line, i, "-"))?;
    if line.raw(i + 4).len() != 4 {
        return None;
    }
    let either =
        civil(year, second, first).is_some() && civil(year, first, second).is_some() && first != second;
    let day = civil(year, second, first).or_else(|| civil(year, first, second))?;
    Some(hit(i + 5, (!either).then(|| Days::day(day))))
}

/// "23.07.2025".
fn points(line: &Line, i: usize) -> Option<Hit> {
    let mut parts = line.raw(i).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() != 2 {
        return None;
    }
    let day = civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(hit(i + 1, Some(Days::day(day))))
}

/// "03/2021", "12-2015".
fn month_year(line: &Line, i: usize) -> Option<Hit> {
    let sign = line.joins(i + 1) || (line.is(i + 1, "/") && line.glued(i + 1) && line.glued(i + 2));
    let linked = |at: usize| (line.joins(at) || line.is(at, "/")) && line.glued(at);
    let before = i > 0 && linked(i - 1) && line.glued(i);
    if !sign || before || linked(i + 3) || line.raw(i).len() != 2 || line.raw(i + 2).len() != 4 {
        return None;
    }
    let (month, year) =
        (figures(line, i, 2)?, figures(line, i + 2, 4).filter(|year| (1900..2101).contains(year))?);
    let days = calendar::month(year, i8::try_from(month).ok()?)?;
    Some(hit(i + 3, Some(days)))
}

/// "22/04", "10/25": told only behind a word for a day, and where the day can't be the month.
fn without_year(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let signs = line.is(i + 1, "/") && line.glued(i + 1) && line.glued(i + 2) && !line.is(i + 3, "/");
    let (first, second) = (figures(line, i, 2).filter(|_| signs)?, figures(line, i + 2, 2)?);
    let placed = i.checked_sub(1).is_some_and(|before| {
        line.any(
            before,
            &["on", "since", "until", "till", "by", "from", "before", "after", "between", "to", "and"],
        ) || line.has(before, Tags::WEEKDAY)
    });
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    let alone = i == 0 && i + 3 >= line.len();
    let always = (first, second) == (24, 7);
    if !(placed || alone) || always || day < 13 || line.kind(i + 3) == Kind::Percent {
        return None;
    }
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(2000, month, day).ok()?;
    Some(hit(
        i + 3,
        reader.published.and_then(|today| calendar::day_near(today, month, day, lean)).map(Days::day),
    ))
}

/// "Oct/2".
fn month_slash_day(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let (month, end) = month_beside(line, i).filter(|(_, end)| line.is(*end, "/"))?;
    let day = day_at(line, end + 1).filter(|_| line.glued(end + 1) && line.kind(end + 1) == Kind::Number)?;
    Some(hit(end + 2, days(reader, (month, day, day), None, lean)))
}

/// "05-Aug-2016", "2019/Aug/01", "Dec/2018": a month's name joined to a day and a year, or to a year, by signs.
fn with_signs(line: &Line, i: usize) -> Option<Hit> {
    let sign = |at: usize| (line.joins(at) || line.is(at, "/")) && line.glued(at) && line.glued(at + 1);
    if !sign(i + 1) {
        return None;
    }
    if let Some((month, _)) = month_beside(line, i)
        && let Some(year) = figures(line, i + 2, 4).filter(|_| line.raw(i + 2).len() == 4)
        && (!sign(i + 3) || line.kind(i + 4) != Kind::Number)
    {
        return Some(hit(i + 3, calendar::month(year, month)));
    }
    if !sign(i + 3) {
        return None;
    }
    let parts = [i, i + 2, i + 4];
    let month = parts.into_iter().find_map(|at| month_beside(line, at))?.0;
    let mut numbers = parts.into_iter().filter(|at| line.kind(*at) == Kind::Number);
    let (one, other) = (numbers.next()?, numbers.next()?);
    let (year, day) = if line.raw(one).len() == 4 { (one, other) } else { (other, one) };
    let (year, day) = (figures(line, year, 4).filter(|year| *year > 999)?, figures(line, day, 2)?);
    Some(hit(i + 5, Some(Days::day(civil(year, i16::from(month), day)?))))
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

// ---- with the month's name

/// Names of months that are nothing else, in lower case too.
const PLAIN_MONTHS: &[&str] =
    &["january", "february", "april", "june", "july", "september", "october", "november", "december"];

/// A month at `i`, and the token after it.
fn month_at(line: &Line, i: usize) -> Option<(i8, usize)> {
    if !line.has(i, Tags::MONTH) || !(line.capital(i) || PLAIN_MONTHS.contains(&line.word(i))) {
        return None;
    }
    month_word(line, i)
}

/// A month at `i` beside a day or a year, where short names may stand in lower case too.
fn month_beside(line: &Line, i: usize) -> Option<(i8, usize)> {
    let word = line.any(i, &["may", "march", "mar"]) && !line.capital(i);
    (line.has(i, Tags::MONTH) && !word).then(|| month_word(line, i)).flatten()
}

fn month_word(line: &Line, i: usize) -> Option<(i8, usize)> {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = names.iter().position(|name| line.word(i).starts_with(name))?;
    let whole_word = matches!(line.word(i), "may" | "june" | "july") || line.word(i).len() > 4;
    let point = !whole_word && line.is(i + 1, ".") && line.glued(i + 1);
    Some((i8::try_from(number).ok()? + 1, i + 1 + usize::from(point)))
}

/// The month at `i` as one end of a stretch: "Jan" of "Jan-Feb 2017".
pub(crate) fn month_end(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let (month, end) = month_beside(reader.line, i)?;
    Some(hit(end, reader.published.and_then(|day| calendar::month_near(day, month, lean))))
}

/// Whether one of the tokens `first..end` is a month's name.
pub(crate) fn has_month(line: &Line, first: usize, end: usize) -> bool {
    (first..end).any(|at| line.has(at, Tags::MONTH))
}

/// A day of the month at `i` as an ordinal in figures or one word.
pub(crate) fn ordinal_at(line: &Line, i: usize) -> Option<i8> {
    let (day, end) = ordinal_day(line, i).filter(|_| !line.is(i, "the"))?;
    (end == i + 1 && line.kind(i) == Kind::Ordinal).then_some(day)
}

/// Whether one of the tokens `first..end` is a year in figures.
pub(crate) fn has_year(line: &Line, first: usize, end: usize) -> bool {
    (first..end).any(|at| line.raw(at).len() == 4 && figures(line, at, 4).is_some())
}

/// A day of the month at `i`: "23", "23rd".
pub(crate) fn day_at(line: &Line, i: usize) -> Option<i8> {
    let raw = line.raw(i);
    let figures = match line.kind(i) {
        Kind::Number => raw,
        Kind::Ordinal => raw.get(..raw.len().checked_sub(2)?)?,
        _ => return None,
    };
    figures.parse().ok().filter(|day| (1..=31).contains(day) && figures.len() < 3)
}

/// The ordinals up to the twentieth, in their order.
const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// An ordinal in words at `i`, and the token after it: "fourth", "twenty-first".
fn ordinal_word(line: &Line, i: usize) -> Option<(i8, usize)> {
    let word = line.word(i);
    if !["th", "ty", "st", "nd", "rd"].iter().any(|end| word.ends_with(end)) {
        return None; // cheap, for what is asked of every token
    }
    let tens = match line.word(i) {
        "twenty" => 20,
        "thirty" => 30,
        "thirtieth" => return Some((30, i + 1)),
        word => {
            let at = ORDINALS.iter().position(|ordinal| *ordinal == word)?;
            return Some((i8::try_from(at).ok()? + 1, i + 1));
        }
    };
    let at = i + 1 + usize::from(line.joins(i + 1));
    let unit = ORDINALS.iter().take(9).position(|ordinal| line.is(at, ordinal))?;
    Some((tens + i8::try_from(unit).ok()? + 1, at + 1))
}

/// Whether an ordinal in figures or in words begins at `i`.
pub(crate) fn is_ordinal(line: &Line, i: usize) -> bool {
    line.kind(i) == Kind::Ordinal || ordinal_word(line, i).is_some()
}

/// A day of the month as an ordinal, also in words: "the 4th", "first", "the twenty-first".
fn ordinal_day(line: &Line, i: usize) -> Option<(i8, usize)> {
    let at = i + usize::from(line.is(i, "the"));
    let figures = day_at(line, at).filter(|_| line.kind(at) == Kind::Ordinal).map(|day| (day, at + 1));
    figures.or_else(|| ordinal_word(line, at)).filter(|(day, _)| (1..=31).contains(day))
}

/// The year at `i`, also after a comma, and after "of" or "in": "28 June in 2020".
fn year_at(line: &Line, i: usize) -> Option<(i16, usize)> {
    if let Some(year) = short_year(line, i) {
        return Some(year);
    }
    let at = i + usize::from(line.kind(i) == Kind::Comma || line.any(i, &["of", "in"]));
    let year = figures(line, at, 4).filter(|year| (1500..2101).contains(year))?;
    let counts = at > i && line.any(i, &["of", "in"]) && !refuse::is_year(line, at);
    (!counts).then_some((year, at + 1))
}

/// "of 87", "'87" at the end of a phrase: a year of the last century, or of this one up to 2029.
fn short_year(line: &Line, i: usize) -> Option<(i16, usize)> {
    let at = i + usize::from(line.is(i, "of"));
    let at = at + usize::from(line.kind(at) == Kind::Quote && line.glued(at + 1));
    let year =
        figures(line, at, 2).filter(|_| at > i && line.raw(at).len() == 2 && ends_phrase(line, at + 1))?;
    Some((if year < 30 { 2000 + year } else { 1900 + year }, at + 1))
}

/// The year that a holiday at its end `i` is told with: "Easter 2018", "Christmas of 2014".
pub(crate) fn year_after(line: &Line, i: usize) -> Option<(i16, usize)> {
    let at = i + usize::from(line.is(i, "of"));
    let year = figures(line, at, 4).filter(|_| refuse::is_year(line, at))?;
    Some((year, at + 1))
}

/// A second day of the same month after a link: "22-23", "22 to 23", "22 and 23", "the ninth and the seventeenth".
fn second_day(line: &Line, i: usize) -> Option<(i8, usize)> {
    let linked = line.kind(i) == Kind::Dash || line.any(i, &["to", "and", "through", "until", "till"]);
    if !linked {
        return None;
    }
    day_at(line, i + 1).map(|day| (day, i + 2)).or_else(|| ordinal_day(line, i + 1))
}

/// "23 July 2025", "23rd of July", "22-23 July", "the fourth of July", "the 15th day of June".
fn day_month(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let told = day_at(line, i).map(|day| (day, i + 1));
    let (first, end) = told.or_else(|| ordinal_word(line, i)).filter(|(day, _)| (1..=31).contains(day))?;
    let (last, end) = second_day(line, end).unwrap_or((first, end));
    let of = end + usize::from(line.is(end, "day"));
    let end = of + usize::from(line.is(of, "of"));
    if told.is_none() && end == of {
        return None; // "the second June meeting"
    }
    if end > of
        && let Some(hit) = day_of_month(reader, end, first, last)
    {
        return Some(hit);
    }
    let (month, end) = month_beside(line, end)?;
    let (year, end) = year_at(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some(reader.part_of_day(hit(end, days(reader, (month, first, last), year, lean))))
}

/// "next month" of "the 15th of next month".
fn day_of_month(reader: &Reader, i: usize, first: i8, last: i8) -> Option<Hit> {
    let line = reader.line;
    let shift = match line.word(i) {
        "this" | "the" => 0,
        "next" => 1,
        "last" => -1,
        _ => return None,
    };
    if !line.is(i + 1, "month") {
        return None;
    }
    let days = reader.published.and_then(|day| {
        let month = calendar::period(day, calendar::Period::Month, shift)?.from?;
        Some(Days::new(
            Date::new(month.year(), month.month(), first).ok()?,
            Date::new(month.year(), month.month(), last).ok()?,
        ))
    });
    Some(hit(i + 2, days))
}

/// "July 23, 2025", "July 22-23", "July the 4th", "January first".
fn month_day(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let (month, end) = month_beside(line, i)?;
    let comma = usize::from(line.kind(end) == Kind::Comma && line.kind(end + 1) == Kind::Ordinal);
    let told = day_at(line, end + comma).map(|day| (day, end + comma + 1));
    let (first, end) = told.or_else(|| ordinal_day(line, end).filter(|(_, end)| ends_ordinal(line, *end)))?;
    let (last, end) = second_day(line, end).filter(|(_, end)| ends_day(line, *end)).unwrap_or((first, end));
    if !ends_day(line, end) || (!line.capital(i) && counts(line, end)) {
        return None;
    }
    let (year, end) = year_at(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some(reader.part_of_day(hit(end, days(reader, (month, first, last), year, lean))))
}

/// Whether the ordinal before `end` is a day, and not the first word of a phrase: "in March second-placed Leeds".
fn ends_ordinal(line: &Line, end: usize) -> bool {
    !line.joins(end) && (!line.is_word(end) || line.has(end, Tags::FUNCTION | Tags::VERB | Tags::TIME))
}

/// Whether a noun follows: "in june 12 people".
fn counts(line: &Line, end: usize) -> bool {
    line.is_word(end) && !line.has(end, Tags::FUNCTION | Tags::VERB | Tags::TIME)
}

/// Whether what stands before `end` is a day, not the start of a count: "July 500 people", "July 5 million".
fn ends_day(line: &Line, end: usize) -> bool {
    !(line.has(end, Tags::SCALE) || line.kind(end) == Kind::Percent || line.is(end, ":"))
}

fn days(reader: &Reader, (month, first, last): (i8, i8, i8), year: Option<i16>, lean: Lean) -> Option<Days> {
    let from = match (year, reader.published) {
        (Some(year), _) => Date::new(year, month, first).ok()?,
        (None, Some(published)) => calendar::day_near(published, month, first, lean)?,
        (None, None) => return None,
    };
    let to = Date::new(from.year(), month, last).ok()?;
    Some(if to < from { Days::day(from) } else { Days::new(from, to) })
}

/// "July 2025", "in July", "July".
fn named_month(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let (month, end) = month_at(line, i).or_else(|| lower_month(line, i)).or_else(|| {
        month_beside(line, i).filter(|(_, end)| line.raw(*end).len() == 4 && year_at(line, *end).is_some())
    })?;
    if let Some((year, end)) = year_at(line, end).filter(|(_, end)| !line.is(*end, ":")) {
        return Some(hit(end, calendar::month(year, month)));
    }
    let placed = i.checked_sub(1).is_some_and(|before| {
        line.any(
            before,
            &[
                "in", "since", "until", "till", "by", "of", "early", "late", "mid", "from", "to", "before",
                "after", "during", "through", "between", "last", "next", "this", "on", "earlier", "and",
                "for",
            ],
        ) || (line.joins(before) && before > 0 && line.has(before - 1, Tags::PART_OF_TIME))
    });
    let also_a_word =
        matches!(line.word(i), "may" | "march" | "april" | "june" | "august") || line.word(i).len() < 4;
    let placed = placed || (i > 0 && line.is(i - 1, "the") && line.any(i, &["april", "june", "august"]));
    let name_follows = line.is_word(end) && line.capital(end);
    if (also_a_word && !placed) || name_follows || (line.is(i, "may") && line.opens_sentence(i)) {
        return None;
    }
    Some(hit(end, reader.published.and_then(|day| calendar::month_near(day, month, lean))))
}

/// "may" of "in may": a preposition that no verb follows.
fn lower_month(line: &Line, i: usize) -> Option<(i8, usize)> {
    let before = i.checked_sub(1)?;
    let (month, end) = line.has(i, Tags::MONTH).then(|| month_word(line, i)).flatten()?;
    (line.any(before, &["in", "since", "until"]) && !line.is_word(end)).then_some((month, end))
}

/// "July" of "last July", "summer" of "this summer".
pub(crate) fn month_or_season_of(reader: &Reader, i: usize, word: &str, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let published = reader.published;
    if let Some((month, end)) = month_at(line, i) {
        let days = published.and_then(|day| match word {
            "last" | "past" => {
                let days = calendar::month_near(day, month, Lean::Past)?;
                if days.to? >= day { calendar::month(day.year().checked_sub(1)?, month) } else { Some(days) }
            }
            "next" | "coming" => {
                let days = calendar::month_near(day, month, Lean::Ahead)?;
                if days.from? <= day {
                    calendar::month(day.year().checked_add(1)?, month)
                } else {
                    Some(days)
                }
            }
            "this" => calendar::month(day.year(), month),
            _ => calendar::month_near(day, month, lean),
        });
        return Some(hit(end, days));
    }
    let (first, last) = season(line.word(i))?;
    let shift = match word {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    Some(hit(i + 1, published.and_then(|day| chosen_season(day, first, last, shift))))
}

/// This, the last or the next season: of the one that is on or comes next in the year of publication.
fn chosen_season(day: Date, first: i8, last: i8, shift: i16) -> Option<Days> {
    let own = calendar::months(day.year(), first, last)?;
    match shift {
        -1 if own.to? < day => Some(own),
        1 if own.from? > day => Some(own),
        shift => calendar::months(day.year().checked_add(shift)?, first, last),
    }
}

/// "spring" of "since the spring": the one of the year of publication, or the one before where it has not come yet.
pub(crate) fn season_near(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let (first, last) = season(reader.line.word(i))?;
    let ends = !reader.line.is_word(i + 1) || reader.line.has(i + 1, Tags::FUNCTION | Tags::VERB);
    let year = i + 1 + usize::from(reader.line.is(i + 1, "of"));
    if !ends
        || year_at(reader.line, year).is_some()
        || reader.line.is(i + 1, "of")
        || reader.line.is(i, "fall")
    {
        return None;
    }
    let days = reader.published.and_then(|day| {
        let own = calendar::months(day.year(), first, last)?;
        let to_come = own.from? > day && !matches!(lean, Lean::Ahead | Lean::Unsaid);
        if to_come { calendar::months(day.year().checked_sub(1)?, first, last) } else { Some(own) }
    });
    Some(hit(i + 1, days))
}

fn season(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "spring" => (3, 5),
        "summer" => (6, 8),
        "autumn" | "fall" => (9, 11),
        "winter" => (12, 2),
        _ => return None,
    })
}

/// "summer 2023", "the winter of 2022".
fn season_of_year(line: &Line, i: usize) -> Option<Hit> {
    let at = i + usize::from(line.is(i, "the"));
    let (first, last) = season(line.word(at))?;
    let of = at + 1 + usize::from(line.is(at + 1, "of"));
    let (year, end) = year_at(line, of).filter(|_| line.kind(of) == Kind::Number)?;
    Some(hit(end, calendar::months(year, first, last)))
}

/// "the first quarter of 2024", "Q1 2024", "the second half of 2025", "H1 2025".
fn part_of_year(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let at = i + usize::from(line.is(i, "the"));
    if let Some((part, year)) = line.word(at).split_once('-')
        && let (Some((first, last)), Ok(year)) = (part_in_figures(part), year.parse::<i16>())
    {
        return Some(hit(at + 1, calendar::months(year, first, last))); // "Q1-2019"
    }
    let in_figures = || part_in_figures(line.word(at)).map(|(first, last)| (first, last, at + 1));
    let (first, last, end) = part_in_words(line, at).or_else(in_figures)?;
    let of = end + usize::from(line.is(end, "of") || line.joins(end));
    if let Some((year, end)) = year_at(line, of) {
        return Some(hit(end, calendar::months(year, first, last)));
    }
    let the = usize::from(line.is(of, "the"));
    if line.is(end, "of") && the > 0 && line.is(of + 1, "year") {
        return Some(hit(of + 2, reader.published.and_then(|day| calendar::months(day.year(), first, last))));
    }
    let shift = match line.word(of + the) {
        "next" => Some(1),
        "last" => Some(-1),
        "this" => Some(0),
        _ => None,
    };
    if let Some(shift) = shift.filter(|_| line.is(of + the + 1, "year")) {
        let days =
            reader.published.and_then(|day| calendar::months(day.year().checked_add(shift)?, first, last));
        return Some(hit(of + the + 2, days));
    }
    let match_or_step = line.joins(end) || is_of_match(line, at);
    let quarter = line.is(end - 1, "quarter") && !match_or_step || line.word(at).starts_with(['q', 'h']);
    let told = quarter && i == at && !line.is(end, "of");
    told.then(|| hit(end, reader.published.and_then(|day| quarter_near(day, first, last, lean))))
}

/// First and last month of "third quarter" or "2nd half" at `i`, and its end.
fn part_in_words(line: &Line, i: usize) -> Option<(i8, i8, usize)> {
    let (number, end) = ordinal_day(line, i).filter(|_| !line.is(i, "the"))?;
    match (line.word(end), number) {
        ("quarter", 1..=4) => Some((3 * number - 2, 3 * number, end + 1)),
        ("half", 1..=2) => Some((6 * number - 5, 6 * number, end + 1)),
        _ => None,
    }
}

/// First and last month of "q1" or "h2".
fn part_in_figures(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "q1" => (1, 3),
        "q2" => (4, 6),
        "q3" => (7, 9),
        "q4" => (10, 12),
        "h1" => (1, 6),
        "h2" => (7, 12),
        _ => return None,
    })
}

/// "the 19th century", "nineteenth century"; none before our era.
fn century(line: &Line, i: usize) -> Option<Hit> {
    let at = i + usize::from(line.is(i, "the"));
    let (number, end) = ordinal_day(line, at).filter(|_| !line.is(at, "the"))?;
    let other = line.any(end + 1, &["bc", "b.c.", "bce", "b.c"])
        || (line.capital(end) && line.capital(end + 1) && line.is_word(end + 1));
    let told = line.is(end, "century") && (2..=21).contains(&number) && !other;
    let first = (i16::from(number) - 1) * 100;
    told.then(|| hit(end + 1, calendar::years(first, first + 99)))
}

/// "scored 22 points in the third quarter": one of a match.
fn is_of_match(line: &Line, i: usize) -> bool {
    let played = [
        "scored",
        "scoring",
        "touchdown",
        "touchdowns",
        "yards",
        "unanswered",
        "rebounds",
        "interception",
        "basket",
    ];
    (i.saturating_sub(12)..i + 8).any(|at| line.any(at, &played))
}

/// The quarter of the year of publication, or of the year before where it has not begun yet and is told of.
fn quarter_near(day: Date, first: i8, last: i8, lean: Lean) -> Option<Days> {
    let own = calendar::months(day.year(), first, last)?;
    let shift = match lean {
        Lean::Ahead if own.to? < day => 1,
        Lean::Past | Lean::Told | Lean::Unsaid if own.from? > day => -1,
        _ => 0,
    };
    calendar::months(day.year().checked_add(shift)?, first, last)
}

/// "2022", "2014-2022", "2024-25", "the 1990s".
fn years(line: &Line, i: usize) -> Option<Hit> {
    if line.kind(i) == Kind::Name {
        return decade(line, i);
    }
    if line.is(i, "the")
        && line.word(i + 1).ends_with("ties")
        && let Some((_, first)) = DECADES.iter().find(|(word, _)| line.is(i + 1, word))
    {
        return Some(hit(i + 2, calendar::years(*first, first + 9)));
    }
    let owned = line.kind(i + 1) == Kind::Number && line.kind(i + 2) == Kind::Possessive;
    if let Some(first) = figures(line, i + 1, 4).filter(|first| line.is(i, "the") && owned && first % 10 == 0)
        && refuse::is_year(line, i + 1)
    {
        return Some(hit(i + 3, decade_from(first))); // "the 1970's"
    }
    let at = i + usize::from(line.is(i, "the") && line.kind(i + 1) == Kind::Name);
    if at > i {
        return decade(line, at);
    }
    let first = figures(line, i, 4).filter(|_| refuse::is_year(line, i))?;
    if i > 1 && line.joins(i - 1) && line.kind(i - 2) == Kind::Number {
        return None; // "82-2100"
    }
    if first % 10 == 0 && line.is(i + 1, "s") && !line.is_word(i + 2) {
        return Some(hit(i + 2, decade_from(first))); // "1990 s", as old wires have it
    }
    if let Some((month, end)) = month_beside(line, i + 1).filter(|(_, end)| ends_phrase(line, *end)) {
        return Some(hit(end, calendar::month(first, month))); // "2017 April"
    }
    let part = i + 1 + usize::from(line.joins(i + 1));
    if let Some((from, to)) = part_in_figures(line.word(part)) {
        return Some(hit(part + 1, calendar::months(first, from, to))); // "2017 Q1"
    }
    let linked = line.joins(i + 1) || (line.is(i + 1, "/") && line.glued(i + 1));
    let last = figures(line, i + 2, 4).filter(|_| linked);
    if let (Some(month @ 1..=12), 1 | 2) = (last, line.raw(i + 2).len())
        && (month <= first % 100 && line.raw(i + 2).len() == 2
            || line.raw(i + 2).len() == 1 && month != first % 10 + 1)
        && line.joins(i + 1)
        && !line.joins(i + 3)
    {
        return Some(hit(i + 3, calendar::month(first, i8::try_from(month).ok()?))); // "2015-12", unlike "2009-10"
    }
    let last = match (last, line.raw(i + 2).len()) {
        (Some(last), 4) => Some(last),
        (Some(last), 1) => Some(first - first % 10 + last), // "2008-9"
        (Some(last), 2) => Some(first - first % 100 + last),
        _ => None,
    };
    if let Some(last) = last.filter(|last| *last > first && *last < 2101) {
        return Some(hit(i + 3, calendar::years(first, last)));
    }
    (!linked || !line.glued(i + 2)).then(|| hit(i + 1, calendar::years(first, first)))
}

/// Decades of the last century that no other century is meant by.
const DECADES: &[(&str, i16)] = &[
    ("thirties", 1930),
    ("forties", 1940),
    ("fifties", 1950),
    ("sixties", 1960),
    ("seventies", 1970),
    ("eighties", 1980),
    ("nineties", 1990),
];

fn decade(line: &Line, i: usize) -> Option<Hit> {
    let first: i16 = line.raw(i).strip_suffix('s')?.parse().ok()?;
    let fits = (1500..2101).contains(&first) && first % 10 == 0;
    fits.then(|| hit(i + 1, decade_from(first)))
}

/// The ten years from `first` on, or the hundred of "the 1900s".
fn decade_from(first: i16) -> Option<Days> {
    calendar::years(first, first + if first % 100 == 0 && first < 2000 { 99 } else { 9 })
}

fn ends_phrase(line: &Line, i: usize) -> bool {
    i >= line.len() || matches!(line.kind(i), Kind::Stop | Kind::Comma | Kind::Close)
}
