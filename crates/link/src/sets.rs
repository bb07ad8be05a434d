//! Disjoint sets whose root is always the least member, so that the result does not depend on the order of joining.

pub(crate) struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    pub(crate) fn new(len: usize) -> Self {
        Self { parent: (0..len).collect() }
    }

    /// The least member of the set of `at`.
    pub(crate) fn root(&mut self, mut at: usize) -> usize {
        while let Some(&up) = self.parent.get(at)
            && up != at
        {
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(at) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    /// Makes one set of the two; false where they were one.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parent.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
        a != b
    }
}
