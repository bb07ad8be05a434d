//! What the files say.

use onrecord_model::{FindingKind, Outcome};

use crate::{fake::Fake, of_kind, report, sample, write};

#[test]
fn the_report_reads_as_it_did() {
    for (name, text) in report(&sample::small()) {
        if name != "style.css" {
            insta::assert_snapshot!(name.replace('/', "__"), text);
        }
    }
}

#[test]
fn rulings_changes_and_the_history_of_a_figure_read_as_they_did() {
    let record = sample::ruled();
    let files = report(&record);
    let threads = record.threads.iter().map(|thread| format!("threads/{}.html", thread.id));
    let others = ["claimreview.jsonld", "feed.xml", "rulings.csv", "changes.csv", "report.md", "index.html"];
    for name in threads.chain(others.map(str::to_owned)) {
        insta::assert_snapshot!(format!("ruled__{}", name.replace('/', "__")), files[&name]);
    }
}

#[test]
fn only_rulings_that_stand_are_exported_and_without_a_score() {
    assert!(!report(&sample::small()).contains_key("claimreview.jsonld"), "nobody ruled");
    let text = &report(&sample::ruled())["claimreview.jsonld"];
    let exported: serde_json::Value = serde_json::from_str(text).unwrap();
    let reviews = exported["@graph"].as_array().unwrap();
    let mut verdicts: Vec<_> =
        reviews.iter().map(|review| review["reviewRating"]["alternateName"].as_str().unwrap()).collect();
    verdicts.sort_unstable();
    assert_eq!(verdicts, ["Missing context", "Not shown", "Outdated"]);
    assert!(!text.contains("ratingValue"));
    for review in reviews {
        let item = &review["itemReviewed"];
        assert_eq!((review["@type"].as_str(), item["@type"].as_str()), (Some("ClaimReview"), Some("Claim")));
        let first = item["appearance"].get(0).cloned().unwrap_or_default();
        assert_eq!(first, item["firstAppearance"]);
    }
}

#[test]
fn addresses_are_full_where_it_is_known_where_the_report_is_published() {
    let dir = tempfile::tempdir().unwrap();
    let url = Some("https://desk.example/record/".to_owned());
    let options = onrecord_report::Options { url, ..crate::options(dir.path()) };
    onrecord_report::write(&sample::ruled(), &onrecord_model::RunId::of(&["one"]), &options).unwrap();
    let files = crate::files(dir.path());
    assert!(files["claimreview.jsonld"].contains("\"https://desk.example/record/threads/thr_"));
    assert!(files["feed.xml"].contains("<link rel=\"self\" href=\"https://desk.example/record/feed.xml\"/>"));
    assert!(!report(&sample::ruled())["feed.xml"].contains("rel=\"self\""));
}

#[test]
fn the_summary_counts() {
    let dir = tempfile::tempdir().unwrap();
    let summary = write(&sample::small(), dir.path());
    assert_eq!(summary.index, dir.path().join("index.html"));
    assert_eq!((summary.articles, summary.claims, summary.threads), (3, 7, 2));
    assert_eq!(summary.findings[&FindingKind::Denied], 1);
    assert_eq!(summary.findings[&FindingKind::ReferenceMatchesDerived], 1);
    assert_eq!((summary.tally.inputs(), summary.tally.done), (5, 3));
    assert_eq!(summary.files, crate::files(dir.path()).len());
}

#[test]
fn an_empty_record_has_a_report_too() {
    let files = report(&Fake::default());
    assert!(files["gaps.html"].contains("Nothing is missing"));
    assert!(files["index.html"].contains("inputs 0 = 0 done + 0 skipped + 0 failed"));
    assert_eq!(files["articles.json"], "[]\n");
}

#[test]
fn every_gap_stands_there_once_with_its_reason() {
    let files = report(&sample::small());
    let page = &files["gaps.html"];
    for part in ["https://gone.example/x", "http_404", "https://closed.example/x", "robots.txt asks"] {
        assert_eq!(page.matches(part).count(), 1, "{part}");
    }
    assert!(page.contains("inputs 5 = 3 done + 1 skipped + 1 failed"));
    assert!(!page.contains("Nothing is missing"));
}

#[test]
fn every_link_inside_the_report_leads_somewhere() {
    let files = report(&sample::ruled());
    let mut checked = 0;
    for (name, page) in of_kind(&files, "html") {
        for href in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if href.starts_with("http") {
                continue;
            }
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = match file.strip_prefix("../") {
                _ if file.is_empty() => name.clone(),
                Some(file) => file.to_owned(),
                None if folder.is_empty() => file.to_owned(),
                None => format!("{folder}/{file}"),
            };
            let target = files.get(&target).unwrap_or_else(|| panic!("{name}: no {href}"));
            assert!(anchor.is_empty() || target.contains(&format!("id=\"{anchor}\"")), "{name}: no {href}");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn articles_and_threads_can_be_read_back() {
    let record = sample::small();
    let files = report(&record);
    let articles: Vec<onrecord_model::Article> = serde_json::from_str(&files["articles.json"]).unwrap();
    assert_eq!(articles.len(), 3);
    assert!(articles.iter().all(|article| article.source.fetched_at.is_none()));
    let threads: Vec<onrecord_model::Thread> = serde_json::from_str(&files["threads.json"]).unwrap();
    assert_eq!(threads.len(), record.threads.len());
    assert_eq!(threads[0].title, "Russia: abduct, children", "the most telling first");
}

#[test]
fn a_long_list_comes_in_parts() {
    let mut record = Fake::default();
    for at in 0..501 {
        let url = format!("https://a.example/{at:03}");
        record.add(sample::article("A", &url, &format!("Article {at:03}"), "2025-07-22", &["Words."]));
    }
    let files = report(&record);
    assert!(files["articles.html"].contains("Part 1 of 2"));
    assert!(files["articles-2.html"].contains("rel=\"prev\" href=\"articles.html\""));
    assert!(files["index.html"].contains("All 501 articles"));
}

#[test]
fn a_split_quotation_is_never_run_together() {
    let files = report(&sample::small());
    for name in ["claims.csv", "claims.html"] {
        assert!(files[name].contains("[…]"), "{name}");
        assert!(!files[name].contains("Our goal, is to bring"), "{name}");
    }
}

#[test]
fn what_was_found_on_one_claim_stands_in_its_thread_too() {
    let record = sample::small();
    let files = report(&record);
    let page = &files[&format!("threads/{}.html", record.threads[0].id)];
    assert!(page.contains("matches a reference table only as a sum"));
    assert!(page.contains("<th scope=\"col\">not_reach_goal</th>") && page.contains("<td>18</td>"));
    assert!(files["report.md"].contains("45 is the table's sum"));
}

#[test]
fn a_finding_that_its_thread_tells_too_is_counted_and_told_once() {
    let mut record = sample::small();
    let own =
        record.articles.values().find_map(|article| article.claims[0].findings.first().cloned()).unwrap();
    record.threads[0].findings = vec![own.clone()];
    let dir = tempfile::tempdir().unwrap();
    let summary = write(&record, dir.path());
    assert_eq!(summary.findings[&own.kind], 1);
    let files = crate::files(dir.path());
    assert_eq!(files["findings.csv"].matches(&own.says).count(), 1);
    for folder in ["threads", "articles"] {
        let pages = files.iter().filter(|(name, _)| name.starts_with(folder) && name.contains('/'));
        let told: usize = pages.map(|(_, page)| page.matches("45 is the table").count()).sum();
        assert_eq!(told, 1, "{folder}");
    }
}

#[test]
fn a_thread_is_listed_with_its_first_figure() {
    let record = sample::small();
    let figures =
        record.threads.iter().filter(|thread| thread.claims.iter().any(|claim| claim.quantity.is_some()));
    let files = report(&record);
    assert!(figures.clone().count() > 0);
    assert_eq!(files["threads.html"].matches("First figure: “<bdi>").count(), figures.count());
}

#[test]
fn articles_of_earlier_runs_are_told_apart_from_this_runs_inputs() {
    let told = "The inputs are those of the last run; earlier runs gave 1 article.";
    let mut record = sample::small();
    for file in ["index.html", "report.md"] {
        assert!(!report(&record)[file].contains("earlier runs"), "{file}");
    }
    record.jobs.iter_mut().find_map(|job| job.article.take()).unwrap();
    for file in ["index.html", "report.md"] {
        assert!(report(&record)[file].contains(told), "{file}");
    }
}

#[test]
fn what_was_noted_on_a_feed_stands_among_the_gaps() {
    let mut record = sample::small();
    let expanded =
        |job: &&mut onrecord_store::JobRecord| matches!(job.outcome, Some(Outcome::Expanded { .. }));
    let feed = record.jobs.iter_mut().find(expanded).unwrap();
    feed.issues = vec![onrecord_model::Issue {
        stage: "fetch".to_owned(),
        code: "link_not_followed".to_owned(),
        message: "not a web address: mailto:x".to_owned(),
    }];
    let files = report(&record);
    for file in ["gaps.html", "issues.csv", "gaps.json", "report.md"] {
        assert!(files[file].contains("not a web address: mailto"), "{file}");
    }
}
