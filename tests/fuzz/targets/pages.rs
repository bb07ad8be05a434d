//! Any page: it is read or refused, and its blocks lie in its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_article::clean;

fuzz_target!(|html: &str| {
    if let Ok(article) = clean(html, "https://news.example/story") {
        for block in &article.blocks {
            assert!(block.span.slice(&article.text).is_some(), "{block:?}");
        }
    }
});
