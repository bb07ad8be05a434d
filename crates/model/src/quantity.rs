//! Numbers, times and places as a text gives them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::Span;

/// What a number as written says about the true value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// "45".
    Exact,
    /// "over 19,000", "more than".
    Over,
    /// "at least 1,200", "no fewer than".
    AtLeast,
    /// "under", "fewer than".
    Under,
    /// "up to 48", "at most".
    AtMost,
    /// "about", "roughly", "some".
    About,
    /// "between 10 and 20", "10-20".
    Between,
}

/// Which way a quantity is said to have moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// "rose to", "tripled".
    Up,
    /// "fell by", "halved".
    Down,
}

/// The whole of which a quantity is a part: the 71 drones of "45 of 71 drones".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Whole {
    /// The number.
    #[serde(serialize_with = "number")]
    pub value: f64,
    /// What is counted, as written.
    pub object: Option<String>,
    /// What happened to the whole, as a verb's base form: "launch" of "45 of 71 drones launched".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<String>,
}

/// A number as written, with what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words that give it, from bound to object: "over 19,000 children".
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// The number named, in `unit`; for a range its middle.
    #[serde(serialize_with = "number")]
    pub value: f64,
    /// Least value it allows; none where it is open downwards.
    #[serde(serialize_with = "number_if_any")]
    pub low: Option<f64>,
    /// Greatest value it allows; none where it is open upwards.
    #[serde(serialize_with = "number_if_any")]
    pub high: Option<f64>,
    /// How far the true value may lie from `value` by the digits as written alone: half of the last one's place, 500 for
    /// "19,000" and 0.05 for "4.7"; none where single things are counted to the last one. `low` and `high` leave it out.
    #[serde(default, serialize_with = "number_if_any", skip_serializing_if = "Option::is_none")]
    pub precision: Option<f64>,
    /// How the number binds the value.
    pub bound: Bound,
    /// `count` for things that are counted; else a unit (`km`, `h`, `%`), an ISO 4217 currency code (`USD`), `age` for a
    /// person's years, `score` for a result or a vote ("3-1") whose other side is in `of`.
    pub unit: String,
    /// What is counted or measured, as written ("drones and decoys").
    pub object: Option<String>,
    /// The base form of the verb that it hangs on: what is done to it, or what it does where that takes no object ("kill",
    /// "shoot down", "flee").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<String>,
    /// The whole, where the number is a part of one.
    pub of: Option<Whole>,
    /// Whether it is said to have risen or fallen.
    pub trend: Option<Trend>,
}

/// A time as written, with the days it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRef {
    /// Where it stands.
    pub span: Span,
    /// What stands there ("overnight").
    pub text: String,
    /// First day; none where it is open or can't be told.
    pub from: Option<Date>,
    /// Last day, inclusive; none where it is open or can't be told.
    pub to: Option<Date>,
}

/// A place as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Where it stands.
    pub span: Span,
    /// What stands there ("Kharkiv region").
    pub text: String,
    /// The place's usual name, where it is known.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 code of its country, where it is known.
    pub country: Option<String>,
}

/// Integers up to here are exact in a 64-bit float.
const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53

/// Writes 45 rather than 45.0: what is counted reads as a count.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

#[expect(clippy::ref_option, reason = "serde's signature")]
fn number_if_any<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}
