//! Pages and feeds from a server.

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use onrecord_fetch::{Fetch, Options};
use onrecord_model::{Digest, Request, Snapshot};
use onrecord_testkit::{NOON, Reply, Site, clock, dead_origin, moment};

use crate::stage::{One, codes, failed, get, lists, options, run, skipped, stage, text};

fn url(text: &str) -> Request {
    Request::Url(text.to_owned())
}

/// `http://127.0.0.1:1` → `127.0.0.1:1`
fn authority(origin: &str) -> &str {
    origin.strip_prefix("http://").unwrap()
}

#[tokio::test]
async fn page_becomes_snapshot() {
    let site = Site::start();
    let page = Reply::html("<p>Hello")
        .header("X-Test", "a")
        .header("x-test", "b")
        .header("set-cookie", "session=secret");
    site.route("/a%20b.html", page);
    let asked = site.url("/a b.html#top");
    let work = get(&asked).await;
    let snapshot = work.snapshot.unwrap();
    assert_eq!(work.outcome, None);
    assert_eq!(snapshot.url, asked);
    assert_eq!(snapshot.final_url, Some(site.url("/a%20b.html")));
    assert_eq!(snapshot.status, Some(200));
    assert_eq!(snapshot.fetched_at, Some(moment(NOON)));
    assert_eq!(snapshot.media_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(snapshot.sha256, Some(Digest::of(b"<p>Hello")));
    assert_eq!(snapshot.size, Some(8));
    assert_eq!(snapshot.headers.get("x-test").map(String::as_str), Some("a, b"));
    assert_eq!(snapshot.headers.get("set-cookie"), None);
    let agents: Vec<_> = site.requests().iter().map(|seen| seen.headers["user-agent"].clone()).collect();
    assert_eq!(agents, [options().user_agent, options().user_agent]);
}

#[tokio::test]
async fn bytes_are_kept_as_they_came() {
    let site = Site::start();
    let bytes = [b"<p>".as_slice(), &[0xcf, 0xf0, 0xe8]].concat();
    site.route("/", Reply::typed("text/html; charset=windows-1251", bytes.clone()));
    let snapshot = get(&site.url("/")).await.snapshot.unwrap();
    assert_eq!(*snapshot.body.bytes().unwrap(), bytes);
}

#[tokio::test]
async fn robots_allow_and_forbid() {
    let site = Site::start();
    site.route(
        "/robots.txt",
        Reply::bytes("User-agent: onrecord\nDisallow: /private\n\nUser-agent: *\nDisallow: /"),
    );
    site.route("/news", Reply::html("news")).route("/private/x", Reply::html("private"));
    let fetch = stage(options());
    assert_eq!(text(&run(&fetch, url(&site.url("/news"))).await), "news");
    let forbidden = site.url("/private/x");
    let work = run(&fetch, url(&forbidden)).await;
    skipped(&work, "robots", &format!("robots.txt of its host forbids {forbidden}"));
    assert_eq!(site.hits("/robots.txt"), 1, "asked for once per host");
    assert_eq!(site.hits("/private/x"), 0);
}

#[tokio::test]
async fn robots_may_be_left_unasked() {
    let site = Site::start();
    site.route("/robots.txt", Reply::bytes("User-agent: *\nDisallow: /")).route("/", Reply::html("page"));
    let fetch = stage(Options { respect_robots: false, ..options() });
    assert_eq!(text(&run(&fetch, url(&site.url("/"))).await), "page");
    assert_eq!(site.hits("/robots.txt"), 0);
}

#[tokio::test]
async fn robots_behind_redirects() {
    let (site, elsewhere) = (Site::start(), Site::start());
    site.route("/robots.txt", Reply::redirect("/rules")).route("/", Reply::html("page"));
    site.route("/rules", Reply::redirect(&elsewhere.url("/rules.txt")));
    elsewhere.route("/rules.txt", Reply::bytes("User-agent: *\nDisallow: /"));
    skipped(
        &get(&site.url("/")).await,
        "robots",
        &format!("robots.txt of its host forbids {}", site.url("/")),
    );
    // More redirects than five mean that there is none.
    site.route("/robots.txt", Reply::redirect("/robots.txt"));
    assert_eq!(text(&get(&site.url("/")).await), "page");
}

#[tokio::test]
async fn robots_that_fail_close_the_host() {
    let site = Site::start();
    site.route("/robots.txt", Reply::status(503)).route("/", Reply::html("page"));
    let origin = site.origin();
    let message = format!(
        "nothing is fetched from {origin} while its robots.txt can't be read: \
         the server answered 503 Service Unavailable for {origin}/robots.txt in 3 tries"
    );
    failed(&get(&site.url("/")).await, "robots_unavailable", &message);
    assert_eq!(site.hits("/"), 0);
}

#[tokio::test]
async fn long_robots_are_read_up_to_the_cap() {
    let site = Site::start();
    let long = format!("User-agent: *\nDisallow: /a\n{}Disallow: /b\n", "# x\n".repeat(200_000));
    site.route("/robots.txt", Reply::bytes(long)).route("/b", Reply::html("page"));
    assert_eq!(text(&get(&site.url("/b")).await), "page");
    assert!(matches!(get(&site.url("/a")).await.outcome, Some(onrecord_model::Outcome::Skipped(_))));
}

#[tokio::test]
async fn asks_again_after_429_and_503() {
    let site = Site::start();
    let page = Reply::html("page");
    site.route_all("/busy", vec![Reply::status(429).header("retry-after", "0"), page.clone()]);
    site.route_all("/down", vec![Reply::status(503), Reply::status(500), page.clone()]);
    site.route_all(
        "/past",
        vec![Reply::status(503).header("retry-after", "Thu, 24 Jul 2025 11:59:59 GMT"), page],
    );
    for path in ["/busy", "/down", "/past"] {
        assert_eq!(text(&get(&site.url(path)).await), "page", "{path}");
    }
    assert_eq!([site.hits("/busy"), site.hits("/down"), site.hits("/past")], [2, 3, 2]);
}

#[tokio::test]
async fn gives_up_in_the_end() {
    let site = Site::start();
    site.route("/", Reply::status(500));
    let message = format!("the server answered 500 Internal Server Error for {} in 3 tries", site.url("/"));
    failed(&get(&site.url("/")).await, "http_500", &message);
    assert_eq!(site.hits("/"), 3);
}

#[tokio::test]
async fn long_retry_after_is_not_waited_for() {
    let site = Site::start();
    site.route("/s", Reply::status(429).header("retry-after", "86400"));
    site.route("/d", Reply::status(503).header("retry-after", "Thu, 24 Jul 2025 13:00:00 GMT"));
    let host = authority(&site.origin()).to_owned();
    let message = |wait| {
        format!(
            "{host} asks to be left alone for {wait}, longer than the 120s allowed (max_retry_after); run again later"
        )
    };
    failed(&get(&site.url("/s")).await, "retry_after", &message("86400s"));
    failed(&get(&site.url("/d")).await, "retry_after", &message("3600s"));
}

#[tokio::test]
async fn a_cut_body_is_tried_again() {
    let site = Site::start();
    site.route_all("/a", vec![Reply::html("the whole page").cut(5), Reply::html("the whole page")]);
    assert_eq!(text(&get(&site.url("/a")).await), "the whole page");
    site.route("/b", Reply::html("the whole page").cut(5));
    let work = get(&site.url("/b")).await;
    let Some(onrecord_model::Outcome::Failed(reason)) = work.outcome else { panic!("{:?}", work.outcome) };
    assert_eq!(reason.code, "broken_body");
    assert!(
        reason.message.starts_with(&format!("the answer broke off for {}", site.url("/b"))),
        "{reason:?}"
    );
}

#[tokio::test]
async fn redirects_are_followed_to_a_limit() {
    let (site, elsewhere) = (Site::start(), Site::start());
    site.route("/old", Reply::redirect("/new")).route("/new", Reply::redirect(&elsewhere.url("/page")));
    elsewhere.route("/page", Reply::html("page"));
    let work = get(&site.url("/old")).await;
    assert_eq!(work.snapshot.as_ref().unwrap().location(), elsewhere.url("/page"));
    assert_eq!(work.snapshot.as_ref().unwrap().url, site.url("/old"));
    site.route("/loop", Reply::redirect("/loop"));
    let looped = site.url("/loop");
    failed(
        &get(&looped).await,
        "redirects",
        &format!("{looped} redirects more than 5 times, at last to {looped}"),
    );
    assert_eq!(site.hits("/loop"), 6);
}

#[tokio::test]
async fn redirects_obey_the_other_hosts_robots() {
    let (site, elsewhere) = (Site::start(), Site::start());
    site.route("/", Reply::redirect(&elsewhere.url("/page")));
    elsewhere
        .route("/robots.txt", Reply::bytes("User-agent: *\nDisallow: /"))
        .route("/page", Reply::html("page"));
    let message = format!("robots.txt of its host forbids {}", elsewhere.url("/page"));
    skipped(&get(&site.url("/")).await, "robots", &message);
    assert_eq!(elsewhere.hits("/page"), 0);
}

#[tokio::test]
async fn redirects_never_leave_the_web() {
    let site = Site::start();
    site.route("/", Reply::redirect("file:///etc/passwd"));
    let message = format!("{} redirects to `file:///etc/passwd`, which is no web address", site.url("/"));
    failed(&get(&site.url("/")).await, "bad_redirect", &message);
}

#[tokio::test]
async fn bodies_stay_under_the_cap() {
    let site = Site::start();
    let cap = "is larger than the 65536 bytes allowed (max_bytes)";
    site.route("/long", Reply::html(&"x".repeat(65_537)));
    site.route("/bomb", Reply::html(&"x".repeat(5_000_000)).gzip());
    site.route("/full", Reply::html(&"x".repeat(65_536)).gzip());
    for path in ["/long", "/bomb"] {
        let asked = site.url(path);
        failed(&get(&asked).await, "too_large", &format!("{asked} {cap}"));
        assert_eq!(site.hits(path), 1, "trying again would not help");
    }
    assert_eq!(text(&get(&site.url("/full")).await).len(), 65_536);
}

#[tokio::test]
async fn unchanged_pages_come_from_the_archive() {
    let site = Site::start();
    site.route("/old", Reply::redirect("/page")).route(
        "/page",
        Reply::html("page").etag("\"1\"").header("last-modified", "Sun, 20 Jul 2025 00:00:00 GMT"),
    );
    let asked = site.url("/old");
    let mut earlier = get(&asked).await.snapshot.unwrap();
    earlier.fetched_at = Some(moment("2025-07-20T00:00:00Z"));
    let fetch = Fetch::new(options(), Arc::new(One(earlier.clone())), clock()).unwrap();
    let again = run(&fetch, url(&asked)).await;
    assert_eq!(again.snapshot, Some(earlier.clone()));
    assert_eq!(codes(&again), ["not_modified"]);
    let conditions: Vec<_> = site
        .requests()
        .iter()
        .filter(|seen| {
            ["if-none-match", "if-modified-since"].iter().all(|name| seen.headers.contains_key(*name))
        })
        .map(|seen| seen.path.clone())
        .collect();
    assert_eq!(conditions, ["/page"], "only the URL that gave the tag is asked with it");

    site.route("/page", Reply::html("new").etag("\"2\""));
    let changed = run(&fetch, url(&asked)).await;
    assert_eq!(text(&changed), "new");
    assert_eq!(codes(&changed), [""; 0]);
    assert_eq!(changed.snapshot.unwrap().fetched_at, Some(moment(NOON)));
}

#[tokio::test]
async fn an_archive_that_lies_is_not_asked() {
    let site = Site::start();
    site.route("/page", Reply::html("page").etag("\"1\""));
    let mut earlier = get(&site.url("/page")).await.snapshot.unwrap();
    earlier.sha256 = Some(Digest::of(b"something else"));
    let fetch = Fetch::new(options(), Arc::new(One(earlier)), clock()).unwrap();
    let again = run(&fetch, url(&site.url("/page"))).await;
    assert_eq!(text(&again), "page");
    assert_eq!(codes(&again), [""; 0]);
}

#[tokio::test]
async fn answers_that_are_no_page() {
    let site = Site::start();
    for (status, name) in [(404, "Not Found"), (410, "Gone"), (403, "Forbidden"), (401, "Unauthorized")] {
        let path = format!("/{status}");
        site.route(&path, Reply::status(status));
        let asked = site.url(&path);
        let message = format!("the server answered {status} {name} for {asked}");
        failed(&get(&asked).await, &format!("http_{status}"), &message);
        assert_eq!(site.hits(&path), 1);
    }
    let refused =
        |path: &str, kind: &str| (site.url(path), format!("not a page: {} is {kind}", site.url(path)));
    site.route("/a.pdf", Reply::typed("application/pdf", "%PDF-1.7"));
    site.route("/b.pdf", Reply::bytes("%PDF-1.7"));
    site.route("/c.pdf", Reply::typed("text/html", "%PDF-1.7"));
    site.route("/d.png", Reply::typed("image/png", "\u{89}PNG"));
    for (asked, message) in [
        refused("/a.pdf", "application/pdf"),
        refused("/b.pdf", "application/pdf"),
        refused("/c.pdf", "application/pdf (declared as text/html)"),
        refused("/d.png", "image/png"),
    ] {
        skipped(&get(&asked).await, "media_type", &message);
    }
    site.route("/empty", Reply::html(""));
    let asked = site.url("/empty");
    failed(&get(&asked).await, "empty_body", &format!("{asked} has no content"));
}

#[tokio::test]
async fn servers_out_of_reach() {
    let dead = dead_origin();
    let message = format!("no connection to {} (connection refused) in 3 tries", authority(&dead));
    failed(&get(&format!("{dead}/page")).await, "connect", &message);

    let site = Site::start();
    site.route("/slow", Reply::html("late").delayed(Duration::from_secs(2)));
    let fetch = stage(Options { timeout: Duration::from_millis(300), retries: 0, ..options() });
    let message = format!("no whole answer from {} within 300ms", authority(&site.origin()));
    failed(&run(&fetch, url(&site.url("/slow"))).await, "timeout", &message);
}

#[tokio::test]
async fn a_name_that_does_not_exist() {
    // No name has a part of more than 63 letters, so that no name server is asked.
    let name = format!("{}.invalid", "x".repeat(64));
    let work = get(&format!("http://{name}/page")).await;
    let Some(onrecord_model::Outcome::Failed(reason)) = work.outcome else { panic!("{:?}", work.outcome) };
    assert_eq!(reason.code, "dns");
    assert!(reason.message.starts_with(&format!("the name {name} could not be resolved (")), "{reason:?}");
}

#[tokio::test]
async fn not_tls() {
    let site = Site::start();
    let secure = site.origin().replace("http:", "https:");
    let work = get(&secure).await;
    let Some(onrecord_model::Outcome::Failed(reason)) = work.outcome else { panic!("{:?}", work.outcome) };
    assert_eq!(reason.code, "connect");
    assert!(reason.message.starts_with("no connection to 127.0.0.1:"), "{reason:?}");
}

#[tokio::test]
async fn addresses_that_are_none() {
    failed(
        &get("example.com/a").await,
        "bad_url",
        "`example.com/a` is no web address: is `https://example.com/a` meant?",
    );
    failed(
        &get("file:///etc/passwd").await,
        "bad_url",
        "`file:///etc/passwd` is no web address: its scheme is `file`, and only http and https are fetched; \
         files are listed as files",
    );
    failed(&get("http://").await, "bad_url", "`http://` is no web address: empty host");
}

/// The most requests that four jobs had open at once on one host.
async fn most_at_once(options: Options) -> usize {
    let site = Site::start();
    let paths = ["/a", "/b", "/c", "/d"];
    for path in paths {
        site.route(path, Reply::html(path).delayed(Duration::from_millis(20)));
    }
    let fetch = stage(options);
    let [a, b, c, d] = paths.map(|path| run(&fetch, url(&site.url(path))));
    let (a, b, c, d) = tokio::join!(a, b, c, d);
    assert_eq!([text(&a), text(&b), text(&c), text(&d)], paths);
    assert_eq!(site.requests().len(), 5, "four pages and one robots.txt");
    site.most_at_once()
}

#[tokio::test]
async fn requests_are_bounded() {
    let one = NonZeroUsize::MIN;
    let delay = Duration::from_millis(3);
    assert_eq!(most_at_once(Options { per_host: one, delay, ..options() }).await, 1);
    assert_eq!(most_at_once(Options { concurrency: one, ..options() }).await, 1);
    assert!(most_at_once(options()).await <= 2);
}

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>/one.html</link></item>
<item><title>Two</title><link>https://other.example/two</link></item>
<item><title>One again</title><link>/one.html</link></item>
<item><title>A file</title><link>file:///etc/passwd</link></item>
<item><title>Nowhere</title></item>
<item><title>By its id</title><guid>https://other.example/three</guid></item>
</channel></rss>"#;

#[tokio::test]
async fn feed_lists_pages() {
    let site = Site::start();
    site.route("/feeds/rss", Reply::redirect("/feeds/news.xml"));
    site.route("/feeds/news.xml", Reply::typed("application/rss+xml", FEED));
    let work = run(&stage(options()), Request::Feed(site.url("/feeds/rss"))).await;
    lists(
        &work,
        &[url(&site.url("/one.html")), url("https://other.example/two"), url("https://other.example/three")],
    );
    assert_eq!(codes(&work), ["link_not_followed", "entry_without_link"]);
    assert_eq!(text(&work), FEED, "the feed itself is kept too");
}

#[tokio::test]
async fn atom_feed_lists_pages() {
    let site = Site::start();
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>i</id>
        <entry><title>One</title><id>1</id>
          <link rel="self" href="http://x.example/self"/><link rel="alternate" href="a.html"/></entry></feed>"#;
    site.route("/feeds/atom", Reply::typed("application/atom+xml", atom));
    let work = run(&stage(options()), Request::Feed(site.url("/feeds/atom"))).await;
    lists(&work, &[url(&site.url("/feeds/a.html"))]);
}

#[tokio::test]
async fn feeds_that_are_none() {
    let site = Site::start();
    site.route("/page", Reply::html("<!doctype html><p>Hello"));
    site.route(
        "/none",
        Reply::typed("application/rss+xml", r#"<rss version="2.0"><channel></channel></rss>"#),
    );
    let fetch = stage(options());
    let asked = site.url("/page");
    let message = format!(
        "{asked} can't be read as a feed: it is an HTML page (unable to parse feed: no root element)"
    );
    failed(&run(&fetch, Request::Feed(asked)).await, "not_a_feed", &message);
    let asked = site.url("/none");
    let message = format!("the feed {asked} lists nothing");
    skipped(&run(&fetch, Request::Feed(asked)).await, "empty_feed", &message);
    let asked = site.url("/missing");
    let message = format!("the server answered 404 Not Found for {asked}");
    failed(&run(&fetch, Request::Feed(asked)).await, "http_404", &message);
    skipped(
        &get(&site.url("/none")).await,
        "media_type",
        &format!("not a page: {} is an RSS or Atom feed; list it as a feed", site.url("/none")),
    );
}

#[tokio::test]
async fn given_snapshots_are_not_fetched() {
    let site = Site::start();
    let mut work = onrecord_model::Work::new(url(&site.url("/")));
    work.snapshot = Some(Snapshot::of(site.url("/"), b"given".to_vec()));
    let work = crate::stage::run_on(&stage(options()), work).await;
    assert_eq!(text(&work), "given");
    assert_eq!(site.requests(), []);
}
