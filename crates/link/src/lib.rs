//! Stage: claims → threads, origins, relations.
//!
//! Per document, [`Link`] reads what each claim speaks about (its slots) and sketches the text. When the frontier is
//! empty, [`weave`] reads the whole record and puts the claims that speak about the same thing into threads: with what
//! holds between them, and with the origins that their articles go back to. The result depends on what is in the record
//! only, not on the order or the number of runs in which it came.
//!
//! What is told without a figure is threaded by the words of its clause: in one story (`story.rs`), words that tell the same
//! deed (`deed.rs`) count as one.
//!
//! A false contradiction is the worst that can come out of here. So two figures are compared only behind one gate
//! (`gate.rs`), and what it refuses leaves a finding that says why.

mod charge;
mod cluster;
mod context;
mod credit;
pub mod deed;
mod frame;
mod gate;
pub mod linkage;
mod object;
mod once;
mod origin;
mod party;
mod place;
mod predicate;
mod quotation;
mod relation;
mod sets;
mod sketch;
mod slot;
mod sources;
mod spelling;
pub mod story;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unit;
mod weave;
mod wording;
mod words;

use onrecord_model::{Thread, Work};
use onrecord_pipeline::{Stop, Transform};
use onrecord_store::{Store, StoreError};

use crate::sketch::Sketch;

pub use weave::Weaver;

/// What can be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Share of the shorter text (0 to 1) from which two articles have one origin.
    pub copy_similarity: f64,
    /// The same, where one credits the other, or both the same agency.
    pub credited_similarity: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { copy_similarity: 0.6, credited_similarity: 0.2 }
    }
}

/// The stage that passes over each document: adds each claim's slots and the article's sketch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Link;

impl Transform for Link {
    fn name(&self) -> &'static str {
        "link"
    }

    fn apply(&self, work: &mut Work) -> Result<(), Stop> {
        if let Some(article) = &mut work.article {
            let slots = slot::slots(article);
            for (claim, slots) in article.claims.iter_mut().zip(slots) {
                claim.slots = slots;
            }
            article.sketch = Sketch::new(article).kept();
        }
        Ok(())
    }
}

/// The threads of the whole record, by id.
///
/// # Errors
/// When the record can't be read.
pub fn weave(store: &dyn Store, options: &Options) -> Result<Vec<Thread>, StoreError> {
    let mut weaver = Weaver::new();
    for id in store.article_ids()? {
        if let Some(article) = store.article(&id)? {
            weaver.add(&article);
        }
    }
    Ok(weaver.finish(options))
}
