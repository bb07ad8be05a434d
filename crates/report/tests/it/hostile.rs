//! Texts that want to be code.

use onrecord_model::{
    ArticleId, Evidence, Finding, FindingKind, Origin, OriginId, Outcome, Reason, Relation, RelationKind,
    Request, ResolvedBy, Slot, Stance, Thread, ThreadId,
};
use onrecord_store::JobRecord;

use crate::{fake::Fake, of_kind, report, sample};

const EVIL: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>' onmouseover='alert(3) \
                    [x](javascript:alert(4)) ![y](https://evil.example/p.png) {{ 7*7 }} https://evil.example/auto \
                    \u{202e}desrever\u{202c} | **b** `c` &lt;script&gt;";

/// A record in which every text that can come from a page is evil.
fn evil() -> Fake {
    let mut article =
        sample::article(EVIL, "javascript:alert(0)//", EVIL, "2025-07-23", &[EVIL, "=cmd|' /C calc'!A0"]);
    article.source.canonical_url = Some("javascript:alert(5)".to_owned());
    article.source.authors = vec![EVIL.to_owned(), "=1+1".to_owned()];
    article.source.language = Some("en\" onload=\"alert(6)".to_owned());
    let claim = sample::claim(
        &mut article,
        EVIL,
        ("<script>alert(1)</script>", "=HYPERLINK(\"https://evil.example\")", ResolvedBy::Named),
        ("onerror=alert(2)", Stance::Denies),
        &["[x](javascript:alert(4)) ![y](https://evil.example/p.png)"],
    );
    claim.speaker.role = Some(EVIL.to_owned());
    claim.speaker.affiliation = Some("@SUM(1)".to_owned());
    claim.hedges = vec![EVIL.to_owned()];
    let mut plain = article.clone();
    plain.id = ArticleId::of(&["plain"]);
    plain.source.url = String::from("https://a.example/\"><script>alert(7)</script>");
    plain.claims[0].id = onrecord_model::ClaimId::of(&["plain"]);
    let claims = vec![sample::listed(&article, 0), sample::listed(&plain, 0)];
    let origin = OriginId::of(&["evil"]);
    let thread = Thread {
        id: ThreadId::of(&["evil"]),
        slot: Slot { actor: Some(EVIL.to_owned()), place: Some(EVIL.to_owned()), ..Slot::default() },
        title: EVIL.to_owned(),
        relations: vec![Relation {
            from: claims[0].id.clone(),
            to: claims[1].id.clone(),
            kind: RelationKind::Contradicts,
            why: EVIL.to_owned(),
        }],
        origins: vec![Origin {
            id: origin.clone(),
            articles: vec![article.id.clone()],
            why: EVIL.to_owned(),
        }],
        findings: vec![Finding {
            kind: FindingKind::PublishedCheck,
            claims: vec![claims[0].id.clone()],
            says: EVIL.to_owned(),
            evidence: vec![
                Evidence::Origin(origin),
                Evidence::Row { table: EVIL.to_owned(), line: 1, cells: vec![format!("{EVIL}={EVIL}")] },
                Evidence::Check {
                    url: "javascript:alert(8)".to_owned(),
                    reviewed: EVIL.to_owned(),
                    rating: Some(EVIL.to_owned()),
                    publisher: Some(EVIL.to_owned()),
                },
            ],
        }],
        claims,
    };
    let mut fake = Fake::default();
    fake.add(article);
    fake.add(plain);
    let mut ruling = sample::ruling(&thread, Some(0), EVIL, None);
    ruling.by = format!("={EVIL}");
    EVIL.clone_into(&mut ruling.reasons);
    ruling.evidence = vec!["javascript:alert(9)".to_owned(), EVIL.to_owned()];
    fake.rulings.push(ruling);
    fake.threads.push(thread);
    fake.jobs.push(JobRecord {
        request: Request::Url(EVIL.to_owned()),
        listed_by: Some(EVIL.to_owned()),
        outcome: Some(Outcome::Failed(Reason {
            stage: "=fetch".to_owned(),
            code: EVIL.to_owned(),
            message: format!("+{EVIL}"),
        })),
        article: None,
        issues: vec![onrecord_model::Issue { stage: EVIL.into(), code: EVIL.into(), message: EVIL.into() }],
    });
    fake
}

/// The tags of a page, with their attributes.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

#[test]
fn no_page_holds_code_or_loads_anything() {
    let files = report(&evil());
    let mut pages = 0;
    for (name, page) in of_kind(&files, "html") {
        pages += 1;
        assert!(page.contains("default-src 'none'; style-src 'self'"), "{name}");
        for tag in tags(page) {
            let element = tag.split_whitespace().next().unwrap_or_default();
            let known = "!DOCTYPE html head meta title link body a header nav main h1 h2 h3 p section ol ul li table \
                         caption thead tbody tr th td footer dl dt dd div span strong bdi mark blockquote details \
                         summary code time br";
            let bare = element.trim_start_matches('/');
            assert!(known.split_whitespace().any(|one| one == bare), "{name}: <{tag}>");
            let mut names = tag.split('"').step_by(2).flat_map(str::split_whitespace);
            assert!(
                !names.any(|attribute| attribute.to_ascii_lowercase().starts_with("on")),
                "{name}: <{tag}>"
            );
            let href = tag.split_once("href=\"").and_then(|(_, rest)| rest.split('"').next());
            if let Some(href) = href {
                let web = href.starts_with("https://") || href.starts_with("http://");
                assert!(web || !href.contains(':'), "{name}: {href}");
                assert!(!(web && element == "link"), "{name}: {href}");
            }
            assert!(!tag.contains("src="), "{name}: <{tag}>");
        }
        assert!(!page.contains("<script") && !page.contains("url("), "{name}");
    }
    assert!(pages >= 8);
    assert!(!files["style.css"].contains("url(") && !files["style.css"].contains("@import"));
}

#[test]
fn file_names_come_from_ids_alone() {
    for name in report(&evil()).keys() {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-./".contains(&b);
        assert!(name.bytes().all(plain) && !name.contains(".."), "{name}");
    }
}

#[test]
fn no_cell_is_a_formula() {
    let files = report(&evil());
    let mut cells = 0;
    for (name, table) in of_kind(&files, "csv") {
        assert!(table.ends_with("\r\n"), "{name}");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        for row in reader.records() {
            for cell in &row.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
                cells += 1;
            }
        }
    }
    assert!(cells > 100);
    assert!(files["claims.csv"].contains("'=HYPERLINK"));
    assert!(files["gaps.csv"].contains("'=fetch"));
}

#[test]
fn markdown_stays_words() {
    let report = &report(&evil())["report.md"];
    assert!(!report.contains("<script") && !report.contains("<img"));
    assert!(!report.contains("](javascript") && !report.contains("](<javascript"));
    assert!(!report.contains(" https://evil"), "no address turns into a link");
    assert!(!report.contains('\u{202e}'));
    let unescaped = |at: usize| !report.split_at(at).0.ends_with('\\');
    for (at, _) in report.match_indices("](") {
        let rest = report.split_at(at).1;
        assert!(!unescaped(at) || rest.starts_with("](<https://"), "{rest}");
    }
    assert!(!report.match_indices("![").any(|(at, _)| unescaped(at)));
}

#[test]
fn the_feed_is_well_formed_and_holds_words_only() {
    let feed = &report(&evil())["feed.xml"];
    let known = "?xml feed id title updated author name link entry category summary";
    for tag in tags(feed) {
        let element = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
        assert!(known.split_whitespace().any(|one| one == element), "<{tag}>");
        assert!(!tag.contains("javascript"), "<{tag}>");
    }
    let count = |part: &str| feed.matches(part).count();
    assert_eq!(count("<entry>"), count("</entry>"));
    assert!(count("<entry>") >= 3, "the thread, its contradiction, the ruling");
    assert!(!feed.contains('\u{202e}'));
}
