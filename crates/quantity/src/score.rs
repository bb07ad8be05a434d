//! Results and votes: "52-48", "won 3-1", "by 301 votes to 287".

use crate::{
    figure::Figure,
    item::{Item, Total},
    lexicon::Tags,
    number::{self, Form},
    token::{Kind, Line},
    unit,
};

/// Words that make two numbers a result where no hyphen joins them.
const VOTES: &[&str] = &["vote", "votes", "goals", "points", "sets", "games", "runs", "seats"];

/// The result whose first number stands at token `i`.
pub(crate) fn at(line: &Line, i: usize) -> Option<Item> {
    let first = side(line, i)?;
    let (second_at, end) = hyphened(line, i).or_else(|| spoken(line, i, first))?;
    let second = side(line, second_at)?;
    let amount = number::read(line, i, false)?;
    let mut figure = Figure::of(i, &amount);
    figure.end = end;
    let mut item = Item::bare(i, end, figure, unit::SCORE);
    item.whole = Some(Total { value: second, object: None });
    Some(item)
}

/// One side of a result: a whole number without a scale.
fn side(line: &Line, i: usize) -> Option<f64> {
    let amount = number::read(line, i, false)?;
    let small = amount.value.fract() == 0.0 && amount.value < 1e5;
    let plain = matches!(amount.form, Form::Bare | Form::Words | Form::Digits) && amount.end == i + 1;
    (small && plain && amount.exponent == 0).then_some(amount.value)
}

/// "3-1": the token of the second number and the end.
fn hyphened(line: &Line, i: usize) -> Option<(usize, usize)> {
    if line.kind(i) != Kind::Number || !line.joins(i + 1) || line.kind(i + 2) != Kind::Number {
        return None;
    }
    let chained = (line.joins(i + 3) || line.is(i + 3, "/")) && line.kind(i + 4) == Kind::Number;
    let zeros = line.raw(i + 2).len() > 1 && line.raw(i + 2).starts_with('0');
    let chained_before = i > 1 && line.joins(i - 1) && line.kind(i - 2) == Kind::Number;
    if chained || chained_before || zeros {
        return None;
    }
    let (first, second) = (side(line, i)?, side(line, i + 2)?);
    let telephone = line.raw(i).len() == 3 && line.raw(i + 2).len() == 4;
    let year = (1500.0..2101.0).contains(&first) && line.raw(i).len() == 4;
    let measured = unit::read(line, i + 3).is_some() || line.has(i + 3, Tags::SCALE);
    if telephone || year || measured {
        return None;
    }
    // A falling pair is no range; a rising one is a result only among words of contests.
    (first >= second && (contest_near(line, i) || first < 200.0) || contest_near(line, i))
        .then_some((i + 2, i + 3))
}

/// Whether a word of contests stands near the two numbers at `i`.
pub(crate) fn contest_near(line: &Line, i: usize) -> bool {
    let before = (1..=6)
        .filter_map(|back| i.checked_sub(back))
        .take_while(|at| matches!(line.kind(*at), Kind::Word | Kind::Name | Kind::Possessive));
    before.into_iter().any(|at| line.has(at, Tags::CONTEST))
        || (3..=5).take_while(|ahead| line.is_word(i + ahead)).any(|ahead| line.has(i + ahead, Tags::CONTEST))
}

/// "301 votes to 287", "301 to 287 votes", "2 to 1" in a vote.
fn spoken(line: &Line, i: usize, first: f64) -> Option<(usize, usize)> {
    let noun = usize::from(line.any(i + 1, VOTES));
    let hyphen = usize::from(line.joins(i + 1));
    let to = i + 1 + noun + hyphen;
    if !(line.is(to, "to") || (noun > 0 && line.is(to, "against"))) {
        return None;
    }
    let second_at = to + 1 + hyphen;
    let second = side(line, second_at)?;
    let after = second_at + 1;
    let measured = unit::read(line, after).is_some() || line.has(after, Tags::SCALE);
    if measured || (noun == 0 && first < second) {
        return None;
    }
    let votes_after = usize::from(noun == 0 && line.any(after, VOTES));
    let told = noun > 0 || votes_after > 0 || contest_near(line, i) || (hyphen > 0 && first >= second);
    let change = i.checked_sub(1).is_some_and(|at| line.is(at, "from"));
    (told && !change).then_some((second_at, after + votes_after))
}
