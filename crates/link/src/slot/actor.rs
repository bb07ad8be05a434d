//! Who did what a statement tells.

use onrecord_model::{Quantity, Stance};

use super::reader::Reader;
use crate::party::{state_in, state_of};
use crate::predicate::{self, Class, Hit, Trait};
use crate::words::Gap;

impl Reader<'_> {
    /// Who did it.
    pub(super) fn actor(
        &self,
        class: Option<&'static Class>,
        hit: Option<Hit>,
        owner: Option<&str>,
        number: Option<&Quantity>,
    ) -> Option<String> {
        // "it downed 90 of 103 drones launched …": whoever stands before the number did not launch.
        let end = number.map_or(0, |quantity| self.word_range(quantity.span).1);
        let after = if hit.is_some_and(|hit| hit.first >= end) { end } else { 0 };
        let party = self.party();
        let target =
            || self.claim.target.as_ref().and_then(|target| state_in(&target.text)).map(str::to_owned);
        let told = hit.and_then(|hit| self.actor_in_words(hit, party.as_ref(), after));
        if told.is_some() {
            return told;
        }
        if self.claim.stance == Stance::Accuses {
            return target();
        }
        let own = class.is_some_and(|class| class.is(Trait::OwnDeed)) && party.as_deref() != owner;
        if own {
            return party;
        }
        // "reported downing", "promised to hand over", "denies abducting": the one who speaks.
        let leads = hit
            .is_some_and(|hit| hit.first <= usize::from(self.words.first().is_some_and(|w| w.text == "to")));
        let gerund =
            hit.and_then(|hit| self.words.get(hit.first)).is_some_and(|word| word.text.ends_with("ing"));
        let infinitive = self.words.first().is_some_and(|word| word.text == "to");
        if leads && (gerund || infinitive) { party } else { None }
    }

    /// "… launched by Russian forces", "Russia had abducted …", "its forces had taken …".
    pub(super) fn actor_in_words(&self, hit: Hit, party: Option<&String>, after: usize) -> Option<String> {
        let by = self
            .words
            .iter()
            .skip(hit.last + 1)
            .take(6)
            .position(|word| word.text == "by")
            .map(|at| hit.last + 1 + at);
        if let Some(by) = by {
            let between = self.words.get(hit.last + 1..by).unwrap_or_default();
            let named = self.words.iter().skip(by + 1).take(3).find_map(state_of);
            if predicate::hits(between).is_empty() && named.is_some() {
                return named.map(str::to_owned);
            }
        }
        if predicate::is_passive(&self.words, hit) {
            return None;
        }
        let subject = self.words.get(hit.first.saturating_sub(7).max(after)..hit.first).unwrap_or_default();
        let start = subject.iter().rposition(|word| word.gap >= Gap::Sentence).unwrap_or(0);
        subject.iter().skip(start).rev().find_map(|word| {
            if matches!(word.text.as_str(), "it" | "its" | "we" | "our" | "ours") {
                return party.cloned();
            }
            state_of(word).map(str::to_owned)
        })
    }
}
