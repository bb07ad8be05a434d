//! `attribute [--fast] [FILE]`: plain text in (a file or standard input), its claims out as JSON.
//! `attribute [--fast] --gold GOLD.jsonl`: articles in the gold format in, predictions of the same form out, offsets in code
//! points, one article a line; time and speed go to standard error. Nested claims and the outlet's own are left out.

use std::{
    env, fs,
    io::{self, Read as _, Write as _},
    time::Instant,
};

use anyhow::{Context as _, Result};
use onrecord_attribution::{Attributor, Document, Engine};
use onrecord_model::{ArticleId, Claim, Span, SpeakerKind};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
}

fn main() -> Result<()> {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let fast = args.iter().position(|arg| arg == "--fast").map(|at| args.remove(at));
    let attributor = Attributor::new(if fast.is_some() { Engine::Fast } else { Engine::Full })?;
    let mut out = io::stdout().lock();
    match args.as_slice() {
        [mode, gold] if mode == "--gold" => predict(&attributor, gold, &mut out),
        [file] => show(&attributor, &fs::read_to_string(file)?, &mut out),
        _ => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text)?;
            show(&attributor, &text, &mut out)
        }
    }
}

fn claims(attributor: &Attributor, text: &str) -> Result<Vec<Claim>> {
    let article = ArticleId::of(&[text]);
    Ok(attributor.claims(&Document {
        article: &article,
        text,
        blocks: &[],
        published: None,
        outlet: None,
    })?)
}

fn show(attributor: &Attributor, text: &str, out: &mut impl io::Write) -> Result<()> {
    for claim in claims(attributor, text)? {
        writeln!(out, "{}", serde_json::to_string(&claim)?)?;
    }
    Ok(())
}

fn predict(attributor: &Attributor, path: &str, out: &mut impl io::Write) -> Result<()> {
    let lines = fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    let golds: Vec<Gold> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let started = Instant::now();
    let found: Vec<Vec<Claim>> =
        golds.iter().map(|gold| claims(attributor, &gold.text)).collect::<Result<_>>()?;
    let seconds = started.elapsed().as_secs_f64();
    for (gold, claims) in golds.iter().zip(&found) {
        let mut points = vec![0; gold.text.len() + 1];
        for (point, (byte, _)) in gold.text.char_indices().enumerate() {
            points[byte] = point;
        }
        points[gold.text.len()] = gold.text.chars().count();
        let spans =
            |spans: &[Span]| spans.iter().map(|s| [points[s.start()], points[s.end()]]).collect::<Vec<_>>();
        let outermost = claims.iter().filter(|c| c.inside.is_none() && c.speaker.kind != SpeakerKind::Outlet);
        let rows: Vec<_> = outermost
            .map(|claim| {
                json!({
                    "source": claim.speaker.mention.as_ref().map_or_else(Vec::new, |m| spans(&[m.span])),
                    "cue": claim.cue.as_ref().map_or_else(Vec::new, |c| spans(&c.spans)),
                    "content": spans(&claim.content.spans),
                })
            })
            .collect();
        writeln!(out, "{}", json!({"id": gold.id, "text": gold.text, "attributions": rows}))?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand articles")]
    let speed = golds.len() as f64 / seconds;
    writeln!(io::stderr(), "{} articles, {speed:.1} articles/s", golds.len())?;
    Ok(())
}
