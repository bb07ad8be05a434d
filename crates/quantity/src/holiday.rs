//! Holidays that fall on one day of every year, told by a date, by Easter, or as the n-th weekday of a month.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashSet;

use crate::{
    calendar::{self, Days, Lean},
    date,
    token::{Kind, Line},
};

/// How a holiday's day of the year is told.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// Month and day.
    On(i8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The n-th such weekday of the month (the last for -1), and days after it.
    Nth(i8, Weekday, i8, i32),
}

use Rule::{Easter, Nth, On};

/// Names in lower case without apostrophes' endings, of those that begin alike the longer one first. Days that several countries
/// keep at their own dates (independence, mothers' and labour days) are left out.
const HOLIDAYS: &[(&str, Rule)] = &[
    ("new year day", On(1, 1)),
    ("new year eve", On(12, 31)),
    ("new year", On(1, 1)),
    ("epiphany", On(1, 6)),
    ("martin luther king day", Nth(1, Weekday::Monday, 3, 0)),
    ("martin luther king jr day", Nth(1, Weekday::Monday, 3, 0)),
    ("groundhog day", On(2, 2)),
    ("valentine day", On(2, 14)),
    ("presidents day", Nth(2, Weekday::Monday, 3, 0)),
    ("st patrick day", On(3, 17)),
    ("saint patrick day", On(3, 17)),
    ("earth day", On(4, 22)),
    ("may day", On(5, 1)),
    ("memorial day", Nth(5, Weekday::Monday, -1, 0)),
    ("juneteenth", On(6, 19)),
    ("bastille day", On(7, 14)),
    ("labor day", Nth(9, Weekday::Monday, 1, 0)),
    ("columbus day", Nth(10, Weekday::Monday, 2, 0)),
    ("halloween", On(10, 31)),
    ("veterans day", On(11, 11)),
    ("armistice day", On(11, 11)),
    ("thanksgiving day", Nth(11, Weekday::Thursday, 4, 0)),
    ("thanksgiving", Nth(11, Weekday::Thursday, 4, 0)),
    ("black friday", Nth(11, Weekday::Thursday, 4, 1)),
    ("cyber monday", Nth(11, Weekday::Thursday, 4, 4)),
    ("christmas eve", On(12, 24)),
    ("christmas day", On(12, 25)),
    ("boxing day", On(12, 26)),
    ("christmas", On(12, 25)),
    ("good friday", Easter(-2)),
    ("easter monday", Easter(1)),
    ("easter sunday", Easter(0)),
    ("palm sunday", Easter(-7)),
    ("ash wednesday", Easter(-46)),
    ("maundy thursday", Easter(-3)),
    ("easter", Easter(0)),
    ("pentecost", Easter(49)),
];

/// Words before a holiday's name that make one also of a name in lower case.
const DATED: &[&str] = &["on", "before", "after", "since", "until", "till", "by", "last", "next"];

/// Whether a holiday may begin at token `i`: cheap, for what is asked of every token.
pub(crate) fn may_begin(line: &Line, i: usize) -> bool {
    static FIRST: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| HOLIDAYS.iter().filter_map(|(name, _)| name.split(' ').next()).collect());
    line.is_word(i)
        && line.word(i).len() > 1
        && FIRST.contains(line.word(i))
        && (line.capital(i) || !line.is(i, "may"))
}

/// The holiday at token `i`: its end, and its day in the year that is told or that `lean` points at.
pub(crate) fn at(
    line: &Line,
    i: usize,
    published: Option<Date>,
    lean: Lean,
) -> Option<(usize, Option<Days>)> {
    if !may_begin(line, i) || i.checked_sub(1).is_some_and(|before| line.any(before, &["a", "an"])) {
        return None; // "a Black Friday for them"
    }
    let (end, rule) = HOLIDAYS.iter().find_map(|(name, rule)| Some((name_end(line, i, name)?, *rule)))?;
    let year = date::year_after(line, end);
    let placed = i.checked_sub(1).is_some_and(|before| line.any(before, DATED));
    let longer = line.is_word(end) && line.capital(end) && !line.joins(end);
    if longer || (line.is(end - 1, "year") && !placed) {
        return None; // a longer name, "a happy New Year"
    }
    let dated = placed || year.is_some() || line.is(end, "weekend");
    if !line.capital(i) && (line.is(i, "may") || !dated) {
        return None;
    }
    let weekend = line.is(end, "weekend");
    let year = year.or_else(|| weekend.then(|| date::year_after(line, end + 1)).flatten());
    let day = match year {
        Some((year, _)) => rule.day(year),
        None => published.and_then(|published| near(rule, published, lean)),
    };
    let end = year.map_or(end, |(_, end)| end);
    if !line.is(end, "weekend") && !weekend {
        return Some((end, day.map(Days::day)));
    }
    let end = end + usize::from(line.is(end, "weekend"));
    Some((end, day.and_then(weekend_beside)))
}

/// The weekend that holds the day or is nearest to it, the day itself taken in.
fn weekend_beside(day: Date) -> Option<Days> {
    let weekday = i32::from(day.weekday().to_monday_zero_offset());
    let saturday = calendar::plus_days(day, if weekday < 2 { -2 - weekday } else { 5 - weekday })?;
    let sunday = calendar::plus_days(saturday, 1)?;
    Some(Days::new(saturday.min(day), sunday.max(day)))
}

/// The end of the name at token `i`, past the apostrophes and points inside it.
fn name_end(line: &Line, i: usize, name: &str) -> Option<usize> {
    let mut at = i;
    for (n, word) in name.split(' ').enumerate() {
        let ending = line.kind(at) == Kind::Possessive || line.kind(at) == Kind::Quote || line.is(at, ".");
        if n > 0 && ending {
            at += 1;
        }
        if !line.is(at, word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The day in the year that `lean` points at.
fn near(rule: Rule, published: Date, lean: Lean) -> Option<Date> {
    let year = published.year();
    let years = [year.checked_sub(1)?, year, year.checked_add(1)?];
    calendar::pick(published, years.into_iter().filter_map(|year| rule.day(year)), lean)
}

/// The holiday at token `i` in the year before or after the day of publication: "last Easter", "next Christmas".
pub(crate) fn chosen(
    line: &Line,
    i: usize,
    published: Option<Date>,
    ahead: bool,
) -> Option<(usize, Option<Days>)> {
    if !may_begin(line, i) {
        return None;
    }
    let (end, rule) = HOLIDAYS.iter().find_map(|(name, rule)| Some((name_end(line, i, name)?, *rule)))?;
    let day = published.and_then(|published| {
        let other = calendar::plus_days(published, if ahead { 1 } else { -1 })?;
        near(rule, other, if ahead { Lean::Ahead } else { Lean::Past })
    });
    Some((end, day.map(Days::day)))
}

impl Rule {
    fn day(self, year: i16) -> Option<Date> {
        match self {
            On(month, day) => Date::new(year, month, day).ok(),
            Easter(shift) => calendar::plus_days(easter(year)?, shift),
            Nth(month, weekday, nth, shift) => {
                let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
                calendar::plus_days(day, shift)
            }
        }
    }
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

    use super::{HOLIDAYS, easter};

    #[test]
    fn easter_of_some_years() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2000, 4, 23), (2038, 4, 25)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn weekdays_of_a_month() {
        let day = |wanted: &str, year| HOLIDAYS.iter().find(|(name, _)| *name == wanted)?.1.day(year);
        assert_eq!(day("memorial day", 2025), Some(date(2025, 5, 26)));
        assert_eq!(day("thanksgiving", 2025), Some(date(2025, 11, 27)));
        assert_eq!(day("cyber monday", 2025), Some(date(2025, 12, 1)));
        assert_eq!(day("new year day", 2025), Some(date(2025, 1, 1)));
    }
}
