//! What every backend of the record has to hold to, as one suite. [`store_suite!`](crate::store_suite) makes a test
//! of each case; each begins with records that [`Fresh`] says are empty.

use std::{any::Any, error::Error, fmt::Write as _};

use onrecord_model::{
    Article, ArticleId, Block, BlockKind, Body, Bound, Claim, ClaimId, ClaimRef, Content, Cue, Digest,
    Evidence, Excerpt, Finding, FindingKind, Issue, Mode, Moment, Origin, OriginId, Outcome, Quantity,
    Reason, Relation, RelationKind, Request, ResolvedBy, Ruling, RulingId, RunId, Slot, Snapshot, Source,
    Span, Speaker, SpeakerKind, Stance, Thread, ThreadId, Whole, Work,
};

use crate::{Query, Store, StoreError};

/// An empty record, and what has to outlive it.
pub struct Fresh {
    /// The record.
    pub store: Box<dyn Store>,
    /// Its folder, say; dropped after the record.
    pub home: Box<dyn Any>,
}

/// Whether a case holds.
pub type Checked = Result<(), Box<dyn Error>>;

/// Makes one test for each case of the suite, each with the empty records that `$fresh` (a `fn() -> Fresh`) makes.
#[macro_export]
macro_rules! store_suite {
    ($fresh:expr) => {
        $crate::store_suite! { $fresh =>
            begins_continues_and_ends_runs, lists_what_was_asked_for, keeps_articles_as_they_are,
            keeps_states_and_reasons, keeps_snapshots, writing_twice_changes_nothing, order_makes_no_difference,
            keeps_all_or_nothing, keeps_one_form_of_an_article, replaces_what_older_rules_made,
            keeps_both_forms_of_a_changed_page, refuses_what_it_could_not_read_back, asks_for_claims,
            orders_claims_by_publication, keeps_threads, keeps_what_each_run_left, tells_how_articles_were_read,
            lists_pages_of_several_forms, keeps_rulings, searches, bears_any_words
        }
    };
    ($fresh:expr => $($case:ident),*) => {$(
        #[test]
        fn $case() {
            $crate::conformance::$case($fresh).unwrap();
        }
    )*};
}

// Samples.

/// What somebody says in a sample, with its number: the words, the value, and the whole of which it is a part.
pub type Said<'a> = (&'a str, &'a str, Option<(&'a str, f64, Option<f64>)>);

/// A job that is done: a page of `said`, published as told.
pub fn page(url: &str, published: Option<&str>, said: &[Said<'_>]) -> Work {
    let mut work = Work::new(Request::Url(url.to_owned()));
    let html = format!("<html>{said:?}</html>").into_bytes();
    let mut snapshot = Snapshot::of(url, html);
    snapshot.final_url = Some(format!("{url}?final"));
    snapshot.status = Some(200);
    snapshot.fetched_at = Moment::parse("2025-07-24T10:00:00Z").ok();
    snapshot.media_type = Some("text/html; charset=utf-8".to_owned());
    snapshot.headers.insert("etag".to_owned(), format!("\"{url}\""));
    work.article = Some(article(&snapshot, published, said));
    work.snapshot = Some(snapshot);
    work.outcome = Some(Outcome::Done);
    work.note("extract", "date_guessed", "the date was taken from the URL");
    work
}

fn article(snapshot: &Snapshot, published: Option<&str>, said: &[Said<'_>]) -> Article {
    let sha256 = snapshot.sha256.clone();
    let id = ArticleId::of(&[&snapshot.url, sha256.as_ref().map_or("", Digest::as_str), "1"]);
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (speaker, says, _) in said {
        let start = text.len();
        writeln!(text, "{speaker} said {says}.").expect("a string takes everything");
        let span = Span::new(&text, start..text.len() - 1).expect("whole sentences");
        blocks.push(Block { kind: BlockKind::Paragraph, span });
    }
    let claims = said.iter().zip(&blocks).map(|(said, block)| claim(&id, &text, block.span, *said)).collect();
    let source = Source {
        url: snapshot.url.clone(),
        canonical_url: snapshot.final_url.clone(),
        outlet: Some("Щоденна Gazette".to_owned()),
        title: Some("What they said".to_owned()),
        authors: vec!["A. Writer".to_owned(), "Agency".to_owned()],
        published: published.and_then(|published| Moment::parse(published).ok()),
        modified: None,
        language: Some("en".to_owned()),
        fetched_at: snapshot.fetched_at.clone(),
        sha256,
    };
    Article { id, source, text, blocks, claims, sketch: vec![0, 7, u32::MAX] }
}

fn claim(article: &ArticleId, text: &str, sentence: Span, (name, says, number): Said<'_>) -> Claim {
    let start = sentence.start();
    let cue = start + name.len() + 1;
    let content = cue + "said ".len();
    let span = |range| Span::new(text, range).expect("parts of the sentence");
    let quantities = number.into_iter().map(|(words, value, of)| {
        let at = content + says.find(words).expect("the words of the number");
        let over = words.starts_with("over");
        Quantity {
            span: span(at..at + words.len()),
            text: words.to_owned(),
            value,
            low: Some(value),
            high: (!over).then_some(value),
            precision: None,
            bound: if over { Bound::Over } else { Bound::Exact },
            unit: "count".to_owned(),
            object: words.split(' ').next_back().map(str::to_owned),
            of: of.map(|value| Whole { value, object: None, predicate: None }),
            predicate: None,
            trend: None,
        }
    });
    let content = Content::new(text, vec![span(content..content + says.len())]).expect("the content");
    Claim {
        id: ClaimId::of(&[article.as_str(), &start.to_string()]),
        speaker: Speaker {
            mention: Excerpt::new(text, start..start + name.len()).ok(),
            name: Some(name.to_owned()),
            kind: SpeakerKind::Person,
            role: None,
            affiliation: Some("Ukraine".to_owned()),
            resolved_by: ResolvedBy::Named,
        },
        cue: Cue::new(text, vec![span(cue..cue + "said".len())], "say").ok(),
        content,
        mode: Mode::Indirect,
        stance: Stance::Asserts,
        negated: false,
        hedges: vec!["reportedly".to_owned()],
        inside: None,
        target: None,
        quantities: quantities.collect(),
        times: Vec::new(),
        places: Vec::new(),
        sentence,
        confidence: 0.1 + 0.2,
        slots: Vec::new(),
        findings: vec![Finding {
            kind: FindingKind::Arithmetic,
            claims: Vec::new(),
            says: "The parts do not make the whole.".to_owned(),
            evidence: vec![Evidence::Claim(ClaimId::of(&["any"]))],
        }],
    }
}

/// Three pages with what the cases ask for.
fn pages() -> Vec<Work> {
    vec![
        page(
            "https://a.test/1",
            Some("2025-07-23T21:04:00+03:00"),
            &[
                ("Олена Їжак", "45 of 71 drones were downed", Some(("45 of 71 drones", 45.0, Some(71.0)))),
                (
                    "Medinsky",
                    "over 19,000 children were taken",
                    Some(("over 19,000 children", 19_000.0, None)),
                ),
            ],
        ),
        page("https://a.test/2", Some("2025-07-24"), &[("Umerov", "the goal is \"peace\"", None)]),
        page("https://a.test/3", None, &[("Two officials", "drones flew over Łódź", None)]),
    ]
}

/// One thread of all claims of `works`.
pub fn thread(title: &str, works: &[Work]) -> Thread {
    let articles = || works.iter().filter_map(|work| work.article.as_ref());
    let claims: Vec<ClaimRef> = articles()
        .flat_map(|article| article.claims.iter().map(move |claim| (article, claim)))
        .map(|(article, claim)| ClaimRef {
            id: claim.id.clone(),
            article: article.id.clone(),
            speaker: claim.speaker.name.clone(),
            outlet: article.source.outlet.clone(),
            url: article.source.url.clone(),
            published: article.source.published.clone(),
            stance: claim.stance,
            content: claim.content.text.clone(),
            quantity: claim.quantities.first().cloned(),
        })
        .collect();
    let relations = claims.windows(2).map(|pair| Relation {
        from: pair[1].id.clone(),
        to: pair[0].id.clone(),
        kind: RelationKind::Contradicts,
        why: "both can't be so".to_owned(),
    });
    Thread {
        id: ThreadId::of(&[title]),
        slot: Slot {
            actor: Some("russia".to_owned()),
            from: Some(jiff::civil::date(2025, 7, 22)),
            ..Slot::default()
        },
        title: title.to_owned(),
        relations: relations.collect(),
        origins: vec![Origin {
            id: OriginId::of(&[title]),
            articles: articles().map(|article| article.id.clone()).collect(),
            why: "the same words".to_owned(),
        }],
        findings: vec![Finding {
            kind: FindingKind::Origins,
            claims: claims.iter().map(|claim| claim.id.clone()).collect(),
            says: "One origin carries it.".to_owned(),
            evidence: vec![Evidence::Origin(OriginId::of(&[title]))],
        }],
        claims,
    }
}

fn config() -> Digest {
    Digest::of(b"config")
}

fn noon() -> Moment {
    Moment::from(jiff::civil::date(2025, 7, 24))
}

fn begin(store: &mut dyn Store) -> Result<RunId, StoreError> {
    Ok(store.begin(&config(), &[], &noon())?.id)
}

fn ended(request: Request, outcome: Outcome) -> Work {
    Work { outcome: Some(outcome), ..Work::new(request) }
}

fn url(text: &str) -> Request {
    Request::Url(text.to_owned())
}

/// Everything that a record tells, as one text.
pub fn dump(store: &dyn Store, run: &RunId) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    writeln!(out, "{:#?}", (store.last_run()?, store.pending(run)?, store.jobs(run)?, store.tally(run)?))?;
    for id in store.article_ids()? {
        let article = store.article(&id)?.ok_or("an article that is listed")?;
        let snapshot = article.source.sha256.as_ref().map(|sha256| store.snapshot(sha256)).transpose()?;
        writeln!(out, "{:#?}", (snapshot, store.last_snapshot(&article.source.url)?, article))?;
    }
    let query = Query::default();
    writeln!(out, "{:#?}", (store.claims(&query)?, store.threads(&query)?))?;
    for words in ["drones", "said", "what they said", "alpha beta"] {
        writeln!(out, "{words}: {:#?}", store.search(words, 1000)?)?;
    }
    Ok(out)
}

// Cases.

/// A run goes on until it is finished; then the next is a new one.
pub fn begins_continues_and_ends_runs(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    assert_eq!(store.last_run()?, None);
    let first = store.begin(&config(), &[url("b"), url("a")], &noon())?;
    assert!(!first.resumed);
    store.commit(&first.id, &[ended(url("b"), failed())])?;
    let again = store.begin(&config(), &[url("b"), url("a")], &noon())?;
    assert_eq!((again.id.clone(), again.resumed), (first.id.clone(), true));
    assert_eq!(store.pending(&first.id)?, [url("a")], "what failed is not tried again");

    let other = store.begin(&Digest::of(b"other"), &[], &noon())?;
    assert!(!other.resumed);
    assert_eq!(store.last_run()?, Some(other.id.clone()));
    assert!(store.begin(&config(), &[], &noon())?.resumed);

    store.finish(&first.id, &noon())?;
    let second = store.begin(&config(), &[url("b")], &noon())?;
    assert!(!second.resumed);
    assert_ne!(second.id, first.id);
    assert_eq!(store.pending(&second.id)?, [url("b")]);
    assert_eq!(store.last_run()?, Some(second.id));

    let unknown = RunId::of(&["unknown"]);
    assert!(matches!(store.finish(&unknown, &noon()), Err(StoreError::NoRun { run }) if run == unknown));
    assert!(matches!(store.commit(&unknown, &[]), Err(StoreError::NoRun { .. })));
    Ok(())
}

fn failed() -> Outcome {
    let reason = Reason { stage: "fetch".into(), code: "http_404".into(), message: "not found".into() };
    Outcome::Failed(reason)
}

/// Seeds keep their order; what jobs list comes once, from wherever it is listed.
pub fn lists_what_was_asked_for(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let feeds = [Request::Feed("z".to_owned()), Request::Feed("y".to_owned())];
    let seeds = [feeds[0].clone(), url("seed"), feeds[1].clone(), url("seed")];
    let run = store.begin(&config(), &seeds, &noon())?.id;
    assert_eq!(store.pending(&run)?, [feeds[0].clone(), url("seed"), feeds[1].clone()]);

    let mut expanded: Vec<Work> =
        feeds.iter().map(|feed| ended(feed.clone(), Outcome::Expanded { listed: 3 })).collect();
    expanded[0].discovered = vec![url("both"), url("seed"), url("of z")];
    expanded[1].discovered = vec![url("of y"), url("both")];
    store.commit(&run, &expanded)?;
    assert_eq!(store.pending(&run)?, [url("seed"), url("of y"), url("both"), url("of z")]);

    store.commit(&run, &[ended(url("both"), Outcome::Done), ended(url("from outside"), Outcome::Done)])?;
    store.commit(&run, &expanded)?;
    assert_eq!(store.pending(&run)?, [url("seed"), url("of y"), url("of z")], "what ended stays ended");
    let listed: Vec<_> =
        store.jobs(&run)?.into_iter().map(|job| (job.request.label(), job.listed_by)).collect();
    let want = [
        ("both", Some("y")),
        ("from outside", None),
        ("of y", Some("y")),
        ("of z", Some("z")),
        ("seed", None),
        ("y", None),
        ("z", None),
    ];
    assert_eq!(listed, want.map(|(label, by)| (label.to_owned(), by.map(str::to_owned))));
    let tally = store.tally(&run)?;
    assert_eq!((tally.done, tally.expanded, tally.pending, tally.inputs()), (2, 2, 3, 5));
    Ok(())
}

/// Articles, claims and jobs come back equal.
pub fn keeps_articles_as_they_are(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    let works = pages();
    store.commit(&run, &works)?;
    let mut ids = Vec::new();
    for work in &works {
        let article = work.article.as_ref().ok_or("a page has one")?;
        assert_eq!(store.article(&article.id)?.as_ref(), Some(article));
        for claim in &article.claims {
            let filed = store.claim(&claim.id)?.ok_or("every claim is filed")?;
            assert_eq!((&filed.claim, &filed.article, &filed.source), (claim, &article.id, &article.source));
        }
        ids.push(article.id.clone());
    }
    ids.sort();
    assert_eq!(store.article_ids()?, ids);
    assert_eq!(store.article(&ArticleId::of(&["none"]))?, None);
    assert_eq!(store.claim(&ClaimId::of(&["none"]))?, None);
    let jobs = store.jobs(&run)?;
    assert_eq!(jobs.len(), 3);
    assert_eq!(jobs[0].article, works[0].article.as_ref().map(|article| article.id.clone()));
    assert_eq!((jobs[0].outcome.as_ref(), &jobs[0].issues), (works[0].outcome.as_ref(), &works[0].issues));
    Ok(())
}

/// Every way to end comes back, with its reason; an article only of a job that is done.
pub fn keeps_states_and_reasons(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    let reason =
        Reason { stage: "fetch".into(), code: "robots".into(), message: "robots.txt forbids it".into() };
    let outcomes = [
        Outcome::Done,
        Outcome::Expanded { listed: 12 },
        Outcome::Skipped(reason.clone()),
        Outcome::Failed(reason),
    ];
    let mut works = Vec::new();
    for (outcome, place) in outcomes.iter().zip(1..) {
        let mut work = page(&format!("https://a.test/{place}"), None, &[("Umerov", "so it is", None)]);
        work.outcome = Some(outcome.clone());
        work.issues.push(Issue {
            stage: "link".into(),
            code: "odd".into(),
            message: format!("issue {place}"),
        });
        works.push(work);
    }
    store.commit(&run, &works)?;
    let jobs = store.jobs(&run)?;
    assert_eq!(jobs.iter().filter_map(|job| job.outcome.clone()).collect::<Vec<_>>(), outcomes);
    for (job, work) in jobs.iter().zip(&works) {
        assert_eq!(job.issues, work.issues);
        assert_eq!(job.article.is_some(), job.outcome == Some(Outcome::Done));
        assert_eq!(store.last_snapshot(&job.request.label())?, work.snapshot, "a snapshot is always kept");
    }
    assert_eq!(store.article_ids()?.len(), 1);
    let tally = store.tally(&run)?;
    assert_eq!((tally.done, tally.skipped, tally.failed, tally.expanded, tally.pending), (1, 1, 1, 1, 0));
    Ok(())
}

/// Bytes come back by URL (the last) and by hash (the first retrieval).
pub fn keeps_snapshots(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    let fetched = |bytes: &[u8], at: &str| {
        let mut work = ended(url("https://a.test/"), failed());
        let mut snapshot = Snapshot::of("https://a.test/", bytes.to_vec());
        snapshot.fetched_at = Moment::parse(at).ok();
        work.snapshot = Some(snapshot);
        work
    };
    let old = fetched(b"\xff\x00 not text", "2025-07-23T23:00:00Z");
    let new = fetched(b"text", "2025-07-24T01:00:00+03:00");
    let newest = fetched(b"\xff\x00 not text", "2025-07-25T00:00:00Z");
    for work in [&newest, &new, &old] {
        store.commit(&run, std::slice::from_ref(work))?;
    }
    assert_eq!(store.last_snapshot("https://a.test/")?, newest.snapshot);
    assert_eq!(store.snapshot(&Digest::of(b"\xff\x00 not text"))?, old.snapshot);
    assert_eq!(store.snapshot(&Digest::of(b"text"))?, new.snapshot);
    assert_eq!(store.snapshot(&Digest::of(b"other"))?, None);
    assert_eq!(store.last_snapshot("https://b.test/")?, None);

    let mut by_hand = ended(url("hand"), Outcome::Done);
    let snapshot = Snapshot { sha256: None, size: None, ..Snapshot::of("hand", b"bare".to_vec()) };
    by_hand.snapshot = Some(snapshot);
    store.commit(&run, &[by_hand])?;
    assert_eq!(
        store.last_snapshot("hand")?,
        Some(Snapshot::of("hand", b"bare".to_vec())),
        "hash and size are added"
    );
    Ok(())
}

/// The same batch again leaves every list as it was.
pub fn writing_twice_changes_nothing(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = store.begin(&config(), &[url("https://a.test/2")], &noon())?.id;
    let mut works = pages();
    works[0].discovered = vec![url("x"), url("https://a.test/2")];
    let threads = [thread("all", &works)];
    store.commit(&run, &works)?;
    store.replace_threads(&run, &threads)?;
    let once = dump(&*store, &run)?;
    store.commit(&run, &works)?;
    assert_eq!(dump(&*store, &run)?, once);
    store.replace_threads(&run, &threads)?;
    assert_eq!(dump(&*store, &run)?, once);
    Ok(())
}

/// Whatever the order of works and the size of batches, the record is the same.
pub fn order_makes_no_difference(fresh: fn() -> Fresh) -> Checked {
    let mut works = pages();
    let mut feed = ended(Request::Feed("feed".to_owned()), Outcome::Expanded { listed: 2 });
    feed.discovered = vec![url("https://a.test/1"), url("https://a.test/2")];
    works.push(feed);
    let turned: Vec<Work> = works.iter().rev().cloned().collect();
    assert_eq!(told(fresh, &works, 4)?, told(fresh, &turned, 1)?);
    Ok(())
}

/// What a record tells after `works` came in batches of `size`.
pub fn told(fresh: fn() -> Fresh, works: &[Work], size: usize) -> Result<String, Box<dyn Error>> {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    for batch in works.chunks(size.max(1)) {
        store.commit(&run, batch)?;
    }
    dump(&*store, &run)
}

/// An unknown run, and nothing of the batch is kept; one bad work, and only that is not.
pub fn keeps_all_or_nothing(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    let [first, second, third] = &pages()[..] else { return Err("three pages".into()) };
    store.commit(&run, std::slice::from_ref(first))?;
    let before = dump(&*store, &run)?;
    let unknown = RunId::of(&["unknown"]);
    assert!(matches!(store.commit(&unknown, std::slice::from_ref(second)), Err(StoreError::NoRun { .. })));
    assert_eq!(dump(&*store, &run)?, before);

    let mut stolen = third.clone();
    let (Some(thief), Some(owner)) = (&mut stolen.article, &first.article) else {
        return Err("pages".into());
    };
    thief.claims[0].id = owner.claims[0].id.clone();
    let thief = thief.id.clone();
    store.commit(&run, &[stolen, second.clone()])?;
    assert_eq!(store.article(&thief)?, None);
    assert!(store.claims(&Query::default())?.iter().all(|filed| filed.article != thief));
    let second = second.article.as_ref().ok_or("a page has one")?;
    assert_eq!(store.article(&second.id)?.as_ref(), Some(second));
    refuses(&*store, &run, &third.request, "the id of another claim")
}

/// Whether a job ended as refused, for a reason with these words, without an article.
fn refuses(store: &dyn Store, run: &RunId, request: &Request, words: &str) -> Checked {
    let jobs = store.jobs(run)?;
    let job = jobs.iter().find(|job| job.request == *request).ok_or("no job")?;
    let Some(Outcome::Failed(reason)) = &job.outcome else { return Err(format!("{job:?}").into()) };
    assert_eq!((&*reason.stage, &*reason.code, &job.article), ("store", "refused", &None));
    assert!(reason.message.contains(words), "{}", reason.message);
    Ok(())
}

/// Two works of one run give one article in two forms: the same stays, whichever comes last. A later run's form does
/// take its place, with no claim of the old one left.
pub fn keeps_one_form_of_an_article(fresh: fn() -> Fresh) -> Checked {
    let short = pages().remove(0);
    let mut long = short.clone();
    long.request = url("the same by another name");
    let Some(article) = &mut long.article else { return Err("a page has one".into()) };
    article.claims.truncate(1);
    article.sketch.clear();
    let forms = [short, long];
    let [one, two] = [[&forms[0], &forms[1]], [&forms[1], &forms[0]]].map(|order| order.map(Clone::clone));
    assert_eq!(told(fresh, &one, 1)?, told(fresh, &two, 2)?);

    for [old, new] in [one, two] {
        let Fresh { mut store, home: _home } = fresh();
        let run = begin(&mut *store)?;
        store.commit(&run, std::slice::from_ref(&old))?;
        store.replace_threads(&run, &[thread("of the old form", std::slice::from_ref(&old))])?;
        store.finish(&run, &noon())?;
        let run = begin(&mut *store)?;
        store.commit(&run, std::slice::from_ref(&new))?;
        let article = new.article.ok_or("a page has one")?;
        assert_eq!(store.article(&article.id)?.as_ref(), Some(&article));
        assert_eq!(store.claims(&Query::default())?.len(), article.claims.len());
        assert_eq!(store.search("children", 9)?.len(), article.claims.len(), "a claim or none, and the text");
    }
    Ok(())
}

/// Articles of the same page and bytes under another id go, and their jobs point to what took their place.
pub fn replaces_what_older_rules_made(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let old_run = begin(&mut *store)?;
    let new = pages().remove(0);
    let mut old = new.clone();
    let Some(article) = &mut old.article else { return Err("a page has one".into()) };
    article.id = ArticleId::of(&["older rules"]);
    store.commit(&old_run, &[old])?;
    store.finish(&old_run, &noon())?;

    let run = begin(&mut *store)?;
    store.commit(&run, std::slice::from_ref(&new))?;
    let id = new.article.ok_or("a page has one")?.id;
    assert_eq!(store.article_ids()?, std::slice::from_ref(&id));
    assert_eq!(store.claims(&Query::default())?.len(), 2);
    assert_eq!(store.jobs(&old_run)?[0].article, Some(id));
    Ok(())
}

/// A page that changed gives a second article; the first stays.
pub fn keeps_both_forms_of_a_changed_page(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    store.commit(&run, &[page("https://a.test/", None, &[("Umerov", "yes", None)])])?;
    store.finish(&run, &noon())?;
    let run = begin(&mut *store)?;
    store.commit(&run, &[page("https://a.test/", None, &[("Umerov", "no", None)])])?;
    assert_eq!(store.article_ids()?.len(), 2);
    assert_eq!(store.claims(&Query::default())?.len(), 2);
    Ok(())
}

/// What could not come back as it is does not get in, and keeps nothing else out.
pub fn refuses_what_it_could_not_read_back(fresh: fn() -> Fresh) -> Checked {
    let spoilt = |spoil: fn(&mut Article)| {
        let mut work = pages().remove(0);
        work.article.iter_mut().for_each(spoil);
        work
    };
    let given = |snapshot: Snapshot| Work { snapshot: Some(snapshot), ..ended(url("hand"), Outcome::Done) };
    let bytes = b"bytes".to_vec();
    let elsewhere = Snapshot { body: Body::Path("page.html".into()), ..Snapshot::of("hand", bytes.clone()) };
    let other = Snapshot { sha256: Some(Digest::of(b"other")), ..Snapshot::of("hand", bytes) };
    let infinite = |article: &mut Article| article.claims[0].quantities[0].value = f64::INFINITY;
    let twice = |article: &mut Article| article.claims[1].id = article.claims[0].id.clone();
    let works = [
        (spoilt(|article| article.text.insert(0, 'x')), "does not bear out its own quotes: "),
        (spoilt(infinite), "a number that is not finite"),
        (spoilt(twice), "the id of another claim"),
        (given(elsewhere), "can't be kept: "),
        (given(other), "they now hash to"),
    ];
    let sound = pages().remove(1);
    for (work, why) in works {
        let Fresh { mut store, home: _home } = fresh();
        let run = begin(&mut *store)?;
        store.commit(&run, &[work.clone(), sound.clone()])?;
        refuses(&*store, &run, &work.request, why)?;
        let id = &sound.article.as_ref().ok_or("a page has one")?.id;
        assert_eq!(store.article_ids()?, std::slice::from_ref(id));
        assert_eq!(store.tally(&run)?.failed, 1);
        assert!(!store.pending(&run)?.contains(&work.request));
    }
    Ok(())
}

/// Speakers of the claims that `query` finds, in order.
#[track_caller]
fn finds(store: &dyn Store, query: &Query, speakers: &[&str]) -> Checked {
    let found: Vec<String> =
        store.claims(query)?.into_iter().filter_map(|filed| filed.claim.speaker.name).collect();
    assert_eq!(found, speakers, "{query:?}");
    Ok(())
}

/// Each field of a query, and several together.
pub fn asks_for_claims(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    store.commit(&run, &pages())?;
    let (olena, medinsky, umerov, officials) = ("Олена Їжак", "Medinsky", "Umerov", "Two officials");
    let all = [olena, medinsky, umerov, officials];
    let some = |text: &str| Some(text.to_owned());
    let query = Query::default;
    finds(&*store, &query(), &all)?;
    finds(&*store, &Query { limit: Some(2), ..query() }, &[olena, medinsky])?;
    finds(&*store, &Query { limit: Some(0), ..query() }, &[])?;
    finds(&*store, &Query { speaker: some(" їЖАК "), ..query() }, &[olena])?;
    finds(&*store, &Query { speaker: some("OFFIC"), ..query() }, &[officials])?;
    finds(&*store, &Query { speaker: some("%"), ..query() }, &[])?;
    finds(&*store, &Query { speaker: some(""), outlet: some(" "), words: some(" — "), ..query() }, &all)?;
    finds(&*store, &Query { outlet: some("ЩОДЕННА g"), ..query() }, &all)?;
    finds(&*store, &Query { outlet: some("Times"), ..query() }, &[])?;
    finds(&*store, &Query { number: Some(45.0), ..query() }, &[olena])?;
    finds(&*store, &Query { number: Some(71.0), ..query() }, &[olena])?;
    finds(&*store, &Query { number: Some(46.0), ..query() }, &[])?;
    finds(&*store, &Query { number: Some(19_500.0), ..query() }, &[medinsky])?;
    finds(&*store, &Query { number: Some(f64::NAN), ..query() }, &[])?;
    let day = |day| Some(jiff::civil::date(2025, 7, day));
    finds(&*store, &Query { from: day(24), ..query() }, &[umerov])?;
    finds(&*store, &Query { to: day(23), ..query() }, &[olena, medinsky])?;
    finds(&*store, &Query { from: day(25), ..query() }, &[])?;
    finds(&*store, &Query { words: some("DRONES"), ..query() }, &[olena, officials])?;
    finds(&*store, &Query { words: some("łodz drones"), ..query() }, &[officials])?;
    finds(&*store, &Query { words: some("Umerov"), ..query() }, &[])?;
    finds(&*store, &Query { words: some("drones"), number: Some(71.0), ..query() }, &[olena])?;
    Ok(())
}

/// A day comes before the times of that day, an instant is one whatever its offset, unknown dates come last.
pub fn orders_claims_by_publication(fresh: fn() -> Fresh) -> Checked {
    let published = [
        Some("2025-07-23"),
        Some("2025-07-23T00:30:00Z"),
        Some("2025-07-23T03:31:00+03:00"),
        Some("2025-07-23T00:31:00.5Z"),
        Some("2025-07-24T01:00:00+09:00"),
        None,
    ];
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    for (i, published) in published.iter().enumerate().rev() {
        store.commit(&run, &[page(&format!("https://a.test/{i}"), *published, &[("Umerov", "so", None)])])?;
    }
    let found = store.claims(&Query::default())?;
    let found: Vec<_> =
        found.iter().map(|filed| filed.source.published.as_ref().map(Moment::as_str)).collect();
    assert_eq!(found, published);
    Ok(())
}

/// Threads come back equal and by id, are asked for through their claims, and replaced as a whole.
pub fn keeps_threads(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    let works = pages();
    store.commit(&run, &works)?;
    let empty = thread("none", &[]);
    let mut threads = vec![thread("first", &works[..1]), thread("rest", &works[1..]), empty.clone()];
    store.replace_threads(&run, &threads)?;
    let (first, rest) = (threads[0].id.clone(), threads[1].id.clone());
    assert_eq!(store.thread(&rest)?.as_ref(), Some(&threads[1]));
    threads.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(store.threads(&Query::default())?, threads);
    assert_eq!(store.threads(&Query { limit: Some(1), ..Query::default() })?, threads[..1]);

    let ask = |query: Query| -> Result<Vec<ThreadId>, StoreError> {
        Ok(store.threads(&query)?.into_iter().map(|thread| thread.id).collect())
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(ask(Query { speaker: some("umerov"), ..Query::default() })?, std::slice::from_ref(&rest));
    assert_eq!(ask(Query { number: Some(71.0), ..Query::default() })?, std::slice::from_ref(&first));
    assert_eq!(ask(Query { number: Some(19_500.0), ..Query::default() })?, [first]);
    assert_eq!(ask(Query { words: some("drones"), ..Query::default() })?.len(), 2);
    let nobody = Query { words: some("drones"), speaker: some("umerov"), ..Query::default() };
    assert_eq!(ask(nobody)?, [], "one claim has to meet it all");

    let stray = thread("stray", &[page("https://b.test/", None, &[("Nobody", "nothing", None)])]);
    let dangling = store.replace_threads(&run, std::slice::from_ref(&stray));
    assert!(matches!(dangling, Err(StoreError::Dangling { thread }) if thread == stray.id));
    assert_eq!(store.threads(&Query::default())?, threads, "what is refused replaces nothing");
    store.replace_threads(&run, std::slice::from_ref(&empty))?;
    assert_eq!(store.threads(&Query::default())?, [empty]);
    assert_eq!(store.thread(&rest)?, None);
    Ok(())
}

/// Every run keeps the threads that it left, also when it leaves them twice; a run that never came so far has none.
pub fn keeps_what_each_run_left(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    assert_eq!(store.runs()?, []);
    let works = pages();
    let mut thread_lists =
        vec![vec![thread("a", &works[..1]), thread("b", &works[1..])], vec![thread("a", &works[..2])]];
    for threads in &mut thread_lists {
        threads.sort_by(|a, b| a.id.cmp(&b.id));
    }
    let mut runs = Vec::new();
    for threads in &thread_lists {
        let run = begin(&mut *store)?;
        store.commit(&run, &works)?;
        store.replace_threads(&run, &[thread("of a killed process", &works)])?;
        store.replace_threads(&run, threads)?;
        store.finish(&run, &noon())?;
        runs.push(run);
    }
    let open = begin(&mut *store)?;
    for (run, threads) in runs.iter().zip(&thread_lists) {
        assert_eq!(&store.threads_of_run(run)?, threads);
    }
    assert_eq!(store.threads_of_run(&open)?, []);
    assert_eq!(store.threads(&Query::default())?, thread_lists[1]);
    let told = store.runs()?;
    assert_eq!(told.iter().map(|run| &run.id).collect::<Vec<_>>(), [&runs[0], &runs[1], &open]);
    assert_eq!(told.iter().map(|run| run.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(told.iter().map(|run| run.threads).collect::<Vec<_>>(), [Some(2), Some(1), None]);
    assert_eq!((&told[0].started, told[0].ended.as_ref(), &told[2].ended), (&noon(), Some(&noon()), &None));
    assert_eq!(told[0].config, config());
    let unknown = RunId::of(&["unknown"]);
    assert!(matches!(store.replace_threads(&unknown, &[]), Err(StoreError::NoRun { .. })));
    Ok(())
}

/// As of each run: which articles there were, and whether the same bytes were read in another way.
pub fn tells_how_articles_were_read(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let [one, two, three] = &pages()[..] else { return Err("three pages".into()) };
    let id = |work: &Work| work.article.as_ref().map(|article| article.id.clone()).ok_or("a page has one");
    let first = begin(&mut *store)?;
    store.commit(&first, &[one.clone(), two.clone()])?;
    store.finish(&first, &noon())?;

    let second = begin(&mut *store)?;
    let mut anew = one.clone();
    let mut refetched = two.clone();
    let (Some(read), Some(same)) = (&mut anew.article, &mut refetched.article) else {
        return Err("pages".into());
    };
    read.claims.truncate(1);
    same.source.fetched_at = None;
    same.claims[0].findings.clear();
    store.commit(&second, &[anew, refetched, three.clone()])?;

    let then: Vec<_> = store.readings(&first)?;
    let now: Vec<_> = store.readings(&second)?;
    let mut ids = vec![id(one)?, id(two)?];
    ids.sort();
    assert_eq!(then.iter().map(|reading| reading.article.clone()).collect::<Vec<_>>(), ids);
    ids.push(id(three)?);
    ids.sort();
    assert_eq!(now.iter().map(|reading| reading.article.clone()).collect::<Vec<_>>(), ids);
    let sha256 = |readings: &[crate::Reading], id: &ArticleId| {
        readings.iter().find(|reading| reading.article == *id).and_then(|reading| reading.sha256.clone())
    };
    assert!(sha256(&then, &id(one)?).is_some());
    assert_ne!(sha256(&then, &id(one)?), sha256(&now, &id(one)?), "read in another way");
    assert_eq!(
        sha256(&then, &id(two)?),
        sha256(&now, &id(two)?),
        "fetched again and checked anew, read the same"
    );
    Ok(())
}

/// Pages of one URL with other bytes, the newest form last, whatever the order of their ids.
pub fn lists_pages_of_several_forms(fresh: fn() -> Fresh) -> Checked {
    for [old, new] in [["4 killed", "7 killed"], ["7 killed", "4 killed"]] {
        let Fresh { mut store, home: _home } = fresh();
        let form = |says| page("https://a.test/1", None, &[("Umerov", says, None)]);
        let other = page("https://a.test/2", None, &[("Umerov", "4 killed", None)]);
        let id =
            |work: &Work| work.article.as_ref().map(|article| article.id.clone()).ok_or("a page has one");
        let first = begin(&mut *store)?;
        store.commit(&first, &[form(old), other.clone()])?;
        store.finish(&first, &noon())?;
        assert_eq!(store.pages_of_several_forms()?, Vec::<Vec<crate::Form>>::new());
        let second = begin(&mut *store)?;
        store.commit(&second, &[form(new), other.clone()])?;
        let pages = store.pages_of_several_forms()?;
        let told: Vec<_> =
            pages.iter().flatten().map(|form| (form.article.clone(), form.first, form.last)).collect();
        assert_eq!(told, [(id(&form(old))?, 1, 1), (id(&form(new))?, 2, 2)]);
        store.finish(&second, &noon())?;
        let third = begin(&mut *store)?;
        store.commit(&third, &[form(old)])?;
        let last =
            |pages: Vec<Vec<crate::Form>>| pages.into_iter().flatten().next_back().map(|form| form.article);
        assert_eq!(last(store.pages_of_several_forms()?), Some(id(&form(old))?), "the page went back");
    }
    Ok(())
}

/// A ruling on `thread`, with the id that its content gives.
pub fn ruling(thread: &Thread, verdict: &str, supersedes: Option<&Ruling>) -> Ruling {
    let mut ruling = Ruling {
        id: RulingId::of(&[]),
        thread: thread.id.clone(),
        claim: thread.claims.first().map(|claim| claim.id.clone()),
        verdict: verdict.to_owned(),
        reasons: "The register lists 4.".to_owned(),
        by: "Олена Їжак".to_owned(),
        evidence: vec!["https://register.test/4?a=1&b=2".to_owned()],
        made: noon(),
        supersedes: supersedes.map(|earlier| earlier.id.clone()),
        after: None,
        title: thread.title.clone(),
        claims: thread.claims.clone(),
    };
    ruling.id = ruling.proper_id();
    ruling
}

/// Rulings come back as they were recorded and in that order; a correction takes the place of one that stands.
pub fn keeps_rulings(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    let works = pages();
    store.commit(&run, &works)?;
    let on = thread("all", &works);
    let mut first = ruling(&on, "False", None);
    first.after = Some(run.clone());
    first.id = first.proper_id();
    let second = ruling(&on, "Missing context", Some(&first));
    let aside = ruling(&thread("gone with the next run", &[]), "True", None);
    for one in [&first, &aside, &second, &first] {
        store.rule(one)?;
    }
    let all = [first.clone(), aside, second.clone()];
    assert_eq!(store.rulings()?, all);

    let late = ruling(&on, "True after all", Some(&first));
    assert!(matches!(store.rule(&late), Err(StoreError::Superseded { ruling, by })
        if ruling == first.id && by == second.id));
    let lost = ruling(&on, "True", Some(&late));
    assert!(matches!(store.rule(&lost), Err(StoreError::NoRuling { ruling }) if ruling == late.id));
    let mut forged = second.clone();
    "Somebody else".clone_into(&mut forged.by);
    assert!(matches!(store.rule(&forged), Err(StoreError::Tampered { ruling }) if ruling == second.id));
    store.replace_threads(&run, &[])?;
    assert_eq!(store.rulings()?, all, "threads go and come, rulings stay");
    Ok(())
}

/// Words are found in claims, speakers, titles and texts, and marked.
pub fn searches(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    let works = pages();
    store.commit(&run, &works)?;
    let hits = store.search("children", 10)?;
    assert_eq!(hits.len(), 2, "the claim and the article");
    let article = works[0].article.as_ref().ok_or("a page has one")?;
    let claim = hits.iter().find(|hit| hit.claim.is_some()).ok_or("a claim")?;
    assert_eq!((&claim.article, &claim.source), (&article.id, &article.source));
    assert_eq!(claim.claim.as_ref(), Some(&article.claims[1].id));
    assert_eq!(claim.excerpt, "over 19,000 ⟦children⟧ were taken");
    assert!(hits.iter().all(|hit| hit.excerpt.contains("⟦children⟧")));
    assert_eq!(store.search("medinsky children", 10)?.len(), 2, "speaker and content together");
    assert_eq!(store.search("їжак", 1)?.len(), 1);
    assert_eq!(store.search("what they said", 10)?.len(), 3, "titles");
    assert_eq!(store.search("children peace", 10)?, [], "all the words");
    assert_eq!(store.search("children", 0)?, []);
    Ok(())
}

/// Nothing that a person types is an error.
pub fn bears_any_words(fresh: fn() -> Fresh) -> Checked {
    let Fresh { mut store, home: _home } = fresh();
    let run = begin(&mut *store)?;
    store.commit(&run, &pages())?;
    for nothing in ["", " ", "—", "\"", "*", "()", "\0", "😀", "\u{301}", "::"] {
        assert_eq!(store.search(nothing, 10)?, [], "{nothing:?}");
    }
    for syntax in
        ["\"peace", "peace\"", "(peace", "peace*", "-peace", "peace:", "^peace", "peace\0", "peace 😀"]
    {
        assert_eq!(store.search(syntax, 10)?.len(), 2, "{syntax:?}");
        let query = Query { words: Some(syntax.to_owned()), ..Query::default() };
        assert_eq!(store.claims(&query)?.len(), 1, "{syntax:?}");
    }
    for operator in ["peace AND", "NOT peace", "OR", "NEAR(goal peace)", "content:peace", "{content} : peace"]
    {
        assert_eq!(store.search(operator, 10)?, [], "{operator:?}");
    }
    Ok(())
}
