//! The demo's hard cases, each with its proof. data/demo/README.md says what the right reading of each is.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;

use super::{expect, run_into};

/// What one run over the demo has left.
struct Demo {
    _dir: TempDir,
    out: PathBuf,
    stdout: String,
    articles: Vec<Value>,
    threads: Vec<Value>,
}

/// Runs the demo, once for all tests here.
fn demo() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let run = expect(&mut run_into(&super::root().join("config/demo.toml"), &out), 0);
        let read = |name: &str| -> Vec<Value> {
            serde_json::from_slice(&fs::read(out.join("report").join(name)).unwrap()).unwrap()
        };
        let (articles, threads) = (read("articles.json"), read("threads.json"));
        Demo { _dir: dir, out, stdout: String::from_utf8(run.stdout).unwrap(), articles, threads }
    })
}

impl Demo {
    /// The article that a page of the demo gave.
    #[track_caller]
    fn article(&self, page: &str) -> &Value {
        let found = self.articles.iter().find(|article| text(&article["source"]["url"]).ends_with(page));
        found.unwrap_or_else(|| panic!("no article of {page}"))
    }

    /// Threads that hold a claim of `page` whose content has these words.
    fn threads_with(&self, page: &str, words: &str) -> Vec<&Value> {
        let id = &self.article(page)["id"];
        let holds = |claim: &Value| claim["article"] == *id && text(&claim["content"]).contains(words);
        self.threads.iter().filter(|thread| list(&thread["claims"]).iter().any(holds)).collect()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// What of an expected claim a claim lacks.
fn lacks(expected: &Value, claim: &Value, claims: &[Value]) -> Vec<String> {
    let mut lacks = Vec::new();
    let mut need = |name: &str, ok: bool, has: &Value| {
        if !ok {
            lacks.push(format!("{name}: has {has}"));
        }
    };
    let speaker = &claim["speaker"];
    let same_name = |a: &str, b: &str| {
        let fold = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
        fold(a) == fold(b)
    };
    if !expected["speaker"].is_null() {
        let named = if speaker["name"].is_null() { &speaker["mention"]["text"] } else { &speaker["name"] };
        need("speaker", same_name(text(named), text(&expected["speaker"])), speaker);
    }
    if !expected["mention"].is_null() {
        let mention = text(&speaker["mention"]["text"]);
        need("mention", mention.contains(text(&expected["mention"])), &speaker["mention"]);
    }
    let cue = text(&claim["cue"]["text"]);
    need("cue", cue.contains(text(&expected["cue"])), &claim["cue"]);
    need("stance", claim["stance"] == expected["stance"], &claim["stance"]);
    need("mode", claim["mode"] == expected["mode"], &claim["mode"]);
    if let Some(quantity) = expected["quantity"].as_object() {
        let found = list(&claim["quantities"]).iter().any(|has| {
            ["value", "bound", "object"].iter().all(|key| has[key] == quantity[*key])
                && text(&has["text"]).contains(text(&quantity["text"]))
                && (quantity["of"].is_null()
                    || ["value", "object"].iter().all(|key| has["of"][key] == quantity["of"][*key]))
        });
        need("quantity", found, &claim["quantities"]);
    }
    if let Some(outer) = expected["inside_speaker"].as_str() {
        let inside = claims.iter().find(|other| other["id"] == claim["inside"] && !claim["inside"].is_null());
        let named = inside.map_or("", |other| text(&other["speaker"]["name"]));
        need("inside", same_name(named, outer), &claim["inside"]);
    }
    lacks
}

#[test]
fn every_hard_case_is_read_right() {
    let expected = fs::read(super::root().join("data/demo/expected.json")).unwrap();
    let expected: Vec<Value> = serde_json::from_slice(&expected).unwrap();
    assert!(expected.len() > 60);
    let mut wrong = Vec::new();
    for case in &expected {
        let article = demo().article(text(&case["page"]));
        let claims = list(&article["claims"]);
        let near: Vec<&Value> = claims
            .iter()
            .filter(|claim| text(&claim["content"]["text"]).contains(text(&case["content_contains"])))
            .collect();
        let best = near.iter().map(|claim| lacks(case, claim, claims)).min_by_key(Vec::len);
        match best {
            Some(lacks) if lacks.is_empty() => {}
            Some(lacks) => wrong.push(format!("{case}\n    {}", lacks.join("\n    "))),
            None => wrong.push(format!("{case}\n    no claim with this content")),
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), expected.len(), wrong.join("\n"));
}

/// Findings of this kind in a thread.
fn findings<'a>(thread: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    list(&thread["findings"]).iter().filter(move |finding| finding["kind"] == kind)
}

/// Relations of this kind in all threads, each with its thread.
fn relations(kind: &str) -> Vec<(&'static Value, &'static Value)> {
    let of =
        |thread: &'static Value| list(&thread["relations"]).iter().map(move |relation| (thread, relation));
    demo().threads.iter().flat_map(of).filter(|(_, relation)| relation["kind"] == kind).collect()
}

/// The claim of a thread with this id.
fn claim<'a>(thread: &'a Value, id: &Value) -> &'a Value {
    list(&thread["claims"]).iter().find(|claim| claim["id"] == *id).unwrap()
}

/// The only thread that holds a claim of `page` with these words.
#[track_caller]
fn thread(page: &str, words: &str) -> &'static Value {
    let found = demo().threads_with(page, words);
    assert_eq!(found.len(), 1, "threads with “{words}” of {page}");
    found[0]
}

#[test]
fn over_19_000_children_are_claimed_and_denied() {
    let thread = thread("kyiv-accuses-russia-19000-children.html", "abducted over 19,000 children");
    let outlets: std::collections::BTreeSet<&str> =
        list(&thread["claims"]).iter().map(|claim| text(&claim["outlet"])).collect();
    assert!(outlets.len() >= 3, "{outlets:?}");
    let denied: Vec<&str> = findings(thread, "denied").map(|finding| text(&finding["says"])).collect();
    assert!(denied.iter().any(|says| says.starts_with("Russia denies")), "{denied:?}");
    assert!(denied.iter().any(|says| says.starts_with("Vladimir Medinsky denies")), "{denied:?}");
    // The denial of another article of the same paper stands against it, too.
    assert!(denied.iter().any(|says| says.contains("The Harbour Courier")), "{denied:?}");
    assert_eq!(findings(thread, "number_differs").count(), 0, "who denies a figure has not made it his own");
}

#[test]
fn forty_five_of_seventy_one_is_a_sum_of_two_columns() {
    let derived: Vec<&Value> =
        demo().threads.iter().flat_map(|thread| findings(thread, "reference_matches_derived")).collect();
    let derived: Vec<&Value> = derived.into_iter().filter(|f| text(&f["says"]).contains("“45 ")).collect();
    assert!(derived.len() >= 3, "one for each of three outlets");
    for finding in derived {
        assert!(text(&finding["says"]).contains("45 = 27 destroyed + 18 not_reach_goal"), "{finding}");
        let row =
            &finding["evidence"].as_array().unwrap().iter().find(|e| !e["row"].is_null()).unwrap()["row"];
        let cells: Vec<&str> = list(&row["cells"]).iter().map(text).collect();
        assert!(cells.contains(&"destroyed=27") && cells.contains(&"not_reach_goal=18"), "{cells:?}");
    }
    let launched = demo().threads.iter().flat_map(|thread| findings(thread, "reference_matches"));
    assert!(launched.into_iter().any(|finding| text(&finding["says"]).contains("launched 71")));
}

#[test]
fn a_village_is_claimed_as_taken_and_that_is_denied() {
    let thread = thread("russia-claims-village-stara-balka.html", "captured the village of Stara Balka");
    let denied: Vec<&str> = findings(thread, "denied").map(|finding| text(&finding["says"])).collect();
    assert!(denied.iter().any(|says| says.contains("General Staff denies")), "{denied:?}");
}

#[test]
fn a_wire_story_and_its_copies_are_one_origin() {
    let thread = thread("istanbul-talks-1200-prisoners.html", "that at least 1,200 prisoners from each side");
    let article = |page: &str| &demo().article(page)["id"];
    let wire = article("istanbul-talks-1200-prisoners.html");
    let origin =
        list(&thread["origins"]).iter().find(|origin| list(&origin["articles"]).contains(wire)).unwrap();
    let mut copies = vec![
        wire,
        article("prisoner-swap-agreed-istanbul.html"),
        article("ukraine-russia-agree-prisoner-swap.html"),
    ];
    copies.sort_by_key(|id| text(id));
    assert_eq!(list(&origin["articles"]).iter().collect::<Vec<_>>(), copies, "{origin}");
    assert!(list(&thread["origins"]).len() < list(&thread["claims"]).len());
}

#[test]
fn a_toll_is_updated_the_next_day() {
    let thread = thread("strike-on-apartment-block-dobrovka.html", "Four people were killed in Dobrovka");
    let says: Vec<&str> = findings(thread, "updated").map(|finding| text(&finding["says"])).collect();
    assert!(says.iter().any(|says| says.contains("from 4") && says.contains("to 7")), "{says:?}");
    assert_eq!(findings(thread, "number_differs").count(), 0);
}

#[test]
fn only_the_two_figures_that_contradict_do() {
    let contradictions = relations("contradicts");
    assert!(!contradictions.is_empty());
    for (thread, relation) in contradictions {
        let values =
            [&relation["from"], &relation["to"]].map(|id| claim(thread, id)["quantity"]["value"].as_i64());
        assert!([[Some(12), Some(31)], [Some(31), Some(12)]].contains(&values), "{relation}");
    }
}

#[test]
fn figures_that_only_look_as_if_they_contradict_are_told_apart() {
    let downed = |thread: &&Value| thread["slot"]["predicate"] == "down";
    let other_night = demo().threads_with("air-force-33-of-42-drones-istanbul.html", "33 of 42 drones");
    let other_night = other_night.into_iter().find(downed).unwrap();
    let this_night = demo().threads_with("45-of-71-drones-overnight-attack.html", "45 of 71 drones");
    assert!(this_night.iter().all(|thread| thread["id"] != other_night["id"]), "another night");
    assert!(findings(other_night, "not_comparable").count() > 0, "and the finding says why");
    let tonnes = demo().threads_with("danube-port-fire-grain.html", "3,000 tonnes");
    let hectares = demo().threads_with("field-fires-southern-ukraine.html", "3,000 hectares");
    assert!(!tonnes.is_empty() && !hectares.is_empty());
    assert!(tonnes.iter().all(|one| hectares.iter().all(|other| one["id"] != other["id"])), "another unit");
}

#[test]
fn every_span_is_proven_by_the_text() {
    // Reading an article message proves its spans; here against the exported file itself.
    for article in &demo().articles {
        let whole = text(&article["text"]);
        for claim in list(&article["claims"]) {
            let parts: Vec<&str> = list(&claim["content"]["spans"])
                .iter()
                .map(|span| {
                    let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
                    whole.get(at(0)..at(1)).unwrap()
                })
                .collect();
            assert_eq!(parts.join(" "), text(&claim["content"]["text"]));
        }
    }
}

#[test]
fn the_run_says_where_the_report_is_and_what_was_found() {
    let told = &demo().stdout;
    let index = demo().out.join("report/index.html");
    assert!(told.contains(&index.display().to_string()), "{told}");
    assert!(told.contains("Inputs   18 = 18 done + 0 skipped + 0 failed"), "{told}");
    assert!(Path::new(&index).exists());
}
