//! Every dependency has a licence that deny.toml allows, and none is banned there.

use serde_json::Value;

#[test]
fn every_dependency_is_allowed() {
    let text = std::fs::read_to_string(super::root().join("deny.toml")).unwrap();
    let deny: toml::Table = text.parse().unwrap();
    let allowed: Vec<&str> =
        deny["licenses"]["allow"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let banned: Vec<&str> =
        deny["bans"]["deny"].as_array().unwrap().iter().map(|ban| ban["crate"].as_str().unwrap()).collect();
    let metadata = super::edges::metadata();
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        if !allows(licence, &allowed) {
            wrong.push(format!("{name}: {licence}"));
        }
        if banned.contains(&name) {
            wrong.push(format!("{name} is banned"));
        }
        let source = &package["source"];
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        if *source != Value::Null && source != registry {
            wrong.push(format!("{name} comes from {source}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether an SPDX expression can be met by the allowed licences. Old manifests write `/` for `OR`.
fn allows(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    // No dependency mixes the two in a way that brackets would change; one that does fails here and is looked at.
    expression.split(" AND ").all(|part| part.split(" OR ").any(|one| allowed.contains(&one.trim())))
}

#[test]
fn an_expression_is_met_by_one_of_its_choices_and_all_of_its_parts() {
    let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"];
    for (expression, met) in [
        ("MIT", true),
        ("MIT OR GPL-3.0", true),
        ("MIT/Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("GPL-3.0", false),
        ("MIT AND GPL-3.0", false),
        ("none", false),
    ] {
        assert_eq!(allows(expression, &allowed), met, "{expression}");
    }
}
