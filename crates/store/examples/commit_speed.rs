//! How fast batches are kept: 256 articles of 20 claims each, with and without their snapshots.
//! `cargo run --release -p onrecord-store --example commit_speed [FOLDER]`

#![expect(clippy::print_stdout, reason = "an example that measures")]

use std::{error::Error, path::PathBuf, time::Instant};

use onrecord_model::{Digest, Moment, Work};
use onrecord_store::{Query, SqliteStore, Store, conformance::page};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("onrecord-speed-{}", std::process::id()));
    let mut store = SqliteStore::open(&folder.join("record.sqlite"))?;
    let run = store.begin(&Digest::of(b"speed"), &[], &Moment::parse("2025-07-24")?)?.id;
    for (batch, bare) in [(0, true), (1, true), (2, false), (3, false), (4, true)] {
        let works: Vec<Work> = (0..256).map(|i| work(batch * 256 + i, bare)).collect();
        let start = Instant::now();
        store.commit(&run, &works)?;
        let seconds = start.elapsed().as_secs_f64();
        let what = if bare { "articles alone" } else { "with snapshots" };
        println!("batch {batch}, {what}: {seconds:.3} s, {:.0} claims/s", 5120.0 / seconds);
    }
    for words in ["drones", "district17"] {
        let start = Instant::now();
        let hits = store.search(words, 50)?.len();
        println!("search {words}: {hits} hits in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    }
    let start = Instant::now();
    let claims = store.claims(&Query { speaker: Some("speaker 7".to_owned()), ..Query::default() })?.len();
    println!("claims by speaker: {claims} in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    drop(store);
    Ok(std::fs::remove_dir_all(folder)?)
}

fn work(i: usize, bare: bool) -> Work {
    let said: Vec<(String, String)> = (0..20)
        .map(|j| {
            let place = (i * 31 + j * 7) % 97;
            (
                format!("Speaker {j}"),
                format!("the forces of district{place} had downed 45 of 71 drones on day {i}"),
            )
        })
        .collect();
    let number = Some(("45 of 71 drones", 45.0, Some(71.0)));
    let said: Vec<_> = said.iter().map(|(name, says)| (name.as_str(), says.as_str(), number)).collect();
    let mut work = page(&format!("https://a.test/{i}"), Some("2025-07-23T21:04:00+03:00"), &said);
    if bare {
        work.snapshot = None;
    }
    work
}
