//! The stage `extract` on snapshots written by hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

use std::sync::Arc;

use onrecord_attribution::{Attributor, Engine};
use onrecord_extract::{EXTRACT_VERSION, Extract, Options};
use onrecord_model::{Article, ArticleId, Body, Moment, Outcome, Request, Snapshot, Work};
use onrecord_pipeline::Transform;

const SAID: &str = "Ukrainian Air Force spokesman Yurii Ihnat said on Wednesday that 45 of 71 drones had been \
    shot down overnight. \u{201c}The rest were lost on the way,\u{201d} he said.";
const MORE: &str = "The attack was the largest of the week, and it hit towns along the river for most of the night. \
    Rescuers worked until the morning in three of them, and schools stayed closed for the day.";

fn page(head: &str, paragraphs: &[&str]) -> String {
    let body: Vec<String> = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "<!doctype html><html><head><title>Drones over the river</title>{head}</head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/news\">News</a></nav>\
         <article><h1>Drones over the river</h1>{}</article></body></html>",
        body.concat()
    )
}

fn snapshot(media_type: Option<&str>, bytes: impl Into<Vec<u8>>) -> Snapshot {
    Snapshot {
        media_type: media_type.map(str::to_owned),
        fetched_at: Some(Moment::parse("2025-07-24T12:00:00Z").unwrap()),
        ..Snapshot::of("https://www.a.example/1?x=1", bytes.into())
    }
}

/// What the stage makes of `snapshot`, with the reason it stopped for as its outcome.
fn run(snapshot: Snapshot) -> Work {
    let stage = Extract::new(Options::default(), Arc::new(Attributor::new(Engine::Full).unwrap()));
    let mut work = Work::new(Request::Url(snapshot.url.clone()));
    work.snapshot = Some(snapshot);
    if let Err(stop) = stage.apply(&mut work) {
        work.outcome = Some(stop.outcome(stage.name()));
    }
    work
}

#[track_caller]
fn article(work: &Work) -> &Article {
    let article = work.article.as_ref().unwrap_or_else(|| panic!("no article: {:?}", work.outcome));
    assert_eq!((article.prove(), &work.outcome), (Ok(()), &None));
    article
}

#[track_caller]
fn stopped(work: &Work, code: &str, message: &str) {
    let (Some(Outcome::Failed(reason) | Outcome::Skipped(reason)), None) = (&work.outcome, &work.article)
    else {
        panic!("expected it to stop with {code}: {work:?}");
    };
    assert_eq!((reason.stage.as_str(), reason.code.as_str()), ("extract", code));
    assert_eq!(reason.message, message);
    assert!(work.snapshot.is_some(), "the snapshot stays with the work");
}

fn codes(work: &Work) -> Vec<&str> {
    work.issues.iter().map(|issue| issue.code.as_str()).collect()
}

/// `text` in windows-1251, for ASCII and the Russian alphabet.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |letter: char| match u32::from(letter) {
        code @ 0x410..=0x44f => u8::try_from(code - 0x410 + 0xc0).unwrap(),
        code => u8::try_from(code).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn page_becomes_article_with_claims() {
    let head = r#"<link rel="canonical" href="https://www.a.example/1">
        <meta property="article:published_time" content="2025-07-23T18:04:00Z">"#;
    let html = page(head, &[SAID, MORE]);
    let given = snapshot(Some("text/html; charset=utf-8"), html);
    let work = run(given.clone());
    let article = article(&work);
    let source = &article.source;
    assert_eq!(source.url, given.url);
    assert_eq!(source.canonical_url.as_deref(), Some("https://www.a.example/1"));
    assert_eq!(source.title.as_deref(), Some("Drones over the river"));
    assert_eq!(source.published.as_ref().map(Moment::as_str), Some("2025-07-23T18:04:00Z"));
    assert_eq!(source.language.as_deref(), Some("en"));
    assert_eq!((&source.fetched_at, &source.sha256), (&given.fetched_at, &given.sha256));
    assert_eq!(article.id, ArticleId::of(&[EXTRACT_VERSION, &given.url, given.sha256.unwrap().as_str()]));
    assert!(article.text.contains("45 of 71 drones") && !article.text.contains("Home"), "{}", article.text);
    let speakers: Vec<_> = article.claims.iter().filter_map(|claim| claim.speaker.name.as_deref()).collect();
    assert!(speakers.contains(&"Yurii Ihnat"), "{:?}", article.claims);
    assert_eq!(codes(&work), [""; 0]);
}

#[test]
fn outlet_falls_back_to_the_host() {
    let html = page("", &[SAID, MORE]);
    assert_eq!(article(&run(snapshot(None, html.clone()))).source.outlet.as_deref(), Some("a.example"));
    let named = page(r#"<meta property="og:site_name" content="The Example">"#, &[SAID, MORE]);
    assert_eq!(article(&run(snapshot(None, named))).source.outlet.as_deref(), Some("The Example"));
    let file = Snapshot { url: "file:///tmp/a.html".to_owned(), ..snapshot(None, html) };
    assert_eq!(article(&run(file)).source.outlet, None);
}

#[test]
fn page_that_moved_names_where_to() {
    let final_url = Some("https://b.example/new".to_owned());
    let work = run(Snapshot { final_url: final_url.clone(), ..snapshot(None, page("", &[SAID, MORE])) });
    assert_eq!(article(&work).source.canonical_url, final_url);
    assert_eq!(article(&work).source.outlet.as_deref(), Some("b.example"));
}

#[test]
fn text_stays_byte_for_byte() {
    let text = format!("  {SAID}\r\n\r\n\t{MORE}  \n\n\n");
    let work =
        run(Snapshot { url: "file:///tmp/a.txt".to_owned(), ..snapshot(Some("text/plain"), text.clone()) });
    let article = article(&work);
    assert_eq!(article.text, text);
    assert_eq!(article.blocks.len(), 2);
    assert!(!article.claims.is_empty());
    assert_eq!(article.source.outlet, None);
    // The same without a type, and where the text only looks like a page further down.
    assert_eq!(run(snapshot(None, text.clone())).article.unwrap().text, text);
}

#[test]
fn text_in_another_encoding_is_decoded() {
    let text = format!("{MORE} Le caf\u{e9}.");
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let work = run(snapshot(Some("text/plain"), bytes.clone()));
    assert_eq!(article(&work).text, text);
    assert_eq!(codes(&work), ["decoded"]);
    let work = run(snapshot(Some("text/plain; charset=ISO-8859-1"), bytes));
    assert_eq!(article(&work).text, text);
    assert_eq!(
        work.issues.iter().map(|issue| issue.message.as_str()).collect::<Vec<_>>(),
        ["https://www.a.example/1?x=1 is not UTF-8 and was read as windows-1252"]
    );
}

#[test]
fn windows_1251_page_is_kept_without_claims() {
    let words = "Официальный представитель ведомства заявил, что ночью были сбиты почти все беспилотники, \
        запущенные по городам вдоль реки, а остальные потеряны по пути к цели. ";
    let html = page("", &[&words.repeat(3), &words.repeat(2)]);
    for media_type in ["text/html; charset=windows-1251", "text/html"] {
        let work = run(snapshot(Some(media_type), windows_1251(&html)));
        let article = article(&work);
        assert!(article.text.contains("беспилотники, запущенные по городам"), "{}", article.text);
        assert_eq!(article.source.language.as_deref(), Some("ru"));
        assert!(article.claims.is_empty());
        assert_eq!(codes(&work), ["language_not_supported"]);
    }
}

#[test]
fn text_goes_before_the_declared_language() {
    let html = page("", &[SAID, MORE]).replace("<html>", "<html lang=\"ru\">");
    let work = run(snapshot(None, html));
    assert_eq!(article(&work).source.language.as_deref(), Some("en"));
    assert_eq!(codes(&work), ["language_differs"]);
}

#[test]
fn snapshots_that_are_no_article() {
    let url = "https://www.a.example/1?x=1";
    let html = Some("text/html");
    let ok = page("", &[SAID, MORE]);
    let status = Snapshot { status: Some(404), ..snapshot(html, ok.clone()) };
    stopped(&run(status), "http_404", &format!("the server answered 404 for {url}"));
    let pdf = format!("not a page: {url} is application/pdf");
    stopped(&run(snapshot(Some("application/pdf"), "%PDF-1.7")), "media_type", &pdf);
    stopped(&run(snapshot(None, "%PDF-1.7")), "media_type", &format!("not a page: {url} is no text"));
    let few = format!("{url} has 2 words of text, fewer than 20 (min_words)");
    stopped(&run(snapshot(Some("text/plain"), " Two words.\n")), "no_text", &few);
    let none = format!("{url} has 0 words of text, fewer than 20 (min_words)");
    stopped(&run(snapshot(Some("text/plain"), "")), "no_text", &none);
    let path = Snapshot { body: Body::Path("a.html".into()), ..snapshot(html, ok) };
    stopped(&run(path), "body_missing", "the bytes lie in the file a.html, which has not been read");
    let empty = run(snapshot(html, "<!doctype html><html><body></body></html>"));
    let Some(Outcome::Failed(reason)) = empty.outcome else { panic!("{empty:?}") };
    assert_eq!(reason.code, "no_text");
    assert!(reason.message.starts_with(&format!("{url}: ")), "{reason:?}");
}

#[test]
fn pages_of_odd_types_are_told_by_their_looks() {
    let html = page("", &[SAID, MORE]);
    assert!(run(snapshot(Some("application/octet-stream"), html.clone())).article.is_some());
    assert!(
        run(snapshot(None, format!("<p>{SAID}<p>{MORE}"))).article.unwrap().text.starts_with("Ukrainian")
    );
    assert!(run(snapshot(Some("application/json"), format!("{{\"html\":\"{SAID}\"}}"))).article.is_none());
}

#[test]
fn given_articles_pass() {
    let stage = Extract::new(Options::default(), Arc::new(Attributor::new(Engine::Full).unwrap()));
    let mut work = Work::new(Request::Url("https://a.example/".to_owned()));
    work.article = run(snapshot(None, page("", &[SAID, MORE]))).article;
    let before = work.clone();
    assert_eq!((stage.apply(&mut work), work), (Ok(()), before));
}
