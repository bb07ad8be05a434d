//! What a feed, a folder or a file of lines lists.

use std::collections::BTreeSet;

use onrecord_model::Request;

/// Requests in their order, each once, and what could not be made one.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    seen: BTreeSet<Request>,
    requests: Vec<Request>,
    /// Code and message of each.
    pub(crate) notes: Vec<(&'static str, String)>,
}

impl Listing {
    pub(crate) fn push(&mut self, request: Request) {
        if self.seen.insert(request.clone()) {
            self.requests.push(request);
        }
    }

    pub(crate) fn note(&mut self, code: &'static str, message: String) {
        self.notes.push((code, message));
    }

    pub(crate) fn into_requests(self) -> Vec<Request> {
        self.requests
    }
}
