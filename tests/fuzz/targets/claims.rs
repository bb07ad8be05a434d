//! Any plain text: every span of every claim slices to the words that it carries. With the fast engine, since the encoder
//! runs too slowly to find anything here; the rules around both are the same.
#![no_main]

use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use onrecord_article::plain;
use onrecord_attribution::{Attributor, Document, Engine};
use onrecord_model::{Article, ArticleId, Source};

static ATTRIBUTOR: LazyLock<Attributor> =
    LazyLock::new(|| Attributor::new(Engine::Fast).expect("the built-in weights are whole"));

fuzz_target!(|text: &str| {
    let id = ArticleId::of(&["fuzz"]);
    let blocks = plain(text);
    let document = Document {
        article: &id,
        text,
        blocks: &blocks,
        published: Some(date(2026, 7, 23)),
        outlet: Some("The Harbour Post"),
    };
    let claims = ATTRIBUTOR.claims(&document).expect("the fast engine runs no network");
    let text = text.to_owned();
    let article = Article { id, source: Source::default(), text, blocks, claims, sketch: Vec::new() };
    article.prove().expect("a quote is the quote");
});
