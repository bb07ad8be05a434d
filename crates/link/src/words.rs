//! Text as a row of lower-case words, each with its place: what every other module here reads.

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In lower case.
    pub(crate) text: String,
    /// First byte, in the text the words were taken from plus the offset that was given.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Whether it was written with a capital.
    pub(crate) capital: bool,
    /// What stands between it and the word before.
    pub(crate) gap: Gap,
}

/// How far punctuation parts a word from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Space, hyphen or quotation mark only.
    None,
    /// A comma, dash, colon or bracket.
    Clause,
    /// The end of a sentence, or a semicolon.
    Sentence,
}

/// The words of `text`; their places are shifted by `offset`. A possessive `'s` is left out, whichever apostrophe it
/// has, so that straight and curly text give the same words.
pub(crate) fn words(text: &str, offset: usize) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(text.len() / 6);
    let mut gap = Gap::None;
    let mut after_apostrophe = false;
    let mut after_digit = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            after_apostrophe = matches!(first, '\'' | '’') && text_ends_in_word(&found, offset + start);
            // "4.2" and "12,000" are one number.
            let in_number = matches!(first, '.' | ',')
                && after_digit
                && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            gap = if in_number { gap } else { gap.max(gap_of(first)) };
            after_digit = false;
            continue;
        }
        let mut word = first.to_lowercase().collect::<String>();
        let mut end = start + first.len_utf8();
        after_digit = first.is_ascii_digit();
        while let Some((at, next)) = chars.next_if(|(_, next)| next.is_alphanumeric()) {
            word.extend(next.to_lowercase());
            end = at + next.len_utf8();
            after_digit = next.is_ascii_digit();
        }
        if !(after_apostrophe && word == "s") {
            let (start, end) = (start + offset, end + offset);
            found.push(Word { text: word, start, end, capital: first.is_uppercase(), gap });
            gap = Gap::None;
        }
        after_apostrophe = false;
    }
    found
}

fn text_ends_in_word(found: &[Word], at: usize) -> bool {
    found.last().is_some_and(|word| word.end == at)
}

fn gap_of(mark: char) -> Gap {
    match mark {
        '.' | '!' | '?' | ';' | '\n' => Gap::Sentence,
        ',' | ':' | '–' | '—' | '(' | ')' => Gap::Clause,
        _ => Gap::None,
    }
}

/// The singular of an English noun in lower case, by the usual endings.
pub(crate) fn singular(noun: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("people", "person"),
        ("persons", "person"),
        ("children", "child"),
        ("men", "man"),
        ("women", "woman"),
        ("servicemen", "serviceman"),
        ("corpses", "corpse"),
        ("houses", "house"),
        ("missiles", "missile"),
        ("lives", "life"),
        ("loaves", "loaf"),
        ("series", "series"),
        ("aircraft", "aircraft"),
        ("troops", "troop"),
        ("remains", "remains"),
        ("tonnes", "tonne"),
        ("buses", "bus"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == noun) {
        return (*one).to_owned();
    }
    let cut = |ending: &str| noun.strip_suffix(ending).filter(|stem| stem.len() >= 2);
    if let Some(stem) = cut("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if cut(ending).is_some() {
            return noun.strip_suffix("es").unwrap_or(noun).to_owned();
        }
    }
    match cut("s") {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curly_and_straight_text_give_the_same_words() {
        let of = |text: &str| words(text, 0).into_iter().map(|w| w.text).collect::<Vec<_>>();
        assert_eq!(of("Ukraine’s “air force”"), of("Ukraine's \"air force\""));
        assert_eq!(of("Ukraine's air"), ["ukraine", "air"]);
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "«Київ» said 45, then";
        for word in words(text, 0) {
            assert_eq!(text.get(word.start..word.end).map(str::to_lowercase), Some(word.text));
        }
        assert_eq!(
            words("a. b, c d", 0).iter().map(|w| w.gap).collect::<Vec<_>>(),
            [Gap::None, Gap::Sentence, Gap::Clause, Gap::None]
        );
    }

    #[test]
    fn plurals_lose_their_ending() {
        for (many, one) in [
            ("drones", "drone"),
            ("bodies", "body"),
            ("people", "person"),
            ("losses", "loss"),
            ("bus", "bus"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
