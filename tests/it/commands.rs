//! The commands as people call them.

use std::{
    fs,
    io::Write as _,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use super::{expect, onrecord, run_into};

const TEXT: &str = "The Ukrainian Air Force reported downing 45 of 71 drones and decoys launched overnight by Russian \
    forces.\n\nRussia denies wrongdoing. \u{201c}The goal,\u{201d} said Rustem Umerov, the chief negotiator, \
    \u{201c}is to bring at least 1,200 prisoners home.\u{201d}\n";

/// Runs a command with this on its standard input.
#[track_caller]
fn piped(command: &mut Command, input: &[u8], code: i32) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that refuses its arguments reads nothing.
    drop(child.stdin.take().unwrap().write_all(input));
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{command:?}: {told}");
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn stages_alone_join_to_the_whole() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), TEXT).unwrap();
    fs::write(dir.path().join("b.txt"), TEXT.replace("45 of 71", "46 of 71")).unwrap();
    let fetched = expect(onrecord().arg("fetch").arg(dir.path()), 0);
    assert_eq!(lines(&fetched).iter().filter(|line| line["kind"] == "snapshot").count(), 2);
    let extracted = piped(onrecord().args(["extract", "-"]), &fetched.stdout, 0);
    let direct = expect(onrecord().arg("extract").arg(dir.path()), 0);
    assert_eq!(extracted.stdout, direct.stdout, "from snapshots or from the folder, it is the same");
    let articles = lines(&extracted);
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0]["body"]["text"], TEXT, "the text of a .txt is kept byte for byte");
    assert!(articles[0]["body"]["claims"].as_array().unwrap().len() >= 3);

    let linked = piped(onrecord().args(["link", "-"]), &extracted.stdout, 0);
    let kinds: Vec<Value> = lines(&linked).iter().map(|line| line["kind"].clone()).collect();
    assert!(kinds.contains(&"article".into()) && kinds.contains(&"thread".into()), "{kinds:?}");
    let checked = piped(onrecord().args(["check", "-"]), &linked.stdout, 0);
    assert!(
        lines(&checked).iter().any(|line| line["body"]["findings"].as_array().is_some_and(|f| !f.is_empty()))
    );
    let report = dir.path().join("report");
    piped(onrecord().args(["report", "-", "-o"]).arg(&report), &checked.stdout, 0);
    assert!(fs::read_to_string(report.join("claims.html")).unwrap().contains("45 of 71"));
}

#[test]
fn a_bad_line_is_told_counted_and_skipped() {
    let good = r#"{"v":1,"kind":"snapshot","body":{"url":"https://example.org/a","media_type":"text/plain","body":{"text":"Ann Lee said that the bridge would open in May, and that it had cost 4 million euros so far."}}}"#;
    let input = format!("{good}\nnot json\n{{\"v\":2,\"kind\":\"snapshot\",\"body\":{{}}}}\n");
    let output = piped(onrecord().args(["extract", "-"]), input.as_bytes(), 3);
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(lines(&output).len(), 1);
    assert!(told.contains("-:2: not a message"), "{told}");
    assert!(told.contains("-:3: message version 2 is not supported"), "{told}");
    assert!(told.contains("3 inputs = 1 done + 0 skipped + 2 failed"), "{told}");
    let strict = piped(onrecord().args(["extract", "-", "--strict"]), input.as_bytes(), 3);
    let told = String::from_utf8(strict.stderr).unwrap();
    assert!(told.contains("onrecord: -:2: not a message"), "{told}");
}

#[test]
fn annotate_tells_everything_found_in_each_line() {
    let input = "Over 19,000 children were taken, Ukraine says.\n\nParis, 12 May 2024.\n";
    let output = piped(onrecord().args(["annotate", "-", "--lines"]), input.as_bytes(), 0);
    let found = lines(&output);
    assert_eq!(found.len(), 3, "one line out for each line in, blank ones too");
    assert_eq!(found[0]["quantities"][0]["value"], 19000.0);
    assert_eq!(found[0]["claims"][0]["speaker"]["mention"]["text"], "Ukraine");
    assert_eq!(found[2]["times"][0]["from"], "2024-05-12");
    let foreign =
        "Le ministre a déclaré que le pont serait fermé et que les travaux allaient durer trois mois.";
    let foreign = lines(&piped(onrecord().arg("annotate"), foreign.as_bytes(), 0));
    assert_eq!(foreign[0]["issue"]["code"], "language_not_supported");
    assert_eq!(foreign[0]["claims"].as_array().map(Vec::len), Some(0));
    let whole = piped(onrecord().arg("annotate"), input.as_bytes(), 0);
    assert_eq!(lines(&whole).len(), 1);
    assert_eq!(lines(&whole)[0]["text"], input);
}

#[test]
fn five_mistakes_are_shown_at_their_places() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("onrecord.toml");
    let text = "titel = \"x\"\n[sources]\nurls = [\"htp://example.org\"]\n[fetch]\nconcurrency = 0\ndelay = \"soon\"\n\
        [[check.table]]\nname = \"t\"\npath = \"none.csv\"\nfrom = \"day\"\n[[check.table.measure]]\nname = \"m\"\n\
        value = \"a\"\nobjects = [\"x\"]\npredicates = [\"y\"]\n";
    fs::write(&config, text).unwrap();
    let told = expect(onrecord().args(["config", "check"]).arg(&config), 4).stderr;
    let told = String::from_utf8(told).unwrap();
    for place in [
        "onrecord.toml:1:1",
        "onrecord.toml:3:9",
        "onrecord.toml:5:15",
        "onrecord.toml:6:9",
        "onrecord.toml:9:8",
    ] {
        assert!(told.contains(place), "{place} in\n{told}");
    }
    let run = expect(&mut run_into(&config, dir.path()), 4);
    assert_eq!(String::from_utf8(run.stderr).unwrap(), told, "`run` tells the same");
    assert!(!dir.path().join("record.sqlite").exists(), "and does nothing");
}

#[test]
fn the_schema_in_the_repository_is_the_one_printed() {
    let printed = expect(onrecord().args(["config", "schema"]), 0).stdout;
    let kept = fs::read(super::root().join("config/onrecord.schema.json")).unwrap();
    assert!(printed == kept, "just schema writes it anew");
}

#[test]
fn usage_errors_end_with_2_and_a_way_on() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), TEXT).unwrap();
    fs::write(dir.path().join("onrecord.toml"), "[sources]\nfiles = [\"a.txt\"]\n").unwrap();
    expect(onrecord().arg("run").current_dir(dir.path()), 0);
    for (args, hint) in [
        (
            &["extract", "https://example.org/a"][..],
            "onrecord fetch https://example.org/a | onrecord extract -",
        ),
        (&["show", "xyz"], "an id starts with clm_"),
        (&["show", "clm_0123456789abcdef"], "not in this record"),
        (&["run", "--fail-on", "nothing"], "number_differs"),
        (&["link", "a.txt"], ".jsonl"),
    ] {
        let output = expect(onrecord().args(args).current_dir(dir.path()), 2);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(hint), "{args:?}: {told}");
    }
    let empty = tempfile::tempdir().unwrap();
    let told = expect(onrecord().arg("claims").current_dir(empty.path()), 2).stderr;
    assert!(String::from_utf8_lossy(&told).contains("--config"));
    let told =
        expect(onrecord().args(["claims", "--record", "none.sqlite"]).current_dir(empty.path()), 74).stderr;
    assert!(String::from_utf8_lossy(&told).contains("none.sqlite"));
}

#[test]
fn completions_and_manual_are_printed() {
    for args in [&["completions", "bash"][..], &["completions", "zsh"], &["man"], &["config", "default"]] {
        let text = String::from_utf8(expect(onrecord().args(args), 0).stdout).unwrap();
        assert!(text.contains("onrecord"), "{args:?}");
    }
}
