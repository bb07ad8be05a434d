//! How long it takes to find the claims of one article of some 760 words: by the encoder, and by the linear tagger alone.

use std::{hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord_attribution::{Attributor, Document, Engine};
use onrecord_model::ArticleId;
use onrecord_testkit::gold;

const WORDS: usize = 760;

/// The first articles of the gold, one after another, until there are enough words.
fn article() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/gold/attribution/tune");
    let mut text = String::new();
    for article in gold::articles(&folder) {
        text.push_str(&article.text);
        text.push('\n');
        if text.split_whitespace().count() >= WORDS {
            break;
        }
    }
    text
}

fn claims(criterion: &mut Criterion) {
    let text = article();
    let id = ArticleId::of(&["bench"]);
    let document = Document { article: &id, text: &text, blocks: &[], published: None, outlet: None };
    let mut group = criterion.benchmark_group("claims of an article");
    group.throughput(Throughput::Elements(1)).sample_size(20);
    for (name, engine) in [("full", Engine::Full), ("fast", Engine::Fast)] {
        let attributor = Attributor::new(engine).expect("the weights that are built in");
        group.bench_function(name, |bencher| bencher.iter(|| attributor.claims(black_box(&document))));
    }
    group.finish();
}

criterion_group!(benches, claims);
criterion_main!(benches);
