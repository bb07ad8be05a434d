//! Whole pages through the library's own door.

use onrecord_article::{ArticleError, Clean, MAX_DEPTH, MAX_SIZE, clean, decode};
use onrecord_model::BlockKind::{self, Heading, ListItem, Paragraph, Quote};
use onrecord_model::Moment;

const URL: &str = "https://www.kyivherald.example/2025/07/23/drones";

/// A page as sites make them: navigation, share bar, related links, comment form, cookie notice around the article.
fn page(head: &str, article: &str) -> String {
    format!(
        r#"<!doctype html><html lang="en-GB"><head><title>Air force downs 45 of 71 drones | Kyiv Herald</title>{head}</head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/war">War</a></li><li><a href="/video">Video</a></li></ul></nav></header>
<div id="cookie-notice"><p>We use cookies to improve your experience. Accept all cookies or manage your settings.</p></div>
<main><article><h1>Air force downs 45 of 71 drones</h1>{article}
<div class="share"><a href="/s">Share on Facebook</a> <a href="/t">Share on X</a></div></article>
<aside class="related"><h3>Read also</h3><ul><li><a href="/a">Seven maps that show the front line</a></li><li><a href="/b">Weather: rain on Sunday</a></li></ul></aside>
<section id="comments" class="comments"><h3>Comments</h3><form><textarea name="c"></textarea><button>Post comment</button></form><p>Nice article, thank you so much for it, dear editors!</p></section></main>
<footer><p>© Kyiv Herald. All rights reserved. Imprint, privacy policy, terms of use.</p></footer></body></html>"#
    )
}

const BODY: &str = r#"<p>The Ukrainian Air Force reported downing <b>45</b> of <i>71</i> drones and decoys launched overnight by
Russian forces, a spokesman said&nbsp;on <time datetime="2025-07-23">Wednesday</time> in the capital.</p>
<p>“The goal,” he said, “is peace, and we will not stop before we have it, whatever the cost may be to all of us.”</p>
<h2>Moscow denies</h2>
<p>The defence ministry in Moscow denied the figure and spoke of a strike on military targets in the west of the country.</p>
<blockquote><p>Over 19,000 children have been taken from their homes since the war began, and not one of them was asked.</p></blockquote>
<ul><li>At least 1,200 prisoners are to be exchanged, both sides said after the talks in Istanbul.</li>
<li>Remains of 3,000 soldiers are to be handed over, according to the Russian chief negotiator.</li></ul>
<p>Officials familiar with the talks said on condition of anonymity that another round was planned before the autumn.</p>"#;

#[track_caller]
fn cleaned(html: &str) -> Clean {
    clean(html, URL).expect("an article")
}

#[test]
fn the_article_is_kept_word_for_word_and_the_rest_is_not() {
    let got = cleaned(&page("", BODY));
    assert!(got.text.starts_with(
        "Air force downs 45 of 71 drones\n\n\
         The Ukrainian Air Force reported downing 45 of 71 drones and decoys launched overnight by Russian forces, \
         a spokesman said on Wednesday in the capital.\n\n“The goal,” he said, “is peace"
    ));
    for noise in ["cookies", "Share", "Read also", "Nice article", "rights reserved", "Home"] {
        assert!(!got.text.contains(noise), "{noise}: {}", got.text);
    }
    let kinds: Vec<BlockKind> = got.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [Heading, Paragraph, Paragraph, Heading, Paragraph, Quote, ListItem, ListItem, Paragraph]
    );
    let texts: Vec<&str> = got.blocks.iter().filter_map(|block| block.span.slice(&got.text)).collect();
    assert_eq!(texts.join("\n\n"), got.text);
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let html = page("", BODY);
    let first = cleaned(&html);
    assert!((0..5).all(|_| cleaned(&html) == first));
}

#[test]
fn metadata_from_a_json_ld_graph() {
    let head = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"WebPage","@id":"id:page","datePublished":"2020-01-01","isPartOf":{"@id":"id:site"}},
      {"@type":["NewsArticle"],"headline":"Air force downs 45 of 71 drones","author":[{"@id":"id:jane"},{"@type":"Person","name":"John Roe"}],
       "publisher":{"@id":"id:org"},"datePublished":"2025-07-23T21:04:00+0300","dateModified":"2025-07-24T08:00","inLanguage":"en-GB",
       "text":"line
break"},
      {"@type":"Person","@id":"id:jane","name":"Jane O&#039;Doe"},{"@type":"Organization","@id":"id:org","name":"The Kyiv Herald"},
      {"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","datePublished":"2019-05-05","author":"Somebody Else"}]}
    ]};</script><link rel="canonical" href="/2025/07/23/drones.html">"#;
    let got = cleaned(&page(head, BODY));
    assert_eq!(got.title.as_deref(), Some("Air force downs 45 of 71 drones"));
    assert_eq!(got.authors, ["Jane O'Doe", "John Roe"]);
    assert_eq!(got.outlet.as_deref(), Some("The Kyiv Herald"));
    assert_eq!(got.published.as_ref().map(Moment::as_str), Some("2025-07-23T21:04:00+03:00"));
    assert_eq!(got.modified.as_ref().map(Moment::as_str), Some("2025-07-24"));
    assert_eq!(got.language.as_deref(), Some("en"));
    assert_eq!(got.canonical_url.as_deref(), Some("https://www.kyivherald.example/2025/07/23/drones.html"));
}

#[test]
fn metadata_from_meta_tags() {
    let head = r#"<meta property="og:title" content="Air force downs 45 of 71 drones - Kyiv Herald"><meta property="og:site_name" content="Kyiv Herald">
      <meta name="author" content="By Jane Doe, Senior Editor and John Roe"><meta property="article:published_time" content="2025-07-23T18:04:00Z">"#;
    let got = cleaned(&page(head, BODY));
    assert_eq!(got.title.as_deref(), Some("Air force downs 45 of 71 drones"));
    assert_eq!(got.authors, ["Jane Doe", "John Roe"]);
    assert_eq!(got.outlet.as_deref(), Some("Kyiv Herald"));
    assert_eq!(got.published.as_ref().map(Moment::as_str), Some("2025-07-23T18:04:00Z"));
    assert_eq!(got.modified, None);
}

#[test]
fn metadata_from_the_lines_under_the_headline() {
    let article =
        format!("<p>By Jane Doe</p><p>Published on 22 July 2025, 18:04</p><p>Updated 24 July 2025</p>{BODY}");
    let got = clean(&page("", &article), "https://www.kyivherald.example/drones").expect("an article");
    assert_eq!(got.authors, ["Jane Doe"]);
    assert_eq!(got.published.as_ref().map(Moment::as_str), Some("2025-07-22"));
    assert_eq!(got.modified.as_ref().map(Moment::as_str), Some("2025-07-24"));
}

#[test]
fn no_date_is_made_up() {
    let article = BODY.replace(r#"<time datetime="2025-07-23">Wednesday</time>"#, "Wednesday");
    let got = clean(&page("", &article), "https://www.kyivherald.example/drones").expect("an article");
    assert_eq!((got.published, got.modified), (None, None));
    assert_eq!(got.authors, Vec::<String>::new());
}

#[test]
fn a_page_in_windows_1251_comes_right() {
    let paragraph = "<p>Министр обороны заявил, что за ночь сбито 45 из 71 беспилотника, а Москва это отрицает и говорит о другом числе.</p>";
    let html = format!(
        "<html><head><meta charset=windows-1251><title>Заявление министра</title></head><body><article>{}</article></body></html>",
        paragraph.replace("ночь", "сутки") + &paragraph.repeat(3)
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&html);
    let (text, encoding) = decode(&bytes, Some("text/html"));
    assert_eq!(encoding, "windows-1251");
    let got = cleaned(&text);
    assert_eq!(got.title.as_deref(), Some("Заявление министра"));
    assert_eq!(
        got.text.matches("сбито 45 из 71 беспилотника").count(),
        2,
        "copies are kept once: {}",
        got.text
    );
}

#[test]
fn a_page_without_article_says_what_was_seen() {
    let error =
        clean("<html><body><script>boot()</script><div id=app></div></body></html>", URL).expect_err("empty");
    assert_eq!(
        error.to_string(),
        "page holds no article: 0 words of article text in a page of 67 bytes that shows 0 words, and runs scripts"
    );
    assert!(matches!(clean("", URL), Err(ArticleError::Empty { size: 0, .. })));
    assert!(matches!(clean("<p>Not found</p>", "no url at all"), Err(ArticleError::Empty { .. })));
}

#[test]
fn a_page_too_deep_or_too_large_is_refused() {
    let deep = "<div>".repeat(100_000);
    assert!(matches!(clean(&deep, URL), Err(ArticleError::TooDeep { depth: 100_000 })));
    let deep_formatting = "<b>x".repeat(10_000);
    assert!(matches!(clean(&deep_formatting, URL), Err(ArticleError::TooDeep { .. })));
    let large = "x".repeat(MAX_SIZE + 1);
    assert!(matches!(clean(&large, URL), Err(ArticleError::TooLarge { .. })));
}

/// In the thread of a pool, whose stack is smaller than the main thread's.
#[test]
fn the_deepest_page_that_is_read_fits_a_small_stack() {
    let read = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(|| {
        for tag in ["div", "section", "blockquote", "span", "ul><li"] {
            let depth = (MAX_DEPTH - 20) / tag.split('>').count();
            let end = tag.split("><").next().unwrap_or_default();
            let nest =
                format!("{}{BODY}{}", format!("<{tag}>").repeat(depth), format!("</{end}>").repeat(depth));
            assert!(!matches!(clean(&page("", &nest), URL), Err(ArticleError::TooDeep { .. })), "{tag}");
        }
    });
    read.expect("thread").join().expect("no overflow");
}
