//! What an event is known by: the particular words around a claim, without those that reports of any two attacks share.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::party::state_of;
use crate::sketch::word_hash;
use crate::words::{singular, words};

/// Words that reports of any two attacks share, in the singular.
const COMMON: &str = "about above according after again against agency airstrike also among around attack authority been \
    before being between bomb breaking central child city civilian claim confirmed could count country \
    damage damaged dead death destroyed drone during early eastern emergency evening five following \
    force four friday from governor have hour hundred including injured injury into kill killed killing \
    last late least left local many mayor military minister ministry missile monday more morning near \
    next night nine noon northern official other over overnight people person police president region \
    regional report reported rescue rescuer resident rise risen rose said saturday service seven \
    several since some southern spokesman state statement strike sunday telegram that their them there \
    they this three through thursday toll town troop tuesday under until village wave wednesday week \
    were western when where which while with woman would wounded wrote year yesterday";

static IS_COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| COMMON.split_whitespace().collect());

/// Hashes of the words of `text` that can tell one event from another.
pub(crate) fn context_of(text: &str) -> Vec<u32> {
    let mut hashes: Vec<u32> = words(text, 0)
        .iter()
        .filter(|word| {
            word.text.chars().count() >= 4
                && state_of(word).is_none()
                && !word.text.starts_with(char::is_numeric)
        })
        .map(|word| singular(&word.text))
        .filter(|word| !IS_COMMON.contains(word.as_str()))
        .map(|word| word_hash(&word))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_states_tell_nothing() {
        assert_eq!(
            context_of("Missiles hit market, killing four people in Ukraine"),
            context_of("Drone strike on market")
        );
        assert!(context_of("Four people were killed on Tuesday morning").is_empty());
    }
}
