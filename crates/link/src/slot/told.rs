//! What somebody is said to have told without a figure, where no table knows the verb: the words alone tell it.

use std::sync::Arc;

use onrecord_model::Stance;

use super::Statement;
use super::clause::Scope;
use super::reader::Reader;
use crate::deed::deed;
use crate::frame::{Frame, Term, TermKind};
use crate::predicate;
use crate::words::Word;

/// Fewer words than that ("it was a mistake") are said of many things.
const LEAST: usize = 4;

/// More words than that are compared with no others.
const MOST: usize = 40;

impl Reader<'_> {
    /// The claim as one that tells a deed, its words under the names of their deeds.
    pub(super) fn telling(&self) -> Option<Statement> {
        let says =
            matches!(self.claim.stance, Stance::Asserts | Stance::Confirms) && self.claim.cue.is_some();
        if !says || !self.claim.quantities.is_empty() {
            return None;
        }
        let mut terms = self.terms((0, self.words.len()), &Scope::default());
        let tells = |term: &&Term| matches!(term.kind, TermKind::Core | TermKind::Around);
        let done = terms.iter().filter(tells).find_map(|term| deed(&term.written))?;
        if !(LEAST..=MOST).contains(&terms.len()) {
            return None;
        }
        for term in terms.iter_mut().filter(|term| tells(&&**term)) {
            if let Some(deed) = deed(&term.written) {
                deed.clone_into(&mut term.text);
            }
        }
        terms.extend(self.words.windows(2).any(is_negation).then(|| Term::of_class("not", "not")));
        let mut statement = self.statement(None, Some(&predicate::TOLD), None, None);
        statement.slot.predicate = Some(done);
        statement.frame = Frame::new(terms, self.own_names(), Arc::default());
        statement.context = Box::default();
        Some(statement)
    }
}

/// Whether the second of two words negates, where it is not "not" or "no" itself: "hadn't", "and nobody".
fn is_negation(pair: &[Word]) -> bool {
    const NEGATIONS: &[&str] = &["cannot", "nobody", "none", "nothing", "neither", "nor"];
    let [before, word] = pair else { return false };
    NEGATIONS.contains(&word.text.as_str()) || word.text == "t" && before.text.ends_with('n')
}
