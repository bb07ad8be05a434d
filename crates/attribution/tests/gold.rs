//! Our own gold, scored against floors that nobody lowers in silence: `tests/gold/attribution/floors.toml` tells each
//! floor and how many claims it was measured on, so that neither the marks nor the floors change alone.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use onrecord_attribution::{Attributor, Document, Engine};
use onrecord_model::ArticleId;
use onrecord_testkit::gold::{self, Scores};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/gold/attribution")
}

fn scores(half: &str, engine: Engine) -> Scores {
    let attributor = Attributor::new(engine).unwrap();
    let mut scores = Scores::new();
    for article in gold::articles(&folder().join(half)) {
        let document = Document {
            article: &ArticleId::of(&[&article.name]),
            text: &article.text,
            blocks: &[],
            published: Some(article.published.to_string().parse().unwrap()),
            outlet: Some(&article.outlet),
        };
        gold::score(&article, &attributor.claims(&document).unwrap(), &mut scores);
    }
    scores
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Half {
    claims: usize,
    full: BTreeMap<String, f64>,
    fast: BTreeMap<String, f64>,
}

#[test]
fn no_score_is_below_its_floor() {
    let floors = fs::read_to_string(folder().join("floors.toml")).unwrap();
    let floors: BTreeMap<String, Half> = toml::from_str(&floors).unwrap();
    assert_eq!(floors.keys().collect::<Vec<_>>(), ["held", "tune"]);
    let mut below = Vec::new();
    for (half, floor) in floors {
        for (name, engine, floors) in
            [("full", Engine::Full, &floor.full), ("fast", Engine::Fast, &floor.fast)]
        {
            let scores = scores(&half, engine);
            assert_eq!(scores["claim"].gold, floor.claims, "{half}: the marks have changed");
            for (measure, least) in floors {
                let found = scores[measure.as_str()].f1();
                if found < *least {
                    below.push(format!("{half}, {name}: {measure} {found:.1}, the floor is {least}"));
                }
            }
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
