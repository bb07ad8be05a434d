//! The hard cases of the news, as articles written by hand: what must be linked, and what must not.

use onrecord_model::{
    Article, ClaimRef, Digest, FindingKind, Moment, Outcome, RelationKind, Request, Stance, Thread, Work,
};
use onrecord_pipeline::Transform;
use onrecord_store::{SqliteStore, Store};
use proptest::prelude::*;

use crate::testing::{Shape, article, claim};
use crate::{Link, Options, Weaver};

fn weave(articles: &[Article]) -> Vec<Thread> {
    let mut weaver = Weaver::new();
    for article in articles {
        weaver.add(article);
    }
    weaver.finish(&Options::default())
}

/// The thread that holds a claim with these words.
fn thread<'a>(threads: &'a [Thread], words: &str) -> &'a Thread {
    let holds = |claim: &ClaimRef| claim.content.contains(words);
    threads
        .iter()
        .find(|thread| thread.claims.iter().any(holds))
        .unwrap_or_else(|| panic!("no thread has {words}"))
}

/// "mayor contradicts governor", by speakers.
fn relations(thread: &Thread) -> Vec<String> {
    let name = |id| {
        let claim = thread.claims.iter().find(|claim| claim.id == id).unwrap();
        claim.speaker.clone().unwrap_or_else(|| "the paper".to_owned())
    };
    let mut lines: Vec<String> = thread
        .relations
        .iter()
        .map(|r| format!("{} {:?} {}", name(r.from.clone()), r.kind, name(r.to.clone())))
        .collect();
    lines.sort();
    lines
}

fn any(threads: &[Thread], kind: RelationKind) -> bool {
    threads.iter().any(|thread| thread.relations.iter().any(|relation| relation.kind == kind))
}

fn drones(outlet: &str, day: &str, line: &str, number: &str, night: (&str, &str, &str)) -> Article {
    let mut page = article(outlet, day, line);
    let content = line.split_once(" that ").or_else(|| line.split_once(" reported ")).unwrap().1.to_owned();
    let said = claim(&mut page, "Ukrainian Air Force", Stance::Asserts, &content);
    said.of_state("Ukraine").number(number);
    if !night.0.is_empty() {
        said.time(night.0, night.1, night.2);
    }
    page
}

fn night_of_23_july() -> Vec<Article> {
    let night = ("overnight", "2025-07-22", "2025-07-23");
    let mut steppe = drones(
        "Steppe & Sea",
        "2025-07-23",
        "The Ukrainian Air Force reported downing 45 of 71 drones and decoys launched overnight by Russian forces",
        "45 of 71 drones and decoys",
        night,
    );
    steppe.text.push_str("\nIt said that 27 drones had been shot down and 18 had been lost on the way.");
    let mut whole = article("Steppe & Sea", "2025-07-23", &steppe.text);
    std::mem::swap(&mut whole.claims, &mut steppe.claims);
    claim(
        &mut whole,
        "Ukrainian Air Force",
        Stance::Asserts,
        "27 drones had been shot down and 18 had been lost on the way",
    )
    .of_state("Ukraine")
    .number("27 drones");
    let ledger = drones(
        "Ledger",
        "2025-07-23",
        "The Air Force said that it shot down 45 drones overnight",
        "45 drones",
        night,
    );
    let mut courier = article(
        "Courier",
        "2025-07-23",
        "Ukraine’s air force said it had downed 45 of the 71 drones that Russia launched overnight.",
    );
    claim(
        &mut courier,
        "Ukraine’s air force",
        Stance::Asserts,
        "it had downed 45 of the 71 drones that Russia launched overnight",
    )
    .of_state("Ukraine")
    .number("45 of the 71 drones")
    .time("overnight", "2025-07-22", "2025-07-23");
    vec![whole, ledger, courier]
}

#[test]
fn a_part_and_its_whole_are_two_threads_and_no_contradiction() {
    let threads = weave(&night_of_23_july());
    assert!(!any(&threads, RelationKind::Contradicts));
    let down =
        threads.iter().find(|t| t.slot.predicate.as_deref() == Some("down") && t.claims.len() == 3).unwrap();
    assert_eq!(down.title, "Drones downed by Ukraine, 22–23 July 2025");
    assert!(relations(down).iter().all(|line| line.contains("Repeats")), "{:?}", relations(down));
    let launched = threads.iter().find(|t| t.slot.predicate.as_deref() == Some("launch")).unwrap();
    assert_eq!(launched.slot.actor.as_deref(), Some("Russia"));
    assert_eq!(launched.claims.len(), 2);
    let quantity = launched.claims[0].quantity.as_ref().unwrap();
    assert_eq!(quantity.value.to_string(), "71");
}

#[test]
fn one_speaker_with_two_figures_is_not_set_against_himself() {
    let threads = weave(&night_of_23_july());
    let small = thread(&threads, "27 drones had been shot down");
    let all: Vec<_> =
        threads.iter().flat_map(|t| &t.findings).filter(|f| f.kind == FindingKind::NotComparable).collect();
    assert!(all.iter().any(|f| f.says.contains("27 drones")) || small.relations.is_empty());
    assert!(!any(&threads, RelationKind::Updates));
}

#[test]
fn other_nights_and_another_side_are_not_compared() {
    let mut pages = night_of_23_july();
    pages.push(drones(
        "Courier",
        "2025-07-22",
        "The Ukrainian Air Force reported downing 33 of 42 drones launched by Russian forces in the night to Tuesday",
        "33 of 42 drones",
        ("in the night to Tuesday", "2025-07-21", "2025-07-22"),
    ));
    let mut moscow = article(
        "Steppe & Sea",
        "2025-07-23",
        "Russia's defence ministry said that its own air defences had destroyed 33 Ukrainian drones overnight over six Russian regions.",
    );
    claim(
        &mut moscow,
        "Russia's defence ministry",
        Stance::Asserts,
        "its own air defences had destroyed 33 Ukrainian drones overnight over six Russian regions",
    )
    .of_state("Russia")
    .number("33 Ukrainian drones")
    .time("overnight", "2025-07-22", "2025-07-23");
    pages.push(moscow);
    let threads = weave(&pages);
    assert!(!any(&threads, RelationKind::Contradicts));
    assert!(!any(&threads, RelationKind::Updates));
    assert!(!any(&threads, RelationKind::Agrees));
    assert_eq!(thread(&threads, "its own air defences").claims.len(), 1);
    assert_eq!(thread(&threads, "its own air defences").slot.actor.as_deref(), Some("Russia"));
    let night = thread(&threads, "33 of 42 drones");
    assert!(night.findings.iter().any(|f| f.says.contains("the days differ")), "{:?}", night.findings);
    let other = thread(&threads, "its own air defences");
    assert!(other.findings.iter().any(|f| f.says.contains("different sides")), "{:?}", other.findings);
}

#[test]
fn an_accusation_and_its_denials_are_one_thread() {
    let mut ledger = article(
        "Ledger",
        "2025-07-22",
        "Ukraine accuses Russia of having abducted over 19,000 children since the start of the full-scale invasion.\nThe Kremlin denies abducting children.",
    );
    claim(
        &mut ledger,
        "Ukraine",
        Stance::Accuses,
        "having abducted over 19,000 children since the start of the full-scale invasion",
    )
    .target("Russia")
    .number("over 19,000 children");
    claim(&mut ledger, "The Kremlin", Stance::Denies, "abducting children");
    let mut post = article(
        "Post",
        "2025-07-23",
        "Umerov accused Russia of having deported over 19,000 children.\nMedinsky denied that children had been abducted.",
    );
    claim(&mut post, "Rustem Umerov", Stance::Accuses, "having deported over 19,000 children")
        .of_state("Ukraine")
        .target("Russia")
        .number("over 19,000 children");
    claim(&mut post, "Vladimir Medinsky", Stance::Denies, "that children had been abducted")
        .of_state("Russia");
    let mut courier = article(
        "Courier",
        "2025-07-24",
        "The Kremlin denied on Thursday that Russia had abducted over 19,000 children from Ukraine.",
    );
    claim(
        &mut courier,
        "The Kremlin",
        Stance::Denies,
        "that Russia had abducted over 19,000 children from Ukraine",
    )
    .number("over 19,000 children");
    let threads = weave(&[ledger, post, courier]);
    let all = thread(&threads, "having deported");
    assert_eq!(threads.len(), 1, "{:?}", threads.iter().map(|t| &t.title).collect::<Vec<_>>());
    assert_eq!(all.claims.len(), 5);
    assert_eq!(all.title, "Children abducted by Russia");
    let lines = relations(all);
    for line in
        ["The Kremlin Denies Ukraine", "The Kremlin Denies Rustem Umerov", "Vladimir Medinsky Denies Ukraine"]
    {
        assert!(lines.contains(&line.to_owned()), "{lines:?}");
    }
    assert!(!any(&threads, RelationKind::Contradicts));
}

fn toll(outlet: &str, day: &str, speaker: &str, line: &str, content: &str, number: &str) -> Article {
    let mut page = article(outlet, day, line);
    page.source.title = Some("Apartment block hit".to_owned());
    let said = claim(&mut page, speaker, Stance::Asserts, content);
    said.number(number);
    if content.contains("Dobrovka") {
        said.place("Dobrovka");
    }
    page
}

#[test]
fn a_toll_given_anew_next_day_is_an_update() {
    let threads = weave(&[
        toll(
            "Wire",
            "2025-07-22",
            "Andriy Holub",
            "\"Four people were killed in Dobrovka\" he said",
            "Four people were killed in Dobrovka",
            "Four people",
        ),
        toll(
            "Ledger",
            "2025-07-23",
            "Andriy Holub",
            "\"Seven people were killed in Dobrovka\" he said",
            "Seven people were killed in Dobrovka",
            "Seven people",
        ),
        toll(
            "Post",
            "2025-07-23",
            "State Emergency Service",
            "It said seven people were killed in Dobrovka",
            "seven people were killed in Dobrovka",
            "seven people",
        ),
    ]);
    assert_eq!(threads.len(), 1);
    let lines = relations(&threads[0]);
    assert_eq!(lines.iter().filter(|line| line.contains("Updates Andriy Holub")).count(), 2, "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line.contains("Agrees")).count(), 1, "{lines:?}");
    assert_eq!(lines.len(), 3);
    assert_eq!(threads[0].title, "People killed in Dobrovka");
}

#[test]
fn another_strike_in_the_town_next_day_is_no_update() {
    let four = "Four people were killed in Dobrovka";
    let seven = "Seven people were killed in Dobrovka";
    let block = toll("Wire", "2025-07-22", "Andriy Holub", four, four, "Four people");
    let mut bus = toll("Ledger", "2025-07-23", "State Emergency Service", seven, seven, "Seven people");
    bus.source.title = Some("Death toll in Dobrovka rises to seven".to_owned());
    assert!(any(&weave(&[block.clone(), bus.clone()]), RelationKind::Updates));
    bus.source.title = Some("Bus struck".to_owned());
    // The place is not in the claim itself.
    let line = "Dobrovka mourns. Seven people were killed";
    let nowhere =
        toll("Post", "2025-07-23", "Iryna Shevchuk", line, "Seven people were killed", "Seven people");
    for later in [bus, nowhere] {
        let threads = weave(&[block.clone(), later]);
        assert!(!any(&threads, RelationKind::Updates));
        assert!(!any(&threads, RelationKind::Contradicts));
    }
}

#[test]
fn agreement_needs_the_same_thing_and_the_figures_as_stated() {
    let said = |day: &str, speaker: &str, number: &str, title: &str| {
        let line = format!("{number} were killed in Dobrovka");
        let mut page = toll(speaker, day, speaker, &line, &line, number);
        page.source.title = Some(title.to_owned());
        page
    };
    let block = "Apartment block hit";
    let one = said("2025-07-22", "Andriy Holub", "12 people", block);
    for (other, agree) in [
        (said("2025-07-22", "Iryna Shevchuk", "12 people", block), true),
        (said("2025-07-24", "Iryna Shevchuk", "12 people", block), true),
        (said("2025-07-27", "Iryna Shevchuk", "12 people", block), false),
        (said("2025-07-22", "Iryna Shevchuk", "over 10 people", block), true),
        (said("2025-07-22", "Iryna Shevchuk", "about 12 people", block), true),
        (said("2025-07-22", "Iryna Shevchuk", "12 people", "Bus struck"), false),
    ] {
        let threads = weave(&[one.clone(), other.clone()]);
        assert_eq!(any(&threads, RelationKind::Agrees), agree, "{:?}", other.source);
    }
    let rough = |speaker: &str, number: &str| said("2025-07-22", speaker, number, block);
    let threads = weave(&[rough("Andriy Holub", "1,000 people"), rough("Iryna Shevchuk", "1,400 people")]);
    assert!(threads.iter().all(|thread| thread.relations.is_empty()));
}

#[test]
fn a_denial_of_another_figure_or_from_before_denies_nothing() {
    let accused = |number: &str| {
        let content = format!("that Russia had abducted {number} from Ukraine");
        let mut page = article("Ledger", "2025-07-23", &content);
        claim(&mut page, "Rustem Umerov", Stance::Accuses, &content)
            .of_state("Ukraine")
            .target("Russia")
            .number(number);
        page
    };
    let denied = |day: &str, number: &str, negated: bool| {
        let content = format!("that Russia had abducted {number} from Ukraine");
        let mut page = article("Courier", day, &content);
        let said = claim(&mut page, "The Kremlin", Stance::Denies, &content);
        said.of_state("Russia").number(number);
        said.negated = negated;
        page
    };
    for (denial, holds) in [
        (denied("2025-07-23", "over 19,000 children", false), true),
        (denied("2025-07-24", "over 19,000 children", false), true),
        (denied("2025-07-22", "over 19,000 children", false), false),
        (denied("2025-07-24", "12 children", false), false),
        (denied("2025-07-24", "over 19,000 children", true), false),
    ] {
        let threads = weave(&[accused("over 19,000 children"), denial.clone()]);
        assert_eq!(any(&threads, RelationKind::Denies), holds, "{:?}", denial.claims[0].content.text);
        assert!(!any(&threads, RelationKind::Agrees));
    }
}

#[test]
fn a_copy_with_another_figure_is_no_contradiction() {
    let body = (0..200).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let own = |outlet: &str, number: &str| {
        let content = format!("{number} were injured in Lypivtsi");
        let mut page = article(outlet, "2025-07-24", &format!("{content} {body}"));
        page.source.title = Some("Missiles hit market".to_owned());
        claim(&mut page, "", Stance::Asserts, &content).number(number).place("Lypivtsi");
        page
    };
    let mut other = own("Ledger", "31 people");
    let threads = weave(&[own("Post", "12 people"), other.clone()]);
    assert!(!any(&threads, RelationKind::Contradicts));
    let says: Vec<_> = threads.iter().flat_map(|t| &t.findings).map(|f| f.says.as_str()).collect();
    assert!(says.iter().any(|says| says.contains("one may replace the other")), "{says:?}");
    let content = "31 people were injured in Lypivtsi";
    let mut alone = article("Ledger", "2025-07-24", content);
    alone.source.title.clone_from(&other.source.title);
    alone.claims.append(&mut other.claims);
    alone.claims[0].sentence = alone.blocks[0].span;
    assert!(any(&weave(&[own("Post", "12 people"), alone]), RelationKind::Contradicts));
}

#[test]
fn the_title_names_no_place_that_few_claims_state() {
    let said = |outlet: &str, content: &str| {
        let mut page = article(outlet, "2025-07-23", content);
        let claim = claim(&mut page, outlet, Stance::Asserts, content);
        claim.number("1,200 prisoners");
        if content.contains("Istanbul") {
            claim.place("Istanbul");
        }
        page
    };
    let bare = "1,200 prisoners would be exchanged";
    let threads = weave(&[
        said("Wire", "1,200 prisoners would be exchanged in Istanbul"),
        said("Post", bare),
        said("Daily", bare),
    ]);
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0].title, "Prisoners to be exchanged");
}

#[test]
fn voices_that_are_not_compared_are_told() {
    let pages: Vec<Article> = (0..70)
        .map(|i| {
            let who = format!("Speaker{i} Name{i}");
            injured(
                &format!("Paper {i}"),
                "Missiles hit market",
                &who,
                "12 people were injured in Lypivtsi",
                "12 people",
            )
        })
        .collect();
    let says = |threads: &[Thread]| -> Vec<String> {
        let all = threads.iter().flat_map(|thread| &thread.findings);
        all.map(|f| f.says.clone()).filter(|says| says.contains("not all")).collect()
    };
    let threads = weave(&pages);
    assert_eq!(threads.len(), 1);
    assert_eq!(
        says(&threads),
        [
            "Not compared: 15 pairs of the 70 voices of this thread, because each is laid beside 64 others and not all."
        ]
    );
    assert!(says(&weave(&pages[..60])).is_empty());
}

fn injured(outlet: &str, title: &str, speaker: &str, content: &str, number: &str) -> Article {
    let mut page = article(outlet, "2025-07-24", &format!("“{content},” said {speaker}."));
    page.source.title = Some(title.to_owned());
    claim(&mut page, speaker, Stance::Asserts, content).number(number).place("Lypivtsi");
    page
}

#[test]
fn two_figures_for_one_event_contradict() {
    let mayor = injured(
        "Post",
        "Missiles hit market in Lypivtsi",
        "Iryna Shevchuk",
        "As of noon, 12 people were injured in Lypivtsi",
        "12 people",
    );
    let governor = injured(
        "Ledger",
        "Governor says 31 injured in strike on market",
        "Serhiy Kostenko",
        "As of noon, 31 people were injured in Lypivtsi",
        "31 people",
    );
    let threads = weave(&[mayor, governor]);
    assert_eq!(threads.len(), 1);
    let contradicts: Vec<_> =
        threads[0].relations.iter().filter(|r| r.kind == RelationKind::Contradicts).collect();
    assert_eq!(contradicts.len(), 1);
    for part in ["12 people", "31 people", "Iryna Shevchuk", "Serhiy Kostenko", "Lypivtsi", "24 July 2025"] {
        assert!(contradicts[0].why.contains(part), "{}", contradicts[0].why);
    }
}

#[test]
fn another_event_in_the_same_town_is_no_contradiction() {
    let market = injured(
        "Post",
        "Missiles hit market in Lypivtsi",
        "Iryna Shevchuk",
        "12 people were injured in Lypivtsi",
        "12 people",
    );
    let school = injured(
        "Ledger",
        "Drone hits school bus",
        "Serhiy Kostenko",
        "31 people were injured in Lypivtsi",
        "31 people",
    );
    let threads = weave(&[market, school]);
    assert!(!any(&threads, RelationKind::Contradicts));
    let says: Vec<_> = threads.iter().flat_map(|t| &t.findings).map(|f| f.says.as_str()).collect();
    assert!(says.iter().any(|says| says.contains("the same event")), "{says:?}");
}

#[test]
fn a_village_is_claimed_and_denied() {
    let mut steppe = article(
        "Steppe & Sea",
        "2025-07-23",
        "Russia's defence ministry claimed that its troops had captured the village of Stara Balka in Ukraine's Sumy region. Ukraine's General Staff denied that Stara Balka had been captured.",
    );
    claim(
        &mut steppe,
        "Russia's defence ministry",
        Stance::Asserts,
        "its troops had captured the village of Stara Balka in Ukraine's Sumy region",
    )
    .of_state("Russia");
    claim(&mut steppe, "Ukraine's General Staff", Stance::Denies, "that Stara Balka had been captured")
        .of_state("Ukraine");
    let mut courier = article(
        "Courier",
        "2025-07-23",
        "Russia’s defence ministry said that its forces had taken the village of Stara Balka in the Sumy region. Ukraine’s General Staff denied that the village had fallen.",
    );
    claim(
        &mut courier,
        "Russia’s defence ministry",
        Stance::Asserts,
        "its forces had taken the village of Stara Balka in the Sumy region",
    )
    .of_state("Russia");
    claim(&mut courier, "Ukraine’s General Staff", Stance::Denies, "that the village had fallen")
        .of_state("Ukraine");
    let threads = weave(&[steppe, courier]);
    assert_eq!(threads.len(), 1, "{:?}", threads.iter().map(|t| &t.title).collect::<Vec<_>>());
    assert_eq!(threads[0].title, "Stara Balka captured by Russia");
    assert_eq!(threads[0].claims.len(), 4);
    assert!(relations(&threads[0]).iter().any(|line| line.contains("General Staff Denies Russia")));
}

#[test]
fn a_promise_is_not_a_deed_and_units_part() {
    let mut wire = article(
        "Wire",
        "2025-07-23",
        "He said that at least 1,200 prisoners would be exchanged.\nIn July the two countries exchanged 1,000 prisoners each.",
    );
    claim(&mut wire, "Vladimir Medinsky", Stance::Asserts, "at least 1,200 prisoners would be exchanged")
        .number("at least 1,200 prisoners");
    claim(&mut wire, "", Stance::Asserts, "the two countries exchanged 1,000 prisoners each")
        .number("1,000 prisoners");
    let mut courier =
        article("Courier", "2025-07-23", "He confirmed that at least 1,200 prisoners would be exchanged.");
    claim(&mut courier, "Rustem Umerov", Stance::Confirms, "at least 1,200 prisoners would be exchanged")
        .number("at least 1,200 prisoners");
    let mut tonnes =
        article("Daily", "2025-07-22", "A fire destroyed 3,000 tonnes of grain, the ministry said.");
    claim(
        &mut tonnes,
        "Ukraine's agriculture ministry",
        Stance::Asserts,
        "A fire destroyed 3,000 tonnes of grain",
    )
    .number("3,000 tonnes of grain");
    let mut hectares =
        article("Gazette", "2025-07-24", "Fires destroyed 3,000 hectares of grain, the ministry said.");
    claim(
        &mut hectares,
        "Ukraine's agriculture ministry",
        Stance::Asserts,
        "Fires destroyed 3,000 hectares of grain",
    )
    .number("3,000 hectares of grain");
    let threads = weave(&[wire, courier, tonnes, hectares]);
    assert!(!any(&threads, RelationKind::Contradicts));
    let promised = thread(&threads, "at least 1,200 prisoners");
    assert_eq!(promised.title, "Prisoners to be exchanged");
    let lines = relations(promised);
    assert!(lines.len() == 1 && lines[0].contains("Agrees"), "{lines:?}");
    let grain = thread(&threads, "tonnes of grain");
    assert!(
        grain.findings.iter().any(|f| f.says.contains("the units differ (t and ha)")),
        "{:?}",
        grain.findings
    );
}

#[test]
fn what_another_tells_of_a_speaker_is_not_his_word_too() {
    let mut page = article(
        "Post",
        "2025-07-23",
        "Umerov said that Medinsky had told him that 300 prisoners would be exchanged.",
    );
    let inner = "that 300 prisoners would be exchanged";
    let outer_id = {
        let outer = claim(
            &mut page,
            "Rustem Umerov",
            Stance::Asserts,
            "that Medinsky had told him that 300 prisoners would be exchanged",
        );
        outer.number("300 prisoners");
        outer.id.clone()
    };
    let told = claim(&mut page, "Vladimir Medinsky", Stance::Asserts, inner);
    told.number("300 prisoners");
    told.inside = Some(outer_id);
    let threads = weave(&[page]);
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0].claims.len(), 1);
    assert_eq!(threads[0].claims[0].speaker.as_deref(), Some("Vladimir Medinsky"));
}

fn corpus() -> Vec<Article> {
    let mut pages = night_of_23_july();
    for (i, (place, count)) in
        [("Dobrovka", "Four"), ("Dobrovka", "Seven"), ("Sumy", "five"), ("Dobrovka", "three")]
            .iter()
            .enumerate()
    {
        for day in ["2025-07-22", "2025-07-23", "2025-07-29"] {
            let content = format!("{count} people were killed in {place}");
            let mut page = article(&format!("Paper {i}"), day, &format!("{content} it said"));
            let speaker = if i % 2 == 0 { "Andriy Holub" } else { "" };
            claim(&mut page, speaker, Stance::Asserts, &content)
                .number(&format!("{count} people"))
                .place(place);
            pages.push(page);
        }
    }
    pages.push(injured(
        "Post",
        "Missiles hit market",
        "Iryna Shevchuk",
        "12 people were injured in Lypivtsi",
        "12 people",
    ));
    pages.push(injured(
        "Ledger",
        "Strike on market",
        "Serhiy Kostenko",
        "31 people were injured in Lypivtsi",
        "31 people",
    ));
    pages
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the order of arrival, and whether an article comes once or again: the same bytes.
    #[test]
    fn threads_do_not_depend_on_arrival(order in Just((0..corpus().len()).collect::<Vec<_>>()).prop_shuffle(), again in 0..5_usize) {
        let pages = corpus();
        let straight = serde_json::to_string(&weave(&pages)).unwrap();
        let mut shuffled: Vec<Article> = order.iter().map(|at| pages[*at].clone()).collect();
        shuffled.extend(pages.iter().take(again).cloned());
        prop_assert_eq!(serde_json::to_string(&weave(&shuffled)).unwrap(), straight);
    }
}

#[test]
fn two_reports_of_one_newsroom_are_one_origin() {
    let page = |day: &str| {
        let mut page =
            article("Courier", day, &format!("On {day} it said 12 people were injured in Lypivtsi"));
        claim(&mut page, "Iryna Shevchuk", Stance::Asserts, "12 people were injured in Lypivtsi")
            .number("12 people")
            .place("Lypivtsi");
        page
    };
    let threads = weave(&[page("2025-07-24"), page("2025-07-25")]);
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0].origins.len(), 1);
    assert_eq!(threads[0].origins[0].articles.len(), 2);
    assert_eq!(threads[0].origins[0].why, "all of them are reports of Courier");
}

/// A record that holds `pages`, committed in batches of `size`.
fn record(pages: &[Article], size: usize) -> SqliteStore {
    let mut store = SqliteStore::in_memory().unwrap();
    let started = Moment::parse("2025-07-24T12:00:00Z").unwrap();
    let run = store.begin(&Digest::of(b"config"), &[], &started).unwrap();
    for batch in pages.chunks(size) {
        let works: Vec<Work> = batch
            .iter()
            .map(|page| {
                let mut work = Work::new(Request::Url(page.source.url.clone()));
                work.article = Some(page.clone());
                Link.apply(&mut work).unwrap();
                work.outcome = Some(Outcome::Done);
                work
            })
            .collect();
        store.commit(&run.id, &works).unwrap();
    }
    store
}

#[test]
fn the_record_is_woven_as_the_articles_are() {
    let mut pages = corpus();
    let straight = weave(&pages);
    for size in [1, 7, 100] {
        pages.reverse();
        let woven = crate::weave(&record(&pages, size), &Options::default()).unwrap();
        assert_eq!(woven, straight);
    }
}

#[test]
fn a_thousand_repetitions_are_a_thousand_relations_and_no_more() {
    let content = "12 people were injured in Lypivtsi";
    let pages: Vec<Article> = (0..1000)
        .map(|i| {
            let mut page =
                article(&format!("Paper {i}"), "2025-07-24", &format!("{content} it said in report {i}"));
            claim(&mut page, "Iryna Shevchuk", Stance::Asserts, content)
                .number("12 people")
                .place("Lypivtsi");
            page
        })
        .collect();
    let threads = weave(&pages);
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0].relations.len(), 999);
}

/// A report of one paragraph with one claim.
fn report(outlet: &str, at: &str, who: &str, stance: Stance, line: &str) -> Article {
    let mut page = article(outlet, at, line);
    claim(&mut page, who, stance, line);
    page
}

#[test]
fn nobody_is_a_number() {
    let nobody = |line: &str| {
        let mut page = report("Post", "2025-07-24T09:00:00Z", "Mayor Anna Hall", Stance::Asserts, line);
        page.claims[0].time("on Monday", "2025-07-21", "2025-07-21");
        page
    };
    let mut three = report(
        "Ledger",
        "2025-07-24T10:00:00Z",
        "Fire chief Ben Cole",
        Stance::Asserts,
        "Three people were hurt in the fire at Ashgrove Mill on Monday",
    );
    three.claims[0].number("Three people").time("on Monday", "2025-07-21", "2025-07-21");
    for (line, contradicts) in [
        ("No one was hurt in the fire at Ashgrove Mill on Monday", true),
        ("Nobody was hurt in the fire at Ashgrove Mill on Monday", true),
        ("There were no people hurt in the fire at Ashgrove Mill on Monday", true),
        ("Not one person was hurt in the fire at Ashgrove Mill on Monday", true),
        ("Not a single person was hurt in the fire at Ashgrove Mill on Monday", true),
        ("Not one person knew how many were hurt in the fire at Ashgrove Mill on Monday", false),
        ("No one knew how many were hurt in the fire at Ashgrove Mill on Monday", false),
        ("No one else was hurt in the fire at Ashgrove Mill on Monday", false),
        ("No one was killed in the fire at Ashgrove Mill on Monday", false),
        ("No one was hurt in the fire at Birch Mill on Monday", false),
    ] {
        let threads = weave(&[nobody(line), three.clone()]);
        assert_eq!(any(&threads, RelationKind::Contradicts), contradicts, "{line}");
    }
}

#[test]
fn totals_since_one_beginning_count_the_same() {
    let page = |outlet: &str, who: &str, line: &str, number: &str| {
        let mut page = report(outlet, "2026-03-05T08:00:00Z", who, Stance::Asserts, line);
        page.claims[0].number(number);
        page
    };
    let staff =
        page("Post", "General Staff", "Russia has lost 420 tanks since the invasion began", "420 tanks");
    for (line, number, contradicts) in [
        ("Russia has lost 900 tanks since the invasion began", "900 tanks", true),
        ("Russia has lost 90 tanks since the battle of Drovets began", "90 tanks", false),
        ("Russia has lost 90 tanks", "90 tanks", false),
    ] {
        let threads = weave(&[staff.clone(), page("Ledger", "Ann Hall", line, number)]);
        assert_eq!(any(&threads, RelationKind::Contradicts), contradicts, "{line}");
    }
}

#[test]
fn all_were_rescued_stands_against_later_word_of_missing_ones() {
    let page = |outlet: &str, at: &str, who: &str, line: &str, number: &str, of: f64| {
        let mut page = report(outlet, at, who, Stance::Asserts, line);
        page.claims[0].number(number).time("on Monday", "2025-07-21", "2025-07-21");
        let whole = onrecord_model::Whole { value: of, object: Some("crew".to_owned()), predicate: None };
        page.claims[0].quantities[0].of = Some(whole);
        page
    };
    let all = "all 12 crew of the ship Eider, which sank off Anholt on Monday, were rescued";
    let some = "Four crew of the ship Eider, which sank off Anholt on Monday, are missing";
    let rescued = page("Post", "2025-07-22T09:00:00Z", "Armor Lines", all, "12 crew", 12.0);
    for (at, contradicts) in [("2025-07-22T09:30:00Z", true), ("2025-07-22T08:30:00Z", false)] {
        let mut missing = page("Ledger", at, "The seamen's union", some, "Four crew", 12.0);
        missing.claims[0].quantities[0].value = 4.0;
        let threads = weave(&[rescued.clone(), missing]);
        assert_eq!(any(&threads, RelationKind::Contradicts), contradicts, "{at}");
    }
}

#[test]
fn a_body_that_tells_a_growing_figure_anew_updates_it() {
    let page = |at: &str, who: &str, line: &str, number: &str| {
        let mut page = report(&format!("Paper of {at}"), at, who, Stance::Asserts, line);
        page.claims[0].number(number);
        page
    };
    let first = "it had collected 8,000 coats so far for the camp at Dagaley";
    for (who, line, number, updates) in [
        ("The parish", "it had now collected 9,500 coats for the camp at Dagaley", "9,500 coats", true),
        ("The parish", "it had collected 9,500 coats so far for the camp at Dagaley", "9,500 coats", true),
        ("The parish", "it had collected 9,500 coats so far for the camp at Kobe", "9,500 coats", false),
        ("The parish", "it had collected 9,500 shoes so far for the camp at Dagaley", "9,500 shoes", false),
        ("The school", "it had now collected 9,500 coats for the camp at Dagaley", "9,500 coats", false),
    ] {
        let threads = weave(&[
            page("2025-03-02", "The parish", first, "8,000 coats"),
            page("2025-06-01", who, line, number),
        ]);
        assert_eq!(any(&threads, RelationKind::Updates), updates, "{who}: {line}");
    }
}

#[test]
fn a_denial_in_other_words_finds_its_accusation() {
    let mut accusation = report(
        "Post",
        "2025-03-02",
        "Mayor Ingrid Berg",
        Stance::Accuses,
        "of dumping 40 tonnes of solvent in the river Aska",
    );
    accusation.claims[0].target("the company Norvik Chem").number("40 tonnes of solvent");
    for (who, stance, line, denies) in [
        ("Norvik Chem", Stance::Denies, "any role in the pollution of the river Aska", true),
        ("Norvik Chem", Stance::Rejects, "the claims about the Aska as false", true),
        ("Norvik Chem", Stance::Asserts, "We did not spill anything into the Aska", true),
        ("Norvik Chem", Stance::Denies, "any role in the pollution of the river Bera", false),
        ("Norvik Chem", Stance::Denies, "that it would close its works", false),
        ("Skagen Tank", Stance::Denies, "any role in the pollution of the river Aska", false),
    ] {
        let answer = report("Ledger", "2025-03-03", who, stance, line);
        let threads = weave(&[accusation.clone(), answer]);
        assert_eq!(any(&threads, RelationKind::Denies), denies, "{who}: {line}");
    }
}

#[test]
fn a_claim_without_a_name_is_of_what_is_named_before_it() {
    let page = |outlet: &str, who: &str, before: &str, number: &str| {
        let line = format!("{number} were killed in the ambush");
        let text = format!("Gunmen ambushed a convoy near {before} on the road.\n{line}, it was said.");
        let mut page = article(outlet, "2025-07-21", &text);
        claim(&mut page, who, Stance::Asserts, &line).number(number);
        page
    };
    let here = page("Post", "Governor Ali Moussa", "Toumour Kura", "six soldiers");
    for (before, contradicts) in [("Toumour Kura", true), ("Inates", false)] {
        let there = page("Ledger", "Minister Salif Mody", before, "two soldiers");
        let threads = weave(&[here.clone(), there]);
        assert_eq!(any(&threads, RelationKind::Contradicts), contradicts, "{before}");
    }
}

#[test]
fn what_is_seized_in_a_town_is_not_the_town() {
    for (line, taken) in [
        ("4,000 bottles were seized in Stara Balka", false),
        ("shells fell on the village of Stara Balka", false),
        ("Stara Balka had been captured", true),
    ] {
        let mut page = report("Post", "2025-07-21", "The customs office", Stance::Asserts, line);
        page.claims[0].place("Stara Balka");
        let told = crate::slot::slots(&page).remove(0);
        assert_eq!(told.iter().any(|slot| slot.slot.object.as_deref() == Some("village")), taken, "{line}");
    }
}

/// Two reports of one accident with one claim each: who says what, in one paper and in another.
fn told(first: (&str, &str), second: (&str, &str)) -> Vec<Thread> {
    const LEADS: [&str; 2] = [
        "The harbour of Olesna was closed after a ferry hit the northern mole in fog.",
        "A ferry rammed the northern mole of Olesna harbour in fog, and the port was closed.",
    ];
    let page = |outlet: &str, lead: &str, (speaker, content): (&str, &str)| {
        let mut page = article(outlet, "2026-03-04", &format!("{lead}\n{speaker} said {content}."));
        claim(&mut page, speaker, Stance::Asserts, content);
        page
    };
    weave(&[page("Post", LEADS[0], first), page("Ledger", LEADS[1], second)])
}

#[test]
fn what_is_told_again_without_a_figure_is_one_thread() {
    let captain = "the captain had ignored the warnings from the port";
    let threads = told(("Ida Brand", captain), ("Ida Brand", captain));
    assert_eq!(relations(thread(&threads, "warnings")), ["Ida Brand Repeats Ida Brand"]);
    let longer = "the captain had ignored the warnings from the port because his radio was off";
    let threads = told(("Ida Brand", captain), ("Ida Brand", longer));
    assert_eq!(relations(thread(&threads, "warnings")), ["Ida Brand Repeats Ida Brand"]);
    let resigned = ("Ida Brand", "captain Oleh Saiko had resigned from the ferry line");
    let resignation = ("Lev Orlov", "the resignation of captain Oleh Saiko from the ferry line");
    let threads = told(resigned, resignation);
    assert_eq!(relations(thread(&threads, "Saiko")), ["Ida Brand Agrees Lev Orlov"]);
    assert_eq!(threads[0].slot.predicate.as_deref(), Some("resign"));
}

#[test]
fn what_is_told_in_other_words_is_no_thread() {
    let resigned = ("Ida Brand", "captain Oleh Saiko had resigned from the ferry line");
    for other in [
        ("Lev Orlov", "captain Oleh Saiko had not resigned from the ferry line"),
        ("Lev Orlov", "captain Ana Duro had resigned from the ferry line"),
        ("Lev Orlov", "captain Oleh Saiko had resigned from the ferry line after a quarrel"),
        ("Ida Brand", "captain Oleh Saiko had praised the crew of the ferry"),
        ("Ida Brand", "captain Oleh Saiko hadn't resigned from the ferry line"),
        ("Lev Orlov", "he had resigned"),
    ] {
        assert!(told(resigned, other).is_empty(), "{}", other.1);
    }
}
