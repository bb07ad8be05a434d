//! No input brings the reader down, nor takes more than linear time.

use std::time::{Duration, Instant};

use onrecord_model::Span;
use onrecord_quantity::{Found, find, normal_object, object_kinds};
use proptest::prelude::*;

use crate::{PUBLISHED, read};

/// Every span lies in `within` and slices to its text; quantities stand in order, apart but for ages, and are finite.
fn holds(text: &str, within: Span, found: &Found) {
    let mut end = within.start();
    for quantity in &found.quantities {
        assert!(within.contains(quantity.span));
        let age = matches!(quantity.unit.as_str(), "age" | "yr" | "mo" | "wk" | "d");
        assert!(quantity.span.start() >= end || (age && quantity.span.end() <= end), "{quantity:?}");
        end = end.max(quantity.span.end());
        assert_eq!(quantity.span.slice(text), Some(quantity.text.as_str()));
        assert!(quantity.value.is_finite());
        assert!(quantity.precision.is_none_or(|precision| precision.is_finite() && precision > 0.0));
        assert!(quantity.low.is_none_or(f64::is_finite) && quantity.high.is_none_or(f64::is_finite));
        if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
            assert!(low <= quantity.value && quantity.value <= high, "{quantity:?}");
        }
        let object = quantity.object.as_deref();
        assert!(object.is_none_or(|object| object == "people" || text.contains(object)), "{quantity:?}");
    }
    assert!(found.overflows.iter().all(|span| within.contains(*span)));
    let times = found.times.iter().map(|time| (time.span, &time.text));
    let places = found.places.iter().map(|place| (place.span, &place.text));
    for (span, slice) in times.clone().chain(places.clone()) {
        assert!(within.contains(span));
        assert_eq!(span.slice(text), Some(slice.as_str()));
    }
    assert!(times.is_sorted_by_key(|(span, _)| span.start()));
    assert!(places.is_sorted_by_key(|(span, _)| span.start()));
    for time in &found.times {
        assert!(time.from.zip(time.to).is_none_or(|(from, to)| from <= to), "{time:?}");
    }
}

const PIECES: &[&str] = &[
    "45",
    "1,200",
    "71",
    "of",
    "out",
    "the",
    "drones",
    "and",
    "decoys",
    "over",
    "at",
    "least",
    "up",
    "to",
    "million",
    "hundred",
    "dozens",
    "half",
    "a",
    "third",
    "-",
    "–",
    "%",
    "$",
    "€",
    "km",
    "per",
    "day",
    "July",
    "23",
    "2025",
    "2022",
    "since",
    "by",
    "end",
    "Wednesday",
    "last",
    "next",
    "ago",
    "night",
    "overnight",
    "from",
    "between",
    "in",
    "Kharkiv",
    "region",
    "Ukraine",
    "'s",
    ".",
    ",",
    "(",
    ")",
    "\n\n",
    "/",
    "½",
    "±",
    "+",
    "5bn",
    "6km",
    "Su-35",
    "13-year-olds",
    "one",
    "two",
    "none",
    "all",
    "which",
    "rose",
    "fell",
    "city",
    "0",
    "999999999999999",
    "1e5",
    "°",
    "they",
    "them",
    "killed",
    "were",
    "woman",
    "66-year-old",
    "others",
    "both",
    "neither",
    "not",
    "each",
    "aged",
    "under",
    "noon",
    "a.m.",
    "3-1",
    "votes",
    "times",
    "as",
    "Easter",
    "earlier",
    "weekend",
];

/// Words, numbers and signs of the grammar, put together without sense.
fn jumble() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, apart)| if apart { format!("{piece} ") } else { piece.to_owned() })
            .collect()
    })
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        holds(&text, Span::new(&text, 0..text.len()).unwrap(), &read(&text));
        normal_object(&text);
        object_kinds(&text);
    }

    #[test]
    fn any_jumble(text in jumble()) {
        holds(&text, Span::new(&text, 0..text.len()).unwrap(), &read(&text));
        let dateless = find(&text, Span::new(&text, 0..text.len()).unwrap(), None);
        prop_assert_eq!(dateless.times.len(), read(&text).times.len());
    }

    #[test]
    fn any_stretch(text in jumble(), cut in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let bounds: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let (one, other) = (*cut.0.get(&bounds), *cut.1.get(&bounds));
        let within = Span::new(&text, one.min(other)..one.max(other)).unwrap();
        holds(&text, within, &find(&text, within, Some(PUBLISHED)));
    }
}

#[test]
fn span_of_another_text_finds_nothing() {
    let other = "a much longer text with 45 drones";
    let within = Span::new(other, 0..other.len()).unwrap();
    assert_eq!(find("45 drones", within, None), Found::default());
}

#[test]
fn absurd_numerals_are_no_quantities() {
    for text in ["9".repeat(400), "9,999".repeat(100), "1.".repeat(100), "0000045 drones".to_owned()] {
        assert!(read(&text).quantities.is_empty(), "{text}");
    }
    let millions = format!("one {}", "million ".repeat(100));
    holds(&millions, Span::new(&millions, 0..millions.len()).unwrap(), &read(&millions));
}

#[test]
fn a_megabyte_takes_seconds() {
    for piece in ["7", ",", "million ", "-", "1,", "a ", "of them "] {
        let text = piece.repeat(1_000_000 / piece.len());
        let start = Instant::now();
        holds(&text, Span::new(&text, 0..text.len()).unwrap(), &read(&text));
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

#[test]
fn long_lines_take_linear_time() {
    let pieces = [
        "9",
        ",",
        "1,",
        "million ",
        "one ",
        "hundred ",
        "45 of ",
        "1 000 ",
        "and ",
        "1-",
        "since ",
        "of the ",
        "A ",
        "A-",
        "a.",
        "'s",
        "July ",
        "10:",
        "Donetsk, ",
        "between 1 and ",
        "x-1",
        "$",
        "half ",
        "two and a half ",
        "dozens of ",
        "the ",
        "from July to ",
        "more than ",
        "1/2 ",
        "as many as ",
        "\"",
        "45 drones and ",
        "2022-",
        "in Kyiv and ",
        "Sumy and ",
        "3-1 ",
        "a woman ",
        "killed a 66-year-old woman and ",
        "12 boats, three of them ",
        "none of them ",
        "rose by 5 to 6 from 7, ",
        "at noon ",
        "before dawn ",
        "aged 7 and ",
        "all but ",
        "who ",
        "were ",
        "one ",
        "owed its ",
        "of 12 ",
        "others ",
        "among the 3 ",
        "Lake ",
    ];
    for piece in pieces {
        let text = piece.repeat(100_000 / piece.len());
        let start = Instant::now();
        holds(&text, Span::new(&text, 0..text.len()).unwrap(), &read(&text));
        assert!(start.elapsed() < Duration::from_secs(10), "{piece:?} took {:?}", start.elapsed());
    }
}
