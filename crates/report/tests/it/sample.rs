//! Hand-made records.

use onrecord_model::{
    Article, ArticleId, Block, BlockKind, Bound, Claim, ClaimId, ClaimRef, Content, Cue, Digest, Evidence,
    Excerpt, Finding, FindingKind, Issue, Mode, Moment, Origin, OriginId, Outcome, Quantity, Reason,
    Relation, RelationKind, Request, ResolvedBy, Ruling, RulingId, RunId, Slot, Snapshot, Source, Span,
    Speaker, SpeakerKind, Stance, Thread, ThreadId, TimeRef, Whole,
};
use onrecord_store::{Form, JobRecord, RunRecord};

use crate::fake::Fake;

/// An article of paragraphs, with no claims yet.
pub(crate) fn article(outlet: &str, url: &str, title: &str, published: &str, paragraphs: &[&str]) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at > 0 {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(paragraph);
        let kind = if at == 0 { BlockKind::Heading } else { BlockKind::Paragraph };
        blocks.push(Block { kind, span: Span::new(&text, start..text.len()).unwrap() });
    }
    Article {
        id: ArticleId::of(&[url]),
        source: Source {
            url: url.to_owned(),
            canonical_url: None,
            outlet: Some(outlet.to_owned()),
            title: Some(title.to_owned()),
            authors: vec!["A. Reporter".to_owned()],
            published: Some(Moment::parse(published).unwrap()),
            modified: None,
            language: Some("en".to_owned()),
            fetched_at: Some(Moment::parse("2026-01-01T00:00:00Z").unwrap()),
            sha256: Some(Digest::of(url.as_bytes())),
        },
        text,
        blocks,
        claims: Vec::new(),
        sketch: vec![1, 2, 3],
    }
}

/// The span of the first `part` in the article's text.
pub(crate) fn span(article: &Article, part: &str) -> Span {
    let start = article.text.find(part).unwrap_or_else(|| panic!("`{part}` is not in the text"));
    Span::new(&article.text, start..start + part.len()).unwrap()
}

/// Adds a claim whose parts are named by their words.
pub(crate) fn claim<'a>(
    article: &'a mut Article,
    sentence: &str,
    (mention, name, resolved_by): (&str, &str, ResolvedBy),
    (cue, stance): (&str, Stance),
    content: &[&str],
) -> &'a mut Claim {
    let within = span(article, sentence);
    let part = |part: &str| {
        let start =
            within.start() + sentence.find(part).unwrap_or_else(|| panic!("`{part}` not in `{sentence}`"));
        Span::new(&article.text, start..start + part.len()).unwrap()
    };
    let text = article.text.as_str();
    let claim = Claim {
        id: ClaimId::of(&[article.id.as_str(), sentence, name, &content.join("|")]),
        speaker: Speaker {
            mention: Some(Excerpt::of(text, part(mention))),
            name: Some(name.to_owned()),
            kind: SpeakerKind::Government,
            role: None,
            affiliation: None,
            resolved_by,
        },
        cue: Some(Cue::new(text, vec![part(cue)], cue).unwrap()),
        content: Content::new(text, content.iter().map(|words| part(words)).collect()).unwrap(),
        mode: Mode::Indirect,
        stance,
        negated: false,
        hedges: Vec::new(),
        inside: None,
        target: None,
        quantities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        sentence: within,
        confidence: 0.94,
        slots: Vec::new(),
        findings: Vec::new(),
    };
    article.claims.push(claim);
    article.claims.last_mut().unwrap()
}

/// A count at the first `words` of `text`.
pub(crate) fn quantity(text: &str, words: &str, value: f64, bound: Bound, object: &str) -> Quantity {
    let start = text.find(words).unwrap();
    Quantity {
        span: Span::new(text, start..start + words.len()).unwrap(),
        text: words.to_owned(),
        value,
        low: Some(value),
        high: matches!(bound, Bound::Exact).then_some(value),
        precision: None,
        bound,
        unit: "count".to_owned(),
        object: Some(object.to_owned()),
        of: None,
        predicate: None,
        trend: None,
    }
}

/// A thread's line on a claim.
pub(crate) fn listed(article: &Article, at: usize) -> ClaimRef {
    let claim = &article.claims[at];
    ClaimRef {
        id: claim.id.clone(),
        article: article.id.clone(),
        speaker: claim.speaker.name.clone(),
        outlet: article.source.outlet.clone(),
        url: article.source.url.clone(),
        published: article.source.published.clone(),
        stance: claim.stance,
        content: claim.content.text.clone(),
        quantity: claim.quantities.first().cloned(),
    }
}

fn children_article() -> Article {
    let mut article = article(
        "Northgate Ledger",
        "https://northgate-ledger.example/children?id=7&lang=en",
        "Kyiv accuses Russia of taking 19,000 children",
        "2025-07-22T18:04:00+03:00",
        &[
            "Kyiv accuses Russia of taking 19,000 children",
            "Ukraine accuses Russia of having abducted over 19,000 children since the start of the full-scale \
             invasion. The Kremlin denies abducting children.",
            "\"Our goal,\" he said, \"is to bring all of them home.\" Umerov said that Medinsky had told him that \
             the list was closed.",
        ],
    );
    let text = article.text.clone();
    let first = claim(
        &mut article,
        "Ukraine accuses Russia of having abducted over 19,000 children since the start of the full-scale invasion.",
        ("Ukraine", "Ukraine", ResolvedBy::Named),
        ("accuses", Stance::Accuses),
        &["having abducted over 19,000 children since the start of the full-scale invasion"],
    );
    first.target = Some(Excerpt::of(&text, {
        let start = text.find("Russia of having").unwrap();
        Span::new(&text, start..start + 6).unwrap()
    }));
    first.quantities = vec![quantity(&text, "over 19,000 children", 19000.0, Bound::Over, "children")];
    claim(
        &mut article,
        "The Kremlin denies abducting children.",
        ("The Kremlin", "Russia", ResolvedBy::Metonym),
        ("denies", Stance::Denies),
        &["abducting children"],
    );
    let split = claim(
        &mut article,
        "\"Our goal,\" he said, \"is to bring all of them home.\"",
        ("he", "Rustem Umerov", ResolvedBy::Pronoun),
        ("said", Stance::Asserts),
        &["Our goal,", "is to bring all of them home."],
    );
    split.mode = Mode::Direct;
    split.speaker.kind = SpeakerKind::Person;
    split.speaker.role = Some("chief negotiator".to_owned());
    split.speaker.affiliation = Some("Ukraine".to_owned());
    let outer = claim(
        &mut article,
        "Umerov said that Medinsky had told him that the list was closed.",
        ("Umerov", "Rustem Umerov", ResolvedBy::Alias),
        ("said", Stance::Asserts),
        &["Medinsky had told him that the list was closed"],
    );
    let outer = outer.id.clone();
    let inner = claim(
        &mut article,
        "Umerov said that Medinsky had told him that the list was closed.",
        ("Medinsky", "Vladimir Medinsky", ResolvedBy::Alias),
        ("told", Stance::Asserts),
        &["the list was closed"],
    );
    inner.inside = Some(outer);
    inner.hedges = vec!["reportedly".to_owned()];
    article
}

fn drones_article() -> Article {
    drones_downed("45 of 71", 45.0)
}

fn drones_downed(figure: &str, value: f64) -> Article {
    let with = |text: &str| text.replace("45 of 71", figure);
    let content = with("downing 45 of 71 drones and decoys launched overnight by Russian forces");
    let sentence = format!("The Ukrainian Air Force reported {content}.");
    let mut article = article(
        "Steppe & Sea Review",
        "https://steppe-sea.example/45-of-71",
        &with("45 of 71 drones downed overnight"),
        "2025-07-23",
        &[&with("45 of 71 drones downed overnight"), &sentence],
    );
    let text = article.text.clone();
    let drones = claim(
        &mut article,
        &sentence,
        ("Ukrainian Air Force", "Ukrainian Air Force", ResolvedBy::Named),
        ("reported", Stance::Asserts),
        &[&content],
    );
    let mut number =
        quantity(&text, &with("45 of 71 drones and decoys"), value, Bound::Exact, "drones and decoys");
    number.of = Some(Whole { value: 71.0, object: Some("drones and decoys".to_owned()), predicate: None });
    drones.quantities = vec![number];
    let start = text.rfind("overnight").unwrap();
    drones.times = vec![TimeRef {
        span: Span::new(&text, start..start + 9).unwrap(),
        text: "overnight".to_owned(),
        from: "2025-07-22".parse().ok(),
        to: "2025-07-23".parse().ok(),
    }];
    drones.findings = vec![Finding {
        kind: FindingKind::ReferenceMatchesDerived,
        claims: Vec::new(),
        says: "45 is the table's sum of 27 destroyed and 18 that did not reach their goal.".to_owned(),
        evidence: vec![Evidence::Row {
            table: "drone_attacks".to_owned(),
            line: 4,
            cells: ["launched=71", "destroyed=27", "not_reach_goal=18"].map(str::to_owned).to_vec(),
        }],
    }];
    article
}

fn copy_of_the_accusation() -> Article {
    let mut article = article(
        "Harbour Courier",
        "file:///demo/pages/harbour-courier/kremlin.html",
        "Kremlin rejects accusation",
        "2025-07-24T06:00:00Z",
        &["Kremlin rejects accusation", "Ukraine accuses Russia of having abducted over 19,000 children."],
    );
    article.source.canonical_url = Some("https://harbour-courier.example/kremlin".to_owned());
    let text = article.text.clone();
    let claim = claim(
        &mut article,
        "Ukraine accuses Russia of having abducted over 19,000 children.",
        ("Ukraine", "Ukraine", ResolvedBy::Named),
        ("accuses", Stance::Accuses),
        &["having abducted over 19,000 children"],
    );
    claim.quantities = vec![quantity(&text, "over 19,000 children", 19000.0, Bound::Over, "children")];
    article
}

fn children_thread(ledger: &Article, courier: &Article) -> Thread {
    let claims = vec![listed(ledger, 0), listed(ledger, 1), listed(courier, 0)];
    let [accuses, denies, again] = [0, 1, 2].map(|at: usize| claims[at].id.clone());
    let origin = OriginId::of(&["one"]);
    Thread {
        id: ThreadId::of(&["children"]),
        slot: Slot {
            actor: Some("Russia".to_owned()),
            predicate: Some("abduct".to_owned()),
            object: Some("child".to_owned()),
            unit: Some("count".to_owned()),
            ..Slot::default()
        },
        title: "Russia: abduct, children".to_owned(),
        relations: vec![
            Relation {
                from: denies.clone(),
                to: accuses.clone(),
                kind: RelationKind::Denies,
                why: "Russia denies what Ukraine accuses it of.".to_owned(),
            },
            Relation {
                from: again,
                to: accuses.clone(),
                kind: RelationKind::Repeats,
                why: "Same speaker, same figure.".to_owned(),
            },
        ],
        origins: vec![Origin {
            id: origin.clone(),
            articles: vec![courier.id.clone(), ledger.id.clone()],
            why: "They share 80 % of their words.".to_owned(),
        }],
        findings: vec![
            Finding {
                kind: FindingKind::Origins,
                claims: Vec::new(),
                says: "2 articles, 1 origin.".to_owned(),
                evidence: vec![Evidence::Origin(origin)],
            },
            Finding {
                kind: FindingKind::Denied,
                claims: vec![accuses],
                says: "Russia denies it.".to_owned(),
                evidence: vec![Evidence::Claim(denies)],
            },
        ],
        claims,
    }
}

/// Three articles, two threads, one failed and one skipped input.
pub(crate) fn small() -> Fake {
    let mut fake = Fake::default();
    let (ledger, drones, courier) = (children_article(), drones_article(), copy_of_the_accusation());
    fake.threads = vec![
        Thread {
            id: ThreadId::of(&["drones"]),
            slot: Slot {
                object: Some("drone".to_owned()),
                from: "2025-07-22".parse().ok(),
                ..Slot::default()
            },
            title: "Ukrainian Air Force: down, drones".to_owned(),
            claims: vec![listed(&drones, 0)],
            relations: Vec::new(),
            origins: Vec::new(),
            findings: Vec::new(),
        },
        children_thread(&ledger, &courier),
    ];
    for article in [&ledger, &drones, &courier] {
        let mut snapshot = Snapshot::of(article.source.url.clone(), b"<p>page</p>".to_vec());
        snapshot.sha256.clone_from(&article.source.sha256);
        snapshot.status = Some(200);
        snapshot.fetched_at = Moment::parse("2026-01-01T00:00:00Z").ok();
        fake.snapshots.push(snapshot);
        fake.add(article.clone());
    }
    let reason = |code: &str, message: &str| Reason {
        stage: "fetch".to_owned(),
        code: code.to_owned(),
        message: message.to_owned(),
    };
    let job = |url: &str, outcome| JobRecord {
        request: Request::Url(url.to_owned()),
        listed_by: Some("feed.xml".to_owned()),
        outcome,
        article: None,
        issues: Vec::new(),
    };
    fake.jobs.push(job(
        "https://gone.example/x",
        Some(Outcome::Failed(reason("http_404", "The server answered 404 Not Found."))),
    ));
    fake.jobs.push(job(
        "https://closed.example/x",
        Some(Outcome::Skipped(reason("robots", "robots.txt asks robots to stay away."))),
    ));
    let mut feed = job("feed.xml", Some(Outcome::Expanded { listed: 2 }));
    feed.listed_by = None;
    feed.issues = vec![Issue {
        stage: "fetch".to_owned(),
        code: "feed_relative_links".to_owned(),
        message: "The feed has relative links.".to_owned(),
    }];
    fake.jobs.push(feed);
    fake
}

/// A ruling on `thread` by Ann Lee, made after the first run.
pub(crate) fn ruling(
    thread: &Thread,
    claim: Option<usize>,
    verdict: &str,
    supersedes: Option<&Ruling>,
) -> Ruling {
    let mut ruling = Ruling {
        id: RulingId::of(&[]),
        thread: thread.id.clone(),
        claim: claim.map(|at| thread.claims[at].id.clone()),
        verdict: verdict.to_owned(),
        reasons: "The register of the ministry counts <both> sides.".to_owned(),
        by: "Ann Lee".to_owned(),
        evidence: vec!["https://register.example/?a=1&b=2".to_owned()],
        made: Moment::parse("2025-07-25T08:00:00Z").unwrap(),
        supersedes: supersedes.map(|earlier| earlier.id.clone()),
        after: Some(RunId::of(&["one"])),
        title: thread.title.clone(),
        claims: thread.claims.clone(),
    };
    ruling.id = ruling.proper_id();
    ruling
}

/// As [`small`], after a second run that found one page changed: with rulings made before that, and a thread gone.
pub(crate) fn ruled() -> Fake {
    let mut fake = small();
    let (before, mut after) = (drones_article(), drones_downed("46 of 71", 46.0));
    after.id = ArticleId::of(&[&after.source.url, "later"]);
    after.source.modified = Moment::parse("2025-07-24T09:30:00Z").ok();
    let run = |number: u64, id: &str| RunRecord {
        id: RunId::of(&[id]),
        number,
        config: Digest::of(b"config"),
        started: Moment::parse("2026-01-01").unwrap(),
        ended: None,
        threads: None,
    };
    fake.runs = vec![run(1, "one"), run(2, "two")];
    let form = |article: &Article, number| Form {
        article: article.id.clone(),
        first: number,
        last: number,
        fetched_at: None,
    };
    fake.forms = vec![vec![form(&before, 1), form(&after, 2)]];
    let first = ruling(&fake.threads[0], Some(0), "Accurate", None);
    let second = ruling(&fake.threads[0], Some(0), "Outdated", Some(&first));
    let whole = ruling(&fake.threads[1], None, "Missing context", None);
    let lost = Thread { id: ThreadId::of(&["lost"]), claims: Vec::new(), ..fake.threads[1].clone() };
    fake.rulings = vec![first, whole, second, ruling(&lost, None, "Not shown", None)];
    let thread = &mut fake.threads[0];
    thread.claims.push(listed(&after, 0));
    let [old, new] = [0, 1].map(|at: usize| thread.claims[at].id.clone());
    thread.relations = vec![Relation {
        from: new,
        to: old,
        kind: RelationKind::Updates,
        why: "The page was changed.".to_owned(),
    }];
    fake.add(after);
    fake
}
