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
        .or_else(|| years(reader.line, i))
}

/// A day, or days of one month: "23 July 2025", "July 22-23", "2025-07-23".
pub(crate) fn full_day(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    numeric(reader.line, i).or_else(|| day_month(reader, i, lean)).or_else(|| month_day(reader, i, lean))
}

// ---- in figures

fn numeric(line: &Line, i: usize) -> Option<Hit> {
    if line.kind(i) != Kind::Number {
        return None;
    }
    iso(line, i).or_else(|| slashes(line, i)).or_else(|| points(line, i))
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

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

// ---- with the month's name

/// A month at `i`, and the token after it.
fn month_at(line: &Line, i: usize) -> Option<(i8, usize)> {
    if !line.has(i, Tags::MONTH) || !line.capital(i) {
        return None;
    }
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = names.iter().position(|name| line.word(i).starts_with(name))?;
    let whole_word = matches!(line.word(i), "may" | "june" | "july") || line.word(i).len() > 4;
    let point = !whole_word && line.is(i + 1, ".") && line.glued(i + 1);
    Some((i8::try_from(number).ok()? + 1, i + 1 + usize::from(point)))
}

/// A day of the month at `i`: "23", "23rd".
fn day_at(line: &Line, i: usize) -> Option<i8> {
    let raw = line.raw(i);
    let figures = match line.kind(i) {
        Kind::Number => raw,
        Kind::Ordinal => raw.get(..raw.len().checked_sub(2)?)?,
        _ => return None,
    };
    figures.parse().ok().filter(|day| (1..=31).contains(day) && figures.len() < 3)
}

/// The year at `i`, also after a comma.
fn year_at(line: &Line, i: usize) -> Option<(i16, usize)> {
    let at = i + usize::from(line.kind(i) == Kind::Comma);
    let year = figures(line, at, 4).filter(|year| (1500..2101).contains(year))?;
    Some((year, at + 1))
}

/// A second day of the same month after a link: "22-23", "22 to 23", "22 and 23".
fn second_day(line: &Line, i: usize) -> Option<(i8, usize)> {
    let linked = line.kind(i) == Kind::Dash || line.any(i, &["to", "and", "through", "until"]);
    let day = day_at(line, i + 1).filter(|_| linked)?;
    Some((day, i + 2))
}

/// "23 July 2025", "23rd of July", "22-23 July".
fn day_month(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let first = day_at(line, i)?;
    let (last, end) = second_day(line, i + 1).unwrap_or((first, i + 1));
    let end = end + usize::from(line.is(end, "of"));
    let (month, end) = month_at(line, end)?;
    let (year, end) = year_at(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some(reader.part_of_day(hit(end, days(reader, (month, first, last), year, lean))))
}

/// "July 23, 2025", "July 22-23".
fn month_day(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let (month, end) = month_at(line, i)?;
    let first = day_at(line, end)?;
    let (last, end) =
        second_day(line, end + 1).filter(|(_, end)| ends_day(line, *end)).unwrap_or((first, end + 1));
    if !ends_day(line, end) {
        return None;
    }
    let (year, end) = year_at(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some(reader.part_of_day(hit(end, days(reader, (month, first, last), year, lean))))
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
    let (month, end) = month_at(line, i)?;
    let of = end + usize::from(line.is(end, "of"));
    if let Some((year, end)) = year_at(line, of).filter(|(_, end)| !line.is(*end, ":")) {
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
    let name_follows = line.is_word(end) && line.capital(end);
    if (also_a_word && !placed) || name_follows || (line.is(i, "may") && line.opens_sentence(i)) {
        return None;
    }
    Some(hit(end, reader.published.and_then(|day| calendar::month_near(day, month, lean))))
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
    let (first, last, end) = match line.word(at) {
        "q1" => (1, 3, at + 1),
        "q2" => (4, 6, at + 1),
        "q3" => (7, 9, at + 1),
        "q4" => (10, 12, at + 1),
        "h1" => (1, 6, at + 1),
        "h2" => (7, 12, at + 1),
        "first" if line.is(at + 1, "quarter") => (1, 3, at + 2),
        "second" if line.is(at + 1, "quarter") => (4, 6, at + 2),
        "third" if line.is(at + 1, "quarter") => (7, 9, at + 2),
        "fourth" if line.is(at + 1, "quarter") => (10, 12, at + 2),
        "first" if line.is(at + 1, "half") => (1, 6, at + 2),
        "second" if line.is(at + 1, "half") => (7, 12, at + 2),
        _ => return None,
    };
    let of = end + usize::from(line.is(end, "of"));
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
    let quarter = line.is(end - 1, "quarter") || line.word(at).starts_with(['q', 'h']);
    let told = quarter && i == at && !line.is(end, "of");
    told.then(|| hit(end, reader.published.and_then(|day| quarter_near(day, first, last, lean))))
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
    let at = i + usize::from(line.is(i, "the") && line.kind(i + 1) == Kind::Name);
    if at > i {
        return decade(line, at);
    }
    let first = figures(line, i, 4).filter(|_| refuse::is_year(line, i))?;
    let linked = line.joins(i + 1) || (line.is(i + 1, "/") && line.glued(i + 1));
    let last = figures(line, i + 2, 4).filter(|_| linked);
    let last = match (last, line.raw(i + 2).len()) {
        (Some(last), 4) => Some(last),
        (Some(last), 2) => Some(first - first % 100 + last),
        _ => None,
    };
    if let Some(last) = last.filter(|last| *last > first && *last < 2101) {
        return Some(hit(i + 3, calendar::years(first, last)));
    }
    (!linked || !line.glued(i + 2)).then(|| hit(i + 1, calendar::years(first, first)))
}

fn decade(line: &Line, i: usize) -> Option<Hit> {
    let first: i16 = line.raw(i).strip_suffix('s')?.parse().ok()?;
    let fits = (1500..2101).contains(&first) && first % 10 == 0;
    fits.then(|| {
        hit(i + 1, calendar::years(first, first + if first % 100 == 0 && first < 2000 { 99 } else { 9 }))
    })
}
