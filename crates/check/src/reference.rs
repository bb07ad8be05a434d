//! A claim's number against the reference tables.
//!
//! A finding says "differs" only where measure and period are exactly the table's. Where a table speaks about what the
//! claim counts and yet can't be compared, the finding says why; where no table speaks about it, nothing is said.

use std::collections::HashMap;

use jiff::civil::Date;
use onrecord_model::{Bound, Claim, Evidence, Finding, FindingKind, Quantity, Slot, Stance};
use onrecord_quantity::normal_object;

use crate::table::{Measure, Point, Row, Table, Tables};
use crate::wording::{days, list, number};

/// What the tables say of the numbers of `claim`; of `only` where it is given: one of the claim's quantities, or the
/// whole of which one is a part.
pub(crate) fn findings(claim: &Claim, tables: &Tables, only: Option<&Quantity>) -> Vec<Finding> {
    let stands_for_it = matches!(claim.stance, Stance::Asserts | Stance::Confirms | Stance::Accuses);
    if !stands_for_it || claim.negated {
        return Vec::new();
    }
    figures(claim)
        .iter()
        .filter(|figure| only.is_none_or(|only| figure.is(only)))
        .flat_map(|figure| tables.tables.iter().filter_map(|table| compare(claim, figure, table)))
        .collect()
}

/// One number of a claim with what it is about.
struct Figure<'a> {
    quantity: &'a Quantity,
    slot: &'a Slot,
    text: String,
    object: Option<&'a str>,
    bound: Bound,
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
}

/// The numbers of the claim by its slots. The second slot of a quantity is about the whole of which it is a part.
fn figures(claim: &Claim) -> Vec<Figure<'_>> {
    let mut seen: HashMap<usize, usize> = HashMap::new();
    let mut figures = Vec::new();
    for slot in &claim.slots {
        let Some((index, quantity)) = slot.quantity.and_then(|at| Some((at, claim.quantities.get(at)?)))
        else {
            continue;
        };
        let turn = seen.entry(index).and_modify(|turn| *turn += 1).or_insert(0);
        figures.extend(match *turn {
            0 => Some(Figure::part(quantity, &slot.slot)),
            _ => Figure::whole(quantity, &slot.slot),
        });
    }
    figures
}

impl<'a> Figure<'a> {
    fn part(quantity: &'a Quantity, slot: &'a Slot) -> Self {
        Self {
            quantity,
            slot,
            text: quantity.text.clone(),
            object: quantity.object.as_deref(),
            bound: quantity.bound,
            value: quantity.value,
            low: quantity.low,
            high: quantity.high,
        }
    }

    fn whole(quantity: &'a Quantity, slot: &'a Slot) -> Option<Self> {
        let whole = quantity.of.as_ref()?;
        let value = Some(whole.value);
        Some(Self {
            quantity,
            slot,
            text: format!("{} in “{}”", number(whole.value), quantity.text),
            object: whole.object.as_deref().or(quantity.object.as_deref()),
            bound: Bound::Exact,
            value: whole.value,
            low: value,
            high: value,
        })
    }

    /// Whether it is `quantity`, as a thread lists it: a whole ends where its part does and has a value of its own.
    fn is(&self, quantity: &Quantity) -> bool {
        self.quantity.span.end() == quantity.span.end() && self.value.to_bits() == quantity.value.to_bits()
    }

    /// The figure in quotation marks.
    fn quoted(&self) -> String {
        if self.text == self.quantity.text { format!("“{}”", self.text) } else { self.text.clone() }
    }

    /// Whether it allows `value`, give or take `tolerance` of it.
    fn allows(&self, value: f64, tolerance: f64) -> bool {
        let slack = value.abs() * tolerance;
        let above = match self.bound {
            Bound::Over => value + slack > self.value,
            _ => self.low.is_none_or(|low| value + slack >= low),
        };
        let below = match self.bound {
            Bound::Under => value - slack < self.value,
            _ => self.high.is_none_or(|high| value - slack <= high),
        };
        above && below
    }
}

/// What one measure gives for the period of a claim.
struct Reading<'a> {
    measure: &'a Measure,
    total: f64,
    /// Totals of its columns.
    parts: Vec<(&'a str, f64)>,
}

fn compare(claim: &Claim, figure: &Figure<'_>, table: &Table) -> Option<Finding> {
    let measures: Vec<&Measure> =
        table.spec.measures.iter().filter(|measure| speaks_about(measure, figure, claim)).collect();
    if measures.is_empty() {
        return None;
    }
    let finding = match readings(claim, figure, table, &measures) {
        Ok((rows, readings)) => verdict(claim, figure, table, &rows, &readings),
        Err(why) => not_checked(claim, figure, table, &why),
    };
    Some(finding)
}

/// Same thing counted, same act, same unit, same side.
fn speaks_about(measure: &Measure, figure: &Figure<'_>, claim: &Claim) -> bool {
    let same = |list: &[String], text: &str| list.iter().any(|item| item.eq_ignore_ascii_case(text));
    let object = figure.slot.object.as_deref().unwrap_or_default();
    let predicate = figure.slot.predicate.as_deref().unwrap_or_default();
    let named =
        measure.objects.iter().any(|item| item.eq_ignore_ascii_case(object) || normal_object(item) == object);
    let unit = if measure.unit.is_empty() { "count" } else { &measure.unit };
    let actor = figure.slot.actor.as_deref().or(claim.speaker.affiliation.as_deref());
    let side = measure.actors.is_empty() || actor.is_none_or(|actor| same(&measure.actors, actor));
    !object.is_empty()
        && named
        && same(&measure.predicates, predicate)
        && figure.quantity.unit == unit
        && side
}

/// The rows of the claim's period, and what each measure gives for it; else why there is no telling.
fn readings<'a>(
    claim: &Claim,
    figure: &Figure<'_>,
    table: &'a Table,
    measures: &[&'a Measure],
) -> Result<(Vec<&'a Row>, Vec<Reading<'a>>), String> {
    if let Some(narrower) = narrowed(figure, measures) {
        return Err(format!("it counts “{narrower}”, which the table does not tell apart"));
    }
    if let Some(place) = &figure.slot.place {
        return Err(format!("the table does not tell {place} from the rest"));
    }
    let (Some(from), Some(to)) = (figure.slot.from, figure.slot.to) else {
        return Err("the claim does not tell which days it covers".to_owned());
    };
    let rows = rows(claim, table, from, to)?;
    let mut readings = Vec::new();
    for measure in measures {
        readings.push(reading(measure, &rows)?);
    }
    Ok((rows, readings))
}

/// Words of the counted thing that narrow it beyond what the measure counts: "Ukrainian drones".
fn narrowed<'a>(figure: &Figure<'a>, measures: &[&Measure]) -> Option<&'a str> {
    let phrase = figure.object?;
    // "51 injured" says what became of people, not which people.
    let people = figure.slot.object.as_deref() == Some("person");
    if people && !phrase.contains(' ') {
        return None;
    }
    let lower = phrase.to_lowercase();
    let known = |text: &str| {
        measures.iter().flat_map(|measure| &measure.objects).any(|item| {
            item.eq_ignore_ascii_case(text) || *item == normal_object(text) && !text.contains(' ')
        })
    };
    let kinds = lower.split(" and ").flat_map(|part| part.split(" or ")).map(str::trim);
    let all_known = kinds.into_iter().all(|kind| known(kind.strip_prefix("the ").unwrap_or(kind)));
    (!all_known).then_some(phrase)
}

fn rows<'a>(claim: &Claim, table: &'a Table, from: Date, to: Date) -> Result<Vec<&'a Row>, String> {
    let hours = hours(claim, from, to);
    let at_night = hours == Hours::Night;
    // A night that is named by one day begins on it: "Monday night".
    let to = if at_night && from == to { to.tomorrow().unwrap_or(to) } else { to };
    let chosen: Vec<&Row> = table.rows.iter().filter(|row| inside(row, from, to, at_night)).collect();
    let tells_hours = chosen.iter().all(|row| row.from.hour.is_some() && row.to.hour.is_some());
    if hours == Hours::Some || at_night && !tells_hours {
        return Err("it speaks of some hours only, which the table does not tell apart".to_owned());
    }
    let (Some(first), Some(last)) =
        (chosen.iter().map(|row| row.from.day).min(), chosen.iter().map(|row| row.to.day).max())
    else {
        return Err(format!("the table has no row for {}", days(from, to)));
    };
    if (first, last) != (from, to) {
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
    const PARTS: &[&str] =
        &["morning", "afternoon", "evening", "noon", "dawn", "dusk", "hour", "a.m.", "p.m.", "early", "late"];
    let one_night = from == to || from.tomorrow().is_ok_and(|next| next == to);
    let times = claim.times.iter().filter(|time| (time.from, time.to) == (Some(from), Some(to)));
    let texts: Vec<String> = times.map(|time| time.text.to_lowercase()).collect();
    let any = |part: &str| texts.iter().any(|text| text.split_whitespace().any(|word| word.contains(part)));
    if one_night && any("night") && !any("midnight") {
        Hours::Night
    } else if PARTS.iter().any(|part| any(part)) {
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

fn reading<'a>(measure: &'a Measure, rows: &[&Row]) -> Result<Reading<'a>, String> {
    let mut parts = Vec::new();
    for column in &measure.columns {
        let mut sum = 0.0;
        for row in rows {
            sum +=
                row.value(column).ok_or_else(|| format!("line {} has no number in `{column}`", row.line))?;
        }
        parts.push((column.as_str(), sum));
    }
    Ok(Reading { measure, total: parts.iter().map(|(_, sum)| sum).sum(), parts })
}

fn verdict(
    claim: &Claim,
    figure: &Figure<'_>,
    table: &Table,
    rows: &[&Row],
    readings: &[Reading<'_>],
) -> Finding {
    let name = &table.spec.name;
    let period = rows.first().zip(rows.last()).map_or_else(String::new, |_| {
        let from = rows.iter().map(|row| row.from.day).min().unwrap_or_default();
        let to = rows.iter().map(|row| row.to.day).max().unwrap_or_default();
        days(from, to)
    });
    let fits = |reading: &&Reading<'_>| figure.allows(reading.total, table.spec.tolerance);
    let (direct, derived): (Vec<&Reading<'_>>, Vec<&Reading<'_>>) =
        readings.iter().partition(|reading| reading.measure.columns.len() == 1);
    let said = figure.quoted();
    if let Some(reading) = direct.iter().copied().find(fits) {
        let says = format!(
            "{said} agrees with the table “{name}”: {} {}, {period}.",
            reading.measure.name,
            number(reading.total)
        );
        return finding(FindingKind::ReferenceMatches, claim, table, rows, &[reading], says);
    }
    if let Some(reading) = derived.iter().copied().find(fits) {
        let sum: Vec<String> =
            reading.parts.iter().map(|(column, sum)| format!("{} {column}", number(*sum))).collect();
        let total = number(reading.total);
        let mut says =
            format!("{said} fits the table “{name}” only as a sum: {total} = {}, {period}", sum.join(" + "));
        let alone: Vec<String> =
            direct.iter().map(|r| format!("{} alone is {}", r.measure.name, number(r.total))).collect();
        if !alone.is_empty() {
            says += "; ";
            says += &list(&alone);
        }
        says.push('.');
        let used: Vec<&Reading<'_>> = direct.iter().copied().chain([reading]).collect();
        return finding(FindingKind::ReferenceMatchesDerived, claim, table, rows, &used, says);
    }
    if table.undated > 0 {
        return not_checked(claim, figure, table, "some rows of the table have no readable period");
    }
    if has_gap(rows) {
        return not_checked(claim, figure, table, "the table's rows leave out days in between");
    }
    let has: Vec<String> =
        readings.iter().map(|r| format!("{} {}", r.measure.name, number(r.total))).collect();
    let says = format!("The claim says {said}; the table “{name}” has {}, {period}.", list(&has));
    finding(FindingKind::ReferenceDiffers, claim, table, rows, &readings.iter().collect::<Vec<_>>(), says)
}

fn finding(
    kind: FindingKind,
    claim: &Claim,
    table: &Table,
    rows: &[&Row],
    used: &[&Reading<'_>],
    says: String,
) -> Finding {
    let mut columns: Vec<&str> = Vec::new();
    for (column, _) in used.iter().flat_map(|reading| &reading.parts) {
        if !columns.contains(column) {
            columns.push(column);
        }
    }
    let evidence = rows
        .iter()
        .map(|row| Evidence::Row {
            table: table.spec.name.clone(),
            line: row.line,
            cells: row.cells(&columns),
        })
        .collect();
    Finding { kind, claims: vec![claim.id.clone()], says, evidence }
}

fn not_checked(claim: &Claim, figure: &Figure<'_>, table: &Table, why: &str) -> Finding {
    let says = format!("{} is not checked against the table “{}”: {why}.", figure.quoted(), table.spec.name);
    Finding {
        kind: FindingKind::NotChecked,
        claims: vec![claim.id.clone()],
        says,
        evidence: vec![Evidence::Claim(claim.id.clone())],
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use onrecord_model::ClaimSlot;

    use super::*;
    use crate::table::TableSpec;
    use crate::testing::{claim, quantity, time};

    const DRONES: &str = "\
time_start,time_end,model,launched,destroyed,not_reach_goal
2025-07-21 20:00,2025-07-22 06:00,Shahed-136/131 and decoys,42,26,7
2025-07-22 20:00,2025-07-23 06:00,Shahed-136/131 and decoys,71,27,18
2025-07-23 03:20,2025-07-23 03:35,Kh-59,1,0,0
2025-07-23 19:30,2025-07-24 06:00,Shahed-136/131 and decoys,103,,24
";

    fn measure(name: &str, columns: &[&str], predicate: &str, actor: &str) -> Measure {
        let own = |list: &[&str]| list.iter().map(|&item| item.to_owned()).collect();
        Measure {
            name: name.to_owned(),
            columns: own(columns),
            objects: own(&["drone", "decoy"]),
            predicates: own(&[predicate]),
            unit: "count".to_owned(),
            actors: own(&[actor]),
        }
    }

    fn tables_of(rows: &str) -> Tables {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(rows.as_bytes()).unwrap();
        let spec = TableSpec {
            name: "drone attacks".to_owned(),
            path: file.path().to_owned(),
            from: "time_start".to_owned(),
            to: Some("time_end".to_owned()),
            filters: vec![("model".to_owned(), "Shahed*".to_owned())],
            measures: vec![
                measure("launched", &["launched"], "launch", "Russia"),
                measure("shot down", &["destroyed"], "down", "Ukraine"),
                measure("shot down or lost", &["destroyed", "not_reach_goal"], "down", "Ukraine"),
            ],
            ..TableSpec::default()
        };
        Tables::load(&[spec]).unwrap()
    }

    struct Case {
        number: &'static str,
        value: f64,
        of: Option<f64>,
        bound: Bound,
        days: (&'static str, &'static str),
        actor: &'static str,
        place: Option<&'static str>,
    }

    const NIGHT: (&str, &str) = ("2025-07-22", "2025-07-23");
    const CASE: Case = Case {
        number: "45 drones",
        value: 45.0,
        of: None,
        bound: Bound::Exact,
        days: NIGHT,
        actor: "Ukraine",
        place: None,
    };

    fn check(case: &Case) -> Vec<(FindingKind, String)> {
        check_with(case, &tables_of(DRONES))
    }

    fn check_with(case: &Case, tables: &Tables) -> Vec<(FindingKind, String)> {
        let text = format!("it downed {} overnight", case.number);
        let mut claim = claim(&text);
        let mut number = quantity(&text, case.number, case.value, case.of, "count");
        number.bound = case.bound;
        if case.bound == Bound::Over {
            number.high = None;
        }
        number.object =
            case.number.rsplit(|c: char| c.is_ascii_digit()).next().map(|words| words.trim().to_owned());
        claim.quantities.push(number);
        claim.times.push(time(&text, "overnight", case.days.0, case.days.1));
        let slot = |predicate: &str, actor: &str| ClaimSlot {
            quantity: Some(0),
            slot: Slot {
                actor: Some(actor.to_owned()),
                predicate: Some(predicate.to_owned()),
                object: Some("drone".to_owned()),
                unit: Some("count".to_owned()),
                place: case.place.map(str::to_owned),
                from: case.days.0.parse().ok(),
                to: case.days.1.parse().ok(),
            },
        };
        claim.slots.push(slot("down", case.actor));
        if case.of.is_some() {
            claim.slots.push(slot("launch", "Russia"));
        }
        findings(&claim, tables, None).into_iter().map(|finding| (finding.kind, finding.says)).collect()
    }

    fn one(case: &Case) -> (FindingKind, String) {
        let mut found = check(case);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    #[test]
    fn a_figure_of_the_table_matches() {
        let (kind, says) = one(&Case { number: "27 drones", value: 27.0, ..CASE });
        assert_eq!(kind, FindingKind::ReferenceMatches);
        assert_eq!(says, "“27 drones” agrees with the table “drone attacks”: shot down 27, 22–23 July 2025.");
    }

    #[test]
    fn a_sum_of_columns_says_that_it_is_one() {
        let found = check(&Case { number: "45 of 71 drones", of: Some(71.0), ..CASE });
        assert_eq!(found[0].0, FindingKind::ReferenceMatchesDerived);
        assert_eq!(
            found[0].1,
            "“45 of 71 drones” fits the table “drone attacks” only as a sum: 45 = 27 destroyed + 18 not_reach_goal, \
             22–23 July 2025; shot down alone is 27."
        );
        assert_eq!(found[1].0, FindingKind::ReferenceMatches);
        assert_eq!(
            found[1].1,
            "71 in “45 of 71 drones” agrees with the table “drone attacks”: launched 71, 22–23 July 2025."
        );
    }

    #[test]
    fn another_figure_differs_with_all_numbers_told() {
        let (kind, says) = one(&Case { number: "60 drones", value: 60.0, ..CASE });
        assert_eq!(kind, FindingKind::ReferenceDiffers);
        assert_eq!(
            says,
            "The claim says “60 drones”; the table “drone attacks” has shot down 27 and shot down or lost 45, 22–23 July 2025."
        );
    }

    #[test]
    fn bounds_are_intervals() {
        let over = |number, value| one(&Case { number, value, bound: Bound::Over, ..CASE }).0;
        assert_eq!(over("over 20 drones", 20.0), FindingKind::ReferenceMatches);
        assert_eq!(over("over 40 drones", 40.0), FindingKind::ReferenceMatchesDerived);
        assert_eq!(over("over 45 drones", 45.0), FindingKind::ReferenceDiffers);
    }

    #[test]
    fn what_cant_be_compared_is_not_checked_and_says_why() {
        for (case, why) in [
            (Case { days: ("2025-07-25", "2025-07-26"), ..CASE }, "no row for 25–26 July 2025"),
            (Case { days: ("", ""), ..CASE }, "does not tell which days"),
            (Case { place: Some("Poltava region"), ..CASE }, "does not tell Poltava region from the rest"),
            (Case { number: "33 Ukrainian drones", value: 33.0, ..CASE }, "it counts “Ukrainian drones”"),
            (Case { days: ("2025-07-23", "2025-07-24"), ..CASE }, "line 5 has no number in `destroyed`"),
            (Case { days: ("2025-07-21", "2025-07-24"), ..CASE }, "line 5 has no number in `destroyed`"),
            (Case { days: ("2025-07-26", "2025-07-26"), ..CASE }, "no row for 26–27 July 2025"),
        ] {
            let (kind, says) = one(&case);
            assert_eq!(kind, FindingKind::NotChecked, "{says}");
            assert!(says.contains(why), "{says}");
        }
    }

    #[test]
    fn rows_that_leave_out_days_do_not_contradict() {
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
        let holed =
            DRONES.replace("2025-07-22 20:00,2025-07-23 06:00,", "2025-07-27 20:00,2025-07-28 06:00,");
        let holed = holed.replace(",103,,24", ",103,50,24");
        let whole = DRONES.replace(",103,,24", ",103,50,24");
        let days = ("2025-07-21", "2025-07-24");
        let case = Case { number: "900 drones", value: 900.0, days, ..CASE };
        let found = |table: &str| check_with(&case, &tables_of(table)).remove(0);
        assert_eq!(found(&whole).0, FindingKind::ReferenceDiffers);
        let (kind, says) = found(&holed);
        assert_eq!(kind, FindingKind::NotChecked);
        assert!(says.contains("leave out days in between"), "{says}");
    }

    #[test]
    fn a_table_about_another_side_keeps_silent() {
        assert!(check(&Case { actor: "Russia", ..CASE }).is_empty());
    }
}
