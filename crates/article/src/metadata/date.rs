//! Dates as pages state them. What is not plainly a day gives none: a date is never guessed, nor taken from a clock.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use onrecord_model::Moment;
use url::Url;

use crate::text::fold;

/// A date made for machines: ISO 8601 in its many spellings, RFC 2822, seconds or milliseconds since 1970, or a date in
/// words. The offset stays as written; a time of day without one is dropped.
pub(super) fn stated(text: &str) -> Option<Moment> {
    let text = fold(text);
    iso(&text).or_else(|| rfc_2822(&text)).or_else(|| unix(&text)).or_else(|| shown(&text))
}

/// A date made for readers: `July 23, 2025`, `23. Juli 2025`, `23.07.2025`, `2025-07-23`. Day and month as two bare
/// numbers between slashes are read only where they cannot be swapped.
pub(super) fn shown(text: &str) -> Option<Moment> {
    let parts = parts(text);
    parts.windows(3).find_map(|window| {
        let [a, b, c] = window else { return None };
        named([a, b, c]).or_else(|| numbers([a, b, c]))
    })
}

/// A day in the path of an address: `/2025/07/23/`, `/2025-07-23-`, `/20250723/`.
pub(super) fn of_url(url: &Url) -> Option<Moment> {
    let segments: Vec<&str> = url.path_segments()?.collect();
    let whole = |window: &[&str]| match window {
        [year, month, date] if year.len() == 4 && month.len() <= 2 && date.len() <= 2 => {
            day(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)
        }
        _ => None,
    };
    segments.windows(3).find_map(whole).or_else(|| segments.iter().find_map(|segment| in_segment(segment)))
}

fn in_segment(segment: &str) -> Option<Moment> {
    let numbers: Vec<&str> =
        segment.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if let Some(compact) = numbers.iter().find(|number| number.len() == 8)
        && segment.starts_with(compact)
    {
        return compact_day(compact);
    }
    numbers.windows(3).find_map(|window| match window {
        [year, month, date] if year.len() == 4 && month.len() == 2 && date.len() == 2 => {
            let written = [format!("{year}-{month}-{date}"), format!("{year}_{month}_{date}")];
            let stands = written.iter().any(|written| segment.contains(written.as_str()));
            stands.then(|| day(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)).flatten()
        }
        _ => None,
    })
}

/// A day that can be meant: it is in the calendar, not before newspapers' archives, and not the zero of Unix time.
fn day(year: i16, month: i8, date: i8) -> Option<Moment> {
    civil(year, month, date).map(Moment::from)
}

fn civil(year: i16, month: i8, date: i8) -> Option<Date> {
    let is_zero = (year, month, date) == (1970, 1, 1);
    if !(1900..2100).contains(&year) || is_zero { None } else { Date::new(year, month, date).ok() }
}

fn compact_day(digits: &str) -> Option<Moment> {
    day(digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?)
}

/// `2025-07-23`, `2025-07-23T18:04:00Z`, `2025-07-23 21:04:00.000 +0300`, `20250723`, `20250723T180400Z`.
fn iso(text: &str) -> Option<Moment> {
    if text.bytes().take_while(u8::is_ascii_digit).count() == 8 {
        return compact_day(text.get(..8)?);
    }
    let head = text.get(..10)?;
    let bytes = head.as_bytes();
    if bytes.get(4) != bytes.get(7) || !matches!(bytes.get(4), Some(b'-' | b'/' | b'.')) {
        return None;
    }
    let date =
        civil(head.get(..4)?.parse().ok()?, head.get(5..7)?.parse().ok()?, head.get(8..)?.parse().ok()?)?;
    let rest = text.get(10..)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let time = rest.trim_start_matches(['T', 't', ' ']);
    Some(with_time(date, time).unwrap_or_else(|| date.into()))
}

/// `date` with a time that tells its offset.
fn with_time(date: Date, time: &str) -> Option<Moment> {
    let end = time.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(time.len());
    let (clock, zone) = time.split_at(end);
    let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() };
    let zone = zone.trim();
    let zone = match zone {
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        _ => {
            let digits: String = zone.chars().skip(1).filter(|&c| c != ':').collect();
            let sign = zone.chars().next().filter(|c| matches!(c, '+' | '-'))?;
            let minutes = if digits.len() == 2 { "00" } else { digits.get(2..4)? };
            format!("{sign}{}:{minutes}", digits.get(..2)?)
        }
    };
    Moment::parse(&format!("{date}T{clock}{zone}")).ok()
}

/// `Wed, 23 Jul 2025 21:04:00 +0300`
fn rfc_2822(text: &str) -> Option<Moment> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    civil(zoned.year(), zoned.month(), zoned.day())?;
    let offset = zoned.strftime("%:z").to_string();
    let offset = if offset == "+00:00" { "Z" } else { offset.as_str() };
    Moment::parse(&format!("{}{offset}", zoned.strftime("%Y-%m-%dT%H:%M:%S"))).ok()
}

/// Seconds (ten digits) or milliseconds (thirteen) since 1970.
fn unix(text: &str) -> Option<Moment> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let timestamp = Timestamp::from_second(seconds).ok()?;
    let date = timestamp.to_zoned(TimeZone::UTC).date();
    civil(date.year(), date.month(), date.day()).map(|_| timestamp.into())
}

/// A piece of a written date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Number(Number),
    Month(i8),
    Other,
}

/// A number, how many digits it was written with, and the mark right after it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Number {
    value: i16,
    digits: usize,
    then: Option<char>,
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..).unwrap_or_default();
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| if is_number { !c.is_ascii_digit() } else { !c.is_alphabetic() });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if is_number {
            let then = after.chars().next();
            let part = word
                .parse()
                .map_or(Part::Other, |value| Part::Number(Number { value, digits: word.len(), then }));
            parts.push(part);
        } else if let Some(month) = month(word) {
            parts.push(Part::Month(month));
        } else if word.is_empty() {
            rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
        } else if !is_filler(word) {
            parts.push(Part::Other);
        }
    }
    parts
}

/// What may stand between day, month and year.
fn is_filler(word: &str) -> bool {
    ["st", "nd", "rd", "th", "of", "de", "del", "er", "г", "年", "月", "日"]
        .contains(&word.to_lowercase().as_str())
}

/// `23 July 2025`, `July 23 2025`, `2025 July 23`.
fn named(parts: [&Part; 3]) -> Option<Moment> {
    let (one, other, month) = match parts {
        [Part::Number(one), Part::Month(month), Part::Number(other)]
        | [Part::Month(month), Part::Number(one), Part::Number(other)] => (one, other, *month),
        _ => return None,
    };
    let (date, year) = match (one.digits, other.digits) {
        (1 | 2, 4) => (one, other),
        (4, 1 | 2) => (other, one),
        _ => return None,
    };
    day(year.value, month, i8::try_from(date.value).ok()?)
}

/// `2025-07-23`, `23.07.2025`, and `23/07/2025` where one of the two can be no month.
fn numbers(parts: [&Part; 3]) -> Option<Moment> {
    let [Part::Number(first), Part::Number(second), Part::Number(third)] = parts else { return None };
    let mark = first.then.filter(|mark| *mark == '年' || second.then == Some(*mark))?;
    let small = |number: &Number| i8::try_from(number.value).ok();
    let can_be_month = |number: &Number| number.value <= 12;
    match (first.digits, second.digits, third.digits) {
        (4, 1 | 2, 1 | 2) if matches!(mark, '-' | '/' | '.' | '年') => {
            day(first.value, small(second)?, small(third)?)
        }
        (1 | 2, 1 | 2, 4) if matches!(mark, '.' | '/' | '-') => {
            let (date, month) = if mark == '.' || !can_be_month(first) || first.value == second.value {
                (first, second)
            } else if can_be_month(second) {
                return None;
            } else {
                (second, first)
            };
            day(third.value, small(month)?, small(date)?)
        }
        _ => None,
    }
}

/// Names of the months, with their short forms, in English, German, French, Spanish, Italian, Portuguese, Dutch, Russian,
/// Ukrainian and Polish.
const MONTHS: [&str; 12] = [
    "jan january januar janvier janv enero ene gennaio gen janeiro januari январь января янв січень січня styczeń stycznia jänner",
    "feb february februar février févr fév febrero febbraio fevereiro fev februari февраль февраля фев лютий лютого luty lutego",
    "mar march märz mrz mars marzo março maart март марта мар березень березня marzec marca",
    "apr april avril avr abril abr aprile апрель апреля апр квітень квітня kwiecień kwietnia",
    "may mai mayo maggio mag maio mei май мая травень травня maj maja",
    "jun june juni juin junio giugno giu junho июнь июня июн червень червня czerwiec czerwca",
    "jul july juli juillet juil julio luglio lug julho июль июля июл липень липня lipiec lipca",
    "aug august août aout agosto ago augustus август августа авг серпень серпня sierpień sierpnia",
    "sep sept september septembre septiembre settembre set setembro сентябрь сентября сен вересень вересня wrzesień września",
    "oct october okt oktober octobre octubre ottobre ott outubro out октябрь октября окт жовтень жовтня październik października",
    "nov november novembre noviembre novembro ноябрь ноября ноя листопад листопада",
    "dec december dez dezember décembre déc diciembre dic dicembre dezembro декабрь декабря дек грудень грудня grudzień grudnia",
];

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Option<&str>) {
        assert_eq!(stated(text).as_ref().map(Moment::as_str), want, "{text}");
    }

    #[test]
    fn a_date_time_keeps_its_offset() {
        check("2025-07-23T18:04:00Z", Some("2025-07-23T18:04:00Z"));
        check("2025-07-23T21:04:00+03:00", Some("2025-07-23T21:04:00+03:00"));
        check("2025-07-23T21:04:00.000+0300", Some("2025-07-23T21:04:00.000+03:00"));
        check("2025-07-23 21:04 +03", Some("2025-07-23T21:04:00+03:00"));
        check("2025-07-23 18:04:00 UTC", Some("2025-07-23T18:04:00Z"));
        check("Wed, 23 Jul 2025 21:04:00 +0300", Some("2025-07-23T21:04:00+03:00"));
        check("Wed, 23 Jul 2025 18:04:00 GMT", Some("2025-07-23T18:04:00Z"));
        check("1753293840", Some("2025-07-23T18:04:00Z"));
        check("1753293840000", Some("2025-07-23T18:04:00Z"));
    }

    #[test]
    fn a_time_without_offset_is_dropped() {
        for text in ["2025-07-23", "2025-07-23T18:04:00", "2025/07/23", "20250723", "2025-07-23 18:04:00"] {
            check(text, Some("2025-07-23"));
        }
    }

    #[test]
    fn dates_in_words() {
        for text in [
            "July 23, 2025",
            "Published on Wednesday, July 23rd, 2025 at 6:04 pm",
            "23 July 2025",
            "23. Juli 2025",
            "23 juillet 2025",
            "23 de julio de 2025",
            "23 июля 2025 г.",
            "23 липня 2025",
            "23.07.2025, 18:04",
            "23/07/2025",
            "07/23/2025",
            "2025年7月23日",
        ] {
            check(text, Some("2025-07-23"));
        }
    }

    #[test]
    fn what_is_no_day_gives_none() {
        for text in [
            "",
            "today",
            "07/08/2025",
            "July 2025",
            "2025",
            "1970-01-01T00:00:00Z",
            "0001-01-01",
            "2025-13-01",
            "31.02.2025",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn dates_in_addresses() {
        let of = |url: &str| of_url(&Url::parse(url).expect("url")).map(String::from);
        assert_eq!(of("https://example.org/2025/07/23/drones/").as_deref(), Some("2025-07-23"));
        assert_eq!(of("https://example.org/news/2025-07-23-drones.html").as_deref(), Some("2025-07-23"));
        assert_eq!(of("https://example.org/20250723/drones").as_deref(), Some("2025-07-23"));
        assert_eq!(of("https://example.org/2025/07/drones"), None);
        assert_eq!(of("https://example.org/a/12345678"), None);
    }
}
