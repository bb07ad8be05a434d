//! Our own gold of sentences held against invented tables: the binary takes the claims out of each, and what the tables
//! say of them is scored against floors that nobody lowers in silence, `tests/gold/reference/floors.toml`; of the held
//! half, only totals are told.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use serde::Deserialize;

use super::{
    reference::{Case, told},
    threads::{Tally, totals},
};

const KINDS: [&str; 4] =
    ["reference_matches", "reference_matches_derived", "reference_differs", "not_checked"];

#[derive(Deserialize)]
struct File {
    case: Vec<Labelled>,
}

/// A text with its name and what it must be told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    name: String,
    published: toml::value::Datetime,
    text: String,
    told: Vec<String>,
}

/// What a half of the gold must reach.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    cases: usize,
    /// At most so many figures may falsely be told to differ from a table.
    false_alarms: usize,
    /// Cases of which everything is told and nothing else.
    right: usize,
}

fn folder() -> PathBuf {
    super::root().join("tests/gold/reference")
}

/// The cases of a half with their names, in the order of the file.
fn cases(half: &str) -> (Vec<String>, Vec<Case>) {
    let text = fs::read_to_string(folder().join(half).join("cases.toml")).unwrap();
    let cases = toml::from_str::<File>(&text).unwrap().case.into_iter();
    let case = |Labelled { name, published, text, mut told }: Labelled| {
        told.sort_unstable();
        let published = published.to_string().parse().unwrap();
        (name, Case { published, text: text.trim().to_owned(), told })
    };
    cases.map(case).unzip()
}

/// How often `kind` stands in a list.
fn count(kinds: &[String], kind: &str) -> usize {
    kinds.iter().filter(|one| *one == kind).count()
}

#[test]
#[expect(clippy::print_stdout, reason = "shown with --nocapture and where it fails")]
fn no_table_is_below_its_floor() {
    let floors = fs::read_to_string(folder().join("floors.toml")).unwrap();
    let floors: BTreeMap<String, Floor> = toml::from_str(&floors).unwrap();
    assert_eq!(floors.keys().collect::<Vec<_>>(), ["held", "tune"]);
    let mut below = Vec::new();
    for (half, floor) in floors {
        let (names, cases) = cases(&half);
        assert_eq!(cases.len(), floor.cases, "{half}: the cases have changed");
        let found = told(&folder().join("onrecord.toml"), &cases);
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        let mut right = 0;
        let mut false_alarms = 0;
        let mut wrong = String::new();
        for ((name, case), found) in names.iter().zip(&cases).zip(&found) {
            let kinds: Vec<String> = found.iter().map(|(kind, _)| kind.clone()).collect();
            for kind in KINDS {
                let (told, gold) = (count(&kinds, kind), count(&case.told, kind));
                let tally = tallies.entry(kind).or_default();
                (0..told.max(gold)).for_each(|at| tally.add(at < told, at < gold));
            }
            let alarms = |kinds: &[String]| count(kinds, "reference_differs");
            false_alarms += alarms(&kinds).saturating_sub(alarms(&case.told));
            if kinds == case.told {
                right += 1;
            } else {
                writeln!(wrong, "{name}: {:?}, told {found:#?}", case.told).unwrap();
            }
        }
        if half == "tune" {
            println!("{wrong}");
        }
        let heading = format!("{half}: {right} of {} cases right, {false_alarms} false alarms", cases.len());
        println!("{}", totals(&heading, &tallies));
        if false_alarms > floor.false_alarms || right < floor.right {
            below.push(format!(
                "{heading}; the floor is {} and {} false alarms",
                floor.right, floor.false_alarms
            ));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
