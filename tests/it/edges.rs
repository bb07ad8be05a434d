//! Who may use whom: the table of crates/README.md, kept by `cargo metadata`.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Each crate with the crates of ours that it may use. Tests may use the store and the test kit besides.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("table", &[]),
    ("settings", &["model", "table"]),
    ("pipeline", &["model"]),
    ("store", &["model"]),
    ("fetch", &["model", "pipeline"]),
    ("article", &["model"]),
    ("quantity", &["model"]),
    ("encoder", &["model"]),
    ("attribution", &["model", "quantity", "encoder"]),
    ("extract", &["model", "pipeline", "article", "quantity", "attribution"]),
    ("link", &["model", "pipeline", "store"]),
    ("check", &["model", "pipeline", "quantity", "encoder", "store", "table"]),
    ("report", &["model", "pipeline", "store"]),
    ("testkit", &["model"]),
];

/// What libraries that know no tokio, no clock and no network must not depend on.
const PURE: (&[&str], &[&str]) = (
    &["model", "article", "quantity", "encoder", "attribution"],
    &["tokio", "reqwest", "rusqlite", "tracing"],
);

pub(crate) fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(super::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Each of our crates with the names of its dependencies of one kind (`null` for ordinary ones, `"dev"`).
fn dependencies(kind: &Value) -> BTreeMap<String, Vec<String>> {
    let metadata = metadata();
    let ours = metadata["packages"].as_array().unwrap().iter().filter(|package| package["source"].is_null());
    ours.map(|package| {
        let all = package["dependencies"].as_array().unwrap().iter();
        let names =
            all.filter(|one| one["kind"] == *kind).map(|one| one["name"].as_str().unwrap().to_owned());
        (short(package["name"].as_str().unwrap()), names.collect())
    })
    .collect()
}

fn short(name: &str) -> String {
    name.strip_prefix("onrecord-").unwrap_or(name).to_owned()
}

#[test]
fn crates_use_only_what_they_may() {
    let all = dependencies(&Value::Null);
    let mut known: Vec<&str> = ALLOWED.iter().map(|(name, _)| *name).chain(["onrecord"]).collect();
    known.sort_unstable();
    let mut found: Vec<&str> = all.keys().map(String::as_str).collect();
    found.sort_unstable();
    assert_eq!(found, known, "a crate that crates/README.md and this table do not know");
    for (name, allowed) in ALLOWED {
        for used in &all[*name] {
            let Some(ours) = used.strip_prefix("onrecord-") else { continue };
            assert!(allowed.contains(&ours), "{name} must not use {ours}");
        }
    }
}

#[test]
fn libraries_know_no_runtime_network_or_database() {
    let all = dependencies(&Value::Null);
    for name in PURE.0 {
        for used in &all[*name] {
            assert!(!PURE.1.contains(&used.as_str()), "{name} must not use {used}");
        }
    }
}

#[test]
fn tests_use_no_more_than_they_need() {
    for (name, used) in dependencies(&Value::String("dev".to_owned())) {
        for used in used.iter().filter_map(|used| used.strip_prefix("onrecord-")) {
            let allowed =
                ALLOWED.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, allowed)| allowed);
            assert!(
                allowed.contains(&used) || ["testkit", "store", "model"].contains(&used),
                "{name}: {used}"
            );
        }
    }
}
