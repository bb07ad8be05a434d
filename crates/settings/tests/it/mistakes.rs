//! Every kind of mistake, each at its place, all of them at once.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::{mistakes_in, parse};

#[track_caller]
fn check(text: &str, want: &[&str]) {
    assert_eq!(mistakes_in(Path::new(""), text, &[]), want);
}

#[test]
fn five_mistakes_are_five_problems() {
    let text = r#"title = "Drone night"

[sources]
urls = ["https://example.org/ok", "htps://example.org/typo"]

[fetch]
concurency = 8
per_host = "two"
timeout = "30 parsecs"
retries = 99
"#;
    let problems = parse(text).expect_err("five mistakes");
    insta::assert_snapshot!(problems.render(false));
    assert_eq!(problems.iter().count(), 5);
    assert_eq!(problems.to_string(), problems.render(false));
    assert!(problems.render(true).contains("\u{1b}["), "colour was asked for");
}

#[test]
fn unknown_keys() {
    check("titel = 'x'", &["1:1 `titel` is no known key (did you mean `title`?)"]);
    check("[fetch]\ndealy = '1s'", &["2:1 `fetch.dealy` is no known key (did you mean `delay`?)"]);
    check(
        "[pipeline]\nthreads = 4",
        &["2:1 `pipeline.threads` is no known key (there is: workers, channel_capacity, in_flight, batch)"],
    );
    check("[fech]\ndelay = '1s'", &["1:2 `fech` is no known key (did you mean `fetch`?)"]);
    check(
        "extract.lang = ['en']",
        &["1:9 `extract.lang` is no known key (there is: time_limit, languages, min_words, engine)"],
    );
}

#[test]
fn wrong_types() {
    check("title = 3", &["1:9 `title` must be a string, not a whole number (put it in quotes)"]);
    check(
        "[fetch]\nretries = '3'",
        &["2:11 `fetch.retries` must be a whole number, not a string (write it in digits, without quotes)"],
    );
    check("[fetch]\nretries = [3]", &["2:11 `fetch.retries` must be a whole number, not a list"]);
    check(
        "[fetch]\nrespect_robots = 'no'",
        &["2:18 `fetch.respect_robots` must be `true` or `false`, not a string (write it without quotes)"],
    );
    check(
        "[sources]\nurls = 'https://example.org'",
        &["2:8 `sources.urls` must be a list of strings, not a string (put it in `[` and `]`)"],
    );
    check(
        "[sources]\nfiles = ['a', 2, 'b', true]",
        &[
            "2:15 `sources.files` must be a string, not a whole number (put it in quotes)",
            "2:23 `sources.files` must be a string, not `true` or `false` (put it in quotes)",
        ],
    );
    check("fetch = 3", &["1:9 `fetch` must be a table, not a whole number"]);
    check("[[fetch]]\ndelay = '1s'", &["1:1 `fetch` must be a table, not a list"]);
    check(
        "[check.published]\npath = 'x'",
        &[
            "1:1 `check.published` must be a list of tables, not a table (start each of them with `[[check.published]]`)",
        ],
    );
    check("[check]\npublished = [1]", &["2:14 `check.published` must be a table, not a whole number"]);
}

#[test]
fn out_of_range() {
    check("[fetch]\nconcurrency = 0", &["2:15 `fetch.concurrency` must be a number from 1 to 1024, not `0`"]);
    check(
        "[fetch]\nretries = 99999999999999999999999999999999999999999",
        &[
            "2:11 `fetch.retries` must be a number from 0 to 20, not `99999999999999999999999999999999999999999`",
        ],
    );
    check(
        "[fetch]\nconcurrency = 4\nper_host = 5",
        &["3:12 `fetch.per_host` must not be above `fetch.concurrency`, which is 4"],
    );
    check(
        "[link]\ncopy_similarity = nan",
        &["2:19 `link.copy_similarity` must be a number from 0 to 1, not `nan`"],
    );
    check(
        "[link]\ncopy_similarity = 60",
        &["2:19 `link.copy_similarity` must be a number from 0 to 1, not `60`"],
    );
    check("title = ' '", &["1:9 `title` must not be empty"]);
    check(
        "[fetch]\nuser_agent = \"a\\r\\nCookie: b\"",
        &["2:14 `fetch.user_agent` must be plain ASCII on one line: it is sent to web servers in a header"],
    );
    check("[extract]\nlanguages = []", &["2:13 `extract.languages` must not be empty"]);
    check(
        "[extract]\nlanguages = ['EN', 'eng']",
        &[
            "2:14 `extract.languages` must be a language's two-letter code, not `EN` (ISO 639-1, in small letters: `en` for English)",
            "2:20 `extract.languages` must be a language's two-letter code, not `eng` (ISO 639-1, in small letters: `en` for English)",
        ],
    );
    check("[extract]\nengine = 'quick'", &["2:10 `extract.engine` must be `full` or `fast`, not `quick`"]);
    check(
        "[report]\nformats = ['html', 'pdf', 'jsn']",
        &[
            "2:20 `report.formats` must be a known format, not `pdf` (there is: html, markdown, json, csv)",
            "2:27 `report.formats` must be a known format, not `jsn` (did you mean `json`?)",
        ],
    );
}

#[test]
fn durations() {
    for bad in ["", "30", "30 parsecs", "-3s", "1 month", "s"] {
        check(
            &format!("[fetch]\ntimeout = '{bad}'"),
            &[&format!(
                "2:11 `fetch.timeout` must be a duration with its unit, not `{bad}` (write `500ms`, `30s`, `2m` or `1h`)"
            )],
        );
    }
    check(
        "[fetch]\ndelay = '25h'",
        &["2:9 `fetch.delay` must be a day at most, not `25h` (write `500ms`, `30s`, `2m` or `1h`)"],
    );
    check("[fetch]\ntimeout = '0s'", &["2:11 `fetch.timeout` must be longer than `0s`"]);
    check(
        "[fetch]\ntimeout = 30",
        &["2:11 `fetch.timeout` must be a string, not a whole number (put it in quotes)"],
    );
}

#[test]
fn addresses_and_paths() {
    let hint = "(write the whole address, such as `https://example.org/news`)";
    check(
        "[sources]\nurls = ['example.org', 'ftp://example.org', 'https://', 'file:///etc/x']",
        &[
            &format!(
                "2:9 `sources.urls` must be a web address, not `example.org`: relative URL without a base {hint}"
            ),
            &format!(
                "2:24 `sources.urls` must be a web address, not `ftp://example.org`: `ftp` is neither http nor https {hint}"
            ),
            &format!("2:45 `sources.urls` must be a web address, not `https://`: empty host {hint}"),
            "2:57 `sources.urls` must be a web address, not `file:///etc/x`: `file` is neither http nor https (name files as plain paths in `sources.files`)",
        ],
    );
    check(
        "[sources]\nfiles = ['https://example.org/']",
        &[
            "2:10 `sources.files` must be a path, not the address `https://example.org/` (pages on the web go into `sources.urls`, feeds into `sources.feeds`)",
        ],
    );
    check(
        "[sources]\nfeeds = ['', 'htp://example.org']",
        &[
            "2:10 `sources.feeds` must not be empty",
            &format!(
                "2:14 `sources.feeds` must be a web address, not `htp://example.org`: `htp` is neither http nor https {hint}"
            ),
        ],
    );
    check(
        "[record]\npath = \"a\\u0000b\"",
        &["2:8 `record.path` must be a path; no path has a NUL character in it"],
    );
}

#[test]
fn text_that_does_not_parse() {
    // One slip is one problem, and what stands elsewhere is read all the same.
    check(
        "[fetch]\ndelay = 1s\nretries = 99\nmax_redirects = -0x10\nbackof = '1s'",
        &[
            "2:9 not valid TOML: string values must be quoted, expected literal string",
            "3:11 `fetch.retries` must be a number from 0 to 20, not `99`",
            "4:17 not valid TOML: integers with a radix cannot be signed, expected nothing",
            "5:1 `fetch.backof` is no known key (did you mean `backoff`?)",
        ],
    );
    check("[fetch]\nretries = 1\nretries = 2", &["3:1 not valid TOML: duplicate key"]);
    check("title = 'a' = 'b'", &["1:13 not valid TOML: unexpected key or value, expected newline, `#`"]);
    check(
        "x = 1\n= 3",
        &[
            "1:1 `x` is no known key (there is: title, sources, record, fetch, extract, pipeline, link, check, report)",
            "2:1 not valid TOML: unquoted keys cannot be empty, expected letters, numbers, `-`, `_`",
        ],
    );
    check("title = \"no end", &["1:16 not valid TOML: invalid basic string, expected `\"`"]);
    check("[[check.published]]\npth = 'x\n", &["2:9 not valid TOML: invalid literal string, expected `'`"]);
    // What is opened and not closed swallows what follows it.
    check(
        "x = 1\n[fetch\ndelay = '1s'\nretries = 3",
        &[
            "1:1 `x` is no known key (there is: title, sources, record, fetch, extract, pipeline, link, check, report)",
            "2:7 not valid TOML: unclosed table, expected `]`",
        ],
    );
    check(
        "[sources]\nurls = ['https://example.org'\n[fetch]\ndelay = '1s'",
        &["3:1 not valid TOML: missing comma between array elements, expected `,`"],
    );
}

/// The mistakes of settings in `folder`, with FOLDER for its path.
#[track_caller]
fn check_in(folder: &Path, text: &str, want: &[&str]) {
    let short = |mistake: String| mistake.replace(&folder.display().to_string(), "FOLDER");
    let found: Vec<String> = mistakes_in(folder, text, &[]).into_iter().map(short).collect();
    assert_eq!(found, want);
}

/// A table of settings without its measures, and a measure.
const TABLE: &str = "[[check.table]]\nname = 't'\npath = 't.csv'\nfrom = 'day'\n";
const MEASURE: &str =
    "[[check.table.measure]]\nname = 'shot'\nvalue = 'shot'\nobjects = ['drone']\npredicates = ['shoot']\n";

#[test]
fn reference_tables_in_a_database() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("t.csv"), "day,shot\n").expect("written");
    let check = |text: &str, want: &[&str]| check_in(folder.path(), text, want);
    let database = rusqlite::Connection::open(folder.path().join("t.db")).expect("opened");
    database.execute_batch("CREATE TABLE nights (day TEXT, shot INTEGER)").expect("written");
    let table = TABLE.replace("t.csv", "t.db");
    let of = |keys: &str| format!("{table}{keys}{MEASURE}");
    check(
        &of(""),
        &[
            "3:8 `check.table.path` names a table that can't be read: FOLDER/t.db: is a database, and which of its rows to read is not said (name one of its tables as `table`, or write a `query`; its tables are: nights)",
        ],
    );
    check(
        &of("table = 'night'\n"),
        &[
            "5:9 `check.table.table` names a table that can't be read: FOLDER/t.db: has no table `night` (its tables are: nights)",
        ],
    );
    check(
        &of("query = 'SELECT day FROM nights'\n"),
        &[
            "8:9 `check.table.measure.value` names a column that the table does not have: `shot` (its columns are: day)",
        ],
    );
    check(
        &of("table = 'nights'\nquery = 'SELECT 1'\n"),
        &["6:9 `check.table.query` must not stand beside `table`: one of them tells which rows to read"],
    );
    check(
        &of("table = 'nights'\n").replace("t.db", "t.csv"),
        &[
            "5:9 `check.table.table` names a table that can't be read: FOLDER/t.csv: is no database, of which a part could be asked for (leave `table` and `query` out)",
        ],
    );
}

#[test]
fn reference_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("t.csv"),
        "\u{feff}day,kind,shot,lost,shot_at,x,x\n2025-07-23,a,1,2,3,4,5\n",
    )
    .expect("written");
    fs::write(folder.path().join("empty.csv"), "").expect("written");
    fs::write(folder.path().join("latin.csv"), b"day,\xe9\n").expect("written");
    let check = |text: &str, want: &[&str]| check_in(folder.path(), text, want);
    let (table, measure) = (TABLE, MEASURE);

    check(
        "[[check.table]]\n",
        &[
            "1:1 `check.table.name` is missing",
            "1:1 `check.table.path` is missing",
            "1:1 `check.table.from` is missing",
            "1:1 `check.table.measure` is missing",
        ],
    );
    check(
        &format!("{table}[[check.table.measure]]\nobjects = []"),
        &[
            "5:1 `check.table.measure.name` is missing",
            "5:1 `check.table.measure.value` is missing",
            "5:1 `check.table.measure.predicates` is missing",
            "6:11 `check.table.measure.objects` must not be empty",
        ],
    );
    check(&format!("{table}measure = []"), &["5:11 `check.table.measure` must not be empty"]);
    check(
        &format!("{table}{measure}{measure}{table}{measure}"),
        &[
            "11:8 `check.table.measure.name` must be used once; there is another `shot` above",
            "16:8 `check.table.name` must be used once; there is another `t` above",
        ],
    );
    let columns = "its columns are: day, kind, shot, lost, shot_at, x, x";
    check(
        &format!(
            "{table}to = 'night'\nfilter = {{ kid = 'a', kind = 'a*b' }}\ntolerance = 2\n{}",
            measure.replace("'shot'\no", "'shot + lst'\no")
        ),
        &[
            &format!("5:6 `check.table.to` names a column that the table does not have: `night` ({columns})"),
            &format!(
                "6:12 `check.table.filter.kid` names a column that the table does not have: `kid` (did you mean `kind`? {columns})"
            ),
            "6:30 `check.table.filter.kind` must have `*` only at its start or end, not as in `a*b`",
            "7:13 `check.table.tolerance` must be a number from 0 to 1, not `2`",
            &format!(
                "10:9 `check.table.measure.value` names a column that the table does not have: `lst` (did you mean `lost`? {columns})"
            ),
        ],
    );
    check(
        &format!("{table}{}", measure.replace("'shot'\no", "'shot + '\no")),
        &["7:9 `check.table.measure.value` must be a column or a sum such as `a + b`, not `shot + `"],
    );
    check(
        &format!("{table}{}", measure.replace("'shot'\no", "'x'\no")),
        &["7:9 `check.table.measure.value` names a column that the table has more than once: `x`"],
    );
    check(
        &format!("{}{measure}", table.replace("t.csv", "empty.csv")),
        &[
            "3:8 `check.table.path` names a table that can't be read: FOLDER/empty.csv: has no line of column names (put the names of the columns in its first line)",
        ],
    );
    for unreadable in ["none.csv", "latin.csv", "."] {
        let found =
            mistakes_in(folder.path(), &format!("{}{measure}", table.replace("t.csv", unreadable)), &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("3:8 `check.table.path` names a table that can't be read: "),
            "{found:?}"
        );
    }
    check(
        &format!("{}{measure}", table.replace("t.csv", "t.xlsx")),
        &[
            "3:8 `check.table.path` names a table that can't be read: FOLDER/t.xlsx: is no kind of table that is known (its name must end in one of: .csv, .tsv, .tab, .json, .parquet, .pq, .sqlite, .sqlite3, .db)",
        ],
    );
    check(
        &format!("{table}{measure}running = 'yes'"),
        &[
            "10:11 `check.table.measure.running` must be `true` or `false`, not a string (write it without quotes)",
        ],
    );
    check(
        "[[check.published]]\npath = 'none.json'\n[[check.published]]",
        &[
            "2:8 `check.published.path` names a file that is not there: FOLDER/none.json",
            "3:1 `check.published.path` is missing",
        ],
    );
}

#[test]
fn environment() {
    let check = |text: &str, variables: &[(&str, &str)], want: &[&str]| {
        assert_eq!(mistakes_in(Path::new(""), text, variables), want);
    };
    check(
        "",
        &[("ONRECORD_FETCH__CONCURRENCY", "many")],
        &[
            "the environment variable `ONRECORD_FETCH__CONCURRENCY` must be a number from 1 to 1024, not `many`",
        ],
    );
    check(
        "[fetch]\nper_host = 8",
        &[("ONRECORD_FETCH__PER_HOST", "32")],
        &[
            "the environment variable `ONRECORD_FETCH__PER_HOST` must not be above `fetch.concurrency`, which is 16",
        ],
    );
    check(
        "title = 'The ${DAY} of ${MONTH'",
        &[("DAY", "23rd")],
        &["1:14 `title` has a `${` without its `}`"],
    );
    check(
        "title = 'The ${DAY} of ${MONTH}'",
        &[("DAY", "23rd")],
        &[
            "1:24 `title` names the environment variable `MONTH`, which is not set (set it, or write the value here)",
        ],
    );
}

#[test]
fn files_that_can_not_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let load = |name: &str| {
        let error = onrecord_settings::load(&folder.path().join(name), &|_| None).expect_err("no settings");
        let text = error.render(false);
        text.replace(&folder.path().display().to_string(), "FOLDER")
    };
    fs::write(folder.path().join("latin.toml"), b"# one\ntitle = '\xe9'\n").expect("written");
    assert!(load("none.toml").contains("`FOLDER/none.toml` can't be read"), "{}", load("none.toml"));
    assert!(load("latin.toml").contains("is not UTF-8 text: see line 2"), "{}", load("latin.toml"));
}

proptest! {
    #[test]
    fn nothing_panics(text in r#"([a-z\[\]{}"'=.,#$*+é0-9_ \n-]|\[fetch\]\n|delay = |\[\[check.table\]\]\n|path = |name = ){0,60}"#) {
        if let Err(problems) = parse(&text) {
            prop_assert!(!problems.render(false).is_empty());
            for problem in &problems {
                let place = problem.place.as_ref().expect("no variables are set");
                prop_assert!(text.get(place.span.clone()).is_some());
            }
        }
    }

    #[test]
    fn nothing_panics_when_the_shipped_file_is_cut_or_spoilt(at in 0..onrecord_settings::DEFAULT_TOML.len(), with in "\\PC?") {
        let text = onrecord_settings::DEFAULT_TOML;
        let at = text.floor_char_boundary(at);
        let cut = text.get(..at).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        for spoilt in [cut.to_owned(), format!("{cut}{with}{rest}")] {
            if let Err(problems) = parse(&spoilt) {
                prop_assert!(!problems.render(false).is_empty());
            }
        }
    }
}
