//! Points in time as a page states them.

use std::{cmp::Ordering, fmt};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A point in time as it was stated: an RFC 3339 date-time with its offset (`2025-07-23T18:04:00Z`,
/// `2025-07-23T21:04:00+03:00`) or, where the page gives no more, a date (`2025-07-23`).
///
/// The offset stays as written, because "the day of publication" means the publisher's day. Moments order by their
/// [`Moment::instant`], those of one instant by their text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(String);

/// A text that is no [`Moment`].
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
#[error("`{0}` is neither a date (2025-07-23) nor a date-time with an offset (2025-07-23T18:04:00Z)")]
pub struct MomentError(String);

impl Moment {
    /// Reads a date or a date-time with an offset.
    ///
    /// # Errors
    /// [`MomentError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        let is_date = text.len() == 10 && text.parse::<Date>().is_ok();
        let is_time = text.get(10..11) == Some("T")
            && text.parse::<Timestamp>().is_ok()
            && text.get(..10).is_some_and(|day| day.parse::<Date>().is_ok());
        if is_date || is_time { Ok(Self(text.to_owned())) } else { Err(MomentError(text.to_owned())) }
    }

    /// The day as stated, in the publisher's own zone.
    pub fn date(&self) -> Date {
        self.0.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default()
    }

    /// The instant, where a time of day was stated.
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.0.parse().ok()
    }

    /// The instant to order by: where only a day was stated, its start in UTC.
    pub fn instant(&self) -> Timestamp {
        let start = || TimeZone::UTC.to_timestamp(self.date().at(0, 0, 0, 0)).ok();
        self.timestamp().or_else(start).unwrap_or(Timestamp::MAX)
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Timestamp> for Moment {
    fn from(timestamp: Timestamp) -> Self {
        Self(format!("{timestamp:.0}"))
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self(date.to_string())
    }
}

impl TryFrom<String> for Moment {
    type Error = MomentError;

    fn try_from(text: String) -> Result<Self, MomentError> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
