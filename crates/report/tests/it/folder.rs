//! The folder: the same bytes each time, nothing stale, nothing of others touched.

use std::fs;

use onrecord_model::{Moment, RunId};
use onrecord_report::{Format, Options, ReportError};

use crate::{files, options, report, sample, write};

#[test]
fn only_provenance_differs_from_run_to_run() {
    let first = sample::small();
    let mut second = first.clone();
    for article in second.articles.values_mut() {
        article.source.fetched_at = Moment::parse("2026-02-02T00:00:00Z").ok();
    }
    for snapshot in &mut second.snapshots {
        snapshot.fetched_at = Moment::parse("2026-02-02T00:00:00Z").ok();
    }
    second.threads.reverse();
    second.jobs.reverse();
    let dir = tempfile::tempdir().unwrap();
    onrecord_report::write(&second, &RunId::of(&["two"]), &options(dir.path())).unwrap();
    let (first, second) = (report(&first), files(dir.path()));
    let differing: Vec<_> = first.keys().filter(|name| first[*name] != second[*name]).collect();
    assert_eq!(differing, ["provenance.csv"]);
    assert_eq!(first.len(), second.len());
    for (name, text) in &first {
        assert!(name == "provenance.csv" || !text.contains("2026-01-01"), "{name}");
        assert!(name == "provenance.csv" || !text.contains("run_"), "{name}");
    }
}

#[test]
fn the_manifest_proves_every_file() {
    #[derive(serde::Deserialize)]
    struct Manifest {
        files: Vec<Entry>,
    }
    #[derive(serde::Deserialize)]
    struct Entry {
        path: String,
        sha256: Option<String>,
    }
    let mut files = report(&sample::small());
    let manifest: Manifest = serde_json::from_str(&files.remove("manifest.json").unwrap()).unwrap();
    assert!(manifest.files.iter().map(|entry| &entry.path).eq(files.keys()));
    for entry in manifest.files {
        let hash = onrecord_model::Digest::of(files[&entry.path].as_bytes());
        let hash = (entry.path != "provenance.csv").then(|| hash.to_string());
        assert_eq!(entry.sha256, hash, "{}", entry.path);
    }
}

#[test]
fn stale_pages_go_and_files_of_others_stay() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    let mut record = sample::small();
    write(&record, dir.path());
    fs::write(dir.path().join("threads/mine.html"), "mine").unwrap();
    let stale = format!("threads/{}.html", record.threads.remove(0).id);
    assert!(dir.path().join(&stale).exists());
    write(&record, dir.path());
    assert!(!dir.path().join(&stale).exists());
    let mut left = files(dir.path());
    assert_eq!(left.remove("notes.txt").as_deref(), Some("mine"));
    assert_eq!(left.remove("threads/mine.html").as_deref(), Some("mine"));
    assert_eq!(left, report(&record));
}

#[test]
fn fewer_formats_leave_fewer_files() {
    let dir = tempfile::tempdir().unwrap();
    write(&sample::small(), dir.path());
    let options = Options { formats: vec![Format::Json], ..options(dir.path()) };
    let summary = onrecord_report::write(&sample::small(), &RunId::of(&["one"]), &options).unwrap();
    assert_eq!(summary.index, dir.path().join("manifest.json"));
    let left: Vec<String> = files(dir.path()).into_keys().collect();
    assert_eq!(
        left,
        ["articles.json", "changes.json", "gaps.json", "manifest.json", "rulings.json", "threads.json"]
    );
    assert!(!dir.path().join("threads").exists());
}

#[test]
fn a_file_of_others_is_never_overwritten() {
    for foreign in ["index.html", "manifest.json", "claims.csv"] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(foreign);
        fs::write(&path, "{}").unwrap();
        let error =
            onrecord_report::write(&sample::small(), &RunId::of(&["one"]), &options(dir.path())).unwrap_err();
        assert!(matches!(&error, ReportError::InTheWay { path: at } if *at == path), "{error}");
        assert_eq!(
            files(dir.path()).into_iter().collect::<Vec<_>>(),
            [(foreign.to_owned(), "{}".to_owned())]
        );
    }
}

#[test]
fn a_tampered_manifest_deletes_nothing_else() {
    let top = tempfile::tempdir().unwrap();
    let dir = top.path().join("report");
    fs::create_dir(&dir).unwrap();
    fs::write(top.path().join("precious"), "mine").unwrap();
    let manifest =
        r#"{"made_by":"onrecord report","version":"0","files":[{"path":"../precious","sha256":null}]}"#;
    fs::write(dir.join("manifest.json"), manifest).unwrap();
    write(&sample::small(), &dir);
    assert!(top.path().join("precious").exists());
}

#[test]
fn what_a_killed_run_left_aside_is_cleared() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join(".onrecord-partial/threads")).unwrap();
    fs::write(dir.path().join(".onrecord-partial/threads/x"), "half").unwrap();
    write(&sample::small(), dir.path());
    assert_eq!(files(dir.path()), report(&sample::small()));
    assert!(!dir.path().join(".onrecord-partial").exists());
}

#[test]
fn errors_name_the_path() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let error = onrecord_report::write(&sample::small(), &RunId::of(&["one"]), &options(&file)).unwrap_err();
    assert!(error.to_string().contains("file"), "{error}");
}
