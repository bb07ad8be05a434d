//! Measures whose rows have the total from the table's beginning up to their day.
//!
//! A claim about all that happened so far is held against a total, a claim about some days against the difference of two.

use jiff::civil::Date;
use onrecord_model::{Claim, Count};

use super::{Answer, Figure, Kind, Reading, TimeWords};
use crate::table::{Measure, Row, Table};
use crate::wording::{days, number};

/// What `measure` gives for what the claim covers, said on the day `said`; else why there is no telling.
pub(super) fn read<'a>(
    claim: &Claim,
    said: Option<Date>,
    figure: &Figure<'_>,
    table: &'a Table,
    measure: &'a Measure,
) -> Result<Answer<'a>, String> {
    let said = said.ok_or("it is not known when it was said")?;
    let totals = Totals { table, measure };
    let answer = match Time::of(claim, figure, said) {
        Time::UpTo(days) => totals.up_to(&days),
        Time::Unknown => Answer {
            doubt: Some("the claim does not tell which days it covers".to_owned()),
            ..totals.up_to(&around(said))
        },
        Time::Since(from) => totals.since(from, said),
        Time::Past { from, to } => totals.over(&[(from, to), (before(from), before(to))]),
        Time::Days { from, to } => totals.over(&[(before(from), to)]),
        Time::Hours => {
            return Err(
                "it speaks of a part of these days only, which the table does not tell apart".to_owned()
            );
        }
    };
    if answer.readings.is_empty() { Err(answer.doubt.unwrap_or_default()) } else { Ok(answer) }
}

/// What a claim covers.
enum Time {
    /// Everything up to the end of one of these days: "as of 10 March", "so far".
    UpTo(Vec<Date>),
    /// Everything from this day up to that of saying.
    Since(Date),
    /// From an hour of one day to the same hour of another: "over the past day".
    Past { from: Date, to: Date },
    /// These days, the last one included.
    Days { from: Date, to: Date },
    /// Some hours of a day.
    Hours,
    /// It does not say.
    Unknown,
}

/// "The past day", "the last 24 hours".
const PAST: &[&str] = &["past", "last", "previous"];

impl Time {
    fn of(claim: &Claim, figure: &Figure<'_>, said: Date) -> Self {
        let (from, to) = (figure.slot.from, figure.slot.to);
        let words = TimeWords::of(claim, from, to);
        let part = words.name_a_night() || words.name_a_part();
        match (from, to) {
            (None, None) if figure.count == Count::Running => Self::UpTo(around(said).to_vec()),
            (None, None) => Self::Unknown,
            (None, Some(to)) => Self::UpTo(vec![to]),
            (Some(from), None) => Self::Since(from),
            (Some(from), Some(to)) if from == to && words.any(&["as", "by", "until"]) => {
                Self::UpTo(if part { around(to).to_vec() } else { vec![to] })
            }
            (Some(from), Some(to)) if to == said && words.any(PAST) && !words.name_a_night() => {
                Self::Past { from, to }
            }
            _ if part => Self::Hours,
            // "this year": up to now.
            (Some(from), Some(to)) if from < said && to >= said => Self::Since(from),
            (Some(from), Some(to)) => Self::Days { from, to },
        }
    }
}

/// The day of saying and the one before: papers print the total of the evening before as that of today.
fn around(said: Date) -> [Date; 2] {
    [said, before(said)]
}

fn before(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}

/// The totals of one measure.
struct Totals<'a> {
    table: &'a Table,
    measure: &'a Measure,
}

impl<'a> Totals<'a> {
    /// The row of `day`; of several, the last.
    fn row(&self, day: Date) -> Result<&'a Row, String> {
        let rows = &self.table.rows;
        let end = rows.partition_point(|row| row.to.day <= day);
        let row = rows.get(..end).and_then(<[Row]>::last).filter(|row| row.to.day == day);
        row.ok_or_else(|| format!("the table has no row for {}", days(day, day)))
    }

    /// The total up to `day`.
    fn total(&self, day: Date) -> Result<Reading<'a>, String> {
        let row = self.row(day)?;
        let mut parts = Vec::new();
        for column in &self.measure.columns {
            parts.push((column.as_str(), row.number(column)?));
        }
        Ok(Reading::sum(self.measure, &parts, format!("up to {}", days(day, day)), vec![row]))
    }

    /// What came on top from the end of one day to the end of another.
    fn step(&self, from: Date, to: Date) -> Result<Reading<'a>, String> {
        let (start, end) = (self.total(from)?, self.total(to)?);
        let value = end.value - start.value;
        let told = format!(
            "{} = {} {} − {} {}",
            number(value),
            number(end.value),
            end.period,
            number(start.value),
            start.period
        );
        let rows = start.rows.into_iter().chain(end.rows).collect();
        let period = days(from.tomorrow().unwrap_or(to).min(to), to);
        Ok(Reading { measure: self.measure, value, kind: Kind::Difference, told, period, rows })
    }

    /// The totals up to each of these days.
    fn up_to(&self, days: &[Date]) -> Answer<'a> {
        let besides = days
            .iter()
            .find_map(|day| self.step(before(*day), *day).ok())
            .map(|step| format!("On {} alone it grew by {}", step.period, number(step.value)));
        Answer { besides, ..gather(days.iter().map(|day| self.total(*day))) }
    }

    /// What came on top between each pair of days.
    fn over(&self, spans: &[(Date, Date)]) -> Answer<'a> {
        let besides = spans
            .iter()
            .find_map(|(_, to)| self.total(*to).ok())
            .map(|total| format!("All in all it is {}, {}", number(total.value), total.period));
        Answer { besides, ..gather(spans.iter().map(|(from, to)| self.step(*from, *to))) }
    }

    /// What came on top from `from` up to `said`: with or without the first day, up to this day or the one before.
    fn since(&self, from: Date, said: Date) -> Answer<'a> {
        let starts = [before(from), from];
        let spans: Vec<(Date, Date)> = starts
            .iter()
            .flat_map(|start| around(said).map(|end| (*start, end)))
            .filter(|(start, end)| start < end)
            .collect();
        let answer = self.over(&spans);
        let begins_later = self.table.rows.first().is_some_and(|first| first.to.day > before(from));
        if !begins_later {
            return answer;
        }
        // The totals may begin on that day, or any other day before the first row.
        let totals = self.up_to(&around(said));
        let doubt = answer
            .doubt
            .or_else(|| Some(format!("the table has no row for {}", days(before(from), before(from)))));
        Answer { doubt, readings: totals.readings, besides: None }
    }
}

/// The readings that there are; one that is missing leaves a doubt.
fn gather<'a>(readings: impl Iterator<Item = Result<Reading<'a>, String>>) -> Answer<'a> {
    let mut answer = Answer { readings: Vec::new(), doubt: None, besides: None };
    for reading in readings {
        match reading {
            Ok(reading) => answer.readings.push(reading),
            Err(why) => answer.doubt = answer.doubt.or(Some(why)),
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use onrecord_model::{Bound, ClaimSlot, FindingKind, Slot};
    use onrecord_table::Source;

    use super::*;
    use crate::table::{TableSpec, Tables};
    use crate::testing::{claim, quantity, time};

    const LOSSES: &str =
        "day,men\n2026-03-01,9000\n2026-03-02,9100\n2026-03-03,9230\n2026-03-04,9390\n2026-03-06,9900\n";

    fn tables() -> Tables {
        let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
        std::io::Write::write_all(&mut file, LOSSES.as_bytes()).unwrap();
        let own = |text: &str| vec![text.to_owned()];
        let measure = Measure {
            name: "soldiers".to_owned(),
            columns: own("men"),
            objects: own("soldier"),
            predicates: own("lose"),
            unit: "count".to_owned(),
            actors: own("Russia"),
            running: true,
        };
        let spec = TableSpec {
            name: "losses".to_owned(),
            source: Source { path: file.path().to_owned(), selection: None },
            from: "day".to_owned(),
            measures: vec![measure],
            ..TableSpec::default()
        };
        Tables::load(&[spec]).unwrap()
    }

    /// What is told of "Russia lost VALUE soldiers WHEN", where WHEN stands for these days, said on 4 March 2026.
    fn told(value: f64, when: &str, days: (&str, &str), count: Count) -> (FindingKind, String) {
        let text = format!("Russia lost {value} soldiers {when}");
        let mut claim = claim(&text);
        claim.quantities.push(quantity(&text, &value.to_string(), value, None, "count"));
        claim.quantities[0].bound = Bound::Exact;
        claim.times.push(time(&text, when, days.0, days.1));
        let slot = Slot {
            actor: Some("Russia".to_owned()),
            predicate: Some("lose".to_owned()),
            object: Some("soldier".to_owned()),
            unit: Some("count".to_owned()),
            place: None,
            from: days.0.parse().ok(),
            to: days.1.parse().ok(),
        };
        claim.slots.push(ClaimSlot { quantity: Some(0), slot, count, planned: false });
        let said = "2026-03-04".parse().ok();
        let mut found = super::super::findings(&claim, said, &tables(), None);
        assert_eq!(found.len(), 1, "{found:?}");
        let finding = found.remove(0);
        (finding.kind, finding.says)
    }

    #[test]
    fn what_a_claim_covers_decides_what_it_is_held_against() {
        use FindingKind::{NotChecked, ReferenceDiffers, ReferenceMatches, ReferenceMatchesDerived};
        let none = ("", "");
        let (plain, running) = (Count::Plain, Count::Running);
        let (day, past) = (("2026-03-03", "2026-03-03"), ("2026-03-03", "2026-03-04"));
        for (value, when, days, count, kind) in [
            // The total of the day or that of the evening before.
            (9390.0, "so far", none, running, ReferenceMatches),
            (9230.0, "so far", none, running, ReferenceMatches),
            (9100.0, "so far", none, running, ReferenceDiffers),
            (160.0, "so far", none, running, ReferenceDiffers),
            // Without a word on the time, only what fits is told.
            (9390.0, "lately", none, plain, ReferenceMatches),
            (9999.0, "lately", none, plain, NotChecked),
            (9230.0, "as of Tuesday", day, plain, ReferenceMatches),
            (9390.0, "as of Tuesday", day, plain, ReferenceDiffers),
            (9390.0, "as of Tuesday evening", day, plain, ReferenceDiffers),
            (9100.0, "as of Tuesday morning", day, plain, ReferenceMatches),
            (130.0, "on Tuesday", day, plain, ReferenceMatchesDerived),
            (160.0, "on Tuesday", day, plain, ReferenceDiffers),
            (9230.0, "on Tuesday", day, plain, ReferenceDiffers),
            (130.0, "on Tuesday night", day, plain, NotChecked),
            (130.0, "over the past day", past, plain, ReferenceMatchesDerived),
            (160.0, "over the past day", past, plain, ReferenceMatchesDerived),
            (290.0, "over the past day", past, plain, ReferenceDiffers),
            (230.0, "from Monday to Tuesday", ("2026-03-02", "2026-03-03"), plain, ReferenceMatchesDerived),
            (290.0, "this week", ("2026-03-03", "2026-03-08"), plain, ReferenceMatchesDerived),
            (290.0, "since Monday", ("2026-03-02", ""), running, ReferenceMatchesDerived),
            (291.0, "since Monday", ("2026-03-02", ""), running, ReferenceDiffers),
            // Totals may have begun on any day before the first row.
            (9390.0, "since 2022", ("2022-01-01", ""), running, ReferenceMatches),
            (4000.0, "since 2026", ("2026-01-01", ""), running, NotChecked),
            // Days without a row.
            (100.0, "on Thursday", ("2026-03-05", "2026-03-05"), plain, NotChecked),
            (9900.0, "as of Thursday", ("2026-03-05", "2026-03-05"), plain, NotChecked),
        ] {
            let (found, says) = told(value, when, days, count);
            assert_eq!(found, kind, "{value} {when}: {says}");
        }
    }

    #[test]
    fn a_difference_names_both_totals_and_a_wrong_figure_the_other_one() {
        let days = ("2026-03-03", "2026-03-03");
        assert_eq!(
            told(130.0, "on Tuesday", days, Count::Plain).1,
            "“130” fits the table “losses” only as a difference of two totals: 130 = 9,230 up to 3 March 2026 − 9,100 up to 2 March 2026."
        );
        assert_eq!(
            told(9230.0, "on Tuesday", days, Count::Plain).1,
            "The claim says “9230”; the table “losses” has soldiers 130, 3 March 2026. All in all it is 9,230, up to 3 March 2026."
        );
        assert_eq!(
            told(160.0, "so far", ("", ""), Count::Running).1,
            "The claim says “160”; the table “losses” has soldiers 9,390, up to 4 March 2026; soldiers 9,230, up to 3 March 2026. On 4 March 2026 alone it grew by 160."
        );
    }
}
