//! The JSON schema says what the reader does.

use std::fs;
use std::path::Path;

use onrecord_settings::DEFAULT_TOML;
use serde_json::Value;

use crate::parse;

fn schema() -> Value {
    serde_json::from_str(&onrecord_settings::schema()).expect("JSON")
}

/// Every object of the schema: the dotted name of its section with its properties.
fn objects(schema: &Value) -> Vec<(String, Value)> {
    fn visit(root: &Value, node: &Value, path: &str, found: &mut Vec<(String, Value)>) {
        let name = node["$ref"].as_str().or(node["allOf"][0]["$ref"].as_str());
        let node = match name {
            Some(name) => &root["definitions"][name.trim_start_matches("#/definitions/")],
            None => node,
        };
        if node["type"] == "array" {
            visit(root, &node["items"], path, found);
        } else if let Some(properties) = node["properties"].as_object() {
            found.push((path.to_owned(), node.clone()));
            for (key, property) in properties {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                visit(root, property, &path, found);
            }
        }
    }
    let mut found = Vec::new();
    visit(schema, schema, "", &mut found);
    found
}

#[test]
fn the_checked_in_schema_is_this_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/onrecord.schema.json");
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == onrecord_settings::schema(),
        "config/onrecord.schema.json is out of date; write it anew with\n\
         onrecord config schema > config/onrecord.schema.json",
    );
}

#[test]
fn every_key_is_in_the_shipped_file_with_a_comment() {
    let lines: Vec<&str> = DEFAULT_TOML.lines().collect();
    for (section, object) in objects(&schema()) {
        assert_eq!(object["additionalProperties"], false, "{section}");
        for (key, _) in object["properties"].as_object().expect("properties") {
            let named = |line: &str| {
                let line = line.trim_start_matches("# ");
                line.starts_with(&format!("{key} = "))
                    || line == format!("[{key}]")
                    || line == format!("[[{section}.{key}]]")
            };
            assert!(
                lines.iter().any(|line| named(line)),
                "`{key}` of [{section}] is not in config/onrecord.toml"
            );
        }
    }
}

#[test]
fn every_key_is_known_and_has_a_description() {
    for (section, object) in objects(&schema()) {
        for (key, property) in object["properties"].as_object().expect("properties") {
            assert!(property["description"].is_string(), "{section}.{key}");
            let header = match section.as_str() {
                "" => String::new(),
                "check.table" | "check.published" => format!("[[{section}]]\n"),
                "check.table.measure" => "[[check.table]]\n[[check.table.measure]]\n".to_owned(),
                _ => format!("[{section}]\n"),
            };
            // A date fits no key at all: the key must be known and its value refused.
            let problems = parse(&format!("{header}{key} = 2025-07-23")).expect_err("a date");
            assert!(
                problems.iter().any(|problem| problem.message.contains("not a date")),
                "{section}.{key}: {problems}"
            );
            assert!(!problems.to_string().contains("no known key"), "{problems}");
        }
    }
}

#[test]
fn ranges_are_those_of_the_reader() {
    let mut ranges = 0;
    for (section, object) in objects(&schema()) {
        if section.starts_with("check.") {
            continue; // their one range, of `tolerance`, is tested with the tables
        }
        for (key, property) in object["properties"].as_object().expect("properties") {
            let (Some(least), Some(most)) = (property["minimum"].as_f64(), property["maximum"].as_f64())
            else {
                assert!(property["type"] != "integer" && property["type"] != "number", "{section}.{key}");
                continue;
            };
            ranges += 1;
            let extra = if key == "per_host" { "concurrency = 1024\n" } else { "" };
            let good = |number: f64| parse(&format!("[{section}]\n{extra}{key} = {number}")).is_ok();
            assert!(good(least) && good(most), "{section}.{key}");
            assert!(!good(least - 1.0) && !good(most + 1.0), "{section}.{key}");
        }
    }
    assert_eq!(ranges, 11, "numbers of the settings");
}
