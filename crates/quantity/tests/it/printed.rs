//! What is printed and read again is equal.

use onrecord_model::{Bound, Quantity};
use proptest::prelude::*;

use crate::read;

/// A quantity as a newspaper would print it.
fn printed(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Bound::Exact | Bound::Between => "",
        Bound::Over => "over ",
        Bound::AtLeast => "at least ",
        Bound::Under => "fewer than ",
        Bound::AtMost => "up to ",
        Bound::About => "about ",
    };
    let number = match (quantity.bound, quantity.low, quantity.high) {
        (Bound::Between, Some(low), Some(high)) => format!("{} to {}", grouped(low), grouped(high)),
        _ => grouped(quantity.value),
    };
    let object = quantity.object.as_ref().map(|object| format!(" {object}")).unwrap_or_default();
    let whole = quantity.of.as_ref().map(|whole| format!(" of {}", grouped(whole.value))).unwrap_or_default();
    let unit = match quantity.unit.as_str() {
        "count" => String::new(),
        "%" => "%".to_owned(),
        "USD" => " dollars".to_owned(),
        "t" => " tonnes".to_owned(),
        unit => format!(" {unit}"),
    };
    let of = if unit.is_empty() || object.is_empty() { "" } else { " of" };
    format!("{bound}{number}{whole}{unit}{of}{object}")
}

/// "1,234,567", "4.7".
fn grouped(value: f64) -> String {
    let text = format!("{value}");
    let (whole, decimals) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    decimals.map_or(grouped.clone(), |decimals| format!("{grouped}.{decimals}"))
}

const BOUNDS: &[&str] =
    &["", "over ", "at least ", "fewer than ", "up to ", "about ", "nearly ", "no more than "];
const UNITS: &[&str] = &["", " km", " tonnes", "%", " dollars", " hectares", " hours"];
const OBJECTS: &[&str] =
    &["", " drones", " Ukrainian soldiers", " drones and decoys", " prisoners of war", " people"];

proptest! {
    #[test]
    fn printed_and_read_again(
        bound in prop::sample::select(BOUNDS),
        unit in prop::sample::select(UNITS),
        object in prop::sample::select(OBJECTS),
        value in prop_oneof![2_u32..100, 100_u32..100_000, 2_200_u32..4_000_000_000],
        whole in prop::option::of(1_u32..1000),
    ) {
        let object = if unit.is_empty() { object } else { "" };
        let whole = whole.filter(|_| unit.is_empty() && bound.is_empty() && !object.is_empty());
        let whole = whole.map(|more| format!(" of {}", grouped(f64::from(value) + f64::from(more)))).unwrap_or_default();
        let first = format!("They saw {bound}{}{whole}{unit}{object}.", grouped(f64::from(value)));
        let found = read(&first).quantities;
        prop_assert_eq!(found.len(), 1, "{}", first);
        prop_assert_eq!(found[0].value.to_bits(), f64::from(value).to_bits(), "{}", first);
        let again = format!("They saw {}.", printed(&found[0]));
        let second = read(&again).quantities;
        prop_assert_eq!(second.len(), 1, "{} after {}", again, first);
        let (one, other) = (&found[0], &second[0]);
        prop_assert_eq!(one.value.to_bits(), other.value.to_bits(), "{} after {}", again, first);
        prop_assert_eq!((one.bound, &one.unit, &one.object), (other.bound, &other.unit, &other.object));
        prop_assert_eq!(one.of.as_ref().map(|whole| whole.value), other.of.as_ref().map(|whole| whole.value));
        prop_assert_eq!(one.precision, other.precision);
    }
}
