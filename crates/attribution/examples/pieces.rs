//! Writes what the encoder sees of each article: `pieces GOLD.jsonl > PIECES.jsonl`. One article a line in (`{"id","text"}`),
//! one line out: `{"id","paragraphs":[{"tokens":[[start,end],…],"pieces":[[…],…],"sorts":[…],"sentences":[…]}]}`,
//! offsets in code points; `sentences` numbers the sentence of each token. Training reads this, so that it sees a text exactly as tagging does.

use std::{
    env, fs,
    io::{self, Write as _},
};

use anyhow::{Context as _, Result};
use onrecord_attribution::{
    encoder::input,
    features::{Paragraph, Place},
};
use onrecord_encoder::{VOCABULARY, Vocabulary};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    paragraphs: Vec<Seen>,
}

#[derive(Serialize)]
struct Seen {
    tokens: Vec<[usize; 2]>,
    pieces: Vec<Vec<i32>>,
    sorts: Vec<i32>,
    sentences: Vec<usize>,
}

fn main() -> Result<()> {
    let path = env::args().nth(1).context("pieces GOLD.jsonl")?;
    let vocabulary = Vocabulary::new(VOCABULARY);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in fs::read_to_string(&path).with_context(|| format!("reading {path}"))?.lines() {
        let article: Article = serde_json::from_str(line)?;
        let row = Row { id: &article.id, paragraphs: seen(&vocabulary, &article.text) };
        serde_json::to_writer(&mut out, &row)?;
        writeln!(out)?;
    }
    Ok(())
}

fn seen(vocabulary: &Vocabulary, text: &str) -> Vec<Seen> {
    let mut points = vec![0; text.len() + 1];
    for (count, (at, c)) in text.char_indices().enumerate() {
        points[at] = count;
        points[at + c.len_utf8()] = count + 1;
    }
    let places = std::iter::once(Place::Heading).chain(std::iter::once(Place::First));
    onrecord_attribution::paragraphs(text)
        .into_iter()
        .zip(places.chain(std::iter::repeat(Place::Later)))
        .map(|(range, place)| {
            let paragraph = Paragraph::new(text, range, place);
            let pieces = input::pieces(vocabulary, &paragraph);
            Seen {
                tokens: paragraph
                    .tokens
                    .iter()
                    .map(|token| [points[token.start], points[token.end]])
                    .collect(),
                sorts: pieces.iter().map(|piece| piece.sort).collect(),
                pieces: pieces.into_iter().map(|piece| piece.pieces).collect(),
                sentences: paragraph.sentence_of.clone(),
            }
        })
        .collect()
}
