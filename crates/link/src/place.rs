//! Places that an article names, smaller than a state.

use onrecord_model::{Article, Place};

use crate::object;
use crate::party::is_state;
use crate::spelling;
use crate::words::{Gap, Word, words};

/// Every mention of such a place with where it starts, in the order of the text: those of the claims, wherever the text
/// names them, and settlements that the text introduces by their kind.
pub(crate) fn place_mentions(article: &Article) -> Vec<(usize, String)> {
    let claimed = article.claims.iter().flat_map(|claim| &claim.places);
    let mut names: Vec<(&str, String)> = claimed
        .map(|place| (place.text.as_str(), place_name(place)))
        .chain(named_settlements(&article.text).into_iter().map(|name| (name, name.to_owned())))
        .filter(|(text, name)| !text.is_empty() && !is_state(name))
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut mentions: Vec<(usize, String)> = names
        .iter()
        .flat_map(|(text, name)| article.text.match_indices(text).map(|(at, _)| (at, name.clone())))
        .collect();
    mentions.sort();
    mentions.dedup();
    mentions
}

/// "the village of Stara Balka": a settlement that the text introduces by its kind.
fn named_settlements(text: &str) -> Vec<&str> {
    let row = words(text, 0);
    let mut found = Vec::new();
    for (at, pair) in row.windows(2).enumerate() {
        if pair[1].text != "of" || !is_settlement(&pair[0].text) {
            continue;
        }
        let run: Vec<&Word> = row
            .iter()
            .skip(at + 2)
            .enumerate()
            .take_while(|(i, word)| word.capital && (*i == 0 || word.gap == Gap::None))
            .map(|(_, word)| word)
            .take(3)
            .collect();
        if let (Some(first), Some(last)) = (run.first(), run.last())
            && let Some(name) = text.get(first.start..last.end)
        {
            found.push(name);
        }
    }
    found
}

fn is_settlement(word: &str) -> bool {
    object::noun(word) == "village"
}

/// A place by its usual name, without article and kind.
pub(crate) fn place_name(place: &Place) -> String {
    let text = place.name.as_deref().unwrap_or(&place.text);
    let mut name = text.trim();
    for lead in ["the ", "The ", "village of ", "town of ", "city of "] {
        name = name.strip_prefix(lead).unwrap_or(name);
    }
    spelling::usual_place(name, place.country.as_deref()).to_owned()
}

pub(crate) fn is_region(name: &str) -> bool {
    const KINDS: &[&str] = &["region", "oblast", "province", "district", "county", "state"];
    words(name, 0).last().is_some_and(|word| KINDS.contains(&word.text.as_str()))
}
