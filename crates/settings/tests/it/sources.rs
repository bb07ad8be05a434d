//! Sources, relative paths, and what makes two runs the same.

use std::path::Path;

use onrecord_settings::{Settings, settings::Location};

use crate::{parse, parse_in};

#[test]
fn paths_start_from_the_folder_of_the_file() {
    let text =
        "[sources]\nfeeds = ['feed.xml', 'https://example.org/feed']\nfiles = ['../pages', '/abs/page.html']";
    let settings = parse_in(Path::new("conf"), text, &[]).expect("valid");
    assert_eq!(
        settings.sources.feeds,
        [
            Location::Path("conf/feed.xml".into()),
            Location::Url("https://example.org/feed".parse().expect("an address")),
        ]
    );
    assert_eq!(settings.sources.files, [Path::new("conf/../pages"), Path::new("/abs/page.html")]);
    assert_eq!(settings.record.path, Path::new("conf/onrecord-out/record.sqlite"));
    assert_eq!(settings.report.dir, Path::new("conf/onrecord-out/report"));
}

#[test]
fn sources_that_are_not_there_are_no_mistake() {
    let settings =
        parse("[sources]\nfiles = ['none', 'none.html', 'none']\nfeeds = ['none.xml']").expect("valid");
    assert_eq!(settings.sources.files.len(), 2, "named twice, read once");
    assert!(settings.require_sources().is_ok());
    let problems = Settings::default().require_sources().expect_err("no sources");
    insta::assert_snapshot!(problems.render(false));
}

#[test]
fn same_results_same_identity() {
    let identity =
        |base: &str, text: &str| parse_in(Path::new(base), text, &[]).expect("valid").digest_input();
    let one =
        identity("a", "[sources]\nurls = ['https://example.org/1', 'https://example.org/2']\nfiles = ['x']");
    let moved = identity(
        "/b/c",
        "title = 'T'\n[sources]\nfiles = ['x']\nurls = ['https://example.org/2', 'https://example.org/1']\n\
         [record]\npath = 'r'\n[report]\ndir = 'd'\n[pipeline]\nworkers = 2\nbatch = 1\n[fetch]\nconcurrency = 2",
    );
    assert_eq!(one, moved);
    for other in [
        "[sources]\nurls = ['https://example.org/1']",
        "[extract]\nmin_words = 1",
        "[link]\ncopy_similarity = 0.5",
    ] {
        assert_ne!(identity("a", other), identity("a", ""), "{other}");
    }
}
