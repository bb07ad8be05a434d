//! Results and votes: "52-48", "won 3-1", "by 301 votes to 287".

use crate::{
    bound,
    figure::Figure,
    item::{Item, Total},
    lexicon::Tags,
    number::{self, Amount, Form},
    token::{Kind, Line},
    unit,
};

/// Words that make two numbers a result where no hyphen joins them.
const VOTES: &[&str] = &["vote", "votes", "goals", "points", "sets", "games", "runs", "seats"];

/// The result, the time of a race or the ratio whose first number stands at token `i`.
pub(crate) fn at(line: &Line, i: usize) -> Option<Item> {
    race_time(line, i).or_else(|| to_one(line, i)).or_else(|| tried(line, i)).or_else(|| result(line, i))
}

/// An item of `value`, written from `i` to before `end`.
fn told(i: usize, end: usize, value: f64, unit: &str) -> Item {
    let mut figure = Figure::of(i, &Amount::one(end));
    (figure.value, figure.low, figure.high) = (value, value, value);
    (figure.amount.value, figure.amount.mantissa) = (value, value);
    Item::bare(i, end, figure, unit)
}

/// Words before "2:04:31" that make it the time of a race.
const RACED: &[&str] = &[
    "in", "clocked", "clocking", "clocks", "ran", "running", "run", "time", "times", "record", "best",
    "finished", "won", "of", "under",
];

/// Whether numbers joined by colons from `i` on are the time of a race, no hour of the clock.
pub(crate) fn is_race_time(line: &Line, i: usize) -> bool {
    race_time(line, i).is_some()
}

/// "2:07.14", "won in 2:04:31", "clocked 28:45": seconds, where tenths, three numbers or the words before say so.
fn race_time(line: &Line, i: usize) -> Option<Item> {
    let colon = |at: usize| line.is(at, ":") && line.glued(at) && line.glued(at + 1);
    if line.kind(i) != Kind::Number || (i > 0 && line.is(i - 1, ":") && line.glued(i)) {
        return None;
    }
    let mut value = line.raw(i).parse::<u32>().map(f64::from).ok()?;
    let mut end = i + 1;
    while colon(end) && end < i + 5 {
        let part = line.raw(end + 1);
        let two_digits = part.split('.').next().is_some_and(|whole| whole.len() == 2);
        let seconds = part.parse::<f64>().ok().filter(|seconds| two_digits && *seconds < 60.0)?;
        (value, end) = (value * 60.0 + seconds, end + 2);
    }
    let tenths = line.raw(end - 1).split_once('.').map_or(0, |(_, tenths)| tenths.len());
    let raced = i.checked_sub(1).is_some_and(|at| line.any(at, RACED));
    let clocked = i.checked_sub(1).is_some_and(|at| line.any(at, &["clocked", "clocking", "clocks"]))
        || ["time", "best", "record"].iter().any(|noun| line.ends(i, &[noun, "of"]).is_some());
    let sure = (tenths > 0 || (raced && end == i + 5) || clocked) && !line.has(end, Tags::CLOCK);
    let mut item = (end > i + 1 && sure && !colon(end)).then(|| told(i, end, value, "s"))?;
    item.figure.amount.decimals = tenths;
    if let Some((start, limit)) = bound::before(line, i, 0) {
        (item.first, item.limit) = (start, Some(limit));
    }
    Some(item)
}

/// Whether "10.5:1" stands at `i`.
pub(crate) fn is_to_one(line: &Line, i: usize) -> bool {
    let one = line.is(i + 1, ":") && line.glued(i + 1) && line.glued(i + 2) && line.is(i + 2, "1");
    one && !line.is(i + 3, ":") && !contest_near(line, i)
}

/// "a compression ratio of 10.5:1".
fn to_one(line: &Line, i: usize) -> Option<Item> {
    let amount = is_to_one(line, i).then(|| number::read(line, i, false)).flatten()?;
    Some(told(i, i + 3, amount.value, unit::SHARE))
}

/// Whether "9-of-15", "2-for-4" stands at `i`: so many of the shots that were tried.
pub(crate) fn is_tried(line: &Line, i: usize) -> bool {
    let word = line.joins(i + 1) && line.any(i + 2, &["of", "for"]) && line.joins(i + 3);
    word && side(line, i).zip(side(line, i + 4)).is_some_and(|(made, tried)| made <= tried)
}

fn tried(line: &Line, i: usize) -> Option<Item> {
    if !is_tried(line, i) {
        return None;
    }
    let mut item = told(i, i + 5, side(line, i)?, unit::COUNT);
    item.whole = Some(Total { value: side(line, i + 4)?, object: None });
    Some(item)
}

/// "3-1", "301 votes to 287", "five for 43".
fn result(line: &Line, i: usize) -> Option<Item> {
    let first = side(line, i)?;
    let (second_at, end) =
        hyphened(line, i).or_else(|| spoken(line, i, first)).or_else(|| wickets(line, i, first))?;
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
    (first >= second && (contest_near(line, i) || first < 200.0) || contest_near(line, i) || listed(line, i))
        .then_some((i + 2, i + 3))
}

/// "6-4, 3-6, 7-5": a rising pair beside a falling one, as sets are told.
fn listed(line: &Line, i: usize) -> bool {
    let falls = |at: usize| {
        let pair = line.joins(at + 1) && line.kind(at + 2) == Kind::Number;
        pair && side(line, at).zip(side(line, at + 2)).is_some_and(|(one, other)| one > other)
    };
    let apart = |at: usize| line.kind(at) == Kind::Comma;
    let near = |pairs: usize| {
        let before = i.checked_sub(4 * pairs).filter(|at| (1..=pairs).all(|n| apart(at + 4 * n - 1)));
        before.is_some_and(falls) || ((0..pairs).all(|n| apart(i + 4 * n + 3)) && falls(i + 4 * pairs))
    };
    (1..=4).any(near)
}

/// "figures of five for 43", "were 87 for four": wickets and runs.
fn wickets(line: &Line, i: usize, first: f64) -> Option<(usize, usize)> {
    let second = side(line, i + 2).filter(|_| line.is(i + 1, "for"))?;
    let before = i.checked_sub(1)?;
    let took = line.any(before, &["took", "takes", "take", "taking", "claimed"]);
    let bowled = (took || line.ends(i, &["figures", "of"]).is_some()) && first <= 10.0;
    let batted =
        line.any(before, &["were", "was", "on", "at", "to", "reached"]) && first >= 10.0 && second < 10.0;
    let closes = i + 3 >= line.len() || !line.is_word(i + 3) || line.has(i + 3, Tags::FUNCTION);
    ((bowled || batted) && closes && unit::read(line, i + 3).is_none()).then_some((i + 2, i + 3))
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
