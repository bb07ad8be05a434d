//! Whole ways from a text to its speakers.

use onrecord_model::{ResolvedBy, SpeakerKind};

use super::{Asked, Cast, Resolver};
use crate::{
    features::{Paragraph, Place as Part},
    tokens::Token,
};

/// Whom each mention leads to, in order; "-" where nobody.
fn resolved(text: &str, mentions: &[&str]) -> Vec<(String, SpeakerKind, ResolvedBy)> {
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for line in text.split('\n') {
        let part = if at == 0 { Part::Heading } else { Part::Later };
        paragraphs.push(Paragraph::new(text, at..at + line.len(), part));
        at += line.len() + 1;
    }
    let cast = Cast::of(&paragraphs);
    let mut resolver = Resolver::new(&cast, text);
    let (mut from, mut found) = (0, Vec::new());
    for mention in mentions {
        let start = from + text.get(from..).unwrap().find(mention).unwrap_or_else(|| panic!("{mention}"));
        let mut before = 0;
        for paragraph in &paragraphs {
            let inside = |token: &Token<'_>| token.start >= start && token.end <= start + mention.len();
            let first = paragraph.tokens.iter().position(inside);
            if let Some(first) = first {
                let last = paragraph.tokens.iter().rposition(inside).unwrap();
                let asked = Asked {
                    paragraph,
                    sentences_before: before,
                    mention: Some(first..last + 1),
                    outer: None,
                };
                let speaker = resolver.resolve(&asked);
                found.push((
                    speaker.name.unwrap_or_else(|| "-".to_owned()),
                    speaker.kind,
                    speaker.resolved_by,
                ));
            }
            before += paragraph.sentences.len();
        }
        from = start + mention.len();
    }
    found
}

fn names(text: &str, mentions: &[&str]) -> Vec<String> {
    resolved(text, mentions).into_iter().map(|(name, _, _)| name).collect()
}

#[test]
fn people_of_no_list_are_known_by_what_stands_around_them() {
    let text = "A barn burns\nZbyszko Wrzask, 61, saw it. Wrzask said it was loud. He said he ran.\n\
                The beekeeper, Orfeo Quill, was asleep. “I heard nothing,” Quill said. The beekeeper said it was late.";
    let found = names(text, &["Wrzask said", "He", "Quill said", "The beekeeper said"]);
    assert_eq!(found[1..], ["Zbyszko Wrzask", "Orfeo Quill", "Orfeo Quill"]);
    let office = "Growth slows\nThe finance ministry said little. Its spokesman, Levan Dolidze, said that it would fall.";
    assert_eq!(resolved(office, &["Its spokesman, Levan Dolidze,"])[0].1, SpeakerKind::Person);
}

#[test]
fn short_forms_and_acronyms_lead_to_the_full_name() {
    let text = "Boats\nSeagull Lines said it was sorry. Seagull will pay, said the Harbour Workers Assembly (HWA). HWA said so. \
                Mr. Tamm met Igor Tamm of Seagull. Tamm said no.";
    let found = resolved(text, &["Seagull", "HWA", "Tamm said"]);
    assert_eq!(found[0], ("Seagull Lines".to_owned(), SpeakerKind::Organization, ResolvedBy::Alias));
    let text = "Boats\nThe Harbour Workers Assembly met. HWA said yes. The assembly said no. It said maybe.";
    let found = names(text, &["HWA", "The assembly", "It"]);
    assert_eq!(found, ["Harbour Workers Assembly"; 3]);
}

#[test]
fn writings_lead_to_their_owner_or_to_nobody() {
    let text = "Sea rises, study finds\nA study by Polar Trust says so. The study says more. A leaked memo says less.";
    let found = names(text, &["study", "A study by Polar Trust", "The study", "A leaked memo"]);
    assert_eq!(found, ["Polar Trust", "Polar Trust", "Polar Trust", "-"]);
}

#[test]
fn unnamed_people_stay_unnamed() {
    let text = "Strike\nDrivers said no. Two aides said yes. A clerk at Dunmore Bank said maybe. A Dunmore insider laughed.";
    let kinds: Vec<SpeakerKind> =
        resolved(text, &["Drivers", "Two aides", "A clerk at Dunmore Bank", "A Dunmore insider"])
            .into_iter()
            .map(|f| f.1)
            .collect();
    assert_eq!(
        kinds,
        [SpeakerKind::Group, SpeakerKind::Anonymous, SpeakerKind::Anonymous, SpeakerKind::Anonymous]
    );
}

#[test]
fn capitals_of_the_articles_own_states_speak_for_them() {
    let text = "Ostland votes\nOstland’s president, Ivo Marr, spoke in the capital, Lund Bay. Lund Bay denied it. Paris said no.";
    let found = resolved(text, &["Lund Bay denied", "Paris"]);
    assert_eq!(found[1], ("France".to_owned(), SpeakerKind::Government, ResolvedBy::Metonym));
    assert_eq!(names(text, &["Lund Bay denied"]).len(), 1);
    let only = "Ostland votes\nOstland’s president, Ivo Marr, spoke in the capital, Velm. Then Velm waited. Velm denied it.";
    assert_eq!(names(only, &["capital, Velm", "waited", "Velm"])[2], "Ostland");
}

#[test]
fn pronouns_follow_gender_subject_and_who_spoke() {
    let text = "Two views\nHelga Brandt met Tom Rusk. She said it was fine. He said it was not.\nTom’s sister Ada said he lied. She wept, she said.";
    let found = names(text, &["She", "He", "Tom’s sister Ada", "she"]);
    assert_eq!(found, ["Helga Brandt", "Tom Rusk", "Ada", "Ada"]);
}

#[test]
fn headlines_in_capitals_find_their_people() {
    let text = "WE HID IN THE BARN, SAYS TERRIFIED DAD\nDad-of-three Milo Hart, 40, said so.";
    assert_eq!(names(text, &["TERRIFIED DAD"]), ["Milo Hart"]);
}

mod reading {
    use super::super::names::{Vocabulary, has_inner_capital, is_acronym, is_start, read, run, words};
    use crate::{
        features::{Paragraph, Place},
        tokens,
    };

    fn all(line: &str) -> Vec<(String, String)> {
        let tokens = tokens::tokenize(line, 0..line.len());
        let paragraph = Paragraph::new(line, 0..line.len(), Place::Later);
        let vocabulary = Vocabulary::of(std::slice::from_ref(&paragraph));
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let Some(run) = run(&tokens, at) else {
                at += 1;
                continue;
            };
            at = run.end;
            if let Some(name) = read(&tokens, run.clone(), is_start(&paragraph, run.start), &vocabulary) {
                let what = format!("{:?}", name.what);
                let sort = what.split(['(', ' ']).next().unwrap_or_default().to_owned();
                found.push((words(&tokens, name.words), sort));
            }
        }
        found
    }

    fn one(line: &str) -> (String, String) {
        all(line).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn words_before_a_name_are_no_part_of_it() {
        for (line, name, what) in [
            ("Neighbouring Ostrovia waited.", "Ostrovia", "Open"),
            ("Tearful Kirsty Vane wept.", "Kirsty Vane", "Person"),
            ("Deputy Prime Minister Orsolya Tarnai left.", "Orsolya Tarnai", "Person"),
            ("Secretary of State Bram Okoye left.", "Bram Okoye", "Person"),
            ("It was Aldo Ferri KC who spoke.", "Aldo Ferri", "Person"),
            ("Later Whitehall denied it.", "Whitehall", "State"),
        ] {
            assert_eq!(one(line), (name.to_owned(), what.to_owned()), "{line}");
        }
    }

    #[test]
    fn names_of_bodies_keep_their_small_words() {
        for (line, name) in [
            ("the Bank of Tarvia said", "Bank of Tarvia"),
            ("the Ministry of the Interior said", "Ministry of the Interior"),
            ("the Pilots’ and Bargemen’s Union said", "Pilots’ and Bargemen’s Union"),
            ("with Lawyers Without Walls Network today", "Lawyers Without Walls Network"),
            ("Poland’s health ministry said", "Poland’s health ministry"),
            ("the Kenyan coastguard said", "Kenyan coastguard"),
            ("with Marlow & Finch today", "Marlow & Finch"),
            ("the 14th Brigade held", "14th Brigade"),
        ] {
            assert_eq!(one(line), (name.to_owned(), "Body".to_owned()), "{line}");
        }
    }

    #[test]
    fn capitals_tell_acronyms_and_brands() {
        assert!(is_acronym("WHO") && is_acronym("U.S.") && !is_acronym("Who") && !is_acronym("I"));
        assert!(has_inner_capital("SeaLine") && !has_inner_capital("McKay") && !has_inner_capital("O’Hara"));
    }
}
