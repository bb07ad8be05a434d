//! Things that are kept once, however often they are told: a record of a million claims has a few thousand speakers and
//! some ten thousand words.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct Once<T: ?Sized>(HashSet<Arc<T>>);

impl<T: ?Sized> Default for Once<T> {
    fn default() -> Self {
        Self(HashSet::new())
    }
}

impl<T: ?Sized + Eq + Hash> Once<T> {
    /// Puts the one that is kept in the place of an equal one.
    pub(crate) fn share(&mut self, thing: &mut Arc<T>) {
        if let Some(kept) = self.0.get(&**thing) {
            *thing = Arc::clone(kept);
        } else {
            self.0.insert(Arc::clone(thing));
        }
    }
}
