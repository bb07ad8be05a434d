//! How many sentences a second one core reads, and how long a megabyte without sense takes.

use std::{hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use onrecord_model::Span;
use onrecord_quantity::{Found, find};
use onrecord_testkit::quantities;

const PUBLISHED: Date = date(2026, 7, 23);

fn read(text: &str) -> Found {
    let within = Span::new(text, 0..text.len()).expect("a text is a span of itself");
    find(text, within, Some(PUBLISHED))
}

/// The sentences of the gold, which hold more numbers than news does.
fn sentences(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/gold/quantity/tune");
    let sentences: Vec<String> = quantities::sentences(&folder).into_iter().map(|one| one.text).collect();
    let mut group = criterion.benchmark_group("sentences");
    group
        .throughput(Throughput::Elements(u64::try_from(sentences.len()).expect("a few hundred")))
        .sample_size(20);
    group.bench_function("gold", |bencher| {
        bencher.iter(|| sentences.iter().map(|text| read(black_box(text)).quantities.len()).sum::<usize>());
    });
    group.finish();
}

/// A megabyte of one piece over and over: the time per byte must not grow with the length.
fn hostile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a megabyte of");
    for piece in ["7", ",", "-", "million ", "1,", "a woman "] {
        let text = piece.repeat(1_000_000 / piece.len());
        group.throughput(Throughput::Bytes(1_000_000)).sample_size(10);
        group
            .bench_function(piece.trim(), |bencher| bencher.iter(|| read(black_box(&text)).quantities.len()));
    }
    group.finish();
}

criterion_group!(benches, sentences, hostile);
criterion_main!(benches);
