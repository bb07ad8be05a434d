//! Hours of the clock and parts of a day, with the day that they belong to: "3 a.m. on Tuesday", "noon", "before dawn on
//! Sunday". The contract knows days only, so that the hour itself is left to the words.

use crate::{
    calendar::Lean,
    date, refuse,
    time::{Hit, Reader},
    token::{Kind, Line},
};

/// Words for an hour.
const HOURS: &[&str] = &["noon", "midday", "midnight"];

/// Words for a part of a day that is told by the light.
const LIGHT: &[&str] = &["dawn", "dusk", "sunset", "sunrise", "daybreak", "nightfall", "lunchtime"];

/// What may stand before such a word, or before an hour.
const BEFORE_LIGHT: &[&str] = &["at", "before", "after", "since", "until", "till", "by", "around", "from"];

/// Whether an hour may begin at token `i`: cheap, for what is asked of every token.
pub(crate) fn may_begin(line: &Line, i: usize) -> bool {
    match line.kind(i) {
        Kind::Number => refuse::clock(line, i).is_some(),
        Kind::Word => {
            line.any(i, HOURS)
                || line.any(i, LIGHT)
                || line.any(
                    i,
                    &["about", "around", "shortly", "just", "before", "after", "between", "from", "the"],
                )
                || line.any(i, &["morning", "afternoon", "evening"])
                || refuse::spoken_clock(line, i).is_some()
        }
        _ => false,
    }
}

/// An hour or a part of a day at token `i`, with its day.
pub(crate) fn read(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    if let Some(hit) = span_of_hours(reader, i, lean) {
        return Some(hit);
    }
    if line.any(i, &["about", "around", "shortly", "just"]) {
        let at = i + 1 + usize::from(line.any(i + 1, &["before", "after"]));
        return hour(line, at).map(|end| on_day(reader, end, lean));
    }
    if line.any(i, &["before", "after"]) && line.any(i + 1, LIGHT) {
        return Some(on_day(reader, i + 2, lean));
    }
    if let Some(hit) = part_of_date(reader, i, lean) {
        return Some(hit);
    }
    hour(line, i).map(|end| on_day(reader, end, lean))
}

/// The end of an hour at `i`: "3 a.m.", "17:20", "0900 GMT", "noon".
fn hour(line: &Line, i: usize) -> Option<usize> {
    if line.any(i, HOURS) {
        return Some(i + 1);
    }
    if line.any(i, LIGHT) && i > 0 && line.any(i - 1, BEFORE_LIGHT) {
        return Some(i + 1);
    }
    if line.kind(i) == Kind::Number {
        let ratio = line.is(i + 1, ":") && line.raw(i + 2).len() != 2; // "4:3"
        return refuse::clock(line, i).filter(|_| is_hour(line.raw(i)) && !ratio);
    }
    refuse::spoken_clock(line, i)
}

/// Whether the digits may be those of a clock.
fn is_hour(raw: &str) -> bool {
    let hours = raw.split(['.', ':']).next().unwrap_or(raw);
    match hours.len() {
        1 | 2 => hours.parse::<u8>().is_ok_and(|hour| hour < 25),
        4 => hours.parse::<u16>().is_ok_and(|time| time < 2500),
        _ => false,
    }
}

/// The day that the hour before `end` belongs to, where it stands behind; else the day of publication.
fn on_day(reader: &Reader, end: usize, lean: Lean) -> Hit {
    let line = reader.line;
    let mut end = end + if line.starts(end, &["local", "time"]) { 2 } else { 0 };
    if line.kind(end) == Kind::Open
        && let Some(close) = (end..end + 6).find(|at| line.kind(*at) == Kind::Close)
    {
        end = close + 1;
    }
    let day = end + usize::from(line.is(end, "on"));
    reader
        .weekday(day, lean)
        .or_else(|| date::full_day(reader, day, lean))
        .or_else(|| reader.deictic(day))
        .or_else(|| reader.beside(day))
        .unwrap_or_else(|| reader.today(end))
}

/// "between 2 and 4 a.m.", "from 6pm to midnight on Sunday".
fn span_of_hours(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let word = match line.word(i) {
        "between" => "and",
        "from" => "to",
        _ => return None,
    };
    let bare = line.kind(i + 1) == Kind::Number && line.is(i + 2, word);
    let first = hour(line, i + 1).or(bare.then_some(i + 2))?;
    if bare && first > i + 3 {
        return Some(on_day(reader, first, lean)); // one clock reading holds both: "between 2 and 4 a.m."
    }
    let second = line.is(first, word).then(|| hour(line, first + 1)).flatten()?;
    Some(on_day(reader, second, lean))
}

/// "the evening of 20 July", "the morning of Tuesday".
fn part_of_date(reader: &Reader, i: usize, lean: Lean) -> Option<Hit> {
    let line = reader.line;
    let at = i + usize::from(line.is(i, "the"));
    if !line.any(at, &["morning", "afternoon", "evening"]) || !line.is(at + 1, "of") {
        return None;
    }
    reader.weekday(at + 2, lean).or_else(|| date::full_day(reader, at + 2, lean))
}
