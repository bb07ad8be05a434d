//! Numbers that are no quantities: clock times, ages, scores, telephone numbers, labels, names, years.

use crate::{
    lexicon::Tags,
    number::{self, Amount, Form},
    object::{self, Sought},
    token::{Kind, Line},
    unit,
};

/// Where a stretch of numbers that begins at `i` and is no quantity ends.
pub(crate) fn skip(line: &Line, i: usize) -> Option<usize> {
    if line.kind(i) == Kind::Number {
        return clock(line, i)
            .or_else(|| chain(line, i))
            .or_else(|| odds(line, i))
            .or_else(|| sign_before(line, i))
            .or_else(|| list_number(line, i))
            .or_else(|| age(line, i));
    }
    spoken_clock(line, i).or_else(|| age(line, i))
}

/// "three o'clock", "five p.m.".
fn spoken_clock(line: &Line, i: usize) -> Option<usize> {
    let clock = line.has(i, Tags::NUMBER) && line.has(i + 1, Tags::CLOCK);
    clock.then_some(i + 2)
}

/// "a 2 to 1 margin", "outvoted 2-to-1".
fn odds(line: &Line, i: usize) -> Option<usize> {
    let hyphen = usize::from(line.joins(i + 1));
    let second = i + 2 + 2 * hyphen;
    if !line.is(i + 1 + hyphen, "to") || line.kind(second) != Kind::Number {
        return None;
    }
    let small = |at: usize| line.raw(at).parse::<u16>().ok();
    let falling = small(i)? >= small(second)?;
    (falling && unit::read(line, second + 1).is_none_or(|unit| unit.joined)).then_some(second + 1)
}

/// "10:30", "5 p.m.", "10.30am", "0500 GMT", "9 to 5 p.m.", "8 o'clock".
pub(crate) fn clock(line: &Line, i: usize) -> Option<usize> {
    if line.kind(i) != Kind::Number {
        return None;
    }
    let mut end = i + 1;
    let mut sure = false;
    while line.is(end, ":") && line.glued(end) && line.glued(end + 1) && line.kind(end + 1) == Kind::Number {
        (end, sure) = (end + 2, true);
    }
    while line.has(end, Tags::CLOCK) && end < i + 8 {
        (end, sure) = (end + 1, true);
    }
    if sure {
        return Some(end);
    }
    let span = (line.kind(end) == Kind::Dash || line.is(end, "to")) && line.kind(end + 1) == Kind::Number;
    (span && line.has(end + 2, Tags::CLOCK) && !line.has(end + 2, Tags::UNIT)).then_some(end + 3)
}

/// Numbers joined by hyphens or slashes that make no range: telephone numbers, scores, "24/7", "9/11".
fn chain(line: &Line, i: usize) -> Option<usize> {
    let mut end = i + 1;
    let mut links = 0;
    while (line.joins(end) || (line.is(end, "/") && line.glued(end) && line.glued(end + 1)))
        && line.kind(end + 1) == Kind::Number
    {
        (end, links) = (end + 2, links + 1);
    }
    match links {
        0 => None,
        1 => (!is_range(line, i) && number::read(line, i, false).is_none_or(|amount| amount.end == i + 1))
            .then_some(end),
        _ => Some(end),
    }
}

/// "10-20", with the second number the greater and no vote or match around.
fn is_range(line: &Line, i: usize) -> bool {
    if line.is(i + 1, "/") || contest_near(line, i) {
        return false;
    }
    let low = number::read(line, i, false).map(|amount| amount.mantissa);
    let high = number::read(line, i + 2, true);
    let telephone = line.raw(i).len() == 3 && line.raw(i + 2).len() == 4;
    let rising = low.zip(high).is_some_and(|(low, high)| low < high.value);
    rising && !telephone
}

fn contest_near(line: &Line, i: usize) -> bool {
    let before = (1..=4).filter_map(|back| i.checked_sub(back)).take_while(|at| line.kind(*at) == Kind::Word);
    before.into_iter().any(|at| line.has(at, Tags::CONTEST))
        || (3..=4).any(|ahead| line.has(i + ahead, Tags::CONTEST))
}

/// "#5", "№ 5", "+380 …", a path or an address: a sign that makes a number a label.
fn sign_before(line: &Line, i: usize) -> Option<usize> {
    let before = i.checked_sub(1)?;
    if line.kind(before) != Kind::Other {
        return None;
    }
    let label = line.any(before, &["#", "№", "@", "_", "=", "&", "/", "\\", "*"]) && line.glued(i)
        || line.is(before, "№");
    if label {
        return Some(i + 1);
    }
    let dialled = line.is(before, "+") && line.glued(i) && line.kind(i + 1) == Kind::Number;
    dialled.then(|| {
        (i + 1..i + 8)
            .find(|at| line.kind(*at) != Kind::Number && line.kind(*at) != Kind::Dash)
            .unwrap_or(i + 8)
    })
}

/// "1. First", "(2)": the number of a list item or a note.
fn list_number(line: &Line, i: usize) -> Option<usize> {
    if line.raw(i).len() > 2 {
        return None;
    }
    let opens_line = i == 0
        || line.gap(i).contains('\n')
        || line.gap(i - 1).contains('\n')
        || line.raw(i - 1).contains('\n');
    let point = line.glued(i + 1) && (line.is(i + 1, ".") || line.is(i + 1, ")")) && i + 2 < line.len();
    let bracketed = i > 0 && line.kind(i - 1) == Kind::Open && line.kind(i + 1) == Kind::Close;
    ((opens_line && point) || bracketed).then_some(i + 1)
}

/// "66-year-old", "five years old", "aged 66", "aged 10 to 12", "Petrov, 45, said".
fn age(line: &Line, i: usize) -> Option<usize> {
    if !(line.kind(i) == Kind::Number || line.has(i, Tags::NUMBER)) {
        return None;
    }
    let amount = number::read(line, i, false)?;
    if let Some(end) = old(line, amount.end) {
        return Some(end);
    }
    if age_word_before(line, i) {
        return Some(age_range(line, amount.end));
    }
    let small = amount.value < 120.0 && matches!(amount.form, Form::Bare);
    let named = i > 1 && line.kind(i - 1) == Kind::Comma && line.is_word(i - 2) && line.capital(i - 2);
    let closed = line.kind(amount.end) == Kind::Comma && line.kind(amount.end + 1) == Kind::Word;
    let months = named && line.has(i - 2, Tags::MONTH | Tags::WEEKDAY);
    (small && named && closed && !months).then_some(amount.end)
}

/// "-year-old", " years old", "-year-olds" after the number: where it ends.
fn old(line: &Line, i: usize) -> Option<usize> {
    let at = i + usize::from(line.kind(i) == Kind::Dash);
    if !line.any(at, &["year", "years", "month", "months", "week", "weeks", "day", "days", "yr"]) {
        return None;
    }
    let old = at + 1 + usize::from(line.kind(at + 1) == Kind::Dash);
    line.any(old, &["old", "olds"]).then_some(old + 1)
}

fn age_word_before(line: &Line, i: usize) -> bool {
    let before = |back: usize| i.checked_sub(back).unwrap_or(usize::MAX);
    let aged = |at: usize| line.any(at, &["aged", "age", "ages"]);
    aged(before(1))
        || (line.any(before(1), &["of", "between", "over", "under", "from", "about", "around"])
            && aged(before(2)))
        || (line.any(before(1), &["turned", "turns"]) && !line.has(i + 1, Tags::FRACTION))
}

fn age_range(line: &Line, end: usize) -> usize {
    let linked = line.any(end, &["to", "and", "or"]) || line.joins(end);
    match number::read(line, end + 1, false).filter(|_| linked) {
        Some(second) if !line.is_word(second.end) || line.has(second.end, Tags::FUNCTION) => second.end,
        _ => end,
    }
}

/// Whether the numeral at `i` is a year.
pub(crate) fn is_year(line: &Line, i: usize) -> bool {
    let raw = line.raw(i);
    let fits = raw.len() == 4 && line.kind(i) == Kind::Number && ("1500".."2101").contains(&raw);
    if !fits || raw.bytes().any(|byte| !byte.is_ascii_digit()) {
        return false;
    }
    let next = i + 1;
    let measured = unit::read(line, next).is_some_and(|unit| !unit.joined) || line.has(next, Tags::SCALE);
    if measured
        || (i > 0 && unit::money_before(line, i).is_some())
        || line.is(next, "+")
        || line.is(next, "/")
    {
        return false;
    }
    let Some(before) = i.checked_sub(1) else { return !counts(line, next) };
    if line.glued(i) && line.kind(before) == Kind::Other {
        return false;
    }
    let dated = line.any(
        before,
        &["in", "since", "until", "till", "during", "from", "year", "late", "early", "mid", "circa"],
    ) || line.has(before, Tags::MONTH);
    if dated {
        return !(line.is(before, "from") && counts(line, next));
    }
    let bounded = line
        .any(before, &["than", "least", "over", "nearly", "almost", "some", "roughly", "approximately"])
        || line.ends(i, &["up", "to"]).is_some();
    !bounded
        && (line.any(before, &["the", "of"]) || line.kind(before) == Kind::Possessive || !counts(line, next))
}

/// Whether a counted thing follows, which makes "1500 soldiers" a count and "2024 elections" not.
fn counts(line: &Line, i: usize) -> bool {
    let Some(end) = object::phrase(line, i, Sought::Many) else { return false };
    let head = line.word(end.saturating_sub(1));
    let dated_thing = line.has(end.saturating_sub(1), Tags::EVENT)
        || [
            "talks",
            "protests",
            "games",
            "olympics",
            "finals",
            "results",
            "sanctions",
            "agreements",
            "accords",
            "events",
            "wildfires",
            "floods",
            "riots",
            "wars",
            "figures",
            "data",
            "levels",
            "awards",
            "negotiations",
            "campaigns",
            "demonstrations",
            "primaries",
            "polls",
            "midterms",
            "borders",
            "hostilities",
            "battles",
        ]
        .contains(&head);
    !dated_thing && object::is_plural(head)
}

/// Whether the number at `i` is part of a name or a label: "Article 5", "Boeing 737", "the Five Eyes", "phase two".
pub(crate) fn is_label(line: &Line, i: usize, amount: &Amount, counts_plural: bool) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let small = matches!(amount.form, Form::Bare | Form::Words);
    if !small {
        return false;
    }
    if line.is(before, ".")
        && before > 0
        && line.any(before - 1, &["no", "nos", "nr", "art", "fig", "vol", "pp"])
        && line.glued(before)
    {
        return true;
    }
    if line.has(before, Tags::LABEL) && line.is_word(before) {
        return !counts_plural
            || matches!(
                line.word(before),
                "article" | "fortune" | "boeing" | "airbus" | "no" | "number" | "flight"
            );
    }
    if line.is_word(i) {
        return named_in_words(line, i, counts_plural);
    }
    let plain = Tags::FUNCTION
        | Tags::VERB
        | Tags::BOUND
        | Tags::MONTH
        | Tags::WEEKDAY
        | Tags::UP
        | Tags::DOWN
        | Tags::SPEECH;
    let name_before = line.is_word(before)
        && line.capital(before)
        && !line.has(before, plain)
        && !line.opens_sentence(before);
    let verbal = line.word(before).ends_with("ed") || line.word(before).ends_with("ing");
    name_before && !verbal && !counts_plural
}

/// "the Five Eyes", "Group of Seven", "Ground Zero": a number word with a capital inside a sentence.
fn named_in_words(line: &Line, i: usize, counts_plural: bool) -> bool {
    let Some(before) = i.checked_sub(1).filter(|before| line.is_word(*before)) else { return false };
    if !line.capital(i) || line.opens_sentence(i) {
        return false;
    }
    let title = line.capital(before) && !line.has(before, Tags::FUNCTION);
    !title || (!counts_plural && !line.has(before, Tags::VERB))
}
