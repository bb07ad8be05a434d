//! What the library reads in sentences, and that no input harms it.

mod details;
mod genres;
mod hostile;
mod numbers;
mod objects;
mod places;
mod printed;
mod quantities;
mod times;

use jiff::civil::{Date, date};
use onrecord_model::{Bound, Quantity, Span, Trend, Whole};
use onrecord_quantity::{Found, find};

/// A Wednesday.
const PUBLISHED: Date = date(2025, 7, 23);

fn read(text: &str) -> Found {
    let within = Span::new(text, 0..text.len()).expect("a text is a span of itself");
    find(text, within, Some(PUBLISHED))
}

/// Checks the quantities of `text`, each told as [`tell`] tells it.
#[track_caller]
fn check_quantities(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text).quantities.iter().map(tell).collect();
    assert_eq!(found, expected, "{text}");
}

/// `at least 1,200 prisoners = at_least 1200 count <prisoners>`; ranges as `10..20`; the whole as `of 71 <drones>`.
fn tell(quantity: &Quantity) -> String {
    let number = match (quantity.bound, quantity.low, quantity.high) {
        (Bound::Between, Some(low), Some(high)) => format!("{}..{}", rounded(low), rounded(high)),
        (Bound::Exact, ..) => rounded(quantity.value),
        (bound, ..) => format!("{} {}", name(bound), rounded(quantity.value)),
    };
    let object = quantity.object.as_ref().map(|object| format!(" <{object}>")).unwrap_or_default();
    let whole = quantity.of.as_ref().map(tell_whole).unwrap_or_default();
    let trend = match quantity.trend {
        Some(Trend::Up) => " up",
        Some(Trend::Down) => " down",
        None => "",
    };
    format!("{} = {number} {}{object}{whole}{trend}", quantity.text, quantity.unit)
}

fn tell_whole(whole: &Whole) -> String {
    let object = whole.object.as_ref().map(|object| format!(" <{object}>")).unwrap_or_default();
    format!(" of {}{object}", rounded(whole.value))
}

fn rounded(value: f64) -> String {
    format!("{}", (value * 1e4).round() / 1e4)
}

fn name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::Over => "over",
        Bound::AtLeast => "at_least",
        Bound::Under => "under",
        Bound::AtMost => "at_most",
        Bound::About => "about",
        Bound::Between => "between",
    }
}
