//! The history of a thread's figure.

#![expect(clippy::unwrap_used, reason = "a test that can't be set up has failed")]

use onrecord_model::{
    ArticleId, Bound, ClaimId, ClaimRef, Moment, Quantity, Relation, RelationKind, Slot, Span, Stance,
    Thread, ThreadId, Way,
};

fn said(speaker: Option<&str>, day: &str, value: f64, stance: Stance) -> ClaimRef {
    let text = format!("{value} people");
    ClaimRef {
        id: ClaimId::of(&[speaker.unwrap_or_default(), day, &text]),
        article: ArticleId::of(&[day]),
        speaker: speaker.map(str::to_owned),
        outlet: Some("Harbour Courier".to_owned()),
        url: format!("https://a.test/{day}"),
        published: Some(Moment::parse(day).unwrap()),
        stance,
        content: format!("{text} were hurt"),
        quantity: Some(Quantity {
            span: Span::new(&text, 0..text.len()).unwrap(),
            text,
            value,
            low: Some(value),
            high: Some(value),
            precision: None,
            bound: Bound::Exact,
            unit: "count".to_owned(),
            object: Some("people".to_owned()),
            predicate: None,
            of: None,
            trend: None,
        }),
    }
}

fn thread(claims: Vec<ClaimRef>, updates: &[(usize, usize)]) -> Thread {
    let relations = updates.iter().map(|(from, to)| Relation {
        from: claims[*from].id.clone(),
        to: claims[*to].id.clone(),
        kind: RelationKind::Updates,
        why: String::new(),
    });
    Thread {
        id: ThreadId::of(&["hurt"]),
        slot: Slot::default(),
        title: "People hurt".to_owned(),
        relations: relations.collect(),
        claims,
        origins: Vec::new(),
        findings: Vec::new(),
    }
}

#[test]
fn each_speaker_has_a_history_of_first_and_revised_figures() {
    let (mayor, governor) = (Some("The Mayor"), Some("Governor"));
    let claims = vec![
        said(mayor, "2025-07-22", 4.0, Stance::Asserts),
        said(Some("the mayor"), "2025-07-23", 4.0, Stance::Confirms),
        said(governor, "2025-07-23", 9.0, Stance::Asserts),
        said(mayor, "2025-07-24", 7.0, Stance::Asserts),
        said(governor, "2025-07-25", 6.0, Stance::Asserts),
        said(mayor, "2025-07-26", 11.0, Stance::Asserts),
        said(Some("Ministry"), "2025-07-26", 2.0, Stance::Denies),
        said(None, "2025-07-27", 7.0, Stance::Asserts),
        said(governor, "2025-07-28", 9.0, Stance::Asserts),
    ];
    let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id.clone()).collect();
    let history = thread(claims, &[(3, 0), (4, 2), (4, 3), (7, 4)]).figures();
    let speakers: Vec<_> = history.iter().map(|one| one.speaker.as_deref()).collect();
    assert_eq!(speakers, [mayor, governor, None], "who denies a figure has not given it");
    let way = |speaker: usize, step: usize| {
        let revises = history[speaker].steps[step].revises.as_ref();
        revises.map(|revision| (revision.way, revision.of.clone(), revision.figure.as_str()))
    };
    assert_eq!((way(0, 0), history[0].steps[0].again.as_slice()), (None, &ids[1..2]), "first, then again");
    assert_eq!(way(0, 1), Some((Way::Up, ids[0].clone(), "4 people")));
    assert_eq!(way(0, 2), None, "no relation tells that 11 and 7 can be compared");
    assert_eq!(way(1, 1), Some((Way::Down, ids[2].clone(), "9 people")), "one's own figure before another's");
    assert_eq!(history[1].steps[0].again, ids[8..], "an earlier figure told again revises nothing");
    let of_other = history[2].steps[0].revises.as_ref().unwrap();
    assert_eq!((of_other.way, of_other.speaker.as_deref()), (Way::Up, governor));
}

#[test]
fn a_thread_without_figures_has_no_history() {
    let mut bare = said(Some("Mayor"), "2025-07-22", 4.0, Stance::Asserts);
    bare.quantity = None;
    assert_eq!(thread(vec![bare], &[]).figures(), []);
}
