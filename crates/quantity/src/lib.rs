//! Text → quantities, times and places. A library: no tokio, no clock, no network.
//!
//! One pass makes tokens ([`find`] is linear in the length of the text), then times, quantities and places are read
//! off them by hand-written grammars with bounded look-ahead. Words are data, in `lexicon.rs`, `unit.rs` and
//! `data/gazetteer`.
//!
//! What the numbers of a [`Quantity`] stand for:
//! - "about 6": `low` and `high` lie a tenth of the value to either side; "nearly 6": a tenth below, and 6.
//! - "dozens", "tens of thousands": `value` and `low` are the number that the word names (12, 10 000), `high` is where
//!   the next such word would be used (99, 99 999); the bound is `between`. "a couple of" is 2 to 3.
//! - "a third of the grain": unit `ratio`, value 0.333…; percentages keep unit `%`, [`in_base_unit`] makes ratios of them.
//! - "500 drones a month": unit `count/month`. Percentage points: `pp`; basis points: `bp`.
//! - A numeral of more than fifteen digits, or with leading zeros, is an identifier and no quantity.

mod bound;
mod calendar;
mod date;
mod gazetteer;
mod lexicon;
mod number;
mod object;
mod part;
mod place;
mod quantity;
mod refuse;
mod tense;
mod time;
mod token;
mod trend;
mod unit;

use jiff::civil::Date;
use onrecord_model::{Place, Quantity, Span, TimeRef};

pub use crate::{
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
}

/// Finds quantities, times and places in the part `within` of `text`; all spans are in bytes of the whole `text`.
/// `published` is the day that "today" and "overnight" count from.
pub fn find(text: &str, within: Span, published: Option<Date>) -> Found {
    let Some(mut line) = token::Line::new(text, within) else { return Found::default() };
    let times = time::find(&mut line, published);
    Found { quantities: quantity::find(&line), times, places: place::find(&line) }
}
