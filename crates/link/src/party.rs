//! States and the words that stand for them: "Kyiv", "Ukrainian" and "Ukraine's" are one party.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::spelling;
use crate::words::{Word, words};

/// Name of a state, and the lower-case single words that stand for it: its adjective, its capital, its seat of power.
/// Metonyms stand here because a denial by "Moscow" and one by "the Kremlin" are one party's.
const STATES: &[(&str, &[&str])] = &[
    ("Afghanistan", &["afghanistan", "afghan", "kabul"]),
    ("Albania", &["albania", "albanian"]),
    ("Algeria", &["algeria", "algerian"]),
    ("Angola", &["angola", "angolan"]),
    ("Argentina", &["argentina", "argentine", "argentinian"]),
    ("Armenia", &["armenia", "armenian", "yerevan"]),
    ("Australia", &["australia", "australian"]),
    ("Austria", &["austria", "austrian"]),
    ("Azerbaijan", &["azerbaijan", "azerbaijani", "baku"]),
    ("Bangladesh", &["bangladesh", "bangladeshi"]),
    ("Belarus", &["belarus", "belarusian", "minsk"]),
    ("Belgium", &["belgium", "belgian"]),
    ("Bolivia", &["bolivia", "bolivian"]),
    ("Bosnia", &["bosnia", "bosnian"]),
    ("Botswana", &["botswana"]),
    ("Brazil", &["brazil", "brazilian", "brasilia"]),
    ("Britain", &["britain", "british", "london", "uk"]),
    ("Bulgaria", &["bulgaria", "bulgarian"]),
    ("Burundi", &["burundi", "burundian"]),
    ("Cambodia", &["cambodia", "cambodian"]),
    ("Cameroon", &["cameroon", "cameroonian"]),
    ("Canada", &["canada", "canadian", "ottawa"]),
    ("Chile", &["chile", "chilean"]),
    ("China", &["china", "chinese", "beijing"]),
    ("Colombia", &["colombia", "colombian"]),
    ("Croatia", &["croatia", "croatian"]),
    ("Cuba", &["cuba", "cuban"]),
    ("Cyprus", &["cyprus", "cypriot"]),
    ("Czech Republic", &["czech", "czechia"]),
    ("Denmark", &["denmark", "danish"]),
    ("Ecuador", &["ecuador", "ecuadorian", "ecuadorean"]),
    ("Egypt", &["egypt", "egyptian", "cairo"]),
    ("Eritrea", &["eritrea", "eritrean"]),
    ("Estonia", &["estonia", "estonian", "tallinn"]),
    ("Ethiopia", &["ethiopia", "ethiopian"]),
    ("Finland", &["finland", "finnish", "helsinki"]),
    ("France", &["france", "french", "paris", "elysee"]),
    ("Georgia", &["georgia", "georgian", "tbilisi"]),
    ("Germany", &["germany", "german", "berlin"]),
    ("Ghana", &["ghana", "ghanaian"]),
    ("Greece", &["greece", "greek"]),
    ("Guatemala", &["guatemala", "guatemalan"]),
    ("Guinea", &["guinea", "guinean"]),
    ("Haiti", &["haiti", "haitian"]),
    ("Honduras", &["honduras", "honduran"]),
    ("Hungary", &["hungary", "hungarian", "budapest"]),
    ("Iceland", &["iceland", "icelandic"]),
    ("India", &["india", "indian", "delhi"]),
    ("Indonesia", &["indonesia", "indonesian"]),
    ("Iran", &["iran", "iranian", "tehran"]),
    ("Iraq", &["iraq", "iraqi", "baghdad"]),
    ("Ireland", &["ireland", "irish"]),
    ("Israel", &["israel", "israeli"]),
    ("Italy", &["italy", "italian", "rome"]),
    ("Jamaica", &["jamaica", "jamaican"]),
    ("Japan", &["japan", "japanese", "tokyo"]),
    ("Kazakhstan", &["kazakhstan", "kazakh"]),
    ("Kenya", &["kenya", "kenyan"]),
    ("Kosovo", &["kosovo", "kosovar"]),
    ("Kuwait", &["kuwait", "kuwaiti"]),
    ("Kyrgyzstan", &["kyrgyzstan", "kyrgyz"]),
    ("Laos", &["laos", "laotian"]),
    ("Latvia", &["latvia", "latvian", "riga"]),
    ("Lebanon", &["lebanon", "lebanese", "beirut"]),
    ("Liberia", &["liberia", "liberian"]),
    ("Libya", &["libya", "libyan"]),
    ("Lithuania", &["lithuania", "lithuanian", "vilnius"]),
    ("Luxembourg", &["luxembourg"]),
    ("Madagascar", &["madagascar", "malagasy"]),
    ("Malawi", &["malawi", "malawian"]),
    ("Malaysia", &["malaysia", "malaysian"]),
    ("Mali", &["mali", "malian"]),
    ("Malta", &["malta", "maltese"]),
    ("Mexico", &["mexico", "mexican"]),
    ("Moldova", &["moldova", "moldovan", "chisinau"]),
    ("Mongolia", &["mongolia", "mongolian"]),
    ("Montenegro", &["montenegro", "montenegrin"]),
    ("Morocco", &["morocco", "moroccan"]),
    ("Mozambique", &["mozambique", "mozambican"]),
    ("Myanmar", &["myanmar", "burmese"]),
    ("Namibia", &["namibia", "namibian"]),
    ("Nepal", &["nepal", "nepali", "nepalese"]),
    ("Netherlands", &["netherlands", "dutch"]),
    ("Nicaragua", &["nicaragua", "nicaraguan"]),
    ("Niger", &["niger", "nigerien"]),
    ("Nigeria", &["nigeria", "nigerian"]),
    ("North Korea", &["pyongyang"]),
    ("Norway", &["norway", "norwegian", "oslo"]),
    ("Oman", &["oman", "omani"]),
    ("Pakistan", &["pakistan", "pakistani", "islamabad"]),
    ("Palestine", &["palestine", "palestinian"]),
    ("Panama", &["panama", "panamanian"]),
    ("Paraguay", &["paraguay", "paraguayan"]),
    ("Peru", &["peru", "peruvian"]),
    ("Philippines", &["philippines", "philippine", "filipino"]),
    ("Poland", &["poland", "polish", "warsaw"]),
    ("Portugal", &["portugal", "portuguese"]),
    ("Qatar", &["qatar", "qatari"]),
    ("Romania", &["romania", "romanian", "bucharest"]),
    ("Russia", &["russia", "russian", "russians", "moscow", "kremlin"]),
    ("Rwanda", &["rwanda", "rwandan"]),
    ("Saudi Arabia", &["saudi", "riyadh"]),
    ("Senegal", &["senegal", "senegalese"]),
    ("Serbia", &["serbia", "serbian", "belgrade"]),
    ("Singapore", &["singapore", "singaporean"]),
    ("Slovakia", &["slovakia", "slovak", "bratislava"]),
    ("Slovenia", &["slovenia", "slovenian", "slovene"]),
    ("Somalia", &["somalia", "somali"]),
    ("South Korea", &["seoul"]),
    ("Spain", &["spain", "spanish", "madrid"]),
    ("Sudan", &["sudan", "sudanese", "khartoum"]),
    ("Sweden", &["sweden", "swedish", "stockholm"]),
    ("Switzerland", &["switzerland", "swiss"]),
    ("Syria", &["syria", "syrian", "damascus"]),
    ("Taiwan", &["taiwan", "taiwanese", "taipei"]),
    ("Tajikistan", &["tajikistan", "tajik"]),
    ("Tanzania", &["tanzania", "tanzanian"]),
    ("Thailand", &["thailand", "thai"]),
    ("Tunisia", &["tunisia", "tunisian"]),
    ("Turkey", &["turkey", "turkish", "türkiye", "ankara"]),
    ("Turkmenistan", &["turkmenistan", "turkmen"]),
    ("Uganda", &["uganda", "ugandan"]),
    ("Ukraine", &["ukraine", "ukrainian", "ukrainians", "kyiv", "kiev"]),
    ("United States", &["us", "usa", "american", "washington", "pentagon"]),
    ("Uruguay", &["uruguay", "uruguayan"]),
    ("Uzbekistan", &["uzbekistan", "uzbek"]),
    ("Venezuela", &["venezuela", "venezuelan"]),
    ("Vietnam", &["vietnam", "vietnamese"]),
    ("Yemen", &["yemen", "yemeni", "houthi", "houthis"]),
    ("Zambia", &["zambia", "zambian"]),
    ("Zimbabwe", &["zimbabwe", "zimbabwean"]),
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
        "houthis", "danish", "dutch", "burmese", "filipino",
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
