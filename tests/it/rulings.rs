//! What persons rule, what runs change, and how the one shows where the other stands.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;

use super::{expect, files, onrecord, run_into};

/// The page with a toll, and the words that its publisher corrects.
const PAGE: &str = "data/demo/pages/meridian-newswire/strike-on-apartment-block-dobrovka.html";
const BEFORE: &str = "Four people were killed";
const AFTER: &str = "Five people were killed";

/// The demo after two runs: a person ruled after the first, then a page was corrected.
struct Told {
    dir: TempDir,
    thread: String,
    claim: String,
    ruling: String,
    /// What `show` and the pages said before the correction.
    shown_before: String,
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn demo_copy() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&super::root().join("data/demo"), &dir.path().join("data/demo"));
    fs::create_dir(dir.path().join("config")).unwrap();
    fs::copy(super::root().join("config/demo.toml"), dir.path().join("config/demo.toml")).unwrap();
    dir
}

fn run(dir: &Path) {
    expect(&mut run_into(&dir.join("config/demo.toml"), &dir.join("out")), 0);
}

fn record(dir: &Path) -> PathBuf {
    dir.join("out/record.sqlite")
}

fn ask(dir: &Path, args: &[&str]) -> Command {
    let mut command = onrecord();
    command.args(args).arg("--record").arg(record(dir));
    command
}

fn stdout(dir: &Path, args: &[&str]) -> String {
    String::from_utf8(expect(&mut ask(dir, args), 0).stdout).unwrap()
}

fn json(dir: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&stdout(dir, args)).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn told() -> &'static Told {
    static TOLD: OnceLock<Told> = OnceLock::new();
    TOLD.get_or_init(|| {
        let dir = demo_copy();
        let at = dir.path();
        run(at);
        let threads = json(at, &["threads", "--json"]);
        let holds = |claim: &&Value| text(&claim["content"]).contains("our people were killed in Dobrovka");
        let found = threads.as_array().unwrap().iter().find_map(|thread| {
            let claim = thread["claims"].as_array().unwrap().iter().find(holds)?;
            Some((text(&thread["id"]).to_owned(), text(&claim["id"]).to_owned()))
        });
        let (thread, claim) = found.unwrap();
        let args = ["rule", &thread, "--claim", &claim, "--verdict", "Accurate", "--by", "Ann Lee", "--json"];
        let more = ["--reasons", "The rescue service says so.", "--evidence", "https://example.org/rescue"];
        let ruling = json(at, &[&args[..], &more].concat());
        let ruling = text(&ruling["id"]).to_owned();
        let shown_before = stdout(at, &["show", &thread]);

        let page = fs::read_to_string(at.join(PAGE)).unwrap();
        assert!(page.contains(BEFORE));
        fs::write(at.join(PAGE), page.replace(BEFORE, AFTER)).unwrap();
        run(at);
        Told { dir, thread, claim, ruling, shown_before }
    })
}

#[test]
fn a_ruling_is_shown_wherever_its_thread_is() {
    let Told { dir, thread, claim, ruling, shown_before } = told();
    for part in [ruling, "Ann Lee: Accurate", "The rescue service says so.", "https://example.org/rescue"] {
        assert!(shown_before.contains(part), "{part} in\n{shown_before}");
    }
    assert!(!shown_before.contains("outdated"), "{shown_before}");
    let threads = json(dir.path(), &["threads", "--json"]);
    let ruled: Vec<&Value> =
        threads.as_array().unwrap().iter().flat_map(|thread| thread["rulings"].as_array().unwrap()).collect();
    assert_eq!(ruled.len(), 1, "{ruled:?}");
    assert_eq!((text(&ruled[0]["id"]), text(&ruled[0]["claim"])), (ruling.as_str(), claim.as_str()));
    assert_eq!(text(&ruled[0]["made"]), "2025-07-25T08:00:00Z", "the clock of the command line");
    assert!(stdout(dir.path(), &["threads"]).contains("Accurate (Ann Lee)"));
    assert!(stdout(dir.path(), &["show", ruling]).contains(thread.as_str()));

    let exported = fs::read(dir.path().join("out/report/claimreview.jsonld")).unwrap();
    let exported: Value = serde_json::from_slice(&exported).unwrap();
    let review = &exported["@graph"][0];
    assert_eq!(text(&review["reviewRating"]["alternateName"]), "Accurate");
    assert!(text(&review["claimReviewed"]).contains("our people were killed"));
    assert!(text(&review["itemReviewed"]["firstAppearance"]["url"]).starts_with("https://"));
}

#[test]
fn a_corrected_page_is_told_and_marks_what_was_built_on_it() {
    let Told { dir, thread, claim, ruling, .. } = told();
    let at = dir.path();
    let diff = json(at, &["diff", "1", "2", "--json"]);
    let changed: Vec<&Value> =
        diff["claims"].as_array().unwrap().iter().filter(|claim| !claim["change"].is_null()).collect();
    let of_claim = changed.iter().find(|diff| diff["claim"]["id"] == claim.as_str()).unwrap();
    assert_eq!(text(&of_claim["change"]["kind"]), "figure", "{of_claim}");
    assert!(
        changed.iter().all(|diff| text(&diff["change"]["kind"]) == "figure"),
        "only what changed: {changed:?}"
    );
    assert_eq!(text(&diff["rulings"][0]["id"]), ruling);
    assert_eq!(diff["read_anew"], serde_json::json!([]));
    let table = stdout(at, &["diff"]);
    for part in ["From run 1", "to run 2", "figure corrected", "thread changed", claim, thread] {
        assert!(table.contains(part), "{part} in\n{table}");
    }

    let shown = stdout(at, &["show", thread]);
    assert!(shown.contains(&format!("the ruling was made before claim {claim} changed")), "{shown}");
    assert!(stdout(at, &["show", claim]).contains("changed      The page now gives"));
    let page = fs::read_to_string(at.join(format!("out/report/threads/{thread}.html"))).unwrap();
    assert!(page.contains("This ruling was made before claim "), "{page}");
    assert!(page.contains("Its page was changed after this was read"), "findings too");
    let feed = fs::read_to_string(at.join("out/report/feed.xml")).unwrap();
    assert!(feed.contains("<category term=\"correction\"/>") && feed.contains("Ann Lee ruled"));
    assert_eq!(feed.matches("<updated>2026").count(), 0, "no time of the wall clock");
}

#[test]
fn the_history_of_a_figure_is_told_by_speaker() {
    let Told { dir, thread, shown_before, .. } = told();
    let figures: Vec<&str> = shown_before.lines().filter(|line| line.starts_with("figure ")).collect();
    assert!(figures.iter().any(|line| line.contains("first stated")), "{figures:?}");
    assert!(figures.iter().any(|line| line.contains("revised up from")), "{figures:?}");
    let page = fs::read_to_string(dir.path().join(format!("out/report/threads/{thread}.html"))).unwrap();
    assert!(page.contains("The figure, speaker by speaker") && page.contains("revised up from"));
}

#[test]
fn a_ruling_changes_no_run_and_no_run_changes_a_ruling() {
    let dir = demo_copy();
    let at = dir.path();
    run(at);
    let threads = json(at, &["threads", "--json"]);
    let thread = text(&threads[0]["id"]).to_owned();
    let verdict = ["--reasons", "So it is.", "--by", "Ann Lee"];
    stdout(at, &[&["rule", &thread, "--verdict", "Missing context"][..], &verdict].concat());
    let first = json(at, &["show", &thread, "--json"])["rulings"][0]["id"].clone();
    let correction = ["rule", &thread, "--verdict", "Accurate", "--supersedes", text(&first)];
    stdout(at, &[&correction[..], &verdict].concat());
    expect(&mut ask(at, &[&correction[..], &verdict].concat()), 2);
    let rulings = |at: &Path| json(at, &["show", &thread, "--json"])["rulings"].clone();
    let before = rulings(at);
    assert_eq!(before.as_array().map(Vec::len), Some(2));
    assert_eq!(before[0]["superseded_by"], before[1]["id"]);
    run(at);
    let report = files(&at.join("out/report"));
    run(at);
    assert_eq!(super::difference(&report, &files(&at.join("out/report"))), None);
    assert_eq!(rulings(at), before);
    assert!(stdout(at, &["diff"]).contains("nothing found"), "the same input again");
}

#[test]
fn mistakes_end_with_2_and_a_way_on() {
    let Told { dir, thread, claim, ruling, .. } = told();
    let rest = ["--verdict", "False", "--reasons", "x", "--by", "Ann Lee"];
    let with = |args: &[&str]| [args, &rest].concat().iter().map(ToString::to_string).collect::<Vec<_>>();
    let last = if thread.ends_with('0') { "1" } else { "0" };
    let slip = format!("{}{last}", &thread.get(..thread.len() - 1).unwrap());
    let words = |args: &[&str]| args.iter().map(ToString::to_string).collect::<Vec<_>>();
    let cases = [
        (with(&["rule", &slip]), format!("did you mean {thread}")),
        (with(&["rule", claim]), format!("a claim, not a thread; it stands in {thread}")),
        (with(&["rule", "thr_"]), "`onrecord threads WORDS` finds threads".to_owned()),
        (with(&["rule", thread, "--claim", "clm_0123456789abcdef"]), format!("`onrecord show {thread}`")),
        (with(&["rule", thread, "--evidence", "register.pdf"]), "not an address on the web".to_owned()),
        (with(&["rule", thread, "--supersedes", "rul_0"]), format!("the last are {ruling}")),
        (
            words(&["rule", thread, "--verdict", "80%", "--reasons", "x", "--by", "A"]),
            "no scores of truth".to_owned(),
        ),
        (
            words(&["rule", thread, "--verdict", "False", "--reasons", " ", "--by", "A"]),
            "--reasons".to_owned(),
        ),
        (words(&["show", &slip]), format!("did you mean {thread}")),
        (words(&["diff", "1", "7"]), "which has run 2 (run_".to_owned()),
        (words(&["diff", "2", "2"]), "the same run".to_owned()),
    ];
    for (args, hint) in cases {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let told = expect(&mut ask(dir.path(), &args), 2).stderr;
        let told = String::from_utf8_lossy(&told).into_owned();
        assert!(told.contains(&hint), "{args:?}: {told}");
    }
    let empty = tempfile::tempdir().unwrap();
    let none = expect(
        &mut ask(empty.path(), &with(&["rule", thread]).iter().map(String::as_str).collect::<Vec<_>>()),
        74,
    );
    assert!(String::from_utf8_lossy(&none.stderr).contains("run `onrecord run` first"));
    assert!(!record(empty.path()).exists(), "a record that is not there is not made");
}

#[test]
fn every_quote_is_proven_until_somebody_touches_the_archive() {
    let dir = demo_copy();
    let at = dir.path();
    run(at);
    let proof = json(at, &["verify", "--json"]);
    assert_eq!((&proof["proven"], &proof["unproven"]), (&proof["articles"], &serde_json::json!([])));
    assert!(proof["articles"].as_u64().unwrap() >= 18 && proof["claims"].as_u64().unwrap() > 60);

    let snapshots: Vec<String> = files(&at.join("out/snapshots")).into_keys().collect();
    fs::remove_file(at.join("out/snapshots").join(&snapshots[0])).unwrap();
    let told = String::from_utf8(expect(&mut ask(at, &["verify"]), 3).stdout).unwrap();
    assert!(told.contains("source missing"), "{told}");
    fs::write(at.join("out/snapshots").join(&snapshots[1]), "<p>Something else.</p>").unwrap();
    let told = String::from_utf8(expect(&mut ask(at, &["verify"]), 1).stdout).unwrap();
    assert!(told.contains("source changed") && told.contains("source missing"), "{told}");
}
