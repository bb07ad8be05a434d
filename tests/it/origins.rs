//! Our own gold of pairs of articles that go back to one origin, or do not: the binary takes the claims out of all of
//! them, then joins each pair by itself. Scored against floors that nobody lowers in silence,
//! `tests/gold/origins/floors.toml`; of the held half, only totals are told.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::PathBuf,
};

use serde::Deserialize;
use serde_json::Value;

use super::threads::{Page, Tally, linked, totals};

/// What two articles are to one another.
const KINDS: [&str; 3] = ["apart", "copy", "newsroom"];

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    origins: String,
    article: Vec<Page>,
}

/// What a half of the gold must reach, in percent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    cases: usize,
    /// Pairs that stand in one thread, a count.
    met: usize,
    /// Of pairs told as copies, so many must be.
    copy_precision: f64,
    copy_f1: f64,
    /// The same, of the pairs that stand in one thread.
    copy_f1_met: f64,
}

/// What was told of one pair.
struct Told {
    kind: &'static str,
    why: String,
    /// Whether both stand in one thread, where alone origins are counted.
    met: bool,
}

fn folder() -> PathBuf {
    super::root().join("tests/gold/origins")
}

/// The cases of a half, by file, then in the order of the file.
fn cases(half: &str) -> Vec<Case> {
    let read = |file: &str| {
        let text = fs::read_to_string(folder().join(half).join(file)).unwrap();
        toml::from_str::<File>(&text).unwrap().case
    };
    ["apart.toml", "copies.toml", "newsroom.toml"].into_iter().flat_map(read).collect()
}

/// What the messages of `link` tell of the two articles.
fn told(messages: &str) -> Told {
    let mut found = Told { kind: "apart", why: String::new(), met: false };
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        if message["kind"] != "thread" {
            continue;
        }
        let claims = message["body"]["claims"].as_array().unwrap();
        let articles: BTreeSet<&str> = claims.iter().filter_map(|claim| claim["article"].as_str()).collect();
        found.met |= articles.len() == 2;
        for origin in message["body"]["origins"].as_array().into_iter().flatten() {
            if origin["articles"].as_array().is_some_and(|articles| articles.len() == 2) {
                origin["why"].as_str().unwrap().clone_into(&mut found.why);
                let newsroom = found.why.starts_with("all of them are reports of");
                found.kind = if newsroom { "newsroom" } else { "copy" };
            }
        }
    }
    found
}

/// A tally for each kind.
fn score<'a>(cases: impl Iterator<Item = (&'a Case, &'a Told)>) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (case, told) in cases {
        assert!(KINDS.contains(&case.origins.as_str()), "{}: {}", case.name, case.origins);
        for kind in KINDS {
            tallies.entry(kind).or_default().add(told.kind == kind, case.origins == kind);
        }
    }
    tallies
}

/// The cases that are read wrong, each with what was told, and why.
fn wrong(cases: &[Case], found: &[Told]) -> String {
    let mut text = String::new();
    for (case, told) in cases.iter().zip(found).filter(|(case, told)| case.origins != told.kind) {
        let met = if told.met { "" } else { ", in no common thread" };
        writeln!(text, "{}: {}, told {}{met} {}", case.name, case.origins, told.kind, told.why).unwrap();
    }
    text
}

#[test]
#[expect(clippy::print_stdout, reason = "shown with --nocapture and where it fails")]
fn no_origin_is_below_its_floor() {
    let floors = fs::read_to_string(folder().join("floors.toml")).unwrap();
    let floors: BTreeMap<String, Floor> = toml::from_str(&floors).unwrap();
    assert_eq!(floors.keys().collect::<Vec<_>>(), ["held", "tune"]);
    let mut below = Vec::new();
    for (half, floor) in floors {
        let cases = cases(&half);
        assert_eq!(cases.len(), floor.cases, "{half}: the cases have changed");
        let pages: Vec<&[Page]> = cases.iter().map(|case| case.article.as_slice()).collect();
        let found: Vec<Told> = linked(&pages).iter().map(|messages| told(messages)).collect();
        let pairs = || cases.iter().zip(&found);
        let (all, meeting) = (score(pairs()), score(pairs().filter(|(_, told)| told.met)));
        let met = found.iter().filter(|told| told.met).count();
        if half == "tune" {
            println!("{}", wrong(&cases, &found));
        }
        println!("{}", totals(&format!("{half}: {} pairs", cases.len()), &all));
        println!("{}", totals(&format!("{half}: the {met} of them that stand in one thread"), &meeting));
        if met < floor.met {
            below.push(format!("{half}: {met} pairs stand in one thread, the floor is {}", floor.met));
        }
        for (what, found, least) in [
            ("precision of copies", all["copy"].precision(), floor.copy_precision),
            ("F1 of copies", all["copy"].f1(), floor.copy_f1),
            ("F1 of copies that meet", meeting["copy"].f1(), floor.copy_f1_met),
        ] {
            if found < least {
                below.push(format!("{half}: {what} {found:.1}, the floor is {least}"));
            }
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
