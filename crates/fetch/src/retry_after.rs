//! The Retry-After header (RFC 9110, 10.2.3).

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};

/// How long to wait from `now` on; none when `value` is neither a number of seconds nor a date.
pub(crate) fn parse(value: &str, now: Option<Timestamp>) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTimeParser::new().parse_timestamp(value.trim()).ok()?;
    Some(Duration::try_from(until.duration_since(now?)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, seconds: Option<u64>) {
        let now = "2025-07-24T12:00:00Z".parse().ok();
        assert_eq!(parse(value, now), seconds.map(Duration::from_secs), "{value}");
    }

    #[test]
    fn seconds_dates_and_nonsense() {
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("Thu, 24 Jul 2025 12:01:30 GMT", Some(90));
        check("Thu, 24 Jul 2025 11:00:00 GMT", Some(0));
        check("soon", None);
        check("-5", None);
    }
}
