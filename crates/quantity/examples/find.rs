//! Reads lines of text and prints what is found in each, one JSON object a line.
//!
//! `echo "downing 45 of 71 drones overnight" | cargo run -p onrecord-quantity --example find -- 2025-07-23`

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use onrecord_model::Span;
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let published: Option<Date> = std::env::args().nth(1).map(|date| date.parse()).transpose()?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let found = onrecord_quantity::find(&line, Span::new(&line, 0..line.len())?, published);
        let (quantities, times, places) = (found.quantities, found.times, found.places);
        writeln!(
            out,
            "{}",
            json!({"text": line, "quantities": quantities, "times": times, "places": places})
        )?;
    }
    Ok(())
}
