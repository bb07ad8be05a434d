//! Whom a mention leads to: names, short names, pronouns, descriptions, seats of government.
//!
//! Salience within the article decides (after Lappin and Leass 1994, without a parser): who spoke last, who is the
//! subject, how near; gender and number exclude. What fits nobody stays unresolved.

mod cast;
mod mention;
mod resolve;

pub(crate) use cast::Cast;
pub(crate) use resolve::{Asked, Resolver};
