//! Our own gold, scored against floors that nobody lowers in silence: `tests/gold/quantity/floors.toml` tells each floor
//! and how many quantities it was measured on, so that neither the marks nor the floors change alone.

use std::{collections::BTreeMap, fs, path::PathBuf};

use onrecord_model::Span;
use onrecord_quantity::find;
use onrecord_testkit::quantities::{self, Read, Scores};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/gold/quantity")
}

fn scores(half: &str) -> Scores {
    let mut scores = Scores::new();
    for sentence in quantities::sentences(&folder().join(half)) {
        let text = &sentence.text;
        let within = Span::new(text, 0..text.len()).expect("a text is a span of itself");
        let published = sentence.published.parse().expect("a day");
        let found = find(text, within, Some(published));
        let read = Read { quantities: &found.quantities, times: &found.times, places: &found.places };
        quantities::score(&sentence, read, &mut scores);
    }
    scores
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Half {
    quantities: usize,
    floors: BTreeMap<String, f64>,
}

#[test]
fn no_score_is_below_its_floor() {
    let floors = fs::read_to_string(folder().join("floors.toml")).expect("the floors");
    let floors: BTreeMap<String, Half> = toml::from_str(&floors).expect("floors of both halves");
    assert_eq!(floors.keys().collect::<Vec<_>>(), ["held", "tune"]);
    let mut below = Vec::new();
    for (half, floor) in floors {
        let scores = scores(&half);
        assert_eq!(scores["value"].gold, floor.quantities, "{half}: the marks have changed");
        for (measure, least) in &floor.floors {
            let found = scores[measure.as_str()].f1();
            if found < *least {
                below.push(format!("{half}: {measure} {found:.1}, the floor is {least}"));
            }
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
