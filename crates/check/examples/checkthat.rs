//! How well statements find the published fact-check that is about them: `cargo run --release -p onrecord-check --example
//! checkthat FOLDER [--candidates]`, where the folder is laid out as `CheckThat!` 2020, task 2 (`verified_claims.docs.tsv`,
//! `train` and `dev`, each with `tweets.queries.tsv` and `tweet-vclaim-pairs.qrels`).
//!
//! Prints, of each part, the mean average precision of the first five, and how many statements a second: when all candidates
//! are ranked, and when only those are looked for that are told. Of every floor on the score, how many statements are told
//! something, how often the first is right, and how often another fact-check is told too (some are copies of the right one).
//! At last what is told where the fact-checks come a few at a time, as a user's own may.
//!
//! A fifth of the right fact-checks stand a second time in the list, with other quotation marks and not marked as right. Such
//! copies tie, and the right one comes first because it stands first; without that, the average precision is lower.
//!
//! With `--candidates`, prints what `training/fit.py` learns from instead.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use jiff::civil::Date;
use onrecord_check::{Match, Published, Review, Statement};

type Failure = Box<dyn std::error::Error>;

struct Tweet {
    text: String,
    speaker: Option<String>,
    day: Option<Date>,
    right: BTreeSet<String>,
}

impl Tweet {
    fn statement(&self) -> Statement<'_> {
        Statement { text: &self.text, speaker: self.speaker.as_deref(), day: self.day }
    }
}

/// How many fact-checks a small collection holds, and how many collections are looked at: those of the right ones, which
/// stand first, before the copies of them.
const FEW: usize = 10;
const COLLECTIONS: usize = 80;

fn main() -> Result<(), Failure> {
    let folder = std::env::args_os().nth(1).ok_or("the folder of the benchmark is missing")?;
    let folder = Path::new(&folder);
    let reviews = reviews(&folder.join("verified_claims.docs.tsv"))?;
    let start = Instant::now();
    let published = Published::new(reviews.clone())?;
    let train = tweets(&folder.join("train"))?;
    if std::env::args_os().nth(2).is_some_and(|argument| argument == "--candidates") {
        return candidates(&published, &train);
    }
    println!("{} fact-checks, indexed in {:.2} s", published.len(), start.elapsed().as_secs_f64());
    for (part, tweets) in [("train", train), ("dev", tweets(&folder.join("dev"))?)] {
        ranked(part, &published, &tweets)?;
        few(&reviews, &tweets)?;
    }
    Ok(())
}

/// One statement a line, with what each of its candidates is told by.
fn candidates(published: &Published, tweets: &[Tweet]) -> Result<(), Failure> {
    for tweet in tweets {
        let found = published.ranked(&tweet.statement())?;
        let found: Vec<_> = found.iter().map(|found| (&found.review.url, found.features)).collect();
        println!("{}", serde_json::json!({"right": tweet.right, "candidates": found}));
    }
    Ok(())
}

fn ranked(part: &str, published: &Published, tweets: &[Tweet]) -> Result<(), Failure> {
    let rate = |start: Instant| real(tweets.len()) / start.elapsed().as_secs_f64();
    let start = Instant::now();
    for tweet in tweets {
        published.told(&tweet.statement())?;
    }
    let telling = rate(start);
    let start = Instant::now();
    let found: Vec<Vec<Match<'_>>> =
        tweets.iter().map(|tweet| published.ranked(&tweet.statement())).collect::<Result<_, _>>()?;
    let ranking = rate(start);
    let map = found.iter().zip(tweets).map(|(found, tweet)| precision(found, tweet)).sum::<f64>();
    println!(
        "\n{part}: MAP@5 {:.4}, {} statements, {ranking:.0}/s ranked, {telling:.0}/s told",
        map / real(tweets.len()),
        tweets.len()
    );
    for floor in [0.4, 0.5, 0.6, 0.7, 0.8] {
        println!("{}", told(&found, tweets, floor));
    }
    Ok(())
}

/// What is told where there are few fact-checks, over all statements and collections.
fn few(reviews: &[Review], tweets: &[Tweet]) -> Result<(), Failure> {
    let (mut told, mut right) = (0, 0);
    for collection in reviews.chunks(FEW).take(COLLECTIONS) {
        let published = Published::new(collection.to_vec())?;
        for tweet in tweets {
            if let Some(first) = published.told(&tweet.statement())?.first() {
                told += 1;
                right += usize::from(tweet.right.contains(&first.review.url));
            }
        }
    }
    println!(
        "  {FEW} fact-checks at a time: {told} told, precision {:.1} %, recall {:.1} %",
        100.0 * real(right) / real(told.max(1)),
        100.0 * real(right) / real(tweets.len())
    );
    Ok(())
}

/// Average precision of the first five.
fn precision(found: &[Match<'_>], tweet: &Tweet) -> f64 {
    let (mut hits, mut sum) = (0, 0.0);
    for (at, found) in found.iter().take(5).enumerate() {
        if tweet.right.contains(&found.review.url) {
            hits += 1;
            sum += real(hits) / real(at + 1);
        }
    }
    sum / real(tweet.right.len().min(5))
}

/// What a floor on the score tells.
fn told(found: &[Vec<Match<'_>>], tweets: &[Tweet], floor: f64) -> String {
    let is_right = |found: &Match<'_>, tweet: &Tweet| tweet.right.contains(&found.review.url);
    let (mut told, mut right, mut false_alarms) = (0, 0, 0);
    for (found, tweet) in found.iter().zip(tweets) {
        if let Some(first) = found.first().filter(|first| first.score >= floor) {
            told += 1;
            right += usize::from(is_right(first, tweet));
        }
        false_alarms +=
            usize::from(found.iter().any(|found| found.score >= floor && !is_right(found, tweet)));
    }
    let percent = |part: usize, all: usize| 100.0 * real(part) / real(all.max(1));
    format!(
        "  score of {floor:.1}: {told} told, precision {:.1} %, recall {:.1} %; another fact-check is told in {:.1} %",
        percent(right, told),
        percent(right, tweets.len()),
        percent(false_alarms, tweets.len())
    )
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn rows(path: &Path, header: bool) -> Result<Vec<csv::StringRecord>, Failure> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').has_headers(header).from_path(path)?;
    Ok(reader.records().collect::<Result<_, _>>()?)
}

fn reviews(path: &Path) -> Result<Vec<Review>, Failure> {
    let field = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    let review = |row: &csv::StringRecord| Review {
        url: field(row, 0),
        reviewed: field(row, 1),
        title: Some(field(row, 2)),
        rating: None,
        publisher: None,
        speaker: None,
        claimed: None,
    };
    Ok(rows(path, true)?.iter().map(review).collect())
}

fn tweets(folder: &Path) -> Result<Vec<Tweet>, Failure> {
    let mut right: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(&folder.join("tweet-vclaim-pairs.qrels"), false)? {
        if let (Some(tweet), Some(review)) = (row.get(0), row.get(2)) {
            right.entry(tweet.to_owned()).or_default().insert(review.to_owned());
        }
    }
    let rows = rows(&folder.join("tweets.queries.tsv"), true)?;
    Ok(rows.iter().filter_map(|row| Some(tweet(row.get(1)?, right.remove(row.get(0)?)?))).collect())
}

/// Takes the signature off: "… — Ada Vale (@adavale) January 6, 2020".
fn tweet(text: &str, right: BTreeSet<String>) -> Tweet {
    let (said, signature) = text.rsplit_once('—').filter(|(_, end)| end.contains("(@")).unwrap_or((text, ""));
    let (speaker, day) = signature.rsplit_once(')').unwrap_or_default();
    Tweet {
        text: said.to_owned(),
        speaker: Some(speaker.to_owned()).filter(|speaker| !speaker.is_empty()),
        day: Date::strptime("%B %d, %Y", day.trim()).ok(),
        right,
    }
}
