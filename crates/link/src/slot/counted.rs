//! What a number counts or measures, and how it counts: once, up to a day, on top, each time, or a part.

use onrecord_model::{Count, Quantity, Span, TimeRef};

use super::reader::Reader;
use crate::frame;
use crate::object::{self, Object};
use crate::predicate::{Hit, Trait};
use crate::words::Gap;

impl Reader<'_> {
    pub(super) fn object_of(
        &self,
        quantity: &Quantity,
        hit: Option<Hit>,
        from: usize,
        to: usize,
    ) -> Option<Object> {
        let named =
            quantity.object.as_deref().and_then(Object::read).filter(|object| !is_measure(&object.head));
        if named.is_some() {
            return named;
        }
        if quantity.unit != "count" {
            return self.measured_before(from).or_else(|| self.spent_on(quantity, to));
        }
        if let Some(object) = self.number_of(from) {
            return Some(object);
        }
        let next =
            self.words.get(to).filter(|word| word.gap == Gap::None).map(|word| object::noun(&word.text));
        if let Some(head) = next.filter(|noun| object::is_known(noun)) {
            return Some(Object { head, ..Object::default() });
        }
        // "12 injured", "the death toll rose to seven"
        let people = hit.is_some_and(|hit| {
            let noun = self
                .words
                .get(hit.last)
                .is_some_and(|word| matches!(word.text.as_str(), "toll" | "deaths" | "injuries"));
            hit.class.is(Trait::Toll) && (noun || hit.first >= from)
        });
        people.then(|| Object { head: "person".to_owned(), ..Object::default() })
    }

    /// "the number of people arrested had grown to 37": what is counted stands before.
    pub(super) fn number_of(&self, from: usize) -> Option<Object> {
        let start = self.sentence_of(from).0;
        let before = self.words.get(start..from)?;
        let at = before.windows(2).position(|pair| pair[0].text == "number" && pair[1].text == "of")?;
        Object::read(&before.get(at + 2)?.text)
    }

    /// "the number of people injured when a missile hit the market rose to 26": the verb stands beside what is counted.
    pub(super) fn hit_of_number_of(&self, hits: &[Hit], from: usize) -> Option<Hit> {
        const NEAR: usize = 5;
        let start = self.sentence_of(from).0;
        let before = self.words.get(start..from)?;
        let at = before.windows(2).position(|pair| pair[0].text == "number" && pair[1].text == "of")?;
        hits.iter().find(|hit| (start + at + 3..start + at + 3 + NEAR).contains(&hit.first)).copied()
    }

    /// "ceasefires of up to 48 hours": what is measured stands before.
    pub(super) fn measured_before(&self, from: usize) -> Option<Object> {
        let of = self.words.get(from.checked_sub(1)?)?;
        let noun = self.words.get(from.checked_sub(2)?)?;
        (of.text == "of").then(|| Object { head: object::noun(&noun.text), ..Object::default() })
    }

    /// "spent 18 billion euros on defence": what the money went to stands after it.
    fn spent_on(&self, quantity: &Quantity, to: usize) -> Option<Object> {
        const LONGEST: usize = 4;
        let money = quantity.unit.len() == 3 && quantity.unit.bytes().all(|byte| byte.is_ascii_uppercase());
        let lead = self.words.get(to).filter(|word| money && word.text == "on")?;
        let phrase: Vec<&str> = self
            .words
            .iter()
            .skip(to + 1)
            .take(LONGEST)
            .take_while(|word| word.gap == Gap::None && !word.capital && self.time_of(word).is_none())
            .take_while(|word| !word.text.starts_with(char::is_numeric) && !frame::opens(&word.text))
            .map(|word| word.text.as_str())
            .collect();
        (lead.gap == Gap::None).then(|| Object::read(&phrase.join(" "))).flatten()
    }

    /// What is measured where the number names nothing: "turnout" of "turnout in the referendum was 52 percent".
    pub(super) fn topic(&self, from: usize) -> Option<Object> {
        let start = self.sentence_of(from).0;
        let lead = self.words.get(start..from)?.iter().skip_while(|word| frame::is_empty(&word.text));
        let last =
            lead.take_while(|word| !frame::is_empty(&word.text) && !frame::opens(&word.text)).last()?;
        Some(Object { head: object::noun(&last.text), ..Object::default() })
    }

    pub(super) fn count(&self, from: usize, to: usize) -> Count {
        const RUNNING: &[&str] = &["since", "altogether", "overall", "cumulative"];
        const EACH: &[&str] = &["daily", "weekly", "monthly", "annually", "yearly", "nightly", "per"];
        const SPAN: &[&str] = &["day", "week", "month", "year", "night", "hour"];
        let near = || {
            self.words.iter().enumerate().skip(from.saturating_sub(5)).take_while(move |(at, _)| *at < to + 9)
        };
        let next = |at: usize| self.words.get(at + 1).map_or("", |word| word.text.as_str());
        let any = |test: &dyn Fn(usize, &str) -> bool| near().any(|(at, word)| test(at, &word.text));
        if self.is_some_of_them(from, to) {
            Count::Part
        } else if any(&|at, word| {
            EACH.contains(&word) || (matches!(word, "a" | "each" | "every") && SPAN.contains(&next(at)))
        }) {
            Count::Rate
        } else if any(&|at, word| {
            // "A total of 120 flights were cancelled on Saturday" is what that day gave.
            RUNNING.contains(&word)
                || (word == "total" && !(next(at) == "of" && self.tells_days()))
                || (word == "so" && next(at) == "far")
                || (word == "to" && next(at) == "date")
        }) {
            Count::Running
        } else if (from.saturating_sub(1)..=to).any(|at| self.is_addition(at)) {
            Count::Added
        } else {
            Count::Plain
        }
    }

    /// Whether the content tells from which day to which it speaks.
    fn tells_days(&self) -> bool {
        let inside = |span: Span| self.claim.content.spans.iter().any(|part| part.contains(span));
        let closed = |time: &TimeRef| time.from.is_some() && time.to.is_some() && inside(time.span);
        self.claim.times.iter().any(closed)
    }

    pub(super) fn is_addition(&self, at: usize) -> bool {
        matches!(self.text(at), "another" | "further" | "additional")
            || (self.text(at) == "more" && self.text(at + 1) != "than")
    }

    /// "five of them", "including three children": counts inside another count.
    pub(super) fn is_some_of_them(&self, from: usize, to: usize) -> bool {
        const INTRODUCES: &[&str] = &["including", "among", "whom"];
        let around =
            self.words.get(from.saturating_sub(3)..(to + 3).min(self.words.len())).unwrap_or_default();
        let pair = |first: &str, second: &str| {
            around.windows(2).any(|two| two[0].text == first && two[1].text == second)
        };
        let before = self.words.get(from.saturating_sub(3)..from).unwrap_or_default();
        before.iter().any(|word| INTRODUCES.contains(&word.text.as_str()))
            || ["them", "whom", "which", "these"].iter().any(|them| pair("of", them))
            || pair("of", "those") && !pair("those", "who")
    }
}

fn is_measure(noun: &str) -> bool {
    const MEASURES: &[&str] = &[
        "hour",
        "minute",
        "second",
        "day",
        "week",
        "month",
        "year",
        "km",
        "kilometre",
        "kilometer",
        "metre",
        "meter",
        "mile",
        "tonne",
        "ton",
        "hectare",
        "percent",
        "cent",
        "dollar",
        "euro",
        "degree",
        "litre",
        "barrel",
    ];
    MEASURES.contains(&noun)
}
