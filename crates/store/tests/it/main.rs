//! The record's tests: the suite for each of its homes, and what only files can show.

#![expect(clippy::unwrap_used, reason = "a test that can't be set up has failed")]

mod changes;
mod files;
mod order;

mod in_memory {
    use onrecord_store::{SqliteStore, conformance::Fresh};

    pub(crate) fn fresh() -> Fresh {
        Fresh { store: Box::new(SqliteStore::in_memory().unwrap()), home: Box::new(()) }
    }

    onrecord_store::store_suite!(fresh);
}

mod in_a_file {
    use onrecord_store::{SqliteStore, conformance::Fresh};

    fn fresh() -> Fresh {
        let home = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&home.path().join("deep/er/record.sqlite")).unwrap();
        Fresh { store: Box::new(store), home: Box::new(home) }
    }

    onrecord_store::store_suite!(fresh);
}
