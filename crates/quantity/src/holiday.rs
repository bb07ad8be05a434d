//! Holidays that fall on one day of every year.

use jiff::civil::Date;

use crate::{calendar, calendar::Lean, token::Line};

/// Names in lower case, with month and day.
const HOLIDAYS: &[(&[&str], i8, i8)] = &[
    (&["new", "year", "'s", "day"], 1, 1),
    (&["new", "year", "’s", "day"], 1, 1),
    (&["new", "year", "'s", "eve"], 12, 31),
    (&["new", "year", "’s", "eve"], 12, 31),
    (&["christmas", "eve"], 12, 24),
    (&["christmas", "day"], 12, 25),
    (&["boxing", "day"], 12, 26),
    (&["christmas"], 12, 25),
    (&["valentine", "'s", "day"], 2, 14),
    (&["valentine", "’s", "day"], 2, 14),
    (&["st", "patrick", "'s", "day"], 3, 17),
    (&["may", "day"], 5, 1),
    (&["bastille", "day"], 7, 14),
    (&["halloween"], 10, 31),
    (&["epiphany"], 1, 6),
];

/// Holidays told from Easter Sunday, with how many days after it they fall.
const EASTER: &[(&[&str], i32)] = &[
    (&["good", "friday"], -2),
    (&["easter", "monday"], 1),
    (&["easter", "sunday"], 0),
    (&["palm", "sunday"], -7),
    (&["ash", "wednesday"], -46),
    (&["easter"], 0),
    (&["pentecost"], 49),
];

/// Whether a holiday may begin at token `i`.
pub(crate) fn may_begin(line: &Line, i: usize) -> bool {
    const FIRST: &[&str] = &[
        "new",
        "christmas",
        "boxing",
        "valentine",
        "st",
        "may",
        "bastille",
        "halloween",
        "epiphany",
        "good",
        "easter",
        "palm",
        "ash",
        "pentecost",
    ];
    line.capital(i) && line.any(i, FIRST)
}

/// The holiday at token `i`: its end, and its day in the year that `lean` points at.
pub(crate) fn at(
    line: &Line,
    i: usize,
    published: Option<Date>,
    lean: Lean,
) -> Option<(usize, Option<Date>)> {
    if !line.capital(i) {
        return None;
    }
    let name_goes_on = |end: usize| line.is_word(end) && line.capital(end) && !line.joins(end);
    if let Some((words, month, day)) = HOLIDAYS.iter().find(|(words, ..)| line.starts(i, words)) {
        let end = i + words.len();
        let date = published.and_then(|published| calendar::day_near(published, *month, *day, lean));
        return (!name_goes_on(end)).then_some((end, date));
    }
    let (words, shift) = EASTER.iter().find(|(words, _)| line.starts(i, words))?;
    let end = i + words.len();
    let near = |published: Date| {
        let years = [published.year() - 1, published.year(), published.year() + 1];
        let days = years.into_iter().filter_map(|year| calendar::plus_days(easter(year)?, *shift));
        calendar::pick(published, days, lean)
    };
    (!name_goes_on(end)).then(|| (end, published.and_then(near)))
}

/// Easter Sunday of the western churches, by the anonymous Gregorian algorithm.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?)
        .ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::easter;

    #[test]
    fn easter_of_some_years() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2000, 4, 23), (2038, 4, 25)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }
}
