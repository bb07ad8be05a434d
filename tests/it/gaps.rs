//! Inputs that can't be done: each is shown once with its reason, the rest is done, the exit code tells.

use std::fs;

use onrecord_testkit::{Reply, Site, dead_origin};
use serde_json::Value;

use super::{expect, run_into};

/// An article in Russian letters that is English enough to be read: the point is its encoding.
const PAGE: &str = "<!doctype html><html lang=en><head><title>Harbour talks go on</title></head><body><article>\
    <h1>Harbour talks go on</h1><p>The mayor, Anna Petrenko (\u{410}\u{43d}\u{43d}\u{430}), said on Tuesday that the \
    harbour would stay open through the winter, and that at least 40 ships had been served since May.</p><p>She \
    said the town had asked the ministry for two more tugs, and that it had been promised an answer by the end of \
    the month. Fishermen said they had heard such promises before.</p><p>The port is the largest on that stretch \
    of the coast and employs a third of the town, so that its winter months are watched closely there.</p>\
    </article></body></html>";

#[test]
fn each_is_shown_once_with_its_reason() {
    let site = Site::start();
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(PAGE);
    site.route("/robots.txt", Reply::status(404));
    site.route("/good.html", Reply::html(PAGE));
    site.route("/cyrillic.html", Reply::typed("text/html; charset=windows-1251", cyrillic.into_owned()));
    site.route("/paper.pdf", Reply::typed("application/pdf", b"%PDF-1.7 ...".to_vec()));
    site.route("/empty.html", Reply::html(""));
    site.route("/no-feed.xml", Reply::html(PAGE));
    let dead = dead_origin();
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("onrecord.toml");
    let url = |path: &str| site.url(path);
    let text = format!(
        "[sources]\nurls = [{:?}, {:?}, {:?}, {:?}, {:?}, {:?}]\nfeeds = [{:?}]\nfiles = [\"no-such-folder\"]\n\
         [fetch]\ndelay = \"0s\"\nbackoff = \"1ms\"\nretries = 1\n",
        url("/good.html"),
        url("/cyrillic.html"),
        url("/missing.html"),
        url("/paper.pdf"),
        url("/empty.html"),
        format!("{dead}/page.html"),
        url("/no-feed.xml"),
    );
    fs::write(&config, text).unwrap();
    let run = expect(&mut run_into(&config, dir.path()), 3);
    let stdout = String::from_utf8(run.stdout).unwrap();
    assert!(stdout.contains("Inputs   8 = 2 done + "), "{stdout}");

    let gaps = fs::read_to_string(dir.path().join("report/gaps.html")).unwrap();
    let json: Value =
        serde_json::from_slice(&fs::read(dir.path().join("report/gaps.json")).unwrap()).unwrap();
    let json = serde_json::to_string(&json).unwrap();
    for (label, code) in [
        (url("/missing.html"), "http_404"),
        (url("/paper.pdf"), "media_type"),
        (url("/empty.html"), "empty_body"),
        (format!("{dead}/page.html"), "connect"),
        (url("/no-feed.xml"), "not_a_feed"),
        (dir.path().join("no-such-folder").display().to_string(), "not_found"),
    ] {
        assert_eq!(
            gaps.matches(&format!("<th scope=\"row\"><bdi>{label}</bdi></th>")).count(),
            1,
            "{label} stands once on the gaps page:\n{gaps}"
        );
        assert!(gaps.contains(code) && json.contains(code), "{label}: {code}\n{json}");
    }
    let articles = fs::read_to_string(dir.path().join("report/articles.json")).unwrap();
    assert!(articles.contains("\u{410}\u{43d}\u{43d}\u{430}"), "windows-1251 is read as what it is");
}
