//! Sentences made from the rows of invented tables, right and wrong in known ways, through the binary: what each must
//! be told by the tables. Nothing is drawn by chance: a sentence is a template filled from a row.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use jiff::{ToSpan as _, civil::Date};
use serde_json::{Value, json};

use super::stage::stage;

const MATCHES: &str = "reference_matches";
const DERIVED: &str = "reference_matches_derived";
const DIFFERS: &str = "reference_differs";
const NOT_CHECKED: &str = "not_checked";

const CONFIG: &str = r#"
[extract]
min_words = 5

[[check.table]]
name = "drone attacks"
path = "drones.csv"
from = "start"
to = "end"
filter = { model = "Shahed*" }
[[check.table.measure]]
name = "launched"
value = "launched"
objects = ["drone", "decoy"]
predicates = ["launch"]
actors = ["Russia"]
[[check.table.measure]]
name = "shot down"
value = "destroyed"
objects = ["drone", "decoy"]
predicates = ["down", "destroy"]
actors = ["Ukraine"]
[[check.table.measure]]
name = "shot down or lost"
value = "destroyed + lost"
objects = ["drone", "decoy"]
predicates = ["down", "destroy"]
actors = ["Ukraine"]

[[check.table]]
name = "cruise missile attacks"
path = "drones.csv"
from = "start"
to = "end"
filter = { model = "Kh-101*" }
[[check.table.measure]]
name = "launched"
value = "launched"
objects = ["cruise missile", "Kh-101 missile"]
predicates = ["launch"]
actors = ["Russia"]
[[check.table.measure]]
name = "shot down"
value = "destroyed"
objects = ["cruise missile", "Kh-101 missile"]
predicates = ["down", "destroy"]
actors = ["Ukraine"]

[[check.table]]
name = "ballistic missile attacks"
path = "drones.csv"
from = "start"
to = "end"
filter = { model = "Iskander*" }
[[check.table.measure]]
name = "launched"
value = "launched"
objects = ["ballistic missile"]
predicates = ["launch"]
actors = ["Russia"]

[[check.table]]
name = "losses"
path = "losses.json"
from = "date"
[[check.table.measure]]
name = "personnel"
value = "personnel"
objects = ["soldier", "personnel"]
predicates = ["lose"]
actors = ["Russia"]
running = true
[[check.table.measure]]
name = "tanks"
value = "tank"
objects = ["tank"]
predicates = ["lose"]
actors = ["Russia"]
running = true
[[check.table.measure]]
name = "artillery systems"
value = "field artillery"
objects = ["artillery system"]
predicates = ["lose"]
actors = ["Russia"]
running = true

[[check.table]]
name = "casualties"
path = "casualties.csv"
from = "day"
tolerance = 0.02
[[check.table.measure]]
name = "killed"
value = "killed"
objects = ["civilian", "person"]
predicates = ["kill"]
[[check.table.measure]]
name = "injured"
value = "injured"
objects = ["civilian", "person"]
predicates = ["injure"]
"#;

/// A sentence, the day of its publication, and the findings it must have.
pub(super) struct Case {
    pub(super) published: Date,
    pub(super) text: String,
    pub(super) told: Vec<String>,
}

impl Case {
    fn new(published: Date, text: String, told: &[&'static str]) -> Self {
        Self { published, text, told: told.iter().map(|&kind| kind.to_owned()).collect() }
    }
}

/// One night: drones launched, shot down and lost on the way.
struct Night {
    from: Date,
    to: Date,
    launched: usize,
    down: usize,
    lost: usize,
}

impl Night {
    /// Cruise missiles launched and shot down.
    fn cruise(&self) -> (usize, usize) {
        (self.lost + 9, self.lost + 2)
    }

    /// Ballistic missiles launched.
    fn ballistic(&self) -> usize {
        self.lost / 3 + 2
    }
}

/// One day: people killed and injured.
struct Losses {
    day: Date,
    killed: usize,
    injured: usize,
}

/// One day of totals that only grow.
struct Totals {
    day: Date,
    personnel: usize,
    tanks: usize,
    artillery: usize,
}

const ROWS: usize = 14;

fn day(at: usize) -> Date {
    Date::constant(2026, 3, 2).checked_add(i64::try_from(at).unwrap().days()).unwrap()
}

/// Nights whose figures all differ from one another, and so do their sums.
fn nights() -> Vec<Night> {
    let night = |at: usize| Night {
        from: day(at),
        to: day(at + 1),
        launched: 90 + at * 13,
        down: 40 + at * 7,
        lost: 11 + at * 3,
    };
    (0..ROWS).map(night).collect()
}

fn days() -> Vec<Losses> {
    (0..ROWS).map(|at| Losses { day: day(at), killed: 3 + at * 2, injured: 41 + at * 5 }).collect()
}

/// Totals whose steps all differ from one another.
fn totals() -> Vec<Totals> {
    let total = |at: usize| Totals {
        day: day(at),
        personnel: 1_210_430 + at * 1_013 + at * at * 17,
        tanks: 11_407 + at * 8 + at * at,
        artillery: 31_006 + at * 31 + at * at * 3,
    };
    (0..ROWS).map(total).collect()
}

/// "1,234,567".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

/// "March 3".
fn named(day: Date) -> String {
    day.strftime("%B %-d").to_string()
}

/// Nights told by their days, wholes told first, and what was done to the others.
fn on_nights_in_other_words(cases: &mut Vec<Case>) {
    for night in &nights()[..ROWS - 1] {
        let Night { from, to, launched, down, lost } = night;
        let (sum, wrong) = (down + lost, down + 5);
        let mut say = |text: String, told: &[&'static str]| cases.push(Case::new(*to, text, told));
        let said = "the Ukrainian Air Force said";
        let (weekday, eve) = (to.strftime("%A"), from.strftime("%A"));
        let (first, last) = (named(*from), named(*to));
        for night in [
            format!("on the night of {first} to {last}"),
            format!("in the night from {first} to {last}"),
            format!("overnight into {weekday}"),
            format!("on the night of {eve} to {weekday}"),
            format!("overnight from {eve} to {weekday}"),
            format!("on {eve} night"),
        ] {
            say(format!("Ukrainian air defenses neutralized {down} drones {night}, {said}."), &[MATCHES]);
            say(format!("Russia launched {} drones at Ukraine {night}, {said}.", launched + 9), &[DIFFERS]);
        }
        for whole in [
            format!("Of the {launched} drones launched overnight,"),
            format!("Of {launched} drones launched by Russia overnight,"),
        ] {
            say(format!("{whole} {down} were shot down, {said}."), &[MATCHES, MATCHES]);
            say(format!("{whole} {sum} were shot down or jammed, {said}."), &[DERIVED, MATCHES]);
        }
        say(
            format!("Of the {wrong} drones launched overnight, {down} were shot down, {said}."),
            &[DIFFERS, MATCHES],
        );
        say(
            format!("Out of {launched} drones, {down} were shot down overnight, {said}."),
            &[MATCHES, MATCHES],
        );
        say(format!("Ukraine's Air Force reported downing {sum} drones overnight."), &[DERIVED]);
        say(
            format!("Ukraine shot down {down} drones overnight, while another {lost} were lost, {said}."),
            &[MATCHES],
        );
        say(format!("Ukraine neutralized {lost} landmines overnight, {said}."), &[]);
        say(format!("Russia launches {down} drones a night, {said}."), &[]);
        say(format!("Russia will launch {launched} drones on {last}, {said}."), &[]);
    }
}

/// Missiles, which the table tells apart by their model.
fn on_missiles(cases: &mut Vec<Case>) {
    for night in &nights()[..ROWS - 1] {
        let ((launched, down), ballistic) = (night.cruise(), night.ballistic());
        let mut say = |text: String, told: &[&'static str]| cases.push(Case::new(night.to, text, told));
        let said = "the Ukrainian Air Force said";
        say(
            format!(
                "Ukraine shot down {down} of {launched} cruise missiles launched by Russia overnight, {said}."
            ),
            &[MATCHES, MATCHES],
        );
        say(format!("Russia launched {launched} Kh-101 missiles at Ukraine overnight, {said}."), &[MATCHES]);
        say(
            format!(
                "Russia launched {launched} cruise missiles and {ballistic} ballistic missiles at Ukraine overnight, {said}."
            ),
            &[MATCHES, MATCHES],
        );
        say(
            format!(
                "Russia launched {ballistic} ballistic missiles and {} drones overnight, {said}.",
                night.launched
            ),
            &[MATCHES, MATCHES],
        );
        say(format!("Russia launched {} ballistic missiles overnight, {said}.", ballistic + 3), &[DIFFERS]);
        say(
            format!("Ukraine shot down {} of {launched} cruise missiles overnight, {said}.", down - 2),
            &[DIFFERS, MATCHES],
        );
        say(
            format!("Ukraine intercepted {down} cruise missiles over the Odesa region overnight, {said}."),
            &[NOT_CHECKED],
        );
        say(format!("Russia launched {launched} missiles overnight, {said}."), &[]);
    }
}

/// Totals, and what they grew by.
fn on_totals(cases: &mut Vec<Case>) {
    let totals = totals();
    let first = &totals[0];
    // Of the second row, nobody can tell what the step before it was.
    for (before, Totals { day, personnel, tanks, artillery }) in totals.iter().zip(&totals[1..]).skip(1) {
        let mut say = |text: String, told: &[&'static str]| cases.push(Case::new(*day, text, told));
        let said = "Ukraine's General Staff said";
        let (all, on) = (grouped(*personnel), named(*day));
        let one_day = grouped(personnel - before.personnel);
        let wrong = grouped(personnel - before.personnel + 190);
        let since = "since the start of the full-scale invasion";
        say(format!("Russia has lost {all} soldiers {since}, {said}."), &[MATCHES]);
        say(format!("Russia has lost {all} soldiers {since} on Feb. 24, 2022, {said}."), &[MATCHES]);
        say(format!("Russia has lost {} soldiers so far, {said}.", grouped(before.personnel)), &[MATCHES]);
        say(format!("As of {on}, Russia had lost {} tanks, {said}.", grouped(*tanks)), &[MATCHES]);
        say(
            format!("Russia has lost more than {} soldiers {since}, {said}.", grouped(personnel - 430)),
            &[MATCHES],
        );
        say(
            format!(
                "Russia has lost {} tanks and {} artillery systems {since}, {said}.",
                grouped(*tanks),
                grouped(*artillery)
            ),
            &[MATCHES, MATCHES],
        );
        say(
            format!("Russia has lost {all} soldiers {since}, including {one_day} over the past day, {said}."),
            &[MATCHES, DERIVED],
        );
        for time in ["over the past day".to_owned(), "in the past 24 hours".to_owned(), format!("on {on}")] {
            say(format!("Russia lost {one_day} soldiers {time}, {said}."), &[DERIVED]);
            say(format!("Russia lost {wrong} soldiers {time}, {said}."), &[DIFFERS]);
            say(format!("Russia lost {all} soldiers {time}, {said}."), &[DIFFERS]);
        }
        let next = named(first.day.tomorrow().unwrap());
        let grown = grouped(personnel - first.personnel);
        say(format!("From {next} to {on}, Russia lost {grown} soldiers, {said}."), &[DERIVED]);
        say(format!("Since {next}, Russia has lost {grown} soldiers, {said}."), &[DERIVED]);
        // One day's figure for all, and figures of other days.
        say(format!("Russia has lost {one_day} soldiers {since}, {said}."), &[DIFFERS]);
        say(format!("Russia has lost {} tanks {since}, {said}.", grouped(tanks + 90)), &[DIFFERS]);
        say(
            format!("As of {on}, Russia had lost {} soldiers, {said}.", grouped(before.personnel)),
            &[DIFFERS],
        );
        // What the totals can't tell, and what they do not speak about.
        say(format!("Russia lost {tanks} tanks in the Kharkiv region on {on}, {said}."), &[NOT_CHECKED]);
        say(format!("Russia loses {one_day} soldiers a day, {said}."), &[]);
        say(format!("Russia lost {one_day} soldiers on February 20, {said}."), &[NOT_CHECKED]);
        say(format!("Russia lost {one_day} soldiers overnight, {said}."), &[NOT_CHECKED]);
        say(format!("Ukraine has lost {all} soldiers {since}, Russia's Defense Ministry said."), &[]);
        say(format!("Russia will lose {all} soldiers by the summer, {said}."), &[]);
        say(format!("Russia has lost {tanks} trucks {since}, {said}."), &[]);
    }
}

#[expect(clippy::too_many_lines, reason = "a list of sentences, one after the other")]
fn on_nights(cases: &mut Vec<Case>) {
    let nights = nights();
    for (night, next) in nights.iter().zip(&nights[1..]) {
        let Night { from, to, launched, down, lost } = night;
        let (sum, wrong) = (down + lost, down + 5);
        let mut say = |text: String, told: &[&'static str]| {
            cases.push(Case {
                published: *to,
                text,
                told: told.iter().map(|&kind| kind.to_owned()).collect(),
            });
        };
        let said = "the Ukrainian Air Force said";
        say(format!("Ukrainian air defense units shot down {down} drones overnight, {said}."), &[MATCHES]);
        say(format!("{down} drones were shot down over Ukraine overnight, {said}."), &[MATCHES]);
        say(format!("Ukraine destroyed {down} drones last night, {said}."), &[MATCHES]);
        say(format!("Russia launched {launched} drones at Ukraine overnight, {said}."), &[MATCHES]);
        say(
            format!(
                "The Ukrainian Air Force said its crews had intercepted {down} drones on the night of {}-{}.",
                named(*from),
                to.day()
            ),
            &[MATCHES],
        );
        // A part and its whole.
        say(
            format!(
                "The Ukrainian Air Force reported downing {down} of {launched} drones and decoys launched overnight by Russian forces."
            ),
            &[MATCHES, MATCHES],
        );
        say(
            format!(
                "Ukraine's Air Force said it had downed {down} of {} drones launched by Russia overnight.",
                launched + 7
            ),
            &[MATCHES, DIFFERS],
        );
        say(format!("Russia launched {down} drones overnight, {said}."), &[DIFFERS]);
        // What was shot down and what was lost on the way, told as one.
        say(format!("Ukraine downed {sum} drones overnight, {said}."), &[DERIVED]);
        say(
            format!(
                "The Ukrainian Air Force reported downing {sum} of {launched} drones and decoys launched overnight by Russian forces."
            ),
            &[DERIVED, MATCHES],
        );
        say(
            format!(
                "Out of {launched} drones launched by Russia overnight, Ukrainian forces downed {sum}, {said}."
            ),
            &[DERIVED, MATCHES],
        );
        // Wrong figures, and right ones of another night.
        say(format!("The Ukrainian Air Force said it had shot down {wrong} drones overnight."), &[DIFFERS]);
        say(
            format!("Russian forces launched {} drones against Ukraine overnight, {said}.", launched + 9),
            &[DIFFERS],
        );
        say(
            format!("Overnight, Ukraine's air defenses shot down {} drones, {said}.", next.down + 1),
            &[DIFFERS],
        );
        // Bounds.
        say(
            format!("Ukraine's Air Force said it shot down more than {} drones overnight.", down - 2),
            &[MATCHES],
        );
        say(
            format!(
                "Ukraine's Air Force said it shot down between {} and {} drones overnight.",
                down - 3,
                down + 3
            ),
            &[MATCHES],
        );
        say(
            format!(
                "Russia launched at least {} drones overnight, the Ukrainian Air Force reported.",
                launched - 5
            ),
            &[MATCHES],
        );
        say(
            format!("The Ukrainian Air Force said more than {} drones were shot down overnight.", sum + 1),
            &[DIFFERS],
        );
        say(
            format!("Ukraine's Air Force said it shot down up to {} drones overnight.", down - 2),
            &[DIFFERS],
        );
        say(
            format!("Russia launched fewer than {} drones at Ukraine overnight, {said}.", launched - 4),
            &[DIFFERS],
        );
        // What the table can't tell, and what it does not speak about.
        say(
            format!("Between {} and {}, Ukraine shot down {down} drones, {said}.", named(day(0)), named(*to)),
            &[NOT_CHECKED],
        );
        say(
            format!(
                "Ukrainian air defense shot down {lost} drones over the Poltava region overnight, {said}."
            ),
            &[NOT_CHECKED],
        );
        say(format!("Ukraine has shot down {} drones so far, {said}.", down * 9), &[NOT_CHECKED]);
        say(
            format!(
                "Russia's Defense Ministry said its air defense forces had shot down {} Ukrainian drones overnight.",
                down + 30
            ),
            &[],
        );
        say(format!("Ukraine shot down {lost} missiles overnight, {said}."), &[]);
        say(format!("Ukraine plans to shoot down {launched} drones a night, {said}."), &[]);
        say(format!("Ukraine denied that it had shot down {wrong} drones overnight."), &[]);
    }
}

fn on_days(cases: &mut Vec<Case>) {
    let days = days();
    for (at, Losses { day, killed, injured }) in days.iter().enumerate().skip(1) {
        let total = |figure: fn(&Losses) -> usize| days[..=at].iter().map(figure).sum::<usize>();
        let (all_killed, all_injured) = (total(|day| day.killed), total(|day| day.injured));
        let (first, on) = (named(days[0].day), named(*day));
        let published = day.tomorrow().unwrap();
        let mut say = |text: String, told: &[&'static str]| {
            cases.push(Case::new(published, text, told));
        };
        let said = "the Ukrainian Interior Ministry said";
        say(
            format!("Russian strikes killed {killed} civilians and injured {injured} on {on}, {said}."),
            &[MATCHES, MATCHES],
        );
        say(
            format!(
                "At least {killed} people were killed and {injured} injured in Russian attacks on Ukraine on {on}, {said}."
            ),
            &[MATCHES, MATCHES],
        );
        say(format!("Russian strikes killed {} civilians on {on}, {said}.", killed + 4), &[DIFFERS]);
        say(format!("Russian strikes killed {injured} civilians on {on}, {said}."), &[DIFFERS]);
        // One day and many.
        say(
            format!("From {first} to {on}, Russian attacks killed {all_killed} civilians, {said}."),
            &[MATCHES],
        );
        say(format!("From {first} to {on}, Russian attacks killed {killed} civilians, {said}."), &[DIFFERS]);
        say(format!("Russian attacks injured {all_injured} people on {on}, {said}."), &[DIFFERS]);
        say(
            format!(
                "From {first} to {on}, Russian attacks injured {} people, {said}.",
                all_injured + all_injured / 80
            ),
            &[MATCHES],
        );
        say(
            format!("Russian strikes on {on} left {killed} civilians dead and {injured} injured, {said}."),
            &[MATCHES, MATCHES],
        );
        say(format!("Russian attacks killed at least {killed} civilians on {on}, {said}."), &[MATCHES]);
        say(
            format!("Russian attacks killed more than {} civilians on {on}, {said}.", killed + 1),
            &[DIFFERS],
        );
        say(format!("{all_killed} civilians were killed between {first} and {on}, {said}."), &[MATCHES]);
        say(format!("Russian attacks have killed {all_killed} civilians so far, {said}."), &[NOT_CHECKED]);
        say(
            format!("Russian attacks killed another {} civilians on {on}, {said}.", killed + 6),
            &[NOT_CHECKED],
        );
        // Places and hours that the table does not tell apart.
        say(format!("A Russian strike on Kharkiv killed {killed} people on {on}, {said}."), &[NOT_CHECKED]);
        say(
            format!("Russian strikes killed {killed} civilians on the morning of {on}, {said}."),
            &[NOT_CHECKED],
        );
        say(format!("Russian attacks killed {} civilians overnight, {said}.", killed + 3), &[NOT_CHECKED]);
    }
}

fn write_tables(dir: &Path) {
    let mut drones = "start,end,model,launched,destroyed,lost\n".to_owned();
    for night in &nights() {
        let Night { from, to, launched, down, lost } = night;
        writeln!(drones, "{from} 20:00,{to} 06:00,Shahed-136/131 and decoys,{launched},{down},{lost}")
            .unwrap();
        let ((cruise, hit), ballistic) = (night.cruise(), night.ballistic());
        writeln!(drones, "{to} 03:00,{to} 04:00,Kh-101,{cruise},{hit},").unwrap();
        writeln!(drones, "{from} 23:00,{to} 01:00,Iskander-M,{ballistic},0,").unwrap();
    }
    let mut casualties = "day,killed,injured\n".to_owned();
    for Losses { day, killed, injured } in days() {
        writeln!(casualties, "{day},{killed},{injured}").unwrap();
    }
    let total = |Totals { day, personnel, tanks, artillery }: &Totals| json!({"date": day, "personnel": personnel, "tank": tanks, "field artillery": artillery, "note": null});
    let losses: Vec<Value> = totals().iter().map(total).collect();
    fs::write(dir.join("losses.json"), Value::from(losses).to_string()).unwrap();
    fs::write(dir.join("drones.csv"), drones).unwrap();
    fs::write(dir.join("casualties.csv"), casualties).unwrap();
    fs::write(dir.join("onrecord.toml"), CONFIG).unwrap();
}

fn snapshots(cases: &[Case]) -> String {
    let mut lines = String::new();
    for (at, Case { published, text, .. }) in cases.iter().enumerate() {
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><title>The day</title><meta property=\"og:site_name\" content=\"Harbour Post\">\
             <meta property=\"article:published_time\" content=\"{published}T08:00:00Z\"></head>\
             <body><article><h1>The day</h1><p>{text}</p></article></body></html>"
        );
        let url = format!("https://paper.example/{at}");
        let body = json!({"url": url, "media_type": "text/html", "body": {"text": html}});
        writeln!(lines, "{}", json!({"v": 1, "kind": "snapshot", "body": body})).unwrap();
    }
    lines
}

/// What the claims of each case are told under this configuration: kinds, sorted, each with its words.
pub(super) fn told(config: &Path, cases: &[Case]) -> Vec<Vec<(String, String)>> {
    let articles = stage("extract", config, &snapshots(cases));
    let linked = stage("link", config, &articles);
    let mut found = findings(&stage("check", config, &linked));
    (0..cases.len()).map(|at| found.remove(&at).unwrap_or_default().into_iter().collect()).collect()
}

/// Of each case, what its claims are told, each finding once.
fn findings(checked: &str) -> BTreeMap<usize, BTreeSet<(String, String)>> {
    let mut told: BTreeMap<usize, BTreeSet<(String, String)>> = BTreeMap::new();
    for line in checked.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let body = &message["body"];
        let url = body["source"]["url"].as_str().unwrap_or_default();
        let Some(case) = url.rsplit('/').next().and_then(|at| at.parse().ok()) else { continue };
        for claim in body["claims"].as_array().into_iter().flatten() {
            for finding in claim["findings"].as_array().into_iter().flatten() {
                let text = |key: &str| finding[key].as_str().unwrap().to_owned();
                told.entry(case).or_default().insert((text("kind"), text("says")));
            }
        }
    }
    told
}

#[test]
fn sentences_made_from_rows_are_told_what_they_are() {
    let mut cases = Vec::new();
    for make in [on_nights, on_nights_in_other_words, on_missiles, on_days, on_totals] {
        make(&mut cases);
    }
    assert!(cases.len() >= 1200, "{}", cases.len());
    let dir = tempfile::tempdir().unwrap();
    write_tables(dir.path());
    let found = told(&dir.path().join("onrecord.toml"), &cases);
    let mut wrong = String::new();
    for (case, found) in cases.iter().zip(found) {
        let kinds: Vec<&String> = found.iter().map(|(kind, _)| kind).collect();
        let mut expected: Vec<&String> = case.told.iter().collect();
        expected.sort_unstable();
        if kinds != expected {
            writeln!(wrong, "{} ({}): {expected:?}, told {found:?}", case.text, case.published).unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "of {} sentences, {} are read wrong:\n{wrong}",
        cases.len(),
        wrong.lines().count()
    );
}
