//! How well mentions of one event are put together across documents, through what the crate threads claims with: stories,
//! deeds and average linkage.
//! `cargo run --release -p onrecord-link --example events FOLDER`, where FOLDER holds `ecbplus` and `meantime`
//! (`tests/gold` tells where such data is from; none of it is kept here).
//!
//! ECB+ (Cybulska and Vossen 2014) and MEANTIME (Minard et al. 2016), gold mentions of events, all documents of a part as
//! one pool without their topics, and singletons scored, as is usual on ECB+. Measures: `score.rs` (Pradhan et al. 2014).
//! The table of deeds has learnt from ECB+ train, so its numbers on train flatter; those on dev and MEANTIME do not.

#![expect(clippy::print_stdout, reason = "an example that measures")]

mod score;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

use onrecord_link::deed::{Telling, events};
use onrecord_link::story::{Lead, stories};

use crate::score::{Score, Scores};

/// Words by which each side of a mention tells what it is about.
const AROUND: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = Path::new(&folder);
    println!("{:16} {:>6} {:>20} {:>20} {:>20}", "", "CoNLL", "MUC", "B3", "CEAFe");
    for (name, corpus, mentions) in [
        ("ECB+ train", "ecbplus/ECB_Train_corpus.txt", "ecbplus/ECB_Train_Event_gold_mentions.json"),
        ("ECB+ dev", "ecbplus/ECB_Dev_corpus.txt", "ecbplus/ECB_Dev_Event_gold_mentions.json"),
        ("MEANTIME", "meantime/meantime.conll", "meantime/event_mentions.json"),
    ] {
        let documents = documents(&fs::read_to_string(folder.join(corpus))?)?;
        let mentions = mentions_in(&fs::read_to_string(folder.join(mentions))?)?;
        let told = told(&documents, &mentions)?;
        let gold = numbered(mentions.iter().map(|mention| mention.chain.as_str()));
        let scores = Scores::of(&gold, &told);
        let percent = |score: Score| {
            let [p, r, f] = [score.precision, score.recall, score.f1()].map(|part| 100.0 * part);
            format!("{p:.1} / {r:.1} / {f:.1}")
        };
        let parts = [scores.muc, scores.b_cubed, scores.ceaf_e].map(percent);
        println!(
            "{name:16} {:6.1} {:>20} {:>20} {:>20}",
            100.0 * scores.conll(),
            parts[0],
            parts[1],
            parts[2]
        );
    }
    Ok(())
}

/// The words of each document, under its name, by sentence and number.
type Documents = BTreeMap<String, BTreeMap<(u64, u64), String>>;

/// Reads lines of document, sentence, number, word.
fn documents(text: &str) -> Result<Documents, Box<dyn Error>> {
    let mut documents = Documents::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [name, sentence, number, word, _] = cells[..] {
            let words = documents.entry(plain(name).to_owned()).or_default();
            words.insert((sentence.parse()?, number.parse()?), word.to_owned());
        }
    }
    Ok(documents)
}

/// One name for a document in both files of MEANTIME: `corpus/100911` and `100911_Title`.
fn plain(name: &str) -> &str {
    match name.split_once('/') {
        Some((_, number)) => number,
        None if name.contains("ecb") => name,
        None => name.split_once('_').map_or(name, |(number, _)| number),
    }
}

/// A gold mention of an event.
struct Mention {
    document: String,
    sentence: u64,
    words: Vec<u64>,
    text: String,
    chain: String,
}

fn mentions_in(json: &str) -> Result<Vec<Mention>, Box<dyn Error>> {
    let all: Vec<serde_json::Value> = serde_json::from_str(json)?;
    let read = |mention: &serde_json::Value| {
        let text = |key: &str| mention[key].as_str().map(str::to_owned);
        let words = mention["tokens_number"].as_array()?.iter().filter_map(serde_json::Value::as_u64);
        Some(Mention {
            document: plain(mention["doc_id"].as_str()?).to_owned(),
            sentence: mention["sent_id"].as_u64()?,
            words: words.collect(),
            text: text("tokens_str")?,
            chain: text("coref_chain")?,
        })
    };
    all.iter().map(|mention| read(mention).ok_or_else(|| format!("no mention: {mention}").into())).collect()
}

/// The number of each name, by its first place.
fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    names
        .map(|name| {
            let next = numbers.len();
            *numbers.entry(name).or_insert(next)
        })
        .collect()
}

/// The event of each mention, as the crate tells it.
fn told(documents: &Documents, mentions: &[Mention]) -> Result<Vec<usize>, Box<dyn Error>> {
    let text = |words: &BTreeMap<(u64, u64), String>| words.values().cloned().collect::<Vec<_>>().join(" ");
    let leads: Vec<Lead> = documents.values().map(|words| Lead::new(&text(words), None)).collect();
    let stories: HashMap<&str, usize> =
        documents.keys().map(String::as_str).zip(stories(&leads.iter().collect::<Vec<_>>())).collect();
    let mut tellings: Vec<Telling> = Vec::new();
    for mention in mentions {
        let words = documents.get(&mention.document).ok_or("a mention of no document")?;
        let first = mention.words.first().copied().unwrap_or_default();
        let last = mention.words.last().copied().unwrap_or_default();
        let near = words
            .range(
                (mention.sentence, first.saturating_sub(AROUND as u64))
                    ..=(mention.sentence, last + AROUND as u64),
            )
            .filter(|((_, number), _)| !mention.words.contains(number))
            .map(|(_, word)| word.as_str());
        let near: Vec<&str> = near.collect();
        tellings.push(Telling::new(stories[mention.document.as_str()], &mention.text, &near.join(" ")));
    }
    Ok(events(&tellings))
}
