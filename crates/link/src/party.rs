//! States and the words that stand for them: "Kyiv", "Ukrainian" and "Ukraine's" are one party.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::spelling;
use crate::words::{Word, words};

/// Name of a state, and the lower-case single words that stand for it: its adjective, its capital, its seat of power.
/// Metonyms stand here because a denial by "Moscow" and one by "the Kremlin" are one party's.
const STATES: &[(&str, &[&str])] = &[
    ("Afghanistan", &["afghanistan", "afghan", "kabul"]),
    ("Armenia", &["armenia", "armenian", "yerevan"]),
    ("Azerbaijan", &["azerbaijan", "azerbaijani", "baku"]),
    ("Belarus", &["belarus", "belarusian", "minsk"]),
    ("Brazil", &["brazil", "brazilian", "brasilia"]),
    ("Britain", &["britain", "british", "london", "uk"]),
    ("Canada", &["canada", "canadian", "ottawa"]),
    ("China", &["china", "chinese", "beijing"]),
    ("Egypt", &["egypt", "egyptian", "cairo"]),
    ("Estonia", &["estonia", "estonian", "tallinn"]),
    ("Ethiopia", &["ethiopia", "ethiopian"]),
    ("Finland", &["finland", "finnish", "helsinki"]),
    ("France", &["france", "french", "paris", "elysee"]),
    ("Georgia", &["georgia", "georgian", "tbilisi"]),
    ("Germany", &["germany", "german", "berlin"]),
    ("Hungary", &["hungary", "hungarian", "budapest"]),
    ("India", &["india", "indian", "delhi"]),
    ("Iran", &["iran", "iranian", "tehran"]),
    ("Iraq", &["iraq", "iraqi", "baghdad"]),
    ("Israel", &["israel", "israeli"]),
    ("Italy", &["italy", "italian", "rome"]),
    ("Japan", &["japan", "japanese", "tokyo"]),
    ("Latvia", &["latvia", "latvian", "riga"]),
    ("Lebanon", &["lebanon", "lebanese", "beirut"]),
    ("Lithuania", &["lithuania", "lithuanian", "vilnius"]),
    ("Moldova", &["moldova", "moldovan", "chisinau"]),
    ("North Korea", &["pyongyang"]),
    ("Norway", &["norway", "norwegian", "oslo"]),
    ("Pakistan", &["pakistan", "pakistani", "islamabad"]),
    ("Palestine", &["palestine", "palestinian"]),
    ("Poland", &["poland", "polish", "warsaw"]),
    ("Romania", &["romania", "romanian", "bucharest"]),
    ("Russia", &["russia", "russian", "russians", "moscow", "kremlin"]),
    ("Saudi Arabia", &["saudi", "riyadh"]),
    ("Serbia", &["serbia", "serbian", "belgrade"]),
    ("Slovakia", &["slovakia", "slovak", "bratislava"]),
    ("South Korea", &["seoul"]),
    ("Spain", &["spain", "spanish", "madrid"]),
    ("Sudan", &["sudan", "sudanese", "khartoum"]),
    ("Sweden", &["sweden", "swedish", "stockholm"]),
    ("Syria", &["syria", "syrian", "damascus"]),
    ("Taiwan", &["taiwan", "taiwanese", "taipei"]),
    ("Turkey", &["turkey", "turkish", "türkiye", "ankara"]),
    ("Ukraine", &["ukraine", "ukrainian", "ukrainians", "kyiv", "kiev"]),
    ("United States", &["us", "usa", "american", "washington", "pentagon"]),
    ("Yemen", &["yemen", "yemeni", "houthi", "houthis"]),
];

/// The state of each form: every word of every article is looked up here.
static BY_FORM: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    STATES.iter().flat_map(|(state, forms)| forms.iter().map(move |form| (*form, *state))).collect()
});

/// The state that one word stands for. "us" counts only with its capital.
pub(crate) fn state_of(word: &Word) -> Option<&'static str> {
    BY_FORM.get(word.text.as_str()).copied().filter(|_| word.capital)
}

/// Whether a word that stands for a state is the name of its capital.
pub(crate) fn is_capital(word: &Word) -> bool {
    const OTHERS: &[&str] = &[
        "us", "usa", "uk", "american", "french", "türkiye", "kremlin", "pentagon", "elysee", "houthi",
        "houthis",
    ];
    const STEM: usize = 3;
    let like = |name: &str| name.to_lowercase().chars().take(STEM).eq(word.text.chars().take(STEM));
    state_of(word).is_some_and(|state| !like(state) && !OTHERS.contains(&word.text.as_str()))
}

/// The first state that `text` names.
pub(crate) fn state_in(text: &str) -> Option<&'static str> {
    words(text, 0).iter().find_map(state_of)
}

/// Whether `name` is a state and nothing smaller.
pub(crate) fn is_state(name: &str) -> bool {
    STATES.iter().any(|(state, _)| *state == name) || matches!(name, "UK" | "USA" | "United Kingdom")
}

/// One key for the spellings of a speaker's name: "Ukraine's air force", "the Ukrainian Air Force".
pub(crate) fn speaker_key(name: &str) -> String {
    const LEFT_OUT: &[&str] = &["the", "of", "a", "an", "for"];
    let mut parts: Vec<String> = words(name, 0)
        .into_iter()
        .filter(|word| !LEFT_OUT.contains(&word.text.as_str()))
        .map(|word| state_of(&word).map_or_else(|| spelling::form(&word.text), str::to_owned))
        .collect();
    parts.sort();
    parts.dedup();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_speaker_has_one_key() {
        assert_eq!(speaker_key("Ukraine’s air force"), speaker_key("the Ukrainian Air Force"));
        assert_eq!(speaker_key("Air Force of Ukraine"), speaker_key("the Ukrainian Air Force"));
        assert_eq!(speaker_key("Moscow"), speaker_key("The Kremlin"));
        assert_eq!(speaker_key("Volodymyr Zelenskyy"), speaker_key("Vladimir Zelensky"));
        assert_eq!(speaker_key("Ukraine's defence ministry"), speaker_key("the Defense Ministry of Ukraine"));
        assert_ne!(speaker_key("Ukraine's General Staff"), speaker_key("Ukraine's air force"));
    }

    #[test]
    fn a_capital_is_more_than_its_state() {
        let capitals = |text: &str| words(text, 0).iter().filter(|word| is_capital(word)).count();
        assert_eq!(capitals("Beirut, Kyiv, Berlin and Seoul"), 4);
        assert_eq!(capitals("Lebanese, French and US troops left Turkey for the Kremlin and Poland"), 0);
    }

    #[test]
    fn us_the_pronoun_is_no_state() {
        assert_eq!(state_in("they told us"), None);
        assert_eq!(state_in("the US side"), Some("United States"));
    }
}
