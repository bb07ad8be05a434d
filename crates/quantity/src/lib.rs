//! Text → quantities, times and places. A library: no tokio, no clock, no network.
//!
//! One pass makes tokens ([`find`] is linear in the length of the text), then times, quantities and places are read
//! off them by hand-written grammars with bounded look-ahead; at the end of a sentence its quantities are laid side by side
//! (`relate.rs`, `whole.rs`), so that "the other six" find their whole and a list shares its verb. Words are data, in `lexicon.rs`,
//! `unit.rs`, `verb.rs` and `data/gazetteer`.
//!
//! What the numbers of a [`Quantity`] stand for:
//! - "about 6": `low` and `high` lie a tenth of the value to either side; "nearly 6": a tenth below, and 6.
//! - "19,000", "4.7": `precision` is half of the place of the last digit that says something, 500 and 0.05; `low` and `high` are
//!   what words say of the number, and leave it out.
//! - "dozens", "tens of thousands": `value` and `low` are the number that the word names (12, 10 000), `high` is where
//!   the next such word would be used (99, 99 999); the bound is `between`. "a couple of" is 2 to 3.
//! - "a third of the grain": unit `ratio`, value 0.333…; percentages keep unit `%`, [`in_base_unit`] makes ratios of them.
//! - "500 drones a month": unit `count/mo`. Percentage points: `pp`; basis points: `bp`.
//! - "a 66-year-old woman": unit `age`, value 66, inside the person that is counted, where she is said to have been killed,
//!   hurt, held or saved. It is the only quantity that may lie inside another.
//! - "145.2p" is 1.452 GBP; "6ft 7in" is 79 `in`, "two hours and 15 minutes" 135 `min`; the time of a race is in seconds.
//! - "won 3-1", "301 votes to 287": unit `score`, the other side in `of`.
//! - "none of the five" is 0 of 5, "all but two of the 15" 13 of 15, "both pilots" 2 of 2. "45 of 31 drones" is read
//!   as it stands: that a part is greater than its whole is for who checks the numbers to say.
//! - "45 of them": the whole is looked for in the sentence and in the one before, in the same paragraph.
//! - "12 injured": `predicate` is the base form of the verb whose object or passive subject it is, or of one that takes no
//!   object.
//! - A numeral of more than fifteen digits, or with leading zeros, is an identifier and no quantity; the former are in
//!   `overflows`.
//!
//! A time is given as days: of "3 a.m. on Tuesday" Tuesday is kept, and the hour is left to the words. How good all this is:
//! `tests/gold/quantity`, and `examples/recognizers.rs` for the cases of another project.

mod age;
mod bound;
mod calendar;
mod clock;
mod date;
mod figure;
mod gazetteer;
mod holiday;
mod item;
mod lexicon;
mod number;
mod object;
mod part;
mod place;
mod predicate;
mod quantity;
mod refuse;
mod relate;
mod score;
mod tense;
mod time;
mod token;
mod trend;
mod unit;
mod verb;
mod whole;

use jiff::civil::Date;
use onrecord_model::{Place, Quantity, Span, TimeRef};

pub use crate::{
    gazetteer::is_country,
    object::{normal_object, object_kinds},
    unit::in_base_unit,
};

/// What was found in a stretch of text, each in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Numbers with bound, unit and object; none overlaps another.
    pub quantities: Vec<Quantity>,
    /// Times, resolved to days where the text and the day of publication allow it.
    pub times: Vec<TimeRef>,
    /// Places.
    pub places: Vec<Place>,
    /// Numerals that are too long to be read as numbers, or whose value is too great to be held: no quantities.
    pub overflows: Vec<Span>,
}

/// Finds quantities, times and places in the part `within` of `text`; all spans are in bytes of the whole `text`.
/// `published` is the day that "today" and "overnight" count from.
pub fn find(text: &str, within: Span, published: Option<Date>) -> Found {
    let Some(mut line) = token::Line::new(text, within) else { return Found::default() };
    let times = time::find(&mut line, published);
    let quantity::Read { mut quantities, overflows, open } = quantity::find(&line);
    if let Some(sentence) = open {
        take_wholes(text, sentence, &mut quantities);
    }
    Found { quantities, times, places: place::find(&line), overflows }
}

/// Bytes before a stretch in which the whole of "45 of them" is looked for, within its paragraph.
const LEAD: usize = 600;

/// Gives the quantities of `sentence`, which are the first of all, the wholes that stand before it.
fn take_wholes(text: &str, sentence: Span, quantities: &mut [Quantity]) {
    let least = sentence.start().saturating_sub(LEAD);
    let Some(from) = (least..=sentence.start()).find(|at| text.is_char_boundary(*at)) else { return };
    let lead = text.get(from..sentence.start()).unwrap_or_default();
    let from = lead.rfind('\n').map_or(from, |at| from + at + 1);
    let wider = Span::new(text, from..sentence.end()).ok().filter(|_| !lead.is_empty());
    let Some(mut line) = wider.and_then(|span| token::Line::new(text, span)) else { return };
    time::find(&mut line, None);
    let wider = quantity::find(&line).quantities;
    for quantity in quantities.iter_mut().take_while(|quantity| quantity.span.end() <= sentence.end()) {
        if let Some(told) = wider.iter().find(|told| told.span == quantity.span) {
            quantity.object.clone_from(&told.object);
            quantity.of.clone_from(&told.of);
        }
    }
}
