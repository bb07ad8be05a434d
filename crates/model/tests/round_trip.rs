//! Messages: what is written is read again as it was, and what does not hold is not read.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use onrecord_model::{
    Article, ArticleId, Block, BlockKind, Body, Bound, Claim, ClaimId, Content, Cue, Digest, Envelope,
    Excerpt, Issue, Message, Mode, Moment, Quantity, ResolvedBy, RunId, Snapshot, Source, Span, Speaker,
    SpeakerKind, Stance,
};
use proptest::prelude::*;

/// A text with a place in it that lies on character boundaries.
fn text_with_span() -> impl Strategy<Value = (String, Span)> {
    (".{0,40}", ".{0,20}", ".{0,40}").prop_map(|(before, inside, after)| {
        let text = format!("{before}{inside}{after}");
        let span = Span::new(&text, before.len()..before.len() + inside.len()).unwrap();
        (text, span)
    })
}

fn claim(article: &ArticleId, text: &str, span: Span) -> Claim {
    Claim {
        id: ClaimId::of(&[article.as_str(), "0"]),
        speaker: Speaker {
            mention: Some(Excerpt::of(text, span)),
            name: Some("Rustem Umerov".to_owned()),
            kind: SpeakerKind::Person,
            role: None,
            affiliation: Some("Ukraine".to_owned()),
            resolved_by: ResolvedBy::Pronoun,
        },
        cue: Some(Cue::new(text, vec![span], "say").unwrap()),
        content: Content::new(text, vec![span, span]).unwrap(),
        mode: Mode::Mixed,
        stance: Stance::CallsFor,
        negated: true,
        hedges: vec!["reportedly".to_owned()],
        inside: None,
        target: None,
        quantities: vec![Quantity {
            span,
            text: span.slice(text).unwrap().to_owned(),
            value: 19000.0,
            low: Some(19000.0),
            high: None,
            precision: None,
            bound: Bound::Over,
            unit: "count".to_owned(),
            object: Some("children".to_owned()),
            of: None,
            predicate: None,
            trend: None,
        }],
        times: Vec::new(),
        places: Vec::new(),
        sentence: span,
        confidence: 0.5,
        slots: Vec::new(),
        findings: Vec::new(),
    }
}

fn article(text: String, span: Span) -> Article {
    let id = ArticleId::of(&[&text]);
    let claims = vec![claim(&id, &text, span)];
    let blocks = vec![Block { kind: BlockKind::ListItem, span }];
    let source = Source {
        url: "https://example.org/a".to_owned(),
        published: Some(Moment::parse("2025-07-23T21:04:00+03:00").unwrap()),
        ..Source::default()
    };
    Article { id, source, text, blocks, claims, sketch: vec![1, u32::MAX] }
}

proptest! {
    #[test]
    fn a_span_is_made_only_on_character_boundaries(text in ".{0,30}", start in 0_usize..60, end in 0_usize..60) {
        let ok = start <= end && text.get(start..end).is_some();
        let span = Span::new(&text, start..end);
        prop_assert_eq!(span.is_ok(), ok);
        if let Ok(span) = span {
            prop_assert_eq!(span.slice(&text), text.get(start..end));
        }
    }

    #[test]
    fn an_article_is_read_as_it_was_written((text, span) in text_with_span()) {
        let article = article(text, span);
        let mut envelope = Envelope::from(Message::Article(article));
        envelope.run = Some(RunId::of(&["x"]));
        envelope.issues = vec![Issue { stage: "extract".into(), code: "c".into(), message: "m\n".into() }];
        let line = envelope.to_line().unwrap();
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(Envelope::parse(&line).unwrap(), envelope);
    }

    #[test]
    fn a_snapshot_keeps_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let snapshot = Snapshot::of("https://example.org", bytes.clone());
        prop_assert_eq!(snapshot.sha256.clone(), Some(Digest::of(&bytes)));
        let line = Envelope::from(Message::Snapshot(snapshot)).to_line().unwrap();
        let Message::Snapshot(read) = Envelope::parse(&line).unwrap().message else { panic!("{line}") };
        prop_assert_eq!(read.body.bytes().unwrap().into_owned(), bytes);
    }

    #[test]
    fn ids_tell_parts_apart(a in ".{0,9}", b in ".{0,9}", c in ".{0,9}") {
        let joined = ClaimId::of(&[&format!("{a}{b}"), &c]);
        let split = ClaimId::of(&[&a, &format!("{b}{c}")]);
        prop_assert_eq!(joined == split, b.is_empty());
        prop_assert_eq!(ClaimId::parse(joined.as_str()), Some(joined));
    }

    #[test]
    fn any_line_is_read_or_refused(line in ".{0,200}") {
        // Only that it does not panic: almost no such line is a message.
        drop(Envelope::parse(&line));
    }
}

#[test]
fn a_span_that_its_text_does_not_bear_out_is_refused() {
    let text = "He said it would rain, café".to_owned();
    let span = Span::new(&text, 3..7).unwrap();
    let line = Envelope::from(Message::Article(article(text, span))).to_line().unwrap();
    for (from, to) in [
        (r#""span":[3,7],"text":"said""#, r#""span":[3,7],"text":"says""#),
        (r#""span":[3,7],"text":"said""#, r#""span":[3,900],"text":"said""#),
        (r#""sentence":[3,7]"#, r#""sentence":[3,27]"#), // inside the last character
        (r#""sentence":[3,7]"#, r#""sentence":[7,3]"#),
    ] {
        assert!(line.contains(from), "{line}");
        let error = Envelope::parse(&line.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains("span") || error.contains("does not hold"), "{error}");
    }
}

#[test]
fn a_snapshot_by_hand_needs_url_and_body_only() {
    let line = r#"{"v":1,"kind":"snapshot","body":{"url":"https://example.org/a","body":{"text":"<p>Hi"}}}"#;
    let Message::Snapshot(snapshot) = Envelope::parse(line).unwrap().message else { panic!("{line}") };
    assert_eq!(snapshot.body, Body::Text("<p>Hi".to_owned()));
    assert_eq!((snapshot.status, snapshot.sha256), (None, None));
    let line = r#"{"v":1,"kind":"snapshot","body":{"url":"x","body":{"base64":"not base64"}}}"#;
    assert!(Envelope::parse(line).is_err());
}

#[test]
fn moments_are_dates_or_times_with_an_offset() {
    let day = |text: &str| Moment::parse(text).map(|moment| moment.date().to_string());
    assert_eq!(day("2025-07-23").unwrap(), "2025-07-23");
    // The publisher's day, not the day in UTC.
    assert_eq!(day("2025-07-23T01:04:00+03:00").unwrap(), "2025-07-23");
    assert_eq!(day("2025-07-23T18:04:00Z").unwrap(), "2025-07-23");
    for bad in
        ["", "2025", "2025-13-01", "2025-07-23T18:04:00", "23 July 2025", "2025-07-23 18:04", "é025-07-23"]
    {
        assert!(Moment::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn moments_order_by_instant() {
    let in_order = [
        "2025-07-22",
        "2025-07-23T01:04:00+03:00",
        "2025-07-22T23:30:00Z",
        "2025-07-23",
        "2025-07-23T00:00:00Z",
        "2025-07-23T03:00:00+03:00",
        "2025-07-22T20:30:00-04:00",
    ];
    let mut moments: Vec<Moment> = in_order.iter().rev().map(|text| Moment::parse(text).unwrap()).collect();
    moments.sort();
    assert_eq!(moments.iter().map(Moment::as_str).collect::<Vec<_>>(), in_order);
}

#[test]
fn only_ids_are_read_as_ids() {
    let article = ArticleId::of(&["a"]);
    let json = serde_json::to_string(&article).unwrap();
    assert_eq!(serde_json::from_str::<ArticleId>(&json).unwrap(), article);
    let digest = Digest::of(b"a");
    let json = serde_json::to_string(&digest).unwrap();
    assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);

    for bad in ["=1+1", "", "art_", "clm_0123456789abcdef", "art_0123456789ABCDEF", "art_0123456789abcdef0"] {
        let error = serde_json::from_value::<ArticleId>(bad.into()).unwrap_err().to_string();
        assert!(error.contains("`art_` and 16 lower-case hexadecimal digits"), "{error}");
        let error = serde_json::from_value::<Digest>(bad.into()).unwrap_err().to_string();
        assert!(error.contains("64 lower-case hexadecimal digits"), "{error}");
    }
}

#[test]
fn whole_numbers_are_written_without_a_fraction() {
    let text = "45 children";
    let mut article = article(text.to_owned(), Span::new(text, 0..text.len()).unwrap());
    for (value, written) in [(45.0, "45"), (-3.0, "-3"), (1.5, "1.5"), (1e300, "1e+300")] {
        article.claims[0].quantities[0].value = value;
        let json = serde_json::to_string(&article.claims[0].quantities[0]).unwrap();
        assert!(json.contains(&format!("\"value\":{written},")), "{json}");
        assert_eq!(serde_json::from_str::<Quantity>(&json).unwrap().value.to_bits(), value.to_bits());
    }
}
