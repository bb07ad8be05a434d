//! Where and when it happened, and as of which day it was said.

use jiff::civil::Date;
use onrecord_model::{Quantity, Span, TimeRef};

use super::reader::Reader;
use crate::party::is_state;
use crate::place::{is_region, place_name};
use crate::predicate::{Class, Trait};

impl Reader<'_> {
    /// The time in the content, from byte `since`, that stands nearest to byte `at`; one with both ends goes before an open
    /// one, and one that another number parts from it comes last: "12,000 since the war began, and 300 over the past day". A
    /// time outside the content says when it was said, not when it happened.
    pub(super) fn time(&self, at: usize, since: usize) -> Option<&TimeRef> {
        let inside = |time: &TimeRef| {
            let parts = &self.claim.content.spans;
            parts.iter().any(|part| part.contains(time.span) || self.goes_on_to_night(part.end(), time))
        };
        let parted = |time: &TimeRef| {
            let between = time.span.start().min(at)..time.span.start().max(at);
            let inside =
                |number: &Quantity| number.span.start() != at && between.contains(&number.span.start());
            self.claim.quantities.iter().any(inside)
        };
        let dated = |time: &TimeRef| time.from.is_some() || time.to.is_some();
        let since_event =
            |time: &TimeRef| time.text.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("since "));
        self.claim
            .times
            .iter()
            .filter(|time| inside(time) && time.span.start() >= since)
            .filter(|time| dated(time) || since_event(time) && !parted(time))
            .min_by_key(|time| {
                let open = dated(time) && (time.from.is_none() || time.to.is_none());
                (parted(time), open, time.span.start().abs_diff(at), time.span)
            })
    }

    /// "reported downing 90 drones overnight": a night that nothing but a preposition parts from the end of the content at
    /// byte `end` is that of the deed. A day may be that of the saying.
    fn goes_on_to_night(&self, end: usize, time: &TimeRef) -> bool {
        const LEADS: &[&str] = &["on", "in", "during", "over", "the"];
        let between = self.page.article.text.get(end..time.span.start());
        time.text.contains("night")
            && between.is_some_and(|text| text.split_whitespace().all(|word| LEADS.contains(&word)))
    }

    pub(super) fn as_of(&self) -> Option<Date> {
        self.claim.said_on(self.page.published)
    }

    /// The place that the content names for it, and whether it does; for tolls and places taken, else the place
    /// named last before.
    pub(super) fn place(&self, class: Option<&Class>, at: usize, since: usize) -> (Option<String>, bool) {
        let own = self
            .claim
            .places
            .iter()
            .filter(|place| self.claim.content.spans.iter().any(|part| part.contains(place.span)))
            .filter(|place| place.span.start() >= since && !self.is_origin(place.span))
            .map(|place| (place_name(place), place.span))
            .min_by_key(|(name, span)| (is_state(name), is_region(name), span.start().abs_diff(at), *span))
            .map(|(name, _)| name);
        let taken = class.is_some_and(|class| class.name == "capture");
        let named = own.or_else(|| self.known_place_in_content(since, taken));
        let local = class.is_some_and(|class| {
            class.is(Trait::Toll) || matches!(class.name, "capture" | "strike" | "damage")
        });
        match named {
            Some(name) if !is_state(&name) => (Some(name), true),
            Some(name) if local => (Some(name), true),
            _ if local => (self.page.place_before(at), false),
            _ => (None, false),
        }
    }

    /// A place that the article names elsewhere, too ("the village of Stara Balka"), or by its kind. Unless it may be
    /// what was `taken`, it must be said to be where it happened: "as Kyiv renews its demand" names no place.
    pub(super) fn known_place_in_content(&self, since: usize, taken: bool) -> Option<String> {
        const WHERE: &[&str] =
            &["in", "at", "near", "around", "outside", "of", "on", "over", "across", "inside"];
        let inside = |at: usize| self.claim.content.spans.iter().any(|part| part.range().contains(&at));
        let told = |at: usize| {
            let next = self.words.partition_point(|word| word.end <= at);
            next.checked_sub(1).is_some_and(|last| WHERE.contains(&self.words[last].text.as_str()))
        };
        let mut places = self.page.places.iter().filter(|(at, _)| *at >= since && inside(*at));
        places.find(|(at, _)| taken || told(*at)).map(|(_, name)| name.clone())
    }

    /// "launched from Kursk", "deported to Russia": where it came from or went, not where it happened; nor is it what
    /// names a meeting: "agreed at Istanbul talks".
    pub(super) fn is_origin(&self, span: Span) -> bool {
        const MEETINGS: &[&str] = &[
            "talks",
            "summit",
            "meeting",
            "negotiations",
            "conference",
            "agreement",
            "agreements",
            "accord",
            "accords",
        ];
        let at = self.words.partition_point(|word| word.end <= span.start());
        let after = self.words.partition_point(|word| word.start < span.end());
        if self.words.get(after).is_some_and(|word| MEETINGS.contains(&word.text.as_str())) {
            return true;
        }
        let lead = |back: usize| {
            at.checked_sub(back).and_then(|at| self.words.get(at)).map_or("", |word| word.text.as_str())
        };
        matches!(lead(1), "from" | "to" | "towards") || (lead(1) == "the" && matches!(lead(2), "from" | "to"))
    }
}
