//! The report on hand-made records: what its files say, and what they never hold.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod fake;
mod folder;
mod hostile;
mod pages;
mod sample;

use std::{collections::BTreeMap, fs, path::Path};

use fake::Fake;
use onrecord_model::RunId;
use onrecord_report::{Format, Options, Summary};

fn options(dir: &Path) -> Options {
    Options {
        title: "Three days in July".to_owned(),
        dir: dir.to_owned(),
        formats: Format::ALL.to_vec(),
        version: "0.0.0".to_owned(),
        url: None,
    }
}

fn write(fake: &Fake, dir: &Path) -> Summary {
    onrecord_report::write(fake, &RunId::of(&["one"]), &options(dir)).unwrap()
}

/// Every file of a folder with its text.
fn files(dir: &Path) -> BTreeMap<String, String> {
    fn walk(top: &Path, dir: &Path, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(top, &path, files);
            } else {
                let name = path.strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(dir, dir, &mut found);
    found
}

/// What the report on a record holds.
fn report(fake: &Fake) -> BTreeMap<String, String> {
    let dir = tempfile::tempdir().unwrap();
    write(fake, dir.path());
    files(dir.path())
}

/// The files of one kind, with their names.
fn of_kind<'a>(
    files: &'a BTreeMap<String, String>,
    kind: &'a str,
) -> impl Iterator<Item = (&'a String, &'a String)> {
    files.iter().filter(move |(name, _)| name.rsplit_once('.').is_some_and(|(_, end)| end == kind))
}
