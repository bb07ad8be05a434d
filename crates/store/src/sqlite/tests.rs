//! What only the inside shows: plans of the hot statements, views, full-text search in step.

use onrecord_model::Work;
use rusqlite::Connection;

use super::{SqliteStore, query, read, rulings};
use crate::{Query, Store as _, conformance};

fn plan(db: &Connection, sql: &str) -> String {
    let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let values = vec![rusqlite::types::Null; statement.parameter_count()];
    let lines =
        statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3)).unwrap();
    lines.map(|line| line.unwrap() + "\n").collect()
}

#[test]
fn statements_that_name_a_row_use_an_index() {
    let store = SqliteStore::in_memory().unwrap();
    let statements = [
        read::PENDING,
        read::JOBS,
        read::ISSUES,
        read::TALLY,
        read::LAST_RETRIEVAL,
        read::FIRST_RETRIEVAL,
        read::ARTICLE,
        read::CLAIMS_OF,
        read::CLAIM,
        read::THREAD,
        read::THREADS_OF_RUN,
        rulings::RULING,
        rulings::SUPERSEDED_BY,
        "SELECT form FROM thread_forms WHERE sha256 = ?1",
        "DELETE FROM run_threads WHERE run_id = ?1",
        "SELECT id FROM runs WHERE config_sha256 = ?1 AND ended IS NULL ORDER BY number DESC LIMIT 1",
        "SELECT id FROM articles WHERE url = ?1 AND snapshot_sha256 = ?2",
        "SELECT max(search_row) FROM claims",
        "DELETE FROM claims WHERE article_id = ?1",
        "DELETE FROM findings WHERE claim_id = ?1",
        "DELETE FROM relations WHERE to_claim_id = ?1",
        "DELETE FROM thread_claims WHERE claim_id = ?1",
        "DELETE FROM origin_articles WHERE article_id = ?1",
        "UPDATE jobs SET article_id = ?2 WHERE article_id = ?1",
    ];
    for sql in statements {
        let plan = plan(&store.db, sql);
        assert!(!plan.contains("SCAN"), "{sql}\n{plan}");
    }
}

#[test]
fn lists_come_in_order_without_sorting() {
    let store = SqliteStore::in_memory().unwrap();
    let by_number = Query { number: Some(45.0), ..Query::default() };
    let statements = [
        read::LAST_RUN.to_owned(),
        read::LAST_RETRIEVAL.to_owned(),
        read::FIRST_RETRIEVAL.to_owned(),
        read::ARTICLE_IDS.to_owned(),
        read::RUNS.to_owned(),
        read::THREADS_OF_RUN.to_owned(),
        rulings::RULINGS.to_owned(),
        read::CLAIMS_OF.to_owned(),
        query::claims_filter(&Query::default()).sql,
        query::claims_filter(&by_number).sql,
        query::threads_filter(&Query::default()).sql,
        query::threads_filter(&by_number).sql,
    ];
    for sql in statements {
        let plan = plan(&store.db, &sql);
        assert!(!plan.contains("TEMP B-TREE FOR ORDER BY"), "{sql}\n{plan}");
    }
}

#[test]
fn searches_read_the_full_text_index() {
    let store = SqliteStore::in_memory().unwrap();
    let words = Query { words: Some("drones".to_owned()), ..Query::default() };
    let statements = [
        query::CLAIM_HITS,
        query::ARTICLE_HITS,
        &query::claims_filter(&words).sql,
        &query::threads_filter(&words).sql,
    ];
    for sql in statements {
        let plan = plan(&store.db, sql);
        assert!(
            plan.contains("_search VIRTUAL TABLE INDEX") || plan.contains("f VIRTUAL TABLE INDEX"),
            "{plan}"
        );
        assert!(!plan.contains("SCAN a\n") && !plan.contains("SCAN c\n"), "{sql}\n{plan}");
    }
}

fn filled() -> SqliteStore {
    let mut store = SqliteStore::in_memory().unwrap();
    let moment = onrecord_model::Moment::parse("2025-07-24").unwrap();
    let said = [
        ("Umerov", "the goal is peace", None),
        ("Medinsky", "1,200 prisoners", Some(("1,200 prisoners", 1200.0, None))),
    ];
    for round in 0..2 {
        let run = store.begin(&onrecord_model::Digest::of(b""), &[], &moment).unwrap().id;
        let works: Vec<Work> = (0..4)
            .map(|i| {
                conformance::page(
                    &format!("https://a.test/{i}"),
                    Some("2025-07-23"),
                    &said[..=((i + round) % 2)],
                )
            })
            .collect();
        store.commit(&run, &works).unwrap();
        store.finish(&run, &moment).unwrap();
    }
    store
}

#[test]
fn every_view_can_be_read() {
    let store = filled();
    let mut views = store.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").unwrap();
    let views: Vec<String> = views.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(views.len() >= 10, "{views:?}");
    let count = |sql: String| store.db.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap();
    for view in &views {
        count(format!("SELECT count(*) FROM (SELECT * FROM {view})"));
    }
    assert_eq!(count("SELECT count(*) FROM who_said_what".to_owned()), 12);
    assert_eq!(count("SELECT count(*) FROM numbers WHERE value = 1200".to_owned()), 4);
    assert_eq!(count("SELECT sum(done) FROM run_tallies".to_owned()), 8);
}

#[test]
fn the_record_is_sound_and_search_in_step() {
    let store = filled();
    store.db.execute("DELETE FROM articles WHERE url LIKE '%/1'", []).unwrap();
    let broken: i64 =
        store.db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0);
    store.db.execute_batch("VACUUM").unwrap();
    for table in ["claims_search", "articles_search"] {
        let check = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
        store.db.execute(&check, []).unwrap();
    }
}

#[test]
fn nobody_changes_a_ruling() {
    let mut store = SqliteStore::in_memory().unwrap();
    let works = [conformance::page("https://a.test/1", None, &[("Umerov", "the goal is peace", None)])];
    let ruling = conformance::ruling(&conformance::thread("one", &works), "False", None);
    store.rule(&ruling).unwrap();
    let copy = "INSERT OR REPLACE INTO rulings SELECT id, number, thread_id, claim_id, 'True', reasons, person, evidence,
                made, supersedes, after_run_id, message FROM rulings";
    for tamper in ["UPDATE rulings SET verdict = 'True'", "DELETE FROM rulings", copy] {
        let error = store.db.execute(tamper, []).unwrap_err().to_string();
        assert!(error.contains("record one that supersedes it"), "{tamper}: {error}");
    }
    assert_eq!(store.rulings().unwrap(), [ruling]);

    store.db.execute_batch("DROP TRIGGER rulings_never_change").unwrap();
    let forge = "UPDATE rulings SET message = replace(message, 'False', 'True')";
    store.db.execute(forge, []).unwrap();
    assert!(matches!(store.rulings(), Err(crate::StoreError::Tampered { .. })));
}

#[test]
fn a_record_of_the_first_version_is_brought_to_this_one() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("record.sqlite");
    let db = Connection::open(&path).unwrap();
    db.execute_batch(include_str!("../../migrations/0001_record.sql")).unwrap();
    db.execute_batch(
        "PRAGMA user_version = 1;
         INSERT INTO runs VALUES ('run_0123456789abcdef', 1, hex(zeroblob(32)), '2025-07-24', '2025-07-24')",
    )
    .unwrap();
    drop(db);
    let store = SqliteStore::open_readonly(&path).unwrap();
    let runs = store.runs().unwrap();
    assert_eq!((runs.len(), runs[0].threads), (1, None));
    assert_eq!(store.threads_of_run(&runs[0].id).unwrap(), []);
    assert_eq!(store.rulings().unwrap(), []);
}
