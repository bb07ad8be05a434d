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
        let holds = |claim: &Value| text(&claim["url"]).ends_with(page) && text(&claim["content"]).contains(words);
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
                && (quantity["of"].is_null() || has["of"] == quantity["of"])
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
        let near: Vec<&Value> =
            claims.iter().filter(|claim| text(&claim["content"]["text"]).contains(text(&case["content_contains"]))).collect();
        let best = near.iter().map(|claim| lacks(case, claim, claims)).min_by_key(Vec::len);
        match best {
            Some(lacks) if lacks.is_empty() => {}
            Some(lacks) => wrong.push(format!("{case}\n    {}", lacks.join("\n    "))),
            None => wrong.push(format!("{case}\n    no claim with this content")),
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), expected.len(), wrong.join("\n"));
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
