//! How the verb of a clause stands, and who its subject is: "hunters shot 19 wolves" and "19 wolves were shot" tell one
//! deed, with and without its doers.

use super::reader::Reader;
use crate::frame::{self, Voice};
use crate::predicate;
use crate::words::{Gap, Word};

impl Reader<'_> {
    /// The verb in the active voice, before the number at word `number`, whose subject the first words of the clause are,
    /// but for its days: "On Sunday hunters shot 19 wolves".
    pub(super) fn subject_until(&self, (start, end): (usize, usize), number: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        let of_time = |at: &usize| {
            frame::opens(self.text(*at))
                || self.words.get(*at).is_some_and(|word| self.time_of(word).is_some())
        };
        let days = (start..end).take_while(of_time).last().filter(|at| !frame::opens(self.text(*at)));
        let start = days.map_or(start, |last| last + 1);
        let verb = (start + 1..=start + LONGEST).find(|at| frame::is_past(self.text(*at)))?;
        let plain = (start..=verb).all(|at| !frame::opens(self.text(at)) && !predicate::is_be(self.text(at)))
            && (start + 1..=verb).all(|at| self.words.get(at).is_some_and(|word| word.gap == Gap::None));
        (plain && verb < number.min(end) && !frame::opens(self.text(verb + 1))).then_some(verb)
    }

    /// How the verb of the clause stands: "there were 900 inmates", "19 wolves were shot", "the jewels stolen from a shop".
    pub(super) fn voice(&self, (start, end): (usize, usize)) -> Voice {
        let clause = self.words.get(start..end).unwrap_or_default();
        let is = |at: usize, test: fn(&str) -> bool| clause.get(at).is_some_and(|word| test(&word.text));
        let any = |test: &dyn Fn(usize) -> bool| (0..clause.len()).any(test);
        let be_done = |at: usize| {
            is(at, predicate::is_be) && (is(at + 1, frame::is_past) || is(at + 2, frame::is_past))
        };
        if any(&|at| is(at, |word| word == "there") && is(at + 1, predicate::is_be)) {
            Voice::There
        } else if any(&|at| be_done(at) || is(at, frame::is_past) && is(at + 1, frame::opens)) {
            Voice::Passive
        } else {
            Voice::Active
        }
    }

    /// "In Nardo and Loma": two things are told of together.
    pub(super) fn is_joined(&self, (start, end): (usize, usize)) -> bool {
        let joins = |word: &Word| {
            matches!(word.text.as_str(), "and" | "or" | "plus" | "both" | "combined" | "together")
        };
        self.words.get(start..end).unwrap_or_default().iter().any(joins)
    }

    /// The verb that follows the number, whose last word stands before word `to`, in its usual form: "burn" of "11 passengers
    /// were burned", "be" of "52 passengers were on the coach".
    pub(super) fn deed_after(&self, to: usize) -> Option<String> {
        let had = usize::from(matches!(self.text(to), "had" | "has" | "have"));
        let be = predicate::is_be(self.text(to + had)).then_some(to + had)?;
        let told = (be + 1..=be + 2)
            .map(|at| self.text(at))
            .find(|word| frame::is_past(word) || word.ends_with("ing"));
        Some(told.map_or_else(|| "be".to_owned(), frame::form))
    }

    /// The verb right before the number at word `number` by which somebody only tells what there was: "the station recorded
    /// 41 millimetres".
    pub(super) fn observed_at(&self, start: usize, number: usize) -> Option<usize> {
        const NEAR: usize = 3;
        let first = number.saturating_sub(NEAR).max(start + 1);
        let verb = (first..number).find(|at| frame::observes(self.text(*at)))?;
        (!predicate::is_be(self.text(verb - 1))).then_some(verb)
    }
}
