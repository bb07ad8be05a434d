//! "45 of 71 drones": the whole that a number is a part of.

use crate::{
    lexicon::Tags,
    number::{self, Amount, Form},
    token::{Kind, Line},
};

/// Words that may stand between "of" and the number of the whole.
const BETWEEN: &[&str] = &[
    "the",
    "these",
    "those",
    "its",
    "their",
    "his",
    "her",
    "our",
    "all",
    "a",
    "total",
    "about",
    "some",
    "roughly",
    "around",
    "approximately",
    "nearly",
    "almost",
    "over",
    "more",
    "than",
    "at",
    "least",
    "estimated",
    "an",
    "other",
    "up",
    "to",
    "every",
    "possible",
    "required",
    "original",
    "initial",
    "remaining",
    "last",
    "first",
];

/// The number of the whole after "of" or "out of" at `i`, and its first token.
pub(crate) fn whole(line: &Line, i: usize, part: f64) -> Option<(usize, Amount)> {
    let mut at = after_of(line, i)?;
    for _ in 0..5 {
        if let Some(amount) = number_at(line, at) {
            return (amount.value >= part).then_some((at, amount));
        }
        at = skip_one(line, at)?;
    }
    None
}

fn after_of(line: &Line, i: usize) -> Option<usize> {
    if line.starts(i, &["out", "of"]) {
        return Some(i + 2);
    }
    if line.is(i, "of") { Some(i + 1) } else { None }
}

/// A number at `i` that can be a whole.
fn number_at(line: &Line, i: usize) -> Option<Amount> {
    let amount = number::read(line, i, false)?;
    let article = line.any(i, &["a", "an", "all", "half"]);
    let year_alone =
        amount.form == Form::Bare && line.raw(i).len() == 4 && line.raw(i).starts_with(['1', '2']);
    let follows = line.is_word(amount.end) && !line.has(amount.end, Tags::FUNCTION);
    let usable = !matches!(amount.form, Form::Share | Form::Vague) && !article && !line.is_taken(i);
    (usable && (follows || !year_alone)).then_some(amount)
}

/// Past one determiner or owner: "the", "Russia's".
fn skip_one(line: &Line, i: usize) -> Option<usize> {
    if line.any(i, BETWEEN) || line.kind(i) == Kind::Possessive {
        return Some(i + 1);
    }
    let owner = line.is_word(i) && (line.capital(i) || line.kind(i + 1) == Kind::Possessive);
    let in_genitive = owner && (1..=3).any(|ahead| line.kind(i + ahead) == Kind::Possessive);
    in_genitive.then_some(i + 1)
}

/// Past "of" and the determiners or the owner after it, where no number follows: "two of its soldiers".
pub(crate) fn of_unnumbered(line: &Line, i: usize) -> Option<usize> {
    let mut at = after_of(line, i)?;
    for _ in 0..4 {
        match skip_one(line, at) {
            Some(next)
                if !line.any(at, &["about", "some", "around", "more", "than", "at", "least", "up", "to"]) =>
            {
                at = next;
            }
            _ => break,
        }
    }
    Some(at)
}

/// "1 in 5 people", "one in five": the number that a share is told out of, where a counted thing follows.
pub(crate) fn one_in(line: &Line, i: usize, part: f64) -> Option<(usize, Amount)> {
    if !line.is(i, "in") || part.to_bits() != 1.0_f64.to_bits() {
        return None;
    }
    let amount = number_at(line, i + 1).filter(|amount| amount.value > part && amount.value <= 1e6)?;
    let measured = line.has(amount.end, Tags::UNIT | Tags::MONTH) || line.kind(amount.end) == Kind::Percent;
    (!measured).then_some((i + 1, amount))
}
