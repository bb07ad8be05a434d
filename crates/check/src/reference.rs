//! A claim's number against the reference tables.
//!
//! A finding says "differs" only where measure and period are exactly the table's. Where a table speaks about what the
//! claim counts and yet can't be compared, the finding says why; where no table speaks about it, nothing is said.

mod figure;
mod period;
mod running;

use std::collections::HashSet;

use jiff::civil::Date;
use onrecord_model::{Claim, Count, Evidence, Finding, FindingKind, Quantity, Stance};

use onrecord_quantity::is_country;

use self::figure::{Figure, figures, narrowed};
use crate::table::{Measure, Row, Table, Tables};
use crate::wording::{list, number};

/// What the tables say of the numbers of `claim`, published on `day`; of `only` where it is given: one of the claim's
/// quantities, or the whole of which one is a part.
pub(crate) fn findings(
    claim: &Claim,
    day: Option<Date>,
    tables: &Tables,
    only: Option<&Quantity>,
) -> Vec<Finding> {
    let stands_for_it = matches!(claim.stance, Stance::Asserts | Stance::Confirms | Stance::Accuses);
    if !stands_for_it || claim.negated {
        return Vec::new();
    }
    let said = claim.said_on(day);
    figures(claim)
        .iter()
        .filter(|figure| only.is_none_or(|only| figure.is(only)))
        .flat_map(|figure| tables.tables.iter().filter_map(|table| compare(claim, said, figure, table)))
        .collect()
}

/// The words of the times that gave a claim its days.
struct TimeWords(Vec<String>);

impl TimeWords {
    fn of(claim: &Claim, from: Option<Date>, to: Option<Date>) -> Self {
        let times = claim.times.iter().filter(|time| (time.from, time.to) == (from, to));
        let words =
            |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        Self(times.flat_map(|time| words(&time.text)).collect())
    }

    fn any(&self, list: &[&str]) -> bool {
        self.0.iter().any(|word| list.contains(&word.as_str()))
    }

    /// "overnight", "Monday night", "midnight" alone not.
    fn name_a_night(&self) -> bool {
        self.0.iter().any(|word| word.contains("night") && word != "midnight")
    }

    /// Days up to now: "the past week", "the last seven days".
    fn roll(&self) -> bool {
        let several = self.any(&["hours", "days", "weeks", "months", "years"]);
        self.any(&["past"]) || several && self.any(&["last", "previous"])
    }

    /// A part of the days that it tells: "on Monday morning", "in mid-March".
    fn name_a_part(&self) -> bool {
        const PARTS: &[&str] =
            &["morning", "afternoon", "evening", "noon", "dawn", "dusk", "hour", "a.m.", "p.m."];
        const EDGES: &[&str] = &["early", "late", "start", "beginning", "middle", "end"];
        let part = |word: &String| word.starts_with("mid") || PARTS.iter().any(|part| word.contains(part));
        self.any(EDGES) || self.0.iter().any(part)
    }
}

/// How a figure of a table was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It stands there, or is the sum of its rows.
    Direct,
    /// A sum of columns.
    Sum,
    /// The difference of two totals.
    Difference,
}

/// One figure of a table that may be the claim's.
struct Reading<'a> {
    measure: &'a Measure,
    value: f64,
    kind: Kind,
    /// The figure with how it was had and the days it is about.
    told: String,
    /// The days it is about.
    period: String,
    rows: Vec<&'a Row>,
}

impl<'a> Reading<'a> {
    /// The sum of `parts`, columns with their numbers.
    fn sum(measure: &'a Measure, parts: &[(&str, f64)], period: String, rows: Vec<&'a Row>) -> Self {
        let value = parts.iter().map(|(_, part)| part).sum();
        let (kind, told) = if let [_] = parts {
            (Kind::Direct, format!("{} {}, {period}", measure.name, number(value)))
        } else {
            let sum: Vec<String> =
                parts.iter().map(|(column, part)| format!("{} {column}", number(*part))).collect();
            (Kind::Sum, format!("{} = {}, {period}", number(value), sum.join(" + ")))
        };
        Self { measure, value, kind, told, period, rows }
    }
}

/// What a table has for a claim.
struct Answer<'a> {
    /// The claim's figure is one of these, or differs.
    readings: Vec<Reading<'a>>,
    /// Why it may be right all the same where it is none of them.
    doubt: Option<String>,
    /// What else a reader should know where it differs.
    besides: Option<String>,
}

fn compare(claim: &Claim, said: Option<Date>, figure: &Figure<'_>, table: &Table) -> Option<Finding> {
    let measures: Vec<&Measure> =
        table.spec.measures.iter().filter(|measure| speaks_about(table, measure, figure, claim)).collect();
    if measures.is_empty() {
        return None;
    }
    Some(match answer(claim, said, figure, table, &measures) {
        Ok(answer) => verdict(claim, figure, table, &answer),
        Err(why) => not_checked(claim, figure, table, &why),
    })
}

/// Same thing counted, same act, same unit, same side.
fn speaks_about(table: &Table, measure: &Measure, figure: &Figure<'_>, claim: &Claim) -> bool {
    let unit = if measure.unit.is_empty() { "count" } else { &measure.unit };
    measure.objects.iter().any(|item| figure.is_a(item))
        && (same(&measure.predicates, figure.slot.predicate.as_deref())
            || same(&measure.predicates, figure.deed.verb))
        && figure.quantity.unit == unit
        && (measure.actors.is_empty() || is_of_side(table, measure, figure, claim))
}

/// Whether it may be the deed of those whose deeds the measure counts. Where nobody is named: of 71 drones of which Ukraine
/// downed 45, others launched the 71; else speakers speak of the deeds of their own state.
fn is_of_side(table: &Table, measure: &Measure, figure: &Figure<'_>, claim: &Claim) -> bool {
    let own = |actor: &str| same(&measure.actors, Some(actor));
    match (figure.deed.actor, figure.other_side) {
        (Some(actor), _) => own(actor),
        (None, Some(other)) => {
            !own(other) && table.spec.measures.iter().any(|measure| same(&measure.actors, Some(other)))
        }
        (None, None) => claim.speaker.affiliation.as_deref().is_none_or(own),
    }
}

/// Whether the table is about this whole state, by its name: "cholera in Kenya".
fn is_of_table(table: &Table, place: &str) -> bool {
    let name = format!(" {} ", table.spec.name.to_lowercase());
    is_country(place) && name.contains(&format!(" {} ", place.to_lowercase()))
}

/// Whether `text` is one of the list.
fn same(list: &[String], text: Option<&str>) -> bool {
    text.is_some_and(|text| list.iter().any(|item| item.eq_ignore_ascii_case(text)))
}

/// What the table has for the figure; else why there is no telling.
fn answer<'a>(
    claim: &Claim,
    said: Option<Date>,
    figure: &Figure<'_>,
    table: &'a Table,
    measures: &[&'a Measure],
) -> Result<Answer<'a>, String> {
    let (exact, wider): (Vec<&Measure>, Vec<&Measure>) =
        measures.iter().partition(|measure| narrowed(figure, measure).is_none());
    if let (true, Some(narrower)) = (exact.is_empty(), wider.iter().find_map(|wider| narrowed(figure, wider)))
    {
        return Err(format!("it counts “{narrower}”, which the table does not tell apart"));
    }
    if let Some(place) = figure.slot.place.as_ref().filter(|place| !is_of_table(table, place)) {
        return Err(format!("the table does not tell {place} from the rest"));
    }
    if figure.count == Count::Rate {
        return Err("it tells how many there are each time, not how many there were".to_owned());
    }
    let mut all = Answer { readings: Vec::new(), doubt: None, besides: None };
    for measure in exact {
        let one = if measure.running {
            running::read(claim, said, figure, table, measure)?
        } else {
            period::read(claim, figure, table, measure)?
        };
        all.readings.extend(one.readings);
        all.doubt = all.doubt.or(one.doubt);
        all.besides = all.besides.or(one.besides);
    }
    if table.undated > 0 {
        all.doubt = Some("some rows of the table have no readable period".to_owned());
    } else if matches!(figure.count, Count::Added | Count::Part) {
        all.doubt = Some("it may be only a part of what the table counts".to_owned());
    }
    Ok(all)
}

fn verdict(claim: &Claim, figure: &Figure<'_>, table: &Table, answer: &Answer<'_>) -> Finding {
    let name = &table.spec.name;
    let said = figure.quoted();
    let fits = |reading: &&Reading<'_>| figure.allows(reading.value, table.spec.tolerance);
    let (direct, derived): (Vec<&Reading<'_>>, Vec<&Reading<'_>>) =
        answer.readings.iter().partition(|reading| reading.kind == Kind::Direct);
    if let Some(reading) = direct.iter().copied().find(fits) {
        let says = format!("{said} agrees with the table “{name}”: {}.", reading.told);
        return finding(FindingKind::ReferenceMatches, claim, table, &[reading], says);
    }
    if let Some(reading) = derived.iter().copied().find(fits) {
        let how = if reading.kind == Kind::Sum { "a sum" } else { "a difference of two totals" };
        let alone: Vec<String> =
            direct.iter().map(|r| format!("{} alone is {}", r.measure.name, number(r.value))).collect();
        let alone = if alone.is_empty() { String::new() } else { format!("; {}", list(&alone)) };
        let says = format!("{said} fits the table “{name}” only as {how}: {}{alone}.", reading.told);
        let used: Vec<&Reading<'_>> = direct.iter().copied().chain([reading]).collect();
        return finding(FindingKind::ReferenceMatchesDerived, claim, table, &used, says);
    }
    if let Some(doubt) = &answer.doubt {
        return not_checked(claim, figure, table, doubt);
    }
    let besides = answer.besides.as_ref().map(|more| format!(" {more}.")).unwrap_or_default();
    let says =
        format!("The claim says {said}; the table “{name}” has {}.{besides}", figures_of(&answer.readings));
    finding(FindingKind::ReferenceDiffers, claim, table, &answer.readings.iter().collect::<Vec<_>>(), says)
}

/// "shot down 27 and shot down or lost 45, 22–23 July 2025": the figures, those of the same days together.
fn figures_of(readings: &[Reading<'_>]) -> String {
    let same_days = readings.chunk_by(|one, next| one.period == next.period);
    let told: Vec<String> = same_days
        .map(|group| {
            let figures: Vec<String> =
                group.iter().map(|r| format!("{} {}", r.measure.name, number(r.value))).collect();
            let period = group.first().map_or("", |reading| reading.period.as_str());
            format!("{}, {period}", list(&figures))
        })
        .collect();
    told.join("; ")
}

fn finding(kind: FindingKind, claim: &Claim, table: &Table, used: &[&Reading<'_>], says: String) -> Finding {
    let mut columns: Vec<&str> = Vec::new();
    let mut rows: Vec<&Row> = Vec::new();
    for reading in used {
        columns.extend(reading.measure.columns.iter().map(String::as_str));
        rows.extend(&reading.rows);
    }
    // In the order of the measures, each once.
    let mut seen = HashSet::new();
    columns.retain(|column| seen.insert(*column));
    rows.sort_by_key(|row| row.line);
    rows.dedup_by_key(|row| row.line);
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

    use onrecord_model::{Bound, ClaimSlot, Slot};
    use onrecord_table::Source;

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
            running: false,
        }
    }

    fn tables_of(rows: &str) -> Tables {
        let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
        file.write_all(rows.as_bytes()).unwrap();
        let spec = TableSpec {
            name: "drone attacks".to_owned(),
            source: Source { path: file.path().to_owned(), selection: None },
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
            count: Count::Plain,
            planned: false,
        };
        claim.slots.push(slot("down", case.actor));
        if case.of.is_some() {
            claim.slots.push(slot("launch", "Russia"));
        }
        findings(&claim, None, tables, None).into_iter().map(|finding| (finding.kind, finding.says)).collect()
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
