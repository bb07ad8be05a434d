//! Sentences made from the rows of two invented tables, right and wrong in known ways, through the binary: what each must
//! be told by the tables. Nothing is drawn by chance: a sentence is a template filled from a row.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    io::Write as _,
    path::Path,
    process::Stdio,
    thread,
};

use jiff::{ToSpan as _, civil::Date};
use serde_json::{Value, json};

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
struct Case {
    published: Date,
    text: String,
    told: Vec<&'static str>,
}

/// One night: drones launched, shot down and lost on the way.
struct Night {
    from: Date,
    to: Date,
    launched: usize,
    down: usize,
    lost: usize,
}

/// One day: people killed and injured.
struct Losses {
    day: Date,
    killed: usize,
    injured: usize,
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

/// "March 3".
fn named(day: Date) -> String {
    day.strftime("%B %-d").to_string()
}

#[expect(clippy::too_many_lines, reason = "a list of sentences, one after the other")]
fn on_nights(cases: &mut Vec<Case>) {
    let nights = nights();
    for (night, next) in nights.iter().zip(&nights[1..]) {
        let Night { from, to, launched, down, lost } = night;
        let (sum, wrong) = (down + lost, down + 5);
        let mut say = |text: String, told: &[&'static str]| {
            cases.push(Case { published: *to, text, told: told.to_vec() });
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
            cases.push(Case { published, text, told: told.to_vec() });
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
    for Night { from, to, launched, down, lost } in nights() {
        writeln!(drones, "{from} 20:00,{to} 06:00,Shahed-136/131 and decoys,{launched},{down},{lost}")
            .unwrap();
        writeln!(drones, "{to} 03:00,{to} 04:00,Kh-101,{lost},{lost},0").unwrap();
    }
    let mut casualties = "day,killed,injured\n".to_owned();
    for Losses { day, killed, injured } in days() {
        writeln!(casualties, "{day},{killed},{injured}").unwrap();
    }
    fs::write(dir.join("drones.csv"), drones).unwrap();
    fs::write(dir.join("casualties.csv"), casualties).unwrap();
    fs::write(dir.join("onrecord.toml"), CONFIG).unwrap();
}

/// Runs a stage over these lines.
fn stage(name: &str, dir: &Path, lines: String) -> String {
    let mut command = super::onrecord();
    command.args([name, "-", "--quiet", "--config"]).arg(dir.join("onrecord.toml"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || drop(input.write_all(lines.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{name}: {}", output.status);
    String::from_utf8(output.stdout).unwrap()
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
    on_nights(&mut cases);
    on_days(&mut cases);
    assert!(cases.len() >= 300, "{}", cases.len());
    let dir = tempfile::tempdir().unwrap();
    write_tables(dir.path());
    let articles = stage("extract", dir.path(), snapshots(&cases));
    let linked = stage("link", dir.path(), articles);
    let told = findings(&stage("check", dir.path(), linked));
    let mut wrong = String::new();
    for (at, case) in cases.iter().enumerate() {
        let found: Vec<&(String, String)> = told.get(&at).into_iter().flatten().collect();
        let mut kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.as_str()).collect();
        let mut expected = case.told.clone();
        kinds.sort_unstable();
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
