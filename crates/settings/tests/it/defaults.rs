//! Defaults, the shipped files, and the order environment > file > defaults.

use std::path::Path;
use std::time::Duration;

use onrecord_settings::{DEFAULT_TOML, Settings, settings::Format};
use proptest::prelude::*;

use crate::{parse, parse_in};

fn config(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config").join(name)
}

#[test]
fn the_shipped_file_is_the_defaults() {
    assert_eq!(parse(DEFAULT_TOML).expect("valid"), Settings::default());
    assert_eq!(parse("").expect("valid"), Settings::default());
}

#[test]
fn the_examples_in_the_shipped_file_are_right() {
    // The comments under [check] are settings behind one `# `; with it taken away they must hold.
    let folder = tempfile::tempdir().expect("a folder");
    let header = "time_start,time_end,model,destroyed,not_reach_goal\n";
    std::fs::write(folder.path().join("drone_attacks.csv"), header).expect("written");
    let database = rusqlite::Connection::open(folder.path().join("losses.sqlite")).expect("opened");
    database.execute_batch("CREATE TABLE daily (day TEXT, tanks INTEGER)").expect("written");
    std::fs::write(folder.path().join("claimreview.json"), "[]").expect("written");
    let from = DEFAULT_TOML.find("# # A table of reference figures").expect("the examples");
    let to = DEFAULT_TOML.find("# What is written for readers").expect("what follows them");
    let examples: Vec<_> = DEFAULT_TOML
        .get(from..to)
        .into_iter()
        .flat_map(str::lines)
        .map(|line| line.strip_prefix("# ").unwrap_or(line))
        .collect();
    let settings =
        parse_in(folder.path(), &examples.join("\n"), &[]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(settings.check.table.len(), 2);
    assert!(settings.check.table.iter().all(|table| table.measure.len() == 1));
    assert_eq!(settings.check.published.len(), 1);
}

#[test]
fn the_demo_is_valid() {
    let settings =
        onrecord_settings::load(&config("demo.toml"), &|_| None).unwrap_or_else(|error| panic!("{error}"));
    assert!(settings.require_sources().is_ok());
    let digested = settings.digest_input();
    assert!(digested.contains("\"../data/demo/pages\""), "as seen from the settings: {digested}");
    assert!(
        !digested.contains(env!("CARGO_MANIFEST_DIR")),
        "the same wherever the repository is: {digested}"
    );
    let measures: Vec<_> = settings.check.table[0]
        .measure
        .iter()
        .map(|measure| (measure.name.as_str(), measure.is_derived()))
        .collect();
    assert_eq!(measures, [("launched", false), ("shot down", false), ("shot down or lost on the way", true)]);
}

#[test]
fn environment_goes_before_the_file() {
    let text = "title = 'file'\n[fetch]\nconcurrency = 8\ndelay = '2s'";
    let variables = [
        ("ONRECORD_TITLE", "environment"),
        ("ONRECORD_FETCH__CONCURRENCY", "4"),
        ("ONRECORD_FETCH__RESPECT_ROBOTS", "false"),
        ("ONRECORD_LINK__COPY_SIMILARITY", "0.75"),
        ("ONRECORD_RECORD__PATH", "elsewhere/r.sqlite"),
    ];
    let settings = parse_in(Path::new("conf"), text, &variables).expect("valid");
    assert_eq!(settings.title, "environment");
    assert_eq!(settings.fetch.concurrency.get(), 4);
    assert_eq!(settings.fetch.delay, Duration::from_secs(2));
    assert!(!settings.fetch.respect_robots);
    assert!((settings.link.copy_similarity - 0.75).abs() < f64::EPSILON);
    assert_eq!(settings.record.path, Path::new("conf/elsewhere/r.sqlite"));
    assert_eq!(settings.fetch.per_host, Settings::default().fetch.per_host);
}

#[test]
fn variables_are_put_into_strings_only() {
    let variables = [("HOST", "example.org"), ("SECONDS", "3"), ("QUOTE", "\"]\nx = 1")];
    let text = "title = 'a ${QUOTE} b'\n[sources]\nurls = ['https://${HOST}/a?b=${SECONDS}']\n[fetch]\ndelay = '${SECONDS}s' # ${NOT_SET}";
    let settings = parse_in(Path::new(""), text, &variables).expect("valid");
    assert_eq!(settings.title, "a \"]\nx = 1 b");
    assert_eq!(settings.sources.urls[0].as_str(), "https://example.org/a?b=3");
    assert_eq!(settings.fetch.delay, Duration::from_secs(3));
}

#[test]
fn values_are_read_as_written() {
    let settings = parse(
        "[fetch]\nmax_bytes = 0x10_0000\nretries = +5\ntimeout = '1m 30s'\nbackoff = '0s'\n[link]\ncopy_similarity = 1\n[report]\nformats = ['csv', 'csv', 'html']",
    )
    .expect("valid");
    assert_eq!(settings.fetch.max_bytes, 1024 * 1024);
    assert_eq!(settings.fetch.retries, 5);
    assert_eq!(settings.fetch.timeout, Duration::from_secs(90));
    assert_eq!(settings.fetch.backoff, Duration::ZERO);
    assert!((settings.link.copy_similarity - 1.0).abs() < f64::EPSILON);
    assert_eq!(settings.report.formats, [Format::Csv, Format::Html]);
}

proptest! {
    /// What is written out reads back as the same.
    #[test]
    fn round_trip(
        title in "[^$\\s][^$]{0,20}",
        urls in prop::collection::vec("https://[a-z]{1,9}\\.org/[a-z0-9/]{0,9}", 0..3),
        numbers in (1_usize..=1024, 1024_usize..=1 << 30, 0_usize..=10_000),
        millis in 1_u64..86_400_000,
        share in 0.0_f64..=1.0,
    ) {
        let mut settings = Settings { title, ..Settings::default() };
        for url in urls {
            let url = url.parse().expect("an address");
            if !settings.sources.urls.contains(&url) {
                settings.sources.urls.push(url);
            }
        }
        settings.fetch.concurrency = numbers.0.try_into().expect("above zero");
        settings.fetch.per_host = settings.fetch.concurrency;
        settings.fetch.max_bytes = numbers.1;
        settings.extract.min_words = numbers.2;
        settings.fetch.delay = Duration::from_millis(millis);
        settings.extract.time_limit = Duration::from_millis(millis);
        settings.link.copy_similarity = share;
        let text = toml::to_string(&settings).expect("TOML");
        prop_assert_eq!(parse(&text).unwrap_or_else(|error| panic!("{text}{error}")), settings);
    }
}
