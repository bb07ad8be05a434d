//! Any text: quantities, times and places lie on their words, and their numbers are numbers.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use onrecord_model::Span;
use onrecord_quantity::{find, in_base_unit, normal_object, object_kinds};

fuzz_target!(|text: &str| {
    let Ok(within) = Span::new(text, 0..text.len()) else { return };
    let found = find(text, within, Some(date(2026, 7, 23)));
    for quantity in &found.quantities {
        assert_eq!(quantity.span.slice(text), Some(quantity.text.as_str()));
        assert!(quantity.value.is_finite(), "{quantity:?}");
        assert!(in_base_unit(quantity.value, &quantity.unit).is_none_or(|(value, _)| value.is_finite()), "{quantity:?}");
        if let Some(object) = &quantity.object {
            let _normal = normal_object(object);
            let _kinds = object_kinds(object);
        }
    }
    for time in &found.times {
        assert_eq!(time.span.slice(text), Some(time.text.as_str()));
        assert!(time.from.zip(time.to).is_none_or(|(from, to)| from <= to), "{time:?}");
    }
    for place in &found.places {
        assert_eq!(place.span.slice(text), Some(place.text.as_str()));
    }
});
