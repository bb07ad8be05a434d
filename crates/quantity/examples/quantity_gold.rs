//! Scores our own gold: `quantity_gold FOLDER [--wrong]`, where FOLDER holds sentences as in `tests/gold/quantity`. With `--wrong`
//! it also lists what is wrong; not for the held half, which nobody should learn from.

use std::{
    env,
    error::Error,
    io::{self, Write as _},
    path::Path,
};

use onrecord_model::Span;
use onrecord_quantity::find;
use onrecord_testkit::{
    gold,
    quantities::{self, Read, Scores},
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let tells = args.iter().any(|arg| arg == "--wrong");
    let folder = args.iter().find(|arg| !arg.starts_with("--")).ok_or("quantity_gold FOLDER [--wrong]")?;
    let mut scores = Scores::new();
    let mut out = io::stdout().lock();
    for sentence in quantities::sentences(Path::new(folder)) {
        let text = &sentence.text;
        let found = find(text, Span::new(text, 0..text.len())?, sentence.published.parse().ok());
        let read = Read { quantities: &found.quantities, times: &found.times, places: &found.places };
        let wrong = quantities::score(&sentence, read, &mut scores);
        if tells && !wrong.is_empty() {
            writeln!(out, "{} {}: {text}", sentence.file, sentence.number)?;
            for line in wrong {
                writeln!(out, "    {line}")?;
            }
        }
    }
    write!(out, "{}", gold::table(&scores))?;
    Ok(())
}
