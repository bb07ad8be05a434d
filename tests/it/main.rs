//! End-to-end tests: the binary as its users call it, on the demo and on hostile input, and the rules that the
//! workspace keeps.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod commands;
mod demo;
mod edges;
mod gaps;
mod licences;
mod origins;
mod reference;
mod reference_gold;
mod rulings;
mod same;
mod stage;
mod threads;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The top level of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The binary, with nothing of the caller's environment that could change what it does.
fn onrecord() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    for (name, _) in std::env::vars() {
        if name.starts_with("ONRECORD_") {
            command.env_remove(name);
        }
    }
    command.args(["--now", "2025-07-25T08:00:00Z"]);
    command
}

/// The binary over a configuration, with record and report below `out`.
fn run_into(config: &Path, out: &Path) -> Command {
    let mut command = onrecord();
    command.arg("run").arg(config);
    command.env("ONRECORD_RECORD__PATH", out.join("record.sqlite"));
    command.env("ONRECORD_REPORT__DIR", out.join("report"));
    command
}

/// Runs a command to its end.
#[track_caller]
fn output(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// Runs a command to its end and expects this exit code.
#[track_caller]
fn expect(command: &mut Command, code: i32) -> Output {
    let output = output(command);
    assert_eq!(
        output.status.code(),
        Some(code),
        "{command:?}\nstdout: {}\nstderr: {}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Every file below `dir`, by its path from there.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, from: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, from, all);
            } else {
                let name = path.strip_prefix(from).unwrap().to_string_lossy().into_owned();
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(dir, dir, &mut all);
    all
}

/// The first file in which two exports differ, for a message that helps.
fn difference(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names.into_iter().find(|name| a.get(*name) != b.get(*name)).map(|name| {
        let text = |all: &BTreeMap<String, Vec<u8>>| {
            all.get(name).map_or("(missing)".into(), |bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        let (a, b) = (text(a), text(b));
        let line = a.lines().zip(b.lines()).find(|(a, b)| a != b);
        format!("{name}: {line:?}")
    })
}
