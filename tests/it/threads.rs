//! Our own gold of pairs of articles, each with the relation that holds between them: the binary takes the claims out of
//! all of them, then joins each pair by itself. Scored against floors that nobody lowers in silence,
//! `tests/gold/threads/floors.toml`; of the held half, only totals are told.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Write as _},
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use serde::Deserialize;
use serde_json::{Value, json};

use super::stage::stage;

const KINDS: [&str; 6] = ["none", "repeats", "agrees", "updates", "contradicts", "denies"];

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

/// Two articles and what holds between their claims.
#[derive(Deserialize)]
struct Case {
    name: String,
    relation: String,
    article: Vec<Page>,
    /// The name of its file.
    #[serde(skip)]
    file: String,
}

/// One article as a gold has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    outlet: String,
    published: toml::value::Datetime,
    /// Byline, where it has one.
    by: Option<String>,
    text: String,
}

/// What a half of the gold must reach.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    cases: usize,
    /// At most so many pairs may be told to contradict each other that do not.
    false_contradictions: usize,
    /// Contradictions found, in percent of those that are.
    contradictions_found: f64,
    /// Mean of the relations' F1, in percent, pairs without a relation among them.
    macro_f1: f64,
}

fn folder() -> PathBuf {
    super::root().join("tests/gold/threads")
}

/// The cases of a half, by file, then in the order of the file.
fn cases(half: &str) -> Vec<Case> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder().join(half)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let read = |path: &PathBuf| {
        let mut cases = toml::from_str::<File>(&fs::read_to_string(path).unwrap()).unwrap().case;
        let name = path.file_stem().unwrap().to_string_lossy();
        for case in &mut cases {
            name.as_ref().clone_into(&mut case.file);
        }
        cases
    };
    files.iter().flat_map(read).collect()
}

/// Headline and paragraphs as a page of the web, with what a paper says about itself.
fn html(page: &Page) -> String {
    let escape = |text: &str| {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    };
    let mut parts = page.text.trim().split("\n\n").map(|part| escape(part.trim()));
    let title = parts.next().unwrap_or_default();
    let mut body = String::new();
    for part in parts {
        write!(body, "<p>{part}</p>").unwrap();
    }
    let meta = |name: &str, value: &str| format!("<meta property=\"{name}\" content=\"{value}\">");
    let byline = page.by.as_deref().map(|by| format!("<meta name=\"author\" content=\"{}\">", escape(by)));
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title}</title>{}{}{}{}</head><body><article><h1>{title}</h1>{body}</article></body></html>",
        meta("og:title", &title),
        meta("og:site_name", &escape(&page.outlet)),
        meta("article:published_time", &page.published.to_string()),
        byline.unwrap_or_default(),
    )
}

/// The articles with their claims, one message a line, by case.
fn articles(cases: &[&[Page]], config: &Path) -> Vec<String> {
    let mut lines = String::new();
    for (at, pages) in cases.iter().enumerate() {
        for (turn, page) in pages.iter().enumerate() {
            let url = format!("https://paper-{turn}.example/{at}");
            let body = json!({"url": url, "media_type": "text/html", "body": {"text": html(page)}});
            writeln!(lines, "{}", json!({"v": 1, "kind": "snapshot", "body": body})).unwrap();
        }
    }
    let mut by_case = vec![String::new(); cases.len()];
    for line in stage("extract", config, &lines).lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let url = message["body"]["source"]["url"].as_str().unwrap_or_default();
        let case = url.rsplit('/').next().and_then(|at| at.parse::<usize>().ok());
        writeln!(by_case[case.unwrap()], "{line}").unwrap();
    }
    by_case
}

/// What is told between the two articles of a case: kinds, each with its reasons.
fn relations(messages: &str) -> BTreeMap<String, Vec<String>> {
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let body = &message["body"];
        if message["kind"] != "thread" {
            continue;
        }
        let claims = body["claims"].as_array().unwrap();
        let article = |id: &Value| claims.iter().find(|claim| claim["id"] == *id).map(|c| &c["article"]);
        for relation in body["relations"].as_array().into_iter().flatten() {
            if article(&relation["from"]) != article(&relation["to"]) {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                told.entry(text(&relation["kind"])).or_default().push(text(&relation["why"]));
            }
        }
    }
    told
}

/// What `link` tells of the articles of each case, several cases at once, each by itself.
pub(super) fn linked(cases: &[&[Page]]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("onrecord.toml");
    // Some of the articles are shorter than pages are.
    fs::write(&config, "[extract]\nmin_words = 5\n").unwrap();
    let pages = articles(cases, &config);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((at, lines)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, pages.get(at)?)))
        {
            done.push((at, stage("link", &config, lines)));
        }
        done
    };
    let mut found: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, told)| told).collect()
}

fn run(cases: &[Case]) -> Vec<BTreeMap<String, Vec<String>>> {
    let pages: Vec<&[Page]> = cases.iter().map(|case| case.article.as_slice()).collect();
    linked(&pages).iter().map(|messages| relations(messages)).collect()
}

/// Right, told and expected relations of one kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    right: usize,
    told: usize,
    gold: usize,
}

impl Tally {
    /// Counts one case.
    pub(super) fn add(&mut self, told: bool, gold: bool) {
        self.told += usize::from(told);
        self.gold += usize::from(gold);
        self.right += usize::from(told && gold);
    }

    fn percent(part: usize, whole: usize) -> f64 {
        let number = |count: usize| f64::from(u32::try_from(count).unwrap());
        if whole == 0 { 100.0 } else { 100.0 * number(part) / number(whole) }
    }

    pub(super) fn precision(self) -> f64 {
        Self::percent(self.right, self.told)
    }

    fn recall(self) -> f64 {
        Self::percent(self.right, self.gold)
    }

    pub(super) fn f1(self) -> f64 {
        Self::percent(2 * self.right, self.told + self.gold)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        write!(f, "{:4} cases  precision {precision:5.1}  recall {recall:5.1}  F1 {f1:5.1}", self.gold)
    }
}

/// The kinds told for a case; `none` where nothing is.
fn kinds(told: &Told) -> BTreeSet<&str> {
    if told.is_empty() { BTreeSet::from(["none"]) } else { told.keys().map(String::as_str).collect() }
}

/// What was told of a pair: each kind, with its reasons.
type Told = BTreeMap<String, Vec<String>>;

/// A tally for each kind.
fn score<'a>(cases: impl Iterator<Item = (&'a Case, &'a Told)>) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (case, told) in cases {
        let told = kinds(told);
        assert!(KINDS.contains(&case.relation.as_str()), "{}: {}", case.name, case.relation);
        for kind in KINDS {
            tallies.entry(kind).or_default().add(told.contains(kind), case.relation == kind);
        }
    }
    tallies
}

fn macro_f1(tallies: &BTreeMap<&'static str, Tally>) -> f64 {
    let all: Vec<f64> = tallies.values().filter(|tally| tally.gold > 0).map(|tally| tally.f1()).collect();
    all.iter().sum::<f64>() / f64::from(u32::try_from(all.len()).unwrap())
}

/// The totals of some pairs, a line a kind.
pub(super) fn totals(what: &str, tallies: &BTreeMap<&'static str, Tally>) -> String {
    let mut text = format!("{what}\n");
    for (kind, tally) in tallies.iter().filter(|(_, tally)| tally.told + tally.gold > 0) {
        writeln!(text, "  {kind:12} {tally}").unwrap();
    }
    text
}

/// The cases that are read wrong, each with what was told.
fn wrong(cases: &[Case], found: &[Told]) -> String {
    let mut text = String::new();
    for (case, told) in cases.iter().zip(found) {
        if kinds(told) != BTreeSet::from([case.relation.as_str()]) {
            writeln!(text, "{}: {}, told {:?}", case.name, case.relation, kinds(told)).unwrap();
            for why in told.values().flatten() {
                writeln!(text, "    {why}").unwrap();
            }
        }
    }
    text
}

#[test]
#[expect(clippy::print_stdout, reason = "shown with --nocapture and where it fails")]
fn no_relation_is_below_its_floor() {
    let floors = fs::read_to_string(folder().join("floors.toml")).unwrap();
    let floors: BTreeMap<String, Floor> = toml::from_str(&floors).unwrap();
    assert_eq!(floors.keys().collect::<Vec<_>>(), ["held", "tune"]);
    let mut below = Vec::new();
    for (half, floor) in floors {
        let cases = cases(&half);
        assert_eq!(cases.len(), floor.cases, "{half}: the cases have changed");
        let found = run(&cases);
        let pairs = || cases.iter().zip(&found);
        let tallies = score(pairs());
        if half == "tune" {
            println!("{}", wrong(&cases, &found));
        }
        for file in cases.iter().map(|case| &case.file).collect::<BTreeSet<_>>() {
            let tallies = score(pairs().filter(|(case, _)| case.file == *file));
            println!("{}", totals(&format!("{half}, {file}"), &tallies));
        }
        println!("{}", totals(&format!("{half}: macro F1 {:.1}", macro_f1(&tallies)), &tallies));
        let contradicts = tallies["contradicts"];
        let false_ones = contradicts.told - contradicts.right;
        if false_ones > floor.false_contradictions {
            below.push(format!(
                "{half}: {false_ones} false contradictions, at most {}",
                floor.false_contradictions
            ));
        }
        for (what, found, least) in [
            ("contradictions found", contradicts.recall(), floor.contradictions_found),
            ("macro F1", macro_f1(&tallies), floor.macro_f1),
        ] {
            if found < least {
                below.push(format!("{half}: {what} {found:.1}, the floor is {least}"));
            }
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
