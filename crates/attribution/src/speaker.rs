//! Whom a mention leads to: names, short names, pronouns, descriptions, seats of government.
//!
//! First the whole article is read for its cast: every run of name-like words (`names`, `bodies`), what stands around it
//! (`evidence`, `apposition`, `phrase`, `gather`), and what the runs with the same words are (`cluster`, `cast`). Then
//! each mention is taken apart (`mention`) and led to a member (`resolve`): by its name, by a description (`describe`)
//! or, for a pronoun (`pronoun`), by salience. What fits nobody stays unresolved.

mod apposition;
mod bodies;
mod cast;
mod cluster;
mod describe;
mod evidence;
mod gather;
mod mention;
mod names;
mod nouns;
mod phrase;
mod pronoun;
mod resolve;
mod salience;
#[cfg(test)]
mod tests;

pub(crate) use cast::Cast;
pub(crate) use nouns::{is_audience, is_person, is_writing};
pub(crate) use resolve::{Asked, Resolver};
