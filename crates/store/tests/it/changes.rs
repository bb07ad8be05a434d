//! What became of claims between two forms of a page, and what changed between two runs.

use onrecord_model::{Digest, Moment, RelationKind, RunId, Thread, ThreadId, Work};
use onrecord_store::{
    ChangeKind, Changes, Diff, Rulings, SqliteStore, Store as _, ThreadDiffKind,
    conformance::{Said, page, ruling, thread},
};

const URL: &str = "https://a.test/strike";

fn four<'a>() -> Said<'a> {
    ("The governor", "4 people were killed in Dobrovka", Some(("4 people", 4.0, None)))
}

fn seven<'a>() -> Said<'a> {
    ("The governor", "7 people were killed in Dobrovka", Some(("7 people", 7.0, None)))
}

/// Commits `works` and leaves `threads` in a run of its own.
fn run(store: &mut SqliteStore, works: &[Work], threads: &[Thread]) -> RunId {
    let noon = Moment::parse("2025-07-24T12:00:00Z").unwrap();
    let run = store.begin(&Digest::of(b"config"), &[], &noon).unwrap().id;
    store.commit(&run, works).unwrap();
    store.replace_threads(&run, threads).unwrap();
    store.finish(&run, &noon).unwrap();
    run
}

/// What becomes of the first claim of `old` when the page says `new` in the next run.
fn becomes(old: &[Said<'_>], new: &[Said<'_>]) -> Option<(ChangeKind, String)> {
    let mut store = SqliteStore::in_memory().unwrap();
    let (old, new) = (page(URL, None, old), page(URL, None, new));
    run(&mut store, std::slice::from_ref(&old), &[]);
    run(&mut store, &[new], &[]);
    let changes = Changes::load(&store).unwrap();
    let first = &old.article.unwrap().claims[0].id;
    changes.of(first).map(|change| {
        assert_eq!(change.since, 2);
        (change.kind, change.says.clone())
    })
}

#[test]
fn each_way_to_change_is_told() {
    let mayor: Said<'_> = ("The mayor", "4 people were killed in Dobrovka", Some(("4 people", 4.0, None)));
    let other: Said<'_> = ("The governor", "trains will run again on Monday", None);
    let near: Said<'_> = ("The governor", "4 people were wounded in Dobrovka", Some(("4 people", 4.0, None)));
    let says = |kind, says: &str| Some((kind, says.to_owned()));
    assert_eq!(
        becomes(&[four()], &[other, seven()]),
        says(ChangeKind::Figure, "The page now gives “7 people”, where it gave “4 people”.")
    );
    assert_eq!(
        becomes(&[four()], &[mayor]),
        says(
            ChangeKind::Speaker,
            "The page now has The mayor say “4 people were killed in Dobrovka”, where it had The governor say \
             “4 people were killed in Dobrovka”."
        )
    );
    assert_eq!(
        becomes(&[four()], &[near]),
        says(
            ChangeKind::Words,
            "The page now reads “4 people were wounded in Dobrovka”, where it read “4 people were killed in Dobrovka”."
        )
    );
    assert_eq!(
        becomes(&[four()], &[other]),
        says(ChangeKind::Gone, "The page no longer has The governor say “4 people were killed in Dobrovka”.")
    );
}

#[test]
fn what_still_stands_on_the_page_has_not_changed() {
    let mayor: Said<'_> = ("The mayor", "the road is closed", None);
    assert_eq!(becomes(&[four(), mayor], &[mayor, four()]), None, "moved");
    // The words stand in the text, though no claim is made of them any more: that is how the page is read.
    let longer: Said<'_> = ("The mayor", "The governor told him that 4 people were killed in Dobrovka", None);
    assert_eq!(becomes(&[four()], &[longer]), None);
    assert_eq!(becomes(&[four(), four()], &[four()]), None, "one of two copies went");
}

#[test]
fn strangers_under_one_url_are_not_forms_of_one_page() {
    let mut store = SqliteStore::in_memory().unwrap();
    let mut works = vec![page(URL, None, &[four()]), page(URL, None, &[seven()])];
    works[1].request = onrecord_model::Request::File("another line".to_owned());
    run(&mut store, &works, &[]);
    assert_eq!(Changes::load(&store).unwrap().all(), []);
}

#[test]
fn two_runs_are_compared() {
    let mut store = SqliteStore::in_memory().unwrap();
    let kept = page("https://a.test/road", Some("2025-07-23"), &[("The mayor", "the road is closed", None)]);
    let before = page(URL, Some("2025-07-23"), &[four()]);
    let mut after = page(URL, Some("2025-07-23"), &[seven()]);
    after.article.as_mut().unwrap().source.modified = Moment::parse("2025-07-24").ok();
    let new = page("https://a.test/new", Some("2025-07-24"), &[("The mayor", "the bridge is open", None)]);
    let (road, toll) =
        (thread("road", std::slice::from_ref(&kept)), thread("toll", std::slice::from_ref(&before)));
    let first = run(&mut store, &[kept.clone(), before.clone()], &[road.clone(), toll.clone()]);
    let mut grown = thread("toll, another id", &[before.clone(), after.clone()]);
    grown.relations[0].kind = RelationKind::Contradicts;
    let second = run(&mut store, &[kept.clone(), after.clone(), new.clone()], &[road.clone(), grown.clone()]);
    let third = run(&mut store, &[kept], &[road.clone(), grown.clone()]);
    let runs = store.runs().unwrap();
    assert_eq!(runs.iter().map(|run| run.id.clone()).collect::<Vec<_>>(), [first, second, third]);

    let diff = Diff::of(&store, &runs[0], &runs[1]).unwrap();
    let [changed] = &diff.threads[..] else { panic!("{:?}", diff.threads) };
    assert_eq!(
        (changed.kind, &changed.id, &changed.was),
        (ThreadDiffKind::Changed, &grown.id, &Some(toll.id))
    );
    assert_eq!(changed.new.claims, grown.claims[1..]);
    assert_eq!(changed.new.relations, grown.relations);
    let claims: Vec<_> = diff
        .claims
        .iter()
        .map(|diff| (diff.claim.content.as_str(), diff.change.as_ref().map(|c| c.kind)))
        .collect();
    assert_eq!(
        claims,
        [("4 people were killed in Dobrovka", Some(ChangeKind::Figure)), ("the bridge is open", None)]
    );
    assert!(diff.read_anew.is_empty() && diff.rulings.is_empty());
    assert!(Diff::of(&store, &runs[1], &runs[2]).unwrap().is_empty(), "the same again");
    let whole = Diff::of(&store, &runs[0], &runs[2]).unwrap();
    assert_eq!((whole.threads, whole.claims), (diff.threads, diff.claims));
}

#[test]
fn what_was_only_read_anew_is_no_news() {
    let mut store = SqliteStore::in_memory().unwrap();
    let work = page(URL, None, &[four(), ("The mayor", "the road is closed", None)]);
    run(&mut store, std::slice::from_ref(&work), &[]);
    let mut anew = work.clone();
    anew.article.as_mut().unwrap().claims.truncate(1);
    run(&mut store, &[anew], &[]);
    let runs = store.runs().unwrap();
    let diff = Diff::of(&store, &runs[0], &runs[1]).unwrap();
    assert_eq!(diff.read_anew, [work.article.unwrap().id]);
    assert!(diff.claims.is_empty());
}

#[test]
fn a_ruling_follows_its_claims_when_its_thread_gets_another_id() {
    let works =
        [page(URL, None, &[four()]), page("https://a.test/2", None, &[("The mayor", "so it is", None)])];
    let seen = thread("toll", &works[..1]);
    let grown = Thread { id: ThreadId::of(&["grown"]), ..thread("toll", &works) };
    let other = thread("other", &works[1..]);
    let one = ruling(&seen, "False", None);
    let placed = Rulings::of(vec![one.clone()], &[other.clone(), grown.clone()], &[]);
    assert_eq!(placed.on(&grown.id).collect::<Vec<_>>(), [&one]);
    let adrift = Rulings::of(vec![one.clone()], &[other], &[]);
    assert_eq!(adrift.adrift().collect::<Vec<_>>(), [&one]);
    let later = ruling(&seen, "True", Some(&one));
    let placed = Rulings::of(vec![one.clone(), later.clone()], &[seen, grown], &[]);
    assert_eq!(placed.on(&one.thread).count(), 2, "its own thread is still there");
    assert_eq!((placed.superseded_by(&one.id), placed.superseded_by(&later.id)), (Some(&later.id), None));
}

#[test]
fn a_ruling_is_outdated_by_what_changed_after_it() {
    let mut store = SqliteStore::in_memory().unwrap();
    let [old, new] = [four(), seven()].map(|said| page(URL, None, &[said]));
    let toll = thread("toll", std::slice::from_ref(&old));
    let first = run(&mut store, std::slice::from_ref(&old), std::slice::from_ref(&toll));
    let mut before = ruling(&toll, "True", None);
    before.after = Some(first);
    before.id = before.proper_id();
    store.rule(&before).unwrap();
    let second = run(&mut store, &[new], std::slice::from_ref(&toll));
    let mut after = onrecord_model::Ruling { after: Some(second), ..ruling(&toll, "False", Some(&before)) };
    after.id = after.proper_id();
    store.rule(&after).unwrap();
    let changes = Changes::load(&store).unwrap();
    let rulings = Rulings::load(&store, &[toll]).unwrap();
    let outdated = |ruling| rulings.outdated_by(ruling, &changes).count();
    assert_eq!((outdated(&before), outdated(&after)), (1, 0));
    let runs = store.runs().unwrap();
    assert_eq!(Diff::of(&store, &runs[0], &runs[1]).unwrap().rulings, [before]);
}
