//! JSON Lines in: whatever the bytes, every line is told with its place.

use onrecord_pipeline::Lines;
use proptest::prelude::*;

#[test]
fn lines_tell_where_they_stand() {
    let text = "\u{feff}{\"v\":1}\n\n  \nnot json\n\u{e9}t\u{e9}";
    let lines: Vec<_> = Lines::new(text.as_bytes()).map(Result::unwrap).collect();
    let places: Vec<(u64, u64)> = lines.iter().map(|line| (line.number, line.offset)).collect();
    assert_eq!(places, [(1, 0), (4, 15), (5, 24)]);
}

#[test]
fn a_line_that_is_no_message_says_why() {
    let why = |text: &str| {
        let line = Lines::new(text.as_bytes()).next().unwrap().unwrap();
        line.message().unwrap_err().to_string()
    };
    assert!(why("{").starts_with("not a message: EOF"), "{}", why("{"));
    assert_eq!(
        why(r#"{"v":7,"kind":"snapshot","body":{}}"#),
        "message version 7 is not supported (this onrecord reads version 1)"
    );
    assert_eq!(
        why(r#"{"v":1,"kind":"poem","body":{}}"#),
        "unknown message kind `poem` (known: snapshot, article, thread)"
    );
    assert!(why(r#"{"v":1,"kind":"snapshot","body":{"url":"x"}}"#).contains("missing field `body`"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let lines: Vec<_> = Lines::new(bytes.as_slice()).map(Result::unwrap).collect();
        let blank = |line: &[u8]| std::str::from_utf8(line).is_ok_and(|l| l.trim_start_matches('\u{feff}').trim().is_empty());
        let expected = bytes.split(|b| *b == b'\n').filter(|line| !blank(line)).count();
        prop_assert_eq!(lines.len(), expected);
    }
}
