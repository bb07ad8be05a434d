//! Scores our own gold: `gold [--fast] FOLDER [--wrong]`, where FOLDER holds articles as in `tests/gold/attribution`. With
//! `--wrong` it also lists what is wrong; not for the held half, which nobody should learn from.

use std::{
    env,
    io::{self, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use onrecord_attribution::{Attributor, Document, Engine};
use onrecord_model::ArticleId;
use onrecord_testkit::gold::{self, Scores};

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let folder = args.iter().find(|arg| !arg.starts_with("--")).context("gold [--fast] FOLDER [--wrong]")?;
    let attributor = Attributor::new(if has("--fast") { Engine::Fast } else { Engine::Full })?;
    let mut scores = Scores::new();
    let mut out = io::stdout().lock();
    for article in gold::articles(Path::new(folder)) {
        let claims = attributor.claims(&Document {
            article: &ArticleId::of(&[&article.name]),
            text: &article.text,
            blocks: &[],
            published: article.published.to_string().parse().ok(),
            outlet: Some(&article.outlet),
        })?;
        for line in gold::score(&article, &claims, &mut scores) {
            if has("--wrong") {
                writeln!(out, "{}: {line}", article.name)?;
            }
        }
    }
    write!(out, "{}", gold::table(&scores))?;
    Ok(())
}
