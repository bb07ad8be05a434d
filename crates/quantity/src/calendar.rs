//! Stretches of days.

use jiff::{Span, civil::Date};

/// From one day to another, both inclusive; none where it is open or can't be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

impl Days {
    /// A time that can't be told.
    pub(crate) const UNKNOWN: Self = Self { from: None, to: None };

    pub(crate) fn new(from: Date, to: Date) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    pub(crate) fn day(day: Date) -> Self {
        Self::new(day, day)
    }

    /// From the first day of `self` to the last of `end`; the other way round where `end` lies before ("between 2014 and 2009").
    pub(crate) fn through(self, end: Self) -> Self {
        let turned = self.from.zip(end.to).is_some_and(|(from, to)| from > to);
        if turned { Self { from: end.from, to: self.to } } else { Self { from: self.from, to: end.to } }
    }

    /// Whether it is one day.
    pub(crate) fn is_day(self) -> bool {
        self.from.is_some() && self.from == self.to
    }
}

/// Where to look for a day or month that is given without its year, or a weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    /// The last one up to the day of publication.
    Past,
    /// The next one from the day of publication on.
    Ahead,
    /// The sentence tells of what was: the last weekday or month, the nearest day of the year.
    Told,
    /// The sentence tells what is on the calendar ("they meet on Friday"): the nearest one.
    Calendar,
    /// No hint: the nearest day or month of the year, but the last weekday.
    Unsaid,
}

/// A length that calendars know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

pub(crate) fn plus_days(day: Date, count: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(count).ok()?).ok()
}

fn plus_months(day: Date, count: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(count).ok()?).ok()
}

/// The whole month.
pub(crate) fn month(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Days::new(first, first.last_of_month()))
}

/// The months `first..=last` of a year; a `last` under `first` lies in the next year.
pub(crate) fn months(year: i16, first: i8, last: i8) -> Option<Days> {
    let end_year = if last < first { year.checked_add(1)? } else { year };
    Some(month(year, first)?.through(month(end_year, last)?))
}

pub(crate) fn years(first: i16, last: i16) -> Option<Days> {
    Some(month(first, 1)?.through(month(last, 12)?))
}

/// The calendar period that holds `day`, moved on by `shift` such periods.
pub(crate) fn period(day: Date, period: Period, shift: i32) -> Option<Days> {
    match period {
        Period::Hour => Some(Days::day(day)),
        Period::Day => plus_days(day, shift).map(Days::day),
        Period::Week => week(day, shift, 0),
        Period::Fortnight => stretch(day, period, shift),
        Period::Weekend => week(day, shift, 5),
        Period::Month => {
            let day = plus_months(day, shift)?;
            month(day.year(), day.month())
        }
        Period::Quarter => {
            let day = plus_months(day, shift.checked_mul(3)?)?;
            let first = (day.month() - 1) / 3 * 3 + 1;
            months(day.year(), first, first + 2)
        }
        Period::Year => {
            let day = plus_months(day, shift.checked_mul(12)?)?;
            years(day.year(), day.year())
        }
        Period::Decade => span_of_years(day, shift, 10),
        Period::Century => span_of_years(day, shift, 100),
    }
}

fn span_of_years(day: Date, shift: i32, length: i16) -> Option<Days> {
    let day = plus_months(day, shift.checked_mul(i32::from(length) * 12)?)?;
    let first = day.year() - day.year().rem_euclid(length);
    years(first, first.checked_add(length - 1)?)
}

/// Monday to Sunday, from weekday `first` (0 is Monday) on.
fn week(day: Date, shift: i32, first: i32) -> Option<Days> {
    let monday = plus_days(day, -i32::from(day.weekday().to_monday_zero_offset()))?;
    let monday = plus_days(monday, shift.checked_mul(7)?)?;
    Some(Days::new(plus_days(monday, first)?, plus_days(monday, 6)?))
}

/// The stretch of `count` periods that ends (`count` below 0) or begins on `day`.
pub(crate) fn stretch(day: Date, period: Period, count: i32) -> Option<Days> {
    let other = match period {
        Period::Hour => {
            let days = (count.abs() + 23) / 24;
            plus_days(day, if count < 0 { -days } else { days })
        }
        Period::Day => plus_days(day, count),
        Period::Week | Period::Weekend => plus_days(day, count.checked_mul(7)?),
        Period::Fortnight => plus_days(day, count.checked_mul(14)?),
        Period::Month => plus_months(day, count),
        Period::Quarter => plus_months(day, count.checked_mul(3)?),
        Period::Year => plus_months(day, count.checked_mul(12)?),
        Period::Decade => plus_months(day, count.checked_mul(120)?),
        Period::Century => plus_months(day, count.checked_mul(1200)?),
    }?;
    Some(if other < day { Days::new(other, day) } else { Days::new(day, other) })
}

/// The nearest day that is the given weekday (0 is Monday) and day of its month.
pub(crate) fn weekday_of_month(published: Date, weekday: i8, day: i8) -> Option<Date> {
    let months = (-14..=14).filter_map(|shift| {
        let first = plus_months(published.first_of_month(), shift)?;
        Date::new(first.year(), first.month(), day).ok()
    });
    let fits = |day: &Date| day.weekday().to_monday_zero_offset() == weekday;
    months.filter(fits).min_by_key(|day| (*day - published).get_days().abs())
}

/// Whole months, `count` periods of months or years away from where they are; none where `days` are no whole months.
pub(crate) fn months_away(days: Days, period: Period, count: i32) -> Option<Days> {
    let (from, to) = days.from.zip(days.to)?;
    let months = match period {
        Period::Month => count,
        Period::Quarter => count.checked_mul(3)?,
        Period::Year => count.checked_mul(12)?,
        _ => return None,
    };
    let whole = from.day() == 1 && to == to.last_of_month();
    let moved = Days::new(plus_months(from, months)?, plus_months(to, months)?.last_of_month());
    whole.then_some(moved)
}

/// The `count` periods that end on `last`: "the three months to March".
pub(crate) fn up_to(last: Date, period: Period, count: i32) -> Option<Days> {
    Some(Days::new(stretch(plus_days(last, 1)?, period, -count)?.from?, last))
}

/// The `count` periods that begin on `first`: "the first three months of 2025".
pub(crate) fn starting(first: Date, period: Period, count: i32) -> Option<Days> {
    Some(Days::new(first, plus_days(stretch(first, period, count)?.to?, -1)?))
}

/// The day `month`/`day` in the year that `lean` points at.
pub(crate) fn day_near(published: Date, month: i8, day: i8, lean: Lean) -> Option<Date> {
    let year = published.year();
    let all = [year.checked_sub(1)?, year, year.checked_add(1)?];
    let days = all.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    pick(published, days, lean)
}

/// Days by which the nearer of two days must be the nearer one, so that it needs no verb to decide.
const TIE: i32 = 30;

/// Of several days the one that `lean` points at. Without a hint it is the nearest, and of two that are about as near the
/// past one, or the one to come where the sentence tells what is on the calendar.
pub(crate) fn pick(published: Date, days: impl Iterator<Item = Date>, lean: Lean) -> Option<Date> {
    let distance = |day: &Date| (*day - published).get_days();
    match lean {
        Lean::Past => days.filter(|day| *day <= published).max(),
        Lean::Ahead => days.filter(|day| *day >= published).min(),
        Lean::Told | Lean::Unsaid => {
            days.min_by_key(|day| distance(day).abs() + if *day > published { TIE } else { 0 })
        }
        Lean::Calendar => days.min_by_key(|day| distance(day).abs() + if *day < published { TIE } else { 0 }),
    }
}

/// The month in the year that `lean` points at: the one that began last, the one that ends next, or the one with the
/// fewest days between it and the day of publication, of two as near the past one.
pub(crate) fn month_near(published: Date, number: i8, lean: Lean) -> Option<Days> {
    let shift = match lean {
        Lean::Past | Lean::Told if number > published.month() => -1,
        Lean::Ahead if number < published.month() => 1,
        Lean::Calendar | Lean::Unsaid => return nearest_month(published, number),
        _ => 0,
    };
    month(published.year().checked_add(shift)?, number)
}

fn nearest_month(published: Date, number: i8) -> Option<Days> {
    let distance = |days: &Days| {
        let before = days.from.map_or(0, |from| (from - published).get_days());
        let after = days.to.map_or(0, |to| (published - to).get_days());
        before.max(after).max(0)
    };
    (-1..=1).filter_map(|shift| month(published.year().checked_add(shift)?, number)).min_by_key(distance)
}

/// The weekday (0 is Monday) that `lean` points at, the day of publication among them.
pub(crate) fn weekday_near(published: Date, weekday: i8, lean: Lean) -> Option<Date> {
    let today = published.weekday().to_monday_zero_offset();
    let shift = match lean {
        Lean::Past | Lean::Told | Lean::Unsaid => -(today - weekday).rem_euclid(7),
        Lean::Ahead => (weekday - today).rem_euclid(7),
        Lean::Calendar => (weekday - today + 3).rem_euclid(7) - 3,
    };
    plus_days(published, i32::from(shift))
}
