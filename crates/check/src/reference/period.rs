//! Measures whose rows each have the figure of their own period.

use jiff::civil::Date;
use onrecord_model::Claim;

use super::{Answer, Figure, Reading, TimeWords};
use crate::table::{Measure, Point, Row, Table};
use crate::wording::days;

/// What `measure` gives for the days of the claim; else why there is no telling.
pub(super) fn read<'a>(
    claim: &Claim,
    figure: &Figure<'_>,
    table: &'a Table,
    measure: &'a Measure,
) -> Result<Answer<'a>, String> {
    let (Some(from), Some(to)) = (figure.slot.from, figure.slot.to) else {
        return Err("the claim does not tell which days it covers".to_owned());
    };
    let rows = rows(claim, table, from, to)?;
    let doubt = if TimeWords::of(claim, Some(from), Some(to)).roll() {
        Some("the claim does not tell the hour at which its days begin")
    } else if has_gap(&rows) {
        Some("the table's rows leave out days in between")
    } else {
        None
    };
    let doubt = doubt.map(str::to_owned);
    Ok(Answer { readings: vec![reading(measure, rows)?], doubt, besides: None })
}

/// The rows that make up the days of the claim.
fn rows<'a>(claim: &Claim, table: &'a Table, from: Date, to: Date) -> Result<Vec<&'a Row>, String> {
    let hours = hours(claim, from, to);
    let at_night = hours == Hours::Night;
    // A night that is named by one day begins on it: "Monday night".
    let to = if at_night && from == to { to.tomorrow().unwrap_or(to) } else { to };
    let chosen: Vec<&Row> = table.rows.iter().filter(|row| inside(row, from, to, at_night)).collect();
    let tells_hours = chosen.iter().all(|row| row.from.hour.is_some() && row.to.hour.is_some());
    if hours == Hours::Some || at_night && !tells_hours {
        return Err("it speaks of a part of these days only, which the table does not tell apart".to_owned());
    }
    let (Some(first), Some(last)) =
        (chosen.iter().map(|row| row.from.day).min(), chosen.iter().map(|row| row.to.day).max())
    else {
        return Err(format!("the table has no row for {}", days(from, to)));
    };
    // Of a night, the rows may all lie on one side of midnight.
    if !at_night && (first, last) != (from, to) {
        return Err(format!(
            "the table's rows reach over {} only, the claim over {}",
            days(first, last),
            days(from, to)
        ));
    }
    let across =
        |row: &&Row| row.from.day <= to && row.to.day >= from && !(from <= row.from.day && row.to.day <= to);
    if !at_night && table.rows.iter().any(|row| across(&row)) {
        return Err(format!("rows of the table reach over the ends of {}", days(from, to)));
    }
    Ok(chosen)
}

/// Which hours of its days a claim speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hours {
    /// All, for all it says.
    All,
    /// One night, from a day to the next.
    Night,
    /// Others.
    Some,
}

/// The hours, by the words of the time that gave the claim its days.
fn hours(claim: &Claim, from: Date, to: Date) -> Hours {
    let one_night = from == to || from.tomorrow().is_ok_and(|next| next == to);
    let words = TimeWords::of(claim, Some(from), Some(to));
    if one_night && words.name_a_night() {
        Hours::Night
    } else if words.name_a_part() {
        Hours::Some
    } else {
        Hours::All
    }
}

/// A night reaches from noon to noon, where the table tells hours.
fn inside(row: &Row, from: Date, to: Date, at_night: bool) -> bool {
    let after_noon = row.from.day > from || row.from.hour.is_none_or(|hour| hour >= 12);
    let before_noon = row.to.day < to || row.to.hour.is_none_or(|hour| hour < 12);
    from <= row.from.day && row.to.day <= to && (!at_night || after_noon && before_noon)
}

/// Whether the rows leave out a whole day between them: nobody knows whether nothing happened or a row is missing.
fn has_gap(rows: &[&Row]) -> bool {
    let mut sorted = rows.to_vec();
    sorted.sort_by_key(|row| (row.from.day, row.from.hour));
    let mut reached: Option<Point> = None;
    for row in sorted {
        if reached.is_some_and(|end| is_apart(end, row.from)) {
            return true;
        }
        let further = reached.is_none_or(|end| (end.day, end.hour) < (row.to.day, row.to.hour));
        reached = if further { Some(row.to) } else { reached };
    }
    false
}

/// Whether a day or more lies between: 24 hours where both tell the hour, else a day of the calendar.
fn is_apart(end: Point, next: Point) -> bool {
    let days = i64::from(next.day.since(end.day).map_or(0, |span| span.get_days()));
    match (end.hour, next.hour) {
        (Some(here), Some(there)) => days * 24 + i64::from(there) - i64::from(here) >= 24,
        _ => days > 1,
    }
}

fn reading<'a>(measure: &'a Measure, rows: Vec<&'a Row>) -> Result<Reading<'a>, String> {
    let mut parts = Vec::new();
    for column in &measure.columns {
        let sum: Result<f64, String> = rows.iter().map(|row| row.number(column)).sum();
        parts.push((column.as_str(), sum?));
    }
    let first = rows.iter().map(|row| row.from.day).min().unwrap_or_default();
    let last = rows.iter().map(|row| row.to.day).max().unwrap_or_default();
    Ok(Reading::sum(measure, &parts, days(first, last), rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_between_two_rows_is_a_gap() {
        let at = |text: &str, hour| Point { day: text.parse().unwrap(), hour };
        for (end, next, apart) in [
            (at("2025-07-22", Some(6)), at("2025-07-22", Some(20)), false),
            (at("2025-07-22", Some(6)), at("2025-07-23", Some(20)), true),
            (at("2025-07-22", Some(20)), at("2025-07-22", Some(6)), false),
            (at("2025-06-30", None), at("2025-07-01", None), false),
            (at("2025-06-30", None), at("2025-07-02", None), true),
            (at("2025-07-22", None), at("2025-07-22", None), false),
        ] {
            assert_eq!(is_apart(end, next), apart, "{end:?} / {next:?}");
        }
    }
}
