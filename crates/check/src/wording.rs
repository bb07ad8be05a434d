//! How numbers, days and lists are put into sentences.

use jiff::civil::Date;
use onrecord_model::ClaimRef;

/// "19,000", "2.5".
pub(crate) fn number(value: f64) -> String {
    let plain = format!("{value}");
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

/// "22–23 July 2025".
pub(crate) fn days(from: Date, to: Date) -> String {
    if from == to {
        day(from)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), day(to))
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "A", "A and B", "A, B and C".
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// "1 article", "3 articles".
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Who says it: the speaker, else the outlet.
pub(crate) fn voice(claim: &ClaimRef) -> String {
    claim.speaker.clone().unwrap_or_else(|| outlet(claim))
}

/// The outlet, else the address.
pub(crate) fn outlet(claim: &ClaimRef) -> String {
    claim.outlet.clone().unwrap_or_else(|| claim.url.clone())
}

/// "Lowland Post, 24 July 2025".
pub(crate) fn source(claim: &ClaimRef) -> String {
    match &claim.published {
        Some(published) => format!("{}, {}", outlet(claim), day(published.date())),
        None => outlet(claim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (value, text) in
            [(45.0, "45"), (19_000.0, "19,000"), (1_234_567.5, "1,234,567.5"), (-1_000.0, "-1,000")]
        {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a"]), "a");
    }
}
